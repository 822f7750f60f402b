//! The words that the formats for people share. All text of an article is made visible here; a
//! format escapes what it must on top.

use super::super::safe::visible;
use super::super::words;
use super::{Head, Tail, View};
use crate::claim::{Claim, name};
use crate::diff::{Change, Weight};

/// `refined, certainty raised`, `value changed (7 days later)`.
pub(super) fn label(view: View<'_>) -> String {
    let one = |change: &Change| {
        let words = name(change).replace('_', " ");
        match (change, view.delta.days) {
            (Change::ValueChanged, Some(days)) => format!("{words} ({})", shift(days)),
            _ => words,
        }
    };
    view.delta.changes.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn shift(days: i64) -> String {
    let n = days.unsigned_abs();
    format!("{n} {} {}", if n == 1 { "day" } else { "days" }, if days < 0 { "earlier" } else { "later" })
}

/// The weight of the delta: of its weightiest change.
pub(super) fn weight(view: View<'_>) -> Weight {
    view.delta.changes.iter().map(|change| change.weight()).max().unwrap_or(Weight::Hidden)
}

/// What is said on either side, as far as it differs: the fact, and what else changed of it.
pub(super) fn sides(view: View<'_>) -> [Option<String>; 2] {
    let has = |change| view.delta.changes.contains(&change);
    let subject_differs = match (view.before, view.after) {
        (Some(before), Some(after)) => words::subject(before) != words::subject(after),
        _ => false,
    };
    let certainty = has(Change::CertaintyRaised) || has(Change::CertaintyLowered);
    let all = view.before.is_none() || view.after.is_none() || view.delta.changes.iter().any(|change| change.weight() == Weight::High);
    let side = |claim: &Claim| {
        let mut said = if subject_differs { format!("{}: {}", words::subject(claim), words::fact(claim)) } else { words::fact(claim) };
        if certainty || (all && claim.certainty != crate::claim::Certainty::Certain) {
            said.push_str(&format!(", {}", name(&claim.certainty)));
        }
        let source = words::source(claim);
        if has(Change::AttributionChanged) {
            said.push_str(&format!(", {}", source.unwrap_or_else(|| "says the article itself".to_owned())));
        } else if all && let Some(source) = source {
            said.push_str(&format!(", {source}"));
        }
        if has(Change::RuleChanged) {
            said.push_str(&format!(" [{} of {}]", visible(&claim.provenance.rule), visible(&claim.provenance.greenlit)));
        }
        said
    };
    [view.before.map(side), view.after.map(side)]
}

/// `a → b`, or the one that there is; once if both are alike.
pub(super) fn arrow(view: View<'_>) -> String {
    match sides(view) {
        [Some(before), Some(after)] if before == after => before,
        [Some(before), Some(after)] => format!("{before} → {after}"),
        [Some(only), None] | [None, Some(only)] => only,
        [None, None] => String::new(),
    }
}

/// `file:line`.
pub(super) fn place(claim: &Claim) -> String {
    format!("{}:{}", visible(&claim.provenance.document), claim.provenance.line)
}

/// The sentence, on one line.
pub(super) fn quote(claim: &Claim) -> String {
    visible(&claim.provenance.exact).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What else there is to say: why the two are a pair, what made the difference, how often it is said.
pub(super) fn aside(view: View<'_>) -> Option<String> {
    let mut asides = Vec::new();
    asides.extend(view.delta.reason.as_deref().map(|reason| format!("soft match: {reason}")));
    if let Some(cause @ (crate::diff::Cause::Rules | crate::diff::Cause::Both)) = view.delta.cause {
        asides.push(match cause {
            crate::diff::Cause::Rules => "same text: greenlit or its rules changed".to_owned(),
            _ => "text and version of greenlit changed".to_owned(),
        });
    }
    if view.delta.mentions.iter().any(|n| *n > 1) {
        let [before, after] = view.delta.mentions;
        asides.push(match (view.before, view.after) {
            (Some(_), Some(_)) if before != after => format!("said {before} → {after} times"),
            (None, _) => format!("said {after} times"),
            _ => format!("said {before} times"),
        });
    }
    (!asides.is_empty()).then(|| asides.join("; "))
}

/// Title and season of a group.
pub(super) fn subject(title: Option<&str>, season: Option<i64>) -> String {
    let title = title.map_or("(untitled)".into(), visible);
    season.map_or_else(|| title.clone().into_owned(), |season| format!("{title}, season {season}"))
}

/// The options in force, on one line.
pub(super) fn options(head: &Head<'_>) -> String {
    let force = head.in_force();
    let list = |names: &[String]| if names.is_empty() { "nothing".to_owned() } else { names.join(",") };
    let mut told = format!("fail on: {} · ignore: {}", fail_on(head), list(&force.ignore));
    if force.all {
        told.push_str(" · all");
    }
    if force.provenance {
        told.push_str(" · provenance");
    }
    told
}

/// The changes that count, by weight where they are just those of a weight.
fn fail_on(head: &Head<'_>) -> String {
    let set = &head.options.fail_on;
    let from = |weight: Weight| Change::ALL.into_iter().filter(move |change| change.weight() >= weight);
    let whole = [Weight::High, Weight::Medium, Weight::Hidden].into_iter().find(|weight| from(*weight).eq(set.iter().copied()));
    match whole {
        Some(weight) => name(&weight),
        None if set.is_empty() => "nothing".to_owned(),
        None => head.in_force().fail_on.join(","),
    }
}

pub(super) fn summary(tail: &Tail<'_>) -> String {
    let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let outcome = tail.outcome;
    let by_weight: Vec<String> = [Weight::High, Weight::Medium, Weight::Hidden]
        .into_iter()
        .map(|weight| (outcome.of_weight(weight), name(&weight)))
        .filter(|(n, _)| *n > 0)
        .map(|(n, weight)| format!("{n} {weight}"))
        .collect();
    let mut told = match outcome.changes() {
        0 => "no changes".to_owned(),
        n => format!("{} ({})", counted(n, "change"), by_weight.join(", ")),
    };
    let [both, gone, new] = outcome.documents;
    told.push_str(&format!(" · {} compared", counted(both, "document")));
    for (n, what) in [(gone, "only before"), (new, "only after")] {
        if n > 0 {
            told.push_str(&format!(", {n} {what}"));
        }
    }
    told.push_str(&format!(" · {} → {} claims", tail.claims[0], tail.claims[1]));
    let broken: usize = tail.broken.iter().sum();
    if broken > 0 {
        told.push_str(&format!(
            " · {} could not be read",
            if broken == 1 { "1 input or line".to_owned() } else { format!("{broken} inputs or lines") }
        ));
    }
    told
}
