//! What stands behind a name and speaks for its type.

use super::evidence::Evidence;
use super::scan::Scan;
use super::weigh::{Around, name_like_person};
use super::words::{is_age, is_calendar, is_season_noun, is_year};
use crate::mention::season;
use crate::text::TokenKind;

impl Scan<'_, '_> {
    /// What stands behind it and speaks for a title.
    pub(super) fn behind_title(&self, around: &Around, e: &mut Evidence) {
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
            && (2..5).any(|k| run.outer.end + k < end && is_season_noun(self.lower(run.outer.end + k)))
        {
            e.title += 2.0;
        }
        if n1 == "(" && is_year(n2) {
            e.title += 3.0;
        }
        // "Silo (Jan. 9)", the opening of an entry of a list
        let opens = run.outer.start == around.sentence.tokens.start && run.outer.end + 1 < end;
        if n1 == "(" && opens && is_calendar(self.word(run.outer.end + 1)) {
            e.title += 3.0;
        }
        // "Silo's Ann Lee": whoever has a full name is nobody's but a work's
        let owned = run.outer.end + 1;
        if matches!(n1.as_str(), "'s" | "'")
            && owned + 1 < end
            && self.lists.given.has(self.at(owned))
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
        // "Silo starring Ann Lee", but not "with Ann Lee starring"
        let bare = n1 == "starring" && !(run.outer.end + 1 < end && self.token(run.outer.end + 1).is_capitalised());
        if self.lists.show_verbs.has(n1) && !person_like && !bare {
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
    pub(super) fn behind_person(&self, around: &Around, e: &mut Evidence) {
        let run = around.run;
        let end = around.sentence.tokens.end;

        let Around { n1, n2, n3, .. } = around;
        // "Agnes Wren has been renewed", "is in development": said of no person
        let said = (run.outer.end..end.min(run.outer.end + 4))
            .take_while(|i| self.token(*i).kind == TokenKind::Word || self.token(*i).kind == TokenKind::Clitic)
            .any(|i| {
                matches!(
                    self.word(i),
                    "renewed"
                        | "recommissioned"
                        | "cancelled"
                        | "canceled"
                        | "axed"
                        | "greenlit"
                        | "development"
                        | "premieres"
                        | "premiered"
                        | "aired"
                        | "airs"
                        | "production"
                        | "streams"
                        | "reboot"
                )
            });
        if said && matches!(n1.as_str(), "has" | "is" | "was" | "will" | "gets" | "first" | "premieres" | "premiered" | "aired" | "airs") {
            e.title += 1.5;
        }
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
    pub(super) fn acts(&self, around: &Around) -> bool {
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
        while at < end && at < around.run.outer.end + 5 && aux(self.lower(at)) {
            at += 1;
        }
        at < end
            && matches!(
                self.lower(at),
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

    /// "…, a popular British comedy series": a work noun ends the next noun phrase.
    pub(super) fn work_follows(&self, from: usize, end: usize) -> bool {
        for i in from..end.min(from + 7) {
            let word = self.word(i);
            // "an eco-thriller"
            if self.lists.is_work(self.at(i)) || word.rsplit_once('-').is_some_and(|(_, tail)| self.lists.is_work(tail)) {
                // "the drama's star" describes a person
                return !(i + 1 < end
                    && (self.lists.is_performer(self.at(i + 1))
                        || self.lists.is_crew(self.at(i + 1))
                        || matches!(self.word(i + 1), "'s" | "’s")));
            }
            let goes_on = matches!(self.token(i).kind, TokenKind::Word | TokenKind::Number) && !self.lists.function.has(self.at(i))
                || matches!(word, "a" | "an" | "the" | "new" | "-" | "'s" | "’s" | "upcoming");
            if !goes_on {
                return false;
            }
        }
        false
    }
}
