//! Gold and system made by hand, and the numbers worked out on paper.

use std::fs;

use serde_json::{Value, json};

use super::*;
use crate::claim::{Certainty, From, Provenance, Relation, Status, Subject};
use crate::span::Span;
use crate::write::sample;

/// A claim of *Silo*, certain and affirmed, in the code points `start..end` of `doc.txt`.
fn claim(kind: Kind, start: usize, end: usize) -> Claim {
    let sample = sample::claim(kind);
    Claim {
        subject: Subject { title: Some("“Silo”".into()), season: Some(2), from: Some(From::Sentence) },
        provenance: Provenance {
            document: "in/doc.txt".into(),
            sentence: Span::new(start, end),
            exact: format!("Sentence\u{1b} at\n{start}."),
            rule: "a/rule".into(),
            ..sample.provenance
        },
        ..sample
    }
}

fn renewal(status: Status, start: usize, end: usize) -> Claim {
    Claim { status: Some(status), ..claim(Kind::Renewal, start, end) }
}

fn cast(relation: Relation, person: &str, start: usize, end: usize) -> Claim {
    Claim { relation: Some(relation), person: Some(person.into()), ..claim(Kind::Cast, start, end) }
}

/// Four renewals, two casts and a date.
fn gold() -> GoldDocument {
    let silo = json!({"title": "Silo", "season": 2});
    let renewal = |start: usize, certainty: &str| json!({"kind": "renewal", "start": start, "end": start + 10, "subject": silo, "status": "renewed", "network": null, "polarity": "affirmed", "certainty": certainty, "attribution": null});
    serde_json::from_value(json!({"id": "doc", "published": null, "claims": [
        renewal(0, "certain"),
        renewal(20, "possible"),
        {"kind": "renewal", "start": 40, "end": 50, "subject": {"title": null}, "status": "renewed", "polarity": "affirmed", "certainty": "certain"},
        renewal(60, "certain"),
        {"kind": "cast", "start": 80, "end": 90, "subject": silo, "relation": "returns", "person": "Zoe Doe", "character": "Kilgrave", "polarity": "negated", "certainty": "certain", "attribution": {"source": "Ann Lee", "quoted": true}},
        {"kind": "cast", "start": 80, "end": 90, "subject": silo, "relation": "plays", "person": "Bo", "character": null, "polarity": "affirmed", "certainty": "certain", "attribution": null},
        {"kind": "date", "start": 100, "end": 110, "subject": silo, "event": "premiere", "value": "2018", "modifier": "early", "polarity": "affirmed", "certainty": "certain", "attribution": null}
    ]}))
    .unwrap()
}

fn system() -> Vec<Claim> {
    vec![
        renewal(Status::Renewed, 5, 15),                                                             // full
        renewal(Status::Renewed, 20, 30),                                                            // fact: certainty differs
        renewal(Status::Renewed, 40, 50),                                                            // core: title and season differ
        renewal(Status::Cancelled, 60, 70),                                                          // spurious: another status
        renewal(Status::Renewed, 70, 80), // spurious: only touches the gold's place
        Claim { character: Some("Kilgrave".into()), ..cast(Relation::Returns, "Zoë  Doe", 85, 86) }, // core: polarity differs
    ]
}

fn numbers(row: Row) -> [f64; 9] {
    [row.core, row.fact, row.full].map(|score| [score.p, score.r, score.f1]).concat().try_into().unwrap()
}

#[test]
fn scores_are_those_worked_out_by_hand() {
    let evaluation = score(&gold(), &system());
    let renewal = evaluation.kind(Kind::Renewal);
    assert_eq!((renewal.gold, renewal.system), (4, 5));
    // core 3/5, 3/4 → 2/3; fact 2/5, 2/4 → 4/9; full 1/5, 1/4 → 2/9
    assert_eq!(numbers(renewal), [0.6, 0.75, 0.6667, 0.4, 0.5, 0.4444, 0.2, 0.25, 0.2222]);
    assert_eq!(numbers(evaluation.kind(Kind::Cast)), [1.0, 0.5, 0.6667, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(numbers(evaluation.kind(Kind::Date)), [0.0; 9]);
    // All: 4 of 6 and of 7; 2; 1.
    assert_eq!(numbers(evaluation.all()), [0.6667, 0.5714, 0.6154, 0.3333, 0.2857, 0.3077, 0.1667, 0.1429, 0.1538]);
    let fields = [("title", 0.75), ("season", 0.75), ("polarity", 0.75), ("certainty", 0.75), ("source", 0.75), ("character", 1.0)];
    assert_eq!(evaluation.fields(), fields);
}

#[test]
fn the_pair_that_agrees_most_is_matched_first() {
    // Both gold claims could take either; the first in order would take the wrong one.
    let mut gold = gold();
    gold.claims.truncate(2);
    gold.claims[1].start = 0;
    let certain = renewal(Status::Renewed, 0, 30);
    let possible = Claim { certainty: Certainty::Possible, ..certain.clone() };
    let full = score(&gold, &[possible, certain.clone()]).kind(Kind::Renewal).full;
    assert_eq!(full, Score { p: 1.0, r: 1.0, f1: 1.0 });
    // A claim stands for one gold claim only.
    assert_eq!(score(&gold, &[certain]).kind(Kind::Renewal).core.r, 0.5);
}

#[test]
fn documents_add_up() {
    let mut total = score(&gold(), &system());
    total.add(score(&gold(), &[]));
    assert_eq!((total.all().gold, total.all().system, total.all().core.r), (14, 6, 0.2857));
    assert_eq!(total.errors.len(), 5 + 7);
    assert_eq!(Evaluation::default().all(), Row::default());
}

/// Writes gold and system to a folder and evaluates them.
fn on_disk(extra_line: &str, only: Option<&BTreeSet<String>>) -> (tempfile::TempDir, Evaluation) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("gold")).unwrap();
    fs::write(folder.path().join("gold/doc.json"), serde_json::to_vec(&gold()).unwrap()).unwrap();
    let mut lines: Vec<String> = system().iter().map(|claim| serde_json::to_string(claim).unwrap()).collect();
    lines.insert(1, extra_line.to_owned());
    fs::write(folder.path().join("claims.jsonl"), lines.join("\n")).unwrap();
    let evaluation = evaluate(&folder.path().join("gold"), &folder.path().join("claims.jsonl"), only).unwrap();
    (folder, evaluation)
}

