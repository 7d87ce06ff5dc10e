//! Which day the band shows, and what goes where on its lines, in minutes of that day. No markup.

use crate::schedule::{Day, Outlook, Row};
use crate::text::{HourCycle, Locale, clock};
use crate::time::Instant;
use crate::widget::Content;

const DAY_MINUTES: u16 = 1_440;

/// How many minutes a clock takes up on a narrow page.
const CLOCK_MINUTES: u16 = 240;

/// Which day the band shows, by its index in the schedule, and the minute of it that it is now.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::components) struct Shown {
    pub(super) day: usize,
    pub(super) minute: Option<u16>,
}

/// The day of the session under way at `now` (of several, the one that began last; today, where that began before) or
/// of the next one, otherwise the first day; without `now`, the first. `None` where the schedule is empty.
pub(in crate::components) fn shown(
    content: &Content,
    outlook: Option<&Outlook>,
    now: Option<Instant>,
) -> Option<Shown> {
    let days = &content.schedule.days;
    let has = |session: usize| move |day: &Day| day.rows.iter().any(|row| row.session == session);
    let minute = |day: usize| days.get(day)?.minute(now?);
    let today = || (0..days.len()).find(|day| minute(*day).is_some());
    let ahead = match outlook {
        Some(Outlook::Ahead { under_way, next }) => {
            let session = under_way.last().copied().or(next.as_ref().map(|(session, _)| *session));
            let begun = under_way.last().and_then(|_| today());
            begun.or_else(|| days.iter().position(has(session?)))
        }
        _ => None,
    };
    match ahead {
        Some(day) => Some(Shown { day, minute: minute(day) }),
        None => (!days.is_empty()).then_some(Shown { day: 0, minute: None }),
    }
}

/// The minute at which a session of `day` begins. On a day of 25 hours the last ones begin at its end.
pub(super) fn start(day: &Day, row: &Row) -> Option<u16> {
    row.start.first().map(|start| minute(day, start.instant))
}

/// The minute at which a session of `day` ends, where that is known: at most the day's last.
pub(super) fn end(day: &Day, row: &Row) -> Option<u16> {
    row.end.first().map(|end| day.minute(end.instant).unwrap_or(DAY_MINUTES))
}

fn minute(day: &Day, start: Instant) -> u16 {
    day.minute(start).unwrap_or(DAY_MINUTES - 1)
}

/// A clock over a line.
pub(super) struct Clock {
    pub(super) minute: u16,
    /// Which end of the text is at the minute (SVG `text-anchor`).
    pub(super) anchor: &'static str,
    pub(super) text: String,
}

/// The clocks of `column` that have room. Two that are near give way to each other; a third is left out.
pub(super) fn clocks(locale: Locale, day: &Day, rows: &[&Row], column: usize) -> Vec<Clock> {
    let width = if locale.hour_cycle == HourCycle::H12 { CLOCK_MINUTES * 8 / 5 } else { CLOCK_MINUTES };
    let mut clocks: Vec<Clock> = Vec::new();
    for row in rows {
        let Some(start) = row.start.get(column) else { continue };
        let minute = minute(day, start.instant);
        let anchor = match clocks.last_mut() {
            Some(before) if before.minute + width > minute => {
                // It can only go to the left where there is room for it, and this to the right.
                if before.anchor != "middle" || before.minute < width || minute + width > DAY_MINUTES {
                    continue;
                }
                before.anchor = "end";
                "start"
            }
            _ if minute < width / 2 => "start",
            _ => "middle",
        };
        let anchor = if anchor == "middle" && minute + width / 2 > DAY_MINUTES { "end" } else { anchor };
        clocks.push(Clock { minute, anchor, text: clock(locale, start.civil.time) });
    }
    clocks
}

/// `45.83%` of a day: a position that does not depend on how wide the page is.
pub(super) fn percent(minutes: u16) -> String {
    let hundredths = u32::from(minutes) * 10_000 / u32::from(DAY_MINUTES);
    [&(hundredths / 100).to_string(), ".", &(hundredths % 100 + 100).to_string()[1..], "%"].concat()
}
