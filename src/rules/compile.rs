//! From pattern trees to automata: the alphabet of a rule book, and one regular expression a pattern.
//!
//! A sentence is spelled as a string of *signatures*: the symbol of an item (a token or a merged
//! mention) stands for the set of features that it has (its word if a rule names it, its classes,
//! the slots that it may fill). An element of a pattern is the set of signatures that contain its feature; which
//! signatures exist is known when the book is loaded. For each pattern the signatures that none of its elements tells
//! apart are one letter, a byte, and the pattern is an ordinary regular expression over letters, so that the automata of
//! `regex-automata` do the matching in linear time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use regex_automata::Input;
use regex_automata::meta::Regex;
use regex_automata::util::primitives::NonMaxUsize;
use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, Hir, Look, Repetition};
use rustc_hash::FxHashMap;

use super::pattern::{List, Node};

/// A property that an item may have: `w:renewed`, `c:work_nouns`, `s:title`.
pub type FeatureId = u16;

/// A symbol of the alphabet: a set of features.
pub type SignatureId = u16;

/// Most signatures that two bytes can spell.
const MOST_SIGNATURES: usize = 128 * 128;

/// Elements that are too common to wake a rule: it needs something rarer beside them.
pub const TOO_COMMON: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "the", "a", "an", "of", "in", "on", "to", "and", ",", ".", "for", "at", "by", "with", "as",
    "it", "that",
];

/// Words that every other sentence holds: they wake a rule only if it has nothing rarer.
const FREQUENT: &[&str] = &[
    "'s", "n't", "'", "\"", "(", ")", "-", "–", "—", ":", ";", "has", "have", "had", "having", "being", "will", "would", "can", "could",
    "may", "might", "should", "do", "does", "did", "not", "no", "he", "she", "they", "i", "we", "you", "him", "her", "his", "their", "its",
    "our", "my", "your", "them", "us", "me", "this", "these", "those", "there", "who", "which", "what", "when", "where", "how", "if", "or",
    "but", "so", "than", "then", "from", "into", "out", "up", "down", "off", "over", "about", "after", "before", "all", "any", "some",
    "more", "most", "other", "another", "one", "two", "new", "also", "only", "just", "now", "still", "back", "get", "gets", "got", "go",
    "goes", "going", "come", "comes", "came", "coming", "make", "made", "way", "time", "year", "years", "first",
];

/// Marks that end a clause: no gap crosses them.
const CLAUSE_ENDS: &[&str] = &[";", ".", "?", "!", ":", "…", "...", "—", "–"];

/// The features and signatures of a rule book.
#[derive(Debug, Default)]
pub struct Alphabet {
    features: FxHashMap<String, FeatureId>,
    names: Vec<String>,
    /// See [`Alphabet::commonness`], by feature.
    commonness: Vec<u32>,
    signatures: FxHashMap<Box<[FeatureId]>, SignatureId>,
    /// Features of each signature, sorted.
    members: Vec<Box<[FeatureId]>>,
    /// Lower-case word → its signature; only words that some class or pattern names.
    words: FxHashMap<Box<str>, SignatureId>,
    /// Slot → its feature, if a rule names it; filled by [`Alphabet::seal`].
    slots: FxHashMap<Box<str>, FeatureId>,
    /// Feature → the signatures that have it, ascending; filled by [`Alphabet::seal`].
    having: Vec<Vec<SignatureId>>,
}

impl Alphabet {
    /// Signature of a word that no rule names.
    pub const UNKNOWN: SignatureId = 0;

    /// The feature of that name, made if it is new.
    pub fn feature(&mut self, name: &str) -> FeatureId {
        if let Some(id) = self.features.get(name) {
            return *id;
        }
        let id = self.names.len() as FeatureId;
        self.features.insert(name.to_owned(), id);
        self.names.push(name.to_owned());
        self.commonness.push(Self::commonness_of(name));
        id
    }

    /// The feature of that name, if any rule uses it.
    pub fn find(&self, name: &str) -> Option<FeatureId> {
        self.features.get(name).copied()
    }

