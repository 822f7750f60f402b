//! What one line of a listing is, by its own words: a date, a title with its notes, the heading of a
//! section, or running text.

use std::ops::Range;

use crate::mention::date::{self, Calendar, DateMention, What, When, YearRef};
use crate::mention::name::NameLists;
use crate::mention::season;
use crate::text::{Block, Text, TokenKind, Zone};

/// The longest title, in tokens.
const LONGEST_TITLE: usize = 16;

/// The most tokens before which a title that opens a line of prose has ended.
const OPENING: usize = 28;

/// One line.
#[derive(Debug, Clone)]
pub(super) enum Line {
    /// Nothing but a date, with where and how it is shown.
    Date(DateLine),
    /// A title, or several behind one date.
    Titles(Vec<TitleLine>),
    /// The heading of a section; false where it names no films or series.
    Section(bool),
    /// Running text; a short line that is none of the others is said to be so.
    Prose { short: bool },
    /// Captions, credits, furniture: as if they were not there.
    Aside,
}

/// A line that only gives a date.
#[derive(Debug, Clone)]
pub(super) struct DateLine {
    /// The dates, in order.
    pub(super) dates: Vec<DateMention>,
    /// Says where or how: "In theaters Feb. 6". Such a line speaks of the title above it.
    pub(super) note: bool,
}

/// A title with what its line says of it.
#[derive(Debug, Clone)]
pub(super) struct TitleLine {
    /// Its tokens, without quotation marks.
    pub(super) title: Range<usize>,
    /// A network's name, too: a title only among many others ("Channel Nine").
    pub(super) doubtful: bool,
    /// The seasons that the line names, and where; empty for a range of them.
    pub(super) season: Option<(Vec<i64>, Range<usize>)>,
    /// A year in brackets.
    pub(super) year: Option<DateMention>,
    /// Dates of the line itself.
    pub(super) dates: Vec<DateMention>,
    /// The mark by which the line's own date is set off: lines alike share it.
    pub(super) mark: char,
    /// The rest of the line.
    pub(super) tail: Range<usize>,
}

pub(super) struct Reader<'r, 'a> {
    pub(super) text: &'r Text<'a>,
    pub(super) lists: &'r NameLists,
}

impl Reader<'_, '_> {
    /// Reads the line of a block whose tokens are `tokens`.
    pub(super) fn line(&self, block: &Block, tokens: Range<usize>) -> Line {
        if tokens.is_empty() || matches!(block.zone, Zone::Headline | Zone::Credit | Zone::Furniture) {
            return Line::Aside;
        }
        if block.zone == Zone::Label {
            return Line::Prose { short: true };
        }
        let start = self.behind_bullet(tokens.clone());
        if start >= tokens.end {
            return Line::Aside;
        }
        let opening = start..tokens.end.min(start + OPENING);
        let dates = self.dates(opening.clone());
        if block.zone == Zone::Caption {
            // "Harrow: The Return (May 3 on Hulu) – …" only looks like a caption
            return self.title(start..tokens.end, &dates, false).map_or(Line::Aside, |title| Line::Titles(vec![title]));
        }
        if tokens.len() <= OPENING
            && let Some(date) = self.only_date(start..tokens.end, &dates)
        {
            return Line::Date(date);
        }
        if tokens.len() <= OPENING
            && let Some(titles) = self.behind_date(start..tokens.end, &dates)
        {
            return Line::Titles(titles);
        }
        let short = tokens.len() <= OPENING && self.text.words(&tokens).chars().count() <= 110;
        if short && let Some(screen) = self.section(start..tokens.end, &dates) {
            return Line::Section(screen);
        }
        if let Some(title) = self.title(start..tokens.end, &dates, short) {
            return Line::Titles(vec![title]);
        }
        Line::Prose { short }
    }

    fn dates(&self, tokens: Range<usize>) -> Vec<DateMention> {
        let hint = |i: usize| {
            let token = &self.text.tokens[i];
            token.kind == TokenKind::Number || token.is_capitalised()
        };
        if !tokens.clone().any(hint) {
            return Vec::new();
        }
        // a sentence ends behind a question mark, but a date may follow it
        date::dates(self.text, tokens, &|_| false)
    }

