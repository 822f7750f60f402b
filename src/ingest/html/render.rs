//! Blocks as clean text, in the marks that the later stages read.

use super::blocks::{Block, Kind};

/// One block a paragraph; items and rows of one list stand on lines below each other.
pub fn render(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let before = i.checked_sub(1).map(|j| &blocks[j]);
        if let Some(before) = before {
            let listed = matches!(block.kind, Kind::Item | Kind::Row) && before.kind == block.kind && before.group == block.group;
            text.push_str(if listed { "\n" } else { "\n\n" });
        }
        match block.kind {
            Kind::Heading => {
                text.push_str("## ");
                text.push_str(&block.text.replace('\n', " "));
            }
            Kind::Item => {
                text.push_str("• ");
                text.push_str(&block.text.replace('\n', " "));
            }
            Kind::Caption => {
                text.push('[');
                text.push_str(&block.text.replace('\n', " "));
                text.push(']');
            }
            Kind::Paragraph | Kind::Row => text.push_str(&block.text),
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}
