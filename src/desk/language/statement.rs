//! Statements: what a sentence says about when something happens.

mod days;
mod moved;
mod row;
mod tense;
mod title;

use std::ops::Range;

use super::{Fault, Group, Reading, Stated, words};
use crate::brief::Status;
use crate::desk::lexicon::Class;
pub(crate) use days::{Day, DaySource, is_past_day};
pub(crate) use tense::{Tense, is_cancelled, is_not_happening};
use title::{joins, title};

/// An event and when it happens, as a sentence states them.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) title: String,
    /// Where the sentence gives its times.
    pub(crate) span: Range<usize>,
    /// Equivalent times, in order.
    pub(crate) times: Vec<Stated>,
    pub(crate) end: Option<Stated>,
    pub(crate) day: Day,
    /// The time and the day that it was moved from.
    pub(crate) was: Option<(Stated, Day)>,
    pub(crate) status: Status,
    pub(crate) tense: Tense,
    pub(crate) what: What,
    /// Whether a line of a schedule or a row of a table states it.
    pub(crate) is_row: bool,
    /// Why the editor has to decide whether this is a session.
    pub(crate) doubt: Option<&'static str>,
}

/// What happens at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Event,
    /// “The event is due to end at 6pm”
    End,
    /// “Follow our live coverage from 9:30am”
    Coverage,
    /// The sentence does not say.
    Unknown,
}

/// A time or a period in a sentence, in one or more zones.
pub(crate) struct TimeSlot {
    /// The indices of equivalent times.
    times: Vec<usize>,
    end: Option<usize>,
    span: Range<usize>,
}

const FORMER: &str = "it is a plan that may have changed";
const MIDNIGHT: &str = "midnight may begin or end the day";

/// The events whose times the sentence states.
pub(crate) fn statements(sentence: &Reading<'_>) -> Vec<Statement> {
    if !sentence.cells.is_empty() {
        return row::statement(sentence).into_iter().collect();
    }
    let text = sentence.text;
    let slots = slots(sentence);
    if slots.is_empty() {
        return Vec::new();
    }
    let regions = days::regions(text, &slots);
    let on = days::days_of(sentence, &slots);
    if let Some(moved) = moved::statement(sentence, &slots, &on) {
        return vec![moved];
    }
    let mut found: Vec<Statement> = Vec::new();
    let mut from = 0;
    for (index, slot) in slots.iter().enumerate() {
        let end = match slots.get(index + 1) {
            // “10:00: Signing (0200 GMT)”: the event follows its time.
            Some(next)
                if text[slot.span.end..].starts_with(':') && title(sentence, &(from..slot.span.end)).is_empty() =>
            {
                next.span.start
            }
            _ => regions[index].end,
        };
        let clause = from..end;
        from = end;
        let before = clause.start..slot.span.start.max(clause.start);
        let after = slot.span.end.min(clause.end)..clause.end;
        if tense::is_stamp(sentence, &before) {
            continue;
        }
        let day = on[index];
        // If a sentence has only one time, words anywhere in it may give the status.
        let own = if slots.len() == 1 { 0..text.len() } else { clause.clone() };
        let status = tense::status(sentence, &own);
        let own_title = |status| {
            let title = title(sentence, &clause);
            // “Briefing has been scrapped”
            let subject = if status == Status::Cancelled { moved::subject(&title) } else { String::new() };
            if subject.is_empty() { title } else { subject }
        };
        let cancelled_title = (status == Status::Cancelled).then(|| moved::subject(&text[..slot.span.start]));
        let mut times: Vec<Stated> = slot.times.iter().map(|at| sentence.times[*at].clone()).collect();
        // “Undock at 11:20 a.m. EDT Monday and splash down at 5:50 a.m. Tuesday”, “Doors open at 6pm, talks begin at 7pm GMT”
        let is_placed = || sentence.place_of(slot.span.start, &(before.start..after.end)).is_some();
        if times.iter().all(|time| time.zone.is_none()) && !is_placed() {
            let zone = |slot: &TimeSlot| sentence.times[slot.times[0]].zone.clone();
            let earlier = slots[..index].iter().rev().find_map(zone);
            times[0].zone = earlier.or_else(|| slots[index + 1..].iter().find_map(zone));
        }
        let tense = tense::tense(sentence, &before, &after);
        // “The last summit was to close at 16:00, and closed at 4:20 the next morning”
        let is_over = tense == Tense::Planned
            && day.source == DaySource::Elsewhere
            && sentence.has(Class::Past, &(slot.span.end..text.len()));
        let statement = Statement {
            title: cancelled_title.filter(|title| !title.is_empty()).unwrap_or_else(|| own_title(status)),
            span: slot.span.clone(),
            times,
            end: slot.end.map(|at| sentence.times[at].clone()),
            day,
            was: None,
            is_row: false,
            status,
            tense,
            what: tense::what(sentence, &clause, &before, &after),
            doubt: doubt(sentence, &before, &after, slot, day, status).or_else(|| is_over.then_some(FORMER)),
        };
        // “They meet on Tuesday at 10am and on Wednesday at 2pm”
        let same = found.last().filter(|_| joins(sentence, &clause) && !text.to_lowercase().contains("between "));
        let statement = match same {
            Some(same) => Statement {
                times: statement.times,
                span: statement.span,
                end: statement.end,
                day,
                doubt: statement.doubt.or(same.doubt),
                ..same.clone()
            },
            None => statement,
        };
        found.push(statement);
    }
    // “Was to begin at 9am, and will now begin at 2pm”
    if found.iter().any(|statement| statement.doubt == Some(FORMER)) {
        found.iter_mut().for_each(|statement| statement.doubt = Some(FORMER));
    }
    found
}

