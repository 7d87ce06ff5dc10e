//! One issue: a disclosure with a real heading.

use yew::{Html, html};

use super::card_body::card_body;
use super::{Content, HeadingLevel};
use crate::text::Locale;

/// The card of the issue at `index`, from 0. `open`: at the start; from then on the reader decides.
pub(super) fn issue_card(content: &Content, locale: Locale, level: HeadingLevel, index: usize, open: bool) -> Html {
    let issue = &content.brief.issues[index];
    // Engines open a closed `<details>` for an id inside it, not for its own.
    let fragment = [&content.brief.id, "-", &issue.id].concat();
    html! {
        <li class="sb-card">
            <details class="sb-card__details" open={open}>
                <summary class="sb-card__head">
                    <span class="sb-card__number">{index + 1}</span>{" "}
                    <@{level.card_tag()} class="sb-card__title">{&issue.title}</@>{" "}
                    <span class="sb-card__summary">{&issue.summary}</span>
                </summary>
                <div class="sb-card__body" id={fragment}>{card_body(content, locale, issue)}</div>
            </details>
        </li>
    }
}
