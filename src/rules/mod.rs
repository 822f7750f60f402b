//! Rules as data: loading, layering, compiling and running them.
//!
//! A rule knows wordings; what a claim is about (which title "the series" is, who "she" is, who
//! says it) is decided later, in `resolve`.

pub mod anchors;
pub mod compile;
pub mod dispatch;
pub mod pack;
pub mod pattern;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::claim::Kind;
use crate::error::Problem;
use crate::lexicon::{Lexicon, with_folded};
use crate::mention::name::{NameLists, split_words};
use crate::mention::{self, Item, ItemKind, Mentions};
use crate::text::Text;
use compile::{Alphabet, ClassDef, FeatureId, Match, Matcher, SignatureId};
use dispatch::{Dispatch, FeatureSet};
use pack::{ClassEntry, Effect, Pack, RawRule, Source};
use pattern::Node;

/// The embedded packs, in the order in which they are layered.
const PACKS: &[(&str, &str)] = &[
    ("builtin/common.toml", include_str!("../extract/common.toml")),
    ("builtin/renewal.toml", include_str!("../extract/renewal/rules.toml")),
    ("builtin/cast.toml", include_str!("../extract/cast/rules.toml")),
    ("builtin/date.toml", include_str!("../extract/date/rules.toml")),
];

/// One rule, ready to run.
#[derive(Debug)]
pub struct Rule {
    /// What its file says.
    pub raw: RawRule,
    /// One for each pattern.
    pub matchers: Vec<Matcher>,
    /// One for each pattern of `unless`.
    pub unless: Vec<Matcher>,
}

impl Rule {
    /// `kind/what-it-finds`.
    pub fn id(&self) -> &str {
        &self.raw.id
    }

    /// True if it makes claims; those of dates count only if `dates` says so.
    fn claims(&self, dates: bool) -> bool {
        !matches!(self.raw.effect, Effect::Nothing(_)) && (dates || self.kind() != Kind::Date)
    }

    /// The kind of claim that it makes or forbids.
    pub fn kind(&self) -> Kind {
        match self.raw.effect {
            Effect::Renewal(_) => Kind::Renewal,
            Effect::Cast(_) => Kind::Cast,
            Effect::Date(_) => Kind::Date,
            Effect::Nothing(kind) => kind,
        }
    }
}

/// All rules with their alphabet and word lists.
#[derive(Debug)]
pub struct RuleBook {
    sources: Vec<Source>,
    lexicon: Lexicon,
    lists: NameLists,
    rules: Vec<Rule>,
    alphabet: Alphabet,
    classes: FxHashMap<String, ClassDef>,
    dispatch: Dispatch,
    hash: OnceLock<String>,
}

/// A sentence spelled in the alphabet of a rule book.
#[derive(Debug, Default)]
pub struct Spelled {
    /// One an item.
    pub symbols: Vec<SignatureId>,
    /// The features that occur.
    present: FeatureSet,
}

