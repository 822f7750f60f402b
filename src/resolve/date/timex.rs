//! TIMEX3 (TimeML): the type, value and modifier of a time expression.
//!
//! Values follow the TimeML annotation guidelines and the corpora annotated by them: `1989-W43` for a
//! week, `1989-Q3`, `1989-FA`, `198` for a decade, `PXM` for "months", `XXXX-WXX-7` for "Sundays",
//! `1998-02-06TMO` for a morning, `PRESENT_REF` for "now".

use std::fmt::Write as _;

use super::{Clock, Stretch};
use crate::edtf::{self, EdtfDate};
use crate::mention::date::{
    Cycle, DateExpr, Duration, Grain, Hedge, PartOfDay, Position, Quant, Reference, Relation, Set, TimeOfDay, Unit, What, When,
};

/// The type of a TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A day or something longer, at its place in the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A regular time.
    Set,
}

impl Type {
    /// As TimeML writes it.
    pub fn name(self) -> &'static str {
        match self {
            Type::Date => "DATE",
            Type::Time => "TIME",
            Type::Duration => "DURATION",
            Type::Set => "SET",
        }
    }
}

/// What TIMEX3 says of a time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Its type.
    pub kind: Type,
    /// Its value.
    pub value: String,
    /// `mod`: `START`, `APPROX`, `ON_OR_AFTER`, …
    pub modifier: Option<&'static str>,
    /// `quant` of a set: `EVERY`, `EACH`.
    pub quant: Option<&'static str>,
    /// `freq` of a set: `2X`.
    pub freq: Option<String>,
}

/// Nothing is known of the value.
const UNKNOWN: &str = "XXXX-XX-XX";

/// The TIMEX3 of one time of an expression.
pub(super) fn timex(clock: &Clock, expr: &DateExpr, when: Option<When>) -> Timex {
    let plain = |kind, value: String| Timex { kind, value, modifier: None, quant: None, freq: None };
    let mut timex = match (expr.what, when) {
        (What::Set(set), _) => return of_set(set, expr.time),
        (What::Duration(duration), _) => plain(Type::Duration, duration_value(duration)),
        (What::Reference(reference), _) => plain(Type::Date, reference_value(reference).to_owned()),
        (_, Some(When::Some { unit: _, past })) if expr.relation != Relation::After => {
            plain(Type::Date, if past { "PAST_REF" } else { "FUTURE_REF" }.to_owned())
        }
        (_, Some(when)) => match length(expr, when) {
            Some(duration) => plain(Type::Duration, duration_value(duration)),
            None => of_time(clock, expr, when),
        },
        (What::Years(a, b), None) => plain(Type::Date, format!("{a:04}/{b:04}")),
        (_, None) => plain(Type::Date, "PRESENT_REF".to_owned()),
    };
    timex.modifier = modifier(expr);
    timex
}

/// "In two weeks", "two days after": a length that counts from somewhere.
fn length(expr: &DateExpr, when: When) -> Option<Duration> {
    let duration = |unit, count| Duration { count, half: false, to: None, unit: Some(unit), toward: None };
    match when {
        When::Shift { unit, amount: amount @ 1.., counted: true } => Some(duration(unit, Some(amount))),
        When::Shift { unit: unit @ (Unit::Hour | Unit::Minute | Unit::Second), amount, counted: true } => {
            Some(duration(unit, Some(amount.abs())))
        }
        // "three days | later": TIMEX3 marks the length alone, but "a year earlier" is a date
        When::FromNamed { grain: Grain::Unit(unit), amount, counted: true }
            if !matches!(unit, Unit::Year | Unit::Decade | Unit::Century)
                || matches!(expr.relation, Relation::After | Relation::Before) =>
        {
            Some(duration(unit, amount.map(i32::abs)))
        }
        When::Some { unit, .. } => Some(duration(unit, None)),
        _ => None,
    }
}

