//! A table for the eye: one row a claim, as wide as the terminal.
//!
//! The words of a claim tell its kind, so there is no column for that. The columns are set by the width alone, never by the rows, so that it can be written while it
//! is still growing.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table as Grid, Width, presets};

use super::safe::visible;
use super::{Form, Look, Page, words};
use crate::claim::{Claim, Polarity, name};

/// Heading, least columns, and share of what is left over.
const COLUMNS: [(&str, usize, usize); 5] = [("title", 10, 3), ("claim", 16, 5), ("certainty", 9, 0), ("source", 7, 2), ("where", 10, 3)];
/// Blanks between two columns.
const GAP: usize = 2;

pub(super) struct Table {
    look: Look,
    widths: [usize; COLUMNS.len()],
}

impl Table {
    pub(super) fn new(look: Look) -> Self {
        let least: usize = COLUMNS.iter().map(|(_, least, _)| least + GAP).sum::<usize>() - GAP;
        let shares: usize = COLUMNS.iter().map(|(.., share)| share).sum();
        let spare = look.width.saturating_sub(least);
        Table { look, widths: COLUMNS.map(|(_, least, share)| least + spare * share / shares) }
    }

    fn grid(&self) -> Grid {
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        // Whether there is colour was decided by whoever made the look.
        if self.look.color {
            grid.enforce_styling();
        } else {
            grid.force_no_tty();
        }
        grid
    }

    fn print(&self, mut grid: Grid, out: &mut dyn Write) -> io::Result<()> {
        grid.set_width(u16::try_from(self.look.width).unwrap_or(u16::MAX));
        for (i, width) in self.widths.iter().enumerate() {
            if let Some(column) = grid.column_mut(i) {
                let gap = if i + 1 < COLUMNS.len() { GAP } else { 0 };
                column.set_padding((0, gap as u16));
                let width = u16::try_from(width + gap).unwrap_or(u16::MAX);
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
        }
        for line in grid.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn row(&self, claim: &Claim) -> Vec<Cell> {
        let fact = Cell::new(words::fact(claim));
        vec![
            Cell::new(words::subject(claim)),
            if claim.polarity == Polarity::Negated && self.look.color { fact.fg(comfy_table::Color::Red) } else { fact },
            Cell::new(name(&claim.certainty)),
            Cell::new(claim.attribution.as_ref().map(|said| visible(&said.source)).unwrap_or_default()),
            Cell::new(place(claim, self.widths[COLUMNS.len() - 1])),
        ]
    }
}

impl Form for Table {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut grid = self.grid();
        grid.add_row(COLUMNS.map(|(heading, ..)| {
            let cell = Cell::new(heading);
            if self.look.color { cell.add_attribute(Attribute::Bold) } else { cell }
        }));
        grid.add_row(self.widths.map(|width| "─".repeat(width)));
        self.print(grid, out)
    }

    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        if page.claims.is_empty() {
            return Ok(());
        }
        let mut grid = self.grid();
        for claim in page.claims {
            grid.add_row(self.row(claim));
        }
        self.print(grid, out)
    }
}

/// `file:line`; of a name that is too long, its end, which tells files apart.
fn place(claim: &Claim, width: usize) -> String {
    let whole = format!("{}:{}", visible(&claim.provenance.document), claim.provenance.line);
    let length = whole.chars().count();
    if length <= width {
        return whole;
    }
    format!("…{}", whole.chars().skip(length + 1 - width).collect::<String>())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::super::{Format, Look, Page, Writer, sample};

    #[test]
    fn rows_of_later_articles_stand_under_the_same_columns() {
        let (_, mut claims) = sample::article();
        claims[2].provenance.document = "a/very/long/way/to/the/file/of/the/harbour.txt".into();
        for width in [40, 60, 80, 120, 200] {
            let mut writer = Writer::new(Format::Table, Look { width, color: false }, Vec::new()).unwrap();
            for claim in &claims {
                let page = Page { text: None, claims: std::slice::from_ref(claim), notes: &[] };
                writer.article(&page).unwrap();
            }
            let table = String::from_utf8(writer.finish().unwrap()).unwrap();
            assert!(width < 60 || table.lines().all(|line| line.width() <= width), "{table}");
            let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("Tidewater")).collect();
            assert_eq!(rows.len(), 3, "{table}");
            assert_eq!(rows[0].find("certain"), rows[1].find("certain"), "{table}");
        }
    }

    #[test]
    fn names_bring_no_escape_codes() {
        let (_, mut claims) = sample::article();
        claims[0].subject.title = Some("\u{1b}[2JTidewater".into());
        claims[0].provenance.document = "\u{1b}]0;x\u{7}.txt".into();
        let mut writer = Writer::new(Format::Table, Look::default(), Vec::new()).unwrap();
        writer.article(&Page { text: None, claims: &claims, notes: &[] }).unwrap();
        assert!(!writer.finish().unwrap().contains(&0x1b));
    }
}
