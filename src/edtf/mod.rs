//! Dates as coarse as the text: the part of EDTF (ISO 8601-2:2019) that greenlit writes.
//!
//! A value type for the wire, nothing more: it knows how a date is spelled, which days it can mean
//! and how two of them lie to each other, not how a text words it (`mention::date`) nor what "Thursday" is
//! (`resolve::date`). Whatever is read is valid: no 30 February, no range that runs backwards or is
//! open on both sides.
//!
//! | form | meaning |
//! |---|---|
//! | `2018-03-08` `2018-03` `2018` | a day, a month, a year |
//! | `2018-21` … `2018-24` | spring, summer, autumn, winter |
//! | `2018-33` … `2018-36`, `2018-40` `2018-41` | a quarter, a half |
//! | `199X` `19XX` | a decade, a century |
//! | `XXXX-08-18` `XXXX-08` `XXXX-22` | the year is not known |
//! | `2018-XX-18` `2018-05-XX` | the month or the day is not known |
//! | `2018?` `2018~` `2018%` | perhaps, about, perhaps about |
//! | `[2018,2019]` `{2017,2019}` | one of them, all of them |
//! | `[2018-05..2018-07]` `[2020..]` `[..2019-03]` | one event on a day within bounds |
//! | `2018-05/2018-07` `2016/..` `../2020` | a state that lasts |
//!
//! Underneath is the crate `edtf-core`, of which nothing shows: it reads the standard's spellings, of which
//! the forms above are taken over, and says which months a season, quarter or half stands for. Three things are decided here. A **winter** may lie at either end of its year,
//! because "winter 2020" is said of both. The ends of `[a..b]` may be of unlike precision, seasons or
//! qualified ("between spring and August"), which the crate refuses. And a **qualifier never moves a
//! day** (ISO 8601-2, 8.4.2): `2018~` means the days of 2018.

mod date;
mod days;
mod parse;

use std::fmt;

use jiff::civil::Date;

pub use date::{EdtfDate, Precision, Year};
pub use parse::NotEdtf;

/// The season codes that stand in the place of a month, spring first.
pub const SPRING: i8 = 21;
/// Summer.
pub const SUMMER: i8 = 22;
/// Autumn, fall.
pub const AUTUMN: i8 = 23;
/// Winter. Which of the two years that it touches is meant, is left to the text.
pub const WINTER: i8 = 24;
/// First quarter of the year; the others follow.
pub const FIRST_QUARTER: i8 = 33;
/// First half of the year; the other follows.
pub const FIRST_HALF: i8 = 40;

/// A value of a date claim.
///
/// ```
/// use greenlit::edtf::Edtf;
/// let value: Edtf = "[2020..]".parse()?;
/// assert_eq!(value.to_string(), "[2020..]");
/// assert_eq!(value.earliest(), Some(jiff::civil::date(2020, 1, 1)));
/// assert_eq!(value.latest(), None);
/// assert!(value.contains(&"2021-03".parse()?));
/// # Ok::<(), greenlit::edtf::NotEdtf>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One date: `2017-08-18`, `XXXX-08-18`, `2017-23`, `199X`, `2019~`.
    Date(EdtfDate),
    /// One of these: `[2018,2019]`.
    OneOf(Vec<EdtfDate>),
    /// All of these: `{2017,2019}`.
    AllOf(Vec<EdtfDate>),
    /// Once within these bounds: `[a..b]`, `[a..]`, `[..b]`.
    Within(Option<EdtfDate>, Option<EdtfDate>),
    /// All the time between these: `a/b`, `a/..`, `../b`.
    Interval(Option<EdtfDate>, Option<EdtfDate>),
}

impl Edtf {
    /// The first day that it can mean; `None` if that is open or unknown.
    pub fn earliest(&self) -> Option<Date> {
        match self {
            Edtf::Date(date) => date.earliest(),
            // an unknown one makes the whole unknown: None is less than every day
            Edtf::OneOf(dates) | Edtf::AllOf(dates) => dates.iter().map(|d| d.earliest()).min().flatten(),
            Edtf::Within(start, _) | Edtf::Interval(start, _) => start.and_then(EdtfDate::earliest),
        }
    }

    /// The last day that it can mean; `None` if that is open or unknown.
    pub fn latest(&self) -> Option<Date> {
        match self {
            Edtf::Date(date) => date.latest(),
            // an unknown one makes the whole unknown, so it must not lose against a known one
            Edtf::OneOf(dates) | Edtf::AllOf(dates) => dates.iter().map(|d| d.latest()).collect::<Option<Vec<_>>>()?.into_iter().max(),
            Edtf::Within(_, end) | Edtf::Interval(_, end) => end.and_then(EdtfDate::latest),
        }
    }

