//! Two sets of claims: documents are paired, what agrees is passed over, the rest is compared.

use std::collections::{BTreeMap, HashMap};

use super::change::{Cause, Change, How, Matched};
use super::compare::{Found, compare};
use super::pairing::{Document, pairing};
use super::set::Set;
use super::{Options, Weight};
use crate::claim::{Claim, fold};

/// A pair of claims that differ, or one that has no partner, by its place in its set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// Row of the first set; [`Set::claim`] reads it.
    pub before: Option<usize>,
    /// Row of the second set.
    pub after: Option<usize>,
    /// How many times each side says it.
    pub mentions: [usize; 2],
    /// What happened, as far as it is told; never empty.
    pub changes: Vec<Change>,
    /// How a value changed.
    pub how: Option<How>,
    /// By how many days a date was shifted.
    pub days: Option<i64>,
    /// Why; `None` where the other side has no such document.
    pub cause: Option<Cause>,
    /// What made the two a pair.
    pub matched: Matched,
    /// A soft match: what differs.
    pub reason: Option<String>,
    /// The subject under which it is told, in [`Outcome::subjects`].
    pub subject: usize,
}

/// What the comparison of two sets came to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// All that is told, by title, season and place.
    pub deltas: Vec<Delta>,
    /// Title and season of the groups of deltas.
    pub subjects: Vec<(Option<String>, Option<i64>)>,
    /// How often each change is told.
    pub counts: BTreeMap<Change, usize>,
    /// Documents on both sides, only on the first, only on the second.
    pub documents: [usize; 3],
}

impl Outcome {
    /// How many changes are told.
    pub fn changes(&self) -> usize {
        self.counts.values().sum()
    }

    /// How many changes of that weight are told.
    pub fn of_weight(&self, weight: Weight) -> usize {
        self.counts.iter().filter(|(change, _)| change.weight() == weight).map(|(_, n)| n).sum()
    }

    /// True if a change is told that counts.
    pub fn fails(&self, options: &Options) -> bool {
        self.counts.keys().any(|change| options.fail_on.contains(change))
    }
}

/// Compares two sets. A line that is JSON and yet no claim is noted in its set and left out.
pub fn sets(before: &mut Set, after: &mut Set, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    let mut subjects: HashMap<(Option<String>, Option<i64>), usize> = HashMap::new();
    for (b, a) in pairing(before.documents(), after.documents()) {
        outcome.documents[match (b, a) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            _ => 2,
        }] += 1;
        let (mut b_rows, mut a_rows) = differing(before, b, after, a, options.looks_closely());
        if b_rows.is_empty() && a_rows.is_empty() {
            continue;
        }
        let cause = cause(b.map(|b| &before.documents()[b]), a.map(|a| &after.documents()[a]));
        let (b_claims, a_claims) = (load(before, &mut b_rows), load(after, &mut a_rows));
        for found in compare(&b_claims, &a_claims) {
            let changes: Vec<Change> = found.changes.iter().copied().filter(|change| options.tells(*change)).collect();
            if changes.is_empty() {
                continue;
            }
            changes.iter().for_each(|change| *outcome.counts.entry(*change).or_default() += 1);
            let subject = subject(&found, &b_claims, &a_claims);
            let number = subjects.len();
            let subject = *subjects.entry((subject.title.as_deref().map(fold), subject.season)).or_insert_with(|| {
                outcome.subjects.push((subject.title.clone(), subject.season));
                number
            });
            outcome.deltas.push(Delta {
                before: found.before.map(|i| b_rows[i]),
                after: found.after.map(|i| a_rows[i]),
                mentions: found.mentions,
                changes,
                how: found.how,
                days: found.days,
                cause,
                matched: found.matched,
                reason: found.reason,
                subject,
            });
        }
    }
    // By title, those without one last; the order of documents and places stays within.
    let mut rank: Vec<usize> = (0..outcome.subjects.len()).collect();
    let folded: Vec<_> = outcome.subjects.iter().map(|(title, season)| (title.is_none(), title.as_deref().map(fold), *season)).collect();
    rank.sort_by(|x, y| folded[*x].cmp(&folded[*y]));
    let mut place = vec![0; rank.len()];
    rank.iter().enumerate().for_each(|(at, subject)| place[*subject] = at);
    outcome.deltas.sort_by_key(|delta| place[delta.subject]);
    outcome
}

