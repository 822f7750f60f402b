//! `greenlit extract`: articles in, their claims out.
//!
//! Decides what is read, in which form it is written and what is left out; a bad input is reported,
//! remembered in the exit status and never stops or empties the run.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::ValueEnum;

use super::exit::{Exit, Stop, usage};
use super::fields::{FieldArgs, PageArgs};
use super::inputs::{self, Read};
use super::output::Output;
use super::say::{self, counted};
use super::{anchors, book, claims_of, no_such_rule, width};
use crate::claim::{Certainty, Claim, Kind};
use crate::ingest::duplicate::{Duplicates, Signature};
use crate::ingest::{Article, Flow, Meta, Options};
use crate::pipeline::{self, Trace};
use crate::rules::RuleBook;
use crate::write::safe::visible;
use crate::write::{Format, Look, Note, Page, Writer};

/// Wider lines of text than this are hard to read, however wide the terminal is.
const READABLE: usize = 120;
/// What messages call standard output.
const STDOUT: &str = "standard output";

const EXAMPLES: &str = "\
Examples:
  greenlit extract article.txt                          the claims, shown on the text
  greenlit extract article.txt > claims.jsonl           one claim a line
  greenlit extract --published 2017-07-01 a.txt b.txt -o claims.csv
  cat article.txt | greenlit extract -
  greenlit extract --kind renewal --certainty certain,probable dump.jsonl
  greenlit extract --explain article.txt                why each claim is what it is
  greenlit extract --why-not cast/will-return article.txt

An input is a text file (UTF-8, UTF-16 or a legacy encoding; a front-matter head between --- lines may
give title, published, outlet and url), a dump with one JSON row a line ({\"id\",\"title\",\"text\",
\"published\",\"url\",\"outlet\"}, or what --text-field and its like name), JSON, any of these compressed
(gzip, zstd) or in a tar archive, or - for standard input. Content decides, not the name.

Exit status: 0 done (no claims is no error), 1 some inputs failed and the claims of the others were
written, 2 wrong usage or no input could be read.";

/// Find the claims of articles
///
/// On a terminal every claim is shown on the sentence that states it; in a pipe each is one line of
/// JSON. A date such as "on Thursday" is worked out from the day of publication if that is known.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Articles: text files, dumps, archives, or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// The day of publication: 2017-07-01, 2017-07 or 2017
    #[arg(long, value_name = "DATE", value_parser = published, help_heading = "About the article")]
    published: Option<String>,
    /// The headline
    #[arg(long, value_name = "TEXT", help_heading = "About the article")]
    title: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME", help_heading = "About the article")]
    outlet: Option<String>,
    /// Its address
    #[arg(long, value_name = "URL", help_heading = "About the article")]
    url: Option<String>,

    #[command(flatten)]
    fields: FieldArgs,
    #[command(flatten)]
    pages: PageArgs,

    /// Only claims of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = "What is found")]
    kind: Vec<Kind>,
    /// Only claims that are this sure
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', help_heading = "What is found")]
    certainty: Vec<Certainty>,
    /// Look for claims in articles of other languages too
    #[arg(long, help_heading = "What is found")]
    any_language: bool,
    /// Do not say which articles of this run are copies of earlier ones
    #[arg(long, help_heading = "What is found")]
    no_dedup: bool,
    /// Layer the rules in DIR on the built-in ones; may be given several times
    #[arg(long, value_name = "DIR", help_heading = "What is found")]
    rules: Vec<PathBuf>,

    /// How to write the claims
    ///
    /// By itself: by the ending of --output, annotated on a terminal, jsonl in a pipe.
    #[arg(long, short, value_name = "FORMAT", default_value = "auto", help_heading = "Output")]
    format: Wanted,
    /// Write to FILE, which appears only when all is done
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<String>,
    /// Columns of the annotated view and of the table
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..), help_heading = "Output")]
    width: Option<u16>,
    /// Below each claim, say why it is what it is: rule, matched words, cues, subject
    #[arg(long, help_heading = "Output", conflicts_with = "why_not")]
    explain: bool,
    /// Instead of claims, say of each sentence how far the rule RULE came in it
    #[arg(long, value_name = "RULE", help_heading = "Output")]
    why_not: Option<String>,
}

/// The argument of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// By the output's name; annotated on a terminal, else jsonl
    Auto,
    /// One claim a line, as JSON
    Jsonl,
    /// One JSON array
    Json,
    /// Flat columns for spreadsheets
    Csv,
    /// A table, as wide as the terminal
    Table,
    /// The sentences with their spans underlined and each claim in plain words
    #[value(alias = "pretty")]
    Annotated,
}

