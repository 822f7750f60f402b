//! The subject of a clause: of the persons before a verb, whose verb it is.

use super::list::{entry, next_item};
use super::performer::{VERB_NEXT, is_performer, pronoun};
use super::role::PLAY_VERBS;
use crate::extract::Scene;
use crate::mention::ItemKind;

/// Of the persons before a verb the nearest that can be its subject: a new clause may have begun.
pub(super) fn nearest_subject(scene: &Scene, first: usize, trigger: usize) -> usize {
    let mut nearest = first;
    let mut depth = 0;
    for i in first + 1..trigger {
        depth += i32::from(scene.is(i, "(")) - i32::from(scene.is(i, ")"));
        let opens = scene.is_any(i.wrapping_sub(1), &["and", "while", "but", "as", ";", ":", "that", "whereas"])
            && !scene.is(i.wrapping_sub(1), "as")
            || scene.is_any(i.wrapping_sub(1), &["while", "but", ";", ":"])
            || pronoun(scene, i);
        let person = is_performer(scene, i) || pronoun(scene, i);
        let verb_next = scene.items.get(i + 1).is_some_and(|n| n.kind == ItemKind::Token) && VERB_NEXT.contains(&scene.lower(i + 1))
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

/// "…alongside Bo Dee, and will reprise": whoever is only company is not the subject of the next verb.
pub(super) fn subject_before(scene: &Scene, item: usize) -> usize {
    let company = item > 0 && scene.is_any(item - 1, &["alongside", "opposite"]);
    let free = |i: &usize| {
        (is_performer(scene, *i) || pronoun(scene, *i))
            && !(*i > 0 && scene.is_any(*i - 1, &["alongside", "opposite", "with", "by", "of", "from", "to", "in", "for", "'s"]))
    };
    if company { (0..item).find(free).unwrap_or(item) } else { item }
}
