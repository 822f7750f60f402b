//! Dates as coarse as the text: the part of EDTF (ISO 8601-2) that greenlit writes.
//!
//! A value type for the wire, nothing more: it knows how a date is spelled and which days it can
//! mean, not how a text words it (`mention::date`) nor what "Thursday" is (`resolve::date`).
//! Whatever is built or read is valid: no 30 February, no range that is open on both sides.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

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

/// What is known of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Year {
    /// The year itself.
    Is(i16),
    /// Its first three digits: 199 is the 1990s.
    Decade(i16),
    /// Nothing.
    Unknown,
}

/// One date: year, month or season, day, each as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdtfDate {
    year: Year,
    month: Option<i8>,
    day: Option<i8>,
    approximate: bool,
}

impl EdtfDate {
    /// A date, if there is such a one. `month` may be a season, quarter or half code.
    pub fn new(year: Year, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let year_fits = match year {
            Year::Is(y) => (0..=9999).contains(&y),
            Year::Decade(d) => (0..=999).contains(&d) && month.is_none(),
            Year::Unknown => month.is_some(),
        };
        let rest_fits = match (month, day) {
            (None, day) => day.is_none(),
            (Some(1..=12 | 21..=24 | 33..=36 | 40 | 41), None) => true,
            // an unknown year may be a leap year
            (Some(m), Some(d)) => Date::new(if let Year::Is(y) = year { y } else { 2000 }, m, d).is_ok(),
            _ => false,
        };
        (year_fits && rest_fits).then_some(EdtfDate { year, month, day, approximate: false })
    }

    /// A single day; EDTF has none before the year 0.
    pub fn day_of(date: Date) -> Option<Self> {
        EdtfDate::new(Year::Is(date.year()), Some(date.month()), Some(date.day()))
    }

    /// The same, said to be only about right.
    pub fn approximately(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// The year, if it is known to the digit.
    pub fn year(self) -> Option<i16> {
        if let Year::Is(y) = self.year { Some(y) } else { None }
    }

    /// The month (1–12), or the code of a season, quarter or half.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// The first day that it can mean; an approximate date counts as it stands.
    pub fn earliest(self) -> Option<Date> {
        self.bounds().map(|(first, _)| first)
    }

    /// The last day that it can mean; an approximate date counts as it stands.
    pub fn latest(self) -> Option<Date> {
        self.bounds().map(|(_, last)| last)
    }

    fn bounds(self) -> Option<(Date, Date)> {
        let months = |y: i16, first: i8, last: i8| Some((Date::new(y, first, 1).ok()?, Date::new(y, last, 1).ok()?.last_of_month()));
        let year = match self.year {
            Year::Is(y) => y,
            Year::Decade(d) => return Some((Date::new(d * 10, 1, 1).ok()?, Date::new(d * 10 + 9, 12, 31).ok()?)),
            Year::Unknown => return None,
        };
        match (self.month, self.day) {
            (None, _) => months(year, 1, 12),
            (Some(m), Some(d)) => Date::new(year, m, d).ok().map(|date| (date, date)),
            (Some(m @ 1..=12), None) => months(year, m, m),
            (Some(m @ SPRING..=AUTUMN), None) => months(year, (m - SPRING) * 3 + 3, (m - SPRING) * 3 + 5),
            // "winter 2020" may begin or end in 2020
            (Some(WINTER), None) => Some((months(year, 1, 1)?.0, months(year + 1, 2, 2).map_or(months(year, 12, 12)?.1, |m| m.1))),
            (Some(m @ 33..=36), None) => months(year, (m - FIRST_QUARTER) * 3 + 1, (m - FIRST_QUARTER) * 3 + 3),
            (Some(m), None) => months(year, (m - FIRST_HALF) * 6 + 1, (m - FIRST_HALF) * 6 + 6),
        }
    }
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Year::Is(y) => write!(f, "{y:04}")?,
            Year::Decade(d) => write!(f, "{d:03}X")?,
            Year::Unknown => f.write_str("XXXX")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        f.write_str(if self.approximate { "~" } else { "" })
    }
}

impl FromStr for EdtfDate {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let (bare, approximate) = text.strip_suffix('~').map_or((text, false), |bare| (bare, true));
        let mut parts = bare.split('-');
        let year = parts.next().unwrap_or("");
        let year = match (year.len(), year.strip_suffix('X')) {
            (4, Some("XXX")) => Some(Year::Unknown),
            (4, Some(decade)) => digits(decade, 3).map(Year::Decade),
            _ => digits(year, 4).map(Year::Is),
        };
        let mut two = || parts.next().map(|part| digits(part, 2).map(|n| n as i8).ok_or(NotEdtf)).transpose();
        let (month, day) = (two()?, two()?);
        if parts.next().is_some() {
            return Err(NotEdtf);
        }
        let date = EdtfDate::new(year.ok_or(NotEdtf)?, month, day).ok_or(NotEdtf)?;
        Ok(EdtfDate { approximate, ..date })
    }
}

