//! Rules are data, so they are tested as data: every rule has its reason and its examples, and all of
//! them hold. A user's pack takes the same road; what is wrong with one is told and stops nothing else.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use greenlit::claim::{Claim, Status};
use greenlit::error::Problem;
use greenlit::examples;
use greenlit::pipeline;
use greenlit::rules::RuleBook;

#[test]
fn every_rule_has_a_reason_and_examples() {
    let mut faults = Vec::new();
    for rule in common::book().rules() {
        let mut check = |holds: bool, fault: &str| {
            if !holds {
                faults.push(format!("{}: {} {fault}", rule.raw.source, rule.id()));
            }
        };
        check(rule.raw.yes.len() >= 2, &format!("has {} `yes` examples and needs two", rule.raw.yes.len()));
        check(!rule.raw.no.is_empty(), "has no `no` example");
        check(rule.raw.why.split_whitespace().count() >= 3, "has no `why` worth the name");
        check(rule.raw.why.ends_with(['.', '”', ':', '?', '!']), "has a `why` that is no sentence");
        let texts: Vec<&str> =
            rule.raw.yes.iter().map(|example| example.text.as_str()).chain(rule.raw.no.iter().map(String::as_str)).collect();
        check(texts.iter().all(|text| !text.trim().is_empty()), "has an empty example");
        check(texts.iter().collect::<BTreeSet<_>>().len() == texts.len(), "has the same example twice");
        let name = rule.id().split_once('/').map_or("", |(_, name)| name);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        check(!name.is_empty() && name.chars().all(plain), "should be called kind/what-it-finds");
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn all_examples_hold() {
    let failures = examples::check(common::book());
    let told: Vec<String> =
        failures.iter().map(|f| format!("{}\n    {}\n    expected {}\n    got      {}", f.rule, f.example, f.expected, f.got)).collect();
    assert!(told.is_empty(), "{} examples do not hold\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_embedded_packs_are_sound() {
    // An empty pack on top reads all of them again; only the folder itself is worth a word.
    let (book, problems) = layered(&[]);
    assert_eq!(book.rules().len(), common::book().rules().len());
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].reason.contains("holds no *.toml"), "{}", problems[0]);
}

// ── A user's pack ────────────────────────────────────────────────────────────────────────────────

/// A sound rule with a wording that the built-in ones do not know.
const GOOD: &str = r#"
[[rule]]
id = "renewal/gets-the-gong"
why = "A wording of our own."
pattern = "{title} <gongs along merrily> [for {season}]"
status = "renewed"
yes = [{ text = "“Saltmarsh” gongs along merrily for a third season.", title = "Saltmarsh" }, "“Silo” gongs along merrily."]
no = ["The bells of the church gong."]
"#;
const GONG: &str = "The Headline of It\n\n“Saltmarsh” gongs along merrily for a third season.";

/// The built-in rules with a pack of these files on top.
#[track_caller]
fn layered(files: &[(&str, &str)]) -> (RuleBook, Vec<Problem>) {
    let folder = tempfile::tempdir().expect("a folder for the pack");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("the pack can be written");
    }
    RuleBook::builtin().with_pack(folder.path())
}

fn claims(text: &str, book: &RuleBook) -> Vec<Claim> {
    pipeline::extract(&common::article(text, None), book).claims
}

/// Layers a good file and a bad one: the bad one is told with its file, line and a way out, and says
/// `parts`; the good one works.
#[track_caller]
fn told(bad: &str, line: usize, parts: &[&str]) {
    let (book, problems) = layered(&[("a-good.toml", GOOD), ("bad.toml", bad)]);
    let messages: Vec<String> = problems.iter().map(Problem::to_string).collect();
    let [problem] = problems.as_slice() else { panic!("expected one problem, got {messages:#?}") };
    assert_eq!(Path::new(&problem.path).file_name().and_then(|name| name.to_str()), Some("bad.toml"), "{problem}");
    assert_eq!(problem.line, Some(line), "{problem}");
    assert!(!problem.remedy.is_empty(), "{problem}: names no way out");
    for part in parts {
        assert!(problem.to_string().contains(part), "{problem}: does not say {part:?}");
    }
    assert!(book.rule("renewal/gets-the-gong").is_some(), "the good rule is gone");
    assert_eq!(book.rules().len(), common::book().rules().len() + 1, "the bad rule is in the book");
    let found = claims(GONG, &book);
    assert!(found.iter().any(|claim| claim.provenance.rule == "renewal/gets-the-gong"), "the good rule does not work");
}

/// A rule file whose second line begins a rule with that id and pattern.
fn rule(id: &str, pattern: &str) -> String {
    format!("# a pack\n[[rule]]\nid = \"{id}\"\nwhy = \"For a test.\"\npattern = \"{pattern}\"\nstatus = \"renewed\"\n")
}

#[test]
fn a_pack_adds_a_wording_with_its_examples() {
    let (book, problems) = layered(&[("mine.toml", GOOD)]);
    assert!(problems.is_empty(), "{problems:?}");
    let found = claims(GONG, &book);
    assert_eq!(found.len(), 1, "{:?}", found.iter().map(common::line).collect::<Vec<_>>());
    assert_eq!(
        (found[0].status, found[0].subject.title.as_deref(), found[0].subject.season),
        (Some(Status::Renewed), Some("Saltmarsh"), Some(3))
    );
    assert!(claims(GONG, common::book()).is_empty(), "the built-in rules know this wording");
    let own = book.rule("renewal/gets-the-gong").expect("the rule is there");
    assert_eq!(examples::check_rule(&book, own), []);
    assert!(own.raw.source.ends_with("mine.toml:2"), "{}", own.raw.source);
}

