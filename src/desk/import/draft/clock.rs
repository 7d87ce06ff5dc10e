//! Decides which clock (a zone's or a fixed offset's) each time in the article refers to, and computes its instant.

use super::super::places::place_named;
use super::super::schedule::Event;
use super::Draft;
use crate::desk::WallClock;
use crate::desk::language::{Stated, Zone, stated_times};
use crate::desk::lexicon::settled_zone;
use crate::time::{CivilDate, Instant, Offset};

/// What the text around a time reveals about its clock.
#[derive(Clone, Debug)]
pub(super) struct ClockContext {
    /// Whether the text gives times in the venue's local time.
    pub(super) is_local: bool,
    /// The place that the sentence names, with its zone if known.
    pub(super) place: Option<(String, Option<String>)>,
}

/// The reading of a time.
pub(super) struct ClockReading {
    pub(super) instant: Instant,
    pub(super) clock: WallClock,
    /// Whether that clock shows the time only once that day; false in a DST fold.
    pub(super) is_unique: bool,
    /// Whether the article states the zone.
    pub(super) has_zone: bool,
    /// If another zone may be meant: the instant in that zone, and the zone.
    pub(super) alternative: Option<(Instant, String)>,
}

impl Draft<'_> {
    /// When `event` begins on `day`. `None` if the zone is unknown or the time is in a DST gap.
    pub(super) fn reading(&self, event: &Event, day: CivilDate, context: &ClockContext) -> Option<ClockReading> {
        // Prefer the time that states the event's day: in other zones, it may be the day before or after.
        let has_clock = |time: &&Stated| self.clock(time, context).is_some();
        let zoned = |time: &&Stated| time.zone.is_some() && has_clock(time);
        let time = event
            .times
            .iter()
            .find(|time| time.day.is_some() && time.day == event.day && zoned(time))
            .or_else(|| event.times.iter().find(zoned))
            .or_else(|| event.times.iter().find(has_clock))?;
        let clock = self.clock(time, context)?;
        let shown = clock.showing(day, time.minute, self.zones);
        let mut instant = shown.first()?.instant;
        if let Some(first) = event.times.first().filter(|first| time.day.is_none() && *first != time) {
            // “On Tuesday at 9pm (0100 GMT)”: the day belongs to the first time.
            let shown = self.clock(first, context).and_then(|clock| clock.offset(instant, self.zones));
            let days = shown.map_or(0, |offset| day.days_since_epoch() - instant.civil(offset).date.days_since_epoch());
            instant = instant.plus_millis(if days.abs() == 1 { days * 86_400_000 } else { 0 });
        }
        let alternative = self.other_clock(time, &clock, context).and_then(|zone| {
            let other = WallClock::Zone(zone.clone()).showing(day, time.minute, self.zones).first()?.instant;
            (other != instant).then_some((other, zone))
        });
        Some(ClockReading { instant, clock, is_unique: shown.len() == 1, has_zone: time.zone.is_some(), alternative })
    }

    pub(super) fn venue_zone(&self) -> Option<String> {
        self.brief.place.as_ref().map(|place| place.zone.clone())
    }

    /// The clock that `time` refers to; `None` if unknown.
    pub(super) fn clock(&self, time: &Stated, context: &ClockContext) -> Option<WallClock> {
        let zone = match &time.zone {
            Some(Zone::Named { zone, .. }) => zone.clone(),
            // “EST” in summer means its zone, not its offset.
            Some(Zone::Fixed { zone: Some(zone), .. }) => (*zone).to_owned(),
            Some(Zone::Fixed { seconds, zone: None, .. }) => {
                return Offset::from_seconds(*seconds).map(WallClock::Offset);
            }
            Some(Zone::Ambiguous { said, .. }) => {
                let own = [self.venue_zone(), self.newsroom.clone(), self.given.zone.clone()];
                settled_zone(said, own.iter().flatten().map(String::as_str))?.to_owned()
            }
            Some(Zone::Elsewhere { .. }) => return None,
            // Newsrooms leave out the zone of their own local times.
            None if !context.is_local && self.given.zone.is_some() => self.given.zone.clone()?,
            Some(Zone::Local) | None => self.place_clock(context)?,
        };
        Some(WallClock::Zone(zone))
    }

    /// The zone of the place that the sentence names, if known. If the sentence names no place, or only the venue: the
    /// venue's zone, or else the newsroom's.
    fn place_clock(&self, context: &ClockContext) -> Option<String> {
        let venue = self.brief.place.as_ref().map(|place| place.name.as_str());
        match context.place.as_ref().filter(|(name, _)| Some(name.as_str()) != venue) {
            Some((_, zone)) => zone.clone(),
            None => self.venue_zone().or(self.newsroom.clone()),
        }
    }

    /// The place that `sentence` names outside its times: “10am local time (8am in London)” does not name London.
    pub(super) fn place_in(&self, sentence: &str) -> Option<(String, Option<String>)> {
        let mut words = sentence.to_owned();
        for time in stated_times(sentence, &self.places) {
            words.replace_range(time.span.clone(), &" ".repeat(time.span.len()));
        }
        place_named(&words, &self.places)
    }

    /// Another zone that may be meant by a `time` without one.
    fn other_clock(&self, time: &Stated, clock: &WallClock, context: &ClockContext) -> Option<String> {
        let others = [self.place_clock(context), self.venue_zone(), self.newsroom.clone()];
        let differs = |zone: &String| *clock != WallClock::Zone(zone.clone());
        others.into_iter().flatten().find(differs).filter(|_| time.zone.is_none())
    }

    /// Whether `text` gives a time in the venue's local time. Its times without a zone may then be local too.
    pub(super) fn uses_local_time(&self, text: &str) -> bool {
        let venue = self.venue_zone();
        let newsroom = self.given.zone.clone();
        stated_times(text, &self.places).iter().any(|time| match &time.zone {
            Some(Zone::Local) => true,
            Some(Zone::Named { zone, .. }) => Some(zone) == venue.as_ref() && Some(zone) != newsroom.as_ref(),
            _ => false,
        }) || says_times_are_local(text)
    }

    /// Whether the article says that all its times are local.
    pub(super) fn all_times_are_local(&self) -> bool {
        self.blocks.iter().any(|(block, _)| block.text.len() < 400 && says_times_are_local(&block.text))
    }
}

fn says_times_are_local(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["times are local", "times local", "times are in local", "times in local", "local times"]
        .iter()
        .any(|words| lower.contains(words))
}
