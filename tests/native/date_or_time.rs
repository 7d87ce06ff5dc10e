//! Times that may be known to the day only, and where days begin.

use jiff::tz::{TimeZone, TimeZoneDatabase};
use proptest::prelude::*;
use summit_brief::desk::TzDatabase;
use summit_brief::time::{
    CivilDate, DateOrTime, Instant, Offset, ParseError, Timestamp, UnknownZone, Zones, start_of_day,
};

use super::support::{at, moment, offset, stamp};

fn day(year: i32, month: u8, day: u8) -> CivilDate {
    CivilDate::new(year, month, day).unwrap()
}

#[test]
fn dates_and_times_are_read() {
    for (text, expected) in [
        ("2018-07-16", DateOrTime::Date(day(2018, 7, 16))),
        ("2020-02-29", DateOrTime::Date(day(2020, 2, 29))),
        ("0000-01-01", DateOrTime::Date(day(0, 1, 1))),
        ("9999-12-31", DateOrTime::Date(day(9999, 12, 31))),
        ("2018-07-16T10:20:00Z", DateOrTime::Time(stamp("2018-07-16T10:20:00Z"))),
        ("2018-07-16 13:20:00+03:00", DateOrTime::Time(stamp("2018-07-16T13:20:00+03:00"))),
    ] {
        assert_eq!(DateOrTime::parse(text), Ok(expected), "{text}");
    }
}

#[test]
fn other_texts_are_refused_with_the_reason() {
    for (text, reason) in [
        ("", ParseError::NeitherForm),
        ("2018", ParseError::NeitherForm),
        ("2018-07", ParseError::NeitherForm),
        ("2018-7-16", ParseError::NeitherForm),
        ("20180716", ParseError::NeitherForm),
        ("2018/07/16", ParseError::NeitherForm),
        ("2018-07-16 ", ParseError::NeitherForm),
        ("2018-07-16Z", ParseError::NeitherForm),
        ("2018-07-16T", ParseError::NeitherForm),
        ("2018-07-1６", ParseError::NeitherForm),
        ("+018-07-16", ParseError::NeitherForm),
        ("16 July, 13:30", ParseError::NeitherForm),
        ("2018-07-16T10:20:00", ParseError::NoOffset),
        ("2018-07-16T24:00:00Z", ParseError::Range),
        ("2018-02-30T10:20:00Z", ParseError::Range),
        ("2018-02-30", ParseError::Range),
        ("2019-02-29", ParseError::Range),
        ("2018-13-01", ParseError::Range),
        ("2018-00-01", ParseError::Range),
        ("2018-07-00", ParseError::Range),
    ] {
        assert_eq!(DateOrTime::parse(text), Err(reason), "{text}");
    }
}

#[test]
fn only_the_instant_of_a_date_depends_on_the_zone() {
    let (date, time) = (moment("2018-07-16"), moment("2018-07-16T13:20:00+03:00"));
    assert_eq!((date.date(), date.timestamp()), (Some(day(2018, 7, 16)), None));
    assert_eq!((time.date(), time.timestamp()), (None, Some(stamp("2018-07-16T13:20:00+03:00"))));
    let zones = TzDatabase::default();
    for (zone, start) in [
        ("Europe/Helsinki", "2018-07-15T21:00:00Z"),
        ("Pacific/Kiritimati", "2018-07-15T10:00:00Z"),
        ("Etc/GMT+12", "2018-07-16T12:00:00Z"),
        ("Asia/Kathmandu", "2018-07-15T18:15:00Z"),
    ] {
        assert_eq!(date.instant(zone, &zones), Ok(at(start)), "{zone}");
        assert_eq!(time.instant(zone, &zones), Ok(at("2018-07-16T10:20:00Z")), "{zone}");
    }
    assert!(date.instant("Mars/X", &zones).is_err());
}

