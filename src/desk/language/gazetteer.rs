//! Place names and the zones they are in.

use std::collections::HashMap;

use crate::desk::ZoneNames;
use crate::desk::lexicon::{COUNTRIES, PLACES, named};

/// Zones by place name: cities of the tz database, other well-known places and countries, and the brief's own places.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    zones: HashMap<String, String>,
}

impl Gazetteer {
    pub(crate) fn new(zones: &dyn ZoneNames) -> Self {
        const AREAS: [&str; 9] =
            ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
        let mut gazetteer = Self::default();
        for name in zones.names() {
            let area = name.split('/').next().unwrap_or_default();
            let city = name.rsplit('/').next().unwrap_or_default();
            // The last parts of “Australia/North” and “America/North_Dakota/Center” are not place names.
            let is_place = !["North", "South", "West", "Center"].contains(&city);
            if AREAS.contains(&area) && city != area && is_place {
                gazetteer.set(&city.replace('_', " "), Some(name));
            }
        }
        for (place, zone) in named(PLACES).chain(named(COUNTRIES)) {
            gazetteer.set(place, Some(zone));
        }
        gazetteer
    }

    /// Sets the zone of `place`, or removes the place.
    pub(crate) fn set(&mut self, place: &str, zone: Option<&str>) {
        match zone {
            Some(zone) => self.zones.insert(key(place), zone.to_owned()),
            None => self.zones.remove(&key(place)),
        };
    }

    /// The zone of the place called `name`.
    pub(crate) fn zone(&self, name: &str) -> Option<&str> {
        self.zones.get(&key(name)).map(String::as_str)
    }
}

/// `name` in lower case and without accents, because the tz database writes names without them: “São Paulo”.
fn key(name: &str) -> String {
    name.chars().flat_map(crate::desk::words::fold).flat_map(char::to_lowercase).collect()
}
