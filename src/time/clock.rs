//! A widget's clock: real time, or a replay from another moment.

use super::Instant;

/// A clock that runs at the speed of real time, from the current moment or from another one (`as-of`).
///
/// # Example
/// ```
/// use summit_brief::time::{Clock, Instant};
///
/// let (now, published) = (Instant::from_millis(5_000), Instant::from_millis(1_000));
/// let clock = Clock::replay(published, now);
/// assert_eq!(clock.at(now.plus_millis(250)), published.plus_millis(250));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Added to real time.
    shift_ms: i64,
}

impl Clock {
    /// Real time.
    pub const REAL: Self = Self { shift_ms: 0 };

    /// A clock that shows `start` when real time is `real`, and runs on from there.
    #[must_use]
    pub const fn replay(start: Instant, real: Instant) -> Self {
        Self { shift_ms: start.millis_since(real) }
    }

    /// The time that this clock shows when real time is `real`.
    #[must_use]
    pub const fn at(self, real: Instant) -> Instant {
        real.plus_millis(self.shift_ms)
    }

    /// The real time at which this clock shows `shown`.
    #[must_use]
    pub const fn real(self, shown: Instant) -> Instant {
        shown.plus_millis(self.shift_ms.saturating_neg())
    }
}
