//! What the root component is given, and what it is told.

use std::rc::Rc;

use yew::{Callback, Properties};

use crate::brief::Brief;
use crate::platform::Input;
use crate::widget::{Action, Prerendered, Report, Settings};

/// What the widget shows, and how.
#[derive(Clone, Properties)]
pub struct SummitBriefProps {
    /// The brief, whose rules hold ([`crate::brief::violations`] finds none). Another `Rc` is another brief.
    pub brief: Rc<Brief>,
    /// What a publisher chooses; `src` means nothing here.
    #[prop_or_default]
    pub settings: Rc<Settings>,
    /// The language of the widget's own words (BCP 47); the brief's where there is none.
    #[prop_or_default]
    pub language: Option<String>,
    /// How many other widgets stand before this one on the page: each remembers what is its own.
    #[prop_or_default]
    pub number: usize,
    /// Takes what the widget reports.
    #[prop_or_default]
    pub on_report: Callback<Report>,
    /// For a host that already shows something, which the widget is to take the place of.
    #[prop_or_default]
    pub adoption: Option<Adoption>,
}

impl SummitBriefProps {
    /// Whether the widget is the same with `other`: all but the callbacks, which a parent may make anew for each rendering.
    pub(super) fn shows_the_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.brief, &other.brief)
            && self.settings == other.settings
            && self.language == other.language
            && self.number == other.number
    }
}

impl PartialEq for SummitBriefProps {
    fn eq(&self, other: &Self) -> bool {
        self.shows_the_same(other) && self.on_report == other.on_report && self.adoption == other.adoption
    }
}

/// How a live tree takes the place of what a host shows. The host has the elements `<summit-brief>` and `div.sb`
/// around the tree.
#[derive(Clone, PartialEq)]
pub struct Adoption {
    /// Whether there is a prerendered tree: what has no room there keeps having none.
    pub prerendered: bool,
    /// The prerendered cards, where the trees may be swapped now. Otherwise the host sends [`Message::Adopt`] once they may.
    pub cards: Callback<(), Option<Vec<Prerendered>>>,
    /// Puts the live tree in the place of the host's.
    pub swap: Callback<()>,
}

/// What the root is told.
#[derive(Debug)]
pub enum Message {
    /// The time has come for something to change.
    Tick,
    /// A control asks for something.
    Action(Action),
    /// Something happened on the page.
    Input(Input),
    /// A script opens or closes every card.
    SetAll(bool),
    /// A script opens the card of the issue with this id.
    Open(String),
    /// The host is in the document, or no longer.
    Connected(bool),
    /// The trees may be swapped.
    Adopt,
    /// The cards of another brief are rendered.
    TakeOver,
    /// The address of the card at this index is on the clipboard, or could not be put there.
    Copied(usize, String, bool),
}
