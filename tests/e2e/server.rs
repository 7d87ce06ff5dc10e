//! A web server for one test: the built `dist/`, test pages, and what goes wrong on the way.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{self, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::brief::Brief;

const RECORDER: &str = include_str!("recorder.js");

/// A test page.
#[derive(Clone, Debug)]
pub(crate) struct PageSpec {
    /// The language of the page.
    pub(crate) lang: String,
    /// What stands in its `<main>`, after a heading.
    pub(crate) body: String,
    /// Where time stands still until the test lets it go on; `None`: it runs.
    pub(crate) clock: Option<String>,
    /// The colour schemes that the page knows.
    schemes: &'static str,
}

impl PageSpec {
    pub(crate) fn new(lang: impl Into<String>, body: impl Into<String>) -> Self {
        Self { lang: lang.into(), body: body.into(), clock: None, schemes: "light dark" }
    }

    /// The page, light whatever the reader prefers, as many are.
    pub(crate) fn always_light(self) -> Self {
        Self { schemes: "light", ..self }
    }

    /// The page, where time stands still at `start` (RFC 3339).
    pub(crate) fn stopped_at(self, start: impl ToString) -> Self {
        Self { clock: Some(start.to_string()), ..self }
    }

    fn html(&self) -> String {
        let clock = self.clock.as_ref().map(|start| format!("window.__start = {};", json!(start)));
        let (lang, body, clock, schemes) = (&self.lang, &self.body, clock.unwrap_or_default(), self.schemes);
        format!(
            r#"<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A test page</title>
<link rel="icon" href="data:,">
<script>{clock}{RECORDER}</script>
<style>:root {{ color-scheme: {schemes}; background: Canvas; color: CanvasText; }}</style>
<link rel="stylesheet" href="/summit-brief.css">
<script type="module" src="/summit-brief.js"></script>
</head>
<body>
<main>
<h1>A test page</h1>
{body}
</main>
</body>
</html>
"#
        )
    }
}

/// The server of one test. Dropping it ends it.
pub(crate) struct Site {
    origin: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    dist: PathBuf,
    pages: Mutex<HashMap<String, String>>,
    /// The paths asked for, and what was answered.
    requests: Mutex<Vec<(String, StatusCode)>>,
    /// What ends in one of these is not there.
    lost: Mutex<Vec<&'static str>>,
}

