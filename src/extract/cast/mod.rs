//! Cast statements: who plays, joins, returns, appears, leaves, replaces.
//!
//! A rule finds the words that state something and one performer beside them. Here the rest of the
//! clause is read: `subject` says whose verb it is, `list` who else belongs to the performer and
//! what hangs on each, `role` which name is the character, `work` which works are meant. `overlap`
//! settles what happens where two rules read the same words.

mod list;
mod overlap;
mod performer;
mod role;
mod subject;
mod work;

use std::ops::Range;

use super::{Candidate, Performer, Scene, slot};
use crate::claim::Relation;
use crate::mention::ItemKind;
use crate::rules::Rule;
use crate::rules::compile::Match;
use crate::rules::pack::{Effect, SubjectMode};
use crate::rules::pattern::List;
use list::{Entry, entry, walk_left, walk_right};
use overlap::{other_work, push, says, taken};
pub(super) use performer::is_performer;
use performer::{Standing, advance, is_known_performer, like_person, standing};
use role::{PLAY_VERBS, bearer, character_of, role_names, roles_behind};
use subject::{nearest_subject, subject_before};
use work::{is_about, is_doubtful, is_owned_work, is_work, nearest_title, on_screen, season_of, title_list};

/// Reads one match: every performer of its list is a claim.
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let mut base = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    base.title = slot(found, "title").map(|(i, _)| nearest_title(scene, i, found.trigger.0));
    base.title = base.title.filter(|i| is_work(scene, *i));
    if is_about(scene, found) || base.title.is_none() && is_doubtful(scene, found) && !on_screen(scene) {
        return;
    }
    base.known = rule.raw.known;
    base.title_role = (found.items.0..found.items.1).any(|i| {
        scene.is_any(i, &["title", "titular", "eponymous"]) && scene.is_any(i + 1, &["role", "character", "part", "hero", "heroine"])
    });
    base.replaced = slot(found, "replaced").map(|(i, _)| i);
    base.network = slot(found, "network").map(|(i, _)| i);
    base.season = season_of(scene, found);
    let framed = rule.raw.frame.is_some();
    let roles = slot(found, "character").map(|(i, _)| role_names(scene, i, if framed { i } else { found.trigger.1 }));
    // "Bo Dee as Silo returns", "Harbour – US": a conjunction or a mark, and no role
    let only_mark = scene.is_any(found.trigger.0, &["as", "–", "-", "—", "…"]) && found.trigger.1 == found.trigger.0 + 1;
    if only_mark && roles.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    // "roles in A, B and C": one claim a work
    if is_owned_work(scene, found) {
        return;
    }
    let works = match found.slots.iter().find(|(n, l, _)| **n == *"title" && *l == List::Right) {
        Some((_, _, (first, _))) => title_list(scene, *first).into_iter().map(Some).collect(),
        None => vec![base.title],
    };
    let reading = Reading { scene, number, rule, found, base, works };
    match found.slots.iter().find(|(n, _, _)| **n == *"person") {
        Some((_, list, (first, _))) => reading.performers(*list, *first, roles.unwrap_or_default(), out),
        None if rule.raw.implied || slot(found, "character").is_none() => reading.label(roles.unwrap_or_default(), out),
        None => reading.role_alone(out),
    }
}

/// One match with what is the same for all its performers.
struct Reading<'r, 's, 'a> {
    scene: &'r Scene<'s, 'a>,
    number: usize,
    rule: &'r Rule,
    found: &'r Match,
    base: Candidate,
    works: Vec<Option<usize>>,
}

