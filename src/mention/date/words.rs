//! The vocabulary of dates: what one token can be, before any grammar.
//!
//! A token has one class, found in one look; a hyphenated "mid-2021" is its second half with the
//! position that the first half gives. Adding a word means adding it to a table here.

use super::{Holiday, Position, Relation, Unit};

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
    /// A four-digit number of 1900–2099.
    Year(i16),
    /// 199 is the 1990s; `bare` if written "90s", which may be an age.
    Decade { decade: i16, bare: bool },
    /// A cardinal, in digits or as a word.
    Number { value: i32, digits: bool },
    /// "5th", "fifth".
    Ordinal(i8),
    /// A unit of time; true for the plural.
    Unit(Unit, bool),
    /// "Today", "yesterday", "tomorrow", "tonight": days from now.
    Day(i8),
    /// Digits with marks between them ("3/4/2018", "2026-27"), or "June-July".
    Composite,
    /// "Q3", "H1": an EDTF code.
    Part(i8),
    /// Only ever together with a position: "year-end".
    YearEnd,
}

impl Class {
    /// True if a date can be built around it; a sentence without one has no dates.
    pub(super) fn is_seed(self) -> bool {
        !matches!(self, Class::Other | Class::Number { .. } | Class::Ordinal(_) | Class::Part(_))
    }
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const SHORT_MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    // common slips of the pen
    ("febuary", 2),
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const SHORT_WEEKDAYS: &[(&str, i8)] = &[
    ("mon", 0),
    ("tue", 1),
    ("tues", 1),
    ("wed", 2),
    ("weds", 2),
    ("thu", 3),
    ("thur", 3),
    ("thurs", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
];

const NUMBERS: &[(&str, i32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
];

const ORDINALS: [&str; 20] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
];

const DECADES: &[(&str, i16)] = &[
    ("twenties", 192),
    ("thirties", 193),
    ("forties", 194),
    ("fifties", 195),
    ("sixties", 196),
    ("seventies", 197),
    ("eighties", 198),
    ("nineties", 199),
    ("noughties", 200),
];

const UNITS: &[(&str, Unit)] = &[
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("weekend", Unit::Weekend),
    ("fortnight", Unit::Fortnight),
    ("month", Unit::Month),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
];

/// Holidays by their words; a clitic between the words ("New Year's Eve") is skipped, and a word
/// may have an "s" more. True if the words are a date in any surroundings.
pub(super) const HOLIDAYS: &[(&[&str], Holiday, bool)] = &[
    (&["christmas", "day"], Holiday::ChristmasDay, true),
    (&["christmas", "eve"], Holiday::ChristmasEve, true),
    (&["christmas"], Holiday::Christmas, false),
    (&["boxing", "day"], Holiday::BoxingDay, true),
    (&["new", "year", "day"], Holiday::NewYearsDay, true),
    (&["new", "year", "eve"], Holiday::NewYearsEve, true),
    (&["valentine", "day"], Holiday::ValentinesDay, true),
    (&["st.", "patrick", "day"], Holiday::StPatricksDay, true),
    (&["st", "patrick", "day"], Holiday::StPatricksDay, true),
    (&["martin", "luther", "king", "jr.", "day"], Holiday::MartinLutherKingDay, true),
    (&["martin", "luther", "king", "day"], Holiday::MartinLutherKingDay, true),
    (&["mlk", "day"], Holiday::MartinLutherKingDay, true),
    (&["mlk"], Holiday::MartinLutherKingDay, false),
    (&["presidents", "day"], Holiday::PresidentsDay, true),
    (&["good", "friday"], Holiday::GoodFriday, true),
    (&["easter", "sunday"], Holiday::EasterSunday, true),
    (&["easter", "monday"], Holiday::EasterMonday, true),
    (&["easter"], Holiday::EasterSunday, false),
    (&["memorial", "day"], Holiday::MemorialDay, true),
    (&["labor", "day"], Holiday::LaborDay, true),
    (&["halloween"], Holiday::Halloween, false),
    (&["thanksgiving", "day"], Holiday::Thanksgiving, true),
    (&["thanksgiving"], Holiday::Thanksgiving, false),
    (&["black", "friday"], Holiday::BlackFriday, false),
];

/// The class of a token, and the position that a hyphenated first half gives it.
pub(super) fn class(word: &str) -> (Class, Option<Position>) {
    // Nothing in the tables is longer; the length also keeps the copy on the stack.
    const LONGEST: usize = 26;
    if word.len() > LONGEST {
        return (Class::Other, None);
    }
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return (number(word), None);
    }
    if let Some(tail) = word.strip_prefix(['\'', '’', '‘']) {
        let two = tail.len() >= 2 && tail.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        return (if two && tail.len() > 2 { decade(tail, false).unwrap_or(Class::Other) } else { Class::Other }, None);
    }
    if !word.is_ascii() {
        return (Class::Other, None);
    }
    let mut buffer = [0u8; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return (Class::Other, None) };
    match simple(lower) {
        Class::Other => hyphenated(lower),
        class => (class, None),
    }
}

fn simple(lower: &str) -> Class {
    let bare = lower.strip_suffix('.').unwrap_or(lower);
    let find = |table: &[(&str, i8)]| table.iter().find(|(name, _)| *name == bare).map(|(_, n)| *n);
    if let Some(n) = MONTHS.iter().position(|m| *m == bare) {
        return Class::Month(n as i8 + 1, Form::Full);
    }
    if let Some(n) = find(SHORT_MONTHS) {
        return Class::Month(n, if bare.len() > 4 { Form::Full } else { Form::Short });
    }
    if let Some(n) = WEEKDAYS.iter().position(|d| bare.starts_with(d)) {
        return match &bare[WEEKDAYS[n].len()..] {
            "" => Class::Weekday(n as i8, Form::Full),
            "s" => Class::Weekday(n as i8, Form::Plural),
            _ => Class::Other,
        };
    }
    if let Some(n) = find(SHORT_WEEKDAYS) {
        return Class::Weekday(n, Form::Short);
    }
    match bare {
        "spring" => return Class::Season(crate::edtf::SPRING),
        "summer" => return Class::Season(crate::edtf::SUMMER),
        "autumn" | "fall" => return Class::Season(crate::edtf::AUTUMN),
        "winter" => return Class::Season(crate::edtf::WINTER),
        "today" | "tonight" => return Class::Day(0),
        "yesterday" => return Class::Day(-1),
        "tomorrow" => return Class::Day(1),
        "year-end" => return Class::YearEnd,
        "q1" => return Class::Part(33),
        "q2" => return Class::Part(34),
        "q3" => return Class::Part(35),
        "q4" => return Class::Part(36),
        "h1" => return Class::Part(40),
        "h2" => return Class::Part(41),
        _ => {}
    }
    if let Some((_, value)) = NUMBERS.iter().find(|(name, _)| *name == bare) {
        return Class::Number { value: *value, digits: false };
    }
    if let Some(n) = ORDINALS.iter().position(|o| *o == bare) {
        return Class::Ordinal(n as i8 + 1);
    }
    if let Some(rest) = bare.strip_prefix("twenty-")
        && let Some(n) = ORDINALS[..9].iter().position(|o| *o == rest)
    {
        return Class::Ordinal(n as i8 + 21);
    }
    match bare {
        "thirtieth" => return Class::Ordinal(30),
        "thirty-first" => return Class::Ordinal(31),
        _ => {}
    }
    for (name, unit) in UNITS {
        match bare.strip_prefix(name) {
            Some("") => return Class::Unit(*unit, false),
            Some("s") => return Class::Unit(*unit, true),
            _ => {}
        }
    }
    DECADES.iter().find(|(name, _)| *name == bare).map_or(Class::Other, |(_, decade)| Class::Decade { decade: *decade, bare: true })
}

fn hyphenated(lower: &str) -> (Class, Option<Position>) {
    let Some((head, tail)) = lower.split_once('-') else { return (Class::Other, None) };
    let position = match head {
        "early" => Position::Early,
        "mid" => Position::Mid,
        "late" => Position::Late,
        _ => {
            let months = |word: &str| matches!(simple(word), Class::Month(_, Form::Full));
            let days = |word: &str| matches!(simple(word), Class::Weekday(_, Form::Full));
            let pair = months(head) && months(tail) || days(head) && days(tail);
            return (if pair { Class::Composite } else { Class::Other }, None);
        }
    };
    let class = if tail.starts_with(|c: char| c.is_ascii_digit()) { number(tail) } else { simple(tail) };
    match class {
        Class::Month(..) | Class::Year(_) | Class::Season(_) => (class, Some(position)),
        // "mid-90s" needs no article to be a decade
        Class::Decade { decade, .. } => (Class::Decade { decade, bare: false }, Some(position)),
        _ => (Class::Other, None),
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
                (4, 1900..=2099) => Class::Year(value as i16),
                (1..=3, _) => Class::Number { value, digits: true },
                // a compact date
                (8, 19_000_101..=20_991_231) => Class::Composite,
                _ => Class::Other,
            }
        }
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" if count <= 2 => head.parse().map_or(Class::Other, Class::Ordinal),
        "s" => decade(word, true).unwrap_or(Class::Other),
        _ if tail.starts_with(['-', '/']) && tail.bytes().any(|b| b.is_ascii_digit()) => Class::Composite,
        // 22.09.2020
        _ if tail.starts_with('.') && tail.matches('.').count() == 2 => Class::Composite,
        _ => Class::Other,
    }
}

