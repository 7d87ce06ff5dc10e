//! The times of a brief's sessions, asked for by what clocks show.

mod calendar;
mod contradictions;
mod dates;
mod labels;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::brief::PartialBrief;
use crate::desk::language::{Gazetteer, Stated, Zone};
use crate::desk::lexicon::settled_zone;
use crate::desk::words::clip;
use crate::desk::{Code, WallClock, ZoneNames};
use crate::text::{Locale, date};
use crate::time::{CivilDate, Instant, Offset};
pub(crate) use contradictions::{remarks, signed};
use dates::{Said, days_off};
pub(crate) use labels::{columns, contradicted, meant};

/// Every time in a text is held against each session that begins or ends at that time of day.
const MOST_ALIKE: usize = 100;

/// A finding about a part of a text.
#[derive(Debug)]
pub(crate) struct Remark {
    pub(crate) code: Code,
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) remedy: String,
}

/// When the sessions are, in any zone.
pub(crate) struct Timetable<'a> {
    zones: &'a dyn ZoneNames,
    places: Gazetteer,
    venue: String,
    /// What readers know the venue by.
    venue_name: String,
    columns: Vec<String>,
    /// Starts, ends and former starts, then publication and update.
    moments: Vec<Instant>,
    /// How many of them are of sessions.
    of_sessions: usize,
    /// The days that sessions are on, at the venue.
    days: BTreeSet<CivilDate>,
    /// For each zone asked for: the moments by the minute that a clock there shows.
    by_minute: HashMap<WallClock, HashMap<u16, Vec<usize>>>,
}

impl<'a> Timetable<'a> {
    /// The timetable of `brief`.
    pub(crate) fn new(brief: &PartialBrief, zones: &'a dyn ZoneNames) -> Self {
        let sessions = brief.sessions.iter();
        let moments =
            sessions.flat_map(|session| [Some(session.start), session.end, session.was].into_iter().flatten());
        let mut moments: Vec<Instant> = moments.map(|stamp| stamp.instant).collect();
        let of_sessions = moments.len();
        moments.extend([brief.published, brief.updated].into_iter().flatten().map(|stamp| stamp.instant));
        let (places, venue) = (labels::gazetteer(brief, zones), brief.place.zone.clone());
        let venue_name = clip(&brief.place.name);
        let columns = columns(brief).iter().map(|column| column.zone.clone()).collect();
        let day = |at: &Instant| at.civil(zones.offset(&venue, *at).unwrap_or(Offset::UTC)).date;
        let days = moments[..of_sessions].iter().map(day).collect();
        Self { zones, places, venue, venue_name, columns, moments, of_sessions, days, by_minute: HashMap::new() }
    }

    /// The clocks `time` may be by: an abbreviation says an offset, and where its writer forgot the season, a zone.
    fn clocks(&self, time: &Stated) -> Vec<WallClock> {
        let zone = |zone: &str| WallClock::Zone(zone.to_owned());
        let clocks = match &time.zone {
            Some(Zone::Named { zone: name, .. }) => vec![zone(name)],
            Some(Zone::Fixed { seconds, zone: name, .. }) => {
                let offset = Offset::from_seconds(*seconds).map(WallClock::Offset);
                offset.into_iter().chain(name.map(zone)).collect()
            }
            Some(Zone::Local) => vec![zone(&self.venue)],
            Some(Zone::Ambiguous { said, .. }) => self.settled(said).map(zone).into_iter().collect(),
            Some(Zone::Elsewhere { .. }) => Vec::new(),
            // A time without a zone is by the clock of the venue, or of one of the columns.
            None => self.own_zones().map(zone).collect(),
        };
        let known = |clock: &WallClock| clock.offset(Instant::from_millis(0), self.zones).is_some();
        clocks.into_iter().filter(known).collect()
    }

