//! All time expressions of a text, each with its TIMEX3 and its EDTF value.
//!
//! The claims ask for the date of one event, whose verb they know. Here every expression is read by
//! itself: its verb is looked for in its clause, and times that hang on another ("the following
//! year") count from the last that was named.

use std::ops::Range;

use super::timex::{self, Timex};
use super::{Clock, Named, Now, Resolved, Role, Tense, resolve_with};
use crate::edtf::{Edtf, EdtfDate};
use crate::mention::date::{Calendar, DateMention, Grain, Position, Relation, Unit, What, When, YearRef, dates};
use crate::resolve::tense::governing;
use crate::text::Text;

/// One time expression of a text.
#[derive(Debug, Clone)]
pub struct Tagged {
    /// Its tokens, as TIMEX3 marks them.
    pub tokens: Range<usize>,
    /// Those with all that bounds it.
    pub whole: Range<usize>,
    /// What TIMEX3 says.
    pub timex: Timex,
    /// Its date, if it has one; of a range, that of the whole.
    pub resolved: Option<Resolved>,
    /// The tense of the clause and the word that tells it.
    pub tense: Option<(Tense, usize)>,
    /// What part of the grammar has read it.
    pub rule: &'static str,
}

/// The time expressions of a text that was published on `published`, in order.
pub fn tag(text: &Text, published: Option<&Edtf>) -> Vec<Tagged> {
    let mut tagger = Tagger { text, now: published.and_then(Now::new), named: Named::default(), quarter_at: 0, found: Vec::new() };
    for (number, sentence) in text.sentences.iter().enumerate() {
        for mention in dates(text, sentence.tokens.clone(), &|_| false) {
            tagger.mention(number, &mention);
        }
    }
    tagger.found
}

struct Tagger<'t> {
    text: &'t Text<'t>,
    now: Option<Now>,
    named: Named,
    /// The sentence in which a quarter was named last.
    quarter_at: usize,
    found: Vec<Tagged>,
}

impl Tagger<'_> {
    fn mention(&mut self, sentence: usize, mention: &DateMention) {
        let expr = &mention.expr;
        let told = governing(self.text, sentence, &mention.tokens);
        let weekday = matches!(expr.what, What::One(When::Weekday { .. } | When::Weekend(_)));
        let tense = match (expr.position, expr.relation, told) {
            (Some(Position::Earlier), ..) | (_, Relation::Since, _) => Tense::Past,
            (Some(Position::Later), ..) => Tense::Future,
            (_, Relation::By | Relation::Until, Some((Tense::Past, _)) | None) if !weekday => Tense::Lapsed,
            (.., Some((tense, _))) => tense,
            // news tells what has happened
            (.., None) if weekday => Tense::Past,
            (.., None) => Tense::Lapsed,
        };
        // a quarter is at hand as long as the text stays with it
        const LASTS: usize = 4;
        let recent = self.named.quarter.filter(|_| sentence - self.quarter_at <= LASTS);
        let clock = Clock { now: self.now, tense, named: Some(self.named), guessed: true };
        let role = if matches!(expr.relation, Relation::Since | Relation::Until) { Role::State } else { Role::Point };
        let resolved = resolve_with(&clock, expr, role);
        let year = |y: i16| When::Calendar(Calendar::year(YearRef::Given(y)));
        let parts = match expr.what {
            What::Range(a, Some(b)) | What::Either(a, b) | What::Both(a, b) => [Some(a), Some(b)],
            What::Years(a, b) if mention.split.is_some() => [Some(year(a)), Some(year(b))],
            What::Range(a, None) => [Some(a), None],
            What::One(a) => [Some(of_quarter(a, mention.rule, recent.and_then(|quarter| quarter.month()))), None],
            _ => [None, None],
        };
        let extents = match mention.split {
            Some((end, start)) => [Some(mention.core.start..end), Some(start..mention.core.end)],
            None => [Some(mention.core.clone()), None],
        };
        for (tokens, when) in extents.into_iter().flatten().zip(parts) {
            let timex = timex::timex(&clock, expr, when);
            if let (Some(when), timex::Type::Date | timex::Type::Time) = (when, timex.kind)
                && let Some(((start, _), _)) = clock.time(when)
            {
                self.name(sentence, when, start);
            }
            let (whole, rule) = (mention.tokens.clone(), mention.rule);
            self.found.push(Tagged { tokens, whole, timex, resolved: resolved.clone(), tense: told, rule });
        }
    }

    /// Remembers a time that the text has named.
    fn name(&mut self, sentence: usize, when: When, time: EdtfDate) {
        self.named.time = Some(time);
        let away = matches!(when, When::FromNamed { amount: Some(..0), .. });
        if time.month().is_some_and(|m| (33..=36).contains(&m)) {
            self.quarter_at = sentence;
            // that of the year before stands beside the one that the text is about
            if !away {
                self.named.quarter = Some(time);
            }
        }
    }
}

/// "A year ago", "the 1988 period" in a text about a quarter are that quarter of another year.
fn of_quarter(when: When, rule: &str, quarter: Option<i8>) -> When {
    match when {
        When::Shift { unit: Unit::Year, amount: -1, counted: true }
        | When::FromNamed { grain: Grain::Unit(Unit::Year), amount: Some(-1), .. }
            if quarter.is_some() =>
        {
            When::FromNamed { grain: Grain::Same, amount: Some(-1), counted: false }
        }
        When::Calendar(Calendar { year: year @ YearRef::Given(_), month: None, .. }) if rule == "of a period" && quarter.is_some() => {
            When::Calendar(Calendar { month: quarter, ..Calendar::year(year) })
        }
        when => when,
    }
}
