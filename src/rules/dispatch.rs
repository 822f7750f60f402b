//! Which patterns can match a sentence at all.
//!
//! Of every pattern it is known what must occur for it to match: lists of features, of each at least
//! one. The rarest of these lists is the pattern's *anchor*: a sentence wakes only the patterns
//! whose anchor it holds, and of those only the ones that find all else that they need are run.

use super::Rule;
use super::compile::{Alphabet, FeatureId};

/// A set of features: one bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeatureSet(Box<[u64]>);

impl FeatureSet {
    /// An empty set over so many features.
    pub fn empty(features: usize) -> Self {
        FeatureSet(vec![0; features.div_ceil(64)].into())
    }

    /// Adds one feature.
    pub fn insert(&mut self, feature: FeatureId) {
        self.set(usize::from(feature));
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// True if the feature is in the set.
    pub fn has(&self, feature: FeatureId) -> bool {
        self.0[usize::from(feature) / 64] & (1 << (feature % 64)) != 0
    }

    /// True if the two sets share a feature.
    pub fn meets(&self, other: &FeatureSet) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// The features, ascending.
    pub fn iter(&self) -> impl Iterator<Item = FeatureId> + '_ {
        set_bits(self.0.iter().copied()).map(|bit| bit as FeatureId)
    }

    fn into_bits(self) -> impl Iterator<Item = usize> {
        set_bits(self.0.into_vec().into_iter())
    }
}

fn set_bits(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(i, bits)| {
        let mut rest = bits;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(i * 64 + bit as usize)
        })
    })
}

/// A pattern in the index.
#[derive(Debug)]
struct Entry {
    rule: usize,
    matcher: usize,
    /// The other lists, the shortest first.
    required: Vec<AnyOf>,
}

/// Features of which one must occur.
#[derive(Debug)]
enum AnyOf {
    Few(Box<[FeatureId]>),
    Many(FeatureSet),
}

impl AnyOf {
    fn new(any: &[FeatureId], features: usize) -> Self {
        if any.len() * 8 <= features.div_ceil(64) {
            return AnyOf::Few(any.into());
        }
        let mut set = FeatureSet::empty(features);
        any.iter().for_each(|f| set.insert(*f));
        AnyOf::Many(set)
    }

    fn meets(&self, present: &FeatureSet) -> bool {
        match self {
            AnyOf::Few(any) => any.iter().any(|f| present.has(*f)),
            AnyOf::Many(set) => set.meets(present),
        }
    }
}

/// All patterns of a rule book, by what wakes them.
#[derive(Debug, Default)]
pub struct Dispatch {
    entries: Vec<Entry>,
    /// Feature → the patterns whose anchor names it, ascending.
    woken_by: Vec<Vec<u32>>,
}

impl Dispatch {
    /// Indexes all patterns of the rules.
    pub fn new(rules: &[Rule], alphabet: &Alphabet) -> Self {
        let features = alphabet.features_len();
        let mut dispatch = Dispatch { entries: Vec::new(), woken_by: vec![Vec::new(); features] };
        for (number, rule) in rules.iter().enumerate() {
            for (at, matcher) in rule.matchers.iter().enumerate() {
                let anchor = (0..matcher.required.len()).min_by_key(|i| (alphabet.rarity(&matcher.required[*i]), *i));
                // a pattern that needs nothing is refused when its file is read
                let Some(anchor) = anchor else { continue };
                let entry = dispatch.entries.len() as u32;
                for feature in &matcher.required[anchor] {
                    dispatch.woken_by[usize::from(*feature)].push(entry);
                }
                let mut others: Vec<&Vec<FeatureId>> =
                    matcher.required.iter().enumerate().filter(|(i, _)| *i != anchor).map(|o| o.1).collect();
                others.sort_by_key(|any| any.len());
                let required = others.into_iter().map(|any| AnyOf::new(any, features)).collect();
                dispatch.entries.push(Entry { rule: number, matcher: at, required });
            }
        }
        dispatch
    }

    /// The patterns that can match where these features occur, as indices of rule and pattern, in
    /// the order of the book.
    pub fn awake<'a>(&'a self, present: &'a FeatureSet) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut woken = FeatureSet::empty(self.entries.len());
        for feature in present.iter() {
            self.woken_by[usize::from(feature)].iter().for_each(|entry| woken.set(*entry as usize));
        }
        let entries = woken.into_bits().map(|i| &self.entries[i]);
        entries.filter(|e| e.required.iter().all(|any| any.meets(present))).map(|e| (e.rule, e.matcher))
    }
}
