//! From bytes to articles: containers, encodings, front matter, rows of a dump. Knows nothing of language.
//!
//! One file a format. `format` is the seam: what a [`Container`](format::Container) and a [`Format`](format::Format) are,
//! and the two lists to which a new one adds its line. Containers (`gzip`, `zstd`, `tar`, `jsonl`) are cut into pieces
//! as they stream by; formats (`text`, `json`) read the articles of one piece. [`decode()`] and
//! `front_matter` are what text files need on the way, `fields` says which key of a row holds what, and [`Meta`] is what is
//! known beside the text. Bad input is never a panic and never stops the rest: it is handed on as a
//! [`Failure`] where an article would have been, or stands among [`Article::problems`].

mod anchors;
mod decode;
pub mod duplicate;
#[cfg(feature = "feeds")]
mod feed;
pub mod fields;
pub mod format;
mod front_matter;
mod gzip;
#[cfg(feature = "html")]
pub mod html;
mod json;
mod jsonl;
mod language;
pub mod link;
mod meta;
#[cfg(feature = "html")]
mod page;
mod tar;
#[cfg(test)]
mod tests;
mod text;
#[cfg(feature = "warc")]
mod warc;
mod zstd;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::claim::MetadataFrom;
use crate::error::{Failure, Problem, Stage};
use crate::span::Span;

pub use anchors::Anchors;
pub use decode::{Decoded, decode};
pub use format::{Flow, Options, Piece};
pub use meta::{Meta, published};

/// The name under which standard input is read.
pub const STDIN: &str = "-";

/// One article, decoded.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// What the user calls it: the path, `-` for standard input, or the row's `id`.
    pub name: String,
    /// The decoded text, whole: every offset of a claim counts in it.
    pub text: String,
    /// The part of `text` that is the article (bytes): all but a front-matter head.
    pub body: Span,
    /// What is known beside the text.
    pub meta: Meta,
    /// Where the headline stands in `text` if it stands in front of the body: in a front-matter head.
    pub headline: Option<Span>,
    /// What it was taken from, if that was more than text.
    pub origin: Origin,
    /// Why no claims are looked for in it, if none are.
    pub silent: Option<Silent>,
    /// What was odd about the input.
    pub problems: Vec<Problem>,
}

/// What an article was taken from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// SHA-256 of the page's bytes, hexadecimal.
    pub page_sha256: Option<String>,
    /// What said what is known of it.
    pub metadata_from: MetadataFrom,
    /// The page itself.
    pub page: Vec<u8>,
}

impl Origin {
    /// Where `sentence` stands in the bytes of the page, if it stands there once, in just these bytes.
    pub fn place_in_page(&self, sentence: &str) -> Option<Span> {
        if self.page.is_empty() {
            return None;
        }
        let mut places = memchr::memmem::find_iter(&self.page, sentence.as_bytes());
        let place = places.next()?;
        places.next().is_none().then(|| Span::new(place, place + sentence.len()))
    }
}

/// Why no claims are looked for in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silent {
    /// It is in another language than English.
    Foreign(String),
    /// Its page holds none of the words that a claim needs.
    NoAnchor,
}

impl Article {
    /// An article from text that is already decoded; no front matter is looked for.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>, meta: Meta) -> Self {
        let text = text.into();
        Article { name: name.into(), body: Span::new(0, text.len()), text, meta, ..Article::default() }
    }
}

/// Reads all articles of one input and hands each to `sink`, in order.
///
/// `path` is a file or `-` for standard input. What it is, its first bytes say: text, JSON, a dump of rows, any of
/// them compressed or in an archive (see [`mod@format`]).
///
/// What cannot be read is handed to `sink` as a [`Failure`] that names the file, the row where there is one, and the way
/// out: a missing file, a folder, a file that holds no text, each row that is not one. The rest follows.
pub fn read(path: &str, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
    // This sink never says that it has seen enough.
    let _ = pieces(path, options, &mut |piece| {
        articles(piece, options, sink);
        Flow::Continue(())
    });
}

/// Like [`read`], of a stream; `name` is what the user calls it.
pub fn read_stream(name: &str, stream: &mut dyn Read, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
    let _ = pieces_of(name, stream, options, &mut |piece| {
        articles(piece, options, sink);
        Flow::Continue(())
    });
}

/// The articles of a piece, or why there is none.
fn articles(piece: Result<Piece, Failure>, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
    match piece {
        Ok(piece) => piece.articles(options, sink),
        Err(failure) => sink(Err(failure)),
    }
}

/// Cuts one input into pieces that can be read apart from one another, by several threads if one likes, and
/// hands each to `sink`, in order, until it says `Break`. `path` as in [`read`].
pub fn pieces(path: &str, options: &Options, sink: &mut format::Sink<'_>) -> Flow {
    if path == STDIN {
        return pieces_of(path, &mut io::stdin().lock(), options, sink);
    }
    match open(Path::new(path), path) {
        Ok(mut file) => pieces_of(path, &mut file, options, sink),
        Err(failure) => sink(Err(failure)),
    }
}

/// Like [`pieces`], of a stream; `name` is what the user calls it.
pub fn pieces_of(name: &str, stream: &mut dyn Read, options: &Options, sink: &mut format::Sink<'_>) -> Flow {
    let file = Path::new(name).file_name().and_then(|file| file.to_str()).unwrap_or(name);
    format::Cutter::new(options, sink).stream(name, file, stream, &Meta::default())
}

/// Opens a file that the user calls `name`; a folder is refused here, because reading it fails with a riddle on some systems.
///
/// # Errors
/// A [`Failure`] with the way out.
pub fn open(path: &Path, name: &str) -> Result<File, Failure> {
    let file = File::open(path).map_err(|source| format::unreadable(name, &source))?;
    let is_folder = file.metadata().is_ok_and(|metadata| metadata.is_dir());
    if !is_folder {
        return Ok(file);
    }
    let remedy = format!("name its files: {0}/*.txt, or read it all with greenlit batch {0}", name.trim_end_matches(['/', '\\']));
    Err(Failure::new(name, Stage::Read, "is a folder", remedy))
}
