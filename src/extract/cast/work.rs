//! The work of a cast statement: its title, the season, lists of titles.

use super::performer::like_person;
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

/// Words by which a sentence is known to be about the screen.
const SCREEN: &[&str] = &[
    "cast", "casting", "film", "movie", "series", "show", "drama", "sitcom", "episode", "season", "actor", "actors", "actress",
    "actresses", "soap", "thriller", "comedy", "script", "screenplay", "trailer", "sequel", "spin-off", "reboot", "remake", "premiere",
    "streaming", "showrunner", "pilot", "recurring", "cameo", "role", "roles", "starring", "co-star", "co-stars", "character", "comedian",
    "musical", "stage", "screen", "miniseries", "adaptation", "biopic", "producers", "viewers", "playwright", "k-drama", "newcomer",
];

/// Words of a trigger that a newspaper uses of football and politics as well; whoever stars, is cast
/// or portrayed needs no more to be on the screen.
const DOUBTFUL: &[&str] = &[
    "play", "plays", "played", "playing", "join", "joins", "joined", "joining", "board", "boards", "boarded", "boarding", "sign", "signs",
    "signed", "signing", "return", "returns", "returned", "returning", "back", "come", "comes", "came", "coming", "comeback", "leave",
    "leaves", "left", "leaving", "quit", "quits", "quitting", "exit", "exits", "exited", "exiting", "depart", "departs", "departed",
    "departure", "step", "steps", "stepped", "stepping", "withdraw", "withdraws", "withdrew", "pull", "pulled", "drop", "dropped", "fired",
    "axed", "sacked", "ousted", "released", "suspended", "cut", "replace", "replaces", "replaced", "replacing", "succeed", "succeeds",
    "succeeded", "succeeding", "take", "takes", "took", "taken", "taking", "lead", "leads", "led", "leading", "head", "heads", "headed",
    "top", "tops", "appear", "appears", "appeared", "appearing", "seen", "host", "hosts", "hosted", "hosting", "present", "presents",
    "presented", "presenting", "front", "fronts", "fronted", "anchor", "judges", "serve", "serves", "served", "serving", "act", "acts",
    "acting", "sit", "sits", "'s", "'", "(", "as", "–", "-", "—", "…", ":", "in", "of", "with", "opposite", "alongside", "named", "added",
    "hired", "picked", "chosen", "selected", "announced", "confirmed", "unveiled", "introduced", "appointed", "performance",
    "performances", "turn", "work", "run", "part", "parts", "known", "famous", "recognised", "recognized", "rose", "shot", "found", "star",
    "stars", "no", "in talks", "tipped", "linked", "touted", "favourite", "favorite", "not", "never", "the", "a", "an", "love", "make",
    "makes", "made", "making", "firing", "sacking", "dismissal", "decision", "addition", "arrival", "hiring", "recruitment", "newcomers",
    "continue", "continues", "wanted", "considered", "frontrunner", "circling", "celebrities", "guests", "special", "team", "reunite",
    "reunites", "reunited", "win", "wins", "won", "winning", "land", "lands", "landed", "get", "gets", "got", "secure", "secured", "score",
    "scored", "bag", "bagged", "offers", "offer", "gives", "give", "delivers", "saw", "sees", "finds", "follows", "nearly", "almost",
    "turned", "declined", "rejected", "refused", "missed", "but", "except", "pictured", "promoted", "became", "becomes", "has", "have",
];

/// True if the words alone do not say that it is about the screen. A bracket beside a role does.
pub(super) fn is_doubtful(scene: &Scene, found: &Match) -> bool {
    let bracketed_role = scene.is(found.trigger.0, "(") && slot(found, "character").is_some();
    let first = scene.lower(found.trigger.0);
    !bracketed_role && (scene.items[found.trigger.0].kind != ItemKind::Token || DOUBTFUL.contains(&first))
}

/// True if the article names or describes a work, or the sentence speaks of one.
pub(super) fn on_screen(scene: &Scene) -> bool {
    let named = scene.mentions.names.entities.iter().any(|e| e.roles.title);
    let described = || scene.mentions.items.iter().flatten().any(|i| matches!(i.kind, ItemKind::Work(_)));
    let said = || {
        let tokens = scene.text.sentences[scene.sentence].tokens.clone();
        tokens.into_iter().any(|t| SCREEN.contains(&scene.text.lower(t)))
    };
    named || described() || said()
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
    let about = (item.tokens.start..item.head.start).any(|t| ABOUT.contains(&scene.text.lower(t)));
    let filming = scene.text.word(item.tokens.start).eq_ignore_ascii_case("film");
    about || filming && found.items.0 > 0 && scene.is_any(found.items.0 - 1, &["and", "&"])
}

/// "Ann Lee's Salt Clerk": behind the possessive a name that is no person's is a work of hers, no role.
pub(super) fn is_owned_work(scene: &Scene, found: &Match) -> bool {
    let Some((item, _)) = slot(found, "character").filter(|_| scene.is_any(found.trigger.0, &["'s", "'"])) else { return false };
    let (roles, head) = (scene.mentions.roles(&scene.items[item]), &scene.items[item].head);
    let ranked = scene.book.lists().is_kin(scene.text.lower(head.start));
    roles.person && !roles.character && !ranked && !like_person(scene, item)
}
