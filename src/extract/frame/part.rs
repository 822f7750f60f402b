//! What an item is in a clause, by the closed classes of English, and the verb group around a verb.

use crate::extract::Scene;
use crate::extract::cast::is_performer;
use crate::mention::ItemKind;
use crate::text::TokenKind;

/// The part that an item plays in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    /// "the hit drama", "the series".
    Work,
    /// "the actress".
    Described,
    Date,
    Season,
    /// He, she, they, I; "both" and "the pair" as well.
    Pronoun,
    /// Forms of be and get, which make a passive.
    Be,
    /// Any other auxiliary or modal.
    Auxiliary,
    /// May stand anywhere in a verb group: adverbs and negation.
    Adverb,
    To,
    Preposition,
    /// "As" and the participles that lead to a role.
    As,
    Determiner,
    /// "'s".
    Possessive,
    /// Conjunctions that join words and verbs.
    And,
    Comma,
    Dash,
    Open,
    Close,
    Quote,
    /// Who, which, that.
    Relative,
    /// Opens a clause of circumstance, or a participle: after, while, since.
    Subordinator,
    /// Nothing reaches over it: marks at the end of a clause.
    Stop,
    Word,
}

/// A verb in its group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Where the group begins, with its auxiliaries and adverbs.
    pub(super) start: usize,
    /// Behind a form of be or get.
    pub(super) passive: bool,
    /// Behind "to".
    pub(super) infinitive: bool,
    /// Ends in "-ing" and has no auxiliary.
    pub(super) gerund: bool,
    /// Has an auxiliary.
    pub(super) finite: bool,
    /// Ends like a past participle.
    pub(super) past: bool,
}

impl Form {
    /// "Seen in Silo, …": a participle with no auxiliary before it, or a past tense that looks the same.
    pub(super) fn bare_participle(&self) -> bool {
        self.past && !self.finite && !self.infinitive
    }
}

/// The items of a sentence as parts of clauses.
#[derive(Clone, Copy)]
pub(super) struct Row<'r, 's, 'a> {
    pub(super) scene: &'r Scene<'s, 'a>,
}

