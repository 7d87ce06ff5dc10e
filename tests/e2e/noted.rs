//! What a page tells as time goes on: the events of the schedule, the words read out, the files handed over; and what a
//! reader does with the controls under the schedule.

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::eventually;

/// Runs before everything else on a page and notes.
const NOTES: &str = r#"{
    const noted = { told: [], spoken: [], files: [] };
    window.__noted = noted;
    for (const name of ["sb-zone", "sb-phase", "sb-calendar"]) {
        addEventListener(name, ({ detail }) => noted.told.push({ at: Date.now(), name, detail }));
    }
    let last = "";
    new MutationObserver(() => {
        const text = document.querySelector("summit-brief [role=status]")?.textContent ?? "";
        if (text !== last && text) noted.spoken.push([Date.now(), text]);
        last = text;
    }).observe(document, { childList: true, characterData: true, subtree: true });
    // The browser would save it, or ask.
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (this.hasAttribute("download")) noted.files.push([this.download, this.href]);
        else click.call(this);
    };
}"#;

/// An event and when it was told, in milliseconds since 1970.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Told {
    at: i64,
    pub(crate) name: String,
    pub(crate) detail: Value,
}

impl Told {
    pub(crate) fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.at).expect("a moment")
    }
}

/// The page with notes taken.
pub(crate) fn noting(spec: PageSpec) -> PageSpec {
    spec.prelude(NOTES)
}

/// The events of one name, in order.
pub(crate) async fn told(page: &Page, name: &str) -> Result<Vec<Told>> {
    let all: Vec<Told> = page.script("return window.__noted.told;", &[]).await?;
    Ok(all.into_iter().filter(|one| one.name == name).collect())
}

/// The details of the events of one name, in order.
pub(crate) async fn details(page: &Page, name: &str) -> Result<Vec<Value>> {
    Ok(told(page, name).await?.into_iter().map(|one| one.detail).collect())
}

/// Every text that was read out, and when. That there is none any more is not read out.
pub(crate) async fn spoken(page: &Page) -> Result<Vec<(Timestamp, String)>> {
    let all: Vec<(i64, String)> = page.script("return window.__noted.spoken;", &[]).await?;
    all.into_iter().map(|(at, text)| Ok((Timestamp::from_millisecond(at)?, text))).collect()
}

/// The files that were handed to the reader: name, media type and what is in it.
pub(crate) async fn files(page: &Page) -> Result<Vec<(String, String, String)>> {
    let script = "return window.__noted.files.map(([name, href]) => {
        const [kind, text] = [href.slice(5, href.indexOf(',')), href.slice(href.indexOf(',') + 1)];
        return [name, kind, decodeURIComponent(text)];
    });";
    page.script(script, &[]).await
}

/// Clicks on the one control that can be seen and is called `name`.
pub(crate) async fn click_control(page: &Page, name: &str) -> Result<()> {
    let script = "const found = [...document.querySelectorAll('summit-brief :is(button, a)')].filter((one) =>
            one.checkVisibility({ visibilityProperty: true }) && words(one.innerText) === arguments[0]);
        if (found.length !== 1) throw new Error(`${found.length} controls are called ${arguments[0]}`);
        return found[0];";
    page.rest().await?;
    let control = page.element(script, &[json!(name)]).await?;
    control.scroll_into_view().await?;
    page.click_on(&control).await.with_context(|| format!("clicking on {name}"))
}

/// Waits until the popover of the calendar is open, or closed.
pub(crate) async fn calendar_is_open(page: &Page, expected: bool) -> Result<()> {
    eventually(&format!("a calendar open: {expected}"), || async {
        let script = "const one = brief().querySelector('[popover]');
            return [one.matches(':popover-open'), one.checkVisibility()];";
        let open: (bool, bool) = page.script(script, &[]).await?;
        Ok(if open == (expected, expected) { Ok(()) } else { Err(format!("{open:?}")) })
    })
    .await
}

/// Comes to the list of zones, and waits until it is there.
pub(crate) async fn list_zones(page: &Page) -> Result<()> {
    // Not a real press, which opens the list over the page; nor the focus, which only one window has at a time.
    let press = "brief().querySelector('select').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));";
    let () = page.script(press, &[]).await?;
    eventually("the list of zones", || async {
        let count: usize = page.script("return brief().querySelector('select').options.length;", &[]).await?;
        Ok(if count > 100 { Ok(()) } else { Err(format!("{count} zones")) })
    })
    .await
}

/// Chooses a zone in the list; the empty one is the first.
pub(crate) async fn choose_zone(page: &Page, zone: &str) -> Result<()> {
    list_zones(page).await?;
    page.click(&format!("summit-brief select option[value='{zone}']")).await?;
    zone_is(page, zone).await
}

/// Waits until the list shows `zone` as chosen, and what follows from it is done.
pub(crate) async fn zone_is(page: &Page, zone: &str) -> Result<()> {
    eventually(&format!("the choice of “{zone}”"), || async {
        let chosen: Option<String> = page.script("return brief().querySelector('select')?.value ?? null;", &[]).await?;
        Ok(if chosen.as_deref() == Some(zone) { Ok(()) } else { Err(format!("{chosen:?}")) })
    })
    .await?;
    page.promise("for (let turn = 0; turn < 2; turn += 1) await new Promise(requestAnimationFrame);", &[]).await
}

/// Presses Tab until what `css` selects has the focus.
pub(crate) async fn tab_to(page: &Page, css: &str) -> Result<()> {
    for _ in 0..80 {
        page.press(Key::Tab).await?;
        let script = "return document.activeElement?.matches(arguments[0]) ?? false;";
        if page.script::<bool>(script, &[json!(css)]).await? {
            return Ok(());
        }
    }
    ensure!(false, "no press of Tab leads to {css}");
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
