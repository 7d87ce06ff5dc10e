//! How long a brief takes to become HTML natively, by size: parsing, checking the rules, prerendering. Measures the
//! Helsinki brief and larger briefs that repeat its content. Must not measure browsers; `tools/bench-load.mjs` does.
//!
//!     cargo bench --profile native --features cli --bench render
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::fmt;
use std::rc::Rc;

use divan::Bencher;
use serde_json::{Value, json};
use summit_brief::brief::{Brief, violations};
use summit_brief::desk::TzDatabase;
use summit_brief::render::{html, static_props};
use summit_brief::text::Locale;
use summit_brief::widget::Settings;

const HELSINKI: &str = include_str!("../static/briefs/helsinki-2018.json");

/// The size of a brief. The widget must accept 1,000 of each.
#[derive(Clone, Copy)]
struct Size {
    issues: usize,
    sessions: usize,
}

const SIZES: [Size; 3] =
    [Size { issues: 9, sessions: 2 }, Size { issues: 100, sessions: 100 }, Size { issues: 1_000, sessions: 1_000 }];

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} issues, {} sessions", self.issues, self.sessions)
    }
}

impl Size {
    /// A brief of this size as JSON: the Helsinki brief's issues and sessions, repeated with unique ids, at 40 sessions
    /// a day.
    fn json(self) -> String {
        let mut brief: Value = serde_json::from_str(HELSINKI).unwrap();
        repeat(&mut brief["issues"], self.issues, |_, _| ());
        repeat(&mut brief["sessions"], self.sessions, |session, index| {
            let (day, minute) = (index / 40 + 1, index % 40 * 36);
            session["start"] = json!(format!("2018-07-{day:02}T{:02}:{:02}:00Z", minute / 60, minute % 60));
        });
        brief.to_string()
    }

    fn brief(self) -> Brief {
        let brief = serde_json::from_str(&self.json()).unwrap();
        let found = violations(&brief);
        assert!(found.is_empty(), "the measured brief breaks rules: {found:?}");
        brief
    }
}

/// Repeats the items of `list` until it has `count`, each with a unique id and changed by `change`.
fn repeat(list: &mut Value, count: usize, change: impl Fn(&mut Value, usize)) {
    let own = list.as_array().unwrap();
    let repeated = own.iter().cycle().enumerate().take(count).map(|(index, item)| {
        let mut item = item.clone();
        item["id"] = json!(format!("{}-{index}", item["id"].as_str().unwrap()));
        change(&mut item, index);
        item
    });
    *list = repeated.collect();
}

fn main() {
    divan::main();
}

/// Parses JSON into a brief.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, size: Size) {
    let json = size.json();
    bencher.bench(|| serde_json::from_str::<Brief>(&json).unwrap());
}

/// Checks a brief against every rule.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, size: Size) {
    let brief = size.brief();
    bencher.bench(|| violations(&brief));
}

/// Renders the HTML inside the element, with the tz database already loaded.
#[divan::bench(args = SIZES)]
fn render(bencher: Bencher<'_, '_>, size: Size) {
    let brief = Rc::new(size.brief());
    let (settings, zones) = (Settings::read(|_| None).0, TzDatabase::default());
    bencher.bench_local(|| html(static_props(brief.clone(), &settings, Locale::from_tag("en-GB"), &zones).unwrap()));
}
