//! What contradicts the timetable in a text of a brief, or of an article: times that are not those of a session, of
//! another day, or not the same as their own conversion.

use super::dates::{Dates, Said, days_off, plus};
use super::{Remark, Timetable, calendar, clock, in_words};
use crate::desk::language::{Stated, Zone, groups, stated_times};
use crate::desk::{Certainty, Code};
use crate::time::{CivilDate, Instant, Offset};

/// Where no day is known it may be either season.
const SEASONS: [Said; 2] = [Said { day: None, month: 1, year: None }, Said { day: None, month: 7, year: None }];

/// What there is to say about the times in `text`.
pub(crate) fn remarks(text: &str, timetable: &mut Timetable<'_>) -> Vec<Remark> {
    let times = stated_times(text, &timetable.places);
    let dates = Dates::of(text);
    let remarks = calendar::impossible_days(text, &dates, timetable);
    let mut look = Look { text, times: &times, dates, remarks };
    for group in groups(text, &times) {
        look.equated(&group.starts, timetable);
        look.equated(&group.ends, timetable);
    }
    look.remarks.sort_by_key(|remark| remark.range.start);
    look.remarks
}

struct Look<'a> {
    text: &'a str,
    times: &'a [Stated],
    dates: Dates,
    remarks: Vec<Remark>,
}

