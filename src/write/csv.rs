//! Flat columns for spreadsheets and databases, RFC 4180, the quote in the row.
//!
//! A spreadsheet runs a cell that begins like a formula, and article text is anybody's text: such
//! cells get an apostrophe in front, which spreadsheets take for "this is text". Spans of single
//! fields are left to the JSON formats.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Form, Page};
use crate::claim::{Claim, name};

/// The columns, in order; [`row`] fills them.
pub(super) const COLUMNS: [&str; 32] = [
    "claim_id", "slot_id", "kind", "title", "season", "title_from", "status", "network", "relation", "person", "character", "replaced",
    "event", "value", "modifier", "polarity", "certainty", "source", "quoted", "document", "line", "sentence_start", "sentence_end",
    "quote", "rule", "url", "outlet", "published", "headline", "sha256", "greenlit", "duplicate_of",
];

pub(super) struct Sheet;

impl Form for Sheet {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        records(out, std::iter::once(COLUMNS.map(Cow::Borrowed)))
    }

    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        records(out, page.claims.iter().map(row))
    }
}

fn records<'a>(out: &mut dyn Write, rows: impl Iterator<Item = [Cow<'a, str>; COLUMNS.len()]>) -> io::Result<()> {
    let mut sheet = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    for row in rows {
        sheet.write_record(row.iter().map(|cell| cell.as_bytes())).map_err(|error| match error.into_kind() {
            ::csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })?;
    }
    // The csv writer swallows a failed flush when it is dropped.
    sheet.flush()
}

fn row(claim: &Claim) -> [Cow<'_, str>; COLUMNS.len()] {
    let from = &claim.provenance;
    let number = |n: usize| Cow::Owned(n.to_string());
    let maybe = |field: &'_ Option<String>| harmless(field.clone().unwrap_or_default());
    [
        Cow::Borrowed(&*claim.claim_id),
        Cow::Borrowed(&*claim.slot_id),
        Cow::Owned(name(&claim.kind)),
        maybe(&claim.subject.title),
        Cow::Owned(claim.subject.season.map(|season| season.to_string()).unwrap_or_default()),
        Cow::Owned(name(&claim.subject.from)),
        Cow::Owned(name(&claim.status)),
        maybe(&claim.network),
        Cow::Owned(name(&claim.relation)),
        maybe(&claim.person),
        maybe(&claim.character),
        maybe(&claim.replaced),
        Cow::Owned(name(&claim.event)),
        maybe(&claim.value),
        Cow::Owned(name(&claim.modifier)),
        Cow::Owned(name(&claim.polarity)),
        Cow::Owned(name(&claim.certainty)),
        maybe(&claim.attribution.as_ref().map(|attribution| attribution.source.clone())),
        Cow::Owned(claim.attribution.as_ref().map(|attribution| attribution.quoted.to_string()).unwrap_or_default()),
        harmless(from.document.clone()),
        number(from.line),
        number(from.sentence.start),
        number(from.sentence.end),
        harmless(from.exact.clone()),
        harmless(from.rule.clone()),
        maybe(&from.url),
        maybe(&from.outlet),
        maybe(&from.published),
        maybe(&from.title),
        Cow::Borrowed(&*from.sha256),
        Cow::Borrowed(&*from.greenlit),
        maybe(&from.duplicate_of),
    ]
}

/// The cell as text that no spreadsheet runs.
fn harmless(cell: String) -> Cow<'static, str> {
    Cow::Owned(if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell })
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Look, Page, Writer, sample};
    use super::*;

    fn sheet(claims: &[Claim]) -> Vec<::csv::StringRecord> {
        let mut writer = Writer::new(Format::Csv, Look::default(), Vec::new()).unwrap();
        writer.article(&Page { text: None, claims, notes: &[] }).unwrap();
        let bytes = writer.finish().unwrap();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        reader.records().map(Result::unwrap).collect()
    }

    fn cell<'r>(record: &'r ::csv::StringRecord, column: &str) -> &'r str {
        &record[COLUMNS.iter().position(|c| *c == column).unwrap()]
    }

    #[test]
    fn every_column_is_filled_from_its_field() {
        let (_, claims) = sample::article();
        let rows = sheet(&claims);
        assert_eq!(rows.len(), claims.len() + 1);
        let claim = &claims[0];
        assert_eq!(cell(&rows[1], "person"), claim.person.as_deref().unwrap());
        assert_eq!(cell(&rows[1], "polarity"), "negated");
        assert_eq!(cell(&rows[1], "quote"), claim.provenance.exact);
        assert_eq!(cell(&rows[1], "sentence_end"), claim.provenance.sentence.end.to_string());
        assert_eq!(cell(&rows[1], "greenlit"), claim.provenance.greenlit);
    }

    #[test]
    fn formulas_are_defused_and_line_breaks_kept() {
        for hostile in ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"] {
            let (_, mut claims) = sample::article();
            claims[0].provenance.exact = format!("{hostile}\nsecond, \"line\"");
            claims[0].person = Some(hostile.to_owned());
            let rows = sheet(&claims);
            assert_eq!(cell(&rows[1], "quote"), format!("'{hostile}\nsecond, \"line\""));
            assert_eq!(cell(&rows[1], "person"), format!("'{hostile}"));
        }
    }
}