    /// Name of a feature: `w:renewed`, `c:renew.en`, `s:title`.
    pub fn name(&self, feature: FeatureId) -> &str {
        &self.names[usize::from(feature)]
    }

    /// Name of a feature, for people: "`renewed`", "{season}", "a word of @renew".
    pub fn describe(&self, feature: FeatureId) -> String {
        let name = &self.names[feature as usize];
        match name.split_once(':') {
            Some(("w", word)) => format!("“{word}”"),
            Some(("s", slot)) => format!("{{{slot}}}"),
            Some(("c", class)) => format!("a word of @{class}"),
            _ => name.clone(),
        }
    }

    /// The signature with exactly these features, made if it is new.
    ///
    /// # Errors
    /// There are too many.
    pub fn signature(&mut self, mut features: Vec<FeatureId>) -> Result<SignatureId, String> {
        features.sort_unstable();
        features.dedup();
        if let Some(id) = self.signatures.get(features.as_slice()) {
            return Ok(*id);
        }
        let key: Box<[FeatureId]> = features.into();
        if self.members.len() >= MOST_SIGNATURES {
            return Err("the rule packs name more than 16,384 different kinds of words".to_owned());
        }
        let id = self.members.len() as SignatureId;
        self.members.push(key.clone());
        self.signatures.insert(key, id);
        Ok(id)
    }

    /// Builds signatures from words and the features each has. Call once, after all rules are read.
    ///
    /// # Errors
    /// There are too many.
    pub fn seal(&mut self, words: FxHashMap<String, Vec<FeatureId>>, mentions: Vec<Vec<FeatureId>>) -> Result<(), String> {
        let unknown = self.signature(Vec::new())?;
        debug_assert_eq!(unknown, Self::UNKNOWN);
        // Numbered in the order of the words, because a hash table has none.
        let mut words: Vec<(String, Vec<FeatureId>)> = words.into_iter().collect();
        words.sort_unstable();
        self.words.reserve(words.len());
        for (word, features) in words {
            let id = self.signature(features)?;
            self.words.insert(word.into(), id);
        }
        for features in mentions {
            self.signature(features)?;
        }
        let slots = self.names.iter().enumerate().filter_map(|(id, name)| Some((name.strip_prefix("s:")?.into(), id as FeatureId)));
        self.slots = slots.collect();
        self.having = vec![Vec::new(); self.names.len()];
        for (id, members) in self.members.iter().enumerate() {
            for feature in members {
                self.having[usize::from(*feature)].push(id as SignatureId);
            }
        }
        Ok(())
    }

    /// The feature of a slot, if any rule uses it.
    pub fn slot(&self, name: &str) -> Option<FeatureId> {
        self.slots.get(name).copied()
    }

    /// Signature of a lower-case word.
    pub fn of_word(&self, word: &str) -> SignatureId {
        self.words.get(word).copied().unwrap_or(Self::UNKNOWN)
    }

    /// Signature of a set of features that was announced to [`Alphabet::seal`].
    pub fn of_features(&self, features: &[FeatureId]) -> SignatureId {
        let mut sorted = features.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        self.signatures.get(sorted.as_slice()).copied().unwrap_or(Self::UNKNOWN)
    }

    /// The features of a signature.
    pub fn members(&self, signature: SignatureId) -> &[FeatureId] {
        &self.members[signature as usize]
    }

    /// How common the items with a feature are, roughly, in news of any kind: a word that a rule names counts 2, one of
    /// the commonest words of English 100 to 300, a mention as much.
    pub fn commonness(&self, feature: FeatureId) -> u32 {
        self.commonness[usize::from(feature)]
    }

    fn commonness_of(name: &str) -> u32 {
        match name.split_once(':') {
            Some(("s", "person" | "title" | "name" | "namedperson" | "named")) => 400,
            Some(("s", _)) => 100,
            Some(("w", word)) if TOO_COMMON.contains(&word) => 300,
            Some(("w", word)) if FREQUENT.contains(&word) => 100,
            Some(("w", _)) => 2,
            // a class stands for many words
            _ => 20,
        }
    }

