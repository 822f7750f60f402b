//! What a time expression means on the day on which the article was published.
//!
//! The mention says "last March" or "January 27"; here that becomes `2020-03` or `2017-01-27`,
//! by the publication date, the tense of the sentence and the kind of event. Knowledge stays as
//! coarse as its source: an article that is dated only "2026-02" knows which year "January 21" is
//! in, but not which day "Thursday" is. Without a publication date only what the text says is
//! given (`XXXX-01-21`).

pub mod tagger;
pub mod timex;
mod value;

use jiff::civil::Date;

use crate::claim::Modifier;
use crate::edtf::{self, Edtf, EdtfDate, Year};
use crate::mention::date::{Calendar, DateExpr, Grain, Holiday, Position, Relation, Unit, What, When, Which, YearRef};
use crate::span::Span;
use crate::text::Text;

/// The tense of the sentence, as far as it tells which way a date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// It has been: "premiered".
    Past,
    /// It is so, or it is planned: "premieres", "set to premiere", a bare label.
    Present,
    /// It is still to come: "will premiere".
    Future,
    /// It was planned: "was slated for April", which may lie on either side of now.
    Lapsed,
}

/// A tense in a word.
pub fn tense_name(tense: Tense) -> &'static str {
    match tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Future => "future",
        Tense::Lapsed => "lapsed",
    }
}

/// What kind of event is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It happens once: a premiere, an announcement.
    Point,
    /// It lasts: a run, a shoot.
    State,
}

/// The value of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// As it is written in a claim.
    pub value: Edtf,
    /// The part of it that is meant.
    pub modifier: Option<Modifier>,
    /// Why this value, in a few words.
    pub how: &'static str,
}

/// The value of `expr` in an article that was published on `published`; `None` if the
/// expression has none, or needs more of the publication date than is known.
pub fn resolve(expr: &DateExpr, published: Option<&Edtf>, tense: Tense, role: Role) -> Option<Resolved> {
    // "later this March" lies ahead whatever the tense
    let tense = match expr.position {
        Some(Position::Earlier) => Tense::Past,
        Some(Position::Later) => Tense::Future,
        _ => tense,
    };
    let clock = Clock { now: published.and_then(Now::new), tense, named: None, guessed: false };
    // "between November and September": nothing lies there
    resolve_with(&clock, expr, role).filter(|resolved| !resolved.value.is_backwards())
}

/// The same with what the text has named before.
fn resolve_with(clock: &Clock, expr: &DateExpr, role: Role) -> Option<Resolved> {
    let tense = clock.tense;
    let state = role == Role::State;
    let (value, how) = match expr.what {
        What::Set(_) | What::Duration(_) | What::Reference(_) => return None,
        What::Years(a, b) => {
            let (a, b) = (year(a)?, year(b)?);
            let value = if expr.relation == Relation::Between && !state {
                Edtf::Within(Some(a), Some(b))
            } else {
                Edtf::Interval(Some(a), Some(b))
            };
            (value, "stated years")
        }
        What::Either(a, b) => {
            let (a, how) = clock.time(a)?;
            let (b, _) = clock.time(b)?;
            (Edtf::OneOf(vec![a.0, b.0]), how)
        }
        What::Both(a, b) => {
            let (a, how) = clock.time(a)?;
            // a single event that is given two days begins on the first
            let value = if state { Edtf::Interval(Some(a.0), Some(clock.time(b)?.0.1)) } else { Edtf::Date(a.0) };
            (value, how)
        }
        What::Range(a, b) => {
            let (a, how) = clock.time(a)?;
            let end = match b {
                Some(b) => Some(clock.ending(a.0, b)?),
                None => None,
            };
            let value = match expr.relation {
                _ if state || end.is_none() => Edtf::Interval(Some(a.0), end),
                Relation::From => Edtf::Date(a.0),
                Relation::Before | Relation::By => Edtf::Within(None, end),
                _ => Edtf::Within(Some(a.0), end),
            };
            (value, how)
        }
        What::One(when) => {
            let (range, how) = clock.time(when)?;
            // "would not begin until June 2018", said years later
            let over = clock.now.is_some_and(|now| range.1.year().is_some_and(|y| y < now.year));
            (related(range, expr, tense, state, over)?, how)
        }
    };
    let modifier = expr.position.filter(|_| !is_day(&value)).and_then(|position| match position {
        Position::Early => Some(Modifier::Early),
        Position::Mid => Some(Modifier::Mid),
        Position::Late => Some(Modifier::Late),
        Position::Earlier | Position::Later => None,
    });
    Some(Resolved { value, modifier, how })
}

