//! What else a reader does and notices: controls by their names, what has the focus, the address, paper.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::engine::{Medium, Scheme};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, eventually};

/// An `sb-toggle` as a script of the page hears it at the window.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Toggle {
    /// The `id` of the element.
    pub(crate) element: String,
    pub(crate) detail: Value,
    pub(crate) composed: bool,
    /// Whether `sb-ready` came before.
    pub(crate) ready: bool,
}

/// The first issue card, or another, opened or closed, and why.
pub(crate) type Told<'a> = (usize, bool, &'a str);

/// A page with the brief in one element, loaded at once.
pub(crate) fn spec(world: &World, attributes: &str) -> PageSpec {
    PageSpec::new(world.brief.content.lang.as_str(), world.brief.element(attributes))
}

/// Opens a page of that kind and waits until it is live.
pub(crate) async fn live(world: &World, attributes: &str) -> Result<Page> {
    let page = world.open(crate::engine::Setting::default(), spec(world, attributes)).await?;
    page.live(1).await?;
    Ok(page)
}

impl Page {
    // Controls.

    /// What the controls above the cards say.
    pub(crate) async fn controls(&self, id: &str) -> Result<Vec<String>> {
        let script = "return [...brief(arguments[0]).querySelectorAll('.sb-bar button')]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }))
            .map((one) => words(one.innerText));";
        self.script(script, &[json!(id)]).await
    }

    /// Waits until the controls above the cards say just that.
    pub(crate) async fn controls_are(&self, id: &str, expected: &[&str]) -> Result<()> {
        eventually(&format!("the controls {expected:?}"), || async {
            let controls = self.controls(id).await?;
            Ok(if controls == expected { Ok(()) } else { Err(format!("{controls:?}")) })
        })
        .await
    }

    /// Clicks on the only button in sight within `css` that says `label`.
    pub(crate) async fn click_button(&self, css: &str, label: &str) -> Result<()> {
        let script = "const [css, label] = arguments;
            const found = [...document.querySelectorAll(`${css} button`)]
                .filter((one) => one.checkVisibility() && words(one.innerText) === label);
            if (found.length !== 1) throw new Error(`${found.length} buttons “${label}”`);
            return found[0];";
        self.rest().await?;
        let button = self.element(script, &[json!(css), json!(label)]).await?;
        self.click_on(&button).await.with_context(|| format!("clicking on “{label}”"))
    }

    /// What is said on, or stands in, what has the focus; empty where it is the page.
    pub(crate) async fn focused(&self) -> Result<String> {
        let script = "const one = document.activeElement;
            return one === document.body ? '' : words(one.value || one.innerText);";
        self.script(script, &[]).await
    }

