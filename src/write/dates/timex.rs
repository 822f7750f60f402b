//! One TIMEX3 a line, by the names that its scorers know.

use std::io::{self, Write};

use serde::Serialize;

use super::Page;
use crate::span::CharIndex;

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    r#type: &'a str,
    value: &'a str,
    r#mod: Option<&'a str>,
    quant: Option<&'a str>,
    freq: Option<&'a str>,
    text: &'a str,
}

pub(super) fn rows(page: &Page<'_>, index: &CharIndex<'_>, out: &mut dyn Write) -> io::Result<()> {
    for tagged in page.found {
        let chars = index.char_span(page.text.token_span(&tagged.tokens));
        let timex = &tagged.timex;
        let row = Row {
            doc: page.name,
            start: chars.start,
            end: chars.end,
            r#type: timex.kind.name(),
            value: &timex.value,
            r#mod: timex.modifier,
            quant: timex.quant,
            freq: timex.freq.as_deref(),
            text: page.text.words(&tagged.tokens),
        };
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
