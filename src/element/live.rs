//! The widget with a clock that runs.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, use_effect_with};

use crate::components::{Content, Expand, HeadingLevel, View, WidgetProps, widget};
use crate::hooks::use_now;
use crate::text::Locale;
use crate::time::{Clock, Instant};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct LiveProps {
    pub(super) content: Rc<Content>,
    pub(super) locale: Locale,
    pub(super) level: HeadingLevel,
    pub(super) expand: Rc<Expand>,
    /// Whether it takes the place of a rendered tree.
    pub(super) ahead: bool,
    pub(super) clock: Clock,
    /// False while the element is not in the document.
    pub(super) running: bool,
    /// Called once, when the first tree stands.
    pub(super) on_ready: Callback<()>,
    /// Told of the time, whenever something a reader sees may have changed with it.
    pub(super) on_now: Callback<Instant>,
    pub(super) view: View,
}

#[component]
pub(super) fn Live(props: &LiveProps) -> Html {
    let LiveProps { content, locale, level, expand, ahead, clock, running, on_ready, on_now, view } = props.clone();
    let agenda = content.clone();
    let now = use_now(clock, running, move |now| agenda.agenda.next_change(now), on_now);
    use_effect_with((), move |()| on_ready.emit(()));
    widget(&WidgetProps { content, locale, level, expand, ahead, now: Some(now), view: Some(view) })
}