impl RuleBook {
    /// The embedded rules.
    ///
    /// # Panics
    /// If an embedded pack is broken; a test holds that none is.
    pub fn builtin() -> RuleBook {
        let sources = PACKS.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
        let (book, problems) = RuleBook::load(sources, Lexicon::builtin());
        assert!(problems.is_empty(), "embedded rules: {}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        book
    }

    /// Layers a user's pack on top: every `*.toml` of the folder is a rule file, every `*.txt` a
    /// word list that is added to the class of its name.
    pub fn with_pack(self, dir: &Path) -> (RuleBook, Vec<Problem>) {
        let shown = dir.display().to_string();
        let mut problems = Vec::new();
        let mut paths: Vec<_> = match std::fs::read_dir(dir) {
            Ok(entries) => entries.filter_map(Result::ok).map(|e| e.path()).collect(),
            Err(e) => {
                problems.push(Problem::new(shown, None, e.to_string(), "--rules takes a folder with *.toml and *.txt files"));
                return (self, problems);
            }
        };
        paths.sort();
        let (mut sources, mut lexicon) = (self.sources, self.lexicon);
        let mut found = false;
        for path in paths {
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            if !matches!(extension, "toml" | "txt") {
                continue;
            }
            found = true;
            match std::fs::read_to_string(&path) {
                Ok(text) if extension == "txt" => {
                    let class = path.file_stem().and_then(|s| s.to_str()).unwrap_or("words");
                    lexicon.add(class, &text);
                }
                Ok(text) => sources.push(Source { path: path.display().to_string(), text }),
                Err(e) => problems.push(Problem::new(path.display().to_string(), None, e.to_string(), "the file is skipped")),
            }
        }
        if !found {
            problems.push(Problem::new(shown, None, "the folder holds no *.toml and no *.txt file", "put rule files or word lists there"));
        }
        let (book, more) = RuleBook::load(sources, lexicon);
        problems.extend(more);
        (book, problems)
    }

    fn load(sources: Vec<Source>, lexicon: Lexicon) -> (RuleBook, Vec<Problem>) {
        let mut pack = Pack::default();
        for source in &sources {
            pack.layer(source);
        }
        let mut problems = std::mem::take(&mut pack.problems);
        let mut parsed: Vec<(RawRule, Vec<Node>, Vec<Node>)> = Vec::new();
        let slots = mention::slot_names();
        let entries = Entries { pack: &pack.classes, lexicon: &lexicon, known: RefCell::default() };
        for rule in std::mem::take(&mut pack.rules) {
            let read = |patterns: &[String]| -> Result<Vec<Node>, String> {
                patterns.iter().map(|p| read_pattern(p, &pack.macros, &entries, &slots)).collect()
            };
            match read(&rule.patterns).and_then(|nodes| Ok((nodes, read(&rule.unless)?))) {
                Ok((nodes, unless)) => parsed.push((rule, nodes, unless)),
                Err(reason) => {
                    let (path, line) = rule.source.rsplit_once(':').unwrap_or((&rule.source, "0"));
                    problems.push(Problem::new(
                        path,
                        line.parse().ok(),
                        format!("rule `{}`: {reason}", rule.id),
                        "the rule is skipped; see `greenlit rules --help` for the pattern language",
                    ));
                }
            }
        }
        let mut alphabet = Alphabet::default();
        let mut classes: FxHashMap<String, ClassDef> = FxHashMap::default();
        let mut words: FxHashMap<String, Vec<FeatureId>> = FxHashMap::default();
        for (_, nodes, unless) in &parsed {
            for node in nodes.iter().chain(unless) {
                announce(node, &entries, &mut alphabet, &mut classes, &mut words);
            }
        }
        for mark in compile::clause_ends() {
            let feature = alphabet.feature(&format!("w:{mark}"));
            words.entry((*mark).to_owned()).or_default().push(feature);
        }
        pronouns(&mut alphabet, &mut words);
        let mentions: Vec<Vec<FeatureId>> = mention::slot_combinations()
            .into_iter()
            .map(|slots| slots.into_iter().filter_map(|s| alphabet.find(&format!("s:{s}"))).collect())
            .collect();
        if let Err(reason) = alphabet.seal(words, mentions) {
            problems.push(Problem::new("rules", None, reason, "take some packs away"));
        }
        let rules: Vec<Rule> = parsed
            .into_iter()
            .map(|(raw, nodes, unless)| {
                let matchers = |nodes: Vec<Node>| nodes.into_iter().map(|n| Matcher::new(n, &alphabet, &classes)).collect();
                Rule { raw, matchers: matchers(nodes), unless: matchers(unless) }
            })
            .collect();
        let lists = NameLists::new(&lexicon);
        let dispatch = Dispatch::new(&rules, &alphabet);
        (RuleBook { sources, lexicon, lists, rules, alphabet, classes, dispatch, hash: OnceLock::new() }, problems)
    }

    /// All rules, in the order of their packs.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with that id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id() == id)
    }

    /// The lists of the name recogniser.
    pub fn lists(&self) -> &NameLists {
        &self.lists
    }

