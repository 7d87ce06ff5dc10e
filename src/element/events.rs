//! The events of the element: what the widget's reports are called there, and their details.

use wasm_bindgen::JsValue;

use crate::platform::object;
use crate::schedule::Phase;
use crate::widget::{Change, Report};

/// The name and the detail of the event for `report`. For [`Report::Check`] and [`Report::Refused`], there is none.
pub(super) fn event(report: &Report) -> (&'static str, JsValue) {
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
        Report::Update(changed) => {
            let ids: js_sys::Array = changed.iter().map(JsValue::from).collect();
            ("sb-update", vec![("changed", ids.into())])
        }
        Report::Check | Report::Refused(_) => ("", Vec::new()),
    };
    (name, if fields.is_empty() { JsValue::NULL } else { object(&fields).into() })
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