    fn word(&self, i: usize) -> &str {
        self.text.word(i)
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.word(i))
    }

    /// The first token behind "•", "4.", "#3:" and the like, and behind a date in brackets.
    fn behind_bullet(&self, tokens: Range<usize>) -> usize {
        let mut at = tokens.start;
        while at < tokens.end {
            let numbered = self.text.tokens[at].kind == TokenKind::Number && at + 1 < tokens.end && self.is(at + 1, &[".", ")"]);
            if numbered {
                at += 2;
            } else if self.is(at, &["•", "·", "-", "–", "—", "#", "##", "###", ">", "▪", "●"])
                || self.is(at, &["*"]) && at + 1 < tokens.end && self.text.tokens[at + 1].spaced
            {
                at += 1;
            } else {
                break;
            }
        }
        if at < tokens.end
            && self.is(at, &["("])
            && let Some(close) = (at + 1..tokens.end.min(at + 10)).find(|i| self.is(*i, &[")"]))
            && close + 1 < tokens.end
            && self.is_note(at + 1..close, &self.dates(at + 1..close))
        {
            return close + 1;
        }
        at
    }

    fn network_at(&self, at: usize, end: usize) -> usize {
        self.lists.network_at(|k| (at + k < end).then(|| self.word(at + k)))
    }

    /// True if the words are dates, networks, regions, times and the small words beside them.
    fn is_note(&self, tokens: Range<usize>, dates: &[DateMention]) -> bool {
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(date) = dates.iter().find(|d| d.tokens.contains(&at)) {
                at = date.tokens.end;
                continue;
            }
            let network = self.network_at(at, tokens.end);
            if network > 0 {
                at += network;
                continue;
            }
            let token = &self.text.tokens[at];
            let word = self.word(at);
            let plain = match token.kind {
                TokenKind::Punct | TokenKind::Quote => true,
                TokenKind::Number => is_time(word),
                _ => {
                    self.lists.is_listing_note(word)
                        || self.lists.is_genre(word)
                        || self.lists.is_work(word)
                        || is_region(word)
                        || season::seasons(self.text, at..tokens.end).first().is_some_and(|s| s.tokens.start == at)
                }
            };
            if !plain {
                return false;
            }
            at += 1;
        }
        true
    }

    fn only_date(&self, tokens: Range<usize>, dates: &[DateMention]) -> Option<DateLine> {
        let own: Vec<DateMention> = dates.iter().filter(|d| is_day_or_month(d)).cloned().collect();
        let first = own.first()?;
        // "Leaving in May" heads a section, "Leaving May 3" its titles
        if self.lists.is_listing_section(self.word(tokens.start)) && !own.iter().any(has_day) {
            return None;
        }
        if !self.is_note(tokens.clone(), dates) || self.word(tokens.start) == "(" {
            return None;
        }
        let open = |word: &str| {
            matches!(
                word.to_ascii_lowercase().as_str(),
                "leaving"
                    | "leaves"
                    | "expiring"
                    | "expires"
                    | "departing"
                    | "available"
                    | "coming"
                    | "arriving"
                    | "new"
                    | "on"
                    | "the"
                    | "week"
                    | "of"
            )
        };
        let covered = |i: usize| dates.iter().any(|d| d.tokens.contains(&i));
        let spoken = |i: usize| !covered(i) && self.text.tokens[i].kind == TokenKind::Word;
        let note = tokens.clone().any(|i| spoken(i) && !open(self.word(i)));
        // "Friday Night Movie": a title that holds a day's name
        if note && first.tokens.start == tokens.start && !tokens.clone().any(|i| self.is(i, &[",", "(", "–", "—", "|", ":"])) {
            let behind = first.tokens.end;
            if behind < tokens.end && self.text.tokens[behind].is_capitalised() && self.network_at(behind, tokens.end) == 0 {
                return None;
            }
        }
        Some(DateLine { dates: own, note })
    }

    /// "Jan. 12: Silo, Loom and Quarry Lane".
    fn behind_date(&self, tokens: Range<usize>, dates: &[DateMention]) -> Option<Vec<TitleLine>> {
        let first = dates.first().filter(|d| d.tokens.start == tokens.start && is_day_or_month(d))?;
        let mark = first.tokens.end;
        if mark + 1 >= tokens.end || !self.is(mark, &[":", "–", "—", "-", "|"]) {
            return None;
        }
        let rest = mark + 1..tokens.end;
        let big = |i: usize| {
            i < tokens.end
                && (self.text.tokens[i].is_capitalised() || matches!(self.text.tokens[i].kind, TokenKind::Quote | TokenKind::Number))
        };
        let mut depth = 0i32;
        let mut cuts = vec![rest.start];
        let commas = rest.clone().filter(|i| self.is(*i, &[",", ";"]) && big(*i + 1)).count();
        for i in rest.clone() {
            match self.word(i) {
                "(" => depth += 1,
                ")" => depth -= 1,
                "," | ";" if depth == 0 && big(i + 1) => cuts.push(i + 1),
                "and" if depth == 0 && commas > 0 && big(i + 1) => cuts.push(i + 1),
                _ => {}
            }
        }
        cuts.push(rest.end + 1);
        let mut titles = Vec::new();
        for pair in cuts.windows(2) {
            let part = pair[0]..(pair[1] - 1).min(rest.end);
            // "Silo, Netflix": a note on the title before
            if part.is_empty() || !titles.is_empty() && self.is_note(part.clone(), dates) {
                continue;
            }
            let mut title = self.title(part, &[], true)?;
            title.dates = vec![first.clone()];
            title.mark = '<';
            titles.push(title);
        }
        (!titles.is_empty()).then_some(titles)
    }

    fn section(&self, tokens: Range<usize>, dates: &[DateMention]) -> Option<bool> {
        let (mut screen, mut other, mut strange) = (0, 0, 0);
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(date) = dates.iter().find(|d| d.tokens.contains(&at)) {
                at = date.tokens.end;
                continue;
            }
            let network = self.network_at(at, tokens.end);
            if network > 0 {
                at += network;
                continue;
            }
            let word = self.word(at);
            match self.text.tokens[at].kind {
                TokenKind::Word if self.lists.is_listing_other(word) => other += 1,
                TokenKind::Word if self.lists.is_listing_section(word) => screen += 1,
                TokenKind::Word if !self.lists.is_function(word) && !self.lists.is_work(word) && !self.lists.is_genre(word) => strange += 1,
                TokenKind::Quote => return None,
                _ => {}
            }
            at += 1;
        }
        // "Leaving Pavilion+ in October": a service that no list knows
        let first = self.word(tokens.start);
        let heads = first.ends_with("ing") && self.lists.is_listing_section(first) && !dates.is_empty();
        ((strange == 0 || heads) && screen + other > 0).then_some(screen >= other)
    }

    /// The title that a line opens with. `short` lines may be nothing else.
    fn title(&self, tokens: Range<usize>, dates: &[DateMention], short: bool) -> Option<TitleLine> {
        let (title, behind, quoted) = match self.marked(tokens.clone()) {
            Some((title, behind)) => (title, behind, true),
            None => {
                let end = self.title_end(tokens.clone(), dates, short)?;
                (tokens.start..end, end, false)
            }
        };
        let title = self.trimmed(title);
        if title.is_empty() || title.len() > LONGEST_TITLE || !self.looks_like_title(&title, quoted) {
            return None;
        }
        let tail = behind..tokens.end;
        let season = self.season(tail.clone());
        let own: Vec<&DateMention> = dates.iter().filter(|d| d.tokens.start >= behind).collect();
        let bracketed = |d: &&&DateMention| {
            d.tokens.start > 0 && self.is(d.tokens.start - 1, &["("]) && d.tokens.end < tokens.end && self.is(d.tokens.end, &[")", ","])
        };
        let year = own.iter().filter(|d| is_year(d)).find(bracketed).map(|d| (*d).clone());
        let (own, mark) = self.own_dates(behind, tokens.end, &own, season.as_ref().map(|s| s.1.clone()), dates);
        if !short && mark == ' ' {
            return None;
        }
        let doubtful = !quoted && self.network_at(title.start, title.end) == title.len();
        Some(TitleLine { title, doubtful, season, year, dates: own, mark, tail })
    }

    /// “Title”, _Title_, *Title*: the title and the first token behind its marks.
    fn marked(&self, tokens: Range<usize>) -> Option<(Range<usize>, usize)> {
        let open = tokens.start;
        let limit = tokens.end.min(open + LONGEST_TITLE + 2);
        if self.text.tokens[open].kind == TokenKind::Quote {
            let at = self.text.tokens[open].span.start;
            let quote = self.text.quotes.iter().find(|q| q.outer.start == at && q.closed)?;
            let close = (open + 1..limit).find(|i| self.text.tokens[*i].span.start == quote.inner.end)?;
            return Some((open + 1..close, close + 1));
        }
        let mark = self.word(open);
        if !matches!(mark, "_" | "*") || open + 1 >= limit || self.text.tokens[open + 1].spaced {
            return None;
        }
        let close = (open + 2..limit).find(|i| self.word(*i) == mark)?;
        Some((open + 1..close, close + 1))
    }

    fn title_end(&self, tokens: Range<usize>, dates: &[DateMention], short: bool) -> Option<usize> {
        let limit = tokens.end.min(tokens.start + LONGEST_TITLE + 1);
        for i in tokens.start + 1..limit {
            let next = i + 1;
            let dated = |at: usize| dates.iter().any(|d| d.tokens.start <= at && at < d.tokens.end && !is_year(d));
            let noted = |at: usize| {
                at < tokens.end
                    && (dated(at) || self.network_at(at, tokens.end) > 0 || self.season(at..tokens.end).is_some_and(|s| s.1.start == at))
            };
            let ends = match self.word(i) {
                "(" => self.text.tokens[i].spaced,
                "*" | "†" | "‡" | "|" => true,
                "–" | "—" | "-" if self.text.tokens[i].spaced || next < tokens.end && self.text.tokens[next].spaced => {
                    !short || self.is_note(next..tokens.end, dates) || noted(next) || next < tokens.end && self.is_small(next)
                }
                ":" => noted(next),
                "," => noted(next),
                _ => {
                    self.season(i..tokens.end).is_some_and(|s| s.1.start == i)
                        || dates.iter().any(|d| d.tokens.start == i && has_day(d)) && i + 1 < tokens.end
                }
            };
            if ends {
                return Some(i);
            }
        }
        let last = self.word(tokens.end - 1);
        let stops = matches!(last, "." | ":" | ";" | ",") || self.text.tokens[tokens.end - 1].kind == TokenKind::Quote;
        (short && tokens.len() <= LONGEST_TITLE && !stops).then_some(tokens.end)
    }

    fn is_small(&self, i: usize) -> bool {
        let token = &self.text.tokens[i];
        token.kind == TokenKind::Word && !token.is_capitalised() && !self.lists.is_joiner(self.word(i))
    }

    /// Without "collection", "movies" and the like, by which several works are listed as one.
    fn trimmed(&self, title: Range<usize>) -> Range<usize> {
        let mut end = title.end;
        while end > title.start + 1
            && matches!(
                self.word(end - 1).to_lowercase().as_str(),
                "collection" | "movies" | "films" | "trilogy" | "franchise" | "movie" | ","
            )
            && (end < title.end || !matches!(self.word(end - 1).to_lowercase().as_str(), "movie"))
        {
            end -= 1;
        }
        title.start..end
    }

    fn looks_like_title(&self, title: &Range<usize>, quoted: bool) -> bool {
        let words: Vec<usize> =
            title.clone().filter(|i| matches!(self.text.tokens[*i].kind, TokenKind::Word | TokenKind::Number)).collect();
        let Some(&first) = words.first() else { return false };
        let big = |i: usize| self.text.tokens[i].is_capitalised() || self.text.tokens[i].kind == TokenKind::Number;
        if !quoted && (!big(first) || first != title.start) {
            return false;
        }
        if title.clone().any(|i| self.text.tokens[i].kind == TokenKind::Quote && !quoted || self.is(i, &["©", "|", "/"]) && title.len() < 3)
        {
            return false;
        }
        let small =
            words.iter().filter(|i| !big(**i) && self.word(**i).chars().count() > 3 && !self.lists.is_joiner(self.word(**i))).count();
        if small > usize::from(quoted) {
            return false;
        }
        // an award show or match is no work, and a network alone no title
        let end = title.end;
        let event = (title.start..end).any(|i| {
            let length = self.lists.event_at(|k| (i + k < end).then(|| self.word(i + k)));
            length > 1 || length == 1 && words.len() <= 3
        });
        let sport = words.iter().any(|i| {
            matches!(self.word(*i), "Bowl" | "Olympics" | "Olympic" | "NBA" | "NFL" | "NHL" | "MLB" | "Awards" | "Cup" | "Championship")
        });
        !(event || sport)
    }

    /// "season two", "Season 23", "part seven", ": Chapter 7", "(series 3".
    fn season(&self, tail: Range<usize>) -> Option<(Vec<i64>, Range<usize>)> {
        let reach = tail.start..tail.end.min(tail.start + 12);
        if let Some(found) = season::seasons(self.text, reach.clone()).into_iter().find(|s| !s.numbers.is_empty()) {
            // "season one to five", "seasons 1-3": no single one
            let joined = found.tokens.end + 1 < tail.end
                && self.is(found.tokens.end, &["to", "-", "–", "through"])
                && season::cardinal(self.word(found.tokens.end + 1)).is_some();
            let range = self.text.words(&found.tokens).contains(['-', '–']);
            let several = found.tokens.end + 1 < tail.end && self.is(found.tokens.end, &["and", "&"]);
            let mut numbers = if joined || range { Vec::new() } else { found.numbers };
            let mut tokens = found.tokens;
            if several && let Some(second) = season::cardinal(self.word(tokens.end + 1)) {
                numbers.push(second);
                tokens.end += 2;
            }
            return Some((numbers, tokens));
        }
        reach.clone().find_map(|i| {
            if !matches!(self.text.lower(i), "part" | "chapter" | "volume" | "vol." | "collection" | "series") {
                return None;
            }
            let number = (i + 1 < reach.end).then(|| season::cardinal(self.word(i + 1))).flatten()?;
            // "Cold Harbour Part II" is another film
            (self.text.tokens[i + 1].case != crate::text::token::Case::Upper).then(|| (vec![number], i..i + 2))
        })
    }

    /// The dates that a line gives its own title, and the mark that sets them off; `' '` if it gives none.
    fn own_dates(
        &self,
        behind: usize,
        end: usize,
        own: &[&DateMention],
        season: Option<Range<usize>>,
        dates: &[DateMention],
    ) -> (Vec<DateMention>, char) {
        let none = (Vec::new(), ' ');
        let Some(first) = own.iter().find(|d| is_day_or_month(d)) else { return none };
        let between: Vec<usize> = (behind..first.tokens.start).filter(|i| season.as_ref().is_none_or(|s| !s.contains(i))).collect();
        let covered = |i: usize| dates.iter().any(|d| d.tokens.contains(&i));
        let mut mark = ',';
        let mut at = 0;
        while at < between.len() {
            let i = between[at];
            let word = self.word(i);
            let network = self.network_at(i, first.tokens.start);
            match word {
                "(" | ":" | "–" | "—" | "-" | "|" => {
                    mark = if matches!(word, "—" | "-") { '–' } else { word.chars().next().unwrap_or(',') }
                }
                ")" => mark = ',',
                _ => {}
            }
            let plain = covered(i)
                || self.text.tokens[i].kind != TokenKind::Word && self.text.tokens[i].kind != TokenKind::Number
                || self.lists.is_listing_note(word)
                || is_region(word)
                || is_time(word);
            if network > 0 {
                at += network;
            } else if plain {
                at += 1;
            } else {
                return none;
            }
        }
        // the date ends the line, its bracket, or a note on it
        let closes = match mark {
            '(' => (first.tokens.end..end).find(|i| self.is(*i, &[")"])).is_some_and(|close| self.is_note(first.tokens.end..close, dates)),
            _ => self.is_note(first.tokens.end..end, dates),
        };
        if !closes {
            return none;
        }
        let reach = if mark == '(' { (first.tokens.end..end).find(|i| self.is(*i, &[")"])).unwrap_or(end) } else { end };
        let all = own.iter().filter(|d| is_day_or_month(d) && d.tokens.start < reach).map(|d| (*d).clone()).collect();
        (all, mark)
    }
}

/// "UK", "US", "CA", "UK/US".
fn is_region(word: &str) -> bool {
    word.split('/').all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase() || b == b'.'))
}

/// "9pm", "8/7c", "10:30": a time of day.
fn is_time(word: &str) -> bool {
    word.len() <= 7 && word.starts_with(|c: char| c.is_ascii_digit()) && !is_four_digits(word)
}

fn is_four_digits(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A date that can head a list: a day, a month, a day of the week.
fn is_day_or_month(date: &DateMention) -> bool {
    match date.expr.what {
        What::One(when) => is_dated(when),
        What::Both(when, _) | What::Range(when, _) => is_dated(when),
        _ => false,
    }
}

fn is_dated(when: When) -> bool {
    match when {
        When::Calendar(Calendar { month, .. }) => month.is_some(),
        When::Weekday { .. } => true,
        _ => false,
    }
}

fn has_day(date: &DateMention) -> bool {
    matches!(date.expr.what, What::One(When::Calendar(Calendar { day: Some(_), .. })))
}

fn is_year(date: &DateMention) -> bool {
    matches!(date.expr.what, What::One(When::Calendar(Calendar { year: YearRef::Given(_), month: None, day: None, .. })))
}