    /// The word lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Hash of all rule files: two books with the same hash say the same.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| {
            let mut hasher = Sha256::new();
            for source in &self.sources {
                hasher.update(source.text.as_bytes());
            }
            for class in self.lexicon.names() {
                hasher.update(class.as_bytes());
                for entry in self.lexicon.class(class).unwrap_or_default() {
                    hasher.update(b"\n");
                    hasher.update(entry.as_bytes());
                }
            }
            hasher.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
        })
    }

    /// Spells the items of a sentence.
    pub fn spell(&self, text: &Text, mentions: &Mentions, items: &[Item]) -> Spelled {
        let mut spelled = Spelled { symbols: Vec::with_capacity(items.len()), present: FeatureSet::empty(self.alphabet.features_len()) };
        for item in items {
            let signature = self.signature(text, mentions, item);
            for feature in self.alphabet.members(signature) {
                spelled.present.insert(*feature);
            }
            spelled.symbols.push(signature);
        }
        spelled
    }

    /// False if no rule can match in a sentence, whatever its items turn out to be: known before they are cut.
    /// `dates` says whether rules of dates count.
    pub fn may_match(&self, text: &Text, names: &Mentions, sentence: Range<usize>, dates: bool) -> bool {
        let mut present = FeatureSet::empty(self.alphabet.features_len());
        names.possible_slots(text, &self.lists, sentence.clone(), |slot| {
            if let Some(feature) = self.alphabet.slot(slot) {
                present.insert(feature);
            }
        });
        for token in sentence {
            for feature in self.alphabet.members(self.word(text, token)) {
                present.insert(*feature);
            }
        }
        self.dispatch.awake(&present).any(|(rule, _)| self.rules[rule].claims(dates))
    }

    /// Signature of a token that is an item of its own.
    fn word(&self, text: &Text, token: usize) -> SignatureId {
        if text.tokens[token].kind == crate::text::TokenKind::Quote {
            return self.alphabet.of_word("\"");
        }
        let lower = text.lower(token);
        if lower.is_ascii() && !lower.contains('`') {
            return self.alphabet.of_word(lower);
        }
        with_folded(lower, |word| self.alphabet.of_word(word))
    }

    fn signature(&self, text: &Text, mentions: &Mentions, item: &Item) -> SignatureId {
        if item.kind == ItemKind::Token {
            return self.word(text, item.tokens.start);
        }
        let features: Vec<FeatureId> = mentions.slots(item).into_iter().filter_map(|s| self.alphabet.slot(s)).collect();
        self.alphabet.of_features(&features)
    }

    /// All matches of a rule in a spelled sentence, but for those whose trigger an `unless` has.
    pub fn matches(&self, rule: &Rule, spelled: &Spelled) -> Vec<Match> {
        let mut found = self.run(&rule.matchers, spelled);
        if !found.is_empty() && !rule.unless.is_empty() {
            let refused = self.run(&rule.unless, spelled);
            found.retain(|m| !refused.iter().any(|r| m.overlaps(r)));
        }
        found
    }

    fn run(&self, matchers: &[Matcher], spelled: &Spelled) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for matcher in matchers {
            if matcher.required.iter().all(|any| any.iter().any(|f| spelled.present.has(*f))) {
                found.extend(matcher.matches(&spelled.symbols, &self.alphabet, &self.classes));
            }
        }
        found
    }

    /// All matches of all rules in a spelled sentence, each with the index of its rule, in the order of the book.
    pub fn all_matches(&self, spelled: &Spelled) -> Vec<(usize, Match)> {
        let mut found = Vec::new();
        for (rule, matcher) in self.dispatch.awake(&spelled.present) {
            let matches = self.rules[rule].matchers[matcher].matches(&spelled.symbols, &self.alphabet, &self.classes);
            found.extend(matches.into_iter().map(|m| (rule, m)));
        }
        // the rules stand in the order of the book: one look at `unless` for each that has found something
        let mut refused: (usize, Vec<Match>) = (usize::MAX, Vec::new());
        found.retain(|(rule, m): &(usize, Match)| {
            if self.rules[*rule].unless.is_empty() {
                return true;
            }
            if refused.0 != *rule {
                refused = (*rule, self.run(&self.rules[*rule].unless, spelled));
            }
            !refused.1.iter().any(|r| m.overlaps(r))
        });
        found
    }

    /// True if a rule that makes claims matches the sentence, whatever `unless` or other rules say to it; `dates` as above.
    pub fn matches_any(&self, spelled: &Spelled, dates: bool) -> bool {
        self.dispatch.awake(&spelled.present).any(|(rule, matcher)| {
            let rule = &self.rules[rule];
            rule.claims(dates) && rule.matchers[matcher].is_match(&spelled.symbols, &self.alphabet, &self.classes)
        })
    }

    /// Why a rule does not match a sentence: the elements that it lacks, pattern by pattern; an
    /// empty list of elements means that all are there, but not in this order.
    pub fn missing(&self, rule: &Rule, spelled: &Spelled) -> Vec<Vec<String>> {
        let lack = |m: &Matcher| {
            let missing = m.required.iter().filter(|any| !any.iter().any(|f| spelled.present.has(*f)));
            missing
                .map(|any| {
                    let shown: Vec<String> = any.iter().take(4).map(|f| self.alphabet.describe(*f)).collect();
                    shown.join(" or ") + if any.len() > 4 { " or the like" } else { "" }
                })
                .collect()
        };
        rule.matchers.iter().map(lack).collect()
    }

    /// How many features and signatures the alphabet has.
    pub fn alphabet_size(&self) -> (usize, usize) {
        (self.alphabet.features_len(), self.alphabet.len())
    }
}

fn read_pattern(
    source: &str,
    macros: &BTreeMap<String, String>,
    entries: &Entries<'_>,
    slots: &BTreeSet<&'static str>,
) -> Result<Node, String> {
    let node = pattern::parse(source, macros, &split_words).map_err(|reason| format!("{reason}, in `{source}`"))?;
    check(&node, entries, slots)?;
    if !wakes(&node) {
        return Err("every element is optional or too common; name a word, class or mention that must be there".to_owned());
    }
    Ok(node)
}

