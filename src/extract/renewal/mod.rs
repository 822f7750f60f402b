//! Renewal claims: the fate of a series, season, sequel or film project.
//!
//! The rules find the words; here the clause is read: which season and which network belong to the
//! claim, whether an order is the first, lists of titles, and whether the words state anything at
//! all (a dated start of filming and a person who returns do not).

use std::ops::Range;

use super::{Candidate, Scene, slot};
use crate::claim::Status;
use crate::mention::season::ordinal;
use crate::mention::{Item, ItemKind};
use crate::rules::Rule;
use crate::rules::compile::Match;
use crate::rules::pack::{Effect, SubjectMode};

/// Words at which another statement begins.
const CLAUSE_STOPS: &[&str] =
    &[";", ":", "but", "while", "though", "although", "whereas", "which", "who", "whose", "where", "because", "—", "–"];

/// Works that go on with their parent; every other derived work is one of its own.
const CONTINUATIONS: &[&str] = &["sequel", "follow-up", "followup", "continuation", "revival", "special", "reunion", "relaunch"];

/// Works of their own, however they are made from another.
const OFFSHOOTS: &[&str] = &[
    "spin-off", "spinoff", "spin-offs", "spinoffs", "remake", "remakes", "prequel", "prequels", "reboot", "reboots", "adaptation",
    "version",
];

/// Reads one match: its titles, network and seasons. "Renewed for seasons 6 and 7" says two things.
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let Effect::Renewal(status) = rule.raw.effect else { return };
    let mut candidate = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    candidate.title = slot(found, "title").map(|(i, _)| i);
    if !states_something(scene, rule, status, &candidate, found) {
        return;
    }
    // "Lee's third season": the maker's, not a show called Lee
    if let Some(item) = candidate.title {
        let genitive = scene
            .items
            .get(item + 1)
            .is_some_and(|next| matches!(next.kind, ItemKind::Season(_)) && scene.text.word(next.tokens.start).starts_with(['\'', '’']));
        if genitive && scene.mentions.roles(&scene.items[item]).person {
            candidate.title = None;
        }
    }
    candidate.network = slot(found, "network").map(|(i, _)| i).or_else(|| nearest_network(scene, found, status, out));
    let elided = elided_season(scene, found);
    let season = match elided {
        Some(_) => None,
        None => slot(found, "season").map(|(i, _)| i).or_else(|| nearest_season(scene, found, status, out)),
    };
    // "The Pinfold crew is back for a fourth season of Saltings": the season names its show
    if let Some(title) = season.and_then(|i| season_of(scene, i)) {
        candidate.title = Some(title);
    }
    let mut status = status;
    derived(scene, &mut status, &mut candidate);
    if status == Status::Ordered && season.is_some_and(|i| is_further(scene, i))
        || status == Status::Renewed && is_first_order(scene, rule, season)
    {
        status = if status == Status::Ordered { Status::Renewed } else { Status::Ordered };
    }
    candidate.effect = Effect::Renewal(status);
    if rule.id() == "renewal/numbered-final-season" && season.is_none_or(|i| numbers(scene, i).is_empty()) {
        return;
    }
    let seasons: Vec<(Option<i64>, usize)> = match season {
        Some(i) => {
            let stated = numbers(scene, i);
            if stated.is_empty() { vec![(None, i)] } else { stated.into_iter().map(|n| (Some(n), i)).collect() }
        }
        None => Vec::new(),
    };
    let mut read = Vec::new();
    let seasons = match elided {
        Some(season) => vec![season],
        None => seasons,
    };
    if seasons.is_empty() {
        read.push(candidate.clone());
    }
    for season in seasons {
        read.push(Candidate { season: Some(season), ..candidate.clone() });
    }
    read.extend(listed(scene, found, &candidate));
    // "hands new seasons to its dramas, renewing A and B": the names say it better
    if candidate.title.is_some() {
        let vague = |c: &Candidate| c.title.is_none() && c.season.is_none_or(|s| s.0.is_none());
        out.retain(|old| old.effect != Effect::Renewal(Status::Renewed) || candidate.effect != old.effect || !vague(old));
    }
    // the same words, once with and once without their title
    for new in read.iter().filter(|new| new.title.is_some()) {
        let crosses = |old: &Candidate| old.trigger.start < new.trigger.end && new.trigger.start < old.trigger.end;
        for old in
            out.iter_mut().filter(|old| old.effect == new.effect && old.title.is_none() && old.subject == new.subject && crosses(old))
        {
            old.title = new.title;
            old.network = old.network.or(new.network);
        }
    }
    read.retain(|new| !out.iter().any(|old| says_the_same(scene, old, new)));
    out.extend(read);
}

