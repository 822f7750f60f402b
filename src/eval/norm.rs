//! How names are compared when claims are scored.
//!
//! Kept apart from [`crate::claim::fold`] on purpose: that one makes identities and may change with
//! the key scheme; this one is the yardstick, and numbers of different days must be comparable.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A network in the genitive in front of a title: "Marvel's Orla Finch".
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:marvel|dc|disney|netflix|bbc|nbc|cbs|abc|fox|hbo|amc|fx|the cw|starz|showtime|amazon|hulu)['’]s[\s\x1C-\x1F]+")
        .expect("a fixed pattern")
});

/// A name without case, accents, quotation marks, punctuation, an owner in front or an article;
/// `None` if nothing is left.
pub(super) fn norm(name: &str) -> Option<String> {
    let folded: String = name.nfkd().flat_map(fold).filter(|c| canonical_combining_class(*c) == 0).collect();
    let owned = OWNER.find(&folded).map_or(0, |owner| owner.end());
    let mut plain = String::with_capacity(folded.len());
    for c in folded[owned..].chars().filter(|c| !matches!(c, '‘' | '’' | '\'' | '"' | '“' | '”' | '`')) {
        if is_word(c) {
            plain.push(c);
        } else if !plain.ends_with(' ') && !plain.is_empty() {
            plain.push(' ');
        }
    }
    let plain = plain.trim_end_matches(' ');
    let plain = ["the ", "a ", "an "].iter().find_map(|article| plain.strip_prefix(article)).unwrap_or(plain);
    if plain.is_empty() { None } else { Some(plain.to_owned()) }
}

/// Case folding. The detour over capitals also folds what has two small letters (ς and σ, ß and
/// ss); the dotless ı is no other form of i.
fn fold(c: char) -> impl Iterator<Item = char> {
    let (kept, folded) = if c == 'ı' { (Some(c), None) } else { (None, Some(c)) };
    kept.into_iter().chain(folded.into_iter().flat_map(char::to_lowercase).flat_map(char::to_uppercase).flat_map(char::to_lowercase))
}

/// Letters, numbers and the underscore. Vowel signs that are letters only by courtesy
/// (`Other_Alphabetic`) are not.
fn is_word(c: char) -> bool {
    static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[\p{L}\p{N}_]$").expect("a fixed pattern"));
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    WORD.is_match(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_tell_names_apart_is_gone() {
        for (name, normed) in [
            ("Marvel’s  Orla Finch", "orla finch"),
            ("The CW's \"Jane the Virgin\"", "jane the virgin"),
            ("“The O'Neals”", "oneals"),
            ("Penélope  Cruz-Sánchez", "penelope cruz sanchez"),
            ("S.W.A.T. (2017)", "s w a t 2017"),
            // An article is one even where it is an initial.
            ("A.P. Bio", "p bio"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("ﬁnal_cut²", "final_cut2"),
        ] {
            assert_eq!(norm(name).as_deref(), Some(normed), "{name}");
        }
        assert_eq!(norm("‘ ’—"), None);
        assert_eq!(norm("The "), Some("the".into()));
        // The owner goes first, then quotation marks: inside them it stays.
        assert_eq!(norm("“Marvel’s Loki”"), Some("marvels loki".into()));
    }
}
