//! WARC archives of crawled pages (ISO 28500), plain or compressed with gzip member by member, as crawlers write them.
//!
//! Archives of crawls are long, and a few of their records are damaged. One of them must not cost those behind it, so
//! the records are found here: each is checked against what follows it, and after a bad one the search goes on at the
//! next place that looks like the start of a record. A compressed member is believed when its checksum is right.
//!
//! Responses that hold pages become pages, conversions (Common Crawl's WET files) texts; requests, metadata, revisits and
//! everything else are passed over.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::format::{Container, Cutter, Flow, Format, Head, Input, Options, Piece};
use super::meta::Meta;
use super::page::{self, Found};
use super::{Article, text};
use crate::error::{Failure, Stage};

/// How a compressed member begins.
const GZIP: [u8; 3] = [0x1F, 0x8B, 8];
/// How a record begins.
const VERSION: &[u8] = b"WARC/";
/// Bytes of a record, decompressed. Crawlers cut at some megabytes.
const LARGEST: usize = 64 << 20;
/// Bytes of the named fields of a record.
const LONGEST_HEAD: usize = 64 << 10;

pub(super) struct Warc;

impl Container for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        if head.bytes.starts_with(&GZIP) {
            let mut start = [0; 5];
            return GzDecoder::new(head.bytes).read_exact(&mut start).is_ok() && start == *VERSION;
        }
        head.bytes.starts_with(VERSION)
    }

    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let limit = cutter.options().max_piece.map_or(LARGEST, |limit| usize::try_from(limit).unwrap_or(LARGEST).min(LARGEST));
        let mut archive = Archive { path: input.path, raw: Window::new(input.stream), limit, number: 0 };
        archive.cut(cutter)
    }
}

/// Bytes of a stream, kept from a place on so that they can be looked at twice.
struct Window<'s> {
    stream: &'s mut dyn Read,
    bytes: Vec<u8>,
    /// Bytes in front that are done with.
    start: usize,
    ended: bool,
}

impl<'s> Window<'s> {
    fn new(stream: &'s mut dyn Read) -> Self {
        Window { stream, bytes: Vec::new(), start: 0, ended: false }
    }

    fn kept(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Reads on until `length` bytes are kept; false if there are fewer.
    fn ensure(&mut self, length: usize) -> io::Result<bool> {
        while self.kept().len() < length && !self.ended {
            if self.start > 1 << 20 && self.start > self.bytes.len() / 2 {
                self.bytes.drain(..self.start);
                self.start = 0;
            }
            let room = (length - self.kept().len()).max(1 << 16) as u64;
            let read = (&mut *self.stream).take(room).read_to_end(&mut self.bytes)?;
            self.ended = (read as u64) < room;
        }
        Ok(self.kept().len() >= length)
    }

    fn skip(&mut self, length: usize) {
        self.start = (self.start + length).min(self.bytes.len());
    }
}

/// The bytes of a window from its start on, as one stream.
struct Tap<'w, 's> {
    window: &'w mut Window<'s>,
    /// Bytes that were taken and are still in the window.
    taken: usize,
    /// Whether they stay there, to be looked at again if this stream turns out to be none.
    keeps: bool,
}

impl Read for Tap<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let length = bytes.len().min(into.len());
        into[..length].copy_from_slice(&bytes[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Tap<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.window.ensure(self.taken + 1)?;
        Ok(&self.window.kept()[self.taken..])
    }

    fn consume(&mut self, length: usize) {
        if self.keeps { self.taken += length } else { self.window.skip(length) }
    }
}

struct Archive<'a> {
    path: &'a str,
    raw: Window<'a>,
    limit: usize,
    /// Records so far, sound or not.
    number: usize,
}

/// A record: its named fields and its block.
struct Record<'r> {
    head: &'r str,
    block: &'r [u8],
}

/// Why there is no record.
enum Bad {
    /// It is no record at all.
    NoRecord,
    /// The reason.
    Broken(&'static str),
    /// There is more to it than there are bytes.
    Short,
}

impl Archive<'_> {
    fn cut(&mut self, cutter: &mut Cutter<'_>) -> Flow {
        loop {
            // Blank lines between records.
            while self.raw.ensure(1).unwrap_or(false) && matches!(self.raw.kept()[0], b'\r' | b'\n') {
                self.raw.skip(1);
            }
            match self.raw.ensure(VERSION.len()) {
                Err(error) => return self.fail(cutter, &error.to_string()),
                Ok(false) if self.raw.kept().is_empty() => return Flow::Continue(()),
                Ok(_) => {}
            }
            self.number += 1;
            if self.raw.kept().starts_with(&GZIP) { self.member(cutter)? } else { self.plain(cutter)? }
        }
    }

