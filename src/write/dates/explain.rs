//! Every time expression in its surroundings, and why it is what it is.

use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use super::Page;
use crate::edtf::Edtf;
use crate::resolve::date::tense_name;
use crate::span::{CharIndex, Span};
use crate::write::Look;
use crate::write::safe::visible;

/// Code points of the sentence that are shown on either side.
const AROUND: usize = 40;

pub(super) fn blocks(look: Look, page: &Page<'_>, index: &CharIndex<'_>, out: &mut dyn Write) -> io::Result<()> {
    let paint = |style: Style, text: &str| if look.color { format!("{style}{text}{style:#}") } else { text.to_owned() };
    let bold = AnsiColor::Cyan.on_default() | Effects::BOLD;
    for tagged in page.found {
        let span = page.text.token_span(&tagged.tokens);
        let (before, behind) = surroundings(page, span);
        let mark = |text: &str| if look.color { paint(bold, text) } else { format!("[{text}]") };
        writeln!(out, "{}:{}:{}", visible(page.name), index.line(span.start), index.column(span.start))?;
        writeln!(out, "  {}{}{}", visible(before), mark(&visible(span.of(page.text.source))), visible(behind))?;
        let mut note = |name: &str, text: String| -> io::Result<()> {
            if text.is_empty() {
                return Ok(());
            }
            writeln!(out, "    {} {text}", paint(Style::new().dimmed(), &format!("{name:<10}")))
        };
        let timex = &tagged.timex;
        let mut value = format!("{} {}", timex.kind.name(), timex.value);
        for (name, said) in [("mod", timex.modifier), ("quant", timex.quant), ("freq", timex.freq.as_deref())] {
            if let Some(said) = said {
                value.push_str(&format!(", {name} {said}"));
            }
        }
        note("TIMEX3", value)?;
        note("EDTF", tagged.edtf.as_ref().map(days).unwrap_or_default())?;
        if let Some((tokens, whole)) = &tagged.whole {
            let words = visible(page.text.words(tokens)).into_owned();
            note("whole", format!("“{words}”{}", whole.as_ref().map(|w| format!(" {w}")).unwrap_or_default()))?;
        }
        note("rule", tagged.rule.to_owned())?;
        note("anchor", tagged.anchor_value.map(|value| format!("{value} ({})", tagged.anchor.name())).unwrap_or_default())?;
        note(
            "tense",
            tagged
                .tense
                .map(|(tense, token)| format!("{}, from “{}”", tense_name(tense), visible(page.text.word(token))))
                .unwrap_or_default(),
        )?;
        note("direction", direction(tagged.edtf.as_ref(), page).to_owned())?;
        note("why", tagged.how.to_owned())?;
        note("runner-up", tagged.runner_up.as_ref().map(|other| format!("{other}, in the other tense")).unwrap_or_default())?;
        writeln!(out)?;
    }
    Ok(())
}

/// A value with the days that it can mean.
fn days(value: &Edtf) -> String {
    match (value.earliest(), value.latest()) {
        (Some(a), Some(b)) if a == b => value.to_string(),
        (Some(a), Some(b)) => format!("{value} ({a} to {b})"),
        _ => value.to_string(),
    }
}

/// How the value lies to the day of publication.
fn direction(value: Option<&Edtf>, page: &Page<'_>) -> &'static str {
    let (Some(value), Some(today)) = (value, page.published) else { return "" };
    match (value.latest().zip(today.earliest()), value.earliest().zip(today.latest())) {
        (Some((latest, today)), _) if latest < today => "before publication",
        (_, Some((earliest, today))) if earliest > today => "after publication",
        _ => "around publication",
    }
}

/// The text of the sentence on both sides of a span, as much as is shown.
fn surroundings<'a>(page: &'a Page<'_>, span: Span) -> (&'a str, &'a str) {
    let sentence = page.text.sentences.iter().find(|s| s.span.start <= span.start && span.end <= s.span.end).map_or(span, |s| s.span);
    let before = &page.text.source[sentence.start..span.start];
    let behind = &page.text.source[span.end..sentence.end];
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    (&before[from..], &behind[..to])
}
