//! Seasons, quarters and halves of the year.

use super::reader::{Read, Reader};
use super::words::{Class, opens};
use super::{Calendar, Grain, PartOfDay, Unit, What, When, Which, YearRef};
use crate::edtf;

impl Reader<'_> {
    /// "Q3 2024", "the third quarter of 2024", "the second half of next year".
    pub(super) fn quarter(&self, i: usize) -> Read<When> {
        let at = self.skip(i, "the");
        let (end, code) = match self.class(at) {
            Class::Part(code) => (at + 1, code),
            Class::Ordinal(n @ 1..=4) if self.is(at + 1, "quarter") => (at + 2, edtf::FIRST_QUARTER + n - 1),
            Class::Ordinal(n @ 1..=2) if self.is(at + 1, "half") => (at + 2, edtf::FIRST_HALF + n - 1),
            _ => return None,
        };
        let (end, year) = self.year_after(end);
        (year != YearRef::Open).then_some((end, When::Calendar(Calendar { year, month: Some(code), day: None, weekday: None })))
    }

    /// "Summer 2021", "the spring of 2019", "in the fall".
    pub(super) fn season(&self, i: usize, placed: bool) -> Read<When> {
        let at = self.skip(i, "the");
        let Class::Season(season) = self.class(at) else { return None };
        let calendar = |year| When::Calendar(Calendar { year, month: Some(season), day: None, weekday: None });
        let (end, year) = self.year_after(at + 1);
        if year != YearRef::Open {
            return Some((end, calendar(year)));
        }
        if let Some((end, What::Years(first, _))) = self.composite(at + 1) {
            return Some((end, calendar(YearRef::Given(first))));
        }
        const WHEN: &[&str] = &["in", "during", "over", "by", "until", "since", "for", "late", "early", "mid"];
        let told = placed || self.prefix(at).is_some() || self.after(i, WHEN);
        (told && self.ends_phrase(at + 1) && !self.any(at + 1, &["of", "from", "to", "in"])).then_some((at + 1, calendar(YearRef::Open)))
    }

    /// A period that names no year by itself: "the third quarter", "the 1988 period", "this year's
    /// first half", "the year-ago quarter", "fiscal 1989", "the week", "the 20th century".
    pub(super) fn period(&self, i: usize) -> Read<(What, &'static str)> {
        if !self.may_open(i, opens::PERIOD) {
            return None;
        }
        let of = |end, when| Some((end, (What::One(when), "period")));
        if let Some((end, when)) = self.century(i) {
            return of(end, when);
        }
        let determined =
            self.any(i, &["the", "its", "their", "this", "a", "his", "our"]) && !(self.is(i + 1, "year") && self.is_clitic(i + 2));
        let the = usize::from(determined);
        let mut at = i + the;
        while self.any(at, &["comparable", "corresponding", "flat", "fiscal", "same"]) && !matches!(self.class(at), Class::Year(_)) {
            at += 1;
        }
        let fiscal = at > i + the && self.is(at - 1, "fiscal");
        // "fiscal 1989", "the fiscal year"
        if fiscal
            && let Class::Year(year) = self.class(at)
            && !matches!(self.class(at + 1), Class::Part(_) | Class::Ordinal(_))
        {
            return of(at + 1, When::Calendar(Calendar::year(YearRef::Given(year))));
        }
        let mut year = YearRef::Open;
        let mut back = false;
        match self.class(at) {
            Class::Year(given)
                if matches!(self.class(at + 1), Class::Ordinal(_) | Class::Part(_) | Class::Unit(Unit::Quarter, false))
                    || self.is(at + 1, "period") =>
            {
                year = YearRef::Given(given);
                at += 1;
            }
            Class::YearBack => {
                back = true;
                at += 1;
            }
            _ => {
                for (word, shift) in [("last", -1), ("this", 0), ("next", 1)] {
                    if self.is(at, word) && self.is(at + 1, "year") && self.is_clitic(at + 2) {
                        year = YearRef::Shift(shift);
                        at += 3;
                    }
                }
            }
        }
        let code = match self.class(at) {
            // "its third-quarter loss": the determiner is the noun's
            Class::Part(_) if determined && at == i + the && self.word(at).contains('-') => return None,
            Class::Part(code) => Some((at + 1, code)),
            Class::Ordinal(_) if self.any(i, &["its", "their", "a", "his", "our"]) && at == i + the => return None,
            Class::Ordinal(n @ 1..=4) if self.any(at + 1, &["quarter", "quarters"]) => Some((at + 2, edtf::FIRST_QUARTER + n - 1)),
            Class::Ordinal(n @ 1..=2) if self.is(at + 1, "half") => Some((at + 2, edtf::FIRST_HALF + n - 1)),
            _ => None,
        };
        if let Some((end, code)) = code {
            let half = code >= edtf::FIRST_HALF;
            let (behind, said) = self.year_after(end);
            let (end, year) = if said == YearRef::Open { (end, year) } else { (behind, said) };
            if back {
                return of(end, When::FromNamed { grain: Grain::Season(code), amount: Some(-1), counted: false });
            }
            // the second half of a match or of a story
            if half && year == YearRef::Open {
                return None;
            }
            return of(end, When::Calendar(Calendar { year, month: Some(code), day: None, weekday: None }));
        }
        let period = self.any(at, &["quarter", "period"]) || matches!(self.class(at), Class::Unit(Unit::Year | Unit::Month, false)) && back;
        if period && back {
            return of(at + 1, When::FromNamed { grain: Grain::Same, amount: Some(-1), counted: false });
        }
        if back && !determined {
            return of(at, When::FromNamed { grain: Grain::Same, amount: Some(-1), counted: false });
        }
        if period && year != YearRef::Open {
            return of(at + 1, When::FromNamed { grain: Grain::Same, amount: Some(0), counted: false })
                .map(|(end, _)| (end, (What::One(When::Calendar(Calendar::year(year))), "of a period")));
        }
        if period && self.any(i + the, &["corresponding", "comparable", "same"]) && determined {
            let (behind, said) = self.year_after(at + 1);
            let back = i32::from(said == YearRef::Shift(-1));
            return of(behind, When::FromNamed { grain: Grain::Same, amount: Some(-back), counted: false });
        }
        if self.part_of_day(i) == Some(PartOfDay::Overnight) {
            return of(i + 1, When::FromNamed { grain: Grain::Unit(Unit::Day), amount: Some(0), counted: false });
        }
        if !determined {
            return None;
        }
        let at = i + 1;
        let (at, latest) = if self.any(at, &["latest", "current"]) { (at + 1, self.is(at, "latest")) } else { (at, false) };
        let named = at > i + 1;
        let at = self.skip(at, "fiscal");
        let fiscal = at > i + 1 + usize::from(named);
        if self.any(i, &["a", "its", "their", "his", "our"]) && !named && !fiscal {
            return None;
        }
        match self.class(at) {
            Class::Unit(Unit::Quarter, false) if named && !latest => {
                of(at + 1, When::Shift { unit: Unit::Quarter, amount: 0, counted: false })
            }
            Class::Unit(Unit::Quarter, false) if !self.is(at + 1, "of") => {
                of(at + 1, When::FromNamed { grain: Grain::Unit(Unit::Quarter), amount: Some(0), counted: false })
            }
            _ if latest && self.is(at, "period") => {
                of(at + 1, When::FromNamed { grain: Grain::Unit(Unit::Quarter), amount: Some(0), counted: false })
            }
            Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false) if named || fiscal => {
                of(at + 1, When::Shift { unit, amount: if latest { -1 } else { 0 }, counted: false })
            }
            Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false)
                if self.is(i, "the")
                    && self.after(i, &["for", "in", "during", "of", "over", "later", "earlier", "through", "this"])
                    && !self.any(at + 1, &["of", "after", "before"]) =>
            {
                of(at + 1, When::Shift { unit, amount: 0, counted: false })
            }
            Class::Unit(Unit::Weekend, false) if self.is(i, "the") => of(at + 1, When::Weekend(None)),
            // "the past year", "the last decade"
            _ if self.is(i, "the") && self.any(at, &["past", "last", "next", "coming"]) => {
                let which = if self.any(at, &["past", "last"]) { Which::Last } else { Which::Next };
                match self.class(at + 1) {
                    Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false) if !self.is(at + 2, "of") => {
                        of(at + 2, When::Shift { unit, amount: if which == Which::Last { -1 } else { 1 }, counted: false })
                    }
                    _ => None,
                }
            }
            // "the summer", "the morning"
            Class::Season(season)
                if self.is(i, "the")
                    && self.after(i, &["in", "during", "over", "into", "through", "throughout", "for", "by", "until", "since"])
                    && self.ends_phrase(at + 1)
                    && !self.is(at + 1, "of") =>
            {
                of(at + 1, When::Calendar(Calendar { year: YearRef::Open, month: Some(season), day: None, weekday: None }))
            }
            Class::Unit(Unit::Year, false) if self.is(i, "the") && self.any(at - 1, &["full", "whole", "entire"]) => None,
            _ if self.is(i, "the") && self.any(at, &["full", "entire", "whole"]) && self.is(at + 1, "year") => {
                of(at + 2, When::Shift { unit: Unit::Year, amount: 0, counted: false })
            }
            Class::PartOfDay(_) if self.is(i, "the") && self.after(i, &["in", "during"]) => {
                of(at + 1, When::FromNamed { grain: Grain::Unit(Unit::Day), amount: Some(0), counted: false })
            }
            _ => None,
        }
    }

    /// "The 20th century", "this century".
    fn century(&self, i: usize) -> Read<When> {
        let at = self.skip(i, "the");
        let Class::Ordinal(n) = self.class(at) else { return None };
        (self.class(at + 1) == Class::Unit(Unit::Century, false)).then_some((at + 2, When::Century(i16::from(n) - 1)))
    }
}
