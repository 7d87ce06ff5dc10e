//! How a test is declared, run and, when it fails, explained.

use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use libtest_mimic::Trial;
use tokio::runtime::Runtime;

use crate::brief::Brief;
use crate::engine::{Browser, Engine, Setting};
use crate::page::Page;
use crate::server::{PageSpec, Site};

/// No test takes this long; one that hangs ends here.
const LONGEST: Duration = Duration::from_secs(240);

/// Where publishers and maintainers read which tests do something else in which engine.
const ENGINES_MD: &str = include_str!("../../docs/engines.md");

/// One test, as [`case!`] declares it.
pub(crate) struct Case {
    /// `e2e::schedule`.
    pub(crate) module: &'static str,
    /// Where it is declared, for the order.
    pub(crate) line: u32,
    pub(crate) name: &'static str,
    pub(crate) scope: Scope,
    pub(crate) run: Test,
    pub(crate) exceptions: &'static [Exception],
}

/// What a test does instead in an engine that cannot do what the test is about.
pub(crate) struct Exception {
    pub(crate) engine: Engine,
    /// The newest version of the engine known to be so.
    pub(crate) version: &'static str,
    pub(crate) reason: &'static str,
    /// Asserts what the reader gets there.
    pub(crate) run: Test,
}

type Test = fn(World) -> Running;

pub(crate) type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// How often a test runs in an engine.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scope {
    /// Once: it is not about content, or about this brief alone.
    Helsinki,
    /// Once for every brief.
    EachBrief,
}

/// Declares the test below it: `case!(EachBrief, first_test);`. A test without this line is an unused function, which
/// `make check` refuses.
///
/// An engine that cannot do it is named with its version, the reason and the test that runs instead:
///
/// ```text
/// case!(
///     Helsinki,
///     second_test,
///     WebKit "2.50" "has no such thing" => what_readers_get,
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

/// What a test has: a brief to be about, a server of its own, and browsers on demand.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) brief: Brief,
    pub(crate) site: Arc<Site>,
    engine: Engine,
    suite: Arc<Suite>,
    /// The browsers of this test.
    browsers: Arc<Mutex<Vec<Browser>>>,
    /// The pages opened, for the record of a failure.
    pages: Arc<Mutex<Vec<Page>>>,
}

impl World {
    /// Opens a test page in a browser that nobody else has, and in which nothing is left of another test.
    pub(crate) async fn open(&self, setting: Setting, page: PageSpec) -> Result<Page> {
        let path = self.site.add(&page);
        self.visit(setting, &path).await
    }

    /// Opens a path of the site in such a browser.
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

    /// Ends the browser of a page, in a test that opens many.
    pub(crate) async fn close(&self, page: Page) {
        self.pages.lock().unwrap().retain(|other| !other.session.is(&page.session));
        let (ended, rest) = self.browsers.lock().unwrap().drain(..).partition(|browser| browser.has(&page.session));
        *self.browsers.lock().unwrap() = rest;
        self.suite.give_back(ended).await;
    }
}

/// What tests share.
pub(crate) struct Suite {
    runtime: Runtime,
    /// Browsers that are ready for another test.
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

    /// Keeps browsers for another test, as far as they can be.
    async fn give_back(&self, browsers: Vec<Browser>) {
        for browser in browsers {
            if browser.renew().await {
                self.idle.lock().unwrap().push(browser);
            } else {
                browser.quit().await;
            }
        }
    }

    /// Ends the browsers that are left.
    pub(crate) fn end(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap());
        self.runtime.block_on(async {
            for browser in idle {
                browser.quit().await;
            }
        });
    }
}

