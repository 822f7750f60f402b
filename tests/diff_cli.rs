//! `greenlit diff` as the shell sees it: sides of every sort, exit statuses, broken input, formats.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

const OLD: &str =
    "The “Tidewater” drama will return.\n\nITV has renewed “Saltmarsh” for a second season.\n\n“Quarry Lane” was cancelled by ITV.\n";
const NEW: &str =
    "The “Tidewater” drama will return.\n\nITV has renewed “Saltmarsh” for a second season.\n\n“Quarry Lane” was renewed by ITV.\n";

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("greenlit").expect("the program is built");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null()).args(args).current_dir(folder).output().expect("it runs")
}

fn diff(folder: &Path, args: &[&str]) -> Output {
    run(folder, &[&["diff"], args].concat())
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn rows(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

/// The changes of each row, by name.
fn changes(output: &Output) -> Vec<String> {
    rows(output).iter().map(|row| row["change"].as_str().expect("a name").to_owned()).collect()
}

/// A folder with `old.txt` and `new.txt`, which differ by one decision, and their claims as `.jsonl`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("old", OLD), ("new", NEW)] {
        fs::write(folder.path().join(format!("{name}.txt")), text).expect("written");
        let claims = run(folder.path(), &["extract", &format!("{name}.txt"), "-o", &format!("{name}.jsonl")]);
        assert!(claims.status.success(), "{}", err(&claims));
    }
    folder
}

