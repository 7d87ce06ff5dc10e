//! Times stated in the texts of a brief, or of an article, held against its sessions and against each other.

mod timetable;

use std::ops::Range;

use super::finding::{Finding, Level};
use super::shape::Outline;
use crate::brief::prose::{DayName, Gazetteer, Stated, Zone, days, groups, stated_times};
use crate::brief::{Brief, Path, ZoneNames};
use crate::time::Instant;
pub(in crate::brief) use timetable::Timetable;
use timetable::{clock, in_words};

/// Reports on the times in every text of `outline`.
pub(super) fn look(outline: &Outline<'_>, zones: &dyn ZoneNames, findings: &mut Vec<Finding>) {
    let start = |index: usize| Path::field("sessions").item(index).then("start");
    let known = |index: usize| {
        !outline.broken.contains(start(index).as_str())
            && !outline.broken.contains(Path::field("sessions").item(index).as_str())
    };
    let mut timetable = Timetable::new(&outline.brief, zones, known);
    for (path, text) in &outline.texts {
        for remark in remarks(&text.text, &mut timetable) {
            let Remark { level, code, range, message, remedy } = remark;
            findings.push(Finding { level, code, path: path.clone(), span: text.source(range), message, remedy });
        }
    }
}

/// A finding about a part of a text.
#[derive(Debug)]
pub(in crate::brief) struct Remark {
    pub(in crate::brief) level: Level,
    pub(in crate::brief) code: &'static str,
    pub(in crate::brief) range: Range<usize>,
    pub(in crate::brief) message: String,
    pub(in crate::brief) remedy: String,
}

/// Place names known for `brief`: the tz database's cities, and its own venue and columns.
pub(in crate::brief) fn gazetteer(brief: &Brief, zones: &dyn ZoneNames) -> Gazetteer {
    let mut places = Gazetteer::new(zones);
    for column in &brief.zones {
        if let Some(label) = &column.label {
            places.add(label, &column.zone);
        }
    }
    places.add(&brief.place.name, &brief.place.zone);
    places
}

/// What there is to say about the times in `text`.
pub(in crate::brief) fn remarks(text: &str, timetable: &mut Timetable<'_>) -> Vec<Remark> {
    let times = stated_times(text, timetable.places());
    if times.is_empty() {
        return Vec::new();
    }
    let mut look = Look { text, times: &times, days: days(text), remarks: Vec::new() };
    let groups = groups(text, &times);
    let mut grouped = vec![false; times.len()];
    for group in groups {
        for index in &group {
            grouped[*index] = true;
        }
        look.equated(&group, timetable);
    }
    for index in (0..times.len()).filter(|index| !grouped[*index]) {
        look.equated(&[index], timetable);
    }
    look.remarks.sort_by_key(|remark| remark.range.start);
    look.remarks
}

struct Look<'a> {
    text: &'a str,
    times: &'a [Stated],
    days: Vec<(DayName, Range<usize>)>,
    remarks: Vec<Remark>,
}

