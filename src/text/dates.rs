//! Dates and clock times, by locale.

use super::locale::AmPm;
use super::{HourCycle, Locale, fill};
use crate::time::{CivilDate, CivilDateTime, CivilTime, Countdown, PartialDate, Weekday, decimal};

/// Keeps a clock time on one line.
const NO_BREAK_SPACE: char = '\u{a0}';

/// `18:20`; `6:20 pm`, `6:20 PM` or `6:20 p.m.`. Seconds are not shown.
#[must_use]
pub fn clock(locale: Locale, time: CivilTime) -> String {
    let mut text = String::new();
    match locale.hour_cycle {
        HourCycle::H23 => text.push_str(&two_digits(time.hour)),
        HourCycle::H12 => text.push_str(&decimal((time.hour + 11) % 12 + 1)),
    }
    text.push(':');
    text.push_str(&two_digits(time.minute));
    if locale.hour_cycle == HourCycle::H12 {
        let marker = locale.strings().am_pm[usize::from(time.hour >= 12)];
        text.push(NO_BREAK_SPACE);
        match locale.am_pm {
            AmPm::Lower => text.push_str(marker),
            AmPm::Upper => text.push_str(&marker.to_ascii_uppercase()),
            AmPm::Dotted => {
                for letter in marker.chars() {
                    text.push(letter);
                    text.push('.');
                }
            }
        }
    }
    text
}

/// The days, hours and minutes of a countdown: `5 hours, 0 minutes`. Units before the first that is not zero are left
/// out.
#[must_use]
pub fn time_left(locale: Locale, left: Countdown) -> String {
    let strings = locale.strings();
    let (hours, minutes) = (u32::from(left.hours), u32::from(left.minutes));
    let mut text = String::new();
    for (count, plural) in
        [(left.days, strings.days_left), (hours, strings.hours_left), (minutes, strings.minutes_left)]
    {
        if count > 0 || !text.is_empty() {
            text.push_str(if text.is_empty() { "" } else { ", " });
            text.push_str(&fill(plural.of(count), &[&decimal(count)]));
        }
    }
    text
}

/// `Monday 16 July 2018`; `Monday, July 16, 2018`.
#[must_use]
pub fn date(locale: Locale, date: CivilDate) -> String {
    let weekday = weekday_name(locale, date);
    let comma = if locale.month_first { "," } else { "" };
    [weekday, comma, " ", &date_of(locale, date)].concat()
}

/// `16 July 2018`; `July 16, 2018`.
#[must_use]
pub fn date_of(locale: Locale, date: CivilDate) -> String {
    let comma = if locale.month_first { "," } else { "" };
    [&day_month(locale, date), comma, " ", &decimal(date.year())].concat()
}

/// `Mon 16 July`; `Mon, July 16`.
#[must_use]
pub fn short_date(locale: Locale, date: CivilDate) -> String {
    let weekday = locale.strings().weekdays_short[weekday_index(date.weekday())];
    let comma = if locale.month_first { "," } else { "" };
    [weekday, comma, " ", &day_month(locale, date)].concat()
}

/// A range such as `29 October – 1 November 2027`, without repeating a shared month or year. If both dates are equal,
/// one date in full.
#[must_use]
pub fn date_range(locale: Locale, first: CivilDate, last: CivilDate) -> String {
    if first == last {
        return date(locale, first);
    }
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    let from = match (same_year, same_month) {
        (_, true) if !locale.month_first => decimal(first.day()),
        (true, _) => day_month(locale, first),
        (false, _) => date_of(locale, first),
    };
    let to = match same_month && locale.month_first {
        true => [&decimal(last.day()), ", ", &decimal(last.year())].concat(),
        false => date_of(locale, last),
    };
    let dash = if same_month { "–" } else { " – " };
    [&from, dash, &to].concat()
}

/// `Monday 16 July 2018, 18:20`.
#[must_use]
pub fn date_time(locale: Locale, civil: CivilDateTime) -> String {
    fill("{0}, {1}", &[&date(locale, civil.date), &clock(locale, civil.time)])
}

/// `2018`, `July 2018`, `16 July 2018`.
#[must_use]
pub fn partial_date(locale: Locale, partial: PartialDate) -> String {
    match partial {
        PartialDate::Day(day) => date_of(locale, day),
        PartialDate::Month(year, month) => [month_name(locale, month), " ", &decimal(year)].concat(),
        PartialDate::Year(year) => decimal(year),
    }
}

/// `16 July`; `July 16`.
fn day_month(locale: Locale, date: CivilDate) -> String {
    let day = decimal(date.day());
    let month = month_name(locale, date.month());
    if locale.month_first { [month, " ", &day].concat() } else { [&day, " ", month].concat() }
}

fn month_name(locale: Locale, month: u8) -> &'static str {
    locale.strings().months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// `Monday`.
pub(super) fn weekday_name(locale: Locale, date: CivilDate) -> &'static str {
    locale.strings().weekdays[weekday_index(date.weekday())]
}

const fn weekday_index(weekday: Weekday) -> usize {
    weekday as usize
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
