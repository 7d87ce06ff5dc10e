//! Reads events from the sentences that say when something happens.

mod day;
mod moved;
mod title;
mod unread;
mod words;

use std::ops::Range;

use crate::desk::language::{DayName, Gazetteer, Group, Stated, days, groups, stated_times};
pub(super) use day::{DaySource, date};
use title::{joins, title};
pub(super) use unread::unread_time;
use words::EVENTS;

/// An event and its time, as a sentence states them.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) title: String,
    /// Equivalent times, in order.
    pub(super) times: Vec<Stated>,
    pub(super) end: Option<Stated>,
    pub(super) day: Option<DayName>,
    /// Where the day comes from.
    pub(super) day_source: DaySource,
    /// The time and the day that it was moved from.
    pub(super) was: Option<(Stated, Option<DayName>)>,
    pub(super) expected: bool,
    /// Whether the sentence says that it is cancelled.
    pub(super) cancelled: bool,
    /// Whether the sentence says that it is over.
    pub(super) past: bool,
    /// Whether the sentence describes an event at all.
    pub(super) is_event: bool,
    /// Why the editor has to decide whether this is a session.
    pub(super) doubt: Option<&'static str>,
}

/// A time or a period in a sentence, in one or more zones.
struct TimeSlot {
    /// The indices of equivalent times.
    times: Vec<usize>,
    end: Option<usize>,
    span: Range<usize>,
}

/// The events whose times `sentence` states. A time without a day is on the day `carried` over from earlier text.
pub(super) fn events(sentence: &str, places: &Gazetteer, carried: Option<DayName>) -> Vec<Event> {
    let times = stated_times(sentence, places);
    if times.is_empty() {
        return Vec::new();
    }
    let named = days(sentence);
    let slots = slots(sentence, &times);
    let regions = day::regions(sentence, &slots);
    let on = day::days_of(sentence, &slots, &times, &named);
    if let Some(moved) = moved::event(sentence, &slots, &times, &on) {
        return vec![moved];
    }
    let mut found: Vec<Event> = Vec::new();
    let mut from = 0;
    for (index, slot) in slots.iter().enumerate() {
        let end = match slots.get(index + 1) {
            // “10:00: Signing (0200 GMT)”: the event follows its time.
            Some(next)
                if sentence[slot.span.end..].starts_with(':')
                    && title(sentence, &(from..slot.span.end), &times, &named).is_empty() =>
            {
                next.span.start
            }
            _ => regions[index].end,
        };
        let clause = from..end;
        from = end;
        let before = &sentence[clause.start..slot.span.start.max(clause.start)];
        let after = &sentence[slot.span.end.min(clause.end)..clause.end];
        let own = &sentence[clause.clone()];
        let (day, day_source) = on[index];
        let event = Event {
            title: title(sentence, &clause, &times, &named),
            times: slot.times.iter().map(|at| times[*at].clone()).collect(),
            end: slot.end.map(|at| times[at].clone()),
            day: if day_source == DaySource::Elsewhere { carried } else { day },
            day_source,
            was: None,
            expected: words::is_expected(own),
            cancelled: words::is_cancelled(own),
            past: words::is_past(before),
            is_event: words::is_event(own, before),
            doubt: doubt(before, after, day_source).or(is_midnight(sentence, slot).then_some(MIDNIGHT)),
        };
        // “They meet on Tuesday at 10am and on Wednesday at 2pm”
        let same = found.last().filter(|last| {
            day_source == DaySource::Beside
                && last.times[0].zone == event.times[0].zone
                && joins(sentence, &clause, &times, &named)
                && !sentence.to_lowercase().contains("between ")
        });
        let event = match same {
            Some(same) => Event {
                times: event.times,
                end: event.end,
                day: event.day,
                day_source,
                doubt: event.doubt.or(same.doubt),
                ..same.clone()
            },
            None => event,
        };
        found.push(event);
    }
    // “Was to begin at 9am, and will now begin at 2pm”
    if found.iter().any(|event| event.doubt == Some(FORMER)) {
        found.iter_mut().for_each(|event| event.doubt = Some(FORMER));
    }
    found
}

/// Whether `sentence` says that something does not happen. Its day then does not carry over to later text.
pub(super) fn is_not_happening(sentence: &str) -> bool {
    words::is_cancelled(sentence) || words::is_negated(sentence, "")
}

const FORMER: &str = "found a planned time that may have changed";
const MIDNIGHT: &str = "found midnight, which may begin or end the day";

/// Whether the time is midnight: “midnight on Thursday” may mean the start or the end of Thursday.
fn is_midnight(sentence: &str, slot: &TimeSlot) -> bool {
    sentence[slot.span.clone()].to_lowercase().contains("midnight") && slot.end.is_none()
}

/// Why the editor has to decide whether there is an event at that time.
fn doubt(before: &str, after: &str, day_source: DaySource) -> Option<&'static str> {
    if words::is_negated(before, after) {
        return Some("found a time at which something does not happen");
    }
    if words::is_former_plan(before) {
        return Some(FORMER);
    }
    (day_source == DaySource::Unclear).then_some("found a time, but the day is unclear")
}

/// The times of `sentence`, with equivalent times in one slot. “From 10:20 to 13:30 GMT” is one slot too, unless the
/// sentence says that an event was moved.
fn slots(sentence: &str, times: &[Stated]) -> Vec<TimeSlot> {
    let moved = words::is_moved(sentence);
    let mut slots = Vec::new();
    for Group { starts, ends } in groups(sentence, times) {
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
