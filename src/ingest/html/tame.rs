//! The markup of a page made harmless before a parser sees it: one linear scan over the bytes.
//!
//! What no reader sees (scripts, styles, comments, drawings) is left out, which also spares the parser
//! most of a page. What makes tree builders slow or deep is bounded: elements nested more than
//! [`DEEPEST`] levels lose their tags and keep their text, and attributes longer than [`LONGEST_VALUE`] are left
//! out. JSON-LD is kept apart. Nothing else is judged here.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memmem};

/// Levels of elements that may stay open. Browsers stop at 512; articles need some thirty.
const DEEPEST: usize = 200;
/// Bytes of an attribute that may say something about a page. Longer ones hold data for scripts.
const LONGEST_VALUE: usize = 2048;

/// Bytes of markup that are left of a page at most; a tree takes some ten times as much.
const MOST: usize = 16 << 20;

/// Elements without an end tag.
const VOID: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source", b"track", b"wbr", b"keygen",
    b"frame",
];
/// Elements whose end is implied by what follows, so that missing end tags say nothing about depth.
const IMPLIED: &[&[u8]] = &[
    b"p", b"li", b"dt", b"dd", b"td", b"th", b"tr", b"tbody", b"thead", b"tfoot", b"option", b"optgroup", b"colgroup", b"caption", b"rp",
    b"rt", b"html", b"head", b"body",
];
/// Elements that parsers open anew in every paragraph until they are closed.
const FORMATTING: &[&[u8]] =
    &[b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];
/// How many of them may be open.
const MOST_FORMATTING: usize = 12;
/// Elements that are left out with all they hold.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "iframe", "svg", "template", "noembed", "noframes", "textarea", "object", "canvas", "math", "select",
    "datalist", "audio", "video", "map",
];
/// Elements whose tags are left out, because what they do to the rest of the page is too much.
const PLAIN: &[&[u8]] = &[b"plaintext", b"xmp", b"listing"];
/// How many of [`UNSEEN`] hold raw text: what follows a missing end tag is theirs.
const RAW: usize = 2;

/// A page that any parser can take.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tamed {
    /// The markup that is left.
    pub html: String,
    /// The contents of `<script type="application/ld+json">`, in order.
    pub json_ld: Vec<String>,
    /// More was left than a tree is built of; the rest is lost.
    pub cut: bool,
}

/// Bounds `html`.
pub fn tame(html: &str) -> Tamed {
    let mut out = Tamed { html: String::with_capacity(html.len() / 2), ..Tamed::default() };
    let (mut depth, mut formatting) = (0usize, 0usize);
    // Start tags that were left out, so that their end tags are too: of other elements, of formatting.
    let mut dropped = [0usize; 2];
    for part in Parts::new(html.as_bytes()) {
        if out.html.len() > MOST {
            out.html.truncate(out.html.floor_char_boundary(MOST));
            out.cut = true;
            break;
        }
        match part {
            Part::Text(text) => push(&mut out.html, &html[text]),
            Part::Stray => out.html.push_str("&lt;"),
            Part::Title(text) => out.html.push_str(&html[text].replace('<', "&lt;")),
            Part::Unseen { tag, inside, raw } => {
                if raw && is_json_ld(&html[tag]) {
                    out.json_ld.extend(inside.map(|inside| html[inside].to_owned()));
                }
                // A blank, so that the words on both sides stay two.
                out.html.push(' ');
            }
            Part::End { name } => {
                let word = &html.as_bytes()[name.clone()];
                let formats = is_one_of(word, FORMATTING);
                let left_out = &mut dropped[usize::from(formats)];
                if counts(word) && *left_out > 0 {
                    *left_out -= 1;
                } else {
                    depth = depth.saturating_sub(usize::from(counts(word)));
                    formatting = formatting.saturating_sub(usize::from(formats));
                    out.html.push_str("</");
                    out.html.push_str(&html[name]);
                    out.html.push('>');
                }
            }
            Part::Start { name, tag } => {
                let word = &html.as_bytes()[name.clone()];
                if is_one_of(word, PLAIN) {
                    continue;
                }
                if counts(word) {
                    let formats = is_one_of(word, FORMATTING);
                    if depth >= DEEPEST || formats && formatting >= MOST_FORMATTING {
                        dropped[usize::from(formats)] += 1;
                        continue;
                    }
                    formatting += usize::from(formats);
                    depth += 1;
                }
                let tag = &html[tag];
                if tag.len() <= LONGEST_VALUE {
                    push(&mut out.html, tag);
                } else {
                    push(&mut out.html, &shortened(tag, name.len()));
                }
            }
        }
    }
    out
}

/// True if `sees` says so, of a page in an encoding that has ASCII as it is, of a run of text that a reader of the page may see, or of a `<meta>`. Costs a fraction of [`tame`]: what it
/// is for is to pass over pages in which there is nothing to be found.
pub fn shows(bytes: &[u8], sees: &dyn Fn(&[u8]) -> bool) -> bool {
    Parts::new(bytes).any(|part| match part {
        Part::Text(text) | Part::Title(text) => sees(&bytes[text]),
        Part::Start { name, tag } => bytes[name].eq_ignore_ascii_case(b"meta") && sees(&bytes[tag]),
        Part::End { .. } | Part::Unseen { .. } | Part::Stray => false,
    })
}

