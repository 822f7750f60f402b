//! The words by which pages call their parts: which element is furniture, which holds the article.
//!
//! The words are data (`furniture.toml`); here is only how names are cut into words and looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use dom_query::NodeRef;
use serde::Deserialize;

/// What `furniture.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    part: Vec<Part>,
    body: Body,
    lines: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    /// For whoever reads the file.
    #[serde(rename = "what")]
    _what: String,
    most: f64,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    always: Vec<String>,
    whole: Vec<String>,
    within: Vec<String>,
    within_linked: Vec<String>,
    ends: Vec<String>,
}

/// Bytes of a block that has no room for more than a notice.
const SHORT: usize = 160;

/// What a name tells of the element that bears it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    /// The words that call it furniture, each unless what it calls so holds more than this share of the page's prose.
    pub furniture: Vec<(&'static str, f64)>,
    /// It holds the article's text.
    pub body: bool,
}

/// The words of `furniture.toml`, ready to be looked up.
#[derive(Debug)]
pub struct Vocabulary {
    parts: HashMap<String, Entry>,
    lines: Lines,
}

/// What one word says of the element that it names.
#[derive(Debug, Default)]
struct Entry {
    most: Option<f64>,
    body: bool,
}

static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("furniture.toml")).expect("furniture.toml is sound: a test reads it");
    let mut parts: HashMap<String, Entry> = HashMap::new();
    for part in file.part {
        for word in part.words {
            parts.entry(word).or_default().most = Some(part.most);
        }
    }
    for word in file.body.words {
        parts.entry(word).or_default().body = true;
    }
    Vocabulary { parts, lines: file.lines }
});

/// Attributes that name an element, beside class and id.
const NAMES: &[&str] = &[
    "class", "id", "role", "aria-label", "data-component", "data-testid", "data-module", "data-type", "data-name", "data-qa",
    "data-link-name",
];
/// Names longer than this hold more than a name.
const LONGEST_NAME: usize = 300;

impl Vocabulary {
    /// The words that come with greenlit.
    pub fn builtin() -> &'static Vocabulary {
        &BUILTIN
    }

    /// What the names of an element tell of it.
    pub fn of(&'static self, node: &NodeRef) -> Verdict {
        let mut verdict = Verdict::default();
        let Some(element) = node.element_ref() else { return verdict };
        for attribute in &element.attrs {
            let name = &*attribute.name.local;
            if name == "itemprop" {
                verdict.body |= attribute.value.eq_ignore_ascii_case("articleBody");
            } else if NAMES.contains(&name) {
                self.look_up(&attribute.value, &mut verdict);
            }
        }
        verdict
    }

    /// Looks up every run of one to three words of the tokens of `names`.
    fn look_up(&'static self, names: &str, verdict: &mut Verdict) {
        if names.len() > LONGEST_NAME {
            return;
        }
        for token in names.split_ascii_whitespace() {
            let words = words(token);
            let (text, ends) = (&words.0, &words.1);
            for first in 0..ends.len() {
                let start = if first == 0 { 0 } else { ends[first - 1] + 1 };
                for end in ends.iter().skip(first).take(3) {
                    if let Some((word, found)) = self.parts.get_key_value(&text[start..*end]) {
                        verdict.body |= found.body;
                        verdict.furniture.extend(found.most.map(|most| (word.as_str(), most)));
                    }
                }
            }
        }
    }

    /// True if a block of this text is no part of the article, wherever it stands.
    pub fn is_line(&self, text: &str) -> bool {
        let lower = plain(text);
        let begins = |phrase: &String| {
            lower.strip_prefix(phrase.as_str()).is_some_and(|rest| {
                !phrase.ends_with(char::is_alphanumeric)
                    || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '’' || c == '\'')
            })
        };
        self.is_whole(&lower) || text.chars().count() < 300 && self.lines.always.iter().any(begins) || lower.contains("appeared first on")
    }

    /// True if a short block speaks to the reader of the site, not of the article's matter; `linked` if it holds a link.
    pub fn is_notice(&self, text: &str, linked: bool) -> bool {
        if text.chars().count() >= 350 {
            return false;
        }
        let lower = plain(text);
        // Behind a sentence about the matter, "check out our review" is that paragraph's last word and does not make it a notice.
        let speaks_first =
            |phrase: &String| lower.find(phrase.as_str()).is_some_and(|at| lower.len() < SHORT || !lower[..at].contains(". "));
        self.lines.within.iter().any(|phrase| lower.contains(phrase.as_str()))
            || linked && self.lines.within_linked.iter().any(speaks_first)
    }

    fn is_whole(&self, lower: &str) -> bool {
        let bare =
            lower.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '|' | '•' | '·' | '»' | '>' | '→' | '(' | ')' | '/'));
        bare.is_empty() || self.lines.whole.iter().any(|word| word == bare)
    }

    /// True if a heading opens what stands behind an article.
    pub fn is_end(&self, text: &str) -> bool {
        let lower = plain(text);
        let bare = lower.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '…' | '»' | '>' | '→'));
        self.lines.ends.iter().any(|phrase| {
            bare.strip_prefix(phrase.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(' ') && phrase.contains(' ') && rest.split_whitespace().count() <= 4
            })
        })
    }
}

/// Lower case, without the marks that our own text has added.
fn plain(text: &str) -> String {
    text.trim_start_matches(['•', '#', '*', '[', '►', '▶', '»', '>', '→', ' ', '-', '–', '—']).to_lowercase()
}

/// The words of a name, joined by blanks, and where each ends: "RelatedArticles-list" is "related articles list".
fn words(name: &str) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(name.len() + 4);
    let mut ends = Vec::new();
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            small = false;
            if text.len() > ends.last().map_or(0, |end| end + 1) {
                ends.push(text.len());
                text.push(' ');
            }
            continue;
        }
        if c.is_uppercase() && small {
            ends.push(text.len());
            text.push(' ');
        }
        small = c.is_lowercase();
        text.extend(c.to_lowercase());
    }
    if text.len() > ends.last().map_or(0, |end| end + 1) {
        ends.push(text.len());
    }
    (text, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(names: &str) -> Verdict {
        let mut verdict = Verdict::default();
        Vocabulary::builtin().look_up(names, &mut verdict);
        verdict
    }

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("RelatedArticles-list__item").0, "related articles list item");
        assert_eq!(words("o-share"), ("o share".into(), vec![1, 7]));
    }

    #[test]
    fn parts_are_known_by_whole_words() {
        assert!(!verdict("c-related-articles").furniture.is_empty());
        assert!(!verdict("NewsletterBox").furniture.is_empty());
        assert!(verdict("story-body__inner").body);
        for name in ["headline", "shadow", "download", "navy", "commentary", "address", "article-text-block"] {
            assert_eq!(verdict(name).furniture, [], "{name}");
        }
    }

    #[test]
    fn lines_of_furniture_are_known_by_how_they_begin() {
        let words = Vocabulary::builtin();
        for line in [
            "Read more: A show returns",
            "ADVERTISEMENT",
            "Share",
            "• Sign up for our newsletter",
            "Photo: A. Nyone",
            "The post A show ends appeared first on Site.",
        ] {
            assert!(words.is_line(line), "{line}");
        }
        for line in [
            "The post-war drama returns.",
            "Sharing is what the show is about.",
            "Topical jokes make the show.",
            "More than ten episodes were made.",
        ] {
            assert!(!words.is_line(line), "{line}");
        }
        assert!(
            words.is_end("More from Television")
                && words.is_end("Related:")
                && !words.is_end("Related parties meet again")
                && !words.is_end("The cast")
        );
    }
}
