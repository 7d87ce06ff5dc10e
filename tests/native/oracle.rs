//! Compares the crate's civil arithmetic with jiff's in every zone of the bundled tz database.

use jiff::tz::{TimeZone, TimeZoneDatabase};
use summit_brief::desk::TzDatabase;
use summit_brief::time::{CivilDate, CivilDateTime, CivilTime, Instant, Offset, Zones};

use super::support::{Random, at};

/// The civil time and the offset in `zone` at `instant`, according to jiff.
fn by_jiff(zone: &TimeZone, instant: Instant) -> (CivilDateTime, Offset) {
    let timestamp = jiff::Timestamp::from_millisecond(instant.millis()).unwrap();
    let shown = zone.to_datetime(timestamp);
    let field = |value: i8| u8::try_from(value).unwrap();
    let date = CivilDate::new(shown.year().into(), field(shown.month()), field(shown.day())).unwrap();
    let time = CivilTime { hour: field(shown.hour()), minute: field(shown.minute()), second: field(shown.second()) };
    (CivilDateTime { date, time }, Offset::from_seconds(zone.to_offset(timestamp).seconds()).unwrap())
}

/// Compares the civil time in `zone` at `instant` with jiff's, and checks that it converts back to the instant.
fn check(name: &str, zone: &TimeZone, instant: Instant) {
    let (expected, offset) = by_jiff(zone, instant);
    let shown = instant.civil(offset);
    assert_eq!(shown, expected, "{name} at {instant:?}");
    assert_eq!(shown.instant(offset).seconds(), instant.seconds(), "{name} at {instant:?}");
}

#[test]
fn civil_times_agree_with_jiff_around_every_transition_and_at_random() {
    let database = TimeZoneDatabase::bundled();
    let (from, to) = (at("1970-01-01T00:00:00Z"), at("2038-01-01T00:00:00Z"));
    let mut random = Random(20_180_716);
    let (mut zones, mut transitions) = (0, 0);
    for name in database.available() {
        let name = name.as_str();
        let zone = database.get(name).unwrap();
        zones += 1;
        let start = jiff::Timestamp::from_millisecond(from.millis()).unwrap();
        for transition in zone.following(start) {
            let instant = Instant::from_millis(transition.timestamp().as_millisecond());
            if instant >= to {
                break;
            }
            transitions += 1;
            for shift in [-1_000, -1, 0, 1_000] {
                check(name, &zone, instant.plus_millis(shift));
            }
        }
        for _ in 0..50 {
            check(name, &zone, from.plus_millis(random.below(to.millis_since(from))));
        }
        // The distant past, when offsets had seconds, and the distant future.
        for _ in 0..10 {
            let long_ago = at("0000-01-02T00:00:00Z");
            check(name, &zone, long_ago.plus_millis(random.below(at("9999-12-29T00:00:00Z").millis_since(long_ago))));
        }
    }
    assert!(zones > 500 && transitions > 30_000, "only {zones} zones and {transitions} transitions");
}

#[test]
fn native_zone_rules_match_jiff() {
    let (zones, database) = (TzDatabase::default(), TimeZoneDatabase::bundled());
    let mut random = Random(1969);
    assert!(database.available().count() > 500, "only {} zones", database.available().count());
    for name in database.available() {
        let zone = database.get(name.as_str()).unwrap();
        let instant = Instant::from_millis(random.below(4_000_000_000_000) - 1_000_000_000_000);
        assert_eq!(zones.offset(name.as_str(), instant), Ok(by_jiff(&zone, instant).1), "{name} at {instant:?}");
    }
}
