//! For a pull request or a newsletter: a heading a subject, an item a change, quotes below it.
//!
//! Whatever comes from an article is escaped, so that it can neither format nor link nor bring HTML.

use std::io::{self, Write};

use super::{Form, Head, Tail, View, phrases};
use crate::claim::name;
use crate::write::safe::visible;

pub(super) struct Page;

/// `text` so that it reads as it is, on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // GitHub links these by themselves; the entity keeps them from becoming a mention
            '@' => escaped.push_str("&#64;"),
            // a colon before two slashes makes a link of its own accord
            ':' => escaped.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '!' | '(' | ')' | '+' | '-' | '=' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    // "www." links too, and "1." would begin a list
    escaped.replace("www.", "www\\.").replacen(". ", "\\. ", usize::from(escaped.starts_with(|c: char| c.is_ascii_digit())))
}

impl Form for Page {
    fn begin(&mut self, head: &Head<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# What is claimed now: {} → {}\n", escaped(head.before), escaped(head.after))?;
        writeln!(out, "{}", escaped(&phrases::options(head)))
    }

    fn subject(&mut self, title: Option<&str>, season: Option<i64>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n## {}\n", escaped(&phrases::subject(title, season)))
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "- **{}** · {}: {}", name(&phrases::weight(view)), escaped(&phrases::label(view)), escaped(&phrases::arrow(view)))?;
        for (when, claim) in [("before", view.before), ("after", view.after)] {
            if let Some(claim) = claim {
                writeln!(out, "  - {when}, {}: “{}”", escaped(&phrases::place(claim)), escaped(&phrases::quote(claim)))?;
            }
        }
        if let Some(aside) = phrases::aside(view) {
            writeln!(out, "  - {}", escaped(&aside))?;
        }
        Ok(())
    }

    fn end(&mut self, tail: &Tail<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}", escaped(&phrases::summary(tail)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_can_neither_format_nor_link() {
        let hostile = "<script>alert(1)</script> [x](http://e.org) **b** @all `c`\n# h www.e.org";
        let text = escaped(hostile);
        for sign in ["<", ">", "](", " **", "@", "\n", "://", "www.e"] {
            assert!(!text.contains(sign), "{sign:?} in {text}");
        }
        assert_eq!(escaped("1. April"), "1\\. April");
        assert_eq!(escaped("Zoë’s “Fjord”"), "Zoë’s “Fjord”");
    }
}
