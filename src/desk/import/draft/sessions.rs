//! Sessions, from the statements of the article. A statement that is not sure becomes a candidate, which the editor can
//! accept.

use std::collections::{HashMap, HashSet};

use super::super::places::dateline;
use super::super::{Accept, Confidence, Item, Kind, Spot};
use super::clock::{ClockContext, Moment};
use super::{Draft, Role, in_zone, new_id, session_at};
use crate::brief::{Session, Status};
use crate::desk::WallClock;
use crate::desk::language::{
    CARRIED, Day, DayName, DaySource, LONGEST_SENTENCE, Reading, Statement, Tense, What, Zone, event_words,
    is_cancelled, is_not_happening, is_past_day, is_prose, statements, word_count, zone_in_brackets,
};
use crate::time::{CivilDate, Instant};

/// The last minute of the night: in an evening's list, times up to here are after midnight.
const NIGHT: u16 = 6 * 60;
const EVENING: u16 = 18 * 60;

/// A statement and the sentence that it is from.
struct Stated {
    /// Where its words are.
    spot: Spot,
    sentence: String,
    statement: Statement,
    context: ClockContext,
    /// Whether it is a line that gives the time in a place.
    is_conversion: bool,
    /// The event words of the sentence.
    words: HashSet<String>,
}

/// What becomes of a statement.
enum Outcome {
    Session(Moment),
    /// Found, but not sure.
    Candidate(Option<Moment>, String),
    /// Not the time of an event that is to come.
    Nothing(&'static str),
}

/// The day that applies to times without one.
#[derive(Clone)]
struct Carried {
    day: Day,
    /// The last time on that day, in minutes after midnight.
    minute: Option<u16>,
    /// The zone of the place that is named with that day, if known.
    place: Option<Option<String>>,
    /// Whether a heading is between that day and the text.
    is_far: bool,
}

fn is_weekday(statement: &Statement) -> bool {
    matches!(statement.day.name, Some(DayName::Weekday(_)))
}

/// Gives the last of `found` the time of `end` as its end, if it is a line without one.
fn end_of(found: &mut [Stated], end: &Statement) -> bool {
    let last = found.last_mut().filter(|last| last.statement.end.is_none() && last.statement.is_row);
    last.is_some_and(|last| {
        last.statement.end = end.times.first().cloned();
        true
    })
}

impl Draft<'_> {
    pub(super) fn sessions(&mut self) {
        let mut ids = HashSet::new();
        let mut known: HashMap<Instant, usize> = HashMap::new();
        let (mut stated, cancellations) = self.statements();
        self.merge_clocks(&mut stated);
        self.settle_conversions(&mut stated);
        let mut words: Vec<HashSet<String>> = Vec::new();
        let mut offers = Vec::new();
        for one in &stated {
            match self.outcome(one, &known) {
                Outcome::Session(moment) => {
                    // Later text may state the same start again.
                    if let Some(at) = known.get(&moment.instant).copied() {
                        words[at].extend(one.words.iter().cloned());
                        self.update_status(at, one);
                        continue;
                    }
                    known.insert(moment.instant, self.brief.sessions.len());
                    words.push(one.words.clone());
                    self.add_session(one, &moment, None, &mut ids);
                }
                Outcome::Candidate(moment, why) => {
                    let same = moment.as_ref().and_then(|moment| known.get(&moment.instant));
                    if same.is_some_and(|at| !words[*at].is_disjoint(&one.words)) {
                        continue;
                    }
                    match moment {
                        Some(moment) if self.accepts(one) => {
                            known.insert(moment.instant, self.brief.sessions.len());
                            words.push(one.words.clone());
                            self.add_session(one, &moment, Some(&why), &mut ids);
                        }
                        moment => offers.push((one, moment, why)),
                    }
                }
                Outcome::Nothing(why) => self.dismiss(one, why),
            }
        }
        for (stated, moment, why) in offers {
            self.offer(stated, moment.as_ref(), why, &mut ids);
        }
        self.cancel(&cancellations, &words);
        self.brief.sessions.sort_by_key(|session| session.start.timestamp().map(|start| start.instant));
        if self.brief.sessions.is_empty() {
            let is_offered = self.report.iter().any(|item| item.kind == Kind::Candidate);
            let none =
                if is_offered { "none is sure enough to be in the brief" } else { "no time of an event to come found" };
            self.report.push(Item::open(Kind::Session, format!("{none}; add \"sessions\"")));
        }
    }