    /// The zone that an abbreviation means here, where several share it: the venue's, or that of a column.
    pub(super) fn settled(&self, said: &str) -> Option<&'static str> {
        settled_zone(said, self.own_zones())
    }

    /// The zones of the venue and of the columns.
    pub(super) fn own_zones(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.venue).chain(&self.columns).map(String::as_str)
    }

    /// The moment that `time` is; on the day it names, if one is.
    pub(super) fn fit(&mut self, time: &Stated) -> Option<Instant> {
        for clock in self.clocks(time) {
            if !self.by_minute.contains_key(&clock) {
                let mut table: HashMap<u16, Vec<usize>> = HashMap::new();
                for (index, moment) in self.moments.iter().enumerate() {
                    let Some(offset) = clock.offset(*moment, self.zones) else { continue };
                    let alike = table.entry(moment.civil(offset).time.minutes()).or_default();
                    if alike.len() < MOST_ALIKE {
                        alike.push(index);
                    }
                }
                self.by_minute.insert(clock.clone(), table);
            }
            let alike = self.by_minute.get(&clock).and_then(|table| table.get(&time.minute));
            let Some(alike) = alike.filter(|alike| !alike.is_empty()) else { continue };
            let on_day = |index: &&usize| {
                let moment = self.moments[**index];
                let date = clock.offset(moment, self.zones).map(|offset| moment.civil(offset).date);
                date.is_some_and(|date| is_day(time, date))
            };
            let index = alike.iter().find(on_day).or(alike.first())?;
            return Some(self.moments[*index]);
        }
        None
    }

    /// The instants that `time` may be on the dates `said`, or on the day of the first session where there are none.
    ///
    /// None where the clock skips it on that day, two where the clock shows it twice.
    pub(super) fn on_days(&self, time: &Stated, said: &[Said]) -> Vec<Instant> {
        let Some((clock, near)) = self.clocks(time).into_iter().next().zip(self.moments.first().copied()) else {
            return Vec::new();
        };
        let Some(near) = clock.offset(near, self.zones).map(|offset| near.civil(offset).date) else {
            return Vec::new();
        };
        let dates: Vec<CivilDate> = match said {
            [] => vec![near],
            said => said.iter().flat_map(|said| said.dates(near.year())).collect(),
        };
        let shown = dates.into_iter().flat_map(|date| clock.showing(date, time.minute, self.zones));
        let mut found: Vec<Instant> = shown.map(|stamp| stamp.instant).collect();
        found.dedup();
        found
    }

    /// The date that a clock in the zone of `time` shows at `instant`.
    pub(super) fn date_of(&self, time: &Stated, instant: Instant) -> Option<CivilDate> {
        self.readings(time, instant).first().map(|(date, _)| *date)
    }

    /// The date and the minute that clocks in the zones of `time` show at `instant`.
    pub(super) fn readings(&self, time: &Stated, instant: Instant) -> Vec<(CivilDate, u16)> {
        let mut clocks = self.clocks(time);
        // The zone's own rules first: where its abbreviation is out of season, they are what was meant.
        if time.zone.is_some() {
            clocks.reverse();
        }
        let offsets = clocks.into_iter().filter_map(|clock| clock.offset(instant, self.zones));
        offsets.map(|offset| instant.civil(offset)).map(|shown| (shown.date, shown.time.minutes())).collect()
    }

    /// The day on which the text was published, at the venue, where that is known.
    pub(super) fn day_of_publication(&self) -> Option<CivilDate> {
        let published = self.moments.get(self.of_sessions)?;
        Some(published.civil(self.zones.offset(&self.venue, *published).unwrap_or(Offset::UTC)).date)
    }

    /// Whether the dates `said` are in the calendar, in the year of the first session or their own.
    pub(super) fn has_days(&self, said: &[Said]) -> bool {
        let near = self.moments.first().map_or(1970, |near| near.civil(Offset::UTC).date.year());
        said.iter().any(|said| !said.dates(near).is_empty())
    }

    /// Whether a session is on a day that `said` may be, at the venue.
    pub(super) fn has_session_on(&self, said: Said) -> bool {
        let years = self.days.first().zip(self.days.last()).map(|(first, last)| first.year()..=last.year());
        years.into_iter().flatten().flat_map(|year| said.dates(year)).any(|date| self.days.contains(&date))
    }

    /// The zone of `time` for readers of a finding.
    pub(super) fn zone_in_words(&self, time: &Stated) -> String {
        match &time.zone {
            Some(Zone::Local) => format!("{} (local time)", self.venue),
            Some(Zone::Named { zone, said })
                if zone.rsplit('/').next().is_some_and(|city| city.replace('_', " ") == *said) =>
            {
                said.clone()
            }
            Some(Zone::Named { zone, .. }) => zone.clone(),
            Some(zone) => zone.said().to_owned(),
            None => self.venue.clone(),
        }
    }
}

fn is_day(time: &Stated, date: CivilDate) -> bool {
    time.day.and_then(|day| days_off(day, date)).is_none_or(|days| days == 0)
}

/// A clock time on both kinds of clock: “18:20 (6:20pm)”.
pub(crate) fn clock(minute: u16) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    format!("{hour:02}:{minute:02} ({}:{minute:02}{half})", (hour + 11) % 12 + 1)
}

/// A date as “Monday 16 July 2018”.
pub(crate) fn in_words(day: CivilDate) -> String {
    date(Locale::from_tag("en-GB"), day)
}
