//! Cast statements: who plays, joins, returns, appears, leaves, replaces.
//!
//! One reader of lists serves all rules: a rule matches one performer next to its trigger and says
//! to which side the list goes on; the reader walks it and takes brackets, "as C", ages and labels
//! for each item.

mod label;
mod list;
mod overlap;
mod performer;
mod role;
mod subject;
mod work;

use super::{Candidate, Performer, Scene, slot};
use crate::claim::Relation;
use crate::rules::Rule;
use crate::rules::compile::Match;
use crate::rules::pack::{Effect, SubjectMode};
use crate::rules::pattern::List;
use label::is_no_label;
use list::{entry, walk_left, walk_right};
use overlap::{push, says, taken};
use performer::{Standing, advance, is_performer, like_person, standing};
use role::{PLAY_VERBS, bearer, character_of, role_names, roles_behind};
use subject::{nearest_subject, subject_before};
use work::{is_work, nearest_title, on_screen, season_of, title_list};

/// Reads one match: every performer of its list is a claim.
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let mut base = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    base.title = slot(found, "title").map(|(i, _)| nearest_title(scene, i, found.trigger.0));
    base.title = base.title.filter(|i| is_work(scene, *i));
    if is_no_label(scene, rule.id(), found) {
        return;
    }
    if base.title.is_none() && !on_screen(scene) {
        return;
    }
    base.replaced = slot(found, "replaced").map(|(i, _)| i);
    base.network = slot(found, "network").map(|(i, _)| i);
    base.season = season_of(scene, found);
    let named_role = slot(found, "character").map(|(i, _)| role_names(scene, i, found.trigger.1));
    let role = named_role.as_ref().and_then(|r| r.first().cloned());
    // "roles in A, B and C": one claim a work
    let works: Vec<Option<usize>> = match found.slots.iter().find(|(n, l, _)| n == "title" && *l == List::Right) {
        Some((_, _, (first, _))) => title_list(scene, *first).into_iter().map(Some).collect(),
        None => vec![base.title],
    };
    // "Bo Dee as Silo returns": a conjunction, no role
    if role.is_none() && named_role.is_some() && scene.is(found.trigger.0, "as") && found.trigger.1 == found.trigger.0 + 1 {
        return;
    }
    let Some((_, list, items)) = found.slots.iter().find(|(n, _, _)| n == "person") else {
        if let Some((item, _)) = slot(found, "character") {
            // "Ann Lee, who played Jane Roe, will return": the role is not the one who does
            if item > 0 && scene.is_any(item - 1, PLAY_VERBS) {
                return;
            }
            // "Ann Lee's Jane Roe will return": the performer stands beside the role
            base.person = bearer(scene, item).map(|item| Performer { item, surname: None });
            base.character = character_of(scene, item);
            let said = base.person.as_ref().is_some_and(|p| says(out, scene, p.item, base.effect, &base.trigger));
            if base.character.is_some() && !said {
                out.push(base);
            }
            return;
        }
        // "the Silo star, 39, …": whoever the text is about, unless somebody is named for this work
        let named = base.title.is_some() && out.iter().any(|c| matches!(c.effect, Effect::Cast(_)) && c.title == base.title);
        if !(rule.raw.implied && named) {
            base.implied = rule.raw.implied;
            out.extend(works.iter().map(|work| Candidate { title: *work, ..base.clone() }));
        }
        return;
    };
    let entries = match list {
        List::No => {
            let item = advance(scene, items.0, found.trigger.0);
            // "Lee's co-star Bo Dee has credits …": not the owner
            let owned = scene
                .is_any(item + 1, &["'s", "'"])
                .then(|| (item + 2..found.trigger.0.min(item + 5)).find(|i| is_performer(scene, *i)))
                .flatten();
            vec![entry(scene, owned.unwrap_or(item))]
        }
        List::Left => walk_left(scene, subject_before(scene, nearest_subject(scene, items.0, found.trigger.0))),
        List::Right => {
            let first = advance(scene, items.0, found.trigger.0);
            let guests = (found.trigger.0..first).any(|i| scene.is_any(i, &["guest", "guests", "guest-star", "guest-stars"]));
            if guests && base.effect == Effect::Cast(Relation::Plays) {
                return;
            }
            walk_right(scene, first, matches!(rule.id(), "cast/title-star" | "cast/co-star-of-person"))
        }
    };
    let mut roles = named_role.unwrap_or_default();
    if roles.is_empty() && *list != List::Right && found.trigger.0 > items.0 {
        roles = roles_behind(scene, found.trigger.1);
    }
    let role = role.or_else(|| roles.first().cloned());
    let paired = entries.len() > 1 && roles.len() == entries.len();
    let single = entries.len() == 1;
    for (i, entry) in entries.iter().enumerate() {
        let mut claim = base.clone();
        let Some(standing) = standing(scene, entry.performer.item, claim.effect) else { continue };
        let company = scene.is(found.trigger.0, "with")
            && out.iter().any(|c| matches!(c.effect, Effect::Cast(_)) && c.person.as_ref().is_some_and(|p| p.item == entry.performer.item));
        if rule.raw.yields && (company || taken(out, scene, entry.performer.item, claim.effect, &claim.trigger)) {
            continue;
        }
        // who is cast to play somebody joins; whom somebody replaces plays no more
        let item = entry.performer.item;
        if claim.effect == Effect::Cast(Relation::Plays)
            && (says(out, scene, item, Effect::Cast(Relation::Joins), &claim.trigger) || out.iter().any(|c| c.replaced == Some(item)))
        {
            continue;
        }
        if base.replaced.is_some_and(|r| {
            scene.mentions.entity(&scene.items[r]).is_some()
                && scene.mentions.entity(&scene.items[r]) == scene.mentions.entity(&scene.items[entry.performer.item])
        }) {
            continue;
        }
        claim.person = Some(entry.performer.clone());
        claim.character = if paired {
            Some(roles[i].clone())
        } else if single {
            role.clone().or_else(|| entry.character.clone())
        } else if roles.len() == 1 && entry.character.is_none() && i + 1 == entries.len() {
            role.clone()
        } else {
            entry.character.clone()
        };
        // "joined once again by Ann Lee"
        if claim.effect == Effect::Cast(Relation::Joins) && (found.trigger.0..items.0).any(|i| scene.is(i, "again")) {
            claim.effect = Effect::Cast(Relation::Returns);
        }
        if let Effect::Cast(relation) = claim.effect {
            if entry.is_new && matches!(relation, Relation::Plays | Relation::Returns) {
                claim.effect = Effect::Cast(Relation::Joins);
            } else if entry.is_back && relation == Relation::Plays {
                claim.effect = Effect::Cast(Relation::Returns);
            }
        }
        if let Standing::Role(performer) = standing {
            // "Jane Roe will return": the role comes back, whoever plays it
            claim.character = character_of(scene, entry.performer.item);
            claim.person = performer.map(|item| Performer { item, surname: None });
        }
        if claim.character.as_ref().is_some_and(|c| *c == scene.items[entry.performer.item].head)
            && claim.person.as_ref().is_some_and(|p| p.item == entry.performer.item)
        {
            claim.character = None;
        }
        // "Jane Roe – Ann Lee": the role comes first where only the second is known to act
        if let (Some((role_item, _)), true) = (slot(found, "character"), scene.is_any(found.trigger.0, &["–", "-", "—", "…"])) {
            let performs = |i: usize| {
                scene
                    .mentions
                    .entity(&scene.items[i])
                    .is_some_and(|e| scene.mentions.names.entities[e].performer && !scene.mentions.names.entities[e].roles.character)
            };
            let plays = |i: usize| scene.mentions.roles(&scene.items[i]).character;
            if performs(role_item) && !performs(item) || plays(item) && !plays(role_item) && like_person(scene, role_item) {
                claim.character = character_of(scene, item);
                claim.person = Some(Performer { item: role_item, surname: None });
            }
        }
        // "Ann Lee (Jane Roe)": the performer may stand first
        if let (Some((role_item, _)), true) = (slot(found, "character"), scene.is(found.trigger.0, "(")) {
            let roles = scene.mentions.roles(&scene.items[item]);
            if roles.character
                && like_person(scene, role_item)
                && !scene.mentions.entity(&scene.items[item]).is_some_and(|e| scene.mentions.names.entities[e].performer)
            {
                claim.character = character_of(scene, item);
                claim.person = Some(Performer { item: role_item, surname: None });
            }
        }
        if rule.raw.yields
            && claim.character.is_some()
            && out.iter().any(|c| matches!(c.effect, Effect::Cast(_)) && c.character == claim.character)
        {
            continue;
        }
        if claim.effect == Effect::Cast(Relation::Joins) {
            let clause = claim.clause.clone();
            out.retain(|c| {
                !(c.effect == Effect::Cast(Relation::Plays)
                    && c.person.as_ref().is_some_and(|p| p.item == item)
                    && clause.start <= c.trigger.start
                    && c.trigger.start < clause.end
                    && c.rule != number)
            });
        }
        for work in &works {
            push(out, Candidate { title: *work, ..claim.clone() });
        }
        // "Ann Lee (Silo)": a single title in brackets is a credit of its own
        if let [credit] = entry.credits[..] {
            let mut credited = base.clone();
            credited.effect = Effect::Cast(Relation::Plays);
            credited.subject = SubjectMode::Slot;
            credited.title = Some(credit);
            credited.season = None;
            credited.person = Some(entry.performer.clone());
            credited.trigger = scene.items[credit].tokens.clone();
            out.push(credited);
        }
    }
}
