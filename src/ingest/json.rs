//! JSON: a row of a dump, or a whole document that is one row or an array of them.
//!
//! ```json
//! {"id":"a1","title":"…","text":"…","published":"2018-10-12","url":"…","outlet":"…"}
//! ```
//!
//! Only the text must be there; which keys hold what is [`Fields`]' matter. The text is
//! taken exactly as it is: offsets count in it, and no head is looked for.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::fields::{Field, Fields, Row, Seed};
use super::format::{Format, Head, Options, Piece, unmarked};
use super::jsonl::opens_an_object;
use super::{Article, meta};
use crate::error::{Failure, Problem, Stage};

/// What every report of a bad row advises.
const REMEDY: &str = "a row is one JSON object on one line: {\"id\": …, \"text\": \"…\"}";

/// The same for a document.
const DOCUMENT: &str = "write {\"id\": …, \"text\": \"…\"}, or an array of such objects";

pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let bytes = head.trimmed();
        head.ends_in(&["json"])
            || opens_an_object(bytes)
            || bytes.strip_prefix(b"[").is_some_and(|inside| opens_an_object(inside.trim_ascii_start()))
    }

    fn articles(&self, piece: Piece, options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
        let bytes = unmarked(&piece.bytes).trim_ascii_start();
        match bytes.first() {
            Some(b'{') => sink(row(&piece, bytes, &options.fields).and_then(|row| article(&piece, row, options))),
            Some(b'[') if piece.row.is_none() => array(&piece, bytes, options, sink),
            _ => {
                let remedy = if piece.row.is_some() { REMEDY } else { DOCUMENT };
                sink(Err(bad(&piece, "is not a JSON object", remedy)));
            }
        }
    }
}

/// The articles of a document that is an array of rows, which count from 1.
fn array(piece: &Piece, bytes: &[u8], options: &Options, sink: &mut dyn FnMut(Result<Article, Failure>)) {
    let rows: Vec<Value> = match serde_json::from_slice(bytes) {
        Ok(rows) => rows,
        Err(error) => return sink(Err(unreadable(piece, &error))),
    };
    for (number, row) in (1..).zip(rows) {
        let part = Piece { row: Some(number), meta: piece.meta.clone(), ..Piece::new(piece.path.clone(), Vec::new(), &Json) };
        sink(match Seed(&options.fields).deserialize(row) {
            Ok(row) => article(&part, row, options),
            Err(_) => Err(bad(&part, "is not a JSON object", DOCUMENT)),
        });
    }
}

/// The one row that these bytes are.
fn row(piece: &Piece, bytes: &[u8], fields: &Fields) -> Result<Row, Failure> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let row = Seed(fields).deserialize(&mut reader).and_then(|row| reader.end().map(|()| row));
    row.map_err(|error| unreadable(piece, &error))
}

/// The article of a row.
fn article(piece: &Piece, mut row: Row, options: &Options) -> Result<Article, Failure> {
    let fields = &options.fields;
    let text = match row.take(Field::Text) {
        Value::String(text) if text.trim().is_empty() => {
            return Err(bad(piece, &format!("has an empty {:?}", fields.name(Field::Text)), "leave the row out"));
        }
        Value::String(text) => text,
        Value::Null => {
            let remedy = format!("{REMEDY}; --text-field names another field");
            return Err(bad(piece, &format!("has no {:?}", fields.name(Field::Text)), &remedy));
        }
        _ => return Err(bad(piece, &format!("has no text: {:?} is not a string", fields.name(Field::Text)), REMEDY)),
    };
    let mut problems = Vec::new();
    let mut value = |field: Field| plain(fields.name(field), row.take(field), piece, &mut problems);
    let name = value(Field::Id).unwrap_or_else(|| piece.place());
    let mut meta = piece.meta.clone();
    meta.title = value(Field::Title).or(meta.title);
    meta.outlet = value(Field::Outlet).or(meta.outlet);
    meta.url = value(Field::Url).or(meta.url);
    if let Some(published) = value(Field::Published) {
        meta.take_published(&published, &piece.path, piece.row, &mut problems);
    }
    let mut article = Article::from_text(name, text, meta.overridden_by(&options.overrides));
    article.problems = problems;
    Ok(article)
}

