//! From bytes to articles: encodings, front matter, rows of a dump. Knows nothing of language.
//!
//! One file a format: `text` is one article a file, `jsonl` one article a row. [`decode()`] and
//! `front_matter` are what text files need on the way; [`Meta`] is what both know beside the text. Bad input is never a panic and never stops the rest: it is handed on as an
//! [`Error`] where an article would have been, or stands among [`Article::problems`].

mod decode;
mod front_matter;
#[cfg(feature = "html")]
pub mod html;
mod jsonl;
mod meta;
mod text;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::error::{Error, Problem};
use crate::span::Span;

pub use decode::{Decoded, decode};
pub use meta::{Meta, published};

/// The name under which standard input is read.
pub const STDIN: &str = "-";

/// One article, decoded.
#[derive(Debug, Clone)]
pub struct Article {
    /// What the user calls it: the path, `-` for standard input, or the row's `id`.
    pub name: String,
    /// The decoded text, whole: every offset of a claim counts in it.
    pub text: String,
    /// The part of `text` that is the article (bytes): all but a front-matter head.
    pub body: Span,
    /// What is known beside the text.
    pub meta: Meta,
    /// What was odd about the input.
    pub problems: Vec<Problem>,
}

impl Article {
    /// An article from text that is already decoded; no front matter is looked for.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>, meta: Meta) -> Self {
        let text = text.into();
        Article { name: name.into(), body: Span::new(0, text.len()), text, meta, problems: Vec::new() }
    }
}

/// Reads all articles of one input and hands each to `sink`, in order.
///
/// `path` is a text file, a dump of rows (`.jsonl`, `.ndjson`) or `-` for standard input, where the
/// first line says which of the two it is. Values of `overrides` win over what the input says.
///
/// # Errors
/// Handed to `sink`, each naming the file, the line where there is one, and the way out:
/// [`Error::Io`] if the input cannot be read, [`Error::Input`] for a folder, for a file that holds
/// no text, and for each row that is not one; the rows behind it follow.
pub fn read(path: &str, overrides: &Meta, sink: &mut dyn FnMut(Result<Article, Error>)) {
    if path == STDIN {
        return read_stream(path, &mut io::stdin().lock(), overrides, sink);
    }
    match open(path) {
        Err(error) => sink(Err(error)),
        Ok(file) if is_dump(path) => jsonl::read(path, &mut BufReader::with_capacity(1 << 16, file), overrides, sink),
        Ok(mut file) => read_text(path, Vec::new(), &mut file, overrides, sink),
    }
}

/// Reads all articles of a stream without a name that tells its format: it is a dump if its first
/// line that is not blank looks like a row (a JSON object with a `text`), else one text.
///
/// `name` is what the user calls it. Errors as in [`read`].
pub fn read_stream(name: &str, stream: &mut dyn BufRead, overrides: &Meta, sink: &mut dyn FnMut(Result<Article, Error>)) {
    match first_line(stream) {
        Err(source) => sink(Err(io_error(name, source))),
        Ok((head, line)) if jsonl::looks_like_row(&head[line..]) => {
            jsonl::read(name, &mut BufReader::new(head.as_slice().chain(stream)), overrides, sink);
        }
        Ok((head, _)) => read_text(name, head, stream, overrides, sink),
    }
}

/// Reads up to the end of the first line that is not blank; the number is where that line begins.
fn first_line(stream: &mut dyn BufRead) -> io::Result<(Vec<u8>, usize)> {
    let mut head = Vec::new();
    loop {
        let line = head.len();
        if stream.read_until(b'\n', &mut head)? == 0 || !head[line..].trim_ascii().is_empty() {
            return Ok((head, line));
        }
    }
}

/// One text: `bytes` and all that `rest` still holds.
fn read_text(path: &str, mut bytes: Vec<u8>, rest: &mut dyn Read, overrides: &Meta, sink: &mut dyn FnMut(Result<Article, Error>)) {
    sink(match rest.read_to_end(&mut bytes) {
        Ok(_) => text::article(path, bytes, overrides),
        Err(source) => Err(io_error(path, source)),
    });
}

