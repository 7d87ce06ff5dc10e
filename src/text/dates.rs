//! Dates and clock times, by locale.

use super::{HourCycle, Locale, fill};
use crate::time::{CivilDate, CivilDateTime, CivilTime, Countdown, PartialDate, decimal};

/// `18:20`; `6:20 pm`, `6:20 PM` or `6:20 p.m.`. Seconds are not shown.
#[must_use]
pub fn clock(locale: &Locale, time: CivilTime) -> String {
    let formats = locale.formats;
    let (pattern, hour) = match locale.hour_cycle {
        HourCycle::H23 => (formats.h23, time.hour),
        HourCycle::H12 => (formats.h12, (time.hour + 11) % 12 + 1),
    };
    let period = formats.am_pm[usize::from(time.hour >= 12)];
    fill(pattern, &[&decimal(hour), &two_digits(hour), &two_digits(time.minute), period])
}

/// The days, hours and minutes of a countdown: `5 hours, 0 minutes`. Units before the first that is not zero are left
/// out.
#[must_use]
pub fn time_left(locale: &Locale, left: Countdown) -> String {
    let strings = locale.strings();
    let (hours, minutes) = (u32::from(left.hours), u32::from(left.minutes));
    let mut text = String::new();
    for (count, plural) in
        [(left.days, strings.days_left), (hours, strings.hours_left), (minutes, strings.minutes_left)]
    {
        if count > 0 || !text.is_empty() {
            text = appended(strings.units, text, &fill(locale.language.plural(plural, count), &[&decimal(count)]));
        }
    }
    text
}

/// `more` after `text`, joined by the pattern `join`; `more` alone if there is no text yet.
pub fn appended(join: &str, text: String, more: &str) -> String {
    if text.is_empty() { more.to_owned() } else { fill(join, &[&text, more]) }
}

/// `Monday 16 July 2018`; `Monday, July 16, 2018`.
#[must_use]
pub fn date(locale: &Locale, date: CivilDate) -> String {
    written(locale, locale.formats.date, weekday_name(locale, date), date, date)
}

/// `16 July 2018`; `July 16, 2018`.
#[must_use]
pub fn date_of(locale: &Locale, date: CivilDate) -> String {
    written(locale, locale.formats.date_of, "", date, date)
}

/// `Mon 16 July`; `Mon, July 16`.
#[must_use]
pub fn short_date(locale: &Locale, date: CivilDate) -> String {
    let weekday = locale.strings().weekdays_short[date.weekday() as usize];
    written(locale, locale.formats.short_date, weekday, date, date)
}

/// A range such as `29 October – 1 November 2027`, without repeating a shared month or year. If both dates are equal,
/// one date in full.
#[must_use]
pub fn date_range(locale: &Locale, first: CivilDate, last: CivilDate) -> String {
    let formats = locale.formats;
    let pattern = match (first.year() == last.year(), first.month() == last.month()) {
        _ if first == last => return date(locale, first),
        (true, true) => formats.range_in_month,
        (true, false) => formats.range_in_year,
        (false, _) => formats.range,
    };
    written(locale, pattern, "", first, last)
}

/// `Monday 16 July 2018, 18:20`.
#[must_use]
pub fn date_time(locale: &Locale, civil: CivilDateTime) -> String {
    fill(locale.strings().date_time, &[&date(locale, civil.date), &clock(locale, civil.time)])
}

/// `Mon 16 July, 18:20`.
#[must_use]
pub fn short_date_time(locale: &Locale, date: CivilDate, clock: &str) -> String {
    fill(locale.strings().date_time, &[&short_date(locale, date), clock])
}

/// `2018`, `July 2018`, `16 July 2018`.
#[must_use]
pub fn partial_date(locale: &Locale, partial: PartialDate) -> String {
    let strings = locale.strings();
    match partial {
        PartialDate::Day(day) => date_of(locale, day),
        PartialDate::Month(year, month) => {
            let (alone, in_date) = (name(&strings.months_alone, month), name(&strings.months, month));
            let name = if alone.is_empty() { in_date } else { alone };
            fill(locale.formats.month, &["", "", name, &decimal(year)])
        }
        PartialDate::Year(year) => fill(locale.formats.year, &["", "", "", &decimal(year)]),
    }
}

/// Two dates in the `pattern` of [`Formats`](super::Formats).
fn written(locale: &Locale, pattern: &str, weekday: &str, first: CivilDate, last: CivilDate) -> String {
    let month = |date: CivilDate| name(&locale.strings().months, date.month());
    let day = |date: CivilDate| if date.day() == 1 { locale.formats.first.to_owned() } else { decimal(date.day()) };
    let [year, last_year] = [decimal(first.year()), decimal(last.year())];
    fill(pattern, &[weekday, &day(first), month(first), &year, &day(last), month(last), &last_year])
}

/// The name of the month `month`, from 1.
fn name(months: &[&'static str; 12], month: u8) -> &'static str {
    months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// `Monday`.
pub(super) fn weekday_name(locale: &Locale, date: CivilDate) -> &'static str {
    locale.strings().weekdays[date.weekday() as usize]
}

/// The last two digits, with a leading zero if needed: `07`.
#[must_use]
pub fn two_digits(number: u8) -> String {
    let mut text = String::new();
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from(b'0' + digit));
    }
    text
}