/// False where the words have the look of a claim, but what stands beside them makes them something else.
fn states_something(scene: &Scene, rule: &Rule, status: Status, candidate: &Candidate, found: &Match) -> bool {
    // a text that names no work and no network is about something else
    let named = candidate.title.is_some_and(|i| matches!(scene.items[i].kind, ItemKind::Name(_)));
    if !named
        && !(found.items.0..found.items.1).any(|i| is_of_the_screen(scene, i))
        && !scene.mentions.names.entities.iter().any(|e| e.roles.title || e.roles.network)
    {
        return false;
    }
    // where only the verb says that a name is a work's, a person, paper or network is none
    if let Some(item) = candidate.title
        && matches!(scene.items[item].kind, ItemKind::Name(_))
        && !scene.mentions.roles(&scene.items[item]).title
        && !may_be_title(scene, item)
    {
        return false;
    }
    // a finished film that a streamer picks up has been bought, not ordered
    let bought = (found.trigger.0..found.trigger.1)
        .any(|i| scene.is_any(i, &["picked", "picks", "nabs", "nabbed", "lands", "landed", "snags", "scoops"]));
    if status == Status::Ordered && bought && candidate.title.is_some_and(|i| is_film(scene, i)) {
        return false;
    }
    // "she was axed from Silo": what a preposition parts from the verb is not its object
    let parted = |t: usize| {
        (found.trigger.1..t)
            .any(|i| scene.is_any(i, &["from", "as", "by", "in", "on", "at", "to", "of", "after", "with", "during", "over"]))
    };
    if rule.id() == "renewal/cancels-show" && candidate.title.is_some_and(|t| t > found.trigger.1 && parted(t)) {
        return false;
    }
    // "axed by Fox": what follows is who did it
    if scene.is(found.trigger.1, "by") && candidate.title.is_some_and(|i| i > found.trigger.1) {
        return false;
    }
    // "Ann Lee returns", "hosts who were axed after one season": a person's fate is no show's
    let bare = found.slots.iter().all(|(name, _, _)| **name != *"title");
    if bare && matches!(status, Status::Cancelled | Status::Renewed) && person_before(scene, found.trigger.0) {
        return false;
    }
    if let Some(item) = candidate.title {
        let roles = scene.mentions.roles(&scene.items[item]);
        let season = scene.items.get(item + 1).is_some_and(|next| matches!(next.kind, ItemKind::Season(_)));
        let its = slot(found, "season").is_some_and(|(i, _)| {
            !(found.trigger.1..i).any(|j| scene.mentions.roles(&scene.items[j]).title || matches!(scene.items[j].kind, ItemKind::Work(_)))
                && scene.text.word(scene.items[i].tokens.start).eq_ignore_ascii_case("its")
        });
        let title_too = roles.title && (its || is_dressed(scene, item));
        let person = roles.person
            || roles.character
            || !roles.title
                && (found.trigger.0..found.trigger.1).any(|i| is_coming_back(scene.lower(i)))
                && !its
                && matches!(scene.items[item].kind, ItemKind::Name(_));
        if person && !title_too && !its && !season && status == Status::Renewed && item < found.trigger.0 {
            return false;
        }
    }
    // "the trial of the star of Silo was postponed": what hangs on another noun is not the subject
    let first = &scene.items[found.items.0];
    let relative = scene.is_any(found.items.0 + 1, &[",", "which", "that", "who"]);
    let subject = !relative
        && found.items.0 < found.trigger.0
        && (matches!(first.kind, ItemKind::Season(_)) || candidate.title == Some(found.items.0));
    if subject
        && found.items.0 > 0
        && scene.is_any(found.items.0 - 1, &["of", "in", "on", "from", "about", "at", "for", "by", "like", "when"])
        && !(scene.is(found.items.0 - 1, "when") && is_dated(scene, found.trigger.1))
        && !carries(scene, found.items.0 - 1)
    {
        return false;
    }
    if status == Status::InProduction {
        let trigger: Vec<&str> = (found.trigger.0..found.trigger.1).map(|i| scene.lower(i)).collect();
        let begins = trigger.iter().any(|w| {
            matches!(
                *w,
                "begins" | "starts" | "kicks" | "enters" | "commences" | "resumes" | "began" | "had" | "was" | "were" | "went" | "goes"
            )
        });
        if begins
            && (found.trigger.1..(found.trigger.1 + 8).min(scene.items.len())).any(|i| matches!(scene.items[i].kind, ItemKind::Date(_)))
        {
            return false;
        }
        const AUXILIARIES: &[&str] = &[
            "be", "been", "begin", "now", "have", "has", "had", "was", "were", "is", "are", "due", "set", "expected", "scheduled",
            "originally", "soon", "to", "will", "'ll", "would", "also", "still", "not", "n't", "yet", "being",
        ];
        let auxiliaries = (0..found.trigger.0).rev().take_while(|i| scene.is_any(*i, AUXILIARIES));
        let ahead =
            auxiliaries.into_iter().any(|i| scene.is_any(i, &["will", "to", "originally", "due", "'ll", "would", "had", "was", "were"]));
        if ahead {
            return false;
        }
    }
    true
}

