//! Seasons: "Season 2", "season two", "S2", "its second season", "series six", "seasons 4 and 5",
//! "the sophomore season", "another season".

use std::ops::Range;

use crate::lexicon::with_folded;
use crate::text::{Text, TokenKind};

/// A mention of one or more seasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeasonMention {
    /// Its tokens, from the determiner or number to the noun.
    pub tokens: Range<usize>,
    /// The stated numbers; empty for "another season", "the final season".
    pub numbers: Vec<i64>,
    /// Said to be the last ("fifth and final season").
    pub is_final: bool,
    /// Said to be one more: "another season", "a new season", "more seasons".
    pub is_new: bool,
    /// Said to come on top of those there are: "another season", "two more seasons", but not "the new season".
    pub is_more: bool,
}

const NOUNS: &[&str] =
    &["season", "seasons", "series", "installment", "instalment", "chapter", "cycle", "volume", "run", "part", "outing", "year", "years"];

const CARDINALS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];

const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
];

/// The number that a word says: "two", "2", "II".
pub fn cardinal(word: &str) -> Option<i64> {
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        let number = word.parse::<i64>().ok()?;
        return (1..=99).contains(&number).then_some(number);
    }
    if let Some(i) = CARDINALS.iter().position(|c| word.eq_ignore_ascii_case(c)) {
        return Some(i as i64 + 1);
    }
    ["II", "III", "IV", "V", "VI", "VII", "VIII"].iter().position(|r| *r == word).map(|i| i as i64 + 2)
}

/// The number that an ordinal says: "second", "2nd", "twenty-first", "sophomore".
pub fn ordinal(word: &str) -> Option<i64> {
    with_folded(word, ordinal_of)
}

fn ordinal_of(lower: &str) -> Option<i64> {
    if let Some(i) = ORDINALS.iter().position(|o| *o == lower) {
        return Some(i as i64 + 1);
    }
    match lower {
        "sophomore" => return Some(2),
        "debut" | "freshman" | "inaugural" | "maiden" => return Some(1),
        _ => {}
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end));
    if let Some(number) = digits.and_then(|d| d.parse::<i64>().ok()) {
        return (1..=99).contains(&number).then_some(number);
    }
    let (tens, unit) = lower.split_once('-')?;
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty"].iter().position(|t| *t == tens)? as i64 * 10 + 20;
    ORDINALS[..9].iter().position(|o| *o == unit).map(|i| tens + i as i64 + 1)
}

/// The most tokens before the noun of a mention.
const LONGEST: usize = 10;

/// True for a noun of seasons, "fourth-season" and "S2": the last word of a mention, or in "season 2" the first.
pub(super) fn may_end(text: &Text, i: usize) -> bool {
    let word = text.lower(i);
    let bytes = word.as_bytes();
    match bytes.first() {
        Some(b's') if bytes.get(1).is_some_and(u8::is_ascii_digit) => true,
        Some(b's' | b'i' | b'c' | b'v' | b'r' | b'p' | b'o' | b'y') if NOUNS.contains(&word) => true,
        _ => word.ends_with("-season") || word.ends_with("-series"),
    }
}

/// The seasons mentioned in a range of tokens.
pub fn seasons(text: &Text, within: Range<usize>) -> Vec<SeasonMention> {
    let mut found: Vec<SeasonMention> = Vec::new();
    let mut i = within.start;
    let mut noun = i;
    while i < within.end {
        // most sentences name no season, and a mention is short: everything waits for its noun
        noun = noun.max(i);
        while noun < within.end && !may_end(text, noun) {
            noun += 1;
        }
        if noun == within.end {
            break;
        }
        i = i.max(noun.saturating_sub(LONGEST));
        let mention = after_noun(text, i, within.clone())
            .or_else(|| before_noun(text, i, within.clone()))
            .or_else(|| hyphenated(text, i, within.clone()))
            .or_else(|| short(text, i));
        match mention {
            Some(m) if found.last().is_none_or(|last| last.tokens.end <= m.tokens.start) => {
                i = m.tokens.end;
                found.push(m);
            }
            _ => i += 1,
        }
    }
    found
}

fn lower<'t>(text: &'t Text, i: usize) -> &'t str {
    text.lower(i)
}

/// "Season 2", "seasons 4 and 5", "series six", "season two"; "Part 1" and the like only capitalised or with digits.
fn after_noun(text: &Text, i: usize, within: Range<usize>) -> Option<SeasonMention> {
    let noun = lower(text, i);
    let plural = noun == "seasons";
    if !matches!(noun, "season" | "seasons" | "series") {
        return None;
    }
    let mut numbers = Vec::new();
    let mut end = i + 1;
    let mut at = i + 1;
    while at < within.end {
        let word = text.word(at);
        if let Some((from, to)) = word.split_once('-').and_then(|(a, b)| Some((cardinal(a)?, cardinal(b)?))) {
            numbers.extend(from..=to.min(from + 30));
            end = at + 1;
        } else if let Some(number) = cardinal(word) {
            // "season one" but "series one" only where a number word cannot begin the next phrase
            numbers.push(number);
            end = at + 1;
        } else {
            break;
        }
        let joins = (plural || noun == "series") && matches!(lower(text, end.min(within.end - 1)), "and" | "," | "&" | "or");
        if !joins || end + 1 >= within.end {
            break;
        }
        at = end + 1;
        if matches!(lower(text, at), "and" | "&") && at + 1 < within.end {
            at += 1;
        }
    }
    if numbers.is_empty() {
        return None;
    }
    let start = if i > within.start && lower(text, i - 1) == "the" { i - 1 } else { i };
    Some(SeasonMention { tokens: start..end, numbers, is_final: false, is_new: false, is_more: false })
}

