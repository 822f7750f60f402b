//! Recognisers of the closed classes, one file a class, and the *items* that patterns run over.
//!
//! A sentence becomes a row of items: a mention with the words that only dress it ("the hit BBC
//! drama | Silo", "British actress | Ann Lee") is one item, every other token another. One
//! spelling, one segmentation: what a mention has merged no pattern can match word by word.

pub mod date;
pub mod listing;
pub mod name;
pub mod season;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::{Marks, Word};
use crate::text::{Text, Token, TokenKind, Zone};
use date::DateMention;
use name::{EntityId, NameLists, NameMention, Names, Roles};
use season::SeasonMention;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// One token.
    Token,
    /// A name; index into [`Mentions::names`]' mentions.
    Name(usize),
    /// A definite description of a work: "the hit drama"; a plural or a spin-off is said to be so.
    Work(Work),
    /// A description of a person: "the actress", "the 34-year-old".
    Person,
    /// A time expression; index into [`Mentions::dates`].
    Date(usize),
    /// A season; index into [`Mentions::seasons`].
    Season(usize),
}

/// How a work is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// "the series" and "its drama", not "a series".
    pub definite: bool,
    /// Made after another: a spin-off, remake, revival.
    pub derived: bool,
    /// A work of its own: a spin-off or sequel, not a revival or reboot.
    pub made_after: bool,
}

/// One symbol of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// The tokens of the mention itself, without what dresses it.
    pub head: Range<usize>,
    /// What it is.
    pub kind: ItemKind,
}

/// All mentions of an article.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Persons, titles, characters, networks, places.
    pub names: Names,
    /// Time expressions.
    pub dates: Vec<DateMention>,
    /// Seasons.
    pub seasons: Vec<SeasonMention>,
    /// The works that listings date.
    pub listed: Vec<listing::Entry>,
    /// The items of each sentence.
    pub items: Vec<Vec<Item>>,
    /// The word lists that each token is in.
    marks: Vec<Marks>,
}

impl Mentions {
    /// Marks everything in a text.
    pub fn new(text: &Text, lists: &NameLists) -> Self {
        let mut mentions = Mentions::names(text, lists);
        mentions.complete(text, lists, |_| true);
        mentions
    }

    /// Marks listings and names only: what the whole text has to be read for.
    pub fn names(text: &Text, lists: &NameLists) -> Self {
        let listed = listing::entries(text, lists);
        let titles: Vec<Range<usize>> = listed.iter().map(|e| e.title.clone()).collect();
        let marks = lists.marks(text);
        let names = name::names(text, lists, &marks, &titles);
        Mentions { names, listed, marks, ..Mentions::default() }
    }

    /// Adds what each of the `wanted` sentences tells by itself: dates, seasons, items. What was added before is forgotten.
    pub fn complete(&mut self, text: &Text, lists: &NameLists, wanted: impl Fn(usize) -> bool) {
        let mentions = self;
        mentions.dates.clear();
        mentions.seasons.clear();
        let mut taken = vec![false; text.tokens.len()];
        for mention in &mentions.names.mentions {
            taken[mention.tokens.clone()].fill(true);
        }
        for (number, sentence) in text.sentences.iter().enumerate() {
            if sentence.zone == Zone::Furniture || !wanted(number) {
                continue;
            }
            mentions.dates.extend(date::dates(text, sentence.tokens.clone(), &|i| taken[i]).into_iter().filter(|date| date.dates_events));
            mentions.seasons.extend(season::seasons(text, sentence.tokens.clone()));
        }
        for date in &mentions.dates {
            taken[date.tokens.clone()].fill(true);
        }
        let dates_taken = taken;
        mentions.seasons.retain(|s| !dates_taken[s.tokens.start.max(s.tokens.end - 1)] && !dates_taken[s.tokens.end - 1]);
        let mut builder = ItemBuilder { text, lists, mentions, name: 0, date: 0, season: 0 };
        let mut items = |i: usize| if wanted(i) { builder.sentence(text.sentences[i].tokens.clone()) } else { Vec::new() };
        mentions.items = (0..text.sentences.len()).map(&mut items).collect();
    }