#[test]
fn the_exit_status_says_whether_something_counts() {
    let folder = folder();
    let status = |args: &[&str]| diff(folder.path(), &[args, &["old.txt", "new.txt"]].concat()).status.code();
    assert_eq!(status(&[]), Some(1));
    assert_eq!(status(&["--fail-on", "high"]), Some(1));
    assert_eq!(status(&["--fail-on", "value,recast"]), Some(0));
    assert_eq!(status(&["--fail-on", "polarity"]), Some(1));
    assert_eq!(status(&["--fail-on", "none"]), Some(0));
    assert_eq!(status(&["--ignore", "reversed"]), Some(0));
    assert_eq!(diff(folder.path(), &["old.txt", "old.txt"]).status.code(), Some(0));
    assert_eq!(diff(folder.path(), &["old.txt", "none.txt"]).status.code(), Some(2));
    let wrong = diff(folder.path(), &["--fail-on", "refind", "old.txt", "new.txt"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean refined?"), "{}", err(&wrong));
}

#[test]
fn the_options_in_force_stand_at_the_head() {
    let folder = folder();
    let args = ["--fail-on", "high", "--ignore", "added", "--all", "old.txt", "new.txt"];
    let text = diff(folder.path(), &args);
    assert!(out(&text).starts_with("old.txt → new.txt\nfail on: high · ignore: added · all\n"), "{}", out(&text));
    let json = diff(folder.path(), &[&["--format", "json"], &args[..]].concat());
    let whole: Value = serde_json::from_str(out(&json)).expect("one document");
    assert_eq!(whole["options"]["all"], true);
    assert_eq!(whole["options"]["ignore"], serde_json::json!(["added"]));
    assert_eq!(whole["options"]["fail_on"], serde_json::json!(["polarity_flipped", "reversed", "value_changed", "recast"]));
    assert_eq!(whole["summary"]["counts"], serde_json::json!({"reversed": 1}));
    assert_eq!(whole["changes"][0]["before"]["provenance"]["line"], 5);
    assert_eq!(err(&json), "greenlit: 1 change (1 high) · 1 document compared · 3 → 3 claims\n".replace("3 → 3", &claims_of(&whole)));
}

fn claims_of(whole: &Value) -> String {
    format!("{} → {}", whole["summary"]["claims_before"], whole["summary"]["claims_after"])
}

#[test]
fn articles_claims_and_pipes_are_sides_alike() {
    let folder = folder();
    for sides in [["old.txt", "new.txt"], ["old.jsonl", "new.jsonl"], ["old.txt", "new.jsonl"]] {
        let output = diff(folder.path(), &["--format", "jsonl", sides[0], sides[1]]);
        assert_eq!(changes(&output), ["reversed"], "{sides:?} {}", err(&output));
        assert_eq!(rows(&output)[0]["cause"], "text");
    }
    let mut command = Command::cargo_bin("greenlit").expect("the program is built");
    let text = fs::File::open(folder.path().join("old.txt")).expect("opened");
    let piped =
        command.args(["diff", "--format", "jsonl", "-", "new.txt"]).stdin(text).current_dir(folder.path()).output().expect("it runs");
    assert_eq!(changes(&piped), ["reversed"], "{}", err(&piped));
    // an empty file is a version that says nothing
    fs::write(folder.path().join("empty.txt"), "").expect("written");
    let output = diff(folder.path(), &["--format", "jsonl", "empty.txt", "new.txt"]);
    assert!(!changes(&output).is_empty() && changes(&output).iter().all(|change| change == "added"), "{}", err(&output));
}

#[test]
fn folders_are_paired_by_relative_path_and_rows_by_id() {
    let folder = folder();
    for (version, files) in [("v1", [("a/x.txt", OLD), ("gone.txt", NEW)]), ("v2", [("a/x.txt", NEW), ("more.txt", OLD)])] {
        for (name, text) in files {
            let path = folder.path().join(version).join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
    }
    let output = diff(folder.path(), &["--format", "json", "v1", "v2/"]);
    let whole: Value = serde_json::from_str(out(&output)).expect("one document");
    let summary = &whole["summary"];
    let documents = ["documents_compared", "documents_only_before", "documents_only_after"].map(|key| summary[key].as_u64());
    assert_eq!(documents, [Some(1), Some(1), Some(1)], "{}", err(&output));
    assert_eq!(summary["counts"]["reversed"], 1);

    let row = |id: &str, url: &str, text: &str| serde_json::json!({"id": id, "url": url, "text": text}).to_string();
    let dump = |name: &str, rows: &[String]| fs::write(folder.path().join(name), rows.join("\n")).expect("written");
    dump("d1.jsonl", &[row("1", "u/1", OLD), row("2", "u/2", OLD)]);
    dump("d2.jsonl", &[row("9", "u/2", NEW), row("1", "u/1", OLD)]);
    assert_eq!(changes(&diff(folder.path(), &["--format", "jsonl", "d1.jsonl", "d2.jsonl"])), ["reversed"]);
}

#[test]
fn broken_lines_are_named_and_counted_and_the_rest_is_compared() {
    let folder = folder();
    let mut claims = fs::read_to_string(folder.path().join("new.jsonl")).expect("claims");
    let cut = claims.lines().next().expect("a claim")[..200].to_owned();
    claims.push_str(&format!("{cut}\nnot json\n"));
    fs::write(folder.path().join("cut.jsonl"), claims).expect("written");
    let output = diff(folder.path(), &["--format", "jsonl", "old.jsonl", "cut.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(changes(&output), ["reversed"]);
    let lines = fs::read_to_string(folder.path().join("new.jsonl")).expect("claims").lines().count();
    assert!(err(&output).contains(&format!("cut.jsonl:{}: is no claim: cut off", lines + 1)), "{}", err(&output));
    assert!(err(&output).contains("2 inputs or lines could not be read"), "{}", err(&output));
}

#[test]
fn claims_of_another_key_scheme_are_refused_with_a_way_out() {
    let folder = folder();
    let claims = fs::read_to_string(folder.path().join("new.jsonl")).expect("claims");
    for (name, claims) in
        [("other", claims.replace("\"key_scheme\":\"1\"", "\"key_scheme\":\"0\"")), ("none", claims.replace(",\"key_scheme\":\"1\"", ""))]
    {
        let file = format!("{name}.jsonl");
        fs::write(folder.path().join(&file), claims).expect("written");
        let output = diff(folder.path(), &["old.jsonl", &file]);
        assert_eq!(output.status.code(), Some(2));
        assert!(out(&output).is_empty());
        assert!(err(&output).contains(&format!("{file}:1: ")) && err(&output).contains("extract the articles"), "{}", err(&output));
    }
}

#[test]
fn the_same_text_read_otherwise_is_the_cause_of_rules() {
    let folder = folder();
    let claims = fs::read_to_string(folder.path().join("old.jsonl")).expect("claims");
    fs::write(folder.path().join("less.jsonl"), claims.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>())
        .expect("written");
    let output = diff(folder.path(), &["--format", "jsonl", "old.jsonl", "less.jsonl"]);
    assert_eq!(changes(&output), ["removed"]);
    assert_eq!(rows(&output)[0]["cause"], "rules");
    fs::write(folder.path().join("ruled.jsonl"), claims.replace("\"rule\":\"renewal/", "\"rule\":\"renewal/my-")).expect("written");
    assert_eq!(diff(folder.path(), &["old.jsonl", "ruled.jsonl"]).status.code(), Some(0));
    let output = diff(folder.path(), &["--provenance", "--format", "jsonl", "old.jsonl", "ruled.jsonl"]);
    assert!(!changes(&output).is_empty() && changes(&output).iter().all(|change| change == "rule_changed"));
}

#[test]
fn a_hostile_article_stays_text_in_every_format() {
    let folder = folder();
    let hostile = "“<script>alert(1)</script>” was cancelled by ITV.\n\n“Quarry Lane” was cancelled by ITV, said \u{1b}[31m[x](javascript:y) `z` <img src=x onerror=alert(2)>.\n";
    fs::write(folder.path().join("<b>old.txt"), hostile).expect("written");
    fs::write(folder.path().join("new.txt"), hostile.replace("cancelled", "renewed")).expect("written");
    let page = diff(folder.path(), &["--format", "html", "<b>old.txt", "new.txt"]);
    assert!(out(&page).contains("Content-Security-Policy") && out(&page).contains("&lt;img src=x"), "{}", out(&page));
    for tag in ["<script", "<img", "<b>old", "http://", "https://", "url("] {
        assert!(!out(&page).contains(tag), "{tag} in the page");
    }
    let markdown = diff(folder.path(), &["--format", "markdown", "<b>old.txt", "new.txt"]);
    for sign in ["<img", "](", "\u{1b}"] {
        assert!(!out(&markdown).contains(sign), "{sign:?} in {}", out(&markdown));
    }
    for format in ["text", "side-by-side"] {
        assert!(!out(&diff(folder.path(), &["--format", format, "<b>old.txt", "new.txt"])).contains('\u{1b}'));
    }
}

#[test]
fn text_keeps_to_the_width_and_colour_to_its_switch() {
    let folder = folder();
    for format in ["text", "side-by-side"] {
        for width in ["40", "80", "140"] {
            let output = diff(folder.path(), &["--format", format, "--width", width, "old.txt", "new.txt"]);
            let widest = out(&output).lines().map(|line| line.chars().count()).max();
            assert!(widest <= width.parse().ok(), "{format} {width}: {widest:?}\n{}", out(&output));
            assert!(!out(&output).contains('\u{1b}'));
        }
        let output = run(folder.path(), &["--color", "always", "diff", "--format", format, "old.txt", "new.txt"]);
        assert!(out(&output).contains("\u{1b}["));
    }
}

#[test]
fn an_output_is_written_by_its_ending_or_not_at_all() {
    let folder = folder();
    for (name, begins) in
        [("c.md", "# What"), ("c.html", "<!doctype html>"), ("c.json", "{\"before\""), ("c.jsonl", "{\"change\""), ("c.txt", "old.txt")]
    {
        assert_eq!(diff(folder.path(), &["old.txt", "new.txt", "-o", name]).status.code(), Some(1));
        assert!(fs::read_to_string(folder.path().join(name)).expect("written").starts_with(begins), "{name}");
    }
    assert_eq!(diff(folder.path(), &["old.txt", "new.txt", "-o", "c.xlsx"]).status.code(), Some(2));
    assert_eq!(diff(folder.path(), &["old.txt", "new.txt", "-o", "old.txt"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("old.txt")).expect("still there"), OLD);
}
