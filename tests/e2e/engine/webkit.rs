//! WebKitGTK. MiniBrowser has switches for zone, scheme and scripting. It cannot emulate media, so the tests rewrite
//! the media queries of the page's style sheets instead.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use axum::http::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::suite::eventually;

use super::{Features, Medium, Scheme, Session, Setting, Viewport, program};

/// Small, so that the pointer is over every window: without a window manager, the window under it has the focus.
const SCREEN: &str = "320x400x24";

/// A loaded page answers within this time, even on a busy machine.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Starts an Xvfb for one browser; returns its display and the process.
pub(super) async fn screen() -> Result<(String, Child)> {
    let mut command = Command::new(program("XVFB", "Xvfb"));
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut process = command.spawn().context("starting Xvfb")?;
    let mut display = String::new();
    let output = process.stdout.take().context("the output of Xvfb")?;
    BufReader::new(output).read_line(&mut display).await?;
    ensure!(!display.is_empty(), "Xvfb found no display");
    Ok((format!(":{}", display.trim()), process))
}

pub(super) fn driver() -> Command {
    Command::new(program("WEBKIT_DRIVER", "WebKitWebDriver"))
}

pub(super) fn capabilities(setting: Setting, display: &str) -> Result<Value> {
    let browser = std::env::var("MINIBROWSER").context("MINIBROWSER must be the path of WebKitGTK's MiniBrowser")?;
    let mut args = vec![
        format!("DISPLAY={display}"),
        format!("XDG_CONFIG_HOME={}/tests/e2e/gtk", env!("CARGO_MANIFEST_DIR")),
        "GSETTINGS_BACKEND=memory".to_owned(),
        "GDK_BACKEND=x11".to_owned(),
    ];
    args.extend(setting.zone.map(|zone| format!("TZ={zone}")));
    args.extend([browser, "--automation".to_owned()]);
    if setting.scheme == Scheme::Dark {
        args.push("--dark-mode".to_owned());
    }
    if !setting.scripting {
        args.push("--enable-javascript=false".to_owned());
    }
    Ok(json!({
        "browserName": "MiniBrowser",
        // Otherwise, every command waits until the page has loaded, and some tests hold back its files.
        "pageLoadStrategy": "none",
        "webkitgtk:browserOptions": { "binary": "/usr/bin/env", "args": args },
    }))
}

/// Removes the time limit for scripts: the driver implements it with a timeout in the page, which tests would count.
pub(super) async fn apply(session: &Session) -> Result<()> {
    session.command(Method::POST, "/timeouts".to_owned(), Some(json!({ "script": null }))).await?;
    Ok(())
}

/// Goes to `url` and waits until the page is loaded, as the other drivers do.
pub(super) async fn goto(session: &Session, url: &str) -> Result<()> {
    let page = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let same_page = url.contains('#') && page(session.driver.current_url().await?.as_str()) == page(url);
    if !same_page {
        mark_as_left(session).await?;
    }
    session.driver.goto(url).await?;
    wait_until_loaded(session).await
}

pub(super) async fn reload(session: &Session) -> Result<()> {
    mark_as_left(session).await?;
    session.driver.refresh().await?;
    wait_until_loaded(session).await
}

/// Marks the current page as left, to distinguish it from the next one.
async fn mark_as_left(session: &Session) -> Result<()> {
    session.driver.execute("window.__left = true;", vec![]).await?;
    Ok(())
}

/// Waits for a page that is not marked as left, whose style sheets are loaded and whose scripts have run. Their imports
/// may still be loading.
async fn wait_until_loaded(session: &Session) -> Result<()> {
    let script = "const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
        const [navigation] = performance.getEntriesByType('navigation');
        return window.__left !== true && (navigation?.domContentLoadedEventEnd > 0 || location.href === 'about:blank')
            && sheets.every((link) => link.sheet !== null);";
    eventually("the page", || async {
        // If the old page goes away during the script, the driver never answers.
        let answer = tokio::time::timeout(ANSWER_TIMEOUT, session.script(script, &[])).await;
        let loaded = matches!(answer, Ok(Ok(true)));
        Ok(if loaded { Ok(()) } else { Err(String::new()) })
    })
    .await
}

/// Resizes the window, which is taller than the page by the height of its toolbar.
pub(super) async fn resize(session: &Session, (width, height): Viewport) -> Result<()> {
    let toolbar: u32 = session.script("return outerHeight - innerHeight;", &[]).await?;
    session.driver.set_window_rect(0, 0, width, height + toolbar).await?;
    Ok(())
}

/// Replaces the media queries of the current page with their emulated results.
pub(super) async fn emulate(session: &Session, scheme: Scheme, medium: Medium, features: Features<'_>) -> Result<()> {
    let scheme = [("prefers-color-scheme", scheme.name())];
    if features.iter().any(|(name, value)| *name == "forced-colors" && *value != "none") {
        bail!("WebKit does not support forced colours");
    }
    let features: Vec<_> = features.iter().chain(&scheme).collect();
    let script = r#"
        const [paper, features] = arguments;
        const originals = (window.__media ??= new Map());
        const evaluated = (query) => {
            query = query.replace(/\bprint\b/g, paper ? "all" : "not all").replace(/\bscreen\b/g, paper ? "not all" : "all");
            for (const [name, value] of features) {
                query = query.replace(new RegExp(`\\(${name}: *([a-z-]+)\\)`, "g"),
                    (_, queried) => queried === value ? "(min-width: 0px)" : "(max-width: 0px)");
            }
            return query;
        };
        const rewrite = (rules) => {
            for (const rule of rules) {
                if (rule.media) {
                    if (!originals.has(rule)) originals.set(rule, rule.media.mediaText);
                    rule.media.mediaText = evaluated(originals.get(rule));
                }
                if (rule.cssRules) rewrite(rule.cssRules);
            }
        };
        for (const sheet of document.styleSheets) rewrite(sheet.cssRules);
        const real = (window.__matchMedia ??= window.matchMedia);
        window.matchMedia = (query) => real.call(window, evaluated(query));
        // System colours and light-dark() depend on `color-scheme`.
        const root = document.documentElement;
        root.style.removeProperty("color-scheme");
        const scheme = features.find(([name]) => name === "prefers-color-scheme")[1];
        if (getComputedStyle(root).colorScheme.includes(scheme)) root.style.setProperty("color-scheme", scheme);"#;
    session.driver.execute(script, vec![json!(medium == Medium::Paper), json!(features)]).await?;
    Ok(())
}
