//! Two columns, old on the left and new on the right, as wide as the terminal.

use std::io::{self, Write};

use super::text::anstyle_of::{self, paint};
use super::wrap::{padded, wrap};
use super::{Form, Head, Look, Tail, View, phrases};
use crate::claim::{Claim, name};

/// What stands between the columns.
const BETWEEN: &str = " │ ";

pub(super) struct Columns {
    look: Look,
    column: usize,
}

impl Columns {
    pub(super) fn new(look: Look) -> Self {
        Columns { look, column: (look.width.saturating_sub(3) / 2).max(12) }
    }

    fn rows(&self, left: &str, right: &str, out: &mut dyn Write) -> io::Result<()> {
        let (left, right) = (wrap(left, self.column), wrap(right, self.column));
        for row in 0..left.len().max(right.len()) {
            let cell = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
            let line = format!("{}{BETWEEN}{}", padded(&cell(&left), self.column), cell(&right));
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

impl Form for Columns {
    fn begin(&mut self, head: &Head<'_>, out: &mut dyn Write) -> io::Result<()> {
        for line in wrap(&phrases::options(head), self.look.width) {
            writeln!(out, "{line}")?;
        }
        self.rows(&super::super::safe::visible(head.before), &super::super::safe::visible(head.after), out)
    }

    fn subject(&mut self, title: Option<&str>, season: Option<i64>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", "─".repeat(self.column * 2 + 3))?;
        for line in wrap(&phrases::subject(title, season), self.look.width) {
            writeln!(out, "{}", paint(&line, anstyle_of::TITLE, self.look.color))?;
        }
        Ok(())
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        let weight = phrases::weight(view);
        let mut label = format!("{} · {}", name(&weight), phrases::label(view));
        if let Some(aside) = phrases::aside(view) {
            label.push_str(&format!(" ({aside})"));
        }
        for line in wrap(&label, self.look.width) {
            writeln!(out, "{}", paint(&line, anstyle_of::of(weight), self.look.color))?;
        }
        let [before, after] = phrases::sides(view).map(Option::unwrap_or_default);
        self.rows(&before, &after, out)?;
        let cell =
            |claim: Option<&Claim>| claim.map(|claim| format!("{} {}", phrases::place(claim), phrases::quote(claim))).unwrap_or_default();
        self.rows(&cell(view.before), &cell(view.after), out)
    }

    fn end(&mut self, tail: &Tail<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        for line in wrap(&phrases::summary(tail), self.look.width) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}
