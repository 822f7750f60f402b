//! One date: year, month or season, day, each as far as it is known.

use std::fmt;

use jiff::civil::Date;

use super::days::{self, Stretch};
use super::{FIRST_HALF, FIRST_QUARTER, SPRING, WINTER};

/// What is known of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Year {
    /// The year itself.
    Is(i16),
    /// Its first three digits: 199 is the 1990s.
    Decade(i16),
    /// Its first two digits: 19 is the years from 1900 to 1999.
    Century(i16),
    /// Nothing.
    Unknown,
}

/// How fine a date is, coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `19XX`
    Century,
    /// `199X`
    Decade,
    /// `2018`, `2018-XX`
    Year,
    /// A season, quarter or half: `2018-23`.
    Season,
    /// `2018-05`, `2018-05-XX`
    Month,
    /// `2018-05-18`, `XXXX-05-18`, `2018-XX-18`
    Day,
}

/// Month or day in which nothing is known: `XX`.
pub(super) const UNKNOWN: i8 = 0;

/// One date: year, month or season, day, each as far as it is known.
///
/// Made by [`EdtfDate::new`] and the constructors beside it, which give `None` for what the calendar
/// does not have.
///
/// ```
/// use greenlit::edtf::{AUTUMN, EdtfDate};
/// assert_eq!(EdtfDate::season(2018, AUTUMN).unwrap().to_string(), "2018-23");
/// assert_eq!(EdtfDate::yearless(8, Some(18)).unwrap().perhaps().to_string(), "XXXX-08-18?");
/// assert_eq!(EdtfDate::ymd(2018, 2, 30), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdtfDate {
    year: Year,
    month: Option<i8>,
    day: Option<i8>,
    uncertain: bool,
    approximate: bool,
}

impl EdtfDate {
    /// A date, if there is such a one. `month` may be a season, quarter or half code.
    pub fn new(year: Year, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        (month != Some(UNKNOWN) && day != Some(UNKNOWN)).then(|| EdtfDate::masked(year, month, day))?
    }

    /// The same, where [`UNKNOWN`] stands for a month or day of which nothing is known.
    pub(super) fn masked(year: Year, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let year_fits = match year {
            Year::Is(y) => (0..=9999).contains(&y),
            Year::Decade(d) => (0..=999).contains(&d) && month.is_none(),
            Year::Century(c) => (0..=99).contains(&c) && month.is_none(),
            Year::Unknown => month.is_some_and(|m| m != UNKNOWN || day.is_some_and(|d| d != UNKNOWN)),
        };
        let rest_fits = match (month, day) {
            (None, day) => day.is_none(),
            (Some(UNKNOWN..=12 | SPRING..=41), None) => true,
            (Some(UNKNOWN), Some(d)) => (UNKNOWN..=31).contains(&d),
            (Some(1..=12), Some(UNKNOWN)) => true,
            // an unknown year may be a leap year
            (Some(m), Some(d)) => Date::new(if let Year::Is(y) = year { y } else { 2000 }, m, d).is_ok(),
            _ => false,
        };
        (year_fits && rest_fits).then_some(EdtfDate { year, month, day, uncertain: false, approximate: false })
    }

    /// A single day; EDTF has none before the year 0.
    pub fn day_of(date: Date) -> Option<Self> {
        EdtfDate::ymd(date.year(), date.month(), date.day())
    }

