//! A whole corpus: files in, one output, on all processors, with memory that does not grow.
//!
//! One thread walks and reads ([`walk`]) and cuts inputs into pieces; workers find the claims of each; the calling thread writes them in the
//! order of the inputs ([`queue`]), so that the output is the same bytes whatever the number of workers. An output with a
//! name is first kept as a spool with a journal ([`journal`]), so that a run that is killed can go on, and is put under its name when it is whole
//! ([`publish`]). What this leaves to the caller: clocks, signals, and everything that is shown ([`Watch`]).

mod copies;
pub mod journal;
#[cfg(feature = "parquet")]
mod parquet;
pub mod publish;
pub mod queue;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(test)]
mod tests;
pub mod walk;

use std::fs::File;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use crate::claim::{Certainty, Claim, Kind};
use crate::error::{Error, Failure, Problem, Stage};
use crate::ingest::duplicate::Signature;
use crate::ingest::{self, Article, Flow, Options, Piece, Silent};
use crate::write::{self, Format};
use copies::Copies;
use journal::{Document, Found, Heading, Journal, Known, PieceId, Record};
use publish::Target;

/// Bytes of input that make a job: enough that handing it over costs nothing beside the work, few enough that
/// a run that is killed loses little.
const JOB_BYTES: usize = 32 << 10;
/// Pieces that make a job, however small they are.
const JOB_PIECES: usize = 32;

/// What is to be done.
pub struct Plan<'p> {
    /// What is read.
    pub inputs: walk::Inputs,
    /// How it is read.
    pub options: Options,
    /// Finds the claims of an article; run by all workers at once.
    pub extract: &'p (dyn Fn(&Article) -> Vec<Claim> + Sync),
    /// Only claims of these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// Only claims that are this sure; empty for all.
    pub certainties: Vec<Certainty>,
    /// Whether claims of copies of earlier articles name these.
    pub dedup: bool,
    /// What the claims depend on beside the input, see [`Heading`]: the hash of the rules.
    pub rules: String,
    /// Threads that find claims.
    pub workers: usize,
    /// Where failures are noted, a record a line; written anew by every run that comes to its end.
    pub errors: Option<PathBuf>,
    /// Set by whoever wants the run to end early: what is in hand is finished and kept.
    pub stop: &'p AtomicBool,
    /// Counts the bytes that are read from files, compressed as they are.
    pub bytes_read: &'p AtomicU64,
}

/// Where claims go.
pub enum Output<'o> {
    /// Written as they come, to something that cannot be written again: a pipe, a device.
    Stream {
        /// What messages call it.
        name: String,
        /// Where it goes.
        out: &'o mut dyn Write,
        /// Its form, one of those that are texts.
        form: publish::Form,
    },
    /// A file that appears when it is whole.
    File {
        /// Its place and form.
        target: Target,
        /// Go on with what an earlier run has finished, and leave it for a later one.
        resume: bool,
    },
}

/// Hears of everything while it happens; on the calling thread, in the order of the inputs.
pub trait Watch {
    /// Something odd that cost nothing.
    fn warning(&mut self, _: &Problem) {}
    /// An article or input that could not be read.
    fn failure(&mut self, _: &Failure) {}
    /// What an earlier run had left.
    fn found(&mut self, _: Found) {}
    /// A job has been written.
    fn advanced(&mut self, _: &Tally) {}
    /// All is read, and the output is being made.
    fn publishing(&mut self) {}
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles whose claims are in the output.
    pub articles: u64,
    /// Those among them that an earlier run had finished.
    pub reused: u64,
    /// Articles, rows and inputs that could not be read.
    pub failed: u64,
    /// Claims by kind: date, cast, renewal.
    pub claims: [u64; 3],
    /// Bytes of decoded text.
    pub bytes: u64,
    /// Articles in other languages than English, in which nothing was looked for.
    pub foreign: u64,
    /// Articles with claims that are copies of earlier ones.
    pub copies: u64,
    /// The run was told to stop before all was read.
    pub stopped: bool,
}

