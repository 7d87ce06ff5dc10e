//! Offsets from UTC: their range, their form in `Intl`, and those of the bundled tz database.

use summit_brief::desk::TzDatabase;
use summit_brief::time::{Instant, Offset, UnknownZone, Zones};

use super::support::at;

#[test]
fn an_offset_is_less_than_a_day_either_way() {
    for seconds in [0, 1, -1, 86_399, -86_399] {
        assert_eq!(Offset::from_seconds(seconds).map(Offset::seconds), Some(seconds));
    }
    for seconds in [86_400, -86_400, i32::MAX, -i32::MAX] {
        assert_eq!(Offset::from_seconds(seconds), None, "{seconds}");
    }
}

#[test]
fn the_smallest_i32_is_not_an_offset() {
    assert_eq!(Offset::from_seconds(i32::MIN), None);
}

#[test]
fn long_offsets_of_intl_are_read() {
    for (name, seconds) in [
        ("GMT", 0),
        ("GMT+00:00", 0),
        ("GMT-00:00", 0),
        ("GMT+08:00", 28_800),
        ("GMT+05:45", 20_700),
        ("GMT+12:45", 45_900),
        ("GMT-09:30", -34_200),
        ("GMT\u{2212}09:30", -34_200),
        ("GMT+14:00", 50_400),
        ("GMT-12:00", -43_200),
        ("GMT+00:20:08", 1_208),
        ("GMT-00:44:30", -2_670),
        ("GMT-15:13:42", -54_822),
        ("GMT+15:13:42", 54_822),
        ("GMT+08", 28_800),
    ] {
        assert_eq!(Offset::from_long_offset(name).map(Offset::seconds), Some(seconds), "{name}");
    }
}

#[test]
fn malformed_long_offsets_are_rejected() {
    for name in [
        "", "UTC", "gmt", "GMT ", " GMT", "GMT+", "GMT-", "GMT8", "GMT+8", "GMT+8:00", "GMT+08:0", "GMT+0800",
        "GMT+08:00:00:00", "GMT+08:00:", "GMT+:00", "GMT++08:00", "GMT+-8:00", "GMT+24:00", "GMT-24:00", "GMT+99:99",
        "GMT+08:00 ", "GMT+é:00", "+08:00", "CEST",
    ] {
        assert_eq!(Offset::from_long_offset(name), None, "{name}");
    }
}

#[test]
fn the_tz_database_changes_offsets_at_the_second_of_a_transition() {
    let zones = TzDatabase::default();
    for (zone, instant, seconds) in [
        // Into summer time (a gap).
        ("Europe/Lisbon", "2027-03-28T00:59:59Z", 0),
        ("Europe/Lisbon", "2027-03-28T01:00:00Z", 3_600),
        // Out of summer time (a fold).
        ("Europe/Lisbon", "2027-10-31T00:59:59Z", 3_600),
        ("Europe/Lisbon", "2027-10-31T01:00:00Z", 0),
        ("America/New_York", "2027-03-14T06:59:59Z", -18_000),
        ("America/New_York", "2027-03-14T07:00:00Z", -14_400),
        // Half an hour of summer time.
        ("Australia/Lord_Howe", "2027-04-03T14:59:59Z", 39_600),
        ("Australia/Lord_Howe", "2027-04-03T15:00:00Z", 37_800),
        ("Pacific/Chatham", "2027-07-01T00:00:00Z", 45_900),
        ("Pacific/Chatham", "2027-12-01T00:00:00Z", 49_500),
        ("Asia/Kathmandu", "1985-12-31T18:29:59Z", 19_800),
        ("Asia/Kathmandu", "1985-12-31T18:30:00Z", 20_700),
        ("Pacific/Marquesas", "2018-07-16T00:00:00Z", -34_200),
        // Samoa skipped 30 December 2011.
        ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
        // Rules continue after the last listed transition.
        ("Europe/Helsinki", "2100-07-01T00:00:00Z", 10_800),
        ("UTC", "0000-01-01T00:00:00Z", 0),
        ("UTC", "9999-12-30T00:00:00Z", 0),
    ] {
        assert_eq!(zones.offset(zone, at(instant)).map(Offset::seconds), Ok(seconds), "{zone} {instant}");
    }
}

#[test]
fn the_first_and_last_days_of_rfc_3339_have_offsets() {
    let zones = TzDatabase::default();
    assert_eq!(zones.offset("UTC", at("9999-12-31T23:59:59Z")).map(Offset::seconds), Ok(0));
    assert_eq!(zones.offset("Asia/Hong_Kong", at("9999-12-31T23:59:59-23:59")).map(Offset::seconds), Ok(28_800));
    assert_eq!(zones.offset("UTC", at("0000-01-01T00:00:00+23:59")).map(Offset::seconds), Ok(0));
}

#[test]
fn an_unknown_zone_is_an_error_that_names_it() {
    for zone in ["", "Europe/Helsingfors", "Helsinki", "GMT+3", "+03:00", "EET-2EEST", "../etc/localtime", "Asia/"] {
        let expected = UnknownZone { zone: zone.to_owned() };
        assert_eq!(TzDatabase::default().offset(zone, Instant::from_millis(0)), Err(expected), "{zone}");
    }
}
