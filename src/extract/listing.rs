//! What the entries of a listing say: which event it is that their date dates.
//!
//! `mention::listing` has read which date belongs to which title. What happens on it stands in words around: behind the
//! title ("season finale"), beside the date ("Leaving March 3"), in the heading of the section ("Last chance"), or in the
//! article's headline. The rules of listings name these words; a rule without any says what holds when none stands there.

use std::ops::Range;

use super::Scene;
use crate::mention::listing::Entry;
use crate::mention::name::split_words;
use crate::rules::pack::Listing;
use crate::rules::{Rule, RuleBook};
use crate::text::{Text, Zone};

/// An entry with the rule that says what it states.
#[derive(Debug, Clone)]
pub struct Listed<'s> {
    /// The entry.
    pub entry: &'s Entry,
    /// Index of the rule in the book.
    pub rule: usize,
}

impl std::ops::Deref for Listed<'_> {
    type Target = Entry;
    fn deref(&self) -> &Entry {
        self.entry
    }
}

/// What the entries say whose titles stand in the sentence. `screen`: the article speaks of films and series.
pub fn read<'s>(scene: &Scene<'s, '_>, screen: bool) -> Vec<Listed<'s>> {
    let listed = &scene.mentions.listed;
    let first = listed.partition_point(|e| e.sentence < scene.sentence);
    let own = listed[first..].iter().take_while(|e| e.sentence == scene.sentence);
    own.filter(|_| screen).filter_map(|entry| rule_of(scene.text, scene.book, entry).map(|rule| Listed { entry, rule })).collect()
}

/// The rule that an entry falls under: the first whose words stand nearest, else the one for the rest.
fn rule_of(text: &Text, book: &RuleBook, entry: &Entry) -> Option<usize> {
    let sort = if entry.is_year { Listing::Year } else { Listing::Date };
    let rules = || book.rules().iter().enumerate().filter(|(_, r)| r.raw.listing == Some(sort));
    let headline = text.sentences.iter().find(|s| s.zone == Zone::Headline).map(|s| s.tokens.clone());
    let mut places = entry.context.iter().cloned().chain(headline);
    let told = places.find_map(|place| rules().find(|(_, r)| says(text, &place, r)));
    told.or_else(|| rules().find(|(_, r)| r.raw.heading.is_empty())).map(|(i, _)| i)
}

/// True if one of the rule's words stands in the tokens.
fn says(text: &Text, tokens: &Range<usize>, rule: &Rule) -> bool {
    rule.raw.heading.iter().any(|phrase| {
        let words = split_words(phrase);
        tokens
            .clone()
            .any(|i| i + words.len() <= tokens.end && words.iter().enumerate().all(|(k, w)| text.word(i + k).eq_ignore_ascii_case(w)))
    })
}
