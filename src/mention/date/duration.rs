//! Lengths of time: "two years", "the past week", "five-day", "half an hour".

use super::reader::{Read, Reader};
use super::words::{Class, opens};
use super::{Duration, Unit, What, Which};
use crate::text::TokenKind;

impl Reader<'_> {
    /// A length of time, with the words that say how exact it is.
    pub(super) fn duration(&self, i: usize) -> Read<(What, &'static str)> {
        let start = self.hedge(i).map_or(i, |(end, _)| end);
        // "over the last weeks" is in them, "over an hour" more than it
        if start > i && self.is(i, "over") && !self.any(start, &["a", "an"]) && !self.is_figure(start) {
            return None;
        }
        if !self.may_open(start, opens::LENGTH) {
            return None;
        }
        let determined = self.any(start, &["the", "these", "those", "this", "its", "their", "his", "her", "another", "an", "a"]);
        let indefinite = self.any(start, &["a", "an", "another"]);
        let mut at = start;
        if determined && !indefinite {
            at += 1;
        }
        if let Class::Compound(count, unit) = self.class(at) {
            // "five-year-old" is one token; "30 day old" is told by the word behind
            if self.is(at + 1, "old") {
                return None;
            }
            let end = at + 1;
            let duration = Duration { count, half: false, to: None, unit: Some(unit), toward: None };
            return (at == start).then_some((end, (What::Duration(duration), "length")));
        }
        if indefinite {
            if let Class::Compound(count, unit) = self.class(at + 1)
                && self.any(at + 2, &["period", "term", "span", "stretch", "time", "window"])
            {
                let duration = Duration { count, half: false, to: None, unit: Some(unit), toward: None };
                return Some((at + 3, (What::Duration(duration), "length")));
            }
            if self.is(at + 1, "while") && self.is(at, "a") {
                let duration = Duration { count: None, half: false, to: None, unit: None, toward: None };
                return Some((at + 2, (What::Duration(duration), "a while")));
            }
        }
        let (which, toward) = match () {
            () if self.any(at, &["past", "last", "previous", "preceding", "latest"]) => (at + 1, Some(Which::Last)),
            () if self.any(at, &["next", "coming", "upcoming"]) => (at + 1, Some(Which::Next)),
            () if determined && self.any(at, &["first", "final", "full", "whole", "entire", "remaining", "early", "last"]) => {
                (at + 1, None)
            }
            () if self.any(at, &["recent"]) => (at + 1, Some(Which::Last)),
            () => (at, None),
        };
        let (mut end, amount) = match self.amount(which) {
            Some(found) => found,
            // "the past years", "recent weeks"
            // "the past decade" is as long as a decade
            None if toward.is_some() && matches!(self.class(which), Class::Unit(Unit::Decade | Unit::Century, false)) => {
                (which, Amount { count: Some(1), half: false, to: None })
            }
            None if which > at => (which, Amount { count: None, half: false, to: None }),
            None => return self.bare(at),
        };
        while self.any(end, &["more", "additional", "straight", "consecutive", "full", "whole", "extra", "trading", "business", "working"])
        {
            end += 1;
        }
        let Class::Unit(unit, plural) = self.class(end) else { return None };
        if self.capitalised(end) && !self.heading && i > self.tokens.start {
            // “60 Minutes”
            return None;
        }
        let rated = start > self.tokens.start
            && end == start + 1
            && indefinite
            && (self.is_figure(start - 1) || start >= self.tokens.start + 2 && self.is_figure(start - 2) && !self.is(start - 1, ","));
        if rated {
            // "$5 million a year", "700 seats a week"
            return None;
        }
        let Amount { count, half, to } = amount;
        if count.is_none() && !plural && !half {
            return None;
        }
        if unit == Unit::Quarter && !plural && count == Some(1) || unit == Unit::Second && !plural {
            return None;
        }
        end += 1;
        let mut half = half;
        if let Some(behind) = self.sequence(end, &["and", "a", "half"]) {
            (end, half) = (behind, true);
        }
        // an age is no time of the text; a point counted from another one is read elsewhere
        if self.any(end, &["old", "older", "younger", "ago", "earlier"]) || self.is(end, "of") && self.is(end + 1, "age") {
            return None;
        }
        if self.any(which, &["one"]) && plural {
            return None;
        }
        if let (true, Some((behind, _))) = (self.is(end, "or") && count == Some(1), self.cardinal(end + 1)) {
            // "a year or two"
            end = behind;
        }
        if self.is(end, "ahead") {
            end += 1;
        }
        Some((end, (What::Duration(Duration { count, half, to, unit: Some(unit), toward }), "length")))
    }

    /// A number, or what multiplies or measures one.
    fn is_figure(&self, i: usize) -> bool {
        matches!(self.class(i), Class::Number { .. } | Class::Scale(_) | Class::Year(_))
            || self.usable(i) && self.text.tokens[i].kind == TokenKind::Number
            || self.any(i, &["%", "percent", "million", "billion", "cents", "dollars"])
    }

    /// "Years" where a preposition makes it a length.
    fn bare(&self, i: usize) -> Read<(What, &'static str)> {
        let Class::Unit(unit, true) = self.class(i) else { return None };
        let placed = self.after(i, &["for", "in", "within", "over", "after", "take", "takes", "took", "taken", "spent", "spend"])
            || self.is(i + 1, "ahead");
        if !placed || unit == Unit::Weekend || self.any(i + 1, &["of", "old"]) {
            return None;
        }
        let end = self.skip(i + 1, "ahead");
        Some((end, (What::Duration(Duration { count: None, half: false, to: None, unit: Some(unit), toward: None }), "length")))
    }

    /// How many: "two", "2 1/2", "two to three", "a few", "half an".
    fn amount(&self, i: usize) -> Read<Amount> {
        let exact = |count| Amount { count: Some(count), half: false, to: None };
        let vague = Amount { count: None, half: false, to: None };
        if self.is(i, "half") && self.any(i + 1, &["a", "an"]) {
            return Some((i + 2, Amount { count: Some(0), half: true, to: None }));
        }
        if self.is(i, "a") && self.is(i + 1, "half") {
            return Some((i + 2, Amount { count: Some(0), half: true, to: None }));
        }
        for (words, amount) in [
            (&["a", "couple", "of"][..], exact(2)),
            (&["couple", "of"], exact(2)),
            (&["a", "few"], vague),
            (&["few"], vague),
            (&["several"], vague),
            (&["many"], vague),
            (&["a", "number", "of"], vague),
            (&["an", "additional"], exact(1)),
            (&["a", "dozen"], exact(12)),
            (&["a", "full"], exact(1)),
            (&["a", "whole"], exact(1)),
        ] {
            if let Some(end) = self.sequence(i, words) {
                return Some((end, amount));
            }
        }
        if let Some((end, count)) = self.cardinal(i) {
            let half = matches!(self.word(end), "1/2" | "½");
            let end = end + usize::from(half);
            if (self.any(end, &["to", "or"]) || self.is_dash(end))
                && let Some((behind, to)) = self.cardinal(end + 1)
                && to > count
            {
                return Some((behind, Amount { count: Some(count), half, to: Some(to) }));
            }
            return Some((end, Amount { count: Some(count), half, to: None }));
        }
        self.any(i, &["a", "an", "another"]).then_some((i + 1, exact(1)))
    }

    /// A whole number in words or figures: "twenty four", "a hundred", "two thousand".
    pub(super) fn cardinal(&self, i: usize) -> Read<i32> {
        let scale = |at: usize, count: i32| match self.class(at) {
            Class::Scale(scale) => (at + 1, count.saturating_mul(scale)),
            _ => (at, count),
        };
        match self.class(i) {
            Class::Number { value, digits } => match (value, digits, self.class(i + 1)) {
                (20..=90, false, Class::Number { value: ones @ 1..=9, digits: false }) if value % 10 == 0 => Some((i + 2, value + ones)),
                _ => Some(scale(i + 1, value)),
            },
            Class::Year(value) if matches!(self.class(i + 1), Class::Unit(..)) && !self.is(i + 1, "hours") => {
                Some((i + 1, i32::from(value)))
            }
            _ if self.is(i, "a") => match self.class(i + 1) {
                Class::Scale(scale) => Some((i + 2, scale)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A number of units.
#[derive(Debug, Clone, Copy)]
struct Amount {
    count: Option<i32>,
    half: bool,
    to: Option<i32>,
}
