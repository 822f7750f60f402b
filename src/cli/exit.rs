//! How a command ends: the exit statuses, and what stops a command half way.
//!
//! | status | meaning |
//! |---|---|
//! | 0 | done; finding no claims is no error, nor is a reader that has seen enough (`\| head`) |
//! | 1 | done in part: some inputs, rows or rules failed, everything else was written; or rules that fail their examples |
//! | 2 | nothing was done: wrong usage, or no input could be read |
//!
//! `diff` has its own, those of diff(1): 0 nothing that counts differs, 1 something does, 2 trouble, even if the rest
//! was compared.
//! | 130 | `batch` was interrupted; what was done is kept for `--resume` |

use std::io;
use std::process::ExitCode;

use crate::error::Error;

/// What a command that came to its end says to the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all done.
    Done,
    /// 1: some of it failed, and the rest was done.
    Partly,
    /// 2: wrong usage, or nothing could be done.
    Nothing,
    /// 1: `diff` found something that counts.
    Differs,
    /// 2: `diff` could not read all of its input.
    Trouble,
    /// 130: interrupted, as shells say it; what was done is kept.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Partly | Exit::Differs => 1,
            Exit::Nothing | Exit::Trouble => 2,
            Exit::Interrupted => 130,
        })
    }
}

/// Why a command ends before its end.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads our output any more; not an error.
    Closed,
    /// Something that the user must know.
    Failed(Error),
}

impl Stop {
    /// A write to `path` that failed.
    pub fn writing(path: &str, source: io::Error) -> Stop {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Stop::Closed;
        }
        let remedy = "is the disk full, or the folder write-protected?".to_owned();
        Stop::Failed(Error::Io { path: path.to_owned(), source, remedy })
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error)
    }
}

/// A failed write to standard output; other files name themselves with [`Stop::writing`].
impl From<io::Error> for Stop {
    fn from(source: io::Error) -> Stop {
        Stop::writing("standard output", source)
    }
}

/// Wrong usage, in words.
pub fn usage(message: impl Into<String>) -> Stop {
    Stop::Failed(Error::Usage(message.into()))
}
