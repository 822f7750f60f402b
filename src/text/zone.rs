//! Blocks and their zones: a sentence never runs across a block.
//!
//! A block is one line, or several that were wrapped by hand. Its zone says what kind of line it
//! is: headline, section heading, body, list item, labelled line ("Genre: …"), picture caption,
//! credit or site furniture. Only what a line looks like decides; what it says is for later stages.

use std::sync::LazyLock;

use crate::span::Span;

/// What kind of text a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The article's own headline.
    Headline,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Body,
    /// An item of a list.
    ListItem,
    /// A labelled line of a fact box: "Genre: …", "Starring: A, B".
    Label,
    /// A picture caption: one that opens with a label of its own ("Reunited: The pair …"), or stands in square brackets.
    Caption,
    /// Picture and source credits.
    Credit,
    /// Links, sharing buttons, advertising.
    Furniture,
}

/// One block of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the document, without surrounding white space.
    pub span: Span,
    /// What kind of text it is.
    pub zone: Zone,
    /// Number of the paragraph: blocks with no blank line between them share one.
    pub paragraph: usize,
}

/// Phrases that open lines of site furniture, one a line, lower case.
const FURNITURE: &str = include_str!("../lexicon/web_furniture.txt");

/// Labels of the lines of a fact box, lower case.
const LABELS: &[&str] = &[
    "genre", "genres", "cast", "starring", "stars", "star", "director", "directors", "directed by", "writer", "writers", "producer",
    "producers", "created by", "creator", "creators", "network", "channel", "platform", "streaming on", "where to watch", "release date",
    "released", "release", "premiere", "premiere date", "premieres", "air date", "airs", "runtime", "running time", "rating", "country",
    "language", "languages", "episodes", "season", "seasons", "number of episodes", "number of seasons", "main cast", "voice cast",
    "lead cast", "status", "actors", "based on", "distributor", "studio", "renewal status", "project rating", "finale", "finale date",
    "production", "music", "title", "original title",
];

/// Labels of credits and sources, lower case.
const CREDITS: &[&str] = &[
    "photo", "photos", "photo by", "photo credit", "image", "images", "image credit", "image credits", "picture", "pictures", "credit",
    "credits", "source", "sources", "via", "featured image", "featured image by", "photograph", "getty images", "media contact", "contact",
    "website", "email", "tel",
];

/// Cuts `source[body]` into blocks.
pub fn blocks(source: &str, body: Span, headline: Option<&str>) -> Vec<Block> {
    let lines = lines(source, body);
    let mut blocks: Vec<Block> = Vec::new();
    let mut paragraph = 0;
    let mut i = 0;
    while i < lines.len() {
        let Some(first) = lines[i] else {
            paragraph += 1;
            i += 1;
            continue;
        };
        let mut span = first;
        let group_end = (i..lines.len()).find(|j| lines[*j].is_none()).unwrap_or(lines.len());
        let wrapped = is_wrapped(source, &lines[i..group_end]);
        while i + 1 < group_end {
            let next = lines[i + 1].expect("inside a group");
            if !(wrapped || joins(source, lines[i].expect("inside a group"), next)) || is_bullet(next.of(source)) {
                break;
            }
            span = span.join(next);
            i += 1;
        }
        blocks.push(Block { span, zone: Zone::Body, paragraph });
        i += 1;
    }
    let alone: Vec<bool> = (0..blocks.len())
        .map(|i| {
            let before = i.checked_sub(1).map(|j| blocks[j].paragraph);
            let after = blocks.get(i + 1).map(|b| b.paragraph);
            before != Some(blocks[i].paragraph) && after != Some(blocks[i].paragraph)
        })
        .collect();
    for i in 0..blocks.len() {
        let zone = zone(blocks[i].span.of(source), i == 0, alone[i], i + 1 == blocks.len(), headline);
        blocks[i].zone = zone;
        if zone == Zone::Caption && blocks[i].span.of(source).starts_with('[') {
            blocks[i].span = Span::new(blocks[i].span.start + 1, blocks[i].span.end - 1);
        }
    }
    blocks
}

/// Makes the headline at `place` the first block. What the looks of the body's first line have made its headline is none
/// then; if it is the same line, it stays the headline and nothing is added.
pub fn put_headline(source: &str, place: Span, blocks: &mut Vec<Block>) {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if let Some(first) = blocks.first_mut() {
        let line = first.span.of(source);
        if letters(line) == letters(place.of(source)) {
            first.zone = Zone::Headline;
            return;
        }
        if first.zone == Zone::Headline {
            first.zone = if line.starts_with('#') { Zone::Heading } else { Zone::Body };
        }
    }
    for block in blocks.iter_mut() {
        block.paragraph += 1;
    }
    blocks.insert(0, Block { span: place, zone: Zone::Headline, paragraph: 0 });
}

/// The trimmed lines of the body; `None` for a blank one.
fn lines(source: &str, body: Span) -> Vec<Option<Span>> {
    let mut lines = Vec::new();
    let mut start = body.start;
    for line in body.of(source).split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        let left = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        lines.push((!trimmed.is_empty()).then(|| Span::new(start + left, start + left + trimmed.len())));
        start += line.len();
    }
    lines
}