    /// How common items with any of the features are.
    pub fn rarity(&self, any: &[FeatureId]) -> u32 {
        any.iter().map(|f| self.commonness(*f)).sum()
    }

    /// The words, in lower case, of each signature; in no order.
    pub fn words_by_signature(&self) -> Vec<Vec<&str>> {
        let mut words = vec![Vec::new(); self.members.len()];
        // a reader sorts them
        #[allow(clippy::iter_over_hash_type)]
        for (word, signature) in &self.words {
            words[usize::from(*signature)].push(&**word);
        }
        words
    }

    /// The signatures that have a feature, ascending.
    pub fn signatures_having(&self, feature: FeatureId) -> &[SignatureId] {
        &self.having[usize::from(feature)]
    }

    /// How many features there are.
    pub fn features_len(&self) -> usize {
        self.names.len()
    }

    /// How many signatures there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// True before [`Alphabet::seal`].
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// The alphabet as one pattern sees it: symbols that no element tells apart are one *letter*, so that its automaton
/// is small.
#[derive(Debug)]
struct Letters {
    /// Features that elements of the pattern ask for, each with the letters that have it.
    having: BTreeMap<FeatureId, Vec<u16>>,
    /// Signature → letter; 0 has no feature that is asked for.
    of: Box<[u16]>,
    count: usize,
}

impl Letters {
    fn new(asked: &BTreeSet<FeatureId>, alphabet: &Alphabet) -> Self {
        let mut features: BTreeMap<SignatureId, Vec<FeatureId>> = BTreeMap::new();
        for feature in asked {
            for signature in &alphabet.having[usize::from(*feature)] {
                features.entry(*signature).or_default().push(*feature);
            }
        }
        let mut of = vec![0; alphabet.len()].into_boxed_slice();
        let mut known: BTreeMap<&[FeatureId], u16> = BTreeMap::new();
        let mut having: BTreeMap<FeatureId, Vec<u16>> = BTreeMap::new();
        for (signature, features) in &features {
            let next = known.len() as u16 + 1;
            let letter = *known.entry(features).or_insert(next);
            if letter == next {
                features.iter().for_each(|f| having.entry(*f).or_default().push(letter));
            }
            of[usize::from(*signature)] = letter;
        }
        Letters { having, of, count: known.len() + 1 }
    }

    /// True if a letter takes two bytes.
    fn wide(&self) -> bool {
        self.count > 256
    }

    /// Appends the letters of a spelled sentence, a byte or two each.
    fn spell(&self, symbols: &[SignatureId], out: &mut Vec<u8>) {
        let letters = symbols.iter().map(|symbol| self.of[usize::from(*symbol)]);
        match self.wide() {
            false => out.extend(letters.map(|letter| letter as u8)),
            true => letters.for_each(|letter| out.extend([0x80 | (letter >> 7) as u8, (letter & 0x7F) as u8])),
        }
    }

    /// An expression for one item whose letter is one of these, ascending.
    fn any(&self, letters: &[u16]) -> Hir {
        if letters.is_empty() {
            return Hir::fail();
        }
        if !self.wide() {
            return bytes(letters.iter().map(|letter| *letter as u8));
        }
        // the lead of a letter is never a trail, so that no match starts off by one
        let pair = |letter: &u16| Hir::concat(vec![bytes([0x80 | (letter >> 7) as u8]), bytes([(letter & 0x7F) as u8])]);
        Hir::alternation(letters.iter().map(pair).collect())
    }

    /// An expression for one item with the feature.
    fn with(&self, feature: Option<FeatureId>) -> Hir {
        self.any(feature.and_then(|f| self.having.get(&f)).map_or(&[][..], Vec::as_slice))
    }

