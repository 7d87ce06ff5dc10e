//! The controls of the cards: text with an underline, on one line with the caption.

use yew::{Callback, Html, html};

use super::markup::{element, fragment, text};
use crate::text::Locale;
use crate::widget::{Action, Content, View};

/// The caption of the cards with their controls; with room for these in the static view.
pub(super) fn controls(content: &Content, locale: Locale, live: Option<(&View, &Callback<Action>)>) -> Html {
    let issues = &content.brief.issues;
    if issues.is_empty() {
        return Html::default();
    }
    let strings = locale.strings();
    let buttons = |(view, on_action): (&View, &Callback<Action>)| {
        let show_all = if view.all_open { strings.hide_all } else { strings.show_all };
        let compare = if view.compare { strings.as_cards } else { strings.compare };
        let mut buttons = Vec::new();
        // One card has its own control, and a table has no cards.
        if issues.len() > 1 && !view.compare {
            buttons.push(control(show_all, Action::ShowAll(!view.all_open), on_action));
        }
        if content.brief.parties.len() > 1 && issues.iter().any(|issue| !issue.positions.is_empty()) {
            buttons.push(control(compare, Action::Compare(!view.compare), on_action));
        }
        fragment(buttons)
    };
    let bar = [
        element("p", "sb-caption", text(strings.issues)),
        element("div", "sb-controls sb-live", live.map(buttons).unwrap_or_default()),
    ];
    element("div", "sb-bar", fragment(bar))
}

/// A control that asks for `action`.
pub(super) fn control(label: &'static str, action: Action, on_action: &Callback<Action>) -> Html {
    let on_action = on_action.clone();
    html! {
        <button class="sb-control" type="button" onclick={move |_| on_action.emit(action.clone())}>{label}</button>
    }
}
