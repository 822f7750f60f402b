//! Word lists: open-class words as data. A file's name is the name of its class.
//!
//! A list is plain text, one entry a line, `#` for comments. The lists of this folder are embedded
//! in the program; a user's pack adds to them. Grammar lives elsewhere: a list only says which
//! words belong together.

pub mod morph;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, Weak};

use rustc_hash::FxHashMap;

/// The embedded lists: class, entries.
const LISTS: &[(&str, &str)] = &[
    ("acronyms", include_str!("acronyms.txt")),
    ("common_words", include_str!("common_words.txt")),
    ("compound_tails", include_str!("compound_tails.txt")),
    ("crew_nouns", include_str!("crew_nouns.txt")),
    ("demonyms", include_str!("demonyms.txt")),
    ("event_names", include_str!("event_names.txt")),
    ("family_names_first", include_str!("family_names_first.txt")),
    ("foreign_joiners", include_str!("foreign_joiners.txt")),
    ("function_words", include_str!("function_words.txt")),
    ("genre_words", include_str!("genre_words.txt")),
    ("given_names", include_str!("given_names.txt")),
    ("given_names_ambiguous", include_str!("given_names_ambiguous.txt")),
    ("given_names_female", include_str!("given_names_female.txt")),
    ("given_names_male", include_str!("given_names_male.txt")),
    ("honorifics", include_str!("honorifics.txt")),
    ("house_nouns", include_str!("house_nouns.txt")),
    ("kin_nouns", include_str!("kin_nouns.txt")),
    ("listing_notes", include_str!("listing_notes.txt")),
    ("listing_others", include_str!("listing_others.txt")),
    ("listing_sections", include_str!("listing_sections.txt")),
    ("making_verbs", include_str!("making_verbs.txt")),
    ("name_particles", include_str!("name_particles.txt")),
    ("networks", include_str!("networks.txt")),
    ("nouns_of_title", include_str!("nouns_of_title.txt")),
    ("nouns_with_title", include_str!("nouns_with_title.txt")),
    ("org_words", include_str!("org_words.txt")),
    ("outlets", include_str!("outlets.txt")),
    ("owned_by_work", include_str!("owned_by_work.txt")),
    ("performer_nouns", include_str!("performer_nouns.txt")),
    ("person_verbs", include_str!("person_verbs.txt")),
    ("place_words", include_str!("place_words.txt")),
    ("places", include_str!("places.txt")),
    ("play_verbs", include_str!("play_verbs.txt")),
    ("played_in", include_str!("played_in.txt")),
    ("project_verbs", include_str!("project_verbs.txt")),
    ("screen_words", include_str!("screen_words.txt")),
    ("section_words", include_str!("section_words.txt")),
    ("show_infinitives", include_str!("show_infinitives.txt")),
    ("show_verbs", include_str!("show_verbs.txt")),
    ("title_joiners", include_str!("title_joiners.txt")),
    ("title_nouns", include_str!("title_nouns.txt")),
    ("title_words", include_str!("title_words.txt")),
    ("titles", ""),
    ("work_nouns", include_str!("work_nouns.txt")),
    ("work_predicates", include_str!("work_predicates.txt")),
];

/// All word lists, by class.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    classes: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// The embedded lists.
    pub fn builtin() -> Self {
        let mut lexicon = Lexicon::default();
        for (class, list) in LISTS {
            lexicon.add(class, list);
        }
        lexicon
    }

    /// Adds the entries of a list to a class, which is made if it is new.
    pub fn add(&mut self, class: &str, list: &str) {
        let entries = self.classes.entry(class.to_owned()).or_default();
        let lines = list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        entries.extend(lines.map(|l| if l.is_ascii() { l.to_owned() } else { l.replace('’', "'") }));
    }

    /// The entries of a class as they are written.
    pub fn class(&self, name: &str) -> Option<&[String]> {
        self.classes.get(name).map(Vec::as_slice)
    }

    /// Names of all classes, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }
}

/// The sets that a word is in, a bit each.
pub type Marks = u64;

/// A set of single words of a [`Vocabulary`], found as they are written or in any case.
#[derive(Debug, Clone)]
pub struct WordSet {
    table: Table,
    folded: bool,
    /// Its bit in the marks.
    bit: Marks,
}

