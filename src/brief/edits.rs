//! What a newer version of a brief changes for a reader of an older one.

use super::{Brief, Issue, Session, Status};
use crate::time::DateOrTime;

/// A change to a session or an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<'a> {
    /// The id of the session or issue.
    pub id: &'a str,
    /// Its fragment.
    pub fragment: String,
    /// Its title.
    pub title: &'a str,
    /// What has changed.
    pub kind: EditKind,
}

/// What has changed about a session or an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// The session does not take place.
    Cancelled,
    /// The session is postponed, and has no new time yet.
    Postponed,
    /// The time of day when the session begins is known now: this one.
    Set(DateOrTime),
    /// The session begins at another time: this one.
    Moved(DateOrTime),
    /// The session has an end, or another: this one.
    Ends(DateOrTime),
    /// The session is confirmed now.
    Confirmed,
    /// The outcome is known.
    Outcome,
    /// Its text has changed.
    Updated,
}

impl Brief {
    /// Keeps, from the `older` version of this brief, what its readers would miss: sessions that are gone, as removed,
    /// and the former start of those that were moved.
    pub fn keep(&mut self, older: &Self) {
        for (index, before) in older.sessions.iter().enumerate() {
            match self.sessions.iter_mut().find(|session| session.id == before.id) {
                None => {
                    let removed = Session { status: Status::Removed, ..before.clone() };
                    self.sessions.insert(index.min(self.sessions.len()), removed);
                }
                Some(session) if session.was.is_none() && session.status != Status::Postponed => {
                    let former = if before.lacks_clock_time() { before.was } else { Some(before.start) };
                    session.was = if session.start == before.start { before.was } else { former };
                }
                Some(_) => {}
            }
        }
    }

    /// How this version of a brief differs from an `older` one: at most one edit for each session, then for each issue.
    #[must_use]
    pub fn edits_since<'a>(&'a self, older: &'a Self) -> Vec<Edit<'a>> {
        let mut edits = Vec::new();
        for session in &self.sessions {
            let before = older.sessions.iter().find(|before| before.id == session.id);
            if let Some(kind) = before.map_or(Some(EditKind::Added), |before| session_edit(session, before)) {
                let Session { id, title, .. } = session;
                edits.push(Edit { id, fragment: self.session_fragment(session), title, kind });
            }
        }
        for issue in &self.issues {
            let before = older.issues.iter().find(|before| before.id == issue.id);
            let kind = match before {
                None => Some(EditKind::Added),
                Some(before) if issue.outcome.is_some() && before.outcome.is_none() => Some(EditKind::Outcome),
                // Editors correct spelling without a word; they date what readers should know.
                Some(before) => {
                    let updated = |issue: &Issue| issue.updated.map(|updated| updated.instant);
                    (updated(issue) > updated(before)).then_some(EditKind::Updated)
                }
            };
            if let Some(kind) = kind {
                edits.push(Edit { id: &issue.id, fragment: self.fragment(issue), title: &issue.title, kind });
            }
        }
        for before in &older.issues {
            if self.issues.iter().all(|issue| issue.id != before.id) {
                let Issue { id, title, .. } = before;
                edits.push(Edit { id, fragment: self.fragment(before), title, kind: EditKind::Removed });
            }
        }
        edits
    }
}

/// The most important difference between `session` and its older version.
fn session_edit(session: &Session, before: &Session) -> Option<EditKind> {
    let is_new = |status: Status| session.status == status && before.status != status;
    Some(if is_new(Status::Removed) {
        EditKind::Removed
    } else if is_new(Status::Cancelled) {
        EditKind::Cancelled
    } else if session.lacks_new_time() && !before.lacks_new_time() {
        EditKind::Postponed
    } else if session.start != before.start {
        if before.lacks_clock_time() { EditKind::Set(session.start) } else { EditKind::Moved(session.start) }
    } else if session.outcome.is_some() && before.outcome.is_none() {
        EditKind::Outcome
    } else if let Some(end) = session.end.filter(|_| session.end != before.end) {
        EditKind::Ends(end)
    } else if is_new(Status::Confirmed) {
        EditKind::Confirmed
    } else if session.title != before.title || session.note != before.note || session.status != before.status {
        EditKind::Updated
    } else {
        return None;
    })
}
