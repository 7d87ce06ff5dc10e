//! The whole widget, inside its `div.sb`.

use std::rc::Rc;

use yew::{Html, html};

use super::card_body::updated_line;
use super::controls::controls;
use super::countdown::countdown;
use super::day_band::day_band;
use super::header::header;
use super::part::{Kind, Part};
use super::view::View;
use super::{Content, Expand, HeadingLevel};
use crate::text::Locale;
use crate::time::Instant;

/// What a widget is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetProps {
    /// What it shows.
    pub content: Rc<Content>,
    /// The language of its own words, its dates and clocks.
    pub locale: Locale,
    /// The level of its title.
    pub level: HeadingLevel,
    /// The cards open at the start.
    pub expand: Rc<Expand>,
    /// Whether the tree is rendered ahead, or takes the place of one that was: room for what only runs live, or only
    /// in some zones, is kept.
    pub ahead: bool,
    /// The current time; `None` gives the static view.
    pub now: Option<Instant>,
    /// What the reader made of it; `None` in the static view, which has no controls.
    pub view: Option<View>,
}

/// The widget. Only what depends on `now` is rendered again as time goes on.
pub fn widget(props: &WidgetProps) -> Html {
    let WidgetProps { content, locale, level, expand, ahead, now, view } = props;
    let (locale, level) = (*locale, *level);
    let phases = now.map(|now| content.agenda.phases(now)).unwrap_or_default();
    let part = |kind: Kind| html! { <Part content={content.clone()} {locale} {level} {kind} /> };
    let issues = match view {
        Some(view) if view.compare => Kind::Compare,
        _ => Kind::Cards { expand: expand.clone(), view: view.as_ref().map(|view| view.card.clone()) },
    };
    let live = view.as_ref().map(|view| (view.reader.clone(), view.card.on_action.clone()));
    html! {
        <>
            {header(content, locale, level)}
            {countdown(content, locale, *now)}
            {part(Kind::Schedule { reserve: *ahead, phases: phases.clone() })}
            {day_band(content, locale, *ahead, *now)}
            if !content.brief.sessions.is_empty() {
                {part(Kind::Reader { phases, live })}
            }
            {controls(content, locale, view.as_ref())}
            {part(issues)}
            <footer class="sb-foot">
                <span>{updated_line(locale, content.brief.updated)}</span>
                if let Some(credit) = &content.brief.credit {
                    {" "}<span class="sb-credit">{credit}</span>
                }
            </footer>
            if let Some(view) = view {
                <p class="sb-hidden" role="status">{&view.status}</p>
            }
        </>
    }
}
