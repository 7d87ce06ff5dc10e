//! The whole widget: the content of its `div.sb`.

use std::rc::Rc;

use yew::{Callback, Html, NodeRef, html};

use super::card_bar::card_bar;
use super::compare_table::CompareTable;
use super::countdown::countdown;
use super::day::Day;
use super::day_band::shown_day;
use super::header::header;
use super::issue_cards::IssueCards;
use super::updated_line::updated_line;
use crate::text::Locale;
use crate::time::Instant;
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

/// Everything that a widget is rendered from.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetInput {
    /// The brief with its schedule.
    pub content: Rc<Content>,
    /// The language of its own words, and the style of its dates and times.
    pub locale: Locale,
    /// The heading level of its title.
    pub level: HeadingLevel,
    /// The cards that are open when first rendered.
    pub expand: Rc<Expand>,
    /// Whether the tree is prerendered, or replaces a prerendered one. It then reserves room for the parts that only
    /// the live widget has, and for those that it has only in some zones.
    pub reserve_room: bool,
    /// The current time; `None` for the static view.
    pub now: Option<Instant>,
    /// The state of its controls, and the callback for their actions; `None` for the static view.
    pub live: Option<(View, Callback<Action>)>,
    /// Bound to the first element of the tree.
    pub header_ref: NodeRef,
}

/// The widget. As time passes, only the parts that depend on `now` render again.
pub fn widget(props: &WidgetInput) -> Html {
    let WidgetInput { content, locale, level, expand, reserve_room, now, live, header_ref } = props;
    let (locale, level) = (*locale, *level);
    let outlook = now.map(|now| content.agenda.outlook(now));
    let phases = now.map(|now| content.agenda.phases(now)).unwrap_or_default();
    let compare = live.as_ref().is_some_and(|(view, _)| view.compare);
    html! {
        <>
            {header(content, locale, level, header_ref)}
            {countdown(content, locale, outlook.as_ref().zip(*now))}
            <Day
                content={content.clone()}
                {locale}
                reserve={*reserve_room}
                {phases}
                today={now.and_then(|now| content.schedule.reader_date(now))}
                shown={shown_day(content, outlook.as_ref(), *now)}
                live={with_action(live, |view| view.reader.clone())}
            />
            {card_bar(content, locale, live.as_ref().map(|(view, on_action)| (view, on_action)))}
            if compare {
                <CompareTable content={content.clone()} {locale} />
            } else {
                <IssueCards
                    content={content.clone()}
                    {locale}
                    {level}
                    expand={expand.clone()}
                    live={with_action(live, |view| view.card.clone())}
                />
            }
            <div class="sb-foot">
                <span>{updated_line(locale, content.brief.updated)}</span>
                if let Some(credit) = &content.brief.credit {
                    {" "}<span class="sb-credit">{credit}</span>
                }
            </div>
            if let Some((view, _)) = live {
                <p role="status" class="sb-hidden">{&view.status}</p>
            }
        </>
    }
}

/// A part of the view, with the callback for its actions.
fn with_action<T>(live: &Option<(View, Callback<Action>)>, part: fn(&View) -> T) -> Option<(T, Callback<Action>)> {
    live.as_ref().map(|(view, on_action)| (part(view), on_action.clone()))
}
