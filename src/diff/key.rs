//! What a claim asks and answers, in the form in which it is compared.

use crate::claim::{Claim, Kind, Relation, Status, fold};

/// A claim's question, field by field, names folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) slot_id: String,
    pub(super) claim_id: String,
    pub(super) title: Option<String>,
    pub(super) person: Option<String>,
    pub(super) character: Option<String>,
    pub(super) season: Option<i64>,
}

impl Key {
    pub(super) fn of(claim: &Claim) -> Key {
        let name = |name: &Option<String>| name.as_deref().map(fold).filter(|name| !name.is_empty());
        let (slot_id, claim_id) = ids(claim);
        // the question of a cast claim does not name a season
        let season = claim.subject.season.filter(|_| claim.kind != Kind::Cast);
        let title = name(&claim.subject.title);
        Key { slot_id, claim_id, title, person: name(&claim.person), character: name(&claim.character), season }
    }
}

/// `slot_id` and `claim_id`, where a claim without a title is taken out of its document: two
/// versions of an article are two documents to [`Claim::identify`], and one to a comparison.
pub(super) fn ids(claim: &Claim) -> (String, String) {
    if claim.subject.title.is_some() {
        return (claim.slot_id.clone(), claim.claim_id.clone());
    }
    let mut anywhere = claim.clone();
    anywhere.provenance.sha256.clear();
    anywhere.identify();
    (anywhere.slot_id, anywhere.claim_id)
}

/// True if a decision fell for the show or the person, false if against, `None` if it is no decision.
pub(super) fn side(claim: &Claim) -> Option<bool> {
    let side = match (claim.status, claim.relation) {
        (Some(Status::Ordered | Status::Renewed), _) | (_, Some(Relation::Joins | Relation::Returns)) => true,
        (Some(Status::Cancelled), _) | (_, Some(Relation::Leaves)) => false,
        _ => return None,
    };
    Some(side == (claim.polarity == crate::claim::Polarity::Affirmed))
}
