//! `greenlit dates`: every time expression by its TIMEX3 and its EDTF value.
//!
//! Every file of `fixtures/dates/tagged/` is one phenomenon; a new file is picked up by its name. A case is a row
//!
//! ```toml
//! ["It returns in [early May].", "DATE 2019-05 START", "2019-05", "2018-10-12", "2019-05"]
//! ```
//!
//! of a text with one expression in brackets, where TIMEX3 has its ends; type, value and then modifier, quantifier or
//! frequency; the EDTF value (`-` for none); the day of publication (12 October 2018 if left out, none if
//! empty); and the EDTF value of the whole range, where the expression is a part of one. A row of the text alone has no time expression.

use std::fmt::Write as _;
use std::path::Path;

use greenlit::edtf::Edtf;
use greenlit::resolve::date::tagger::{Anchor, Tagged, tag};
use greenlit::span::Span;
use greenlit::text::Text;
use proptest::prelude::*;

/// A Friday.
const PUBLISHED: &str = "2018-10-12";

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cases: Vec<Vec<String>>,
}

fn tagged<T>(source: &str, published: Option<&str>, look: impl FnOnce(&Text, &[Tagged]) -> T) -> T {
    let text = Text::new(source, Span::new(0, source.len()), None);
    let published: Option<Edtf> = published.map(|day| day.parse().expect("a day of publication in EDTF"));
    let found = tag(&text, published.as_ref());
    look(&text, &found)
}

/// What is said of an expression, as the rows say it.
fn said(tagged: &Tagged) -> String {
    let timex = &tagged.timex;
    let more = timex.modifier.into_iter().chain(timex.quant).chain(timex.freq.as_deref());
    std::iter::once(timex.kind.name()).chain([timex.value.as_str()]).chain(more).collect::<Vec<_>>().join(" ")
}

fn edtf(value: Option<&Edtf>) -> String {
    value.map_or("-".to_owned(), ToString::to_string)
}

