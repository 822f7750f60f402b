//! What hangs on a predicate, to its right: an object, and phrases behind prepositions.

use super::part::{Part, Row};
use crate::rules::pack::Place;

/// One argument.
#[derive(Debug, Clone, Copy)]
pub(super) struct Argument {
    /// Item of its preposition; `None` for the object.
    pub(super) preposition: Option<usize>,
    /// The name or description that it is, or the noun.
    pub(super) head: usize,
}

impl Argument {
    /// True if it stands at this place of the frame.
    pub(super) fn stands(&self, place: &Place, row: &Row) -> bool {
        match (place, self.preposition) {
            (Place::Object, None) => true,
            (Place::Behind(word), Some(p)) => row.is_any(p, &[word.as_str()]),
            (Place::Role, Some(p)) => row.part(p) == Part::As || row.is_any(p, PLAYING),
            _ => false,
        }
    }
}

/// Participles and infinitives that lead to a role.
const PLAYING: &[&str] = &["playing", "portraying", "voicing", "reprising", "play", "portray", "voice"];

/// Nouns whose "of" leads on to what they are parts of: "the cast of Silo", "the role of Jane".
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "cast", "ensemble", "season", "seasons", "series", "episode", "episodes", "run", "role", "part", "lead", "leads", "half", "version",
    "revival", "remake", "reboot", "adaptation", "instalment", "installment", "chapter", "line-up", "lineup", "panel", "character", "star",
    "stars", "films", "shows", "dramas", "world", "finale", "premiere", "set", "production", "pilot", "retelling", "end", "start", "third",
    "host", "presenter", "judge", "face",
];

/// All arguments behind `from`, in order.
pub(super) fn arguments(row: &Row, from: usize) -> Vec<Argument> {
    let mut found: Vec<Argument> = Vec::new();
    let limit = row.len().min(from + 28);
    let mut at = from;
    let mut object = true;
    while at < limit {
        match row.part(at) {
            Part::Adverb | Part::Date | Part::Quote => at += 1,
            Part::Open => match (at..limit).find(|i| row.part(*i) == Part::Close) {
                Some(close) => at = close + 1,
                None => break,
            },
            Part::Preposition | Part::As => at = behind(row, at, at + 1, &mut found),
            Part::To => {
                object = false;
                // "to play Jane", "to star in Silo": the verb stands for its preposition
                at = if row.is_any(at + 1, PLAYING) {
                    behind(row, at + 1, at + 2, &mut found)
                } else if row.part(at + 1) == Part::Word && row.is_any(at + 1, VERBS) {
                    at + 2
                } else {
                    behind(row, at, at + 1, &mut found)
                };
            }
            Part::Word if row.is_any(at, PLAYING) => at = behind(row, at, at + 1, &mut found),
            Part::Comma | Part::And => {
                let next = at + 1 + usize::from(row.part(at + 1) == Part::And);
                let goes_on = matches!(row.part(next), Part::Preposition | Part::As | Part::To) || row.is_any(next, PLAYING);
                let last = found.last().map(|a| a.head);
                let list = last.is_some_and(|last| {
                    matches!(row.part(last), Part::Name | Part::Work) && matches!(row.part(next), Part::Name | Part::Work)
                });
                if list && !row.verb_at(next + 1) {
                    at = next + 1;
                } else if goes_on {
                    at = next;
                } else {
                    break;
                }
            }
            Part::Be | Part::Auxiliary | Part::Relative | Part::Subordinator | Part::Stop | Part::Dash | Part::Close => break,
            Part::Possessive => at += 1,
            _ if object => {
                object = false;
                match phrase(row, at) {
                    Some((head, end)) => {
                        found.push(Argument { preposition: None, head });
                        at = end;
                    }
                    None => break,
                }
            }
            // a name behind a name: "Ann Lee Silo" begins something else
            Part::Season => at += 1,
            _ => break,
        }
        object &= found.is_empty();
    }
    found
}

/// Verbs of an infinitive that has the same arguments as its governor: "cast to star opposite Bo Dee in Silo".
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "star", "co-star", "appear", "feature", "lead", "headline", "topline", "front", "host", "present", "join", "be", "return", "guest",
    "guest-star", "recur", "anchor", "judge", "narrate", "direct", "write", "board",
];

/// Reads the phrase behind a preposition and returns where the clause goes on.
fn behind(row: &Row, preposition: usize, from: usize, found: &mut Vec<Argument>) -> usize {
    match phrase(row, from) {
        Some((head, end)) => {
            found.push(Argument { preposition: Some(preposition), head });
            end
        }
        None => from,
    }
}

/// A noun phrase: the item of the name or description that it comes to, else its noun, and its end.
fn phrase(row: &Row, from: usize) -> Option<(usize, usize)> {
    let limit = row.len().min(from + 11);
    let mut noun: Option<usize> = None;
    let mut at = from;
    while at < limit {
        match row.part(at) {
            Part::Name | Part::Work | Part::Described | Part::Pronoun => {
                let mut next = at + 1;
                while row.part(next) == Part::Quote {
                    next += 1;
                }
                let label = row.part(next) == Part::Possessive;
                if label && next + 1 < limit {
                    at = next + 1;
                    continue;
                }
                // "Netflix series | Silo", "the Silo spin-off | Harbour"
                let on = !row.is_person(at) && row.part(next) == Part::Name && !row.is_named_person(next);
                if on {
                    at = next;
                    continue;
                }
                // "the Silo ranch": a label of the noun, unless the noun is what it is
                if row.is_work(at) && row.is_noun(next) {
                    at = next;
                    continue;
                }
                return Some((at, next));
            }
            Part::Season | Part::Date | Part::Quote | Part::Determiner | Part::Adverb => {
                if row.part(at) == Part::Season {
                    noun = Some(at);
                }
            }
            Part::Preposition if row.is_any(at, &["of", "on", "in", "for"]) => {
                let part = noun.is_some_and(|n| row.part(n) == Part::Season || row.is_any(n, PARTS));
                if !(part && row.is_any(at, &["of"])) {
                    break;
                }
            }
            Part::Word => noun = Some(at),
            _ => break,
        }
        at += 1;
    }
    noun.map(|noun| (noun, at))
}
