//! Names: which capitalised runs are persons, titles, characters, networks, places.
//!
//! Names are typed **once for the whole article**. A first pass cuts candidate runs and collects
//! what speaks for each type from every place where a run stands ("star of X", "X, 52,", "the
//! series X", "X (Actor Name)"); the verdict then holds everywhere, and a second pass marks every
//! mention, longest known name first, with surnames and short forms led back to the full name.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::lexicon::{Lexicon, PhraseSet, WordSet};
use crate::span::Span;
use crate::text::token::{self, Case};
use crate::text::{Text, Token, TokenKind, Zone};

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

/// The lists that the recogniser needs, prepared once for all articles.
#[derive(Debug)]
pub struct NameLists {
    given: WordSet,
    given_ambiguous: WordSet,
    family_first: WordSet,
    common: WordSet,
    performer: WordSet,
    crew: WordSet,
    work: WordSet,
    kin: WordSet,
    honorific: WordSet,
    org_words: WordSet,
    demonyms: WordSet,
    genre: WordSet,
    networks: PhraseSet,
    outlets: PhraseSet,
    places: PhraseSet,
    events: PhraseSet,
    titles: PhraseSet,
}

/// Cuts a phrase into words as the tokeniser of the articles does.
pub fn split_words(phrase: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    token::tokenize(phrase, Span::new(0, phrase.len()), &[], &mut tokens);
    tokens.iter().map(|t| t.span.of(phrase).replace('’', "'")).collect()
}

impl NameLists {
    /// Prepares the lists of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let entries = |class: &str| lexicon.class(class).unwrap_or(&[]);
        let folded = |class: &str| WordSet::folded(entries(class));
        let phrases = |class: &str| PhraseSet::new(entries(class).iter().map(String::as_str), split_words);
        NameLists {
            given: WordSet::exact(entries("given_names")),
            family_first: WordSet::exact(entries("family_names_first")),
            given_ambiguous: WordSet::exact(entries("given_names_ambiguous")),
            common: folded("common_words"),
            performer: folded("performer_nouns"),
            crew: folded("crew_nouns"),
            work: folded("work_nouns"),
            kin: folded("kin_nouns"),
            honorific: folded("honorifics"),
            org_words: WordSet::exact(entries("org_words")),
            demonyms: WordSet::exact(entries("demonyms")),
            genre: folded("genre_words"),
            networks: phrases("networks"),
            outlets: phrases("outlets"),
            places: phrases("places"),
            events: phrases("event_names"),
            titles: phrases("titles"),
        }
    }

    /// "actor", "star".
    pub fn is_performer(&self, word: &str) -> bool {
        self.performer.has(word)
    }

    /// "director", "creator".
    pub fn is_crew(&self, word: &str) -> bool {
        self.crew.has(word)
    }

    /// "series", "film".
    pub fn is_work(&self, word: &str) -> bool {
        self.work.has(word)
    }

    /// "crime", "hit".
    pub fn is_genre(&self, word: &str) -> bool {
        self.genre.has(word)
    }

    /// "British".
    pub fn is_demonym(&self, word: &str) -> bool {
        self.demonyms.has(word)
    }

    /// "mother", "detective".
    pub fn is_kin(&self, word: &str) -> bool {
        self.kin.has(word)
    }

    /// "Ann", "Min-ho", "Mark".
    pub fn is_given(&self, word: &str) -> bool {
        self.given.has(word) || self.given_ambiguous.has(word) || hyphenated_given(word, &self.given)
    }
}

/// "Jean-Luc", "Min-ho", "Carrie-Anne": the first part is a given name.
fn hyphenated_given(word: &str, given: &WordSet) -> bool {
    word.split_once('-').is_some_and(|(first, second)| given.has(first) || given.has(second) && second.len() > 2)
}

/// Small words that stand inside titles.
const TITLE_JOINERS: &[&str] = &[
    "of", "the", "and", "in", "a", "an", "to", "for", "on", "at", "from", "with", "by", "is", "or", "as", "into", "vs", "vs.", "&", "de",
    "la", "el", "du", "des", "le", "out", "up", "over", "under", "it", "my", "be", "not", "n't", "but", "your", "that",
];

/// Small words that stand inside names of persons.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "du", "da", "dos", "del", "di", "bin", "bint", "al", "el", "ten", "ter", "af", "st.", "y",
];

/// Marks a candidate run with what is known of its surroundings.
#[derive(Debug, Clone)]
struct Run {
    tokens: Range<usize>,
    outer: Range<usize>,
    quoted: bool,
    sentence: usize,
}

#[derive(Debug, Clone, Default)]
struct Evidence {
    person: f32,
    title: f32,
    /// What the run itself looks like, however often it stands there.
    shape_person: f32,
    shape_title: f32,
    shape_other: f32,
    /// Places at which it is a listed network, place or paper and nothing says that it is a work.
    listed: usize,
    character: f32,
    other: f32,
    crew: bool,
    performer: bool,
    gender: Option<char>,
    /// Places at which a work noun stands right before it: "the biopic Amsel".
    announced: usize,
    quoted: usize,
    /// Seen capitalised in the middle of running text.
    inside: usize,
    count: usize,
    tokens: Vec<String>,
    first: usize,
}

/// Finds and types all names.
pub fn names(text: &Text, lists: &NameLists) -> Names {
    let scan = Scan::new(text, lists);
    scan.run()
}

struct Scan<'t, 'a> {
    text: &'t Text<'a>,
    lists: &'t NameLists,
    /// Words that stand capitalised in the middle of running text.
    inside: std::collections::HashSet<&'a str>,
    /// Base runs that stand somewhere with no small word behind them.
    alone: std::collections::HashSet<String>,
    /// Last words of runs that look like a person's full name.
    surnames: std::collections::HashSet<String>,
    /// Sentences written In Title Case or ALL CAPS: capitals say nothing there.
    shouting: Vec<bool>,
}

impl<'t, 'a> Scan<'t, 'a> {
    fn new(text: &'t Text<'a>, lists: &'t NameLists) -> Self {
        let shouting = text.sentences.iter().map(|s| is_title_case(text, s.tokens.clone())).collect();
        let mut scan = Scan { text, lists, inside: Default::default(), alone: Default::default(), surnames: Default::default(), shouting };
        for (number, sentence) in text.sentences.iter().enumerate() {
            if scan.shouting[number] {
                continue;
            }
            for i in sentence.tokens.clone().skip(1) {
                if text.tokens[i].is_capitalised() && !scan.starts_clause(i, sentence.tokens.start) {
                    scan.inside.insert(text.word(i));
                }
            }
        }
        let mut runs = Vec::new();
        for number in 0..text.sentences.len() {
            scan.base_runs(number, &mut runs);
        }
        for run in runs {
            let next = run.tokens.end;
            if scan.person_like(run.tokens.start, run.tokens.end) && run.tokens.len() <= 3 {
                scan.surnames.insert(scan.word(run.tokens.end - 1).to_owned());
            }
            if next >= text.tokens.len() || !TITLE_JOINERS.contains(&scan.lower(next).as_str()) {
                scan.alone.insert(scan.key(&run.tokens));
            }
        }
        scan
    }

    /// True if a capital at this token may only mean that a sentence begins.
    fn starts_clause(&self, i: usize, start: usize) -> bool {
        if i == start {
            return true;
        }
        let before = &self.text.tokens[i - 1];
        match before.kind {
            TokenKind::Quote => i < start + 2 || matches!(self.text.tokens[i.saturating_sub(2)].kind, TokenKind::Punct | TokenKind::Quote),
            TokenKind::Punct => matches!(self.text.word(i - 1), ":" | "." | "?" | "!" | "•" | "-" | "–" | "—" | "*" | "…" | "["),
            _ => false,
        }
    }

