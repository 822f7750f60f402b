//! `greenlit diff`: two articles, folders, dumps or files of claims in, what is claimed otherwise out.
//!
//! Whatever a side is, it becomes a [`Set`] of claims; articles are extracted into a temporary file first.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use sha2::{Digest, Sha256};

use super::exit::{Exit, Stop, usage};
use super::output::{Output, same_file};
use super::{book, claims_of, nearest, say, width};
use crate::claim::name;
use crate::diff::{self, Change, Document, Options, Outcome, Set, Weight};
use crate::error::{Error, Failure};
use crate::ingest::{self, Article, Meta};
use crate::rules::RuleBook;
use crate::write::Look;
use crate::write::diff::{Format, Head, Tail, View, Writer, summary};

/// Extracted claims up to this size, in bytes, stay in memory.
const IN_MEMORY: usize = 64 << 20;
/// This many bytes tell claims from articles.
const PEEKED: u64 = 1 << 16;

const EXAMPLES: &str = "\
Examples:
  greenlit diff old.txt new.txt                     two versions of an article
  greenlit diff monday.jsonl friday.jsonl           two files of claims, of two runs
  greenlit diff corpus-v1/ corpus-v2/               folders, paired by relative path
  greenlit diff --format side-by-side old.txt new.txt
  greenlit diff -o changes.html old.txt new.txt     the ending says the format: .txt .md .html .json .jsonl
  greenlit diff --fail-on value,polarity old.txt new.txt && echo 'nothing that matters'

A side is a text file, a dump of articles (.jsonl with a \"text\"), a file of claims (.jsonl of greenlit extract), a
folder of any of these, or - for standard input; an empty file says nothing.

Changes, to be named with --fail-on and --ignore; a weight stands for all changes of it or above, none for none:
  high    polarity_flipped reversed value_changed recast
  medium  refined widened certainty_raised certainty_lowered attribution_changed added removed
          subject_resolved subject_lost respelled
  hidden  reworded moved restated (told with --all) rule_changed (told with --provenance)
  short   polarity: polarity_flipped,reversed   value: value_changed   certainty: both   attribution  subject  rule

Exit status: 0 nothing that counts, 1 something that counts, 2 trouble: an input or line could not be read, and
the rest was compared.";

/// Say what is claimed now that was not before
///
/// Compares what two versions say, not their words: dates moved, decisions reversed, roles recast, claims
/// added and dropped, each with both sentences.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The earlier side
    #[arg(value_name = "BEFORE")]
    before: String,
    /// The later side
    #[arg(value_name = "AFTER")]
    after: String,

    /// Changes, or a weight, that make the exit status 1
    #[arg(long, value_name = "CHANGES", value_delimiter = ',', default_value = "medium", help_heading = "What counts")]
    fail_on: Vec<String>,
    /// Changes that are neither told nor counted
    #[arg(long, value_name = "CHANGES", value_delimiter = ',', help_heading = "What counts")]
    ignore: Vec<String>,
    /// Tell changes that leave what is claimed as it is, too
    #[arg(long, help_heading = "What counts")]
    all: bool,
    /// Tell claims that only another rule or version found, too
    #[arg(long, help_heading = "What counts")]
    provenance: bool,

    /// Layer the rules in DIR on the built-in ones, for articles; may be given several times
    #[arg(long, value_name = "DIR", help_heading = "What is read")]
    rules: Vec<PathBuf>,
    /// The day of publication of articles that do not say it: 2017-07-01, 2017-07 or 2017
    #[arg(long, value_name = "DATE", value_parser = super::extract::published, help_heading = "What is read")]
    published: Option<String>,
    /// What to call a side instead of its path; once for the first, twice for both
    #[arg(long, value_name = "NAME", help_heading = "What is read")]
    label: Vec<String>,

    /// How to write the changes; by itself by the ending of --output, else text
    #[arg(long, short, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Wanted>,
    /// Write to FILE, which appears only when all is done
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<String>,
    /// Columns of text and side-by-side
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..), help_heading = "Output")]
    width: Option<u16>,
}

/// The argument of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// By title, old and new, with both quotes
    Text,
    /// The same in two columns
    SideBySide,
    /// For a pull request or a newsletter
    Markdown,
    /// One self-contained page
    Html,
    /// One document with options, changes and summary
    Json,
    /// One change a line
    Jsonl,
}

