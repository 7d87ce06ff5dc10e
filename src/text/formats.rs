//! How dates and clock times are written: patterns. English has several, by region.

use super::fields::fields;

fields! {
    /// The patterns of dates and clock times, for [`fill`](super::fill).
    ///
    /// `first` is how the first day of a month is written. In a date, `{0}` is the weekday, `{1}` the day, `{2}` the month and `{3}` the year. In a range, these belong to the
    /// first day, and `{4}`, `{5}` and `{6}` are the day, month and year of the last. In a clock time, `{0}` is the hour,
    /// `{1}` the hour in two digits, `{2}` the minutes in two digits, and `{3}` the day period.
    #[derive(Clone, Copy, Debug)]
    pub struct Formats {
        first: &'static str,
        date: &'static str,
        date_of: &'static str,
        short_date: &'static str,
        month: &'static str,
        year: &'static str,
        range_in_month: &'static str,
        range_in_year: &'static str,
        range: &'static str,
        h23: &'static str,
        h12: &'static str,
        am_pm: [&'static str; 2],
    }
}

pub(super) const BRITISH: Formats = Formats {
    first: "1",
    date: "{0} {1} {2} {3}",
    date_of: "{1} {2} {3}",
    short_date: "{0} {1} {2}",
    month: "{2} {3}",
    year: "{3}",
    range_in_month: "{1}–{4} {2} {3}",
    range_in_year: "{1} {2} – {4} {5} {6}",
    range: "{1} {2} {3} – {4} {5} {6}",
    h23: "{1}:{2}",
    h12: "{0}:{2}\u{a0}{3}",
    am_pm: ["am", "pm"],
};

pub(super) static AMERICAN: Formats = Formats { am_pm: ["AM", "PM"], ..MONTH_FIRST };

pub(super) static CANADIAN: Formats = Formats { am_pm: ["a.m.", "p.m."], ..MONTH_FIRST };

/// English in Japan and Burundi: 24-hour clocks, and the month first.
pub(super) static MONTH_FIRST_H23: Formats = MONTH_FIRST;

/// English in the United Arab Emirates: the day first, and `PM`.
pub(super) static EMIRATI: Formats = Formats { am_pm: AMERICAN_AM_PM, ..BRITISH };

const AMERICAN_AM_PM: [&str; 2] = ["AM", "PM"];

const MONTH_FIRST: Formats = Formats {
    date: "{0}, {2} {1}, {3}",
    date_of: "{2} {1}, {3}",
    short_date: "{0}, {2} {1}",
    range_in_month: "{2} {1}–{4}, {3}",
    range_in_year: "{2} {1} – {5} {4}, {6}",
    range: "{2} {1}, {3} – {5} {4}, {6}",
    ..BRITISH
};