/// "S2", "S02".
fn short(text: &Text, i: usize) -> Option<SeasonMention> {
    let word = text.word(i);
    let digits = word.strip_prefix('S')?;
    let digits = digits.split(['E', 'e']).next()?;
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(SeasonMention { tokens: i..i + 1, numbers: vec![digits.parse().ok()?], is_final: false, is_new: false, is_more: false })
}

const DETERMINERS: &[&str] = &["a", "an", "the", "its", "their", "his", "her", "our", "this", "that", "'s", "’s", "any", "some"];

/// "a second season", "its fifth and final season", "third and fourth seasons", "another season",
/// "the second series". `i` is the first token.
fn before_noun(text: &Text, i: usize, within: Range<usize>) -> Option<SeasonMention> {
    let mut at = i;
    let first = lower(text, i);
    let determined = DETERMINERS.contains(&first);
    if determined {
        at += 1;
    }
    let mut numbers = Vec::new();
    let (mut is_final, mut is_new, mut is_more, mut words) = (false, false, false, 0);
    while at < within.end && words < 7 {
        let word = lower(text, at);
        let kind = text.tokens[at].kind;
        if NOUNS.contains(&word) {
            // "series" alone is a work, "run" and "part" need an ordinal; "tv series" is no season
            let strong = matches!(word, "season" | "seasons");
            if numbers.is_empty() && !is_final && !is_new {
                return None;
            }
            if numbers.is_empty() && !strong && !(is_final && word == "series") {
                return None;
            }
            // "a second run" of a show, but not "the first run" nor "its second year"
            let again = numbers.iter().any(|n| *n > 1) && word != "year" && word != "years";
            if matches!(word, "run" | "outing" | "year" | "years") && !again || (word == "volume" && numbers.is_empty()) {
                return None;
            }
            return Some(SeasonMention { tokens: i..at + 1, numbers, is_final, is_new, is_more });
        }
        if let Some(number) = ordinal(word) {
            numbers.push(number);
        } else {
            match word {
                "final" | "last" | "concluding" | "closing" => is_final = true,
                "another" | "additional" | "more" | "further" | "extra" => (is_new, is_more) = (true, true),
                "new" | "next" | "upcoming" | "forthcoming" => is_new = true,
                // "two more seasons"
                _ if words == 0 && is_count(word) && at + 1 < within.end && is_again(lower(text, at + 1)) => {}
                "and" | "," | "&" | "or" if words > 0 => {}
                "two-part" | "split" | "eight-episode" | "short" | "long-awaited" | "highly" | "anticipated" | "highly-anticipated"
                | "hit" | "full" | "upcoming-" | "much-anticipated" | "eagerly-awaited" | "expanded" | "revamped" | "all-new" | "brand"
                | "successful" | "current" | "order" | "hotly" | "eagerly" | "awaited" | "possible" | "potential" | "eventual" => {}
                _ if kind == TokenKind::Word && word.ends_with("-episode") => {}
                _ if kind == TokenKind::Number && word.ends_with("-episode") => {}
                _ => return None,
            }
        }
        words += 1;
        at += 1;
    }
    None
}

/// "two", "3", "several".
fn is_count(word: &str) -> bool {
    cardinal(word).is_some() || matches!(word, "several" | "many")
}

fn is_again(word: &str) -> bool {
    matches!(word, "more" | "additional" | "further" | "extra" | "new")
}

/// "a fourth-season renewal": the season as an adjective. `i` is the first token.
fn hyphenated(text: &Text, i: usize, within: Range<usize>) -> Option<SeasonMention> {
    let at = i + usize::from(DETERMINERS.contains(&lower(text, i)));
    if at >= within.end {
        return None;
    }
    let word = lower(text, at);
    let (first, noun) = word.rsplit_once('-')?;
    let number = if matches!(noun, "season" | "series") { ordinal(first) } else { None }?;
    Some(SeasonMention { tokens: i..at + 1, numbers: vec![number], is_final: false, is_new: false, is_more: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn read(text: &str) -> Vec<(String, Vec<i64>)> {
        let t = Text::new(text, Span::new(0, text.len()), None);
        seasons(&t, 0..t.tokens.len()).into_iter().map(|m| (t.words(&m.tokens).to_owned(), m.numbers)).collect()
    }

    #[test]
    fn seasons_in_all_their_shapes() {
        for (text, words, numbers) in [
            ("It was renewed for a second season today.", "a second season", vec![2]),
            ("Season 2 is next.", "Season 2", vec![2]),
            ("the wait for season two of it", "season two", vec![2]),
            ("renewed for seasons 6 and 7 by", "seasons 6 and 7", vec![6, 7]),
            ("renewed for fifth and sixth seasons", "fifth and sixth seasons", vec![5, 6]),
            ("its fifth and final season airs", "its fifth and final season", vec![5]),
            ("S2 begins", "S2", vec![2]),
            ("there will be another season", "another season", vec![]),
            ("It returns for series six on", "series six", vec![6]),
            ("the show's 46th season", "'s 46th season", vec![46]),
            ("a sophomore season", "a sophomore season", vec![2]),
            ("It got a fourth-season renewal", "a fourth-season", vec![4]),
            ("There will be two more seasons", "two more seasons", vec![]),
            ("ordered a third run of it", "a third run", vec![3]),
        ] {
            assert_eq!(read(text), [(words.to_owned(), numbers)], "{text}");
        }
        assert!(read("The TV series is good. The first episode of the season aired. It was the first run of her second year.").is_empty());
    }
}
