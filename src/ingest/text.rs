//! One text file, one article.
//!
//! The encoding is `decode`'s matter, the head `front_matter`'s; what the text says is left to
//! all later stages.

use super::format::{Format, Head, Options, Piece};
use super::{Article, decode, front_matter};
use crate::error::{Failure, Problem};
use crate::span::Span;

pub(super) struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn recognises(&self, _: &Head<'_>) -> bool {
        true
    }

    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        sink(article(piece, options));
    }
}

/// The article that the piece holds.
fn article(piece: Piece, options: &Options) -> Result<Article, Failure> {
    let place = piece.place();
    let decoded = decode::decode(&piece.path, piece.bytes).map_err(|failure| failure.at_row(piece.row))?;
    let head = front_matter::read(&piece.path, &decoded.text);
    let mut problems = decoded.problems;
    problems.extend(head.problems);
    if decoded.text[head.body..].trim().is_empty() {
        problems.push(Problem::new(&piece.path, piece.row, "has a head but no text behind it", "add the article's text"));
    }
    Ok(Article {
        name: place,
        body: Span::new(head.body, decoded.text.len()),
        meta: piece.meta.overridden_by(&head.meta).overridden_by(&options.overrides),
        headline: head.title,
        text: decoded.text,
        problems,
        ..Article::default()
    })
}
