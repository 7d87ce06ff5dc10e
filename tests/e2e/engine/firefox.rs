//! Firefox. Where WebDriver has no command, runs scripts in the context of the browser itself (Mozilla's “chrome”
//! context, geckodriver's `/moz/context`).

use anyhow::{Result, bail};
use axum::http::Method;
use serde_json::{Value, json};
use tokio::process::Command;

use super::{Features, Medium, Scheme, Session, Setting, Viewport, program};
use crate::suite::eventually;

pub(super) fn driver() -> Command {
    let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
    // Since version 138, access to the browser's own context requires this flag.
    command.args(["--log=fatal", "--allow-system-access"]);
    command
}

/// By default, geckodriver starts with a fresh profile. The window is large enough for every viewport of the tests.
pub(super) fn capabilities() -> Value {
    json!({
        "browserName": "firefox",
        // Otherwise, navigation also waits for the modules that scripts import, which a test may hold back.
        "pageLoadStrategy": "eager",
        "moz:firefoxOptions": {
            "binary": program("FIREFOX", "firefox-esr"),
            "args": ["-headless", "--width=1400", "--height=1200"],
            "prefs": {
                // Scrollbars that take no space, as on phones and Macs.
                "ui.useOverlayScrollbars": 1,
            },
        },
    })
}

/// Goes to `url` and waits for the page's style sheets.
pub(super) async fn goto(session: &Session, url: &str) -> Result<()> {
    session.driver.goto(url).await?;
    let script = "return [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet !== null);";
    eventually(&format!("the style sheets of {url}"), || async {
        let styled: bool = session.script(script, &[]).await?;
        Ok(if styled { Ok(()) } else { Err(String::new()) })
    })
    .await
}

/// Resizes the page inside the window, because the window's minimum width is larger than a phone's.
pub(super) async fn resize(session: &Session, (width, height): Viewport) -> Result<()> {
    let script = r#"
        const style = { width: `${arguments[0]}px`, height: `${arguments[1]}px`, "min-width": "0", "min-height": "0" };
        for (const [name, value] of Object.entries(style)) gBrowser.selectedBrowser.style.setProperty(name, value);"#;
    in_browser(session, script, &[json!(width), json!(height)]).await
}

pub(super) async fn apply(session: &Session, setting: Setting) -> Result<()> {
    grant_clipboard(session, false).await?;
    emulate(session, setting.scheme, Medium::Screen, &[]).await?;
    let script = "const context = gBrowser.selectedBrowser.browsingContext;
        context.timezoneOverride = arguments[0];
        context.allowJavascript = arguments[1];";
    in_browser(session, script, &[json!(setting.zone.unwrap_or_default()), json!(setting.scripting)]).await
}

pub(super) async fn emulate(session: &Session, scheme: Scheme, medium: Medium, features: Features<'_>) -> Result<()> {
    let mut overrides = json!({
        "mediumOverride": if medium == Medium::Paper { "print" } else { "" },
        "prefersColorSchemeOverride": scheme.name(),
        "prefersReducedMotionOverride": "none",
        "forcedColorsOverride": "none",
    });
    for (name, value) in features {
        let name = match *name {
            "prefers-reduced-motion" => "prefersReducedMotionOverride",
            "forced-colors" => "forcedColorsOverride",
            _ => bail!("Firefox cannot emulate {name}"),
        };
        overrides[name] = json!(value);
    }
    in_browser(session, "Object.assign(gBrowser.selectedBrowser.browsingContext, arguments[0]);", &[overrides]).await
}

/// Lets pages use the clipboard without the reader's confirmation.
pub(super) async fn grant_clipboard(session: &Session, granted: bool) -> Result<()> {
    let script = "Services.prefs.setBoolPref('dom.events.testing.asyncClipboard', arguments[0]);";
    in_browser(session, script, &[json!(granted)]).await
}

async fn in_browser(session: &Session, script: &str, arguments: &[Value]) -> Result<()> {
    context(session, "chrome").await?;
    let outcome = session.driver.execute(script, arguments.to_vec()).await;
    context(session, "content").await?;
    outcome?;
    Ok(())
}

async fn context(session: &Session, context: &str) -> Result<()> {
    session.command(Method::POST, "/moz/context".to_owned(), Some(json!({ "context": context }))).await?;
    Ok(())
}
