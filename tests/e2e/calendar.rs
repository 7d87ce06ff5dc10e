//! Adding sessions to the reader's calendar: links work without scripts, files need them.

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use summit_brief::schedule::calendar;
use summit_brief::text::{Locale, fill};
use thirtyfour::Key;

use crate::brief::{Brief, Session, Status};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{calendar_is_open, choose_zone, click_control, details, downloads, recording, tab_to};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

const NAMES: [&str; 4] = ["Google", "Outlook.com", "Microsoft 365", "Yahoo"];
/// The zone of the readers of live widgets. In it, some sessions are on another day than at the venue.
const READER: &str = "Asia/Tokyo";
/// The button that opens the calendar.
const OPENER: &str = "summit-brief [popovertarget]:not([popovertargetaction])";
/// The button that closes it.
const CLOSER: &str = "summit-brief [popovertargetaction='hide']";
/// Keeps the browser on the page when a link is clicked.
const STAY: &str = "addEventListener('click', (event) => { if (event.target.closest('a')) event.preventDefault(); });";
const PROVIDERS: [&str; 4] = ["google", "outlook", "microsoft365", "yahoo"];

async fn open(world: &World, attributes: &str) -> Result<Page> {
    let element = world.brief.element(&format!("as-of='published' zone='{READER}' {attributes}"));
    let page = world.open(Setting::default(), recording(PageSpec::new("en-GB", element))).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

async fn without_scripting(world: &World) -> Result<Page> {
    let setting = Setting { scripting: false, ..Setting::default() };
    world.open(setting, PageSpec::new("en-GB", prerendered(&world.brief, &[])?)).await
}

/// The page's address without a fragment.
async fn address(page: &Page) -> Result<String> {
    page.script("return location.href.split('#')[0];", &[]).await
}

/// The visible content of the popover: each session's title with the name, provider and address of each link.
async fn listed(page: &Page) -> Result<Vec<(String, Vec<(String, String, String)>)>> {
    let script =
        "return [...brief().querySelectorAll('[popover] li')].filter((one) => one.checkVisibility()).map((one) => [
            words(one.querySelector('.sb-calendar__title').innerText),
            [...one.querySelectorAll('a[href]')].filter((link) => link.checkVisibility())
                .map((link) => [words(link.innerText), link.dataset.provider, link.href]),
        ]);";
    page.script(script, &[]).await
}

/// The visible words that follow each session's title: its status, and when it takes place.
async fn times(page: &Page) -> Result<Vec<String>> {
    let script = "return [...brief().querySelectorAll('[popover] li')].map((one) =>
        words([...one.querySelectorAll('.sb-tag, .sb-calendar__when')].map((part) => part.innerText).join(' ')));";
    page.script(script, &[]).await
}

/// Live widgets also have a link to Yahoo, and the address of the page.
async fn lists_every_held_session_with_its_links(page: &Page, brief: &Brief, live: bool) -> Result<()> {
    let listed = listed(page).await?;
    let held = brief.held();
    let titles: Vec<&str> = listed.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, held.iter().map(|session| session.title.as_str()).collect::<Vec<_>>());
    for ((title, links), session) in listed.iter().zip(held) {
        let names: Vec<&str> = links.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, if live { &NAMES } else { &NAMES[..3] }, "{title}");
        for (_, provider, href) in links {
            link_describes(page, provider, href, brief, session, live).await?;
        }
    }
    Ok(())
}

