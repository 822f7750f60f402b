//! The claims of listings: everything that such a claim says stands in its line and the headings above.

use super::{Document, Trace};
use crate::claim::{Certainty, Claim, From, Polarity, Spans, Subject};
use crate::extract::listing::Listed;
use crate::resolve::date::{self, Role, Tense};
use crate::rules::RuleBook;
use crate::rules::pack::Effect;

/// True for the claims of a listing's rule.
pub(super) fn is_listed(claim: &Claim, book: &RuleBook) -> bool {
    book.rule(&claim.provenance.rule).is_some_and(|r| r.raw.listing.is_some())
}

impl Document<'_> {
    /// The claim of one entry. The title is what its line says, in its own words.
    pub(super) fn listed(&self, listed: &Listed) -> (Claim, Trace) {
        let rule = &self.book.rules()[listed.rule];
        let title = self.text.words(&listed.title).to_owned();
        let resolved = date::resolve(&listed.date.expr, self.published.as_ref(), Tense::Future, Role::Point);
        // a title that holds a question mark runs over two sentences
        let inside = listed.sentence == self.text.sentence_of(listed.title.start);
        let last = if inside { self.text.sentence_of(listed.title.end - 1) } else { listed.sentence };
        let sentence = self.text.sentences[listed.sentence].span.join(self.text.sentences[last].span);
        let spans = Spans {
            trigger: self.places(if inside { &listed.title } else { &listed.date.tokens }),
            title: self.places(&listed.title),
            season: listed.season.as_ref().map(|s| self.places(&s.1)).unwrap_or_default(),
            date: self.places(&listed.date.tokens),
            ..Spans::default()
        };
        let subject = Subject {
            title: Some(title),
            season: listed.season.as_ref().map(|s| s.0),
            from: Some(if inside { From::Sentence } else { From::Paragraph }),
        };
        let mut claim = Claim {
            claim_id: String::new(),
            slot_id: String::new(),
            kind: rule.kind(),
            subject,
            status: None,
            network: None,
            relation: None,
            person: None,
            character: None,
            replaced: None,
            event: if let Effect::Date(event) = rule.raw.effect { Some(event) } else { None },
            value: resolved.as_ref().map(|r| r.value.to_string()),
            modifier: resolved.as_ref().and_then(|r| r.modifier),
            polarity: Polarity::Affirmed,
            certainty: Certainty::Certain,
            attribution: None,
            provenance: self.provenance(sentence, spans, rule.id()),
        };
        claim.identify();
        let trace = Trace {
            rule: rule.id().to_owned(),
            why: rule.raw.why.clone(),
            elements: vec![format!("{{date}} ← {}", self.text.words(&listed.date.tokens))],
            cues: Vec::new(),
            subject: "the title of its line".to_owned(),
            date: resolved.map(|r| r.how.to_owned()),
        };
        (claim, trace)
    }
}
