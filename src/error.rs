//! What can go wrong, in two weights.
//!
//! [`Error`] stops what was asked for and says why and what to do about it. A [`Problem`] is
//! something that the user should know and that stops nothing: it stands beside a result.

use std::fmt;

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