/// Asserts that the address leads to the provider's form, with the session's title, place and times.
async fn link_describes(
    page: &Page,
    provider: &str,
    href: &str,
    brief: &Brief,
    session: &Session,
    live: bool,
) -> Result<()> {
    // The browser parses the address, as the form's own page does. The tests' scripts run even with scripting disabled.
    let script = "const { protocol, hostname, pathname, searchParams } = new URL(arguments[0]);
        return [`${protocol}//${hostname}${pathname}`, Object.fromEntries(searchParams)];";
    let (form, fields): (String, Value) = page.script(script, &[json!(href)]).await?;
    let basic = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let extended = |at: Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let zone = TimeZone::get(READER)?;
    let local = |at: Timestamp| zone.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
    let end = session.end.unwrap_or(session.start);
    let field = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
    let (expected_form, title, location, text, times) = match provider {
        "google" => (
            "https://calendar.google.com/calendar/render",
            field("text"),
            field("location"),
            field("details"),
            field("dates") == format!("{}/{}", basic(session.start), basic(end)),
        ),
        "outlook" | "microsoft365" => (
            if provider == "outlook" {
                "https://outlook.live.com/calendar/0/deeplink/compose"
            } else {
                "https://outlook.office.com/calendar/0/deeplink/compose"
            },
            field("subject"),
            field("location"),
            field("body").replace("&amp;", "&").replace("&lt;", "<"),
            [field("startdt"), field("enddt")] == [extended(session.start), extended(end)],
        ),
        _ => (
            "https://calendar.yahoo.com/",
            field("TITLE"),
            field("in_loc"),
            field("DESC"),
            [field("ST"), field("ET")] == [local(session.start), local(end)],
        ),
    };
    let said = page.said(ONLY).await?;
    let is_expected = session.status == Status::Expected;
    let expected_title =
        if is_expected { fill(said.in_brackets, &[&session.title, said.expected]) } else { session.title.clone() };
    assert_eq!(form, expected_form);
    assert_eq!(title, expected_title, "{provider}");
    assert_eq!(location, brief.content.place.name, "{provider}");
    assert!(text.starts_with(&brief.content.title), "{provider}: {text}");
    let says_so = text.contains(said.end_unknown);
    assert_eq!(says_so, session.end.is_none(), "{provider}: {text}");
    assert_eq!(text.ends_with(&address(page).await?), live, "{provider}: {text}");
    assert!(times, "{provider}: {fields:#}");
    Ok(())
}

case!(EachBrief, without_scripting_a_click_opens_the_links);
async fn without_scripting_a_click_opens_the_links(world: World) -> Result<()> {
    let page = without_scripting(&world).await?;
    calendar_is_open(&page, false).await?;
    page.click(OPENER).await?;
    calendar_is_open(&page, true).await?;
    lists_every_held_session_with_its_links(&page, &world.brief, false).await?;
    // Files and local times need a script, so neither files nor Yahoo are offered.
    let words = page.words(ONLY).await?;
    assert!(!words.contains(".ics") && !words.contains("Yahoo"), "{words}");
    page.click(CLOSER).await?;
    calendar_is_open(&page, false).await
}

case!(Helsinki, without_scripting_times_are_the_newsrooms);
async fn without_scripting_times_are_the_newsrooms(world: World) -> Result<()> {
    let page = without_scripting(&world).await?;
    page.click(OPENER).await?;
    calendar_is_open(&page, true).await?;
    let expected = ["Mon 16 July, 18:20 · Hong Kong", "not confirmed Mon 16 July, 21:30 · Hong Kong"];
    assert_eq!(times(&page).await?, expected);
    Ok(())
}

case!(Helsinki, live_times_are_the_readers);
async fn live_times_are_the_readers(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let expected = ["Mon 16 July, 19:20 · your time (Tokyo)", "not confirmed Mon 16 July, 22:30 · your time (Tokyo)"];
    assert_eq!(times(&page).await?, expected);
    page.press(Key::Escape).await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let expected =
        ["Mon 16 July, 22:20 · your time (Auckland)", "not confirmed Tue 17 July, 01:30 · your time (Auckland)"];
    assert_eq!(times(&page).await?, expected);
    let yahoo: Vec<String> = page
        .script(
            "return [...brief().querySelectorAll('[data-provider=yahoo]')]
                .map((link) => new URL(link.href).searchParams.get('ST'));",
            &[],
        )
        .await?;
    assert_eq!(yahoo, ["20180716T222000", "20180717T013000"]);
    Ok(())
}

case!(Helsinki, close_and_all_sessions_come_first);
async fn close_and_all_sessions_come_first(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    tab_to(&page, OPENER).await?;
    page.press(Key::Enter).await?;
    calendar_is_open(&page, true).await?;
    for expected in ["Close", "All sessions (.ics)", "Google"] {
        page.press(Key::Tab).await?;
        let focused: String = page.script("return words(document.activeElement.innerText);", &[]).await?;
        assert_eq!(focused, expected);
    }
    Ok(())
}

