//! From bytes to text: byte order marks, UTF-16, legacy encodings, and what is no text at all.
//!
//! Line ends stay as they are and nothing is normalised, because offsets count in what is returned
//! here. A byte order mark is not part of the text: offsets count behind it. What the text holds
//! (a front-matter head, rows) is left to the other files of this folder.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::error::{Failure, Problem, Stage};

/// Bytes that are read to guess an encoding. A guess settles within some hundred words.
const SAMPLE: usize = 1 << 20;

/// A text with more than one control character in so many characters is binary.
const CHARS_PER_CONTROL: usize = 20;

/// Text, and what was odd about its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Replaced or guessed characters.
    pub problems: Vec<Problem>,
}

/// The text that `bytes` spell. `path` is what the user calls them, for messages.
///
/// Tried in this order: a byte order mark, UTF-16 without one (every other byte is NUL), UTF-8,
/// UTF-8 with a few broken bytes, a legacy encoding by its statistics.
///
/// # Errors
/// A [`Failure`] if there is no text: nothing at all, nothing but blanks, or a binary file.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<Decoded, Failure> {
    let decoded = match mark(&bytes) {
        Some((Form::Utf8, len)) => utf8(path, bytes, len),
        Some((Form::Utf16 { big }, len)) => utf16(path, &bytes[len..], big),
        Some((Form::Utf32, _)) => {
            return Err(input(path, "is UTF-32, which nothing here reads", format!("convert it: iconv -f UTF-32 -t UTF-8 {path}")));
        }
        None => match bare_utf16(&bytes) {
            Some(big) => utf16(path, &bytes, big),
            None => {
                refuse_binary(path, &bytes)?;
                utf8(path, bytes, 0)
            }
        },
    };
    if decoded.text.trim().is_empty() {
        let reason = if decoded.text.is_empty() { "is empty" } else { "is empty: nothing but blanks" };
        return Err(input(path, reason, "there is nothing to read; leave it out".into()));
    }
    if is_binary(&decoded.text) {
        return Err(binary(path));
    }
    Ok(decoded)
}

/// What a byte order mark announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Utf8,
    Utf16 { big: bool },
    Utf32,
}

/// The byte order mark at the start, and its length in bytes.
fn mark(bytes: &[u8]) -> Option<(Form, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Form::Utf8, 3)),
        // Before UTF-16: the mark of UTF-32 LE begins with that of UTF-16 LE.
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some((Form::Utf32, 4)),
        [0xFF, 0xFE, ..] => Some((Form::Utf16 { big: false }, 2)),
        [0xFE, 0xFF, ..] => Some((Form::Utf16 { big: true }, 2)),
        _ => None,
    }
}

/// True if the bytes open with the mark of UTF-16 or UTF-32, little or big end first.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    matches!(mark(bytes), Some((Form::Utf16 { .. } | Form::Utf32, _)))
}

/// UTF-16 without a mark shows in Latin text as NULs at every second byte: `Some(true)` if they
/// come first (big end first). Text without Latin letters or spaces is not recognised.
fn bare_utf16(bytes: &[u8]) -> Option<bool> {
    let sample = &bytes[..bytes.len().min(4096)];
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let nuls = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (nuls(0), nuls(1));
    let (many, few) = (pairs * 2 / 5, pairs / 20);
    if first > many && second <= few {
        Some(true)
    } else if second > many && first <= few {
        Some(false)
    } else {
        None
    }
}

/// Decodes UTF-16; what is no character becomes U+FFFD and is counted.
fn utf16(path: &str, bytes: &[u8], big: bool) -> Decoded {
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    let pairs = bytes.chunks_exact(2);
    let half = !pairs.remainder().is_empty();
    let mut text = String::with_capacity(bytes.len() / 2 + 3);
    let (mut lone, mut first_line, mut line) = (0usize, 1, 1);
    for c in char::decode_utf16(pairs.map(unit)) {
        let c = c.unwrap_or_else(|_| {
            if lone == 0 {
                first_line = line;
            }
            lone += 1;
            char::REPLACEMENT_CHARACTER
        });
        line += usize::from(c == '\n');
        text.push(c);
    }
    let mut problems = Vec::new();
    if lone > 0 {
        let reason = format!("{} in UTF-16, read as U+FFFD", count(lone, "lone surrogate"));
        problems.push(Problem::new(path, Some(first_line), reason, "save the file again as UTF-8"));
    }
    if half {
        text.push(char::REPLACEMENT_CHARACTER);
        problems.push(Problem::new(path, Some(line), "ends in half a character of UTF-16", "the file may be cut off; fetch it again"));
    }
    Decoded { text, problems }
}

