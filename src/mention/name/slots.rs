//! Slots: surroundings that select the title of a work, as data (`slots.toml`).

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lists::NameLists;
use super::scan::Scan;
use super::weigh::{Around, name_like_person};
use crate::lexicon::{Marks, WordSet};
use crate::mention::season;
use crate::text::TokenKind;
use crate::text::token::Case;

/// How far `...` reaches, in tokens.
const GAP: usize = 8;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    slot: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[allow(dead_code, reason = "it is there for whoever reads the file")]
    why: String,
    weight: f32,
    persons: f32,
    at: Vec<String>,
}

#[derive(Debug, Clone)]
enum Element {
    Words {
        words: Vec<String>,
        optional: bool,
    },
    /// Words of a list, by its bit.
    Class(Marks),
    Network,
    Number,
    Any,
    Gap,
    Person,
}

#[derive(Debug)]
struct Slot {
    /// What stands before the name, nearest first.
    before: Vec<Element>,
    behind: Vec<Element>,
    weight: f32,
    persons: f32,
}

/// All slots, by the word that stands next to the name.
#[derive(Debug, Default)]
pub(super) struct Slots {
    all: Vec<Slot>,
    /// Slots with something before the name, by the nearest word.
    before: FxHashMap<String, Vec<usize>>,
    /// The same for those whose nearest element is no word.
    before_other: Vec<usize>,
    /// Slots with nothing before the name, by the word behind it.
    behind: FxHashMap<String, Vec<usize>>,
}

impl Slots {
    /// The embedded slots, over the word lists.
    pub(super) fn new(lists: &NameLists) -> Slots {
        let file: File = toml::from_str(include_str!("slots.toml")).expect("the embedded slots are valid");
        let mut slots = Slots::default();
        for entry in file.slot {
            for pattern in &entry.at {
                slots.add(lists, pattern, entry.weight, entry.persons);
            }
        }
        slots
    }

    fn add(&mut self, lists: &NameLists, pattern: &str, weight: f32, persons: f32) {
        let words: Vec<&str> = pattern.split_whitespace().collect();
        let name = words.iter().position(|w| *w == "_").expect("a slot has a name");
        let read = |part: &[&str]| -> Vec<Element> { part.iter().map(|word| element(lists, word)).collect() };
        let before = read(&words[..name]).into_iter().rev().collect();
        let slot = Slot { before, behind: read(&words[name + 1..]), weight, persons };
        let id = self.all.len();
        match (slot.before.first(), slot.behind.first()) {
            (Some(Element::Words { words, .. }), _) => words.iter().for_each(|w| self.before.entry(w.clone()).or_default().push(id)),
            (Some(_), _) => self.before_other.push(id),
            (None, Some(Element::Words { words, .. })) => words.iter().for_each(|w| self.behind.entry(w.clone()).or_default().push(id)),
            _ => panic!("a slot needs a word behind the name: {pattern}"),
        }
        self.all.push(slot);
    }
}

fn element(lists: &NameLists, word: &str) -> Element {
    let class = |set: &WordSet| Element::Class(set.bit());
    match word {
        "#" => Element::Number,
        "*" => Element::Any,
        "..." => Element::Gap,
        "P" => Element::Person,
        "@networks" => Element::Network,
        "@play_verbs" => class(&lists.playing),
        "@making_verbs" => class(&lists.making_verbs),
        "@nouns_of_title" => class(&lists.nouns_of_title),
        "@work_nouns" => class(&lists.work),
        _ if word.starts_with('@') => panic!("{word} is no class of slots"),
        _ => Element::Words { words: word.trim_end_matches('?').split('|').map(str::to_owned).collect(), optional: word.ends_with('?') },
    }
}

impl Scan<'_, '_> {
    /// How much the best slot before the name and the best slot behind it speak for a title: (before, behind).
    pub(super) fn slots(&self, around: &Around) -> (f32, f32) {
        let first = self.at(around.run.tokens.start);
        let family_first = self.lists.family_first.has(first) && around.length <= 3 && around.length > 1;
        let person = family_first || name_like_person(self, around.run);
        // "Natarsha Belling": a first name that no list has
        let unknown = (2..=3).contains(&around.length)
            && around.run.tokens.clone().all(|i| {
                self.token(i).case == Case::Capitalised && !self.lists.common.has(self.at(i)) && !self.lists.function.has(self.at(i))
            });
        let last = self.at(around.run.tokens.end - 1);
        // "Harbour Radio"
        let house = around.length > 1 && !around.run.quoted && self.lists.org_words.has(last) && !self.lists.place_words.has(last);
        let slots: &Slots = &self.lists.slots;
        let (mut before, mut behind) = (0f32, 0f32);
        let (start, end) = (around.run.outer.start, around.run.outer.end);
        let clause = around.sentence.tokens.clone();
        // "star of HBO's Silo", "Ann Lee's drama": who owns something, unless it is a season
        let owner = matches!(around.n1.as_str(), "'s" | "'")
            && !self.lists.owned_by_work.has(around.n2)
            && season::ordinal(around.n2.as_str()).is_none();
        // "Kill Fee", "Winter Bay": a first name perhaps, but ordinary words
        let ordinary = around.length > 1
            && !family_first
            && !self.lists.given.has(first)
            && around.run.tokens.clone().all(|i| self.lists.is_ordinary(self.at(i)) && !self.lists.honorific.has(self.at(i)));
        let (person, unknown) = if ordinary { (false, person) } else { (person, unknown) };
        let worth = |slot: &Slot| match (person, unknown) {
            _ if house && slot.weight < 2.0 => 0.3 * slot.weight,
            (true, _) => slot.persons,
            (_, true) => (slot.weight + slot.persons) / 2.0,
            _ => slot.weight,
        };
        let lefts = [start, around.dress];
        for (k, &left) in lefts.iter().enumerate() {
            if left == clause.start || owner || k == 1 && left == start {
                continue;
            }
            let candidates = slots.before.get(self.lower(left - 1)).into_iter().flatten().chain(&slots.before_other);
            for slot in candidates.map(|id| &slots.all[*id]) {
                if worth(slot) > before && self.fits_back(&slot.before, left, clause.start) && self.fits(&slot.behind, end, clause.end) {
                    before = worth(slot);
                }
            }
        }
        if end < clause.end {
            for slot in slots.behind.get(around.n1.as_str()).into_iter().flatten().map(|id| &slots.all[*id]) {
                if worth(slot) > behind && self.fits(&slot.behind, end, clause.end) {
                    behind = worth(slot);
                }
            }
        }
        (before, behind)
    }

