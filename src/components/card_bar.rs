//! The bar above the cards: their caption, and the controls for all of them.

use yew::{Callback, Html, html};

use super::control::control;
use crate::text::Locale;
use crate::widget::{Action, Content, View};

/// The bar. The static view reserves room for the controls.
pub(super) fn card_bar(content: &Content, locale: &Locale, live: Option<(&View, &Callback<Action>)>) -> Html {
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

fn buttons(content: &Content, locale: &Locale, view: &View, on_action: &Callback<Action>) -> Html {
    let (issues, parties) = (&content.brief.issues, &content.brief.parties);
    let strings = locale.strings();
    // A single card needs no *Show all*, and the table has no cards.
    let can_show_all = issues.len() > 1 && !view.compare;
    let show_all = if view.all_open { strings.hide_all } else { strings.show_all };
    let can_compare = parties.len() > 1 && issues.iter().any(|issue| !issue.positions.is_empty());
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
