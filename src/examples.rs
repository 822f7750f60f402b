//! The examples of the rules, run as tests.
//!
//! Every rule brings sentences in which it must find something and sentences in which it must not;
//! they run through the whole pipeline, as an article's text would.

use crate::claim::Claim;
use crate::ingest::{Article, Meta};
use crate::pipeline;
use crate::rules::pack::{Effect, Example};
use crate::rules::{Rule, RuleBook};

/// An example that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Id of the rule.
    pub rule: String,
    /// The sentence.
    pub example: String,
    /// What the rule says it finds there.
    pub expected: String,
    /// What was found.
    pub got: String,
}

/// How many examples a rule has.
pub fn count(rule: &Rule) -> usize {
    rule.raw.yes.len() + rule.raw.no.len()
}

/// Runs the examples of all rules and returns those that do not hold.
pub fn check(book: &RuleBook) -> Vec<Failure> {
    book.rules().iter().flat_map(|rule| check_rule(book, rule)).collect()
}

/// Runs the examples of one rule.
pub fn check_rule(book: &RuleBook, rule: &Rule) -> Vec<Failure> {
    let yes = rule.raw.yes.iter().filter_map(|example| check_yes(book, rule, example));
    let no = rule.raw.no.iter().filter_map(|text| check_no(book, rule, text));
    yes.chain(no).collect()
}

fn claims(book: &RuleBook, text: &str, published: Option<&str>) -> Vec<Claim> {
    let meta = Meta { published: published.map(str::to_owned), ..Meta::default() };
    pipeline::extract(&Article::from_text("example", text, meta), book).claims
}

fn check_yes(book: &RuleBook, rule: &Rule, example: &Example) -> Option<Failure> {
    let all = claims(book, &example.text, example.published.as_deref());
    let failure = |expected: String| {
        let got = if all.is_empty() { "nothing".to_owned() } else { all.iter().map(describe).collect::<Vec<_>>().join("; ") };
        Some(Failure { rule: rule.id().to_owned(), example: example.text.clone(), expected, got })
    };
    if let Effect::Nothing(kind) = rule.raw.effect {
        return if all.iter().any(|c| c.kind == kind) { failure(format!("no {} claim", crate::claim::name(&kind))) } else { None };
    }
    let own: Vec<&Claim> = all.iter().filter(|c| c.provenance.rule == rule.id()).collect();
    if own.is_empty() {
        return failure("a claim of this rule".to_owned());
    }
    for person in &example.people {
        if !own.iter().any(|c| c.person.as_ref() == Some(person)) {
            return failure(format!("person {person}"));
        }
    }
    let wanted = wanted(example);
    let holds = own.iter().any(|c| wanted.iter().all(|(field, value)| has(c, field, value)));
    if holds { None } else { failure(wanted.iter().map(|(f, v)| format!("{f} {v}")).collect::<Vec<_>>().join(", ")) }
}

fn check_no(book: &RuleBook, rule: &Rule, text: &str) -> Option<Failure> {
    let own: Vec<Claim> = claims(book, text, None).into_iter().filter(|c| c.provenance.rule == rule.id()).collect();
    let first = own.first()?;
    Some(Failure { rule: rule.id().to_owned(), example: text.to_owned(), expected: "nothing".to_owned(), got: describe(first) })
}

/// The fields that an example names, as words.
fn wanted(example: &Example) -> Vec<(&'static str, String)> {
    let text = |field: &Option<String>| field.clone();
    [
        ("title", text(&example.title)),
        ("season", example.season.map(|s| s.to_string())),
        ("person", text(&example.person)),
        ("character", text(&example.character)),
        ("replaced", text(&example.replaced)),
        ("network", text(&example.network)),
        ("value", text(&example.value)),
        ("polarity", example.polarity.map(|p| crate::claim::name(&p))),
        ("certainty", example.certainty.map(|c| crate::claim::name(&c))),
        ("source", text(&example.source)),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some((field, value?)))
    .collect()
}

fn has(claim: &Claim, field: &str, value: &str) -> bool {
    let own = match field {
        "title" => claim.subject.title.clone(),
        "season" => claim.subject.season.map(|s| s.to_string()),
        "person" => claim.person.clone(),
        "character" => claim.character.clone(),
        "replaced" => claim.replaced.clone(),
        "network" => claim.network.clone(),
        "value" => claim.value.clone(),
        "polarity" => Some(crate::claim::name(&claim.polarity)),
        "certainty" => Some(crate::claim::name(&claim.certainty)),
        _ => claim.attribution.as_ref().map(|a| a.source.clone()),
    };
    own.as_deref() == Some(value)
}

fn describe(claim: &Claim) -> String {
    let mut words = vec![claim.provenance.rule.clone(), claim.predicate()];
    words.extend(claim.subject.title.iter().map(|t| format!("title {t}")));
    words.extend(claim.subject.season.iter().map(|s| format!("season {s}")));
    words.extend([&claim.person, &claim.character, &claim.network, &claim.value].into_iter().flatten().cloned());
    words.push(crate::claim::name(&claim.polarity));
    words.push(crate::claim::name(&claim.certainty));
    words.extend(claim.attribution.iter().map(|a| format!("source {}", a.source)));
    words.join(" ")
}
