//! The schedule: every session in every column's time, on the venue's days.

use serde_json::{Value, json};
use summit_brief::brief::{Brief, ZoneColumn};
use summit_brief::desk::TzDatabase;
use summit_brief::schedule::{Column, Moment, Row, Schedule};
use summit_brief::time::{Instant, Offset, UnknownZone, Zones};

use super::support::{accord, at, helsinki, helsinki_with};

pub(crate) fn lay_out(brief: &Brief, reader: Option<&str>) -> Schedule {
    Schedule::new(brief, &brief.zones, reader, &TzDatabase::default()).unwrap()
}

/// `13:20`, `01:30 +1`, `23:45 -1`.
fn shown(moment: &Moment) -> String {
    let time = moment.civil.time;
    match moment.day_shift {
        0 => format!("{:02}:{:02}", time.hour, time.minute),
        days => format!("{:02}:{:02} {days:+}", time.hour, time.minute),
    }
}

/// The columns' heads; the reader's own is `*`.
pub(crate) fn heads(schedule: &Schedule) -> Vec<String> {
    let head = |column: &Column| [column.labels.join("+").as_str(), if column.reader { "*" } else { "" }].concat();
    schedule.columns.iter().map(head).collect()
}

pub(crate) fn starts(schedule: &Schedule, session: usize) -> Vec<String> {
    schedule.row(session).unwrap().1.start.iter().map(shown).collect()
}

fn dates(schedule: &Schedule) -> Vec<String> {
    let date = |date: summit_brief::time::CivilDate| format!("{}-{}-{}", date.year(), date.month(), date.day());
    schedule.days.iter().map(|day| date(day.date)).collect()
}

/// A brief at `venue` with the columns `zones` and sessions given by `start` and what else they have.
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
fn sessions_stand_under_the_venues_days() {
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
    // In GMT the session after Helsinki's midnight begins on the day before.
    assert_eq!(starts(&schedule, 0), ["21:00 -1"]);
    assert_eq!(starts(&schedule, 1), ["20:59"]);
}

