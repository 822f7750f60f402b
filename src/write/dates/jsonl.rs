//! One time expression a line, with all that is known of it. Every key stands in every row.

use std::io::{self, Write};

use serde::Serialize;

use super::Page;
use crate::resolve::date::tense_name;
use crate::span::CharIndex;

/// A row. Offsets are code points of the text, half open.
#[derive(Serialize)]
struct Row<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'a str,
    value: &'a str,
    r#mod: Option<&'a str>,
    quant: Option<&'a str>,
    freq: Option<&'a str>,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    whole_start: usize,
    whole_end: usize,
    whole_edtf: Option<String>,
    anchor: &'a str,
    anchor_value: Option<String>,
    rule: &'a str,
    tense: Option<&'a str>,
    tense_cue: Option<&'a str>,
    how: &'a str,
    runner_up: Option<String>,
}

pub(super) fn rows(page: &Page<'_>, index: &CharIndex<'_>, out: &mut dyn Write) -> io::Result<()> {
    for tagged in page.found {
        let chars = index.char_span(page.text.token_span(&tagged.tokens));
        let whole = tagged.whole.as_ref();
        let whole_chars = whole.map_or(chars, |(tokens, _)| index.char_span(page.text.token_span(tokens)).join(chars));
        let whole_edtf = whole.map_or(tagged.edtf.as_ref(), |(_, edtf)| edtf.as_ref());
        let timex = &tagged.timex;
        let row = Row {
            document: page.name,
            start: chars.start,
            end: chars.end,
            text: page.text.words(&tagged.tokens),
            r#type: timex.kind.name(),
            value: &timex.value,
            r#mod: timex.modifier,
            quant: timex.quant,
            freq: timex.freq.as_deref(),
            edtf: tagged.edtf.as_ref().map(ToString::to_string),
            earliest: tagged.edtf.as_ref().and_then(|e| e.earliest()).map(|d| d.to_string()),
            latest: tagged.edtf.as_ref().and_then(|e| e.latest()).map(|d| d.to_string()),
            whole_start: whole_chars.start,
            whole_end: whole_chars.end,
            whole_edtf: whole_edtf.map(ToString::to_string),
            anchor: tagged.anchor.name(),
            anchor_value: tagged.anchor_value.map(|d| d.to_string()),
            rule: tagged.rule,
            tense: tagged.tense.map(|(tense, _)| tense_name(tense)),
            tense_cue: tagged.tense.map(|(_, token)| page.text.word(token)),
            how: tagged.how,
            runner_up: tagged.runner_up.as_ref().map(ToString::to_string),
        };
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
