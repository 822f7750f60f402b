//! Candidate runs: which tokens with capitals belong together.

use std::ops::Range;

use super::Roles;
use super::scan::{Run, Scan};
use super::words::{is_calendar, is_holiday};
use crate::lexicon::PhraseSet;
use crate::mention::season;
use crate::text::token::Case;
use crate::text::{TokenKind, Zone};

impl Scan<'_, '_> {
    /// Capitalised runs of one sentence, without small words inside.
    pub(super) fn base_runs(&self, number: usize, out: &mut Vec<Run>) {
        let sentence = &self.text.sentences[number];
        if matches!(sentence.zone, Zone::Furniture) {
            return;
        }
        let tokens = sentence.tokens.clone();
        let mut i = tokens.start + self.label(number);
        while i < tokens.end {
            let end = self.base_end(i, tokens.clone(), self.shouting[number]);
            if end > i {
                out.push(Run { tokens: i..end, outer: i..end, quoted: false, sentence: number });
                i = end;
            } else {
                i += 1;
            }
        }
    }

    /// Tokens of the label that a caption opens with ("Reunited:"), its colon included.
    pub(super) fn label(&self, number: usize) -> usize {
        let sentence = &self.text.sentences[number];
        if sentence.zone != Zone::Caption || self.text.blocks[sentence.block].span.start != sentence.span.start {
            return 0;
        }
        if self.subtitled(sentence) {
            return 0;
        }
        (0..sentence.tokens.len().min(6)).find(|i| self.word(sentence.tokens.start + i) == ":").map_or(0, |i| i + 1)
    }

    /// True if the token may be (part of) a name here.
    pub(super) fn is_name_token(&self, i: usize, start: usize, shouting: bool) -> bool {
        let token = self.token(i);
        if token.kind == TokenKind::Number {
            return false;
        }
        if token.kind != TokenKind::Word || !token.is_capitalised() {
            return false;
        }
        let (word, at) = (self.word(i), self.at(i));
        if token.case == Case::Upper && word.chars().count() == 1 {
            // "(L)" and "Plan B" name nobody; an initial has its full stop
            return false;
        }
        // "Apples sci-fi drama": a possessive that lost its apostrophe
        if word.len() > 3 && word.ends_with('s') && self.lists.networks.longest(|k| (k == 0).then(|| &word[..word.len() - 1])) == 1 {
            return false;
        }
        // "the Galway-born actor", "a Dracula-themed episode", "the K-drama"
        if let Some((_, tail)) = word.rsplit_once('-')
            && tail.starts_with(char::is_lowercase)
            && (self.lists.compound_tails.has(tail) || self.lists.is_work(at))
        {
            return false;
        }
        // "June Attwater", "April Jones": a month that a surname follows is a given name
        let month_name = matches!(word, "April" | "May" | "June" | "August" | "January") && i + 1 < self.text.tokens.len() && {
            let next = self.token(i + 1);
            next.kind == TokenKind::Word
                && next.case == Case::Capitalised
                && next.spaced
                && !is_calendar(self.word(i + 1))
                && !self.lists.common.has(self.at(i + 1))
                && !(i > 0 && matches!(self.lower(i - 1), "in" | "of" | "since" | "until" | "by" | "last" | "this" | "next" | "on"))
                && self.gazetteer(i + 1, i + 2).is_none()
        };
        if month_name {
            return true;
        }
        // "Last Christmas", "The Christmas Letters", "Halloween writer": a holiday that other capitals or a noun make a title
        if is_holiday(word) && !shouting && self.holiday_title(i, start) {
            return true;
        }
        // "The Long March Home": a month between capitals
        let capital = |j: usize| {
            let token = self.token(j);
            token.kind == TokenKind::Word && token.case == Case::Capitalised && token.spaced && !is_calendar(self.word(j))
        };
        if matches!(word, "March" | "May" | "August" | "June" | "April")
            && !shouting
            && i > start + 1
            && i + 1 < self.text.tokens.len()
            && capital(i - 1)
            && capital(i + 1)
            && self.lists.is_ordinary(self.at(i - 1))
            && self.lists.is_ordinary(self.at(i + 1))
        {
            return true;
        }
        if is_calendar(word) || word == "I" || self.lists.acronyms.has(at) {
            return false;
        }
        if matches!(word, "Season" | "Seasons" | "Series" | "Episode" | "Part" | "Volume" | "Chapter")
            && i + 1 < self.text.tokens.len()
            && season::cardinal(self.word(i + 1)).is_some()
        {
            return false;
        }
        // "CEO Ann Lee", "Director Bo Dee": a post before a name is no part of it
        if (self.lists.is_crew(at) || self.lists.is_performer(at))
            && !self.lists.given.has(at)
            && !self.lists.honorific.has(at)
            && self.next_is_given(i)
        {
            return false;
        }
        if self.lists.demonyms.has(at) && !self.lists.given.has(at) {
            // "British actor", but "American Hollow Story"
            return !shouting && i + 1 < self.text.tokens.len() && {
                let next = self.token(i + 1);
                let (word, at) = (self.word(i + 1), self.at(i + 1));
                next.kind == TokenKind::Word
                    && next.case == Case::Capitalised
                    && !self.lists.is_given(at)
                    && !self.lists.demonyms.has(at)
                    && !is_calendar(word)
                    && self.lists.common.has(at)
            };
        }
        if shouting || self.starts_clause(i, start) {
            let known_inside = self.inside.contains(word);
            let common = self.lists.common.has(at) || self.lists.function.has(self.at(i));
            if self.lists.function.has(self.at(i)) {
                // "Last Bus Home has been renewed", "Three Doors Down ran …"
                let counts =
                    season::cardinal(word).is_some() || season::ordinal(word).is_some() || matches!(word, "Last" | "Next" | "Half");
                return counts && !shouting && i == start && self.subject_of_work(i);
            }
            if common && !known_inside {
                // "Show Me Rivers is set to return": ordinary words go on with capitals only in a title
                let title_goes_on = !shouting
                    && i + 1 < self.text.tokens.len()
                    && self.token(i + 1).kind == TokenKind::Word
                    && self.token(i + 1).case == Case::Capitalised
                    && {
                        let (next, next_at) = (self.word(i + 1), self.at(i + 1));
                        let plain = self.lists.common.has(next_at) || self.lists.function.has(self.at(i + 1));
                        plain
                            && !self.lists.is_given(next_at)
                            && !is_calendar(next)
                            && self.gazetteer(i + 1, i + 3).is_none()
                            && !self.lists.demonyms.has(next_at)
                    };
                return title_goes_on && !self.dresses(i)
                    || self.lists.is_given(at) && self.next_is_name(i)
                    || !shouting && i == start && self.subject_of_work(i);
            }
            if shouting && common && !self.lists.is_given(at) {
                return false;
            }
            if (self.lists.is_performer(at) || self.lists.is_crew(at) || self.lists.is_work(at) || self.lists.is_genre(at))
                && !self.lists.is_given(at)
            {
                return false;
            }
            return true;
        }
        true
    }

