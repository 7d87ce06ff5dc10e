//! The cards' state machine: which cards are open, and why. Events go in; out come cards to open or close, and changes
//! to report with their cause. Each `<details>` owns its state (docs/decisions/0006); the machine remembers the state
//! that it last reported. Must not import Yew or browser APIs.

use std::rc::Rc;

use super::Expand;
use crate::brief::Brief;

/// Why a card was opened or closed: `detail.cause` of `sb-toggle`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A click on its heading, or a key.
    Click,
    /// The page's fragment names the card.
    Fragment,
    /// *Show all* or *Hide all*.
    All,
    /// Its state from the last visit was restored.
    Restore,
    /// A method, or a change of `expand`.
    Script,
    /// Any other cause: find-in-page, a text fragment, or a script of the page that sets `open` on `<details>`.
    Browser,
}

impl Cause {
    /// The name of the cause in `sb-toggle`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Click => "click",
            Self::Fragment => "fragment",
            Self::All => "all",
            Self::Restore => "restore",
            Self::Script => "script",
            Self::Browser => "browser",
        }
    }
}

/// A card that was opened or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The index of its issue.
    pub index: usize,
    /// Whether it is open now.
    pub open: bool,
    /// Why it changed.
    pub cause: Cause,
}

/// What to do after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardStep {
    /// Open or close the card at this index.
    Set(usize, bool),
    /// Report this change.
    Report(Change),
}

/// A prerendered card at the swap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerendered {
    /// The id of its content, which is also its fragment.
    pub id: String,
    /// Whether it is open.
    pub open: bool,
    /// Whether its heading was clicked, even if a second click undid the first.
    pub clicked: bool,
}

/// The last click that has not yet explained a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastClick {
    /// The index of the card whose heading was clicked.
    pub heading: Option<usize>,
    /// The `href` of the link that was clicked.
    pub href: Option<String>,
}

/// The cards of a brief in one element.
#[derive(Debug)]
pub struct Cards {
    brief: Rc<Brief>,
    /// Whether each card, by index, was open when last reported; empty until the cards are rendered.
    reported: Vec<bool>,
    clicked: LastClick,
    /// The fragment that was last handled.
    fragment: String,
    /// Changes from adoption, not yet reported.
    pending: Vec<Change>,
}

impl Cards {
    /// The cards of `brief`, before they are rendered.
    #[must_use]
    pub fn new(brief: Rc<Brief>) -> Self {
        Self {
            brief,
            reported: Vec::new(),
            clicked: LastClick::default(),
            fragment: String::new(),
            pending: Vec::new(),
        }
    }

    /// Replaces the cards with those of `brief`, which are not rendered yet.
    pub fn replace(&mut self, brief: Rc<Brief>) {
        self.brief = brief;
        self.reported.clear();
        self.pending.clear();
        // The index of the clicked heading would now mean another issue.
        self.clicked = LastClick::default();
    }

    /// Records a click, which may explain the next toggle.
    pub fn clicked(&mut self, clicked: LastClick) {
        self.clicked = clicked;
    }

    /// The card at `index` was opened or closed while the page's fragment was `fragment`. Reports the change with its
    /// cause, unless it was already reported when it was requested.
    pub fn toggled(&mut self, index: usize, open: bool, fragment: &str) -> Vec<CardStep> {
        let Some(issue) = self.brief.issues.get(index) else {
            return Vec::new();
        };
        let own = self.brief.fragment(issue);
        let by_click = self.clicked.heading == Some(index);
        let by_link = self.clicked.href.as_deref().is_some_and(|href| leads_to(href, &own));
        let by_fragment = open && fragment == own && (by_link || self.fragment != own);
        if by_click || by_link {
            self.clicked = LastClick::default();
        }
        let cause = if by_click {
            Cause::Click
        } else if by_fragment {
            self.fragment = own;
            Cause::Fragment
        } else {
            Cause::Browser
        };
        let mut steps = self.report_pending();
        if self.is_reported(index, !open) {
            steps.extend(self.report(vec![Change { index, open, cause }]));
        }
        steps
    }

    /// Whether the state of the card at `index` was last reported as `open`.
    #[must_use]
    pub fn is_reported(&self, index: usize, open: bool) -> bool {
        self.reported.get(index) == Some(&open)
    }

    /// *Show all* or *Hide all*.
    pub fn show_all(&mut self, open: bool) -> Vec<CardStep> {
        self.set(Cause::All, &|_, _| open)
    }

    /// A script opens or closes every card.
    pub fn set_all(&mut self, open: bool) -> Vec<CardStep> {
        self.set(Cause::Script, &|_, _| open)
    }

    /// A script opens the card of the issue `id`. `None` if there is no such issue.
    pub fn open(&mut self, id: &str) -> Option<Vec<CardStep>> {
        let issue = self.brief.issues.iter().position(|issue| issue.id == id)?;
        Some(self.set(Cause::Script, &|index, open| open || index == issue))
    }

