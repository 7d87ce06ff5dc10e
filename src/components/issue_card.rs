//! One issue: a disclosure with a real heading.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use super::card_body::card_body;
use super::{Content, HeadingLevel};
use crate::text::Locale;

#[derive(PartialEq, Properties)]
pub(super) struct IssueCardProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    /// The issue's place in the brief, from 0.
    pub(super) index: usize,
    /// Whether the card is open at the start; from then on the reader decides.
    pub(super) open: bool,
}

#[component]
pub(super) fn IssueCard(props: &IssueCardProps) -> Html {
    let IssueCardProps { content, locale, level, index, open } = props;
    let issue = &content.brief.issues[*index];
    // Engines open a closed `<details>` for an id inside it, not for its own.
    let fragment = [&content.brief.id, "-", &issue.id].concat();
    html! {
        <li class="sb-card">
            <details class="sb-card__details" open={*open}>
                <summary class="sb-card__head">
                    <span class="sb-card__number">{index + 1}</span>{" "}
                    <@{level.card_tag()} class="sb-card__title">{&issue.title}</@>{" "}
                    <span class="sb-card__summary">{&issue.summary}</span>
                </summary>
                <div class="sb-card__body" id={fragment}>{card_body(content, *locale, issue)}</div>
            </details>
        </li>
    }
}
