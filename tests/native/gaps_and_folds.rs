//! Schedules one second either side of DST gaps, DST folds and moves across the date line. The civil times come from
//! Python's `zoneinfo`, so they are independent of this crate and its dependencies.

use serde_json::json;
use summit_brief::brief::Brief;
use summit_brief::desk::TzDatabase;
use summit_brief::schedule::{Day, Schedule};
use summit_brief::time::{CivilDate, CivilDateTime, Zones};

use super::schedule::lay_out;
use super::support::{at, helsinki_with};

/// A zone, an instant, the civil time there, and the offset in minutes.
const CHANGES: [(&str, &str, &str, i32); 38] = [
    ("Europe/Helsinki", "2018-03-25T00:59:59Z", "2018-03-25 02:59:59", 120),
    ("Europe/Helsinki", "2018-03-25T01:00:00Z", "2018-03-25 04:00:00", 180),
    ("Europe/Helsinki", "2018-10-28T00:59:59Z", "2018-10-28 03:59:59", 180),
    ("Europe/Helsinki", "2018-10-28T01:00:00Z", "2018-10-28 03:00:00", 120),
    ("America/New_York", "2018-03-11T06:59:59Z", "2018-03-11 01:59:59", -300),
    ("America/New_York", "2018-03-11T07:00:00Z", "2018-03-11 03:00:00", -240),
    ("America/New_York", "2018-11-04T05:59:59Z", "2018-11-04 01:59:59", -240),
    ("America/New_York", "2018-11-04T06:00:00Z", "2018-11-04 01:00:00", -300),
    // Half an hour of summer time.
    ("Australia/Lord_Howe", "2018-03-31T14:59:59Z", "2018-04-01 01:59:59", 660),
    ("Australia/Lord_Howe", "2018-03-31T15:00:00Z", "2018-04-01 01:30:00", 630),
    ("Australia/Lord_Howe", "2018-10-06T15:29:59Z", "2018-10-07 01:59:59", 630),
    ("Australia/Lord_Howe", "2018-10-06T15:30:00Z", "2018-10-07 02:30:00", 660),
    // Clocks go back for Ramadan and forward after it: four changes a year until 2018, two since.
    ("Africa/Casablanca", "2018-05-13T01:59:59Z", "2018-05-13 02:59:59", 60),
    ("Africa/Casablanca", "2018-05-13T02:00:00Z", "2018-05-13 02:00:00", 0),
    ("Africa/Casablanca", "2018-06-17T01:59:59Z", "2018-06-17 01:59:59", 0),
    ("Africa/Casablanca", "2018-06-17T02:00:00Z", "2018-06-17 03:00:00", 60),
    ("Africa/Casablanca", "2019-05-05T01:59:59Z", "2019-05-05 02:59:59", 60),
    ("Africa/Casablanca", "2019-05-05T02:00:00Z", "2019-05-05 02:00:00", 0),
    ("Africa/Casablanca", "2019-06-09T01:59:59Z", "2019-06-09 01:59:59", 0),
    ("Africa/Casablanca", "2019-06-09T02:00:00Z", "2019-06-09 03:00:00", 60),
    // The first quarter of an hour of 1986 is a gap.
    ("Asia/Kathmandu", "1985-12-31T18:29:59Z", "1985-12-31 23:59:59", 330),
    ("Asia/Kathmandu", "1985-12-31T18:30:00Z", "1986-01-01 00:15:00", 345),
    ("Pacific/Chatham", "2018-03-31T13:59:59Z", "2018-04-01 03:44:59", 825),
    ("Pacific/Chatham", "2018-03-31T14:00:00Z", "2018-04-01 02:45:00", 765),
    ("Pacific/Chatham", "2018-09-29T13:59:59Z", "2018-09-30 02:44:59", 765),
    ("Pacific/Chatham", "2018-09-29T14:00:00Z", "2018-09-30 03:45:00", 825),
    // Summer time in the 1970s, once during winter.
    ("Asia/Hong_Kong", "1973-12-29T19:29:59Z", "1973-12-30 03:29:59", 480),
    ("Asia/Hong_Kong", "1973-12-29T19:30:00Z", "1973-12-30 04:30:00", 540),
    ("Asia/Hong_Kong", "1974-10-19T18:29:59Z", "1974-10-20 03:29:59", 540),
    ("Asia/Hong_Kong", "1974-10-19T18:30:00Z", "1974-10-20 02:30:00", 480),
    ("Asia/Hong_Kong", "1976-04-17T19:29:59Z", "1976-04-18 03:29:59", 480),
    ("Asia/Hong_Kong", "1976-04-17T19:30:00Z", "1976-04-18 04:30:00", 540),
    ("Asia/Hong_Kong", "1979-10-20T18:29:59Z", "1979-10-21 03:29:59", 540),
    ("Asia/Hong_Kong", "1979-10-20T18:30:00Z", "1979-10-21 02:30:00", 480),
    // Samoa skipped 30 December 2011.
    ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29 23:59:59", -600),
    ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31 00:00:00", 840),
    ("Pacific/Apia", "2012-03-31T13:59:59Z", "2012-04-01 03:59:59", 840),
    ("Pacific/Apia", "2012-03-31T14:00:00Z", "2012-04-01 03:00:00", 780),
];

