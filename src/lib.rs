//! greenlit.

pub mod span;

pub mod error;

pub mod edtf;

pub mod claim;

pub mod ingest;

pub mod text;

pub mod lexicon;

pub mod mention;

pub mod rules;

pub mod extract;

pub mod resolve;

pub mod pipeline;

pub mod examples;

pub mod eval;

pub mod write;

pub mod cli;