    /// The day of year, month (1–12) and day.
    pub fn ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        EdtfDate::new(Year::Is(year), Some(month), Some(day))
    }

    /// A month (1–12).
    pub fn ym(year: i16, month: i8) -> Option<Self> {
        (1..=12).contains(&month).then(|| EdtfDate::new(Year::Is(year), Some(month), None))?
    }

    /// A whole year.
    pub fn whole_year(year: i16) -> Option<Self> {
        EdtfDate::new(Year::Is(year), None, None)
    }

    /// A season of a year, by its code ([`SPRING`] …).
    pub fn season(year: i16, code: i8) -> Option<Self> {
        (SPRING..=WINTER).contains(&code).then(|| EdtfDate::new(Year::Is(year), Some(code), None))?
    }

    /// A quarter (1–4) of a year.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| EdtfDate::new(Year::Is(year), Some(FIRST_QUARTER + quarter - 1), None))?
    }

    /// A half (1 or 2) of a year.
    pub fn half(year: i16, half: i8) -> Option<Self> {
        (1..=2).contains(&half).then(|| EdtfDate::new(Year::Is(year), Some(FIRST_HALF + half - 1), None))?
    }

    /// A decade by its first three digits: 199 is the 1990s.
    pub fn decade(decade: i16) -> Option<Self> {
        EdtfDate::new(Year::Decade(decade), None, None)
    }

    /// A century by its first two digits: 19 is the years from 1900 to 1999.
    pub fn century(century: i16) -> Option<Self> {
        EdtfDate::new(Year::Century(century), None, None)
    }

    /// A month or season, and perhaps a day, of a year that is not known.
    pub fn yearless(month: i8, day: Option<i8>) -> Option<Self> {
        EdtfDate::new(Year::Unknown, Some(month), day)
    }

    /// The same, said to be only about right (`~`).
    pub fn approximately(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// The same, said to be doubtful (`?`).
    pub fn perhaps(mut self) -> Self {
        self.uncertain = true;
        self
    }

    /// The same without qualifiers.
    pub fn plainly(mut self) -> Self {
        (self.uncertain, self.approximate) = (false, false);
        self
    }

    /// True for `~` and `%`.
    pub fn is_approximate(self) -> bool {
        self.approximate
    }

    /// True for `?` and `%`.
    pub fn is_uncertain(self) -> bool {
        self.uncertain
    }

    /// The year, if it is known to the digit.
    pub fn year(self) -> Option<i16> {
        if let Year::Is(y) = self.year { Some(y) } else { None }
    }

    /// What is known of the year.
    pub fn known_year(self) -> Year {
        self.year
    }

    /// The month (1–12), or the code of a season, quarter or half.
    pub fn month(self) -> Option<i8> {
        self.month.filter(|m| *m != UNKNOWN)
    }

    /// The day of the month.
    pub fn day(self) -> Option<i8> {
        self.day.filter(|d| *d != UNKNOWN)
    }

    /// How fine it is.
    pub fn precision(self) -> Precision {
        match (self.year, self.month(), self.day()) {
            (_, _, Some(_)) => Precision::Day,
            (_, Some(..=12), None) => Precision::Month,
            (_, Some(_), None) => Precision::Season,
            (Year::Decade(_), ..) => Precision::Decade,
            (Year::Century(_), ..) => Precision::Century,
            _ => Precision::Year,
        }
    }

    /// The first day that it can mean; `None` if the year is not known.
    pub fn earliest(self) -> Option<Date> {
        self.stretches().iter().map(|s| s.first).min().and_then(days::date)
    }

    /// The last day that it can mean; `None` if the year is not known.
    pub fn latest(self) -> Option<Date> {
        self.stretches().iter().map(|s| s.last).max().and_then(days::date)
    }

    /// The days that it can mean; none if the year is not known.
    fn stretches(self) -> Vec<Stretch> {
        let mut stretches = Vec::with_capacity(2);
        if self.year != Year::Unknown {
            days::of_date(self, 0..=0, &mut stretches);
        }
        stretches
    }

    /// Year, month and day as they are written: [`UNKNOWN`] for `XX`.
    pub(super) fn parts(self) -> (Year, Option<i8>, Option<i8>) {
        (self.year, self.month, self.day)
    }
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Year::Is(y) => write!(f, "{y:04}")?,
            Year::Decade(d) => write!(f, "{d:03}X")?,
            Year::Century(c) => write!(f, "{c:02}XX")?,
            Year::Unknown => f.write_str("XXXX")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            if part == UNKNOWN { f.write_str("-XX")? } else { write!(f, "-{part:02}")? }
        }
        f.write_str(match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        })
    }
}
