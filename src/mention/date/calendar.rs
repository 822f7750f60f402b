//! Dates of the calendar: days, months, years, decades, centuries, in words and digits.

use super::reader::{Read, Reader};
use super::words::{self, *};
use super::{Calendar, What, When, YearRef};
use crate::edtf;
use crate::text::TokenKind;

impl Reader<'_> {
    /// Month before day: "May 19, 2006", "June 5-8", "May 2018", "May".
    pub(super) fn month_first(&self, i: usize) -> Read<What> {
        let Class::Month(month, form) = self.class(i) else { return None };
        // "may" and "march" written small are verbs unless something else speaks for the month
        let verb_like = !self.capitalised(i) && matches!(month, 3 | 5) && self.prefix(i).is_none();
        let calendar = |day, year| Calendar { year, month: Some(month), day, weekday: None };
        if let Some((end, (first, second))) = self.days(i + 1) {
            let (behind, year) = self.year_after(end);
            let sure = !verb_like || matches!(year, YearRef::Given(_)) || self.after(i, &["on", "of", "by", "until", "since", "from"]);
            if sure && self.prefix(i).is_none() {
                return Some((behind, days_what(first, second, |d| calendar(Some(d), year))));
            }
        }
        let (end, year) = self.year_after(i + 1);
        let one = |end, year| Some((end, What::One(When::Calendar(calendar(None, year)))));
        if year != YearRef::Open && (!verb_like || matches!(year, YearRef::Given(_))) {
            return one(end, year);
        }
        if self.is_month_alone(i, month, form) { one(i + 1, YearRef::Open) } else { None }
    }

    /// True if a month's name with neither day nor year is the month.
    pub(super) fn is_month_alone(&self, i: usize, month: i8, form: Form) -> bool {
        let name_behind = self.is_name(i + 1) && !self.is_clitic(i + 1);
        let sure = self.prefix(i).is_some() || self.after(i, TIME_PREPOSITIONS);
        if !self.capitalised(i) && self.prefix(i).is_none() {
            // "this may be", "until may": the verb and "march" need a plainer preposition
            return match month {
                3 | 5 => self.after(i, &["in", "early", "mid", "late", "since"]) && form == Form::Full,
                _ => form == Form::Full && (sure || self.after(i, &["by", "from", "of", "on"])),
            };
        }
        if self.any(i + 1, &["sisters", "family", "madness"]) {
            return false;
        }
        if form == Form::Short {
            return sure && self.word(i).ends_with('.');
        }
        if sure {
            // "in June Carter's house" is rarer than "in June Netflix said", except for first names
            return !(name_behind && matches!(month, 4 | 6) && self.is_clitic(i + 2));
        }
        let name_before = i > self.tokens.start && self.is_name(i - 1);
        if name_behind || name_before || self.is_clitic(i + 1) && matches!(month, 4 | 5 | 6 | 8) {
            return false;
        }
        if self.after(i, &["for", "to"]) {
            return i >= self.tokens.start + 2 && self.any(i - 2, PLANS) || !matches!(month, 4 | 5 | 6 | 8);
        }
        let after_month = i >= self.tokens.start + 2 && matches!(self.class(i - 2), Class::Month(..));
        if after_month && (self.after(i, &["and", "or", "to", "&"]) || self.is_dash(i - 1)) || self.after(i, OTHER_PREPOSITIONS) {
            return true;
        }
        // June, April, May and August are people too; March begins sentences as a verb
        !matches!(month, 3 | 4 | 5 | 6 | 8) && !self.heading
    }

    /// Day before month: "19 May 2006", "the 19th of May", "18 and 19 July".
    pub(super) fn day_first(&self, i: usize) -> Read<What> {
        let at = self.skip(i, "the");
        if at == i && self.after(i, LABELS) && !self.after(i, &["at"]) {
            return None;
        }
        let (end, (first, second)) = self.days(at)?;
        let spelled = self.text.tokens[at].kind == TokenKind::Word;
        let of = self.skip(end, "of");
        let Class::Month(month, form) = self.class(of) else { return None };
        if self.prefix(of).is_some() || (spelled || at > i && self.is_cardinal(at)) && of == end {
            // "the first May bank holiday", "the 5 May Day parades"
            return None;
        }
        if !self.capitalised(of) && (form == Form::Short || matches!(month, 3 | 5) && of == end && self.is_cardinal(at)) {
            return None;
        }
        if self.is_cardinal(at) && matches!(self.class(of + 1), Class::Number { digits: true, .. }) && of == end {
            // "(season) 2 March 5": the number before belongs elsewhere
            return None;
        }
        let (behind, year) = self.year_after(of + 1);
        let calendar = |day| Calendar { year, month: Some(month), day: Some(day), weekday: None };
        Some((behind, days_what(first, second, calendar)))
    }

    pub(super) fn is_cardinal(&self, i: usize) -> bool {
        matches!(self.class(i), Class::Number { .. } | Class::Composite)
    }

    /// One or two days of a month: "5", "5th", "5-8", "5 and 6".
    pub(super) fn days(&self, i: usize) -> Read<(i8, Option<(Join, i8)>)> {
        let single = |i: usize| match self.class(i) {
            Class::Number { value: value @ 1..=31, digits: true } => Some(value as i8),
            Class::Ordinal(day @ 1..=31) => Some(day),
            _ => None,
        };
        if self.class(i) == Class::Composite {
            let (a, b) = self.word(i).split_once('-')?;
            let (a, b): (i8, i8) = (a.parse().ok()?, ordinal_digits(b)?);
            return (1 <= a && a < b && b <= 31).then_some((i + 1, (a, Some((Join::Range, b)))));
        }
        let at = if matches!(self.class(i + 1), Class::Ordinal(_)) { self.skip(i, "the") } else { i };
        let first = single(at)?;
        if self.any(at + 1, MEASURES) {
            return None;
        }
        let join = match () {
            () if self.is_dash(at + 1) || self.any(at + 1, &["to", "through"]) => Join::Range,
            () if self.any(at + 1, &["and", "&"]) => Join::Both,
            () if self.is(at + 1, "or") => Join::Either,
            () => return Some((at + 1, (first, None))),
        };
        match single(at + 2) {
            // after a month, "5 and 6 episodes" counts; before one ("5 and 6 July") it cannot
            Some(second) if second > first && !self.is_counted(at + 3) => Some((at + 3, (first, Some((join, second))))),
            _ => Some((at + 1, (first, None))),
        }
    }

    /// The year behind a month or day: ", 2006", "of 2018", "last year", "'18".
    pub(super) fn year_after(&self, i: usize) -> (usize, YearRef) {
        let of = self.skip(i, "of");
        if let Some((end, year)) = self.spoken_year(of) {
            return (end, YearRef::Given(year));
        }
        for at in [of, self.skip(i, ",")] {
            if let Class::Year(y) = self.class(at)
                && self.prefix(at).is_none()
                // "February 2026 packs five films": right behind its month a year need not be shy
                && (!self.is_counted(at + 1) || at == i && y % 100 != 0 && !self.any(at + 1, MEASURES))
            {
                return (at + 1, YearRef::Given(y));
            }
        }
        let short = self.word(i).strip_prefix(['\'', '’', '‘']).filter(|d| d.len() == 2).and_then(|d| d.parse::<i16>().ok());
        if let Some(two) = short {
            return (i + 1, YearRef::Given(full_year(two)));
        }
        if self.is(of + 1, "year") {
            for (word, shift) in [("last", -1), ("this", 0), ("next", 1)] {
                if self.is(of, word) {
                    return (of + 2, YearRef::Shift(shift));
                }
            }
        }
        (i, YearRef::Open)
    }

    /// A year that stands alone.
    pub(super) fn year(&self, i: usize) -> Read<i16> {
        let Class::Year(year) = self.class(i) else { return self.spoken_year(i) };
        if year < 1900 && !self.after(i, &["in", "since", "until", "of", "from", "by", "early", "late", "around", "circa", "and", "to"]) {
            return None;
        }
        if self.prefix(i).is_some() {
            return Some((i + 1, year));
        }
        let before = if i > self.tokens.start { self.text.word(i - 1) } else { "" };
        if before.ends_with(['$', '£', '€', '¥', '#', ':', '+']) && !before.ends_with(':') || before.eq_ignore_ascii_case("us$") {
            return None;
        }
        // "no earlier than 2020" dates, "more than 2000" counts
        let bound = self.after(i, &["than"]) && i >= 2 && self.any(i - 2, &["earlier", "later", "sooner"]);
        if self.after(i, LABELS) && !bound || self.is(i + 1, "%") {
            return None;
        }
        if self.is_counted(i + 1) {
            // "In 2018 fans…" is a year, "in 2000 homes" is not to be told: round numbers count
            let placed = self.after(i, &["in", "since", "during", "until", "early", "mid", "late"]) && year % 100 != 0;
            let work =
                self.after(i, &["the", "a"]) && self.any(i + 1, &["films", "movies", "specials", "remakes", "adaptations", "episodes"]);
            if !placed && !work || self.any(i + 1, MEASURES) {
                return None;
            }
        }
        if i > self.tokens.start && self.is_name(i - 1) && !self.any(i - 1, YEARLY) {
            // "Harbour Lights 1984": a name goes on
            return None;
        }
        if year > 2045 && !self.after(i, &["in", "by", "until", "since"]) {
            // further than anyone plans; mostly the future of a story
            return None;
        }
        Some((i + 1, year))
    }

    /// "Nineteen ninety-four", "the year two thousand".
    fn spoken_year(&self, i: usize) -> Read<i16> {
        let at = if self.is(i, "the") && self.is(i + 1, "year") { i + 2 } else { i };
        let Class::Number { value, digits: false } = self.class(at) else { return None };
        if at > i && value == 2 && self.class(at + 1) == Class::Scale(1000) {
            return Some((at + 2, 2000));
        }
        let (end, rest) = self.cardinal(at + 1).filter(|_| matches!(value, 19 | 20))?;
        ((10..100).contains(&rest) && !matches!(self.class(end), Class::Unit(..) | Class::Scale(_)))
            .then_some((end, (value * 100 + rest) as i16))
    }

    /// "1990s", "the '90s".
    pub(super) fn decade(&self, i: usize) -> Read<When> {
        let at = self.skip(i, "the");
        match self.class(at) {
            Class::Decade { decade, bare } => {
                let told = !bare || at > i || self.after(at, &["the", "early", "mid", "late"]) || self.prefix(at).is_some();
                told.then_some((at + 1, When::Decade(decade)))
            }
            // "the 1980's", unless it is the film of that year
            Class::Year(y) if at > i && y % 10 == 0 && self.is_clitic(at + 1) && !self.is_name(at + 2) => {
                Some((at + 2, When::Decade(y / 10)))
            }
            _ => None,
        }
    }

    /// Digits with marks between them, and "June-July".
    pub(super) fn composite(&self, i: usize) -> Read<What> {
        if self.class(i) != Class::Composite {
            // "2018–19", with a dash that the tokens do not join
            let (Class::Year(a), true) = (self.class(i), self.is_dash(i + 1) && self.year(i).is_some()) else { return None };
            let b = match self.class(i + 2) {
                Class::Year(b) => b,
                Class::Number { value, digits: true } if self.word(i + 2).len() == 2 => a - a % 100 + value as i16,
                _ => return None,
            };
            return (b > a && !self.is_counted(i + 3)).then_some((i + 3, What::Years(a, b)));
        }
        if self.after(i, &["$", "£", "€"]) {
            return None;
        }
        let word = self.word(i);
        if let Some((a, b)) = word.split_once('-').filter(|_| word.starts_with(|c: char| c.is_alphabetic())) {
            let (Class::Month(a, _), Class::Month(b, _)) = (words::class(a).0, words::class(b).0) else { return None };
            let (end, year) = self.year_after(i + 1);
            let month = |m| When::Calendar(Calendar { year, month: Some(m), day: None, weekday: None });
            return Some((end, range(month(a), month(b))));
        }
        Some((i + 1, composite(word, self.after(i, &["on"]))?))
    }
}

