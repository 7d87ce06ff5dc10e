//! What the heads of columns and the venue's name say of zones, held against the zones they stand beside.

use super::Content;
use crate::brief::Path;
use crate::desk::language::{Gazetteer, Zone};
use crate::desk::timetable::{columns, contradicted, meant, signed};
use crate::desk::words::clip;
use crate::desk::{Certainty, Code, ZoneNames};
use crate::time::Offset;

impl Content<'_, '_> {
    pub(super) fn labels(&mut self, zones: &dyn ZoneNames) {
        let brief = self.brief;
        let places = Gazetteer::new(zones);
        let columns = columns(brief).iter().enumerate().filter_map(|(index, column)| {
            Some((Path::field("zones").item(index), "label", column.label.as_deref()?, column.zone.as_str()))
        });
        let venue = (Path::field("place"), "name", brief.place.name.as_str(), brief.place.zone.as_str());
        for (at, field, label, zone) in std::iter::once(venue).chain(columns) {
            let is_known = !self.outline.is_refused(&self.outline.in_document(&at.then("zone")));
            let Some((said, instant)) = contradicted(label, zone, brief, &places, zones).filter(|_| is_known) else {
                continue;
            };
            let offset = |zone: &str| zones.offset(zone, instant).ok();
            let code = match &said {
                // “EST” in July: the zone is meant, and its abbreviation for the other half of the year is written.
                Zone::Fixed { zone: Some(own), .. } if offset(own) == offset(zone) => Code::OutOfSeason,
                Zone::Fixed { .. } => Code::WrongLabel(Certainty::Certain),
                _ => Code::WrongLabel(Certainty::Doubtful),
            };
            let written = |offset: Option<Offset>| offset.map(|offset| signed(offset.seconds())).unwrap_or_default();
            let (meant, real) = (written(meant(&said, instant, zones)), written(offset(zone)));
            let message =
                format!("“{}” is at UTC{meant}, and {} at UTC{real} when a session begins", clip(label), clip(zone));
            let remedy = match code {
                Code::OutOfSeason => "write the abbreviation for that season, or name the place",
                Code::WrongLabel(Certainty::Certain) => {
                    "change the label or the zone: readers are shown times of the zone under the label"
                }
                _ => "change the name or the zone; fine if another place of that name is meant",
            };
            self.report(code, &at.then(field), message, remedy);
        }
    }
}
