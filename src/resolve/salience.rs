//! How much each person of an article is on the reader's mind at a place of the text.
//!
//! Centering in its simplest form: whoever a sentence is about weighs most, company and owners
//! less, everything fades from sentence to sentence, and a pronoun gives its weight to whom it
//! stands for, so that "she" holds the focus through a paragraph of other names.

use crate::mention::name::{EntityId, NameLists};
use crate::mention::{Item, ItemKind, Mentions};
use crate::text::{Text, Zone};

/// What is known of a person besides the name.
#[derive(Debug, Clone, Default)]
struct Known {
    /// 'f' or 'm', by the first name or by what the text says.
    gender: Option<char>,
    /// Ages that the text gives.
    ages: Vec<u32>,
    /// Share of the article's mentions, at most 1.
    share: f32,
    /// Behind the camera only.
    crew: bool,
}

/// Who is meant: "she", "the actress", "the 70-year-old".
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// 'f' or 'm', if the words say it.
    pub gender: Option<char>,
    /// The age that the words give.
    pub age: Option<u32>,
    /// The work by which the person is called: "the Silo star".
    pub work: Option<EntityId>,
    /// Called by a work at all.
    pub label: bool,
}

/// Weights at one place of the text.
#[derive(Debug, Clone, Default)]
pub struct State {
    weights: Vec<(EntityId, f32)>,
    /// The last persons named together, and how many sentences ago.
    group: Vec<EntityId>,
    group_age: u8,
}

/// The persons of an article.
#[derive(Debug)]
pub struct Salience {
    known: Vec<Known>,
    /// A work and somebody who is called its star.
    stars: Vec<(EntityId, EntityId)>,
    /// The weights with which each sentence begins.
    before: Vec<State>,
}

/// How much of a weight the next sentence keeps.
const KEPT: f32 = 0.55;
/// Below this nobody is on the reader's mind any more.
const FORGOTTEN: f32 = 0.12;
/// Sentences for which "they" may reach back to a group.
const GROUP_REACH: u8 = 3;

impl Salience {
    /// Reads all sentences once.
    pub fn new(text: &Text, mentions: &Mentions, lists: &NameLists) -> Salience {
        let mut salience = Salience { known: known(text, mentions, lists), stars: stars(text, mentions), before: Vec::new() };
        let mut state = State::default();
        for (number, sentence) in text.sentences.iter().enumerate() {
            salience.before.push(state.clone());
            if matches!(sentence.zone, Zone::Furniture | Zone::Credit) {
                continue;
            }
            let mut next = state.clone();
            salience.walk(text, mentions, &mentions.items[number], &mut next);
            if sentence.zone == Zone::Caption {
                // a caption stands aside: the text goes on where it was
                next.weights.retain(|(e, _)| state.weight(*e) == 0.0);
                next.weights.iter_mut().for_each(|(_, w)| *w *= 0.3);
                state.weights.extend(next.weights);
                continue;
            }
            next.fade();
            state = next;
        }
        salience
    }

    /// Weights in the middle of a sentence, before the item.
    pub fn at(&self, text: &Text, mentions: &Mentions, sentence: usize, item: usize) -> State {
        let mut state = self.before[sentence].clone();
        let items = &mentions.items[sentence];
        self.walk(text, mentions, &items[..item.min(items.len())], &mut state);
        state
    }

