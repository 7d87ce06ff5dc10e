//! The layout of the band: which day it shows, and the positions on its lines, in minutes of that day. No markup.

use crate::schedule::{Day, Outlook, Row};
use crate::time::{Instant, decimal};
use crate::widget::Content;

const DAY_MINUTES: u16 = 1_440;

/// The day that the band shows.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::components) struct ShownDay {
    /// Its index in the schedule.
    pub(super) day: usize,
    /// The current minute of the day, if the day is today.
    pub(super) minute: Option<u16>,
}

/// While a session is under way: today, or, if the schedule does not contain today, the day of the session that began
/// last. Before the next session: the day of that session. Otherwise the first day. Days on which no session has a time
/// are not shown; `None` if there are no others.
pub(in crate::components) fn shown_day(
    content: &Content,
    outlook: Option<&Outlook>,
    now: Option<Instant>,
) -> Option<ShownDay> {
    let days = &content.schedule.days;
    let has_times = |day: &Day| day.rows.iter().any(|row| !row.start.is_empty());
    let has = |session: usize| move |day: &Day| day.rows.iter().any(|row| row.session == session);
    let minute = |day: usize| days.get(day)?.minute(now?);
    let today = || (0..days.len()).find(|day| minute(*day).is_some());
    let relevant = match outlook {
        Some(Outlook::Running { under_way, next }) => {
            let session = under_way.last().copied().or(next.as_ref().and_then(|next| next.sessions.first().copied()));
            let today = under_way.last().and_then(|_| today());
            today.or_else(|| days.iter().position(has(session?)))
        }
        _ => None,
    };
    match relevant.filter(|day| has_times(&days[*day])) {
        Some(day) => Some(ShownDay { day, minute: minute(day) }),
        None => days.iter().position(has_times).map(|day| ShownDay { day, minute: None }),
    }
}

/// The minute of `day` at which the session in `row` begins. A start in the last hour of a 25-hour day counts as the
/// last minute.
pub(super) fn start(day: &Day, row: &Row) -> Option<u16> {
    // The instant is the same in every column.
    row.start.first().map(|start| minute(day, start.instant))
}

/// The minute of `day` at which the session in `row` ends, if that is known; at most the end of the day.
pub(super) fn end(day: &Day, row: &Row) -> Option<u16> {
    row.end.first().map(|end| day.minute(end.instant).unwrap_or(DAY_MINUTES))
}

fn minute(day: &Day, start: Instant) -> u16 {
    day.minute(start).unwrap_or(DAY_MINUTES - 1)
}

/// `45.83%`: the minutes as a share of the day, so that positions do not depend on the width of the page.
pub(super) fn percent(minutes: u16) -> String {
    let hundredths = u32::from(minutes) * 10_000 / u32::from(DAY_MINUTES);
    [&decimal(hundredths / 100), ".", &decimal(hundredths % 100 + 100)[1..], "%"].concat()
}
