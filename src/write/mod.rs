//! Claims on paper: one file a format, all of them streams.
//!
//! A [`Writer`] is given one article's claims at a time and writes them at once, so that a dump of
//! a million articles needs no more memory than one of them. Nothing here knows how a claim was
//! found, and nothing opens an article again: a claim carries its quote. A new format is one file
//! with a `Form`, one variant of [`Format`] and one line in `Format::form`.

mod annotated;
mod csv;
pub mod diff;
pub mod dates;
mod json;
mod jsonl;
pub use jsonl::copies;
pub mod safe;
#[cfg(test)]
pub(crate) mod sample;
mod table;
pub mod words;

use std::io::{self, Write};

use crate::claim::Claim;

/// In which form claims are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One claim a line.
    Jsonl,
    /// One array.
    Json,
    /// Flat columns for spreadsheets.
    Csv,
    /// A table for the eye, as wide as the terminal.
    Table,
    /// The sentence with its spans underlined, and below it the claim in plain words.
    Annotated,
}

impl Format {
    /// The format that a file's name asks for: `claims.csv`; `None` for an ending that is not ours.
    ///
    /// ```
    /// use greenlit::write::Format;
    /// assert_eq!(Format::of_name("out/Claims.CSV"), Some(Format::Csv));
    /// assert_eq!(Format::of_name("claims.xlsx"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Format> {
        let ending = std::path::Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "txt" => Some(Format::Annotated),
            _ => None,
        }
    }

    fn form(self, look: Look) -> Box<dyn Form> {
        match self {
            Format::Jsonl => Box::new(jsonl::Lines::default()),
            Format::Json => Box::new(json::Array::default()),
            Format::Csv => Box::new(csv::Sheet),
            Format::Table => Box::new(table::Table::new(look)),
            Format::Annotated => Box::new(annotated::View::new(look)),
        }
    }
}

/// What the formats for the eye may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape codes for colour and weight may be written.
    pub color: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look { width: 100, color: false }
    }
}

/// Something to say of one claim below its words in the annotated view; other formats leave it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about: `why`, `cues`.
    pub name: &'static str,
    /// What there is to say.
    pub text: String,
}

/// One article's claims on their way out.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The decoded text, if it is at hand: the annotated view takes the column from it.
    pub text: Option<&'a str>,
    /// The claims, in the order in which they are to be written.
    pub claims: &'a [Claim],
    /// Notes to each of them, or nothing.
    pub notes: &'a [Vec<Note>],
}

/// How one format writes: what comes before, for each article, and after.
trait Form {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()>;

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Writes what stands before the first claim of an output whose claims come from several threads.
///
/// # Errors
/// Those of `out`.
pub fn head(format: Format, out: &mut dyn Write) -> io::Result<()> {
    format.form(Look::default()).begin(out)
}

/// Writes one article's claims of such an output; what stands before and behind them is written elsewhere.
///
/// # Errors
/// Those of `out`.
pub fn part(format: Format, claims: &[Claim], out: &mut dyn Write) -> io::Result<()> {
    format.form(Look::default()).article(&Page { text: None, claims, notes: &[] }, out)
}

/// Writes lines of JSON, as [`part`] makes them, in such an output.
///
/// # Errors
/// Those of `out`.
pub fn lines_as(format: Format, lines: &[u8], out: &mut dyn Write) -> io::Result<()> {
    if format == Format::Jsonl {
        return out.write_all(lines);
    }
    let claims = serde_json::Deserializer::from_slice(lines).into_iter().collect::<Result<Vec<Claim>, _>>()?;
    part(format, &claims, out)
}

/// Writes claims in one format, one article at a time.
///
/// ```
/// use greenlit::write::{Format, Look, Page, Writer};
/// let mut writer = Writer::new(Format::Json, Look::default(), Vec::new())?;
/// writer.article(&Page { text: None, claims: &[], notes: &[] })?;
/// assert_eq!(writer.finish()?, b"[]\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Writer<W: Write> {
    form: Box<dyn Form>,
    out: W,
}

impl<W: Write> Writer<W> {
    /// Begins the output: what stands before the first claim is written here.
    pub fn new(format: Format, look: Look, mut out: W) -> io::Result<Self> {
        let mut form = format.form(look);
        form.begin(&mut out)?;
        Ok(Writer { form, out })
    }

    /// Writes the claims of one article.
    pub fn article(&mut self, page: &Page<'_>) -> io::Result<()> {
        self.form.article(page, &mut self.out)
    }

    /// Hands on what was written so far, so that a reader at the other end sees it.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Ends the output and gives back where it went.
    pub fn finish(mut self) -> io::Result<W> {
        self.form.end(&mut self.out)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
