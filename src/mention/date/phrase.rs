//! The whole expression: what stands before a time and how it goes on behind.

use super::calendar::{inherit, range};
use super::reader::{Read, Reader};
use super::words::{Class, HEDGES, HOLIDAY_PREPOSITIONS, RELATIONS, TAILS, opens};
use super::{Calendar, DateExpr, DateMention, Grain, Hedge, Position, Relation, TimeOfDay, Unit, What, When, YearRef};

impl Reader<'_> {
    /// The time expression that begins at `i`.
    pub(super) fn mention(&self, i: usize) -> Option<DateMention> {
        if !self.may_begin(i) {
            return None;
        }
        if let Some((end, (set, slot))) = self.set(i) {
            let mut expr = DateExpr::plain(What::Set(set));
            expr.time = self.time_in(i, end);
            let rule = if slot { "slot" } else { "set" };
            return Some(DateMention { dates_events: slot, ..of(i, end, expr, rule) });
        }
        if self.opens_year_part(i) {
            return self.undated(i, None);
        }
        let relation = self.relation(i);
        self.clocked(i).or_else(|| self.dated(i, relation)).or_else(|| self.undated(i, relation))
    }

    /// A time that may date an event, with what bounds it.
    fn dated(&self, i: usize, relation: Read<Bound>) -> Option<DateMention> {
        let (start, mut relation, negation) = match relation {
            Some((end, (relation, negation))) => (end, relation, negation),
            None => (i, Relation::At, None),
        };
        if relation == Relation::From && self.moved() {
            return None;
        }
        let (core, mut position) = self.position(start);
        let (mut end, (mut what, rule)) = self.core(core, position.is_some(), relation)?;
        position = position.or(self.prefix(core)).or_else(|| self.prefix(core + 1).filter(|_| self.is(core, "the")));
        if self.is_year_end(core) {
            position = Some(Position::Late);
        }
        let mut split = None;
        let first_end = end;
        if let What::One(first) = what {
            let second;
            (end, (what, second)) = self.continuation(end, first, relation)?;
            split = second.map(|second| (first_end, second));
        }
        if start > i && self.is_clitic(end) {
            // "followed by 2016's Star Trek", "after Thursday's news": the time belongs to the noun
            return None;
        }
        let counted = matches!(
            what,
            What::One(When::Shift { counted: true, .. } | When::FromNamed { grain: Grain::Unit(_), .. } | When::Some { .. })
        );
        let hedge = self.hedge(i).filter(|_| start > i).map(|(_, hedge)| hedge);
        if start > i && !counted && hedge.is_some() && !self.any(i, &["around", "circa", "c."]) {
            // "a film about 1969", "over Christmas"
            return None;
        }
        if matches!(what, What::Range(..)) && !matches!(relation, Relation::By | Relation::Before | Relation::Until | Relation::NotBefore) {
            // "from early May to late July": neither part's position is that of the whole
            position = None;
        }
        let mut core_end = end;
        for (words, other) in TAILS {
            if let Some(behind) = self.sequence(end, words) {
                core_end = behind;
                if matches!(relation, Relation::At | Relation::From) {
                    (relation, end) = (*other, behind);
                }
                break;
            }
        }
        // "around May", "about two years ago", but "over | the next year"
        let exact = hedge.is_none() || !counted && !self.any(i, &["about", "around", "circa", "c.", "roughly", "approximately"]);
        let mut core_start = if exact { start } else { i };
        if rule == "counted" {
            // "in | two weeks", "two days | after", "three weeks | later", but "a year earlier"
            core_start += usize::from(self.is(core_start, "in"));
            let year = matches!(what, What::One(When::FromNamed { grain: Grain::Unit(Unit::Year), .. }));
            if self.any(core_end - 1, &["after", "before"]) {
                relation = if self.is(core_end - 1, "after") { Relation::After } else { Relation::Before };
            }
            let apart = self.any(core_end - 1, &["after", "before"]) || !year && self.any(core_end - 1, &["later", "earlier"]);
            core_end -= usize::from(apart);
        }
        if split.is_none() && !matches!(what, What::One(_) | What::Years(..)) {
            // "24 and 25 April"
            split = (core_start..core_end).find(|j| self.any(*j, &["and", "&", "or", "to", "through"])).map(|j| (j, j + 1));
        }
        let time = self.time_in(core_start, core_end);
        let expr = DateExpr { relation, position, what, time, hedge };
        Some(DateMention { tokens: i..end, core: core_start..core_end, split, expr, negation, dates_events: true, rule })
    }

    /// "This year's third quarter": the year is only a part of it.
    fn opens_year_part(&self, i: usize) -> bool {
        self.may_open(i, opens::WHICH)
            && self.is(i + 1, "year")
            && self.is_clitic(i + 2)
            && (matches!(self.class(i + 3), Class::Part(_) | Class::Ordinal(_)) || self.any(i + 3, &["quarter", "period"]))
    }

    /// A time that tells no event's date: a duration, a vague time, a quarter with no year.
    fn undated(&self, i: usize, relation: Read<Bound>) -> Option<DateMention> {
        let (start, relation) = match relation {
            Some((_, _)) if self.hedge(i).is_some() => (i, Relation::At),
            Some((end, (relation, _))) => (end, relation),
            None => (i, Relation::At),
        };
        let (core, position) = self.position(start);
        let (end, (what, rule)) = self.vague(core).or_else(|| self.period(core)).or_else(|| self.duration(core))?;
        let mut expr = DateExpr { relation, position, ..DateExpr::plain(what) };
        if let Some((_, hedge)) = self.hedge(core) {
            expr.hedge = Some(hedge);
        }
        let mut core_end = end;
        for words in [&["or", "so"][..], &["or", "more"], &["or", "less"]] {
            if let Some(behind) = self.sequence(end, words) {
                expr.hedge = Some(match words[1] {
                    "so" => Hedge::About,
                    "more" => Hedge::AtLeast,
                    _ => Hedge::AtMost,
                });
                core_end = behind;
            }
        }
        expr.time = self.time_in(start, core_end);
        Some(DateMention { tokens: i..core_end, dates_events: false, ..of(start, core_end, expr, rule) })
    }

    /// The part of the day that is named among the tokens.
    pub(super) fn time_in(&self, start: usize, end: usize) -> Option<TimeOfDay> {
        (start..end).rev().find_map(|i| self.part_of_day(i)).map(TimeOfDay::Part)
    }

    /// "About", "at least", "up to".
    pub(super) fn hedge(&self, i: usize) -> Read<Hedge> {
        if !self.may_open(i, opens::HEDGE) {
            return None;
        }
        HEDGES.iter().find_map(|(words, hedge)| Some((self.sequence(i, words)?, *hedge)))
    }

    /// "No earlier than", "by", "since": with the negation that it takes in.
    pub(super) fn relation(&self, i: usize) -> Read<Bound> {
        if !self.may_open(i, opens::RELATION) {
            return None;
        }
        for (words, relation) in RELATIONS {
            let Some(end) = self.sequence(i, words) else { continue };
            let own = (matches!(words[0], "not" | "never") && matches!(relation, Relation::NotBefore | Relation::NotUntil)).then_some(i);
            if matches!(relation, Relation::Until | Relation::Before)
                && let Some(negation) = self.negation_before(i)
            {
                let bound = if *relation == Relation::Until { Relation::NotUntil } else { Relation::NotBefore };
                return Some((end, (bound, Some(negation))));
            }
            return Some((end, (*relation, own)));
        }
        None
    }

    /// The "not" whose verb phrase runs up to `i`.
    pub(super) fn negation_before(&self, i: usize) -> Option<usize> {
        const REACH: usize = 9;
        for j in (i.saturating_sub(REACH).max(self.tokens.start)..i).rev() {
            if self.any(j, &["not", "never", "n't", "n’t", "nor"]) {
                return Some(j);
            }
            if self.any(j, &[",", ";", ":", "but", "and", "that", "which", "who", "—", "–"]) {
                return None;
            }
        }
        None
    }

    /// "Early", "the end of", "later in".
    pub(super) fn position(&self, i: usize) -> (usize, Option<Position>) {
        if !self.may_open(i, opens::POSITION) {
            return (i, None);
        }
        let at = self.skip(i, "the");
        let named = [("early", Position::Early), ("mid", Position::Mid), ("late", Position::Late)];
        let named = |at: usize| named.iter().find(|(word, _)| self.is(at, word)).map(|(_, p)| *p);
        if let Some(position) = named(at) {
            let next = at + 1;
            // "mid to late March" is no more than March
            let to = next + usize::from(self.any(next, &["to", "or"]) || self.is_dash(next));
            if to > next && (named(to).is_some() || self.prefix(to).is_some()) {
                return (to + usize::from(self.prefix(to).is_none()), None);
            }
            let next = self.skip(self.skip(next, "on"), "in");
            return (next, Some(position));
        }
        for (word, position) in [("earlier", Position::Earlier), ("later", Position::Later)] {
            if at == i && self.is(at, word) {
                return (self.skip(self.skip(at + 1, "on"), "in"), Some(position));
            }
        }
        let at = self.skip(self.skip(at, "very"), "tail");
        let edges = [(&["start", "beginning"][..], Position::Early), (&["middle"], Position::Mid), (&["end", "close"], Position::Late)];
        for (words, position) in edges {
            if self.any(at, words) && self.is(at + 1, "of") {
                return (at + 2, Some(position));
            }
        }
        (i, None)
    }

    /// A second time behind the first: "to July", "or 2019".
    pub(super) fn continuation(&self, end: usize, first: When, relation: Relation) -> Read<(What, Option<usize>)> {
        let kind = |when: &When| match when {
            When::Calendar(c) => Some((c.month.is_some(), c.day.is_some())),
            When::Weekday { .. } => Some((false, true)),
            _ => None,
        };
        let second = |at: usize| {
            let (core, _) = self.position(at);
            match self.core(core, core > at, Relation::From) {
                Some((end, (What::One(when), _))) => Some((end, when)),
                _ => None,
            }
        };
        let join = |a: When, b: When| inherit(a, b);
        if relation == Relation::Between {
            let (behind, b) = second(end + 1).filter(|_| self.is(end, "and"))?;
            let (a, b) = join(first, b);
            return Some((behind, (What::Range(a, Some(b)), Some(end + 1))));
        }
        let dash = self.is_dash(end);
        if dash || self.any(end, &["to", "through", "thru"]) || (relation == Relation::From && self.any(end, &["until", "till"])) {
            let at = self.skip(self.skip(end + 1, "to"), "until");
            if self.any(at, &["present", "now"]) && kind(&first).is_some() {
                return Some((at + 1, (What::Range(first, None), Some(at))));
            }
            if let (Some((behind, b)), false) = (second(at), self.moved()) {
                let plain = kind(&first).is_some() && kind(&b).is_some();
                // a dash also sets off an aside, so both sides must be of one kind
                if if dash { kind(&first) == kind(&b) && plain } else { plain } {
                    return Some((behind, (range(first, b), Some(at))));
                }
            }
        }
        let or = self.is(end, "or");
        if (or || self.any(end, &["and", "&"]))
            && let Some((behind, b)) = second(end + 1)
        {
            let same = kind(&first) == kind(&b) && matches!((&first, &b), (When::Calendar(_), When::Calendar(_)));
            // "in 2018 and 2019" is two dates, "July and August" one stretch
            let months = kind(&b).is_some_and(|(month, _)| month);
            if same && (or || months) {
                let (a, b) = join(first, b);
                return Some((behind, (if or { What::Either(a, b) } else { What::Both(a, b) }, Some(end + 1))));
            }
        }
        Some((end, (What::One(first), None)))
    }

    /// A time without its preposition. `placed` says that a position stands before it, which
    /// makes "the year" the present one.
    pub(super) fn core(&self, i: usize, placed: bool, relation: Relation) -> Read<(What, &'static str)> {
        if !self.usable(i) {
            return None;
        }
        let named = |rule: &'static str| move |(end, what)| (end, (what, rule));
        if matches!(self.class(i), Class::Opener(_)) && !self.is(i, "the") {
            // "this", "in", "that": few readers begin with a word that is no time
            let one = |rule: &'static str| move |(end, when)| (end, (What::One(when), rule));
            return (self.which(i).map(one("this, last, next")))
                .or_else(|| self.counted(i).map(one("counted")))
                .or_else(|| self.anaphoric(i).map(one("from a named time")));
        }
        if let Some(found) = self.composite(i) {
            return Some(named("figures")(found));
        }
        if let Some(found) = self.day_first(i).or_else(|| self.month_first(i)) {
            return Some(named("calendar")(found));
        }
        if self.is_year_end(i)
            && (self.class(i) == Class::YearEnd || matches!(relation, Relation::By | Relation::Before | Relation::Around))
        {
            let end = if self.class(i) == Class::YearEnd { i + 1 } else { self.year_end(i)? };
            return Some((end, (What::One(When::Shift { unit: Unit::Year, amount: 0, counted: false }), "year end")));
        }
        if let Some(found) = self.weekday(i, None, i) {
            return Some(named("weekday")(found));
        }
        let one = |rule: &'static str| move |(end, when)| (end, (What::One(when), rule));
        let holiday = |()| self.holiday(i, YearRef::Open, relation != Relation::At || self.after(i, HOLIDAY_PREPOSITIONS));
        (self.which(i).map(one("this, last, next")))
            .or_else(|| self.counted(i).map(one("counted")))
            .or_else(|| self.today(i).map(one("today")))
            .or_else(|| holiday(()).map(one("holiday")))
            .or_else(|| self.quarter(i).map(one("quarter")))
            .or_else(|| self.season(i, placed).map(one("season")))
            .or_else(|| self.anaphoric(i).map(one("from a named time")))
            .or_else(|| self.definite(i, placed).map(one("the unit")))
            .or_else(|| self.decade(i).map(one("decade")))
            .or_else(|| self.year(i).map(|(end, y)| (end, When::Calendar(Calendar::year(YearRef::Given(y))))).map(one("year")))
    }
}

/// How an event lies to a time, and the "not" that is a part of that.
type Bound = (Relation, Option<usize>);

/// A mention whose extents are one, and which dates events.
pub(super) fn of(start: usize, end: usize, expr: DateExpr, rule: &'static str) -> DateMention {
    DateMention { tokens: start..end, core: start..end, split: None, expr, negation: None, dates_events: true, rule }
}