    /// Merges statements that give the same start by two clocks: “10 am and 6 pm Japan time” in London.
    fn merge_clocks(&self, stated: &mut Vec<Stated>) {
        for at in (1..stated.len()).rev() {
            let (one, next) = (&stated[at - 1], &stated[at]);
            let own = &one.statement;
            let is_pair = own.times[0].shares_zone && own.times.len() == 1 && own.end.is_none();
            if !is_pair || one.sentence != next.sentence {
                continue;
            }
            let Some(there) = self.instant(&next.statement, &next.context) else { continue };
            let mut own = own.clone();
            own.times[0].zone = None;
            let agrees = self.clocks(&own.times[0], &one.context).into_iter().any(|clock| {
                own.times[0].zone = match clock {
                    WallClock::Zone(zone) => Some(Zone::Named { said: zone.clone(), zone }),
                    WallClock::Offset(_) => None,
                };
                self.instant(&own, &one.context) == Some(there)
            });
            if agrees {
                own.times.extend(next.statement.times.clone());
                own.what = if own.what == What::Event { own.what } else { next.statement.what };
                stated[at - 1].statement = own;
                stated.remove(at);
            }
        }
    }

    /// Takes lines that give the time in several places for one event, if they are at most a day apart: “London: 4:05 pm”,
    /// “Tokyo: 1:05 am on Friday”. If they contradict each other, the editor has to decide.
    fn settle_conversions(&self, stated: &mut [Stated]) {
        for lines in stated.chunk_by_mut(|one, next| one.is_conversion && next.is_conversion) {
            let instants: Vec<Instant> =
                lines.iter().filter_map(|line| self.instant(&line.statement, &line.context)).collect();
            let (Some(first), Some(last)) = (instants.iter().min(), instants.iter().max()) else { continue };
            if !lines[0].is_conversion || lines.len() == 1 || last.millis() - first.millis() > 86_400_000 {
                continue;
            }
            let doubt = (first != last).then_some("the lines beside it give another time");
            for line in lines {
                line.statement.title = self.brief.title.clone().unwrap_or_default();
                line.statement.doubt = line.statement.doubt.or(doubt);
            }
        }
    }

    /// When the event of a statement begins.
    fn instant(&self, statement: &Statement, context: &ClockContext) -> Option<Instant> {
        let day = self.date_of(statement).ok()?;
        self.moment(statement, day, context).ok().map(|moment| moment.instant)
    }

    /// The statements of the article, and the event words of sentences that say that something is cancelled.
    fn statements(&self) -> (Vec<Stated>, Vec<(usize, HashSet<String>)>) {
        let (mut found, mut cancellations) = (Vec::new(), Vec::new());
        let mut carried: Option<Carried> = None;
        let (zone, mut zone_of_list) = (self.zone_of_all_times(), None);
        for (at, (reading, (block, role))) in self.readings.iter().zip(self.blocks).enumerate() {
            if matches!(role, Role::Stamp | Role::Byline | Role::OtherStory(_)) {
                continue;
            }
            let is_row = !reading.cells.is_empty();
            if let Some(carried) = carried.as_mut().filter(|_| matches!(role, Role::Heading(..) | Role::General)) {
                carried.is_far = true;
            }
            // The day of a heading that cannot be resolved is not the one before.
            if *role == Role::General && !reading.days.is_empty() && self.last_day(reading).is_none() {
                carried = None;
            }
            if !is_row && !is_prose(&block.text) {
                // A day below “Timeline (UTC)” keeps that zone.
                let zone = zone_in_brackets(&block.text, &self.places);
                if zone.is_some() || reading.days.is_empty() {
                    zone_of_list = zone;
                }
            }
            let dateline = dateline(&block.text, &self.places).filter(|_| !is_row);
            let dateline = dateline.filter(|dateline| dateline.sure || *role == Role::Intro);
            let start = dateline.map_or(0, |dateline| dateline.end);
            let mut is_local = None;
            for (range, sentence) in reading.sentences() {
                let sentence = if range.start < start && start <= range.end {
                    sentence.part(&(start - range.start..range.len()))
                } else {
                    sentence
                };
                let mut own = Vec::new();
                if *role != Role::Headline && sentence.text.len() <= LONGEST_SENTENCE {
                    own = statements(&sentence);
                }
                let words: HashSet<String> = event_words(&sentence).into_iter().collect();
                if own.is_empty() && is_cancelled(&sentence) && !words.is_empty() {
                    cancellations.push((at, words.clone()));
                }
                for mut statement in own {
                    if is_row && statement.title.is_empty() {
                        // “End: 6pm” below “Start: 4pm”
                        if statement.what == What::End && end_of(&mut found, &statement) {
                            continue;
                        }
                        statement.title = self.brief.title.clone().unwrap_or_default();
                    }
                    let is_local = *is_local.get_or_insert_with(|| self.uses_local_time(reading));
                    let next = self.carry(&mut statement, carried.clone());
                    carried = if reading.is_conversion { carried } else { next };
                    let all = 0..sentence.text.len();
                    let place = sentence.place_of(statement.span.start, &all).map(|place| place.zone.clone());
                    let place =
                        place.or_else(|| carried.as_ref().and_then(|carried| carried.place.clone()).filter(|_| is_row));
                    let zone = zone_of_list.clone().filter(|_| is_row).or_else(|| zone.clone());
                    let context = ClockContext { zone, is_local, place };
                    let (sentence, words) = (sentence.text.to_owned(), words.clone());
                    let before = range.start + (range.len() - sentence.len()) + statement.span.start;
                    let spot = self.spot_in(at, before, &sentence[statement.span.clone()]);
                    let is_conversion = reading.is_conversion;
                    found.push(Stated { spot, sentence, statement, context, is_conversion, words });
                }
                if !is_not_happening(&sentence) && !reading.is_conversion {
                    let named = |carried: &Option<Carried>| carried.as_ref().and_then(|carried| carried.day.name);
                    let last = self.last_day(&sentence);
                    if last.is_some() && named(&last) != named(&carried) {
                        // A day above a schedule is at the place of the text above.
                        let place = carried.take().and_then(|carried| carried.place);
                        carried = last.map(|last| Carried { place: last.place.clone().or(place), ..last });
                    }
                }
            }
        }
        (found, cancellations)
    }

