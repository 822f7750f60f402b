//! Half-open ranges of text, and the one place where bytes become code points.
//!
//! Inside the program every position is a **byte** offset into the decoded text, because that is
//! what slicing needs. What leaves the program counts **Unicode code points** (the W3C
//! TextPositionSelector), and [`CharIndex`] converts.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end`. Whether it counts bytes or code points is said where it is used;
/// without a word it is bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Span {
    /// First position inside.
    pub start: usize,
    /// First position behind.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    ///
    /// # Panics
    /// If `end < start`, in debug builds.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span must not run backwards: {start}..{end}");
        Span { start, end }
    }

    /// How many positions it covers.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True if it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if `position` lies inside.
    pub fn holds(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// True if the two share at least one position.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text that a byte range covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Converts byte offsets of one text into code points and lines.
///
/// ASCII text needs no table; for the rest one count is kept for every 256 bytes.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP`; empty for ASCII text.
    counts: Vec<u32>,
    /// Byte offsets at which lines begin.
    lines: Vec<u32>,
}

/// Bytes between two remembered counts of a [`CharIndex`].
const STEP: usize = 256;

impl<'t> CharIndex<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0u32;
            for (i, byte) in text.bytes().enumerate() {
                if i % STEP == 0 {
                    counts.push(seen);
                }
                seen += u32::from(!is_continuation(byte));
            }
        }
        let lines = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1)).collect();
        CharIndex { text, counts, lines }
    }

    /// Code points before the byte offset `byte`, which must be a character boundary.
    pub fn chars(&self, byte: usize) -> usize {
        if self.counts.is_empty() {
            return byte;
        }
        let step = (byte / STEP).min(self.counts.len() - 1);
        let rest = &self.text.as_bytes()[step * STEP..byte];
        self.counts[step] as usize + rest.iter().filter(|b| !is_continuation(**b)).count()
    }

    /// A byte range as a range of code points.
    pub fn char_span(&self, bytes: Span) -> Span {
        Span::new(self.chars(bytes.start), self.chars(bytes.end))
    }

    /// The line that holds the byte offset, counted from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= byte)
    }

    /// The column of the byte offset in its line, in code points, counted from 1.
    pub fn column(&self, byte: usize) -> usize {
        let start = self.lines[self.line(byte) - 1] as usize;
        self.text[start..byte].chars().count() + 1
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_across_steps() {
        let text = "Zoë 🎬 ".repeat(200);
        let index = CharIndex::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(byte), chars);
        }
        assert_eq!(index.chars(text.len()), text.chars().count());
    }

    #[test]
    fn lines_and_columns_start_at_one() {
        let index = CharIndex::new("é\nbc\n");
        assert_eq!((index.line(0), index.column(0)), (1, 1));
        assert_eq!((index.line(4), index.column(4)), (2, 2));
    }
}