fn is_dump(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| ["jsonl", "ndjson"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Opens a file; a folder is refused here, because reading it fails with a riddle on some systems.
fn open(path: &str) -> Result<File, Error> {
    let file = File::open(path).map_err(|source| io_error(path, source))?;
    let is_folder = file.metadata().is_ok_and(|metadata| metadata.is_dir());
    if !is_folder {
        return Ok(file);
    }
    let remedy = format!("name its files: {}/*.txt, or put them into one .jsonl dump", path.trim_end_matches(['/', '\\']));
    Err(Error::Input { path: path.into(), line: None, reason: "is a folder".into(), remedy })
}

/// What the system said of a file, with the way out.
fn io_error(path: &str, source: io::Error) -> Error {
    let remedy = match source.kind() {
        io::ErrorKind::NotFound => "check the name and the folder that you are in; standard input is `-`",
        io::ErrorKind::PermissionDenied => "you may not read it; change its permissions or copy it",
        _ => "check that the file can be read",
    };
    Error::Io { path: path.into(), source, remedy: remedy.into() }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn collect(read: impl FnOnce(&mut dyn FnMut(Result<Article, Error>))) -> Vec<Result<Article, String>> {
        let mut all = Vec::new();
        read(&mut |article| all.push(article.map_err(|error| error.to_string())));
        all
    }

    fn stream(bytes: &[u8]) -> Vec<Result<Article, String>> {
        let mut stream = bytes;
        collect(|sink| read_stream("-", &mut stream, &Meta::default(), sink))
    }

    fn file(name: &str, bytes: &[u8], overrides: &Meta) -> (String, Vec<Result<Article, String>>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name).to_str().unwrap().to_owned();
        fs::write(&path, bytes).unwrap();
        let read = collect(|sink| read(&path, overrides, sink));
        (path, read)
    }

    #[test]
    fn a_text_file_is_one_article_behind_its_head() {
        let flags = Meta { outlet: Some("Flag".into()), ..Meta::default() };
        let (path, read) = file("a.txt", "\u{feff}---\ntitle: T\noutlet: O\n---\r\nZoë\r\n".as_bytes(), &flags);
        let article = read[0].as_ref().unwrap();
        assert_eq!(article.name, path);
        assert_eq!(article.body.of(&article.text), "Zoë\r\n");
        assert!(article.text.starts_with("---\ntitle"));
        assert_eq!(article.meta, Meta { title: Some("T".into()), outlet: Some("Flag".into()), ..Meta::default() });
        assert!(article.problems.is_empty());
    }

    #[test]
    fn a_dump_is_known_by_its_name() {
        for name in ["d.jsonl", "d.NDJSON"] {
            let (path, read) = file(name, b"{\"id\":\"x\",\"text\":\"a\"}\n{\n{\"text\":\"b\"}\n", &Meta::default());
            assert_eq!(read[0].as_ref().unwrap().name, "x");
            assert!(read[1].as_ref().unwrap_err().starts_with(&format!("{path}:2: is not JSON")));
            assert_eq!(read[2].as_ref().unwrap().name, format!("{path}:3"));
        }
    }

    #[test]
    fn a_stream_is_a_dump_if_its_first_line_looks_like_a_row() {
        let rows = stream(b"\n{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
        assert_eq!(rows.iter().map(|row| row.as_ref().unwrap().name.as_str()).collect::<Vec<_>>(), ["-:2", "-:3"]);
        let text = stream(b"\n\nThe show {\"text\"} returns.\nReally.\n");
        assert_eq!(text[0].as_ref().unwrap().text, "\n\nThe show {\"text\"} returns.\nReally.\n");
        let wide: Vec<u8> = "\u{feff}One\nTwo\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(stream(&wide)[0].as_ref().unwrap().text, "One\nTwo\n");
        assert!(stream(b"")[0].as_ref().unwrap_err().starts_with("-: is empty"));
    }

    #[test]
    fn folders_and_missing_files_are_told_with_a_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let message = collect(|sink| read(path, &Meta::default(), sink)).remove(0).unwrap_err();
        assert_eq!(message, format!("{path}: is a folder (name its files: {path}/*.txt, or put them into one .jsonl dump)"));
        let missing = format!("{path}/none.txt");
        let message = collect(|sink| read(&missing, &Meta::default(), sink)).remove(0).unwrap_err();
        assert!(message.starts_with(&missing) && message.contains("check the name"), "{message}");
    }

    #[test]
    fn a_head_without_text_is_told() {
        let article = stream(b"---\ntitle: T\n---\n").remove(0).unwrap();
        assert!(article.body.is_empty());
        assert_eq!(article.problems.len(), 1);
    }

    #[test]
    fn one_line_of_20_mb_is_read_at_once() {
        let line = "Zoë says that “Silo” returns. ".repeat(20_000_000 / 34);
        let started = std::time::Instant::now();
        assert_eq!(stream(line.as_bytes())[0].as_ref().unwrap().text.len(), line.len());
        let row = serde_json::json!({ "text": line }).to_string();
        assert_eq!(stream(row.as_bytes())[0].as_ref().unwrap().text.len(), line.len());
        // Generous, for a busy machine without optimisation: what must not be is quadratic.
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
