//! What the reader has made of a live widget, and what its controls ask for.

use yew::{AttrValue, Callback};

use crate::time::Instant;

/// The state of the controls and what follows from it. A static view has none.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Whether every card is open, however it was opened.
    pub all_open: bool,
    /// Whether the positions stand in a table in place of the cards.
    pub compare: bool,
    /// What the controls of the cards need to know.
    pub card: CardView,
    /// What was last said to those who hear the page.
    pub status: AttrValue,
}

/// What concerns single cards.
#[derive(Clone, Debug, PartialEq)]
pub struct CardView {
    /// An issue updated after this moment is marked; `None`: none is.
    pub seen: Option<Instant>,
    /// The card, by index, whose link the reader asked for, and what came of it.
    pub link: Option<(usize, Link)>,
    /// Takes what a control asks for.
    pub on_action: Callback<Action>,
}

/// A card's link, once the reader asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It is on the clipboard.
    Copied,
    /// It cannot be put there: shown instead, to be copied by hand.
    Shown(AttrValue),
}

/// What a control asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Every card open, or every card closed.
    ShowAll(bool),
    /// The table of positions, or the cards.
    Compare(bool),
    /// The address of the card at this index.
    CopyLink(usize),
}
