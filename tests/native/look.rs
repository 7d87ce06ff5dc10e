//! What readers see first, and what is folded away: the order of the parts, the headings of days, the link to the current
//! day, the key of the day band, and the words of the countdown.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::{Value, json};
use summit_brief::brief::Brief;
use summit_brief::widget::{self, ReaderView};

use super::render::{Options, View, all, only, static_view, text, texts, view, view_at};
use super::support::{accord, at, helsinki, helsinki_with};

/// The Helsinki brief with these sessions, and Helsinki as its only column.
fn brief_with(sessions: &Value) -> Brief {
    helsinki_with(|brief| {
        brief["zones"] = json!([{ "zone": "Europe/Helsinki", "label": "Helsinki" }]);
        brief["sessions"] = sessions.clone();
        for issue in brief["issues"].as_array_mut().unwrap() {
            issue.as_object_mut().unwrap().remove("sessions");
        }
    })
}

/// A session on a day of July 2018 in Helsinki, from one hour to the next, overridden by `fields`.
fn session(day: u32, hour: u32, fields: &Value) -> Value {
    let time = |hour: u32| format!("2018-07-{day:02}T{hour:02}:00:00+03:00");
    let id = format!("on-{day}-at-{hour}");
    let mut session = json!({ "id": id, "title": id, "start": time(hour), "end": time(hour + 1) });
    session.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    session
}

/// A confirmed session.
fn held(day: u32, hour: u32) -> Value {
    session(day, hour, &json!({}))
}

/// Sessions on Monday, Tuesday and Wednesday, 16 to 18 July 2018: two, one, and one.
fn three_days() -> Brief {
    brief_with(&json!([held(16, 10), held(16, 15), held(17, 10), held(18, 10)]))
}

/// A moment in July 2018 in Helsinki: `16T16:00:00`.
fn july(time: &str) -> String {
    format!("2018-07-{time}+03:00")
}

/// `brief` at `now`. The days that were over at `folded` are folded. Both are moments in July.
fn folded_view(brief: Brief, now: &str, folded: Option<&str>) -> View {
    let folded = folded.map(|folded| at(&july(folded)));
    view(brief, Options { now: Some(at(&july(now))), folded, ..Options::default() })
}

#[derive(Debug, PartialEq)]
enum Heading {
    /// The day cannot be folded.
    Plain(String),
    Open(String),
    Folded(String),
}

fn plain(heading: &str) -> Heading {
    Heading::Plain(heading.to_owned())
}

fn open(heading: &str) -> Heading {
    Heading::Open(heading.to_owned())
}

fn folded(heading: &str) -> Heading {
    Heading::Folded(heading.to_owned())
}

/// The headings of the schedule's days. Each is the first row of its `tbody`. If the day is folded, the style sheet
/// hides the other rows.
fn headings(view: &View) -> Vec<Heading> {
    let days = all(view.root(), ".sb-schedule tbody").into_iter();
    days.map(|day| {
        let row = day.child_elements().next().unwrap();
        let heading = only(row, "th[scope=rowgroup]");
        assert_eq!(all(row, "td").len(), 0);
        match all(heading, "details").as_slice() {
            [] => Heading::Plain(text(heading)),
            [details] => {
                assert_eq!(text(*details), text(only(*details, "details > summary")));
                assert_eq!(text(*details), text(heading), "expected nothing beside the disclosure");
                match details.attr("open") {
                    Some(_) => Heading::Open(text(heading)),
                    None => Heading::Folded(text(heading)),
                }
            }
            more => panic!("{} disclosures in a heading", more.len()),
        }
    })
    .collect()
}

const MONDAY: &str = "Monday 16 July 2018";
const MONDAY_OVER: &str = "Monday 16 July 2018: 2 sessions, over";
const TUESDAY: &str = "Tuesday 17 July 2018";
const TUESDAY_OVER: &str = "Tuesday 17 July 2018: 1 session, over";
const WEDNESDAY: &str = "Wednesday 18 July 2018";

