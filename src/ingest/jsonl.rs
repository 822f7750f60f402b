//! A dump: one JSON object a line, each an article of its own.
//!
//! ```json
//! {"id":"a1","title":"…","text":"…","published":"2018-10-12","url":"…","outlet":"…"}
//! ```
//!
//! Only `text` must be there. It is taken exactly as it is: offsets count in it, and no head is
//! looked for. Rows are read one by one, so that memory grows with the longest row and not with
//! the file. A row that cannot be read is reported with its line, and the others go on.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

use super::{Article, Meta, decode, io_error, meta};
use crate::error::{Error, Problem};

/// What every report of a bad row advises.
const REMEDY: &str = "a row is one JSON object on one line: {\"id\": …, \"text\": \"…\"}";

/// Reads row after row and hands each to `sink`: an article, or an error that names the line.
/// `path` is what the user calls the dump; values of `overrides` win over those of the rows.
pub fn read(path: &str, reader: &mut dyn BufRead, overrides: &Meta, sink: &mut dyn FnMut(Result<Article, Error>)) {
    let mut line = Vec::new();
    let mut rows = 0usize;
    for number in 1.. {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(source) => return sink(Err(io_error(path, source))),
        }
        if number == 1 && decode::is_wide(&line) {
            let remedy = format!("convert it: iconv -f UTF-16 -t UTF-8 {path}");
            return sink(Err(bad(path, None, "is UTF-16, but a dump of rows must be UTF-8", &remedy)));
        }
        let row = if number == 1 { unmarked(&line) } else { &line };
        let row = row.trim_ascii_end();
        if !row.is_empty() {
            rows += 1;
            sink(article(path, number, row, overrides));
        }
    }
    if rows == 0 {
        sink(Err(bad(path, None, "is empty: it holds no row", "there is nothing to read; leave it out")));
    }
}

/// True if the line looks like a row, whether or not it is sound: the first row of a dump may be
/// the broken one.
pub(super) fn looks_like_row(line: &[u8]) -> bool {
    let line = unmarked(line).trim_ascii();
    line.starts_with(b"{") && line.ends_with(b"}") && line.windows(6).any(|window| window == b"\"text\"")
}

/// The line without a byte order mark.
fn unmarked(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

/// A row as it is written. What stands beside the text may have any type: a dump whose `url` is a
/// list still has articles.
#[derive(Deserialize)]
struct Row {
    text: Option<String>,
    #[serde(default)]
    id: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    published: Value,
    #[serde(default)]
    url: Value,
    #[serde(default)]
    outlet: Value,
}

/// The article of one row.
fn article(path: &str, number: usize, line: &[u8], overrides: &Meta) -> Result<Article, Error> {
    let at = Some(number);
    // A derived struct would also take an array, field by field.
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err(bad(path, at, "is not a JSON object", REMEDY));
    }
    let row: Row = serde_json::from_slice(line).map_err(|error| unreadable(path, number, &error))?;
    let text = match row.text {
        Some(text) if text.trim().is_empty() => return Err(bad(path, at, "has an empty \"text\"", "leave the row out")),
        Some(text) => text,
        None => return Err(bad(path, at, "has no \"text\"", REMEDY)),
    };
    let mut problems = Vec::new();
    let mut value = |key: &str, value: Value| plain(key, value, path, number, &mut problems);
    let name = value("id", row.id).unwrap_or_else(|| format!("{path}:{number}"));
    let mut meta =
        Meta { title: value("title", row.title), published: None, outlet: value("outlet", row.outlet), url: value("url", row.url) };
    if let Some(published) = value("published", row.published) {
        meta.take_published(&published, path, at, &mut problems);
    }
    let mut article = Article::from_text(name, text, meta.overridden_by(overrides));
    article.problems = problems;
    Ok(article)
}

/// What serde says of a row, without its own idea of the line: the line is named already.
fn unreadable(path: &str, number: usize, error: &serde_json::Error) -> Error {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    let what = if error.is_data() { "a row" } else { "JSON" };
    let at = if error.column() > 0 { format!(" at byte {}", error.column()) } else { String::new() };
    let remedy = if said.contains("hex escape") { "half a character is escaped there; write \\ufffd in its place" } else { REMEDY };
    bad(path, Some(number), &format!("is not {what}: {said}{at}"), remedy)
}

