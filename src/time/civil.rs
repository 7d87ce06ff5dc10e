//! Civil dates and times: what calendars and clocks show, without a zone (proleptic Gregorian calendar).

use std::fmt;

use super::{Instant, Offset};

const DAY_SECONDS: i64 = 86_400;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// The first day of the ISO 8601 week.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The seventh.
    Sunday,
}

/// A calendar date. Years run from 0 to 9999, as in RFC 3339; dates converted from instants may be outside that range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: i32,
    month: u8,
    day: u8,
}

impl CivilDate {
    /// The date, or `None` if it does not exist.
    #[must_use]
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if year < 0 || year > 9999 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01. Howard Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil`.
    #[must_use]
    pub const fn days_since_epoch(self) -> i64 {
        let month = self.month as i64;
        let year = self.year as i64 - (month <= 2) as i64;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + self.day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date `days` days after 1970-01-01 (`civil_from_days` in the same source).
    #[must_use]
    pub const fn from_days_since_epoch(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = (shifted_month + 2) % 12 + 1;
        Self {
            year: (year_of_era + era * 400 + (month <= 2) as i64) as i32,
            month: month as u8,
            day: (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8,
        }
    }

    /// The date `days` days later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self::from_days_since_epoch(self.days_since_epoch() + days)
    }

    /// How many days later this date is than `other`; negative if it is earlier.
    #[must_use]
    pub const fn days_since(self, other: Self) -> i64 {
        self.days_since_epoch() - other.days_since_epoch()
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self.days_since_epoch().rem_euclid(7) {
            0 => Weekday::Thursday,
            1 => Weekday::Friday,
            2 => Weekday::Saturday,
            3 => Weekday::Sunday,
            4 => Weekday::Monday,
            5 => Weekday::Tuesday,
            _ => Weekday::Wednesday,
        }
    }
}

/// The number of days in a month; 0 if `month` is not 1 to 12.
const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A clock time, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl CivilTime {
    /// Minutes since midnight, 0 to 1439.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.hour as u16 * 60 + self.minute as u16
    }
}

/// A civil date and time: what the calendar and the clock at one place show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDateTime {
    /// The date.
    pub date: CivilDate,
    /// The time of day.
    pub time: CivilTime,
}

impl Instant {
    /// The civil date and time at this instant and this offset from UTC, rounded down to the second.
    #[must_use]
    pub const fn civil(self, offset: Offset) -> CivilDateTime {
        let seconds = self.seconds() + offset.seconds() as i64;
        let second_of_day = seconds.rem_euclid(DAY_SECONDS);
        CivilDateTime {
            date: CivilDate::from_days_since_epoch(seconds.div_euclid(DAY_SECONDS)),
            time: CivilTime {
                hour: (second_of_day / 3_600) as u8,
                minute: (second_of_day / 60 % 60) as u8,
                second: (second_of_day % 60) as u8,
            },
        }
    }
}

impl CivilDateTime {
    /// The instant of this civil date and time at this offset from UTC.
    #[must_use]
    pub const fn instant(self, offset: Offset) -> Instant {
        let second_of_day = self.time.hour as i64 * 3_600 + self.time.minute as i64 * 60 + self.time.second as i64;
        let seconds = self.date.days_since_epoch() * DAY_SECONDS + second_of_day - offset.seconds() as i64;
        Instant::from_millis(seconds * 1_000)
    }
}

/// A date known to the year, the month or the day: `2018`, `2018-07`, `2018-07-16` (ISO 8601-1, 5.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A year, 0 to 9999.
    Year(i32),
    /// A year and a month, 1 to 12.
    Month(i32, u8),
    /// A full date.
    Day(CivilDate),
}

impl PartialDate {
    /// Parses a partial date; `None` if the text has another form or the date does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split('-');
        let year = i32::from(digits(fields.next()?, 4)?);
        let Some(month) = fields.next() else {
            return Some(Self::Year(year));
        };
        let month = digits(month, 2)? as u8;
        let date = match fields.next() {
            None => return (1..=12).contains(&month).then_some(Self::Month(year, month)),
            Some(day) => CivilDate::new(year, month, digits(day, 2)? as u8)?,
        };
        fields.next().is_none().then_some(Self::Day(date))
    }

    /// The ISO 8601 form, which [`PartialDate::parse`] reads.
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month) = match self {
            Self::Year(year) => (year, None),
            Self::Month(year, month) => (year, Some(month)),
            Self::Day(date) => return date.iso(),
        };
        let mut text = String::new();
        push_padded(&mut text, "", year, 4);
        if let Some(month) = month {
            push_padded(&mut text, "-", i32::from(month), 2);
        }
        text
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl CivilDate {
    /// `2018-07-16`.
    #[must_use]
    pub fn iso(self) -> String {
        let mut text = String::new();
        push_padded(&mut text, "", self.year, 4);
        push_padded(&mut text, "-", i32::from(self.month), 2);
        push_padded(&mut text, "-", i32::from(self.day), 2);
        text
    }
}

/// `number` in decimal digits. `to_string` would be the only reason for the standard library's formatter to be in the
/// wasm (docs/decisions/0005).
#[must_use]
pub fn decimal(number: impl TryInto<i64>) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push_digits(&mut text, number.unsigned_abs());
    text
}

/// The number with these decimal digits; `None` unless `digits` is 1 to 15 ASCII digits. The standard library's parser is
/// ten times as large.
#[must_use]
pub fn from_decimal(digits: &str) -> Option<i64> {
    let is_number = !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.bytes().fold(0, |value, byte| value * 10 + i64::from(byte - b'0')))
}

fn push_digits(text: &mut String, number: u64) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Appends `before` and then `number`, padded with zeros to `width` characters including the sign.
pub(super) fn push_padded(text: &mut String, before: &str, number: i32, width: usize) {
    let sign = if number < 0 { "-" } else { "" };
    let digits = decimal(number.unsigned_abs());
    text.push_str(before);
    text.push_str(sign);
    for _ in sign.len() + digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}

/// Parses a text of exactly `count` ASCII digits; `count` is at most 4.
pub(super) fn digits(text: &str, count: usize) -> Option<u16> {
    from_decimal(text).filter(|_| text.len() == count).and_then(|number| number.try_into().ok())
}
