//! The claims of two versions of one document, matched and compared.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, How, Matched, Weight};
use super::key::Key;
use super::measure::{self, Answer, affirmed, answers, apart};
use crate::claim::{Attribution, Claim, Kind, Relation, fold};

/// A claim that changed, or a pair of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Place of the claim in the first list, at its most telling mention; `None` if it was added.
    pub before: Option<usize>,
    /// Place of the claim in the second list; `None` if it was removed.
    pub after: Option<usize>,
    /// How many times each side says it.
    pub mentions: [usize; 2],
    /// What happened, the weightiest first; never empty.
    pub changes: Vec<Change>,
    /// How a value changed.
    pub how: Option<How>,
    /// By how many days a date was shifted.
    pub days: Option<i64>,
    /// What made the two a pair.
    pub matched: Matched,
    /// A soft match: what differs between the two questions.
    pub reason: Option<String>,
}

/// Compares the claims of two versions of one document; all changes, hidden ones too, in the order of the
/// second version, removed claims where they stood in the first.
///
/// Both lists may be in any order: a claim's place is that of its sentence.
///
/// ```
/// use greenlit::{diff, ingest::{Article, Meta}, pipeline, rules::RuleBook};
/// let book = RuleBook::builtin();
/// let claims = |text: &str| pipeline::extract(&Article::from_text("a.txt", text, Meta::default()), &book).claims;
/// let before = claims("The sitcom “Quarry Lane” has been renewed for a third season.");
/// let after = claims("The sitcom “Quarry Lane” has not been renewed for a third season.");
/// let found = diff::compare(&before, &after);
/// assert_eq!(found[0].changes, [diff::Change::Reversed]);
/// assert!(diff::compare(&before, &before).is_empty());
/// ```
pub fn compare(before: &[Claim], after: &[Claim]) -> Vec<Found> {
    let mut comparison = Comparison { sides: [Side::new(before), Side::new(after)], found: Vec::new() };
    comparison.same_claims();
    comparison.same_slots();
    comparison.respelled();
    comparison.recast();
    comparison.soft();
    comparison.unpaired();
    comparison.in_order()
}

/// One claim of a side with all its mentions.
struct Said<'c> {
    key: Key,
    /// Places in the list, in the order of the text; never empty.
    mentions: Vec<usize>,
    /// The mention that asserts it most strongly, the first of several.
    strongest: usize,
    claim: &'c Claim,
    paired: bool,
}

struct Side<'c> {
    claims: &'c [Claim],
    /// In the order of the text.
    said: Vec<Said<'c>>,
}

impl<'c> Side<'c> {
    fn new(claims: &'c [Claim]) -> Self {
        let mut order: Vec<usize> = (0..claims.len()).collect();
        order.sort_by_key(|i| (claims[*i].provenance.sentence.start, *i));
        let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
        let mut said: Vec<Said<'c>> = Vec::new();
        for i in order {
            let key = Key::of(&claims[i]);
            match by_id.get(&key.claim_id) {
                Some(&known) => {
                    let known = &mut said[known];
                    known.mentions.push(i);
                    if claims[i].certainty > claims[known.strongest].certainty {
                        known.strongest = i;
                        known.claim = &claims[i];
                    }
                }
                None => {
                    by_id.insert(key.claim_id.clone(), said.len());
                    said.push(Said { key, mentions: vec![i], strongest: i, claim: &claims[i], paired: false });
                }
            }
        }
        Side { claims, said }
    }

    fn leftovers(&self) -> Vec<usize> {
        (0..self.said.len()).filter(|i| !self.said[*i].paired).collect()
    }

    /// Who is said to have said it, over all mentions; empty if only the article itself.
    fn sources(&self, said: &Said<'_>) -> BTreeSet<(String, bool)> {
        said.mentions.iter().filter_map(|i| self.claims[*i].attribution.as_ref()).map(|a| (fold(&a.source), a.quoted)).collect()
    }
}

