//! The line that says when something was updated.

use yew::{Html, html};

use super::moment::datetime;
use crate::text::{Locale, date_time, parts};
use crate::time::{Offset, Timestamp};

/// `Updated Monday 16 July 2018, 04:29 GMT`. In UTC, which needs no zone rules.
pub(super) fn updated_line(locale: &Locale, updated: Timestamp) -> Html {
    let date = date_time(locale, updated.instant.civil(Offset::UTC));
    let time = html! { <time datetime={datetime(updated.instant)}>{date}</time> };
    let [before, after, _] = parts(locale.strings().updated_at);
    html! { <>{before}{time}{after}</> }
}
