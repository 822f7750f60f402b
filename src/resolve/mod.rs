//! What only the document knows: subjects, persons, dates, stance, attribution.
pub mod date;
