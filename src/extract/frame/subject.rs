//! Whose predicate it is: from a verb or noun to the left, or behind a participle that opens the sentence.

use super::part::{Form, Part, Row};

/// Words that begin an aside behind a name, besides relative pronouns, articles and prepositions: "Ann Lee, best known for …,".
const ASIDES: &[&str] =
    &["best", "known", "famous", "formerly", "previously", "seen", "star", "aged", "himself", "herself", "who", "whose"];

/// Verbs that only carry the noun behind them: "has a role", "makes a cameo", "gives a performance".
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "has", "have", "had", "having", "makes", "make", "made", "making", "takes", "take", "took", "taking", "taken", "gives", "give", "gave",
    "giving", "delivers", "deliver", "delivered", "puts", "put", "holds", "held", "plays", "play", "played", "playing", "does", "did",
    "enjoyed", "enjoys", "boasts", "secured", "filled", "fills", "offers", "offered", "offering", "announced", "announces", "confirmed",
    "confirms", "announcing", "turns", "turned", "brings", "brought", "ends", "ended", "completed", "got", "gets", "getting", "finds",
    "found", "with", "wraps", "films", "filmed", "planning", "plans", "planned", "staging", "stages", "staged",
];

/// The item of the subject of a verb: the last of its list. It may be a work or any other name.
pub(super) fn of_verb(row: &Row, form: &Form, end: usize) -> Option<usize> {
    // "Will Ann Lee return?"
    let mut at = form.start;
    let participle = form.gerund || form.bare_participle();
    for _ in 0..6 {
        let Some(p) = row.back(at) else { return participle.then(|| inverted(row, end).or_else(|| fronted(row, end))).flatten() };
        match row.part(p) {
            Part::Name | Part::Work | Part::Described | Part::Pronoun => match row.governor(p) {
                Some(governor) if !(participle && row.is_person(p)) => at = governor,
                _ => return Some(p),
            },
            Part::Comma | Part::Dash => {
                return aside(row, p).or_else(|| of_clause(row, p)).or_else(|| participle.then(|| fronted(row, end)).flatten());
            }
            Part::And => return of_clause(row, p),
            Part::Relative => {
                let antecedent =
                    row.back(p).and_then(|q| if matches!(row.part(q), Part::Comma | Part::Dash) { row.back(q) } else { Some(q) })?;
                return (named(row, antecedent) && !form.gerund).then_some(antecedent);
            }
            Part::To => {
                let before = row.back(p)?;
                if row.is_person(before) {
                    return Some(before);
                }
                // "has been hired to", "is set to": on with the verb before
                at = if row.part(before) == Part::Word { row.group(before).0 } else { return of_clause(row, p) };
            }
            Part::Preposition | Part::Subordinator | Part::As => {
                return of_clause(row, p).or_else(|| participle.then(|| fronted(row, end)).flatten());
            }
            Part::Open => at = p,
            Part::Word if row.looks_finite(p) => at = row.group(p).0,
            // "advisers selected for the show": it is said of a noun
            Part::Word if form.bare_participle() => return None,
            Part::Word | Part::Be | Part::Auxiliary | Part::Season => return of_clause(row, p),
            _ => return None,
        }
    }
    None
}

/// The owner of a noun, or the subject of the light verb before it.
pub(super) fn of_noun(row: &Row, noun: usize) -> Option<usize> {
    let mut at = noun;
    let mut determined = false;
    for _ in 0..8 {
        let p = at.checked_sub(1)?;
        match row.part(p) {
            Part::Possessive => {
                let owner = row.back(p)?;
                return row.is_named_person(owner).then_some(owner);
            }
            Part::Determiner if !determined && row.is_any(p, &["his", "her", "their"]) => return pronoun(row, p),
            Part::Determiner => determined = true,
            Part::Be => return of_verb(row, &row.form(p)?, noun + 1),
            Part::Word | Part::Auxiliary if row.is_any(p, LIGHT) => {
                let form = row.form(p)?;
                return of_verb(row, &form, noun + 1);
            }
            Part::Word | Part::Name | Part::Work | Part::Season | Part::Adverb | Part::Date | Part::Quote | Part::Pronoun
                if !determined => {}
            Part::Comma if !determined => {}
            _ => return None,
        }
        at = p;
    }
    None
}

/// "Her return": whoever owns it is named in the sentence before, or is whom "her" stands for.
fn pronoun(row: &Row, p: usize) -> Option<usize> {
    of_clause(row, p).filter(|item| row.is_person(*item)).or(Some(p))
}

fn named(row: &Row, i: usize) -> bool {
    matches!(row.part(i), Part::Name | Part::Work | Part::Described | Part::Pronoun)
}

/// True if an aside may begin here, behind a name and a comma.
fn opens_aside(row: &Row, i: usize) -> bool {
    match row.part(i) {
        Part::Relative | Part::Determiner | Part::Preposition | Part::Adverb | Part::As | Part::Word | Part::Work | Part::Described => true,
        // "Ann Lee, Silo's Jane, …"
        Part::Name => row.is_work(i),
        _ => row.is_any(i, ASIDES),
    }
}

