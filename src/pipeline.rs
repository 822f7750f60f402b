//! One article, start to end.

mod listing;

use std::cell::LazyCell;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::claim::{Attribution, Claim, Event, From, Places, Provenance, Relation, Spans, Subject};
use crate::edtf::Edtf;
use crate::extract::{self, Candidate, Scene, topic};
use crate::ingest::{Article, link};
use crate::mention::{ItemKind, Mentions};
use crate::resolve::attribution::{self, Attributed, Speaker, SpeakerKind};
use crate::resolve::cues::Cues;
use crate::resolve::date::{self, Role, Tense};
use crate::resolve::person::{Found, People};
use crate::resolve::reporting::Reporting;
use crate::resolve::subject::Focus;
use crate::resolve::{stance, tense};
use crate::rules::pack::Effect;
use crate::rules::{Rule, RuleBook};
use crate::span::{CharIndex, Span};
use crate::text::{Sentence, Text, Zone};

/// What was found in one article.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// How each came about, in the same order.
    pub traces: Vec<Trace>,
}

/// Why a claim is what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// Id of the rule.
    pub rule: String,
    /// The rule's reason.
    pub why: String,
    /// Which words filled which slot.
    pub elements: Vec<String>,
    /// Cues of polarity, certainty and attribution.
    pub cues: Vec<String>,
    /// Why this title.
    pub subject: String,
    /// How the date was resolved.
    pub date: Option<String>,
}

/// Extracts the claims of one article.
pub fn extract(article: &Article, book: &RuleBook) -> Extraction {
    if article.silent.is_some() || !may_be_of_the_screen(article, book) {
        return Extraction::default();
    }
    let text = text_of(article);
    if extract::speaks_of_games(&text) {
        return Extraction::default();
    }
    let mut mentions = Mentions::names(&text, book.lists());
    let dates = extract::date::may_date(&text);
    let may_match = |s: &Sentence| speaks(s) && book.may_match(&text, &mentions, s.tokens.clone(), dates);
    let awake: Vec<bool> = text.sentences.iter().map(may_match).collect();
    let count = awake.iter().filter(|a| **a).count();
    if mentions.listed.is_empty() && count * 3 < text.sentences.len() {
        // few sentences can match at all: the others are read only if one of these does
        mentions.complete(&text, book.lists(), |sentence| awake[sentence]);
        let matches = |sentence: usize| book.matches_any(&book.spell(&text, &mentions, &mentions.items[sentence]), dates);
        if !(0..awake.len()).any(|sentence| awake[sentence] && matches(sentence)) {
            return Extraction::default();
        }
    }
    mentions.complete(&text, book.lists(), |_| true);
    Document { awake, ..Document::new(article, book, text, mentions) }.claims()
}

/// The same without looking first whether any rule can match: what [`extract`] is held to by the tests.
#[doc(hidden)]
pub fn extract_ungated(article: &Article, book: &RuleBook) -> Extraction {
    if article.silent.is_some() || !may_be_of_the_screen(article, book) {
        return Extraction::default();
    }
    let document = Document::read(article, book);
    if extract::speaks_of_games(&document.text) { Extraction::default() } else { document.claims() }
}

/// Says, sentence by sentence, how far a rule came.
pub fn why_not(article: &Article, book: &RuleBook, rule: &str) -> Vec<String> {
    let Some(rule) = book.rule(rule) else { return vec![format!("there is no rule `{rule}`")] };
    let document = Document::read(article, book);
    let other = if !may_be_of_the_screen(article, book) {
        Some("no word of film and television in a text of this length: nothing is looked for in it (the list screen_words)")
    } else if extract::speaks_of_games(&document.text) {
        Some("a text about video games: nothing is looked for in it")
    } else {
        None
    };
    other.map(|other| format!("{}: {other}", article.name)).into_iter().chain(document.why_not(rule)).collect()
}

struct Document<'d> {
    article: &'d Article,
    book: &'d RuleBook,
    text: Text<'d>,
    mentions: Mentions,
    index: LazyCell<CharIndex<'d>, Box<dyn FnOnce() -> CharIndex<'d> + 'd>>,
    sha256: LazyCell<String, Box<dyn FnOnce() -> String + 'd>>,
    /// Tokens that belong to a name, title or date, and so are no cues.
    masked: Vec<bool>,
    published: Option<Edtf>,
    /// Sentences in which a rule may match.
    awake: Vec<bool>,
}

