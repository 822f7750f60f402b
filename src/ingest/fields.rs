//! Which fields of a row hold what: named by the user, or guessed from the names that dumps of news use.
//!
//! The guesses are those of the crawlers and corpora that hand out such dumps: news-please and CC-NEWS
//! (`maintext`, `date_publish`, `source_domain`), newspaper (`publish_date`), NewsAPI (`content`,
//! `publishedAt`, `source.name`), schema.org (`articleBody`, `headline`, `datePublished`).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// What a row can say of its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The document's name.
    Id,
    /// The article.
    Text,
    /// The headline.
    Title,
    /// The day of publication.
    Published,
    /// The address.
    Url,
    /// Who published it.
    Outlet,
}

/// How many fields there are.
const COUNT: usize = 6;

/// The names under which each field is looked for, the best first; [`Field`] is the index.
const GUESSES: [&[&str]; COUNT] = [
    &["id", "_id", "uuid", "guid", "doc_id", "docid", "article_id"],
    &["text", "maintext", "body", "content", "articleBody", "article_text", "full_text", "article"],
    &["title", "headline"],
    &[
        "published", "date_publish", "published_at", "publishedAt", "publication_date", "publish_date", "datePublished", "date_published",
        "pub_date", "pubDate", "date",
    ],
    &["url", "link", "canonical_url", "source_url"],
    &["outlet", "source", "publisher", "publication", "site", "site_name", "source_domain", "domain"],
];

/// The field of a row for each thing to know; what the user has not named is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Fields {
    names: [Option<String>; COUNT],
}

impl Fields {
    /// Takes `field` from the key `name` of a row, and from no other.
    pub fn set(&mut self, field: Field, name: impl Into<String>) {
        self.names[field as usize] = Some(name.into());
    }

    /// The key that stands for a field in messages.
    pub(super) fn name(&self, field: Field) -> &str {
        self.names[field as usize].as_deref().unwrap_or(GUESSES[field as usize][0])
    }

    /// What the key of a row may stand for, and how good a guess it is (0 is the best).
    fn places<'f>(&'f self, key: &'f str) -> impl Iterator<Item = (usize, usize)> + 'f {
        (0..COUNT).filter_map(move |field| {
            let rank = match &self.names[field] {
                Some(name) => (name == key).then_some(0),
                None => GUESSES[field].iter().position(|guess| *guess == key),
            };
            rank.map(|rank| (field, rank))
        })
    }
}

/// The values of one row that were asked for, whatever their type; null where there are none.
#[derive(Debug, Default)]
pub(super) struct Row {
    values: [Value; COUNT],
    ranks: [Option<usize>; COUNT],
}

impl Row {
    /// Takes the value of a field out.
    pub fn take(&mut self, field: Field) -> Value {
        std::mem::take(&mut self.values[field as usize])
    }

    /// Notes a value, unless a better guess has one already. Null is no value.
    fn note(&mut self, field: usize, rank: usize, value: Value) {
        if !value.is_null() && self.ranks[field].is_none_or(|known| rank < known) {
            self.ranks[field] = Some(rank);
            self.values[field] = value;
        }
    }
}

/// Reads a row with the fields that are asked for, and passes over all others.
pub(super) struct Seed<'f>(pub &'f Fields);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Row, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let mut places = self.0.places(&key);
            match places.next() {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some((field, rank)) => {
                    let value: Value = map.next_value()?;
                    // The user may have named one key twice.
                    for (field, rank) in places {
                        row.note(field, rank, value.clone());
                    }
                    row.note(field, rank, value);
                }
            }
        }
        Ok(row)
    }
}
