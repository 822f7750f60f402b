//! The seam between bytes and articles: what a container and a format are, and the list of them.
//!
//! Reading has two steps, because they run at different places. A [`Container`] **cuts** a stream
//! into [`Piece`]s (members of an archive, rows of a dump); it runs on the one thread that reads,
//! so it finds ends and decodes nothing. A [`Format`] **reads** the articles of one piece; it runs
//! on any of the threads that work. What no container takes is one piece as a whole.
//!
//! Both are recognised by content rather than by name, in the order of the lists below. A new
//! one is one file with its `impl` and one line here.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[cfg(feature = "feeds")]
use super::feed;
use super::fields::Fields;
#[cfg(feature = "html")]
use super::page;
#[cfg(feature = "warc")]
use super::warc;
use super::{Anchors, Article, Meta, Silent, gzip, json, jsonl, language, tar, text, zstd};
use crate::error::{Failure, Stage};

/// What can be cut, in the order in which it is asked.
pub const CONTAINERS: &[&dyn Container] = &[
    // Before gzip: a compressed archive is cut member by member.
    #[cfg(feature = "warc")]
    &warc::Warc,
    &gzip::Gzip,
    &zstd::Zstd,
    &tar::Tar,
    // Before rows: a feed in JSON may stand on one line.
    #[cfg(feature = "feeds")]
    &feed::Feeds,
    &jsonl::Rows,
];

/// What one piece can be, in the order in which it is asked. The last takes everything.
pub const FORMATS: &[&dyn Format] = &[
    &json::Json,
    #[cfg(feature = "html")]
    &page::Page,
    &text::Text,
];

/// Bytes of an input's beginning that are looked at to recognise it.
pub const HEAD: usize = 8 << 10;

/// Containers that may lie in one another (`.jsonl` in `.gz` in `.tar` in `.zst` is four): an
/// archive that goes on for ever is an attack.
const DEPTH: usize = 6;

/// Whether the reader is to go on. `Break` comes from a sink that has seen enough.
pub type Flow = ControlFlow<()>;

/// Where pieces go: each one, or why it could not be had.
pub type Sink<'s> = dyn FnMut(Result<Piece, Failure>) -> Flow + 's;

/// How an input is to be read, whatever it is.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Values that win over what the input says.
    pub overrides: Meta,
    /// Which fields of a row hold what.
    pub fields: Fields,
    /// Bytes that one piece may have, decompressed; a larger one is a failure and is passed over.
    /// A container may have any size.
    pub max_piece: Option<u64>,
    /// Looks for claims in articles of any language, although the rules are English.
    pub any_language: bool,
    /// Words without which a page holds no claim; all pages are read if there are none.
    pub anchors: Option<Arc<Anchors>>,
    /// Who finds the main text of pages.
    #[cfg(feature = "html")]
    pub engine: super::html::Engine,
    /// Counts what is passed over.
    pub passed: Arc<Passed>,
}

/// Records of archives that hold no article, counted while they are passed over.
#[derive(Default)]
pub struct Passed {
    revisits: AtomicU64,
    others: AtomicU64,
}

/// Nothing of what was counted: options are compared by how they look.
impl std::fmt::Debug for Passed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passed")
    }
}

impl Passed {
    /// How many records say that a page is what it was before, and how many hold something else.
    pub fn counts(&self) -> (u64, u64) {
        (self.revisits.load(Ordering::Relaxed), self.others.load(Ordering::Relaxed))
    }
}

/// The beginning of an input.
#[derive(Debug, Clone, Copy)]
pub struct Head<'h> {
    /// Its name without the endings of compressions: `dump.jsonl` for `dump.jsonl.gz`. A hint for
    /// what content does not settle.
    pub name: &'h str,
    /// Up to [`HEAD`] bytes.
    pub bytes: &'h [u8],
    /// True if that is all of it.
    pub whole: bool,
}

impl Head<'_> {
    /// True if the name has one of these endings, in any case.
    pub fn ends_in(&self, endings: &[&str]) -> bool {
        let ending = std::path::Path::new(self.name).extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The bytes behind a UTF-8 byte order mark and blanks.
    pub fn trimmed(&self) -> &[u8] {
        unmarked(self.bytes).trim_ascii_start()
    }
}

/// The bytes without a UTF-8 byte order mark.
pub(super) fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Something that holds many pieces and is cut as it streams by, never unpacked to disk.
pub trait Container: Sync {
    /// Its name, for `greenlit batch --help` and messages.
    fn name(&self) -> &'static str;

    /// True if an input that begins like this is one.
    fn recognises(&self, head: &Head<'_>) -> bool;

    /// Cuts the stream to its end, or until the cutter says `Break`. Nothing here may keep more than one
    /// piece in memory. What is broken is told with [`Cutter::fail`], and what follows it is read if it
    /// can be found.
    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow;
}

/// How articles are read from one piece.
pub trait Format: Sync {
    /// Its name, for `greenlit batch --help` and messages.
    fn name(&self) -> &'static str;

    /// True if a piece that begins like this is one.
    fn recognises(&self, head: &Head<'_>) -> bool;

    /// Hands every article of the piece to `sink`, in order, or why it could not be had.
    ///
    /// Where values meet, those of `options.overrides` win over those of the piece itself, and those
    /// over [`Piece::meta`].
    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>));
}

/// What a container is given.
pub struct Input<'i> {
    /// What the user calls it, with the archive that it lies in: `news.tar/2018/a.txt`.
    pub path: &'i str,
    /// The name as in [`Head::name`].
    pub name: &'i str,
    /// Its bytes, from the first.
    pub stream: &'i mut dyn BufRead,
}