struct Comparison<'c> {
    sides: [Side<'c>; 2],
    found: Vec<Found>,
}

impl Comparison<'_> {
    fn same_claims(&mut self) {
        let places: BTreeMap<&str, usize> =
            self.sides[1].said.iter().enumerate().map(|(j, said)| (said.key.claim_id.as_str(), j)).collect();
        let pairs: Vec<(usize, usize)> =
            self.sides[0].said.iter().enumerate().filter_map(|(i, said)| Some((i, *places.get(said.key.claim_id.as_str())?))).collect();
        let moved = moved(&pairs.iter().map(|(_, j)| *j).collect::<Vec<_>>());
        for ((i, j), moved) in pairs.into_iter().zip(moved) {
            let (before, after) = (&self.sides[0].said[i], &self.sides[1].said[j]);
            let mut found = pair(before, after, Matched::Claim, measure::network(before.claim, after.claim));
            let same_words = |i: &usize| {
                let words = spelled_alike(&self.sides[0].claims[*i].provenance.exact);
                after.mentions.iter().any(|j| spelled_alike(&self.sides[1].claims[*j].provenance.exact) == words)
            };
            if !before.mentions.iter().any(same_words) {
                found.changes.push(Change::Reworded);
            }
            if before.mentions.len() != after.mentions.len() {
                found.changes.push(Change::Restated);
            }
            if moved {
                found.changes.push(Change::Moved);
            }
            let (b, a) = (&before.claim.provenance, &after.claim.provenance);
            if found.changes.is_empty() && (&b.rule, &b.greenlit) != (&a.rule, &a.greenlit) {
                found.changes.push(Change::RuleChanged);
            }
            self.settle(i, j, found);
        }
    }

    fn same_slots(&mut self) {
        let pairs = self.closest(|before, after| {
            if before.key.slot_id != after.key.slot_id || answers(before.claim, after.claim) == Answer::Apart {
                return None;
            }
            Some(0)
        });
        for (i, j) in pairs {
            let (before, after) = (&self.sides[0].said[i], &self.sides[1].said[j]);
            let mut found = pair(before, after, Matched::Slot, answers(before.claim, after.claim));
            if found.changes.is_empty() {
                found.changes.push(Change::Restated);
            }
            self.settle(i, j, found);
        }
    }

    /// A corrected letter in a name: everything else agrees, the sentence too.
    fn respelled(&mut self) {
        let pairs = self.closest(|before, after| respelling(before, after).map(|_| 0));
        for (i, j) in pairs {
            let (before, after) = (&self.sides[0].said[i], &self.sides[1].said[j]);
            let mut found = pair(before, after, Matched::Soft, Answer::Same);
            found.changes.insert(0, Change::Respelled);
            found.reason = respelling(before, after).map(|field| format!("the {field} is spelled otherwise"));
            self.settle(i, j, found);
        }
    }

    fn recast(&mut self) {
        let gives = |claim: &Claim| affirmed(claim) && claim.relation != Some(Relation::Leaves);
        let pairs = self.closest(|before, after| {
            let (b, a) = (&before.key, &after.key);
            let same_role = before.claim.kind == Kind::Cast
                && after.claim.kind == Kind::Cast
                && b.title.is_some()
                && b.character.is_some()
                && (&b.title, &b.character) == (&a.title, &a.character);
            let another = b.person.is_some() && a.person.is_some() && b.person != a.person;
            (same_role && another && gives(before.claim) && gives(after.claim)).then_some(0)
        });
        for (i, j) in pairs {
            let (before, after) = (&self.sides[0].said[i], &self.sides[1].said[j]);
            let found = pair(before, after, Matched::Role, Answer::Other(Change::Recast, None, None));
            self.settle(i, j, found);
        }
    }

    fn soft(&mut self) {
        let pairs = self.closest(|before, after| nulls(before, after).map(|fields| fields.len() as u32));
        // A title may be anybody's: two candidates are one too many.
        let mut per_claim: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let (left, right) = (self.sides[0].leftovers(), self.sides[1].leftovers());
        for i in &left {
            for j in &right {
                if nulls(&self.sides[0].said[*i], &self.sides[1].said[*j]).is_some_and(|fields| fields.contains(&"title")) {
                    *per_claim.entry((0, *i)).or_default() += 1;
                    *per_claim.entry((1, *j)).or_default() += 1;
                }
            }
        }
        for (i, j) in pairs {
            let (before, after) = (&self.sides[0].said[i], &self.sides[1].said[j]);
            let fields = nulls(before, after).unwrap_or_default();
            let several = [(0, i), (1, j)].iter().any(|place| per_claim.get(place).is_some_and(|n| *n > 1));
            if fields.contains(&"title") && several {
                continue;
            }
            let mut found = pair(before, after, Matched::Soft, answers(before.claim, after.claim));
            let of = |named: bool| if named { "before" } else { "after" };
            let named_before = |field: &str| match field {
                "title" => before.key.title.is_some(),
                "person" => before.key.person.is_some(),
                "character" => before.key.character.is_some(),
                _ => before.key.season.is_some(),
            };
            for field in fields.iter().rev() {
                let change = match (*field, named_before(field)) {
                    ("title", false) => Change::SubjectResolved,
                    ("title", true) => Change::SubjectLost,
                    (_, false) => Change::Refined,
                    (_, true) => Change::Widened,
                };
                if !found.changes.contains(&change) {
                    found.changes.insert(0, change);
                }
            }
            let told: Vec<String> = fields.iter().map(|field| format!("{field} only {}", of(named_before(field)))).collect();
            found.reason = Some(told.join(", "));
            self.settle(i, j, found);
        }
    }

    fn unpaired(&mut self) {
        for (side, change) in [(0, Change::Removed), (1, Change::Added)] {
            for i in self.sides[side].leftovers() {
                let said = &self.sides[side].said[i];
                let mut found = Found {
                    before: None,
                    after: None,
                    mentions: [0, 0],
                    changes: vec![change],
                    how: None,
                    days: None,
                    matched: Matched::None,
                    reason: None,
                };
                found.mentions[side] = said.mentions.len();
                *(if side == 0 { &mut found.before } else { &mut found.after }) = Some(said.strongest);
                self.found.push(found);
            }
        }
    }

    /// Pairs leftovers, the closest first; `cost` is `None` for two that are no pair. Ties go by the
    /// order of both sides alike, so that the exchange of the sides changes nothing.
    fn closest(&self, cost: impl Fn(&Said<'_>, &Said<'_>) -> Option<u32>) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let right = self.sides[1].leftovers();
        for i in self.sides[0].leftovers() {
            let before = &self.sides[0].said[i];
            for &j in &right {
                let after = &self.sides[1].said[j];
                if before.claim.kind == after.claim.kind
                    && let Some(cost) = cost(before, after)
                {
                    let source = self.sides[0].sources(before) != self.sides[1].sources(after);
                    pairs.push(((cost, apart(before.claim, after.claim), source, i + j), (i, j)));
                }
            }
        }
        pairs.sort_unstable();
        let mut taken = BTreeSet::new();
        pairs.retain(|(_, (i, j))| {
            let free = !taken.contains(&(0, *i)) && !taken.contains(&(1, *j));
            if free {
                taken.extend([(0, *i), (1, *j)]);
            }
            free
        });
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    /// Notes a pair with what is to be said of it beside its answer, and takes both out.
    fn settle(&mut self, i: usize, j: usize, mut found: Found) {
        let (before, after) = (&self.sides[0].said[i], &self.sides[1].said[j]);
        // Of two answers it is not said how sure they are: both stand there in full.
        let same_answer = found.changes.iter().all(|change| change.weight() < Weight::High);
        if same_answer && before.claim.polarity == after.claim.polarity {
            let (b, a) = (before.claim.certainty, after.claim.certainty);
            if b != a {
                found.changes.push(if a > b { Change::CertaintyRaised } else { Change::CertaintyLowered });
            }
            let (b, a) = (self.sides[0].sources(before), self.sides[1].sources(after));
            if b != a {
                found.changes.push(Change::AttributionChanged);
                // the mention that has what the other side lacks tells more than the strongest
                let telling = |side: &Side<'_>, said: &Said<'_>, others: &BTreeSet<(String, bool)>| {
                    let lacks = |at: &Attribution| !others.contains(&(fold(&at.source), at.quoted));
                    said.mentions.iter().copied().find(|i| side.claims[*i].attribution.as_ref().is_some_and(lacks))
                };
                found.before = telling(&self.sides[0], before, &a).or(found.before);
                found.after = telling(&self.sides[1], after, &b).or(found.after);
            }
        }
        found.changes.sort();
        if found.changes.iter().any(|change| change.weight() > Weight::Hidden) {
            // what is claimed is not what it was, so that it is in other words says nothing
            found.changes.retain(|change| change.weight() > Weight::Hidden);
        }
        self.sides[0].said[i].paired = true;
        self.sides[1].said[j].paired = true;
        if !found.changes.is_empty() {
            self.found.push(found);
        }
    }

    fn in_order(self) -> Vec<Found> {
        let start = |side: usize, i: Option<usize>| i.map(|i| (self.sides[side].claims[i].provenance.sentence.start, i));
        let mut found = self.found;
        found.sort_by_key(|f| (start(1, f.after).or(start(0, f.before)), f.after.is_some(), f.before));
        found
    }
}