/// The first and the last date that a time covers; equal unless it is a week or a weekend.
type Stretch = (EdtfDate, EdtfDate);

/// One time with what its preposition makes of it.
fn related((start, end): Stretch, expr: &DateExpr, tense: Tense, state: bool, over: bool) -> Option<Edtf> {
    let plain = |start: EdtfDate, end: EdtfDate| match start == end {
        true => Edtf::Date(start),
        false if state => Edtf::Interval(Some(start), Some(end)),
        false => Edtf::Within(Some(start), Some(end)),
    };
    // "before the end of 2018" leaves the whole year
    let inner = expr.position == Some(Position::Late);
    Some(match expr.relation {
        Relation::At | Relation::Between => plain(start, end),
        Relation::Around if start == end => Edtf::Date(start.approximately()),
        Relation::Around => plain(start, end),
        Relation::By => Edtf::Within(None, Some(end)),
        Relation::Before if inner => Edtf::Within(None, Some(end)),
        Relation::Before => Edtf::Within(None, Some(step(start, -1)?)),
        Relation::After => Edtf::Within(Some(step(end, 1)?), None),
        // "did not begin until June" has begun in June
        Relation::NotUntil if tense == Tense::Past || over => plain(start, end),
        Relation::NotBefore | Relation::NotUntil => Edtf::Within(Some(start), None),
        Relation::Since | Relation::From if state => Edtf::Interval(Some(start), None),
        Relation::Since | Relation::From => plain(start, end),
        Relation::Until if state => Edtf::Interval(None, Some(end)),
        Relation::Until => plain(start, end),
    })
}

fn is_day(value: &Edtf) -> bool {
    match value {
        Edtf::Date(date) => date.day().is_some(),
        Edtf::OneOf(dates) | Edtf::AllOf(dates) => dates.iter().any(|d| d.day().is_some()),
        Edtf::Within(a, b) | Edtf::Interval(a, b) => a.or(*b).is_some_and(|d| d.day().is_some()),
    }
}

/// The day, month or year before or after, of the same coarseness.
fn step(date: EdtfDate, by: i16) -> Option<EdtfDate> {
    let y = date.year()?;
    match (date.month(), date.day()) {
        (Some(m), Some(d)) => add_days(Date::new(y, m, d).ok()?, i32::from(by)).and_then(EdtfDate::day_of),
        (Some(m @ 1..=12), None) => add_months(y, m, i32::from(by)),
        // the month next to a season or quarter
        (Some(_), None) => {
            let edge = if by < 0 { date.earliest()? } else { date.latest()? };
            add_months(edge.year(), edge.month(), i32::from(by))
        }
        (None, _) => year(y.checked_add(by)?),
    }
}

fn year(y: i16) -> Option<EdtfDate> {
    EdtfDate::new(Year::Is(y), None, None)
}

fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn add_months(y: i16, m: i8, by: i32) -> Option<EdtfDate> {
    let months = i32::from(y) * 12 + i32::from(m) - 1 + by;
    EdtfDate::new(Year::Is(i16::try_from(months.div_euclid(12)).ok()?), Some(months.rem_euclid(12) as i8 + 1), None)
}

/// The publication date, as far as it is known.
#[derive(Debug, Clone, Copy)]
struct Now {
    year: i16,
    month: Option<i8>,
    day: Option<Date>,
}

impl Now {
    /// As coarse as it is known.
    fn date(self) -> Option<EdtfDate> {
        match self.day {
            Some(day) => EdtfDate::day_of(day),
            None => EdtfDate::new(Year::Is(self.year), self.month, None),
        }
    }

