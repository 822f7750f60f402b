//! What is known of an article beside its text, and how its values are cleaned.
//!
//! Where values come from (flags, a head, a row) is left to the formats; dates **in** the text are
//! left to the later stages.

use jiff::civil::Date;

use crate::error::Problem;

/// What is known of an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Headline.
    pub title: Option<String>,
    /// Publication date, EDTF (`2018-10-12`, `2018-10`).
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl Meta {
    /// The same, with every value that `flags` has in place of its own.
    #[must_use]
    pub fn overridden_by(self, flags: &Meta) -> Meta {
        let either = |flag: &Option<String>, own: Option<String>| flag.clone().or(own);
        Meta {
            title: either(&flags.title, self.title),
            published: either(&flags.published, self.published),
            outlet: either(&flags.outlet, self.outlet),
            url: either(&flags.url, self.url),
        }
    }

    /// Takes a publication date in any of the forms of [`published`]; one in another form is left
    /// out and told, because every relative date of the article would hang on it.
    pub(super) fn take_published(&mut self, value: &str, path: &str, line: Option<usize>, problems: &mut Vec<Problem>) {
        self.published = published(value);
        if self.published.is_none() {
            let reason = format!("the publication date {value:?} is not a date and is left out");
            problems.push(Problem::new(path, line, reason, "write YYYY-MM-DD"));
        }
    }
}

/// A publication date as EDTF, as coarse as it was given: `2018`, `2018-10` or `2018-10-12`.
///
/// Understood are ISO 8601 dates with or without a time (which is cut off: the day is the writer's
/// own), `2018/10/12`, `20181012` and the dates of mail and RSS (`Fri, 12 Oct 2018 10:00:00 GMT`).
///
/// ```
/// assert_eq!(greenlit::ingest::published("2018-10-12T23:30:00-05:00").as_deref(), Some("2018-10-12"));
/// assert_eq!(greenlit::ingest::published("last Friday"), None);
/// ```
pub fn published(value: &str) -> Option<String> {
    let value = value.trim();
    iso(value).or_else(|| mail(value))
}

/// `2018`, `2018-10`, `2018-10-12…`, `2018/10/12…`, `20181012`.
fn iso(value: &str) -> Option<String> {
    let day = value.split(['T', 't', ' ']).next()?;
    let parts: Vec<&str> = match day.len() {
        8 if !day.contains(['-', '/']) => vec![day.get(..4)?, day.get(4..6)?, day.get(6..)?],
        _ => day.split(['-', '/']).collect(),
    };
    let number =
        |part: &str, width: usize| if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None };
    let year: i16 = number(parts.first()?, 4)?;
    let month = parts.get(1).map(|part| number(part, 2)).unwrap_or(Some(1))?;
    let date = parts.get(2).map(|part| number(part, 2)).unwrap_or(Some(1))?;
    let whole = Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()?.to_string();
    // As coarse as it was given: "2018-10" has no day.
    match parts.len() {
        1 => whole.get(..4).map(str::to_owned),
        2 => whole.get(..7).map(str::to_owned),
        3 => Some(whole),
        _ => None,
    }
}

/// The date of a mail or an RSS item.
fn mail(value: &str) -> Option<String> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    parser.parse_zoned(value).ok().map(|moment| moment.date().to_string())
}

/// A value without blanks around it; `None` if nothing is left.
pub(super) fn clean(value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() { None } else { Some(value.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_dates_keep_their_coarseness() {
        for (given, edtf) in [
            ("2018", "2018"),
            ("2018-10", "2018-10"),
            (" 2018-10-12 ", "2018-10-12"),
            ("2018-10-12T10:00:00Z", "2018-10-12"),
            ("2018-10-12 10:00:00+02:00", "2018-10-12"),
            ("2018/10/12", "2018-10-12"),
            ("20181012", "2018-10-12"),
            ("Fri, 12 Oct 2018 10:00:00 GMT", "2018-10-12"),
            ("12 Oct 2018 10:00:00 -0500", "2018-10-12"),
        ] {
            assert_eq!(published(given).as_deref(), Some(edtf), "{given}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for given in ["", "yesterday", "2018-13-01", "2018-02-30", "18-1-2", "1538000000", "2018-1", "é2345678", "2018-10-12-13"] {
            assert_eq!(published(given), None, "{given}");
        }
    }

    #[test]
    fn flags_win() {
        let head = Meta { title: Some("A".into()), outlet: Some("B".into()), ..Meta::default() };
        let flags = Meta { title: Some("C".into()), ..Meta::default() };
        assert_eq!(head.overridden_by(&flags), Meta { title: Some("C".into()), outlet: Some("B".into()), ..Meta::default() });
    }
}
