//! What speaks for each type of a name, and the verdict.

use super::Roles;

#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub(super) person: f32,
    pub(super) title: f32,
    /// What the run itself looks like, however often it stands there.
    pub(super) shape_person: f32,
    pub(super) shape_title: f32,
    pub(super) shape_other: f32,
    /// Places at which it is a listed network, place or paper and nothing says that it is a work.
    pub(super) listed: usize,
    pub(super) character: f32,
    pub(super) other: f32,
    pub(super) crew: bool,
    pub(super) performer: bool,
    pub(super) gender: Option<char>,
    /// Said somewhere to be more than one work: "the Silo films".
    pub(super) franchise: bool,
    /// First token of its first place below the headline.
    pub(super) body: Option<usize>,
    /// Places at which it is said to be an episode.
    pub(super) episode: usize,
    /// Places at which a work noun stands right before it: "the biopic Amsel".
    pub(super) announced: usize,
    pub(super) quoted: usize,
    /// Seen capitalised in the middle of running text.
    pub(super) inside: usize,
    pub(super) count: usize,
    pub(super) tokens: Vec<String>,
    pub(super) first: usize,
}

pub(super) fn merge(into: &mut Evidence, from: Evidence) {
    into.person += from.person;
    into.title += from.title;
    into.shape_person = into.shape_person.max(from.shape_person);
    into.shape_title = into.shape_title.max(from.shape_title);
    into.shape_other = into.shape_other.max(from.shape_other);
    into.listed += from.listed;
    into.character += from.character;
    into.other += from.other;
    into.crew |= from.crew;
    into.performer |= from.performer;
    into.gender = into.gender.or(from.gender);
    into.quoted += from.quoted;
    into.announced += from.announced;
    into.episode += from.episode;
    into.franchise |= from.franchise;
    into.body = match (into.body, from.body) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    into.inside += from.inside;
    if into.count == 0 {
        into.first = from.first;
        into.tokens = from.tokens;
    }
    into.count += from.count;
}

/// The verdict over all places. Scores are sums, so a type needs to lead clearly, not to be alone.
pub(super) fn decide(e: &Evidence) -> Roles {
    let mut e = e.clone();
    e.performer &= e.person > 0.0;
    e.person += e.shape_person;
    e.title += e.shape_title;
    e.other = e.other / e.count.max(1) as f32 + e.shape_other;
    let e = &e;
    let best = e.person.max(e.title).max(e.character);
    let n = e.count.max(1) as f32;
    let mut roles = Roles::default();
    if best < 0.35 * n.min(3.0) && e.quoted == 0 {
        roles.other = true;
        return roles;
    }
    if (e.other > best || e.listed == e.count) && e.quoted == 0 {
        roles.other = true;
        return roles;
    }
    if e.episode > 0 && e.episode * 2 >= e.count {
        roles.other = true;
        return roles;
    }
    // an article alone makes no title: "The Hollowmen attack"
    let called = e.title - e.shape_title >= 0.5
        || e.quoted > 0
        || e.shape_title >= 2.0
        || (e.shape_title >= 1.2 && (e.inside > 0 || e.tokens.len() > 3) && e.shape_person < 1.0);
    let short = e.tokens.len() == 1 && e.tokens[0].chars().count() <= 4 && e.tokens[0].chars().all(|c| c.is_uppercase() || c.is_numeric());
    let called = called && !(short && e.quoted == 0 && e.title < 3.0);
    roles.title = called && e.title >= 1.0 && e.title >= 0.55 * e.person.max(e.character * 0.6);
    roles.person = (e.person >= 1.0
        || e.shape_person >= 0.4 && e.other <= 0.0 && e.title < 0.5 && e.character < 0.5 && (2..=3).contains(&e.tokens.len()))
        && e.person >= 0.8 * e.title
        && e.person >= 0.5 * e.character;
    roles.character = e.character >= 1.4 && e.character >= 0.35 * best;
    if roles.person && roles.character && !e.performer && !e.crew && e.character >= 0.9 * e.person {
        roles.person = false;
    }
    if roles.person && roles.title {
        if e.person >= e.title {
            roles.title = false;
        } else {
            roles.person = false;
        }
    }
    if !(roles.person || roles.title || roles.character) {
        if best == e.title {
            roles.title = called && e.title >= 1.0;
        } else if best == e.person {
            roles.person = true;
        }
    }
    roles.other = !(roles.person || roles.title || roles.character);
    roles
}