#[test]
fn files_give_the_same_numbers_and_broken_lines_are_named() {
    let (folder, evaluation) = on_disk("{not json", None);
    assert_eq!(evaluation.all(), score(&gold(), &system()).all());
    let told = evaluation.broken[0].to_string();
    assert!(told.starts_with(&format!("{}:2: is not JSON", folder.path().join("claims.jsonl").display())), "{told}");
    assert!(evaluation.render(0).contains("left out as unreadable: 1\n"));

    let date_of_nothing = json!({"kind": "date", "event": null, "provenance": {"document": "doc", "sentence": {"start": 0, "end": 1}}});
    let (_folder, evaluation) = on_disk(&date_of_nothing.to_string(), None);
    assert_eq!((evaluation.kind(Kind::Date).system, evaluation.broken.len()), (0, 0));
}

#[test]
fn a_folder_can_be_held_against_a_folder() {
    let (folder, _) = on_disk("", None);
    let gold = folder.path().join("gold");
    let same = evaluate(&gold, &gold, None).unwrap();
    assert_eq!(numbers(same.all()), [1.0; 9]);
    assert!(same.errors.is_empty() && same.problems.is_empty());
}

#[test]
fn only_the_named_documents_count() {
    let only = BTreeSet::from(["other".to_owned(), "third".to_owned()]);
    let (_folder, evaluation) = on_disk("", Some(&only));
    assert_eq!(evaluation.all().gold, 0);
    assert!(evaluation.problems[0].reason.contains("holds no document \"other\" and 1 more"));
}

#[test]
fn a_gold_that_cannot_be_read_is_an_error_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let told = |gold: &Path| evaluate(gold, gold, None).unwrap_err().to_string();
    assert!(told(folder.path()).contains("holds no gold document (name a folder"));
    assert!(told(&folder.path().join("none")).contains("check the name"));
    fs::write(folder.path().join("a.json"), "{\n\"id\": 3}").unwrap();
    assert!(told(folder.path()).contains("a.json:2: is not a gold document"));
}

#[test]
fn json_has_a_row_for_each_kind() {
    let value: Value = serde_json::to_value(score(&gold(), &system())).unwrap();
    assert_eq!(value.as_object().unwrap().keys().collect::<Vec<_>>(), ["renewal", "cast", "date", "all", "fields", "broken", "errors"]);
    assert_eq!(value["renewal"]["core"], json!({"p": 0.6, "r": 0.75, "f1": 0.6667}));
    assert_eq!(value["errors"][0]["fault"], "missed");
}

#[test]
fn errors_are_shown_in_plain_words_with_their_sentences() {
    let (folder, mut evaluation) = on_disk("", None);
    fs::write(folder.path().join("doc.txt"), "é".repeat(90) + "x".repeat(30).as_str()).unwrap();
    evaluation.quote_from(folder.path()).unwrap();
    let shown = evaluation.render(4);
    let expected = "
MISSED doc 60..70
  renewal: Silo, season 2 — renewed · certain
  | éééééééééé

SPURIOUS doc 60..70 · a/rule
  renewal: “Silo”, season 2 — cancelled · certain
  | Sentence\u{fffd} at 60.

SPURIOUS doc 70..80 · a/rule
  renewal: “Silo”, season 2 — renewed · certain
  | Sentence\u{fffd} at 70.

MISSED doc 80..90
  cast: Silo, season 2 — Bo plays · certain
  | éééééééééé

… and 1 more
";
    assert!(shown.ends_with(expected), "{shown}");
    assert!(shown.contains("\nrenewal      4     5   0.600 0.750 0.667   0.400 0.500 0.444   0.200 0.250 0.222\n"), "{shown}");
}

#[test]
fn every_kind_has_its_plain_words() {
    let evaluation = score(&gold(), &[]);
    let shown = evaluation.render(10);
    assert!(shown.contains("renewal: (no title) — renewed · certain"), "{shown}");
    assert!(shown.contains("cast: Silo, season 2 — Zoe Doe as Kilgrave does not return · certain · says Ann Lee"), "{shown}");
    assert!(shown.contains("date: Silo, season 2 — premiere: early 2018 · certain"), "{shown}");
}

#[test]
fn sentences_come_from_a_dump_too() {
    let (folder, mut evaluation) = on_disk("", None);
    let dump = folder.path().join("rows.jsonl");
    fs::write(&dump, format!("oops\n{}\n", json!({"id": "doc", "text": "0123456789".repeat(20)}))).unwrap();
    evaluation.quote_from(&dump).unwrap();
    assert!(evaluation.errors.iter().all(|error| error.sentence.is_some()));
    assert_eq!(evaluation.problems.len(), 1);
    assert!(evaluation.quote_from(&folder.path().join("none.jsonl")).is_err());
}
