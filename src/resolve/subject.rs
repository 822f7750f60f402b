//! Which film or series a claim is about.
//!
//! A discourse focus with separate roles. A title that only labels a person ("Silo star Ann Lee"),
//! stands in a bracket or serves a comparison never becomes what the text goes on about; a heading
//! sets the scope of what stands under it; a spin-off without a name has no title at all.

use crate::claim::From;
use crate::extract::{Candidate, Scene};
use crate::mention::name::{EntityId, NameLists};
use crate::mention::{Item, ItemKind, Mentions};
use crate::rules::pack::{Effect, SubjectMode};
use crate::text::{Text, Zone};

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

/// How a title stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// In brackets, a comparison, the source of an adaptation.
    Aside,
    /// "Silo star Ann Lee".
    Label,
    /// What the sentence talks about.
    Topic,
}

#[derive(Debug, Clone)]
struct TitleAt {
    item: usize,
    entity: EntityId,
    standing: Standing,
    /// Named only for what somebody did there before: "known for T", "seen in T".
    credit: bool,
}

/// The titles of an article in reading order.
#[derive(Debug)]
pub struct Focus {
    /// Titles of each sentence.
    titles: Vec<Vec<TitleAt>>,
    /// What the text is about when each sentence begins: entity, and where it was named.
    before: Vec<Option<(EntityId, From, usize)>>,
    /// Season of the heading above each sentence.
    heading_season: Vec<Option<i64>>,
    /// What the whole article is about.
    main: Option<(EntityId, From, usize)>,
    /// A spin-off or sequel that the text introduces by name, and where.
    derived: Option<(EntityId, usize)>,
}

