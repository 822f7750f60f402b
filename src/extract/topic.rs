//! What an article is about, as far as it decides whether there can be claims in it at all.

use crate::lexicon::WordSet;

/// Bytes from which an article about a film or series says so. Shorter ones may be a headline and a line: "Silo will be back in May."
const LONG: usize = 1000;

/// False if an article of some length, its text and its headline, holds no word of film and television: what is renewed, cast and released there is something
/// else. Looks at bytes, before anything is cut into words, because most news is of this kind.
pub fn may_be_of_the_screen(texts: [&str; 2], words: &WordSet) -> bool {
    texts.iter().map(|text| text.len()).sum::<usize>() < LONG || texts.into_iter().flat_map(words_of).any(|word| words.has(word))
}

/// The runs of ASCII letters and digits.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| byte.is_ascii_alphanumeric())?;
        rest = &rest[start..];
        let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_of_the_screen_is_enough_and_a_short_text_needs_none() {
        let words = WordSet::folded(&["film".to_owned(), "tv".to_owned()]);
        let news = "The company renewed its contract with the port for a second season. ".repeat(20);
        assert!(!may_be_of_the_screen([&news, ""], &words));
        for more in ["A Film.", "(TV)", "a K-drama film’s", "tv"] {
            assert!(may_be_of_the_screen([&format!("{news}{more}"), ""], &words), "{more}");
            assert!(may_be_of_the_screen([&news, more], &words), "{more}");
        }
        assert!(!may_be_of_the_screen([&format!("{news} films"), ""], &words), "whole words");
        assert!(may_be_of_the_screen(["“Silo” was renewed.", ""], &words));
    }
}
