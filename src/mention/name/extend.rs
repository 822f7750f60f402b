//! A run read as a longer title: with the small words, numbers and subtitles that titles have inside.

use std::ops::Range;

use super::scan::{Run, Scan};
use super::words::{is_calendar, is_season_noun, is_year, starts_title_number};
use crate::mention::season;
use crate::text::token::Case;
use crate::text::{Sentence, TokenKind, Zone};

impl Scan<'_, '_> {
    /// The run read as a title: with the small words, numbers and colons that titles have inside.
    pub(super) fn extend_title(&self, run: &Run) -> Run {
        let sentence = &self.text.sentences[run.sentence];
        let shouting = self.shouting[run.sentence];
        if shouting {
            return run.clone();
        }
        let listed = self.listed_as_written(&run.tokens);
        if listed.network || listed.outlet {
            return run.clone();
        }
        let limit = sentence.tokens.end;
        let mut start = run.tokens.start;
        if start > sentence.tokens.start && self.word(start) != "The" {
            let before = start - 1;
            let big = |i: usize| self.token(i).is_capitalised() && self.lists.joiners.has(self.at(i));
            // "I Can Only Imagine"
            let pronoun = self.word(before) == "I"
                && self.token(before).spaced
                && before > sentence.tokens.start
                && self.lists.function.has(self.at(start));
            let indefinite = matches!(self.word(before), "A" | "An") && self.starts_clause(before, sentence.tokens.start);
            // "In Silo, Ann Lee plays …" is a place, "In the Heights" behind it a name
            let adverbial = before == sentence.tokens.start && !matches!(self.word(before), "The" | "A" | "An" | "My" | "Your");
            let joiner = big(before)
                && !indefinite
                && !adverbial
                && (!self.person_like(start, run.tokens.end) || self.word(before) == "The" && before > sentence.tokens.start)
                && (!self.token(before).is_capitalised() || self.word(before).len() > 1 || self.word(before) == "A");
            // "7 Days", but not "January 21 Ryan" nor "Season 2 Ann"
            let counted = before > sentence.tokens.start && (is_calendar(self.word(before - 1)) || is_season_noun(self.lower(before - 1)));
            let number = self.token(before).kind == TokenKind::Number && starts_title_number(self.word(before)) && !counted;
            if joiner || pronoun || number {
                start = before;
            }
        }
        let called = start > sentence.tokens.start && {
            let before = self.lower_at(start - 1);
            let plural = before.ends_with('s') && !before.ends_with("series");
            (self.lists.is_work(before) && !plural) || matches!(before.as_str(), "entitled" | "titled")
        };
        let mut end = run.tokens.end;
        while end < limit {
            let token = self.token(end);
            let word = self.word(end);
            let lower = self.lower(end);
            if token.is_capitalised() && token.kind == TokenKind::Word && !is_calendar(word) && !self.lists.acronyms.has(word) {
                if is_season_noun(lower) && end + 1 < limit && season::cardinal(self.word(end + 1)).is_some() {
                    break;
                }
                // "Keepers of Salt Ann Lee films …": a full name begins
                if end > run.tokens.end && self.person_like(end, limit) {
                    break;
                }
                end += 1;
                continue;
            }
            // joiners, if a capital follows at last
            let mut ahead = end;
            while ahead < limit
                && ahead < end + 3
                && !self.token(ahead).is_capitalised()
                && (self.lists.joiners.has(self.at(ahead))
                    || self.lists.foreign_joiners.has(self.at(ahead))
                    || matches!(self.lower(ahead), "'s" | "'" | "'re" | "'m"))
            {
                ahead += 1;
            }
            let big_next =
                |i: usize| i < limit && self.token(i).kind == TokenKind::Word && self.token(i).is_capitalised() && self.token(i).spaced;
            if ahead > end
                && big_next(ahead)
                && (!self.locates(start..end, ahead, limit) || self.toward(start..end, ahead, limit, called))
                && self.joins(start, end, ahead, limit, called)
            {
                end = ahead + 1;
                continue;
            }
            // "Marrow - the Drowned Abbot": a subtitle is an article and at least two capitals
            let capital = |i: usize| i < limit && self.token(i).kind == TokenKind::Word && self.token(i).case == Case::Capitalised;
            if matches!(word, "-" | "–")
                && token.spaced
                && end + 3 < limit
                && self.lower(end + 1) == "the"
                && capital(end + 2)
                && capital(end + 3)
                && self.gazetteer(end + 2, limit).is_none()
            {
                end += 4;
                continue;
            }
            let label = start == sentence.tokens.start
                && (sentence.zone == Zone::Caption && !self.subtitled(sentence)
                    || end == start + 1 && self.lists.common.has(self.at(start)));
            let clause = end + 1 < limit
                && self.lists.function.has(self.at(end + 1))
                && !matches!(self.lower(end + 1), "the" | "a" | "an" | "new" | "part" | "season" | "first" | "last" | "of");
            if word == ":"
                && !token.spaced
                && big_next(end + 1)
                && !clause
                && (sentence.zone != Zone::Caption || self.subtitled(sentence))
                && !label
                && (!self.person_like(start, end) || start > sentence.tokens.start && self.lower(end + 1) == "the" && big_next(end + 2))
            {
                // "Dead Reckoner: Part One"
                let numbered = matches!(self.word(end + 1), "Part" | "Chapter" | "Volume" | "Book")
                    && end + 2 < limit
                    && season::cardinal(self.word(end + 2)).is_some();
                end += if numbered { 3 } else { 2 };
                continue;
            }
            if token.kind == TokenKind::Number
                && token.spaced
                && word.len() <= 4
                && word.bytes().all(|b| b.is_ascii_digit())
                && !matches!(self.lower(end - 1), "season" | "series" | "of" | "in")
            {
                // "Howl 7", "Blade Runner 2049"
                end += 1;
                continue;
            }
            if matches!(word, "!" | "?") && !token.spaced && end + 1 < limit && self.token(end + 1).case == Case::Lower {
                end += 1;
            }
            break;
        }
        Run { tokens: start..end, outer: start..end, quoted: false, sentence: run.sentence }
    }

