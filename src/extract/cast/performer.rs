//! Performers: which item of a clause can be the one who plays, joins or leaves.

use super::role::bearer;
use crate::claim::Relation;
use crate::extract::Scene;
use crate::mention::ItemKind;
use crate::rules::pack::Effect;
use crate::text::TokenKind;

/// True if the item can be a performer here: a person, or a name of two to four words that is nothing else.
pub(in crate::extract) fn is_performer(scene: &Scene, item: usize) -> bool {
    let Some(it) = scene.items.get(item) else { return false };
    match it.kind {
        ItemKind::Name(_) => {
            let roles = scene.mentions.roles(it);
            roles.person || (!roles.title && !roles.network && !roles.outlet && name_like(scene, item))
        }
        _ => false,
    }
}

pub(super) fn name_like(scene: &Scene, item: usize) -> bool {
    let head = &scene.items[item].head;
    (2..=4).contains(&head.len())
        && head.clone().all(|t| scene.text.tokens[t].kind == TokenKind::Word && scene.text.tokens[t].is_capitalised())
}

/// True if the article knows the name as a performer's.
pub(super) fn is_known_performer(scene: &Scene, item: usize) -> bool {
    scene.items.get(item).and_then(|i| scene.mentions.entity(i)).is_some_and(|e| scene.mentions.names.entities[e].performer)
}

/// True for a name that is a person's by its given name or by what the text says of it.
pub(super) fn like_person(scene: &Scene, item: usize) -> bool {
    let Some(id) = scene.items.get(item).and_then(|i| scene.mentions.entity(i)) else { return false };
    let entity = &scene.mentions.names.entities[id];
    let given = entity.name.split([' ', '-']).next().is_some_and(|first| scene.book.lists().is_given(first));
    entity.roles.person && !entity.roles.title && (entity.performer || given)
}

/// True if the item is a noun that labels a performer by the work before it.
pub(super) fn is_label(scene: &Scene, item: usize) -> bool {
    // a verb is followed by other words: "and Bo Dee star in"
    let names = (item + 1..scene.items.len().min(item + 4)).any(|i| scene.items[i].kind != ItemKind::Token)
        && !scene.is_any(item + 1, &["in", "as", "alongside", "opposite", "with", "on", "of"]);
    names
        && scene
            .items
            .get(item)
            .is_some_and(|i| i.kind == ItemKind::Token && scene.text.word(i.tokens.start).chars().next().is_some_and(char::is_lowercase))
        && (LABELS.contains(&scene.lower(item))
            || scene.book.lists().is_performer(scene.lower(item))
            || scene.book.lists().is_crew(scene.lower(item)))
}

/// Nouns behind a name that make it a label of the next.
pub(super) const LABELS: &[&str] = &[
    "winner", "nominee", "winners", "nominees", "star", "stars", "co-star", "alum", "alums", "alumni", "actor", "actress", "veteran",
    "favourite", "favorite", "regular", "breakout", "standout", "founder", "co-founder",
];

/// "Colder Things' Ann Lee", "Silo star Ann Lee": the performer behind a label that a slot has taken.
pub(super) fn advance(scene: &Scene, item: usize, trigger: usize) -> usize {
    if item < trigger {
        return item;
    }
    let mut at = item;
    for _ in 0..2 {
        let mut next = at + 1;
        if scene.is_any(next, &["\"", "”", "’"]) {
            next += 1;
        }
        let labelled = scene.is_any(next, &["'s", "'"]) || is_label(scene, next);
        if !labelled {
            return at;
        }
        // "Silo alum, Ann Lee"
        if scene.is(next + 1, ",") && is_label(scene, next) && is_performer(scene, next + 2) {
            return next + 2;
        }
        let genitive = scene.is_any(next, &["'s", "'"]);
        let stop = scene.items.len().min(next + 7);
        let behind = (next + 1..stop)
            .take_while(|i| !scene.is_any(*i, &[",", ".", ";", "(", "who", "in", "'s"]))
            .find(|i| scene.items[*i].kind != ItemKind::Token && !is_label(scene, i + 1));
        match behind.filter(|i| is_performer(scene, *i) && !(genitive && like_person(scene, at))) {
            Some(i) => at = i,
            None => return at,
        }
    }
    at
}

pub(super) fn pronoun(scene: &Scene, item: usize) -> bool {
    scene.is_any(item, &["he", "she", "they", "i"])
}

/// Words that begin the verb of a subject.
pub(super) const VERB_NEXT: &[&str] = &[
    "will", "is", "has", "was", "had", "would", "may", "might", "could", "also", "'ll", "'s", "can", "should", "are", "were", "have",
    "recently", "who", "reportedly", "previously", "then", "later", "now",
];

/// What the item of a performer turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Performer,
    /// A role, with the performer who is named beside it.
    Role(Option<usize>),
}

/// Whether an item can be the performer of a statement: crew is not cast, and a role can only
/// come back, appear or leave.
pub(super) fn standing(scene: &Scene, item: usize, effect: Effect) -> Option<Standing> {
    let it = &scene.items[item];
    let Some(id) = scene.mentions.entity(it) else { return Some(Standing::Performer) };
    let entity = &scene.mentions.names.entities[id];
    let labelled = |is: &dyn Fn(&str) -> bool| (it.tokens.start..it.head.start).any(|t| is(scene.text.lower(t)));
    let lists = scene.book.lists();
    if labelled(&|w| lists.is_crew(w)) && !labelled(&|w| lists.is_performer(w)) {
        return None;
    }
    if entity.crew && !entity.performer {
        return None;
    }
    if entity.roles.title && !(entity.roles.person && entity.performer) {
        return None;
    }
    // "Ann Lee as Jane Roe": the second is no performer
    if item >= 1 && scene.is(item - 1, "as") && !(item >= 2 && scene.is_any(item - 2, &["well", "such"])) {
        return None;
    }
    let role_only = entity.roles.character && !entity.performer;
    if !entity.performer
        && let Some(performer) = bearer(scene, item)
    {
        let other = scene.mentions.entity(&scene.items[performer]).map(|e| &scene.mentions.names.entities[e]);
        if other.is_some_and(|o| !o.roles.character || o.performer) && (item + 1 >= performer || role_only) {
            return Some(Standing::Role(Some(performer)));
        }
    }
    if role_only && !entity.roles.person {
        return matches!(effect, Effect::Cast(Relation::Returns | Relation::Leaves)).then_some(Standing::Role(None));
    }
    Some(Standing::Performer)
}
