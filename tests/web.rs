//! The browser boundary in a real browser: zone rules, JSON, the shared timer, and the mounted widget.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

use gloo::utils::document;
use js_sys::Promise;
use summit_brief::brief::{Brief, violations};
use summit_brief::components::{Now, WidgetInput, widget};
use summit_brief::platform::{self, Alarm, IntlZones, brief_from_json};
use summit_brief::text::Locale;
use summit_brief::time::{Instant, Timestamp, Zones};
use summit_brief::widget::{Content, Expand, HeadingLevel};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::{Html, NodeRef, Properties, Renderer, component};

#[path = "../examples/yew_app.rs"]
mod yew_app;

wasm_bindgen_test_configure!(run_in_browser);

const HELSINKI: &str = include_str!("../static/briefs/helsinki-2018.json");
const ACCORD: &str = include_str!("fixtures/briefs/accord-review.json");

// Zone rules.

fn at(time: &str) -> Instant {
    Timestamp::parse(time).expect("a time").instant
}

/// Zones, instants, and their offsets in minutes.
const OFFSETS: [(&str, &str, i32); 22] = [
    ("UTC", "2018-07-16T10:20:00Z", 0),
    ("Europe/Helsinki", "2018-07-16T10:20:00Z", 3 * 60),
    ("Europe/Helsinki", "2018-01-16T10:20:00Z", 2 * 60),
    ("Asia/Hong_Kong", "2018-07-16T10:20:00Z", 8 * 60),
    ("America/Los_Angeles", "2018-07-16T10:20:00Z", -7 * 60),
    ("Asia/Kathmandu", "2018-07-16T10:20:00Z", 5 * 60 + 45),
    ("Pacific/Marquesas", "2018-07-16T10:20:00Z", -(9 * 60 + 30)),
    ("America/St_Johns", "2018-07-16T10:20:00Z", -(2 * 60 + 30)),
    ("Pacific/Kiritimati", "2018-07-16T10:20:00Z", 14 * 60),
    ("Pacific/Pago_Pago", "2018-07-16T10:20:00Z", -11 * 60),
    // One second either side of a change.
    ("Pacific/Chatham", "2018-03-31T13:59:59Z", 13 * 60 + 45),
    ("Pacific/Chatham", "2018-03-31T14:00:00Z", 12 * 60 + 45),
    ("Pacific/Chatham", "2018-09-29T13:59:59Z", 12 * 60 + 45),
    ("Pacific/Chatham", "2018-09-29T14:00:00Z", 13 * 60 + 45),
    ("Australia/Lord_Howe", "2018-03-31T14:59:59Z", 11 * 60),
    ("Australia/Lord_Howe", "2018-03-31T15:00:00Z", 10 * 60 + 30),
    ("America/New_York", "2018-03-11T06:59:59Z", -5 * 60),
    ("America/New_York", "2018-03-11T07:00:00Z", -4 * 60),
    ("America/New_York", "2018-11-04T05:59:59Z", -4 * 60),
    ("America/New_York", "2018-11-04T06:00:00Z", -5 * 60),
    ("Europe/Lisbon", "2027-10-31T00:59:59Z", 60),
    ("Europe/Lisbon", "2027-10-31T01:00:00Z", 0),
];

fn assert_offsets(zones: &IntlZones) {
    for (zone, time, minutes) in OFFSETS {
        let offset = zones.offset(zone, at(time)).expect(zone);
        assert_eq!(offset.seconds(), minutes * 60, "{zone} at {time}");
    }
}

