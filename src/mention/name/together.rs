//! Names that stand together are typed together: "A (B)" and lists.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::scan::{Run, Scan};

impl Scan<'_, '_> {
    /// "A (B)": if B is a person's name and A is not, A is the role; a filmography makes B a title.
    /// Several of them in one sentence go the same way.
    pub(super) fn brackets(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        let mut at = 0;
        while at < runs.len() {
            let end = at + runs[at..].iter().take_while(|r| r.sentence == runs[at].sentence).count();
            self.brackets_of(&runs[at..end], stats);
            at = end;
        }
    }

    pub(super) fn brackets_of(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        let sentence = &self.text.sentences[runs[0].sentence];
        // outer, inner, the bracket holds nothing else
        let pairs: Vec<(&Run, &Run, bool)> = runs
            .windows(2)
            .filter(|p| {
                let open = p[1].outer.start.wrapping_sub(1);
                let beside = p[0].outer.end == open || p[0].outer.end + 1 == open && matches!(self.word(p[0].outer.end), "'s" | "’s");
                p[1].outer.start > p[0].outer.end && self.word(open) == "(" && beside
            })
            .map(|p| (&p[0], &p[1], p[1].outer.end < sentence.tokens.end && self.word(p[1].outer.end) == ")"))
            .collect();
        let leaning =
            |key: &str| stats.get(key).map_or(0.0, |e| e.person + e.shape_person - (e.title + e.shape_title).max(e.character * 0.7));
        let shape = |run: &Run| {
            let first = self.word(run.tokens.start);
            let titled = self.lists.honorific.has(first) || matches!(first, "Lady" | "Lord" | "Queen" | "King");
            if titled { -1.0 } else { 0.0 }
        };
        let Some((first, _, _)) = pairs.first() else { return };
        let cue = (sentence.tokens.start..first.tokens.start).any(|i| {
            matches!(
                self.lower(i),
                "cast"
                    | "stars"
                    | "starring"
                    | "includes"
                    | "include"
                    | "ensemble"
                    | "features"
                    | "featuring"
                    | "actors"
                    | "co-stars"
                    | "return"
                    | "returning"
            )
        });
        // "the cast, including A (B)", "starring A (B)": the performer comes first
        let listed = cue
            && (sentence.tokens.start..first.tokens.start).any(|i| {
                matches!(self.lower(i), "includes" | "include" | "including" | "starring" | "features" | "featuring" | "included")
            });
        let sum: f32 = pairs
            .iter()
            .filter(|p| p.2)
            .map(|(o, i, _)| leaning(&self.key(&o.tokens)) + shape(o) - leaning(&self.key(&i.tokens)) - shape(i))
            .sum();
        // "Mark (Ann Lee)": a bare given name outside, a full one inside
        let short_outside = pairs.iter().filter(|(o, i, closes)| *closes && o.tokens.len() == 1 && i.tokens.len() > 1).count();
        // "Ann Lee (Jane Roe) revealed …": who speaks is real
        let speaks = pairs.iter().any(|(_, i, closes)| {
            *closes
                && i.outer.end + 1 < sentence.tokens.end
                && matches!(
                    self.lower(i.outer.end + 1),
                    "revealed"
                        | "said"
                        | "told"
                        | "says"
                        | "admitted"
                        | "confirmed"
                        | "explained"
                        | "tweeted"
                        | "posted"
                        | "shared"
                        | "added"
                        | "joins"
                        | "joined"
                        | "plays"
                        | "stars"
                )
        });
        let together = sum
            + if speaks { 2.0 } else { 0.0 }
            + if listed {
                5.0
            } else if cue {
                1.5
            } else {
                -0.8
            }
            - if short_outside * 2 > pairs.len() { 2.0 } else { 0.0 };
        // where most brackets hold a person's or a titled name, the others hold roles, too
        let role_like = |run: &Run| {
            stats
                .get(&self.key(&run.tokens))
                .is_some_and(|e| e.person + e.shape_person >= 1.0 && e.person + e.shape_person > e.title + e.shape_title)
                || shape(run) < 0.0
        };
        let closing: Vec<&Run> = pairs.iter().filter(|p| p.2).map(|p| p.1).collect();
        let roles_here = closing.len() > 2 && closing.iter().filter(|r| role_like(r)).count() * 2 > closing.len();
        for (outer, inner, closes) in pairs {
            let (outer_key, inner_key) = (self.key(&outer.tokens), self.key(&inner.tokens));
            let (o, i) = (stats.get(&outer_key).cloned().unwrap_or_default(), stats.get(&inner_key).cloned().unwrap_or_default());
            let inner_person = i.person + i.shape_person;
            let person_inside = closes && inner_person >= 0.4 && inner_person > i.title + i.shape_title && together < 0.0;
            // "(Lead Actor)", "(Ann Lee's Silo)"
            let possessor = !closes && inner.outer.end < sentence.tokens.end && matches!(self.word(inner.outer.end), "'s" | "’s");
            if self.lists.is_performer(self.at(inner.tokens.end - 1)) || possessor {
                continue;
            }
            if person_inside {
                if let Some(e) = stats.get_mut(&inner_key) {
                    e.person += 2.5;
                    e.performer = true;
                }
                if let Some(e) = stats.get_mut(&outer_key) {
                    e.character += 3.0;
                }
            } else if o.person + o.shape_person > 0.3 {
                if let Some(e) = stats.get_mut(&outer_key) {
                    e.person += 1.5;
                    e.performer = true;
                }
                if let Some(e) = stats.get_mut(&inner_key) {
                    // "(Barnaby Wendle)" is a role, "(Redrock)" or "(Redrock, …)" a credit
                    let given = inner.tokens.len() == 1 && self.lists.given.has(self.at(inner.tokens.start)) && i.quoted == 0;
                    let person = inner_person >= 1.0 || given || shape(inner) < 0.0;
                    let role = closes && roles_here || closes && person && inner_person >= i.title + i.shape_title;
                    if role {
                        e.character += 3.0;
                    } else {
                        e.title += 1.5;
                    }
                }
            }
        }
    }

