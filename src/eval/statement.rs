//! Claims as they are scored: flat, with their place, whoever wrote them down.
//!
//! Reads the gold folder and what is held against it. A broken gold file is an error, because every
//! number would be wrong; a broken line of the system is left out and told.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::claim::{Claim, Event, name};
use crate::error::{Error, Problem};

/// The gold claims of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldDocument {
    /// Name of the document: its file without folder and extension, or its row's `id`.
    pub id: String,
    /// What a careful reader found in it.
    pub claims: Vec<Statement>,
}

impl GoldDocument {
    /// Reads one gold file, `{"id": …, "claims": […]}`.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read, [`Error::Input`] if it is something else.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(|source| io_error(path, source))?;
        serde_json::from_slice(&bytes).map_err(|error| Error::Input {
            path: shown(path),
            line: Some(error.line()).filter(|line| *line > 0),
            reason: format!("is not a gold document: {error}"),
            remedy: "a gold file is {\"id\": …, \"claims\": [{\"kind\": …, \"start\": …, \"end\": …}]}".into(),
        })
    }
}

/// One claim, flat: what gold and system are compared by.
///
/// Values are the words of [`Claim`]'s JSON; they are not checked against its enums, so that the
/// claims of other programs can be scored too.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// `renewal`, `cast` or `date`; other kinds are not scored.
    pub kind: String,
    /// First code point of its sentence.
    pub start: usize,
    /// First code point behind its sentence.
    pub end: usize,
    /// What it is about.
    pub subject: Option<Topic>,
    /// Renewal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Cast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// Cast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Cast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character: Option<String>,
    /// Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Date, EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// `affirmed` or `negated`.
    pub polarity: Option<String>,
    /// `certain`, `probable`, `possible` or `unknown`.
    pub certainty: Option<String>,
    /// Who says it.
    pub attribution: Option<Source>,
}

/// The title and season that a statement is about.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// The film or series.
    pub title: Option<String>,
    /// Its season, normally a number.
    #[serde(default)]
    pub season: Value,
}

/// Who says it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// A name or a description.
    pub source: Option<String>,
}

impl From<&Claim> for Statement {
    fn from(claim: &Claim) -> Self {
        let word = |word: String| Some(word).filter(|word| !word.is_empty());
        Statement {
            kind: name(&claim.kind),
            start: claim.provenance.sentence.start,
            end: claim.provenance.sentence.end,
            subject: Some(Topic { title: claim.subject.title.clone(), season: claim.subject.season.map_or(Value::Null, Value::from) }),
            status: word(name(&claim.status)),
            relation: word(name(&claim.relation)),
            person: claim.person.clone(),
            character: claim.character.clone(),
            event: word(name(&claim.event)),
            value: claim.value.clone(),
            modifier: word(name(&claim.modifier)),
            polarity: word(name(&claim.polarity)),
            certainty: word(name(&claim.certainty)),
            attribution: claim.attribution.as_ref().map(|said| Source { source: Some(said.source.clone()) }),
        }
    }
}

/// A system's claim with what helps to understand it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub statement: Statement,
    /// The sentence, if the system gives it.
    pub sentence: Option<String>,
    /// The rule that found it, if the system says so.
    pub rule: Option<String>,
}

impl From<&Claim> for Found {
    fn from(claim: &Claim) -> Self {
        let provenance = &claim.provenance;
        Found { statement: claim.into(), sentence: Some(provenance.exact.clone()), rule: Some(provenance.rule.clone()) }
    }
}

/// All claims of a system by document, and the lines that are none.
#[derive(Debug, Default)]
pub(super) struct System {
    pub documents: BTreeMap<String, Vec<Found>>,
    pub broken: Vec<Problem>,
}

/// The gold documents of a folder, in the order of their file names.
pub(super) fn gold(folder: &Path) -> Result<Vec<GoldDocument>, Error> {
    let files = json_files(folder)?;
    if files.is_empty() {
        let remedy = "name a folder with files `<document>.json`".into();
        return Err(Error::Input { path: shown(folder), line: None, reason: "holds no gold document".into(), remedy });
    }
    files.iter().map(|file| GoldDocument::read(file)).collect()
}

/// The claims of a JSONL file, or of a folder like the gold's.
pub(super) fn system(path: &Path) -> Result<System, Error> {
    if path.is_dir() { system_folder(path) } else { system_file(path) }
}

fn system_folder(folder: &Path) -> Result<System, Error> {
    let mut system = System::default();
    for file in json_files(folder)? {
        match GoldDocument::read(&file) {
            Ok(document) => {
                let found = document.claims.into_iter().map(|statement| Found { statement, sentence: None, rule: None });
                system.documents.insert(document.id, found.collect());
            }
            Err(Error::Input { path, line, reason, remedy }) => system.broken.push(Problem { path, line, reason, remedy }),
            Err(error) => return Err(error),
        }
    }
    Ok(system)
}