/// The rows of a pair of documents that must be read: all of a claim whose mentions do not agree.
fn differing(before: &Set, b: Option<usize>, after: &Set, a: Option<usize>, closely: bool) -> (Vec<usize>, Vec<usize>) {
    let mut rows = [b.map_or(0..0, |b| before.rows_of(b)), a.map_or(0..0, |a| after.rows_of(a))];
    if closely {
        let told = |set: &Set, rows: std::ops::Range<usize>| {
            let mut told: Vec<u64> = rows.map(|row| set.row(row).told).collect();
            told.sort_unstable();
            told
        };
        let text = |set: &Set, document: Option<usize>| document.map(|d| set.documents()[d].sha256.clone());
        let same = text(before, b) == text(after, a) && told(before, rows[0].clone()) == told(after, rows[1].clone());
        return if same { (Vec::new(), Vec::new()) } else { (rows[0].clone().collect(), rows[1].clone().collect()) };
    }
    let (mut differ_before, mut differ_after) = (Vec::new(), Vec::new());
    while !rows[0].is_empty() || !rows[1].is_empty() {
        let next = [(before, &rows[0]), (after, &rows[1])].into_iter().filter(|(_, rows)| !rows.is_empty());
        let Some(claim) = next.map(|(set, rows)| set.row(rows.start).claim).min() else { break };
        let mut take = |set: &Set, side: usize| {
            let from = rows[side].start;
            while !rows[side].is_empty() && set.row(rows[side].start).claim == claim {
                rows[side].start += 1;
            }
            from..rows[side].start
        };
        let (b, a) = (take(before, 0), take(after, 1));
        let said = |set: &Set, rows: std::ops::Range<usize>| {
            let mut said: Vec<u64> = rows.map(|row| set.row(row).said).collect();
            said.sort_unstable();
            said
        };
        if said(before, b.clone()) != said(after, a.clone()) {
            differ_before.extend(b);
            differ_after.extend(a);
        }
    }
    (differ_before, differ_after)
}

/// The claims of `rows`, in the order of the file; rows that are no claim leave the list.
fn load(set: &mut Set, rows: &mut Vec<usize>) -> Vec<Claim> {
    rows.sort_unstable_by_key(|row| set.row(*row).line);
    let mut claims = Vec::with_capacity(rows.len());
    rows.retain(|row| match set.claim(*row) {
        Ok(claim) => {
            claims.push(claim);
            true
        }
        Err(reason) => {
            set.note_broken(set.row(*row).line, &reason);
            false
        }
    });
    claims
}

fn subject<'c>(found: &Found, before: &'c [Claim], after: &'c [Claim]) -> &'c crate::claim::Subject {
    let of = |claims: &'c [Claim], i: Option<usize>| i.and_then(|i| claims.get(i)).map(|claim| &claim.subject);
    let (b, a) = (of(before, found.before), of(after, found.after));
    match (b, a) {
        // whichever knows more
        (Some(b), Some(a)) if a.title.is_none() || (b.title.is_some() && a.season.is_none()) => b,
        (_, Some(a)) => a,
        (Some(b), None) => b,
        (None, None) => unreachable!("a difference has a side"),
    }
}

fn cause(before: Option<&Document>, after: Option<&Document>) -> Option<Cause> {
    let (before, after) = (before?, after?);
    Some(match (before.sha256 == after.sha256, before.greenlit == after.greenlit) {
        (true, _) => Cause::Rules,
        (false, true) => Cause::Text,
        (false, false) => Cause::Both,
    })
}
