//! The word lists of the recogniser, prepared once for all articles.

use std::cell::RefCell;

use super::slots::Slots;
use crate::lexicon::{Asked, Lexicon, Marks, PhraseSet, Table, Vocabulary, Word, WordSet};
use crate::span::Span;
use crate::text::{Text, token};

/// The lists that the recogniser needs, prepared once for all articles.
#[derive(Debug)]
pub struct NameLists {
    /// All the sets below in one table.
    table: Table,
    /// Words that [`NameLists::is_given`] says yes to, but for those with a hyphen.
    any_given: WordSet,
    pub(super) given: WordSet,
    pub(super) given_female: WordSet,
    pub(super) given_male: WordSet,
    pub(super) given_ambiguous: WordSet,
    pub(super) family_first: WordSet,
    pub(super) common: WordSet,
    pub(super) performer: WordSet,
    pub(super) crew: WordSet,
    pub(super) work: WordSet,
    pub(super) kin: WordSet,
    pub(super) honorific: WordSet,
    pub(super) org_words: WordSet,
    pub(super) demonyms: WordSet,
    pub(super) genre: WordSet,
    pub(super) joiners: WordSet,
    pub(super) foreign_joiners: WordSet,
    pub(super) particles: WordSet,
    pub(super) place_words: WordSet,
    pub(super) compound_tails: WordSet,
    pub(super) sections: WordSet,
    pub(super) acronyms: WordSet,
    pub(super) function: WordSet,
    pub(super) nouns_of_title: WordSet,
    pub(super) played_in: WordSet,
    pub(super) playing: WordSet,
    pub(super) title_nouns: WordSet,
    pub(super) show_verbs: WordSet,
    pub(super) show_infinitives: WordSet,
    pub(super) person_verbs: WordSet,
    project_verbs: WordSet,
    pub(super) making_verbs: WordSet,
    pub(super) house_nouns: WordSet,
    pub(super) work_predicates: WordSet,
    pub(super) networks: PhraseSet,
    pub(super) outlets: PhraseSet,
    pub(super) places: PhraseSet,
    pub(super) events: PhraseSet,
    pub(super) titles: PhraseSet,
    pub(super) makes_with: WordSet,
    title_words: WordSet,
    pub(super) owned_by_work: WordSet,
    /// What surrounds titles.
    pub(super) slots: Slots,
    listing_notes: WordSet,
    listing_others: WordSet,
    listing_sections: WordSet,
    /// Words of film and television.
    screen: WordSet,
}

/// Cuts a phrase into words as the tokeniser of the articles does.
pub fn split_words(phrase: &str) -> Vec<String> {
    // most entries of lists are such that nothing but a blank cuts them
    if phrase.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        return phrase.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    }
    let mut tokens = Vec::new();
    token::tokenize(phrase, Span::new(0, phrase.len()), &[], &mut tokens);
    tokens.iter().map(|t| t.span.of(phrase).replace('’', "'")).collect()
}