/// True if a name that nothing else has typed as a title may be one: no network, paper or event, and not "Ann Lee".
fn may_be_title(scene: &Scene, item: usize) -> bool {
    let roles = scene.mentions.roles(&scene.items[item]);
    let head = scene.items[item].head.clone();
    // "her spin-off, Cora Vane,": an apposition names the work
    let apposed = item > 1 && scene.is(item - 1, ",") && scene.book.lists().is_work(scene.lower(item - 2));
    let person = !apposed && (roles.person || roles.character) && scene.book.lists().is_given(scene.text.word(head.start));
    let event = scene.book.lists().event_at(|k| (head.start + k < head.end).then(|| scene.text.word(head.start + k))) == head.len();
    !(person || roles.network || roles.outlet || event)
}

/// "The film", "the thriller movie Silo".
fn is_film(scene: &Scene, item: usize) -> bool {
    scene.items[item].tokens.clone().any(|t| matches!(scene.text.lower(t), "film" | "movie" | "feature" | "flick"))
}

/// True if a date follows soon: "when the show returns to screens on May 3".
fn is_dated(scene: &Scene, at: usize) -> bool {
    (at..scene.items.len().min(at + 6)).any(|i| matches!(scene.items[i].kind, ItemKind::Date(_)))
}

fn is_coming_back(word: &str) -> bool {
    matches!(word, "return" | "returns" | "returning" | "back" | "comes" | "come" | "coming")
}

/// "The gripping drama Silo": the words before the name say that it is a work.
fn is_dressed(scene: &Scene, item: usize) -> bool {
    let item = &scene.items[item];
    (item.tokens.start..item.head.start).any(|t| scene.book.lists().is_work(scene.text.lower(t)))
}

/// True if the noun before a preposition is itself the work or its making: "a revival of Silo", "filming on Silo".
fn carries(scene: &Scene, preposition: usize) -> bool {
    let Some(noun) = preposition.checked_sub(1) else { return true };
    match scene.items[noun].kind {
        ItemKind::Season(_) | ItemKind::Work(_) | ItemKind::Date(_) => true,
        ItemKind::Token => {
            let word = scene.lower(noun);
            matches!(
                word,
                "episodes"
                    | "seasons"
                    | "series"
                    | "filming"
                    | "production"
                    | "shooting"
                    | "release"
                    | "premiere"
                    | "run"
                    | "version"
                    | "remake"
                    | "reboot"
                    | "revival"
                    | "rest"
                    | "launch"
                    | "edition"
                    | "case"
                    | "pilot"
                    | "film"
                    | ","
                    | "and"
            ) || word.ends_with("ed")
                || word.ends_with("ing")
                || word == "said"
        }
        _ => false,
    }
}

