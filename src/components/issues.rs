//! The issues section: the bar with their controls, and the cards or the table of positions. One component, so that it
//! renders again only when one of its props changes.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html};

use super::card_bar::card_bar;
use super::compare_table::compare_table;
use super::issue_cards::issue_cards;
use crate::text::Locale;
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

#[derive(PartialEq, Properties)]
pub(super) struct IssuesProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    /// The cards that are open when first rendered.
    pub(super) expand: Rc<Expand>,
    /// `None` in the static view.
    pub(super) live: Option<(View, Callback<Action>)>,
}

/// The issues and what goes with them; nothing if there are none.
#[component]
pub(super) fn Issues(props: &IssuesProps) -> Html {
    let IssuesProps { content, locale, level, expand, live } = props;
    if content.brief.issues.is_empty() {
        return Html::default();
    }
    let live = live.as_ref().map(|(view, on_action)| (view, on_action));
    html! {
        <>
            {card_bar(content, *locale, live)}
            if live.is_some_and(|(view, _)| view.compare) {
                {compare_table(content, *locale)}
            } else {
                {issue_cards(content, *locale, *level, expand, live)}
            }
        </>
    }
}
