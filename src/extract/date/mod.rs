//! Date claims: which event of a sentence a time expression dates.
//!
//! A rule names the words of an event; unless its pattern holds the date itself, the date is
//! attached here. One date belongs to one event, the nearest in its clause; a date that another
//! verb or noun of the sentence owns ("he said on Thursday", "a 2018 interview") belongs to none.

use super::{Candidate, Scene, nearest_season, slot};
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::claim::{Event, Relation as Part, Status};
use crate::mention::ItemKind;
use crate::mention::date::{Calendar, DateExpr, Position, Relation, Unit, What, When, Which, YearRef};
use crate::resolve::date::Tense;
use crate::resolve::tense::tense;
use crate::rules::Rule;
use crate::rules::compile::Match;
use crate::rules::pack::Effect;
use crate::text::{Text, TokenKind, Zone};

/// Reads one match. An event without a date of its own waits for [`attach`].
pub fn read(scene: &Scene, number: usize, rule: &Rule, found: &Match, out: &mut Vec<Candidate>) {
    let mut candidate = Candidate::bare(scene, number, rule.raw.effect, rule.raw.subject, found);
    candidate.title = slot(found, "title").map(|(i, _)| i);
    candidate.date = slot(found, "date").map(|(i, _)| i);
    let season = slot(found, "season").map(|(i, _)| i).or_else(|| nearest_season(scene, found.items));
    if let Some((i, ItemKind::Season(s))) = season.map(|i| (i, scene.items[i].kind)) {
        let numbers = &scene.mentions.seasons[s].numbers;
        candidate.season = Some((numbers.first().copied().filter(|_| numbers.len() == 1), i));
    }
    if candidate.date.is_some_and(|date| rule.id().starts_with("date/year-") && !is_year(scene, date)) {
        return;
    }
    let slot_only =
        rule.id() == "date/weekly" && candidate.date.and_then(|d| expr(scene, d)).is_none_or(|e| !matches!(e.what, What::Set(_)));
    let possessor = rule.id() == "date/year-of-title"
        && candidate.date.is_some_and(|d| scene.text.word(scene.items[d].tokens.end).replace('’', "'") != "'s");
    if slot_only || possessor {
        return;
    }
    // the same words state one event: that of the better rule, but its weaker patterns may know the title
    let overlaps = |c: &Candidate| is_date(c) && c.trigger.start < candidate.trigger.end && candidate.trigger.start < c.trigger.end;
    if let Some(same) = out.iter_mut().find(|c| overlaps(c)) {
        if same.title.is_none() && same.rule == number {
            same.title = candidate.title;
        }
        if same.date.is_none() && same.rule == number {
            same.date = candidate.date;
        }
        return;
    }
    out.push(candidate);
}

fn is_date(candidate: &Candidate) -> bool {
    matches!(candidate.effect, Effect::Date(_))
}

fn expr<'s>(scene: &'s Scene, item: usize) -> Option<&'s DateExpr> {
    match scene.items[item].kind {
        ItemKind::Date(i) => Some(&scene.mentions.dates[i].expr),
        _ => None,
    }
}

/// "2016", "last year": what a year as an attribute may be; a decade or a month is none.
fn is_year(scene: &Scene, item: usize) -> bool {
    let year = |what: What| {
        matches!(
            what,
            What::One(When::Calendar(Calendar { month: None, day: None, .. }) | When::Shift { unit: Unit::Year, counted: false, .. })
        )
    };
    expr(scene, item).is_some_and(|e| e.relation == Relation::At && year(e.what))
}

/// "the 1990s sitcom Silo": a decade before a work is a label and dates nothing (settled case 1).
fn is_decade_label(scene: &Scene, date: usize) -> bool {
    let words = scene.lower(date);
    let decade = words.ends_with("0s") || words.ends_with("0's");
    let labels = scene.items.get(date + 1).is_some_and(|next| match next.kind {
        ItemKind::Name(_) | ItemKind::Work(_) => true,
        ItemKind::Token => {
            let word = scene.text.words(&next.tokens);
            scene.book.lists().is_genre(word) || scene.book.lists().is_work(word)
        }
        _ => false,
    });
    decade && labels
}