    /// "Dead Reckoner: Part One is slated …": two or more capitals, a colon and more capitals that a verb of works follows
    /// are a title with its subtitle, no label of a caption.
    pub(super) fn subtitled(&self, sentence: &Sentence) -> bool {
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let capital =
            |i: &usize| self.token(*i).is_capitalised() || self.lists.joiners.has(self.at(*i)) || self.token(*i).kind == TokenKind::Number;
        let colon = start + (start..end).take_while(capital).count();
        if colon < start + 2 || colon >= end || self.word(colon) != ":" || self.person_like(start, colon) {
            return false;
        }
        let verb = colon + 1 + (colon + 1..end).take_while(capital).count();
        verb > colon + 1
            && verb < end
            && !self.person_like(colon + 1, verb)
            && (matches!(self.word(verb), "is" | "was" | "has" | "will" | "had") || self.lists.show_verbs.has(self.at(verb)))
    }

    /// True if what stands at `i` shows that a title has ended: "… star", "… season 2", "… returns".
    fn edge(&self, i: usize, limit: usize) -> bool {
        i < limit
            && (self.lists.title_nouns.has(self.at(i))
                || self.lists.show_verbs.has(self.at(i))
                || is_season_noun(self.lower(i))
                || self.word(i) == "(" && i + 1 < limit && is_year(self.word(i + 1)))
    }

    /// True if a host is spoken of before the run, or the words before the name end in "Show" or "Hour".
    fn hosted(&self, start: usize, ahead: usize, limit: usize) -> bool {
        let host = start > 0 && matches!(self.lower(start - 1), "host" | "hosts" | "hosting" | "hosted" | "of");
        let show = matches!(self.word(ahead - 2), "Show" | "Hour" | "Night" | "Report" | "Problem") && ahead + 2 <= limit;
        host || show
    }

