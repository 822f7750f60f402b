//! `greenlit batch` as its users meet it: whatever the number of threads, killed and gone on with, and every output opened
//! again. `cargo test --features full --test batch` adds the outputs that are features.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

fn greenlit() -> Command {
    Command::cargo_bin("greenlit").expect("the program is built")
}

#[track_caller]
fn run(folder: &Path, args: &[&str]) -> Output {
    greenlit().args(args).current_dir(folder).output().expect("it runs")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A folder with `copies` times the articles of the corpus in `in/`, every copy another text.
fn corpus(copies: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for copy in 0..copies {
        let part = folder.path().join(format!("in/{copy:02}"));
        fs::create_dir_all(&part).unwrap();
        for path in common::files(&common::project("corpus/articles"), "txt") {
            fs::write(part.join(path.file_name().unwrap()), common::text_of(&path) + &format!("\nCopy {copy}.\n")).unwrap();
        }
    }
    folder
}

/// The last line of `--log json`.
#[track_caller]
fn summary(output: &Output) -> Value {
    let line = err(output).lines().last().unwrap_or_default();
    let summary: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {}", err(output)));
    assert_eq!(summary["event"], "summary");
    summary
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_bytes_are_the_same_whatever_the_number_of_threads_and_those_of_extract() {
    let folder = corpus(3);
    let path = folder.path();
    fs::write(path.join("in/bad.txt"), b"\0\0\0").unwrap();
    for jobs in ["1", "2", "7"] {
        let output = run(path, &["batch", "in", "-o", &format!("{jobs}.jsonl"), "--jobs", jobs]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains("in/bad.txt: is a binary file") && err(&output).contains("1 failed"), "{}", err(&output));
        let record: Value = serde_json::from_str(fs::read_to_string(path.join("errors.jsonl")).unwrap().trim_end()).unwrap();
        assert_eq!((&record["path"], &record["row"], &record["stage"]), (&"in/bad.txt".into(), &Value::Null, &"decode".into()));
    }
    assert_eq!(names(path), ["1.jsonl", "2.jsonl", "7.jsonl", "errors.jsonl", "in"], "nothing else is left");
    let one = fs::read(path.join("1.jsonl")).unwrap();
    assert!(one.len() > 100_000);
    assert!(one == fs::read(path.join("2.jsonl")).unwrap() && one == fs::read(path.join("7.jsonl")).unwrap());

    let files: Vec<String> = (0..3)
        .flat_map(|copy| common::files(&path.join(format!("in/{copy:02}")), "txt"))
        .map(|file| file.strip_prefix(path).unwrap().to_str().unwrap().to_owned())
        .collect();
    let arguments: Vec<&str> = ["extract"].into_iter().chain(files.iter().map(String::as_str)).collect();
    assert!(run(path, &arguments).stdout == one, "extract says the same");
    let stream = run(path, &["batch", "in", "--quiet"]);
    assert!(stream.stdout == one, "so does a stream");
    let list = files.join("\0");
    let mut child = greenlit()
        .args(["batch", "-0", "-", "-o", "-"])
        .current_dir(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.stdout == one, "and a list");
    assert_eq!(output.status.code(), Some(0));
}

/// A generator of numbers that need not be good, only the same each time.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    *seed >> 33
}

#[test]
fn a_run_that_is_killed_ten_times_ends_in_the_bytes_of_an_undisturbed_one() {
    let folder = corpus(8);
    let path = folder.path();
    let whole = run(path, &["batch", "in", "-o", "whole.jsonl", "--log", "json"]);
    assert_eq!(whole.status.code(), Some(0), "{}", err(&whole));
    let articles = summary(&whole)["articles"].as_u64().unwrap();

    // Each run is killed as soon as it has got on by a random stretch, not after a time: machines are slow and fast.
    let length = |name: &str| path.join(name).metadata().map_or(0, |file| file.len());
    let mut seed = 20_260_101;
    let mut killed = 0;
    for _ in 0..10 {
        let until = length("killed.jsonl.journal") + 1 + next(&mut seed) % (70 * articles / 4);
        let mut child = greenlit()
            .args(["batch", "in", "-o", "killed.jsonl", "--resume", "-q"])
            .current_dir(path)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none() && length("killed.jsonl.journal") < until {
            std::thread::sleep(Duration::from_micros(200));
        }
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if path.join("killed.jsonl").exists() {
            break;
        }
    }
    let last = run(path, &["batch", "in", "-o", "killed.jsonl", "--resume", "--log", "json"]);
    assert_eq!(last.status.code(), Some(0), "{}", err(&last));
    assert!(fs::read(path.join("killed.jsonl")).unwrap() == fs::read(path.join("whole.jsonl")).unwrap(), "after {killed} kills");
    assert!(killed >= 3, "only {killed} of the kills came in time");
    assert_eq!(summary(&last)["articles"].as_u64(), Some(articles));
    let reused = summary(&last)["reused"].as_u64().unwrap();
    assert!(reused > 0, "what was finished before is not repeated");
}

#[test]
fn resume_reads_what_has_changed_and_nothing_else() {
    let folder = corpus(2);
    let path = folder.path();
    let resumed = |name: &str| summary(&run(path, &["batch", "in", "-o", name, "--resume", "--log", "json"]));
    for name in ["a.jsonl", "a.csv.gz"] {
        resumed(name);
    }
    let articles = common::files(&path.join("in/00"), "txt");
    fs::write(&articles[3], "Saltmarsh\n\nInes Okafor will not be returning to “Saltmarsh”.\n").unwrap();
    fs::remove_file(&articles[5]).unwrap();
    fs::write(path.join("in/00/0-new.txt"), "Saltmarsh\n\n“Saltmarsh” has been renewed.\n").unwrap();
    for name in ["a.jsonl", "a.csv.gz"] {
        let again = resumed(name);
        let total = again["articles"].as_u64().unwrap();
        assert_eq!(again["reused"].as_u64().unwrap(), total - 2, "{again}");
        let fresh = format!("fresh-{name}");
        assert_eq!(run(path, &["batch", "in", "-o", &fresh]).status.code(), Some(0));
        assert!(fs::read(path.join(name)).unwrap() == fs::read(path.join(&fresh)).unwrap(), "{name}");
        // Nothing new at all: the same again.
        assert_eq!(resumed(name)["reused"].as_u64().unwrap(), total);
        assert!(fs::read(path.join(name)).unwrap() == fs::read(path.join(&fresh)).unwrap(), "{name}");
    }
    // Other options, other results: nothing of the old run is used.
    let other = summary(&run(path, &["batch", "in", "-o", "a.jsonl", "--resume", "--log", "json", "--kind", "cast"]));
    assert_eq!(other["reused"], 0);
    assert_eq!(other["claims"]["renewal"], 0);
}

/// The document of every claim, and of which one it is a copy.
fn copies(lines: &[u8]) -> Vec<(String, Option<String>)> {
    let text = std::str::from_utf8(lines).unwrap();
    let mut all: Vec<(String, Option<String>)> = text
        .lines()
        .map(|line| {
            let from = &serde_json::from_str::<Value>(line).unwrap()["provenance"];
            (from["document"].as_str().unwrap().to_owned(), from["duplicate_of"].as_str().map(str::to_owned))
        })
        .collect();
    all.dedup();
    all
}

#[test]
fn copies_name_the_first_of_their_kind_and_whoever_goes_on_asks_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("in")).unwrap();
    let story = "Netflix has renewed “Harbour Nine” for a second season. Ann Lee will return as Mara Quill, the keeper of the light, and \
        Tom Okafor joins the cast as her brother. The new season premieres on March 3, 2027, the streamer said, and cameras \
        roll in Cork from next week, where the first season was shot as well.\n";
    let other = "The BBC has cancelled “Low Water” after one season.\n";
    for (name, text) in
        [("a", format!("Wire. {story}")), ("b", other.to_owned()), ("c", story.to_owned()), ("d", format!("{story}More soon.\n"))]
    {
        fs::write(path.join(format!("in/{name}.txt")), text).unwrap();
    }
    let is = |lines: &[u8], expected: &[(&str, Option<&str>)]| {
        let name = |name: &str| format!("in/{name}.txt");
        let expected: Vec<_> = expected.iter().map(|(of, original)| (name(of), original.map(name))).collect();
        assert_eq!(copies(lines), expected);
    };
    let all = [("a", None), ("b", None), ("c", Some("a")), ("d", Some("a"))];
    let output = run(path, &["batch", "in", "-o", "c.jsonl", "--resume", "--jobs", "3"]);
    assert!(err(&output).contains("2 copied from earlier ones"), "{}", err(&output));
    is(&fs::read(path.join("c.jsonl")).unwrap(), &all);
    let stream = run(path, &["batch", "in", "--quiet"]).stdout;
    is(&stream, &all);
    assert!(stream == run(path, &["extract", "in/a.txt", "in/b.txt", "in/c.txt", "in/d.txt"]).stdout, "extract says the same");
    is(&run(path, &["batch", "in", "--quiet", "--no-dedup"]).stdout, &all.map(|(name, _)| (name, None)));
    let sheet = String::from_utf8(run(path, &["batch", "in", "--quiet", "--format", "csv"]).stdout).unwrap();
    assert!(sheet.lines().last().unwrap().ends_with(",in/a.txt"), "{sheet}");

    // The original is gone: the next one takes its place, although nothing is read again.
    fs::remove_file(path.join("in/a.txt")).unwrap();
    let output = run(path, &["batch", "in", "-o", "c.jsonl", "--resume", "--log", "json"]);
    assert_eq!(summary(&output)["reused"], 3);
    let gone_on = fs::read(path.join("c.jsonl")).unwrap();
    is(&gone_on, &[("b", None), ("c", None), ("d", Some("c"))]);
    assert!(gone_on == run(path, &["batch", "in", "--quiet"]).stdout, "as an undisturbed run");
    // And once more, from a journal that says of two pieces two things.
    let output = run(path, &["batch", "in", "-o", "c.jsonl", "--resume", "--log", "json"]);
    assert_eq!(summary(&output)["reused"], 3);
    assert!(gone_on == fs::read(path.join("c.jsonl")).unwrap());
}