    /// An expression for one item with none of the features.
    fn without(&self, features: &[FeatureId]) -> Hir {
        let out: BTreeSet<u16> = features.iter().filter_map(|f| self.having.get(f)).flatten().copied().collect();
        let rest: Vec<u16> = (0..self.count as u16).filter(|letter| !out.contains(letter)).collect();
        self.any(&rest)
    }
}

fn bytes(bytes: impl IntoIterator<Item = u8>) -> Hir {
    Hir::class(Class::Bytes(ClassBytes::new(bytes.into_iter().map(|b| ClassBytesRange::new(b, b)))))
}

/// The features that the elements of a pattern ask for.
fn asked(node: &Node, alphabet: &Alphabet, classes: &FxHashMap<String, ClassDef>, out: &mut BTreeSet<FeatureId>) {
    let mut word = |word: &str| out.extend(alphabet.find(&format!("w:{word}")));
    match node {
        Node::Word(w) => word(w),
        Node::Class(class, form) => {
            let def = &classes[&class_feature(class, form.as_deref())];
            def.phrases.iter().flatten().for_each(|w| word(w));
            out.insert(def.feature);
        }
        Node::Slot { kind, .. } => out.extend(alphabet.find(&format!("s:{kind}"))),
        Node::Gap(_) => CLAUSE_ENDS.iter().for_each(|mark| word(mark)),
        Node::Seq(parts) | Node::Alt(parts) => parts.iter().for_each(|p| asked(p, alphabet, classes, out)),
        Node::Optional(part) | Node::Repeat(part, _) | Node::Trigger(part) => asked(part, alphabet, classes, out),
        Node::Any | Node::Start | Node::End => {}
    }
}

/// What a class means in a pattern: single words share a feature, longer phrases are sequences.
#[derive(Debug, Clone, Default)]
pub struct ClassDef {
    /// Feature that its single words (and one-symbol mentions) carry.
    pub feature: FeatureId,
    /// Entries of more than one word, as the tokeniser cuts them.
    pub phrases: Vec<Vec<String>>,
    /// The feature of the rarest word of each of these: what it shows by.
    pub rarest: Vec<FeatureId>,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Matcher {
    node: Node,
    /// What must occur for it to match: of each list at least one feature.
    pub required: Vec<Vec<FeatureId>>,
    automaton: OnceLock<Automaton>,
    /// Slot groups in order of their group number: name, list direction.
    pub slots: Vec<(Arc<str>, List)>,
}

/// A pattern's automaton. Group 1 + n is the n-th capturing part of the pattern, in the order in which they open.
#[derive(Debug)]
struct Automaton {
    letters: Letters,
    regex: Regex,
    /// Groups of the trigger: one, or one in each of several alternatives.
    triggers: Vec<usize>,
    /// Groups of the slots.
    slots: Vec<usize>,
}

/// Most bytes that the lazy automaton of one pattern may take, a thread; one that needs more is rebuilt.
const CACHE: usize = 1 << 20;

/// Groups for which a search has room without allocating.
const GROUPS: usize = 16;

impl Automaton {
    fn new(node: &Node, alphabet: &Alphabet, classes: &FxHashMap<String, ClassDef>) -> Self {
        let mut features = BTreeSet::new();
        asked(node, alphabet, classes, &mut features);
        let letters = Letters::new(&features, alphabet);
        let mut emitter = Emitter { alphabet, letters: &letters, classes, groups: 0, triggers: Vec::new(), slots: Vec::new() };
        let hir = emitter.hir(node);
        // sentences are short: looking for literals first costs more to set up than it saves
        let config = Regex::config().utf8_empty(false).auto_prefilter(false).nfa_size_limit(Some(64 << 20)).hybrid_cache_capacity(CACHE);
        let regex = Regex::builder().configure(config).build_from_hir(&hir).expect("a parsed pattern compiles");
        let (triggers, slots) = (emitter.triggers, emitter.slots);
        Automaton { letters, regex, triggers, slots }
    }
}

/// Where a match and its slots stand, in items of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The whole match.
    pub items: (usize, usize),
    /// The trigger.
    pub trigger: (usize, usize),
    /// Slot name, direction of its list, items.
    pub slots: Vec<(Arc<str>, List, (usize, usize))>,
}

impl Match {
    /// True if the triggers of the two share an item.
    pub fn overlaps(&self, other: &Match) -> bool {
        self.trigger.0 < other.trigger.1 && other.trigger.0 < self.trigger.1
    }
}

impl Matcher {
    /// Prepares a pattern; the automaton is built on the first run.
    pub fn new(node: Node, alphabet: &Alphabet, classes: &FxHashMap<String, ClassDef>) -> Self {
        let mut required = required(&node, alphabet, classes);
        required.sort_unstable();
        required.dedup();
        let mut slots = Vec::new();
        collect_slots(&node, &mut slots);
        Matcher { node, required, automaton: OnceLock::new(), slots }
    }