    /// "Cold Harbour has been renewed", "Last Bus Home's Ann Lee": the capitals from the start of the sentence on are
    /// the subject of what is said of works only, so that the first of them belongs to the name.
    fn subject_of_work(&self, i: usize) -> bool {
        let limit = self.text.tokens.len();
        let capital = |j: usize| j < limit && self.token(j).kind == TokenKind::Word && self.token(j).case == Case::Capitalised;
        // "Bread and Circuits", "Half a Heist": small words inside, if a capital follows
        let joined = |from: usize| {
            let small = |j: &usize| self.lists.joiners.has(self.at(*j)) && !capital(*j) || matches!(self.word(*j), "'s" | "’s");
            let to = (from..limit.min(from + 2)).take_while(small).count() + from;
            (to > from && capital(to)).then_some(to)
        };
        let next = if capital(i + 1) { Some(i + 1) } else { joined(i + 1) };
        let Some(next) = next else { return false };
        if self.dresses(i) || self.person_like(next, limit) || self.gazetteer(next, limit).is_some() {
            return false;
        }
        // "Fans of Silo", "Filming on Silo"
        let of_title = self.lists.nouns_of_title.has(self.at(i)) || self.lists.title_nouns.has(self.at(i));
        if next > i + 1 && (of_title || self.lists.makes_with.has(self.at(i))) {
            return false;
        }
        let mut end = next;
        while let Some(more) = if capital(end) { Some(end + 1) } else { joined(end) } {
            end = more;
        }
        if end >= limit {
            return false;
        }
        // "Coroner's Report, starring Ann Lee"
        let described = self.word(end) == ","
            && end + 1 < limit
            && matches!(self.word(end + 1), "starring" | "featuring" | "which" | "directed" | "written" | "created" | "based" | "whose");
        if described && next > i + 1 {
            return true;
        }
        // a label: "… star", "…'s Ann Lee"
        if self.lists.title_nouns.has(self.at(end)) || matches!(self.word(end), "'s" | "’s") && self.person_like(end + 1, limit) {
            return true;
        }
        (end..limit.min(end + 7))
            .take_while(|j| !matches!(self.token(*j).kind, TokenKind::Punct | TokenKind::Quote))
            .any(|j| self.token(j).case == Case::Lower && self.lists.work_predicates.has(self.at(j)))
    }

