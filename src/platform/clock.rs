//! The system clock: its one reading in the crate.

use crate::time::Instant;

/// The current time of the system clock.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one place")]
pub fn now() -> Instant {
    Instant::from_millis(js_sys::Date::now() as i64)
}
