//! The vocabulary of dates: what one token can be, before any grammar.
//!
//! A token has one class, found in one look: words in the tables of `words.toml`, numbers by their
//! shape. A hyphenated "mid-2021" is its second half with the position that the first half gives.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::{Hedge, PartOfDay, Position, Reference, Relation, Unit};

/// How a name of a month or weekday is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Full,
    Short,
    Plural,
}

/// What a token can be in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing of a date by itself.
    Other,
    /// 1–12.
    Month(i8, Form),
    /// 0 is Monday.
    Weekday(i8, Form),
    /// An EDTF season code.
    Season(i8),
    /// A four-digit number of 1000–2099.
    Year(i16),
    /// 199 is the 1990s; `bare` if written "90s", which may be an age.
    Decade { decade: i16, bare: bool },
    /// A cardinal, in digits or as a word.
    Number { value: i32, digits: bool },
    /// "Hundred", "thousand".
    Scale(i32),
    /// "5th", "fifth".
    Ordinal(i8),
    /// A unit of time; true for the plural.
    Unit(Unit, bool),
    /// "Today", "yesterday", "tomorrow": days from now.
    Day(i8),
    /// Digits with marks between them ("3/4/2018", "2026-27"), or "June-July".
    Composite,
    /// "Q3", "third-quarter": an EDTF code.
    Part(i8),
    /// Only ever together with a position: "year-end".
    YearEnd,
    /// "Morning", "tonight".
    PartOfDay(PartOfDay),
    /// "10:35", "8pm": minutes of the day, and whether the half of the day is said.
    Clock { minutes: i16, said: bool, minuted: bool },
    /// "p.m.": true for the second half of the day.
    Meridiem(bool),
    /// A time zone: minutes from UTC.
    Zone(i16),
    /// "Daily": how often.
    Often(Unit),
    /// "Now", "recently".
    Reference(Reference),
    /// "Five-year", "30-day", "decades-long": `None` for no number.
    Compound(Option<i32>, Unit),
    /// "Year-ago": years back from the time at hand.
    YearBack,
    /// The first word of a holiday, if it is capitalised.
    Holiday,
    /// No time, but a time may be told around it: "the *future*", "the corresponding *period*".
    Vague,
    /// No time, but the first word of an expression may be it; which kinds, [`opens`] says by its bits.
    Opener(u16),
}

impl Class {
    /// True for the words of a calendar; others, as "night" or "daily", may stand in names.
    pub(super) fn is_calendar(self) -> bool {
        use Class::*;
        matches!(
            self,
            Month(..)
                | Weekday(..)
                | Season(_)
                | Year(_)
                | Decade { .. }
                | Number { .. }
                | Ordinal(_)
                | Unit(..)
                | Day(_)
                | Composite
                | Part(_)
                | YearEnd
        )
    }

    /// True if a time expression can be built around it; a sentence without one has none.
    pub(super) fn is_seed(self) -> bool {
        !matches!(self, Class::Other | Class::Number { .. } | Class::Ordinal(_) | Class::Scale(_) | Class::Meridiem(_) | Class::Zone(_))
    }
}

