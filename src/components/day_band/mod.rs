//! A picture of one day at the venue: a line per zone, with its night, the sessions and the current time. On a narrow
//! page it is folded. Screen readers are referred to the schedule, which says the same in words.

mod layout;

use yew::{Html, html};

pub(super) use self::layout::{ShownDay, shown_day};
use self::layout::{end, percent, start};
use crate::schedule::{Day, Row};
use crate::text::{Locale, column_name, date};
use crate::time::decimal;
use crate::widget::Content;

/// The band of the day `shown`. `reserve` reserves a line for the reader's zone if it has none of its own.
pub(super) fn day_band(content: &Content, locale: &Locale, reserve: bool, shown: ShownDay) -> Html {
    let schedule = &content.schedule;
    let Some(day) = schedule.days.get(shown.day) else {
        return Html::default();
    };
    let rows: Vec<&Row> = day.rows.iter().filter(|row| row.is_held(&content.brief)).collect();
    let has_own_line = schedule.has_reader_column();
    let strings = locale.strings();
    html! {
        <details class="sb-band">
            <summary class="sb-control">{strings.day_at_a_glance}</summary>
            <div role="img" aria-label={strings.day_picture} class="sb-band__picture">
                <p key={decimal(shown.day)} class="sb-band__key">
                    <span class="sb-band__date">{date(locale, day.date)}</span>
                    {" "}
                    <span class="sb-band__sign">{strings.night}</span>
                    if shown.minute.is_some() {
                        {" "}
                        <span class="sb-band__sign sb-band__sign--now">{strings.now}</span>
                    }
                </p>
                for (index, column) in schedule.columns.iter().enumerate() {
                    <div data-reader={column.reader.then_some("")} class="sb-band__line">
                        <span key={column_name(locale, column)} class="sb-band__zone">
                            {column_name(locale, column)}
                        </span>
                        {line(day, &rows, index, shown.minute)}
                    </div>
                }
                if reserve && !has_own_line {
                    <div class="sb-band__line sb-live" />
                }
            </div>
        </details>
    }
}

/// The line of `column`. The size and colours are for pages without the style sheet.
fn line(day: &Day, rows: &[&Row], column: usize, now: Option<u16>) -> Html {
    html! {
        <svg width="100%" height="16" class="sb-band__day">
            <line x1="0" x2="100%" y1="8" y2="8" stroke="#ccc" class="sb-band__hours" />
            for (from, until) in day.nights(column) {
                <rect x={percent(from)} width={percent(until - from)} y="4" height="8" fill="#ccc" class="sb-band__night" />
            }
            for row in rows {
                {session_mark(day, row)}
            }
            if let Some(now) = now {
                <line x1={percent(now)} x2={percent(now)} y1="0" y2="16" class="sb-band__now" />
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
            html! { <rect x={percent(start)} {width} y="4" height="8" class="sb-band__session" /> }
        }
        None => {
            let x = percent(start);
            html! { <line x1={x.clone()} x2={x} y1="0" y2="16" stroke="currentColor" class="sb-band__start" /> }
        }
    }
}
