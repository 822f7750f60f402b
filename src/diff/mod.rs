//! What is claimed now that was not before: two sets of claims, compared by what they say.
//!
//! [`compare`] takes the claims of two versions of one document and knows nothing of files. [`sets`]
//! does the same for two [`Set`]s of many documents, pairs these first ([`pairing`]) and keeps in
//! memory only a few numbers a claim: a claim itself is read when it differs from its counterpart.
//!
//! # Matching
//!
//! 1. Documents are paired by path, id or address.
//! 2. Equal `claim_id`: the same claim. Repeats collapse into one claim with its mentions; certainty,
//!    attribution, wording and place are compared. A claim is *moved* only if it stands elsewhere among
//!    the others, so that text pushed down by an edit above is not.
//! 3. Leftovers with equal `slot_id`: another answer to the same question. Several are paired by closeness of
//!    value, then source, then order.
//! 4. Leftovers that name the same title and role and another person: a recast. Leftovers that differ in the
//!    spelling of one name by a letter or two and stand in the same sentence: respelled.
//! 5. Leftovers whose questions agree but for what is null on one side (title, season, person, role): the same
//!    claim, told more or less fully, if the answers agree; marked `soft`.
//! 6. The rest was added or removed. Nothing is paired on likeness of text alone.
//!
//! A claim without a title has a slot of its own document; here both versions count as one document.
//! Comparing `b` with `a` gives the mirror image of comparing `a` with `b` ([`Change::mirrored`]).

mod change;
mod compare;
mod key;
mod measure;
mod pairing;
mod set;
mod sets;

pub use change::{Cause, Change, Difference, How, Matched, Weight};
pub use compare::{Found, compare};
pub use pairing::{Document, pairing};
pub use set::{Set, Source};
pub use sets::{Delta, Outcome, sets};

use std::collections::BTreeSet;

/// Which changes are told, and which of them count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Tell changes that leave what is claimed as it is: rewordings, moves, repeats.
    pub all: bool,
    /// Tell claims of which only the provenance differs.
    pub provenance: bool,
    /// Changes that are neither told nor counted.
    pub ignore: BTreeSet<Change>,
    /// Changes that make the outcome a failure.
    pub fail_on: BTreeSet<Change>,
}

impl Default for Options {
    /// Everything of weight is told, and all of it counts.
    fn default() -> Self {
        let fail_on = Change::ALL.into_iter().filter(|change| change.weight() >= Weight::Medium).collect();
        Options { all: false, provenance: false, ignore: BTreeSet::new(), fail_on }
    }
}

impl Options {
    /// True if such a change is told.
    pub fn tells(&self, change: Change) -> bool {
        let asked = match change {
            Change::RuleChanged => self.provenance,
            _ => self.all || change.weight() > Weight::Hidden,
        };
        asked && !self.ignore.contains(&change)
    }

    /// True if claims that say the same must be read too, because how they say it is told.
    fn looks_closely(&self) -> bool {
        self.all || self.provenance
    }
}