fn pair(before: &Said<'_>, after: &Said<'_>, matched: Matched, answer: Answer) -> Found {
    let (changes, how, days) = match answer {
        Answer::Same | Answer::Apart => (Vec::new(), None, None),
        Answer::Exactness(change) => (vec![change], None, None),
        Answer::Other(change, how, days) => (vec![change], how, days),
    };
    Found {
        before: Some(before.strongest),
        after: Some(after.strongest),
        mentions: [before.mentions.len(), after.mentions.len()],
        changes,
        how,
        days,
        matched,
        reason: None,
    }
}

/// Which fields are null on one side only, if the questions agree otherwise and the answers agree.
fn nulls(before: &Said<'_>, after: &Said<'_>) -> Option<Vec<&'static str>> {
    let (b, a) = (&before.key, &after.key);
    if before.claim.kind != after.claim.kind
        || before.claim.polarity != after.claim.polarity
        || before.claim.predicate() != after.claim.predicate()
        || !matches!(answers(before.claim, after.claim), Answer::Same | Answer::Exactness(_))
    {
        return None;
    }
    let mut fields = Vec::new();
    let mut check = |field: &'static str, before: Option<&str>, after: Option<&str>| match (before, after) {
        (Some(b), Some(a)) => b == a,
        (None, None) => true,
        _ => {
            fields.push(field);
            true
        }
    };
    let season = |season: Option<i64>| season.map(|season| season.to_string());
    let agree = check("title", b.title.as_deref(), a.title.as_deref())
        && check("season", season(b.season).as_deref(), season(a.season).as_deref())
        && check("person", b.person.as_deref(), a.person.as_deref())
        && check("character", b.character.as_deref(), a.character.as_deref());
    // someone must be named on both sides, or it is anybody's claim
    let known =
        before.claim.kind != Kind::Cast || (b.person.is_some() && a.person.is_some()) || (b.character.is_some() && a.character.is_some());
    (agree && known && !fields.is_empty()).then_some(fields)
}

