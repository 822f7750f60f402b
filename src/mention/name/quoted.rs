//! Titles by their marks: quotation marks, italics, and the name that a listing line opens with.

use std::ops::Range;

use super::scan::{Run, Scan};
use super::words::{is_calendar, is_season_noun, is_year};
use crate::mention::season;
use crate::text::{TokenKind, Zone};

impl Scan<'_, '_> {
    /// What stands in quotation marks or italics and is written like a title.
    pub(super) fn quoted_titles(&self, number: usize, out: &mut Vec<Run>) {
        let sentence = &self.text.sentences[number];
        let tokens = sentence.tokens.clone();
        let first = self.text.quotes.partition_point(|q| q.outer.start < sentence.span.start);
        for quote in self.text.quotes[first..].iter().take_while(|q| q.outer.start < sentence.span.end) {
            if !quote.closed || quote.outer.start < sentence.span.start || quote.outer.end > sentence.span.end {
                continue;
            }
            let Some(open) = tokens.clone().find(|i| self.token(*i).span.start == quote.outer.start) else { continue };
            let Some(close) = tokens.clone().find(|i| self.token(*i).span.start == quote.inner.end) else { continue };
            // Ann “Bo” Lee: a nickname
            let big = |i: usize| self.token(i).is_capitalised() && self.token(i).kind == TokenKind::Word;
            if open > tokens.start
                && !self.shouting[number]
                && big(open - 1)
                && close + 1 < tokens.end
                && big(close + 1)
                && close - open <= 3
                && !self.lists.is_work(self.at(open - 1))
                && !self.lists.is_performer(self.at(close + 1))
            {
                continue;
            }
            let mut inner = open + 1..close;
            // American style: the comma stands inside the marks
            while inner.end > inner.start && matches!(self.word(inner.end - 1), "," | ".") {
                inner.end -= 1;
            }
            if self.looks_like_title(&inner, open, tokens.start) {
                out.push(Run { tokens: inner, outer: open..close + 1, quoted: true, sentence: number });
            }
        }
        out.extend(self.heading_title(number));
        // _Title_ and *Title*
        let mut i = tokens.start;
        while i + 2 < tokens.end {
            let mark = self.word(i);
            if matches!(mark, "_" | "*")
                && !self.token(i + 1).spaced
                && let Some(close) = (i + 2..tokens.end.min(i + 14)).find(|j| self.word(*j) == mark && !self.token(*j).spaced)
            {
                if self.looks_like_title(&(i + 1..close), i, tokens.start) {
                    out.push(Run { tokens: i + 1..close, outer: i..close + 1, quoted: true, sentence: number });
                }
                i = close;
            }
            i += 1;
        }
    }

    /// The titles of listings, where no mark has named them already.
    pub(super) fn listed_titles(&self, listed: &[Range<usize>], out: &mut Vec<Run>) {
        for title in listed {
            let sentence = self.text.sentence_of(title.start);
            let crosses = |r: &Run| r.outer.start < title.end && title.start < r.outer.end;
            // a common word alone is the title of its line only ("Marrow", "Them")
            let common = title.len() == 1 && (self.lists.common.has(self.at(title.start)) || self.lists.function.has(self.at(title.start)));
            if common || title.end > self.text.sentences[sentence].tokens.end {
                continue;
            }
            out.retain(|r| !crosses(r) || r.tokens == *title || r.outer.start < title.start);
            if !out.iter().any(crosses) {
                out.push(Run { tokens: title.clone(), outer: title.clone(), quoted: true, sentence });
            }
        }
    }

