//! A brief as schema.org data, for search engines.

use serde_json::{Map, Value, json};

use super::escape;
use crate::brief::{Brief, Session, Status};

/// The brief as a schema.org `Event` with a `subEvent` for each session, in a `<script type="application/ld+json">`.
/// The result is valid for any text in the brief.
#[must_use]
pub fn json_ld(brief: &Brief) -> String {
    let location = json!({ "@type": "Place", "name": brief.place.name });
    let mut event = Map::new();
    event.insert("@context".into(), "https://schema.org".into());
    event.insert("@type".into(), "Event".into());
    event.insert("name".into(), brief.title.as_str().into());
    event.insert("description".into(), brief.summary.as_str().into());
    event.insert("inLanguage".into(), brief.lang.as_str().into());
    event.insert("location".into(), location.clone());

    let held: Vec<&Session> = brief.sessions.iter().filter(|session| session.status != Status::Cancelled).collect();
    let first = held.iter().copied().min_by_key(|session| session.start.instant);
    let first = first.or_else(|| brief.sessions.iter().min_by_key(|session| session.start.instant));
    if let Some(first) = first {
        event.insert("startDate".into(), first.start.to_string().into());
        let status = if held.is_empty() { "EventCancelled" } else { "EventScheduled" };
        event.insert("eventStatus".into(), schema(status));
    }
    // The event ends with its last session, if the end of that session is known.
    let last = held.iter().max_by_key(|session| session.end.unwrap_or(session.start).instant);
    if let Some(end) = last.and_then(|session| session.end) {
        event.insert("endDate".into(), end.to_string().into());
    }
    let sessions: Vec<Value> = brief.sessions.iter().map(|session| sub_event(session, &location)).collect();
    if !sessions.is_empty() {
        event.insert("subEvent".into(), sessions.into());
    }
    let data = escape::json(&Value::Object(event).to_string());
    ["<script type=\"application/ld+json\">", &data, "</script>"].concat()
}

fn sub_event(session: &Session, location: &Value) -> Value {
    let mut event = Map::new();
    event.insert("@type".into(), "Event".into());
    event.insert("name".into(), session.title.as_str().into());
    event.insert("startDate".into(), session.start.to_string().into());
    if let Some(end) = session.end {
        event.insert("endDate".into(), end.to_string().into());
    }
    if let Some(was) = session.was {
        event.insert("previousStartDate".into(), was.to_string().into());
    }
    let status = match session.status {
        Status::Cancelled => "EventCancelled",
        _ if session.was.is_some() => "EventRescheduled",
        Status::Postponed => "EventPostponed",
        Status::Confirmed | Status::Expected => "EventScheduled",
    };
    event.insert("eventStatus".into(), schema(status));
    event.insert("location".into(), location.clone());
    if let Some(note) = &session.note {
        event.insert("description".into(), note.as_str().into());
    }
    Value::Object(event)
}

fn schema(name: &str) -> Value {
    ["https://schema.org/", name].concat().into()
}