    /// True if it matches anywhere in a spelled sentence.
    pub fn is_match(&self, symbols: &[SignatureId], alphabet: &Alphabet, classes: &FxHashMap<String, ClassDef>) -> bool {
        let automaton = self.automaton.get_or_init(|| Automaton::new(&self.node, alphabet, classes));
        let mut spelled = Vec::with_capacity(2 * symbols.len());
        automaton.letters.spell(symbols, &mut spelled);
        automaton.regex.is_match(&spelled)
    }

    /// All matches in a spelled sentence, left to right; each search restarts behind the trigger of
    /// the match before, so that one subject may have two claims.
    pub fn matches(&self, symbols: &[SignatureId], alphabet: &Alphabet, classes: &FxHashMap<String, ClassDef>) -> Vec<Match> {
        let automaton = self.automaton.get_or_init(|| Automaton::new(&self.node, alphabet, classes));
        let mut spelled = Vec::with_capacity(2 * symbols.len());
        automaton.letters.spell(symbols, &mut spelled);
        let width = 1 + usize::from(automaton.letters.wide());
        let mut found = Vec::new();
        let mut few = [None; 2 * GROUPS];
        let mut many = Vec::new();
        let groups = 1 + automaton.triggers.len() + automaton.slots.len();
        let places: &mut [Option<NonMaxUsize>] = match groups <= GROUPS {
            true => &mut few[..2 * groups],
            false => {
                many.resize(2 * groups, None);
                &mut many
            }
        };
        let mut at = 0;
        while at <= spelled.len() && automaton.regex.search_slots(&Input::new(&spelled).range(at..), places).is_some() {
            let group = |i: usize| Some((places[2 * i]?.get(), places[2 * i + 1]?.get()));
            let (start, end) = group(0).expect("group 0");
            let (ts, te) = automaton.triggers.iter().find_map(|i| group(*i)).unwrap_or((start, end));
            let filled = self.slots.iter().zip(&automaton.slots);
            let slots =
                filled.filter_map(|((name, list), i)| group(*i).map(|(s, e)| (name.clone(), *list, (s / width, e / width)))).collect();
            found.push(Match { items: (start / width, end / width), trigger: (ts / width, te / width), slots });
            at = te.max(start + width);
        }
        found
    }
}

fn collect_slots(node: &Node, out: &mut Vec<(Arc<str>, List)>) {
    match node {
        Node::Slot { name: Some(name), list, .. } => out.push((name.as_str().into(), *list)),
        Node::Seq(parts) | Node::Alt(parts) => parts.iter().for_each(|p| collect_slots(p, out)),
        Node::Optional(part) | Node::Repeat(part, _) | Node::Trigger(part) => collect_slots(part, out),
        _ => {}
    }
}

/// What a class is called among features: `leave`, `renew.en`.
pub fn class_feature(class: &str, form: Option<&str>) -> String {
    match form {
        Some(form) => format!("{class}.{form}"),
        None => class.to_owned(),
    }
}

/// What must occur for the node to match: of each list at least one feature.
fn required(node: &Node, alphabet: &Alphabet, classes: &FxHashMap<String, ClassDef>) -> Vec<Vec<FeatureId>> {
    let word = |word: &str| alphabet.find(&format!("w:{word}"));
    match node {
        Node::Word(w) => word(w).into_iter().map(|f| vec![f]).collect(),
        Node::Class(class, form) => match classes.get(&class_feature(class, form.as_deref())) {
            Some(def) => vec![std::iter::once(def.feature).chain(def.rarest.iter().copied()).collect()],
            None => Vec::new(),
        },
        Node::Slot { kind, .. } => alphabet.find(&format!("s:{kind}")).into_iter().map(|f| vec![f]).collect(),
        Node::Seq(parts) => parts.iter().flat_map(|p| required(p, alphabet, classes)).collect(),
        Node::Alt(parts) => {
            // the rarest list of each alternative; nothing, if one of them needs nothing
            let mut any = BTreeSet::new();
            for part in parts {
                let lists = required(part, alphabet, classes);
                let Some(rarest) = lists.into_iter().min_by_key(|any| alphabet.rarity(any)) else { return Vec::new() };
                any.extend(rarest);
            }
            vec![any.into_iter().collect()]
        }
        Node::Repeat(part, 1) | Node::Trigger(part) => required(part, alphabet, classes),
        _ => Vec::new(),
    }
}

/// Turns a pattern into an expression over symbols.
struct Emitter<'e> {
    alphabet: &'e Alphabet,
    letters: &'e Letters,
    classes: &'e FxHashMap<String, ClassDef>,
    groups: usize,
    triggers: Vec<usize>,
    slots: Vec<usize>,
}

