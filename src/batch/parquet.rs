//! A Parquet file with the columns of the JSON lines, nested as they are there: `subject.title`, `provenance.spans.person`. Every
//! column may be null, so that the schema does not depend on what was found.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder};
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_schema::{Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::journal::Document;
use super::publish::Table;
use crate::claim::{Claim, Places, name};
use crate::span::Span;

/// Claims that are turned into columns at once.
const BATCH: usize = 4096;
/// Claims of a row group: what the writer holds in memory.
const GROUP: usize = 16 * BATCH;

/// A Parquet file while it is filled.
pub(super) struct Columns {
    writer: ArrowWriter<File>,
    waiting: Vec<Claim>,
}

impl Columns {
    pub fn create(path: &Path) -> io::Result<Columns> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("greenlit ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let schema = Arc::new(batch(&[])?.schema().as_ref().clone());
        let writer = ArrowWriter::try_new(File::create(path)?, schema, Some(properties)).map_err(io::Error::other)?;
        Ok(Columns { writer, waiting: Vec::new() })
    }

    fn write(&mut self) -> io::Result<()> {
        let batch = batch(&self.waiting)?;
        self.waiting.clear();
        self.writer.write(&batch).map_err(io::Error::other)
    }
}

impl Table for Columns {
    fn document(&mut self, _: &Document, claims: &[Claim]) -> io::Result<()> {
        self.waiting.extend_from_slice(claims);
        if self.waiting.len() >= BATCH { self.write() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.write()?;
        self.writer.close().map(|_| ()).map_err(io::Error::other)
    }
}

/// The claims as columns, in the order of the JSON lines.
fn batch(claims: &[Claim]) -> io::Result<RecordBatch> {
    let columns = structure(vec![
        ("claim_id", text(claims, |claim| Some(&claim.claim_id))),
        ("slot_id", text(claims, |claim| Some(&claim.slot_id))),
        ("kind", word(claims, |claim| Some(claim.kind))),
        (
            "subject",
            nested(vec![
                ("title", text(claims, |claim| claim.subject.title.as_ref())),
                ("season", Arc::new(claims.iter().map(|claim| claim.subject.season).collect::<Int64Array>())),
                ("from", word(claims, |claim| claim.subject.from)),
            ]),
        ),
        ("status", word(claims, |claim| claim.status)),
        ("network", text(claims, |claim| claim.network.as_ref())),
        ("relation", word(claims, |claim| claim.relation)),
        ("person", text(claims, |claim| claim.person.as_ref())),
        ("character", text(claims, |claim| claim.character.as_ref())),
        ("replaced", text(claims, |claim| claim.replaced.as_ref())),
        ("event", word(claims, |claim| claim.event)),
        ("value", text(claims, |claim| claim.value.as_ref())),
        ("modifier", word(claims, |claim| claim.modifier)),
        ("polarity", word(claims, |claim| Some(claim.polarity))),
        ("certainty", word(claims, |claim| Some(claim.certainty))),
        (
            "attribution",
            nested(vec![
                ("source", text(claims, |claim| claim.attribution.as_ref().map(|said| &said.source))),
                (
                    "quoted",
                    Arc::new(claims.iter().map(|claim| claim.attribution.as_ref().map(|said| said.quoted)).collect::<BooleanArray>()),
                ),
            ]),
        ),
        (
            "provenance",
            nested(vec![
                ("document", text(claims, |claim| Some(&claim.provenance.document))),
                ("sha256", text(claims, |claim| Some(&claim.provenance.sha256))),
                ("title", text(claims, |claim| claim.provenance.title.as_ref())),
                ("url", text(claims, |claim| claim.provenance.url.as_ref())),
                ("outlet", text(claims, |claim| claim.provenance.outlet.as_ref())),
                ("published", text(claims, |claim| claim.provenance.published.as_ref())),
                (
                    "metadata_from",
                    nested(vec![
                        ("title", text(claims, |claim| claim.provenance.metadata_from.title.as_ref())),
                        ("url", text(claims, |claim| claim.provenance.metadata_from.url.as_ref())),
                        ("outlet", text(claims, |claim| claim.provenance.metadata_from.outlet.as_ref())),
                        ("published", text(claims, |claim| claim.provenance.metadata_from.published.as_ref())),
                    ]),
                ),
                ("page_sha256", text(claims, |claim| claim.provenance.page_sha256.as_ref())),
                ("page_bytes", span(claims, |claim| claim.provenance.page_bytes)),
                ("link", text(claims, |claim| claim.provenance.link.as_ref())),
                ("duplicate_of", text(claims, |claim| claim.provenance.duplicate_of.as_ref())),
                ("sentence", span(claims, |claim| Some(claim.provenance.sentence))),
                ("bytes", span(claims, |claim| Some(claim.provenance.bytes))),
                ("line", number(claims, |claim| Some(claim.provenance.line))),
                ("exact", text(claims, |claim| Some(&claim.provenance.exact))),
                ("prefix", text(claims, |claim| Some(&claim.provenance.prefix))),
                ("suffix", text(claims, |claim| Some(&claim.provenance.suffix))),
                ("spans", spans(claims)),
                ("rule", text(claims, |claim| Some(&claim.provenance.rule))),
                ("greenlit", text(claims, |claim| Some(&claim.provenance.greenlit))),
                ("key_scheme", text(claims, |claim| Some(&claim.provenance.key_scheme))),
            ]),
        ),
    ]);
    let (fields, arrays): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(io::Error::other)
}

fn structure(columns: Vec<(&str, ArrayRef)>) -> Vec<(Arc<Field>, ArrayRef)> {
    columns.into_iter().map(|(name, array)| (Arc::new(Field::new(name, array.data_type().clone(), true)), array)).collect()
}

fn nested(columns: Vec<(&str, ArrayRef)>) -> ArrayRef {
    Arc::new(StructArray::from(structure(columns)))
}

fn text<'c>(claims: &'c [Claim], field: impl Fn(&'c Claim) -> Option<&'c String>) -> ArrayRef {
    Arc::new(claims.iter().map(field).collect::<StringArray>())
}

fn word<T: serde::Serialize>(claims: &[Claim], field: impl Fn(&Claim) -> Option<T>) -> ArrayRef {
    Arc::new(claims.iter().map(|claim| field(claim).as_ref().map(name)).collect::<StringArray>())
}

// Signed, because Spark knows no others.
fn number(claims: &[Claim], field: impl Fn(&Claim) -> Option<usize>) -> ArrayRef {
    Arc::new(claims.iter().map(|claim| field(claim).map(|number| number as i64)).collect::<Int64Array>())
}

fn span(claims: &[Claim], field: impl Fn(&Claim) -> Option<Span>) -> ArrayRef {
    let (start, end) = (|claim: &Claim| field(claim).map(|span| span.start), |claim: &Claim| field(claim).map(|span| span.end));
    nested(vec![("start", number(claims, start)), ("end", number(claims, end))])
}

fn spans(claims: &[Claim]) -> ArrayRef {
    let names = crate::claim::Spans::default().fields().map(|(name, _)| name);
    nested(
        names
            .into_iter()
            .enumerate()
            .map(|(n, name)| (name, places(claims.iter().map(|claim| claim.provenance.spans.fields()[n].1))))
            .collect(),
    )
}

/// `[[start, end], …]` for each claim.
fn places<'c>(all: impl Iterator<Item = &'c Places>) -> ArrayRef {
    let mut lists = ListBuilder::new(ListBuilder::new(Int64Builder::new()));
    for places in all {
        for place in places {
            place.iter().for_each(|end| lists.values().values().append_value(*end as i64));
            lists.values().append(true);
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}