/// The name before the aside that ends at the comma or dash `close`: "Ann Lee, who plays Jane, | will".
fn aside(row: &Row, close: usize) -> Option<usize> {
    let mark = row.part(close);
    let mut depth = 0;
    let mut inside = 0;
    for i in (0..close).rev() {
        match row.part(i) {
            Part::Close => depth += 1,
            Part::Open => depth -= 1,
            Part::Stop => return None,
            part if part == mark && depth == 0 => {
                let before = row.back(i)?;
                if row.is_person(before) && inside > 0 && opens_aside(row, i + 1) && !joins_list(row, i, close) {
                    return Some(before);
                }
            }
            _ => inside += 1,
        }
    }
    None
}

/// "Ann Lee, Bo Dee and Cy Roe, …": the comma is of a list.
fn joins_list(row: &Row, comma: usize, close: usize) -> bool {
    row.is_named_person(comma + 1) && comma + 2 <= close && matches!(row.part(comma + 2), Part::Comma | Part::And)
}

/// The subject of the clause before `p`: the nearest name that has a verb of its own.
fn of_clause(row: &Row, p: usize) -> Option<usize> {
    let mut depth = 0;
    for i in (0..p).rev() {
        match row.part(i) {
            Part::Close => depth += 1,
            Part::Open => depth -= 1,
            Part::Stop if row.is_any(i, &[";", "?", "!"]) => return None,
            _ if depth > 0 => {}
            Part::Name | Part::Work | Part::Described | Part::Pronoun
                if has_verb(row, i, p) && row.governor(i).is_none() && !row.is_any(i, &["both"]) =>
            {
                return Some(i);
            }
            _ => {}
        }
    }
    None
}

/// True if the name at `i` has a verb before `p`, directly or behind an aside.
fn has_verb(row: &Row, i: usize, p: usize) -> bool {
    let mut at = i + 1;
    while at < p {
        match row.part(at) {
            Part::Adverb | Part::Date | Part::Quote => at += 1,
            Part::Open => match (at..p).find(|k| row.part(*k) == Part::Close) {
                Some(close) => at = close + 1,
                None => return false,
            },
            Part::Be | Part::Auxiliary | Part::Relative => return true,
            // a headline: "Ann Lee to star in Silo and direct"
            Part::To => return true,
            Part::Comma | Part::Dash if opens_aside(row, at + 1) => {
                let mark = row.part(at);
                return (at + 1..p).any(|k| row.part(k) == mark && (row.verb_at(k + 1) || k + 1 >= p));
            }
            Part::Word => return row.looks_finite(at),
            _ => return false,
        }
    }
    false
}

/// "Joining Ann Lee in Silo are Bo Dee and Cy Roe": the subject behind the form of "be", the first of its list.
fn inverted(row: &Row, end: usize) -> Option<usize> {
    let open = |i: &usize| !matches!(row.part(*i), Part::Stop | Part::Relative | Part::Subordinator);
    let be = (end..row.len().min(end + 22)).take_while(open).find(|i| row.part(*i) == Part::Be)?;
    let first = (be + 1..row.len().min(be + 6)).find(|i| !matches!(row.part(*i), Part::Determiner | Part::Word | Part::Adverb))?;
    row.is_named_person(first).then_some(first)
}

/// True if a subject stands behind its verb, as `inverted` finds it.
pub(super) fn is_inverted(row: &Row, subject: usize) -> bool {
    (0..subject)
        .rev()
        .find(|i| !matches!(row.part(*i), Part::Determiner | Part::Word | Part::Adverb))
        .is_some_and(|i| row.part(i) == Part::Be)
}

/// "Seen in Silo, Ann Lee was …", "After starring in Silo, Ann Lee …": the subject behind the participle's comma.
fn fronted(row: &Row, end: usize) -> Option<usize> {
    let mut depth = 0;
    let commas = (end..row.len().min(end + 26)).filter(|i| {
        depth += i32::from(row.part(*i) == Part::Open) - i32::from(row.part(*i) == Part::Close);
        depth == 0 && row.part(*i) == Part::Comma
    });
    for comma in commas.collect::<Vec<_>>() {
        let mut at = comma + 1;
        while at < comma + 7 && matches!(row.part(at), Part::Determiner | Part::Word | Part::Quote) && !row.verb_at(at) {
            at += 1;
        }
        if !row.is_person(at) {
            continue;
        }
        let mut last = at;
        while matches!(row.part(last + 1), Part::And) && row.is_named_person(last + 2) {
            last += 2;
        }
        if row.verb_at(last + 1) || matches!(row.part(last + 1), Part::Comma | Part::Open | Part::Dash) {
            return Some(last);
        }
    }
    None
}
