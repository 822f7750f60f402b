//! Which files are read, and in which order.
//!
//! Folders are walked in the order of their names, byte by byte, so that the same corpus is always read in the
//! same order. Links are followed; one that leads back to a folder above it is told and passed over. Hidden files and folders are left
//! out, because what lies in a corpus under a name with a dot (`.git`, `.DS_Store`) is no article; `.gitignore` is not
//! heeded unless asked for, because the articles of a project are often just what its `.gitignore` names.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use crate::error::{Error, Failure, Stage};
use crate::ingest::Flow;

/// Which files of a folder are read.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only files that match one of these globs; empty for all.
    pub include: Vec<String>,
    /// Files and folders that match one of these are left out.
    pub exclude: Vec<String>,
    /// Read hidden files and folders too.
    pub hidden: bool,
    /// Leave out what `.gitignore` and `.ignore` files name.
    pub gitignore: bool,
}

/// Where a list of paths comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// All that is to be read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files and folders, in the order in which they are read.
    pub paths: Vec<PathBuf>,
    /// Lists of further files and folders, one a line, read as they are needed.
    pub lists: Vec<List>,
    /// The lists end their paths with NUL instead of a line end.
    pub nul: bool,
    /// Which files of folders are read.
    pub select: Selection,
    /// Files that are never read: the batch's own outputs. Canonical paths.
    pub skip: Vec<PathBuf>,
}

/// Where files go: each one, or what could not be reached.
pub type Sink<'s> = dyn FnMut(Result<PathBuf, Failure>) -> Flow + 's;

impl Inputs {
    /// Checks the globs before anything is read.
    ///
    /// # Errors
    /// [`Error::Usage`] for a glob that is none.
    pub fn check(&self) -> Result<(), Error> {
        self.select
            .overrides(Path::new("."))
            .map(|_| ())
            .map_err(|error| Error::Usage(format!("{error} (globs are *.txt, 2018/**, [ab]*)")))
    }

    /// Hands every file to `sink`, in order, until it says `Break`.
    pub fn each(&self, sink: &mut Sink<'_>) -> Flow {
        for path in &self.paths {
            self.path(path, sink)?;
        }
        for list in &self.lists {
            match list {
                List::Stdin => self.list("-", &mut io::stdin().lock(), sink)?,
                List::File(path) => match std::fs::File::open(path) {
                    Ok(file) => self.list(&path.to_string_lossy(), &mut BufReader::new(file), sink)?,
                    Err(error) => {
                        sink(Err(Failure::new(
                            path.to_string_lossy(),
                            Stage::Read,
                            error.to_string(),
                            "--files-from takes a list of paths",
                        )))?;
                    }
                },
            }
        }
        Flow::Continue(())
    }

    fn list(&self, name: &str, reader: &mut dyn BufRead, sink: &mut Sink<'_>) -> Flow {
        let end = if self.nul { b'\0' } else { b'\n' };
        let mut line = Vec::new();
        loop {
            line.clear();
            match reader.read_until(end, &mut line) {
                Ok(0) => return Flow::Continue(()),
                Ok(_) => {}
                Err(error) => return sink(Err(Failure::new(name, Stage::Read, error.to_string(), "the rest of the list is not read"))),
            }
            let path = line.strip_suffix(&[end]).unwrap_or(&line);
            let path = if self.nul { path } else { path.strip_suffix(b"\r").unwrap_or(path) };
            if !path.is_empty() {
                self.path(&path_of(path), sink)?;
            }
        }
    }

    /// A file that is named is read whatever it is called; of a folder, what is selected.
    fn path(&self, path: &Path, sink: &mut Sink<'_>) -> Flow {
        if !path.is_dir() {
            return self.file(path.to_owned(), sink);
        }
        let overrides = match self.select.overrides(path) {
            Ok(overrides) => overrides,
            Err(error) => return sink(Err(Failure::new(path.to_string_lossy(), Stage::Read, error.to_string(), ""))),
        };
        let ignoring = self.select.gitignore;
        let walk = WalkBuilder::new(path)
            .standard_filters(false)
            .hidden(!self.select.hidden)
            .git_ignore(ignoring)
            .git_exclude(ignoring)
            .ignore(ignoring)
            .require_git(false)
            .follow_links(true)
            .overrides(overrides)
            .sort_by_file_name(std::ffi::OsStr::cmp)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => self.file(entry.into_path(), sink)?,
                Ok(_) => {}
                Err(error) => sink(Err(unreachable_path(path, &error)))?,
            }
        }
        Flow::Continue(())
    }

    fn file(&self, path: PathBuf, sink: &mut Sink<'_>) -> Flow {
        // The names are compared first: asking the system about each of a million files would take its time.
        let named_alike = self.skip.iter().any(|own| own.file_name() == path.file_name());
        if named_alike && path.canonicalize().is_ok_and(|path| self.skip.contains(&path)) {
            return Flow::Continue(());
        }
        sink(Ok(path))
    }
}