/// Every test in every engine asked for, module by module in the order of its file.
pub(crate) fn trials(suite: &Arc<Suite>) -> Result<Vec<Trial>> {
    every_file_is_a_module()?;
    let mut cases: Vec<&Case> = inventory::iter::<Case>().collect();
    cases.sort_by_key(|case| (case.module, case.line));
    ensure!(!cases.is_empty(), "the linker left out every test");
    let mut trials = Vec::new();
    for engine in Engine::chosen()? {
        for case in &cases {
            let module = case.module.rsplit("::").next().unwrap_or_default();
            let exception = case.exceptions.iter().find(|exception| exception.engine == engine);
            let test = exception.map_or(case.run, |exception| exception.run);
            let why = exception.map(|Exception { version, reason, .. }| (format!("{engine:?} {version}"), *reason));
            if let Some((engine, reason)) = &why {
                ensure!(
                    ENGINES_MD.lines().any(|line| line.contains(engine) && line.contains(reason)),
                    "{}: docs/engines.md does not say that {engine} {reason}",
                    case.name
                );
            }
            for brief in briefs(case.scope)? {
                let name = match case.scope {
                    Scope::Helsinki => format!("{engine}::{module}::{}", case.name),
                    Scope::EachBrief => format!("{engine}::{module}::{}::{}", case.name, brief.name.replace('-', "_")),
                };
                // Listed with a mark, explained where it fails.
                let kind = if why.is_some() { "instead" } else { "" };
                let (suite, why) = (suite.clone(), why.clone());
                let trial = Trial::test(name.clone(), move || {
                    let outcome = run(&suite, engine, test, brief, &name);
                    let outcome = match why {
                        Some((engine, reason)) => outcome.with_context(|| format!("instead, since {engine} {reason}")),
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

/// The compiler passes over a file that `main.rs` does not name, and with it over its tests.
fn every_file_is_a_module() -> Result<()> {
    let named = |module: &str| include_str!("main.rs").lines().any(|line| line == format!("mod {module};"));
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e"))? {
        let path = entry?.path();
        let module = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == "rs") && module != "main" {
            ensure!(named(module), "tests/e2e/main.rs does not name {module}");
        }
    }
    Ok(())
}

fn briefs(scope: Scope) -> Result<Vec<Brief>> {
    let helsinki = Brief::helsinki()?;
    Ok(match scope {
        Scope::Helsinki => vec![helsinki],
        Scope::EachBrief => vec![helsinki, Brief::accord()?],
    })
}

fn run(suite: &Arc<Suite>, engine: Engine, test: Test, brief: Brief, name: &str) -> Result<()> {
    suite.runtime.block_on(async {
        let site = Arc::new(Site::start().await?);
        let (browsers, pages) = (Arc::default(), Arc::default());
        let world = World { brief, site, engine, suite: suite.clone(), browsers, pages };
        // A task of its own, so that a panic in it is a failure like any other.
        let task = tokio::spawn(test(world.clone()));
        let outcome = match tokio::time::timeout(LONGEST, task).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Err(anyhow!("panicked: {}", message(panic))),
            Err(_) => Err(anyhow!("took longer than {LONGEST:?}")),
        };
        let pages = std::mem::take(&mut *world.pages.lock().unwrap());
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(match record(name, &pages, &error).await {
                Ok(place) => error.context(format!("see {}", place.display())),
                Err(unrecorded) => error.context(format!("not recorded: {unrecorded:#}")),
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

/// Keeps why a test failed and what its browsers showed.
async fn record(name: &str, pages: &[Page], error: &anyhow::Error) -> Result<PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/e2e-failures").join(name.replace("::", "/"));
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::create_dir_all(&place)?;
    fs::write(place.join("message.txt"), format!("{error:#}\n"))?;
    for (index, page) in pages.iter().enumerate() {
        let part = |extension: &str| place.join(format!("{index}.{extension}"));
        // What one cannot tell, another may.
        if let Ok(png) = page.screenshot().await {
            fs::write(part("png"), png)?;
        }
        if let Ok(html) = page.html().await {
            fs::write(part("html"), html)?;
        }
        if let Ok(lines) = page.lines().await {
            fs::write(part("console.txt"), lines.join("\n"))?;
        }
    }
    Ok(place)
}

/// Asks `look` until it finds something, for longer than anything takes.
///
/// # Errors
/// `what` did not come, with what was seen last.
pub(crate) async fn eventually<T, Looking>(what: &str, look: impl FnMut() -> Looking) -> Result<T>
where
    Looking: Future<Output = Result<Result<T, String>>>,
{
    within(Duration::from_secs(30), what, look).await
}

/// [`eventually`], for what takes long on a busy machine.
pub(crate) async fn within<T, Looking>(patience: Duration, what: &str, mut look: impl FnMut() -> Looking) -> Result<T>
where
    Looking: Future<Output = Result<Result<T, String>>>,
{
    let deadline = tokio::time::Instant::now() + patience;
    loop {
        match look().await? {
            Ok(found) => return Ok(found),
            Err(seen) if tokio::time::Instant::now() > deadline => {
                return Err(anyhow!("waited in vain for {what}; last seen: {seen}"));
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}