    /// "Silo, Season 2: March 8 (Hulu)", "Silo (season 2)", "Silo – Feb 4": the name that a listing opens with.
    pub(super) fn heading_title(&self, number: usize) -> Option<Run> {
        let sentence = &self.text.sentences[number];
        let prose = sentence.zone == Zone::Body && self.word(sentence.tokens.end - 1) == ".";
        if prose
            || !matches!(sentence.zone, Zone::Heading | Zone::ListItem | Zone::Body)
            || sentence.tokens.len() > 24
            || sentence.span.start != self.text.blocks[sentence.block].span.start && !self.behind_number(number)
        {
            return None;
        }
        let limit = sentence.tokens.end;
        let mut start = sentence.tokens.start;
        while start < limit
            && (matches!(self.word(start), "•" | "-" | "*" | "–" | "#" | "##" | "###" | ".")
                || (start + 1 < limit && self.token(start).kind == TokenKind::Number && matches!(self.word(start + 1), "." | ")")))
        {
            start += 1;
        }
        // the broadcaster before the title: "Hulu Silo (Season 3)"
        while start < limit {
            let word = |k: usize| (start + k < limit).then(|| self.word(start + k));
            let network = self.lists.networks.longest(word);
            let behind = start + network;
            if network == 0 || behind >= limit || !(self.token(behind).is_capitalised() || self.word(behind) == "/") {
                break;
            }
            start = if self.word(behind) == "/" { behind + 1 } else { behind };
        }
        let season_at = |i: usize| i + 1 < limit && is_season_noun(self.lower(i)) && season::cardinal(self.word(i + 1)).is_some();
        // "Silo (Hulu, March 8)"
        let housed = |i: usize| self.lists.networks.longest(|k| (i + k < limit).then(|| self.word(i + k))) > 0;
        let dated = |i: usize| {
            (i..limit.min(i + 5))
                .any(|j| is_calendar(self.word(j)) || is_year(self.word(j)) || matches!(self.lower(j), "released" | "tba" | "tbc"))
        };
        for i in start + 1..limit.min(start + 11) {
            let mark = self.word(i);
            let ends = (matches!(mark, "," | "(" | ":" | "–" | "—" | "-" | "|") && season_at(i + 1))
                || season_at(i)
                || (matches!(mark, "–" | "—" | "|") && self.token(i).spaced && dated(i + 1))
                || (mark == "-" && self.token(i).spaced && dated(i + 1))
                || (mark == "(" && sentence.zone != Zone::Body && housed(i + 1) && dated(i + 1))
                || (mark == "(" && i + 2 < limit && is_year(self.word(i + 1)) && self.word(i + 2) == ")" && sentence.zone == Zone::Heading);
            if !ends {
                continue;
            }
            let big = (start..i)
                .filter(|j| self.token(*j).kind == TokenKind::Word && self.word(*j).len() > 3)
                .all(|j| self.token(j).is_capitalised() || self.lists.joiners.has(self.at(j)));
            let opens = self.token(start).is_capitalised() || self.token(start).kind == TokenKind::Number;
            let only_function = (start..i).all(|j| self.lists.function.has(self.at(j)) || self.lists.common.has(self.at(j)))
                && i - start < 2
                && sentence.zone != Zone::Heading;
            let listing = i - start > 3
                && (start..i).all(|j| {
                    self.lists.common.has(self.at(j))
                        || self.lists.function.has(self.at(j))
                        || self.token(j).kind == TokenKind::Number
                        || self.lists.acronyms.has(self.at(j))
                });
            if listing
                && (start..i).any(|j| {
                    matches!(
                        self.lower(j),
                        "most" | "best" | "new" | "top" | "every" | "shows" | "movies" | "films" | "releases" | "everything"
                    )
                })
            {
                return None;
            }
            // "Feb. 25 – March 1"
            if is_calendar(self.word(start)) && (start + 1..i).all(|j| self.token(j).kind != TokenKind::Word) {
                return None;
            }
            let section = i - start == 1 && self.lists.sections.has(self.at(start));
            if section {
                return None;
            }
            let outer_quote = self.token(start).kind == TokenKind::Quote;
            // "When is the season 2 release date?" names nothing
            let dangling = self.lists.function.has(self.at(i - 1))
                || matches!(self.lower(start), "when" | "what" | "who" | "where" | "how" | "why" | "is" | "will" | "does" | "has" | "did");
            if dangling {
                return None;
            }
            return (big && opens && !only_function && !outer_quote).then_some(Run {
                tokens: start..i,
                outer: start..i,
                quoted: true,
                sentence: number,
            });
        }
        None
    }

    /// True if only the number of a list ("1.") stands before the sentence in its block.
    pub(super) fn behind_number(&self, number: usize) -> bool {
        let Some(before) = number.checked_sub(1).map(|n| &self.text.sentences[n]) else { return false };
        before.block == self.text.sentences[number].block
            && before.span.start == self.text.blocks[before.block].span.start
            && before.tokens.len() <= 2
            && self.token(before.tokens.start).kind == TokenKind::Number
    }

    /// True if the same words stand in these tokens, in any case.
    fn repeats(&self, inner: &Range<usize>, within: Range<usize>) -> bool {
        let n = inner.len();
        (within.start..(within.end + 1).saturating_sub(n)).any(|at| (0..n).all(|k| self.lower(at + k) == self.lower(inner.start + k)))
    }

    pub(super) fn looks_like_title(&self, inner: &Range<usize>, open: usize, start: usize) -> bool {
        if inner.is_empty() || inner.len() > 16 {
            return false;
        }
        let words: Vec<usize> = inner.clone().filter(|i| matches!(self.token(*i).kind, TokenKind::Word | TokenKind::Number)).collect();
        let Some(&first) = words.first() else { return false };
        let after_work = open > start && self.lists.is_work(self.at(open - 1));
        let opens_big = self.token(first).is_capitalised() || self.token(first).kind == TokenKind::Number;
        // "Film 'absolute disaster'": a headline quotes opinions, and the body would say a title again
        let opinion = || {
            let number = self.text.sentences.partition_point(|s| s.tokens.start < start);
            self.text.sentences[number].zone == Zone::Headline
                && !self.text.sentences[number + 1..].iter().any(|s| self.repeats(inner, s.tokens.clone()))
        };
        if !opens_big {
            return after_work && words.len() <= 5 && !words.is_empty() && !opinion();
        }
        let content: Vec<usize> =
            words.iter().copied().filter(|i| self.word(*i).chars().count() > 2 && !self.lists.joiners.has(self.at(*i))).collect();
        let big = content.iter().filter(|i| self.token(**i).is_capitalised() || self.token(**i).kind == TokenKind::Number).count();
        if big < content.len() {
            // “Horses for hire”: one small word, but only where a work is announced
            return after_work && words.len() <= 6 && !opinion();
        }
        // one capitalised word that begins a quoted sentence is no title: “Yes”
        let single_common = words.len() == 1 && self.lists.common.has(self.at(first)) && !after_work;
        let ends_quote = matches!(self.word(inner.end - 1), "!" | "?") && self.lists.common.has(self.at(first));
        !(single_common && (open == start || matches!(self.word(open - 1), ":" | ","))) && !ends_quote
    }
}
