//! Copies of articles: the same wire story under several addresses is one source, not five.
//!
//! Texts are compared by SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007, *Detecting near-duplicates for web crawling*):
//! candidates differ in at most `DISTANCE` of 64 bits, found by the bands that at least one of them must share. A candidate is believed if the
//! smallest hashes of its three-word shingles (a bottom-k sketch, Broder 1997) say that most shingles are shared. Memory is
//! bounded: only the last [`Duplicates::WINDOW`] originals are remembered.

use std::collections::{HashMap, VecDeque};
use std::hash::Hasher;

use serde::{Deserialize, Serialize};

/// Bits of 64 in which the hashes of two copies may differ.
const DISTANCE: u32 = 7;
/// Bands of eight bits: two hashes that differ in at most seven bits share at least one.
const BANDS: usize = 8;
/// Hashes in a sketch.
const SKETCH: usize = 48;
/// How much of two sketches' union both must hold.
const SHARED: f64 = 0.7;
/// Texts with fewer words are copies only if they are the same word by word.
const FEW: usize = 40;

/// The articles of a run so far, as far as copies of them can be told.
#[derive(Debug, Default)]
pub struct Duplicates {
    originals: VecDeque<Original>,
    /// Number of the first of `originals`.
    first: usize,
    bands: HashMap<(u8, u8), VecDeque<usize>>,
}

/// A text as far as copies of it can be told; made by any thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    hash: u64,
    sketch: Vec<u32>,
    words: usize,
}

#[derive(Debug)]
struct Original {
    document: String,
    signature: Signature,
}

impl Duplicates {
    /// How many originals are remembered: some 400 bytes each. Copies of a story come close together, and only articles with
    /// claims are asked for.
    pub const WINDOW: usize = 20_000;

    /// Takes the next article of the run and says of which earlier document it is a copy, if of one.
    pub fn see(&mut self, document: &str, new: Signature) -> Option<&str> {
        if new.words == 0 {
            return None;
        }
        let mut found: Option<usize> = None;
        for band in 0..BANDS {
            let Some(numbers) = self.bands.get(&new.key(band)) else { continue };
            // The earliest: all copies name the same original.
            for number in numbers.iter().copied().take_while(|number| found.is_none_or(|found| *number < found)) {
                if self.originals[number - self.first].signature.is_copied_by(&new) {
                    found = Some(number);
                    break;
                }
            }
        }
        match found {
            Some(number) => Some(&self.originals[number - self.first].document),
            None => {
                self.remember(Original { document: document.to_owned(), signature: new });
                None
            }
        }
    }

    fn remember(&mut self, new: Original) {
        if self.originals.len() == Self::WINDOW
            && let Some(old) = self.originals.pop_front()
        {
            for band in 0..BANDS {
                if let Some(numbers) = self.bands.get_mut(&old.signature.key(band)) {
                    numbers.pop_front();
                }
            }
            self.first += 1;
        }
        let number = self.first + self.originals.len();
        for band in 0..BANDS {
            self.bands.entry(new.signature.key(band)).or_default().push_back(number);
        }
        self.originals.push_back(new);
    }
}

impl Signature {
    /// The signature of an article's body.
    pub fn of(text: &str) -> Signature {
        let mut folded = String::with_capacity(text.len());
        let mut ends = Vec::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            folded.extend(word.chars().flat_map(char::to_lowercase));
            ends.push(folded.len());
            folded.push(' ');
        }
        let start = |word: usize| if word == 0 { 0 } else { ends[word - 1] + 1 };
        let hash = simhash::simhash_stream((0..ends.len()).map(|word| &folded[start(word)..ends[word]]));
        let mut sketch: Vec<u32> = (0..ends.len().saturating_sub(2)).map(|word| hash_of(&folded[start(word)..ends[word + 2]])).collect();
        if ends.len() < FEW {
            // Short texts are told apart by all that they hold.
            sketch = vec![hash_of(&folded)];
        }
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate(SKETCH);
        Signature { hash, sketch, words: ends.len() }
    }

    fn key(&self, band: usize) -> (u8, u8) {
        (band as u8, self.hash.to_le_bytes()[band])
    }

    fn is_copied_by(&self, other: &Signature) -> bool {
        if simhash::hamming_distance(self.hash, other.hash) > DISTANCE || (self.words < FEW) != (other.words < FEW) {
            return false;
        }
        // Of the smallest hashes of both together, how many do both hold?
        let (mut a, mut b) = (self.sketch.iter().peekable(), other.sketch.iter().peekable());
        let (mut union, mut both) = (0usize, 0usize);
        while union < SKETCH {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    both += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => drop(a.next()),
                (Some(_), Some(_)) | (None, Some(_)) => drop(b.next()),
                (Some(_), None) => drop(a.next()),
                (None, None) => break,
            }
            union += 1;
        }
        union > 0 && both as f64 >= SHARED * union as f64
    }
}

fn hash_of(text: &str) -> u32 {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(text.as_bytes());
    let hash = hasher.finish();
    // FNV's low bits are its best mixed only after folding.
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(n: usize) -> String {
        let words = [
            "harbour", "captain", "season", "network", "renewed", "winter", "letter", "bridge", "keeper", "lantern", "orchid", "garden",
            "verdict", "jury",
        ];
        (0..160).map(|i| format!("{}{} ", words[(i * 7 + i / 5 + n * 3) % words.len()], (i * 31 + n * 17) % (40 + n))).collect()
    }

    #[test]
    fn a_copy_names_the_first_of_its_kind_whatever_stands_around_it() {
        let mut seen = Duplicates::default();
        let wire = story(1);
        assert_eq!(seen.see("a", Signature::of(&wire)), None);
        assert_eq!(seen.see("b", Signature::of(&story(2))), None);
        assert_eq!(seen.see("c", Signature::of(&format!("LONDON (Wire) – {}", wire.to_uppercase()))), Some("a"));
        assert_eq!(seen.see("d", Signature::of(&format!("{wire} The writer lives in Leeds."))), Some("a"));
        assert_eq!(seen.see("e", Signature::of(&story(3))), None);
    }

    #[test]
    fn short_texts_are_copies_only_if_they_are_the_same() {
        let mut seen = Duplicates::default();
        assert_eq!(seen.see("a", Signature::of("“Fjord” was renewed for season 2.")), None);
        assert_eq!(seen.see("b", Signature::of("“Fjord” was renewed for season 3.")), None);
        assert_eq!(seen.see("c", Signature::of("Fjord was renewed for Season 2")), Some("a"));
        assert_eq!(seen.see("d", Signature::of("")), None);
        assert_eq!(seen.see("e", Signature::of("")), None);
    }
}
