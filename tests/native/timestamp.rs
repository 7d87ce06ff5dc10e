//! RFC 3339 date-times: what is read, what is refused and why, and what is written.

use summit_brief::time::ParseError::{Form, NoOffset, Range};
use summit_brief::time::{Instant, Timestamp};

use super::support::{at, stamp};

#[test]
fn rfc_3339_date_times_are_read_as_instants() {
    for (text, millis, east) in [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1969-12-31T23:59:59.999Z", -1, 0),
        ("1970-01-01T05:45:00+05:45", 0, 20_700),
        ("1970-01-01T12:45:00+12:45", 0, 45_900),
        ("1969-12-31T14:30:00-09:30", 0, -34_200),
        ("2018-07-16T11:53:00+08:00", 1_531_713_180_000, 28_800),
        ("2018-07-16T03:53:00Z", 1_531_713_180_000, 0),
        // RFC 3339 section 5.6: T and Z may be lower case, and a space may replace T.
        ("2018-07-16t03:53:00z", 1_531_713_180_000, 0),
        ("2018-07-16 03:53:00Z", 1_531_713_180_000, 0),
        // An unknown local offset (section 4.3) is read as UTC.
        ("2018-07-16T03:53:00-00:00", 1_531_713_180_000, 0),
        ("2018-07-16T03:53:00+00:00", 1_531_713_180_000, 0),
        // Fractions.
        ("1970-01-01T00:00:00.5Z", 500, 0),
        ("1970-01-01T00:00:00.05Z", 50, 0),
        ("1970-01-01T00:00:00.007Z", 7, 0),
        ("1970-01-01T00:00:00.1239999999999999999999Z", 123, 0),
        ("1970-01-01T00:00:00.000Z", 0, 0),
        // Leap seconds, leap days, year ends, both ends of the range.
        ("2016-12-31T23:59:60Z", 1_483_228_800_000, 0),
        ("2017-01-01T00:00:00Z", 1_483_228_800_000, 0),
        ("2020-02-29T00:00:00Z", 1_582_934_400_000, 0),
        ("2018-12-31T23:59:59Z", 1_546_300_799_000, 0),
        ("0000-01-01T00:00:00Z", -62_167_219_200_000, 0),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999, 0),
        ("1970-01-01T00:00:00+23:59", -86_340_000, 86_340),
        ("1970-01-01T00:00:00-23:59", 86_340_000, -86_340),
    ] {
        let read = Timestamp::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((read.instant.millis(), read.offset.seconds()), (millis, east), "{text}");
    }
}

#[test]
fn invalid_date_times_are_refused_with_a_reason() {
    for (text, reason) in [
        ("", Form),
        ("2018-07-16", Form),
        ("2018-07-16T10:20Z", Form),
        ("2018-07-16T10:20", Form),
        ("2018-7-16T10:20:00Z", Form),
        ("18-07-16T10:20:00Z", Form),
        ("+2018-07-16T10:20:00Z", Form),
        ("-018-07-16T10:20:00Z", Form),
        ("20180716T102000Z", Form),
        ("2018/07/16T10:20:00Z", Form),
        ("2018-07-16_10:20:00Z", Form),
        ("2018-07-16T10.20.00Z", Form),
        ("2018-07-16T10:20:0Z", Form),
        ("2018-07-16T10:20: 0Z", Form),
        (" 2018-07-16T10:20:00Z", Form),
        ("2018-07-16T10:20:00Z ", Form),
        ("2018-07-16T10:20:00 Z", Form),
        ("2018-07-16T10:20:00ZZ", Form),
        ("2018-07-16T10:20:00.Z", Form),
        ("2018-07-16T10:20:00,5Z", Form),
        ("2018-07-16T10:20:00+8", Form),
        ("2018-07-16T10:20:00+08", Form),
        ("2018-07-16T10:20:00+0800", Form),
        ("2018-07-16T10:20:00+8:00", Form),
        ("2018-07-16T10:20:00+08:0", Form),
        ("2018-07-16T10:20:00+08:00:00", Form),
        ("2018-07-16T10:20:00+a8:00", Form),
        ("2018-07-16T10:20:00\u{2212}08:00", Form),
        ("2018-07-16T10:20:00 GMT", Form),
        ("2018-07-16T10:20:00Europe/Helsinki", Form),
        ("2018-07-16T10:20:00+03:00[Europe/Helsinki]", Form),
        // Not ASCII, including characters that end inside a field.
        ("２０１８-07-16T10:20:00Z", Form),
        ("2018-07-16T10:20:0é", Form),
        ("2018-07-16T10:20:00é", Form),
        ("2018-07-16T10:20:00+é:00", Form),
        ("2018-07-16T10:20:00+08:é", Form),
        ("2018-07-16T10:20:00+é8:0", Form),
        ("201é07-16T10:20:00Z", Form),
        ("Monday 16 July 2018", Form),
        // Well-formed, but without an offset the instant is unknown.
        ("2018-07-16T10:20:00", NoOffset),
        ("2018-07-16 10:20:00", NoOffset),
        ("2018-07-16T10:20:00.25", NoOffset),
        // Well-formed, but the day, clock time or offset does not exist.
        ("2018-02-29T10:20:00Z", Range),
        ("1900-02-29T10:20:00Z", Range),
        ("2018-04-31T10:20:00Z", Range),
        ("2018-00-16T10:20:00Z", Range),
        ("2018-13-16T10:20:00Z", Range),
        ("2018-07-00T10:20:00Z", Range),
        ("2018-07-32T10:20:00Z", Range),
        ("2018-07-16T24:00:00Z", Range),
        ("2018-07-16T10:60:00Z", Range),
        ("2018-07-16T10:20:61Z", Range),
        ("2018-07-16T10:20:00+24:00", Range),
        ("2018-07-16T10:20:00+08:60", Range),
        ("2018-07-16T10:20:00-99:99", Range),
    ] {
        assert_eq!(Timestamp::parse(text), Err(reason), "{text}");
    }
}

#[test]
fn a_date_time_is_written_with_its_own_offset() {
    for text in [
        "2018-07-16T11:53:00+08:00",
        "2018-07-16T03:53:00Z",
        "2018-07-15T18:23:00-09:30",
        "2018-07-16T16:38:00+12:45",
        "1969-12-31T23:59:59.999Z",
        "2018-07-16T03:53:00.050Z",
        "0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59-12:00",
    ] {
        assert_eq!(stamp(text).to_string(), text);
    }
    for (text, written) in [
        ("2018-07-16 03:53:00z", "2018-07-16T03:53:00Z"),
        ("2018-07-16T03:53:00-00:00", "2018-07-16T03:53:00Z"),
        ("2018-07-16T03:53:00.5000Z", "2018-07-16T03:53:00.500Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ] {
        assert_eq!(stamp(text).to_string(), written, "{text}");
    }
}

#[test]
fn an_instant_is_written_in_utc() {
    assert_eq!(Timestamp::from(at("2018-07-16T11:53:00+08:00")).to_string(), "2018-07-16T03:53:00Z");
    assert_eq!(Timestamp::from(Instant::from_millis(-1)).to_string(), "1969-12-31T23:59:59.999Z");
}

#[test]
fn each_refusal_says_what_to_write_instead() {
    assert!(Form.to_string().contains("2018-07-16T10:20:00Z"));
    assert!(NoOffset.to_string().contains("+08:00"));
    assert!(Range.to_string().contains("does not exist"));
}
