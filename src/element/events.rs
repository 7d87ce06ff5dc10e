//! The events of the element: turns the widget's reports into DOM events.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, HtmlElement};

use crate::platform::object;
use crate::schedule::Phase;
use crate::widget::{Change, Report};

/// Dispatches the event for `report` on `element`. The class dispatches the one for [`Report::Refused`].
pub(super) fn dispatch(element: &HtmlElement, report: &Report) {
    let (name, fields) = match report {
        Report::Ready => ("sb-ready", Vec::new()),
        Report::Toggle { id, title, change: Change { index, open, cause } } => (
            "sb-toggle",
            vec![
                ("id", id.as_str().into()),
                ("title", title.as_str().into()),
                ("index", (*index as u32).into()),
                ("open", (*open).into()),
                ("cause", cause.name().into()),
            ],
        ),
        Report::Zone(zone) => ("sb-zone", vec![("zone", zone.as_str().into())]),
        Report::Clock(cycle) => ("sb-clock", vec![("hourCycle", cycle.name().into())]),
        Report::Phase { session, phase } => {
            ("sb-phase", vec![("session", session.as_str().into()), ("phase", phase_name(*phase).into())])
        }
        Report::Calendar { session, provider } => {
            ("sb-calendar", vec![("session", session.as_deref().into()), ("provider", (*provider).into())])
        }
        Report::Refused(_) => return,
    };
    let detail = if fields.is_empty() { JsValue::NULL } else { object(&fields).into() };
    let init = object(&[("bubbles", JsValue::TRUE), ("composed", JsValue::TRUE), ("detail", detail)]);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, init.unchecked_ref()) {
        let _ = element.dispatch_event(&event);
    }
}

/// `detail.phase` of `sb-phase`.
fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Upcoming => "upcoming",
        Phase::UnderWay => "under-way",
        Phase::Over => "over",
        Phase::Postponed => "postponed",
        Phase::Cancelled => "cancelled",
    }
}