/// The one field whose name differs by a letter or two, if all else agrees and so does the sentence.
fn respelling(before: &Said<'_>, after: &Said<'_>) -> Option<&'static str> {
    let (b, a) = (&before.key, &after.key);
    if before.claim.kind != after.claim.kind
        || before.claim.polarity != after.claim.polarity
        || before.claim.predicate() != after.claim.predicate()
        || b.season != a.season
        || answers(before.claim, after.claim) != Answer::Same
    {
        return None;
    }
    let names = [("title", &b.title, &a.title), ("person", &b.person, &a.person), ("character", &b.character, &a.character)];
    let mut differing = names.iter().filter(|(_, b, a)| b != a);
    let (field, Some(old), Some(new)) = differing.next()? else { return None };
    if differing.next().is_some() || !misspelt(old, new) {
        return None;
    }
    let (old, new) = (spelled_alike(&before.claim.provenance.exact), spelled_alike(&after.claim.provenance.exact));
    (strsim::normalized_damerau_levenshtein(&old, &new) >= ALIKE).then_some(field)
}

/// Sentences that are at least this alike are one sentence in which a name was corrected.
const ALIKE: f64 = 0.9;

/// At most two letters apart in names that are long enough to tell, each word with its first letter, and no
/// number touched: "Part 1" and "Part 2" are two works, and so are "North Shore" and "South Shore".
fn misspelt(a: &str, b: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let initials = |name: &str| name.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
    let apart = strsim::damerau_levenshtein(a, b);
    digits(a) == digits(b)
        && initials(a) == initials(b)
        && (1..=2).contains(&apart)
        && apart * 4 <= a.chars().count().min(b.chars().count())
}

