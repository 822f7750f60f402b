//! An evaluation as a table, and claims without a partner in plain words.

use std::fmt::Write;

use super::{Evaluation, Fault, KINDS, Mismatch, Row, Score, Statement};
use crate::claim::name;

impl Evaluation {
    /// The table of scores, and the first `errors` of the missed and spurious claims with their
    /// sentences. Plain text, in which nothing of an article can steer a terminal.
    pub fn render(&self, errors: usize) -> String {
        let mut out = String::from("kind      gold   sys   core P/R/F1          fact P/R/F1          full P/R/F1\n");
        for kind in KINDS {
            line(&mut out, &name(&kind), &self.kind(kind));
        }
        line(&mut out, "all", &self.all());
        let fields: Vec<String> = self.fields().iter().map(|(field, share)| format!("{field} {share:.3}")).collect();
        let fields = if fields.is_empty() { "none matched".to_owned() } else { fields.join("  ") };
        let _ = writeln!(out, "fields on matched claims: {fields}");
        if !self.broken.is_empty() {
            let _ = writeln!(out, "left out as unreadable: {}", self.broken.len());
        }
        for error in self.errors.iter().take(errors) {
            mismatch(&mut out, error);
        }
        if errors > 0 && self.errors.len() > errors {
            let _ = writeln!(out, "\n… and {} more", self.errors.len() - errors);
        }
        out
    }
}

fn line(out: &mut String, kind: &str, row: &Row) {
    let score = |score: Score| format!("{:.3} {:.3} {:.3}", score.p, score.r, score.f1);
    let _ = writeln!(out, "{kind:8} {:5} {:5}   {}   {}   {}", row.gold, row.system, score(row.core), score(row.fact), score(row.full));
}

fn mismatch(out: &mut String, error: &Mismatch) {
    let fault = match error.fault {
        Fault::Missed => "MISSED",
        Fault::Spurious => "SPURIOUS",
    };
    let claim = &error.claim;
    let rule = error.rule.as_ref().map(|rule| format!(" · {rule}")).unwrap_or_default();
    let head = format!("{fault:8} {} {}..{}{rule}", error.document, claim.start, claim.end);
    let _ = write!(out, "\n{}\n  {}\n", printable(&head), printable(&words(claim)));
    if let Some(sentence) = &error.sentence {
        let _ = writeln!(out, "  | {}", printable(sentence));
    }
}

/// What a claim says: "cast: Silo, season 2 — Ada Doe as Bo does not return · certain · says Cy".
fn words(claim: &Statement) -> String {
    let subject = claim.subject.as_ref();
    let mut words = format!("{}: {}", claim.kind, subject.and_then(|subject| subject.title.as_deref()).unwrap_or("(no title)"));
    if let Some(season) = subject.map(|subject| &subject.season).filter(|season| !season.is_null()) {
        let _ = write!(words, ", season {season}");
    }
    let _ = write!(words, " — {}", predicate(claim));
    if let Some(certainty) = &claim.certainty {
        let _ = write!(words, " · {certainty}");
    }
    if let Some(source) = claim.attribution.as_ref().and_then(|said| said.source.as_deref()) {
        let _ = write!(words, " · says {source}");
    }
    words
}

fn predicate(claim: &Statement) -> String {
    let negated = claim.polarity.as_deref() == Some("negated");
    let spaced = |word: &Option<String>| word.as_deref().unwrap_or("(nothing)").replace('_', " ");
    match claim.kind.as_str() {
        "cast" => {
            let person = claim.person.as_deref().unwrap_or("(someone)");
            let role = claim.character.as_ref().map(|role| format!(" as {role}")).unwrap_or_default();
            let relation = spaced(&claim.relation);
            let does = if negated { format!("does not {}", relation.strip_suffix('s').unwrap_or(&relation)) } else { relation };
            format!("{person}{role} {does}")
        }
        "date" => {
            let early = claim.modifier.as_ref().map(|modifier| format!("{modifier} ")).unwrap_or_default();
            match &claim.value {
                Some(value) => format!("{}: {}{early}{value}", spaced(&claim.event), if negated { "not " } else { "" }),
                None => format!("{}{}, date unknown", if negated { "no " } else { "" }, spaced(&claim.event)),
            }
        }
        _ => format!("{}{}", if negated { "not " } else { "" }, spaced(&claim.status)),
    }
}

/// Text on one line: blanks run together, and what would steer a terminal or turn the direction of
/// writing is shown as U+FFFD.
fn printable(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let steers = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    words.join(" ").replace(steers, "\u{fffd}")
}
