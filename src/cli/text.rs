//! `greenlit text`: what greenlit reads of an input, as text.
//!
//! Prints exactly the text in which the offsets of claims count: for a page its article behind a front-matter head. Saved to a file and read
//! again it gives the same claims.

use std::io::{self, Write};

use super::exit::{Exit, Stop};
use super::fields::{FieldArgs, PageArgs};
use super::inputs;
use super::output::Output;
use crate::ingest::{Article, Flow, Options};

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
    #[command(flatten)]
    pages: PageArgs,
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
    let inputs = inputs::named(&args.inputs, "text")?;
    let to_file = args.output.as_deref().filter(|path| *path != "-");
    inputs::spared_by(to_file, &inputs)?;
    let place = to_file.unwrap_or("standard output");
    let options = Options { fields: args.fields.fields(), any_language: true, ..args.pages.options() };
    let mut out = Output::open(args.output.as_deref())?;
    let (mut before, mut stopped) = (0usize, None);
    let read = inputs::each(&inputs, &options, &mut |article| {
        let written = match args.format {
            Wanted::Text => text(&mut out, article, before),
            Wanted::Jsonl => row(&mut out, article),
        };
        before += 1;
        stopped = written.err();
        if stopped.is_some() { Flow::Break(()) } else { Flow::Continue(()) }
    });
    if let Some(error) = stopped {
        return Err(Stop::writing(place, error));
    }
    if !read.is_nothing() {
        out.keep().map_err(|error| Stop::writing(place, error))?;
        inputs::passed_over(read.foreign, &options);
    }
    Ok(read.exit(Exit::Done))
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