/// Holidays by their words; a clitic between the words ("New Year's Eve") is skipped, and a word
/// may have an "s" more. True if the words are a date in any surroundings.
pub(super) const HOLIDAYS: &[(&[&str], super::Holiday, bool)] = {
    use super::Holiday::*;
    &[
        (&["christmas", "day"], ChristmasDay, true),
        (&["christmas", "eve"], ChristmasEve, true),
        (&["christmas"], Christmas, false),
        (&["xmas"], Christmas, false),
        (&["boxing", "day"], BoxingDay, true),
        (&["new", "year", "day"], NewYearsDay, true),
        (&["new", "year", "eve"], NewYearsEve, true),
        (&["valentine", "day"], ValentinesDay, true),
        (&["st.", "patrick", "day"], StPatricksDay, true),
        (&["st", "patrick", "day"], StPatricksDay, true),
        (&["martin", "luther", "king", "jr.", "day"], MartinLutherKingDay, true),
        (&["martin", "luther", "king", "day"], MartinLutherKingDay, true),
        (&["mlk", "day"], MartinLutherKingDay, true),
        (&["mlk"], MartinLutherKingDay, false),
        (&["presidents", "day"], PresidentsDay, true),
        (&["ash", "wednesday"], AshWednesday, true),
        (&["palm", "sunday"], PalmSunday, true),
        (&["good", "friday"], GoodFriday, true),
        (&["easter", "sunday"], EasterSunday, true),
        (&["easter", "monday"], EasterMonday, true),
        (&["easter"], EasterSunday, false),
        (&["memorial", "day"], MemorialDay, true),
        (&["independence", "day"], IndependenceDay, false),
        (&["labor", "day"], LaborDay, true),
        (&["columbus", "day"], ColumbusDay, true),
        (&["halloween"], Halloween, false),
        (&["veterans", "day"], VeteransDay, true),
        (&["thanksgiving", "day"], Thanksgiving, true),
        (&["thanksgiving"], Thanksgiving, false),
        (&["black", "friday"], BlackFriday, false),
        (&["cyber", "monday"], CyberMonday, false),
        (&["election", "day"], ElectionDay, false),
    ]
};

/// What a [`Class::Opener`] may begin, so that only readers that can match are asked.
pub(super) mod opens {
    /// One of the relations: "by", "no earlier than".
    pub const RELATION: u16 = 1;
    /// One of the hedges: "about", "at least".
    pub const HEDGE: u16 = 1 << 1;
    /// One of the wordings of `vague`: "the future".
    pub const WORDING: u16 = 1 << 2;
    /// A position: "early", "the end of".
    pub const POSITION: u16 = 1 << 3;
    /// "This", "last", "next".
    pub const WHICH: u16 = 1 << 4;
    /// A number of units: "a", "several", "in".
    pub const COUNT: u16 = 1 << 5;
    /// "The following", "that".
    pub const ANAPHOR: u16 = 1 << 6;
    /// A regular time: "every", "twice".
    pub const SET: u16 = 1 << 7;
    /// A period: a determiner, "fiscal", "corresponding".
    pub const PERIOD: u16 = 1 << 8;
    /// A length: a determiner, "past", "first".
    pub const LENGTH: u16 = 1 << 9;
}

/// Words that stand in an expression before its first time word and are in no other table, with what
/// they may begin.
const OPENERS: &[(&[&str], u16)] = {
    use opens::*;
    &[
        (&["the"], POSITION | ANAPHOR | PERIOD | LENGTH),
        (&["a", "an"], COUNT | PERIOD | LENGTH),
        (&["this"], WHICH | PERIOD | LENGTH),
        (&["last", "next"], WHICH | PERIOD | LENGTH),
        (&["upcoming"], WHICH | LENGTH),
        (&["that"], ANAPHOR),
        (&["following"], ANAPHOR),
        (&["previous", "preceding"], ANAPHOR | LENGTH),
        (&["its", "their", "his", "our"], PERIOD | LENGTH),
        (&["these", "those", "her", "another", "coming", "latest"], LENGTH),
        (&["in"], COUNT),
        (&["early", "mid", "late", "earlier", "later", "very", "tail", "start", "beginning", "middle", "end", "close"], POSITION),
        (&["every", "each", "once", "twice"], SET),
        (&["several"], SET | COUNT | LENGTH),
        (&["few", "many", "half", "couple"], COUNT | LENGTH),
        (&["fiscal", "comparable", "corresponding", "same", "flat"], PERIOD),
        (&["full", "whole", "entire", "remaining", "final", "of", "to", "and", "or", "additional", "straight", "consecutive", "extra"], 0),
        (&["trading", "business", "working", "number", "dozen", "other", "times", "per"], 0),
    ]
};

/// FNV-1a: the words are short, and nobody chooses them to collide.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut hash = if self.0 == 0 { 0xcbf2_9ce4_8422_2325 } else { self.0 };
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0 = hash;
    }
}

/// The tables of `words.toml`, and by the first letter of a word which lengths occur: most tokens
/// are turned away by that alone.
struct Vocabulary {
    words: HashMap<String, Class, BuildHasherDefault<Fnv>>,
    lengths: [u32; 26],
}