impl Look<'_> {
    fn remark(&mut self, code: Code, time: &Stated, message: String, remedy: &str) {
        let (range, remedy) = (time.span.clone(), remedy.to_owned());
        self.remarks.push(Remark { code, range, message, remedy });
    }

    fn said(&self, time: &Stated) -> &str {
        &self.text[time.span.clone()]
    }

    /// Looks at times that are said to be the same instant; a single one is such a group too.
    fn equated(&mut self, group: &[usize], timetable: &mut Timetable<'_>) {
        let times = self.times;
        for time in group.iter().map(|index| &times[*index]) {
            if let Some(Zone::Ambiguous { said, meanings }) = &time.zone
                && timetable.settled(said).is_none()
            {
                let message = format!("“{said}” may be {meanings}");
                let remedy = format!("name the place, as “{} in {}”", clock(time.minute), timetable.venue_name);
                self.remark(Code::AmbiguousZone, time, message, &remedy);
            }
        }
        let mut placed: Vec<&Stated> =
            group.iter().map(|index| &times[*index]).filter(|time| !timetable.clocks(time).is_empty()).collect();
        // What names its zone says more.
        placed.sort_by_key(|time| time.zone.is_none());
        let Some(first) = placed.first().copied() else { return };
        if placed.len() == 1 && !self.counts(first) {
            return;
        }
        let when = self.when(&placed, timetable);
        let placeable = when.anchor.zone.is_some() && !when.said.is_empty();
        if when.instants.is_empty() && placeable && timetable.has_days(&when.said) {
            let message = format!("“{}” does not exist on that day: clocks skip it", self.said(when.anchor));
            self.remark(Code::SkippedTime, when.anchor, message, "check the time and the date");
            return;
        }
        if !when.fits {
            self.fits_nothing(first, &when, timetable);
        }
        for &time in placed.iter().filter(|time| !std::ptr::eq(**time, when.anchor)) {
            self.disagrees(time, &when, timetable);
        }
        let Some(instant) = when.instants.first().copied() else { return };
        for &time in &placed {
            self.out_of_season(time, instant, timetable);
            if when.fits {
                self.wrong_day(time, instant, timetable);
            }
        }
    }

    /// When the times `placed` are: at a session, unless a date beside them is another; else on the dates beside them.
    fn when<'t>(&self, placed: &[&'t Stated], timetable: &mut Timetable<'_>) -> When<'t> {
        let first = placed[0];
        let dated = placed.iter().find_map(|time| Some((*time, Said::of(time.day?)?)));
        let said = dated.map_or_else(|| self.dates.beside(&first.span), |(_, said)| vec![said]);
        let fit = placed.iter().find_map(|time| Some((*time, timetable.fit(time)?)));
        let Some((anchor, instant)) = fit else {
            let anchor = dated.map_or(first, |(time, _)| time);
            let instants = timetable.on_days(anchor, &said);
            return When { anchor, instants, fits: false, dated: dated.is_some(), said };
        };
        let date = timetable.date_of(anchor, instant);
        if said.is_empty() || date.is_some_and(|date| said.iter().any(|said| said.is_near(date))) {
            return When { anchor, instants: vec![instant], fits: true, dated: true, said };
        }
        if let Some((anchor, _)) = dated {
            return When { anchor, instants: timetable.on_days(anchor, &said), fits: false, dated: true, said };
        }
        // The date may be that of something else in the sentence.
        let instants = std::iter::once(instant).chain(timetable.on_days(anchor, &said)).collect();
        When { anchor, instants, fits: true, dated: true, said }
    }

    fn disagrees(&mut self, time: &Stated, when: &When<'_>, timetable: &Timetable<'_>) {
        let agrees = |instant: &Instant| {
            let readings = timetable.readings(time, *instant);
            readings.is_empty() || readings.iter().any(|(_, minute)| *minute == time.minute)
        };
        let Some(instant) = when.instants.first() else { return };
        let Some((date, minute)) = timetable.readings(time, *instant).first().copied() else { return };
        if when.instants.iter().any(agrees) {
            return;
        }
        // Of a day that is not known nobody can say whether clocks had been changed.
        let seasons = if when.dated { Vec::new() } else { timetable.on_days(when.anchor, &SEASONS) };
        let doubtful = time.zone.is_none() || when.anchor.zone.is_none() || seasons.iter().any(agrees);
        let certainty = if doubtful { Certainty::Doubtful } else { Certainty::Certain };
        let (said, other) = (self.said(time).to_owned(), self.said(when.anchor).to_owned());
        let zone = timetable.zone_in_words(time);
        let message = format!(
            "“{said}” is not the same time as “{other}”: on {} that is {} in {zone}",
            in_words(date),
            clock(minute)
        );
        let remedy = format!("write {}, or check the other time", clock(minute));
        self.remark(Code::WrongConversion(certainty), time, message, &remedy);
    }

    /// “EST” in July.
    fn out_of_season(&mut self, time: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        let Some(Zone::Fixed { seconds, zone: Some(zone), said }) = &time.zone else { return };
        let own = |zone: &str| timetable.zones.offset(zone, instant).ok().map(Offset::seconds);
        let Some(offset) = own(zone).filter(|offset| offset != seconds) else { return };
        // Of several places that share an abbreviation, another may keep it all the year.
        if timetable.own_zones().any(|zone| own(zone) == Some(*seconds)) {
            return;
        }
        let Some((date, _)) = timetable.readings(time, instant).first().copied() else { return };
        let message =
            format!("“{said}” is not in force on {}; {zone} is at UTC{} then", in_words(date), signed(offset));
        let remedy = "write the abbreviation for that season, or name the place";
        self.remark(Code::OutOfSeason, time, message, remedy);
    }

    fn wrong_day(&mut self, time: &Stated, instant: Instant, timetable: &Timetable<'_>) {
        if time.zone.is_none() {
            return;
        }
        let Some((date, _)) = timetable.readings(time, instant).first().copied() else { return };
        let off = |date: CivilDate| time.day.and_then(|day| days_off(day, date));
        let Some(days) = off(date).filter(|days| *days != 0) else { return };
        // Midnight ends one day and begins another.
        if self.said(time).to_ascii_lowercase().starts_with("midnight") && off(plus(date, -1)) == Some(0) {
            return;
        }
        let message = format!("“{}” is on {} in {}", self.said(time), in_words(date), timetable.zone_in_words(time));
        // A day more or less is a slip; what is further off may be something else at the same time of day.
        let certainty = if days == 1 { Certainty::Certain } else { Certainty::Doubtful };
        self.remark(Code::WrongDay(certainty), time, message, "correct the day, or check the session");
    }

    /// Whether a time that stands alone is looked at: “by 2:30” and “noon” without a zone are as often something else.
    fn counts(&self, time: &Stated) -> bool {
        let said = self.said(time);
        let clock = said.ends_with(['m', 'M', '.']) || self.text[..time.span.start].ends_with("at ");
        time.zone.is_some() || clock && !said.starts_with(char::is_alphabetic)
    }

    fn fits_nothing(&mut self, time: &Stated, when: &When<'_>, timetable: &Timetable<'_>) {
        let elsewhere = time.zone.is_none() || when.said.iter().any(|said| !timetable.has_session_on(*said));
        let certainty = if elsewhere { Certainty::Doubtful } else { Certainty::Certain };
        let message = format!("“{}” is not the time of any session", self.said(time));
        let remedy = "check the time, or add the session; fine if it is about something else";
        self.remark(Code::NoSuchSession(certainty), time, message, remedy);
    }
}

/// When times that are said to be the same may be.
struct When<'t> {
    /// The time that the others are held against.
    anchor: &'t Stated,
    /// What instants it may be, the likeliest first.
    instants: Vec<Instant>,
    /// Whether the first is a session's.
    fits: bool,
    /// Whether the day is known: a session's, or one named beside a time, not just in its sentence.
    dated: bool,
    /// The dates that stand beside.
    said: Vec<Said>,
}

/// An offset as “+3” or “+5:45”.
pub(crate) fn signed(seconds: i32) -> String {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { '−' } else { '+' };
    if minutes % 60 == 0 {
        format!("{sign}{}", minutes / 60)
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}
