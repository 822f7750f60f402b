//! Which film or series a claim is about.
//!
//! A discourse focus with separate roles. A title that only labels a person ("Silo star Ann Lee"),
//! stands in a bracket or serves a comparison never becomes what the text goes on about; a heading
//! sets the scope of what stands under it; a spin-off without a name has no title at all.

mod choose;
mod sort;
mod standing;
mod unnamed;

use crate::claim::From;
use crate::extract::{Candidate, Scene};
use crate::mention::name::{EntityId, NameLists};
use crate::mention::{Item, ItemKind, Mentions};
use crate::rules::pack::SubjectMode;
use crate::text::{Text, Zone};
use sort::Sort;
use standing::{Standing, TitleAt, is_derived, titles_of};

/// A title as a subject, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The title's entity.
    pub entity: EntityId,
    /// Where it was taken from.
    pub from: From,
    /// Tokens of the mention.
    pub tokens: std::ops::Range<usize>,
    /// For `--explain`.
    pub why: &'static str,
}

/// What the text is about at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Topic {
    /// Whose name it is; `None` for a work that the text gives no name: "a US remake".
    entity: Option<EntityId>,
    from: From,
    /// The sentence that names or introduces it.
    sentence: usize,
}

/// The titles of an article in reading order.
#[derive(Debug)]
pub struct Focus {
    /// Titles of each sentence.
    titles: Vec<Vec<TitleAt>>,
    /// What the text is about when each sentence begins.
    before: Vec<Option<Topic>>,
    /// Season of the heading above each sentence.
    heading_season: Vec<Option<i64>>,
    /// What the whole article is about.
    main: Option<Topic>,
    /// The main title is named often enough to be meant also before its first mention.
    firm: bool,
    /// A spin-off or sequel that the text introduces by name, and where.
    derived: Option<(EntityId, usize)>,
    /// Which titles are films and which are series, as far as the text says.
    sorts: std::collections::BTreeMap<EntityId, Sort>,
}

/// Words that tell a work from the one that the text is about.
const OTHER: &[&str] = &[
    "another", "untitled", "unnamed", "separate", "second", "third", "fourth", "different", "other", "rival", "similar", "remake",
    "reboot", "version", "spin-off", "spinoff", "sequel", "prequel", "adaptation", "podcast", "documentary",
];

