//! The output contract: one claim, its exact provenance and its two identities.
//!
//! A claim is **one statement, made in one place of one article**. The struct below is also the
//! wire format, one JSON object a line: every key stands in every row, those of the other kinds
//! as `null`, and a key always has one type, so that DuckDB, pandas and sqlite-utils read a file
//! of claims with no flag.

use schemars::JsonSchema;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::span::Span;

/// Version of the way in which `slot_id` and `claim_id` are made; hashed into both.
pub const KEY_SCHEME: &str = "1";

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// When something is shown, made or announced.
    Date,
    /// Who plays, joins, returns, leaves.
    Cast,
    /// The fate of a series, season, sequel or film project.
    Renewal,
}

/// What a renewal claim says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Got its first order.
    Ordered,
    /// Gets another season or a sequel.
    Renewed,
    /// Is planned, in development, being written or wanted; no order said.
    Planned,
    /// Is filming or in production.
    InProduction,
    /// Has finished filming.
    Wrapped,
    /// Has no decision yet.
    Undecided,
    /// Is cancelled, axed, scrapped, not picked up.
    Cancelled,
    /// Ends with a named or final season.
    Ending,
    /// Is postponed or put on hold.
    Delayed,
}

impl Status {
    /// The question that the status answers: `decision` or `production`. Two statuses of
    /// different facets never contradict each other.
    pub fn facet(self) -> &'static str {
        match self {
            Status::Ordered | Status::Renewed | Status::Undecided | Status::Cancelled | Status::Ending => "decision",
            Status::Planned | Status::InProduction | Status::Wrapped | Status::Delayed => "production",
        }
    }
}

/// What a cast claim says of its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Plays, stars, voices, hosts.
    Plays,
    /// Is newly cast.
    Joins,
    /// Comes back.
    Returns,
    /// Guest-stars, has a cameo, crosses over.
    Appears,
    /// Exits, is written out or fired.
    Leaves,
    /// Takes a role over from someone.
    Replaces,
}

/// What a date claim dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// First showing of a title, season, part or film.
    Premiere,
    /// A regular slot, a run or one ordinary episode.
    Airing,
    /// The last episode or last day of availability.
    Finale,
    /// Filming or production begins.
    ProductionStart,
    /// Filming or production is under way.
    Production,
    /// Filming or production ends.
    ProductionEnd,
    /// A renewal, cancellation, order or casting was announced.
    Announcement,
}

/// Which part of the dated year or month is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// "Early 2018".
    Early,
    /// "Mid-2018".
    Mid,
    /// "Late 2018", "by the end of 2018".
    Late,
}

/// Whether the text says that it is so or that it is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    Affirmed,
    /// It is not so.
    Negated,
}

/// How strongly the text commits, after FactBank (Saurí and Pustejovsky 2009): CT, PR, PS, U.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Questions, conditionals, "not known whether".
    Unknown,
    /// "May", "could", "in talks", "rumoured".
    Possible,
    /// "Likely", "expected to", "reportedly".
    Probable,
    /// Plain assertion.
    Certain,
}

/// Who is said to have said it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// The fullest form of the name in the article, or the descriptive noun phrase.
    pub source: String,
    /// True if the claim stands inside quotation marks.
    pub quoted: bool,
}

/// Where the title of a claim was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// The sentence of the claim.
    Sentence,
    /// Its paragraph, the paragraphs before it or the heading above.
    Paragraph,
    /// The headline.
    Headline,
    /// What the whole document is about.
    Document,
}

/// The film or series that a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// Its fullest form in the article; `null` if the article never says which.
    pub title: Option<String>,
    /// The season, if the sentence or its heading states the number.
    pub season: Option<i64>,
    /// Where the title was taken from; `null` without a title.
    pub from: Option<From>,
}

/// Ranges of code points, half open; a field may come from several places.
pub type Places = Vec<[usize; 2]>;

