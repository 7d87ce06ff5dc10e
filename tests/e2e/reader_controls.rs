//! Operates the controls under the schedule, and records what a page emits: `sb-zone`, `sb-clock`, `sb-phase`,
//! `sb-calendar` and `sb-update` events, announcements, and downloads.

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::eventually;

/// Records events, announcements and downloads with their times. Runs before all other scripts of the page.
const RECORDER: &str = r#"{
    const recorded = { events: [], announcements: [], downloads: [] };
    window.__recorded = recorded;
    for (const name of ["sb-zone", "sb-clock", "sb-phase", "sb-calendar", "sb-update"]) {
        addEventListener(name, ({ detail }) => recorded.events.push({ at: Date.now(), name, detail }));
    }
    let last = "";
    new MutationObserver(() => {
        const text = document.querySelector("summit-brief [role=status]")?.textContent ?? "";
        if (text !== last && text) recorded.announcements.push([Date.now(), text]);
        last = text;
    }).observe(document, { childList: true, characterData: true, subtree: true });
    // Otherwise, the browser would save the file or ask where to save it.
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (this.hasAttribute("download")) recorded.downloads.push([this.download, this.href]);
        else click.call(this);
    };
}"#;

/// A recorded event.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Emitted {
    /// Milliseconds since 1970.
    at: i64,
    pub(crate) name: String,
    pub(crate) detail: Value,
}

impl Emitted {
    pub(crate) fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.at).expect("a moment")
    }
}

/// The page with recording enabled.
pub(crate) fn recording(spec: PageSpec) -> PageSpec {
    spec.prelude(RECORDER)
}

/// The events with this name, in order.
pub(crate) async fn emitted(page: &Page, name: &str) -> Result<Vec<Emitted>> {
    let all: Vec<Emitted> = page.script("return window.__recorded.events;", &[]).await?;
    Ok(all.into_iter().filter(|one| one.name == name).collect())
}

/// The details of the events with this name, in order.
pub(crate) async fn details(page: &Page, name: &str) -> Result<Vec<Value>> {
    Ok(emitted(page, name).await?.into_iter().map(|one| one.detail).collect())
}

/// Every text that the live region announced, with its time. Clearing the region is not an announcement.
pub(crate) async fn announced(page: &Page) -> Result<Vec<(Timestamp, String)>> {
    let all: Vec<(i64, String)> = page.script("return window.__recorded.announcements;", &[]).await?;
    all.into_iter().map(|(at, text)| Ok((Timestamp::from_millisecond(at)?, text))).collect()
}

/// The downloaded files: name, media type and content.
pub(crate) async fn downloads(page: &Page) -> Result<Vec<(String, String, String)>> {
    let script = "return window.__recorded.downloads.map(([name, href]) => {
        const [kind, text] = [href.slice(5, href.indexOf(',')), href.slice(href.indexOf(',') + 1)];
        return [name, kind, decodeURIComponent(text)];
    });";
    page.script(script, &[]).await
}

/// Clicks on the only visible control labelled `name`.
pub(crate) async fn click_control(page: &Page, name: &str) -> Result<()> {
    let script = "const found = [...document.querySelectorAll('summit-brief :is(button, a)')].filter((one) =>
            one.checkVisibility({ visibilityProperty: true }) && words(one.innerText) === arguments[0]);
        if (found.length !== 1) throw new Error(`${found.length} controls are labelled ${arguments[0]}`);
        return found[0];";
    page.wait_for_animations().await?;
    let control = page.element(script, &[json!(name)]).await?;
    control.scroll_into_view().await?;
    page.click_on(&control).await.with_context(|| format!("clicking on {name}"))
}

/// Waits until the calendar popover is open, or closed if `expected` is false.
pub(crate) async fn calendar_is_open(page: &Page, expected: bool) -> Result<()> {
    eventually(&format!("calendar open: {expected}"), || async {
        let script = "const one = brief().querySelector('[popover]');
            return [one.matches(':popover-open'), one.checkVisibility()];";
        let open: (bool, bool) = page.script(script, &[]).await?;
        Ok(if open == (expected, expected) { Ok(()) } else { Err(format!("{open:?}")) })
    })
    .await
}

/// Makes the widget fill the list of zones, and waits until it has.
pub(crate) async fn list_zones(page: &Page) -> Result<()> {
    // Not with a press, which would open the list over the page, and not with focus, which only one window can have at
    // a time.
    let arrive = "brief().querySelector('select').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));";
    let () = page.script(arrive, &[]).await?;
    eventually("the list of zones", || async {
        let count: usize = page.script("return brief().querySelector('select').options.length;", &[]).await?;
        Ok(if count > 100 { Ok(()) } else { Err(format!("{count} zones")) })
    })
    .await
}

/// Chooses a zone in the list. The empty string stands for the first option, which withdraws the choice.
pub(crate) async fn choose_zone(page: &Page, zone: &str) -> Result<()> {
    list_zones(page).await?;
    page.click(&format!("summit-brief select option[value='{zone}']")).await?;
    zone_is(page, zone).await
}

/// Waits until the list has `zone` selected and the page has rendered the choice.
pub(crate) async fn zone_is(page: &Page, zone: &str) -> Result<()> {
    eventually(&format!("the choice of “{zone}”"), || async {
        let chosen: Option<String> = page.script("return brief().querySelector('select')?.value ?? null;", &[]).await?;
        Ok(if chosen.as_deref() == Some(zone) { Ok(()) } else { Err(format!("{chosen:?}")) })
    })
    .await?;
    page.promise("for (let turn = 0; turn < 2; turn += 1) await new Promise(requestAnimationFrame);", &[]).await
}

/// Presses Tab until the focused element matches `css`.
pub(crate) async fn tab_to(page: &Page, css: &str) -> Result<()> {
    for _ in 0..80 {
        page.press(Key::Tab).await?;
        let script = "return document.activeElement?.matches(arguments[0]) ?? false;";
        if page.script::<bool>(script, &[json!(css)]).await? {
            return Ok(());
        }
    }
    ensure!(false, "the Tab key does not reach {css}");
    Ok(())
}

/// Waits until the schedule is `expected`.
pub(crate) async fn schedule_is(page: &Page, expected: &crate::brief::Table) -> Result<()> {
    let expected = expected.plain();
    eventually(&format!("the schedule {expected:#?}"), || async {
        let read = page.schedule(ONLY).await?.plain();
        Ok(if read == expected { Ok(()) } else { Err(format!("{read:#?}")) })
    })
    .await
}
