//! Cast statements: who plays, joins, returns, appears, leaves, replaces.
//!
//! One reader of lists serves all rules: a rule matches one performer next to its trigger and says
//! to which side the list goes on; the reader walks it and takes brackets, "as C", ages and labels
//! for each item.

use std::ops::Range;

use super::{Candidate, Performer, Scene, slot};
use crate::claim::Relation;
use crate::mention::ItemKind;
use crate::rules::Rule;
use crate::rules::compile::Match;
use crate::rules::pack::{Effect, SubjectMode};
use crate::rules::pattern::List;
use crate::text::TokenKind;

/// One item of a list of performers.
#[derive(Debug, Clone)]
struct Entry {
    performer: Performer,
    character: Option<Range<usize>>,
    /// Works named in brackets behind the name.
    credits: Vec<usize>,
    /// Said to be new: "new cast member A".
    is_new: bool,
    /// Said to come back: "the return of A".
    is_back: bool,
    end: usize,
}

/// Reads one match: every performer of its list is a claim.
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let mut base = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    base.title = slot(found, "title").map(|(i, _)| nearest_title(scene, i, found.trigger.0));
    base.replaced = slot(found, "replaced").map(|(i, _)| i);
    base.network = slot(found, "network").map(|(i, _)| i);
    let role = slot(found, "character").and_then(|(i, _)| character_of(scene, i));
    base.season = season_of(scene, found);
    let Some((_, list, items)) = found.slots.iter().find(|(n, _, _)| n == "person") else {
        base.character = role;
        // "the Silo star, 39, …": whoever the text is about, unless somebody is named for this work
        let named = base.title.is_some() && out.iter().any(|c| matches!(c.effect, Effect::Cast(_)) && c.title == base.title);
        if !(rule.raw.implied && named) {
            base.implied = rule.raw.implied;
            out.push(base);
        }
        return;
    };
    // "roles in A, B and C": one claim a work
    let works: Vec<Option<usize>> = match found.slots.iter().find(|(n, l, _)| n == "title" && *l == List::Right) {
        Some((_, _, (first, _))) => title_list(scene, *first).into_iter().map(Some).collect(),
        None => vec![base.title],
    };
    let entries = match list {
        List::No => vec![entry(scene, items.0)],
        List::Left => walk_left(scene, items.0),
        List::Right => walk_right(scene, items.0),
    };
    let roles = slot(found, "character").map(|(i, _)| role_list(scene, i)).unwrap_or_default();
    let paired = entries.len() > 1 && roles.len() == entries.len();
    let single = entries.len() == 1;
    for (i, entry) in entries.iter().enumerate() {
        let mut claim = base.clone();
        let Some(standing) = standing(scene, entry.performer.item, claim.effect) else { continue };
        if rule.raw.yields && out.iter().any(|c| c.person.as_ref().is_some_and(|p| p.item == entry.performer.item)) {
            continue;
        }
        claim.person = Some(entry.performer.clone());
        claim.character = if paired {
            Some(roles[i].clone())
        } else if single || roles.len() == 1 {
            role.clone().or_else(|| entry.character.clone())
        } else {
            entry.character.clone()
        };
        if single && claim.character.is_none() {
            claim.character = entry.character.clone();
        }
        if let Effect::Cast(relation) = claim.effect {
            if entry.is_new && matches!(relation, Relation::Plays | Relation::Returns) {
                claim.effect = Effect::Cast(Relation::Joins);
            } else if entry.is_back && relation == Relation::Plays {
                claim.effect = Effect::Cast(Relation::Returns);
            }
        }
        if standing == Standing::Role {
            // "Jane Roe will return": the role comes back, whoever plays it
            claim.character = character_of(scene, entry.performer.item);
            claim.person = None;
        }
        for work in &works {
            out.push(Candidate { title: *work, ..claim.clone() });
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

/// Of several titles before a trigger ("A and the thriller B, starring …") the last is meant.
fn nearest_title(scene: &Scene, slot: usize, trigger: usize) -> usize {
    let mut depth = 0;
    let mut nearest = slot;
    for i in slot + 1..trigger {
        depth += i32::from(scene.is(i, "(")) - i32::from(scene.is(i, ")"));
        let label = scene.is_any(i + 1, &["star", "stars", "actor", "actress", "alum", "co-star", "director", "creator", "'s"]);
        if depth == 0 && !label && scene.mentions.roles(&scene.items[i]).title {
            nearest = i;
        }
    }
    nearest
}

/// What the item of a performer turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Performer,
    Role,
}

/// Whether an item can be the performer of a statement: crew is not cast, and a role can only
/// come back, appear or leave.
fn standing(scene: &Scene, item: usize, effect: Effect) -> Option<Standing> {
    let it = &scene.items[item];
    let Some(id) = scene.mentions.entity(it) else { return Some(Standing::Performer) };
    let entity = &scene.mentions.names.entities[id];
    let labelled = |is: &dyn Fn(&str) -> bool| (it.tokens.start..it.head.start).any(|t| is(&scene.text.word(t).to_lowercase()));
    let lists = scene.book.lists();
    if labelled(&|w| lists.is_crew(w)) && !labelled(&|w| lists.is_performer(w)) {
        return None;
    }
    if entity.crew && !entity.performer {
        return None;
    }
    if entity.roles.character && !entity.performer && !entity.roles.person {
        return matches!(effect, Effect::Cast(Relation::Returns | Relation::Leaves)).then_some(Standing::Role);
    }
    Some(Standing::Performer)
}

/// The season that a cast statement names: only right beside it, or "in season 2" behind it.
fn season_of(scene: &Scene, found: &Match) -> Option<(Option<i64>, usize)> {
    let item = slot(found, "season").map(|(i, _)| i).or_else(|| super::nearest_season(scene, found.items))?;
    let ItemKind::Season(s) = scene.items[item].kind else { return None };
    let numbers = &scene.mentions.seasons[s].numbers;
    Some((numbers.first().copied().filter(|_| numbers.len() == 1), item))
}

/// Words between two items of a list.
const SEPARATORS: &[&str] = &[",", "and", "&", "plus", "alongside", "with", ";", "opposite"];

/// True if the item can be a performer here: a person, or a name of two to four words that is nothing else.
fn is_performer(scene: &Scene, item: usize) -> bool {
    let Some(it) = scene.items.get(item) else { return false };
    match it.kind {
        ItemKind::Name(_) => {
            let roles = scene.mentions.roles(it);
            roles.person || (!roles.title && !roles.network && !roles.outlet && name_like(scene, item))
        }
        _ => false,
    }
}

fn name_like(scene: &Scene, item: usize) -> bool {
    let head = &scene.items[item].head;
    (2..=4).contains(&head.len()) && head.clone().all(|t| scene.text.tokens[t].kind == TokenKind::Word && scene.text.tokens[t].is_capitalised())
}

fn entry(scene: &Scene, item: usize) -> Entry {
    let mut entry = Entry {
        performer: Performer { item, surname: None },
        character: None,
        credits: Vec::new(),
        is_new: is_labelled_new(scene, item),
        is_back: item >= 3 && scene.is(item - 1, "of") && scene.is(item - 2, "return"),
        end: item + 1,
    };
    attachments(scene, &mut entry);
    entry
}

/// "new cast member Ann Lee", "newcomer Bo Dee": dress that says that the person is new.
fn is_labelled_new(scene: &Scene, item: usize) -> bool {
    let it = &scene.items[item];
    let dress: Vec<String> = (it.tokens.start..it.head.start).map(|t| scene.text.word(t).to_lowercase()).collect();
    let before: Vec<String> = (item.saturating_sub(3)..item).map(|i| scene.lower(i)).collect();
    let new = |words: &[String]| words.iter().any(|w| w == "newcomer" || w == "newcomers") || (words.iter().any(|w| w == "new") && words.iter().any(|w| matches!(w.as_str(), "member" | "members" | "additions" | "addition" | "cast")));
    new(&dress) || new(&before)
}

/// Reads what hangs on a performer: "(Silo)", "(Jane Roe)", "as Jane Roe", ", 34,".
fn attachments(scene: &Scene, entry: &mut Entry) {
    let mut at = entry.end;
    loop {
        if scene.is(at, "(") {
            let Some(close) = (at + 1..scene.items.len().min(at + 40)).find(|i| scene.is(*i, ")")) else { break };
            bracket(scene, at + 1..close, entry);
            at = close + 1;
            entry.end = at;
        } else if scene.is(at, "as") || (scene.is(at, ",") && scene.is(at + 1, "as")) {
            let from = if scene.is(at, "as") { at + 1 } else { at + 2 };
            let Some((character, end)) = role_after(scene, from) else { break };
            entry.character = character.or(entry.character.take());
            at = end;
            entry.end = end;
        } else {
            break;
        }
    }
}

/// The inside of a bracket behind a performer: a role, or the works that the person is known from.
fn bracket(scene: &Scene, inside: Range<usize>, entry: &mut Entry) {
    let names: Vec<usize> = inside.clone().filter(|i| matches!(scene.items[*i].kind, ItemKind::Name(_))).collect();
    let Some(&first) = names.first() else { return };
    let roles = scene.mentions.roles(&scene.items[first]);
    let lonely = names.len() == 1 && first == inside.start;
    if roles.title && !(roles.character && lonely && !roles.person) {
        entry.credits = names.into_iter().filter(|i| scene.mentions.roles(&scene.items[*i]).title).collect();
        // several works are a filmography, even where only one of them is known
        if inside.clone().any(|i| scene.is(i, ",")) && entry.credits.len() == 1 {
            entry.credits.clear();
        }
    } else if lonely && !roles.network && !roles.outlet && first + 1 == inside.end {
        entry.character = Some(scene.items[first].head.clone());
    } else if scene.is_any(inside.start, &["as", "playing"]) && names.len() == 1 {
        entry.character = Some(scene.items[first].head.clone());
    }
}

/// The role behind "as": its name, or none for a description, and where the list goes on.
fn role_after(scene: &Scene, from: usize) -> Option<(Option<Range<usize>>, usize)> {
    let mut at = from;
    let limit = scene.items.len().min(from + 9);
    while at < limit {
        let item = &scene.items[at];
        match item.kind {
            ItemKind::Name(_) => {
                // "as the ex-husband of Carol" and "as Carol's mother" describe
                let possessive = scene.is_any(at + 1, &["'s", "'"]);
                let of = at > from && scene.is_any(at - 1, &["of", "to", "from", "in", "by", "with", "'s"]);
                if possessive || of {
                    return Some((None, end_of_phrase(scene, at + 1)));
                }
                let mut end = at + 1;
                // "Earl a.k.a. Pops", "Jane “Em” Roe"
                if scene.is_any(end, &["a.k.a.", "aka", "a.k.a"]) {
                    end += 2;
                }
                return Some((Some(item.head.clone()), end));
            }
            ItemKind::Token if scene.is_any(at, &[",", ";", ".", "and", "&", "(", ")", "who", "whose", "in", "on"]) => {
                return (at > from).then_some((None, at));
            }
            _ => at += 1,
        }
    }
    Some((None, at))
}

fn end_of_phrase(scene: &Scene, from: usize) -> usize {
    (from..scene.items.len()).find(|i| scene.is_any(*i, &[",", ";", ".", "and", "&", "(", ")"])).unwrap_or(scene.items.len())
}

/// The name of a role at an item, if it is a name.
fn character_of(scene: &Scene, item: usize) -> Option<Range<usize>> {
    matches!(scene.items[item].kind, ItemKind::Name(_)).then(|| scene.items[item].head.clone())
}

/// "Jane, Em and Bo": the names of a list of roles.
fn role_list(scene: &Scene, first: usize) -> Vec<Range<usize>> {
    let mut roles = Vec::new();
    let mut at = first;
    while let Some(role) = scene.items.get(at).and_then(|_| character_of(scene, at)) {
        roles.push(role);
        let mut next = at + 1;
        while scene.is_any(next, &[",", "and", "&"]) {
            next += 1;
        }
        if next == at + 1 {
            break;
        }
        at = next;
    }
    roles
}

/// "A, B and C": the titles of a list.
fn title_list(scene: &Scene, first: usize) -> Vec<usize> {
    let mut titles = vec![first];
    let mut at = first + 1;
    loop {
        let before = at;
        while scene.is_any(at, &[",", "and", "&", "as", "well", "along", "with"]) {
            at += 1;
        }
        if at == before || !scene.items.get(at).is_some_and(|i| scene.mentions.roles(i).title) {
            return titles;
        }
        titles.push(at);
        at += 1;
    }
}

fn walk_right(scene: &Scene, first: usize) -> Vec<Entry> {
    let mut entries = vec![entry(scene, first)];
    loop {
        let mut at = entries.last().expect("one at least").end;
        let before = at;
        while at < scene.items.len() && at < before + 9 {
            let separator = scene.is_any(at, SEPARATORS) || scene.is_any(at, &["along", "as", "well", "including", "both", "returning", "stars", "of", "the", "return", "co-star", "co-stars", "newcomer", "newcomers", "new", "cast", "members", "member", "regulars", "regular", "also", "fellow", "guest", "series", "additions", "veteran", "actors", "actor", "actress", "actresses", "featuring", "starring", ":"]);
            // "Oscar winner Ann Lee", "Silo star Bo Dee": a label of the next item
            let label = at > before
                && scene.items[at].kind != ItemKind::Token
                && scene.is_any(at + 1, &["winner", "nominee", "winners", "nominees", "star", "stars", "alum", "alums", "actor", "actress", "veteran", "favourite", "favorite", "regular"]);
            if !separator && !label && !(at > before && scene.is_any(at, &["winner", "nominee", "winners", "nominees", "alum", "alums", "favourite", "favorite"])) {
                break;
            }
            at += 1;
        }
        // deep in a list a bare unknown name is one of its kind: "A, B, Metallica and C"
        let bare = entries.len() > 1 && scene.items.get(at).is_some_and(|i| i.kind != ItemKind::Token && scene.mentions.entity(i).is_some()) && {
            let roles = scene.mentions.roles(&scene.items[at]);
            !roles.title && !roles.network && !roles.outlet && scene.is_any(at + 1, &[",", "and", "(", ".", "as"])
        };
        if at == before || !(is_performer(scene, at) || bare) || !listed(scene, before, at) {
            break;
        }
        let next = entry(scene, at);
        share_surname(scene, entries.last_mut().expect("one at least"), at);
        entries.push(next);
    }
    entries
}

/// True if what stands between two items joins a list, and begins no new clause.
fn listed(scene: &Scene, from: usize, to: usize) -> bool {
    let starts = scene.is_any(from, SEPARATORS) || scene.is_any(from, &["along", "as"]);
    // "…, and Bo Dee plays": the next name is the subject of its own verb
    let own_verb = scene.items.get(to + 1).is_some() && {
        let next = scene.lower(to + 1);
        matches!(next.as_str(), "plays" | "play" | "played" | "portrays" | "will" | "stars" | "star" | "joins" | "returns" | "is" | "was" | "has" | "said" | "told" | "says" | "directed" | "directs" | "wrote" | "writes" | "created")
    };
    starts && !(own_verb && scene.is(to - 1, "and") && !scene.is(from, "and"))
        && !(own_verb && scene.is(from, "with"))
}

/// "Ann and Bo Lee": the first has the surname of the second.
fn share_surname(scene: &Scene, before: &mut Entry, next: usize) {
    let (a, b) = (&scene.items[before.performer.item], &scene.items[next]);
    let known = scene.mentions.entity(a).is_some_and(|id| scene.mentions.names.entities[id].name.contains(' '));
    let given = a.head.len() == 1 && scene.book.lists().is_given(scene.text.word(a.head.start));
    if given && b.head.len() == 2 && !known && before.character.is_none() && scene.is_any(before.performer.item + 1, &["and", "&"]) {
        before.performer.surname = Some(b.head.start + 1..b.head.end);
    }
}

fn walk_left(scene: &Scene, last: usize) -> Vec<Entry> {
    let mut entries = vec![entry(scene, last)];
    let mut at = last;
    while at > 0 {
        let mut before = at;
        let mut separators = 0;
        while before > 0 && scene.is_any(before - 1, &[",", "and", "&", "along", "with", "alongside"]) && separators < 3 {
            before -= 1;
            separators += 1;
        }
        if separators == 0 || before == 0 {
            break;
        }
        let mut candidate = before - 1;
        if scene.is(candidate, ")") {
            match (0..candidate).rev().find(|i| scene.is(*i, "(")) {
                Some(open) if open > 0 => candidate = open - 1,
                _ => break,
            }
        }
        if !is_performer(scene, candidate) {
            break;
        }
        let mut next = entry(scene, candidate);
        share_surname(scene, &mut next, at);
        entries.push(next);
        at = candidate;
    }
    entries.reverse();
    entries
}