/// False if nothing in the article or its headline is of film and television.
fn may_be_of_the_screen(article: &Article, book: &RuleBook) -> bool {
    let title = article.meta.title.as_deref().unwrap_or_default();
    topic::may_be_of_the_screen([article.body.of(&article.text), title], book.lists().screen())
}

fn text_of(article: &Article) -> Text<'_> {
    Text::headed(&article.text, article.body, article.meta.title.as_deref(), article.headline)
}

/// False for sentences in which no rule runs.
fn speaks(sentence: &Sentence) -> bool {
    !matches!(sentence.zone, Zone::Furniture | Zone::Credit)
}

impl<'d> Document<'d> {
    fn read(article: &'d Article, book: &'d RuleBook) -> Self {
        let text = text_of(article);
        let mentions = Mentions::new(&text, book.lists());
        Document::new(article, book, text, mentions)
    }

    fn new(article: &'d Article, book: &'d RuleBook, text: Text<'d>, mentions: Mentions) -> Self {
        let mut masked = vec![false; text.tokens.len()];
        for tokens in mentions.names.mentions.iter().map(|m| &m.tokens).chain(mentions.dates.iter().map(|d| &d.tokens)) {
            masked[tokens.clone()].fill(true);
        }
        // "isn't expected until 2020": the date has taken the "n't" for itself
        for negation in mentions.dates.iter().filter_map(|d| d.negation) {
            masked[negation] = true;
        }
        let published = article.meta.published.as_deref().and_then(date::published);
        Document {
            article,
            book,
            mentions,
            // only claims ask for these
            index: LazyCell::new(Box::new(|| CharIndex::new(&article.text))),
            sha256: LazyCell::new(Box::new(|| hex(&Sha256::digest(article.text.as_bytes())))),
            awake: vec![true; text.sentences.len()],
            text,
            masked,
            published,
        }
    }

    fn scene(&self, sentence: usize) -> Scene<'_, 'd> {
        Scene { text: &self.text, mentions: &self.mentions, book: self.book, sentence, items: &self.mentions.items[sentence] }
    }

    fn speaks(&self, sentence: usize) -> bool {
        speaks(&self.text.sentences[sentence])
    }

