//! Who is said to have said it.
//!
//! Two roads lead to a speaker. A claim inside a quotation belongs to whoever speaks the quotation:
//! the reporting clause beside it, else the colon, the quotation or the speaker before it. A claim
//! in the article's own words belongs to the reporting verb that governs it ("Finn revealed that
//! …", "…, the network announced"), to an "according to", or to nobody.
//!
//! Verbs and nouns are data (`reporting.toml`). Who is a person and who a network the caller says:
//! a title or a character never speaks. Where the speaker cannot be made out there is none; "it
//! has been reported" and "reportedly" name nobody, they only weaken (see [`stance`](super::stance)).

use std::cell::OnceCell;
use std::ops::Range;

use super::clause::{self, Clauses};
use super::reporting::Reporting;
use crate::span::Span;
use crate::text::{Quotation, Text, TokenKind, Zone};

/// What kind of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeakerKind {
    /// A performer, maker or any other person.
    Person,
    /// A network, streamer, studio or company.
    Organisation,
    /// A paper, site or trade magazine.
    Outlet,
    /// A film or series: never speaks.
    Title,
    /// A role: never speaks.
    Character,
    /// Anything else, or not known: speaks only where a source is certain ("according to X").
    Other,
}

impl SpeakerKind {
    fn speaks(self) -> bool {
        matches!(self, SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Outlet)
    }
}

/// One mention of a name in the document.
#[derive(Debug, Clone)]
pub struct Speaker<'a> {
    /// Its tokens, as indices into the text's.
    pub tokens: Range<usize>,
    /// The fullest form of the name in the article.
    pub full: &'a str,
    /// What it is a name of.
    pub kind: SpeakerKind,
}

/// The source of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed {
    /// The fullest form of the name, or the descriptive phrase as it stands.
    pub source: String,
    /// The claim stands inside quotation marks.
    pub quoted: bool,
    /// Where the speaker stands, in bytes of the document.
    pub speaker: Span,
    /// The word of saying, in bytes of the document.
    pub reporting: Option<Span>,
}

/// Who says what the tokens `trigger` state in `sentence`; `None` if the article itself does, or
/// if the speaker cannot be made out.
///
/// `names` are all mentions of names of the document, sorted by their tokens.
///
/// # Panics
/// If `sentence` is not one of `text`.
pub fn attribute(text: &Text, sentence: usize, trigger: Range<usize>, names: &[Speaker], reporting: &Reporting) -> Option<Attributed> {
    Scene::new(text, names, reporting).attribute(sentence, trigger)
}

/// A speaker that has been made out.
#[derive(Debug, Clone)]
struct Who {
    source: String,
    kind: SpeakerKind,
    speaker: Range<usize>,
    verb: Option<Range<usize>>,
}

/// One sentence with its structure.
#[derive(Debug)]
struct Staged {
    number: usize,
    clauses: Clauses,
    /// Tokens inside a quotation that is speech.
    speech: Vec<bool>,
    /// Its reporting clauses, once they have been asked for.
    frames: OnceCell<Vec<Frame>>,
}

/// A reporting clause: somebody says something. Positions are relative to the sentence.
#[derive(Debug, Clone)]
struct Frame {
    verb: Range<usize>,
    subject: Subject,
    /// Where the subject stands.
    at: Range<usize>,
    covers: Covers,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    /// Indices into the names.
    Names(Vec<usize>),
    /// A descriptive phrase, `at` is its extent.
    Phrase,
    /// "He", "she", "the actor".
    Person,
    /// "The network".
    Company,
    /// "The paper".
    Paper,
    /// "It": whoever was the source just before.
    Same,
    /// Somebody, but not anybody that could be named.
    Nobody,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Covers {
    /// "X said that …".
    After,
    /// “…,” said X.
    Before,
    /// "…, X said on Friday."
    Around,
    /// "According to X".
    Both,
}

/// The frame that governs the trigger: the innermost verb before it, else a tail, else "according to".
fn governing<'f>(staged: &Staged, frames: &'f [Frame], trigger: &Range<usize>) -> Option<&'f Frame> {
    let c = &staged.clauses;
    let set_off = |a: usize, b: usize| {
        (a..b).any(|i| {
            c.hard[i] && c.island[i] == c.island[a.min(c.len() - 1)] && c.words[i] != ":" && c.words[i].chars().any(char::is_alphabetic)
                || c.words[i] == ";"
        })
    };
    let reaches = |frame: &Frame| {
        let island = c.island[frame.verb.start];
        let home = island == 0 || c.island[trigger.start] == island || frame.covers == Covers::Both;
        let before = frame.verb.start < trigger.start;
        home && match frame.covers {
            Covers::After => before && !frame.at.contains(&trigger.start) && !set_off(frame.verb.end, trigger.start),
            Covers::Before => {
                !before
                    && trigger.end <= frame.at.start.max(frame.verb.start).min(c.len())
                    && !set_off(trigger.end, frame.at.start.min(frame.verb.start).max(trigger.end))
            }
            Covers::Around if before => !frame.at.contains(&trigger.start) && !set_off(frame.verb.end, trigger.start),
            Covers::Around => trigger.end <= frame.at.start && !set_off(trigger.end, frame.at.start),
            Covers::Both if before => !set_off(frame.verb.end, trigger.start),
            Covers::Both => !set_off(trigger.end, frame.verb.start),
        }
    };
    let leads = |f: &Frame| f.covers == Covers::After || f.covers == Covers::Around && f.verb.start < trigger.start;
    let inner = frames.iter().rev().find(|f| leads(f) && reaches(f));
    let tail = || frames.iter().find(|f| matches!(f.covers, Covers::Before | Covers::Around) && reaches(f));
    let aside = || frames.iter().find(|f| f.covers == Covers::Both && reaches(f));
    inner.or_else(tail).or_else(aside)
}

/// How many quotations may begin inside another one before it is lost sight of.
const NESTED: usize = 32;

/// How far back a quotation is followed through the paragraphs before it.
const HOPS: usize = 8;

#[rustfmt::skip]
const TIME: &[&str] = &[
    "today", "yesterday", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "recently",
    "later", "earlier", "exclusively", "first", "then", "now", "also", "once", "previously", "since", "officially", "finally",
    "just", "further", "even", "still", "again", "all", "both", "themselves", "herself", "himself", "itself", "week", "month",
    "year",
];

#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &[
    "in", "at", "on", "for", "from", "with", "of", "by", "to", "about", "via", "during", "after", "before", "as", "into",
    "over", "amid", "since", "until", "near", "inside", "within", "close", "familiar", "alongside", "opposite", "despite",
    "through", "per",
];

/// What a phrase of source is continued by: "a spokesperson *for* the network".
const LINKS: &[&str] =
    &["for", "from", "at", "with", "close", "familiar", "of", "inside", "within", "in", "near", "to", "on", "and", "behind"];

#[rustfmt::skip]
const PLEASED: &[&str] = &[
    "proud", "pleased", "thrilled", "excited", "delighted", "happy", "honoured", "honored", "glad", "ready", "sad", "saddened",
    "sorry", "quick", "keen",
];

/// One document with its names: asks who says what, and keeps what it has read of a sentence for the next question.
#[derive(Debug)]
pub struct Scene<'a> {
    text: &'a Text<'a>,
    names: &'a [Speaker<'a>],
    reporting: &'a Reporting,
    /// Sentences that have been read.
    staged: Vec<OnceCell<Box<Staged>>>,
    /// Whether a quotation is speech, by quotation.
    speech: Vec<OnceCell<bool>>,
}

