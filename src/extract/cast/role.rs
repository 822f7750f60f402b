//! Roles: which name beside a performer is the character, and where the words that name it end.

use std::ops::Range;

use super::list::{LIST_ENDS, SEPARATORS};
use super::performer::{VERB_NEXT, like_person};
use crate::extract::Scene;
use crate::mention::ItemKind;
use crate::text::TokenKind;

/// The name of a role at an item, if it is a name.
pub(super) fn character_of(scene: &Scene, item: usize) -> Option<Range<usize>> {
    matches!(scene.items[item].kind, ItemKind::Name(_)).then(|| scene.items[item].head.clone())
}

/// The name of a role with the rank before it: "Charge Nurse | Jane Roe", where capitals say that
/// the rank belongs to it.
pub(super) fn ranked(scene: &Scene, item: usize) -> Option<Range<usize>> {
    let mut name = character_of(scene, item)?;
    let tokens = &scene.text.sentences[scene.sentence].tokens;
    let capital = |t: usize| scene.text.tokens[t].kind == TokenKind::Word && scene.text.tokens[t].is_capitalised();
    let mut start = name.start;
    while start > tokens.start
        && name.start - start < 3
        && capital(start - 1)
        && !scene.book.lists().is_function(scene.text.word(start - 1))
    {
        start -= 1;
    }
    // in a headline every word has a capital
    let plain = start > tokens.start && scene.text.word(start - 1).chars().next().is_some_and(char::is_lowercase);
    let rank = (start..name.start).all(|t| scene.items.iter().any(|i| i.tokens.contains(&t) && !matches!(i.kind, ItemKind::Date(_))));
    let other_name = (0..item).any(|i| scene.items[i].kind != ItemKind::Token && scene.items[i].tokens.end > start);
    if plain && rank && !other_name {
        name.start = start;
    }
    Some(name)
}

/// True for an office ("Chief Executive Officer") and for letters that stand for a country or channel.
fn is_office(scene: &Scene, item: usize) -> bool {
    let head = &scene.items[item].head;
    let office = head.clone().any(|t| OFFICES.contains(&scene.text.lower(t)));
    let word = scene.text.word(head.start);
    let letters = head.len() == 1 && word.len() <= 3 && word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    office || letters && !scene.mentions.roles(&scene.items[item]).character
}

/// Words of an office, never of a role.
const OFFICES: &[&str] = &["officer", "executive", "president", "producer", "minister"];

/// "will voice a goose, Bo Dee will voice a sheep": behind a comma a person with a verb begins a
/// clause and is no role.
fn starts_clause(scene: &Scene, from: usize, item: usize) -> bool {
    let parted = (from..item).any(|i| scene.is_any(i, &[",", "and", "while", "but"]));
    let next = scene.lower(item + 1);
    let verb = VERB_NEXT.contains(&next)
        || PLAY_VERBS.contains(&next)
        || matches!(next, "a" | "an" | "as" | "star" | "stars" | "starred" | "joins" | "joined" | "returns" | "said");
    parted && verb && like_person(scene, item)
}

/// Words that lead from a verb to the name of the role itself.
pub(super) const TO_THE_ROLE: &[&str] =
    &["role", "roles", "part", "parts", "voice", "version", "character", "characters", "portrayal", "performance", "turn", "shoes", "life"];

