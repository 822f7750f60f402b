//! Holidays.

use super::reader::{Read, Reader};
use super::words::{Class, HOLIDAYS, PARTS_OF_DAY};
use super::{When, YearRef};

impl Reader<'_> {
    /// True for a word with which a holiday may begin; those of other tables are few.
    fn may_be_holiday(&self, i: usize) -> bool {
        matches!(self.class(i), Class::Holiday | Class::Opener(_))
    }

    /// A holiday. `year` is how "this" or "last" before it tells the year; `placed` says that the
    /// surroundings make "Halloween" a time.
    pub(super) fn holiday(&self, i: usize, year: YearRef, placed: bool) -> Read<When> {
        let i = if placed && self.capitalised(i + 1) { self.skip(i, "the") } else { i };
        if !self.capitalised(i) || !self.may_be_holiday(i) {
            return None;
        }
        let (mut end, holiday, sure) = HOLIDAYS.iter().find_map(|(words, holiday, sure)| {
            let mut at = i;
            for word in *words {
                let with_s = self.word(at).strip_suffix('s').is_some_and(|w| w.eq_ignore_ascii_case(word));
                if !self.is(at, word) && !with_s {
                    return None;
                }
                at += 1;
                // the clitic belongs to the name only inside it
                at += usize::from(words.len() > 1 && at < i + 2 * words.len() && self.is_clitic(at));
            }
            Some((at, *holiday, *sure))
        })?;
        let mut weekend = false;
        if self.is(end, "weekend") {
            (end, weekend) = (end + 1, true);
        } else if self.any(end, PARTS_OF_DAY) {
            end += 1;
        }
        let (behind, said) = self.year_after(self.skip(end, "in"));
        let (end, year) = if said == YearRef::Open { (end, year) } else { (behind, said) };
        let told = sure || weekend || said != YearRef::Open || placed && self.ends_phrase(end);
        if !told {
            // "a Christmas special", "Halloween" the film
            return None;
        }
        Some((end, When::Holiday { holiday, year, weekend }))
    }
}