/// Nothing in the tables is longer; the length also keeps the copy on the stack.
const LONGEST: usize = 26;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(include_str!("words.toml")));

impl Vocabulary {
    /// The file is part of the program, and a test reads it.
    fn read(toml: &str) -> Vocabulary {
        let tables: toml::Table = toml.parse().expect("words.toml is TOML");
        let mut vocabulary = Vocabulary { words: HashMap::default(), lengths: [0; 26] };
        for (table, entries) in &tables {
            for (key, words) in entries.as_table().expect("a table of lists") {
                for word in words.as_array().expect("a list of words").iter().filter_map(|word| word.as_str()) {
                    vocabulary.insert(table, key, word);
                }
            }
        }
        vocabulary.add("year-end", Class::YearEnd);
        for (words, ..) in HOLIDAYS {
            for form in [words[0].to_owned(), format!("{}s", words[0])] {
                vocabulary.words.entry(form.clone()).or_insert(Class::Holiday);
                vocabulary.note(&form);
            }
        }
        let inner = RELATIONS.iter().flat_map(|(words, _)| *words).chain(HEDGES.iter().flat_map(|(words, _)| *words));
        for word in inner.chain(super::vague::WORDINGS.iter().flat_map(|(words, _)| *words)) {
            let known = !word.starts_with(|c: char| c.is_ascii_lowercase()) || vocabulary.words.contains_key(*word);
            if !known {
                vocabulary.add(word, Class::Opener(0));
            }
        }
        let openers = RELATIONS.iter().map(|(words, _)| (words[0], opens::RELATION));
        let openers = openers.chain(HEDGES.iter().map(|(words, _)| (words[0], opens::HEDGE)));
        let openers = openers.chain(super::vague::WORDINGS.iter().map(|(words, _)| (words[0], opens::WORDING)));
        for (word, bit) in openers.chain(OPENERS.iter().flat_map(|(words, bits)| words.iter().map(|word| (*word, *bits)))) {
            match vocabulary.words.get_mut(word) {
                Some(Class::Opener(bits)) => *bits |= bit,
                Some(_) => {}
                None => vocabulary.add(word, Class::Opener(bit)),
            }
        }
        vocabulary
    }

    fn insert(&mut self, table: &str, key: &str, word: &str) {
        let number = || key.parse::<i32>().expect("a number");
        let class = match table {
            "month" => Class::Month(number() as i8, Form::Full),
            "month_short" => Class::Month(number() as i8, Form::Short),
            "weekday" => {
                self.add(&format!("{word}s"), Class::Weekday(number() as i8, Form::Plural));
                Class::Weekday(number() as i8, Form::Full)
            }
            "weekday_short" => Class::Weekday(number() as i8, Form::Short),
            "season" => Class::Season(number() as i8),
            "part" => Class::Part(number() as i8),
            "day" => Class::Day(number() as i8),
            "number" => Class::Number { value: number(), digits: false },
            "ordinal" => Class::Ordinal(number() as i8),
            "scale" => Class::Scale(number()),
            "decade" => Class::Decade { decade: number() as i16, bare: true },
            "unit" => {
                let unit = unit(key);
                let plural = word.ends_with('s') || word.ends_with("ia");
                if !plural {
                    self.add(&format!("{word}s"), Class::Unit(unit, true));
                }
                Class::Unit(unit, plural)
            }
            "part_of_day" => Class::PartOfDay(match key {
                "morning" => PartOfDay::Morning,
                "noon" => PartOfDay::Noon,
                "afternoon" => PartOfDay::Afternoon,
                "evening" => PartOfDay::Evening,
                "night" => PartOfDay::Night,
                "midnight" => PartOfDay::Midnight,
                "tonight" => PartOfDay::Tonight,
                "overnight" => PartOfDay::Overnight,
                _ => panic!("words.toml: no part of the day: {key}"),
            }),
            "meridiem" => Class::Meridiem(key == "true"),
            "zone" => Class::Zone(number() as i16),
            "set" => Class::Often(match key {
                "night" | "workday" => Unit::Day,
                key => unit(key),
            }),
            "reference" => Class::Reference(match key {
                "present" => Reference::Present,
                "past" => Reference::Past,
                "future" => Reference::Future,
                _ => panic!("words.toml: no reference: {key}"),
            }),
            "year_back" => Class::YearBack,
            "vague" => Class::Vague,
            _ => panic!("words.toml: no class: {table}"),
        };
        self.add(word, class);
    }

