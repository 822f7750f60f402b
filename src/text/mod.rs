//! The structure of an article's text: blocks with their zones, quotations, sentences, tokens.
//!
//! Nothing here knows of shows or people. Every stage only marks: all positions are byte offsets
//! into the source text, and no stage alters an earlier one's. Odd input (unbalanced quotation
//! marks, a line of 20 MB) is never an error; it only has less structure.

mod folded;
pub mod quote;
pub mod sentence;
pub mod token;
pub mod zone;

use std::ops::Range;

use crate::span::Span;
use folded::Folded;
pub use quote::Quotation;
pub use sentence::Sentence;
pub use token::{Token, TokenKind};
pub use zone::{Block, Zone};

/// An article's text with its structure.
#[derive(Debug)]
pub struct Text<'a> {
    /// The whole document; spans count bytes in it.
    pub source: &'a str,
    /// Lines or joined lines that belong together, in order.
    pub blocks: Vec<Block>,
    /// What stands in quotation marks, by start.
    pub quotes: Vec<Quotation>,
    /// All tokens of all blocks, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; each lies within one block.
    pub sentences: Vec<Sentence>,
    folded: Folded,
}

impl<'a> Text<'a> {
    /// Marks the structure of `source[body]`. `headline` is the title that the document's
    /// metadata gives, if any: the first line is then a headline even if it looks like prose.
    pub fn new(source: &'a str, body: Span, headline: Option<&str>) -> Self {
        Self::headed(source, body, headline, None)
    }

    /// Like [`Text::new`], with a headline that stands at `place`, apart from the body: in a front-matter head. It is read as
    /// the first block, unless the body repeats it.
    pub fn headed(source: &'a str, body: Span, headline: Option<&str>, place: Option<Span>) -> Self {
        let mut blocks = zone::blocks(source, body, headline);
        if let Some(place) = place {
            zone::put_headline(source, place, &mut blocks);
        }
        let quotes = quote::quotations(source, &blocks);
        let marks = quote::marks(&quotes);
        let mut tokens = Vec::with_capacity(body.len() / 5);
        let mut sentences = Vec::new();
        for (number, block) in blocks.iter().enumerate() {
            let first = tokens.len();
            token::tokenize(source, block.span, &marks, &mut tokens);
            sentence::split(source, &tokens, first, number, block, &mut sentences);
        }
        let folded = Folded::new(source, &tokens);
        Text { source, blocks, quotes, tokens, sentences, folded }
    }

    /// Like [`Text::new`], but with the tokens and sentences of only those stretches that `wanted` says yes to.
    ///
    /// A stretch is as many whole sentences as lie between two ends that are beyond doubt, so what is
    /// kept is cut as it is in the whole text; much of a text need not be cut at all to find what is rare.
    pub fn around(source: &'a str, body: Span, headline: Option<&str>, wanted: &dyn Fn(&str) -> bool) -> Self {
        let blocks = zone::blocks(source, body, headline);
        let quotes = quote::quotations(source, &blocks);
        let marks = quote::marks(&quotes);
        let mut tokens = Vec::new();
        let mut sentences = Vec::new();
        for (number, block) in blocks.iter().enumerate() {
            let mut start = block.span.start;
            while start < block.span.end {
                let end = sentence::sure_end(source, Span::new(start, block.span.end));
                let stretch = Span::new(start, end);
                if wanted(stretch.of(source)) {
                    let first = tokens.len();
                    token::tokenize(source, stretch, &marks, &mut tokens);
                    sentence::split(source, &tokens, first, number, block, &mut sentences);
                }
                start = end;
            }
        }
        let folded = Folded::new(source, &tokens);
        Text { source, blocks, quotes, tokens, sentences, folded }
    }

    /// The text of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.source)
    }

    /// The text of a token in lower case, with straight apostrophes.
    #[inline]
    pub fn lower(&self, token: usize) -> &str {
        self.folded.of(token..token + 1)
    }

    /// The text that a range of tokens covers, in lower case, with straight apostrophes.
    pub fn lower_words(&self, tokens: &Range<usize>) -> &str {
        self.folded.of(tokens.clone())
    }

    /// The text that a range of tokens covers.
    pub fn words(&self, tokens: &Range<usize>) -> &'a str {
        self.token_span(tokens).of(self.source)
    }

    /// The bytes that a range of tokens covers; an empty range covers nothing.
    pub fn token_span(&self, tokens: &Range<usize>) -> Span {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.source.len(), |t| t.span.start);
            return Span::new(at, at);
        }
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// Index of the sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// The innermost quotation that holds the byte, if any.
    pub fn quote_at(&self, byte: usize) -> Option<&Quotation> {
        // quotations nest two or three deep, so the few before the byte are all that can hold it
        let behind = self.quotes.partition_point(|q| q.outer.start <= byte);
        self.quotes[behind.saturating_sub(8)..behind].iter().filter(|q| q.inner.holds(byte)).min_by_key(|q| q.inner.len())
    }
}
