//! Which cards are open, who opened them, and what to report: a state machine. What happened goes in; what to change
//! and what to report, with its cause, comes out. A card's own state is that of its `<details>` (docs/decisions/0006);
//! this remembers what was reported of it last. Must not import Yew, nor anything of a browser.

use std::rc::Rc;

use super::Expand;
use crate::brief::Brief;

/// Why a card was opened or closed: `detail.cause` of `sb-toggle`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A click on its heading, or a key.
    Click,
    /// The page's address names it.
    Fragment,
    /// *Show all* or *Hide all*.
    All,
    /// It was open at the last visit.
    Restore,
    /// A method, or a change of `expand`.
    Script,
    /// By elimination: find-in-page, a text fragment, or a script of the page that sets `open` on `<details>`.
    Browser,
}

impl Cause {
    /// The cause as `sb-toggle` names it.
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
    /// Why.
    pub cause: Cause,
}

/// What to do about what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Open or close the card at this index.
    Set(usize, bool),
    /// Report this change.
    Report(Change),
}

/// A card of the prerendered tree, as the live one takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerendered {
    /// The id inside it, which a fragment names.
    pub id: String,
    /// Whether it is open.
    pub open: bool,
    /// Whether its heading was clicked, an even number of times too.
    pub clicked: bool,
}

/// The last click that has not explained a change yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clicked {
    /// The index of the card whose heading was clicked.
    pub heading: Option<usize>,
    /// The `href` of the link that was clicked.
    pub href: Option<String>,
}

/// The cards of one brief in one element.
#[derive(Debug)]
pub struct Cards {
    brief: Rc<Brief>,
    /// Whether each card is open, by index, as it was reported last; empty until the cards are there.
    reported: Vec<bool>,
    clicked: Clicked,
    /// The page's fragment as it was last dealt with.
    fragment: String,
    /// Changes from adoption that are not reported yet.
    pending: Vec<Change>,
}

impl Cards {
    /// The cards of `brief`, none of which is there yet.
    #[must_use]
    pub fn new(brief: Rc<Brief>) -> Self {
        Self { brief, reported: Vec::new(), clicked: Clicked::default(), fragment: String::new(), pending: Vec::new() }
    }

    /// The cards are those of `brief` from now on, and not there yet.
    pub fn replace(&mut self, brief: Rc<Brief>) {
        self.brief = brief;
        self.reported.clear();
        self.pending.clear();
        // Its index is that of another issue now.
        self.clicked = Clicked::default();
    }

    /// Something was clicked; whether that opens or closes a card shows later, when it toggles.
    pub fn clicked(&mut self, clicked: Clicked) {
        self.clicked = clicked;
    }

