//! Quotations: what stands between quotation marks, straight or curly, single or double.
//!
//! Marks are paired block by block with a small stack. A quotation that a block leaves open goes
//! on in the next block if that one begins with an opening mark of the same kind (several
//! paragraphs of one speaker); otherwise it ends with its block and says so. Nothing here fails:
//! a mark that pairs with nothing is simply punctuation.

use super::token::is_apostrophe;
use super::zone::Block;
use crate::span::Span;

/// One quotation, within one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Index of its block.
    pub block: usize,
    /// The closing mark is there.
    pub closed: bool,
    /// It goes on from the block before.
    pub continued: bool,
}

/// The three ways in which a mark can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

/// Pairs the quotation marks of all blocks.
pub fn quotations(source: &str, blocks: &[Block]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open_end: Option<Family> = None;
    for (number, block) in blocks.iter().enumerate() {
        let text = block.span.of(source);
        let mut stack: Vec<(Family, usize, usize)> = Vec::new();
        let mut previous = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |(_, n)| *n);
            let at = block.span.start + i;
            if let Some(family) = family(c) {
                let innermost = stack.last().map(|(f, _, _)| *f);
                let is_open = stack.iter().any(|(f, _, _)| *f == family);
                if closes(c, family, previous, next, is_open) && is_open {
                    while let Some((f, start, behind)) = stack.pop() {
                        if f == family {
                            let continued = open_end == Some(family) && first_mark(&found, number);
                            found.push(Quotation {
                                outer: Span::new(start, at + c.len_utf8()),
                                inner: Span::new(behind, at),
                                block: number,
                                closed: true,
                                continued,
                            });
                            break;
                        }
                    }
                } else if opens(c, family, previous, next) && innermost != Some(family) {
                    stack.push((family, at, at + c.len_utf8()));
                }
            }
            previous = c;
        }
        let mut left = None;
        for (family, start, behind) in stack {
            let next_opens = blocks.get(number + 1).is_some_and(|b| {
                let c = b.span.of(source).trim_start().chars().next().unwrap_or(' ');
                if family == Family::Double { matches!(c, '“' | '"') } else { matches!(c, '‘' | '\'') }
            });
            let led = source[block.span.start..start].trim_end();
            // A single mark that nothing closes is an apostrophe, unless a colon leads to it and the
            // next block begins with one too; a double one opens a quotation.
            if family == Family::Double || next_opens && (led.is_empty() || led.ends_with(':')) {
                found.push(Quotation {
                    outer: Span::new(start, block.span.end),
                    inner: Span::new(behind, block.span.end),
                    block: number,
                    closed: false,
                    continued: open_end == Some(family),
                });
                left = next_opens.then_some(family);
            }
        }
        open_end = left;
    }
    found.sort_by_key(|q| (q.outer.start, q.outer.end));
    found
}

fn first_mark(found: &[Quotation], block: usize) -> bool {
    !found.iter().any(|q| q.block == block)
}

/// Byte offsets of all marks of `quotes`, sorted.
pub fn marks(quotes: &[Quotation]) -> Vec<usize> {
    let mut marks: Vec<usize> = quotes.iter().flat_map(|q| [Some(q.outer.start), q.closed.then_some(q.inner.end)]).flatten().collect();
    marks.sort_unstable();
    marks
}

fn family(c: char) -> Option<Family> {
    match c {
        '"' | '“' | '”' | '„' | '«' | '»' | '‟' => Some(Family::Double),
        '\'' | '‘' | '’' | '‚' | '`' => Some(Family::Single),
        _ => None,
    }
}

fn opens(c: char, family: Family, previous: char, next: char) -> bool {
    let boundary = previous.is_whitespace()
        || matches!(previous, '(' | '[' | '-' | '–' | '—' | '/' | '"' | '“' | '‘' | '\'' | ':' | ',' | '>' | '*' | '_');
    match family {
        Family::Double => c != '”' && c != '»' && (boundary || matches!(c, '“' | '„' | '«')),
        // "’90s" and "’em" begin with a closing shape: an apostrophe, not a mark
        Family::Single => {
            c != '’'
                && boundary
                && (next.is_alphanumeric() || matches!(next, '“' | '"' | '…' | '.' | '(' | '[' | '#' | '@' | '¿' | '¡'))
                && !elision(c, next)
        }
    }
}

/// "'90s": a decade, never the start of a quotation.
fn elision(c: char, next: char) -> bool {
    is_apostrophe(c) && c != '‘' && next.is_ascii_digit()
}

fn closes(c: char, family: Family, previous: char, next: char, is_open: bool) -> bool {
    if !is_open {
        return false;
    }
    match family {
        // “Word ”- and “ Word“: machine-made text uses either shape for either end
        Family::Double => match c {
            '”' | '»' => true,
            '“' | '„' | '«' => !previous.is_whitespace() && !next.is_alphanumeric(),
            _ => !previous.is_whitespace() || !next.is_alphanumeric(),
        },
        Family::Single => c != '‘' && !previous.is_whitespace() && !next.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::zone;

    fn quoted(text: &str) -> Vec<String> {
        let blocks = zone::blocks(text, Span::new(0, text.len()), None);
        quotations(text, &blocks).iter().map(|q| q.inner.of(text).to_owned()).collect()
    }

    #[test]
    fn straight_and_curly_single_and_double() {
        assert_eq!(quoted("He said: “Yes,” and \"no\"."), ["Yes,", "no"]);
        assert_eq!(quoted("Apple's ‘Foundation’ and 'Maud's Letters' are Apple's"), ["Foundation", "Maud's Letters"]);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert!(quoted("The stars' '90s shows don't count, rock 'n' roll").iter().all(|q| q == "n"));
    }

    #[test]
    fn an_open_quotation_ends_with_its_block_and_goes_on_in_the_next() {
        let text = "A headline\n\n“One thing I know.\n\n“And another,” she said.";
        let blocks = zone::blocks(text, Span::new(0, text.len()), None);
        let found = quotations(text, &blocks);
        assert_eq!(found.len(), 2);
        assert!(!found[0].closed && found[1].closed && found[1].continued);
    }

    #[test]
    fn single_marks_go_on_too_if_a_colon_leads_to_them() {
        let text = "A headline\n\nShe said: 'One thing I know.\n\n'And another.'\n\nShe left 'em to it.\n\n'It is over,' he said.";
        let blocks = zone::blocks(text, Span::new(0, text.len()), None);
        let found = quotations(text, &blocks);
        assert_eq!(found.iter().map(|q| (q.closed, q.continued)).collect::<Vec<_>>(), [(false, false), (true, true), (true, false)]);
    }

    #[test]
    fn odd_marks_never_fail() {
        for text in ["\"", "'", "“”“", "a\"b'c\"d'", "’’’ \"\" ''", "(‘"] {
            quoted(text);
        }
    }
}
