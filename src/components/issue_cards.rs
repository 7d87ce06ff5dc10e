//! The list of issue cards.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html};

use super::issue_card::IssueCard;
use crate::brief::Issue;
use crate::text::Locale;
use crate::widget::{Action, CardView, Content, Expand, HeadingLevel};

#[derive(PartialEq, Properties)]
pub(super) struct IssueCardsProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    /// The cards that are open when first rendered.
    pub(super) expand: Rc<Expand>,
    /// `None` in the static view.
    pub(super) live: Option<(CardView, Callback<Action>)>,
}

/// The list; nothing if there are no issues.
#[component]
pub(super) fn IssueCards(props: &IssueCardsProps) -> Html {
    let IssueCardsProps { content, locale, level, expand, live } = props;
    let issues = &content.brief.issues;
    if issues.is_empty() {
        return Html::default();
    }
    let view = live.as_ref().map(|(view, _)| view);
    let is_updated = |issue: &Issue| {
        let seen = view.and_then(|view| view.seen);
        issue.updated.zip(seen).is_some_and(|(updated, seen)| updated.instant > seen)
    };
    let link = |index: usize| {
        let (card, link) = view?.link.as_ref()?;
        (*card == index).then(|| link.clone())
    };
    // WebKit exposes a list without markers as a list only if it has an explicit role.
    html! {
        <ol role="list" aria-label={locale.strings().issues} class="sb-cards">
            for (index, issue) in issues.iter().enumerate() {
                <IssueCard
                    key={content.brief.fragment(issue)}
                    content={content.clone()}
                    locale={*locale}
                    level={*level}
                    {index}
                    open={expand.opens(&issue.id, index)}
                    updated={is_updated(issue)}
                    link={link(index)}
                    on_action={live.as_ref().map(|(_, on_action)| on_action.clone())}
                />
            }
        </ol>
    }
}
