//! Which sessions are upcoming, under way or over, and when that changes.

use crate::brief::Session;
use crate::time::{CivilDate, Countdown, DateOrTime, Instant, UnknownZone, Zones, start_of_day};

const HOUR_MS: i64 = 3_600_000;

/// How long a session without `end` stays in front, that is, in the countdown: two hours, or less if a later one
/// starts.
const IN_FRONT_MS: i64 = 2 * HOUR_MS;

/// The shortest time that a session without `end` is under way: six hours.
const SHORTEST_MS: i64 = 6 * HOUR_MS;

const MINUTE_MS: i64 = 60_000;

/// The phase of a session at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun; or only its day is known, and that day is not over.
    Upcoming,
    /// It has begun and is not over.
    UnderWay,
    /// It has ended, or its end is unknown and it is presumed over.
    Over,
    /// It is postponed, and there is no new time yet.
    Postponed,
    /// It does not take place.
    Cancelled,
}

/// The times of all sessions of a brief, in the brief's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    /// When it begins; the start of the day if only the day is known.
    start: Instant,
    /// The latest moment at which it begins: `start`, or the end of the day if only the day is known.
    latest_start: Instant,
    /// When it is over.
    end: Instant,
    /// When it stops being in front, if another session is in front or upcoming.
    in_front: Instant,
    /// Whether the time of its start is known.
    has_time: bool,
    /// `Upcoming` if it is held; otherwise `Postponed` or `Cancelled`.
    initial: Phase,
}

/// A change to announce as time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaChange {
    /// The session with this index begins in this many minutes: 60, 10 or 1.
    BeginsIn(usize, u32),
    /// The session with this index entered this phase.
    Phase(usize, Phase),
}

/// How many minutes before its start a session is announced.
const ANNOUNCED_MINUTES: [u32; 3] = [1, 10, 60];

/// What a countdown shows at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// There are no sessions.
    Empty,
    /// No session is held. Some are postponed without a new time; the others, if any, are cancelled.
    Postponed,
    /// All sessions are cancelled.
    Cancelled,
    /// At least one session is under way or upcoming.
    Running {
        /// The indices of the sessions under way that are in front, sorted by start.
        under_way: Vec<usize>,
        /// What comes next.
        next: Option<Next>,
    },
    /// All sessions that are held are over.
    Over,
}

/// The sessions that come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The indices of all that start together, in the brief's order; at least one.
    pub sessions: Vec<usize>,
    /// The time left; `None` if only the day is known.
    pub left: Option<Countdown>,
}

impl Agenda {
    /// The agenda of `sessions`, whose days are those of `zone`.
    ///
    /// A session without `end` is over at the next midnight in `zone`, but not before six hours have passed. It is in
    /// front for two hours, or until the next later start of a session that is held, whichever comes first. If only its
    /// day is known, it is upcoming until that day is over; a session that lasts all day is under way on that day.
    ///
    /// # Errors
    /// [`UnknownZone`] if `zones` does not contain `zone`.
    pub fn new(sessions: &[Session], zone: &str, zones: &dyn Zones) -> Result<Self, UnknownZone> {
        let mut starts: Vec<Instant> = Vec::new();
        for session in sessions {
            if let (true, DateOrTime::Time(start)) = (session.is_held(), session.start) {
                let start = start.instant;
                starts.insert(starts.partition_point(|other| *other <= start), start);
            }
        }
        let mut slots = Vec::with_capacity(sessions.len());
        for session in sessions {
            let day_after = |date: CivilDate| start_of_day(date.plus_days(1), zone, zones);
            let start = session.start.instant(zone, zones)?;
            let (end, in_front) = match (session.start, session.end) {
                (_, Some(DateOrTime::Time(end))) => (end.instant, end.instant),
                (_, Some(DateOrTime::Date(last))) => (day_after(last)?, day_after(last)?),
                (DateOrTime::Date(date), None) => (day_after(date)?, day_after(date)?),
                (DateOrTime::Time(_), None) => {
                    let midnight = day_after(start.civil(zones.offset(zone, start)?).date)?;
                    let in_front = start.plus_millis(IN_FRONT_MS);
                    let later = starts.get(starts.partition_point(|other| *other <= start));
                    let in_front = later.map_or(in_front, |later| in_front.min(*later));
                    (midnight.max(start.plus_millis(SHORTEST_MS)), in_front)
                }
            };
            slots.push(Slot {
                start,
                latest_start: if session.lacks_clock_time() { end } else { start },
                end,
                in_front,
                has_time: session.start.timestamp().is_some(),
                initial: if session.is_cancelled() {
                    Phase::Cancelled
                } else if session.lacks_new_time() {
                    Phase::Postponed
                } else {
                    Phase::Upcoming
                },
            });
        }
        Ok(Self { slots })
    }

    /// The sessions that come first, which start together; empty if none is held.
    #[must_use]
    pub fn first(&self) -> Vec<usize> {
        self.next(Instant::from_millis(i64::MIN / 2)).map(|next| next.sessions).unwrap_or_default()
    }

    /// The phase of every session at `now`, in the brief's order.
    #[must_use]
    pub fn phases(&self, now: Instant) -> Vec<Phase> {
        let mut phases = Vec::with_capacity(self.slots.len());
        for slot in &self.slots {
            phases.push(slot.phase(now));
        }
        phases
    }

