//! From rule matches to candidates, one folder a kind. Sees one sentence at a time.
//!
//! A rule finds the words that state something; the code of its kind reads the rest of the clause:
//! the list of performers with their roles, the date that belongs to a verb, the seasons. What only
//! the document knows stays open in the [`Candidate`] for `resolve`.

pub mod cast;
pub mod date;
pub mod listing;
pub mod renewal;
pub mod topic;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::claim::Kind;
use crate::mention::{Item, ItemKind, Mentions};
use crate::rules::compile::Match;
use crate::rules::pack::{Effect, SubjectMode};
use crate::rules::{Rule, RuleBook};
use crate::text::{Text, Zone};

/// One sentence with its items.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'s, 'a> {
    /// The article's text.
    pub text: &'s Text<'a>,
    /// Its mentions.
    pub mentions: &'s Mentions,
    /// Word lists.
    pub book: &'s RuleBook,
    /// Index of the sentence.
    pub sentence: usize,
    /// Its items.
    pub items: &'s [Item],
}

impl<'s> Scene<'s, '_> {
    /// The item's text in lower case, with straight apostrophes; for mentions too.
    pub fn lower(&self, item: usize) -> &'s str {
        self.items.get(item).map_or("", |i| self.text.lower_words(&i.tokens))
    }

    /// True if the item is a plain token with this lower-case text.
    pub fn is(&self, item: usize, word: &str) -> bool {
        self.items.get(item).is_some_and(|i| i.kind == ItemKind::Token) && self.lower(item) == word
    }

    /// True if the item is a plain token with one of these lower-case texts.
    pub fn is_any(&self, item: usize, words: &[&str]) -> bool {
        self.items.get(item).is_some_and(|i| i.kind == ItemKind::Token) && words.contains(&self.lower(item))
    }

    /// Tokens that a range of items covers.
    pub fn tokens(&self, items: Range<usize>) -> Range<usize> {
        if items.is_empty() {
            let at = self.items.get(items.start).map_or(0, |i| i.tokens.start);
            return at..at;
        }
        self.items[items.start].tokens.start..self.items[items.end - 1].tokens.end
    }

    /// Zone of the sentence.
    pub fn zone(&self) -> Zone {
        self.text.sentences[self.sentence].zone
    }
}

/// A performer as a candidate names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performer {
    /// The item that names or describes the person.
    pub item: usize,
    /// A surname that is shared with the next in the list: "Ann and Bo Lee".
    pub surname: Option<Range<usize>>,
}

/// What one match says, before the document is asked.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the rule in the book.
    pub rule: usize,
    /// What it says.
    pub effect: Effect,
    /// Tokens that state it.
    pub trigger: Range<usize>,
    /// Tokens of the whole match.
    pub clause: Range<usize>,
    /// How the subject is to be found.
    pub subject: SubjectMode,
    /// Item of the title slot.
    pub title: Option<usize>,
    /// The number of the season, if stated, and its item.
    pub season: Option<(Option<i64>, usize)>,
    /// Item of the deciding network.
    pub network: Option<usize>,
    /// The performer.
    pub person: Option<Performer>,
    /// The performer is whoever the text is about.
    pub implied: bool,
    /// Whoever it is must be known to act.
    pub known: bool,
    /// Tokens of the role's name.
    pub character: Option<Range<usize>>,
    /// The role has the name of the work: "the title role".
    pub title_role: bool,
    /// A surname that the role shares with the next: "Jane and Kit Roe".
    pub family: Option<Range<usize>>,
    /// Item of the person who is replaced.
    pub replaced: Option<usize>,
    /// Item of the date.
    pub date: Option<usize>,
    /// The slots of the match, for `--explain`.
    pub slots: Vec<(std::sync::Arc<str>, Range<usize>)>,
}

impl Candidate {
    /// A candidate with nothing but its place filled in.
    pub fn bare(scene: &Scene, rule: usize, effect: Effect, subject: SubjectMode, found: &Match) -> Candidate {
        Candidate {
            sentence: scene.sentence,
            rule,
            effect,
            trigger: scene.tokens(found.trigger.0..found.trigger.1),
            clause: scene.tokens(found.items.0..found.items.1),
            subject,
            title: None,
            season: None,
            network: None,
            person: None,
            implied: false,
            known: false,
            character: None,
            title_role: false,
            family: None,
            replaced: None,
            date: None,
            slots: found.slots.iter().map(|(name, _, (s, e))| (name.clone(), scene.tokens(*s..*e))).collect(),
        }
    }
}

