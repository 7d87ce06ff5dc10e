//! The browsers. This module and one submodule per engine hide the differences between engines from the tests.

mod chromium;
mod firefox;
mod webkit;

use std::fmt;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::http::Method;
use serde_json::Value;
use thirtyfour::common::command::{Command as WebDriverCommand, ExtensionCommand};
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

use crate::suite::eventually;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with WebKitWebDriver, each browser on its own Xvfb.
    WebKit,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// The browser and preferences of a reader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) viewport: Viewport,
    pub(crate) scheme: Scheme,
    /// The browser's time zone; `None` leaves the machine's.
    pub(crate) zone: Option<&'static str>,
    /// Whether pages may run scripts; the tests' own scripts run either way.
    pub(crate) scripting: bool,
}

/// The viewport's width and height in CSS pixels.
pub(crate) type Viewport = (u32, u32);

pub(crate) const DESKTOP: Viewport = (1280, 800);
pub(crate) const PHONE: Viewport = (390, 844);
/// A 1280 pixel wide viewport at 400 % zoom (WCAG 2.2, success criterion 1.4.10).
pub(crate) const NARROW: Viewport = (320, 568);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    /// The value of `prefers-color-scheme`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The medium that a page is rendered for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Medium {
    Screen,
    Paper,
}

/// Media features with their values, such as `("prefers-reduced-motion", "reduce")`.
pub(crate) type Features<'a> = &'a [(&'a str, &'a str)];

impl Default for Setting {
    fn default() -> Self {
        Self { viewport: DESKTOP, scheme: Scheme::Light, zone: None, scripting: true }
    }
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engines that `ENGINES` names, separated by spaces or commas; Chromium by default.
    pub(crate) fn chosen() -> Result<Vec<Self>> {
        let names = std::env::var("ENGINES").unwrap_or_default();
        let names = names.split([' ', ',']).filter(|name| !name.is_empty());
        let mut chosen = Vec::new();
        for name in names {
            match Self::ALL.into_iter().find(|engine| engine.to_string() == name) {
                Some(engine) => chosen.push(engine),
                None => bail!("ENGINES names an unknown engine: “{name}”"),
            }
        }
        Ok(if chosen.is_empty() { vec![Self::Chromium] } else { chosen })
    }

    /// Starts a browser with its own driver.
    pub(crate) async fn start(self, setting: Setting) -> Result<Browser> {
        let mut processes = Vec::new();
        let (mut command, capabilities) = match self {
            Self::Chromium => (chromium::driver(), chromium::capabilities(setting)),
            Self::Firefox => (firefox::driver(), firefox::capabilities()),
            Self::WebKit => {
                let (display, screen) = webkit::screen().await?;
                processes.push(screen);
                (webkit::driver(), webkit::capabilities(setting, &display)?)
            }
        };
        let port = free_port().await?;
        command.arg(format!("--port={port}"));
        let mut process = quiet(command).spawn().with_context(|| format!("starting the driver of {self}"))?;
        let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = process.try_wait()? {
                bail!("the driver of {self} exited at once, {status}");
            }
            if tokio::time::Instant::now() > deadline {
                bail!("the driver of {self} does not listen on port {port}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        processes.push(process);
        let capabilities: Capabilities = capabilities.as_object().cloned().unwrap_or_default().into();
        let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Browser { session: Session { engine: self, driver }, setting, _processes: processes })
    }
}

/// Listens on a free port that this process has not used before, because a reused browser tells sites and their storage
/// apart by port.
pub(crate) async fn listen() -> Result<TcpListener> {
    // Above the ports that browsers block (Fetch, “port blocking”), below the system's ephemeral ports.
    const PORTS: std::ops::Range<u16> = 11_000..31_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let count = PORTS.end - PORTS.start;
    let first = u16::try_from(std::process::id() % u32::from(count))?;
    for _ in PORTS {
        let port = PORTS.start + (first + NEXT.fetch_add(1, Ordering::Relaxed) % count) % count;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return Ok(listener);
        }
    }
    bail!("no port of {PORTS:?} is free")
}

/// A free port for a driver, because drivers cannot report a port of their own choice. Another process could take the
/// port before the driver starts.
async fn free_port() -> Result<u16> {
    Ok(listen().await?.local_addr()?.port())
}

fn quiet(mut command: Command) -> Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command
}

/// The program that the environment variable names, or `default`.
fn program(variable: &str, default: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| default.to_owned())
}

/// A browser with the processes it needs. End it with [`Browser::quit`]: a killed driver leaves its browser running.
pub(crate) struct Browser {
    session: Session,
    /// The setting it was started with.
    setting: Setting,
    // Kept for their `kill_on_drop`.
    _processes: Vec<Child>,
}

