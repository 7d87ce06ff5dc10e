//! Checks that the zone fixture, with which browser tests compare `Intl`, matches jiff's tz database.
//!
//! After an update of jiff, regenerate it with
//! `cargo test --features cli --test native -- --ignored write_zone_fixture`.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

use super::support::{Random, at};
use crate::fixture::{self, FROM, Rules};

const FIXTURE: &str = include_str!("../fixtures/zones/rules.txt");

/// 2038-01-01T00:00:00Z, where the fixture ends.
const UNTIL: i64 = 2_145_916_800;

/// The rules of every zone up to 2037. Zones with equal rules share an entry.
fn rules() -> Vec<Rules> {
    let database = TimeZoneDatabase::bundled();
    let start = Timestamp::from_second(FROM).unwrap();
    let mut all: Vec<Rules> = Vec::new();
    for name in database.available() {
        let zone = database.get(name.as_str()).unwrap();
        let first = zone.to_offset(start).seconds();
        let mut transitions: Vec<(i64, i32)> = Vec::new();
        for transition in zone.following(start) {
            let (moment, offset) = (transition.timestamp().as_second(), transition.offset().seconds());
            if moment >= UNTIL {
                break;
            }
            // Some transitions change only a name or a flag.
            if transitions.last().map_or(first, |(_, before)| *before) != offset {
                transitions.push((moment, offset));
            }
        }
        match all.iter_mut().find(|other| other.first == first && other.transitions == transitions) {
            Some(same) => same.names.push(name.to_string()),
            None => all.push(Rules { names: vec![name.to_string()], first, transitions }),
        }
    }
    all
}

fn fixture_text() -> String {
    rules().iter().map(Rules::write).collect()
}

#[test]
fn the_zone_fixture_matches_jiff() {
    let current = fixture_text() == FIXTURE;
    let regenerate = "cargo test --features cli --test native -- --ignored write_zone_fixture";
    assert!(current, "the fixture is out of date; regenerate it: {regenerate}");
}

#[test]
fn the_zone_fixture_is_read_back_completely() {
    let (database, read) = (TimeZoneDatabase::bundled(), fixture::read(FIXTURE));
    let mut names: Vec<&str> = read.iter().flat_map(|rules| rules.names.iter().map(String::as_str)).collect();
    names.sort_unstable();
    let mut expected: Vec<String> = database.available().map(|name| name.to_string()).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
    let mut random = Random(1970);
    for rules in &read {
        for name in &rules.names {
            let zone = database.get(name).unwrap();
            let moments = rules.transitions.iter().flat_map(|(moment, _)| [moment - 1, *moment]);
            for moment in moments.chain((0..20).map(|_| FROM + random.below(UNTIL - FROM))) {
                let expected = zone.to_offset(Timestamp::from_second(moment).unwrap()).seconds();
                assert_eq!(rules.offset(moment), expected, "{name} at {moment}");
            }
        }
    }
}

#[test]
fn the_zone_fixture_has_every_transition_from_1970_to_2037() {
    let read = fixture::read(FIXTURE);
    let helsinki = read.iter().find(|rules| rules.names.iter().any(|name| name == "Europe/Helsinki")).unwrap();
    let since_1970 = helsinki.transitions.iter().filter(|(moment, _)| *moment >= 0).count();
    // Twice a year since summer time began in 1981.
    assert_eq!(since_1970, 2 * (2037 - 1981 + 1));
    assert_eq!(UNTIL, at("2038-01-01T00:00:00Z").seconds());
    assert_eq!(FROM, at("1800-01-01T00:00:00Z").seconds());
}

#[test]
#[ignore = "writes the fixture"]
fn write_zone_fixture() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/zones/rules.txt");
    std::fs::write(path, fixture_text()).unwrap();
}
