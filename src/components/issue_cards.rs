//! The list of issue cards.

use std::rc::Rc;

use yew::{Callback, Html, html};

use super::issue_card::{IssueCard, IssueCardProps};
use crate::brief::Issue;
use crate::text::Locale;
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

/// The list. `expand` tells which cards are open when first rendered.
pub(super) fn issue_cards(
    content: &Rc<Content>,
    locale: &Locale,
    level: HeadingLevel,
    expand: &Expand,
    live: Option<(&View, &Callback<Action>)>,
) -> Html {
    let issues = &content.brief.issues;
    let view = live.map(|(view, _)| view);
    let is_updated = |issue: &Issue| {
        let seen = view.and_then(|view| view.seen);
        issue.updated.zip(seen).is_some_and(|(updated, seen)| updated.instant > seen)
            || view.is_some_and(|view| view.marked.contains(&content.brief.fragment(issue)))
    };
    let props = |index: usize, issue: &Issue| IssueCardProps {
        content: content.clone(),
        locale: *locale,
        level,
        index,
        open: expand.opens(&issue.id, index),
        updated: is_updated(issue),
        link: view.and_then(|view| view.link_to(&content.brief.fragment(issue))).cloned(),
        on_action: live.map(|(_, on_action)| on_action.clone()),
    };
    // WebKit exposes a list without markers as a list only if it has an explicit role. Not an `ol`, whose numbers would
    // repeat those of the cards on pages without the style sheet.
    html! {
        <ul role="list" aria-label={locale.strings().issues} class="sb-cards">
            for (index, issue) in issues.iter().enumerate() {
                <IssueCard key={content.brief.fragment(issue)} ..props(index, issue) />
            }
        </ul>
    }
}