    /// All mentions of names, as the attribution needs them.
    fn speakers(&self) -> Vec<Speaker<'_>> {
        let kind = |e: &crate::mention::name::Entity| match e.roles {
            r if r.title && !r.person => SpeakerKind::Title,
            r if r.character && !e.performer && !e.crew => SpeakerKind::Character,
            r if r.person => SpeakerKind::Person,
            r if r.network => SpeakerKind::Organisation,
            r if r.outlet => SpeakerKind::Outlet,
            _ => SpeakerKind::Other,
        };
        let names = &self.mentions.names;
        names
            .mentions
            .iter()
            .map(|m| Speaker { tokens: m.tokens.clone(), full: &names.entities[m.entity].name, kind: kind(&names.entities[m.entity]) })
            .collect()
    }

    fn claims(&self) -> Extraction {
        // most articles have no candidate, and need none of these
        let focus = LazyCell::new(|| Focus::new(&self.text, &self.mentions, self.book.lists()));
        let people = LazyCell::new(|| People::new(&self.text, &self.mentions, self.book.lists()));
        let speakers = LazyCell::new(|| self.speakers());
        let voices = LazyCell::new(|| attribution::Scene::new(&self.text, &speakers, Reporting::builtin()));
        let screen = !self.mentions.listed.is_empty() && extract::date::speaks_of_the_screen(&self.text);
        let mut out: Vec<(Claim, Trace)> = Vec::new();
        for sentence in 0..self.text.sentences.len() {
            if !self.speaks(sentence) {
                continue;
            }
            let scene = self.scene(sentence);
            let first = out.len();
            let reading = LazyCell::new(|| stance::Reading::new(&self.text, sentence, Cues::builtin(), &|i| self.masked[i]));
            let candidates = match self.awake[sentence] {
                true => extract::candidates(&scene, &self.book.spell(&self.text, &self.mentions, scene.items)),
                false => Vec::new(),
            };
            for candidate in candidates {
                let said = voices.attribute(sentence, candidate.trigger.clone());
                for person in performers(&scene, &candidate, &people, said.as_ref()) {
                    let Some((claim, trace)) = self.resolve(&scene, &candidate, &focus, person, said.as_ref(), &reading) else { continue };
                    let twin = out[first..].iter().any(|(c, _)| same_fact(c, &claim));
                    if !twin {
                        out.push((claim, trace));
                    }
                }
            }
            for entry in extract::listing::read(&scene, screen) {
                // the listing knows better what its line dates
                let date = self.places(&entry.date.tokens);
                let own = |c: &Claim| c.kind == crate::claim::Kind::Date && c.provenance.spans.date == date;
                let kept: Vec<(Claim, Trace)> = out.drain(first..).filter(|(c, _)| !own(c) || listing::is_listed(c, self.book)).collect();
                out.extend(kept);
                let (claim, trace) = self.listed(&entry);
                if !out[first..].iter().any(|(c, _)| c.claim_id == claim.claim_id) {
                    out.push((claim, trace));
                }
            }
            drop_nameless(&mut out, first);
            let order = |c: &Claim| (c.kind, c.provenance.spans.trigger.first().copied(), c.provenance.spans.person.first().copied());
            out[first..].sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)).then_with(|| a.claim_id.cmp(&b.claim_id)));
        }
        let (claims, traces) = out.into_iter().unzip();
        Extraction { claims, traces }
    }

    fn resolve(
        &self,
        scene: &Scene,
        candidate: &Candidate,
        focus: &Focus,
        person: Option<Found>,
        said: Option<&Attributed>,
        reading: &stance::Reading,
    ) -> Option<(Claim, Trace)> {
        let rule = &self.book.rules()[candidate.rule];
        let title = focus.subject(scene, candidate);
        let season = self.season(candidate, focus);
        let sentence = &self.text.sentences[candidate.sentence];
        let mut spans = Spans { trigger: self.places(&candidate.trigger), ..Spans::default() };
        let subject = Subject {
            title: title.as_ref().map(|t| self.mentions.names.entities[t.entity].name.clone()),
            season,
            // a mention of the sentence itself is from there, by whatever road it was found
            from: title.as_ref().map(|t| if sentence.tokens.contains(&t.tokens.start) { From::Sentence } else { t.from }),
        };
        if let Some(t) = &title {
            spans.title = self.places(&t.tokens);
        }
        if let Some((Some(_), item)) = candidate.season.filter(|_| season.is_some()) {
            spans.season = self.places(&scene.items[item].tokens);
        }
        let network = candidate.network.map(|i| (self.entity_name(scene, i), scene.items[i].head.clone()));
        if let Some((_, tokens)) = &network {
            spans.network = self.places(tokens);
        }
        if let Some(p) = &person {
            spans.person = self.places(&p.tokens);
        }
        let named_after = title.as_ref().filter(|_| candidate.title_role && candidate.character.is_none()).and_then(|t| {
            let name = &self.mentions.names.entities[t.entity].name;
            self.book.lists().is_given(name.split(' ').next()?).then(|| (name.clone(), t.tokens.clone()))
        });
        let character = candidate.character.as_ref().map(|tokens| {
            let family = candidate.family.as_ref().map(|tokens| format!(" {}", self.text.words(tokens)));
            self.text.words(tokens).to_owned() + &family.unwrap_or_default()
        });
        let character = character.or_else(|| named_after.as_ref().map(|(name, _)| name.clone()));
        if let Some((_, tokens)) = &named_after {
            spans.character = self.places(tokens);
        }
        if let Some(tokens) = &candidate.character {
            spans.character = self.places(tokens);
            spans.character.extend(candidate.family.iter().flat_map(|tokens| self.places(tokens)));
        }
        let replaced = candidate.replaced.map(|i| self.entity_name(scene, i));
        if let Some(i) = candidate.replaced {
            spans.replaced = self.places(&scene.items[i].head);
        }
        if let Some(i) = candidate.date {
            spans.date = self.places(&scene.items[i].tokens);
        }
        let stance = reading.stance(candidate.trigger.clone(), candidate.clause.clone());
        let polarity = rule.raw.polarity.unwrap_or(stance.polarity);
        let certainty = match rule.raw.certainty {
            Some(most) => most.min(stance.certainty),
            None => stance.certainty,
        };
        spans.negation = stance.negation.iter().map(|s| self.place(*s)).collect();
        spans.hedge = stance.hedge.iter().map(|s| self.place(*s)).collect();
        let attribution = said.map(|a| Attribution { source: a.source.clone(), quoted: a.quoted });
        if let Some(a) = said {
            spans.speaker = vec![self.place(a.speaker)];
            spans.reporting = a.reporting.iter().map(|s| self.place(*s)).collect();
        }
        let mut claim = Claim {
            claim_id: String::new(),
            slot_id: String::new(),
            kind: rule.kind(),
            subject,
            status: None,
            network: None,
            relation: None,
            person: person.map(|p| p.name),
            character,
            replaced,
            event: None,
            value: None,
            modifier: None,
            polarity,
            certainty,
            attribution,
            provenance: self.provenance(sentence.span, spans, rule.id()),
        };
        let mut how = None;
        match candidate.effect {
            Effect::Renewal(status) => {
                claim.status = Some(status);
                claim.network = network.map(|(name, _)| name);
            }
            Effect::Cast(relation) => claim.relation = Some(relation),
            Effect::Date(event) => {
                claim.event = Some(event);
                if let Some(ItemKind::Date(i)) = candidate.date.map(|i| scene.items[i].kind) {
                    let tense = tense::tense(&self.text, candidate.sentence, &candidate.trigger);
                    let role = if matches!(event, Event::Production | Event::Airing) { Role::State } else { Role::Point };
                    let mention = &self.mentions.dates[i];
                    if let Some(resolved) = date::resolve(&mention.expr, self.published.as_ref(), tense, role) {
                        claim.value = Some(resolved.value.to_string());
                        claim.modifier = resolved.modifier;
                        how = Some(format!("{} ({tense:?} tense, {role:?})", resolved.how));
                    }
                }
            }
            Effect::Nothing(_) => return None,
        }
        claim.identify();
        let trace = Trace {
            rule: rule.id().to_owned(),
            why: rule.raw.why.clone(),
            elements: candidate.slots.iter().map(|(name, tokens)| format!("{{{name}}} ← {}", self.text.words(tokens))).collect(),
            cues: stance.notes,
            subject: title.map_or("the text gives it no name".to_owned(), |t| t.why.to_owned()),
            date: how,
        };
        Some((claim, trace))
    }

    /// The season: stated beside the claim, or by the heading above where the sentence goes on with
    /// it (settled case 2). A person's general credit ("it stars …") is not about one season.
    fn season(&self, candidate: &Candidate, focus: &Focus) -> Option<i64> {
        if let Some((number, _)) = candidate.season
            && number.is_some()
        {
            return number;
        }
        let heading = focus.heading_season(candidate.sentence)?;
        let sentence = self.text.sentences[candidate.sentence].span.of(&self.article.text).to_lowercase();
        let goes_on = match candidate.effect {
            Effect::Cast(Relation::Returns | Relation::Joins | Relation::Appears) => true,
            Effect::Cast(_) => self.text.sentences[candidate.sentence].zone == Zone::ListItem,
            _ => tense::tense(&self.text, candidate.sentence, &candidate.trigger) != Tense::Past,
        };
        let says = ["this season", "new season", "the season", "new episodes", "new instalment", "new installment"]
            .iter()
            .any(|w| sentence.contains(w));
        (goes_on || says).then_some(heading)
    }

    fn entity_name(&self, scene: &Scene, item: usize) -> String {
        match self.mentions.entity(&scene.items[item]) {
            Some(id) => self.mentions.names.entities[id].name.clone(),
            None => self.text.words(&scene.items[item].head).to_owned(),
        }
    }

    fn places(&self, tokens: &Range<usize>) -> Places {
        if tokens.is_empty() {
            return Vec::new();
        }
        let span = self.index.char_span(self.text.token_span(tokens));
        vec![[span.start, span.end]]
    }

    fn place(&self, bytes: Span) -> [usize; 2] {
        let span = self.index.char_span(bytes);
        [span.start, span.end]
    }

    fn provenance(&self, sentence: Span, spans: Spans, rule: &str) -> Provenance {
        let (prefix, suffix) = context(&self.article.text, sentence);
        let meta = &self.article.meta;
        Provenance {
            document: self.article.name.clone(),
            sha256: self.sha256.clone(),
            title: meta.title.clone(),
            url: meta.url.clone(),
            outlet: meta.outlet.clone(),
            published: meta.published.clone(),
            metadata_from: self.article.origin.metadata_from.clone(),
            page_sha256: self.article.origin.page_sha256.clone(),
            page_bytes: self.article.origin.place_in_page(sentence.of(&self.article.text)),
            link: meta.url.as_deref().and_then(|url| link::to(url, sentence.of(&self.article.text))),
            duplicate_of: None,
            sentence: self.index.char_span(sentence),
            bytes: sentence,
            line: self.index.line(sentence.start),
            exact: sentence.of(&self.article.text).to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            spans,
            rule: rule.to_owned(),
            greenlit: env!("CARGO_PKG_VERSION").to_owned(),
            key_scheme: String::new(),
        }
    }

    fn why_not(&self, rule: &Rule) -> Vec<String> {
        let mut lines = Vec::new();
        for sentence in 0..self.text.sentences.len() {
            let scene = self.scene(sentence);
            let spelled = self.book.spell(&self.text, &self.mentions, scene.items);
            let quote = self.text.sentences[sentence].span.of(&self.article.text);
            let line = self.index.line(self.text.sentences[sentence].span.start);
            let missing = self.book.missing(rule, &spelled);
            let said = if rule.raw.listing.is_some() {
                "a rule of listings: it has no pattern, but reads lines that are made alike".to_owned()
            } else if !self.speaks(sentence) {
                "site furniture or a credit: no rule runs here".to_owned()
            } else if !self.book.matches(rule, &spelled).is_empty() {
                "matches".to_owned()
            } else if missing.iter().any(Vec::is_empty) {
                "has every element, but not in the order of the pattern".to_owned()
            } else {
                let nearest = missing.iter().min_by_key(|m| m.len()).expect("a rule has a pattern");
                format!("lacks {}", nearest.join(", "))
            };
            lines.push(format!("{}:{line}: {said}\n    {quote}", self.article.name));
        }
        lines
    }
}