/// Gives every dated event its date and drops those that have none, unless the rule says that the
/// date is unknown.
pub fn attach(scene: &Scene, out: &mut Vec<Candidate>) {
    if !out.iter().any(is_date) {
        return;
    }
    let rules = scene.book.rules();
    let news = out.iter().any(|c| {
        is_news(scene, c) || c.effect == Effect::Date(Event::Finale) || matches!(rules[c.rule].id(), "date/decided" | "date/gets-order")
    });
    let screen = is_on_screen(scene);
    out.retain(|c| !is_date(c) || screen && (c.effect != Effect::Date(Event::Announcement) || is_announcement(scene, c, news)));
    let dates: Vec<usize> = (0..scene.items.len()).filter(|i| expr(scene, *i).is_some() && !is_decade_label(scene, *i)).collect();
    let mut taken: Vec<usize> = Vec::new();
    let shown: Vec<(usize, usize)> =
        out.iter().filter(|c| is_date(c) && c.effect != Effect::Date(Event::Announcement)).map(|c| items_of(scene, &c.trigger)).collect();
    for candidate in out.iter_mut().filter(|c| is_date(c)) {
        if let Some(date) = candidate.date {
            let announced = candidate.effect == Effect::Date(Event::Announcement);
            let trigger = items_of(scene, &candidate.trigger);
            // "is being filmed and will premiere in 2028": the date is the nearer event's
            let passed =
                candidate.effect == Effect::Date(Event::Production) && shown.iter().any(|other| trigger.1 <= other.0 && other.1 <= date);
            if passed || taken.contains(&date) || announced && !is_free(scene, candidate, date) || is_open_ended(scene, date) {
                candidate.date = None;
            } else {
                taken.push(date);
            }
        }
    }
    let triggers: Vec<(usize, usize)> = out.iter().filter(|c| is_date(c)).map(|c| items_of(scene, &c.trigger)).collect();
    let mut wanted: Vec<(usize, usize, usize)> = Vec::new(); // distance, candidate, date
    for (number, candidate) in out.iter().enumerate() {
        if !is_date(candidate) || candidate.date.is_some() || rules[candidate.rule].raw.undated {
            continue;
        }
        let trigger = items_of(scene, &candidate.trigger);
        for date in &dates {
            if let Some(distance) = distance(scene, trigger, *date, &triggers)
                && is_free(scene, candidate, *date)
            {
                wanted.push((distance, number, *date));
            }
        }
    }
    wanted.sort_unstable();
    for (_, candidate, date) in wanted {
        if out[candidate].date.is_none() && !taken.contains(&date) {
            out[candidate].date = Some(date);
            taken.push(date);
        }
    }
    out.retain(|c| !is_date(c) || c.date.is_some() || rules[c.rule].raw.undated);
    let mut further = Vec::new();
    for candidate in out.iter().filter(|c| is_date(c)) {
        further.extend(coordinated(scene, candidate, &dates, &taken));
    }
    for (candidate, date) in further {
        if !taken.contains(&date) {
            taken.push(date);
            out.push(candidate);
        }
    }
    for candidate in out.iter_mut().filter(|c| is_date(c)) {
        settle(scene, candidate);
    }
}

