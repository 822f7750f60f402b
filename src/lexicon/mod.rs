//! Word lists: open-class words as data. A file's name is the name of its class.
//!
//! A list is plain text, one entry a line, `#` for comments. The lists of this folder are embedded
//! in the program; a user's pack adds to them. Grammar lives elsewhere: a list only says which
//! words belong together.

pub mod morph;

use std::collections::{BTreeMap, HashMap};

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
        entries.extend(list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.replace('’', "'")));
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

/// A set of single words, found without regard to case if built [`WordSet::folded`].
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    words: std::collections::HashSet<Box<str>>,
    folded: bool,
}

impl WordSet {
    /// Words found as they are written.
    pub fn exact(entries: &[String]) -> Self {
        WordSet { words: entries.iter().map(|e| e.as_str().into()).collect(), folded: false }
    }

    /// Words found in any case.
    pub fn folded(entries: &[String]) -> Self {
        WordSet { words: entries.iter().map(|e| e.to_lowercase().into()).collect(), folded: true }
    }

    /// True if the word is in the set; curly apostrophes count as straight ones.
    pub fn has(&self, word: &str) -> bool {
        if !self.folded {
            return self.words.contains(word);
        }
        with_folded(word, |w| self.words.contains(w))
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
    by_first: HashMap<Box<str>, Vec<Rest>>,
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

    /// How many words the longest phrase at the start of `words` has; 0 if none begins there.
    /// `word(i)` gives the i-th word, or `None` behind the end.
    pub fn longest<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> usize {
        let Some(entries) = word(0).and_then(|first| self.by_first.get(first)) else {
            return 0;
        };
        entries.iter().find(|rest| rest.iter().enumerate().all(|(i, w)| word(i + 1) == Some(w))).map_or(0, |rest| rest.len() + 1)
    }
}
