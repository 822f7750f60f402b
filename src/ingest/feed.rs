//! Feeds: RSS, Atom, RDF and JSON Feed, one article an entry.
//!
//! The parser is `feed-rs`. What it is given is bounded, holds no document type (so no entity of its own making and nothing
//! to fetch), and is never followed anywhere: an entry is what the feed holds of it, its content or its summary.

use std::io::Read;

use feed_rs::model::{Entry, Feed};

use super::format::{Container, Cutter, Flow, Format, Head, Input, Options, Piece, too_large, unreadable};
use super::html;
use super::meta::{Meta, clean, published};
use super::{Article, Origin, front_matter};
use crate::claim::MetadataFrom;
use crate::error::{Failure, Problem, Stage};
use crate::span::Span;

/// Bytes of a feed. Feeds of whole years have some ten megabytes.
const LARGEST: u64 = 64 << 20;

pub(super) struct Feeds;

impl Container for Feeds {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let bytes = head.trimmed();
        if bytes.starts_with(b"{") {
            return bytes.len() < 8192 && contains(bytes, b"jsonfeed.org/version")
                || contains(&bytes[..bytes.len().min(1024)], b"jsonfeed.org/version");
        }
        bytes.starts_with(b"<")
            && root(bytes).is_some_and(|root| ["rss", "feed", "rdf:RDF"].iter().any(|known| root.eq_ignore_ascii_case(known.as_bytes())))
    }

    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let Input { path, stream, .. } = input;
        let limit = cutter.options().max_piece.unwrap_or(LARGEST).min(LARGEST);
        let mut bytes = Vec::new();
        if let Err(source) = stream.take(limit + 1).read_to_end(&mut bytes) {
            return cutter.fail(unreadable(path, &source));
        }
        if bytes.len() as u64 > limit {
            return cutter.fail(too_large(path, limit));
        }
        if contains(&bytes[..bytes.len().min(1 << 16)], b"<!ENTITY") {
            let remedy = "entities of a feed's own making are never read; fetch the feed again or remove its <!DOCTYPE …>";
            return cutter.fail(Failure::new(path, Stage::Parse, "is a feed that declares entities", remedy));
        }
        let day = |text: &str| {
            let day = published(text).or_else(|| html::spoken_day(text)).filter(|day| day.len() == 10)?;
            // The day is the writer's own, so its zone is left out before the parser turns it into another day.
            format!("{day}T12:00:00Z").parse().ok()
        };
        let feed = match feed_rs::parser::Builder::new().timestamp_parser(day).build().parse(bytes.as_slice()) {
            Ok(feed) => feed,
            Err(error) => {
                return cutter.fail(Failure::new(
                    path,
                    Stage::Parse,
                    format!("is not a sound feed: {error}"),
                    "fetch it again, or save its articles as pages",
                ));
            }
        };
        if feed.entries.is_empty() {
            return cutter.fail(Failure::new(path, Stage::Parse, "is a feed without entries", "there is nothing to read; leave it out"));
        }
        for (number, entry) in (1..).zip(&feed.entries) {
            let meta = meta(entry, &feed);
            cutter.piece(Piece { row: Some(number), meta, ..Piece::new(path, content(entry).into_bytes(), &Content) })?;
        }
        Flow::Continue(())
    }
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// The name of the first element behind declarations and comments.
fn root(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        bytes = bytes.trim_ascii_start().strip_prefix(b"<")?;
        let skip = match bytes {
            [b'?', ..] => memchr::memmem::find(bytes, b"?>")? + 2,
            [b'!', b'-', b'-', ..] => memchr::memmem::find(bytes, b"-->")? + 3,
            // A document type may declare entities in square brackets.
            [b'!', ..] => {
                let end = memchr::memchr(b'>', bytes)?;
                match memchr::memchr(b'[', &bytes[..end]) {
                    Some(_) => memchr::memmem::find(bytes, b"]>").map_or(bytes.len(), |found| found + 2),
                    None => end + 1,
                }
            }
            _ => {
                let end = bytes.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))?;
                return Some(&bytes[..end]);
            }
        };
        bytes = &bytes[skip..];
    }
}

/// What the feed says of an entry.
fn meta(entry: &Entry, feed: &Feed) -> Meta {
    let day = entry.published.or(entry.updated).map(|moment| moment.to_string().chars().take(10).collect::<String>());
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate")).or(entry.links.first());
    let text = |text: &str| clean(&html::text_of(text).replace('\n', " "));
    Meta {
        title: entry.title.as_ref().and_then(|title| text(&title.content)),
        published: day.and_then(|day| published(&day)),
        outlet: feed.title.as_ref().and_then(|title| text(&title.content)),
        url: link.and_then(|link| clean(&link.href)),
    }
}

/// The entry's content, or its summary if that is longer: some feeds have a line for content.
fn content(entry: &Entry) -> String {
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str()).unwrap_or_default();
    if summary.len() > body.len() { summary } else { body }.to_owned()
}

/// The markup of one entry; the rest is known by the container.
struct Content;

