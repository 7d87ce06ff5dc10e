//! A test page: acts on it as a reader or a script of the host page does, and reads what they perceive.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use axum::http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use summit_brief::text::{Locale, Strings};
use thirtyfour::{By, Key, WebElement};

use crate::brief::{Day, Table};
use crate::engine::{Engine, Session, Setting, Viewport};
use crate::suite::{eventually, within};

/// A page in its own browser.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) session: Session,
    pub(crate) setting: Setting,
}

/// An issue card as rendered.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Card {
    pub(crate) title: String,
    /// The level of its heading; 0 without a heading.
    pub(crate) level: u8,
    /// The text of its `<summary>`, which is visible even while the card is closed.
    pub(crate) heading: String,
    /// Whether its body is visible.
    pub(crate) open: bool,
    /// The visible text of its body.
    pub(crate) body: String,
}

/// An `sb-ready` or `sb-error` event.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Event {
    pub(crate) name: String,
    /// The `id` of the element.
    pub(crate) id: String,
    pub(crate) detail: Value,
}

/// Helpers for every script. `brief(id)` returns the element with this id, or the first element if the id is empty;
/// `words(text)` collapses white space; `cards(id)` returns the element's cards.
const HELPERS: &str = r#"
    const brief = (id) => id ? document.getElementById(id) : document.querySelector("summit-brief");
    const words = (text) => text.replace(/\s+/g, " ").trim();
    const cards = (id) => [...brief(id).querySelectorAll(".sb-card__details")];
"#;

/// The id to pass for the only element of a page.
pub(crate) const ONLY: &str = "";

impl Page {
    pub(crate) fn new(session: Session, setting: Setting) -> Self {
        Self { session, setting }
    }

    pub(crate) async fn goto(&self, url: &str) -> Result<()> {
        self.session.goto(url).await
    }

    pub(crate) async fn resize(&self, viewport: Viewport) -> Result<()> {
        self.session.resize(viewport).await
    }

    /// Runs `script` in the page and returns its result.
    pub(crate) async fn script<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Result<T> {
        let script = format!("{HELPERS}{script}");
        let run = || self.session.driver.execute(script.clone(), arguments.to_vec());
        let mut value = run().await;
        // WebKit's driver sometimes loses a result right after a navigation.
        if value.as_ref().is_err_and(|error| error.to_string().contains("Could not parse script result")) {
            value = run().await;
        }
        Ok(value.with_context(|| format!("in the page: {script}"))?.convert()?)
    }

    /// Runs `script` as an async function in the page and returns what its promise resolves to.
    pub(crate) async fn promise<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Result<T> {
        // Avoids WebDriver's asynchronous scripts: for each, WebKit sets a timeout in the page, which `timers` counts.
        let start = format!(
            "window.__promise = null;
            (async (...arguments) => {{ {HELPERS}{script} }})(...arguments).then(
                (value) => {{ window.__promise = {{ value }}; }},
                (error) => {{ window.__promise = {{ error: `${{error}} ${{error.stack}}` }}; }});"
        );
        self.session.driver.execute(start, arguments.to_vec()).await?;
        let answer: Value = within(Duration::from_secs(120), "a promise", || async {
            let answer: Option<Value> =
                self.session.driver.execute("return window.__promise;", vec![]).await?.convert()?;
            Ok(answer.ok_or_else(|| script.to_owned()))
        })
        .await?;
        ensure!(answer.get("error").is_none(), "in the page: {}", answer["error"]);
        Ok(serde_json::from_value(answer.get("value").cloned().unwrap_or_default())?)
    }

    pub(crate) async fn element(&self, script: &str, arguments: &[Value]) -> Result<WebElement> {
        Ok(self.session.driver.execute(format!("{HELPERS}{script}"), arguments.to_vec()).await?.element()?)
    }

    // Actions of a host-page script.

    /// Sets an attribute of an element; `None` removes it.
    pub(crate) async fn set_attribute(&self, id: &str, name: &str, value: Option<&str>) -> Result<()> {
        let script = "const [id, name, value] = arguments;
            if (value === null) brief(id).removeAttribute(name); else brief(id).setAttribute(name, value);";
        self.script(script, &[json!(id), json!(name), json!(value)]).await
    }

    /// Advances the stopped clock by `ms` and runs each timer when it is due.
    pub(crate) async fn advance(&self, ms: i64) -> Result<()> {
        self.promise("await window.__seen.advance(arguments[0]);", &[json!(ms)]).await
    }

