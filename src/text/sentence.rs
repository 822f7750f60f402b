//! Sentences: where one ends is decided by the marks at hand and the two tokens around them.
//!
//! The test is local on purpose (it knows no quotation state), so that the bounds of one sentence
//! can be found outwards from any point of it.

use std::ops::Range;

use super::token::{Case, Token, TokenKind};
use super::zone::{Block, Zone};
use crate::span::Span;

/// The longest sentence, in tokens; a longer run is cut, so that no input makes a stage quadratic.
pub const LONGEST: usize = 400;

/// One sentence, heading or list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the document.
    pub span: Span,
    /// Its tokens, as indices into the text's.
    pub tokens: Range<usize>,
    /// Index of its block.
    pub block: usize,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Zone of its block.
    pub zone: Zone,
}

/// Splits the tokens from `first` on, which are those of `block`, into sentences.
pub fn split(source: &str, tokens: &[Token], first: usize, number: usize, block: &Block, out: &mut Vec<Sentence>) {
    let mut start = first;
    let mut i = first;
    while i < tokens.len() {
        // "4. Silo (2011)": the number of a list item ends nothing
        let numbers = i == first + 1 && tokens[first].kind == TokenKind::Number && matches!(block.zone, Zone::ListItem | Zone::Heading);
        let credit = i > start && opens_credit(source, tokens, i);
        if credit {
            push(source, tokens, start..i, number, block, out);
            start = i;
        }
        let cut = match end_after(source, tokens, i).filter(|_| !numbers) {
            Some(end) => end,
            None if i + 1 - start >= LONGEST => i + 1,
            None => {
                i += 1;
                continue;
            }
        };
        push(source, tokens, start..cut, number, block, out);
        start = cut;
        i = cut;
    }
    push(source, tokens, start..tokens.len(), number, block, out);
}

fn push(source: &str, tokens: &[Token], range: Range<usize>, number: usize, block: &Block, out: &mut Vec<Sentence>) {
    if range.is_empty() {
        return;
    }
    let span = Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
    let first = range.start > 0 && out.last().is_some_and(|s: &Sentence| s.block == number);
    let zone = if first && opens_credit(source, tokens, range.start) { Zone::Credit } else { block.zone };
    out.push(Sentence { span, tokens: range, block: number, paragraph: block.paragraph, zone });
}

/// "… at the gala Credit: A. Nyone": the credit of a picture, run on behind its caption.
fn opens_credit(source: &str, tokens: &[Token], i: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(source));
    let label = matches!(word(i), "Credit" | "Credits" | "Photo" | "Photos" | "Image" | "Picture");
    let named = matches!(word(i + 1).to_lowercase().as_str(), "credit" | "credits" | "courtesy");
    label && tokens[i].spaced && (word(i + 1) == ":" || named && matches!(word(i + 2), ":" | "of"))
}

/// The first offset behind the start of `within` at which a sentence surely ends, whatever stands around
/// it: a stop behind a word too long to be an abbreviation, a blank, a capital letter. Else the end.
pub fn sure_end(source: &str, within: Span) -> usize {
    const WORD: usize = 7;
    let bytes = &source.as_bytes()[..within.end];
    let mut from = within.start;
    while let Some(at) = bytes[from..].iter().position(|b| *b == b'.').map(|at| from + at) {
        let capital = bytes.get(at + 1) == Some(&b' ') && bytes.get(at + 2).is_some_and(u8::is_ascii_uppercase);
        let word = at >= within.start + WORD && bytes[at - WORD..at].iter().all(u8::is_ascii_lowercase);
        if capital && word {
            return at + 2;
        }
        from = at + 1;
    }
    within.end
}

/// If a sentence ends with the mark at token `i`: the index of the first token of the next one.
fn end_after(source: &str, tokens: &[Token], i: usize) -> Option<usize> {
    let mark = tokens[i].span.of(source);
    let strong = matches!(mark, "!" | "?" | "!?" | "。") || (mark.starts_with('.') && tokens[i].kind == TokenKind::Punct);
    let soft = mark == "…" || (mark.len() > 1 && mark.starts_with(".."));
    let abbreviation = tokens[i].kind == TokenKind::Word && mark.ends_with('.') && mark.len() > 2;
    if !strong && !soft && !abbreviation {
        return None;
    }
    // Closing quotation marks and brackets go with the sentence.
    let mut next = i + 1;
    while next < tokens.len() && !tokens[next].spaced && is_closer(source, &tokens[next]) {
        next += 1;
    }
    let follows = tokens.get(next)?;
    if !follows.spaced {
        // "Evans?Hill", "over.ADOPTED": a missing space after a stop, if a capital follows
        return (strong && next == i + 1 && follows.is_capitalised() && follows.kind == TokenKind::Word && follows.span.len() > 2)
            .then_some(next);
    }
    let opener = follows.kind == TokenKind::Quote || matches!(follows.span.of(source), "(" | "[" | "-" | "–" | "—" | "•");
    let begins = follows.is_capitalised() || follows.kind == TokenKind::Number || opener;
    if abbreviation {
        // "… in the U.S. The show": an abbreviation ends a sentence only before an article or pronoun
        let word = follows.span.of(source);
        return (begins && next == i + 1 && is_dotted(mark) && SURE_STARTS.contains(&word)).then_some(next);
    }
    if mark.starts_with('?') || mark == "!" {
        // “Will it?” she asked: goes on in lower case
        return begins.then_some(next);
    }
    begins.then_some(next)
}

/// Words that begin a sentence when they are capitalised behind an abbreviation.
const SURE_STARTS: &[&str] = &[
    "The", "It", "He", "She", "They", "We", "In", "On", "At", "But", "And", "A", "An", "This", "That", "However", "His", "Her", "Its",
    "For", "As", "After", "When", "While",
];

fn is_dotted(word: &str) -> bool {
    word.matches('.').count() > 1 || matches!(word, "Inc." | "Ltd." | "Corp." | "Co." | "Jr." | "Sr." | "Bros." | "etc.")
}

fn is_closer(source: &str, token: &Token) -> bool {
    token.kind == TokenKind::Quote && token.case == Case::None
        || matches!(token.span.of(source), ")" | "]" | "”" | "’" | "\"" | "'" | "?" | "!" | "." | "…")
}

#[cfg(test)]
mod tests {
    use crate::span::Span;
    use crate::text::Text;

    fn sentences(text: &str) -> Vec<&str> {
        let body = format!("{text}\n\nLast.");
        let parsed = Text::new(&body, Span::new(0, body.len()), None);
        let mut out: Vec<String> = parsed.sentences.iter().map(|s| s.span.of(&body).to_owned()).collect();
        out.pop();
        out.into_iter().map(|s| &text[text.find(&s).unwrap()..][..s.len()]).collect()
    }

    #[test]
    fn stops_inside_names_and_numbers_end_nothing() {
        assert_eq!(
            sentences("Dr. J. Doe paid $4.5m at No. 5 in the U.S. last year. It ended."),
            ["Dr. J. Doe paid $4.5m at No. 5 in the U.S. last year.", "It ended."]
        );
        assert_eq!(sentences("She lives in the U.S. The show is British."), ["She lives in the U.S.", "The show is British."]);
    }

    #[test]
    fn quotation_marks_go_with_their_sentence() {
        assert_eq!(sentences("“It is over.” He left. “Is it?” she asked."), ["“It is over.”", "He left.", "“Is it?” she asked."]);
        assert_eq!(sentences("We waited… Then it came… and went."), ["We waited…", "Then it came… and went."]);
    }
}