impl Format for Content {
    fn name(&self) -> &'static str {
        "feed entry"
    }

    fn recognises(&self, _: &Head<'_>) -> bool {
        false
    }

    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        let name = piece.place();
        let markup = String::from_utf8_lossy(&piece.bytes);
        let meta = piece.meta.clone().overridden_by(&options.overrides);
        let body = html::fragment(&markup, meta.title.as_deref());
        if body.trim().is_empty() && meta.title.is_none() {
            return sink(Err(
                Failure::new(&piece.path, Stage::Parse, "is an entry without title and text", "leave it out").at_row(piece.row)
            ));
        }
        let mut problems = Vec::new();
        if body.trim().is_empty() {
            problems.push(Problem::new(&piece.path, piece.row, "is an entry with a title only", "fetch the page that it links to"));
        }
        let from = |flag: &Option<String>, value: &Option<String>| (flag.is_none() && value.is_some()).then(|| "feed".to_owned());
        let flags = &options.overrides;
        let metadata_from = MetadataFrom {
            title: from(&flags.title, &meta.title),
            url: from(&flags.url, &meta.url),
            outlet: from(&flags.outlet, &meta.outlet),
            published: from(&flags.published, &meta.published),
        };
        let value = |value: &Option<String>| value.clone().unwrap_or_default();
        let head = front_matter::write(&[
            ("title", &value(&meta.title)),
            ("published", &value(&meta.published)),
            ("outlet", &value(&meta.outlet)),
            ("url", &value(&meta.url)),
        ]);
        let text = format!("{head}\n{body}");
        let read = front_matter::read(&piece.path, &text);
        sink(Ok(Article {
            name,
            body: Span::new(read.body, text.len()),
            headline: read.title,
            meta,
            origin: Origin { metadata_from, ..Origin::default() },
            text,
            silent: None,
            problems,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_stream;
    use super::*;

    fn read(feed: &str) -> Vec<Result<Article, String>> {
        let mut articles = Vec::new();
        let mut stream = feed.as_bytes();
        read_stream("feed", &mut stream, &Options::default(), &mut |article| articles.push(article.map_err(|failure| failure.to_string())));
        articles
    }

    const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><!-- made by hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
        <title>Couch &amp; Ledger</title><link>https://couch.example/</link><description>x</description>
        <item><title>“Fjord” renewed</title><link>https://couch.example/fjord</link><pubDate>Thu, 12 Mar 2026 23:30:00 -0500</pubDate>
        <description>Short.</description><content:encoded><![CDATA[<p>The drama <em>Fjord</em> was renewed for a second season.</p><p>The post “Fjord” renewed appeared first on Couch.</p>]]></content:encoded></item>
        <item><title>Silence</title><link>https://couch.example/s</link><pubDate>Fri, 13 Mar 2026 10:00 EST</pubDate><description>&lt;p&gt;It is &lt;i&gt;Silence&lt;/i&gt; again.&lt;/p&gt;</description></item>
        <item><description></description></item></channel></rss>"#;

    #[test]
    fn every_entry_is_an_article_with_its_facts() {
        let read = read(RSS);
        assert_eq!(read.len(), 3);
        let first = read[0].as_ref().unwrap();
        let meta = Meta {
            title: Some("“Fjord” renewed".into()),
            published: Some("2026-03-12".into()),
            outlet: Some("Couch & Ledger".into()),
            url: Some("https://couch.example/fjord".into()),
        };
        assert_eq!((first.name.as_str(), &first.meta), ("feed:1", &meta));
        assert_eq!(first.body.of(&first.text).trim(), "The drama *Fjord* was renewed for a second season.");
        assert_eq!(first.headline.unwrap().of(&first.text), "“Fjord” renewed");
        assert_eq!(first.origin.metadata_from.url.as_deref(), Some("feed"));
        let second = read[1].as_ref().unwrap();
        assert_eq!((second.body.of(&second.text).trim(), second.meta.published.as_deref()), ("It is *Silence* again.", Some("2026-03-13")));
        assert!(read[2].as_ref().unwrap_err().starts_with("feed:3: is an entry without title and text"));
    }

    #[test]
    fn atom_and_json_feeds_are_known_by_content() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>a</id><updated>2026-03-12T10:00:00Z</updated><entry><id>b</id><title>E</title>
            <updated>2026-03-12T10:00:00Z</updated><link href="https://t.example/e"/><content type="html">&lt;p&gt;It ended.&lt;/p&gt;</content></entry></feed>"#;
        assert_eq!(read(atom)[0].as_ref().unwrap().meta.url.as_deref(), Some("https://t.example/e"));
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"https://t.example/1","title":"E","content_html":"<p>It ended.</p>","date_published":"2026-03-12T10:00:00Z"}]}"#;
        let article = read(json).remove(0).unwrap();
        assert_eq!((article.meta.published.as_deref(), article.body.of(&article.text).trim()), (Some("2026-03-12"), "It ended."));
    }

    #[test]
    fn entities_of_a_feeds_own_making_are_refused() {
        let laughs = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>"#;
        assert!(read(laughs)[0].as_ref().unwrap_err().contains("declares entities"));
        let outside = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>t</title><item><title>&x;</title></item></channel></rss>"#;
        assert!(read(outside)[0].as_ref().unwrap_err().contains("declares entities"));
        assert!(read("<rss version=\"2.0\"><channel><title>cut").remove(0).is_err());
    }
}