/// Whom a candidate is about: nobody where it needs none, several where "they" do it.
fn performers(scene: &Scene, candidate: &Candidate, people: &People, said: Option<&Attributed>) -> Vec<Option<Found>> {
    if candidate.person.is_none() && !candidate.implied {
        return vec![None];
    }
    people.find(scene, candidate, said.map(|a| a.source.as_str())).into_iter().map(Some).collect()
}

/// Two candidates of one sentence that say the same: the first, of the better rule, stays.
fn same_fact(a: &Claim, b: &Claim) -> bool {
    a.kind == b.kind
        && a.status == b.status
        && a.relation == b.relation
        && a.event == b.event
        && a.person == b.person
        && a.subject.title == b.subject.title
        && (a.kind == crate::claim::Kind::Cast || a.subject.season == b.subject.season || b.subject.season.is_none())
        && (a.kind != crate::claim::Kind::Date || a.value == b.value)
}

/// "Ann Quill … will not return" is of her, and not also of a character of that name: where the words that state a claim have a
/// performer, what they say of a role with nobody in it goes. Looks at the claims from `first` on, those of one sentence.
fn drop_nameless(claims: &mut Vec<(Claim, Trace)>, first: usize) {
    let performed: Vec<(Option<Relation>, Places)> = claims[first..]
        .iter()
        .filter(|(claim, _)| claim.person.is_some())
        .map(|(claim, _)| (claim.relation, claim.provenance.spans.trigger.clone()))
        .collect();
    let mut place = 0;
    claims.retain(|(claim, _)| {
        place += 1;
        let nameless = claim.relation.is_some() && claim.person.is_none();
        let twin = || performed.iter().any(|(relation, trigger)| *relation == claim.relation && *trigger == claim.provenance.spans.trigger);
        place <= first || !nameless || !twin()
    });
}

/// Text before and behind a quotation, long enough that the three together occur once.
fn context(text: &str, quote: Span) -> (&str, &str) {
    let mut reach = 32;
    loop {
        let start = floor(text, quote.start.saturating_sub(reach));
        let end = ceil(text, (quote.end + reach).min(text.len()));
        let whole = &text[start..end];
        if !occurs_twice(text, whole) || (start == 0 && end == text.len()) || reach > 4096 {
            return (&text[start..quote.start], &text[quote.end..end]);
        }
        reach *= 2;
    }
}

/// True if `part` stands in `text` at two places that do not overlap.
fn occurs_twice(text: &str, part: &str) -> bool {
    // the first bytes are enough to find the places to look at, and a short needle is soon made ready
    let head = &part.as_bytes()[..part.len().min(24)];
    let finder = memchr::memmem::Finder::new(head);
    let (mut at, mut seen) = (0, false);
    while let Some(found) = finder.find(&text.as_bytes()[at..]) {
        let here = at + found;
        if !text.as_bytes()[here..].starts_with(part.as_bytes()) {
            at = here + 1;
        } else if seen {
            return true;
        } else {
            (at, seen) = (here + part.len().max(1), true);
        }
    }
    false
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
