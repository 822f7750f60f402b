//! The shallow clause structure of one sentence: what a cue or a speaker can reach.
//!
//! There is no parser here. A sentence is cut into *islands* (brackets, relative clauses,
//! appositions), which nothing from outside reaches, and within an island into *segments*, which
//! end at conjunctions, at the comma behind a fronted clause, at dashes and semicolons. Finite
//! verbs are those of the closed class of auxiliaries. Precision comes from giving up early:
//! where the structure is unclear there is one segment too many, never one too few.

use std::ops::Range;

use crate::text::{Text, TokenKind};

/// Clause structure of one sentence. All indices are relative to its first token.
#[derive(Debug)]
pub struct Clauses {
    /// Index of the sentence's first token in the text.
    pub first: usize,
    /// The words, lower case, with straight apostrophes.
    pub words: Vec<String>,
    /// Part of a name, title or date, or of a pseudo-cue: neither verb nor conjunction.
    pub masked: Vec<bool>,
    /// Number of the innermost bracket, relative clause or apposition; 0 is the sentence itself.
    pub island: Vec<u16>,
    /// Number of the segment; unique across islands.
    pub segment: Vec<u16>,
    /// A finite auxiliary begins a verb group here.
    pub finite: Vec<bool>,
    /// A boundary that no cue crosses stands here: "but", ";", a dash.
    pub hard: Vec<bool>,
    /// Segments that a subordinating word opens ("although …", "after …").
    pub subordinate: Vec<u16>,
}

/// Conjunctions that set a clause against the one before.
const CONTRAST: &[&str] = &["but", "however", "although", "though", "whereas", "nevertheless", "nonetheless", "albeit", ";"];

/// Words that open a clause or phrase of circumstance, whose content the main clause presupposes.
#[rustfmt::skip]
const CIRCUMSTANCE: &[&str] = &[
    "because", "since", "while", "whilst", "after", "before", "when", "until", "till", "once", "despite", "amid", "following",
    "if", "unless", "whether", "contrary", "even", "besides",
];

const MODALS: &[&str] = &["will", "would", "shall", "should", "can", "could", "may", "might", "must", "cannot", "wo", "ca", "'ll", "'d"];
const BE_HAVE_DO: &[&str] = &["is", "are", "was", "were", "am", "has", "have", "had", "does", "do", "did", "'re", "'ve", "'m", "ai"];

/// Words behind which "'s" is a verb.
const BEFORE_VERBAL_S: &[&str] = &["it", "he", "she", "that", "there", "who", "what", "here", "where", "how", "when", "this"];

/// Adverbs that may stand inside a verb group.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "not", "n't", "never", "also", "still", "now", "yet", "soon", "just", "even", "only", "always", "already", "then", "once",
    "again", "later", "first", "too", "well", "indeed", "further", "since", "ever", "long", "all", "both", "so",
];

/// Words that an aside between commas begins with: ", star of …,", ", best known for …,", ", starring …,".
#[rustfmt::skip]
const APPOSITION: &[&str] = &[
    "star", "co-star", "actor", "actress", "creator", "best", "known", "famous", "formerly", "previously", "starring",
    "featuring", "played", "portrayed", "voiced",
];

/// Words behind which "who", "which" or "where" opens a question, not a relative clause.
#[rustfmt::skip]
const BEFORE_INDIRECT_QUESTION: &[&str] = &[
    "about", "know", "known", "knows", "unclear", "reveal", "revealed", "announce", "announced", "say", "said", "see",
    "decide", "decided", "clear", "sure", "unsure", "wonder", "wondering", "ask", "asked", "asking", "confirm", "confirmed",
    "guess", "exactly", "question", "regarding", "to", "unknown", "tell", "told", "learn", "discuss", "reveals", "mystery",
    "and",
];

/// Nouns and adverbs behind which a day or month is meant, not the verb "may".
const BEFORE_MONTH: &[&str] =
    &["in", "this", "last", "next", "early", "mid", "late", "of", "by", "since", "until", "from", "through", "every"];

/// True for a word that may stand between an auxiliary and its verb.
pub fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || (word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "july" | "italy" | "only-child"))
}

/// True for he, she, it, they, we, I, you.
pub fn is_subject_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they" | "we" | "i" | "you")
}

