//! How good the claims are: precision, recall and F1 against gold claims, by kind and by field.
//!
//! A system claim matches a gold claim of the same kind whose sentence overlaps and whose core slot
//! agrees (renewal: status; cast: relation and person; date: event and value). Among several
//! candidates the pair that agrees in most fields comes first, then the one that overlaps most,
//! then the earlier. **core** counts the matches, **fact** those in which title, season, character
//! and polarity agree too, **full** those in which certainty and source agree as well.
//!
//! What a claim means, and how it is found, is left to the rest of the crate: here claims are only
//! compared. The library's tests hold their floors by [`score`]; the command line uses
//! [`evaluate`].

mod matching;
mod norm;
mod render;
mod statement;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::claim::{Claim, Kind, name};
use crate::error::{Error, Failure, Problem};
use crate::ingest::{self, Article, Options};
use matching::{FIELDS, Key, Pair, STANCE, matches};
use statement::{Found, stem};
pub use statement::{GoldDocument, Source, Statement, Topic};

/// The kinds, in the order in which they are shown.
const KINDS: [Kind; 3] = [Kind::Renewal, Kind::Cast, Kind::Date];

/// Precision, recall and F1, each from 0 to 1 and rounded to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Score {
    /// Share of the system's claims that match.
    pub p: f64,
    /// Share of the gold claims that are matched.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// The scores of one kind, or of all together.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Row {
    /// Number of gold claims.
    pub gold: usize,
    /// Number of the system's claims.
    pub system: usize,
    /// Matches.
    pub core: Score,
    /// Matches with the same title, season, character and polarity.
    pub fact: Score,
    /// Matches in which certainty and source agree too.
    pub full: Score,
}

/// Which side a claim stands on alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A gold claim that the system does not have.
    Missed,
    /// A claim of the system that the gold does not have.
    Spurious,
}

/// A claim without a partner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mismatch {
    /// Id of its document.
    pub document: String,
    /// Missed or spurious.
    pub fault: Fault,
    /// What it says.
    pub claim: Statement,
    /// Its sentence, where it is known: see [`Evaluation::quote_from`].
    pub sentence: Option<String>,
    /// The rule that found it, where that is known.
    pub rule: Option<String>,
}

/// The result of a comparison: counts, and every claim without a partner.
///
/// Evaluations of several documents are added with [`Evaluation::add`]; scores are worked out from
/// the counts when they are asked for. As JSON it is one object: a [`Row`] under `renewal`, `cast`,
/// `date` and `all`, the share of agreement by field under `fields`, the number of unreadable lines
/// under `broken`, and the mismatches under `errors`.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    kinds: [Counts; KINDS.len()],
    /// By field: on how many matched pairs it agrees, and on how many it was compared.
    fields: [(usize, usize); FIELDS.len()],
    /// Claims without a partner: by document, then kind, missed before spurious.
    pub errors: Vec<Mismatch>,
    /// Lines or files of the system that hold no claim and were left out.
    pub broken: Vec<Problem>,
    /// What else the user should know: names that fit nothing.
    pub problems: Vec<Problem>,
}

/// What is counted for one kind.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    gold: usize,
    system: usize,
    core: usize,
    fact: usize,
    full: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.gold += other.gold;
        self.system += other.system;
        self.core += other.core;
        self.fact += other.fact;
        self.full += other.full;
    }

    fn row(self) -> Row {
        let score = |matches: usize| {
            let share = |of: usize| if of == 0 { 0.0 } else { matches as f64 / of as f64 };
            let (p, r) = (share(self.system), share(self.gold));
            let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
            Score { p: rounded(p), r: rounded(r), f1: rounded(f1) }
        };
        Row { gold: self.gold, system: self.system, core: score(self.core), fact: score(self.fact), full: score(self.full) }
    }
}

/// Four decimals, by the number's exact decimal value (half to even), as it is printed.
fn rounded(share: f64) -> f64 {
    format!("{share:.4}").parse().unwrap_or(share)
}