/// A string, or a number as it is written; nothing for null and blanks. Other types are told.
fn plain(key: &str, value: Value, path: &str, line: usize, problems: &mut Vec<Problem>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(value) => meta::clean(&value),
        Value::Number(value) => Some(value.to_string()),
        _ => {
            let reason = format!("{key:?} is neither a string nor a number and is left out");
            problems.push(Problem::new(path, Some(line), reason, ""));
            None
        }
    }
}

fn bad(path: &str, line: Option<usize>, reason: &str, remedy: &str) -> Error {
    Error::Input { path: path.into(), line, reason: reason.into(), remedy: remedy.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Result<Article, String>> {
        let mut rows = Vec::new();
        let mut reader = bytes;
        read("d.jsonl", &mut reader, &Meta::default(), &mut |row| rows.push(row.map_err(|error| error.to_string())));
        rows
    }

    #[test]
    fn a_row_is_an_article_and_its_text_is_not_touched() {
        let rows = rows("\u{feff}{\"id\":7,\"title\":\" T \",\"text\":\"---\\r\\na: b\\n---\\nZoë \",\"published\":\"2018-10-12T09:00Z\",\"url\":null,\"outlet\":\"\",\"lang\":[1]}\r\n\n{\"text\":\"b\"}".as_bytes());
        let first = rows[0].as_ref().unwrap();
        assert_eq!((first.name.as_str(), first.text.as_str()), ("7", "---\r\na: b\n---\nZoë "));
        assert_eq!(first.body, crate::span::Span::new(0, first.text.len()));
        assert_eq!(first.meta, Meta { title: Some("T".into()), published: Some("2018-10-12".into()), ..Meta::default() });
        assert_eq!(rows[1].as_ref().unwrap().name, "d.jsonl:3");
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn a_bad_row_is_named_and_the_others_go_on() {
        let dump = [
            b"{\"id\":\"a\",\"text\":\"one\"}".as_slice(),
            b"not json",
            b"{\"text\": \"lone \\ud800 surrogate\"}",
            b"{\"id\":\"no text\"}",
            b"{\"text\": 3}",
            b"{\"text\": \"  \"}",
            b"[\"text\"]",
            b"{\"text\": \"cut",
            b"{\"text\": \"\xFF\"}",
            b"{\"text\":\"two\",\"id\":{},\"published\":1538000000}",
        ]
        .join(&b'\n');
        let rows = rows(&dump);
        let told: Vec<&str> = rows.iter().filter_map(|row| row.as_ref().err().map(String::as_str)).collect();
        for (message, start) in told.iter().zip([
            "d.jsonl:2: is not a JSON object (a row is one",
            "d.jsonl:3: is not JSON: unexpected end of hex escape at byte ",
            "d.jsonl:4: has no \"text\"",
            "d.jsonl:5: is not a row: invalid type",
            "d.jsonl:6: has an empty \"text\"",
            "d.jsonl:7: is not a JSON object",
            "d.jsonl:8: is not JSON: EOF",
            "d.jsonl:9: is not JSON: invalid unicode",
        ]) {
            assert!(message.starts_with(start), "{message}");
        }
        assert_eq!((rows.len(), told.len()), (10, 8));
        assert!(told[1].ends_with("(half a character is escaped there; write \\ufffd in its place)"), "{}", told[1]);
        let last = rows[9].as_ref().unwrap();
        assert_eq!((last.name.as_str(), last.meta.published.as_deref(), last.problems.len()), ("d.jsonl:10", None, 2));
    }

    #[test]
    fn a_dump_without_rows_is_told() {
        assert_eq!(rows(b"").len(), 1);
        assert!(rows(b"\n \n")[0].as_ref().unwrap_err().contains("holds no row"));
        assert!(rows(b"\xFF\xFE{\0}\0")[0].as_ref().unwrap_err().contains("UTF-16"));
    }

    #[test]
    fn rows_are_known_by_their_looks() {
        assert!(looks_like_row(b"\xEF\xBB\xBF {\"id\": 1, \"text\": \"\\ud800\"}\r\n"));
        assert!(!looks_like_row(b"{\"id\": 1}"));
        assert!(!looks_like_row(b"The \"text\" {of}"));
    }
}