/// True if the word looks like a third person or past form that can carry a clause ("stars",
/// "joined"); nouns look the same, so this only ever limits a scope.
pub fn looks_finite(word: &str) -> bool {
    #[rustfmt::skip]
    const PAST: &[&str] = &[
        "took", "left", "quit", "came", "went", "got", "began", "became", "won", "said", "told", "made", "saw", "met", "fell",
        "wrote", "shot", "gave", "led", "kept", "lost", "ran", "sold", "put",
    ];
    (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
        || (word.len() > 4 && word.ends_with("ed"))
        || PAST.contains(&word)
}

/// Lower case, straight apostrophes.
pub fn normal(word: &str) -> String {
    word.chars().map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`') { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}

/// The words of a sentence as [`Clauses`] and cues see them.
pub fn words(text: &Text, sentence: usize) -> Vec<String> {
    let word = |t: usize| {
        let lower = text.lower(t);
        if lower.is_ascii() && !lower.contains('`') { lower.to_owned() } else { normal(text.word(t)) }
    };
    text.sentences[sentence].tokens.clone().map(word).collect()
}

impl Clauses {
    /// Marks the structure of `sentence`. `masked` tells of each token (relative to the sentence)
    /// whether it is no word of the running text.
    pub fn new(text: &Text, sentence: usize, words: Vec<String>, masked: Vec<bool>) -> Self {
        let first = text.sentences[sentence].tokens.start;
        let n = words.len();
        let mut clauses = Clauses {
            first,
            words,
            masked,
            island: vec![0; n],
            segment: vec![0; n],
            finite: vec![false; n],
            hard: vec![false; n],
            subordinate: Vec::new(),
        };
        for i in 0..n {
            clauses.finite[i] = clauses.is_finite(i);
        }
        clauses.mark(text);
        clauses
    }

    /// How many tokens the sentence has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True for a sentence without tokens.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word at `i`, "" outside the sentence or if it is masked.
    pub fn word(&self, i: usize) -> &str {
        if i < self.words.len() && !self.masked[i] { &self.words[i] } else { "" }
    }

    /// True if a hard boundary of the island of `a` stands between the two tokens (`a < b`).
    pub fn contrast_between(&self, a: usize, b: usize) -> bool {
        (a + 1..=b.min(self.len().saturating_sub(1))).any(|i| self.hard[i] && self.island[i] == self.island[a])
    }

