//! Time expressions of one sentence, as the text words them.
//!
//! A hand-written grammar over tokens. What it yields is *symbolic*: "last March" stays "the last
//! March", since only `resolve::date` knows when the article was published and in which tense the
//! sentence speaks. A mention covers every word that changes the value ("no earlier than 2020",
//! "early next year") but not a plain "in" or "on".
//!
//! Read from left to right, first match wins, and a match is as long as the grammar allows:
//! `relation position core continuation`, e.g. "from | early | May | to July". The vocabulary
//! stands in `words`; each family of cores is one method of `Reader`.

mod words;

use std::ops::Range;

use crate::edtf;
use crate::text::token::Case;
use crate::text::{Text, TokenKind, Zone};
use words::*;

/// One time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Its tokens, as indices into the text's.
    pub tokens: Range<usize>,
    /// What it says.
    pub expr: DateExpr,
    /// The "not" that the expression has taken in ("is**n't** expected until 2020"): it bounds
    /// the date and so does not negate the claim. It may stand before `tokens`.
    pub negation: Option<usize>,
}

/// What a time expression says, with nothing resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateExpr {
    /// How the event lies to the time named.
    pub relation: Relation,
    /// Which part of the time named is meant.
    pub position: Option<Position>,
    /// The time named.
    pub what: What,
}

/// How the event lies to the time that an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// In it, on it.
    At,
    /// About then.
    Around,
    /// Then or earlier.
    By,
    /// Earlier.
    Before,
    /// Later.
    After,
    /// Then or later: "no earlier than", "not before".
    NotBefore,
    /// "Not until": then or later while it is a plan, just then once it has happened.
    NotUntil,
    /// From then to now.
    Since,
    /// From then on.
    From,
    /// Up to then.
    Until,
    /// Inside the range.
    Between,
}

/// A part of a year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// "Early 2018", "the start of 2018".
    Early,
    /// "Mid-2018".
    Mid,
    /// "Late 2018", "the end of 2018".
    Late,
    /// "Earlier this year": before now.
    Earlier,
    /// "Later this year": after now.
    Later,
}

/// One time or several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// One time.
    One(When),
    /// One of two: "2018 or 2019".
    Either(When, When),
    /// Both: "18 and 19 July".
    Both(When, When),
    /// From the one to the other; `None` is the present.
    Range(When, Option<When>),
    /// A run of years: "2026-27", "1997–2003".
    Years(i16, i16),
    /// A regular slot: "Sundays", "every Friday", "weekly".
    Slot,
}

/// One time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year, month, season or day of the calendar.
    Calendar(Calendar),
    /// 199 is the 1990s.
    Decade(i16),
    /// A day of the week, 0 is Monday.
    Weekday {
        /// The day.
        day: i8,
        /// "This", "last", "next".
        which: Option<Which>,
        /// "Of next week": weeks from now.
        week: Option<i32>,
    },
    /// Saturday and Sunday.
    Weekend(Option<Which>),
    /// "The week of 5 March".
    WeekOf(Calendar),
    /// So many units from now: "last week" is −1 week, "two years ago" −2 years.
    Shift {
        /// What is counted.
        unit: Unit,
        /// How many, to the past if negative.
        amount: i32,
        /// A number is said ("in two weeks"), rather than "next".
        counted: bool,
    },
    /// A holiday.
    Holiday {
        /// Which one.
        holiday: Holiday,
        /// In which year.
        year: YearRef,
        /// The Saturday to Monday around it.
        weekend: bool,
    },
    /// Relative to another time in the text, or with no number: "the following year", "a few days ago".
    Vague,
}

/// A date of the calendar as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// The year, or how it is told.
    pub year: YearRef,
    /// 1–12, or an EDTF code of a season, quarter or half.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// The weekday that goes with it, 0 is Monday.
    pub weekday: Option<i8>,
}

/// How the year of a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRef {
    /// Not at all.
    Open,
    /// In digits.
    Given(i16),
    /// Years from now: "in March last year".
    Shift(i32),
    /// "Last March".
    Nearest(Which),
}