    /// Moves the stopped clock by `ms` at once, as when a laptop wakes up: timers that are due run late.
    pub(crate) async fn jump(&self, ms: i64) -> Result<()> {
        self.promise("await window.__seen.advance(arguments[0], true);", &[json!(ms)]).await
    }

    /// Changes the stopped system clock by `ms`, as when the user sets it: pending timeouts keep their remaining delay.
    pub(crate) async fn shift_clock(&self, ms: i64) -> Result<()> {
        self.script("window.__seen.shift_clock(arguments[0]);", &[json!(ms)]).await
    }

    // Records of recorder.js.

    /// The errors and warnings on the console.
    pub(crate) async fn console_lines(&self) -> Result<Vec<String>> {
        self.script("return window.__seen?.lines ?? [];", &[]).await
    }

    pub(crate) async fn events(&self) -> Result<Vec<Event>> {
        self.script("return window.__seen.events;", &[]).await
    }

    /// Every value that the countdown of an element has shown, in order.
    pub(crate) async fn countdown_values(&self, id: &str) -> Result<Vec<String>> {
        let values: HashMap<String, Vec<String>> = self.script("return window.__seen.countdowns;", &[]).await?;
        Ok(values.get(if id.is_empty() { "0" } else { id }).cloned().unwrap_or_default())
    }

    /// The number of pending timeouts, and the number of intervals ever set.
    pub(crate) async fn timers(&self) -> Result<(usize, usize)> {
        self.script("return [window.__seen.timeouts.size, window.__seen.intervals];", &[]).await
    }

    /// Waits until `count` elements are live.
    pub(crate) async fn wait_until_live(&self, count: usize) -> Result<()> {
        eventually(&format!("{count} live elements"), || async {
            let events = self.events().await?;
            let ready = events.iter().filter(|event| event.name == "sb-ready").count();
            Ok(if ready >= count {
                Ok(())
            } else {
                Err(format!("{events:?}, console {:?}", self.console_lines().await?))
            })
        })
        .await
    }

    // What a reader perceives and does.

    /// The visible text of an element.
    pub(crate) async fn words(&self, id: &str) -> Result<String> {
        self.script("return words(brief(arguments[0]).innerText);", &[json!(id)]).await
    }

