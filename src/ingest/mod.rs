//! From bytes to articles: encodings, front matter, rows of a dump. Knows nothing of language.

use crate::error::Problem;
use crate::span::Span;

/// What is known of an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Headline.
    pub title: Option<String>,
    /// Publication date, EDTF (`2018-10-12`, `2018-10`).
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// One article, decoded.
#[derive(Debug, Clone)]
pub struct Article {
    /// What the user calls it: the path, `-` for standard input, or the row's `id`.
    pub name: String,
    /// The decoded text, whole: every offset of a claim counts in it.
    pub text: String,
    /// The part of `text` that is the article (bytes): all but a front-matter head.
    pub body: Span,
    /// What is known beside the text.
    pub meta: Meta,
    /// What was odd about the input.
    pub problems: Vec<Problem>,
}

impl Article {
    /// An article from text that is already decoded; no front matter is looked for.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>, meta: Meta) -> Self {
        let text = text.into();
        Article { name: name.into(), body: Span::new(0, text.len()), text, meta, problems: Vec::new() }
    }
}

/// STUB of the write branch: replaced by the real reader at the merge.
pub fn read(path: &str, overrides: &Meta, sink: &mut dyn FnMut(Result<Article, crate::error::Error>)) {
    let text = if path == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    sink(text.map(|text| Article::from_text(path, text, overrides.clone())).map_err(|source| crate::error::Error::Io {
        path: path.to_owned(),
        source,
        remedy: "name a file, or - for standard input".to_owned(),
    }));
}
