//! Checks that the columns' labels and the venue's name agree with their zones.

use super::Content;
use crate::brief::Path;
use crate::desk::language::{Gazetteer, Zone};
use crate::desk::timetable::{checked_columns, hours_offset, label_conflict, label_offset};
use crate::desk::words::clip;
use crate::desk::{Certainty, Code, ZoneNames};
use crate::time::Offset;

impl Content<'_, '_> {
    pub(super) fn check_labels(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let places = Gazetteer::new(zones);
        let columns = checked_columns(brief).iter().enumerate().filter_map(|(index, column)| {
            Some((Path::field("zones").item(index), "label", column.label.as_deref()?, column.zone.as_str()))
        });
        let venue = brief.place.iter();
        let venue = venue.map(|place| (Path::field("place"), "name", place.name.as_str(), place.zone.as_str()));
        for (at, field, label, zone) in venue.chain(columns) {
            let is_readable = !self.outline.is_refused(&self.outline.in_document(&at.then("zone")));
            let Some((label_zone, instant)) =
                label_conflict(label, zone, brief, &places, zones).filter(|_| is_readable)
            else {
                continue;
            };
            let offset = |zone: &str| zones.offset(zone, instant).ok();
            let code = match &label_zone {
                // “EST” in July: the right zone, but the abbreviation for the other half of the year.
                Zone::Fixed { zone: Some(abbreviated), .. } if offset(abbreviated) == offset(zone) => Code::OutOfSeason,
                Zone::Fixed { .. } => Code::WrongLabel(Certainty::Certain),
                _ => Code::WrongLabel(Certainty::Doubtful),
            };
            let in_words =
                |offset: Option<Offset>| offset.map(|offset| hours_offset(offset.seconds())).unwrap_or_default();
            let (labelled, real) = (in_words(label_offset(&label_zone, instant, zones)), in_words(offset(zone)));
            let message = format!(
                "“{}” is at UTC{labelled}, but {} is at UTC{real} when a session starts",
                clip(label),
                clip(zone)
            );
            let remedy = match code {
                Code::OutOfSeason => "write the abbreviation for that season, or name the place",
                Code::WrongLabel(Certainty::Certain) => {
                    "change the label or the zone: readers see the zone's times under this label"
                }
                _ => "change the name or the zone; ignore this if you mean another place of that name",
            };
            self.report(code, &at.then(field), message, remedy);
        }
    }
}
