//! The order of the passes, and what all of them ask: the words around a place, where a clause starts.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Names;
use super::evidence::Evidence;
use super::lists::NameLists;
use crate::lexicon::{Marks, Word};
use crate::text::token::Case;
use crate::text::{Text, Token, TokenKind, Zone};

/// Marks a candidate run with what is known of its surroundings.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) tokens: Range<usize>,
    pub(super) outer: Range<usize>,
    pub(super) quoted: bool,
    pub(super) sentence: usize,
}

pub(super) struct Scan<'t, 'a> {
    pub(super) text: &'t Text<'a>,
    pub(super) lists: &'t NameLists,
    /// The sets that each token is in.
    pub(super) marks: &'t [Marks],
    /// Words that stand capitalised in the middle of running text.
    pub(super) inside: FxHashSet<&'a str>,
    /// Base runs that stand somewhere with no small word behind them.
    pub(super) alone: FxHashSet<String>,
    /// Last words of runs that look like a person's full name.
    pub(super) surnames: FxHashSet<String>,
    /// Sentences written In Title Case or ALL CAPS: capitals say nothing there.
    pub(super) shouting: Vec<bool>,
    /// What [`Scan::base_end`] has found, by token; `u32::MAX` where it was not asked yet.
    pub(super) base_ends: Vec<Cell<u32>>,
    /// All base runs.
    base: Vec<Run>,
    /// What stands in quotation marks or italics and is written like a title.
    pub(super) quoted: Vec<Run>,
}

impl<'t, 'a> Scan<'t, 'a> {
    pub(super) fn new(text: &'t Text<'a>, lists: &'t NameLists, marks: &'t [Marks]) -> Self {
        let shouting = text.sentences.iter().map(|s| is_title_case(text, s.tokens.clone(), s.zone)).collect();
        let mut scan = Scan {
            text,
            lists,
            marks,
            inside: Default::default(),
            alone: Default::default(),
            surnames: Default::default(),
            shouting,
            base_ends: vec![Cell::new(u32::MAX); text.tokens.len()],
            base: Vec::new(),
            quoted: Vec::new(),
        };
        for (number, sentence) in text.sentences.iter().enumerate() {
            if scan.shouting[number] {
                continue;
            }
            for i in sentence.tokens.clone().skip(1) {
                if text.tokens[i].is_capitalised() && !scan.starts_clause(i, sentence.tokens.start) {
                    scan.inside.insert(text.word(i));
                }
            }
        }
        let mut runs = Vec::new();
        for number in 0..text.sentences.len() {
            scan.base_runs(number, &mut runs);
        }
        for run in &runs {
            let next = run.tokens.end;
            if scan.person_like(run.tokens.start, run.tokens.end) && run.tokens.len() <= 3 {
                scan.surnames.insert(scan.word(run.tokens.end - 1).to_owned());
            }
            if next >= text.tokens.len() || !scan.lists.joiners.has(scan.at(next)) {
                scan.alone.insert(scan.key(&run.tokens));
            }
        }
        scan.base = runs;
        let mut quoted = Vec::new();
        for number in 0..text.sentences.len() {
            scan.quoted_titles(number, &mut quoted);
        }
        scan.quoted = quoted;
        scan
    }

    /// True if a capital at this token may only mean that a sentence begins.
    pub(super) fn starts_clause(&self, i: usize, start: usize) -> bool {
        if i == start {
            return true;
        }
        let before = &self.text.tokens[i - 1];
        match before.kind {
            TokenKind::Quote => i < start + 2 || matches!(self.text.tokens[i.saturating_sub(2)].kind, TokenKind::Punct | TokenKind::Quote),
            TokenKind::Punct => matches!(self.text.word(i - 1), ":" | "." | "?" | "!" | "•" | "-" | "–" | "—" | "*" | "…" | "["),
            _ => false,
        }
    }

