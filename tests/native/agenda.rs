//! Which session is upcoming, under way or over, and when that changes.

use summit_brief::brief::{Session, Status};
use summit_brief::schedule::Phase::{Cancelled, Over, Postponed, UnderWay, Upcoming};
use summit_brief::schedule::{AgendaChange, Next, Outlook, Phase};
use summit_brief::time::{Countdown, DateOrTime, Instant, Timestamp};

use super::support::{Random, accord, agenda, agenda_in, at, cancelled, helsinki, moment, session, start_of};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn phase_at(sessions: &[Session], index: usize, now: Instant) -> Phase {
    agenda(sessions).phases(now)[index]
}

/// Checks that session `index` is under way from its start to one millisecond before `end`.
#[track_caller]
fn assert_under_way_until(sessions: &[Session], index: usize, end: &str) {
    let (start, end) = (start_of(&sessions[index]), at(end));
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

/// A session that is held and has the date `start`.
fn on_day(start: &str, end: Option<&str>, all_day: bool) -> Session {
    Session { all_day, ..session(start, end) }
}

fn postponed(start: &str, was: Option<&str>) -> Session {
    Session { status: Status::Postponed, was: was.map(moment), ..session(start, None) }
}

/// Hours, minutes and seconds.
type Left = (u8, u8, u8);

/// An outlook with the sessions `under_way` in front. `next` has the next sessions, and the time left if it is known.
fn running(under_way: &[usize], next: Option<(&[usize], Option<Left>)>) -> Outlook {
    let next = next.map(|(sessions, left)| Next {
        sessions: sessions.to_vec(),
        left: left.map(|(hours, minutes, seconds)| Countdown { days: 0, hours, minutes, seconds: Some(seconds) }),
    });
    Outlook::Running { under_way: under_way.to_vec(), next }
}

#[test]
fn a_session_without_an_end_lasts_until_the_venues_midnight_but_at_least_six_hours() {
    for (zone, start, end) in [
        ("UTC", "2018-07-16T10:20:00Z", "2018-07-17T00:00:00Z"),
        ("Europe/Helsinki", "2018-07-16T10:20:00Z", "2018-07-16T21:00:00Z"),
        ("Asia/Kathmandu", "2018-07-16T10:20:00Z", "2018-07-16T18:15:00Z"),
        // Six hours before midnight, and a second on either side.
        ("UTC", "2018-07-16T17:59:59Z", "2018-07-17T00:00:00Z"),
        ("UTC", "2018-07-16T18:00:00Z", "2018-07-17T00:00:00Z"),
        ("UTC", "2018-07-16T18:00:01Z", "2018-07-17T00:00:01Z"),
        ("UTC", "2018-07-16T23:30:00Z", "2018-07-17T05:30:00Z"),
        ("UTC", "2018-07-16T00:00:00Z", "2018-07-17T00:00:00Z"),
        // Days of 23 and 25 hours, and a midnight that clocks skip.
        ("Europe/Lisbon", "2027-03-28T00:30:00Z", "2027-03-28T23:00:00Z"),
        ("Europe/Lisbon", "2027-10-30T23:30:00Z", "2027-11-01T00:00:00Z"),
        ("America/Santiago", "2018-08-11T15:00:00Z", "2018-08-12T04:00:00Z"),
        ("Asia/Beirut", "2018-03-24T15:00:00Z", "2018-03-24T22:00:00Z"),
        // A midnight that clocks show twice.
        ("America/Havana", "2018-11-03T15:00:00Z", "2018-11-04T04:00:00Z"),
        ("Asia/Amman", "2018-10-25T12:00:00Z", "2018-10-25T21:00:00Z"),
        // The last day of a year, 14 hours ahead of UTC and 11 hours behind.
        ("Pacific/Kiritimati", "2018-12-30T12:00:00Z", "2018-12-31T10:00:00Z"),
        ("Pacific/Pago_Pago", "2019-01-01T01:00:00Z", "2019-01-01T11:00:00Z"),
    ] {
        let agenda = agenda_in(zone, &[session(start, None)]);
        let phase = |millis: i64| agenda.phases(at(end).plus_millis(millis))[0];
        assert_eq!((phase(-1), phase(0)), (UnderWay, Over), "{start} in {zone}");
        assert_eq!(agenda.phases(at(start)), [UnderWay], "{start} in {zone}");
    }
}

#[test]
fn a_session_without_an_end_is_in_front_for_two_hours_or_until_the_next_starts() {
    let sessions = [
        session("2018-07-16T14:00:00Z", None),
        session("2018-07-16T10:20:00Z", None),
        session("2018-07-16T19:00:00+08:00", None),
        cancelled("2018-07-16T10:30:00Z", None),
        postponed("2018-07-16T10:40:00Z", None),
    ];
    let agenda = agenda(&sessions);
    for (now, outlook) in [
        ("10:59:59", running(&[1], Some((&[2], Some((0, 0, 1)))))),
        ("11:00:00", running(&[2], Some((&[0], Some((3, 0, 0)))))),
        ("12:59:59", running(&[2], Some((&[0], Some((1, 0, 1)))))),
        ("13:00:00", running(&[], Some((&[0], Some((1, 0, 0)))))),
        ("14:00:00", running(&[0], None)),
        // No other session follows, so it stays in front.
        ("16:00:00", running(&[0], None)),
        ("23:59:59", running(&[0], None)),
    ] {
        assert_eq!(agenda.outlook(at(&["2018-07-16T", now, "Z"].concat())), outlook, "{now}");
    }
    assert_eq!(agenda.outlook(at("2018-07-17T00:00:00Z")), Outlook::Over);
}

#[test]
fn a_session_is_in_front_until_a_start_exactly_two_hours_later() {
    let agenda = agenda(&[session("2018-07-16T10:00:00Z", None), session("2018-07-16T12:00:00Z", None)]);
    assert_eq!(agenda.outlook(at("2018-07-16T11:59:59Z")), running(&[0], Some((&[1], Some((0, 0, 1))))));
    assert_eq!(agenda.outlook(at("2018-07-16T12:00:00Z")), running(&[1], None));
}

#[test]
fn parallel_sessions_stay_in_front_together_and_are_next_together() {
    let same = || session("2018-07-16T10:00:00Z", None);
    let agenda = agenda(&[same(), session("2018-07-16T10:45:00Z", None), same(), same()]);
    assert_eq!(agenda.outlook(at("2018-07-16T09:59:00Z")), running(&[], Some((&[0, 2, 3], Some((0, 1, 0))))));
    assert_eq!(agenda.outlook(at("2018-07-16T10:00:00Z")), running(&[0, 2, 3], Some((&[1], Some((0, 45, 0))))));
    assert_eq!(agenda.first(), [0, 2, 3]);
}

#[test]
fn a_session_postponed_without_a_new_time_never_begins() {
    let sessions = [postponed("2018-07-16T10:00:00Z", None), session("2018-07-16T13:30:00Z", None)];
    let agenda = agenda(&sessions);
    for (now, phase, outlook) in [
        ("09:00:00", Upcoming, running(&[], Some((&[1], Some((4, 30, 0)))))),
        ("10:00:00", Upcoming, running(&[], Some((&[1], Some((3, 30, 0)))))),
        ("14:00:00", UnderWay, running(&[1], None)),
    ] {
        let now = at(&["2018-07-16T", now, "Z"].concat());
        assert_eq!((agenda.phases(now), agenda.outlook(now)), (vec![Postponed, phase], outlook));
    }
    assert_eq!(agenda.outlook(at("2018-07-17T00:00:00Z")), Outlook::Over);
    let from = at("2018-07-16T08:00:00Z");
    let changes = agenda.changes(from, from.plus_millis(HOUR * 2));
    assert_eq!(changes, []);
}

#[test]
fn nothing_changes_if_every_session_is_postponed_without_a_new_time() {
    for others in [vec![], vec![cancelled("2018-07-16T12:00:00Z", None)]] {
        let sessions: Vec<Session> = std::iter::once(postponed("2018-07-16T10:00:00Z", None)).chain(others).collect();
        let agenda = agenda(&sessions);
        for now in ["2018-07-16T09:00:00Z", "2018-07-16T10:00:00Z", "2031-01-01T00:00:00Z"] {
            assert_eq!(
                (agenda.outlook(at(now)), agenda.next_change(at(now), true)),
                (Outlook::Postponed, None),
                "{now}"
            );
        }
        assert_eq!(agenda.first(), [0; 0]);
    }
}

#[test]
fn a_session_whose_time_is_to_be_confirmed_is_upcoming_until_its_day_is_over() {
    let sessions = [on_day("2018-07-17", None, false), session("2018-07-17T10:00:00Z", Some("2018-07-17T11:00:00Z"))];
    let agenda = agenda_in("Europe/Helsinki", &sessions);
    for (now, phases, outlook) in [
        // On its own day, another session whose time is known comes first.
        ("2018-07-16T20:59:59Z", [Upcoming, Upcoming], running(&[], Some((&[1], Some((13, 0, 1)))))),
        ("2018-07-17T09:59:59Z", [Upcoming, Upcoming], running(&[], Some((&[1], Some((0, 0, 1)))))),
        ("2018-07-17T10:00:00Z", [Upcoming, UnderWay], running(&[1], Some((&[0], None)))),
        ("2018-07-17T11:00:00Z", [Upcoming, Over], running(&[], Some((&[0], None)))),
        ("2018-07-17T20:59:59Z", [Upcoming, Over], running(&[], Some((&[0], None)))),
        ("2018-07-17T21:00:00Z", [Over, Over], Outlook::Over),
    ] {
        assert_eq!((agenda.phases(at(now)), agenda.outlook(at(now))), (phases.to_vec(), outlook), "{now}");
    }
    // Its start is unknown, so it is never announced.
    let changes = |from: &str, until: &str| agenda.changes(at(from), at(until));
    assert_eq!(changes("2018-07-16T19:59:59Z", "2018-07-16T20:00:00Z"), []);
    assert_eq!(changes("2018-07-17T20:59:59Z", "2018-07-17T21:00:00Z"), [AgendaChange::Phase(0, Over)]);
}

#[test]
fn a_session_on_an_earlier_day_is_next_even_if_its_time_is_to_be_confirmed() {
    let sessions = [session("2018-07-18T10:00:00Z", None), on_day("2018-07-17", None, false)];
    assert_eq!(agenda(&sessions).outlook(at("2018-07-16T12:00:00Z")), running(&[], Some((&[1], None))));
    // 17 July ends at the moment when 18 July begins, but only the sessions on 17 July are next.
    let sessions =
        [on_day("2018-07-18", None, true), on_day("2018-07-17", None, false), on_day("2018-07-17", None, false)];
    assert_eq!(agenda(&sessions).outlook(at("2018-07-16T12:00:00Z")), running(&[], Some((&[1, 2], None))));
}

#[test]
fn a_session_that_lasts_all_day_is_under_way_on_its_days_at_the_venue() {
    let sessions = [on_day("2018-07-16", Some("2018-07-17"), true), session("2018-07-16T10:00:00Z", None)];
    let agenda = agenda_in("Asia/Hong_Kong", &sessions);
    for (now, phase, outlook) in [
        ("2018-07-15T15:59:59Z", Upcoming, running(&[], Some((&[0], None)))),
        ("2018-07-15T16:00:00Z", UnderWay, running(&[0], Some((&[1], Some((18, 0, 0)))))),
        ("2018-07-16T10:00:00Z", UnderWay, running(&[0, 1], None)),
        ("2018-07-17T15:59:59Z", UnderWay, running(&[0], None)),
        ("2018-07-17T16:00:00Z", Over, Outlook::Over),
    ] {
        assert_eq!((agenda.phases(at(now))[0], agenda.outlook(at(now))), (phase, outlook), "{now}");
    }
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
fn expected_sessions_and_those_with_a_new_time_have_the_phases_of_confirmed_ones() {
    let expected = Session { status: Status::Expected, ..session("2018-07-16T10:00:00Z", None) };
    for session in [expected, postponed("2018-07-16T10:00:00Z", Some("2018-07-15T10:00:00Z"))] {
        assert_under_way_until(&[session], 0, "2018-07-17T00:00:00Z");
    }
}

#[test]
fn the_outlook_of_the_helsinki_day_moves_from_one_session_to_the_next() {
    let agenda = agenda_in("Europe/Helsinki", &helsinki().sessions);
    for (now, outlook) in [
        ("03:53:00", running(&[], Some((&[0], Some((6, 27, 0)))))),
        ("10:19:59", running(&[], Some((&[0], Some((0, 0, 1)))))),
        ("10:19:59.999", running(&[], Some((&[0], Some((0, 0, 1)))))),
        ("10:20:00", running(&[0], Some((&[1], Some((3, 10, 0)))))),
        ("12:19:59.999", running(&[0], Some((&[1], Some((1, 10, 1)))))),
        ("12:20:00", running(&[], Some((&[1], Some((1, 10, 0)))))),
        ("13:29:59.999", running(&[], Some((&[1], Some((0, 0, 1)))))),
        ("13:30:00", running(&[1], None)),
        ("20:59:59.999", running(&[1], None)),
    ] {
        assert_eq!(agenda.outlook(at(&["2018-07-16T", now, "Z"].concat())), outlook, "{now}");
    }
    assert_eq!(agenda.outlook(at("2018-07-16T21:00:00Z")), Outlook::Over);
    assert_eq!(agenda.outlook(at("2031-01-01T00:00:00Z")), Outlook::Over);
}

#[test]
fn sessions_under_way_are_sorted_by_start() {
    let sessions = [
        session("2018-07-16T14:00:00Z", None),
        session("2018-07-16T11:00:00Z", Some("2018-07-16T13:00:00Z")),
        session("2018-07-16T10:00:00Z", Some("2018-07-16T13:00:00Z")),
        cancelled("2018-07-16T12:45:00Z", None),
    ];
    let outlook = agenda(&sessions).outlook(at("2018-07-16T12:30:00Z"));
    assert_eq!(outlook, running(&[2, 1], Some((&[0], Some((1, 30, 0))))));
}

#[test]
fn nothing_changes_without_sessions_or_with_all_cancelled() {
    let now = at("2018-07-16T09:00:00Z");
    let empty = agenda(&[]);
    assert_eq!((empty.outlook(now), empty.next_change(now, true)), (Outlook::Empty, None));
    let all_cancelled = agenda(&[cancelled("2018-07-16T10:00:00Z", None), cancelled("2018-07-16T12:00:00Z", None)]);
    assert_eq!((all_cancelled.outlook(now), all_cancelled.next_change(now, true)), (Outlook::Cancelled, None));
}

#[test]
fn a_cancelled_last_session_does_not_prolong_the_day() {
    let sessions = [session("2018-07-16T10:00:00Z", None), cancelled("2018-07-16T20:00:00Z", None)];
    let agenda = agenda(&sessions);
    let end = at("2018-07-17T00:00:00Z");
    assert_eq!((agenda.outlook(end), agenda.next_change(end, true)), (Outlook::Over, None));
}

#[test]
fn the_next_change_is_the_earliest_of_ticks_starts_and_ends() {
    let sessions =
        [session("2018-07-16T10:00:00Z", Some("2018-07-16T10:30:00.500Z")), session("2018-07-18T11:00:00Z", None)];
    let agenda = agenda(&sessions);
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
        ("2018-07-18T23:59:00Z", Some("2018-07-19T00:00:00Z")),
        ("2018-07-18T23:59:59.999Z", Some("2018-07-19T00:00:00Z")),
        ("2018-07-19T00:00:00Z", None),
        ("2031-01-01T00:00:00Z", None),
    ] {
        assert_eq!(agenda.next_change(at(now), true), change.map(at), "{now}");
    }
}

/// Walks every change of `sessions` from `start`. Checks that the view stays the same between changes and differs after
/// each one. At most one change per session may leave the view as it was: the one at which the session stops being in
/// front. Returns the number of changes.
fn walk(sessions: &[Session], start: Instant) -> usize {
    let agenda = agenda(sessions);
    // Without a countdown, the marker of the current time moves every minute.
    let minute = |now: Instant| match agenda.outlook(now) {
        Outlook::Running { next: None | Some(Next { left: None, .. }), .. } => Some(now.millis().div_euclid(60_000)),
        _ => None,
    };
    let view = |now: Instant| (agenda.phases(now), agenda.outlook(now), minute(now));
    let mut now = start;
    let mut unchanged = 0;
    for count in 0.. {
        let Some(next) = agenda.next_change(now, true) else {
            assert!(unchanged <= sessions.len(), "{unchanged} of {count} times nothing changed");
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
        unchanged += usize::from(view(next) == view(now));
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
            let end = (random.below(2) == 0).then(|| time(start.plus_millis((1 + random.below(12)) * 30_500)));
            let status = if random.below(4) == 0 { Status::Cancelled } else { Status::Confirmed };
            sessions.push(Session { start: time(start), end, status, ..session("2018-07-16T10:00:00Z", None) });
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
            let end = (random.below(2) == 0).then(|| time(start.plus_millis((1 + random.below(10)) * 25 * MINUTE)));
            let status = if random.below(4) == 0 { Status::Cancelled } else { Status::Confirmed };
            sessions.push(Session { start: time(start), end, status, ..session("2018-07-16T10:00:00Z", None) });
        }
        let agenda = agenda(&sessions);
        for step in -1..70 {
            let now = base.plus_millis(step * 25 * MINUTE);
            let expected: Vec<Phase> = sessions.iter().map(|session| literal_phase(session, now)).collect();
            assert_eq!(agenda.phases(now), expected, "{sessions:?} at {now:?}");
        }
    }
}

fn time(instant: Instant) -> DateOrTime {
    DateOrTime::Time(Timestamp::from(instant))
}

/// The rule in docs/format.md, *Sessions*, read literally.
fn literal_phase(session: &Session, now: Instant) -> Phase {
    const DAY: i64 = 24 * HOUR;
    if session.status == Status::Cancelled {
        return Cancelled;
    }
    let start = start_of(session);
    let midnight = Instant::from_millis((start.millis().div_euclid(DAY) + 1) * DAY);
    let end = session.end.and_then(DateOrTime::timestamp).map(|end| end.instant);
    let end = end.unwrap_or_else(|| midnight.max(start.plus_millis(6 * HOUR)));
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
    let agenda = agenda(&sessions);
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
