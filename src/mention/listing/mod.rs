//! Listings: catalogues, schedules and calendars, in which a line is a title and the date stands in a heading above,
//! in a line below, or beside it in the same way in every line.
//!
//! A single line says little: "Marrow" under "Sunday, May 3" could be anything. What a line is for is decided by the
//! list as a whole: several lines alike, dates that are each followed by titles, or titles that are each followed by
//! a date. What happens on the date (a premiere, a last day) is read later, from the headings that an entry names.
//!
//! Nothing here looks at names that the article has typed, so that the titles of a listing can help to type them.

mod line;

use std::ops::Range;

use crate::mention::date::DateMention;
use crate::mention::name::NameLists;
use crate::text::Text;
use line::{Line, Reader, TitleLine};

/// A work in a listing, with its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Sentence that states it: that of the title, or of the date where that follows in a line of its own.
    pub sentence: usize,
    /// Tokens of the title, without quotation marks.
    pub title: Range<usize>,
    /// Number of the season that its line names, and where.
    pub season: Option<(i64, Range<usize>)>,
    /// The date, wherever it stands.
    pub date: DateMention,
    /// The year of the work in brackets, not a date of the listing.
    pub is_year: bool,
    /// Where the listing may say what happens on the date, the nearest first: the rest of the line, the line of the
    /// date, the heading of the section.
    pub context: Vec<Range<usize>>,
}

/// How the dates of a listing stand to its titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// A date heads the titles below it.
    DateFirst,
    /// A date follows the title above it.
    TitleFirst,
}

/// One line with where it stands.
struct Placed {
    line: Line,
    tokens: Range<usize>,
}

/// The entries of all listings of a text, in its order.
pub fn entries(text: &Text, lists: &NameLists) -> Vec<Entry> {
    let reader = Reader { text, lists };
    let mut placed: Vec<Placed> = Vec::new();
    let mut sentence = 0;
    for (number, block) in text.blocks.iter().enumerate() {
        let first = sentence;
        while text.sentences.get(sentence).is_some_and(|s| s.block == number) {
            sentence += 1;
        }
        if first == sentence {
            continue;
        }
        let tokens = text.sentences[first].tokens.start..text.sentences[sentence - 1].tokens.end;
        placed.push(Placed { line: reader.line(block, tokens.clone()), tokens });
    }
    let mut found = headed(&placed);
    found.extend(beside(&placed));
    found.extend(years(&placed));
    let mut out: Vec<Entry> = Vec::new();
    for (title, date, is_year, context) in found {
        let at = if date.tokens.start > title.title.end { date.tokens.start } else { title.title.start };
        let sentence = text.sentence_of(at);
        let seasons: Vec<Option<(i64, Range<usize>)>> = match &title.season {
            Some((numbers, tokens)) if !numbers.is_empty() && !is_year => numbers.iter().map(|n| Some((*n, tokens.clone()))).collect(),
            _ => vec![None],
        };
        for season in seasons {
            let entry = Entry { sentence, title: title.title.clone(), season, date: date.clone(), is_year, context: context.clone() };
            if !out.iter().any(|e| e.title == entry.title && e.date == entry.date && e.season == entry.season) {
                out.push(entry);
            }
        }
    }
    out.sort_by_key(|e| (e.sentence, e.title.start, e.is_year, e.date.tokens.start, e.season.clone().map(|s| s.0)));
    out
}

type Dated = (TitleLine, DateMention, bool, Vec<Range<usize>>);

/// True if the section that a line stands in is about films and series.
fn on_screen(placed: &[Placed], line: usize) -> (bool, Option<Range<usize>>) {
    let above = placed[..line].iter().rev().find_map(|p| match p.line {
        Line::Section(screen) => Some((screen, Some(p.tokens.clone()))),
        _ => None,
    });
    above.unwrap_or((true, None))
}

