//! The view for a terminal: the sentence as it stands in the article, its spans underlined and
//! named, and below it each claim in plain words.
//!
//! The annotate-snippets crate draws; this file decides what is drawn. A paragraph of news is one
//! line of many hundred characters, which a drawer of source code would cut to a window, so the
//! sentence is broken at blanks to the width at hand, and what is far from every span is left out.
//! Claims of one sentence share its picture as long as the labels stay readable.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::{AnsiColor, DecorStyle, Effects, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::safe::{glyph, visible};
use super::words::{self, Tone};
use super::{Form, Look, Page};
use crate::claim::Claim;

/// More underlined places than this are drawn in a second picture of the same sentence.
const PLACES: usize = 40;
/// In a picture of more places than this (a list of credits) only the first of a name is labelled.
const LABELLED: usize = 6;
/// Code points that are kept before the first and behind the last span of an endless sentence.
const MARGIN: usize = 240;
/// A sentence of at most this many code points is always shown whole.
const WHOLE: usize = 1_000;
/// Columns that the drawer needs to the left of the text, and between a place and its label.
const FRAME: usize = 4;
/// The narrowest text that is still broken into lines.
const NARROWEST: usize = 24;

pub(super) struct View {
    look: Look,
    renderer: Renderer,
    begun: bool,
}

impl View {
    pub(super) fn new(look: Look) -> Self {
        let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
        // The lines are broken here, so the drawer must never cut them.
        let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(usize::from(u16::MAX));
        View { look, renderer, begun: false }
    }
}

impl Form for View {
    fn article(&mut self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut from = 0;
        while from < page.claims.len() {
            let until = from + together(&page.claims[from..]);
            if std::mem::replace(&mut self.begun, true) {
                writeln!(out)?;
            }
            let claims = &page.claims[from..until];
            writeln!(out, "{}", self.picture(page.text, claims))?;
            for (i, claim) in claims.iter().enumerate() {
                self.words(claim, out)?;
                for note in page.notes.get(from + i).into_iter().flatten() {
                    self.note(note.name, &note.text, out)?;
                }
            }
            from = until;
        }
        Ok(())
    }
}

impl View {
    /// The sentence of `claims` with the places of all of them.
    fn picture(&self, text: Option<&str>, claims: &[Claim]) -> String {
        let first = &claims[0].provenance;
        let marks = marks(claims);
        // A label stands to the right of its place, which may be the last word of a line.
        let label = marks.iter().map(|(_, label, _)| label.width()).max().unwrap_or(0);
        let width = self.look.width.saturating_sub(label + FRAME).max(NARROWEST);
        let sentence = Sentence::new(&first.exact, &marks, width);
        let mut snippet = Snippet::source(&*sentence.shown).line_numbering(false).fold(false);
        for (range, label, cue) in &sentence.marks {
            let kind = if *cue { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet = snippet.annotation(kind.span(range.clone()).label(label.as_deref()));
        }
        // The drawer would count lines and columns in the broken sentence, so the head is our own.
        let mut head = format!("{}:{}", visible(&first.document), first.line);
        if let Some(before) = text.and_then(|text| text.get(..first.bytes.start)) {
            let line = before.rfind('\n').map_or(0, |newline| newline + 1);
            head.push_str(&format!(":{}", before[line..].chars().count() + 1));
        }
        let drawn = self.renderer.render(&[Group::with_level(Level::NOTE).element(snippet)]);
        match drawn.split_once('\n') {
            Some((arrow, rest)) => format!("{arrow}{head}\n{rest}"),
            None => head,
        }
    }

    fn words(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "  ")?;
        for part in words::parts(claim) {
            let style = match part.tone {
                Tone::Title => Style::new().bold(),
                Tone::Plain => Style::new(),
                Tone::Not => AnsiColor::Red.on_default() | Effects::BOLD,
                Tone::Aside => Style::new().dimmed(),
            };
            write!(out, "{}", self.painted(style, &part.text))?;
        }
        writeln!(out)
    }

