//! The one parser of lists of performers: "A, B (Jane), C as Kit, along with newcomer D".
//!
//! A rule matches one performer beside its trigger; the list is walked from there to the right
//! ("starring A, B and C") or to the left ("A, B and C star"), and each item keeps what hangs on it.

use std::ops::Range;

use super::performer::{is_known_performer, is_label, is_performer, like_person, standing};
use super::role::{character_of, role_after, role_marker};
use crate::claim::Relation;
use crate::extract::{Performer, Scene};
use crate::mention::ItemKind;
use crate::rules::pack::Effect;
use crate::text::TokenKind;

/// One item of a list of performers.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) performer: Performer,
    pub(super) character: Option<Range<usize>>,
    /// Works named in brackets behind the name.
    pub(super) credits: Vec<usize>,
    /// Said to be new: "new cast member A".
    pub(super) is_new: bool,
    /// Said to come back: "the return of A".
    pub(super) is_back: bool,
    pub(super) end: usize,
}

pub(super) fn entry(scene: &Scene, item: usize) -> Entry {
    let mut entry = Entry {
        performer: Performer { item, surname: None },
        character: None,
        credits: Vec::new(),
        is_new: is_labelled_new(scene, item),
        is_back: item >= 3 && scene.is(item - 1, "of") && scene.is(item - 2, "return"),
        end: item + 1,
    };
    // a given name whose surname the names have not taken: "Ann | Lee (Jane Roe)"
    if let Some(surname) = loose_surname(scene, item) {
        entry.performer.surname = Some(surname);
        entry.end = item + 2;
    }
    attachments(scene, &mut entry);
    entry
}

/// The surname behind a given name that the names have not taken for one: "Ann | Lee (Jane Roe)".
pub(super) fn loose_surname(scene: &Scene, item: usize) -> Option<Range<usize>> {
    let (name, rest) = (&scene.items[item], scene.items.get(item + 1)?);
    let capital = rest.kind == ItemKind::Token
        && scene.text.tokens[rest.tokens.start].kind == TokenKind::Word
        && scene.text.tokens[rest.tokens.start].is_capitalised();
    let given =
        matches!(name.kind, ItemKind::Name(_)) && name.head.len() == 1 && scene.book.lists().is_given(scene.text.word(name.head.start));
    let ends = scene.is_any(item + 2, &[",", "(", "and", "&", "as", ".", ")"]);
    (capital && given && ends).then(|| rest.tokens.clone())
}

/// "new cast member Ann Lee", "newcomer Bo Dee": dress that says that the person is new.
pub(super) fn is_labelled_new(scene: &Scene, item: usize) -> bool {
    let it = &scene.items[item];
    let dress: Vec<&str> = (it.tokens.start..it.head.start).map(|t| scene.text.lower(t)).collect();
    let before: Vec<&str> = (item.saturating_sub(3)..item).map(|i| scene.lower(i)).collect();
    let new = |words: &[&str]| {
        words.iter().any(|w| *w == "newbie" || *w == "newbies") || (words.contains(&"new") && words.iter().any(|w| NEW_WHAT.contains(w)))
    };
    new(&dress) || new(&before)
}

/// What a performer may newly be.
const NEW_WHAT: &[&str] = &[
    "member", "members", "additions", "addition", "cast", "regular", "regulars", "star", "stars", "recruit", "recruits", "face", "faces",
    "judge", "judges", "host", "hosts", "presenter", "presenters", "series regular", "series regulars", "actor", "actors", "lead", "leads",
];