/// True if a group of lines was wrapped by hand: all but the last are long and about equally long.
fn is_wrapped(source: &str, group: &[Option<Span>]) -> bool {
    if group.len() < 3 {
        return false;
    }
    let lengths: Vec<usize> = group[..group.len() - 1].iter().flatten().map(|s| s.of(source).chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let shortest = lengths.iter().copied().min().unwrap_or(0);
    (50..=100).contains(&longest) && longest - shortest <= 20
}

/// True if a line goes on in the next: it stops in mid-sentence and the next begins small.
fn joins(source: &str, line: Span, next: Span) -> bool {
    let (line, next) = (line.of(source), next.of(source));
    let stops = line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', ']', '…', '|']);
    !stops && line.chars().count() >= 45 && next.starts_with(char::is_lowercase)
}

/// True for "• x", "- x", "* x", "1. x", "2) x".
fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '‣' | '▪' | '◦' | '●') => true,
        Some('-' | '–' | '—' | '*' | '+') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && rest.starts_with(['.', ')']) && rest[1..].starts_with(char::is_whitespace)
        }
        _ => false,
    }
}

fn zone(line: &str, first: bool, alone: bool, last: bool, headline: Option<&str>) -> Zone {
    let length = line.chars().count();
    if first && headline.is_some_and(|title| title.trim() == line) {
        return Zone::Headline;
    }
    let head = &line[..line.char_indices().nth(80).map_or(line.len(), |(at, _)| at)];
    let lower = if head.is_ascii() { head.to_ascii_lowercase() } else { head.chars().flat_map(char::to_lowercase).collect() };
    let bare = lower.trim_start_matches(['[', '(', '*', '_', ' ']);
    if let Some(label) = bare.split_once(':').map(|(label, _)| label.trim())
        && CREDITS.contains(&label)
        && length < 160
    {
        return Zone::Credit;
    }
    if CREDITS.iter().any(|c| bare.starts_with(c) && line.starts_with(['[', '('])) {
        return Zone::Credit;
    }
    // A caption that a page was read with.
    if line.starts_with('[') && line.ends_with(']') && !line[1..line.len() - 1].contains(['[', ']']) && line.contains(' ') && alone {
        return Zone::Caption;
    }
    if length < 160 && furniture(bare) {
        return Zone::Furniture;
    }
    if is_bullet(line) {
        return Zone::ListItem;
    }
    if line.starts_with('#') {
        return if first { Zone::Headline } else { Zone::Heading };
    }
    let ends = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_']);
    // a question may be a heading, if it is short
    let sentence = ends.ends_with(['.', '!', '…', ';', ',', ':']) || (ends.ends_with('?') && length > 70);
    if first && alone && length <= 220 && !ends.ends_with(['.', ';', ',']) {
        return Zone::Headline;
    }
    if let Some((label, rest)) = line.split_once(':') {
        let words = label.split_whitespace().count();
        if LABELS.contains(&label.trim().to_lowercase().as_str())
            || (words <= 4 && LABELS.iter().any(|l| l.contains(' ') && label.to_lowercase().ends_with(l)))
        {
            return Zone::Label;
        }
        if words <= 4
            && length >= 60
            && rest.trim_start().chars().next().is_some_and(|c| !c.is_lowercase())
            && label.starts_with(char::is_uppercase)
            && !label.contains(['"', '“', ',', '('])
        {
            return Zone::Caption;
        }
    }
    if !sentence
        && length <= 120
        && !last
        && !line.starts_with(['“', '"', '‘', '\''])
        && !line.starts_with(char::is_lowercase)
        && (alone || length <= 80)
    {
        return Zone::Heading;
    }
    Zone::Body
}

fn furniture(line: &str) -> bool {
    /// The phrases, sorted, so that those with the line's first byte are looked up.
    static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut phrases: Vec<&str> = FURNITURE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
        phrases.sort_unstable();
        phrases
    });
    let Some(first) = line.as_bytes().first() else { return false };
    let from = PHRASES.partition_point(|phrase| phrase.as_bytes()[0] < *first);
    PHRASES[from..].iter().take_while(|phrase| phrase.as_bytes()[0] == *first).any(|phrase| {
        let behind = line.strip_prefix(phrase);
        behind.is_some_and(|rest| phrase.ends_with(':') || rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(text: &str) -> Vec<Zone> {
        blocks(text, Span::new(0, text.len()), None).iter().map(|b| b.zone).collect()
    }

    #[test]
    fn lines_are_told_apart_by_their_looks() {
        let text = "Show gets a second series\n\nThe show is back.\n\nCast and crew\n\n• Ann Lee as Bo;\n• Cy Dee as Em.\n\nGenre: drama\n\n[Photo by A. Nyone]\n\nThe end.";
        assert_eq!(
            zones(text),
            [Zone::Headline, Zone::Body, Zone::Heading, Zone::ListItem, Zone::ListItem, Zone::Label, Zone::Credit, Zone::Body]
        );
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let line = "This is a line that was wrapped by hand at sixty characters";
        let text = format!("{line}\n{line}\n{line}\nend.");
        assert_eq!(zones(&text).len(), 1);
        assert_eq!(zones("One paragraph ends here.\nAnother begins on the next line.").len(), 2);
    }
}
