//! A claim in plain words: `Tidewater — Ines Okafor (Captain Hale) not returning · certain`.
//!
//! One statement for each kind, in parts whose [`Tone`] a view may style as it likes. Works from the
//! claim's fields alone and makes everything visible that it took from the article.

use crate::claim::{Claim, Event, Kind, Modifier, Polarity, Relation, Status, name};
use crate::edtf::{self, Edtf, EdtfDate, Year};

use super::safe::visible;

/// How a part of a statement is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The film or series.
    Title,
    /// What is said of it.
    Plain,
    /// The word that turns it into its opposite.
    Not,
    /// Certainty, source and rule.
    Aside,
}

/// A run of words in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The words, with the blanks that join them to what comes before.
    pub text: String,
    /// How they are meant.
    pub tone: Tone,
}

/// The whole statement: subject, fact, certainty, source, rule.
pub fn parts(claim: &Claim) -> Vec<Part> {
    let mut parts = vec![part(subject(claim), Tone::Title), part(" — ", Tone::Aside)];
    parts.extend(fact_parts(claim));
    let mut aside = format!(" · {}", name(&claim.certainty));
    if let Some(source) = source(claim) {
        aside.push_str(&format!(" · {source}"));
    }
    aside.push_str(&format!(" · {}", visible(&claim.provenance.rule)));
    parts.push(part(aside, Tone::Aside));
    parts
}

/// [`parts`] as one string.
pub fn statement(claim: &Claim) -> String {
    joined(parts(claim))
}

/// What is said, without the subject and without who says it: `not returning`, `renewed by ZBC`.
pub fn fact(claim: &Claim) -> String {
    joined(fact_parts(claim))
}

/// The subject: `Tidewater, season 2`.
pub fn subject(claim: &Claim) -> String {
    let title = claim.subject.title.as_deref().map_or("(untitled)".into(), visible);
    match claim.subject.season {
        Some(season) => format!("{title}, season {season}"),
        None => title.into_owned(),
    }
}

/// Who says it: `says Ines Okafor`, with `(quoted)` if in so many words.
pub fn source(claim: &Claim) -> Option<String> {
    let said = claim.attribution.as_ref()?;
    Some(format!("says {}{}", visible(&said.source), if said.quoted { " (quoted)" } else { "" }))
}

