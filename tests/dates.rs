//! Time expressions: what is recognised, and what it means on the day of publication.
//!
//! Every file of `fixtures/dates/` is one phenomenon; a new file is picked up by its name.

use std::fmt::Write as _;
use std::path::Path;

use greenlit::edtf::Edtf;
use greenlit::mention::date::{DateMention, dates};
use greenlit::resolve::date::{Role, Tense, resolve};
use greenlit::span::Span;
use greenlit::text::Text;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// EDTF; without it the article is undated.
    published: Option<String>,
    /// "past", "present" (if absent) or "future".
    tense: Option<String>,
    /// "point" (if absent) or "state".
    role: Option<String>,
    /// The words that the mention covers.
    expression: Option<String>,
    /// EDTF; without it the mention has no value.
    value: Option<String>,
    modifier: Option<String>,
    /// No mention at all.
    #[serde(default)]
    none: bool,
    /// A title whose words are masked.
    masked: Option<String>,
}

/// All mentions of a text that may date an event, sentence by sentence.
fn mentions(text: &Text, masked: Option<&str>) -> Vec<DateMention> {
    let title = masked.map(|title| {
        let start = text.source.find(title).expect("the masked title stands in the text");
        Span::new(start, start + title.len())
    });
    let masked = |i: usize| title.is_some_and(|t| t.contains(text.tokens[i].span));
    text.sentences.iter().flat_map(|s| dates(text, s.tokens.clone(), &masked)).filter(|m| m.dates_events).collect()
}

fn check(case: &Case) -> Result<(), String> {
    // a line before it keeps the text from being read as a headline
    let source = format!("The Headline of It\n\n{}", case.text);
    let text = Text::new(&source, Span::new(0, source.len()), None);
    let found = mentions(&text, case.masked.as_deref());
    let words: Vec<&str> = found.iter().map(|m| text.words(&m.tokens)).collect();
    if case.none {
        return if found.is_empty() { Ok(()) } else { Err(format!("expected no date, found {words:?}")) };
    }
    let expression = case.expression.as_deref().ok_or("a case needs `expression` or `none = true`")?;
    let mention = words.iter().position(|w| *w == expression).ok_or(format!("expected “{expression}”, found {words:?}"))?;
    let published: Option<Edtf> = case.published.as_deref().map(|d| d.parse().expect("`published` is EDTF"));
    let tense = match case.tense.as_deref() {
        Some("past") => Tense::Past,
        Some("future") => Tense::Future,
        None | Some("present") => Tense::Present,
        Some(other) => return Err(format!("no tense: {other}")),
    };
    let role = match case.role.as_deref() {
        None | Some("point") => Role::Point,
        Some("state") => Role::State,
        Some(other) => return Err(format!("no role: {other}")),
    };
    let resolved = resolve(&found[mention].expr, published.as_ref(), tense, role);
    let value = resolved.as_ref().map(|r| r.value.to_string());
    if value != case.value {
        let how = resolved.map_or("", |r| r.how);
        return Err(format!("“{expression}” should be {:?}, is {value:?} ({how})", case.value));
    }
    let modifier = resolved.and_then(|r| r.modifier).map(|m| greenlit::claim::name(&m));
    if modifier != case.modifier {
        return Err(format!("“{expression}” should have modifier {:?}, has {modifier:?}", case.modifier));
    }
    Ok(())
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dates");
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("fixtures/dates").map(|f| f.expect("an entry").path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, String::new());
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let file: File =
            toml::from_str(&std::fs::read_to_string(path).expect("readable")).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &file.case {
            cases += 1;
            if let Err(reason) = check(case) {
                let name = path.file_name().expect("a file").to_string_lossy();
                writeln!(wrong, "{name}: {}\n    {reason}", case.text).expect("writes to a string");
            }
        }
    }
    assert!(cases >= 100, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{wrong}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// Whatever words stand together: no panic, and mentions in order, apart and within the text.
    #[test]
    fn no_words_break_the_reader(picks in proptest::collection::vec(0..WORDS.len(), 0..24), tense in 0..3, state: bool) {
        let source: String = picks.iter().map(|i| format!("{} ", WORDS[*i])).collect();
        let text = Text::new(&source, Span::new(0, source.len()), None);
        let found = mentions(&text, None);
        for pair in found.windows(2) {
            assert!(pair[0].tokens.end <= pair[1].tokens.start);
        }
        let published = ["2020-02-29", "2020-12", "2020", "0000-01-01", "9999-12-31", "2017-23"];
        for mention in &found {
            assert!(!mention.tokens.is_empty() && mention.tokens.end <= text.tokens.len());
            let tense = [Tense::Past, Tense::Present, Tense::Future][tense as usize];
            let role = if state { Role::State } else { Role::Point };
            for day in published.iter().map(|d| d.parse::<Edtf>().ok()).chain([None]) {
                if let Some(resolved) = resolve(&mention.expr, day.as_ref(), tense, role) {
                    // what is written can be read again
                    assert_eq!(resolved.value.to_string().parse(), Ok(resolved.value));
                }
            }
        }
    }
}

/// Everything that the grammar knows, and what is near it.
const WORDS: &[&str] = &[
    "May", "may", "June", "Feb.", "December", "March-April", "mid-2021", "late-January", "5", "31", "30", "5-8", "19th", "first", "2000",
    "2018", "2019", "1999", "2026-27", "2020-2021", "3/4/2018", "13/13/2018", "11-25-20", "2018-02-30", "2020-09-22T10:00:00Z", "999",
    "’90s", "1990s", "’18", "in", "on", "the", "of", "by", "from", "to", "until", "not", "isn't", "no", "earlier", "than", "since",
    "between", "and", "or", "–", "-", ",", "(", ")", "$", "early", "mid", "late", "later", "end", "this", "last", "next", "past", "coming",
    "week", "weekend", "month", "year", "year's", "years", "days", "decades", "ago", "now", "two", "twenty", "a", "few", "couple",
    "Thursday", "Friday", "Sundays", "every", "night", "today", "tomorrow", "summer", "winter", "fall", "Christmas", "Day", "New",
    "Year's", "Eve", "Thanksgiving", "Easter", "Halloween", "MLK", "Q3", "third", "quarter", "half", "following", "that", "around",
    "circa", "before", "after", "about", "at", "earliest", "soldiers", "Jones", "Netflix", "premieres", "é", "“", "”", ".", "present",
    "through", "year-end", "Monday-Friday", "20201301", "week of",
];