    fn word(&self, i: usize) -> &'a str {
        self.text.word(i)
    }

    fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase().replace('’', "'")
    }

    fn token(&self, i: usize) -> &Token {
        &self.text.tokens[i]
    }

    fn run(&self) -> Names {
        let mut stats: BTreeMap<String, Evidence> = BTreeMap::new();
        let mut titles: Vec<Run> = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        for number in 0..self.text.sentences.len() {
            self.quoted_titles(number, &mut titles);
            self.base_runs(number, &mut runs);
        }
        // runs that stand inside a quoted title are part of it
        let mut covered = vec![false; self.text.tokens.len()];
        for title in &titles {
            covered[title.outer.clone()].fill(true);
        }
        runs.retain(|r| !r.tokens.clone().all(|i| covered[i]));
        let mut extended: Vec<Run> = Vec::new();
        for run in &runs {
            extended.push(self.extend_title(run));
        }
        // A longer reading ("The Life and Times of …") is taken where its surroundings call for a title,
        // and then holds wherever the same words stand.
        let mut accepted: std::collections::BTreeSet<String> = Default::default();
        for (run, long) in runs.iter().zip(&extended) {
            if long.tokens == run.tokens {
                continue;
            }
            let mut own: BTreeMap<String, Evidence> = BTreeMap::new();
            self.weigh(long, &mut own);
            let Some((key, evidence)) = own.into_iter().next() else { continue };
            let best = evidence.title + evidence.shape_title - evidence.person.max(evidence.character);
            let of = long.tokens.clone().skip(1).any(|i| self.lower(i) == "of")
                && !self.lists.org_words.has(self.word(long.tokens.start))
                && !self.person_like(long.tokens.start, long.tokens.end);
            if best >= 2.0 || (best >= 1.0 && (long.tokens.len() > 3 || of)) {
                accepted.insert(key);
            }
        }
        for run in &titles {
            self.weigh(run, &mut stats);
        }
        let mut read: Vec<Run> = Vec::new();
        for (run, long) in runs.iter().zip(&extended) {
            if read.last().is_some_and(|r: &Run| r.tokens.end > run.tokens.start) {
                continue;
            }
            read.push(if accepted.contains(&self.key(&long.tokens)) { long.clone() } else { run.clone() });
        }
        let runs = read;
        for run in &runs {
            self.weigh(run, &mut stats);
        }
        self.brackets(&runs, &mut stats);
        self.lists(&runs, &mut stats);
        self.settle(stats)
    }

    /// What stands in quotation marks or italics and is written like a title.
    fn quoted_titles(&self, number: usize, out: &mut Vec<Run>) {
        let sentence = &self.text.sentences[number];
        let tokens = sentence.tokens.clone();
        let first = self.text.quotes.partition_point(|q| q.outer.start < sentence.span.start);
        for quote in self.text.quotes[first..].iter().take_while(|q| q.outer.start < sentence.span.end) {
            if !quote.closed || quote.outer.start < sentence.span.start || quote.outer.end > sentence.span.end {
                continue;
            }
            let Some(open) = tokens.clone().find(|i| self.token(*i).span.start == quote.outer.start) else { continue };
            let Some(close) = tokens.clone().find(|i| self.token(*i).span.start == quote.inner.end) else { continue };
            // Ann “Bo” Lee: a nickname
            let big = |i: usize| self.token(i).is_capitalised() && self.token(i).kind == TokenKind::Word;
            if open > tokens.start
                && big(open - 1)
                && close + 1 < tokens.end
                && big(close + 1)
                && close - open <= 3
                && !self.lists.is_work(self.word(open - 1))
                && !self.lists.is_performer(self.word(close + 1))
            {
                continue;
            }
            let mut inner = open + 1..close;
            // American style: the comma stands inside the marks
            while inner.end > inner.start && matches!(self.word(inner.end - 1), "," | ".") {
                inner.end -= 1;
            }
            if self.looks_like_title(&inner, open, tokens.start) {
                out.push(Run { tokens: inner, outer: open..close + 1, quoted: true, sentence: number });
            }
        }
        out.extend(self.heading_title(number));
        // _Title_ and *Title*
        let mut i = tokens.start;
        while i + 2 < tokens.end {
            let mark = self.word(i);
            if matches!(mark, "_" | "*")
                && !self.token(i + 1).spaced
                && let Some(close) = (i + 2..tokens.end.min(i + 14)).find(|j| self.word(*j) == mark && !self.token(*j).spaced)
            {
                if self.looks_like_title(&(i + 1..close), i, tokens.start) {
                    out.push(Run { tokens: i + 1..close, outer: i..close + 1, quoted: true, sentence: number });
                }
                i = close;
            }
            i += 1;
        }
    }

    /// "Silo, Season 2: March 8 (Hulu)", "Silo (season 2)", "Silo – Feb 4": the name that a listing opens with.
    fn heading_title(&self, number: usize) -> Option<Run> {
        let sentence = &self.text.sentences[number];
        let prose = sentence.zone == Zone::Body && self.word(sentence.tokens.end - 1) == ".";
        if prose
            || !matches!(sentence.zone, Zone::Heading | Zone::ListItem | Zone::Body)
            || sentence.tokens.len() > 24
            || sentence.span.start != self.text.blocks[sentence.block].span.start
        {
            return None;
        }
        let limit = sentence.tokens.end;
        let mut start = sentence.tokens.start;
        while start < limit
            && (matches!(self.word(start), "•" | "-" | "*" | "–" | "#" | "##" | "###" | ".")
                || (start + 1 < limit && self.token(start).kind == TokenKind::Number && matches!(self.word(start + 1), "." | ")")))
        {
            start += 1;
        }
        // the broadcaster before the title: "Hulu Silo (Season 3)"
        while start < limit {
            let word = |k: usize| (start + k < limit).then(|| self.word(start + k));
            let network = self.lists.networks.longest(word);
            let behind = start + network;
            if network == 0 || behind >= limit || !(self.token(behind).is_capitalised() || self.word(behind) == "/") {
                break;
            }
            start = if self.word(behind) == "/" { behind + 1 } else { behind };
        }
        let season_at = |i: usize| {
            i + 1 < limit && SEASON_NOUNS.contains(&self.lower(i).as_str()) && super::season::cardinal(self.word(i + 1)).is_some()
        };
        let dated = |i: usize| {
            (i..limit.min(i + 5))
                .any(|j| is_calendar(self.word(j)) || is_year(self.word(j)) || matches!(self.lower(j).as_str(), "released" | "tba" | "tbc"))
        };
        for i in start + 1..limit.min(start + 11) {
            let mark = self.word(i);
            let ends = (matches!(mark, "," | "(" | ":" | "–" | "—" | "-" | "|") && season_at(i + 1))
                || season_at(i)
                || (matches!(mark, "–" | "—" | "|") && self.token(i).spaced && dated(i + 1))
                || (mark == "-" && self.token(i).spaced && dated(i + 1))
                || (mark == "(" && i + 2 < limit && is_year(self.word(i + 1)) && self.word(i + 2) == ")" && sentence.zone == Zone::Heading);
            if !ends {
                continue;
            }
            let big = (start..i)
                .filter(|j| self.token(*j).kind == TokenKind::Word && self.word(*j).len() > 3)
                .all(|j| self.token(j).is_capitalised() || TITLE_JOINERS.contains(&self.lower(j).as_str()));
            let opens = self.token(start).is_capitalised() || self.token(start).kind == TokenKind::Number;
            let only_function = (start..i).all(|j| FUNCTION_WORDS.contains(&self.lower(j).as_str()) || self.lists.common.has(self.word(j)))
                && i - start < 2
                && sentence.zone != Zone::Heading;
            let listing = i - start > 3
                && (start..i).all(|j| {
                    self.lists.common.has(self.word(j))
                        || FUNCTION_WORDS.contains(&self.lower(j).as_str())
                        || self.token(j).kind == TokenKind::Number
                        || ACRONYMS.contains(&self.word(j))
                });
            if listing
                && (start..i).any(|j| {
                    matches!(
                        self.lower(j).as_str(),
                        "most" | "best" | "new" | "top" | "every" | "shows" | "movies" | "films" | "releases" | "everything"
                    )
                })
            {
                return None;
            }
            let section = i - start == 1 && SECTIONS.contains(&self.lower(start).as_str());
            if section {
                return None;
            }
            let outer_quote = self.token(start).kind == TokenKind::Quote;
            // "When is the season 2 release date?" names nothing
            let dangling = FUNCTION_WORDS.contains(&self.lower(i - 1).as_str())
                || matches!(
                    self.lower(start).as_str(),
                    "when" | "what" | "who" | "where" | "how" | "why" | "is" | "will" | "does" | "has" | "did"
                );
            if dangling {
                return None;
            }
            return (big && opens && !only_function && !outer_quote).then_some(Run {
                tokens: start..i,
                outer: start..i,
                quoted: true,
                sentence: number,
            });
        }
        None
    }

    fn looks_like_title(&self, inner: &Range<usize>, open: usize, start: usize) -> bool {
        if inner.is_empty() || inner.len() > 12 {
            return false;
        }
        let words: Vec<usize> = inner.clone().filter(|i| matches!(self.token(*i).kind, TokenKind::Word | TokenKind::Number)).collect();
        let Some(&first) = words.first() else { return false };
        let after_work = open > start && self.lists.is_work(self.word(open - 1));
        let opens_big = self.token(first).is_capitalised() || self.token(first).kind == TokenKind::Number;
        if !opens_big {
            return after_work && words.len() <= 5 && !words.is_empty();
        }
        let content: Vec<usize> = words
            .iter()
            .copied()
            .filter(|i| self.word(*i).chars().count() > 3 && !TITLE_JOINERS.contains(&self.lower(*i).as_str()))
            .collect();
        let big = content.iter().filter(|i| self.token(**i).is_capitalised() || self.token(**i).kind == TokenKind::Number).count();
        if big < content.len() {
            // “Horses for hire”: one small word, but only where a work is announced
            return after_work && words.len() <= 6;
        }
        // one capitalised word that begins a quoted sentence is no title: “Yes”
        let single_common = words.len() == 1 && self.lists.common.has(self.word(first)) && !after_work;
        let ends_quote = matches!(self.word(inner.end - 1), "!" | "?") && self.lists.common.has(self.word(first));
        !(single_common && (open == start || matches!(self.word(open - 1), ":" | ","))) && !ends_quote
    }

    /// Capitalised runs of one sentence, without small words inside.
    fn base_runs(&self, number: usize, out: &mut Vec<Run>) {
        let sentence = &self.text.sentences[number];
        if matches!(sentence.zone, Zone::Furniture) {
            return;
        }
        let tokens = sentence.tokens.clone();
        let mut i = tokens.start + self.label(number);
        while i < tokens.end {
            let end = self.base_end(i, tokens.clone(), self.shouting[number]);
            if end > i {
                out.push(Run { tokens: i..end, outer: i..end, quoted: false, sentence: number });
                i = end;
            } else {
                i += 1;
            }
        }
    }

    /// Tokens of the label that a caption opens with ("Reunited:"), its colon included.
    fn label(&self, number: usize) -> usize {
        let sentence = &self.text.sentences[number];
        if sentence.zone != Zone::Caption || self.text.blocks[sentence.block].span.start != sentence.span.start {
            return 0;
        }
        (0..sentence.tokens.len().min(6)).find(|i| self.word(sentence.tokens.start + i) == ":").map_or(0, |i| i + 1)
    }

    /// True if the token may be (part of) a name here.
    fn is_name_token(&self, i: usize, start: usize, shouting: bool) -> bool {
        let token = self.token(i);
        if token.kind == TokenKind::Number {
            return false;
        }
        if token.kind != TokenKind::Word || !token.is_capitalised() {
            return false;
        }
        let word = self.word(i);
        if token.case == Case::Upper && word.chars().count() == 1 {
            // "(L)" and "Plan B" name nobody; an initial has its full stop
            return false;
        }
        // "Apples sci-fi drama": a possessive that lost its apostrophe
        if word.len() > 3 && word.ends_with('s') && self.lists.networks.longest(|k| (k == 0).then(|| &word[..word.len() - 1])) == 1 {
            return false;
        }
        // "the Galway-born actor", "a Dracula-themed episode", "the K-drama"
        if let Some((_, tail)) = word.rsplit_once('-')
            && tail.starts_with(char::is_lowercase)
            && (COMPOUND_TAILS.contains(&tail) || self.lists.is_work(word))
        {
            return false;
        }
        // "June Attwater", "April Jones": a month that a surname follows is a given name
        let month_name = matches!(word, "April" | "May" | "June" | "August" | "January") && i + 1 < self.text.tokens.len() && {
            let next = self.token(i + 1);
            next.kind == TokenKind::Word
                && next.case == Case::Capitalised
                && next.spaced
                && !is_calendar(self.word(i + 1))
                && !self.lists.common.has(self.word(i + 1))
                && !(i > 0
                    && matches!(self.lower(i - 1).as_str(), "in" | "of" | "since" | "until" | "by" | "last" | "this" | "next" | "on"))
                && self.gazetteer(i + 1, i + 2).is_none()
        };
        if month_name {
            return true;
        }
        if is_calendar(word) || word == "I" || ACRONYMS.contains(&word) {
            return false;
        }
        if matches!(word, "Season" | "Seasons" | "Series" | "Episode" | "Part" | "Volume" | "Chapter")
            && i + 1 < self.text.tokens.len()
            && super::season::cardinal(self.word(i + 1)).is_some()
        {
            return false;
        }
        // "CEO Ann Lee", "Director Bo Dee": a post before a name is no part of it
        if (self.lists.is_crew(word) || self.lists.is_performer(word))
            && !self.lists.given.has(word)
            && !self.lists.honorific.has(word)
            && self.next_is_given(i)
        {
            return false;
        }
        if self.lists.demonyms.has(word) && !self.lists.given.has(word) {
            // "British actor", but "American Hollow Story"
            return !shouting && i + 1 < self.text.tokens.len() && {
                let next = self.token(i + 1);
                let word = self.word(i + 1);
                next.kind == TokenKind::Word
                    && next.case == Case::Capitalised
                    && !self.lists.is_given(word)
                    && !self.lists.demonyms.has(word)
                    && !is_calendar(word)
                    && self.lists.common.has(word)
            };
        }
        if shouting || self.starts_clause(i, start) {
            let known_inside = self.inside.contains(word);
            let common = self.lists.common.has(word) || FUNCTION_WORDS.contains(&self.lower(i).as_str());
            if FUNCTION_WORDS.contains(&self.lower(i).as_str()) {
                return false;
            }
            if common && !known_inside {
                // "Show Me Rivers is set to return": ordinary words go on with capitals only in a title
                let title_goes_on = !shouting
                    && i + 1 < self.text.tokens.len()
                    && self.token(i + 1).kind == TokenKind::Word
                    && self.token(i + 1).case == Case::Capitalised
                    && {
                        let next = self.word(i + 1);
                        let plain = self.lists.common.has(next) || FUNCTION_WORDS.contains(&self.lower(i + 1).as_str());
                        plain
                            && !self.lists.is_given(next)
                            && !is_calendar(next)
                            && self.gazetteer(i + 1, i + 3).is_none()
                            && !self.lists.demonyms.has(next)
                    };
                return title_goes_on || self.lists.is_given(word) && self.next_is_name(i);
            }
            if shouting && common && !self.lists.is_given(word) {
                return false;
            }
            if (self.lists.is_performer(word) || self.lists.is_crew(word) || self.lists.is_work(word) || self.lists.is_genre(word))
                && !self.lists.is_given(word)
            {
                return false;
            }
            return true;
        }
        true
    }

    fn next_is_given(&self, i: usize) -> bool {
        i + 1 < self.text.tokens.len() && self.token(i + 1).is_capitalised() && self.lists.is_given(self.word(i + 1))
    }

    /// True if the tokens from `i` on look like a person's name: a given name and more.
    fn person_like(&self, i: usize, end: usize) -> bool {
        i + 1 < end && self.lists.is_given(self.word(i)) && self.token(i + 1).is_capitalised() && self.token(i + 1).kind == TokenKind::Word
    }

    fn next_is_name(&self, i: usize) -> bool {
        i + 1 < self.text.tokens.len()
            && self.token(i + 1).is_capitalised()
            && self.token(i + 1).kind == TokenKind::Word
            && !self.lists.common.has(self.word(i + 1))
    }

    /// End of the base run that begins at `i`; `i` itself if none does.
    fn base_end(&self, i: usize, within: Range<usize>, shouting: bool) -> usize {
        // "Never, Never"
        if i + 2 < within.end
            && self.word(i + 1) == ","
            && self.word(i) == self.word(i + 2)
            && self.token(i).is_capitalised()
            && self.token(i).kind == TokenKind::Word
            && self.word(i).len() > 2
        {
            return i + 3;
        }
        let gazetteer = self.gazetteer(i, within.end);
        if let Some((length, single_given)) = gazetteer {
            let next_big = i + length < within.end && self.is_name_token(i + length, within.start, shouting);
            // "Paris Hilton", "Max Ferrand": a given name goes on with a surname; "Lisbon Nights": a place with a noun
            let word = |k: usize| (i + k < within.end).then(|| self.word(i + k));
            let place = self.lists.places.longest(word) == length
                && self.lists.networks.longest(word) == 0
                && self.lists.outlets.longest(word) == 0;
            let place_goes_on = place
                && next_big
                && !self.starts_clause(i, within.start)
                && !shouting
                && self.gazetteer(i + length, within.end).is_none()
                && !self.person_like(i + length, within.end);
            if !(single_given && next_big || place_goes_on) {
                return i + length;
            }
        }
        if !self.is_name_token(i, within.start, shouting) {
            // a number may begin a title: "40 Nights", "12th Street Sisters"; only its extension can tell
            return i;
        }
        let mut end = i + 1;
        while end < within.end {
            let token = self.token(end);
            // "Second Sunday", "Grey Monday": a weekday inside a run of capitals
            let weekday = self.word(end).ends_with("day")
                && is_calendar(self.word(end))
                && !shouting
                && end == i + 1
                && !self.lists.is_given(self.word(i))
                && self.gazetteer(i, i + 1).is_none()
                && !self.starts_clause(i, within.start);
            if (weekday || self.is_name_token(end, within.start, shouting)) && !matches!(self.word(end - 1), "'s") {
                if self.gazetteer(end, within.end).is_some_and(|(n, given)| !given && n > 1) {
                    break;
                }
                end += 1;
                continue;
            }
            let next = end + 1;
            let lower = self.lower(end);
            let joins = next < within.end && self.is_name_token(next, within.start, shouting) && !shouting;
            if joins && PARTICLES.contains(&lower.as_str()) && token.kind == TokenKind::Word && self.lists.is_given(self.word(i)) {
                end += 2;
                continue;
            }
            if lower == "n't" && joins && !shouting {
                end += 2;
                continue;
            }
            // Michael “Bo” Carraway
            if token.kind == TokenKind::Quote
                && next + 2 < within.end
                && self.token(next + 1).kind == TokenKind::Quote
                && self.is_name_token(next, within.start, shouting)
            {
                let behind = next + 2;
                if behind < within.end && self.is_name_token(behind, within.start, shouting) {
                    end = behind + 1;
                    continue;
                }
            }
            break;
        }
        end
    }

    /// Length of a listed name at `i` and whether it is one word that is a given name as well.
    fn gazetteer(&self, i: usize, end: usize) -> Option<(usize, bool)> {
        let word = |k: usize| (i + k < end).then(|| self.word(i + k));
        let longest = [&self.lists.networks, &self.lists.outlets, &self.lists.places, &self.lists.events, &self.lists.titles]
            .iter()
            .map(|set| set.longest(word))
            .max()
            .unwrap_or(0);
        (longest > 0).then(|| (longest, longest == 1 && (self.lists.is_given(self.word(i)) || self.lists.common.has(self.word(i)))))
    }

    fn listed(&self, run: &Range<usize>) -> Roles {
        // "the UK", "The WB": an article makes no title of a listed name
        let bare = run.len() > 1 && self.word(run.start) == "The";
        let own = self.listed_as_written(run);
        if bare && own == Roles::default() { self.listed_as_written(&(run.start + 1..run.end)) } else { own }
    }

    fn listed_as_written(&self, run: &Range<usize>) -> Roles {
        let word = |k: usize| (run.start + k < run.end).then(|| self.word(run.start + k));
        let whole = |set: &PhraseSet| set.longest(word) == run.len();
        Roles {
            network: whole(&self.lists.networks),
            outlet: whole(&self.lists.outlets),
            other: whole(&self.lists.places) || whole(&self.lists.events),
            title: whole(&self.lists.titles),
            ..Roles::default()
        }
    }

    /// The run read as a title: with the small words, numbers and colons that titles have inside.
    fn extend_title(&self, run: &Run) -> Run {
        let sentence = &self.text.sentences[run.sentence];
        let shouting = self.shouting[run.sentence];
        if shouting {
            return run.clone();
        }
        let listed = self.listed_as_written(&run.tokens);
        if listed.network || listed.outlet {
            return run.clone();
        }
        let limit = sentence.tokens.end;
        let mut start = run.tokens.start;
        if start > sentence.tokens.start && self.word(start) != "The" {
            let before = start - 1;
            let big = |i: usize| self.token(i).is_capitalised() && TITLE_JOINERS.contains(&self.lower(i).as_str());
            // "I Can Only Imagine"
            let pronoun = self.word(before) == "I"
                && self.token(before).spaced
                && before > sentence.tokens.start
                && FUNCTION_WORDS.contains(&self.lower(start).as_str());
            let indefinite = matches!(self.word(before), "A" | "An") && self.starts_clause(before, sentence.tokens.start);
            let joiner = big(before)
                && !indefinite
                && !self.person_like(start, run.tokens.end)
                && (!self.token(before).is_capitalised() || self.word(before).len() > 1 || self.word(before) == "A");
            // "7 Days", but not "January 21 Ryan" nor "Season 2 Ann"
            let counted = before > sentence.tokens.start
                && (is_calendar(self.word(before - 1)) || SEASON_NOUNS.contains(&self.lower(before - 1).as_str()));
            let number = self.token(before).kind == TokenKind::Number && starts_title_number(self.word(before)) && !counted;
            if joiner || pronoun || number {
                start = before;
            }
        }
        let called = start > sentence.tokens.start && {
            let before = self.lower(start - 1);
            let plural = before.ends_with('s') && !before.ends_with("series");
            (self.lists.is_work(&before) && !plural) || matches!(before.as_str(), "entitled" | "titled")
        };
        let mut end = run.tokens.end;
        while end < limit {
            let token = self.token(end);
            let word = self.word(end);
            let lower = self.lower(end);
            if token.is_capitalised() && token.kind == TokenKind::Word && !is_calendar(word) && !ACRONYMS.contains(&word) {
                if SEASON_NOUNS.contains(&lower.as_str()) && end + 1 < limit && super::season::cardinal(self.word(end + 1)).is_some() {
                    break;
                }
                end += 1;
                continue;
            }
            // joiners, if a capital follows at last
            let mut ahead = end;
            while ahead < limit
                && ahead < end + 3
                && !self.token(ahead).is_capitalised()
                && (TITLE_JOINERS.contains(&self.lower(ahead).as_str()) || matches!(self.lower(ahead).as_str(), "'s" | "'" | "'re" | "'m"))
            {
                ahead += 1;
            }
            let big_next =
                |i: usize| i < limit && self.token(i).kind == TokenKind::Word && self.token(i).is_capitalised() && self.token(i).spaced;
            if ahead > end && big_next(ahead) && self.joins(start, end, ahead, limit, called) {
                end = ahead + 1;
                continue;
            }
            // "Marrow - the Drowned Abbot": a subtitle is an article and at least two capitals
            let capital = |i: usize| i < limit && self.token(i).kind == TokenKind::Word && self.token(i).case == Case::Capitalised;
            if matches!(word, "-" | "–")
                && token.spaced
                && end + 3 < limit
                && self.lower(end + 1) == "the"
                && capital(end + 2)
                && capital(end + 3)
                && self.gazetteer(end + 2, limit).is_none()
            {
                end += 4;
                continue;
            }
            let label = start == sentence.tokens.start && (sentence.zone == Zone::Caption || self.lists.common.has(self.word(start)));
            let clause = end + 1 < limit
                && FUNCTION_WORDS.contains(&self.lower(end + 1).as_str())
                && !matches!(self.lower(end + 1).as_str(), "the" | "a" | "an" | "new" | "part" | "season" | "first" | "last" | "of");
            if word == ":"
                && !token.spaced
                && big_next(end + 1)
                && !clause
                && sentence.zone != Zone::Caption
                && !label
                && !self.person_like(start, end)
            {
                end += 2;
                continue;
            }
            if token.kind == TokenKind::Number
                && token.spaced
                && word.len() <= 4
                && word.bytes().all(|b| b.is_ascii_digit())
                && !matches!(self.lower(end - 1).as_str(), "season" | "series" | "of" | "in")
            {
                // "Howl 7", "Blade Runner 2049"
                end += 1;
                continue;
            }
            if matches!(word, "!" | "?") && !token.spaced && end + 1 < limit && self.token(end + 1).case == Case::Lower {
                end += 1;
            }
            break;
        }
        Run { tokens: start..end, outer: start..end, quoted: false, sentence: run.sentence }
    }

    /// True if the small words `end..ahead` may stand inside a title that began at `start`.
    ///
    /// "of" and an article bind ("Band of Brothers", "Ghost in the Shell"); bare "and", "in", "for"
    /// more often join two names, so they bind only where a title is announced or begins with an article.
    fn joins(&self, start: usize, end: usize, ahead: usize, limit: usize, called: bool) -> bool {
        let words: Vec<String> = (end..ahead).map(|i| self.lower(i)).collect();
        if self.person_like(ahead, limit)
            && words.iter().any(|w| matches!(w.as_str(), "and" | "with" | "&" | "for" | "by" | "from" | "to" | "in"))
            && !called
        {
            return false;
        }
        if self.gazetteer(ahead, limit).is_some_and(|(n, given)| !given && (n > 1 || !self.lists.common.has(self.word(ahead)))) && !called {
            return false;
        }
        if words[0] == "'s" || words[0] == "'" {
            // "Grey's Anatomy", but not "HBO's Silo" nor "Ann Lee's Jane"
            let single = end - start == 1 || matches!(self.word(start), "The" | "A");
            // "Norway's Next Fiddler": a place, if an ordinary word goes on
            let listed = self.gazetteer(start, end).is_some()
                && !(self.lists.common.has(self.word(ahead))
                    && ahead + 1 < limit
                    && self.token(ahead + 1).is_capitalised()
                    && !self.lists.org_words.has(self.word(ahead + 1)));
            if self.surnames.contains(self.word(start)) {
                return false;
            }
            return single && !listed && (called || !self.lists.given.has(self.word(start)) || words.len() > 1);
        }
        if self.person_like(start, end) && !called {
            return false;
        }
        let binds = words[0] == "of"
            || words.last().is_some_and(|w| matches!(w.as_str(), "the" | "a" | "an" | "my"))
            || words.iter().all(|w| matches!(w.as_str(), "the" | "n't" | "not"));
        if binds {
            return words[0] != "and" || words.len() > 1;
        }
        let article = matches!(self.word(start), "The" | "A" | "An");
        if matches!(self.word(ahead), "His" | "Her" | "My" | "Your" | "Our" | "Their" | "Its") && words != ["and"] {
            return true;
        }
        let next_article = matches!(self.word(ahead), "The" | "A" | "An");
        let plain = |i: usize| self.lists.common.has(self.word(i)) && !self.lists.is_given(self.word(i));
        let next_big = ahead + 1 < limit && self.token(ahead + 1).is_capitalised();
        if words == ["and"] && end - start == 1 && plain(start) && plain(ahead) && !next_big {
            // "Salt and Mercy": two ordinary words with capitals
            return true;
        }
        if article && words == ["and"] && !next_article {
            // "The Life and Times of …", if neither half stands alone elsewhere
            return !self.alone.contains(&self.key(&(start..end))) && !self.alone.contains(self.word(ahead));
        }
        called && !next_article
            || (article && !matches!(words[0].as_str(), "and" | "to" | "in" | "for" | "on" | "at" | "by" | "with" | "from" | "as"))
    }

    fn key(&self, tokens: &Range<usize>) -> String {
        let words: Vec<String> = tokens.clone().map(|i| self.word(i).replace('’', "'")).collect();
        if words.len() < 2 {
            return words.join(" ");
        }
        // "House Of Embers" is "House of Embers"
        words
            .iter()
            .enumerate()
            .map(|(i, w)| if i > 0 && TITLE_JOINERS.contains(&w.to_lowercase().as_str()) { w.to_lowercase() } else { w.clone() })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Adds what the surroundings of a run say about its type.
    fn weigh(&self, run: &Run, stats: &mut BTreeMap<String, Evidence>) {
        let mut e = Evidence { count: 1, first: run.tokens.start, ..Evidence::default() };
        e.tokens = run.tokens.clone().map(|i| self.word(i).to_owned()).collect();
        let sentence = &self.text.sentences[run.sentence];
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let at = |i: isize| -> String {
            let i = run.outer.start as isize + i;
            if i < start as isize { String::new() } else { self.lower(i as usize) }
        };
        let after = |k: usize| -> String {
            let i = run.outer.end + k;
            if i >= end { String::new() } else { self.lower(i) }
        };
        let mut left = run.outer.start;
        while left > start && left + 6 > run.outer.start {
            let word = self.lower(left - 1);
            let dress = matches!(
                word.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "its"
                    | "upcoming"
                    | "new"
                    | "hit"
                    | "forthcoming"
                    | "recent"
                    | "latest"
                    | "original"
                    | "own"
                    | "short"
            ) || self.lists.is_genre(&word)
                || (word == "'s" && left >= start + 2 && self.lists.networks.longest(|k| (k == 0).then(|| self.word(left - 2))) == 1);
            if !dress {
                break;
            }
            left -= if word == "'s" { 2 } else { 1 };
        }
        let (d1, d2, d3) = (
            at(left as isize - run.outer.start as isize - 1),
            at(left as isize - run.outer.start as isize - 2),
            at(left as isize - run.outer.start as isize - 3),
        );
        let (w1, w2, w3) = (at(-1), at(-2), at(-3));
        let (n1, n2, n3) = (after(0), after(1), after(2));
        let first = self.word(run.tokens.start);
        let last = self.word(run.tokens.end - 1);
        let length = run.tokens.len();
        if !self.starts_clause(run.tokens.start, start) && !self.shouting[run.sentence] {
            e.inside = 1;
        }
        // What the run itself looks like.
        let given = self.lists.given.has(first) || hyphenated_given(first, &self.lists.given);
        let maybe_given = given || self.lists.given_ambiguous.has(first);
        let small_inside =
            run.tokens.clone().skip(1).any(|i| self.token(i).case == Case::Lower && !PARTICLES.contains(&self.lower(i).as_str()));
        let has_number = run.tokens.clone().any(|i| self.token(i).kind == TokenKind::Number);
        let article = matches!(first, "The" | "A" | "An");
        let function_inside = run.tokens.clone().skip(1).any(|i| {
            let lower = self.lower(i);
            lower != "may" && lower != "will" && lower != "up" && FUNCTION_WORDS.contains(&lower.as_str())
        });
        if function_inside && length > 1 {
            e.shape_title += 1.2;
        }
        let name_like = !small_inside
            && !has_number
            && !article
            && !function_inside
            && !run.tokens.clone().any(|i| matches!(self.token(i).kind, TokenKind::Punct | TokenKind::Clitic));
        if name_like && (2..=4).contains(&length) {
            let family_first = self.lists.family_first.has(first) && !self.lists.common.has(self.word(run.tokens.start + 1)) && length <= 3;
            e.shape_person += if given {
                2.0
            } else if maybe_given || family_first {
                1.2
            } else {
                0.4
            };
        } else if name_like && length == 1 && maybe_given {
            e.shape_person += 0.5;
        }
        if article || small_inside {
            e.shape_title += 1.0;
        }
        if has_number || run.tokens.clone().any(|i| self.word(i) == ":") {
            e.shape_title += 1.0;
        }
        if self.lists.org_words.has(last) && length > 1 {
            // "Park", "Road", "Hill" end the names of shows as well
            e.shape_other = if WEAK_ORGS.contains(&last) { 0.6 } else { 2.5 };
        }
        if matches!(last, "Universe" | "Multiverse" | "Awards" | "Award" | "University" | "Festival" | "Guild" | "Inc." | "Ltd")
            && length > 1
            && !run.quoted
        {
            e.listed = 1;
        }
        if self.lists.org_words.has(first) && length > 1 && self.lower(run.tokens.start + 1) == "of" {
            e.other += 4.0;
        }
        if run.quoted {
            e.quoted = 1;
            e.title += 2.5;
        }
        if self.lists.honorific.has(first) && length > 1 {
            e.person += 0.3;
            e.character += 0.7;
        }
        if matches!(
            w1.as_str(),
            "song"
                | "album"
                | "single"
                | "book"
                | "novel"
                | "track"
                | "songs"
                | "ballad"
                | "hit-single"
                | "magazine"
                | "charity"
                | "restaurant"
                | "play"
        ) || matches!(first, "Outstanding" | "Best") && length > 1
        {
            e.other += 4.0;
        }
        // What stands before it.
        if self.lists.is_work(&w1) && !self.lists.is_performer(&w1) {
            e.announced = usize::from(n1 != "'s");
            e.title += 3.0;
        }
        // "the black comedy play Silo": a noun, not the verb
        if w1 == "play"
            && (self.lists.is_genre(&w2) || self.lists.is_work(&w2) || matches!(w2.as_str(), "the" | "a" | "stage" | "hit" | "'s"))
        {
            e.title += 3.0;
        }
        if matches!(w1.as_str(), "entitled" | "titled" | "dubbed" | "untitled")
            || (w1 == "called" && (self.any_work(run.outer.start, start, 6)))
        {
            e.title += 3.0;
        }
        if d1 == "of" && n1 != "'s" && n1 != "'" && (SEASON_OF.contains(&d2.as_str()) || (SEASON_NOUNS.contains(&d3.as_str()))) {
            e.title += 3.0;
        }
        if w1 == "of" && matches!(w2.as_str(), "role" | "part" | "character" | "portrayal") {
            e.character += 3.0;
        }
        let played_before = (run.outer.start.saturating_sub(9).max(start)..run.outer.start.saturating_sub(1)).any(|i| {
            let word = self.lower(i);
            PLAYING.contains(&word.as_str())
                || matches!(
                    word.as_str(),
                    "role"
                        | "roles"
                        | "reprise"
                        | "reprises"
                        | "reprised"
                        | "reprising"
                        | "cameo"
                        | "starred"
                        | "stars"
                        | "starring"
                        | "appeared"
                        | "appears"
                        | "co-stars"
                        | "guest-starred"
                )
        });
        if matches!(d1.as_str(), "joins" | "joined" | "join" | "joining" | "quits" | "quit" | "exits" | "leaves" | "boards") {
            e.title += 0.8;
        }
        if matches!(d1.as_str(), "to" | "in")
            && matches!(d2.as_str(), "returns" | "return" | "returned" | "returning" | "back" | "comeback" | "farewell")
        {
            e.title += 1.2;
        }
        if matches!(d1.as_str(), "in" | "on")
            && n1 != "'s"
            && (PLAYED_IN.contains(&d2.as_str()) || PLAYED_IN.contains(&d3.as_str()) || played_before)
        {
            e.title += 2.0;
        }
        if matches!(w1.as_str(), "as" | "like" | "including" | "include") && (w1 != "as" || w2 == "such") {
            let before = if w1 == "as" { w3.clone() } else { w2.clone() };
            if self.lists.is_work(&before) && before.ends_with('s') {
                e.title += 3.0;
                e.character -= 2.0;
            }
        }
        if n1 != "'s"
            && matches!(w1.as_str(), "on" | "in")
            && matches!(
                w2.as_str(),
                "recurred"
                    | "appears"
                    | "appeared"
                    | "guest-starred"
                    | "guest-stars"
                    | "regular"
                    | "role"
                    | "roles"
                    | "star"
                    | "stars"
                    | "starred"
            )
        {
            e.title += 1.5;
        }
        if w1 == "for" && matches!(w2.as_str(), "known" | "famous") {
            e.title += 1.5;
        }
        if w1 == "'s" && run.outer.start >= start + 2 {
            let owner = self.word(run.outer.start - 2);
            if self.lists.networks.longest(|k| (k == 0).then_some(owner)) == 1 || is_year(owner) {
                e.title += 2.0;
            }
        }
        if w1 != d1 && is_year(&d1) && matches!(d2.as_str(), "the" | "a" | "his" | "her") {
            e.title += 2.0;
        }
        if is_year(&w1) && matches!(w2.as_str(), "the" | "a" | "his" | "her") {
            e.title += 2.0;
        }
        if self.lists.is_performer(&w1) || self.lists.is_crew(&w1) {
            e.person += 3.0;
            e.performer |= self.lists.is_performer(&w1);
            e.crew |= self.lists.is_crew(&w1);
            e.gender = gender_of(&w1);
        }
        if matches!(w1.as_str(), "starring" | "opposite" | "alongside" | "co-starring" | "starred") {
            e.person += 2.0;
            e.performer = true;
        }
        if w1 == "by" && matches!(w2.as_str(), "played" | "portrayed" | "voiced" | "fronted" | "led" | "headlined" | "hosted" | "presented")
        {
            e.person += 3.0;
            e.performer = true;
        }
        if w1 == "by" && matches!(w2.as_str(), "directed" | "written" | "created" | "produced" | "penned" | "helmed" | "developed") {
            e.person += 2.5;
            e.crew = true;
        }
        if w1 == "as" {
            e.character += 2.0;
        }
        if PLAYING.contains(&w1.as_str()) {
            e.character += 2.5;
        }
        if w1 == "character" || w1 == "protagonist" || w1 == "antagonist" || w1 == "hero" || w1 == "villain" {
            e.character += 2.5;
        }
        if matches!(w1.as_str(), "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms.") {
            e.person += 1.0;
        }
        if matches!(w1.as_str(), "told" | "tells") || (w1 == "to" && matches!(w2.as_str(), "according" | "spoke" | "speaking" | "spoken")) {
            // a person or a newspaper, never a work
            e.title -= 1.5;
        }
        if w1 == "with" && matches!(w2.as_str(), "interview" | "sitcom" | "film" | "drama" | "comedy" | "series") {
            e.person += 1.5;
        }
        // What stands behind it.
        if n1 == ","
            && matches!(n2.as_str(), "starring" | "featuring" | "co-starring")
            && !self.person_like(run.tokens.start, run.tokens.end)
        {
            e.title += 2.5;
        }
        if matches!(
            w1.as_str(),
            "host"
                | "hosts"
                | "hosting"
                | "hosted"
                | "present"
                | "presents"
                | "presenting"
                | "anchor"
                | "anchors"
                | "fronting"
                | "binge-watch"
                | "watch"
                | "watching"
        ) && !name_like_person(self, run)
        {
            e.title += 1.5;
        }
        let apposed = matches!(n2.as_str(), "a" | "an" | "the" | "its" | "his" | "her") && self.work_follows(run.outer.end + 2, end);
        let owned = self.lists.networks.longest(|k| (run.outer.end + 1 + k < end).then(|| self.word(run.outer.end + 1 + k))) > 0
            && self.work_follows(run.outer.end + 1, end);
        if n1 == "," && (apposed || owned) && !self.person_like(run.tokens.start, run.tokens.end) {
            e.title += 2.5;
        }
        let title_noun = WITH_TITLE.contains(&n1.as_str());
        if title_noun {
            e.title += 2.0;
        }
        if SEASON_NOUNS.contains(&n1.as_str()) && super::season::cardinal(&n2).is_some() {
            e.title += 3.0;
        }
        if (n1 == "," || n1 == "(") && SEASON_NOUNS.contains(&n2.as_str()) && super::season::cardinal(&n3).is_some() {
            e.title += 3.0;
        }
        if n1 == "'s"
            && super::season::ordinal(&n2).is_some()
            && [after(2), after(3), after(4)].iter().any(|w| SEASON_NOUNS.contains(&w.as_str()))
        {
            e.title += 2.0;
        }
        if n1 == "(" && is_year(&n2) {
            e.title += 3.0;
        }
        // "the Silo animated series": but "the Ann Lee film" is hers
        if !self.person_like(run.tokens.start, run.tokens.end)
            && !self.surnames.contains(last)
            && (self.lists.is_work(&n1) || self.lists.is_genre(&n1) && self.lists.is_work(&n2))
            && (w1 == "the" || first == "The")
        {
            e.title += 1.5;
        }
        // People return, are set and are expected as shows are, so what looks like a person gains nothing by it.
        let person_like = name_like_person(self, run);
        if SHOW_VERBS.contains(&n1.as_str()) && !person_like {
            e.title += 1.5;
        }
        if n1 == "is"
            && !person_like
            && matches!(
                n2.as_str(),
                "set" | "slated" | "scheduled" | "based" | "due" | "coming" | "returning" | "back" | "available" | "expected"
            )
        {
            e.title += 1.0;
        }
        if (n1 == "will" || n1 == "to") && !person_like && SHOW_INFINITIVES.contains(&n2.as_str()) {
            e.title += 1.5;
        }
        if (n1 == "has" || n1 == "was" || n1 == "is" || n1 == "been")
            && matches!(n2.as_str(), "renewed" | "cancelled" | "canceled" | "axed" | "been")
        {
            e.title += 0.8;
        }
        if n1 == "," && is_age(&n2) && (n3 == "," || n3.is_empty() || n3 == "." || n3 == "and") {
            e.person += 4.0;
        }
        if PERSON_VERBS.contains(&n1.as_str()) {
            e.person += 1.5;
        }
        if n1 == "," && n2 == "who" || n1 == "who" {
            e.person += 1.0;
            if PLAYING.contains(&n3.as_str()) || PLAYING.contains(&n2.as_str()) {
                e.person += 2.5;
                e.performer = true;
            }
        }
        if PLAYING.contains(&n1.as_str()) || (n1 == "will" && matches!(n2.as_str(), "play" | "portray")) {
            e.person += 2.0;
            e.performer = true;
        }
        if n1 == "as" {
            e.person += if run.outer.end + 1 < end && self.token(run.outer.end + 1).is_capitalised() { 1.5 } else { 0.5 };
        }
        if matches!(n1.as_str(), "reprises" | "reprised" | "reprising" | "co-stars" | "guest-stars") {
            e.person += 2.0;
            e.performer = true;
        }
        if n1 == "," && matches!(n2.as_str(), "played" | "portrayed" | "voiced") && n3 == "by"
            || matches!(n1.as_str(), "played" | "portrayed" | "voiced") && n2 == "by"
        {
            e.character += 3.0;
        }
        if n1 == "(" && matches!(n2.as_str(), "played" | "portrayed" | "voiced") {
            e.character += 3.0;
        }
        if n1 == "'s" && n2 == "character" {
            e.person += 2.0;
        }
        let listed = self.listed(&run.tokens);
        if (listed.network || listed.outlet || listed.other) && !run.quoted {
            // a listed name is a work or a person only where the text says so outright
            let outright = self.lists.is_work(&w1) || n1 == "(" && is_year(&n2) || d1 == "of" && SEASON_NOUNS.contains(&d3.as_str());
            e.other += 2.0;
            e.person *= 0.3;
            if !outright {
                e.listed = 1;
                e.title = e.title.min(0.0);
            }
        }
        if w1 == ":" && w2 == "name" {
            e.other += 6.0;
        }
        // A heading that begins with the run, and nothing else, is likely a title.
        if matches!(sentence.zone, Zone::Heading)
            && run.outer.start == start
            && (n1.is_empty() || matches!(n1.as_str(), "(" | "," | "–" | "-" | "|" | "—" | ":"))
        {
            e.title += if n1.is_empty() { 0.3 } else { 1.0 };
        }
        merge(stats.entry(self.key(&run.tokens)).or_default(), e);
    }

    /// "…, a popular British comedy series": a work noun ends the next noun phrase.
    fn work_follows(&self, from: usize, end: usize) -> bool {
        for i in from..end.min(from + 7) {
            let word = self.word(i);
            if self.lists.is_work(word) {
                // "the drama's star" describes a person
                return !(i + 1 < end
                    && (self.lists.is_performer(self.word(i + 1))
                        || self.lists.is_crew(self.word(i + 1))
                        || matches!(self.word(i + 1), "'s" | "’s")));
            }
            let goes_on = matches!(self.token(i).kind, TokenKind::Word | TokenKind::Number)
                && !FUNCTION_WORDS.contains(&self.lower(i).as_str())
                || matches!(word, "a" | "an" | "the" | "new" | "-" | "'s" | "’s" | "upcoming");
            if !goes_on {
                return false;
            }
        }
        false
    }

    fn any_work(&self, before: usize, start: usize, reach: usize) -> bool {
        (before.saturating_sub(reach).max(start)..before).any(|i| self.lists.is_work(self.word(i)))
    }

    /// "A (B)": if B is a person's name and A is not, A is the role; a filmography makes B a title.
    /// Several of them in one sentence go the same way.
    fn brackets(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        let mut at = 0;
        while at < runs.len() {
            let end = at + runs[at..].iter().take_while(|r| r.sentence == runs[at].sentence).count();
            self.brackets_of(&runs[at..end], stats);
            at = end;
        }
    }

    fn brackets_of(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        let sentence = &self.text.sentences[runs[0].sentence];
        // outer, inner, the bracket holds nothing else
        let pairs: Vec<(&Run, &Run, bool)> = runs
            .windows(2)
            .filter(|p| {
                let open = p[1].outer.start.wrapping_sub(1);
                let beside = p[0].outer.end == open || p[0].outer.end + 1 == open && matches!(self.word(p[0].outer.end), "'s" | "’s");
                p[1].outer.start > p[0].outer.end && self.word(open) == "(" && beside
            })
            .map(|p| (&p[0], &p[1], p[1].outer.end < sentence.tokens.end && self.word(p[1].outer.end) == ")"))
            .collect();
        let leaning =
            |key: &str| stats.get(key).map_or(0.0, |e| e.person + e.shape_person - (e.title + e.shape_title).max(e.character * 0.7));
        let shape = |run: &Run| {
            let first = self.word(run.tokens.start);
            let titled = self.lists.honorific.has(first) || matches!(first, "Lady" | "Lord" | "Queen" | "King");
            if titled { -1.0 } else { 0.0 }
        };
        let Some((first, _, _)) = pairs.first() else { return };
        let cue = (sentence.tokens.start..first.tokens.start).any(|i| {
            matches!(
                self.lower(i).as_str(),
                "cast"
                    | "stars"
                    | "starring"
                    | "includes"
                    | "include"
                    | "ensemble"
                    | "features"
                    | "featuring"
                    | "actors"
                    | "co-stars"
                    | "return"
                    | "returning"
            )
        });
        let sum: f32 = pairs
            .iter()
            .filter(|p| p.2)
            .map(|(o, i, _)| leaning(&self.key(&o.tokens)) + shape(o) - leaning(&self.key(&i.tokens)) - shape(i))
            .sum();
        // "Mark (Ann Lee)": a bare given name outside, a full one inside
        let short_outside = pairs.iter().filter(|(o, i, closes)| *closes && o.tokens.len() == 1 && i.tokens.len() > 1).count();
        // "Ann Lee (Jane Roe) revealed …": who speaks is real
        let speaks = pairs.iter().any(|(_, i, closes)| {
            *closes
                && i.outer.end + 1 < sentence.tokens.end
                && matches!(
                    self.lower(i.outer.end + 1).as_str(),
                    "revealed"
                        | "said"
                        | "told"
                        | "says"
                        | "admitted"
                        | "confirmed"
                        | "explained"
                        | "tweeted"
                        | "posted"
                        | "shared"
                        | "added"
                        | "joins"
                        | "joined"
                        | "plays"
                        | "stars"
                )
        });
        let together =
            sum + if speaks { 2.0 } else { 0.0 } + if cue { 1.5 } else { -0.8 } - if short_outside * 2 > pairs.len() { 2.0 } else { 0.0 };
        // where most brackets hold a person's or a titled name, the others hold roles, too
        let role_like = |run: &Run| {
            stats
                .get(&self.key(&run.tokens))
                .is_some_and(|e| e.person + e.shape_person >= 1.0 && e.person + e.shape_person > e.title + e.shape_title)
                || shape(run) < 0.0
        };
        let closing: Vec<&Run> = pairs.iter().filter(|p| p.2).map(|p| p.1).collect();
        let roles_here = closing.len() > 2 && closing.iter().filter(|r| role_like(r)).count() * 2 > closing.len();
        for (outer, inner, closes) in pairs {
            let (outer_key, inner_key) = (self.key(&outer.tokens), self.key(&inner.tokens));
            let (o, i) = (stats.get(&outer_key).cloned().unwrap_or_default(), stats.get(&inner_key).cloned().unwrap_or_default());
            let inner_person = i.person + i.shape_person;
            let person_inside = closes && inner_person >= 0.4 && inner_person > i.title + i.shape_title && together < 0.0;
            // "(Lead Actor)", "(Ann Lee's Silo)"
            let possessor = !closes && inner.outer.end < sentence.tokens.end && matches!(self.word(inner.outer.end), "'s" | "’s");
            if self.lists.is_performer(self.word(inner.tokens.end - 1)) || possessor {
                continue;
            }
            if person_inside {
                if let Some(e) = stats.get_mut(&inner_key) {
                    e.person += 2.5;
                    e.performer = true;
                }
                if let Some(e) = stats.get_mut(&outer_key) {
                    e.character += 3.0;
                }
            } else if o.person + o.shape_person > 0.3 {
                if let Some(e) = stats.get_mut(&outer_key) {
                    e.person += 1.5;
                    e.performer = true;
                }
                if let Some(e) = stats.get_mut(&inner_key) {
                    // "(Barnaby Wendle)" is a role, "(Redrock)" or "(Redrock, …)" a credit
                    let role = closes && roles_here
                        || closes && (inner_person >= 1.0 || shape(inner) < 0.0) && inner_person > i.title + i.shape_title;
                    if role {
                        e.character += 3.0;
                    } else {
                        e.title += 1.5;
                    }
                }
            }
        }
    }

    /// "films such as A, B and C": what stands in one list is of one type.
    fn lists(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        for backwards in [false, true] {
            let mut pairs: Vec<(&Run, &Run)> = runs.windows(2).map(|p| (&p[0], &p[1])).collect();
            if backwards {
                pairs.reverse();
            }
            for (left, right) in pairs {
                if left.sentence != right.sentence || right.tokens.start <= left.tokens.end || right.tokens.start > left.tokens.end + 3 {
                    continue;
                }
                if !(left.tokens.end..right.tokens.start).all(|i| matches!(self.lower(i).as_str(), "," | "and" | "&" | "or")) {
                    continue;
                }
                let (from, to) = if backwards { (right, left) } else { (left, right) };
                let (from, to) = (self.key(&from.tokens), self.key(&to.tokens));
                if from == to {
                    continue;
                }
                let Some((title, person, n)) = stats.get(&from).map(|e| {
                    (
                        e.title + e.shape_title - (e.person + e.shape_person).max(e.other),
                        e.person + e.shape_person - (e.title + e.shape_title).max(e.character),
                        e.count.max(1) as f32,
                    )
                }) else {
                    continue;
                };
                if let Some(e) = stats.get_mut(&to) {
                    if title > 1.0 && e.other == 0.0 {
                        e.title += (title / n).min(1.5);
                    }
                    if person > 1.0 && e.other == 0.0 {
                        e.person += (person / n).min(1.0);
                    }
                }
            }
        }
    }

    /// Decides the types and marks all mentions.
    fn settle(&self, stats: BTreeMap<String, Evidence>) -> Names {
        let mut names = Names::default();
        let mut known = PhraseSet::default();
        let mut by_key: HashMap<String, EntityId> = HashMap::new();
        for (key, e) in &stats {
            let roles = decide(e);
            let keeps = e.count > 0 && (roles.person || roles.title || roles.character);
            if !keeps {
                continue;
            }
            let id = names.entities.len();
            let name = self.text.words(&(e.first..e.first + e.tokens.len())).to_owned();
            names.entities.push(Entity {
                name,
                roles,
                crew: e.crew,
                performer: e.performer,
                gender: e.gender,
                count: 0,
                first: usize::MAX,
            });
            by_key.insert(key.clone(), id);
            // single common words are known only where they stood in quotation marks or inside running text
            let single_common = e.tokens.len() == 1 && self.lists.common.has(&e.tokens[0]);
            if !single_common || e.inside > 0 || e.quoted > 0 {
                known.insert(fold_joiners(e.tokens.iter().map(|t| t.replace('’', "'")).collect()));
            }
        }
        self.shorten(&mut names, &mut known, &mut by_key, &stats);
        self.mark(&mut names, &known, &mut by_key);
        names
    }

    /// Surnames, given names and short titles lead to the full name.
    fn shorten(
        &self,
        names: &mut Names,
        known: &mut PhraseSet,
        by_key: &mut HashMap<String, EntityId>,
        stats: &BTreeMap<String, Evidence>,
    ) {
        let full: Vec<(EntityId, Vec<String>)> = by_key
            .iter()
            .map(|(key, id)| (*id, key.split(' ').map(str::to_owned).collect::<Vec<_>>()))
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect();
        let mut aliases: BTreeMap<String, Vec<(EntityId, bool)>> = BTreeMap::new();
        for (id, words) in &full {
            let entity = &names.entities[*id];
            if words.len() < 2 {
                continue;
            }
            if entity.roles.person || entity.roles.character {
                let surname = words.iter().rev().find(|w| !matches!(w.as_str(), "Jr." | "Jr" | "Sr." | "II" | "III"));
                if let Some(surname) = surname {
                    aliases.entry(surname.clone()).or_default().push((*id, true));
                }
                if !self.lists.honorific.has(&words[0]) {
                    aliases.entry(words[0].clone()).or_default().push((*id, false));
                }
                // "Bonham Carter" of "Helena Bonham Carter"
                if words.len() == 3 && entity.roles.person && !words[1].ends_with('.') {
                    aliases.entry(words[1..].join(" ")).or_default().push((*id, true));
                }
            }
            if entity.roles.title && !entity.roles.person {
                if words[0] == "The" {
                    aliases.entry(words[1..].join(" ")).or_default().push((*id, true));
                }
                if let Some(colon) = words.iter().position(|w| w == ":") {
                    let series =
                        matches!(words[colon + 1..].join(" ").to_lowercase().as_str(), "the series" | "the movie" | "the animated series");
                    let head = words[..colon].join(" ");
                    // "Backseat Ballads" of "Backseat Ballads: The Series", but not the parent of a spin-off
                    if series || !by_key.contains_key(&head) {
                        aliases.entry(head).or_default().push((*id, series));
                    }
                }
                let initials: String =
                    words.iter().filter_map(|w| w.chars().next()).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
                if initials.len() >= 3 {
                    aliases.entry(initials).or_default().push((*id, true));
                }
            }
        }
        for (alias, owners) in aliases {
            let own = by_key.get(&alias).copied();
            // the person, before the character, that has it as surname, before given name
            let rank = |(id, strong): &(EntityId, bool)| {
                let roles = names.entities[*id].roles;
                let weight = stats.get(&names.entities[*id].name.replace('’', "'")).map_or(0, |e| e.count);
                (!(roles.person || roles.title), !*strong, std::cmp::Reverse(weight), *id)
            };
            let Some(&(owner, strong)) = owners.iter().min_by_key(|o| rank(o)) else { continue };
            let owner_roles = names.entities[owner].roles;
            if let Some(own) = own {
                let evidence = stats.get(&alias);
                let own_title = names.entities[own].roles.title
                    && evidence.is_some_and(|e| {
                        e.title + e.shape_title > e.person + e.shape_person
                            && (e.quoted > 0 || e.announced > 0 || e.title >= if owner_roles.person { 5.0 } else { 3.0 })
                    });
                let own_character = names.entities[own].roles.character
                    && !owner_roles.character
                    && evidence.is_some_and(|e| e.character >= 2.0 && e.character > e.person + e.shape_person);
                if !owner_roles.title && (own_title || own_character) {
                    continue;
                }
                if owner_roles.title && !strong {
                    continue;
                }
            } else if !owner_roles.title && !self.inside.contains(alias.as_str()) && self.lists.common.has(&alias) {
                continue;
            }
            if self.lists.common.has(&alias) && !strong {
                continue;
            }
            if !strong && owner_roles.title {
                continue;
            }
            by_key.insert(alias.clone(), owner);
            known.insert(fold_joiners(alias.split(' ').map(str::to_owned).collect()));
        }
    }

    fn mark(&self, names: &mut Names, known: &PhraseSet, by_key: &mut HashMap<String, EntityId>) {
        for (number, sentence) in self.text.sentences.iter().enumerate() {
            if sentence.zone == Zone::Furniture {
                continue;
            }
            let tokens = sentence.tokens.clone();
            let mut quoted: Vec<Run> = Vec::new();
            self.quoted_titles(number, &mut quoted);
            let label = tokens.start + self.label(number);
            let mut i = tokens.start;
            while i < tokens.end {
                if let Some(run) = quoted.iter().filter(|q| q.outer.start == i || q.tokens.start == i).max_by_key(|q| q.tokens.len())
                    && let Some(id) = by_key.get(&self.key(&run.tokens))
                {
                    names.mentions.push(NameMention { tokens: run.tokens.clone(), outer: run.outer.clone(), entity: *id, quoted: true });
                    i = run.outer.end;
                    continue;
                }
                let ahead: Vec<String> = fold_joiners((i..tokens.end.min(i + 14)).map(|t| self.word(t).replace('’', "'")).collect());
                let mut length = known.longest(|k| ahead.get(k).map(String::as_str));
                let listed = self.gazetteer(i, tokens.end).map_or(0, |(n, _)| n);
                let base = self.base_end(i, tokens.clone(), self.shouting[number]) - i;
                if length > 0 && !self.may_stand(i, length, tokens.start, number) {
                    length = 0;
                }
                if length == 1 && base > 1 && listed <= 1 {
                    // "Lee" is known, but here stands "Lee Park": the longer unknown run, if it is a name
                    let key = self.key(&(i..i + base));
                    if by_key.contains_key(&key) || !self.lists.common.has(self.word(i)) {
                        length = base;
                    }
                }
                let mut end = i + length.max(listed).max(base);
                if i < label && length < 2 {
                    end = i;
                }
                if end == i {
                    i += 1;
                    continue;
                }
                let run = i..end;
                let key = self.key(&run);
                // "Mr Lee" is whoever has that surname
                let civil = run.len() == 2
                    && matches!(self.lower(i).as_str(), "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss" | "sir" | "dame");
                let known_id = if civil { by_key.get(self.word(i + 1)).or(by_key.get(&key)) } else { by_key.get(&key) };
                let entity = match known_id {
                    Some(id) => *id,
                    None => {
                        let mut roles = self.listed(&run);
                        if roles == Roles::default() {
                            roles.other = true;
                        }
                        names.entities.push(Entity {
                            name: self.text.words(&run).to_owned(),
                            roles,
                            first: usize::MAX,
                            ..Entity::default()
                        });
                        by_key.insert(key, names.entities.len() - 1);
                        names.entities.len() - 1
                    }
                };
                let listed_roles = self.listed(&run);
                let roles = &mut names.entities[entity].roles;
                roles.network |= listed_roles.network;
                roles.outlet |= listed_roles.outlet;
                names.mentions.push(NameMention { tokens: run, outer: i..end, entity, quoted: false });
                i = end;
            }
        }
        for mention in &names.mentions {
            let entity = &mut names.entities[mention.entity];
            entity.count += 1;
            entity.first = entity.first.min(mention.tokens.start);
        }
    }

    /// False where a known single word more likely is an ordinary word ("Will Netflix renew…", "Christine" is fine).
    fn may_stand(&self, i: usize, length: usize, start: usize, number: usize) -> bool {
        if length > 1 {
            return true;
        }
        let word = self.word(i);
        if !self.token(i).is_capitalised() && self.token(i).kind == TokenKind::Word {
            return true;
        }
        let doubtful = self.shouting[number] || self.starts_clause(i, start);
        let common = self.lists.common.has(word) || FUNCTION_WORDS.contains(&self.lower(i).as_str());
        if !(doubtful && common) {
            return true;
        }
        // at the start of a sentence a common word is a name only if it is one in running text, too
        self.inside.contains(word) && !FUNCTION_WORDS.contains(&self.lower(i).as_str()) && !self.lists.given_ambiguous.has(word)
    }
}

