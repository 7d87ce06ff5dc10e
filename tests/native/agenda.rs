//! Which session is upcoming, under way or over, and when that changes.

use summit_brief::brief::{Session, Status};
use summit_brief::schedule::Phase::{Cancelled, Over, UnderWay, Upcoming};
use summit_brief::schedule::{Agenda, AgendaChange, Outlook, Phase};
use summit_brief::time::{Countdown, Instant};

use super::support::{Random, accord, at, cancelled, helsinki, session};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn phase_at(sessions: &[Session], index: usize, now: Instant) -> Phase {
    Agenda::new(sessions).phases(now)[index]
}

/// Checks that session `index` is under way from its start to one millisecond before `end`.
#[track_caller]
fn assert_under_way_until(sessions: &[Session], index: usize, end: &str) {
    let (start, end) = (sessions[index].start.instant, at(end));
    assert_eq!(phase_at(sessions, index, start.plus_millis(-1)), Upcoming);
    assert_eq!(phase_at(sessions, index, start), UnderWay);
    assert_eq!(phase_at(sessions, index, end.plus_millis(-1)), UnderWay);
    assert_eq!(phase_at(sessions, index, end), Over);
}

#[test]
fn a_session_is_under_way_from_its_start_to_just_before_its_end() {
    let sessions = [session("2018-07-16T10:20:00Z", Some("2018-07-16T15:00:00Z"))];
    assert_under_way_until(&sessions, 0, "2018-07-16T15:00:00Z");
}

#[test]
fn a_session_without_an_end_lasts_two_hours() {
    assert_under_way_until(&[session("2018-07-16T23:30:00Z", None)], 0, "2018-07-17T01:30:00Z");
}

#[test]
fn a_session_without_an_end_ends_when_the_next_starts() {
    let sessions = [
        session("2018-07-16T14:00:00Z", None),
        session("2018-07-16T10:20:00Z", None),
        session("2018-07-16T11:00:00Z", None),
    ];
    assert_under_way_until(&sessions, 1, "2018-07-16T11:00:00Z");
    assert_under_way_until(&sessions, 2, "2018-07-16T13:00:00Z");
}

#[test]
fn starts_are_compared_as_instants() {
    let sessions = [session("2018-07-16T10:20:00Z", None), session("2018-07-16T19:00:00+08:00", None)];
    assert_under_way_until(&sessions, 0, "2018-07-16T11:00:00Z");
}

#[test]
fn a_session_also_ends_at_a_start_exactly_two_hours_later() {
    let sessions = [session("2018-07-16T10:00:00Z", None), session("2018-07-16T12:00:00Z", None)];
    assert_under_way_until(&sessions, 0, "2018-07-16T12:00:00Z");
}

#[test]
fn parallel_sessions_do_not_end_each_other() {
    let sessions = [session("2018-07-16T10:00:00Z", None), session("2018-07-16T10:00:00Z", None)];
    assert_under_way_until(&sessions, 0, "2018-07-16T12:00:00Z");
    assert_under_way_until(&sessions, 1, "2018-07-16T12:00:00Z");
    let sessions = [sessions[0].clone(), sessions[1].clone(), session("2018-07-16T10:45:00Z", None)];
    assert_under_way_until(&sessions, 0, "2018-07-16T10:45:00Z");
    assert_under_way_until(&sessions, 1, "2018-07-16T10:45:00Z");
}

#[test]
fn a_cancelled_session_does_not_end_another() {
    let sessions = [session("2018-07-16T10:00:00Z", None), cancelled("2018-07-16T11:00:00Z", None)];
    assert_under_way_until(&sessions, 0, "2018-07-16T12:00:00Z");
}

#[test]
fn an_explicit_end_overrides_the_next_start_and_the_two_hours() {
    let sessions =
        [session("2018-07-16T10:00:00Z", Some("2018-07-16T16:00:00Z")), session("2018-07-16T11:00:00Z", None)];
    assert_under_way_until(&sessions, 0, "2018-07-16T16:00:00Z");
}

