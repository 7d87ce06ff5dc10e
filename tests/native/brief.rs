//! The brief as a document: what is read, what is refused, and how broken rules are reported.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};
use summit_brief::brief::{
    Brief, DatedText, Issue, Link, Party, Place, Position, Problem, Session, Status, ZoneColumn, violations,
};
use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::check;
use summit_brief::time::{CivilDate, DateOrTime, Instant, PartialDate, Timestamp};

use super::support::{ACCORD, HELSINKI, accord, at, helsinki, helsinki_with, moment, offset};

/// The path and the message of the error when the Helsinki brief is read after `change`.
fn refusal(change: impl FnOnce(&mut Value)) -> (String, String) {
    let mut value: Value = serde_json::from_str(HELSINKI).unwrap();
    change(&mut value);
    let error = serde_path_to_error::deserialize::<_, Brief>(value).unwrap_err();
    (error.path().to_string(), error.inner().to_string())
}

/// The value at a JSON pointer.
fn at_pointer<'a>(value: &'a mut Value, pointer: &str) -> &'a mut Value {
    value.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"))
}

/// A confirmed session at 13:30 GMT, overridden by `fields`.
fn session_with(fields: &Value) -> Session {
    let mut value = json!({ "id": "a", "title": "A", "start": "2018-07-16T13:30:00Z" });
    value.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(value).unwrap()
}

fn remove(value: &mut Value, object: &str, field: &str) {
    at_pointer(value, object).as_object_mut().unwrap().remove(field).unwrap();
}

#[test]
fn both_briefs_follow_every_rule() {
    for brief in [helsinki(), accord()] {
        assert_eq!(violations(&brief), [], "{}", brief.id);
    }
}

#[test]
fn the_helsinki_brief_has_the_expected_content() {
    let brief = helsinki();
    assert_eq!(
        (brief.published.instant, brief.updated.instant),
        (at("2018-07-16T03:53:00Z"), at("2018-07-16T04:29:00Z"))
    );
    assert_eq!(
        (brief.lang.as_str(), brief.place),
        ("en-GB", Some(Place { name: "Helsinki".to_owned(), zone: "Europe/Helsinki".to_owned() }))
    );
    assert_eq!((brief.parties.len(), brief.issues.len()), (2, 9));
    let sessions: Vec<_> = brief.sessions.iter().map(|session| (session.start, session.status)).collect();
    let expected =
        [(moment("2018-07-16T10:20:00Z"), Status::Confirmed), (moment("2018-07-16T13:30:00Z"), Status::Expected)];
    assert_eq!(sessions, expected);
    let nato = &brief.issues[4];
    assert_eq!((nato.title.as_str(), nato.positions[1].party.as_str()), ("Nato", "russia"));
    assert_eq!(nato.dates[0].date, PartialDate::Year(2010));
    assert_eq!(nato.links[0].url, None);
}

#[test]
fn the_accord_brief_covers_what_the_helsinki_brief_lacks() {
    let brief = accord();
    assert_eq!((brief.parties.len(), brief.issues.len()), (3, 40));
    let with = |status: Status| brief.sessions.iter().filter(|session| session.status == status).count();
    assert_eq!((with(Status::Cancelled), with(Status::Postponed)), (1, 1));
    assert!(brief.sessions.iter().any(|session| session.was.is_some()));
    assert!(brief.issues.iter().any(|issue| issue.body.is_empty()));
    assert!(brief.issues.iter().any(|issue| issue.positions.is_empty()));
    let zones: Vec<&str> = brief.zones.iter().map(|column| column.zone.as_str()).collect();
    assert!(zones.contains(&"Asia/Kathmandu") && zones.contains(&"Pacific/Chatham"));
}

#[test]
fn both_briefs_survive_a_round_trip() {
    for text in [HELSINKI, ACCORD] {
        let brief: Brief = serde_json::from_str(text).unwrap();
        let written = serde_json::to_value(&brief).unwrap();
        assert_eq!(serde_json::from_value::<Brief>(written.clone()).unwrap(), brief);
        // Omitted fields stay omitted, and times keep their offsets.
        let mut original: Value = serde_json::from_str(text).unwrap();
        original.as_object_mut().unwrap().remove("$schema");
        for session in original["sessions"].as_array_mut().unwrap() {
            if session.get("status") == Some(&json!("confirmed")) {
                session.as_object_mut().unwrap().remove("status");
            }
            for time in ["start", "end", "was"] {
                let zero = session.get(time).and_then(Value::as_str).and_then(|text| text.strip_suffix("+00:00"));
                if let Some(text) = zero.map(|text| format!("{text}Z")) {
                    session[time] = json!(text);
                }
            }
        }
        assert_eq!(written, original);
    }
}