    fn add(&mut self, word: &str, class: Class) {
        self.note(word);
        self.words.insert(word.to_owned(), class);
    }

    fn note(&mut self, word: &str) {
        assert!(word.len() <= LONGEST, "words.toml: {word} is too long");
        let first = word.as_bytes()[0];
        assert!(first.is_ascii_lowercase(), "words.toml: {word} does not begin with a small letter");
        self.lengths[usize::from(first - b'a')] |= 1 << word.len();
    }

    /// The class of a word in lower case; a final full stop may be kept or not.
    fn simple(&self, lower: &str) -> Class {
        let look = |word: &str| {
            let first = word.as_bytes().first()?.wrapping_sub(b'a');
            let lengths = self.lengths.get(usize::from(first))?;
            (lengths & (1 << word.len()) != 0).then(|| self.words.get(word).copied())?
        };
        look(lower).or_else(|| look(lower.strip_suffix('.')?)).unwrap_or(Class::Other)
    }
}

fn unit(key: &str) -> Unit {
    match key {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => panic!("words.toml: no unit: {key}"),
    }
}

/// False for a text in which no time expression can stand: it has no time word and no figures that could be
/// a year, a date or a time. Much quicker than looking for one.
pub(super) fn may_hold_time(text: &str) -> bool {
    let vocabulary = &*VOCABULARY;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes[at].is_ascii_digit() {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            let joined = match bytes.get(at) {
                Some(b'-' | b'/' | b':') => true,
                Some(b'.') => bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
                Some(next) => next.is_ascii_alphabetic() || !next.is_ascii(),
                None => false,
            };
            if at - start >= 4 || joined {
                return true;
            }
        } else if bytes[at].is_ascii_alphabetic() {
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
            let lengths = vocabulary.lengths[usize::from((bytes[start] | 0x20) - b'a')];
            let length = at - start;
            // "o'clock" is found by its second half, a hyphenated word by one of its own
            if length <= LONGEST && lengths & (1 << length) != 0 || length == 5 {
                let word = &text[start..at];
                if word.eq_ignore_ascii_case("clock") || seeds(vocabulary, word) {
                    return true;
                }
            }
        } else {
            at += 1;
        }
    }
    false
}

