//! One web page, one article: the article's text behind a head of what the page says of it.
//!
//! What is on the page is `html`'s matter. The text that comes out is what `greenlit text` prints, so that offsets can be
//! checked with any editor.

use sha2::{Digest, Sha256};

use super::format::{Format, Head, Options, Piece};
use super::html;
use super::meta::{Meta, published};
use super::{Article, Origin, Silent, front_matter};
use crate::claim::MetadataFrom;
use crate::error::{Failure, Problem, Stage};
use crate::span::Span;

/// Bytes of a page; what is longer is no article.
const LONGEST: usize = 256 << 20;

pub(super) struct Page;

impl Format for Page {
    fn name(&self) -> &'static str {
        "html"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        is_page(head.bytes) || head.ends_in(&["html", "htm", "xhtml"]) && head.trimmed().starts_with(b"<")
    }

    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        let place = piece.place();
        sink(article(
            Found { place, path: piece.path, row: piece.row, bytes: piece.bytes, charset: None, fetched: None, known: piece.meta },
            options,
        ));
    }
}

/// A page and how it was come by.
pub(super) struct Found {
    /// What the article is called.
    pub place: String,
    /// The input, for messages.
    pub path: String,
    /// The record in it.
    pub row: Option<usize>,
    /// The page.
    pub bytes: Vec<u8>,
    /// The charset that the server named.
    pub charset: Option<String>,
    /// Where it was fetched.
    pub fetched: Option<String>,
    /// What the container knows of it; what the page says wins.
    pub known: Meta,
}

/// True if these bytes begin like a page of HTML, in an encoding of one or two bytes.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(4096).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let head = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .or_else(|| head.strip_prefix(b"\xFF\xFE"))
        .or_else(|| head.strip_prefix(b"\xFE\xFF"))
        .unwrap_or(&head);
    let head = head.trim_ascii_start();
    if !head.starts_with(b"<") {
        return false;
    }
    let opens = |tag: &[u8]| {
        memchr::memmem::find_iter(head, tag)
            .any(|at| head.get(at + tag.len()).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')))
    };
    let first = [
        &b"<html"[..],
        b"<!doctype html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<div",
        b"<p",
        b"<article",
        b"<table",
        b"<h1",
        b"<center",
    ];
    // XML that is no page (a feed) may hold pages as text.
    let xml =
        head.starts_with(b"<?xml") || [&b"<rss"[..], b"<feed", b"<rdf:rdf", b"<urlset", b"<svg"].iter().any(|root| head.starts_with(root));
    if xml { opens(b"<html") || opens(b"<!doctype html") } else { first.iter().any(|tag| opens(tag)) }
}

/// The article of a page.
pub(super) fn article(found: Found, options: &Options) -> Result<Article, Failure> {
    let Found { place, path, row, bytes, charset, fetched, known } = found;
    let fail = |reason: &str, remedy: &str| Failure::new(&path, Stage::Parse, reason, remedy).at_row(row);
    if bytes.len() > LONGEST {
        return Err(fail("is a page of more than 256 MiB", "it is no article; leave it out"));
    }
    if let Some(anchors) = &options.anchors
        && !html::shows(&bytes, charset.as_deref(), &|text| anchors.occur_in(text))
    {
        let meta = known.overridden_by(&options.overrides);
        return Ok(Article { name: place, meta, silent: Some(Silent::NoAnchor), ..Article::default() });
    }
    let (markup, encoding) = html::decode(&bytes, charset.as_deref());
    let mut problems = Vec::new();
    let page = html::page(&markup, fetched.as_deref(), options.engine.main_text());
    if page.body.trim().is_empty() {
        return Err(fail("is a page in which no article was found", NO_TEXT));
    }
    if page.cut {
        problems.push(Problem::new(&path, row, "is a page too long to be read to its end", "it may be several pages in one file"));
    }
    if encoding == "UTF-8" && markup.contains('\u{FFFD}') {
        problems.push(Problem::new(&path, row, "holds bytes that are not UTF-8, read as U+FFFD", "fetch the page again"));
    }
    let facts = page.facts;
    let value = |fact: &Option<html::Fact>| fact.as_ref().map(|fact| fact.value.clone());
    let said = Meta {
        title: value(&facts.title),
        published: facts.published.as_ref().and_then(|fact| published(&fact.value)),
        outlet: value(&facts.outlet),
        url: value(&facts.url),
    };
    let from = |flag: &Option<String>, fact: &Option<html::Fact>| {
        if flag.is_some() { None } else { fact.as_ref().map(|fact| fact.from.word().to_owned()) }
    };
    let flags = &options.overrides;
    let metadata_from = MetadataFrom {
        title: from(&flags.title, &facts.title),
        url: from(&flags.url, &facts.url),
        outlet: from(&flags.outlet, &facts.outlet),
        published: from(&flags.published, &facts.published),
    };
    let meta = known.overridden_by(&said).overridden_by(flags);
    // The moment of publication is printed whole; the record keeps its day.
    let moment = if flags.published.is_none() { value(&facts.published) } else { None };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let head = front_matter::write(&[
        ("title", &text(&meta.title)),
        ("published", &moment.or_else(|| meta.published.clone()).unwrap_or_default()),
        ("modified", &text(&value(&facts.modified))),
        ("outlet", &text(&meta.outlet)),
        ("author", &text(&value(&facts.author))),
        ("url", &text(&meta.url)),
        ("language", &text(&value(&facts.language))),
    ]);
    let text = format!("{head}\n{}", page.body);
    let read = front_matter::read(&path, &text);
    let digest = Sha256::digest(&bytes);
    let origin = Origin { page_sha256: Some(digest.iter().map(|byte| format!("{byte:02x}")).collect()), metadata_from, page: bytes };
    Ok(Article { name: place, body: Span::new(read.body, text.len()), headline: read.title, meta, origin, text, silent: None, problems })
}

/// The way out where a page has no article.
const NO_TEXT: &str = "it may be put together by scripts: save it from a browser as a complete page, or save its text";
