//! What reading pages costs beside the main-text engine alone: `cargo run --release --example ingest_bench [FOLDER]`.
//!
//! Prints the CPU time of one thread for the same pages (those of `fixtures/html` padded with scripts and styles as real pages are, or
//! those of FOLDER): the engine alone, page to clean text, page to claims, and pages without any anchor word.
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::time::{Duration, Instant};

use greenlit::ingest::html::{self, Smoothie};
use greenlit::ingest::{Anchors, Options, read_stream};
use greenlit::pipeline;
use greenlit::rules::RuleBook;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/html").to_owned());
    let mut paths: Vec<_> = std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "html" || ending == "htm"));
    paths.sort();
    let own = std::env::args().nth(1).is_some();
    let pages: Vec<Vec<u8>> = paths.iter().map(|path| padded(std::fs::read(path).expect("a page"), own)).collect();
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let book = RuleBook::builtin();
    let (words, without) = book.anchors();
    let plain = Options::default();
    let waking = Options {
        anchors: Some(std::sync::Arc::new(Anchors::new({
            let words = words.clone();
            || words
        }))),
        ..Options::default()
    };
    let asleep: Vec<Vec<u8>> = pages.iter().map(|page| blanked(page, &words)).collect();

    let markup: Vec<String> = pages.iter().map(|page| html::decode(page, None).0).collect();
    let mut claims = 0;
    let mut runs: Vec<(&str, Duration)> = Vec::new();
    // The least of several rounds: what the machine did beside them only adds.
    for round in 0..5 {
        let mut note = |what: &'static str, took: Duration| match runs.iter_mut().find(|(known, _)| *known == what) {
            Some((_, least)) => *least = took.min(*least),
            None => runs.push((what, took)),
        };
        note("engine alone", timed(|| markup.iter().for_each(|page| drop(html::engine_alone(page, &Smoothie)))));
        note("page to clean text", timed(|| pages.iter().for_each(|page| read(page, &plain, &mut |_| {}))));
        claims = 0;
        note(
            "page to claims",
            timed(|| {
                pages.iter().for_each(|page| read(page, &plain, &mut |article| claims += pipeline::extract(&article, &book).claims.len()))
            }),
        );
        note(
            "pages without an anchor",
            timed(|| asleep.iter().for_each(|page| read(page, &waking, &mut |article| assert!(article.silent.is_some())))),
        );
        assert!(round == 0 || claims > 0);
    }
    println!(
        "{} pages, {:.1} MB, {claims} claims; {} anchor words, {} rules without",
        pages.len(),
        bytes as f64 / 1e6,
        words.len(),
        without.len()
    );
    let engine = runs[0].1.as_secs_f64();
    for (what, took) in runs {
        let seconds = took.as_secs_f64();
        println!(
            "{what:24} {:8.2} ms a page  {:6.1} MB/s  {:5.2} x engine",
            seconds * 1e3 / pages.len() as f64,
            bytes as f64 / 1e6 / seconds,
            seconds / engine
        );
    }
}

fn read(page: &[u8], options: &Options, take: &mut dyn FnMut(greenlit::ingest::Article)) {
    let mut stream = page;
    read_stream("page", &mut stream, options, &mut |article| take(article.expect("a page")));
}

fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

/// A page as heavy as real ones: most of their bytes are scripts, styles and navigation.
fn padded(page: Vec<u8>, as_it_is: bool) -> Vec<u8> {
    if as_it_is {
        return page;
    }
    let script = "<script>window.q=window.q||[];q.push({k:\"v\",n:[1,2,3],f:function(a){return a<3&&a>1}});</script>".repeat(400);
    let style = format!("<style>{}</style>", ".c-a__b{margin:0 auto;padding:.5rem;display:flex}".repeat(400));
    let menu = format!(
        "<nav class=menu><ul>{}</ul></nav>",
        "<li class=\"menu-item\"><a class=\"menu-link\" href=\"/a/b/c\"><span>A place on the site</span></a></li>".repeat(120)
    );
    [page.as_slice(), menu.as_bytes(), script.as_bytes(), style.as_bytes()].concat()
}

/// The page with its anchor words spelled wrong.
fn blanked(page: &[u8], words: &std::collections::BTreeSet<String>) -> Vec<u8> {
    let mut page = page.to_vec();
    let finder = aho_corasick::AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("words");
    loop {
        let found: Vec<_> = finder.find_overlapping_iter(&page).map(|found| found.range()).collect();
        let inside: Vec<_> = found.into_iter().filter(|range| range.start == 0 || !page[range.start - 1].is_ascii_alphanumeric()).collect();
        if inside.is_empty() {
            return page;
        }
        for range in inside {
            page[range.start] = b'~';
        }
    }
}
