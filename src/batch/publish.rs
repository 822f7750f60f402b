//! From the spool to the output: in whatever form it was asked for, under a temporary name until it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::journal::{Document, Journal};
use crate::claim::Claim;
use crate::write::{Format, Look, Page, Writer};

/// In which form a batch writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One claim a line.
    Jsonl(Packing),
    /// Flat columns.
    Csv(Packing),
    /// A Parquet file with nested columns.
    Parquet,
    /// A SQLite database of documents, claims and spans.
    Sqlite,
}

/// How a text is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Form {
    /// The form that a file's name asks for; `None` for an ending that is not ours.
    ///
    /// ```
    /// use greenlit::batch::publish::{Form, Packing};
    /// assert_eq!(Form::of_name("out/claims.JSONL.gz"), Some(Form::Jsonl(Packing::Gzip)));
    /// assert_eq!(Form::of_name("claims.db"), Some(Form::Sqlite));
    /// assert_eq!(Form::of_name("claims.xlsx"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Form> {
        let ending = |name: &str| Path::new(name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let stem = |name: &str| name.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
        let (packing, name) = match ending(name)?.as_str() {
            "gz" => (Packing::Gzip, stem(name)),
            "zst" => (Packing::Zstd, stem(name)),
            _ => (Packing::Plain, name.to_owned()),
        };
        match (ending(&name)?.as_str(), packing) {
            ("jsonl" | "ndjson", packing) => Some(Form::Jsonl(packing)),
            ("csv", packing) => Some(Form::Csv(packing)),
            ("parquet", Packing::Plain) => Some(Form::Parquet),
            ("sqlite" | "sqlite3" | "db", Packing::Plain) => Some(Form::Sqlite),
            _ => None,
        }
    }

    /// The text format, for those that can be streamed.
    pub fn text(self) -> Option<Format> {
        match self {
            Form::Jsonl(Packing::Plain) => Some(Format::Jsonl),
            Form::Csv(Packing::Plain) => Some(Format::Csv),
            _ => None,
        }
    }

    /// The feature of the crate without which this build cannot write it.
    pub fn missing_feature(self) -> Option<&'static str> {
        match self {
            Form::Jsonl(Packing::Zstd) | Form::Csv(Packing::Zstd) if !cfg!(feature = "zstd") => Some("zstd"),
            Form::Parquet if !cfg!(feature = "parquet") => Some("parquet"),
            Form::Sqlite if !cfg!(feature = "sqlite") => Some("sqlite"),
            _ => None,
        }
    }

    /// True if the form has a table of documents.
    pub(super) fn needs_documents(self) -> bool {
        self == Form::Sqlite
    }
}

/// Where an output goes, and in which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The file.
    pub path: PathBuf,
    /// Its form.
    pub form: Form,
}

/// The name under which a file is written until it is whole. The same for every run, so that what a killed one left is written over.
pub(super) fn temporary(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

/// Takes documents with their claims, in order.
pub(super) trait Table {
    /// One article.
    fn document(&mut self, document: &Document, claims: &[Claim]) -> io::Result<()>;
    /// Ends the file.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Makes the output of what the journal holds; with `keep` the spool stays for a run that goes on.
pub(super) fn publish(journal: &Journal, target: &Target, keep: bool) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let place = fs::canonicalize(&target.path).unwrap_or_else(|_| target.path.clone());
    let temporary = temporary(&place);
    let made = match target.form {
        Form::Jsonl(Packing::Plain) if journal.in_order() && !keep => return fs::rename(&journal.places().spool, &place),
        Form::Jsonl(Packing::Plain) if journal.in_order() => fs::copy(&journal.places().spool, &temporary).map(|_| ()),
        Form::Jsonl(packing) => lines(journal, packing, &temporary),
        form => claims(journal, form, &temporary),
    };
    let made = made.and_then(|()| File::open(&temporary)?.sync_all()).and_then(|()| fs::rename(&temporary, &place));
    if made.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    made
}

/// The spool as it is, in another order or compressed.
fn lines(journal: &Journal, packing: Packing, path: &Path) -> io::Result<()> {
    let mut out = Packed::create(path, packing)?;
    journal.each(&mut |_, claims| out.write_all(claims))?;
    out.finish()
}

/// The claims of the spool in another form.
fn claims(journal: &Journal, form: Form, path: &Path) -> io::Result<()> {
    let mut table: Box<dyn Table> = match form {
        Form::Csv(packing) | Form::Jsonl(packing) => {
            Box::new(Sheet { writer: Writer::new(Format::Csv, Look::default(), Packed::create(path, packing)?)? })
        }
        #[cfg(feature = "sqlite")]
        Form::Sqlite => Box::new(super::sqlite::Database::create(path)?),
        #[cfg(feature = "parquet")]
        Form::Parquet => Box::new(super::parquet::Columns::create(path)?),
        #[cfg(not(all(feature = "sqlite", feature = "parquet")))]
        other => unreachable!("{other:?} needs a feature and is refused before anything is read"),
    };
    journal.each(&mut |record, lines| {
        let mut lines = serde_json::Deserializer::from_slice(lines).into_iter::<Claim>();
        for document in &record.documents {
            let count = document.claims.iter().sum::<u64>() as usize;
            let claims = lines.by_ref().take(count).collect::<Result<Vec<Claim>, _>>()?;
            table.document(document, &claims)?;
        }
        Ok(())
    })?;
    table.finish()
}

struct Sheet {
    writer: Writer<Packed>,
}

impl Table for Sheet {
    fn document(&mut self, _: &Document, claims: &[Claim]) -> io::Result<()> {
        if claims.is_empty() { Ok(()) } else { self.writer.article(&Page { text: None, claims, notes: &[] }) }
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.writer.finish()?.finish()
    }
}

/// A file that is compressed as it is written.
enum Packed {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
    #[cfg(feature = "zstd")]
    Zstd(zstd::stream::write::Encoder<'static, BufWriter<File>>),
}

impl Packed {
    fn create(path: &Path, packing: Packing) -> io::Result<Packed> {
        let file = BufWriter::with_capacity(1 << 16, File::create(path)?);
        Ok(match packing {
            Packing::Plain => Packed::Plain(file),
            Packing::Gzip => Packed::Gzip(Box::new(GzEncoder::new(file, Compression::default()))),
            #[cfg(feature = "zstd")]
            Packing::Zstd => Packed::Zstd(zstd::stream::write::Encoder::new(file, 3)?),
            #[cfg(not(feature = "zstd"))]
            Packing::Zstd => unreachable!("zstd is refused before anything is read"),
        })
    }

    fn finish(self) -> io::Result<()> {
        let mut file = match self {
            Packed::Plain(file) => file,
            Packed::Gzip(encoder) => encoder.finish()?,
            #[cfg(feature = "zstd")]
            Packed::Zstd(encoder) => encoder.finish()?,
        };
        file.flush()
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Packed::Plain(file) => file.write(bytes),
            Packed::Gzip(encoder) => encoder.write(bytes),
            #[cfg(feature = "zstd")]
            Packed::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Packed::Plain(file) => file.flush(),
            Packed::Gzip(encoder) => encoder.flush(),
            #[cfg(feature = "zstd")]
            Packed::Zstd(encoder) => encoder.flush(),
        }
    }
}
