//! What two versions of an article claim differently: pairs of texts with the changes that a reader sees
//! (`fixtures/diff/`), and what must hold of every comparison.
//!
//! The changes of a case are complete. What does not hold today stands in `fixtures/diff-known-wrong.txt`
//! and is asserted to be wrong, because a claim was read wrongly or not at all; `UPDATE=1 cargo test --test diff` writes
//! that list anew.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use greenlit::claim::{Attribution, Certainty, Claim, Event, Kind, Polarity, Relation, Status, name};
use greenlit::diff::{Change, Found, How, Matched, Options, compare};
use greenlit::write::words;
use proptest::prelude::*;
use serde::Deserialize;

const KNOWN_WRONG: &str = "fixtures/diff-known-wrong.txt";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows; no two of a file are alike.
    name: String,
    before: String,
    after: String,
    /// EDTF; without it the articles are undated.
    published: Option<String>,
    /// Hidden changes are told too.
    #[serde(default)]
    all: bool,
    /// All changes, in any order.
    changes: Vec<Expected>,
}

/// A change as far as the case looks at it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    change: Change,
    title: Option<String>,
    season: Option<i64>,
    /// The fact in plain words.
    before: Option<String>,
    after: Option<String>,
    days: Option<i64>,
    #[serde(rename = "match")]
    matched: Option<Matched>,
}

/// A change of two lists of claims, with what a case may ask of it.
struct Told<'c> {
    change: Change,
    found: &'c Found,
    before: Option<&'c Claim>,
    after: Option<&'c Claim>,
}

impl Told<'_> {
    fn fits(&self, expected: &Expected) -> bool {
        let subject = &self.after.or(self.before).expect("a change has a side").subject;
        let fact = |claim: Option<&Claim>| claim.map(words::fact);
        let asked = |wanted: &Option<String>, has: Option<String>| wanted.is_none() || *wanted == has;
        self.change == expected.change
            && asked(&expected.title, subject.title.clone())
            && expected.season.is_none_or(|season| subject.season == Some(season))
            && asked(&expected.before, fact(self.before))
            && asked(&expected.after, fact(self.after))
            && expected.days.is_none_or(|days| self.found.days == Some(days))
            && expected.matched.is_none_or(|matched| self.found.matched == matched)
    }

    fn line(&self) -> String {
        let side = |claim: Option<&Claim>| claim.map_or("-".to_owned(), common::line);
        format!(
            "{} ({:?} days, {:?})\n      {}\n      {}",
            name(&self.change),
            self.found.days,
            self.found.matched,
            side(self.before),
            side(self.after)
        )
    }
}

/// What is wrong with a case, line by line; nothing if it holds.
fn faults(case: &Case) -> String {
    let claims = |text: &str| common::claims(&common::article(text, case.published.as_deref()));
    let (before, after) = (claims(&case.before), claims(&case.after));
    let options = Options { all: case.all, ..Options::default() };
    let found = compare(&before, &after);
    let mut told: Vec<Told<'_>> = Vec::new();
    for found in &found {
        for change in found.changes.iter().filter(|change| options.tells(**change)) {
            told.push(Told { change: *change, found, before: found.before.map(|i| &before[i]), after: found.after.map(|i| &after[i]) });
        }
    }
    let mut faults = String::new();
    for expected in &case.changes {
        match told.iter().position(|told| told.fits(expected)) {
            Some(at) => drop(told.remove(at)),
            None => {
                writeln!(faults, "  - {} {:?} {:?}", name(&expected.change), expected.before, expected.after).expect("writes to a string")
            }
        }
    }
    for told in told {
        writeln!(faults, "  + {}", told.line()).expect("writes to a string");
    }
    faults
}