/// Why the editor has to decide whether there is an event at that time.
fn doubt(
    sentence: &Reading<'_>,
    before: &Range<usize>,
    after: &Range<usize>,
    slot: &TimeSlot,
    day: Day,
    status: Status,
) -> Option<&'static str> {
    let first = &sentence.times[slot.times[0]];
    let is_midnight = || {
        let wording = &sentence.text[first.span.clone()];
        // “Midnight GMT, 6pm Central, on Thursday” settles which midnight is meant.
        wording.to_ascii_lowercase().starts_with("midnight") && slot.times.len() == 1 && slot.end.is_none()
    };
    let is_cancelled = status == Status::Cancelled;
    if !is_cancelled && tense::is_negated(sentence, before, after) {
        return Some("the sentence says that something does not happen then");
    }
    if !is_cancelled && tense::is_former_plan(sentence, before) {
        return Some(FORMER);
    }
    let rest = sentence.text[after.clone()].find([',', ';']).map_or(after.end, |at| after.start + at);
    // “Should the board be split, it would sit again at 8 a.m.”
    let is_inverted = before.start == 0 && sentence.text.starts_with("Should ");
    if !is_cancelled && (is_inverted || sentence.has(Class::Condition, &(before.start..rest))) {
        return Some("it depends on a condition");
    }
    let between = |from: usize, to: usize| sentence.text.get(from..to).map_or("", str::trim);
    let (own, is_or) = (slot.times[0], |text: &str| matches!(text, "or" | "or at"));
    let times = &sentence.times;
    let last = slot.times.iter().copied().chain(slot.end).fold(own, usize::max);
    let after_or = own > 0 && is_or(between(times[own - 1].span.end, times[own].span.start));
    if after_or || times.get(last + 1).is_some_and(|next| is_or(between(times[last].span.end, next.span.start))) {
        return Some("the text gives two times");
    }
    if sentence.has(Class::Opening, &(0..sentence.text.len())) {
        return Some("these may be opening hours");
    }
    if day.source == DaySource::Unclear {
        return Some("the day is unclear");
    }
    let fault = slot.times.iter().find_map(|at| sentence.times[*at].fault);
    fault.map(why_faulty).or_else(|| is_midnight().then_some(MIDNIGHT))
}

const fn why_faulty(fault: Fault) -> &'static str {
    match fault {
        Fault::HalfOfDay => "it may be in the morning or in the evening",
        Fault::NotAClock => "no clock shows this time",
    }
}

/// The times of a sentence, with equivalent times in one slot. “From 10:20 to 13:30 GMT” is one slot too, unless the
/// sentence says that an event was moved.
fn slots(sentence: &Reading<'_>) -> Vec<TimeSlot> {
    let times = &sentence.times;
    let moved = tense::is_moved(sentence);
    let mut slots = Vec::new();
    for Group { starts, ends } in sentence.groups() {
        let first = times[starts[0]].span.clone();
        match ends.first().copied() {
            // “Moved from 10am to 2pm GMT (6pm to 10pm Hong Kong time)”: each side's span covers only its first time.
            Some(end) if moved => {
                slots.push(TimeSlot { times: starts, end: None, span: first });
                slots.push(TimeSlot { times: ends, end: None, span: times[end].span.clone() });
            }
            end => {
                let last = starts.iter().copied().chain(end).fold(0, usize::max);
                slots.push(TimeSlot { times: starts, end, span: first.start..times[last].span.end });
            }
        }
    }
    slots
}

/// The event words of a sentence, by which it is matched to a session.
pub(crate) fn event_words(sentence: &Reading<'_>) -> Vec<String> {
    let all = 0..sentence.text.len();
    let marks = sentence.marks_of(Class::Event, &all).cloned();
    marks.map(|span| sentence.text[span].to_lowercase()).collect()
}

/// Whether the text between a time and its day has only words such as “on” or “local time”.
fn is_direct(between: &str) -> bool {
    between.len() <= 30 && words(between).all(|word| matches!(word, "on" | "local" | "time" | "this" | "of"))
}

/// Whether two times may be on the same day: on the same clock, they must be in order.
fn in_order(first: &TimeSlot, second: &TimeSlot, times: &[Stated]) -> bool {
    let pairs = first.times.iter().flat_map(|one| second.times.iter().map(move |other| (&times[*one], &times[*other])));
    pairs.filter(|(one, other)| one.zone == other.zone).all(|(one, other)| one.minute <= other.minute)
}

impl Statement {
    /// Whether the sentence names its day, before or after it.
    pub(crate) fn names_day(&self) -> bool {
        self.day.name.is_some() && self.day.source != DaySource::Elsewhere
    }
}

/// The day of a time whose sentence names none: the one that earlier text gives, or the next if it is shifted.
pub(crate) const CARRIED: Day = Day { name: None, shift: 0, source: DaySource::Elsewhere };
