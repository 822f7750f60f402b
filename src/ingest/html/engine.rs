//! Where the article is on its page: the engines that know, behind one trait.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// Finds the main text of a page.
///
/// What an engine leaves beside the article is `furniture`'s matter; what it misses is lost.
pub trait MainText: Sync + std::fmt::Debug {
    /// The crate that does it.
    fn name(&self) -> &'static str;

    /// The part of `page` that holds the article, with classes and ids as they were; `None` if there is none.
    fn choose(&self, page: Document) -> Option<Document>;
}

/// The engines that this build has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Engine {
    /// [`Smoothie`].
    #[default]
    Smoothie,
    /// [`Trafilatura`].
    #[cfg(feature = "trafilatura")]
    Trafilatura,
}

impl Engine {
    /// The engine itself.
    pub fn main_text(self) -> &'static dyn MainText {
        match self {
            Engine::Smoothie => &Smoothie,
            #[cfg(feature = "trafilatura")]
            Engine::Trafilatura => &Trafilatura,
        }
    }
}

/// Mozilla's Readability, as ported by `dom_smoothie`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Smoothie;

/// Characters with which an attempt is content. Readability's own 500 makes it look again, less
/// strictly, at every page with a short article, and then it finds the furniture too.
const ENOUGH: usize = 200;

impl MainText for Smoothie {
    fn name(&self) -> &'static str {
        "dom_smoothie"
    }

    fn choose(&self, page: Document) -> Option<Document> {
        let config = Config { keep_classes: true, disable_json_ld: true, char_threshold: ENOUGH, ..Config::default() };
        let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
        Some(Document::fragment(article.content))
    }
}

/// The port of `trafilatura`: slower, and a little more exact where pages are odd.
#[cfg(feature = "trafilatura")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Trafilatura;

#[cfg(feature = "trafilatura")]
impl MainText for Trafilatura {
    fn name(&self) -> &'static str {
        "trafilatura"
    }

    fn choose(&self, page: Document) -> Option<Document> {
        let options = trafilatura::Options::default().with_exclude_comments(true).with_links(true);
        let found = trafilatura::extract(&page.html(), &options).ok()?;
        Some(Document::fragment(found.content_html))
    }
}