/// The browser reads briefs without serde (docs/decisions/0004), so the two readers must not disagree about any field.
#[wasm_bindgen_test]
fn the_browser_reads_every_field_as_serde_does() {
    let whole = r#"{
        "$schema": "x", "id": "a", "lang": "fi", "title": "t", "summary": "s", "credit": "c", "unknown": [1],
        "published": "2018-07-16T03:53:00Z", "updated": "2018-07-16T12:29:00.5+08:00",
        "place": {"name": "Helsinki", "zone": "Europe/Helsinki"},
        "parties": [{"id": "p", "name": "P"}],
        "zones": [{"zone": "UTC"}, {"zone": "Asia/Hong_Kong", "label": "HK"}, {"zone": "UTC", "label": null}],
        "sessions": [
            {"id": "s", "title": "S", "start": "2018-07-16T10:20:00Z", "end": "2018-07-16T11:20:00Z",
             "status": "postponed", "was": "2018-07-16T09:20:00Z", "note": "n", "outcome": "o"},
            {"id": "e", "title": "E", "start": "2018-07-16T10:20:00Z", "status": "expected", "end": null},
            {"id": "c", "title": "C", "start": "2018-07-16T10:20:00Z", "status": "cancelled"},
            {"id": "f", "title": "F", "start": "2018-07-16T10:20:00Z", "status": "confirmed"}],
        "issues": [
            {"id": "i", "title": "I", "summary": "s", "body": ["b"], "positions": [{"party": "p", "text": "t"}],
             "dates": [{"date": "2018", "text": "y"}, {"date": "2018-07", "text": "m"}, {"date": "2018-07-16", "text": "d"}],
             "links": [{"title": "l", "url": "https://e.example"}, {"title": "m"}], "sessions": ["s"],
             "updated": "2018-07-16T10:20:00Z", "outcome": "o"},
            {"id": "j", "title": "J", "summary": "s"}]
    }"#;
    for text in [HELSINKI, ACCORD, whole] {
        let serde: Brief = serde_json::from_str(text).expect("serde should read the brief");
        assert_eq!(brief_from_json(text).expect("the browser should read the brief"), serde);
    }
}

#[wasm_bindgen_test]
fn zones_have_the_offsets_of_the_tz_database() {
    assert_offsets(&IntlZones::default());
}

#[wasm_bindgen_test]
fn offsets_change_at_the_exact_millisecond() {
    let zones = IntlZones::default();
    let change = at("2018-03-11T07:00:00Z");
    for (millis, hours) in [(-1, -5), (0, -4), (1, -4)] {
        let offset = zones.offset("America/New_York", change.plus_millis(millis)).expect("New York");
        assert_eq!(offset.seconds(), hours * 3_600, "{millis} ms after the change");
    }
}

#[wasm_bindgen_test]
fn unknown_zone_names_are_rejected() {
    let zones = IntlZones::default();
    for name in [
        "", " ", "+03:00", "-05:00", "UTC+3", "Mars/Olympus_Mons", "Europe/Helsingfors", "Europe/Helsinki ", "Helsinki",
    ] {
        let unknown = zones.offset(name, at("2018-07-16T10:20:00Z")).expect_err(name);
        assert_eq!(unknown.zone, name);
    }
}

#[wasm_bindgen_test]
fn offsets_stay_right_with_more_zones_than_are_cached() {
    let zones = IntlZones::default();
    let others = [
        "Africa/Cairo", "Africa/Lagos", "America/Bogota", "America/Caracas", "America/Lima", "America/Sao_Paulo",
        "Asia/Colombo", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo",
        "Asia/Yangon", "Australia/Adelaide", "Australia/Eucla", "Pacific/Auckland",
    ];
    for _ in 0..2 {
        assert_offsets(&zones);
        for name in others {
            zones.offset(name, at("2018-07-16T10:20:00Z")).expect(name);
        }
    }
    let offset = zones.offset("Australia/Eucla", at("2018-07-16T10:20:00Z")).expect("Eucla");
    assert_eq!(offset.seconds(), (8 * 60 + 45) * 60);
    assert_offsets(&zones);
}

#[wasm_bindgen_test]
fn the_browser_knows_its_own_zone() {
    let zone = platform::browser_zone().expect("a zone");
    assert!(IntlZones::default().offset(&zone, platform::now()).is_ok(), "{zone}");
}

// JSON.

