//! The cue lexicon: words that negate, weaken, ask or suppose, and how far each of them reaches.
//!
//! The words are data (`cues.toml`, whose head describes the format); the mechanics of scope are
//! in [`stance`](super::stance). After ConText (Harkema et al. 2009): a cue has a direction, a
//! reach and a scope, and a pseudo-cue ("not only") keeps the words that it holds from acting.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::inflect::{self, Irregular};
use crate::error::Problem;

/// What a cue does to the claim in its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// It is not so.
    Negation,
    /// Likely so.
    Probable,
    /// Perhaps so.
    Possible,
    /// Not known whether it is so.
    Unknown,
    /// Asked whether it is so.
    Question,
    /// So on a condition, or itself the condition.
    Conditional,
    /// Was to be so in the past; given up if the text sets something against it.
    GivenUp,
    /// No cue at all, though it contains one.
    Pseudo,
}

/// On which side of the cue the claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The cue comes first: "may return".
    #[default]
    Forward,
    /// The cue comes last: "her return is unlikely".
    Backward,
    /// Either.
    Both,
}

/// What ends the scope of a cue, besides the bounds of its island.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Any comma or finite verb: "without …".
    Close,
    /// The verb group and what hangs on it: "may …", "not …".
    #[default]
    Phrase,
    /// The clause that the cue introduces or closes: "denied that …", ", it seems".
    Clause,
    /// The whole sentence.
    Sentence,
}

/// How a group of cues acts.
#[derive(Debug, Clone)]
pub struct Cue {
    /// What it does; "unlikely" does two things.
    pub categories: Vec<Category>,
    /// Where the claim stands.
    pub direction: Direction,
    /// How many tokens it reaches.
    pub reach: usize,
    /// What ends it.
    pub scope: Scope,
    /// It may stand before the verb of its clause ("reportedly, the show has been …", "no one has …");
    /// backward, inside the verb group of which the claim is the subject ("plans have reportedly been …").
    pub crosses: bool,
    /// Words that take its force away when they stand behind the claim: "not … until".
    pub void_if: Vec<String>,
}

/// A cue found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index for [`Cues::cue`].
    pub cue: usize,
    /// Tokens, relative to the sentence.
    pub at: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
enum Element {
    /// One of these words, sorted.
    Word(Vec<String>),
    /// Up to two tokens, but no marks and no negation.
    Gap,
    /// A token that begins with a digit.
    Number,
    /// A run of masked tokens: a name, a title.
    Name,
}

#[derive(Debug, Clone)]
struct Pattern {
    cue: usize,
    /// Only at the start of the sentence or behind a mark.
    at_start: bool,
    elements: Vec<(Element, bool)>,
    /// The phrase as written.
    phrase: String,
}

/// All cues, ready to look up.
#[derive(Debug, Clone)]
pub struct Cues {
    cues: Vec<Cue>,
    patterns: Vec<Pattern>,
    /// Patterns by each word that their first element accepts.
    by_word: FxHashMap<String, Vec<usize>>,
    irregular: Irregular,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    irregular: Irregular,
    #[serde(default)]
    off: Vec<String>,
    #[serde(default)]
    cue: Vec<toml::Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    category: OneOrMany,
    #[serde(default)]
    direction: Direction,
    #[serde(default)]
    scope: Scope,
    reach: Option<usize>,
    #[serde(default)]
    crosses: bool,
    #[serde(default)]
    void_if: Vec<String>,
    #[serde(default, rename = "why")]
    _why: String,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Category),
    Many(Vec<Category>),
}

/// The built-in cues; they are compiled once.
static BUILTIN: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues::empty();
    cues.extend("cues.toml", include_str!("cues.toml")).expect("the built-in cues are sound; a test reads them");
    cues
});

impl Cues {
    /// No cue at all.
    pub fn empty() -> Self {
        Cues { cues: Vec::new(), patterns: Vec::new(), by_word: FxHashMap::default(), irregular: Irregular::new() }
    }