impl From<Wanted> for Format {
    fn from(wanted: Wanted) -> Format {
        match wanted {
            Wanted::Text => Format::Text,
            Wanted::SideBySide => Format::SideBySide,
            Wanted::Markdown => Format::Markdown,
            Wanted::Html => Format::Html,
            Wanted::Json => Format::Json,
            Wanted::Jsonl => Format::Jsonl,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let options = options(args)?;
    let to_file = args.output.as_deref().filter(|path| *path != "-");
    let format = format(args, to_file)?;
    if args.before == ingest::STDIN && args.after == ingest::STDIN {
        return Err(usage("standard input can be one side only (name a file for the other)"));
    }
    if args.label.len() > 2 {
        return Err(usage("--label is given at most twice: once for each side"));
    }
    let inputs = [&args.before, &args.after];
    if let Some(output) = to_file
        && let Some(input) = inputs.iter().find(|input| same_file(input, output))
    {
        return Err(usage(format!("--output {output} is the input {input} itself (give it another name)")));
    }
    let (book, sound) = book(&args.rules)?;
    let overrides = Meta { published: args.published.clone(), ..Meta::default() };
    let reading = ingest::Options { overrides, ..ingest::Options::default() };
    let mut trouble = [usize::from(sound != Exit::Done), 0];
    let mut side = |n: usize| {
        let mut reader = Reader { book, options: &reading, failed: 0, label: args.label.get(n).map(String::as_str) };
        let set = reader.set(inputs[n]);
        trouble[n] += reader.failed;
        set
    };
    let (mut before, mut after) = (side(0)?, side(1)?);
    let outcome = diff::sets(&mut before, &mut after, &options);

    let names = [before.name().to_owned(), after.name().to_owned()];
    let head = Head { before: &names[0], after: &names[1], options: &options };
    let place = to_file.unwrap_or("standard output");
    let look = Look { width: args.width.map_or_else(width, usize::from), color: to_file.is_none() && say::stdout_has_color() };
    let output = Output::open(args.output.as_deref())?;
    let mut writer = Writer::new(format, look, &head, output).map_err(|error| Stop::writing(place, error))?;
    write(&outcome, &mut before, &mut after, &mut writer).map_err(|error| Stop::writing(place, error))?;
    for problem in before.problems().iter().chain(after.problems()) {
        say::error(problem);
    }
    for set in [&before, &after] {
        let untold = set.broken() - set.problems().len();
        if untold > 0 {
            say::error(format!("{}: {untold} more lines are no claims", set.name()));
        }
    }
    let broken = [trouble[0] + before.broken(), trouble[1] + after.broken()];
    let tail = Tail { outcome: &outcome, claims: [before.claims(), after.claims()], broken };
    let output = writer.finish(&tail).map_err(|error| Stop::writing(place, error))?;
    output.keep().map_err(|error| Stop::writing(place, error))?;
    // The text ends with the same line: on a terminal it would stand there twice.
    let told = to_file.is_none() && matches!(format, Format::Text | Format::SideBySide) && io::stdout().is_terminal();
    if !(told && io::stderr().is_terminal()) {
        say::note(summary(&tail));
    }
    Ok(match (broken, outcome.fails(&options)) {
        ([0, 0], false) => Exit::Done,
        ([0, 0], true) => Exit::Differs,
        _ => Exit::Trouble,
    })
}

/// Reads the claims of each delta again and writes it.
fn write(outcome: &Outcome, before: &mut Set, after: &mut Set, writer: &mut Writer<Output>) -> io::Result<()> {
    let mut subject = None;
    for delta in &outcome.deltas {
        if subject != Some(delta.subject) {
            subject = Some(delta.subject);
            let (title, season) = &outcome.subjects[delta.subject];
            writer.subject(title.as_deref(), *season)?;
        }
        let read = |set: &mut Set, row: Option<usize>| row.map(|row| set.claim(row)).transpose().map_err(io::Error::other);
        let (b, a) = (read(before, delta.before)?, read(after, delta.after)?);
        writer.delta(View { delta, before: b.as_ref(), after: a.as_ref() })?;
    }
    Ok(())
}

fn format(args: &Args, to_file: Option<&str>) -> Result<Format, Stop> {
    if let Some(wanted) = args.format {
        return Ok(wanted.into());
    }
    match to_file.and_then(|path| Some((path, Path::new(path).extension()?.to_string_lossy()))) {
        None => Ok(Format::Text),
        Some((path, ending)) => Format::of_name(path).ok_or_else(|| {
            usage(format!(
                "--output {path}: greenlit diff does not write .{ending} files (use .txt, .md, .html, .json or .jsonl, or say --format)"
            ))
        }),
    }
}

fn options(args: &Args) -> Result<Options, Stop> {
    let mut options = Options { all: args.all, provenance: args.provenance, ignore: Default::default(), fail_on: Default::default() };
    for name in &args.ignore {
        options.ignore.extend(changes("--ignore", name)?);
    }
    for name in &args.fail_on {
        options.fail_on.extend(changes("--fail-on", name)?);
    }
    Ok(options)
}

/// The changes that a name stands for: a change, a group of them, a weight.
fn changes(option: &str, given: &str) -> Result<Vec<Change>, Stop> {
    let given = given.trim().to_ascii_lowercase().replace('-', "_");
    let from = |weight: Weight| Change::ALL.into_iter().filter(|change| change.weight() >= weight).collect();
    let single = Change::ALL.into_iter().find(|change| name(change) == given);
    Ok(match (given.as_str(), single) {
        (_, Some(change)) => vec![change],
        ("none", _) => Vec::new(),
        ("high", _) => from(Weight::High),
        ("medium", _) => from(Weight::Medium),
        ("hidden", _) => from(Weight::Hidden),
        ("polarity", _) => vec![Change::PolarityFlipped, Change::Reversed],
        ("value", _) => vec![Change::ValueChanged],
        ("certainty", _) => vec![Change::CertaintyRaised, Change::CertaintyLowered],
        ("attribution", _) => vec![Change::AttributionChanged],
        ("subject", _) => vec![Change::SubjectResolved, Change::SubjectLost],
        ("rule", _) => vec![Change::RuleChanged],
        _ => {
            let names: Vec<String> = Change::ALL.iter().map(name).collect();
            let near = nearest(&given, names.iter().map(String::as_str));
            let hint = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(" or ")) };
            return Err(usage(format!("{option}: there is no change {given:?} ({hint}greenlit diff --help names them all)")));
        }
    })
}

