//! The menu *Add to calendar*, rendered natively, as static HTML and live.

use std::collections::HashSet;
use std::rc::Rc;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use summit_brief::brief::Brief;
use summit_brief::components::{Now, WidgetInput};
use summit_brief::desk::TzDatabase;
use summit_brief::render;
use summit_brief::text::Locale;
use summit_brief::widget::{Expand, HeadingLevel, ReaderView, View};
use yew::{Callback, NodeRef};

use super::support::{accord, at, content, helsinki, helsinki_with};

/// A page's address, which is not part of static HTML.
const PAGE: &str = "https://news.example/summit";

/// The menu as a reader perceives it.
struct Menu {
    /// The id of the popover.
    id: String,
    /// The texts of all links and buttons in it, in order.
    controls: Vec<String>,
    /// The accessible names of the links and buttons, in order.
    names: Vec<String>,
    /// The addresses of the links.
    addresses: Vec<String>,
    /// For each session: its title, and its status together with when it takes place.
    sessions: Vec<(String, String)>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error:?}"))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The menu of a live widget for `reader`, given as a zone and the current time; without a reader, the menu of static
/// HTML. `None` if no session is left to add.
fn menu(brief: Brief, reader: Option<(&str, &str)>) -> Option<Menu> {
    menu_with(brief, reader, None)
}

/// As above, with the address of a hosted calendar.
fn menu_with(brief: Brief, reader: Option<(&str, &str)>, hosted: Option<&str>) -> Option<Menu> {
    let view = ReaderView { page: Some(PAGE.to_owned()), widget: 7, ..ReaderView::default() };
    let html = Html::parse_fragment(&render::html(WidgetInput {
        locale: Locale::from_tag(&brief.lang),
        content: Rc::new(content(brief, reader.map(|(zone, _)| zone))),
        level: HeadingLevel::default(),
        expand: Rc::new(Expand::default()),
        reserve_room: true,
        issues_first: false,
        calendar: hosted.map(str::to_owned),
        sections: 2,
        now: reader.map(|(zone, now)| Now::new(at(now), zone, &TzDatabase::default())),
        live: reader.map(|_| (View { reader: Rc::new(view), ..View::default() }, Callback::noop())),
        header_ref: NodeRef::default(),
    }));
    let popover = html.select(&selector("[popover]")).next()?;
    let id = popover.attr("id").unwrap().to_owned();
    for button in html.select(&selector("[popovertarget]")) {
        assert_eq!(button.attr("popovertarget"), Some(id.as_str()));
    }
    let controls = selector("a, button");
    let name = |control: ElementRef<'_>| control.attr("aria-label").map_or_else(|| words(control), str::to_owned);
    Some(Menu {
        controls: popover.select(&controls).map(words).collect(),
        names: popover.select(&controls).map(name).collect(),
        addresses: popover.select(&selector("a")).map(|link| link.attr("href").unwrap().to_owned()).collect(),
        sessions: popover
            .select(&selector("li"))
            .map(|session| {
                let rest = session.select(&selector(".sb-tag, .sb-calendar__when")).map(words).collect::<Vec<_>>();
                (words(session.select(&selector(".sb-calendar__title")).next().unwrap()), rest.join(" | "))
            })
            .collect(),
        id,
    })
}

/// The Helsinki brief with these sessions.
fn brief_with(sessions: Value) -> Brief {
    helsinki_with(|brief| brief["sessions"] = sessions)
}

/// What the menu of a brief with only `session` shows for it: its status, and when it takes place.
fn when(session: &Value, reader: Option<&str>) -> String {
    let mut session = session.clone();
    session["id"] = json!("a");
    session["title"] = json!("A");
    let menu = menu(brief_with(json!([session])), reader.map(|zone| (zone, "2018-07-01T00:00:00Z"))).unwrap();
    assert_eq!(menu.sessions.len(), 1);
    menu.sessions[0].1.clone()
}