    /// Every slot that an item of the sentence `tokens` could fill, and some that none does: known before [`Mentions::complete`].
    pub fn possible_slots(&self, text: &Text, lists: &NameLists, tokens: Range<usize>, mut slot: impl FnMut(&'static str)) {
        // most sentences hold no date, but to see that is the dearest of all
        slot("date");
        let first = self.names.mentions.partition_point(|n| n.outer.end <= tokens.start);
        for name in self.names.mentions[first..].iter().take_while(|n| n.outer.start < tokens.end) {
            let roles = self.names.entities[name.entity].roles;
            name_slots(roles).into_iter().for_each(&mut slot);
            if roles.title {
                slot("dressed");
            }
        }
        for i in tokens {
            let word = Word::new(text.lower(i), self.marks[i]);
            if lists.is_work(word) {
                ["work", "newwork", "derived", "title"].into_iter().for_each(&mut slot);
            }
            if is_person_noun(&word) {
                ["person", "persondesc"].into_iter().for_each(&mut slot);
            }
            if season::may_end(text, i) {
                ["season", "finalseason", "moreseason"].into_iter().for_each(&mut slot);
            }
        }
    }

    /// The roles of the name that an item is, if it is one.
    pub fn roles(&self, item: &Item) -> Roles {
        self.entity(item).map_or(Roles::default(), |id| self.names.entities[id].roles)
    }

    /// The entity that an item names.
    pub fn entity(&self, item: &Item) -> Option<EntityId> {
        match item.kind {
            ItemKind::Name(i) => Some(self.names.mentions[i].entity),
            _ => None,
        }
    }

    /// The slots that an item may fill, as the rules name them. Every combination that this can
    /// return is listed by [`slot_combinations`].
    pub fn slots(&self, item: &Item) -> Vec<&'static str> {
        match item.kind {
            ItemKind::Token => Vec::new(),
            ItemKind::Name(_) => {
                let roles = self.roles(item);
                let mut slots = name_slots(roles);
                if roles.title && item.tokens.start < item.head.start {
                    slots.push("dressed");
                }
                slots
            }
            ItemKind::Work(work) => work_slots(work),
            ItemKind::Person => vec!["person", "persondesc"],
            ItemKind::Date(_) => vec!["date"],
            ItemKind::Season(i) => season_slots(&self.seasons[i]),
        }
    }
}

fn name_slots(roles: Roles) -> Vec<&'static str> {
    let mut slots = vec!["name"];
    let Roles { person, title, character, network, outlet, other } = roles;
    for (has, of) in [
        (person, &["person", "namedperson"][..]),
        (title, &["title", "named"]),
        (character, &["role"]),
        (network, &["network"]),
        (outlet, &["outlet"]),
        (other && !(person || title || character || network || outlet), &["unknown"]),
    ] {
        if has {
            slots.extend(of);
        }
    }
    slots
}

fn work_slots(work: Work) -> Vec<&'static str> {
    let mut slots = if work.definite { vec!["work"] } else { vec!["newwork"] };
    if work.derived {
        slots.push("derived");
    }
    // "the reboot" may stand for the show at hand, "the spin-off" may not
    if work.definite && !work.made_after {
        slots.push("title");
    }
    slots
}

fn season_slots(season: &SeasonMention) -> Vec<&'static str> {
    let mut slots = vec!["season"];
    if season.is_final {
        slots.push("finalseason");
    }
    if season.is_more {
        slots.push("moreseason");
    }
    slots
}

/// Every set of slots that an item may have, so that the alphabet of the rules can be closed.
pub fn slot_combinations() -> Vec<Vec<&'static str>> {
    let mut all = vec![
        vec!["person", "persondesc"],
        vec!["date"],
        vec!["season"],
        vec!["season", "finalseason"],
        vec!["season", "moreseason"],
        vec!["season", "finalseason", "moreseason"],
    ];
    for bits in 0u8..64 {
        let bit = |i: u8| bits & (1 << i) != 0;
        let slots = name_slots(Roles { person: bit(0), title: bit(1), character: bit(2), network: bit(3), outlet: bit(4), other: bit(5) });
        if bit(1) {
            all.push(slots.iter().copied().chain(["dressed"]).collect());
        }
        all.push(slots);
    }
    for bits in 0u8..8 {
        all.push(work_slots(Work { definite: bits & 1 != 0, derived: bits & 2 != 0, made_after: bits & 4 != 0 }));
    }
    all
}

/// The names of all slots that a pattern may use.
pub fn slot_names() -> std::collections::BTreeSet<&'static str> {
    slot_combinations().into_iter().flatten().collect()
}

