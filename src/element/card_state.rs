//! What one element knows of its cards, and why cards open and close.

use std::cell::{Cell, RefCell};

use web_sys::Element;

use crate::time::Instant;
use crate::widget::Memory;

/// Why a card is open or closed: `detail.cause` of `sb-toggle`.
pub(super) type Cause = &'static str;
pub(super) const CLICK: Cause = "click";
/// By elimination: find-in-page, a text fragment, or a script of the page that sets `open` on `<details>`.
pub(super) const BROWSER: Cause = "browser";
pub(super) const FRAGMENT: Cause = "fragment";
pub(super) const ALL: Cause = "all";
pub(super) const RESTORE: Cause = "restore";
pub(super) const SCRIPT: Cause = "script";

/// What is known of the cards.
#[derive(Default)]
pub(super) struct Cards {
    /// Whether each card is open, by index, as it was last told.
    pub(super) told: RefCell<Vec<bool>>,
    /// What was clicked last, until that has explained a change.
    pub(super) clicked: RefCell<Option<Element>>,
    /// The page's fragment as it was last dealt with.
    pub(super) fragment: RefCell<String>,
    /// The id of the brief whose memory is kept, and where; `None` where it is not.
    pub(super) remembered: RefCell<Option<String>>,
    pub(super) key: RefCell<Option<String>>,
    pub(super) memory: RefCell<Memory>,
    /// Whether the cards are still to be brought into the state remembered.
    pub(super) restore: Cell<bool>,
    /// What taking over the cards changed, until it is told.
    pub(super) untold: RefCell<Option<Vec<(usize, bool, Cause)>>>,
    /// What the reader had seen when this visit began.
    pub(super) seen: Cell<Option<Instant>>,
}
