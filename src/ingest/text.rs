//! One text file, one article.
//!
//! The encoding is `decode`'s matter, the head `front_matter`'s; what the text says is left to
//! all later stages.

use super::{Article, Meta, decode, front_matter};
use crate::error::{Error, Problem};
use crate::span::Span;

/// The article that `bytes` hold. `path` is what the user calls them.
///
/// # Errors
/// [`Error::Input`] if there is no text in them, see [`decode::decode`].
pub fn article(path: &str, bytes: Vec<u8>, overrides: &Meta) -> Result<Article, Error> {
    let decoded = decode::decode(path, bytes)?;
    let head = front_matter::read(path, &decoded.text);
    let mut problems = decoded.problems;
    problems.extend(head.problems);
    if decoded.text[head.body..].trim().is_empty() {
        problems.push(Problem::new(path, None, "has a head but no text behind it", "add the article's text"));
    }
    Ok(Article {
        name: path.to_owned(),
        body: Span::new(head.body, decoded.text.len()),
        meta: head.meta.overridden_by(overrides),
        text: decoded.text,
        problems,
    })
}