impl Tally {
    /// Claims of all kinds.
    pub fn all_claims(&self) -> u64 {
        self.claims.iter().sum()
    }

    fn count(&mut self, document: &Document) {
        self.articles += 1;
        self.bytes += document.bytes;
        self.foreign += u64::from(document.foreign);
        self.copies += u64::from(document.copy_of.is_some());
        for (sum, claims) in self.claims.iter_mut().zip(document.claims) {
            *sum += claims;
        }
    }
}

/// Why a run ended before its end.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody reads the output any more.
    Closed,
    /// Something that the user must know.
    Failed(Error),
}

/// Reads everything, finds the claims and writes them.
///
/// # Errors
/// [`Trouble::Closed`] if the reader of a stream has gone. [`Error::Io`] if the output cannot be written; what was finished before is kept
/// for a run that goes on. Inputs that cannot be read are no error: they are told and counted.
pub fn run(plan: &Plan<'_>, output: Output<'_>, watch: &mut dyn Watch) -> Result<Tally, Trouble> {
    match output {
        Output::Stream { name, out, form } => stream(plan, &name, out, form, watch),
        Output::File { target, resume } => file(plan, &target, resume, watch),
    }
}

/// A run whose claims leave as they are found.
fn stream(plan: &Plan<'_>, name: &str, out: &mut dyn Write, form: publish::Form, watch: &mut dyn Watch) -> Result<Tally, Trouble> {
    let lost = |error: io::Error| trouble(Path::new(name), error);
    let mut errors = Errors::open(plan)?;
    let mut tally = Tally::default();
    let mut copies = Copies::new(plan.dedup);
    let format = form.text().expect("only texts are streamed");
    write::head(format, out).map_err(lost)?;
    let known = Known::new();
    let mut lines = Vec::new();
    drive(
        plan,
        &known,
        None,
        &mut |done, watch: &mut dyn Watch| {
            lines.clear();
            let mut left = &done.claims[..];
            for outcome in done.outcomes {
                match outcome {
                    Outcome::Known(_) => unreachable!("nothing is known of a stream"),
                    Outcome::Fresh(mut record, problems) => {
                        problems.iter().for_each(|problem| watch.warning(problem));
                        errors.take(&record.failures, &mut tally, watch)?;
                        let claims = take(&mut left, record.len);
                        copies.append(&mut record, claims, &mut lines);
                        record.documents.iter().for_each(|document| tally.count(document));
                    }
                    Outcome::Lost(failure) => errors.take(&[failure], &mut tally, watch)?,
                }
            }
            write::lines_as(format, &lines, out).and_then(|()| out.flush()).map_err(lost)?;
            watch.advanced(&tally);
            Ok(())
        },
        watch,
    )?;
    errors.keep()?;
    tally.stopped = plan.stop.load(Ordering::Relaxed);
    Ok(tally)
}