/// Small words inside a name in lower case: "House Of Embers" is "House of Embers".
fn fold_joiners(mut words: Vec<String>) -> Vec<String> {
    for word in words.iter_mut().skip(1) {
        let lower = word.to_lowercase();
        if TITLE_JOINERS.contains(&lower.as_str()) {
            *word = lower;
        }
    }
    words
}

/// True if the run may be a person's name by its looks.
fn name_like_person(scan: &Scan, run: &Run) -> bool {
    scan.person_like(run.tokens.start, run.tokens.end)
        || scan.surnames.contains(scan.word(run.tokens.end - 1))
        || scan.lists.is_given(scan.word(run.tokens.start))
}

fn merge(into: &mut Evidence, from: Evidence) {
    into.person += from.person;
    into.title += from.title;
    into.shape_person = into.shape_person.max(from.shape_person);
    into.shape_title = into.shape_title.max(from.shape_title);
    into.shape_other = into.shape_other.max(from.shape_other);
    into.listed += from.listed;
    into.character += from.character;
    into.other += from.other;
    into.crew |= from.crew;
    into.performer |= from.performer;
    into.gender = into.gender.or(from.gender);
    into.quoted += from.quoted;
    into.announced += from.announced;
    into.inside += from.inside;
    if into.count == 0 {
        into.first = from.first;
        into.tokens = from.tokens;
    }
    into.count += from.count;
}

