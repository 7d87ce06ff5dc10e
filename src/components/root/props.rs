//! The props and messages of the root component.

use std::rc::Rc;

use yew::{Callback, Properties};

use crate::brief::Brief;
use crate::platform::Input;
use crate::text::Locale;
use crate::widget::{Action, Prerendered, Report, Settings};

/// What the widget shows, and how.
#[derive(Clone, Properties)]
pub struct SummitBriefProps {
    /// A valid brief ([`crate::brief::violations`] finds none). Another `Rc` counts as another brief.
    pub brief: Rc<Brief>,
    /// The publisher's settings.
    #[prop_or_default]
    pub settings: Rc<Settings>,
    /// The language of the widget's own words, dates and times; by default English, as in the region of the brief's
    /// language.
    #[prop_or_default]
    pub locale: Option<Locale>,
    /// How many other widgets precede this one on the page. Each has a memory of its own.
    #[prop_or_default]
    pub number: usize,
    /// Receives the widget's reports.
    #[prop_or_default]
    pub on_report: Callback<Report>,
    /// For a host whose content the widget replaces.
    #[prop_or_default]
    pub adoption: Option<Adoption>,
}

impl SummitBriefProps {
    /// Whether everything but `on_report` and `adoption` is equal. A parent may create new callbacks on every render.
    pub(super) fn eq_except_callbacks(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.brief, &other.brief)
            && self.settings == other.settings
            && self.locale == other.locale
            && self.number == other.number
    }
}

/// Briefs are compared by pointer.
impl PartialEq for SummitBriefProps {
    fn eq(&self, other: &Self) -> bool {
        self.eq_except_callbacks(other) && self.on_report == other.on_report && self.adoption == other.adoption
    }
}

/// How the live tree replaces a host's content. The host provides the elements `<summit-brief>` and `div.sb` around
/// the tree.
#[derive(Clone, PartialEq)]
pub struct Adoption {
    /// Whether there is a prerendered tree. The live tree then reserves the same room, so that nothing moves.
    pub prerendered: bool,
    /// Whether readers may see that tree now. No day is folded then, because that would move what they see.
    pub in_sight: bool,
    /// The prerendered cards; `None` if the trees must not be swapped now. The host then sends [`Message::Adopt`] once
    /// they may be swapped.
    pub cards: Callback<(), Option<Vec<Prerendered>>>,
    /// Replaces the host's content with the live tree.
    pub swap: Callback<()>,
}

/// A message to the root component.
#[derive(Debug)]
pub enum Message {
    /// It is time for something, or (true) the reader returns to the page.
    Alarm(bool),
    /// The reader used a control.
    Action(Action),
    /// Something happened on the page.
    Input(Input),
    /// A script opens or closes every card.
    SetAll(bool),
    /// A script opens the card of the issue with this id.
    Open(String),
    /// The host entered the document (true), or left it.
    Connected(bool),
    /// The trees may be swapped now.
    Adopt,
    /// Take the next step of the first rendering.
    NextStep,
    /// The host has looked for a newer version of the brief: successfully (true), or not.
    Checked(bool),
    /// The cards of another brief have been rendered.
    CardsRendered,
    /// The browser copied an address, or could not.
    Copied {
        /// The fragment of the address.
        fragment: String,
        /// The address.
        address: String,
        /// Whether the address is on the clipboard.
        copied: bool,
    },
}
