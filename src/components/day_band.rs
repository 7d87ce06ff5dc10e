//! A day of the venue as a picture: one line a zone, with its night, what happens when, and now. The table says it
//! all in words, so it is hidden from those who hear the page.

use yew::Html;

use super::markup::{element, element_with, fragment, list, span, text};
use crate::schedule::{Day, Outlook, Row};
use crate::text::{HourCycle, Locale, clock, column_heading};
use crate::time::Instant;
use crate::widget::Content;

/// How many minutes a clock takes up on a narrow page.
const CLOCK_MINUTES: u16 = 240;

/// Which day the band shows, by its index in the schedule, and the minute of it that it is now.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Shown {
    day: usize,
    minute: Option<u16>,
}

/// The day of what goes on at `now` (of several, of what began last; today where that began before) or comes next,
/// otherwise the first; without `now`, the first. `None` where the schedule is empty.
pub(super) fn shown(content: &Content, outlook: Option<&Outlook>, now: Option<Instant>) -> Option<Shown> {
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

/// The band. `reserve` keeps room for a reader's line where there is none of its own.
pub(super) fn day_band(content: &Content, locale: Locale, reserve: bool, shown: Shown) -> Html {
    let schedule = &content.schedule;
    let Some(day) = schedule.days.get(shown.day) else {
        return Html::default();
    };
    let mut rows = Vec::new();
    for row in &day.rows {
        if row.is_held(&content.brief) {
            rows.push(row);
        }
    }
    let columns: Vec<usize> = (0..schedule.columns.len()).collect();
    let own = schedule.columns.iter().any(|column| column.reader && column.labels.is_empty());
    let line = |&column: &usize| {
        let is_reader = schedule.columns[column].reader;
        let picture = [
            stroke("sb-band__hours", "0".into(), "100%".into(), "26", "26"),
            list(&day.nights(column), &|night| bar("sb-band__night", night.0, night.1)),
            list(&rows, &|row| session_mark(day, row)),
            list(&clocks(locale, day, &rows, column), &clock_text),
            shown.minute.map(|now| at("sb-band__now", now)).unwrap_or_default(),
        ];
        let zone = span("sb-band__zone", &column_heading(locale, &schedule.columns[column]));
        let line = fragment([zone, element("svg", "sb-band__day", fragment(picture))]);
        element("div", if is_reader { "sb-band__line sb-band__line--reader" } else { "sb-band__line" }, line)
    };
    let mut lines = vec![list(&columns, &line)];
    if reserve && !own {
        lines.push(element("div", "sb-band__line sb-live", Html::default()));
    }
    element_with("div", &["aria-hidden", "class"], ["true".into(), "sb-band".into()], fragment(lines))
}

/// When a session of `day` begins. On a day of 25 hours the last ones begin at its end.
fn minute(day: &Day, start: Instant) -> u16 {
    day.minute(start).unwrap_or(DAY_MINUTES - 1)
}

/// From its start to its end; a stroke where the end is not known.
fn session_mark(day: &Day, row: &Row) -> Html {
    let Some(start) = row.start.first().map(|moment| minute(day, moment.instant)) else {
        return Html::default();
    };
    match row.end.first() {
        Some(end) => bar("sb-band__session", start, day.minute(end.instant).unwrap_or(DAY_MINUTES)),
        None => at("sb-band__start", start),
    }
}

/// A clock over a line.
struct Clock {
    minute: u16,
    /// Which end of the text is at the minute (SVG `text-anchor`).
    anchor: &'static str,
    text: String,
}

/// The clocks of `column` that have room. Two that are near give way to each other; a third is left out.
fn clocks(locale: Locale, day: &Day, rows: &[&Row], column: usize) -> Vec<Clock> {
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

fn clock_text(clock: &Clock) -> Html {
    let attributes = [percent(clock.minute).into(), "14".into(), clock.anchor.into(), "sb-band__clock".into()];
    element_with("text", &["x", "y", "text-anchor", "class"], attributes, text(&clock.text))
}

const DAY_MINUTES: u16 = 1_440;

fn bar(class: &'static str, from: u16, until: u16) -> Html {
    let (x, width) = (percent(from), percent(until.saturating_sub(from)));
    let attributes = [x.into(), width.into(), "22".into(), "8".into(), class.into()];
    element_with("rect", &["x", "width", "y", "height", "class"], attributes, Html::default())
}

fn at(class: &'static str, minute: u16) -> Html {
    let x = percent(minute);
    stroke(class, x.clone(), x, "18", "34")
}

fn stroke(class: &'static str, from: String, until: String, top: &'static str, bottom: &'static str) -> Html {
    let attributes = [from.into(), until.into(), top.into(), bottom.into(), class.into()];
    element_with("line", &["x1", "x2", "y1", "y2", "class"], attributes, Html::default())
}

/// `45.83%` of a day: a position that does not depend on how wide the page is.
fn percent(minutes: u16) -> String {
    let hundredths = u32::from(minutes) * 10_000 / u32::from(DAY_MINUTES);
    [&(hundredths / 100).to_string(), ".", &(hundredths % 100 + 100).to_string()[1..], "%"].concat()
}