    /// The card at `index` has been opened or closed, while `fragment` was the page's. Nothing comes out where this
    /// was reported when it was asked for.
    pub fn toggled(&mut self, index: usize, open: bool, fragment: &str) -> Vec<Step> {
        let Some(issue) = self.brief.issues.get(index) else {
            return Vec::new();
        };
        let own = self.brief.fragment(issue);
        let by_click = self.clicked.heading == Some(index);
        let by_link = self.clicked.href.as_deref().is_some_and(|href| leads_to(href, &own));
        let by_fragment = open && fragment == own && (by_link || self.fragment != own);
        if by_click || by_link {
            self.clicked = Clicked::default();
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
        if self.reported.get(index) == Some(&!open) {
            steps.extend(self.report(vec![Change { index, open, cause }]));
        }
        steps
    }

    /// *Show all* or *Hide all*.
    pub fn show_all(&mut self, open: bool) -> Vec<Step> {
        self.set(Cause::All, &|_, _| open)
    }

    /// A script opens or closes every card.
    pub fn set_all(&mut self, open: bool) -> Vec<Step> {
        self.set(Cause::Script, &|_, _| open)
    }

    /// A script opens the card of the issue `id`; `None` where there is no such issue.
    pub fn open(&mut self, id: &str) -> Option<Vec<Step>> {
        let issue = self.brief.issues.iter().position(|issue| issue.id == id)?;
        Some(self.set(Cause::Script, &|index, open| open || index == issue))
    }

    /// The attribute `expand` was changed.
    pub fn expand(&mut self, expand: &Expand) -> Vec<Step> {
        let brief = self.brief.clone();
        self.set(Cause::Script, &|index, open| {
            brief.issues.get(index).map_or(open, |issue| expand.opens(&issue.id, index))
        })
    }

    /// The page's fragment is `fragment`; `here` says whether what it names is in this element (of two elements with
    /// one brief, only the first). Comes out with the index of the card to go to.
    pub fn follow(&mut self, fragment: &str, here: bool) -> Option<(usize, Vec<Step>)> {
        fragment.clone_into(&mut self.fragment);
        let issue = self.index(fragment).filter(|_| here)?;
        Some((issue, self.set(Cause::Fragment, &|index, open| open || index == issue)))
    }

    /// The live cards are there, each `open` or not as they were rendered, and take the place of `prerendered` ones.
    /// `remembered` has the ids of the issues whose cards were open at the last visit, where that is known. What a
    /// reader did to a prerendered card is newer than what is remembered, also where it was undone.
    ///
    /// The changes are reported only by [`Cards::report_pending`]. Says too whether the reader has closed the card
    /// that the page's `fragment` names.
    pub fn adopt(
        &mut self,
        open: Vec<bool>,
        prerendered: &[Prerendered],
        remembered: Option<&[String]>,
        fragment: &str,
    ) -> (Vec<Step>, bool) {
        self.reported = open;
        let mut changes: Vec<Change> = Vec::new();
        let mut untouched = vec![true; self.reported.len()];
        let named = self.index(fragment);
        let mut closed = false;
        for &Prerendered { ref id, open, clicked } in prerendered {
            let Some(index) = self.index(id) else { continue };
            let changed = self.reported.get(index) == Some(&!open);
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
            if untouched.get(index) == Some(&true) && self.reported.get(index) == Some(&!open) {
                changes.push(Change { index, open, cause: Cause::Restore });
            }
        }
        let steps = changes.iter().map(|change| Step::Set(change.index, change.open)).collect();
        self.pending = changes;
        (steps, closed)
    }

    /// Reports what adoption changed, once.
    pub fn report_pending(&mut self) -> Vec<Step> {
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
        self.reported.iter().all(|open| *open)
    }

    /// The ids of the issues whose cards are open.
    #[must_use]
    pub fn open_ids(&self) -> Vec<String> {
        let issues = self.brief.issues.iter().zip(&self.reported);
        issues.filter(|(_, open)| **open).map(|(issue, _)| issue.id.clone()).collect()
    }

    /// Opens and closes cards: `want` says for each, by index and what it is now, what it shall be.
    fn set(&mut self, cause: Cause, want: &dyn Fn(usize, bool) -> bool) -> Vec<Step> {
        // In the order it came about.
        let mut steps = self.report_pending();
        let mut changes = Vec::new();
        for (index, open) in self.reported.iter().copied().enumerate() {
            let wanted = want(index, open);
            if wanted != open {
                changes.push(Change { index, open: wanted, cause });
                steps.push(Step::Set(index, wanted));
            }
        }
        steps.extend(self.report(changes));
        steps
    }

    fn report(&mut self, changes: Vec<Change>) -> Vec<Step> {
        for change in &changes {
            if let Some(open) = self.reported.get_mut(change.index) {
                *open = change.open;
            }
        }
        changes.into_iter().map(Step::Report).collect()
    }
}

/// Whether a link's `href` leads to `fragment`.
#[must_use]
pub fn leads_to(href: &str, fragment: &str) -> bool {
    href.strip_suffix(fragment).is_some_and(|before| before.ends_with('#'))
}
