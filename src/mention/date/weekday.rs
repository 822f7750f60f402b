//! Days of the week.

use super::reader::{Read, Reader};
use super::words::{Class, Form, PARTS_OF_DAY};
use super::{Calendar, What, When, Which};

impl Reader<'_> {
    /// "Monday", "Monday, March 6", "Thursday of next week". `start` is where the whole begins.
    pub(super) fn weekday(&self, i: usize, which: Option<Which>, start: usize) -> Read<What> {
        let Class::Weekday(day, form) = self.class(i) else { return None };
        if form == Form::Plural {
            return None;
        }
        let after_part = if self.any(i + 1, PARTS_OF_DAY) { i + 2 } else { i + 1 };
        let at = self.skip(after_part, ",");
        if let Some((end, what)) = self.month_first(at).or_else(|| self.day_first(at))
            && let What::One(When::Calendar(c @ Calendar { day: Some(_), .. })) = what
        {
            return Some((end, What::One(When::Calendar(Calendar { weekday: Some(day), ..c }))));
        }
        if form == Form::Short && !(self.after(i, &["on"]) && self.word(i).ends_with('.')) {
            return None;
        }
        if self.is(i + 1, "the") && matches!(self.class(i + 2), Class::Ordinal(_)) {
            return None;
        }
        let sure = which.is_some() || self.after(i, &["on", "until", "by", "since", "from", "this", "next", "last"]);
        if !self.capitalised(i) && !sure
            || self.after(i, &["black", "good", "super", "cyber", "ruby", "freaky", "ash", "palm", "easter", "giving"])
        {
            return None;
        }
        if after_part == i + 1 && !sure && !self.heading && self.is_name(i + 1) {
            // "Friday Night Lights", "Wednesday Addams", "Sunday Times"
            return None;
        }
        if self.any(i + 1, &["season", "series"]) && !sure && !self.is_clitic(i + 1) || self.is_name(i + 1) && self.is_name(i + 2) && !sure
        {
            return None;
        }
        if matches!(which, Some(Which::Last | Which::Next)) && self.after(start, &["the"]) {
            return None;
        }
        let of = self.skip(after_part, "of");
        for (word, shift) in [("last", -1), ("this", 0), ("next", 1)] {
            if self.is(of, word) && self.is(of + 1, "week") {
                return Some((of + 2, What::One(When::Weekday { day, which: None, week: Some(shift) })));
            }
        }
        Some((after_part, What::One(When::Weekday { day, which, week: None })))
    }
}
