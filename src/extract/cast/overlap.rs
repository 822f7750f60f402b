//! What a clause has said already: rules that give way, and two readings that are one claim.

use crate::claim::Relation;
use crate::extract::{Candidate, Scene};
use crate::rules::pack::Effect;

/// Adds a claim, unless the same words have said it with more: "stars in Silo" and "stars" are one.
pub(super) fn push(out: &mut Vec<Candidate>, mut claim: Candidate) {
    let same = |c: &Candidate| {
        c.effect == claim.effect
            && c.person.is_some()
            && c.person.as_ref().map(|p| p.item) == claim.person.as_ref().map(|p| p.item)
            && c.trigger.start < claim.trigger.end
            && claim.trigger.start < c.trigger.end
    };
    if claim.title.is_none() && out.iter().any(|c| same(c) && c.title.is_some()) {
        if let Some(role) = claim.character {
            out.iter_mut()
                .filter(|c| {
                    c.trigger == claim.trigger
                        && c.effect == claim.effect
                        && c.character.is_none()
                        && c.person.as_ref().map(|p| p.item) == claim.person.as_ref().map(|p| p.item)
                })
                .for_each(|c| c.character = Some(role.clone()));
        }
        return;
    }
    if claim.title.is_some()
        && let Some(i) = out.iter().position(|c| same(c) && c.title.is_none())
    {
        let poorer = out.remove(i);
        claim.character = claim.character.or(poorer.character);
    }
    let equal = out.iter().position(|c| same(c) && c.title == claim.title);
    match equal {
        Some(i) if out[i].character.is_none() || claim.character.is_none() => {
            out[i].character = out[i].character.take().or(claim.character)
        }
        _ => out.push(claim),
    }
}

/// True if a more exact rule has said something of this performer in the same clause.
pub(super) fn taken(out: &[Candidate], scene: &Scene, item: usize, claim: &Candidate) -> bool {
    let relations = [Relation::Plays, Relation::Joins, Relation::Returns, Relation::Appears, Relation::Replaces];
    let covers = |c: &Candidate| {
        relations.iter().any(|r| c.effect == Effect::Cast(*r))
            && c.person.as_ref().is_some_and(|p| p.item == item)
            && c.trigger.start <= claim.trigger.start
            && claim.trigger.start < end_of(c)
            && !other_work(scene, c, claim)
    };
    says(out, scene, item, claim.effect, claim) || claim.effect == Effect::Cast(Relation::Plays) && out.iter().any(covers)
}

/// True if a claim of this kind about the performer and the same work covers the trigger.
pub(super) fn says(out: &[Candidate], scene: &Scene, item: usize, effect: Effect, claim: &Candidate) -> bool {
    let head = &scene.items[item].head;
    out.iter().any(|c| {
        let same = c.person.as_ref().is_some_and(|p| p.item == item) || c.character.as_ref().is_some_and(|role| role.end == head.end);
        // a list goes on behind its clause
        let covers = c.clause.start < claim.trigger.end && claim.trigger.start < end_of(c).max(head.end);
        c.effect == effect && same && covers && !other_work(scene, c, claim)
    })
}

/// Where the words of a claim end: its role may stand behind its clause.
fn end_of(claim: &Candidate) -> usize {
    claim.clause.end.max(claim.character.as_ref().map_or(0, |role| role.end))
}

/// True if two claims name two works: "whose credits include Silo has been cast in Harbour".
pub(super) fn other_work(scene: &Scene, a: &Candidate, b: &Candidate) -> bool {
    let work = |c: &Candidate| c.title.and_then(|i| scene.mentions.entity(&scene.items[i]));
    work(a).is_some() && work(b).is_some() && work(a) != work(b)
}
