//! Instants, offsets, civil dates and the countdown: plain arithmetic. The current time and the zone rules are always
//! arguments. Must not import any other module of the crate.

mod civil;
mod clock;
mod countdown;
mod date_or_time;
mod instant;
mod offset;
mod timestamp;
pub mod zone_name;

pub use civil::{CivilDate, CivilDateTime, CivilTime, PartialDate, Weekday, decimal, from_decimal};
pub use clock::Clock;
pub use countdown::Countdown;
pub use date_or_time::{DateOrTime, start_of_day};
pub use instant::Instant;
pub use offset::{Offset, UnknownZone, Zones};
pub use timestamp::{ParseError, Timestamp};
