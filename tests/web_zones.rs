//! `Intl`'s zone rules held against the tz database: every zone, around every transition and at random moments.
//!
//! What the database says stands in `fixtures/zones/rules.txt` (see `native/zone_fixture.rs`). In Chromium and Firefox the two
//! agree to the second from 1970 to 2037; where they do not before, and where WebKit with its older rules does not, is
//! listed here, engine by engine. What is listed may only be as listed or, in a newer browser, as the database has it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/zone_fixture.rs"]
mod fixture;

use fixture::{FROM, Rules};
use summit_brief::platform::{self, IntlZones};
use summit_brief::time::{Instant, Offset, Timestamp, Zones};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FIXTURE: &str = include_str!("fixtures/zones/rules.txt");
const WEBKIT: &str = include_str!("fixtures/zones/webkit-2022e.txt");

/// 2038-01-01T00:00:00Z, where the fixture ends.
const UNTIL: i64 = 2_145_916_800;

/// A browser engine, as far as zone rules go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Engine {
    /// Chromium 156 has the rules of tz 2026e.
    Chromium,
    /// Firefox 153 ESR has the rules of tz 2026f, as the fixture.
    Firefox,
    /// WebKitGTK 2.50.6 has those of Debian 12's ICU 72: of tz 2022e.
    WebKit,
}

impl Engine {
    fn here() -> Self {
        let agent = js_sys::eval("navigator.userAgent").unwrap().as_string().unwrap();
        // Chromium's name has WebKit's in it.
        let known = [("Firefox/", Self::Firefox), ("Chrome/", Self::Chromium), ("AppleWebKit/", Self::WebKit)];
        known.iter().find(|(mark, _)| agent.contains(mark)).expect(&agent).1
    }

    /// Zones of the database that it does not know. A newer browser may, and is compared then.
    fn unknown(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[],
            // A zone for machines whose zone nobody has set.
            Self::Firefox => &["Factory"],
            // New in tz 2022g and 2025b.
            Self::WebKit => &["America/Ciudad_Juarez", "America/Coyhaique"],
        }
    }

    /// Zones, and where it differs there from `all`, the database.
    fn differences(self, all: &[Rules]) -> Vec<(String, Difference)> {
        match self {
            Self::Chromium => brazil(),
            Self::Firefox => firefox(all),
            Self::WebKit => webkit(),
        }
    }
}

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

/// Every zone that both know, with where the engine is known to differ there.
fn each_zone(mut check: impl FnMut(&IntlZones, &str, &Rules, &[Difference])) {
    let (engine, zones, all) = (Engine::here(), IntlZones::default(), fixture::read(FIXTURE));
    let known = engine.differences(&all);
    for rules in &all {
        for name in &rules.names {
            if !engine.unknown().contains(&name.as_str()) || by_intl(&zones, name, 0).is_some() {
                let here: Vec<Difference> =
                    known.iter().filter(|(zone, _)| zone == name).map(|(_, one)| *one).collect();
                check(&zones, name, rules, &here);
            }
        }
    }
}