/// True for a word around which a time may be told, alone or as the half of one with a hyphen.
fn seeds(vocabulary: &Vocabulary, word: &str) -> bool {
    let mut buffer = [0u8; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let class = std::str::from_utf8(lower).map_or(Class::Other, |lower| vocabulary.simple(lower));
    matches!(class, Class::Number { value: 19 | 20, .. } | Class::Scale(1000) | Class::Meridiem(_)) || class.is_seed()
}

/// The class of a token, and the position that a hyphenated first half gives it.
pub(super) fn class(word: &str) -> (Class, Option<Position>) {
    if word.len() > LONGEST {
        return (Class::Other, None);
    }
    let Some(first) = word.as_bytes().first() else { return (Class::Other, None) };
    if first.is_ascii_digit() {
        return (number(word), None);
    }
    if !first.is_ascii_alphabetic() {
        let Some(tail) = word.strip_prefix(['\'', '’', '‘']) else { return (Class::Other, None) };
        let two = tail.len() >= 2 && tail.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        return (if two && tail.len() > 2 { decade(tail, false).unwrap_or(Class::Other) } else { Class::Other }, None);
    }
    let vocabulary = &*VOCABULARY;
    let hyphen = word.contains('-');
    // the final stop of an abbreviation may not count
    let lengths = vocabulary.lengths[usize::from((first | 0x20) - b'a')];
    if !hyphen && lengths & (0b11 << (word.len() - 1)) == 0 || !word.is_ascii() {
        return (Class::Other, None);
    }
    let mut buffer = [0u8; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return (Class::Other, None) };
    match vocabulary.simple(lower) {
        Class::Other if hyphen => hyphenated(vocabulary, lower),
        class => (class, None),
    }
}

fn hyphenated(vocabulary: &Vocabulary, lower: &str) -> (Class, Option<Position>) {
    let Some((head, tail)) = lower.split_once('-') else { return (Class::Other, None) };
    let of = |word: &str| {
        if word.starts_with(|c: char| c.is_ascii_digit()) { number(word) } else { vocabulary.simple(word) }
    };
    let position = match head {
        "early" => Position::Early,
        "mid" => Position::Mid,
        "late" => Position::Late,
        "several" | "multi" => return (compound(None, of(tail)), None),
        _ => {
            let class = match (of(head), of(tail)) {
                (Class::Month(_, Form::Full), Class::Month(_, Form::Full)) => Class::Composite,
                (Class::Weekday(_, Form::Full), Class::Weekday(_, Form::Full)) => Class::Composite,
                (Class::Number { value, .. }, unit @ Class::Unit(_, false)) => compound(Some(value), unit),
                // "twenty-four", "ninety-seven"
                (Class::Number { value: tens @ 20..=90, .. }, Class::Number { value: ones @ 1..=9, .. }) => {
                    Class::Number { value: tens + ones, digits: false }
                }
                (Class::Unit(unit, true), _) if tail == "long" => Class::Compound(None, unit),
                (Class::Unit(unit, false), _) if tail == "long" => Class::Compound(Some(1), unit),
                _ => Class::Other,
            };
            return (class, None);
        }
    };
    match of(tail) {
        class @ (Class::Month(..) | Class::Year(_) | Class::Season(_)) => (class, Some(position)),
        // "mid-90s" needs no article to be a decade
        Class::Decade { decade, .. } => (Class::Decade { decade, bare: false }, Some(position)),
        _ => (Class::Other, None),
    }
}

fn compound(count: Option<i32>, unit: Class) -> Class {
    match unit {
        // "a three-quarter length" counts parts of something else
        Class::Unit(unit, false) if unit != Unit::Quarter => Class::Compound(count, unit),
        _ => Class::Other,
    }
}

/// The class of a token that begins with a digit.
fn number(word: &str) -> Class {
    let count = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at(count);
    match tail {
        "" => {
            let Ok(value) = head.parse::<i32>() else { return Class::Other };
            match (count, value) {
                (4, 1000..=2099) => Class::Year(value as i16),
                (1..=3, _) => Class::Number { value, digits: true },
                // a compact date
                (8, 19_000_101..=20_991_231) => Class::Composite,
                _ => Class::Other,
            }
        }
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" if count <= 2 => head.parse().map_or(Class::Other, Class::Ordinal),
        "s" => decade(word, true).unwrap_or(Class::Other),
        "am" | "AM" | "pm" | "PM" => clock(head, "00", tail).unwrap_or(Class::Other),
        _ if tail.starts_with(':') => {
            let (minutes, half) = tail[1..].split_at((tail.len() - 1).min(2));
            clock(head, minutes, half).unwrap_or(Class::Other)
        }
        _ if tail.starts_with(['-', '/']) && tail.bytes().any(|b| b.is_ascii_digit()) => Class::Composite,
        // "30-day", "8-month"
        _ if tail.starts_with('-') && tail.len() > 2 => {
            let mut buffer = [0u8; LONGEST];
            let lower = &mut buffer[..tail.len() - 1];
            lower.copy_from_slice(&tail.as_bytes()[1..]);
            lower.make_ascii_lowercase();
            match (std::str::from_utf8(lower), head.parse()) {
                (Ok(lower), Ok(value)) if count <= 3 => compound(Some(value), VOCABULARY.simple(lower)),
                _ => Class::Other,
            }
        }
        // 22.09.2020
        _ if tail.starts_with('.') && tail.matches('.').count() == 2 => Class::Composite,
        _ => Class::Other,
    }
}

/// "7:30", "7:30pm", "19:30", "8pm".
fn clock(hour: &str, minutes: &str, half: &str) -> Option<Class> {
    let (hour, minute): (i16, i16) = (hour.parse().ok()?, minutes.parse().ok().filter(|m| *m < 60 && minutes.len() == 2)?);
    let minuted = minutes != "00" || half.is_empty();
    let late = match half {
        "pm" | "PM" => Some(true),
        "am" | "AM" => Some(false),
        // seconds: "10:35:20"
        "" => None,
        _ if half.starts_with(':') => None,
        _ => return None,
    };
    let hour = match late {
        Some(late) if (1..=12).contains(&hour) => hour % 12 + if late { 12 } else { 0 },
        None if hour <= 24 => hour,
        _ => return None,
    };
    Some(Class::Clock { minutes: hour * 60 + minute, said: late.is_some(), minuted })
}

/// "1990s", "90s".
fn decade(word: &str, bare: bool) -> Option<Class> {
    let digits = word.strip_suffix('s')?;
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        // 10s and 20s are too young to be called so without their century
        2 if value % 10 == 0 && value >= 30 => Some(Class::Decade { decade: 190 + value / 10, bare }),
        4 if value % 10 == 0 && (1000..2100).contains(&value) => Some(Class::Decade { decade: value / 10, bare: false }),
        _ => None,
    }
}

