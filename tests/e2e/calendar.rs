//! Adding sessions to the reader's calendar: links work without scripts, files need them.

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::{Value, json};
use summit_brief::schedule::{Agenda, calendar};
use thirtyfour::Key;

use crate::brief::{Brief, Session, Status};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{calendar_is_open, click_control, details, downloads, recording, tab_to};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

const NAMES: [&str; 4] = ["Google", "Outlook.com", "Microsoft 365", "Yahoo"];
const PROVIDERS: [&str; 4] = ["google", "outlook", "microsoft365", "yahoo"];

async fn open(world: &World, attributes: &str) -> Result<Page> {
    let element = world.brief.element(&format!("as-of='published' {attributes}"));
    let page = world.open(Setting::default(), recording(PageSpec::new("en-GB", element))).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

async fn without_scripting(world: &World) -> Result<Page> {
    let setting = Setting { scripting: false, ..Setting::default() };
    world.open(setting, PageSpec::new("en-GB", prerendered(&world.brief, &[])?)).await
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

async fn lists_every_held_session_with_its_links(page: &Page, brief: &Brief) -> Result<()> {
    let listed = listed(page).await?;
    let held: Vec<&Session> = brief.content.sessions.iter().filter(|session| session.is_held()).collect();
    let titles: Vec<&str> = listed.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, held.iter().map(|session| session.title.as_str()).collect::<Vec<_>>());
    for ((title, links), session) in listed.iter().zip(held) {
        let names: Vec<&str> = links.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, NAMES, "{title}");
        for (_, provider, href) in links {
            link_describes(page, provider, href, brief, session).await?;
        }
    }
    Ok(())
}

/// Asserts that the address leads to the provider's form, with the session's title, place and times.
async fn link_describes(page: &Page, provider: &str, href: &str, brief: &Brief, session: &Session) -> Result<()> {
    // The browser parses the address, as the form's own page does. The tests' scripts run even with scripting disabled.
    let script = "const { protocol, hostname, pathname, searchParams } = new URL(arguments[0]);
        return [`${protocol}//${hostname}${pathname}`, Object.fromEntries(searchParams)];";
    let (form, fields): (String, Value) = page.script(script, &[json!(href)]).await?;
    let basic = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let extended = |at: Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let end = brief.end(session);
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
            field("title"),
            field("in_loc"),
            field("desc"),
            [field("st"), field("et")] == [basic(session.start), basic(end)],
        ),
    };
    let remark = if session.status == Status::Expected { " (not confirmed)" } else { "" };
    assert_eq!(form, expected_form);
    assert_eq!(title, format!("{}{remark}", session.title), "{provider}");
    assert_eq!(location, brief.content.place.name, "{provider}");
    assert!(text.starts_with(&brief.content.title), "{provider}: {text}");
    assert!(times, "{provider}: {fields:#}");
    Ok(())
}

case!(EachBrief, without_scripting_a_click_opens_the_links);
async fn without_scripting_a_click_opens_the_links(world: World) -> Result<()> {
    let page = without_scripting(&world).await?;
    calendar_is_open(&page, false).await?;
    page.click("summit-brief [popovertarget]").await?;
    calendar_is_open(&page, true).await?;
    lists_every_held_session_with_its_links(&page, &world.brief).await?;
    // Files need a script, so they are not offered.
    assert!(!page.words(ONLY).await?.contains(".ics"));
    Ok(())
}

case!(Helsinki, without_scripting_enter_opens_it_and_escape_closes_it);
async fn without_scripting_enter_opens_it_and_escape_closes_it(world: World) -> Result<()> {
    let page = without_scripting(&world).await?;
    tab_to(&page, "summit-brief [popovertarget]").await?;
    page.press(Key::Enter).await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Tab).await?;
    let focused: String = page.script("return words(document.activeElement.innerText);", &[]).await?;
    assert_eq!(focused, "Google", "the popover is next in the tab order");
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await?;
    let focused: bool = page.script("return document.activeElement.matches('[popovertarget]');", &[]).await?;
    assert!(focused, "the focus returns to the control");
    Ok(())
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
        tab_to(&page, "summit-brief [popovertarget]").await?;
        page.press(key).await?;
        calendar_is_open(&page, true).await?;
        page.press(Key::Tab).await?;
        page.press(Key::Escape).await?;
        calendar_is_open(&page, false).await?;
        let focused: bool = page.script("return document.activeElement.matches('[popovertarget]');", &[]).await?;
        assert!(focused, "the focus returns to the control");
    }
    let exposed = page.exposed("summit-brief [popovertarget]").await?;
    assert_eq!(exposed, [("button".to_owned(), "Add to calendar".to_owned())]);
    Ok(())
}

