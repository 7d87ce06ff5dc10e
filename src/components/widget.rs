//! The whole widget, inside its `div.sb`.

use std::rc::Rc;

use yew::{Html, html};

use super::card_body::updated_line;
use super::countdown::countdown;
use super::header::header;
use super::part::{Kind, Part};
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
}

/// The widget. Only what depends on `now` is rendered again as time goes on.
pub fn widget(props: &WidgetProps) -> Html {
    let WidgetProps { content, locale, level, expand, ahead, now } = props;
    let (locale, level) = (*locale, *level);
    let phases = now.map(|now| content.agenda.phases(now)).unwrap_or_default();
    let part = |kind: Kind| html! { <Part content={content.clone()} {locale} {level} {kind} /> };
    html! {
        <>
            {header(content, locale, level)}
            {countdown(content, locale, *now)}
            {part(Kind::Schedule { reserve: *ahead, phases })}
            {part(Kind::Cards { expand: expand.clone() })}
            <footer class="sb-foot">
                <span>{updated_line(locale, content.brief.updated)}</span>
                if let Some(credit) = &content.brief.credit {
                    {" "}<span class="sb-credit">{credit}</span>
                }
            </footer>
        </>
    }
}
