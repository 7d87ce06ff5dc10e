//! Checks the times of the sessions: their order, overlaps, postponements, all-day sessions whose start has a time, and
//! offsets that no zone in the brief has.

use super::{Content, is_known};
use crate::brief::Path;
use crate::desk::timetable::checked_columns;
use crate::desk::words::clip;
use crate::desk::{Certainty, Code, ZoneNames};
use crate::schedule::day_zone;
use crate::time::{DateOrTime, Instant, Offset, Timestamp, start_of_day};

impl Content<'_, '_> {
    pub(super) fn check_sessions(&mut self, zones: &dyn ZoneNames) {
        self.check_order(zones);
        self.check_overlaps();
        self.check_postponed();
        self.check_all_day();
        self.check_offsets(zones);
    }

    fn report_start(&mut self, index: usize, code: Code, message: String, remedy: &str) {
        self.report(code, &Path::field("sessions").item(index).then("start"), message, remedy);
    }

    /// The document path of the session at `index`, for messages.
    fn place(&self, index: usize) -> Path {
        self.outline.in_document(&Path::field("sessions").item(index))
    }

    fn check_order(&mut self, zones: &dyn ZoneNames) {
        let zone = day_zone(self.brief, &self.brief.zones);
        let mut last: Option<(usize, Instant)> = None;
        for (index, session) in self.brief.sessions.iter().enumerate() {
            let Ok(start) = session.start.instant(zone, zones) else { continue };
            // A session without a time of day may be listed anywhere among the sessions of its day.
            let day_after = session.start.date().and_then(|date| start_of_day(date.plus_days(1), zone, zones).ok());
            if let Some((before, latest)) = last
                && day_after.map_or(start < latest, |day_after| day_after <= latest)
            {
                let before = self.place(before);
                let message = format!("starts before {before}, which is listed above it");
                let remedy = format!("check both, or move it above {before}");
                self.report_start(index, Code::SessionsOutOfOrder, message, &remedy);
            } else if last.is_none_or(|(_, latest)| start >= latest) {
                last = Some((index, start));
            }
        }
    }

    fn check_overlaps(&mut self) {
        let sessions = self.brief.sessions.iter().enumerate().filter(|(_, session)| session.is_held());
        let instant = |time: DateOrTime| time.timestamp().map(|stamp| stamp.instant);
        let spans = sessions
            .filter_map(|(index, session)| Some((instant(session.start)?, session.end.and_then(instant), index)));
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

    /// Reports postponed sessions without `was`: readers see that there is no new time yet.
    fn check_postponed(&mut self) {
        for (index, session) in self.brief.sessions.iter().enumerate() {
            if session.lacks_new_time() {
                let message = "readers see this start struck through, with a note that there is no new time yet";
                let remedy = "once there is a new time, write it here and the old one in “was”";
                self.report_start(index, Code::PostponedWithoutWas, message.to_owned(), remedy);
            }
        }
    }

    /// Reports `allDay` beside a start with a time of day: readers see that time.
    fn check_all_day(&mut self) {
        for (index, session) in self.brief.sessions.iter().enumerate() {
            if session.all_day && session.start.timestamp().is_some() {
                let path = Path::field("sessions").item(index).then("allDay");
                let message = "has no effect, because start has a time of day";
                self.report(Code::AllDayWithTime, &path, message, "write start as a date, or remove allDay");
            }
        }
    }

    /// Reports offsets that no zone in the brief has at that time. They were probably not updated after a clock change.
    fn check_offsets(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let venue = brief.place.iter().map(|place| (place.name.clone(), place.zone.as_str()));
        let columns = checked_columns(brief).iter().map(|column| (column.heading(), column.zone.as_str()));
        let known: Vec<(String, &str)> = venue.chain(columns).collect();
        let day_zone = day_zone(brief, &brief.zones);
        let Some((name, home)) = known.iter().find(|(_, zone)| *zone == day_zone).or(known.first()) else { return };
        let mut stamps = Vec::new();
        for (name, stamp) in [("published", brief.published), ("updated", brief.updated)] {
            stamps.extend(stamp.map(|stamp| (Path::field(name), stamp, Certainty::Doubtful)));
        }
        for (index, session) in brief.sessions.iter().enumerate() {
            let at = Path::field("sessions").item(index);
            for (name, stamp) in [("start", Some(session.start)), ("end", session.end), ("was", session.was)] {
                let stamp = stamp.and_then(DateOrTime::timestamp);
                stamps.extend(stamp.map(|stamp| (at.then(name), stamp, Certainty::Certain)));
            }
        }
        // If a zone is unknown, skip the check: that zone may have the offset.
        if !known.iter().all(|(_, zone)| is_known(zone, zones)) {
            return;
        }
        // `published` and `updated` are `Doubtful`: they may be in the newsroom's zone, which need not be a column.
        for (path, stamp, certainty) in stamps {
            if stamp.offset == Offset::UTC
                || known.iter().any(|(_, zone)| zones.offset(zone, stamp.instant) == Ok(stamp.offset))
            {
                continue;
            }
            let home_offset = zones.offset(home, stamp.instant).ok();
            let is_relevant = certainty == Certainty::Certain || known.len() > 1;
            let Some(home_offset) = home_offset.filter(|_| is_relevant) else { continue };
            let proper = Timestamp { instant: stamp.instant, offset: home_offset };
            let (name, zone) = (clip(name), clip(home));
            let message = format!(
                "uses an offset that no zone in the brief has at that time: {name} ({zone}) is at {}",
                offset_text(home_offset)
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
