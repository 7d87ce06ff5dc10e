//! Whose clock shows a time of the article, and the instant it is.

use super::super::places::place_named;
use super::super::schedule::Event;
use super::Draft;
use crate::desk::WallClock;
use crate::desk::language::{Stated, Zone, stated_times};
use crate::desk::lexicon::settled_zone;
use crate::time::{CivilDate, Instant, Offset};

/// What the text around a time says of clocks.
#[derive(Clone, Debug)]
pub(super) struct Around {
    /// Whether it gives times by the venue's clock.
    pub(super) at_venue: bool,
    /// The place that the sentence names, and its zone if that is known.
    pub(super) named: Option<(String, Option<String>)>,
}

/// A time that is read.
pub(super) struct Reading {
    pub(super) instant: Instant,
    pub(super) clock: WallClock,
    /// Whether clocks show that time once that day.
    pub(super) once: bool,
    /// Whether the article names the clock.
    pub(super) named: bool,
    /// What it would be by another clock that may be meant, and by whose.
    pub(super) other: Option<(Instant, String)>,
}

impl Draft<'_> {
    /// The instant of `event` on `day`.
    pub(super) fn reading(&self, event: &Event, day: CivilDate, around: &Around) -> Option<Reading> {
        // A time whose own day is named tells the instant on that day; others may be on the day before or after.
        let knows = |time: &&Stated| self.clock(time, around).is_some();
        let zoned = |time: &&Stated| time.zone.is_some() && knows(time);
        let time = event
            .times
            .iter()
            .find(|time| time.day.is_some() && time.day == event.day && zoned(time))
            .or_else(|| event.times.iter().find(zoned))
            .or_else(|| event.times.iter().find(knows))?;
        let clock = self.clock(time, around)?;
        let shown = clock.showing(day, time.minute, self.zones);
        let mut instant = shown.first()?.instant;
        if let Some(first) = event.times.first().filter(|first| time.day.is_none() && *first != time) {
            // “On Tuesday at 9pm (0100 GMT)”: the day is that of the time named first.
            let shown = self.clock(first, around).and_then(|clock| clock.offset(instant, self.zones));
            let ahead =
                shown.map_or(0, |offset| day.days_since_epoch() - instant.civil(offset).date.days_since_epoch());
            instant = instant.plus_millis(if ahead.abs() == 1 { ahead * 86_400_000 } else { 0 });
        }
        let other = self.other_clock(time, &clock, around).and_then(|zone| {
            let other = WallClock::Zone(zone.clone()).showing(day, time.minute, self.zones).first()?.instant;
            (other != instant).then_some((other, zone))
        });
        Some(Reading { instant, clock, once: shown.len() == 1, named: time.zone.is_some(), other })
    }

    pub(super) fn venue_zone(&self) -> Option<String> {
        self.brief.place.as_ref().map(|place| place.zone.clone())
    }

    /// The clock of `time`; `None` where it cannot be told.
    pub(super) fn clock(&self, time: &Stated, around: &Around) -> Option<WallClock> {
        let zone = match &time.zone {
            Some(Zone::Named { zone, .. }) => zone.clone(),
            // An abbreviation out of season means its zone.
            Some(Zone::Fixed { zone: Some(zone), .. }) => (*zone).to_owned(),
            Some(Zone::Fixed { seconds, zone: None, .. }) => {
                return Offset::from_seconds(*seconds).map(WallClock::Offset);
            }
            Some(Zone::Ambiguous { said, .. }) => {
                let own = [self.venue_zone(), self.newsroom.clone(), self.given.zone.clone()];
                settled_zone(said, own.iter().flatten().map(String::as_str))?.to_owned()
            }
            Some(Zone::Elsewhere { .. }) => return None,
            // A newsroom writes its own clock's times without a zone.
            None if !around.at_venue && self.given.zone.is_some() => self.given.zone.clone()?,
            Some(Zone::Local) | None => self.place_clock(around)?,
        };
        Some(WallClock::Zone(zone))
    }

    /// The zone of the other place that the sentence names, if it is known; or the venue's.
    fn place_clock(&self, around: &Around) -> Option<String> {
        let venue = self.brief.place.as_ref().map(|place| place.name.as_str());
        match around.named.as_ref().filter(|(name, _)| Some(name.as_str()) != venue) {
            Some((_, zone)) => zone.clone(),
            None => self.venue_zone().or(self.newsroom.clone()),
        }
    }

    /// The place that `sentence` names, but for what its times name: “10am local time (8am in London)” is not in London.
    pub(super) fn place_in(&self, sentence: &str) -> Option<(String, Option<String>)> {
        let mut words = sentence.to_owned();
        for time in stated_times(sentence, &self.places) {
            words.replace_range(time.span.clone(), &" ".repeat(time.span.len()));
        }
        place_named(&words, &self.places)
    }

    /// Whose clock may be meant too by a time that names none.
    fn other_clock(&self, time: &Stated, clock: &WallClock, around: &Around) -> Option<String> {
        let others = [self.place_clock(around), self.venue_zone(), self.newsroom.clone()];
        let differs = |zone: &String| *clock != WallClock::Zone(zone.clone());
        others.into_iter().flatten().find(differs).filter(|_| time.zone.is_none())
    }

    /// Whether `text` gives a time by the venue's clock, so that its other times may be by that too.
    pub(super) fn speaks_of_venue(&self, text: &str) -> bool {
        let venue = self.venue_zone();
        let newsroom = self.given.zone.clone();
        stated_times(text, &self.places).iter().any(|time| match &time.zone {
            Some(Zone::Local) => true,
            Some(Zone::Named { zone, .. }) => Some(zone) == venue.as_ref() && Some(zone) != newsroom.as_ref(),
            _ => false,
        }) || says_local(text)
    }

    /// “All times are local”: said of the whole article.
    pub(super) fn is_by_venue(&self) -> bool {
        self.blocks.iter().any(|(block, _)| block.text.len() < 400 && says_local(&block.text))
    }
}

fn says_local(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["times are local", "times local", "times are in local", "times in local", "local times"]
        .iter()
        .any(|words| lower.contains(words))
}