impl Focus {
    /// Reads all sentences once.
    pub fn new(text: &Text, mentions: &Mentions, lists: &NameLists) -> Focus {
        let titles: Vec<Vec<TitleAt>> = (0..text.sentences.len()).map(|s| titles_of(text, mentions, lists, s)).collect();
        let main = main_title(text, mentions, lists, &titles);
        let mut before = Vec::with_capacity(titles.len());
        let mut heading_season = Vec::with_capacity(titles.len());
        // where one title outweighs all others, every paragraph begins with it again
        let patience = if dominates(&titles, main) { 1 } else { 2 };
        let mut now: Option<Topic> = None;
        let mut heading: Option<(EntityId, usize)> = None;
        let mut season = None;
        let mut list_season = None;
        let mut since = 0;
        for (number, sentence) in text.sentences.iter().enumerate() {
            let first_of_paragraph = number == 0 || text.sentences[number - 1].paragraph != sentence.paragraph;
            if first_of_paragraph {
                since += 1;
                // a side topic lasts for its paragraph and the next, a work without a name only for its own
                let nameless = now.is_some_and(|t| t.entity.is_none()) && since > 1;
                if since > patience || nameless {
                    now = match heading {
                        Some((entity, at)) => Some(Topic { entity: Some(entity), from: From::Paragraph, sentence: at }),
                        None => main.or(now),
                    };
                }
            }
            let mut entering = now.or(main);
            if heads(text, number) {
                entering = main;
            }
            before.push(entering);
            // "In season 1 starred:" speaks for the list below it
            match sentence.zone {
                Zone::ListItem => {}
                _ if text.words(&sentence.tokens).ends_with(':') => list_season = season_named(mentions, number),
                _ => list_season = None,
            }
            heading_season.push(if sentence.zone == Zone::ListItem { list_season.or(season) } else { season });
            let is_main = |t: &TitleAt| main.is_some_and(|m| m.entity == Some(t.entity));
            // the subject of the sentence, else what it ends with
            let mut topics = titles[number].iter().filter(|t| t.standing == Standing::Topic && (!t.credit || is_main(t)));
            let first = topics.next();
            let topic = match first {
                Some(t) if t.item > 3 && !is_main(t) => topics.next_back().or(first),
                _ => first,
            };
            if sentence.zone == Zone::Heading && titles[number].is_empty() {
                // a heading without a title: back to what the article is about
                heading = None;
                season = None;
                now = main.or(now);
            }
            if heads(text, number) {
                if let Some(topic) = topic.or(titles[number].first()) {
                    heading = Some((topic.entity, number));
                    now = Some(Topic { entity: Some(topic.entity), from: From::Paragraph, sentence: number });
                    since = 0;
                    season = season_named(mentions, number);
                }
            } else if let (Some(topic), None) = (topic, heading) {
                let from = if sentence.zone == Zone::Headline { From::Headline } else { From::Paragraph };
                now = Some(Topic { entity: Some(topic.entity), from, sentence: number });
                since = 0;
            } else if topic.is_none() && heading.is_none() && unnamed::introduced(text, mentions, lists, number).is_some() {
                now = Some(Topic { entity: None, from: From::Paragraph, sentence: number });
                since = 0;
            }
        }
        let derived = titles.iter().enumerate().find_map(|(number, row)| {
            let items = &mentions.items[number];
            row.iter().find(|t| introduced_as_derived(text, items, t.item)).map(|t| (t.entity, number))
        });
        let firm = main
            .and_then(|m| m.entity)
            .is_some_and(|e| titles.iter().flatten().filter(|t| t.entity == e && t.standing == Standing::Topic).count() > 1);
        Focus { titles, before, heading_season, main, firm, derived, sorts: sort::sorts(text, mentions) }
    }

    /// What the whole article is about.
    pub fn main(&self) -> Option<EntityId> {
        self.main.and_then(|topic| topic.entity)
    }

    /// Season of the heading above a sentence.
    pub fn heading_season(&self, sentence: usize) -> Option<i64> {
        self.heading_season[sentence]
    }

    /// The subject of a candidate; `None` if the text gives it no name.
    pub fn subject(&self, scene: &Scene, candidate: &Candidate) -> Option<Found> {
        if candidate.subject == SubjectMode::Unnamed {
            return None;
        }
        if let Some(item) = candidate.title {
            let it = &scene.items[item];
            match it.kind {
                // "a remake of Silo", "a Silo spin-off" without a name of its own
                ItemKind::Name(_) if made_after(scene, item) => return self.offspring(scene, item),
                ItemKind::Name(_) => return Some(found(scene, item, From::Sentence, "the rule's own title")),
                ItemKind::Work(work) if !work.definite => return self.indefinite(scene, item),
                ItemKind::Work(work) if work.made_after => return self.derived_work(scene, item),
                _ => {
                    let here = self.titles[scene.sentence].iter().rev().find(|t| t.item < item && t.standing == Standing::Topic);
                    let unnamed = unnamed::before(scene, item);
                    if unnamed.is_some_and(|u| here.is_none_or(|t| t.item < u)) {
                        return unnamed.and_then(|u| self.indefinite(scene, u));
                    }
                    if let Some(t) = here {
                        return Some(found(scene, t.item, From::Sentence, "the title before “the series” in the sentence"));
                    }
                    return self.described(scene, item);
                }
            }
        }
        if candidate.subject == SubjectMode::Slot {
            return None;
        }
        // "her role in the spin-off": never its parent
        let last = scene.items.partition_point(|i| i.tokens.start < candidate.trigger.end);
        let derived = (last..scene.items.len().min(last + 6))
            .take_while(|i| !scene.is_any(*i, &[",", ";", "and", "but"]))
            .find(|i| matches!(scene.items[*i].kind, ItemKind::Work(w) if w.made_after));
        if let Some(item) = derived {
            return self.derived_work(scene, item);
        }
        if let Some(work) = choose::work_of_clause(scene, candidate, &self.titles[scene.sentence]) {
            return self.work(scene, work);
        }
        self.in_sentence(scene, candidate).or_else(|| {
            match unnamed::introduced(scene.text, scene.mentions, scene.book.lists(), scene.sentence) {
                Some(work) => self.indefinite(scene, work),
                None => match choose::described_subject(scene, candidate) {
                    Some(work) => self.described(scene, work),
                    None => self.context(scene, "what the text is about"),
                },
            }
        })
    }

