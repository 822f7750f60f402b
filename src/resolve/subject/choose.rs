//! Which title of its own sentence a claim is about, by the shape of the clause.

use super::standing::{Standing, TitleAt, is_derived};
use crate::extract::{Candidate, Scene};
use crate::mention::ItemKind;
use crate::resolve::clause::{self, Clauses};
use crate::rules::pack::Effect;

/// Words between two clauses that speak of different things.
const CONTRAST: &[&str] = &[";", "while", "but", "though", "although", "whereas"];

/// The clause structure of one sentence as it concerns titles.
pub(super) struct Shape<'s> {
    scene: &'s Scene<'s, 's>,
    clauses: Clauses,
}

impl<'s> Shape<'s> {
    pub(super) fn new(scene: &'s Scene<'s, 's>) -> Self {
        let tokens = scene.text.sentences[scene.sentence].tokens.clone();
        let mut masked = vec![false; tokens.len()];
        for item in scene.items.iter().filter(|i| matches!(i.kind, ItemKind::Name(_) | ItemKind::Date(_))) {
            for token in item.head.clone() {
                masked[token - tokens.start] = true;
            }
        }
        let clauses = Clauses::new(scene.text, scene.sentence, clause::words(scene.text, scene.sentence), masked);
        Shape { scene, clauses }
    }

    fn island(&self, token: usize) -> u16 {
        self.clauses.island[(token - self.clauses.first).min(self.clauses.len() - 1)]
    }

    fn segment(&self, token: usize) -> u16 {
        self.clauses.segment[(token - self.clauses.first).min(self.clauses.len() - 1)]
    }

    /// Token at which the island begins, and the island around it.
    fn opening(&self, island: u16) -> Option<(usize, u16)> {
        let at = self.clauses.island.iter().position(|i| *i == island)?;
        (at > 0).then(|| (self.clauses.first + at, self.clauses.island[at - 1]))
    }

    /// True if `inner` lies in `outer` or deeper.
    fn within(&self, mut inner: u16, outer: u16) -> bool {
        for _ in 0..8 {
            if inner == outer {
                return true;
            }
            match self.opening(inner) {
                Some((_, around)) if inner != 0 => inner = around,
                _ => return false,
            }
        }
        false
    }

    /// How far a title is from being the subject of what the trigger says; `None` if it cannot be.
    fn cost(&self, title: &TitleAt, candidate: &Candidate) -> Option<usize> {
        let trigger = candidate.trigger.clone();
        let tokens = &self.scene.items[title.item].tokens;
        let behind = tokens.start >= trigger.end;
        let (own, of_trigger) = (self.island(self.scene.items[title.item].head.start), self.island(trigger.start));
        // "T, which also stars P": the word right before a relative clause is what it is about
        if !behind && self.opening(of_trigger).is_some_and(|(at, _)| at >= tokens.end && at <= tokens.end + 2) {
            return Some(0);
        }
        // what a relative clause or an apposition names, nothing outside of it is about
        if !self.within(of_trigger, own) && !behind {
            return None;
        }
        if !behind && self.between_commas(title, trigger.start) {
            return None;
        }
        let (from, to) = if behind { (trigger.end, tokens.start) } else { (tokens.end.min(trigger.start), trigger.start) };
        let boundary = (from..to).filter(|i| CONTRAST.contains(&self.scene.text.lower(*i))).count();
        let cast = matches!(candidate.effect, Effect::Cast(_));
        // "is in talks for a musical, though his sitcom T was axed": another clause, and another work
        if behind && !cast && boundary > 0 {
            return None;
        }
        let mut cost = (to - from) + boundary * 15;
        if behind && !cast {
            cost += 6;
        }
        if title.credit && self.segment(tokens.start) != self.segment(trigger.start) {
            cost += 20;
        }
        Some(cost)
    }

