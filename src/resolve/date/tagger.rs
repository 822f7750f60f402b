//! All time expressions of a text, each with its TIMEX3 and its EDTF value.
//!
//! The claims ask for the date of one event, whose verb they know. Here every expression is read by
//! itself: its verb is looked for in its clause, and times that hang on another ("the following
//! year") count from the last that was named.

use std::ops::Range;

use super::timex::{self, Timex};
use super::value::{Doubt, edtf};
use super::{Clock, Named, Now, Tense};
use crate::edtf::{Edtf, EdtfDate};
use crate::mention::date::{Calendar, DateExpr, DateMention, Grain, Position, Reference, Relation, Unit, What, When, YearRef, dates};
use crate::resolve::tense::governing;
use crate::text::Text;

/// One time expression of a text.
#[derive(Debug, Clone)]
pub struct Tagged {
    /// Its tokens, as TIMEX3 marks them.
    pub tokens: Range<usize>,
    /// What TIMEX3 says.
    pub timex: Timex,
    /// What is meant, with bounds and doubt; `None` where no date can be said.
    pub edtf: Option<Edtf>,
    /// The words that bound it or share its parts, if they are more, and their value: "between | May | and July 2018".
    pub whole: Option<(Range<usize>, Option<Edtf>)>,
    /// What part of the grammar has read it.
    pub rule: &'static str,
    /// From where the value is counted.
    pub anchor: Anchor,
    /// The value of the anchor.
    pub anchor_value: Option<EdtfDate>,
    /// The tense of its clause and the token that tells it.
    pub tense: Option<(Tense, usize)>,
    /// Why this value.
    pub how: &'static str,
    /// What it would be in the other tense, if that is something else.
    pub runner_up: Option<Edtf>,
}

/// From where a value is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// From nowhere: the text says it all.
    None,
    /// From the day of publication.
    Publication,
    /// From the time that the text has named before.
    Named,
}

impl Anchor {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::None => "none",
            Anchor::Publication => "publication",
            Anchor::Named => "named",
        }
    }
}

