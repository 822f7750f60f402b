//! Tokens: words, numbers, punctuation, with real spans.
//!
//! ASCII text takes a hand-written path; a run that holds other characters is cut by
//! `unicode-segmentation` (UAX #29) where the ASCII rules have nothing to say, so that no token
//! splits a grapheme. Contractions are split in the Penn manner ("is|n't", "Netflix|'s"), a
//! hyphenated word is one token, an abbreviation keeps its full stop.

use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with hyphens, apostrophes, digits.
    Word,
    /// Begins with a digit: "2018", "8.5", "18th", "9/8c", "2026-27".
    Number,
    /// A clitic that is split off: "'s", "n't", "'ll".
    Clitic,
    /// An opening or closing quotation mark.
    Quote,
    /// Anything else, one grapheme each (dots of an ellipsis together).
    Punct,
}

impl TokenKind {
    /// True for words and the clitics split off from them.
    pub fn is_wordlike(self) -> bool {
        matches!(self, TokenKind::Word | TokenKind::Clitic)
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// "word", "iPhone".
    Lower,
    /// "Word", "McCoy", "Carrie-Anne".
    Capitalised,
    /// "HBO", "U.S."; a single capital letter too.
    Upper,
    /// Numbers, marks, scripts without case.
    None,
}

/// One token. Spans count bytes of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// True if white space stands before it (or it is the first of its block).
    pub spaced: bool,
}

impl Token {
    /// True for a word that begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Capitalised | Case::Upper)
    }
}

/// Words that keep a following full stop, without it, lower case.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "lt", "col", "gen", "capt", "sgt", "rev", "hon", "sen", "rep", "gov", "pres", "det",
    "insp", "cmdr", "vs", "v", "no", "vol", "ep", "eps", "pt", "inc", "ltd", "co", "corp", "bros", "dept", "univ", "assn", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
    "sat", "approx", "est", "etc", "fig", "al", "ca", "cf", "mt", "ft", "ave", "blvd", "rd",
];

/// Abbreviations that an ordinary word is spelled like: they keep the stop only before a digit or capital.
const AMBIGUOUS: &[&str] = &["no", "mar", "sat", "jan", "sun", "wed", "fig", "co", "al", "pt", "ep", "st", "v", "ca", "est", "dec", "jun"];

/// Cuts `source[within]` into tokens and appends them to `out`. `marks` are the byte offsets of
/// all quotation marks, sorted.
pub fn tokenize(source: &str, within: Span, marks: &[usize], out: &mut Vec<Token>) {
    let text = &source[..within.end];
    let bytes = text.as_bytes();
    let mut at = within.start;
    let mut spaced = true;
    while at < within.end {
        let c = text[at..].chars().next().expect("at a character boundary");
        if is_space(c) {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        if marks.binary_search(&at).is_ok() {
            push(out, at, at + c.len_utf8(), TokenKind::Quote, Case::None, &mut spaced);
            at += c.len_utf8();
            continue;
        }
        if c.is_alphanumeric() {
            let end = word_end(text, at, marks);
            let end = stop_kept(text, at, end, out);
            push_word(text, at, end, &mut spaced, out);
            at = end;
            continue;
        }
        if is_apostrophe(c) {
            // "'90s", "'em": the apostrophe belongs to the word; "stars' ": a clitic of its own.
            let next = at + c.len_utf8();
            let follows = text[next..].chars().next();
            if follows.is_some_and(char::is_alphanumeric) && spaced {
                let end = word_end(text, next, marks);
                let kind = if bytes[next].is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
                push(out, at, end, kind, Case::Lower, &mut spaced);
                at = end;
            } else {
                let kind = if spaced { TokenKind::Punct } else { TokenKind::Clitic };
                push(out, at, next, kind, Case::None, &mut spaced);
                at = next;
            }
            continue;
        }
        let mut end = at + text[at..].graphemes(true).next().map_or(c.len_utf8(), str::len);
        if c == '.' {
            while bytes.get(end) == Some(&b'.') {
                end += 1;
            }
        }
        push(out, at, end, TokenKind::Punct, Case::None, &mut spaced);
        at = end;
    }
}

/// White space, and what is nothing at all: soft hyphen, zero-width characters, byte order mark.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') || c.is_control()
}