/// Where each field and each cue of a claim stands: code points of the document, half open,
/// `[[start, end], …]`; empty if the claim has no such field or cue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spans {
    /// The subject's title (perhaps outside the sentence, see [`Subject::from`]).
    pub title: Places,
    /// The season.
    pub season: Places,
    /// The deciding network.
    pub network: Places,
    /// The performer.
    pub person: Places,
    /// The role.
    pub character: Places,
    /// The person who is replaced.
    pub replaced: Places,
    /// The time expression.
    pub date: Places,
    /// The words that state the claim.
    pub trigger: Places,
    /// What negates it.
    pub negation: Places,
    /// What weakens it.
    pub hedge: Places,
    /// Who says it.
    pub speaker: Places,
    /// The word of saying.
    pub reporting: Places,
}

impl Spans {
    /// Name and places of every field, in the order of the struct.
    pub fn fields(&self) -> [(&'static str, &Places); 12] {
        [
            ("title", &self.title),
            ("season", &self.season),
            ("network", &self.network),
            ("person", &self.person),
            ("character", &self.character),
            ("replaced", &self.replaced),
            ("date", &self.date),
            ("trigger", &self.trigger),
            ("negation", &self.negation),
            ("hedge", &self.hedge),
            ("speaker", &self.speaker),
            ("reporting", &self.reporting),
        ]
    }
}

/// Which part of its source said what is known of an article: `json-ld`, `opengraph`, `meta`, `markup`, `heading`,
/// `title-tag`, `visible`, `canonical`, `address`, `fetched`, `feed`; `null` where a flag, a front-matter head or a row said it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MetadataFrom {
    /// What gave the headline.
    pub title: Option<String>,
    /// What gave the address.
    pub url: Option<String>,
    /// What gave the publisher.
    pub outlet: Option<String>,
    /// What gave the publication date.
    pub published: Option<String>,
}

/// Where a claim stands, exactly enough to find it again without greenlit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// The file as the user named it; for a row of a dump its `id`.
    pub document: String,
    /// SHA-256 of the decoded text, hexadecimal.
    pub sha256: String,
    /// The article's headline.
    pub title: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Publication date, EDTF.
    pub published: Option<String>,
    /// Pages and feeds: what gave these four.
    #[serde(default)]
    pub metadata_from: MetadataFrom,
    /// Pages: SHA-256 of the page's bytes, hexadecimal.
    #[serde(default)]
    pub page_sha256: Option<String>,
    /// Pages: where the sentence stands in the page's bytes; `null` unless it stands there in just these bytes, once.
    #[serde(default)]
    pub page_bytes: Option<Span>,
    /// The article's address with a text fragment, which opens it at the sentence.
    #[serde(default)]
    pub link: Option<String>,
    /// The document of the same run of which this one is a copy (the same wire story, another address).
    #[serde(default)]
    pub duplicate_of: Option<String>,
    /// The sentence that states the claim, in code points (W3C TextPositionSelector).
    pub sentence: Span,
    /// The same in bytes of the decoded text.
    pub bytes: Span,
    /// Line of the sentence's start, from 1.
    pub line: usize,
    /// The sentence itself (W3C TextQuoteSelector, with `prefix` and `suffix`).
    pub exact: String,
    /// Text before it, long enough that the three together occur once.
    pub prefix: String,
    /// Text behind it.
    pub suffix: String,
    /// Where each field and cue stands.
    pub spans: Spans,
    /// Id of the rule that found it.
    pub rule: String,
    /// Version of greenlit.
    pub greenlit: String,
    /// Version of the way in which `slot_id` and `claim_id` are made: ids of two versions do not compare.
    #[serde(default)]
    pub key_scheme: String,
}

/// One statement, made in one place of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Identity of the answer: slot, value and polarity.
    pub claim_id: String,
    /// Identity of the question: subject, and person or event or facet.
    pub slot_id: String,
    /// `date`, `cast` or `renewal`.
    pub kind: Kind,
    /// The film or series.
    pub subject: Subject,
    /// Renewal: what is said of its fate.
    pub status: Option<Status>,
    /// Renewal: who decides, if the sentence says so.
    pub network: Option<String>,
    /// Cast: what the person does.
    pub relation: Option<Relation>,
    /// Cast: the performer, in the fullest form of the article.
    pub person: Option<String>,
    /// Cast: the role.
    pub character: Option<String>,
    /// Cast, `replaces`: whose role it was.
    pub replaced: Option<String>,
    /// Date: what is dated.
    pub event: Option<Event>,
    /// Date: EDTF (ISO 8601-2), as coarse as the text; `null` if unknown.
    pub value: Option<String>,
    /// Date: early, mid or late in `value`.
    pub modifier: Option<Modifier>,
    /// Said to be so, or not so.
    pub polarity: Polarity,
    /// How strongly the text commits.
    pub certainty: Certainty,
    /// Who says it; `null` when the article itself speaks.
    pub attribution: Option<Attribution>,
    /// Where it stands.
    pub provenance: Provenance,
}

