//! The markup of a page made harmless before a parser sees it: one linear scan over the bytes.
//!
//! What no reader sees (scripts, styles, comments, drawings) is left out, which also spares the parser
//! most of a page. What makes tree builders slow or deep is bounded: elements nested more than
//! [`DEEPEST`] levels lose their tags and keep their text, and attributes longer than [`LONGEST_VALUE`] are left
//! out. JSON-LD is kept apart. Nothing else is judged here.

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

/// Scans `html`. `sees` is shown every run of text that a reader may see, until it answers `true`;
/// if it never does, there is nothing to be found in the page and `None` is returned.
pub fn tame(html: &str, sees: &dyn Fn(&[u8]) -> bool) -> Option<Tamed> {
    let bytes = html.as_bytes();
    let mut out = Tamed { html: String::with_capacity(bytes.len() / 2), ..Tamed::default() };
    let mut missing = [false; UNSEEN.len()];
    let (mut depth, mut formatting) = (0usize, 0usize);
    // Start tags that were left out, so that their end tags are too: of other elements, of formatting.
    let mut dropped = [0usize; 2];
    let mut seen = false;
    let mut at = 0;
    while at < bytes.len() {
        if out.html.len() > MOST {
            out.html.truncate(out.html.floor_char_boundary(MOST));
            out.cut = true;
            break;
        }
        let next = memchr(b'<', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        if next > at {
            seen = seen || sees(&bytes[at..next]);
            push(&mut out.html, &html[at..next]);
        }
        at = next;
        let Some(kind) = bytes.get(at + 1) else {
            break;
        };
        match kind {
            b'!' if bytes[at..].starts_with(b"<!--") => at = end_of_comment(bytes, at),
            b'!' | b'?' => at = memchr(b'>', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1),
            b'/' if bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic) => {
                let name = name(&bytes[at + 2..]);
                let end = memchr(b'>', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1);
                let left_out = &mut dropped[usize::from(is_one_of(name, FORMATTING))];
                if counts(name) && *left_out > 0 {
                    *left_out -= 1;
                } else {
                    depth = depth.saturating_sub(usize::from(counts(name)));
                    formatting = formatting.saturating_sub(usize::from(is_one_of(name, FORMATTING)));
                    out.html.push_str("</");
                    out.html.push_str(&html[at + 2..at + 2 + name.len()]);
                    out.html.push('>');
                }
                at = end;
            }
            byte if byte.is_ascii_alphabetic() => {
                let name = name(&bytes[at + 1..]);
                let end = end_of_tag(bytes, at + 1 + name.len());
                let tag = &html[at..end];
                at = end;
                if let Some(number) = UNSEEN.iter().position(|unseen| name.eq_ignore_ascii_case(unseen.as_bytes())) {
                    let close =
                        if missing[number] || tag.ends_with("/>") && number >= RAW { None } else { close(bytes, end, UNSEEN[number]) };
                    match close {
                        Some((inside, behind)) => {
                            if number == 0 && is_json_ld(tag) {
                                out.json_ld.push(html[end..inside].to_owned());
                            }
                            at = behind;
                        }
                        None if number < RAW => at = bytes.len(),
                        None => missing[number] |= !tag.ends_with("/>"),
                    }
                    // A blank, so that the words on both sides stay two.
                    out.html.push(' ');
                    continue;
                }
                if name.eq_ignore_ascii_case(b"plaintext") || name.eq_ignore_ascii_case(b"xmp") || name.eq_ignore_ascii_case(b"listing") {
                    continue;
                }
                if counts(name) {
                    let formats = is_one_of(name, FORMATTING);
                    if depth >= DEEPEST || formats && formatting >= MOST_FORMATTING {
                        dropped[usize::from(formats)] += 1;
                        continue;
                    }
                    formatting += usize::from(formats);
                    depth += 1;
                }
                if name.eq_ignore_ascii_case(b"meta") {
                    seen = seen || sees(tag.as_bytes());
                }
                if tag.len() <= LONGEST_VALUE {
                    push(&mut out.html, tag);
                } else {
                    push(&mut out.html, &shortened(tag, name.len()));
                }
                if name.eq_ignore_ascii_case(b"title") {
                    let (inside, behind) = close(bytes, at, "title").unwrap_or((at, at));
                    seen = seen || sees(&bytes[at..inside]);
                    out.html.push_str(&html[at..inside].replace('<', "&lt;"));
                    at = inside.min(behind);
                }
            }
            _ => {
                out.html.push_str("&lt;");
                at += 1;
            }
        }
    }
    seen.then_some(out)
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
        tame(page, &|_| true).unwrap().html
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
        let page = tame("<script type='application/ld+json'>{\"a\":1}</script><p>x", &|_| true).unwrap();
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
    fn a_page_in_which_nothing_is_seen_is_none() {
        let sees = |text: &[u8]| memmem::find(text, b"renewed").is_some();
        assert!(tame("<p>It was <b>renewed</b>.", &sees).is_some());
        assert!(tame("<p class='renewed'>It was.<script>renewed</script><!-- renewed -->", &sees).is_none());
        assert!(tame("<title>Show renewed</title>", &sees).is_some());
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_markup_never_panics(parts in proptest::collection::vec("<|>|/|!--|-->|script|svg|title|div|é|\"|'|=| |\\PC", 0..60)) {
            let _ = tame(&parts.concat(), &|_| true);
        }
    }
}
