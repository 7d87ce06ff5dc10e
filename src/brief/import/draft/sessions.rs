//! Sessions, from the sentences that state when something happens.

use std::collections::{HashMap, HashSet};

use super::super::layout::dateline_end;
use super::super::places::place_named;
use super::super::schedule::{Event, date, events};
use super::super::sentences::sentences;
use super::super::{Confidence, stamp};
use super::{Draft, Role, clip, in_zone, new_id};
use crate::brief::prose::{DayName, Stated, Zone, days};
use crate::brief::{Session, Status};
use crate::time::{CivilDate, CivilDateTime, CivilTime, Instant, Offset};

impl Draft<'_> {
    pub(super) fn sessions(&mut self) {
        let mut stated = Vec::new();
        // The day that the article is about, until another is named.
        let mut carried: Option<DayName> = None;
        for (block, role) in self.article.blocks.iter().zip(&self.roles) {
            if matches!(role, Role::Stamp | Role::Byline | Role::OtherStory(_)) {
                continue;
            }
            let text = &block.text[dateline_end(&block.text).unwrap_or(0)..];
            for range in sentences(text) {
                let sentence = &text[range];
                if *role != Role::Headline {
                    let events = events(sentence, &self.places, carried);
                    stated.extend(events.into_iter().map(|event| (block.line, sentence.to_owned(), event)));
                }
                let ahead = |day: &DayName| {
                    let date = self.today.and_then(|today| Some((date(Some(*day), today)?.0, today)));
                    date.is_some_and(|(date, today)| {
                        (0..60).contains(&(date.days_since_epoch() - today.days_since_epoch()))
                    })
                };
                carried = days(sentence).into_iter().map(|(day, _)| day).rfind(ahead).or(carried);
            }
        }
        let mut ids = HashSet::new();
        let mut known: HashMap<Instant, usize> = HashMap::new();
        for (line, sentence, event) in stated {
            let Some((start, confidence, how)) = self.start(line, &sentence, &event, &known) else { continue };
            if let Some(at) = known.get(&start) {
                let session = &mut self.brief.sessions[*at];
                if event.expected && session.status == Status::Confirmed {
                    session.status = Status::Expected;
                    let id = session.id.clone();
                    self.say(line, Confidence::Likely, format!("session {id} is expected here, so it is expected"));
                }
                continue;
            }
            let zone = self.brief.place.as_ref().map(|place| place.zone.clone());
            let shown = in_zone(self.zones, zone.as_deref(), start);
            let end = event.end.as_ref().and_then(|end| self.end(end, start));
            let id = new_id(&event.title, "session", &mut ids);
            let status = match (event.cancelled, event.expected) {
                (true, _) => Status::Cancelled,
                (_, true) => Status::Expected,
                _ => Status::Confirmed,
            };
            let message = format!(
                "session {id}: {shown}, {how}{}; title from “{}”",
                match status {
                    Status::Cancelled => ", cancelled",
                    Status::Expected => ", expected",
                    _ => "",
                },
                clip(&sentence)
            );
            self.say(line, confidence, message);
            known.insert(start, self.brief.sessions.len());
            let end = end.map(|end| in_zone(self.zones, zone.as_deref(), end));
            self.brief.sessions.push(Session {
                id,
                title: event.title,
                start: shown,
                end,
                status,
                was: None,
                note: None,
                outcome: None,
            });
        }
        self.brief.sessions.sort_by_key(|session| session.start.instant);
        if self.brief.sessions.is_empty() {
            self.say(0, Confidence::Open, "no sentence states when something will happen: write sessions");
        }
    }

    /// When `event` begins, how sure that is, and from what. `None`, with the reason reported, where it is no session.
    /// One of the starts that are `known` needs no reason.
    fn start(
        &mut self,
        line: usize,
        sentence: &str,
        event: &Event,
        known: &HashMap<Instant, usize>,
    ) -> Option<(Instant, Confidence, String)> {
        let shown = clip(sentence);
        let Some(today) = self.today else {
            self.say(
                line,
                Confidence::Open,
                format!("states a time, but the day of the article is not known: “{shown}”"),
            );
            return None;
        };
        let (day, named) = date(event.day, today)?;
        // “Local time” says nothing where the place is not known; the other times do.
        let time =
            event.times.iter().find(|time| self.zone_in(time, sentence) != (None, None)).or(event.times.first())?;
        let (zone, offset) = self.zone_in(time, sentence);
        let clock = CivilTime { hour: (time.minute / 60) as u8, minute: (time.minute % 60) as u8, second: 0 };
        let civil = CivilDateTime { date: day, time: clock };
        let instant = match (offset, &zone) {
            (Some(offset), _) => Some(civil.instant(offset)),
            (None, Some(zone)) => stamp::at(self.zones, zone, civil).map(|(stamp, _)| stamp.instant),
            (None, None) => None,
        };
        let Some(instant) = instant else {
            self.say(line, Confidence::Open, format!("states a time in no known zone, so it is no session: “{shown}”"));
            return None;
        };
        let long_ago = day.days_since_epoch() < today.days_since_epoch();
        if event.past || long_ago {
            self.say(line, Confidence::Likely, format!("states a time that is past, so it is no session: “{shown}”"));
            return None;
        }
        if known.contains_key(&instant) && !event.event {
            return None;
        }
        if !event.event || super::super::sentences::word_count(&event.title) == 0 {
            self.say(line, Confidence::Open, format!("states a time, but not what happens then: “{shown}”"));
            return None;
        }
        let named = named && !event.carried;
        let confidence = match (time.zone.is_some(), named) {
            (true, true) => Confidence::Likely,
            _ => Confidence::Guess,
        };
        let zone = if time.zone.is_some() { "" } else { ", by the clock of the place" };
        let day = match (named, event.carried) {
            (true, _) => "",
            (_, true) => ", on the day named before",
            _ => ", on the day of publication",
        };
        Some((instant, confidence, format!("the time in the text{zone}{day}")))
    }

    /// The zone of a time, or its offset; the venue's or the newsroom's zone where none is named.
    fn zone_of(&self, time: &Stated) -> (Option<String>, Option<Offset>) {
        let here = || self.brief.place.as_ref().map(|place| place.zone.clone()).or(self.newsroom.clone());
        match &time.zone {
            Some(Zone::Named { zone, .. }) => (Some(zone.clone()), None),
            // An abbreviation out of season means its zone.
            Some(Zone::Fixed { zone: Some(zone), .. }) => (Some((*zone).to_owned()), None),
            Some(Zone::Fixed { seconds, zone: None, .. }) => (None, Offset::from_seconds(*seconds)),
            Some(Zone::Ambiguous { .. }) => (None, None),
            Some(Zone::Local) | None => (here(), None),
        }
    }

    /// The same; where the sentence names another place than the venue, “local time” is that place's, if it is known.
    fn zone_in(&self, time: &Stated, sentence: &str) -> (Option<String>, Option<Offset>) {
        if !matches!(time.zone, Some(Zone::Local) | None) {
            return self.zone_of(time);
        }
        let venue = self.brief.place.as_ref().map(|place| place.name.as_str());
        match place_named(sentence, &self.places).filter(|(name, _)| Some(name.as_str()) != venue) {
            Some((_, zone)) => (zone, None),
            None => self.zone_of(time),
        }
    }

    fn end(&self, end: &Stated, start: Instant) -> Option<Instant> {
        let (zone, offset) = self.zone_of(end);
        let offset = offset.or_else(|| self.zones.offset(&zone?, start).ok())?;
        let day: CivilDate = start.civil(offset).date;
        let time = CivilTime { hour: (end.minute / 60) as u8, minute: (end.minute % 60) as u8, second: 0 };
        let instant = CivilDateTime { date: day, time }.instant(offset);
        // Past midnight it ends on the next day.
        Some(if instant <= start { instant.plus_millis(86_400_000) } else { instant })
    }
}