    /// What a description or a derived noun stands for.
    fn work(&self, scene: &Scene, item: usize) -> Option<Found> {
        match scene.items[item].kind {
            ItemKind::Work(work) if !work.definite => self.indefinite(scene, item),
            ItemKind::Work(work) if !work.made_after => self.named_beside(scene, item).or_else(|| self.described(scene, item)),
            _ => self.derived_work(scene, item),
        }
    }

    /// "a drama", "a film": the name beside it, or the one under which the article goes on about it.
    fn indefinite(&self, scene: &Scene, item: usize) -> Option<Found> {
        self.named_beside(scene, item).or_else(|| {
            let it = &scene.items[item];
            let derived = matches!(it.kind, ItemKind::Work(w) if w.derived || w.made_after)
                || it.tokens.clone().any(|t| OTHER.contains(&scene.text.lower(t)));
            if derived || scene.items.get(item + 1).is_some_and(|n| scene.text.words(&n.tokens) == "of") {
                return None;
            }
            let main = self.main.filter(|m| m.entity.is_some())?;
            let named_before = self.titles[..=scene.sentence].iter().flatten().next().is_some();
            // "HBO has ordered a drama about …. Silo will …": introduced first and named afterwards
            let later = main.sentence > scene.sentence && !named_before && self.firm;
            later.then(|| self.topic(scene, main, "the work that is introduced here and named afterwards"))?
        })
    }

    /// "Silo is the sequel to Loom, starring …": what the sentence calls made after a title, if it names it.
    fn offspring(&self, scene: &Scene, item: usize) -> Option<Found> {
        let row = &self.titles[scene.sentence];
        let copula = |i: usize| scene.is_any(i + 1, &["is", "was", ","]);
        let named = row.iter().find(|t| t.item < item && t.item + 8 > item && t.standing == Standing::Topic && copula(t.item))?;
        Some(found(scene, named.item, From::Sentence, "what is said to be made after another title"))
    }

    /// A spin-off, sequel or remake: the name that the text gives it, here or where it was introduced.
    fn derived_work(&self, scene: &Scene, item: usize) -> Option<Found> {
        self.named_beside(scene, item).or_else(|| {
            let counted = |e: EntityId| {
                scene.mentions.names.entities[e]
                    .name
                    .rsplit(' ')
                    .next()
                    .is_some_and(|last| last.parse::<u32>().is_ok_and(|n| n < 100) || matches!(last, "II" | "III" | "IV"))
            };
            // "the sequel" of an article about "Silo 3"
            if let Some(main) = self.main.filter(|m| m.entity.is_some_and(counted))
                && matches!(scene.items[item].kind, ItemKind::Work(_))
            {
                return self.topic(scene, main, "“the sequel” is the numbered work that the article is about");
            }
            let (entity, sentence) = self.derived.filter(|(_, sentence)| *sentence <= scene.sentence)?;
            let tokens =
                scene.mentions.items[sentence].iter().find(|i| scene.mentions.entity(i) == Some(entity)).map_or(0..0, |i| i.head.clone());
            Some(Found { entity, from: From::Document, tokens, why: "the name under which the spin-off or sequel was introduced" })
        })
    }

