//! One page with everything in it: no script, nothing to load, and a policy that says so.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::{Form, Head, Tail, View, phrases};
use crate::claim::{Claim, name};
use crate::write::safe::visible;

const STYLE: &str = include_str!("page.css");

#[derive(Default)]
pub(super) struct Page {
    in_section: bool,
}

/// Text of an article inside an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// RFC 4648, as a content security policy wants a hash.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for sign in 0..4 {
            let at = (bits >> (18 - 6 * sign)) & 63;
            text.push(if sign <= chunk.len() { char::from(SIGNS[at as usize]) } else { '=' });
        }
    }
    text
}

impl Form for Page {
    fn begin(&mut self, head: &Head<'_>, out: &mut dyn Write) -> io::Result<()> {
        let style = base64(&Sha256::digest(STYLE));
        let (before, after) = (escaped(head.before), escaped(head.after));
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{before} → {after}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>What is claimed now: {before} → {after}</h1>\n\
             <p class=\"aside\">{}</p>\n</header>\n<fieldset><legend>Show changes of weight</legend>\n",
            escaped(&phrases::options(head))
        )?;
        for weight in ["high", "medium", "hidden"] {
            writeln!(out, "<label><input type=\"checkbox\" id=\"{weight}\" checked> {weight}</label>")?;
        }
        writeln!(out, "</fieldset>\n<main>")
    }

    fn subject(&mut self, title: Option<&str>, season: Option<i64>, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.in_section, true) {
            writeln!(out, "</section>")?;
        }
        writeln!(out, "<section>\n<h2>{}</h2>", escaped(&phrases::subject(title, season)))
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        let weight = name(&phrases::weight(view));
        writeln!(out, "<article class=\"{weight}\">\n<h3><b>{weight}</b> · {}</h3>\n<div class=\"pair\">", escaped(&phrases::label(view)))?;
        let mut side = |class: &str, when: &str, said: Option<String>, claim: Option<&Claim>| {
            let (Some(said), Some(claim)) = (said, claim) else { return Ok(()) };
            writeln!(
                out,
                "<div class=\"{class}\"><span class=\"aside\">{when}</span> {}\n<blockquote>{}</blockquote>\n<code>{}</code></div>",
                escaped(&said),
                escaped(&phrases::quote(claim)),
                escaped(&phrases::place(claim))
            )
        };
        let [before, after] = phrases::sides(view);
        side("old", "before:", before, view.before)?;
        side("new", "now:", after, view.after)?;
        writeln!(out, "</div>")?;
        if let Some(aside) = phrases::aside(view) {
            writeln!(out, "<p class=\"aside\">{}</p>", escaped(&aside))?;
        }
        writeln!(out, "</article>")
    }

    fn end(&mut self, tail: &Tail<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.in_section {
            writeln!(out, "</section>")?;
        }
        writeln!(out, "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>", escaped(&phrases::summary(tail)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_of_hashes() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(escaped("<img src=x onerror='a(\"b\")'>&\u{202e}"), "&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;\u{fffd}");
    }
}
