//! What a widget shows, computed once from a brief.

use std::rc::Rc;

use crate::brief::{Brief, Issue, ZoneColumn};
use crate::schedule::{Agenda, Schedule};
use crate::text::joined;
use crate::time::{UnknownZone, Zones};

/// A brief with its schedule laid out and its agenda worked out. Equal to itself only: to compare all it holds would
/// cost more than to render it once more.
#[derive(Debug)]
pub struct Content {
    /// The document.
    pub brief: Rc<Brief>,
    /// Its sessions in every column.
    pub schedule: Schedule,
    /// Its sessions' phases.
    pub agenda: Agenda,
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Content {}

impl Content {
    /// Lays out `brief`, in `columns` instead of its own where given, and in the zone `reader` where there is one.
    ///
    /// # Errors
    /// [`UnknownZone`] where `zones` does not know a zone.
    pub fn new(
        brief: Rc<Brief>,
        columns: Option<&[ZoneColumn]>,
        reader: Option<&str>,
        zones: &dyn Zones,
    ) -> Result<Self, UnknownZone> {
        let schedule = Schedule::new(&brief, columns.unwrap_or(&brief.zones), reader, zones)?;
        let agenda = Agenda::new(&brief.sessions);
        Ok(Self { brief, schedule, agenda })
    }

    /// The titles of the sessions that deal with `issue`, with a dot between each two.
    #[must_use]
    pub fn sessions_of(&self, issue: &Issue) -> String {
        let sessions = self.brief.sessions.iter().filter(|session| issue.sessions.contains(&session.id));
        joined(&mut sessions.map(|session| session.title.as_str()))
    }
}