/// "1990s", "90s".
fn decade(word: &str, bare: bool) -> Option<Class> {
    let digits = word.strip_suffix('s')?;
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        // 10s and 20s are too young to be called so without their century
        2 if value % 10 == 0 && value >= 30 => Some(Class::Decade { decade: 190 + value / 10, bare }),
        4 if value % 10 == 0 && (1800..2100).contains(&value) => Some(Class::Decade { decade: value / 10, bare: false }),
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
    "is", "was", "has", "does", "as", "its", "this", "his", "plus", "versus", "us", "sees", "saw", "brings", "marks", "brought", "gives",
    "looks", "comes", "goes", "gets", "arrives", "airs", "premieres", "returns", "begins", "starts", "ends", "follows", "stars",
    "sometimes", "perhaps", "always", "less", "unless", "series", "promises", "proves", "makes", "remains", "means", "continues",
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
];

/// What stands behind a time and does the same.
pub(super) const TAILS: &[(&[&str], Relation)] = &[
    (&["at", "the", "earliest"], Relation::NotBefore),
    (&["or", "later"], Relation::NotBefore),
    (&["at", "the", "latest"], Relation::By),
    (&["or", "earlier"], Relation::By),
    (&["onwards"], Relation::From),
    (&["onward"], Relation::From),
    (&["and", "beyond"], Relation::From),
];
