//! When an open page looks for a newer version of its brief.

use summit_brief::widget::refresh_delay_ms;

use super::support::{agenda_in, at, helsinki};

#[test]
fn checks_are_closer_together_near_a_session_and_spread_and_back_off() {
    for (near, failures, random, expected_s) in [
        (true, 0, 0.5, 60),
        (true, 0, 0.0, 48),
        (true, 0, 1.0, 72),
        (false, 0, 0.5, 240),
        (true, 1, 0.5, 120),
        (true, 3, 0.5, 480),
        // At most an hour.
        (true, 6, 0.5, 3_600),
        (false, 60, 0.5, 3_600),
        (false, 60, 1.0, 4_320),
    ] {
        assert_eq!(refresh_delay_ms(60, near, failures, random) / 1_000, expected_s, "{near} {failures} {random}");
    }
    // Not more often after a failure than before.
    assert_eq!(refresh_delay_ms(7_200, true, 3, 0.5), 7_200_000);
    // However long the publisher's interval is.
    assert!(refresh_delay_ms(i64::MAX, false, 9, 1.0) > 31_536_000_000);
}

#[test]
fn a_session_is_near_from_an_hour_before_it_until_its_end() {
    let agenda = agenda_in("Europe/Helsinki", &helsinki().sessions);
    for (now, expected) in [
        ("2018-07-16T09:19:59Z", Some(false)),
        ("2018-07-16T09:20:00Z", Some(true)),
        // Without an end, both are under way until midnight in Helsinki.
        ("2018-07-16T20:59:59Z", Some(true)),
        ("2018-07-16T21:00:00Z", None),
    ] {
        assert_eq!(agenda.nearness(at(now)), expected, "{now}");
    }
}
