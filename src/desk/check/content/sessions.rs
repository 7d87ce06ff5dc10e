//! What the times of the sessions say together: their order, what overlaps, and offsets that no clock of the brief has.

use super::{Content, is_known};
use crate::brief::{Path, Status};
use crate::desk::timetable::columns;
use crate::desk::words::clip;
use crate::desk::{Certainty, Code, ZoneNames};
use crate::time::{Instant, Offset, Timestamp};

impl Content<'_, '_> {
    pub(super) fn sessions(&mut self, zones: &dyn ZoneNames) {
        self.order();
        self.overlaps();
        self.postponed();
        self.offsets(zones);
    }

    fn report_start(&mut self, index: usize, code: Code, message: String, remedy: &str) {
        self.report(code, &Path::field("sessions").item(index).then("start"), message, remedy);
    }

    /// How messages name the session at `index`.
    fn place(&self, index: usize) -> Path {
        self.outline.in_document(&Path::field("sessions").item(index))
    }

    fn order(&mut self) {
        let mut last: Option<(usize, Instant)> = None;
        for (index, session) in self.brief.sessions.iter().enumerate() {
            let start = session.start.instant;
            if let Some((before, latest)) = last
                && start < latest
            {
                let before = self.place(before);
                let message = format!("starts before {before}, which is listed above it");
                let remedy = format!("check the times, or move it before {before}");
                self.report_start(index, Code::SessionsOutOfOrder, message, &remedy);
            } else {
                last = Some((index, start));
            }
        }
    }

    fn overlaps(&mut self) {
        let sessions = self.brief.sessions.iter().enumerate();
        let held = sessions.filter(|(_, session)| session.status != Status::Cancelled);
        let spans = held.map(|(index, session)| (session.start.instant, session.end.map(|end| end.instant), index));
        let mut spans: Vec<_> = spans.collect();
        spans.sort_by_key(|(start, end, index)| (*start, end.is_none(), *index));
        let mut latest: Option<(Instant, Instant, usize)> = None;
        for (start, end, index) in spans {
            // Of several that go on, the one that ends last is named.
            if let Some((began, _, other)) = latest.filter(|(_, until, _)| start < *until) {
                let other = self.place(other);
                let (certainty, message) = if began == start {
                    (Certainty::Doubtful, format!("starts at the same time as {other}"))
                } else {
                    (Certainty::Certain, format!("starts before {other} ends"))
                };
                let remedy = "fine if both take place; otherwise check the times";
                self.report_start(index, Code::OverlappingSessions(certainty), message, remedy);
            }
            let longer = end.filter(|end| latest.is_none_or(|(_, until, _)| *end > until));
            latest = longer.map(|end| (start, end, index)).or(latest);
        }
    }

    /// Without the old time nobody can say whether `start` is the new one, and readers are counted down to it.
    fn postponed(&mut self) {
        for (index, session) in self.brief.sessions.iter().enumerate() {
            if session.status == Status::Postponed && session.was.is_none() {
                let message =
                    "is the start of a postponed session without was, so readers see a countdown to it".to_owned();
                let remedy = "write the new time here and the old one as was; while there is no new time, cancelled";
                self.report_start(index, Code::PostponedWithoutWas, message, remedy);
            }
        }
    }

    /// An offset that is in force in none of the brief's zones was probably forgotten when clocks changed.
    fn offsets(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let mut known: Vec<&str> = vec![&brief.place.zone];
        known.extend(columns(brief).iter().map(|column| column.zone.as_str()));
        let mut stamps = Vec::new();
        for (name, stamp) in [("published", brief.published), ("updated", brief.updated)] {
            stamps.extend(stamp.map(|stamp| (Path::field(name), stamp, Certainty::Doubtful)));
        }
        for (index, session) in brief.sessions.iter().enumerate() {
            let at = Path::field("sessions").item(index);
            for (name, stamp) in [("start", Some(session.start)), ("end", session.end), ("was", session.was)] {
                stamps.extend(stamp.map(|stamp| (at.then(name), stamp, Certainty::Certain)));
            }
        }
        // Of a zone that is not known nobody can say what offset it has.
        if !known.iter().all(|zone| is_known(zone, zones)) {
            return;
        }
        // A newsroom's clock need not be a column.
        for (path, stamp, certainty) in stamps {
            if stamp.offset == Offset::UTC
                || known.iter().any(|zone| zones.offset(zone, stamp.instant) == Ok(stamp.offset))
            {
                continue;
            }
            let there = zones.offset(&brief.place.zone, stamp.instant).ok();
            let is_known = certainty == Certainty::Certain || known.len() > 1;
            let Some(there) = there.filter(|_| is_known) else { continue };
            let proper = Timestamp { instant: stamp.instant, offset: there };
            let (name, zone) = (clip(&brief.place.name), clip(&brief.place.zone));
            let message = format!(
                "has an offset that no zone of the brief has at that time; {name} ({zone}) is at {}",
                in_words(there)
            );
            let remedy = format!("if the instant is right, write {proper}; if the clock time is, change the offset");
            self.report(Code::ForeignOffset(certainty), &path, message, remedy);
        }
    }
}

/// An offset as in `+03:00`.
fn in_words(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    format!("{}{:02}:{:02}", if offset.seconds() < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}