case!(EachBrief, links_and_buttons_name_their_session);
async fn links_and_buttons_name_their_session(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let mut expected =
        vec![("button".to_owned(), "Close".to_owned()), ("button".to_owned(), "All sessions (.ics)".to_owned())];
    for session in world.brief.held() {
        let links = NAMES.iter().map(|name| ("link".to_owned(), format!("{name}: {}", session.title)));
        expected.extend(links);
        expected.push(("button".to_owned(), format!("File (.ics): {}", session.title)));
    }
    assert_eq!(page.exposed("summit-brief [popover] :is(a, button)").await?, expected);
    Ok(())
}

case!(Helsinki, close_closes_it_and_returns_the_focus);
async fn close_closes_it_and_returns_the_focus(world: World) -> Result<()> {
    for page in [without_scripting(&world).await?, open(&world, "").await?] {
        tab_to(&page, OPENER).await?;
        page.press(Key::Enter).await?;
        calendar_is_open(&page, true).await?;
        tab_to(&page, CLOSER).await?;
        page.press(Key::Enter).await?;
        calendar_is_open(&page, false).await?;
        opener_has_the_focus(&page).await?;
        page.press(Key::Enter).await?;
        calendar_is_open(&page, true).await?;
        page.click(CLOSER).await?;
        calendar_is_open(&page, false).await?;
        opener_has_the_focus(&page).await?;
        world.close(page).await;
    }
    Ok(())
}

async fn opener_has_the_focus(page: &Page) -> Result<()> {
    let script = "return document.activeElement.matches(arguments[0]);";
    let focused: bool = page.script(script, &[json!(OPENER)]).await?;
    assert!(focused, "the focus returns to the control");
    Ok(())
}

case!(Helsinki, elements_with_the_same_brief_open_their_own_calendar);
async fn elements_with_the_same_brief_open_their_own_calendar(world: World) -> Result<()> {
    let element = world.brief.element("as-of='published'");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", format!("{element}\n{element}"))).await?;
    page.wait_until_live(2).await?;
    // A third one, before them.
    let script = "document.querySelector('summit-brief').before(document.querySelector('summit-brief').cloneNode());";
    let () = page.script(script, &[]).await?;
    page.wait_until_live(3).await?;
    for index in 0..3 {
        each_opens_its_own(&page, index, 3).await?;
    }
    Ok(())
}

case!(Helsinki, a_live_element_opens_its_own_calendar_beside_a_prerendered_one);
async fn a_live_element_opens_its_own_calendar_beside_a_prerendered_one(world: World) -> Result<()> {
    // The first element becomes live only if it comes near the viewport.
    let html = prerendered(&world.brief, &[("as-of", "published")])?;
    let live = html.replacen("<summit-brief ", "<summit-brief loading='eager' ", 1);
    let hidden = format!("<div hidden>{html}</div>");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", format!("{hidden}{live}"))).await?;
    page.wait_until_live(1).await?;
    let is_static = "return [...document.querySelectorAll('summit-brief')]
        .map((one) => one.querySelector('.sb--static') !== null);";
    assert_eq!(page.script::<Vec<bool>>(is_static, &[]).await?, [true, false]);
    each_opens_its_own(&page, 1, 2).await
}

/// Asserts that the control of the element at `index` opens that element's popover, and no other.
async fn each_opens_its_own(page: &Page, index: usize, count: usize) -> Result<()> {
    let script = "return document.querySelectorAll('summit-brief')[arguments[0]].querySelector('[popovertarget]');";
    let control = page.element(script, &[json!(index)]).await?;
    control.scroll_into_view().await?;
    page.click_on(&control).await?;
    let expected: Vec<bool> = (0..count).map(|other| other == index).collect();
    eventually(&format!("the popover of element {index}"), || async {
        let script = "return [...document.querySelectorAll('summit-brief')]
            .map((one) => one.querySelector('[popover]').matches(':popover-open'));";
        let open: Vec<bool> = page.script(script, &[]).await?;
        Ok(if open == expected { Ok(()) } else { Err(format!("{open:?}")) })
    })
    .await?;
    page.press(Key::Escape).await
}

