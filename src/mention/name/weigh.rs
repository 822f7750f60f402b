//! What the surroundings of one place say about the type of the name that stands there.

use std::collections::BTreeMap;

use super::evidence::{Evidence, merge};
use super::lists::hyphenated_given;
use super::scan::{Run, Scan};
use super::words::{gender_of, is_age, is_season_noun, is_year};
use crate::mention::season;
use crate::text::token::Case;
use crate::text::{Sentence, TokenKind, Zone};

/// One place of a name, with the words around it in lower case; empty beyond the sentence.
struct Around<'r, 'a> {
    run: &'r Run,
    sentence: &'r Sentence,
    first: &'a str,
    last: &'a str,
    length: usize,
    /// The words before, nearest first.
    w1: String,
    w2: String,
    w3: String,
    /// The same, before the adjectives that dress the name: "the new BBC drama …".
    d1: String,
    d2: String,
    d3: String,
    /// The words behind.
    n1: String,
    n2: String,
    n3: String,
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
        self.before_title(&around, &mut e);
        self.before_person(&around, &mut e);
        self.behind_title(&around, &mut e);
        self.behind_person(&around, &mut e);
        self.lists_and_headings(&around, &mut e);
        merge(stats.entry(self.key(&run.tokens)).or_default(), e);
    }

    fn around<'r>(&'r self, run: &'r Run) -> Around<'r, 'r> {
        let sentence = &self.text.sentences[run.sentence];
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let mut left = run.outer.start;
        while left > start && left + 6 > run.outer.start {
            let word = self.lower(left - 1);
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
            ) || self.lists.is_genre(&word)
                || (word == "'s" && left >= start + 2 && self.lists.networks.longest(|k| (k == 0).then(|| self.word(left - 2))) == 1);
            if !dress {
                break;
            }
            left -= if word == "'s" { 2 } else { 1 };
        }
        let before = |from: usize, k: usize| if from < start + k { String::new() } else { self.lower(from - k) };
        let after = |k: usize| if run.outer.end + k >= end { String::new() } else { self.lower(run.outer.end + k) };
        Around {
            run,
            sentence,
            first: self.word(run.tokens.start),
            last: self.word(run.tokens.end - 1),
            length: run.tokens.len(),
            w1: before(run.outer.start, 1),
            w2: before(run.outer.start, 2),
            w3: before(run.outer.start, 3),
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
        let given = self.lists.given.has(first) || hyphenated_given(first, &self.lists.given);
        let maybe_given = given || self.lists.given_ambiguous.has(first);
        let small_inside = run.tokens.clone().skip(1).any(|i| self.token(i).case == Case::Lower && !self.lists.particles.has(self.word(i)));
        let has_number = run.tokens.clone().any(|i| self.token(i).kind == TokenKind::Number);
        let article = matches!(first, "The" | "A" | "An");
        let function_inside = run.tokens.clone().skip(1).any(|i| {
            let lower = self.lower(i);
            lower != "may" && lower != "will" && lower != "up" && self.lists.function.has(&lower)
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
            let family_first = self.lists.family_first.has(first) && !self.lists.common.has(self.word(run.tokens.start + 1)) && length <= 3;
            e.shape_person += if given {
                2.0
            } else if maybe_given || family_first {
                1.2
            } else {
                0.4
            };
        } else if name_like && length == 1 && maybe_given {
            e.shape_person += 0.5;
        }
        if article || small_inside {
            e.shape_title += 1.0;
        }
        if has_number || run.tokens.clone().any(|i| self.word(i) == ":") {
            e.shape_title += 1.0;
        }
        if self.lists.org_words.has(last) && length > 1 {
            // "Park", "Road", "Hill" end the names of shows as well
            e.shape_other = if self.lists.place_words.has(last) { 0.6 } else { 2.5 };
        }
        if matches!(last, "Universe" | "Multiverse" | "Awards" | "Award" | "University" | "Festival" | "Guild" | "Inc." | "Ltd")
            && length > 1
            && !run.quoted
        {
            e.listed = 1;
        }
        if self.lists.org_words.has(first) && length > 1 && self.lower(run.tokens.start + 1) == "of" {
            e.other += 4.0;
        }
        if run.quoted {
            e.quoted = 1;
            e.title += 2.5;
        }
        if self.lists.honorific.has(first) && length > 1 {
            // "Dr Ann Lee" may be a guest as well as a role
            let full = length > 2 && self.lists.is_given(self.word(run.tokens.start + 1));
            e.person += if full { 0.7 } else { 0.3 };
            e.character += if full { 0.3 } else { 0.7 };
        }
    }

    /// What stands before it and speaks for or against a title.
    fn before_title(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let start = around.sentence.tokens.start;
        let (first, length) = (around.first, around.length);
        let Around { w1, w2, w3, d1, d2, d3, n1, .. } = around;
        if matches!(
            w1.as_str(),
            "song"
                | "album"
                | "single"
                | "book"
                | "novel"
                | "track"
                | "songs"
                | "ballad"
                | "hit-single"
                | "magazine"
                | "charity"
                | "restaurant"
                | "play"
        ) || matches!(first, "Outstanding" | "Best") && length > 1
        {
            e.other += 4.0;
        }
        if self.lists.is_work(w1) && !self.lists.is_performer(w1) {
            e.announced = usize::from(n1 != "'s");
            e.title += 3.0;
        }
        // "the streaming platform Lumen": a house, not a work
        if self.lists.house_nouns.has(w1) {
            e.other += 4.0;
            e.title -= 1.0;
        }
        // "the black comedy play Silo": a noun, not the verb
        if w1 == "play"
            && (self.lists.is_genre(w2) || self.lists.is_work(w2) || matches!(w2.as_str(), "the" | "a" | "stage" | "hit" | "'s"))
        {
            e.title += 3.0;
        }
        if matches!(w1.as_str(), "entitled" | "titled" | "dubbed" | "untitled")
            || (w1 == "called" && (self.any_work(run.outer.start, start, 6)))
        {
            e.title += 3.0;
        }
        // "the finale, entitled X", "in the episode X": a part of a work
        let part = |word: &str| matches!(word, "episode" | "finale" | "premiere" | "episodes" | "chapter" | "instalment" | "installment");
        let named = matches!(w1.as_str(), "entitled" | "titled" | "called" | "dubbed" | "named");
        if part(w1) && run.quoted || named && (part(w2) || w2 == "," && part(w3)) {
            e.episode = 1;
        }
        if d1 == "of" && n1 != "'s" && n1 != "'" && (self.lists.nouns_of_title.has(d2) || (is_season_noun(d3))) {
            e.title += 3.0;
        }
        if w1 == "of" && matches!(w2.as_str(), "role" | "part" | "character" | "portrayal") {
            e.character += 3.0;
        }
        let played_before = (run.outer.start.saturating_sub(9).max(start)..run.outer.start.saturating_sub(1)).any(|i| {
            let word = self.lower(i);
            self.lists.playing.has(&word)
                || matches!(
                    word.as_str(),
                    "role"
                        | "roles"
                        | "reprise"
                        | "reprises"
                        | "reprised"
                        | "reprising"
                        | "cameo"
                        | "starred"
                        | "stars"
                        | "starring"
                        | "appeared"
                        | "appears"
                        | "co-stars"
                        | "guest-starred"
                )
        });
        if matches!(d1.as_str(), "joins" | "joined" | "join" | "joining" | "quits" | "quit" | "exits" | "leaves" | "boards") {
            e.title += 0.8;
        }
        if matches!(d1.as_str(), "to" | "in")
            && matches!(d2.as_str(), "returns" | "return" | "returned" | "returning" | "back" | "comeback" | "farewell")
        {
            e.title += 1.2;
        }
        if matches!(d1.as_str(), "in" | "on")
            && n1 != "'s"
            && (self.lists.played_in.has(d2) || self.lists.played_in.has(d3) || played_before)
        {
            e.title += 2.0;
        }
        if matches!(w1.as_str(), "as" | "like" | "including" | "include") && (w1 != "as" || w2 == "such") {
            let before = if w1 == "as" { w3.clone() } else { w2.clone() };
            if self.lists.is_work(&before) && before.ends_with('s') {
                e.title += 3.0;
                e.character -= 2.0;
            }
        }
        if n1 != "'s"
            && matches!(w1.as_str(), "on" | "in")
            && matches!(
                w2.as_str(),
                "recurred"
                    | "appears"
                    | "appeared"
                    | "guest-starred"
                    | "guest-stars"
                    | "regular"
                    | "role"
                    | "roles"
                    | "star"
                    | "stars"
                    | "starred"
            )
        {
            e.title += 1.5;
        }
        if self.lists.making_verbs.has(d1) && !name_like_person(self, run) {
            e.title += 1.2;
        }
        if w1 == "for" && matches!(w2.as_str(), "known" | "famous") {
            e.title += 1.5;
        }
        if w1 == "'s" && run.outer.start >= start + 2 {
            let owner = self.word(run.outer.start - 2);
            if self.lists.networks.longest(|k| (k == 0).then_some(owner)) == 1 || is_year(owner) {
                e.title += 2.0;
            }
        }
        if w1 != d1 && is_year(d1) && matches!(d2.as_str(), "the" | "a" | "his" | "her") {
            e.title += 2.0;
        }
        if is_year(w1) && matches!(w2.as_str(), "the" | "a" | "his" | "her") {
            e.title += 2.0;
        }
    }

    /// What stands before it and speaks for a person or a character.
    fn before_person(&self, around: &Around, e: &mut Evidence) {
        let Around { w1, w2, .. } = around;
        if self.lists.is_performer(w1) || self.lists.is_crew(w1) {
            e.person += 3.0;
            e.performer |= self.lists.is_performer(w1);
            e.crew |= self.lists.is_crew(w1);
            e.gender = gender_of(w1);
        }
        if matches!(w1.as_str(), "starring" | "opposite" | "alongside" | "co-starring" | "starred") {
            e.person += 2.0;
            e.performer = true;
        }
        if w1 == "by" && matches!(w2.as_str(), "played" | "portrayed" | "voiced" | "fronted" | "led" | "headlined" | "hosted" | "presented")
        {
            e.person += 3.0;
            e.performer = true;
        }
        if w1 == "by" && matches!(w2.as_str(), "directed" | "written" | "created" | "produced" | "penned" | "helmed" | "developed") {
            e.person += 2.5;
            e.crew = true;
        }
        if w1 == "as" {
            e.character += 2.0;
        }
        if self.lists.playing.has(w1) {
            e.character += 2.5;
        }
        if w1 == "character" || w1 == "protagonist" || w1 == "antagonist" || w1 == "hero" || w1 == "villain" {
            e.character += 2.5;
        }
        if matches!(w1.as_str(), "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms.") {
            e.person += 1.0;
        }
        if matches!(w1.as_str(), "told" | "tells") || (w1 == "to" && matches!(w2.as_str(), "according" | "spoke" | "speaking" | "spoken")) {
            // a person or a newspaper, never a work
            e.title -= 1.5;
        }
        if w1 == "with" && matches!(w2.as_str(), "interview" | "sitcom" | "film" | "drama" | "comedy" | "series") {
            e.person += 1.5;
        }
    }

    /// What stands behind it and speaks for a title.
    fn behind_title(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let end = around.sentence.tokens.end;
        let (first, last) = (around.first, around.last);
        let Around { w1, n1, n2, n3, .. } = around;
        if n1 == ","
            && matches!(n2.as_str(), "starring" | "featuring" | "co-starring")
            && !self.person_like(run.tokens.start, run.tokens.end)
        {
            e.title += 2.5;
        }
        if matches!(
            w1.as_str(),
            "host"
                | "hosts"
                | "hosting"
                | "hosted"
                | "present"
                | "presents"
                | "presenting"
                | "anchor"
                | "anchors"
                | "fronting"
                | "binge-watch"
                | "watch"
                | "watching"
        ) && !name_like_person(self, run)
        {
            e.title += 1.5;
        }
        let apposed = matches!(n2.as_str(), "a" | "an" | "the" | "its" | "his" | "her") && self.work_follows(run.outer.end + 2, end);
        let owned = self.lists.networks.longest(|k| (run.outer.end + 1 + k < end).then(|| self.word(run.outer.end + 1 + k))) > 0
            && self.work_follows(run.outer.end + 1, end);
        if n1 == "," && (apposed || owned) && !self.person_like(run.tokens.start, run.tokens.end) {
            e.title += 2.5;
        }
        // "Silo cast", but "Ann Lee cast in Silo"
        let passive = n1 == "cast" && matches!(n2.as_str(), "in" | "as" | "for" | "opposite" | "alongside" | "to");
        e.franchise =
            matches!(n1.as_str(), "franchise" | "universe" | "saga" | "films" | "movies" | "film" | "trilogy" | "movie" | "series");
        if self.lists.title_nouns.has(n1) && !passive {
            e.title += 2.0;
        }
        // "“X” is the 40th episode of …"
        let episode_of = matches!(n1.as_str(), "is" | "was")
            && (run.outer.end + 1..end.min(run.outer.end + 6))
                .any(|i| matches!(self.word(i), "episode" | "finale") && i + 1 < end && self.word(i + 1) == "of");
        if episode_of {
            e.episode = 1;
        }
        if is_season_noun(n1) && season::cardinal(n2).is_some() {
            e.title += 3.0;
        }
        if (n1 == "," || n1 == "(") && is_season_noun(n2) && season::cardinal(n3).is_some() {
            e.title += 3.0;
        }
        if n1 == "'s"
            && season::ordinal(n2).is_some()
            && (2..5).any(|k| run.outer.end + k < end && is_season_noun(&self.lower(run.outer.end + k)))
        {
            e.title += 2.0;
        }
        if n1 == "(" && is_year(n2) {
            e.title += 3.0;
        }
        // "Silo's Ann Lee": whoever has a full name is nobody's but a work's
        let owned = run.outer.end + 1;
        if matches!(n1.as_str(), "'s" | "'")
            && owned + 1 < end
            && self.lists.given.has(self.word(owned))
            && self.person_like(owned, owned + 2)
            && !self.person_like(run.tokens.start, run.tokens.end)
            && !self.surnames.contains(last)
        {
            e.title += 2.0;
            e.person -= 1.5;
        }
        // "the Silo animated series": but "the Ann Lee film" is hers
        if !self.person_like(run.tokens.start, run.tokens.end)
            && !self.surnames.contains(last)
            && (self.lists.is_work(n1) || self.lists.is_genre(n1) && self.lists.is_work(n2))
            && (w1 == "the" || first == "The")
        {
            e.title += 1.5;
        }
        // People return, are set and are expected as shows are, so what looks like a person gains nothing by it.
        let person_like = name_like_person(self, run);
        if self.lists.show_verbs.has(n1) && !person_like {
            e.title += 1.5;
        }
        if n1 == "is"
            && !person_like
            && matches!(
                n2.as_str(),
                "set" | "slated" | "scheduled" | "based" | "due" | "coming" | "returning" | "back" | "available" | "expected"
            )
        {
            e.title += 1.0;
        }
        if (n1 == "will" || n1 == "to") && !person_like && self.lists.show_infinitives.has(n2) {
            e.title += 1.5;
        }
        if (n1 == "has" || n1 == "was" || n1 == "is" || n1 == "been")
            && matches!(n2.as_str(), "renewed" | "cancelled" | "canceled" | "axed" | "been")
        {
            e.title += 0.8;
        }
    }

    /// What stands behind it and speaks for a person or a character.
    fn behind_person(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let end = around.sentence.tokens.end;

        let Around { n1, n2, n3, .. } = around;
        if n1 == "," && is_age(n2) && (n3 == "," || n3.is_empty() || n3 == "." || n3 == "and") {
            e.person += 4.0;
        }
        if self.lists.person_verbs.has(n1) {
            e.person += 1.5;
        }
        if n1 == "," && n2 == "who" || n1 == "who" {
            e.person += 1.0;
            if self.lists.playing.has(n3) || self.lists.playing.has(n2) {
                e.person += 2.5;
                e.performer = true;
            }
        }
        if self.lists.playing.has(n1) || (n1 == "will" && matches!(n2.as_str(), "play" | "portray")) {
            e.person += 2.0;
            e.performer = true;
        }
        if self.acts(around) {
            e.person += 1.0;
            e.performer = true;
        }
        if matches!(n1.as_str(), "-directed" | "-written" | "-produced" | "-created" | "-penned" | "-helmed") {
            e.person += 3.0;
            e.crew = true;
        }
        if matches!(n1.as_str(), "-led" | "-starring" | "-fronted" | "-starrer" | "-toplined") {
            e.person += 3.0;
            e.performer = true;
        }
        if n1 == "as" {
            e.person += if run.outer.end + 1 < end && self.token(run.outer.end + 1).is_capitalised() { 1.5 } else { 0.5 };
        }
        if matches!(n1.as_str(), "reprises" | "reprised" | "reprising" | "co-stars" | "guest-stars") {
            e.person += 2.0;
            e.performer = true;
        }
        if n1 == "," && matches!(n2.as_str(), "played" | "portrayed" | "voiced") && n3 == "by"
            || matches!(n1.as_str(), "played" | "portrayed" | "voiced") && n2 == "by"
        {
            e.character += 3.0;
        }
        if n1 == "(" && matches!(n2.as_str(), "played" | "portrayed" | "voiced") {
            e.character += 3.0;
        }
        if n1 == "'s" && n2 == "character" {
            e.person += 2.0;
        }
    }

    /// True if a person's verb behind the name is one of acting: "Ann Lee is also set to star".
    fn acts(&self, around: &Around) -> bool {
        let (first, end) = (around.run.tokens.start, around.sentence.tokens.end);
        if !self.person_like(first, around.run.tokens.end) && !self.surnames.contains(around.last) {
            return false;
        }
        let mut at = around.run.outer.end;
        let aux = |w: &str| {
            matches!(
                w,
                "is" | "was"
                    | "will"
                    | "has"
                    | "had"
                    | "been"
                    | "be"
                    | "to"
                    | "set"
                    | "also"
                    | "who"
                    | "next"
                    | "now"
                    | "would"
                    | "could"
                    | "may"
                    | "recently"
                    | "previously"
                    | "reportedly"
                    | "slated"
                    | "due"
                    | "expected"
            )
        };
        while at < end && at < around.run.outer.end + 5 && aux(&self.lower(at)) {
            at += 1;
        }
        at < end
            && matches!(
                self.lower(at).as_str(),
                "star"
                    | "stars"
                    | "starred"
                    | "starring"
                    | "co-star"
                    | "co-stars"
                    | "co-starred"
                    | "headline"
                    | "headlines"
                    | "headlined"
                    | "guest-star"
                    | "guest-stars"
                    | "reprise"
                    | "reprises"
                    | "reprised"
                    | "reprising"
            )
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
        // A heading that begins with the run, and nothing else, is likely a title.
        if matches!(around.sentence.zone, Zone::Heading)
            && run.outer.start == start
            && (n1.is_empty() || matches!(n1.as_str(), "(" | "," | "–" | "-" | "|" | "—" | ":"))
        {
            e.title += if n1.is_empty() { 0.3 } else { 1.0 };
        }
    }

    /// "…, a popular British comedy series": a work noun ends the next noun phrase.
    pub(super) fn work_follows(&self, from: usize, end: usize) -> bool {
        for i in from..end.min(from + 7) {
            let word = self.word(i);
            if self.lists.is_work(word) {
                // "the drama's star" describes a person
                return !(i + 1 < end
                    && (self.lists.is_performer(self.word(i + 1))
                        || self.lists.is_crew(self.word(i + 1))
                        || matches!(self.word(i + 1), "'s" | "’s")));
            }
            let goes_on = matches!(self.token(i).kind, TokenKind::Word | TokenKind::Number) && !self.lists.function.has(self.word(i))
                || matches!(word, "a" | "an" | "the" | "new" | "-" | "'s" | "’s" | "upcoming");
            if !goes_on {
                return false;
            }
        }
        false
    }

    pub(super) fn any_work(&self, before: usize, start: usize, reach: usize) -> bool {
        (before.saturating_sub(reach).max(start)..before).any(|i| self.lists.is_work(self.word(i)))
    }
}

/// True if the run may be a person's name by its looks.
fn name_like_person(scan: &Scan, run: &Run) -> bool {
    scan.person_like(run.tokens.start, run.tokens.end)
        || scan.surnames.contains(scan.word(run.tokens.end - 1))
        || scan.lists.is_given(scan.word(run.tokens.start))
}