    /// A compressed member: usually one record, perhaps all of them.
    fn member(&mut self, cutter: &mut Cutter<'_>) -> Flow {
        let mut content = Vec::new();
        let mut decoder = GzDecoder::new(Tap { window: &mut self.raw, taken: 0, keeps: true });
        let read = (&mut decoder).take(self.limit as u64 + 1).read_to_end(&mut content);
        if content.len() > self.limit && read.is_ok() {
            return self.long_member(content, cutter);
        }
        let taken = decoder.into_inner().taken;
        if read.is_err() {
            self.fail(cutter, "is damaged or cut off")?;
            return self.resume(1);
        }
        self.raw.skip(taken);
        let mut rest = content.as_slice();
        loop {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                return Flow::Continue(());
            }
            match record(rest) {
                Ok((record, length))
                    if rest[length..].trim_ascii_start().is_empty() || rest[length..].trim_ascii_start().starts_with(VERSION) =>
                {
                    self.take(&record, cutter)?;
                    rest = &rest[length..];
                }
                bad => {
                    let reason = match bad {
                        Ok(_) | Err(Bad::Short) => "is not as long as it says",
                        Err(Bad::NoRecord) => "is no record",
                        Err(Bad::Broken(reason)) => reason,
                    };
                    self.fail(cutter, reason)?;
                    match next_version(&rest[1..]) {
                        Some(next) => rest = &rest[1 + next..],
                        None => return Flow::Continue(()),
                    }
                }
            }
            if !rest.trim_ascii_start().is_empty() {
                self.number += 1;
            }
        }
    }

    /// A member too long to be held: all records in one. They are read as they are decompressed, before the checksum is known.
    fn long_member(&mut self, content: Vec<u8>, cutter: &mut Cutter<'_>) -> Flow {
        drop(content);
        let Archive { path, raw, limit, number } = self;
        let flow = {
            let mut decoder = BufReader::new(GzDecoder::new(Tap { window: raw, taken: 0, keeps: false }));
            let mut inside = Archive { path, raw: Window::new(&mut decoder), limit: *limit, number: *number - 1 };
            let mut flow = Flow::Continue(());
            while flow.is_continue() {
                match inside.raw.ensure(1) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(_) => {
                        inside.number += 1;
                        flow = inside.fail(cutter, "is damaged or cut off, and so is what follows it");
                        break;
                    }
                }
                while inside.raw.ensure(1).unwrap_or(false) && inside.raw.kept()[0].is_ascii_whitespace() {
                    inside.raw.skip(1);
                }
                if inside.raw.kept().is_empty() {
                    break;
                }
                inside.number += 1;
                flow = inside.plain(cutter);
            }
            *number = inside.number;
            flow
        };
        flow
    }

    /// A record that is not compressed.
    fn plain(&mut self, cutter: &mut Cutter<'_>) -> Flow {
        let mut length = LONGEST_HEAD;
        loop {
            let whole = match self.raw.ensure(length + 16) {
                Ok(more) => !more,
                Err(_) => {
                    self.fail(cutter, "is damaged or cut off")?;
                    let kept = self.raw.kept().len();
                    self.raw.skip(kept);
                    return Flow::Continue(());
                }
            };
            let reason = match record(self.raw.kept()) {
                Ok((_, taken)) if !whole && taken + 16 > self.raw.kept().len() => {
                    length = taken;
                    continue;
                }
                Ok((record, taken)) if begins_record(&self.raw.kept()[taken..]) => {
                    let flow = self.take(&record, cutter);
                    self.raw.skip(taken);
                    return flow;
                }
                Err(Bad::Short) if !whole => {
                    let wanted = declared(self.raw.kept());
                    if wanted <= self.limit + LONGEST_HEAD && wanted > length {
                        length = wanted;
                        continue;
                    }
                    "is not as long as it says, or too long"
                }
                Ok(_) | Err(Bad::Short) => "is not as long as it says",
                Err(Bad::NoRecord) => "is no record",
                Err(Bad::Broken(reason)) => reason,
            };
            self.fail(cutter, reason)?;
            return self.resume(1);
        }
    }

    /// Goes to the next place that looks like the start of a record, at least `from` bytes on.
    fn resume(&mut self, from: usize) -> Flow {
        self.raw.skip(from);
        loop {
            let more = self.raw.ensure(1 << 16).unwrap_or(false);
            let kept = self.raw.kept();
            if kept.is_empty() {
                return Flow::Continue(());
            }
            let plain = next_version(kept);
            let packed = memchr::memmem::find_iter(kept, &GZIP).find(|at| {
                let mut start = [0; 5];
                // What cannot be seen to its fifth byte yet is looked at again with more of it.
                GzDecoder::new(&kept[*at..]).read_exact(&mut start).is_ok() && start == *VERSION
            });
            match (plain, packed) {
                (Some(a), Some(b)) => self.raw.skip(a.min(b)),
                (Some(at), None) | (None, Some(at)) => self.raw.skip(at),
                (None, None) => {
                    // The end is kept: a start may lie across it.
                    let gone = if more { kept.len() - (1 << 12).min(kept.len() - 1) } else { kept.len() };
                    self.raw.skip(gone);
                    continue;
                }
            }
            return Flow::Continue(());
        }
    }

    /// Hands a record on, if it holds a page or a text.
    fn take(&self, record: &Record<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let kind = field(record.head, "WARC-Type").unwrap_or_default();
        let media = field(record.head, "Content-Type").unwrap_or_default().to_ascii_lowercase();
        let url = field(record.head, "WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
        let format: &'static dyn Format = match kind {
            "response" if media.starts_with("application/http") || media.is_empty() => &Response,
            "resource" if media.starts_with("text/html") || media.starts_with("application/xhtml") => &Resource,
            "conversion" if media.starts_with("text/plain") => &text::Text,
            _ => {
                cutter.pass(kind == "revisit");
                return Flow::Continue(());
            }
        };
        let meta = Meta { url, ..Meta::default() };
        cutter.piece(Piece { row: Some(self.number), meta, ..Piece::new(self.path, record.block.to_vec(), format) })
    }

    fn fail(&self, cutter: &mut Cutter<'_>, reason: &str) -> Flow {
        cutter.fail(
            Failure::new(self.path, Stage::Unpack, format!("a record of the archive {reason}"), "the records behind it are read")
                .at_row(Some(self.number)),
        )
    }
}

