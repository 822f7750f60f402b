//! `greenlit schema`: what a line of output looks like, for whoever reads it with a program.

use std::io::Write;

use schemars::generate::SchemaSettings;

use super::exit::{Exit, Stop};
use super::output::Output;
use crate::claim::Claim;

pub(super) fn run() -> Result<Exit, Stop> {
    // For what is written rather than what is accepted: every key stands in every claim.
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Claim>();
    let mut out = Output::open(None)?;
    serde_json::to_writer_pretty(&mut out, &schema).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.keep()?;
    Ok(Exit::Done)
}