    /// True for a range whose end lies before its start: no day, and no EDTF either.
    pub fn is_backwards(&self) -> bool {
        let (Edtf::Within(start, end) | Edtf::Interval(start, end)) = self else { return false };
        let bounds = start.and_then(EdtfDate::earliest).zip(end.and_then(EdtfDate::latest));
        bounds.is_some_and(|(first, last)| first > last)
    }

    /// How fine it is: the coarsest of the dates that it names.
    pub fn precision(&self) -> Precision {
        self.dates().map(EdtfDate::precision).min().unwrap_or(Precision::Century)
    }

    /// True if a date in it is said to be only about right (`~`, `%`).
    pub fn is_approximate(&self) -> bool {
        self.dates().any(EdtfDate::is_approximate)
    }

    /// True if a date in it is said to be doubtful (`?`, `%`).
    pub fn is_uncertain(&self) -> bool {
        self.dates().any(EdtfDate::is_uncertain)
    }

    /// The dates that it names, in the order in which they are written.
    pub fn dates(&self) -> impl Iterator<Item = EdtfDate> {
        let (list, pair): (&[EdtfDate], _) = match self {
            Edtf::Date(date) => (std::slice::from_ref(date), (None, None)),
            Edtf::OneOf(dates) | Edtf::AllOf(dates) => (dates, (None, None)),
            Edtf::Within(start, end) | Edtf::Interval(start, end) => (&[], (*start, *end)),
        };
        list.iter().copied().chain(pair.0).chain(pair.1)
    }
}

impl From<EdtfDate> for Edtf {
    fn from(date: EdtfDate) -> Self {
        Edtf::Date(date)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |date: &Option<EdtfDate>, open: &str| date.map_or(open.to_owned(), |d| d.to_string());
        let list = |dates: &[EdtfDate]| dates.iter().map(EdtfDate::to_string).collect::<Vec<_>>().join(",");
        match self {
            Edtf::Date(date) => date.fmt(f),
            Edtf::OneOf(dates) => write!(f, "[{}]", list(dates)),
            Edtf::AllOf(dates) => write!(f, "{{{}}}", list(dates)),
            Edtf::Within(start, end) => write!(f, "[{}..{}]", side(start, ""), side(end, "")),
            Edtf::Interval(start, end) => write!(f, "{}/{}", side(start, ".."), side(end, "..")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_the_first_and_last_day() {
        let bounds = |text: &str| {
            let value: Edtf = text.parse().unwrap();
            let day = |date: Option<Date>| date.map_or("-".to_owned(), |d| d.to_string());
            format!("{} {}", day(value.earliest()), day(value.latest()))
        };
        for (text, days) in [
            ("2018", "2018-01-01 2018-12-31"),
            ("2018?", "2018-01-01 2018-12-31"),
            ("2018-03-08~", "2018-03-08 2018-03-08"),
            ("2020-02", "2020-02-01 2020-02-29"),
            ("2017-23", "2017-09-01 2017-11-30"),
            ("2017-24", "2017-01-01 2018-02-28"),
            ("9999-24", "9999-01-01 9999-12-31"),
            ("2024-34", "2024-04-01 2024-06-30"),
            ("2021-41", "2021-07-01 2021-12-31"),
            ("199X", "1990-01-01 1999-12-31"),
            ("19XX", "1900-01-01 1999-12-31"),
            ("2018-XX-31", "2018-01-31 2018-12-31"),
            ("2018-02-XX", "2018-02-01 2018-02-28"),
            ("XXXX-08-18", "- -"),
            ("[2018,2019]", "2018-01-01 2019-12-31"),
            ("{2017,2019}", "2017-01-01 2019-12-31"),
            ("[XXXX-05,2019]", "- -"),
            ("[..2019-03]", "- 2019-03-31"),
            ("[2018-05..2018-07]", "2018-05-01 2018-07-31"),
            ("2016/..", "2016-01-01 -"),
            ("2026/2027", "2026-01-01 2027-12-31"),
        ] {
            assert_eq!(bounds(text), days, "{text}");
        }
    }

    #[test]
    fn precision_is_that_of_the_coarsest_part() {
        for (text, precision) in [
            ("2018-03-08", Precision::Day),
            ("XXXX-08-18", Precision::Day),
            ("2018-05-XX", Precision::Month),
            ("2018-05/2018-07", Precision::Month),
            ("2018-23", Precision::Season),
            ("2018-36", Precision::Season),
            ("[2018..2019-03]", Precision::Year),
            ("199X", Precision::Decade),
            ("19XX", Precision::Century),
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap().precision(), precision, "{text}");
        }
        assert!(Precision::Day > Precision::Year);
    }
}
