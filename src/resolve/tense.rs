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
    let lower = |i: usize| text.lower(i);
    let mut past = false;
    let mut auxiliary = false;
    // "Released 27 January" behind a mark is a label, "followed by" a participle
    let opens = trigger.start == start || matches!(lower(trigger.start - 1), "|" | ":" | "–" | "—" | "-" | "•" | "(");
    // "was pushed back to November": the new day lies ahead, whatever the verb's tense
    let moved =
        matches!(lower(trigger.start), "followed" | "pushed" | "moved" | "shifted" | "delayed" | "bumped" | "postponed" | "rescheduled");
    if trigger.len() > 1 && moved {
        return Tense::Present;
    }
    let planned = |i: usize| PLANNED.contains(&lower(i));
    let plan = (trigger.start.saturating_sub(6).max(start)..trigger.end).rev().find(|i| planned(*i));
    if let Some(plan) = plan
        && (plan.saturating_sub(3).max(start)..plan).any(|i| matches!(lower(i), "was" | "were" | "had" | "been"))
        && (plan.saturating_sub(4).max(start)..plan).all(|i| !matches!(lower(i), "has" | "have"))
        && !(plan..trigger.start).any(|i| matches!(lower(i), "," | ";" | "and" | "but"))
    {
        return Tense::Lapsed;
    }
    let from = trigger.start.saturating_sub(5).max(start);
    for i in from..trigger.start {
        let word = lower(i);
        if matches!(word, "," | ";" | "and" | "but" | "which" | "who" | "that") {
            past = false;
            auxiliary = false;
            continue;
        }
        if FUTURE.contains(&word) && !matches!(word, "to" | "set") {
            return Tense::Future;
        }
        if word == "to" && i + 1 == trigger.start {
            return Tense::Future;
        }
        // "has a March premiere" has no participle
        let owns = matches!(word, "has" | "have") && matches!(lower(i + 1), "a" | "an" | "the" | "its" | "no" | "to");
        past |= PAST_AUXILIARIES.contains(&word) && !owns;
        auxiliary |= matches!(word, "is" | "are" | "be" | "being" | "'s" | "'re");
    }
    if trigger.clone().any(|i| matches!(lower(i), "will" | "'ll")) {
        return Tense::Future;
    }
    for i in trigger.clone() {
        let word = lower(i);
        if matches!(word, "will" | "'ll" | "set" | "slated" | "scheduled" | "due" | "coming" | "upcoming" | "expected") {
            return if past { Tense::Past } else { Tense::Future };
        }
        let formed = (word.len() > 3 && word.ends_with("ed")) || PAST_FORMS.contains(&word);
        let bare_participle = opens && i == trigger.start;
        if formed && !auxiliary && !bare_participle {
            return Tense::Past;
        }
    }
    if past { Tense::Past } else { Tense::Present }
}

/// Verbs in the present that tell of plans: "returns Sunday".
const PRESENT_FORMS: &[&str] = &[
    "opens", "begins", "starts", "returns", "airs", "premieres", "arrives", "meets", "ends", "expires", "closes", "goes", "comes", "takes",
    "debuts", "launches", "leaves", "votes", "plays", "runs", "hosts", "faces", "hits", "lands", "drops", "reconvenes", "resumes",
    "expire", "meet", "open", "begin", "start", "return", "air", "premiere",
];

/// More past forms that do not end in "-ed", for verbs of any kind.
const MORE_PAST_FORMS: &[&str] = &[
    "was", "were", "had", "did", "fell", "rose", "lost", "met", "sent", "spent", "built", "bought", "sold", "paid", "grew", "knew",
    "wrote", "spoke", "stood", "sat", "fought", "found", "felt", "heard", "thought", "taught", "caught", "drew", "flew", "drove", "chose",
    "struck", "hit", "hurt", "cut", "let", "shut", "won", "swept", "slept", "died", "dealt", "meant", "fled", "led", "bid", "split",
    "sank", "sang", "wore", "swore", "threw", "withdrew", "arose", "underwent", "overtook", "reported",
];