/// A run into a file, by way of a journal.
fn file(plan: &Plan<'_>, target: &Target, resume: bool, watch: &mut dyn Watch) -> Result<Tally, Trouble> {
    let places = journal::Places::of(&target.path);
    let lost = |error: io::Error| match trouble(&target.path, error) {
        Trouble::Failed(Error::Io { path, source, .. }) if source.kind() == io::ErrorKind::StorageFull => {
            let remedy = "make room and run it again with --resume: what was finished is kept".to_owned();
            Trouble::Failed(Error::Io { path, source, remedy })
        }
        other => other,
    };
    let (mut journal, known, found) = Journal::open(&places, &heading(plan, target), resume).map_err(lost)?;
    watch.found(found);
    let mut errors = Errors::open(plan)?;
    let mut tally = Tally::default();
    let documents = target.form.needs_documents();
    let mut copies = Copies::new(plan.dedup);
    // What goes into the journal next: records, and the claims of all of them.
    let (mut records, mut lines) = (Vec::new(), Vec::new());
    drive(
        plan,
        &known,
        Some(documents),
        &mut |done, watch: &mut dyn Watch| {
            let mut left = &done.claims[..];
            for outcome in done.outcomes {
                match outcome {
                    Outcome::Known(at) => {
                        let (mut record, place) = journal.record(at).map_err(lost)?;
                        tally.reused += record.documents.len() as u64;
                        errors.take(&record.failures, &mut tally, watch)?;
                        if copies.have_changed(&mut record) {
                            let claims = journal.claims(&record).map_err(lost)?;
                            copies::rewrite(&mut record, &claims, &mut lines);
                            record.documents.iter().for_each(|document| tally.count(document));
                            records.push(record);
                            continue;
                        }
                        record.documents.iter().for_each(|document| tally.count(document));
                        // The order of the journal is that of the output, so what came before goes first.
                        add(&mut journal, &mut lines, &mut records).map_err(lost)?;
                        journal.reuse(place);
                    }
                    Outcome::Fresh(mut record, problems) => {
                        problems.iter().for_each(|problem| watch.warning(problem));
                        errors.take(&record.failures, &mut tally, watch)?;
                        let claims = take(&mut left, record.len);
                        copies.append(&mut record, claims, &mut lines);
                        record.documents.iter().for_each(|document| tally.count(document));
                        records.push(record);
                    }
                    Outcome::Lost(failure) => errors.take(&[failure], &mut tally, watch)?,
                }
            }
            add(&mut journal, &mut lines, &mut records).map_err(lost)?;
            watch.advanced(&tally);
            Ok(())
        },
        watch,
    )?;
    tally.stopped = plan.stop.load(Ordering::Relaxed);
    journal.sync().map_err(lost)?;
    if tally.stopped {
        return Ok(tally);
    }
    if tally.articles > 0 || tally.failed == 0 {
        watch.publishing();
        publish::publish(&journal, target, resume).map_err(lost)?;
    }
    errors.keep()?;
    if !resume || tally.articles == 0 {
        journal.places().remove();
    }
    Ok(tally)
}

/// The first `len` bytes of what is left.
fn take<'c>(left: &mut &'c [u8], len: u64) -> &'c [u8] {
    let (first, rest) = left.split_at(len as usize);
    *left = rest;
    first
}

/// Adds the records that wait, with their claims.
fn add(journal: &mut Journal, lines: &mut Vec<u8>, records: &mut Vec<Record>) -> io::Result<()> {
    if !records.is_empty() {
        journal.add(lines, records)?;
        records.clear();
        lines.clear();
    }
    Ok(())
}

/// What results depend on beside each input.
fn heading(plan: &Plan<'_>, target: &Target) -> Heading {
    let options = format!("{:?} {:?} {:?} {} {}", plan.options, plan.kinds, plan.certainties, plan.dedup, target.form.needs_documents());
    Heading { greenlit: env!("CARGO_PKG_VERSION").to_owned(), rules: plan.rules.clone(), options }
}

/// Pieces that are worked on together.
type Job = Vec<Result<Piece, Failure>>;

/// What became of a job.
struct Done {
    outcomes: Vec<Outcome>,
    /// The claims of all fresh outcomes, in their order, a line each.
    claims: Vec<u8>,
}

/// What became of one piece.
enum Outcome {
    /// It was finished by an earlier run; where the journal speaks of it.
    Known(u64),
    /// It was read.
    Fresh(Record, Vec<Problem>),
    /// There was nothing to read.
    Lost(Failure),
}

/// Runs the three parts. `journalled` is `None` for a stream; else it says whether documents are described in full.
fn drive(
    plan: &Plan<'_>,
    known: &Known,
    journalled: Option<bool>,
    write: &mut dyn FnMut(Done, &mut dyn Watch) -> Result<(), Trouble>,
    watch: &mut dyn Watch,
) -> Result<(), Trouble> {
    let worker = Worker { plan, known, journalled };
    queue::ordered(plan.workers, |sink| read(plan, sink), |job| worker.work(job), |done| write(done, watch))
}