impl Row<'_, '_, '_> {
    pub(super) fn len(&self) -> usize {
        self.scene.items.len()
    }

    /// What the item is; outside of the sentence a stop.
    pub(super) fn part(&self, i: usize) -> Part {
        let Some(item) = self.scene.items.get(i) else { return Part::Stop };
        match item.kind {
            ItemKind::Name(_) => Part::Name,
            ItemKind::Work(_) => Part::Work,
            ItemKind::Person => Part::Described,
            ItemKind::Date(_) => Part::Date,
            ItemKind::Season(_) => Part::Season,
            ItemKind::Token => {
                if self.scene.text.tokens[item.tokens.start].kind == TokenKind::Quote {
                    return Part::Quote;
                }
                part_of_word(self.scene.text.lower(item.tokens.start))
            }
        }
    }

    /// True if the token is one of the words, which are in lower case.
    pub(super) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        let Some(item) = self.scene.items.get(i).filter(|item| item.kind == ItemKind::Token) else { return false };
        words.contains(&self.scene.text.lower(item.tokens.start))
    }

    /// True if a predicate that begins the item asks something of its folded first word.
    fn word<R>(&self, i: usize, f: impl FnOnce(&str) -> R) -> Option<R> {
        self.scene.items.get(i).map(|item| f(self.scene.text.lower(item.tokens.start)))
    }

    /// True for a token that carries a clause by its ending: "stars", "joined", "left".
    pub(super) fn looks_finite(&self, i: usize) -> bool {
        self.part(i) == Part::Word && self.word(i, looks_finite).unwrap_or(false)
    }

    /// A noun behind a title that makes it a label: "ranch", but not "series", which the title names.
    pub(super) fn is_noun(&self, i: usize) -> bool {
        let Some(item) = self.scene.items.get(i).filter(|_| self.part(i) == Part::Word && !self.looks_finite(i)) else { return false };
        let word = self.scene.text.word(item.tokens.start);
        let lower = word.starts_with(|c: char| c.is_ascii_lowercase()) && word.len() > 2;
        lower && !word.ends_with("ing") && !self.scene.book.lists().is_work(word) && !is_past(word)
    }

    /// Somebody who can be a performer: a name, a description, a pronoun.
    pub(super) fn is_person(&self, i: usize) -> bool {
        matches!(self.part(i), Part::Described | Part::Pronoun) || self.is_named_person(i)
    }

    /// A name that is a person's by what the article says of it or by its given name.
    pub(super) fn is_named_person(&self, i: usize) -> bool {
        let Some(item) = self.scene.items.get(i) else { return false };
        is_performer(self.scene, i)
            && (self.scene.mentions.roles(item).person
                || self.scene.book.lists().is_given(self.scene.text.word(item.head.start).split('-').next().unwrap_or("")))
    }

    /// A work, by name or description.
    pub(super) fn is_work(&self, i: usize) -> bool {
        let Some(item) = self.scene.items.get(i) else { return false };
        matches!(item.kind, ItemKind::Work(_)) || self.scene.mentions.roles(item).title
    }

    /// The item before `i`, over what may stand anywhere: adverbs, dates, quotation marks, brackets.
    pub(super) fn back(&self, i: usize) -> Option<usize> {
        let mut at = i;
        while at > 0 {
            at -= 1;
            match self.part(at) {
                Part::Adverb | Part::Date | Part::Quote => {}
                Part::Close => at = (0..at).rev().find(|k| self.part(*k) == Part::Open)?,
                _ => return Some(at),
            }
        }
        None
    }

    /// Where the group of the verb at `i` begins: its auxiliaries and adverbs, and the nearest of the former.
    pub(super) fn group(&self, i: usize) -> (usize, Option<Part>) {
        let (mut at, mut nearest) = (i, None);
        while at > 0 {
            match self.part(at - 1) {
                Part::Adverb | Part::Date => {}
                aux @ (Part::Be | Part::Auxiliary) => nearest = nearest.or(Some(aux)),
                // "Will Ann Lee return?": the subject stands inside
                _ => break,
            }
            at -= 1;
        }
        (at, nearest)
    }

    /// The form of the verb at `i`; `None` where the words before say that it is no verb.
    pub(super) fn form(&self, i: usize) -> Option<Form> {
        let (start, nearest) = self.group(i);
        let ing = self.word(i, |w| w.ends_with("ing") && w.len() > 4)?;
        let past = self.word(i, is_past)?;
        let before = start.checked_sub(1).map(|p| self.part(p));
        let infinitive = before == Some(Part::To);
        let passive = nearest == Some(Part::Be) && !ing && past;
        let finite = nearest.is_some();
        let form = Form { start, passive, infinitive, gerund: ing && !finite && !infinitive, finite, past };
        let bare = !finite && !infinitive && !ing;
        let plain = bare && !past && !self.word(i, |w| w.ends_with('s'))?;
        if plain && !self.is_plural_verb(i, start) {
            return None;
        }
        // "the Ann Lee–starring drama"
        if ing && before == Some(Part::Dash) && self.touches(i) {
            return None;
        }
        let verbal = match before {
            // "the stars", "her return", "of leads"
            Some(Part::Determiner | Part::Possessive) => false,
            Some(Part::Preposition) => ing,
            Some(Part::Word) if bare => past,
            None => !bare || past,
            _ => true,
        };
        verbal.then_some(form)
    }

    /// True if a verb in its plain form can stand at `i`: behind a list of persons, "who" or "they", or after another
    /// infinitive ("will write and star"). Else it is a noun: "her co-star", "the Silo star".
    fn is_plural_verb(&self, i: usize, start: usize) -> bool {
        let Some(p) = self.back(start) else { return false };
        match self.part(p) {
            Part::Relative | Part::Pronoun => true,
            Part::Name => p > 1 && self.part(p - 1) == Part::And && self.is_person(p),
            Part::And | Part::Comma => {
                let named = matches!(self.part(i + 1), Part::Name);
                !named && (p.saturating_sub(10)..p).any(|k| matches!(self.part(k), Part::To | Part::Auxiliary))
            }
            _ => false,
        }
    }

    /// True if no space stands before the item.
    fn touches(&self, i: usize) -> bool {
        let token = self.scene.items[i].tokens.start;
        token > 0 && self.scene.text.tokens[token - 1].span.end == self.scene.text.tokens[token].span.start
    }

    /// True if a verb stands at `i`, over adverbs.
    pub(super) fn verb_at(&self, i: usize) -> bool {
        let mut at = i;
        while matches!(self.part(at), Part::Adverb | Part::Date) {
            at += 1;
        }
        matches!(self.part(at), Part::Be | Part::Auxiliary) || self.looks_finite(at)
    }

    /// The preposition or "to" that governs the phrase whose last name stands at `i`: "with Bo Dee and | Cy Roe".
    pub(super) fn governor(&self, i: usize) -> Option<usize> {
        let (mut at, mut list) = (i, false);
        while at > 0 {
            let p = at - 1;
            match self.part(p) {
                Part::Preposition | Part::To | Part::As => return Some(p),
                Part::Determiner | Part::Quote => at = p,
                // a comma is of a list that has an "and"
                mark @ (Part::And | Part::Comma)
                    if p > 0 && (list || mark == Part::And) && self.is_named_person(p - 1) && self.is_named_person(i) =>
                {
                    (at, list) = (p - 1, true);
                }
                Part::And if p > 1 && self.part(p - 1) == Part::Comma && self.is_named_person(p - 2) => (at, list) = (p - 2, true),
                Part::Word if self.is_dress(p) => at = p,
                _ => return None,
            }
        }
        None
    }

    /// A noun that only dresses the name behind it: "comedian Ann Lee", "her brother Bo Dee".
    fn is_dress(&self, i: usize) -> bool {
        let lists = self.scene.book.lists();
        self.word(i, |w| lists.is_performer(w) || lists.is_crew(w) || lists.is_kin(w)).unwrap_or(false)
    }
}

