//! The encoding of a page: byte order mark, what the server said, what the page says, what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;

/// Bytes at the start of a page in which it may say its encoding; the standard's own number.
const HEAD: usize = 1024;
/// Bytes that are read to guess an encoding.
const SAMPLE: usize = 1 << 18;

/// The text of a page, and the name of its encoding. `http` is the charset of the server's `Content-Type`.
///
/// A charset that is named and does not fit (UTF-8 with broken bytes) yields to what the bytes look like; characters that fit in none become U+FFFD.
pub fn decode(bytes: &[u8], http: Option<&str>) -> (String, &'static str) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned(), encoding.name());
    }
    let named = http.and_then(|name| Encoding::for_label(name.trim().as_bytes())).or_else(|| in_page(bytes));
    if let Ok(text) = std::str::from_utf8(bytes)
        && named.is_none_or(|encoding| encoding == UTF_8 || encoding == WINDOWS_1252 || !encoding.is_ascii_compatible())
    {
        // Sound UTF-8 beyond ASCII is never an accident, whatever the page says.
        return (text.to_owned(), UTF_8.name());
    }
    let encoding = named.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| guess(bytes, named == Some(UTF_8)));
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding.name())
}

/// True if ASCII letters are no single bytes in the page: UTF-16.
pub(super) fn is_wide(bytes: &[u8], http: Option<&str>) -> bool {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let named = || http.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    marked.or_else(named).is_some_and(|encoding| !encoding.is_ascii_compatible())
}

/// `<meta charset=…>` and `<meta http-equiv … content="text/html; charset=…">`, or an XML declaration.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mut at = 0;
    for word in [&b"charset"[..], b"encoding"] {
        while let Some(found) = memmem::find(&head[at..], word) {
            at += found + word.len();
            let rest = head[at..].trim_ascii_start();
            let Some(value) = rest.strip_prefix(b"=") else { continue };
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end =
                value.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))).unwrap_or(value.len());
            // A page that could be read this far is not UTF-16.
            match Encoding::for_label(&value[..end]) {
                Some(wide) if wide == UTF_16LE || wide == UTF_16BE => return Some(UTF_8),
                Some(encoding) => return Some(encoding),
                None => {}
            }
        }
        at = 0;
    }
    None
}

/// The likeliest encoding; UTF-8 with a few broken bytes stays UTF-8 where it was named.
fn guess(bytes: &[u8], named_utf8: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(2);
    let end = bytes.len().min(first + SAMPLE);
    detector.feed(&bytes[first..end], end == bytes.len());
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes[first..end].utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken || named_utf8 && sound >= broken {
        return UTF_8;
    }
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_trust() {
        let (latin, _, _) = WINDOWS_1252.encode("<p>Zoë – “señor”</p>");
        assert_eq!(decode(&latin, Some("iso-8859-1")), ("<p>Zoë – “señor”</p>".into(), "windows-1252"));
        let page = "<meta charset='windows-1251'><p>Привет";
        assert_eq!(decode(&encoding_rs::WINDOWS_1251.encode(page).0, None).0, page);
        let page = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\"><p>日本";
        assert_eq!(decode(&encoding_rs::SHIFT_JIS.encode(page).0, None).0, page);
        assert_eq!(decode("\u{feff}<meta charset=latin1>Zoë".as_bytes(), Some("latin1")).0, "<meta charset=latin1>Zoë");
    }

    #[test]
    fn a_wrong_name_yields_to_the_bytes() {
        let text = "<meta charset=iso-8859-1><p>Zoë’s show – “Fjord”";
        assert_eq!(decode(text.as_bytes(), None), (text.into(), "UTF-8"));
        let (latin, _, _) = WINDOWS_1252.encode("<meta charset=utf-8><p>Zoë’s show, the señor’s “Fjord” – again");
        assert_eq!(decode(&latin, None).0, "<meta charset=utf-8><p>Zoë’s show, the señor’s “Fjord” – again");
        assert_eq!(decode(b"<meta charset=no-such>plain", None).1, "UTF-8");
    }
}
