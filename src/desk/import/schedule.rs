//! Sentences that state when something happens.

mod day;
mod moved;
mod title;
mod unread;
mod words;

use std::ops::Range;

use crate::desk::language::{DayName, Gazetteer, Group, Stated, days, groups, stated_times};
pub(super) use day::{Found, date};
use title::{joins, title};
pub(super) use unread::unread_time;
use words::EVENTS;

/// Something that happens at a time, as a sentence states it.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) title: String,
    /// The times said to be the same, in order.
    pub(super) times: Vec<Stated>,
    pub(super) end: Option<Stated>,
    pub(super) day: Option<DayName>,
    /// Where the day was found.
    pub(super) found: Found,
    /// The time and the day it was moved from.
    pub(super) was: Option<(Stated, Option<DayName>)>,
    pub(super) expected: bool,
    /// Whether the sentence says that it does not take place.
    pub(super) cancelled: bool,
    /// Whether the sentence says that it is over.
    pub(super) past: bool,
    /// Whether it speaks of an event at all.
    pub(super) event: bool,
    /// Why it is for the editor to say whether there is a session.
    pub(super) doubt: Option<&'static str>,
}

/// A time of a sentence, however often it is stated, or from when to when.
struct Slot {
    /// The indices of the times said to be the same.
    times: Vec<usize>,
    end: Option<usize>,
    span: Range<usize>,
}

/// The events that `sentence` states the times of.
///
/// Where it names no day, it is the day that was `carried` over from what stands before.
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
            // “10:00: Signing (0200 GMT)”, with what happens after its time.
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
        let (day, place) = on[index];
        let event = Event {
            title: title(sentence, &clause, &times, &named),
            times: slot.times.iter().map(|at| times[*at].clone()).collect(),
            end: slot.end.map(|at| times[at].clone()),
            day: if place == Found::Elsewhere { carried } else { day },
            found: place,
            was: None,
            expected: words::is_expected(own),
            cancelled: words::is_cancelled(own),
            past: words::is_past(before),
            event: words::is_event(own, before),
            doubt: doubt(before, after, place).or(is_midnight(sentence, slot).then_some(MIDNIGHT)),
        };
        // “They meet on Tuesday at 10am and on Wednesday at 2pm”
        let same = found.last().filter(|last| {
            place == Found::Beside
                && last.times[0].zone == event.times[0].zone
                && joins(sentence, &clause, &times, &named)
                && !sentence.to_lowercase().contains("between ")
        });
        let event = match same {
            Some(same) => Event {
                times: event.times,
                end: event.end,
                day: event.day,
                found: place,
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

/// Whether `sentence` is of what does not take place; its day is that of nothing else.
pub(super) fn is_off(sentence: &str) -> bool {
    words::is_cancelled(sentence) || words::is_negated(sentence, "")
}

const FORMER: &str = "says when something was to happen";
const MIDNIGHT: &str = "states midnight, at which a day begins and another ends";

/// “Midnight on Thursday” is the end of the day for some and its beginning for others.
fn is_midnight(sentence: &str, slot: &Slot) -> bool {
    sentence[slot.span.clone()].to_lowercase().contains("midnight") && slot.end.is_none()
}

/// Why an event may be none, or none at that time.
fn doubt(before: &str, after: &str, found: Found) -> Option<&'static str> {
    if words::is_negated(before, after) {
        return Some("says that something does not happen at a time");
    }
    if words::is_former(before) {
        return Some(FORMER);
    }
    (found == Found::Unclear).then_some("states a time, but not clearly on which day")
}

/// The times of `sentence`: those said to be the same are one, and so are “from 10:20 to 13:30 GMT”.
///
/// What is moved “from 10am to 2pm” does not last.
fn slots(sentence: &str, times: &[Stated]) -> Vec<Slot> {
    let moved = words::is_moved(sentence);
    let mut slots = Vec::new();
    for Group { starts, ends } in groups(sentence, times) {
        let first = times[starts[0]].span.clone();
        match ends.first().copied() {
            // “Moved from 10am to 2pm GMT (6pm to 10pm Hong Kong time)”: each side spans its first time.
            Some(end) if moved => {
                slots.push(Slot { times: starts, end: None, span: first });
                slots.push(Slot { times: ends, end: None, span: times[end].span.clone() });
            }
            end => {
                let last = starts.iter().copied().chain(end).fold(0, usize::max);
                slots.push(Slot { times: starts, end, span: first.start..times[last].span.end });
            }
        }
    }
    slots
}
