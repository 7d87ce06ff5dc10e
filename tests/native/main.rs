//! The native test suite: the pure core, the settings, the rendered HTML and the command line. One binary, because
//! linking is slow.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/zone_fixture.rs"]
mod fixture;

mod agenda;
mod brief;
mod calendar;
mod calendar_links;
mod calendar_menu;
mod cards;
mod check;
mod check_prose;
mod civil;
mod cli;
mod countdown;
mod date_or_time;
mod day_names;
mod desk_cases;
mod edits;
mod english;
mod gaps_and_folds;
mod helsinki;
mod import;
mod import_report;
mod import_schedules;
mod import_text;
mod import_times;
mod import_update;
mod languages;
mod look;
mod offset;
mod oracle;
mod package;
mod reader_memory;
mod refresh;
mod render;
mod schedule;
mod settings;
mod static_html;
mod support;
mod text;
mod timestamp;
mod zone_fixture;
mod zone_name;
