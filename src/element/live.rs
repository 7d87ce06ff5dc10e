//! The widget with a clock that runs.

use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, component, use_effect_with};

use super::use_now::use_now;
use crate::components::{WidgetProps, widget};
use crate::text::Locale;
use crate::time::{Clock, Instant};
use crate::widget::{Action, Content, Expand, HeadingLevel, View};

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
    pub(super) on_signal: Callback<Signal>,
    pub(super) view: View,
    pub(super) on_action: Callback<Action>,
    /// Another one for whoever waits until what was given is rendered.
    pub(super) turn: u32,
}

/// What the widget tells the element.
pub(super) enum Signal {
    /// What was given stands, first and after every new turn. Under load Yew renders later than the next microtask.
    Rendered,
    /// The time, whenever something a reader sees may have changed with it.
    Now(Instant),
}

/// Runs `future` by itself. Not generic: the machinery of a task is there once.
pub(super) fn spawn(future: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(future);
}

#[component]
pub(super) fn Live(props: &LiveProps) -> Html {
    let LiveProps { content, locale, level, expand, ahead, clock, running, on_signal, view, on_action, turn } =
        props.clone();
    let agenda = content.clone();
    let rendered = on_signal.clone();
    let on_now = move |now| on_signal.emit(Signal::Now(now));
    let now = use_now(clock, running, move |now| agenda.agenda.next_change(now), on_now);
    use_effect_with(turn, move |_| rendered.emit(Signal::Rendered));
    widget(&WidgetProps { content, locale, level, expand, ahead, now: Some(now), live: Some((view, on_action)) })
}
