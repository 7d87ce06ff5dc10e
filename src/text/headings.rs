//! The headings of the schedule's columns.

use super::{Locale, fill, joined};
use crate::schedule::Column;

/// The heading of `column`: its labels, and “your time” if it shows the reader's time.
#[must_use]
pub fn column_heading(locale: Locale, column: &Column) -> String {
    let strings = locale.strings();
    let labels = joined(&mut column.labels.iter().map(String::as_str));
    match (column.reader, labels.is_empty()) {
        (true, true) => strings.your_time.to_owned(),
        (true, false) => fill(strings.shared_with_your_time, &[&labels]),
        (false, _) => labels,
    }
}
