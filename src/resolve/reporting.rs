//! The words of saying: verbs that report, and nouns that stand for whoever speaks.
//!
//! The words are data (`reporting.toml`); how they find their speaker is in
//! [`attribution`](super::attribution).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::inflect::{self, Irregular};
use crate::error::Problem;

/// Reporting verbs and nouns, ready to look up.
#[derive(Debug, Clone, Default)]
pub struct Reporting {
    irregular: Irregular,
    /// Form → may have a thing as its object.
    verbs: FxHashMap<String, bool>,
    nouns: FxHashMap<String, Nouns>,
}

/// The classes that a noun belongs to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Nouns {
    /// People and papers that are quoted without a name.
    pub source: bool,
    /// Texts whose source is the name behind them.
    pub report: bool,
    /// Stands for the last company named.
    pub company: bool,
    /// Stands for the last paper named.
    pub paper: bool,
    /// Stands for the last person named.
    pub person: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    irregular: Irregular,
    #[serde(default)]
    speak: Vec<String>,
    #[serde(default)]
    clause: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    reports: Vec<String>,
    #[serde(default)]
    companies: Vec<String>,
    #[serde(default)]
    papers: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
}

static BUILTIN: LazyLock<Reporting> = LazyLock::new(|| {
    let mut reporting = Reporting::default();
    reporting.extend("reporting.toml", include_str!("reporting.toml")).expect("the built-in list is sound; a test reads it");
    reporting
});

impl Reporting {
    /// The built-in words. Clone them to add a pack's own.
    pub fn builtin() -> &'static Reporting {
        &BUILTIN
    }

    /// Adds the words of a file in the format of `reporting.toml`; `path` is its name in messages.
    ///
    /// # Errors
    /// If the file is no TOML or has an unknown key; nothing is added then.
    pub fn extend(&mut self, path: &str, toml: &str) -> Result<(), Problem> {
        let file: File = toml::from_str(toml).map_err(|error| {
            let line = error.span().map(|span| toml[..span.start.min(toml.len())].matches('\n').count() + 1);
            Problem::new(path, line, error.message().to_owned(), "see the head of the built-in reporting.toml for the format")
        })?;
        self.irregular.extend(file.irregular);
        for (lemmas, object) in [(&file.clause, false), (&file.speak, true)] {
            for form in lemmas.iter().flat_map(|lemma| inflect::forms(lemma, &self.irregular)) {
                self.verbs.insert(form, object);
            }
        }
        for word in file.sources {
            self.nouns.entry(word).or_default().source = true;
        }
        for word in file.reports {
            self.nouns.entry(word).or_default().report = true;
        }
        for word in file.companies {
            self.nouns.entry(word).or_default().company = true;
        }
        for word in file.papers {
            self.nouns.entry(word).or_default().paper = true;
        }
        for word in file.people {
            self.nouns.entry(word).or_default().person = true;
        }
        Ok(())
    }

    /// If the word is a form of a reporting verb: whether a thing may be its object.
    pub(super) fn verb(&self, word: &str) -> Option<bool> {
        self.verbs.get(word).copied()
    }

    /// The classes of a noun.
    pub(super) fn noun(&self, word: &str) -> Nouns {
        self.nouns.get(word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_adds_its_words() {
        let mut reporting = Reporting::builtin().clone();
        reporting.extend("my.toml", "speak = [\"trumpet\"]\nsources = [\"birdie\"]").expect("sound");
        assert!(reporting.verb("trumpeted").is_some() && reporting.noun("birdie").source);
        let problem = reporting.extend("my.toml", "\nspeek = []").expect_err("an unknown key");
        assert_eq!(problem.line, Some(2));
    }
}
