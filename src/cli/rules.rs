//! `greenlit rules`: which wordings are known, what one of them says, and whether they hold.

use std::io::Write;
use std::path::PathBuf;

use super::exit::{Exit, Stop};
use super::output::Output;
use super::{book, no_such_rule, say};
use crate::claim::{Kind, name};
use crate::examples;
use crate::rules::Rule;
use crate::write::safe::visible;

const EXAMPLES: &str = "\
Examples:
  greenlit rules list --kind renewal
  greenlit rules show cast/will-return
  greenlit rules test my-pack/        try your own rules on their examples

A rule, in a *.toml file of a pack (see CONTRIBUTING.md for more):
  [[rule]]
  id = \"renewal/back-on-air\"        kind/what-it-finds
  why = \"One sentence: the reason for it.\"
  pattern = \"{title} %vp <back on air> [for {season}]\"
  status = \"renewed\"               or relation = … (cast), event = … (date)
  yes = [{ text = \"…\", title = \"…\", season = 3 }]
  no = [\"…\"]

The pattern language:
  renewed          a word, in any case        @renew @renew.en   a word class, one form of it
  {title}          a mention: title, person, season, date, network, name, role, work, …
  {person<}        a list of persons that ends here     {person>}   one that begins here
  a | b   ( … )    alternatives, a group      [ … ]   may be absent      ( … )* ( … )+   repeated
  < … >            the words that state the claim: every pattern has exactly one
  ..3              up to three words that end no clause      _   any one word
  ^  $             start and end of the sentence             %vp  a macro of the pack
  \\( \\) \\[ \\] \\\"   the marks themselves";

/// List, show and test the wordings that state a claim
#[derive(Debug, clap::Subcommand)]
#[command(after_long_help = EXAMPLES)]
pub(super) enum Command {
    /// List the rules: id, kind and reason
    List {
        /// Only rules of these kinds
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        kind: Vec<Kind>,
        /// Layer the pack in DIR on the built-in rules; may be given several times
        #[arg(long = "rules", value_name = "DIR")]
        packs: Vec<PathBuf>,
    },
    /// Show one rule: its reason, its patterns, its examples and where it stands
    Show {
        /// The rule's id, as in cast/will-return
        id: String,
        /// Layer the pack in DIR on the built-in rules; may be given several times
        #[arg(long = "rules", value_name = "DIR")]
        packs: Vec<PathBuf>,
    },
    /// Try every rule on its own examples
    ///
    /// Each sentence under `yes` must give the claim it says, and none under `no` may give any. Exit
    /// status 1 if one of them does not hold.
    Test {
        /// A pack of your own to test on top of the built-in rules
        #[arg(value_name = "DIR")]
        pack: Option<PathBuf>,
    },
}

pub(super) fn run(command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List { kind, packs } => list(kind, packs),
        Command::Show { id, packs } => show(id, packs),
        Command::Test { pack } => test(pack.as_ref()),
    }
}

fn list(kinds: &[Kind], packs: &[PathBuf]) -> Result<Exit, Stop> {
    let (book, exit) = book(packs)?;
    let rules: Vec<&Rule> = book.rules().iter().filter(|rule| kinds.is_empty() || kinds.contains(&rule.kind())).collect();
    let id = rules.iter().map(|rule| rule.id().chars().count()).max().unwrap_or(0);
    let mut out = Output::open(None)?;
    for rule in rules {
        writeln!(out, "{:id$}  {:7}  {}", visible(rule.id()), name(&rule.kind()), visible(&rule.raw.why))?;
    }
    out.keep()?;
    Ok(exit)
}

fn show(id: &str, packs: &[PathBuf]) -> Result<Exit, Stop> {
    let (book, exit) = book(packs)?;
    let Some(rule) = book.rule(id) else { return Err(no_such_rule(id, book)) };
    let mut out = Output::open(None)?;
    writeln!(out, "{}  ({})", visible(rule.id()), name(&rule.kind()))?;
    writeln!(out, "{}", visible(&rule.raw.why))?;
    writeln!(out, "in {}", visible(&rule.raw.source))?;
    for (heading, lines) in [
        ("pattern", rule.raw.patterns.clone()),
        ("frame", rule.raw.frame.iter().map(ToString::to_string).collect()),
        ("heading", rule.raw.heading.clone()),
        ("yes", rule.raw.yes.iter().map(|e| e.text.clone()).collect()),
        ("no", rule.raw.no.clone()),
    ] {
        if !lines.is_empty() {
            writeln!(out, "\n{heading}")?;
        }
        for line in &lines {
            writeln!(out, "  {}", visible(line))?;
        }
    }
    out.keep()?;
    Ok(exit)
}

fn test(pack: Option<&PathBuf>) -> Result<Exit, Stop> {
    let (book, mut exit) = book(pack.map(std::slice::from_ref).unwrap_or_default())?;
    let failures = examples::check(book);
    let mut out = Output::open(None)?;
    for failure in &failures {
        let source = book.rule(&failure.rule).map_or("", |rule| rule.raw.source.as_str());
        writeln!(out, "{}: {}", visible(source), visible(&failure.rule))?;
        for (heading, text) in [("example", &failure.example), ("expected", &failure.expected), ("got", &failure.got)] {
            writeln!(out, "  {heading:8}  {}", visible(text))?;
        }
        writeln!(out)?;
    }
    let examples: usize = book.rules().iter().map(examples::count).sum();
    writeln!(out, "{} rules, {examples} examples, {} failed", book.rules().len(), failures.len())?;
    out.keep()?;
    if !failures.is_empty() {
        say::error(format!("{} examples do not hold (greenlit rules show ID prints a rule)", failures.len()));
        exit = Exit::Partly;
    }
    Ok(exit)
}
