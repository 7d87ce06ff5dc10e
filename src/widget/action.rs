//! What a control of the widget can ask for. The root component carries it out.

use crate::schedule::calendar::Provider;
use crate::text::HourCycle;

/// What a control asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Every card open, or every card closed.
    ShowAll(bool),
    /// The table of positions, or the cards.
    Compare(bool),
    /// The address of the card at this index.
    CopyLink(usize),
    /// Another clock.
    Clock(HourCycle),
    /// The list of all time zones, which is long, before the reader opens it.
    ListZones,
    /// Another time zone (an IANA name); empty for the detected one.
    Zone(String),
    /// Nothing more: the card at this index was opened or closed by the browser.
    Toggled(usize, bool),
    /// Nothing more: the reader follows a link to a calendar's form, with the session at this index.
    CalendarLink(usize, Provider),
    /// A calendar file with the session at this index, or with all.
    CalendarFile(Option<usize>),
}