/// The Helsinki brief as JSON, with the value at `path` replaced by `value`, or removed if that is `None`.
fn changed(path: &[&str], value: Option<JsValue>) -> String {
    let brief = js_sys::JSON::parse(HELSINKI).expect("JSON");
    let (last, parents) = path.split_last().expect("a path");
    let parent =
        parents.iter().fold(brief.clone(), |node, key| js_sys::Reflect::get(&node, &(*key).into()).expect("a node"));
    match value {
        Some(value) => js_sys::Reflect::set(&parent, &(*last).into(), &value).map(|_| ()).expect("a parent"),
        None => {
            js_sys::Reflect::delete_property(&parent.into(), &(*last).into()).map(|_| ()).expect("a parent");
        }
    }
    js_sys::JSON::stringify(&brief).expect("JSON").into()
}

#[wasm_bindgen_test]
fn both_briefs_can_be_read_and_follow_the_rules() {
    for (text, sessions, issues) in [(HELSINKI, 2, 9), (ACCORD, 13, 40)] {
        let brief = brief_from_json(text).expect("a brief");
        assert_eq!((brief.sessions.len(), brief.issues.len()), (sessions, issues), "{}", brief.id);
        assert_eq!(violations(&brief), [], "{}", brief.id);
        let zones = IntlZones::default();
        let content = Content::new(Rc::new(brief), None, Some("Asia/Kathmandu"), &zones).expect("known zones");
        assert_eq!(content.schedule.days.iter().map(|day| day.rows.len()).sum::<usize>(), sessions);
    }
}

#[wasm_bindgen_test]
fn text_is_read_exactly() {
    let brief = brief_from_json(ACCORD).expect("a brief");
    assert!(brief.summary.contains("< 1 gram of salt"), "{}", brief.summary);
    assert!(brief.sessions.iter().any(|session| session.title.starts_with('“')));
    let odd = "“a\u{0}b” \u{1F30A} é \\ \" </script>";
    let brief = brief_from_json(&changed(&["title"], Some(odd.into()))).expect("a brief");
    assert_eq!(brief.title, odd);
}

#[wasm_bindgen_test]
fn invalid_json_is_refused_as_not_json() {
    for text in ["", "<!DOCTYPE html>", "{", &HELSINKI[..HELSINKI.find("\"issues\"").unwrap()], "{\"id\": 'x'}"] {
        let error = brief_from_json(text).expect_err(text).to_string();
        assert!(error.starts_with("not JSON: ") && error.len() > "not JSON: ".len(), "{text:?}: {error}");
    }
}

#[wasm_bindgen_test]
fn json_that_is_not_an_object_is_refused() {
    for text in ["null", "7", "\"text\"", "[]", "true"] {
        let error = brief_from_json(text).expect_err(text).to_string();
        assert!(!error.is_empty() && !error.contains("not JSON"), "{text}: {error}");
    }
}

#[wasm_bindgen_test]
fn a_missing_field_is_refused_with_its_path() {
    for (path, place) in [
        (&["title"][..], ""),
        (&["place", "zone"], "place"),
        (&["issues", "1", "summary"], "issues[1]"),
        (&["issues", "2", "positions", "0", "party"], "issues[2].positions[0]"),
        (&["sessions", "1", "start"], "sessions[1]"),
    ] {
        let error = brief_from_json(&changed(path, None)).expect_err("a field is missing").to_string();
        let field = path.last().unwrap();
        assert!(error.starts_with(place) && error.contains(field), "{path:?}: {error}");
    }
}

