//! Rule packs: TOML files → rules. The embedded packs and a user's go through the same code.
//!
//! A bad rule is reported with file, line, id and remedy, and does not stop the good ones.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::claim::{Certainty, Event, Kind, Polarity, Relation, Status};
use crate::error::Problem;
use crate::lexicon::morph;

/// One file of a pack.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the user would name it.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a pack says, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    macros: BTreeMap<String, String>,
    #[serde(default)]
    classes: BTreeMap<String, ClassEntry>,
    #[serde(default)]
    disable: Vec<String>,
    #[serde(default, rename = "rule")]
    rules: Vec<toml::Spanned<toml::Value>>,
}

/// A word class: words as they are, and verbs by lemma.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// Words and phrases, in no particular form.
    #[serde(default)]
    pub words: Vec<String>,
    /// Verbs by lemma, perhaps with particles; irregular ones as `base/s/past/participle/ing`.
    #[serde(default)]
    pub verbs: Vec<String>,
}

impl ClassEntry {
    /// The entries of one form of the class; `None` is all of them. `None` as result: no such form.
    pub fn entries(&self, form: Option<&str>) -> Option<Vec<String>> {
        let verbs = self.verbs.iter().map(|v| morph::verb(v));
        let entries = match form {
            None => self.words.iter().cloned().chain(verbs.flat_map(|v| [v.base, v.s, v.past, v.en, v.ing])).collect(),
            Some("base") => verbs.map(|v| v.base).collect(),
            Some("s") => verbs.map(|v| v.s).collect(),
            Some("past") => verbs.map(|v| v.past).collect(),
            Some("en") => verbs.map(|v| v.en).collect(),
            Some("ing") => verbs.map(|v| v.ing).collect(),
            Some("fin") => verbs.flat_map(|v| [v.s, v.past]).collect(),
            Some("pres") => verbs.flat_map(|v| [v.s, v.base]).collect(),
            Some("any") => verbs.flat_map(|v| [v.base, v.s, v.past]).collect(),
            Some("word") => self.words.clone(),
            Some(_) => return None,
        };
        Some(entries)
    }
}

/// A sentence and what the rule must say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text; may be several sentences.
    pub text: String,
    /// Publication date of the text.
    pub published: Option<String>,
    /// Expected title.
    pub title: Option<String>,
    /// Expected season.
    pub season: Option<i64>,
    /// Expected performer.
    pub person: Option<String>,
    /// Expected performers, where one sentence names several.
    #[serde(default)]
    pub people: Vec<String>,
    /// Expected role.
    pub character: Option<String>,
    /// Expected person who is replaced.
    pub replaced: Option<String>,
    /// Expected network.
    pub network: Option<String>,
    /// Expected EDTF value.
    pub value: Option<String>,
    /// Expected polarity.
    pub polarity: Option<Polarity>,
    /// Expected certainty.
    pub certainty: Option<Certainty>,
    /// Expected source.
    pub source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ExampleEntry {
    Text(String),
    Full(Box<Example>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(self) -> Vec<String> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

/// How a claim's subject is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectMode {
    /// From the rule's own slot, else from the sentence, paragraph, headline, document.
    #[default]
    Auto,
    /// The work has no name of its own here: an unnamed spin-off or project.
    Unnamed,
    /// Only from the rule's own slot.
    Slot,
}

/// What a rule of listings reads: lines that are made alike say more together than each alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// The date that heads a line, follows it or stands beside it.
    Date,
    /// The year in brackets behind its title.
    Year,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    why: String,
    /// Absent in a rule of listings.
    pattern: Option<OneOrMany>,
    listing: Option<Listing>,
    /// Rules of listings: words by which a heading or a note says it of the works listed there; none for what holds
    /// when no heading tells.
    #[serde(default)]
    heading: Vec<String>,
    status: Option<Status>,
    relation: Option<Relation>,
    event: Option<Event>,
    /// The rule states nothing: its trigger is not a claim, whatever other rules say.
    #[serde(default)]
    nothing: bool,
    polarity: Option<Polarity>,
    certainty: Option<Certainty>,
    #[serde(default)]
    subject: SubjectMode,
    #[serde(default)]
    priority: i32,
    /// Cast rules: a general wording that gives way where a more exact one has the same performer.
    #[serde(default)]
    yields: bool,
    /// Cast rules without a performer: it is whoever the text is about.
    #[serde(default)]
    implied: bool,
    /// Cast rules whose words label the performer: a list ends where the next has a label of its own.
    #[serde(default)]
    labels: bool,
    /// Cast rules that hold only of whom the article knows to act.
    #[serde(default)]
    known: bool,
    /// Patterns that take the trigger away from this rule alone.
    unless: Option<OneOrMany>,
    /// Date rules: an unknown date is stated as such.
    #[serde(default)]
    undated: bool,
    #[serde(default)]
    yes: Vec<ExampleEntry>,
    #[serde(default)]
    no: Vec<String>,
}

/// What a match of a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// A status of the subject.
    Renewal(Status),
    /// What a person does.
    Cast(Relation),
    /// A date of an event.
    Date(Event),
    /// Nothing: the words only look like a claim of this kind.
    Nothing(Kind),
}