/// The verdict over all places. Scores are sums, so a type needs to lead clearly, not to be alone.
fn decide(e: &Evidence) -> Roles {
    let mut e = e.clone();
    e.performer &= e.person > 0.0;
    e.person += e.shape_person;
    e.title += e.shape_title;
    e.other = e.other / e.count.max(1) as f32 + e.shape_other;
    let e = &e;
    let best = e.person.max(e.title).max(e.character);
    let n = e.count.max(1) as f32;
    let mut roles = Roles::default();
    if best < 0.35 * n.min(3.0) && e.quoted == 0 {
        roles.other = true;
        return roles;
    }
    if (e.other > best || e.listed == e.count) && e.quoted == 0 {
        roles.other = true;
        return roles;
    }
    // an article alone makes no title: "The Hollowmen attack"
    let called = e.title - e.shape_title >= 0.5
        || e.quoted > 0
        || e.shape_title >= 2.0
        || (e.shape_title >= 1.2 && (e.inside > 0 || e.tokens.len() > 3) && e.shape_person < 1.0);
    roles.title = called && e.title >= 1.0 && e.title >= 0.55 * e.person.max(e.character * 0.6);
    roles.person = (e.person >= 1.0
        || e.shape_person >= 0.4 && e.other <= 0.0 && e.title < 0.5 && e.character < 0.5 && (2..=3).contains(&e.tokens.len()))
        && e.person >= 0.8 * e.title
        && e.person >= 0.5 * e.character;
    roles.character = e.character >= 1.4 && e.character >= 0.35 * best;
    if roles.person && roles.character && !e.performer && !e.crew && e.character >= 0.9 * e.person {
        roles.person = false;
    }
    if roles.person && roles.title {
        if e.person >= e.title {
            roles.title = false;
        } else {
            roles.person = false;
        }
    }
    if !(roles.person || roles.title || roles.character) {
        if best == e.title {
            roles.title = called && e.title >= 1.0;
        } else if best == e.person {
            roles.person = true;
        }
    }
    roles.other = !(roles.person || roles.title || roles.character);
    roles
}

