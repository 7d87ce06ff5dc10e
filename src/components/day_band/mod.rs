//! A picture of one day at the venue: a line per zone, with its night, the sessions and the current time. It is hidden
//! from screen readers, because the schedule says the same in words.

mod layout;

use yew::{Html, html};

pub(super) use self::layout::{ShownDay, shown_day};
use self::layout::{clock_labels, end, percent, start};
use crate::schedule::{Column, Day, Row};
use crate::text::{Locale, column_heading, date};
use crate::widget::Content;

/// The band of the day `shown`. `reserve` reserves a line for the reader's zone if it has none of its own.
pub(super) fn day_band(content: &Content, locale: Locale, reserve: bool, shown: ShownDay) -> Html {
    let schedule = &content.schedule;
    let Some(day) = schedule.days.get(shown.day) else {
        return Html::default();
    };
    let rows: Vec<&Row> = day.rows.iter().filter(|row| row.is_held(&content.brief)).collect();
    let has_own_line = schedule.has_reader_column();
    html! {
        <div aria-hidden="true" class="sb-band">
            <p class="sb-band__date">{date(locale, day.date)}</p>
            for (index, column) in schedule.columns.iter().enumerate() {
                <div data-reader={column.reader.then_some("")} class="sb-band__line">
                    <span class="sb-band__zone">{zone_name(locale, column)}</span>
                    {line(locale, day, &rows, index, shown.minute)}
                </div>
            }
            if reserve && !has_own_line {
                <div class="sb-band__line sb-live" />
            }
        </div>
    }
}

/// The heading of `column`, without the reader's city: the table gives it.
fn zone_name(locale: Locale, column: &Column) -> String {
    column_heading(locale, &Column { reader_city: String::new(), ..column.clone() })
}

/// The line of `column`.
fn line(locale: Locale, day: &Day, rows: &[&Row], column: usize, now: Option<u16>) -> Html {
    html! {
        <svg class="sb-band__day">
            <line x1="0" x2="100%" y1="26" y2="26" class="sb-band__hours" />
            for (from, until) in day.nights(column) {
                <rect x={percent(from)} width={percent(until - from)} y="22" height="8" class="sb-band__night" />
            }
            for row in rows {
                {session_mark(day, row)}
            }
            for label in clock_labels(locale, day, rows, column) {
                <text x={percent(label.minute)} y="14" text-anchor={label.anchor} class="sb-band__clock">
                    {label.text}
                </text>
            }
            if let Some(now) = now {
                <line x1={percent(now)} x2={percent(now)} y1="18" y2="34" class="sb-band__now" />
            }
        </svg>
    }
}

/// A bar from the start of the session to its end; a stroke if the end is unknown.
fn session_mark(day: &Day, row: &Row) -> Html {
    let Some(start) = start(day, row) else {
        return Html::default();
    };
    match end(day, row) {
        Some(end) => {
            let width = percent(end.saturating_sub(start));
            html! { <rect x={percent(start)} {width} y="22" height="8" class="sb-band__session" /> }
        }
        None => html! { <line x1={percent(start)} x2={percent(start)} y1="18" y2="34" class="sb-band__start" /> },
    }
}
