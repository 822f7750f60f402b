//! `greenlit batch`: a whole corpus in, one output.
//!
//! Checks what is asked for before anything is read, hands the work to [`crate::batch`], and tells how it goes (`progress`).

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use clap::ValueEnum;

use super::exit::{Exit, Stop, usage};
use super::extract::published;
use super::fields::{FieldArgs, PageArgs};
use super::output::same_file;
use super::progress::{Reporter, Style};
use super::{book, say};
use crate::batch::journal::Places;
use crate::batch::publish::{Form, Packing, Target};
use crate::batch::walk::{Inputs, List, Selection};
use crate::batch::{self, Plan, Tally, Trouble};
use crate::claim::{Certainty, Kind};
use crate::ingest::{Flow, Meta, Options};
use crate::pipeline;

const EXAMPLES: &str = "\
Examples:
  greenlit batch corpus/ -o claims.jsonl                 a folder with all below it, on all processors
  greenlit batch dumps/*.jsonl.gz -o claims.csv.gz       rows, compressed
  greenlit batch corpus/ -o claims.jsonl --resume        go on after an interruption
  greenlit batch corpus/ -o claims.sqlite                a database for Datasette (feature sqlite)
  greenlit batch corpus/ -o claims.parquet               for DuckDB and pandas (feature parquet)
  find corpus/ -name '*.txt' -print0 | greenlit batch -0 - -o - | jq .

An input is a file as extract reads it, a folder, or - for a list of paths on standard input. Folders are
walked in the order of their names. Hidden files are left out unless --hidden is given, and .gitignore is
heeded only with --gitignore.

While it runs, what is done lies beside the output as claims.jsonl.partial and claims.jsonl.journal; the
output appears when it is whole. --resume goes on from there: an input that has not changed is not read
again, and both files stay for a later --resume, which then reads only what is new.

An input that cannot be read is told on standard error and in errors.jsonl beside the output, one record
{path, row, stage, reason, remedy} a line, and stops nothing.

Exit status: 0 done, 1 some inputs failed and the claims of the others were written, 2 wrong usage or
nothing could be done, 130 interrupted (--resume goes on).";

/// Find the claims of a whole corpus, in parallel
///
/// Reads folders, dumps and archives as they stream by and writes one output, the same bytes whatever
/// the number of --jobs. Memory does not grow with the corpus.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, folders, or - for a list of paths on standard input
    #[arg(value_name = "INPUT", required_unless_present = "files_from")]
    inputs: Vec<PathBuf>,
    /// Read the paths that FILE lists, one a line
    #[arg(long, value_name = "FILE", help_heading = "What is read")]
    files_from: Vec<PathBuf>,
    /// Paths in lists end with NUL instead of a line end, as find -print0 writes them
    #[arg(long, short = '0', help_heading = "What is read")]
    null: bool,
    /// In folders, only files that match GLOB; may be given several times
    #[arg(long, value_name = "GLOB", help_heading = "What is read")]
    include: Vec<String>,
    /// In folders, leave out files and folders that match GLOB; may be given several times
    #[arg(long, value_name = "GLOB", help_heading = "What is read")]
    exclude: Vec<String>,
    /// In folders, read hidden files too
    #[arg(long, help_heading = "What is read")]
    hidden: bool,
    /// In folders, leave out what .gitignore and .ignore files name
    #[arg(long, help_heading = "What is read")]
    gitignore: bool,
    /// Pass over an article that is larger: a file, a member of an archive, a row (32M, 1G)
    #[arg(long, value_name = "SIZE", default_value = "32M", value_parser = size, help_heading = "What is read")]
    max_file_size: u64,

    /// The day of publication of every article, over what it says itself
    #[arg(long, value_name = "DATE", value_parser = published, help_heading = "About the articles")]
    published: Option<String>,
    /// Who published all of them
    #[arg(long, value_name = "NAME", help_heading = "About the articles")]
    outlet: Option<String>,
    #[command(flatten)]
    fields: FieldArgs,
    #[command(flatten)]
    pages: PageArgs,

    /// Only claims of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = "What is found")]
    kind: Vec<Kind>,
    /// Only claims that are this sure
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', help_heading = "What is found")]
    certainty: Vec<Certainty>,
    /// Look for claims in articles of other languages too
    #[arg(long, help_heading = "What is found")]
    any_language: bool,
    /// Do not say which articles are copies of earlier ones
    #[arg(long, help_heading = "What is found")]
    no_dedup: bool,
    /// Layer the rules in DIR on the built-in ones; may be given several times
    #[arg(long, value_name = "DIR", help_heading = "What is found")]
    rules: Vec<PathBuf>,

    /// Write to FILE, which appears when it is whole; - for standard output
    #[arg(long, short, value_name = "FILE", default_value = "-", help_heading = "Output")]
    output: PathBuf,
    /// How to write the claims; by itself: by the ending of --output, which may add .gz or .zst
    #[arg(long, short, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Wanted>,
    /// Write the output anew if it is there
    #[arg(long, conflicts_with = "resume", help_heading = "Output")]
    force: bool,
    /// Go on with what an earlier run has finished, and leave it for a later one
    #[arg(long, help_heading = "Output")]
    resume: bool,
    /// Note failures in FILE instead of errors.jsonl beside the output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    errors: Option<PathBuf>,

    /// How many threads find claims; by itself: one for each processor
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Say only what went wrong
    #[arg(long, short)]
    quiet: bool,
    /// How to say it: for people, or one JSON object a line
    #[arg(long, value_name = "FORM", default_value = "text")]
    log: Style,
}

/// The argument of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// One claim a line, as JSON
    Jsonl,
    /// Flat columns for spreadsheets
    Csv,
    /// Nested columns, for DuckDB and pandas
    Parquet,
    /// A database of documents, claims and spans
    Sqlite,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let form = form(args)?;
    // A device is written to as it is: renaming a file over it would replace it.
    let to_file = args.output.as_os_str() != "-" && fs::metadata(&args.output).map_or(true, |old| old.is_file() || old.is_dir());
    let errors = args.errors.clone().or_else(|| to_file.then(|| args.output.with_file_name("errors.jsonl")));
    if to_file {
        check_output(args)?;
    } else if form.text().is_none() {
        return Err(usage("parquet and sqlite are files, not streams (name the file with --output)"));
    }
    let inputs = inputs(args, to_file, errors.as_deref())?;
    let (book, sound) = book(&args.rules)?;

    let (stop, bytes_read) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    listen(&stop);
    quiet_workers();
    let mut reporter = Reporter::new(args.log, args.quiet, bytes_read.clone());
    if reporter.shows_progress() && inputs.lists.is_empty() {
        measure(inputs.clone(), reporter.total());
    }
    let extract = |article: &crate::ingest::Article| pipeline::extract(article, book).claims;
    let plan = Plan {
        inputs,
        options: Options {
            overrides: Meta { published: args.published.clone(), outlet: args.outlet.clone(), ..Meta::default() },
            fields: args.fields.fields(),
            max_piece: Some(args.max_file_size),
            anchors: super::anchors(book),
            any_language: args.any_language,
            ..args.pages.options()
        },
        extract: &extract,
        kinds: args.kind.clone(),
        certainties: args.certainty.clone(),
        dedup: !args.no_dedup,
        rules: book.hash().to_owned(),
        workers: args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from),
        errors,
        stop: &stop,
        bytes_read: &bytes_read,
    };
    let ended = if to_file {
        let target = Target { path: args.output.clone(), form };
        batch::run(&plan, batch::Output::File { target, resume: args.resume }, &mut reporter)
    } else {
        let mut out: Box<dyn io::Write> = if args.output.as_os_str() == "-" {
            Box::new(io::stdout().lock())
        } else {
            let device = fs::OpenOptions::new().write(true).open(&args.output);
            Box::new(device.map_err(|error| Stop::writing(&args.output.to_string_lossy(), error))?)
        };
        let name = if args.output.as_os_str() == "-" { "standard output".into() } else { args.output.to_string_lossy().into_owned() };
        batch::run(&plan, batch::Output::Stream { name, out: &mut *out, form }, &mut reporter)
    };
    match ended {
        Ok(tally) => {
            reporter.finish(&tally, to_file.then_some(args.output.as_path()), &plan.options);
            Ok(status(&tally, sound))
        }
        Err(trouble) => {
            reporter.clear();
            Err(match trouble {
                Trouble::Closed => Stop::Closed,
                Trouble::Failed(error) => Stop::Failed(error),
            })
        }
    }
}

fn status(tally: &Tally, sound: Exit) -> Exit {
    match tally {
        Tally { stopped: true, .. } => Exit::Interrupted,
        Tally { failed: 0, .. } => sound,
        Tally { articles: 0, .. } => Exit::Nothing,
        _ => Exit::Partly,
    }
}

/// The form that is asked for by name or by the output's ending.
fn form(args: &Args) -> Result<Form, Stop> {
    let path = args.output.to_string_lossy();
    let by_name = Form::of_name(&path);
    let packing = match by_name {
        Some(Form::Jsonl(packing) | Form::Csv(packing)) => packing,
        _ => Packing::Plain,
    };
    let form = match (args.format, by_name) {
        (Some(Wanted::Jsonl), _) => Form::Jsonl(packing),
        (Some(Wanted::Csv), _) => Form::Csv(packing),
        (Some(Wanted::Parquet), _) => Form::Parquet,
        (Some(Wanted::Sqlite), _) => Form::Sqlite,
        (None, Some(form)) => form,
        (None, None) if path == "-" || args.output.extension().is_none() => Form::Jsonl(Packing::Plain),
        (None, None) => {
            let endings = ".jsonl, .csv, either with .gz or .zst, .parquet or .sqlite";
            return Err(usage(format!("--output {path}: greenlit batch does not write such files (use {endings}, or say --format)")));
        }
    };
    match form.missing_feature() {
        Some(feature) => Err(usage(format!(
            "--output {path}: this greenlit was built without {feature} (cargo install --path . --features {feature}, or full for all)"
        ))),
        None => Ok(form),
    }
}

/// An output that is there is written over only if that was asked for.
fn check_output(args: &Args) -> Result<(), Stop> {
    let (output, path) = (&args.output, args.output.display());
    if output.is_dir() || output.file_name().is_none() {
        return Err(usage(format!("--output {path} is a folder (name a file in it: {})", output.join("claims.jsonl").display())));
    }
    if args.force || args.resume {
        if args.force {
            Places::of(output).remove();
        }
        return Ok(());
    }
    if Places::of(output).exist() {
        return Err(usage(format!(
            "{path}.journal is there: an earlier run did not come to its end (--resume goes on, --force begins anew)"
        )));
    }
    if output.exists() {
        return Err(usage(format!("{path} is there already (--force writes it anew, --resume keeps what has not changed)")));
    }
    Ok(())
}

/// What is read, without what is written.
fn inputs(args: &Args, to_file: bool, errors: Option<&Path>) -> Result<Inputs, Stop> {
    let mut skip = Vec::new();
    let mut outputs = vec![];
    if to_file {
        let Places { spool, journal } = Places::of(&args.output);
        outputs.extend([args.output.clone(), spool, journal]);
    }
    outputs.extend(errors.map(Path::to_owned));
    for output in outputs {
        let named = args.inputs.iter().chain(&args.files_from);
        if let Some(input) =
            named.filter(|input| input.as_os_str() != "-").find(|input| same_file(&input.to_string_lossy(), &output.to_string_lossy()))
        {
            let (output, input) = (output.display(), input.display());
            return Err(usage(format!("the output {output} is the input {input} itself (give it another name)")));
        }
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let (Ok(folder), Some(name)) = (folder.canonicalize(), output.file_name()) {
            let mut new = name.to_owned();
            new.push(".new");
            skip.extend([folder.join(name), folder.join(new)]);
        }
    }
    let (lists, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = args.inputs.iter().partition(|input| input.as_os_str() == "-");
    let list = |path: &PathBuf| if path.as_os_str() == "-" { List::Stdin } else { List::File(path.clone()) };
    let inputs = Inputs {
        paths: paths.into_iter().cloned().collect(),
        lists: lists.into_iter().chain(&args.files_from).map(list).collect(),
        nul: args.null,
        select: Selection { include: args.include.clone(), exclude: args.exclude.clone(), hidden: args.hidden, gitignore: args.gitignore },
        skip,
    };
    if inputs.lists.contains(&List::Stdin) && io::stdin().is_terminal() {
        say::note("reading a list of paths, one a line; Ctrl-D ends it");
    }
    inputs.check()?;
    Ok(inputs)
}

/// The first signal asks for an end, the second one makes it.
fn listen(stop: &Arc<AtomicBool>) {
    let stop = stop.clone();
    // Where signals cannot be caught the system ends the program at once, and --resume goes on all the same.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Interrupted as i32);
        }
        say::note("finishing what is in hand; once more to stop at once");
    });
}

/// A panic of a worker is caught and told as the failure of its article; it need not be told twice.
fn quiet_workers() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(batch::queue::WORKER) {
            before(info);
        }
    }));
}

/// Adds up the sizes of all inputs, for the time that is left, while the work begins.
fn measure(inputs: Inputs, total: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        let mut sum = 0;
        let _ = inputs.each(&mut |file| {
            sum += file.ok().and_then(|path| fs::metadata(path).ok()).map_or(0, |file| file.len());
            Flow::Continue(())
        });
        total.store(sum, Ordering::Relaxed);
    });
}

/// A number of bytes: `500`, `64K`, `32M`, `1G`.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit: u64 = match text[digits.len()..].to_ascii_lowercase().trim_end_matches("ib").trim_end_matches('b') {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        _ => return Err("write a number of bytes, or 64K, 32M, 1G".to_owned()),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(unit))
        .ok_or_else(|| "write a number of bytes, or 64K, 32M, 1G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, bytes) in [("500", 500), ("64k", 64 << 10), ("32M", 32 << 20), ("1GiB", 1 << 30), ("2mb", 2 << 20)] {
            assert_eq!(size(text), Ok(bytes));
        }
        for text in ["", "M", "-1", "1T", "1.5M", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
