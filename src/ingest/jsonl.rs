//! A dump: one JSON object a line, each an article of its own (see `json` for what a row is).
//!
//! Rows are cut one by one, so that memory grows with the longest row and not with the file. A row
//! that cannot be read is reported with its line, and the others go on.

use std::io::{self, BufRead, Read};

use super::decode;
use super::format::{Container, Cutter, Flow, Head, Input, Piece, too_large, unmarked, unreadable};
use super::json::Json;
use crate::error::{Failure, Stage};

pub(super) struct Rows;

impl Container for Rows {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    /// By its first line, or by its name: the first row may be the broken one.
    fn recognises(&self, head: &Head<'_>) -> bool {
        head.ends_in(&["jsonl", "ndjson"]) || begins_with_a_row(head.bytes, !head.whole)
    }

    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let Input { path, stream, .. } = input;
        let limit = cutter.options().max_piece.unwrap_or(u64::MAX);
        let mut rows = 0usize;
        for number in 1.. {
            let mut line = Vec::new();
            match read_line(stream, limit, &mut line) {
                Ok(Line::End) => break,
                Ok(Line::Whole) => {}
                Ok(Line::TooLong) => {
                    rows += 1;
                    cutter.fail(too_large(path, limit).at_row(Some(number)))?;
                    continue;
                }
                Err(source) => return cutter.fail(unreadable(path, &source).at_row(Some(number))),
            }
            if number == 1 && decode::is_wide(&line) {
                let remedy = format!("convert it: iconv -f UTF-16 -t UTF-8 {path}");
                return cutter.fail(Failure::new(path, Stage::Decode, "is UTF-16, but a dump of rows must be UTF-8", remedy));
            }
            if number == 1 {
                line.drain(..line.len() - unmarked(&line).len());
            }
            line.truncate(line.trim_ascii_end().len());
            if !line.is_empty() {
                rows += 1;
                cutter.piece(Piece { row: Some(number), ..Piece::new(path, line, &Json) })?;
            }
        }
        if rows == 0 {
            let remedy = "there is nothing to read; leave it out";
            return cutter.fail(Failure::new(path, Stage::Parse, "is empty: it holds no row", remedy));
        }
        Flow::Continue(())
    }
}

enum Line {
    End,
    Whole,
    TooLong,
}

/// Reads a line with its end. One that is longer than `limit` is passed over without being kept.
fn read_line(stream: &mut dyn BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<Line> {
    let read = (&mut *stream).take(limit.saturating_add(1)).read_until(b'\n', line)?;
    if read as u64 > limit {
        if !line.ends_with(b"\n") {
            stream.skip_until(b'\n')?;
        }
        return Ok(Line::TooLong);
    }
    Ok(if read == 0 { Line::End } else { Line::Whole })
}

/// True if the first line that is not blank looks like a row, sound or not. A line that these bytes do
/// not end may be one if `more` follow.
pub(super) fn begins_with_a_row(bytes: &[u8], more: bool) -> bool {
    let bytes = unmarked(bytes).trim_ascii_start();
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let unfinished = line.len() == bytes.len() && more;
    opens_an_object(line) && (unfinished || line.trim_ascii_end().ends_with(b"}"))
}

/// True for `{"…`: no text begins like that.
pub(super) fn opens_an_object(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"{").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""))
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Options, read_stream};
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Result<Article, String>> {
        let mut rows = Vec::new();
        let mut reader = bytes;
        read_stream("d.jsonl", &mut reader, &Options::default(), &mut |row| rows.push(row.map_err(|failure| failure.to_string())));
        rows
    }

    #[test]
    fn a_row_is_an_article_and_its_text_is_not_touched() {
        let rows = rows("\u{feff}{\"id\":7,\"title\":\" T \",\"text\":\"---\\r\\na: b\\n---\\nZoë \",\"published\":\"2018-10-12T09:00Z\",\"url\":null,\"outlet\":\"\",\"lang\":[1]}\r\n\n{\"text\":\"b\"}".as_bytes());
        let first = rows[0].as_ref().unwrap();
        assert_eq!((first.name.as_str(), first.text.as_str()), ("7", "---\r\na: b\n---\nZoë "));
        assert_eq!(first.body, crate::span::Span::new(0, first.text.len()));
        assert_eq!((first.meta.title.as_deref(), first.meta.published.as_deref()), (Some("T"), Some("2018-10-12")));
        assert_eq!((&first.meta.url, &first.meta.outlet), (&None, &None));
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
            "d.jsonl:5: has no text: \"text\" is not a string",
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
        assert!(begins_with_a_row(b"\xEF\xBB\xBF {\"id\": 1, \"text\": \"\\ud800\"}\r\n", true));
        assert!(begins_with_a_row(b"\n{\"id\": 1, \"text\": \"goes on", true));
        assert!(!begins_with_a_row(b"{\"id\": 1, \"text\": \"is cut off", false));
        assert!(!begins_with_a_row(b"{\n\"id\": 1}\n", true), "a JSON document over several lines");
        assert!(!begins_with_a_row(b"The \"text\" {of}", true));
    }

    #[test]
    fn a_row_that_is_too_long_is_passed_over() {
        let dump = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n", "a".repeat(100_000));
        let mut rows = Vec::new();
        let options = Options { max_piece: Some(1000), ..Options::default() };
        read_stream("-", &mut dump.as_bytes(), &options, &mut |row| rows.push(row.map_err(|failure| failure.to_string())));
        assert!(rows[0].as_ref().unwrap_err().starts_with("-:1: is larger than 1000 bytes"));
        assert_eq!(rows[1].as_ref().unwrap().text, "b");
    }
}
