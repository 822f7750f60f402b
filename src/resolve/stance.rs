//! Whether a claim is affirmed or negated, and how strongly the text commits to it.
//!
//! A cue counts if the words that state the claim (the *trigger*) lie in its scope: in its
//! direction, within its reach, in the same island and segment of [`Clauses`], with no verb of
//! another clause between. The weakest cue in scope decides; a cue inside the trigger is part of
//! the claim's own wording ("has not been picked up") and changes nothing.
//!
//! A relative clause, a bracket and an apposition are presupposed: no cue from outside reaches
//! them, not even a question ("Will Orla Finn, who plays Bo, return?").

use std::ops::Range;

use super::clause::{self, Clauses};
use super::cues::{Category, Cue, Cues, Direction, Found, Scope};
use crate::claim::{Certainty, Polarity};
use crate::span::Span;
use crate::text::{Text, TokenKind, Zone};

/// Polarity and certainty of one claim, and the cues that made them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stance {
    /// Said to be so, or not so.
    pub polarity: Polarity,
    /// How strongly the text commits.
    pub certainty: Certainty,
    /// The words that negate, as bytes of the document.
    pub negation: Vec<Span>,
    /// The words that weaken, as bytes of the document.
    pub hedge: Vec<Span>,
    /// What was decided and by which cue, in plain words, for `--explain`.
    pub notes: Vec<String>,
}

impl Stance {
    fn plain() -> Self {
        Stance { polarity: Polarity::Affirmed, certainty: Certainty::Certain, negation: Vec::new(), hedge: Vec::new(), notes: Vec::new() }
    }

    fn weaken(&mut self, to: Certainty, span: Span, note: String) {
        self.certainty = self.certainty.min(to);
        self.hedge.push(span);
        self.notes.push(note);
    }
}

/// Words that set something against a past plan: "was due in May, but …".
const SET_AGAINST: &[&str] = &["but", "though", "although", "however", "before", "yet", "until", "instead", "when"];

/// Words between which and a claim in the past a plan counts as given up in any case.
const GIVEN_UP: &[&str] = &["originally", "initially", "previously"];

/// The stance of the text towards the claim that the tokens `trigger` state in `sentence`.
///
/// `clause` are the tokens of the whole rule match; distances are measured from its nearer edge.
/// `masked` tells of a token of the text whether it belongs to a name, title or date, and so is no
/// cue ("*May* 5", "*No Good Nick*"). A rule that spells a cue of its own, such as "not picked up"
/// for a cancellation, counts it to its trigger.
///
/// # Panics
/// If `sentence` is not one of `text`.
pub fn stance(
    text: &Text,
    sentence: usize,
    trigger: Range<usize>,
    clause: Range<usize>,
    cues: &Cues,
    masked: &dyn Fn(usize) -> bool,
) -> Stance {
    Reading::new(text, sentence, cues, masked).stance(trigger, clause)
}

/// The cues and clauses of one sentence, for all claims that it makes.
#[derive(Debug)]
pub struct Reading<'r, 'a> {
    text: &'r Text<'a>,
    sentence: usize,
    cues: &'r Cues,
    names: Vec<bool>,
    found: Vec<Found>,
    clauses: Clauses,
}

impl<'r, 'a> Reading<'r, 'a> {
    /// Finds cues and clauses; the arguments are those of [`stance`].
    ///
    /// # Panics
    /// If `sentence` is not one of `text`.
    pub fn new(text: &'r Text<'a>, sentence: usize, cues: &'r Cues, masked: &dyn Fn(usize) -> bool) -> Self {
        let words = clause::words(text, sentence);
        let names: Vec<bool> = text.sentences[sentence].tokens.clone().map(masked).collect();
        let found = cues.find(&words, &names);
        let mut quiet = names.clone();
        for cue in found.iter().filter(|f| cues.cue(f).categories.contains(&Category::Pseudo)) {
            quiet[cue.at.clone()].fill(true);
        }
        let clauses = Clauses::new(text, sentence, words, quiet);
        Reading { text, sentence, cues, names, found, clauses }
    }

    /// The stance towards the claim that the tokens `trigger` state; `clause` are those of the whole match.
    pub fn stance(&self, trigger: Range<usize>, clause: Range<usize>) -> Stance {
        let tokens = self.text.sentences[self.sentence].tokens.clone();
        if trigger.is_empty() || trigger.start < tokens.start || trigger.end > tokens.end {
            return Stance::plain();
        }
        let local = |range: &Range<usize>| {
            let end = range.end.clamp(tokens.start, tokens.end) - tokens.start;
            (range.start.clamp(tokens.start, tokens.end) - tokens.start).min(end)..end
        };
        let target = Target { trigger: local(&trigger), clause: local(&clause), clauses: &self.clauses, names: &self.names };
        target.decide(self.text, self.sentence, self.cues, &self.found)
    }
}

struct Target<'c> {
    trigger: Range<usize>,
    clause: Range<usize>,
    clauses: &'c Clauses,
    names: &'c [bool],
}