    /// The token before `i` that is no adverb, if any.
    fn before_adverbs(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|j| !is_adverb(&self.words[*j]))
    }

    fn is_finite(&self, i: usize) -> bool {
        let word = self.word(i);
        let previous = i.checked_sub(1).map_or("", |j| self.words[j].as_str());
        let finite = if word == "'s" {
            BEFORE_VERBAL_S.contains(&previous)
        } else if word == "may" {
            let next = self.words.get(i + 1).map_or("", String::as_str);
            !BEFORE_MONTH.contains(&previous) && !next.starts_with(|c: char| c.is_ascii_digit())
        } else {
            MODALS.contains(&word) || BE_HAVE_DO.contains(&word)
        };
        if !finite {
            return false;
        }
        // "may have", "to do", "did not have": part of a group that has begun
        let before = self.before_adverbs(i).map_or("", |j| self.words[j].as_str());
        !(before == "to" || MODALS.contains(&before) || BE_HAVE_DO.contains(&before) && BE_HAVE_DO.contains(&word))
    }

    fn opens_relative(&self, i: usize) -> bool {
        let word = self.word(i);
        let previous = i.checked_sub(1).map_or("", |j| self.words[j].as_str());
        let next = self.words.get(i + 1).map_or("", String::as_str);
        match word {
            "who" | "which" | "whose" | "whom" => {
                i > 0
                    && !BEFORE_INDIRECT_QUESTION.contains(&previous)
                    && !matches!(previous, "\"" | "“" | "'" | "‘" | ":" | "-" | "–" | "—")
            }
            "where" => previous == ",",
            "that" => {
                // "the actor that plays", but "said that is", "hopes that it"
                i > 0
                    && previous != ","
                    && !looks_finite(previous)
                    && !is_adverb(previous)
                    && previous.chars().all(char::is_alphanumeric)
                    && (self.finite.get(i + 1).copied().unwrap_or(false)
                        || (looks_finite(next) && next.ends_with('s') && !self.masked[i + 1] && next != "this"))
                    && !BEFORE_THAT_CLAUSE.contains(&previous)
            }
            _ => false,
        }
    }

    fn mark(&mut self, text: &Text) {
        struct Frame {
            island: u16,
            segment: u16,
            /// Segment to which a second dash goes back.
            dash: Option<u16>,
            /// The next comma ends the segment.
            fronted: bool,
            /// Segment to which that comma goes back: the circumstance stands between two commas.
            resume: Option<u16>,
            /// A finite verb has been seen in the segment.
            verb: bool,
            kind: Kind,
        }
        enum Kind {
            Main,
            Bracket,
            /// Behind a comma: ends at the next one.
            Comma,
            /// Without one: ends at a comma, or at a finite verb when none is owed any more.
            Tight {
                owed: bool,
            },
        }
        let n = self.len();
        let (mut islands, mut segments) = (0u16, 0u16);
        let main = |island, segment, kind| Frame { island, segment, dash: None, fronted: false, resume: None, verb: false, kind };
        let mut stack = vec![main(0, 0, Kind::Main)];
        for i in 0..n {
            let word = self.words[i].clone();
            let spoken = !self.masked[i];
            let quote = text.tokens[self.first + i].kind == TokenKind::Quote;
            let mut closes_bracket = false;
            if matches!(word.as_str(), ")" | "]")
                && let Some(depth) = stack.iter().rposition(|f| matches!(f.kind, Kind::Bracket))
            {
                stack.truncate(depth + 1);
                closes_bracket = true;
            }
            // What ends a relative clause or apposition
            while let Some(frame) = stack.last_mut() {
                let ends = match &mut frame.kind {
                    Kind::Main | Kind::Bracket => false,
                    Kind::Comma => word == "," && spoken,
                    Kind::Tight { owed } => {
                        if word == "," && spoken {
                            true
                        } else if self.finite[i] {
                            let was = *owed;
                            *owed = false;
                            !was
                        } else {
                            false
                        }
                    }
                };
                let contrast = spoken && (CONTRAST.contains(&word.as_str())) && !matches!(frame.kind, Kind::Main | Kind::Bracket);
                if ends || contrast {
                    stack.pop();
                } else {
                    break;
                }
            }
            let parenthetical = i > 0 && self.words[i - 1] == "," && self.words.get(i + 1).is_some_and(|w| w == ",");
            // What opens an island
            if matches!(word.as_str(), "(" | "[") {
                (islands, segments) = (islands + 1, segments + 1);
                stack.push(main(islands, segments, Kind::Bracket));
            } else if spoken && self.opens_relative(i) {
                (islands, segments) = (islands + 1, segments + 1);
                let comma = self.words[..i].iter().rev().take(3).any(|w| w == ",");
                let next = (i + 1..n).find(|j| !is_adverb(&self.words[*j]));
                let lexical = next.is_some_and(|j| !self.finite[j] && looks_finite(&self.words[j]));
                let kind = if comma { Kind::Comma } else { Kind::Tight { owed: !lexical } };
                stack.push(main(islands, segments, kind));
            } else if spoken && i > 0 && self.words[i - 1] == "," && self.apposition(i) && self.words[i..].iter().skip(1).any(|w| w == ",")
            {
                (islands, segments) = (islands + 1, segments + 1);
                stack.push(main(islands, segments, Kind::Comma));
            }
            let frame = stack.last_mut().expect("the sentence itself is never closed");
            // What ends a segment
            let mut boundary = false;
            let mut hard = false;
            let mut opens_subordinate = false;
            if spoken && !quote && !closes_bracket {
                match word.as_str() {
                    w if CONTRAST.contains(&w) && !(parenthetical && w == "however") => {
                        (boundary, hard) = (true, true);
                        opens_subordinate = matches!(w, "although" | "though" | "albeit" | "whereas");
                    }
                    ":" => (boundary, hard) = (true, true),
                    "-" | "–" | "—" | "--" => match frame.dash.take() {
                        Some(before) => {
                            frame.segment = before;
                            self.hard[i] = false;
                        }
                        None if i > 0 => {
                            // The other half of a pair stands further on
                            let pair = (i + 1..n).any(|j| matches!(self.words[j].as_str(), "-" | "–" | "—" | "--") && !self.masked[j]);
                            frame.dash = pair.then_some(frame.segment);
                            (boundary, hard) = (true, !pair);
                        }
                        None => {}
                    },
                    "," => {
                        boundary = frame.fronted || self.coordinates_clause(i, frame.verb);
                    }
                    "now" if self.words.get(i + 1).is_some_and(|w| w == "that") => (boundary, opens_subordinate) = (true, true),
                    w if CIRCUMSTANCE.contains(&w) => {
                        let even =
                            w == "even" && !self.words.get(i + 1).is_some_and(|next| matches!(next.as_str(), "though" | "if" | "when"));
                        let since_date = matches!(w, "since" | "after" | "before" | "until" | "till" | "following" | "once")
                            && self.masked.get(i + 1).copied().unwrap_or(false)
                            && self.words.get(i + 1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
                        let again = w == "once" && self.words.get(i + 1).is_some_and(|w| w == "again");
                        if !(even || since_date || again) {
                            (boundary, opens_subordinate) = (true, true);
                        }
                    }
                    "as" if i == 0 || self.words[i - 1] == "," => (boundary, opens_subordinate) = (true, true),
                    _ => {}
                }
            }
            if boundary
                && word == ","
                && let Some(before) = frame.resume.take()
            {
                frame.segment = before;
                frame.fronted = false;
            } else if boundary {
                let between_commas =
                    opens_subordinate && !hard && i > 0 && self.words[i - 1] == "," && self.segment[i - 1] == frame.segment;
                frame.resume = (between_commas && !matches!(word.as_str(), "while" | "whilst" | "if" | "unless")).then_some(frame.segment);
                segments += 1;
                frame.segment = segments;
                frame.fronted = opens_subordinate;
                frame.verb = false;
                if opens_subordinate {
                    self.subordinate.push(segments);
                }
            }
            self.hard[i] = hard;
            if self.finite[i] {
                frame.verb = true;
            }
            self.island[i] = frame.island;
            self.segment[i] = frame.segment;
            if closes_bracket {
                stack.pop();
            }
        }
    }

    /// ", and the series has": the comma at `i` ends a clause if one is behind it and one follows.
    fn coordinates_clause(&self, i: usize, verb_before: bool) -> bool {
        let conjunction = matches!(self.word(i + 1), "and" | "or" | "so" | "yet" | "with" | "as");
        if !conjunction || !verb_before {
            return false;
        }
        let end = (i + 2..self.len()).take(12).find(|j| self.words[*j] == "," && !self.masked[*j]).unwrap_or((i + 14).min(self.len()));
        (i + 2..end).any(|j| self.finite[j] || (self.masked[j - 1] && !self.masked[j] && looks_finite(&self.words[j])))
            || is_subject_pronoun(self.word(i + 2))
    }

    fn apposition(&self, i: usize) -> bool {
        let mut j = i;
        while matches!(self.word(j), "the" | "a" | "an" | "former" | "one") {
            j += 1;
        }
        APPOSITION.contains(&self.word(j)) && !(self.finite.get(j + 1).copied().unwrap_or(false))
    }

    /// Tokens of `range` (relative) that lie in the same island as token `at`.
    pub fn same_island(&self, range: Range<usize>, at: usize) -> impl Iterator<Item = usize> + '_ {
        let island = self.island[at];
        range.filter(move |i| self.island[*i] == island)
    }
}

