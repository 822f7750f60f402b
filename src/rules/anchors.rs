//! The words without which no rule of a book can match.
//!
//! Every pattern needs a few features. Where one of the lists that it needs can be spelled as words, one of these words must stand in a text
//! that holds a match; their sum over all patterns is what a text without claims can be told by, in one scan over its bytes and before
//! anything is read.

use std::collections::BTreeSet;

use super::compile::{Alphabet, FeatureId};
use super::{Rule, RuleBook};

impl RuleBook {
    /// Words, in lower case, of which at least one stands in every text that a rule matches, together with
    /// the ids of the rules that need no particular word and are not covered by them.
    pub fn anchors(&self) -> (BTreeSet<String>, Vec<&str>) {
        let by_signature = self.alphabet.words_by_signature();
        let mut all = BTreeSet::new();
        let mut without = Vec::new();
        for rule in self.rules.iter().filter(|rule| !is_forbidding(rule)) {
            for matcher in &rule.matchers {
                let lists = matcher.required.iter().filter_map(|any| words_of(any, &self.alphabet, &by_signature));
                match lists.min_by_key(|words| words.iter().map(|word| cost(word)).sum::<usize>()) {
                    Some(words) => all.extend(words.into_iter().map(str::to_owned)),
                    None => without.push(rule.id()),
                }
            }
        }
        without.dedup();
        (all, without)
    }
}

/// A rule that only keeps others from matching finds nothing by itself.
fn is_forbidding(rule: &Rule) -> bool {
    matches!(rule.raw.effect, super::pack::Effect::Nothing(_))
}

/// How often a word occurs in any text, roughly: a short word is likely to.
fn cost(word: &str) -> usize {
    match word.len() {
        0..=2 => 400,
        3 => 60,
        4 => 20,
        _ => 5,
    }
}

/// The words that have one of the features; `None` if one of them is no matter of words: a mention, a mark, a clitic.
fn words_of<'w>(any: &[FeatureId], alphabet: &'w Alphabet, by_signature: &[Vec<&'w str>]) -> Option<BTreeSet<&'w str>> {
    let mut words = BTreeSet::new();
    for feature in any {
        match alphabet.name(*feature).split_once(':')? {
            ("w", word) => {
                words.insert(word);
            }
            ("c", _) => {
                words.extend(alphabet.signatures_having(*feature).iter().flat_map(|signature| &by_signature[usize::from(*signature)]))
            }
            _ => return None,
        }
    }
    let plain = |word: &&str| word.starts_with(|c: char| c.is_ascii_alphanumeric()) && !matches!(*word, "n't" | "n’t") && word.len() > 1;
    (!words.is_empty() && words.iter().all(plain)).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rules_hold_anchors() {
        let book = RuleBook::builtin();
        let (words, without) = book.anchors();
        assert!(words.len() > 500 && without.len() * 10 < book.rules().len(), "{} words, {without:?}", words.len());
        let begins = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric()).any(|word| words.iter().any(|anchor| word.starts_with(anchor.as_str())))
        };
        for rule in book.rules().iter().filter(|rule| !is_forbidding(rule) && !without.contains(&rule.id())) {
            for example in &rule.raw.yes {
                let text = example.text.to_lowercase();
                assert!(begins(&text), "{}: {text}", rule.id());
            }
        }
    }
}