case!(EachBrief, every_session_has_four_links_that_describe_it);
async fn every_session_has_four_links_that_describe_it(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    lists_every_held_session_with_its_links(&page, &world.brief).await
}

case!(Helsinki, each_link_emits_one_event);
async fn each_link_emits_one_event(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    // Keeps the browser on the page.
    let stay = "addEventListener('click', (event) => { if (event.target.closest('a')) event.preventDefault(); });";
    let () = page.script(stay, &[]).await?;
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

/// The file that the command line writes for these sessions.
fn native_ics(brief: &Brief, sessions: &[usize]) -> Result<String> {
    let document: summit_brief::brief::Brief = serde_json::from_str(brief.text())?;
    Ok(calendar::ics(&document, &Agenda::new(&document.sessions), sessions, None))
}

case!(EachBrief, file_of_one_session_matches_the_command_line);
async fn file_of_one_session_matches_the_command_line(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let (mut files, mut events) = (Vec::new(), Vec::new());
    for (index, session) in world.brief.json()["sessions"].as_array().context("a list")?.iter().enumerate() {
        if session["status"] == "cancelled" {
            continue;
        }
        let id = session["id"].as_str().context("an id")?;
        page.click(&format!("summit-brief [data-session='{id}'] button")).await?;
        events.push(json!({ "session": id, "provider": "ics" }));
        let name = format!("{}-{id}.ics", world.brief.name);
        files.push((name, "text/calendar;charset=utf-8".to_owned(), native_ics(&world.brief, &[index])?));
    }
    assert_eq!(downloads(&page).await?, files);
    assert_eq!(details(&page, "sb-calendar").await?, events);
    Ok(())
}

case!(EachBrief, file_of_all_sessions_matches_the_command_line);
async fn file_of_all_sessions_matches_the_command_line(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    click_control(&page, "All sessions (.ics)").await?;
    let all: Vec<usize> = (0..world.brief.content.sessions.len()).collect();
    let name = format!("{}.ics", world.brief.name);
    let expected = [(name, "text/calendar;charset=utf-8".to_owned(), native_ics(&world.brief, &all)?)];
    assert_eq!(downloads(&page).await?, expected);
    let events = details(&page, "sb-calendar").await?;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["provider"], "ics");
    assert!(events[0]["session"].is_null(), "{events:?}");
    Ok(())
}

case!(Helsinki, offers_each_session_until_it_is_over);
async fn offers_each_session_until_it_is_over(world: World) -> Result<()> {
    let held = world.brief.held();
    let page = open(&world, "").await?;
    // A session under way is still offered; one that is over is not.
    for (now, titles) in [
        (held[0].start, vec![held[0].title.as_str(), &held[1].title]),
        (world.brief.end(held[0]), vec![held[1].title.as_str()]),
    ] {
        page.set_attribute(ONLY, "as-of", Some(&now.to_string())).await?;
        eventually(&format!("the sessions offered at {now}"), || async {
            let script =
                "return [...brief().querySelectorAll('.sb-calendar__title')].map((one) => words(one.textContent));";
            let found: Vec<String> = page.script(script, &[]).await?;
            Ok(if found == titles { Ok(()) } else { Err(format!("{found:?}")) })
        })
        .await?;
    }
    page.set_attribute(ONLY, "as-of", Some(&world.brief.last_end().to_string())).await?;
    page.shows_text(ONLY, "Took place").await?;
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
    page.click("summit-brief [popovertarget]").await?;
    calendar_is_open(&page, true).await?;
    let live: bool = page.script("return Boolean(brief().querySelector('.sb:not(.sb--static)'));", &[]).await?;
    assert!(!live, "the test must open the calendar in the prerendered HTML");
    gate.open();
    page.wait_until_live(1).await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await
}
