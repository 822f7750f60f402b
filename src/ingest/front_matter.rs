//! The head that a text file may begin with: `---`, lines `key: value`, `---`.
//!
//! Only the plain part of YAML that such heads use is read: one line a key, quotes, comments. A
//! head that is anything else is text, and the user is told so: an article must never lose its
//! first paragraph to a row of dashes.

use super::meta::{self, Meta};
use crate::error::Problem;
use crate::span::Span;

/// What stands in front of an article's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// What the head says.
    pub meta: Meta,
    /// Where the headline stands, if it stands there as it is.
    pub title: Option<Span>,
    /// Byte at which the article begins: 0 without a head.
    pub body: usize,
    /// What was odd about the head.
    pub problems: Vec<Problem>,
}

/// Reads the head of `text`, if it has one. `path` is what the user calls it, for messages.
///
/// Keys are `title`, `published` (or `date`), `outlet` (or `site`) and `url`, in any case; others
/// are skipped with all that is indented below them.
pub fn read(path: &str, text: &str) -> Head {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else {
        return Head::default();
    };
    let mut head = Head { body: first.len(), ..Head::default() };
    for (number, line) in (2..).zip(lines) {
        head.body += line.len();
        if is_fence(line) {
            return head;
        }
        match parse(line) {
            Line::Pair(key, value) => {
                head.take(key, value, path, number);
                if key.eq_ignore_ascii_case("title") {
                    head.title = head.meta.title.as_deref().and_then(|title| place(text, value, title));
                }
            }
            Line::Nothing => {}
            Line::Other => {
                return just_text(path, Some(number), "is no line `key: value` of a front-matter head");
            }
        }
    }
    just_text(path, Some(1), "opens a front-matter head that is never closed")
}

impl Head {
    /// Notes a value. The names of the record win over their other names, whichever comes first.
    fn take(&mut self, key: &str, value: &str, path: &str, line: usize) {
        let Some(value) = self.scalar(key, value, path, line) else {
            return;
        };
        let meta = &mut self.meta;
        match key.to_ascii_lowercase().as_str() {
            "title" => meta.title = Some(value),
            "published" => meta.take_published(&value, path, Some(line), &mut self.problems),
            "date" if meta.published.is_none() => meta.take_published(&value, path, Some(line), &mut self.problems),
            "outlet" => meta.outlet = Some(value),
            "site" if meta.outlet.is_none() => meta.outlet = Some(value),
            "url" => meta.url = Some(value),
            _ => {}
        }
    }

    /// The plain value, `None` for YAML's null. A value folded over several lines is left out.
    fn scalar(&mut self, key: &str, value: &str, path: &str, line: usize) -> Option<String> {
        if matches!(value, ">" | ">-" | ">+" | "|" | "|-" | "|+") {
            if is_known(key) {
                let reason = format!("the value of `{key}` runs over several lines and is left out");
                self.problems.push(Problem::new(path, Some(line), reason, "write it on one line"));
            }
            return None;
        }
        if matches!(value, "~" | "null" | "Null" | "NULL") { None } else { meta::clean(&unquote(value)) }
    }
}

/// Where `title` stands in `value`, a part of `text`: a value with escapes is not the title as it is.
fn place(text: &str, value: &str, title: &str) -> Option<Span> {
    let start = value.as_ptr() as usize - text.as_ptr() as usize + value.find(title)?;
    Some(Span::new(start, start + title.len()))
}

/// Writes a head that [`read`] reads to the same values. Blank values are left out.
pub fn write(pairs: &[(&str, &str)]) -> String {
    let mut head = String::from("---\n");
    for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let value: Vec<&str> = value.split_whitespace().collect();
        head.push_str(&format!("{key}: {}\n", quoted(&value.join(" "))));
    }
    head.push_str("---\n");
    head
}

/// A value as YAML reads it: plain where it can be, else in the quotation marks that it does not hold, so that it stands as it is.
fn quoted(value: &str) -> String {
    let plain = value.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '‘' | '(' | '$' | '£' | '/'))
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
        && !matches!(value, "null" | "Null" | "NULL" | "true" | "false");
    match value {
        _ if plain => value.to_owned(),
        _ if !value.contains('\'') => format!("'{value}'"),
        _ if !value.contains(['"', '\\']) => format!("\"{value}\""),
        // Both marks: no YAML spells it as it is, but the reader of these heads takes it.
        _ if unquote(value) == value && parse(&format!("title: {value}")) == Line::Pair("title", value) => value.to_owned(),
        _ => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

fn is_known(key: &str) -> bool {
    ["title", "published", "date", "outlet", "site", "url"].iter().any(|known| key.eq_ignore_ascii_case(known))
}

fn just_text(path: &str, line: Option<usize>, reason: &str) -> Head {
    let reason = format!("{reason}; the whole file is read as the article");
    Head { problems: vec![Problem::new(path, line, reason, "close the head with `---`, or leave out the first `---`")], ..Head::default() }
}

/// One line between the fences.
#[derive(Debug, PartialEq, Eq)]
enum Line<'t> {
    Pair(&'t str, &'t str),
    /// Blank, a comment, or what belongs to a key above.
    Nothing,
    Other,
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn parse(line: &str) -> Line<'_> {
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') || line.starts_with([' ', '\t']) || trimmed == "-" || trimmed.starts_with("- ") {
        return Line::Nothing;
    }
    match trimmed.split_once(':') {
        // "https://…" and "18:30" are no keys: behind the colon of a key stands a blank or nothing.
        Some((key, value)) if is_key(key) && (value.is_empty() || value.starts_with([' ', '\t'])) => {
            Line::Pair(key.trim_end(), value.trim())
        }
        _ => Line::Other,
    }
}