    /// What the widget says in the language that its tree declares. Which language that is, `languages.rs` tests.
    pub(crate) async fn said(&self, id: &str) -> Result<&'static Strings> {
        let script = "return brief(arguments[0]).querySelector('.sb').closest('[lang]').lang;";
        let lang: String = self.script(script, &[json!(id)]).await?;
        Ok(Locale::from_tag(&lang).strings())
    }

    /// The visible countdown of an element, such as `6 h 27 min 00 s`.
    pub(crate) async fn countdown(&self, id: &str) -> Result<Option<String>> {
        let script = r#"const timer = brief(arguments[0]).querySelector("[role=timer]");
            return timer?.checkVisibility() ? words(timer.querySelector(".sb-figures").innerText) : null;"#;
        self.script(script, &[json!(id)]).await
    }

    /// What the countdown and its session show, without the words for those who listen and the control.
    pub(crate) async fn countdown_words(&self) -> Result<String> {
        let script = "const countdown = brief().querySelector('.sb-countdown');
            const others = [...countdown.querySelectorAll('[role=timer] > :not(.sb-figures)')];
            return words(others.reduce((text, part) => text.replace(words(part.innerText), ''), words(countdown.innerText)));";
        self.script(script, &[]).await
    }

    /// Waits until the countdown reads `expected`.
    pub(crate) async fn countdown_reads(&self, id: &str, expected: &str) -> Result<()> {
        eventually(&format!("the countdown {expected}"), || async {
            let read = self.countdown(id).await?;
            Ok(if read.as_deref() == Some(expected) { Ok(()) } else { Err(format!("{read:?}")) })
        })
        .await
    }

    /// Waits until the visible text of an element contains `expected`, ignoring case.
    pub(crate) async fn shows_text(&self, id: &str, expected: &str) -> Result<()> {
        eventually(&format!("the text “{expected}”"), || async {
            let read = self.words(id).await?;
            Ok(if read.to_lowercase().contains(&expected.to_lowercase()) { Ok(()) } else { Err(read) })
        })
        .await
    }

    /// Asserts that the element has no text, but shows one short sentence without technical terms.
    pub(crate) async fn shows_one_sentence(&self, id: &str) -> Result<()> {
        assert_eq!(self.words(id).await?, "");
        let content = "return getComputedStyle(brief(arguments[0]), '::after').content;";
        let words: String = self.script(content, &[json!(id)]).await?;
        let words = words.trim_matches('"');
        assert!((10..80).contains(&words.chars().count()), "{words:?}");
        assert!(words.ends_with('.') && words.matches(['.', '!', '?']).count() == 1, "{words:?}");
        let technical = ["json", "404", "error", "undefined", "null", "http", "wasm", "webassembly", "zone", "fetch"];
        assert!(!technical.iter().any(|word| words.to_lowercase().contains(word)), "{words:?}");
        Ok(())
    }

    /// The visible cells of the schedule, with the days that are over unfolded. The date of a single day is in the
    /// first heading.
    pub(crate) async fn schedule(&self, id: &str) -> Result<Table> {
        let script = r#"
            const tables = [...brief(arguments[0]).querySelectorAll("table")];
            if (tables.length !== 1) throw new Error(`${tables.length} tables`);
            for (const day of tables[0].querySelectorAll("details")) day.open = true;
            return [...tables[0].rows].map((row) => [...row.cells]
                .filter((cell) => cell.checkVisibility({ visibilityProperty: true }))
                .map((cell) => words(cell.innerText)));"#;
        let rows: Vec<Vec<String>> = self.script(script, &[json!(id)]).await?;
        let mut rows = rows.into_iter();
        let headings = rows.next().unwrap_or_default();
        let mut days: Vec<Day> = Vec::new();
        for row in rows {
            match (row.len(), days.last_mut()) {
                // `Tuesday 11 May 2027: 6 sessions, over`.
                (1, _) => days.push(Day {
                    date: row.concat().split([':', '：']).next().unwrap_or_default().into(),
                    rows: vec![],
                }),
                (_, Some(day)) => day.rows.push(row),
                (_, None) => days.push(Day { date: headings.first().cloned().unwrap_or_default(), rows: vec![row] }),
            }
        }
        Ok(Table { headings, days })
    }

    /// The cards, in order.
    pub(crate) async fn cards(&self, id: &str) -> Result<Vec<Card>> {
        let script = r#"return cards(arguments[0]).map((card) => {
            const summary = card.querySelector("summary");
            const heading = summary.querySelector("h1, h2, h3, h4, h5, h6");
            const body = summary.nextElementSibling;
            const open = body.checkVisibility();
            return {
                title: words(heading?.innerText ?? ""),
                level: Number(heading?.tagName[1] ?? 0),
                heading: words(summary.innerText),
                open,
                body: open ? words(body.innerText) : "",
            };
        });"#;
        self.script(script, &[json!(id)]).await
    }

    /// The indices of the open cards.
    pub(crate) async fn open_cards(&self, id: &str) -> Result<Vec<usize>> {
        let script = r#"return cards(arguments[0])
            .flatMap((card, index) => card.querySelector("summary").nextElementSibling.checkVisibility() ? [index] : []);"#;
        self.script(script, &[json!(id)]).await
    }

    /// Waits until the cards with the indices `expected`, and no others, are open.
    pub(crate) async fn open_cards_are(&self, id: &str, expected: &[usize]) -> Result<()> {
        eventually(&format!("the open cards {expected:?}"), || async {
            let open = self.open_cards(id).await?;
            Ok(if open == expected { Ok(()) } else { Err(format!("{open:?}")) })
        })
        .await
    }

    /// Waits until no animation runs: a click could miss a moving target.
    pub(crate) async fn wait_for_animations(&self) -> Result<()> {
        // Polled from outside the page: with scripting disabled, promises in the page never settle.
        let script = "return document.getAnimations().filter((one) => one.playState === 'running'
                && one.effect?.getComputedTiming().endTime !== Infinity).length;";
        eventually("the animations to end", || async {
            let running: usize = self.script(script, &[]).await?;
            Ok(if running == 0 { Ok(()) } else { Err(format!("{running} animations")) })
        })
        .await
    }

    /// Lets the browser draw ten frames, so that everything pending has happened.
    pub(crate) async fn draw_frames(&self) -> Result<()> {
        let script =
            "for (let count = 0; count < 10; count += 1) await new Promise((drawn) => requestAnimationFrame(drawn));";
        self.promise(script, &[]).await
    }

    /// The title of a card, or its `<summary>` if the title ignores the pointer.
    async fn card_title(&self, id: &str, index: usize) -> Result<WebElement> {
        let script = "const [id, index] = arguments;
            const summary = cards(id)[index].querySelector('summary');
            const title = summary.querySelector('h1, h2, h3, h4, h5, h6');
            return getComputedStyle(title).pointerEvents === 'none' ? summary : title;";
        self.element(script, &[json!(id), json!(index)]).await
    }

    /// Clicks on the title of a card.
    pub(crate) async fn click_card(&self, id: &str, index: usize) -> Result<()> {
        self.wait_for_animations().await?;
        let title = self.card_title(id, index).await?;
        self.click_on(&title).await.with_context(|| format!("clicking on card {index}"))
    }

    /// Clicks on the only element that `css` selects.
    pub(crate) async fn click(&self, css: &str) -> Result<()> {
        self.click_on(&self.session.driver.find(By::Css(css)).await?).await
    }

    /// Scrolls to an element if needed and clicks on it.
    pub(crate) async fn click_on(&self, element: &WebElement) -> Result<()> {
        if self.session.engine == Engine::WebKit {
            // The driver treats an element less than a pixel below the window as visible and then clicks on nothing.
            let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
            self.session.driver.execute(script, vec![element.to_json()?]).await?;
        }
        Ok(element.click().await?)
    }

    /// Moves the pointer to an element.
    pub(crate) async fn hover(&self, css: &str) -> Result<()> {
        let element = self.session.driver.find(By::Css(css)).await?;
        element.scroll_into_view().await?;
        Ok(self.session.driver.action_chain().move_to_element_center(&element).perform().await?)
    }

    /// Presses and releases a key in the focused element.
    pub(crate) async fn press(&self, key: Key) -> Result<()> {
        Ok(self.session.driver.action_chain().send_keys(key).perform().await?)
    }

    /// Presses the mouse button on the title of a card and holds it.
    pub(crate) async fn hold_card(&self, id: &str, index: usize) -> Result<()> {
        let title = self.card_title(id, index).await?;
        title.scroll_into_view().await?;
        Ok(self.session.driver.action_chain().move_to_element_center(&title).click_and_hold().perform().await?)
    }

    /// Releases the mouse button.
    pub(crate) async fn release_button(&self) -> Result<()> {
        Ok(self.session.driver.action_chain().release().perform().await?)
    }

    /// Presses a key in the focused element and holds it.
    pub(crate) async fn hold_key(&self, key: Key) -> Result<()> {
        Ok(self.session.driver.action_chain().key_down(key).perform().await?)
    }

    /// Releases a key.
    pub(crate) async fn release_key(&self, key: Key) -> Result<()> {
        Ok(self.session.driver.action_chain().key_up(key).perform().await?)
    }

    /// The index of the focused card.
    pub(crate) async fn focused_card(&self, id: &str) -> Result<Option<usize>> {
        let script = r#"const index = cards(arguments[0])
                .findIndex((card) => card.querySelector("summary") === document.activeElement);
            return index < 0 ? null : index;"#;
        self.script(script, &[json!(id)]).await
    }

    /// Role and accessible name of each element that `css` selects, as exposed to assistive technology.
    pub(crate) async fn exposed(&self, css: &str) -> Result<Vec<(String, String)>> {
        let mut exposed = Vec::new();
        for element in self.session.driver.find_all(By::Css(css)).await? {
            let computed = async |property: &str| {
                let endpoint = format!("/element/{}/{property}", element.element_id());
                let answer = self.session.command(Method::GET, endpoint, None).await?;
                anyhow::Ok(answer.as_str().unwrap_or_default().to_owned())
            };
            let (role, mut name) = (computed("computedrole").await?, computed("computedlabel").await?);
            // WebKit reports no name for a cell whose name comes from its text.
            let is_cell = ["cell", "columnheader", "rowheader"].contains(&role.as_str());
            if self.session.engine == Engine::WebKit && name.is_empty() && is_cell {
                name = self.script("return words(arguments[0].textContent);", &[element.to_json()?]).await?;
            }
            exposed.push((role, name));
        }
        Ok(exposed)
    }

    // Evidence for failed tests.

    pub(crate) async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.session.driver.screenshot_as_png().await?)
    }

    pub(crate) async fn html(&self) -> Result<String> {
        Ok(self.session.driver.source().await?)
    }
}