#[test]
fn optional_fields_have_defaults() {
    let brief = helsinki_with(|value| {
        for field in ["lang", "credit", "parties", "place"] {
            remove(value, "", field);
        }
        value["zones"] = json!([{ "zone": "UTC" }]);
        value["sessions"] = json!([{ "id": "a", "title": "A", "start": "2018-07-16T10:20:00Z" }]);
        value["issues"] = json!([{ "id": "i", "title": "I", "summary": "S", "links": [{ "title": "L" }] }]);
    });
    assert_eq!((brief.lang.as_str(), &brief.credit, brief.parties.len(), &brief.place), ("en-GB", &None, 0, &None));
    assert_eq!(brief.zones[0].label, None);
    let session = &brief.sessions[0];
    assert_eq!((session.status, session.all_day), (Status::Confirmed, false));
    assert_eq!((session.end, session.was, &session.note, &session.outcome), (None, None, &None, &None));
    let issue = &brief.issues[0];
    assert!(issue.body.is_empty() && issue.positions.is_empty() && issue.dates.is_empty() && issue.sessions.is_empty());
    assert_eq!((&issue.links[0].url, issue.updated, &issue.outcome), (&None, None, &None));
    assert_eq!(violations(&brief), []);
}

#[test]
fn every_status_is_read() {
    for (word, status) in [
        ("confirmed", Status::Confirmed),
        ("expected", Status::Expected),
        ("postponed", Status::Postponed),
        ("cancelled", Status::Cancelled),
    ] {
        let brief = helsinki_with(|value| value["sessions"][0]["status"] = json!(word));
        assert_eq!(brief.sessions[0].status, status, "{word}");
    }
}

#[test]
fn a_session_is_held_unless_it_is_cancelled_or_has_no_new_time() {
    for (fields, is_held, lacks_new_time) in [
        (json!({}), true, false),
        (json!({ "status": "expected" }), true, false),
        (json!({ "status": "postponed" }), false, true),
        (json!({ "status": "postponed", "start": "2018-07-16" }), false, true),
        (json!({ "status": "postponed", "was": "2018-07-15" }), true, false),
        (json!({ "status": "cancelled" }), false, false),
        (json!({ "status": "cancelled", "was": "2018-07-15" }), false, false),
    ] {
        let session = session_with(&fields);
        assert_eq!((session.is_held(), session.lacks_new_time()), (is_held, lacks_new_time), "{fields}");
    }
}

#[test]
fn a_start_without_a_time_is_to_be_confirmed_unless_the_session_lasts_all_day() {
    for (fields, lacks_clock_time, has_known_end) in [
        (json!({}), false, false),
        (json!({ "end": "2018-07-16T15:00:00Z" }), false, true),
        (json!({ "allDay": true }), false, false),
        (json!({ "start": "2018-07-16" }), true, false),
        (json!({ "start": "2018-07-16", "end": "2018-07-17" }), true, false),
        (json!({ "start": "2018-07-16", "allDay": false }), true, false),
        (json!({ "start": "2018-07-16", "allDay": true }), false, true),
        (json!({ "start": "2018-07-16", "end": "2018-07-17", "allDay": true }), false, true),
    ] {
        let session = session_with(&fields);
        assert_eq!(
            (session.lacks_clock_time(), session.has_known_end()),
            (lacks_clock_time, has_known_end),
            "{fields}"
        );
    }
}

#[test]
fn unknown_fields_are_ignored_at_every_level() {
    let brief = helsinki_with(|value| {
        for object in [
            "", "/place", "/parties/0", "/zones/0", "/sessions/0", "/issues/0", "/issues/0/positions/0",
            "/issues/0/dates/0", "/issues/0/links/0",
        ] {
            at_pointer(value, object)["x-later"] = json!({ "any": ["thing", 1, null] });
        }
        value["$schema"] = json!("https://example.org/brief.schema.json");
    });
    assert_eq!(brief, helsinki());
}

