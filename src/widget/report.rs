//! What a widget reports to its host page or application.

use super::Change;
use crate::schedule::Phase;
use crate::text::HourCycle;

/// Something that happened. The custom element dispatches an event for each (docs/events.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The widget is live.
    Ready,
    /// A card was opened or closed.
    Toggle {
        /// The id of its issue.
        id: String,
        /// The title of its issue.
        title: String,
        /// What changed and why.
        change: Change,
    },
    /// The reader's zone changed to this one (an IANA name): chosen, restored, or set by the attribute.
    Zone(String),
    /// The hour cycle of the widget's clocks changed to this one: chosen, restored, or set by an attribute.
    Clock(HourCycle),
    /// A session entered another phase.
    Phase {
        /// The id of the session.
        session: String,
        /// The phase it entered.
        phase: Phase,
    },
    /// The reader added a session to a calendar.
    Calendar {
        /// The id of the session; `None` for all sessions.
        session: Option<String>,
        /// `google`, `outlook`, `microsoft365`, `yahoo`, `ics`, or `webcal` for a subscription.
        provider: &'static str,
    },
    /// A newer version of the brief changed the sessions and issues with these ids.
    Update(Vec<String>),
    /// The host should look for a newer version of the brief.
    Check,
    /// The brief cannot be shown, for this reason. The previous content stays.
    Refused(String),
}