#[wasm_bindgen_test]
fn a_wrong_value_is_refused_with_its_path() {
    let object = || JsValue::from(js_sys::Object::new());
    for (path, value, place) in [
        (&["issues", "2", "title"][..], JsValue::from(7), "issues[2].title"),
        (&["title"], JsValue::NULL, "title"),
        (&["title"], object(), "title"),
        (&["place"], "Helsinki".into(), "place"),
        (&["place"], js_sys::Array::new().into(), "place"),
        (&["issues"], object(), "issues"),
        (&["issues", "0"], "text".into(), "issues[0]"),
        (&["issues", "0", "body"], "one paragraph".into(), "issues[0].body"),
        (&["issues", "0", "body", "1"], true.into(), "issues[0].body[1]"),
        (&["sessions", "0", "start"], 1_531_736_400_000.0.into(), "sessions[0].start"),
        (&["sessions", "0", "start"], "2018-07-16T10:20:00".into(), "sessions[0].start"),
        (&["sessions", "1", "status"], "maybe".into(), "sessions[1].status"),
        (&["issues", "0", "dates", "0", "date"], "2018-13".into(), "issues[0].dates[0].date"),
    ] {
        let error = brief_from_json(&changed(path, Some(value))).expect_err("a wrong value").to_string();
        assert!(error.starts_with(&format!("{place}: ")), "{path:?}: {error}");
    }
}

#[wasm_bindgen_test]
fn unknown_fields_are_ignored() {
    let text = changed(&["issues", "0", "colour"], Some("red".into()));
    assert_eq!(brief_from_json(&text).as_ref(), brief_from_json(HELSINKI).as_ref());
    // An optional field may be `null`.
    let text = changed(&["credit"], Some(JsValue::NULL));
    assert_eq!(brief_from_json(&text).expect("a brief").credit, None);
}

/// A brief with exactly one of every field.
const EVERY_FIELD: &str = r#"{
    "id": "a", "$schema": "b", "lang": "en-GB", "title": "t", "summary": "s",
    "published": "2018-07-16T03:53:00Z", "updated": "2018-07-16T12:29:00+08:00",
    "place": { "name": "n", "zone": "UTC" }, "credit": "c",
    "parties": [{ "id": "p", "name": "n" }],
    "zones": [{ "zone": "UTC", "label": "l" }],
    "sessions": [{ "id": "s", "title": "t", "start": "2018-07-16T10:20:00Z", "end": "2018-07-16T10:30:00Z",
        "status": "postponed", "was": "2018-07-16T09:20:00Z", "note": "n", "outcome": "o" }],
    "issues": [{ "id": "i", "title": "t", "summary": "s", "body": ["b"], "positions": [{ "party": "p", "text": "t" }],
        "dates": [{ "date": "2018-07", "text": "t" }], "links": [{ "title": "t", "url": "https://example.org/" }],
        "sessions": ["s"], "updated": "2018-07-16T04:00:00Z", "outcome": "o" }]
}"#;

