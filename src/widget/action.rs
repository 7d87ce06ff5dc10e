//! The actions of the widget's controls. The root component carries them out.

use crate::text::HourCycle;

/// What a control requests or reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open every card (`true`), or close every card.
    ShowAll(bool),
    /// Show the table of positions (`true`), or the cards.
    Compare(bool),
    /// Copy the page's address with this fragment.
    CopyLink(String),
    /// Change the clock style.
    Clock(HourCycle),
    /// Show the seconds of the countdown (`true`), or hide them.
    Seconds(bool),
    /// Fill the list of time zones, which is long, before the reader opens it.
    ListZones,
    /// Choose a time zone (an IANA name); empty for the detected one.
    Zone(String),
    /// The browser opened (`true`) or closed the card at this index.
    Toggled(usize, bool),
    /// The reader followed a link to a calendar, named as in `sb-calendar` events, with the session at this index or
    /// with all sessions.
    CalendarLink(Option<usize>, &'static str),
    /// Download a calendar file with the session at this index, or with all sessions.
    CalendarFile(Option<usize>),
}
