//! Which claim of the system is which claim of the gold.
//!
//! What is counted of it is left to the module above.

use std::collections::HashSet;

use super::norm::norm;
use super::statement::Statement;
use crate::claim::Kind;

/// The fields that are compared on matched claims; the last only for [`Kind::Cast`].
pub(super) const FIELDS: [&str; 6] = ["title", "season", "polarity", "certainty", "source", "character"];

/// The fields that are not part of the fact itself: how strongly it is said, and by whom.
pub(super) const STANCE: [usize; 2] = [3, 4];

/// What of a statement is compared, brought into the form in which it is compared.
pub(super) struct Key {
    place: (usize, usize),
    core: [Option<String>; 2],
    /// As in [`FIELDS`]; seasons in their JSON form, so that 2 and "2" differ.
    fields: [Option<String>; FIELDS.len()],
    /// How many of `fields` this kind has.
    compared: usize,
}

impl Key {
    pub fn all<'a>(kind: Kind, statements: impl Iterator<Item = &'a Statement>) -> Vec<Key> {
        statements.map(|statement| Key::new(kind, statement)).collect()
    }

    fn new(kind: Kind, claim: &Statement) -> Key {
        let folded = |name: &Option<String>| name.as_deref().and_then(norm);
        let core = match kind {
            Kind::Renewal => [claim.status.clone(), None],
            Kind::Cast => [claim.relation.clone(), folded(&claim.person)],
            Kind::Date => [claim.event.clone(), claim.value.clone()],
        };
        let fields = [
            claim.subject.as_ref().and_then(|subject| folded(&subject.title)),
            claim.subject.as_ref().map(|subject| &subject.season).filter(|season| !season.is_null()).map(ToString::to_string),
            claim.polarity.clone(),
            claim.certainty.clone(),
            claim.attribution.as_ref().and_then(|said| folded(&said.source)),
            folded(&claim.character),
        ];
        let compared = if kind == Kind::Cast { FIELDS.len() } else { FIELDS.len() - 1 };
        Key { place: (claim.start, claim.end), core, fields, compared }
    }

    /// In how many code points two places overlap; `None` if they do not.
    fn overlap(&self, other: &Key) -> Option<usize> {
        let (start, end) = (self.place.0.max(other.place.0), self.place.1.min(other.place.1));
        // Both conditions: an empty place inside the other overlaps nothing but still touches it.
        if self.place.0 < other.place.1 && other.place.0 < self.place.1 { Some(end.saturating_sub(start)) } else { None }
    }
}

/// A gold and a system claim that may be the same.
pub(super) struct Pair {
    /// Which of the gold claims.
    pub gold: usize,
    /// Which of the system's claims.
    pub system: usize,
    overlap: usize,
    /// Field by field, as far as the kind has them.
    pub agreement: Vec<bool>,
}

impl Pair {
    /// True if all fields agree that count.
    pub fn agrees(&self, counts: impl Fn(usize) -> bool) -> bool {
        self.agreement.iter().enumerate().all(|(field, agrees)| *agrees || !counts(field))
    }

    fn agreed(&self) -> usize {
        self.agreement.iter().filter(|agrees| **agrees).count()
    }
}

/// Pairs claims off one to one, the best pair first.
pub(super) fn matches(gold: &[Key], system: &[Key]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, s) in system.iter().enumerate().filter(|(_, s)| g.core == s.core) {
            if let Some(overlap) = g.overlap(s) {
                let agreement = (0..g.compared).map(|field| g.fields[field] == s.fields[field]).collect();
                pairs.push(Pair { gold: i, system: j, overlap, agreement });
            }
        }
    }
    // Stable, and the pairs are already in the order of gold, then system.
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.agreed(), pair.overlap)));
    let (mut golds, mut systems) = (HashSet::new(), HashSet::new());
    pairs.retain(|pair| {
        let free = !golds.contains(&pair.gold) && !systems.contains(&pair.system);
        if free {
            golds.insert(pair.gold);
            systems.insert(pair.system);
        }
        free
    });
    pairs
}
