//! Many claims at hand without being in memory: a file of lines, and a few numbers for each of them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::key;
use super::pairing::Document;
use crate::claim::{Claim, KEY_SCHEME};
use crate::error::{Error, Problem};

/// Where the lines of a set are kept: a file, or anything that can be read again from a place.
pub trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// More broken lines than this are counted and not told one by one.
const TOLD: usize = 20;

/// The claims of one side, a JSON object a line, with the documents that they come from.
///
/// Memory grows by some fifty bytes a claim and by the names of the documents.
pub struct Set {
    name: String,
    source: Box<dyn Source>,
    documents: Vec<Document>,
    /// Sorted by document, claim and place in the file.
    rows: Vec<Row>,
    /// The rows of each document.
    ranges: Vec<Range<usize>>,
    problems: Vec<Problem>,
    broken: usize,
}

/// One claim: what must be known to see whether it differs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    document: u32,
    /// Length of the line in bytes.
    length: u32,
    pub(super) line: u32,
    /// Hash of the `claim_id` as [`key::ids`] has it.
    pub(super) claim: u64,
    /// Hash of what is compared by default.
    pub(super) said: u64,
    /// Hash of wording, rule and version too.
    pub(super) told: u64,
    /// Place of the line in the source, in bytes.
    offset: u64,
}

/// A line of claims, as far as it must be read to see whether it differs from another.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    claim_id: Cow<'a, str>,
    #[serde(borrow)]
    subject: LineSubject<'a>,
    #[serde(borrow)]
    certainty: &'a RawValue,
    #[serde(borrow)]
    network: Option<&'a RawValue>,
    #[serde(borrow)]
    attribution: Option<&'a RawValue>,
    #[serde(borrow)]
    provenance: LineProvenance<'a>,
}

#[derive(Deserialize)]
struct LineSubject<'a> {
    #[serde(borrow)]
    title: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct LineProvenance<'a> {
    #[serde(borrow)]
    document: Cow<'a, str>,
    #[serde(borrow)]
    sha256: Cow<'a, str>,
    url: Option<String>,
    #[serde(borrow)]
    exact: &'a RawValue,
    #[serde(borrow)]
    rule: &'a RawValue,
    #[serde(borrow)]
    greenlit: Cow<'a, str>,
    #[serde(borrow, default)]
    key_scheme: Cow<'a, str>,
}

impl Set {
    /// Reads the lines of `source` once. `known` are documents that are there even if nothing is claimed in
    /// them; others are added as the claims name them. `name` is what the user calls the set.
    ///
    /// A line that is no claim is left out and counted ([`Set::broken`]).
    ///
    /// # Errors
    /// [`Error::Input`] if the claims are of another key scheme: their ids do not compare.
    /// [`Error::Io`] if the source cannot be read.
    pub fn read(name: &str, source: Box<dyn Source>, known: Vec<Document>) -> Result<Set, Error> {
        let io_error = |source: io::Error| Error::Io { path: name.to_owned(), source, remedy: String::new() };
        let mut places: HashMap<String, u32> = known.iter().enumerate().map(|(i, d)| (d.name.clone(), i as u32)).collect();
        let mut set =
            Set { name: name.to_owned(), source, documents: known, rows: Vec::new(), ranges: Vec::new(), problems: Vec::new(), broken: 0 };
        set.source.rewind().map_err(io_error)?;
        let mut rows = Vec::new();
        let mut reader = BufReader::with_capacity(1 << 18, &mut set.source);
        let (mut line, mut offset) = (Vec::new(), 0u64);
        let mut broken = Vec::new();
        for number in 1u32.. {
            line.clear();
            let length = reader.read_until(b'\n', &mut line).map_err(io_error)?;
            if length == 0 {
                break;
            }
            let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line).trim_ascii();
            if !text.is_empty() {
                match row(text, &mut set.documents, &mut places) {
                    Ok(read) => rows.push(Row { length: length as u32, line: number, offset, ..read }),
                    Err(Unread::Scheme(scheme)) => return Err(other_scheme(name, number, &scheme)),
                    Err(Unread::Broken(reason)) => {
                        set.broken += 1;
                        if broken.len() < TOLD {
                            broken.push(broken_line(name, number, &reason));
                        }
                    }
                }
            }
            offset += length as u64;
        }
        rows.sort_unstable_by_key(|row: &Row| (row.document, row.claim, row.offset));
        let mut from = 0;
        for document in 0..set.documents.len() {
            let until = from + rows[from..].iter().take_while(|row| row.document as usize == document).count();
            set.ranges.push(from..until);
            from = until;
        }
        rows.shrink_to_fit();
        set.rows = rows;
        set.problems = broken;
        Ok(set)
    }

    /// What the user calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many claims it holds.
    pub fn claims(&self) -> usize {
        self.rows.len()
    }

    /// Its documents, those without a claim too, as far as they are known.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The first broken lines, each with its place.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many lines are broken.
    pub fn broken(&self) -> usize {
        self.broken
    }

    /// Notes a line that turned out to be no whole claim.
    pub(super) fn note_broken(&mut self, line: u32, reason: &str) {
        self.broken += 1;
        if self.problems.len() < TOLD {
            self.problems.push(broken_line(&self.name, line, reason));
        }
    }

    /// The rows of a document, sorted by claim.
    pub(super) fn rows_of(&self, document: usize) -> Range<usize> {
        self.ranges[document].clone()
    }

    pub(super) fn row(&self, row: usize) -> &Row {
        &self.rows[row]
    }

    /// The claim of a row, read anew.
    ///
    /// # Errors
    /// In words, if the line is JSON and yet no claim, or cannot be read any more.
    pub fn claim(&mut self, row: usize) -> Result<Claim, String> {
        let Row { offset, length, .. } = self.rows[row];
        let mut line = vec![0; length as usize];
        let read = self.source.seek(SeekFrom::Start(offset)).and_then(|_| self.source.read_exact(&mut line));
        read.map_err(|error| error.to_string())?;
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        serde_json::from_slice(text).map_err(|error| said(&error))
    }
}

