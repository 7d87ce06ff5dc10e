//! Which session is upcoming, under way or over, and when that changes.

use crate::brief::{Session, Status};
use crate::time::{Countdown, Instant};

/// A session without `end` counts as under way for at most two hours.
const ASSUMED_LENGTH_MS: i64 = 2 * 3_600 * 1_000;

/// Where a session stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun.
    Upcoming,
    /// It has begun and counts as going on.
    UnderWay,
    /// It has ended, or counts as ended.
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

/// What is worth telling as time goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The session with this index begins in so many minutes: 60, 10 or 1.
    BeginsIn(usize, u32),
    /// The session with this index is in another phase.
    Phase(usize, Phase),
}

/// So many minutes before a session it is told that it begins.
const TOLD_MINUTES: [u32; 3] = [1, 10, 60];

const MINUTE_MS: i64 = 60_000;

/// What a countdown has to say at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// There are no sessions.
    Empty,
    /// All sessions are cancelled.
    Cancelled,
    /// Something goes on, or something comes, or both.
    Ahead {
        /// Indices of the sessions under way, by start.
        under_way: Vec<usize>,
        /// The index of the next upcoming session, the first listed of those that start together, and what is
        /// left until its start.
        next: Option<(usize, Countdown)>,
    },
    /// The last session has ended.
    Over,
}

impl Agenda {
    /// The agenda of `sessions`. A session without `end` counts as under way until the earlier of two hours
    /// after its start and the next later start of a session that is not cancelled.
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

    /// When the session with index `session` ends, or counts as ended; said of cancelled ones too.
    ///
    /// # Panics
    /// Where there is no such session.
    #[must_use]
    pub fn end(&self, session: usize) -> Instant {
        self.slots[session].end
    }

    /// What to say at `now`.
    #[must_use]
    pub fn outlook(&self, now: Instant) -> Outlook {
        if self.slots.is_empty() {
            return Outlook::Empty;
        }
        let next = self.next(now).map(|(index, start)| (index, Countdown::new(start, now)));
        let mut under_way = by_start(self.slots.len(), &|index| self.slots[index].start);
        under_way.retain(|index| self.slots[*index].phase(now) == Phase::UnderWay);
        if next.is_some() || !under_way.is_empty() {
            Outlook::Ahead { under_way, next }
        } else if self.slots.iter().all(|slot| slot.cancelled) {
            Outlook::Cancelled
        } else {
            Outlook::Over
        }
    }

    /// What changed after `from`, up to `until`, as it is at `until`: where a while has passed, what came and went
    /// is left out, and so is a time to go that has become less by a minute.
    #[must_use]
    pub fn changes(&self, from: Instant, until: Instant) -> Vec<Change> {
        let mut changes = Vec::new();
        for (index, slot) in self.slots.iter().enumerate().filter(|_| from < until) {
            let phase = slot.phase(until);
            if phase != slot.phase(from) {
                changes.push(Change::Phase(index, phase));
            } else if phase == Phase::Upcoming {
                let passed = |minutes: &&u32| {
                    let moment = slot.start.plus_millis(-i64::from(**minutes) * MINUTE_MS);
                    from < moment && (0..MINUTE_MS).contains(&until.millis_since(moment))
                };
                if let Some(minutes) = TOLD_MINUTES.iter().find(passed) {
                    changes.push(Change::BeginsIn(index, *minutes));
                }
            }
        }
        changes
    }

    /// When something a reader sees changes next after `now`: a session begins or ends, or the countdown shows
    /// another number; where there is none, the next minute, for the mark of the current time. `None` once nothing
    /// can change any more.
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

    /// Index and start of the next session that has not begun at `now` and is not cancelled.
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

/// The indices of `count` sessions by start, in their own order where starts are equal. Sessions mostly come in order,
/// so inserting them one by one costs little, and a fraction of the code of a general sort.
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
