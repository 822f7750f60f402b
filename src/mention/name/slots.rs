//! Slots: surroundings that select the title of a work, as data (`slots.toml`).

use std::collections::HashMap;

use serde::Deserialize;

use super::scan::Scan;
use super::weigh::{Around, name_like_person};
use crate::lexicon::{Lexicon, WordSet, with_folded};
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
    Words { words: Vec<String>, optional: bool },
    Class(WordSet),
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
    before: HashMap<String, Vec<usize>>,
    /// The same for those whose nearest element is no word.
    before_other: Vec<usize>,
    /// Slots with nothing before the name, by the word behind it.
    behind: HashMap<String, Vec<usize>>,
}

impl Slots {
    /// The embedded slots, over the classes of a lexicon.
    pub(super) fn new(lexicon: &Lexicon) -> Slots {
        let file: File = toml::from_str(include_str!("slots.toml")).expect("the embedded slots are valid");
        let mut slots = Slots::default();
        for entry in file.slot {
            for pattern in &entry.at {
                slots.add(lexicon, pattern, entry.weight, entry.persons);
            }
        }
        slots
    }

    fn add(&mut self, lexicon: &Lexicon, pattern: &str, weight: f32, persons: f32) {
        let (before, behind) = pattern.split_once('_').expect("a slot has a name");
        let read = |part: &str| -> Vec<Element> { part.split_whitespace().map(|word| element(lexicon, word)).collect() };
        let slot = Slot { before: read(before).into_iter().rev().collect(), behind: read(behind), weight, persons };
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

fn element(lexicon: &Lexicon, word: &str) -> Element {
    match word {
        "#" => Element::Number,
        "*" => Element::Any,
        "..." => Element::Gap,
        "P" => Element::Person,
        "@networks" => Element::Network,
        "@playing" => Element::Class(WordSet::folded(lexicon.class("play_verbs").unwrap_or(&[]))),
        _ => match word.strip_prefix('@') {
            Some(class) => Element::Class(WordSet::folded(lexicon.class(class).unwrap_or(&[]))),
            None => {
                Element::Words { words: word.trim_end_matches('?').split('|').map(str::to_owned).collect(), optional: word.ends_with('?') }
            }
        },
    }
}

impl Scan<'_, '_> {
    /// How much the best slot before the name and the best slot behind it speak for a title: (before, behind).
    pub(super) fn slots(&self, around: &Around) -> (f32, f32) {
        let person = name_like_person(self, around.run);
        // "Natarsha Belling": a first name that no list has
        let unknown = (2..=3).contains(&around.length)
            && around.run.tokens.clone().all(|i| {
                self.token(i).case == Case::Capitalised && !self.lists.common.has(self.word(i)) && !self.lists.function.has(self.word(i))
            });
        // "Harbour Radio"
        let house =
            around.length > 1 && !around.run.quoted && self.lists.org_words.has(around.last) && !self.lists.place_words.has(around.last);
        let slots: &Slots = &self.lists.slots;
        let (mut before, mut behind) = (0f32, 0f32);
        let (start, end) = (around.run.outer.start, around.run.outer.end);
        let clause = around.sentence.tokens.clone();
        // "star of HBO's Silo", "Ann Lee's drama": who owns something, unless it is a season
        let owner =
            matches!(around.n1.as_str(), "'s" | "'") && !self.lists.owned_by_work.has(&around.n2) && season::ordinal(&around.n2).is_none();
        // "Kill Fee", "Winter Bay": a first name perhaps, but ordinary words
        let ordinary = around.length > 1
            && !self.lists.given.has(around.first)
            && around.run.tokens.clone().all(|i| self.lists.is_ordinary(self.word(i)) && !self.lists.honorific.has(self.word(i)));
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
            let near = self.lower(left - 1);
            let candidates = slots.before.get(&near).into_iter().flatten().chain(&slots.before_other);
            for slot in candidates.map(|id| &slots.all[*id]) {
                if worth(slot) > before && self.fits_back(&slot.before, left, clause.start) && self.fits(&slot.behind, end, clause.end) {
                    before = worth(slot);
                }
            }
        }
        if end < clause.end {
            for slot in slots.behind.get(&around.n1).into_iter().flatten().map(|id| &slots.all[*id]) {
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
            Element::Words { words, .. } => with_folded(self.word(i), |word| words.iter().any(|w| w == word)),
            Element::Class(set) => set.has(self.word(i)),
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
