//! One issue: a disclosure with a real heading.

use yew::{Callback, Html, html};

use super::card_body::card_body;
use super::controls::control;
use super::markup::{element, element_with, fragment, space, span, text};
use crate::platform::toggled_open;
use crate::text::Locale;
use crate::widget::{Action, Content, HeadingLevel, Link};

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
    let mut title = vec![text(&issue.title)];
    if state.updated {
        title.extend([space(), span("sb-tag sb-tag--updated", locale.strings().updated)]);
    }
    let head = [
        span("sb-card__number", &(index + 1).to_string()),
        space(),
        element(level.card_tag(), "sb-card__title", fragment(title)),
        space(),
        span("sb-card__summary", &issue.summary),
    ];
    let head = element("summary", "sb-card__head", fragment(head));
    let body =
        [card_body(content, locale, issue), element("div", "sb-controls sb-live", copy_link(locale, index, state))];
    // Engines open a closed `<details>` for an id inside it, not for its own.
    let id = content.brief.fragment(issue);
    let body = element_with("div", &["id", "class"], [id.into(), "sb-card__body".into()], fragment(body));
    let ontoggle = state.on_action.clone().map(|on_action| {
        Callback::from(move |event| {
            if let Some(open) = toggled_open(&event) {
                on_action.emit(Action::Toggled(index, open));
            }
        })
    });
    let details = html! {
        <details class="sb-card__details" open={state.open} {ontoggle}>{fragment([head, body])}</details>
    };
    element("li", "sb-card", details)
}

/// The control that copies the card's address, and the address itself where that cannot be done.
fn copy_link(locale: Locale, index: usize, state: &CardState) -> Html {
    let Some(on_action) = &state.on_action else {
        return Html::default();
    };
    let strings = locale.strings();
    let label = if state.link == Some(Link::Copied) { strings.link_copied } else { strings.copy_link };
    let mut controls = vec![control(label, Action::CopyLink(index), on_action)];
    if let Some(Link::Shown(address)) = &state.link {
        controls
            .push(html! { <input class="sb-field" readonly=true value={address.clone()} aria-label={strings.link} /> });
    }
    fragment(controls)
}