#[test]
fn sessions_of_a_day_stand_by_start_and_then_in_the_briefs_order() {
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
fn the_days_of_the_accord_are_lisbons_also_on_the_day_of_25_hours() {
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
fn quarter_hour_zones_and_both_sides_of_the_change_are_right_in_the_accord() {
    let schedule = lay_out(&accord(), None);
    assert_eq!(heads(&schedule), ["Lisbon", "GMT", "Kathmandu", "Chatham Islands"]);
    for (session, expected) in [
        // Summer time in Lisbon; Chatham has had its own since September.
        (0, ["09:00", "08:00", "13:45", "21:45"]),
        (4, ["23:30", "22:30", "04:15 +1", "12:15 +1"]),
        // The hour that Lisbon has twice: 01:15 the first time, 01:15 the second.
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
fn lisbon_and_gmt_stay_apart_across_the_change_and_meet_after_it() {
    let whole = accord();
    assert_eq!(heads(&lay_out(&whole, None))[..2], ["Lisbon", "GMT"]);
    // From 31 October 01:15 on there is one offset; the former start of a moved session is still in summer time.
    let winter = |keep_moved: bool| {
        let mut brief = accord();
        brief.sessions.retain(|session| {
            session.start.instant >= at("2027-10-31T01:00:00Z") && (keep_moved || session.was.is_none())
        });
        heads(&lay_out(&brief, None))
    };
    assert_eq!(winter(false)[..2], ["Lisbon+GMT", "Kathmandu"]);
    assert_eq!(winter(true)[..2], ["Lisbon", "GMT"]);
}

#[test]
fn an_end_on_the_other_side_of_a_change_keeps_columns_apart() {
    let until = |end: &str| {
        let session = json!({ "start": "2027-03-28T00:30:00Z", "end": end });
        heads(&lay_out(&brief_of("Europe/Lisbon", &["UTC", "Europe/Lisbon"], &[session]), None))
    };
    assert_eq!(until("2027-03-28T00:59:59Z"), ["GMT+Lisbon"]);
    assert_eq!(until("2027-03-28T01:00:00Z"), ["GMT", "Lisbon"]);
}

#[test]
fn a_reader_in_london_shares_gmt_in_january_and_not_in_july() {
    let on = |start: &str| {
        let brief = brief_of("Europe/Helsinki", &["UTC", "Asia/Hong_Kong"], &[json!({ "start": start })]);
        heads(&lay_out(&brief, Some("Europe/London")))
    };
    assert_eq!(on("2018-07-16T10:20:00Z"), ["GMT", "Hong Kong", "*"]);
    assert_eq!(on("2018-01-16T10:20:00Z"), ["GMT*", "Hong Kong"]);
}

#[test]
fn sessions_either_side_of_the_change_keep_a_reader_in_london_apart_from_gmt() {
    let sessions = [json!({ "start": "2018-01-16T10:20:00Z" }), json!({ "start": "2018-07-16T10:20:00Z" })];
    let schedule = lay_out(&brief_of("Europe/Helsinki", &["UTC"], &sessions), Some("Europe/London"));
    assert_eq!(heads(&schedule), ["GMT", "*"]);
    assert_eq!(
        (starts(&schedule, 0), starts(&schedule, 1)),
        (vec!["10:20".to_owned(), "10:20".to_owned()], vec!["10:20".to_owned(), "11:20".to_owned()],)
    );
}

#[test]
fn columns_with_the_same_offsets_share_one_wherever_they_stand() {
    let zones = ["Asia/Hong_Kong", "Europe/Helsinki", "Asia/Singapore", "Europe/Athens", "UTC"];
    let brief = brief_of("Europe/Helsinki", &zones, &[json!({ "start": "2018-07-16T10:20:00Z" })]);
    let schedule = lay_out(&brief, Some("Europe/Kyiv"));
    assert_eq!(heads(&schedule), ["Hong Kong+Singapore", "Helsinki+Athens*", "GMT"]);
    assert_eq!(starts(&schedule, 0), ["18:20", "13:20", "10:20"]);
}

#[test]
fn the_columns_asked_for_replace_the_briefs() {
    let columns = [ZoneColumn { zone: "Asia/Kathmandu".to_owned(), label: None }];
    let schedule = Schedule::new(&helsinki(), &columns, None, &TzDatabase::default()).unwrap();
    assert_eq!((heads(&schedule), starts(&schedule, 0)), (vec!["Kathmandu".to_owned()], vec!["16:05".to_owned()]));
}

#[test]
fn a_column_without_a_label_is_headed_by_its_city_and_utc_by_gmt() {
    for (zone, label, head) in [
        ("UTC", None, "GMT"),
        ("Etc/UTC", None, "GMT"),
        ("Etc/GMT", None, "GMT"),
        ("GMT", None, "GMT"),
        ("UTC", Some("Universal time"), "Universal time"),
        ("Europe/London", None, "London"),
        ("America/New_York", None, "New York"),
        ("America/Argentina/Buenos_Aires", None, "Buenos Aires"),
        ("Asia/Kathmandu", Some("Nepal"), "Nepal"),
    ] {
        let column = ZoneColumn { zone: zone.to_owned(), label: label.map(str::to_owned) };
        assert_eq!(column.head(), head, "{zone}");
    }
}

#[test]
fn a_countdown_names_the_newsrooms_clock_and_the_readers() {
    for (zones, reader, expected) in [
        (&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"][..], Some("America/Los_Angeles"), vec![1, 3]),
        (&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"], Some("Asia/Hong_Kong"), vec![1]),
        (&["UTC", "Asia/Hong_Kong", "Europe/Helsinki"], Some("Europe/Helsinki"), vec![1, 2]),
        (&["UTC", "Asia/Hong_Kong"], None, vec![1]),
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
fn a_column_that_is_utc_and_a_place_as_well_may_be_the_newsrooms() {
    let zones = ["UTC", "Europe/London", "Asia/Hong_Kong"];
    let on = |start: &str| {
        let schedule = lay_out(&brief_of("Europe/Helsinki", &zones, &[json!({ "start": start })]), None);
        (heads(&schedule), schedule.principal_columns())
    };
    let heads_of = |heads: &[&str]| heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>();
    assert_eq!(on("2018-01-16T10:20:00Z"), (heads_of(&["GMT+London", "Hong Kong"]), vec![0]));
    assert_eq!(on("2018-07-16T10:20:00Z"), (heads_of(&["GMT", "London", "Hong Kong"]), vec![1]));
}

#[test]
fn the_date_line_shifts_by_a_day_either_way() {
    let zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Marquesas"];
    let evening = brief_of("Europe/Helsinki", &zones, &[json!({ "start": "2018-07-16T10:20:00Z" })]);
    assert_eq!(starts(&lay_out(&evening, None), 0), ["00:20 +1", "23:20 -1", "00:50"]);
    let year_end = brief_of("Pacific/Pago_Pago", &zones, &[json!({ "start": "2019-01-01T10:30:00Z" })]);
    let schedule = lay_out(&year_end, None);
    assert_eq!(dates(&schedule), ["2018-12-31"]);
    // Kiritimati is 25 hours ahead: two days later by the calendar.
    assert_eq!(starts(&schedule, 0), ["00:30 +2", "23:30", "01:00 +1"]);
}

#[test]
fn an_unknown_zone_is_an_error_that_names_it_also_without_sessions() {
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
fn an_unknown_venue_is_an_error_also_without_sessions() {
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
                assert!(row.start.iter().all(|moment| moment.instant == session.start.instant));
            }
        }
    }
}

/// Rules of a zone whose clocks go back over midnight, as St John's did until 2011.
struct BackOverMidnight;

impl Zones for BackOverMidnight {
    fn offset(&self, _: &str, at_instant: Instant) -> Result<Offset, UnknownZone> {
        let east = if at_instant < at("2018-07-16T00:01:00Z") { 0 } else { -3_600 };
        Ok(Offset::from_seconds(east).unwrap())
    }
}

#[test]
fn a_day_that_comes_back_is_listed_once() {
    let sessions = [
        json!({ "start": "2018-07-15T23:30:00Z" }),
        json!({ "start": "2018-07-16T00:00:30Z" }),
        json!({ "start": "2018-07-16T00:01:30Z" }),
    ];
    let brief = brief_of("America/St_Johns", &["UTC"], &sessions);
    let schedule = Schedule::new(&brief, &brief.zones, None, &BackOverMidnight).unwrap();
    assert_eq!(dates(&schedule), ["2018-7-15", "2018-7-16"]);
}