impl Claim {
    /// Sets `slot_id`, `claim_id` and `provenance.key_scheme` from the other fields.
    ///
    /// A claim without a title has a slot of its own document, so that it never agrees with nor
    /// contradicts another article's.
    pub fn identify(&mut self) {
        let scope = match &self.subject.title {
            Some(title) => fold(title),
            None => format!("\u{1}{}", self.provenance.sha256),
        };
        let season = self.subject.season.map(|s| s.to_string()).unwrap_or_default();
        let text = |field: &Option<String>| field.as_deref().map(fold).unwrap_or_default();
        let (question, answer) = match self.kind {
            Kind::Renewal => (format!("renewal\0{scope}\0{season}\0{}", self.status.map_or("", Status::facet)), name(&self.status)),
            Kind::Cast => (
                format!("cast\0{scope}\0{}\0{}", text(&self.person), text(&self.character)),
                format!("{}\0{}", name(&self.relation), text(&self.replaced)),
            ),
            Kind::Date => (
                format!("date\0{scope}\0{season}\0{}", name(&self.event)),
                format!("{}\0{}", self.value.as_deref().unwrap_or(""), name(&self.modifier)),
            ),
        };
        self.provenance.key_scheme = KEY_SCHEME.to_owned();
        self.slot_id = format!("slt_{}", digest(&question));
        self.claim_id = format!("clm_{}", digest(&format!("{question}\0{answer}\0{}", name(&self.polarity))));
    }

    /// The fact that a slot holds, as its bare word: `renewed`, `returns`, `premiere`.
    pub fn predicate(&self) -> String {
        match self.kind {
            Kind::Renewal => name(&self.status),
            Kind::Cast => name(&self.relation),
            Kind::Date => name(&self.event),
        }
    }
}

/// The word that stands for a value in JSON (`in_production`), "" for none.
pub fn name<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A name as it is compared: no case, accents, quotes or extra spaces, no leading article.
///
/// ```
/// assert_eq!(greenlit::claim::fold("The  Zoë’s"), greenlit::claim::fold("zoe's"));
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        name.bytes().for_each(|byte| push_folded(char::from(byte.to_ascii_lowercase()), &mut folded));
        return without_article(folded.trim_end()).to_owned();
    }
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        push_folded(c, &mut folded);
    }
    without_article(folded.trim_end()).to_owned()
}

fn push_folded(c: char, folded: &mut String) {
    if c.is_alphanumeric() {
        folded.push(c);
    } else if !matches!(c, '\'' | '‘' | '’' | '"' | '“' | '”' | '`') && !folded.ends_with(' ') && !folded.is_empty() {
        folded.push(' ');
    }
}

fn without_article(folded: &str) -> &str {
    ["the ", "a ", "an "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(folded)
}

fn digest(key: &str) -> String {
    let hash = Sha256::digest(format!("greenlit\0{KEY_SCHEME}\0{key}"));
    let mut out = String::with_capacity(12);
    for byte in &hash[..6] {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_what_does_not_tell_names_apart() {
        assert_eq!(fold("“Jane  the Virgin”"), "jane the virgin");
        assert_eq!(fold("THE O'Neals"), "oneals");
        assert_eq!(fold("Penélope"), fold("penelope"));
        assert_ne!(fold("Part 1"), fold("Part 2"));
    }

    #[test]
    fn statuses_of_two_facets_never_share_a_slot() {
        assert_ne!(Status::Renewed.facet(), Status::Delayed.facet());
        assert_eq!(Status::Renewed.facet(), Status::Cancelled.facet());
    }
}