fn iso_date(date: CivilDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

fn shown(civil: CivilDateTime) -> String {
    let time = civil.time;
    format!("{} {:02}:{:02}:{:02}", iso_date(civil.date), time.hour, time.minute, time.second)
}

/// A brief at `venue` with the columns `zones` and a session at each of `starts`.
fn brief_of(venue: &str, zones: &[&str], starts: &[&str]) -> Brief {
    helsinki_with(|value| {
        value["place"]["zone"] = json!(venue);
        value["zones"] = zones.iter().map(|zone| json!({ "zone": zone })).collect();
        let session =
            |(index, start): (usize, &&str)| json!({ "id": format!("s{index}"), "title": "S", "start": start });
        value["sessions"] = starts.iter().enumerate().map(session).collect();
    })
}

fn dates(schedule: &Schedule) -> Vec<String> {
    schedule.days.iter().map(|day| iso_date(day.date)).collect()
}

#[test]
fn offsets_change_at_the_exact_second() {
    for (zone, moment, _, minutes) in CHANGES {
        let offset = TzDatabase::default().offset(zone, at(moment)).unwrap();
        assert_eq!(offset.seconds(), minutes * 60, "{zone} at {moment}");
    }
}

#[test]
fn both_sides_of_a_change_are_right_at_the_venue_and_elsewhere() {
    for pair in CHANGES.chunks(2) {
        let zone = pair[0].0;
        let starts: Vec<&str> = pair.iter().map(|(_, moment, ..)| *moment).collect();
        let schedule = lay_out(&brief_of(zone, &[zone, "UTC"], &starts), None);
        for (session, (_, moment, civil, _)) in pair.iter().enumerate() {
            let (date, row) = schedule.row(session).unwrap();
            assert_eq!((shown(row.start[0].civil).as_str(), row.start[0].day_shift), (*civil, 0), "{zone} at {moment}");
            assert_eq!(iso_date(date), civil[..10], "{zone} at {moment}");
            // The GMT column has its own date, marked relative to the venue's day.
            assert_eq!(shown(row.start[1].civil), moment.replace('T', " ").trim_end_matches('Z'));
            let day = |text: &str| at(&format!("{}T00:00:00Z", &text[..10])).seconds() / 86_400;
            assert_eq!(row.start[1].day_shift, day(moment) - day(civil), "{zone} at {moment}");
        }
        let mut expected: Vec<&str> = pair.iter().map(|(_, _, civil, _)| &civil[..10]).collect();
        expected.dedup();
        assert_eq!(dates(&schedule), expected, "{zone}");
    }
}

#[test]
fn day_shifts_are_right_on_both_sides_of_the_date_line() {
    let starts = ["2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z"];
    let schedule = lay_out(&brief_of("UTC", &["Pacific/Apia", "UTC"], &starts), None);
    assert_eq!(dates(&schedule), ["2011-12-30"]);
    let shifts: Vec<i64> = schedule.days[0].rows.iter().map(|row| row.start[0].day_shift).collect();
    // From the day before the venue's straight to the day after it.
    assert_eq!(shifts, [-1, 1]);
}

#[test]
fn no_day_is_invented_or_lost() {
    // A session every hour for four days around each change.
    for pair in CHANGES.chunks(2) {
        let (zone, change) = (pair[0].0, at(pair[1].1));
        let starts: Vec<String> = (-48..48)
            .map(|hour| summit_brief::time::Timestamp::from(change.plus_millis(hour * 3_600_000)).to_string())
            .collect();
        let brief = brief_of(zone, &["UTC"], &starts.iter().map(String::as_str).collect::<Vec<_>>());
        let schedule = lay_out(&brief, None);
        let rules = jiff::tz::TimeZoneDatabase::bundled().get(zone).unwrap();
        let mut expected: Vec<String> = starts
            .iter()
            .map(|start| start.parse::<jiff::Timestamp>().unwrap().to_zoned_datetime(rules.clone()).date().to_string())
            .collect();
        expected.dedup();
        assert_eq!(dates(&schedule), expected, "{zone}");
        assert_eq!(schedule.days.iter().map(|day| day.rows.len()).sum::<usize>(), starts.len(), "{zone}");
        assert!(!expected.iter().any(|date| date == "2011-12-30"), "Apia had no such day");
    }
}

fn day_of(venue: &str, column: &str, start: &str) -> Day {
    lay_out(&brief_of(venue, &[column], &[start]), None).days.remove(0)
}

#[test]
fn minutes_of_a_day_count_from_the_venues_midnight() {
    let day = day_of("Europe/Helsinki", "UTC", "2018-07-16T10:20:00Z");
    assert_eq!(day.begins, at("2018-07-15T21:00:00Z"));
    for (moment, minute) in [
        ("2018-07-15T20:59:59.999Z", None),
        ("2018-07-15T21:00:00Z", Some(0)),
        ("2018-07-15T21:00:59.999Z", Some(0)),
        ("2018-07-15T21:01:00Z", Some(1)),
        ("2018-07-16T10:20:00Z", Some(800)),
        ("2018-07-16T20:59:59.999Z", Some(1_439)),
        ("2018-07-16T21:00:00Z", None),
        ("2019-07-16T10:20:00Z", None),
        ("1969-07-16T10:20:00Z", None),
    ] {
        assert_eq!(day.minute(at(moment)), minute, "{moment}");
    }
}

#[test]
fn midnight_uses_the_offset_of_the_days_first_session() {
    for (zone, start, begins) in [
        // A day of 25 hours: before and after the clocks go back.
        ("Europe/Helsinki", "2018-10-28T00:30:00Z", "2018-10-27T21:00:00Z"),
        ("Europe/Helsinki", "2018-10-28T10:00:00Z", "2018-10-27T22:00:00Z"),
        ("Asia/Kathmandu", "2018-07-16T10:20:00Z", "2018-07-15T18:15:00Z"),
        ("Pacific/Chatham", "2018-07-16T10:20:00Z", "2018-07-15T11:15:00Z"),
        // A start that is not on the minute.
        ("UTC", "2018-07-16T10:20:30Z", "2018-07-16T00:00:00Z"),
    ] {
        assert_eq!(day_of(zone, "UTC", start).begins, at(begins), "{zone} {start}");
    }
}

#[test]
fn nights_last_from_21_to_6_in_the_columns_zone() {
    for (venue, column, start, nights) in [
        ("UTC", "UTC", "2018-07-16T10:20:00Z", vec![(0, 360), (1_260, 1_440)]),
        ("Europe/Helsinki", "UTC", "2018-07-16T10:20:00Z", vec![(0, 540)]),
        ("UTC", "Europe/Helsinki", "2018-07-16T10:20:00Z", vec![(0, 180), (1_080, 1_440)]),
        ("UTC", "Asia/Hong_Kong", "2018-07-16T10:20:00Z", vec![(780, 1_320)]),
        ("UTC", "Asia/Kathmandu", "2018-07-16T10:20:00Z", vec![(0, 15), (915, 1_440)]),
        ("UTC", "Pacific/Marquesas", "2018-07-16T10:20:00Z", vec![(390, 930)]),
        ("UTC", "America/Los_Angeles", "2018-07-16T10:20:00Z", vec![(240, 780)]),
        // Six hours ahead: the night ends with the venue's day.
        ("UTC", "Asia/Dhaka", "2018-07-16T10:20:00Z", vec![(900, 1_440)]),
        ("UTC", "America/Noronha", "2018-07-16T10:20:00Z", vec![(0, 480), (1_380, 1_440)]),
        ("UTC", "Pacific/Kiritimati", "2018-07-16T10:20:00Z", vec![(420, 960)]),
    ] {
        assert_eq!(day_of(venue, column, start).nights(0), nights, "{column} at {venue}");
    }
}

#[test]
fn nights_last_nine_hours_in_every_zone() {
    let database = jiff::tz::TimeZoneDatabase::bundled();
    assert!(database.available().count() > 500, "only {} zones", database.available().count());
    for name in database.available() {
        let day = day_of("Europe/Helsinki", name.as_str(), "2018-07-16T10:20:00Z");
        let nights = day.nights(0);
        let length: u16 = nights.iter().map(|(from, until)| until - from).sum();
        assert_eq!(length, 540, "{name}: {nights:?}");
        assert!(nights.iter().all(|(from, until)| from < until && *until <= 1_440), "{name}: {nights:?}");
    }
}

#[test]
fn a_missing_column_has_no_nights() {
    assert_eq!(day_of("UTC", "UTC", "2018-07-16T10:20:00Z").nights(1), []);
    let brief = helsinki_with(|value| value["zones"] = json!([]));
    assert_eq!(lay_out(&brief, None).days[0].nights(0), []);
}
