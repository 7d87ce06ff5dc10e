//! Decides which clock (a zone's or a fixed offset's) each time in the article refers to, and computes its instant.

use super::Draft;
use crate::desk::WallClock;
use crate::desk::language::{DayName, Reading, Stated, Statement, Zone, zone_of_all_times};
use crate::desk::timetable::{clocks, is_in_force};
use crate::desk::words::plural;
use crate::time::{CivilDate, Instant};

/// What the text around a time reveals about its clock.
#[derive(Clone, Debug)]
pub(super) struct ClockContext {
    /// The zone that the article gives for all its times.
    pub(super) zone: Option<Zone>,
    /// Whether the text gives times in the venue's local time.
    pub(super) is_local: bool,
    /// The zone of the place that the sentence names, if known.
    pub(super) place: Option<Option<String>>,
}

/// When an event begins.
pub(super) struct Moment {
    pub(super) instant: Instant,
    pub(super) clock: WallClock,
    /// Why it is not sure.
    pub(super) doubt: Option<String>,
}

impl Draft<'_> {
    /// When the event of a statement begins on `day`.
    ///
    /// # Errors
    /// Why that is unknown: its zone is unknown, or clocks skip the time that day.
    pub(super) fn moment(
        &self,
        statement: &Statement,
        day: CivilDate,
        context: &ClockContext,
    ) -> Result<Moment, &'static str> {
        let times = &statement.times;
        // The day belongs to the time that it is named with, or else to the first.
        let is_own = |time: &&Stated| time.day.is_some_and(|day| !matches!(day, DayName::After(_)));
        let main = times.iter().find(is_own).or(times.first()).ok_or("no time was found")?;
        let clocks = |time: &Stated| self.clocks(time, context);
        let zoned = |time: &&Stated| time.zone.is_some() && !clocks(time).is_empty();
        let anchor = Some(main).filter(zoned).or_else(|| times.iter().find(zoned));
        let anchor = anchor.or_else(|| times.iter().find(|time| !clocks(time).is_empty()));
        let anchor = anchor.ok_or("the zone is not known")?;
        let readings = clocks(anchor);
        let clock = readings[0].clone();
        // “10am on Thursday (9pm Wednesday in New York)”
        let own = anchor.day.filter(|day| !std::ptr::eq(anchor, main) && !matches!(day, DayName::After(_)));
        let own = own.zip(self.today).and_then(|(day, today)| day.date(today));
        let is_near = |own: &CivilDate| own.days_since(day).abs() <= 1;
        let anchor_day = own.filter(is_near).unwrap_or(day);
        let shown = clock.showing(anchor_day, anchor.minute, self.zones);
        let mut instant = shown.first().ok_or("clocks skip this time that day")?.instant;
        if !std::ptr::eq(anchor, main) && anchor.day.is_none() {
            // “On Tuesday at 9pm (0100 GMT)”: the day belongs to the first time.
            let own = clocks(main).first().and_then(|clock| clock.offset(instant, self.zones));
            let days = own.map_or(0, |offset| day.days_since(instant.civil(offset).date));
            // Without a zone of its own, the first time still shows which day is the nearest.
            let days = if own.is_some() { days } else { self.nearest_day(main, anchor, &clock, instant) };
            instant = instant.plus_millis(if days.abs() == 1 { days * 86_400_000 } else { 0 });
        }
        let elsewhere = || {
            let readings = readings[1..].iter().filter_map(|clock| clock.showing(day, anchor.minute, self.zones).pop());
            readings.into_iter().find(|other| other.instant != instant).filter(|_| anchor.zone.is_none())
        };
        let doubt = if shown.len() > 1 {
            Some("clocks show this time twice that night".to_owned())
        } else if let Some(other) = elsewhere() {
            Some(format!(
                "it has no zone, and by the clocks of the place it would be {}",
                apart(instant, other.instant)
            ))
        } else if anchor.zone.is_none() && !self.is_placed(context) {
            Some("the text gives neither its zone nor a place".to_owned())
        } else {
            self.contradiction(times, instant, context).or_else(|| self.out_of_season(anchor, instant))
        };
        Ok(Moment { instant, clock, doubt })
    }

    /// By how many days to move `instant`, at which `clock` shows `anchor`, so that some zone shows `main` on the same day:
    /// offsets run from −12 to +14 hours.
    fn nearest_day(&self, main: &Stated, anchor: &Stated, clock: &WallClock, instant: Instant) -> i64 {
        let Some(offset) = clock.offset(instant, self.zones) else { return 0 };
        let ahead = i64::from(main.minute) - i64::from(anchor.minute) + i64::from(offset.seconds() / 60);
        i64::from(ahead > 14 * 60) - i64::from(ahead < -12 * 60)
    }

    /// Whether the text says where the event is.
    fn is_placed(&self, context: &ClockContext) -> bool {
        context.zone.is_some() || matches!(context.place, Some(Some(_))) || self.venue_zone().is_some()
    }

    /// Why the times of a statement are doubtful: one of them contradicts `instant`, and fewer than two agree with it.
    fn contradiction(&self, times: &[Stated], instant: Instant, context: &ClockContext) -> Option<String> {
        let agrees = |time: &&Stated| {
            let clocks = self.clocks(time, context);
            let mut shown = clocks.iter().filter_map(|clock| clock.offset(instant, self.zones));
            clocks.is_empty() || shown.any(|offset| instant.civil(offset).time.minutes() == time.minute)
        };
        let (agreeing, wrong): (Vec<_>, Vec<_>) = times.iter().filter(|time| time.zone.is_some()).partition(agrees);
        (!wrong.is_empty() && agreeing.len() < 2).then(|| "its clocks contradict each other".to_owned())
    }

    /// Why a zone's name is doubtful: “EST” in July.
    fn out_of_season(&self, time: &Stated, instant: Instant) -> Option<String> {
        let Some(Zone::Fixed { seconds, zone: Some(zone), said }) = &time.zone else { return None };
        let own = [self.venue_zone(), self.given.zone.clone()];
        let holds = is_in_force(*seconds, zone, own.iter().flatten().map(String::as_str), instant, self.zones);
        (!holds).then(|| format!("“{said}” is not in force then"))
    }

    pub(super) fn venue_zone(&self) -> Option<String> {
        self.brief.place.as_ref().map(|place| place.zone.clone())
    }

    /// The clocks that `time` may refer to, the likeliest first. Empty if the zone is unknown.
    pub(super) fn clocks(&self, time: &Stated, context: &ClockContext) -> Vec<WallClock> {
        let local = self.place_zone(context);
        if let Some(zone) = time.zone.as_ref().or(context.zone.as_ref()) {
            let place = context.place.clone().flatten();
            let own = [place, self.venue_zone(), self.newsroom.clone(), self.given.zone.clone()];
            let clocks = clocks(zone, local.as_deref(), own.iter().flatten().map(String::as_str));
            // “EST” in summer means its zone, not its offset.
            return clocks.into_iter().last().into_iter().collect();
        }
        let newsroom = self.given.zone.clone().or(self.newsroom.clone());
        // Newsrooms leave out the zone of their own local times.
        let newsroom = newsroom.filter(|_| !context.is_local && context.place.is_none());
        newsroom.into_iter().chain(local).map(WallClock::Zone).collect()
    }

    /// The zone of the place that the sentence names, if known; if it names none, the venue's.
    fn place_zone(&self, context: &ClockContext) -> Option<String> {
        match &context.place {
            Some(zone) => zone.clone(),
            None => self.venue_zone(),
        }
    }

    /// Whether the text gives a time in the venue's local time. Its times without a zone may then be local too.
    pub(super) fn uses_local_time(&self, reading: &Reading<'_>) -> bool {
        let venue = self.venue_zone();
        let newsroom = self.given.zone.clone();
        reading.times.iter().any(|time| match &time.zone {
            Some(Zone::Local) => true,
            Some(Zone::Named { zone, .. }) => Some(zone) == venue.as_ref() && Some(zone) != newsroom.as_ref(),
            _ => false,
        })
    }

    /// The zone that the article gives for all its times: “all times are BST”.
    pub(super) fn zone_of_all_times(&self) -> Option<Zone> {
        let texts = self.blocks.iter().map(|(block, _)| block.text.as_str()).filter(|text| text.len() < 400);
        texts.into_iter().find_map(|text| zone_of_all_times(text, &self.places))
    }
}

/// How much later or earlier `other` is than `instant`: “5 hours later”.
fn apart(instant: Instant, other: Instant) -> String {
    let minutes = other.millis_since(instant) / 60_000;
    let (hours, rest) = (minutes.unsigned_abs() as usize / 60, minutes.unsigned_abs() as usize % 60);
    let parts = [(hours, "hour"), (rest, "minute")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, name)| plural(count, name)).collect();
    format!("{} {}", parts.join(" "), if minutes < 0 { "earlier" } else { "later" })
}
