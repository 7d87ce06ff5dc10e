//! When an open page looks for a newer version of its brief.

/// In milliseconds: how long to wait until the next check. `seconds` is the publisher's interval. It applies if a
/// session is `near`; otherwise the wait is four times as long. Each of the last `failures` checks doubles it, up to an
/// hour. `random`, from 0 to 1, spreads the checks of all readers over the time from 20 % less to 20 % more.
#[must_use]
pub fn refresh_delay_ms(seconds: i64, near: bool, failures: u32, random: f64) -> i64 {
    const HOUR_MS: i64 = 3_600_000;
    const YEAR_S: i64 = 31_536_000;
    // The attribute has no upper limit.
    let interval_ms = seconds.min(YEAR_S) * if near { 1_000 } else { 4_000 };
    let delay_ms = (interval_ms << failures.min(8)).min(interval_ms.max(HOUR_MS));
    delay_ms + (delay_ms as f64 * (0.4 * random - 0.2)) as i64
}
