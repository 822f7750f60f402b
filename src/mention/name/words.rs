//! Closed classes of words: the calendar, years, ages.

pub(super) fn is_calendar(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan",
        "Jan.", "Feb", "Feb.", "Mar.", "Apr.", "Aug", "Aug.", "Sept", "Sept.", "Sep.", "Oct", "Oct.", "Nov", "Nov.", "Dec", "Dec.",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mondays", "Tuesdays", "Wednesdays", "Thursdays",
        "Fridays", "Saturdays", "Sundays", "Christmas", "Easter", "Thanksgiving", "Halloween", "Twenties", "Thirties", "Forties",
        "Fifties", "Sixties", "Seventies", "Eighties", "Nineties", "Noughties",
    ];
    WORDS.contains(&word)
}

/// "Christmas", "Halloween": days that titles are made of.
pub(super) fn is_holiday(word: &str) -> bool {
    matches!(word, "Christmas" | "Easter" | "Thanksgiving" | "Halloween")
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_age(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn starts_title_number(word: &str) -> bool {
    word.len() <= 2 || word.ends_with("th")
}

pub(super) fn gender_of(word: &str) -> Option<char> {
    match word {
        "actress" | "actresses" | "comedienne" | "leading-lady" => Some('f'),
        _ => None,
    }
}

/// "season", "series".
pub(super) fn is_season_noun(word: &str) -> bool {
    matches!(word, "season" | "seasons" | "series")
}
