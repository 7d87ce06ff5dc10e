//! A brief as schema.org data, for search engines.

use serde_json::{Map, Value, json};

use super::escape;
use crate::brief::{Brief, Session, Status};
use crate::time::DateOrTime;

/// The brief as a schema.org `Event` with a `subEvent` for each session, in a `<script type="application/ld+json">`.
/// The result is valid for any text in the brief.
#[must_use]
pub fn json_ld(brief: &Brief) -> String {
    let location = brief.place.as_ref().map(|place| json!({ "@type": "Place", "name": place.name }));
    let mut event = Map::new();
    event.insert("@context".into(), "https://schema.org".into());
    event.insert("@type".into(), "Event".into());
    event.insert("name".into(), brief.title.as_str().into());
    event.insert("description".into(), brief.summary.as_str().into());
    event.insert("inLanguage".into(), brief.lang.as_str().into());
    event.extend(location.clone().map(|location| ("location".into(), location)));

    let held: Vec<&Session> = brief.sessions.iter().filter(|session| session.is_held()).collect();
    let first = held.iter().copied().min_by_key(|session| begins(session.start));
    let first = first.or_else(|| brief.sessions.iter().min_by_key(|session| begins(session.start)));
    if let Some(first) = first {
        event.insert("startDate".into(), first.start.to_string().into());
        let status = if !held.is_empty() {
            "EventScheduled"
        } else if brief.sessions.iter().any(Session::lacks_new_time) {
            "EventPostponed"
        } else {
            "EventCancelled"
        };
        event.insert("eventStatus".into(), schema(status));
    }
    // The event ends with its last session, if the end of that session is known.
    let last = held.iter().max_by_key(|session| ends(session.end.unwrap_or(session.start)));
    if let Some(end) = last.and_then(|session| end(session)) {
        event.insert("endDate".into(), end.to_string().into());
    }
    let sessions: Vec<Value> = brief.sessions.iter().map(|session| sub_event(session, location.as_ref())).collect();
    if !sessions.is_empty() {
        event.insert("subEvent".into(), sessions.into());
    }
    let data = escape::json(&Value::Object(event).to_string());
    ["<script type=\"application/ld+json\">", &data, "</script>"].concat()
}

fn sub_event(session: &Session, location: Option<&Value>) -> Value {
    let mut event = Map::new();
    event.insert("@type".into(), "Event".into());
    event.insert("name".into(), session.title.as_str().into());
    event.insert("startDate".into(), session.start.to_string().into());
    if let Some(end) = end(session) {
        event.insert("endDate".into(), end.to_string().into());
    }
    if let Some(was) = session.was {
        event.insert("previousStartDate".into(), was.to_string().into());
    }
    let status = match session.status {
        Status::Cancelled | Status::Removed => "EventCancelled",
        _ if session.was.is_some() => "EventRescheduled",
        Status::Postponed => "EventPostponed",
        Status::Confirmed | Status::Expected => "EventScheduled",
    };
    event.insert("eventStatus".into(), schema(status));
    event.extend(location.map(|location| ("location".into(), location.clone())));
    if let Some(note) = &session.note {
        event.insert("description".into(), note.as_str().into());
    }
    Value::Object(event)
}

/// When `session` ends, if that is known. A session that lasts all day ends on the day it starts, unless it has an end.
fn end(session: &Session) -> Option<DateOrTime> {
    session.end.or_else(|| session.has_known_end().then_some(session.start))
}

/// When `time` begins, in milliseconds. Days are taken to be in UTC, because the result is only compared.
fn begins(time: DateOrTime) -> i64 {
    match time {
        DateOrTime::Date(date) => date.days_since_epoch() * DAY_MS,
        DateOrTime::Time(stamp) => stamp.instant.millis(),
    }
}

/// When `time` ends, in milliseconds. Days are taken to be in UTC, as in [`begins`].
fn ends(time: DateOrTime) -> i64 {
    begins(time) + if time.date().is_some() { DAY_MS } else { 0 }
}

const DAY_MS: i64 = 86_400_000;

fn schema(name: &str) -> Value {
    ["https://schema.org/", name].concat().into()
}
