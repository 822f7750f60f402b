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

/// Adds a claim, unless the same words have said it with more: "stars in Silo" and "stars" are one.
fn push(out: &mut Vec<Candidate>, mut claim: Candidate) {
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

/// True where a performer's name before a work is no label: "Ann Lee's Jane Roe novels", "the Ann Lee
/// documentary Silo", "Ann Lee and Bo Dee film Silo in Leeds".
fn is_no_label(scene: &Scene, rule: &str, found: &Match) -> bool {
    match rule {
        "cast/person-character-possessive" => {
            let next = scene.lower(found.items.1);
            let lists = scene.book.lists();
            lists.is_work(&next) || lists.is_crew(&next) || NO_ROLE_BEFORE.contains(&next.as_str())
        }
        "cast/co-star-of-person" => {
            let item = &scene.items[found.trigger.0];
            // "her co-star Bo Dee", where the label is the name's own dress
            item.kind != ItemKind::Token
                && !(item.tokens.start..item.head.start).any(|t| {
                    matches!(
                        scene.text.word(t).to_lowercase().as_str(),
                        "co-star" | "co-stars" | "castmate" | "castmates" | "costar" | "costars"
                    )
                })
        }
        // "written by Ann Lee (Silo) and Bo Dee (Harbour)"
        "cast/credit-in-brackets" => {
            let from = found.items.0.saturating_sub(16);
            let by = (from..found.items.0).rev().find(|i| scene.is(*i, "by"));
            by.is_some_and(|i| {
                i > 0 && scene.is_any(i - 1, &["written", "directed", "created", "penned", "produced", "helmed", "developed", "adapted"])
            })
        }
        // an office is no role
        "cast/role-as" => slot(found, "character").is_some_and(|(i, _)| {
            scene.items[i].tokens.clone().any(|t| {
                matches!(
                    scene.text.word(t).to_lowercase().as_str(),
                    "officer" | "executive" | "chief" | "president" | "director" | "producer" | "minister"
                )
            })
        }),
        "cast/in-talks" => (found.trigger.1..scene.items.len().min(found.trigger.1 + 5)).any(|i| scene.is_any(i, &["cameo", "guest"])),
        "cast/plays-character" => slot(found, "character")
            .is_some_and(|(i, _)| (found.trigger.1..i).any(|j| scene.is_any(j, &["reprise", "reprises", "reprising", "reprised"]))),
        "cast/person-film-title" => {
            let item = &scene.items[found.trigger.0];
            let subject = (item.tokens.start..item.head.start).any(|t| {
                matches!(
                    scene.text.word(t).to_lowercase().as_str(),
                    "documentary" | "docuseries" | "biography" | "concert" | "novel" | "book"
                )
            });
            let filming = scene.text.word(item.tokens.start).eq_ignore_ascii_case("film");
            subject || filming && found.items.0 > 0 && scene.is_any(found.items.0 - 1, &["and", "&"])
        }
        _ => false,
    }
}

/// Nouns that make the name before them a label of a book, not a role.
const NO_ROLE_BEFORE: &[&str] = &[
    "novel", "novels", "adaptation", "adaptations", "book", "books", "biography", "memoir", "song", "songs", "album", "story", "stories",
    "comics", "comic", "trilogy", "franchise", "saga", "biopic", "tribute", "mysteries", "character",
];

/// True if a more exact rule has said something of this performer in the same clause.
fn taken(out: &[Candidate], scene: &Scene, item: usize, effect: Effect, trigger: &Range<usize>) -> bool {
    let relations = [Relation::Plays, Relation::Joins, Relation::Returns, Relation::Appears, Relation::Replaces];
    says(out, scene, item, effect, trigger)
        || effect == Effect::Cast(Relation::Plays)
            && relations.iter().any(|r| {
                out.iter().any(|c| {
                    c.effect == Effect::Cast(*r)
                        && c.person.as_ref().is_some_and(|p| p.item == item)
                        && c.trigger.start <= trigger.start
                        && trigger.start < c.clause.end
                })
            })
}

/// True if a claim of this kind about the performer covers the trigger.
fn says(out: &[Candidate], scene: &Scene, item: usize, effect: Effect, trigger: &Range<usize>) -> bool {
    let head = &scene.items[item].head;
    out.iter().any(|c| {
        let same = c.person.as_ref().is_some_and(|p| p.item == item) || c.character.as_ref() == Some(head);
        // a list goes on behind its clause
        c.effect == effect && same && c.clause.start < trigger.end && trigger.start < c.clause.end.max(head.end)
    })
}

/// A name that nothing else speaks for is a work only if it does not look like a place or a word:
/// in quotation marks or of several words.
fn is_work(scene: &Scene, item: usize) -> bool {
    let it = &scene.items[item];
    match it.kind {
        ItemKind::Name(n) => {
            let roles = scene.mentions.roles(it);
            roles.title || scene.mentions.names.mentions[n].quoted || (it.head.len() > 1 && !scene.is_any(item + 1, &["'s", "("]))
        }
        _ => true,
    }
}

/// Words by which an article is known to be about the screen.
const SCREEN: &[&str] =
    &["cast", "film", "movie", "series", "show", "drama", "sitcom", "episode", "season", "actor", "actress", "soap", "thriller", "comedy"];

/// True if the article names a work, or the sentence speaks of one.
fn on_screen(scene: &Scene) -> bool {
    scene.mentions.names.entities.iter().any(|e| e.roles.title) || (0..scene.items.len()).any(|i| SCREEN.contains(&scene.lower(i).as_str()))
}

/// "Colder Things' Ann Lee", "Silo star Ann Lee": the performer behind a label that a slot has taken.
fn advance(scene: &Scene, item: usize, trigger: usize) -> usize {
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

/// True for a name that is a person's by its given name or by what the text says of it.
fn like_person(scene: &Scene, item: usize) -> bool {
    let Some(id) = scene.items.get(item).and_then(|i| scene.mentions.entity(i)) else { return false };
    let entity = &scene.mentions.names.entities[id];
    let given = entity.name.split([' ', '-']).next().is_some_and(|first| scene.book.lists().is_given(first));
    entity.roles.person && !entity.roles.title && (entity.performer || given)
}

/// True if the item is a noun that labels a performer by the work before it.
fn is_label(scene: &Scene, item: usize) -> bool {
    // a verb is followed by other words: "and Bo Dee star in"
    let names = (item + 1..scene.items.len().min(item + 4)).any(|i| scene.items[i].kind != ItemKind::Token)
        && !scene.is_any(item + 1, &["in", "as", "alongside", "opposite", "with", "on", "of"]);
    names
        && scene
            .items
            .get(item)
            .is_some_and(|i| i.kind == ItemKind::Token && scene.text.word(i.tokens.start).chars().next().is_some_and(char::is_lowercase))
        && (LABELS.contains(&scene.lower(item).as_str())
            || scene.book.lists().is_performer(&scene.lower(item))
            || scene.book.lists().is_crew(&scene.lower(item)))
}

/// Nouns behind a name that make it a label of the next.
const LABELS: &[&str] = &[
    "winner", "nominee", "winners", "nominees", "star", "stars", "co-star", "alum", "alums", "alumni", "actor", "actress", "veteran",
    "favourite", "favorite", "regular", "breakout", "standout", "founder", "co-founder",
];

/// Of the persons before a verb the nearest that can be its subject: a new clause may have begun.
fn nearest_subject(scene: &Scene, first: usize, trigger: usize) -> usize {
    let mut nearest = first;
    let mut depth = 0;
    for i in first + 1..trigger {
        depth += i32::from(scene.is(i, "(")) - i32::from(scene.is(i, ")"));
        let opens = scene.is_any(i.wrapping_sub(1), &["and", "while", "but", "as", ";", ":", "that", "whereas"])
            && !scene.is(i.wrapping_sub(1), "as")
            || scene.is_any(i.wrapping_sub(1), &["while", "but", ";", ":"]);
        let person = is_performer(scene, i) || pronoun(scene, i);
        let verb_next = scene.items.get(i + 1).is_some_and(|n| n.kind == ItemKind::Token)
            && VERB_NEXT.contains(&scene.lower(i + 1).as_str())
            || i + 1 == trigger;
        let who = scene.is(i + 1, "who") || scene.is(i + 1, ",") && scene.is(i + 2, "who");
        if depth == 0 && person && who && trigger - i <= 7 && !(i + 1..trigger).any(|j| scene.is_any(j, PLAY_VERBS)) {
            nearest = i;
        }
        if depth == 0 && person && verb_next && (opens || i + 1 == trigger) && !scene.is(i.wrapping_sub(1), "'s") {
            nearest = i;
        }
    }
    // "Ann Lee and Bo Dee star …, reprising": the list goes on to its last
    loop {
        let end = entry(scene, nearest).end;
        match next_item(scene, end, 1) {
            Some((next, _))
                if next < trigger
                    && (end..next).all(|i| scene.is_any(i, &[",", "and", "&"]))
                    && !scene.is_any(next + 1, &["'s", "'"])
                    && (end..next).any(|i| !scene.is(i, ",") || next + 1 < trigger) =>
            {
                nearest = next
            }
            _ => return nearest,
        }
    }
}

fn pronoun(scene: &Scene, item: usize) -> bool {
    scene.is_any(item, &["he", "she", "i"])
}

/// Verbs between a performer and a role.
const PLAY_VERBS: &[&str] = &["play", "plays", "played", "playing", "portrays", "portrayed", "portraying", "voices", "voiced", "voicing"];

/// "…alongside Bo Dee, and will reprise": whoever is only company is not the subject of the next verb.
fn subject_before(scene: &Scene, item: usize) -> usize {
    let company = item > 0 && scene.is_any(item - 1, &["alongside", "opposite"]);
    let free = |i: &usize| {
        (is_performer(scene, *i) || pronoun(scene, *i))
            && !(*i > 0 && scene.is_any(*i - 1, &["alongside", "opposite", "with", "by", "of", "from", "to", "in", "for", "'s"]))
    };
    if company { (0..item).find(free).unwrap_or(item) } else { item }
}

/// Words that begin the verb of a subject.
const VERB_NEXT: &[&str] = &[
    "will", "is", "has", "was", "had", "would", "may", "might", "could", "also", "'ll", "'s", "can", "should", "are", "were", "have",
    "recently", "who", "reportedly", "previously", "then", "later", "now",
];

/// "Ann Lee's Jane Roe", "Jane Roe (Ann Lee)": who is said beside a role to play it.
fn bearer(scene: &Scene, item: usize) -> Option<usize> {
    let named = |i: usize| like_person(scene, i);
    if item >= 2 && scene.is_any(item - 1, &["'s", "'"]) && named(item - 2) {
        return Some(item - 2);
    }
    (scene.is(item + 1, "(") && item + 3 < scene.items.len() && scene.is(item + 3, ")") && named(item + 2)).then_some(item + 2)
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
    /// A role, with the performer who is named beside it.
    Role(Option<usize>),
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

/// The season that a cast statement names: only right beside it, or "in season 2" behind it.
fn season_of(scene: &Scene, found: &Match) -> Option<(Option<i64>, usize)> {
    let item = slot(found, "season").map(|(i, _)| i).or_else(|| super::nearest_season(scene, found.items))?;
    let ItemKind::Season(s) = scene.items[item].kind else { return None };
    let numbers = &scene.mentions.seasons[s].numbers;
    Some((numbers.first().copied().filter(|_| numbers.len() == 1), item))
}

/// Words between two items of a list.
const SEPARATORS: &[&str] = &[",", "and", "&", "plus", "alongside", "with", ";", "opposite"];

/// Words behind which no list goes on.
const LIST_ENDS: &[&str] = &[
    "who", "which", "that", "is", "are", "was", "were", "will", "has", "have", "had", "in", "on", "at", "for", "from", "to", "but",
    "while", "when", "after", "before", "whose", "where", "because", "since", "during", "until", "if", "directed", "written", "created",
    "produced", "director", "creator", "showrunner", "writer", "producer", "producers", "says", "said", "told", "about", "into", "between",
    "than", "not", "his", "her", "their", "it", "he", "she", "they",
];

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
    (2..=4).contains(&head.len())
        && head.clone().all(|t| scene.text.tokens[t].kind == TokenKind::Word && scene.text.tokens[t].is_capitalised())
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
    // a given name whose surname the names have not taken: "Ann | Lee (Jane Roe)"
    let head = &scene.items[item].head;
    let rest = item + 1;
    let capital = |i: usize| {
        scene.items.get(i).is_some_and(|it| {
            it.kind == ItemKind::Token
                && scene.text.tokens[it.tokens.start].kind == TokenKind::Word
                && scene.text.tokens[it.tokens.start].is_capitalised()
        })
    };
    if head.len() == 1
        && matches!(scene.items[item].kind, ItemKind::Name(_))
        && capital(rest)
        && scene.is_any(rest + 1, &[",", "(", "and", "&", "as", ".", ")"])
        && scene.book.lists().is_given(scene.text.word(head.start))
    {
        entry.performer.surname = Some(scene.items[rest].tokens.clone());
        entry.end = rest + 1;
    }
    attachments(scene, &mut entry);
    entry
}

/// "new cast member Ann Lee", "newcomer Bo Dee": dress that says that the person is new.
fn is_labelled_new(scene: &Scene, item: usize) -> bool {
    let it = &scene.items[item];
    let dress: Vec<String> = (it.tokens.start..it.head.start).map(|t| scene.text.word(t).to_lowercase()).collect();
    let before: Vec<String> = (item.saturating_sub(3)..item).map(|i| scene.lower(i)).collect();
    let new = |words: &[String]| {
        words.iter().any(|w| w == "newcomer" || w == "newcomers")
            || (words.iter().any(|w| w == "new")
                && words.iter().any(|w| matches!(w.as_str(), "member" | "members" | "additions" | "addition" | "cast")))
    };
    new(&dress) || new(&before)
}

/// Reads what hangs on a performer: "(Silo)", "(Jane Roe)", "as Jane Roe", ", playing Jane Roe".
fn attachments(scene: &Scene, entry: &mut Entry) {
    let mut at = entry.end;
    loop {
        if scene.is(at, "(") {
            let Some(close) = (at + 1..scene.items.len().min(at + 40)).find(|i| scene.is(*i, ")")) else { break };
            bracket(scene, at + 1..close, entry);
            at = close + 1;
            entry.end = at;
            continue;
        }
        let start = if scene.is(at, ",") { at + 1 } else { at };
        let Some(from) = role_marker(scene, start) else { break };
        let Some((character, end)) = role_after(scene, from) else { break };
        entry.character = character.or(entry.character.take());
        at = end;
        entry.end = end;
    }
}

/// "as", "playing", "who plays", "in the role of": where the role begins behind such words.
fn role_marker(scene: &Scene, at: usize) -> Option<usize> {
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
    } else if (lonely && !roles.network && !roles.outlet && first + 1 == inside.end)
        || (scene.is_any(inside.start, &["as", "playing"]) && names.len() == 1)
    {
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

fn end_of_phrase(scene: &Scene, from: usize) -> usize {
    (from..scene.items.len()).find(|i| scene.is_any(*i, &[",", ";", ".", "and", "&", "(", ")"])).unwrap_or(scene.items.len())
}

/// The name of a role at an item, if it is a name.
fn character_of(scene: &Scene, item: usize) -> Option<Range<usize>> {
    matches!(scene.items[item].kind, ItemKind::Name(_)).then(|| scene.items[item].head.clone())
}

/// Words that lead from a verb to the name of the role itself.
const TO_THE_ROLE: &[&str] =
    &["role", "roles", "part", "parts", "voice", "version", "character", "characters", "portrayal", "performance", "turn", "shoes", "life"];

/// The role that a name stands for behind a verb; `from` is where the phrase begins. A list of
/// names is a list of roles. Empty where the name only helps to describe: "a cop from Leeds",
/// "Carol's mother".
fn role_names(scene: &Scene, item: usize, from: usize) -> Vec<Range<usize>> {
    let Some(name) = character_of(scene, item) else { return Vec::new() };
    let roles = scene.mentions.roles(&scene.items[item]);
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
        && !LIST_ENDS.contains(&scene.lower(item + 1).as_str())
        && !SEPARATORS.contains(&scene.lower(item + 1).as_str())
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
        if e.performer && !e.roles.character && (VERB_NEXT.contains(&scene.lower(item + 1).as_str()) || e.count > 2) {
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
        let more = next > at
            && scene.items.get(next).is_some_and(|i| {
                matches!(i.kind, ItemKind::Name(_)) && (scene.mentions.roles(i).character || !scene.mentions.roles(i).title)
            })
            && !scene.is(next + 1, "as")
            && !VERB_NEXT.contains(&scene.lower(next + 1).as_str());
        if !more {
            return names;
        }
        names.push(scene.items[next].head.clone());
        at = next + 1;
    }
}

/// "will return to Silo as Jane Roe", "reprising their roles as Jane and Kit": roles behind a verb.
fn roles_behind(scene: &Scene, from: usize) -> Vec<Range<usize>> {
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

/// "A, B and C": the titles of a list.
fn title_list(scene: &Scene, first: usize) -> Vec<usize> {
    let mut titles = vec![first];
    let mut at = first + 1;
    loop {
        // "Silo (1997) and Harbour (1999)"
        if scene.is(at, "(") {
            at = (at..scene.items.len().min(at + 8)).find(|i| scene.is(*i, ")")).map_or(at, |i| i + 1);
        }
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

fn walk_right(scene: &Scene, first: usize, is_label: bool) -> Vec<Entry> {
    let mut entries = vec![entry(scene, first)];
    // what a label says of the list holds until the next label
    let (mut new, mut back) = (entries[0].is_new, entries[0].is_back);
    while let Some((at, label)) = next_item(scene, entries.last().expect("one at least").end, entries.len()) {
        // what labels one performer says nothing of the next, who has a label of another work
        let from = entries.last().expect("one at least").end;
        if is_label && (from..at).any(|i| scene.items[i].kind != ItemKind::Token || scene.is(i, "the")) {
            break;
        }
        match label {
            Label::New => (new, back) = (true, false),
            Label::Back => (new, back) = (false, true),
            Label::None => {}
        }
        let mut next = entry(scene, at);
        next.is_new |= new && !back;
        next.is_back |= back;
        share_surname(scene, entries.last_mut().expect("one at least"), at);
        entries.push(next);
    }
    entries
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    New,
    Back,
}

/// The next performer of a list that has reached `from`, and what its label says.
fn next_item(scene: &Scene, from: usize, length: usize) -> Option<(usize, Label)> {
    let mut at = from;
    // "Ann Lee, who plays Jane, and by Bo Dee": over a relative clause
    if scene.is(at, ",") && scene.is(at + 1, "who") {
        at = (at + 2..scene.items.len().min(at + 18)).find(|i| scene.is(*i, ",") && scene.is_any(i + 1, &["and", "plus", "alongside"]))?;
    }
    let begin = at;
    // a full stop that a typist put for a comma, in the middle of a list
    if scene.is(at, ".") && length > 2 && scene.is_any(at + 1, &["and", "new"]) {
        at += 1;
    }
    let starts = scene.is_any(at, SEPARATORS) || scene.is_any(at, &["along", "as", "together", "new"]);
    if !starts || scene.is(at, "as") && !scene.is(at + 1, "well") {
        return None;
    }
    let limit = scene.items.len().min(begin + 12);
    let mut words = 0;
    let mut label = Label::None;
    let mut item = at;
    while item < limit {
        let it = &scene.items[item];
        if matches!(it.kind, ItemKind::Token) {
            let word = scene.lower(item);
            if LIST_ENDS.contains(&word.as_str()) || matches!(word.as_str(), "." | ":" | "?" | "!" | "(" | ")" | "–" | "—") && item > at
            {
                return None;
            }
            let plain = scene.is_any(item, SEPARATORS)
                || matches!(
                    word.as_str(),
                    "as" | "well" | "along" | "together" | "the" | "a" | "an" | "of" | "both" | "by" | "'s" | "\"" | "“" | "”" | "‘" | "’"
                );
            if !plain {
                words += 1;
            }
            match word.as_str() {
                "newcomer" | "newcomers" | "new" | "additions" | "newbies" | "newbie" => label = Label::New,
                "return" | "returning" | "comeback" => label = Label::Back,
                _ => {}
            }
            if words > 4 {
                return None;
            }
            item += 1;
            continue;
        }
        // "Silo star Bo Dee", "Oscar winner Bo Dee", "Silo's Bo Dee": a label of the next
        let mut behind = item + 1;
        if scene.is_any(behind, &["\"", "”", "’"]) {
            behind += 1;
        }
        if is_label(scene, behind) && item > at
            || scene.is_any(behind, &["'s", "'"])
                && !like_person(scene, item)
                && scene.items.get(behind + 1).is_some_and(|i| i.kind != ItemKind::Token)
            || matches!(it.kind, ItemKind::Season(_) | ItemKind::Date(_))
        {
            item = behind;
            continue;
        }
        // deep in a list a bare unknown name is one of its kind: "A, B, Gravelpit and C"
        let bare = length > 1 && words == 0 && matches!(it.kind, ItemKind::Name(_)) && {
            let roles = scene.mentions.roles(it);
            !roles.title && !roles.network && !roles.outlet && scene.is_any(item + 1, &[",", "and", "(", ".", "as"])
        };
        let performs = scene.mentions.entity(it).is_some_and(|e| scene.mentions.names.entities[e].performer);
        let known = is_performer(scene, item) && (performs || !scene.mentions.roles(it).title);
        return ((known || bare) && listed(scene, at, item)).then_some((item, label));
    }
    None
}

/// True if what stands between two items joins a list, and begins no new clause.
fn listed(scene: &Scene, from: usize, to: usize) -> bool {
    let starts = scene.is_any(from, SEPARATORS) || scene.is_any(from, &["along", "as"]);
    // "…, and Bo Dee plays": the next name is the subject of its own verb
    let own_verb = scene.items.get(to + 1).is_some() && {
        let next = scene.lower(to + 1);
        matches!(
            next.as_str(),
            "plays"
                | "play"
                | "played"
                | "portrays"
                | "will"
                | "stars"
                | "star"
                | "joins"
                | "returns"
                | "is"
                | "was"
                | "has"
                | "said"
                | "told"
                | "says"
                | "directed"
                | "directs"
                | "wrote"
                | "writes"
                | "created"
        )
    };
    starts && !(own_verb && scene.is(to - 1, "and") && !scene.is(from, "and")) && !(own_verb && scene.is(from, "with"))
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
        while before > 0 && separators < 4 {
            let label = separators == 0
                && (is_label(scene, before - 1)
                    || scene
                        .is_any(before.wrapping_sub(1), &["newcomer", "newcomers", "musician", "singer", "comedian", "rookie", "both"]));
            if scene.is_any(before.wrapping_sub(1), &[",", "and", "&", "along", "with", "alongside", "plus"]) {
                separators += 1;
            } else if !label {
                break;
            }
            before -= 1;
            // "Silo alum Ann Lee": the work that labels
            if label && before > 0 && scene.mentions.roles(&scene.items[before - 1]).title {
                before -= 1;
            }
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
        // "Ann Lee as Jane and Bo Dee as Kit", "Ann Lee, who plays Jane, and Bo Dee"
        let marker = (candidate.saturating_sub(4)..candidate)
            .rev()
            .find(|i| scene.is(*i, "as") || scene.is_any(*i, &["portrays", "plays", "playing", "voices", "portrayed", "played"]));
        if let Some(marker) = marker {
            let mut owner = marker;
            while owner > 0 && scene.is_any(owner - 1, &["who", ",", "also"]) {
                owner -= 1;
            }
            if owner > 0 && (scene.is(marker, "as") || owner < marker) && is_performer(scene, owner - 1) {
                candidate = owner - 1;
            }
        }
        if !is_performer(scene, candidate) || standing(scene, candidate, Effect::Cast(Relation::Plays)).is_none() {
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