/// "in theaters on May 3 and on Netflix on June 1": the second date of one event.
fn coordinated(scene: &Scene, candidate: &Candidate, dates: &[usize], taken: &[usize]) -> Option<(Candidate, usize)> {
    let first = candidate.date?;
    let next = *dates.iter().find(|d| **d > first)?;
    if taken.contains(&next)
        || next - first > 9
        || !matches!(candidate.effect, Effect::Date(Event::Premiere))
        || !is_free(scene, candidate, next)
    {
        return None;
    }
    let mut joined = false;
    for i in first + 1..next {
        let network = scene.mentions.roles(&scene.items[i]).network;
        let name = matches!(scene.items[i].kind, ItemKind::Name(_)) && !scene.mentions.roles(&scene.items[i]).title;
        joined |= scene.is_any(i, &["and", "then"]);
        let plain = scene.is_any(
            i,
            &[
                ",", "and", "then", "in", "on", "at", "the", "to", "(", ")", "us", "uk", "u.s.", "u.k.", "cinemas", "theaters", "theatres",
                "internationally", "worldwide", "globally", "streaming", "from", "abroad",
            ],
        );
        if !network && !name && !plain {
            return None;
        }
    }
    joined.then(|| (Candidate { date: Some(next), ..candidate.clone() }, next))
}

/// What only the date tells of the event: a weekly slot or a span is no first showing.
fn settle(scene: &Scene, candidate: &mut Candidate) {
    let Some(expr) = candidate.date.and_then(|d| expr(scene, d)) else { return };
    let spans = matches!(expr.what, What::Both(..))
        || matches!(expr.what, What::Range(..)) && expr.relation != Relation::Between
        || matches!(expr.what, What::Years(a, b) if b > a + 1)
        || matches!(expr.relation, Relation::Until | Relation::Since) && matches!(expr.what, What::One(_));
    let airs = matches!(scene.book.rules()[candidate.rule].id(), "date/aired" | "date/first-shown");
    match candidate.effect {
        Effect::Date(Event::Premiere | Event::Finale) if matches!(expr.what, What::Set(_)) => {
            candidate.effect = Effect::Date(Event::Airing)
        }
        Effect::Date(Event::Premiere) if spans && airs => candidate.effect = Effect::Date(Event::Airing),
        _ => {}
    }
}

/// Statuses and castings whose day of announcement is a claim.
fn is_news(scene: &Scene, candidate: &Candidate) -> bool {
    let at = candidate.trigger.start;
    let planned = (at.saturating_sub(3)..at).any(|i| matches!(scene.text.lower(i), "will" | "to" | "'ll" | "’ll"));
    let casting = planned && matches!(candidate.effect, Effect::Cast(Part::Plays));
    casting
        || matches!(
            candidate.effect,
            Effect::Renewal(Status::Ordered | Status::Renewed | Status::Cancelled | Status::Ending)
                | Effect::Cast(Part::Joins | Part::Leaves | Part::Returns | Part::Replaces)
        )
}

/// "The network said on Thursday" announces only what is news beside it; and no plan is announced.
fn is_announcement(scene: &Scene, candidate: &Candidate, news: bool) -> bool {
    let id = scene.book.rules()[candidate.rule].id();
    let reports = matches!(id, "date/reported" | "date/it-was-reported");
    (!reports || news) && tense(scene.text, scene.sentence, &candidate.trigger) != Tense::Future
}

/// A long text must speak of films and series at all: else "launched in May" is said of a phone.
fn is_on_screen(scene: &Scene) -> bool {
    let works = scene.items.iter().any(|i| {
        matches!(i.kind, ItemKind::Work(_) | ItemKind::Season(_)) || scene.mentions.roles(i).title && scene.text.tokens.len() < 60
    });
    works && scene.text.tokens.len() < SHORT || speaks_of_the_screen(scene.text)
}

/// False if no date claim of the text can hold: it is long and does not speak of films and series.
pub fn may_date(text: &Text) -> bool {
    text.tokens.len() < SHORT || speaks_of_the_screen(text)
}

/// A text with fewer tokens may be about one work without saying so.
const SHORT: usize = 200;

