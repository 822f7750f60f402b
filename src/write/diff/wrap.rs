//! Breaking text to the width of a terminal.

use unicode_width::UnicodeWidthStr;

/// Lines of at most `width` columns, broken at blanks; a word that is wider is cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines: Vec<String> = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word.to_owned();
        while used + usize::from(used > 0) + word.width() > width {
            if used > 0 {
                lines.push(String::new());
                used = 0;
                continue;
            }
            let cut = fits(&word, width);
            lines.push(String::new());
            let rest = word.split_off(cut);
            let last = lines.len() - 2;
            lines[last] = word;
            word = rest;
        }
        let line = lines.last_mut().expect("there is always a line");
        if used > 0 {
            line.push(' ');
        }
        line.push_str(&word);
        used = line.width();
    }
    if lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// How many bytes of the word fit; at least one character.
fn fits(word: &str, width: usize) -> usize {
    let ends = word.char_indices().skip(1).map(|(at, _)| at).chain([word.len()]);
    ends.take_while(|end| word[..*end].width() <= width).last().unwrap_or_else(|| word.chars().next().map_or(0, char::len_utf8))
}

/// `text` with blanks behind it up to `width` columns.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_wide_and_no_word_is_lost() {
        let text = "Zoë 🎬 says 「日本語のとても長い一つの言葉です」 and averyveryverylongwordwithoutablank indeed";
        for width in [8, 10, 20, 80] {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|line| line.width() <= width && !line.is_empty()), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(text));
        }
        assert_eq!(wrap("", 20), [""]);
    }
}
