//! Reading: the crate `edtf-core` knows the standard's spellings, and what greenlit has a use for is
//! taken over.

use std::str::FromStr;

use edtf_core::{DateField, Edtf as Core, IntervalEndpoint, Qualifier, SetElement, SetKind, YearKind};

use super::date::UNKNOWN;
use super::{Edtf, EdtfDate, Year};

/// The text is not one of the EDTF forms that greenlit writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date in EDTF, such as 2018, 2018-08, XXXX-08-18, 2017-23 or [2018,2019]")]
pub struct NotEdtf;

impl FromStr for EdtfDate {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        match Core::parse(text) {
            Ok(Core::Date(date)) => self::date(&date).ok_or(NotEdtf),
            _ => Err(NotEdtf),
        }
    }
}

impl FromStr for Edtf {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        if let Some(within) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).and_then(|inner| inner.split_once("..")) {
            return self::within(within.0, within.1);
        }
        match Core::parse(text) {
            Ok(Core::Date(date)) => self::date(&date).map(Edtf::Date),
            Ok(Core::Interval(interval)) => match (end(&interval.start), end(&interval.end)) {
                (Some(start), Some(end)) => Some(Edtf::Interval(start, end)),
                _ => None,
            },
            Ok(Core::Set(set)) => {
                let dates: Option<Vec<EdtfDate>> = set.elements.iter().map(member).collect();
                dates.map(if set.kind == SetKind::OneMember { Edtf::OneOf } else { Edtf::AllOf })
            }
            Ok(Core::DateTime(_)) | Err(_) => None,
        }
        .ok_or(NotEdtf)
    }
}

/// `[start..end]`: here and not by the crate, which wants both ends plain and of one precision.
fn within(start: &str, end: &str) -> Result<Edtf, NotEdtf> {
    let side = |text: &str| if text.is_empty() { Ok(None) } else { text.parse::<EdtfDate>().map(Some) };
    let (start, end) = (side(start)?, side(end)?);
    let backwards = match (start.and_then(EdtfDate::earliest), end.and_then(EdtfDate::latest)) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    };
    if backwards || (start.is_none() && end.is_none()) { Err(NotEdtf) } else { Ok(Edtf::Within(start, end)) }
}

/// The end of an interval; `Some(None)` if it is open.
fn end(end: &IntervalEndpoint) -> Option<Option<EdtfDate>> {
    match end {
        IntervalEndpoint::Date(date) => self::date(date).map(Some),
        IntervalEndpoint::Open => Some(None),
        // `2018/` and `2018/2020..`: no text says so much
        IntervalEndpoint::Unknown | IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => None,
    }
}

fn member(element: &SetElement) -> Option<EdtfDate> {
    if let SetElement::Date(date) = element { self::date(date) } else { None }
}

/// A date of years 0 to 9999, qualified as a whole or not at all.
fn date(date: &edtf_core::Date) -> Option<EdtfDate> {
    let YearKind::Standard { negative: false, digits } = date.year.kind else { return None };
    let year = match digits.map(|digit| digit.map(i16::from)) {
        [Some(m), Some(c), Some(d), Some(y)] => Year::Is(m * 1000 + c * 100 + d * 10 + y),
        [Some(m), Some(c), Some(d), None] => Year::Decade(m * 100 + c * 10 + d),
        [Some(m), Some(c), None, None] => Year::Century(m * 10 + c),
        [None, None, None, None] => Year::Unknown,
        _ => return None,
    };
    let of = date.year.qualifier;
    let whole = [date.month, date.day].into_iter().flatten().all(|field| field.qualifier == of);
    if !whole || date.year.significant_digits.is_some() {
        return None;
    }
    let (month, day) = (date.month.map(field), date.day.map(field));
    if month == Some(None) || day == Some(None) {
        return None;
    }
    let plain = EdtfDate::masked(year, month.flatten(), day.flatten())?;
    Some(qualified(plain, of))
}

fn qualified(date: EdtfDate, qualifier: Qualifier) -> EdtfDate {
    let date = if qualifier.uncertain { date.perhaps() } else { date };
    if qualifier.approximate { date.approximately() } else { date }
}

/// A month or day: its number, or [`UNKNOWN`]; `None` if only one digit is known.
fn field(field: DateField) -> Option<i8> {
    match field.digits {
        [None, None] => Some(UNKNOWN),
        _ => field.value().and_then(|value| i8::try_from(value).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: &[&str] = &[
        "2018", "2018-08", "2018-08-18", "0000", "9999-12-31", "XXXX-08", "XXXX-08-18", "XXXX-02-29", "XXXX-XX-18", "2018-XX",
        "2018-XX-31", "2018-05-XX", "2018-XX-XX", "2017-21", "2017-23", "2017-24", "XXXX-22", "2017-33", "2024-35", "2024-38", "2021-40",
        "2021-41", "199X", "19XX", "2018?", "2019~", "2019%", "2018-23?", "2018-36~", "2018-12-25~", "199X~", "XXXX-08-18?", "[2018,2019]",
        "[2018-05-01?,2019~]", "{2017,2019}", "{2018-05-04,2018-05-11}", "[2018-05..2018-07]", "[2018-05-28..2018-06-03]", "[2020..]",
        "[..2019-03]", "[2018-21..2018-08]", "[2018..2019-03]", "[2018~..]", "[..199X]", "[XXXX-05..XXXX-07]", "1985/1987", "2026/2027",
        "2018-05/2018-07", "2018-22/2018-23", "2016/..", "../2020", "2016~/2018?", "XXXX-05/XXXX-07",
    ];

    #[test]
    fn every_form_is_written_as_it_is_read() {
        for form in FORMS {
            assert_eq!(form.parse::<Edtf>().map(|v| v.to_string()).as_deref(), Ok(*form));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "", "XXXX", "XXXX-XX", "XXXX-XX-XX", "18", "2018-13", "2018-42", "2018-02-30", "2018-2", "2018-22-01", "2018-XX-32", "199X-05",
            "1XXX", "20X8", "2018-1X", "2018-05-1X", "-0005", "Y17000", "1950S2", "2018-05-04T10:00:00", "2018?-05", "2018-~05-04", "[..]",
            "../..", "[]", "{}", "[2019..2018]", "2019/2018", "2018/", "/2018", "..2018/2020", "[2017,2019..2021]", "{2017..2019}", "-5",
            "２０１８", "2018 ", "[2018", "2018..2019",
        ] {
            assert_eq!(text.parse::<Edtf>(), Err(NotEdtf), "{text}");
        }
    }
}