    /// "Sitcom", "British", "Newly": what stands before a name and is no part of it.
    fn dresses(&self, i: usize) -> bool {
        let at = self.at(i);
        self.lists.is_work(at)
            || self.lists.is_genre(at)
            || self.lists.is_performer(at)
            || self.lists.is_crew(at)
            || self.lists.demonyms.has(at)
            || self.lists.honorific.has(at)
            || self.word(i).ends_with("ly")
    }

    /// True if a holiday at `i` is a part of a title: a capital goes before or after it, or a noun of titles follows.
    fn holiday_title(&self, i: usize, start: usize) -> bool {
        let capital = |j: usize| {
            let token = self.token(j);
            token.kind == TokenKind::Word && token.case == Case::Capitalised && !is_calendar(self.word(j))
        };
        let next = i + 1;
        let day = next < self.text.tokens.len() && matches!(self.word(next), "Day" | "Eve" | "Special" | "Week" | "Island");
        let after = next < self.text.tokens.len()
            && self.token(next).spaced
            && (capital(next) && self.gazetteer(next, next + 2).is_none() && !self.lists.is_given(self.at(next))
                || matches!(
                    self.word(next),
                    "writer" | "star" | "stars" | "franchise" | "director" | "creator" | "sequel" | "reboot" | "films"
                ));
        let before = i > start + 1
            && capital(i - 1)
            && self.lists.is_ordinary(self.at(i - 1))
            && !self.starts_clause(i - 1, start)
            && !self.lists.is_work(self.at(i - 1));
        !day && (after || before)
    }

    pub(super) fn next_is_given(&self, i: usize) -> bool {
        i + 1 < self.text.tokens.len() && self.token(i + 1).is_capitalised() && self.lists.is_given(self.at(i + 1))
    }

    /// True if the tokens from `i` on look like a person's name: a given name and more.
    pub(super) fn person_like(&self, i: usize, end: usize) -> bool {
        i + 1 < end
            && self.lists.is_given(self.at(i))
            && self.token(i + 1).is_capitalised()
            && self.token(i + 1).kind == TokenKind::Word
            && !self.lists.function.has(self.at(i + 1))
    }

    pub(super) fn next_is_name(&self, i: usize) -> bool {
        i + 1 < self.text.tokens.len()
            && self.token(i + 1).is_capitalised()
            && self.token(i + 1).kind == TokenKind::Word
            && !self.lists.common.has(self.at(i + 1))
    }

    /// End of the base run that begins at `i`, a token of the sentence `within`; `i` itself if none does.
    pub(super) fn base_end(&self, i: usize, within: Range<usize>, shouting: bool) -> usize {
        let known = &self.base_ends[i];
        if known.get() == u32::MAX {
            known.set(self.find_base_end(i, within, shouting) as u32);
        }
        known.get() as usize
    }

