//! greenlit.
pub mod claim;
pub mod cli;
pub mod error;
pub mod eval;
pub mod ingest;
pub mod mention;
pub mod pipeline;
pub mod resolve;
pub mod rules;
pub mod span;
pub mod text;
pub mod write;
