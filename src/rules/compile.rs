//! From pattern trees to automata: the alphabet of a rule book, and one regular expression a pattern.
//!
//! A sentence is spelled as a string of *signatures*: the symbol of an item (a token or a merged
//! mention) stands for the set of features that it has (its word if a rule names it, its classes,
//! the slots that it may fill). A pattern compiles to an ordinary regular expression over two-byte
//! symbols (lead 80–FF, trail 00–7F), so that the `regex` crate's automata do the matching in
//! linear time. An element of a pattern is the set of signatures that contain its feature; which
//! signatures exist is known when the book is loaded.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use regex::bytes::Regex;

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
    features: HashMap<String, FeatureId>,
    names: Vec<String>,
    signatures: HashMap<Box<[FeatureId]>, SignatureId>,
    /// Features of each signature, sorted.
    members: Vec<Box<[FeatureId]>>,
    /// Lower-case word → its signature; only words that some class or pattern names.
    words: HashMap<Box<str>, SignatureId>,
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
    pub fn signature(&mut self, features: BTreeSet<FeatureId>) -> Result<SignatureId, String> {
        let key: Box<[FeatureId]> = features.into_iter().collect();
        if let Some(id) = self.signatures.get(&key) {
            return Ok(*id);
        }
        if self.members.len() >= MOST_SIGNATURES {
            return Err("the rule packs name more than 16,384 different kinds of words".to_owned());
        }
        let id = self.members.len() as SignatureId;
        self.members.push(key.clone());
        self.signatures.insert(key, id);
        Ok(id)
    }

    /// Builds signatures from words and the features each has. Call once, after all rules are read.
    pub fn seal(&mut self, words: &BTreeMap<String, BTreeSet<FeatureId>>, mentions: &[BTreeSet<FeatureId>]) -> Result<(), String> {
        let unknown = self.signature(BTreeSet::new())?;
        debug_assert_eq!(unknown, Self::UNKNOWN);
        for (word, features) in words {
            let id = self.signature(features.clone())?;
            self.words.insert(word.as_str().into(), id);
        }
        for features in mentions {
            self.signature(features.clone())?;
        }
        self.having = vec![Vec::new(); self.names.len()];
        for (id, members) in self.members.iter().enumerate() {
            for feature in members {
                self.having[usize::from(*feature)].push(id as SignatureId);
            }
        }
        Ok(())
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
        match self.name(feature).split_once(':') {
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

    /// Appends a symbol to a spelled sentence.
    pub fn spell(signature: SignatureId, out: &mut Vec<u8>) {
        out.push(0x80 | (signature >> 7) as u8);
        out.push((signature & 0x7F) as u8);
    }

    /// The regular expression of all signatures that have the feature.
    fn class(&self, feature: Option<FeatureId>) -> String {
        symbols(feature.and_then(|f| self.having.get(usize::from(f))).map_or(&[][..], Vec::as_slice))
    }

    /// The regular expression of all signatures that have none of the features.
    fn class_without(&self, features: &[FeatureId]) -> String {
        let out: BTreeSet<SignatureId> = features.iter().flat_map(|f| self.having[usize::from(*f)].iter().copied()).collect();
        let rest: Vec<SignatureId> = (0..self.members.len() as SignatureId).filter(|id| !out.contains(id)).collect();
        symbols(&rest)
    }
}

/// The regular expression of a set of symbols, ascending: leads with the same trails share one
/// class, and neighbours are written as ranges, because compiling costs by the length of the text.
fn symbols(ids: &[SignatureId]) -> String {
    let mut by_lead: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
    for id in ids {
        by_lead.entry(0x80 | (id >> 7) as u8).or_default().push((id & 0x7F) as u8);
    }
    let mut by_trails: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for (lead, trails) in by_lead {
        by_trails.entry(trails).or_default().push(lead);
    }
    if by_trails.is_empty() {
        return "[^\\x00-\\xff]".to_owned();
    }
    let options: Vec<String> = by_trails.iter().map(|(trails, leads)| format!("[{}][{}]", ranges(leads), ranges(trails))).collect();
    format!("(?:{})", options.join("|"))
}

fn ranges(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let mut end = at;
        while end + 1 < bytes.len() && bytes[end + 1] == bytes[end] + 1 {
            end += 1;
        }
        if end > at {
            out.push_str(&format!("\\x{:02x}-\\x{:02x}", bytes[at], bytes[end]));
        } else {
            out.push_str(&format!("\\x{:02x}", bytes[at]));
        }
        at = end + 1;
    }
    out
}

