//! What the surroundings of one place say about the type of the name that stands there.

use std::collections::BTreeMap;

use super::evidence::{Evidence, merge};
use super::lists::hyphenated_given;
use super::scan::{Run, Scan};
use super::words::{is_season_noun, is_year};
use crate::lexicon::Word;
use crate::text::token::Case;
use crate::text::{Sentence, TokenKind, Zone};

/// One place of a name, with the words around it in lower case; empty beyond the sentence.
pub(super) struct Around<'r, 'a> {
    pub(super) run: &'r Run,
    pub(super) sentence: &'r Sentence,
    pub(super) first: &'a str,
    pub(super) last: &'a str,
    pub(super) length: usize,
    /// The words before, nearest first.
    pub(super) w1: Word<'a>,
    pub(super) w2: Word<'a>,
    pub(super) w3: Word<'a>,
    /// First token of the words that dress the name.
    pub(super) dress: usize,
    /// The same, before the adjectives that dress the name: "the new BBC drama …".
    pub(super) d1: Word<'a>,
    pub(super) d2: Word<'a>,
    pub(super) d3: Word<'a>,
    /// The words behind.
    pub(super) n1: Word<'a>,
    pub(super) n2: Word<'a>,
    pub(super) n3: Word<'a>,
}

impl Scan<'_, '_> {
    /// Adds what the surroundings of a run say about its type.
    pub(super) fn weigh(&self, run: &Run, stats: &mut BTreeMap<String, Evidence>) {
        let mut e = Evidence { count: 1, first: run.tokens.start, ..Evidence::default() };
        e.tokens = run.tokens.clone().map(|i| self.word(i).to_owned()).collect();
        let around = self.around(run);
        e.body = (around.sentence.zone != Zone::Headline).then_some(run.tokens.start);
        if !self.starts_clause(run.tokens.start, around.sentence.tokens.start) && !self.shouting[run.sentence] {
            e.inside = 1;
        }
        self.shape(&around, &mut e);
        // a slot says at least so much for a title; what the single words say is counted once
        let (before, behind) = self.slots(&around);
        let own = e.title;
        self.before_title(&around, &mut e);
        e.title += (before - (e.title - own).max(0.0)).max(0.0);
        self.before_person(&around, &mut e);
        let own = e.title;
        self.behind_title(&around, &mut e);
        e.title += (behind - (e.title - own).max(0.0)).max(0.0);
        self.behind_person(&around, &mut e);
        self.lists_and_headings(&around, &mut e);
        if run.tokens.clone().skip(1).any(|i| self.token(i).kind == TokenKind::Number) {
            // "Studio 9" is nobody's name
            e.person = e.person.min(0.0);
        }
        merge(stats.entry(self.key(&run.tokens)).or_default(), e);
    }

