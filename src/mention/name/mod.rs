//! Names: which capitalised runs are persons, titles, characters, networks, places.
//!
//! Names are typed **once for the whole article**. A first pass cuts candidate runs and collects
//! what speaks for each type from every place where a run stands ("star of X", "X, 52,", "the
//! series X", "X (Actor Name)"); the verdict then holds everywhere, and a second pass marks every
//! mention, longest known name first, with surnames and short forms led back to the full name.
//!
//! `scan` leads: `run` and `quoted` cut the candidates, `extend` reads them as longer titles, `weigh`
//! (with `before` and `behind`) and `together` collect the `evidence` that decides, and `settle` marks the mentions.

mod before;
mod behind;
mod evidence;
mod extend;
mod lists;
mod quoted;
mod run;
mod scan;
mod settle;
mod slots;
mod together;
mod weigh;
mod words;

use std::ops::Range;

use crate::lexicon::Marks;
use crate::text::Text;
pub use lists::{NameLists, split_words};
use scan::Scan;

/// Index of an entity of the article.
pub type EntityId = usize;

/// What a name may stand for; a name may have several roles ("Orla Finch": title and character).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Roles {
    /// A human being of the real world.
    pub person: bool,
    /// A film, series or other work.
    pub title: bool,
    /// A role in a work.
    pub character: bool,
    /// A network, streamer, studio.
    pub network: bool,
    /// A newspaper or site that is quoted.
    pub outlet: bool,
    /// A place, organisation, event.
    pub other: bool,
}

/// One named thing of the article.
#[derive(Debug, Clone, Default)]
pub struct Entity {
    /// Fullest form in the article, without quotation marks.
    pub name: String,
    /// What it may be.
    pub roles: Roles,
    /// Said to be crew: director, creator, showrunner.
    pub crew: bool,
    /// Said to be a performer: actor, star.
    pub performer: bool,
    /// Gender, where the text says so: 'f' or 'm'.
    pub gender: Option<char>,
    /// How often it is mentioned.
    pub count: usize,
    /// First token of its first mention.
    pub first: usize,
}

/// One mention of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// Tokens of the name, without quotation marks.
    pub tokens: Range<usize>,
    /// With the quotation marks around it.
    pub outer: Range<usize>,
    /// Which entity.
    pub entity: EntityId,
    /// Stands in quotation marks or italics.
    pub quoted: bool,
}

/// All names of an article.
#[derive(Debug, Default)]
pub struct Names {
    /// The entities.
    pub entities: Vec<Entity>,
    /// Their mentions, by token, never overlapping.
    pub mentions: Vec<NameMention>,
}

/// Finds and types all names. `marks` are those of [`NameLists::marks`]; `listed` are the titles of listings, by their tokens: they are titles without more ado.
pub fn names(text: &Text, lists: &NameLists, marks: &[Marks], listed: &[Range<usize>]) -> Names {
    Scan::new(text, lists, marks).names(listed)
}
