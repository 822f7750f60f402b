//! One change a line, as JSON, and nothing else.

use std::io::{self, Write};

use super::{Form, Head, Tail, View};

pub(super) struct Lines;

impl Form for Lines {
    fn begin(&mut self, _head: &Head<'_>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn delta(&mut self, view: View<'_>, out: &mut dyn Write) -> io::Result<()> {
        for difference in view.differences() {
            serde_json::to_writer(&mut *out, &difference)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn end(&mut self, _tail: &Tail<'_>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