    /// "in New York", "at Cannes", "on Monday": where and when something is shown, never a part of its title.
    /// "Emily in Paris" is one if it always stands so.
    fn locates(&self, name: Range<usize>, ahead: usize, limit: usize) -> bool {
        let end = name.end;
        let article = ahead > end + 1 && matches!(self.lower(ahead - 1), "the" | "a" | "an");
        let place = ahead <= end + 2
            && (ahead == end + 1 || article)
            && matches!(self.lower(end), "in" | "at" | "on" | "for" | "from" | "to" | "with" | "over" | "by");
        let inside = matches!(self.lower(end), "in" | "at");
        let listed = self.gazetteer(ahead, limit).is_some_and(|(n, given)| !given || n > 1 || inside);
        place
            && (listed || is_calendar(self.word(ahead)) || self.lists.acronyms.has(self.at(ahead)))
            && (self.alone.contains(&self.key(&name)) || !self.said_twice(name.start..ahead + 1))
    }

    /// "the comedy One Ticket to Lisbon", "Nine Days to Winter": where the name alone says nothing, what it leads to is a part of it.
    fn toward(&self, name: Range<usize>, ahead: usize, limit: usize, called: bool) -> bool {
        let to = ahead == name.end + 1 && matches!(self.lower(name.end), "to" | "from");
        let network = self.lists.networks.longest(|k| (ahead + k < limit).then(|| self.word(ahead + k))) > 0;
        let bracketed = ahead == name.end + 1 && ahead + 2 < limit && self.word(ahead + 1) == "(" && is_year(self.word(ahead + 2));
        (to && called || bracketed) && name.len() > 1 && !network && name.clone().all(|i| self.lists.is_ordinary(self.at(i)))
    }

    /// True if the article has these words in this order more than once.
    fn said_twice(&self, words: Range<usize>) -> bool {
        let n = words.len();
        let tokens = self.text.tokens.len();
        (0..(tokens + 1).saturating_sub(n)).filter(|at| (0..n).all(|k| self.word(at + k) == self.word(words.start + k))).nth(1).is_some()
    }