/// Reads one side.
struct Reader<'a> {
    book: &'a RuleBook,
    options: &'a ingest::Options,
    failed: usize,
    label: Option<&'a str>,
}

impl Reader<'_> {
    fn set(&mut self, path: &str) -> Result<Set, Stop> {
        let called = self.label.unwrap_or(path).to_owned();
        if path != ingest::STDIN && Path::new(path).is_dir() {
            return self.folder(path, &called);
        }
        let mut spool = Spool::new();
        match source(path)? {
            Kind::Claims(source) => return Ok(Set::read(&called, source, Vec::new())?),
            Kind::Empty => spool.documents.push(silent(&called, None)),
            Kind::Articles(mut stream) => {
                let mut taken = Ok(());
                ingest::read_stream(&called, &mut stream, self.options, &mut |item| {
                    if taken.is_ok() {
                        taken = self.extract(item, None, &mut spool);
                    }
                });
                taken?;
            }
        }
        if spool.documents.is_empty() {
            return Err(usage(format!("{path}: no article of it could be read (see above)")));
        }
        spool.set(&called)
    }

    fn folder(&mut self, path: &str, called: &str) -> Result<Set, Stop> {
        let mut files = Vec::new();
        walk(Path::new(path), &mut files).map_err(|source| {
            Stop::Failed(Error::Io { path: path.to_owned(), source, remedy: "the folder must be readable".to_owned() })
        })?;
        let mut spool = Spool::new();
        for file in files {
            let Some(name) = file.to_str() else {
                say::error(format!("{}: the name is not in UTF-8 (rename the file)", file.display()));
                self.failed += 1;
                continue;
            };
            let relative = file.strip_prefix(path).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            match source(name)? {
                Kind::Claims(mut lines) => {
                    let copied = io::copy(&mut lines, &mut spool.lines).and_then(|_| spool.lines.write_all(b"\n"));
                    copied.map_err(|error| Stop::writing("a temporary file", error))?;
                }
                Kind::Empty => spool.documents.push(silent(name, Some(relative))),
                Kind::Articles(mut stream) => {
                    let mut taken = Ok(());
                    ingest::read_stream(name, &mut stream, self.options, &mut |item| {
                        if taken.is_ok() {
                            taken = self.extract(item, Some((name, &relative)), &mut spool);
                        }
                    });
                    taken?;
                }
            }
        }
        spool.set(called)
    }

    fn extract(&mut self, item: Result<Article, Failure>, file: Option<(&str, &str)>, spool: &mut Spool) -> Result<(), Stop> {
        let article = match item {
            Ok(article) => article,
            Err(failure) => {
                say::error(failure);
                self.failed += 1;
                return Ok(());
            }
        };
        for problem in &article.problems {
            say::warning(problem);
        }
        let Some(found) = claims_of(&article, self.book) else {
            self.failed += 1;
            return Ok(());
        };
        spool.documents.push(Document {
            name: article.name.clone(),
            // rows of a dump are known by their ids, wherever the dump lies
            relative: file.filter(|(name, _)| *name == article.name).map(|(_, relative)| relative.to_owned()),
            url: article.meta.url.clone(),
            sha256: Sha256::digest(article.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
            greenlit: env!("CARGO_PKG_VERSION").to_owned(),
        });
        for claim in &found.claims {
            let written =
                serde_json::to_writer(&mut spool.lines, claim).map_err(io::Error::from).and_then(|()| spool.lines.write_all(b"\n"));
            written.map_err(|error| Stop::writing("a temporary file", error))?;
        }
        Ok(())
    }
}

