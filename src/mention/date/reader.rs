//! One sentence under the eyes of the grammar: its tokens, their classes, and what may be asked of them.

use std::ops::Range;

use super::words::{self, Class, FUNCTION_WORDS, MEASURES, MOVES, NOT_PLURALS, opens};
use super::{PartOfDay, Position};
use crate::text::token::Case;
use crate::text::{Text, TokenKind, Zone};

/// What a method of the grammar has read: the first token behind, and its meaning.
pub(super) type Read<T> = Option<(usize, T)>;

/// Reads the dates of one sentence.
pub(super) struct Reader<'t> {
    pub(super) text: &'t Text<'t>,
    pub(super) tokens: Range<usize>,
    /// The class of every token, the position that its prefix gives, and whether an expression may begin
    /// there: it is a seed, or only known words stand between it and the next one.
    classes: Vec<(Class, Option<Position>, bool)>,
    masked: Vec<bool>,
    /// The sentence is a heading: capitals say nothing.
    pub(super) heading: bool,
}

impl<'t> Reader<'t> {
    /// `None` if no token can be part of a time expression.
    pub(super) fn new(text: &'t Text<'t>, tokens: Range<usize>, masked: &dyn Fn(usize) -> bool) -> Option<Self> {
        let mut classes = Vec::with_capacity(tokens.len());
        let mut any = false;
        for (at, i) in tokens.clone().enumerate() {
            let (class, position) = words::class(text.word(i));
            let after_number = || at > 0 && is_number(classes[at - 1]);
            let seed = match class {
                Class::Meridiem(_) | Class::Zone(_) => after_number(),
                Class::Number { value: 19 | 20, digits: false } | Class::Scale(1000) => true,
                class => class.is_seed(),
            };
            any |= seed;
            classes.push((class, position, seed));
        }
        if !any {
            return None;
        }
        let mut near = false;
        for at in (0..tokens.len()).rev() {
            near = classes[at].2 || near && classes[at].0 != Class::Other;
            classes[at].2 = near;
        }
        // a channel may be called "10", but behind a month that is the day
        let is_day = |i: usize| {
            let kind = |i: usize| classes[i - tokens.start].0;
            i > tokens.start
                && matches!(kind(i), Class::Number { digits: true, value: 1..=31 })
                && matches!(kind(i - 1), Class::Month(..))
                && !masked(i - 1)
        };
        let masked = tokens.clone().map(|i| masked(i) && !is_day(i)).collect();
        let heading = matches!(text.sentences.get(text.sentence_of(tokens.start)).map(|s| s.zone), Some(Zone::Headline | Zone::Heading));
        Some(Reader { text, tokens, classes, masked, heading })
    }

    /// False if no time expression can begin there.
    pub(super) fn may_begin(&self, i: usize) -> bool {
        self.usable(i) && self.classes[i - self.tokens.start].2 && self.class(i) != Class::Opener(0)
    }

    /// True if what `bit` stands for may begin at the token.
    pub(super) fn may_open(&self, i: usize, bit: u16) -> bool {
        match self.class(i) {
            Class::Opener(bits) => bits & bit != 0,
            // "the past", "recent weeks"
            Class::Vague | Class::Reference(_) => true,
            Class::Number { .. } | Class::Scale(_) => bit & (opens::COUNT | opens::LENGTH | opens::SET) != 0,
            Class::Ordinal(_) => bit & (opens::PERIOD | opens::LENGTH) != 0,
            Class::Year(_) => bit & (opens::PERIOD | opens::LENGTH) != 0,
            Class::Part(_) | Class::YearBack | Class::PartOfDay(_) => bit & opens::PERIOD != 0,
            Class::Unit(..) => bit & (opens::COUNT | opens::LENGTH | opens::POSITION) != 0,
            Class::Compound(..) => bit & opens::LENGTH != 0,
            Class::Often(_) | Class::Weekday(..) | Class::Composite => bit & opens::SET != 0,
            _ => false,
        }
    }