/// How two days of a month are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    Range,
    Both,
    Either,
}

pub(super) fn days_what(first: i8, second: Option<(Join, i8)>, calendar: impl Fn(i8) -> Calendar) -> What {
    let a = When::Calendar(calendar(first));
    match second.map(|(join, day)| (join, When::Calendar(calendar(day)))) {
        None => What::One(a),
        Some((Join::Range, b)) => What::Range(a, Some(b)),
        Some((Join::Both, b)) => What::Both(a, b),
        Some((Join::Either, b)) => What::Either(a, b),
    }
}

/// Gives each of two dates the year that only the other says: "May and July 2018".
pub(super) fn inherit(a: When, b: When) -> (When, When) {
    let (When::Calendar(mut x), When::Calendar(mut y)) = (a, b) else { return (a, b) };
    match (x.year, y.year) {
        (YearRef::Open, year) if x.month.is_some() => x.year = year,
        // "from December 2018 to March" ends in the year after
        (YearRef::Given(year), YearRef::Open) => y.year = YearRef::Given(year + i16::from((y.month, y.day) < (x.month, x.day))),
        (year, YearRef::Open) => y.year = year,
        _ => {}
    }
    // "from December to March 2019" begins in the year before
    if let (YearRef::Open, YearRef::Given(year)) = (if let When::Calendar(c) = a { c.year } else { YearRef::Open }, y.year)
        && x.month.is_some()
        && (x.month, x.day) > (y.month, y.day)
    {
        x.year = YearRef::Given(year - 1);
    }
    (When::Calendar(x), When::Calendar(y))
}

