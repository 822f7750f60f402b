//! How each title stands in its sentence: what is talked about, a label, or an aside.

use crate::mention::name::{EntityId, NameLists};
use crate::mention::{Item, ItemKind, Mentions};
use crate::text::Text;

/// How a title stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// In brackets, a comparison, the source of an adaptation.
    Aside,
    /// "Silo star Ann Lee".
    Label,
    /// What the sentence talks about.
    Topic,
}

/// A title in its sentence.
#[derive(Debug, Clone)]
pub(super) struct TitleAt {
    /// Index of its item.
    pub item: usize,
    /// Whose name it is.
    pub entity: EntityId,
    /// How it stands there.
    pub standing: Standing,
    /// Named only for what somebody did there before: "known for T", "seen in T".
    pub credit: bool,
}

/// Words behind which a title only says where somebody was seen before.
const CREDIT_CUES: &[&str] = &["known", "famous", "credits", "alum", "previously", "formerly", "last", "recently", "best"];

/// Prepositions whose title serves a comparison, an origin or a date.
const BESIDE: &[&str] = &["like", "than", "as", "opposite", "besides", "from", "including", "unlike"];

/// Participles whose "on", "by" or "of" names a source: "based on T", "inspired by T".
const SOURCE_VERBS: &[&str] = &["based", "inspired", "modelled", "modeled", "adapted"];

/// What is made from another work, with "of": "a remake of T". An adaptation goes by the name of its book.
pub(super) const SOURCE_NOUNS: &[&str] = &[
    "spin-off", "spinoff", "remake", "reimagining", "reboot", "sequel", "prequel", "follow-up", "remakes", "reboots", "spin-offs",
    "sequels",
];

/// The titles of a sentence in their order.
pub(super) fn titles_of(text: &Text, mentions: &Mentions, lists: &NameLists, sentence: usize) -> Vec<TitleAt> {
    let items = &mentions.items[sentence];
    let lower = |i: usize| items.get(i).map_or("", |it: &Item| text.lower_words(&it.tokens));
    let mut depth = 0usize;
    let mut out: Vec<TitleAt> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        match lower(i) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(entity) = mentions.entity(item) else { continue };
        let roles = mentions.names.entities[entity].roles;
        if !roles.title {
            continue;
        }
        let (before, next) = (if i > 0 { lower(i - 1) } else { "" }, lower(i + 1));
        // "Silo stars Ann Lee": a verb, and the title its subject
        let labels =
            (lists.is_performer(next) && next != "stars" && next != "co-stars" || lists.is_crew(next) || matches!(next, "'s" | "’s"))
                && items.get(i + 2).is_some_and(|n| mentions.roles(n).person && !mentions.roles(n).title)
                || (lists.is_performer(next) && next != "stars" && next != "co-stars" && i > 0);
        // the preposition before the words that dress the title: "based on | the BBC's | T"
        // "the sequel to Ann Lee's comedy T", "to Ann Lee comedy T": whose it is, is skipped as well
        let dress = (0..i).rev().take_while(|j| dresses(mentions, items, lower(*j), *j) || owns(mentions, text, lists, items, *j)).count();
        let at = i - dress;
        let (preposition, head) = (if at > 0 { lower(at - 1) } else { "" }, if at > 1 { lower(at - 2) } else { "" });
        let head = head.rsplit(' ').next().unwrap_or("").to_owned();
        // "the star of T", "Ann Lee of T"
        let whose = at > 1 && mentions.roles(&items[at - 2]).person && !mentions.roles(&items[at - 2]).title;
        let of = preposition == "of" && (lists.is_performer(&head) || lists.is_crew(&head) || whose);
        let source = matches!(preposition, "on" | "by" | "from") && SOURCE_VERBS.contains(&head.as_str())
            || matches!(preposition, "of" | "to" | "from")
                && (SOURCE_NOUNS.contains(&head.as_str()) || head == "version" && dressed(text, lists, item));
        let standing = if depth > 0 || source || BESIDE.contains(&preposition) || parent_of_named(text, items, i) {
            Standing::Aside
        } else if labels || of {
            Standing::Label
        } else {
            Standing::Topic
        };
        let credit = (i.saturating_sub(9)..i).any(|j| CREDIT_CUES.contains(&lower(j)))
            && matches!(before, "in" | "on" | "for" | "of" | "'s" | "and" | "," | "include" | "includes" | "\"" | "as" | "with");
        out.push(TitleAt { item: i, entity, standing, credit });
    }
    // "Silo" and "Loom" developer Ann Lee: the label is shared
    for k in (1..out.len()).rev() {
        let between = (out[k - 1].item + 1..out[k].item).all(|i| matches!(lower(i), "and" | "," | "&" | "\"" | "”" | "“"));
        if out[k].standing == Standing::Label && between && out[k - 1].standing == Standing::Topic {
            out[k - 1].standing = Standing::Label;
        }
    }
    out
}

/// "the police drama T": the title is announced by a noun, so it is a work and no book or franchise.
pub(super) fn dressed(text: &Text, lists: &NameLists, item: &Item) -> bool {
    (item.tokens.start..item.head.start).any(|t| lists.is_work(text.word(t)))
}

/// Determiners, adjectives and broadcasters before a title: "the BBC's original …".
fn dresses(mentions: &Mentions, items: &[Item], word: &str, item: usize) -> bool {
    let it = &items[item];
    matches!(it.kind, ItemKind::Date(_)) && word.len() == 4
        || mentions.roles(it).network
        || it.kind == ItemKind::Token
            && matches!(
                word,
                "the" | "a" | "an" | "his" | "her" | "its" | "'s" | "’s" | "original" | "hit" | "popular" | "classic" | "new" | "\"" | "“"
            )
}

/// A person right before a title that a work noun dresses: "Ann Lee | comedy T", "Ann Lee | 's | drama T".
fn owns(mentions: &Mentions, text: &Text, lists: &NameLists, items: &[Item], item: usize) -> bool {
    let next = |k: usize| items.get(item + k);
    let possessive = next(1).is_some_and(|n| matches!(text.words(&n.tokens), "'s" | "’s"));
    mentions.roles(&items[item]).person
        && next(if possessive { 2 } else { 1 }).is_some_and(|n| mentions.roles(n).title && dressed(text, lists, n))
}

/// "the Silo sequel entitled Loom": the parent of a work that has a name of its own.
fn parent_of_named(text: &Text, items: &[Item], item: usize) -> bool {
    let word = |i: usize| items.get(i).map_or("", |it| text.lower_words(&it.tokens));
    is_derived(word(item + 1))
        && matches!(word(item + 2), "entitled" | "titled" | "called" | "named" | "dubbed" | "," | ":")
        && items.get(item + 3).is_some_and(|i| matches!(i.kind, ItemKind::Name(_)))
}

/// "spin-off", "sequel": what is a work of its own, made after another.
pub(super) fn is_derived(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "spin-off" | "spinoff" | "spin-offs" | "spinoffs" | "sequel" | "sequels" | "prequel" | "prequels" | "offshoot" | "offshoots"
    )
}