/// Nouns whose "that" opens a clause of content: "rumours that", "reports that".
#[rustfmt::skip]
const BEFORE_THAT_CLAUSE: &[&str] = &[
    "rumours", "rumors", "rumour", "rumor", "reports", "report", "speculation", "news", "suggestion", "suggestions", "claim",
    "claims", "theory", "hope", "hopes", "chance", "possibility", "fact", "idea", "statement", "say", "think", "believe",
    "hope", "announce", "confirm", "reveal", "deny", "know", "now", "clear", "unclear", "true", "likely", "unlikely",
    "possible", "sure", "certain", "told", "know", "hear", "word", "sign", "signs", "evidence", "is", "was", "are", "so",
    "expect", "understand", "saying", "announcing", "confirming", "revealing",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// Words of each segment, joined by "|", those of islands apart from the sentence's.
    fn segments(sentence: &str) -> Vec<String> {
        let source = format!("{sentence}\n\nAnother line of text that ends.");
        let text = Text::new(&source, Span::new(0, source.len()), Some(sentence));
        let words = words(&text, 0);
        let masked = vec![false; words.len()];
        let clauses = Clauses::new(&text, 0, words, masked);
        let mut found: Vec<(u16, String)> = Vec::new();
        for i in 0..clauses.len() {
            let word = &clauses.words[i];
            match found.iter_mut().find(|(segment, _)| *segment == clauses.segment[i]) {
                Some((_, words)) => words.push_str(&format!(" {word}")),
                None => found.push((clauses.segment[i], word.clone())),
            }
        }
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn relative_clauses_and_brackets_are_islands() {
        assert_eq!(segments("Orla, who plays Bo, will return"), ["orla , , will return", "who plays bo"]);
        assert_eq!(segments("The man who plays Bo will return"), ["the man will return", "who plays bo"]);
        assert_eq!(segments("The man (who left) will return"), ["the man will return", "( )", "who left"]);
    }

    #[test]
    fn contrast_and_circumstance_end_a_segment() {
        assert_eq!(segments("Orla will not return but Bo will"), ["orla will not return", "but bo will"]);
        assert_eq!(segments("Although it was renewed, its fate is open"), ["although it was renewed", ", its fate is open"]);
        assert_eq!(segments("It ended, and the network has moved on"), ["it ended , and the network has moved on"]);
        assert_eq!(segments("It was axed, and the network has moved on"), ["it was axed", ", and the network has moved on"]);
    }

    #[test]
    fn a_pair_of_dashes_goes_back_to_its_clause() {
        assert_eq!(segments("Orla – a fan of it – may return"), ["orla – may return", "– a fan of it"]);
    }
}
