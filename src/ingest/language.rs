//! Whether an article is in another language than English. The rules are English: what they match in other languages is
//! an accident.
//!
//! Rather read too much than skip an English article: only a text of some length whose commonest English words are rare *and* that a
//! detector of languages is sure about is foreign.

/// Words of which English prose cannot do without, and few of which are words of another language.
const COMMON: &[&str] = &[
    "the", "and", "of", "to", "is", "that", "for", "with", "was", "has", "will", "his", "her", "it", "as", "at", "be", "by", "from",
    "have", "this", "are", "who", "its", "their", "not", "but", "been", "which", "they", "when", "after", "about", "would", "were",
    "season", "series", "show",
];
/// Letters that a detector needs to be sure.
const ENOUGH: usize = 200;
/// Characters that are looked at.
const SAMPLE: usize = 4000;
/// Words that are looked at for common ones.
const WORDS: usize = 300;

/// The language of `text`, as an ISO 639-3 code, if it is surely not English.
pub fn foreign(text: &str) -> Option<String> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let (mut words, mut common) = (0usize, 0usize);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(WORDS) {
        words += 1;
        common += usize::from(word.len() <= 6 && COMMON.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    // English prose has some 35 of a hundred, headlines and lists of names some ten.
    if common * 100 >= words * 8 || sample.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH {
        return None;
    }
    let info = whatlang::detect(sample)?;
    (info.lang() != whatlang::Lang::Eng && info.is_reliable()).then(|| info.lang().code().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_known() {
        for (language, text) in [
            (
                "deu",
                "Die Krimiserie wird im kommenden Jahr mit einer dritten Staffel fortgesetzt, wie der Sender am Donnerstag mitteilte. Die Dreharbeiten beginnen im Frühjahr in Hamburg, und die beiden Hauptdarsteller sind wieder dabei. Ein Termin für die Ausstrahlung steht noch nicht fest.",
            ),
            (
                "fra",
                "La série policière reviendra l’année prochaine pour une troisième saison, a annoncé la chaîne jeudi. Le tournage commencera au printemps à Nantes, et les deux acteurs principaux reprendront leurs rôles. Aucune date de diffusion n’a encore été communiquée.",
            ),
            (
                "spa",
                "La serie policíaca volverá el próximo año con una tercera temporada, según anunció la cadena el jueves. El rodaje comenzará en primavera en Gijón y los dos protagonistas repetirán en sus papeles. Todavía no se ha comunicado ninguna fecha de estreno.",
            ),
        ] {
            assert_eq!(foreign(text).as_deref(), Some(language));
        }
    }

    #[test]
    fn english_is_never_skipped_however_short_or_full_of_names() {
        for text in [
            "",
            "Renewed.",
            "“La Casa del Río” renewed at Netflix.",
            "Cast: Penélope Arroyo, Søren Østergård, Łukasz Wiśniewski, Giulia Bianchi, François Lefèvre, Jürgen Müller, Zoë Klein, João Carvalho, Björk Jónsdóttir, Siobhán Ní Bhriain, Nguyễn Văn An; directed by Åse Lindqvist for the third season of the series.",
            "El Camino Real and Casa de las Flores will return to Netflix in spring, and Dos Hermanos is set for the summer, with La Reina del Norte to follow. Directors are not named.",
        ] {
            assert_eq!(foreign(text), None, "{text}");
        }
    }
}
