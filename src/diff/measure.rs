//! How two answers lie to each other.

use crate::claim::{Claim, Kind, Modifier, Polarity, fold};
use crate::edtf::{Edtf, EdtfDate};

use super::change::{Change, How};
use super::key;

/// The change from one answer to another, of two claims that answer the same question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The same, or the same in another form.
    Same,
    /// One is the other, known more or less exactly.
    Exactness(Change),
    /// Another answer.
    Other(Change, Option<How>, Option<i64>),
    /// Two claims that can both be so: "not in April" and "in May".
    Apart,
}

pub(super) fn answers(before: &Claim, after: &Claim) -> Answer {
    let flipped = before.polarity != after.polarity;
    let replaced = Answer::Other(Change::ValueChanged, Some(How::Replaced), None);
    if before.kind == Kind::Date {
        return match dates(before, after) {
            Answer::Other(..) if flipped => Answer::Apart,
            _ if flipped => Answer::Other(Change::PolarityFlipped, None, None),
            answer => answer,
        };
    }
    if before.predicate() == after.predicate() {
        return match (flipped, text(&before.replaced), text(&after.replaced)) {
            (true, ..) => Answer::Other(Change::PolarityFlipped, None, None),
            (false, b, a) if b == a => network(before, after),
            (false, None, Some(_)) => Answer::Exactness(Change::Refined),
            (false, Some(_), None) => Answer::Exactness(Change::Widened),
            (false, ..) => replaced,
        };
    }
    match (key::side(before), key::side(after)) {
        (Some(b), Some(a)) if b != a => Answer::Other(Change::Reversed, None, None),
        _ => replaced,
    }
}

/// Who decides is no part of the answer's identity; two names for it are another answer all the same.
pub(super) fn network(before: &Claim, after: &Claim) -> Answer {
    match (text(&before.network), text(&after.network)) {
        (Some(b), Some(a)) if b != a => Answer::Other(Change::ValueChanged, Some(How::Replaced), None),
        _ => Answer::Same,
    }
}

fn text(name: &Option<String>) -> Option<String> {
    name.as_deref().map(fold)
}

/// Two dates of one event. A date that is not known contains every other.
fn dates(before: &Claim, after: &Claim) -> Answer {
    let by_exactness = |wider: bool, finer: bool| match (wider, finer) {
        (true, false) => Answer::Exactness(Change::Refined),
        (false, true) => Answer::Exactness(Change::Widened),
        _ => Answer::Same,
    };
    let (b, a) = match (&before.value, &after.value) {
        (None, None) => return Answer::Same,
        (None, Some(_)) => return by_exactness(true, false),
        (Some(_), None) => return by_exactness(false, true),
        (Some(b), Some(a)) => match (b.parse::<Edtf>(), a.parse::<Edtf>()) {
            (Ok(b), Ok(a)) => (b, a),
            _ if b == a => return Answer::Same,
            // written by something that is not greenlit
            _ => return Answer::Other(Change::ValueChanged, Some(How::Replaced), None),
        },
    };
    let (b_days, a_days) = (narrowed(&b, before.modifier), narrowed(&a, after.modifier));
    match (b_days.contains(&a_days), a_days.contains(&b_days)) {
        // the same days: the qualifiers tell them apart
        (true, true) => by_exactness(doubts(&b) > doubts(&a), doubts(&a) > doubts(&b)),
        (false, false) => {
            let days = b_days.shift_to(&a_days).filter(|days| *days != 0);
            Answer::Other(Change::ValueChanged, Some(if days.is_some() { How::Shifted } else { How::Replaced }), days)
        }
        (wider, finer) => by_exactness(wider, finer),
    }
}

fn doubts(value: &Edtf) -> usize {
    usize::from(value.is_approximate()) + usize::from(value.is_uncertain())
}

/// "Early 2018" with generous bounds: its first half; "mid" is the middle half, "late" the second.
fn narrowed(value: &Edtf, modifier: Option<Modifier>) -> Edtf {
    let narrow = || {
        let (first, last) = (value.earliest()?, value.latest()?);
        let days = last.since(first).ok()?.get_days();
        let day = |quarters: i32| {
            let ahead = jiff::Span::new().try_days(days * quarters / 4).ok()?;
            EdtfDate::day_of(first.checked_add(ahead).ok()?)
        };
        let (from, until) = match modifier? {
            Modifier::Early => (0, 2),
            Modifier::Mid => (1, 3),
            Modifier::Late => (2, 4),
        };
        Some(Edtf::Within(Some(day(from)?), Some(day(until)?)))
    };
    narrow().unwrap_or_else(|| value.clone())
}

/// How far two answers are apart, for the choice among several: less is closer.
pub(super) fn apart(before: &Claim, after: &Claim) -> (u32, u32) {
    let flipped = u32::from(before.polarity != after.polarity);
    if before.kind != Kind::Date {
        let other = u32::from(before.predicate() != after.predicate()) + u32::from(text(&before.replaced) != text(&after.replaced));
        return (other, flipped);
    }
    let parsed = |claim: &Claim| claim.value.as_deref().and_then(|value| value.parse::<Edtf>().ok());
    let days = match (parsed(before), parsed(after)) {
        (Some(b), Some(a)) => b.distance(&a).unwrap_or(u32::MAX),
        _ if before.value == after.value => 0,
        _ => u32::MAX,
    };
    // "not in April, but in May" answers "in April" with May
    (flipped, days)
}

/// True if it is affirmed, as a claim must be that gives a role to someone.
pub(super) fn affirmed(claim: &Claim) -> bool {
    claim.polarity == Polarity::Affirmed
}
