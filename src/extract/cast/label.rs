//! Names beside each other that look like a performer's label and are none.

use crate::extract::{Scene, slot};
use crate::mention::ItemKind;
use crate::rules::compile::Match;

/// True where a performer's name before a work is no label: "Ann Lee's Jane Roe novels", "the Ann Lee
/// documentary Silo", "Ann Lee and Bo Dee film Silo in Leeds".
pub(super) fn is_no_label(scene: &Scene, rule: &str, found: &Match) -> bool {
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
pub(super) const NO_ROLE_BEFORE: &[&str] = &[
    "novel", "novels", "adaptation", "adaptations", "book", "books", "biography", "memoir", "song", "songs", "album", "story", "stories",
    "comics", "comic", "trilogy", "franchise", "saga", "biopic", "tribute", "mysteries", "character",
];
