//! Works that the text speaks of without giving them a name: "a US remake", "an untitled drama".

use super::standing::{SOURCE_NOUNS, dressed, is_derived};
use crate::extract::Scene;
use crate::mention::name::NameLists;
use crate::mention::{Item, ItemKind, Mentions};
use crate::text::{Text, Zone};

/// Words before "a series" that only say what something is, or where somebody was.
const NO_INTRODUCTION: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "being", "'s", "'re", "as", "like", "than", "of", "in", "with", "from", "at", "by", "into",
    "such", "became", "become", "becomes", "not", "about", "during", "per", "through", "remains",
];

/// The item by which a sentence introduces a work without a name, if it does.
pub(super) fn introduced(text: &Text, mentions: &Mentions, lists: &NameLists, sentence: usize) -> Option<usize> {
    if text.sentences[sentence].zone == Zone::Furniture {
        return None;
    }
    let items = &mentions.items[sentence];
    (0..items.len()).find(|i| introduces(text, mentions, lists, items, *i))
}

/// The last such item before another one.
pub(super) fn before(scene: &Scene, item: usize) -> Option<usize> {
    (0..item).rev().find(|i| introduces(scene.text, scene.mentions, scene.book.lists(), scene.items, *i))
}

fn introduces(text: &Text, mentions: &Mentions, lists: &NameLists, items: &[Item], item: usize) -> bool {
    let word = |i: usize| items.get(i).map_or("", |it| text.lower_words(&it.tokens));
    let ItemKind::Work(work) = items[item].kind else { return false };
    let noun = text.lower(items[item].head.start);
    let next = word(item + 1);
    // "a reboot of T", "the film version of T"; "a series of posts" is no work
    let source = matches!(next, "of" | "to")
        && (SOURCE_NOUNS.contains(&noun) || noun == "version")
        && (item + 2..items.len().min(item + 5)).any(|i| {
            let title = mentions.roles(&items[i]).title;
            title && (noun != "version" || dressed(text, lists, &items[i]))
        });
    if next == "of" && !source || named_near(text, mentions, items, item) {
        return false;
    }
    let before = if item > 0 { word(item - 1) } else { "" };
    let predicate = NO_INTRODUCTION.contains(&before);
    if predicate || before == "," && item > 1 && mentions.roles(&items[item - 2]).title {
        return false;
    }
    // "a film star", "a drama school": the noun only modifies
    if lists.is_performer(next) || lists.is_crew(next) || next == "'s" {
        return false;
    }
    let project = (item.saturating_sub(6)..item)
        .rev()
        .take_while(|i| !mentions.roles(&items[*i]).title)
        .any(|i| items[i].kind == ItemKind::Token && lists.is_project_verb(word(i)));
    source || !work.definite && project || is_derived(noun)
}

/// "a series called T", "a drama, T": it has a name after all.
fn named_near(text: &Text, mentions: &Mentions, items: &[Item], item: usize) -> bool {
    (item + 1..items.len().min(item + 5))
        .take_while(|i| {
            let word = text.lower_words(&items[*i].tokens);
            mentions.roles(&items[*i]).title
                || matches!(word, "," | "called" | "titled" | "entitled" | "named" | "dubbed" | ":" | "“" | "\"" | "–" | "-" | "—")
        })
        .any(|i| mentions.roles(&items[i]).title)
}
