//! Place names and the zones they are in.

use std::collections::HashMap;

use crate::desk::ZoneNames;
use crate::desk::lexicon::{ABBREVIATIONS, AMBIGUOUS, COUNTRIES, PLACES, named};

/// The zone of the well-known place `name`, whatever its case.
pub(crate) fn place_zone(name: &str) -> Option<&'static str> {
    named(PLACES).find(|(place, _)| place.eq_ignore_ascii_case(name)).map(|(_, zone)| zone)
}

/// Whether `name` is that of a country.
pub(crate) fn is_country(name: &str) -> bool {
    named(COUNTRIES).any(|(country, _)| country == name)
}

/// The zone that `name` abbreviates, as `HKT` does.
pub(crate) fn abbreviated_zone(name: &str) -> Option<&'static str> {
    named(ABBREVIATIONS).find(|(entry, _)| entry.split(' ').next() == Some(name)).map(|(_, zone)| zone)
}

/// What `name` may mean, where several zones share it.
pub(crate) fn ambiguous_zone(name: &str) -> Option<&'static str> {
    AMBIGUOUS.iter().find(|(abbreviation, ..)| *abbreviation == name).map(|(_, meanings, _)| *meanings)
}

/// Which of the zones that share the abbreviation `name` is one of `known`, if just one is.
pub(crate) fn settled_zone<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (.., zones) = AMBIGUOUS.iter().find(|(abbreviation, ..)| *abbreviation == name)?;
    let mut meant: Vec<&str> = known.filter_map(|zone| zones.iter().find(|other| **other == zone).copied()).collect();
    meant.sort_unstable();
    meant.dedup();
    if let [only] = meant.as_slice() { Some(only) } else { None }
}

/// Zones by the names of places in them: the cities of the tz database, well-known others, and a brief's own.
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
            // “Australia/North” and “America/North_Dakota/Center” are no names of places.
            let plain = !["North", "South", "West", "Center"].contains(&city);
            if AREAS.contains(&area) && city != area && plain {
                gazetteer.set(&city.replace('_', " "), Some(name));
            }
        }
        for (place, zone) in named(PLACES).chain(named(COUNTRIES)) {
            gazetteer.set(place, Some(zone));
        }
        gazetteer
    }

    /// Makes a place be in `zone`, or not known.
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

/// A name in small letters without accents, which the tz database leaves out: “Zürich”.
fn key(name: &str) -> String {
    name.chars().flat_map(crate::desk::words::fold).flat_map(char::to_lowercase).collect()
}