/// The tense of the verb that a time belongs to, and the token that tells it: the nearest verb before
/// the time in its clause, else the first behind it. `None` if there is no verb.
pub fn governing(text: &Text, sentence: usize, time: &Range<usize>) -> Option<(Tense, usize)> {
    const REACH: usize = 14;
    let bounds = text.sentences.get(sentence)?.tokens.clone();
    let ends = |i: usize| matches!(text.word(i), ";" | ":" | "—" | "--");
    let turns = |i: usize| ["but", "while", "although", "though", "because"].iter().any(|w| text.word(i).eq_ignore_ascii_case(w));
    // "Sunday's debate": what it belongs to stands behind
    let possessive = text.tokens.get(time.end).is_some_and(|token| token.kind == crate::text::TokenKind::Clitic);
    for i in (time.start.saturating_sub(if possessive { 0 } else { REACH }).max(bounds.start)..time.start).rev() {
        if ends(i) || turns(i) {
            break;
        }
        if let Some(tense) = form(text, bounds.start, i) {
            return Some((tense, i));
        }
    }
    for i in time.end..(time.end + REACH).min(bounds.end) {
        if ends(i) {
            break;
        }
        if let Some(tense) = form(text, bounds.start, i) {
            let tense = if possessive && tense == Tense::Present { Tense::Past } else { tense };
            return Some((tense, i));
        }
    }
    None
}

/// The tense that a token tells by itself and the auxiliaries before it.
fn form(text: &Text, start: usize, i: usize) -> Option<Tense> {
    let word = text.word(i);
    if !text.tokens[i].kind.is_wordlike() || text.tokens[i].case == crate::text::token::Case::Upper {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is(&[
        "will", "'ll", "’ll", "wo", "shall", "scheduled", "slated", "due", "upcoming", "forthcoming", "expected", "plans", "hopes",
        "expects", "planned",
    ]) {
        return Some(Tense::Future);
    }
    let before =
        |n: usize, words: &[&str]| (i.saturating_sub(n).max(start)..i).any(|j| words.iter().any(|w| text.word(j).eq_ignore_ascii_case(w)));
    let formed = word.len() > 4 && word.ends_with("ed") && word.starts_with(|c: char| c.is_ascii_lowercase());
    if formed || is(PAST_FORMS) || is(MORE_PAST_FORMS) {
        let planned =
            before(2, &["be"]) && before(5, &["will", "to", "'ll", "’ll", "would", "may", "might", "should"]) || before(2, &["will"]);
        return Some(if planned { Tense::Future } else { Tense::Past });
    }
    let next = |words: &[&str]| words.iter().any(|w| i + 1 < text.tokens.len() && text.word(i + 1).eq_ignore_ascii_case(w));
    if is(&["set"]) {
        return Some(if next(&["for", "to"]) { Tense::Future } else { Tense::Past });
    }
    // "is to meet", "is leaving"
    if is(&["is", "are", "am", "'re", "’re"]) {
        let planned = next(&["to", "due", "set"]) || i + 1 < text.tokens.len() && text.word(i + 1).ends_with("ing");
        return planned.then_some(Tense::Future);
    }
    if is(PRESENT_FORMS) {
        return Some(Tense::Present);
    }
    // "to begin", not "to the"
    if i > start && text.word(i - 1).eq_ignore_ascii_case("to") && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) {
        let noun = is(&[
            "death", "court", "jail", "prison", "work", "school", "power", "life", "war", "town", "bed", "office", "theaters", "theatres",
            "cinemas", "screens", "streaming", "television", "date", "market", "trial", "the", "its", "his", "her", "their", "this",
            "that", "our", "early", "late", "mid", "last", "next",
        ]);
        return (!noun).then_some(Tense::Future);
    }
    None
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
