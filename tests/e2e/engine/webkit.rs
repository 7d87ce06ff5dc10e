//! WebKitGTK: MiniBrowser has switches for what a reader's machine is like; media it cannot emulate, so the page's own
//! style sheets are told to apply as they would.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use axum::http::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::suite::eventually;

use super::{Features, Medium, Scheme, Session, Setting, Viewport, program};

/// Small, so that its pointer is over every window and each browser has the focus, which no window manager gives it.
const SCREEN: &str = "320x400x24";

/// A page that stands answers sooner, on a busy machine too.
const ANSWER: Duration = Duration::from_secs(5);

/// A screen of its own for a browser, and its number.
pub(super) async fn screen() -> Result<(String, Child)> {
    let mut command = Command::new(program("XVFB", "Xvfb"));
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut process = command.spawn().context("starting Xvfb")?;
    let mut display = String::new();
    let output = process.stdout.take().context("what Xvfb writes")?;
    BufReader::new(output).read_line(&mut display).await?;
    ensure!(!display.is_empty(), "Xvfb found no display");
    Ok((format!(":{}", display.trim()), process))
}

pub(super) fn driver() -> Command {
    Command::new(program("WEBKIT_DRIVER", "WebKitWebDriver"))
}

pub(super) fn capabilities(setting: Setting, display: &str) -> Result<Value> {
    let browser = std::env::var("MINIBROWSER").context("MINIBROWSER, the path of WebKitGTK's MiniBrowser")?;
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
        // While a page loads, the driver would let every command wait, and tests hold back what it loads.
        "pageLoadStrategy": "none",
        "webkitgtk:browserOptions": { "binary": "/usr/bin/env", "args": args },
    }))
}

/// For every script with a time limit the driver sets a timeout among the page's own.
pub(super) async fn apply(session: &Session) -> Result<()> {
    session.command(Method::POST, "/timeouts".to_owned(), Some(json!({ "script": null }))).await?;
    Ok(())
}

/// Goes to `url` and waits until the page stands, as the other drivers do.
pub(super) async fn goto(session: &Session, url: &str) -> Result<()> {
    let page = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let within = url.contains('#') && page(session.driver.current_url().await?.as_str()) == page(url);
    if !within {
        leave(session).await?;
    }
    session.driver.goto(url).await?;
    stands(session).await
}

pub(super) async fn reload(session: &Session) -> Result<()> {
    leave(session).await?;
    session.driver.refresh().await?;
    stands(session).await
}

/// Marks the page as one that is left.
async fn leave(session: &Session) -> Result<()> {
    session.driver.execute("window.__left = true;", vec![]).await?;
    Ok(())
}

/// Waits for a page that is not left, with its styles, whose scripts have run; what they import, it may still wait for.
async fn stands(session: &Session) -> Result<()> {
    let script = "const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
        const [navigation] = performance.getEntriesByType('navigation');
        return window.__left !== true && (navigation?.domContentLoadedEventEnd > 0 || location.href === 'about:blank')
            && sheets.every((link) => link.sheet !== null);";
    eventually("the page", || async {
        // The page that is left takes the answer with it, and the driver waits on.
        let answer = tokio::time::timeout(ANSWER, session.script(script, &[])).await;
        let stands = matches!(answer, Ok(Ok(true)));
        Ok(if stands { Ok(()) } else { Err(String::new()) })
    })
    .await
}

/// The window, higher than the page by its toolbar.
pub(super) async fn resize(session: &Session, (width, height): Viewport) -> Result<()> {
    let toolbar: u32 = session.script("return outerHeight - innerHeight;", &[]).await?;
    session.driver.set_window_rect(0, 0, width, height + toolbar).await?;
    Ok(())
}

/// Rewrites the media queries of the page that stands, by what they would come to.
pub(super) async fn emulate(session: &Session, scheme: Scheme, medium: Medium, features: Features<'_>) -> Result<()> {
    let scheme = [("prefers-color-scheme", scheme.name())];
    if features.iter().any(|(name, value)| *name == "forced-colors" && *value != "none") {
        bail!("WebKit has no forced colours");
    }
    let features: Vec<_> = features.iter().chain(&scheme).collect();
    let script = r#"
        const [paper, features] = arguments;
        const known = (window.__media ??= new Map());
        const come_to = (query) => {
            query = query.replace(/\bprint\b/g, paper ? "all" : "not all").replace(/\bscreen\b/g, paper ? "not all" : "all");
            for (const [name, value] of features) {
                query = query.replace(new RegExp(`\\(${name}: *([a-z-]+)\\)`, "g"),
                    (_, asked) => asked === value ? "(min-width: 0px)" : "(max-width: 0px)");
            }
            return query;
        };
        const rewrite = (rules) => {
            for (const rule of rules) {
                if (rule.media) {
                    if (!known.has(rule)) known.set(rule, rule.media.mediaText);
                    rule.media.mediaText = come_to(known.get(rule));
                }
                if (rule.cssRules) rewrite(rule.cssRules);
            }
        };
        for (const sheet of document.styleSheets) rewrite(sheet.cssRules);
        // What the system colours and light-dark() go by.
        const root = document.documentElement;
        root.style.removeProperty("color-scheme");
        const scheme = features.find(([name]) => name === "prefers-color-scheme")[1];
        if (getComputedStyle(root).colorScheme.includes(scheme)) root.style.setProperty("color-scheme", scheme);"#;
    session.driver.execute(script, vec![json!(medium == Medium::Paper), json!(features)]).await?;
    Ok(())
}
