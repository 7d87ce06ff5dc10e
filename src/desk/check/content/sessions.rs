//! What the times of the sessions say together: their order, what overlaps, and offsets that no clock of the brief has.

use super::Content;
use crate::brief::{Path, Status};
use crate::desk::timetable::columns;
use crate::desk::words::clip;
use crate::desk::{Level, ZoneNames};
use crate::time::{Instant, Offset, Timestamp};

impl Content<'_, '_> {
    pub(super) fn sessions(&mut self, zones: &dyn ZoneNames) {
        self.order();
        self.overlaps();
        self.postponed();
        self.offsets(zones);
    }

    fn report_start(&mut self, index: usize, level: Level, code: &'static str, message: String, remedy: &str) {
        self.report(level, code, &Path::field("sessions").item(index).then("start"), message, remedy);
    }

    fn order(&mut self) {
        let mut last: Option<(usize, Instant)> = None;
        for (index, session) in self.outline.dated() {
            let start = session.start.instant;
            if let Some((before, latest)) = last
                && start < latest
            {
                let message = format!("begins before sessions[{before}], which stands above it");
                let remedy = format!("look at the times, or put it before sessions[{before}]");
                self.report_start(index, Level::Warning, "sessions-out-of-order", message, &remedy);
            } else {
                last = Some((index, start));
            }
        }
    }

    fn overlaps(&mut self) {
        let held = self.outline.dated().filter(|(_, session)| session.status != Status::Cancelled);
        let spans = held.map(|(index, session)| (session.start.instant, session.end.map(|end| end.instant), index));
        let mut spans: Vec<_> = spans.collect();
        spans.sort_by_key(|(start, end, index)| (*start, end.is_none(), *index));
        let mut latest: Option<(Instant, Instant, usize)> = None;
        for (start, end, index) in spans {
            // Of several that go on, the one that ends last is named.
            if let Some((began, _, other)) = latest.filter(|(_, until, _)| start < *until) {
                let (level, message) = if began == start {
                    (Level::Note, format!("begins together with sessions[{other}]"))
                } else {
                    (Level::Warning, format!("begins before sessions[{other}] ends"))
                };
                let remedy = "fine if both take place; otherwise look at the times";
                self.report_start(index, level, "overlapping-sessions", message, remedy);
            }
            let longer = end.filter(|end| latest.is_none_or(|(_, until, _)| *end > until));
            latest = longer.map(|end| (start, end, index)).or(latest);
        }
    }

    /// Without the old time nobody can say whether `start` is the new one, and readers are counted down to it.
    fn postponed(&mut self) {
        for (index, session) in self.outline.dated() {
            if session.status == Status::Postponed && session.was.is_none() {
                let message = "is the start of a postponed session, and was is missing: readers are counted down to it"
                    .to_owned();
                let remedy = "write the new time here and the old one as was; while there is no new time, cancelled";
                self.report_start(index, Level::Warning, "postponed-without-was", message, remedy);
            }
        }
    }

    /// An offset that is in force in none of the brief's zones was probably forgotten when clocks changed.
    fn offsets(&mut self, zones: &dyn ZoneNames) {
        let brief = &self.outline.brief;
        let mut known: Vec<&str> = vec![&brief.place.zone];
        known.extend(columns(brief).iter().map(|column| column.zone.as_str()));
        let mut stamps = vec![(Path::field("published"), brief.published), (Path::field("updated"), brief.updated)];
        for (index, session) in self.outline.dated() {
            let at = Path::field("sessions").item(index);
            stamps.push((at.then("start"), session.start));
            stamps.extend(session.end.map(|end| (at.then("end"), end)));
            stamps.extend(session.was.map(|was| (at.then("was"), was)));
        }
        // Of a zone that is not known nobody can say what offset it has.
        if known.iter().any(|zone| zones.offset(zone, brief.published.instant).is_err()) {
            return;
        }
        for (path, stamp) in stamps {
            if stamp.offset == Offset::UTC
                || known.iter().any(|zone| zones.offset(zone, stamp.instant) == Ok(stamp.offset))
            {
                continue;
            }
            let is_session = path.as_str().starts_with("sessions");
            let there = zones.offset(&brief.place.zone, stamp.instant).ok();
            let Some(there) = there.filter(|_| is_session || known.len() > 1) else { continue };
            let proper = Timestamp { instant: stamp.instant, offset: there };
            let (name, zone) = (clip(&brief.place.name), clip(&brief.place.zone));
            let message = format!(
                "has an offset that none of the brief's zones has then; {name} ({zone}) is at {}",
                in_words(there)
            );
            let remedy = format!("if the instant is right, write {proper}; if the clock time is, change the offset");
            // A newsroom's clock need not be a column.
            let level = if is_session { Level::Warning } else { Level::Note };
            self.report(level, "foreign-offset", &path, message, remedy);
        }
    }
}

/// An offset as in `+03:00`.
fn in_words(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    format!("{}{:02}:{:02}", if offset.seconds() < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}