/// The record at the start of `bytes`, and how long it is.
fn record(bytes: &[u8]) -> Result<(Record<'_>, usize), Bad> {
    if !bytes.starts_with(VERSION) {
        return Err(Bad::NoRecord);
    }
    let Some((end, mark)) = end_of_head(bytes) else {
        return Err(if bytes.len() > LONGEST_HEAD { Bad::Broken("has a head without an end") } else { Bad::Short });
    };
    let head = std::str::from_utf8(&bytes[..end]).map_err(|_| Bad::Broken("has a head that is not UTF-8"))?;
    let length: usize =
        field(head, "Content-Length").and_then(|length| length.parse().ok()).ok_or(Bad::Broken("does not say how long it is"))?;
    let start = end + mark;
    let whole = start.checked_add(length).ok_or(Bad::Short)?;
    let block = bytes.get(start..whole).ok_or(Bad::Short)?;
    Ok((Record { head, block }, whole))
}

/// How long the record at the start of `bytes` says that it is, with its head.
fn declared(bytes: &[u8]) -> usize {
    let Some((end, mark)) = end_of_head(bytes) else { return 0 };
    let length = std::str::from_utf8(&bytes[..end]).ok().and_then(|head| field(head, "Content-Length")?.parse::<usize>().ok());
    length.map_or(0, |length| length.saturating_add(end + mark))
}

/// Where a head ends, and how long the blank line behind it is.
fn end_of_head(bytes: &[u8]) -> Option<(usize, usize)> {
    let bytes = &bytes[..bytes.len().min(LONGEST_HEAD)];
    let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, 4));
    let lf = memchr::memmem::find(bytes, b"\n\n").map(|at| (at, 2));
    match (crlf, lf) {
        (Some(a), Some(b)) => Some(if a.0 <= b.0 { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// True if a record may begin behind these bytes' blank lines, or nothing does.
fn begins_record(bytes: &[u8]) -> bool {
    let rest = bytes.trim_ascii_start();
    rest.is_empty() || rest.starts_with(VERSION) || rest.starts_with(&GZIP)
}

/// The next start of a line `WARC/1.`.
fn next_version(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"WARC/1.").find(|at| *at == 0 || bytes[at - 1] == b'\n')
}

/// The value of a field of a head.
fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines()
        .skip(1)
        .find_map(|line| line.split_once(':').filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()))
}

