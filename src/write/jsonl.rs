//! One claim a line: the format of pipes, `jq`, DuckDB and pandas. The record itself is
//! [`Claim`](crate::claim::Claim)'s business.
//!
//! A corpus gives many claims, so they are spelled by hand into one buffer that is used again and again: no tree,
//! no dispatch for each brace. What `serde_json` would write is the law, and a test holds this to it, byte for byte.

use std::io::{self, Write};

use serde::Serialize;

use super::{Form, Page};
use crate::claim::{Attribution, Claim, Places, Provenance, Spans, Subject};
use crate::span::Span;

#[derive(Default)]
pub(super) struct Lines {
    line: Vec<u8>,
}

impl Form for Lines {
    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.line.clear();
        for each in page.claims {
            claim(&mut self.line, each);
            self.line.push(b'\n');
        }
        out.write_all(&self.line)
    }
}

/// Writes `key` and `:`, with what separates it from what stands before.
macro_rules! key {
    ($out:ident, $key:literal) => {
        $out.extend_from_slice(concat!(",\"", $key, "\":").as_bytes())
    };
    ($out:ident, first $key:literal) => {
        $out.extend_from_slice(concat!("{\"", $key, "\":").as_bytes())
    };
}

/// The key whose value [`copies`] sets. As it stands here it occurs in no string: a quotation mark in one has a backslash before it.
const COPY: &[u8] = b"\"duplicate_of\":";

/// Lines of claims with another value of `provenance.duplicate_of`: which article an article is a copy of may be known only
/// after its claims are written.
pub fn copies(lines: &[u8], original: Option<&str>) -> Vec<u8> {
    let mut out = Vec::with_capacity(lines.len() + lines.len() / 8);
    let mut rest = lines;
    while let Some(found) = memchr::memmem::find(rest, COPY) {
        let (before, value) = rest.split_at(found + COPY.len());
        out.extend_from_slice(before);
        match original {
            Some(name) => string(&mut out, name),
            None => null(&mut out),
        }
        rest = &value[length_of_value(value)..];
    }
    out.extend_from_slice(rest);
    out
}

/// Bytes of the string or `null` at the start of `json`.
fn length_of_value(json: &[u8]) -> usize {
    if json.first() != Some(&b'"') {
        return b"null".len();
    }
    let mut at = 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', json.get(at..).unwrap_or_default()) {
        at += found + 1;
        if json[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    json.len()
}

/// Appends a claim as one JSON object.
pub(super) fn claim(out: &mut Vec<u8>, claim: &Claim) {
    key!(out, first "claim_id");
    string(out, &claim.claim_id);
    key!(out, "slot_id");
    string(out, &claim.slot_id);
    key!(out, "kind");
    word(out, &claim.kind);
    key!(out, "subject");
    subject(out, &claim.subject);
    key!(out, "status");
    word(out, &claim.status);
    key!(out, "network");
    maybe(out, &claim.network);
    key!(out, "relation");
    word(out, &claim.relation);
    key!(out, "person");
    maybe(out, &claim.person);
    key!(out, "character");
    maybe(out, &claim.character);
    key!(out, "replaced");
    maybe(out, &claim.replaced);
    key!(out, "event");
    word(out, &claim.event);
    key!(out, "value");
    maybe(out, &claim.value);
    key!(out, "modifier");
    word(out, &claim.modifier);
    key!(out, "polarity");
    word(out, &claim.polarity);
    key!(out, "certainty");
    word(out, &claim.certainty);
    key!(out, "attribution");
    match &claim.attribution {
        None => null(out),
        Some(Attribution { source, quoted }) => {
            key!(out, first "source");
            string(out, source);
            key!(out, "quoted");
            out.extend_from_slice(if *quoted { b"true" } else { b"false" });
            out.push(b'}');
        }
    }
    key!(out, "provenance");
    provenance(out, &claim.provenance);
    out.push(b'}');
}

fn subject(out: &mut Vec<u8>, subject: &Subject) {
    key!(out, first "title");
    maybe(out, &subject.title);
    key!(out, "season");
    match subject.season {
        None => null(out),
        Some(season) => {
            if season < 0 {
                out.push(b'-');
            }
            number(out, season.unsigned_abs());
        }
    }
    key!(out, "from");
    word(out, &subject.from);
    out.push(b'}');
}

fn provenance(out: &mut Vec<u8>, from: &Provenance) {
    key!(out, first "document");
    string(out, &from.document);
    key!(out, "sha256");
    string(out, &from.sha256);
    key!(out, "title");
    maybe(out, &from.title);
    key!(out, "url");
    maybe(out, &from.url);
    key!(out, "outlet");
    maybe(out, &from.outlet);
    key!(out, "published");
    maybe(out, &from.published);
    key!(out, "metadata_from");
    key!(out, first "title");
    maybe(out, &from.metadata_from.title);
    key!(out, "url");
    maybe(out, &from.metadata_from.url);
    key!(out, "outlet");
    maybe(out, &from.metadata_from.outlet);
    key!(out, "published");
    maybe(out, &from.metadata_from.published);
    out.push(b'}');
    key!(out, "page_sha256");
    maybe(out, &from.page_sha256);
    key!(out, "page_bytes");
    match from.page_bytes {
        None => null(out),
        Some(bytes) => span(out, bytes),
    }
    key!(out, "link");
    maybe(out, &from.link);
    key!(out, "duplicate_of");
    maybe(out, &from.duplicate_of);
    key!(out, "sentence");
    span(out, from.sentence);
    key!(out, "bytes");
    span(out, from.bytes);
    key!(out, "line");
    number(out, from.line as u64);
    key!(out, "exact");
    string(out, &from.exact);
    key!(out, "prefix");
    string(out, &from.prefix);
    key!(out, "suffix");
    string(out, &from.suffix);
    key!(out, "spans");
    spans(out, &from.spans);
    key!(out, "rule");
    string(out, &from.rule);
    key!(out, "greenlit");
    string(out, &from.greenlit);
    key!(out, "key_scheme");
    string(out, &from.key_scheme);
    out.push(b'}');
}

fn span(out: &mut Vec<u8>, span: Span) {
    key!(out, first "start");
    number(out, span.start as u64);
    key!(out, "end");
    number(out, span.end as u64);
    out.push(b'}');
}

fn spans(out: &mut Vec<u8>, spans: &Spans) {
    for (n, (name, places)) in spans.fields().into_iter().enumerate() {
        out.push(if n == 0 { b'{' } else { b',' });
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        all_places(out, places);
    }
    out.push(b'}');
}

fn all_places(out: &mut Vec<u8>, places: &Places) {
    out.push(b'[');
    for (n, [start, end]) in places.iter().enumerate() {
        out.extend_from_slice(if n == 0 { b"[" } else { b",[" });
        number(out, *start as u64);
        out.push(b',');
        number(out, *end as u64);
        out.push(b']');
    }
    out.push(b']');
}

/// A value with a name of its own, such as a kind, or `null`: the names are the type's business.
fn word(out: &mut Vec<u8>, value: &impl Serialize) {
    // A vector takes every byte, and a unit variant or an option of one is always JSON.
    let _ = serde_json::to_writer(out, value);
}

fn maybe(out: &mut Vec<u8>, value: &Option<String>) {
    match value {
        None => null(out),
        Some(value) => string(out, value),
    }
}

fn null(out: &mut Vec<u8>) {
    out.extend_from_slice(b"null");
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0u8; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[first..]);
}

