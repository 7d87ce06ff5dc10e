//! What the times of the sessions say together: their order, what overlaps, and offsets that no clock of the brief has.

use super::Content;
use crate::brief::{Path, Session, Status};
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

    /// The sessions whose times can be relied on, with their index.
    fn dated(&self) -> impl Iterator<Item = (usize, &Session)> {
        let broken = |index: usize| Path::field("sessions").item(index).then("start");
        let sessions = self.outline.brief.sessions.iter().enumerate();
        sessions.filter(move |(index, _)| {
            !self.outline.broken.contains(broken(*index).as_str())
                && !self.outline.broken.contains(Path::field("sessions").item(*index).as_str())
        })
    }

    fn order(&mut self) {
        let mut early = Vec::new();
        let mut last: Option<(usize, Instant)> = None;
        for (index, session) in self.dated() {
            let start = session.start.instant;
            match last {
                Some((before, latest)) if start < latest => early.push((index, before)),
                _ => last = Some((index, start)),
            }
        }
        for (index, before) in early {
            let message = format!("begins before sessions[{before}], which stands above it");
            let path = Path::field("sessions").item(index).then("start");
            self.report(
                Level::Warning,
                "sessions-out-of-order",
                &path,
                message,
                format!("look at the times, or put it before sessions[{before}]"),
            );
        }
    }

    fn overlaps(&mut self) {
        let held = self.dated().filter(|(_, session)| session.status != Status::Cancelled);
        let spans = held.map(|(index, session)| (session.start.instant, session.end.map(|end| end.instant), index));
        let mut spans: Vec<_> = spans.collect();
        spans.sort_by_key(|(start, end, index)| (*start, end.is_none(), *index));
        let mut overlaps = Vec::new();
        let mut latest: Option<(Instant, Instant, usize)> = None;
        for (start, end, index) in spans {
            // Of several that go on, the one that ends last is named.
            if let Some((began, _, other)) = latest.filter(|(_, until, _)| start < *until) {
                overlaps.push((index, other, began == start));
            }
            let longer = end.filter(|end| latest.is_none_or(|(_, until, _)| *end > until));
            latest = longer.map(|end| (start, end, index)).or(latest);
        }
        for (index, other, parallel) in overlaps {
            let path = Path::field("sessions").item(index).then("start");
            let (level, message) = match parallel {
                true => (Level::Note, format!("begins together with sessions[{other}]")),
                false => (Level::Warning, format!("begins before sessions[{other}] ends")),
            };
            let remedy = "fine if both take place; otherwise look at the times".to_owned();
            self.report(level, "overlapping-sessions", &path, message, remedy);
        }
    }

    /// Without the old time nobody can say whether `start` is the new one, and readers are counted down to it.
    fn postponed(&mut self) {
        let postponed = |(_, session): &(usize, &Session)| session.status == Status::Postponed && session.was.is_none();
        let without: Vec<usize> = self.dated().filter(postponed).map(|(index, _)| index).collect();
        for index in without {
            let path = Path::field("sessions").item(index).then("start");
            let message = "is the start of a postponed session, and was is missing: readers are counted down to it";
            let remedy = "write the new time here and the old one as was; while there is no new time, cancelled";
            self.report(Level::Warning, "postponed-without-was", &path, message.to_owned(), remedy.to_owned());
        }
    }

    /// An offset that is in force in none of the brief's zones was probably forgotten when clocks changed.
    fn offsets(&mut self, zones: &dyn ZoneNames) {
        let brief = &self.outline.brief;
        let mut known: Vec<&str> = vec![brief.place.zone.as_str()];
        known.extend(brief.zones.iter().map(|column| column.zone.as_str()).take(50));
        let mut stamps = vec![(Path::field("published"), brief.published), (Path::field("updated"), brief.updated)];
        for (index, session) in self.dated() {
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