fn system_file(path: &Path) -> Result<System, Error> {
    let file = File::open(path).map_err(|source| io_error(path, source))?;
    let mut reader = BufReader::new(file);
    let mut system = System::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|source| io_error(path, source))? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match claim(&line) {
            Ok((document, found)) if is_scored(&found.statement) => system.documents.entry(document).or_default().push(found),
            Ok(_) => {}
            Err(reason) => {
                let remedy = "a line is one claim as `greenlit extract` writes it";
                system.broken.push(Problem::new(shown(path), Some(number), reason, remedy));
            }
        }
    }
    Ok(system)
}

/// A date that dates no event is no claim of the gold's scheme.
fn is_scored(statement: &Statement) -> bool {
    let known = |event: &String| serde_json::from_value::<Event>(Value::from(event.as_str())).is_ok();
    statement.kind != "date" || statement.event.as_ref().is_some_and(known)
}

/// The document and the claim of one line, or what is wrong with it.
fn claim(line: &[u8]) -> Result<(String, Found), String> {
    let mut value: Value = serde_json::from_slice(line).map_err(|error| format!("is not JSON: {}", said(&error)))?;
    let document = value.pointer("/provenance/document").and_then(Value::as_str).ok_or("is not a claim: it has no provenance.document")?;
    let document = stem(document).to_owned();
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let (sentence, rule) = (text("/provenance/exact"), text("/provenance/rule"));
    if value.get("start").is_none() {
        let place = |end: &str| value.pointer(&format!("/provenance/sentence/{end}")).cloned();
        let (start, end) = place("start").zip(place("end")).ok_or("is not a claim: it has no provenance.sentence")?;
        value["start"] = start;
        value["end"] = end;
    }
    let statement = Statement::deserialize(value).map_err(|error| format!("is not a claim: {}", said(&error)))?;
    Ok((document, Found { statement, sentence, rule }))
}

/// serde's message without its own place: the line is named already.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or(&said).to_owned()
}

/// The last part of a path without its extension. `Path::file_stem` takes a final dot for an
/// extension; here it stays, as in the numbers that were published before.
pub(super) fn stem(document: &str) -> &str {
    let name = document.split('/').rfind(|part| !part.is_empty() && *part != ".").unwrap_or("");
    match name.rfind('.') {
        Some(dot) if dot > 0 && dot + 1 < name.len() => &name[..dot],
        _ => name,
    }
}

/// The `.json` files of a folder, by name.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| io_error(folder, source))? {
        let path = entry.map_err(|source| io_error(folder, source))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub(super) fn io_error(path: &Path, source: io::Error) -> Error {
    let remedy = match source.kind() {
        io::ErrorKind::NotFound => "check the name and the folder that you are in",
        io::ErrorKind::NotADirectory => "the gold is a folder with files `<document>.json`",
        _ => "check that it can be read",
    };
    Error::Io { path: shown(path), source, remedy: remedy.into() }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_stem() {
        for (document, id) in [
            ("seeds/000.txt", "000"),
            ("a.b.txt", "a.b"),
            ("row-1", "row-1"),
            (".hidden", ".hidden"),
            ("x/y.", "y."),
            ("a/./", "a"),
            ("", ""),
        ] {
            assert_eq!(stem(document), id, "{document}");
        }
    }

    #[test]
    fn a_line_is_read_with_its_place_and_quote() {
        let line = br#"{"kind":"renewal","status":"renewed","later":[1],"provenance":{"document":"a/b.txt","sentence":{"start":3,"end":9},"exact":"Q","rule":"r"}}"#;
        let (document, found) = claim(line).unwrap();
        assert_eq!((document.as_str(), found.statement.start, found.statement.end), ("b", 3, 9));
        assert_eq!((found.sentence.as_deref(), found.rule.as_deref()), (Some("Q"), Some("r")));
    }

    #[test]
    fn what_is_no_claim_says_why() {
        for (line, why) in [
            (r#"{"kind":"#, "is not JSON: EOF"),
            (r#"[1]"#, "is not a claim: it has no provenance.document"),
            (r#"{"kind":"cast","provenance":{"document":"a"}}"#, "is not a claim: it has no provenance.sentence"),
            (r#"{"kind":"cast","provenance":{"document":"a","sentence":3}}"#, "is not a claim: it has no provenance.sentence"),
            (r#"{"provenance":{"document":"a","sentence":{"start":1,"end":2}}}"#, "is not a claim: missing field `kind`"),
        ] {
            let told = claim(line.as_bytes()).unwrap_err();
            assert!(told.starts_with(why), "{told}");
        }
    }
}
