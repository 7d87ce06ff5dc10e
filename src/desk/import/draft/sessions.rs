//! Sessions, from the sentences that state when something happens.

use std::collections::{HashMap, HashSet};

use super::super::Confidence;
use super::super::places::dateline;
use super::super::schedule::{Event, Found, date, events, is_off, unread_time};
use super::clock::{Around, Reading};
use super::{Draft, Role, clip, in_zone, new_id};
use crate::brief::{Session, Status};
use crate::desk::WallClock;
use crate::desk::language::{DayName, days, sentences, word_count};
use crate::time::Instant;

/// Longer runs without a full stop are lists or data, not sentences.
const LONGEST_SENTENCE: usize = 2_000;

/// An event with the place in the article that states it.
struct Statement {
    line: usize,
    sentence: String,
    event: Event,
    around: Around,
}

/// When a session is, how sure that is, and from what.
struct Start {
    reading: Reading,
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
                Some(at) => self.stated_again(*at, &statement),
                None => {
                    known.insert(start.reading.instant, self.brief.sessions.len());
                    self.session(&statement, &start, &mut ids);
                }
            }
        }
        self.brief.sessions.sort_by_key(|session| session.start.instant);
        if self.brief.sessions.is_empty() {
            self.report.open(0, "no sentence states when something will happen: write sessions");
        }
    }

    fn statements(&mut self) -> Vec<Statement> {
        let mut stated = Vec::new();
        // The day that the article is about, until another is named.
        let mut carried: Option<DayName> = None;
        let by_venue = self.is_by_venue();
        for (block, role) in &self.blocks {
            if matches!(role, Role::Stamp | Role::Byline | Role::OtherStory(_)) {
                continue;
            }
            let dateline = dateline(&block.text, &self.places).filter(|line| line.sure || *role == Role::Intro);
            let text = &block.text[dateline.map_or(0, |line| line.end)..];
            let mut at_venue = None;
            for range in sentences(text) {
                let sentence = &text[range];
                if *role != Role::Headline && sentence.len() <= LONGEST_SENTENCE {
                    let events = events(sentence, &self.places, carried);
                    if !events.is_empty() {
                        let at_venue = by_venue || *at_venue.get_or_insert_with(|| self.speaks_of_venue(text));
                        let around = Around { at_venue, named: self.place_in(sentence) };
                        let (line, sentence) = (block.line, sentence.to_owned());
                        let statement =
                            |event| Statement { line, sentence: sentence.clone(), event, around: around.clone() };
                        stated.extend(events.into_iter().map(statement));
                    }
                    if let Some(words) = unread_time(sentence, &self.places) {
                        let message = format!("“{words}” may be a time, and is not read: “{}”", clip(sentence));
                        self.report.open(block.line, message);
                    }
                }
                if is_off(sentence) {
                    continue;
                }
                let days_ahead = |day: DayName| {
                    let today = self.today?;
                    Some(date(Some(day), today, false)?.days_since_epoch() - today.days_since_epoch())
                };
                let ahead = |day: &DayName| days_ahead(*day).is_some_and(|days| (0..60).contains(&days));
                carried = days(sentence).into_iter().map(|(day, _)| day).rfind(ahead).or(carried);
            }
        }
        stated
    }

    fn stated_again(&mut self, at: usize, statement: &Statement) {
        let session = &mut self.brief.sessions[at];
        let id = session.id.clone();
        let (status, word) = match (&statement.event, session.status) {
            (event, Status::Confirmed | Status::Expected) if event.cancelled => (Status::Cancelled, "cancelled"),
            (event, Status::Confirmed) if event.expected => (Status::Expected, "expected"),
            _ => return,
        };
        session.status = status;
        self.report.say(statement.line, Confidence::Likely, format!("session {id} is {word} here, so it is {word}"));
    }

    fn session(&mut self, statement: &Statement, start: &Start, ids: &mut HashSet<String>) {
        let Statement { line, sentence, event, .. } = statement;
        let zone = self.venue_zone();
        let written = |instant: Instant| in_zone(self.zones, zone.as_deref(), instant);
        let id = new_id(&event.title, "session", ids);
        let end = self.end(statement, &start.reading).map(written);
        let was = self.was(statement).filter(|was| *was != start.reading.instant).map(written);
        let shown = written(start.reading.instant);
        let (status, word) = match (event.cancelled, event.expected) {
            (true, _) => (Status::Cancelled, ", cancelled"),
            (_, true) => (Status::Expected, ", expected"),
            _ => (Status::Confirmed, ""),
        };
        let moved = was.map_or(String::new(), |was| format!(", moved from {was}"));
        let message = format!("session {id}: {shown}, {}{moved}{word}; title from “{}”", start.how, clip(sentence));
        let title = event.title.clone();
        self.brief.sessions.push(Session { id, title, start: shown, end, status, was, note: None, outcome: None });
        self.report.say(*line, start.confidence, message);
    }

    /// When the event of `statement` begins. `None`, with the reason reported, where it is no session. One of the starts
    /// that are `known` needs no reason.
    fn start(&mut self, statement: &Statement, known: &HashMap<Instant, usize>) -> Option<Start> {
        let Statement { line, sentence, event, around } = statement;
        let shown = clip(sentence);
        let open = |this: &mut Self, why: &str| -> Option<Start> {
            this.report.open(*line, format!("{why}: “{shown}”"));
            None
        };
        let Some(today) = self.today else {
            return open(self, "states a time, but the day of the article is not known");
        };
        if let Some(why) = event.doubt {
            return open(self, &format!("{why}, so it is no session"));
        }
        let Some(day) = date(event.day, today, event.past) else {
            return open(self, "states a time on a day that does not exist, so it is no session");
        };
        let named = event.day.is_some();
        let Some(reading) = self.reading(event, day, around) else {
            let known = event.times.iter().any(|time| self.clock(time, around).is_some());
            let why = if known { "states a time that clocks skip that day" } else { "states a time in no known zone" };
            return open(self, &format!("{why}, so it is no session"));
        };
        let before = self.brief.published.is_some_and(|published| reading.instant < published.instant);
        if day < today || event.past && (before || self.brief.published.is_none() || !named) {
            let message = format!("states a time that is past, so it is no session: “{shown}”");
            self.report.say(*line, Confidence::Likely, message);
            return None;
        }
        if event.past {
            return open(self, "states a time to come as if it were past, so it is no session");
        }
        let again = known.contains_key(&reading.instant);
        if again && !event.event {
            return None;
        }
        if !event.event || word_count(&event.title) == 0 {
            return open(self, "states a time, but not what happens then");
        }
        if !again {
            self.doubts(*line, sentence, &reading);
        }
        Some(self.surely(event, reading, named, before))
    }

    /// What may be otherwise with a time, for the editor to look at.
    fn doubts(&mut self, line: usize, sentence: &str, reading: &Reading) {
        if !reading.once {
            let message = format!("clocks show this time twice that night; the first is taken: “{}”", clip(sentence));
            self.report.open(line, message);
        }
        let (Some((other, zone)), None) = (&reading.other, &self.given.zone) else { return };
        let WallClock::Zone(clock) = &reading.clock else { return };
        let here = in_zone(self.zones, Some(clock), reading.instant);
        let there = in_zone(self.zones, Some(zone), *other);
        let message = format!(
            "the time names no zone: {here} by the clock of {clock}, as is taken, or {there} by that of {zone}; \
             make sure, or give --zone: “{}”",
            clip(sentence)
        );
        self.report.open(line, message);
    }

    fn surely(&self, event: &Event, reading: Reading, named: bool, before: bool) -> Start {
        let beside = named && !matches!(event.found, Found::Elsewhere);
        let sure = reading.named && reading.once && beside && event.found != Found::Later && !before;
        let newsroom = self.given.zone.clone().filter(|zone| self.venue_zone().as_ref() != Some(zone));
        let by_newsroom = newsroom.is_some_and(|zone| reading.clock == WallClock::Zone(zone));
        let clock = match (reading.named, by_newsroom) {
            (true, _) => "",
            (_, true) => ", by the clock of the newsroom",
            _ => ", by the clock of the place",
        };
        let other = reading.other.as_ref().filter(|_| self.given.zone.is_some()).map(|(other, zone)| {
            format!(" (by that of {zone} it would be {})", in_zone(self.zones, Some(zone), *other))
        });
        let day = match (beside, named) {
            (true, _) if event.found == Found::Later => ", on the day named after it",
            (true, _) => "",
            (_, true) => ", on the day named before",
            _ => ", on the day of publication",
        };
        let over = if before { ", before publication" } else { "" };
        let confidence = if sure { Confidence::Likely } else { Confidence::Guess };
        let other = other.unwrap_or_default();
        Start { reading, confidence, how: format!("the time in the text{clock}{day}{over}{other}") }
    }

    fn end(&self, statement: &Statement, start: &Reading) -> Option<Instant> {
        let end = statement.event.end.as_ref()?;
        // What names no zone is by the clock of the start.
        let clock = match &end.zone {
            None => start.clock.clone(),
            Some(_) => self.clock(end, &statement.around)?,
        };
        let day = start.instant.civil(clock.offset(start.instant, self.zones)?).date;
        let instant = clock.showing(day, end.minute, self.zones).first()?.instant;
        // Past midnight it ends on the next day.
        Some(if instant <= start.instant { instant.plus_millis(86_400_000) } else { instant })
    }

    fn was(&self, statement: &Statement) -> Option<Instant> {
        let (time, day) = statement.event.was.as_ref()?;
        let day = date(*day, self.today?, false)?;
        let clock = self.clock(time, &statement.around)?;
        clock.showing(day, time.minute, self.zones).first().map(|stamp| stamp.instant)
    }
}