    /// "T, a drama based on U, premieres": U stands in an apposition that the comma before the verb closes.
    fn between_commas(&self, title: &TitleAt, trigger: usize) -> bool {
        let scene = self.scene;
        let comma = |i: &usize| {
            scene.is(*i, ",")
                || scene.text.words(&scene.items[*i].tokens).ends_with([',', '”']) && {
                    let item = &scene.items[*i];
                    item.tokens.end > item.head.end && (item.head.end..item.tokens.end).any(|t| scene.text.word(t) == ",")
                }
        };
        let Some(open) = (0..title.item).rev().take(14).find(comma) else { return false };
        let Some(close) = (title.item..scene.items.len()).find(comma) else { return false };
        if scene.items[close].tokens.start >= trigger || scene.items[close].tokens.end + 3 < trigger {
            return false;
        }
        // a title right before the comma, and a noun phrase of a work right behind it
        let named = |i: usize| scene.mentions.roles(&scene.items[i]).title;
        let apposed = named(open) || open > 0 && named(open - 1);
        let work = (open + 1..title.item).any(|i| {
            matches!(scene.items[i].kind, ItemKind::Work(_)) || scene.book.lists().is_work(scene.lower(i).rsplit(' ').next().unwrap_or(""))
        });
        let clause = (open + 1..close).any(|i| scene.is_any(i, &["and", "but", "is", "are", "was", "were", "has", "will"]));
        apposed && work && !clause
    }
}

/// The topic of the sentence that the claim is about, if one stands there.
pub(super) fn in_sentence<'t>(scene: &Scene, candidate: &Candidate, titles: &'t [TitleAt]) -> Option<&'t TitleAt> {
    if titles.iter().all(|t| t.standing != Standing::Topic) {
        return None;
    }
    let shape = Shape::new(scene);
    titles
        .iter()
        .filter(|t| t.standing == Standing::Topic)
        .filter_map(|t| Some((shape.cost(t, candidate)?, t)))
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, t)| t)
}

/// "The new series also stars P": the description before the trigger, in the same clause.
pub(super) fn described_subject(scene: &Scene, candidate: &Candidate) -> Option<usize> {
    let before = scene.items.partition_point(|item| item.tokens.end <= candidate.trigger.start);
    let found = (0..before).rev().find(|i| matches!(scene.items[*i].kind, ItemKind::Work(w) if w.definite && !w.made_after))?;
    let shape = Shape::new(scene);
    let (own, of_trigger) = (scene.items[found].head.start, candidate.trigger.start);
    (shape.island(own) == shape.island(of_trigger) && shape.segment(own) == shape.segment(of_trigger)).then_some(found)
}

/// A work without a name in the sentence that the claim is about: "a drama that follows P", "the third
/// spin-off is expected in June".
pub(super) fn work_of_clause(scene: &Scene, candidate: &Candidate, titles: &[TitleAt]) -> Option<usize> {
    let trigger = candidate.trigger.clone();
    let works = || scene.items.iter().enumerate().filter(|(_, item)| matches!(item.kind, ItemKind::Work(_)));
    if works().next().is_none() && !(0..scene.items.len()).any(|i| is_derived(scene.lower(i))) {
        return None;
    }
    let shape = Shape::new(scene);
    // "a drama that will follow Jane (P)": the work before the relative clause, however deep the trigger lies
    let mut island = shape.island(trigger.start);
    while let Some((at, around)) = shape.opening(island).filter(|_| island != 0) {
        let relative = matches!(scene.text.lower(at), "that" | "which" | "whose" | "where");
        let head = works().find(|(_, item)| item.tokens.end == at || item.tokens.end + 1 == at && scene.text.word(at - 1) == ",");
        if relative && let Some((i, _)) = head {
            return Some(i);
        }
        island = around;
    }
    let topic_before = |from: usize| {
        titles.iter().any(|t| {
            let start = scene.items[t.item].tokens.start;
            t.standing == Standing::Topic && start >= from && start < trigger.start
        })
    };
    // "two more spin-offs are in the works": the derived noun right before, with no title between
    let derived = scene.items.iter().enumerate().rev().find(|(i, item)| {
        item.tokens.end <= trigger.start
            && (is_derived(scene.lower(*i).rsplit(' ').next().unwrap_or("")) && item.kind == ItemKind::Token
                || matches!(item.kind, ItemKind::Work(w) if w.made_after))
            && shape.segment(item.head.start) == shape.segment(trigger.start)
            && shape.island(item.head.start) == shape.island(trigger.start)
    });
    if let Some((i, item)) = derived
        && !topic_before(item.tokens.end)
        && !matches!(candidate.effect, Effect::Cast(_))
    {
        return Some(i);
    }
    // "The third spin-off has no title, but is expected in June, once T is over."
    let subject = works().next().filter(|(i, _)| *i < 2)?;
    let made_after = matches!(subject.1.kind, ItemKind::Work(w) if w.made_after);
    (made_after && !topic_before(0) && shape.island(trigger.start) == 0).then_some(subject.0)
}
