//! What several tests need: the project's folders, the rule book, the corpus.
//!
//! Every file of `tests/` is a program of its own, so each compiles its own copy of this module.
#![allow(dead_code, reason = "no test needs all of it")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use greenlit::claim::Claim;
use greenlit::ingest::{self, Article, Meta, Options};
use greenlit::pipeline;
use greenlit::rules::RuleBook;

/// The file or folder at `path` in the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder with that extension, by name.
#[track_caller]
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == extension));
    files.sort();
    assert!(!files.is_empty(), "{} holds no .{extension} file", folder.display());
    files
}

/// The text of a file, or nothing if there is none.
pub fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The file's name without folder and extension.
pub fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).expect("a file with a name in UTF-8")
}

/// True under `UPDATE=1`: what a test holds is written anew instead of compared.
pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// The built-in rules. Loading them takes longer than most articles, so it is done once.
pub fn book() -> &'static RuleBook {
    static BOOK: OnceLock<RuleBook> = OnceLock::new();
    BOOK.get_or_init(RuleBook::builtin)
}

/// An article of that text.
pub fn article(text: &str, published: Option<&str>) -> Article {
    Article::from_text("text", text, Meta { published: published.map(str::to_owned), ..Meta::default() })
}

/// Its claims by the built-in rules.
pub fn claims(article: &Article) -> Vec<Claim> {
    pipeline::extract(article, book()).claims
}

/// Reads a file as the program does, front matter and all.
#[track_caller]
pub fn read(path: &Path) -> Article {
    let mut articles = Vec::new();
    let name = path.to_str().expect("a path in UTF-8");
    ingest::read(name, &Options::default(), &mut |article| articles.push(article.unwrap_or_else(|e| panic!("{e}"))));
    assert_eq!(articles.len(), 1, "{name} is one article");
    articles.remove(0)
}

/// All articles of the corpus, by name.
pub fn corpus() -> &'static [Article] {
    static CORPUS: OnceLock<Vec<Article>> = OnceLock::new();
    CORPUS.get_or_init(|| files(&project("corpus/articles"), "txt").iter().map(|path| read(path)).collect())
}

/// A claim with nothing in it.
pub fn blank() -> Claim {
    let spans = serde_json::to_value(greenlit::claim::Spans::default()).expect("plain data");
    serde_json::from_value(serde_json::json!({
        "claim_id": "", "slot_id": "", "kind": "cast", "subject": {"title": null, "season": null, "from": null},
        "polarity": "affirmed", "certainty": "certain",
        "provenance": {
            "document": "", "sha256": "", "sentence": {"start": 0, "end": 0}, "bytes": {"start": 0, "end": 0}, "line": 1,
            "exact": "", "prefix": "", "suffix": "", "spans": spans, "rule": "", "greenlit": ""
        }
    }))
    .expect("a claim with nothing in it")
}

/// What stands in a claim, on one line, for the message of a failed test.
pub fn line(claim: &Claim) -> String {
    let mut line = format!("{} {}", greenlit::claim::name(&claim.kind), claim.predicate());
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            line.push_str(&format!(" {name}={value:?}"));
        }
    };
    add("person", claim.person.as_deref());
    add("character", claim.character.as_deref());
    add("replaced", claim.replaced.as_deref());
    add("title", claim.subject.title.as_deref());
    add("season", claim.subject.season.map(|season| season.to_string()).as_deref());
    add("value", claim.value.as_deref());
    add("modifier", claim.modifier.map(|modifier| greenlit::claim::name(&modifier)).as_deref());
    add("network", claim.network.as_deref());
    add("source", claim.attribution.as_ref().map(|a| a.source.as_str()));
    add("quoted", claim.attribution.as_ref().filter(|a| a.quoted).map(|_| "yes"));
    line.push_str(&format!(
        " {} {} [{}]",
        greenlit::claim::name(&claim.polarity),
        greenlit::claim::name(&claim.certainty),
        claim.provenance.rule
    ));
    line
}