    fn new(published: &Edtf) -> Option<Self> {
        let Edtf::Date(date) = published else { return None };
        let month = date.month().filter(|m| *m <= 12);
        Some(Now { year: date.year()?, month, day: date.day().and(date.earliest()) })
    }
}

const STATED: &str = "stated in full";
const UNDATED: &str = "as stated; the article has no date";
const LAST_BEFORE: &str = "the last one before publication (past tense)";
const NEXT_AFTER: &str = "the next one from publication on";
const JUST_GONE: &str = "the one just before publication; the next is too far off";
const NEAREST: &str = "the nearest one: a plan that was overtaken";
const BY_WEEKDAY: &str = "the year in which the weekday fits";
const COUNTED: &str = "counted from publication";
const FROM_NAMED: &str = "counted from the time named before";

/// Turns times into dates, from the publication date and the tense.
#[derive(Debug, Clone, Copy)]
struct Clock {
    now: Option<Now>,
    tense: Tense,
    /// What the text has named before; `None` where nobody has kept count of it.
    named: Option<Named>,
    /// The tense is that of the nearest verb, not of the event's own: a date close at hand then beats
    /// one that is almost a year away.
    guessed: bool,
}

/// The times that the text has named last.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    /// The last of any kind.
    time: Option<EdtfDate>,
    /// The last quarter.
    quarter: Option<EdtfDate>,
}

impl Clock {
    fn time(&self, when: When) -> Option<(Stretch, &'static str)> {
        let single = |date: EdtfDate, how| Some(((date, date), how));
        match when {
            When::Some { .. } => None,
            When::Century(century) => single(EdtfDate::century(century)?, STATED),
            When::FromNamed { grain, amount, .. } => self.after_named(grain, amount?),
            When::Decade(decade) => single(EdtfDate::new(Year::Decade(decade), None, None)?, STATED),
            When::Calendar(calendar) => {
                let (date, how) = self.calendar(calendar)?;
                single(date, how)
            }
            When::Weekday { day, which, week } => {
                let (date, how) = self.weekday(day, which, week)?;
                single(EdtfDate::day_of(date)?, how)
            }
            When::Weekend(which) => self.weekend(which),
            When::WeekOf(calendar) => {
                let (date, how) = self.calendar(calendar)?;
                let monday = monday(date.earliest().filter(|_| date.day().is_some())?)?;
                Some((days(monday, 0, 6)?, how))
            }
            When::Shift { unit, amount, counted } => self.shift(unit, amount, counted),
            When::Holiday { holiday, year, weekend } => self.holiday(holiday, year, weekend),
        }
    }

    /// The end of a range that begins at `start`: the first such time from there on.
    fn ending(&self, start: EdtfDate, when: When) -> Option<EdtfDate> {
        if let (When::Calendar(c @ Calendar { year: YearRef::Open, .. }), Some(y)) = (when, start.year()) {
            let this = EdtfDate::new(Year::Is(y), c.month, c.day);
            return match this.filter(|end| (end.month(), end.day()) >= (start.month(), start.day())) {
                Some(end) => Some(end),
                None => EdtfDate::new(Year::Is(y + 1), c.month, c.day),
            };
        }
        if let (When::Weekday { day, .. }, Some(from)) = (when, start.earliest().filter(|_| start.day().is_some())) {
            let ahead = (i32::from(day) - i32::from(from.weekday().to_monday_zero_offset())).rem_euclid(7);
            return add_days(from, ahead).and_then(EdtfDate::day_of);
        }
        self.time(when).map(|((_, end), _)| end)
    }