/// A sentence without what a change of typeface alters: kinds of quotes and dashes, line ends, blanks.
fn spelled_alike(sentence: &str) -> String {
    let plain = sentence.chars().map(|c| match c {
        '‘' | '’' | '“' | '”' | '"' | '«' | '»' => '\'',
        '–' | '—' => '-',
        c => c,
    });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// For a list of places, which of them are out of order: those that are not in every longest run of
/// rising places. Of two that changed places, both are.
fn moved(places: &[usize]) -> Vec<bool> {
    let (ending, starting) = (runs(places), {
        let back: Vec<usize> = places.iter().rev().map(|place| usize::MAX - place).collect();
        let mut runs = runs(&back);
        runs.reverse();
        runs
    });
    let longest = ending.iter().copied().max().unwrap_or(0);
    let in_some: Vec<bool> = ending.iter().zip(&starting).map(|(e, s)| e + s == longest + 1).collect();
    let mut at_length = vec![0; longest + 1];
    in_some.iter().zip(&ending).filter(|(some, _)| **some).for_each(|(_, length)| at_length[*length] += 1);
    in_some.iter().zip(&ending).map(|(some, length)| !some || at_length[*length] > 1).collect()
}

/// For each place, the length of the longest rising run that ends there.
fn runs(places: &[usize]) -> Vec<usize> {
    let mut least_end: Vec<usize> = Vec::new();
    places
        .iter()
        .map(|place| {
            let length = least_end.partition_point(|end| end < place);
            if length == least_end.len() {
                least_end.push(*place);
            } else {
                least_end[length] = *place;
            }
            length + 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pushed_down_has_not_moved() {
        assert_eq!(moved(&[1, 2, 5]), [false; 3]);
        assert_eq!(moved(&[3, 0, 1, 2]), [true, false, false, false]);
        assert_eq!(moved(&[1, 0]), [true, true]);
        assert_eq!(moved(&[]), [false; 0]);
    }

    #[test]
    fn a_letter_is_a_correction_and_a_number_is_not() {
        assert!(misspelt("tidewatr", "tidewater"));
        assert!(misspelt("ines okafor", "ines okaffor"));
        assert!(!misspelt("marrow 1", "marrow 2"));
        assert!(!misspelt("ann", "anne"));
        assert!(!misspelt("north shore", "south shore"));
    }
}
