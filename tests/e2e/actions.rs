//! More methods of [`Page`] (controls by label, focus, visits, `sb-toggle` events, media), and setup that several tests
//! share.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::engine::{Medium, Scheme};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, eventually};

/// An `sb-toggle` event, as received by a listener on the window.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Toggle {
    /// The `id` of the element.
    pub(crate) element: String,
    pub(crate) detail: Value,
    pub(crate) composed: bool,
    /// Whether an `sb-ready` event came before it.
    pub(crate) ready: bool,
}

/// An expected `sb-toggle`: the index of the card, whether it opened, and the cause.
pub(crate) type ExpectedToggle<'a> = (usize, bool, &'a str);

/// A page in the brief's language with the brief in one element that loads eagerly.
pub(crate) fn spec(world: &World, attributes: &str) -> PageSpec {
    PageSpec::new(world.brief.content.lang.as_str(), world.brief.element(attributes))
}

/// Opens the page of [`spec`] and waits until its element is live.
pub(crate) async fn open_live(world: &World, attributes: &str) -> Result<Page> {
    let page = world.open(crate::engine::Setting::default(), spec(world, attributes)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

impl Page {
    // Controls.

    /// The labels of the visible controls above the cards.
    pub(crate) async fn controls(&self, id: &str) -> Result<Vec<String>> {
        let script = "return [...brief(arguments[0]).querySelectorAll('.sb-bar button')]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }))
            .map((one) => words(one.innerText));";
        self.script(script, &[json!(id)]).await
    }

    /// Waits until the visible controls above the cards have the labels `expected`.
    pub(crate) async fn controls_are(&self, id: &str, expected: &[&str]) -> Result<()> {
        eventually(&format!("the controls {expected:?}"), || async {
            let controls = self.controls(id).await?;
            Ok(if controls == expected { Ok(()) } else { Err(format!("{controls:?}")) })
        })
        .await
    }

    /// Clicks on the only visible button labelled `label` within `css`.
    pub(crate) async fn click_button(&self, css: &str, label: &str) -> Result<()> {
        let script = "const [css, label] = arguments;
            const found = [...document.querySelectorAll(`${css} button`)]
                .filter((one) => one.checkVisibility() && words(one.innerText) === label);
            if (found.length !== 1) throw new Error(`${found.length} buttons are labelled “${label}”`);
            return found[0];";
        self.wait_for_animations().await?;
        let button = self.element(script, &[json!(css), json!(label)]).await?;
        self.click_on(&button).await.with_context(|| format!("clicking on “{label}”"))
    }

    /// The value or text of the focused element; empty if nothing has the focus.
    pub(crate) async fn focused(&self) -> Result<String> {
        let script = "const one = document.activeElement;
            return one === document.body ? '' : words(one.value || one.innerText);";
        self.script(script, &[]).await
    }

    /// Presses Tab until [`Self::focused`] is `label`.
    pub(crate) async fn tab_to(&self, label: &str) -> Result<()> {
        let mut reached = Vec::new();
        for _ in 0..100 {
            self.press(Key::Tab).await?;
            let focused = self.focused().await?;
            if focused == label {
                return Ok(());
            }
            reached.push(focused);
        }
        anyhow::bail!("the Tab key does not reach “{label}”, only {reached:?}");
    }

    /// Types `text` into the focused element.
    pub(crate) async fn type_text(&self, text: &str) -> Result<()> {
        Ok(self.session.driver.action_chain().send_keys(text).perform().await?)
    }

    /// The current text of the element's live region.
    pub(crate) async fn status(&self, id: &str) -> Result<String> {
        self.script("return words(brief(arguments[0]).querySelector('[role=status]').innerText);", &[json!(id)]).await
    }

    // Visits.

    pub(crate) async fn reload(&self) -> Result<()> {
        self.session.reload().await?;
        self.wait_until_live(1).await
    }

    pub(crate) async fn back(&self) -> Result<()> {
        Ok(self.session.driver.back().await?)
    }

    /// Visits a path of the site and waits until one element is live.
    pub(crate) async fn visit(&self, world: &World, path: &str) -> Result<()> {
        // Leaves the page first: a new address that differs only in its fragment would not load the page again.
        self.goto("about:blank").await?;
        self.goto(&world.site.url(path)).await?;
        self.wait_until_live(1).await
    }

    /// Waits until the card at `index` has the focus and its heading is in view.
    pub(crate) async fn arrived_at_card(&self, id: &str, index: usize) -> Result<()> {
        let script = "const summary = cards(arguments[0])[arguments[1]]?.querySelector('summary');
            const { top, bottom } = summary?.getBoundingClientRect() ?? {};
            return [summary !== undefined && summary === document.activeElement, top >= 0 && bottom <= innerHeight,
                top, scrollY];";
        eventually(&format!("the focus on card {index}, in view"), || async {
            let state: Value = self.script(script, &[json!(id), json!(index)]).await?;
            Ok(if state[0] == json!(true) && state[1] == json!(true) { Ok(()) } else { Err(state.to_string()) })
        })
        .await
    }

    // Events and methods.

    pub(crate) async fn toggles(&self) -> Result<Vec<Toggle>> {
        self.script("return window.__seen.toggles;", &[]).await
    }

    /// Waits for the `sb-toggle` events of an element since the last call, and asserts that they are `expected`.
    pub(crate) async fn toggles_are(&self, id: &str, expected: &[ExpectedToggle<'_>]) -> Result<()> {
        let received = async || {
            let toggles = self.toggles().await?.into_iter().filter(|toggle| toggle.element == id);
            let toggles = toggles.map(|Toggle { detail, .. }| {
                let index = detail["index"].as_u64().and_then(|index| usize::try_from(index).ok());
                let cause = detail["cause"].as_str().unwrap_or_default().to_owned();
                (index.unwrap_or(usize::MAX), detail["open"] == json!(true), cause)
            });
            anyhow::Ok(toggles.collect::<Vec<_>>())
        };
        let expected: Vec<_> =
            expected.iter().map(|(index, open, cause)| (*index, *open, (*cause).to_owned())).collect();
        eventually(&format!("the events {expected:?}"), || async {
            let toggles = received().await?;
            Ok(if toggles.len() >= expected.len() { Ok(()) } else { Err(format!("{toggles:?}")) })
        })
        .await?;
        // Surplus events arrive within these frames.
        self.draw_frames().await?;
        assert_eq!(received().await?, expected, "events");
        let clear = "window.__seen.toggles = window.__seen.toggles.filter(({ element }) => element !== arguments[0]);";
        self.script(clear, &[json!(id)]).await
    }

    /// Runs a script with the element as `one`: `one.expandAll();`.
    pub(crate) async fn call(&self, id: &str, script: &str) -> Result<()> {
        self.script(&format!("const one = brief(arguments[0]); {script}"), &[json!(id)]).await
    }

    // Media.

    pub(crate) async fn on_paper(&self) -> Result<()> {
        self.session.emulate(self.setting.scheme, Medium::Paper, &[]).await
    }

    pub(crate) async fn on_screen(&self) -> Result<()> {
        self.prefers(&[]).await
    }

    /// Shows the page on screen to a reader with these preferences.
    pub(crate) async fn prefers(&self, features: &[(&str, &str)]) -> Result<()> {
        self.session.emulate(self.setting.scheme, Medium::Screen, features).await
    }

    pub(crate) async fn in_scheme(&self, scheme: Scheme, features: &[(&str, &str)]) -> Result<()> {
        self.session.emulate(scheme, Medium::Screen, features).await
    }

    /// Asserts that the console is empty and no element emitted `sb-error`.
    pub(crate) async fn has_no_errors(&self) -> Result<()> {
        assert_eq!(self.console_lines().await?, [""; 0], "the console");
        let events = self.events().await?;
        assert!(events.iter().all(|event| event.name != "sb-error"), "{events:?}");
        Ok(())
    }
}

/// Asserts that the cards work: a click opens one, another click closes it.
pub(crate) async fn cards_work(page: &Page) -> Result<()> {
    for expected in [&[2][..], &[]] {
        page.click_card(ONLY, 2).await?;
        page.open_cards_are(ONLY, expected).await?;
    }
    Ok(())
}

/// Simulates a machine so slow that every step takes longer than a frame: Yew then renders in several turns.
pub(crate) const SLOW: &str = "{
    const real = Date.now;
    let late = 0;
    Date.now = () => real() + (late += 20);
}";

/// Removes the clipboard API from the browser.
pub(crate) const NO_CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: undefined });";
