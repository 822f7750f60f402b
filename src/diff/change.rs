//! The kinds of change, how much they weigh, and one difference as it is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::claim::Claim;

/// How much a change matters to whoever keeps track of a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// What is claimed is the same.
    Hidden,
    /// More, less, or otherwise attested.
    Medium,
    /// Another answer to the same question.
    High,
}

/// What happened to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was said to be so and is now said not to be so, or the other way round.
    PolarityFlipped,
    /// The decision fell on the other side: renewed and cancelled, returns and leaves.
    Reversed,
    /// Another date, status, relation or network.
    ValueChanged,
    /// Another person has the role.
    Recast,
    /// Known more exactly.
    Refined,
    /// Known less exactly.
    Widened,
    /// Asserted more strongly.
    CertaintyRaised,
    /// Asserted less strongly.
    CertaintyLowered,
    /// Another source, a source named or dropped, a quotation made a paraphrase or the reverse.
    AttributionChanged,
    /// Claimed only now.
    Added,
    /// Claimed no more.
    Removed,
    /// The title was not known and is now.
    SubjectResolved,
    /// The title was known and is not now.
    SubjectLost,
    /// A name is spelled otherwise.
    Respelled,
    /// In other words.
    Reworded,
    /// Elsewhere among the other claims.
    Moved,
    /// Said more or fewer times, or in a value of another form for the same days.
    Restated,
    /// Found by another rule or another version of greenlit.
    RuleChanged,
}

impl Change {
    /// All of them, the weightiest first.
    pub const ALL: [Change; 18] = [
        Change::PolarityFlipped,
        Change::Reversed,
        Change::ValueChanged,
        Change::Recast,
        Change::Refined,
        Change::Widened,
        Change::CertaintyRaised,
        Change::CertaintyLowered,
        Change::AttributionChanged,
        Change::Added,
        Change::Removed,
        Change::SubjectResolved,
        Change::SubjectLost,
        Change::Respelled,
        Change::Reworded,
        Change::Moved,
        Change::Restated,
        Change::RuleChanged,
    ];

    /// How much it matters.
    pub fn weight(self) -> Weight {
        match self {
            Change::PolarityFlipped | Change::Reversed | Change::ValueChanged | Change::Recast => Weight::High,
            Change::Reworded | Change::Moved | Change::Restated | Change::RuleChanged => Weight::Hidden,
            _ => Weight::Medium,
        }
    }

    /// The change that leads back.
    pub fn mirrored(self) -> Change {
        match self {
            Change::Refined => Change::Widened,
            Change::Widened => Change::Refined,
            Change::CertaintyRaised => Change::CertaintyLowered,
            Change::CertaintyLowered => Change::CertaintyRaised,
            Change::Added => Change::Removed,
            Change::Removed => Change::Added,
            Change::SubjectResolved => Change::SubjectLost,
            Change::SubjectLost => Change::SubjectResolved,
            same => same,
        }
    }
}

/// How a value changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// A date that lies a known number of days earlier or later.
    Shifted,
    /// Something else in its place.
    Replaced,
}

/// What made two claims a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// The same `claim_id`.
    Claim,
    /// The same `slot_id`.
    Slot,
    /// The same title and role.
    Role,
    /// Questions that agree but for one name or for what is null on one side; see `reason`.
    Soft,
    /// Nothing: there is no pair.
    None,
}

/// Why there is a difference at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The text is another.
    Text,
    /// The text is the same: greenlit or its rules read it otherwise.
    Rules,
    /// The text is another, and so is the version of greenlit.
    Both,
}

/// One change of one claim, as it is written: a line of JSONL, an element of `changes` in JSON.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Difference<'a> {
    /// What happened.
    pub change: Change,
    /// How much it matters.
    pub weight: Weight,
    /// Identity of the question: of `after`, or of `before` where there is no `after`.
    pub slot_id: &'a str,
    /// `value_changed`: how.
    pub how: Option<How>,
    /// `value_changed`, `shifted`: days from first day to first day; negative for an earlier date.
    pub days: Option<i64>,
    /// Why; `null` where the other side has no such document.
    pub cause: Option<Cause>,
    /// What made `before` and `after` a pair.
    #[serde(rename = "match")]
    pub matched: Matched,
    /// A soft match: what differs between the two questions.
    pub reason: Option<&'a str>,
    /// The claim of the first side, at its most telling mention; `null` if it was added.
    pub before: Option<&'a Claim>,
    /// The claim of the second side; `null` if it was removed.
    pub after: Option<&'a Claim>,
    /// How many times the document says it.
    pub before_mentions: usize,
    /// How many times the document says it.
    pub after_mentions: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrors_are_mirrored_and_weigh_the_same() {
        for change in Change::ALL {
            assert_eq!(change.mirrored().mirrored(), change);
            assert_eq!(change.mirrored().weight(), change.weight());
        }
    }
}
