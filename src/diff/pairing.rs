//! Which document of one side is which of the other.

use std::collections::BTreeMap;

/// What is known of a document to find its other version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What the user calls it: a path or an id.
    pub name: String,
    /// Its name below the folder that is compared; `None` if there is no such folder.
    pub relative: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Hash of its text.
    pub sha256: String,
    /// Version of greenlit that read it.
    pub greenlit: String,
}

/// Pairs documents, each at most once: by relative path, by name, by address, by the path below
/// the folder that all names of a side share; and if there is but one on either side, these two.
///
/// In the order of the first side; then those of the second that have no partner, in their order.
///
/// ```
/// use greenlit::diff::{Document, pairing};
/// let named = |name: &str| Document { name: name.into(), ..Document::default() };
/// let pairs = pairing(&[named("v1/a.txt"), named("v1/b.txt")], &[named("v2/b.txt"), named("v2/c.txt")]);
/// assert_eq!(pairs, [(Some(0), None), (Some(1), Some(0)), (None, Some(1))]);
/// ```
pub fn pairing(before: &[Document], after: &[Document]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    let mut by = |keys: [Vec<Option<&str>>; 2]| {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (j, key) in keys[1].iter().enumerate().filter(|(j, _)| !taken[*j]) {
            if let Some(key) = key {
                places.entry(key).or_insert(j);
            }
        }
        for (i, key) in keys[0].iter().enumerate() {
            if partner[i].is_none()
                && let Some(j) = key.and_then(|key| places.remove(key))
            {
                partner[i] = Some(j);
                taken[j] = true;
            }
        }
    };
    by([before, after].map(|side| side.iter().map(|d| d.relative.as_deref()).collect()));
    by([before, after].map(|side| side.iter().map(|d| Some(d.name.as_str())).collect()));
    by([before, after].map(|side| side.iter().map(|d| d.url.as_deref()).collect()));
    by([before, after].map(below_the_common_folder));
    if let ([Document { relative: None, .. }], [Document { relative: None, .. }]) = (before, after) {
        return vec![(Some(0), Some(0))];
    }
    let mut pairs: Vec<_> = partner.into_iter().enumerate().map(|(i, j)| (Some(i), j)).collect();
    pairs.extend(taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(j, _)| (None, Some(j))));
    pairs
}

/// The names without the folders that all of them lie in; nothing if a name is no path.
fn below_the_common_folder(side: &[Document]) -> Vec<Option<&str>> {
    let Some(first) = side.first() else { return Vec::new() };
    let folder = |until: usize| first.name.as_bytes()[..until].iter().rposition(|b| *b == b'/').map_or(0, |end| end + 1);
    let mut common = folder(first.name.len());
    for document in side {
        let same = first.name.bytes().zip(document.name.bytes()).take_while(|(a, b)| a == b).count();
        common = common.min(folder(same));
    }
    side.iter().map(|document| if common > 0 { document.name.get(common..) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, url: Option<&str>) -> Document {
        Document { name: name.into(), url: url.map(str::to_owned), ..Document::default() }
    }

    #[test]
    fn an_id_goes_before_an_address() {
        let before = [document("1", Some("u/1")), document("2", Some("u/2"))];
        let after = [document("9", Some("u/1")), document("2", Some("u/1"))];
        assert_eq!(pairing(&before, &after), [(Some(0), Some(0)), (Some(1), Some(1))]);
    }

    #[test]
    fn two_single_documents_are_versions_of_each_other_outside_of_folders() {
        let of = |name: &str, relative: Option<&str>| [Document { relative: relative.map(str::to_owned), ..document(name, None) }];
        assert_eq!(pairing(&of("old.txt", None), &of("new.txt", None)), [(Some(0), Some(0))]);
        let apart = pairing(&of("v1/old.txt", Some("old.txt")), &of("v2/new.txt", Some("new.txt")));
        assert_eq!(apart, [(Some(0), None), (None, Some(0))]);
    }
}