    /// "a new series called Silo", "Silo, a new series": the name beside a description.
    fn named_beside(&self, scene: &Scene, item: usize) -> Option<Found> {
        let is_title = |i: usize| matches!(scene.items[i].kind, ItemKind::Name(_)) && scene.mentions.roles(&scene.items[i]).title;
        // "Silo is a drama series": the subject of the copula
        if item >= 2 && scene.is_any(item - 1, &["is", "was", "remains", "'s"]) {
            if is_title(item - 2) {
                return Some(found(scene, item - 2, From::Sentence, "the subject of “is a series”"));
            }
            if scene.is_any(item - 2, &["it", "this", "that"]) || matches!(scene.items[item - 2].kind, ItemKind::Work(_)) {
                return self.context(scene, "the subject of “it is a series”");
            }
        }
        if item >= 2 && scene.is_any(item - 1, &[",", "–", "-", "—", "\""]) && is_title(item - 2) {
            return Some(found(scene, item - 2, From::Sentence, "the name before the description"));
        }
        let mut at = item + 1;
        let limit = (item + 5).min(scene.items.len());
        while at < limit {
            if matches!(scene.items[at].kind, ItemKind::Name(_)) && scene.mentions.roles(&scene.items[at]).title {
                return Some(found(scene, at, From::Sentence, "the name behind the description"));
            }
            if !scene.is_any(at, &[",", "called", "titled", "entitled", "named", "dubbed", ":", "“", "\""]) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// A topic of the same sentence.
    fn in_sentence(&self, scene: &Scene, candidate: &Candidate) -> Option<Found> {
        let best = choose::in_sentence(scene, candidate, &self.titles[scene.sentence])?;
        Some(found(scene, best.item, From::Sentence, "the nearest title of the clause"))
    }

    /// "The series", "the new film": what the text is about, if it can be called so.
    fn described(&self, scene: &Scene, item: usize) -> Option<Found> {
        let it = &scene.items[item];
        let near = self.before[scene.sentence].or(self.main);
        let sort = it.head.clone().last().and_then(|t| sort::of_noun(scene.text.word(t))).filter(|_| matches!(it.kind, ItemKind::Work(_)));
        let fits = |topic: &Topic| topic.entity.is_none_or(|e| sort.is_none_or(|s| self.sorts.get(&e).is_none_or(|known| *known == s)));
        let new = it.tokens.clone().any(|t| matches!(scene.text.word(t), "new" | "upcoming" | "forthcoming"));
        let main = self.main.filter(|m| m.entity.is_some());
        if new && let Some(main) = main.filter(fits) {
            return self.topic(scene, main, "“the new series” is what the whole article is about");
        }
        if near.is_some_and(|topic| fits(&topic)) {
            return self.context(scene, "“the series” is what the text is about");
        }
        // the last topic before that can be called so
        let earlier = (0..scene.sentence).rev().take(12).find_map(|number| {
            self.titles[number]
                .iter()
                .rev()
                .find(|t| t.standing == Standing::Topic && self.sorts.get(&t.entity).copied() == sort)
                .map(|t| Topic { entity: Some(t.entity), from: From::Paragraph, sentence: number })
        });
        match earlier.or(main.filter(fits)) {
            Some(topic) => self.topic(scene, topic, "the last work that can be called so"),
            None => None,
        }
    }

    fn topic(&self, scene: &Scene, topic: Topic, why: &'static str) -> Option<Found> {
        let Topic { entity, from, sentence } = topic;
        let entity = entity?;
        let tokens =
            scene.mentions.items[sentence].iter().find(|i| scene.mentions.entity(i) == Some(entity)).map_or(0..0, |i| i.head.clone());
        Some(Found { entity, from, tokens, why })
    }

    fn context(&self, scene: &Scene, why: &'static str) -> Option<Found> {
        let topic = self.before[scene.sentence].or(self.main)?;
        // what is named only further down is not what the reader has in mind
        if topic.from == From::Document && topic.sentence > scene.sentence && !self.firm {
            return None;
        }
        self.topic(scene, topic, why)
    }
}

/// True if the work at hand is only made after the title: "a remake of T", "the T spin-off".
fn made_after(scene: &Scene, item: usize) -> bool {
    let noun = |i: usize| {
        let words = scene.lower(i);
        let last = words.rsplit(' ').next().unwrap_or("");
        matches!(last, "spin-off" | "spinoff" | "sequel" | "prequel" | "remake" | "offshoot" | "spin-offs" | "spinoffs")
    };
    // "the sequel to Ann Lee's comedy T"
    let owned = (0..item).rev().take_while(|i| scene.mentions.roles(&scene.items[*i]).person || scene.is_any(*i, &["'s", "’s"])).count();
    let item_of = item - owned;
    let of = item_of >= 2
        && scene.is_any(item_of - 1, &["of", "to", "from"])
        && (noun(item_of - 2) || scene.lower(item_of - 2).ends_with("reboot"));
    let label = item + 1 < scene.items.len()
        && noun(item + 1)
        && !scene.items.get(item + 2).is_some_and(|i| scene.mentions.roles(i).title)
        && !scene.is_any(item + 2, &["called", "entitled", "titled", ",", "star", "stars"]);
    let label = label || (item + 2 < scene.items.len() && matches!(scene.lower(item + 1), "\"" | "'" | "”" | "’") && noun(item + 2));
    of || label
}

fn found(scene: &Scene, item: usize, from: From, why: &'static str) -> Found {
    let it: &Item = &scene.items[item];
    let entity = scene.mentions.entity(it).unwrap_or(0);
    Found { entity, from, tokens: it.head.clone(), why }
}

/// True for a heading, and for an entry of a list that text follows: "3. Silo, season 2 (Hulu)".
fn heads(text: &Text, number: usize) -> bool {
    let sentence = &text.sentences[number];
    match sentence.zone {
        Zone::Heading => true,
        Zone::ListItem => {
            let last = text.sentences.get(number + 1).is_none_or(|next| next.block != sentence.block);
            let prose = text.blocks.get(sentence.block + 1).is_some_and(|block| block.zone == Zone::Body);
            last && prose && sentence.tokens.len() <= 20 && !text.words(&sentence.tokens).ends_with('.')
        }
        _ => false,
    }
}

/// The number of the first season that a sentence names.
fn season_named(mentions: &Mentions, sentence: usize) -> Option<i64> {
    mentions.items[sentence].iter().find_map(|i| match i.kind {
        ItemKind::Season(s) => mentions.seasons[s].numbers.first().copied(),
        _ => None,
    })
}

/// True if the main title is named at least twice as often as any other.
fn dominates(titles: &[Vec<TitleAt>], main: Option<Topic>) -> bool {
    let Some(main) = main.and_then(|topic| topic.entity) else { return false };
    let mut counts: std::collections::BTreeMap<EntityId, usize> = Default::default();
    for t in titles.iter().flatten().filter(|t| t.standing != Standing::Aside) {
        *counts.entry(t.entity).or_default() += 1;
    }
    let own = counts.remove(&main).unwrap_or(0);
    own >= 3 && counts.values().all(|n| own >= 2 * n)
}

/// "a third spin-off entitled Silo", "the Silo spin-off": the name of a derived work.
fn introduced_as_derived(text: &Text, items: &[Item], item: usize) -> bool {
    let dress = items[item].tokens.start..items[item].head.start;
    let own = dress.clone().any(|t| is_derived(text.word(t)));
    let before = (item.saturating_sub(3)..item)
        .any(|i| matches!(items[i].kind, ItemKind::Work(w) if w.made_after) || is_derived(text.words(&items[i].tokens)))
        && (item.saturating_sub(2)..item)
            .any(|i| matches!(text.lower_words(&items[i].tokens), "entitled" | "titled" | "called" | "named" | "dubbed" | ","));
    own || before
}

/// "Silo spin-off", "‘Silo’ prequel": the title before a derived noun, with nothing that names the new work.
fn derived_label(text: &Text, items: &[Item], item: usize) -> bool {
    let word = |i: usize| items.get(i).map_or("", |it| text.lower_words(&it.tokens));
    let behind = if matches!(word(item + 1), "\"" | "'" | "”" | "’") { item + 2 } else { item + 1 };
    is_derived(word(behind)) && !matches!(word(behind + 1), "called" | "titled" | "entitled" | "star" | "stars" | ":" | "," | "cast")
}

fn main_title(text: &Text, mentions: &Mentions, lists: &NameLists, titles: &[Vec<TitleAt>]) -> Option<Topic> {
    // the headline's own title, if the body knows it too or nothing else
    let headline = text.sentences.iter().position(|s| s.zone == Zone::Headline);
    if let Some(number) = headline {
        let topic = titles[number].iter().max_by_key(|t| (t.standing, mentions.names.entities[t.entity].count));
        // "AMC orders ‘Silo’ spin-off": the news is about a work without a name
        let nameless = topic.is_some_and(|t| titles[number].len() == 1 && derived_label(text, &mentions.items[number], t.item));
        if nameless {
            return Some(Topic { entity: None, from: From::Headline, sentence: number });
        }
        // "Silo star Ann Lee to lead a BBC drama": whose label it is, the body says what it is about
        let outdone = |t: &TitleAt| {
            let said = |entity: EntityId| {
                titles[number + 1..].iter().flatten().filter(|o| o.entity == entity && o.standing == Standing::Topic && !o.credit).count()
            };
            let own = said(t.entity);
            t.standing != Standing::Topic && titles[number + 1..].iter().flatten().any(|o| o.entity != t.entity && said(o.entity) > own + 1)
        };
        if let Some(t) = topic.filter(|t| !outdone(t)) {
            return Some(Topic { entity: Some(t.entity), from: From::Headline, sentence: number });
        }
    }
    // a headline that speaks of "Apple's sci-fi drama" has a subject without a name: only what the
    // first sentences name can be it
    let unnamed = headline.is_some_and(|number| {
        let items = &mentions.items[number];
        items.iter().any(|i| matches!(i.kind, ItemKind::Work(_)) || i.kind == ItemKind::Token && lists.is_work(text.words(&i.tokens)))
    });
    let reach = if unnamed { headline.unwrap_or(0) + 4 } else { usize::MAX };
    let topics = |t: &TitleAt| t.standing == Standing::Topic && !t.credit;
    let labels = |t: &TitleAt| t.standing == Standing::Label;
    // where no title is talked about, the one that persons are labelled with
    counted(titles, reach, topics).or_else(|| counted(titles, reach, labels))
}

/// The title that stands most often in a way that counts; what is not named so up to sentence `reach` is left out.
fn counted(titles: &[Vec<TitleAt>], reach: usize, counts_as: impl Fn(&TitleAt) -> bool) -> Option<Topic> {
    let mut counts: std::collections::BTreeMap<EntityId, (usize, usize)> = Default::default();
    for (number, row) in titles.iter().enumerate() {
        for t in row.iter().filter(|t| counts_as(t)) {
            if number > reach && !counts.contains_key(&t.entity) {
                continue;
            }
            let entry = counts.entry(t.entity).or_insert((0, number));
            entry.0 += 1;
        }
    }
    // one place for each of several titles is no subject of the whole
    if counts.len() > 2 && counts.values().all(|(count, _)| *count == 1) {
        return None;
    }
    let best = counts.into_iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)));
    best.map(|(entity, (_, first))| Topic { entity: Some(entity), from: From::Document, sentence: first })
}
