//! One clock time of one column.

use yew::{Html, html};

use crate::text::{Locale, clock, fill, short_date};
use crate::time::{Instant, Moment, Timestamp};

/// The value of a `datetime` attribute: RFC 3339 in UTC.
pub(super) fn datetime(instant: Instant) -> String {
    Timestamp::from(instant).to_string()
}

/// A `<time>` with the clock of `start`, and one of `end` where there is one; each with a mark where its date is not
/// the one it is listed under.
pub(super) fn moment(locale: Locale, start: &Moment, end: Option<&Moment>) -> Html {
    let Some(end) = end else {
        return time(locale, start, true);
    };
    html! {
        <>
            {time(locale, start, true)}
            <span class="sb-until">{"–"}{time(locale, end, end.day_shift != start.day_shift)}</span>
        </>
    }
}

fn time(locale: Locale, moment: &Moment, marked: bool) -> Html {
    html! {
        <span class="sb-moment">
            <time class="sb-time" datetime={datetime(moment.instant)}>{clock(locale, moment.civil.time)}</time>
            if marked && moment.day_shift != 0 {
                {day_mark(locale, moment)}
            }
        </span>
    }
}

/// `+1 day`, followed by the date for those who hear it.
fn day_mark(locale: Locale, moment: &Moment) -> Html {
    let strings = locale.strings();
    let count = u32::try_from(moment.day_shift.unsigned_abs()).unwrap_or(u32::MAX);
    let plural = if moment.day_shift > 0 { strings.days_later } else { strings.days_earlier };
    html! {
        <>
            {" "}
            <span class="sb-day-mark">
                {fill(plural.of(count), &[&count.to_string()])}
                <span class="sb-hidden">{", "}{short_date(locale, moment.civil.date)}</span>
            </span>
        </>
    }
}