#[test]
fn every_pair_of_versions_holds_or_is_known_to_be_wrong() {
    let mut cases: Vec<(String, Case)> = Vec::new();
    for path in common::files(&common::project("fixtures/diff"), "toml") {
        let file: File = toml::from_str(&common::text_of(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        cases.extend(file.case.into_iter().map(|case| (format!("{}.toml/{}", common::stem(&path), case.name), case)));
    }
    let names: BTreeSet<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one file have the same name");
    assert!(cases.len() >= 30, "only {} pairs", cases.len());
    let listed = common::text_of(&common::project(KNOWN_WRONG));
    let listed: BTreeSet<&str> = listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (mut wrong, mut message) = (BTreeSet::new(), String::new());
    for (name, case) in &cases {
        let faults = faults(case);
        if !faults.is_empty() {
            wrong.insert(name.as_str());
        }
        match (faults.is_empty(), listed.contains(name.as_str())) {
            (true, true) => writeln!(message, "{name}: holds now: take it off {KNOWN_WRONG}"),
            (false, false) => writeln!(message, "{name}\n{faults}"),
            _ => Ok(()),
        }
        .expect("writes to a string");
    }
    for gone in listed.difference(&names) {
        writeln!(message, "{gone}: there is no such case: take it off {KNOWN_WRONG}").expect("writes to a string");
    }
    if common::updating() {
        let mut list = format!(
            "# Pairs of fixtures/diff/ that do not hold today: {} of {}. Each is asserted to be wrong.\n\
             # Written by `UPDATE=1 cargo test --test diff`; take a line away when its pair begins to hold.\n",
            wrong.len(),
            cases.len()
        );
        wrong.iter().for_each(|name| list.extend([name, "\n"]));
        return std::fs::write(common::project(KNOWN_WRONG), list).expect("fixtures/ can be written");
    }
    assert!(message.is_empty(), "{} of {} pairs hold.  - missing  + spurious\n\n{message}", cases.len() - wrong.len(), cases.len());
}

#[test]
fn an_article_does_not_differ_from_itself() {
    for article in common::corpus() {
        let claims = common::claims(article);
        assert!(compare(&claims, &claims).is_empty(), "{}", article.name);
    }
}

/// Articles of others lie beside the project on some machines; elsewhere there is nothing to see.
#[test]
#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn nor_does_an_article_of_others() {
    let path = common::project("../shared/dev/articles.jsonl");
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return;
    }
    for (n, line) in common::text_of(&path).lines().enumerate() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let claims = common::claims(&common::article(row["text"].as_str().expect("a text"), row["published"].as_str()));
        assert!(compare(&claims, &claims).is_empty(), "row {}", n + 1);
    }
}

#[test]
fn another_rule_is_a_change_of_provenance_alone() {
    let text = "“Saltmarsh” has been renewed for a third season.";
    let before = common::claims(&common::article(text, None));
    let mut after = before.clone();
    after[0].provenance.rule = "renewal/of-my-own".into();
    let found = compare(&before, &after);
    assert_eq!(found.iter().map(|f| f.changes.clone()).collect::<Vec<_>>(), [[Change::RuleChanged]]);
    assert!(!Options::default().tells(Change::RuleChanged));
    assert!(Options { provenance: true, ..Options::default() }.tells(Change::RuleChanged));
}

