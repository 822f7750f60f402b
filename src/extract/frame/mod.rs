//! A shallow reading of clauses: whose predicate it is, and what hangs on it.
//!
//! A *frame* is a rule whose pattern names only a predicate ("stars", "has been cast", "return") and
//! says where its arguments stand: the performer is its subject, the work stands behind "in", the role
//! behind "as". This module finds them, whatever stands between: auxiliaries, appositions, relative
//! clauses, brackets, coordinated verbs, infinitives, participles before the subject. In the manner of
//! FASTUS's complex phrases it is a finite-state walk over the items of one sentence, in both directions
//! from the predicate; it knows the closed classes of English and nothing of shows.
//!
//! `part` says what an item is in a clause, `subject` walks to the left, `behind` to the right.

mod behind;
mod part;
mod subject;

use super::Scene;
use crate::mention::ItemKind;
use crate::rules::compile::Match;
use crate::rules::pack::{Frame, Needs, Place, Predicate};
use crate::rules::pattern::List;
use behind::Argument;
use part::{Form, Part, Row};

/// Reads the clause around a predicate: the match with the slots `person`, `title`, `character` and `replaced` filled as
/// far as the clause fills them. `None` where the words are no such predicate, or what the frame asks for is missing.
pub fn read(scene: &Scene, frame: &Frame, predicate: &Match) -> Option<Match> {
    let row = Row { scene };
    let (first, end) = predicate.trigger;
    let form = match frame.predicate {
        Predicate::Noun => None,
        _ => Some(row.form(first)?).filter(|form| frame.predicate.admits(form)),
    };
    if form.is_none() && frame.predicate != Predicate::Noun {
        return None;
    }
    let arguments = behind::arguments(&row, end);
    let subject = || match &form {
        Some(form) => subject::of_verb(&row, form, end),
        None => subject::of_noun(&row, first),
    };
    if !fits(frame, &row, form.as_ref(), &arguments, end) {
        return None;
    }
    let reading = Reading { row, end, arguments, subject: std::cell::OnceCell::new() };
    let mut slots = Vec::new();
    let (list, person) = frame.person.iter().find_map(|place| reading.person(place, &subject))?;
    slots.push(("person".into(), list, (person, person + 1)));
    let title = frame.title.iter().find_map(|place| reading.title(place, &subject));
    let character = frame.character.iter().find_map(|place| reading.character(place));
    let other = frame.replaced.iter().find_map(|place| reading.person(place, &subject));
    let told = match frame.needs {
        Needs::Nothing => true,
        Needs::Title => title.is_some(),
        Needs::Character => character.is_some(),
        Needs::Either => title.is_some() || character.is_some(),
        Needs::Replaced => other.is_some(),
    };
    if !told {
        return None;
    }
    slots.extend(title.map(|item| ("title".into(), if item < first { List::No } else { List::Right }, (item, item + 1))));
    slots.extend(character.map(|item| ("character".into(), List::No, (item, item + 1))));
    slots.extend(other.filter(|(_, item)| *item != person).map(|(_, item)| ("replaced".into(), List::No, (item, item + 1))));
    let last = slots.iter().map(|(_, _, (_, end))| *end).max().unwrap_or(end).max(end);
    Some(Match { items: (person.min(first), last), trigger: predicate.trigger, slots })
}

/// True if what stands right behind lets the verb be the one of the frame: "Silo, which stars Ann Lee" has no subject
/// who stars, "named best actress" nobody who is named for a part, and "signed Ann Lee" is no passive.
fn fits(frame: &Frame, row: &Row, form: Option<&Form>, arguments: &[Argument], end: usize) -> bool {
    let Some(form) = form else { return true };
    let object = arguments.first().filter(|a| a.preposition.is_none());
    let places = || frame.person.iter().chain(&frame.title).chain(&frame.character).chain(&frame.replaced);
    let asked = places().any(|place| *place == Place::Object);
    match frame.predicate {
        Predicate::Passive if asked => true,
        Predicate::Passive if object.is_some() => false,
        Predicate::Passive => form.passive || !matches!(row.part(end), Part::Word | Part::Determiner),
        _ => asked || object.is_none_or(|object| !row.is_named_person(object.head)),
    }
}

/// The clause around one predicate.
struct Reading<'r, 's, 'a> {
    row: Row<'r, 's, 'a>,
    /// Where the predicate ends.
    end: usize,
    arguments: Vec<Argument>,
    /// Found once, and only if a place asks for it.
    subject: std::cell::OnceCell<Option<usize>>,
}

impl Reading<'_, '_, '_> {
    fn subject(&self, find: &dyn Fn() -> Option<usize>) -> Option<usize> {
        *self.subject.get_or_init(find)
    }

    /// The performer at a place, and in which direction a list of them goes on.
    fn person(&self, place: &Place, find: &dyn Fn() -> Option<usize>) -> Option<(List, usize)> {
        if *place == Place::Subject {
            let item = self.subject(find).filter(|item| self.row.is_person(*item))?;
            let inverted = item > self.end && subject::is_inverted(&self.row, item);
            return Some((if inverted { List::Right } else { List::Left }, item));
        }
        let at = |argument: &&Argument| argument.stands(place, &self.row) && self.row.is_named_person(argument.head);
        self.arguments.iter().find(at).map(|argument| (List::Right, argument.head))
    }

    fn title(&self, place: &Place, find: &dyn Fn() -> Option<usize>) -> Option<usize> {
        if *place == Place::Subject {
            return self.subject(find).filter(|item| self.row.is_work(*item));
        }
        let at = |argument: &&Argument| argument.stands(place, &self.row) && self.row.is_work(argument.head);
        self.arguments.iter().find(at).map(|argument| argument.head)
    }

    fn character(&self, place: &Place) -> Option<usize> {
        let name = |item: usize| matches!(self.row.scene.items[item].kind, ItemKind::Name(_));
        let at = |argument: &&Argument| argument.stands(place, &self.row) && name(argument.head);
        self.arguments.iter().find(at).map(|argument| argument.head)
    }
}

impl Predicate {
    /// True if a verb in this form can be the predicate of the frame.
    fn admits(self, form: &Form) -> bool {
        match self {
            Predicate::Verb => !form.passive,
            Predicate::Passive => form.passive || form.bare_participle(),
            Predicate::Noun => false,
        }
    }
}
