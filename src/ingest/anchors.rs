//! Words without which there is no claim: a page that holds none of them is not worth a parser.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A set of words, ready to be looked for in bytes.
pub struct Anchors {
    words: AhoCorasick,
}

/// Says how many words there are: the automaton itself is long.
impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Anchors({} words)", self.words.patterns_len())
    }
}

impl Anchors {
    /// The set of `words`, which are compared without regard to the case of ASCII letters. `None` if it cannot be built.
    pub fn new<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Option<Anchors> {
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::Standard)
            .build(words)
            .ok()?;
        Some(Anchors { words })
    }

    /// True if one of the words begins at the beginning of a word of `text`. What follows it is not looked at, and text with
    /// character references that may spell letters counts as holding one.
    pub fn occur_in(&self, text: &[u8]) -> bool {
        let starts = |at: usize| at.checked_sub(1).is_none_or(|before| !text[before].is_ascii_alphanumeric());
        self.words.find_overlapping_iter(text).any(|found| starts(found.start())) || spells_letters(text)
    }
}

/// True for `&#114;` and the like: a letter of ASCII in a form that no scan sees.
fn spells_letters(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, b"&#").any(|at| {
        let reference = &text[at + 2..];
        let (digits, radix) = match reference {
            [b'x' | b'X', rest @ ..] => (rest, 16),
            rest => (rest, 10),
        };
        let length = digits.iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
        let number = std::str::from_utf8(&digits[..length]).ok().and_then(|digits| u32::from_str_radix(digits, radix).ok());
        number.and_then(char::from_u32).is_some_and(|c| c.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_it_begins() {
        let anchors = Anchors::new(["renew", "season"]).unwrap();
        for text in ["It was RENEWED.", "(season 2)", "x&#114;enewed", "season"] {
            assert!(anchors.occur_in(text.as_bytes()), "{text}");
        }
        for text in ["a preseason game", "nothing", "", "&#8217;s &amp; &#39;"] {
            assert!(!anchors.occur_in(text.as_bytes()), "{text}");
        }
    }
}