/// Prepositions that make a month's name a month, whatever stands behind it.
pub(super) const TIME_PREPOSITIONS: &[&str] =
    &["in", "since", "until", "till", "during", "throughout", "this", "next", "last", "early", "mid", "late", "coming", "past"];

/// Those that do so too, unless a name goes on: "by April Jones".
pub(super) const OTHER_PREPOSITIONS: &[&str] = &[
    "by", "from", "of", "on", "before", "after", "through", "between", "around", "circa", "a", "an", "the", "its", "their", "every",
    "later", "earlier", "for", "to",
];

/// Words that promise a date behind "for" and "to".
pub(super) const PLANS: &[&str] = &[
    "set", "slated", "scheduled", "planned", "due", "pegged", "dated", "expected", "eyed", "back", "ready", "booked", "moved", "pushed",
    "delayed", "postponed", "up", "targeted", "over", "date",
];

/// Words that a number behind them counts or labels: "season 2", "flight 1930".
pub(super) const LABELS: &[&str] = &[
    "season", "seasons", "series", "part", "episode", "episodes", "volume", "vol.", "chapter", "no.", "number", "ep.", "flight", "room",
    "route", "page", "section", "channel", "version", "model", "than", "over", "nearly", "almost", "some", "least", "at", "only",
    "exactly", "row", "area", "studio", "phase", "book", "act", "level", "top",
];

/// Capitalised words that are no name.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "the", "in", "on", "at", "by", "from", "of", "for", "to", "and", "or", "but", "since", "until", "till", "this", "that",
    "last", "next", "early", "mid", "late", "later", "earlier", "between", "before", "after", "during", "around", "circa", "its", "their",
    "his", "her", "every", "each", "through", "with", "as", "it", "he", "she", "they", "we", "i", "is", "was", "will", "sometime", "back",
];

/// Events that are called by their year: "Comic-Con 2018".
pub(super) const YEARLY: &[&str] =
    &["comic-con", "festival", "awards", "oscars", "emmys", "globes", "upfronts", "sundance", "cannes", "expo", "e3", "tca", "weekend"];

/// Words on "-s" that are no plural nouns, so that a number before them counts nothing.
pub(super) const NOT_PLURALS: &[&str] = &[
    "onwards", "afterwards", "is", "was", "has", "does", "as", "its", "this", "his", "plus", "versus", "us", "sees", "saw", "brings",
    "marks", "brought", "gives", "looks", "comes", "goes", "gets", "arrives", "airs", "premieres", "returns", "begins", "starts", "ends",
    "follows", "stars", "sometimes", "perhaps", "always", "less", "unless", "series", "promises", "proves", "makes", "remains", "means",
    "continues",
];

/// What a counted number of millions or percents is followed by.
pub(super) const MEASURES: &[&str] = &[
    "%", "percent", "per", "million", "billion", "thousand", "hundred", "m", "bn", "people", "dollars", "pounds", "euros", "women", "men",
    "children",
];

/// Verbs that move a date, so that "from May to June" names two dates and no range.
pub(super) const MOVES: &[&str] = &[
    "moved", "moves", "moving", "pushed", "shifted", "delayed", "postponed", "bumped", "rescheduled", "brought", "changed", "pulled",
    "switched",
];

