//! The days that a value can mean, and how those of two values lie to each other.
//!
//! A value is spread out into stretches of days. A date without a year stands for the same days of
//! every year, so two values are compared over the years that either of them names and a few around
//! them; that is enough, because what has no year looks alike in every other one.

use std::ops::RangeInclusive;

use edtf_core::{Bound, Edtf as Core};
use jiff::civil::Date;

use super::date::UNKNOWN;
use super::{Edtf, EdtfDate, WINTER, Year};

/// Days in a row, both ends included, counted from 1 January 1970; `MIN` and `MAX` are open ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) first: i32,
    pub(super) last: i32,
}

const OPEN: Stretch = Stretch { first: i32::MIN, last: i32::MAX };
/// Years around those that are named in which a date without a year is laid out: at least one of them is a leap
/// year, whatever the century.
const AROUND: i16 = 8;
/// The years in which two values that both lack one are laid out.
const NO_YEAR: i16 = 2000;

/// The day with that number; `None` for an open end.
pub(super) fn date(number: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

fn number(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// Adds the days of `date`; one without a year is laid out in each of `years`.
pub(super) fn of_date(date: EdtfDate, years: RangeInclusive<i16>, into: &mut Vec<Stretch>) {
    let (year, month, day) = date.parts();
    let whole = |first: i16, last: i16, into: &mut Vec<Stretch>| into.extend(between(Date::new(first, 1, 1), Date::new(last, 12, 31)));
    match year {
        Year::Is(y) => in_year(y, month, day, into),
        Year::Decade(d) => whole(d * 10, d * 10 + 9, into),
        Year::Century(c) => whole(c * 100, c * 100 + 99, into),
        Year::Unknown => years.for_each(|y| in_year(y, month, day, into)),
    }
}

fn in_year(y: i16, month: Option<i8>, day: Option<i8>, into: &mut Vec<Stretch>) {
    match (month, day) {
        (Some(WINTER), _) => {
            // "winter 2020" may begin or end in 2020
            into.extend(between(Date::new(y, 1, 1), Date::new(y, 2, 1).map(Date::last_of_month)));
            let end = Date::new(y.saturating_add(1), 2, 1).map_or(Date::MAX, Date::last_of_month);
            into.extend(between(Date::new(y, 12, 1), Ok(end)));
        }
        // the day of an unknown month: not one stretch but twelve
        (Some(UNKNOWN), Some(d)) if d != UNKNOWN => {
            into.extend((1..=12).filter_map(|m| Date::new(y, m, d).ok()).flat_map(|date| between(Ok(date), Ok(date))));
        }
        // the plain forms need no detour
        (None | Some(UNKNOWN), _) => into.extend(between(Date::new(y, 1, 1), Date::new(y, 12, 31))),
        (Some(m @ 1..=12), None | Some(UNKNOWN)) => into.extend(between(Date::new(y, m, 1), Date::new(y, m, 1).map(Date::last_of_month))),
        // a year without 29 February has no such day
        (Some(m), Some(d)) => into.extend(between(Date::new(y, m, d), Date::new(y, m, d))),
        // which months a code stands for is the crate's to say
        _ => {
            let Some(date) = EdtfDate::masked(Year::Is(y), month, day) else { return };
            let Ok(core) = Core::parse(&date.to_string()) else { return };
            let bounds = core.bounds();
            let day = |bound: Bound| match bound {
                Bound::Date(d) => i16::try_from(d.year).ok().and_then(|y| Date::new(y, d.month as i8, d.day as i8).ok()),
                _ => None,
            };
            // a southern summer of 9999 ends where the calendar does
            let last = day(bounds.latest).unwrap_or(Date::MAX);
            into.extend(day(bounds.earliest).map(|first| Stretch { first: number(first), last: number(last) }));
        }
    }
}

fn between(first: Result<Date, jiff::Error>, last: Result<Date, jiff::Error>) -> Option<Stretch> {
    Some(Stretch { first: number(first.ok()?), last: number(last.ok()?) })
}

/// The days of a value over `years`, in order, stretches that touch joined; `None` if too little is known
/// to say ("by March" of an unknown year).
fn of(value: &Edtf, years: RangeInclusive<i16>) -> Option<Vec<Stretch>> {
    let mut stretches = Vec::new();
    match value {
        Edtf::Date(date) => of_date(*date, years, &mut stretches),
        Edtf::OneOf(dates) | Edtf::AllOf(dates) => dates.iter().for_each(|date| of_date(*date, years.clone(), &mut stretches)),
        Edtf::Within(start, end) | Edtf::Interval(start, end) => match (start, end) {
            (Some(start), Some(end)) if is_yearless(*start) && is_yearless(*end) => {
                for y in years {
                    stretches.extend(from_to(*start, *end, y));
                }
            }
            _ if value.dates().any(is_yearless) => return None,
            _ => {
                let first = start.map_or(Some(OPEN.first), |d| d.earliest().map(number))?;
                let last = end.map_or(Some(OPEN.last), |d| d.latest().map(number))?;
                stretches.push(Stretch { first, last });
            }
        },
    }
    stretches.sort_unstable();
    stretches.dedup_by(|next, kept| {
        let joined = next.first <= kept.last.saturating_add(1);
        if joined {
            kept.last = kept.last.max(next.last);
        }
        joined
    });
    Some(stretches)
}

/// "May to July", "November to January" that begins in year `y`.
fn from_to(start: EdtfDate, end: EdtfDate, y: i16) -> Option<Stretch> {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    of_date(start, y..=y, &mut starts);
    of_date(end, y..=y.saturating_add(1), &mut ends);
    let first = starts.first()?.first;
    let last = ends.iter().map(|s| s.last).filter(|last| *last >= first).min()?;
    Some(Stretch { first, last })
}

fn is_yearless(date: EdtfDate) -> bool {
    date.known_year() == Year::Unknown
}

/// The years over which two values are compared.
fn years(a: &Edtf, b: &Edtf) -> RangeInclusive<i16> {
    let named = || a.dates().chain(b.dates()).flat_map(|d| [d.earliest(), d.latest()]).flatten().map(Date::year);
    let (first, last) = (named().min().unwrap_or(NO_YEAR), named().max().unwrap_or(NO_YEAR));
    (first - AROUND).max(0)..=(last + AROUND).min(9998)
}

fn both(a: &Edtf, b: &Edtf) -> Option<(Vec<Stretch>, Vec<Stretch>)> {
    let years = years(a, b);
    Some((of(a, years.clone())?, of(b, years)?))
}

impl Edtf {
    /// True if every day that `other` can mean is one that this value can mean: `2018` contains
    /// `2018-03-08`, `XXXX-08-18` contains `2017-08-18`. A value contains itself; qualifiers do not count.
    ///
    /// ```
    /// # use greenlit::edtf::Edtf;
    /// let [coarse, fine]: [Edtf; 2] = ["2018-23".parse()?, "2018-10".parse()?];
    /// assert!(coarse.contains(&fine) && !fine.contains(&coarse));
    /// # Ok::<(), greenlit::edtf::NotEdtf>(())
    /// ```
    pub fn contains(&self, other: &Edtf) -> bool {
        match both(self, other) {
            Some((outer, inner)) => inner.iter().all(|i| outer.iter().any(|o| o.first <= i.first && i.last <= o.last)),
            None => self == other,
        }
    }

    /// True if some day can be meant by both, as far as is known.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        match both(self, other) {
            Some((a, b)) => a.iter().any(|a| b.iter().any(|b| a.first <= b.last && b.first <= a.last)),
            None => true,
        }
    }

    /// Days between the two where they come closest: 0 if they overlap, 1 for a day and the next;
    /// `None` if too little is known. Symmetric.
    pub fn distance(&self, other: &Edtf) -> Option<u32> {
        let (a, b) = both(self, other)?;
        let gap = |a: &Stretch, b: &Stretch| {
            let gap = i64::from(b.first) - i64::from(a.last);
            gap.max(i64::from(a.first) - i64::from(b.last)).max(0)
        };
        a.iter().flat_map(|a| b.iter().map(move |b| gap(a, b))).min().and_then(|gap| u32::try_from(gap).ok())
    }

    /// By how many days `other` lies later (negative: earlier), from first day to first day, or from last to
    /// last where a beginning is open; `None` if neither is known of both. Two days without a year are taken
    /// the nearer way round: from 30 December to 2 January it is 3. `b.shift_to(a)` is `-a.shift_to(b)`.
    pub fn shift_to(&self, other: &Edtf) -> Option<i64> {
        let days = |from: Date, to: Date| i64::from(number(to)) - i64::from(number(from));
        let ends = |from: Option<Date>, to: Option<Date>| Some(days(from?, to?));
        ends(self.earliest(), other.earliest()).or_else(|| ends(self.latest(), other.latest())).or_else(|| {
            let (Edtf::Date(a), Edtf::Date(b)) = (self, other) else { return None };
            if !is_yearless(*a) || !is_yearless(*b) {
                return None;
            }
            let first = |date: EdtfDate| {
                let mut stretches = Vec::new();
                of_date(date, NO_YEAR..=NO_YEAR, &mut stretches);
                stretches.first().map(|s| i64::from(s.first))
            };
            let within = first(*b)? - first(*a)?;
            // 366 days, as the year 2000 has
            let around = within - 366 * within.signum();
            Some(if around.abs() < within.abs() { around } else { within })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn containment_is_by_days() {
        for (outer, inner) in [
            ("2018", "2018-03-08"),
            ("2018", "2018-23"),
            ("2018~", "2018-03"),
            ("2018-23", "2018-10"),
            ("2018-36", "2018-11-04"),
            ("2018-41", "2018-09"),
            ("199X", "1994"),
            ("19XX", "199X"),
            ("XXXX-08-18", "2017-08-18"),
            ("XXXX-08", "XXXX-08-18"),
            ("XXXX-22", "2019-07"),
            ("XXXX-02-29", "2020-02-29"),
            ("[2018,2019]", "2019"),
            ("[2018,2020]", "2020-05"),
            ("[2020..]", "2021-03"),
            ("[2020..]", "[2020..2022]"),
            ("[..2019-03]", "2018"),
            ("[2018-05..2018-07]", "2018-06-15"),
            ("[2018-21..2018-08]", "2018-08-31"),
            ("2016/..", "2018/2020"),
            ("2018-05/2018-07", "2018-06"),
            ("{2017,2019}", "2017"),
            ("[2018,2019]", "[2018-05..2019-02]"),
            ("2017-24", "2017-12"),
            ("2017-24", "2018-01"),
            ("2017-24", "2017-02-03"),
            ("XXXX-11/XXXX-02", "2019-01"),
            ("2018-XX-18", "2018-05-18"),
        ] {
            assert!(edtf(outer).contains(&edtf(inner)), "{outer} should contain {inner}");
            assert!(!edtf(inner).contains(&edtf(outer)), "{inner} should not contain {outer}");
            assert!(edtf(outer).overlaps(&edtf(inner)) && edtf(inner).overlaps(&edtf(outer)));
        }
        for (a, b) in [
            ("2018", "2018~"),
            ("2018", "[2018-01..2018-12]"),
            ("2018", "2018-XX"),
            ("[2018,2019]", "2018/2019"),
            ("2018-33", "[2018-01..2018-03]"),
            ("[..XXXX-03]", "[..XXXX-03]"),
        ] {
            assert!(edtf(a).contains(&edtf(b)) && edtf(b).contains(&edtf(a)), "{a} and {b} are the same days");
        }
    }

    #[test]
    fn what_is_apart_does_not_contain_or_overlap() {
        for (a, b, days) in [
            ("2017-08-18", "2017-08-25", 7),
            ("2018", "2019", 1),
            ("2018", "2020", 366),
            ("XXXX-08-18", "2017-08-20", 2),
            ("XXXX-12-30", "XXXX-01-02", 3),
            ("XXXX-12-30", "2018-01-02", 3),
            ("2017-24", "2017-06", 93),
            ("[2018,2020]", "2019-07-01", 182),
            ("[2020..]", "2019-12-31", 1),
            ("[..2019-03]", "2019-05-01", 31),
            ("2016/..", "2015", 1),
            ("2018-23", "2018-12-01", 1),
            ("199X", "2000", 1),
        ] {
            assert!(!edtf(a).overlaps(&edtf(b)) && !edtf(b).overlaps(&edtf(a)), "{a} {b}");
            assert!(!edtf(a).contains(&edtf(b)) && !edtf(b).contains(&edtf(a)), "{a} {b}");
            assert_eq!((edtf(a).distance(&edtf(b)), edtf(b).distance(&edtf(a))), (Some(days), Some(days)), "{a} {b}");
        }
        for (a, b) in [
            ("2017", "XXXX-08-18"),
            ("[2020..]", "XXXX-05"),
            ("XXXX-05", "2020/.."),
            ("[2018,2019]", "[2019,2020]"),
            ("2018-05/2018-07", "2018-06/2018-09"),
        ] {
            assert!(edtf(a).overlaps(&edtf(b)) && !edtf(a).contains(&edtf(b)) && !edtf(b).contains(&edtf(a)), "{a} {b}");
            assert_eq!(edtf(a).distance(&edtf(b)), Some(0));
        }
        assert!(edtf("[..XXXX-03]").overlaps(&edtf("2017-08")));
        assert_eq!(edtf("[..XXXX-03]").distance(&edtf("2017-08")), None);
    }

    #[test]
    fn shifts_have_a_direction() {
        for (a, b, days) in [
            ("2017-08-18", "2017-08-25", Some(7)),
            ("2018", "2019", Some(365)),
            ("2018-03", "2018-02", Some(-28)),
            ("[2018..]", "[2019..]", Some(365)),
            ("[..2019-03]", "[..2019-05]", Some(61)),
            ("XXXX-08-18", "XXXX-12-01", Some(105)),
            ("XXXX-12-30", "XXXX-01-02", Some(3)),
            ("XXXX-08-18", "2017-08-20", None),
            ("[2018..]", "[..2019]", None),
        ] {
            assert_eq!(edtf(a).shift_to(&edtf(b)), days, "{a} {b}");
            assert_eq!(edtf(b).shift_to(&edtf(a)), days.map(|days| -days), "{b} {a}");
        }
    }
}