fn check(node: &Node, entries: &Entries<'_>, slots: &BTreeSet<&'static str>) -> Result<(), String> {
    match node {
        Node::Class(class, form) => match entries.of(class, form.as_deref()) {
            None => Err(match form {
                Some(form) => format!("unknown class or form `@{class}.{form}`"),
                None => format!("unknown class `@{class}`"),
            }),
            Some(words) if words.is_empty() => Err(format!("the class `@{class}` has no words, so the element can never match")),
            Some(_) => Ok(()),
        },
        Node::Slot { kind, .. } if !slots.contains(kind.as_str()) => {
            let all: Vec<&str> = slots.iter().copied().collect();
            Err(format!("unknown slot `{{{kind}}}`; there are {}", all.join(", ")))
        }
        Node::Seq(parts) | Node::Alt(parts) => parts.iter().try_for_each(|p| check(p, entries, slots)),
        Node::Optional(part) | Node::Repeat(part, _) | Node::Trigger(part) => check(part, entries, slots),
        _ => Ok(()),
    }
}

/// True if something that is not too common must be there.
fn wakes(node: &Node) -> bool {
    match node {
        Node::Word(word) => !compile::TOO_COMMON.contains(&word.as_str()),
        Node::Class(..) | Node::Slot { .. } => true,
        Node::Seq(parts) => parts.iter().any(wakes),
        Node::Alt(parts) => parts.iter().all(wakes),
        Node::Repeat(part, 1) | Node::Trigger(part) => wakes(part),
        _ => false,
    }
}

/// The entries of classes, derived from their lemmas once however often patterns name them.
struct Entries<'p> {
    pack: &'p BTreeMap<String, ClassEntry>,
    lexicon: &'p Lexicon,
    known: RefCell<FxHashMap<String, Option<Rc<[String]>>>>,
}

impl Entries<'_> {
    /// The entries of a class of the packs or of a list of the lexicon; `None` if there is no such class or form.
    fn of(&self, class: &str, form: Option<&str>) -> Option<Rc<[String]>> {
        let key = compile::class_feature(class, form);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let entries = match self.pack.get(class) {
            Some(own) => own.entries(form).map(Rc::from),
            None if form.is_none() => self.lexicon.class(class).map(Rc::from),
            None => None,
        };
        self.known.borrow_mut().insert(key, entries.clone());
        entries
    }
}

/// Registers everything that a pattern names with the alphabet.
fn announce(
    node: &Node,
    entries: &Entries<'_>,
    alphabet: &mut Alphabet,
    classes: &mut FxHashMap<String, ClassDef>,
    words: &mut FxHashMap<String, Vec<FeatureId>>,
) {
    match node {
        Node::Word(word) => {
            let feature = alphabet.feature(&format!("w:{word}"));
            words.entry(word.clone()).or_default().push(feature);
        }
        Node::Class(class, form) => {
            let key = compile::class_feature(class, form.as_deref());
            if classes.contains_key(&key) {
                return;
            }
            let feature = alphabet.feature(&format!("c:{key}"));
            let mut def = ClassDef { feature, ..ClassDef::default() };
            for entry in entries.of(class, form.as_deref()).iter().flat_map(|entries| entries.iter()) {
                let cut: Vec<String> = split_words(&entry.to_lowercase());
                if let [word] = cut.as_slice() {
                    words.entry(word.clone()).or_default().push(feature);
                    continue;
                }
                let own: Vec<FeatureId> = cut.iter().map(|word| alphabet.feature(&format!("w:{word}"))).collect();
                for (word, own) in cut.iter().zip(&own) {
                    words.entry(word.clone()).or_default().push(*own);
                }
                def.rarest.extend(own.into_iter().min_by_key(|feature| alphabet.commonness(*feature)));
                def.phrases.push(cut);
            }
            classes.insert(key, def);
        }
        Node::Slot { kind, .. } => {
            alphabet.feature(&format!("s:{kind}"));
        }
        Node::Seq(parts) | Node::Alt(parts) => parts.iter().for_each(|p| announce(p, entries, alphabet, classes, words)),
        Node::Optional(part) | Node::Repeat(part, _) | Node::Trigger(part) => announce(part, entries, alphabet, classes, words),
        _ => {}
    }
}

/// Pronouns fill slots without being merged into mentions.
fn pronouns(alphabet: &mut Alphabet, words: &mut FxHashMap<String, Vec<FeatureId>>) {
    for (slot, list) in [("s:person", &["he", "she", "they", "him", "i", "both", "pair", "duo", "trio"][..]), ("s:title", &["it"])] {
        if let Some(feature) = alphabet.find(slot) {
            for word in list {
                words.entry((*word).to_owned()).or_default().push(feature);
            }
        }
    }
}
