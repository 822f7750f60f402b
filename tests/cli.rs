//! The program as the shell sees it: help, exit statuses, files, pipes. What it finds in articles is
//! tested elsewhere; here no test depends on it.

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
    fs::write(folder.path().join("good.txt"), "Tidewater\n\nInes Okafor will not be returning as Captain Hale.\n").unwrap();
    folder
}

#[test]
fn help_is_short_or_long_and_has_examples() {
    let folder = folder();
    for command in [&["extract"][..], &["rules"], &["rules", "list"], &["rules", "show"], &["rules", "test"], &["eval"], &["schema"], &[]] {
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
