//! STUB of the write branch: replaced by the pipeline at the merge.
#![allow(missing_docs)]

use crate::claim::Claim;
use crate::ingest::Article;
use crate::rules::RuleBook;

#[derive(Debug, Default)]
pub struct Extraction {
    pub claims: Vec<Claim>,
    pub traces: Vec<Trace>,
}

#[derive(Debug, Default)]
pub struct Trace {
    pub rule: String,
    pub why: String,
    pub elements: Vec<String>,
    pub cues: Vec<String>,
    pub subject: String,
    pub date: Option<String>,
}

pub fn extract(_article: &Article, _book: &RuleBook) -> Extraction {
    Extraction::default()
}

pub fn why_not(_article: &Article, _book: &RuleBook, _rule: &str) -> Vec<String> {
    Vec::new()
}
