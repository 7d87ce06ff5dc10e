//! The content of a widget, computed once from its brief.

use std::rc::Rc;

use crate::brief::{Brief, Issue, ZoneColumn};
use crate::schedule::{Agenda, Schedule, day_zone};
use crate::text::Locale;
use crate::time::{UnknownZone, Zones};

/// A brief with its schedule and its agenda. Equal only to itself: a full comparison would take two kilobytes of wasm
/// (docs/decisions/0005).
#[derive(Debug)]
pub struct Content {
    /// The document.
    pub brief: Rc<Brief>,
    /// Its sessions in every column.
    pub schedule: Schedule,
    /// The times of its sessions.
    pub agenda: Agenda,
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Content {}

impl Content {
    /// Lays out `brief` in `columns`, by default the brief's own, and in the zone `reader` if given.
    ///
    /// # Errors
    /// [`UnknownZone`] if `zones` does not contain the venue's zone, a column's or the reader's.
    pub fn new(
        brief: Rc<Brief>,
        columns: Option<&[ZoneColumn]>,
        reader: Option<&str>,
        zones: &dyn Zones,
    ) -> Result<Self, UnknownZone> {
        let columns = columns.unwrap_or(&brief.zones);
        let schedule = Schedule::new(&brief, columns, reader, zones)?;
        let agenda = Agenda::new(&brief.sessions, day_zone(&brief, columns), zones)?;
        Ok(Self { brief, schedule, agenda })
    }

    /// The titles of the sessions that deal with `issue`, separated by middle dots.
    #[must_use]
    pub fn sessions_of(&self, locale: &Locale, issue: &Issue) -> String {
        let sessions = self.brief.sessions.iter().filter(|session| issue.sessions.contains(&session.id));
        locale.joined(&mut sessions.map(|session| session.title.as_str()))
    }
}
