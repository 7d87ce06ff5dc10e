//! The browsers. What only one of them can do is hidden here; the tests know none of it.

use std::fmt;
use std::net::TcpListener;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command as WebDriverCommand, ExtensionCommand};
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium with chromedriver.
    Chromium,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
        })
    }
}

/// What a reader's browser is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) viewport: Viewport,
    pub(crate) scheme: Scheme,
    /// The zone of the machine; `None`: whatever it is.
    pub(crate) zone: Option<&'static str>,
    /// Whether pages may run scripts. The tests' own look at a page either way.
    pub(crate) scripting: bool,
}

/// A window's width and height in CSS pixels.
pub(crate) type Viewport = (u32, u32);

pub(crate) const DESKTOP: Viewport = (1280, 800);
pub(crate) const PHONE: Viewport = (390, 844);
/// WCAG 2.2, success criterion 1.4.10: a page wide 1280 pixels at 400 %.
pub(crate) const NARROW: Viewport = (320, 568);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// What a page is shown on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Medium {
    Screen,
    Paper,
}

impl Default for Setting {
    fn default() -> Self {
        Self { viewport: DESKTOP, scheme: Scheme::Light, zone: None, scripting: true }
    }
}

impl Engine {
    /// The engines of this run: `ENGINES`, separated by spaces or commas.
    pub(crate) fn chosen() -> Result<Vec<Self>> {
        let names = std::env::var("ENGINES").unwrap_or_default();
        let names = names.split([' ', ',']).filter(|name| !name.is_empty());
        let mut chosen = Vec::new();
        for name in names {
            chosen.push(match name {
                "chromium" => Self::Chromium,
                _ => bail!("ENGINES names “{name}”, which this suite does not know"),
            });
        }
        Ok(if chosen.is_empty() { vec![Self::Chromium] } else { chosen })
    }

    /// The driver's command, listening on `port`.
    fn driver_command(self, port: u16) -> Command {
        match self {
            Self::Chromium => {
                let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
                command.arg(format!("--port={port}")).arg("--log-level=SEVERE");
                command
            }
        }
    }

    fn capabilities(self, setting: Setting) -> Capabilities {
        let (width, height) = setting.viewport;
        let capabilities = match self {
            // A fresh profile is chromedriver's default.
            Self::Chromium => json!({
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
            }),
        };
        capabilities.as_object().cloned().unwrap_or_default().into()
    }
}

fn program(variable: &str, default: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| default.to_owned())
}

/// A driver process. Dropping it ends it.
pub(crate) struct Driver {
    engine: Engine,
    url: String,
    // Held for its `kill_on_drop`.
    _process: Child,
}

impl Driver {
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        // A driver cannot say which port it chose; between this and its start another process could take it.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = engine.driver_command(port);
        command.stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().with_context(|| format!("starting the driver of {engine}"))?;
        let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = process.try_wait()? {
                bail!("the driver of {engine} ended at once, {status}");
            }
            if tokio::time::Instant::now() > deadline {
                bail!("the driver of {engine} does not listen on port {port}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(Self { engine, url: format!("http://127.0.0.1:{port}"), _process: process })
    }

    /// A new browser.
    pub(crate) async fn session(&self, setting: Setting) -> Result<Session> {
        let driver = WebDriver::new(&self.url, self.engine.capabilities(setting)).await?;
        let session = Session { engine: self.engine, driver };
        session.resize(setting.viewport).await?;
        session.apply(setting).await?;
        Ok(session)
    }
}

/// One browser.
#[derive(Clone)]
pub(crate) struct Session {
    engine: Engine,
    pub(crate) driver: WebDriver,
}

impl Session {
    /// Makes the page as large as `viewport`.
    pub(crate) async fn resize(&self, (width, height): Viewport) -> Result<()> {
        match self.engine {
            // Its window has a least width, larger than a phone's.
            Engine::Chromium => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", metrics).await
            }
        }
    }

    async fn apply(&self, setting: Setting) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                self.emulate(setting.scheme, Medium::Screen, &[]).await?;
                if let Some(zone) = setting.zone {
                    self.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await?;
                }
                if !setting.scripting {
                    self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
                }
                Ok(())
            }
        }
    }

    /// Shows pages as on `medium`, to a reader with further preferences: media features with their values.
    pub(crate) async fn emulate(&self, scheme: Scheme, medium: Medium, features: &[(&str, &str)]) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let scheme = match scheme {
                    Scheme::Light => "light",
                    Scheme::Dark => "dark",
                };
                let medium = match medium {
                    Medium::Screen => "",
                    Medium::Paper => "print",
                };
                let scheme = [("prefers-color-scheme", scheme)];
                let features = features.iter().chain(&scheme);
                let features: Vec<Value> =
                    features.map(|(name, value)| json!({ "name": name, "value": value })).collect();
                self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await
            }
        }
    }

    /// Lets pages of `origin` read and write the clipboard.
    pub(crate) async fn grant_clipboard(&self, origin: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
                let grant = json!({ "origin": origin, "permissions": permissions });
                self.devtools("Browser.grantPermissions", grant).await
            }
        }
    }

    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Result<()> {
        let body = json!({ "cmd": command, "params": parameters });
        self.command(Method::POST, "/goog/cdp/execute".to_owned(), Some(body)).await?;
        Ok(())
    }

    /// A WebDriver command that thirtyfour does not have.
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