/// Straight and curly apostrophes.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

fn push(out: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind, case: Case, spaced: &mut bool) {
    out.push(Token { span: Span::new(start, end), kind, case, spaced: *spaced });
    *spaced = false;
}

/// End of the word or number that begins at `start`: letters, digits and the marks that join them.
fn word_end(text: &str, start: usize, marks: &[usize]) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let mut previous = ' ';
    while let Some((i, c)) = chars.next() {
        let at = start + i;
        let next = chars.peek().map(|(_, n)| *n).unwrap_or(' ');
        let inside = if c.is_alphanumeric() || c == '_' && previous.is_alphanumeric() && next.is_alphanumeric() {
            true
        } else if marks.binary_search(&at).is_ok() {
            false
        } else if previous.is_alphanumeric() && next.is_alphanumeric() {
            is_apostrophe(c)
                || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '@')
                || (matches!(c, '.' | ',') && previous.is_ascii_digit() && next.is_ascii_digit())
                || (c == ':' && previous.is_ascii_digit() && next.is_ascii_digit())
                || (c == '/' && previous.is_ascii_digit() && next.is_ascii_digit())
                || (c == '.' && next.is_alphabetic() && dotted(text, start, at))
        } else {
            // Combining marks and joiners belong to the letter before.
            !c.is_ascii() && !c.is_whitespace() && unicode_normalization::char::is_combining_mark(c)
                || (c == '+' && previous.is_alphabetic() && !next.is_alphanumeric())
        };
        if !inside {
            break;
        }
        previous = if c == '+' { ' ' } else { c };
        end = at + c.len_utf8();
    }
    end.max(start + text[start..].chars().next().map_or(0, char::len_utf8))
}

