//! Body text and metadata of hand-made pages in the manner of real sites, against gold written by hand.
//!
//! `fixtures/html/<page>.html` is the page, `fixtures/html/<page>.txt` what a careful reader takes from it: a front-matter head with the
//! facts, then the article's body. `cargo test --test html -- --nocapture` prints the scores of all pages.
#![cfg(feature = "html")]

mod common;

use std::collections::HashMap;
use std::fs;

use greenlit::ingest::html::{self, Smoothie};

/// One page with its gold.
struct Case {
    name: String,
    bytes: Vec<u8>,
    facts: HashMap<String, String>,
    body: String,
}

fn cases() -> Vec<Case> {
    let folder = common::project("fixtures/html");
    let mut names: Vec<_> = fs::read_dir(folder).expect("fixtures/html").map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    names.sort();
    names
        .into_iter()
        .map(|path| {
            let gold = common::text_of(&path.with_extension("txt"));
            let (head, body) = gold.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).expect("a head");
            let facts =
                head.lines().filter_map(|line| line.split_once(": ")).map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            Case { name: common::stem(&path).to_owned(), bytes: fs::read(&path).expect("a page"), facts, body: body.to_owned() }
        })
        .collect()
}

/// The words of a text: letters and digits.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Counts of what is found, expected and both, as bags of runs of `n` words.
fn overlap(found: &[String], gold: &[String], n: usize) -> (usize, usize, usize) {
    let mut bag: HashMap<&[String], usize> = HashMap::new();
    let runs = |words: &[String]| words.len().saturating_sub(n - 1);
    for run in gold.windows(n) {
        *bag.entry(run).or_default() += 1;
    }
    let mut both = 0;
    for run in found.windows(n) {
        if let Some(left) = bag.get_mut(run).filter(|left| **left > 0) {
            *left -= 1;
            both += 1;
        }
    }
    (both, runs(found), runs(gold))
}

fn f1((both, found, gold): (usize, usize, usize)) -> (f64, f64, f64) {
    let part = |of: usize| if of == 0 { 1.0 } else { both as f64 / of as f64 };
    let (precision, recall) = (part(found), part(gold));
    (precision, recall, if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 })
}

#[test]
fn bodies_and_facts_of_pages_are_found() {
    let cases = cases();
    assert!(cases.len() >= 40, "only {} pages", cases.len());
    let mut sums = [0.0; 6];
    let mut alone = [0.0; 3];
    let facts = ["title", "published", "outlet", "author", "url"];
    let mut right = [0usize; 5];
    let mut asked = [0usize; 5];
    for case in &cases {
        let (text, _) = html::decode(&case.bytes, None);
        let page = html::page(&text, None, &Smoothie, &|_| true).unwrap_or_default();
        let (found, gold) = (words(&page.body), words(&case.body));
        let engine = f1(overlap(&words(&html::engine_alone(&text, &Smoothie)), &gold, 4));
        for (sum, value) in alone.iter_mut().zip([engine.0, engine.1, engine.2]) {
            *sum += value;
        }
        let tokens = f1(overlap(&found, &gold, 1));
        let shingles = f1(overlap(&found, &gold, 4));
        for (sum, value) in sums.iter_mut().zip([tokens.0, tokens.1, tokens.2, shingles.0, shingles.1, shingles.2]) {
            *sum += value;
        }
        println!(
            "{:24} tokens P {:.3} R {:.3} F1 {:.3}   4-grams P {:.3} R {:.3} F1 {:.3}",
            case.name, tokens.0, tokens.1, tokens.2, shingles.0, shingles.1, shingles.2
        );
        if tokens.2 < 0.99 && std::env::var_os("SHOW").is_some() {
            for line in page.body.lines().filter(|line| {
                !line.is_empty()
                    && !case
                        .body
                        .contains(&line.trim_start_matches(['#', '•', ' ', '[']).chars().filter(|c| *c != '*').take(30).collect::<String>())
            }) {
                println!("    + {line}");
            }
            for line in case
                .body
                .lines()
                .filter(|line| !line.is_empty() && !page.body.replace('*', "").contains(&line.chars().take(30).collect::<String>()))
            {
                println!("    - {line}");
            }
        }
        let said = [&page.facts.title, &page.facts.published, &page.facts.outlet, &page.facts.author, &page.facts.url];
        for (i, (key, fact)) in facts.iter().zip(said).enumerate() {
            let found = fact.as_ref().map(|fact| fact.value.as_str());
            let found = if *key == "published" { found.and_then(greenlit::ingest::published) } else { found.map(str::to_owned) };
            let Some(gold) = case.facts.get(*key) else { continue };
            asked[i] += 1;
            if found.as_ref() == Some(gold) {
                right[i] += 1;
            } else {
                println!("    {key}: {found:?}, not {gold:?}");
            }
        }
    }
    let pages = cases.len() as f64;
    println!(
        "{} pages: tokens P {:.3} R {:.3} F1 {:.3}, 4-grams P {:.3} R {:.3} F1 {:.3}",
        cases.len(),
        sums[0] / pages,
        sums[1] / pages,
        sums[2] / pages,
        sums[3] / pages,
        sums[4] / pages,
        sums[5] / pages
    );
    println!("the engine alone: 4-grams P {:.3} R {:.3} F1 {:.3}", alone[0] / pages, alone[1] / pages, alone[2] / pages);
    for (i, key) in facts.iter().enumerate() {
        println!("{key}: {} of {}", right[i], asked[i]);
        assert!(right[i] as f64 >= 0.95 * asked[i] as f64, "{key}: only {} of {} right", right[i], asked[i]);
    }
    assert!(sums[2] / pages >= 0.97, "token F1 {:.3}", sums[2] / pages);
}