#[test]
fn a_day_begins_at_the_first_moment_of_its_date() {
    for (zone, date, start) in [
        ("UTC", "2018-07-16", "2018-07-16T00:00:00Z"),
        ("Pacific/Chatham", "2018-07-16", "2018-07-15T11:15:00Z"),
        ("Pacific/Marquesas", "2018-07-16", "2018-07-16T09:30:00Z"),
        // Clocks change later that day.
        ("Europe/London", "2018-03-25", "2018-03-25T00:00:00Z"),
        ("Europe/London", "2018-03-26", "2018-03-25T23:00:00Z"),
        ("Europe/London", "2018-10-28", "2018-10-27T23:00:00Z"),
        ("Europe/London", "2018-10-29", "2018-10-29T00:00:00Z"),
        // Clocks skip midnight, west and east of Greenwich.
        ("America/Santiago", "2018-08-12", "2018-08-12T04:00:00Z"),
        ("America/Santiago", "2018-08-13", "2018-08-13T03:00:00Z"),
        ("America/Asuncion", "2018-10-07", "2018-10-07T04:00:00Z"),
        ("Asia/Beirut", "2018-03-25", "2018-03-24T22:00:00Z"),
        ("Africa/Cairo", "2023-04-28", "2023-04-27T22:00:00Z"),
        // Clocks show midnight twice: they go back from 01:00.
        ("America/Havana", "2018-11-04", "2018-11-04T04:00:00Z"),
        ("Atlantic/Azores", "2018-10-28", "2018-10-28T00:00:00Z"),
        ("Asia/Amman", "2018-10-26", "2018-10-25T21:00:00Z"),
        // Clocks go back from midnight to 23:00 of the day before.
        ("America/Santiago", "2018-05-13", "2018-05-13T04:00:00Z"),
        ("Asia/Beirut", "2018-10-28", "2018-10-27T22:00:00Z"),
        ("Africa/Cairo", "2023-10-27", "2023-10-26T22:00:00Z"),
        // Samoa skipped this day, so it begins and ends at the same moment.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2012-01-01", "2011-12-31T10:00:00Z"),
    ] {
        let found = start_of_day(moment(date).date().unwrap(), zone, &TzDatabase::default());
        assert_eq!(found.map(|found| Timestamp::from(found).to_string()), Ok(start.to_owned()), "{date} in {zone}");
    }
}

#[test]
fn days_begin_where_jiff_says_around_every_transition() {
    let (zones, database) = (TzDatabase::default(), TimeZoneDatabase::bundled());
    let mut days = 0;
    for name in database.available() {
        let zone = database.get(name.as_str()).unwrap();
        let from = jiff::Timestamp::from_second(0).unwrap();
        for transition in
            zone.following(from).take_while(|transition| transition.timestamp().as_second() < 2_145_916_800)
        {
            let on_the_day = zone.to_datetime(transition.timestamp()).date();
            for shift in -1..=1 {
                let own = on_the_day.saturating_add(jiff::Span::new().days(shift));
                assert_same_start(name.as_str(), &zone, own, &zones);
                days += 1;
            }
        }
    }
    assert!(days > 90_000, "only {days} days");
}

#[track_caller]
fn assert_same_start(name: &str, zone: &TimeZone, own: jiff::civil::Date, zones: &dyn Zones) {
    let expected = zone.to_timestamp(own.at(0, 0, 0, 0)).unwrap().as_millisecond();
    let unsigned = |value: i8| u8::try_from(value).unwrap();
    let own_date = day(own.year().into(), unsigned(own.month()), unsigned(own.day()));
    assert_eq!(start_of_day(own_date, name, zones).unwrap().millis(), expected, "{own} in {name}");
}

/// One offset everywhere.
struct Fixed(Offset);

impl Zones for Fixed {
    fn offset(&self, _: &str, _: Instant) -> Result<Offset, UnknownZone> {
        Ok(self.0)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dates_and_times_survive_a_round_trip(days in -719_528_i64..2_932_897, minutes in -1_439_i32..1_440, millis in 0_i64..86_400_000) {
        let date = CivilDate::from_days_since_epoch(days);
        let start = start_of_day(date, "X", &Fixed(offset(minutes * 60))).unwrap();
        prop_assert_eq!(start.civil(offset(minutes * 60)).date, date);
        let time = Timestamp { instant: start.plus_millis(millis), offset: offset(minutes * 60) };
        for own in [DateOrTime::Date(date), DateOrTime::Time(time)] {
            prop_assert_eq!(DateOrTime::parse(&own.iso()), Ok(own));
            prop_assert_eq!(own.to_string(), own.iso());
        }
        prop_assert_eq!(DateOrTime::Date(date).iso().len(), 10);
    }
}
