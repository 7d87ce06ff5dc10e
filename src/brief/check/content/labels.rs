//! What the heads of columns and the venue's name say of zones, held against the zones they stand beside.

use super::{Content, clip};
use crate::brief::check::finding::Level;
use crate::brief::check::times::signed;
use crate::brief::prose::{Cursor, Gazetteer, Zone, abbreviation};
use crate::brief::{Brief, Path, ZoneNames};
use crate::time::{Instant, Offset};

/// As many sessions are looked at.
const MOST_SESSIONS: usize = 50;
/// As many columns are; more are no places either.
pub(in crate::brief::check) const MOST_COLUMNS: usize = 50;

impl Content<'_, '_> {
    pub(super) fn labels(&mut self, zones: &dyn ZoneNames) {
        let brief = &self.outline.brief;
        let places = Gazetteer::new(zones);
        let columns = brief.zones.iter().enumerate().take(MOST_COLUMNS);
        let columns = columns.filter_map(|(index, column)| {
            Some((Path::field("zones").item(index), "label", column.label.as_deref()?, column.zone.as_str()))
        });
        let venue = (Path::field("place"), "name", brief.place.name.as_str(), brief.place.zone.as_str());
        for (at, field, label, zone) in std::iter::once(venue).chain(columns) {
            let is_known = !self.outline.broken.contains(at.clone().then("zone").as_str());
            let Some((said, instant)) = contradicted(label, zone, brief, &places, zones).filter(|_| is_known) else {
                continue;
            };
            let offset = |zone: &str| zones.offset(zone, instant).ok();
            let (level, code) = match &said {
                // “EST” in July: the zone is meant, and its abbreviation for the other half of the year is written.
                Zone::Fixed { zone: Some(own), .. } if offset(own) == offset(zone) => (Level::Warning, "out-of-season"),
                Zone::Fixed { .. } => (Level::Error, "wrong-label"),
                _ => (Level::Warning, "wrong-label"),
            };
            let written = |offset: Option<Offset>| offset.map(|offset| signed(offset.seconds())).unwrap_or_default();
            let (meant, real) = (written(meant(&said, instant, zones)), written(offset(zone)));
            let message =
                format!("“{}” is at UTC{meant}, and {} at UTC{real} when a session begins", clip(label), clip(zone));
            let remedy = match level {
                Level::Error => "change the label or the zone: readers are shown times of the zone under the label",
                _ if code == "out-of-season" => "write the abbreviation for that season, or name the place",
                _ => "change the name or the zone; fine if another place of that name is meant",
            };
            self.report(level, code, &at.then(field), message, remedy.to_owned());
        }
    }
}

/// Whether `zone` has at some session another offset than its `label` says; what that says, and when.
pub(in crate::brief::check) fn contradicted(
    label: &str,
    zone: &str,
    brief: &Brief,
    places: &Gazetteer,
    zones: &dyn ZoneNames,
) -> Option<(Zone, Instant)> {
    let mut starts = brief.sessions.iter().take(MOST_SESSIONS).map(|session| session.start.instant);
    let said = meanings(label, places);
    let differs = |said: &Zone, at: Instant| {
        meant(said, at, zones).zip(zones.offset(zone, at).ok()).is_some_and(|(meant, real)| meant != real)
    };
    // “Springfield, Kansas” is where one of its parts says.
    starts.find_map(|at| {
        let (first, rest) = said.split_first()?;
        (differs(first, at) && rest.iter().all(|other| differs(other, at))).then(|| (first.clone(), at))
    })
}

/// The zones that `label` names, as a whole or part by part.
fn meanings(label: &str, places: &Gazetteer) -> Vec<Zone> {
    let label = label.trim();
    let label = label.strip_suffix(" time").unwrap_or(label);
    if let Some((zone, _)) = abbreviation(Cursor::new(label, 0)).filter(|(_, after)| after.rest().is_empty()) {
        return vec![zone];
    }
    let named = |part: &str| {
        let zone = places.zone(part.trim())?.to_owned();
        Some(Zone::Named { zone, said: part.trim().to_owned() })
    };
    named(label).map_or_else(|| label.split(',').filter_map(named).collect(), |zone| vec![zone])
}

/// The offset that `said` means at an instant.
fn meant(said: &Zone, at: Instant, zones: &dyn ZoneNames) -> Option<Offset> {
    match said {
        Zone::Fixed { seconds, .. } => Offset::from_seconds(*seconds),
        Zone::Named { zone, .. } => zones.offset(zone, at).ok(),
        Zone::Local | Zone::Ambiguous { .. } | Zone::Elsewhere { .. } => None,
    }
}