    /// True if the small words `end..ahead` may stand inside a title that began at `start`.
    ///
    /// "of" and an article bind ("Band of Brothers", "Ghost in the Shell"); bare "and", "in", "for"
    /// more often join two names, so they bind only where a title is announced or begins with an article.
    pub(super) fn joins(&self, start: usize, end: usize, ahead: usize, limit: usize, called: bool) -> bool {
        let words: Vec<&str> = (end..ahead).map(|i| self.lower(i)).collect();
        // "The Late Hour with Ann Lee": a talk show has its host in its name
        if words == ["with"]
            && self.word(start) == "The"
            && end - start > 1
            && self.person_like(ahead, limit)
            && self.hosted(start, ahead, limit)
        {
            return true;
        }
        if self.person_like(ahead, limit)
            && words.iter().any(|w| matches!(*w, "and" | "with" | "&" | "for" | "by" | "from" | "to" | "in"))
            && !called
        {
            return false;
        }
        if let Some((n, given)) = self.gazetteer(ahead, limit)
            && !given
            && (n > 1 || !self.lists.common.has(self.at(ahead)))
            && !called
            && !(words == ["of"]
                && self.edge(ahead + n, limit)
                && (start..end).all(|i| self.lists.is_ordinary(self.at(i)) || self.word(i) == "The"))
        {
            return false;
        }
        if words[0] == "'s" || words[0] == "'" {
            // "Carr's Law", but not "HBO's Silo" nor "Ann Lee's Jane"
            let single = end - start == 1 || matches!(self.word(start), "The" | "A");
            // "Norway's Next Fiddler": a place, if an ordinary word goes on
            let listed = self.gazetteer(start, end).is_some()
                && !(self.lists.common.has(self.at(ahead))
                    && ahead + 1 < limit
                    && self.token(ahead + 1).is_capitalised()
                    && !self.lists.org_words.has(self.at(ahead + 1)));
            if self.surnames.contains(self.word(start)) {
                return false;
            }
            let common = self.lists.is_ordinary(self.at(ahead));
            return single && !listed && (called || common || !self.lists.given.has(self.at(start)) || words.len() > 1);
        }
        if self.person_like(start, end) && !called {
            return false;
        }
        if self.ties(start, end, ahead, limit, &words) {
            return true;
        }
        // "The Silo is that Ann …", "The Silo is Ann Lee": a sentence
        if words.iter().any(|w| matches!(*w, "is" | "that" | "be" | "it")) && !called && !self.said_twice(start..ahead + 1) {
            return false;
        }
        let binds = words[0] == "of"
            || words.last().is_some_and(|w| matches!(*w, "the" | "a" | "an" | "my"))
            || words.iter().all(|w| matches!(*w, "the" | "n't" | "not"));
        if binds {
            return words[0] != "and" || words.len() > 1;
        }
        let article = matches!(self.word(start), "The" | "A" | "An");
        if matches!(self.word(ahead), "His" | "Her" | "My" | "Your" | "Our" | "Their" | "Its") && words != ["and"] {
            return true;
        }
        let next_article = matches!(self.word(ahead), "The" | "A" | "An");
        let plain = |i: usize| self.lists.is_ordinary(self.at(i)) && !self.lists.given.has(self.at(i));
        let next_big = ahead + 1 < limit && self.token(ahead + 1).is_capitalised();
        if words == ["and"] && end - start == 1 && plain(start) && plain(ahead) && !next_big {
            // "Salt and Mercy": two ordinary words with capitals
            return true;
        }
        // "Sallow, The Long Pier and Copper Row": the last of a list
        let listed = start > 0 && self.word(start - 1) == ",";
        if article && words == ["and"] && listed && !called {
            return false;
        }
        if article && words == ["and"] && !next_article {
            // "The Life and Times of …", if neither half stands alone elsewhere
            return !self.alone.contains(&self.key(&(start..end))) && !self.alone.contains(self.word(ahead));
        }
        called && !next_article
            || (article && !matches!(words[0], "and" | "to" | "in" | "for" | "on" | "at" | "by" | "with" | "from" | "as"))
    }