#[test]
fn a_missing_field_is_reported_with_its_path() {
    for (object, field, path) in [
        ("", "id", "."),
        ("", "title", "."),
        ("", "summary", "."),
        ("", "published", "."),
        ("", "updated", "."),
        ("", "zones", "."),
        ("", "sessions", "."),
        ("", "issues", "."),
        ("/place", "name", "place"),
        ("/place", "zone", "place"),
        ("/parties/1", "id", "parties[1]"),
        ("/parties/1", "name", "parties[1]"),
        ("/zones/2", "zone", "zones[2]"),
        ("/sessions/1", "id", "sessions[1]"),
        ("/sessions/1", "title", "sessions[1]"),
        ("/sessions/1", "start", "sessions[1]"),
        ("/issues/3", "id", "issues[3]"),
        ("/issues/3", "title", "issues[3]"),
        ("/issues/3", "summary", "issues[3]"),
        ("/issues/3/positions/1", "party", "issues[3].positions[1]"),
        ("/issues/3/positions/1", "text", "issues[3].positions[1]"),
        ("/issues/3/dates/1", "date", "issues[3].dates[1]"),
        ("/issues/3/dates/1", "text", "issues[3].dates[1]"),
        ("/issues/4/links/0", "title", "issues[4].links[0]"),
    ] {
        let (found, message) = refusal(|value| remove(value, object, field));
        assert_eq!((found.as_str(), message), (path, format!("missing field `{field}`")), "{object}/{field}");
    }
}

#[test]
fn a_wrong_value_is_reported_with_what_was_expected() {
    for (pointer, wrong, path, reason) in [
        ("/title", json!(7), "title", "invalid type: integer `7`, expected a string"),
        ("/title", json!(null), "title", "invalid type: null, expected a string"),
        ("/place", json!("Helsinki"), "place", "expected struct Place"),
        ("/issues", json!({}), "issues", "expected a sequence"),
        ("/parties", json!(null), "parties", "expected a sequence"),
        ("/issues/3/body", json!("One paragraph."), "issues[3].body", "expected a sequence"),
        ("/issues/3/body/0", json!(["nested"]), "issues[3].body[0]", "expected a string"),
        ("/sessions/1/status", json!("maybe"), "sessions[1].status", "unknown variant `maybe`"),
        ("/sessions/1/start", json!(1_531_713_180), "sessions[1].start", "expected a date such as 2018-07-16, or"),
        ("/sessions/1/start", json!("2018-02-30"), "sessions[1].start", "“2018-02-30” names a day"),
        ("/sessions/1/start", json!("2018-07"), "sessions[1].start", "“2018-07” is neither"),
        ("/sessions/1/start", json!(null), "sessions[1].start", "invalid type: null"),
        (
            "/sessions/1/start",
            json!("13:30 GMT"),
            "sessions[1].start",
            "“13:30 GMT” is neither a date such as 2018-07-16",
        ),
        ("/published", json!("2018-07-16"), "published", "“2018-07-16” is not a date and time"),
        ("/sessions/1/start", json!("2018-07-16T13:30:00"), "sessions[1].start", "has no offset from UTC"),
        ("/published", json!("2018-02-30T13:30:00Z"), "published", "names a day or time that does not exist"),
        (
            "/sessions/1/allDay",
            json!("true"),
            "sessions[1].allDay",
            "invalid type: string \"true\", expected a boolean",
        ),
        ("/sessions/1/allDay", json!(null), "sessions[1].allDay", "invalid type: null, expected a boolean"),
        ("/issues/3/dates/1/date", json!("March 2018"), "issues[3].dates[1].date", "YYYY, YYYY-MM or YYYY-MM-DD"),
        ("/issues/3/dates/1/date", json!(2018), "issues[3].dates[1].date", "YYYY, YYYY-MM or YYYY-MM-DD"),
    ] {
        let (object, field) = pointer.rsplit_once('/').unwrap();
        let (found, message) = refusal(|value| match at_pointer(value, object) {
            Value::Array(items) => items[field.parse::<usize>().unwrap()] = wrong.clone(),
            object => object[field] = wrong.clone(),
        });
        assert_eq!(found, path, "{pointer} {wrong}");
        assert!(message.contains(reason), "{pointer} {wrong}: {message}");
    }
}

