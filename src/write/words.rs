//! A claim in plain words: `Tidewater — Ines Okafor (Captain Hale) not returning · certain`.
//!
//! One statement for each kind, in parts whose [`Tone`] a view may style as it likes. Works from the
//! claim's fields alone and makes everything visible that it took from the article.

use crate::claim::{Claim, Event, Kind, Modifier, Polarity, Relation, Status, name};

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
pub fn date(edtf: &str) -> String {
    if let Some(set) = edtf.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return match set.split_once("..") {
            Some((from, "")) => format!("{} or later", date(from)),
            Some(("", until)) => format!("{} or earlier", date(until)),
            Some((from, until)) => format!("between {} and {}", date(from), date(until)),
            None => set.split(',').map(date).collect::<Vec<_>>().join(" or "),
        };
    }
    if let Some((from, until)) = edtf.split_once('/') {
        return match (from, until) {
            (from, "..") => format!("since {}", date(from)),
            ("..", until) => format!("until {}", date(until)),
            _ => format!("from {} to {}", date(from), date(until)),
        };
    }
    if let Some(about) = edtf.strip_suffix(['~', '?', '%']) {
        return format!("around {}", date(about));
    }
    single(edtf).unwrap_or_else(|| visible(edtf).into_owned())
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

fn single(edtf: &str) -> Option<String> {
    let mut fields = edtf.split('-');
    let (year, month, day) = (fields.next()?, fields.next(), fields.next());
    let year = match year {
        "XXXX" => String::new(),
        decade if decade.len() == 4 && decade.ends_with('X') && !decade.ends_with("XX") => format!("the {}0s", decade.get(..3)?),
        year => year.to_owned(),
    };
    let Some(month) = month else { return (!year.is_empty()).then_some(year) };
    let number: usize = month.parse().ok()?;
    let month = MONTHS.get(number.wrapping_sub(1)).or_else(|| SEASONS.get(number.wrapping_sub(21)))?;
    let day = match day {
        Some(day) => format!("{} ", day.parse::<u8>().ok()?),
        None => String::new(),
    };
    Some(format!("{day}{month} {year}").trim_end().to_owned())
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
fn preposition(edtf: &str) -> &'static str {
    if edtf.contains('/') || edtf.ends_with(['~', '?', '%']) || (edtf.starts_with('[') && edtf.contains("..")) {
        return "";
    }
    let first = edtf.trim_start_matches('[').split(',').next().unwrap_or(edtf);
    if first.split('-').count() == 3 { "on " } else { "in " }
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
