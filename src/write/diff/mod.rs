//! Differences on paper: one file a format, all of them streams.
//!
//! A [`Writer`] is told where the comparison begins, then one delta after the other, by subject, and how it
//! came out. It holds one delta at a time, so that a million differences need no more memory than one.

mod html;
mod json;
mod markdown;
mod phrases;
mod rows;
mod side_by_side;
mod text;
mod wrap;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

pub use json::Document;

use super::Look;
use crate::claim::{Claim, name};
use crate::diff::{Delta, Difference, Options, Outcome};

/// In which form differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: by title, old and new, with both quotes.
    Text,
    /// The same in two columns.
    SideBySide,
    /// For a pull request or a newsletter.
    Markdown,
    /// One page with everything in it and nothing to load.
    Html,
    /// One document: options, changes, summary.
    Json,
    /// One change a line.
    Jsonl,
}

impl Format {
    /// The format that a file's name asks for; `None` for an ending that is not ours.
    pub fn of_name(name: &str) -> Option<Format> {
        let ending = std::path::Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            _ => None,
        }
    }

    fn form(self, look: Look) -> Box<dyn Form> {
        match self {
            Format::Text => Box::new(text::Text::new(look)),
            Format::SideBySide => Box::new(side_by_side::Columns::new(look)),
            Format::Markdown => Box::new(markdown::Page),
            Format::Html => Box::new(html::Page::default()),
            Format::Json => Box::new(json::Whole::default()),
            Format::Jsonl => Box::new(rows::Lines),
        }
    }
}

/// What is compared, and how.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// What the user calls the first side.
    pub before: &'a str,
    /// What the user calls the second side.
    pub after: &'a str,
    /// What is told and what counts.
    pub options: &'a Options,
}

impl Head<'_> {
    /// The options that are in force, as the user would write them.
    fn in_force(&self) -> InForce {
        let names = |set: &std::collections::BTreeSet<crate::diff::Change>| set.iter().map(name).collect();
        let Options { all, provenance, ignore, fail_on } = self.options;
        InForce { all: *all, provenance: *provenance, fail_on: names(fail_on), ignore: names(ignore) }
    }
}

/// The options that are in force.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InForce {
    /// Changes that leave what is claimed as it is are told.
    all: bool,
    /// Changes of provenance alone are told.
    provenance: bool,
    /// Changes that make the exit status 1.
    fail_on: Vec<String>,
    /// Changes that are neither told nor counted.
    ignore: Vec<String>,
}

/// An delta with its claims at hand.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// What happened.
    pub delta: &'a Delta,
    /// The claim of the first side.
    pub before: Option<&'a Claim>,
    /// The claim of the second side.
    pub after: Option<&'a Claim>,
}

impl<'a> View<'a> {
    /// The delta as rows, one for each change.
    fn differences(self) -> impl Iterator<Item = Difference<'a>> {
        let View { delta, before, after } = self;
        delta.changes.iter().map(move |change| {
            let valued = *change == crate::diff::Change::ValueChanged;
            Difference {
                change: *change,
                weight: change.weight(),
                slot_id: after.or(before).map_or("", |claim| &claim.slot_id),
                how: delta.how.filter(|_| valued),
                days: delta.days.filter(|_| valued),
                cause: delta.cause,
                matched: delta.matched,
                reason: delta.reason.as_deref(),
                before,
                after,
                before_mentions: delta.mentions[0],
                after_mentions: delta.mentions[1],
            }
        })
    }
}

/// How it came out.
#[derive(Debug, Clone, Copy)]
pub struct Tail<'a> {
    /// The outcome of the comparison.
    pub outcome: &'a Outcome,
    /// Claims of either side.
    pub claims: [usize; 2],
    /// Lines or inputs of either side that could not be read.
    pub broken: [usize; 2],
}

/// How one format writes.
trait Form {
    fn begin(&mut self, head: &Head<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// A group begins: `title` is null where the subject is not known.
    fn subject(&mut self, _title: Option<&str>, _season: Option<i64>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()>;

    fn end(&mut self, tail: &Tail<'_>, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes differences in one format.
pub struct Writer<W: Write> {
    form: Box<dyn Form>,
    out: W,
}

impl<W: Write> Writer<W> {
    /// Begins the output.
    pub fn new(format: Format, look: Look, head: &Head<'_>, mut out: W) -> io::Result<Self> {
        let mut form = format.form(look);
        form.begin(head, &mut out)?;
        Ok(Writer { form, out })
    }

    /// Begins the deltas of a subject.
    pub fn subject(&mut self, title: Option<&str>, season: Option<i64>) -> io::Result<()> {
        self.form.subject(title, season, &mut self.out)
    }

    /// Writes one delta.
    pub fn delta(&mut self, view: View<'_>) -> io::Result<()> {
        self.form.delta(view, &mut self.out)
    }

    /// Ends the output and gives back where it went.
    pub fn finish(mut self, tail: &Tail<'_>) -> io::Result<W> {
        self.form.end(tail, &mut self.out)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// One line of what came out: `3 changes (1 high, 2 medium) · 4 documents compared`.
pub fn summary(tail: &Tail<'_>) -> String {
    phrases::summary(tail)
}
