//! The text in lower case with straight apostrophes, made once, so that no later stage folds a word again.

use std::ops::Range;

use super::Token;

/// The folded text, and where each token stands in it.
#[derive(Debug)]
pub struct Folded {
    text: String,
    /// Bytes of `text`, a token each.
    places: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `source`, whose tokens are these.
    pub fn new(source: &str, tokens: &[Token]) -> Self {
        if source.is_ascii() {
            // nothing changes its length
            let places = tokens.iter().map(|t| (t.span.start as u32, t.span.end as u32)).collect();
            return Folded { text: source.to_ascii_lowercase(), places };
        }
        let mut text = String::with_capacity(source.len());
        let mut places = Vec::with_capacity(tokens.len());
        let mut behind = tokens.first().map_or(0, |t| t.span.start);
        for token in tokens {
            if behind < token.span.start {
                fold(&source[behind..token.span.start], &mut text);
            }
            let start = text.len() as u32;
            fold(token.span.of(source), &mut text);
            places.push((start, text.len() as u32));
            behind = token.span.end;
        }
        Folded { text, places }
    }

    /// The folded text of a range of tokens, with what stands between them.
    #[inline]
    pub fn of(&self, tokens: Range<usize>) -> &str {
        if tokens.is_empty() {
            return "";
        }
        &self.text[self.places[tokens.start].0 as usize..self.places[tokens.end - 1].1 as usize]
    }
}

fn fold(part: &str, out: &mut String) {
    if part.is_ascii() {
        let at = out.len();
        out.push_str(part);
        out[at..].make_ascii_lowercase();
    } else {
        out.push_str(&part.to_lowercase().replace('’', "'"));
    }
}

#[cfg(test)]
mod tests {
    use crate::span::Span;
    use crate::text::Text;

    #[test]
    fn words_are_folded_as_each_would_be_alone() {
        for source in ["It’s ÉMILE’s “İzmir” SHOW, isn’t it?", "It's Emile's SHOW, ISN'T it?", ""] {
            let text = Text::new(source, Span::new(0, source.len()), None);
            for i in 0..text.tokens.len() {
                assert_eq!(text.lower(i), text.word(i).to_lowercase().replace('’', "'"));
                let both = i..text.tokens.len().min(i + 2);
                assert_eq!(text.lower_words(&both), text.words(&both).to_lowercase().replace('’', "'"));
            }
        }
    }
}
