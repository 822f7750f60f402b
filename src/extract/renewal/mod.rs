//! Renewal claims: the fate of a series, season, sequel or film project.

use super::{Candidate, Scene, nearest_season, slot};
use crate::mention::ItemKind;
use crate::rules::Rule;
use crate::rules::compile::Match;

/// Reads one match: its title, network and seasons. "Renewed for seasons 6 and 7" says two things.
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let mut candidate = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    candidate.title = slot(found, "title").map(|(i, _)| i);
    candidate.network = slot(found, "network").map(|(i, _)| i).or_else(|| nearest_network(scene, found));
    let season = slot(found, "season").map(|(i, _)| i).or_else(|| nearest_season(scene, found.items));
    let numbers = match season.map(|i| (i, scene.items[i].kind)) {
        Some((i, ItemKind::Season(s))) => {
            let mention = &scene.mentions.seasons[s];
            if mention.numbers.is_empty() { vec![(None, i)] } else { mention.numbers.iter().map(|n| (Some(*n), i)).collect() }
        }
        _ => Vec::new(),
    };
    if numbers.is_empty() {
        out.push(candidate);
        return;
    }
    for number in numbers {
        out.push(Candidate { season: Some(number), ..candidate.clone() });
    }
}

/// A network of the same sentence; a studio that only makes the show is none, so the nearest wins.
fn nearest_network(scene: &Scene, found: &Match) -> Option<usize> {
    let stops = |i: usize| scene.is_any(i, &[";", "while", "whereas"]);
    (0..scene.items.len())
        .filter(|i| scene.mentions.roles(&scene.items[*i]).network)
        .filter(|i| {
            let (from, to) = if *i < found.items.0 { (*i, found.items.0) } else { (found.items.1.min(*i), *i) };
            !(from..to).any(stops)
        })
        .min_by_key(|i| if *i < found.items.0 { found.items.0 - i } else { i.saturating_sub(found.items.1) })
}