#[test]
fn a_cancelled_session_is_cancelled_before_during_and_after() {
    let sessions = [cancelled("2018-07-16T10:00:00Z", Some("2018-07-16T11:00:00Z"))];
    for now in ["2018-07-16T09:00:00Z", "2018-07-16T10:30:00Z", "2018-07-16T12:00:00Z"] {
        assert_eq!(phase_at(&sessions, 0, at(now)), Cancelled, "{now}");
    }
}

#[test]
fn expected_and_postponed_sessions_have_the_phases_of_confirmed_ones() {
    for status in [Status::Expected, Status::Postponed] {
        let sessions = [Session { status, ..session("2018-07-16T10:00:00Z", None) }];
        assert_under_way_until(&sessions, 0, "2018-07-16T12:00:00Z");
    }
}

#[test]
fn the_outlook_of_the_helsinki_day_moves_from_one_session_to_the_next() {
    let agenda = Agenda::new(&helsinki().sessions);
    let left = |hours, minutes, seconds| Countdown { days: 0, hours, minutes, seconds: Some(seconds) };
    for (now, under_way, next) in [
        ("2018-07-16T03:53:00Z", vec![], Some((0, left(6, 27, 0)))),
        ("2018-07-16T10:19:59Z", vec![], Some((0, left(0, 0, 1)))),
        ("2018-07-16T10:19:59.999Z", vec![], Some((0, left(0, 0, 1)))),
        ("2018-07-16T10:20:00Z", vec![0], Some((1, left(3, 10, 0)))),
        ("2018-07-16T12:19:59.999Z", vec![0], Some((1, left(1, 10, 1)))),
        ("2018-07-16T12:20:00Z", vec![], Some((1, left(1, 10, 0)))),
        ("2018-07-16T13:29:59.999Z", vec![], Some((1, left(0, 0, 1)))),
        ("2018-07-16T13:30:00Z", vec![1], None),
        ("2018-07-16T15:29:59.999Z", vec![1], None),
    ] {
        assert_eq!(agenda.outlook(at(now)), Outlook::Running { under_way, next }, "{now}");
    }
    assert_eq!(agenda.outlook(at("2018-07-16T15:30:00Z")), Outlook::Over);
    assert_eq!(agenda.outlook(at("2031-01-01T00:00:00Z")), Outlook::Over);
}

#[test]
fn sessions_under_way_are_sorted_by_start_and_the_first_listed_of_simultaneous_ones_is_next() {
    let sessions = [
        session("2018-07-16T14:00:00Z", None),
        session("2018-07-16T14:00:00Z", None),
        session("2018-07-16T11:00:00Z", Some("2018-07-16T13:00:00Z")),
        session("2018-07-16T10:00:00Z", Some("2018-07-16T13:00:00Z")),
        cancelled("2018-07-16T12:45:00Z", None),
    ];
    let outlook = Agenda::new(&sessions).outlook(at("2018-07-16T12:30:00Z"));
    let left = Countdown { days: 0, hours: 1, minutes: 30, seconds: Some(0) };
    assert_eq!(outlook, Outlook::Running { under_way: vec![3, 2], next: Some((0, left)) });
}

#[test]
fn nothing_changes_without_sessions_or_with_all_cancelled() {
    let now = at("2018-07-16T09:00:00Z");
    let empty = Agenda::new(&[]);
    assert_eq!((empty.outlook(now), empty.next_change(now)), (Outlook::Empty, None));
    let all_cancelled =
        Agenda::new(&[cancelled("2018-07-16T10:00:00Z", None), cancelled("2018-07-16T12:00:00Z", None)]);
    assert_eq!((all_cancelled.outlook(now), all_cancelled.next_change(now)), (Outlook::Cancelled, None));
}

#[test]
fn a_cancelled_last_session_does_not_prolong_the_day() {
    let sessions = [session("2018-07-16T10:00:00Z", None), cancelled("2018-07-16T20:00:00Z", None)];
    let agenda = Agenda::new(&sessions);
    let end = at("2018-07-16T12:00:00Z");
    assert_eq!((agenda.outlook(end), agenda.next_change(end)), (Outlook::Over, None));
}