    /// Gives `statement` the carried day if it names none, and the next one if it is past the midnight of an evening.
    fn carry(&self, statement: &mut Statement, carried: Option<Carried>) -> Option<Carried> {
        let minute = statement.times[0].minute;
        if statement.day.source != DaySource::Elsewhere {
            let day = Day { source: DaySource::Elsewhere, ..statement.day };
            let ahead = self.date_of(statement).ok().and_then(|date| self.days_ahead(statement, date));
            if statement.tense == Tense::Past || ahead.is_some_and(|days| days > 4) {
                return carried;
            }
            let place = carried.as_ref().and_then(|carried| carried.place.clone());
            return day.name.map(|_| Carried { day, minute: Some(minute), place, is_far: false }).or(carried);
        }
        let Carried { mut day, minute: last, place, is_far } = carried?;
        if let Some((_, was)) = statement.was.as_mut().filter(|(_, was)| was.source == DaySource::Elsewhere) {
            *was = day;
        }
        day.shift += statement.day.shift;
        if last.is_some_and(|last| last >= EVENING) && minute < NIGHT {
            day.shift += 1;
        }
        statement.day = day;
        if is_far && self.names_several_days() {
            statement.doubt = statement.doubt.or(Some("its day is named in another section"));
        }
        Some(Carried { day, minute: Some(minute), place, is_far })
    }

    /// The last upcoming day that the sentence names for what is to come.
    fn last_day(&self, sentence: &Reading<'_>) -> Option<Carried> {
        let is_upcoming = |day: &DayName| match (self.today, day) {
            (Some(today), day) => day.date(today).is_some_and(|date| (0..200).contains(&date.days_since(today))),
            (None, DayName::Date { year: Some(_), .. }) => true,
            _ => false,
        };
        let days = sentence.days.iter().filter(|(day, at)| !is_past_day(sentence, at) && is_upcoming(day));
        let days: Vec<_> = days.collect();
        let (mut day, at) = days.last().map(|(day, at)| (*day, at))?;
        // “Timeline for Thursday night and Friday”: the list begins in the night.
        let first = days[0];
        if first.0 != day && sentence.text[first.1.end..].trim_start().starts_with("night") {
            day = first.0;
        }
        let place = sentence.place_of(at.start, &(0..sentence.text.len())).map(|place| place.zone.clone());
        Some(Carried { day: Day { name: Some(day), ..CARRIED }, minute: None, place, is_far: false })
    }

