//! The times of a brief's sessions, looked up by clock time, and the checks of texts and labels against them.

mod calendar;
mod contradictions;
mod dates;
mod labels;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::brief::{PartialBrief, Session};
use crate::desk::language::{Gazetteer, Stated, Zone};
use crate::desk::lexicon::settled_zone;
use crate::desk::words::clip;
use crate::desk::{Code, WallClock, ZoneNames};
use crate::schedule::day_zone;
use crate::text::{Locale, date};
use crate::time::{CivilDate, DateOrTime, Instant, Offset};
pub(crate) use contradictions::{hours_offset, is_in_force, text_findings};
use dates::{MentionedDate, days_off};
pub(crate) use labels::{checked_columns, label_conflict, label_offset};

/// How many moments are kept for each minute of the day. Every time in a text is compared with those of its minute.
const MAX_MOMENTS_PER_MINUTE: usize = 100;

/// How many days of a session that lasts several days are considered.
const MAX_UNTIMED_DAYS: i64 = 31;

/// A finding about a byte range of a text.
#[derive(Debug)]
pub(crate) struct TextFinding {
    pub(crate) code: Code,
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) remedy: String,
}

/// The times of a brief's sessions, with the zones and place names needed to read the times in a text.
pub(crate) struct Timetable<'a> {
    zones: &'a dyn ZoneNames,
    pub(crate) places: Gazetteer,
    /// The venue's zone and its name, clipped for messages.
    venue: Option<(String, String)>,
    /// The zone of the schedule's days.
    day_zone: String,
    column_zones: Vec<String>,
    /// Starts, ends and original starts of the sessions, then publication and update.
    moments: Vec<Instant>,
    /// How many of the moments belong to sessions.
    session_moments: usize,
    /// The days of the sessions' moments in `day_zone`, and `untimed_days`.
    session_days: BTreeSet<CivilDate>,
    /// The days that sessions give without a time of day.
    untimed_days: BTreeSet<CivilDate>,
    /// For each clock looked up so far: indices into `moments`, by the minute that the clock shows.
    by_minute: HashMap<WallClock, HashMap<u16, Vec<usize>>>,
}

impl<'a> Timetable<'a> {
    /// The timetable of `brief`.
    pub(crate) fn new(brief: &PartialBrief, zones: &'a dyn ZoneNames) -> Self {
        let sessions = brief.sessions.iter();
        let times =
            sessions.clone().flat_map(|session| [Some(session.start), session.end, session.was].into_iter().flatten());
        let mut moments: Vec<Instant> = times.filter_map(DateOrTime::timestamp).map(|stamp| stamp.instant).collect();
        let session_moments = moments.len();
        moments.extend([brief.published, brief.updated].into_iter().flatten().map(|stamp| stamp.instant));
        let places = labels::gazetteer(brief, zones);
        let venue = brief.place.as_ref().map(|place| (place.zone.clone(), clip(&place.name)));
        let day_zone = day_zone(brief, &brief.zones).to_owned();
        let column_zones = checked_columns(brief).iter().map(|column| column.zone.clone()).collect();
        let untimed_days: BTreeSet<CivilDate> = sessions.flat_map(untimed_days).collect();
        let day = |at: &Instant| at.civil(zones.offset(&day_zone, *at).unwrap_or(Offset::UTC)).date;
        let session_days = moments[..session_moments].iter().map(day).chain(untimed_days.iter().copied()).collect();
        let by_minute = HashMap::new();
        Self {
            zones,
            places,
            venue,
            day_zone,
            column_zones,
            moments,
            session_moments,
            session_days,
            untimed_days,
            by_minute,
        }
    }

    /// The clocks that `time` may refer to.
    fn clocks(&self, time: &Stated) -> Vec<WallClock> {
        let clocks = match &time.zone {
            // Without a venue, local time may be that of any place.
            Some(zone) => clocks(zone, self.venue.as_ref().map(|(venue, _)| venue.as_str()), self.own_zones()),
            // A time without a zone may be in the zone of the venue or of any column.
            None => self.own_zones().map(WallClock::of).collect(),
        };
        let known = |clock: &WallClock| clock.offset(Instant::from_millis(0), self.zones).is_some();
        clocks.into_iter().filter(known).collect()
    }

