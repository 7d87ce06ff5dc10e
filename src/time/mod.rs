//! Instants, offsets, civil dates, phases, the countdown, the schedule and calendar entries: plain arithmetic. The
//! current time and the zone rules are always arguments. Must not import anything of a browser.

mod agenda;
pub mod calendar;
mod civil;
mod clock;
mod countdown;
mod instant;
mod offset;
mod schedule;
mod timestamp;

pub use agenda::{Agenda, Change, Outlook, Phase};
pub use civil::{CivilDate, CivilDateTime, CivilTime, PartialDate, Weekday};
pub use clock::Clock;
pub use countdown::Countdown;
pub use instant::Instant;
pub use offset::{Offset, UnknownZone, Zones};
pub use schedule::{Column, Day, Moment, Row, Schedule};
pub use timestamp::{ParseError, Timestamp};