#[test]
fn the_next_change_is_the_earliest_of_ticks_starts_and_ends() {
    let sessions =
        [session("2018-07-16T10:00:00Z", Some("2018-07-16T10:30:00.500Z")), session("2018-07-18T11:00:00Z", None)];
    let agenda = Agenda::new(&sessions);
    for (now, change) in [
        // More than a day left: one tick a minute.
        ("2018-07-15T09:00:30Z", Some("2018-07-15T09:01:00Z")),
        // Less than a day left: one tick a second.
        ("2018-07-16T09:59:58.250Z", Some("2018-07-16T09:59:59Z")),
        ("2018-07-16T09:59:59Z", Some("2018-07-16T10:00:00Z")),
        // A session ends before the next tick of the countdown to the other session.
        ("2018-07-16T10:30:00.250Z", Some("2018-07-16T10:30:00.500Z")),
        ("2018-07-16T10:30:00.500Z", Some("2018-07-16T10:31:00Z")),
        // A session is under way and no other follows: a change every minute, and at the end.
        ("2018-07-18T11:00:00Z", Some("2018-07-18T11:01:00Z")),
        ("2018-07-18T11:00:59.999Z", Some("2018-07-18T11:01:00Z")),
        ("2018-07-18T12:59:00Z", Some("2018-07-18T13:00:00Z")),
        ("2018-07-18T12:59:59.999Z", Some("2018-07-18T13:00:00Z")),
        ("2018-07-18T13:00:00Z", None),
        ("2031-01-01T00:00:00Z", None),
    ] {
        assert_eq!(agenda.next_change(at(now)), change.map(at), "{now}");
    }
}

/// Walks every change of `sessions` from `start`. Checks that something changes at each and nothing in between. Returns
/// the number of changes.
fn walk(sessions: &[Session], start: Instant) -> usize {
    let agenda = Agenda::new(sessions);
    // Without a countdown, the marker of the current time moves every minute.
    let minute = |now: Instant| match agenda.outlook(now) {
        Outlook::Running { next: None, .. } => Some(now.millis().div_euclid(60_000)),
        _ => None,
    };
    let view = |now: Instant| (agenda.phases(now), agenda.outlook(now), minute(now));
    let mut now = start;
    for count in 0.. {
        let Some(next) = agenda.next_change(now) else {
            for later in [1, HOUR, 3 * HOUR, 5_000 * HOUR] {
                assert_eq!(view(now.plus_millis(later)), view(now), "{later} ms after the last change");
            }
            return count;
        };
        let span = next.millis_since(now);
        assert!(span > 0, "no progress at {now:?}");
        for passed in [span / 2, span - 1] {
            assert_eq!(view(now.plus_millis(passed)), view(now), "{passed} ms after {now:?}");
        }
        assert_ne!(view(next), view(now), "nothing changes at {next:?}");
        now = next;
    }
    unreachable!()
}

#[test]
fn nothing_changes_between_the_changes_of_either_brief() {
    let seconds_in_the_last_day = 86_400;
    let changes = walk(&helsinki().sessions, at("2018-07-14T00:00:00.777Z"));
    assert!(changes > seconds_in_the_last_day, "{changes}");
    let changes = walk(&accord().sessions, at("2027-10-28T11:00:00.001Z"));
    assert!(changes > seconds_in_the_last_day, "{changes}");
}

#[test]
fn nothing_changes_between_the_changes_of_random_agendas() {
    let mut random = Random(2018);
    let base = at("2018-07-16T10:00:00Z");
    let mut changes = 0;
    for _ in 0..200 {
        let mut sessions = Vec::new();
        for _ in 0..=random.below(6) {
            // A coarse grid makes starts and ends coincide.
            let start = base.plus_millis(random.below(12) * 30_500);
            let end = (random.below(2) == 0).then(|| start.plus_millis((1 + random.below(12)) * 30_500).into());
            let status = if random.below(4) == 0 { Status::Cancelled } else { Status::Confirmed };
            sessions.push(Session { start: start.into(), end, status, ..session("2018-07-16T10:00:00Z", None) });
        }
        changes += walk(&sessions, base.plus_millis(-90_250));
    }
    assert!(changes > 10_000, "{changes}");
}