/// True if a person is the subject of the words at `trigger`.
fn person_before(scene: &Scene, trigger: usize) -> bool {
    const BETWEEN: &[&str] = &[
        "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "wo", "n't", "not", "also", "likely",
        "may", "might", "could", "set", "to", "'s", "just", "reportedly", "finally", "officially", "who", ",", "all", "both", "now",
        "already", "does", "do", "did", "coming", "comes", "come", "heading", "headed", "heads",
    ];
    let mut at = trigger;
    while at > 0 && scene.is_any(at - 1, BETWEEN) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    // "Silo starring Ann Lee and Bo Kim cancelled": they only dress the show
    if (before.saturating_sub(10)..before).any(|i| scene.is_any(i, &["starring", "featuring", "stars"])) {
        return false;
    }
    let item = &scene.items[before];
    let roles = scene.mentions.roles(item);
    item.kind == ItemKind::Person
        || (roles.person || roles.character) && !roles.title
        || scene.is_any(
            before,
            &[
                "everyone", "everybody", "gang", "team", "crew", "trio", "duo", "pair", "family", "nobody", "who", "he", "she", "i",
                "they", "stars", "hosts", "actors", "cast", "judges", "presenters", "star", "actress", "actor", "host",
            ],
        )
}

/// True for a noun that only film and television have: "the sitcom", but not "the programme".
fn is_of_the_screen(scene: &Scene, item: usize) -> bool {
    const OTHERS_TOO: &[&str] = &[
        "series", "programme", "program", "programmes", "programs", "project", "projects", "special", "specials", "version", "versions",
        "venture", "ventures", "saga", "sagas", "franchise", "franchises", "podcast", "podcasts", "epic", "romance", "mystery", "tragedy",
        "farce", "parody", "satire", "continuation", "extension", "revival", "relaunch", "follow-up", "adaptation", "reunion", "revamp",
        "show", "shows", "musical", "musicals", "pilots", "masterpiece", "serial", "animation", "rendition", "offshoot", "drama", "dramas",
    ];
    let it = &scene.items[item];
    let noun = scene.text.lower(it.tokens.end - 1);
    match it.kind {
        ItemKind::Work(_) => !OTHERS_TOO.contains(&noun),
        ItemKind::Token => scene.book.lists().is_work(noun) && !OTHERS_TOO.contains(&noun),
        _ => false,
    }
}

fn numbers(scene: &Scene, item: usize) -> Vec<i64> {
    match scene.items[item].kind {
        ItemKind::Season(s) => scene.mentions.seasons[s].numbers.clone(),
        _ => Vec::new(),
    }
}

/// A season that is not the first: "season 4", "another season".
fn is_further(scene: &Scene, item: usize) -> bool {
    match scene.items[item].kind {
        ItemKind::Season(s) => {
            let season = &scene.mentions.seasons[s];
            season.is_new || season.is_final || season.numbers.iter().any(|n| *n >= 2)
        }
        _ => false,
    }
}

/// "Ordered a first season" is an order.
fn is_first_order(scene: &Scene, rule: &Rule, season: Option<usize>) -> bool {
    matches!(rule.id(), "renewal/orders-season" | "renewal/gives-season" | "renewal/gets-season")
        && season.is_some_and(|i| numbers(scene, i) == [1])
}