impl Browser {
    /// Configures the browser for a reader with `setting`.
    pub(crate) async fn session(&self, setting: Setting) -> Result<Session> {
        let session = self.session.clone();
        session.apply(setting).await?;
        session.resize(setting.viewport).await?;
        Ok(session)
    }

    pub(crate) fn has(&self, session: &Session) -> bool {
        self.session.is(session)
    }

    /// Whether it can serve a reader with `setting`. WebKit keeps the setting it was started with, except the viewport.
    pub(crate) fn suits(&self, engine: Engine, setting: Setting) -> bool {
        let same = Setting { viewport: self.setting.viewport, ..setting } == self.setting;
        self.session.engine == engine && (engine != Engine::WebKit || same)
    }

    /// Prepares the browser for another test; returns whether that succeeded.
    pub(crate) async fn reset(&self) -> bool {
        self.session.reset().await.is_ok()
    }

    pub(crate) async fn quit(self) {
        // A browser that is already gone is not a failure.
        let _ = self.session.driver.quit().await;
    }
}

/// The WebDriver session of a browser.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) driver: WebDriver,
}

impl Session {
    /// Whether both belong to the same browser.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.driver.session_id() == other.driver.session_id()
    }

    /// Goes to `url` and waits until the page is parsed and styled. Does not wait for modules that scripts import.
    pub(crate) async fn goto(&self, url: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => Ok(self.driver.goto(url).await?),
            Engine::Firefox => firefox::goto(self, url).await,
            Engine::WebKit => webkit::goto(self, url).await,
        }
    }

    pub(crate) async fn reload(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium | Engine::Firefox => Ok(self.driver.refresh().await?),
            Engine::WebKit => webkit::reload(self).await,
        }
    }

    /// Resizes the viewport.
    pub(crate) async fn resize(&self, viewport: Viewport) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::resize(self, viewport).await?,
            Engine::Firefox => firefox::resize(self, viewport).await?,
            Engine::WebKit => webkit::resize(self, viewport).await?,
        }
        eventually(&format!("a viewport of {viewport:?}"), || async {
            let seen: Viewport = self.script("return [innerWidth, innerHeight];", &[]).await?;
            Ok(if seen == viewport { Ok(()) } else { Err(format!("{seen:?}")) })
        })
        .await
    }

    async fn apply(&self, setting: Setting) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::apply(self, setting).await,
            Engine::Firefox => firefox::apply(self, setting).await,
            // The browser was started with the setting.
            Engine::WebKit => webkit::apply(self).await,
        }
    }

    /// Emulates a medium, a colour scheme and media features.
    pub(crate) async fn emulate(&self, scheme: Scheme, medium: Medium, features: Features<'_>) -> Result<()> {
        // Browsers print on white paper, whatever scheme the reader prefers.
        let scheme = if medium == Medium::Paper { Scheme::Light } else { scheme };
        match self.engine {
            Engine::Chromium => chromium::emulate(self, scheme, medium, features).await,
            Engine::Firefox => firefox::emulate(self, scheme, medium, features).await,
            Engine::WebKit => webkit::emulate(self, scheme, medium, features).await,
        }
    }

    /// Lets pages of `origin` read and write the clipboard.
    pub(crate) async fn grant_clipboard(&self, origin: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::grant_clipboard(self, origin).await,
            Engine::Firefox => firefox::grant_clipboard(self, true).await,
            Engine::WebKit => Ok(()),
        }
    }

    /// Replaces all tabs with a new one. This clears the history and undoes [`Self::apply`] and [`Self::emulate`].
    /// Stored data may stay, because the next site has a different port.
    async fn reset(&self) -> Result<()> {
        let old = self.driver.windows().await?;
        let new = self.driver.new_tab().await?;
        for handle in old {
            self.driver.switch_to_window(handle).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(new).await?;
        Ok(())
    }

    async fn script<T: serde::de::DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Result<T> {
        Ok(self.driver.execute(script, arguments.to_vec()).await?.convert()?)
    }

    /// Sends a WebDriver command that thirtyfour does not provide.
    pub(crate) async fn command(&self, method: Method, endpoint: String, body: Option<Value>) -> Result<Value> {
        let command = Extension { method, endpoint: endpoint.into(), body };
        Ok(self.driver.cmd(WebDriverCommand::ExtensionCommand(Box::new(command))).await?.value()?)
    }
}

#[derive(Debug)]
struct Extension {
    method: Method,
    endpoint: Arc<str>,
    body: Option<Value>,
}

impl ExtensionCommand for Extension {
    fn parameters_json(&self) -> Option<Value> {
        self.body.clone()
    }

    fn method(&self) -> Method {
        self.method.clone()
    }

    fn endpoint(&self) -> Arc<str> {
        self.endpoint.clone()
    }
}