    fn calendar(&self, c: Calendar) -> Option<(EdtfDate, &'static str)> {
        let of = |y: i16| EdtfDate::new(Year::Is(y), c.month, c.day);
        let now = match c.year {
            YearRef::Given(y) => return Some((of(y)?, STATED)),
            YearRef::Shift(n) => return Some((of(self.now?.year.checked_add(i16::try_from(n).ok()?)?)?, COUNTED)),
            YearRef::Open | YearRef::Nearest(_) => self.now,
        };
        let month = c.month?;
        let which = if let YearRef::Nearest(which) = c.year { Some(which) } else { None };
        let Some(now) = now else {
            // "last March" names another one than "March", but not which
            let told = matches!(which, None | Some(Which::This));
            return Some((EdtfDate::new(Year::Unknown, c.month, c.day).filter(|_| told)?, UNDATED));
        };
        if month > 12 {
            let (y, how) = self.season_year(month, which, now);
            return Some((of(y)?, how));
        }
        let Some(now_month) = now.month else {
            return match which {
                Some(Which::Last | Which::Next) => None,
                _ => Some((of(now.year)?, "the year of publication")),
            };
        };
        // compared only as far as both are known
        let key = |date: EdtfDate| {
            let day = if now.day.is_some() { date.day().unwrap_or(0) } else { 0 };
            (date.year().unwrap_or(0), date.month().unwrap_or(0), day)
        };
        let today = (now.year, now_month, if c.day.is_some() { now.day.map_or(0, |d| d.day()) } else { 0 });
        // 29 February may be eight years away, any other day is next door
        let span = if (c.month, c.day) == (Some(2), Some(29)) { 8 } else { 1 };
        let years = || (now.year - span..=now.year + span).filter_map(of);
        let before = || years().rfind(|d| key(*d) <= today);
        let after = || years().find(|d| key(*d) >= today);
        let months_to = |d: EdtfDate| i32::from(d.year().unwrap_or(0) - now.year) * 12 + i32::from(month - now_month);
        let distance = |date: EdtfDate| {
            let at = now.day.or_else(|| Date::new(now.year, now_month, 15).ok())?;
            let there = date.earliest()?;
            Some(i64::from((there - at).get_days()))
        };
        let mut tense = self.tense;
        if self.guessed
            && which.is_none()
            && let (Some(last), Some(next)) = (before().and_then(distance), after().and_then(distance))
        {
            const NEAR: i64 = 75;
            const FAR: i64 = 270;
            tense = match tense {
                Tense::Past if next <= NEAR && last < -FAR => Tense::Future,
                Tense::Future | Tense::Present if last >= -NEAR && next > FAR && c.day.is_some() => Tense::Past,
                tense => tense,
            };
        }
        let chosen = match which {
            Some(Which::Last) => (years().rfind(|d| key(*d) < today)?, "the last one before publication"),
            Some(Which::Next) => (years().find(|d| key(*d) > today)?, "the next one after publication"),
            _ if tense == Tense::Past => match (before()?, after()) {
                // "this February" is never that of the year before
                (last, Some(next)) if which.is_some() && months_to(last) < -9 => (next, NEXT_AFTER),
                (last, _) => (last, LAST_BEFORE),
            },
            _ if tense == Tense::Lapsed => {
                let (last, next) = (before()?, after()?);
                if -months_to(last) <= months_to(next) { (last, NEAREST) } else { (next, NEAREST) }
            }
            _ => {
                let next = after()?;
                let months = months_to(next);
                // a plan for a day just gone is news of that day; a plain present looks less far ahead
                let limit = if tense == Tense::Present {
                    9
                } else if c.day.is_some() {
                    11
                } else {
                    12
                };
                if months > limit { (before()?, JUST_GONE) } else { (next, NEXT_AFTER) }
            }
        };
        if let (Some(weekday), Some(_)) = (c.weekday, c.day) {
            let fits = |d: &EdtfDate| d.earliest().is_some_and(|d| d.weekday().to_monday_zero_offset() == weekday);
            if !fits(&chosen.0) {
                let mut near = [0, -1, 1].into_iter().filter_map(|n| of(now.year + n)).filter(fits);
                if let (Some(other), None) = (near.next(), near.next()) {
                    return Some((other, BY_WEEKDAY));
                }
            }
        }
        Some(chosen)
    }

