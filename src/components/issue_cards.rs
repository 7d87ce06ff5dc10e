//! The issues as cards.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html};

use super::issue_card::IssueCard;
use crate::text::Locale;
use crate::widget::{Action, CardView, Content, Expand, HeadingLevel};

#[derive(PartialEq, Properties)]
pub(super) struct IssueCardsProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    /// The cards open at the start.
    pub(super) expand: Rc<Expand>,
    /// `None` in the static view.
    pub(super) live: Option<(CardView, Callback<Action>)>,
}

/// The list of cards; nothing where there is no issue.
#[component]
pub(super) fn IssueCards(props: &IssueCardsProps) -> Html {
    let IssueCardsProps { content, locale, level, expand, live } = props;
    let issues = &content.brief.issues;
    if issues.is_empty() {
        return Html::default();
    }
    let seen = live.as_ref().and_then(|(view, _)| view.seen);
    let link = live.as_ref().and_then(|(view, _)| view.link.as_ref());
    let on_action = live.as_ref().map(|(_, on_action)| on_action);
    // Without the role, WebKit takes a list that shows no marks for no list.
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
                    updated={issue.updated.is_some_and(|updated| seen.is_some_and(|seen| updated.instant > seen))}
                    link={link.filter(|(card, _)| *card == index).map(|(_, link)| link.clone())}
                    on_action={on_action.cloned()}
                />
            }
        </ol>
    }
}
