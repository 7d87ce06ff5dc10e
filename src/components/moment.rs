//! One clock time of one column.

use yew::Html;

use super::markup::{element, element_with, fragment, space, span, text};
use crate::schedule::Moment;
use crate::text::{Locale, clock, fill, short_date};
use crate::time::{Instant, Timestamp};

/// The value of a `datetime` attribute: RFC 3339 in UTC.
pub(super) fn datetime(instant: Instant) -> String {
    Timestamp::from(instant).rfc3339()
}

/// A `<time>` with the clock of `start`, and one of `end` where there is one; each with a mark where its date is not
/// the one it is listed under.
pub(super) fn moment(locale: Locale, start: &Moment, end: Option<&Moment>) -> Html {
    let Some(end) = end else {
        return time(locale, start, true);
    };
    let until = [text("–"), time(locale, end, end.day_shift != start.day_shift)];
    fragment([time(locale, start, true), element("span", "sb-until", fragment(until))])
}

fn time(locale: Locale, moment: &Moment, marked: bool) -> Html {
    let clock = text(&clock(locale, moment.civil.time));
    let mut parts =
        vec![element_with("time", &["datetime", "class"], [datetime(moment.instant).into(), "sb-time".into()], clock)];
    if marked && moment.day_shift != 0 {
        parts.extend([space(), day_mark(locale, moment)]);
    }
    element("span", "sb-moment", fragment(parts))
}

/// `+1 day`, followed by the date for those who hear it.
fn day_mark(locale: Locale, moment: &Moment) -> Html {
    let strings = locale.strings();
    let count = u32::try_from(moment.day_shift.unsigned_abs()).unwrap_or(u32::MAX);
    let plural = if moment.day_shift > 0 { strings.days_later } else { strings.days_earlier };
    let date = [", ", &short_date(locale, moment.civil.date)].concat();
    let mark = [text(&fill(plural.of(count), &[&count.to_string()])), span("sb-hidden", &date)];
    element("span", "sb-day-mark", fragment(mark))
}