    /// True if the elements stand from `at` on.
    fn fits(&self, elements: &[Element], at: usize, end: usize) -> bool {
        let Some((first, rest)) = elements.split_first() else { return true };
        match first {
            Element::Gap => (at..end.min(at + GAP + 1)).take_while(|i| *i == at || self.carries(*i - 1)).any(|i| self.fits(rest, i, end)),
            Element::Network => {
                let n = self.lists.networks.longest(|k| (at + k < end).then(|| self.word(at + k)));
                n > 0 && self.fits(rest, at + n, end)
            }
            Element::Words { optional: true, .. } if self.fits(rest, at, end) => true,
            _ => at < end && self.is_element(first, at) && self.fits(rest, at + 1, end),
        }
    }

    /// True if the elements, nearest first, end right before `at`.
    fn fits_back(&self, elements: &[Element], at: usize, start: usize) -> bool {
        let Some((first, rest)) = elements.split_first() else { return true };
        match first {
            Element::Gap => (start.max(at.saturating_sub(GAP))..=at)
                .rev()
                .take_while(|i| *i == at || self.carries(*i))
                .any(|i| self.fits_back(rest, i, start)),
            Element::Words { optional: true, .. } if self.fits_back(rest, at, start) => true,
            Element::Network => false,
            _ => at > start && self.is_element(first, at - 1) && self.fits_back(rest, at - 1, start),
        }
    }

    /// A gap runs over words and commas.
    fn carries(&self, i: usize) -> bool {
        self.token(i).kind != TokenKind::Punct || self.word(i) == "," || self.word(i) == "."
    }

    fn is_element(&self, element: &Element, i: usize) -> bool {
        match element {
            Element::Words { words, .. } => words.iter().any(|w| w == self.lower(i)),
            Element::Class(bit) => self.marks[i] & bit != 0,
            Element::Number => {
                self.token(i).kind == TokenKind::Number
                    || season::cardinal(self.word(i)).is_some()
                    || season::ordinal(self.word(i)).is_some()
            }
            Element::Any => self.token(i).kind != TokenKind::Punct,
            Element::Person => self.person_like(i, self.text.tokens.len()),
            Element::Gap | Element::Network => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::mention::Mentions;
    use crate::span::Span;
    use crate::text::Text;

    #[test]
    fn every_slot_weighs_more_for_what_is_no_persons_name() {
        let lists = NameLists::new(&Lexicon::builtin());
        assert!(lists.slots.all.len() > 100);
        for slot in &lists.slots.all {
            assert!(slot.weight > 0.0 && slot.persons <= slot.weight, "{slot:?}");
        }
    }

    /// The same unknown name is a title in a slot, and none where nothing says so.
    #[test]
    fn a_slot_makes_a_title_of_a_name() {
        let lists = NameLists::new(&Lexicon::builtin());
        let is_title = |source: &str, name: &str| {
            let text = Text::new(source, Span::new(0, source.len()), None);
            let names = Mentions::new(&text, &lists).names;
            names.entities.iter().any(|e| e.name == name && e.roles.title)
        };
        for source in [
            "Orla Finn is the star of Tidewrack and lives in Bath.",
            "It was said that Tidewrack has been renewed.",
            "In Tidewrack, Orla Finn plays a nurse.",
            "Orla Finn starred opposite Bo Carr in Tidewrack.",
            "We hear that the sequel to Tidewrack is late.",
        ] {
            assert!(is_title(source, "Tidewrack"), "{source}");
        }
        for source in ["The road to Tidewrack is closed.", "He said that Tidewrack was cold."] {
            assert!(!is_title(source, "Tidewrack"), "{source}");
        }
        assert!(is_title("Orla Finn stars in Death at Lunch on Monday.", "Death at Lunch"));
        assert!(is_title("Sky has renewed Salt & Sorrow for a second series.", "Salt & Sorrow"));
    }
}
