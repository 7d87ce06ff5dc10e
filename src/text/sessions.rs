//! The times of sessions, in words.

use super::dates::weekday_name;
use super::{Locale, clock, short_date};
use crate::brief::Session;
use crate::schedule::Moment;
use crate::time::{CivilDate, Offset, decimal};

/// The clock time of `moment`, with its offset if clocks show the time twice: `01:30 UTC−4`.
#[must_use]
pub fn moment_clock(locale: &Locale, moment: &Moment) -> String {
    let mut text = clock(locale, moment.civil.time);
    if let Some(offset) = moment.repeated {
        text.push('\u{a0}');
        text.push_str(&offset_name(offset));
    }
    text
}

/// `UTC+5:45`, `UTC−4`, `UTC`.
#[must_use]
pub fn offset_name(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    let mut text = "UTC".to_owned();
    if minutes > 0 {
        text.push_str(if offset.seconds() < 0 { "−" } else { "+" });
        text.push_str(&decimal(minutes / 60));
    }
    if minutes % 60 > 0 {
        text.push(':');
        text.push_str(&super::two_digits((minutes % 60) as u8));
    }
    text
}

/// What readers see instead of a time if only the session's day is known: “all day” or “time to be confirmed”. `None`
/// if the time is known.
#[must_use]
pub fn without_time(locale: &Locale, session: &Session) -> Option<&'static str> {
    session.start.date()?;
    let strings = locale.strings();
    Some(if session.all_day { strings.all_day } else { strings.time_to_be_confirmed })
}

/// `date` as a single word if it is near `today`: “today”, “tomorrow”, “yesterday”, or the weekday; otherwise
/// `Mon 16 July`. Without `today`, the weekday.
#[must_use]
pub fn day_word(locale: &Locale, date: CivilDate, today: Option<CivilDate>) -> String {
    let strings = locale.strings();
    match today.map(|today| date.days_since_epoch() - today.days_since_epoch()) {
        Some(0) => strings.today.to_owned(),
        Some(1) => strings.tomorrow.to_owned(),
        Some(-1) => strings.yesterday.to_owned(),
        None | Some(-6..=6) => weekday_name(locale, date).to_owned(),
        Some(_) => short_date(locale, date),
    }
}
