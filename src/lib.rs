//! Reads news about films and series and writes down **who claims what**: dates, cast statements and
//! renewals, each with the sentence that states it, how strongly it is asserted and by whom.
//!
//! ```
//! use greenlit::claim::{Certainty, Polarity, Status};
//! use greenlit::ingest::{Article, Meta};
//! use greenlit::pipeline;
//! use greenlit::rules::RuleBook;
//!
//! let book = RuleBook::builtin();
//! let text = "The sitcom “Quarry Lane” has been renewed for a third season. It will not move to Netflix.";
//! let article = Article::from_text("a.txt", text, Meta::default());
//!
//! let claims = pipeline::extract(&article, &book).claims;
//! assert_eq!(claims.len(), 1);
//! let claim = &claims[0];
//! assert_eq!(claim.subject.title.as_deref(), Some("Quarry Lane"));
//! assert_eq!(claim.subject.season, Some(3));
//! assert_eq!(claim.status, Some(Status::Renewed));
//! assert_eq!((claim.polarity, claim.certainty), (Polarity::Affirmed, Certainty::Certain));
//! assert_eq!(claim.provenance.sentence.start, 0);
//! ```
//!
//! # The tour
//!
//! An article goes through stages, each of which only adds marks to the same text:
//!
//! ```text
//! bytes ─ingest→ Article ─text→ sentences, tokens, quotations ─mention→ names, dates, seasons, items
//!       ─rules→ matches ─extract→ candidates ─resolve→ claims ─→ write · eval
//! ```
//!
//! - A [`rules::RuleBook`] holds the wordings: [`RuleBook::builtin`](rules::RuleBook::builtin) the
//!   embedded ones, [`RuleBook::with_pack`](rules::RuleBook::with_pack) a folder of one's own on top.
//!   Make it once and share it.
//! - [`ingest::read`] turns files, dumps and standard input into [`ingest::Article`]s;
//!   [`Article::from_text`](ingest::Article::from_text) takes text that is at hand.
//! - [`pipeline::extract`] gives the [`claim::Claim`]s of one article, and for each a
//!   [`pipeline::Trace`] of why it is what it is; [`pipeline::why_not`] says how far a rule came.
//! - [`diff::compare`] says what two versions of an article claim differently.
//! - [`batch::run`] does all that for a whole corpus, on all processors.
//! - [`write::Writer`] puts claims on paper; [`eval`] scores them against annotations.
//!
//! # What holds
//!
//! - The library never prints and never reads the clock; only [`cli`] does, and nothing of it goes into a record.
//! - Input is never invalid: there is a value, and beside it a list of [`error::Problem`]s.
//! - The same article and the same rules give the same claims, in the same order.
//! - Positions inside the crate are bytes of the decoded text; those of a claim are Unicode code points
//!   (see [`span`]). No stage alters those of an earlier one.
//!
//! # What is missing
//!
//! English only. The modules are public for the
//! program, the tests and the curious; until 1.0 only the wire format, [`claim::Claim`], is kept stable on purpose.
//!
//! The modules below stand in the order of the pipeline: data flows downwards through them.

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

pub mod diff;

pub mod write;

pub mod batch;

pub mod cli;
