//! The program as the shell sees it: help, exit statuses, files, pipes, and input of every bad kind.
//! What it finds in articles is tested elsewhere; here a few of the plainest sentences do.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;

fn greenlit() -> Command {
    let mut command = Command::cargo_bin("greenlit").expect("the program is built");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    greenlit().args(args).current_dir(folder).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A folder with one small article, `good.txt`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), "Tidewater\n\nInes Okafor will not be returning to “Tidewater”.\n").unwrap();
    folder
}

#[test]
fn help_is_short_or_long_and_has_examples() {
    let folder = folder();
    for command in
        [&["extract"][..], &["rules"], &["rules", "list"], &["rules", "show"], &["rules", "test"], &["eval"], &["diff"], &["schema"], &[]]
    {
        let short = run(folder.path(), &[command, &["-h"]].concat());
        let long = run(folder.path(), &[command, &["--help"]].concat());
        assert_eq!((short.status.code(), long.status.code()), (Some(0), Some(0)), "{command:?}");
        assert!(out(&short).contains("Usage: greenlit"), "{command:?}");
        assert!(out(&short).lines().count() <= out(&long).lines().count(), "{command:?}");
        assert!(err(&short).is_empty());
    }
    assert!(out(&run(folder.path(), &["extract", "--help"])).contains("Examples:"));
}