/// A derived work: a sequel or revival goes on with its parent, a spin-off or remake is another work
/// without a name of its own.
fn derived(scene: &Scene, status: &mut Status, candidate: &mut Candidate) {
    let noun = |i: usize| scene.text.lower(scene.items[i].tokens.end - 1);
    let made = |i: usize| match scene.items[i].kind {
        ItemKind::Work(work) => work.derived || CONTINUATIONS.contains(&noun(i)),
        _ => false,
    };
    let own = candidate.title.filter(|i| made(*i));
    if let Some(item) = own {
        if *status == Status::Ordered && CONTINUATIONS.contains(&noun(item)) {
            *status = Status::Renewed;
            let parent = item + 2;
            if scene.is_any(item + 1, &["of", "to"]) && scene.items.get(parent).is_some_and(|p| scene.mentions.roles(p).title) {
                candidate.title = Some(parent);
            }
        }
        return;
    }
    // "a new series of the sitcom Odd Socks"
    // "develops a remake of Silo": not Silo itself
    let offshoot = |i: usize| scene.is_any(i, OFFSHOOTS) || made(i) && !CONTINUATIONS.contains(&noun(i));
    if candidate.title.is_none() && candidate.season.is_none() && matches!(status, Status::Planned | Status::Ordered) {
        let titled = |i: usize| scene.items.get(i).is_some_and(|item| scene.mentions.roles(item).title);
        if candidate_items(scene, &candidate.clause)
            .any(|i| offshoot(i) && scene.is_any(i + 1, &["of", "to"]) && (titled(i + 2) || titled(i + 3)))
        {
            candidate.subject = SubjectMode::Unnamed;
            return;
        }
    }
    let again = |i: usize| {
        matches!(scene.items[i].kind, ItemKind::Work(_))
            && noun(i) == "series"
            && scene.items[i].tokens.clone().any(|t| matches!(scene.text.lower(t), "new" | "another" | "further" | "fresh"))
    };
    if let Some(item) = candidate.title.filter(|i| again(*i)) {
        let parent = item + 2;
        if *status == Status::Ordered && scene.is(item + 1, "of") && scene.items.get(parent).is_some_and(|p| scene.mentions.roles(p).title)
        {
            *status = Status::Renewed;
            candidate.title = Some(parent);
        }
        return;
    }
    if let Some(title) = candidate.title.filter(|t| *t >= 2 && *status == Status::Ordered && scene.is(*t - 1, "of") && again(*t - 2)) {
        *status = Status::Renewed;
        candidate.title = Some(title);
        return;
    }
    // "gets a spin-off", "a remake of it is planned"
    let object = candidate_items(scene, &candidate.clause).find(|i| made(*i) && Some(*i) != candidate.title);
    let Some(item) = object.filter(|i| !CONTINUATIONS.contains(&noun(*i))) else { return };
    let renewed = *status == Status::Renewed;
    let parent = candidate.title.is_some_and(|t| t < item || renewed && scene.is_any(item + 1, &["of", "to"]));
    if parent && matches!(status, Status::Renewed | Status::Planned) {
        if renewed {
            *status = Status::Ordered;
        }
        candidate.title = None;
        candidate.subject = SubjectMode::Unnamed;
    }
}

fn candidate_items<'s>(scene: &'s Scene, tokens: &Range<usize>) -> impl Iterator<Item = usize> + use<'s> {
    let tokens = tokens.clone();
    (0..scene.items.len()).filter(move |i| tokens.start <= scene.items[*i].tokens.start && scene.items[*i].tokens.end <= tokens.end)
}

/// "Renews A, B and C", "A and B have been axed", "A for a sixth season, B for a third".
fn listed(scene: &Scene, found: &Match, first: &Candidate) -> Vec<Candidate> {
    // "renews A, B and C": where the verb alone makes the first a title, it makes the others
    let by_verb =
        first.title.is_some_and(|i| matches!(scene.items[i].kind, ItemKind::Name(_)) && !scene.mentions.roles(&scene.items[i]).title);
    let is_title = |i: usize| {
        let Some(item) = scene.items.get(i) else { return false };
        let roles = scene.mentions.roles(item);
        roles.title && !roles.person || by_verb && matches!(item.kind, ItemKind::Name(_)) && may_be_title(scene, i)
    };
    let mut out = Vec::new();
    let Some(start) = first.title.filter(|i| is_title(*i)) else { return out };
    let joins = |i: usize| scene.is_any(i, &[",", "and", "&"]);
    if start < found.trigger.0 {
        let mut at = start;
        while at >= 2 && joins(at - 1) {
            let mut before = at - 1;
            while before > 0 && joins(before) {
                before -= 1;
            }
            // a comma alone closes an apposition; only "A, B and C" is a list
            if !is_title(before) || (out.is_empty() && !(before + 1..at).any(|i| scene.is_any(i, &["and", "&"]))) {
                break;
            }
            out.push(Candidate { title: Some(before), ..first.clone() });
            at = before;
        }
        return out;
    }
    let mut at = start + 1;
    while at < scene.items.len() {
        // "for a sixth season": what is said of the title before
        if scene.is(at, "for") {
            at += 1;
            while at < scene.items.len() && !joins(at) && !is_title(at) && !scene.is_any(at, CLAUSE_STOPS) {
                at += 1;
            }
        }
        let from = at;
        while joins(at) {
            at += 1;
        }
        // "third and last, the legal series C": words that only dress the next title
        let mut next = at;
        while next < (at + 4).min(scene.items.len())
            && !is_title(next)
            && scene.items[next].kind == ItemKind::Token
            && !joins(next)
            && !is_verb_like(scene, next)
        {
            next += 1;
        }
        if at == from || !is_title(next) {
            break;
        }
        let mut new = Candidate { title: Some(next), ..first.clone() };
        new.season = ellipsis(scene, next);
        out.push(new);
        at = next + 1;
    }
    out
}

