//! `greenlit eval`: how good the claims are, held against annotations made by reading.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use super::exit::{Exit, Stop};
use super::output::Output;
use crate::error::Error;
use crate::eval;

const EXAMPLES: &str = "\
Examples:
  greenlit extract corpus/*.txt > claims.jsonl && greenlit eval corpus/gold claims.jsonl
  greenlit eval gold/ claims.jsonl --errors 20 --articles corpus/
  greenlit eval gold/ claims.jsonl --json | jq .";

/// Score claims against gold annotations: precision, recall, F1
///
/// By kind and by field. An extra claim and a missed one count alike; a claim matches a gold claim
/// of its kind whose sentence overlaps its own and whose core field agrees.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Gold annotations: a JSON file an article, or a folder of them
    gold: PathBuf,
    /// Claims as `greenlit extract --format jsonl` writes them
    claims: PathBuf,
    /// Also print up to N missed and N spurious claims with their sentences
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "json")]
    errors: usize,
    /// Print the numbers as JSON
    #[arg(long)]
    json: bool,
    /// Score only the articles named in FILE, one id a line
    #[arg(long, value_name = "FILE")]
    ids: Option<PathBuf>,
    /// The articles themselves, so that errors show the text of what was missed
    #[arg(long, value_name = "PATH")]
    articles: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let only = args.ids.as_ref().map(|file| {
        let ids = std::fs::read_to_string(file).map_err(|source| Error::Io {
            path: file.display().to_string(),
            source,
            remedy: "--ids takes a text file with one id a line".into(),
        })?;
        Ok::<_, Error>(ids.lines().map(|line| line.trim().to_owned()).filter(|id| !id.is_empty()).collect::<BTreeSet<String>>())
    });
    let only = only.transpose()?;
    let mut evaluation = eval::evaluate(&args.gold, &args.claims, only.as_ref())?;
    if let Some(articles) = &args.articles {
        evaluation.quote_from(articles)?;
    }
    let mut out = Output::open(None)?;
    if args.json {
        serde_json::to_writer_pretty(&mut out, &evaluation).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        // The errors quote articles, line by line, and the page may be a terminal.
        for line in evaluation.render(args.errors).lines() {
            writeln!(out, "{}", crate::write::safe::visible(line))?;
        }
    }
    out.keep()?;
    Ok(Exit::Done)
}