#[test]
fn days_that_were_over_at_the_start_are_folded() {
    for (now, start, expected) in [
        // Monday's last session ends at 16:00.
        ("16T15:59:59", "16T15:59:59", [plain(MONDAY), plain(TUESDAY), plain(WEDNESDAY)]),
        ("16T16:00:00", "16T16:00:00", [folded(MONDAY_OVER), plain(TUESDAY), plain(WEDNESDAY)]),
        // A day that ends while the reader is watching stays open.
        ("16T16:00:00", "16T15:59:59", [open(MONDAY_OVER), plain(TUESDAY), plain(WEDNESDAY)]),
        ("17T11:00:00", "16T16:00:00", [folded(MONDAY_OVER), open(TUESDAY_OVER), plain(WEDNESDAY)]),
        ("17T11:00:00", "17T11:00:00", [folded(MONDAY_OVER), folded(TUESDAY_OVER), plain(WEDNESDAY)]),
    ] {
        let view = folded_view(three_days(), now, Some(start));
        assert_eq!(headings(&view), expected, "{now}, {start}");
        // The rows are still there.
        assert_eq!(all(view.root(), ".sb-schedule .sb-session").len(), 4, "{now}, {start}");
    }
    let all_over = folded_view(three_days(), "20T00:00:00", Some("20T00:00:00"));
    let wednesday_over = folded("Wednesday 18 July 2018: 1 session, over");
    assert_eq!(headings(&all_over), [folded(MONDAY_OVER), folded(TUESDAY_OVER), wednesday_over]);
}

#[test]
fn no_day_is_folded_if_no_moment_is_given() {
    let view = folded_view(three_days(), "17T11:00:00", None);
    assert_eq!(headings(&view), [open(MONDAY_OVER), open(TUESDAY_OVER), plain(WEDNESDAY)]);
}

#[test]
fn static_html_folds_no_day() {
    assert_eq!(headings(&static_view(three_days())), [plain(MONDAY), plain(TUESDAY), plain(WEDNESDAY)]);
    let accord = static_view(accord());
    assert_eq!(all(accord.root(), ".sb-schedule details, .sb-day [id]").len(), 0);
    assert_eq!(headings(&accord).len(), 4);
}

#[test]
fn sessions_that_are_not_held_do_not_keep_a_day_open() {
    let cancelled = |day, hour| session(day, hour, &json!({ "status": "cancelled" }));
    // Without a new time.
    let postponed = |day, hour| session(day, hour, &json!({ "status": "postponed" }));
    let moved = |day, hour| session(day, hour, &json!({ "status": "postponed", "was": "2018-07-15T10:00:00+03:00" }));
    for (monday, is_folded) in [
        (vec![held(16, 10), cancelled(16, 20)], true),
        (vec![cancelled(16, 8), held(16, 10), postponed(16, 20)], true),
        // A day on which nothing takes place is not over.
        (vec![cancelled(16, 10)], false),
        (vec![postponed(16, 10), cancelled(16, 11)], false),
        // A session with a new time is held.
        (vec![held(16, 10), moved(16, 20)], false),
        (vec![held(16, 10), moved(16, 11)], true),
        (vec![held(16, 10), session(16, 20, &json!({ "status": "expected" }))], false),
    ] {
        let sessions: Vec<Value> = monday.iter().cloned().chain([held(17, 10)]).collect();
        let view = folded_view(brief_with(&json!(sessions)), "16T18:00:00", Some("16T18:00:00"));
        let headings = headings(&view);
        match &headings[0] {
            Heading::Folded(heading) => assert!(is_folded && heading.starts_with(&format!("{MONDAY}: ")), "{monday:?}"),
            other => assert!(!is_folded && *other == plain(MONDAY), "{monday:?}: {other:?}"),
        }
        assert_eq!(headings[1], plain(TUESDAY));
    }
}

#[test]
fn a_single_day_is_never_folded() {
    let sessions = json!([held(16, 10), held(16, 15)]);
    for now in ["16T09:00:00", "16T12:00:00", "16T16:00:00", "30T00:00:00"] {
        let view = folded_view(brief_with(&sessions), now, Some(now));
        assert_eq!(all(view.root(), ".sb-schedule details, .sb-day").len(), 0, "{now}");
        assert_eq!(view.schedule().len(), 3, "{now}");
    }
}