impl Reading<'_, '_, '_> {
    /// A role of which something is said; its performer may stand beside it.
    fn role_alone(self, out: &mut Vec<Candidate>) {
        let (scene, mut claim) = (self.scene, self.base);
        let Some((item, _)) = slot(self.found, "character") else { return };
        // "Ann Lee, who played Jane Roe, will return": the role is not the one who does
        if item > 0 && scene.is_any(item - 1, PLAY_VERBS) {
            return;
        }
        // "Ann Lee's Jane Roe will return": the performer stands beside the role
        claim.person = bearer(scene, item).map(|item| Performer { item, surname: None });
        claim.character = character_of(scene, item);
        let said = claim.person.as_ref().is_some_and(|p| says(out, scene, p.item, claim.effect, &claim));
        let same = |c: &Candidate| c.effect == claim.effect && c.character == claim.character && c.trigger.start < claim.trigger.end;
        if claim.character.is_some() && !said && !out.iter().any(same) {
            out.push(claim);
        }
    }

    /// "The Silo star, 39, …": whoever the text is about, unless somebody is named for this work.
    fn label(self, roles: Vec<Range<usize>>, out: &mut Vec<Candidate>) {
        let trigger = &self.base.trigger;
        let says = |c: &Candidate| {
            matches!(c.effect, Effect::Cast(_))
                && (self.base.title.is_some() && c.title == self.base.title
                    || c.person.is_some() && c.trigger.start < trigger.end && trigger.start < c.clause.end)
        };
        let named = out.iter().any(says);
        if !(self.rule.raw.implied && named) {
            let claim = Candidate { implied: self.rule.raw.implied, character: roles.into_iter().next(), ..self.base };
            out.extend(self.works.iter().map(|work| Candidate { title: *work, ..claim.clone() }));
        }
    }

    /// A performer, or a list of them, with their roles.
    fn performers(&self, list: List, first: usize, mut roles: Vec<Range<usize>>, out: &mut Vec<Candidate>) {
        let Some(entries) = self.entries(list, first) else { return };
        // "left Silo to play Kit": the role is of the next work
        let leaves = self.base.effect == Effect::Cast(Relation::Leaves);
        if roles.is_empty() && list != List::Right && self.found.trigger.0 > first && !leaves {
            roles = roles_behind(self.scene, self.found.trigger.1);
        }
        for number in 0..entries.len() {
            let Some(claim) = self.claim(&entries, number, &roles, first, out) else { continue };
            for work in &self.works {
                push(out, Candidate { title: *work, ..claim.clone() });
            }
            self.credit(&entries[number], out);
        }
    }

    /// The list that goes on from the performer of the match; `None` where they are mere guests.
    fn entries(&self, list: List, first: usize) -> Option<Vec<Entry>> {
        let (scene, trigger) = (self.scene, self.found.trigger);
        Some(match list {
            List::No => {
                let item = advance(scene, first, trigger.0);
                // "Lee's co-star Bo Dee has credits …": not the owner
                let owned = scene
                    .is_any(item + 1, &["'s", "'"])
                    .then(|| (item + 2..trigger.0.min(item + 5)).find(|i| is_performer(scene, *i)))
                    .flatten();
                vec![entry(scene, owned.unwrap_or(item))]
            }
            // a frame has found whose predicate it is
            List::Left if self.rule.raw.frame.is_some() => walk_left(scene, first),
            List::Left => {
                let last = subject_before(scene, nearest_subject(scene, first, trigger.0));
                let mut entries = walk_left(scene, last);
                // "Ann Lee as Jane, Bo Dee returning as Kit": the participle is of the last alone
                if last + 1 == trigger.0 && scene.lower(trigger.0).ends_with("ing") {
                    let apart = entries.iter().rposition(|e| e.character.is_some() && e.performer.item != last);
                    entries.drain(..apart.map_or(0, |i| i + 1));
                }
                entries
            }
            List::Right => {
                let item = advance(scene, first, trigger.0);
                let guests = (trigger.0..item).any(|i| scene.is_any(i, &["guest", "guests", "guest-star", "guest-stars"]));
                if guests && self.base.effect == Effect::Cast(Relation::Plays) {
                    return None;
                }
                // "Silo star Ann Lee and Bo Dee …": one star
                let label = scene.lower(trigger.1 - 1);
                if self.rule.raw.labels
                    && scene.items[trigger.0].kind == ItemKind::Token
                    && trigger.1 == trigger.0 + 1
                    && !label.ends_with('s')
                {
                    return Some(vec![entry(scene, item)]);
                }
                walk_right(scene, item, self.rule.raw.labels)
            }
        })
    }

    /// What the match says of one performer of the list; `None` where it says nothing, or another
    /// rule has said it.
    fn claim(&self, entries: &[Entry], number: usize, roles: &[Range<usize>], first: usize, out: &mut Vec<Candidate>) -> Option<Candidate> {
        let (scene, rule) = (self.scene, self.rule);
        let entry = &entries[number];
        let item = entry.performer.item;
        let mut claim = self.base.clone();
        let standing = standing(scene, item, claim.effect)?;
        let named = scene.mentions.entity(&scene.items[item]).is_some();
        if rule.raw.known && named && !is_known_performer(scene, item) || self.is_said(item, &claim, out) {
            return None;
        }
        claim.person = Some(entry.performer.clone());
        self.assign_role(&mut claim, entries, number, roles);
        self.assign_relation(&mut claim, entry, first);
        if let Standing::Role(performer) = standing {
            // "Jane Roe will return": the role comes back, whoever plays it
            claim.character = character_of(scene, item);
            claim.person = performer.map(|item| Performer { item, surname: None });
        }
        if claim.character.as_ref() == Some(&scene.items[item].head) && claim.person.as_ref().is_some_and(|p| p.item == item) {
            claim.character = None;
        }
        self.exchange(&mut claim, item);
        let role_said = |c: &Candidate| matches!(c.effect, Effect::Cast(_)) && c.character == claim.character;
        if rule.raw.yields && claim.character.is_some() && out.iter().any(role_said) {
            return None;
        }
        if claim.effect == Effect::Cast(Relation::Joins) {
            // who joins in this clause does not play besides
            let clause = claim.clause.clone();
            out.retain(|c| {
                !(c.effect == Effect::Cast(Relation::Plays)
                    && c.person.as_ref().is_some_and(|p| p.item == item)
                    && clause.start <= c.trigger.start
                    && c.trigger.start < clause.end
                    && !other_work(scene, c, &claim)
                    && c.rule != self.number)
            });
        }
        Some(claim)
    }

    /// True if a better rule has said as much of the performer, or the performer is the one who goes.
    fn is_said(&self, item: usize, claim: &Candidate, out: &[Candidate]) -> bool {
        let scene = self.scene;
        let is_cast = |c: &&Candidate| matches!(c.effect, Effect::Cast(_));
        let of = |c: &Candidate| c.person.as_ref().is_some_and(|p| p.item == item);
        // "has tapped Ann Lee to play": what she is tapped for is no second claim
        let joins = |c: &Candidate| c.effect == Effect::Cast(Relation::Joins) && c.trigger.start < claim.trigger.end;
        let entity = |i: usize| scene.mentions.entity(&scene.items[i]);
        // what a rule has read of the same person and work a frame does not say again
        let again = |c: &Candidate| {
            c.effect == claim.effect
                && c.person.as_ref().is_some_and(|p| p.item == item || entity(p.item).is_some() && entity(p.item) == entity(item))
                && !other_work(scene, c, claim)
        };
        if self.rule.raw.frame.is_some() && out.iter().any(again) {
            return true;
        }
        let company = scene.is(self.found.trigger.0, "with") && out.iter().filter(is_cast).any(of);
        if self.rule.raw.yields && (company || taken(out, scene, item, claim)) {
            return true;
        }
        // who is cast to play somebody joins; whom somebody replaces plays no more
        if claim.effect == Effect::Cast(Relation::Plays)
            && (says(out, scene, item, Effect::Cast(Relation::Joins), claim) && out.iter().any(|c| joins(c) && of(c))
                || out.iter().any(|c| c.replaced == Some(item))
                || scene.is(self.found.trigger.0.wrapping_sub(1), "to")
                    && out.iter().any(|c| joins(c) && of(c) && !other_work(scene, c, claim)))
        {
            return true;
        }
        claim.replaced.is_some_and(|r| entity(r).is_some() && entity(r) == entity(item))
    }

    /// Which of the roles is whose: each its own where there are as many as performers.
    fn assign_role(&self, claim: &mut Candidate, entries: &[Entry], number: usize, roles: &[Range<usize>]) {
        let own = entries[number].character.clone();
        let last = number + 1 == entries.len();
        claim.character = match roles {
            _ if entries.len() > 1 && roles.len() == entries.len() => {
                // "will play Jane and Kit Roe": the first has the surname of the second
                if let [given, full] = roles
                    && number == 0
                    && given.len() == 1
                    && full.len() == 2
                    && full.start - given.end == 1
                {
                    claim.family = Some(full.start + 1..full.end);
                }
                Some(roles[number].clone())
            }
            [role, ..] if entries.len() == 1 => Some(role.clone()),
            [role] if own.is_none() && last => Some(role.clone()),
            _ => own,
        };
    }

    /// What the performer's own words make of the relation: "newcomer", "the return of", "once again".
    fn assign_relation(&self, claim: &mut Candidate, entry: &Entry, first: usize) {
        // "joined once again by Ann Lee"
        if claim.effect == Effect::Cast(Relation::Joins) && (self.found.trigger.0..first).any(|i| self.scene.is(i, "again")) {
            claim.effect = Effect::Cast(Relation::Returns);
        }
        if let Effect::Cast(relation) = claim.effect {
            if entry.is_new && matches!(relation, Relation::Plays | Relation::Returns) {
                claim.effect = Effect::Cast(Relation::Joins);
            } else if entry.is_back && relation == Relation::Plays {
                claim.effect = Effect::Cast(Relation::Returns);
            }
        }
    }

    /// "Jane Roe – Ann Lee", "Ann Lee (Jane Roe)": which of the two names is the role is settled by
    /// what the article knows of them.
    fn exchange(&self, claim: &mut Candidate, item: usize) {
        let (scene, trigger) = (self.scene, self.found.trigger.0);
        let Some((role_item, _)) = slot(self.found, "character") else { return };
        let plays = |i: usize| scene.mentions.roles(&scene.items[i]).character;
        let turned = if scene.is_any(trigger, &["–", "-", "—", "…"]) {
            let performs = |i: usize| is_known_performer(scene, i) && !plays(i);
            performs(role_item) && !performs(item) || plays(item) && !plays(role_item) && like_person(scene, role_item)
        } else {
            scene.is(trigger, "(") && plays(item) && like_person(scene, role_item) && !is_known_performer(scene, item)
        };
        if turned {
            claim.character = character_of(scene, item);
            claim.person = Some(Performer { item: role_item, surname: None });
        }
    }

    /// "Ann Lee (Silo)": a single title in brackets is a credit of its own.
    fn credit(&self, entry: &Entry, out: &mut Vec<Candidate>) {
        let [credit] = entry.credits[..] else { return };
        let mut credited = self.base.clone();
        credited.effect = Effect::Cast(Relation::Plays);
        credited.subject = SubjectMode::Slot;
        credited.title = Some(credit);
        credited.season = None;
        credited.person = Some(entry.performer.clone());
        credited.trigger = self.scene.items[credit].tokens.clone();
        out.push(credited);
    }
}
