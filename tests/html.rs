//! Body text and metadata of hand-made pages in the manner of real sites, against gold written by hand.
//!
//! `fixtures/html/<page>.html` is the page, `fixtures/html/<page>.txt` what a careful reader takes from it: a front-matter head with the
//! facts, then the article's body. `cargo test --test html -- --nocapture` prints the scores of all pages.
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]
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
        let page = html::page(&text, None, &Smoothie);
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

/// All articles of a file, read as the program reads it.
fn read(name: &str, bytes: &[u8]) -> Vec<Result<greenlit::ingest::Article, String>> {
    let mut articles = Vec::new();
    let mut stream = bytes;
    greenlit::ingest::read_stream(name, &mut stream, &Default::default(), &mut |article| articles.push(article.map_err(|e| e.to_string())));
    articles
}

#[test]
fn the_text_of_a_page_gives_the_same_claims_and_every_place_is_exact() {
    let mut claims = 0;
    for case in cases() {
        let page = read("page", &case.bytes).remove(0).expect("a page");
        let text = read("page", page.text.as_bytes()).remove(0).expect("a text");
        assert_eq!(text.meta, page.meta, "{}", case.name);
        let (from_page, from_text) = (common::claims(&page), common::claims(&text));
        let chars: Vec<char> = page.text.chars().collect();
        for claim in &from_page {
            let place = &claim.provenance;
            assert_eq!(chars[place.sentence.start..place.sentence.end].iter().collect::<String>(), place.exact);
            if let Some(span) = place.page_bytes {
                assert_eq!(&case.bytes[span.start..span.end], place.exact.as_bytes(), "{}", case.name);
            }
            assert_eq!(place.page_sha256.as_ref().map(String::len), Some(64));
            assert_eq!(place.sha256, from_text.first().map_or("", |claim| &claim.provenance.sha256), "{}", case.name);
        }
        let keys = |claims: &[greenlit::claim::Claim]| -> Vec<_> {
            claims.iter().map(|claim| (claim.claim_id.clone(), claim.provenance.sentence, claim.provenance.link.clone())).collect()
        };
        assert_eq!(keys(&from_page), keys(&from_text), "{}", case.name);
        claims += from_page.len();
    }
    assert!(claims > 150, "only {claims} claims");
}

#[test]
fn a_headline_states_claims_and_is_not_read_twice() {
    let page = "<title>“Quarry Lane” renewed for season 3</title><h1>“Quarry Lane” renewed for season 3</h1><p>The sitcom will be back on the network next year with its whole cast, and there was some relief about it in the town where it is made.</p>";
    let article = read("page", page.as_bytes()).remove(0).expect("a page");
    let claims = common::claims(&article);
    let in_headline = claims.iter().filter(|claim| claim.provenance.exact.contains("renewed")).count();
    assert_eq!(in_headline, 1, "{claims:?}");
    let text = "---\ntitle: “Quarry Lane” renewed for season 3\n---\n“Quarry Lane” renewed for season 3\n\nThe sitcom will be back.\n";
    let claims = common::claims(&read("text", text.as_bytes()).remove(0).expect("a text"));
    assert_eq!(claims.iter().filter(|claim| claim.provenance.exact.contains("renewed")).count(), 1, "{claims:?}");
}

#[test]
fn pages_are_known_by_content_in_any_encoding() {
    let body = "<html><head><title>Zoë’s show</title></head><body><p>“Zoë” was renewed for a second season, the señor said, and that is all there is to say about it.</p></body></html>";
    let wide: Vec<u8> = format!("\u{feff}{body}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [body.as_bytes().to_vec(), wide, format!("\n <!-- saved -->\n<!DOCTYPE html>{body}").into_bytes()] {
        let article = read("-", &bytes).remove(0).expect("a page");
        assert_eq!(article.meta.title.as_deref(), Some("Zoë’s show"));
        assert!(article.body.of(&article.text).contains("the señor said"), "{}", article.text);
    }
    let text = read("-", b"<b>Bold</b> claims are made in this text, which is no page.\n").remove(0).expect("a text");
    assert!(text.origin.page_sha256.is_none());
}

#[test]
fn hostile_pages_give_a_result_or_a_clear_error_in_bounded_time() {
    let prose =
        "<p>The show was renewed for a second season, the network said on Thursday, and will be back next year with all of its cast.</p>";
    let deep = |tag: &str, n: usize| format!("<html><body>{}{prose}{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n));
    let pages: Vec<(&str, String)> = vec![
        ("nested divs", deep("div", 200_000)),
        ("nested blockquotes, unclosed", format!("<html>{}{prose}", "<blockquote>".repeat(200_000))),
        ("nested lists", deep("ul><li", 100_000)),
        (
            "formatting that is never closed",
            format!("<html>{}{prose}", (0..50_000).map(|n| format!("<font size={n}><b>")).collect::<String>()),
        ),
        (
            "paragraphs inside open formatting",
            format!("<html>{}{prose}", (0..20_000).map(|n| format!("<i class=c{n}><p>x")).collect::<String>()),
        ),
        ("nested tables", deep("table><tr><td", 50_000)),
        ("50 MB in one attribute", format!("<html><body data-x=\"{}\">{prose}", "x".repeat(50_000_000))),
        ("an attribute that is never closed", format!("<html>{prose}<p title=\"{}", "<p>".repeat(1_000_000))),
        ("many attributes", format!("<html><div {}>{prose}", (0..200_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("a script that is never closed", format!("<html>{prose}<script>{}", "<".repeat(5_000_000))),
        ("comments that are never closed", format!("<html>{prose}{}", "<!--".repeat(500_000))),
        ("unclosed everything", format!("<html><head><title>x<body><div><ul><li><table><tr><td><a href=<b><i>{prose}<select><option>")),
        ("plaintext", format!("<html>{prose}<plaintext></html>")),
        ("entities", format!("<html>{prose}<p>{}", "&amp;&#0;&#x110000;&nosuch;&lt".repeat(200_000))),
        ("NUL", format!("<html>{}{prose}\0", "\0".repeat(100_000))),
        ("links only", format!("<html>{prose}{}", "<a href=/x>word</a> ".repeat(200_000))),
        ("one paragraph of 8 MB", format!("<html><p>{}{prose}", "Nothing was said about the show. ".repeat(250_000))),
        (
            "100,000 paragraphs",
            format!("<html>{prose}{}", "<p>Nothing at all was said about the show on that day, or on any other day.".repeat(100_000)),
        ),
        (
            "100,000 headings of classes",
            format!("<html>{prose}{}", "<div class='related promo newsletter'><h2>x</h2></div>".repeat(100_000)),
        ),
        ("JSON-LD that is deep", format!("<html><script type=application/ld+json>{}</script>{prose}", "[".repeat(1_000_000))),
        ("nothing", "<html></html>".into()),
    ];
    for (what, page) in pages {
        let started = std::time::Instant::now();
        // A thread of its own with a small stack, so that deep recursion shows.
        let read = std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(move || read("page", page.as_bytes()))
            .expect("a thread")
            .join()
            .expect(what);
        assert_eq!(read.len(), 1, "{what}");
        let took = started.elapsed();
        println!("{what}: {took:.1?} {}", read[0].as_ref().err().map_or("", |error| error));
        assert!(took.as_secs() < 30, "{what} took {took:?}");
    }
}
