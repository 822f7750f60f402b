//! Claims made by hand for the tests of this module.

use crate::claim::{Attribution, Certainty, Claim, Kind, MetadataFrom, Polarity, Provenance, Relation, Spans, Status, Subject, name};
use crate::span::{CharIndex, Span};

/// An affirmed, certain claim of nothing in particular.
pub fn claim(kind: Kind) -> Claim {
    Claim {
        claim_id: "clm_000000000000".into(),
        slot_id: "slt_000000000000".into(),
        kind,
        subject: Subject { title: None, season: None, from: None },
        status: None,
        network: None,
        relation: None,
        person: None,
        character: None,
        replaced: None,
        event: None,
        value: None,
        modifier: None,
        polarity: Polarity::Affirmed,
        certainty: Certainty::Certain,
        attribution: None,
        provenance: Provenance {
            document: "harbour.txt".into(),
            sha256: String::new(),
            title: None,
            url: None,
            outlet: None,
            published: None,
            metadata_from: MetadataFrom::default(),
            page_sha256: None,
            page_bytes: None,
            link: None,
            duplicate_of: None,
            sentence: Span::new(0, 0),
            bytes: Span::new(0, 0),
            line: 1,
            exact: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            spans: Spans::default(),
            rule: format!("{}/sample", name(&kind)),
            greenlit: "0.1.0".into(),
            key_scheme: String::new(),
        },
    }
}

/// Says that `source` says it.
pub fn attributed(claim: &mut Claim, source: &str, quoted: bool) {
    claim.attribution = Some(Attribution { source: source.into(), quoted });
}

/// A claim of `sentence`, which stands in `text`; `spans` are words of the sentence.
pub fn stated(mut claim: Claim, text: &str, sentence: &str, spans: &[(&str, &str)]) -> Claim {
    let start = text.find(sentence).expect("the sentence stands in the text");
    let index = CharIndex::new(text);
    let bytes = Span::new(start, start + sentence.len());
    claim.provenance.sentence = index.char_span(bytes);
    claim.provenance.bytes = bytes;
    claim.provenance.line = index.line(start);
    claim.provenance.exact = sentence.into();
    for (field, words) in spans {
        let from = start + sentence.find(words).expect("the words stand in the sentence");
        let place = index.char_span(Span::new(from, from + words.len()));
        let spans = &mut claim.provenance.spans;
        let places = match *field {
            "title" => &mut spans.title,
            "season" => &mut spans.season,
            "network" => &mut spans.network,
            "person" => &mut spans.person,
            "character" => &mut spans.character,
            "date" => &mut spans.date,
            "trigger" => &mut spans.trigger,
            "negation" => &mut spans.negation,
            "speaker" => &mut spans.speaker,
            "reporting" => &mut spans.reporting,
            other => panic!("no field {other}"),
        };
        places.push([place.start, place.end]);
    }
    claim.identify();
    claim
}

/// A small article and three claims of it, the last two of one sentence.
pub fn article() -> (String, Vec<Claim>) {
    let text = "Tidewater sets sail again\n\nZoë 🎬 was there. Ines Okafor will not be returning as Captain Hale.\n\
        “ZBC has renewed Tidewater for a third season, and Bo Lindqvist will be back,” said showrunner Ana Ruiz.\n"
        .to_owned();
    let mut leaves = claim(Kind::Cast);
    leaves.subject.title = Some("Tidewater".into());
    leaves.person = Some("Ines Okafor".into());
    leaves.character = Some("Captain Hale".into());
    leaves.relation = Some(Relation::Returns);
    leaves.polarity = Polarity::Negated;
    let leaves = stated(
        leaves,
        &text,
        "Ines Okafor will not be returning as Captain Hale.",
        &[("person", "Ines Okafor"), ("negation", "not"), ("trigger", "returning"), ("character", "Captain Hale")],
    );
    let sentence = "“ZBC has renewed Tidewater for a third season, and Bo Lindqvist will be back,” said showrunner Ana Ruiz.";
    let mut renewed = claim(Kind::Renewal);
    renewed.subject.title = Some("Tidewater".into());
    renewed.subject.season = Some(3);
    renewed.status = Some(Status::Renewed);
    renewed.network = Some("ZBC".into());
    attributed(&mut renewed, "Ana Ruiz", true);
    let said = [("speaker", "Ana Ruiz"), ("reporting", "said"), ("title", "Tidewater")];
    let renewed = stated(
        renewed,
        &text,
        sentence,
        &[&said[..], &[("network", "ZBC"), ("trigger", "renewed"), ("season", "third season")][..]].concat(),
    );
    let mut back = claim(Kind::Cast);
    back.subject.title = Some("Tidewater".into());
    back.person = Some("Bo Lindqvist".into());
    back.relation = Some(Relation::Returns);
    attributed(&mut back, "Ana Ruiz", true);
    let back = stated(back, &text, sentence, &[&said[..], &[("person", "Bo Lindqvist"), ("trigger", "will be back")][..]].concat());
    (text, vec![leaves, renewed, back])
}
