//! `Intl`'s zone rules held against the tz database: every zone, around every transition and at random moments.
//!
//! What the database says stands in `fixtures/zones/rules.txt` (see `native/zone_fixture.rs`). From 1970 to 2037 the two
//! agree to the second; before, where they do not is listed here.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/zone_fixture.rs"]
mod fixture;

use fixture::{FROM, Rules};
use summit_brief::platform::{self, IntlZones};
use summit_brief::time::{Instant, Zones};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FIXTURE: &str = include_str!("fixtures/zones/rules.txt");

/// 2038-01-01T00:00:00Z, where the fixture ends.
const UNTIL: i64 = 2_145_916_800;

/// Zones of the database that Chromium does not know: none. One that comes to be named here is not compared.
const UNKNOWN: [&str; 0] = [];

fn by_intl(zones: &IntlZones, name: &str, at: i64) -> Option<i32> {
    zones.offset(name, Instant::from_millis(at * 1_000)).ok().map(|offset| offset.seconds())
}

/// Pseudo-random moments from `from` to `until`, the same in every run (SplitMix64).
fn random(seed: u64, from: i64, until: i64) -> impl Iterator<Item = i64> {
    let mut state = seed;
    std::iter::from_fn(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Some(from + ((mixed ^ (mixed >> 31)) % (until - from).unsigned_abs()).cast_signed())
    })
}

/// Every zone that both know.
fn each_zone(mut check: impl FnMut(&IntlZones, &str, &Rules)) {
    let (zones, all) = (IntlZones::default(), fixture::read(FIXTURE));
    for rules in &all {
        for name in rules.names.iter().filter(|name| !UNKNOWN.contains(&name.as_str())) {
            check(&zones, name, rules);
        }
    }
}

#[wasm_bindgen_test]
fn from_1970_to_2037_intl_has_the_offsets_of_the_tz_database_to_the_second() {
    let (mut zones, mut moments, mut wrong) = (0, 0, Vec::new());
    each_zone(|intl, name, rules| {
        zones += 1;
        let around = rules.transitions.iter().flat_map(|(at, _)| [at - 1, *at]).filter(|at| *at >= 0);
        for at in around.chain([0]).chain(random(zones, 0, UNTIL).take(25)) {
            moments += 1;
            let (expected, found) = (rules.offset(at), by_intl(intl, name, at));
            if found != Some(expected) {
                wrong.push(format!("{name} at {at}: {found:?} instead of {expected}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
    assert!(zones > 590 && moments > 50_000, "only {zones} zones and {moments} moments");
}

/// Where Chromium 156 differs from tz before 1970, all of it in Brazil: the end of two summer times, corrected in tz since,
/// which `Intl` has a day (1965) and an hour (1966) earlier. A newer browser may agree. The zones by their standard
/// offset, in hours.
const BRAZIL: [(i32, &[&str]); 4] = [
    (-2, &["America/Noronha", "Brazil/DeNoronha"]),
    (
        -3,
        &[
            "America/Araguaina",
            "America/Bahia",
            "America/Belem",
            "America/Fortaleza",
            "America/Maceio",
            "America/Recife",
            "America/Sao_Paulo",
            "Brazil/East",
        ],
    ),
    (
        -4,
        &[
            "America/Boa_Vista",
            "America/Campo_Grande",
            "America/Cuiaba",
            "America/Manaus",
            "America/Porto_Velho",
            "America/Santarem",
            "Brazil/West",
        ],
    ),
    (-5, &["America/Eirunepe", "America/Porto_Acre", "America/Rio_Branco", "Brazil/Acre"]),
];

/// 1965-03-31T00:00:00 and 1966-03-01T00:00:00 by a clock in summer time, as if it were UTC, and how many hours the two
/// differ from then on.
const SUMMER_ENDS: [(i64, i64); 2] = [(-150_076_800, 24), (-121_132_800, 1)];

/// What `Intl` says in `zone` at `at` where it is known to differ.
fn known_difference(zone: &str, at: i64) -> Option<i32> {
    let (standard, _) = BRAZIL.iter().find(|(_, zones)| zones.contains(&zone))?;
    let clock = at + i64::from(standard + 1) * 3_600;
    let differs = SUMMER_ENDS.iter().any(|(from, hours)| (*from..from + hours * 3_600).contains(&clock));
    differs.then_some(standard * 3_600)
}

#[wasm_bindgen_test]
fn before_1970_intl_differs_nowhere_but_where_it_is_known_to() {
    let (mut seed, mut differences, mut wrong) = (0, 0, Vec::new());
    each_zone(|intl, name, rules| {
        seed += 1;
        let around = rules.transitions.iter().flat_map(|(at, _)| [at - 1, *at]).filter(|at| *at < 0);
        for at in around.chain([FROM]).chain(random(seed, FROM, 0).take(50)) {
            let (expected, found) = (rules.offset(at), by_intl(intl, name, at));
            if found != Some(expected) {
                differences += 1;
                if found.is_none() || found != known_difference(name, at) {
                    wrong.push(format!("{name} at {at}: {found:?} instead of {expected}"));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{} of {differences} differences are not known:\n{}", wrong.len(), wrong.join("\n"));
}

/// The table names zones of the database, and moments at which it has summer time there.
#[wasm_bindgen_test]
fn the_differences_known_lie_in_brazils_summer_time() {
    let all = fixture::read(FIXTURE);
    for (standard, zones) in BRAZIL {
        for name in zones {
            let rules = all.iter().find(|rules| rules.names.iter().any(|other| other == name)).expect(name);
            for (clock, hours) in SUMMER_ENDS {
                let from = clock - i64::from(standard + 1) * 3_600;
                let until = from + hours * 3_600;
                let offsets = [from - 1, from, until - 1, until].map(|at| rules.offset(at) / 3_600);
                assert_eq!(offsets, [standard + 1, standard + 1, standard + 1, standard], "{name}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn intl_knows_every_zone_of_the_database_but_those_named() {
    let zones = IntlZones::default();
    let all = fixture::read(FIXTURE);
    let names = all.iter().flat_map(|rules| rules.names.iter().map(String::as_str));
    let unknown: Vec<&str> = names.filter(|name| by_intl(&zones, name, 0).is_none()).collect();
    assert_eq!(unknown, UNKNOWN);
}

#[wasm_bindgen_test]
fn the_database_knows_every_zone_that_readers_can_choose() {
    let all = fixture::read(FIXTURE);
    let known = |name: &String| all.iter().any(|rules| rules.names.contains(name));
    let (names, own) = (platform::zone_names(), platform::browser_zone());
    assert!(names.len() > 400, "{} zones", names.len());
    let unknown: Vec<&String> = names.iter().chain(&own).filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