#[test]
fn phases_match_a_literal_reading_of_the_rule() {
    let mut random = Random(7);
    let base = at("2018-07-16T10:00:00Z");
    for _ in 0..300 {
        let mut sessions = Vec::new();
        for _ in 0..random.below(7) {
            let start = base.plus_millis(random.below(10) * 25 * MINUTE);
            let end = (random.below(2) == 0).then(|| start.plus_millis((1 + random.below(10)) * 25 * MINUTE).into());
            let status = if random.below(4) == 0 { Status::Cancelled } else { Status::Confirmed };
            sessions.push(Session { start: start.into(), end, status, ..session("2018-07-16T10:00:00Z", None) });
        }
        let agenda = Agenda::new(&sessions);
        for step in -1..30 {
            let now = base.plus_millis(step * 25 * MINUTE);
            let expected: Vec<Phase> = sessions.iter().map(|session| literal_phase(&sessions, session, now)).collect();
            assert_eq!(agenda.phases(now), expected, "{sessions:?} at {now:?}");
        }
    }
}

/// The rule in docs/format.md, *Sessions*, read literally.
fn literal_phase(sessions: &[Session], session: &Session, now: Instant) -> Phase {
    if session.status == Status::Cancelled {
        return Cancelled;
    }
    let start = session.start.instant;
    let mut end = start.plus_millis(2 * HOUR);
    for other in sessions {
        if other.status != Status::Cancelled && other.start.instant > start && other.start.instant < end {
            end = other.start.instant;
        }
    }
    if let Some(given) = session.end {
        end = given.instant;
    }
    if now < start {
        Upcoming
    } else if now < end {
        UnderWay
    } else {
        Over
    }
}

#[test]
fn changes_are_reported_at_60_10_and_1_minutes_and_with_each_phase() {
    let sessions =
        [session("2018-07-16T10:00:00Z", Some("2018-07-16T10:30:00Z")), cancelled("2018-07-16T10:30:00Z", None)];
    let agenda = Agenda::new(&sessions);
    for (from, until, expected) in [
        ("08:00:00", "08:59:59", vec![]),
        ("08:59:59", "09:00:00", vec![AgendaChange::BeginsIn(0, 60)]),
        ("09:00:00", "09:49:59", vec![]),
        ("09:49:59", "09:50:00", vec![AgendaChange::BeginsIn(0, 10)]),
        ("09:50:00", "09:58:59", vec![]),
        ("09:58:59", "09:59:00", vec![AgendaChange::BeginsIn(0, 1)]),
        ("09:59:00", "09:59:59", vec![]),
        ("09:59:59", "10:00:00", vec![AgendaChange::Phase(0, Phase::UnderWay)]),
        ("10:00:00", "10:29:59", vec![]),
        ("10:29:59", "10:30:00", vec![AgendaChange::Phase(0, Phase::Over)]),
        ("10:30:00", "23:00:00", vec![]),
        // When the device wakes from sleep, only the current state is reported.
        ("08:00:00", "09:00:59", vec![AgendaChange::BeginsIn(0, 60)]),
        ("08:00:00", "09:01:00", vec![]),
        ("08:00:00", "09:50:59", vec![AgendaChange::BeginsIn(0, 10)]),
        ("08:00:00", "09:55:00", vec![]),
        ("08:00:00", "10:10:00", vec![AgendaChange::Phase(0, Phase::UnderWay)]),
        ("08:00:00", "11:00:00", vec![AgendaChange::Phase(0, Phase::Over)]),
        // The clock stood still, or was set back.
        ("09:50:00", "09:50:00", vec![]),
        ("10:10:00", "09:30:00", vec![]),
    ] {
        let time = |clock: &str| at(&["2018-07-16T", clock, "Z"].concat());
        assert_eq!(agenda.changes(time(from), time(until)), expected, "{from} to {until}");
    }
}
