//! Which articles of a run are copies of earlier ones: known where it is written, because there all come by in their order.
//!
//! The claims have been spelled by then, so the name of the original is put into their lines. A run that goes on asks again for
//! what an earlier one had finished: where the original is gone or another has come in front, the lines are written anew.

use std::ops::Range;

use super::journal::{self, Document, Record};
use crate::ingest::duplicate::Duplicates;
use crate::write;

/// The articles with claims of a run so far.
pub(super) struct Copies {
    seen: Option<Duplicates>,
}

impl Copies {
    /// With `wanted = false` nothing is a copy.
    pub fn new(wanted: bool) -> Self {
        Copies { seen: wanted.then(Duplicates::default) }
    }

    /// Looks for the originals of a record's articles; true if others are named than before.
    pub fn have_changed(&mut self, record: &mut Record) -> bool {
        let Some(seen) = &mut self.seen else { return false };
        let mut changed = false;
        for document in &mut record.documents {
            let Some(signature) = &document.signature else { continue };
            let original = seen.see(&document.name, signature.clone());
            if original != document.copy_of.as_deref() {
                document.copy_of = original.map(str::to_owned);
                changed = true;
            }
        }
        changed
    }

    /// Appends a new record's claims to `lines`, with the originals of its articles.
    pub fn append(&mut self, record: &mut Record, claims: &[u8], lines: &mut Vec<u8>) {
        if self.have_changed(record) {
            rewrite(record, claims, lines);
        } else {
            lines.extend_from_slice(claims);
        }
    }
}

/// Appends a record's claims with the originals that its documents name.
pub(super) fn rewrite(record: &mut Record, claims: &[u8], lines: &mut Vec<u8>) {
    let start = lines.len();
    let mut left = claims;
    for document in &record.documents {
        let own = lines_of(document, left);
        lines.extend(write::copies(&left[own.clone()], document.copy_of.as_deref()));
        left = &left[own.end..];
    }
    record.len = (lines.len() - start) as u64;
    record.crc = journal::crc(&lines[start..]);
}

/// Where the lines of a document end, whose first is the first of `lines`.
fn lines_of(document: &Document, lines: &[u8]) -> Range<usize> {
    let count = document.claims.iter().sum::<u64>() as usize;
    let last = count.checked_sub(1).and_then(|last| memchr::memchr_iter(b'\n', lines).nth(last));
    0..last.map_or(0, |end| end + 1)
}