/// The part of an input that one worker reads alone: a file, a member, a row.
pub struct Piece {
    /// What the user calls the file; a member has its archive in front.
    pub path: String,
    /// The row of a dump (its line), or the record of a container, counted from 1.
    pub row: Option<usize>,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
    /// What they are.
    pub format: &'static dyn Format,
    /// What the container knows of it.
    pub meta: Meta,
}

impl Piece {
    /// A piece of which nothing is known beside its bytes and format.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>, format: &'static dyn Format) -> Self {
        Piece { path: path.into(), row: None, bytes, format, meta: Meta::default() }
    }

    /// Reads its articles, see [`Format::articles`].
    pub fn articles(self, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        self.format.articles(self, options, &mut |article| {
            sink(article.map(|mut article| {
                if !options.any_language && article.silent.is_none() {
                    article.silent = language::foreign(article.body.of(&article.text)).map(Silent::Foreign);
                }
                article
            }));
        });
    }

    /// What messages and identities call it: `path`, or `path:row`.
    pub fn place(&self) -> String {
        match self.row {
            Some(row) => format!("{}:{row}", self.path),
            None => self.path.clone(),
        }
    }
}

/// Takes what containers find, and recognises what lies in them.
pub struct Cutter<'c> {
    options: &'c Options,
    sink: &'c mut Sink<'c>,
    depth: usize,
}

impl<'c> Cutter<'c> {
    /// A cutter that hands everything to `sink`.
    pub fn new(options: &'c Options, sink: &'c mut Sink<'c>) -> Self {
        Cutter { options, sink, depth: 0 }
    }

    /// How the input is to be read.
    pub fn options(&self) -> &'c Options {
        self.options
    }

    /// Takes a piece.
    pub fn piece(&mut self, piece: Piece) -> Flow {
        (self.sink)(Ok(piece))
    }

    /// Counts a record that holds no article.
    pub fn pass(&self, revisit: bool) {
        let passed = &self.options.passed;
        let count = if revisit { &passed.revisits } else { &passed.others };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes what went wrong.
    pub fn fail(&mut self, failure: Failure) -> Flow {
        (self.sink)(Err(failure))
    }

    /// Takes a stream, recognises it and cuts it; what is no container is one piece.
    ///
    /// `path` is what the user calls it, `name` as in [`Head::name`]; `meta` goes into the pieces that come
    /// out whole.
    pub fn stream(&mut self, path: &str, name: &str, stream: &mut dyn Read, meta: &Meta) -> Flow {
        let mut bytes = Vec::new();
        let whole = match peek(stream, &mut bytes) {
            Ok(whole) => whole,
            Err(source) => return self.fail(unreadable(path, &source)),
        };
        let head = Head { name, bytes: &bytes, whole };
        match CONTAINERS.iter().find(|container| container.recognises(&head)) {
            Some(container) if self.depth < DEPTH => {
                let mut stream = io::BufReader::with_capacity(1 << 16, bytes.as_slice().chain(stream));
                self.depth += 1;
                let flow = container.cut(Input { path, name, stream: &mut stream }, self);
                self.depth -= 1;
                flow
            }
            Some(container) => {
                let reason = format!("is {} inside more than {DEPTH} others", container.name());
                self.fail(Failure::new(path, Stage::Unpack, reason, "unpack it first"))
            }
            None => {
                let format = *FORMATS.iter().find(|format| format.recognises(&head)).expect("the last format takes everything");
                self.whole(Piece { meta: meta.clone(), ..Piece::new(path, bytes, format) }, if whole { None } else { Some(stream) })
            }
        }
    }

    /// Takes a piece whose other bytes `rest` still holds.
    fn whole(&mut self, mut piece: Piece, rest: Option<&mut dyn Read>) -> Flow {
        let limit = self.options.max_piece.unwrap_or(u64::MAX);
        if let Some(rest) = rest {
            let room = limit.saturating_add(1).saturating_sub(piece.bytes.len() as u64);
            if let Err(source) = rest.take(room).read_to_end(&mut piece.bytes) {
                return self.fail(unreadable(&piece.path, &source));
            }
        }
        if piece.bytes.len() as u64 > limit {
            return self.fail(too_large(&piece.path, limit));
        }
        self.piece(piece)
    }
}

/// The failure of a piece that is larger than [`Options::max_piece`].
pub(super) fn too_large(path: &str, limit: u64) -> Failure {
    let remedy = "raise --max-file-size if it is one article";
    Failure::new(path, Stage::Read, format!("is larger than {limit} bytes"), remedy)
}

/// What the system, or a decompressor, said of an input, with the way out.
pub(super) fn unreadable(path: &str, source: &io::Error) -> Failure {
    let (stage, remedy) = match source.kind() {
        io::ErrorKind::NotFound => (Stage::Read, "check the name and the folder that you are in; standard input is `-`"),
        io::ErrorKind::PermissionDenied => (Stage::Read, "you may not read it; change its permissions or copy it"),
        // What decompressors say, and files never.
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            (Stage::Unpack, "the file may be cut off or damaged; fetch it again")
        }
        _ => (Stage::Read, "check that the file can be read"),
    };
    Failure::new(path, stage, source.to_string(), remedy)
}

/// Reads up to [`HEAD`] bytes; true if there are no more.
///
/// Stops at the end of a first line that looks like a row, so that rows which come from a live pipe are not
/// kept waiting for those behind them.
fn peek(stream: &mut dyn Read, head: &mut Vec<u8>) -> io::Result<bool> {
    let mut filled = 0;
    head.resize(HEAD, 0);
    let whole = loop {
        match stream.read(&mut head[filled..]) {
            Ok(0) => break true,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if filled == HEAD || jsonl::begins_with_a_row(&head[..filled], false) {
            break false;
        }
    };
    head.truncate(filled);
    Ok(whole)
}
