//! The arguments that say which field of a row holds what; `extract` and `batch` share them.

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
