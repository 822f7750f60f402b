//! Words without which there is no claim: a page that holds none of them is not worth a parser.

use std::ops::Range;
use std::sync::LazyLock;

/// Words that are made ready when the first page asks for them: most runs see none.
pub struct Anchors(LazyLock<Table, Box<dyn FnOnce() -> Table + Send>>);

/// Nothing of the words: options are compared by how they look.
impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Anchors")
    }
}

impl Anchors {
    /// The words that `words` gives, which are compared without regard to the case of ASCII letters. They begin with two ASCII letters
    /// or digits.
    pub fn new<W: AsRef<[u8]>, I: IntoIterator<Item = W>>(words: impl FnOnce() -> I + Send + 'static) -> Anchors {
        Anchors(LazyLock::new(Box::new(|| Table::new(words()))))
    }

    /// True if one of the words begins at the beginning of a word of `text`. What follows it is not looked at, and text with
    /// character references that may spell letters counts as holding one.
    pub fn occur_in(&self, text: &[u8]) -> bool {
        self.0.occur_in(text)
    }
}

/// A set of words, ready to be looked for in bytes.
///
/// A scan looks at the first three bytes of every word, and where a word of the set begins with them at the rest: a table
/// and no automaton, because it must cost nothing to build in a run over one short text.
struct Table {
    /// A bit for each key that has words: small enough to stay at hand while a text runs by.
    keys: Box<[u64; KEYS / 64]>,
    /// Where in `words` those of each key begin; they end where the next ones begin.
    starts: Box<[u32]>,
    /// The words in lower case, sorted by their keys.
    words: Vec<Box<[u8]>>,
}

/// Keys that there can be: three classes of five bits.
const KEYS: usize = 1 << 15;
/// Classes of bytes: one for each letter, whatever its case, and some for digits; none for what is in no word.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            letter @ b'a'..=b'z' => letter - b'a' + 1,
            letter @ b'A'..=b'Z' => letter - b'A' + 1,
            digit @ b'0'..=b'9' => 27 + (digit - b'0') % 5,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl Table {
    fn new<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Table {
        let mut keyed: Vec<(u16, Box<[u8]>)> = Vec::new();
        for word in words {
            let word = word.as_ref().to_ascii_lowercase();
            keyed.extend(keys_of(&word).map(|key| (key, word.as_slice().into())));
        }
        keyed.sort_unstable();
        let (mut keys, mut starts) = (Box::new([0; KEYS / 64]), vec![0; KEYS + 1]);
        for (key, _) in &keyed {
            keys[usize::from(key / 64)] |= 1 << (key % 64);
            starts[usize::from(*key) + 1] += 1;
        }
        for key in 0..KEYS {
            starts[key + 1] += starts[key];
        }
        Table { keys, starts: starts.into(), words: keyed.into_iter().map(|(_, word)| word).collect() }
    }

    fn occur_in(&self, text: &[u8]) -> bool {
        let in_word = |byte: &u8| CLASSES[usize::from(*byte)] != 0;
        let mut rest = text;
        while let Some(start) = rest.iter().position(in_word) {
            rest = &rest[start..];
            if self.begin(rest) {
                return true;
            }
            rest = &rest[rest.iter().position(|byte| !in_word(byte)).unwrap_or(rest.len())..];
        }
        spells_letters(text)
    }

    /// True if `text` begins with one of the words.
    fn begin(&self, text: &[u8]) -> bool {
        let class = |at: usize| text.get(at).map_or(0, |byte| CLASSES[usize::from(*byte)]);
        let key = usize::from(key(class(0), class(1), class(2)));
        if self.keys[key / 64] >> (key % 64) & 1 == 0 {
            return false;
        }
        let words = &self.words[self.starts[key] as usize..self.starts[key + 1] as usize];
        words.iter().any(|word| text.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word)))
    }
}

fn key(first: u8, second: u8, third: u8) -> u16 {
    u16::from(first) << 10 | u16::from(second) << 5 | u16::from(third)
}

/// The keys of what begins with `word`: one, or all that a third byte can make of two.
fn keys_of(word: &[u8]) -> Range<u16> {
    let class = |at: usize| word.get(at).map_or(0, |byte| CLASSES[usize::from(*byte)]);
    let first = key(class(0), class(1), class(2));
    if word.len() > 2 { first..first + 1 } else { first..first + 32 }
}

/// True for `&#114;` and the like: a letter of ASCII in a form that no scan sees.
fn spells_letters(text: &[u8]) -> bool {
    memchr::memchr_iter(b'&', text).any(|at| {
        let Some(reference) = text[at + 1..].strip_prefix(b"#") else { return false };
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
        let anchors = Anchors::new(|| ["renew", "season"]);
        for text in ["It was RENEWED.", "(season 2)", "x&#114;enewed", "season"] {
            assert!(anchors.occur_in(text.as_bytes()), "{text}");
        }
        for text in ["a preseason game", "nothing", "", "&#8217;s &amp; &#39;"] {
            assert!(!anchors.occur_in(text.as_bytes()), "{text}");
        }
    }
}
