//! One claim a line: the format of pipes, `jq`, DuckDB and pandas. The record itself is
//! [`Claim`](crate::claim::Claim)'s business.

use std::io::{self, Write};

use super::{Form, Page};

pub(super) struct Lines;

impl Form for Lines {
    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        for claim in page.claims {
            serde_json::to_writer(&mut *out, claim)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
