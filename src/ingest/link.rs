//! Addresses that open a page at a sentence: text fragments (`#:~:text=…`), as the URL Fragment Text Directives of the
//! Web Incubator Community Group define them.
//!
//! Chromium, Safari and Firefox scroll to the text and mark it; others open the page at its top. A short sentence is named whole, a long one by its first and
//! last words. The text must be what a reader sees, so the marks that the clean text has added are left out.

use std::fmt::Write;

/// Characters of a sentence that is named whole.
const WHOLE: usize = 120;
/// Words that name the beginning and the end of a longer one.
const ENDS: usize = 6;

/// The link to `sentence` on the page `url`; `None` if the sentence has too few words to be found by, or the address is none of the web.
pub fn to(url: &str, sentence: &str) -> Option<String> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return None;
    }
    let words: Vec<String> = sentence
        .trim_start_matches(['#', '•', ' '])
        .split_whitespace()
        .map(|word| word.replace('*', ""))
        .filter(|word| !word.is_empty())
        .collect();
    // A row of a table runs over several cells, which no browser takes for one text.
    if words.len() < 2 || words.iter().any(|word| word == "|") {
        return None;
    }
    let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
    let (anchor, _) = fragment.split_once(":~:").unwrap_or((fragment, ""));
    let mut link = format!("{page}#{anchor}:~:text=");
    if sentence.chars().count() <= WHOLE || words.len() <= 2 * ENDS {
        encode(&words.join(" "), &mut link);
    } else {
        encode(&words[..ENDS].join(" "), &mut link);
        link.push(',');
        encode(&words[words.len() - ENDS..].join(" "), &mut link);
    }
    Some(link)
}

/// Percent-encodes all but unreserved characters; `-`, `,` and `&` mean something in a directive.
fn encode(text: &str, link: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'~' | b'!' | b'*' | b'\'' | b'(' | b')') {
            link.push(byte as char);
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_sentence_is_named_whole_and_a_long_one_by_its_ends() {
        assert_eq!(
            to("https://a.example/x?y=1", "• *Fjord* ends, well-deserved & late.").unwrap(),
            "https://a.example/x?y=1#:~:text=Fjord%20ends%2C%20well%2Ddeserved%20%26%20late."
        );
        let long = "One two three four five six, and then there are many more words in the middle of this sentence until it says seven eight nine ten eleven twelve.";
        assert_eq!(
            to("https://a.example/#top", long).unwrap(),
            "https://a.example/#top:~:text=One%20two%20three%20four%20five%20six%2C,seven%20eight%20nine%20ten%20eleven%20twelve."
        );
    }

    #[test]
    fn what_cannot_be_found_has_no_link() {
        assert_eq!(to("file:///x", "One two."), None);
        assert_eq!(to("https://a.example", "Renewed"), None);
        assert_eq!(to("https://a.example", "Nov. 6 | Fjord | CBC"), None);
    }
}