struct ItemBuilder<'m, 'a> {
    text: &'m Text<'a>,
    lists: &'m NameLists,
    mentions: &'m Mentions,
    name: usize,
    date: usize,
    season: usize,
}

impl ItemBuilder<'_, '_> {
    fn sentence(&mut self, tokens: Range<usize>) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
        let mut i = tokens.start;
        while i < tokens.end {
            let item = self.at(i, &tokens, &items);
            i = item.tokens.end;
            match item.kind {
                ItemKind::Name(n) => self.push_name(item, n, tokens.start, &mut items),
                _ => items.push(item),
            }
        }
        items
    }

    fn at(&mut self, i: usize, within: &Range<usize>, _before: &[Item]) -> Item {
        let m = self.mentions;
        while m.names.mentions.get(self.name).is_some_and(|n| n.outer.end <= i) {
            self.name += 1;
        }
        while m.dates.get(self.date).is_some_and(|d| d.tokens.end <= i) {
            self.date += 1;
        }
        while m.seasons.get(self.season).is_some_and(|s| s.tokens.end <= i) {
            self.season += 1;
        }
        if let Some(name) = m.names.mentions.get(self.name).filter(|n| n.outer.start == i) {
            return Item { tokens: name.outer.clone(), head: name.tokens.clone(), kind: ItemKind::Name(self.name) };
        }
        if let Some(date) = m.dates.get(self.date).filter(|d| d.tokens.start == i) {
            return Item { tokens: date.tokens.clone(), head: date.tokens.clone(), kind: ItemKind::Date(self.date) };
        }
        let next_name = m.names.mentions.get(self.name).map_or(usize::MAX, |n| n.outer.start);
        if let Some(season) = m.seasons.get(self.season).filter(|s| s.tokens.start == i && s.tokens.end <= next_name) {
            return Item { tokens: season.tokens.clone(), head: season.tokens.clone(), kind: ItemKind::Season(self.season) };
        }
        if let Some(item) = self.description(i, within) {
            return item;
        }
        Item { tokens: i..i + 1, head: i..i + 1, kind: ItemKind::Token }
    }

    fn word(&self, i: usize) -> &str {
        self.text.lower(i)
    }

    /// "the hit drama", "a spin-off", "the 34-year-old actress".
    fn description(&self, i: usize, within: &Range<usize>) -> Option<Item> {
        let determiner = self.word(i);
        let definite = matches!(determiner, "the" | "this" | "that" | "its" | "'s" | "their" | "our");
        let indefinite = matches!(determiner, "a" | "an" | "another" | "new");
        if !definite && !indefinite {
            return None;
        }
        let mut at = i + 1;
        let limit = within.end.min(i + 8);
        let mut last: Option<(usize, bool)> = None; // behind the noun, is a work
        let mut loose = 0;
        while at < limit {
            let word = self.word(at);
            let names = &self.mentions.names.mentions;
            let name = names.get(names.partition_point(|n| n.outer.end <= at)).filter(|n| n.outer.contains(&at));
            if let Some(name) = name {
                let roles = self.mentions.names.entities[name.entity].roles;
                if !roles.network || name.quoted {
                    break;
                }
                at = name.outer.end;
                if at < limit && self.word(at) == "'s" {
                    break;
                }
                continue;
            }
            let (dates, seasons) = (&self.mentions.dates, &self.mentions.seasons);
            let dated = dates.get(dates.partition_point(|d| d.tokens.end <= at)).is_some_and(|d| d.tokens.contains(&at));
            if dated || seasons.get(seasons.partition_point(|s| s.tokens.end <= at)).is_some_and(|s| s.tokens.contains(&at)) {
                break;
            }
            let age = is_age_word(word);
            if self.lists.is_work(word) && self.text.tokens[at].kind == TokenKind::Word {
                last = Some((at + 1, true));
            } else if PERSON_NOUNS.contains(&word) {
                last = Some((at + 1, false));
            } else if age {
                if word.ends_with("-old") {
                    last = Some((at + 1, false));
                }
            } else if self.lists.is_genre(word)
                || self.lists.is_demonym(self.text.word(at))
                || matches!(word, "new" | "hit" | "-" | "/" | "upcoming")
            {
            } else if last.is_none()
                && loose < 2
                && self.text.tokens[at].kind == TokenKind::Word
                && !self.lists.is_function(word)
                && !word.ends_with("ly")
            {
                loose += 1;
            } else {
                break;
            }
            at += 1;
        }
        let (end, is_work) = last?;
        // "the series Silo" is dressed by its name, and "the show's" stands alone
        let noun = self.word(end - 1);
        if is_work {
            if is_plural(noun) || (end < within.end && NOT_THE_WORK.contains(&self.word(end))) {
                return None;
            }
            let derived = DERIVED.contains(&noun);
            let made_after = MADE_AFTER.contains(&noun);
            let kind = ItemKind::Work(Work { definite, derived, made_after });
            return Some(Item { tokens: i..end, head: end - 1..end, kind });
        }
        if !definite || determiner != "the" || is_plural(noun) {
            return None;
        }
        if end < within.end && matches!(self.word(end), "of" | "-" | "role" | "roles" | "part" | "turn") {
            return None;
        }
        Some(Item { tokens: i..end, head: i..end, kind: ItemKind::Person })
    }

    /// Pushes a name, with the words before it that only dress it.
    fn push_name(&self, mut item: Item, mention: usize, start: usize, items: &mut Vec<Item>) {
        let name: &NameMention = &self.mentions.names.mentions[mention];
        let roles = self.mentions.names.entities[name.entity].roles;
        if roles.title && !roles.person || name.quoted {
            // the work noun right before it: "the hit BBC drama Silo"; an apposition stays outside
            if let Some(last) = items.last() {
                let dressed = match last.kind {
                    ItemKind::Work(_) => true,
                    ItemKind::Token => self.lists.is_work(self.word(last.tokens.start)) && last.tokens.start >= start,
                    _ => false,
                };
                if dressed {
                    while let Some(last) = items.last() {
                        let modifier = match last.kind {
                            ItemKind::Work(_) => true,
                            ItemKind::Token => {
                                let word = self.word(last.tokens.start);
                                self.lists.is_work(word)
                                    || self.lists.is_genre(word)
                                    || self.lists.is_demonym(self.text.word(last.tokens.start))
                                    || matches!(word, "hit" | "new" | "upcoming" | "its" | "a" | "an" | "the")
                            }
                            _ => false,
                        };
                        if !modifier {
                            break;
                        }
                        let last = items.pop().expect("just seen");
                        if self.word(last.tokens.start) == "'s" && last.tokens.len() > 1 {
                            // "Lee's new drama Silo": the possessive stays outside
                            let start = last.tokens.start;
                            items.push(Item { tokens: start..start + 1, head: start..start + 1, kind: ItemKind::Token });
                            item.tokens.start = start + 1;
                            break;
                        }
                        item.tokens.start = last.tokens.start;
                        if matches!(last.kind, ItemKind::Work(_)) || matches!(self.word(last.tokens.start), "a" | "an" | "the" | "its") {
                            break;
                        }
                    }
                }
            }
        } else if roles.person {
            // "British actress Ann Lee": but "Silo star Ann Lee" keeps its "star"
            let mut back = items.len();
            while back > 0 {
                let last = &items[back - 1];
                let word = self.word(last.tokens.start);
                let dress = last.kind == ItemKind::Token
                    && self.text.tokens[last.tokens.start].kind == TokenKind::Word
                    && !COLLEAGUES.contains(&word)
                    && (self.lists.is_performer(word)
                        || self.lists.is_crew(word)
                        || self.lists.is_demonym(self.text.word(last.tokens.start))
                        || DRESS.contains(&word)
                        || is_age_word(word));
                if !dress {
                    break;
                }
                back -= 1;
            }
            let labelled = back > 0 && {
                let before = &items[back - 1];
                let roles = self.mentions.roles(before);
                roles.title
                    || (roles.other && back < items.len())
                    || matches!(before.kind, ItemKind::Work(_))
                    || self.word(before.tokens.end - 1) == "'s" && back < items.len()
            };
            if labelled {
                // keep the noun that labels: only what follows it is dress
                while back < items.len() && {
                    let word = self.word(items[back].tokens.start);
                    self.lists.is_performer(word) || self.lists.is_crew(word) || DRESS.contains(&word)
                } {
                    back += 1;
                }
            }
            // "which also stars British actor Ann Lee": the verb stays outside
            while back < items.len()
                && matches!(
                    self.word(items[back].tokens.start),
                    "star" | "stars" | "co-star" | "co-stars" | "lead" | "leads" | "guest" | "cast" | "former"
                )
            {
                back += 1;
            }
            for last in items.drain(back..).rev() {
                item.tokens.start = last.tokens.start;
            }
            if items.last().is_some_and(|l| {
                matches!(l.kind, ItemKind::Token)
                    && matches!(self.word(l.tokens.start), "the" | "an" | "a")
                    && item.tokens.start < item.head.start
            }) {
                item.tokens.start = items.pop().expect("just seen").tokens.start;
            }
        }
        // ", 52," behind a person
        if roles.person {
            let tokens = &self.text.tokens;
            let at = item.tokens.end;
            let aged = |i: usize| tokens.get(i).is_some_and(|t: &Token| t.kind == TokenKind::Number) && self.text.word(i).len() == 2;
            if tokens.get(at).is_some()
                && self.text.word(at) == ","
                && aged(at + 1)
                && tokens.get(at + 2).is_some_and(|_| self.text.word(at + 2) == ",")
            {
                item.tokens.end = at + 2;
            } else if tokens.get(at + 2).is_some() && self.text.word(at) == "(" && aged(at + 1) && self.text.word(at + 2) == ")" {
                item.tokens.end = at + 3;
            }
        }
        items.push(item);
    }
}

