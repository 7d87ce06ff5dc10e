//! Declares tests, runs them, and records why they fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use libtest_mimic::Trial;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use tokio::runtime::Runtime;

use crate::brief::Brief;
use crate::engine::{Browser, Engine, Setting};
use crate::page::Page;
use crate::server::{PageSpec, Site};

/// Ends tests that hang; no healthy test takes this long.
const TEST_TIMEOUT: Duration = Duration::from_secs(240);

/// Documents which tests are replaced, and in which engine.
const ENGINES_MD: &str = include_str!("../../docs/engines.md");

/// A test declared with [`case!`].
pub(crate) struct Case {
    /// Module path, such as `e2e::schedule`.
    pub(crate) module: &'static str,
    /// Line of the declaration; sorts the tests of a module.
    pub(crate) line: u32,
    pub(crate) name: &'static str,
    pub(crate) scope: Scope,
    pub(crate) run: Test,
    pub(crate) exceptions: &'static [Exception],
}

/// The replacement for a test in an engine that lacks the tested feature.
pub(crate) struct Exception {
    pub(crate) engine: Engine,
    /// The newest version of the engine known to lack the feature.
    pub(crate) version: &'static str,
    pub(crate) reason: &'static str,
    /// Asserts what readers get in this engine.
    pub(crate) run: Test,
}

type Test = fn(World) -> Running;

pub(crate) type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// The briefs that a test runs with.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scope {
    /// The Helsinki brief only: the test does not depend on the content, or it tests this brief's content.
    Helsinki,
    /// Every brief: the Helsinki brief in every engine, each other brief in one, which depends on the test's name.
    EachBrief,
    /// Every brief in every engine, because the test is about layout.
    EachLayout,
}

/// Declares the test below it: `case!(EachBrief, first_test);`. A test function without this line is unused, which
/// `make check` rejects.
///
/// If an engine lacks the tested feature, name the engine, its version, the reason and the replacement test:
///
/// ```text
/// case!(
///     Helsinki,
///     second_test,
///     WebKit "2.50" "lacks the feature" => what_readers_get,
/// );
/// ```
macro_rules! case {
    ($scope:ident, $name:ident $(, $engine:ident $version:literal $reason:literal => $instead:ident)* $(,)?) => {
        inventory::submit! {
            $crate::suite::Case {
                module: module_path!(),
                line: line!(),
                name: stringify!($name),
                scope: $crate::suite::Scope::$scope,
                run: |world| Box::pin($name(world)),
                exceptions: &[$($crate::suite::Exception {
                    engine: $crate::engine::Engine::$engine,
                    version: $version,
                    reason: $reason,
                    run: |world| Box::pin($instead(world)),
                }),*],
            }
        }
    };
}
pub(crate) use case;

inventory::collect!(Case);

/// The environment of one test: its brief, its own web server, and browsers on demand.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) brief: Brief,
    pub(crate) site: Arc<Site>,
    engine: Engine,
    suite: Arc<Suite>,
    /// The browsers in use by this test.
    browsers: Arc<Mutex<Vec<Browser>>>,
    /// The open pages, recorded if the test fails.
    pages: Arc<Mutex<Vec<Page>>>,
}

impl World {
    /// Opens a test page in a browser of its own, which keeps no state from other tests.
    pub(crate) async fn open(&self, setting: Setting, page: PageSpec) -> Result<Page> {
        let path = self.site.add(&page);
        self.visit(setting, &path).await
    }

    /// Opens a path of the site in a browser of its own, as [`Self::open`] does.
    pub(crate) async fn visit(&self, setting: Setting, path: &str) -> Result<Page> {
        let browser = match self.suite.take(self.engine, setting) {
            Some(browser) => browser,
            None => self.engine.start(setting).await.context("starting a browser")?,
        };
        let session = browser.session(setting).await;
        self.browsers.lock().unwrap().push(browser);
        let page = Page::new(session.context("setting up a browser")?, setting);
        self.pages.lock().unwrap().push(page.clone());
        page.goto(&self.site.url(path)).await?;
        Ok(page)
    }

    /// Releases the browser of a page, in tests that open many pages.
    pub(crate) async fn close(&self, page: Page) {
        self.pages.lock().unwrap().retain(|other| !other.session.is(&page.session));
        let (released, kept) = self.browsers.lock().unwrap().drain(..).partition(|browser| browser.has(&page.session));
        *self.browsers.lock().unwrap() = kept;
        self.suite.give_back(released).await;
    }
}