    /// The built-in cues. Clone them to add a pack's own.
    pub fn builtin() -> &'static Cues {
        &BUILTIN
    }

    /// Adds the cues of a file in the format of `cues.toml`; `path` is its name in messages.
    /// Returns how many phrases were added. A bad file adds nothing.
    ///
    /// # Errors
    /// If the file is no TOML, has an unknown key, or a phrase that cannot be read.
    pub fn extend(&mut self, path: &str, toml: &str) -> Result<usize, Problem> {
        let line = |at: usize| toml[..at.min(toml.len())].matches('\n').count() + 1;
        let file: File = toml::from_str(toml).map_err(|error| {
            let at = error.span().map(|span| line(span.start));
            Problem::new(path, at, error.message().to_owned(), "see the head of the built-in cues.toml for the format")
        })?;
        let mut next = self.clone();
        next.irregular.extend(file.irregular);
        for phrase in &file.off {
            let before = next.patterns.len();
            next.patterns.retain(|pattern| pattern.phrase != *phrase);
            if next.patterns.len() == before {
                let at = toml.find(phrase.as_str()).map(line);
                let remedy = "write it as the list writes it";
                return Err(Problem::new(path, at, format!("no cue is spelled {phrase:?}, so it cannot be switched off"), remedy));
            }
        }
        let mut added = 0;
        for entry in file.cue {
            let at = line(entry.span().start);
            let entry = entry.into_inner();
            let categories = match entry.category {
                OneOrMany::One(category) => vec![category],
                OneOrMany::Many(categories) => categories,
            };
            let reach = entry.reach.unwrap_or(match entry.scope {
                Scope::Close => 6,
                Scope::Phrase => 14,
                Scope::Clause => 30,
                Scope::Sentence => usize::MAX,
            });
            let (direction, scope, crosses, void_if) = (entry.direction, entry.scope, entry.crosses, entry.void_if);
            let cue = next.cues.len();
            next.cues.push(Cue { categories, direction, reach, scope, crosses, void_if });
            for phrase in entry.phrases {
                let pattern = next.compile(cue, phrase).map_err(|(phrase, reason)| {
                    let place = toml.find(&format!("{phrase:?}")).map_or(at, line);
                    Problem::new(path, Some(place), format!("cue {phrase:?}: {reason}"), "see the head of the built-in cues.toml")
                })?;
                next.patterns.push(pattern);
                added += 1;
            }
        }
        next.index();
        *self = next;
        Ok(added)
    }

    /// The cue of a [`Found`].
    pub fn cue(&self, found: &Found) -> &Cue {
        &self.cues[found.cue]
    }

    fn compile(&self, cue: usize, phrase: String) -> Result<Pattern, (String, &'static str)> {
        let mut elements = Vec::new();
        let mut at_start = false;
        for (i, item) in phrase.split_whitespace().enumerate() {
            if item == "^" && i == 0 {
                at_start = true;
                continue;
            }
            let (item, optional) = match item.strip_suffix('?') {
                Some(bare) if !bare.is_empty() => (bare, true),
                _ => (item, false),
            };
            let element = match item {
                "*" => Element::Gap,
                "#" => Element::Number,
                "@" => Element::Name,
                _ => {
                    let mut words = Vec::new();
                    for word in item.split('|') {
                        if word.is_empty() {
                            return Err((phrase, "an alternative is empty"));
                        }
                        if word.chars().any(char::is_uppercase) {
                            return Err((phrase, "cues are written in lower case"));
                        }
                        match word.strip_prefix('~') {
                            Some("") => return Err((phrase, "“~” needs a verb behind it")),
                            Some(lemma) => words.extend(inflect::forms(lemma, &self.irregular)),
                            None => words.push(word.to_owned()),
                        }
                    }
                    words.sort_unstable();
                    words.dedup();
                    Element::Word(words)
                }
            };
            elements.push((element, optional));
        }
        match elements.first() {
            None => return Err((phrase, "it has no words")),
            Some((Element::Word(_), false)) => {}
            Some(_) => return Err((phrase, "it must begin with a word that is not optional")),
        }
        if !matches!(elements.last(), Some((Element::Word(_) | Element::Number | Element::Name, _))) {
            return Err((phrase, "it must end with a word"));
        }
        Ok(Pattern { cue, at_start, elements, phrase })
    }

    fn index(&mut self) {
        self.by_word.clear();
        for (i, pattern) in self.patterns.iter().enumerate() {
            if let (Element::Word(words), _) = &pattern.elements[0] {
                for word in words {
                    self.by_word.entry(word.clone()).or_default().push(i);
                }
            }
        }
    }

    /// All cues of a sentence, left to right; where two overlap the longer one stands. `words`
    /// are lower case, `masked` marks names, titles and dates, whose words are no cues.
    pub fn find(&self, words: &[String], masked: &[bool]) -> Vec<Found> {
        let mut found: Vec<(usize, Found)> = Vec::new();
        for start in 0..words.len() {
            let Some(candidates) = self.by_word.get(words[start].as_str()).filter(|_| !masked[start]) else {
                continue;
            };
            for &candidate in candidates {
                let pattern = &self.patterns[candidate];
                if pattern.at_start && !clause_start(words, start) {
                    continue;
                }
                if let Some(end) = match_at(&pattern.elements, words, masked, start) {
                    found.push((candidate, Found { cue: pattern.cue, at: start..end }));
                }
            }
        }
        // Longest first; of one length pseudo-cues, then leftmost, then as listed
        let real = |f: &Found| !self.cue(f).categories.contains(&Category::Pseudo);
        found.sort_by_key(|(candidate, f)| (usize::MAX - f.at.len(), real(f), f.at.start, *candidate));
        // Cues that look to different sides do not hide each other: "is expected" · "expected to"
        let mut taken = [vec![false; words.len()], vec![false; words.len()]];
        let mut kept = Vec::new();
        for (_, f) in found {
            let cue = self.cue(&f);
            let sides = match cue.direction {
                _ if cue.categories.contains(&Category::Pseudo) => 0..2,
                Direction::Forward => 0..1,
                Direction::Backward => 1..2,
                Direction::Both => 0..2,
            };
            if !taken[sides.clone()].iter().any(|side| side[f.at.clone()].contains(&true)) {
                taken[sides].iter_mut().for_each(|side| side[f.at.clone()].fill(true));
                kept.push(f);
            }
        }
        kept.sort_by_key(|f| f.at.start);
        kept
    }
}

