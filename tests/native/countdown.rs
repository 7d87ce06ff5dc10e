//! The figures of a countdown, when they change, and the clock they run on.

use summit_brief::time::{Clock, Countdown, Instant};

use super::support::at;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Midnight in Kathmandu, which is not on the hour in UTC.
fn target() -> Instant {
    at("2018-07-17T00:00:00+05:45")
}

fn with_left(left: i64) -> Countdown {
    Countdown::new(target(), target().plus_millis(-left))
}

/// How many milliseconds will be left at the next change of the figures if `left` are left now.
fn next_change(left: i64) -> i64 {
    target().millis_since(Countdown::next_change(target(), target().plus_millis(-left), true))
}

#[test]
fn the_time_left_is_rounded_up_to_the_unit_shown() {
    for (left, days, hours, minutes, seconds) in [
        (-DAY, 0, 0, 0, Some(0)),
        (-1, 0, 0, 0, Some(0)),
        (0, 0, 0, 0, Some(0)),
        (1, 0, 0, 0, Some(1)),
        (SECOND, 0, 0, 0, Some(1)),
        (SECOND + 1, 0, 0, 0, Some(2)),
        (59 * SECOND, 0, 0, 0, Some(59)),
        (59 * SECOND + 1, 0, 0, 1, Some(0)),
        (MINUTE, 0, 0, 1, Some(0)),
        (MINUTE + 1, 0, 0, 1, Some(1)),
        (HOUR - SECOND, 0, 0, 59, Some(59)),
        (HOUR - 1, 0, 1, 0, Some(0)),
        (HOUR, 0, 1, 0, Some(0)),
        (6 * HOUR + 27 * MINUTE, 0, 6, 27, Some(0)),
        (DAY - 2 * SECOND, 0, 23, 59, Some(58)),
        (DAY - SECOND, 0, 23, 59, Some(59)),
        // From one day up, whole minutes.
        (DAY - SECOND + 1, 1, 0, 0, None),
        (DAY, 1, 0, 0, None),
        (DAY + 1, 1, 0, 1, None),
        (DAY + MINUTE, 1, 0, 1, None),
        (DAY + MINUTE + 1, 1, 0, 2, None),
        (2 * DAY - MINUTE, 1, 23, 59, None),
        (2 * DAY - MINUTE + 1, 2, 0, 0, None),
        (2 * DAY, 2, 0, 0, None),
        (366 * DAY, 366, 0, 0, None),
        (3_652_424 * DAY, 3_652_424, 0, 0, None),
    ] {
        assert_eq!(with_left(left), Countdown { days, hours, minutes, seconds }, "{left} ms left");
    }
}

#[test]
fn changes_come_once_a_minute_above_a_day_and_then_once_a_second() {
    for start in [3 * DAY, 3 * DAY + 1, 2 * DAY + 12_345_678, DAY + 999, DAY - SECOND + 1] {
        let mut met = Vec::new();
        let mut left = start;
        while left > 0 {
            let next = next_change(left);
            assert!(next < left, "no progress at {left}");
            met.push(next);
            left = next;
        }
        let minutes = (DAY / MINUTE..=start / MINUTE).rev().map(|minutes| minutes * MINUTE);
        let seconds = (0..DAY / SECOND).rev().map(|seconds| seconds * SECOND);
        let expected: Vec<i64> = minutes.chain(seconds).filter(|left| *left < start).collect();
        assert_eq!(met, expected, "from {start}");
    }
}

#[test]
fn figures_change_only_at_the_predicted_millisecond() {
    let around = |middle: i64, reach: i64| middle - reach..middle + reach;
    let ranges =
        [around(0, 3 * SECOND), around(MINUTE, 3 * SECOND), around(HOUR, 3 * SECOND), around(DAY, 130 * SECOND)];
    for left in ranges.into_iter().flatten() {
        // One millisecond passes.
        let changed = with_left(left) != with_left(left - 1);
        let predicted = left > 0 && next_change(left) == left - 1;
        assert_eq!(changed, predicted, "{left} ms left");
    }
}

#[test]
fn figures_stay_the_same_between_changes() {
    let mut left = 2 * DAY + 12_345;
    while left > 0 {
        let next = next_change(left);
        assert_eq!(with_left(next + 1), with_left(left), "{left} ms left");
        assert_eq!(with_left((left + next + 1) / 2), with_left(left), "{left} ms left");
        assert_ne!(with_left(next), with_left(left), "{left} ms left");
        left = next;
    }
}

#[test]
fn without_seconds_the_time_left_is_rounded_up_to_the_minute() {
    for (left, days, hours, minutes) in [
        (0, 0, 0, 0),
        (1, 0, 0, 1),
        (MINUTE, 0, 0, 1),
        (MINUTE + 1, 0, 0, 2),
        (HOUR - MINUTE + 1, 0, 1, 0),
        (5 * HOUR, 0, 5, 0),
        (DAY - MINUTE, 0, 23, 59),
        (DAY - MINUTE + 1, 1, 0, 0),
        (2 * DAY + 1, 2, 0, 1),
        (3_652_424 * DAY, 3_652_424, 0, 0),
    ] {
        let left = with_left(left).without_seconds();
        assert_eq!(left, Countdown { days, hours, minutes, seconds: None });
    }
}

#[test]
fn without_seconds_figures_change_only_at_the_predicted_millisecond() {
    let around = |middle: i64, reach: i64| middle - reach..middle + reach;
    for left in [around(MINUTE, 2_000), around(HOUR, 2_000), around(DAY, 130 * SECOND)].into_iter().flatten() {
        let changed = with_left(left).without_seconds() != with_left(left - 1).without_seconds();
        let next = Countdown::next_change(target(), target().plus_millis(-left), false);
        assert_eq!(changed, target().millis_since(next) == left - 1, "{left} ms left");
    }
}

#[test]
fn the_target_is_the_last_change() {
    for left in [1, 0, -1, -DAY] {
        assert_eq!(next_change(left), 0, "{left} ms left");
    }
}

#[test]
fn a_replay_starts_at_its_moment_and_runs_in_real_time() {
    let (published, opened) = (at("2018-07-16T03:53:00Z"), at("2031-01-01T00:00:00.123Z"));
    let clock = Clock::replay(published, opened);
    for passed in [-HOUR, 0, 1, SECOND, 400 * DAY] {
        assert_eq!(clock.at(opened.plus_millis(passed)), published.plus_millis(passed));
        assert_eq!(clock.real(published.plus_millis(passed)), opened.plus_millis(passed));
    }
}

#[test]
fn real_time_is_not_shifted() {
    let now = at("2031-01-01T00:00:00.123Z");
    assert_eq!((Clock::REAL.at(now), Clock::REAL.real(now)), (now, now));
    assert_eq!(Clock::default(), Clock::REAL);
}
