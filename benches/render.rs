//! How long a brief takes on its way to HTML, natively, by its size: parsing, the rules, rendering ahead. The real
//! brief, and the same content repeated. Must not measure anything of a browser; `tools/bench-load.mjs` does.
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
use summit_brief::widget::Settings;

const HELSINKI: &str = include_str!("../static/briefs/helsinki-2018.json");

/// How much a brief holds. 1,000 of each is what the widget has to accept.
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
    /// The JSON of a brief of this size: the Helsinki brief's issues and sessions in turn, with ids of their own, and
    /// forty sessions a day.
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
        let broken = violations(&brief);
        assert!(broken.is_empty(), "the brief measured breaks rules: {broken:?}");
        brief
    }
}

/// Makes `list` have `count` items by repeating its own.
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

/// JSON to a brief.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, size: Size) {
    let json = size.json();
    bencher.bench(|| serde_json::from_str::<Brief>(&json).unwrap());
}

/// A brief against every rule.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, size: Size) {
    let brief = size.brief();
    bencher.bench(|| violations(&brief));
}

/// A brief to the HTML inside the element, with the tz database already read.
#[divan::bench(args = SIZES)]
fn render(bencher: Bencher<'_, '_>, size: Size) {
    let brief = Rc::new(size.brief());
    let (settings, zones) = (Settings::read(|_| None).0, TzDatabase::default());
    bencher.bench_local(|| html(static_props(brief.clone(), &settings, "en-GB", &zones).unwrap()));
}