pub(super) fn range(a: When, b: When) -> What {
    let years = |when: &When| match when {
        When::Calendar(Calendar { year: YearRef::Given(y), month: None, .. }) => Some(*y),
        _ => None,
    };
    let (a, b) = inherit(a, b);
    match (years(&a), years(&b)) {
        (Some(x), Some(y)) if y > x => What::Years(x, y),
        _ => What::Range(a, Some(b)),
    }
}

/// 18 is 2018, 85 is 1985.
pub(super) fn full_year(two: i16) -> i16 {
    if two < 50 { 2000 + two } else { 1900 + two }
}

/// "8", "8th".
pub(super) fn ordinal_digits(text: &str) -> Option<i8> {
    text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

/// Reads "2018-05-11", "3/4/2018", "11-25-20", "2026-27". A month and day alone ("9/17") need
/// `placed`, since "9/8c" and "24/7" look like them.
///
/// Month and day go in the American order unless that is impossible.
pub fn composite(word: &str, placed: bool) -> Option<What> {
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return day(word[..4].parse().ok()?, word[4..6].parse().ok()?, word[6..].parse().ok()?);
    }
    let word = match word.find(['T', 't']) {
        Some(at) if at >= 8 => &word[..at],
        _ => word,
    };
    let mark = word.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = [(0usize, 0i16); 3];
    let mut count = 0;
    for part in word.split(mark) {
        if count == 3 || part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        parts[count] = (part.len(), part.parse().ok()?);
        count += 1;
    }
    let is_year = |y: i16| (1900..2100).contains(&y);
    match (&parts[..count], mark) {
        (&[(4, y), (_, m), (_, d)], _) => day(y, m, d),
        (&[(1 | 2, a), (1 | 2, b), (length @ (2 | 4), y)], _) => {
            let y = if length == 2 { full_year(y) } else { y };
            if mark == '.' { day(y, b, a) } else { day(y, a, b).or_else(|| day(y, b, a)) }
        }
        (&[(4, a), (4, b)], '-' | '/') if is_year(a) && is_year(b) && a < b && (mark == '-' || b == a + 1) => Some(What::Years(a, b)),
        (&[(4, a), (2, b)], '-' | '/') if is_year(a) => {
            let second = a - a % 100 + b + if a % 100 == 99 && b == 0 { 100 } else { 0 };
            if second == a + 1 {
                return Some(What::Years(a, second));
            }
            if mark == '-' && (1..=12).contains(&b) {
                let month = Calendar { year: YearRef::Given(a), month: Some(b as i8), day: None, weekday: None };
                return Some(What::One(When::Calendar(month)));
            }
            (mark == '-' && second > a).then_some(What::Years(a, second))
        }
        (&[(1 | 2, m @ 1..=12), (1 | 2, d @ 1..=31)], '/') if placed => {
            let date = Calendar { year: YearRef::Open, month: Some(m as i8), day: Some(d as i8), weekday: None };
            Some(What::One(When::Calendar(date)))
        }
        _ => None,
    }
}

fn day(year: i16, month: i16, day: i16) -> Option<What> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    edtf::EdtfDate::new(edtf::Year::Is(year), Some(month), Some(day))?;
    Some(What::One(When::Calendar(Calendar { year: YearRef::Given(year), month: Some(month), day: Some(day), weekday: None })))
}