impl WordSet {
    /// A set of its own, of words that are found in any case.
    pub fn folded(entries: &[String]) -> Self {
        let table = Table::default();
        let mut words = Vocabulary::new(&table);
        let set = words.folded(entries);
        table.fill(words);
        set
    }

    /// Its bit in the marks of its vocabulary.
    pub fn bit(&self) -> Marks {
        self.bit
    }

    /// True if the word is in the set; where case does not matter, curly apostrophes count as straight ones.
    pub fn has(&self, word: impl Asked) -> bool {
        let marks = word.marks().unwrap_or_else(|| {
            let words = self.table.words();
            match self.folded {
                true => with_folded(word.text(), |w| words.folded.get(w).copied().unwrap_or_default()),
                false => words.exact.get(word.text()).copied().unwrap_or_default(),
            }
        });
        marks & self.bit != 0
    }
}

/// A handle on a vocabulary, which its sets share; it is filled once all of them are known.
#[derive(Debug, Clone, Default)]
pub struct Table(Arc<OnceLock<Vocabulary>>);

impl Table {
    /// Fills it; a second time changes nothing.
    pub fn fill(&self, words: Vocabulary) {
        let _ = self.0.set(words);
    }

    /// The vocabulary.
    ///
    /// # Panics
    /// Before it is filled.
    pub fn words(&self) -> &Vocabulary {
        self.0.get().expect("a vocabulary is filled before it is asked")
    }
}

/// A word that a [`WordSet`] is asked for: a string, or one that has been looked up before.
pub trait Asked {
    /// The word.
    fn text(&self) -> &str;
    /// The sets that it is in, if that is known.
    fn marks(&self) -> Option<Marks> {
        None
    }
}

impl Asked for str {
    fn text(&self) -> &str {
        self
    }
}

impl Asked for String {
    fn text(&self) -> &str {
        self
    }
}

impl<T: Asked + ?Sized> Asked for &T {
    fn text(&self) -> &str {
        (**self).text()
    }
    fn marks(&self) -> Option<Marks> {
        (**self).marks()
    }
}

/// A word of a text with the sets that it is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word<'a> {
    text: &'a str,
    marks: Marks,
}

impl<'a> Word<'a> {
    /// A word that is known to be in the sets of `marks`.
    pub fn new(text: &'a str, marks: Marks) -> Self {
        Word { text, marks }
    }

    /// The word.
    pub fn as_str(&self) -> &'a str {
        self.text
    }
}

impl Asked for Word<'_> {
    fn text(&self) -> &str {
        self.text
    }
    fn marks(&self) -> Option<Marks> {
        Some(self.marks)
    }
}

impl std::ops::Deref for Word<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.text
    }
}

impl PartialEq<str> for Word<'_> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Word<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

/// Many sets in one table, so that all of them are asked by one look-up a word.
#[derive(Debug)]
pub struct Vocabulary {
    /// Words in lower case, of the folded sets.
    folded: FxHashMap<Box<str>, Marks>,
    /// Words as they are written, of the others.
    exact: FxHashMap<Box<str>, Marks>,
    sets: u32,
    /// What the sets will ask.
    table: Weak<OnceLock<Vocabulary>>,
}

impl Vocabulary {
    /// An empty one, whose sets will ask `table`.
    pub fn new(table: &Table) -> Self {
        Vocabulary { folded: FxHashMap::default(), exact: FxHashMap::default(), sets: 0, table: Arc::downgrade(&table.0) }
    }

    fn bit(&mut self) -> Marks {
        self.sets += 1;
        assert!(self.sets <= Marks::BITS, "more sets than marks have bits");
        1 << (self.sets - 1)
    }