#[test]
fn wrong_usage_is_status_2_and_names_the_way_out() {
    let folder = folder();
    for (args, hint) in [
        (&["extrct", "good.txt"][..], "extract"),
        (&["extract", "--published", "2017-02-30", "good.txt"], "2017-07-01"),
        (&["extract", "--published", "last week", "good.txt"], "2017-07-01"),
        (&["extract", "--format", "xml", "good.txt"], "jsonl"),
        (&["extract", "--kind", "weather", "good.txt"], "renewal"),
        (&["extract", "-o", "claims.xlsx", "good.txt"], ".csv"),
        (&["extract", "--explain", "--format", "csv", "good.txt"], "--format"),
        (&["extract", "--explain", "-o", "claims.jsonl", "good.txt"], "annotated"),
        (&["extract", "--why-not", "no-kind/no-rule", "good.txt"], "rules list"),
        (&["extract", "--rules", "nowhere", "good.txt"], "folder"),
        (&["extract", "-o", "nowhere/claims.csv", "good.txt"], "folder"),
        (&["extract", "-o", ".", "good.txt"], "folder"),
        (&["rules", "show", "no-kind/no-rule"], "rules list"),
        (&["eval", "good.txt", "good.txt", "--ids", "nowhere"], "--ids"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(hint), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a run that cannot be must leave nothing behind");
}

#[test]
fn a_bad_input_is_named_and_the_others_are_written() {
    let folder = folder();
    fs::create_dir(folder.path().join("a-folder")).unwrap();
    for bad in ["missing.txt", "a-folder"] {
        let output = run(folder.path(), &["extract", bad, "good.txt", "-o", "claims.csv"]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains(bad), "{}", err(&output));
        assert!(fs::read_to_string(folder.path().join("claims.csv")).unwrap().starts_with("claim_id,"));

        let alone = run(folder.path(), &["extract", bad]);
        assert_eq!(alone.status.code(), Some(2), "{}", err(&alone));
    }
}

#[test]
fn a_run_in_which_nothing_could_be_read_leaves_the_old_output_alone() {
    let folder = folder();
    fs::write(folder.path().join("claims.csv"), "yesterday's").unwrap();
    let output = run(folder.path(), &["extract", "missing.txt", "-o", "claims.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("claims.csv")).unwrap(), "yesterday's");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the temporary file must be gone");
}

#[test]
fn output_takes_its_format_from_its_name_and_appears_whole() {
    let folder = folder();
    for (name, start) in [("c.jsonl", ""), ("c.ndjson", ""), ("c.json", "["), ("c.csv", "claim_id,slot_id,kind"), ("c", "")] {
        let output = run(folder.path(), &["extract", "good.txt", "-o", name]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(output.stdout.is_empty());
        assert!(fs::read_to_string(folder.path().join(name)).unwrap().starts_with(start), "{name}");
    }
    let csv = run(folder.path(), &["extract", "good.txt", "--format", "csv", "-o", "c.json"]);
    assert_eq!(csv.status.code(), Some(0));
    assert!(fs::read_to_string(folder.path().join("c.json")).unwrap().starts_with("claim_id,"), "--format goes before the name");
    let hidden = fs::read_dir(folder.path()).unwrap().filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(hidden.count(), 0);
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = folder();
    let before = fs::read(folder.path().join("good.txt")).unwrap();
    for name in ["good.txt", "./good.txt"] {
        let output = run(folder.path(), &["extract", "good.txt", "-o", name]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("another name"), "{}", err(&output));
    }
    assert_eq!(fs::read(folder.path().join("good.txt")).unwrap(), before);
}

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    let folder = folder();
    for args in [&["extract", "-", "--format", "json"][..], &["extract", "--format", "json"]] {
        let mut child = greenlit().args(args).current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"Nothing is claimed here.\n").unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(out(&output), "[]\n");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = folder();
    for args in [&["extract", "-", "--format", "csv"][..], &["schema"]] {
        let mut child = greenlit()
            .args(args)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Our end is closed before the program can have written: it waits for its input.
        drop(child.stdout.take());
        let _ = child.stdin.take().unwrap().write_all(b"Nothing is claimed here.\n");
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(output.stderr.is_empty(), "{}", err(&output));
    }
}

#[test]
fn the_schema_is_json_schema_of_every_key() {
    let folder = folder();
    let output = run(folder.path(), &["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
    for key in ["claim_id", "slot_id", "kind", "person", "status", "value", "provenance"] {
        assert!(required.contains(&key), "{key} stands in every row");
    }
}

#[test]
fn colour_follows_the_flag_and_the_environment() {
    let folder = folder();
    let table = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = greenlit();
        command.args(["extract", "good.txt", "--format", "table"]).args(args).current_dir(folder.path()).env("TERM", "xterm");
        command.envs(variables.iter().copied());
        out(&command.output().unwrap()).contains('\u{1b}')
    };
    assert!(!table(&[], &[]), "no colour in a pipe");
    assert!(table(&["--color", "always"], &[]));
    assert!(table(&["--color", "always"], &[("NO_COLOR", "1")]), "the flag goes before the environment");
    assert!(table(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!table(&[], &[("NO_COLOR", "1")]));
    assert!(!table(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    let message = greenlit().args(["extract", "missing.txt", "--color", "always"]).current_dir(folder.path()).output().unwrap();
    assert!(err(&message).contains("\u{1b}["), "messages too");
}

#[test]
fn a_hostile_file_name_does_nothing_to_the_terminal() {
    let folder = folder();
    let output = run(folder.path(), &["extract", "\u{1b}]0;owned\u{7}.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!err(&output).contains(['\u{1b}', '\u{7}']), "{:?}", err(&output));
}

#[test]
fn rules_are_listed_and_tested() {
    let folder = folder();
    let list = run(folder.path(), &["rules", "list"]);
    assert_eq!(list.status.code(), Some(0));
    let test = run(folder.path(), &["rules", "test"]);
    assert_eq!(test.status.code(), Some(0), "{}", out(&test));
    assert!(out(&test).contains("0 failed"));
    // What the list names can be shown.
    if let Some(id) = out(&list).split_whitespace().next() {
        let show = run(folder.path(), &["rules", "show", id]);
        assert!(out(&show).starts_with(id));
    }
}

// ── Bad input ────────────────────────────────────────────────────────────────────────────────────

/// The claims on standard output, one a line.
#[track_caller]
fn rows(output: &Output) -> Vec<serde_json::Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// The document of each claim, once.
fn documents(rows: &[serde_json::Value]) -> Vec<&str> {
    let mut documents: Vec<&str> = rows.iter().map(|row| row["provenance"]["document"].as_str().unwrap()).collect();
    documents.dedup();
    documents
}

/// Runs `extract` on a bad input among two good ones: the message says all `parts`, the exit status is
/// that, and the claims of both good ones are written.
#[track_caller]
fn among_good_ones(folder: &Path, bad: &str, status: i32, parts: &[&str]) {
    fs::write(folder.join("better.txt"), "Saltmarsh\n\nInes Okafor will not be returning to “Saltmarsh”.\n").unwrap();
    let output = run(folder, &["extract", "good.txt", bad, "better.txt"]);
    assert_eq!(output.status.code(), Some(status), "{}", err(&output));
    for part in parts {
        assert!(err(&output).contains(part), "the message does not say {part:?}: {}", err(&output));
    }
    assert_eq!(err(&output).is_empty(), parts.is_empty(), "{}", err(&output));
    assert!(err(&output).lines().all(|line| line.starts_with("greenlit: ") || line.starts_with("  ")), "{}", err(&output));
    let rows = rows(&output);
    let documents = documents(&rows);
    assert!(documents.contains(&"good.txt") && documents.contains(&"better.txt"), "{documents:?}");
}

#[test]
fn inputs_without_text_are_told_and_the_others_written() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("a-folder")).unwrap();
    fs::write(path.join("empty.txt"), "").unwrap();
    fs::write(path.join("blank.txt"), " \n\t\n").unwrap();
    fs::write(path.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\x01\0\xff\xfe".repeat(99)).unwrap();
    among_good_ones(path, "missing.txt", 1, &["missing.txt: ", "check the name"]);
    among_good_ones(path, "a-folder", 1, &["a-folder: is a folder", "*.txt"]);
    among_good_ones(path, "empty.txt", 1, &["empty.txt: is empty", "leave it out"]);
    among_good_ones(path, "blank.txt", 1, &["blank.txt: is empty", "leave it out"]);
    among_good_ones(path, "picture.txt", 1, &["picture.txt: ", "binary"]);
}

#[test]
fn lone_surrogates_are_replaced_and_told() {
    let folder = folder();
    let text = "\u{feff}Saltmarsh\n\nInes Okafor will not be returning to Saltmarsh.\nBad: ";
    let mut bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend([0x00, 0xd8, b'.', 0]);
    fs::write(folder.path().join("wide.txt"), bytes).unwrap();
    among_good_ones(folder.path(), "wide.txt", 0, &["wide.txt:4: ", "warning"]);
    let output = run(folder.path(), &["extract", "wide.txt"]);
    assert_eq!(documents(&rows(&output)), ["wide.txt"], "the rest of the text is read");
}

#[test]
fn odd_quotation_marks_are_no_reason_to_fail() {
    let folder = folder();
    let odd = "“Saltmarsh\n\n”“ Ines Okafor will “not be returning to Saltmarsh.\n\n‘’‘\" Tom Arlen ' joined the cast of “Silo.";
    fs::write(folder.path().join("odd.txt"), odd).unwrap();
    among_good_ones(folder.path(), "odd.txt", 0, &[]);
}

#[test]
fn a_line_of_20_mb_is_read() {
    let folder = folder();
    let sentence = "The weather in the north was fine that day, and everybody went out to see the sea. ";
    let line = sentence.repeat(20_000_000 / sentence.len()) + "Ines Okafor will not be returning to the TV drama “Saltmarsh”.";
    fs::write(folder.path().join("long.txt"), line).unwrap();
    let started = std::time::Instant::now();
    let output = run(folder.path(), &["extract", "long.txt", "good.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(documents(&rows(&output)), ["long.txt", "good.txt"]);
    // Generous, for a busy machine without optimisation: what must not be is quadratic.
    assert!(started.elapsed().as_secs() < 240, "{:?}", started.elapsed());
}

#[test]
fn a_row_that_is_not_json_is_told_with_its_line() {
    let folder = folder();
    let row = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"Saltmarsh\\n\\nInes Okafor will not be returning to Saltmarsh.\"}}\n");
    fs::write(folder.path().join("dump.jsonl"), row("one") + "{\"id\": \"two\", \"text\n" + &row("three") + "[]\n").unwrap();
    among_good_ones(
        folder.path(),
        "dump.jsonl",
        1,
        &["dump.jsonl:2: is not JSON", "dump.jsonl:4: is not a JSON object", "one JSON object on one line"],
    );
    let output = run(folder.path(), &["extract", "dump.jsonl"]);
    assert_eq!(documents(&rows(&output)), ["one", "three"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_compressed_dump_with_fields_of_its_own_is_read_as_it_is() {
    use std::io::Write as _;
    let folder = folder();
    let row = |id: &str| format!("{{\"nr\":\"{id}\",\"lead\":\"Saltmarsh\\n\\nInes Okafor will not be returning to Saltmarsh.\"}}\n");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all((row("one") + &row("two")).as_bytes()).unwrap();
    fs::write(folder.path().join("dump.jsonl.gz"), encoder.finish().unwrap()).unwrap();
    let output = run(folder.path(), &["extract", "--text-field", "lead", "--id-field", "nr", "dump.jsonl.gz"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(documents(&rows(&output)), ["one", "two"]);
    let output = run(folder.path(), &["extract", "dump.jsonl.gz"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("dump.jsonl.gz:1: has no \"text\"") && err(&output).contains("--text-field"), "{}", err(&output));
}

#[test]
fn a_bad_pack_is_told_and_the_rest_of_it_works() {
    let folder = folder();
    let pack = folder.path().join("pack");
    fs::create_dir(&pack).unwrap();
    let rule = |id: &str, pattern: &str| {
        format!("[[rule]]\nid = \"{id}\"\nwhy = \"For a test.\"\npattern = \"{pattern}\"\nstatus = \"renewed\"\n")
    };
    let rules = [
        rule("renewal/no-trigger", "{title} gongs"),
        rule("renewal/no-class", "{title} <@gong>"),
        rule("renewal/gongs", "{title} <gongs along>"),
        rule("renewal/gongs", "{title} <gongs twice>"),
    ];
    fs::write(pack.join("mine.toml"), rules.concat()).unwrap();
    fs::write(folder.path().join("gong.txt"), "The Headline of It\n\n“Saltmarsh” gongs along.\n").unwrap();
    let output = run(folder.path(), &["extract", "--rules", "pack", "gong.txt", "good.txt"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    for parts in [
        ["mine.toml:1: ", "renewal/no-trigger", "marked"],
        ["mine.toml:6: ", "renewal/no-class", "@gong"],
        ["mine.toml:16: ", "renewal/gongs", "taken"],
    ] {
        let told = err(&output).lines().any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(told, "{parts:?}: {}", err(&output));
    }
    let rows = rows(&output);
    assert_eq!(documents(&rows), ["gong.txt", "good.txt"]);
    assert_eq!(rows[0]["provenance"]["rule"], "renewal/gongs");
    let test = run(folder.path(), &["rules", "test", "pack"]);
    assert_eq!(test.status.code(), Some(1), "{}", err(&test));
}

// ── What is asked for ────────────────────────────────────────────────────────────────────────────

/// Three claims of two kinds and three certainties.
const MIXED: &str = "The Headline of It\n\n“Saltmarsh” has been renewed for a third season.\n\nInes Okafor may return to “Saltmarsh”.\n\n\
    “Silo” will likely be cancelled.\n";

#[test]
fn kinds_and_certainties_are_filtered() {
    let folder = folder();
    fs::write(folder.path().join("mixed.txt"), MIXED).unwrap();
    let asked = |args: &[&str]| -> Vec<(String, String)> {
        let output = run(folder.path(), &[&["extract", "mixed.txt"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
        rows(&output).iter().map(|row| (word(row, "kind"), word(row, "certainty"))).collect()
    };
    let all = asked(&[]);
    assert!(all.len() >= 3, "{all:?}");
    for (args, kinds, certainties) in [
        (&["--kind", "renewal"][..], &["renewal"][..], &["certain", "probable", "possible", "unknown"][..]),
        (&["--kind", "cast,date"], &["cast", "date"], &["certain", "probable", "possible", "unknown"]),
        (&["--certainty", "possible"], &["renewal", "cast", "date"], &["possible"]),
        (&["--kind", "renewal", "--certainty", "certain,possible"], &["renewal"], &["certain", "possible"]),
    ] {
        let wanted = all.iter().filter(|(kind, certainty)| kinds.contains(&kind.as_str()) && certainties.contains(&certainty.as_str()));
        let wanted: Vec<(String, String)> = wanted.cloned().collect();
        assert!(!wanted.is_empty() && wanted.len() < all.len(), "{args:?} tells nothing apart: {all:?}");
        assert_eq!(asked(args), wanted, "{args:?}");
    }
}

#[test]
fn explain_says_why_and_keeps_to_the_filter() {
    let folder = folder();
    fs::write(folder.path().join("mixed.txt"), MIXED).unwrap();
    let output = run(folder.path(), &["extract", "--explain", "--kind", "cast", "mixed.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let page = out(&output);
    for part in ["cast/", "Ines Okafor", "may", "Saltmarsh", "mixed.txt:5"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("renewal/"), "{page}");
}

#[test]
fn why_not_says_what_each_sentence_lacks() {
    let folder = folder();
    fs::write(folder.path().join("mixed.txt"), MIXED).unwrap();
    let found = run(folder.path(), &["extract", "--kind", "renewal", "mixed.txt"]);
    let rule = rows(&found)[0]["provenance"]["rule"].as_str().unwrap().to_owned();
    let output = run(folder.path(), &["extract", "--why-not", &rule, "mixed.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for part in [rule.as_str(), "mixed.txt:3: matches", "mixed.txt:5: lacks ", "has been renewed"] {
        assert!(out(&output).contains(part), "{part}: {}", out(&output));
    }
}

#[test]
fn csv_json_and_jsonl_hold_the_same_claims() {
    let folder = folder();
    fs::write(folder.path().join("mixed.txt"), MIXED).unwrap();
    let written = |format: &str| run(folder.path(), &["extract", "mixed.txt", "--format", format]);
    let ids = |rows: &[serde_json::Value]| rows.iter().map(|row| row["claim_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let lines = ids(&rows(&written("jsonl")));
    let array: Vec<serde_json::Value> = serde_json::from_slice(&written("json").stdout).unwrap();
    assert_eq!(ids(&array), lines);

    let output = written("csv");
    let mut sheet = csv::Reader::from_reader(output.stdout.as_slice());
    let id = sheet.headers().unwrap().iter().position(|column| column == "claim_id").unwrap();
    // The reader refuses rows with another number of columns than the head.
    let records: Vec<csv::StringRecord> = sheet.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(records.iter().map(|record| record[id].to_owned()).collect::<Vec<_>>(), lines);
}

#[test]
fn the_order_of_the_inputs_changes_no_claim() {
    let folder = folder();
    fs::write(folder.path().join("mixed.txt"), MIXED).unwrap();
    let forth = run(folder.path(), &["extract", "good.txt", "mixed.txt"]);
    let back = run(folder.path(), &["extract", "mixed.txt", "good.txt"]);
    let again = run(folder.path(), &["extract", "good.txt", "mixed.txt"]);
    assert_eq!(forth.stdout, again.stdout);
    assert_eq!(documents(&rows(&forth)), ["good.txt", "mixed.txt"], "in the order of the inputs");
    let sorted = |output: &Output| {
        let mut lines: Vec<String> = out(output).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&forth), sorted(&back));
}

#[test]
fn the_corpus_is_scored() {
    let folder = folder();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut articles: Vec<String> =
        fs::read_dir(corpus.join("articles")).unwrap().map(|e| e.unwrap().path().display().to_string()).collect();
    articles.sort();
    let names: Vec<&str> = articles.iter().map(String::as_str).collect();
    let extract = run(folder.path(), &[&["extract", "-o", "claims.jsonl"], &names[..]].concat());
    assert_eq!(extract.status.code(), Some(0), "{}", err(&extract));
    let gold = corpus.join("gold").display().to_string();
    let page =
        run(folder.path(), &["eval", &gold, "claims.jsonl", "--errors", "3", "--articles", &corpus.join("articles").display().to_string()]);
    assert_eq!(page.status.code(), Some(0), "{}", err(&page));
    for part in ["renewal", "cast", "date", "all"] {
        assert!(out(&page).contains(part), "{}", out(&page));
    }
    let json = run(folder.path(), &["eval", &gold, "claims.jsonl", "--json"]);
    let scores: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(scores["all"]["core"]["f1"].as_f64().unwrap() > 0.5, "{scores}");
    assert_eq!(scores["broken"], 0);
    assert_eq!(err(&json), "", "every document is found in the gold");
}

#[test]
fn pages_are_read_and_copies_are_named() {
    let page = |outlet: &str| {
        format!(
            "<html><head><title>“Quarry Lane” renewed</title><meta property=og:site_name content={outlet}></head><body><h1>“Quarry Lane” renewed</h1>\
             <p>The sitcom “Quarry Lane” has been renewed for a third season, the network said on Thursday, and its whole cast will be back in the autumn of next year.</p>\
             <p>Ten episodes have been ordered, two more than in the second season, and the first of them will be filmed in the quarry that gave the show its name.</p></body></html>"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = ["One", "Two"]
        .iter()
        .map(|outlet| {
            let path = folder.path().join(format!("{outlet}.html"));
            std::fs::write(&path, page(outlet)).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let run = |more: &[&str]| {
        let mut command = greenlit();
        let output = command.args(["extract", "--format", "jsonl"]).args(&paths).args(more).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).collect::<Vec<_>>()
    };
    let claims = run(&[]);
    assert!(!claims.is_empty());
    for claim in &claims {
        let place = &claim["provenance"];
        let copy = place["outlet"] == "Two";
        assert_eq!(place["duplicate_of"], if copy { serde_json::json!(paths[0]) } else { serde_json::Value::Null });
        assert_eq!(place["metadata_from"]["outlet"], "opengraph");
    }
    assert!(run(&["--no-dedup"]).iter().all(|claim| claim["provenance"]["duplicate_of"].is_null()));
    let text = greenlit().args(["text", &paths[0]]).output().unwrap().stdout;
    let text = String::from_utf8(text).unwrap();
    assert!(text.starts_with("---\ntitle: “Quarry Lane” renewed\noutlet: One\n---\n\nThe sitcom “Quarry Lane”"), "{text}");
}
