//! What only the document knows: subjects, persons, dates, stance, attribution.

pub mod attribution;
pub mod clause;
pub mod cues;
mod inflect;
pub mod reporting;
pub mod stance;