/// The state shared by all tests.
pub(crate) struct Suite {
    runtime: Runtime,
    /// Browsers ready for the next test.
    idle: Mutex<Vec<Browser>>,
}

impl Suite {
    pub(crate) fn new() -> Result<Arc<Self>> {
        Ok(Arc::new(Self { runtime: Runtime::new()?, idle: Mutex::default() }))
    }

    fn take(&self, engine: Engine, setting: Setting) -> Option<Browser> {
        let mut idle = self.idle.lock().unwrap();
        let index = idle.iter().position(|browser| browser.suits(engine, setting))?;
        Some(idle.swap_remove(index))
    }

    /// Keeps browsers for later tests; quits those that cannot be reset.
    async fn give_back(&self, browsers: Vec<Browser>) {
        for browser in browsers {
            if browser.reset().await {
                self.idle.lock().unwrap().push(browser);
            } else {
                browser.quit().await;
            }
        }
    }

    /// Quits the idle browsers.
    pub(crate) fn shut_down(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap());
        self.runtime.block_on(async {
            for browser in idle {
                browser.quit().await;
            }
        });
    }
}

/// Every test in every selected engine, sorted by module and line.
pub(crate) fn trials(suite: &Arc<Suite>) -> Result<Vec<Trial>> {
    every_file_is_a_module()?;
    let mut cases: Vec<&Case> = inventory::iter::<Case>().collect();
    cases.sort_by_key(|case| (case.module, case.line));
    ensure!(!cases.is_empty(), "the linker left out every test");
    let mut trials = Vec::new();
    let engines = Engine::chosen()?;
    for (turn, engine) in engines.iter().copied().enumerate() {
        for case in &cases {
            let module = case.module.rsplit("::").next().unwrap_or_default();
            let exception = case.exceptions.iter().find(|exception| exception.engine == engine);
            let test = exception.map_or(case.run, |exception| exception.run);
            let replaced =
                exception.map(|Exception { version, reason, .. }| (format!("{engine:?} {version}"), *reason));
            if let Some((engine, reason)) = &replaced {
                ensure!(
                    ENGINES_MD.lines().any(|line| line.contains(engine) && line.contains(reason)),
                    "{}: docs/engines.md does not list “{reason}” for {engine}",
                    case.name
                );
            }
            for (index, brief) in briefs(case.scope)?.into_iter().enumerate() {
                let takes_turns = case.scope == Scope::EachBrief && index > 0;
                if takes_turns && (index + case.name.len()) % engines.len() != turn {
                    continue;
                }
                let name = match case.scope {
                    Scope::Helsinki => format!("{engine}::{module}::{}", case.name),
                    Scope::EachBrief | Scope::EachLayout => {
                        format!("{engine}::{module}::{}::{}", case.name, brief.name.replace(['-', '.'], "_"))
                    }
                };
                // Replacement tests are marked in the list; their failures state the reason.
                let kind = if replaced.is_some() { "instead" } else { "" };
                let (suite, replaced) = (suite.clone(), replaced.clone());
                let trial = Trial::test(name.clone(), move || {
                    let outcome = run(&suite, engine, test, &brief, &name);
                    let outcome = match replaced {
                        Some((engine, reason)) => {
                            outcome.with_context(|| format!("replacement test ({engine}: {reason})"))
                        }
                        None => outcome,
                    };
                    outcome.map_err(|error| format!("{error:#}").into())
                });
                trials.push(trial.with_kind(kind));
            }
        }
    }
    Ok(trials)
}

/// Fails if `main.rs` does not declare a file as a module: the compiler would ignore the file and its tests.
fn every_file_is_a_module() -> Result<()> {
    let declared = |module: &str| include_str!("main.rs").lines().any(|line| line == format!("mod {module};"));
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e"))? {
        let path = entry?.path();
        let module = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == "rs") && module != "main" {
            ensure!(declared(module), "tests/e2e/main.rs does not declare the module {module}");
        }
    }
    Ok(())
}

fn briefs(scope: Scope) -> Result<Vec<Brief>> {
    let helsinki = Brief::helsinki()?;
    Ok(match scope {
        Scope::Helsinki => vec![helsinki],
        Scope::EachBrief | Scope::EachLayout => vec![helsinki, Brief::accord()?, Brief::chinese()?],
    })
}

