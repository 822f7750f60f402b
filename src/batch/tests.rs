//! Whole runs through the door, with an extraction that is made for the test.

use std::sync::atomic::{AtomicBool, AtomicU64};

use super::publish::{Form, Packing};
use super::walk::Inputs;
use super::*;

#[derive(Default)]
struct Heard {
    failures: Vec<Failure>,
    found: Vec<Found>,
}

impl Watch for Heard {
    fn failure(&mut self, failure: &Failure) {
        self.failures.push(failure.clone());
    }

    fn found(&mut self, found: Found) {
        self.found.push(found);
    }
}

/// Runs over `folder` into `folder`'s neighbour `out.jsonl`.
fn run_over(folder: &Path, extract: &(dyn Fn(&Article) -> Vec<Claim> + Sync), resume: bool, stop: &AtomicBool) -> (Tally, Heard) {
    let mut heard = Heard::default();
    let bytes_read = AtomicU64::new(0);
    let plan = Plan {
        inputs: Inputs { paths: vec![folder.join("in")], ..Inputs::default() },
        options: Options::default(),
        extract,
        kinds: vec![],
        certainties: vec![],
        dedup: false,
        rules: "r".into(),
        workers: 3,
        errors: Some(folder.join("errors.jsonl")),
        stop,
        bytes_read: &bytes_read,
    };
    let target = Target { path: folder.join("out.jsonl"), form: Form::Jsonl(Packing::Plain) };
    let tally = run(&plan, Output::File { target, resume }, &mut heard).unwrap();
    (tally, heard)
}

fn corpus(articles: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    for n in 0..articles {
        std::fs::write(folder.path().join(format!("in/{n:04}.txt")), format!("Article {n}.")).unwrap();
    }
    folder
}

#[test]
fn a_bug_costs_one_article() {
    let folder = corpus(200);
    let extract = |article: &Article| -> Vec<Claim> {
        assert!(!article.text.contains("77"), "this is the 77th");
        crate::write::sample::article().1
    };
    let (tally, heard) = run_over(folder.path(), &extract, false, &AtomicBool::new(false));
    let named: Vec<&str> = heard.failures.iter().map(|failure| failure.path.rsplit('/').next().unwrap()).collect();
    assert_eq!(named, ["0077.txt", "0177.txt"]);
    assert!(heard.failures[0].reason.contains("this is the 77th") && heard.failures[0].stage == Stage::Extract);
    assert_eq!((tally.articles, tally.failed), (198, 2));
    let lines = std::fs::read_to_string(folder.path().join("out.jsonl")).unwrap().lines().count();
    assert_eq!((lines as u64, tally.all_claims()), (198 * 3, 198 * 3));
    let errors = std::fs::read_to_string(folder.path().join("errors.jsonl")).unwrap();
    let read: Vec<Failure> = errors.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, heard.failures);
}

#[test]
fn a_stopped_run_keeps_what_is_done_and_the_next_one_repeats_nothing() {
    let folder = corpus(2000);
    let stop = AtomicBool::new(false);
    let calls = AtomicU64::new(0);
    let extract = |_: &Article| -> Vec<Claim> {
        if calls.fetch_add(1, Ordering::Relaxed) == 300 {
            stop.store(true, Ordering::Relaxed);
        }
        crate::write::sample::article().1
    };
    let (tally, _) = run_over(folder.path(), &extract, false, &stop);
    assert!(tally.stopped && tally.articles >= 300 && tally.articles < 2000, "{tally:?}");
    assert_eq!(tally.articles, calls.load(Ordering::Relaxed), "what was read is kept");
    assert!(!folder.path().join("out.jsonl").exists());

    stop.store(false, Ordering::Relaxed);
    calls.store(1000, Ordering::Relaxed);
    let (again, heard) = run_over(folder.path(), &extract, true, &stop);
    assert_eq!((again.articles, again.reused), (2000, tally.articles));
    assert_eq!(calls.load(Ordering::Relaxed), 1000 + 2000 - tally.articles);
    assert_eq!(heard.found, [Found::Pieces(tally.articles as usize)]);
    let out = std::fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert_eq!(out.lines().count(), 6000);
}