#[test]
fn each_broken_rule_is_reported_once_with_its_path() {
    let malformed = |id: &str| Problem::MalformedId(id.to_owned());
    let unknown = |id: &str| Problem::UnknownReference(id.to_owned());
    let not_http = |url: &str| Problem::NotHttp(url.to_owned());
    for (pointer, wrong, path, problem) in [
        ("/title", json!(""), "title", Problem::Empty),
        ("/summary", json!(" \t\n"), "summary", Problem::Empty),
        ("/place/name", json!(""), "place.name", Problem::Empty),
        ("/parties/1/name", json!(""), "parties[1].name", Problem::Empty),
        ("/sessions/1/title", json!(" "), "sessions[1].title", Problem::Empty),
        ("/issues/3/title", json!(""), "issues[3].title", Problem::Empty),
        ("/issues/3/summary", json!(""), "issues[3].summary", Problem::Empty),
        ("/issues/3/body/1", json!(""), "issues[3].body[1]", Problem::Empty),
        ("/issues/3/positions/1/text", json!(""), "issues[3].positions[1].text", Problem::Empty),
        ("/issues/3/dates/1/text", json!(""), "issues[3].dates[1].text", Problem::Empty),
        ("/issues/4/links/0/title", json!(""), "issues[4].links[0].title", Problem::Empty),
        ("/id", json!(""), "id", malformed("")),
        ("/id", json!("Helsinki"), "id", malformed("Helsinki")),
        ("/id", json!("helsinki--2018"), "id", malformed("helsinki--2018")),
        ("/id", json!("-helsinki"), "id", malformed("-helsinki")),
        ("/id", json!("helsinki-"), "id", malformed("helsinki-")),
        ("/id", json!("hel_sinki"), "id", malformed("hel_sinki")),
        ("/id", json!("zürich"), "id", malformed("zürich")),
        ("/sessions/1/id", json!("a b"), "sessions[1].id", malformed("a b")),
        ("/issues/3/id", json!("a.b"), "issues[3].id", malformed("a.b")),
        ("/sessions/1/id", json!("meeting"), "sessions[1].id", Problem::DuplicateId("meeting".to_owned())),
        ("/issues/3/id", json!("syria"), "issues[3].id", Problem::DuplicateId("syria".to_owned())),
        ("/issues/3/positions/1/party", json!("china"), "issues[3].positions[1].party", unknown("china")),
        ("/issues/3/positions/1/party", json!("RUSSIA"), "issues[3].positions[1].party", unknown("RUSSIA")),
        ("/updated", json!("2018-07-16T11:52:59.999+08:00"), "updated", Problem::UpdatedBeforePublished),
    ] {
        let brief = helsinki_with(|value| *at_pointer(value, pointer) = wrong.clone());
        let found: Vec<_> =
            violations(&brief).into_iter().map(|found| (found.path.to_string(), found.problem)).collect();
        assert_eq!(found, [(path.to_owned(), problem)], "{pointer} {wrong}");
    }
    for (fields, path, problem) in [
        (json!({ "start": "2018-07-16", "end": "2018-07-15" }), "sessions[1].end", Problem::EndBeforeStart),
        (
            json!({ "start": "2018-07-16", "end": "2018-07-15", "allDay": true }),
            "sessions[1].end",
            Problem::EndBeforeStart,
        ),
        (json!({ "start": "2018-07-16", "end": "2018-07-16T13:30:00Z" }), "sessions[1].end", Problem::EndOfOtherKind),
        (json!({ "end": "2018-07-17" }), "sessions[1].end", Problem::EndOfOtherKind),
        (json!({ "start": "2018-07-16", "was": "2018-07-16" }), "sessions[1].was", Problem::NotMoved),
    ] {
        let brief = helsinki_with(|value| {
            let session = at_pointer(value, "/sessions/1").as_object_mut().unwrap();
            session.extend(fields.as_object().unwrap().clone());
        });
        let found: Vec<_> =
            violations(&brief).into_iter().map(|found| (found.path.to_string(), found.problem)).collect();
        assert_eq!(found, [(path.to_owned(), problem)], "{fields}");
    }
    for (object, field, wrong, path, problem) in [
        ("/sessions/1", "end", json!("2018-07-16T13:30:00Z"), "sessions[1].end", Problem::EndNotAfterStart),
        ("/sessions/1", "end", json!("2018-07-16T14:00:00+03:00"), "sessions[1].end", Problem::EndNotAfterStart),
        ("/sessions/1", "was", json!("2018-07-16T16:30:00+03:00"), "sessions[1].was", Problem::NotMoved),
        ("/issues/3", "sessions", json!(["meeting", "dinner"]), "issues[3].sessions[1]", unknown("dinner")),
        (
            "/issues/4/links/0",
            "url",
            json!("javascript:alert(1)"),
            "issues[4].links[0].url",
            not_http("javascript:alert(1)"),
        ),
        ("/issues/4/links/0", "url", json!("/relative"), "issues[4].links[0].url", not_http("/relative")),
        ("/issues/4/links/0", "url", json!("https://"), "issues[4].links[0].url", not_http("https://")),
        ("/issues/4/links/0", "url", json!(" https://x.org"), "issues[4].links[0].url", not_http(" https://x.org")),
        ("/issues/4/links/0", "url", json!(""), "issues[4].links[0].url", not_http("")),
    ] {
        let brief = helsinki_with(|value| at_pointer(value, object)[field] = wrong.clone());
        let found: Vec<_> =
            violations(&brief).into_iter().map(|found| (found.path.to_string(), found.problem)).collect();
        assert_eq!(found, [(path.to_owned(), problem)], "{object}/{field} {wrong}");
    }
}

