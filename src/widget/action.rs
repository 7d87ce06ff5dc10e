//! The actions of the widget's controls. The root component carries them out.

use crate::schedule::calendar::Provider;
use crate::text::HourCycle;

/// What a control requests or reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open every card (`true`), or close every card.
    ShowAll(bool),
    /// Show the table of positions (`true`), or the cards.
    Compare(bool),
    /// Copy the link to the card at this index.
    CopyLink(usize),
    /// Change the clock style.
    Clock(HourCycle),
    /// Fill the list of time zones, which is long, before the reader opens it.
    ListZones,
    /// Choose a time zone (an IANA name); empty for the detected one.
    Zone(String),
    /// The browser opened (`true`) or closed the card at this index.
    Toggled(usize, bool),
    /// The reader followed a link to a web calendar, with the session at this index.
    CalendarLink(usize, Provider),
    /// Download a calendar file with the session at this index, or with all sessions.
    CalendarFile(Option<usize>),
}
