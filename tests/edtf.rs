//! Dates on the wire, over values made at random: what is written is read back, bounds are what the
//! crate underneath says they are, and relations do what relations must.

use edtf_core::{Bound, Edtf as Core};
use greenlit::edtf::{Edtf, EdtfDate, WINTER, Year};
use jiff::civil::Date;
use proptest::prelude::*;

fn date() -> impl Strategy<Value = EdtfDate> {
    let years = prop_oneof![8 => (1950i16..2040).prop_map(Year::Is), 1 => (0i16..=9998).prop_map(Year::Is)];
    let months = prop_oneof![1i8..=12, 21i8..=24, 33i8..=41];
    let plain = prop_oneof![
        2 => years.clone().prop_map(|y| EdtfDate::new(y, None, None)),
        3 => (years.clone(), months.clone()).prop_map(|(y, m)| EdtfDate::new(y, Some(m), None)),
        4 => (years, 1i8..=12, 1i8..=31).prop_map(|(y, m, d)| EdtfDate::new(y, Some(m), Some(d))),
        1 => (190i16..205).prop_map(EdtfDate::decade),
        1 => (15i16..21).prop_map(EdtfDate::century),
        2 => (months, prop::option::of(1i8..=31)).prop_map(|(m, d)| EdtfDate::yearless(m, d)),
    ];
    (plain.prop_filter_map("a date of the calendar", |date| date), any::<(bool, bool)>()).prop_map(|(date, (about, perhaps))| {
        let date = if about { date.approximately() } else { date };
        if perhaps { date.perhaps() } else { date }
    })
}

/// Two ends in order, at least one of them given.
fn ends() -> impl Strategy<Value = (Option<EdtfDate>, Option<EdtfDate>)> {
    (prop::option::of(date()), prop::option::of(date())).prop_filter("one end at least, in order", |(start, end)| {
        let days = (start.and_then(EdtfDate::earliest), end.and_then(EdtfDate::latest));
        (start.is_some() || end.is_some()) && !matches!(days, (Some(first), Some(last)) if first > last)
    })
}

/// Any value that may be written.
fn value() -> impl Strategy<Value = Edtf> {
    prop_oneof![
        6 => date().prop_map(Edtf::Date),
        1 => prop::collection::vec(date(), 1..4).prop_map(Edtf::OneOf),
        1 => prop::collection::vec(date(), 1..4).prop_map(Edtf::AllOf),
        2 => ends().prop_map(|(start, end)| Edtf::Within(start, end)),
        2 => ends().prop_map(|(start, end)| Edtf::Interval(start, end)),
    ]
}

fn day(bound: Bound) -> Option<Date> {
    match bound {
        Bound::Date(d) => Some(Date::new(d.year as i16, d.month as i8, d.day as i8).expect("a day of the calendar")),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(value in value()) {
        let text = value.to_string();
        prop_assert_eq!(text.parse::<Edtf>(), Ok(value), "{}", text);
    }

    #[test]
    fn a_single_date_is_spelled_as_the_standard_has_it(date in date()) {
        let text = date.to_string();
        let core = Core::parse(&text).map(|core| core.to_string());
        prop_assert_eq!(core.as_deref(), Ok(text.as_str()));
    }

    /// A winter is wider here, and a date without a year has no first day.
    #[test]
    fn bounds_are_those_of_the_standard(value in value()) {
        let ours = value.dates().any(|d| d.month() == Some(WINTER) || d.known_year() == Year::Unknown);
        if let (false, Ok(core)) = (ours, Core::parse(&value.to_string())) {
            let bounds = core.bounds();
            prop_assert_eq!((value.earliest(), value.latest()), (day(bounds.earliest), day(bounds.latest)), "{}", value);
        }
    }

    #[test]
    fn first_days_come_before_last_days_and_lie_inside(value in value()) {
        if let (Some(first), Some(last)) = (value.earliest(), value.latest()) {
            prop_assert!(first <= last, "{}", value);
        }
        for end in [value.earliest(), value.latest()].into_iter().flatten().filter_map(EdtfDate::day_of) {
            let end = Edtf::Date(end);
            // of "from May of some year to 1950" it is not known which days it has
            let known = value.dates().all(|d| d.known_year() != Year::Unknown);
            prop_assert!(value.overlaps(&end) && (!known || value.contains(&end)), "{} lacks {}", value, end);
        }
    }

    #[test]
    fn a_value_contains_itself_and_what_lies_in_what_it_contains(a in value(), b in value(), c in value()) {
        prop_assert!(a.contains(&a) && a.overlaps(&a), "{}", a);
        if a.contains(&b) {
            prop_assert!(a.overlaps(&b), "{} contains {} and does not overlap it", a, b);
            prop_assert!(!b.contains(&c) || a.contains(&c), "{} ⊇ {} ⊇ {}", a, b, c);
        }
    }

    #[test]
    fn overlap_and_distance_agree_and_are_symmetric(a in value(), b in value()) {
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a), "{} {}", &a, &b);
        prop_assert_eq!(a.distance(&b), b.distance(&a), "{} {}", &a, &b);
        prop_assert_eq!(a.shift_to(&b), b.shift_to(&a).map(|days| -days), "{} {}", &a, &b);
        if let Some(days) = a.distance(&b) {
            prop_assert_eq!(days == 0, a.overlaps(&b), "{} {} {}", &a, &b, days);
        }
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "[0-9X?~%./,\\[\\]{}-]{0,16}") {
        if let Ok(value) = text.parse::<Edtf>() {
            prop_assert_eq!(value.to_string().parse::<Edtf>(), Ok(value));
        }
    }
}