/// True if a text names enough that only film and television have.
pub fn speaks_of_the_screen(text: &Text) -> bool {
    static SCREEN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SCREEN_WORDS.iter().copied().collect());
    const SCREEN_WORDS: &[&str] = &[
        "film", "films", "movie", "movies", "series", "episode", "episodes", "drama", "sitcom", "comedy", "tv", "television", "cinema",
        "cinemas", "theaters", "theatres", "premiere", "premieres", "premiered", "actor", "actress", "actors", "cast", "starring", "stars",
        "director", "thriller", "documentary", "sequel", "spin-off", "spinoff", "showrunner", "netflix", "hbo", "hulu", "bbc", "itv",
        "disney+", "filming", "miniseries", "screenplay", "soap", "viewers", "show", "seasons",
    ];
    let enough = (text.tokens.len() / 100).clamp(1, 8);
    (0..text.tokens.len()).filter(|i| SCREEN.contains(text.lower(*i))).take(enough).count() == enough
}

/// Verbs that keep the date beside them for themselves.
const OWNERS: &[&str] = &[
    "said", "says", "told", "tells", "tweeted", "wrote", "posted", "added", "explained", "noted", "shared", "died", "born", "married",
    "wed", "divorced", "arrested", "jailed", "sentenced", "convicted", "charged", "pictured", "photographed", "seen", "spotted", "met",
    "published", "won", "elected", "appointed", "founded", "dating", "engaged", "split", "welcomed", "interviewed", "stepped", "recorded",
    "speaking", "speaks", "spoke", "attended", "nominated", "awarded", "grossed", "earned", "announced", "announces", "confirmed",
    "confirms", "revealed", "reveals", "reported", "reports", "killed", "murdered", "sued", "bought", "sold", "signed", "turned",
    "celebrated", "aged", "hired", "joined", "reunited", "set", "written", "inspired", "learned", "earlier", "death", "birthday",
    "interview", "according",
];

/// Small words between a verb and its date.
const BEFORE_DATE: &[&str] = &["in", "on", "at", "back", "from", "during", "of", "late", "only", "just", "(", "the", "around", "this"];

/// False if the date belongs to another word than the event's.
fn is_free(scene: &Scene, candidate: &Candidate, date: usize) -> bool {
    let trigger = items_of(scene, &candidate.trigger);
    let Some(expr) = expr(scene, date) else { return false };
    if (trigger.0..trigger.1).contains(&date) {
        return true;
    }
    if candidate.effect == Effect::Date(Event::Announcement) {
        let ahead = expr.position == Some(Position::Later)
            || matches!(expr.what, What::One(When::Shift { amount: 1.., .. } | When::Weekday { which: Some(Which::Next), .. }))
            || matches!(expr.what, What::One(When::Calendar(Calendar { year: YearRef::Nearest(Which::Next) | YearRef::Shift(1..), .. })))
            || matches!(expr.what, What::Set(_))
            || matches!(expr.relation, Relation::NotBefore | Relation::NotUntil | Relation::Until | Relation::By | Relation::From);
        if ahead || date > 0 && scene.is_any(date - 1, &["for", "until", "through"]) {
            return false;
        }
    }
    if is_open_ended(scene, date) {
        return false;
    }
    let covers = |i: usize| (trigger.0..trigger.1).contains(&i);
    let verb = (0..date).rev().take(4).find(|i| !scene.is_any(*i, BEFORE_DATE));
    if let Some(verb) = verb
        && scene.is_any(verb, OWNERS)
        && !covers(verb)
        && !(scene.is(verb, "set") && covers(verb + 1))
    {
        return false;
    }
    // "a 2018 interview", "Thursday's statement": only a noun that is the event itself
    let follows = |most: usize| trigger.0 > date && trigger.0 - date <= most;
    if scene.is(date + 1, "'s") {
        return follows(4);
    }
    let determined = date > 0 && scene.is_any(date - 1, &["the", "a", "an", "his", "her", "its", "their", "our", "my", "'s", "that"]);
    let own = scene.text.lower(scene.items[date].tokens.start);
    // "in the 2020-2021 season"
    let tv_season = matches!(expr.what, What::Years(..)) && date > 1 && scene.is(date - 2, "in");
    if determined
        && !tv_season
        && !matches!(own, "end" | "start" | "beginning" | "first" | "second" | "week" | "weekend" | "following" | "same")
        && is_noun_like(scene, date + 1)
    {
        return follows(3);
    }
    true
}

