//! Time expressions on paper: one file a format, all of them streams.
//!
//! Unlike claims, time expressions are shown on their text, so a writer is handed both.

mod explain;
mod jsonl;
mod table;
mod timeml;
mod timex;

use std::io::{self, Write};

use super::Look;
use crate::edtf::EdtfDate;
use crate::resolve::date::tagger::Tagged;
use crate::span::CharIndex;
use crate::text::Text;

/// In which form time expressions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for the eye.
    Table,
    /// Each with its sentence and why it is what it is.
    Explain,
    /// One a line, with all that is known.
    Jsonl,
    /// One a line, with what scorers of TIMEX3 ask for.
    Timex,
    /// The text with TIMEX3 tags, one document an article.
    Timeml,
}

/// One text with what was found in it.
pub struct Page<'a> {
    /// What the user calls it.
    pub name: &'a str,
    /// The text with its structure.
    pub text: &'a Text<'a>,
    /// When it was published, as far as that is known.
    pub published: Option<EdtfDate>,
    /// Its time expressions, in order.
    pub found: &'a [Tagged],
}

/// Writes what stands before the first text.
pub fn begin(format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if format == Format::Table { table::head(look, out) } else { Ok(()) }
}

/// Writes the time expressions of one text.
pub fn write(format: Format, look: Look, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    if page.found.is_empty() && format != Format::Timeml {
        return Ok(());
    }
    let index = CharIndex::new(page.text.source);
    match format {
        Format::Table => table::rows(look, page, &index, out),
        Format::Explain => explain::blocks(look, page, &index, out),
        Format::Jsonl => jsonl::rows(page, &index, out),
        Format::Timex => timex::rows(page, &index, out),
        Format::Timeml => timeml::document(page, out),
    }
}