/// The role that a name stands for behind a verb; `from` is where the phrase begins. A list of
/// names is a list of roles. Empty where the name only helps to describe: "a cop from Leeds",
/// "Carol's mother".
pub(super) fn role_names(scene: &Scene, item: usize, from: usize) -> Vec<Range<usize>> {
    let Some(name) = ranked(scene, item) else { return Vec::new() };
    let roles = scene.mentions.roles(&scene.items[item]);
    if is_office(scene, item) || starts_clause(scene, from, item) {
        return Vec::new();
    }
    if item > from
        && scene.is_any(
            item - 1,
            &[
                "of", "to", "from", "in", "by", "with", "for", "on", "at", "against", "after", "'s", "like", "about", "alongside",
                "opposite", "than", "under",
            ],
        )
    {
        let leads = item >= 2 && scene.is_any(item - 1, &["of", "to", "by"]) && scene.is_any(item - 2, TO_THE_ROLE);
        if !leads {
            return Vec::new();
        }
    }
    // "Carol's sister Jane Roe", "Jane's husband, Kit"
    if scene.is_any(item + 1, &["'s", "'"]) {
        let limit = scene.items.len().min(item + 7);
        let behind = (item + 2..limit)
            .find(|i| scene.items[*i].kind != ItemKind::Token || scene.is_any(*i, &[".", ";", "and", "in", "on", "who", "("]));
        return match behind {
            Some(i) if i > item + 2 && matches!(scene.items[i].kind, ItemKind::Name(_)) && !scene.is_any(i + 1, &["'s", "'"]) => {
                role_names(scene, i, i)
            }
            _ => Vec::new(),
        };
    }
    // "Interpol agent Jane Roe": what is no name of a person labels the next
    let next_word = scene
        .items
        .get(item + 1)
        .is_some_and(|i| i.kind == ItemKind::Token && scene.text.word(i.tokens.start).chars().all(char::is_lowercase));
    let next_name = scene.items.get(item + 2).is_some_and(|i| matches!(i.kind, ItemKind::Name(_)));
    let inflected = ["s", "ed", "ing"].iter().any(|end| scene.lower(item + 1).ends_with(end));
    if scene.items[item].head.len() == 1
        && !inflected
        && next_word
        && next_name
        && !LIST_ENDS.contains(&scene.lower(item + 1))
        && !SEPARATORS.contains(&scene.lower(item + 1))
    {
        return role_names(scene, item + 2, item + 2);
    }
    if (roles.network || roles.outlet) && !roles.character && !roles.person
        || roles.title && !roles.character && !roles.person && item > from + 1
    {
        return Vec::new();
    }
    // "as Ann Lee leaves": a performer with a verb of her own is no role
    if let Some(id) = scene.mentions.entity(&scene.items[item]) {
        let e = &scene.mentions.names.entities[id];
        if e.performer && !e.roles.character && (VERB_NEXT.contains(&scene.lower(item + 1)) || e.count > 2) {
            return Vec::new();
        }
    }
    let mut names = vec![name];
    let mut at = item + 1;
    loop {
        let mut next = at;
        while scene.is_any(next, &[",", "and", "&"]) {
            next += 1;
        }
        // "Jane Roe and Inspector | Kit Carr"
        let rank = next > at
            && scene.items.get(next).is_some_and(|i| {
                i.kind == ItemKind::Token
                    && scene.text.tokens[i.tokens.start].is_capitalised()
                    && ranked(scene, next + 1).is_some_and(|r| r.start == i.tokens.start)
            });
        next += usize::from(rank);
        let more = next > at
            && scene.items.get(next).is_some_and(|i| {
                matches!(i.kind, ItemKind::Name(_)) && (scene.mentions.roles(i).character || !scene.mentions.roles(i).title)
            })
            && !scene.is(next + 1, "as")
            && !VERB_NEXT.contains(&scene.lower(next + 1));
        if !more {
            return names;
        }
        names.extend(ranked(scene, next));
        at = next + 1;
    }
}

/// "will return to Silo as Jane Roe", "reprising their roles as Jane and Kit": roles behind a verb.
pub(super) fn roles_behind(scene: &Scene, from: usize) -> Vec<Range<usize>> {
    let limit = scene.items.len().min(from + 12);
    for at in from..limit {
        if scene.is_any(at, &[";", ".", ":", "who", "which", "while", "but", "when", "where", "after", "before", "alongside", "opposite"])
            || scene.is(at, ",") && !scene.is_any(at + 1, &["as", "playing", "portraying"])
        {
            return Vec::new();
        }
        let role_of = scene.is_any(at, &["role", "roles", "part"]) && scene.is_any(at + 1, &["of", "as"]);
        let to_play = scene.is_any(at, &["play", "portray", "voice", "playing", "portraying", "voicing"]);
        let start = if role_of {
            at + 2
        } else if to_play || scene.is(at, "as") && !scene.is_any(at + 1, &["well", "part"]) {
            at + 1
        } else {
            continue;
        };
        let end = scene.items.len().min(start + 7);
        for name in start..end {
            if matches!(scene.items[name].kind, ItemKind::Name(_)) {
                let found = role_names(scene, name, start);
                let label = scene.mentions.roles(&scene.items[name]).network;
                if !found.is_empty() || !label {
                    return found;
                }
            }
            if scene.is_any(name, &[",", ".", ";", "and", "in", "on", "who", "of", "alongside", "opposite"])
                && !(scene.is(name, "of") && scene.is_any(name.saturating_sub(1), TO_THE_ROLE))
            {
                return Vec::new();
            }
        }
        return Vec::new();
    }
    Vec::new()
}