impl Wanted {
    fn given(self) -> Option<Format> {
        match self {
            Wanted::Auto => None,
            Wanted::Jsonl => Some(Format::Jsonl),
            Wanted::Json => Some(Format::Json),
            Wanted::Csv => Some(Format::Csv),
            Wanted::Table => Some(Format::Table),
            Wanted::Annotated => Some(Format::Annotated),
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let inputs = inputs::named(&args.inputs, "extract")?;
    let to_file = args.output.as_deref().filter(|path| *path != "-");
    inputs::spared_by(to_file, &inputs)?;
    let format = format(args, to_file)?;
    let (book, sound) = book(&args.rules)?;
    if let Some(rule) = &args.why_not
        && book.rule(rule).is_none()
    {
        return Err(no_such_rule(rule, book));
    }

    let width = match args.width {
        Some(width) => usize::from(width),
        None if format == Format::Annotated => width().min(READABLE),
        None => width(),
    };
    let look = Look { width, color: to_file.is_none() && say::stdout_has_color() };
    let output = Output::open(args.output.as_deref())?;
    let sheet = match &args.why_not {
        Some(rule) => Sheet::Reasons { rule, out: output },
        None => Sheet::Claims(Writer::new(format, look, output)?),
    };
    let live = to_file.is_none() && io::stdout().is_terminal();
    let mut run = Run { args, book, sheet, live, claims: 0, bugs: 0, seen: Duplicates::default(), stopped: None };
    let overrides =
        Meta { title: args.title.clone(), published: args.published.clone(), outlet: args.outlet.clone(), url: args.url.clone() };
    // For reading only: every sentence of a page is asked for its reasons.
    let anchors = if args.why_not.is_some() { None } else { anchors(book) };
    let options = Options { anchors, overrides, fields: args.fields.fields(), any_language: args.any_language, ..args.pages.options() };
    let read = inputs::each(&inputs, &options, &mut |article| match run.write(article) {
        Ok(()) => Flow::Continue(()),
        Err(error) => {
            run.stopped = Some(Stop::writing(run.place(), error));
            Flow::Break(())
        }
    });
    run.finish(read, &options, format, sound)
}

/// The format that is asked for by name, by the output's ending, or by where the output goes.
fn format(args: &Args, to_file: Option<&str>) -> Result<Format, Stop> {
    let by_name = match to_file
        .filter(|_| args.why_not.is_none())
        .and_then(|path| Some((path, PathBuf::from(path).extension()?.to_owned())))
    {
        Some((path, ending)) if args.format == Wanted::Auto => Some(Format::of_name(path).ok_or_else(|| {
            let ending = ending.to_string_lossy();
            usage(format!("--output {path}: greenlit does not write .{ending} files (use .jsonl, .json, .csv or .txt, or say --format)"))
        })?),
        _ => None,
    };
    let given = args.format.given().or(by_name);
    if args.explain && given.is_some_and(|format| format != Format::Annotated) {
        return Err(usage("--explain is for reading and needs the annotated view (leave --format away, or write to a .txt file)"));
    }
    if args.why_not.is_some() && given.is_some() {
        return Err(usage("--why-not prints plain text instead of claims (leave --format away)"));
    }
    Ok(given.unwrap_or(if args.explain || (to_file.is_none() && io::stdout().is_terminal()) { Format::Annotated } else { Format::Jsonl }))
}

/// What is being written.
enum Sheet<'a> {
    Claims(Writer<Output>),
    /// Why a rule did not match.
    Reasons {
        rule: &'a str,
        out: Output,
    },
}

/// The run over all inputs.
struct Run<'a> {
    args: &'a Args,
    book: &'a RuleBook,
    sheet: Sheet<'a>,
    /// Somebody is watching, so claims are shown as they are found.
    live: bool,
    claims: u64,
    /// Articles on which greenlit itself fell over.
    bugs: u64,
    /// The articles so far, to know copies of them.
    seen: Duplicates,
    /// A failed write: what comes after it has nowhere to go.
    stopped: Option<Stop>,
}

