//! Small texts, one phenomenon a file, and every claim that each must give: `fixtures/extract/`, `fixtures/wordings/` and
//! `fixtures/stance/`. A new file is picked up by its name.
//!
//! The claims of a case are complete: one too many fails it as one too few does. A field that a claim
//! does not name is not looked at, and `""` says that it must be null.
//!
//! What does not hold today stands in `fixtures/known-wrong.txt` and is asserted to be wrong, so that an
//! improvement is noticed as surely as a loss. `UPDATE=1 cargo test --test fixtures` writes that list
//! anew: read what it changes before it is committed.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use greenlit::claim::{Certainty, Claim, Event, Kind, Modifier, Polarity, Relation, Status, name};
use serde::Deserialize;

const FOLDERS: [&str; 3] = ["extract", "stance", "wordings"];
const KNOWN_WRONG: &str = "fixtures/known-wrong.txt";

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
    text: String,
    /// EDTF; without it the article is undated.
    published: Option<String>,
    /// All claims of the text, in any order.
    claims: Vec<Expected>,
}

/// A claim as far as the case looks at it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: Kind,
    relation: Option<Relation>,
    status: Option<Status>,
    event: Option<Event>,
    person: Option<String>,
    character: Option<String>,
    replaced: Option<String>,
    title: Option<String>,
    season: Option<Season>,
    value: Option<String>,
    modifier: Option<Part>,
    network: Option<String>,
    polarity: Option<Polarity>,
    certainty: Option<Certainty>,
    source: Option<String>,
    quoted: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Season {
    Number(i64),
    /// `""`: there must be none.
    None(Empty),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Of(Modifier),
    None(Empty),
}

#[derive(Deserialize)]
enum Empty {
    #[serde(rename = "")]
    Empty,
}

impl Expected {
    /// The fields that the case names: name, what it asks for, what the claim has; "" for null.
    fn compared(&self, claim: &Claim) -> Vec<(&'static str, String, String)> {
        let mut fields = vec![("kind", name(&self.kind), name(&claim.kind))];
        let mut text = |field, wanted: &Option<String>, has: Option<&str>| {
            if let Some(wanted) = wanted {
                fields.push((field, wanted.clone(), has.unwrap_or_default().to_owned()));
            }
        };
        text("relation", &self.relation.as_ref().map(name), claim.relation.as_ref().map(name).as_deref());
        text("status", &self.status.as_ref().map(name), claim.status.as_ref().map(name).as_deref());
        text("event", &self.event.as_ref().map(name), claim.event.as_ref().map(name).as_deref());
        text("person", &self.person, claim.person.as_deref());
        text("character", &self.character, claim.character.as_deref());
        text("replaced", &self.replaced, claim.replaced.as_deref());
        text("title", &self.title, claim.subject.title.as_deref());
        text("season", &self.season(), claim.subject.season.map(|season| season.to_string()).as_deref());
        text("value", &self.value, claim.value.as_deref());
        text("modifier", &self.modifier(), claim.modifier.as_ref().map(name).as_deref());
        text("network", &self.network, claim.network.as_deref());
        text("polarity", &self.polarity.as_ref().map(name), Some(&name(&claim.polarity)));
        text("certainty", &self.certainty.as_ref().map(name), Some(&name(&claim.certainty)));
        text("source", &self.source, claim.attribution.as_ref().map(|a| a.source.as_str()));
        text(
            "quoted",
            &self.quoted.map(|quoted| quoted.to_string()),
            Some(&claim.attribution.as_ref().is_some_and(|a| a.quoted).to_string()),
        );
        fields
    }

    fn season(&self) -> Option<String> {
        self.season.as_ref().map(|season| match season {
            Season::Number(number) => number.to_string(),
            Season::None(Empty::Empty) => String::new(),
        })
    }

    fn modifier(&self) -> Option<String> {
        self.modifier.as_ref().map(|part| match part {
            Part::Of(modifier) => name(modifier),
            Part::None(Empty::Empty) => String::new(),
        })
    }

    fn fits(&self, claim: &Claim) -> bool {
        self.compared(claim).iter().all(|(_, wanted, has)| wanted == has)
    }

    /// How many of the named fields do not fit; a claim of another kind fits in none.
    fn distance(&self, claim: &Claim) -> usize {
        if self.kind != claim.kind {
            return usize::MAX;
        }
        self.compared(claim).iter().filter(|(_, wanted, has)| wanted != has).count()
    }
}

/// Pairs expected and found claims one to one, as many as can be; gives what stays alone.
///
/// A case may ask for little ("a cast claim"), so that the first fit need not be the right one: this
/// is Kuhn's matching with augmenting paths.
fn unpaired<'c>(expected: &'c [Expected], found: &'c [Claim]) -> (Vec<&'c Expected>, Vec<&'c Claim>) {
    fn place(i: usize, fits: &[Vec<bool>], holder: &mut [Option<usize>], tried: &mut [bool]) -> bool {
        for j in 0..holder.len() {
            if fits[i][j] && !tried[j] {
                tried[j] = true;
                if holder[j].is_none_or(|other| place(other, fits, holder, tried)) {
                    holder[j] = Some(i);
                    return true;
                }
            }
        }
        false
    }
    let fits: Vec<Vec<bool>> = expected.iter().map(|e| found.iter().map(|claim| e.fits(claim)).collect()).collect();
    let mut holder = vec![None; found.len()];
    let missing = (0..expected.len()).filter(|i| !place(*i, &fits, &mut holder, &mut vec![false; found.len()])).collect::<Vec<_>>();
    let missing = missing.into_iter().map(|i| &expected[i]).collect();
    let spurious = found.iter().enumerate().filter(|(j, _)| holder[*j].is_none()).map(|(_, claim)| claim).collect();
    (missing, spurious)
}