fn is_title_case(text: &Text, tokens: Range<usize>) -> bool {
    let (mut big, mut small) = (0, 0);
    for i in tokens.skip(1) {
        let token = &text.tokens[i];
        if token.kind != TokenKind::Word || text.word(i).chars().count() < 4 {
            continue;
        }
        match token.case {
            Case::Capitalised | Case::Upper => big += 1,
            Case::Lower => small += 1,
            Case::None => {}
        }
    }
    big >= 3 && big >= 3 * small
}

fn is_calendar(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan",
        "Jan.", "Feb", "Feb.", "Mar.", "Apr.", "Aug", "Aug.", "Sept", "Sept.", "Sep.", "Oct", "Oct.", "Nov", "Nov.", "Dec", "Dec.",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mondays", "Tuesdays", "Wednesdays", "Thursdays",
        "Fridays", "Saturdays", "Sundays", "Christmas", "Easter", "Thanksgiving", "Halloween", "Twenties", "Thirties", "Forties",
        "Fifties", "Sixties", "Seventies", "Eighties", "Nineties", "Noughties",
    ];
    WORDS.contains(&word)
}

/// Last words of places and organisations that as often end the name of a show.
const WEAK_ORGS: &[&str] = &[
    "Park", "Road", "Street", "Hill", "Hills", "Lake", "River", "Post", "Times", "Tower", "Towers", "Station", "Court", "Trust", "Force",
    "Guard", "House", "Hotel", "Bridge", "County", "Hospital", "Academy", "School", "Club", "Squad", "Creek", "Bay", "Island", "Avenue",
    "Lane", "Square", "Garden", "Gardens", "Party", "Church", "Company", "Bank", "Theater", "Theatre", "News", "Line",
];

