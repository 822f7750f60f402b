//! Time expressions of one sentence, as the text words them.
//!
//! A hand-written grammar over tokens. What it yields is *symbolic*: "last March" stays "the last
//! March", since only `resolve::date` knows when the article was published and in which tense the
//! sentence speaks. A mention covers every word that changes the value ("no earlier than 2020",
//! "early next year") but not a plain "in" or "on".
//!
//! Read from left to right, first match wins, and a match is as long as the grammar allows:
//! `relation position core continuation`, e.g. "from | early | May | to July". Token classes (time
//! words, modifiers, numerals; after SynTime) stand in `words`, each family of expressions in a file
//! of its own: `calendar`, `weekday`, `relative`, `season`, `holiday`, `clock`, `duration`, `set`,
//! `vague`; `phrase` puts them together.
//!
//! A mention has two extents: the words that a rule may treat as one date ([`DateMention::tokens`],
//! "no earlier than 2020"), and those that TIMEX3 marks ([`DateMention::core`], "2020").

mod calendar;
mod clock;
mod duration;
mod holiday;
mod phrase;
mod reader;
mod relative;
mod season;
mod set;
mod vague;
mod weekday;
mod words;

use std::ops::Range;

use crate::text::Text;
use reader::Reader;

pub use calendar::composite;

/// One time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Its tokens, as indices into the text's, with all that bounds it.
    pub tokens: Range<usize>,
    /// Those of the time itself, as TIMEX3 marks them: without prepositions, with what modifies it.
    /// It may begin before `tokens` ("10 p.m. | Wednesday").
    pub core: Range<usize>,
    /// Where a second time is said apart from the first: the end of the one in `core` and the start
    /// of the other ("May | to | July").
    pub split: Option<(usize, usize)>,
    /// What it says.
    pub expr: DateExpr,
    /// True if it may date an event. A duration, "now" or "the third quarter" with no year tells
    /// of a time, but not when a show airs.
    pub dates_events: bool,
    /// What part of the grammar has read it.
    pub rule: &'static str,
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
    /// The time of day.
    pub time: Option<TimeOfDay>,
    /// How exact the number is: "about two years ago".
    pub hedge: Option<Hedge>,
}

impl DateExpr {
    /// The time itself, with nothing said of it.
    pub fn plain(what: What) -> Self {
        DateExpr { relation: Relation::At, position: None, what, time: None, hedge: None }
    }
}

/// How exact a number or a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// "About", "roughly", "or so".
    About,
    /// "Nearly", "almost", "less than".
    Less,
    /// "More than", "over".
    More,
    /// "At most", "up to".
    AtMost,
    /// "At least".
    AtLeast,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// "Evening".
    Part(PartOfDay),
    /// "10:35 a.m.".
    Clock {
        /// From midnight, 0–1440.
        minutes: i16,
        /// The minutes are said: "10 p.m." is less exact than "10:00 p.m.".
        minuted: bool,
        /// Minutes from UTC, if a zone is said.
        zone: Option<i16>,
    },
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PartOfDay {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    Tonight,
    Overnight,
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
    /// A regular time: "Sundays", "every Friday", "weekly".
    Set(Set),
    /// A length of time: "two years", "the past week".
    Duration(Duration),
    /// "Now", "recently", "soon": some time that is not said.
    Reference(Reference),
}

impl What {
    /// True for a quarter of a year.
    fn is_quarter(self) -> bool {
        matches!(self, What::One(When::Calendar(Calendar { month: Some(33..=36), .. })))
    }
}

/// A regular time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// What comes back.
    pub cycle: Cycle,
    /// In "every" or "each".
    pub quantified: Option<Quant>,
    /// How many times in it: "twice a week".
    pub times: Option<u8>,
}

/// What comes back in a regular time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    /// Every so many units: "daily", "every two weeks".
    Units(i32, Unit),
    /// "Sundays".
    Weekday(i8),
    /// "Each July".
    Month(i8),
    /// "Every summer": an EDTF code.
    Season(i8),
    /// Several weekdays: "Monday to Friday".
    Weekdays,
}

/// The word that makes a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Quant {
    Every,
    Each,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// How many; `None` for "a few".
    pub count: Option<i32>,
    /// And a half.
    pub half: bool,
    /// The upper end of "two to three weeks".
    pub to: Option<i32>,
    /// What is counted; `None` for "a while".
    pub unit: Option<Unit>,
    /// Which way from now it runs, if that is said: "the past", "the next".
    pub toward: Option<Which>,
}

/// What points at a time without naming it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Reference {
    Present,
    Past,
    Future,
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
    /// 19 is the 20th century.
    Century(i16),
    /// Relative to a time that the text has named: "the following year", "two days later".
    FromNamed {
        /// What is counted or named.
        grain: Grain,
        /// How many on, to the past if negative; `None` for "a few days later".
        amount: Option<i32>,
        /// A number is said ("two days later"), rather than "following".
        counted: bool,
    },
    /// So many from now, but how many is not said: "a few years ago".
    Some {
        /// What is counted.
        unit: Unit,
        /// To the past.
        past: bool,
    },
}

/// What is counted from a time that the text has named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Units of time.
    Unit(Unit),
    /// Months of this name.
    Month(i8),
    /// Days of this name, 0 is Monday.
    Weekday(i8),
    /// Seasons, quarters or halves by their EDTF code.
    Season(i8),
    /// Whatever was named ("the year-earlier period"), years away.
    Same,
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
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
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
    AshWednesday,
    PalmSunday,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    MemorialDay,
    IndependenceDay,
    LaborDay,
    ColumbusDay,
    Halloween,
    VeteransDay,
    ElectionDay,
    Thanksgiving,
    BlackFriday,
    CyberMonday,
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
                i = mention.core.end.max(mention.tokens.end).max(i + 1);
                found.push(mention);
            }
            None => i += 1,
        }
    }
    for i in 1..found.len() {
        if let What::One(When::FromNamed { grain, amount: Some(amount), .. }) = found[i].expr.what
            && let Some(when) = counted_from(grain, amount, &found[i - 1])
        {
            found[i].expr.what = What::One(when);
        }
    }
    found
}

/// False for a text in which no time expression can stand; much quicker than [`dates`].
pub fn may_hold_time(text: &str) -> bool {
    words::may_hold_time(text)
}

/// "… in 2018 … the following year", "… 2023 … that November": counted from the date before, if
/// that has a year.
fn counted_from(grain: Grain, amount: i32, before: &DateMention) -> Option<When> {
    let What::One(When::Calendar(Calendar { year: YearRef::Given(year), .. })) = before.expr.what else { return None };
    if before.expr.what.is_quarter() {
        // "the third quarter of 2017 … a year earlier" is a quarter too, which the tagger knows
        return None;
    }
    let year = year.checked_add(i16::try_from(amount).ok()?)?;
    let month = match grain {
        Grain::Unit(Unit::Year) => None,
        Grain::Month(month) | Grain::Season(month) => Some(month),
        _ => return None,
    };
    Some(When::Calendar(Calendar { year: YearRef::Given(year), month, day: None, weekday: None }))
}

impl Calendar {
    /// A whole year.
    pub fn year(year: YearRef) -> Self {
        Calendar { year, month: None, day: None, weekday: None }
    }
}
