//! What only the document knows: subjects, persons, dates, stance, attribution.
//!
//! The order of the passes: names are typed first (in `mention`), because every rule depends on
//! them; then stance, which needs to know where the claim's own words stand; then attribution,
//! because "I" is whoever speaks; then subject and person, which need the reading order; at last
//! the date, whose direction depends on the tense of the clause.

pub mod clause;

pub mod cues;

mod inflect;

pub mod stance;

pub mod reporting;

pub mod attribution;

pub mod date;

pub mod person;

mod salience;

pub mod subject;

pub mod tense;
