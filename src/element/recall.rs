//! What is kept for a reader's next visit, and where.

use std::cell::{Cell, RefCell};

use gloo::utils::document;

use super::instance::Inner;
use crate::brief::Brief;
use crate::platform::{self, select_all};
use crate::time::Instant;
use crate::widget::Memory;

/// What one element remembers.
#[derive(Default)]
pub(super) struct Remembered {
    /// The id of the brief whose memory it is, and the key it is stored under; `None` where nothing is kept.
    id: RefCell<Option<String>>,
    key: RefCell<Option<String>>,
    pub(super) kept: RefCell<Memory>,
    /// Whether the cards are still to be brought into the state remembered.
    pub(super) restore: Cell<bool>,
    /// What the reader had seen when this visit began.
    pub(super) seen: Cell<Option<Instant>>,
}

impl Inner {
    /// Reads what is kept of `brief` for this reader, once; nothing where `remember` is false.
    pub(super) fn recall(&self, remember: bool, brief: &Brief) {
        // An element that is moved keeps its entry.
        let id = remember.then(|| brief.id.clone());
        if self.memory.id.replace(id.clone()) != id {
            let key = remember.then(|| self.key(brief));
            let text = key.as_deref().and_then(platform::stored);
            let memory = text.as_deref().map(Memory::read).unwrap_or_default();
            self.memory.seen.set(memory.seen);
            self.memory.kept.replace(memory);
            self.memory.key.replace(key);
            self.memory.restore.set(true);
        }
    }

    /// Where what is kept of `brief` is: under its id, and the number of the element on its page, unless it is the
    /// first: two elements may show the same brief.
    fn key(&self, brief: &Brief) -> String {
        let page = document().document_element();
        let all = page.map(|page| select_all(&page, "summit-brief")).unwrap_or_default();
        let number = match all.iter().position(|other| other.is_same_node(Some(&self.element))) {
            None | Some(0) => String::new(),
            Some(number) => ["#", &number.to_string()].concat(),
        };
        ["summit-brief:", &brief.id, &number].concat()
    }

    pub(super) fn keep(&self, brief: &Brief) {
        if let Some(key) = &*self.memory.key.borrow() {
            let updates = brief.issues.iter().filter_map(|issue| issue.updated);
            let newest = updates.map(|updated| updated.instant).fold(brief.updated.instant, Ord::max);
            let mut memory = self.memory.kept.borrow_mut();
            // A stamp of the future is news also at the next visit.
            memory.seen = Some(newest.min(platform::now()));
            platform::store(key, &memory.write());
        }
    }
}
