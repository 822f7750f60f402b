//! greenlit.
pub mod span;
pub mod error;
pub mod claim;
pub mod ingest;
pub mod text;
pub mod mention;
pub mod resolve;