impl Selection {
    fn overrides(&self, root: &Path) -> Result<Override, ignore::Error> {
        let mut globs = OverrideBuilder::new(root);
        for glob in &self.include {
            globs.add(glob)?;
        }
        for glob in &self.exclude {
            globs.add(&format!("!{glob}"))?;
        }
        globs.build()
    }
}

/// What cannot be reached on a walk, with the path that the system complained of.
fn unreachable_path(root: &Path, error: &ignore::Error) -> Failure {
    fn place(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::Loop { child, .. } => Some(child),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
            _ => None,
        }
    }
    fn is_loop(error: &ignore::Error) -> bool {
        match error {
            ignore::Error::Loop { .. } => true,
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => is_loop(err),
            _ => false,
        }
    }
    let path = place(error).unwrap_or(root).to_string_lossy().into_owned();
    if is_loop(error) {
        return Failure::new(path, Stage::Read, "is a link to a folder that it lies in", "take the link away, or --exclude it");
    }
    let said = error.to_string();
    // What the system said stands behind the path, which is named already.
    let reason = said.rsplit_once(&format!("{path}: ")).map_or(said.as_str(), |(_, reason)| reason);
    Failure::new(path, Stage::Read, reason, "check that it can be read")
}

/// A path from bytes, which need not be UTF-8 where the system does not ask for it.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn corpus() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/y.html", "a.txt", ".hidden/x.txt", "B.txt", "ignored/i.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "ignored/\n").unwrap();
        folder
    }

    fn names(root: &Path, inputs: &Inputs) -> Vec<String> {
        let mut names = Vec::new();
        let _ = inputs.each(&mut |file| {
            names.push(match file {
                Ok(path) => path.strip_prefix(root).unwrap_or(&path).display().to_string(),
                Err(failure) => failure.reason,
            });
            Flow::Continue(())
        });
        names
    }

    #[test]
    fn folders_are_walked_in_order_and_by_selection() {
        let folder = corpus();
        let root = folder.path();
        let of = |select: Selection| names(root, &Inputs { paths: vec![root.into()], select, ..Inputs::default() });
        assert_eq!(of(Selection::default()), ["B.txt", "a/y.html", "a/z.txt", "a.txt", "b.txt", "ignored/i.txt"]);
        assert_eq!(of(Selection { include: vec!["*.html".into()], ..Selection::default() }), ["a/y.html"]);
        assert_eq!(of(Selection { exclude: vec!["a".into(), "?.txt".into()], ..Selection::default() }), Vec::<String>::new());
        assert!(of(Selection { hidden: true, ..Selection::default() }).contains(&".hidden/x.txt".to_owned()));
        assert!(!of(Selection { gitignore: true, ..Selection::default() }).contains(&"ignored/i.txt".to_owned()));
        let bad = Inputs { select: Selection { include: vec!["a[".into()], ..Selection::default() }, ..Inputs::default() };
        assert!(bad.check().unwrap_err().to_string().contains("a["));
    }

    #[test]
    fn lists_name_files_and_folders() {
        let folder = corpus();
        let root = folder.path();
        let list = root.join("list");
        fs::write(&list, format!("{0}/b.txt\r\n\n{0}/a\n{0}/gone.txt\n", root.display())).unwrap();
        let inputs = Inputs { lists: vec![List::File(list.clone())], ..Inputs::default() };
        assert_eq!(names(root, &inputs), ["b.txt", "a/y.html", "a/z.txt", "gone.txt"]);
        fs::write(&list, format!("{0}/b.txt\0{0}/a.txt\0", root.display())).unwrap();
        let inputs = Inputs { lists: vec![List::File(list)], nul: true, ..Inputs::default() };
        assert_eq!(names(root, &inputs), ["b.txt", "a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_told_once_and_own_outputs_are_skipped() {
        let folder = corpus();
        let root = folder.path();
        std::os::unix::fs::symlink(root, root.join("a/loop")).unwrap();
        let skip = vec![root.join("b.txt").canonicalize().unwrap()];
        let inputs = Inputs { paths: vec![root.into()], skip, ..Inputs::default() };
        assert_eq!(
            names(root, &inputs),
            ["B.txt", "is a link to a folder that it lies in", "a/y.html", "a/z.txt", "a.txt", "ignored/i.txt"]
        );
    }
}
