//! What stands before a name and speaks for its type.

use super::evidence::Evidence;
use super::scan::Scan;
use super::weigh::{Around, name_like_person};
use super::words::{gender_of, is_season_noun, is_year};

impl Scan<'_, '_> {
    /// What stands before it and speaks for or against a title.
    pub(super) fn before_title(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let start = around.sentence.tokens.start;
        let (first, length) = (around.first, around.length);
        let Around { w1, w2, w3, d1, d2, d3, n1, n2, .. } = around;
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
        ) {
            e.other += 4.0;
        }
        // "Outstanding Drama Series": a prize
        if matches!(first, "Outstanding" | "Best") && length > 1 && !run.quoted {
            e.other += 4.0;
            e.listed = 1;
        }
        // "a show Lee co-created": a relative clause without its pronoun
        let relative = self.lists.making_verbs.has(n1) && n2 != "by" || self.lists.playing.has(n1);
        if self.lists.is_work(w1) && !self.lists.is_performer(w1) && !relative {
            e.announced = usize::from(n1 != "'s");
            e.title += 3.0;
        }
        // "the streaming platform Lumen": a house, not a work
        if self.lists.house_nouns.has(w1) {
            e.other += 4.0;
            e.title -= 1.0;
        }
        // "her latest comedy film, Silo, …", but not "the series, Ann Lee, …"
        let closed = matches!(n1.as_str(), "," | "." | "" | ";");
        if w1 == "," && self.lists.is_work(w2) && !self.lists.is_performer(w2) && closed && !name_like_person(self, run) {
            e.title += 2.5;
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
        // "filming on Silo", "work on Silo", "production of Silo"
        if matches!(d1.as_str(), "on" | "of" | "for")
            && matches!(d2.as_str(), "filming" | "shooting" | "production" | "photography" | "cameras" | "forward" | "development")
            && n1 != "'s"
        {
            e.title += 2.5;
        }
        if w1 == "of" && matches!(w2.as_str(), "role" | "part" | "character" | "portrayal") {
            e.character += 3.0;
            e.title -= 2.0;
        }
        let played_before = (run.outer.start.saturating_sub(9).max(start)..run.outer.start.saturating_sub(1)).any(|i| {
            let word = self.lower_at(i);
            self.lists.playing.has(word)
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
            // nobody plays in a person
            e.title += if d1 == "in" { 2.6 } else { 2.0 };
        }
        if matches!(w1.as_str(), "as" | "like" | "including" | "include") && (w1 != "as" || w2 == "such") {
            let before = if w1 == "as" { *w3 } else { *w2 };
            if self.lists.is_work(before) && before.ends_with('s') {
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
    pub(super) fn before_person(&self, around: &Around, e: &mut Evidence) {
        let Around { w1, w2, .. } = around;
        // "according to sources Ann Lee …": a comma is missing, and nobody is called a source
        let source = matches!(w1.as_str(), "source" | "sources" | "insider" | "insiders" | "reports");
        // "will lead The Glass Bell": a verb
        let verb = matches!(w2.as_str(), "will" | "to" | "would" | "may" | "might" | "could" | "who")
            && matches!(w1.as_str(), "lead" | "star" | "host" | "guest");
        if (self.lists.is_performer(w1) || self.lists.is_crew(w1)) && !source && !verb {
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
}
