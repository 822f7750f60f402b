//! What `greenlit batch` says while it runs: a bar on a terminal, messages, a closing summary; or all of it as JSON.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};

use super::inputs::passed_over;
use super::say::{self, counted, grouped};
use crate::batch::journal::Found;
use crate::batch::{Tally, Watch};
use crate::error::{Failure, Problem};
use crate::ingest::Options;

/// Between two lines of progress in a log.
const EVERY: Duration = Duration::from_secs(5);

/// For whom messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Style {
    /// For people.
    Text,
    /// For machines: one JSON object a line, with an `event`.
    Json,
}

pub(super) struct Reporter {
    style: Style,
    quiet: bool,
    bar: Option<ProgressBar>,
    started: Instant,
    logged: Instant,
    bytes_read: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl Reporter {
    pub fn new(style: Style, quiet: bool, bytes_read: Arc<AtomicU64>) -> Self {
        let watched = style == Style::Text && !quiet && std::io::stderr().is_terminal();
        let bar = watched.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8)));
        if let Some(bar) = &bar {
            bar.set_style(ProgressStyle::with_template("{spinner} {msg}").expect("a fixed template"));
        }
        Reporter { style, quiet, bar, started: Instant::now(), logged: Instant::now(), bytes_read, total: Arc::default() }
    }

    pub fn shows_progress(&self) -> bool {
        self.bar.is_some()
    }

    /// Where the size of all inputs is put once it is known.
    pub fn total(&self) -> Arc<AtomicU64> {
        self.total.clone()
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Says something without leaving half a bar behind.
    fn tell(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    fn log(&self, event: &str, mut fields: Value) {
        fields["event"] = event.into();
        let mut to = std::io::stderr().lock();
        // Where standard error itself cannot be written there is nobody to tell.
        let _ = writeln!(to, "{fields}");
    }

    /// The closing summary.
    pub fn finish(&self, tally: &Tally, output: Option<&Path>, options: &Options) {
        self.clear();
        let seconds = self.started.elapsed().as_secs_f64();
        if self.style == Style::Json {
            let mut fields = numbers(tally);
            fields["seconds"] = ((seconds * 1000.0).round() / 1000.0).into();
            fields["stopped"] = tally.stopped.into();
            let (revisits, others) = options.passed.counts();
            fields["passed_over"] = json!({ "revisits": revisits, "other_records": others });
            return self.log("summary", fields);
        }
        if tally.stopped {
            let way_on = match output {
                Some(output) => format!("what is done is kept beside {}; run it again with --resume to go on", output.display()),
                None => "what is done is written".to_owned(),
            };
            say::note(format!("interrupted: {way_on}"));
        }
        if self.quiet {
            return;
        }
        let Tally { articles, reused, failed, .. } = tally;
        let mut parts = vec![format!("{} in {}", claims(tally), counted(*articles, "article"))];
        if *reused > 0 {
            parts.push(format!("{} of them done before", grouped(*reused)));
        }
        if *failed > 0 {
            parts.push(format!("{} failed", grouped(*failed)));
        }
        if tally.copies > 0 {
            parts.push(format!("{} copied from earlier ones", grouped(tally.copies)));
        }
        let megabytes = tally.bytes as f64 / 1e6;
        parts.push(format!("{megabytes:.1} MB in {seconds:.1} s ({:.1} MB/s)", megabytes / seconds.max(1e-9)));
        if let Some(output) = output.filter(|_| !tally.stopped && (*articles > 0 || *failed == 0)) {
            parts.push(output.display().to_string());
        }
        say::note(parts.join("; "));
        passed_over(tally.foreign, options);
    }

    fn line(&self, tally: &Tally) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-9);
        let failed = if tally.failed > 0 { format!(", {} failed", grouped(tally.failed)) } else { String::new() };
        format!("{}, {}{failed}, {:.1} MB/s", counted(tally.articles, "article"), claims(tally), tally.bytes as f64 / 1e6 / seconds)
    }
}

impl Watch for Reporter {
    fn warning(&mut self, problem: &Problem) {
        match self.style {
            Style::Text => self.tell(|| say::warning(problem)),
            Style::Json => self
                .log("warning", json!({ "path": problem.path, "row": problem.line, "reason": problem.reason, "remedy": problem.remedy })),
        }
    }

    fn failure(&mut self, failure: &Failure) {
        match self.style {
            Style::Text => self.tell(|| say::error(failure)),
            Style::Json => self.log("failure", json!(failure)),
        }
    }

    fn found(&mut self, found: Found) {
        let (said, pieces) = match found {
            Found::Nothing => return,
            Found::Outdated => ("the earlier run had other rules or options, or was another version: all is read again".to_owned(), 0),
            Found::Pieces(pieces) => (format!("going on: {} are done already", counted(pieces as u64, "input")), pieces),
        };
        match self.style {
            Style::Text if !self.quiet => self.tell(|| say::note(said)),
            Style::Text => {}
            Style::Json => self.log("resumed", json!({ "outdated": found == Found::Outdated, "pieces": pieces })),
        }
    }

    fn advanced(&mut self, tally: &Tally) {
        if let Some(bar) = &self.bar {
            let total = self.total.load(Ordering::Relaxed);
            if total > 0 && bar.length().is_none() {
                bar.set_length(total);
                bar.set_style(ProgressStyle::with_template("{bar:30} {percent}%  {msg}, {eta} left").expect("a fixed template"));
            }
            bar.set_position(self.bytes_read.load(Ordering::Relaxed));
            bar.set_message(self.line(tally));
        }
        if self.style == Style::Json && !self.quiet && self.logged.elapsed() >= EVERY {
            self.logged = Instant::now();
            self.log("progress", numbers(tally));
        }
    }

    fn publishing(&mut self) {
        if let Some(bar) = &self.bar {
            bar.set_message("writing the output");
        }
    }
}

fn numbers(tally: &Tally) -> Value {
    let [date, cast, renewal] = tally.claims;
    json!({
        "articles": tally.articles, "reused": tally.reused, "failed": tally.failed, "bytes": tally.bytes,
        "foreign": tally.foreign, "copies": tally.copies,
        "claims": { "date": date, "cast": cast, "renewal": renewal },
    })
}

/// "1,234 claims (date 600, cast 400, renewal 234)"
fn claims(tally: &Tally) -> String {
    let [date, cast, renewal] = tally.claims.map(grouped);
    format!("{} (date {date}, cast {cast}, renewal {renewal})", counted(tally.all_claims(), "claim"))
}