/// Walks all inputs and hands over jobs, until it is told to stop.
fn read(plan: &Plan<'_>, sink: &mut dyn FnMut(Job) -> Flow) {
    let mut job = Job::new();
    let mut bytes = 0;
    let mut take = |item: Result<Piece, Failure>, sink: &mut dyn FnMut(Job) -> Flow| {
        bytes += item.as_ref().map_or(0, |piece| piece.bytes.len());
        job.push(item);
        if bytes >= JOB_BYTES || job.len() >= JOB_PIECES {
            bytes = 0;
            sink(std::mem::take(&mut job))?;
        }
        if plan.stop.load(Ordering::Relaxed) { Flow::Break(()) } else { Flow::Continue(()) }
    };
    let _ = plan.inputs.each(&mut |path| {
        let path = match path {
            Ok(path) => path,
            Err(failure) => return take(Err(failure), sink),
        };
        let name = path.to_string_lossy();
        let attempt = catch_unwind(AssertUnwindSafe(|| match open(&path, &name, plan) {
            Ok(mut file) => ingest::pieces_of(&name, &mut file, &plan.options, &mut |piece| take(piece, sink)),
            Err(failure) => take(Err(failure), sink),
        }));
        match attempt {
            Ok(flow) => flow,
            Err(cause) => take(Err(bug(&name, None, &*cause)), sink),
        }
    });
    if !job.is_empty() {
        let _ = sink(job);
    }
}

/// A file whose bytes are counted as they are read.
struct Counted<'c> {
    file: File,
    count: &'c AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

fn open<'c>(path: &Path, name: &str, plan: &Plan<'c>) -> Result<Counted<'c>, Failure> {
    Ok(Counted { file: ingest::open(path, name)?, count: plan.bytes_read })
}

/// What each worker does.
struct Worker<'w, 'p> {
    plan: &'w Plan<'p>,
    known: &'w Known,
    journalled: Option<bool>,
}

impl Worker<'_, '_> {
    fn work(&self, job: Job) -> Done {
        let mut done = Done { outcomes: Vec::with_capacity(job.len()), claims: Vec::new() };
        for item in job {
            let outcome = match item {
                Err(failure) => Outcome::Lost(failure),
                Ok(piece) => self.piece(piece, &mut done.claims),
            };
            done.outcomes.push(outcome);
        }
        done
    }

    fn piece(&self, piece: Piece, claims: &mut Vec<u8>) -> Outcome {
        let id = self.journalled.map(|_| identify(&piece));
        if let Some(at) = id.and_then(|id| self.known.get(&id)) {
            return Outcome::Known(*at);
        }
        let start = claims.len();
        let mut record = Record { id: id.map_or_else(String::new, |id| hex(&id)), ..Record::default() };
        let mut problems = Vec::new();
        let (path, row) = (piece.path.clone(), piece.row);
        // A bug met in one piece must not cost the claims of the others.
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            piece.articles(&self.plan.options, &mut |article| match article {
                Ok(article) => self.article(article, claims, &mut record, &mut problems),
                Err(failure) => record.failures.push(failure),
            });
        }));
        if let Err(cause) = attempt {
            record.failures.push(bug(&path, row, &*cause));
        }
        record.len = (claims.len() - start) as u64;
        if self.journalled.is_some() {
            record.crc = journal::crc(&claims[start..]);
        }
        Outcome::Fresh(record, problems)
    }

    fn article(&self, mut article: Article, claims: &mut Vec<u8>, record: &mut Record, problems: &mut Vec<Problem>) {
        problems.append(&mut article.problems);
        let plan = self.plan;
        let mut found = match catch_unwind(AssertUnwindSafe(|| (plan.extract)(&article))) {
            Ok(found) => found,
            Err(cause) => return record.failures.push(bug(&article.name, None, &*cause)),
        };
        let in_full = self.journalled == Some(true);
        let sha256 =
            in_full.then(|| found.first().map_or_else(|| hex(&Sha256::digest(&article.text)), |claim| claim.provenance.sha256.clone()));
        found.retain(|claim| {
            (plan.kinds.is_empty() || plan.kinds.contains(&claim.kind))
                && (plan.certainties.is_empty() || plan.certainties.contains(&claim.certainty))
        });
        let start = claims.len();
        if let Err(error) = write::part(Format::Jsonl, &found, claims) {
            claims.truncate(start);
            return record.failures.push(Failure::new(&article.name, Stage::Extract, error.to_string(), ""));
        }
        let mut document = Document { bytes: article.text.len() as u64, sha256, ..Document::default() };
        for claim in &found {
            document.claims[claim.kind as usize] += 1;
        }
        document.foreign = matches!(article.silent, Some(Silent::Foreign(_)));
        if plan.dedup && !found.is_empty() {
            document.signature = Some(Signature::of(article.body.of(&article.text)));
        }
        // A stream forgets what is no original.
        if self.journalled.is_some() || document.signature.is_some() {
            document.name = article.name;
        }
        if in_full {
            let meta = article.meta;
            document = Document { title: meta.title, published: meta.published, outlet: meta.outlet, url: meta.url, ..document };
        }
        record.documents.push(document);
    }
}