/// A part of a page, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(Range<usize>),
    /// The text of `<title>`, in which no tag is one.
    Title(Range<usize>),
    /// A start tag with its marks, and the name in it.
    Start {
        name: Range<usize>,
        tag: Range<usize>,
    },
    /// The name of an end tag.
    End {
        name: Range<usize>,
    },
    /// One of [`UNSEEN`]: its start tag, and what it holds if it ends. `raw` for a script.
    Unseen {
        tag: Range<usize>,
        inside: Option<Range<usize>>,
        raw: bool,
    },
    /// A `<` that opens nothing.
    Stray,
}

/// Takes a page apart, from its start to its end, without comments and declarations.
struct Parts<'p> {
    bytes: &'p [u8],
    at: usize,
    /// The text of a title that was opened.
    title: Option<Range<usize>>,
    /// Of which of [`UNSEEN`] the page has no more end tags.
    missing: [bool; UNSEEN.len()],
}

impl<'p> Parts<'p> {
    fn new(bytes: &'p [u8]) -> Self {
        Parts { bytes, at: 0, title: None, missing: [false; UNSEEN.len()] }
    }

    /// Behind the next `>`.
    fn behind_mark(&self) -> usize {
        memchr(b'>', &self.bytes[self.at..]).map_or(self.bytes.len(), |found| self.at + found + 1)
    }

    fn start(&mut self) -> Part {
        let bytes = self.bytes;
        let start = self.at;
        let name = start + 1..start + 1 + name(&bytes[start + 1..]).len();
        let end = end_of_tag(bytes, name.end);
        let (word, tag) = (&bytes[name.clone()], start..end);
        self.at = end;
        if let Some(number) = UNSEEN.iter().position(|unseen| word.eq_ignore_ascii_case(unseen.as_bytes())) {
            let closed = bytes[tag.clone()].ends_with(b"/>");
            let close = if self.missing[number] || closed && number >= RAW { None } else { close(bytes, end, UNSEEN[number]) };
            match close {
                Some((_, behind)) => self.at = behind,
                None if number < RAW => self.at = bytes.len(),
                None => self.missing[number] |= !closed,
            }
            return Part::Unseen { tag, inside: close.map(|(inside, _)| end..inside), raw: number == 0 };
        }
        if word.eq_ignore_ascii_case(b"title") {
            let (inside, _) = close(bytes, end, "title").unwrap_or((end, end));
            self.title = Some(end..inside);
            self.at = inside;
        }
        Part::Start { name, tag }
    }
}

impl Iterator for Parts<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        if let Some(title) = self.title.take() {
            return Some(Part::Title(title));
        }
        let bytes = self.bytes;
        loop {
            let start = self.at;
            let next = memchr(b'<', bytes.get(start..)?).map_or(bytes.len(), |found| start + found);
            self.at = next;
            if next > start {
                return Some(Part::Text(start..next));
            }
            match bytes.get(next + 1)? {
                b'!' if bytes[next..].starts_with(b"<!--") => self.at = end_of_comment(bytes, next),
                b'!' | b'?' => self.at = self.behind_mark(),
                b'/' if bytes.get(next + 2).is_some_and(u8::is_ascii_alphabetic) => {
                    let name = next + 2..next + 2 + name(&bytes[next + 2..]).len();
                    self.at = self.behind_mark();
                    return Some(Part::End { name });
                }
                byte if byte.is_ascii_alphabetic() => return Some(self.start()),
                _ => {
                    self.at += 1;
                    return Some(Part::Stray);
                }
            }
        }
    }
}

/// Appends, with a blank for every NUL, which parsers take for an error or an end.
fn push(out: &mut String, text: &str) {
    match memchr(0, text.as_bytes()) {
        None => out.push_str(text),
        Some(_) => out.push_str(&text.replace('\0', " ")),
    }
}

/// The name at the start of a tag, without its marks.
fn name(tag: &[u8]) -> &[u8] {
    let len = tag.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')).unwrap_or(tag.len());
    // A name of letters beyond ASCII is cut at a character's border by the reader of the text.
    &tag[..len]
}

fn is_one_of(name: &[u8], names: &[&[u8]]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// True if an element deepens the tree until its end tag.
fn counts(name: &[u8]) -> bool {
    !is_one_of(name, VOID) && !is_one_of(name, IMPLIED)
}

/// Behind the comment that opens at `at`; a comment without an end goes to the end of the page.
fn end_of_comment(bytes: &[u8], at: usize) -> usize {
    let inside = at + 4;
    for short in [&b">"[..], b"->"] {
        if bytes[inside..].starts_with(short) {
            return inside + short.len();
        }
    }
    memmem::find(&bytes[inside..], b"-->").map_or(bytes.len(), |found| inside + found + 3)
}

/// Behind the `>` of a tag whose attributes begin at `at`. A `>` inside quotation marks behind `=` does not end it.
fn end_of_tag(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        let here = at + found;
        let quote = bytes[here];
        at = here + 1;
        if quote == b'>' {
            return at;
        }
        if bytes[..here].trim_ascii_end().last() == Some(&b'=') {
            at = memchr(quote, &bytes[at..]).map_or(bytes.len(), |close| at + close + 1);
        }
    }
    bytes.len()
}

