//! What a control of the widget can ask for. `element/input.rs` carries it out.

use crate::text::HourCycle;

/// What a control asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Every card open, or every card closed.
    ShowAll(bool),
    /// The table of positions, or the cards.
    Compare(bool),
    /// The address of the card at this index.
    CopyLink(usize),
    /// Another clock.
    Clock(HourCycle),
    /// A calendar file with the session at this index, or with all.
    CalendarFile(Option<usize>),
}