    /// Adds a set of words that are found as they are written.
    pub fn exact<'w>(&mut self, entries: impl IntoIterator<Item = &'w String>) -> WordSet {
        let bit = self.bit();
        for entry in entries {
            mark(&mut self.exact, entry, bit);
        }
        self.set(false, bit)
    }

    /// Adds a set of words that are found in any case.
    pub fn folded<'w>(&mut self, entries: impl IntoIterator<Item = &'w String>) -> WordSet {
        let bit = self.bit();
        for entry in entries {
            match entry.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
                true => mark(&mut self.folded, entry, bit),
                false => mark(&mut self.folded, &entry.to_lowercase(), bit),
            }
        }
        self.set(true, bit)
    }

    fn set(&self, folded: bool, bit: Marks) -> WordSet {
        WordSet { table: Table(self.table.upgrade().expect("the table outlives its making")), folded, bit }
    }

    /// Takes a set of phrases in: a word is marked if one begins with it.
    pub fn add_phrases(&mut self, mut set: PhraseSet) -> PhraseSet {
        set.bit = self.bit();
        #[allow(clippy::iter_over_hash_type)]
        for word in set.by_first.keys() {
            mark(&mut self.exact, word, set.bit);
        }
        set
    }

    /// The sets that have a word, given as it is written and in lower case with straight apostrophes.
    pub fn marks(&self, word: &str, lower: &str) -> Marks {
        let exact = self.exact.get(word).copied().unwrap_or_default();
        let folded = match lower.is_ascii() && !lower.contains('`') {
            true => self.folded.get(lower).copied(),
            false => with_folded(lower, |lower| self.folded.get(lower).copied()),
        };
        exact | folded.unwrap_or_default()
    }
}

fn mark(table: &mut FxHashMap<Box<str>, Marks>, word: &str, bit: Marks) {
    match table.get_mut(word) {
        Some(marks) => *marks |= bit,
        None => {
            table.insert(word.into(), bit);
        }
    }
}

/// Calls `f` with the word in lower case and with straight apostrophes; short ASCII words are
/// folded on the stack.
pub fn with_folded<R>(word: &str, f: impl FnOnce(&str) -> R) -> R {
    let bytes = word.as_bytes();
    if bytes.len() <= 32 && word.is_ascii() {
        let mut buffer = [0u8; 32];
        for (to, from) in buffer.iter_mut().zip(bytes) {
            *to = from.to_ascii_lowercase();
        }
        return f(std::str::from_utf8(&buffer[..bytes.len()]).expect("ASCII"));
    }
    f(&word.to_lowercase().replace(['’', '‘', 'ʼ', '`'], "'"))
}

/// Phrases of one or more words, found at a place in a sequence of words, longest first.
#[derive(Debug, Clone, Default)]
pub struct PhraseSet {
    /// First word → what follows it in the phrases that begin with it, longest first.
    by_first: FxHashMap<Box<str>, Vec<Rest>>,
    /// Its bit in the marks of a [`Vocabulary`]; 0 if it belongs to none.
    bit: Marks,
}

/// The words of a phrase behind its first.
type Rest = Box<[Box<str>]>;

impl PhraseSet {
    /// Builds the set; `split` cuts a phrase into words as the tokeniser would.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>, split: impl Fn(&str) -> Vec<String>) -> Self {
        let mut set = PhraseSet::default();
        for phrase in phrases {
            set.insert(split(phrase));
        }
        set
    }

    /// Adds one phrase, given as its words.
    pub fn insert(&mut self, words: Vec<String>) {
        let mut words = words.into_iter();
        let Some(first) = words.next() else { return };
        let rest: Rest = words.map(Into::into).collect();
        let entries = self.by_first.entry(first.into()).or_default();
        if !entries.contains(&rest) {
            let at = entries.partition_point(|e| e.len() >= rest.len());
            entries.insert(at, rest);
        }
    }

    /// True if a phrase of the set begins with the word.
    pub fn has_first(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }

    /// True if a phrase of the set, which must be one of a vocabulary, begins with the word.
    pub fn begins(&self, word: Word) -> bool {
        word.marks & self.bit != 0
    }

    /// How many words the longest phrase at the start of `words` has; 0 if none begins there.
    /// `word(i)` gives the i-th word, or `None` behind the end.
    pub fn longest<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> usize {
        let Some(entries) = word(0).and_then(|first| self.by_first.get(first)) else {
            return 0;
        };
        entries.iter().find(|rest| rest.iter().enumerate().all(|(i, w)| word(i + 1) == Some(w))).map_or(0, |rest| rest.len() + 1)
    }
}
