//! `greenlit schema`: what a line of output looks like, for whoever reads it with a program.

use std::io::Write;

use schemars::generate::SchemaSettings;

use super::exit::{Exit, Stop};
use super::output::Output;
use crate::claim::Claim;
use crate::write::diff::Document;

/// Print the JSON Schema of a claim or of a comparison
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Of what greenlit diff --format json writes; a line of --format jsonl is its $defs/Difference
    #[arg(long)]
    diff: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    // For what is written rather than what is accepted: every key stands in every claim.
    let schemas = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = if args.diff { schemas.into_root_schema_for::<Document<'_>>() } else { schemas.into_root_schema_for::<Claim>() };
    let mut out = Output::open(None)?;
    serde_json::to_writer_pretty(&mut out, &schema).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.keep()?;
    Ok(Exit::Done)
}