/// The item is a word that a year or month before it may describe.
fn is_noun_like(scene: &Scene, item: usize) -> bool {
    let Some(it) = scene.items.get(item) else { return false };
    match it.kind {
        ItemKind::Token => {}
        ItemKind::Date(_) => return false,
        _ => return true,
    }
    scene.text.tokens[it.tokens.start].kind == TokenKind::Word && !scene.book.lists().is_function(scene.lower(item))
}

fn items_of(scene: &Scene, tokens: &std::ops::Range<usize>) -> (usize, usize) {
    let first = scene.items.partition_point(|i| i.tokens.end <= tokens.start);
    let last = scene.items.partition_point(|i| i.tokens.start < tokens.end);
    (first, last.max(first + 1))
}

/// Words that begin a clause with a verb of its own.
const CLAUSE: &[&str] = &[
    "but", "while", "though", "although", "whereas", "which", "who", "after", "before", "since", "because", "when", "despite", "ahead",
    "following", "whose", "where", "until", "if", "as", "than", "with", "that",
];

/// How far a date is from an event, in items; a clause boundary counts more, a stronger one forbids.
fn distance(scene: &Scene, trigger: (usize, usize), date: usize, events: &[(usize, usize)]) -> Option<usize> {
    let (from, to, behind) = if date >= trigger.1 { (trigger.1, date, true) } else { (date + 1, trigger.0, false) };
    let label = matches!(scene.zone(), Zone::Heading | Zone::ListItem) || scene.items.len() < 12;
    let mut cost = 0usize;
    let mut depth = 0i32;
    for i in from..to {
        cost += 1;
        if scene.is(i, ";") || scene.is(i, ":") && !(label || i == trigger.1) || scene.is_any(i, &["?", "!"]) {
            return None;
        }
        if scene.is(i, "(") {
            depth += 1;
        } else if scene.is(i, ")") {
            depth -= 1;
        } else if scene.is_any(i, CLAUSE) {
            cost += match scene.lower(i) {
                "as" | "with" | "that" | "ahead" | "following" => 4,
                _ => 8,
            };
        } else if scene.is(i, ",") {
            cost += 2;
        } else if scene.is(i, "and") {
            cost += 3;
        } else if scene.is_any(i, &["—", "–"]) {
            cost += 5;
        } else if scene.is_any(i, OWNERS) {
            cost += 6;
        } else if expr(scene, i).is_some()
            || scene.items[i].kind == ItemKind::Token && scene.lower(i).len() > 4 && scene.lower(i).ends_with("ed")
        {
            cost += 3;
        }
        if events.iter().any(|e| e.0 == i) {
            cost += 6;
        }
    }
    // one of them stands inside brackets
    if depth != 0 {
        cost += 8;
    }
    if !behind {
        cost += 2;
        // "In May, …" opens the sentence; elsewhere a date seldom precedes its verb
        if date > 2 && scene.is(date + 1, ",") {
            cost += 7;
        }
    }
    (cost <= if behind { 20 } else { 16 }).then_some(cost)
}

/// "One week after …" needs the other event, and "every year" is no slot.
fn is_open_ended(scene: &Scene, date: usize) -> bool {
    let Some(expr) = expr(scene, date) else { return false };
    let end = scene.items[date].tokens.end;
    let last = scene.text.lower(end - 1);
    let vague = matches!(expr.what, What::One(When::FromNamed { .. } | When::Some { .. }))
        && (matches!(last, "after" | "before" | "prior") || scene.is_any(date + 1, &["after", "before"]));
    vague || matches!(expr.what, What::Set(_)) && matches!(last, "year" | "month" | "years" | "annually" | "time")
}
