//! A web server for one test. It serves the built `dist/` and test pages, and simulates faults.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{self, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures::StreamExt;
use serde_json::{Value, json};
use summit_brief::components::WidgetInput;
use summit_brief::desk::TzDatabase;
use summit_brief::render::{self, Assets, Style};
use summit_brief::text::Locale;
use summit_brief::widget::Settings;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::brief::Brief;
use crate::engine::listen;

const RECORDER: &str = include_str!("recorder.js");

/// A test page.
#[derive(Clone, Debug)]
pub(crate) struct PageSpec {
    /// The page's language.
    pub(crate) lang: String,
    /// The content of `<main>` after its heading.
    pub(crate) body: String,
    /// The time at which the clock stays until the test advances it; `None` leaves the real clock running.
    pub(crate) clock: Option<String>,
    /// The page's `color-scheme`.
    schemes: &'static str,
    /// A script that runs before everything except the recorder.
    prelude: String,
    /// The addresses of the scripts that define the element.
    scripts: Vec<String>,
    /// Whether the page links the widget's style sheet.
    is_styled: bool,
    /// The page's `Content-Security-Policy`.
    policy: Option<String>,
}

impl PageSpec {
    pub(crate) fn new(lang: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            lang: lang.into(),
            body: body.into(),
            clock: None,
            schemes: "light dark",
            prelude: String::new(),
            scripts: vec!["/summit-brief.js".to_owned()],
            is_styled: true,
            policy: None,
        }
    }

    /// Leaves out the link to the style sheet and the script that defines the element.
    pub(crate) fn bare(self) -> Self {
        Self { is_styled: false, ..self.scripts(&[]) }
    }

    /// Runs `script` before all other scripts of the page.
    pub(crate) fn prelude(self, script: impl Into<String>) -> Self {
        Self { prelude: script.into(), ..self }
    }

    /// Replaces the script that defines the element.
    pub(crate) fn scripts(self, scripts: &[String]) -> Self {
        Self { scripts: scripts.to_vec(), ..self }
    }

    /// Serves the page with a `Content-Security-Policy`. Leaves out inline scripts and styles, which the policy may
    /// forbid, and with them the stopped clock and the prelude.
    pub(crate) fn policy(self, policy: impl Into<String>) -> Self {
        Self { policy: Some(policy.into()), ..self }
    }

    /// Keeps the page light whatever scheme the reader prefers, as many pages do.
    pub(crate) fn always_light(self) -> Self {
        Self { schemes: "light", ..self }
    }

    /// Stops the page's clock at `start` (RFC 3339).
    pub(crate) fn stopped_at(self, start: impl ToString) -> Self {
        Self { clock: Some(start.to_string()), ..self }
    }

    fn html(&self) -> String {
        let clock = self.clock.as_ref().map(|start| format!("window.__start = {};", json!(start)));
        let (lang, body, clock, schemes) = (&self.lang, &self.body, clock.unwrap_or_default(), self.schemes);
        let recorder = match self.policy {
            None => format!("<script>{clock}{RECORDER}{}</script>", self.prelude),
            Some(_) => r#"<script src="/recorder.js"></script>"#.to_owned(),
        };
        let style = format!(":root {{ color-scheme: {schemes}; background: Canvas; color: CanvasText; }}");
        let style = if self.policy.is_none() { format!("<style>{style}</style>") } else { String::new() };
        let script = |src: &String| format!(r#"<script type="module" src="{src}"></script>"#);
        let link = if self.is_styled { r#"<link rel="stylesheet" href="/summit-brief.css">"# } else { "" };
        let scripts = self.scripts.iter().map(script).collect::<Vec<_>>().join("\n");
        format!(
            r#"<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A test page</title>
<link rel="icon" href="data:,">
{recorder}
{style}
{link}
{scripts}
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

/// The HTML that `summit-brief render` writes for an element with these attributes.
pub(crate) fn prerendered_html(brief: &str, attributes: &[(&str, &str)]) -> Result<String> {
    Ok(render::html(static_props(brief, attributes)?))
}

/// The snippet that `summit-brief render --style inline` writes for an element with these attributes.
pub(crate) fn inline_snippet(brief: &str, attributes: &[(&str, &str)]) -> Result<String> {
    let props = static_props(brief, attributes)?;
    let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let assets = Assets { base: "/".to_owned(), style: Style::Inline, attributes, inline: true, ..Assets::default() };
    Ok(render::snippet(props, &assets)?)
}

pub(crate) fn static_props(brief: &str, attributes: &[(&str, &str)]) -> Result<WidgetInput> {
    let document: Rc<summit_brief::brief::Brief> = Rc::new(serde_json::from_str(brief)?);
    let given = |name: &str| attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    let (settings, warnings) = Settings::read(given);
    assert_eq!(warnings, [""; 0]);
    let language = given("lang").unwrap_or_else(|| document.lang.clone());
    let props = render::static_props(document, &settings, Locale::from_tag(&language), &TzDatabase::default());
    props.ok().context("the brief has an unknown time zone")
}

/// An element with the brief's prerendered HTML.
pub(crate) fn prerendered(brief: &Brief, attributes: &[(&str, &str)]) -> Result<String> {
    let inside = prerendered_html(brief.text(), attributes)?;
    let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}='{value}'")).collect();
    // Of two attributes with a name, the first counts.
    let (src, lang) = (brief.src, &brief.content.lang);
    Ok(format!("<summit-brief src='{src}'{attributes} lang='{lang}'>{inside}</summit-brief>\n"))
}

/// Where the server pauses in the body of a page, until the loader has had time to start.
pub(crate) const PAUSE: &str = "<!--pause-->";

/// Moves the content before or after it far outside the viewport.
pub(crate) const SPACER: &str = "<div style='height: 6000px'>Other content.</div>\n";

/// The server of one test. It stops when dropped.
pub(crate) struct Site {
    origin: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    dist: PathBuf,
    pages: Mutex<HashMap<String, PageSpec>>,
    /// The requested paths with the status of their responses.
    requests: Mutex<Vec<(String, StatusCode)>>,
    /// Suffixes of the paths answered with 404.
    removed: Mutex<Vec<String>>,
    /// Suffixes of the paths whose content is cut in half.
    truncated: Mutex<Vec<String>>,
    /// What is served at other paths, and with which status.
    published: Mutex<HashMap<String, (StatusCode, String)>>,
    /// Suffixes of the paths served with the type `text/plain`.
    mistyped: Mutex<Vec<String>>,
    /// The number of requests for the wasm at the end of a pause.
    early: AtomicUsize,
    /// Suffixes of the paths whose responses wait for a gate.
    held: Mutex<Vec<(String, watch::Receiver<bool>)>>,
    /// Suffixes of the paths that other origins may read.
    cors: Mutex<Vec<String>>,
    /// Suffixes of the paths whose content has more bytes, which change nothing.
    padded: Mutex<Vec<String>>,
    /// Paths of earlier builds, and of the files that are served there.
    kept: Mutex<HashMap<String, String>>,
}

/// Holds responses back until the test opens it.
pub(crate) struct Gate(watch::Sender<bool>);

impl Gate {
    pub(crate) fn open(&self) {
        self.0.send_replace(true);
    }
}

impl Site {
    pub(crate) async fn start() -> Result<Self> {
        let dist = std::env::var_os("SUMMIT_BRIEF_DIST").map_or_else(|| in_repository("dist"), PathBuf::from);
        ensure!(dist.join("summit-brief.js").is_file(), "{} is not built: run `make build`", dist.display());
        let shared = Arc::new(Shared {
            dist: dist.clone(),
            pages: Mutex::default(),
            requests: Mutex::default(),
            removed: Mutex::default(),
            truncated: Mutex::default(),
            published: Mutex::default(),
            mistyped: Mutex::default(),
            early: AtomicUsize::new(0),
            held: Mutex::default(),
            cors: Mutex::default(),
            padded: Mutex::default(),
            kept: Mutex::default(),
        });
        let router = Router::new()
            .route("/", get(|shared| demo(shared, "index.html")))
            .route("/zh-hant.html", get(|shared| demo(shared, "zh-hant.html")))
            .route("/embed.html", get(|shared| demo(shared, "embed.html")))
            .route("/pym.js", get(pym))
            .route("/pages/{name}", get(page))
            .route("/fault/{brief}/{kind}", get(fault))
            .route("/axe.js", get(axe))
            .route("/idiomorph.js", get(idiomorph))
            .route("/recorder.js", get(async || ([(header::CONTENT_TYPE, "text/javascript")], RECORDER)))
            .nest_service("/fixtures", ServeDir::new(in_repository("tests/fixtures/briefs")))
            .fallback_service(ServeDir::new(dist))
            // Disables caching, so that `requests` counts every fetch; `intercept` makes an exception.
            .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
            .layer(middleware::from_fn_with_state(shared.clone(), intercept))
            .with_state(shared.clone());
        let listener = listen().await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            // Runs until the task is aborted.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { origin, shared, task })
    }

    /// Adds a test page and returns its path.
    pub(crate) fn add(&self, page: &PageSpec) -> String {
        let mut pages = self.shared.pages.lock().unwrap();
        let name = (pages.len() + 1).to_string();
        let path = format!("/pages/{name}");
        pages.insert(name, page.clone());
        path
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The number of requests for paths that end in `suffix`.
    pub(crate) fn requests(&self, suffix: &str) -> usize {
        self.shared.requests.lock().unwrap().iter().filter(|(path, _)| path.ends_with(suffix)).count()
    }

    /// The number of requests for the wasm before the end of the last [`PAUSE`].
    pub(crate) fn early_requests(&self) -> usize {
        self.shared.early.load(Ordering::Relaxed)
    }

    /// The paths of the requests that failed.
    pub(crate) fn failed_requests(&self) -> Vec<String> {
        let requests = self.shared.requests.lock().unwrap();
        requests.iter().filter(|(_, status)| !status.is_success()).map(|(path, _)| path.clone()).collect()
    }

    /// Answers requests for paths that end in `suffix` with 404.
    pub(crate) fn remove(&self, suffix: impl Into<String>) {
        self.shared.removed.lock().unwrap().push(suffix.into());
    }

    /// Serves only the first half of files whose path ends in `suffix`.
    pub(crate) fn truncate(&self, suffix: impl Into<String>) {
        self.shared.truncated.lock().unwrap().push(suffix.into());
    }

    /// Serves `text` at `path` from now on, with this status.
    pub(crate) fn publish(&self, path: &str, status: u16, text: &str) {
        let status = StatusCode::from_u16(status).expect("a status");
        self.shared.published.lock().unwrap().insert(path.to_owned(), (status, text.to_owned()));
    }

    /// Serves all files again as they are.
    pub(crate) fn mend(&self) {
        self.shared.removed.lock().unwrap().clear();
        self.shared.truncated.lock().unwrap().clear();
        self.shared.padded.lock().unwrap().clear();
    }

    /// Serves files whose path ends in `suffix` as plain text.
    pub(crate) fn mistype(&self, suffix: impl Into<String>) {
        self.shared.mistyped.lock().unwrap().push(suffix.into());
    }

    /// Holds back the responses for paths that end in `suffix` until the gate opens or is dropped.
    pub(crate) fn hold(&self, suffix: impl Into<String>) -> Gate {
        let (sender, receiver) = watch::channel(false);
        self.shared.held.lock().unwrap().push((suffix.into(), receiver));
        Gate(sender)
    }

    /// Lets other origins read files whose path ends in `suffix`.
    pub(crate) fn allow_cors(&self, suffix: impl Into<String>) {
        self.shared.cors.lock().unwrap().push(suffix.into());
    }

    /// Adds bytes that change nothing to files whose path ends in `suffix`: to a script a line, to wasm a custom section.
    pub(crate) fn pad(&self, suffix: impl Into<String>) {
        self.shared.padded.lock().unwrap().push(suffix.into());
    }

    /// Serves the built file `name` at `/old` too, as hosts do that keep the files of earlier builds.
    pub(crate) fn keep(&self, old: &str, name: &str) {
        self.shared.kept.lock().unwrap().insert(format!("/{old}"), format!("/{name}"));
    }

    /// The text of a built file.
    pub(crate) fn built(&self, name: &str) -> Result<String> {
        Ok(std::fs::read_to_string(self.shared.dist.join(name))?)
    }

    /// The folder with the built files.
    pub(crate) fn dist(&self) -> &Path {
        &self.shared.dist
    }

    /// The file name of the built glue.
    pub(crate) fn glue(&self) -> Result<String> {
        let names =
            std::fs::read_dir(&self.shared.dist)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut glue = names.filter(|name| {
            name.starts_with("summit-brief-") && name.ends_with(".js") && name.matches('.').count() == 1
        });
        glue.next().context("dist/ contains no glue")
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

/// Records the request and applies the faults that the test asked for.
async fn intercept(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let kept = shared.kept.lock().unwrap().get(&path).cloned();
    if let Some(uri) = kept.and_then(|path| path.parse().ok()) {
        *request.uri_mut() = uri;
    }
    let matches = |suffixes: &Mutex<Vec<String>>| suffixes.lock().unwrap().iter().any(|suffix| path.ends_with(suffix));
    let (removed, truncated, cors) = (matches(&shared.removed), matches(&shared.truncated), matches(&shared.cors));
    let (mistyped, padded) = (matches(&shared.mistyped), matches(&shared.padded));
    let published = shared.published.lock().unwrap().get(&path).cloned();
    let mut response = match published {
        Some((status, text)) if path.ends_with(".js") => {
            (status, [(header::CONTENT_TYPE, "text/javascript")], text).into_response()
        }
        Some(answer) => answer.into_response(),
        None if removed => StatusCode::NOT_FOUND.into_response(),
        None => next.run(request).await,
    };
    if truncated {
        response = changed(response, |whole| whole.slice(..whole.len() / 2)).await;
    }
    if padded {
        let padding: &[u8] = if path.ends_with(".wasm") { &[0, 1, 0] } else { b"\n" };
        response = changed(response, |whole| [&whole, padding].concat().into()).await;
    }
    if cors {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if mistyped {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    }
    // The loader fetches the glue before it imports it. As its name changes with its content, hosts let browsers keep it.
    if path.starts_with("/summit-brief-") && path.ends_with(".js") && response.status().is_success() {
        let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, for_ever);
    }
    let gates = shared.held.lock().unwrap().clone();
    shared.requests.lock().unwrap().push((path.clone(), response.status()));
    for (_, mut gate) in gates.into_iter().filter(|(suffix, _)| path.ends_with(suffix.as_str())) {
        // Fails if the gate was dropped, which releases the response as well.
        let _ = gate.wait_for(|open| *open).await;
    }
    response
}

/// The response with a changed body.
async fn changed(response: Response, change: impl Fn(Bytes) -> Bytes) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).cloned();
    let Ok(whole) = axum::body::to_bytes(response.into_body(), usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kind = kind.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    ([(header::CONTENT_TYPE, kind)], change(whole)).into_response()
}

async fn page(State(shared): State<Arc<Shared>>, extract::Path(name): extract::Path<String>) -> Response {
    let Some(page) = shared.pages.lock().unwrap().get(&name).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let html = page.html();
    let mut response = match html.split_once(PAUSE) {
        None => Html(html).into_response(),
        Some((before, after)) => {
            // Browsers do not parse the first few bytes before more arrive.
            let before = before.replacen("<body>", &format!("<body><!--{}-->", "-".repeat(8_000)), 1);
            let after = after.to_owned();
            let requests = |suffix: &str, shared: &Shared| {
                shared.requests.lock().unwrap().iter().filter(|(path, _)| path.ends_with(suffix)).count()
            };
            let (loader, wasm) = (requests("/summit-brief.js", &shared), requests(".wasm", &shared));
            let rest = async move {
                for _ in 0..60 {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    if requests("/summit-brief.js", &shared) > loader {
                        break;
                    }
                }
                tokio::time::sleep(Duration::from_millis(700)).await;
                shared.early.store(requests(".wasm", &shared) - wasm, Ordering::Relaxed);
                Ok::<_, std::io::Error>(Bytes::from(after))
            };
            let parts = futures::stream::iter([Ok(Bytes::from(before))]).chain(futures::stream::once(rest));
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], Body::from_stream(parts)).into_response()
        }
    };
    if let Some(policy) = page.policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy).unwrap());
    }
    response
}

