//! The acceptance criteria of issue 2, on the Helsinki brief.

use summit_brief::schedule::{Next, Outlook};
use summit_brief::time::Countdown;

use super::schedule::{headings, lay_out, starts};
use super::support::{agenda, at, helsinki};

#[test]
fn the_meeting_is_six_hours_and_27_minutes_away_at_publication() {
    let brief = helsinki();
    assert_eq!(brief.published.instant, at("2018-07-16T03:53:00Z"));
    let left = Countdown { days: 0, hours: 6, minutes: 27, seconds: Some(0) };
    let outlook = agenda(&brief.sessions).outlook(brief.published.instant);
    let next = Next { sessions: vec![0], left: Some(left) };
    assert_eq!(outlook, Outlook::Running { under_way: vec![], next: Some(next) });
    assert_eq!(brief.sessions[0].title, "Trump and Putin meet");
}

#[test]
fn the_schedule_has_both_starts_in_gmt_hong_kong_and_helsinki() {
    let schedule = lay_out(&helsinki(), None);
    assert_eq!(headings(&schedule), ["GMT", "Hong Kong", "Helsinki"]);
    assert_eq!(starts(&schedule, 0), ["10:20", "18:20", "13:20"]);
    assert_eq!(starts(&schedule, 1), ["13:30", "21:30", "16:30"]);
}

#[test]
fn readers_anywhere_see_their_own_time() {
    for (zone, meeting, press_conference) in [
        ("America/Los_Angeles", "03:20", "06:30"),
        ("Pacific/Auckland", "22:20", "01:30 +1"),
        ("Asia/Kathmandu", "16:05", "19:15"),
        ("Pacific/Chatham", "23:05", "02:15 +1"),
        ("Pacific/Marquesas", "00:50", "04:00"),
        ("Pacific/Pago_Pago", "23:20 -1", "02:30"),
        ("Europe/London", "11:20", "14:30"),
    ] {
        let schedule = lay_out(&helsinki(), Some(zone));
        assert_eq!(headings(&schedule), ["GMT", "Hong Kong", "Helsinki", "*"], "{zone}");
        assert_eq!(starts(&schedule, 0)[3], meeting, "{zone}");
        assert_eq!(starts(&schedule, 1)[3], press_conference, "{zone}");
    }
}

#[test]
fn a_reader_whose_time_is_already_shown_gets_no_extra_column() {
    for (zone, expected) in [
        ("Asia/Hong_Kong", ["GMT", "Hong Kong*", "Helsinki"]),
        ("Asia/Shanghai", ["GMT", "Hong Kong*", "Helsinki"]),
        ("Europe/Helsinki", ["GMT", "Hong Kong", "Helsinki*"]),
        ("Europe/Moscow", ["GMT", "Hong Kong", "Helsinki*"]),
        ("Africa/Abidjan", ["GMT*", "Hong Kong", "Helsinki"]),
    ] {
        assert_eq!(headings(&lay_out(&helsinki(), Some(zone))), expected, "{zone}");
    }
}