/// A word after which a title is the object or subject of something else.
fn is_verb_like(scene: &Scene, item: usize) -> bool {
    let word = scene.lower(item);
    word.ends_with("ed")
        || word.ends_with("s") && !word.ends_with("ss") && word != "series"
        || word.ends_with("ing")
        || matches!(word, "with" | "by" | "on" | "at" | "in" | "from" | "as" | "has" | "is" | "will" | "the" | "after")
}

/// "… B for a third": the season of a title further down a list.
fn ellipsis(scene: &Scene, title: usize) -> Option<(Option<i64>, usize)> {
    if !scene.is(title + 1, "for") {
        return None;
    }
    (title + 2..(title + 5).min(scene.items.len())).find_map(|i| match scene.items[i].kind {
        ItemKind::Season(_) => Some((numbers(scene, i).first().copied(), i)),
        ItemKind::Token => ordinal(scene.lower(i)).map(|n| (Some(n), i)),
        _ => None,
    })
}

/// One statement is reported once: by the rule of the highest priority that reads these words.
fn says_the_same(scene: &Scene, old: &Candidate, new: &Candidate) -> bool {
    let (Effect::Renewal(a), Effect::Renewal(b)) = (old.effect, new.effect) else { return false };
    let item_of = |c: &Candidate| c.title.and_then(|i| scene.mentions.entity(&scene.items[i]));
    let crosses = |x: &Range<usize>, y: &Range<usize>| x.start < y.end && y.start < x.end;
    let same_place = crosses(&old.trigger, &new.trigger);
    let titles_differ = match (item_of(old), item_of(new)) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    };
    if titles_differ {
        return false;
    }
    // "not yet decided about an extension": the season is what is undecided
    if a == Status::Undecided && matches!(b, Status::Renewed | Status::Ordered) && old.trigger.start <= new.trigger.start {
        let between = (0..scene.items.len())
            .filter(|i| old.trigger.end <= scene.items[*i].tokens.start && scene.items[*i].tokens.end <= new.trigger.start);
        if !between.into_iter().any(|i| scene.is_any(i, CLAUSE_STOPS) || scene.is(i, ",")) {
            return true;
        }
    }
    // "will not be picked up for season three": the denial has said it all
    let decided = matches!(a, Status::Cancelled | Status::Undecided) && matches!(b, Status::Renewed | Status::Ordered);
    if decided && old.season.is_some() && old.season.map(|s| s.1) == new.season.map(|s| s.1) && crosses(&old.clause, &new.clause) {
        return true;
    }
    if same_place {
        // "a sixth and final season": ordered, and the last
        let ending = (a == Status::Ending) != (b == Status::Ending);
        return !ending && (a != b || old.season.map(|s| s.0) == new.season.map(|s| s.0) || new.season.is_none_or(|s| s.0.is_none()));
    }
    let seasons_agree = match (old.season.and_then(|s| s.0), new.season.and_then(|s| s.0)) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    a == b && seasons_agree && crosses(&old.clause, &new.clause)
}