    /// The best person for a description, if anybody fits.
    pub fn best(&self, state: &State, wanted: Wanted) -> Option<EntityId> {
        let aged = |e: EntityId| wanted.age.is_some_and(|age| self.known[e].ages.contains(&age));
        let starring = |e: EntityId| wanted.work.is_some_and(|work| self.stars.contains(&(work, e)));
        let exact = (0..self.known.len()).any(aged);
        let linked = (0..self.known.len()).any(starring);
        let score = |(entity, weight): &(EntityId, f32)| {
            let known = &self.known[*entity];
            let fit = match (wanted.gender, known.gender) {
                (Some(a), Some(b)) if a != b => return None,
                (Some(_), None) => 0.6,
                _ => 1.0,
            };
            if exact && !aged(*entity) || linked && !starring(*entity) {
                return None;
            }
            let crew = if known.crew { 0.5 } else { 1.0 };
            // a label by a work ("the Silo star") is for whom the text is about
            let share = if wanted.label { 1.5 } else { 0.3 };
            Some((*entity, (weight + share * known.share) * fit * crew))
        };
        let everybody: Vec<(EntityId, f32)>;
        let near = if exact || linked {
            // said of one person only, however far away
            everybody = (0..self.known.len()).map(|e| (e, state.weight(e) + f32::from(u8::from(self.known[e].share > 0.0)))).collect();
            &everybody
        } else {
            &state.weights
        };
        let best = near.iter().filter_map(score).filter(|(_, s)| *s >= FORGOTTEN);
        best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(e, _)| e)
    }

    /// The person of whom an article speaks most, if the description fits.
    pub fn main(&self, wanted: Wanted) -> Option<EntityId> {
        let fits = |k: &Known| k.share > 0.0 && !k.crew && (wanted.gender.is_none() || k.gender.is_none() || k.gender == wanted.gender);
        let all = self.known.iter().enumerate().filter(|(_, k)| fits(k));
        all.max_by(|a, b| a.1.share.total_cmp(&b.1.share).then(b.0.cmp(&a.0))).map(|(e, _)| e)
    }

    /// True for whom the text only knows behind the camera.
    pub fn is_crew(&self, entity: EntityId) -> bool {
        self.known[entity].crew
    }

    /// Adds what items say to the weights.
    fn walk(&self, text: &Text, mentions: &Mentions, items: &[Item], state: &mut State) {
        let word = |i: usize| items.get(i).map_or("", |item| text.lower_words(&item.tokens));
        let (mut depth, mut company, mut subjects) = (0, false, 0);
        // item of the last person, if only the marks of a list stand behind it
        let mut listed: Option<usize> = None;
        let mut together: Vec<EntityId> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            if item.kind == ItemKind::Token {
                let w = word(i);
                match w {
                    "(" | "[" => depth += 1,
                    ")" | "]" => depth -= 1,
                    _ => {}
                }
                if depth > 0 {
                    continue;
                }
                if let Some((gender, weight)) = pronoun(w) {
                    if let Some(entity) = self.best(state, Wanted { gender: Some(gender), ..Wanted::default() }) {
                        state.add(entity, weight);
                        subjects += usize::from(weight > 1.0);
                    }
                    company = weight < 1.0 && company;
                    listed = None;
                } else if COMPANY.contains(&w) {
                    company = true;
                    listed = listed.filter(|_| BESIDE.contains(&w));
                } else if !LISTING.contains(&w) {
                    company = false;
                    listed = None;
                }
                continue;
            }
            if depth <= 0
                && item.kind == ItemKind::Person
                && let Some(entity) = self.best(state, described(text.words(&item.tokens)))
            {
                state.add(entity, if company { 0.7 } else { 2.0 });
                subjects += 1;
            }
            let Some(entity) = person_of(mentions, item) else {
                continue;
            };
            let owner = matches!(word(i + 1), "'s" | "'");
            let weight = match () {
                () if depth > 0 => 0.3,
                () if company => 0.7,
                () if owner => 1.2,
                () if subjects == 0 => 3.0,
                () if listed.is_some() => 2.4,
                () => 1.8,
            };
            state.add(entity, if self.known[entity].crew { weight * 0.5 } else { weight });
            if depth > 0 {
                continue;
            }
            subjects += usize::from(!company && !owner);
            if listed.is_none() {
                together.clear();
            }
            together.push(entity);
            if together.len() > 1 {
                (state.group, state.group_age) = (together.clone(), 0);
            }
            listed = Some(i);
        }
    }
}

impl State {
    fn weight(&self, entity: EntityId) -> f32 {
        self.weights.iter().find(|(e, _)| *e == entity).map_or(0.0, |(_, w)| *w)
    }

    fn add(&mut self, entity: EntityId, weight: f32) {
        match self.weights.iter_mut().find(|(e, _)| *e == entity) {
            Some((_, w)) => *w = w.max(weight).min(4.0) + 0.1 * weight,
            None => self.weights.push((entity, weight)),
        }
    }

    fn fade(&mut self) {
        self.weights.iter_mut().for_each(|(_, w)| *w *= KEPT);
        self.weights.retain(|(_, w)| *w >= FORGOTTEN / 2.0);
        self.group_age = self.group_age.saturating_add(1);
    }

    /// Who was last named together, if not too long ago.
    pub fn group(&self) -> &[EntityId] {
        if self.group.len() > 1 && self.group_age <= GROUP_REACH { &self.group } else { &[] }
    }
}