/// Which of the times that share a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// "This Friday".
    This,
    /// "Last Friday", "this past Friday".
    Last,
    /// "Next Friday", "this coming Friday".
    Next,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Year,
    Decade,
}

/// A holiday with a fixed or computable date; the movable ones are the American ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Holiday {
    NewYearsDay,
    MartinLutherKingDay,
    ValentinesDay,
    PresidentsDay,
    StPatricksDay,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    MemorialDay,
    LaborDay,
    Halloween,
    Thanksgiving,
    BlackFriday,
    ChristmasEve,
    ChristmasDay,
    /// "At Christmas": about then.
    Christmas,
    BoxingDay,
    NewYearsEve,
}

/// The time expressions among `tokens`, which are those of one sentence, in order.
///
/// Tokens for which `masked` is true belong to a name or title ("Blade Runner 2049") and are
/// never used.
///
/// ```
/// use greenlit::{mention::date, span::Span, text::Text};
/// let source = "It returns in early May.";
/// let text = Text::new(source, Span::new(0, source.len()), None);
/// let found = date::dates(&text, 0..text.tokens.len(), &|_| false);
/// assert_eq!(text.words(&found[0].tokens), "early May");
/// ```
pub fn dates(text: &Text, tokens: Range<usize>, masked: &dyn Fn(usize) -> bool) -> Vec<DateMention> {
    let tokens = tokens.start.min(text.tokens.len())..tokens.end.min(text.tokens.len());
    let mut found = Vec::new();
    let Some(reader) = Reader::new(text, tokens.clone(), masked) else { return found };
    let mut i = tokens.start;
    while i < tokens.end {
        match reader.mention(i) {
            Some(mention) => {
                i = mention.tokens.end.max(i + 1);
                found.push(mention);
            }
            None => i += 1,
        }
    }
    for i in 1..found.len() {
        if found[i].expr.what == What::One(When::Vague)
            && let Some(when) = reader.counted_from(&found[i], &found[i - 1])
        {
            found[i].expr.what = What::One(when);
        }
    }
    found
}

/// What a method of the grammar has read: the first token behind, and its meaning.
type Read<T> = Option<(usize, T)>;

/// Reads the dates of one sentence.
struct Reader<'t> {
    text: &'t Text<'t>,
    tokens: Range<usize>,
    classes: Vec<(Class, Option<Position>)>,
    masked: Vec<bool>,
    /// The sentence is a heading: capitals say nothing.
    heading: bool,
    /// A verb of the sentence moves a date.
    moved: bool,
}

impl<'t> Reader<'t> {
    /// `None` if no token can be part of a date.
    fn new(text: &'t Text<'t>, tokens: Range<usize>, masked: &dyn Fn(usize) -> bool) -> Option<Self> {
        let classes: Vec<_> = tokens.clone().map(|i| words::class(text.word(i))).collect();
        let holiday = |i: usize| {
            text.tokens[i].is_capitalised() && HOLIDAYS.iter().any(|(words, ..)| text.word(i).len() < 14 && starts(text.word(i), words[0]))
        };
        let slot = |i: usize| SLOTS.iter().chain(PARTS_OF_DAY).any(|slot| text.word(i).eq_ignore_ascii_case(slot));
        if !classes.iter().any(|(class, _)| class.is_seed() || matches!(class, Class::Part(_) | Class::Ordinal(_)))
            && !tokens.clone().any(|i| holiday(i) || slot(i))
        {
            return None;
        }
        // a channel may be called "10", but behind a month that is the day
        let is_day = |i: usize| {
            let kind = |i: usize| classes[i - tokens.start].0;
            i > tokens.start
                && matches!(kind(i), Class::Number { digits: true, value: 1..=31 })
                && matches!(kind(i - 1), Class::Month(..))
                && !masked(i - 1)
        };
        let masked = tokens.clone().map(|i| masked(i) && !is_day(i)).collect();
        let heading = matches!(text.sentences.get(text.sentence_of(tokens.start)).map(|s| s.zone), Some(Zone::Headline | Zone::Heading));
        let moved = tokens.clone().any(|i| MOVES.iter().any(|verb| text.word(i).eq_ignore_ascii_case(verb)));
        Some(Reader { text, tokens, classes, masked, heading, moved })
    }

