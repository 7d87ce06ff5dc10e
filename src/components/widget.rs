//! The whole widget, inside its `div.sb`.

use std::rc::Rc;

use yew::{Callback, Html, NodeRef, html};

use super::card_body::updated_line;
use super::controls::controls;
use super::countdown::countdown;
use super::day_band;
use super::header::header;
use super::markup::{element, element_with, fragment, space, span, text};
use super::part::{Kind, Part};
use crate::text::Locale;
use crate::time::Instant;
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

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
    /// What the reader made of it, and what takes what its controls ask for; `None` in the static view, which has no
    /// controls.
    pub live: Option<(View, Callback<Action>)>,
    /// Becomes the first element of the tree.
    pub head: NodeRef,
}

/// The widget. Only what depends on `now` is rendered again as time goes on.
pub fn widget(props: &WidgetProps) -> Html {
    let WidgetProps { content, locale, level, expand, ahead, now, live, head } = props;
    let (locale, level) = (*locale, *level);
    let outlook = now.map(|now| content.agenda.outlook(now));
    let phases = now.map(|now| content.agenda.phases(now)).unwrap_or_default();
    let part = |kind: Kind| html! { <Part content={content.clone()} {locale} {level} {kind} /> };
    let issues = match live {
        Some((view, _)) if view.compare => Kind::Compare,
        _ => Kind::Cards { expand: expand.clone(), live: with_action(live, |view| view.card.clone()) },
    };
    let mut foot = vec![element_with("span", &[], [], updated_line(locale, content.brief.updated))];
    if let Some(credit) = &content.brief.credit {
        foot.extend([space(), span("sb-credit", credit)]);
    }
    let mut parts = vec![
        header(content, locale, level, head),
        countdown(content, locale, outlook.as_ref()),
        part(Kind::Schedule { reserve: *ahead, phases: phases.clone() }),
    ];
    if let Some(shown) = day_band::shown(content, outlook.as_ref(), *now) {
        parts.push(part(Kind::Band { reserve: *ahead, shown }));
    }
    if !content.brief.sessions.is_empty() {
        parts.push(part(Kind::Reader { phases, live: with_action(live, |view| view.reader.clone()) }));
    }
    parts.extend([
        controls(content, locale, live.as_ref().map(|(view, on_action)| (view, on_action))),
        part(issues),
        element("div", "sb-foot", fragment(foot)),
    ]);
    if let Some((view, _)) = live {
        parts.push(element_with("p", &["role", "class"], ["status".into(), "sb-hidden".into()], text(&view.status)));
    }
    fragment(parts)
}

/// A part of the view, with what takes what its controls ask for.
fn with_action<T>(live: &Option<(View, Callback<Action>)>, part: fn(&View) -> T) -> Option<(T, Callback<Action>)> {
    live.as_ref().map(|(view, on_action)| (part(view), on_action.clone()))
}