    fn find_base_end(&self, i: usize, within: Range<usize>, shouting: bool) -> usize {
        // "Never, Never"
        if i + 2 < within.end
            && self.word(i + 1) == ","
            && self.word(i) == self.word(i + 2)
            && self.token(i).is_capitalised()
            && self.token(i).kind == TokenKind::Word
            && self.word(i).len() > 2
        {
            return i + 3;
        }
        let gazetteer = self.gazetteer(i, within.end);
        if let Some((length, single_given)) = gazetteer {
            let next_big = i + length < within.end && self.is_name_token(i + length, within.start, shouting);
            // "Paris Hilton", "Max Ferrand": a given name goes on with a surname; "Lisbon Nights": a place with a noun
            let word = |k: usize| (i + k < within.end).then(|| self.word(i + k));
            let place = self.lists.places.longest(word) == length
                && self.lists.networks.longest(word) == 0
                && self.lists.outlets.longest(word) == 0;
            let place_goes_on = place
                && next_big
                && !self.starts_clause(i, within.start)
                && !shouting
                && self.gazetteer(i + length, within.end).is_none()
                && !self.person_like(i + length, within.end);
            if !(single_given && next_big || place_goes_on) {
                return i + length;
            }
        }
        if !self.is_name_token(i, within.start, shouting) {
            // a number may begin a title: "40 Nights", "12th Street Sisters"; only its extension can tell
            return i;
        }
        let mut end = i + 1;
        while end < within.end {
            let token = self.token(end);
            // "Ann Lee QUITS after …": a word that shouts is no name
            let loud = |i: usize| self.word(i).len() > 2 && self.word(i).chars().all(|c| c.is_uppercase());
            if !shouting && loud(end) && !loud(end - 1) && self.lists.common.has(self.at(end)) {
                break;
            }
            // "Second Sunday", "Grey Monday": a weekday inside a run of capitals
            let weekday = self.word(end).ends_with("day")
                && is_calendar(self.word(end))
                && !shouting
                && end == i + 1
                && !self.lists.is_given(self.at(i))
                && self.gazetteer(i, i + 1).is_none()
                && !self.starts_clause(i, within.start);
            if (weekday || self.is_name_token(end, within.start, shouting)) && !matches!(self.word(end - 1), "'s") {
                if self.gazetteer(end, within.end).is_some_and(|(n, given)| !given && n > 1) {
                    break;
                }
                end += 1;
                continue;
            }
            let next = end + 1;
            let lower = self.lower_at(end);
            let joins = next < within.end && self.is_name_token(next, within.start, shouting) && !shouting;
            if joins && self.lists.particles.has(lower) && token.kind == TokenKind::Word && self.lists.is_given(self.at(i)) {
                end += 2;
                continue;
            }
            // "Vera van der Dam", "Ines de la Roca"
            let two = next + 1 < within.end
                && self.lists.particles.has(lower)
                && self.lists.particles.has(self.at(next))
                && self.is_name_token(next + 1, within.start, shouting);
            if two && !shouting && self.lists.is_given(self.at(i)) {
                end += 3;
                continue;
            }
            // "Karim el-Haddad"
            let hyphened = self
                .word(end)
                .split_once('-')
                .is_some_and(|(particle, name)| self.lists.particles.has(particle) && name.chars().next().is_some_and(char::is_uppercase));
            if hyphened && self.lists.is_given(self.at(i)) {
                end += 1;
                continue;
            }
            if lower == "n't" && joins && !shouting {
                end += 2;
                continue;
            }
            // Michael “Bo” Carraway
            if token.kind == TokenKind::Quote
                && next + 2 < within.end
                && self.token(next + 1).kind == TokenKind::Quote
                && self.is_name_token(next, within.start, shouting)
            {
                let behind = next + 2;
                if behind < within.end && self.is_name_token(behind, within.start, shouting) {
                    end = behind + 1;
                    continue;
                }
            }
            break;
        }
        end
    }

    /// Length of a listed name at `i` and whether it is one word that is a given name as well.
    pub(super) fn gazetteer(&self, i: usize, end: usize) -> Option<(usize, bool)> {
        let word = |k: usize| (i + k < end).then(|| self.word(i + k));
        if i >= end || !self.lists.begins_listed(self.at(i)) {
            return None;
        }
        let longest = [&self.lists.networks, &self.lists.outlets, &self.lists.places, &self.lists.events, &self.lists.titles]
            .iter()
            .map(|set| set.longest(word))
            .max()
            .unwrap_or(0);
        (longest > 0).then(|| (longest, longest == 1 && (self.lists.is_given(self.at(i)) || self.lists.common.has(self.at(i)))))
    }

    pub(super) fn listed(&self, run: &Range<usize>) -> Roles {
        // "the UK", "The WB": an article makes no title of a listed name
        let bare = run.len() > 1 && self.word(run.start) == "The";
        let own = self.listed_as_written(run);
        if bare && own == Roles::default() { self.listed_as_written(&(run.start + 1..run.end)) } else { own }
    }

    pub(super) fn listed_as_written(&self, run: &Range<usize>) -> Roles {
        let word = |k: usize| (run.start + k < run.end).then(|| self.word(run.start + k));
        let whole = |set: &PhraseSet| set.longest(word) == run.len();
        Roles {
            network: whole(&self.lists.networks),
            outlet: whole(&self.lists.outlets),
            other: whole(&self.lists.places) || whole(&self.lists.events),
            title: whole(&self.lists.titles),
            ..Roles::default()
        }
    }
}
