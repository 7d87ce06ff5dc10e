//! What a label says of a zone: the heading of a column, or the venue's name.

use crate::brief::{PartialBrief, ZoneColumn};
use crate::desk::ZoneNames;
use crate::desk::language::{Cursor, Gazetteer, Zone, abbreviation};
use crate::time::{Instant, Offset};

/// Every session, and every time without a zone, is held against each column.
const MOST_COLUMNS: usize = 50;

/// The columns of `brief` that are looked at.
pub(crate) fn columns(brief: &PartialBrief) -> &[ZoneColumn] {
    &brief.zones[..brief.zones.len().min(MOST_COLUMNS)]
}

/// Place names known for `brief`: the tz database's cities, and its own venue and columns. Of one whose zone is doubtful
/// nothing is known: what a time there is nobody can say.
pub(crate) fn gazetteer(brief: &PartialBrief, zones: &dyn ZoneNames) -> Gazetteer {
    let mut places = Gazetteer::new(zones);
    let labels = columns(brief).iter().filter_map(|column| Some((column.label.as_deref()?, column.zone.as_str())));
    let own: Vec<_> = labels.chain([(brief.place.name.as_str(), brief.place.zone.as_str())]).collect();
    let doubtful = |(name, zone): &(&str, &str)| contradicted(name, zone, brief, &places, zones).is_some();
    let doubts: Vec<bool> = own.iter().map(doubtful).collect();
    for ((name, zone), doubtful) in own.into_iter().zip(doubts) {
        places.set(name, (!doubtful).then_some(zone));
    }
    places
}

/// Whether `zone` has at some session another offset than its `label` says; what that says, and when.
pub(crate) fn contradicted(
    label: &str,
    zone: &str,
    brief: &PartialBrief,
    places: &Gazetteer,
    zones: &dyn ZoneNames,
) -> Option<(Zone, Instant)> {
    let said = meanings(label, places);
    let (first, rest) = said.split_first()?;
    let differs = |said: &Zone, at: Instant| {
        meant(said, at, zones).zip(zones.offset(zone, at).ok()).is_some_and(|(meant, real)| meant != real)
    };
    // “Springfield, Kansas” is where one of its parts says.
    let mut starts = brief.sessions.iter().map(|session| session.start.instant);
    let at = starts.find(|at| differs(first, *at) && rest.iter().all(|other| differs(other, *at)))?;
    Some((first.clone(), at))
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
pub(crate) fn meant(said: &Zone, at: Instant, zones: &dyn ZoneNames) -> Option<Offset> {
    match said {
        Zone::Fixed { seconds, .. } => Offset::from_seconds(*seconds),
        Zone::Named { zone, .. } => zones.offset(zone, at).ok(),
        Zone::Local | Zone::Ambiguous { .. } | Zone::Elsewhere { .. } => None,
    }
}