impl Look<'_> {
    fn remark(&mut self, level: Level, code: &'static str, time: &Stated, message: String, remedy: String) {
        self.remarks.push(Remark { level, code, range: time.span.clone(), message, remedy });
    }

    fn said(&self, time: &Stated) -> &str {
        &self.text[time.span.clone()]
    }

    /// Looks at times that are said to be the same instant; a single one is such a group too.
    fn equated(&mut self, group: &[usize], timetable: &mut Timetable<'_>) {
        let times = self.times;
        for time in group.iter().map(|index| &times[*index]) {
            if let Some(Zone::Ambiguous { said, meanings }) = &time.zone {
                let message = format!("“{said}” may be {meanings}");
                let remedy = format!("name the place, as “{} in Helsinki”", clock(time.minute));
                self.remark(Level::Warning, "ambiguous-zone", time, message, remedy);
            }
        }
        let placed: Vec<&Stated> =
            group.iter().map(|index| &times[*index]).filter(|time| timetable.knows(time)).collect();
        let Some(first) = placed.first() else { return };
        let fit = placed.iter().find_map(|time| Some((time, timetable.fit(time)?)));
        let (anchor, instant, fits) = match fit {
            Some((anchor, instant)) => (*anchor, instant, true),
            None => match timetable.on_the_day(first, self.date_beside(first)) {
                Some(instant) => (*first, instant, false),
                None => return,
            },
        };
        if !fits {
            self.fits_nothing(first, timetable);
        }
        for &time in &placed {
            self.disagrees(time, anchor, instant, timetable);
            self.out_of_season(time, instant, timetable);
            if fits {
                self.wrong_day(time, instant, timetable);
            }
        }
    }

    fn disagrees(&mut self, time: &Stated, anchor: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        let readings = timetable.readings(time, instant);
        if readings.is_empty() || readings.iter().any(|(_, minute)| *minute == time.minute) {
            return;
        }
        let (date, minute) = readings[0];
        let (said, other) = (self.said(time).to_owned(), self.said(anchor).to_owned());
        let zone = timetable.zone_in_words(time);
        let message = format!(
            "“{said}” is not the same time as “{other}”: on {} that is {} in {zone}",
            in_words(date),
            clock(minute)
        );
        let remedy = format!("write {}, or look at the other time", clock(minute));
        self.remark(Level::Error, "wrong-conversion", time, message, remedy);
    }

    /// “EST” in July.
    fn out_of_season(&mut self, time: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        let Some(Zone::Fixed { seconds, zone: Some(zone), said }) = &time.zone else { return };
        let Some(offset) = timetable.offset_of(zone, instant).filter(|offset| offset.seconds() != *seconds) else {
            return;
        };
        let Some((date, _)) = timetable.readings(time, instant).first().copied() else { return };
        let message = format!(
            "“{said}” is not in force on {}; {zone} is at UTC{} then",
            in_words(date),
            signed(offset.seconds())
        );
        let remedy = "write the abbreviation for that season, or name the place".to_owned();
        self.remark(Level::Warning, "out-of-season", time, message, remedy);
    }

    fn wrong_day(&mut self, time: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        let Some((date, _)) = timetable.readings(time, instant).first().copied() else { return };
        let differs = match time.day {
            Some(DayName::Weekday(weekday)) => date.weekday() != weekday,
            Some(DayName::Date { day, month, year }) => {
                (date.day(), date.month()) != (day, month) || year.is_some_and(|year| year != date.year())
            }
            _ => false,
        };
        if differs {
            let message =
                format!("“{}” is on {} in {}", self.said(time), in_words(date), timetable.zone_in_words(time));
            self.remark(
                Level::Error,
                "wrong-day",
                time,
                message,
                "put the day right, or look at the session".to_owned(),
            );
        }
    }

    fn fits_nothing(&mut self, time: &Stated, timetable: &mut Timetable<'_>) {
        let elsewhere = self.date_beside(time).is_some_and(|date| !timetable.has_session_on(date));
        let level = if elsewhere { Level::Note } else { Level::Warning };
        let message = format!("“{}” is the time of no session", self.said(time));
        let remedy = "look at the time, or add the session; fine if it speaks of something else".to_owned();
        self.remark(level, "no-such-session", time, message, remedy);
    }

    /// The date named in the sentence around `time`, year or not.
    fn date_beside(&self, time: &Stated) -> Option<(u8, u8, Option<i32>)> {
        let before = self.text[..time.span.start].rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
        // A full stop also stands in times; a sentence ends where a space follows.
        let before = self.text[..time.span.start].rfind(". ").map_or(before.min(time.span.start), |at| at + 2);
        let from = self.days.partition_point(|(_, range)| range.start < before);
        let until = self.text[time.span.end..].find(". ").map_or(self.text.len(), |length| time.span.end + length);
        self.days[from..].iter().take_while(|(_, range)| range.end <= until).find_map(|(day, _)| match day {
            DayName::Date { day, month, year } => Some((*month, *day, *year)),
            _ => None,
        })
    }
}

/// An offset as “+03:00”.
fn signed(seconds: i32) -> String {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { '−' } else { '+' };
    if minutes % 60 == 0 {
        format!("{sign}{}", minutes / 60)
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}