/// Items of a slot of a match.
pub fn slot(found: &Match, name: &str) -> Option<(usize, usize)> {
    found.slots.iter().find(|(n, _, _)| **n == *name).map(|(_, _, items)| *items)
}

/// The candidates of one sentence: all rules, then what priority and overlap leave of them.
///
/// The order is total: rules that yield last, then higher priority first, then the longer match, then the order of the rules.
/// A rule that says nothing takes its trigger away from the others of its kind.
pub fn candidates(scene: &Scene, spelled: &crate::rules::Spelled) -> Vec<Candidate> {
    let mut found: Vec<(usize, &Rule, Match)> = Vec::new();
    let rules = scene.book.rules();
    found.extend(scene.book.all_matches(spelled).into_iter().map(|(number, m)| (number, &rules[number], m)));
    found.sort_by_key(|(number, rule, m)| {
        (rule.raw.yields, std::cmp::Reverse(rule.raw.priority), std::cmp::Reverse(m.items.1 - m.items.0), *number, m.items.0)
    });
    let mut silenced: Vec<(Kind, (usize, usize))> = Vec::new();
    let mut out: Vec<Candidate> = Vec::new();
    for (number, rule, m) in &found {
        let kind = rule.kind();
        let overlaps = |(k, t): &(Kind, (usize, usize))| *k == kind && t.0 < m.trigger.1 && m.trigger.0 < t.1;
        if silenced.iter().any(overlaps) {
            continue;
        }
        match rule.raw.effect {
            Effect::Nothing(_) => silenced.push((kind, m.trigger)),
            Effect::Cast(_) => cast::read(scene, *number, rule, m, &mut out),
            Effect::Renewal(_) => renewal::read(scene, *number, rule, m, &mut out),
            Effect::Date(_) => date::read(scene, *number, rule, m, &mut out),
        }
    }
    date::attach(scene, &mut out);
    out
}

/// True if a text speaks of video games rather than of films and series: what is renewed, cast and released there is none.
pub fn speaks_of_games(text: &Text) -> bool {
    static SURE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SURE_WORDS.iter().copied().collect());
    static SCREEN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SCREEN_WORDS.iter().copied().collect());
    const SURE_WORDS: &[&str] =
        &["gameplay", "console", "consoles", "gamers", "gamer", "playable", "dlc", "xbox", "playstation", "nintendo", "multiplayer"];
    const SCREEN_WORDS: &[&str] = &[
        "film", "films", "movie", "movies", "tv", "television", "cinema", "cinemas", "actor", "actors", "actress", "sitcom", "drama",
        "director", "starring", "netflix", "hbo", "showrunner",
    ];
    let (mut games, mut sure, mut screen) = (0, 0, 0);
    for i in 0..text.tokens.len() {
        let word = text.lower(i);
        sure += usize::from(SURE.contains(word));
        games += usize::from(matches!(text.word(i), "game" | "games"));
        screen += usize::from(SCREEN.contains(word));
    }
    sure > 0 && games + sure >= 4 && 2 * (games + sure) > 3 * screen
}

/// The item of a season that belongs to the words at `items`: the nearest in the same clause.
pub fn nearest_season(scene: &Scene, items: (usize, usize)) -> Option<usize> {
    let stops = |i: usize| scene.is_any(i, &[";", "but", "while", "though", "although", "whereas"]);
    let seasons = scene.items.iter().enumerate().filter(|(_, item)| matches!(item.kind, ItemKind::Season(_)));
    seasons
        .map(|(i, _)| i)
        .filter(|i| {
            let (from, to) = if *i < items.0 { (*i, items.0) } else { (items.1.min(*i), *i) };
            !(from..to).any(stops)
        })
        .min_by_key(|i| if *i < items.0 { items.0 - i } else { i.saturating_sub(items.1) * 2 / 2 })
}