case!(Helsinki, without_scripting_enter_opens_it_and_escape_closes_it);
async fn without_scripting_enter_opens_it_and_escape_closes_it(world: World) -> Result<()> {
    let page = without_scripting(&world).await?;
    tab_to(&page, OPENER).await?;
    page.press(Key::Enter).await?;
    calendar_is_open(&page, true).await?;
    for expected in ["Close", "Google"] {
        page.press(Key::Tab).await?;
        let focused: String = page.script("return words(document.activeElement.innerText);", &[]).await?;
        assert_eq!(focused, expected, "the popover is next in the tab order");
    }
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await?;
    opener_has_the_focus(&page).await
}

case!(EachBrief, opens_with_click_enter_and_space_and_returns_the_focus);
async fn opens_with_click_enter_and_space_and_returns_the_focus(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await?;
    for key in [Key::Enter, Key::Space] {
        // Starts at the top of the page, because at its end, Tab leads to the browser's own controls.
        page.reload().await?;
        tab_to(&page, OPENER).await?;
        page.press(key).await?;
        calendar_is_open(&page, true).await?;
        page.press(Key::Tab).await?;
        page.press(Key::Escape).await?;
        calendar_is_open(&page, false).await?;
        opener_has_the_focus(&page).await?;
    }
    let exposed = page.exposed(OPENER).await?;
    assert_eq!(exposed, [("button".to_owned(), "Add to calendar".to_owned())]);
    Ok(())
}

case!(EachBrief, every_session_has_four_links_that_describe_it);
async fn every_session_has_four_links_that_describe_it(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    lists_every_held_session_with_its_links(&page, &world.brief, true).await
}

case!(Helsinki, each_link_emits_one_event);
async fn each_link_emits_one_event(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let () = page.script(STAY, &[]).await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let mut expected = Vec::new();
    for session in ["meeting", "press-conference"] {
        for provider in PROVIDERS {
            page.click(&format!("summit-brief [data-session='{session}'] [data-provider='{provider}']")).await?;
            expected.push(json!({ "session": session, "provider": provider }));
            assert_eq!(details(&page, "sb-calendar").await?, expected);
        }
    }
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(Helsinki, a_hosted_calendar_can_be_subscribed_to);
async fn a_hosted_calendar_can_be_subscribed_to(world: World) -> Result<()> {
    let page = open(&world, "calendar='https://cdn.example/helsinki.ics'").await?;
    let () = page.script(STAY, &[]).await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let script =
        "return [...brief().querySelectorAll('.sb-calendar__all > *')].map((one) => [words(one.innerText), one.href]);";
    let expected = json!([
        ["Subscribe", "webcal://cdn.example/helsinki.ics"],
        ["All sessions (.ics)", "https://cdn.example/helsinki.ics"]
    ]);
    assert_eq!(page.script::<Value>(script, &[]).await?, expected);
    let mut expected = Vec::new();
    for provider in ["webcal", "ics"] {
        page.click(&format!("summit-brief .sb-calendar__all [data-provider='{provider}']")).await?;
        expected.push(json!({ "session": null, "provider": provider }));
        assert_eq!(details(&page, "sb-calendar").await?, expected);
    }
    assert!(downloads(&page).await?.is_empty(), "the widget writes no file of its own");
    assert_eq!(page.console_lines().await?, [""; 0]);
    // Only an http or https address is offered.
    page.set_attribute(ONLY, "calendar", Some("javascript:alert(1)")).await?;
    eventually("a warning", || async {
        let lines = page.console_lines().await?;
        Ok(if lines.len() == 1 && lines[0].contains("invalid calendar") { Ok(()) } else { Err(format!("{lines:?}")) })
    })
    .await?;
    page.draw_frames().await?;
    let script = "return [...brief().querySelectorAll('.sb-calendar__all > *')].map((one) => one.localName);";
    assert_eq!(page.script::<Value>(script, &[]).await?, json!(["button"]));
    Ok(())
}

/// The file that the command line writes for these sessions, with the address of the page.
fn native_ics(brief: &Brief, sessions: &[usize], url: &str) -> Result<String> {
    let document: summit_brief::brief::Brief = serde_json::from_str(brief.text())?;
    let words = &Locale::from_tag("en-GB").strings().calendar();
    Ok(calendar::ics(&document, sessions, words, Some(url)))
}

case!(EachBrief, file_of_one_session_matches_the_command_line);
async fn file_of_one_session_matches_the_command_line(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let url = address(&page).await?;
    let (mut files, mut events) = (Vec::new(), Vec::new());
    for (index, session) in world.brief.json()["sessions"].as_array().context("a list")?.iter().enumerate() {
        if session["status"] == "cancelled" {
            continue;
        }
        let id = session["id"].as_str().context("an id")?;
        page.click(&format!("summit-brief [data-session='{id}'] button")).await?;
        events.push(json!({ "session": id, "provider": "ics" }));
        let name = format!("{}-{id}.ics", world.brief.content.id);
        files.push((name, "text/calendar;charset=utf-8".to_owned(), native_ics(&world.brief, &[index], &url)?));
    }
    assert_eq!(downloads(&page).await?, files);
    assert_eq!(details(&page, "sb-calendar").await?, events);
    Ok(())
}

case!(EachBrief, file_of_all_sessions_matches_the_command_line);
async fn file_of_all_sessions_matches_the_command_line(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let url = address(&page).await?;
    // The file does not contain the fragment.
    let () = page.script("location.hash = '#elsewhere';", &[]).await?;
    click_control(&page, "Add to calendar").await?;
    click_control(&page, "All sessions (.ics)").await?;
    let all: Vec<usize> = (0..world.brief.content.sessions.len()).collect();
    let name = format!("{}.ics", world.brief.content.id);
    let expected = [(name, "text/calendar;charset=utf-8".to_owned(), native_ics(&world.brief, &all, &url)?)];
    assert_eq!(downloads(&page).await?, expected);
    let events = details(&page, "sb-calendar").await?;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["provider"], "ics");
    assert!(events[0]["session"].is_null(), "{events:?}");
    Ok(())
}

