//! Recognisers of the closed classes: dates, persons, titles, seasons, networks.
pub mod date;
