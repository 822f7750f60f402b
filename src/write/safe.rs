//! Article text that is safe to show on a terminal.
//!
//! An article may hold escape codes that recolour, retitle or rewrite a terminal, and bidirectional
//! overrides that make a line read other than it is. Each such character is replaced by one visible
//! sign, so that positions in code points stay true. Machine formats carry the text unaltered.

use std::borrow::Cow;

/// The character that is shown for `c`: itself, a blank for white space, a picture for a control.
pub fn glyph(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        // U+2400 and up are the pictures of the controls, in the same order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // Directional marks, embeddings, overrides and isolates; word joiners and other unseen signs.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => {
            '\u{fffd}'
        }
        _ => c,
    }
}

/// `text` with every character as [`glyph`] shows it; one line, whatever it held.
///
/// ```
/// assert_eq!(greenlit::write::safe::visible("a\u{1b}[31m\nb"), "a␛[31m b");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| glyph(c) == c) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(glyph).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_and_no_direction_mark_survives() {
        for c in (0..0x3000).chain(0xfe00..=0xffff).filter_map(char::from_u32) {
            let shown = glyph(c);
            assert!(!shown.is_control(), "U+{:04X} is shown as a control", u32::from(c));
            assert!(!matches!(shown, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["Zoë’s — “été”", "👩‍👩‍👧 família", "عربى עברית 日本"] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