/// A rule as it is written, its patterns not yet compiled.
#[derive(Debug, Clone)]
pub struct RawRule {
    /// `kind/what-it-finds`.
    pub id: String,
    /// The reason for it, for people.
    pub why: String,
    /// Its patterns; none in a rule of listings.
    pub patterns: Vec<String>,
    /// A rule of listings, and what of an entry it reads.
    pub listing: Option<Listing>,
    /// A rule of listings: the words by which a heading or a note says it; none for what holds when no heading tells.
    pub heading: Vec<String>,
    /// What a match says.
    pub effect: Effect,
    /// Polarity that the wording itself has.
    pub polarity: Option<Polarity>,
    /// Certainty that the wording itself has at most.
    pub certainty: Option<Certainty>,
    /// How the subject is found.
    pub subject: SubjectMode,
    /// Higher wins where two rules claim the same words.
    pub priority: i32,
    /// Gives way to every other rule that names the same performer.
    pub yields: bool,
    /// Without a performer of its own: whoever the text is about.
    pub implied: bool,
    /// Its words label a performer: a list ends where the next has a label of its own.
    pub labels: bool,
    /// Holds only of whom the article knows to act.
    pub known: bool,
    /// Patterns whose trigger this rule must not have: what looks like its wording and is none.
    pub unless: Vec<String>,
    /// The date is stated to be unknown.
    pub undated: bool,
    /// Sentences in which it must find something.
    pub yes: Vec<Example>,
    /// Sentences in which it must not.
    pub no: Vec<String>,
    /// File and line.
    pub source: String,
}

/// All that a number of files say together.
#[derive(Debug, Default)]
pub struct Pack {
    /// Macros by name.
    pub macros: BTreeMap<String, String>,
    /// Word classes by name.
    pub classes: BTreeMap<String, ClassEntry>,
    /// The rules, in the order of the files.
    pub rules: Vec<RawRule>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl Pack {
    /// Reads one file and layers it on top of what is there: rules are added (an id that is taken
    /// is an error), words are added to their class, a macro is replaced, `disable` takes rules out.
    pub fn layer(&mut self, source: &Source) {
        let file: File = match toml::from_str(&source.text) {
            Ok(file) => file,
            Err(e) => {
                let line = e.span().map(|s| line_of(&source.text, s.start));
                self.problems.push(Problem::new(
                    &source.path,
                    line,
                    format!("not a rule file: {}", e.message()),
                    "the whole file is skipped; mend this line",
                ));
                return;
            }
        };
        self.macros.extend(file.macros);
        for (name, entry) in file.classes {
            let class = self.classes.entry(name).or_default();
            class.words.extend(entry.words);
            class.verbs.extend(entry.verbs);
        }
        for id in file.disable {
            let before = self.rules.len();
            self.rules.retain(|r| r.id != id);
            if self.rules.len() == before {
                self.problems.push(Problem::new(
                    &source.path,
                    None,
                    format!("`disable` names the rule `{id}`, which does not exist"),
                    "`greenlit rules list` shows all ids",
                ));
            }
        }
        for value in file.rules {
            let line = line_of(&source.text, value.span().start);
            let id = value.get_ref().get("id").and_then(|v| v.as_str()).unwrap_or("without id").to_owned();
            let read: Result<Entry, _> = value.into_inner().try_into();
            match read.map_err(|e: toml::de::Error| e.message().to_owned()).and_then(|entry| raw(entry, &source.path, line)) {
                Ok(rule) if self.rules.iter().any(|r| r.id == rule.id) => {
                    let first = self.rules.iter().find(|r| r.id == rule.id).map(|r| r.source.clone()).unwrap_or_default();
                    self.problems.push(Problem::new(
                        &source.path,
                        Some(line),
                        format!("rule `{id}`: the id is taken by {first}"),
                        "give it another id, or switch the other off with `disable`",
                    ));
                }
                Ok(rule) => self.rules.push(rule),
                Err(reason) => {
                    self.problems.push(Problem::new(&source.path, Some(line), format!("rule `{id}`: {reason}"), "the rule is skipped"))
                }
            }
        }
    }
}

fn raw(entry: Entry, path: &str, line: usize) -> Result<RawRule, String> {
    let kind = match entry.id.split_once('/') {
        Some(("renewal", _)) => Kind::Renewal,
        Some(("cast", _)) => Kind::Cast,
        Some(("date", _)) => Kind::Date,
        _ => return Err("an id begins with `renewal/`, `cast/` or `date/`".to_owned()),
    };
    let effect = match (kind, entry.status, entry.relation, entry.event, entry.nothing) {
        (_, None, None, None, true) => Effect::Nothing(kind),
        (Kind::Renewal, Some(status), None, None, false) => Effect::Renewal(status),
        (Kind::Cast, None, Some(relation), None, false) => Effect::Cast(relation),
        (Kind::Date, None, None, Some(event), false) => Effect::Date(event),
        _ => {
            return Err("a renewal rule has a `status`, a cast rule a `relation`, a date rule an `event`, or any of them `nothing = true`"
                .to_owned());
        }
    };
    let patterns = match (entry.pattern, entry.listing) {
        (Some(patterns), None) => patterns.all(),
        (None, Some(_)) => Vec::new(),
        _ => return Err("a rule has either a `pattern` or, if it reads listings, `listing = \"date\"` or `\"year\"`".to_owned()),
    };
    let yes = entry
        .yes
        .into_iter()
        .map(|e| match e {
            ExampleEntry::Text(text) => Example { text, ..Example::default() },
            ExampleEntry::Full(full) => *full,
        })
        .collect();
    Ok(RawRule {
        id: entry.id,
        why: entry.why,
        patterns,
        listing: entry.listing,
        heading: entry.heading,
        effect,
        polarity: entry.polarity,
        certainty: entry.certainty,
        subject: entry.subject,
        priority: entry.priority,
        yields: entry.yields,
        implied: entry.implied,
        labels: entry.labels,
        known: entry.known,
        unless: entry.unless.map_or(Vec::new(), OneOrMany::all),
        undated: entry.undated,
        yes,
        no: entry.no,
        source: format!("{path}:{line}"),
    })
}

fn line_of(text: &str, byte: usize) -> usize {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..byte.min(text.len())]).count() + 1
}