/// Every place in `value` except the root: its JSON pointer, and its path as errors write it.
fn places(value: &serde_json::Value) -> Vec<(String, String)> {
    let steps: Vec<(String, String, &serde_json::Value)> = match value {
        serde_json::Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), format!(".{name}"), value)).collect()
        }
        serde_json::Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (index.to_string(), format!("[{index}]"), value)).collect()
        }
        _ => Vec::new(),
    };
    let below = |(pointer, path, value): (String, String, &serde_json::Value)| {
        let inner = places(value).into_iter();
        let inner = inner.map(|(rest, further)| (format!("/{pointer}{rest}"), format!("{path}{further}")));
        std::iter::once((format!("/{pointer}"), path.clone())).chain(inner.collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    steps.into_iter().flat_map(below).collect()
}

#[wasm_bindgen_test]
fn the_browser_and_serde_read_and_refuse_the_same_briefs() {
    let whole: serde_json::Value = serde_json::from_str(EVERY_FIELD).expect("JSON");
    let agree = |text: &str, what: &str| {
        let (here, serde) = (brief_from_json(text), serde_json::from_str::<Brief>(text));
        match (&here, &serde) {
            (Ok(here), Ok(serde)) => assert_eq!(here, serde, "{what}"),
            (Err(_), Err(_)) => {}
            _ => panic!("{what}: {here:?}, serde {serde:?}"),
        }
        here.err()
    };
    for text in [HELSINKI, ACCORD, EVERY_FIELD] {
        assert_eq!(agree(text, "unchanged"), None);
    }

    let others = ["null", "7", "-1.5", "true", "\"\"", "\"text\"", "[]", "[[]]", "{}"]
        .map(|text| serde_json::from_str::<serde_json::Value>(text).expect("JSON"));
    let mut refused = 0;
    for (pointer, path) in places(&whole) {
        let path = path.trim_start_matches('.');
        for other in &others {
            let mut changed = whole.clone();
            *changed.pointer_mut(&pointer).expect("a place") = other.clone();
            if let Some(error) = agree(&changed.to_string(), &format!("{other} at {path}")) {
                assert!(error.path.describe().starts_with(path), "{other} at {path}: {error}");
                refused += 1;
            }
        }
        let mut without = whole.clone();
        let (parent, name) = pointer.rsplit_once('/').expect("a place");
        let removed = match without.pointer_mut(parent).expect("a parent") {
            serde_json::Value::Object(fields) => fields.remove(name),
            serde_json::Value::Array(items) => items.pop(),
            _ => None,
        };
        assert!(removed.is_some(), "{path}");
        if let Some(error) = agree(&without.to_string(), &format!("without {path}")) {
            let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
            assert_eq!(error.path.describe(), parent, "without {path}: {error}");
            assert!(error.reason.contains(&format!("“{name}”")), "without {path}: {error}");
            refused += 1;
        }
    }
    assert!(refused > 300, "{refused} refused");
}

// The shared timer. Each wait uses its own alarm, so no test depends on how late alarms fire.

/// The names of alarms in the order they fired, and how late each was, in milliseconds.
type Log = Rc<RefCell<Vec<(&'static str, i64)>>>;

/// An alarm for `due` that adds itself to `log` when it fires.
fn logging_alarm(log: &Log, name: &'static str, due: Instant) -> Alarm {
    let log = log.clone();
    let alarm = Alarm::new(move |_| log.borrow_mut().push((name, platform::now().millis_since(due))));
    alarm.set(Some(due));
    alarm
}

fn names(log: &Log) -> Vec<&'static str> {
    log.borrow().iter().map(|(name, _)| *name).collect()
}

/// Waits for an alarm that is due in `millis` milliseconds.
async fn wait(millis: i64) {
    let alarm = Rc::new(RefCell::new(None));
    let fires = Promise::new(&mut |resolve, _| {
        let waiting = Alarm::new(move |_| drop(resolve.call0(&JsValue::NULL)));
        waiting.set(Some(platform::now().plus_millis(millis)));
        alarm.replace(Some(waiting));
    });
    JsFuture::from(fires).await.expect("an alarm");
}

/// A time that no test reaches.
fn far_future() -> Instant {
    platform::now().plus_millis(3_600_000)
}

#[wasm_bindgen_test]
async fn an_alarm_fires_once_and_not_before_its_time() {
    let log = Log::default();
    let start = platform::now();
    let _alarm = logging_alarm(&log, "a", start.plus_millis(40));
    let _past = logging_alarm(&log, "past", start.plus_millis(-5_000));
    wait(80).await;
    wait(20).await;
    let mut names = names(&log);
    names.sort_unstable();
    assert_eq!(names, ["a", "past"]);
    assert!(log.borrow().iter().all(|(_, late)| *late >= 0), "{log:?}");
}

#[wasm_bindgen_test]
async fn an_earlier_alarm_fires_even_if_it_was_set_later() {
    let log = Log::default();
    let start = platform::now();
    let _before = logging_alarm(&log, "before", start.plus_millis(20));
    let _far = logging_alarm(&log, "far", far_future());
    let _after = logging_alarm(&log, "after", start.plus_millis(10));
    wait(60).await;
    let mut names = names(&log);
    names.sort_unstable();
    assert_eq!(names, ["after", "before"]);
}

#[wasm_bindgen_test]
async fn a_cancelled_or_dropped_alarm_never_fires() {
    let log = Log::default();
    let start = platform::now();
    let dropped = logging_alarm(&log, "dropped", start.plus_millis(20));
    let cancelled = logging_alarm(&log, "cancelled", start.plus_millis(20));
    let postponed = logging_alarm(&log, "postponed", start.plus_millis(20));
    drop(dropped);
    cancelled.set(None);
    postponed.set(Some(far_future()));
    wait(60).await;
    assert_eq!(names(&log), [""; 0]);
    postponed.set(Some(platform::now()));
    wait(20).await;
    assert_eq!(names(&log), ["postponed"]);
}

#[wasm_bindgen_test]
async fn an_alarm_may_be_set_again_when_it_fires() {
    let times = Rc::new(RefCell::new(0));
    let alarm: Rc<RefCell<Option<Alarm>>> = Rc::default();
    let again = Alarm::new({
        let (times, alarm) = (times.clone(), alarm.clone());
        move |_| {
            *times.borrow_mut() += 1;
            let due = (*times.borrow() < 3).then(|| platform::now().plus_millis(10));
            alarm.borrow().as_ref().expect("itself").set(due);
        }
    });
    again.set(Some(platform::now()));
    alarm.replace(Some(again));
    let mut turns = 0;
    while *times.borrow() < 3 && turns < 1_000 {
        wait(5).await;
        turns += 1;
    }
    wait(30).await;
    assert_eq!(*times.borrow(), 3);
    alarm.replace(None);
}

/// A widget that another one removes from the page must not render again.
#[wasm_bindgen_test]
async fn an_alarm_dropped_by_another_with_the_same_time_does_not_fire() {
    let log = Log::default();
    let due = platform::now().plus_millis(20);
    let second: Rc<RefCell<Option<Alarm>>> = Rc::default();
    let first = Alarm::new({
        let (log, second) = (log.clone(), second.clone());
        move |_| {
            log.borrow_mut().push(("first", 0));
            second.replace(None);
        }
    });
    first.set(Some(due));
    second.replace(Some(logging_alarm(&log, "second", due)));
    wait(80).await;
    assert_eq!(names(&log), ["first"]);
}

#[wasm_bindgen_test]
async fn an_alarm_beyond_the_longest_timeout_neither_fires_nor_spins() {
    let log = Log::default();
    let eval = |script: &str| js_sys::eval(script).expect("a script").as_f64();
    // Counts only timeouts set by the wasm: WebKit's driver sets its own on the page.
    eval(
        "{ const real = setTimeout; window.__count = 0; window.__real = real;
        window.setTimeout = (...rest) => {
            if (new Error().stack.includes('wasm')) window.__count += 1;
            return real(...rest);
        }; }",
    );
    // `setTimeout` takes a delay of at most 31 bits, in milliseconds, and fires at once if it is longer.
    let alarm = logging_alarm(&log, "far", platform::now().plus_millis(40 * 86_400_000));
    let real: js_sys::Function = js_sys::eval("window.__real").expect("the timer").unchecked_into();
    let turn = Promise::new(&mut |resolve, _| {
        real.call2(&JsValue::NULL, &resolve, &100.into()).expect("a timeout");
    });
    JsFuture::from(turn).await.expect("a turn");
    let count = eval("window.setTimeout = window.__real; window.__count");
    assert_eq!((names(&log), count), (vec![], Some(1.0)));
    drop(alarm);
}

