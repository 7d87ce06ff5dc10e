//! One issue: a disclosure with a real heading.

use yew::{Callback, Html, html};

use super::card_body::card_body;
use super::controls::control;
use super::view::{Action, Link};
use super::{Content, HeadingLevel};
use crate::text::Locale;

/// What a card is, beside its issue.
#[derive(Clone, PartialEq)]
pub(super) struct CardState {
    /// Whether it is open at the start; from then on the reader decides.
    pub(super) open: bool,
    /// Whether it is marked as updated.
    pub(super) updated: bool,
    pub(super) link: Option<Link>,
    /// `None` in the static view.
    pub(super) on_action: Option<Callback<Action>>,
}

/// The card of the issue at `index`, from 0.
pub(super) fn issue_card(
    content: &Content,
    locale: Locale,
    level: HeadingLevel,
    index: usize,
    state: &CardState,
) -> Html {
    let issue = &content.brief.issues[index];
    // Engines open a closed `<details>` for an id inside it, not for its own.
    let fragment = content.brief.fragment(issue);
    html! {
        <li class="sb-card">
            <details class="sb-card__details" open={state.open}>
                <summary class="sb-card__head">
                    <span class="sb-card__number">{index + 1}</span>{" "}
                    <@{level.card_tag()} class="sb-card__title">
                        {&issue.title}
                        if state.updated {
                            {" "}<span class="sb-tag sb-tag--updated">{locale.strings().updated}</span>
                        }
                    </@>{" "}
                    <span class="sb-card__summary">{&issue.summary}</span>
                </summary>
                <div class="sb-card__body" id={fragment}>
                    {card_body(content, locale, issue)}
                    <div class="sb-controls sb-live">{copy_link(locale, index, state)}</div>
                </div>
            </details>
        </li>
    }
}

/// The control that copies the card's address, and the address itself where that cannot be done.
fn copy_link(locale: Locale, index: usize, state: &CardState) -> Html {
    let Some(on_action) = &state.on_action else {
        return Html::default();
    };
    let strings = locale.strings();
    let label = if state.link == Some(Link::Copied) { strings.link_copied } else { strings.copy_link };
    html! {
        <>
            {control(label, Action::CopyLink(index), on_action)}
            if let Some(Link::Shown(address)) = &state.link {
                <input class="sb-field" readonly=true value={address} aria-label={strings.link} />
            }
        </>
    }
}