/// Where the end tag of `name` begins, and where it ends.
fn close(bytes: &[u8], from: usize, name: &str) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        let here = at + found;
        let behind = here + 2 + name.len();
        if bytes.get(here + 2..behind).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(behind).is_none_or(|byte| !byte.is_ascii_alphanumeric())
        {
            let end = memchr(b'>', &bytes[here..]).map_or(bytes.len(), |close| here + close + 1);
            return Some((here, end));
        }
        at = here + 2;
    }
    None
}

fn is_json_ld(tag: &str) -> bool {
    memmem::find(tag.to_ascii_lowercase().as_bytes(), b"ld+json").is_some()
}

/// A tag without the attributes that are too long to mean anything.
fn shortened(tag: &str, name: usize) -> String {
    let mut short = tag[..1 + name].to_owned();
    let bytes = tag.as_bytes();
    let mut at = 1 + name;
    while at < bytes.len() {
        let start = at;
        // up to the end of one attribute: a quoted value, or a blank
        let Some(found) = memchr3(b'"', b'\'', b' ', &bytes[at..]) else { break };
        at += found + 1;
        if bytes[at - 1] != b' ' {
            at = memchr(bytes[at - 1], &bytes[at..]).map_or(bytes.len(), |close| at + close + 1);
        }
        if at - start <= LONGEST_VALUE {
            short.push_str(&tag[start..at]);
        }
    }
    short.truncate(short.len().min(8 * LONGEST_VALUE).min(short.floor_char_boundary(8 * LONGEST_VALUE)));
    if memchr2(b'"', b'\'', short.as_bytes()).is_some() && short.matches('"').count() % 2 == 1 {
        short.push('"');
    }
    short.push('>');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(page: &str) -> String {
        tame(page).html
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        assert_eq!(html("<p>a<script>if (a < b) { \"<p>\" }</script>b</p>"), "<p>a b</p>");
        assert_eq!(html("a<!-- <b> -->b<!doctype html><?xml?>c<STYLE>x</Style >d"), "abc d");
        assert_eq!(html("a<svg><path d='M1'/><text>x</text></svg>b<template><p>y</template>"), "a b ");
        assert_eq!(html("a<script>never closed <p>b</p>"), "a ");
        assert_eq!(html("a<svg>never closed <p>b</p>"), "a never closed <p>b</p>");
    }

    #[test]
    fn json_ld_is_kept_apart() {
        let page = tame("<script type='application/ld+json'>{\"a\":1}</script><p>x");
        assert_eq!((page.json_ld, page.html.as_str()), (vec!["{\"a\":1}".to_owned()], " <p>x"));
    }

    #[test]
    fn a_tag_ends_where_its_attributes_end() {
        assert_eq!(html("<a title='1 > 0' href=x>b</a>"), "<a title='1 > 0' href=x>b</a>");
        assert_eq!(html("x<a title='never closed>b</a>"), "x<a title='never closed>b</a>");
        assert_eq!(html("2 < 3 <3 <"), "2 &lt; 3 &lt;3 ");
        assert_eq!(html("<title>a <b> c</title><p>"), "<title>a &lt;b> c</title><p>");
    }

    #[test]
    fn depth_and_attributes_are_bounded() {
        let deep = html(&format!("{}x{}y", "<div>".repeat(100_000), "</div>".repeat(100_000)));
        assert_eq!(deep.matches("<div>").count(), DEEPEST);
        assert_eq!(deep.matches("</div>").count(), DEEPEST);
        assert!(deep.contains("x</div>") && deep.ends_with('y'));
        let long = format!("<p data-x=\"{}\" class='b c' id=d>x</p>", "a>".repeat(1_000_000));
        assert_eq!(html(&long), "<p  class='b c' >x</p>");
    }

    #[test]
    fn a_page_shows_what_its_reader_sees() {
        let sees = |text: &[u8]| memmem::find(text, b"renewed").is_some();
        assert!(shows(b"<p>It was <b>renewed</b>.", &sees));
        assert!(!shows(b"<p class='renewed'>It was.<script>renewed</script><!-- renewed -->", &sees));
        assert!(shows(b"<title>Show renewed</title>", &sees));
        assert!(shows(b"<META name=description content='renewed'>", &sees));
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_markup_never_panics(parts in proptest::collection::vec("<|>|/|!--|-->|script|svg|title|div|é|\"|'|=| |\\PC", 0..60)) {
            let _ = tame(&parts.concat());
        }
    }
}