impl Target<'_> {
    fn decide(&self, text: &Text, sentence: usize, cues: &Cues, found: &[Found]) -> Stance {
        let mut stance = Stance::plain();
        let first = self.clauses.first;
        let span = |at: &Range<usize>| text.token_span(&(at.start + first..at.end + first));
        let label = self.is_label();
        let mut denials = 0;
        let mut negations = 0;
        for f in found {
            let cue = cues.cue(f);
            let inside = self.trigger.start <= f.at.start && f.at.end <= self.trigger.end;
            if inside || cue.categories.contains(&Category::Pseudo) || (label && cue.scope != Scope::Close) {
                continue;
            }
            let Some(side) = self.in_scope(f, cue) else {
                continue;
            };
            if self.is_void(f, cue, side) || self.concedes(f) || self.denied_wish(f, cue, cues, found) {
                continue;
            }
            let spelled = self.clauses.words[f.at.clone()].join(" ");
            for category in &cue.categories {
                match category {
                    Category::Negation => {
                        if cue.scope == Scope::Clause && side == Side::Before {
                            denials += 1;
                        } else {
                            negations += 1;
                        }
                        stance.negation.push(span(&f.at));
                        stance.notes.push(format!("“{spelled}” negates"));
                    }
                    Category::GivenUp => {
                        if let Some(why) = self.given_up(f) {
                            negations += 1;
                            stance.negation.push(span(&f.at));
                            stance.notes.push(format!("“{spelled}” … “{why}”: given up"));
                        }
                    }
                    Category::Probable => stance.weaken(Certainty::Probable, span(&f.at), format!("“{spelled}” makes it probable")),
                    Category::Possible => stance.weaken(Certainty::Possible, span(&f.at), format!("“{spelled}” makes it possible")),
                    Category::Unknown => stance.weaken(Certainty::Unknown, span(&f.at), format!("“{spelled}” leaves it open")),
                    Category::Question => stance.weaken(Certainty::Unknown, span(&f.at), format!("“{spelled}” asks")),
                    Category::Conditional => stance.weaken(Certainty::Unknown, span(&f.at), format!("“{spelled}” is a condition")),
                    Category::Pseudo => {}
                }
            }
        }
        if !label && let Some((mark, word)) = self.question(text, sentence) {
            stance.weaken(Certainty::Unknown, span(&(mark..mark + 1)), format!("a question (“{word}”)"));
        }
        // "Denied that she will not return": two that cancel out. Two plain ones stress each other.
        let negated = if denials > 0 { (denials + usize::from(negations > 0)) % 2 == 1 } else { negations > 0 };
        if negated {
            stance.polarity = Polarity::Negated;
        } else if denials + negations > 0 {
            stance.notes.push("a negation of a negation".to_owned());
        }
        stance.negation.sort_unstable();
        stance.negation.dedup();
        stance.hedge.sort_unstable();
        stance.hedge.dedup();
        stance
    }

    /// "Harrow star Orla Finn": a label of a name states what is known anyway.
    fn is_label(&self) -> bool {
        const LABELS: &[&str] = &["star", "co-star", "actor", "actress", "alum", "veteran", "lead", "creator", "regular"];
        let at = self.trigger.start;
        let previous = at.checked_sub(1);
        self.trigger.len() == 1
            && LABELS.contains(&self.clauses.words[at].as_str())
            && previous.is_none_or(|p| {
                self.names[p]
                    || matches!(
                        self.clauses.words[p].as_str(),
                        "'s" | "'" | "the" | "a" | "an" | "former" | "fellow" | "," | "”" | "\"" | "’" | "ex"
                    )
            })
    }

    /// If the trigger lies in the scope of the cue: on which side of it the cue stands.
    fn in_scope(&self, f: &Found, cue: &Cue) -> Option<Side> {
        let before = f.at.start < self.trigger.start;
        match (before, cue.direction) {
            (true, Direction::Forward | Direction::Both) => self.forward(f, cue).then_some(Side::Before),
            (false, Direction::Backward | Direction::Both) => self.backward(f, cue).then_some(Side::After),
            _ => None,
        }
    }

    /// The island and segment in which a cue acts; a short bracket acts on what it follows.
    fn place(&self, at: usize) -> (u16, u16) {
        let c = self.clauses;
        if c.island[at] != 0 {
            let open = (0..at).rev().find(|i| c.island[*i] != c.island[at]);
            let close = (at..c.len()).find(|i| c.island[*i] != c.island[at]).unwrap_or(c.len());
            if let Some(open) = open
                && matches!(c.words[open + 1].as_str(), "(" | "[")
                && close - open <= 6
            {
                return (c.island[open], c.segment[open]);
            }
        }
        (c.island[at], c.segment[at])
    }

    fn forward(&self, f: &Found, cue: &Cue) -> bool {
        let c = self.clauses;
        let to = self.trigger.start;
        let last = f.at.end - 1;
        let near = self.clause.start.max(f.at.end).min(to.max(f.at.end));
        if near.saturating_sub(f.at.end) > cue.reach {
            return false;
        }
        let (island, segment) = self.place(last);
        if c.island[to] != island {
            return false;
        }
        if cue.scope == Scope::Sentence {
            return true;
        }
        if cue.categories.contains(&Category::Conditional) {
            // The condition itself, and what hangs on it behind its comma
            let commas = c.same_island(f.at.end..to, to).filter(|i| c.word(*i) == ",").count();
            let dropped = c.word(f.at.end + 1) == "," || commas <= 3;
            return dropped && !c.contrast_between(last, to) && (c.segment[to] == segment || self.adjoining(segment, c.segment[to]));
        }
        if c.segment[to] != segment || f.at.end > to {
            return c.segment[to] == segment;
        }
        match cue.scope {
            Scope::Clause => self.clause_reaches(f.at.end, to),
            Scope::Phrase => self.phrase_reaches(f, cue),
            Scope::Close => !c.same_island(f.at.end..to + 1, to).any(|i| c.word(i) == "," || c.finite[i]),
            Scope::Sentence => true,
        }
    }

    /// True if no hard boundary made segment `b` out of segment `a`: they are neighbours.
    fn adjoining(&self, a: u16, b: u16) -> bool {
        let start = self.clauses.segment.iter().position(|s| *s == b).unwrap_or(0);
        b == a + 1 || start > 0 && self.clauses.segment[start - 1] == a
    }

    /// A clause that a cue introduces goes on to the trigger: no tail with a subject of its own.
    fn clause_reaches(&self, from: usize, to: usize) -> bool {
        let c = self.clauses;
        // "… and today confirmed that": a verb that vouches for what follows
        let vouched = (from..to).any(|i| matches!(c.word(i), "confirmed" | "announced" | "revealed") && c.word(i + 1) == "that");
        // ", with the show ending": circumstance of the main clause
        !vouched && !c.same_island(from..to, to).any(|i| c.word(i) == "," && matches!(c.word(i + 1), "with" | "which"))
    }

    fn phrase_reaches(&self, f: &Found, cue: &Cue) -> bool {
        let c = self.clauses;
        let to = self.trigger.start;
        let negates = cue.categories.contains(&Category::Negation) || cue.categories.contains(&Category::GivenUp);
        let holds_verb = f.at.clone().any(|i| c.finite[i]);
        let verb_before = (0..f.at.start).any(|i| c.segment[i] == c.segment[f.at.start] && c.finite[i]);
        let mut owed = cue.crosses && !holds_verb && !verb_before;
        let mut commas = 0;
        let mut last_comma = None;
        let mut i = f.at.end;
        while i <= to {
            if c.island[i] != c.island[to] {
                i += 1;
                continue;
            }
            if c.finite[i] {
                // "that's", "will": the verb of another clause, unless the cue waits for its own
                if !owed {
                    return false;
                }
                owed = false;
                (commas, last_comma) = (0, None);
            } else if i < to && c.word(i) == "," {
                commas += 1;
                last_comma = Some(i);
            } else if i < to && c.word(i) == "that" && !owed && i > f.at.end {
                return false;
            }
            i += 1;
        }
        if let Some(comma) = last_comma {
            let next = c.word(comma + 1);
            let list = (comma + 1..to).any(|j| matches!(c.word(j), "and" | "or" | "nor")) && self.lists(f.at.end, to);
            let carried = !negates && matches!(next, "with" | "and" | "or") || list || owed && f.at.end == comma;
            if commas % 2 == 1 && !carried {
                return false;
            }
        }
        !self.new_predicate(f.at.end, to, owed && last_comma.is_none_or(|c| c == f.at.end))
    }

    /// "Axed, scrapped or moved", "renew, cancel or move": words of one kind in a row.
    fn lists(&self, from: usize, to: usize) -> bool {
        let c = self.clauses;
        !(from..to).any(|i| clause::is_subject_pronoun(c.word(i)))
            && c.same_island(from..to, to).filter(|i| !self.names[*i]).count() <= 10
            && !looks_third_person(c.word(to))
    }

    /// "Will not return and stars in": a finite verb of its own behind "and" or a comma.
    fn new_predicate(&self, from: usize, to: usize, owed: bool) -> bool {
        let c = self.clauses;
        let word = c.word(to);
        if owed || !clause::looks_finite(word) || c.finite[to] {
            return false;
        }
        let Some(joint) = (from..to).rev().find(|i| c.island[*i] == c.island[to] && matches!(c.word(*i), "and" | "or" | "," | "then"))
        else {
            return false;
        };
        let between: Vec<usize> = (joint + 1..to).filter(|i| !clause::is_adverb(c.word(*i)) || self.names[*i]).collect();
        if between.is_empty() {
            // directly behind "and": the third person begins anew, the participle goes on
            return looks_third_person(word);
        }
        let subject = clause::is_subject_pronoun(c.word(between[0]))
            || self.names[between[0]]
            || matches!(c.word(between[0]), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "this" | "that");
        subject && !between.iter().any(|i| matches!(c.word(*i), "to" | "be" | "been" | "being"))
    }

    fn backward(&self, f: &Found, cue: &Cue) -> bool {
        let c = self.clauses;
        let from = self.trigger.end;
        if f.at.start < from {
            return false;
        }
        let edge = self.clause.end.clamp(from, f.at.start);
        if f.at.start - edge > cue.reach {
            return false;
        }
        let at = self.trigger.end - 1;
        let (island, segment) = self.place(f.at.start);
        if c.island[at] != island {
            return false;
        }
        if cue.scope == Scope::Sentence {
            return true;
        }
        if cue.categories.contains(&Category::Conditional) {
            let comma = c.same_island(from..f.at.start, at).any(|i| c.word(i) == ",");
            let bare = f.at.start > 0 && c.word(f.at.start - 1) == "," && f.at.end < c.len() && self.short_tail(f.at.end);
            return (!comma || bare)
                && !c.contrast_between(at, f.at.start)
                && (c.segment[at] == segment || self.adjoining(c.segment[at], segment));
        }
        if cue.scope == Scope::Clause {
            return !c.contrast_between(at, f.at.start) && (c.segment[at] == segment || self.adjoining(c.segment[at], segment));
        }
        if c.segment[at] != segment {
            return false;
        }
        // A predicate: the trigger must be its subject, not a clause with a verb of its own
        let begins = c.segment.iter().position(|s| *s == segment).unwrap_or(0);
        let subject_clause = matches!(c.word(begins), "that" | "whether" | "for" | "when" | "how") && begins < self.trigger.start;
        // "Plans have reportedly been drawn up": the verb group of the adverb itself
        let group = (from..f.at.start)
            .rev()
            .take_while(|i| cue.crosses && (c.finite[*i] || clause::is_adverb(c.word(*i)) || c.word(*i) == "been"))
            .count();
        let verb_between = c.same_island(from..f.at.start - group, at).any(|i| c.finite[i]);
        let verb_before = (begins..from).any(|i| c.segment[i] == segment && c.finite[i]);
        if verb_between || verb_before && !subject_clause {
            return false;
        }
        let commas = c.same_island(from..f.at.start, at).filter(|i| c.word(*i) == ",").count();
        let joined = c.same_island(from..f.at.start, at).any(|i| matches!(c.word(i), "and" | "or"));
        commas % 2 == 0 && !(joined && looks_third_person(c.word(self.trigger.start)))
    }

    /// ", if renewed": what is left of the sentence is short.
    fn short_tail(&self, from: usize) -> bool {
        (from..self.clauses.len()).filter(|i| self.clauses.words[*i].chars().any(char::is_alphanumeric)).count() <= 5
    }

    /// "Will not return until May": the words that take a cue's force away stand behind the claim.
    fn is_void(&self, f: &Found, cue: &Cue, side: Side) -> bool {
        if cue.void_if.is_empty() || side != Side::Before {
            return false;
        }
        let c = self.clauses;
        let end = (self.trigger.end..c.len())
            .find(|i| c.island[*i] == c.island[self.trigger.start] && (c.hard[*i] || c.word(*i) == ","))
            .unwrap_or(c.len());
        (f.at.end..end).any(|i| cue.void_if.contains(&c.words[i]))
    }

    /// "May have been axed, but …": the modal concedes, it does not doubt.
    fn concedes(&self, f: &Found) -> bool {
        let c = self.clauses;
        matches!(c.words[f.at.start].as_str(), "may" | "might")
            && f.at.len() == 1
            && (f.at.end..c.len()).find(|i| !clause::is_adverb(c.word(*i))).is_some_and(|i| c.words[i] == "have")
            && (self.trigger.end..c.len()).any(|i| c.words[i] == "but" && c.words[i - 1] == ",")
    }

    /// "Has not been asked to", "is not in talks to": the wish or offer itself is denied.
    fn denied_wish(&self, f: &Found, cue: &Cue, cues: &Cues, found: &[Found]) -> bool {
        let c = self.clauses;
        cue.categories == [Category::Possible]
            && !c.finite[f.at.start]
            && found.iter().any(|n| {
                n.at.end <= f.at.start
                    && f.at.start - n.at.end <= 3
                    && c.segment[n.at.start] == c.segment[f.at.start]
                    && cues.cue(n).categories == [Category::Negation]
                    && cues.cue(n).scope == Scope::Phrase
                    && (n.at.end..f.at.start).all(|i| !matches!(c.word(i), "," | "and" | "or"))
            })
    }

    /// What says that a past plan was given up, if anything does.
    fn given_up(&self, f: &Found) -> Option<String> {
        let c = self.clauses;
        let segment = c.segment[f.at.start];
        if let Some(word) = (0..f.at.end).filter(|i| c.segment[*i] == segment).find(|i| GIVEN_UP.contains(&c.word(*i))) {
            return Some(c.words[word].clone());
        }
        // "While it was believed to debut this year, it now …"
        if let Some(opener) =
            (0..f.at.start).find(|i| c.segment[*i] == segment && matches!(c.word(*i), "while" | "although" | "though" | "whereas"))
        {
            return Some(c.words[opener].clone());
        }
        let at = (self.trigger.end..c.len()).find(|i| SET_AGAINST.contains(&c.word(*i)) && c.island[*i] == c.island[f.at.start])?;
        // "until May" and "before Christmas" bound the plan, they do not end it
        let verbal = |word: &str| {
            word.ends_with("ing") || clause::is_subject_pronoun(word) || matches!(word, "the" | "a" | "its" | "his" | "her" | "being")
        };
        let clause_like = !matches!(c.word(at), "until" | "before" | "when")
            || verbal(c.word(at + 1))
            || (at + 1..c.len().min(at + 8)).any(|i| c.finite[i]);
        clause_like.then(|| c.words[at].clone())
    }

    /// If the trigger is asked about: the token that says so, and how it is spelled.
    fn question(&self, text: &Text, sentence: usize) -> Option<(usize, String)> {
        let c = self.clauses;
        let at = self.trigger.start;
        // A mark before a small letter belongs to a title: "Who Goes There? on Monday"
        let asks = |i: usize| {
            let next = text.tokens.get(c.first + i + 1).filter(|_| i + 1 < c.len());
            c.words[i].starts_with('?') && !self.names[i] && next.is_none_or(|t| t.kind != TokenKind::Word || t.is_capitalised())
        };
        let mark = (self.trigger.end..c.len()).find(|i| asks(*i));
        let opens: Vec<usize> = (0..c.len()).filter(|i| self.opens_question(text, *i)).collect();
        if let Some(mark) = mark {
            let previous = (0..at).rev().find(|i| c.words[*i].starts_with('?')).map_or(0, |i| i + 1);
            // “Will she?” asked Lee: a question in quotation marks begins with them
            let quote = text
                .quote_at(text.tokens[c.first + mark].span.start)
                .map_or(0, |q| (0..mark).find(|i| text.tokens[c.first + *i].span.start >= q.inner.start).unwrap_or(0));
            let begins = previous.max(quote);
            if at < begins {
                return None;
            }
            let starts: Vec<usize> = opens.into_iter().filter(|i| (begins..mark).contains(i)).collect();
            let open = match starts.iter().rev().find(|i| **i <= at) {
                Some(open) => *open,
                None if starts.is_empty() => begins,
                None => return None,
            };
            return (c.island[open] == c.island[at] && !self.presupposes(open)).then(|| (mark, "?".to_owned()));
        }
        // Headlines ask without a mark: "Will there be a season 2"
        let zone = text.sentences[sentence].zone;
        let last = c.words.iter().rev().find(|w| w.chars().any(|c| !matches!(c, '"' | '”' | '’' | '\'')))?;
        let stopped = matches!(last.as_str(), "." | "!" | "…");
        let there = |i: usize| matches!(c.word(i + 1), "there" | "it" | "he" | "she" | "they" | "we");
        let open = opens.into_iter().rev().find(|i| *i <= at)?;
        let heading = matches!(zone, Zone::Headline | Zone::Heading);
        let asks = !stopped && (heading || there(open)) || c.word(open) == "will" && c.word(open + 1) == "there";
        (asks && c.island[open] == c.island[at] && !c.contrast_between(open, at) && !self.presupposes(open))
            .then(|| (open, c.words[open].clone()))
    }

    /// A question may begin here: an inverted auxiliary, or a question word before one.
    fn opens_question(&self, text: &Text, i: usize) -> bool {
        #[rustfmt::skip]
        const INVERTED: &[&str] = &[
            "will", "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "could", "should", "would",
            "wo", "is", "might", "may",
        ];
        const ASKING: &[&str] = &["when", "who", "what", "where", "why", "how", "which", "whose"];
        let c = self.clauses;
        let word = c.word(i);
        let fresh = i == 0
            || text.tokens[c.first + i - 1].kind == TokenKind::Quote
            || matches!(
                c.words[i - 1].as_str(),
                "," | ":" | ";" | "-" | "–" | "—" | "--" | "." | "…" | "?" | "!" | "and" | "but" | "so" | "or" | "then" | "("
            );
        if !fresh {
            return false;
        }
        let asking = |i: usize| ASKING.contains(&c.word(i)) && (i == 0 || c.island[i] == c.island[i - 1]);
        if INVERTED.contains(&word) {
            // "…, is back": a verb behind an apposition is no question; a subject must follow
            let next = i + 1;
            let subject = clause::is_subject_pronoun(c.word(next))
                || self.names.get(next).copied().unwrap_or(false)
                || matches!(
                    c.word(next),
                    "there"
                        | "the"
                        | "this"
                        | "that"
                        | "a"
                        | "an"
                        | "season"
                        | "series"
                        | "n't"
                        | "any"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                        | "our"
                        | "your"
                        | "another"
                        | "\""
                        | "“"
                        | "‘"
                        | "'"
                )
                || text.tokens.get(c.first + next).is_some_and(|t| t.is_capitalised() && next < c.len());
            let behind_comma = i > 0 && c.words[i - 1] == ",";
            return subject && (!behind_comma || clause::is_subject_pronoun(c.word(next)) || c.word(next) == "there");
        }
        asking(i) && (i + 1..(i + 5).min(c.len())).any(|j| c.finite[j])
            || asking(i) && matches!(c.word(i + 1), "plays" | "stars" | "returns" | "else" | "exactly")
    }

    /// "Why was it axed?", "did you know that": what is asked about is taken for granted.
    fn presupposes(&self, open: usize) -> bool {
        let c = self.clauses;
        match c.word(open) {
            "why" => true,
            "how" => !(open..self.trigger.start).any(|i| matches!(c.word(i), "will" | "would" | "could" | "can" | "likely" | "might")),
            "did" | "do" | "have" => c.word(open + 1) == "you",
            "can" | "could" => c.word(open + 1) == "you",
            _ => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

fn looks_third_person(word: &str) -> bool {
    word.ends_with('s') && clause::looks_finite(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of the sentences below; they are masked, as names and titles will be.
    const NAMES: &[&str] = &["Orla", "Finn", "Bo", "Teague", "Harrow", "Quill", "Novaplex", "Poulson", "Without", "Mercy", "Ida", "Crane"];

    /// The stance towards the words between asterisks, as sign and first letter of the certainty
    /// ("?" for possible): `+c`, `-p`, `+?`, `+u`. A sentence behind "H: " is a headline.
    fn read(marked: &str) -> (String, Stance) {
        let (headline, marked) = match marked.strip_prefix("H: ") {
            Some(rest) => (true, rest),
            None => (false, marked),
        };
        let start = marked.find('*').expect("a trigger between asterisks");
        let end = marked.rfind('*').expect("a trigger between asterisks") - 1;
        let sentence = marked.replace('*', "");
        let source = if headline {
            format!("{sentence}\n\nText of the article.")
        } else {
            format!("Some headline\n\n{sentence} And then some more.")
        };
        let shift = source.find(&sentence).expect("the sentence stands in the source");
        let text = Text::new(&source, Span::new(0, source.len()), None);
        let inside = |t: &crate::text::Token| t.span.start >= start + shift && t.span.end <= end + shift;
        let first = text.tokens.iter().position(inside).expect("tokens in the trigger");
        let count = text.tokens[first..].iter().take_while(|t| inside(t)).count();
        let trigger = first..first + count;
        let stance = stance(&text, text.sentence_of(first), trigger.clone(), trigger, Cues::builtin(), &|t| {
            let next = text.tokens.get(t + 1).map_or("", |_| text.word(t + 1));
            let previous = t.checked_sub(1).map_or("", |p| text.word(p));
            match text.word(t) {
                "Will" => next == "Poulson",
                "May" => matches!(previous, "in" | "on" | "until"),
                word => NAMES.contains(&word),
            }
        });
        let sign = if stance.polarity == Polarity::Negated { '-' } else { '+' };
        let degree = match stance.certainty {
            Certainty::Certain => 'c',
            Certainty::Probable => 'p',
            Certainty::Possible => '?',
            Certainty::Unknown => 'u',
        };
        (format!("{sign}{degree}"), stance)
    }

    #[track_caller]
    fn check(table: &[(&str, &str)]) {
        let mut wrong = String::new();
        for (expected, sentence) in table {
            let (found, stance) = read(sentence);
            if found != *expected {
                wrong.push_str(&format!("\n{expected} expected, {found} found: {sentence}\n    {:?}", stance.notes));
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn plain_statements_are_certain() {
        check(&[
            ("+c", "Orla Finn will *return* as Bo Teague."),
            ("+c", "Harrow is set to *premiere* on May 5."),
            ("+c", "Harrow is slated to *debut* in the fall."),
            ("+c", "Harrow has officially been *renewed* for a second season."),
            ("+c", "Harrow, which was confirmed last week, is due to *open* in June."),
            ("+c", "Orla Finn is said to *return* for one episode."),
            ("+c", "H: Orla Finn 'to *star*' in Harrow"),
            ("+c", "The network announced that it would *renew* Harrow."),
            ("+c", "Filming can *begin* in Cork this week."),
            ("+c", "Without Mercy was *renewed* in May."),
        ]);
    }

    #[test]
    fn negation_stays_in_its_clause() {
        check(&[
            ("-c", "Orla Finn will not *return* as Bo Teague."),
            ("-c", "Orla Finn won't be *returning* as Bo Teague."),
            ("-c", "Harrow has not been *renewed*."),
            ("-c", "Harrow is no longer in *production*."),
            ("-c", "Orla Finn will never *play* Bo again."),
            ("-c", "A new captain is yet to be *cast*."),
            ("-c", "The producers have no plans to *film* a sequel."),
            ("-c", "There are no plans for a second *season*."),
            ("-c", "No one has been *cast* as Bo."),
            ("-c", "Neither Orla Finn nor Ida Crane will *return*."),
            ("-c", "Novaplex declined to *renew* Harrow."),
            ("-c", "Novaplex has decided against *ordering* a second season."),
            ("-c", "The series goes on without Orla Finn *returning*."),
            ("-c", "Orla Finn refused to *reprise* her role."),
            ("-c", "It will be impossible for him to *appear* in person."),
            ("-c", "Orla Finn has not been invited to *join* the crew."),
            ("+c", "Orla Finn will not return but Ida Crane *will*."),
            ("+c", "Orla Finn will not return and Ida Crane *joins* the cast."),
            ("+c", "Harrow was not a hit, however it has been *renewed*."),
            ("+c", "Orla Finn, who will not play Bo, *returns* as Quill."),
            ("+c", "The show that Novaplex would not fund has been *ordered* by Quill."),
            ("+c", "She did not attend after she was *cast* as Bo."),
            ("-c", "Orla Finn will not, as previously announced, *return* to Harrow."),
            ("-c", "Harrow (which has its fans) will not be *returning*."),
            ("+c", "Harrow (not a hit) will be *returning*."),
            ("+c", "Novaplex will not move Harrow, with Orla Finn *starring* as Bo."),
        ]);
    }

    #[test]
    fn pseudo_cues_negate_nothing() {
        check(&[
            ("+c", "Harrow was not only *renewed*, it also got a spin-off."),
            ("+c", "There is no doubt that Orla Finn *plays* Bo."),
            ("+c", "Not surprisingly, Harrow has been *renewed*."),
            ("+c", "No wonder Harrow was *renewed*."),
            ("+c", "I could not be happier to *return*."),
            ("+c", "Novaplex lost no time in *ordering* more."),
            ("+c", "Harrow will not *return* until May."),
            ("+c", "The film isn't scheduled to *open* until 2031."),
            ("+c", "I can't imagine anyone better to *play* Bo."),
            ("+c", "The second season *premieres* in May."),
            ("+c", "If you're wondering, Harrow has been *renewed*."),
            ("+c", "Harrow may have been *cancelled*, but its fans have not given up."),
            ("+?", "Harrow may have been *cancelled*."),
        ]);
    }

    #[test]
    fn denials_negate_what_they_introduce() {
        check(&[
            ("-c", "Orla Finn denied that she is *leaving* the show."),
            ("-c", "Orla Finn has denied rumours she would *leave* Harrow."),
            ("-c", "A spokesman dismissed reports that Harrow had been *axed*."),
            ("-c", "The showrunner shot down rumours that Bo would *return*."),
            ("+c", "Orla Finn denied that she will not be *returning*."),
            ("-c", "A second *season* has been ruled out."),
            ("-c", "A *return* for Bo is out of the question."),
            ("+?", "The producers have not ruled out a second *season*."),
            ("+?", "A *return* is not out of the question."),
            ("-c", "Novaplex has ruled out a second *season*."),
        ]);
    }

    #[test]
    fn possibility() {
        check(&[
            ("+?", "Harrow may *return* next year."),
            ("+?", "Orla Finn might be *joining* the cast."),
            ("+?", "Production could *begin* as early as June."),
            ("-?", "Orla Finn may not *return*."),
            ("+?", "Orla Finn hopes to *return* for a second season."),
            ("+?", "Orla Finn says she would love to *host* the show."),
            ("+?", "She'd really like to *play* Bo again."),
            ("+?", "Orla Finn is in talks to *join* Harrow."),
            ("+?", "Orla Finn is in early negotiations to *star*."),
            ("+?", "Orla Finn is rumoured to be *joining* Harrow."),
            ("+?", "There is speculation that Orla Finn will *return*."),
            ("+?", "Fans hope that Novaplex will *renew* Harrow."),
            ("+?", "Perhaps a third season will yet be *ordered*."),
            ("+?", "Quill has been teased to *appear* again."),
            ("+c", "After speculation that it would move on, Novaplex confirmed that it has *ordered* Harrow."),
            ("+c", "She left early so she could *join* Harrow."),
            ("+?", "Ida Crane was widely tipped to *replace* him."),
            ("+?", "A second *season* is a possibility."),
            ("+?", "It might not be long before the cameras *roll* again."),
            ("+?", "There could be a third *season*."),
            ("+?", "Ida Crane was considered as a potential *replacement*."),
            ("+c", "Orla Finn, who may leave Harrow, *stars* in Quill."),
            ("+c", "Orla Finn is in talks with Harrow *star* Ida Crane."),
            ("+c", "Harrow may return to Novaplex, which *renewed* Quill in June."),
        ]);
    }

    #[test]
    fn probability() {
        check(&[
            ("+p", "Harrow will likely *premiere* in 2031."),
            ("+p", "Orla Finn is expected to *return*."),
            ("+p", "Harrow should *arrive* in the spring."),
            ("+p", "Orla Finn has reportedly been *dropped*."),
            ("+p", "Reportedly, Orla Finn has been *dropped*."),
            ("+p", "Orla Finn will *play* Bo, it has been reported."),
            ("+p", "Harrow looks set to *return*."),
            ("+p", "Orla Finn is believed to have been *cast*."),
            ("+p", "It is understood that Orla Finn has been *cast*."),
            ("+p", "Orla Finn is pencilled in to *play* Bo."),
            ("-p", "Orla Finn is unlikely to *return*."),
            ("-p", "It is unlikely that Orla Finn will *return*."),
            ("-p", "A *return* for Bo is unlikely."),
            ("-p", "Harrow is not expected to *return*."),
            ("-p", "I don't think she will *return*."),
            ("+p", "We think that she will *return*."),
            ("+p", "She is fairly sure that it will be *renewed*."),
            ("+p", "Ida Crane is seen as the likely choice to *lead* the series."),
            ("+?", "Orla Finn may *return*, it has been reported."),
            ("+p", "Harrow will *return*, probably in the autumn."),
            ("+p", "*Plans* for a sequel have apparently been made."),
            ("+?", "This could mean that *filming* is near."),
            ("+p", "With a second season expected to *premiere* in 2031, work goes on."),
        ]);
    }

    #[test]
    fn what_is_not_known() {
        check(&[
            ("+u", "It is unclear whether Orla Finn will *return*."),
            ("+u", "It is not known if Harrow will be *renewed*."),
            ("+u", "Harrow will go on, although it is still unclear when it could *premiere*."),
            ("+c", "Harrow has been *renewed*, although it is still unclear when it could premiere."),
            ("+c", "Although Harrow has been *renewed*, its future is unclear."),
            ("+u", "Whether Harrow *returns* remains to be seen."),
            ("+u", "There is no word on whether Harrow will *return*."),
            ("+u", "Fans wonder whether Bo will *appear*."),
            ("+u", "It has not been confirmed whether Ida Crane will *guest-star*."),
            ("+u", "Her *return* is still up in the air."),
            ("+u", "Nobody knows yet when it will *premiere*."),
            ("+u", "Novaplex has not said whether Harrow will be *renewed*."),
        ]);
    }

    #[test]
    fn questions() {
        check(&[
            ("+u", "Will there be a *season* 2?"),
            ("+u", "H: Harrow - will there be a *season* 2"),
            ("+u", "H: When will Harrow *return*"),
            ("+u", "Is Orla Finn *leaving* Harrow?"),
            ("+u", "When will the second season *premiere*?"),
            ("+c", "Harrow was *renewed* in June, but will Orla Finn return?"),
            ("+u", "Harrow was renewed in June, but will Orla Finn *return*?"),
            ("+c", "Will Orla Finn, who *plays* Bo, return?"),
            ("+c", "Why was Harrow *cancelled*?"),
            ("+c", "Did you know that Orla Finn *plays* Bo?"),
            ("+u", "“Will she *return*?” asked Ida Crane."),
            ("+c", "“Who knows?” said Orla Finn, who *plays* Bo."),
            ("+c", "Will Poulson *stars* as Bo."),
            ("+c", "Orla Finn will *join* Who Goes There? on Monday."),
            ("+c", "Will Harrow, *starring* Orla Finn, be a hit?"),
            ("+u", "H: Harrow *renewed* for season two?"),
        ]);
    }

    #[test]
    fn conditions() {
        check(&[
            ("+u", "There is more to tell if Harrow is *renewed*."),
            ("+u", "If Harrow is *renewed*, work will begin in May."),
            ("+u", "If Harrow is renewed, filming will *begin* in May."),
            ("+u", "Should they *renew* it, they will have to hurry."),
            ("+u", "Orla Finn will *return* if the money is right."),
            ("+u", "Unless Harrow is *cancelled*, she stays."),
            ("+u", "Orla Finn will decide whether or not to *return*."),
            ("+c", "Harrow has been *renewed*, but if it fails it will end."),
            ("+c", "If it goes ahead, it follows Ida (Orla *Finn*) to sea."),
            ("+c", "If you like it, Harrow *returns* on Monday."),
        ]);
    }

    #[test]
    fn plans_of_the_past() {
        check(&[
            ("-c", "Harrow was originally meant to *launch* in October."),
            ("-c", "Harrow had been due to *arrive* at the end of the summer."),
            ("-c", "Shooting was scheduled to *start* in Cork, though the crew was sent home."),
            ("-c", "The last episode was initially scheduled to *air* in June."),
            ("-c", "Originally planned to *launch* in October, Harrow was moved."),
            ("+c", "Originally planned to launch in October, Harrow was *moved*."),
            ("-c", "Orla Finn was set to *play* Bo but dropped out."),
            ("-p", "While Harrow was expected to *open* in June, it is now planned for 2031."),
            ("+c", "Harrow was set to *premiere* on Monday."),
            ("+c", "Production was shut down due to *filming* rules, but it went on."),
        ]);
    }

    #[test]
    fn the_cues_are_where_they_stand() {
        let (_, stance) = read("Orla Finn may not *return*.");
        assert_eq!((stance.negation.len(), stance.hedge.len()), (1, 1));
        assert_eq!(stance.notes, ["“may” makes it possible", "“not” negates"]);
        let (plain, _) = read("The show has *not been picked up*.");
        assert_eq!(plain, "+c", "a cue inside the trigger is the claim's own wording");
    }

    #[test]
    fn odd_input_is_no_error() {
        for source in ["", "?", "not", "“", "( ( (", "may, , , not – – who who who ) ]"] {
            let body = format!("{source}\n\nText.");
            let text = Text::new(&body, Span::new(0, body.len()), None);
            for (number, sentence) in text.sentences.iter().enumerate() {
                for at in sentence.tokens.clone() {
                    stance(&text, number, at..at + 1, 0..text.tokens.len(), Cues::builtin(), &|_| false);
                }
                stance(&text, number, 0..0, 0..0, Cues::builtin(), &|_| true);
            }
        }
    }
}