impl Run<'_> {
    fn write(&mut self, article: &Article) -> io::Result<()> {
        match &mut self.sheet {
            Sheet::Claims(writer) => {
                let Some(found) = claims_of(article, self.book) else {
                    self.bugs += 1;
                    return Ok(());
                };
                let kept: Vec<bool> = found.claims.iter().map(|claim| wanted(self.args, claim)).collect();
                let mut claims = found.claims;
                retain(&mut claims, &kept);
                let mut notes: Vec<Vec<Note>> = Vec::new();
                if self.args.explain {
                    notes = found.traces.into_iter().map(notes_of).collect();
                    retain(&mut notes, &kept);
                }
                if !self.args.no_dedup && !claims.is_empty() {
                    let original = self.seen.see(&article.name, Signature::of(article.body.of(&article.text)));
                    for claim in &mut claims {
                        claim.provenance.duplicate_of = original.map(str::to_owned);
                    }
                }
                self.claims += claims.len() as u64;
                writer.article(&Page { text: Some(&article.text), claims: &claims, notes: &notes })?;
                if self.live { writer.flush() } else { Ok(()) }
            }
            Sheet::Reasons { rule, out } => {
                use io::Write;
                writeln!(out, "{}: {rule}", visible(&article.name))?;
                for paragraph in pipeline::why_not(article, self.book, rule) {
                    writeln!(out)?;
                    for line in paragraph.lines() {
                        writeln!(out, "  {}", visible(line))?;
                    }
                }
                if self.live { out.flush() } else { Ok(()) }
            }
        }
    }

    /// Ends the output and says how it went.
    fn finish(self, mut read: Read, options: &Options, format: Format, sound: Exit) -> Result<Exit, Stop> {
        if let Some(stop) = self.stopped {
            return Err(stop);
        }
        let place = self.place().to_owned();
        let claims = self.claims;
        read.failed += self.bugs;
        let reasons = matches!(self.sheet, Sheet::Reasons { .. });
        let output = match self.sheet {
            Sheet::Claims(writer) => writer.finish().map_err(|error| Stop::writing(&place, error))?,
            Sheet::Reasons { out, .. } => out,
        };
        if read.is_nothing() {
            // Dropping the output instead of keeping it leaves a file of an earlier run alone.
            return Ok(Exit::Nothing);
        }
        output.keep().map_err(|error| Stop::writing(&place, error))?;
        if !reasons && matches!(format, Format::Annotated | Format::Table) && io::stderr().is_terminal() {
            say::note(format!("{} in {}", counted(claims, "claim"), counted(read.articles, "article")));
        }
        inputs::passed_over(read.foreign, options);
        Ok(read.exit(sound))
    }

    fn place(&self) -> &str {
        self.args.output.as_deref().filter(|path| *path != "-").unwrap_or(STDOUT)
    }
}

fn wanted(args: &Args, claim: &Claim) -> bool {
    (args.kind.is_empty() || args.kind.contains(&claim.kind)) && (args.certainty.is_empty() || args.certainty.contains(&claim.certainty))
}

fn notes_of(trace: Trace) -> Vec<Note> {
    let one = |name, text: String| Note { name, text };
    let mut notes = vec![one("rule", trace.rule), one("why", trace.why)];
    notes.extend(trace.elements.into_iter().map(|element| one("matched", element)));
    notes.extend(trace.cues.into_iter().map(|cue| one("cue", cue)));
    notes.push(one("subject", trace.subject));
    notes.extend(trace.date.map(|date| one("date", date)));
    notes.retain(|note| !note.text.is_empty());
    notes
}

/// Keeps what `kept` says, in order.
fn retain<T>(all: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    all.retain(|_| *kept.next().expect("one for each"));
}

/// A date of publication: a year, a month or a day that the calendar has.
pub(super) fn published(text: &str) -> Result<String, String> {
    let way_out = "write 2017-07-01, or 2017-07 or 2017 if no more is known";
    let mut fields = text.split('-').zip([4, 2, 2]);
    let mut number = || match fields.next() {
        None => Some(None),
        Some((digits, length)) if digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok().map(Some),
        Some(_) => None,
    };
    let whole = text.split('-').count() <= 3;
    let (Some(Some(year)), Some(month), Some(day), true) = (number(), number(), number(), whole) else {
        return Err(format!("not a date ({way_out})"));
    };
    let day = day.unwrap_or(1) as i8;
    match jiff::civil::Date::new(year, month.unwrap_or(1) as i8, day) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(format!("the calendar has no such day ({way_out})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_publication_are_checked() {
        for good in ["2017", "2017-07", "2017-07-01", "2016-02-29"] {
            assert_eq!(published(good).as_deref(), Ok(good));
        }
        for bad in ["", "17", "2017-7", "2017-13", "2017-02-29", "2017-07-01-", "2017-07-01-02", "yesterday", "20170701", "2017-", "+017"] {
            assert!(published(bad).is_err(), "{bad:?} was taken for a date");
        }
    }
}
