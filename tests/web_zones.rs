//! Compares the zone rules of `Intl` with the tz database: every zone, around every transition and at random moments.
//!
//! The database is in `fixtures/zones/rules.txt` (see `native/zone_fixture.rs`). Chromium and Firefox agree with it to
//! the second from 1970 to 2037. Their differences before 1970, and those of WebKit, whose rules are older, are listed
//! here by engine. In a listed period an engine must have the listed offset or, if the browser is newer, that of the
//! database.

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

/// A browser engine and the version of its zone rules.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Engine {
    /// Chromium 156 has the rules of tz 2026e.
    Chromium,
    /// Firefox 153 ESR has the rules of tz 2026f, like the fixture.
    Firefox,
    /// WebKitGTK 2.50.6 has the rules of tz 2022e, from Debian 12's ICU 72.
    WebKit,
}

impl Engine {
    fn current() -> Self {
        let agent = js_sys::eval("navigator.userAgent").unwrap().as_string().unwrap();
        // Chromium's user agent also contains `AppleWebKit/`.
        let known = [("Firefox/", Self::Firefox), ("Chrome/", Self::Chromium), ("AppleWebKit/", Self::WebKit)];
        known.iter().find(|(mark, _)| agent.contains(mark)).expect(&agent).1
    }

    /// Zones of the database that the engine does not know. If a newer browser knows one, it is compared too.
    fn unknown(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[],
            // A zone for machines without a configured zone.
            Self::Firefox => &["Factory"],
            // New in tz 2022g and 2025b.
            Self::WebKit => &["America/Ciudad_Juarez", "America/Coyhaique"],
        }
    }

    /// Zones, each with a period in which the engine differs from the database (`all`).
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

/// Calls `check` for every zone of the database with the differences listed for it. Skips only zones that are listed as
/// unknown to the engine and that it does not in fact know.
fn each_zone(mut check: impl FnMut(&IntlZones, &str, &Rules, &[Difference])) {
    let (engine, zones, all) = (Engine::current(), IntlZones::default(), fixture::read(FIXTURE));
    let listed = engine.differences(&all);
    for rules in &all {
        for name in &rules.names {
            if !engine.unknown().contains(&name.as_str()) || by_intl(&zones, name, 0).is_some() {
                let listed: Vec<Difference> =
                    listed.iter().filter(|(zone, _)| zone == name).map(|(_, one)| *one).collect();
                check(&zones, name, rules, &listed);
            }
        }
    }
}

/// Compares every zone from `from` to `until`, around each change and at random moments. Returns the number of zones
/// and of moments.
fn compare(from: i64, until: i64, random_moments: usize) -> (u64, usize) {
    let (mut zones, mut moments, mut wrong) = (0, 0, Vec::new());
    each_zone(|intl, name, rules, differences| {
        zones += 1;
        let changes = rules.transitions.iter().map(|(at, _)| *at);
        let changes = changes.chain(differences.iter().flat_map(|one| [one.from, one.until]));
        let around = changes.flat_map(|at| [at - 1, at]).filter(|at| (from..until).contains(at));
        for at in around.chain([from]).chain(random(zones, from, until).take(random_moments)) {
            moments += 1;
            let (expected, found) = (rules.offset(at), by_intl(intl, name, at));
            let listed = differences.iter().find(|one| (one.from..one.until).contains(&at)).map(|one| one.offset);
            if found != Some(expected) && (found.is_none() || found != listed) {
                wrong.push(format!("{name} at {at}: {found:?} instead of {expected}, listed {listed:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} unlisted differences:\n{}", wrong.len(), wrong.join("\n"));
    (zones, moments)
}

#[wasm_bindgen_test]
fn from_1970_to_2037_intl_matches_the_tz_database_to_the_second() {
    let (zones, moments) = compare(0, UNTIL, 25);
    assert!(zones > 590 && moments > 50_000, "only {zones} zones and {moments} moments");
}

#[wasm_bindgen_test]
fn before_1970_intl_differs_only_as_listed() {
    let (zones, moments) = compare(FROM, 0, 50);
    assert!(zones > 590 && moments > 45_000, "only {zones} zones and {moments} moments");
}

/// A period in which an engine's offset differs from the database's. It lasts from `from` until `until`, in seconds
/// since 1970; the engine's offset is `offset`, in seconds.
#[derive(Clone, Copy, Debug)]
struct Difference {
    from: i64,
    until: i64,
    offset: i32,
}

/// The zones in which Chromium 156 differs from the database before 1970, grouped by standard offset in hours. All are
/// in Brazil: `Intl` ends summer time a day earlier in 1965, and an hour earlier in 1966. tz has corrected both since,
/// so a newer browser may agree.
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

/// When `Intl` ends summer time in Brazil in 1965 and 1966, and for how many hours the offsets then differ. The times
/// are 1965-03-31T00:00:00 and 1966-03-01T00:00:00 in local summer time, in seconds since 1970 as if they were in UTC.
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

/// In Firefox 153, the first zone of each pair is an alias of the second. The database has separate rules for the
/// first, without local mean time (until 1883) and without the local summer times from 1920 to 1966; since 1967 both
/// are the same.
const FIREFOX: [(&str, &str); 4] = [
    ("CST6CDT", "America/Chicago"),
    ("EST5EDT", "America/New_York"),
    ("MST7MDT", "America/Denver"),
    ("PST8PDT", "America/Los_Angeles"),
];

fn firefox(all: &[Rules]) -> Vec<(String, Difference)> {
    let rules_of = |name: &str| all.iter().find(|rules| rules.names.iter().any(|other| other == name)).expect(name);
    let mut differences = Vec::new();
    for (name, alias_of) in FIREFOX {
        let (database, firefox) = (rules_of(name), rules_of(alias_of));
        let mut changes: Vec<i64> =
            [database, firefox].iter().flat_map(|rules| &rules.transitions).map(|(at, _)| *at).collect();
        changes.extend([FROM, UNTIL]);
        changes.sort_unstable();
        for span in changes.windows(2) {
            let (from, until, offset) = (span[0], span[1], firefox.offset(span[0]));
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

/// Each listed zone is in the database, whose offset differs from the listed one throughout the period.
#[wasm_bindgen_test]
fn listed_offsets_differ_from_those_of_the_database() {
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

/// The listed zones are in the database, which has summer time there in the listed periods.
#[wasm_bindgen_test]
fn the_differences_in_brazil_are_in_summer_time() {
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
fn intl_knows_every_zone_of_the_database_except_those_listed() {
    let zones = IntlZones::default();
    let all = fixture::read(FIXTURE);
    let names = all.iter().flat_map(|rules| rules.names.iter().map(String::as_str));
    let unknown = Engine::current().unknown();
    let missing: Vec<&str> =
        names.filter(|name| by_intl(&zones, name, 0).is_none() && !unknown.contains(name)).collect();
    assert_eq!(missing, [""; 0]);
}

#[wasm_bindgen_test]
fn the_database_has_every_zone_that_readers_can_choose() {
    let all = fixture::read(FIXTURE);
    let known = |name: &String| all.iter().any(|rules| rules.names.contains(name));
    let (names, own) = (platform::zone_names(), platform::browser_zone());
    assert!(names.len() > 400, "{} zones", names.len());
    let unknown: Vec<&String> = names.iter().chain(&own).filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