#[test]
fn the_first_column_is_headed_by_the_date_of_a_single_day() {
    let first = |view: &View| {
        let heading = only(view.root(), ".sb-schedule thead th.sb-schedule__session");
        assert_eq!(heading.attr("scope"), Some("col"));
        text(heading)
    };
    for now in [None, Some(at("2018-07-14T00:00:00Z")), Some(at("2018-07-16T10:30:00Z"))] {
        for reader in [None, Some("Pacific/Auckland")] {
            let options = Options { now, reader, ..Options::default() };
            let single = view(helsinki(), options.clone());
            assert_eq!(first(&single), "Monday 16 July 2018", "{now:?}, {reader:?}");
            assert_eq!(all(single.root(), ".sb-day, th[scope=rowgroup]").len(), 0);
            assert!(!text(only(single.root(), ".sb-schedule")).contains("Session"));
            let several = view(accord(), options);
            assert_eq!(first(&several), "Session", "{now:?}, {reader:?}");
            assert_eq!(all(several.root(), ".sb-day").len(), 4);
        }
    }
    // All days count, including those on which nothing is held.
    let cancelled = session(17, 10, &json!({ "status": "cancelled" }));
    let view = static_view(brief_with(&json!([held(16, 10), cancelled])));
    assert_eq!(first(&view), "Session");
    assert_eq!(headings(&view), [plain(MONDAY), plain(TUESDAY)]);
}

/// The text of the link to the current day, and the text that its target starts with. Every link in the schedule has
/// exactly one target.
#[track_caller]
fn way(view: &View) -> Option<(String, String)> {
    let links = all(view.root(), ".sb-schedule__caption a");
    let link = *links.first()?;
    assert_eq!(links.len(), 1);
    assert_eq!(text(only(view.root(), ".sb-schedule caption")), format!("Schedule {}", text(link)));
    let id = link.attr("href").unwrap().strip_prefix('#').unwrap();
    let targets: Vec<_> =
        all(view.root(), "[id]").into_iter().filter(|element| element.attr("id") == Some(id)).collect();
    assert_eq!(targets.len(), 1, "{id} in {:?}", headings(view));
    let heading = all(view.root(), ".sb-day th").into_iter().find(|heading| !all(*heading, "[id]").is_empty());
    assert_eq!(heading.map(text), Some(text(targets[0])), "{id} is not the heading of a day");
    Some((text(link), text(targets[0])))
}

/// As above, at a moment in July.
#[track_caller]
fn way_at(brief: Brief, now: &str) -> Option<(String, String)> {
    way(&folded_view(brief, now, Some(now)))
}

#[test]
fn a_link_leads_to_the_day_that_the_countdown_is_about() {
    for (now, expected) in [
        ("01T00:00:00", None),
        // On the first day, nothing needs to be scrolled past.
        ("16T00:00:00", None),
        ("16T15:30:00", None),
        // Monday's sessions are over, but it is not Tuesday yet.
        ("16T16:00:00", Some(("Go to Tue 17 July", TUESDAY))),
        ("16T23:59:59", Some(("Go to Tue 17 July", TUESDAY))),
        // It is still Monday for the reader, who is in UTC.
        ("17T00:00:00", Some(("Go to Tue 17 July", TUESDAY))),
        ("17T03:00:00", Some(("Go to today", TUESDAY))),
        ("17T10:30:00", Some(("Go to today", TUESDAY))),
        ("17T11:00:00", Some(("Go to Wed 18 July", WEDNESDAY))),
        ("18T10:59:59", Some(("Go to today", WEDNESDAY))),
        ("18T11:00:00", None),
    ] {
        let expected = expected.map(|(link, day)| (link.to_owned(), day.to_owned()));
        assert_eq!(way_at(three_days(), now), expected, "{now}");
    }
}

