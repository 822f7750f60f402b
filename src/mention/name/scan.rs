//! The order of the passes, and what all of them ask: the words around a place, where a clause starts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Names;
use super::evidence::Evidence;
use super::lists::NameLists;
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
    /// Words that stand capitalised in the middle of running text.
    pub(super) inside: std::collections::HashSet<&'a str>,
    /// Base runs that stand somewhere with no small word behind them.
    pub(super) alone: std::collections::HashSet<String>,
    /// Last words of runs that look like a person's full name.
    pub(super) surnames: std::collections::HashSet<String>,
    /// Sentences written In Title Case or ALL CAPS: capitals say nothing there.
    pub(super) shouting: Vec<bool>,
}

impl<'t, 'a> Scan<'t, 'a> {
    pub(super) fn new(text: &'t Text<'a>, lists: &'t NameLists) -> Self {
        let shouting = text.sentences.iter().map(|s| is_title_case(text, s.tokens.clone(), s.zone)).collect();
        let mut scan = Scan { text, lists, inside: Default::default(), alone: Default::default(), surnames: Default::default(), shouting };
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
        for run in runs {
            let next = run.tokens.end;
            if scan.person_like(run.tokens.start, run.tokens.end) && run.tokens.len() <= 3 {
                scan.surnames.insert(scan.word(run.tokens.end - 1).to_owned());
            }
            if next >= text.tokens.len() || !scan.lists.joiners.has(scan.word(next)) {
                scan.alone.insert(scan.key(&run.tokens));
            }
        }
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

    pub(super) fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase().replace('’', "'")
    }

    pub(super) fn token(&self, i: usize) -> &Token {
        &self.text.tokens[i]
    }

    pub(super) fn names(&self, listed: &[Range<usize>]) -> Names {
        let mut stats: BTreeMap<String, Evidence> = BTreeMap::new();
        let mut titles: Vec<Run> = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        for number in 0..self.text.sentences.len() {
            self.quoted_titles(number, &mut titles);
            self.base_runs(number, &mut runs);
        }
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
                && !self.lists.org_words.has(self.word(long.tokens.start))
                && !self.person_like(long.tokens.start, long.tokens.end);
            let numbered = long.tokens.end == run.tokens.end + 1 && self.numbered(run.tokens.end, run.sentence);
            if best >= 2.0 || (best >= 1.0 && (long.tokens.len() > 3 || of || numbered)) {
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
                || self.lists.function.has(self.word(next))
                || self.word(next) == "will"
                || self.lists.title_nouns.has(self.word(next))
                || self.lists.show_verbs.has(self.word(next)))
    }

    pub(super) fn key(&self, tokens: &Range<usize>) -> String {
        let words: Vec<String> = tokens.clone().map(|i| self.word(i).replace('’', "'")).collect();
        if words.len() < 2 {
            return words.join(" ");
        }
        // "House Of Embers" is "House of Embers"
        words
            .iter()
            .enumerate()
            .map(|(i, w)| if i > 0 && self.lists.joiners.has(w) { w.to_lowercase() } else { w.clone() })
            .collect::<Vec<_>>()
            .join(" ")
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
