//! Times that are counted or named from now, or from a time that the text has named.

use super::reader::{Read, Reader};
use super::words::{Class, Form, PARTS_OF_DAY, opens};
use super::{Calendar, Grain, PartOfDay, Unit, What, When, Which, YearRef};

impl Reader<'_> {
    /// "This", "last", "next" and their kind, with a unit, month, season, weekday or holiday.
    pub(super) fn which(&self, i: usize) -> Read<When> {
        if !self.may_open(i, opens::WHICH) {
            return None;
        }
        let (at, which) = match () {
            () if self.is(i, "this") && self.is(i + 1, "past") => (i + 2, Which::Last),
            () if self.is(i, "this") && self.any(i + 1, &["coming", "upcoming"]) => (i + 2, Which::Next),
            () if self.is(i, "this") => (i + 1, Which::This),
            () if self.is(i, "last") => (i + 1, Which::Last),
            () if self.any(i, &["next", "upcoming"]) => (i + 1, Which::Next),
            () => return None,
        };
        let amount = match which {
            Which::This => 0,
            Which::Last => -1,
            Which::Next => 1,
        };
        let shift = |unit| When::Shift { unit, amount, counted: false };
        match self.class(at) {
            Class::Weekday(..) => {
                match self.weekday(at, Some(if self.is(i, "this") && which == Which::Next { Which::This } else { which }), i)? {
                    (end, What::One(when)) => Some((end, when)),
                    _ => None,
                }
            }
            Class::Month(..) if self.capitalised(at) || !self.any(at, &["may", "march"]) => match self.month_first(at)? {
                (end, What::One(When::Calendar(c))) if c.year == YearRef::Open => {
                    Some((end, When::Calendar(Calendar { year: YearRef::Nearest(which), ..c })))
                }
                (end, What::One(when)) => Some((end, when)),
                _ => None,
            },
            Class::Season(season) => {
                Some((at + 1, When::Calendar(Calendar { year: YearRef::Nearest(which), month: Some(season), day: None, weekday: None })))
            }
            Class::Unit(unit, false) => {
                if self.capitalised(at) && !self.heading && !self.opens(i) {
                    // "This Week" is a programme
                    return None;
                }
                // "the next week" is that of the story told, "the last week of" a part of something
                let definite = which != Which::This && self.after(i, &["the", "these", "those", "her", "his", "its", "their"]);
                if definite
                    || self.is(at + 1, "of")
                    || !matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century)
                {
                    return None;
                }
                Some((at + 1, if unit == Unit::Weekend { When::Weekend(Some(which)) } else { shift(unit) }))
            }
            Class::PartOfDay(PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening | PartOfDay::Night) if which != Which::Next => {
                Some((at + 1, shift(Unit::Day)))
            }
            _ => self.holiday(at, YearRef::Nearest(which), true),
        }
    }

    /// "Two years ago", "in two weeks", "16 months from now".
    pub(super) fn counted(&self, i: usize) -> Read<When> {
        if !self.may_open(i, opens::COUNT) {
            return None;
        }
        let ahead = self.is(i, "in");
        // "the first film in five years"
        let lately = (i.saturating_sub(4).max(self.tokens.start)..i).any(|j| self.any(j, &["first", "once", "twice", "only", "times"]));
        if ahead && lately {
            return None;
        }
        let at = i + usize::from(ahead);
        if let (Class::Unit(unit, true), true) = (self.class(at), self.is(at + 1, "ago")) {
            return Some((at + 2, When::Some { unit, past: true }));
        }
        let (at, amount) = self.count(at)?;
        let Class::Unit(unit, _) = self.class(at) else { return None };
        let (at, amount) = match self.sequence(at + 1, &["and", "a", "half"]) {
            Some(end) => (end, None),
            None => (at + 1, amount),
        };
        let of = |past: bool| match amount {
            Some(n) if !matches!(unit, Unit::Weekend | Unit::Second) => {
                When::Shift { unit, amount: if past { -n } else { n }, counted: true }
            }
            _ => When::Some { unit, past },
        };
        if ahead {
            let end = if self.is_clitic(at) && self.is(at + 1, "time") { at + 2 } else { self.skip(at, "time") };
            let goes_on = self.any(end, &["of", "since", "when", "that", "ago", "and", "on"]) || self.is_name(end);
            return (!goes_on).then(|| (end, of(false)));
        }
        if let Some(end) = self.sequence(at, &["or", "so", "ago"]).or_else(|| self.sequence(at, &["ago"])) {
            return Some((end, of(true)));
        }
        if let Some(end) = self.sequence(at, &["from", "now"]) {
            return Some((end, of(false)));
        }
        let back = self.any(at, &["earlier", "before", "prior"]);
        let amount = amount.map(|n| if back { -n } else { n });
        (back || self.any(at, &["later", "after"])).then_some((at + 1, When::FromNamed { grain: Grain::Unit(unit), amount, counted: true }))
    }

    /// How many: `None` for "a few".
    pub(super) fn count(&self, i: usize) -> Read<Option<i32>> {
        if let Some((end, value)) = self.cardinal(i) {
            return Some((end, Some(value)));
        }
        for words in [&["a", "couple", "of"][..], &["a", "couple"], &["a", "few"], &["several"], &["many"], &["few"]] {
            if let Some(end) = self.sequence(i, words) {
                return Some((end, None));
            }
        }
        self.any(i, &["a", "an"]).then_some((i + 1, Some(1)))
    }

    /// "Today", "yesterday morning", "tonight".
    pub(super) fn today(&self, i: usize) -> Read<When> {
        let amount = match self.class(i) {
            Class::Day(amount) => amount,
            Class::PartOfDay(PartOfDay::Tonight) => 0,
            _ => return None,
        };
        let show =
            self.capitalised(i) && !self.opens(i) && !self.heading || self.after(i, &["the"]) || self.any(i + 1, &["show", "programme"]);
        if show || self.capitalised(i) && self.is_name(i + 1) {
            return None;
        }
        let end = if self.any(i + 1, PARTS_OF_DAY) { i + 2 } else { i + 1 };
        Some((end, When::Shift { unit: Unit::Day, amount: i32::from(amount), counted: false }))
    }

    /// "The following year", "that week", "the same day": relative to something in the text.
    pub(super) fn anaphoric(&self, i: usize) -> Read<When> {
        if !self.may_open(i, opens::ANAPHOR) {
            return None;
        }
        let (at, amount) = if self.is(i, "that") && !self.after(i, &["so"]) {
            (self.skip(i + 1, "same"), 0)
        } else {
            let at = self.skip(i, "the");
            let amount = match () {
                () if self.is(at, "following") || at > i && self.is(at, "next") => 1,
                () if self.any(at, &["previous", "preceding"]) => -1,
                () if at > i && self.is(at, "same") => 0,
                () => return None,
            };
            (at + 1, amount)
        };
        let mut end = at + 1;
        let grain = match self.class(at) {
            Class::Unit(unit, false) if unit != Unit::Decade => Grain::Unit(unit),
            Class::Month(month, Form::Full) if self.capitalised(at) && !self.is_name(at + 1) => Grain::Month(month),
            Class::Weekday(day, Form::Full) if self.capitalised(at) && !self.is_name(at + 1) => Grain::Weekday(day),
            Class::Season(season) => Grain::Season(season),
            Class::PartOfDay(PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening | PartOfDay::Night) => Grain::Unit(Unit::Day),
            _ => return None,
        };
        if self.any(end, PARTS_OF_DAY) {
            end += 1;
        }
        (!self.is(end, "of")).then_some((end, When::FromNamed { grain, amount: Some(amount), counted: false }))
    }

    /// "The year" behind "the end of", "the weekend", "the week of 5 March".
    pub(super) fn definite(&self, i: usize, placed: bool) -> Read<When> {
        let at = self.skip(i, "the");
        let Class::Unit(unit, false) = self.class(at) else { return None };
        if unit == Unit::Week
            && self.any(at + 1, &["of", "beginning", "commencing"])
            && let Some((end, What::One(When::Calendar(c)))) = self.month_first(at + 2).or_else(|| self.day_first(at + 2))
        {
            return c.day.map(|_| (end, When::WeekOf(c)));
        }
        if at == i || self.is(at + 1, "of") {
            return None;
        }
        match unit {
            Unit::Weekend if self.after(i, &["over", "at", "on", "for"]) => Some((at + 1, When::Weekend(None))),
            Unit::Week | Unit::Month | Unit::Year | Unit::Decade if placed => {
                Some((at + 1, When::Shift { unit, amount: 0, counted: false }))
            }
            _ => None,
        }
    }

    pub(super) fn is_year_end(&self, i: usize) -> bool {
        self.class(i) == Class::YearEnd || self.year_end(i).is_some()
    }

    /// "Year end", "the year's end".
    pub(super) fn year_end(&self, i: usize) -> Option<usize> {
        let at = self.skip(i, "the");
        let end = at + 1 + usize::from(self.is_clitic(at + 1));
        (self.is(at, "year") && self.is(end, "end")).then_some(end + 1)
    }
}
