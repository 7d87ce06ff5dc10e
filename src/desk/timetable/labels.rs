//! The zones that labels name: headings of columns and the venue's name.

use crate::brief::{PartialBrief, ZoneColumn};
use crate::desk::ZoneNames;
use crate::desk::language::{Cursor, Gazetteer, Zone, abbreviation};
use crate::time::{Instant, Offset};

/// How many columns are checked. Every session and every time without a zone is compared with each of them.
const MAX_COLUMNS: usize = 50;

/// The columns of `brief` that are checked.
pub(crate) fn checked_columns(brief: &PartialBrief) -> &[ZoneColumn] {
    &brief.zones[..brief.zones.len().min(MAX_COLUMNS)]
}

/// Place names for `brief`: well-known places, and its own venue and columns. A name that contradicts its zone is left
/// out, so that times at that place are not checked.
pub(crate) fn gazetteer(brief: &PartialBrief, zones: &dyn ZoneNames) -> Gazetteer {
    let mut places = Gazetteer::new(zones);
    let labels =
        checked_columns(brief).iter().filter_map(|column| Some((column.label.as_deref()?, column.zone.as_str())));
    let venue = brief.place.iter().map(|place| (place.name.as_str(), place.zone.as_str()));
    let own: Vec<_> = labels.chain(venue).collect();
    let is_consistent = |(name, zone): &(&str, &str)| label_conflict(name, zone, brief, &places, zones).is_none();
    let consistent: Vec<bool> = own.iter().map(is_consistent).collect();
    for ((name, zone), is_consistent) in own.into_iter().zip(consistent) {
        places.set(name, is_consistent.then_some(zone));
    }
    places
}

/// The zone that `label` names and the first session start at which its offset differs from that of `zone`. `None` if
/// they agree at every session.
pub(crate) fn label_conflict(
    label: &str,
    zone: &str,
    brief: &PartialBrief,
    places: &Gazetteer,
    zones: &dyn ZoneNames,
) -> Option<(Zone, Instant)> {
    let named = named_zones(label, places);
    let (first, rest) = named.split_first()?;
    let differs = |named: &Zone, at: Instant| {
        label_offset(named, at, zones).zip(zones.offset(zone, at).ok()).is_some_and(|(labelled, real)| labelled != real)
    };
    // “Springfield, Kansas” contradicts the zone only if both parts do.
    let mut starts = brief.sessions.iter().filter_map(|session| session.start.instant(zone, zones).ok());
    let at = starts.find(|at| differs(first, *at) && rest.iter().all(|other| differs(other, *at)))?;
    Some((first.clone(), at))
}

/// The zone that the whole `label` names, or else the zones that its comma-separated parts name.
fn named_zones(label: &str, places: &Gazetteer) -> Vec<Zone> {
    let label = label.trim();
    let label = label.strip_suffix(" time").unwrap_or(label);
    if let Some((zone, _)) = abbreviation(Cursor::new(label, 0)).filter(|(_, after)| after.rest().is_empty()) {
        return vec![zone];
    }
    let place = |part: &str| {
        let zone = places.zone(part.trim())?.to_owned();
        Some(Zone::Named { zone, said: part.trim().to_owned() })
    };
    place(label).map_or_else(|| label.split(',').filter_map(place).collect(), |zone| vec![zone])
}

/// The offset of `zone` at an instant. `None` if the text does not settle the zone.
pub(crate) fn label_offset(zone: &Zone, at: Instant, zones: &dyn ZoneNames) -> Option<Offset> {
    match zone {
        Zone::Fixed { seconds, .. } => Offset::from_seconds(*seconds),
        Zone::Named { zone, .. } => zones.offset(zone, at).ok(),
        Zone::Local | Zone::Ambiguous { .. } | Zone::Elsewhere { .. } => None,
    }
}
