//! The schedule: every session in every column's time, grouped by the venue's days.

use serde_json::{Value, json};
use summit_brief::brief::{Brief, ZoneColumn};
use summit_brief::desk::TzDatabase;
use summit_brief::schedule::{Column, Moment, Row, Schedule};
use summit_brief::time::{Instant, Offset, UnknownZone, Zones};

use super::support::{accord, at, helsinki, helsinki_with, offset, start_of};

pub(crate) fn lay_out(brief: &Brief, reader: Option<&str>) -> Schedule {
    Schedule::new(brief, &brief.zones, reader, &TzDatabase::default()).unwrap()
}

/// A clock time and its day shift, such as `13:20`, `01:30 +1` or `23:45 -1`.
fn shown(moment: &Moment) -> String {
    let time = moment.civil.time;
    match moment.day_shift {
        0 => format!("{:02}:{:02}", time.hour, time.minute),
        days => format!("{:02}:{:02} {days:+}", time.hour, time.minute),
    }
}

/// The column headings; `*` marks the reader's column.
pub(crate) fn headings(schedule: &Schedule) -> Vec<String> {
    let heading = |column: &Column| [column.labels.join("+").as_str(), if column.reader { "*" } else { "" }].concat();
    schedule.columns.iter().map(heading).collect()
}

pub(crate) fn starts(schedule: &Schedule, session: usize) -> Vec<String> {
    schedule.row(session).unwrap().1.start.iter().map(shown).collect()
}

fn dates(schedule: &Schedule) -> Vec<String> {
    let date = |date: summit_brief::time::CivilDate| format!("{}-{}-{}", date.year(), date.month(), date.day());
    schedule.days.iter().map(|day| date(day.date)).collect()
}

/// A brief at `venue` with the columns `zones` and the `sessions`, which get ids and titles.
fn brief_of(venue: &str, zones: &[&str], sessions: &[Value]) -> Brief {
    helsinki_with(|value| {
        value["place"]["zone"] = json!(venue);
        value["zones"] = zones.iter().map(|zone| json!({ "zone": zone })).collect();
        let with_names = sessions.iter().enumerate().map(|(index, session)| {
            let mut named = json!({ "id": format!("s{index}"), "title": "S" });
            named.as_object_mut().unwrap().extend(session.as_object().unwrap().clone());
            named
        });
        value["sessions"] = with_names.collect();
    })
}

#[test]
fn sessions_are_grouped_by_the_venues_days() {
    let sessions = [
        json!({ "start": "2018-07-16T21:00:00Z" }),
        json!({ "start": "2018-07-16T20:59:59Z" }),
        json!({ "start": "2018-07-15T21:00:00Z" }),
        json!({ "start": "2018-07-15T20:59:59Z" }),
    ];
    let schedule = lay_out(&brief_of("Europe/Helsinki", &["UTC"], &sessions), None);
    assert_eq!(dates(&schedule), ["2018-7-15", "2018-7-16", "2018-7-17"]);
    let rows: Vec<Vec<usize>> =
        schedule.days.iter().map(|day| day.rows.iter().map(|row| row.session).collect()).collect();
    assert_eq!(rows, [vec![3], vec![2, 1], vec![0]]);
    // In GMT, the session at midnight in Helsinki begins the day before.
    assert_eq!(starts(&schedule, 0), ["21:00 -1"]);
    assert_eq!(starts(&schedule, 1), ["20:59"]);
}

#[test]
fn sessions_of_a_day_are_sorted_by_start_and_then_by_the_briefs_order() {
    let sessions = [
        json!({ "start": "2018-07-16T12:00:00Z" }),
        json!({ "start": "2018-07-16T19:00:00+08:00" }),
        json!({ "start": "2018-07-16T15:00:00+03:00" }),
        json!({ "start": "2018-07-16T10:00:00Z" }),
    ];
    let schedule = lay_out(&brief_of("Europe/Helsinki", &["UTC"], &sessions), None);
    let order: Vec<usize> = schedule.days[0].rows.iter().map(|row| row.session).collect();
    assert_eq!(order, [3, 1, 0, 2]);
}