    /// The date of a statement.
    fn date_of(&self, statement: &Statement) -> Result<CivilDate, &'static str> {
        let is_whole = matches!(statement.day.name, Some(DayName::Date { year: Some(_), .. }));
        let Some(today) = self.today.or_else(|| CivilDate::new(2000, 1, 1).filter(|_| is_whole)) else {
            return Err("the date of the article is unknown");
        };
        if statement.day.name.is_none() {
            return Err("the text names no day");
        }
        let date = statement
            .day
            .date(today, statement.tense == Tense::Past)
            .ok_or("the day is ambiguous or does not exist")?;
        // The days of a programme follow its first date: “Friday”, of a festival that is from 9 to 11 May.
        let named = self.dates_to_come();
        let is_near = |named: &CivilDate| named.days_since(date).abs() <= 3;
        if statement.is_row && is_weekday(statement) && !named.iter().any(is_near) {
            let first = named.iter().find(|first| **first > date);
            // “From Tuesday 21 to Sunday 26 April”
            let back = if first.is_some_and(|first| self.is_end_of_range(*first, today)) { 6 } else { 0 };
            let days = first.iter().flat_map(|first| (0..7).map(move |days| first.plus_days(days - back)));
            return Ok(days.into_iter().find(|day| day.weekday() == date.weekday()).unwrap_or(date));
        }
        // “Tuesday”, written on a Tuesday, is that of next week if the article gives its date.
        let next = date.plus_days(7);
        let is_next = is_weekday(statement)
            && (date == today || statement.is_row)
            && named.contains(&next)
            && !named.contains(&date)
            && !named.contains(&date.plus_days(-1));
        Ok(if is_next && statement.tense != Tense::Past { next } else { date })
    }

    /// The known session that a bare weekday means, if it is one of the next weeks.
    fn restated(
        &self,
        statement: &Statement,
        day: CivilDate,
        context: &ClockContext,
        known: &HashMap<Instant, usize>,
    ) -> Option<Moment> {
        const WEEKS: i64 = 8;
        let weeks = (1..=WEEKS).filter(|_| is_weekday(statement) && !statement.is_row);
        let mut later = weeks.filter_map(|weeks| self.moment(statement, day.plus_days(7 * weeks), context).ok());
        later.find(|moment| known.contains_key(&moment.instant))
    }

    /// The dates of the coming year that the article names with their months, in order.
    fn dates_to_come(&self) -> &[CivilDate] {
        const YEAR: i64 = 366;
        self.dates.get_or_init(|| {
            let Some(today) = self.today else { return Vec::new() };
            let days = self.readings.iter().flat_map(|reading| &reading.days);
            let dated = days.filter(|(day, _)| matches!(day, DayName::Date { .. }));
            let dates = dated.filter_map(|(day, _)| day.date(today));
            let mut dates: Vec<CivilDate> = dates.filter(|date| (0..=YEAR).contains(&date.days_since(today))).collect();
            dates.sort_unstable();
            dates.dedup();
            dates
        })
    }

    /// Whether the article names `date` as the last of several days.
    fn is_end_of_range(&self, date: CivilDate, today: CivilDate) -> bool {
        self.readings.iter().any(|reading| {
            reading.days.iter().any(|(day, at)| {
                let before = reading.text[..at.start].trim_end();
                let joins =
                    ["to", "until", "through", "till", "–", "-", "and"].iter().any(|join| before.ends_with(join));
                joins && matches!(day, DayName::Date { .. }) && day.date(today) == Some(date)
            })
        })
    }

    /// Whether the article names several dates that are to come.
    fn names_several_days(&self) -> bool {
        self.today.is_none_or(|today| self.dates_to_come().iter().filter(|date| **date > today).count() > 1)
    }

    /// What becomes of a statement, if sessions are `known` to start at these instants.
    fn outcome(&self, stated: &Stated, known: &HashMap<Instant, usize>) -> Outcome {
        let Stated { statement, context, .. } = stated;
        match statement.what {
            What::End => return Outcome::Nothing("found when something ends"),
            What::Coverage => return Outcome::Nothing("found when coverage begins"),
            What::Event | What::Unknown => {}
        }
        let is_event = statement.what == What::Event;
        let day = match self.date_of(statement) {
            Ok(day) => day,
            Err(_) if !is_event => return Outcome::Nothing("found a time but no event"),
            Err(why) if statement.tense == Tense::Past => {
                let is_past = statement.day.name.is_none();
                return if is_past {
                    Outcome::Nothing("found a time in the past")
                } else {
                    Outcome::Candidate(None, why.to_owned())
                };
            }
            Err(why) => return Outcome::Candidate(None, statement.doubt.unwrap_or(why).to_owned()),
        };
        let moment = match self.moment(statement, day, context) {
            Ok(moment) => moment,
            Err(_) if !is_event => return Outcome::Nothing("found a time but no event"),
            Err(why) => return Outcome::Candidate(None, statement.doubt.unwrap_or(why).to_owned()),
        };
        // “The rector starts on Saturday at 16.30”, of an open day next month whose schedule is above
        if let Some(moment) =
            self.restated(statement, day, context, known).filter(|_| !known.contains_key(&moment.instant))
        {
            return Outcome::Session(moment);
        }
        let before = self.brief.published.is_some_and(|published| moment.instant < published.instant);
        let is_past_day = self.today.is_some_and(|today| day < today) && (before || self.brief.published.is_none());
        if statement.tense == Tense::Past {
            return if before || is_past_day || !statement.names_day() {
                Outcome::Nothing("found a time in the past")
            } else {
                Outcome::Candidate(Some(moment), "the text speaks of the past, but the day is to come".to_owned())
            };
        }
        if let Some(days) = self.days_ahead(statement, day) {
            match days {
                6.. => return Outcome::Nothing("found a time in the past"),
                5 => {
                    let why = "the weekday may be this week's or next week's".to_owned();
                    return Outcome::Candidate(Some(moment), why);
                }
                _ => {}
            }
        }
        if is_past_day {
            return Outcome::Nothing("found a time in the past");
        }
        let doubt = statement.doubt.map(str::to_owned).or(moment.doubt.clone());
        let doubt = doubt.or_else(|| before.then(|| "it is before publication".to_owned()));
        match doubt {
            Some(_) if before && stated.statement.is_row => Outcome::Nothing("found a time in the past"),
            Some(_) if !is_event => Outcome::Nothing("found a time but no event"),
            Some(why) => Outcome::Candidate(Some(moment), why),
            None if !is_event => Outcome::Candidate(Some(moment), "the text may not speak of an event".to_owned()),
            None => Outcome::Session(moment),
        }
    }

    /// For a weekday that a plan in the past tense names, how many days ahead it would be: “was due to meet on Monday”,
    /// written on a Tuesday, is about the day before.
    fn days_ahead(&self, statement: &Statement, day: CivilDate) -> Option<i64> {
        let is_weekday = is_weekday(statement);
        let is_plan = statement.tense == Tense::Planned && statement.status != Status::Cancelled;
        let today = self.today.filter(|_| is_weekday && is_plan)?;
        Some(day.days_since(today))
    }

    /// Reports a time that is not that of an event to come.
    fn dismiss(&mut self, stated: &Stated, why: &str) {
        let item = Item::new(Kind::OtherTime, Confidence::Likely, &stated.sentence).why(why);
        self.report.push(item.at(stated.spot.clone()));
    }

    /// Whether the editor accepts this candidate.
    fn accepts(&self, stated: &Stated) -> bool {
        match &self.given.accept {
            Accept::Nothing => false,
            Accept::Guesses => stated.statement.what == What::Event,
            Accept::At(places) => stated.spot.line.zip(stated.spot.column).is_some_and(|place| places.contains(&place)),
        }
    }

    /// Reports a candidate.
    fn offer(&mut self, stated: &Stated, moment: Option<&Moment>, why: String, ids: &mut HashSet<String>) {
        let words = stated.sentence.get(stated.statement.span.clone()).unwrap_or_default();
        let session = moment.map(|moment| self.session(stated, moment, ids));
        let item = Item::new(Kind::Candidate, Confidence::Open, words).why(why);
        self.report.push(Item {
            instant: session.as_ref().and_then(|session| session.start.timestamp()),
            session,
            sentence: Some(stated.sentence.clone()),
            ..item.at(stated.spot.clone())
        });
    }

    /// Cancels the session that a sentence without a time says is cancelled, if there is only one it can mean.
    fn cancel(&mut self, cancellations: &[(usize, HashSet<String>)], words: &[HashSet<String>]) {
        for (block, about) in cancellations {
            let mut meant = (0..words.len()).filter(|at| !words[*at].is_disjoint(about));
            let Some(at) = meant.next().filter(|_| meant.next().is_none()) else { continue };
            self.set_status(at, Status::Cancelled, "cancelled, as stated here", self.spot(*block));
        }
    }

    /// Updates the status of the session at index `at` if a later statement about it says that it is cancelled or only
    /// expected.
    fn update_status(&mut self, at: usize, stated: &Stated) {
        let zone = self.venue_zone();
        let was = self.former_start(&stated.statement, &stated.context);
        let start = self.brief.sessions[at].start.timestamp().map(|start| start.instant);
        if let Some(was) = was.filter(|was| self.brief.sessions[at].was.is_none() && Some(*was) != start) {
            let session = &mut self.brief.sessions[at];
            session.was = Some(in_zone(self.zones, zone.as_deref(), was).into());
            let is_later = Some(was) < start && session.status != Status::Cancelled;
            let status = if is_later { Status::Postponed } else { session.status };
            return self.set_status(at, status, "moved, as stated here", stated.spot.clone());
        }
        let status = stated.statement.status;
        let how = match (status, self.brief.sessions[at].status) {
            (Status::Cancelled, Status::Confirmed | Status::Expected) => "status changed to cancelled, as stated here",
            (Status::Expected, Status::Confirmed) => "status changed to expected, as stated here",
            _ => return,
        };
        self.set_status(at, status, how, stated.spot.clone());
    }

    fn set_status(&mut self, at: usize, status: Status, how: &str, spot: Spot) {
        let session = &mut self.brief.sessions[at];
        session.status = status;
        let item = Item::new(Kind::Session, Confidence::Likely, &session.title).why(how).at(spot);
        self.report.push(Item { session: Some(session.clone()), ..item });
    }

    fn add_session(&mut self, stated: &Stated, moment: &Moment, why: Option<&str>, ids: &mut HashSet<String>) {
        let session = self.session(stated, moment, ids);
        let sure = if why.is_some() { Confidence::Guess } else { Confidence::Likely };
        let item = Item {
            instant: session.start.timestamp(),
            sentence: Some(stated.sentence.clone()),
            session: Some(session.clone()),
            ..Item::new(Kind::Session, sure, &session.title).at(stated.spot.clone())
        };
        if word_count(&session.title) == 0 {
            let gap = Item { instant: None, sure: Confidence::Open, ..item.clone() };
            self.report.push(gap.why("needs a title"));
        }
        self.report.push(item.why(why.map_or(String::new(), |why| format!("accepted, although {why}"))));
        self.brief.sessions.push(session);
    }

    /// The session that a statement announces.
    fn session(&self, stated: &Stated, moment: &Moment, ids: &mut HashSet<String>) -> Session {
        let Stated { statement, context, .. } = stated;
        let zone = self.venue_zone();
        let written = |instant: Instant| in_zone(self.zones, zone.as_deref(), instant);
        let title = statement.title.clone();
        let session = session_at(new_id(&title, "session", ids), title, written(moment.instant));
        let was = self.former_start(statement, context).filter(|was| *was != moment.instant);
        Session {
            end: self.end(statement, moment, context).map(|end| written(end).into()),
            status: match statement.status {
                Status::Confirmed | Status::Expected if was.is_some_and(|was| was < moment.instant) => {
                    Status::Postponed
                }
                status => status,
            },
            was: was.map(|was| written(was).into()),
            ..session
        }
    }

    fn end(&self, statement: &Statement, start: &Moment, context: &ClockContext) -> Option<Instant> {
        let end = statement.end.as_ref()?;
        // An end without a zone is read by the same clock as the start.
        let clock = match &end.zone {
            None => {
                let minute =
                    |clock: &WallClock| Some(start.instant.civil(clock.offset(start.instant, self.zones)?).time);
                let first = statement.times.first()?;
                let shows = |clock: &WallClock| minute(clock).is_some_and(|time| time.minutes() == first.minute);
                self.clocks(first, context).into_iter().find(shows).unwrap_or_else(|| start.clock.clone())
            }
            Some(_) => self.clocks(end, context).into_iter().next()?,
        };
        let own = end.day.filter(|day| !matches!(day, DayName::After(_))).zip(self.today);
        let own = own.and_then(|(day, today)| Day::beside(day).date(today, false));
        let day = own.unwrap_or(start.instant.civil(clock.offset(start.instant, self.zones)?).date);
        let instant = clock.showing(day, end.minute, self.zones).first()?.instant;
        // An end before the start is on the next day.
        Some(if instant <= start.instant { instant.plus_millis(86_400_000) } else { instant })
    }

    fn former_start(&self, statement: &Statement, context: &ClockContext) -> Option<Instant> {
        let (time, day) = statement.was.as_ref()?;
        let today = self.today.or_else(|| CivilDate::new(2000, 1, 1))?;
        let day = day.date(today, false)?;
        let clock = self.clocks(time, context).into_iter().next()?;
        clock.showing(day, time.minute, self.zones).first().map(|stamp| stamp.instant)
    }
}