fn of_time(clock: &Clock, expr: &DateExpr, when: When) -> Timex {
    let mut value = match clock.time(when) {
        Some((stretch, _)) => stretch_value(when, stretch),
        None => unknown(when).to_owned(),
    };
    let kind = if expr.time.is_some() { Type::Time } else { Type::Date };
    match expr.time {
        Some(TimeOfDay::Part(part)) => value.push_str(part_value(part)),
        Some(TimeOfDay::Clock { minutes, .. }) => write!(value, "T{:02}:{:02}", minutes / 60, minutes % 60).expect("writes to a string"),
        None => {}
    }
    Timex { kind, value, modifier: None, quant: None, freq: None }
}

/// The value of a time that cannot be placed, as coarse as it is.
fn unknown(when: When) -> &'static str {
    match when {
        When::Shift { unit, .. } => match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            _ => UNKNOWN,
        },
        When::Weekend(_) => "XXXX-WXX-WE",
        When::Weekday { day, .. } => ["XXXX-WXX-1", "XXXX-WXX-2", "XXXX-WXX-3", "XXXX-WXX-4", "XXXX-WXX-5", "XXXX-WXX-6", "XXXX-WXX-7"]
            [usize::from(day.unsigned_abs()).min(6)],
        _ => UNKNOWN,
    }
}

fn stretch_value(when: When, (start, end): Stretch) -> String {
    if let (true, Some(day)) = (start != end, start.earliest()) {
        let weekend = matches!(when, When::Weekend(_) | When::Holiday { weekend: true, .. });
        let week = day.iso_week_date();
        return format!("{:04}-W{:02}{}", week.year(), week.week(), if weekend { "-WE" } else { "" });
    }
    date_value(start)
}

/// A date as TIMEX3 writes it.
pub fn date_value(date: EdtfDate) -> String {
    let mut value = match date.year() {
        Some(y) => format!("{y:04}"),
        // a decade is three figures, a century two
        None => match date.to_string().split('-').next().unwrap_or("").trim_end_matches(['~', '?', '%']) {
            "XXXX" => "XXXX".to_owned(),
            known => known.trim_end_matches('X').to_owned(),
        },
    };
    if let Some(month) = date.month() {
        let code = match month {
            edtf::SPRING => "SP",
            edtf::SUMMER => "SU",
            edtf::AUTUMN => "FA",
            edtf::WINTER => "WI",
            33 => "Q1",
            34 => "Q2",
            35 => "Q3",
            36 => "Q4",
            40 => "H1",
            41 => "H2",
            _ => "",
        };
        match code {
            "" => write!(value, "-{month:02}").expect("writes to a string"),
            code => write!(value, "-{code}").expect("writes to a string"),
        }
    }
    if let Some(day) = date.day() {
        write!(value, "-{day:02}").expect("writes to a string");
    }
    value
}

fn part_value(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Morning => "TMO",
        PartOfDay::Noon => "T12:00",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night | PartOfDay::Tonight | PartOfDay::Overnight => "TNI",
        PartOfDay::Midnight => "T24:00",
    }
}

fn reference_value(reference: Reference) -> &'static str {
    match reference {
        Reference::Present => "PRESENT_REF",
        Reference::Past => "PAST_REF",
        Reference::Future => "FUTURE_REF",
    }
}

fn of_set(set: Set, time: Option<TimeOfDay>) -> Timex {
    let mut value = match set.cycle {
        Cycle::Units(0, unit) => period(None, unit),
        Cycle::Units(n, unit) => period(Some(n), unit),
        Cycle::Weekday(day) => format!("XXXX-WXX-{}", day + 1),
        Cycle::Month(month) => format!("XXXX-{month:02}"),
        Cycle::Season(code) => {
            ["XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"][usize::from((code - edtf::SPRING).unsigned_abs()).min(3)].to_owned()
        }
        Cycle::Weekdays => "XXXX-WXX".to_owned(),
    };
    if let Some(TimeOfDay::Part(part)) = time {
        match set.cycle {
            Cycle::Units(1, Unit::Day) => value = format!("XXXX-XX-XX{}", part_value(part)),
            _ => value.push_str(part_value(part)),
        }
    }
    let quant = set.quantified.map(|quant| match quant {
        Quant::Every => "EVERY",
        Quant::Each => "EACH",
    });
    Timex { kind: Type::Set, value, modifier: None, quant, freq: set.times.map(|n| format!("{n}X")) }
}