/// Why a line is no row.
enum Unread {
    Broken(String),
    Scheme(String),
}

fn row(text: &[u8], documents: &mut Vec<Document>, places: &mut HashMap<String, u32>) -> Result<Row, Unread> {
    let broken = |error: serde_json::Error| Unread::Broken(said(&error));
    let line: Line<'_> = serde_json::from_slice(text).map_err(broken)?;
    let at = &line.provenance;
    if at.key_scheme != KEY_SCHEME {
        return Err(Unread::Scheme(at.key_scheme.clone().into_owned()));
    }
    let claim_id = match line.subject.title {
        Some(title) if title.get() != "null" => line.claim_id,
        // the identity outside of its document must be worked out from the whole
        _ => Cow::Owned(key::ids(&serde_json::from_slice(text).map_err(broken)?).1),
    };
    let document = match places.get(&*at.document) {
        Some(place) => *place,
        None => {
            let place = documents.len() as u32;
            documents.push(Document {
                name: at.document.clone().into_owned(),
                relative: None,
                url: at.url.clone(),
                sha256: at.sha256.clone().into_owned(),
                greenlit: at.greenlit.clone().into_owned(),
            });
            places.insert(at.document.clone().into_owned(), place);
            place
        }
    };
    let raw = |value: Option<&'_ RawValue>| value.map(|value| value.get().to_owned());
    let said = hash(&(&claim_id, line.certainty.get(), raw(line.attribution), raw(line.network)));
    let told = hash(&(said, at.exact.get(), at.rule.get(), &at.greenlit));
    Ok(Row { document, length: 0, line: 0, claim: hash(&claim_id), said, told, offset: 0 })
}

/// The same for the same value in every run.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What serde says, without its own idea of the line.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let reason = said.split(" at line ").next().unwrap_or(&said);
    if error.is_eof() { format!("cut off: {reason}") } else { reason.to_owned() }
}

fn broken_line(name: &str, line: u32, reason: &str) -> Problem {
    let remedy = "a line is one claim as greenlit extract --format jsonl writes it; the line is left out";
    Problem::new(name, Some(line as usize), format!("is no claim: {reason}"), remedy)
}

fn other_scheme(name: &str, line: u32, scheme: &str) -> Error {
    let has = if scheme.is_empty() { "names no key scheme".to_owned() } else { format!("has ids of key scheme {scheme:?}") };
    Error::Input {
        path: name.to_owned(),
        line: Some(line as usize),
        reason: format!("the claim {has}, and this greenlit compares ids of key scheme {KEY_SCHEME:?}"),
        remedy: "extract the articles of both sides anew with one version of greenlit, or compare the articles themselves".to_owned(),
    }
}