#[test]
fn the_accord_is_grouped_by_lisbons_days_including_the_25_hour_one() {
    let brief = accord();
    let schedule = lay_out(&brief, None);
    assert_eq!(dates(&schedule), ["2027-10-29", "2027-10-30", "2027-10-31", "2027-11-1"]);
    let ids = |day: usize| -> Vec<&str> {
        schedule.days[day].rows.iter().map(|row| brief.sessions[row.session].id.as_str()).collect()
    };
    assert_eq!(ids(0), ["opening-plenary", "working-group-flows", "working-group-data"]);
    assert_eq!(ids(1), ["weir-visit", "drafting-night"]);
    assert_eq!(ids(2), ["kathmandu-reading", "chatham-reading", "heads-of-delegation", "annexes", "science-briefing"]);
    assert_eq!(ids(3), ["final-plenary", "signing", "press-conference"]);
}

#[test]
fn the_accord_has_the_right_times_in_quarter_hour_zones_and_around_the_dst_fold() {
    let schedule = lay_out(&accord(), None);
    assert_eq!(headings(&schedule), ["Lisbon", "GMT", "Kathmandu", "Chatham Islands"]);
    for (session, expected) in [
        // Summer time in Lisbon; Chatham has had its own since September.
        (0, ["09:00", "08:00", "13:45", "21:45"]),
        (4, ["23:30", "22:30", "04:15 +1", "12:15 +1"]),
        // Lisbon has this hour twice: 01:15 in summer time, then 01:15 in winter time.
        (5, ["01:15", "00:15", "06:00", "14:00"]),
        (6, ["01:15", "01:15", "07:00", "15:00"]),
        // Winter time.
        (7, ["10:15", "10:15", "16:00", "00:00 +1"]),
        (12, ["18:15", "18:15", "00:00 +1", "08:00 +1"]),
    ] {
        assert_eq!(starts(&schedule, session), expected, "session {session}");
    }
}

#[test]
fn ends_and_former_starts_are_shown_in_every_column() {
    let schedule = lay_out(&accord(), None);
    let night = schedule.row(4).unwrap().1;
    assert_eq!(night.end.iter().map(shown).collect::<Vec<_>>(), ["02:30 +1", "02:30 +1", "08:15 +1", "16:15 +1"]);
    assert_eq!(night.end[0].instant, at("2027-10-31T02:30:00Z"));
    assert!(night.was.is_empty());
    let moved = schedule.row(7).unwrap().1;
    assert!(moved.end.is_empty());
    // Listed under 31 October, moved from the afternoon before.
    assert_eq!(moved.was.iter().map(shown).collect::<Vec<_>>(), ["16:00 -1", "15:00 -1", "20:45 -1", "04:45"]);
    assert_eq!(moved.was[0].instant, at("2027-10-30T15:00:00Z"));
}

#[test]
fn lisbon_and_gmt_share_a_column_only_after_the_change() {
    let whole = accord();
    assert_eq!(headings(&lay_out(&whole, None))[..2], ["Lisbon", "GMT"]);
    // From 31 October 01:15 on, both zones have the same offset, but a moved session's former start is in summer time.
    let winter = |keep_moved: bool| {
        let mut brief = accord();
        brief
            .sessions
            .retain(|session| start_of(session) >= at("2027-10-31T01:00:00Z") && (keep_moved || session.was.is_none()));
        headings(&lay_out(&brief, None))
    };
    assert_eq!(winter(false)[..2], ["Lisbon+GMT", "Kathmandu"]);
    assert_eq!(winter(true)[..2], ["Lisbon", "GMT"]);
}

#[test]
fn an_end_on_the_other_side_of_a_change_keeps_columns_apart() {
    let until = |end: &str| {
        let session = json!({ "start": "2027-03-28T00:30:00Z", "end": end });
        headings(&lay_out(&brief_of("Europe/Lisbon", &["UTC", "Europe/Lisbon"], &[session]), None))
    };
    assert_eq!(until("2027-03-28T00:59:59Z"), ["GMT+Lisbon"]);
    assert_eq!(until("2027-03-28T01:00:00Z"), ["GMT", "Lisbon"]);
}