/// An HTTP message that holds a page.
struct Response;

impl Format for Response {
    fn name(&self) -> &'static str {
        "http response"
    }

    fn recognises(&self, _: &Head<'_>) -> bool {
        false
    }

    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        let fail = |reason: &str| Failure::new(&piece.path, Stage::Decode, reason, "the records behind it are read").at_row(piece.row);
        let Some((end, mark)) = end_of_head(&piece.bytes) else {
            return sink(Err(fail("is a response without a body")));
        };
        let head = String::from_utf8_lossy(&piece.bytes[..end]);
        let status = head.split_whitespace().nth(1).and_then(|status| status.parse::<u16>().ok());
        let media = field(&head, "Content-Type").unwrap_or_default().to_ascii_lowercase();
        let html = media.contains("html") || media.is_empty() && page::is_page(&piece.bytes[end + mark..]);
        if !(html && status.is_some_and(|status| (200..300).contains(&status))) {
            return;
        }
        let mut body = piece.bytes[end + mark..].to_vec();
        if field(&head, "Transfer-Encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"))
            && let Some(whole) = unchunked(&body)
        {
            body = whole;
        }
        for coding in field(&head, "Content-Encoding").unwrap_or_default().split(',').rev() {
            match unpacked(coding.trim(), &body) {
                Ok(Some(unpacked)) => body = unpacked,
                // Many crawlers unpack and leave the field as it was.
                Ok(None) => {}
                Err(reason) => return sink(Err(fail(&reason))),
            }
        }
        if body.is_empty() {
            return;
        }
        let charset = media
            .split("charset=")
            .nth(1)
            .map(|rest| rest.trim_matches(['"', '\'']).split([';', ' ', '"']).next().unwrap_or_default().to_owned());
        sink(page::article(
            Found {
                place: piece.place(),
                path: piece.path.clone(),
                row: piece.row,
                bytes: body,
                charset,
                fetched: piece.meta.url.clone(),
                known: piece.meta.clone(),
            },
            options,
        ));
    }
}

/// A page that was stored without its HTTP head.
struct Resource;

impl Format for Resource {
    fn name(&self) -> &'static str {
        "resource"
    }

    fn recognises(&self, _: &Head<'_>) -> bool {
        false
    }

    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        let place = piece.place();
        let fetched = piece.meta.url.clone();
        sink(page::article(
            Found { place, path: piece.path, row: piece.row, bytes: piece.bytes, charset: None, fetched, known: piece.meta },
            options,
        ));
    }
}

/// The body that the chunks hold; `None` if they are none.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let line = std::str::from_utf8(body[..end].trim_ascii()).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        body = &body[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        // A last chunk that was cut off is taken as far as it goes.
        let chunk = &body[..length.min(body.len())];
        whole.extend_from_slice(chunk);
        body =
            body[chunk.len()..].strip_prefix(b"\r\n").or_else(|| body[chunk.len()..].strip_prefix(b"\n")).unwrap_or(&body[chunk.len()..]);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

/// The body without a content coding, or `None` if it has none although it says so.
fn unpacked(coding: &str, body: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let mut out = Vec::new();
    let bounded = |reader: &mut dyn Read, out: &mut Vec<u8>| reader.take(LARGEST as u64).read_to_end(out);
    match coding.to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(None),
        "gzip" | "x-gzip" if body.starts_with(&GZIP) => {
            // What comes out before an error is a page that was cut off.
            let read = bounded(&mut GzDecoder::new(body), &mut out);
            if read.is_err() && out.is_empty() { Err("is a response whose gzip is damaged".into()) } else { Ok(Some(out)) }
        }
        "deflate" => {
            if bounded(&mut ZlibDecoder::new(body), &mut out).is_ok() || bounded(&mut DeflateDecoder::new(body), &mut out).is_ok() {
                return Ok(Some(out));
            }
            Ok(None)
        }
        "gzip" | "x-gzip" => Ok(None),
        _ if page::is_page(body) => Ok(None),
        other => Err(format!("is a response in the coding {other:?}, which nothing here reads")),
    }
}