/// The failure of a piece on which greenlit itself fell over.
fn bug(path: &str, row: Option<usize>, cause: &(dyn std::any::Any + Send)) -> Failure {
    let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no message");
    Failure::new(path, Stage::Extract, format!("a bug in greenlit stopped the reading: {said}"), "please report it with the text")
        .at_row(row)
}

/// A piece by its name and content.
fn identify(piece: &Piece) -> PieceId {
    let mut hash = Sha256::new();
    hash.update(piece.format.name());
    hash.update([0]);
    hash.update(piece.place());
    hash.update([0]);
    hash.update(format!("{:?}", piece.meta));
    hash.update([0]);
    hash.update(&piece.bytes);
    let mut id = PieceId::default();
    id.copy_from_slice(&hash.finalize()[..16]);
    id
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn trouble(path: &Path, source: io::Error) -> Trouble {
    if source.kind() == io::ErrorKind::BrokenPipe {
        return Trouble::Closed;
    }
    let remedy = match source.kind() {
        io::ErrorKind::StorageFull => "make room there",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "you may not write there; choose another folder with -o",
        io::ErrorKind::NotFound => "the folder must exist",
        _ => "is the disk full, or the folder write-protected?",
    };
    Trouble::Failed(Error::Io { path: path.to_string_lossy().into_owned(), source, remedy: remedy.to_owned() })
}

/// The file of failures, while it is written.
struct Errors {
    file: Option<(io::BufWriter<File>, PathBuf, PathBuf)>,
}

impl Errors {
    fn open(plan: &Plan<'_>) -> Result<Errors, Trouble> {
        let Some(path) = &plan.errors else { return Ok(Errors { file: None }) };
        let temporary = publish::temporary(path);
        let file = File::create(&temporary).map_err(|error| trouble(path, error))?;
        Ok(Errors { file: Some((io::BufWriter::new(file), temporary, path.clone())) })
    }

    fn take(&mut self, failures: &[Failure], tally: &mut Tally, watch: &mut dyn Watch) -> Result<(), Trouble> {
        for failure in failures {
            tally.failed += 1;
            watch.failure(failure);
            if let Some((to, _, path)) = &mut self.file {
                serde_json::to_writer(&mut *to, failure)
                    .map_err(io::Error::from)
                    .and_then(|()| to.write_all(b"\n"))
                    .map_err(|error| trouble(path, error))?;
            }
        }
        Ok(())
    }

    fn keep(&mut self) -> Result<(), Trouble> {
        let Some((mut to, temporary, path)) = self.file.take() else { return Ok(()) };
        to.flush().and_then(|()| std::fs::rename(&temporary, &path)).map_err(|error| trouble(&path, error))
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if let Some((_, temporary, _)) = &self.file {
            let _ = std::fs::remove_file(temporary);
        }
    }
}
