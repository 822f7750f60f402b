//! Regular inflection of English verbs, so that a cue list names a verb once.

use std::collections::BTreeMap;

/// Irregular verbs of a data file: the base form and all its other forms.
pub type Irregular = BTreeMap<String, Vec<String>>;

/// All forms of a verb: base, third person, past, participles. `irregular` comes first; the rest
/// is derived. A final consonant is doubled only for one-syllable verbs ("plan", "quip"); longer
/// ones of that kind ("admit") belong into the irregular list.
pub fn forms(lemma: &str, irregular: &Irregular) -> Vec<String> {
    let mut all = vec![lemma.to_owned()];
    if let Some(listed) = irregular.get(lemma) {
        all.extend(listed.iter().cloned());
        return all;
    }
    let before_last = lemma.chars().rev().nth(1).unwrap_or(' ');
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end));
    if lemma.ends_with('y') && !is_vowel(before_last) {
        let stem = &lemma[..lemma.len() - 1];
        all.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{lemma}ing")]);
    } else if lemma.ends_with("ee") {
        all.extend([format!("{lemma}s"), format!("{lemma}d"), format!("{lemma}ing")]);
    } else if let Some(stem) = lemma.strip_suffix('e') {
        all.extend([format!("{lemma}s"), format!("{lemma}d"), format!("{stem}ing")]);
    } else {
        let third = if sibilant { format!("{lemma}es") } else { format!("{lemma}s") };
        let stem = if doubles(lemma) { format!("{lemma}{}", &lemma[lemma.len() - 1..]) } else { lemma.to_owned() };
        all.extend([third, format!("{stem}ed"), format!("{stem}ing")]);
    }
    all
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// One vowel, then one consonant, in a verb of one syllable: "plan", "quip", "nix" not.
fn doubles(lemma: &str) -> bool {
    let letters: Vec<char> = lemma.chars().collect();
    let [.., before, vowel, last] = letters[..] else {
        return false;
    };
    let groups = letters.iter().zip(letters.iter().skip(1)).filter(|(a, b)| !is_vowel(**a) && is_vowel(**b)).count()
        + usize::from(is_vowel(letters[0]));
    let queer = before == 'u' && letters.len() > 3 && letters[letters.len() - 4] == 'q';
    groups == 1 && is_vowel(vowel) && (!is_vowel(before) || queer) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_inflect_by_rule() {
        let none = Irregular::new();
        for (lemma, rest) in [
            ("deny", "denies denied denying"),
            ("announce", "announces announced announcing"),
            ("confirm", "confirms confirmed confirming"),
            ("nix", "nixes nixed nixing"),
            ("plan", "plans planned planning"),
            ("quip", "quips quipped quipping"),
            ("say", "says sayed saying"),
            ("agree", "agrees agreed agreeing"),
            ("squash", "squashes squashed squashing"),
            ("report", "reports reported reporting"),
            ("explain", "explains explained explaining"),
        ] {
            assert_eq!(forms(lemma, &none)[1..].join(" "), rest);
        }
    }

    #[test]
    fn listed_forms_win() {
        let listed = Irregular::from([("say".to_owned(), vec!["says".to_owned(), "said".to_owned()])]);
        assert_eq!(forms("say", &listed), ["say", "says", "said"]);
    }
}