    /// The attribute `expand` changed.
    pub fn expand(&mut self, expand: &Expand) -> Vec<CardStep> {
        let brief = self.brief.clone();
        self.set(Cause::Script, &|index, open| {
            brief.issues.get(index).map_or(open, |issue| expand.opens(&issue.id, index))
        })
    }

    /// Follows the page's `fragment`: opens the card that it names; `None` if it names none. If several elements
    /// show the same brief, `here` is true only for the one that the browser scrolls to.
    pub fn follow(&mut self, fragment: &str, here: bool) -> Option<Vec<CardStep>> {
        fragment.clone_into(&mut self.fragment);
        let issue = self.index(fragment).filter(|_| here)?;
        Some(self.set(Cause::Fragment, &|index, open| open || index == issue))
    }

    /// Adopts the state of the `prerendered` cards once the live cards are rendered; `open` says which live cards are
    /// open. `remembered` has the ids of the issues whose cards were open on the last visit, if known. A prerendered
    /// card that was clicked or has changed keeps its state: that is newer than the memory, even if the reader undid
    /// the change.
    ///
    /// The returned steps only open and close cards; [`Cards::report_pending`] reports the changes. The returned flag
    /// says whether the reader closed the card that the page's `fragment` names.
    pub fn adopt(
        &mut self,
        open: Vec<bool>,
        prerendered: &[Prerendered],
        remembered: Option<&[String]>,
        fragment: &str,
    ) -> (Vec<CardStep>, bool) {
        self.reported = open;
        let mut changes: Vec<Change> = Vec::new();
        let mut untouched = vec![true; self.reported.len()];
        let named = self.index(fragment);
        let mut closed = false;
        for &Prerendered { ref id, open, clicked } in prerendered {
            let Some(index) = self.index(id) else { continue };
            let changed = self.is_reported(index, !open);
            if changed {
                let cause = if clicked {
                    Cause::Click
                } else if named == Some(index) {
                    Cause::Fragment
                } else {
                    Cause::Browser
                };
                changes.push(Change { index, open, cause });
            }
            if clicked && !open && named == Some(index) {
                fragment.clone_into(&mut self.fragment);
                closed = true;
            }
            if let Some(untouched) = untouched.get_mut(index) {
                *untouched &= !changed && !clicked;
            }
        }
        for (index, issue) in self.brief.issues.iter().enumerate() {
            let Some(open) = remembered.map(|remembered| remembered.contains(&issue.id)) else { break };
            if untouched.get(index) == Some(&true) && self.is_reported(index, !open) {
                changes.push(Change { index, open, cause: Cause::Restore });
            }
        }
        let steps = changes.iter().map(|change| CardStep::Set(change.index, change.open)).collect();
        self.pending = changes;
        (steps, closed)
    }

    /// Reports the changes from adoption, once.
    pub fn report_pending(&mut self) -> Vec<CardStep> {
        let changes = std::mem::take(&mut self.pending);
        self.report(changes)
    }

    /// The index of the issue that `fragment` names.
    #[must_use]
    pub fn index(&self, fragment: &str) -> Option<usize> {
        let issue = fragment.strip_prefix(self.brief.id.as_str())?.strip_prefix('-')?;
        self.brief.issues.iter().position(|other| other.id == issue)
    }

    /// Whether every card is open.
    #[must_use]
    pub fn all_open(&self) -> bool {
        !self.reported.is_empty() && self.reported.iter().all(|open| *open)
    }

    /// The ids of the issues whose cards are open.
    #[must_use]
    pub fn open_ids(&self) -> Vec<String> {
        let issues = self.brief.issues.iter().zip(&self.reported);
        issues.filter(|(_, open)| **open).map(|(issue, _)| issue.id.clone()).collect()
    }

    /// Opens and closes cards. `want` maps a card's index and current state to its new state.
    fn set(&mut self, cause: Cause, want: &dyn Fn(usize, bool) -> bool) -> Vec<CardStep> {
        // Changes are reported in the order in which they happened.
        let mut steps = self.report_pending();
        let mut changes = Vec::new();
        for (index, open) in self.reported.iter().copied().enumerate() {
            let wanted = want(index, open);
            if wanted != open {
                changes.push(Change { index, open: wanted, cause });
                steps.push(CardStep::Set(index, wanted));
            }
        }
        steps.extend(self.report(changes));
        steps
    }

    fn report(&mut self, changes: Vec<Change>) -> Vec<CardStep> {
        for change in &changes {
            if let Some(open) = self.reported.get_mut(change.index) {
                *open = change.open;
            }
        }
        changes.into_iter().map(CardStep::Report).collect()
    }
}

/// Whether a link with this `href` leads to `fragment`.
#[must_use]
pub fn leads_to(href: &str, fragment: &str) -> bool {
    href.strip_suffix(fragment).is_some_and(|before| before.ends_with('#'))
}