    pub(super) fn word(&self, i: usize) -> &'a str {
        self.text.word(i)
    }

    /// The word in lower case, with straight apostrophes.
    pub(super) fn lower(&self, i: usize) -> &'t str {
        self.text.lower(i)
    }

    /// The word as the lists are asked for it.
    pub(super) fn at(&self, i: usize) -> Word<'a> {
        Word::new(self.word(i), self.marks[i])
    }

    /// The same in lower case.
    pub(super) fn lower_at(&self, i: usize) -> Word<'t> {
        Word::new(self.text.lower(i), self.marks[i])
    }

    pub(super) fn token(&self, i: usize) -> &Token {
        &self.text.tokens[i]
    }

    pub(super) fn names(&self, listed: &[Range<usize>]) -> Names {
        let mut stats: BTreeMap<String, Evidence> = BTreeMap::new();
        let mut titles = self.quoted.clone();
        let mut runs = self.base.clone();
        self.listed_titles(listed, &mut titles);
        // runs that stand inside a quoted title are part of it
        let mut covered = vec![false; self.text.tokens.len()];
        for title in &titles {
            covered[title.outer.clone()].fill(true);
        }
        runs.retain(|r| !r.tokens.clone().all(|i| covered[i]));
        let mut extended: Vec<Run> = Vec::new();
        for run in &runs {
            extended.push(self.extend_title(run));
        }
        // A longer reading ("The Life and Times of …") is taken where its surroundings call for a title,
        // and then holds wherever the same words stand.
        let mut accepted: std::collections::BTreeSet<String> = Default::default();
        for (run, long) in runs.iter().zip(&extended) {
            if long.tokens == run.tokens {
                continue;
            }
            let mut own: BTreeMap<String, Evidence> = BTreeMap::new();
            self.weigh(long, &mut own);
            let Some((key, evidence)) = own.into_iter().next() else { continue };
            let best = evidence.title + evidence.shape_title - evidence.person.max(evidence.character);
            let of = long.tokens.clone().skip(1).any(|i| self.lower(i) == "of")
                && !self.lists.org_words.has(self.at(long.tokens.start))
                && !self.person_like(long.tokens.start, long.tokens.end);
            let numbered = long.tokens.end == run.tokens.end + 1 && self.numbered(run.tokens.end, run.sentence);
            let and = long.tokens.clone().any(|i| self.word(i) == "&");
            if best >= 2.0 || (best >= 1.0 && (long.tokens.len() > 3 || of || numbered || and)) {
                accepted.insert(key);
            }
        }
        for run in &titles {
            self.weigh(run, &mut stats);
        }
        let mut read: Vec<Run> = Vec::new();
        for (run, long) in runs.iter().zip(&extended) {
            if read.last().is_some_and(|r: &Run| r.tokens.end > run.tokens.start) {
                continue;
            }
            read.push(if accepted.contains(&self.key(&long.tokens)) { long.clone() } else { run.clone() });
        }
        let runs = read;
        for run in &runs {
            self.weigh(run, &mut stats);
        }
        self.brackets(&runs, &mut stats);
        self.credit_lines(&runs, &mut stats);
        self.lists(&runs, &mut stats);
        self.settle(stats)
    }

    /// "Harbour 5 is": a small number that ends a name, as those of sequels do; not "Silo 5 episodes".
    pub(super) fn numbered(&self, number: usize, sentence: usize) -> bool {
        let end = self.text.sentences[sentence].tokens.end;
        let small = self.word(number).parse::<u32>().is_ok_and(|n| (2..=999).contains(&n));
        let next = number + 1;
        small
            && (next >= end
                || self.token(next).kind != TokenKind::Word
                || self.lists.function.has(self.at(next))
                || self.word(next) == "will"
                || self.lists.title_nouns.has(self.at(next))
                || self.lists.show_verbs.has(self.at(next)))
    }

    pub(super) fn key(&self, tokens: &Range<usize>) -> String {
        let mut key = String::with_capacity(self.text.token_span(tokens).len() + 2);
        for i in tokens.clone() {
            if i > tokens.start {
                key.push(' ');
            }
            self.push_key_word(i, i > tokens.start, &mut key);
        }
        key
    }

    /// Appends a word as keys have it: with straight apostrophes, and a small word inside a name in lower case ("House Of
    /// Embers" is "House of Embers").
    pub(super) fn push_key_word(&self, i: usize, inside: bool, out: &mut String) {
        if inside && self.lists.joiners.has(self.at(i)) {
            out.push_str(self.lower(i));
            return;
        }
        let word = self.word(i);
        match word.is_ascii() {
            true => out.push_str(word),
            false => out.extend(word.chars().map(|c| if c == '’' { '\'' } else { c })),
        }
    }
}

fn is_title_case(text: &Text, tokens: Range<usize>, zone: Zone) -> bool {
    let (mut big, mut small) = (0, 0);
    for i in tokens.clone().skip(1) {
        let token = &text.tokens[i];
        if token.kind != TokenKind::Word || text.word(i).chars().count() < 4 {
            continue;
        }
        match token.case {
            Case::Capitalised | Case::Upper => big += 1,
            Case::Lower => small += 1,
            Case::None => {}
        }
    }
    // a plain sentence with many names ("Fox has renewed Engine 9, Bread Winners and The Understudies.") is none
    let prose = zone == Zone::Body && tokens.end > tokens.start && matches!(text.word(tokens.end - 1), "." | "”" | "\"" | ")" | "!" | "?");
    big >= 3 && big >= 3 * small && !(prose && small > 0)
}