/// What may stand behind a day and adds nothing to its date.
pub(super) const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "night"];

/// Words for a regular slot.
pub(super) const SLOTS: &[&str] = &["weekly", "weeknights", "weekdays", "nightly", "fortnightly"];

/// What makes "Halloween" a time behind it.
pub(super) const HOLIDAY_PREPOSITIONS: &[&str] =
    &["at", "on", "for", "over", "this", "next", "last", "around", "until", "till", "the", "by"];

/// What stands before a time and says how the event lies to it; longer ones first.
pub(super) const RELATIONS: &[(&[&str], Relation)] = &[
    (&["by", "no", "later", "than"], Relation::By),
    (&["no", "earlier", "than"], Relation::NotBefore),
    (&["not", "earlier", "than"], Relation::NotBefore),
    (&["no", "sooner", "than"], Relation::NotBefore),
    (&["not", "before"], Relation::NotBefore),
    (&["not", "until"], Relation::NotUntil),
    (&["not", "till"], Relation::NotUntil),
    (&["as", "early", "as"], Relation::NotBefore),
    (&["as", "soon", "as"], Relation::NotBefore),
    (&["no", "later", "than"], Relation::By),
    (&["not", "later", "than"], Relation::By),
    (&["on", "or", "before"], Relation::By),
    (&["on", "or", "after"], Relation::NotBefore),
    (&["ahead", "of"], Relation::Before),
    (&["prior", "to"], Relation::Before),
    (&["before"], Relation::Before),
    (&["after"], Relation::After),
    (&["by"], Relation::By),
    (&["ever", "since"], Relation::Since),
    (&["since"], Relation::Since),
    (&["as", "of"], Relation::From),
    (&["from"], Relation::From),
    (&["up", "until"], Relation::Until),
    (&["up", "to"], Relation::Until),
    (&["through", "to"], Relation::Until),
    (&["until"], Relation::Until),
    (&["till"], Relation::Until),
    (&["through"], Relation::Until),
    (&["thru"], Relation::Until),
    (&["between"], Relation::Between),
    (&["around"], Relation::Around),
    (&["circa"], Relation::Around),
    (&["c."], Relation::Around),
    (&["about"], Relation::Around),
    (&["roughly"], Relation::Around),
    (&["approximately"], Relation::Around),
    (&["nearly"], Relation::Around),
    (&["almost"], Relation::Around),
    (&["more", "than"], Relation::Around),
    (&["over"], Relation::Around),
    (&["less", "than"], Relation::Around),
    (&["at", "least"], Relation::Around),
    (&["some"], Relation::Around),
];

/// Words that make a number less exact; longer ones first. Those of time itself ("around May") are
/// among [`RELATIONS`] too.
pub(super) const HEDGES: &[(&[&str], Hedge)] = &[
    (&["no", "more", "than"], Hedge::AtMost),
    (&["not", "more", "than"], Hedge::AtMost),
    (&["at", "most"], Hedge::AtMost),
    (&["at", "the", "most"], Hedge::AtMost),
    (&["up", "to"], Hedge::AtMost),
    (&["as", "long", "as"], Hedge::AtMost),
    (&["at", "least"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["more", "than"], Hedge::More),
    (&["well", "over"], Hedge::More),
    (&["over"], Hedge::More),
    (&["less", "than"], Hedge::Less),
    (&["fewer", "than"], Hedge::Less),
    (&["just", "under"], Hedge::Less),
    (&["under"], Hedge::Less),
    (&["nearly"], Hedge::Less),
    (&["almost"], Hedge::Less),
    (&["close", "to"], Hedge::Less),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["c."], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["some"], Hedge::About),
];

/// What stands behind a time and does the same.
pub(super) const TAILS: &[(&[&str], Relation)] = &[
    (&["at", "the", "earliest"], Relation::NotBefore),
    (&["or", "later"], Relation::NotBefore),
    (&["at", "the", "latest"], Relation::By),
    (&["or", "earlier"], Relation::By),
    (&["onwards"], Relation::Since),
    (&["onward"], Relation::Since),
    (&["and", "beyond"], Relation::Since),
];
