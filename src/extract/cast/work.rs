//! The work of a cast statement: its title, the season, lists of titles.

use crate::extract::{Scene, slot};
use crate::mention::ItemKind;
use crate::rules::compile::Match;

/// A name that nothing else speaks for is a work only if it does not look like a place or a word:
/// in quotation marks or of several words.
pub(super) fn is_work(scene: &Scene, item: usize) -> bool {
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
pub(super) const SCREEN: &[&str] =
    &["cast", "film", "movie", "series", "show", "drama", "sitcom", "episode", "season", "actor", "actress", "soap", "thriller", "comedy"];

/// True if the article names or describes a work, or the sentence speaks of one.
pub(super) fn on_screen(scene: &Scene) -> bool {
    let named = scene.mentions.names.entities.iter().any(|e| e.roles.title);
    let described = || scene.mentions.items.iter().flatten().any(|i| matches!(i.kind, ItemKind::Work(_)));
    named || described() || (0..scene.items.len()).any(|i| SCREEN.contains(&scene.lower(i).as_str()))
}

/// Of several titles before a trigger ("A and the thriller B, starring …") the last is meant.
pub(super) fn nearest_title(scene: &Scene, slot: usize, trigger: usize) -> usize {
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

/// "A, B and C": the titles of a list.
pub(super) fn title_list(scene: &Scene, first: usize) -> Vec<usize> {
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

/// The season that a cast statement names: only right beside it, or "in season 2" behind it.
pub(super) fn season_of(scene: &Scene, found: &Match) -> Option<(Option<i64>, usize)> {
    let item = slot(found, "season").map(|(i, _)| i).or_else(|| crate::extract::nearest_season(scene, found.items))?;
    let ItemKind::Season(s) = scene.items[item].kind else { return None };
    let numbers = &scene.mentions.seasons[s].numbers;
    Some((numbers.first().copied().filter(|_| numbers.len() == 1), item))
}

/// Words of a work's dress by which it is about, or after, the name before it.
const ABOUT: &[&str] =
    &["documentary", "docuseries", "biography", "concert", "novel", "book", "adaptation", "memoir", "album", "song", "tribute"];

/// "the Ann Lee documentary Silo", "Ann Lee and Bo Dee film Silo in Leeds": a dressed title behind a
/// name that is no performer's work.
pub(super) fn is_about(scene: &Scene, found: &Match) -> bool {
    let item = &scene.items[found.trigger.0];
    if found.trigger.1 != found.trigger.0 + 1 || item.kind == ItemKind::Token {
        return false;
    }
    let about = (item.tokens.start..item.head.start).any(|t| ABOUT.contains(&scene.text.word(t).to_lowercase().as_str()));
    let filming = scene.text.word(item.tokens.start).eq_ignore_ascii_case("film");
    about || filming && found.items.0 > 0 && scene.is_any(found.items.0 - 1, &["and", "&"])
}
