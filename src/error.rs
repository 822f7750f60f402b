//! What can go wrong, in three weights.
//!
//! [`Error`] stops what was asked for and says why and what to do about it. A [`Failure`] costs one
//! article, and the others go on. A [`Problem`] is something that the user should know and that
//! costs nothing: it stands beside a result.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why something could not be done, and the way out.
///
/// Its text names the thing (a file, a line, a rule), what is wrong with it and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}{}", hint(.remedy))]
    Io {
        /// The file as the user named it.
        path: String,
        /// What the system said.
        source: std::io::Error,
        /// What to do about it; may be empty.
        remedy: String,
    },
    /// An input is there but is not what it should be.
    #[error("{path}{}: {reason}{}", at_line(.line), hint(.remedy))]
    Input {
        /// The file as the user named it.
        path: String,
        /// The line, counted from 1.
        line: Option<usize>,
        /// What is wrong.
        reason: String,
        /// What to do about it; may be empty.
        remedy: String,
    },
    /// The command line asks for something that cannot be.
    #[error("{0}")]
    Usage(String),
}

/// Where on the way from bytes to claims an article was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The input could not be opened or read to its end.
    Read,
    /// A compressed file or an archive is broken.
    Unpack,
    /// The bytes are no text.
    Decode,
    /// The text is not what its format asks for: a row that is not JSON.
    Parse,
    /// A bug in greenlit.
    Extract,
}

/// Why one article, or the rest of one input, could not be had. The others go on.
///
/// Its text reads like that of an [`Error`]; the fields `path`, `row`, `stage`, `reason` and
/// `remedy` are a record of `errors.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{path}{}: {reason}{}", at_line(.row), hint(.remedy))]
pub struct Failure {
    /// The input as the user named it; members of an archive have its name in front.
    pub path: String,
    /// The row of a dump (its line) or the record of a container, counted from 1.
    pub row: Option<usize>,
    /// How far it came.
    pub stage: Stage,
    /// What is wrong.
    pub reason: String,
    /// What to do about it; may be empty.
    pub remedy: String,
}

impl Failure {
    /// A failure of `path`, without a row.
    pub fn new(path: impl Into<String>, stage: Stage, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Failure { path: path.into(), row: None, stage, reason: reason.into(), remedy: remedy.into() }
    }

    /// The same, of one row.
    #[must_use]
    pub fn at_row(self, row: Option<usize>) -> Self {
        Failure { row, ..self }
    }
}

/// Where one input is all that was asked for, its failure is fatal.
impl From<Failure> for Error {
    fn from(failure: Failure) -> Error {
        let Failure { path, row, reason, remedy, .. } = failure;
        Error::Input { path, line: row, reason, remedy }
    }
}

/// Something worth saying that stops nothing: a bad rule of a user's pack, a row that is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the user named it.
    pub path: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it; may be empty.
    pub remedy: String,
}

impl Problem {
    /// A problem of `path`, optionally at a line.
    pub fn new(path: impl Into<String>, line: Option<usize>, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Problem { path: path.into(), line, reason: reason.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}: {}{}", self.path, at_line(&self.line), self.reason, hint(&self.remedy))
    }
}

fn at_line(line: &Option<usize>) -> String {
    line.map(|l| format!(":{l}")).unwrap_or_default()
}

fn hint(remedy: &str) -> String {
    if remedy.is_empty() { String::new() } else { format!(" ({remedy})") }
}
