//! One JSON document: what was compared and how, the changes, and how it came out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Form, Head, InForce, Tail, View};
use crate::claim::name;
use crate::diff::Difference;

/// The document as a whole; it is written piece by piece.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// What the user calls the first side.
    before: String,
    /// What the user calls the second side.
    after: String,
    /// The options that were in force.
    options: InForce,
    /// The changes, by title, season and place; each is also a line of the format `jsonl`.
    changes: Vec<Difference<'a>>,
    /// How it came out.
    summary: Summary,
}

/// How a comparison came out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// How often each change was found; changes that were not found are not named.
    counts: BTreeMap<String, usize>,
    /// Documents on both sides.
    documents_compared: usize,
    /// Documents only on the first side.
    documents_only_before: usize,
    /// Documents only on the second side.
    documents_only_after: usize,
    /// Claims of the first side.
    claims_before: usize,
    /// Claims of the second side.
    claims_after: usize,
    /// Lines and inputs of the first side that could not be read.
    broken_before: usize,
    /// Lines and inputs of the second side that could not be read.
    broken_after: usize,
}

#[derive(Default)]
pub(super) struct Whole {
    /// A change has been written, so the next one needs a comma before it.
    begun: bool,
}

impl Form for Whole {
    fn begin(&mut self, head: &Head<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"before\":")?;
        serde_json::to_writer(&mut *out, head.before)?;
        out.write_all(b",\n\"after\":")?;
        serde_json::to_writer(&mut *out, head.after)?;
        out.write_all(b",\n\"options\":")?;
        serde_json::to_writer(&mut *out, &head.in_force())?;
        out.write_all(b",\n\"changes\":[")
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        for difference in view.differences() {
            out.write_all(if self.begun { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, &difference)?;
            self.begun = true;
        }
        Ok(())
    }

    fn end(&mut self, tail: &Tail<'_>, out: &mut dyn Write) -> io::Result<()> {
        let [documents_compared, documents_only_before, documents_only_after] = tail.outcome.documents;
        let summary = Summary {
            counts: tail.outcome.counts.iter().map(|(change, n)| (name(change), *n)).collect(),
            documents_compared,
            documents_only_before,
            documents_only_after,
            claims_before: tail.claims[0],
            claims_after: tail.claims[1],
            broken_before: tail.broken[0],
            broken_after: tail.broken[1],
        };
        out.write_all(if self.begun { b"\n],\n\"summary\":" } else { b"],\n\"summary\":" })?;
        serde_json::to_writer(&mut *out, &summary)?;
        out.write_all(b"}\n")
    }
}
