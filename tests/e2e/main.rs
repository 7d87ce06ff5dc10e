//! End-to-end tests: the built `dist/`, served over HTTP to real browsers driven by WebDriver.
//!
//! Run `cargo test --features cli --test e2e [FILTER]` after `make build`. Each test runs once per engine; content
//! tests also run once per brief: `chromium::schedule::lists_every_session_in_every_column::accord_review`.
//! `suite::case!`, on the line above a function, declares it as a test. `ENGINES` selects the engines (default
//! `chromium`), `SUMMIT_BRIEF_DIST` another `dist/`. A failing test leaves its message, a screenshot, the page's HTML
//! and the console output in `target/e2e-failures/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod accessibility;
mod actions;
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
mod debug;
mod demo;
mod deploys;
mod element;
mod embed;
mod engine;
mod events;
mod faults;
mod fragments;
mod hosts;
mod languages;
mod lifecycle;
mod look;
mod memory;
mod methods;
mod page;
mod page_styles;
mod prerendered;
mod print;
mod reader_access;
mod reader_controls;
mod refresh;
mod scale;
mod schedule;
mod server;
mod show_all;
mod states;
mod suite;
mod summit_time;
mod true_states;
mod updated;
mod zone_choice;

use std::process::ExitCode;

use suite::Suite;

fn main() -> ExitCode {
    let mut arguments = libtest_mimic::Arguments::from_args();
    // On a small machine, more parallel browsers only wait for each other.
    arguments.test_threads.get_or_insert(2);
    // The failed test reports the panic message; this line adds the location.
    std::panic::set_hook(Box::new(|panic| eprintln!("e2e: {panic}")));
    let run = || {
        let suite = Suite::new()?;
        let conclusion = libtest_mimic::run(&arguments, suite::trials(&suite)?);
        suite.shut_down();
        anyhow::Ok(conclusion.exit_code())
    };
    run().unwrap_or_else(|error| {
        eprintln!("e2e: {error:#}");
        ExitCode::FAILURE
    })
}