/// Works that are made after another: never the parent itself.
const DERIVED: &[&str] = &[
    "spin-off", "spinoff", "spin-offs", "spinoffs", "offshoot", "sequel", "prequel", "remake", "reboot", "adaptation", "follow-up",
    "continuation", "reimagining", "version", "special", "revival", "reunion",
];

/// Those of them that are works of their own, never the parent under a new name.
const MADE_AFTER: &[&str] = &["spin-off", "spinoff", "spin-offs", "spinoffs", "offshoot", "sequel", "prequel", "remake", "follow-up"];

/// Nouns behind which a work noun only modifies: "the film industry".
const NOT_THE_WORK: &[&str] = &[
    "industry", "audience", "audiences", "school", "market", "festival", "festivals", "critic", "critics", "maker", "makers", "director",
    "directors", "producer", "producers", "fan", "fans", "world", "business", "company", "companies", "studio", "studios", "career",
    "rights", "writer", "writers", "buff", "buffs", "set", "sets", "score", "theatre", "theater", "genre", "club", "magazine", "channel",
    "network", "bible", "regulator", "awards", "award", "actor", "actors", "actress", "boss", "bosses", "executive", "executives", "chart",
    "charts", "order",
];

/// Nouns that stand for a performer: "the actress".
const PERSON_NOUNS: &[&str] = &[
    "actor", "actress", "star", "comedian", "comedienne", "comic", "performer", "presenter", "host", "singer", "rapper", "thespian",
    "chef", "footballer", "musician", "journalist", "songstress", "funnyman", "beauty", "socialite", "mother-of-one", "mother-of-two",
    "mother-of-three", "father-of-one", "father-of-two", "father-of-three", "leading-lady", "businessman", "businesswoman", "thesp",
    "entertainer", "heartthrob", "newcomer", "veteran", "singer-actress", "singer-actor", "actor-comedian", "starlet", "broadcaster",
];

/// True for a word that ends a description of a person.
fn is_person_noun(word: &str) -> bool {
    static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PERSON_NOUNS.iter().copied().collect());
    NOUNS.contains(word) || word.ends_with("-old")
}

/// Words that dress a person's name.
const DRESS: &[&str] = &[
    "fellow", "veteran", "former", "new", "award-winning", "oscar-winning", "young", "star", "legend", "screen", "cast", "member", "late",
    "acclaimed", "supporting", "judges", "hosts", "presenters", "mentors", "emmy-winning", "emmy-nominated", "two-time",
];

/// Nouns that make of a name somebody's colleague: they label and do not merely dress.
const COLLEAGUES: &[&str] = &["co-star", "co-stars", "costar", "costars", "castmate", "castmates"];

fn is_age_word(word: &str) -> bool {
    word.ends_with("-year-old") || word.ends_with("-year-olds")
}

fn is_plural(noun: &str) -> bool {
    noun.ends_with('s')
        && !noun.ends_with("ss")
        && !matches!(noun, "series" | "miniseries" | "docuseries" | "mini-series" | "web-series" | "docu-series" | "micro-series")
}