#[test]
fn articles_in_other_languages_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let text = "Die Krimiserie wird im kommenden Jahr mit einer dritten Staffel fortgesetzt, wie der Sender am Donnerstag mitteilte. Die \
        Dreharbeiten beginnen im Frühjahr in Hamburg, und die beiden Hauptdarsteller sind wieder dabei. Ein Termin steht noch nicht fest. \
        “Low Water” was renewed.\n";
    fs::write(path.join("de.txt"), text).unwrap();
    let output = run(path, &["batch", "de.txt"]);
    assert!(output.stdout.is_empty() && err(&output).contains("1 article in another language than English"), "{}", err(&output));
    let output = run(path, &["batch", "de.txt", "--any-language"]);
    assert!(!output.stdout.is_empty() && !err(&output).contains("language"), "{}", err(&output));
}

#[test]
fn what_would_destroy_something_is_refused() {
    let folder = corpus(1);
    let path = folder.path();
    fs::write(path.join("there.jsonl"), "old").unwrap();
    fs::write(path.join("dead.jsonl.journal"), "x").unwrap();
    fs::create_dir(path.join("folder")).unwrap();
    let article = "in/00/".to_owned() + &names(&path.join("in/00"))[0];
    let before = fs::read(path.join(&article)).unwrap();
    for (args, parts) in [
        (&["in", "-o", "there.jsonl"][..], &["there already", "--force", "--resume"][..]),
        (&["in", "-o", "dead.jsonl"], &["earlier run", "--resume", "--force"]),
        (&[&article, "-o", &article, "--format", "jsonl", "--force"], &["is the input"]),
        (&["in", "-o", "folder"], &["is a folder", "folder/claims.jsonl"]),
        (&["in", "-o", "nowhere/claims.jsonl"], &["nowhere/claims.jsonl", "folder must exist"]),
        (&["in", "-o", "claims.xlsx"], &[".xlsx", ".jsonl"]),
        (&["in", "--include", "a["], &["a["]),
        (&["in", "-o", "/dev/full"], &["/dev/full", "No space left"]),
        (&["in", "--format", "parquet"], &["parquet"]),
        (&["gone.txt", "-o", "new.jsonl"], &["gone.txt", "check the name"]),
    ] {
        if args.contains(&"/dev/full") && !Path::new("/dev/full").exists() {
            continue;
        }
        let output = run(path, &[&["batch"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        for part in parts {
            assert!(err(&output).contains(part), "{args:?} does not say {part:?}: {}", err(&output));
        }
    }
    assert_eq!(fs::read_to_string(path.join("there.jsonl")).unwrap(), "old");
    assert_eq!(fs::read(path.join(&article)).unwrap(), before);
    assert!(!path.join("new.jsonl").exists());
    assert_eq!(run(path, &["batch", "in", "-o", "there.jsonl", "--force", "-q"]).status.code(), Some(0));
    assert!(fs::metadata(path.join("there.jsonl")).unwrap().len() > 1000);
    // An output in the folder that is read is not read itself.
    assert_eq!(run(path, &["batch", ".", "-o", "in.jsonl", "-q", "--exclude", "there.jsonl", "--exclude", "dead*"]).status.code(), Some(0));
    let again = run(path, &["batch", ".", "-o", "in.jsonl", "--force", "--log", "json", "--exclude", "there.jsonl", "--exclude", "dead*"]);
    assert_eq!(summary(&again)["articles"].as_u64().unwrap() as usize, names(&path.join("in/00")).len(), "{}", err(&again));
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_is_done_and_says_how_to_go_on() {
    let folder = corpus(2);
    let path = folder.path();
    let many = vec!["in"; 400];
    let child =
        greenlit().args([&["batch", "-o", "c.jsonl"], &many[..]].concat()).current_dir(path).stderr(Stdio::piped()).spawn().unwrap();
    let spool = path.join("c.jsonl.partial");
    let started = Instant::now();
    while fs::metadata(&spool).map_or(0, |spool| spool.len()) == 0 {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing was written");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("--resume"), "{}", err(&output));
    assert!(path.join("c.jsonl.journal").exists() && !path.join("c.jsonl").exists());
    // What is kept is whole: every line of the spool is a claim.
    let kept = fs::read_to_string(&spool).unwrap();
    assert!(kept.ends_with('\n') && kept.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = corpus(6);
    let mut child =
        greenlit().args(["batch", "in", "-q"]).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    assert!(line.starts_with("{\"claim_id\""));
}

/// One output of each form, and the claims as lines.
#[allow(dead_code)]
fn written(ending: &str) -> (tempfile::TempDir, PathBuf, Vec<Value>) {
    let folder = corpus(1);
    let name = format!("claims.{ending}");
    for name in ["claims.jsonl", &name, &format!("again.{ending}")] {
        let output = run(folder.path(), &["batch", "in", "-o", name]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let lines = fs::read_to_string(folder.path().join("claims.jsonl")).unwrap();
    let path = folder.path().join(&name);
    assert!(fs::read(&path).unwrap() == fs::read(folder.path().join(format!("again.{ending}"))).unwrap(), "the same bytes each time");
    (folder, path, lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn compressed_lines_are_the_lines() {
    let (_folder, path, claims) = written("jsonl.gz");
    let lines = std::io::read_to_string(flate2::read::MultiGzDecoder::new(fs::File::open(path).unwrap())).unwrap();
    let read: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, claims);
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_lines_are_the_lines() {
    let (_folder, path, claims) = written("jsonl.zst");
    let lines = String::from_utf8(zstd::decode_all(fs::File::open(path).unwrap()).unwrap()).unwrap();
    assert_eq!(lines.lines().count(), claims.len());
    assert_eq!(serde_json::from_str::<Value>(lines.lines().last().unwrap()).unwrap(), *claims.last().unwrap());
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_holds_every_claim_with_its_document_and_spans() {
    let (_folder, path, claims) = written("sqlite");
    let db = rusqlite::Connection::open(path).unwrap();
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize;
    let articles = common::files(&common::project("corpus/articles"), "txt").len();
    assert_eq!((count("SELECT count(*) FROM claims"), count("SELECT count(*) FROM documents")), (claims.len(), articles));
    assert_eq!(count("SELECT count(*) FROM documents WHERE length(sha256) != 64"), 0);
    assert_eq!(
        count("SELECT (SELECT count(*) FROM renewals) + (SELECT count(*) FROM casting) + (SELECT count(*) FROM dates)"),
        claims.len()
    );
    assert!(count("SELECT count(*) FROM titles") > 3 && count("SELECT count(*) FROM disagreements") > 0);
    let mut rows =
        db.prepare("SELECT claim_id, quote, sha256 FROM claims JOIN documents d ON d.id = document_id ORDER BY claims.id").unwrap();
    let rows = rows.query_map([], |row| Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?])).unwrap().map(Result::unwrap);
    for (row, claim) in rows.zip(&claims) {
        assert_eq!(row[0], claim["claim_id"]);
        assert_eq!(row[1], claim["provenance"]["exact"]);
        assert_eq!(row[2], claim["provenance"]["sha256"]);
    }
    let spans: usize = claims
        .iter()
        .flat_map(|claim| claim["provenance"]["spans"].as_object().unwrap().values())
        .map(|places| places.as_array().unwrap().len())
        .sum();
    assert_eq!(count("SELECT count(*) FROM spans"), spans);
    assert!(count("SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'season'") > 0);
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_every_claim_in_the_columns_of_the_lines() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let (_folder, path, claims) = written("parquet");
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let rows: Vec<Value> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_json_value()).collect();
    assert_eq!(rows.len(), claims.len());
    for (row, claim) in rows.iter().zip(&claims) {
        let mut row = row.clone();
        // A struct without a value comes back as one whose fields have none.
        if row["attribution"]["source"].is_null() {
            row["attribution"] = Value::Null;
        }
        if row["provenance"]["page_bytes"]["start"].is_null() {
            row["provenance"]["page_bytes"] = Value::Null;
        }
        assert_eq!(row, *claim);
    }
}
