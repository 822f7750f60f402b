//! Messages to the user, all on standard error: `greenlit: warning: …`.
//!
//! A message may quote a file's name or an article's text, so all of it is made visible first.

use std::io::Write;

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Effects, Style};

use crate::write::safe::visible;

const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// When escape codes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always, even into a pipe.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes this the choice for everything that is written from now on.
    pub fn set(self) {
        match self {
            // NO_COLOR, CLICOLOR_FORCE, TERM=dumb and the kind of the stream decide.
            Color::Auto => {}
            Color::Always => ColorChoice::Always.write_global(),
            Color::Never => ColorChoice::Never.write_global(),
        }
    }
}

/// Whether escape codes may be written to standard output.
pub fn stdout_has_color() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// Something failed.
pub fn error(message: impl std::fmt::Display) {
    say(ERROR, "error", &message.to_string());
}

/// Something is odd and was got over.
pub fn warning(message: impl std::fmt::Display) {
    say(WARNING, "warning", &message.to_string());
}

/// Something worth knowing.
pub fn note(message: impl std::fmt::Display) {
    say(Style::new(), "", &message.to_string());
}

/// "1 claim", "1,234 claims"
pub fn counted(n: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A number with its thousands apart: 1,234,567.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn say(style: Style, weight: &str, message: &str) {
    let mut to = anstream::stderr().lock();
    let weight = if weight.is_empty() { String::new() } else { format!("{style}{weight}:{style:#} ") };
    // Where standard error itself cannot be written there is nobody to tell.
    for (n, line) in message.lines().enumerate() {
        let head = if n == 0 { format!("greenlit: {weight}") } else { "  ".to_owned() };
        let _ = writeln!(to, "{head}{}", visible(line));
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_set_apart() {
        for (n, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")] {
            assert_eq!(super::grouped(n), text);
        }
    }
}