/// A JSON string: what needs no escape is copied in whole runs.
fn string(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bytes = text.as_bytes();
    out.push(b'"');
    let mut run = 0;
    for (at, byte) in bytes.iter().copied().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&bytes[run..at]);
        run = at + 1;
        out.push(b'\\');
        match byte {
            b'"' | b'\\' => out.push(byte),
            b'\n' => out.push(b'n'),
            b'\r' => out.push(b'r'),
            b'\t' => out.push(b't'),
            0x08 => out.push(b'b'),
            0x0C => out.push(b'f'),
            _ => out.extend_from_slice(&[b'u', b'0', b'0', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]),
        }
    }
    out.extend_from_slice(&bytes[run..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;
    use crate::claim::{Event, From, Modifier};

    #[track_caller]
    fn same(each: &Claim) {
        let mut ours = Vec::new();
        claim(&mut ours, each);
        assert_eq!(String::from_utf8(ours).unwrap(), serde_json::to_string(each).unwrap());
    }

    #[test]
    fn claims_are_spelled_as_serde_does() {
        let (_, claims) = sample::article();
        claims.iter().for_each(same);
    }

    proptest! {
        #[test]
        fn the_original_of_a_copy_is_put_into_lines_that_are_written(
            text in "\\PC*|[\\x00-\\x1f\"\\\\/:]*|.*\"duplicate_of\":null.*", first in proptest::option::of("\\PC*|[\"\\\\]*"), then in proptest::option::of("\\PC*"),
        ) {
            let (_, mut claims) = sample::article();
            let spell = |claims: &[Claim]| {
                let mut lines = Vec::new();
                claims.iter().for_each(|each| { claim(&mut lines, each); lines.push(b'\n'); });
                lines
            };
            for each in &mut claims {
                each.provenance.exact = text.clone();
                each.provenance.duplicate_of = first.clone();
            }
            let lines = spell(&claims);
            claims.iter_mut().for_each(|each| each.provenance.duplicate_of = then.clone());
            prop_assert_eq!(copies(&lines, then.as_deref()), spell(&claims));
        }

        #[test]
        fn any_value_is_spelled_as_serde_does(
            text in any::<String>(), other in "\\PC*|[\\x00-\\x1f\"\\\\/\u{7f}\u{2028}]*", numbers in any::<[usize; 4]>(), season in any::<i64>(),
        ) {
            let (_, claims) = sample::article();
            let mut each = claims[1].clone();
            each.claim_id = other.clone();
            each.subject = Subject { title: Some(text.clone()), season: Some(season), from: Some(From::Headline) };
            (each.person, each.character, each.replaced) = (Some(text.clone()), None, Some(other.clone()));
            (each.event, each.value, each.modifier) = (Some(Event::ProductionStart), Some(other.clone()), Some(Modifier::Mid));
            each.attribution = Some(Attribution { source: text.clone(), quoted: season % 2 == 0 });
            let [a, b, c, d] = numbers;
            let from = &mut each.provenance;
            (from.sentence, from.line) = (Span { start: a, end: b }, c);
            (from.title, from.url, from.outlet, from.published) = (Some(other.clone()), Some(text.clone()), None, Some(other.clone()));
            (from.exact, from.prefix, from.suffix) = (text, other.clone(), other);
            from.spans.hedge = vec![[a, b], [c, d]];
            from.metadata_from.outlet = from.url.clone();
            (from.page_sha256, from.page_bytes) = (from.url.clone(), Some(Span { start: d, end: c }));
            (from.link, from.duplicate_of) = (from.title.clone(), from.url.clone());
            same(&each);
        }
    }
}
