//! The widget as readers and publishers meet it: the built `dist/`, served over HTTP, in real browsers driven by
//! WebDriver.
//!
//! `cargo test --features cli --test e2e [FILTER]` after `make build`. Each test runs once in every engine, and where it is about
//! content once for every brief: `chromium::schedule::names_every_session_in_every_column::accord_review`.
//! `suite::case!` declares a test where it is written.
//! `ENGINES` chooses the engines (default `chromium`), `SUMMIT_BRIEF_DIST` another `dist/`. A failing test leaves
//! its message, a screenshot, the page's HTML and its console in `target/e2e-failures/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod accessibility;
mod acts;
mod announcements;
mod axe;
mod band;
mod brief;
mod calendar;
mod cards;
mod clock;
mod compare;
mod copy_link;
mod countdown;
mod demo;
mod element;
mod engine;
mod events;
mod faults;
mod fragments;
mod lifecycle;
mod memory;
mod methods;
mod noted;
mod page;
mod page_styles;
mod prerendered;
mod print;
mod reader_access;
mod scale;
mod schedule;
mod server;
mod show_all;
mod states;
mod suite;
mod summit_time;
mod updated;
mod zone_choice;

use std::process::ExitCode;

use suite::Suite;

fn main() -> ExitCode {
    let mut arguments = libtest_mimic::Arguments::from_args();
    // More browsers at once than this only wait for each other on a small machine.
    arguments.test_threads.get_or_insert(2);
    // What panicked is told with the test that failed by it; here is where, in a line.
    std::panic::set_hook(Box::new(|panic| eprintln!("e2e: {panic}")));
    let run = || {
        let suite = Suite::new()?;
        let conclusion = libtest_mimic::run(&arguments, suite::trials(&suite)?);
        suite.end();
        anyhow::Ok(conclusion.exit_code())
    };
    run().unwrap_or_else(|error| {
        eprintln!("e2e: {error:#}");
        ExitCode::FAILURE
    })
}
