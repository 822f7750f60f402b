//! The EDTF value of a time expression that is read by itself.
//!
//! What TIMEX3 has no place for is kept here: bounds ("no earlier than 2020"), doubt ("possibly in
//! 2018"), about ("around 2019"), both and either, how far "the past two weeks" reach, and that "later
//! this year" lies behind the day of publication.

use jiff::civil::Date;

use super::{Clock, Now, Stretch, add_days, add_months, step};
use crate::edtf::{Edtf, EdtfDate};
use crate::mention::date::{DateExpr, Duration, Hedge, Position, Reference, Relation, Unit, What, When, Which};

/// How sure the text is of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubt(pub(super) bool);

/// The value of one time of an expression, or of the whole; `None` if it has none.
pub(super) fn edtf(clock: &Clock, expr: &DateExpr, doubt: Doubt) -> Option<Edtf> {
    let value = match expr.what {
        What::Set(_) => None,
        What::Reference(reference) => pointed_at(clock.now?, reference),
        What::Duration(duration) => reach(clock.now?, duration),
        What::Years(a, b) => Some(Edtf::Interval(Some(EdtfDate::whole_year(a)?), Some(EdtfDate::whole_year(b)?))),
        What::Either(a, b) => Some(Edtf::OneOf(vec![single(clock, a)?.0, single(clock, b)?.0])),
        What::Both(a, b) => Some(Edtf::AllOf(vec![single(clock, a)?.0, single(clock, b)?.0])),
        What::Range(a, b) => {
            let start = single(clock, a)?.0;
            let end = match b {
                Some(b) => Some(clock.ending(start, b)?),
                None => None,
            };
            Some(match expr.relation {
                Relation::Between => Edtf::Within(Some(start), end),
                _ => Edtf::Interval(Some(start), end),
            })
        }
        What::One(when) => one(clock, expr, when),
    }?;
    match &value {
        _ if value.is_backwards() => None,
        _ if doubt.0 => Some(each(value, EdtfDate::perhaps)),
        _ => Some(value),
    }
}

fn single(clock: &Clock, when: When) -> Option<Stretch> {
    clock.time(when).map(|(stretch, _)| stretch)
}

fn one(clock: &Clock, expr: &DateExpr, when: When) -> Option<Edtf> {
    if let When::Some { past, .. } = when {
        return pointed_at(clock.now?, if past { Reference::Past } else { Reference::Future });
    }
    let (start, end) = single(clock, when)?;
    let plain = if start == end { Edtf::Date(start) } else { Edtf::Within(Some(start), Some(end)) };
    let today = || clock.now.and_then(Now::date);
    let ago = matches!(when, When::Shift { amount: ..0, counted: true, .. });
    if let Some(hedge) = expr.hedge {
        // "more than two years ago" is before it, "less than" after it
        return Some(match hedge {
            Hedge::About => each(plain, EdtfDate::approximately),
            Hedge::More | Hedge::AtLeast if ago => Edtf::Within(None, Some(end)),
            Hedge::Less | Hedge::AtMost if ago => Edtf::Within(Some(start), Some(today()?)),
            _ => each(plain, EdtfDate::approximately),
        });
    }
    match expr.position {
        // the rest of the year, or what of it is over
        Some(Position::Later) if start == end && covers(start, today()) => return Some(Edtf::Within(today(), Some(end))),
        Some(Position::Earlier) if start == end && covers(start, today()) => return Some(Edtf::Within(Some(start), today())),
        _ => {}
    }
    Some(match expr.relation {
        // "from 13 March" dates the beginning
        Relation::At | Relation::Between | Relation::From => plain,
        Relation::Since => Edtf::Interval(Some(start), None),
        Relation::Around => each(plain, EdtfDate::approximately),
        Relation::By => Edtf::Within(None, Some(end)),
        // "before the end of 2018" leaves the whole year
        Relation::Before if expr.position == Some(Position::Late) => Edtf::Within(None, Some(end)),
        Relation::Before => Edtf::Within(None, Some(step(start, -1)?)),
        Relation::After => Edtf::Within(Some(step(end, 1)?), None),
        Relation::NotBefore | Relation::NotUntil => Edtf::Within(Some(start), None),
        Relation::Until => Edtf::Interval(None, Some(end)),
    })
}

/// True if the day lies inside the date, so that it has a part before and one behind it.
fn covers(date: EdtfDate, day: Option<EdtfDate>) -> bool {
    let inside = |day: Date| Some(date.earliest()? < day && day < date.latest()?);
    day.and_then(EdtfDate::earliest).and_then(inside).unwrap_or(false)
}

fn pointed_at(now: Now, reference: Reference) -> Option<Edtf> {
    let today = now.date()?;
    Some(match reference {
        Reference::Present => Edtf::Date(today),
        Reference::Past => Edtf::Within(None, Some(today)),
        Reference::Future => Edtf::Within(Some(today), None),
    })
}

/// "The past two weeks": from two weeks before publication up to it.
fn reach(now: Now, duration: Duration) -> Option<Edtf> {
    let toward = duration.toward.filter(|which| *which != Which::This)?;
    let (count, unit) = (duration.count.filter(|n| *n > 0)?, duration.unit?);
    if duration.half || duration.to.is_some() {
        return None;
    }
    let today = now.date()?;
    let n = if toward == Which::Last { -count } else { count };
    let other = match unit {
        Unit::Day => EdtfDate::day_of(add_days(now.day?, n)?)?,
        Unit::Week => EdtfDate::day_of(add_days(now.day?, n.checked_mul(7)?)?)?,
        Unit::Fortnight => EdtfDate::day_of(add_days(now.day?, n.checked_mul(14)?)?)?,
        Unit::Month => add_months(now.year, now.month?, n)?,
        Unit::Quarter => add_months(now.year, now.month?, n.checked_mul(3)?)?,
        Unit::Year => EdtfDate::whole_year(now.year.checked_add(i16::try_from(n).ok()?)?)?,
        Unit::Decade => EdtfDate::whole_year(now.year.checked_add(i16::try_from(n.checked_mul(10)?).ok()?)?)?,
        _ => return None,
    };
    Some(if n < 0 { Edtf::Interval(Some(other), Some(today)) } else { Edtf::Interval(Some(today), Some(other)) })
}

/// The value with a qualifier on each of its dates.
fn each(value: Edtf, qualify: fn(EdtfDate) -> EdtfDate) -> Edtf {
    let all = |dates: Vec<EdtfDate>| dates.into_iter().map(qualify).collect();
    match value {
        Edtf::Date(date) => Edtf::Date(qualify(date)),
        Edtf::OneOf(dates) => Edtf::OneOf(all(dates)),
        Edtf::AllOf(dates) => Edtf::AllOf(all(dates)),
        Edtf::Within(a, b) => Edtf::Within(a.map(qualify), b.map(qualify)),
        Edtf::Interval(a, b) => Edtf::Interval(a.map(qualify), b.map(qualify)),
    }
}
