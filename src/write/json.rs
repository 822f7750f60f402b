//! One array of all claims, for readers that want one JSON document. A claim still has a line of
//! its own, so that line tools and diffs stay useful.

use std::io::{self, Write};

use super::{Form, Page};

/// The array while it is being written.
#[derive(Default)]
pub(super) struct Array {
    /// A claim has been written, so the next one needs a comma before it.
    begun: bool,
}

impl Form for Array {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        for claim in page.claims {
            out.write_all(if self.begun { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, claim)?;
            self.begun = true;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"]\n" })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Look, Page, Writer, sample};
    use crate::claim::Claim;

    #[test]
    fn articles_become_one_array_that_reads_back() {
        let (text, claims) = sample::article();
        let mut writer = Writer::new(Format::Json, Look::default(), Vec::new()).unwrap();
        for _ in 0..2 {
            writer.article(&Page { text: Some(&text), claims: &claims, notes: &[] }).unwrap();
        }
        let read: Vec<Claim> = serde_json::from_slice(&writer.finish().unwrap()).unwrap();
        assert_eq!(read, [claims.clone(), claims].concat());
    }

    #[test]
    fn lines_read_back_one_by_one() {
        let (_, claims) = sample::article();
        let mut writer = Writer::new(Format::Jsonl, Look::default(), Vec::new()).unwrap();
        writer.article(&Page { text: None, claims: &claims, notes: &[] }).unwrap();
        let lines = String::from_utf8(writer.finish().unwrap()).unwrap();
        let read: Vec<Claim> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read, claims);
    }
}