    /// The zone that an ambiguous abbreviation means in this brief, if the venue and the columns have exactly one of
    /// the zones that share it.
    pub(super) fn settled_zone(&self, said: &str) -> Option<&'static str> {
        settled_zone(said, self.own_zones())
    }

    /// The zones of the venue and the columns.
    pub(super) fn own_zones(&self) -> impl Iterator<Item = &str> {
        self.venue.iter().map(|(zone, _)| zone).chain(&self.column_zones).map(String::as_str)
    }

    /// A moment at which a clock shows `time`, preferably on the day that it names, and whether it is a session's.
    pub(super) fn matching_moment(&mut self, time: &Stated) -> Option<(Instant, bool)> {
        for clock in self.clocks(time) {
            if !self.by_minute.contains_key(&clock) {
                let mut table: HashMap<u16, Vec<usize>> = HashMap::new();
                for (index, moment) in self.moments.iter().enumerate() {
                    let Some(offset) = clock.offset(*moment, self.zones) else { continue };
                    let indices = table.entry(moment.civil(offset).time.minutes()).or_default();
                    if indices.len() < MAX_MOMENTS_PER_MINUTE {
                        indices.push(index);
                    }
                }
                self.by_minute.insert(clock.clone(), table);
            }
            let indices = self.by_minute.get(&clock).and_then(|table| table.get(&time.minute));
            let Some(indices) = indices.filter(|indices| !indices.is_empty()) else { continue };
            let is_on_day = |index: &&usize| {
                let moment = self.moments[**index];
                let date = clock.offset(moment, self.zones).map(|offset| moment.civil(offset).date);
                date.is_some_and(|date| may_be_on(time, date))
            };
            let index = indices.iter().find(is_on_day).or(indices.first())?;
            return Some((self.moments[*index], *index < self.session_moments));
        }
        None
    }

    /// Whether the brief has any time at all.
    pub(super) fn has_moments(&self) -> bool {
        !self.moments.is_empty()
    }

    /// The instants at which a clock shows `time` on the dates `mentioned`, or on the day of the first moment if there
    /// are no dates. A date gives no instant in a DST gap, and two in a fold.
    pub(super) fn instants_on(&self, time: &Stated, mentioned: &[MentionedDate]) -> Vec<Instant> {
        let Some((clock, first)) = self.clocks(time).into_iter().next().zip(self.moments.first().copied()) else {
            return Vec::new();
        };
        let Some(first_day) = clock.offset(first, self.zones).map(|offset| first.civil(offset).date) else {
            return Vec::new();
        };
        let dates: Vec<CivilDate> = match mentioned {
            [] => vec![first_day],
            mentioned => mentioned.iter().flat_map(|date| date.dates(first_day.year())).collect(),
        };
        let shown = dates.into_iter().flat_map(|date| clock.showing(date, time.minute, self.zones));
        let mut found: Vec<Instant> = shown.map(|stamp| stamp.instant).collect();
        found.dedup();
        found
    }

    /// The date at `instant` in the zone of `time`.
    pub(super) fn date_of(&self, time: &Stated, instant: Instant) -> Option<CivilDate> {
        self.readings(time, instant).first().map(|(date, _)| *date)
    }

    /// The dates and minutes that the clocks of `time` show at `instant`, the likeliest first.
    pub(super) fn readings(&self, time: &Stated, instant: Instant) -> Vec<(CivilDate, u16)> {
        let mut clocks = self.clocks(time);
        // The zone's rules come before the fixed offset: an abbreviation out of season means the zone.
        if time.zone.is_some() {
            clocks.reverse();
        }
        let offsets = clocks.into_iter().filter_map(|clock| clock.offset(instant, self.zones));
        offsets.map(|offset| instant.civil(offset)).map(|shown| (shown.date, shown.time.minutes())).collect()
    }

    /// The day in `day_zone` on which the text was published, or updated if only that is known.
    pub(super) fn day_of_publication(&self) -> Option<CivilDate> {
        let published = self.moments.get(self.session_moments)?;
        Some(published.civil(self.zones.offset(&self.day_zone, *published).unwrap_or(Offset::UTC)).date)
    }

    /// Whether any of the dates `mentioned` exists, in its own year or else that of the first moment.
    pub(super) fn any_exists(&self, mentioned: &[MentionedDate]) -> bool {
        let year = self.moments.first().map_or(1970, |first| first.civil(Offset::UTC).date.year());
        mentioned.iter().any(|date| !date.dates(year).is_empty())
    }

    /// Whether a session is on a day that `mentioned` names.
    pub(super) fn has_session_on(&self, mentioned: MentionedDate) -> bool {
        has_day(&self.session_days, mentioned, 0)
    }

    /// Whether a session without a time of day (its time is to be confirmed, or it lasts all day) is on one of the days
    /// `mentioned`, or on the day before or after. If `mentioned` is empty, whether there is any such session.
    pub(super) fn has_untimed_near(&self, mentioned: &[MentionedDate]) -> bool {
        let days = &self.untimed_days;
        if mentioned.is_empty() { !days.is_empty() } else { mentioned.iter().any(|date| has_day(days, *date, 1)) }
    }

    /// Whether a session on `date` has no time of day.
    pub(super) fn has_untimed_on(&self, date: CivilDate) -> bool {
        self.untimed_days.contains(&date)
    }

    /// The zone of `time` for messages: the text's wording, or the IANA name if it is clearer.
    pub(super) fn zone_in_words(&self, time: &Stated) -> String {
        match &time.zone {
            Some(Zone::Local) => self.venue.as_ref().map_or(String::new(), |(zone, _)| format!("{zone} (local time)")),
            Some(Zone::Named { zone, said })
                if zone.rsplit('/').next().is_some_and(|city| city.replace('_', " ") == *said) =>
            {
                said.clone()
            }
            Some(Zone::Named { zone, .. }) => zone.clone(),
            Some(zone) => zone.said().to_owned(),
            None => self.own_zones().next().unwrap_or_default().to_owned(),
        }
    }
}