/// Decodes UTF-8 from byte `skip` on, without a copy if it is sound; else what it most likely is.
fn utf8(path: &str, mut bytes: Vec<u8>, skip: usize) -> Decoded {
    bytes.drain(..skip);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, problems: Vec::new() },
        Err(broken) if skip > 0 || mostly_utf8(broken.as_bytes()) => broken_utf8(path, broken.as_bytes()),
        Err(other) => legacy(path, other.as_bytes()),
    }
}

/// True if more characters are spelled as UTF-8 does beyond ASCII than bytes are broken. In a
/// legacy encoding a sound sequence of two or more such bytes is an accident.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

/// Decodes UTF-8 with U+FFFD for what is broken.
fn broken_utf8(path: &str, bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut broken, mut first_line) = (0usize, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first_line.get_or_insert_with(|| 1 + text.matches('\n').count());
            broken += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    let reason = format!("{} not UTF-8, read as U+FFFD", if broken == 1 { "1 place is".into() } else { format!("{broken} places are") });
    Decoded { text, problems: vec![Problem::new(path, first_line, reason, "fetch the file again or save it as UTF-8")] }
}

/// Decodes a legacy encoding that its statistics suggest.
fn legacy(path: &str, bytes: &[u8]) -> Decoded {
    let encoding = guess(bytes);
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let unsure = if had_errors { "; what does not fit is U+FFFD" } else { "" };
    let reason = format!("is not UTF-8 and was read as {}, a guess{unsure}", encoding.name());
    let remedy = format!("if letters are wrong, convert it: iconv -f ENCODING -t UTF-8 {path}");
    Decoded { text: text.into_owned(), problems: vec![Problem::new(path, None, reason, remedy)] }
}

/// The likeliest encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // ASCII says nothing; two bytes of context are enough for the detector.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(2);
    let end = bytes.len().min(first.saturating_add(SAMPLE));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[first..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Names a well-known binary format, or a file with NUL bytes, with the way to its text.
fn refuse_binary(path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let (what, remedy) = match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => ("is a PDF", format!("turn it into text first: pdftotext {path}")),
        [0x1F, 0x8B, ..] => ("is compressed with gzip", format!("unpack it first: gunzip {path}")),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            ("is compressed with zstd", format!("unpack it first (unzstd {path}), or build greenlit with `--features zstd`"))
        }
        [b'P', b'K', 3, 4, ..] => ("is a zip archive or an office document", "unpack it, or save the document as plain text".into()),
        _ if bytes.contains(&0) => return Err(binary(path)),
        _ => return Ok(()),
    };
    Err(input(path, what, remedy))
}

/// True if the text holds NULs or more control characters than text has.
fn is_binary(text: &str) -> bool {
    let mut controls = 0usize;
    let mut chars = 0usize;
    for c in text.chars() {
        match c {
            '\0' => return true,
            // Beside the blanks: escape (colours of a terminal log) and the end mark of old DOS files.
            '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\x1B' | '\x1A' => {}
            c if c.is_control() => controls += 1,
            _ => {}
        }
        chars += 1;
    }
    controls * CHARS_PER_CONTROL > chars
}

fn binary(path: &str) -> Failure {
    input(path, "is a binary file, not text", "name plain-text or .jsonl files only; save other documents as plain text first".into())
}

fn input(path: &str, reason: &str, remedy: String) -> Failure {
    Failure::new(path, Stage::Decode, reason, remedy)
}

