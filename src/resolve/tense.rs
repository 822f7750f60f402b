//! The tense of a clause, as far as it tells which way a date lies.

use std::ops::Range;

use super::date::Tense;
use crate::text::Text;

const FUTURE: &[&str] = &[
    "will", "'ll", "wo", "shall", "would", "set", "slated", "scheduled", "due", "expected", "going", "to", "may", "might", "could",
    "should", "upcoming", "forthcoming", "planned",
];

const PAST_AUXILIARIES: &[&str] = &["was", "were", "had", "did", "has", "have", "been"];

/// Past forms that do not end in "-ed".
const PAST_FORMS: &[&str] = &[
    "began", "ran", "came", "went", "saw", "brought", "put", "told", "said", "became", "got", "took", "left", "made", "won", "broke",
    "gave", "shot", "held", "began", "led", "cast", "quit", "kept",
];

/// What is told of a plan: behind "was" the plan is given up or overtaken.
const PLANNED: &[&str] = &[
    "set", "slated", "scheduled", "due", "expected", "supposed", "planned", "meant", "dated", "booked", "going", "pencilled", "penciled",
    "originally", "intended", "earmarked",
];

/// The tense in which the words of `trigger` stand, from their form and the auxiliaries before them.
pub fn tense(text: &Text, sentence: usize, trigger: &Range<usize>) -> Tense {
    let start = text.sentences[sentence].tokens.start;
    let lower = |i: usize| text.word(i).to_lowercase().replace('’', "'");
    let mut past = false;
    let mut auxiliary = false;
    // "Released 27 January" behind a mark is a label, "followed by" a participle
    let opens = trigger.start == start || matches!(lower(trigger.start - 1).as_str(), "|" | ":" | "–" | "—" | "-" | "•" | "(");
    // "was pushed back to November": the new day lies ahead, whatever the verb's tense
    let moved = matches!(
        lower(trigger.start).as_str(),
        "followed" | "pushed" | "moved" | "shifted" | "delayed" | "bumped" | "postponed" | "rescheduled"
    );
    if trigger.len() > 1 && moved {
        return Tense::Present;
    }
    let planned = |i: usize| PLANNED.contains(&lower(i).as_str());
    let plan = (trigger.start.saturating_sub(6).max(start)..trigger.end).rev().find(|i| planned(*i));
    if let Some(plan) = plan
        && (plan.saturating_sub(3).max(start)..plan).any(|i| matches!(lower(i).as_str(), "was" | "were" | "had" | "been"))
        && (plan.saturating_sub(4).max(start)..plan).all(|i| !matches!(lower(i).as_str(), "has" | "have"))
        && !(plan..trigger.start).any(|i| matches!(lower(i).as_str(), "," | ";" | "and" | "but"))
    {
        return Tense::Lapsed;
    }
    let from = trigger.start.saturating_sub(5).max(start);
    for i in from..trigger.start {
        let word = lower(i);
        if matches!(word.as_str(), "," | ";" | "and" | "but" | "which" | "who" | "that") {
            past = false;
            auxiliary = false;
            continue;
        }
        if FUTURE.contains(&word.as_str()) && !matches!(word.as_str(), "to" | "set") {
            return Tense::Future;
        }
        if word == "to" && i + 1 == trigger.start {
            return Tense::Future;
        }
        // "has a March premiere" has no participle
        let owns = matches!(word.as_str(), "has" | "have") && matches!(lower(i + 1).as_str(), "a" | "an" | "the" | "its" | "no" | "to");
        past |= PAST_AUXILIARIES.contains(&word.as_str()) && !owns;
        auxiliary |= matches!(word.as_str(), "is" | "are" | "be" | "being" | "'s" | "'re");
    }
    if trigger.clone().any(|i| matches!(lower(i).as_str(), "will" | "'ll")) {
        return Tense::Future;
    }
    for i in trigger.clone() {
        let word = lower(i);
        if matches!(word.as_str(), "will" | "'ll" | "set" | "slated" | "scheduled" | "due" | "coming" | "upcoming" | "expected") {
            return if past { Tense::Past } else { Tense::Future };
        }
        let formed = (word.len() > 3 && word.ends_with("ed")) || PAST_FORMS.contains(&word.as_str());
        let bare_participle = opens;
        if formed && !auxiliary && !bare_participle {
            return Tense::Past;
        }
    }
    if past { Tense::Past } else { Tense::Present }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn auxiliaries_and_forms_tell() {
        for (text, word, expected) in [
            ("It premiered on Tuesday.", "premiered", Tense::Past),
            ("It will premiere on Tuesday.", "premiere", Tense::Future),
            ("It premieres on Tuesday.", "premieres", Tense::Present),
            ("It was released in May.", "released", Tense::Past),
            ("It is released in May.", "released", Tense::Present),
            ("Filming began in May.", "began", Tense::Past),
            ("It is due to air in May.", "air", Tense::Future),
            ("It was slated to air in May.", "air", Tense::Lapsed),
            ("It had been slated for May.", "slated", Tense::Lapsed),
            ("Low Water | Released 27 January", "Released", Tense::Present),
        ] {
            let t = Text::new(text, Span::new(0, text.len()), None);
            let at = (0..t.tokens.len()).find(|i| t.word(*i) == word).unwrap();
            assert_eq!(tense(&t, 0, &(at..at + 1)), expected, "{text}");
        }
    }
}