/// What a class means in a pattern: single words share a feature, longer phrases are sequences.
#[derive(Debug, Clone, Default)]
pub struct ClassDef {
    /// Feature that its single words (and one-symbol mentions) carry.
    pub feature: FeatureId,
    /// Entries of more than one word, as the tokeniser cuts them.
    pub phrases: Vec<Vec<String>>,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Matcher {
    node: Node,
    /// What must occur for it to match: of each list at least one feature.
    pub required: Vec<Vec<FeatureId>>,
    automaton: OnceLock<Automaton>,
    /// Slot groups in order of their group number: name, list direction.
    pub slots: Vec<(String, List)>,
}

/// A pattern's regular expression, and which of its groups are what.
#[derive(Debug)]
struct Automaton {
    regex: Regex,
    trigger: usize,
    slots: Vec<usize>,
}

impl Automaton {
    fn new(node: &Node, slots: usize, alphabet: &Alphabet, classes: &HashMap<String, ClassDef>) -> Self {
        let mut slot = 0;
        let mut source = String::from("(?s-u)");
        emit(node, alphabet, classes, &mut slot, &mut source);
        let regex = regex::bytes::RegexBuilder::new(&source).size_limit(64 << 20).build().expect("a parsed pattern compiles");
        let group = |name: &str| regex.capture_names().position(|n| n == Some(name)).expect("every group of a pattern is emitted");
        let trigger = group("trigger");
        let slots = (0..slots).map(|i| group(&format!("s{i}"))).collect();
        Automaton { regex, trigger, slots }
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
    pub slots: Vec<(String, List, (usize, usize))>,
}

impl Match {
    /// True if the triggers of the two share an item.
    pub fn overlaps(&self, other: &Match) -> bool {
        self.trigger.0 < other.trigger.1 && other.trigger.0 < self.trigger.1
    }
}

impl Matcher {
    /// Prepares a pattern; the automaton is built on the first run.
    pub fn new(node: Node, alphabet: &Alphabet, classes: &HashMap<String, ClassDef>) -> Self {
        let mut required = required(&node, alphabet, classes);
        required.sort_unstable();
        required.dedup();
        let mut slots = Vec::new();
        collect_slots(&node, &mut slots);
        Matcher { node, required, automaton: OnceLock::new(), slots }
    }