impl Site {
    pub(crate) async fn start() -> Result<Self> {
        let dist = std::env::var_os("SUMMIT_BRIEF_DIST").map_or_else(|| in_repository("dist"), PathBuf::from);
        ensure!(dist.join("summit-brief.js").is_file(), "{} is not built: run `make build`", dist.display());
        let shared = Arc::new(Shared {
            dist: dist.clone(),
            pages: Mutex::default(),
            requests: Mutex::default(),
            lost: Mutex::default(),
        });
        let router = Router::new()
            .route("/", get(demo))
            .route("/pages/{name}", get(page))
            .route("/fault/{brief}/{kind}", get(fault))
            .route("/axe.js", get(axe))
            .nest_service("/fixtures", ServeDir::new(in_repository("tests/fixtures/briefs")))
            .fallback_service(ServeDir::new(dist))
            // What is fetched twice is asked for twice.
            .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
            .layer(middleware::from_fn_with_state(shared.clone(), log))
            .with_state(shared.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            // It ends with the task.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { origin, shared, task })
    }

    /// Adds a test page and returns its path.
    pub(crate) fn add(&self, page: &PageSpec) -> String {
        let mut pages = self.shared.pages.lock().unwrap();
        let name = (pages.len() + 1).to_string();
        let path = format!("/pages/{name}");
        pages.insert(name, page.html());
        path
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// How often something that ends in `suffix` was asked for.
    pub(crate) fn requests(&self, suffix: &str) -> usize {
        self.shared.requests.lock().unwrap().iter().filter(|(path, _)| path.ends_with(suffix)).count()
    }

    /// What was asked for and is not there.
    pub(crate) fn missing(&self) -> Vec<String> {
        let requests = self.shared.requests.lock().unwrap();
        requests.iter().filter(|(_, status)| !status.is_success()).map(|(path, _)| path.clone()).collect()
    }

    /// Loses every file whose name ends in `suffix`.
    pub(crate) fn lose(&self, suffix: &'static str) {
        self.shared.lost.lock().unwrap().push(suffix);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

async fn log(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_lost = shared.lost.lock().unwrap().iter().any(|suffix| path.ends_with(suffix));
    let answer = if is_lost { StatusCode::NOT_FOUND.into_response() } else { next.run(request).await };
    shared.requests.lock().unwrap().push((path, answer.status()));
    answer
}

async fn page(State(shared): State<Arc<Shared>>, extract::Path(name): extract::Path<String>) -> Response {
    let html = shared.pages.lock().unwrap().get(&name).cloned();
    html.map_or(StatusCode::NOT_FOUND.into_response(), |html| Html(html).into_response())
}

/// The demo article as built, with the recorder before everything else.
async fn demo(State(shared): State<Arc<Shared>>) -> Response {
    match std::fs::read_to_string(shared.dist.join("index.html")) {
        Ok(html) => Html(html.replacen("<head>", &format!("<head><script>{RECORDER}</script>"), 1)).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// axe-core, which the repository's tools bring along.
async fn axe() -> Response {
    let place =
        std::env::var_os("AXE").map_or_else(|| in_repository("tools/node_modules/axe-core/axe.min.js"), PathBuf::from);
    match std::fs::read(place) {
        Ok(script) => ([(header::CONTENT_TYPE, "text/javascript")], script).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// What can go wrong with a brief, and what the console must say about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// The last part of its address.
    pub(crate) kind: &'static str,
    /// What and where, beside the address.
    pub(crate) says: &'static [&'static str],
}

pub(crate) const FAULTS: [Fault; 11] = [
    Fault { kind: "404.json", says: &["404"] },
    Fault { kind: "html.json", says: &["not JSON"] },
    Fault { kind: "truncated.json", says: &["not JSON"] },
    Fault { kind: "wrong-type.json", says: &["issues[2].title", "a number"] },
    Fault { kind: "bad-time.json", says: &["sessions[0].start", "offset"] },
    Fault { kind: "unknown-zone.json", says: &["zones[1].zone", "Europe/Helsingfors"] },
    Fault { kind: "unknown-place.json", says: &["place.zone", "Atlantis/Poseidonis"] },
    Fault { kind: "missing-field.json", says: &["issues[1]", "summary"] },
    Fault { kind: "broken-rule.json", says: &["issues[1].id", "twice"] },
    Fault { kind: "hung-up.json", says: &["network"] },
    Fault { kind: "cut-off.json", says: &["network"] },
];

async fn fault(extract::Path((name, kind)): extract::Path<(String, String)>) -> Response {
    let Ok(brief) = Brief::named(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let whole = brief.text();
    let changed = |change: fn(&mut Value)| {
        let mut value = brief.json().clone();
        change(&mut value);
        json_response(value.to_string())
    };
    match kind.as_str() {
        "html.json" => Html("<!DOCTYPE html>\n<title>Sign in</title><p>Please sign in.").into_response(),
        "truncated.json" => json_response(whole[..whole.char_indices().nth(1_000).map_or(0, |(at, _)| at)].to_owned()),
        "wrong-type.json" => changed(|brief| brief["issues"][2]["title"] = json!(7)),
        "bad-time.json" => changed(|brief| brief["sessions"][0]["start"] = json!("2018-07-16T10:20:00")),
        "unknown-zone.json" => changed(|brief| brief["zones"][1]["zone"] = json!("Europe/Helsingfors")),
        "unknown-place.json" => changed(|brief| brief["place"]["zone"] = json!("Atlantis/Poseidonis")),
        "missing-field.json" => changed(|brief| {
            brief["issues"][1].as_object_mut().unwrap().remove("summary");
        }),
        "broken-rule.json" => changed(|brief| brief["issues"][1]["id"] = brief["issues"][0]["id"].clone()),
        "hung-up.json" => cut(None),
        "cut-off.json" => cut(Some(whole[..10].to_owned())),
        _ => (StatusCode::NOT_FOUND, "not here").into_response(),
    }
}

fn json_response(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// An answer that ends before it should: the connection is closed before anything, or after the first `part`.
fn cut(part: Option<String>) -> Response {
    let broken = || std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    let parts = part.map(|part| Ok(Bytes::from(part))).into_iter().chain([Err(broken())]);
    let body = Body::from_stream(futures::stream::iter(parts));
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
