//! The controls of the cards: text with an underline, on one line with the caption.

use yew::{Callback, Html, html};

use crate::text::Locale;
use crate::widget::{Action, Content, View};

/// The caption of the cards with their controls; with room for these in the static view.
pub(super) fn controls(content: &Content, locale: Locale, live: Option<(&View, &Callback<Action>)>) -> Html {
    let issues = &content.brief.issues;
    if issues.is_empty() {
        return Html::default();
    }
    html! {
        <div class="sb-bar">
            <p class="sb-caption">{locale.strings().issues}</p>
            <div class="sb-controls sb-live">
                if let Some((view, on_action)) = live {
                    {buttons(content, locale, view, on_action)}
                }
            </div>
        </div>
    }
}

fn buttons(content: &Content, locale: Locale, view: &View, on_action: &Callback<Action>) -> Html {
    let issues = &content.brief.issues;
    let strings = locale.strings();
    // One card has its own control, and a table has no cards.
    let can_show_all = issues.len() > 1 && !view.compare;
    let can_compare = content.brief.parties.len() > 1 && issues.iter().any(|issue| !issue.positions.is_empty());
    let show_all = if view.all_open { strings.hide_all } else { strings.show_all };
    let compare = if view.compare { strings.as_cards } else { strings.compare };
    html! {
        <>
            if can_show_all {
                {control(show_all, Action::ShowAll(!view.all_open), on_action)}
            }
            if can_compare {
                {control(compare, Action::Compare(!view.compare), on_action)}
            }
        </>
    }
}

/// A control that asks for `action`.
pub(super) fn control(label: &'static str, action: Action, on_action: &Callback<Action>) -> Html {
    let on_action = on_action.clone();
    html! {
        <button class="sb-control" type="button" onclick={move |_| on_action.emit(action.clone())}>{label}</button>
    }
}
