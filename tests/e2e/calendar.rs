//! Sessions for the reader's calendar: links without script, files with it.

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::{Value, json};
use summit_brief::schedule::{Agenda, calendar};
use thirtyfour::Key;

use crate::brief::{Brief, Session, Status};
use crate::engine::Setting;
use crate::noted::{calendar_is_open, click_control, details, files, noting, tab_to};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

const NAMES: [&str; 4] = ["Google", "Outlook.com", "Microsoft 365", "Yahoo"];
const PROVIDERS: [&str; 4] = ["google", "outlook", "microsoft365", "yahoo"];

async fn open(world: &World, attributes: &str) -> Result<Page> {
    let element = world.brief.element(&format!("as-of='published' {attributes}"));
    let page = world.open(Setting::default(), noting(PageSpec::new("en-GB", element))).await?;
    page.live(1).await?;
    Ok(page)
}

async fn without_script(world: &World) -> Result<Page> {
    let setting = Setting { scripting: false, ..Setting::default() };
    world.open(setting, PageSpec::new("en-GB", prerendered(&world.brief, &[])?)).await
}

/// What the popover holds that can be seen: each session's title and its links' names, providers and addresses.
async fn listed(page: &Page) -> Result<Vec<(String, Vec<(String, String, String)>)>> {
    let script =
        "return [...brief().querySelectorAll('[popover] li')].filter((one) => one.checkVisibility()).map((one) => [
            words(one.querySelector('.sb-calendar__title').innerText),
            [...one.querySelectorAll('a[href]')].filter((link) => link.checkVisibility())
                .map((link) => [words(link.innerText), link.dataset.provider, link.href]),
        ]);";
    page.script(script, &[]).await
}

async fn has_the_links_of_all(page: &Page, brief: &Brief) -> Result<()> {
    let listed = listed(page).await?;
    let held: Vec<&Session> = brief.content.sessions.iter().filter(|session| session.is_held()).collect();
    let titles: Vec<&str> = listed.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, held.iter().map(|session| session.title.as_str()).collect::<Vec<_>>());
    for ((title, links), session) in listed.iter().zip(held) {
        let names: Vec<&str> = links.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, NAMES, "{title}");
        for (_, provider, href) in links {
            says(page, provider, href, brief, session).await?;
        }
    }
    Ok(())
}

/// The address leads to the provider's form, and says when, where and what.
async fn says(page: &Page, provider: &str, href: &str, brief: &Brief, session: &Session) -> Result<()> {
    // Taken apart by the browser, as the form's own page does; where scripts may not run, the tests' own still may.
    let script = "const { protocol, hostname, pathname, searchParams } = new URL(arguments[0]);
        return [`${protocol}//${hostname}${pathname}`, Object.fromEntries(searchParams)];";
    let (place, fields): (String, Value) = page.script(script, &[json!(href)]).await?;
    let basic = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let extended = |at: Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let end = brief.end(session);
    let field = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
    let (at, title, location, text, times) = match provider {
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
    assert_eq!(place, at);
    assert_eq!(title, format!("{}{remark}", session.title), "{provider}");
    assert_eq!(location, brief.content.place.name, "{provider}");
    assert!(text.starts_with(&brief.content.title), "{provider}: {text}");
    assert!(times, "{provider}: {fields:#}");
    Ok(())
}

case!(EachBrief, without_script_a_click_opens_it_and_the_links_are_there);
async fn without_script_a_click_opens_it_and_the_links_are_there(world: World) -> Result<()> {
    let page = without_script(&world).await?;
    calendar_is_open(&page, false).await?;
    page.click("summit-brief [popovertarget]").await?;
    calendar_is_open(&page, true).await?;
    has_the_links_of_all(&page, &world.brief).await?;
    // What only a script can do is not offered.
    assert!(!page.words(ONLY).await?.contains(".ics"));
    Ok(())
}

case!(Helsinki, without_script_enter_opens_it_and_escape_closes_it);
async fn without_script_enter_opens_it_and_escape_closes_it(world: World) -> Result<()> {
    let page = without_script(&world).await?;
    tab_to(&page, "summit-brief [popovertarget]").await?;
    page.press(Key::Enter).await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Tab).await?;
    let focused: String = page.script("return words(document.activeElement.innerText);", &[]).await?;
    assert_eq!(focused, "Google", "what was opened comes next");
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await?;
    let focused: bool = page.script("return document.activeElement.matches('[popovertarget]');", &[]).await?;
    assert!(focused, "the focus is where it came from");
    Ok(())
}

