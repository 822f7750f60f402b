//! Date claims: which event of a sentence a time expression dates.
//!
//! A rule names the words of an event; unless its pattern holds the date itself, the date is
//! attached here: one date belongs to one event, the nearest in its clause.

use super::{Candidate, Scene, nearest_season, slot};
use crate::mention::ItemKind;
use crate::rules::Rule;
use crate::rules::compile::Match;
use crate::rules::pack::Effect;

/// Reads one match. An event without a date of its own waits for [`attach`].
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let mut candidate = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    candidate.title = slot(found, "title").map(|(i, _)| i);
    candidate.date = slot(found, "date").map(|(i, _)| i);
    let season = slot(found, "season").map(|(i, _)| i).or_else(|| nearest_season(scene, found.items));
    if let Some((i, ItemKind::Season(s))) = season.map(|i| (i, scene.items[i].kind)) {
        let numbers = &scene.mentions.seasons[s].numbers;
        candidate.season = Some((numbers.first().copied().filter(|_| numbers.len() == 1), i));
    }
    out.push(candidate);
}

/// Gives every dated event its date and drops those that have none, unless the rule says that the
/// date is unknown.
pub fn attach(scene: &Scene, out: &mut Vec<Candidate>) {
    let dates: Vec<usize> = (0..scene.items.len()).filter(|i| matches!(scene.items[*i].kind, ItemKind::Date(_))).collect();
    let mut taken: Vec<usize> = out.iter().filter(|c| matches!(c.effect, Effect::Date(_))).filter_map(|c| c.date).collect();
    let mut wanted: Vec<(usize, usize, usize)> = Vec::new(); // distance, candidate, date
    for (number, candidate) in out.iter().enumerate() {
        let undated = scene.book.rules()[candidate.rule].raw.undated;
        if !matches!(candidate.effect, Effect::Date(_)) || candidate.date.is_some() || undated {
            continue;
        }
        let trigger = items_of(scene, &candidate.trigger);
        for date in &dates {
            if let Some(distance) = distance(scene, trigger, *date) {
                wanted.push((distance, number, *date));
            }
        }
    }
    wanted.sort_unstable();
    for (_, candidate, date) in wanted {
        if out[candidate].date.is_none() && !taken.contains(&date) {
            out[candidate].date = Some(date);
            taken.push(date);
        }
    }
    let rules = scene.book.rules();
    out.retain(|c| !matches!(c.effect, Effect::Date(_)) || c.date.is_some() || rules[c.rule].raw.undated);
}

fn items_of(scene: &Scene, tokens: &std::ops::Range<usize>) -> (usize, usize) {
    let first = scene.items.partition_point(|i| i.tokens.end <= tokens.start);
    let last = scene.items.partition_point(|i| i.tokens.start < tokens.end);
    (first, last.max(first + 1))
}

/// How far a date is from an event, in items; a clause boundary counts more, a stronger one forbids.
fn distance(scene: &Scene, trigger: (usize, usize), date: usize) -> Option<usize> {
    let (from, to, behind) = if date >= trigger.1 { (trigger.1, date, true) } else { (date + 1, trigger.0, false) };
    let mut cost = 0;
    for i in from..to {
        cost += 1;
        if scene.is_any(i, &[";", ":"]) {
            return None;
        }
        if scene.is_any(i, &["but", "while", "though", "although", "whereas", "which", "who", "after", "before", "since", "because", "when", "despite", "ahead", "following"]) {
            cost += 8;
        } else if scene.is(i, ",") {
            cost += 3;
        } else if scene.is(i, "and") {
            cost += 2;
        }
    }
    if !behind {
        cost += 2;
    }
    (cost <= 22).then_some(cost)
}