/// Titles whose date stands in a line of its own, above or below.
fn headed(placed: &[Placed]) -> Vec<Dated> {
    let dates: Vec<usize> = (0..placed.len()).filter(|i| matches!(placed[*i].line, Line::Date(_))).collect();
    let next_line = |at: usize| placed[at + 1..].iter().find(|p| !matches!(p.line, Line::Aside));
    let title_before = |at: usize, from: usize| title_above(placed, from, at).is_some();
    let (mut above, mut below) = (0, 0);
    let mut from = 0;
    for &at in &dates {
        let Line::Date(date) = &placed[at].line else { continue };
        let titled = next_line(at).is_some_and(|p| matches!(p.line, Line::Titles(_)));
        match (titled, title_before(at, from)) {
            _ if date.note => {}
            (true, _) => above += 1,
            (false, true) => below += 1,
            _ => {}
        }
        from = at + 1;
    }
    let order = if above > below { Order::DateFirst } else { Order::TitleFirst };
    let mut out: Vec<Dated> = Vec::new();
    let mut from = 0;
    for (number, &at) in dates.iter().enumerate() {
        let Line::Date(date) = &placed[at].line else { continue };
        let here = placed[at].tokens.clone();
        if date.note || order == Order::TitleFirst {
            if let Some((line, title)) = title_above(placed, from, at) {
                let (screen, section) = on_screen(placed, line);
                if screen && title.dates.is_empty() {
                    let context: Vec<Range<usize>> = [Some(title.tail.clone()), Some(here), section].into_iter().flatten().collect();
                    out.extend(date.dates.iter().map(|d| (title.clone(), d.clone(), false, context.clone())));
                }
            }
        } else {
            let end = dates.get(number + 1).copied().unwrap_or(placed.len());
            let lines: Vec<usize> = (at + 1..end).collect();
            let titles = lines.iter().filter(|i| matches!(placed[**i].line, Line::Titles(_))).count();
            let prose = lines.iter().filter(|i| matches!(placed[**i].line, Line::Prose { short: false })).count();
            for line in lines {
                match &placed[line].line {
                    // behind a bare list, running text is something else
                    Line::Prose { short: false } if prose * 3 < titles => break,
                    Line::Titles(found) => {
                        let (screen, section) = on_screen(placed, line);
                        for title in found.iter().filter(|t| screen && t.dates.is_empty() && (!t.doubtful || titles > 4)) {
                            let context = [Some(title.tail.clone()), Some(here.clone()), section.clone()].into_iter().flatten().collect();
                            out.push((title.clone(), date.dates[0].clone(), false, context));
                        }
                    }
                    _ => {}
                }
            }
        }
        from = at + 1;
    }
    // one date with one title is no list
    let heads = out.iter().map(|d| d.1.tokens.start).collect::<std::collections::BTreeSet<_>>().len();
    if heads >= 2 || out.len() >= 3 { out } else { Vec::new() }
}

/// The title that a date below it speaks of: the first behind the last running text, else the first at all.
fn title_above(placed: &[Placed], from: usize, at: usize) -> Option<(usize, TitleLine)> {
    let single = |i: usize| match &placed[i].line {
        Line::Titles(titles) if titles.len() == 1 && !titles[0].doubtful => Some((i, titles[0].clone())),
        _ => None,
    };
    let prose = (from..at).rev().find(|i| matches!(placed[*i].line, Line::Prose { .. }));
    let block = prose.map_or(from, |i| i + 1);
    let section = (block..at).rev().find(|i| matches!(placed[*i].line, Line::Section(_))).map_or(block, |i| i + 1);
    (section..at).find_map(single).or_else(|| {
        let prose = prose?;
        // the title, its text, its date: one paragraph or a few, and no other title between
        let titles: Vec<usize> = (from..prose).filter(|i| matches!(placed[*i].line, Line::Titles(_))).collect();
        match titles.as_slice() {
            [only] => single(*only),
            _ => None,
        }
    })
}

/// Titles with a date in the same line, where several lines are made alike.
fn beside(placed: &[Placed]) -> Vec<Dated> {
    let mut out: Vec<(char, Dated)> = Vec::new();
    for (number, p) in placed.iter().enumerate() {
        let Line::Titles(titles) = &p.line else { continue };
        let (screen, section) = on_screen(placed, number);
        for title in titles.iter().filter(|t| screen && !t.dates.is_empty() && !t.doubtful) {
            let context: Vec<Range<usize>> = [Some(title.tail.clone()), section.clone()].into_iter().flatten().collect();
            out.extend(title.dates.iter().map(|d| (title.mark, (title.clone(), d.clone(), false, context.clone()))));
        }
    }
    let alike = |mark: char| out.iter().filter(|(m, _)| *m == mark).count() >= 2;
    out.iter().filter(|(mark, _)| alike(*mark)).map(|(_, dated)| dated.clone()).collect()
}

/// Titles with a year in brackets, where several lines are made alike.
fn years(placed: &[Placed]) -> Vec<Dated> {
    let mut out = Vec::new();
    for (number, p) in placed.iter().enumerate() {
        let Line::Titles(titles) = &p.line else { continue };
        if !on_screen(placed, number).0 {
            continue;
        }
        out.extend(titles.iter().filter_map(|t| t.year.clone().map(|year| (t.clone(), year, true, Vec::new()))));
    }
    if out.len() >= 3 { out } else { Vec::new() }
}
