//! Chromium. Uses its DevTools protocol where WebDriver has no command.

use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};
use tokio::process::Command;

use super::{Features, Medium, Scheme, Session, Setting, Viewport, program};

pub(super) fn driver() -> Command {
    let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
    command.arg("--log-level=SEVERE");
    command
}

/// By default, chromedriver starts with a fresh profile.
pub(super) fn capabilities(setting: Setting) -> Value {
    let (width, height) = setting.viewport;
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": program("CHROMIUM", "/usr/bin/chromium"),
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                format!("--window-size={width},{height}"),
            ],
        },
    })
}

/// Overrides the page's size, because the window's minimum width is larger than a phone's.
pub(super) async fn resize(session: &Session, (width, height): Viewport) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    devtools(session, "Emulation.setDeviceMetricsOverride", metrics).await
}

pub(super) async fn apply(session: &Session, setting: Setting) -> Result<()> {
    emulate(session, setting.scheme, Medium::Screen, &[]).await?;
    if let Some(zone) = setting.zone {
        devtools(session, "Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await?;
    }
    if !setting.scripting {
        devtools(session, "Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
    }
    Ok(())
}

pub(super) async fn emulate(session: &Session, scheme: Scheme, medium: Medium, features: Features<'_>) -> Result<()> {
    let medium = match medium {
        Medium::Screen => "",
        Medium::Paper => "print",
    };
    let scheme = [("prefers-color-scheme", scheme.name())];
    let features = features.iter().chain(&scheme);
    let features: Vec<Value> = features.map(|(name, value)| json!({ "name": name, "value": value })).collect();
    devtools(session, "Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await
}

pub(super) async fn grant_clipboard(session: &Session, origin: &str) -> Result<()> {
    let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    devtools(session, "Browser.grantPermissions", json!({ "origin": origin, "permissions": permissions })).await
}

async fn devtools(session: &Session, command: &str, parameters: Value) -> Result<()> {
    let body = json!({ "cmd": command, "params": parameters });
    session.command(Method::POST, "/goog/cdp/execute".to_owned(), Some(body)).await?;
    Ok(())
}
