//! The schedule section: the table, the day band and the reader's controls.

use yew::{Html, html};

use super::day_band::{ShownDay, day_band};
use super::reader_controls::reader_controls;
use super::schedule_table::{TableState, schedule_table};
use crate::text::Locale;
use crate::time::decimal;
use crate::widget::{Content, HeadingLevel};

/// What the schedule and what goes with it are rendered from.
pub(super) struct DayInput<'a> {
    pub(super) content: &'a Content,
    pub(super) locale: &'a Locale,
    pub(super) level: HeadingLevel,
    /// Whether to reserve a column and a line for the reader's zone if it has none of its own.
    pub(super) reserve: bool,
    /// The address of a hosted calendar file.
    pub(super) hosted: Option<&'a str>,
    /// What the table shows at this moment.
    pub(super) state: TableState<'a>,
    /// The day that the band shows.
    pub(super) shown: Option<ShownDay>,
}

/// The schedule and what goes with it; nothing if there are no sessions.
pub(super) fn day(input: DayInput<'_>) -> Html {
    let DayInput { content, locale, level, reserve, hosted, state, shown } = input;
    if content.brief.sessions.is_empty() {
        return Html::default();
    }
    let live = state.live.map(|(view, on_action)| (&*view.reader, on_action));
    // No card has this id, because ids in a brief have no underscores. Each live widget has its own.
    let widget = live.map_or(0, |(view, _)| view.widget);
    let anchor = [&content.brief.id, "_day-", &decimal(widget)].concat();
    html! {
        <>
            {schedule_table(content, locale, reserve, &state, &anchor, level)}
            if let Some(shown) = shown {
                {day_band(content, locale, reserve, shown)}
            }
            {reader_controls(content, locale, state.phases, hosted, live)}
        </>
    }
}
