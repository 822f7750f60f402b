//! The commands: what the user types, where it is read from and written to, what is said on the way.
//!
//! One file a command; each turns its arguments into calls of the library and its problems into
//! messages. This is the only module that prints, and the only one that knows of terminals,
//! environment variables and exit statuses ([`exit`]).

mod batch;
mod dates;
mod diff;
mod eval;
pub mod exit;
mod extract;
mod fields;
mod inputs;
mod output;
mod progress;
mod rules;
mod say;
mod schema;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::error::Problem;
use crate::ingest::{Anchors, Article};
use crate::pipeline::{self, Extraction};
use crate::rules::RuleBook;
use crate::write::safe::visible;
use exit::{Exit, Stop, usage};

const EXAMPLES: &str = "\
Examples:
  greenlit extract article.txt                     show the article's claims on its text
  greenlit extract dump.jsonl -o claims.csv        a month of news into a spreadsheet
  greenlit diff old.txt new.txt                    what is claimed now that was not before
  greenlit batch corpus/ -o claims.jsonl           a whole corpus, in parallel
  greenlit rules list                              the wordings that greenlit knows

Exit status: 0 done, 1 some inputs failed and the rest was written, 2 wrong usage or nothing could be done.";

/// Reads news about films and series and writes down who claims what.
///
/// Dates, cast statements and renewals, each with the sentence that states it, how strongly it is
/// asserted and by whom. The same article always gives the same claims.
#[derive(Debug, Parser)]
#[command(name = "greenlit", version, arg_required_else_help = true, subcommand_required = true, after_long_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colour; NO_COLOR and CLICOLOR_FORCE are heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: say::Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find the claims of articles
    Extract(Box<extract::Args>),
    /// Print what is read of an input: its text and what is known of it
    Text(text::Args),
    /// Find every time expression, as TIMEX3 and EDTF
    Dates(dates::Args),
    /// Say what is claimed now that was not before
    Diff(diff::Args),
    /// Find the claims of a whole corpus, in parallel
    Batch(Box<batch::Args>),
    /// List, show and test the wordings that state a claim
    #[command(subcommand)]
    Rules(rules::Command),
    /// Score claims against gold annotations: precision, recall, F1
    Eval(eval::Args),
    /// Print the JSON Schema of a claim or of a comparison
    Schema(schema::Args),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(message) => {
            // Help goes to standard output and is done; everything else is wrong usage.
            let _ = message.print();
            return if message.use_stderr() { Exit::Nothing } else { Exit::Done }.into();
        }
    };
    cli.color.set();
    let ended = match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Dates(args) => dates::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Rules(command) => rules::run(&command),
        Command::Eval(args) => eval::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Schema(args) => schema::run(&args),
    };
    match ended {
        Ok(exit) => exit.into(),
        Err(Stop::Closed) => Exit::Done.into(),
        Err(Stop::Failed(error)) => {
            say::error(error);
            Exit::Nothing.into()
        }
    }
}

/// The built-in rules with the packs of `--rules` on top, and whether all of them were sound.
///
/// What is wrong with a pack is said here and stops nothing but the rule in question. The book stays until the program ends,
/// which is sooner without taking it apart.
fn book(packs: &[PathBuf]) -> Result<(&'static RuleBook, Exit), Stop> {
    let mut book = RuleBook::builtin();
    let mut exit = Exit::Done;
    for pack in packs {
        if !pack.is_dir() {
            let what = if pack.exists() { "is not a folder" } else { "no such folder" };
            return Err(usage(format!("--rules {}: {what} (a pack is a folder of .toml files)", pack.display())));
        }
        let problems: Vec<Problem>;
        (book, problems) = book.with_pack(pack);
        for problem in problems {
            say::error(problem);
            exit = Exit::Partly;
        }
    }
    Ok((Box::leak(Box::new(book)), exit))
}

/// The words by which pages without claims are told.
///
/// Some rules need no particular word ("Silo’s Ann Lee"); they find nothing in a page that holds none of the words
/// of all others.
fn anchors(book: &'static RuleBook) -> Option<Arc<Anchors>> {
    Some(Arc::new(Anchors::new(|| book.anchors().0)))
}

/// The claims of an article; `None`, with a word to the user, if a bug stopped the reading: it must not
/// cost the claims of the others.
fn claims_of(article: &Article, book: &RuleBook) -> Option<Extraction> {
    let attempt = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pipeline::extract(article, book)));
    if attempt.is_err() {
        let name = visible(&article.name);
        say::error(format!("{name}: a bug in greenlit stopped the reading of this article; please report it with the text"));
    }
    attempt.ok()
}

/// The message for a rule that is not there, with the ids that the user may have meant.
fn no_such_rule(id: &str, book: &RuleBook) -> Stop {
    let near = nearest(id, book.rules().iter().map(|rule| rule.id()));
    let hint = match &near[..] {
        [] => "greenlit rules list names them all".to_owned(),
        near => format!("did you mean {}? greenlit rules list names them all", near.join(" or ")),
    };
    usage(format!("there is no rule {id:?} ({hint})"))
}

/// At most three of `ids` that look or begin like `id`, the likeliest first.
fn nearest<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let id = id.to_lowercase();
    let last = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let mut near: Vec<(f64, &str)> = ids
        .map(|known| {
            // The name alone, without its kind, is the part that people remember.
            let name = strsim::normalized_damerau_levenshtein(&last(&id), &last(known));
            let whole = strsim::normalized_damerau_levenshtein(&id, known);
            let part = if !id.is_empty() && known.contains(&id) { 0.9 } else { 0.0 };
            (name.max(whole).max(part), known)
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .collect();
    near.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
    near.into_iter().take(3).map(|(_, id)| id).collect()
}

/// Columns of the terminal, or of the page if there is none.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    set.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).filter(|width| *width > 0).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_mistyped_rule_finds_its_neighbours() {
        let ids = ["cast/will-return", "cast/exits", "renewal/for-nth-season", "date/premieres-on"];
        assert_eq!(nearest("cast/wil-return", ids.into_iter()), ["cast/will-return"]);
        assert_eq!(nearest("will-return", ids.into_iter()), ["cast/will-return"]);
        assert_eq!(nearest("Renewal/For-Nth-Seasons", ids.into_iter()), ["renewal/for-nth-season"]);
        assert_eq!(nearest("return", ids.into_iter()), ["cast/will-return"]);
        assert!(nearest("zzz", ids.into_iter()).is_empty());
    }
}
