//! One issue, as a disclosure with a real heading.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties, html};

use super::brief_text::block;
use super::card_body::card_body;
use super::copy_link::copy_link;
use crate::platform::toggled_open;
use crate::text::Locale;
use crate::time::decimal;
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
        let index = *index;
        let issue = &content.brief.issues[index];
        let fragment = content.brief.fragment(issue);
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
                        <span class="sb-card__number">{decimal(index + 1)}</span>
                        {" "}
                        <@{level.card_tag()} class="sb-card__title">
                            {block(&content.brief, locale, &issue.title)}
                            if *updated {
                                {" "}<span class="sb-tag sb-tag--updated">{locale.strings().updated}</span>
                            }
                        </@>
                        {" "}
                        <span class="sb-card__summary">{block(&content.brief, locale, &issue.summary)}</span>
                    </summary>
                    <div id={fragment.clone()} class="sb-card__body">
                        {card_body(content, locale, issue)}
                        {copy_link(locale, &fragment, link.as_ref(), on_action.as_ref())}
                    </div>
                </details>
            </li>
        }
    }
}
