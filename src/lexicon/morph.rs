//! Regular English inflection, so that a word class can be given by its lemmas.

/// The forms of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verb {
    /// "renew"
    pub base: String,
    /// "renews"
    pub s: String,
    /// "renewed", "wrote"
    pub past: String,
    /// "renewed", "written"
    pub en: String,
    /// "renewing"
    pub ing: String,
}

/// Inflects `lemma`: a regular verb, perhaps with particles ("pick up"), or an irregular one with
/// all five forms spelled out, `base/s/past/participle/ing` ("write/writes/wrote/written/writing").
pub fn verb(lemma: &str) -> Verb {
    let (head, tail) = match lemma.split_once(' ') {
        Some((head, tail)) => (head, format!(" {tail}")),
        None => (lemma, String::new()),
    };
    let forms: Vec<&str> = head.split('/').collect();
    let with = |form: &str| format!("{form}{tail}");
    if let [base, s, past, en, ing] = forms[..] {
        return Verb { base: with(base), s: with(s), past: with(past), en: with(en), ing: with(ing) };
    }
    let base = forms[0];
    let past = past(base);
    Verb { base: with(base), s: with(&s_form(base)), past: with(&past), en: with(&past), ing: with(&ing(base)) }
}

fn s_form(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !ends_in_vowel(s)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end));
    if hisses || base == "go" || base.ends_with("do") { format!("{base}es") } else { format!("{base}s") }
}

fn past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    if let Some(stem) = base.strip_suffix('y').filter(|s| !ends_in_vowel(s)) {
        return format!("{stem}ied");
    }
    format!("{}ed", doubled(base))
}

fn ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !stem.is_empty() && !base.ends_with("ee") && !base.ends_with("oe") => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

/// Doubles the last consonant of a one-syllable verb ("plan" → "plann"), and of the few longer
/// ones that are stressed on the last syllable.
fn doubled(base: &str) -> String {
    const STRESSED_LAST: &[&str] = &[
        "commit", "admit", "permit", "refer", "defer", "confer", "occur", "recur", "omit", "submit", "compel", "unplug", "cancel", "helm",
    ];
    let letters: Vec<char> = base.chars().collect();
    let &[.., a, b, c] = letters.as_slice() else {
        return base.to_owned();
    };
    let vowel = |c: char| "aeiou".contains(c);
    let closed = !vowel(a) && vowel(b) && !vowel(c) && !matches!(c, 'w' | 'x' | 'y');
    let syllables = letters.windows(2).filter(|w| vowel(w[0]) && !vowel(w[1])).count();
    if closed && (syllables == 1 || STRESSED_LAST.contains(&base)) { format!("{base}{c}") } else { base.to_owned() }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs() {
        for (lemma, s, past, ing) in [
            ("renew", "renews", "renewed", "renewing"),
            ("revive", "revives", "revived", "reviving"),
            ("drop", "drops", "dropped", "dropping"),
            ("axe", "axes", "axed", "axing"),
            ("portray", "portrays", "portrayed", "portraying"),
            ("deny", "denies", "denied", "denying"),
            ("pick up", "picks up", "picked up", "picking up"),
            ("reprise", "reprises", "reprised", "reprising"),
            ("air", "airs", "aired", "airing"),
            ("quit/quits/quit/quit/quitting", "quits", "quit", "quitting"),
        ] {
            let v = verb(lemma);
            assert_eq!((v.s.as_str(), v.past.as_str(), v.ing.as_str()), (s, past, ing), "{lemma}");
        }
    }
}