/// A key is one word: "He said: no" opens a sentence, not a head.
fn is_key(key: &str) -> bool {
    let key = key.trim_end();
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A value without its quotes and the escapes inside them, or without the comment behind it.
fn unquote(value: &str) -> String {
    if let Some(inside) = between(value, '"') {
        return unescape(inside);
    }
    if let Some(inside) = between(value, '\'') {
        return inside.replace("''", "'");
    }
    // Not at a bare " #": "The #1 show" is likelier than a comment without a blank.
    value.split(" # ").next().unwrap_or(value).to_owned()
}

/// What stands between two marks; nothing but a comment may follow the second.
fn between(value: &str, mark: char) -> Option<&str> {
    let inside = value.strip_prefix(mark)?;
    let end = inside.rfind(mark)?;
    let rest = inside[end + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') { Some(&inside[..end]) } else { None }
}

/// Takes the backslash from `\"` and `\\`; other escapes stay as they are.
fn unescape(inside: &str) -> String {
    let mut plain = String::with_capacity(inside.len());
    let mut chars = inside.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next @ ('"' | '\\'))) => {
                plain.push(next);
                chars.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_head_is_read_and_the_body_begins_behind_it() {
        let text = "---\r\ntitle: \"“Silo”: the \\\"end\\\"\" # shouted\r\ndate: 2018-10-12T08:00:00Z\r\nsite: 'Bob''s News'\r\ntags:\r\n  - tv\r\n- film\r\n# note\r\nURL: https://example.org/a#b\r\n---\r\nBody: yes";
        let head = read("a.txt", text);
        assert_eq!(&text[head.body..], "Body: yes");
        let meta = Meta {
            title: Some("“Silo”: the \"end\"".into()),
            published: Some("2018-10-12".into()),
            outlet: Some("Bob's News".into()),
            url: Some("https://example.org/a#b".into()),
        };
        assert_eq!((head.meta, head.problems), (meta, vec![]));
    }

    #[test]
    fn the_names_of_the_record_win() {
        let head = read("a", "---\npublished: 2018-01-01\ndate: 2019-01-01\nsite: A\noutlet: B\ntitle: The #1 show\nurl: null\n---\n");
        assert_eq!(head.meta.published.as_deref(), Some("2018-01-01"));
        assert_eq!(head.meta.outlet.as_deref(), Some("B"));
        assert_eq!(head.meta.title.as_deref(), Some("The #1 show"));
        assert_eq!(head.meta.url, None);
    }

    #[test]
    fn what_is_no_head_is_text_and_told() {
        for (text, line) in [
            ("---\nHe said: no, and left.\n---\n", 2),
            ("---\ntitle: A\nJust a sentence.\n---\n", 3),
            ("---\ntitle: A\npublished: 2018\n", 1),
            ("---\n18:30 on Friday\n---\n", 2),
        ] {
            let head = read("a.txt", text);
            assert_eq!((head.body, &head.meta), (0, &Meta::default()), "{text:?}");
            assert_eq!(head.problems[0].line, Some(line), "{text:?}");
        }
        assert_eq!(read("a", "No head.\n---\na: b\n---\n"), Head::default());
        assert_eq!(read("a", "----\na: b\n---\n"), Head::default());
    }

    #[test]
    fn odd_values_are_left_out_and_told() {
        let head = read("a.txt", "---\ntitle: >-\n  Folded\npublished: soon\n---\nText");
        assert_eq!(head.meta, Meta::default());
        assert_eq!(head.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [Some(2), Some(4)]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_body_within_it(text in "(---\r?\n)?([a-z]{1,4}: ?[\"'a-é#\\\\ ]{0,6}\n|\\PC{0,6}\n){0,4}(---)?\n?\\PC{0,5}") {
            let head = read("a", &text);
            prop_assert!(text.is_char_boundary(head.body));
        }
    }
}
