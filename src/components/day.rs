//! The schedule section: the table, the day band and the reader's controls. One component, so that it renders again
//! only when one of its props changes: at most once a minute while time passes.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html};

use super::day_band::{ShownDay, day_band};
use super::reader_controls::reader_controls;
use super::schedule_table::{TableState, schedule_table};
use crate::schedule::Phase;
use crate::text::Locale;
use crate::time::CivilDate;
use crate::widget::{Action, Content, ReaderView};

#[derive(PartialEq, Properties)]
pub(super) struct DayProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    /// Whether to reserve a column and a line for the reader's zone if it has none of its own.
    pub(super) reserve: bool,
    /// One phase per session, in the brief's order; empty in the static view.
    pub(super) phases: Vec<Phase>,
    /// Today's date in the reader's zone; `None` in the static view.
    pub(super) today: Option<CivilDate>,
    /// One phase per session at the moment that decides which days are folded; empty if none is.
    pub(super) folded: Vec<Phase>,
    /// The day that the band shows.
    pub(super) shown: Option<ShownDay>,
    /// `None` in the static view.
    pub(super) live: Option<(Rc<ReaderView>, Callback<Action>)>,
}

/// The schedule and what goes with it; nothing if there are no sessions.
#[component]
pub(super) fn Day(props: &DayProps) -> Html {
    let DayProps { content, locale, reserve, phases, today, folded, shown, live } = props;
    if content.brief.sessions.is_empty() {
        return Html::default();
    }
    let state = TableState { phases, today: *today, folded };
    // No card has this id, because ids in a brief have no underscores. Each live widget has its own.
    let widget = live.as_ref().map_or(0, |(view, _)| view.widget);
    let anchor = [&content.brief.id, "_day-", &widget.to_string()].concat();
    html! {
        <>
            {schedule_table(content, *locale, *reserve, state, &anchor)}
            if let Some(shown) = *shown {
                {day_band(content, *locale, *reserve, shown)}
            }
            {reader_controls(content, *locale, phases, live.as_ref().map(|(view, on_action)| (&**view, on_action)))}
        </>
    }
}