    /// The year of a season that is told without one.
    fn season_year(&self, season: i8, which: Option<Which>, now: Now) -> (i16, &'static str) {
        // the months in which it begins and is surely over; winter lies at both ends of its year
        let (begins, over) = match season {
            edtf::SPRING..=edtf::AUTUMN => ((season - edtf::SPRING) * 3 + 3, (season - edtf::SPRING) * 3 + 7),
            edtf::FIRST_QUARTER..=36 => ((season - edtf::FIRST_QUARTER) * 3 + 1, (season - edtf::FIRST_QUARTER) * 3 + 4),
            _ => (1, 13),
        };
        let month = now.month.unwrap_or(begins);
        match which {
            Some(Which::Last) if season != edtf::WINTER && month > over => (now.year, "the last one that is over"),
            Some(Which::Last) => (now.year - 1, "the last one that is over"),
            Some(Which::Next) => (now.year + 1, "that of the next year"),
            _ if self.tense == Tense::Past && month < begins => (now.year - 1, LAST_BEFORE),
            _ if self.tense == Tense::Lapsed => (now.year, NEAREST),
            // results of a quarter are told after it
            _ if season >= edtf::FIRST_QUARTER && month < over + 6 => (now.year, "that of the year of publication"),
            _ if self.tense != Tense::Past && month >= over => (now.year + 1, NEXT_AFTER),
            _ => (now.year, "that of the year of publication"),
        }
    }

    fn weekday(&self, day: i8, which: Option<Which>, week: Option<i32>) -> Option<(Date, &'static str)> {
        let today = self.now?.day?;
        let back = (i32::from(today.weekday().to_monday_zero_offset()) - i32::from(day)).rem_euclid(7);
        let ahead = (7 - back) % 7;
        if let Some(weeks) = week {
            return Some((add_days(monday(today)?, weeks * 7 + i32::from(day))?, "day of the week named"));
        }
        match which {
            Some(Which::Last) => Some((add_days(today, if back == 0 { -7 } else { -back })?, "the last one before publication")),
            // "next Friday" said on a Monday is not that of the same week
            Some(Which::Next) => Some((add_days(monday(today)?, 7 + i32::from(day))?, "the one of the next week")),
            _ if self.tense == Tense::Past => Some((add_days(today, -back)?, LAST_BEFORE)),
            _ => Some((add_days(today, ahead)?, NEXT_AFTER)),
        }
    }

    fn weekend(&self, which: Option<Which>) -> Option<(Stretch, &'static str)> {
        let today = self.now?.day?;
        let saturday = add_days(monday(today)?, 5)?;
        let weeks = match which {
            Some(Which::Last) => -1,
            Some(Which::Next) => 1,
            Some(Which::This) => 0,
            None if self.tense == Tense::Past && today < saturday => -1,
            None => 0,
        };
        Some((days(saturday, weeks * 7, weeks * 7 + 1)?, "the weekend named, from publication"))
    }

    fn shift(&self, unit: Unit, amount: i32, counted: bool) -> Option<(Stretch, &'static str)> {
        if counted && amount > 0 && self.tense == Tense::Past {
            // "filmed in two weeks" is a duration
            return None;
        }
        let now = self.now?;
        let single = |date: EdtfDate| Some(((date, date), COUNTED));
        match unit {
            Unit::Day => single(EdtfDate::day_of(add_days(now.day?, amount)?)?),
            Unit::Week => Some((days(monday(now.day?)?, amount * 7, amount * 7 + 6)?, COUNTED)),
            Unit::Fortnight => Some((days(monday(now.day?)?, amount * 14, amount * 14 + 6)?, COUNTED)),
            Unit::Quarter => {
                let month = add_months(now.year, now.month?, amount.checked_mul(3)?)?;
                single(EdtfDate::new(Year::Is(month.year()?), Some(edtf::FIRST_QUARTER + (month.month()? - 1) / 3), None)?)
            }
            Unit::Century if !counted => single(EdtfDate::century(now.year / 100 + i16::try_from(amount).ok()?)?),
            Unit::Weekend | Unit::Second | Unit::Minute | Unit::Hour | Unit::Century | Unit::Millennium => None,
            Unit::Month => single(add_months(now.year, now.month?, amount)?),
            Unit::Year => single(year(now.year.checked_add(i16::try_from(amount).ok()?)?)?),
            Unit::Decade if counted => single(year(now.year.checked_add(i16::try_from(amount.checked_mul(10)?).ok()?)?)?),
            Unit::Decade => single(EdtfDate::new(Year::Decade(now.year / 10 + i16::try_from(amount).ok()?), None, None)?),
        }
    }

