//! Checks the times of the sessions: their order, overlaps, postponements, and offsets that no zone in the brief has.

use super::{Content, is_known};
use crate::brief::{Path, Status};
use crate::desk::timetable::checked_columns;
use crate::desk::words::clip;
use crate::desk::{Certainty, Code, ZoneNames};
use crate::time::{Instant, Offset, Timestamp};

impl Content<'_, '_> {
    pub(super) fn check_sessions(&mut self, zones: &dyn ZoneNames) {
        self.check_order();
        self.check_overlaps();
        self.check_postponed();
        self.check_offsets(zones);
    }

    fn report_start(&mut self, index: usize, code: Code, message: String, remedy: &str) {
        self.report(code, &Path::field("sessions").item(index).then("start"), message, remedy);
    }

    /// The document path of the session at `index`, for messages.
    fn place(&self, index: usize) -> Path {
        self.outline.in_document(&Path::field("sessions").item(index))
    }

    fn check_order(&mut self) {
        let mut last: Option<(usize, Instant)> = None;
        for (index, session) in self.brief.sessions.iter().enumerate() {
            let start = session.start.instant;
            if let Some((before, latest)) = last
                && start < latest
            {
                let before = self.place(before);
                let message = format!("starts before {before}, which is listed above it");
                let remedy = format!("check the times, or move it above {before}");
                self.report_start(index, Code::SessionsOutOfOrder, message, &remedy);
            } else {
                last = Some((index, start));
            }
        }
    }

    fn check_overlaps(&mut self) {
        let sessions = self.brief.sessions.iter().enumerate();
        let not_cancelled = sessions.filter(|(_, session)| session.status != Status::Cancelled);
        let spans =
            not_cancelled.map(|(index, session)| (session.start.instant, session.end.map(|end| end.instant), index));
        let mut spans: Vec<_> = spans.collect();
        spans.sort_by_key(|(start, end, index)| (*start, end.is_none(), *index));
        // The start, end and index of the session with the latest end so far.
        let mut latest: Option<(Instant, Instant, usize)> = None;
        for (start, end, index) in spans {
            // If several sessions are still running, the message names the one that ends last.
            if let Some((started, _, other)) = latest.filter(|(_, until, _)| start < *until) {
                let other = self.place(other);
                let (certainty, message) = if started == start {
                    (Certainty::Doubtful, format!("starts at the same time as {other}"))
                } else {
                    (Certainty::Certain, format!("starts before {other} ends"))
                };
                let remedy = "ignore this if both take place; otherwise check the times";
                self.report_start(index, Code::OverlappingSessions(certainty), message, remedy);
            }
            let longer = end.filter(|end| latest.is_none_or(|(_, until, _)| *end > until));
            latest = longer.map(|end| (start, end, index)).or(latest);
        }
    }

    /// Reports postponed sessions without `was`. Their `start` may still be the old time, yet readers see a countdown
    /// to it.
    fn check_postponed(&mut self) {
        for (index, session) in self.brief.sessions.iter().enumerate() {
            if session.status == Status::Postponed && session.was.is_none() {
                let message = "the session is postponed but “was” is missing, so readers see a countdown to this start";
                let remedy = "write the new start here and the old one in “was”; \
                              if there is no new time yet, set status to cancelled";
                self.report_start(index, Code::PostponedWithoutWas, message.to_owned(), remedy);
            }
        }
    }

    /// Reports offsets that no zone in the brief has at that time. They were probably not updated after a clock change.
    fn check_offsets(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let mut known: Vec<&str> = vec![&brief.place.zone];
        known.extend(checked_columns(brief).iter().map(|column| column.zone.as_str()));
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
        // If a zone is unknown, skip the check: that zone may have the offset.
        if !known.iter().all(|zone| is_known(zone, zones)) {
            return;
        }
        // `published` and `updated` are `Doubtful`: they may be in the newsroom's zone, which need not be a column.
        for (path, stamp, certainty) in stamps {
            if stamp.offset == Offset::UTC
                || known.iter().any(|zone| zones.offset(zone, stamp.instant) == Ok(stamp.offset))
            {
                continue;
            }
            let venue_offset = zones.offset(&brief.place.zone, stamp.instant).ok();
            let is_relevant = certainty == Certainty::Certain || known.len() > 1;
            let Some(venue_offset) = venue_offset.filter(|_| is_relevant) else { continue };
            let proper = Timestamp { instant: stamp.instant, offset: venue_offset };
            let (name, zone) = (clip(&brief.place.name), clip(&brief.place.zone));
            let message = format!(
                "uses an offset that no zone in the brief has at that time: {name} ({zone}) is at {}",
                offset_text(venue_offset)
            );
            let remedy =
                format!("if the instant is right, write {proper}; if the clock time is right, change the offset");
            self.report(Code::ForeignOffset(certainty), &path, message, remedy);
        }
    }
}

/// An offset such as `+03:00`.
fn offset_text(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    format!("{}{:02}:{:02}", if offset.seconds() < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}