    /// Tabs on until what has the focus says `label`.
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
        anyhow::bail!("the Tab key does not reach “{label}”, but {reached:?}");
    }

    /// Types `text`, wherever the focus is.
    pub(crate) async fn types(&self, text: &str) -> Result<()> {
        Ok(self.session.driver.action_chain().send_keys(text).perform().await?)
    }

    /// What a screen reader was told last, by the element's status region.
    pub(crate) async fn status(&self, id: &str) -> Result<String> {
        self.script("return words(brief(arguments[0]).querySelector('[role=status]').innerText);", &[json!(id)]).await
    }

    // Address and visits.

    pub(crate) async fn reload(&self) -> Result<()> {
        self.session.reload().await?;
        self.live(1).await
    }

    pub(crate) async fn back(&self) -> Result<()> {
        Ok(self.session.driver.back().await?)
    }

    /// Goes to a path of the site and waits until one element is live.
    pub(crate) async fn go(&self, world: &World, path: &str) -> Result<()> {
        // From elsewhere: another fragment alone is no visit.
        self.goto("about:blank").await?;
        self.goto(&world.site.url(path)).await?;
        self.live(1).await
    }

    /// Waits until the focus is on the head of the card at `index`, in sight.
    pub(crate) async fn arrived_at_card(&self, id: &str, index: usize) -> Result<()> {
        let script = "const head = cards(arguments[0])[arguments[1]]?.querySelector('summary');
            const { top, bottom } = head?.getBoundingClientRect() ?? {};
            return [head !== undefined && head === document.activeElement, top >= 0 && bottom <= innerHeight, top, scrollY];";
        eventually(&format!("the focus on card {index}, in sight"), || async {
            let state: Value = self.script(script, &[json!(id), json!(index)]).await?;
            Ok(if state[0] == json!(true) && state[1] == json!(true) { Ok(()) } else { Err(state.to_string()) })
        })
        .await
    }

    // What scripts of the page hear.

    pub(crate) async fn toggles(&self) -> Result<Vec<Toggle>> {
        self.script("return window.__seen.toggles;", &[]).await
    }

    /// Waits until the cards of an element were told to change just like that since the last time this was asked.
    pub(crate) async fn told(&self, id: &str, expected: &[Told<'_>]) -> Result<()> {
        let ask = async || {
            let toggles = self.toggles().await?.into_iter().filter(|toggle| toggle.element == id);
            let told = toggles.map(|Toggle { detail, .. }| {
                let index = detail["index"].as_u64().and_then(|index| usize::try_from(index).ok());
                let cause = detail["cause"].as_str().unwrap_or_default().to_owned();
                (index.unwrap_or(usize::MAX), detail["open"] == json!(true), cause)
            });
            anyhow::Ok(told.collect::<Vec<_>>())
        };
        let expected: Vec<_> =
            expected.iter().map(|(index, open, cause)| (*index, *open, (*cause).to_owned())).collect();
        eventually(&format!("the events {expected:?}"), || async {
            let told = ask().await?;
            Ok(if told.len() >= expected.len() { Ok(()) } else { Err(format!("{told:?}")) })
        })
        .await?;
        // Whatever is one too many comes now.
        self.draw_frames().await?;
        assert_eq!(ask().await?, expected, "events");
        let forget = "window.__seen.toggles = window.__seen.toggles.filter(({ element }) => element !== arguments[0]);";
        self.script(forget, &[json!(id)]).await
    }

    /// Calls a method of an element, or does something else with it: `one.expandAll();`.
    pub(crate) async fn call(&self, id: &str, script: &str) -> Result<()> {
        self.script(&format!("const one = brief(arguments[0]); {script}"), &[json!(id)]).await
    }

    // What the page is shown on.

    pub(crate) async fn on_paper(&self) -> Result<()> {
        self.session.emulate(self.setting.scheme, Medium::Paper, &[]).await
    }

    pub(crate) async fn on_screen(&self) -> Result<()> {
        self.prefers(&[]).await
    }

    /// On screen again, for a reader with these preferences.
    pub(crate) async fn prefers(&self, features: &[(&str, &str)]) -> Result<()> {
        self.session.emulate(self.setting.scheme, Medium::Screen, features).await
    }

    pub(crate) async fn in_scheme(&self, scheme: Scheme, features: &[(&str, &str)]) -> Result<()> {
        self.session.emulate(scheme, Medium::Screen, features).await
    }

    /// The console is silent and the element reported no error.
    pub(crate) async fn all_is_well(&self) -> Result<()> {
        assert_eq!(self.lines().await?, [""; 0], "the console");
        let events = self.events().await?;
        assert!(events.iter().all(|event| event.name != "sb-error"), "{events:?}");
        Ok(())
    }
}

/// The one element of the page is live and its cards work: a click opens one and closes it.
pub(crate) async fn works(page: &Page) -> Result<()> {
    for expected in [&[2][..], &[]] {
        page.click_card(ONLY, 2).await?;
        page.open_cards_are(ONLY, expected).await?;
    }
    Ok(())
}

/// A machine so slow that everything takes longer than a frame: Yew then renders in several turns.
pub(crate) const SLOW: &str = "{
    const exact = Date.now;
    let late = 0;
    Date.now = () => exact() + (late += 20);
}";

/// A browser that has no clipboard for pages.
pub(crate) const NO_CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: undefined });";