    /// True if a verb of the sentence moves a date.
    pub(super) fn moved(&self) -> bool {
        self.tokens.clone().any(|i| MOVES.iter().any(|verb| self.text.word(i).eq_ignore_ascii_case(verb)))
    }

    /// True for a token of the sentence that may be used.
    pub(super) fn usable(&self, i: usize) -> bool {
        self.tokens.contains(&i) && !self.masked[i - self.tokens.start]
    }

    pub(super) fn class(&self, i: usize) -> Class {
        if self.usable(i) { self.classes[i - self.tokens.start].0 } else { Class::Other }
    }

    pub(super) fn prefix(&self, i: usize) -> Option<Position> {
        if self.usable(i) { self.classes[i - self.tokens.start].1 } else { None }
    }

    pub(super) fn word(&self, i: usize) -> &'t str {
        if self.usable(i) { self.text.word(i) } else { "" }
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        // most words are told apart by their length, which costs no look at the text
        self.usable(i) && self.text.tokens[i].span.len() == word.len() && self.text.word(i).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    /// True if the token before `i` is one of the words.
    pub(super) fn after(&self, i: usize, words: &[&str]) -> bool {
        i > self.tokens.start && self.any(i - 1, words)
    }

    /// `i` if the word does not stand there, else the next token.
    pub(super) fn skip(&self, i: usize, word: &str) -> usize {
        i + usize::from(self.is(i, word))
    }

    pub(super) fn sequence(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(n, word)| self.is(i + n, word)).then_some(i + words.len())
    }

    pub(super) fn capitalised(&self, i: usize) -> bool {
        self.usable(i) && self.text.tokens[i].is_capitalised()
    }

    pub(super) fn is_clitic(&self, i: usize) -> bool {
        self.usable(i) && self.text.tokens[i].kind == TokenKind::Clitic
    }

    /// A capitalised word that is part of a name as far as can be seen. `i` may be the index
    /// before the first one, wrapped around.
    pub(super) fn is_name(&self, i: usize) -> bool {
        !self.heading
            && self.capitalised(i)
            && self.text.tokens[i].kind == TokenKind::Word
            && !self.class(i).is_calendar()
            && !self.any(i, FUNCTION_WORDS)
    }

    /// True if the token begins the sentence, or a quotation or bracket in it.
    pub(super) fn opens(&self, i: usize) -> bool {
        i == self.tokens.start
            || (i > self.tokens.start
                && matches!(self.text.tokens[i - 1].kind, TokenKind::Quote | TokenKind::Punct)
                && !self.any(i - 1, &[",", "-", "–", "—"]))
    }

    pub(super) fn is_dash(&self, i: usize) -> bool {
        self.any(i, &["-", "–", "—", "‐"])
    }

    /// True if what stands at `i` is counted by the number before it: "2000 soldiers".
    pub(super) fn is_counted(&self, i: usize) -> bool {
        let word = self.word(i);
        if self.any(i, MEASURES) {
            return true;
        }
        self.usable(i)
            && self.text.tokens[i].kind == TokenKind::Word
            && self.text.tokens[i].case == Case::Lower
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !self.any(i, NOT_PLURALS)
    }

    /// True if no noun follows that the words before would describe.
    pub(super) fn ends_phrase(&self, i: usize) -> bool {
        if !self.tokens.contains(&i) {
            return true;
        }
        let token = &self.text.tokens[i];
        match token.kind {
            TokenKind::Word => {
                self.any(i, FUNCTION_WORDS) || self.any(i, &["when", "while", "if", "so", "because", "where", "would", "has"])
            }
            TokenKind::Clitic => false,
            _ => true,
        }
    }

    /// The part of the day that a token names.
    pub(super) fn part_of_day(&self, i: usize) -> Option<PartOfDay> {
        if let Class::PartOfDay(part) = self.class(i) { Some(part) } else { None }
    }
}

fn is_number((class, ..): (Class, Option<Position>, bool)) -> bool {
    matches!(class, Class::Number { .. } | Class::Clock { .. } | Class::Year(_))
}
