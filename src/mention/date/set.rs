//! Regular times: "Sundays", "every two weeks", "twice a month", "daily".

use super::reader::{Read, Reader};
use super::words::{self, Class, Form, PARTS_OF_DAY, SLOTS, opens};
use super::{Cycle, Quant, Set, Unit};
use crate::text::TokenKind;

impl Reader<'_> {
    /// A regular time; true if it may be the slot in which a show airs.
    pub(super) fn set(&self, i: usize) -> Read<(Set, bool)> {
        if !self.may_open(i, opens::SET) {
            return None;
        }
        let plain = |cycle| Set { cycle, quantified: None, times: None };
        if self.any(i, &["every", "each"]) {
            return self.every(i);
        }
        if let Some(found) = self.times(i) {
            return Some(found);
        }
        if self.class(i) == Class::Composite && self.word(i).starts_with(|c: char| c.is_alphabetic()) {
            let weekday = matches!(words::class(self.word(i).split('-').next().unwrap_or("")).0, Class::Weekday(..));
            return weekday.then_some((i + 1, (plain(Cycle::Weekdays), true)));
        }
        if let Class::Often(unit) = self.class(i) {
            let adjective = self.usable(i + 1) && self.text.tokens[i + 1].kind == TokenKind::Word && !self.ends_phrase(i + 1);
            let set = plain(Cycle::Units(1, unit));
            if self.any(i, SLOTS) && !adjective && !self.capitalised(i) {
                return Some((i + 1, (set, true)));
            }
            // "quarterly earnings" and "the Daily Planet" say nothing of how often
            let attribute = adjective && (self.capitalised(i + 1) || matches!(unit, Unit::Quarter | Unit::Year) || self.is(i, "nightly"));
            let name = self.capitalised(i) && (!self.opens(i) || self.is_name(i + 1));
            return (!attribute && !name).then_some((i + 1, (set, false)));
        }
        let one = |i: usize| match self.class(i) {
            Class::Weekday(day, Form::Plural) => Some((i + 1, day)),
            Class::Weekday(day, Form::Full) if self.any(i + 1, &["nights", "mornings", "evenings", "afternoons"]) => Some((i + 2, day)),
            _ => None,
        };
        let (mut end, day) = one(i)?;
        let mut cycle = Cycle::Weekday(day);
        while self.any(end, &["and", "&", ",", "to", "through"]) {
            match one(end + 1) {
                Some((next, _)) => (end, cycle) = (next, Cycle::Weekdays),
                None => break,
            }
        }
        Some((end, (plain(cycle), true)))
    }

    /// "Every Friday night", "each of the two days" not, "every two weeks", "every other month".
    fn every(&self, i: usize) -> Read<(Set, bool)> {
        let quantified = Some(if self.is(i, "every") { Quant::Every } else { Quant::Each });
        let of = |cycle| Set { cycle, quantified, times: None };
        let (end, cycle, slot) = match self.class(i + 1) {
            Class::Weekday(day, Form::Full) => (i + 2, Cycle::Weekday(day), true),
            Class::Unit(unit, false) => {
                let slot = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend);
                (i + 2, Cycle::Units(1, unit), slot)
            }
            Class::Month(month, _) if self.capitalised(i + 1) => (i + 2, Cycle::Month(month), false),
            Class::Season(season) if !self.is(i + 2, "of") => (i + 2, Cycle::Season(season), false),
            Class::PartOfDay(_) => (i + 2, Cycle::Units(1, Unit::Day), false),
            Class::Number { value, .. } => {
                let Class::Unit(unit, true) = self.class(i + 2) else { return None };
                (i + 3, Cycle::Units(value, unit), false)
            }
            _ if self.is(i + 1, "other") => {
                let Class::Unit(unit, false) = self.class(i + 2) else { return None };
                (i + 3, Cycle::Units(2, unit), false)
            }
            _ if self.is(i + 1, "few") => {
                let Class::Unit(unit, true) = self.class(i + 2) else { return None };
                (i + 3, Cycle::Units(0, unit), false)
            }
            _ => return None,
        };
        let end = if self.any(end, PARTS_OF_DAY) { end + 1 } else { end };
        Some((end, (of(cycle), slot)))
    }

    /// "Twice a week", "three times a year", "five days a week".
    fn times(&self, i: usize) -> Read<(Set, bool)> {
        let (mut at, times) = match () {
            () if self.is(i, "once") => (i + 1, Some(1)),
            () if self.is(i, "twice") => (i + 1, Some(2)),
            () if self.is(i + 1, "times") || matches!(self.class(i + 1), Class::Unit(Unit::Hour | Unit::Day, true)) => {
                match self.class(i) {
                    Class::Number { value, .. } => (i + 2, u8::try_from(value).ok()),
                    _ if self.is(i, "several") && self.is(i + 1, "times") => (i + 2, None),
                    _ => return None,
                }
            }
            () => (i, None),
        };
        if self.is(at, "every") && at > i {
            at += 1;
        } else if self.any(at, &["a", "an", "per"]) {
            // without a number of times it is the measure of a rate: "$5 a day"
            if at == i {
                return None;
            }
            at += 1;
        } else {
            return None;
        }
        let Class::Unit(unit, false) = self.class(at) else { return None };
        if self.any(at + 1, &["ago", "earlier", "later", "before", "after", "from"]) {
            return None;
        }
        let set = Set { cycle: Cycle::Units(1, unit), quantified: None, times };
        Some((at + 1, (set, false)))
    }
}