#[test]
fn the_menu_says_when_each_session_takes_place() {
    let open = json!({ "start": "2018-07-16T13:30:00Z" });
    let short = json!({ "start": "2018-07-16T13:30:00Z", "end": "2018-07-16T15:00:00Z" });
    let expected = json!({ "start": "2018-07-16T13:30:00Z", "status": "expected" });
    let moved = json!({ "start": "2018-07-16T13:30:00Z", "was": "2018-07-16T12:30:00Z", "status": "postponed" });
    let tbc = json!({ "start": "2018-07-16" });
    let all_day = json!({ "start": "2018-07-16", "allDay": true });
    let days = json!({ "start": "2018-07-16", "end": "2018-07-18", "allDay": true, "status": "expected" });
    for (session, reader, expected) in [
        // Static: in the newsroom's zone, the first that is not UTC.
        (&open, None, "Mon 16 July, 21:30 · Hong Kong"),
        (&short, None, "Mon 16 July, 21:30–23:00 · Hong Kong"),
        (&expected, None, "not confirmed | Mon 16 July, 21:30 · Hong Kong"),
        (&tbc, None, "Mon 16 July · time to be confirmed"),
        (&all_day, None, "Mon 16 July · all day"),
        (&days, None, "not confirmed | 16–18 July 2018 · all day"),
        // Live: in the reader's.
        (&open, Some("Asia/Hong_Kong"), "Mon 16 July, 21:30 · Hong Kong · your time"),
        (&open, Some("Europe/London"), "Mon 16 July, 14:30 · your time (London)"),
        (&open, Some("UTC"), "Mon 16 July, 13:30 · GMT · your time"),
        (&moved, Some("UTC"), "postponed | Mon 16 July, 13:30 · GMT · your time"),
        // On the reader's date.
        (&open, Some("Pacific/Auckland"), "Tue 17 July, 01:30 · your time (Auckland)"),
        (&short, Some("Asia/Tokyo"), "Mon 16 July, 22:30 – Tue 17 July, 00:00 · your time (Tokyo)"),
        // A day is the same everywhere.
        (&all_day, Some("Pacific/Auckland"), "Mon 16 July · all day"),
        (&tbc, Some("Pacific/Honolulu"), "Mon 16 July · time to be confirmed"),
    ] {
        assert_eq!(when(session, reader), expected, "{session} {reader:?}");
    }
}

#[test]
fn a_time_that_clocks_show_twice_has_its_offset() {
    let brief = brief_with(
        json!([{ "id": "a", "title": "A", "start": "2018-10-28T00:30:00Z", "end": "2018-10-28T01:30:00Z" }]),
    );
    let menu = menu(brief, Some(("Europe/Helsinki", "2018-07-01T00:00:00Z"))).unwrap();
    assert_eq!(menu.sessions[0].1, "Sun 28 October, 03:30 UTC+3–03:30 UTC+2 · Helsinki · your time");
}

#[test]
fn the_live_menu_starts_with_close_and_all_sessions() {
    let menu = menu(helsinki(), Some(("Asia/Hong_Kong", "2018-07-16T04:00:00Z"))).unwrap();
    let links = ["Google", "Outlook.com", "Microsoft 365", "Yahoo", "File (.ics)"];
    let expected = [&["Close", "All sessions (.ics)"][..], &links, &links].concat();
    assert_eq!(menu.controls, expected);
    assert_eq!(menu.sessions[0].0, "Trump and Putin meet");
    assert_eq!(menu.sessions[1].0, "Joint press conference");
}

#[test]
fn a_hosted_calendar_comes_first_with_and_without_script() {
    let live = Some(("Asia/Hong_Kong", "2018-07-16T04:00:00Z"));
    for (url, subscription) in [
        ("https://cdn.example/a.ics", "webcal://cdn.example/a.ics"),
        ("http://cdn.example:8080/a.ics?b=c:d", "webcal://cdn.example:8080/a.ics?b=c:d"),
        ("HTTPS://cdn.example/", "webcal://cdn.example/"),
    ] {
        for reader in [live, None] {
            let menu = menu_with(helsinki(), reader, Some(url)).unwrap();
            assert_eq!(menu.controls[..4], ["Close", "Subscribe", "All sessions (.ics)", "Google"]);
            assert_eq!(menu.addresses[..2], [subscription, url]);
        }
    }
}

