//! `greenlit dates`: every time expression of a text.

use std::io::Write;

use clap::ValueEnum;

use super::exit::{Exit, Stop};
use super::output::Output;
use super::say;

use super::fields::FieldArgs;
use crate::ingest::{self, Meta, Options};
use crate::resolve::date::{published, tagger};
use crate::span::CharIndex;
use crate::text::Text;

/// Find the time expressions of texts
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Articles: text files, .jsonl files, or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// The day of publication: 2017-07-01, 2017-07 or 2017
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    #[command(flatten)]
    fields: FieldArgs,

    /// How to write them
    #[arg(long, short, value_name = "FORMAT", default_value = "timex")]
    format: Wanted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// One TIMEX3 a line, as scorers want it
    Timex,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let inputs = if args.inputs.is_empty() { vec!["-".to_owned()] } else { args.inputs.clone() };
    let overrides = Meta { published: args.published.clone(), ..Meta::default() };
    let options = Options { overrides, fields: args.fields.fields(), max_piece: None };
    let mut out = Output::open(None)?;
    let mut failed = false;
    for input in &inputs {
        ingest::read(input, &options, &mut |item| {
            if let Err(failure) = &item {
                say::error(failure);
                failed = true;
            }
            if let Ok(article) = item {
                let text = Text::new(&article.text, article.body, article.meta.title.as_deref());
                let published = article.meta.published.as_deref().and_then(published);
                let index = CharIndex::new(&article.text);
                for tagged in tagger::tag(&text, published.as_ref()) {
                    let span = text.token_span(&tagged.tokens);
                    let chars = index.char_span(span);
                    let row = serde_json::json!({
                        "doc": article.name, "start": chars.start, "end": chars.end, "type": tagged.timex.kind.name(),
                        "value": tagged.timex.value, "mod": tagged.timex.modifier, "text": text.words(&tagged.tokens), "rule": tagged.rule,
                    });
                    let _ = writeln!(out, "{row}");
                }
            }
        });
    }
    output_keep(out)?;
    Ok(if failed { Exit::Partly } else { Exit::Done })
}

fn output_keep(out: Output) -> Result<(), Stop> {
    out.keep().map_err(|error| Stop::writing("standard output", error))
}
