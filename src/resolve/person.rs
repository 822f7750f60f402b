//! Who "she", "the actor", "they" and "Lee" are.

use super::salience::{Salience, Wanted, described, person_of};
use crate::extract::{Candidate, Scene};
use crate::mention::ItemKind;
use crate::mention::Mentions;
use crate::mention::name::{EntityId, NameLists};
use crate::text::{Text, Zone};

/// A person of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Fullest form in the article.
    pub name: String,
    /// Tokens that name or stand for the person here.
    pub tokens: std::ops::Range<usize>,
}

/// The persons of an article, and who is on the reader's mind where.
#[derive(Debug)]
pub struct People {
    salience: Salience,
    /// For each sentence, who speaks in the answers of an interview.
    answers: Vec<Option<EntityId>>,
}

impl People {
    /// Reads all sentences once.
    pub fn new(text: &Text, mentions: &Mentions, lists: &NameLists) -> People {
        let salience = Salience::new(text, mentions, lists);
        let answers = answers(text, mentions, salience.main(Wanted::default()));
        People { salience, answers }
    }

    /// The performers of a candidate: one, or all that "they" stands for; `speaker` is who "I" is.
    /// Empty if nobody can be named.
    pub fn find(&self, scene: &Scene, candidate: &Candidate, speaker: Option<&str>) -> Vec<Found> {
        let names = &scene.mentions.names;
        let found = |entity: EntityId, tokens: std::ops::Range<usize>| Found { name: names.entities[entity].name.clone(), tokens };
        if candidate.implied {
            let item = scene.items.partition_point(|i| i.tokens.end <= candidate.trigger.start);
            return self.implied(scene, candidate, item).map(|entity| found(entity, 0..0)).into_iter().collect();
        }
        let Some(performer) = &candidate.person else { return Vec::new() };
        let item = &scene.items[performer.item];
        match item.kind {
            ItemKind::Name(_) => {
                let Some(entity) = scene.mentions.entity(item) else { return Vec::new() };
                let mut one = found(entity, item.head.clone());
                if let Some(surname) = &performer.surname {
                    one.name = format!("{} {}", scene.text.words(&item.head), scene.text.words(surname));
                }
                vec![one]
            }
            ItemKind::Person => {
                let wanted = described(scene.text.words(&item.tokens));
                let entity = self.cast(scene, candidate, performer.item, wanted);
                entity.map(|entity| found(entity, item.tokens.clone())).into_iter().collect()
            }
            _ => match scene.lower(performer.item) {
                "i" => {
                    // the first person is whoever speaks
                    let asked = || self.answers[scene.sentence].map(|e| names.entities[e].name.clone());
                    let crew = |name: &&str| names.entities.iter().any(|e| e.crew && !e.performer && e.name == **name);
                    let name = speaker.filter(|name| !crew(name)).map(str::to_owned).or_else(asked);
                    name.map(|name| Found { name, tokens: item.tokens.clone() }).into_iter().collect()
                }
                "they" | "both" | "pair" | "duo" | "trio" | "them" => {
                    let state = self.salience.at(scene.text, scene.mentions, scene.sentence, performer.item);
                    let group = state.group().iter().filter(|e| !self.salience.is_crew(**e));
                    group.map(|entity| found(*entity, item.tokens.clone())).collect()
                }
                "it" => Vec::new(),
                word => {
                    let gender = if matches!(word, "she" | "her") { 'f' } else { 'm' };
                    let wanted = Wanted { gender: Some(gender), ..Wanted::default() };
                    let entity = self.cast(scene, candidate, performer.item, wanted);
                    entity.map(|entity| found(entity, item.tokens.clone())).into_iter().collect()
                }
            },
        }
    }

    /// The performer for whom words stand at an item; nobody where the best is behind the camera.
    fn cast(&self, scene: &Scene, candidate: &Candidate, item: usize, wanted: Wanted) -> Option<EntityId> {
        // "Before she left, Ann Lee …": the name comes behind
        let behind = || {
            let opens = scene.is_any(0, &["before", "after", "when", "while", "as", "since", "although", "though", "if", "once"]);
            let comma = (item..scene.items.len().min(item + 16)).find(|i| scene.is(*i, ","))?;
            let next = scene.items.get(comma + 1).filter(|_| opens && item <= 2)?;
            person_of(scene.mentions, next)
        };
        let state = self.salience.at(scene.text, scene.mentions, scene.sentence, item);
        let entity = behind().or_else(|| self.salience.best(&state, wanted)).or_else(|| self.salience.main(wanted))?;
        let acts = !candidate.known || scene.mentions.names.entities[entity].performer;
        (acts && !self.salience.is_crew(entity)).then_some(entity)
    }

    /// "The Silo star, 39, …", "her roles in Silo": whoever the text is about.
    fn implied(&self, scene: &Scene, candidate: &Candidate, item: usize) -> Option<EntityId> {
        let label = candidate.clause.start.min(candidate.trigger.start)..candidate.clause.end.max(candidate.trigger.end);
        let mut wanted = described(scene.text.words(&label));
        match scene.text.lower(label.start) {
            "her" => wanted.gender = Some('f'),
            "his" => wanted.gender = Some('m'),
            _ => {}
        }
        wanted.label = wanted.gender.is_none();
        // of her roles in Silo somebody else may be called the star
        wanted.work = candidate.title.filter(|_| wanted.gender.is_none()).and_then(|i| scene.mentions.entity(&scene.items[i]));
        self.cast(scene, candidate, item, wanted)
    }
}

/// Who answers in an interview: whose name stands before the paragraph, or, below a question, the
/// person whom the article is about.
fn answers(text: &Text, mentions: &Mentions, main: Option<EntityId>) -> Vec<Option<EntityId>> {
    let first: Vec<usize> = (0..text.blocks.len()).map(|block| text.sentences.partition_point(|s| s.block < block)).collect();
    let opening = |block: usize| text.sentences.get(first[block]).filter(|s| s.block == block);
    let asks = |block: usize| {
        let Some(sentence) = opening(block) else { return false };
        let alone = first.get(block + 1).is_none_or(|next| *next == first[block] + 1);
        let last = text.word(sentence.tokens.end - 1);
        text.word(sentence.tokens.start) == "Q" || alone && last == "?"
    };
    let interview = (0..text.blocks.len()).filter(|b| asks(*b)).count() > 2;
    let mut speaker = None;
    let mut of_block = vec![None; text.blocks.len()];
    for (block, answer) in of_block.iter_mut().enumerate() {
        if asks(block) {
            speaker = main.filter(|_| interview);
            continue;
        }
        if text.blocks[block].zone == Zone::Heading {
            speaker = None;
        }
        let Some(sentence) = opening(block) else { continue };
        let items = &mentions.items[first[block]];
        let colon = |i: usize| items.get(i).is_some_and(|item| text.words(&item.tokens) == ":");
        // "Ann Lee: I will be back"
        if let Some(named) = items.first().and_then(|item| person_of(mentions, item)).filter(|_| colon(1)) {
            speaker = Some(named);
        } else if text.word(sentence.tokens.start) == "A" && colon(1) {
            speaker = main;
        }
        *answer = speaker;
    }
    text.sentences.iter().map(|s| of_block[s.block]).collect()
}