    /// Small words that bind wherever the words around them cannot be two names: "Law & Order", "Death at Lunch",
    /// "Los Hijos del Faro", and what the article only ever names together.
    fn ties(&self, start: usize, end: usize, ahead: usize, limit: usize, words: &[&str]) -> bool {
        let last = (ahead..limit)
            .take_while(|i| self.token(*i).kind == TokenKind::Word && self.token(*i).is_capitalised())
            .last()
            .unwrap_or(ahead);
        let right = ahead..last + 1;
        let plain = |i: usize| self.lists.is_ordinary(self.at(i)) || self.lists.function.has(self.at(i));
        let named = |i: usize| self.lists.is_given(self.at(i)) || self.surnames.contains(self.word(i));
        let single = words.len() == 1;
        // "Blood & Barley", but not "Ann Lee & Bo Dee"
        if single && words[0] == "&" {
            return !self.person_like(start, end) && !self.lists.org_words.has(self.at(last));
        }
        // "Kimi no Umi", "La Casa de Sal": small words of other languages between words that are not English
        if words.iter().all(|w| self.lists.foreign_joiners.has(*w))
            && !named(start)
            && !named(end - 1)
            && !plain(end - 1)
            && !plain(ahead)
            && self.gazetteer(start, end).is_none()
        {
            return true;
        }
        let whole = start..last + 1;
        let together = || {
            let n = self.times(whole.clone());
            n > 1 && n == self.times(start..end) && n == self.times(right.clone())
        };
        if single && words[0] == "and" {
            // "Brothers and Other Strangers"; "Empire of Sand and Silk"
            let other = matches!(self.word(ahead), "Other" | "Their" | "His" | "Her" | "My" | "Our" | "Your" | "Me" | "You" | "Us");
            let pair =
                end > start + 2 && self.lower(end - 2) == "of" && plain(end - 1) && right.len() == 1 && plain(ahead) && !named(ahead);
            if other || pair {
                return true;
            }
        }
        // "Ashes and Oranges has …": one subject, by its verb
        if single && matches!(words[0], "and" | "or") {
            return !named(start) && !named(ahead) && self.singular(whole.clone()) && together();
        }
        // "the Silo on Tuesday", "a role in The Loom": when, or another name
        if is_calendar(self.word(ahead)) || matches!(self.word(ahead), "The" | "A" | "An") {
            return false;
        }
        // "from Silo to Loom"
        if words[0] == "to" && start > 0 && self.lower(start - 1) == "from" {
            return false;
        }
        let bound = single
            && matches!(words[0], "in" | "on" | "at" | "to" | "for" | "from" | "over" | "under" | "up" | "into" | "with" | "by" | "out");
        if !bound || named(end - 1) && end - start > 1 || self.gazetteer(start, end).is_some_and(|(n, given)| !given && n == end - start) {
            return false;
        }
        // "Death at Lunch", "A Bride for Every Season": a capital that no name of a place or person explains
        // "Doctor Fate in Captains of Nothing": a role and its title
        let role = self.lists.honorific.has(self.at(start))
            || (start.saturating_sub(3)..start).any(|i| self.lists.playing.has(self.at(i)) || self.lower(i) == "as");
        if role && matches!(words[0], "in" | "on") {
            return false;
        }
        let leads = matches!(words[0], "to" | "at" | "over" | "under" | "into" | "up" | "out");
        let ordinary = right.clone().all(|i| {
            plain(i)
                && (leads && right.len() == 1
                    || !self.lists.is_given(self.at(i))
                    || i + 1 < limit && self.lists.function.has(self.at(i + 1)))
                && !is_calendar(self.word(i))
        }) && self.gazetteer(ahead, limit).is_none()
            && !self.lists.org_words.has(self.at(last))
            && !is_season_noun(self.lower(ahead))
            && !matches!(self.word(ahead), "Best" | "Outstanding" | "Episode" | "Part" | "Chapter" | "Comic-Con");
        // "Letters to Ilse is …": all of it is the subject
        let subject = || {
            self.text.sentences[self.text.sentence_of(start)].tokens.start == start
                && (start..end).all(plain)
                && last + 1 < limit
                && (matches!(self.word(last + 1), "is" | "was" | "has" | "will" | "had") || self.lists.show_verbs.has(self.at(last + 1)))
        };
        let dated = last + 2 < limit && self.word(last + 1) == "(" && is_year(self.word(last + 2)) && (start..end).all(plain);
        dated || ordinary || together() || subject()
    }

    /// True if the words open a sentence somewhere and a verb in the singular follows.
    fn singular(&self, words: Range<usize>) -> bool {
        let n = words.len();
        let opens = |at: usize| (0..n).all(|k| self.word(at + k) == self.word(words.start + k));
        let verb = |i: usize| {
            matches!(self.word(i), "has" | "is" | "was" | "'s" | "’s")
                || self.word(i).ends_with('s') && self.lists.show_verbs.has(self.at(i))
        };
        let starts = self.text.sentences.iter().map(|s| (s.tokens.start, s.tokens.end));
        starts.into_iter().any(|(at, end)| at + n < end && opens(at) && verb(at + n))
    }

    /// How often the article has these words in this order.
    fn times(&self, words: Range<usize>) -> usize {
        let n = words.len();
        let tokens = self.text.tokens.len();
        (0..(tokens + 1).saturating_sub(n)).filter(|at| (0..n).all(|k| self.word(at + k) == self.word(words.start + k))).count()
    }
}