/// Compares from `from` to `until`, with so many random moments a zone. How many zones and moments that were.
fn compare(from: i64, until: i64, random_moments: usize) -> (u64, usize) {
    let (mut zones, mut moments, mut wrong) = (0, 0, Vec::new());
    each_zone(|intl, name, rules, known| {
        zones += 1;
        let changes = rules.transitions.iter().map(|(at, _)| *at);
        let changes = changes.chain(known.iter().flat_map(|one| [one.from, one.until]));
        let around = changes.flat_map(|at| [at - 1, at]).filter(|at| (from..until).contains(at));
        for at in around.chain([from]).chain(random(zones, from, until).take(random_moments)) {
            moments += 1;
            let (expected, found) = (rules.offset(at), by_intl(intl, name, at));
            let listed = known.iter().find(|one| (one.from..one.until).contains(&at)).map(|one| one.offset);
            if found != Some(expected) && (found.is_none() || found != listed) {
                wrong.push(format!("{name} at {at}: {found:?} instead of {expected}, listed {listed:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} differences that are not listed:\n{}", wrong.len(), wrong.join("\n"));
    (zones, moments)
}

#[wasm_bindgen_test]
fn from_1970_to_2037_intl_has_the_offsets_of_the_tz_database_to_the_second() {
    let (zones, moments) = compare(0, UNTIL, 25);
    assert!(zones > 590 && moments > 50_000, "only {zones} zones and {moments} moments");
}

#[wasm_bindgen_test]
fn before_1970_intl_differs_nowhere_but_where_it_is_known_to() {
    let (zones, moments) = compare(FROM, 0, 50);
    assert!(zones > 590 && moments > 45_000, "only {zones} zones and {moments} moments");
}

/// From `from` until `until`, in seconds since 1970, an engine has `offset`, in seconds, and the database another.
#[derive(Clone, Copy, Debug)]
struct Difference {
    from: i64,
    until: i64,
    offset: i32,
}

/// Where Chromium 156 differs from tz before 1970, all of it in Brazil: the end of two summer times, corrected in tz since,
/// which `Intl` has a day (1965) and an hour (1966) earlier. A newer browser may agree. The zones by their standard
/// offset, in hours.
const BRAZIL: [(i32, &[&str]); 4] = [
    (-2, &["America/Noronha", "Brazil/DeNoronha"]),
    (
        -3,
        &[
            "America/Araguaina", "America/Bahia", "America/Belem", "America/Fortaleza", "America/Maceio",
            "America/Recife", "America/Sao_Paulo", "Brazil/East",
        ],
    ),
    (
        -4,
        &[
            "America/Boa_Vista", "America/Campo_Grande", "America/Cuiaba", "America/Manaus", "America/Porto_Velho",
            "America/Santarem", "Brazil/West",
        ],
    ),
    (-5, &["America/Eirunepe", "America/Porto_Acre", "America/Rio_Branco", "Brazil/Acre"]),
];

/// 1965-03-31T00:00:00 and 1966-03-01T00:00:00 by a clock in summer time, as if it were UTC, and how many hours the two
/// differ from then on.
const SUMMER_ENDS: [(i64, i64); 2] = [(-150_076_800, 24), (-121_132_800, 1)];

fn brazil() -> Vec<(String, Difference)> {
    let mut all = Vec::new();
    for (standard, zones) in BRAZIL {
        for (clock, hours) in SUMMER_ENDS {
            let from = clock - i64::from(standard + 1) * 3_600;
            let difference = Difference { from, until: from + hours * 3_600, offset: standard * 3_600 };
            all.extend(zones.iter().map(|zone| ((*zone).to_owned(), difference)));
        }
    }
    all
}

/// In Firefox 153 these are other names of those. The database at hand has rules of their own for them, without local mean
/// time (until 1883) and without the summer times of single places from 1920 to 1966; since 1967 they are the same.
const FIREFOX: [(&str, &str); 4] = [
    ("CST6CDT", "America/Chicago"),
    ("EST5EDT", "America/New_York"),
    ("MST7MDT", "America/Denver"),
    ("PST8PDT", "America/Los_Angeles"),
];

fn firefox(all: &[Rules]) -> Vec<(String, Difference)> {
    let of = |name: &str| all.iter().find(|rules| rules.names.iter().any(|other| other == name)).expect(name);
    let mut differences = Vec::new();
    for (name, meant) in FIREFOX {
        let (database, meant) = (of(name), of(meant));
        let mut changes: Vec<i64> =
            [database, meant].iter().flat_map(|rules| &rules.transitions).map(|(at, _)| *at).collect();
        changes.extend([FROM, UNTIL]);
        changes.sort_unstable();
        for span in changes.windows(2) {
            let (from, until, offset) = (span[0], span[1], meant.offset(span[0]));
            if offset != database.offset(from) {
                differences.push((name.to_owned(), Difference { from, until, offset }));
            }
        }
    }
    differences
}

/// Reads `fixtures/zones/webkit-2022e.txt`.
fn webkit() -> Vec<(String, Difference)> {
    let (mut zones, mut all) = (Vec::new(), Vec::new());
    for line in WEBKIT.lines().filter(|line| !line.starts_with('#')) {
        let Some(period) = line.strip_prefix("  ") else {
            zones = line.split(',').collect();
            continue;
        };
        let [from, until, offset] = period.split(' ').collect::<Vec<_>>().try_into().expect(line);
        let [from, until] = [from, until].map(|time| Timestamp::parse(time).expect(line).instant.millis() / 1_000);
        let offset = Offset::from_long_offset(&format!("GMT{offset}")).expect(line).seconds();
        all.extend(zones.iter().map(|zone| ((*zone).to_owned(), Difference { from, until, offset })));
    }
    all
}

/// Each difference names a zone of the database, and a period in which that has another offset from its first second to
/// its last.
#[wasm_bindgen_test]
fn what_is_listed_differs_from_the_database() {
    let all = fixture::read(FIXTURE);
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let listed = engine.differences(&all);
        assert!(!listed.is_empty(), "{engine:?}");
        for (name, Difference { from, until, offset }) in listed {
            let rules = all.iter().find(|rules| rules.names.contains(&name)).expect(&name);
            assert!(FROM <= from && from < until && until <= UNTIL, "{name}: {from} to {until}");
            let changes = rules.transitions.iter().map(|(at, _)| *at).filter(|at| (from..until).contains(at));
            for at in changes.chain([from, until - 1]) {
                assert_ne!(rules.offset(at), offset, "{engine:?}: {name} at {at}");
            }
            assert!(engine == Engine::WebKit || until <= 0, "{engine:?}: {name} differs after 1970");
        }
    }
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
    let unknown = Engine::here().unknown();
    let more: Vec<&str> = names.filter(|name| by_intl(&zones, name, 0).is_none() && !unknown.contains(name)).collect();
    assert_eq!(more, [""; 0]);
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
