//! Times of day by the clock: "10 p.m. Wednesday", "7:30", "noon", "1430 GMT".

use super::phrase::of;
use super::reader::{Read, Reader};
use super::words::Class;
use super::{DateExpr, DateMention, PartOfDay, Relation, TimeOfDay, Unit, What, When};

impl Reader<'_> {
    /// A time by the clock, with the day that goes with it.
    pub(super) fn clocked(&self, i: usize) -> Option<DateMention> {
        let hedge = self.hedge(i);
        let start = hedge.map_or(i, |(end, _)| end);
        let (end, time) = self.clock(start).or_else(|| self.noon(start))?;
        let (behind, time) = self.zone(end, time);
        let at = self.skip(behind, ",");
        // "10 p.m. Wednesday", "6 a.m. on 3 May": the day goes with it unless "on" parts them
        let day = self.core(at, false, Relation::At).filter(|(day_end, (what, rule))| {
            let whole = matches!(what, What::One(When::Weekday { .. } | When::Holiday { .. }))
                || matches!(what, What::One(When::Calendar(c)) if c.day.is_some())
                || matches!(what, What::One(When::Shift { unit: Unit::Day, .. })) && *rule != "counted";
            whole && !self.is_clitic(*day_end) && self.time_in(at, *day_end).is_none()
        });
        let hedge = hedge.map(|(_, hedge)| hedge);
        Some(match day {
            Some((day_end, (what, _))) => {
                let expr = DateExpr { time: Some(time), hedge, ..DateExpr::plain(what) };
                DateMention { tokens: at..day_end, ..of(i, day_end, expr, "clock") }
            }
            None => {
                // the day is that of the text at hand
                let what = What::One(When::FromNamed { grain: super::Grain::Unit(Unit::Day), amount: Some(0), counted: false });
                let expr = DateExpr { time: Some(time), hedge, ..DateExpr::plain(what) };
                DateMention { dates_events: false, ..of(i, behind, expr, "clock") }
            }
        })
    }

    fn clock(&self, i: usize) -> Read<TimeOfDay> {
        let time = |minutes, minuted| TimeOfDay::Clock { minutes, minuted, zone: None };
        match self.class(i) {
            Class::Number { value: hour @ 1..=12, .. } => {
                let hour = hour as i16;
                if let Class::Meridiem(late) = self.class(i + 1) {
                    return Some((i + 2, time((hour % 12 + if late { 12 } else { 0 }) * 60, true)));
                }
                if let Some(end) = self.sequence(i + 1, &["o'clock"]).or_else(|| self.sequence(i + 1, &["o’clock"])) {
                    return Some((end, time(hour * 60, false)));
                }
                let (behind, part) = (i + 4, self.part_of_day(i + 3)?);
                self.sequence(i + 1, &["in", "the"])?;
                let late = matches!(part, PartOfDay::Afternoon | PartOfDay::Evening);
                Some((behind, time((hour % 12 + if late { 12 } else { 0 }) * 60, true)))
            }
            // "1430 GMT"
            Class::Year(figures) if matches!(self.class(i + 1), Class::Zone(_)) && figures % 100 < 60 && figures < 2400 => {
                Some((i + 1, time(figures / 100 * 60 + figures % 100, true)))
            }
            Class::Clock { minutes, said, minuted } => {
                if let (false, Class::Meridiem(late)) = (said, self.class(i + 1)) {
                    return (minutes < 13 * 60).then(|| (i + 2, time(minutes % 720 + if late { 720 } else { 0 }, true)));
                }
                let placed = self.after(i, &["at", "by", "from", "until", "till", "around", "before", "after", "to", "about", "about"]);
                let zoned = matches!(self.class(i + 1), Class::Zone(_)) || self.is(i + 1, "local");
                (said || zoned || placed && minuted).then(|| (i + 1, time(minutes, true)))
            }
            _ => None,
        }
    }

    /// "Noon", "midnight", where they are a time.
    fn noon(&self, i: usize) -> Read<TimeOfDay> {
        let part = self.part_of_day(i).filter(|part| matches!(part, PartOfDay::Noon | PartOfDay::Midnight))?;
        let name = self.capitalised(i) && !self.opens(i) && !self.heading;
        (!name).then_some((i + 1, TimeOfDay::Part(part)))
    }

    /// "EST", "Eastern time", "local time".
    fn zone(&self, i: usize, time: TimeOfDay) -> (usize, TimeOfDay) {
        let (end, said) = match self.class(i) {
            Class::Zone(zone) => (i + 1, Some(zone)),
            _ if self.is(i, "local") && self.is(i + 1, "time") => return (i + 2, time),
            _ => return (i, time),
        };
        let end = if self.any(end, &["standard", "daylight"]) && self.is(end + 1, "time") { end + 2 } else { self.skip(end, "time") };
        match time {
            TimeOfDay::Clock { minutes, minuted, .. } => (end, TimeOfDay::Clock { minutes, minuted, zone: said }),
            part => (end, part),
        }
    }
}