    fn around<'r>(&'r self, run: &'r Run) -> Around<'r, 'r> {
        let sentence = &self.text.sentences[run.sentence];
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let mut left = run.outer.start;
        while left > start && left + 6 > run.outer.start {
            let word = self.lower_at(left - 1);
            let dress = matches!(
                word.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "its"
                    | "upcoming"
                    | "new"
                    | "hit"
                    | "forthcoming"
                    | "recent"
                    | "latest"
                    | "original"
                    | "own"
                    | "short"
            ) || self.lists.is_genre(word)
                || (word == "'s" && left >= start + 2 && self.lists.networks.longest(|k| (k == 0).then(|| self.word(left - 2))) == 1);
            if !dress {
                break;
            }
            left -= if word == "'s" { 2 } else { 1 };
        }
        let before = |from: usize, k: usize| if from < start + k { Word::default() } else { self.lower_at(from - k) };
        let after = |k: usize| if run.outer.end + k >= end { Word::default() } else { self.lower_at(run.outer.end + k) };
        Around {
            run,
            sentence,
            first: self.word(run.tokens.start),
            last: self.word(run.tokens.end - 1),
            length: run.tokens.len(),
            w1: before(run.outer.start, 1),
            w2: before(run.outer.start, 2),
            w3: before(run.outer.start, 3),
            dress: left,
            d1: before(left, 1),
            d2: before(left, 2),
            d3: before(left, 3),
            n1: after(0),
            n2: after(1),
            n3: after(2),
        }
    }

    /// What the run itself looks like.
    fn shape(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let (first, last, length) = (around.first, around.last, around.length);
        let (first_at, last_at) = (self.at(run.tokens.start), self.at(run.tokens.end - 1));
        let given = self.lists.given.has(first_at) || hyphenated_given(first, &self.lists.given);
        let maybe_given = given || self.lists.given_ambiguous.has(first_at);
        let small_inside = run.tokens.clone().skip(1).any(|i| self.token(i).case == Case::Lower && !self.lists.particles.has(self.at(i)));
        let has_number = run.tokens.clone().any(|i| self.token(i).kind == TokenKind::Number);
        let article = matches!(first, "The" | "A" | "An");
        let function_inside = run.tokens.clone().skip(1).any(|i| {
            let lower = self.lower_at(i);
            lower != "may" && lower != "will" && lower != "up" && self.lists.function.has(lower)
        });
        if function_inside && length > 1 {
            e.shape_title += 1.2;
        }
        let name_like = !small_inside
            && !has_number
            && !article
            && !function_inside
            && !run.tokens.clone().any(|i| matches!(self.token(i).kind, TokenKind::Punct | TokenKind::Clitic));
        if name_like && (2..=4).contains(&length) {
            let family_first = self.lists.family_first.has(first_at)
                && length <= 3
                && (!self.lists.common.has(self.at(run.tokens.start + 1)) || length == 3 && !self.lists.common.has(last_at));
            // "Han Min Seo": a family name and two more words that are no words
            let three = family_first && length == 3 && !self.lists.common.has(last_at);
            // "Salt Road", "Pocket Planet": ordinary words with capitals are nobody's name
            let ordinary = !given
                && !family_first
                && run.tokens.clone().all(|i| self.lists.is_ordinary(self.at(i)) && !self.lists.honorific.has(self.at(i)));
            if ordinary {
                e.shape_title += if maybe_given { 0.4 } else { 0.8 };
            }
            e.shape_person += match (given || three, maybe_given || family_first, ordinary) {
                (true, ..) => 2.0,
                (_, true, false) => 1.2,
                (_, true, true) => 0.6,
                (_, false, true) => 0.0,
                _ => 0.4,
            };
        } else if name_like && length == 1 && maybe_given {
            e.shape_person += 0.5;
        }
        if article || small_inside {
            e.shape_title += 1.0;
        }
        // "Badge & Bone", "Salt & Sorrow"
        let and = run.tokens.clone().any(|i| self.word(i) == "&");
        if and && run.tokens.clone().all(|i| self.word(i) == "&" || self.lists.is_ordinary(self.at(i))) {
            e.shape_title += 1.2;
        }
        if has_number || run.tokens.clone().any(|i| self.word(i) == ":") {
            e.shape_title += 1.0;
        }
        // "Silo 3": as sequels are counted
        if length > 1 && self.numbered(run.tokens.end - 1, run.sentence) {
            e.title += 0.8;
        }
        if self.lists.org_words.has(last_at) && length > 1 {
            // "Park", "Road", "Hill" end the names of shows as well
            e.shape_other = if self.lists.place_words.has(last_at) { 0.6 } else { 2.5 };
        }
        if matches!(last, "Universe" | "Multiverse" | "Awards" | "Award" | "University" | "Festival" | "Guild" | "Inc." | "Ltd")
            && length > 1
            && !run.quoted
        {
            e.listed = 1;
        }
        if self.lists.org_words.has(first_at) && length > 1 && self.lower(run.tokens.start + 1) == "of" {
            e.other += 4.0;
        }
        // "Prince of Wales", "Bank of Scotland", "South Korean": an office, a house, a people
        let of_place = length > 2
            && self.lower(run.tokens.start + 1) == "of"
            && self
                .gazetteer(run.tokens.start + 2, run.tokens.end)
                .is_some_and(|(n, given)| !given && run.tokens.start + 2 + n == run.tokens.end)
            && (self.lists.honorific.has(first_at) || self.lists.kin.has(first_at));
        if !run.quoted && (of_place || length == 2 && self.lists.demonyms.has(last_at)) {
            e.listed = 1;
        }
        // "Harbour School for the Arts": a house by what stands inside its name
        let institution = run.tokens.clone().skip(1).any(|i| {
            let strong = self.lists.org_words.has(self.at(i)) && !self.lists.place_words.has(self.at(i))
                || matches!(self.word(i), "School" | "Academy" | "Hospital");
            strong && i + 1 < run.tokens.end && matches!(self.word(i + 1), "for" | "For" | "of" | "Of")
        });
        if institution && !run.quoted {
            e.shape_other = e.shape_other.max(2.5);
        }
        if run.quoted {
            e.quoted = 1;
            e.title += 2.5;
        }
        if self.lists.honorific.has(first_at) && length > 1 {
            // "Dr Ann Lee" may be a guest as well as a role
            let full = length > 2 && self.lists.is_given(self.at(run.tokens.start + 1));
            e.person += if full { 0.7 } else { 0.3 };
            e.character += if full { 0.3 } else { 0.7 };
        }
    }

    /// What the lists of networks, papers and places say, and a heading that begins with the name.
    fn lists_and_headings(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let start = around.sentence.tokens.start;

        let Around { w1, w2, d1, d3, n1, n2, .. } = around;
        let listed = self.listed(&run.tokens);
        if (listed.network || listed.outlet || listed.other) && !run.quoted {
            // a listed name is a work or a person only where the text says so outright
            let owner = self.lists.is_work(n1) || self.lists.is_genre(n1) || n1 == "'s";
            let outright = !owner && self.lists.is_work(w1) || n1 == "(" && is_year(n2) || d1 == "of" && is_season_noun(d3);
            e.other += 2.0;
            e.person *= 0.3;
            if !outright {
                e.listed = 1;
                e.title = e.title.min(0.0);
            }
        }
        if w1 == ":" && w2 == "name" {
            e.other += 6.0;
        }
        // "3. Silo", and nothing else
        let alone = run.outer.start == around.sentence.tokens.start && n1.is_empty();
        if around.sentence.zone == Zone::ListItem && alone && self.behind_number(run.sentence) && !name_like_person(self, run) {
            e.title += 1.5;
        }
        // A heading that begins with the run, and nothing else, is likely a title.
        if matches!(around.sentence.zone, Zone::Heading)
            && run.outer.start == start
            && (n1.is_empty() || matches!(n1.as_str(), "(" | "," | "–" | "-" | "|" | "—" | ":"))
        {
            let label = run.tokens.len() == 1 && self.lists.common.has(self.at(run.tokens.start));
            e.title += if n1.is_empty() || label { 0.3 } else { 1.0 };
        }
    }

    pub(super) fn any_work(&self, before: usize, start: usize, reach: usize) -> bool {
        (before.saturating_sub(reach).max(start)..before).any(|i| self.lists.is_work(self.at(i)))
    }
}

/// True if the run may be a person's name by its looks.
pub(super) fn name_like_person(scan: &Scan, run: &Run) -> bool {
    scan.person_like(run.tokens.start, run.tokens.end)
        || scan.surnames.contains(scan.word(run.tokens.end - 1))
        || scan.lists.is_given(scan.at(run.tokens.start))
}
