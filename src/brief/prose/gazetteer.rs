//! Place names and the zones they are in.

use std::collections::HashMap;

use super::places::{ABBREVIATIONS, AMBIGUOUS, PLACES};
use crate::brief::ZoneNames;

/// The zone of the well-known place `name`, whatever its case.
pub(in crate::brief) fn place_zone(name: &str) -> Option<&'static str> {
    PLACES.iter().find(|(place, _)| place.eq_ignore_ascii_case(name)).map(|(_, zone)| *zone)
}

/// The zone that `name` abbreviates, as `HKT` does.
pub(in crate::brief) fn abbreviated_zone(name: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(abbreviation, ..)| *abbreviation == name).map(|(_, zone, _)| *zone)
}

/// What `name` may mean, where several zones share it.
pub(in crate::brief) fn ambiguous_zone(name: &str) -> Option<&'static str> {
    AMBIGUOUS.iter().find(|(abbreviation, _)| *abbreviation == name).map(|(_, meanings)| *meanings)
}

/// Zones by the names of places in them: the cities of the tz database, well-known others, and a brief's own.
#[derive(Debug, Default)]
pub(in crate::brief) struct Gazetteer {
    zones: HashMap<String, String>,
}

impl Gazetteer {
    pub(in crate::brief) fn new(zones: &dyn ZoneNames) -> Self {
        const AREAS: [&str; 9] =
            ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
        let mut gazetteer = Self::default();
        for name in zones.names() {
            let area = name.split('/').next().unwrap_or_default();
            let city = name.rsplit('/').next().unwrap_or_default();
            if AREAS.contains(&area) && city != area {
                gazetteer.add(&city.replace('_', " "), name);
            }
        }
        for (place, zone) in PLACES {
            gazetteer.add(place, zone);
        }
        gazetteer
    }

    /// Adds a place, whose zone counts for more than one known before.
    pub(in crate::brief) fn add(&mut self, place: &str, zone: &str) {
        self.zones.insert(place.to_lowercase(), zone.to_owned());
    }

    /// The zone of the place called `name`.
    pub(in crate::brief) fn zone(&self, name: &str) -> Option<&str> {
        self.zones.get(&name.to_lowercase()).map(String::as_str)
    }
}