/// Compares what a system found with the gold.
///
/// `gold` is a folder of files `{"id", "claims": […]}`; `system` a JSONL file of [`Claim`]s, whose
/// document is the stem of `provenance.document`, or a folder like the gold's (which measures how
/// far two readers agree). With `only`, all other documents are left out.
///
/// # Errors
/// [`Error::Io`] and [`Error::Input`] if the gold, or the system as a whole, cannot be read.
/// Lines of the system that are no claims are left out and stand in [`Evaluation::broken`].
pub fn evaluate(gold: &Path, system: &Path, only: Option<&BTreeSet<String>>) -> Result<Evaluation, Error> {
    let wanted = |id: &str| only.is_none_or(|only| only.contains(id));
    let documents = statement::gold(gold)?;
    let found = statement::system(system)?;
    let mut total = Evaluation { broken: found.broken, ..Evaluation::default() };
    for document in documents.iter().filter(|document| wanted(&document.id)) {
        let claims = found.documents.get(&document.id).map_or(&[][..], Vec::as_slice);
        total.add(compare(document, claims));
    }
    let known: BTreeSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    total.problems.extend(unknown_ids(gold, &known, only));
    if !found.documents.is_empty() && !found.documents.keys().any(|id| known.contains(id.as_str())) {
        let remedy = "a document's name without folder and extension must be the gold's id";
        total.problems.push(Problem::new(statement::shown(system), None, "none of its documents is in the gold", remedy));
    }
    Ok(total)
}

/// Tells of names in `only` that the gold does not have.
fn unknown_ids(gold: &Path, known: &BTreeSet<&str>, only: Option<&BTreeSet<String>>) -> Option<Problem> {
    let missing: Vec<&str> = only?.iter().map(String::as_str).filter(|id| !known.contains(id)).collect();
    let first = missing.first()?;
    let reason = format!(
        "holds no document {first:?}{}",
        if missing.len() > 1 { format!(" and {} more of the list", missing.len() - 1) } else { String::new() }
    );
    Some(Problem::new(statement::shown(gold), None, reason, "an id is a gold file's `id`"))
}

/// Compares the claims of one document, all of which count as claims of `gold`'s.
pub fn score(gold: &GoldDocument, claims: &[Claim]) -> Evaluation {
    compare(gold, &claims.iter().map(Found::from).collect::<Vec<_>>())
}

fn compare(gold: &GoldDocument, found: &[Found]) -> Evaluation {
    let mut evaluation = Evaluation::default();
    for (number, kind) in KINDS.into_iter().enumerate() {
        let word = name(&kind);
        let gold_claims: Vec<&Statement> = gold.claims.iter().filter(|claim| claim.kind == word).collect();
        let of_kind: Vec<&Found> = found.iter().filter(|claim| claim.statement.kind == word).collect();
        let keys = (Key::all(kind, gold_claims.iter().copied()), Key::all(kind, of_kind.iter().map(|found| &found.statement)));
        let mut counts = Counts { gold: gold_claims.len(), system: of_kind.len(), ..Counts::default() };
        let matches = matches(&keys.0, &keys.1);
        for pair in &matches {
            counts.core += 1;
            counts.fact += usize::from(pair.agrees(|field| !STANCE.contains(&field)));
            counts.full += usize::from(pair.agrees(|_| true));
            evaluation.count_fields(pair);
        }
        evaluation.kinds[number] = counts;
        evaluation.note_mismatches(&gold.id, &matches, &gold_claims, &of_kind);
    }
    evaluation
}

impl Evaluation {
    /// Adds the counts and mismatches of other documents.
    pub fn add(&mut self, other: Evaluation) {
        for (mine, theirs) in self.kinds.iter_mut().zip(other.kinds) {
            mine.add(theirs);
        }
        for (mine, theirs) in self.fields.iter_mut().zip(other.fields) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
        self.errors.extend(other.errors);
        self.broken.extend(other.broken);
        self.problems.extend(other.problems);
    }

    /// The scores of one kind.
    pub fn kind(&self, kind: Kind) -> Row {
        KINDS.iter().position(|known| *known == kind).map_or_else(Row::default, |number| self.kinds[number].row())
    }

    /// The scores of all kinds together.
    pub fn all(&self) -> Row {
        let mut all = Counts::default();
        for counts in self.kinds {
            all.add(counts);
        }
        all.row()
    }

