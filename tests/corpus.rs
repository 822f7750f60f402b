//! Whole articles of our own against what a careful reader found in them.
//!
//! `corpus/floors.toml` says how good greenlit must be, by kind; `cargo test --test corpus -- --nocapture`
//! shows the table.
#![allow(clippy::print_stdout, reason = "the table of scores is what this test is for")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use greenlit::claim::{Kind, fold, name};
use greenlit::eval::{self, Evaluation, GoldDocument};
use serde::Deserialize;

/// F1 that a kind must reach.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    core: f64,
    fact: f64,
}

fn gold() -> Vec<GoldDocument> {
    let files = common::files(&common::project("corpus/gold"), "json");
    files.iter().map(|path| GoldDocument::read(path).unwrap_or_else(|e| panic!("{e}"))).collect()
}

#[test]
fn every_kind_stands_above_its_floor() {
    let path = common::project("corpus/floors.toml");
    let floors: BTreeMap<String, Floor> = toml::from_str(&common::text_of(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let kinds = [Kind::Renewal, Kind::Cast, Kind::Date];
    assert_eq!(floors.keys().cloned().collect::<BTreeSet<_>>(), kinds.iter().map(name).collect(), "a floor for each kind");

    let mut total = Evaluation::default();
    for (document, article) in gold().iter().zip(common::corpus()) {
        total.add(eval::score(document, &common::claims(article)));
    }
    println!("{}", total.render(0));
    let mut below = Vec::new();
    for kind in kinds {
        let (row, floor) = (total.kind(kind), &floors[&name(&kind)]);
        for (level, reached, floor) in [("core", row.core.f1, floor.core), ("fact", row.fact.f1, floor.fact)] {
            if reached < floor {
                below.push(format!("{} {level}: {reached:.4} is below {floor:.2}", name(&kind)));
            }
        }
    }
    assert!(
        below.is_empty(),
        "{}\n\n{}\n`greenlit extract corpus/articles/*.txt > claims.jsonl && greenlit eval corpus/gold claims.jsonl --errors 20 --articles corpus/articles` shows the errors",
        below.join("\n"),
        total.render(0)
    );
}

#[test]
fn every_article_has_its_gold_and_every_gold_its_article() {
    let stems = |folder: &str, extension: &str| -> Vec<String> {
        common::files(&common::project(folder), extension).iter().map(|path| common::stem(path).to_owned()).collect()
    };
    let articles = stems("corpus/articles", "txt");
    assert_eq!(articles, stems("corpus/gold", "json"));
    assert_eq!(articles, gold().into_iter().map(|document| document.id).collect::<Vec<_>>(), "a gold file's id is its name");
    assert!(articles.len() >= 24, "only {} articles", articles.len());
}

/// Names that a gold claim quotes stand in its article; otherwise nobody could have read them there.
#[test]
fn gold_claims_lie_in_their_articles() {
    let mut faults = Vec::new();
    for (document, article) in gold().iter().zip(common::corpus()) {
        let length = article.text.chars().count();
        let words = format!(" {} ", fold(&article.text));
        for claim in &document.claims {
            let at = format!("{} {}..{} {}", document.id, claim.start, claim.end, claim.kind);
            if !(claim.start < claim.end && claim.end <= length) {
                faults.push(format!("{at}: lies outside the text of {length} characters"));
                continue;
            }
            let sentence: String = article.text.chars().skip(claim.start).take(claim.end - claim.start).collect();
            if sentence.trim() != sentence || sentence.is_empty() {
                faults.push(format!("{at}: has blanks around it: {sentence:?}"));
            }
            if sentence.contains("\n\n") {
                faults.push(format!("{at}: runs over a paragraph's end: {sentence:?}"));
            }
            for (field, value) in [("person", &claim.person), ("character", &claim.character)] {
                if let Some(value) = value
                    && !words.contains(&fold(value))
                {
                    faults.push(format!("{at}: the {field} {value:?} does not occur in the article"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
