//! What the columns of the schedule are called.

use super::{Locale, fill, joined};
use crate::schedule::Column;

/// The heading of `column`: its labels, with “your time” where it is the reader's too.
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