#[test]
fn a_bad_pattern_is_told() {
    for (pattern, part) in [
        ("{title} <renewed", "missing"),
        ("{title} renewed", "no part is marked"),
        ("<{title}> <renewed>", "more than one"),
        ("{title} <renewed> )", "no opening bracket"),
        ("{title} <renewed> ( )", "empty"),
        ("{title <renewed>", "not closed"),
        ("{title} %nothing <renewed>", "unknown macro `%nothing`"),
        ("{title} ..x <renewed>", "gap"),
        ("<the>", "too common"),
    ] {
        told(&rule("renewal/bad", pattern), 2, &["renewal/bad", part, "skipped"]);
    }
}

#[test]
fn unknown_classes_and_slots_are_told() {
    told(&rule("renewal/bad", "{title} <@gong>"), 2, &["renewal/bad", "unknown class", "@gong"]);
    told(&rule("renewal/bad", "{title} <@renew.perfect>"), 2, &["renewal/bad", "@renew.perfect"]);
    told(&rule("renewal/bad", "{gong} <renewed>"), 2, &["renewal/bad", "unknown slot `{gong}`", "title"]);
}

#[test]
fn a_taken_id_is_told() {
    let taken = common::book().rules()[0].id();
    told(&rule(taken, "{title} <gongs twice>"), 2, &[taken, "taken", "builtin/", "disable"]);
}

#[test]
fn keys_that_are_not_there_are_told() {
    told(&(rule("renewal/bad", "{title} <gongs twice>") + "patern = \"x\"\n"), 2, &["renewal/bad", "patern"]);
    told("# a pack\n[clases.gong]\nwords = [\"gong\"]\n", 2, &["clases"]);
    told("# a pack\n[[rule]]\nid = \"renewal/bad\"\npattern = \"<gong>\"\nstatus = \"renewed\"\n", 2, &["renewal/bad", "why"]);
    told("# a pack\n[[rule]]\nwhy = \"No id.\"\npattern = \"<gong>\"\nstatus = \"renewed\"\n", 2, &["without id", "id"]);
}

#[test]
fn a_rule_that_states_the_wrong_thing_is_told() {
    told(&rule("cast/bad", "{title} <gongs twice>"), 2, &["cast/bad", "relation"]);
    told(&rule("gong/bad", "{title} <gongs twice>"), 2, &["gong/bad", "renewal/"]);
    told(&rule("renewal/bad", "{title} <gongs twice>").replace("\"renewed\"", "\"gonged\""), 2, &["renewal/bad", "gonged"]);
}

#[test]
fn a_file_that_is_not_toml_is_told() {
    told("# a pack\n[[rule]]\nid = renewal\n", 3, &["not a rule file", "skipped"]);
    told("# a pack\n\nid = \"a\"\n[[rule]\n", 4, &["not a rule file"]);
}

#[test]
fn several_bad_rules_are_told_each() {
    let bad = rule("renewal/one", "<@gong>") + &rule("renewal/two", "<{gong}>") + &rule("renewal/three", "{title} <gongs thrice>");
    let (book, problems) = layered(&[("bad.toml", &bad)]);
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [Some(2), Some(8)], "{problems:?}");
    assert!(book.rule("renewal/three").is_some());
}

#[test]
fn a_word_list_adds_to_its_class() {
    let text = "The Headline of It\n\nZorptube has renewed “Saltmarsh” for a third season.";
    let network = |book: &RuleBook| claims(text, book).iter().find_map(|claim| claim.network.clone());
    let (book, problems) = layered(&[("networks.txt", "# ours\nZorptube\n")]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(network(&book).as_deref(), Some("Zorptube"));
}

#[test]
fn a_class_of_a_pack_adds_to_the_built_in_one() {
    let (book, problems) = layered(&[("words.toml", "[classes.renew]\nverbs = [\"rezorp\"]\n")]);
    assert!(problems.is_empty(), "{problems:?}");
    let text = "The Headline of It\n\n“Saltmarsh” has been rezorped for a third season.";
    assert!(claims(text, &book).iter().any(|claim| claim.status == Some(Status::Renewed)));
    assert!(claims(text, common::book()).is_empty());
}

#[test]
fn disable_switches_a_rule_off() {
    let text = "The Headline of It\n\n“Saltmarsh” has been renewed for a third season.";
    let id = claims(text, common::book()).first().expect("the plainest renewal").provenance.rule.clone();
    let (book, problems) = layered(&[("less.toml", &format!("disable = [\"{id}\"]\n"))]);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(book.rule(&id).is_none());
    assert!(claims(text, &book).iter().all(|claim| claim.provenance.rule != id));

    let (book, problems) = layered(&[("less.toml", "disable = [\"renewal/no-such-rule\"]\n")]);
    assert_eq!(book.rules().len(), common::book().rules().len());
    assert!(problems[0].to_string().contains("renewal/no-such-rule") && !problems[0].remedy.is_empty(), "{problems:?}");
}

#[test]
fn a_rule_can_be_replaced_by_one_of_its_name() {
    let id = common::book().rules()[0].id();
    let replaced = format!("disable = [\"{id}\"]\n{}", rule(id, "{title} <gongs twice>"));
    let (book, problems) = layered(&[("mine.toml", &replaced)]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(book.rule(id).map(|rule| rule.raw.patterns.as_slice()), Some(&["{title} <gongs twice>".to_owned()][..]));
}

#[test]
fn books_with_other_rules_have_other_hashes() {
    let (book, _) = layered(&[("mine.toml", GOOD)]);
    assert_ne!(book.hash(), common::book().hash());
    assert_eq!(RuleBook::builtin().hash(), common::book().hash());
    let (with_words, _) = layered(&[("networks.txt", "Zorptube\n")]);
    assert_ne!(with_words.hash(), common::book().hash(), "a word list changes what is found");
}
