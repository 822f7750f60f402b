//! Web pages: the article out of the page, and what the page says of it.
//!
//! ```text
//! bytes ─charset→ text ─tame→ bounded markup ─parser→ tree ─metadata→ Meta
//!                                                      └─furniture→ ─engine→ ─blocks→ ─furniture→ ─render→ clean text
//! ```
//!
//! The clean text is what claims count in. It keeps what later stages need of the markup in marks that are ordinary in plain text:
//! `## heading`, `• item`, `*Title*` for emphasis that looks like one, `[caption]`, `term: value` for the rows of a table.

mod blocks;
mod charset;
mod engine;
mod furniture;
mod metadata;
mod render;
mod tame;
mod vocabulary;

use dom_query::Document;

pub use charset::decode;
#[cfg(feature = "trafilatura")]
pub use engine::Trafilatura;
pub use engine::{Engine, MainText, Smoothie};
pub use metadata::{Fact, Facts, From, spoken as spoken_day};
use vocabulary::Vocabulary;

/// An article out of its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The body in the marks of the [module](self), without the headline.
    pub body: String,
    /// What the page says of the article.
    pub facts: Facts,
    /// The page was too long for a tree, and its end was not looked at.
    pub cut: bool,
}

/// True if `sees` says so of a run of text that a reader of the page may see. What it is never said of need not be read: there is
/// nothing in it to be found. `http` is the charset that the server named.
pub fn shows(bytes: &[u8], http: Option<&str>, sees: &dyn Fn(&[u8]) -> bool) -> bool {
    if charset::is_wide(bytes, http) { tame::shows(decode(bytes, http).0.as_bytes(), sees) } else { tame::shows(bytes, sees) }
}

/// The article of the page `html`, whose address is `url` if that is known.
pub fn page(html: &str, url: Option<&str>, engine: &dyn MainText) -> Page {
    let words = Vocabulary::builtin();
    let tamed = tame::tame(html);
    let document = Document::from(tamed.html.as_str());
    let facts = metadata::facts(&document, &tamed.json_ld, url);
    let body = furniture::strip(&document, words);
    let headline = facts.title.as_ref().map(|fact| fact.value.as_str());
    let mut found = match engine.choose(document) {
        Some(chosen) => blocks::blocks(&chosen.root()),
        None => Vec::new(),
    };
    if furniture::misses_body(&found, body) {
        let document = Document::from(tamed.html.as_str());
        furniture::strip(&document, words);
        found = blocks::blocks(&document.root());
        found.retain(|block| block.in_body);
    }
    let mut blocks = furniture::article(found, headline, words);
    if blocks.iter().map(|block| block.chars).sum::<usize>() < FEW {
        // The engine found nothing worth its name: everything that is not called furniture is looked at.
        let document = Document::from(tamed.html.as_str());
        furniture::strip(&document, words);
        let all = furniture::article(blocks::blocks(&document.root()), headline, words);
        if all.len() > blocks.len() {
            blocks = all;
        }
    }
    Page { body: render::render(&blocks), facts, cut: tamed.cut }
}

/// The text of a piece of markup that is all article: the content of a feed's entry. `headline` is left out where it is repeated.
pub fn fragment(html: &str, headline: Option<&str>) -> String {
    let document = Document::fragment(tame::tame(html).html);
    let found = blocks::blocks(&document.root());
    render::render(&furniture::entry(found, headline, Vocabulary::builtin()))
}

/// The text of markup on one line, nothing left out.
pub fn text_of(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    Document::fragment(tame::tame(html).html).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the engine alone makes of a page: its blocks as text, nothing taken out. For measuring against [`page`].
pub fn engine_alone(html: &str, engine: &dyn MainText) -> String {
    engine.choose(Document::from(html)).map(|chosen| render::render(&blocks::blocks(&chosen.root()))).unwrap_or_default()
}

/// An engine that finds fewer characters has most likely missed the article.
const FEW: usize = 80;