/// "U.S", "C.J", "e.g", "p.m": single letters between stops, up to the stop at `stop`; a lower-case
/// domain name ("planetoftheapps.com") is one word too.
fn dotted(text: &str, start: usize, stop: usize) -> bool {
    let before = &text[start..stop];
    let letters = before.rsplit('.').next().unwrap_or("");
    let single = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
    single || (letters.len() > 1 && text[stop + 1..].starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Takes a following full stop into the word if it belongs to an abbreviation or an initial.
fn stop_kept(text: &str, start: usize, end: usize, out: &[Token]) -> usize {
    if text.as_bytes().get(end) != Some(&b'.') || text.as_bytes().get(end + 1) == Some(&b'.') {
        return end;
    }
    let word = &text[start..end];
    let rest = &text[end + 1..];
    let next = rest.trim_start().chars().next().unwrap_or(' ');
    let single = {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| c.is_uppercase() && c != 'I') && chars.next().is_none()
    };
    if single {
        // "J. Smith" and "Robert J. Smith", but not "Plan B. It"
        let name_before = out.last().is_some_and(|t| t.is_capitalised() && t.kind == TokenKind::Word);
        let sentence_start = out.last().is_none_or(|t| !matches!(t.kind, TokenKind::Word | TokenKind::Number));
        return if next.is_uppercase() && (name_before || sentence_start || out.last().is_some_and(|t| t.case == Case::Lower)) {
            end + 1
        } else {
            end
        };
    }
    if word.contains('.') && word.split('.').all(|part| part.chars().count() == 1) {
        return end + 1;
    }
    let lower = word.to_lowercase();
    if ABBREVIATIONS.contains(&lower.as_str()) {
        if AMBIGUOUS.contains(&lower.as_str()) && !(next.is_ascii_digit() || (next.is_uppercase() && word.starts_with(char::is_uppercase)))
        {
            return end;
        }
        return end + 1;
    }
    end
}

/// Contractions that are written as one word, and where the second part begins.
const CLITICS: &[&str] = &["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Participles behind a hyphen that have their own say: "Carr-led", "Lee-starring".
const HYPHENATED: &[&str] = &["-led", "-starring", "-fronted", "-created", "-directed", "-produced", "-helmed", "-hosted"];

/// Pushes a word, with its clitic split off; a participle behind a name is split off like one.
fn push_word(text: &str, start: usize, end: usize, spaced: &mut bool, out: &mut Vec<Token>) {
    let word = &text[start..end];
    if word.starts_with(char::is_uppercase)
        && let Some(tail) = HYPHENATED.iter().find(|tail| word.ends_with(**tail) && word.len() > tail.len())
    {
        let at = end - tail.len();
        push(out, start, at, TokenKind::Word, case_of(&text[start..at]), spaced);
        push(out, at, end, TokenKind::Clitic, Case::None, spaced);
        return;
    }
    let split = clitic_start(word).map(|i| start + i);
    let stem_end = split.unwrap_or(end);
    let stem = &text[start..stem_end];
    let kind = if stem.starts_with(|c: char| c.is_ascii_digit()) { TokenKind::Number } else { TokenKind::Word };
    push(out, start, stem_end, kind, case_of(stem), spaced);
    if let Some(at) = split {
        push(out, at, end, TokenKind::Clitic, Case::None, spaced);
    }
}

/// Offset of the clitic in a word, if it has one; curly apostrophes count as straight ones.
fn clitic_start(word: &str) -> Option<usize> {
    let apostrophe = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?.0;
    for clitic in CLITICS {
        let (head, tail) = clitic.split_at(clitic.find('\'').expect("every clitic has one"));
        let behind: &str = word[apostrophe..].trim_start_matches(is_apostrophe);
        if behind.eq_ignore_ascii_case(&tail[1..]) && word[..apostrophe].to_ascii_lowercase().ends_with(head) {
            let at = apostrophe - head.len();
            // "n't" alone, or a name such as "d'Or": nothing is left before it
            return (at > 0 && word.is_char_boundary(at)).then_some(at);
        }
    }
    None
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::None;
    };
    if first.is_lowercase() {
        // "iPhone" is written small; a word with no capital at the start never begins a name
        return Case::Lower;
    }
    if !first.is_uppercase() {
        return Case::None;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_none() || rest.all(char::is_uppercase) { Case::Upper } else { Case::Capitalised }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &[], &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn contractions_split_in_the_penn_manner() {
        assert_eq!(words("isn't Netflix’s they'll"), ["is", "n't", "Netflix", "’s", "they", "'ll"]);
        assert_eq!(words("the stars' O'Neal"), ["the", "stars", "'", "O'Neal"]);
    }

    #[test]
    fn abbreviations_and_initials_keep_their_stop() {
        assert_eq!(words("Dr. Who met C.J. and J. Doe."), ["Dr.", "Who", "met", "C.J.", "and", "J.", "Doe", "."]);
        assert_eq!(words("at No. 5, in the U.S. now"), ["at", "No.", "5", ",", "in", "the", "U.S.", "now"]);
        assert_eq!(words("He said no. 5 came"), ["He", "said", "no.", "5", "came"]);
        assert_eq!(words("He said no. She"), ["He", "said", "no", ".", "She"]);
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(words("$44.7m 1,000 9/8c 2026-27 18th '90s"), ["$", "44.7m", "1,000", "9/8c", "2026-27", "18th", "'90s"]);
    }

    #[test]
    fn hyphens_and_accents_are_inside() {
        assert_eq!(words("Carrie-Anne Pascual-Peña\u{a0}Zoë Disney+"), ["Carrie-Anne", "Pascual-Peña", "Zoë", "Disney+"]);
    }
}
