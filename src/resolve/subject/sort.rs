//! Films and series: what a title is called somewhere in the article, so that "the film" never is a series.

use std::collections::BTreeMap;

use crate::mention::name::EntityId;
use crate::mention::{ItemKind, Mentions};
use crate::text::Text;

/// What sort of work a noun or the words around a title speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Film,
    Series,
}

/// The sort that a noun names, if it names only one: "drama" may be either.
pub(super) fn of_noun(noun: &str) -> Option<Sort> {
    match noun.to_lowercase().as_str() {
        "film" | "movie" | "feature" | "picture" | "blockbuster" | "flick" | "biopic" => Some(Sort::Film),
        "series" | "show" | "sitcom" | "soap" | "programme" | "program" | "miniseries" | "docuseries" | "telenovela" => Some(Sort::Series),
        _ => None,
    }
}

/// What each title of the article is called: "the film T", "T, a sitcom", "T season 2".
pub(super) fn sorts(text: &Text, mentions: &Mentions) -> BTreeMap<EntityId, Sort> {
    let mut films: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for items in &mentions.items {
        for (i, item) in items.iter().enumerate() {
            let Some(entity) = mentions.entity(item).filter(|e| mentions.names.entities[*e].roles.title) else { continue };
            // "the sisters film T": a verb
            let verb = i > 0 && mentions.roles(&items[i - 1]).person;
            let dress = item.tokens.start + usize::from(verb)..item.head.start;
            let mut votes: Vec<Sort> = dress.filter_map(|t| of_noun(text.word(t))).collect();
            let next = |k: usize| items.get(i + k);
            let apposed = next(1).is_some_and(|c| text.words(&c.tokens) == ",") || next(1).is_some_and(|c| text.words(&c.tokens) == "is");
            match next(if apposed { 2 } else { 1 }).map(|n| (n, n.kind)) {
                Some((n, ItemKind::Work(work))) if apposed && !work.definite => votes.extend(of_noun(text.word(n.head.start))),
                Some((_, ItemKind::Season(_))) => votes.push(Sort::Series),
                Some((n, ItemKind::Token)) if !apposed => votes.extend(of_noun(text.words(&n.tokens))),
                _ => {}
            }
            let entry = films.entry(entity).or_default();
            entry.0 += votes.iter().filter(|v| **v == Sort::Film).count();
            entry.1 += votes.iter().filter(|v| **v == Sort::Series).count();
        }
    }
    films
        .into_iter()
        .filter_map(|(entity, votes)| match votes {
            (0, 0) => None,
            (0, _) => Some((entity, Sort::Series)),
            (_, 0) => Some((entity, Sort::Film)),
            _ => None,
        })
        .collect()
}
