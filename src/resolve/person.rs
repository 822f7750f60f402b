//! Who "she", "the actor" and "Lee" are.

use crate::extract::{Candidate, Scene};
use crate::mention::name::EntityId;
use crate::mention::{Item, ItemKind, Mentions};
use crate::text::{Text, Zone};

/// A person of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Fullest form in the article.
    pub name: String,
    /// Tokens that name or stand for the person here.
    pub tokens: std::ops::Range<usize>,
}

/// The persons of an article in reading order.
#[derive(Debug)]
pub struct People {
    /// The person that each sentence leaves behind for "she", "the actor": the first one it names
    /// as its subject, else the one before.
    before: Vec<Option<EntityId>>,
}

impl People {
    /// Reads all sentences once.
    pub fn new(text: &Text, mentions: &Mentions) -> People {
        let mut before = Vec::with_capacity(text.sentences.len());
        let mut now = None;
        for (number, sentence) in text.sentences.iter().enumerate() {
            before.push(now);
            if matches!(sentence.zone, Zone::Furniture | Zone::Credit) {
                continue;
            }
            if let Some(entity) = subject_person(text, mentions, &mentions.items[number]) {
                now = Some(entity);
            }
        }
        People { before }
    }

    /// The performer of a candidate; `speaker` is who "I" is. `None` if nobody can be named.
    pub fn find(&self, scene: &Scene, candidate: &Candidate, speaker: Option<&str>) -> Option<Found> {
        if candidate.implied {
            let item = scene.items.partition_point(|i| i.tokens.end <= candidate.trigger.start);
            let entity = self.antecedent(scene, item).or_else(|| self.main())?;
            let known = &scene.mentions.names.entities[entity];
            if known.crew && !known.performer {
                return None;
            }
            return Some(Found { name: scene.mentions.names.entities[entity].name.clone(), tokens: 0..0 });
        }
        let performer = candidate.person.as_ref()?;
        let item = &scene.items[performer.item];
        match item.kind {
            ItemKind::Name(_) => {
                let entity = scene.mentions.entity(item)?;
                let mut name = scene.mentions.names.entities[entity].name.clone();
                if let Some(surname) = &performer.surname {
                    name = format!("{} {}", scene.text.words(&item.head), scene.text.words(surname));
                }
                Some(Found { name, tokens: item.head.clone() })
            }
            _ => {
                let word = scene.lower(performer.item);
                if word == "i" {
                    // the first person is whoever speaks
                    return speaker.map(|name| Found { name: name.to_owned(), tokens: item.tokens.clone() });
                }
                if matches!(word.as_str(), "they" | "it") {
                    return None;
                }
                let entity = self.antecedent(scene, performer.item)?;
                Some(Found { name: scene.mentions.names.entities[entity].name.clone(), tokens: item.tokens.clone() })
            }
        }
    }

    /// The person named before the item in its sentence, else the one that the text is about.
    fn antecedent(&self, scene: &Scene, item: usize) -> Option<EntityId> {
        let earlier = scene.items[..item].iter().find_map(|i| person_of(scene.mentions, i));
        earlier.or(self.before[scene.sentence])
    }

    /// The person whom the article is first about.
    fn main(&self) -> Option<EntityId> {
        self.before.iter().find_map(|p| *p)
    }

    /// The person that a sentence is about when it begins.
    pub fn before(&self, sentence: usize) -> Option<EntityId> {
        self.before[sentence]
    }
}

fn person_of(mentions: &Mentions, item: &Item) -> Option<EntityId> {
    let entity = mentions.entity(item)?;
    let e = &mentions.names.entities[entity];
    (e.roles.person && !e.roles.title && (!e.roles.character || e.performer)).then_some(entity)
}

/// The first person of a sentence that is no mere label of another.
fn subject_person(text: &Text, mentions: &Mentions, items: &[Item]) -> Option<EntityId> {
    let mut depth = 0;
    for (i, item) in items.iter().enumerate() {
        match text.words(&item.tokens) {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        if let Some(entity) = person_of(mentions, item) {
            let possessive = items.get(i + 1).is_some_and(|n| matches!(text.words(&n.tokens), "'s" | "’s" | "'" | "’"));
            let by = i > 0
                && matches!(
                    text.words(&items[i - 1].tokens).to_lowercase().as_str(),
                    "by" | "from"
                        | "and"
                        | "with"
                        | "opposite"
                        | "alongside"
                        | "like"
                        | "to"
                        | "of"
                        | "for"
                        | "than"
                        | "as"
                        | "in"
                        | "on"
                        | "&"
                        | "about"
                        | "including"
                        | "played"
                        | "portrayed"
                );
            let crew = mentions.names.entities[entity].crew && !mentions.names.entities[entity].performer;
            if !(possessive || by || crew) {
                return Some(entity);
            }
        }
    }
    None
}