    /// "The following year", "two days later", "that March": from the time that the text has named,
    /// or else from publication.
    fn after_named(&self, grain: Grain, amount: i32) -> Option<(Stretch, &'static str)> {
        let now = self.now.and_then(Now::date);
        let named = self.named?;
        let base = named.time.or(now)?;
        let single = |date: EdtfDate| Some(((date, date), FROM_NAMED));
        let day = base.earliest().filter(|_| base.day().is_some()).or_else(|| self.now?.day.filter(|_| amount == 0));
        let by = i16::try_from(amount).ok()?;
        match grain {
            Grain::Unit(Unit::Day) => single(EdtfDate::day_of(add_days(day?, amount)?)?),
            Grain::Unit(Unit::Week) => Some((days(monday(day?)?, amount.checked_mul(7)?, amount.checked_mul(7)? + 6)?, FROM_NAMED)),
            Grain::Unit(Unit::Month) => single(add_months(base.year()?, base.month().filter(|m| *m <= 12)?, amount)?),
            Grain::Unit(Unit::Quarter) => {
                // with none named, the last that is over
                let last = || self.shift(Unit::Quarter, -1, false).map(|((date, _), _)| date);
                let base = named.quarter.or_else(last)?;
                let quarters = i32::from(base.year()?) * 4 + i32::from(base.month()? - edtf::FIRST_QUARTER) + amount;
                let code = edtf::FIRST_QUARTER + quarters.rem_euclid(4) as i8;
                single(EdtfDate::new(Year::Is(i16::try_from(quarters.div_euclid(4)).ok()?), Some(code), None)?)
            }
            Grain::Unit(Unit::Year) => single(year(base.year()?.checked_add(by)?)?),
            Grain::Same => match named.quarter {
                Some(quarter) => single(EdtfDate::new(Year::Is(quarter.year()?.checked_add(by)?), quarter.month(), None)?),
                None => single(year(base.year()?.checked_add(by)?)?),
            },
            Grain::Season(code) => single(EdtfDate::new(Year::Is(base.year()?.checked_add(by)?), Some(code), None)?),
            Grain::Month(month) => {
                let y = base.year()?;
                let named = base.month().filter(|m| *m <= 12);
                let y = match (amount, named) {
                    (1, Some(named)) if named < month => y,
                    (-1, Some(named)) if named > month => y,
                    _ => y.checked_add(by)?,
                };
                single(EdtfDate::new(Year::Is(y), Some(month), None)?)
            }
            Grain::Weekday(weekday) => {
                let day = day?;
                let back = (i32::from(day.weekday().to_monday_zero_offset()) - i32::from(weekday)).rem_euclid(7);
                let days = match amount {
                    0 => -back,
                    1 => 7 - back,
                    _ if back == 0 => -7,
                    _ => -back,
                };
                single(EdtfDate::day_of(add_days(day, days)?)?)
            }
            Grain::Unit(_) => None,
        }
    }

