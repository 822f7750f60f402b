//! Times that are pointed at and not named: "now", "the future", "these days".

use super::reader::{Read, Reader};
use super::words::{Class, opens};
use super::{Reference, What};

/// Fixed wordings, longer ones first.
pub(super) const WORDINGS: &[(&[&str], Reference)] = {
    use Reference::{Future, Past, Present};
    &[
        (&["at", "the", "moment"], Present),
        (&["these", "days"], Present),
        (&["at", "present"], Present),
        (&["the", "present"], Present),
        (&["more", "recently"], Past),
        (&["most", "recently"], Past),
        (&["until", "recently"], Past),
        (&["the", "recent", "past"], Past),
        (&["the", "distant", "past"], Past),
        (&["the", "past"], Past),
        (&["recent", "years"], Past),
        (&["long", "ago"], Past),
        (&["the", "near", "future"], Future),
        (&["the", "not", "too", "distant", "future"], Future),
        (&["the", "distant", "future"], Future),
        (&["the", "immediate", "future"], Future),
        (&["the", "near", "term"], Future),
        (&["the", "short", "term"], Future),
        (&["the", "long", "term"], Future),
        (&["the", "future"], Future),
        (&["near", "future"], Future),
        (&["later", "date"], Future),
        (&["a", "later", "date"], Future),
        (&["as", "soon", "as", "possible"], Future),
    ]
};

impl Reader<'_> {
    /// A time that is pointed at.
    pub(super) fn vague(&self, i: usize) -> Read<(What, &'static str)> {
        let of = |end, reference| Some((end, (What::Reference(reference), "pointed at")));
        let wordings = if self.may_open(i, opens::WORDING) { WORDINGS } else { &[] };
        for (words, reference) in wordings {
            if let Some(end) = self.sequence(i, words) {
                // "the past" and "the future" are adjectives before a noun: "the past champion"
                let noun = words.len() == 2 && matches!(words[1], "past" | "future" | "present");
                let counted = self.cardinal(end).is_some() || matches!(self.class(end), Class::Unit(..) | Class::Compound(..));
                if noun && (counted || !self.ends_phrase(end)) || words[0] == "long" && self.after(i, &["that", "so", "how", "not", "as"]) {
                    continue;
                }
                // "until recently" is recognised for its second word
                return of(end, *reference);
            }
        }
        if self.is(i, "future") && self.after(i, &["in", "for"]) && self.ends_phrase(i + 1) {
            return of(i + 1, Reference::Future);
        }
        let Class::Reference(reference) = self.class(i) else { return None };
        match self.word(i) {
            // "recent weeks" is a length
            _ if self.is(i, "recent") && matches!(self.class(i + 1), Class::Unit(_, true)) => None,
            // "Now" the magazine
            _ if self.is(i, "now") && self.capitalised(i) && !self.opens(i) && !self.heading => None,
            // "as soon as", "sooner or later", "soon after"
            _ if self.is(i, "soon") && (self.after(i, &["as", "how", "too"]) || self.any(i + 1, &["after", "as", "-"])) => None,
            _ => of(i + 1, reference),
        }
    }
}
