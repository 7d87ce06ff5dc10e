//! The time of a session in one column.

use yew::{Html, html};

use crate::schedule::Moment;
use crate::text::{Locale, clock, fill, short_date};
use crate::time::{Instant, Timestamp};

/// The value of a `datetime` attribute: RFC 3339 in UTC.
pub(super) fn datetime(instant: Instant) -> String {
    Timestamp::from(instant).rfc3339()
}

/// The clock time of `start`, and of `end` if there is one. A time gets a day mark if its date differs from the day
/// that it is listed under. The mark of `end` is omitted if it would repeat that of `start`.
pub(super) fn moment(locale: Locale, start: &Moment, end: Option<&Moment>) -> Html {
    html! {
        <>
            {time(locale, start, true)}
            if let Some(end) = end {
                <span class="sb-until">{"–"}{time(locale, end, end.day_shift != start.day_shift)}</span>
            }
        </>
    }
}

fn time(locale: Locale, moment: &Moment, marked: bool) -> Html {
    html! {
        <span class="sb-moment">
            <time datetime={datetime(moment.instant)} class="sb-time">{clock(locale, moment.civil.time)}</time>
            if marked && moment.day_shift != 0 {
                {" "}{day_mark(locale, moment)}
            }
        </span>
    }
}

/// `+1 day`, followed by the date for screen readers.
fn day_mark(locale: Locale, moment: &Moment) -> Html {
    let strings = locale.strings();
    let count = u32::try_from(moment.day_shift.unsigned_abs()).unwrap_or(u32::MAX);
    let plural = if moment.day_shift > 0 { strings.days_later } else { strings.days_earlier };
    let days = fill(plural.of(count), &[&count.to_string()]);
    let date = [", ", &short_date(locale, moment.civil.date)].concat();
    html! { <span class="sb-day-mark">{days}<span class="sb-hidden">{date}</span></span> }
}
