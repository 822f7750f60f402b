//! greenlit.
pub mod claim;
pub mod error;
pub mod ingest;
pub mod mention;
pub mod resolve;
pub mod span;
pub mod text;
