//! The schedule section: the table, the day band and the reader's controls.

use yew::{Callback, Html, html};

use super::day_band::{ShownDay, day_band};
use super::reader_controls::reader_controls;
use super::schedule_table::{TableState, schedule_table};
use crate::text::Locale;
use crate::widget::{Action, Content, ReaderView};

/// What the schedule and what goes with it are rendered from.
pub(super) struct DayInput<'a> {
    pub(super) content: &'a Content,
    pub(super) locale: Locale,
    /// Whether to reserve a column and a line for the reader's zone if it has none of its own.
    pub(super) reserve: bool,
    /// What the table shows at this moment.
    pub(super) state: TableState<'a>,
    /// The day that the band shows.
    pub(super) shown: Option<ShownDay>,
    /// `None` in the static view.
    pub(super) live: Option<(&'a ReaderView, &'a Callback<Action>)>,
}

/// The schedule and what goes with it; nothing if there are no sessions.
pub(super) fn day(input: DayInput<'_>) -> Html {
    let DayInput { content, locale, reserve, state, shown, live } = input;
    if content.brief.sessions.is_empty() {
        return Html::default();
    }
    // No card has this id, because ids in a brief have no underscores. Each live widget has its own.
    let widget = live.map_or(0, |(view, _)| view.widget);
    let anchor = [&content.brief.id, "_day-", &widget.to_string()].concat();
    html! {
        <>
            {schedule_table(content, locale, reserve, state, &anchor)}
            if let Some(shown) = shown {
                {day_band(content, locale, reserve, shown)}
            }
            {reader_controls(content, locale, state.phases, live)}
        </>
    }
}