/// Claims of few titles, persons and values, so that many of them meet.
fn claim() -> impl Strategy<Value = Claim> {
    let titles = prop::sample::select(vec![None, Some("Saltmarsh"), Some("Saltmarch"), Some("Quarry Lane")]);
    let people = prop::sample::select(vec![None, Some("Ines Okafor"), Some("Ines Okaffor"), Some("Bo Lindqvist")]);
    let roles = prop::sample::select(vec![None, Some("Captain Hale"), Some("Nurse Brandt")]);
    let values = prop::sample::select(vec![
        None,
        Some("2018"),
        Some("2018~"),
        Some("2018-03-08"),
        Some("2019"),
        Some("XXXX-03-08"),
        Some("[2018,2019]"),
        Some("[2018..]"),
        Some("2018-21"),
    ]);
    let statuses = prop::sample::select(vec![Status::Renewed, Status::Cancelled, Status::Ordered, Status::InProduction]);
    let relations = prop::sample::select(vec![Relation::Plays, Relation::Joins, Relation::Returns, Relation::Leaves]);
    let events = prop::sample::select(vec![Event::Premiere, Event::Finale]);
    let certainties = prop::sample::select(vec![Certainty::Possible, Certainty::Certain]);
    let sources = prop::sample::select(vec![None, Some("ITV"), Some("Ana Ruiz")]);
    let question = (titles, prop::option::of(1i64..3), people, roles);
    let answer = (values, statuses, relations, events);
    let stance = (any::<bool>(), certainties, sources, any::<bool>(), 0usize..1000, 0u8..3);
    (question, answer, stance).prop_map(|((title, season, person, role), (value, status, relation, event), stance)| {
        let (negated, certainty, source, quoted, start, kind) = stance;
        let mut claim = common::blank();
        claim.kind = [Kind::Renewal, Kind::Cast, Kind::Date][usize::from(kind)];
        claim.subject.title = title.map(str::to_owned);
        claim.subject.season = season;
        match claim.kind {
            Kind::Renewal => claim.status = Some(status),
            Kind::Cast => {
                claim.relation = Some(relation);
                claim.person = person.map(str::to_owned);
                claim.character = role.map(str::to_owned);
            }
            Kind::Date => {
                claim.event = Some(event);
                claim.value = value.map(str::to_owned);
            }
        }
        claim.polarity = if negated { Polarity::Negated } else { Polarity::Affirmed };
        claim.certainty = certainty;
        claim.attribution = source.map(|source| Attribution { source: source.into(), quoted });
        claim.provenance.exact = format!("{} sentence {}", title.unwrap_or("A"), start % 3);
        claim.provenance.sentence = greenlit::span::Span::new(start, start + 20);
        claim.identify();
        claim
    })
}

/// A claim of each sentence: two of one sentence would tie, and their order would be that of the lists.
fn claims() -> impl Strategy<Value = Vec<Claim>> {
    prop::collection::vec(claim(), 0..12).prop_map(|claims| {
        let placed: BTreeMap<usize, Claim> = claims.into_iter().map(|claim| (claim.provenance.sentence.start, claim)).collect();
        placed.into_values().collect()
    })
}

/// A difference without its direction.
fn outline(found: &Found, mirrored: bool) -> String {
    let mut changes: Vec<Change> = found.changes.iter().map(|c| if mirrored { c.mirrored() } else { *c }).collect();
    changes.sort();
    let sides = if mirrored { (found.after, found.before) } else { (found.before, found.after) };
    let days = found.days.map(|days| if mirrored { -days } else { days });
    format!("{changes:?} {sides:?} {:?} {days:?} {:?}", found.how, found.matched)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_set_does_not_differ_from_itself(claims in claims()) {
        prop_assert!(compare(&claims, &claims).is_empty());
    }

    #[test]
    fn the_way_back_is_the_mirror_image(before in claims(), after in claims()) {
        let mut there: Vec<String> = compare(&before, &after).iter().map(|f| outline(f, false)).collect();
        let mut back: Vec<String> = compare(&after, &before).iter().map(|f| outline(f, true)).collect();
        there.sort();
        back.sort();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn every_claim_is_on_one_side_of_one_difference_at_most(before in claims(), after in claims()) {
        let found = compare(&before, &after);
        for side in [found.iter().filter_map(|f| f.before).collect::<Vec<_>>(), found.iter().filter_map(|f| f.after).collect()] {
            prop_assert_eq!(side.iter().collect::<BTreeSet<_>>().len(), side.len());
        }
        for f in &found {
            prop_assert!(!f.changes.is_empty());
            prop_assert_eq!(f.how == Some(How::Shifted), f.days.is_some());
            prop_assert_eq!(f.matched == Matched::None, f.before.is_none() || f.after.is_none());
        }
    }
}