/// Reads what hangs on a performer: "(Silo)", "(Jane Roe)", "as Jane Roe", ", playing Jane Roe".
pub(super) fn attachments(scene: &Scene, entry: &mut Entry) {
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
        // "Ann Lee joining as Jane Roe", "Bo Dee returning as Kit"
        if scene.is_any(start, &["joining", "returning", "debuting"])
            && let Some(marker) = (start + 1..scene.items.len().min(start + 8)).find(|i| scene.is(*i, "as"))
            && !(start + 1..marker)
                .any(|i| scene.is_any(i, &[",", "and", ";", ".", "("]) || matches!(scene.items[i].kind, ItemKind::Name(_)))
        {
            (entry.is_new, entry.is_back) = (!scene.is(start, "returning"), scene.is(start, "returning"));
            at = marker;
        }
        let start = if at == entry.end { start } else { at };
        let Some(from) = role_marker(scene, start) else { break };
        let Some((character, mut end)) = role_after(scene, from) else { break };
        let mut character = character;
        // "as her domineering mother, Jane Roe.": a name that ends the sentence behind a description
        if character.is_none()
            && scene.is(end, ",")
            && scene.items.get(end + 1).is_some_and(|i| matches!(i.kind, ItemKind::Name(_)))
            && (end + 2 >= scene.items.len() || scene.is_any(end + 2, &[".", ";", ")", "”", "\""]))
            && !is_known_performer(scene, end + 1)
        {
            character = character_of(scene, end + 1);
            end += 2;
        }
        entry.character = character.or(entry.character.take());
        at = end;
        entry.end = end;
    }
}

/// The inside of a bracket behind a performer: a role, or the works that the person is known from.
pub(super) fn bracket(scene: &Scene, inside: Range<usize>, entry: &mut Entry) {
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

/// Words between two items of a list.
pub(super) const SEPARATORS: &[&str] = &[",", "and", "&", "plus", "alongside", "with", ";", "opposite"];

/// Words behind which no list goes on.
pub(super) const LIST_ENDS: &[&str] = &[
    "who", "which", "that", "is", "are", "was", "were", "will", "has", "have", "had", "in", "on", "at", "for", "from", "to", "but",
    "while", "when", "after", "before", "whose", "where", "because", "since", "during", "until", "if", "directed", "written", "created",
    "produced", "director", "creator", "showrunner", "writer", "producer", "producers", "says", "said", "told", "about", "into", "between",
    "than", "not", "his", "her", "their", "it", "he", "she", "they",
];

pub(super) fn walk_right(scene: &Scene, first: usize, is_label: bool) -> Vec<Entry> {
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
        if next.is_new && label != Label::Back {
            (new, back) = (true, false);
        }
        next.is_new |= new && !back;
        next.is_back |= back;
        share_surname(scene, entries.last_mut().expect("one at least"), at);
        entries.push(next);
    }
    entries
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    None,
    New,
    Back,
}

/// The next performer of a list that has reached `from`, and what its label says.
pub(super) fn next_item(scene: &Scene, from: usize, length: usize) -> Option<(usize, Label)> {
    let mut at = from;
    // "Ann Lee, who plays Jane, and by Bo Dee": over a relative clause or a participle
    if scene.is(at, ",") && scene.is_any(at + 1, &["who", "reprising", "playing", "portraying", "returning", "joining"]) {
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
            if LIST_ENDS.contains(&word) || matches!(word, "." | ":" | "?" | "!" | "(" | ")" | "–" | "—") && item > at {
                return None;
            }
            let plain = scene.is_any(item, SEPARATORS)
                || matches!(
                    word,
                    "as" | "well" | "along" | "together" | "the" | "a" | "an" | "of" | "both" | "by" | "'s" | "\"" | "“" | "”" | "‘" | "’"
                );
            if !plain {
                words += 1;
            }
            match word {
                "new" | "additions" | "newbies" | "newbie" => label = Label::New,
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
            // "alongside new series regulars Ann Lee": "new series" looks like a work
            if matches!(it.kind, ItemKind::Work(_)) && scene.text.word(it.tokens.start) == "new" {
                label = Label::New;
            }
            item = behind;
            continue;
        }
        // deep in a list a bare unknown name is one of its kind: "A, B, Gravelpit and C"
        let bare = length > 1 && words == 0 && matches!(it.kind, ItemKind::Name(_)) && {
            let roles = scene.mentions.roles(it);
            !roles.title
                && !roles.network
                && !roles.outlet
                && (scene.is_any(item + 1, &[",", "and", "(", ".", "as"]) || loose_surname(scene, item).is_some())
        };
        let performs = scene.mentions.entity(it).is_some_and(|e| scene.mentions.names.entities[e].performer);
        let known = is_performer(scene, item) && (performs || !scene.mentions.roles(it).title);
        return ((known || bare) && listed(scene, at, item)).then_some((item, label));
    }
    None
}