#[test]
fn a_reader_in_london_shares_the_gmt_column_in_january_but_not_in_july() {
    let on = |start: &str| {
        let brief = brief_of("Europe/Helsinki", &["UTC", "Asia/Hong_Kong"], &[json!({ "start": start })]);
        headings(&lay_out(&brief, Some("Europe/London")))
    };
    assert_eq!(on("2018-07-16T10:20:00Z"), ["GMT", "Hong Kong", "*"]);
    assert_eq!(on("2018-01-16T10:20:00Z"), ["GMT*", "Hong Kong"]);
}

#[test]
fn sessions_either_side_of_the_change_keep_a_reader_in_london_apart_from_gmt() {
    let sessions = [json!({ "start": "2018-01-16T10:20:00Z" }), json!({ "start": "2018-07-16T10:20:00Z" })];
    let schedule = lay_out(&brief_of("Europe/Helsinki", &["UTC"], &sessions), Some("Europe/London"));
    assert_eq!(headings(&schedule), ["GMT", "*"]);
    assert_eq!(
        (starts(&schedule, 0), starts(&schedule, 1)),
        (vec!["10:20".to_owned(), "10:20".to_owned()], vec!["10:20".to_owned(), "11:20".to_owned()],)
    );
}

#[test]
fn columns_with_equal_offsets_are_merged_even_if_not_adjacent() {
    let zones = ["Asia/Hong_Kong", "Europe/Helsinki", "Asia/Singapore", "Europe/Athens", "UTC"];
    let brief = brief_of("Europe/Helsinki", &zones, &[json!({ "start": "2018-07-16T10:20:00Z" })]);
    let schedule = lay_out(&brief, Some("Europe/Kyiv"));
    assert_eq!(headings(&schedule), ["Hong Kong+Singapore", "Helsinki+Athens*", "GMT"]);
    assert_eq!(starts(&schedule, 0), ["18:20", "13:20", "10:20"]);
}

#[test]
fn requested_columns_replace_the_briefs() {
    let columns = [ZoneColumn { zone: "Asia/Kathmandu".to_owned(), label: None }];
    let schedule = Schedule::new(&helsinki(), &columns, None, &TzDatabase::default()).unwrap();
    assert_eq!((headings(&schedule), starts(&schedule, 0)), (vec!["Kathmandu".to_owned()], vec!["16:05".to_owned()]));
}

#[test]
fn the_default_heading_is_the_city_or_gmt_for_utc() {
    for (zone, label, heading) in [
        ("UTC", None, "GMT"),
        ("Etc/UTC", None, "GMT"),
        ("Etc/GMT", None, "GMT"),
        ("GMT", None, "GMT"),
        ("UTC", Some("Universal time"), "Universal time"),
        ("Europe/London", None, "London"),
        ("America/New_York", None, "New York"),
        ("America/Argentina/Buenos_Aires", None, "Buenos Aires"),
        ("Asia/Calcutta", None, "Kolkata"),
        ("Asia/Ho_Chi_Minh", None, "Ho Chi Minh City"),
        ("Asia/Kathmandu", Some("Nepal"), "Nepal"),
    ] {
        let column = ZoneColumn { zone: zone.to_owned(), label: label.map(str::to_owned) };
        assert_eq!(column.heading(), heading, "{zone}");
    }
}

