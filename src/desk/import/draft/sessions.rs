//! Sessions, from the sentences that say when something happens.

use std::collections::{HashMap, HashSet};

use super::super::Confidence;
use super::super::places::dateline;
use super::super::schedule::{DaySource, Event, date, events, is_not_happening, unread_time};
use super::clock::{ClockContext, ClockReading};
use super::{Draft, Role, clip, in_zone, new_id};
use crate::brief::{Session, Status};
use crate::desk::WallClock;
use crate::desk::language::{DayName, days, sentences, word_count};
use crate::time::Instant;

/// The longest sentence, in bytes. Longer runs without a full stop are lists or data.
const LONGEST_SENTENCE: usize = 2_000;

/// An event and the sentence that states it.
struct Statement {
    line: usize,
    sentence: String,
    event: Event,
    context: ClockContext,
}

/// When a session begins, how certain that is, and how it was inferred.
struct Start {
    reading: ClockReading,
    confidence: Confidence,
    how: String,
}

impl Draft<'_> {
    pub(super) fn sessions(&mut self) {
        let mut ids = HashSet::new();
        let mut known: HashMap<Instant, usize> = HashMap::new();
        for statement in self.statements() {
            let Some(start) = self.start(&statement, &known) else { continue };
            match known.get(&start.reading.instant) {
                Some(at) => self.update_status(*at, &statement),
                None => {
                    known.insert(start.reading.instant, self.brief.sessions.len());
                    self.add_session(&statement, &start, &mut ids);
                }
            }
        }
        self.brief.sessions.sort_by_key(|session| session.start.timestamp().map(|start| start.instant));
        if self.brief.sessions.is_empty() {
            self.report.open(0, "no sentence says when something will happen; add \"sessions\"");
        }
    }

    fn statements(&mut self) -> Vec<Statement> {
        let mut stated = Vec::new();
        // The last upcoming day named so far. It applies to later times without a day.
        let mut carried: Option<DayName> = None;
        let all_local = self.all_times_are_local();
        for (block, role) in &self.blocks {
            if matches!(role, Role::Stamp | Role::Byline | Role::OtherStory(_)) {
                continue;
            }
            let dateline = dateline(&block.text, &self.places).filter(|dateline| dateline.sure || *role == Role::Intro);
            let text = &block.text[dateline.map_or(0, |dateline| dateline.end)..];
            let mut local = None;
            for range in sentences(text) {
                let sentence = &text[range];
                if *role != Role::Headline && sentence.len() <= LONGEST_SENTENCE {
                    let events = events(sentence, &self.places, carried);
                    if !events.is_empty() {
                        let is_local = all_local || *local.get_or_insert_with(|| self.uses_local_time(text));
                        let context = ClockContext { is_local, place: self.place_in(sentence) };
                        let (line, sentence) = (block.line, sentence.to_owned());
                        let statement =
                            |event| Statement { line, sentence: sentence.clone(), event, context: context.clone() };
                        stated.extend(events.into_iter().map(statement));
                    }
                    if let Some(words) = unread_time(sentence, &self.places) {
                        let message = format!("“{words}” may be a time but was not read as one: “{}”", clip(sentence));
                        self.report.open(block.line, message);
                    }
                }
                if is_not_happening(sentence) {
                    continue;
                }
                let days_from_today = |day: DayName| {
                    let today = self.today?;
                    Some(date(Some(day), today, false)?.days_since_epoch() - today.days_since_epoch())
                };
                let upcoming = |day: &DayName| days_from_today(*day).is_some_and(|days| (0..60).contains(&days));
                carried = days(sentence).into_iter().map(|(day, _)| day).rfind(upcoming).or(carried);
            }
        }
        stated
    }

    /// Updates the status of the session at index `at` if a later `statement` about it says that it is cancelled or
    /// only expected.
    fn update_status(&mut self, at: usize, statement: &Statement) {
        let session = &mut self.brief.sessions[at];
        let id = session.id.clone();
        let (status, word) = match (&statement.event, session.status) {
            (event, Status::Confirmed | Status::Expected) if event.cancelled => (Status::Cancelled, "cancelled"),
            (event, Status::Confirmed) if event.expected => (Status::Expected, "expected"),
            _ => return,
        };
        session.status = status;
        let message = format!("session {id}: status changed to {word}, as stated here");
        self.report.add(statement.line, Confidence::Likely, message);
    }

    fn add_session(&mut self, statement: &Statement, start: &Start, ids: &mut HashSet<String>) {
        let Statement { line, sentence, event, .. } = statement;
        let zone = self.venue_zone();
        let written = |instant: Instant| in_zone(self.zones, zone.as_deref(), instant);
        let id = new_id(&event.title, "session", ids);
        let end = self.end(statement, &start.reading).map(written);
        let was = self.former_start(statement).filter(|was| *was != start.reading.instant).map(written);
        let shown = written(start.reading.instant);
        let (status, word) = match (event.cancelled, event.expected) {
            (true, _) => (Status::Cancelled, ", cancelled"),
            (_, true) => (Status::Expected, ", expected"),
            _ => (Status::Confirmed, ""),
        };
        let moved = was.map_or(String::new(), |was| format!(", moved from {was}"));
        let message = format!("session {id}: {shown}, {}{moved}{word}; title from “{}”", start.how, clip(sentence));
        let title = event.title.clone();
        let (end, was) = (end.map(Into::into), was.map(Into::into));
        self.brief.sessions.push(Session {
            id,
            title,
            start: shown.into(),
            end,
            all_day: false,
            status,
            was,
            note: None,
            outcome: None,
        });
        self.report.add(*line, start.confidence, message);
    }

    /// When the event of `statement` begins. If it does not become a session, returns `None` and reports why, unless
    /// the statement only repeats one of the `known` starts.
    fn start(&mut self, statement: &Statement, known: &HashMap<Instant, usize>) -> Option<Start> {
        let Statement { line, sentence, event, context } = statement;
        let shown = clip(sentence);
        let open = |this: &mut Self, why: &str| -> Option<Start> {
            this.report.open(*line, format!("{why}: “{shown}”"));
            None
        };
        let Some(today) = self.today else {
            return open(self, "found a time, but the date of the article is unknown");
        };
        if let Some(why) = event.doubt {
            return open(self, &format!("{why}, so no session was added"));
        }
        let Some(day) = date(event.day, today, event.past) else {
            return open(self, "found a time on a day that is ambiguous or does not exist, so no session was added");
        };
        let day_named = event.day.is_some();
        let Some(reading) = self.reading(event, day, context) else {
            let known = event.times.iter().any(|time| self.clock(time, context).is_some());
            let why =
                if known { "found a time that clocks skip that day" } else { "found a time whose zone is unknown" };
            return open(self, &format!("{why}, so no session was added"));
        };
        let before = self.brief.published.is_some_and(|published| reading.instant < published.instant);
        if day < today || event.past && (before || self.brief.published.is_none() || !day_named) {
            let message = format!("found a time in the past, so no session was added: “{shown}”");
            self.report.add(*line, Confidence::Likely, message);
            return None;
        }
        if event.past {
            return open(self, "found a future time described as past, so no session was added");
        }
        let again = known.contains_key(&reading.instant);
        if again && !event.is_event {
            return None;
        }
        if !event.is_event || word_count(&event.title) == 0 {
            return open(self, "found a time but no event");
        }
        if !again {
            self.report_doubts(*line, sentence, &reading);
        }
        Some(self.assess(event, reading, day_named, before))
    }

    /// Reports a time with more than one reading, for the editor to check.
    fn report_doubts(&mut self, line: usize, sentence: &str, reading: &ClockReading) {
        if !reading.is_unique {
            let message = format!("clocks show this time twice that night; the first was used: “{}”", clip(sentence));
            self.report.open(line, message);
        }
        let (Some((other, zone)), None) = (&reading.alternative, &self.given.zone) else { return };
        let WallClock::Zone(clock) = &reading.clock else { return };
        let here = in_zone(self.zones, Some(clock), reading.instant);
        let there = in_zone(self.zones, Some(zone), *other);
        let message = format!(
            "the time has no zone: it was read as {here} ({clock}), but may mean {there} ({zone}); \
             check it, or pass --zone: “{}”",
            clip(sentence)
        );
        self.report.open(line, message);
    }

    fn assess(&self, event: &Event, reading: ClockReading, day_named: bool, before: bool) -> Start {
        let in_sentence = day_named && event.day_source != DaySource::Elsewhere;
        let sure =
            reading.has_zone && reading.is_unique && in_sentence && event.day_source != DaySource::Later && !before;
        let newsroom = self.given.zone.clone().filter(|zone| self.venue_zone().as_ref() != Some(zone));
        let by_newsroom = newsroom.is_some_and(|zone| reading.clock == WallClock::Zone(zone));
        let clock = match (reading.has_zone, by_newsroom) {
            (true, _) => "",
            (_, true) => ", read as newsroom time",
            _ => ", read as local time",
        };
        let other =
            reading.alternative.as_ref().filter(|_| self.given.zone.is_some()).map(|(other, zone)| {
                format!(" (read in {zone}, it would be {})", in_zone(self.zones, Some(zone), *other))
            });
        let day = match (in_sentence, day_named) {
            (true, _) if event.day_source == DaySource::Later => ", on the day named after it",
            (true, _) => "",
            (_, true) => ", on the day named before it",
            _ => ", on the day of publication",
        };
        let early = if before { ", before publication" } else { "" };
        let confidence = if sure { Confidence::Likely } else { Confidence::Guess };
        let other = other.unwrap_or_default();
        Start { reading, confidence, how: format!("from the time in the text{clock}{day}{early}{other}") }
    }

    fn end(&self, statement: &Statement, start: &ClockReading) -> Option<Instant> {
        let end = statement.event.end.as_ref()?;
        // An end without a zone is read by the same clock as the start.
        let clock = match &end.zone {
            None => start.clock.clone(),
            Some(_) => self.clock(end, &statement.context)?,
        };
        let day = start.instant.civil(clock.offset(start.instant, self.zones)?).date;
        let instant = clock.showing(day, end.minute, self.zones).first()?.instant;
        // An end before the start is on the next day.
        Some(if instant <= start.instant { instant.plus_millis(86_400_000) } else { instant })
    }

    fn former_start(&self, statement: &Statement) -> Option<Instant> {
        let (time, day) = statement.event.was.as_ref()?;
        let day = date(*day, self.today?, false)?;
        let clock = self.clock(time, &statement.context)?;
        clock.showing(day, time.minute, self.zones).first().map(|stamp| stamp.instant)
    }
}