    /// `name: text` below a claim, its further lines in line with the first.
    fn note(&self, name: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        const INDENT: usize = 4;
        const NAME: usize = 10;
        let width = self.look.width.saturating_sub(INDENT + NAME + 1).max(NARROWEST);
        let text = visible(text);
        let chars: Vec<char> = text.chars().collect();
        for (i, line) in lines(&chars, &[], width).into_iter().enumerate() {
            let name = if i == 0 { name } else { "" };
            write!(out, "{:INDENT$}", "")?;
            let name = self.painted(Style::new().dimmed(), &format!("{name:NAME$} "));
            writeln!(out, "{name}{}", chars[line].iter().collect::<String>().trim_end())?;
        }
        Ok(())
    }

    fn painted(&self, style: Style, text: &str) -> String {
        if self.look.color && style != Style::new() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// How many of the first claims go into one picture: those of the same sentence, up to [`PLACES`].
fn together(claims: &[Claim]) -> usize {
    let same = |claim: &&Claim| {
        let (a, b) = (&claim.provenance, &claims[0].provenance);
        a.document == b.document && a.sha256 == b.sha256 && a.sentence == b.sentence
    };
    let same = claims.iter().take_while(same).count();
    (2..=same).rev().find(|n| marks(&claims[..*n]).len() <= PLACES).unwrap_or(1)
}

/// A place in the sentence (code points), its label, and whether it is a cue rather than a field.
type Mark = (Range<usize>, String, bool);

/// The places of all claims that lie in their sentence; what several claims share has one label.
fn marks(claims: &[Claim]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for claim in claims {
        let sentence = claim.provenance.sentence;
        for (field, places) in claim.provenance.spans.fields() {
            for [start, end] in places {
                // A title may stand elsewhere in the article; the words below the picture name it.
                if *start < sentence.start || *end > sentence.end || start >= end {
                    continue;
                }
                let range = start - sentence.start..end - sentence.start;
                let cue = matches!(field, "trigger" | "negation" | "hedge" | "reporting");
                match marks.iter_mut().find(|(known, ..)| *known == range) {
                    Some((_, label, _)) if label.split(", ").any(|known| known == field) => {}
                    Some((_, label, is_cue)) => {
                        label.push_str(", ");
                        label.push_str(field);
                        *is_cue &= cue;
                    }
                    None => marks.push((range, field.to_owned(), cue)),
                }
            }
        }
    }
    marks.sort_by_key(|(range, ..)| (range.start, range.end));
    marks
}

/// A sentence ready to be drawn.
struct Sentence {
    /// What is shown, broken into lines.
    shown: String,
    /// Byte ranges of `shown`, none across a line break; only the first piece of a place has a label.
    marks: Vec<(Range<usize>, Option<String>, bool)>,
}

impl Sentence {
    fn new(exact: &str, marks: &[Mark], width: usize) -> Self {
        let all = exact.chars().count();
        let kept = window(all, marks);
        let mut chars: Vec<char> = exact.chars().skip(kept.start).take(kept.len()).map(glyph).collect();
        // The signs for "more of it" take the place of a character, so that positions stay.
        if kept.start > 0 {
            chars[0] = '…';
        }
        if let Some(last) = chars.last_mut().filter(|_| kept.end < all) {
            *last = '…';
        }
        let whole: Vec<Range<usize>> = marks
            .iter()
            .filter(|(range, ..)| range.len() <= width / 2 && range.start >= kept.start)
            .map(|(range, ..)| range.start - kept.start..range.end - kept.start)
            .collect();
        let mut labelled = BTreeSet::new();
        let mut shown = String::new();
        let mut sentence_marks = Vec::new();
        for (n, line) in lines(&chars, &whole, width).into_iter().enumerate() {
            if n > 0 {
                shown.push('\n');
            }
            // Where each character of the line begins, and where the line ends.
            let mut at = Vec::with_capacity(line.len() + 1);
            for c in &chars[line.clone()] {
                at.push(shown.len());
                shown.push(*c);
            }
            // Breaking a line leaves its last blank behind, which nobody wants to see underlined.
            shown.truncate(shown.trim_end_matches(' ').len());
            at.push(shown.len());
            for (range, label, cue) in marks {
                let start = range.start.max(kept.start + line.start);
                let end = range.end.min(kept.start + line.end);
                if start >= end {
                    continue;
                }
                let place = at[start - kept.start - line.start]..at[end - kept.start - line.start].min(shown.len());
                if place.start >= place.end {
                    continue;
                }
                let named = start == range.start && (marks.len() <= LABELLED || labelled.insert(label));
                sentence_marks.push((place, named.then(|| label.clone()), *cue));
            }
        }
        Sentence { shown, marks: sentence_marks }
    }
}

/// Which code points of a sentence of `all` are shown: all of them, or those around the marks.
fn window(all: usize, marks: &[Mark]) -> Range<usize> {
    if all <= WHOLE {
        return 0..all;
    }
    let first = marks.iter().map(|(range, ..)| range.start).min().unwrap_or(0);
    let last = marks.iter().map(|(range, ..)| range.end).max().unwrap_or(0);
    let start = first.saturating_sub(MARGIN);
    start..(last + MARGIN).min(all).min(start + 2 * WHOLE)
}

/// Breaks text into lines of at most `width` columns: at blanks where there are any, but not at
/// those inside the places of `whole`.
fn lines(chars: &[char], whole: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut blank, mut columns) = (0, None, 0);
    let mut i = 0;
    while i < chars.len() {
        columns += chars[i].width().unwrap_or(0);
        if columns > width && i > start && chars[i] != ' ' {
            let end = blank.filter(|end| *end > start).unwrap_or(i);
            lines.push(start..end);
            (start, blank) = (end, None);
            // Also counts the characters that move to the next line.
            columns = chars[start..=i].iter().collect::<String>().width();
        }
        if chars[i] == ' ' && !whole.iter().any(|place| place.contains(&i)) {
            blank = Some(i + 1);
        }
        i += 1;
    }
    if start < chars.len() {
        lines.push(start..chars.len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Note, Writer, sample};
    use super::*;
    use crate::claim::{Kind, Relation};

    fn view(look: Look, text: &str, claims: &[Claim], notes: &[Vec<Note>]) -> String {
        let mut writer = Writer::new(Format::Annotated, look, Vec::new()).unwrap();
        writer.article(&Page { text: Some(text), claims, notes }).unwrap();
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    /// A credits line: eight people and their parts.
    fn credits() -> (String, Vec<Claim>) {
        let pairs = [
            ("Ines Okafor", "Captain Hale"),
            ("Bo Lindqvist", "the harbour master Aldous Grey"),
            ("Maïwenn Le Goff", "Perrine"),
            ("Tomasz Zieliński", "Father Marek"),
            ("Adaeze Nwosu", "Constance"),
            ("Jun’ichi Mori", "Ken"),
            ("Lívia Farkas", "Mrs. Dobos"),
            ("Peter O’Dowd", "Finn"),
        ];
        let list: Vec<String> = pairs.iter().map(|(person, role)| format!("{person} as {role}")).collect();
        let text = format!("The cast of Tidewater: {}.\n", list.join(", "));
        let claims = pairs
            .iter()
            .map(|(person, role)| {
                let mut claim = sample::claim(Kind::Cast);
                claim.subject.title = Some("Tidewater".into());
                claim.relation = Some(Relation::Plays);
                claim.person = Some((*person).into());
                claim.character = Some((*role).into());
                let spans = [("title", "Tidewater"), ("person", *person), ("character", *role)];
                sample::stated(claim, &text, text.trim_end(), &spans)
            })
            .collect();
        (text, claims)
    }

    fn widest(view: &str) -> usize {
        view.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
    }

    #[test]
    fn one_claim_is_drawn_on_its_sentence() {
        let (text, claims) = sample::article();
        let expected = " ╭▸ harbour.txt:3:18
 │ Ines Okafor will not be returning as Captain Hale.
 │ ┬──────────      ┯━━    ┯━━━━━━━━    ──────────── character
 │ │                │      │
 │ │                │      trigger
 │ │                negation
 ╰╴person
  Tidewater — Ines Okafor (Captain Hale) not returning · certain · cast/sample
";
        assert_eq!(view(Look { width: 80, color: false }, &text, &claims[..1], &[]), expected);
    }

    #[test]
    fn claims_of_one_sentence_share_a_picture_and_keep_their_notes() {
        let (text, claims) = sample::article();
        let notes: Vec<Vec<Note>> = (1..=3).map(|n| vec![Note { name: "why", text: format!("reason {n}") }]).collect();
        let view = view(Look { width: 80, color: false }, &text, &claims, &notes);
        assert_eq!(view.matches("╭▸").count(), 2, "{view}");
        let order: Vec<_> = ["renewed by ZBC", "reason 2", "Bo Lindqvist returning", "reason 3"].map(|words| view.find(words)).into();
        assert!(order.is_sorted() && order[0].is_some(), "{view}");
    }

    #[test]
    fn a_list_of_credits_stays_short_and_fits() {
        let (text, claims) = credits();
        for width in [60, 80, 120] {
            let view = view(Look { width, color: false }, &text, &claims, &[]);
            let picture = view.lines().filter(|line| line.starts_with(" │") || line.starts_with(" ╰")).collect::<Vec<_>>();
            assert!(picture.len() < 20, "{view}");
            assert!(widest(&picture.join("\n")) <= width, "{view}");
        }
    }

    #[test]
    fn colour_is_written_only_when_asked_for() {
        let (text, claims) = sample::article();
        assert!(!view(Look { width: 80, color: false }, &text, &claims, &[]).contains('\u{1b}'));
        assert!(view(Look { width: 80, color: true }, &text, &claims, &[]).contains('\u{1b}'));
    }

    #[test]
    fn hostile_text_shows_what_it_holds_and_does_nothing() {
        let sentence = "\u{1b}]0;owned\u{7}Ines\u{202e} Okafor\r\n\u{9b}31m will\u{0} not be back\u{200f}.";
        let text = format!("é🎬 {sentence}");
        let mut claim = sample::claim(Kind::Cast);
        claim.relation = Some(Relation::Returns);
        claim.provenance.document = "a\u{1b}[2Jb.txt".into();
        claim.provenance.rule = "cast/\u{1b}c".into();
        let claim = sample::stated(claim, &text, sentence, &[("person", "Ines\u{202e} Okafor"), ("negation", "not")]);
        let view = view(Look { width: 80, color: false }, &text, &[claim], &[vec![Note { name: "why", text: "\u{1b}[1m".into() }]]);
        let bad = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{202e}' | '\u{200f}'));
        assert!(!view.contains(bad), "{view:?}");
        assert!(view.contains("␛]0;owned␇Ines� Okafor") && view.contains("person") && view.contains("negation"), "{view}");
    }

    #[test]
    fn an_endless_sentence_is_shown_around_its_spans() {
        for filler in ["word ".repeat(20_000), "x".repeat(100_000), "🎬é".repeat(50_000)] {
            let sentence = format!("{filler} Ines Okafor will be back {filler}");
            let mut claim = sample::claim(Kind::Cast);
            claim.relation = Some(Relation::Returns);
            let claim = sample::stated(claim, &sentence, &sentence, &[("person", "Ines Okafor"), ("trigger", "will be back")]);
            let view = view(Look { width: 80, color: false }, &sentence, &[claim], &[]);
            assert!(view.contains("Ines Okafor") && view.contains("will be back") && view.contains('…'), "{view}");
            assert!(view.lines().count() < 40 && widest(&view) <= 80, "{view}");
        }
    }

    #[test]
    fn places_are_code_points_of_the_sentence() {
        // Wide and combining characters before the marks must not move them.
        let sentence = "日本 👩‍👩‍👧 Zoe\u{308} Marr joins Tidewater.";
        let text = format!("ëë {sentence}");
        let mut claim = sample::claim(Kind::Cast);
        claim.relation = Some(Relation::Joins);
        let claim = sample::stated(claim, &text, sentence, &[("person", "Zoe\u{308} Marr"), ("title", "Tidewater")]);
        let marks = marks(std::slice::from_ref(&claim));
        let drawn = Sentence::new(sentence, &marks, 80);
        let words: Vec<&str> = drawn.marks.iter().map(|(range, ..)| &drawn.shown[range.clone()]).collect();
        assert_eq!(words, ["Zoe\u{308} Marr", "Tidewater"]);
        assert!(view(Look::default(), &text, &[claim], &[]).contains("harbour.txt:1:4"));
    }

    #[test]
    fn spans_that_do_not_fit_their_sentence_are_left_out() {
        let (text, mut claims) = sample::article();
        claims[0].provenance.spans.title = vec![[0, 9], [40, 4_000], [60, 50]];
        let view = view(Look::default(), &text, &claims[..1], &[]);
        assert!(!view.contains("title"), "{view}");
    }
}