    /// All matches in a spelled sentence, left to right; each search restarts behind the trigger of
    /// the match before, so that one subject may have two claims.
    pub fn matches(&self, spelled: &[u8], alphabet: &Alphabet, classes: &HashMap<String, ClassDef>) -> Vec<Match> {
        let automaton = self.automaton.get_or_init(|| Automaton::new(&self.node, self.slots.len(), alphabet, classes));
        let mut found = Vec::new();
        let mut locations = automaton.regex.capture_locations();
        let mut at = 0;
        while at <= spelled.len() && automaton.regex.captures_read_at(&mut locations, spelled, at).is_some() {
            let (start, end) = locations.get(0).expect("group 0");
            let (ts, te) = locations.get(automaton.trigger).unwrap_or((start, end));
            let filled = self.slots.iter().zip(&automaton.slots);
            let slots = filled
                .filter_map(|((name, list), group)| locations.get(*group).map(|(s, e)| (name.clone(), *list, (s / 2, e / 2))))
                .collect();
            found.push(Match { items: (start / 2, end / 2), trigger: (ts / 2, te / 2), slots });
            at = te.max(start + 2);
        }
        found
    }
}

fn collect_slots(node: &Node, out: &mut Vec<(String, List)>) {
    match node {
        Node::Slot { name: Some(name), list, .. } => out.push((name.clone(), *list)),
        Node::Seq(parts) | Node::Alt(parts) => parts.iter().for_each(|p| collect_slots(p, out)),
        Node::Optional(part) | Node::Repeat(part, _) | Node::Trigger(part) => collect_slots(part, out),
        _ => {}
    }
}

fn class_feature(class: &str, form: &Option<String>) -> String {
    match form {
        Some(form) => format!("{class}.{form}"),
        None => class.to_owned(),
    }
}

/// What must occur for the node to match: of each list at least one feature.
fn required(node: &Node, alphabet: &Alphabet, classes: &HashMap<String, ClassDef>) -> Vec<Vec<FeatureId>> {
    let word = |word: &str| alphabet.find(&format!("w:{word}"));
    match node {
        Node::Word(w) => word(w).into_iter().map(|f| vec![f]).collect(),
        Node::Class(class, form) => match classes.get(&class_feature(class, form)) {
            Some(def) => {
                // a phrase of several words shows by its rarest
                let rarest = def.phrases.iter().filter_map(|p| p.iter().filter_map(|w| word(w)).min_by_key(|f| alphabet.commonness(*f)));
                vec![std::iter::once(def.feature).chain(rarest).collect()]
            }
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

fn emit(node: &Node, alphabet: &Alphabet, classes: &HashMap<String, ClassDef>, slot: &mut usize, out: &mut String) {
    match node {
        Node::Word(word) => out.push_str(&word_class(word, alphabet)),
        Node::Class(class, form) => {
            let def = &classes[&class_feature(class, form)];
            let single = alphabet.class(Some(def.feature));
            if def.phrases.is_empty() {
                out.push_str(&single);
                return;
            }
            // longer phrases first: "picked up for" before "picked up"
            let mut phrases: Vec<&Vec<String>> = def.phrases.iter().collect();
            phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
            let mut options: Vec<String> = phrases.iter().map(|p| p.iter().map(|w| word_class(w, alphabet)).collect()).collect();
            options.push(single);
            out.push_str(&format!("(?:{})", options.join("|")));
        }
        Node::Slot { kind, name, .. } => {
            let feature = alphabet.find(&format!("s:{kind}"));
            let class = alphabet.class(feature);
            match name {
                Some(_) => {
                    out.push_str(&format!("(?P<s{slot}>{class})"));
                    *slot += 1;
                }
                None => out.push_str(&class),
            }
        }
        Node::Seq(parts) => parts.iter().for_each(|p| emit(p, alphabet, classes, slot, out)),
        Node::Alt(parts) => {
            out.push_str("(?:");
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    out.push('|');
                }
                emit(part, alphabet, classes, slot, out);
            }
            out.push(')');
        }
        Node::Optional(part) => {
            out.push_str("(?:");
            emit(part, alphabet, classes, slot, out);
            out.push_str(")?");
        }
        Node::Repeat(part, least) => {
            out.push_str("(?:");
            emit(part, alphabet, classes, slot, out);
            out.push_str(if *least == 0 { ")*" } else { ")+" });
        }
        Node::Gap(most) => {
            let stops: Vec<FeatureId> = CLAUSE_ENDS.iter().filter_map(|m| alphabet.find(&format!("w:{m}"))).collect();
            let class = alphabet.class_without(&stops);
            out.push_str(&format!("(?:{class}){{0,{most}}}?"));
        }
        Node::Any => out.push_str("(?:[\\x80-\\xff][\\x00-\\x7f])"),
        Node::Start => out.push_str("\\A"),
        Node::End => out.push_str("\\z"),
        Node::Trigger(part) => {
            out.push_str("(?P<trigger>");
            emit(part, alphabet, classes, slot, out);
            out.push(')');
        }
    }
}

fn word_class(word: &str, alphabet: &Alphabet) -> String {
    alphabet.class(alphabet.find(&format!("w:{word}")))
}

/// Marks that a gap never crosses; they are part of every alphabet.
pub fn clause_ends() -> &'static [&'static str] {
    CLAUSE_ENDS
}
