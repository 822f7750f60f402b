//! Where a command writes: standard output, or a file that appears whole or not at all.
//!
//! A file is written under a temporary name beside its place and renamed at the end, so that a run
//! that fails or is interrupted never leaves half a file, nor destroys the one that was there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::exit::Stop;
use crate::error::Error;

/// An output that is being written; dropped without [`Output::keep`] it leaves no trace.
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file that is renamed into place, or a device, which is written to as it is.
    File {
        /// The writer; `None` once it was kept.
        to: Option<BufWriter<File>>,
        /// The name while it is written; `None` for a device.
        temporary: Option<PathBuf>,
        /// The name that it will have.
        place: PathBuf,
    },
}

impl Output {
    /// Opens `path`, or standard output for `None` and `-`.
    pub fn open(path: Option<&str>) -> Result<Output, Stop> {
        match path {
            None | Some("-") => Ok(Output::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))),
            Some(path) => Output::file(Path::new(path)).map_err(|source| {
                let remedy = "the folder must exist and be writable".to_owned();
                Stop::Failed(Error::Io { path: path.to_owned(), source, remedy })
            }),
        }
    }

    fn file(path: &Path) -> io::Result<Output> {
        // A link stays a link: what it points to is replaced.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&place).ok();
        if old.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
        }
        // Renaming a file over /dev/null or a named pipe would replace the device.
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let to = fs::OpenOptions::new().write(true).open(&place)?;
            return Ok(Output::File { to: Some(BufWriter::new(to)), temporary: None, place });
        }
        let name = place.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "is not a file name"))?;
        let temporary = place.with_file_name(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
        let file = fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        if let Some(old) = old {
            // The new file is as readable as the old one was; a file system may not know how.
            let _ = file.set_permissions(old.permissions());
        }
        Ok(Output::File { to: Some(BufWriter::with_capacity(1 << 16, file)), temporary: Some(temporary), place })
    }

    /// Finishes: from now on the file is there under its own name.
    pub fn keep(mut self) -> io::Result<()> {
        match &mut self {
            Output::Stdout(to) => to.flush(),
            Output::File { to, temporary, place } => {
                if let Some(to) = to.take() {
                    let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
                    if let Some(temporary) = temporary {
                        file.sync_all()?;
                        fs::rename(&*temporary, &*place)?;
                    }
                }
                *temporary = None;
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(to) => to.write(bytes),
            Output::File { to: Some(to), .. } => to.write(bytes),
            Output::File { to: None, .. } => Err(io::Error::other("the file is already closed")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(to) => to.flush(),
            Output::File { to, .. } => to.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Output::File { to, temporary: Some(temporary), .. } = self {
            // Nothing is to be saved, and a name that is already gone is what we want.
            drop(to.take());
            let _ = fs::remove_file(temporary);
        }
    }
}

/// True if both names lead to one file, by links of either kind too.
pub fn same_file(a: &str, b: &str) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) {
            return a.is_file() && (a.dev(), a.ino()) == (b.dev(), b.ino());
        }
    }
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b && a.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_only_when_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims.csv");
        fs::write(&path, "old").unwrap();
        let mut output = Output::open(path.to_str()).unwrap();
        output.write_all(b"new").unwrap();
        drop(output);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["claims.csv"]);

        let mut output = Output::open(path.to_str()).unwrap();
        output.write_all(b"new").unwrap();
        output.keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["claims.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(same_file(real.to_str().unwrap(), link.to_str().unwrap()));
        let mut output = Output::open(link.to_str()).unwrap();
        output.write_all(b"new").unwrap();
        output.keep().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");

        Output::open(Some("/dev/null")).unwrap().keep().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