fn is_past(word: &str) -> bool {
    (word.len() > 3 && word.ends_with("ed")) || PAST.contains(&word)
}

fn looks_finite(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") || is_past(word)
}

/// Irregular past tenses and participles.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "began", "became", "become", "begun", "bid", "brought", "built", "came", "cast", "chose", "chosen", "cut", "did", "done", "fell",
    "felt", "fought", "found", "gave", "given", "gone", "got", "gotten", "grew", "had", "heard", "held", "hit", "kept", "knew", "known",
    "led", "left", "lent", "let", "lost", "made", "met", "paid", "put", "quit", "ran", "read", "rose", "said", "sat", "saw", "seen", "sent",
    "set", "shot", "shown", "sold", "sought", "spent", "spoke", "stood", "swapped", "taken", "taught", "thought", "told", "took", "went",
    "withdrew", "withdrawn", "won", "wrote", "written",
];

fn part_of_word(word: &str) -> Part {
    match word {
        "he" | "she" | "they" | "i" | "both" | "pair" | "duo" | "trio" => Part::Pronoun,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "'m" | "get" | "gets" | "got" | "getting" => Part::Be,
        "will" | "wo" | "would" | "shall" | "should" | "can" | "ca" | "could" | "may" | "might" | "must" | "has" | "have" | "had"
        | "'ve" | "'d" | "'ll" | "does" | "do" | "did" | "having" => Part::Auxiliary,
        "not" | "n't" | "never" | "also" | "still" | "now" | "yet" | "soon" | "just" | "even" | "only" | "always" | "already" | "then"
        | "once" | "again" | "later" | "first" | "last" | "too" | "next" | "recently" | "however" | "all" | "each" | "herself"
        | "himself" | "themselves" | "together" | "instead" | "so" | "most" | "best" | "previously" | "since" | "long" | "back"
        | "newly" | "ever" | "no" | "longer" | "twice" | "though" | "perhaps" | "maybe" | "either" | "neither" | "alone" => Part::Adverb,
        "to" => Part::To,
        "as" => Part::As,
        "in" | "on" | "for" | "of" | "from" | "with" | "by" | "at" | "opposite" | "alongside" | "into" | "onto" | "over" | "about"
        | "against" | "between" | "besides" | "aboard" | "among" | "amongst" | "during" | "under" | "through" | "without" | "despite"
        | "like" | "including" | "throughout" | "beside" | "across" | "within" => Part::Preposition,
        "the" | "a" | "an" | "his" | "her" | "their" | "its" | "this" | "that's" | "these" | "those" | "my" | "our" | "your"
        | "another" | "one" | "some" | "any" | "several" | "two" | "three" => Part::Determiner,
        "'s" | "'" => Part::Possessive,
        "and" | "&" | "or" | "nor" | "but" | "plus" => Part::And,
        "," => Part::Comma,
        "–" | "—" | "-" | "--" => Part::Dash,
        "(" | "[" => Part::Open,
        ")" | "]" => Part::Close,
        "who" | "which" | "that" | "whose" | "whom" => Part::Relative,
        "after" | "before" | "while" | "when" | "whilst" | "until" | "because" | "although" | "whereas" | "if" | "than" | "where"
        | "whether" | "following" | "upon" => Part::Subordinator,
        "." | ";" | ":" | "?" | "!" | "…" | "|" => Part::Stop,
        _ if word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "reply" | "supply" | "comply" | "apply") => Part::Adverb,
        _ => Part::Word,
    }
}