#[test]
fn the_link_has_a_target_and_follows_the_countdown_on_days_without_times() {
    // Tuesday's session is over while Monday's continues.
    let long = session(16, 10, &json!({ "end": july("17T18:00:00") }));
    let way = way_at(brief_with(&json!([long, held(17, 9)])), "17T11:00:00");
    assert!(way.is_none_or(|(link, day)| link == "Go to today" && day.starts_with(TUESDAY)));
    // All day on Monday and on Wednesday.
    let all_day = |day: u32| {
        let date = format!("2018-07-{day}");
        session(day, 0, &json!({ "start": date, "end": date, "allDay": true }))
    };
    for (now, expected) in [
        ("15T12:00:00", None),
        ("16T12:00:00", None),
        ("17T08:00:00", Some(("Go to today", TUESDAY))),
        ("17T11:00:00", Some(("Go to Wed 18 July", WEDNESDAY))),
        ("18T11:00:00", Some(("Go to today", WEDNESDAY))),
        ("19T00:00:00", None),
    ] {
        let expected = expected.map(|(link, day)| (link.to_owned(), day.to_owned()));
        assert_eq!(way_at(brief_with(&json!([all_day(16), held(17, 9), all_day(18)])), now), expected, "{now}");
    }
}

#[test]
fn static_html_and_single_days_have_no_link_to_a_day() {
    // On Monday, no session has a time, so the band shows Tuesday.
    let without_time = session(16, 10, &json!({ "start": "2018-07-16", "end": "2018-07-16", "allDay": true }));
    for brief in [three_days(), accord(), helsinki(), brief_with(&json!([without_time, held(17, 10)]))] {
        assert_eq!(way(&static_view(brief)), None);
    }
    for now in ["2018-07-14T00:00:00Z", "2018-07-16T10:30:00Z", "2018-07-20T00:00:00Z"] {
        assert_eq!(way(&view_at(helsinki(), now)), None, "{now}");
    }
}

/// Two widgets on a page may show the same brief.
#[test]
fn the_target_of_the_link_differs_between_widgets() {
    let ids: HashSet<String> = [3, 4]
        .into_iter()
        .map(|widget| {
            let reader = Rc::new(ReaderView { widget, ..ReaderView::default() });
            let live = Some(widget::View { reader, ..widget::View::default() });
            let now = Some(at(&july("17T10:30:00")));
            let view = view(three_days(), Options { now, live, ..Options::default() });
            assert_eq!(way(&view), Some(("Go to today".to_owned(), TUESDAY.to_owned())));
            let id = only(view.root(), ".sb-day span[id]").attr("id").unwrap().to_owned();
            assert_eq!(id, format!("helsinki-2018_day-{widget}"));
            id
        })
        .collect();
    assert_eq!(ids.len(), 2);
}

/// The class of each part of the widget, in the order of the document.
fn parts(view: &View) -> Vec<String> {
    let parts =
        ".sb-head, .sb-countdown, .sb-schedule, .sb-band, .sb-reader, .sb-bar, .sb-cards, .sb-compare, .sb-foot";
    let first_class = |part: scraper::ElementRef| {
        let mut classes = part.value().classes().filter(|class| *class != "sb-controls");
        classes.next().unwrap().to_owned()
    };
    all(view.root(), parts).into_iter().map(first_class).collect()
}

#[test]
fn the_publisher_chooses_what_comes_first() {
    const DAY: [&str; 3] = ["sb-schedule", "sb-band", "sb-reader"];
    let now = Some(at("2018-07-16T03:53:00Z"));
    let live = |compare| Some(widget::View { compare, ..widget::View::default() });
    for (now, live, cards) in [
        (None, None, "sb-cards"),
        (now, None, "sb-cards"),
        (now, live(false), "sb-cards"),
        (now, live(true), "sb-compare"),
    ] {
        for issues_first in [false, true] {
            let view = view(helsinki(), Options { now, live: live.clone(), issues_first, ..Options::default() });
            let issues = ["sb-bar", cards];
            let middle = if issues_first { [&issues[..], &DAY[..]] } else { [&DAY[..], &issues[..]] }.concat();
            let expected = [&["sb-head", "sb-countdown"][..], &middle[..], &["sb-foot"]].concat();
            assert_eq!(parts(&view), expected, "{now:?}, {issues_first}");
        }
    }
}