/// Exactly `count` ASCII digits as a number.
fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A value of a date claim.
///
/// ```
/// use greenlit::edtf::Edtf;
/// let value: Edtf = "[2020..]".parse()?;
/// assert_eq!(value.to_string(), "[2020..]");
/// assert_eq!(value.earliest(), Some(jiff::civil::date(2020, 1, 1)));
/// assert_eq!(value.latest(), None);
/// # Ok::<(), greenlit::edtf::NotEdtf>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One date: `2017-08-18`, `XXXX-08-18`, `2017-23`, `199X`, `2019~`.
    Date(EdtfDate),
    /// One of these: `[2018,2019]`.
    OneOf(Vec<EdtfDate>),
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
            Edtf::OneOf(dates) => dates.iter().map(|d| d.earliest()).min().flatten(),
            Edtf::Within(start, _) | Edtf::Interval(start, _) => start.and_then(EdtfDate::earliest),
        }
    }

    /// The last day that it can mean; `None` if that is open or unknown.
    pub fn latest(&self) -> Option<Date> {
        match self {
            Edtf::Date(date) => date.latest(),
            // an unknown one makes the whole unknown, so it must not lose against a known one
            Edtf::OneOf(dates) => dates.iter().map(|d| d.latest()).collect::<Option<Vec<_>>>()?.into_iter().max(),
            Edtf::Within(_, end) | Edtf::Interval(_, end) => end.and_then(EdtfDate::latest),
        }
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
        match self {
            Edtf::Date(date) => date.fmt(f),
            Edtf::OneOf(dates) => write!(f, "[{}]", dates.iter().map(EdtfDate::to_string).collect::<Vec<_>>().join(",")),
            Edtf::Within(start, end) => write!(f, "[{}..{}]", side(start, ""), side(end, "")),
            Edtf::Interval(start, end) => write!(f, "{}/{}", side(start, ".."), side(end, "..")),
        }
    }
}

impl FromStr for Edtf {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let side = |part: &str, open: &str| if part == open { Ok(None) } else { part.parse().map(Some) };
        let value = if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            match inner.split_once("..") {
                Some((start, end)) => Edtf::Within(side(start, "")?, side(end, "")?),
                None => Edtf::OneOf(inner.split(',').map(str::parse).collect::<Result<_, _>>()?),
            }
        } else if let Some((start, end)) = text.split_once('/') {
            Edtf::Interval(side(start, "..")?, side(end, "..")?)
        } else {
            Edtf::Date(text.parse()?)
        };
        match value {
            Edtf::Within(None, None) | Edtf::Interval(None, None) => Err(NotEdtf),
            value => Ok(value),
        }
    }
}

/// The text is not one of the EDTF forms that greenlit writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date in EDTF, such as 2018, 2018-08, XXXX-08-18, 2017-23 or [2018,2019]")]
pub struct NotEdtf;

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: &[&str] = &[
        "2018", "2018-08", "2018-08-18", "XXXX-08", "XXXX-08-18", "XXXX-02-29", "2017-23", "XXXX-22", "2024-35", "2021-41", "199X",
        "2019~", "2018-12-25~", "[2018,2019]", "[2018-05..2018-07]", "[2020..]", "[..2019-03]", "1985/1987", "2016/..", "../2020",
    ];

    #[test]
    fn every_form_is_written_as_it_is_read() {
        for form in FORMS {
            assert_eq!(form.parse::<Edtf>().map(|v| v.to_string()).as_deref(), Ok(*form));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "XXXX", "18", "2018-13", "2018-02-30", "2018-2", "2018-22-01", "199X-05", "[..]", "../..", "[]", "2018/", "-5", "２０１８"]
        {
            assert_eq!(text.parse::<Edtf>(), Err(NotEdtf), "{text}");
        }
    }

    #[test]
    fn bounds_are_the_first_and_last_day() {
        let bounds = |text: &str| {
            let value: Edtf = text.parse().unwrap();
            let day = |date: Option<Date>| date.map_or("-".to_owned(), |d| d.to_string());
            format!("{} {}", day(value.earliest()), day(value.latest()))
        };
        assert_eq!(bounds("2018"), "2018-01-01 2018-12-31");
        assert_eq!(bounds("2020-02"), "2020-02-01 2020-02-29");
        assert_eq!(bounds("2017-23"), "2017-09-01 2017-11-30");
        assert_eq!(bounds("2017-24"), "2017-01-01 2018-02-28");
        assert_eq!(bounds("2024-34"), "2024-04-01 2024-06-30");
        assert_eq!(bounds("2021-41"), "2021-07-01 2021-12-31");
        assert_eq!(bounds("199X"), "1990-01-01 1999-12-31");
        assert_eq!(bounds("[2018,2019]"), "2018-01-01 2019-12-31");
        assert_eq!(bounds("[XXXX-05,2019]"), "- -");
        assert_eq!(bounds("[..2019-03]"), "- 2019-03-31");
        assert_eq!(bounds("2016/.."), "2016-01-01 -");
        assert_eq!(bounds("9999-24"), "9999-01-01 9999-12-31");
    }
}