// The widget.

fn props(brief: Brief, now: Option<Instant>) -> WidgetInput {
    let reader = now.map(|_| "Asia/Kathmandu");
    let content = Content::new(Rc::new(brief), None, reader, &IntlZones::default()).expect("known zones");
    WidgetInput {
        content: Rc::new(content),
        locale: Locale::from_tag("en-GB"),
        level: HeadingLevel::default(),
        expand: Rc::new(Expand::First),
        reserve_room: now.is_none(),
        issues_first: false,
        calendar: None,
        sections: 2,
        now: now.map(|now| Now::new(now, "Asia/Kathmandu", &IntlZones::default())),
        live: None,
        header_ref: NodeRef::default(),
    }
}

#[derive(PartialEq, Properties)]
struct MountedProps {
    widget: WidgetInput,
}

#[component]
fn Mounted(props: &MountedProps) -> Html {
    widget(&props.widget)
}

#[wasm_bindgen_test]
async fn the_widget_renders_into_a_detached_host() {
    for text in [HELSINKI, ACCORD] {
        let brief = brief_from_json(text).expect("a brief");
        let (title, issues, published) = (brief.title.clone(), brief.issues.clone(), brief.published.instant);
        for now in [None, Some(published)] {
            let host = document().create_element("div").expect("a host");
            let props = MountedProps { widget: props(brief.clone(), now) };
            let app = Renderer::<Mounted>::with_root_and_props(host.clone(), props).render();
            // Yew renders in a microtask, or later if it is busy.
            let mut turns = 0;
            while host.child_element_count() == 0 && turns < 1_000 {
                wait(1).await;
                turns += 1;
            }
            let text_of = |css: &str| host.query_selector(css).expect(css).and_then(|one| one.text_content());
            assert_eq!(text_of("h2").as_deref(), Some(title.as_str()));
            assert_eq!(text_of(".sb-card__details[open] h3").as_deref(), Some(issues[0].title.as_str()));
            assert_eq!(host.query_selector_all(".sb-card__details").expect("cards").length() as usize, issues.len());
            assert_eq!(text_of("[role=timer]").is_some(), now.is_some(), "the countdown runs only with a clock");
            assert!(!host.is_connected());
            app.destroy();
        }
    }
}

