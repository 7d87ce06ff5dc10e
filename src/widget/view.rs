//! The view state of a live widget: what depends on the reader.

use std::rc::Rc;

use super::ListedZone;
use crate::time::Instant;

/// The view state of a live widget. The static view has no such state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Whether every card is open.
    pub all_open: bool,
    /// Whether the table of positions replaces the cards.
    pub compare: bool,
    /// Whether the countdown shows seconds on the last day.
    pub seconds: bool,
    /// Issues updated after this moment are marked; `None` marks none.
    pub seen: Option<Instant>,
    /// The fragment of the link that the reader last tried to copy, and the result.
    pub link: Option<(String, CopiedLink)>,
    /// The page's fragment, if it names something in this widget.
    pub target: String,
    /// Whether the reader followed the link to `target` on this page.
    pub followed: bool,
    /// What has changed since the reader came, a line each, and when the last good check was if that is long ago.
    pub news: Vec<String>,
    /// The fragments of the sessions and issues that are marked as changed.
    pub marked: Vec<String>,
    /// The state of the controls under the schedule.
    pub reader: Rc<ReaderView>,
    /// The last announcement, for the live region.
    pub status: String,
}

impl View {
    /// The result of the last attempt to copy the link with this fragment.
    #[must_use]
    pub fn link_to(&self, fragment: &str) -> Option<&CopiedLink> {
        self.link.as_ref().filter(|(copied, _)| copied == fragment).map(|(_, result)| result)
    }
}

/// The state of the controls under the schedule. Zones are IANA names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderView {
    /// The zones that the browser supports; empty until the focus or the pointer reaches the list.
    pub zones: Vec<ListedZone>,
    /// The zone in use unless the reader chooses one.
    pub detected: String,
    /// The zone that the reader chose; empty if none.
    pub chosen: String,
    /// A requested zone that is unknown.
    pub unknown: Option<String>,
    /// The page's address, for calendar entries; `None` if it is not `http` or `https`.
    pub page: Option<String>,
    /// Distinguishes the ids of this widget from those of the others on the page.
    pub widget: usize,
}

/// The result of copying the link to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopiedLink {
    /// The link is on the clipboard.
    Copied,
    /// The link could not be copied, and is shown so that the reader can copy it.
    Shown(String),
}