case!(Helsinki, offers_each_session_until_it_is_over);
async fn offers_each_session_until_it_is_over(world: World) -> Result<()> {
    let end = "2018-07-16T12:20:00Z";
    let element = world.brief.inline("as-of='published'", |brief| brief["sessions"][0]["end"] = json!(end));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    let titles: Vec<&str> = world.brief.held().iter().map(|session| session.title.as_str()).collect();
    // A session under way is still offered; one that is over is not. All sessions together are offered only if there
    // are several.
    for (now, titles, all) in [("2018-07-16T12:19:59Z", &titles[..], true), (end, &titles[1..], false)] {
        page.set_attribute(ONLY, "as-of", Some(now)).await?;
        eventually(&format!("the sessions offered at {now}"), || async {
            let script = "return [
                [...brief().querySelectorAll('.sb-calendar__title')].map((one) => words(one.textContent)),
                brief().querySelector('[popover]').textContent.includes('All sessions'),
            ];";
            let found: (Vec<String>, bool) = page.script(script, &[]).await?;
            Ok(if found.0 == titles && found.1 == all { Ok(()) } else { Err(format!("{found:?}")) })
        })
        .await?;
    }
    // Without an end, a session is over at midnight in Helsinki.
    page.set_attribute(ONLY, "as-of", Some("2018-07-16T21:00:00Z")).await?;
    eventually("no calendar", || async {
        let count: usize = page.script("return brief().querySelectorAll('[popovertarget]').length;", &[]).await?;
        Ok(if count == 0 { Ok(()) } else { Err(format!("{count} controls")) })
    })
    .await?;
    assert!(!page.words(ONLY).await?.contains("calendar"));
    assert_eq!(page.exposed("summit-brief [popover], summit-brief [popovertarget]").await?, []);
    Ok(())
}

case!(Helsinki, stays_open_when_the_widget_goes_live);
/// The swap does not close a popover that the reader has just opened.
async fn stays_open_when_the_widget_goes_live(world: World) -> Result<()> {
    let gate = world.site.hold("_bg.wasm");
    let element = prerendered(&world.brief, &[("as-of", "published")])?;
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.click(OPENER).await?;
    calendar_is_open(&page, true).await?;
    let live: bool = page.script("return Boolean(brief().querySelector('.sb:not(.sb--static)'));", &[]).await?;
    assert!(!live, "the test must open the calendar in the prerendered HTML");
    gate.open();
    page.wait_until_live(1).await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await
}