#[test]
fn the_key_of_the_day_band_explains_only_what_the_band_shows() {
    let key = |view: &View| {
        let band = only(view.root(), "details.sb-band");
        assert_eq!(band.attr("open"), None);
        assert_eq!(text(only(band, "details > summary")), "The day at a glance");
        let picture = only(band, "details > div[role=img]");
        assert!(picture.attr("aria-label").is_some_and(|label| label.contains("schedule")));
        // A line per column, with its name only: the clocks are in the schedule.
        assert_eq!(texts(picture, ".sb-band__line"), texts(picture, ".sb-band__zone"));
        assert_eq!(all(picture, "time").len(), 0);
        let lines = all(picture, ".sb-band__line:not(.sb-live)").len();
        let marks = all(picture, ".sb-band__now").len();
        let has_key = !all(picture, ".sb-band__sign--now").is_empty();
        assert_eq!(marks, if has_key { lines } else { 0 });
        text(only(picture, ".sb-band__key"))
    };
    assert_eq!(key(&static_view(three_days())), "Monday 16 July 2018 night");
    for (now, expected) in [
        ("15T23:59:59", "Monday 16 July 2018 night"),
        ("16T00:00:00", "Monday 16 July 2018 night now"),
        ("16T15:59:59", "Monday 16 July 2018 night now"),
        // The next session is tomorrow.
        ("16T16:00:00", "Tuesday 17 July 2018 night"),
        ("17T00:00:00", "Tuesday 17 July 2018 night now"),
        ("18T11:00:00", "Monday 16 July 2018 night"),
    ] {
        assert_eq!(key(&folded_view(three_days(), now, None)), expected, "{now}");
    }
    let zones = |reader| {
        let view = view(helsinki(), Options { reader: Some(reader), ..Options::default() });
        texts(view.root(), ".sb-band__zone")
    };
    assert_eq!(zones("Pacific/Auckland"), ["GMT", "Hong Kong", "Helsinki", "you"]);
    assert_eq!(zones("Asia/Shanghai"), ["GMT", "Hong Kong", "Helsinki"]);
}

/// Sessions on Monday at 10:00 in Helsinki with these titles; those in capitals are confirmed.
fn together(titles: &[&str]) -> Value {
    let sessions = titles.iter().map(|title| {
        let is_confirmed = title.chars().all(char::is_uppercase);
        let status = if is_confirmed { "confirmed" } else { "expected" };
        session(16, 10, &json!({ "id": title.to_lowercase(), "title": title, "status": status }))
    });
    sessions.collect()
}

#[test]
fn unconfirmed_sessions_are_marked_if_a_confirmed_one_starts_at_the_same_time() {
    for (titles, lead, expected) in [
        (&["A"][..], "Next", "A"),
        (&["A", "B"], "Next", "A · B"),
        // The lead says it for all of them.
        (&["c"], "Next, not confirmed", "c"),
        (&["c", "d"], "Next, not confirmed", "c · d"),
        (&["A", "c"], "Next", "A · c (not confirmed)"),
        (&["c", "A"], "Next", "c (not confirmed) · A"),
        (&["c", "A", "d"], "Next", "c (not confirmed) · A · d (not confirmed)"),
        // The lead also depends on the sessions that are not named.
        (&["c", "d", "e", "A"], "Next", "c (not confirmed) · d (not confirmed) and 2 more"),
        (&["c", "d", "e", "f"], "Next, not confirmed", "c · d and 2 more"),
    ] {
        let before = folded_view(brief_with(&together(titles)), "16T09:00:00", None);
        assert_eq!(texts(before.root(), ".sb-countdown__lead"), [lead], "{titles:?}");
        assert_eq!(texts(before.root(), ".sb-countdown__title"), [expected], "{titles:?}");
        let prerendered = static_view(brief_with(&together(titles)));
        assert_eq!(texts(prerendered.root(), ".sb-countdown__title"), [expected], "{titles:?}");
        // While another session is under way.
        let mut sessions = together(titles);
        sessions.as_array_mut().unwrap().insert(0, session(16, 8, &json!({ "end": july("16T10:00:00") })));
        let under_way = folded_view(brief_with(&sessions), "16T09:00:00", None);
        assert_eq!(texts(under_way.root(), ".sb-countdown__title"), ["on-16-at-8", expected], "{titles:?}");
        assert_eq!(texts(under_way.root(), ".sb-countdown__then .sb-countdown__lead"), [lead], "{titles:?}");
    }
}