/// The clocks on which a time in `zone` may be read, where local time is that of the zone `local` and the text's `own`
/// zones settle ambiguous abbreviations. An abbreviation gives its offset, then its zone, in case the writer used it out
/// of season. Empty if the zone is unknown.
pub(crate) fn clocks<'a>(zone: &Zone, local: Option<&str>, own: impl Iterator<Item = &'a str>) -> Vec<WallClock> {
    let offset = match zone {
        Zone::Fixed { seconds, .. } => Offset::from_seconds(*seconds).map(WallClock::Offset),
        _ => None,
    };
    let name = match zone {
        Zone::Local => local,
        Zone::Ambiguous { said, .. } => settled_zone(said, own),
        zone => zone.name(),
    };
    offset.into_iter().chain(name.map(WallClock::of)).collect()
}

/// The days that `session` gives without a time of day.
fn untimed_days(session: &Session) -> impl Iterator<Item = CivilDate> {
    let first = session.start.date();
    let last = session.end.and_then(DateOrTime::date).or(first);
    let days = first.into_iter().flat_map(|first| (0..MAX_UNTIMED_DAYS).map(move |days| first.plus_days(days)));
    days.take_while(move |day| Some(*day) <= last).chain(session.was.and_then(DateOrTime::date))
}

/// Whether `days` contains a day that `mentioned` names, or one at most `tolerance` days earlier or later.
fn has_day(days: &BTreeSet<CivilDate>, mentioned: MentionedDate, tolerance: i64) -> bool {
    if mentioned.day.is_none() {
        return days.iter().any(|date| mentioned.is_near(*date));
    }
    let years = days.first().zip(days.last()).map(|(first, last)| first.year() - 1..=last.year() + 1);
    let named = years.into_iter().flatten().flat_map(|year| mentioned.dates(year));
    let mut near = named.flat_map(|date| (-tolerance..=tolerance).map(move |days| date.plus_days(days)));
    near.any(|date| days.contains(&date))
}

/// Whether `date` may be the day that `time` names; true if it names none.
fn may_be_on(time: &Stated, date: CivilDate) -> bool {
    time.day.and_then(|day| days_off(day, date)).is_none_or(|days| days == 0)
}

/// A clock time in 24-hour and 12-hour form: “18:20 (6:20pm)”.
pub(crate) fn clock_in_words(minute: u16) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    format!("{hour:02}:{minute:02} ({}:{minute:02}{half})", (hour + 11) % 12 + 1)
}

/// A date as “Monday 16 July 2018”.
pub(crate) fn date_in_words(day: CivilDate) -> String {
    date(&Locale::from_tag("en-GB"), day)
}