/// The season that the clause of the match states; not one that another claim has for itself.
fn nearest_season(scene: &Scene, found: &Match, status: Status, out: &[Candidate]) -> Option<usize> {
    let own = scene.tokens(found.items.0..found.items.1);
    let taken = |item: &Item| {
        out.iter().filter(|c| matches!(c.effect, Effect::Renewal(_))).any(|c| {
            let inside = c.clause.start <= item.tokens.start && item.tokens.end <= c.clause.end;
            inside && (c.clause.end <= own.start || own.end <= c.clause.start)
        })
    };
    let reach = match status {
        Status::Ordered => 3,
        Status::Planned => 6,
        _ => 14,
    };
    let season = nearest(scene, found, reach, |item| matches!(item.kind, ItemKind::Season(_)) && !taken(item))?;
    // nothing is renewed for its first season
    (status != Status::Renewed || numbers(scene, season) != [1]).then_some(season)
}

/// "… and returns for its fifth", "whether to order a fourth": the noun is left out.
fn elided_season(scene: &Scene, found: &Match) -> Option<(Option<i64>, usize)> {
    const BEHIND: &[&str] = &[".", ",", "!", "?", ";", "on", "in", "at", "and", "but", "by", "with", "\"", "”", "’"];
    let end = (found.trigger.1 + 7).min(scene.items.len());
    let at = (found.trigger.1..end).take_while(|i| !scene.is_any(*i, CLAUSE_STOPS) && !matches!(scene.items[*i].kind, ItemKind::Season(_)));
    at.filter(|i| *i > 0 && scene.is_any(i - 1, &["its", "a"]) && scene.items[*i].kind == ItemKind::Token)
        .filter(|i| i + 1 == scene.items.len() || scene.is_any(i + 1, BEHIND) || matches!(scene.items[i + 1].kind, ItemKind::Date(_)))
        .find_map(|i| ordinal(scene.lower(i)).map(|n| (Some(n), i)))
}

/// "A fourth season of Saltings": the title behind a season.
fn season_of(scene: &Scene, season: usize) -> Option<usize> {
    let title = season + 2;
    let of = scene.is_any(season + 1, &["of", "for"]);
    let named = scene.items.get(title).is_some_and(|item| scene.mentions.roles(item).title);
    (of && named).then_some(title)
}

/// Who decides: "by Hulu" behind the words, else the nearest in the clause, else the only network
/// of the sentence. Who films and where it will be seen is not said to decide.
fn nearest_network(scene: &Scene, found: &Match, status: Status, out: &[Candidate]) -> Option<usize> {
    let network = |i: usize| scene.mentions.roles(&scene.items[i]).network;
    let by = (found.trigger.1..(found.trigger.1 + 12).min(scene.items.len()))
        .find(|i| network(*i) && (1..=3).any(|back| *i >= back && scene.is(i - back, "by")));
    if by.is_some() {
        return by;
    }
    if matches!(status, Status::InProduction | Status::Wrapped) {
        return nearest(scene, found, 6, |item| scene.mentions.roles(item).network).filter(|i| *i < found.trigger.0);
    }
    let taken = |i: usize| out.iter().any(|c| matches!(c.effect, Effect::Renewal(other) if other != status) && c.network == Some(i));
    let only = || {
        let mut all = (0..scene.items.len()).filter(|i| network(*i));
        let first = all.next()?;
        let entity = scene.mentions.entity(&scene.items[first]);
        (all.all(|i| scene.mentions.entity(&scene.items[i]) == entity) && !taken(first) && !scene.is(first.wrapping_sub(1), "by"))
            .then_some(first)
    };
    nearest(scene, found, 24, |item| scene.mentions.roles(item).network).or_else(only)
}

/// The nearest item of a sort that no other clause separates from the match.
fn nearest(scene: &Scene, found: &Match, reach: usize, wanted: impl Fn(&Item) -> bool) -> Option<usize> {
    let distance = |i: usize| {
        let (from, to) = if i < found.items.0 {
            (i, found.items.0)
        } else if i < found.items.1 {
            return Some(0);
        } else {
            (found.items.1, i)
        };
        let stopped = (from..to).any(|j| scene.is_any(j, CLAUSE_STOPS));
        let commas = (from..to).filter(|j| scene.is_any(*j, &[",", "and", "after"])).count();
        let far = to - from + commas * 3;
        (!stopped && far <= reach).then_some(far)
    };
    (0..scene.items.len()).filter(|i| wanted(&scene.items[*i])).filter_map(|i| Some((distance(i)?, i))).min().map(|(_, i)| i)
}
