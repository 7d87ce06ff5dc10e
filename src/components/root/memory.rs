//! What the widget stores for the reader's next visit.

use super::SummitBrief;
use crate::brief::Brief;
use crate::platform;
use crate::time::decimal;
use crate::widget::Memory;

impl SummitBrief {
    /// Stores the memory for the reader's next visit. Before the reader's first choice, nothing is stored.
    pub(super) fn store_memory(&mut self) {
        let has_chosen = self.memory != Memory::default();
        if let (Some(key), Some(content)) = (self.key.as_ref().filter(|_| has_chosen), &self.content) {
            let brief = &content.brief;
            let updates = brief.issues.iter().filter_map(|issue| issue.updated);
            let newest = updates.map(|updated| updated.instant).fold(brief.updated.instant, Ord::max);
            // An update dated in the future still counts as new on the next visit.
            self.memory.seen = Some(newest.min(platform::now()));
            platform::store(key, &self.memory.write());
        }
    }
}

/// The storage key: the id of `brief`, and the number of the widget on its page unless it is the first, because two
/// widgets may show the same brief.
pub(super) fn key(brief: &Brief, number: usize) -> String {
    let number = if number == 0 { String::new() } else { ["#", &decimal(number)].concat() };
    ["summit-brief:", &brief.id, &number].concat()
}

/// The memory stored under `key`, without a zone that this browser does not know; empty if nothing is stored.
pub(super) fn recall(key: Option<&str>) -> Memory {
    let stored = key.and_then(platform::stored);
    let mut memory = stored.as_deref().map(Memory::read).unwrap_or_default();
    memory.zone = memory.zone.filter(|zone| platform::is_known(zone));
    memory
}
