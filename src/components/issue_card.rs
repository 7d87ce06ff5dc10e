//! One issue, as a disclosure with a real heading.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties, html};

use super::card_body::card_body;
use super::control::control;
use crate::platform::toggled_open;
use crate::text::Locale;
use crate::widget::{Action, Content, CopiedLink, HeadingLevel};

#[derive(PartialEq, Properties)]
pub(super) struct IssueCardProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    /// The index of the issue in the brief.
    pub(super) index: usize,
    /// Whether it is open when first rendered; from then on, `<details>` owns the state (docs/decisions/0006).
    pub(super) open: bool,
    /// Whether it is marked as updated.
    pub(super) updated: bool,
    /// The result of *Copy link*, once the reader has used it.
    pub(super) link: Option<CopiedLink>,
    /// `None` in the static view.
    pub(super) on_action: Option<Callback<Action>>,
}

pub(super) struct IssueCard;

impl Component for IssueCard {
    type Message = ();
    type Properties = IssueCardProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let IssueCardProps { content, locale, level, index, open, updated, link, on_action } = ctx.props();
        let (locale, index) = (*locale, *index);
        let issue = &content.brief.issues[index];
        let ontoggle = on_action.clone().map(|on_action| {
            Callback::from(move |event| {
                if let Some(open) = toggled_open(&event) {
                    on_action.emit(Action::Toggled(index, open));
                }
            })
        });
        // The id is on the content: browsers open a closed `<details>` for a fragment inside it, but not for its own id.
        html! {
            <li class="sb-card">
                <details class="sb-card__details" open={*open} {ontoggle}>
                    <summary class="sb-card__head">
                        <span class="sb-card__number">{index + 1}</span>
                        {" "}
                        <@{level.card_tag()} class="sb-card__title">
                            {&issue.title}
                            if *updated {
                                {" "}<span class="sb-tag sb-tag--updated">{locale.strings().updated}</span>
                            }
                        </@>
                        {" "}
                        <span class="sb-card__summary">{&issue.summary}</span>
                    </summary>
                    <div id={content.brief.fragment(issue)} class="sb-card__body">
                        {card_body(content, locale, issue)}
                        <div class="sb-controls sb-live">
                            if let Some(on_action) = on_action {
                                {copy_link(locale, index, link.as_ref(), on_action)}
                            }
                        </div>
                    </div>
                </details>
            </li>
        }
    }
}

/// The control that copies the card's address. If that fails, a field shows the address.
fn copy_link(locale: Locale, index: usize, link: Option<&CopiedLink>, on_action: &Callback<Action>) -> Html {
    let strings = locale.strings();
    let label = if link == Some(&CopiedLink::Copied) { strings.link_copied } else { strings.copy_link };
    html! {
        <>
            {control(label, Action::CopyLink(index), on_action)}
            if let Some(CopiedLink::Shown(address)) = link {
                <input class="sb-field" readonly=true value={address.clone()} aria-label={strings.link} />
            }
        </>
    }
}
