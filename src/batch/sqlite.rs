//! A SQLite database: documents, their claims, and where each field of a claim stands.
//!
//! Three tables with keys between them, indexes for the questions that are asked most, a view for each kind of claim and one for
//! the slots on which documents disagree, and a full-text index of the quotes, which Datasette finds by itself.

use std::io;
use std::path::Path;

use rusqlite::{Connection, params};

use super::journal::Document;
use super::publish::Table;
use crate::claim::{Claim, fold, name};

const SCHEMA: &str = "
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT, published TEXT, outlet TEXT, url TEXT,
    sha256 TEXT,
    bytes INTEGER NOT NULL,
    claims INTEGER NOT NULL
);
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    claim_id TEXT NOT NULL, slot_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT, season INTEGER, title_from TEXT,
    title_key TEXT, -- the title without case, accents and quotes: the same for all ways to write it
    status TEXT, network TEXT,
    relation TEXT, person TEXT, character TEXT, replaced TEXT,
    event TEXT, value TEXT, modifier TEXT,
    polarity TEXT NOT NULL, certainty TEXT NOT NULL,
    source TEXT, quoted INTEGER,
    line INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, -- code points
    byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL,
    quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
    rule TEXT NOT NULL, greenlit TEXT NOT NULL
);
CREATE TABLE spans (
    claim INTEGER NOT NULL REFERENCES claims(id),
    field TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL -- code points
);
";

// Datasette finds a full-text index by `content=` and double quotes.
const VIEWS: &str = r#"
CREATE INDEX claims_title ON claims(title);
CREATE INDEX claims_title_key ON claims(title_key);
CREATE INDEX claims_kind ON claims(kind);
CREATE INDEX claims_slot ON claims(slot_id, claim_id);
CREATE INDEX claims_claim ON claims(claim_id);
CREATE INDEX claims_person ON claims(person);
CREATE INDEX claims_document ON claims(document_id);
CREATE INDEX spans_claim ON spans(claim);
CREATE INDEX documents_name ON documents(name);
CREATE VIEW renewals AS
    SELECT c.title, c.season, c.status, c.network, c.polarity, c.certainty, c.source, d.published, d.outlet, c.quote, d.name AS document, c.line
    FROM claims c JOIN documents d ON d.id = c.document_id WHERE c.kind = 'renewal';
CREATE VIEW casting AS
    SELECT c.title, c.season, c.relation, c.person, c.character, c.replaced, c.polarity, c.certainty, c.source, d.published, d.outlet, c.quote, d.name AS document, c.line
    FROM claims c JOIN documents d ON d.id = c.document_id WHERE c.kind = 'cast';
CREATE VIEW dates AS
    SELECT c.title, c.season, c.event, c.value, c.modifier, c.polarity, c.certainty, c.source, d.published, d.outlet, c.quote, d.name AS document, c.line
    FROM claims c JOIN documents d ON d.id = c.document_id WHERE c.kind = 'date';
CREATE VIEW titles AS
    SELECT min(title) AS title, count(*) AS claims, count(DISTINCT document_id) AS documents,
        sum(kind = 'renewal') AS renewals, sum(kind = 'cast') AS casting, sum(kind = 'date') AS dates
    FROM claims WHERE title_key IS NOT NULL GROUP BY title_key ORDER BY claims DESC, title;
CREATE VIEW disagreements AS
    SELECT c.slot_id, c.title, c.season, c.kind, coalesce(c.status, c.relation, c.event) AS predicate, c.person, c.character, c.value,
        c.polarity, c.certainty, c.source, d.published, d.outlet, c.quote, d.name AS document, c.line
    FROM claims c JOIN documents d ON d.id = c.document_id
    WHERE c.slot_id IN (SELECT slot_id FROM claims GROUP BY slot_id HAVING count(DISTINCT claim_id) > 1)
    ORDER BY c.slot_id, d.published;
CREATE VIRTUAL TABLE claims_fts USING fts5(quote, title, person, content="claims", content_rowid="id");
INSERT INTO claims_fts(claims_fts) VALUES('rebuild');
"#;

const DOCUMENT: &str = "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const CLAIM: &str = "INSERT INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, \
    ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)";
const SPAN: &str = "INSERT INTO spans VALUES (?1, ?2, ?3, ?4)";

/// A database while it is filled.
pub(super) struct Database {
    connection: Connection,
    documents: i64,
    claims: i64,
}

impl Database {
    pub fn create(path: &Path) -> io::Result<Database> {
        // What a killed run has left would be opened, not written over.
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let open = || {
            let connection = Connection::open(path)?;
            // The file counts only once it is whole, so nothing is gained by being able to roll back.
            connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
            connection.execute_batch(SCHEMA)?;
            Ok(connection)
        };
        open().map(|connection| Database { connection, documents: 0, claims: 0 }).map_err(told)
    }

    fn insert(&mut self, document: &Document, claims: &[Claim]) -> rusqlite::Result<()> {
        self.documents += 1;
        self.connection.prepare_cached(DOCUMENT)?.execute(params![
            self.documents,
            document.name,
            document.title,
            document.published,
            document.outlet,
            document.url,
            document.sha256,
            document.bytes as i64,
            claims.len() as i64,
        ])?;
        for claim in claims {
            self.claims += 1;
            let from = &claim.provenance;
            self.connection.prepare_cached(CLAIM)?.execute(params![
                self.claims,
                self.documents,
                claim.claim_id,
                claim.slot_id,
                name(&claim.kind),
                claim.subject.title,
                claim.subject.season,
                word(&claim.subject.from),
                claim.subject.title.as_deref().map(fold),
                word(&claim.status),
                claim.network,
                word(&claim.relation),
                claim.person,
                claim.character,
                claim.replaced,
                word(&claim.event),
                claim.value,
                word(&claim.modifier),
                name(&claim.polarity),
                name(&claim.certainty),
                claim.attribution.as_ref().map(|attribution| &attribution.source),
                claim.attribution.as_ref().map(|attribution| attribution.quoted),
                from.line as i64,
                from.sentence.start as i64,
                from.sentence.end as i64,
                from.bytes.start as i64,
                from.bytes.end as i64,
                from.exact,
                from.prefix,
                from.suffix,
                from.rule,
                from.greenlit,
            ])?;
            let mut span = self.connection.prepare_cached(SPAN)?;
            for (field, places) in from.spans.fields() {
                for [start, end] in places {
                    span.execute(params![self.claims, field, *start as i64, *end as i64])?;
                }
            }
        }
        Ok(())
    }
}

impl Table for Database {
    fn document(&mut self, document: &Document, claims: &[Claim]) -> io::Result<()> {
        self.insert(document, claims).map_err(told)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.connection.execute_batch(VIEWS).map_err(told)?;
        self.connection.execute_batch("COMMIT").map_err(told)?;
        self.connection.close().map_err(|(_, error)| told(error))
    }
}

/// The word of a value, `NULL` where there is none.
fn word<T: serde::Serialize>(value: &Option<T>) -> Option<String> {
    value.as_ref().map(name)
}

fn told(error: rusqlite::Error) -> io::Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::Error::new(io::ErrorKind::StorageFull, error),
        _ => io::Error::other(error),
    }
}