#[test]
fn the_date_of_the_countdown_is_short_unless_it_is_a_range() {
    let date = |view: &View| text(only(view.root(), ".sb-countdown__date"));
    let all_day =
        |end| brief_with(&json!([session(16, 10, &json!({ "start": "2018-07-16", "end": end, "allDay": true }))]));
    for (brief, expected) in [
        (three_days(), "Mon 16 July"),
        (accord(), "Fri, October 29"),
        (all_day("2018-07-16"), "Mon 16 July"),
        (all_day("2018-07-18"), "16–18 July 2018"),
    ] {
        assert_eq!(date(&static_view(brief.clone())), expected);
        let now = Some(at("2018-07-15T00:00:00Z"));
        assert_eq!(date(&view(brief, Options { now, ..Options::default() })), expected);
    }
}

#[test]
fn the_readers_clock_and_the_seconds_are_marked() {
    let marked = |reader| {
        let now = Some(at("2018-07-16T03:53:00Z"));
        let view = view(helsinki(), Options { now, reader: Some(reader), ..Options::default() });
        assert_eq!(texts(view.root(), ".sb-countdown [data-seconds]"), ["00 s"]);
        assert_eq!(all(view.root(), ".sb-figure").len(), 3);
        (texts(view.root(), ".sb-clock[data-reader]"), texts(view.root(), ".sb-clock:not([data-reader])"))
    };
    let (readers, others) = marked("Pacific/Auckland");
    assert_eq!((readers, others), (vec!["22:20 your time (Auckland)".to_owned()], vec!["18:20 Hong Kong".to_owned()]));
    let (readers, others) = marked("Asia/Hong_Kong");
    assert_eq!((readers, others.len()), (vec!["18:20 Hong Kong · your time".to_owned()], 0));
    // More than a day before, there are no seconds.
    let early = view_at(helsinki(), "2018-07-14T03:53:00Z");
    assert_eq!((all(early.root(), "[data-seconds]").len(), all(early.root(), ".sb-figure").len()), (0, 3));
}

#[test]
fn label_and_dates_are_one_sentence_after_the_event() {
    let unconfirmed = brief_with(&json!([session(16, 10, &json!({ "status": "expected" }))]));
    for (brief, expected) in [
        (helsinki(), "Took place Monday 16 July 2018"),
        (accord(), "Took place October 29 – November 1, 2027"),
        (unconfirmed, "Was planned for Monday 16 July 2018"),
    ] {
        let view = view_at(brief, "2031-01-01T00:00:00Z");
        let label = only(view.root(), "p.sb-countdown__label");
        assert_eq!(text(label), expected);
        let pieces = [texts(label, ".sb-countdown__lead"), texts(label, ".sb-countdown__title")].concat();
        assert_eq!(pieces.join(" "), expected);
        assert_eq!(all(view.root(), ".sb-countdown__sentence").len(), 0);
    }
}

#[test]
fn a_session_of_several_days_that_comes_next_has_its_last_day() {
    let several = session(17, 0, &json!({ "start": "2018-07-17", "end": "2018-07-18", "allDay": true }));
    let view = folded_view(brief_with(&json!([held(16, 10), several])), "16T10:30:00", None);
    assert_eq!(text(only(view.root(), ".sb-countdown__then")), "Next on-17-at-0 17–18 July 2018, all day");
}