/// "as", "playing", "who plays", "in the role of": where the role begins behind such words.
pub(super) fn role_marker(scene: &Scene, at: usize) -> Option<usize> {
    const PLAYING: &[&str] = &["playing", "portraying", "voicing"];
    const PLAYS: &[&str] = &["plays", "play", "portrays", "voices", "played", "portrayed", "voiced"];
    if scene.is(at, "as") && !scene.is_any(at + 1, &["well", "part", "the", "a"])
        || scene.is(at, "as") && scene.is_any(at + 1, &["the", "a"])
        || scene.is_any(at, PLAYING)
    {
        return Some(at + 1);
    }
    if scene.is_any(at, &["who", "who'll"]) {
        let verb = if scene.is_any(at + 1, &["will", "also", "is"]) { at + 2 } else { at + 1 };
        return scene.is_any(verb, PLAYS).then_some(verb + 1);
    }
    if scene.is(at, "in") && scene.is(at + 1, "the") && scene.is_any(at + 2, &["role", "part"]) && scene.is(at + 3, "of") {
        return Some(at + 4);
    }
    None
}

/// The role behind "as": its name, or none for a description, and where the list goes on.
pub(super) fn role_after(scene: &Scene, from: usize) -> Option<(Option<Range<usize>>, usize)> {
    let mut at = from;
    let limit = scene.items.len().min(from + 9);
    while at < limit {
        let item = &scene.items[at];
        match item.kind {
            ItemKind::Name(_) => {
                let roles = role_names(scene, at, from);
                if let Some(role) = roles.into_iter().next() {
                    let last = (at..scene.items.len()).find(|i| scene.items[*i].head == role).unwrap_or(at);
                    let mut end = last + 1;
                    // "Earl a.k.a. Pops", "Jane “Em” Roe"
                    if scene.is_any(end, &["a.k.a.", "aka", "a.k.a"]) {
                        end += 2;
                    }
                    return Some((Some(role), end));
                }
                let label = scene.mentions.roles(item).network || scene.mentions.roles(item).outlet;
                if !label {
                    return Some((None, end_of_phrase(scene, at + 1)));
                }
                at += 1;
            }
            ItemKind::Token if scene.is_any(at, &[",", ";", ".", "and", "&", "(", ")", "who", "whose", "in", "on"]) => {
                return (at > from).then_some((None, at));
            }
            _ => at += 1,
        }
    }
    Some((None, at))
}

pub(super) fn end_of_phrase(scene: &Scene, from: usize) -> usize {
    (from..scene.items.len()).find(|i| scene.is_any(*i, &[",", ";", ".", "and", "&", "(", ")"])).unwrap_or(scene.items.len())
}

/// Verbs between a performer and a role.
pub(super) const PLAY_VERBS: &[&str] =
    &["play", "plays", "played", "playing", "portrays", "portrayed", "portraying", "voices", "voiced", "voicing"];

/// "Ann Lee's Jane Roe", "Jane Roe (Ann Lee)": who is said beside a role to play it.
pub(super) fn bearer(scene: &Scene, item: usize) -> Option<usize> {
    let named = |i: usize| like_person(scene, i);
    if item >= 2 && scene.is_any(item - 1, &["'s", "'"]) && named(item - 2) {
        return Some(item - 2);
    }
    (scene.is(item + 1, "(") && item + 3 < scene.items.len() && scene.is(item + 3, ")") && named(item + 2)).then_some(item + 2)
}