    fn holiday(&self, holiday: Holiday, year: YearRef, weekend: bool) -> Option<(Stretch, &'static str)> {
        let about = holiday == Holiday::Christmas && !weekend;
        let finish = |date: EdtfDate, how| {
            let date = if about { date.approximately() } else { date };
            if !weekend {
                return Some(((date, date), how));
            }
            let day = date.earliest()?;
            let monday = monday(day)?;
            // a holiday on Monday ends its weekend; Thanksgiving's begins on the Thursday
            Some((
                match day.weekday().to_monday_zero_offset() {
                    0 => days(day, -2, 0)?,
                    early @ 1..=4 if early >= 3 => (date, EdtfDate::day_of(add_days(monday, 6)?)?),
                    1 | 2 => days(day, -3, 0)?,
                    _ => days(monday, 5, 6)?,
                },
                how,
            ))
        };
        let of = |y: i16| holiday_date(holiday, y);
        let how = match year {
            YearRef::Given(y) => return finish(EdtfDate::day_of(of(y)?)?, STATED),
            YearRef::Shift(n) => return finish(EdtfDate::day_of(of(self.now?.year.checked_add(i16::try_from(n).ok()?)?)?)?, COUNTED),
            YearRef::Open => UNDATED,
            YearRef::Nearest(_) => UNDATED,
        };
        let Some(now) = self.now else {
            let (month, day) = fixed_holiday(holiday)?;
            let told = !weekend && matches!(year, YearRef::Open | YearRef::Nearest(Which::This));
            return finish(EdtfDate::new(Year::Unknown, Some(month), Some(day)).filter(|_| told)?, how);
        };
        // the day is computed for each year, since movable ones have no month and day of their own
        let candidates: Vec<Date> = (now.year - 1..=now.year + 1).filter_map(of).collect();
        let Some(month) = now.month else { return finish(EdtfDate::day_of(of(now.year)?)?, "the year of publication") };
        let today = now.day.or_else(|| Date::new(now.year, month, 1).ok())?;
        // a publication date that is only a month has not passed any of its days
        let end = now.day.unwrap_or_else(|| today.last_of_month());
        let last = candidates.iter().rev().find(|d| **d <= end).copied();
        let next = candidates.iter().find(|d| **d >= today).copied();
        let (day, how) = match year {
            YearRef::Nearest(Which::Last) => (last?, LAST_BEFORE),
            YearRef::Nearest(Which::Next) => (next?, NEXT_AFTER),
            _ if self.tense == Tense::Past => (last?, LAST_BEFORE),
            _ => (next?, NEXT_AFTER),
        };
        finish(EdtfDate::day_of(day)?, how)
    }
}

