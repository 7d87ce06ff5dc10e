//! What has changed about a brief, in words.

use super::{Locale, clock, short_date, short_date_time};
use crate::brief::EditKind;
use crate::time::{DateOrTime, Instant, Offset};

/// What an edit of the session or issue `title` says at the time `now`: `Press conference moved to 21:45`. A clock time
/// on another date than `now` has its date. `offset` gives the reader's offset from UTC at a moment.
pub fn edit_sentence(
    locale: &Locale,
    title: &str,
    kind: EditKind,
    now: Instant,
    offset: &dyn Fn(Instant) -> Offset,
) -> String {
    let strings = locale.strings();
    let mut is_past = false;
    let (template, time) = match kind {
        EditKind::Added => (strings.was_added, None),
        EditKind::Removed => (strings.was_removed, None),
        EditKind::Cancelled => (strings.was_cancelled, None),
        EditKind::Postponed => (strings.was_postponed, None),
        EditKind::Set(start) => (strings.set_for, Some(start)),
        EditKind::Moved(start) => (strings.was_moved, Some(start)),
        EditKind::Ends(end) => (strings.ends_at, Some(end)),
        EditKind::Confirmed => (strings.was_confirmed, None),
        EditKind::Outcome => (strings.has_outcome, None),
        EditKind::Updated => (strings.was_updated, None),
    };
    let time = match time {
        None => String::new(),
        Some(DateOrTime::Date(day)) => short_date(locale, day),
        Some(DateOrTime::Time(stamp)) => {
            is_past = stamp.instant <= now;
            let civil = stamp.instant.civil(offset(stamp.instant));
            let clock = clock(locale, civil.time);
            if civil.date == now.civil(offset(now)).date { clock } else { short_date_time(locale, civil.date, &clock) }
        }
    };
    let is_over = is_past && matches!(kind, EditKind::Ends(_));
    locale.fill(if is_over { strings.ended_at } else { template }, &[title, &time])
}