/// What makes a compound with a name an adjective.
const COMPOUND_TAILS: &[&str] = &[
    "born", "nominated", "winning", "winner", "themed", "style", "based", "backed", "owned", "set", "bound", "wide", "raised", "educated",
    "trained", "inspired", "shot", "era", "like", "esque", "adjacent", "centric", "affiliated", "approved", "only", "exclusive", "bred",
    "produced", "made", "filmed", "related", "style.", "year-old", "drama", "dramas", "ish.", "length", "rated",
];

/// Words that head a section of an article about a show.
const SECTIONS: &[&str] = &[
    "actors", "cast", "plot", "trailer", "trailers", "release", "story", "storyline", "rating", "ratings", "news", "facts", "crew",
    "episodes", "roles", "characters", "synopsis", "premiere", "production", "filming", "overview", "summary", "review", "update",
    "updates", "schedule", "watch", "stream", "new", "returning", "coming",
];

/// Capitals that name nothing.
const ACRONYMS: &[&str] = &[
    "TV", "UK", "US", "USA", "U.S.", "U.K.", "CEO", "DVD", "PR", "HD", "CGI", "VFX", "OTT", "LA", "NYC", "PS3", "PS4", "AM", "PM", "EP",
    "COVID", "COVID-19", "DJ", "MC", "OK", "IT", "FBI", "CIA", "NASA", "GMT", "EST", "PST",
];

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_age(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit())
}