/// Waits until `find` returns something. Yew renders in a microtask, or later if it is busy.
async fn eventually<T>(what: &str, find: impl Fn() -> Option<T>) -> T {
    for _ in 0..1_000 {
        if let Some(found) = find() {
            return found;
        }
        wait(5).await;
    }
    panic!("{what} did not appear");
}

#[wasm_bindgen_test]
async fn a_yew_application_mounts_the_root_and_receives_its_reports() {
    let host = document().create_element("div").expect("a host");
    document().body().expect("a body").append_child(&host).expect("a place");
    let app = Renderer::<yew_app::Article>::with_root(host.clone()).render();
    let query = |css: &str| host.query_selector(css).expect(css);
    let text_of = |css: &str| query(css).and_then(|one| one.text_content()).unwrap_or_default();
    let click = |css: &str| query(css).expect(css).unchecked_into::<web_sys::HtmlElement>().click();
    let brief = brief_from_json(HELSINKI).expect("a brief");
    let (first, last) = (&brief.issues[0].title, brief.issues.last().expect("an issue").title.clone());

    eventually("the countdown", || query("summit-brief > .sb [role=timer]")).await;
    assert_eq!(text_of("summit-brief > .sb > .sb-head h2"), brief.title);
    assert_eq!(text_of(".last"), "Nothing has been opened yet.");

    click(".sb-card__head");
    let opened = format!("{first} was opened.");
    eventually("the first report", || (text_of(".last") == opened).then_some(())).await;
    assert!(query(".sb-card__details[open]").is_some());

    // “Show all”, then the table of positions, and back.
    click(".sb-bar button");
    let opened = format!("{last} was opened.");
    eventually("the last report", || (text_of(".last") == opened).then_some(())).await;
    assert_eq!(
        host.query_selector_all(".sb-card__details[open]").expect("cards").length() as usize,
        brief.issues.len()
    );
    click(".sb-bar button:last-child");
    eventually("the table", || query(".sb-compare")).await;
    assert!(query(".sb-card__details").is_none());
    click(".sb-bar button");
    eventually("the cards", || query(".sb-card__details")).await;
    assert_eq!(
        host.query_selector_all(".sb-card__details[open]").expect("cards").length() as usize,
        brief.issues.len()
    );

    // Switching the clock works although the widget remembers nothing.
    let before = text_of(".sb-schedule .sb-time");
    click(".sb-reader > .sb-controls > button");
    eventually("another clock", || (text_of(".sb-schedule .sb-time") != before).then_some(())).await;
    app.destroy();
    host.remove();
}
