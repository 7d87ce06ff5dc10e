//! What the reader has made of a live widget.

use std::rc::Rc;

use crate::time::Instant;

/// The state of the controls and what follows from it. A static view has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Whether every card is open, however it was opened.
    pub all_open: bool,
    /// Whether the positions stand in a table in place of the cards.
    pub compare: bool,
    /// What the controls of the cards need to know.
    pub card: CardView,
    /// What the controls of the schedule need to know.
    pub reader: Rc<ReaderView>,
    /// What was last said to those who hear the page.
    pub status: String,
}

/// What concerns single cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardView {
    /// An issue updated after this moment is marked; `None`: none is.
    pub seen: Option<Instant>,
    /// The card, by index, whose link the reader asked for, and what came of it.
    pub link: Option<(usize, Link)>,
}

/// The reader's time zone and what there is to choose from, as IANA names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderView {
    /// The zones the browser knows, by name; empty until the reader comes to the list.
    pub zones: Vec<String>,
    /// The zone that holds as long as the reader chooses none.
    pub detected: String,
    /// The zone chosen; empty where there is none.
    pub chosen: String,
    /// A zone that was asked for and nobody knows.
    pub unknown: Option<String>,
}

/// A card's link, once the reader asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It is on the clipboard.
    Copied,
    /// It cannot be put there: shown instead, to be copied by hand.
    Shown(String),
}