/// Runs a test, and once more if its driver failed. A test that a driver fails twice fails.
fn run(suite: &Arc<Suite>, engine: Engine, test: Test, brief: &Brief, name: &str) -> Result<()> {
    let outcome = attempt(suite, engine, test, brief.clone(), name);
    match outcome {
        Err(error) if is_the_drivers(&error) => {
            eprintln!("e2e: {name} runs again, because the driver of {engine} failed: {error:#}");
            attempt(suite, engine, test, brief.clone(), name)
        }
        outcome => outcome,
    }
}

/// Whether the driver lost an answer (“unknown error”) or its browser (“invalid session id”, “session not created”).
/// WebKit's does so about once in a thousand tests on a busy machine.
fn is_the_drivers(error: &anyhow::Error) -> bool {
    let mut kinds = error.chain().filter_map(|cause| cause.downcast_ref::<WebDriverError>());
    kinds.any(|kind| {
        matches!(
            kind.as_inner(),
            WebDriverErrorInner::UnknownError(_)
                | WebDriverErrorInner::InvalidSessionId(_)
                | WebDriverErrorInner::SessionNotCreated(_)
        )
    })
}

fn attempt(suite: &Arc<Suite>, engine: Engine, test: Test, brief: Brief, name: &str) -> Result<()> {
    suite.runtime.block_on(async {
        let site = Arc::new(Site::start().await?);
        let (browsers, pages) = (Arc::default(), Arc::default());
        let world = World { brief, site, engine, suite: suite.clone(), browsers, pages };
        // In its own task, so that a panic becomes an ordinary failure.
        let task = tokio::spawn(test(world.clone()));
        let outcome = match tokio::time::timeout(TEST_TIMEOUT, task).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Err(anyhow!("panicked: {}", message(panic))),
            Err(_) => Err(anyhow!("took longer than {TEST_TIMEOUT:?}")),
        };
        let pages = std::mem::take(&mut *world.pages.lock().unwrap());
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(match record(name, &pages, &error).await {
                Ok(folder) => error.context(format!("see {}", folder.display())),
                Err(unrecorded) => error.context(format!("the failure could not be recorded: {unrecorded:#}")),
            }),
        };
        let browsers = std::mem::take(&mut *world.browsers.lock().unwrap());
        if outcome.is_ok() {
            suite.give_back(browsers).await;
        } else {
            for browser in browsers {
                browser.quit().await;
            }
        }
        outcome
    })
}

fn message(panic: tokio::task::JoinError) -> String {
    let Ok(payload) = panic.try_into_panic() else {
        return String::new();
    };
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
}

/// Saves the failure message and what the browsers showed; returns the folder.
async fn record(name: &str, pages: &[Page], error: &anyhow::Error) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/e2e-failures").join(name.replace("::", "/"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("message.txt"), format!("{error:#}\n"))?;
    for (index, page) in pages.iter().enumerate() {
        let file = |extension: &str| folder.join(format!("{index}.{extension}"));
        // Best effort: a browser in a bad state may answer only some of these.
        if let Ok(png) = page.screenshot().await {
            fs::write(file("png"), png)?;
        }
        if let Ok(html) = page.html().await {
            fs::write(file("html"), html)?;
        }
        if let Ok(lines) = page.console_lines().await {
            fs::write(file("console.txt"), lines.join("\n"))?;
        }
    }
    Ok(folder)
}

/// Polls `probe` until it returns `Ok`; gives up after 30 seconds, far longer than anything should take.
///
/// # Errors
/// `what` did not happen in time; the message includes the last state that `probe` reported.
pub(crate) async fn eventually<T, Probe>(what: &str, probe: impl FnMut() -> Probe) -> Result<T>
where
    Probe: Future<Output = Result<Result<T, String>>>,
{
    within(Duration::from_secs(30), what, probe).await
}

/// [`eventually`] with another time limit, for work that takes long on a busy machine.
pub(crate) async fn within<T, Probe>(limit: Duration, what: &str, mut probe: impl FnMut() -> Probe) -> Result<T>
where
    Probe: Future<Output = Result<Result<T, String>>>,
{
    let deadline = tokio::time::Instant::now() + limit;
    loop {
        match probe().await? {
            Ok(found) => return Ok(found),
            Err(seen) if tokio::time::Instant::now() > deadline => {
                return Err(anyhow!("timed out waiting for {what}; last seen: {seen}"));
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}
