//! What a widget reports to the page, or application, around it.

use super::Change;
use crate::schedule::Phase;

/// Something that happened. The custom element makes an event of each (README, *Methods, property and events*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The widget is there for readers.
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
    /// The reader's zone (an IANA name) is another one: chosen, remembered, or asked for.
    Zone(String),
    /// A session has come into another phase.
    Phase {
        /// Its id.
        session: String,
        /// The phase.
        phase: Phase,
    },
    /// The reader took a session along.
    Calendar {
        /// Its id; `None` for a file of all.
        session: Option<String>,
        /// `google`, `outlook`, `microsoft365`, `yahoo` or `ics`.
        provider: &'static str,
    },
    /// There is no widget, or no new one, and why.
    Failed(String),
}