case!(EachBrief, opens_by_click_and_by_enter_and_gives_the_focus_back);
async fn opens_by_click_and_by_enter_and_gives_the_focus_back(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await?;
    for key in [Key::Enter, Key::Space] {
        // From the top of the page: its end leads to the browser's own controls.
        page.reload().await?;
        tab_to(&page, "summit-brief [popovertarget]").await?;
        page.press(key).await?;
        calendar_is_open(&page, true).await?;
        page.press(Key::Tab).await?;
        page.press(Key::Escape).await?;
        calendar_is_open(&page, false).await?;
        let focused: bool = page.script("return document.activeElement.matches('[popovertarget]');", &[]).await?;
        assert!(focused, "the focus is where it came from");
    }
    let exposed = page.exposed("summit-brief [popovertarget]").await?;
    assert_eq!(exposed, [("button".to_owned(), "Add to calendar".to_owned())]);
    Ok(())
}

case!(EachBrief, every_session_has_four_links_that_say_what_it_is);
async fn every_session_has_four_links_that_say_what_it_is(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    has_the_links_of_all(&page, &world.brief).await
}

case!(Helsinki, each_link_followed_is_told_once);
async fn each_link_followed_is_told_once(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    // A test goes nowhere.
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
    assert_eq!(page.lines().await?, [""; 0]);
    Ok(())
}

fn native(brief: &Brief, sessions: &[usize]) -> Result<String> {
    let document: summit_brief::brief::Brief = serde_json::from_str(brief.text())?;
    Ok(calendar::ics(&document, &Agenda::new(&document.sessions), sessions, None))
}

case!(EachBrief, file_of_one_session_is_what_the_command_line_writes);
async fn file_of_one_session_is_what_the_command_line_writes(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    calendar_is_open(&page, true).await?;
    let (mut written, mut expected) = (Vec::new(), Vec::new());
    for (index, session) in world.brief.json()["sessions"].as_array().context("a list")?.iter().enumerate() {
        if session["status"] == "cancelled" {
            continue;
        }
        let id = session["id"].as_str().context("an id")?;
        page.click(&format!("summit-brief [data-session='{id}'] button")).await?;
        expected.push(json!({ "session": id, "provider": "ics" }));
        let name = format!("{}-{id}.ics", world.brief.name);
        written.push((name, "text/calendar;charset=utf-8".to_owned(), native(&world.brief, &[index])?));
    }
    assert_eq!(files(&page).await?, written);
    assert_eq!(details(&page, "sb-calendar").await?, expected);
    Ok(())
}

case!(EachBrief, file_of_all_sessions_is_what_the_command_line_writes);
async fn file_of_all_sessions_is_what_the_command_line_writes(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    click_control(&page, "Add to calendar").await?;
    click_control(&page, "All sessions (.ics)").await?;
    let all: Vec<usize> = (0..world.brief.content.sessions.len()).collect();
    let name = format!("{}.ics", world.brief.name);
    let expected = [(name, "text/calendar;charset=utf-8".to_owned(), native(&world.brief, &all)?)];
    assert_eq!(files(&page).await?, expected);
    let told = details(&page, "sb-calendar").await?;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["provider"], "ics");
    assert!(told[0]["session"].is_null(), "{told:?}");
    Ok(())
}

case!(Helsinki, is_offered_only_for_what_is_to_come);
async fn is_offered_only_for_what_is_to_come(world: World) -> Result<()> {
    let held = world.brief.held();
    let page = open(&world, "").await?;
    // The first goes on: it is still offered; it is over: the second alone; all over: nothing.
    for (now, titles) in [
        (held[0].start, vec![held[0].title.as_str(), &held[1].title]),
        (world.brief.end(held[0]), vec![held[1].title.as_str()]),
    ] {
        page.set_attribute(ONLY, "as-of", Some(&now.to_string())).await?;
        eventually(&format!("sessions to come at {now}"), || async {
            let script =
                "return [...brief().querySelectorAll('.sb-calendar__title')].map((one) => words(one.textContent));";
            let found: Vec<String> = page.script(script, &[]).await?;
            Ok(if found == titles { Ok(()) } else { Err(format!("{found:?}")) })
        })
        .await?;
    }
    page.set_attribute(ONLY, "as-of", Some(&world.brief.last_end().to_string())).await?;
    page.says(ONLY, "Took place").await?;
    assert!(!page.words(ONLY).await?.contains("calendar"));
    assert_eq!(page.exposed("summit-brief [popover], summit-brief [popovertarget]").await?, []);
    Ok(())
}

case!(Helsinki, stays_open_when_the_widget_becomes_live);
/// The swap does not close what the reader has just opened.
async fn stays_open_when_the_widget_becomes_live(world: World) -> Result<()> {
    let gate = world.site.hold("_bg.wasm");
    let element = prerendered(&world.brief, &[("as-of", "published")])?;
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.click("summit-brief [popovertarget]").await?;
    calendar_is_open(&page, true).await?;
    let live: bool = page.script("return Boolean(brief().querySelector('.sb:not(.sb--static)'));", &[]).await?;
    assert!(!live, "the calendar was opened in the static tree");
    gate.open();
    page.live(1).await?;
    calendar_is_open(&page, true).await?;
    page.press(Key::Escape).await?;
    calendar_is_open(&page, false).await
}