/// An EDTF date in words: `2018-02` is `February 2018`, `[2020..]` is `2020 or later`.
///
/// What it does not know it gives back as it is.
///
/// ```
/// use greenlit::write::words::date;
/// assert_eq!(date("2017-08-18"), "18 August 2017");
/// assert_eq!(date("2017-23"), "autumn 2017");
/// assert_eq!(date("[2018,2019]"), "2018 or 2019");
/// ```
pub fn date(value: &str) -> String {
    let Ok(edtf) = value.parse::<Edtf>() else { return visible(value).into_owned() };
    let list = |dates: &[EdtfDate], and: &str| dates.iter().map(|date| single(*date)).collect::<Vec<_>>().join(and);
    match &edtf {
        Edtf::Date(date) => single(*date),
        Edtf::OneOf(dates) => list(dates, " or "),
        Edtf::AllOf(dates) => list(dates, " and "),
        Edtf::Within(Some(from), Some(until)) => format!("between {} and {}", single(*from), single(*until)),
        Edtf::Within(Some(from), None) => format!("{} or later", single(*from)),
        Edtf::Within(None, Some(until)) => format!("{} or earlier", single(*until)),
        Edtf::Interval(Some(from), Some(until)) => format!("from {} to {}", single(*from), single(*until)),
        Edtf::Interval(Some(from), None) => format!("since {}", single(*from)),
        Edtf::Interval(None, Some(until)) => format!("until {}", single(*until)),
        Edtf::Within(None, None) | Edtf::Interval(None, None) => edtf.to_string(),
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

fn single(date: EdtfDate) -> String {
    let year = match date.known_year() {
        Year::Is(year) => year.to_string(),
        Year::Decade(decade) => format!("the {decade}0s"),
        Year::Century(century) => format!("the {century}00s"),
        Year::Unknown => String::new(),
    };
    let name = |names: &[&'static str], at: i8| names.get(usize::try_from(at).unwrap_or(usize::MAX)).copied();
    let month = match date.month() {
        None => None,
        Some(code @ edtf::SPRING..=edtf::WINTER) => name(&SEASONS, code - edtf::SPRING).map(str::to_owned),
        Some(code @ edtf::FIRST_QUARTER..=36) => name(&ORDINALS, code - edtf::FIRST_QUARTER).map(|nth| format!("the {nth} quarter of")),
        Some(code @ edtf::FIRST_HALF..=41) => name(&ORDINALS, code - edtf::FIRST_HALF).map(|nth| format!("the {nth} half of")),
        Some(month) => name(&MONTHS, month - 1).map(str::to_owned),
    };
    let words = match (month, date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {}", if year.is_empty() && month.ends_with("of") { "a year" } else { &year }),
        (None, None) if date.month().is_none() => year,
        _ => date.plainly().to_string(),
    };
    let qualifier = match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => "",
        (false, true) => "around ",
        (true, false) => "perhaps ",
        (true, true) => "perhaps around ",
    };
    format!("{qualifier}{}", words.trim_end())
}

fn part(text: impl Into<String>, tone: Tone) -> Part {
    Part { text: text.into(), tone }
}

fn joined(parts: Vec<Part>) -> String {
    parts.into_iter().map(|part| part.text).collect()
}

fn fact_parts(claim: &Claim) -> Vec<Part> {
    let (before, after) = match claim.kind {
        Kind::Renewal => renewal(claim),
        Kind::Cast => cast(claim),
        Kind::Date => dated(claim),
    };
    // What stands before and after the "not", which is only there for a negated claim.
    let mut parts = Vec::new();
    if !before.is_empty() {
        parts.push(part(before, Tone::Plain));
    }
    if claim.polarity == Polarity::Negated {
        parts.push(part(if parts.is_empty() { "" } else { " " }, Tone::Plain));
        parts.push(part("not", Tone::Not));
    }
    if !after.is_empty() {
        parts.push(part(if parts.is_empty() { after } else { format!(" {after}") }, Tone::Plain));
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn renewal(claim: &Claim) -> (String, String) {
    let (words, join) = match claim.status {
        Some(Status::Ordered) => ("ordered", "by"),
        Some(Status::Renewed) => ("renewed", "by"),
        Some(Status::Planned) => ("planned", "by"),
        Some(Status::InProduction) => ("in production", "for"),
        Some(Status::Wrapped) => ("done filming", "for"),
        Some(Status::Undecided) => ("undecided", "by"),
        Some(Status::Cancelled) => ("cancelled", "by"),
        Some(Status::Ending) => ("ending", "on"),
        Some(Status::Delayed) => ("delayed", "by"),
        None => ("its fate", "by"),
    };
    let network = claim.network.as_deref().map(|network| format!(" {join} {}", visible(network))).unwrap_or_default();
    (String::new(), format!("{words}{network}"))
}

fn cast(claim: &Claim) -> (String, String) {
    let character = claim.character.as_deref().map(visible);
    let person = claim.person.as_deref().map(visible);
    let in_brackets = match (&person, &character) {
        (Some(person), Some(character)) => format!("{person} ({character})"),
        (Some(only), None) | (None, Some(only)) => only.clone().into_owned(),
        (None, None) => "someone".to_owned(),
    };
    match (claim.relation, &person, &character) {
        (Some(Relation::Plays), Some(person), Some(character)) => (person.clone().into_owned(), format!("playing {character}")),
        (Some(Relation::Plays), ..) => (in_brackets, "in the cast".to_owned()),
        // A role that nobody has yet does not join; it is cast.
        (Some(Relation::Joins), None, Some(character)) => (format!("the role of {character}"), "cast".to_owned()),
        (Some(Relation::Joins), None, None) => ("a role".to_owned(), "cast".to_owned()),
        (Some(Relation::Joins), ..) => (in_brackets, "joining".to_owned()),
        (Some(Relation::Returns), ..) => (in_brackets, "returning".to_owned()),
        (Some(Relation::Appears), ..) => (in_brackets, "appearing".to_owned()),
        (Some(Relation::Leaves), ..) => (in_brackets, "leaving".to_owned()),
        (Some(Relation::Replaces), ..) => {
            let whom = claim.replaced.as_deref().map_or("someone".into(), visible);
            (in_brackets, format!("replacing {whom}"))
        }
        (None, ..) => (in_brackets, String::new()),
    }
}

fn dated(claim: &Claim) -> (String, String) {
    let event = match claim.event {
        Some(Event::Premiere) => "premiere",
        Some(Event::Airing) => "airing",
        Some(Event::Finale) => "finale",
        Some(Event::ProductionStart) => "start of production",
        Some(Event::Production) => "production",
        Some(Event::ProductionEnd) => "end of production",
        Some(Event::Announcement) => "announcement",
        None => "date",
    };
    let Some(value) = &claim.value else { return (event.to_owned(), "on a date not given".to_owned()) };
    let part_of = match claim.modifier {
        Some(Modifier::Early) => "early ",
        Some(Modifier::Mid) => "mid ",
        Some(Modifier::Late) => "late ",
        None => "",
    };
    (event.to_owned(), format!("{}{part_of}{}", preposition(value), date(value)))
}

/// "On" a day, "in" anything longer, and nothing before words that bring their own.
fn preposition(value: &str) -> &'static str {
    match value.parse::<Edtf>() {
        Ok(Edtf::Within(..) | Edtf::Interval(..)) => "",
        Ok(value) if value.is_approximate() || value.is_uncertain() => "",
        Ok(value) if value.dates().next().is_some_and(|first| first.day().is_some()) => "on ",
        _ => "in ",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{attributed, claim};
    use super::*;

    #[test]
    fn cast_claims_read_like_a_note() {
        let mut c = claim(Kind::Cast);
        c.subject.title = Some("Tidewater".into());
        c.person = Some("Ines Okafor".into());
        c.character = Some("Captain Hale".into());
        c.relation = Some(Relation::Returns);
        c.polarity = Polarity::Negated;
        assert_eq!(statement(&c), "Tidewater — Ines Okafor (Captain Hale) not returning · certain · cast/sample");
        c.relation = Some(Relation::Plays);
        assert_eq!(fact(&c), "Ines Okafor not playing Captain Hale");
        c.person = None;
        c.relation = Some(Relation::Joins);
        assert_eq!(fact(&c), "the role of Captain Hale not cast");
        c.relation = Some(Relation::Replaces);
        c.polarity = Polarity::Affirmed;
        c.person = Some("Bo Lindqvist".into());
        c.replaced = Some("Ines Okafor".into());
        assert_eq!(fact(&c), "Bo Lindqvist (Captain Hale) replacing Ines Okafor");
    }

    #[test]
    fn renewals_name_season_network_and_source() {
        let mut c = claim(Kind::Renewal);
        c.subject.title = Some("Tidewater".into());
        c.subject.season = Some(3);
        c.status = Some(Status::Renewed);
        c.network = Some("ZBC".into());
        attributed(&mut c, "Ines Okafor", true);
        assert_eq!(statement(&c), "Tidewater, season 3 — renewed by ZBC · certain · says Ines Okafor (quoted) · renewal/sample");
        c.subject.title = None;
        c.polarity = Polarity::Negated;
        c.status = Some(Status::InProduction);
        c.network = None;
        assert!(statement(&c).starts_with("(untitled), season 3 — not in production · "));
    }

    #[test]
    fn dates_read_as_people_say_them() {
        let mut c = claim(Kind::Date);
        c.event = Some(Event::Premiere);
        for (value, modifier, words) in [
            (Some("2017-08-18"), None, "premiere on 18 August 2017"),
            (Some("2018"), Some(Modifier::Early), "premiere in early 2018"),
            (Some("XXXX-08-18"), None, "premiere on 18 August"),
            (Some("XXXX-08"), None, "premiere in August"),
            (Some("2017-23"), None, "premiere in autumn 2017"),
            (Some("199X"), None, "premiere in the 1990s"),
            (Some("2019~"), None, "premiere around 2019"),
            (Some("2018?"), None, "premiere perhaps 2018"),
            (Some("2018-33"), None, "premiere in the first quarter of 2018"),
            (Some("2018-41"), None, "premiere in the second half of 2018"),
            (Some("{2017-05-04,2017-05-11}"), None, "premiere on 4 May 2017 and 11 May 2017"),
            (Some("[2020..]"), None, "premiere 2020 or later"),
            (Some("[..2019-03]"), None, "premiere March 2019 or earlier"),
            (Some("[2018-05..2018-07]"), None, "premiere between May 2018 and July 2018"),
            (Some("[2018,2019]"), None, "premiere in 2018 or 2019"),
            (Some("2018-05/2018-07"), None, "premiere from May 2018 to July 2018"),
            (Some("2016/.."), None, "premiere since 2016"),
            (Some("2018-99"), None, "premiere in 2018-99"),
            (None, None, "premiere on a date not given"),
        ] {
            c.value = value.map(str::to_owned);
            c.modifier = modifier;
            assert_eq!(fact(&c), words);
        }
        c.polarity = Polarity::Negated;
        c.value = Some("2018-04".into());
        c.modifier = None;
        assert_eq!(fact(&c), "premiere not in April 2018");
    }

    #[test]
    fn names_from_the_article_bring_no_escape_codes() {
        let mut c = claim(Kind::Cast);
        c.person = Some("\u{1b}]0;owned\u{7}Ines".into());
        c.relation = Some(Relation::Leaves);
        attributed(&mut c, "a\u{202e}b", false);
        let words = statement(&c);
        assert!(!words.chars().any(|c| c.is_control() || c == '\u{202e}'), "{words:?}");
    }
}