impl NameLists {
    /// Prepares the lists of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let entries = |class: &str| lexicon.class(class).unwrap_or(&[]);
        let table = Table::default();
        let vocabulary = RefCell::new(Vocabulary::new(&table));
        let any = |classes: &[&str]| vocabulary.borrow_mut().exact(classes.iter().flat_map(|class| entries(class)));
        let exact = |class: &str| any(&[class]);
        let folded = |class: &str| vocabulary.borrow_mut().folded(entries(class));
        let phrases = |class: &str| {
            let phrases = PhraseSet::new(entries(class).iter().map(String::as_str), split_words);
            vocabulary.borrow_mut().add_phrases(phrases)
        };
        let lists = NameLists {
            table: table.clone(),
            any_given: any(&["given_names", "given_names_female", "given_names_male", "given_names_ambiguous"]),
            given: any(&["given_names", "given_names_female", "given_names_male"]),
            given_female: exact("given_names_female"),
            given_male: exact("given_names_male"),
            family_first: exact("family_names_first"),
            given_ambiguous: exact("given_names_ambiguous"),
            common: folded("common_words"),
            performer: folded("performer_nouns"),
            crew: folded("crew_nouns"),
            work: folded("work_nouns"),
            kin: folded("kin_nouns"),
            honorific: folded("honorifics"),
            org_words: exact("org_words"),
            demonyms: exact("demonyms"),
            genre: folded("genre_words"),
            joiners: folded("title_joiners"),
            foreign_joiners: folded("foreign_joiners"),
            particles: folded("name_particles"),
            place_words: exact("place_words"),
            compound_tails: exact("compound_tails"),
            sections: folded("section_words"),
            acronyms: exact("acronyms"),
            function: folded("function_words"),
            nouns_of_title: folded("nouns_of_title"),
            played_in: folded("played_in"),
            playing: folded("play_verbs"),
            title_nouns: folded("title_nouns"),
            show_verbs: folded("show_verbs"),
            show_infinitives: folded("show_infinitives"),
            person_verbs: folded("person_verbs"),
            project_verbs: folded("project_verbs"),
            making_verbs: folded("making_verbs"),
            house_nouns: folded("house_nouns"),
            work_predicates: folded("work_predicates"),
            networks: phrases("networks"),
            outlets: phrases("outlets"),
            places: phrases("places"),
            events: phrases("event_names"),
            titles: phrases("titles"),
            makes_with: folded("nouns_with_title"),
            title_words: folded("title_words"),
            owned_by_work: folded("owned_by_work"),
            slots: Slots::default(),
            listing_notes: folded("listing_notes"),
            listing_others: folded("listing_others"),
            listing_sections: folded("listing_sections"),
            screen: folded("screen_words"),
        };
        table.fill(vocabulary.into_inner());
        NameLists { slots: Slots::new(&lists), ..lists }
    }

    /// The sets that each token of a text is in.
    pub fn marks(&self, text: &Text) -> Vec<Marks> {
        let marks = |i: usize| {
            let word = text.word(i);
            let marks = self.table.words().marks(word, text.lower(i));
            marks | if hyphenated_given(word, &self.given) { self.any_given.bit() } else { 0 }
        };
        (0..text.tokens.len()).map(marks).collect()
    }

    /// True if a network, outlet, place, event or known title may begin with the word.
    pub(super) fn begins_listed(&self, word: Word) -> bool {
        [&self.networks, &self.outlets, &self.places, &self.events, &self.titles].iter().any(|set| set.begins(word))
    }

    /// "actor", "star".
    pub fn is_performer(&self, word: impl Asked) -> bool {
        self.performer.has(word)
    }

    /// "director", "creator".
    pub fn is_crew(&self, word: impl Asked) -> bool {
        self.crew.has(word)
    }

    /// "series", "film".
    pub fn is_work(&self, word: impl Asked) -> bool {
        self.work.has(word)
    }

    /// "crime", "hit".
    pub fn is_genre(&self, word: impl Asked) -> bool {
        self.genre.has(word)
    }

    /// "British".
    pub fn is_demonym(&self, word: impl Asked) -> bool {
        self.demonyms.has(word)
    }

    /// "mother", "detective".
    pub fn is_kin(&self, word: impl Asked) -> bool {
        self.kin.has(word)
    }

    /// "develops", "ordered": what is done to a work that is only planned or made.
    pub fn is_project_verb(&self, word: impl Asked) -> bool {
        self.project_verbs.has(word)
    }

    /// "the", "after", "will": words that never begin a name.
    pub fn is_function(&self, word: impl Asked) -> bool {
        self.function.has(word)
    }

    /// "of", "the": small words that stand inside titles.
    pub fn is_joiner(&self, word: impl Asked) -> bool {
        self.joiners.has(word)
    }

    /// "bread", "harbours", "salt": an ordinary word, though it may be a surname as well.
    pub(super) fn is_ordinary(&self, word: Word) -> bool {
        let listed = |w: &str| self.common.has(w) || self.title_words.has(w);
        self.common.has(word)
            || self.title_words.has(word)
            || word.as_str().len() > 3 && word.as_str().strip_suffix('s').is_some_and(listed)
            || word.as_str().contains('-') && word.as_str().split('-').all(listed)
    }

    /// How many of the words a network, streamer or studio takes that begins with the first.
    pub fn network_at<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> usize {
        self.networks.longest(word)
    }

    /// How many of the words an award, festival or other event takes that begins with the first.
    pub fn event_at<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> usize {
        self.events.longest(word)
    }

    /// "in", "premieres", "theaters": beside a date in a listing it says nothing more.
    pub fn is_listing_note(&self, word: impl Asked) -> bool {
        self.listing_notes.has(word)
    }

    /// "Movies", "originals": heads a section of a listing.
    pub fn is_listing_section(&self, word: impl Asked) -> bool {
        self.listing_sections.has(word)
    }

    /// The words of film and television.
    pub fn screen(&self) -> &WordSet {
        &self.screen
    }

    /// "Music", "sports": heads a section that names no films or series.
    pub fn is_listing_other(&self, word: impl Asked) -> bool {
        self.listing_others.has(word)
    }

    /// 'f' or 'm' where a first name is one of women or of men only.
    pub fn gender(&self, given: &str) -> Option<char> {
        match (self.given_female.has(given), self.given_male.has(given)) {
            (true, false) => Some('f'),
            (false, true) => Some('m'),
            _ => None,
        }
    }

    /// "Ann", "Min-ho", "Mark".
    pub fn is_given(&self, word: impl Asked) -> bool {
        if word.marks().is_some() {
            return self.any_given.has(word);
        }
        self.any_given.has(word.text()) || hyphenated_given(word.text(), &self.given)
    }
}

/// "Jean-Luc", "Min-ho", "Carrie-Anne": the first part is a given name.
pub(super) fn hyphenated_given(word: &str, given: &WordSet) -> bool {
    word.split_once('-').is_some_and(|(first, second)| given.has(first) || given.has(second) && second.len() > 2)
}
