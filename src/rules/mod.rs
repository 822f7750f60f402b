//! STUB of the write branch: replaced by the rule engine at the merge.
#![allow(missing_docs)]

use std::path::Path;

use crate::claim::Kind;
use crate::error::Problem;

#[derive(Debug, Clone)]
pub struct Rule {
    pub id: String,
    pub kind: Kind,
    pub why: String,
    pub pattern: Vec<String>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
    pub source: String,
}

#[derive(Debug, Default)]
pub struct RuleBook {
    rules: Vec<Rule>,
}

impl RuleBook {
    pub fn builtin() -> RuleBook {
        RuleBook::default()
    }

    pub fn with_pack(self, _dir: &Path) -> (RuleBook, Vec<Problem>) {
        (self, Vec::new())
    }

    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

#[derive(Debug)]
pub struct TestFailure {
    pub rule: String,
    pub example: String,
    pub expected: String,
    pub got: String,
}

pub fn test(_book: &RuleBook) -> Vec<TestFailure> {
    Vec::new()
}
