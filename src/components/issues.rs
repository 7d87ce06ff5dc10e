//! The issues section: the bar with their controls, and the cards or the table of positions.

use std::rc::Rc;

use yew::{Callback, Html, html};

use super::card_bar::card_bar;
use super::compare_table::compare_table;
use super::issue_cards::issue_cards;
use crate::text::Locale;
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

/// The issues and what goes with them; nothing if there are none. `expand` tells which cards are open when first
/// rendered. The static view is not `live`.
pub(super) fn issues(
    content: &Rc<Content>,
    locale: &Locale,
    level: HeadingLevel,
    expand: &Expand,
    live: Option<(&View, &Callback<Action>)>,
) -> Html {
    if content.brief.issues.is_empty() {
        return Html::default();
    }
    html! {
        <>
            {card_bar(content, locale, live)}
            if live.is_some_and(|(view, _)| view.compare) {
                {compare_table(content, locale)}
            } else {
                {issue_cards(content, locale, level, expand, live)}
            }
        </>
    }
}