impl Focus {
    /// Reads all sentences once.
    pub fn new(text: &Text, mentions: &Mentions, lists: &NameLists) -> Focus {
        let titles: Vec<Vec<TitleAt>> = (0..text.sentences.len()).map(|s| titles_of(text, mentions, lists, s)).collect();
        let main = main_title(text, mentions, lists, &titles);
        let mut before = Vec::with_capacity(titles.len());
        let mut heading_season = Vec::with_capacity(titles.len());
        // where one title outweighs all others, every paragraph begins with it again
        let patience = if dominates(&titles, main) { 1 } else { 2 };
        let mut now: Option<(EntityId, From, usize)> = None;
        let mut heading: Option<(EntityId, usize)> = None;
        let mut season = None;
        let mut list_season = None;
        let mut since = 0;
        for (number, sentence) in text.sentences.iter().enumerate() {
            let first_of_paragraph = number == 0 || text.sentences[number - 1].paragraph != sentence.paragraph;
            if first_of_paragraph {
                since += 1;
                // a side topic lasts for its paragraph and the next
                if since > patience {
                    now = match heading {
                        Some((entity, at)) => Some((entity, From::Paragraph, at)),
                        None => main.or(now),
                    };
                }
            }
            let mut entering = now.or(main);
            if sentence.zone == Zone::Heading {
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
            let is_main = |t: &TitleAt| main.is_some_and(|(m, _, _)| m == t.entity);
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
            if sentence.zone == Zone::Heading {
                if let Some(topic) = topic.or(titles[number].first()) {
                    heading = Some((topic.entity, number));
                    now = Some((topic.entity, From::Paragraph, number));
                    since = 0;
                    season = season_named(mentions, number);
                }
            } else if let (Some(topic), None) = (topic, heading) {
                let from = if sentence.zone == Zone::Headline { From::Headline } else { From::Paragraph };
                now = Some((topic.entity, from, number));
                since = 0;
            }
        }
        let derived = titles.iter().enumerate().find_map(|(number, row)| {
            let items = &mentions.items[number];
            row.iter().find(|t| introduced_as_derived(text, items, t.item)).map(|t| (t.entity, number))
        });
        Focus { titles, before, heading_season, main, derived }
    }

    /// What the whole article is about.
    pub fn main(&self) -> Option<EntityId> {
        self.main.map(|(entity, _, _)| entity)
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
                ItemKind::Name(_) if made_after(scene, item) => return None,
                ItemKind::Name(_) => return Some(found(scene, item, From::Sentence, "the rule's own title")),
                ItemKind::Work(work) if !work.definite => return self.named_beside(scene, item),
                ItemKind::Work(work) if work.made_after => return self.derived_work(scene, item),
                _ => {
                    let here = self.titles[scene.sentence].iter().rev().find(|t| t.item < item && t.standing == Standing::Topic);
                    if let Some(t) = here {
                        return Some(found(scene, t.item, From::Sentence, "the title before “the series” in the sentence"));
                    }
                    return self.context(scene, "“the series” is what the text is about");
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
        self.in_sentence(scene, candidate).or_else(|| self.context(scene, "what the text is about"))
    }

    /// A spin-off, sequel or remake: the name that the text gives it, here or where it was introduced.
    fn derived_work(&self, scene: &Scene, item: usize) -> Option<Found> {
        self.named_beside(scene, item).or_else(|| {
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

    /// A topic of the same sentence: before the trigger rather than behind it, the nearest one.
    fn in_sentence(&self, scene: &Scene, candidate: &Candidate) -> Option<Found> {
        let trigger = candidate.trigger.clone();
        // "A, which is set before B, returns": what a relative clause names is not its subject
        let topics = self.titles[scene.sentence]
            .iter()
            .filter(|t| t.standing == Standing::Topic)
            .filter(|t| scene.items[t.item].tokens.start >= trigger.end || !self.inside_relative(scene, t.item, trigger.start));
        let cast = matches!(candidate.effect, Effect::Cast(_));
        let best = topics.min_by_key(|t| {
            let tokens = &scene.items[t.item].tokens;
            let (distance, behind) = if tokens.start >= trigger.end {
                (tokens.start - trigger.end, true)
            } else {
                (trigger.start.saturating_sub(tokens.end), false)
            };
            let (from, to) = if behind { (trigger.end, tokens.start) } else { (tokens.end.min(trigger.start), trigger.start) };
            let boundary = (from..to)
                .filter(|i| {
                    matches!(scene.text.word(*i).to_lowercase().as_str(), ";" | "while" | "but" | "though" | "although" | "whereas")
                })
                .count();
            let penalty = if behind && !cast { 6 } else { 0 };
            distance + penalty + boundary * 15
        })?;
        Some(found(scene, best.item, From::Sentence, "the nearest title of the sentence"))
    }

    /// True if the item stands in a relative clause in commas that ends before the token `trigger`.
    fn inside_relative(&self, scene: &Scene, item: usize, trigger: usize) -> bool {
        let opens = (0..item).rev().take(12).find(|i| scene.is_any(*i, &["which", "who", "whose", ";", "."]));
        let Some(open) = opens.filter(|i| !scene.is_any(*i, &[";", "."])) else { return false };
        let comma_before = open > 0 && scene.is(open - 1, ",");
        let closed = (open..item).any(|i| scene.is(i, ",") && i > open + 1);
        let comma_after = (item + 1..scene.items.len()).take_while(|i| scene.items[*i].tokens.start < trigger).any(|i| scene.is(i, ","));
        comma_before && !closed && comma_after
    }

    fn context(&self, scene: &Scene, why: &'static str) -> Option<Found> {
        let (entity, from, sentence) = self.before[scene.sentence].or(self.main)?;
        let tokens =
            scene.mentions.items[sentence].iter().find(|i| scene.mentions.entity(i) == Some(entity)).map_or(0..0, |i| i.head.clone());
        Some(Found { entity, from, tokens, why })
    }
}

/// True if the work at hand is only made after the title: "a remake of T", "the T spin-off".
fn made_after(scene: &Scene, item: usize) -> bool {
    let noun = |i: usize| {
        let words = scene.lower(i);
        let last = words.rsplit(' ').next().unwrap_or("");
        matches!(last, "spin-off" | "spinoff" | "sequel" | "prequel" | "remake" | "offshoot" | "spin-offs" | "spinoffs")
    };
    let of = item >= 2 && scene.is_any(item - 1, &["of", "to", "from"]) && (noun(item - 2) || scene.lower(item - 2).ends_with("reboot"));
    let label = item + 1 < scene.items.len()
        && noun(item + 1)
        && !scene.items.get(item + 2).is_some_and(|i| scene.mentions.roles(i).title)
        && !scene.is_any(item + 2, &["called", "entitled", "titled", ",", "star", "stars"]);
    let label = label || (item + 2 < scene.items.len() && scene.lower(item + 1) == "\"" && noun(item + 2));
    of || label
}

fn found(scene: &Scene, item: usize, from: From, why: &'static str) -> Found {
    let it: &Item = &scene.items[item];
    let entity = scene.mentions.entity(it).unwrap_or(0);
    Found { entity, from, tokens: it.head.clone(), why }
}

/// The number of the first season that a sentence names.
fn season_named(mentions: &Mentions, sentence: usize) -> Option<i64> {
    mentions.items[sentence].iter().find_map(|i| match i.kind {
        ItemKind::Season(s) => mentions.seasons[s].numbers.first().copied(),
        _ => None,
    })
}

/// True if the main title is named at least twice as often as any other.
fn dominates(titles: &[Vec<TitleAt>], main: Option<(EntityId, From, usize)>) -> bool {
    let Some((main, _, _)) = main else { return false };
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
        && (item.saturating_sub(2)..item).any(|i| {
            matches!(text.words(&items[i].tokens).to_lowercase().as_str(), "entitled" | "titled" | "called" | "named" | "dubbed" | ",")
        });
    own || before
}

fn is_derived(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "spin-off" | "spinoff" | "sequel" | "prequel" | "offshoot")
}

fn main_title(text: &Text, mentions: &Mentions, lists: &NameLists, titles: &[Vec<TitleAt>]) -> Option<(EntityId, From, usize)> {
    // the headline's own title, if the body knows it too or nothing else
    let headline = text.sentences.iter().position(|s| s.zone == Zone::Headline);
    if let Some(number) = headline {
        let topic = titles[number].iter().max_by_key(|t| (t.standing, mentions.names.entities[t.entity].count));
        if let Some(t) = topic {
            return Some((t.entity, From::Headline, number));
        }
    }
    // a headline that speaks of "Apple's sci-fi drama" has a subject without a name: only what the
    // first sentences name can be it
    let unnamed = headline.is_some_and(|number| {
        let items = &mentions.items[number];
        items.iter().any(|i| matches!(i.kind, ItemKind::Work(_)) || i.kind == ItemKind::Token && lists.is_work(text.words(&i.tokens)))
    });
    let reach = if unnamed { headline.unwrap_or(0) + 4 } else { usize::MAX };
    let mut counts: std::collections::BTreeMap<EntityId, (usize, usize)> = Default::default();
    for (number, row) in titles.iter().enumerate() {
        for t in row.iter().filter(|t| t.standing == Standing::Topic && !t.credit) {
            if number > reach && !counts.contains_key(&t.entity) {
                continue;
            }
            let entry = counts.entry(t.entity).or_insert((0, number));
            entry.0 += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)))
        .map(|(entity, (_, first))| (entity, From::Document, first))
}

fn titles_of(text: &Text, mentions: &Mentions, lists: &NameLists, sentence: usize) -> Vec<TitleAt> {
    let items = &mentions.items[sentence];
    let lower = |i: usize| items.get(i).map_or(String::new(), |it: &Item| text.words(&it.tokens).to_lowercase());
    let mut depth = 0usize;
    let mut out: Vec<TitleAt> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        match lower(i).as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(entity) = mentions.entity(item) else { continue };
        let roles = mentions.names.entities[entity].roles;
        if !roles.title {
            continue;
        }
        let (before, next) = (if i > 0 { lower(i - 1) } else { String::new() }, lower(i + 1));
        // "Silo stars Ann Lee": a verb, and the title its subject
        let labels = (lists.is_performer(&next) && next != "stars" && next != "co-stars"
            || lists.is_crew(&next)
            || matches!(next.as_str(), "'s" | "’s"))
            && items.get(i + 2).is_some_and(|n| mentions.roles(n).person && !mentions.roles(n).title)
            || (lists.is_performer(&next) && next != "stars" && next != "co-stars" && i > 0);
        let of = before == "of"
            && i >= 2
            && (lists.is_performer(&lower(i - 2))
                || lists.is_crew(&lower(i - 2))
                || matches!(lower(i - 2).as_str(), "adaptation" | "spin-off" | "spinoff" | "remake" | "version"));
        let standing = if depth > 0
            || matches!(before.as_str(), "like" | "than" | "as" | "opposite" | "besides" | "from" | "including")
            || (before == "on" && i >= 2 && lower(i - 2) == "based")
        {
            Standing::Aside
        } else if labels || of {
            Standing::Label
        } else {
            Standing::Topic
        };
        let credit = (i.saturating_sub(9)..i).any(|j| CREDIT_CUES.contains(&lower(j).as_str()))
            && matches!(before.as_str(), "in" | "on" | "for" | "of" | "'s" | "and" | "," | "include" | "includes" | "\"" | "as" | "with");
        out.push(TitleAt { item: i, entity, standing, credit });
    }
    // "Silo" and "Loom" developer Ann Lee: the label is shared
    for k in (1..out.len()).rev() {
        let between = (out[k - 1].item + 1..out[k].item).all(|i| matches!(lower(i).as_str(), "and" | "," | "&" | "\"" | "”" | "“"));
        if out[k].standing == Standing::Label && between && out[k - 1].standing == Standing::Topic {
            out[k - 1].standing = Standing::Label;
        }
    }
    out
}

/// Words behind which a title only says where somebody was seen before.
const CREDIT_CUES: &[&str] = &["known", "famous", "credits", "alum", "previously", "formerly", "last", "recently", "best"];