/// A built page, with the recorder as its first script.
async fn demo(State(shared): State<Arc<Shared>>, file: &str) -> Response {
    match std::fs::read_to_string(shared.dist.join(file)) {
        Ok(html) => Html(html.replacen("<head>", &format!("<head><script>{RECORDER}</script>"), 1)).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// axe-core: the file that `AXE` names, by default the copy in tools/node_modules.
async fn axe() -> Response {
    let own = std::env::var_os("AXE").map(PathBuf::from);
    script(own.unwrap_or_else(|| in_repository("tools/node_modules/axe-core/axe.min.js")))
}

/// idiomorph, with which Turbo and htmx morph a page.
async fn idiomorph() -> Response {
    script(in_repository("tools/node_modules/idiomorph/dist/idiomorph.min.js"))
}

/// pym.js, with which many sites give frames the height of their content.
async fn pym() -> Response {
    script(in_repository("tools/node_modules/pym.js/dist/pym.v1.min.js"))
}

fn script(path: PathBuf) -> Response {
    match std::fs::read(path) {
        Ok(script) => ([(header::CONTENT_TYPE, "text/javascript")], script).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// A fault of a brief, and the console line that it must cause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// The last segment of its path on the server.
    pub(crate) kind: &'static str,
    /// What the console line must contain, besides the address.
    pub(crate) parts: &'static [&'static str],
}

pub(crate) const FAULTS: [Fault; 11] = [
    Fault { kind: "404.json", parts: &["404"] },
    Fault { kind: "html.json", parts: &["not JSON"] },
    Fault { kind: "truncated.json", parts: &["not JSON"] },
    Fault { kind: "wrong-type.json", parts: &["issues[2].title", "a number"] },
    Fault { kind: "bad-time.json", parts: &["sessions[0].start", "offset"] },
    Fault { kind: "unknown-zone.json", parts: &["zones[1].zone", "Europe/Helsingfors"] },
    Fault { kind: "unknown-place.json", parts: &["place.zone", "Atlantis/Poseidonis"] },
    Fault { kind: "missing-field.json", parts: &["issues[1]", "summary"] },
    Fault { kind: "broken-rule.json", parts: &["issues[1].id", "twice"] },
    Fault { kind: "hung-up.json", parts: &["network"] },
    Fault { kind: "cut-off.json", parts: &["network"] },
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
        _ => (StatusCode::NOT_FOUND, "not found").into_response(),
    }
}

fn json_response(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// A response whose connection is closed early: before its body, or after `part` of the body.
fn cut(part: Option<String>) -> Response {
    let broken = || std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    let parts = part.map(|part| Ok(Bytes::from(part))).into_iter().chain([Err(broken())]);
    let body = Body::from_stream(futures::stream::iter(parts));
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
