//! For people: by title and season; weight, change, old → new, and both quotes with their place.

use std::io::{self, Write};

use self::anstyle_of::paint;

use super::wrap::wrap;
use super::{Form, Head, Look, Tail, View, phrases};
use crate::claim::name;
use crate::diff::Weight;

pub(super) struct Text {
    look: Look,
}

impl Text {
    pub(super) fn new(look: Look) -> Self {
        Text { look }
    }

    /// Lines of `text`, the first behind `head`, the others as far in.
    fn hanging(&self, head: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let indent = unicode_width::UnicodeWidthStr::width(head);
        for (n, line) in wrap(text, self.look.width.saturating_sub(indent)).iter().enumerate() {
            if n == 0 { writeln!(out, "{head}{line}")? } else { writeln!(out, "{}{line}", " ".repeat(indent))? }
        }
        Ok(())
    }
}

/// Escape codes of the weights.
pub(super) mod anstyle_of {
    use clap::builder::styling::{AnsiColor, Effects, Style};

    use super::Weight;

    pub(in super::super) const TITLE: Style = Style::new().effects(Effects::BOLD);
    pub(in super::super) const ASIDE: Style = Style::new().effects(Effects::DIMMED);

    pub(in super::super) fn of(weight: Weight) -> Style {
        match weight {
            Weight::High => AnsiColor::Red.on_default().effects(Effects::BOLD),
            Weight::Medium => AnsiColor::Yellow.on_default(),
            Weight::Hidden => ASIDE,
        }
    }

    /// `text` in that style, or plain.
    pub(in super::super) fn paint(text: &str, style: Style, color: bool) -> String {
        if color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

impl Form for Text {
    fn begin(&mut self, head: &Head<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (before, after) = (super::super::safe::visible(head.before), super::super::safe::visible(head.after));
        self.hanging("", &format!("{before} → {after}"), out)?;
        self.hanging("", &phrases::options(head), out)
    }

    fn subject(&mut self, title: Option<&str>, season: Option<i64>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        for line in wrap(&phrases::subject(title, season), self.look.width) {
            writeln!(out, "{}", paint(&line, anstyle_of::TITLE, self.look.color))?;
        }
        Ok(())
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        let weight = phrases::weight(view);
        let label = format!("{} · {}", name(&weight), phrases::label(view));
        for line in wrap(&label, self.look.width.saturating_sub(2)) {
            writeln!(out, "  {}", paint(&line, anstyle_of::of(weight), self.look.color))?;
        }
        self.hanging("    ", &phrases::arrow(view), out)?;
        let quotes = [("-", view.before), ("+", view.after)];
        let alike = matches!((view.before, view.after), (Some(b), Some(a)) if phrases::quote(b) == phrases::quote(a));
        for (sign, claim) in quotes.into_iter().filter_map(|(sign, claim)| Some((sign, claim?))) {
            self.hanging(&format!("    {sign} "), &phrases::place(claim), out)?;
            // one sentence on both sides is shown once, below the second place
            if !(alike && sign == "-") {
                self.hanging("      ", &phrases::quote(claim), out)?;
            }
        }
        if let Some(aside) = phrases::aside(view) {
            for line in wrap(&aside, self.look.width.saturating_sub(6)) {
                writeln!(out, "      {}", paint(&line, anstyle_of::ASIDE, self.look.color))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, tail: &Tail<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        self.hanging("", &phrases::summary(tail), out)
    }
}