    /// "Jane Roe – Ann Lee" in several lines: which side holds the performers is one decision for all.
    pub(super) fn credit_lines(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        let lines: Vec<(&Run, &Run)> = runs
            .windows(2)
            .map(|p| (&p[0], &p[1]))
            .filter(|(a, b)| {
                let tokens = &self.text.sentences[a.sentence].tokens;
                a.sentence == b.sentence
                    && a.tokens.start <= tokens.start + 1
                    && b.tokens.end == tokens.end
                    && b.tokens.start == a.tokens.end + 1
                    && matches!(self.word(a.tokens.end), "–" | "—" | "-" | "…")
            })
            .collect();
        if lines.len() < 2 {
            return;
        }
        let leaning = |run: &Run| {
            let e = stats.get(&self.key(&run.tokens)).cloned().unwrap_or_default();
            let first = self.word(run.tokens.start);
            let titled = self.lists.honorific.has(first) || matches!(first, "Lady" | "Lord" | "Queen" | "King");
            let full = run.tokens.len() > 1 && self.lists.is_given(first);
            f32::from(u8::from(e.performer)) * 2.0 + f32::from(u8::from(full)) * 0.5
                - f32::from(u8::from(titled)) * 2.0
                - f32::from(u8::from(e.character > e.person)) * 2.0
        };
        let sum: f32 = lines.iter().map(|(a, b)| leaning(a) - leaning(b)).sum();
        if sum.abs() < 2.0 {
            return;
        }
        for (left, right) in lines {
            let (performer, role) = if sum > 0.0 { (left, right) } else { (right, left) };
            if let Some(e) = stats.get_mut(&self.key(&performer.tokens)) {
                e.person += 2.5;
                e.performer = true;
            }
            if let Some(e) = stats.get_mut(&self.key(&role.tokens)) {
                e.character += 3.0;
            }
        }
    }

    /// "films such as A, B and C": what stands in one list is of one type.
    pub(super) fn lists(&self, runs: &[Run], stats: &mut BTreeMap<String, Evidence>) {
        for backwards in [false, true] {
            let mut pairs: Vec<(&Run, &Run)> = runs.windows(2).map(|p| (&p[0], &p[1])).collect();
            if backwards {
                pairs.reverse();
            }
            for (left, right) in pairs {
                if left.sentence != right.sentence || right.tokens.start <= left.tokens.end || right.tokens.start > left.tokens.end + 3 {
                    continue;
                }
                if !(left.tokens.end..right.tokens.start).all(|i| matches!(self.lower(i), "," | "and" | "&" | "or")) {
                    continue;
                }
                let (from, to) = if backwards { (right, left) } else { (left, right) };
                let (from, to) = (self.key(&from.tokens), self.key(&to.tokens));
                if from == to {
                    continue;
                }
                let Some((title, person, n)) = stats.get(&from).map(|e| {
                    (
                        e.title + e.shape_title - (e.person + e.shape_person).max(e.other),
                        e.person + e.shape_person - (e.title + e.shape_title).max(e.character),
                        e.count.max(1) as f32,
                    )
                }) else {
                    continue;
                };
                if let Some(e) = stats.get_mut(&to) {
                    if title > 1.0 && e.other == 0.0 {
                        e.title += (title / n).min(1.5);
                    }
                    if person > 1.0 && e.other == 0.0 {
                        e.person += (person / n).min(1.0);
                    }
                }
            }
        }
    }
}
