//! `greenlit text`: what greenlit reads of an input, as text.
//!
//! Prints exactly the text in which the offsets of claims count: for a page its article behind a front-matter head. Saved to a file and read
//! again it gives the same claims.

use std::io::{self, IsTerminal, Write};

use super::exit::{Exit, Stop, usage};
use super::fields::FieldArgs;
use super::output::Output;
use super::say;
use crate::ingest::{self, Article, Flow, Options};

const EXAMPLES: &str = "\
Examples:
  greenlit text saved-page.html                         the article of a page, and what the page says of it
  greenlit text saved-page.html > article.txt           the offsets of claims count in this file
  greenlit text --format jsonl feed.xml                 one row an article, for other programs

Exit status: 0 done, 1 some inputs failed, 2 wrong usage or no input could be read.";

/// Print what is read of an input: its text and what is known of it
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Pages, feeds, text files, dumps; - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// How to write the articles
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: Wanted,
    /// Write to FILE, which appears only when all is done
    #[arg(long, short, value_name = "FILE")]
    output: Option<String>,
    #[command(flatten)]
    fields: FieldArgs,
}

/// The argument of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Wanted {
    /// The text as it is; several articles stand behind one another
    Text,
    /// One row an article: id, title, published, outlet, url, text
    Jsonl,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let inputs = match &args.inputs[..] {
        [] if io::stdin().is_terminal() => return Err(usage("no input (name a file, or - for standard input)")),
        [] => vec!["-".to_owned()],
        inputs => inputs.to_vec(),
    };
    let options = Options { fields: args.fields.fields(), any_language: true, ..Options::default() };
    let mut out = Output::open(args.output.as_deref())?;
    let (mut articles, mut failed) = (0usize, 0usize);
    let mut stopped: Option<io::Error> = None;
    for input in &inputs {
        let flow = ingest::pieces(input, &options, &mut |piece| {
            let mut take = |item: Result<Article, crate::error::Failure>| match item {
                Ok(article) => {
                    article.problems.iter().for_each(say::warning);
                    let written = match args.format {
                        Wanted::Text => text(&mut out, &article, articles),
                        Wanted::Jsonl => row(&mut out, &article),
                    };
                    articles += 1;
                    stopped = stopped.take().or(written.err());
                }
                Err(failure) => {
                    say::error(failure);
                    failed += 1;
                }
            };
            match piece {
                Ok(piece) => piece.articles(&options, &mut take),
                Err(failure) => take(Err(failure)),
            }
            if stopped.is_some() { Flow::Break(()) } else { Flow::Continue(()) }
        });
        if flow.is_break() {
            break;
        }
    }
    let place = args.output.as_deref().filter(|path| *path != "-").unwrap_or("standard output");
    if let Some(error) = stopped {
        return Err(Stop::writing(place, error));
    }
    if articles == 0 && failed > 0 {
        return Ok(Exit::Nothing);
    }
    out.keep().map_err(|error| Stop::writing(place, error))?;
    Ok(if failed > 0 { Exit::Partly } else { Exit::Done })
}

/// The text, byte by byte; a blank line before all but the first article.
fn text(out: &mut Output, article: &Article, before: usize) -> io::Result<()> {
    if before > 0 {
        writeln!(out)?;
    }
    out.write_all(article.text.as_bytes())
}

/// A row that every command reads as the same article.
fn row(out: &mut Output, article: &Article) -> io::Result<()> {
    let meta = &article.meta;
    let row = serde_json::json!({
        "id": article.name, "title": meta.title, "published": meta.published, "outlet": meta.outlet, "url": meta.url,
        "text": article.body.of(&article.text).trim_start_matches('\n'),
    });
    serde_json::to_writer(&mut *out, &row).map_err(io::Error::from)?;
    writeln!(out)
}