fn starts_title_number(word: &str) -> bool {
    word.len() <= 2 || word.ends_with("th")
}

fn gender_of(word: &str) -> Option<char> {
    match word {
        "actress" | "actresses" | "comedienne" | "leading-lady" => Some('f'),
        _ => None,
    }
}

/// Words that begin a sentence capitalised and are never (the start of) a person's name.
pub const FUNCTION_WORDS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "you", "i", "his", "her", "its", "their", "our",
    "my", "your", "and", "but", "or", "nor", "so", "yet", "if", "when", "while", "where", "who", "what", "why", "how", "which", "whose",
    "in", "on", "at", "by", "for", "from", "with", "without", "to", "of", "as", "after", "before", "since", "until", "during", "despite",
    "although", "though", "because", "however", "meanwhile", "also", "there", "here", "then", "now", "not", "no", "yes", "all", "both",
    "some", "many", "most", "other", "others", "another", "each", "every", "only", "just", "once", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "can", "could",
    "should", "would", "may", "might", "must", "among", "amid", "between", "over", "under", "about", "following", "according", "based",
    "set", "starring", "directed", "season", "series", "episode", "part", "new", "former", "late", "upcoming", "premiere", "finale",
    "update", "exclusive", "watch", "photo", "sources", "source", "fans", "netflix's", "via", "per", "plus", "still", "even", "last",
    "next", "first", "second", "third", "earlier", "later", "today", "yesterday", "tomorrow", "recently", "previously", "currently",
    "soon", "co-star", "co-stars", "him", "them", "us", "me", "let", "more", "much", "very", "such", "than", "too", "up", "out",
];