fn duration_value(duration: Duration) -> String {
    let Some(unit) = duration.unit else { return "PXX".to_owned() };
    match (duration.count, duration.half) {
        (count, false) => period(count, unit),
        (count, true) => {
            let n = count.unwrap_or(0);
            let whole = if n == 0 { String::new() } else { n.to_string() };
            match unit {
                Unit::Year if n > 0 => format!("P{n}Y6M"),
                Unit::Year => "P6M".to_owned(),
                Unit::Hour if n > 0 => format!("PT{n}H30M"),
                Unit::Hour => "PT30M".to_owned(),
                Unit::Minute if n > 0 => format!("PT{n}M30S"),
                Unit::Minute => "PT30S".to_owned(),
                Unit::Day if n > 0 => format!("P{n}DT12H"),
                Unit::Day => "PT12H".to_owned(),
                Unit::Decade => format!("P{}Y", n * 10 + 5),
                Unit::Century => format!("P{}Y", n * 100 + 50),
                Unit::Month => format!("P{}.5M", if n == 0 { "0" } else { &whole }),
                Unit::Week => format!("P{}.5W", if n == 0 { "0" } else { &whole }),
                _ => period(Some(n.max(1)), unit),
            }
        }
    }
}

/// A number of units in ISO 8601's manner; `None` is an unknown number.
fn period(count: Option<i32>, unit: Unit) -> String {
    let (before, factor, letter) = match unit {
        Unit::Second => ("PT", 1, "S"),
        Unit::Minute => ("PT", 1, "M"),
        Unit::Hour => ("PT", 1, "H"),
        Unit::Day => ("P", 1, "D"),
        Unit::Week => ("P", 1, "W"),
        Unit::Weekend => ("P", 1, "WE"),
        Unit::Fortnight => ("P", 2, "W"),
        Unit::Month => ("P", 1, "M"),
        Unit::Quarter => ("P", 1, "Q"),
        Unit::Year => ("P", 1, "Y"),
        Unit::Decade => ("P", 10, "Y"),
        Unit::Century => ("P", 100, "Y"),
        Unit::Millennium => ("P", 1000, "Y"),
    };
    match count {
        Some(n) => format!("{before}{}{letter}", n.saturating_mul(factor)),
        None => {
            let letter = match unit {
                Unit::Decade => "E",
                Unit::Century => "C",
                Unit::Millennium => "L",
                _ => letter,
            };
            format!("{before}X{letter}")
        }
    }
}

fn modifier(expr: &DateExpr) -> Option<&'static str> {
    let lasts = matches!(expr.what, What::Duration(_));
    let ago = matches!(expr.what, What::One(When::Shift { amount: ..0, counted: true, .. }));
    if let Some(hedge) = expr.hedge {
        return Some(match (hedge, lasts || ago) {
            (Hedge::About, _) => "APPROX",
            (Hedge::Less, true) => "LESS_THAN",
            (Hedge::More, true) => "MORE_THAN",
            (Hedge::AtMost, _) => "EQUAL_OR_LESS",
            (Hedge::AtLeast, _) => "EQUAL_OR_MORE",
            (Hedge::Less | Hedge::More, false) => "APPROX",
        });
    }
    if let Some(position) = expr.position {
        return match position {
            Position::Early | Position::Earlier => Some("START"),
            Position::Mid => Some("MID"),
            Position::Late | Position::Later => Some("END"),
        };
    }
    match expr.relation {
        Relation::Around => Some("APPROX"),
        Relation::By => Some("ON_OR_BEFORE"),
        Relation::Before if !lasts => Some("BEFORE"),
        Relation::After if !lasts => Some("AFTER"),
        Relation::NotBefore | Relation::NotUntil => Some("ON_OR_AFTER"),
        _ => None,
    }
}