/// The Monday of the week.
fn monday(day: Date) -> Option<Date> {
    add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

fn days(from: Date, first: i32, last: i32) -> Option<Stretch> {
    Some((EdtfDate::day_of(add_days(from, first)?)?, EdtfDate::day_of(add_days(from, last)?)?))
}

/// Month and day of a holiday that is the same in every year.
fn fixed_holiday(holiday: Holiday) -> Option<(i8, i8)> {
    Some(match holiday {
        Holiday::NewYearsDay => (1, 1),
        Holiday::ValentinesDay => (2, 14),
        Holiday::StPatricksDay => (3, 17),
        Holiday::IndependenceDay => (7, 4),
        Holiday::Halloween => (10, 31),
        Holiday::VeteransDay => (11, 11),
        Holiday::ChristmasEve => (12, 24),
        Holiday::ChristmasDay | Holiday::Christmas => (12, 25),
        Holiday::BoxingDay => (12, 26),
        Holiday::NewYearsEve => (12, 31),
        _ => return None,
    })
}

/// The day of a holiday in a year.
fn holiday_date(holiday: Holiday, y: i16) -> Option<Date> {
    if let Some((month, day)) = fixed_holiday(holiday) {
        return Date::new(y, month, day).ok();
    }
    // the nth Monday or Thursday of a month: the first of them is not after the 7th
    let nth = |month: i8, weekday: i32, n: i32| {
        let first = Date::new(y, month, 1).ok()?;
        let to_first = (weekday - i32::from(first.weekday().to_monday_zero_offset())).rem_euclid(7);
        add_days(first, to_first + (n - 1) * 7)
    };
    match holiday {
        Holiday::MartinLutherKingDay => nth(1, 0, 3),
        Holiday::PresidentsDay => nth(2, 0, 3),
        Holiday::MemorialDay => monday(Date::new(y, 5, 31).ok()?),
        Holiday::LaborDay => nth(9, 0, 1),
        Holiday::Thanksgiving => nth(11, 3, 4),
        Holiday::BlackFriday => add_days(nth(11, 3, 4)?, 1),
        Holiday::CyberMonday => add_days(nth(11, 3, 4)?, 4),
        Holiday::ColumbusDay => nth(10, 0, 2),
        // the Tuesday after the first Monday
        Holiday::ElectionDay => add_days(nth(11, 0, 1)?, 1),
        Holiday::EasterSunday => easter(y),
        Holiday::AshWednesday => add_days(easter(y)?, -46),
        Holiday::PalmSunday => add_days(easter(y)?, -7),
        Holiday::GoodFriday => add_days(easter(y)?, -2),
        Holiday::EasterMonday => add_days(easter(y)?, 1),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
fn easter(y: i16) -> Option<Date> {
    let y = i32::from(y);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(y as i16, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Reads the publication date of an article's metadata: "2020-09-22T10:00:00Z",
/// "22 September 2020", "2026-02".
///
/// ```
/// use greenlit::resolve::date::published;
/// assert_eq!(published("Tue, 22 Sep 2020 10:00:00 GMT").unwrap().to_string(), "2020-09-22");
/// assert_eq!(published("soon"), None);
/// ```
pub fn published(text: &str) -> Option<Edtf> {
    let text = text.trim();
    // "2009-10" is a run of years in prose, but a month here
    let head = text.split([' ', 'T', 't']).next().unwrap_or("");
    if let Ok(date) = head.parse::<EdtfDate>() {
        let plain = date.year().is_some() && (head.len() > 4 || head.len() == text.len());
        if plain && date.month().is_none_or(|m| m <= 12) {
            return Some(date.into());
        }
    }
    // enough for any date; a whole page in the wrong field is not searched
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let parsed = Text::new(text, Span::new(0, text.len()), None);
    let mentions = crate::mention::date::dates(&parsed, 0..parsed.tokens.len(), &|_| false);
    mentions.iter().find_map(|mention| {
        let What::One(When::Calendar(c @ Calendar { year: YearRef::Given(y), .. })) = mention.expr.what else { return None };
        let word = parsed.words(&mention.tokens);
        if word.contains('/') && c.day.is_some_and(|d| d <= 12 && Some(d) != c.month) && word.find('/') != Some(4) {
            // 3/4/2018: metadata comes from both sides of the Atlantic
            return EdtfDate::new(Year::Is(y), None, None).map(Edtf::Date);
        }
        EdtfDate::new(Year::Is(y), c.month.filter(|m| *m <= 12), c.day).map(Edtf::Date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_holidays_are_computed() {
        let day = |holiday, y| holiday_date(holiday, y).unwrap().to_string();
        assert_eq!(day(Holiday::EasterSunday, 2024), "2024-03-31");
        assert_eq!(day(Holiday::EasterSunday, 2019), "2019-04-21");
        assert_eq!(day(Holiday::Thanksgiving, 2020), "2020-11-26");
        assert_eq!(day(Holiday::MartinLutherKingDay, 2026), "2026-01-19");
        assert_eq!(day(Holiday::MemorialDay, 2021), "2021-05-31");
        assert_eq!(day(Holiday::LaborDay, 2020), "2020-09-07");
    }

    #[test]
    fn metadata_dates_are_read() {
        let read = |text: &str| published(text).map(|d| d.to_string());
        assert_eq!(read("2020-09-22T10:00:00Z").as_deref(), Some("2020-09-22"));
        assert_eq!(read("2020-09-22 10:00:00").as_deref(), Some("2020-09-22"));
        assert_eq!(read("22 September 2020").as_deref(), Some("2020-09-22"));
        assert_eq!(read("September 22, 2020").as_deref(), Some("2020-09-22"));
        assert_eq!(read("Published: Sept. 22, 2020 at 9:15 a.m.").as_deref(), Some("2020-09-22"));
        assert_eq!(read("2026-02").as_deref(), Some("2026-02"));
        assert_eq!(read("2009-10").as_deref(), Some("2009-10"));
        assert_eq!(read("2020/09/22").as_deref(), Some("2020-09-22"));
        assert_eq!(read("20200922").as_deref(), Some("2020-09-22"));
        assert_eq!(read("25/12/2020").as_deref(), Some("2020-12-25"));
        assert_eq!(read("03/04/2018").as_deref(), Some("2018"));
        assert_eq!(read("2016").as_deref(), Some("2016"));
        assert_eq!(read("yesterday"), None);
        assert_eq!(read(""), None);
    }
}