/// The time expressions of a text that was published on `published`, in order.
///
/// ```
/// use greenlit::{resolve::date::tagger::tag, span::Span, text::Text};
/// let source = "The show may return no earlier than next spring.";
/// let text = Text::new(source, Span::new(0, source.len()), None);
/// let found = tag(&text, "2018-10-12".parse().ok().as_ref());
/// assert_eq!(found[0].timex.value, "2019-SP");
/// assert_eq!(found[0].edtf.as_ref().unwrap().to_string(), "[2019-21..]");
/// ```
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
        // a stated year needs no verb
        let stated = matches!(expr.what, What::One(When::Calendar(Calendar { year: YearRef::Given(_), .. })) | What::Years(..));
        let told = if stated { None } else { governing(self.text, sentence, &mention.tokens) };
        let tense = tense_of(expr, told.map(|(tense, _)| tense));
        let clock = Clock { now: self.now, tense, named: Some(self.named), guessed: true };
        let other = Clock { tense: if tense == Tense::Past { Tense::Future } else { Tense::Past }, guessed: false, ..clock };
        let doubt = Doubt(self.doubted(mention));
        // a quarter is at hand as long as the text stays with it
        const LASTS: usize = 4;
        let quarter = self.named.quarter.filter(|_| sentence - self.quarter_at <= LASTS).and_then(EdtfDate::month);
        let year = |y: i16| When::Calendar(Calendar::year(YearRef::Given(y)));
        let parts = match expr.what {
            What::Range(a, Some(b)) | What::Either(a, b) | What::Both(a, b) => [Some(a), Some(b)],
            What::Years(a, b) if mention.split.is_some() => [Some(year(a)), Some(year(b))],
            What::Range(a, None) => [Some(a), None],
            What::One(a) => [Some(of_quarter(a, mention.rule, quarter)), None],
            _ => [None, None],
        };
        let extents = match mention.split {
            Some((end, start)) => [Some(mention.core.start..end), Some(start..mention.core.end)],
            None => [Some(mention.core.clone()), None],
        };
        let joint = mention.split.is_some() || matches!(expr.what, What::Range(..) | What::Either(..) | What::Both(..) | What::Years(..));
        let whole = edtf(&clock, expr, doubt);
        for (tokens, when) in extents.into_iter().flatten().zip(parts) {
            let timex = timex::timex(&clock, expr, when);
            let what = match (expr.what, when) {
                (_, Some(when)) => What::One(when),
                // "from 2018 | to now": the second is the present, and not the whole
                (What::Range(_, None), None) if mention.split.is_some() => What::Reference(Reference::Present),
                (what, None) => what,
            };
            let part = DateExpr { what, ..*expr };
            // of "between May and July" each month is plain, and the whole is bounded
            let part = if joint && mention.split.is_some() { DateExpr { relation: Relation::At, ..part } } else { part };
            let own = if joint && mention.split.is_none() { whole.clone() } else { edtf(&clock, &part, doubt) };
            let runner_up = edtf(&other, &part, doubt).filter(|other| Some(other) != own.as_ref());
            let (anchor, anchor_value) = self.anchor(when, what);
            let how = when.and_then(|when| clock.time(when)).map_or(HOW_NOT, |(_, how)| how);
            if let (Some(when), timex::Type::Date | timex::Type::Time) = (when, timex.kind)
                && let Some(((start, _), _)) = clock.time(when)
            {
                self.name(sentence, when, start);
            }
            self.found.push(Tagged {
                whole: (mention.tokens != tokens).then(|| (mention.tokens.clone(), whole.clone())),
                tokens,
                timex,
                edtf: own,
                rule: mention.rule,
                anchor,
                anchor_value,
                tense: told,
                how: if anchor == Anchor::None && how == HOW_NOT { STATED } else { how },
                runner_up: runner_up.filter(|_| anchor == Anchor::Publication && tells_by_tense(when)),
            });
        }
    }

    fn anchor(&self, when: Option<When>, what: What) -> (Anchor, Option<EdtfDate>) {
        let today = self.now.and_then(Now::date);
        let publication = (if today.is_some() { Anchor::Publication } else { Anchor::None }, today);
        match when {
            Some(When::FromNamed { .. }) if self.named.time.is_some() => (Anchor::Named, self.named.time),
            Some(When::Calendar(Calendar { year: YearRef::Given(_), .. }) | When::Decade(_) | When::Century(_))
            | Some(When::Holiday { year: YearRef::Given(_), .. }) => (Anchor::None, None),
            Some(_) => publication,
            None => match what {
                What::Reference(_) => publication,
                What::Duration(duration) if duration.toward.is_some() => publication,
                _ => (Anchor::None, None),
            },
        }
    }

    /// True if a word right before or behind makes the time doubtful: "possibly in 2018", "2018, perhaps".
    fn doubted(&self, mention: &DateMention) -> bool {
        let is = |i: usize, words: &[&str]| words.iter().any(|w| self.text.word(i).eq_ignore_ascii_case(w));
        let bounds = self.text.sentences[self.text.sentence_of(mention.tokens.start)].tokens.clone();
        let before = mention.core.start.min(mention.tokens.start);
        let mut at = before;
        while at > bounds.start && is(at - 1, &["in", "on", "at", "by", "for", "as", "early", "sometime", "the", "during"]) {
            at -= 1;
        }
        let behind = mention.tokens.end + usize::from(mention.tokens.end < bounds.end && is(mention.tokens.end, &[","]));
        let mark = |i: usize| i + 1 < bounds.end && is(i, &["("]) && is(i + 1, &["?"]);
        at > bounds.start && is(at - 1, DOUBTS)
            || behind < bounds.end && is(behind, &["perhaps", "possibly", "maybe"])
            || mark(mention.tokens.end)
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

/// Words that make the time behind them doubtful.
const DOUBTS: &[&str] = &["possibly", "perhaps", "maybe", "conceivably", "potentially", "tentatively", "probably", "presumably", "likely"];

const STATED: &str = "as stated";
const HOW_NOT: &str = "the text does not say enough for a date";

/// The tense in which a time is read, from that of the verb at hand and from its own words.
fn tense_of(expr: &DateExpr, told: Option<Tense>) -> Tense {
    let weekday = matches!(expr.what, What::One(When::Weekday { .. } | When::Weekend(_)));
    match (expr.position, expr.relation, told) {
        (Some(Position::Earlier), ..) | (_, Relation::Since, _) => Tense::Past,
        (Some(Position::Later), ..) => Tense::Future,
        (_, Relation::NotBefore, _) if weekday => Tense::Future,
        (_, Relation::By | Relation::Until | Relation::NotBefore, Some(Tense::Past) | None) if !weekday => Tense::Lapsed,
        (.., Some(tense)) => tense,
        // news tells what has happened
        (.., None) if weekday => Tense::Past,
        (.., None) => Tense::Lapsed,
    }
}

/// True for a time whose direction only the tense tells.
fn tells_by_tense(when: Option<When>) -> bool {
    matches!(
        when,
        Some(
            When::Calendar(Calendar { year: YearRef::Open, .. })
                | When::Weekday { which: None, week: None, .. }
                | When::Weekend(None)
                | When::Holiday { year: YearRef::Open, .. }
        )
    )
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