#[test]
fn the_principal_columns_are_the_newsrooms_and_the_readers() {
    for (zones, reader, expected) in [
        (&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"][..], Some("America/Los_Angeles"), vec![1, 3]),
        (&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"], Some("Asia/Hong_Kong"), vec![1]),
        (&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"], Some("Europe/Helsinki"), vec![1, 2]),
        (&["UTC", "Asia/Hong_Kong"], None, vec![1]),
        // The reader shares GMT's column.
        (&["UTC", "Asia/Hong_Kong"], Some("UTC"), vec![1, 0]),
        (&["UTC", "Asia/Hong_Kong"], Some("Africa/Abidjan"), vec![1, 0]),
        (&["UTC"], Some("Asia/Hong_Kong"), vec![0, 1]),
        (&["UTC"], Some("UTC"), vec![0]),
        (&["UTC"], None, vec![0]),
        (&[], Some("UTC"), vec![0]),
        (&[], None, vec![]),
    ] {
        let brief = brief_of("Europe/Helsinki", zones, &[json!({ "start": "2018-07-16T10:20:00Z" })]);
        assert_eq!(lay_out(&brief, reader).principal_columns(), expected, "{zones:?} {reader:?}");
    }
}

#[test]
fn a_column_that_merges_utc_and_a_place_may_be_the_newsrooms() {
    let zones = ["UTC", "Europe/London", "Asia/Hong_Kong"];
    let on = |start: &str| {
        let schedule = lay_out(&brief_of("Europe/Helsinki", &zones, &[json!({ "start": start })]), None);
        (headings(&schedule), schedule.principal_columns())
    };
    let owned = |headings: &[&str]| headings.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>();
    assert_eq!(on("2018-01-16T10:20:00Z"), (owned(&["GMT+London", "Hong Kong"]), vec![0]));
    assert_eq!(on("2018-07-16T10:20:00Z"), (owned(&["GMT", "London", "Hong Kong"]), vec![1]));
}

#[test]
fn the_date_line_shifts_days_in_both_directions() {
    let zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Marquesas"];
    let evening = brief_of("Europe/Helsinki", &zones, &[json!({ "start": "2018-07-16T10:20:00Z" })]);
    assert_eq!(starts(&lay_out(&evening, None), 0), ["00:20 +1", "23:20 -1", "00:50"]);
    let year_end = brief_of("Pacific/Pago_Pago", &zones, &[json!({ "start": "2019-01-01T10:30:00Z" })]);
    let schedule = lay_out(&year_end, None);
    assert_eq!(dates(&schedule), ["2018-12-31"]);
    // Kiritimati is 25 hours ahead, which is two days later by date.
    assert_eq!(starts(&schedule, 0), ["00:30 +2", "23:30", "01:00 +1"]);
}

#[test]
fn a_time_that_clocks_show_twice_carries_its_offset() {
    let repeated = |zone: &str, start: &str| {
        let schedule = lay_out(&brief_of("Europe/Helsinki", &[zone], &[json!({ "start": start })]), None);
        let moment = schedule.days[0].rows[0].start[0];
        (shown(&moment), moment.repeated)
    };
    for (zone, start, clock, expected) in [
        ("America/New_York", "2018-11-04T04:59:00Z", "00:59", None),
        ("America/New_York", "2018-11-04T05:00:00Z", "01:00", Some(-4)),
        ("America/New_York", "2018-11-04T05:59:59Z", "01:59", Some(-4)),
        ("America/New_York", "2018-11-04T06:00:00Z", "01:00", Some(-5)),
        ("America/New_York", "2018-11-04T06:59:59Z", "01:59", Some(-5)),
        ("America/New_York", "2018-11-04T07:00:00Z", "02:00", None),
        // Around the gap in spring, no time recurs.
        ("America/New_York", "2018-03-11T06:59:59Z", "01:59", None),
        ("America/New_York", "2018-03-11T07:00:00Z", "03:00", None),
        ("UTC", "2018-11-04T05:30:00Z", "05:30", None),
    ] {
        let hours = |hours: i32| offset(hours * 3_600);
        let found = repeated(zone, start);
        assert_eq!((found.0.split(' ').next().unwrap(), found.1), (clock, expected.map(hours)), "{start} in {zone}");
    }
    // Half an hour, at Lord Howe Island.
    let found = repeated("Australia/Lord_Howe", "2018-03-31T14:45:00Z").1;
    assert_eq!(found, Some(offset(11 * 3_600)));
    // Sessions in two seasons; the second in the hour that recurs.
    let sessions = [json!({ "start": "2018-01-04T15:00:00Z" }), json!({ "start": "2018-11-04T06:30:00Z" })];
    let schedule = lay_out(&brief_of("Europe/Helsinki", &["America/New_York"], &sessions), None);
    assert_eq!(schedule.row(1).unwrap().1.start[0].repeated, Some(offset(-5 * 3_600)));
}

#[test]
fn without_a_place_the_days_are_those_of_the_first_column_that_is_not_utc() {
    let days = |zones: &[&str]| {
        let mut brief = brief_of("Europe/Helsinki", zones, &[json!({ "start": "2018-07-16T20:00:00Z" })]);
        brief.place = None;
        dates(&lay_out(&brief, Some("America/Los_Angeles")))
    };
    assert_eq!(days(&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"]), ["2018-7-17"]);
    assert_eq!(days(&["Etc/GMT", "America/Los_Angeles", "Asia/Hong_Kong"]), ["2018-7-16"]);
    assert_eq!(days(&["UTC"]), ["2018-7-16"]);
    assert_eq!(days(&[]), ["2018-7-16"]);
}

#[test]
fn a_session_with_only_a_date_is_listed_first_on_that_day() {
    let sessions = [
        json!({ "start": "2018-07-16T10:20:00Z", "was": "2018-07-15" }),
        json!({ "start": "2018-07-16", "was": "2018-07-14T10:20:00Z" }),
        json!({ "start": "2018-07-17", "end": "2018-07-19", "allDay": true }),
    ];
    for venue in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Santiago"] {
        let brief = brief_of(venue, &["UTC", "Asia/Hong_Kong"], &sessions);
        let schedule = lay_out(&brief, None);
        // Each zone still has its own column.
        assert_eq!(headings(&schedule), ["GMT", "Hong Kong"], "{venue}");
        let (date, row) = schedule.row(1).unwrap();
        assert_eq!((date.day(), row.start.len(), row.was.len()), (16, 0, 2), "{venue}");
        let (date, row) = schedule.row(2).unwrap();
        assert_eq!((date.day(), row.until.day(), row.start.len(), row.end.len()), (17, 19, 0, 0), "{venue}");
        assert!(schedule.row(0).unwrap().1.was.is_empty(), "{venue}");
        assert_eq!(schedule.dates(&brief).map(|(_, last)| last.day()), Some(19), "{venue}");
    }
    let brief = brief_of("Europe/Helsinki", &["UTC"], &sessions);
    let first = &lay_out(&brief, None).days[0];
    assert_eq!(first.rows.iter().map(|row| row.session).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(first.nights(0), [(0, 9 * 60)]);
}

#[test]
fn columns_stay_apart_if_only_days_are_known() {
    let brief = brief_of("Europe/Helsinki", &["UTC", "Asia/Hong_Kong"], &[json!({ "start": "2018-07-16" })]);
    assert_eq!(headings(&lay_out(&brief, Some("America/New_York"))), ["GMT", "Hong Kong", "*"]);
}

#[test]
fn the_readers_city_is_given_unless_a_label_names_the_same_zone() {
    for (zones, reader, expected) in [
        (&["UTC", "Asia/Hong_Kong"][..], "America/Los_Angeles", "Los Angeles"),
        (&["UTC", "Asia/Hong_Kong"], "Asia/Hong_Kong", ""),
        (&["UTC", "Asia/Hong_Kong"], "Asia/Shanghai", "Shanghai"),
        (&["UTC", "Asia/Hong_Kong"], "Africa/Abidjan", "Abidjan"),
        (&["Etc/GMT"], "UTC", ""),
    ] {
        let brief = brief_of("Europe/Helsinki", zones, &[json!({ "start": "2018-07-16T10:20:00Z" })]);
        let schedule = lay_out(&brief, Some(reader));
        let columns: Vec<&Column> = schedule.columns.iter().filter(|column| column.reader).collect();
        assert_eq!(
            columns.iter().map(|column| column.reader_city.as_str()).collect::<Vec<_>>(),
            [expected],
            "{reader}"
        );
    }
}

#[test]
fn an_unknown_zone_is_an_error_that_names_it_even_without_sessions() {
    let unknown = |brief: &Brief, reader: Option<&str>| {
        Schedule::new(brief, &brief.zones, reader, &TzDatabase::default()).unwrap_err().zone
    };
    let session = [json!({ "start": "2018-07-16T10:20:00Z" })];
    assert_eq!(unknown(&brief_of("Europe/Helsingfors", &["UTC"], &session), None), "Europe/Helsingfors");
    assert_eq!(unknown(&brief_of("Europe/Helsinki", &["UTC", "Asia/HK"], &session), None), "Asia/HK");
    assert_eq!(unknown(&brief_of("Europe/Helsinki", &["UTC", "Asia/HK"], &[]), None), "Asia/HK");
    assert_eq!(unknown(&brief_of("Europe/Helsinki", &["UTC"], &session), Some("Mars/Base")), "Mars/Base");
    assert_eq!(unknown(&brief_of("Europe/Helsinki", &["UTC"], &[]), Some("Mars/Base")), "Mars/Base");
}

#[test]
fn an_unknown_venue_is_an_error_even_without_sessions() {
    let brief = brief_of("Europe/Helsingfors", &["UTC"], &[]);
    let schedule = Schedule::new(&brief, &brief.zones, None, &TzDatabase::default());
    assert_eq!(schedule, Err(UnknownZone { zone: "Europe/Helsingfors".to_owned() }));
}

#[test]
fn without_sessions_there_are_no_days() {
    assert!(lay_out(&brief_of("Europe/Helsinki", &["UTC", "Asia/Hong_Kong"], &[]), None).days.is_empty());
}

#[test]
fn every_row_has_a_moment_for_every_column() {
    for brief in [helsinki(), accord()] {
        for reader in [None, Some("Pacific/Auckland")] {
            let schedule = lay_out(&brief, reader);
            let rows: Vec<&Row> = schedule.days.iter().flat_map(|day| &day.rows).collect();
            assert_eq!(rows.len(), brief.sessions.len());
            for row in rows {
                let session = &brief.sessions[row.session];
                let columns = schedule.columns.len();
                assert_eq!(row.start.len(), columns);
                assert_eq!(row.end.len(), if session.end.is_some() { columns } else { 0 });
                assert_eq!(row.was.len(), if session.was.is_some() { columns } else { 0 });
                assert!(row.start.iter().all(|moment| moment.instant == start_of(session)));
            }
        }
    }
}

/// A zone whose clocks go back across midnight, as in St John's until 2011.
struct BackOverMidnight;

impl Zones for BackOverMidnight {
    fn offset(&self, _: &str, at_instant: Instant) -> Result<Offset, UnknownZone> {
        let east = if at_instant < at("2018-07-16T00:01:00Z") { 0 } else { -3_600 };
        Ok(Offset::from_seconds(east).unwrap())
    }
}

#[test]
fn a_day_that_recurs_after_a_fold_is_listed_once() {
    let sessions = [
        json!({ "start": "2018-07-15T23:30:00Z" }),
        json!({ "start": "2018-07-16T00:00:30Z" }),
        json!({ "start": "2018-07-16T00:01:30Z" }),
    ];
    let brief = brief_of("America/St_Johns", &["UTC"], &sessions);
    let schedule = Schedule::new(&brief, &brief.zones, None, &BackOverMidnight).unwrap();
    assert_eq!(dates(&schedule), ["2018-7-15", "2018-7-16"]);
}

#[test]
fn the_last_day_is_that_of_a_long_sessions_end_even_if_others_begin_later() {
    let brief = helsinki_with(|value| {
        value["sessions"][0]["end"] = json!("2018-07-18T15:00:00Z");
    });
    let schedule = Schedule::new(&brief, &brief.zones, None, &TzDatabase::default()).unwrap();
    let (first, last) = schedule.dates(&brief).unwrap();
    assert_eq!([first, last].map(|date| (date.month(), date.day())), [(7, 16), (7, 18)]);
}

#[test]
fn an_end_before_six_in_the_morning_belongs_to_the_day_before() {
    for (end, last) in [
        ("2018-07-16T20:59:00Z", 16),
        ("2018-07-17T02:59:00Z", 16),
        ("2018-07-17T03:00:00Z", 17),
        ("2018-07-19T02:59:00Z", 18),
        ("2018-07-19T03:00:00Z", 19),
    ] {
        let session = json!({ "start": "2018-07-16T10:20:00Z", "end": end });
        let brief = brief_of("Europe/Helsinki", &["UTC"], &[session]);
        assert_eq!(lay_out(&brief, None).dates(&brief).map(|(_, last)| last.day()), Some(last), "{end}");
    }
}