const SEASON_NOUNS: &[&str] = &["season", "seasons", "series"];

/// "season of X", "star of X", "adaptation of X".
const SEASON_OF: &[&str] = &[
    "season", "seasons", "series", "episode", "episodes", "finale", "premiere", "cast", "star", "stars", "adaptation", "remake", "reboot",
    "revival", "creator", "creators", "fans", "showrunner", "sequel", "cancellation", "renewal", "trailer", "pilot", "continuation",
    "instalment", "installment", "spin-off", "spinoff", "prequel", "instalments", "installments", "director", "writer", "producer",
    "producers", "filming", "release", "screening", "viewers", "makers",
];

/// "starred in X", "role in X".
const PLAYED_IN: &[&str] = &[
    "starred", "star", "stars", "starring", "appeared", "appear", "appears", "appearing", "role", "roles", "part", "parts", "lead",
    "played", "plays", "seen", "cameo", "appearance", "acted", "featured", "cast", "debut", "co-starred", "co-stars", "co-star", "turn",
    "performance", "character", "portrayed", "portrayal",
];

/// Forms of "play".
const PLAYING: &[&str] =
    &["play", "plays", "played", "playing", "portray", "portrays", "portrayed", "portraying", "voice", "voices", "voiced", "voicing"];

/// Nouns that follow a title.
const WITH_TITLE: &[&str] = &[
    "star", "stars", "co-star", "co-stars", "costar", "alum", "alums", "alumni", "actor", "actress", "creator", "creators", "showrunner",
    "spin-off", "spinoff", "spin-offs", "reboot", "revival", "sequel", "prequel", "finale", "premiere", "episode", "episodes", "fans",
    "fan", "franchise", "universe", "remake", "cast", "trailer", "director", "writer", "writers", "producer", "producers", "favourite",
    "favorite", "veteran", "lead", "castmate", "castmates", "regular", "saga", "boss", "bosses", "viewers", "pilot", "seasons",
];

/// Verbs whose subject is a show.
const SHOW_VERBS: &[&str] = &[
    "premieres", "premiered", "debuts", "debuted", "airs", "aired", "launches", "launched", "follows", "followed", "centers", "centres",
    "tells", "told", "revolves", "opens", "continues", "hits", "returns", "returned", "chronicles", "arrives", "arrived", "streams",
    "wraps", "features", "ran", "concluded", "ended", "ends", "lands", "drops", "starring",
];

const SHOW_INFINITIVES: &[&str] = &[
    "focus", "centre", "center", "explore", "feature", "chronicle", "premiere", "debut", "air", "launch", "end", "stream", "open", "hit",
    "arrive", "return", "land", "star", "begin", "follow", "drop", "conclude", "bow", "be",
];

/// Verbs whose subject is a person.
const PERSON_VERBS: &[&str] = &[
    "said", "says", "told", "tells", "added", "plays", "played", "portrays", "portrayed", "voices", "joined", "joins", "revealed",
    "tweeted", "wrote", "admitted", "explained", "confirmed", "reprises", "stars", "starred", "exited", "replaces", "took", "began",
    "recalled", "continued", "teased", "shared", "posted", "insisted", "quipped", "appeared", "appears",
];