    /// Whether a session is under way or begins within an hour; `None` if none is to come either.
    #[must_use]
    pub fn nearness(&self, now: Instant) -> Option<bool> {
        let soon = now.plus_millis(60 * MINUTE_MS);
        let mut nearness = None;
        for slot in &self.slots {
            if let Phase::Upcoming | Phase::UnderWay = slot.phase(now) {
                nearness = nearness.max(Some(slot.start <= soon));
            }
        }
        nearness
    }

    /// A number that grows whenever a session enters another phase.
    #[must_use]
    pub fn progress(&self, now: Instant) -> usize {
        self.slots.iter().map(|slot| slot.phase(now) as usize).sum()
    }

    /// What the countdown shows at `now`.
    #[must_use]
    pub fn outlook(&self, now: Instant) -> Outlook {
        if self.slots.is_empty() {
            return Outlook::Empty;
        }
        let next = self.next(now);
        let mut under_way = Vec::new();
        let mut last = Vec::new();
        for index in by_start(self.slots.len(), &|index| self.slots[index].start) {
            let slot = self.slots[index];
            if slot.phase(now) == Phase::UnderWay {
                if now < slot.in_front {
                    under_way.push(index);
                }
                if last.first().is_some_and(|other: &usize| self.slots[*other].start < slot.start) {
                    last.clear();
                }
                last.push(index);
            }
        }
        // If no session is in front or upcoming, those under way that began last stay in front.
        if next.is_none() && under_way.is_empty() {
            under_way = last;
        }
        let has = |phase: Phase| self.slots.iter().any(|slot| slot.initial == phase);
        match () {
            () if next.is_some() || !under_way.is_empty() => Outlook::Running { under_way, next },
            () if has(Phase::Upcoming) => Outlook::Over,
            () if has(Phase::Postponed) => Outlook::Postponed,
            () => Outlook::Cancelled,
        }
    }

    /// The changes after `from`, up to and including `until`, that still hold at `until`. If much time has passed, for
    /// example because the device slept, intermediate phases are skipped, and so is a `BeginsIn` that is at least a
    /// minute late.
    #[must_use]
    pub fn changes(&self, from: Instant, until: Instant) -> Vec<AgendaChange> {
        let mut changes = Vec::new();
        for (index, slot) in self.slots.iter().enumerate().filter(|_| from < until) {
            let phase = slot.phase(until);
            if phase != slot.phase(from) {
                changes.push(AgendaChange::Phase(index, phase));
            } else if phase == Phase::Upcoming && slot.has_time {
                let passed = |minutes: &&u32| {
                    let moment = slot.start.plus_millis(-i64::from(**minutes) * MINUTE_MS);
                    from < moment && (0..MINUTE_MS).contains(&until.millis_since(moment))
                };
                if let Some(minutes) = ANNOUNCED_MINUTES.iter().find(passed) {
                    changes.push(AgendaChange::BeginsIn(index, *minutes));
                }
            }
        }
        changes
    }

    /// When the view next changes after `now`: a session begins, ends or is no longer in front, or the figures of the
    /// countdown change, which shows `seconds` on the last day or not. Without figures, the marker of the current time
    /// moves at the next minute. `None` once nothing changes any more.
    #[must_use]
    pub fn next_change(&self, now: Instant, seconds: bool) -> Option<Instant> {
        let mut earliest: Option<Instant> = None;
        let mut add = |moment: Instant| {
            if moment > now && earliest.is_none_or(|earliest| moment < earliest) {
                earliest = Some(moment);
            }
        };
        let next = self.next(now).filter(|next| next.left.is_some());
        let tick = match next.and_then(|next| next.sessions.first().copied()) {
            Some(first) => Countdown::next_change(self.slots[first].start, now, seconds),
            None => Instant::from_millis((now.millis().div_euclid(MINUTE_MS) + 1) * MINUTE_MS),
        };
        for slot in &self.slots {
            if let Phase::Upcoming | Phase::UnderWay = slot.phase(now) {
                for moment in [tick, slot.start, slot.in_front, slot.end] {
                    add(moment);
                }
            }
        }
        earliest
    }

    /// The sessions that are upcoming at `now` and start first, by `latest_start`.
    fn next(&self, now: Instant) -> Option<Next> {
        let mut next: Vec<usize> = Vec::new();
        let key = |index: usize| {
            let Slot { start, latest_start, has_time, .. } = self.slots[index];
            (latest_start, !has_time, start)
        };
        for (index, slot) in self.slots.iter().enumerate() {
            if slot.phase(now) == Phase::Upcoming {
                match next.first() {
                    Some(first) if key(*first) < key(index) => continue,
                    Some(first) if key(*first) > key(index) => next.clear(),
                    _ => {}
                }
                next.push(index);
            }
        }
        let first = self.slots[*next.first()?];
        let left = first.has_time.then(|| Countdown::new(first.start, now));
        Some(Next { sessions: next, left })
    }
}

/// The indices of `count` sessions, sorted by start; sessions with equal starts keep their order. Sessions are mostly
/// in order already, so an insertion sort is fast, and it takes a fraction of the code of a general sort.
pub(super) fn by_start(count: usize, start: &dyn Fn(usize) -> Instant) -> Vec<usize> {
    let mut sorted = Vec::new();
    for index in 0..count {
        sorted.insert(sorted.partition_point(|other| start(*other) <= start(index)), index);
    }
    sorted
}

impl Slot {
    fn phase(self, now: Instant) -> Phase {
        match self.initial {
            Phase::Upcoming if now < self.latest_start => Phase::Upcoming,
            Phase::Upcoming if now < self.end => Phase::UnderWay,
            Phase::Upcoming => Phase::Over,
            initial => initial,
        }
    }
}
