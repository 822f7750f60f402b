//! A table for the eye: one row a time expression, as wide as the terminal.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table as Grid, Width, presets};

use super::Page;
use crate::span::CharIndex;
use crate::write::Look;
use crate::write::safe::visible;

/// Heading, least columns, and share of what is left over.
const COLUMNS: [(&str, usize, usize); 5] = [("text", 12, 4), ("TIMEX3", 20, 3), ("EDTF", 12, 3), ("why", 12, 5), ("where", 8, 2)];
/// Blanks between two columns.
const GAP: usize = 2;

fn widths(look: Look) -> [usize; COLUMNS.len()] {
    let least: usize = COLUMNS.iter().map(|(_, least, _)| least + GAP).sum::<usize>() - GAP;
    let shares: usize = COLUMNS.iter().map(|(.., share)| share).sum();
    let spare = look.width.saturating_sub(least);
    COLUMNS.map(|(_, least, share)| least + spare * share / shares)
}

fn grid(look: Look) -> Grid {
    let mut grid = Grid::new();
    grid.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if look.color {
        grid.enforce_styling();
    } else {
        grid.force_no_tty();
    }
    grid
}

fn print(mut grid: Grid, look: Look, out: &mut dyn Write) -> io::Result<()> {
    grid.set_width(u16::try_from(look.width).unwrap_or(u16::MAX));
    for (i, width) in widths(look).into_iter().enumerate() {
        if let Some(column) = grid.column_mut(i) {
            let gap = if i + 1 < COLUMNS.len() { GAP } else { 0 };
            column.set_padding((0, gap as u16));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(u16::try_from(width + gap).unwrap_or(u16::MAX))));
        }
    }
    for line in grid.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

pub(super) fn head(look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = grid(look);
    grid.add_row(COLUMNS.map(|(heading, ..)| {
        let cell = Cell::new(heading);
        if look.color { cell.add_attribute(Attribute::Bold) } else { cell }
    }));
    grid.add_row(widths(look).map(|width| "─".repeat(width)));
    print(grid, look, out)
}

pub(super) fn rows(look: Look, page: &Page<'_>, index: &CharIndex<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = grid(look);
    for tagged in page.found {
        let timex = &tagged.timex;
        let span = page.text.token_span(&tagged.tokens);
        // with what bounds it, since that is what the EDTF value says
        let shown = tagged.whole.as_ref().map_or(span, |(tokens, _)| page.text.token_span(tokens).join(span));
        let value = std::iter::once(timex.value.as_str()).chain(timex.modifier).chain(timex.quant).chain(timex.freq.as_deref());
        grid.add_row(vec![
            Cell::new(visible(shown.of(page.text.source))),
            Cell::new(format!("{} {}", timex.kind.name(), value.collect::<Vec<_>>().join(" "))),
            Cell::new(tagged.edtf.as_ref().map(ToString::to_string).unwrap_or_default()),
            Cell::new(tagged.how),
            Cell::new(format!("{}:{}", visible(page.name), index.line(span.start))),
        ]);
    }
    print(grid, look, out)
}