/// What is wrong with a case, line by line; nothing if it holds.
///
/// A missing claim that a spurious one almost is, is told as the fields on which they differ.
fn faults(case: &Case) -> String {
    let found = common::claims(&common::article(&case.text, case.published.as_deref()));
    let (missing, mut spurious) = unpaired(&case.claims, &found);
    let mut faults = String::new();
    for expected in missing {
        let nearest = (0..spurious.len()).filter(|j| expected.distance(spurious[*j]) <= 2).min_by_key(|j| expected.distance(spurious[*j]));
        if let Some(nearest) = nearest {
            let claim = spurious.remove(nearest);
            let differs = expected.compared(claim).into_iter().filter(|(_, wanted, has)| wanted != has);
            let differs: Vec<String> = differs.map(|(field, wanted, has)| format!("{field} {has:?} should be {wanted:?}")).collect();
            writeln!(faults, "  ~ {}\n      {}", common::line(claim), differs.join(", ")).expect("writes to a string");
        } else {
            let wanted = expected.compared(&common::blank()).into_iter().map(|(field, wanted, _)| format!("{field}={wanted:?}"));
            writeln!(faults, "  - {}", wanted.collect::<Vec<_>>().join(" ")).expect("writes to a string");
        }
    }
    for claim in spurious {
        writeln!(faults, "  + {}", common::line(claim)).expect("writes to a string");
    }
    faults
}

/// Every case under its full name, `extract/cast_joins.toml/name of the case`.
fn cases() -> Vec<(String, Case)> {
    let mut cases: Vec<(String, Case)> = Vec::new();
    for folder in FOLDERS {
        for path in common::files(&common::project("fixtures").join(folder), "toml") {
            let file: File = toml::from_str(&common::text_of(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            cases.extend(file.case.into_iter().map(|case| (format!("{folder}/{}.toml/{}", common::stem(&path), case.name), case)));
        }
    }
    let names: BTreeSet<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one file have the same name");
    cases
}

fn list(wrong: &BTreeSet<String>, of: usize) -> String {
    let mut list = format!(
        "# Cases of fixtures/ that do not hold today: {} of {of}. Each is asserted to be wrong.\n\
         # Written by `UPDATE=1 cargo test --test fixtures`; take a line away when its case begins to hold.\n",
        wrong.len()
    );
    wrong.iter().for_each(|name| list.extend([name, "\n"]));
    list
}

#[test]
fn every_case_holds_or_is_known_to_be_wrong() {
    let path = common::project(KNOWN_WRONG);
    let listed = common::text_of(&path);
    let listed: BTreeSet<&str> = listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    let (mut wrong, mut message) = (BTreeSet::new(), String::new());
    for (name, case) in &cases {
        let faults = faults(case);
        if !faults.is_empty() {
            wrong.insert(name.clone());
        }
        match (faults.is_empty(), listed.contains(name.as_str())) {
            (true, true) => writeln!(message, "{name}: holds now: take it off {KNOWN_WRONG}"),
            (false, false) => writeln!(message, "{name}\n{}\n{faults}", indented(&case.text)),
            _ => Ok(()),
        }
        .expect("writes to a string");
    }
    for gone in listed.difference(&names) {
        writeln!(message, "{gone}: there is no such case: take it off {KNOWN_WRONG}").expect("writes to a string");
    }
    if common::updating() {
        std::fs::write(&path, list(&wrong, cases.len())).expect("fixtures/ can be written");
        return;
    }
    assert!(
        message.is_empty(),
        "{} of {} cases hold.  - missing  + spurious  ~ almost\n\n{message}",
        cases.len() - wrong.len(),
        cases.len()
    );
}

fn indented(text: &str) -> String {
    text.trim().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn pairing_is_one_to_one_and_as_large_as_can_be() {
    let text = "Ines Calloway is set to star in “Saltmarsh”. Tom Arlen will join the cast.";
    let found = common::claims(&common::article(text, None));
    assert_eq!(found.len(), 2, "{:?}", found.iter().map(common::line).collect::<Vec<_>>());
    let read = |source: &str| toml::from_str::<Case>(&format!("name = ''\ntext = ''\nclaims = [{source}]")).expect("a case").claims;
    // The first asks for less than the second and must not take its partner.
    let vague_first = read("{ kind = 'cast' }, { kind = 'cast', person = 'Ines Calloway' }");
    let (missing, spurious) = unpaired(&vague_first, &found);
    assert!(missing.is_empty() && spurious.is_empty());
    let (missing, spurious) = unpaired(&vague_first[1..], &found);
    assert_eq!((missing.len(), spurious.len()), (0, 1), "one too many is a fault");
    let null = read("{ kind = 'cast', person = 'Tom Arlen', character = '', season = '', modifier = '' }");
    assert!(null[0].fits(&found[1]), "\"\" asks for null");
}