    /// On which share of the matched claims each field agrees; fields that were never compared are
    /// left out.
    pub fn fields(&self) -> Vec<(&'static str, f64)> {
        let compared = FIELDS.into_iter().zip(self.fields).filter(|(_, (_, of))| *of > 0);
        compared.map(|(field, (agreed, of))| (field, rounded(agreed as f64 / of as f64))).collect()
    }

    /// Cuts the sentences of mismatches that have none out of the articles: a folder with a file
    /// `<document>.txt` for each, or a JSONL dump of rows. Articles that are not there are skipped.
    ///
    /// # Errors
    /// [`Error::Io`] if the folder or the dump cannot be read. Rows that are no articles are told
    /// in [`Evaluation::problems`].
    pub fn quote_from(&mut self, articles: &Path) -> Result<(), Error> {
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, error) in self.errors.iter().enumerate().filter(|(_, error)| error.sentence.is_none()) {
            wanted.entry(error.document.clone()).or_default().push(number);
        }
        if articles.is_dir() {
            for (id, numbers) in &wanted {
                let path = articles.join(format!("{id}.txt"));
                if path.exists() {
                    self.quote_each(&path, &|_| Some(numbers))?;
                }
            }
            return Ok(());
        }
        self.quote_each(articles, &|article| wanted.get(stem(&article.name)))
    }

    /// Reads one file and fills in the sentences of the mismatches that `wanted` gives for each
    /// article.
    fn quote_each<'a>(&mut self, path: &Path, wanted: &dyn Fn(&Article) -> Option<&'a Vec<usize>>) -> Result<(), Error> {
        let mut fatal = None;
        ingest::read(&statement::shown(path), &Options::default(), &mut |article| match article {
            Ok(article) => {
                for number in wanted(&article).into_iter().flatten() {
                    let error = &mut self.errors[*number];
                    error.sentence = cut(&article.text, error.claim.start, error.claim.end);
                }
            }
            Err(Failure { path, row: line @ Some(_), reason, remedy, .. }) => self.problems.push(Problem { path, line, reason, remedy }),
            Err(failure) => fatal = Some(failure.into()),
        });
        fatal.map_or(Ok(()), Err)
    }

    fn count_fields(&mut self, pair: &Pair) {
        for (count, agrees) in self.fields.iter_mut().zip(&pair.agreement) {
            *count = (count.0 + usize::from(*agrees), count.1 + 1);
        }
    }

    fn note_mismatches(&mut self, document: &str, matches: &[Pair], gold: &[&Statement], system: &[&Found]) {
        let mismatch = |fault, claim: &Statement, sentence: Option<String>, rule: Option<String>| Mismatch {
            document: document.to_owned(),
            fault,
            claim: claim.clone(),
            sentence,
            rule,
        };
        let matched: HashSet<usize> = matches.iter().map(|pair| pair.gold).collect();
        let missed = gold.iter().enumerate().filter(|(i, _)| !matched.contains(i));
        self.errors.extend(missed.map(|(_, claim)| mismatch(Fault::Missed, claim, None, None)));
        let matched: HashSet<usize> = matches.iter().map(|pair| pair.system).collect();
        let spurious = system.iter().enumerate().filter(|(j, _)| !matched.contains(j));
        self.errors
            .extend(spurious.map(|(_, found)| mismatch(Fault::Spurious, &found.statement, found.sentence.clone(), found.rule.clone())));
    }
}

/// The code points `start..end` of a text; `None` if it is shorter.
fn cut(text: &str, start: usize, end: usize) -> Option<String> {
    let length = end.checked_sub(start)?;
    let sentence: String = text.chars().skip(start).take(length).collect();
    if sentence.chars().count() == length { Some(sentence) } else { None }
}

impl Serialize for Evaluation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for kind in KINDS {
            map.serialize_entry(&kind, &self.kind(kind))?;
        }
        map.serialize_entry("all", &self.all())?;
        let fields: serde_json::Map<String, serde_json::Value> =
            self.fields().into_iter().map(|(field, share)| (field.to_owned(), share.into())).collect();
        map.serialize_entry("fields", &fields)?;
        map.serialize_entry("broken", &self.broken.len())?;
        map.serialize_entry("errors", &self.errors)?;
        map.end()
    }
}

#[cfg(test)]
mod tests;