/// True if what stands between two items joins a list, and begins no new clause.
pub(super) fn listed(scene: &Scene, from: usize, to: usize) -> bool {
    let starts = scene.is_any(from, SEPARATORS) || scene.is_any(from, &["along", "as"]);
    // "…, and Bo Dee plays": the next name is the subject of its own verb
    let own_verb = scene.items.get(to + 1).is_some() && {
        let next = scene.lower(to + 1);
        matches!(
            next,
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
pub(super) fn share_surname(scene: &Scene, before: &mut Entry, next: usize) {
    let (a, b) = (&scene.items[before.performer.item], &scene.items[next]);
    let known = scene.mentions.entity(a).is_some_and(|id| scene.mentions.names.entities[id].name.contains(' '));
    let given = a.head.len() == 1 && scene.book.lists().is_given(scene.text.word(a.head.start));
    if given && b.head.len() == 2 && !known && before.character.is_none() && scene.is_any(before.performer.item + 1, &["and", "&"]) {
        before.performer.surname = Some(b.head.start + 1..b.head.end);
    }
}

/// "Ann Lee and stage | veteran Bo Dee": a word before a dressed name, behind the mark of a list.
fn is_loose_dress(scene: &Scene, name: usize, item: usize) -> bool {
    let (it, dressed) = (&scene.items[item], scene.items[name].tokens.start < scene.items[name].head.start);
    dressed
        && item + 1 == name
        && it.kind == ItemKind::Token
        && scene.text.word(it.tokens.start).chars().all(char::is_lowercase)
        && !scene.is_any(item, &[",", "and", "&", "with", "alongside", "or", "nor", "plus"])
        && scene.is_any(item.wrapping_sub(1), &["and", ",", "&", "nor", "or"])
}

/// "Ann Lee and her brother Bo Lee": words of kinship that label the next name.
fn is_kin_label(scene: &Scene, item: usize) -> bool {
    let kin = |i: usize| scene.items.get(i).is_some_and(|it| it.kind == ItemKind::Token) && scene.book.lists().is_kin(scene.lower(i));
    kin(item) || scene.is_any(item, &["her", "his", "their", "'s"]) && kin(item + 1)
}

pub(super) fn walk_left(scene: &Scene, last: usize) -> Vec<Entry> {
    let mut entries = vec![entry(scene, last)];
    let mut at = last;
    while at > 0 {
        let mut before = at;
        let mut separators = 0;
        while before > 0 && separators < 4 {
            let label = separators == 0
                && (is_label(scene, before - 1)
                    || scene
                        .is_any(before.wrapping_sub(1), &["newcomer", "newcomers", "musician", "singer", "comedian", "rookie", "both"])
                    || is_kin_label(scene, before - 1)
                    || is_loose_dress(scene, at, before - 1));
            if scene.is_any(before.wrapping_sub(1), &[",", "and", "&", "along", "with", "alongside", "plus", "nor", "or"]) {
                separators += 1;
            } else if !label {
                break;
            }
            before -= 1;
            // "stage veteran Bo Dee"
            let plain = before > 0
                && scene.items[before - 1].kind == ItemKind::Token
                && scene.text.word(scene.items[before - 1].tokens.start).chars().all(char::is_lowercase)
                && scene.is_any(before.wrapping_sub(2), &["and", ",", "&"])
                && !scene.is_any(before - 1, &[",", "and", "&", "with", "alongside"]);
            if label && plain {
                before -= 1;
            }
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
