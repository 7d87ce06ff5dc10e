//! How a test is declared, run and, when it fails, explained.

use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use libtest_mimic::Trial;
use tokio::runtime::Runtime;

use crate::brief::Brief;
use crate::engine::{Driver, Engine, Setting};
use crate::page::Page;
use crate::server::{PageSpec, Site};

/// No test takes this long; one that hangs ends here.
const LONGEST: Duration = Duration::from_secs(120);

/// One test.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) scope: Scope,
    pub(crate) run: fn(World) -> Running,
}

pub(crate) type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// How often a test runs in an engine.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scope {
    /// Once: it is not about content, or about this brief alone.
    Helsinki,
    /// Once for every brief.
    EachBrief,
}

/// The list of a module's tests: `cases![EachBrief first_test, Helsinki second_test]`.
macro_rules! cases {
    ($($scope:ident $name:ident),* $(,)?) => {
        vec![$($crate::suite::Case {
            name: stringify!($name),
            scope: $crate::suite::Scope::$scope,
            run: |world| Box::pin($name(world)),
        }),*]
    };
}
pub(crate) use cases;

/// What a test has: a brief to be about, a server of its own, and browsers on demand.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) brief: Brief,
    pub(crate) site: Arc<Site>,
    driver: Arc<Driver>,
    /// The pages opened, for the record of a failure.
    pages: Arc<Mutex<Vec<Page>>>,
}

impl World {
    /// Opens a test page in a browser of its own.
    pub(crate) async fn open(&self, setting: Setting, page: PageSpec) -> Result<Page> {
        let path = self.site.add(&page);
        self.visit(setting, &path).await
    }

    /// Opens a path of the site in a browser of its own.
    pub(crate) async fn visit(&self, setting: Setting, path: &str) -> Result<Page> {
        let session = self.driver.session(setting).await.context("starting a browser")?;
        let page = Page::new(session, setting);
        self.pages.lock().unwrap().push(page.clone());
        page.goto(&self.site.url(path)).await?;
        Ok(page)
    }
}

/// The processes that tests share; the last test ends them.
struct Suite {
    runtime: Runtime,
    drivers: Vec<(Engine, Slot)>,
}

/// A driver, started when the first test asks for it, or why it could not be.
type Slot = OnceLock<Result<Arc<Driver>, String>>;

impl Suite {
    fn driver(&self, engine: Engine) -> Result<Arc<Driver>> {
        let (_, slot) = self.drivers.iter().find(|(other, _)| *other == engine).context("an engine of this run")?;
        let started = slot.get_or_init(|| {
            let driver = self.runtime.block_on(Driver::start(engine));
            driver.map(Arc::new).map_err(|error| format!("{error:#}"))
        });
        started.clone().map_err(|error| anyhow!(error))
    }
}

/// Every test in every engine asked for.
pub(crate) fn trials(modules: &[(&str, Vec<Case>)]) -> Result<Vec<Trial>> {
    let engines = Engine::chosen()?;
    let drivers = engines.iter().map(|engine| (*engine, OnceLock::new())).collect();
    let suite = Arc::new(Suite { runtime: Runtime::new()?, drivers });
    let mut trials = Vec::new();
    for engine in engines {
        for (module, cases) in modules {
            for case in cases {
                for brief in briefs(case.scope)? {
                    let name = match case.scope {
                        Scope::Helsinki => format!("{engine}::{module}::{}", case.name),
                        Scope::EachBrief => {
                            format!("{engine}::{module}::{}::{}", case.name, brief.name.replace('-', "_"))
                        }
                    };
                    let (case, suite) = (*case, suite.clone());
                    trials.push(Trial::test(name.clone(), move || {
                        run(&suite, engine, case, brief, &name).map_err(|error| format!("{error:#}").into())
                    }));
                }
            }
        }
    }
    Ok(trials)
}

fn briefs(scope: Scope) -> Result<Vec<Brief>> {
    let helsinki = Brief::helsinki()?;
    Ok(match scope {
        Scope::Helsinki => vec![helsinki],
        Scope::EachBrief => vec![helsinki, Brief::accord()?],
    })
}

fn run(suite: &Suite, engine: Engine, case: Case, brief: Brief, name: &str) -> Result<()> {
    let driver = suite.driver(engine)?;
    suite.runtime.block_on(async {
        let world = World { brief, site: Arc::new(Site::start().await?), driver, pages: Arc::default() };
        // A task of its own, so that a panic in it is a failure like any other.
        let task = tokio::spawn((case.run)(world.clone()));
        let outcome = match tokio::time::timeout(LONGEST, task).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Err(anyhow!("panicked: {}", message(panic))),
            Err(_) => Err(anyhow!("took longer than {LONGEST:?}")),
        };
        let pages = std::mem::take(&mut *world.pages.lock().unwrap());
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(match record(name, &pages).await {
                Ok(place) => error.context(format!("see {}", place.display())),
                Err(unrecorded) => error.context(format!("not recorded: {unrecorded:#}")),
            }),
        };
        for page in pages {
            // A browser that is gone already is no reason to fail.
            let _ = page.close().await;
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

/// Keeps what the browsers of a failing test showed.
async fn record(name: &str, pages: &[Page]) -> Result<PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/e2e-failures").join(name.replace("::", "/"));
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::create_dir_all(&place)?;
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
pub(crate) async fn eventually<T, Looking>(what: &str, mut look: impl FnMut() -> Looking) -> Result<T>
where
    Looking: Future<Output = Result<Result<T, String>>>,
{
    let deadline = tokio::time::Instant::now() + Duration::from_secs(15);
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