/// A version that does not exist, or says nothing.
fn silent(name: &str, relative: Option<String>) -> Document {
    Document { name: name.to_owned(), relative, greenlit: env!("CARGO_PKG_VERSION").to_owned(), ..Document::default() }
}

/// Claims that were extracted, on their way into a set.
struct Spool {
    lines: tempfile::SpooledTempFile,
    documents: Vec<Document>,
}

impl Spool {
    fn new() -> Self {
        Spool { lines: tempfile::spooled_tempfile(IN_MEMORY), documents: Vec::new() }
    }

    fn set(self, name: &str) -> Result<Set, Stop> {
        Ok(Set::read(name, Box::new(self.lines), self.documents)?)
    }
}

/// What a file holds.
enum Kind {
    Claims(Box<dyn diff::Source>),
    Articles(Box<dyn diff::Source>),
    /// Nothing at all: `/dev/null` stands for a version that does not exist.
    Empty,
}

/// Opens an input and tells what it is by its first lines. What cannot be read twice is copied.
fn source(path: &str) -> Result<Kind, Stop> {
    let failed = |source: io::Error| Stop::Failed(Error::Io { path: path.to_owned(), source, remedy: "check the name".to_owned() });
    let mut source: Box<dyn diff::Source> = if path == ingest::STDIN {
        let mut copy = tempfile::spooled_tempfile(IN_MEMORY);
        io::copy(&mut io::stdin().lock(), &mut copy).map_err(failed)?;
        Box::new(copy)
    } else {
        let mut file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_file() {
            Box::new(file)
        } else {
            let mut copy = tempfile::spooled_tempfile(IN_MEMORY);
            io::copy(&mut file, &mut copy).map_err(failed)?;
            Box::new(copy)
        }
    };
    let mut peeked = Vec::new();
    source.seek(SeekFrom::Start(0)).map_err(failed)?;
    source.by_ref().take(PEEKED).read_to_end(&mut peeked).map_err(failed)?;
    source.seek(SeekFrom::Start(0)).map_err(failed)?;
    let first = peeked.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&peeked).trim_ascii_start();
    let holds = |key: &[u8]| first.windows(key.len()).any(|window| window == key);
    if first.starts_with(b"[") && holds(b"\"claim_id\"") {
        let remedy = "write the claims as lines: greenlit extract --format jsonl".to_owned();
        return Err(Stop::Failed(Error::Input { path: path.to_owned(), line: None, reason: "is one JSON array".to_owned(), remedy }));
    }
    // A row of a dump has a text; a cut-off first line of claims still has its id.
    if (first.starts_with(b"{") || is_dump(path)) && holds(b"\"claim_id\"") {
        return Ok(Kind::Claims(source));
    }
    if first.is_empty() {
        return Ok(if is_dump(path) { Kind::Claims(source) } else { Kind::Empty });
    }
    Ok(Kind::Articles(source))
}

fn is_dump(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["jsonl", "ndjson"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The files below a folder by name; hidden ones are left out.
fn walk(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() { walk(&path, into)? } else { into.push(path) }
    }
    Ok(())
}
