//! Which sessions are upcoming, under way or over, and when that changes.

use crate::brief::{Session, Status};
use crate::time::{Countdown, Instant};

/// The longest time that a session without `end` counts as under way: two hours.
const ASSUMED_LENGTH_MS: i64 = 2 * 3_600 * 1_000;

/// The phase of a session at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun.
    Upcoming,
    /// It has begun and is not over.
    UnderWay,
    /// It has ended, or counts as over if it has no `end`.
    Over,
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
    start: Instant,
    end: Instant,
    cancelled: bool,
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

const MINUTE_MS: i64 = 60_000;

/// What a countdown shows at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// There are no sessions.
    Empty,
    /// All sessions are cancelled.
    Cancelled,
    /// At least one session is under way or upcoming.
    Running {
        /// The indices of the sessions under way, sorted by start.
        under_way: Vec<usize>,
        /// The index of the next upcoming session, and the time left until its start. If several start together, the
        /// first in the brief.
        next: Option<(usize, Countdown)>,
    },
    /// All sessions that are not cancelled are over.
    Over,
}

impl Agenda {
    /// The agenda of `sessions`. A session without `end` counts as under way until two hours after its start, or until
    /// a later session that is not cancelled starts, whichever comes first.
    #[must_use]
    pub fn new(sessions: &[Session]) -> Self {
        let mut starts: Vec<Instant> = Vec::new();
        for session in sessions.iter().filter(|session| session.status != Status::Cancelled) {
            let start = session.start.instant;
            starts.insert(starts.partition_point(|other| *other <= start), start);
        }
        let slot = |session: &Session| {
            let start = session.start.instant;
            let assumed = start.plus_millis(ASSUMED_LENGTH_MS);
            let later = starts.get(starts.partition_point(|other| *other <= start));
            let implied = later.map_or(assumed, |later| assumed.min(*later));
            Slot {
                start,
                end: session.end.map_or(implied, |end| end.instant),
                cancelled: session.status == Status::Cancelled,
            }
        };
        Self { slots: sessions.iter().map(slot).collect() }
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

    /// When the session with index `session` ends, or counts as over. Cancelled sessions have an end too.
    ///
    /// # Panics
    /// If there is no such session.
    #[must_use]
    pub fn end(&self, session: usize) -> Instant {
        self.slots[session].end
    }

    /// What the countdown shows at `now`.
    #[must_use]
    pub fn outlook(&self, now: Instant) -> Outlook {
        if self.slots.is_empty() {
            return Outlook::Empty;
        }
        let next = self.next(now).map(|(index, start)| (index, Countdown::new(start, now)));
        let mut under_way = by_start(self.slots.len(), &|index| self.slots[index].start);
        under_way.retain(|index| self.slots[*index].phase(now) == Phase::UnderWay);
        if next.is_some() || !under_way.is_empty() {
            Outlook::Running { under_way, next }
        } else if self.slots.iter().all(|slot| slot.cancelled) {
            Outlook::Cancelled
        } else {
            Outlook::Over
        }
    }

    /// The changes after `from`, up to and including `until`, that still hold at `until`. If much time has passed, for
    /// example while the device slept, intermediate phases are skipped, and so are announcements of a start that would
    /// be at least a minute late.
    #[must_use]
    pub fn changes(&self, from: Instant, until: Instant) -> Vec<AgendaChange> {
        let mut changes = Vec::new();
        for (index, slot) in self.slots.iter().enumerate().filter(|_| from < until) {
            let phase = slot.phase(until);
            if phase != slot.phase(from) {
                changes.push(AgendaChange::Phase(index, phase));
            } else if phase == Phase::Upcoming {
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

    /// When the view next changes after `now`: a session begins or ends, or the figures of the countdown change. If no
    /// session is upcoming but one is under way, the marker of the current time moves at the next minute. `None` if
    /// nothing will change any more.
    #[must_use]
    pub fn next_change(&self, now: Instant) -> Option<Instant> {
        let tick = match self.next(now) {
            Some((_, start)) => Some(Countdown::next_change(start, now)),
            None => {
                let under_way = self.slots.iter().any(|slot| slot.phase(now) == Phase::UnderWay);
                let minute = Instant::from_millis((now.millis().div_euclid(MINUTE_MS) + 1) * MINUTE_MS);
                under_way.then_some(minute)
            }
        };
        let mut earliest = tick;
        for slot in self.slots.iter().filter(|slot| !slot.cancelled) {
            for boundary in [slot.start, slot.end] {
                if boundary > now && earliest.is_none_or(|earliest| boundary < earliest) {
                    earliest = Some(boundary);
                }
            }
        }
        earliest
    }

    /// The index and start of the next upcoming session at `now`.
    fn next(&self, now: Instant) -> Option<(usize, Instant)> {
        let mut next: Option<(usize, Instant)> = None;
        for (index, slot) in self.slots.iter().enumerate() {
            if slot.phase(now) == Phase::Upcoming && next.is_none_or(|(_, start)| slot.start < start) {
                next = Some((index, slot.start));
            }
        }
        next
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
        match () {
            () if self.cancelled => Phase::Cancelled,
            () if now < self.start => Phase::Upcoming,
            () if now < self.end => Phase::UnderWay,
            () => Phase::Over,
        }
    }
}
