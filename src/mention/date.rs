//! stub
use std::ops::Range;
use crate::text::Text;
/// A time expression.
#[derive(Debug, Clone)]
pub struct DateMention { /// Tokens.
 pub tokens: Range<usize>, /// x
 pub expr: () }
/// stub
pub fn dates(_text: &Text, _tokens: Range<usize>, _masked: &dyn Fn(usize) -> bool) -> Vec<DateMention> { Vec::new() }
