//! The time left, as a countdown shows it.

use super::Instant;

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const DAY_SECONDS: i64 = 86_400;

/// The longest time that is shown with seconds: 23:59:59.
const SECONDS_SHOWN_MS: i64 = (DAY_SECONDS - 1) * SECOND_MS;

/// The figures of a countdown. The time left is rounded up, so the countdown shows 1 until the last second has passed,
/// and changes in step with the clock. Seconds are omitted when at least one day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// Whole days, of 24 hours each.
    pub days: u32,
    /// 0 to 23.
    pub hours: u8,
    /// 0 to 59.
    pub minutes: u8,
    /// 0 to 59; `None` if `days` is at least 1.
    pub seconds: Option<u8>,
}

impl Countdown {
    /// The time left at `now` until `target`; zero if `now` is `target` or later.
    #[must_use]
    pub fn new(target: Instant, now: Instant) -> Self {
        let left_ms = target.millis_since(now).max(0);
        let unit_ms = unit_ms(left_ms);
        let seconds = div_ceil(left_ms, unit_ms) * (unit_ms / SECOND_MS);
        Self {
            days: u32::try_from(seconds / DAY_SECONDS).unwrap_or(u32::MAX),
            hours: (seconds / 3_600 % 24) as u8,
            minutes: (seconds / 60 % 60) as u8,
            seconds: (unit_ms == SECOND_MS).then_some((seconds % 60) as u8),
        }
    }

    /// The figures without seconds, rounded up to the minute: 1 minute until the last second has passed.
    #[must_use]
    pub fn without_seconds(self) -> Self {
        let Self { days, hours, minutes, seconds } = self;
        let minutes = u32::from(minutes) + u32::from(seconds.is_some_and(|seconds| seconds > 0));
        let hours = u32::from(hours) + minutes / 60;
        Self { days: days + hours / 24, hours: (hours % 24) as u8, minutes: (minutes % 60) as u8, seconds: None }
    }

    /// When the figures for `target` next change after `now`, if `seconds` are shown on the last day; never later than
    /// `target`.
    #[must_use]
    pub fn next_change(target: Instant, now: Instant, seconds: bool) -> Instant {
        let left_ms = target.millis_since(now).max(0);
        let unit_ms = if seconds { unit_ms(left_ms) } else { MINUTE_MS };
        let tick = target.plus_millis(-(div_ceil(left_ms, unit_ms) - 1).max(0) * unit_ms);
        if unit_ms == SECOND_MS || !seconds { tick } else { tick.min(target.plus_millis(-SECONDS_SHOWN_MS)) }
    }
}

/// The finest unit shown when `left_ms` milliseconds are left.
fn unit_ms(left_ms: i64) -> i64 {
    if left_ms > SECONDS_SHOWN_MS { MINUTE_MS } else { SECOND_MS }
}

fn div_ceil(value: i64, unit: i64) -> i64 {
    (value + unit - 1).div_euclid(unit)
}
