//! The headings of the schedule's columns.

use super::{Locale, fill};
use crate::schedule::Column;

/// The heading of `column`: its labels, and “your time” if it shows the reader's time. If no label names the reader's
/// zone, its city follows in brackets.
#[must_use]
pub fn column_heading(locale: &Locale, column: &Column) -> String {
    let strings = locale.strings();
    let labels = locale.joined(&mut column.labels.iter().map(String::as_str));
    match (column.reader, labels.is_empty()) {
        (true, true) => with_city(locale, strings.your_time, column),
        (true, false) => with_city(locale, &fill(strings.shared_with_your_time, &[&labels]), column),
        (false, _) => labels,
    }
}

/// The name of `column`, where room is short: its labels, or “you” if it has none.
#[must_use]
pub fn column_name(locale: &Locale, column: &Column) -> String {
    match column.labels.is_empty() {
        true => locale.strings().you.to_owned(),
        false => locale.joined(&mut column.labels.iter().map(String::as_str)),
    }
}

/// `text`, and the city of the reader's zone in brackets unless a label of `column` names the zone.
#[must_use]
pub fn with_city(locale: &Locale, text: &str, column: &Column) -> String {
    match column.reader_city.as_str() {
        "" => text.to_owned(),
        city => fill(locale.strings().in_brackets, &[text, &locale.isolated(city)]),
    }
}
