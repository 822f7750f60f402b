//! `greenlit dates`: every time expression of a text.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

use super::exit::{Exit, Stop};
use super::fields::FieldArgs;
use super::output::Output;
use super::{inputs, say, width};
use crate::edtf::Edtf;
use crate::ingest::{Article, Flow, Meta, Options};
use crate::mention::date::may_hold_time;
use crate::resolve::date::{published, tagger};
use crate::text::Text;
use crate::write::Look;
use crate::write::dates::{self, Format, Page};

const EXAMPLES: &str = "\
Examples:
  greenlit dates article.txt --published 2018-10-12       every time expression, its TIMEX3 and its EDTF value
  greenlit dates --explain article.txt                    and why: rule, anchor, tense, direction, runner-up
  greenlit dates --format timeml article.txt              the text with TIMEX3 tags
  greenlit dates --format timex dump.jsonl > timex.jsonl  one TIMEX3 a line, for scorers

TIMEX3 marks \"2020\" in \"no earlier than 2020\"; the EDTF value is that of all of it: [2020..]. Without a day of
publication only what the text says is given: XXXX-05-19.

Exit status: 0 done, 1 some inputs failed and the rest was written, 2 wrong usage or no input could be read.";

/// Find every time expression of texts: dates, times, durations, regular times
///
/// Each has its place, its TIMEX3 (type, value, mod, quant, freq), its EDTF value with the days that it can
/// mean, and what it was counted from.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Texts: text files, dumps, archives, or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// The day of publication: 2017-07-01, 2017-07 or 2017
    #[arg(long, value_name = "DATE", value_parser = super::extract::published, help_heading = "About the article")]
    published: Option<String>,
    /// The headline
    #[arg(long, value_name = "TEXT", help_heading = "About the article")]
    title: Option<String>,

    #[command(flatten)]
    fields: FieldArgs,

    /// How to write them
    ///
    /// By itself: a table on a terminal, jsonl in a pipe.
    #[arg(long, short, value_name = "FORMAT", default_value = "auto", help_heading = "Output")]
    format: Wanted,
    /// Write to FILE, which appears only when all is done
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<String>,
    /// Columns of the table
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..), help_heading = "Output")]
    width: Option<u16>,
    /// Show each in its sentence, with why it is what it is
    #[arg(long, help_heading = "Output", conflicts_with = "format")]
    explain: bool,
}

/// The argument of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// A table on a terminal, else jsonl
    Auto,
    /// A table, as wide as the terminal
    Table,
    /// One a line, as JSON, with all that is known
    Jsonl,
    /// One TIMEX3 a line: doc, start, end, type, value, mod, quant, freq, text
    Timex,
    /// The text with TIMEX3 tags (XML)
    Timeml,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let inputs = inputs::named(&args.inputs, "dates")?;
    let to_file = args.output.as_deref().filter(|path| *path != "-");
    inputs::spared_by(to_file, &inputs)?;
    let format = match args.format {
        _ if args.explain => Format::Explain,
        Wanted::Auto if to_file.is_none() && io::stdout().is_terminal() => Format::Table,
        Wanted::Auto | Wanted::Jsonl => Format::Jsonl,
        Wanted::Table => Format::Table,
        Wanted::Timex => Format::Timex,
        Wanted::Timeml => Format::Timeml,
    };
    let look = Look { width: args.width.map_or_else(width, usize::from), color: to_file.is_none() && say::stdout_has_color() };
    let mut out = Output::open(args.output.as_deref())?;
    let place = to_file.unwrap_or("standard output");
    dates::begin(format, look, &mut out).map_err(|error| Stop::writing(place, error))?;
    let overrides = Meta { title: args.title.clone(), published: args.published.clone(), ..Meta::default() };
    let options = Options { overrides, fields: args.fields.fields(), any_language: true, ..Options::default() };
    let mut sheet = Sheet { format, look, out };
    let mut stopped = None;
    let read = inputs::each(&inputs, &options, &mut |article| match sheet.write(article) {
        Ok(()) => Flow::Continue(()),
        Err(error) => {
            stopped = Some(Stop::writing(place, error));
            Flow::Break(())
        }
    });
    if let Some(stop) = stopped {
        return Err(stop);
    }
    if !read.is_nothing() {
        sheet.out.keep().map_err(|error| Stop::writing(place, error))?;
    }
    Ok(read.exit(Exit::Done))
}

/// What is being written.
struct Sheet {
    format: Format,
    look: Look,
    out: Output,
}

impl Sheet {
    fn write(&mut self, article: &Article) -> io::Result<()> {
        let text = Text::around(&article.text, article.body, article.meta.title.as_deref(), &may_hold_time);
        let published = article.meta.published.as_deref().and_then(published);
        let found = tagger::tag(&text, published.as_ref());
        let day = if let Some(Edtf::Date(date)) = published { Some(date) } else { None };
        let page = Page { name: &article.name, text: &text, published: day, found: &found };
        dates::write(self.format, self.look, &page, &mut self.out)?;
        if self.format == Format::Table || self.format == Format::Explain { self.out.flush() } else { Ok(()) }
    }
}
