//! What the commands that read articles one after the other have in common: which inputs are meant, and the way through them.

use std::io::{self, IsTerminal};

use clap::CommandFactory;

use super::Cli;
use super::exit::{Exit, Stop, usage};
use super::output::same_file;
use super::say::{self, counted};
use crate::ingest::{self, Article, Flow, Options, Silent};

/// The inputs that were named, or standard input where something comes from there; a terminal is told how `command` is used.
pub(super) fn named(inputs: &[String], command: &str) -> Result<Vec<String>, Stop> {
    if !inputs.is_empty() {
        return Ok(inputs.to_vec());
    }
    if !io::stdin().is_terminal() {
        return Ok(vec![ingest::STDIN.to_owned()]);
    }
    // Only a built command knows that it is called "greenlit extract".
    let mut cli = Cli::command();
    cli.build();
    let help = cli.find_subcommand_mut(command).map(|command| command.render_help().to_string());
    Err(usage(format!("no input (name a file, or - for standard input)\n{}", help.unwrap_or_default())))
}

/// Refuses an output that is one of the inputs.
pub(super) fn spared_by(output: Option<&str>, inputs: &[String]) -> Result<(), Stop> {
    let Some(output) = output else { return Ok(()) };
    match inputs.iter().find(|input| *input != ingest::STDIN && same_file(input, output)) {
        Some(input) => Err(usage(format!("--output {output} is the input {input} itself (give it another name)"))),
        None => Ok(()),
    }
}

/// How a way through inputs went.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Articles that were read.
    pub articles: u64,
    /// Articles and inputs that could not be read.
    pub failed: u64,
    /// Articles in other languages, in which nothing was looked for.
    pub foreign: u64,
}

/// Hands every article to `take` until that says `Break`; what cannot be read is told and counted.
pub(super) fn each(inputs: &[String], options: &Options, take: &mut dyn FnMut(&Article) -> Flow) -> Read {
    let mut read = Read::default();
    for input in inputs {
        let flow = ingest::pieces(input, options, &mut |piece| {
            let mut flow = Flow::Continue(());
            let mut one = |item: Result<Article, _>| match item {
                _ if flow.is_break() => {}
                Err(failure) => {
                    say::error(failure);
                    read.failed += 1;
                }
                Ok(article) => {
                    article.problems.iter().for_each(say::warning);
                    read.articles += 1;
                    read.foreign += u64::from(matches!(article.silent, Some(Silent::Foreign(_))));
                    flow = take(&article);
                }
            };
            match piece {
                Ok(piece) => piece.articles(options, &mut one),
                Err(failure) => one(Err(failure)),
            }
            flow
        });
        if flow.is_break() {
            break;
        }
    }
    read
}

impl Read {
    /// Nothing could be read: an output of an earlier run is better left alone.
    pub fn is_nothing(&self) -> bool {
        self.articles == 0 && self.failed > 0
    }

    /// The exit status of a run in which all else went as `sound` says.
    pub fn exit(&self, sound: Exit) -> Exit {
        if self.is_nothing() {
            Exit::Nothing
        } else if self.failed > 0 {
            Exit::Partly
        } else {
            sound
        }
    }
}

/// Says what was not looked at: articles in other languages, and records of archives that hold no article.
pub(super) fn passed_over(foreign: u64, options: &Options) {
    if foreign > 0 {
        let them = if foreign == 1 { "it" } else { "them" };
        let articles = counted(foreign, "article");
        say::note(format!("{articles} in another language than English: nothing was looked for in {them} (--any-language)"));
    }
    let (revisits, others) = options.passed.counts();
    match (revisits, others) {
        (0, 0) => {}
        (0, others) => say::note(format!("passed over {} without an article", counted(others, "record"))),
        (revisits, others) => {
            say::note(format!("passed over {} and {} without an article", counted(revisits, "revisit"), counted(others, "other record")));
        }
    }
}