#[test]
fn the_static_menu_has_neither_files_nor_yahoo_nor_the_pages_address() {
    let menu = menu(helsinki(), None).unwrap();
    let links = ["Google", "Outlook.com", "Microsoft 365"];
    assert_eq!(menu.controls, [&["Close"][..], &links, &links].concat());
    assert!(!menu.addresses.iter().any(|address| address.contains("news.example")));
}

#[test]
fn live_links_have_the_pages_address() {
    let menu = menu(helsinki(), Some(("Asia/Hong_Kong", "2018-07-16T04:00:00Z"))).unwrap();
    assert_eq!(menu.addresses.len(), 8);
    for address in menu.addresses {
        assert!(address.ends_with("https%3A%2F%2Fnews.example%2Fsummit"), "{address}");
    }
}

#[test]
fn all_sessions_is_offered_if_several_are_left() {
    for (now, all, sessions) in [
        // Without an end, the meeting is over at midnight in Helsinki.
        ("2018-07-16T20:59:59Z", true, 2),
        ("2018-07-16T21:00:00Z", false, 0),
    ] {
        let menu = menu(helsinki(), Some(("UTC", now)));
        assert_eq!(menu.as_ref().map_or(0, |menu| menu.sessions.len()), sessions, "{now}");
        let offered = menu.is_some_and(|menu| menu.controls.contains(&"All sessions (.ics)".to_owned()));
        assert_eq!(offered, all, "{now}");
    }
    let mut brief = helsinki();
    brief.sessions.truncate(1);
    let menu = menu(brief, Some(("UTC", "2018-07-16T04:00:00Z"))).unwrap();
    assert_eq!(menu.controls[..2], ["Close", "Google"]);
}

#[test]
fn the_menu_lists_held_sessions_in_the_order_of_the_schedule() {
    let brief = brief_with(json!([
        { "id": "b", "title": "Second", "start": "2018-07-16T13:30:00Z" },
        { "id": "c", "title": "Cancelled", "start": "2018-07-16T11:30:00Z", "status": "cancelled" },
        { "id": "d", "title": "Postponed", "start": "2018-07-16T11:30:00Z", "status": "postponed" },
        { "id": "a", "title": "First", "start": "2018-07-16T10:20:00Z" },
    ]));
    for reader in [None, Some(("UTC", "2018-07-16T04:00:00Z"))] {
        let menu = menu(brief.clone(), reader).unwrap();
        let titles: Vec<&str> = menu.sessions.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, ["First", "Second"]);
    }
}

#[test]
fn the_name_of_each_link_and_button_starts_with_its_text_and_names_its_session() {
    for brief in [helsinki(), accord()] {
        for reader in [None, Some(("Asia/Tokyo", "2018-07-16T04:00:00Z"))] {
            let menu = menu(brief.clone(), reader).unwrap();
            let per_session = if reader.is_some() { 5 } else { 3 };
            let shared = menu.controls.len() - per_session * menu.sessions.len();
            for (index, (text, name)) in menu.controls.iter().zip(&menu.names).enumerate().skip(shared) {
                let (title, _) = &menu.sessions[(index - shared) / per_session];
                assert_eq!(*name, format!("{text}: {title}"));
            }
            assert_eq!(menu.names.iter().collect::<HashSet<_>>().len(), menu.names.len());
        }
    }
}

#[test]
fn the_popover_of_each_live_widget_has_its_own_id() {
    assert_eq!(menu(helsinki(), None).unwrap().id, "helsinki-2018_calendar");
    assert_eq!(menu(helsinki(), Some(("UTC", "2018-07-16T04:00:00Z"))).unwrap().id, "helsinki-2018_calendar-7");
}