/// What serde says of a row: where, in a row of one line, is a matter of bytes.
fn unreadable(piece: &Piece, error: &serde_json::Error) -> Failure {
    let said = error.to_string();
    let (what, _) = said.split_once(" at line ").unwrap_or((&said, ""));
    let at = match (error.line(), error.column()) {
        (_, 0) => String::new(),
        (1, column) => format!(" at byte {column}"),
        (line, column) => format!(" at line {line}, byte {column}"),
    };
    let remedy = match piece.row {
        _ if what.contains("hex escape") => "half a character is escaped there; write \\ufffd in its place",
        Some(_) => REMEDY,
        None => DOCUMENT,
    };
    bad(piece, &format!("is not JSON: {what}{at}"), remedy)
}

/// A string, or a number as it is written; of an object its `name`, as NewsAPI and schema.org nest them.
/// Nothing for null and blanks. Other types are told.
fn plain(key: &str, value: Value, piece: &Piece, problems: &mut Vec<Problem>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(value) => meta::clean(&value),
        Value::Number(value) => Some(value.to_string()),
        Value::Object(mut object) if object.get("name").is_some_and(Value::is_string) => plain(key, object["name"].take(), piece, problems),
        _ => {
            let reason = format!("{key:?} is neither a string nor a number and is left out");
            problems.push(Problem::new(&piece.path, piece.row, reason, ""));
            None
        }
    }
}

fn bad(piece: &Piece, reason: &str, remedy: &str) -> Failure {
    Failure::new(&piece.path, Stage::Parse, reason, remedy).at_row(piece.row)
}

#[cfg(test)]
mod tests {
    use super::super::{Meta, read_stream};
    use super::*;

    fn read(name: &str, text: &str, options: &Options) -> Vec<Result<Article, String>> {
        let mut rows = Vec::new();
        read_stream(name, &mut text.as_bytes(), options, &mut |row| rows.push(row.map_err(|failure| failure.to_string())));
        rows
    }

    #[test]
    fn the_fields_of_common_dumps_are_guessed() {
        let row = r#"{"maintext":"A.","headline":"H","date_publish":"2019-03-01 10:00:00","source":{"id":null,"name":"The Courier"},"link":"u","text":null,"date":"x"}"#;
        let article = read("-", row, &Options::default()).remove(0).unwrap();
        assert_eq!(article.text, "A.");
        let meta = Meta {
            title: Some("H".into()),
            published: Some("2019-03-01".into()),
            outlet: Some("The Courier".into()),
            url: Some("u".into()),
        };
        assert_eq!((article.meta, article.problems), (meta, vec![]));
    }

    #[test]
    fn a_named_field_is_the_only_one() {
        let mut options = Options::default();
        options.fields.set(Field::Text, "lead");
        options.fields.set(Field::Id, "lead");
        let rows = read("d.jsonl", "{\"text\":\"A.\",\"lead\":\"B.\"}\n{\"text\":\"A.\"}", &options);
        let article = rows[0].as_ref().unwrap();
        assert_eq!((article.text.as_str(), article.name.as_str()), ("B.", "B."));
        assert!(rows[1].as_ref().unwrap_err().starts_with("d.jsonl:2: has no \"lead\""));
    }

    #[test]
    fn a_document_is_a_row_or_an_array_of_them() {
        let one = read("a.json", "{\n  \"text\": \"A.\"\n}\n", &Options::default());
        assert_eq!(one[0].as_ref().unwrap().name, "a.json");
        let many = read("-", "[\n {\"text\": \"A.\"}, 7,\n {\"text\": \"B.\"}]", &Options::default());
        assert_eq!(many[0].as_ref().unwrap().name, "-:1");
        assert!(many[1].as_ref().unwrap_err().starts_with("-:2: is not a JSON object"));
        assert_eq!(many[2].as_ref().unwrap().name, "-:3");
        let cut = read("a.json", "{\n  \"text\": \"A.", &Options::default());
        assert!(cut[0].as_ref().unwrap_err().starts_with("a.json: is not JSON: EOF while parsing a string at line 2"), "{cut:?}");
    }
}