    // --- single tokens -----------------------------------------------------------------------

    /// True for a token of the sentence that may be used.
    fn usable(&self, i: usize) -> bool {
        self.tokens.contains(&i) && !self.masked[i - self.tokens.start]
    }

    fn class(&self, i: usize) -> Class {
        if self.usable(i) { self.classes[i - self.tokens.start].0 } else { Class::Other }
    }

    fn prefix(&self, i: usize) -> Option<Position> {
        if self.usable(i) { self.classes[i - self.tokens.start].1 } else { None }
    }

    fn word(&self, i: usize) -> &'t str {
        if self.usable(i) { self.text.word(i) } else { "" }
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    /// True if the token before `i` is one of the words.
    fn after(&self, i: usize, words: &[&str]) -> bool {
        i > self.tokens.start && self.any(i - 1, words)
    }

    /// `i` if the word does not stand there, else the next token.
    fn skip(&self, i: usize, word: &str) -> usize {
        i + usize::from(self.is(i, word))
    }

    fn sequence(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(n, word)| self.is(i + n, word)).then_some(i + words.len())
    }

    fn capitalised(&self, i: usize) -> bool {
        self.usable(i) && self.text.tokens[i].is_capitalised()
    }

    fn is_clitic(&self, i: usize) -> bool {
        self.usable(i) && self.text.tokens[i].kind == TokenKind::Clitic
    }

    /// A capitalised word that is part of a name as far as can be seen. `i` may be the index
    /// before the first one, wrapped around.
    fn is_name(&self, i: usize) -> bool {
        !self.heading
            && self.capitalised(i)
            && self.text.tokens[i].kind == TokenKind::Word
            && self.class(i) == Class::Other
            && !self.any(i, FUNCTION_WORDS)
    }

    /// True if the token begins the sentence, or a quotation or bracket in it.
    fn opens(&self, i: usize) -> bool {
        i == self.tokens.start
            || (i > self.tokens.start
                && matches!(self.text.tokens[i - 1].kind, TokenKind::Quote | TokenKind::Punct)
                && !self.any(i - 1, &[",", "-", "–", "—"]))
    }

    fn is_dash(&self, i: usize) -> bool {
        self.any(i, &["-", "–", "—", "‐"])
    }

    /// True if what stands at `i` is counted by the number before it: "2000 soldiers".
    fn is_counted(&self, i: usize) -> bool {
        let word = self.word(i);
        if self.any(i, MEASURES) {
            return true;
        }
        self.usable(i)
            && self.text.tokens[i].kind == TokenKind::Word
            && self.text.tokens[i].case == Case::Lower
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !self.any(i, NOT_PLURALS)
    }

    // --- the whole expression ----------------------------------------------------------------

    fn mention(&self, i: usize) -> Option<DateMention> {
        if !self.usable(i) {
            return None;
        }
        if let Some((end, ())) = self.slot(i) {
            let expr = DateExpr { relation: Relation::At, position: None, what: What::Slot };
            return Some(DateMention { tokens: i..end, expr, negation: None });
        }
        let (start, mut relation, negation) = match self.relation(i) {
            Some((end, (relation, negation))) => (end, relation, negation),
            None => (i, Relation::At, None),
        };
        if relation == Relation::From && self.moved {
            return None;
        }
        let (core, mut position) = self.position(start);
        let (mut end, mut what) = self.core(core, position.is_some(), relation)?;
        position = position.or(self.prefix(core)).or_else(|| self.prefix(core + 1).filter(|_| self.is(core, "the")));
        if self.is_year_end(core) {
            position = Some(Position::Late);
        }
        if let What::One(first) = what {
            (end, what) = self.continuation(end, first, relation)?;
        }
        if start > i && self.is_clitic(end) {
            // "followed by 2016's Star Trek", "after Thursday's news": the time belongs to the noun
            return None;
        }
        let counted = matches!(what, What::One(When::Shift { counted: true, .. } | When::Vague));
        if start > i && !counted && self.any(i, &["about", "roughly", "approximately", "nearly", "almost", "more", "over"]) {
            // "a film about 1969", "over Christmas"
            return None;
        }
        if !matches!(what, What::One(_)) && !matches!(relation, Relation::By | Relation::Before | Relation::Until | Relation::NotBefore) {
            // "from early May to late July": neither part's position is that of the whole
            if matches!(what, What::Range(..)) {
                position = None;
            }
        }
        for (words, other) in TAILS {
            if let Some(behind) = self.sequence(end, words)
                && matches!(relation, Relation::At)
            {
                (relation, end) = (*other, behind);
                break;
            }
        }
        Some(DateMention { tokens: i..end, expr: DateExpr { relation, position, what }, negation })
    }

    /// "No earlier than", "by", "since": with the negation that it takes in.
    fn relation(&self, i: usize) -> Read<(Relation, Option<usize>)> {
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
    fn negation_before(&self, i: usize) -> Option<usize> {
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
    fn position(&self, i: usize) -> (usize, Option<Position>) {
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
    fn continuation(&self, end: usize, first: When, relation: Relation) -> Read<What> {
        let kind = |when: &When| match when {
            When::Calendar(c) => Some((c.month.is_some(), c.day.is_some())),
            When::Weekday { .. } => Some((false, true)),
            _ => None,
        };
        let second = |at: usize| {
            let (core, _) = self.position(at);
            match self.core(core, core > at, Relation::From) {
                Some((end, What::One(when))) => Some((end, when)),
                _ => None,
            }
        };
        let join = |a: When, b: When| inherit(a, b);
        if relation == Relation::Between {
            let (end, b) = second(end + 1).filter(|_| self.is(end, "and"))?;
            let (a, b) = join(first, b);
            return Some((end, What::Range(a, Some(b))));
        }
        let dash = self.is_dash(end);
        if dash || self.any(end, &["to", "through", "thru"]) || (relation == Relation::From && self.any(end, &["until", "till"])) {
            let at = self.skip(self.skip(end + 1, "to"), "until");
            if self.any(at, &["present", "now"]) && kind(&first).is_some() {
                return Some((at + 1, What::Range(first, None)));
            }
            if let (Some((behind, b)), false) = (second(at), self.moved) {
                let plain = kind(&first).is_some() && kind(&b).is_some();
                // a dash also sets off an aside, so both sides must be of one kind
                if if dash { kind(&first) == kind(&b) && plain } else { plain } {
                    return Some((behind, range(first, b)));
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
                return Some((behind, if or { What::Either(a, b) } else { What::Both(a, b) }));
            }
        }
        Some((end, What::One(first)))
    }

    // --- cores -------------------------------------------------------------------------------

    /// A time without its preposition. `placed` says that a position stands before it, which
    /// makes "the year" the present one.
    fn core(&self, i: usize, placed: bool, relation: Relation) -> Read<What> {
        if !self.usable(i) {
            return None;
        }
        if let Some(found) = self.composite(i) {
            return Some(found);
        }
        if let Some(found) = self.day_first(i).or_else(|| self.month_first(i)) {
            return Some(found);
        }
        let one = |(end, when)| (end, What::One(when));
        if self.is_year_end(i) && (self.class(i) == Class::YearEnd || matches!(relation, Relation::By | Relation::Before)) {
            let end = if self.class(i) == Class::YearEnd { i + 1 } else { self.year_end(i)? };
            return Some(one((end, When::Shift { unit: Unit::Year, amount: 0, counted: false })));
        }
        if let Some(found) = self.weekday(i, None, i) {
            return Some(found);
        }
        let found = self
            .which(i)
            .or_else(|| self.counted(i))
            .or_else(|| self.today(i))
            .or_else(|| self.holiday(i, YearRef::Open, relation != Relation::At || self.after(i, HOLIDAY_PREPOSITIONS)))
            .or_else(|| self.quarter(i))
            .or_else(|| self.season(i, placed))
            .or_else(|| self.anaphoric(i))
            .or_else(|| self.definite(i, placed))
            .or_else(|| self.decade(i))
            .or_else(|| self.year(i).map(|(end, y)| (end, When::Calendar(Calendar::year(YearRef::Given(y))))));
        found.map(one)
    }

    /// Month before day: "May 19, 2006", "June 5-8", "May 2018", "May".
    fn month_first(&self, i: usize) -> Read<What> {
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
    fn is_month_alone(&self, i: usize, month: i8, form: Form) -> bool {
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
    fn day_first(&self, i: usize) -> Read<What> {
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

    fn is_cardinal(&self, i: usize) -> bool {
        matches!(self.class(i), Class::Number { .. } | Class::Composite)
    }

    /// One or two days of a month: "5", "5th", "5-8", "5 and 6".
    fn days(&self, i: usize) -> Read<(i8, Option<(Join, i8)>)> {
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
    fn year_after(&self, i: usize) -> (usize, YearRef) {
        let of = self.skip(i, "of");
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
    fn year(&self, i: usize) -> Read<i16> {
        let Class::Year(year) = self.class(i) else { return None };
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
            // "Wonder Woman 1984": a name goes on
            return None;
        }
        if year > 2045 && !self.after(i, &["in", "by", "until", "since"]) {
            // further than anyone plans; mostly the future of a story
            return None;
        }
        Some((i + 1, year))
    }

    /// "1990s", "the '90s".
    fn decade(&self, i: usize) -> Read<When> {
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

    /// "Monday", "Monday, March 6", "Thursday of next week". `start` is where the whole begins.
    fn weekday(&self, i: usize, which: Option<Which>, start: usize) -> Read<What> {
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

    /// "This", "last", "next" and their kind, with a unit, month, season, weekday or holiday.
    fn which(&self, i: usize) -> Read<When> {
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
            Class::Weekday(..) => match self.weekday(at, Some(which), i)? {
                (end, What::One(when)) => Some((end, when)),
                _ => None,
            },
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
                // "the next week" is that of the story told, "the last week of" a part of something
                let definite = which != Which::This && self.after(i, &["the", "these", "those", "her", "his", "its", "their"]);
                if definite || self.is(at + 1, "of") || matches!(unit, Unit::Day | Unit::Fortnight) {
                    return None;
                }
                Some((at + 1, if unit == Unit::Weekend { When::Weekend(Some(which)) } else { shift(unit) }))
            }
            _ if self.any(at, PARTS_OF_DAY) && which != Which::Next => Some((at + 1, shift(Unit::Day))),
            _ => self.holiday(at, YearRef::Nearest(which), true),
        }
    }

    /// "Two years ago", "in two weeks", "16 months from now".
    fn counted(&self, i: usize) -> Read<When> {
        let ahead = self.is(i, "in");
        // "the first film in five years"
        let lately = (i.saturating_sub(4).max(self.tokens.start)..i).any(|j| self.any(j, &["first", "once", "twice", "only", "times"]));
        if ahead && lately {
            return None;
        }
        let at = i + usize::from(ahead);
        let (at, amount) = self.count(at)?;
        let Class::Unit(unit, _) = self.class(at) else { return None };
        let (at, amount) = match self.sequence(at + 1, &["and", "a", "half"]) {
            Some(end) => (end, None),
            None => (at + 1, amount),
        };
        let shift = |sign: i32| match amount {
            Some(n) if unit != Unit::Decade && unit != Unit::Weekend => When::Shift { unit, amount: sign * n, counted: true },
            _ => When::Vague,
        };
        if ahead {
            let end = if self.is_clitic(at) && self.is(at + 1, "time") { at + 2 } else { self.skip(at, "time") };
            let goes_on = self.any(end, &["of", "since", "when", "that", "ago", "and", "on"]) || self.is_name(end);
            return (!goes_on).then(|| (end, shift(1)));
        }
        if self.is(at, "ago") {
            return Some((at + 1, shift(-1)));
        }
        if let Some(end) = self.sequence(at, &["from", "now"]) {
            return Some((end, shift(1)));
        }
        self.any(at, &["earlier", "later", "before", "after", "prior"]).then_some((at + 1, When::Vague))
    }

    /// How many: `None` for "a few".
    fn count(&self, i: usize) -> Read<Option<i32>> {
        if let Class::Number { value, .. } = self.class(i) {
            return Some((i + 1, Some(value)));
        }
        for words in [&["a", "couple", "of"][..], &["a", "couple"], &["a", "few"], &["several"], &["many"], &["few"]] {
            if let Some(end) = self.sequence(i, words) {
                return Some((end, None));
            }
        }
        self.any(i, &["a", "an"]).then_some((i + 1, Some(1)))
    }

    /// "Today", "yesterday morning", "tonight".
    fn today(&self, i: usize) -> Read<When> {
        let Class::Day(amount) = self.class(i) else { return None };
        let show =
            self.capitalised(i) && !self.opens(i) && !self.heading || self.after(i, &["the"]) || self.any(i + 1, &["show", "programme"]);
        if show || self.capitalised(i) && self.is_name(i + 1) {
            return None;
        }
        let end = if self.any(i + 1, PARTS_OF_DAY) { i + 2 } else { i + 1 };
        Some((end, When::Shift { unit: Unit::Day, amount: i32::from(amount), counted: false }))
    }

    /// A holiday. `year` is how "this" or "last" before it tells the year; `placed` says that the
    /// surroundings make "Halloween" a time.
    fn holiday(&self, i: usize, year: YearRef, placed: bool) -> Read<When> {
        let i = if placed && self.capitalised(i + 1) { self.skip(i, "the") } else { i };
        if !self.capitalised(i) {
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

    /// True if no noun follows that the words before would describe.
    fn ends_phrase(&self, i: usize) -> bool {
        if !self.tokens.contains(&i) {
            return true;
        }
        let token = &self.text.tokens[i];
        match token.kind {
            TokenKind::Word => {
                self.any(i, FUNCTION_WORDS) || self.any(i, &["when", "while", "if", "so", "because", "where", "would", "has"])
            }
            TokenKind::Clitic => false,
            _ => true,
        }
    }

    /// "Q3 2024", "the third quarter of 2024", "the second half of next year".
    fn quarter(&self, i: usize) -> Read<When> {
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
    fn season(&self, i: usize, placed: bool) -> Read<When> {
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

    /// "… in 2018 … the following year", "… 2023 … that November": counted from the date before,
    /// if that has a year.
    fn counted_from(&self, mention: &DateMention, before: &DateMention) -> Option<When> {
        let What::One(When::Calendar(Calendar { year: YearRef::Given(year), .. })) = before.expr.what else { return None };
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let given = |year: i16, month| Some(When::Calendar(Calendar { year: YearRef::Given(year), month, day: None, weekday: None }));
        if self.any(end - 1, &["later", "after"]) {
            let (at, amount) = self.count(start)?;
            let years = matches!(self.class(at), Class::Unit(Unit::Year, _)) && at + 2 == end;
            return amount.filter(|_| years).and_then(|n| given(year.checked_add(i16::try_from(n).ok()?)?, None));
        }
        let which = self.word(end.checked_sub(2).filter(|i| *i >= start)?).to_lowercase();
        let ahead = match which.as_str() {
            "following" | "next" => 1,
            "previous" | "preceding" => -1,
            "that" | "same" => 0,
            _ => return None,
        };
        match self.class(end - 1) {
            Class::Unit(Unit::Year, false) => given(year + ahead, None),
            Class::Month(month, _) => given(year + ahead, Some(month)),
            Class::Season(season) => given(year + ahead, Some(season)),
            _ => None,
        }
    }

    /// "The following year", "that week", "the same day": relative to something in the text.
    fn anaphoric(&self, i: usize) -> Read<When> {
        let at = if self.is(i, "that") && !self.after(i, &["so"]) {
            i + 1
        } else {
            let at = self.skip(i, "the");
            let told = self.any(at, &["following", "previous", "preceding"]) || at > i && self.any(at, &["same", "next"]);
            if told { at + 1 } else { return None }
        };
        let unit = match self.class(at) {
            Class::Unit(unit, false) => unit != Unit::Decade,
            Class::Month(_, Form::Full) | Class::Weekday(_, Form::Full) => self.capitalised(at) && !self.is_name(at + 1),
            Class::Season(_) => true,
            _ => false,
        };
        (unit && !self.is(at + 1, "of")).then_some((at + 1, When::Vague))
    }

    /// "The year" behind "the end of", "the weekend", "the week of 5 March".
    fn definite(&self, i: usize, placed: bool) -> Read<When> {
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

    fn is_year_end(&self, i: usize) -> bool {
        self.class(i) == Class::YearEnd || self.year_end(i).is_some()
    }

    /// "Year end", "the year's end".
    fn year_end(&self, i: usize) -> Option<usize> {
        let at = self.skip(i, "the");
        let end = at + 1 + usize::from(self.is_clitic(at + 1));
        (self.is(at, "year") && self.is(end, "end")).then_some(end + 1)
    }

    /// "Sundays", "every Friday night", "weekly".
    fn slot(&self, i: usize) -> Read<()> {
        let one = |i: usize| match self.class(i) {
            Class::Weekday(_, Form::Plural) => Some(i + 1),
            Class::Weekday(_, Form::Full) if self.any(i + 1, &["nights", "mornings", "evenings", "afternoons"]) => Some(i + 2),
            _ => None,
        };
        if self.any(i, &["every", "each"]) {
            let end = match self.class(i + 1) {
                Class::Weekday(_, Form::Full) => i + 2,
                Class::Unit(Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend, false) => i + 2,
                _ => return None,
            };
            let end = if self.any(end, PARTS_OF_DAY) { end + 1 } else { end };
            return Some((end, ()));
        }
        if self.class(i) == Class::Composite && self.word(i).starts_with(|c: char| c.is_alphabetic()) {
            return matches!(words::class(self.word(i).split('-').next().unwrap_or("")).0, Class::Weekday(..)).then_some((i + 1, ()));
        }
        if self.any(i, SLOTS) {
            let adjective = self.usable(i + 1) && self.text.tokens[i + 1].kind == TokenKind::Word && !self.ends_phrase(i + 1);
            return (!adjective && !self.capitalised(i)).then_some((i + 1, ()));
        }
        let mut end = one(i)?;
        while self.any(end, &["and", "&", ",", "to", "through"]) {
            match one(end + 1) {
                Some(next) => end = next,
                None => break,
            }
        }
        Some((end, ()))
    }

    /// Digits with marks between them, and "June-July".
    fn composite(&self, i: usize) -> Read<What> {
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

impl Calendar {
    /// A whole year.
    pub fn year(year: YearRef) -> Self {
        Calendar { year, month: None, day: None, weekday: None }
    }
}

/// How two days of a month are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Range,
    Both,
    Either,
}

fn days_what(first: i8, second: Option<(Join, i8)>, calendar: impl Fn(i8) -> Calendar) -> What {
    let a = When::Calendar(calendar(first));
    match second.map(|(join, day)| (join, When::Calendar(calendar(day)))) {
        None => What::One(a),
        Some((Join::Range, b)) => What::Range(a, Some(b)),
        Some((Join::Both, b)) => What::Both(a, b),
        Some((Join::Either, b)) => What::Either(a, b),
    }
}

/// Gives each of two dates the year that only the other says: "May and July 2018".
fn inherit(a: When, b: When) -> (When, When) {
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

fn range(a: When, b: When) -> What {
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
fn full_year(two: i16) -> i16 {
    if two < 50 { 2000 + two } else { 1900 + two }
}

/// "8", "8th".
fn ordinal_digits(text: &str) -> Option<i8> {
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

/// True if `word` is `start` in any case, perhaps with an "s" more.
fn starts(word: &str, start: &str) -> bool {
    word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}
