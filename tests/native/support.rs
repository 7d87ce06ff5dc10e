//! Shared helpers: the two briefs, times as written in a brief, and pseudo-random numbers.

use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use summit_brief::brief::{Brief, Session, Status};
use summit_brief::desk::TzDatabase;
use summit_brief::schedule::Agenda;
use summit_brief::time::{CivilDate, DateOrTime, Instant, Offset, PartialDate, Timestamp};
use summit_brief::widget::Content;

pub(crate) const HELSINKI: &str = include_str!("../../static/briefs/helsinki-2018.json");
pub(crate) const ACCORD: &str = include_str!("../fixtures/briefs/accord-review.json");

/// The day that `text` names (ISO 8601).
pub(crate) fn day(text: &str) -> CivilDate {
    match PartialDate::parse(text) {
        Some(PartialDate::Day(date)) => date,
        other => panic!("{text}: {other:?}"),
    }
}

pub(crate) fn helsinki() -> Brief {
    serde_json::from_str(HELSINKI).unwrap()
}

pub(crate) fn accord() -> Brief {
    serde_json::from_str(ACCORD).unwrap()
}

/// The Helsinki brief after `change`.
pub(crate) fn helsinki_with(change: impl FnOnce(&mut Value)) -> Brief {
    let mut value: Value = serde_json::from_str(HELSINKI).unwrap();
    change(&mut value);
    serde_json::from_value(value).unwrap()
}

pub(crate) fn stamp(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A date or a time, as written in a session.
pub(crate) fn moment(text: &str) -> DateOrTime {
    DateOrTime::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn at(text: &str) -> Instant {
    stamp(text).instant
}

pub(crate) fn offset(seconds: i32) -> Offset {
    Offset::from_seconds(seconds).unwrap()
}

/// The instant of a session's start, which must have a time.
pub(crate) fn start_of(session: &Session) -> Instant {
    session.start.timestamp().expect("a time").instant
}

/// The agenda of `sessions`, whose days are those of UTC.
pub(crate) fn agenda(sessions: &[Session]) -> Agenda {
    agenda_in("UTC", sessions)
}

/// The agenda of `sessions`, whose days are those of `zone`.
pub(crate) fn agenda_in(zone: &str, sessions: &[Session]) -> Agenda {
    Agenda::new(sessions, zone, &TzDatabase::default()).unwrap()
}

/// A confirmed session.
pub(crate) fn session(start: &str, end: Option<&str>) -> Session {
    Session {
        id: "a".to_owned(),
        title: "A".to_owned(),
        start: moment(start),
        end: end.map(moment),
        all_day: false,
        status: Status::Confirmed,
        was: None,
        note: None,
        outcome: None,
    }
}

pub(crate) fn cancelled(start: &str, end: Option<&str>) -> Session {
    Session { status: Status::Cancelled, ..session(start, end) }
}

/// `brief` laid out with its own columns.
pub(crate) fn content(brief: Brief, reader: Option<&str>) -> Content {
    Content::new(Rc::new(brief), None, reader, &TzDatabase::default()).unwrap()
}

/// Held while a `glob!` runs, because insta attributes a failure to the `glob!` that the process started last.
pub(crate) fn lock_glob() -> MutexGuard<'static, ()> {
    static GLOB: Mutex<()> = Mutex::new(());
    GLOB.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Pseudo-random numbers that are the same in every run (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` - 1.
    pub(crate) fn below(&mut self, bound: i64) -> i64 {
        (self.next() % bound.unsigned_abs()).cast_signed()
    }
}