fn check(case: &[String]) -> Result<(), String> {
    let marked = &case[0];
    // a line before it keeps the text from being read as a headline
    let head = "The Headline of It\n\n";
    let Some((before, rest)) = marked.split_once('[') else {
        return tagged(&format!("{head}{marked}"), Some(PUBLISHED), |text, found| match found {
            [] => Ok(()),
            found => Err(format!("expected nothing, found {:?}", found.iter().map(|t| text.words(&t.tokens)).collect::<Vec<_>>())),
        });
    };
    let (inside, behind) = rest.split_once(']').ok_or("a bracket is not closed")?;
    let [_, timex, value, ..] = case else { return Err("a row is text, TIMEX3, EDTF".to_owned()) };
    let published = case.get(3).map_or(Some(PUBLISHED), |day| Some(day.as_str()).filter(|day| !day.is_empty()));
    let start = head.len() + before.len();
    let place = Span::new(start, start + inside.len());
    tagged(&format!("{head}{before}{inside}{behind}"), published, |text, found| {
        let places: Vec<&str> = found.iter().map(|t| text.words(&t.tokens)).collect();
        let one = found.iter().find(|t| text.token_span(&t.tokens) == place).ok_or(format!("found only {places:?}"))?;
        let (is, whole) = (said(one), one.whole.as_ref().and_then(|(_, value)| value.as_ref()));
        // the value with what bounds it
        let own = edtf(one.edtf.as_ref());
        if &is != timex || &own != value {
            return Err(format!("should be {timex} | {value}\n    but is    {is} | {own} ({}, {:?})", one.how, one.tense));
        }
        match case.get(4) {
            Some(expected) if edtf(whole) != *expected => Err(format!("the whole should be {expected}, is {}", edtf(whole))),
            _ => Ok(()),
        }
    })
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dates/tagged");
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("fixtures/dates/tagged").map(|f| f.expect("an entry").path()).collect();
    files.sort();
    let (mut cases, mut qualified, mut wrong) = (0, 0, String::new());
    for path in files {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let file: File = toml::from_str(&std::fs::read_to_string(&path).expect("readable")).unwrap_or_else(|e| panic!("{name}: {e}"));
        for case in &file.cases {
            cases += 1;
            qualified += usize::from(case.get(2).is_some_and(|edtf| edtf.contains(['[', '{', '~', '?', '%']) || edtf.contains("..")));
            if let Err(reason) = check(case) {
                writeln!(wrong, "{name}: {}\n    {reason}", case[0]).expect("writes to a string");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(cases >= 400, "only {cases} cases were found");
    assert!(qualified >= 40, "only {qualified} cases have what TIMEX3 cannot say");
}

/// Words that make times, and some that do not.
const WORDS: &[&str] = &[
    "May", "June", "Feb.", "December", "mid-2021", "5", "31", "19th", "2000", "2018", "1999", "2026-27", "3/4/2018", "’90s", "1990s",
    "’18", "in", "on", "the", "of", "by", "from", "to", "until", "not", "no", "earlier", "than", "since", "between", "and", "or", "–", ",",
    "early", "late", "later", "end", "this", "last", "next", "past", "coming", "following", "same", "week", "weekend", "month", "year",
    "years", "days", "decades", "quarter", "third-quarter", "ago", "now", "two", "twenty", "a", "few", "half", "every", "twice", "daily",
    "Sunday", "Mondays", "today", "tomorrow", "night", "morning", "noon", "10", "p.m.", "7:30pm", "GMT", "spring", "fall", "first",
    "third", "century", "Christmas", "Day", "Easter", "the", "future", "recently", "about", "nearly", "at", "least", "possibly", "will",
    "premiered", "air", "'s", ".", "fiscal", "year-ago", "five-year", "30-day", "minutes", "hours", "o'clock", "thousand", "hundred",
    "nineteen", "ninety-four", "later",
];

/// All numbers of up to four figures that stand in a text, with the century that short years leave out.
fn figures(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.flat_map(|run| [run.to_owned(), format!("20{run}"), format!("19{run}")]).collect()
}

#[test]
fn the_present_that_ends_a_range_is_no_range() {
    tagged("By spring – now.", Some("2020-06-15"), |text, found| {
        let said: Vec<(&str, String)> =
            found.iter().map(|one| (text.words(&one.tokens), one.edtf.as_ref().map_or_else(String::new, ToString::to_string))).collect();
        assert_eq!(said, [("spring", "2020-21".to_owned()), ("now", "2020-06-15".to_owned())]);
        assert_eq!(found[1].anchor, Anchor::Publication);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..Default::default() })]

    /// Whatever words stand together: no panic, expressions in order and apart, and values that can be read again.
    #[test]
    fn no_words_break_the_tagger(picks in prop::collection::vec(0..WORDS.len(), 0..24)) {
        let source: String = picks.iter().map(|i| format!("{} ", WORDS[*i])).collect();
        for published in [Some("2020-02-29"), Some("2020-12"), Some("2020"), Some("0000-01-01"), Some("9999-12-31"), None] {
            tagged(&source, published, |text, found| {
                for pair in found.windows(2) {
                    assert!(pair[0].tokens.end <= pair[1].tokens.start, "{source}");
                }
                for one in found {
                    assert!(!one.tokens.is_empty() && one.tokens.end <= text.tokens.len());
                    assert!(!one.timex.value.is_empty());
                    for value in one.edtf.iter().chain(one.runner_up.iter()) {
                        assert_eq!(value.to_string().parse().as_ref(), Ok(value), "{source}");
                    }
                }
            });
        }
    }

    /// No date from nowhere: a year that a value states stands in the text, is that of the day of publication, or is
    /// counted from one of them, and then the value says from which.
    #[test]
    fn no_date_comes_from_nowhere(picks in prop::collection::vec(0..WORDS.len(), 0..16)) {
        let source: String = picks.iter().map(|i| format!("{} ", WORDS[*i])).collect();
        let stated = figures(&source);
        // "nineteen ninety-four", "two thousand" and "the nineties" are figures in words
        prop_assume!(!["nineteen", "thousand", "hundred", "twenty ninety", "twenty twenty"].iter().any(|word| source.contains(word)));
        tagged(&source, None, |text, found| {
            for one in found {
                let Some(edtf) = &one.edtf else { continue };
                let derived = one.anchor == Anchor::Named || one.runner_up.is_some();
                for date in edtf.dates() {
                    let Some(year) = date.year() else { continue };
                    let near = |figure: &String| figure.parse::<i16>().is_ok_and(|f| (f - year).abs() <= 1);
                    assert!(derived || stated.iter().any(near), "{year} of {edtf} in {source:?} ({})", text.words(&one.tokens));
                }
            }
        });
        tagged(&source, Some("4321-06-15"), |text, found| {
            for one in found {
                let Some(edtf) = &one.edtf else { continue };
                for date in edtf.dates() {
                    let Some(year) = date.year() else { continue };
                    let near = |figure: &String| figure.parse::<i16>().is_ok_and(|f| (f - year).abs() <= 1);
                    let counted = one.anchor != Anchor::None && one.how != "as stated";
                    assert!(counted || stated.iter().any(near), "{year} of {edtf} in {source:?} ({})", text.words(&one.tokens));
                }
            }
        });
    }
}