/// "1 lone surrogate", "3 lone surrogates".
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> Decoded {
        decode("a.txt", bytes.to_vec()).unwrap()
    }

    fn refusal(bytes: &[u8]) -> String {
        decode("a.txt", bytes.to_vec()).unwrap_err().to_string()
    }

    fn wide(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn utf8_stays_as_it_is_but_for_its_mark() {
        assert_eq!(text("Zoë\r\n“ok” 🎬\r\n".as_bytes()), Decoded { text: "Zoë\r\n“ok” 🎬\r\n".into(), problems: vec![] });
        assert_eq!(text("\u{feff}Zoë".as_bytes()).text, "Zoë");
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let article = "Zoë’s show was renewed 🎬.\n";
        for big in [false, true] {
            let marked = wide(&format!("\u{feff}{article}"), big);
            assert_eq!(text(&marked), Decoded { text: article.into(), problems: vec![] });
            assert_eq!(text(&wide(article, big)), Decoded { text: article.into(), problems: vec![] });
        }
    }

    #[test]
    fn a_lone_surrogate_is_replaced_and_told() {
        let mut bytes = wide("\u{feff}one\ntwo ", false);
        bytes.extend([0x00, 0xD8, b'x', 0]);
        let decoded = text(&bytes);
        assert_eq!(decoded.text, "one\ntwo \u{fffd}x");
        assert_eq!(decoded.problems[0].to_string(), "a.txt:2: 1 lone surrogate in UTF-16, read as U+FFFD (save the file again as UTF-8)");
        bytes.push(b'y');
        let cut = text(&bytes);
        assert_eq!(cut.text, "one\ntwo \u{fffd}x\u{fffd}");
        assert_eq!(cut.problems.len(), 2);
    }

    #[test]
    fn legacy_encodings_are_guessed_and_told() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("Penélope Cruz joins “La Casa” – señor García says so.");
        let decoded = text(&bytes);
        assert_eq!(decoded.text, "Penélope Cruz joins “La Casa” – señor García says so.");
        assert!(decoded.problems[0].reason.contains("windows-1252"), "{:?}", decoded.problems);
        let russian = "Сериал продлён на второй сезон, сообщает канал.";
        assert_eq!(text(&encoding_rs::WINDOWS_1251.encode(russian).0).text, russian);
    }

    #[test]
    fn one_broken_byte_does_not_turn_utf8_into_something_else() {
        let mut bytes = "“Zoë” – ‘Señor’\n".as_bytes().to_vec();
        bytes.extend(b"b\xFFd");
        let decoded = text(&bytes);
        assert_eq!(decoded.text, "“Zoë” – ‘Señor’\nb\u{fffd}d");
        assert_eq!(decoded.problems[0].line, Some(2));
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_way_out() {
        assert!(refusal(b"").starts_with("a.txt: is empty"));
        assert!(refusal(b"\xEF\xBB\xBF").starts_with("a.txt: is empty"));
        assert!(refusal(b" \r\n\n").starts_with("a.txt: is empty: nothing but blanks"));
        assert!(refusal(b"\x7fELF\x02\x01\x01\0\0\0\0").contains("is a binary file, not text (name plain-text"));
        assert!(refusal(b"\x01\x02\x03 \x04\x05 text").contains("binary"));
        assert!(refusal(b"%PDF-1.4\n%\xE2\xE3").contains("pdftotext a.txt"));
        assert!(refusal(b"\x1F\x8B\x08\0\0").contains("gunzip a.txt"));
        assert!(refusal(b"\xFF\xFE\0\0a\0\0\0").contains("iconv -f UTF-32"));
    }

    #[test]
    fn colours_and_a_stray_control_character_are_still_text() {
        assert!(text(b"\x1B[1mSilo\x1B[0m was renewed\x1A").problems.is_empty());
        assert_eq!(text(b"The show was renewed\x07 for a third season.").problems, vec![]);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode("x", bytes);
        }

        #[test]
        fn arbitrary_text_comes_back_as_it_was(words in "[^\\p{C}]{0,20}\\PC[a-zé ]{1,30}") {
            prop_assume!(!words.trim().is_empty() && !words.starts_with(['\u{feff}', '%', 'P']));
            prop_assert_eq!(decode("x", words.clone().into_bytes()).unwrap().text, words.clone());
            for big in [false, true] {
                let marked = wide(&format!("\u{feff}{words}"), big);
                prop_assert_eq!(&decode("x", marked).unwrap().text, &words);
            }
        }
    }
}
