//! A TimeML document: the text with TIMEX3 tags, after the day of publication (ISO-TimeML's DCT).

use std::borrow::Cow;
use std::io::{self, Write};

use super::Page;
use crate::resolve::date::timex::{Timex, date_value};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n";

pub(super) fn document(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "<DOCID>{}</DOCID>", escaped(page.name))?;
    if let Some(published) = page.published {
        let value = date_value(published);
        writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{value}\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">{value}</TIMEX3></DCT>"
        )?;
    }
    out.write_all(b"<TEXT>")?;
    let source = page.text.source;
    let mut done = 0;
    for (number, tagged) in page.found.iter().enumerate() {
        let span = page.text.token_span(&tagged.tokens);
        if span.start < done {
            continue;
        }
        write!(out, "{}", escaped(&source[done..span.start]))?;
        tag(number + 1, &tagged.timex, out)?;
        write!(out, "{}</TIMEX3>", escaped(span.of(source)))?;
        done = span.end;
    }
    writeln!(out, "{}</TEXT>\n</TimeML>", escaped(&source[done..]))
}

fn tag(number: usize, timex: &Timex, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<TIMEX3 tid=\"t{number}\" type=\"{}\" value=\"{}\"", timex.kind.name(), timex.value)?;
    for (name, value) in [("mod", timex.modifier), ("quant", timex.quant), ("freq", timex.freq.as_deref())] {
        if let Some(value) = value {
            write!(out, " {name}=\"{value}\"")?;
        }
    }
    out.write_all(b">")
}

/// Text as XML has it; what XML 1.0 has no place for becomes U+FFFD.
fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\r') && allowed(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // a parser would turn it into a line feed
            '\r' => out.push_str("&#13;"),
            c => out.push(if allowed(c) { c } else { '\u{fffd}' }),
        }
    }
    Cow::Owned(out)
}

/// The characters of XML 1.0.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_no_place_for_is_replaced() {
        assert_eq!(escaped("a < b & \"c\"\u{1}\r"), "a &lt; b &amp; &quot;c&quot;\u{fffd}&#13;");
        assert!(matches!(escaped("“Zoë” — 🎬"), Cow::Borrowed(_)));
    }
}