#[test]
fn a_duplicate_party_is_reported_and_can_still_be_referenced() {
    let brief = helsinki_with(|value| {
        value["parties"] = json!([
            { "id": "us", "name": "United States" },
            { "id": "russia", "name": "Russia" },
            { "id": "us", "name": "America" },
        ])
    });
    let found: Vec<String> = violations(&brief).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["parties[2].id: is used twice: “us”"]);
}

#[test]
fn values_at_the_limit_of_a_rule_are_allowed() {
    let brief = helsinki_with(|value| {
        value["id"] = json!("0-a1-z");
        value["updated"] = value["published"].clone();
        value["sessions"][1]["end"] = json!("2018-07-16T13:30:00.001Z");
        value["sessions"][1]["was"] = json!("2018-07-16T13:30:00.001Z");
        value["issues"][0]["links"] =
            json!([{ "title": "L", "url": "HTTPS://example.org/" }, { "title": "L", "url": "http://x" }]);
        value["issues"][0]["sessions"] = json!(["press-conference", "meeting"]);
        let session = |id: &str, start: &str, end: &str, was: &str| json!({ "id": id, "title": "S", "start": start, "end": end, "was": was, "allDay": true });
        let sessions = value["sessions"].as_array_mut().unwrap();
        // A day may be both the first and the last. A session may move to or from a day without a time, even if it is
        // the same day.
        sessions.push(session("one-day", "2018-07-16", "2018-07-16", "2018-07-15"));
        sessions.push(session("days", "2018-07-16", "2018-07-17", "2018-07-16T00:00:00Z"));
        sessions.push(session("time", "2018-07-16T00:00:00Z", "2018-07-16T00:00:01Z", "2018-07-16"));
        // Ids must be unique within their list, but not across lists.
        value["issues"][1]["id"] = json!("meeting");
    });
    assert_eq!(violations(&brief), []);
}

#[test]
fn broken_rules_are_reported_in_document_order() {
    let brief = helsinki_with(|value| {
        value["issues"][8]["title"] = json!("");
        value["issues"][0]["summary"] = json!("");
        value["title"] = json!("");
        value["id"] = json!("");
        value["sessions"][0]["end"] = json!("2018-07-16T10:00:00Z");
    });
    let found: Vec<String> = violations(&brief).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "id: is not a valid id (a-z, 0-9 and single hyphens): “”",
            "title: is empty",
            "sessions[0].end: is not after start",
            "issues[0].summary: is empty",
            "issues[8].title: is empty",
        ]
    );
}

#[test]
fn a_thousand_issues_and_sessions_are_read() {
    let brief = helsinki_with(|value| {
        let numbered = |item: &Value| -> Value {
            let one = |number: usize| {
                let mut item = item.clone();
                item["id"] = json!(format!("n{number}"));
                item
            };
            (0..1_000).map(one).collect()
        };
        let (issues, sessions) = (numbered(&value["issues"][0]), numbered(&value["sessions"][0]));
        value["issues"] = issues;
        value["sessions"] = sessions;
    });
    assert_eq!((brief.issues.len(), brief.sessions.len()), (1_000, 1_000));
    assert_eq!(violations(&brief), []);
}