impl<'a> Scene<'a> {
    /// `names` are all mentions of names of the document, sorted by their tokens.
    pub fn new(text: &'a Text<'a>, names: &'a [Speaker<'a>], reporting: &'a Reporting) -> Self {
        let staged = std::iter::repeat_with(OnceCell::new).take(text.sentences.len()).collect();
        let speech = std::iter::repeat_with(OnceCell::new).take(text.quotes.len()).collect();
        Scene { text, names, reporting, staged, speech }
    }

    /// Who is said to have said what the tokens `trigger` of the sentence state; see [`attribute`].
    ///
    /// # Panics
    /// If `sentence` is not one of the text.
    pub fn attribute(&self, sentence: usize, trigger: Range<usize>) -> Option<Attributed> {
        let tokens = &self.text.sentences[sentence].tokens;
        if trigger.is_empty() || trigger.start < tokens.start || trigger.end > tokens.end {
            return None;
        }
        let at = self.text.tokens[trigger.start].span.start;
        if let Some(quote) = self.speech_at(at) {
            let who = self.speaker_of(quote, 0)?;
            return self.attributed(&who, true);
        }
        let behind = self.text.quotes.partition_point(|q| q.outer.start <= at);
        let quoted = self.text.quotes[behind.saturating_sub(NESTED)..behind].iter().any(|q| q.inner.holds(at) && !self.is_title(q));
        let staged = self.stage(sentence);
        let local = trigger.start - tokens.start..trigger.end - tokens.start;
        let frame = governing(staged, self.frames(staged), &local)?;
        let who = self.resolve(staged, frame)?;
        self.attributed(&who, quoted)
    }

    fn attributed(&self, who: &Who, quoted: bool) -> Option<Attributed> {
        let reporting = who.verb.as_ref().map(|verb| self.text.token_span(verb));
        Some(Attributed { source: who.source.clone(), quoted, speaker: self.text.token_span(&who.speaker), reporting })
    }

    // ------------------------------------------------------------------ names

    /// The mention that holds the token.
    fn name_at(&self, token: usize) -> Option<usize> {
        let behind = self.names.partition_point(|n| n.tokens.start <= token);
        self.names[..behind].iter().rposition(|n| n.tokens.contains(&token))
    }

    /// The longest mention that ends just before `end`.
    fn name_ending(&self, end: usize) -> Option<usize> {
        let index = self.name_at(end.checked_sub(1)?)?;
        (self.names[index].tokens.end == end).then_some(index)
    }

    /// The tokens of a mention relative to the sentence, as far as they lie in it.
    fn local(&self, staged: &Staged, name: usize) -> Range<usize> {
        let (first, len) = (staged.clauses.first, staged.clauses.len());
        let tokens = &self.names[name].tokens;
        let inside = |token: usize| token.saturating_sub(first).min(len);
        inside(tokens.start)..inside(tokens.end)
    }

    fn names_in(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = self.names.partition_point(|n| n.tokens.start < tokens.start);
        (first..self.names.len()).take_while(move |i| self.names[*i].tokens.start < tokens.end)
    }

    fn stage(&self, number: usize) -> &Staged {
        self.staged[number].get_or_init(|| Box::new(self.read(number)))
    }

    fn read(&self, number: usize) -> Staged {
        let words = clause::words(self.text, number);
        let tokens = self.text.sentences[number].tokens.clone();
        let masked = tokens.clone().map(|t| self.name_at(t).is_some()).collect();
        let speech = tokens.map(|t| self.speech_at(self.text.tokens[t].span.start).is_some()).collect();
        Staged { number, clauses: Clauses::new(self.text, number, words, masked), speech, frames: OnceCell::new() }
    }

    // ------------------------------------------------------------------ quotations

    fn quote_tokens(&self, quote: &Quotation) -> Range<usize> {
        let start = self.text.tokens.partition_point(|t| t.span.start < quote.inner.start);
        let end = self.text.tokens.partition_point(|t| t.span.start < quote.inner.end);
        start..end
    }

    /// True if a title fills the quotation.
    fn is_title(&self, quote: &Quotation) -> bool {
        let tokens = self.quote_tokens(quote);
        let bare =
            tokens.end - usize::from(tokens.end > tokens.start && matches!(self.text.word(tokens.end - 1), "," | "." | "!" | "?" | ";"));
        self.names_in(tokens.clone()).any(|i| {
            let name = &self.names[i];
            matches!(name.kind, SpeakerKind::Title | SpeakerKind::Character | SpeakerKind::Other)
                && name.tokens.start == tokens.start
                && name.tokens.end >= bare
        })
    }

    /// True if somebody speaks there, rather than a title or a single word being set off.
    fn is_speech(&self, quote: &'a Quotation) -> bool {
        let text: &'a Text<'a> = self.text;
        let first = text.quotes.partition_point(|q| (q.outer.start, q.outer.end) < (quote.outer.start, quote.outer.end));
        match text.quotes.get(first) == Some(quote) {
            true => *self.speech[first].get_or_init(|| self.reads_as_speech(quote)),
            false => self.reads_as_speech(quote),
        }
    }

    fn reads_as_speech(&self, quote: &Quotation) -> bool {
        let tokens = self.quote_tokens(quote);
        if tokens.is_empty() || self.is_title(quote) {
            return false;
        }
        let words: Vec<usize> = tokens.clone().filter(|t| self.text.tokens[*t].kind == TokenKind::Word).collect();
        let lower = words.iter().filter(|t| !self.text.tokens[**t].is_capitalised()).count();
        let normal = |t: usize| clause::normal(self.text.word(t));
        let first_person = words.iter().any(|t| matches!(normal(*t).as_str(), "i" | "we" | "my" | "our" | "us" | "me"));
        let stopped = matches!(self.text.word(tokens.end - 1), "," | "." | "!" | "?" | "…" | "..." | "-" | "—");
        let long = words.len() >= 5 && lower * 2 >= words.len();
        let short = words.len() >= 2 && lower * 2 >= words.len() && stopped;
        long || short || first_person && lower >= 1 && words.len() >= 3 || !quote.closed && words.len() >= 4 && lower * 2 >= words.len()
    }

    /// The outermost speech that holds the byte.
    fn speech_at(&self, byte: usize) -> Option<&'a Quotation> {
        let text: &'a Text<'a> = self.text;
        let behind = text.quotes.partition_point(|q| q.outer.start <= byte);
        let near = &text.quotes[behind.saturating_sub(NESTED)..behind];
        near.iter().filter(|q| q.inner.holds(byte) && self.is_speech(q)).max_by_key(|q| q.inner.len())
    }

    fn speaker_of(&self, quote: &Quotation, depth: usize) -> Option<Who> {
        if depth > HOPS {
            return None;
        }
        let text = self.text;
        let inner = self.quote_tokens(quote);
        let open = text.tokens.partition_point(|t| t.span.start < quote.outer.start);
        let behind = if quote.closed { inner.end + 1 } else { inner.end };
        let block = |token: usize| text.sentences[text.sentence_of(token)].block;
        // Beside it, in its own sentence
        let before =
            (open > 0 && block(open - 1) == quote.block).then(|| text.sentence_of(open - 1)).filter(|s| *s == text.sentence_of(open));
        let led = before.and_then(|s| {
            let staged = self.stage(s);
            let frames = self.frames(staged);
            let local = open - staged.clauses.first;
            let frame = frames.iter().rev().find(|f| f.verb.start < local && matches!(f.covers, Covers::After | Covers::Around))?;
            let near = staged.clauses.words[open - 1 - staged.clauses.first].as_str() == ":" || local - frame.verb.end <= 12;
            let tight = matches!(staged.clauses.words[local - 1].as_str(), ":" | ",") || frame.verb.end == local;
            near.then(|| self.resolve(staged, frame).map(|who| (who, tight))).flatten()
        });
        if let Some((who, true)) = &led {
            return Some(who.clone());
        }
        let next = (behind < text.tokens.len() && block(behind) == quote.block).then(|| text.sentence_of(behind));
        if next.is_some() && matches!(text.word(behind), "-" | "–" | "—") {
            // “…” – Orla Finn
            let name = self.name_at(behind + 1).filter(|i| self.names[*i].kind == SpeakerKind::Person);
            if let Some(name) = name {
                return Some(self.who(&[name], None));
            }
        }
        let followed = next.filter(|s| *s == text.sentence_of(behind - 1)).and_then(|s| {
            let staged = self.stage(s);
            let local = behind - staged.clauses.first;
            let frames = self.frames(staged);
            let frame = frames.iter().find(|f| f.verb.start >= local && f.covers != Covers::Both)?;
            let between = (local..frame.verb.start).any(|i| staged.speech[i]);
            if between || frame.verb.start - local > 14 {
                return None;
            }
            self.resolve(staged, frame)
        });
        if followed.is_some() {
            return followed;
        }
        if let Some((who, _)) = led {
            return Some(who);
        }
        // “Orla Finn: “I am back””
        if open >= 2
            && before.is_some()
            && text.word(open - 1) == ":"
            && let Some(name) = self.name_ending(open - 1).filter(|i| self.names[*i].kind.speaks())
        {
            return Some(self.who(&[name], None));
        }
        // The quotation before it in the paragraph, or the speaker of the sentence before
        let behind = text.quotes.partition_point(|q| q.outer.start < quote.outer.start);
        let earlier = text.quotes[..behind].iter().rev().take(NESTED).take_while(|q| q.block == quote.block);
        let previous = earlier.into_iter().find(|q| q.outer.end <= quote.outer.start && self.is_speech(q));
        if let Some(who) = previous.and_then(|q| self.speaker_of(q, depth + 1)) {
            return Some(who);
        }
        if open > 0 && block(open - 1) == quote.block {
            return self.last_speaker(text.sentence_of(open - 1), open);
        }
        self.speaker_above(quote, depth)
    }

    /// The speaker of a quotation with which a paragraph begins: he who spoke in the one before.
    fn speaker_above(&self, quote: &Quotation, depth: usize) -> Option<Who> {
        let text = self.text;
        let prose = |zone: Zone| matches!(zone, Zone::Body | Zone::ListItem | Zone::Headline | Zone::Heading);
        let below = text.sentences.partition_point(|s| s.block < quote.block);
        let above = below.checked_sub(1 + text.sentences[..below].iter().rev().take(NESTED).position(|s| prose(s.zone))?)?;
        let zone = text.sentences[above].zone;
        let last = text.sentences[above].tokens.end - 1;
        let colon = text.word(last) == ":";
        if !colon && zone != Zone::Body {
            return None;
        }
        let behind = text.quotes.partition_point(|q| q.block <= text.sentences[above].block);
        let ends = |q: &Quotation| self.quote_tokens(q).end + usize::from(q.closed);
        let same = text.quotes[..behind].iter().rev().take(NESTED).take_while(|q| q.block == text.sentences[above].block);
        if let Some(speech) = same.into_iter().find(|q| ends(q) > last && self.is_speech(q)) {
            return self.speaker_of(speech, depth + 1);
        }
        if let Some(who) = self.last_speaker(above, last + 1) {
            return (colon || who.kind == SpeakerKind::Person).then_some(who);
        }
        // "Finn said: 'I am …": a paragraph of speech whose mark was never closed
        if let Some(who) = self.speaker_with_colon(above) {
            return Some(who);
        }
        if !colon {
            return None;
        }
        let persons: Vec<usize> =
            self.names_in(text.sentences[above].tokens.clone()).filter(|i| self.names[*i].kind == SpeakerKind::Person).collect();
        match persons[..] {
            [one] => Some(self.who(&[one], None)),
            _ => None,
        }
    }

    /// The speaker of the last colon before an opening mark in the paragraph that `sentence` ends.
    fn speaker_with_colon(&self, sentence: usize) -> Option<Who> {
        let block = self.text.sentences[sentence].block;
        let opens = |t: usize| {
            t + 1 < self.text.tokens.len() && self.text.word(t) == ":" && self.text.word(t + 1).starts_with(['\'', '‘', '"', '“'])
        };
        let sentences = (0..=sentence).rev().take(NESTED).take_while(|s| self.text.sentences[*s].block == block);
        let colon = sentences.into_iter().find_map(|s| self.text.sentences[s].tokens.clone().rev().find(|t| opens(*t)))?;
        self.last_speaker(self.text.sentence_of(colon), colon)
    }

    /// The last speaker of a sentence's own reporting clauses before the token.
    fn last_speaker(&self, sentence: usize, before: usize) -> Option<Who> {
        let staged = self.stage(sentence);
        let frames = self.frames(staged);
        let frame = frames.iter().rev().find(|f| f.covers != Covers::Both && f.verb.end + staged.clauses.first <= before)?;
        self.resolve(staged, frame)
    }

    // ------------------------------------------------------------------ reporting clauses

    /// All reporting clauses of a sentence outside its quotations, left to right.
    fn frames<'s>(&self, staged: &'s Staged) -> &'s [Frame] {
        staged.frames.get_or_init(|| self.read_frames(staged))
    }

    fn read_frames(&self, staged: &Staged) -> Vec<Frame> {
        let c = &staged.clauses;
        let mut frames: Vec<Frame> = Vec::new();
        if let Some(frame) = self.headline_outlet(staged) {
            frames.push(frame);
        }
        for i in 0..c.len() {
            if staged.speech[i] {
                continue;
            }
            let found = match c.word(i) {
                "according" if c.word(i + 1) == "to" => self.aside(staged, i, i + 2),
                "per" | "via" | "citing" => self.aside(staged, i, i + 1),
                word => match self.reporting.verb(word) {
                    Some(object) => self.verb_frame(staged, i, object, &frames),
                    None => None,
                },
            };
            frames.extend(found);
        }
        frames
    }

    /// "TW- Novaplex signs …", "Deadline: Harrow renewed".
    fn headline_outlet(&self, staged: &Staged) -> Option<Frame> {
        let c = &staged.clauses;
        if !matches!(self.text.sentences[staged.number].zone, Zone::Headline | Zone::Heading) {
            return None;
        }
        let name = self.name_at(c.first)?;
        let end = self.local(staged, name).end;
        let mark = matches!(c.words.get(end)?.as_str(), ":" | "-" | "–" | "—");
        let outlet = self.names[name].kind == SpeakerKind::Outlet && self.names[name].tokens.start == c.first;
        (mark && outlet && end + 2 < c.len()).then(|| Frame {
            verb: end..end + 1,
            subject: Subject::Names(vec![name]),
            at: 0..end,
            covers: Covers::Both,
        })
    }

    /// "According to X", "per X", "(via X)": the cue begins at `cue`, the source at `from`.
    fn aside(&self, staged: &Staged, cue: usize, from: usize) -> Option<Frame> {
        let c = &staged.clauses;
        let mut end = from;
        while end < c.len() && end - from < 14 {
            let word = c.words[end].as_str();
            let name = self.name_at(c.first + end).is_some();
            let stops = matches!(word, "," | "." | ";" | ":" | ")" | "(" | "]" | "!" | "?" | "–" | "—" | "that" | "who" | "which" | "but")
                || self.text.tokens[c.first + end].kind == TokenKind::Quote && end > from
                || end > from && c.finite[end] && !name;
            if !name && stops {
                break;
            }
            end += 1;
        }
        if end == from {
            return None;
        }
        let (subject, at) = self.noun_phrase(staged, from..end)?;
        let named =
            |kinds: &[SpeakerKind]| matches!(&subject, Subject::Names(list) if list.iter().all(|i| kinds.contains(&self.names[*i].kind)));
        let fits = match c.words[cue].as_str() {
            "via" => named(&[SpeakerKind::Outlet]),
            // "per episode"
            "per" => {
                named(&[SpeakerKind::Outlet, SpeakerKind::Organisation, SpeakerKind::Person])
                    || subject == Subject::Phrase
                    || subject == Subject::Paper
            }
            "citing" => subject == Subject::Phrase || named(&[SpeakerKind::Outlet, SpeakerKind::Person]),
            _ => true,
        };
        fits.then_some(Frame { verb: cue..from, subject, at, covers: Covers::Both })
    }

    /// Who is meant by the phrase of an "according to".
    fn noun_phrase(&self, staged: &Staged, range: Range<usize>) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let first = c.first;
        let names: Vec<usize> = self.names_in(first + range.start..first + range.end).collect();
        let local = |i: usize| self.local(staged, i);
        if matches!(c.word(range.start), "she" | "he" | "her" | "him") {
            return Some((Subject::Person, range.start..range.start + 1));
        }
        let head = range.clone().find(|i| self.reporting.noun(c.word(*i)).source || self.reporting.noun(c.word(*i)).report);
        // "According to sources Finn and Crane were": the names begin the next clause
        if let Some(head) = head.filter(|h| self.reporting.noun(c.word(*h)).source && c.word(*h).ends_with('s'))
            && self.name_at(first + head + 1).is_some()
        {
            return Some((Subject::Phrase, self.phrase_start(staged, head).max(range.start)..head + 1));
        }
        let names =
            if c.finite.get(range.end).copied().unwrap_or(false) && head.is_none() { names[..names.len().min(1)].to_vec() } else { names };
        let of_kind = |kinds: &[SpeakerKind]| names.iter().copied().filter(|i| kinds.contains(&self.names[*i].kind)).collect::<Vec<_>>();
        if let Some(&person) = of_kind(&[SpeakerKind::Person]).first()
            && head.is_none_or(|h| h > local(person).start || !LINKS.contains(&c.word(h + 1)))
        {
            let group = self.coordinated_after(person, first + range.end);
            let at = local(group[0]).start..local(group[group.len() - 1]).end;
            return Some((Subject::Names(group), at));
        }
        let outlets = of_kind(&[SpeakerKind::Outlet, SpeakerKind::Organisation]);
        if let Some(head) = head {
            let noun = self.reporting.noun(c.word(head));
            // "a report in Variety": the name; "a source at Novaplex": the phrase
            let source = outlets.last().copied().or_else(|| of_kind(&[SpeakerKind::Other, SpeakerKind::Person]).last().copied());
            if noun.report
                && let Some(name) = source
            {
                return Some((Subject::Names(vec![name]), local(name)));
            }
            if noun.source {
                let end = self.phrase_end(staged, head, range.end);
                return Some((Subject::Phrase, self.phrase_start(staged, head).max(range.start)..end));
            }
        }
        if let Some(&name) = outlets.first() {
            return Some((Subject::Names(vec![name]), local(name)));
        }
        if let Some((subject, at)) = range.clone().find_map(|i| self.generic(staged, i)) {
            return Some((subject, at));
        }
        if let Some(&name) = of_kind(&[SpeakerKind::Other]).first() {
            return Some((Subject::Names(vec![name]), local(name)));
        }
        if names.is_empty() {
            // A capitalised run that nobody has named
            let capital = |i: &usize| self.text.tokens[first + i].is_capitalised() && self.text.tokens[first + i].kind == TokenKind::Word;
            let start = range.clone().find(capital)?;
            let end = (start..range.end).find(|i| !capital(i)).unwrap_or(range.end);
            let article = start > range.start && matches!(c.word(start - 1), "the");
            return (start <= range.start + 3 && !TIME.contains(&c.word(start)))
                .then(|| (Subject::Phrase, start - usize::from(article)..end));
        }
        None
    }

    /// "The network", "the actor", "the paper" whose noun stands at `i`.
    fn generic(&self, staged: &Staged, i: usize) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let noun = self.reporting.noun(c.word(i));
        let aged = c.word(i).ends_with("-year-old");
        if !(noun.company || noun.paper || noun.person || aged) {
            return None;
        }
        let start = (i.saturating_sub(3)..i).rev().find(|j| matches!(c.word(*j), "the" | "this" | "that"))?;
        if (start + 1..i).any(|j| matches!(c.word(j), "'s" | "'" | "of" | "," | "and") || c.finite[j]) {
            return None;
        }
        let subject = if noun.person || aged {
            Subject::Person
        } else if noun.paper {
            Subject::Paper
        } else {
            Subject::Company
        };
        Some((subject, start..i + 1))
    }

    /// Where the phrase begins whose noun is at `head`: behind the last verb, preposition or comma.
    fn phrase_start(&self, staged: &Staged, head: usize) -> usize {
        let c = &staged.clauses;
        let mut start = head;
        while start > 0 && head - start < 6 {
            let previous = start - 1;
            let word = c.words[previous].as_str();
            let name = self.name_at(c.first + previous).is_some();
            if matches!(
                word,
                "a" | "an"
                    | "the"
                    | "one"
                    | "another"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "our"
                    | "my"
                    | "some"
                    | "several"
                    | "various"
                    | "multiple"
                    | "many"
                    | "two"
                    | "three"
            ) {
                return previous;
            }
            let word_like = self.text.tokens[c.first + previous].kind == TokenKind::Word || matches!(word, "'s" | "'");
            let foreign = c.finite[previous]
                || PREPOSITIONS.contains(&word)
                || TIME.contains(&word)
                || matches!(word, "and" | "but" | "or" | "that" | "while" | "though" | "although" | "when" | "said" | "told" | "because");
            if !name && (!word_like || foreign) || staged.speech[previous] {
                break;
            }
            start = previous;
        }
        start
    }

    /// Where the phrase ends whose noun is at `head`: "for the network", "with knowledge of the matter".
    fn phrase_end(&self, staged: &Staged, head: usize, limit: usize) -> usize {
        let c = &staged.clauses;
        let mut end = head + 1;
        if !LINKS.contains(&c.word(end)) {
            return end;
        }
        while end < limit && end - head < 10 {
            let word = c.words[end].as_str();
            let name = self.name_at(c.first + end).is_some();
            let stops = matches!(word, "," | "." | ";" | ":" | "(" | ")" | "that" | "who" | "but" | "has" | "have")
                || c.finite[end]
                || self.reporting.verb(word).is_some()
                || self.text.tokens[c.first + end].kind == TokenKind::Quote
                || TIME.contains(&word);
            if stops && !name {
                break;
            }
            end += 1;
        }
        while end > head + 1 && LINKS.contains(&c.word(end - 1)) {
            end -= 1;
        }
        end
    }

    fn verb_frame(&self, staged: &Staged, verb: usize, object: bool, earlier: &[Frame]) -> Option<Frame> {
        let c = &staged.clauses;
        let word = c.word(verb);
        let next = c.words.get(verb + 1).map_or("", String::as_str);
        if matches!(word, "shoot" | "shoots" | "shot" | "shooting") && next != "down"
            || matches!(word, "go" | "goes" | "went" | "gone" | "going") && next != "on"
        {
            return None;
        }
        let previous = verb.checked_sub(1).map_or("", |i| c.words[i].as_str());
        let quote_before =
            verb > 0 && self.text.tokens[c.first + verb - 1].kind == TokenKind::Quote && (verb < 2 || staged.speech[verb - 2]);
        // “…,” said X, or "…, said X": the verb first
        let told = matches!(word, "tell" | "tells" | "told");
        let inverted = || {
            let (subject, at) = self.subject_after(staged, verb).filter(|_| !told)?;
            Some(Frame { verb: verb..verb + 1, subject, at, covers: Covers::Before })
        };
        if quote_before || verb == 0 && self.after_speech(staged) {
            return inverted();
        }
        let opens_clause = matches!(next, "that" | "," | ":" | "." | "there" | "how" | "")
            || clause::is_subject_pronoun(next)
            || self.text.tokens.get(c.first + verb + 1).is_some_and(|t| t.kind == TokenKind::Quote)
            || matches!(next, "on" | "in" | "alongside" | "out" | "during")
                && !matches!(word, "continue" | "continues" | "continued" | "continuing" | "begin" | "begins" | "began" | "beginning")
            || next == "to" && !matches!(word, "add" | "adds" | "added" | "adding" | "continue" | "continues" | "continued" | "go");
        if !object && !opens_clause {
            return None;
        }
        // "A report", "the claims": a noun
        let determined = matches!(
            previous,
            "a" | "an"
                | "the"
                | "this"
                | "that"
                | "these"
                | "those"
                | "his"
                | "her"
                | "their"
                | "its"
                | "any"
                | "new"
                | "recent"
                | "no"
                | "some"
                | "of"
                | "in"
                | "'s"
                | "'"
                | "media"
                | "more"
                | "newly"
                | "to"
        );
        if determined && previous != "to" {
            return None;
        }
        if let Some(frame) = self.agent(staged, verb) {
            return Some(frame);
        }
        // "X confirmed to star": a passive without its auxiliary, as headlines have it
        if word.ends_with("ed") && object && (matches!(next, "to" | "as" | "for") || verb + 1 == c.len()) {
            return None;
        }
        let (subject, at) = if word.ends_with("ing") && !self.progressive(staged, verb) {
            self.subject_of_participle(staged, verb)?
        } else {
            match self.subject_before(staged, verb, earlier)? {
                (Subject::Nobody, _) if previous == "," && inverted().is_some() => return inverted(),
                found => found,
            }
        };
        let covers = if self.is_tail(staged, verb, &at) {
            Covers::Around
        } else if at.start > 0 && c.word(at.start - 1) == "as" {
            // "As X reported, …"; "as she revealed her plans" says no more than when
            let aside = matches!(next, "," | "." | ")" | "") || TIME.contains(&next);
            if aside { Covers::Both } else { Covers::After }
        } else {
            Covers::After
        };
        Some(Frame { verb: verb..verb + 1, subject, at, covers })
    }

    /// The sentence goes on behind a quotation: “Is it?” asked Finn.
    fn after_speech(&self, staged: &Staged) -> bool {
        staged.clauses.first > 0 && self.text.tokens[staged.clauses.first - 1].kind == TokenKind::Quote
    }

    fn progressive(&self, staged: &Staged, verb: usize) -> bool {
        let c = &staged.clauses;
        (0..verb).rev().find(|i| !clause::is_adverb(c.word(*i))).is_some_and(|i| c.finite[i] || c.word(i) == "been")
    }

    /// "Was announced by X".
    fn agent(&self, staged: &Staged, verb: usize) -> Option<Frame> {
        let c = &staged.clauses;
        if c.word(verb + 1) != "by" || !(c.word(verb).ends_with("ed")) {
            return None;
        }
        let end = (verb + 8).min(c.len());
        let stop = (verb + 2..end).find(|i| matches!(c.word(*i), "," | "." | ";" | "on" | "in" | "at" | "and")).unwrap_or(end);
        let (subject, at) = self.noun_phrase(staged, verb + 2..stop)?;
        Some(Frame { verb: verb..verb + 2, subject, at, covers: Covers::Both })
    }

    /// The subject that follows its verb: "said X", "says the show's creator X", "said the network".
    fn subject_after(&self, staged: &Staged, verb: usize) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let from = verb + 1;
        if matches!(c.word(from), "he" | "she") {
            return Some((Subject::Person, from..from + 1));
        }
        let name = |i: usize| self.name_at(c.first + i).is_some();
        let stop = |i: usize| {
            !name(i)
                && (matches!(
                    c.words[i].as_str(),
                    "," | "."
                        | ";"
                        | ":"
                        | "("
                        | "that"
                        | "who"
                        | "in"
                        | "to"
                        | "at"
                        | "on"
                        | "during"
                        | "after"
                        | "when"
                        | "about"
                        | "via"
                        | "while"
                        | "as"
                ) || self.text.tokens[c.first + i].kind == TokenKind::Quote
                    || c.finite[i])
        };
        let mut end = (from..(from + 12).min(c.len())).find(|i| stop(*i)).unwrap_or((from + 12).min(c.len()));
        let first = c.first;
        let names: Vec<usize> = self.names_in(first + from..first + end).filter(|i| self.names[*i].kind.speaks()).collect();
        let local = |i: usize| self.local(staged, i);
        let verb_form = c.word(verb).ends_with("ing");
        if verb_form || end == from {
            return None;
        }
        if let Some(&person) = names.iter().find(|i| self.names[**i].kind == SpeakerKind::Person) {
            let group = self.coordinated_after(person, first + end);
            let at = local(group[0]).start..local(group[group.len() - 1]).end;
            return Some((Subject::Names(group), at));
        }
        if let Some(head) = (from..end).find(|i| self.reporting.noun(c.word(*i)).source) {
            end = self.phrase_end(staged, head, c.len());
            return Some((Subject::Phrase, self.phrase_start(staged, head).max(from)..end));
        }
        if let Some(found) = (from..end).find_map(|i| self.generic(staged, i)) {
            return Some(found);
        }
        // ", confirming the renewal": the object of a verb that has its subject elsewhere
        let bare = names.first().filter(|i| local(**i).start == from || c.word(from) == "the" && local(**i).start == from + 1)?;
        Some((Subject::Names(vec![*bare]), local(*bare)))
    }

    /// The subject of "by revealing", "after announcing", ", adding that": the sentence's first.
    fn subject_of_participle(&self, staged: &Staged, verb: usize) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let before = verb.checked_sub(1).map(|i| c.words[i].as_str())?;
        if !(matches!(before, "by" | "after" | "while" | "when" | "before" | "," | "and" | "in" | "since") || clause::is_adverb(before)) {
            return None;
        }
        for i in 0..verb {
            if staged.speech[i] || c.island[i] != c.island[verb] && c.island[i] != 0 {
                continue;
            }
            if matches!(c.word(i), "he" | "she") {
                return Some((Subject::Person, i..i + 1));
            }
            if let Some(name) = self.name_at(c.first + i) {
                let at = self.local(staged, name);
                let governed = at.start > 0 && PREPOSITIONS.contains(&c.word(at.start - 1));
                let owner = c.word(at.end) == "'s" || c.word(at.end) == "'";
                let label = self.name_at(c.first + at.end).is_some_and(|n| n != name);
                if self.names[name].kind.speaks() && !governed && !owner && !label && at.end <= verb {
                    return Some((Subject::Names(vec![name]), at));
                }
            }
        }
        None
    }

    /// The subject before its verb; `None` if the verb is passive, negated or still to come.
    fn subject_before(&self, staged: &Staged, verb: usize, earlier: &[Frame]) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let mut i = verb;
        let mut passive = false;
        loop {
            let j = i.checked_sub(1)?;
            let word = c.words[j].as_str();
            if self.name_at(c.first + j).is_some() || staged.speech[j] {
                break;
            }
            match word {
                "not" | "n't" | "never" | "yet" | "will" | "would" | "may" | "might" | "could" | "can" | "should" | "must" | "'ll"
                | "'d" | "wo" | "ca" | "cannot" => return None,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "'re" | "am" | "'m" => passive = true,
                "has" | "have" | "had" | "'ve" | "did" | "does" | "do" => {}
                "to" => return self.subject_of_infinitive(staged, j, earlier),
                _ if clause::is_adverb(word) || TIME.contains(&word) => {}
                "on" | "last" | "this" | "earlier" | "late" | "early" if TIME.contains(&c.words[j + 1].as_str()) => {}
                _ => break,
            }
            i = j;
        }
        if passive && !(c.word(verb).ends_with("ing")) {
            return None;
        }
        self.subject_ending(staged, i - 1, earlier)
    }

    /// "Is proud to announce", "took to Instagram to confirm", "went on to say": the "to" is at `to`.
    fn subject_of_infinitive(&self, staged: &Staged, to: usize, earlier: &[Frame]) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let before = to.checked_sub(1)?;
        if PLEASED.contains(&c.word(before)) {
            let be = (0..before).rev().find(|i| !clause::is_adverb(c.word(*i)))?;
            if matches!(c.word(be), "is" | "are" | "was" | "were" | "'s" | "'re" | "be") {
                return self.subject_ending(staged, be.checked_sub(1)?, earlier);
            }
        }
        let took = (to.saturating_sub(7)..to)
            .rev()
            .find(|i| matches!(c.word(*i), "took" | "takes" | "taken" | "went" | "used" | "seemed" | "appeared"))?;
        let fits = match c.word(took) {
            "took" | "takes" | "taken" => c.word(took + 1) == "to",
            "went" => c.word(took + 1) == "on" && to == took + 2,
            "seemed" | "appeared" => to == took + 1,
            _ => true,
        };
        if !fits {
            return None;
        }
        let mut end = took.checked_sub(1)?;
        while clause::is_adverb(c.word(end)) || matches!(c.word(end), "has" | "have" | "had") {
            end = end.checked_sub(1)?;
        }
        self.subject_ending(staged, end, earlier)
    }

    /// The subject whose last token is `end`.
    fn subject_ending(&self, staged: &Staged, end: usize, earlier: &[Frame]) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let first = c.first;
        let word = c.word(end);
        let nobody = Some((Subject::Nobody, end..end + 1));
        if matches!(c.words[end].as_str(), ")" | "]") {
            let open = (0..end).rev().find(|i| matches!(c.words[*i].as_str(), "(" | "["))?;
            return self.subject_ending(staged, open.checked_sub(1)?, earlier);
        }
        match word {
            "he" | "she" => return Some((Subject::Person, end..end + 1)),
            "it" => return Some((Subject::Same, end..end + 1)),
            "they" | "i" | "we" | "you" | "this" | "that" | "these" | "there" => return nobody,
            "who" | "which" => {
                let antecedent = end.checked_sub(if end > 0 && c.word(end - 1) == "," { 2 } else { 1 })?;
                return self.subject_ending(staged, antecedent, earlier);
            }
            "and" | "but" | "then" | "or" => {
                let last = earlier.iter().rev().find(|f| f.covers != Covers::Both && f.verb.end <= end)?;
                return Some((last.subject.clone(), last.at.clone()));
            }
            "," => return self.subject_before_comma(staged, end, earlier),
            _ => {}
        }
        if let Some(name) = self.name_ending(first + end + 1) {
            let at = self.local(staged, name).start..end + 1;
            // "A spokesman for Novaplex", "Finn of Novaplex"
            if let Some(found) = self.phrase_around(staged, at.start, end) {
                return Some(found);
            }
            if at.start > 1
                && matches!(c.word(at.start - 1), "of" | "from" | "at")
                && let Some(person) = self.name_ending(first + at.start - 1).filter(|i| self.names[*i].kind == SpeakerKind::Person)
            {
                return Some((Subject::Names(vec![person]), self.local(staged, person).start..at.start - 1));
            }
            if !self.names[name].kind.speaks() {
                let paper = self.names[name].kind == SpeakerKind::Other && matches!(c.word(end + 1), "reported" | "reports");
                return if paper { Some((Subject::Names(vec![name]), at)) } else { nobody };
            }
            let group = self.coordinated_before(name);
            let start = self.local(staged, group[0]).start;
            return Some((Subject::Names(group), start..end + 1));
        }
        if self.reporting.noun(word).source && !matches!(word, "person" | "people") {
            return Some((Subject::Phrase, self.phrase_start(staged, end)..end + 1));
        }
        if let Some(found) = self.phrase_around(staged, end, end) {
            return Some(found);
        }
        self.generic(staged, end).or(nobody)
    }

    /// A phrase of source that goes on to `end`: "a person with knowledge of the matter".
    fn phrase_around(&self, staged: &Staged, from: usize, end: usize) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        for head in (end.saturating_sub(9)..from).rev() {
            if matches!(c.words[head].as_str(), "," | "." | ":" | ";") || c.finite[head] {
                return None;
            }
            if self.reporting.noun(c.word(head)).source && LINKS.contains(&c.word(head + 1)) && c.word(head + 1) != "and" {
                return Some((Subject::Phrase, self.phrase_start(staged, head)..end + 1));
            }
        }
        None
    }

    /// The subject behind which an apposition or a relative clause is closed by the comma at `comma`.
    fn subject_before_comma(&self, staged: &Staged, comma: usize, earlier: &[Frame]) -> Option<(Subject, Range<usize>)> {
        let c = &staged.clauses;
        let first = c.first;
        let open = (comma.saturating_sub(20)..comma).rev().find(|i| c.word(*i) == ",");
        // "The channel's head, Orla Finn, said": the name between the commas
        if let Some(name) = self.name_ending(first + comma).filter(|i| self.names[*i].kind == SpeakerKind::Person) {
            let start = self.local(staged, name).start;
            if open.is_some_and(|o| o + 1 == start)
                && self.name_ending(first + start - 1).is_none_or(|n| self.names[n].kind != SpeakerKind::Person)
            {
                return Some((Subject::Names(vec![name]), start..comma));
            }
        }
        let open = open?;
        if (open + 1..comma).any(|i| staged.speech[i]) || open == 0 {
            return None;
        }
        match self.subject_ending(staged, open - 1, earlier)? {
            (Subject::Nobody, at) => Some((Subject::Nobody, at)),
            found if c.word(open - 1) != "," => Some(found),
            _ => None,
        }
    }

    /// "A, B and C" of which `last` is the last.
    fn coordinated_before(&self, last: usize) -> Vec<usize> {
        let mut group = vec![last];
        let mut joined = false;
        while let Some(joint) = self.names[group[0]].tokens.start.checked_sub(1) {
            let word = self.text.word(joint);
            if !(matches!(word, "and" | "&") && !joined || word == "," && joined) {
                break;
            }
            let Some(before) = self.name_ending(joint) else { break };
            if self.names[before].kind != self.names[last].kind {
                break;
            }
            joined = true;
            group.insert(0, before);
        }
        group
    }

    /// "A and B" of which `first` is the first.
    fn coordinated_after(&self, first: usize, limit: usize) -> Vec<usize> {
        let end = self.names[first].tokens.end;
        let second = (end + 1 < limit && matches!(self.text.word(end), "and" | "&")).then(|| self.name_at(end + 1)).flatten();
        match second {
            Some(second) if self.names[second].kind == self.names[first].kind && self.names[second].tokens.start == end + 1 => {
                vec![first, second]
            }
            _ => vec![first],
        }
    }

    /// "…, X said on Friday.": the clause closes the sentence and what it reports stands before.
    fn is_tail(&self, staged: &Staged, verb: usize, subject: &Range<usize>) -> bool {
        let c = &staged.clauses;
        let start = subject.start.min(verb);
        let Some(mut before) = start.checked_sub(1) else { return self.after_speech(staged) };
        // The label of the name: "…, Novaplex chief Orla Finn announced"
        while before > 0
            && !matches!(c.words[before].as_str(), "," | "-" | "–" | "—")
            && start - before <= 5
            && !c.finite[before]
            && self.text.tokens[c.first + before].kind == TokenKind::Word
        {
            before -= 1;
        }
        let mark = matches!(c.words[before].as_str(), "," | "-" | "–" | "—") || self.text.tokens[c.first + before].kind == TokenKind::Quote;
        if !mark || before == 0 {
            return false;
        }
        // "When it ended, Finn said": what is before is circumstance
        if c.subordinate.contains(&c.segment[before - 1]) && c.segment[before - 1] != c.segment[start] {
            return false;
        }
        // "In February, X announced on Instagram …": what is before only says when
        let said_before = !PREPOSITIONS.contains(&c.word(0)) || (0..before).any(|i| c.finite[i] || staged.speech[i]);
        let next = verb + 1;
        if next >= c.len() {
            return said_before;
        }
        let told = matches!(c.word(verb), "told" | "tells") && self.name_at(c.first + next).is_some();
        let next = if told { self.name_at(c.first + next).map_or(next, |n| self.local(staged, n).end) } else { next };
        let closing = next >= c.len()
            || matches!(c.words[next].as_str(), "." | "," | "(" | "!" | "…" | "-" | "–" | "—")
            || TIME.contains(&c.word(next))
            || matches!(
                c.word(next),
                "on" | "in" | "at" | "via" | "through" | "during" | "exclusively" | "last" | "this" | "earlier" | "when" | "to" | "of"
            );
        said_before
            && closing
            && !(next..c.len()).any(|i| c.word(i) == "that" || c.island[i] == 0 && c.finite[i] && c.segment[i] == c.segment[verb])
    }

    // ------------------------------------------------------------------ who is meant

    fn who(&self, names: &[usize], verb: Option<Range<usize>>) -> Who {
        let fulls: Vec<&str> = names.iter().map(|i| self.names[*i].full).collect();
        let source = match &fulls[..] {
            [one] => (*one).to_owned(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let tokens = self.names[names[0]].tokens.start..self.names[names[names.len() - 1]].tokens.end;
        Who { source, kind: self.names[names[0]].kind, speaker: tokens, verb }
    }

    fn resolve(&self, staged: &Staged, frame: &Frame) -> Option<Who> {
        let first = staged.clauses.first;
        let verb = Some(frame.verb.start + first..frame.verb.end + first);
        let at = frame.at.start + first..frame.at.end + first;
        let stand_in = |name: usize| Who { speaker: at.clone(), ..self.who(&[name], verb.clone()) };
        match &frame.subject {
            Subject::Names(names) => Some(self.who(names, verb)),
            Subject::Phrase => Some(Who { source: self.text.words(&at).to_owned(), kind: SpeakerKind::Other, speaker: at, verb }),
            Subject::Person => self.last_person(staged, at.start).map(stand_in),
            Subject::Company => self.last_of(SpeakerKind::Organisation, at.start).map(stand_in),
            Subject::Paper => self.last_of(SpeakerKind::Outlet, at.start).map(stand_in),
            Subject::Same => {
                let before = staged.number.checked_sub(1)?;
                let staged = self.stage(before);
                let frames = self.frames(staged);
                frames.iter().rev().find_map(|f| match &f.subject {
                    Subject::Names(names)
                        if names.iter().all(|i| matches!(self.names[*i].kind, SpeakerKind::Outlet | SpeakerKind::Organisation)) =>
                    {
                        Some(Who { speaker: at.clone(), ..self.who(names, verb.clone()) })
                    }
                    _ => None,
                })
            }
            Subject::Nobody => None,
        }
    }

    fn last_of(&self, kind: SpeakerKind, before: usize) -> Option<usize> {
        let behind = self.names.partition_point(|n| n.tokens.start < before);
        (0..behind).rev().find(|i| self.names[*i].kind == kind)
    }

    /// Whom "she" means: who spoke last, else the first person of the nearest sentence that has one.
    fn last_person(&self, staged: &Staged, before: usize) -> Option<usize> {
        let text = self.text;
        let person = |i: &usize| {
            self.names[*i].kind == SpeakerKind::Person && self.speech_at(text.tokens[self.names[*i].tokens.start].span.start).is_none()
        };
        let mut looked = 0;
        for number in (staged.number.saturating_sub(NESTED)..=staged.number).rev() {
            let sentence = &text.sentences[number];
            if !matches!(sentence.zone, Zone::Body | Zone::ListItem | Zone::Headline | Zone::Heading) {
                continue;
            }
            let end = sentence.tokens.end.min(before);
            if number < staged.number {
                let staged = self.stage(number);
                let spoke = self.frames(staged).iter().rev().find_map(|f| match &f.subject {
                    Subject::Names(names) if self.names[names[0]].kind == SpeakerKind::Person => Some(names[0]),
                    _ => None,
                });
                if spoke.is_some() {
                    return spoke;
                }
            }
            let governed = |i: &usize| {
                let start = self.names[*i].tokens.start;
                start > sentence.tokens.start && PREPOSITIONS.contains(&clause::normal(text.word(start - 1)).as_str())
            };
            let mut persons = self.names_in(sentence.tokens.start..end).filter(person);
            let first = persons.next();
            if let Some(first) = first {
                // "Explaining his choice of Crane, Finn": a person behind a preposition comes second
                return std::iter::once(first).chain(persons).find(|i| !governed(i)).or(Some(first));
            }
            looked += 1;
            if looked > 8 {
                break;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of the texts below: surface, fullest form, kind.
    const NAMES: &[(&str, &str, SpeakerKind)] = &[
        ("Orla Finn", "Orla Finn", SpeakerKind::Person),
        ("Finn", "Orla Finn", SpeakerKind::Person),
        ("Ida Crane", "Ida Crane", SpeakerKind::Person),
        ("Crane", "Ida Crane", SpeakerKind::Person),
        ("Novaplex", "Novaplex", SpeakerKind::Organisation),
        ("Channel Six", "Channel Six", SpeakerKind::Organisation),
        ("Telewire", "Telewire", SpeakerKind::Outlet),
        ("TW", "Telewire", SpeakerKind::Outlet),
        ("The Evening Ledger", "The Evening Ledger", SpeakerKind::Outlet),
        ("Evening Ledger", "The Evening Ledger", SpeakerKind::Outlet),
        ("Harrow", "Harrow", SpeakerKind::Title),
        ("Quill & Ink", "Quill & Ink", SpeakerKind::Title),
        ("Bo Teague", "Bo Teague", SpeakerKind::Character),
        ("Bo", "Bo Teague", SpeakerKind::Character),
    ];

    /// The source of the words between asterisks, "-" for none, with " (quoted)" behind it if it
    /// is. A text behind "H: " is a headline; "|" begins a paragraph.
    fn read(marked: &str) -> String {
        let (headline, marked) = match marked.strip_prefix("H: ") {
            Some(rest) => (true, rest),
            None => (false, marked),
        };
        let marked = marked.replace('|', "\n\n");
        let start = marked.find('*').expect("a trigger between asterisks");
        let end = marked.rfind('*').expect("a trigger between asterisks") - 1;
        let plain = marked.replace('*', "");
        let before = if headline { "" } else { "A plain headline\n\n" };
        let source = format!("{before}{plain}\n\nThe last paragraph of the text.");
        let text = Text::new(&source, Span::new(0, source.len()), None);
        let inside = |t: &crate::text::Token| t.span.start >= start + before.len() && t.span.end <= end + before.len();
        let first = text.tokens.iter().position(inside).expect("tokens in the trigger");
        let count = text.tokens[first..].iter().take_while(|t| inside(t)).count();
        let mut names: Vec<Speaker> = Vec::new();
        let mut at = 0;
        while at < text.tokens.len() {
            let found = NAMES.iter().find_map(|(surface, full, kind)| {
                let words: Vec<&str> = surface.split(' ').collect();
                let end = at + words.len();
                let same = end <= text.tokens.len() && (at..end).map(|t| text.word(t)).eq(words);
                same.then_some(Speaker { tokens: at..end, full, kind: *kind })
            });
            at = found.as_ref().map_or(at + 1, |name| name.tokens.end);
            names.extend(found);
        }
        match attribute(&text, text.sentence_of(first), first..first + count, &names, Reporting::builtin()) {
            Some(found) => format!("{}{}", found.source, if found.quoted { " (quoted)" } else { "" }),
            None => "-".to_owned(),
        }
    }

    #[track_caller]
    fn check(table: &[(&str, &str)]) {
        let mut wrong = String::new();
        for (expected, text) in table {
            let found = read(text);
            if found != *expected {
                wrong.push_str(&format!("\n“{expected}” expected, “{found}” found: {text}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn direct_quotations() {
        check(&[
            ("Orla Finn (quoted)", "“I will *return* next year,” Finn said."),
            ("Orla Finn (quoted)", "“I will *return* next year,” said Orla Finn, the show's creator."),
            ("Orla Finn (quoted)", "“I will *return* next year,” Orla Finn, who plays Bo, told Telewire."),
            ("Orla Finn (quoted)", "Orla Finn, who plays Bo, told Telewire: “I will *return* next year.”"),
            ("Orla Finn (quoted)", "Finn said, 'We will *return* next year.'"),
            ("Orla Finn (quoted)", "“It is true,” said Finn. “I will *return* next year.”"),
            ("Orla Finn (quoted)", "“I will,” Finn said, “*return* to the show next year.”"),
            ("Novaplex (quoted)", "'The show will *be back* with longer episodes,' Novaplex announced in a letter to Telewire."),
            (
                "Novaplex (quoted)",
                "Novaplex has moved on.|'We thank the crew as Harrow *ends* after two years,' said the network in an email to Telewire.",
            ),
            ("Telewire (quoted)", "Crane has the lead, Telewire reports.|“Finn will *play* a pilot from the north,” said the publication."),
            ("Orla Finn (quoted)", "Orla Finn was in high spirits.|“I am glad that I will *return* soon,” she said."),
            ("an insider (quoted)", "“The show is being *cancelled* for good,” an insider told Telewire."),
            ("Ida Crane (quoted)", "“We are so glad to *go on* with it,” said Ida Crane, head of drama at Novaplex."),
            ("Orla Finn (quoted)", "“I am so happy to *return* to the show.” – Orla Finn"),
            ("-", "“I am so happy to *return* to the show.” It was a long day."),
            ("-", "“Harrow” will *return* next year."),
            ("-", "The drama “Harrow,” which *stars* Orla Finn, is back."),
        ]);
    }

    #[test]
    fn quotations_across_paragraphs() {
        check(&[
            ("Orla Finn (quoted)", "Finn spoke about the show:|“I will *return* next year.”"),
            ("Orla Finn (quoted)", "Finn said that it had been a hard year:|“But I will be glad to *come back* for more. It was fun.”"),
            ("Orla Finn (quoted)", "“I had fun with it,” Finn told Telewire.|“I would really love to *return* next year.”"),
            ("Orla Finn (quoted)", "Finn told Telewire: “I had a lot of fun with it.|“And I will *return* next year.”"),
            ("Orla Finn (quoted)", "“I had fun with it,” Finn told Telewire.|She continued: “I believe that it will *run* for years.”"),
            ("Orla Finn (quoted)", "Finn admitted that nobody had called her.|'I will not be *in it* this time, I am afraid.'"),
            ("Orla Finn (quoted)", "Finn said in a letter: 'It has been a long road to here.|'And nobody could *play* her as Ida does.'"),
            ("-", "The news came as a surprise.|“I would really love to *return* next year.”"),
        ]);
    }

    #[test]
    fn indirect_speech() {
        check(&[
            ("Orla Finn", "Orla Finn, who plays Bo Teague, revealed that she will *return*."),
            ("-", "Orla Finn, who *plays* Bo Teague, revealed that she will return."),
            ("Channel Six", "In August, Channel Six announced that it would not *order* more of Harrow."),
            ("Orla Finn", "Finn confirmed on Instagram that she is *leaving* the show."),
            ("Orla Finn", "Finn confirmed the *renewal* in an interview."),
            ("Novaplex", "H: Novaplex announces *premiere* date for Harrow"),
            ("Orla Finn", "H: Orla Finn says she would love to *host* Harrow"),
            ("Novaplex", "Harrow has been *renewed*, Novaplex announced today."),
            ("Orla Finn", "Harrow has been *renewed*, Novaplex chief Orla Finn announced on Thursday (via TW)."),
            ("Telewire", "Ida Crane has *joined* the cast, Telewire reported today."),
            ("Telewire", "The show did well, though Telewire reports it has been *dropped*."),
            ("Novaplex", "Novaplex is delighted to announce the *launch* of a second series."),
            ("Orla Finn", "Finn surprised her fans by revealing she was *quitting* Harrow."),
            ("Orla Finn", "Finn admitted she was sad but revealed that Crane will *return*."),
            ("Orla Finn", "Orla Finn took to Instagram to announce that she is *leaving*."),
            ("Orla Finn", "The channel's head of comedy, Orla Finn, said it would *run* for years."),
            ("Novaplex", "The *cancellation* was confirmed by Novaplex on Tuesday."),
            ("Orla Finn and Ida Crane", "Orla Finn and Ida Crane announced that they will *return*."),
            ("Orla Finn", "Finn spoke to Telewire. She said that Crane will *return*."),
            ("Novaplex", "Novaplex has plans. The streamer announced that Harrow would *return*."),
            ("Orla Finn", "Ms Teague is a hit. Finn later denied that she would be *leaving*."),
            ("Novaplex", "Novaplex says the film will *open* in June and run for weeks."),
            ("Orla Finn", "Novaplex has given *its blessing* to a sequel, Channel Six CEO Orla Finn confirmed on Monday (via TW)."),
            ("Orla Finn", "Finn told Telewire she is not *returning*."),
        ]);
    }

    #[test]
    fn what_is_not_said_by_anyone() {
        check(&[
            ("-", "Harrow has been *renewed* for a second season."),
            ("-", "Orla Finn has reportedly *joined* the cast."),
            ("-", "Orla Finn will *play* Bo, it has been reported."),
            ("-", "Novaplex has not yet announced a *release* date."),
            ("-", "Novaplex will announce the *premiere* date soon."),
            ("-", "The *renewal* was announced in May."),
            ("-", "TW has learned that Harrow is *renewed*."),
            ("-", "TW can exclusively reveal that Harrow is *renewed*."),
            ("-", "Bo Teague revealed that he *returned* for Em."),
            ("-", "Harrow revealed that Bo had *died*."),
            ("-", "H: Orla Finn 'to *star*' in Harrow"),
            ("-", "Novaplex said it was happy, but Harrow has been *cancelled*."),
            ("-", "Novaplex *renewed* Harrow after Finn said she was happy."),
            ("-", "Novaplex added Ida Crane to the *cast*."),
            ("-", "When the show was *cancelled*, Finn said on Twitter that she was sad."),
            ("-", "Harrow *star* Ida Crane smiled as she revealed her plans."),
            ("-", "H: Orla Finn And Ida Crane Confirmed To *Star* In Harrow"),
            ("-", "The report was long and the show was *renewed*."),
        ]);
    }

    #[test]
    fn according_to_whom() {
        check(&[
            ("Telewire", "According to Telewire, a sequel will *start* on Channel Six."),
            ("Telewire", "The first season will *air* in May, according to Telewire."),
            ("The Evening Ledger", "Finn will *guest* in Harrow, according to local newspaper The Evening Ledger."),
            ("The Evening Ledger", "Harrow has been *sold* abroad, according to reports in the Evening Ledger."),
            ("Telewire", "A script is being *written*, according to yesterday's article in Telewire."),
            ("various newspapers", "Finn has been *cast*, according to various newspapers."),
            ("sources", "According to sources the film will be *shown* in May."),
            ("recent sources", "According to recent sources Finn and Crane have been *hired*."),
            ("a press release", "Finn and Crane will *appear*, according to a press release."),
            ("Telewire", "The show will *return* in May (via TW)."),
            ("Telewire", "The show will *return* in May, per Telewire."),
            ("Telewire", "As Telewire reported, the show will *return* in May."),
            ("Telewire", "H: TW- Novaplex *signs* Orla Finn for Harrow"),
            ("-", "H: Report: Novaplex *signs* Orla Finn for Harrow"),
            ("-", "You can *watch* the show via Novaplex."),
            ("Telewire", "Crane was seen on set, according to Telewire. It said a sequel has been *ordered*."),
        ]);
    }

    #[test]
    fn sources_without_a_name() {
        check(&[
            ("a Novaplex spokesperson", "The show will *return*, a Novaplex spokesperson said."),
            ("A representative for Novaplex", "A representative for Novaplex has confirmed that Finn is *quitting* Harrow."),
            ("a person with knowledge of the matter", "The film has been *shelved*, a person with knowledge of the matter said."),
            ("sources", "Finn is *leaving* the show, sources say."),
            ("Sources close to the production", "Sources close to the production told Telewire that Finn has been *cast*."),
            ("a source at Novaplex", "According to a source at Novaplex, Harrow has been *axed*."),
            ("a spokesman for the network (quoted)", "“The show will *return* next year,” said a spokesman for the network."),
            ("his agency (quoted)", "Asked about it, his agency replied that “Finn will *stay* with the show for now.”"),
            ("-", "Fans said the show should *return*."),
        ]);
    }

    #[test]
    fn the_speaker_is_where_it_stands() {
        let source = "A headline\n\nShe is back. Finn confirmed that Harrow was renewed.\n\nThe end.";
        let text = Text::new(source, Span::new(0, source.len()), None);
        let at = |word: &str| (0..text.tokens.len()).find(|t| text.word(*t) == word).expect("the word is there");
        let finn = at("Finn");
        let names = [Speaker { tokens: finn..finn + 1, full: "Orla Finn", kind: SpeakerKind::Person }];
        let trigger = at("renewed");
        let found = attribute(&text, text.sentence_of(trigger), trigger..trigger + 1, &names, Reporting::builtin()).expect("a source");
        assert_eq!((found.speaker.of(source), found.reporting.map(|r| r.of(source))), ("Finn", Some("confirmed")));
    }

    #[test]
    fn odd_input_is_no_error() {
        for source in [
            "said",
            "“said",
            "according to",
            ", , said ,",
            "“”said“",
            "he said she said “they said",
            "( ) said ) ( by ( said by",
            "to say",
            "via",
            "by reporting by",
        ] {
            let body = format!("{source}\n\n{source} Text “{source}” said.");
            let text = Text::new(&body, Span::new(0, body.len()), None);
            let all: Vec<Speaker> =
                (0..text.tokens.len()).map(|t| Speaker { tokens: t..t + 1, full: "X", kind: SpeakerKind::Person }).collect();
            // Mentions that run across sentences are the caller's fault, but no reason to fall over
            let wide: Vec<Speaker> = all
                .iter()
                .step_by(2)
                .map(|n| Speaker { tokens: n.tokens.start..(n.tokens.start + 3).min(all.len()), ..n.clone() })
                .collect();
            for names in [&all[..], &[], &all[..1], &wide] {
                for (number, sentence) in text.sentences.iter().enumerate() {
                    for at in sentence.tokens.clone() {
                        attribute(&text, number, at..at + 1, names, Reporting::builtin());
                    }
                }
            }
        }
    }
}