/// Prepositions behind which a person only keeps company or helps to describe.
const COMPANY: &[&str] = &[
    "with", "alongside", "opposite", "by", "from", "like", "including", "of", "to", "for", "than", "as", "in", "on", "about", "played",
    "portrayed", "voiced", "at", "over", "after", "without", "against", "featuring", "starring",
];

/// Those of them that put two persons side by side.
const BESIDE: &[&str] = &["with", "alongside", "opposite"];

/// What may stand between the names of a list.
const LISTING: &[&str] =
    &[",", "and", "&", "the", "a", "an", "both", "fellow", "plus", "star", "stars", "co-star", "co-stars", "\"", "“", "”", "‘", "’", "'"];

/// Gender of a pronoun, and the weight that it gives to whom it stands for.
fn pronoun(word: &str) -> Option<(char, f32)> {
    match word {
        "she" => Some(('f', 2.6)),
        "he" => Some(('m', 2.6)),
        "her" => Some(('f', 0.8)),
        "his" | "him" => Some(('m', 0.8)),
        _ => None,
    }
}

/// What a description says of the person: "the 34-year-old actress".
pub fn described(words: &str) -> Wanted {
    let mut wanted = Wanted::default();
    for word in words.to_lowercase().split_whitespace() {
        if let Some((age, _)) = word.split_once("-year-old") {
            wanted.age = age.parse().ok();
        }
        match word {
            "actress" | "comedienne" | "singer-actress" | "starlet" | "songstress" | "mother-of-one" | "mother-of-two"
            | "mother-of-three" | "heroine" | "lady" => wanted.gender = Some('f'),
            "father-of-one" | "father-of-two" | "father-of-three" | "funnyman" | "hunk" | "heartthrob" | "man" => {
                wanted.gender = Some('m');
            }
            _ => {}
        }
    }
    wanted
}

/// The performer or other human being that an item names; a role without a performer is none.
pub fn person_of(mentions: &Mentions, item: &Item) -> Option<EntityId> {
    let entity = mentions.entity(item)?;
    let e = &mentions.names.entities[entity];
    (e.roles.person && !e.roles.title && (!e.roles.character || e.performer)).then_some(entity)
}

/// Gender, ages and share of every person.
fn known(text: &Text, mentions: &Mentions, lists: &NameLists) -> Vec<Known> {
    let entities = &mentions.names.entities;
    let is_person = |e: &crate::mention::name::Entity| e.roles.person && !e.roles.title && (!e.roles.character || e.performer);
    let most = entities.iter().filter(|e| is_person(e)).map(|e| e.count).max().unwrap_or(1).max(1);
    let mut known: Vec<Known> = entities
        .iter()
        .map(|e| Known {
            gender: e.gender.or_else(|| lists.gender(e.name.split([' ', '-']).next().unwrap_or(""))),
            ages: Vec::new(),
            share: if is_person(e) { e.count as f32 / most as f32 } else { 0.0 },
            crew: e.crew && !e.performer,
        })
        .collect();
    for item in mentions.items.iter().flatten() {
        let Some(entity) = person_of(mentions, item) else { continue };
        // "Ann Lee, 52," and "the 34-year-old Bo Dee"
        for token in (item.tokens.start..item.head.start).chain(item.head.end..item.tokens.end) {
            let word = text.word(token);
            let age = word.split_once("-year-old").map_or(word, |(age, _)| age);
            if let Ok(age) = age.parse::<u32>()
                && (3..110).contains(&age)
            {
                known[entity].ages.push(age);
            }
        }
    }
    known
}

/// Works and who is called their star: "Silo star Ann Lee", "Ann Lee (Silo)".
fn stars(text: &Text, mentions: &Mentions) -> Vec<(EntityId, EntityId)> {
    let mut stars = Vec::new();
    for items in &mentions.items {
        for (i, item) in items.iter().enumerate() {
            let Some(work) = mentions.entity(item).filter(|e| mentions.names.entities[*e].roles.title) else { continue };
            let next = |from: usize| items.get(from).map_or("", |item| text.words(&item.tokens));
            let mut at = i + 1;
            while matches!(next(at), "\"" | "”" | "’" | "'s" | "’s") {
                at += 1;
            }
            if !matches!(next(at), "star" | "stars" | "actor" | "actress" | "alum" | "lead" | "host" | "presenter" | "heartthrob") {
                continue;
            }
            let person = items.get(at + 1).and_then(|item| person_of(mentions, item));
            stars.extend(person.map(|person| (work, person)));
        }
    }
    stars
}
