//! Compares the English of each region with a fixture that Node wrote from CLDR.
//!
//! After a new CLDR release, regenerate it with
//! `node tools/english-habits.mjs --samples > tests/fixtures/english-habits.txt`, and the tables of
//! `src/text/locale.rs` with `node tools/english-habits.mjs`.

use std::collections::BTreeSet;

use summit_brief::text::{HourCycle, Locale, clock, date, short_date};
use summit_brief::time::{CivilDate, CivilTime};

/// Each line has regions and, after bars, what CLDR writes there for 2018-07-16, 18:20: the clock, the 12-hour clock,
/// the date and the short date.
const FIXTURE: &str = include_str!("../fixtures/english-habits.txt");

/// The regions and texts of each line.
fn samples() -> impl Iterator<Item = (Vec<&'static str>, [&'static str; 4])> {
    let lines = FIXTURE.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let (regions, texts) = line.split_once(" | ").unwrap();
        (regions.split(' ').collect(), texts.split(" | ").collect::<Vec<_>>().try_into().unwrap())
    })
}

/// What the widget writes in `tag` for the same moment.
fn written(tag: &str) -> [String; 4] {
    let locale = Locale::from_tag(tag);
    let (day, time) = (CivilDate::new(2018, 7, 16).unwrap(), CivilTime { hour: 18, minute: 20, second: 0 });
    let mut h12 = locale;
    h12.hour_cycle = HourCycle::H12;
    [clock(&locale, time), clock(&h12, time), date(&locale, day), short_date(&locale, day)]
        .map(|text| text.replace('\u{a0}', " "))
}

#[test]
fn clocks_and_dates_are_written_as_in_cldr() {
    for (regions, [clock, h12, date, short_date]) in samples() {
        for region in regions {
            let [mut clock, mut h12, mut date, mut short_date] = [clock, h12, date, short_date].map(str::to_owned);
            // The exceptions. The widget always writes a colon between hours and minutes.
            if matches!(region, "DK" | "FI" | "ID") {
                (clock, h12) = (clock.replace('.', ":"), h12.replace('.', ":"));
            }
            // If a reader chooses the 12-hour clock in a region with 24-hour clocks, it is written as in Britain.
            if matches!(region, "BI" | "JP") {
                h12 = h12.to_lowercase();
            }
            // Where the day comes first, no comma follows the weekday, as in British newspapers.
            if !date.contains("July 16") {
                (date, short_date) = (date.replace(',', ""), short_date.replace(',', ""));
            }
            assert_eq!(written(&format!("en-{region}")), [clock, h12, date, short_date], "{region}");
        }
    }
}

#[test]
fn regions_that_cldr_does_not_know_are_american() {
    let known: BTreeSet<&str> = samples().flat_map(|(regions, _)| regions).collect();
    let letters = || 'A'..='Z';
    let all = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    for region in all.chain(["003".to_owned(), "419".to_owned()]).filter(|region| !known.contains(region.as_str())) {
        let tag = format!("en-{region}");
        // Two codes that CLDR lacks, but pages use.
        let expected = if matches!(region.as_str(), "EU" | "UK") { "en-GB" } else { "en-US" };
        assert_eq!(written(&tag), written(expected), "{tag}");
    }
}

#[test]
fn regions_write_their_own_clocks_and_dates() {
    for (tag, clock, date) in [
        ("en", "6:20 PM", "Monday, July 16, 2018"),
        ("en-US", "6:20 PM", "Monday, July 16, 2018"),
        ("en-PH", "6:20 PM", "Monday, July 16, 2018"),
        ("en-CA", "6:20 p.m.", "Monday, July 16, 2018"),
        ("en-JP", "18:20", "Monday, July 16, 2018"),
        ("en-GB", "18:20", "Monday 16 July 2018"),
        ("en-IE", "18:20", "Monday 16 July 2018"),
        ("en-ZA", "18:20", "Monday 16 July 2018"),
        ("en-FI", "18:20", "Monday 16 July 2018"),
        ("en-150", "18:20", "Monday 16 July 2018"),
        ("en-AE", "6:20 PM", "Monday 16 July 2018"),
        ("en-001", "6:20 pm", "Monday 16 July 2018"),
        ("en-AU", "6:20 pm", "Monday 16 July 2018"),
        ("en-GH", "6:20 pm", "Monday 16 July 2018"),
        ("en-IN", "6:20 pm", "Monday 16 July 2018"),
        ("en-jm", "6:20 pm", "Monday 16 July 2018"),
    ] {
        let [own, _, long, _] = written(tag);
        assert_eq!([own.as_str(), &long], [clock, date], "{tag}");
    }
}
