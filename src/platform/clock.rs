//! The system clock, read only here.

use crate::time::Instant;

/// The current time of the system clock.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the only place that reads the clock")]
pub fn now() -> Instant {
    Instant::from_millis(js_sys::Date::now() as i64)
}

/// A random number from 0 to 1.
#[must_use]
pub fn random() -> f64 {
    js_sys::Math::random()
}