/// True at the sentence's start and behind a mark or a conjunction.
fn clause_start(words: &[String], at: usize) -> bool {
    at == 0
        || matches!(words[at - 1].as_str(), "and" | "but" | "or" | "so" | "that")
        || words[at - 1].chars().all(|c| !c.is_alphanumeric() && c != '\'')
}

fn match_at(elements: &[(Element, bool)], words: &[String], masked: &[bool], at: usize) -> Option<usize> {
    let Some(((element, optional), rest)) = elements.split_first() else {
        return Some(at);
    };
    let taken = match element {
        Element::Word(list) => {
            let is = |word: &String| match list.as_slice() {
                [only] => only == word,
                list => list.binary_search(word).is_ok(),
            };
            let hit = at < words.len() && !masked[at] && is(&words[at]);
            hit.then(|| match_at(rest, words, masked, at + 1)).flatten()
        }
        Element::Number => {
            let hit = at < words.len() && words[at].starts_with(|c: char| c.is_ascii_digit());
            hit.then(|| match_at(rest, words, masked, at + 1)).flatten()
        }
        Element::Name => {
            let end = (at..words.len()).find(|i| !masked[*i]).unwrap_or(words.len());
            (end > at).then(|| match_at(rest, words, masked, end)).flatten()
        }
        Element::Gap => (0..=2).find_map(|skip| {
            let open = words
                .get(at..at + skip)?
                .iter()
                .all(|w| !matches!(w.as_str(), "." | ";" | ":" | "!" | "?" | "," | "but" | "not" | "n't" | "never" | "no"));
            open.then(|| match_at(rest, words, masked, at + skip)).flatten()
        }),
    };
    taken.or_else(|| if *optional { match_at(rest, words, masked, at) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(cues: &Cues, sentence: &str) -> Vec<String> {
        let words: Vec<String> = sentence.split_whitespace().map(str::to_owned).collect();
        let masked = vec![false; words.len()];
        cues.find(&words, &masked).iter().map(|f| words[f.at.clone()].join(" ")).collect()
    }

    #[test]
    fn the_longer_cue_hides_the_shorter() {
        let cues = Cues::builtin();
        assert_eq!(find(cues, "they have no plans to return"), ["no plans"]);
        assert_eq!(find(cues, "it is not only back"), ["not only"]);
        assert_eq!(find(cues, "she has n't ruled out a return"), ["n't ruled out"]);
        assert_eq!(find(cues, "he denies that"), ["denies that"]);
    }

    #[test]
    fn a_pack_adds_and_switches_off() {
        let mut cues = Cues::builtin().clone();
        let added = cues.extend("my.toml", "off = [\"perhaps\"]\n[[cue]]\ncategory = \"possible\"\nphrases = [\"methinks\", \"~reckon\"]");
        assert_eq!(added, Ok(2));
        assert_eq!(find(&cues, "methinks perhaps he reckoned"), ["methinks", "reckoned"]);
    }

    #[test]
    fn a_bad_pack_is_named_and_adds_nothing() {
        let mut cues = Cues::builtin().clone();
        let before = cues.patterns.len();
        for (toml, line, words) in [
            ("[[cue]]\ncategory = \"possible\"\nphrases = [\"Maybe\"]", 3, "lower case"),
            ("[[cue]]\ncategory = \"possible\"\nphrases = [\"* x\"]", 3, "must begin with a word"),
            ("\n[[cue]]\ncategory = \"doubtful\"\nphrases = []", 3, "category"),
            ("off = [\"never heard of\"]", 1, "switched off"),
            ("[[cue]]\ncategory = \"possible\"\nphrase = \"x\"", 3, "unknown field"),
        ] {
            let problem = cues.extend("my.toml", toml).expect_err(toml);
            assert!(format!("{problem}").contains(words) || words == "category", "{problem}");
            assert_eq!(problem.line.unwrap_or(line), line, "{problem}");
            assert_eq!(cues.patterns.len(), before);
        }
    }

    #[test]
    fn masked_words_are_no_cues() {
        let words: Vec<String> = ["may", "may", "return"].map(str::to_owned).into();
        let found = Cues::builtin().find(&words, &[true, false, false]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].at, 1..2);
    }
}
