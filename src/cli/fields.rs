//! The arguments that say how inputs are to be read, which the commands that read articles share.

use crate::ingest::Options;
use crate::ingest::fields::{Field, Fields};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rows of a dump")]
pub(super) struct FieldArgs {
    /// The field of a row that holds the article; guessed: text, maintext, body, content, articleBody, …
    #[arg(long, value_name = "KEY")]
    text_field: Option<String>,
    /// The field that names the document
    #[arg(long, value_name = "KEY")]
    id_field: Option<String>,
    /// The field of the headline
    #[arg(long, value_name = "KEY")]
    title_field: Option<String>,
    /// The field of the day of publication; guessed: published, date_publish, published_at, date, …
    #[arg(long, value_name = "KEY")]
    date_field: Option<String>,
    /// The field of the address
    #[arg(long, value_name = "KEY")]
    url_field: Option<String>,
    /// The field that says who published it; guessed: outlet, source, publisher, source_domain, …
    #[arg(long, value_name = "KEY")]
    outlet_field: Option<String>,
}

impl FieldArgs {
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        for (field, key) in [
            (Field::Text, &self.text_field),
            (Field::Id, &self.id_field),
            (Field::Title, &self.title_field),
            (Field::Published, &self.date_field),
            (Field::Url, &self.url_field),
            (Field::Outlet, &self.outlet_field),
        ] {
            if let Some(key) = key {
                fields.set(field, key);
            }
        }
        fields
    }
}

/// How pages are read. There is nothing to choose in a build with one engine.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Web pages")]
pub(super) struct PageArgs {
    /// Who finds the main text of pages
    #[cfg(feature = "trafilatura")]
    #[arg(long, value_name = "NAME", default_value = "dom_smoothie")]
    engine: Named,
}

/// The argument of `--engine`.
#[cfg(feature = "trafilatura")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Named {
    /// Mozilla's Readability: fast
    #[value(name = "dom_smoothie")]
    Smoothie,
    /// Slower, and a little more exact where pages are odd
    Trafilatura,
}

impl PageArgs {
    /// The options of these arguments, all others as they are by themselves.
    pub fn options(&self) -> Options {
        Options {
            #[cfg(feature = "trafilatura")]
            engine: match self.engine {
                Named::Smoothie => crate::ingest::html::Engine::Smoothie,
                Named::Trafilatura => crate::ingest::html::Engine::Trafilatura,
            },
            ..Options::default()
        }
    }
}