/// Any text that is not blank.
fn text() -> impl Strategy<Value = String> {
    "\\PC*[a-z]\\PC*"
}

fn id() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}"
}

fn timestamp() -> impl Strategy<Value = Timestamp> {
    // The years of RFC 3339, and offsets in whole minutes.
    (-62_000_000_000_000_i64..250_000_000_000_000, -1_439_i32..1_440)
        .prop_map(|(millis, minutes)| Timestamp { instant: Instant::from_millis(millis), offset: offset(minutes * 60) })
}

fn date_or_time() -> impl Strategy<Value = DateOrTime> {
    let date = |days: i64| DateOrTime::Date(CivilDate::from_days_since_epoch(days));
    prop_oneof![timestamp().prop_map(DateOrTime::Time), (-700_000_i64..2_900_000).prop_map(date)]
}

fn partial_date() -> impl Strategy<Value = PartialDate> {
    let day = |days: i64| PartialDate::Day(CivilDate::from_days_since_epoch(days));
    prop_oneof![
        (0..10_000).prop_map(PartialDate::Year),
        (0..10_000, 1_u8..13).prop_map(|(year, month)| PartialDate::Month(year, month)),
        (-700_000_i64..2_900_000).prop_map(day),
    ]
}

fn any_session() -> impl Strategy<Value = Session> {
    let status = prop::sample::select(vec![Status::Confirmed, Status::Expected, Status::Postponed, Status::Cancelled]);
    let times = (date_or_time(), option::of(date_or_time()), any::<bool>(), option::of(date_or_time()));
    (id(), text(), times, status, option::of(text()), option::of(text())).prop_map(
        |(id, title, (start, end, all_day, was), status, note, outcome)| Session {
            id,
            title,
            start,
            end,
            all_day,
            status,
            was,
            note,
            outcome,
        },
    )
}

fn any_issue() -> impl Strategy<Value = Issue> {
    let position = (id(), text()).prop_map(|(party, text)| Position { party, text });
    let date = (partial_date(), text()).prop_map(|(date, text)| DatedText { date, text });
    let link = (text(), option::of(text())).prop_map(|(title, url)| Link { title, url });
    let lists = (vec(text(), 0..3), vec(position, 0..3), vec(date, 0..3), vec(link, 0..3), vec(id(), 0..3));
    (id(), text(), text(), lists, option::of(timestamp()), option::of(text())).prop_map(
        |(id, title, summary, (body, positions, dates, links, sessions), updated, outcome)| Issue {
            id,
            title,
            summary,
            body,
            positions,
            dates,
            links,
            sessions,
            updated,
            outcome,
        },
    )
}

fn any_brief() -> impl Strategy<Value = Brief> {
    let place = (text(), text()).prop_map(|(name, zone)| Place { name, zone });
    let party = (id(), text()).prop_map(|(id, name)| Party { id, name });
    let column = (text(), option::of(text())).prop_map(|(zone, label)| ZoneColumn { zone, label });
    let strings = (id(), text(), text(), text(), option::of(text()));
    let lists = (vec(party, 0..3), vec(column, 0..3), vec(any_session(), 0..3), vec(any_issue(), 0..3));
    (strings, timestamp(), timestamp(), option::of(place), lists).prop_map(
        |((id, lang, title, summary, credit), published, updated, place, (parties, zones, sessions, issues))| Brief {
            id,
            lang,
            title,
            summary,
            published,
            updated,
            place,
            credit,
            parties,
            zones,
            sessions,
            issues,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_brief_survives_a_round_trip(brief in any_brief()) {
        let written = serde_json::to_string_pretty(&brief).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Brief>(&written).unwrap(), &brief);
        // `check` finds no structural fault in the same document.
        let structural = ["syntax", "wrong-type", "wrong-value", "wrong-time", "missing-field", "unknown-field", "duplicate-field"];
        let found = check(&written, &TzDatabase::default());
        prop_assert!(found.iter().all(|finding| !structural.contains(&finding.code.name())), "{:#?}", found);
    }
}