impl Emitter<'_> {
    fn hir(&mut self, node: &Node) -> Hir {
        match node {
            Node::Word(word) => self.word(word),
            Node::Class(class, form) => {
                let def = &self.classes[&class_feature(class, form.as_deref())];
                let single = self.letters.with(Some(def.feature));
                // longer phrases first: "picked up for" before "picked up"
                let mut phrases: Vec<&Vec<String>> = def.phrases.iter().collect();
                phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
                let mut options: Vec<Hir> = phrases.iter().map(|p| Hir::concat(p.iter().map(|w| self.word(w)).collect())).collect();
                options.push(single);
                Hir::alternation(options)
            }
            Node::Slot { kind, name, .. } => {
                let class = self.letters.with(self.alphabet.find(&format!("s:{kind}")));
                match name {
                    Some(_) => {
                        let group = self.group();
                        self.slots.push(group);
                        capture(group, class)
                    }
                    None => class,
                }
            }
            Node::Seq(parts) => Hir::concat(parts.iter().map(|p| self.hir(p)).collect()),
            Node::Alt(parts) => Hir::alternation(parts.iter().map(|p| self.hir(p)).collect()),
            Node::Optional(part) => repeat(self.hir(part), 0, Some(1), true),
            Node::Repeat(part, least) => repeat(self.hir(part), u32::from(*least != 0), None, true),
            Node::Gap(most) => {
                let stops: Vec<FeatureId> = CLAUSE_ENDS.iter().filter_map(|m| self.alphabet.find(&format!("w:{m}"))).collect();
                repeat(self.letters.without(&stops), 0, Some(*most as u32), false)
            }
            Node::Any => self.letters.without(&[]),
            Node::Start => Hir::look(Look::Start),
            Node::End => Hir::look(Look::End),
            Node::Trigger(part) => {
                let group = self.group();
                self.triggers.push(group);
                capture(group, self.hir(part))
            }
        }
    }

    fn group(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    fn word(&self, word: &str) -> Hir {
        self.letters.with(self.alphabet.find(&format!("w:{word}")))
    }
}

fn capture(group: usize, sub: Hir) -> Hir {
    Hir::capture(Capture { index: group as u32, name: None, sub: Box::new(sub) })
}

fn repeat(sub: Hir, min: u32, max: Option<u32>, greedy: bool) -> Hir {
    Hir::repetition(Repetition { min, max, greedy, sub: Box::new(sub) })
}

/// Marks that a gap never crosses; they are part of every alphabet.
pub fn clause_ends() -> &'static [&'static str] {
    CLAUSE_ENDS
}
