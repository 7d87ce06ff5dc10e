//! Place names and the zones they are in.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Cursor, Zone, without_possessive};
use crate::desk::ZoneNames;
use crate::desk::lexicon::{Class, PlaceKind, is_in, places, regions_of_several};

/// Zones by place name: cities of the tz database, other well-known places and countries, and the brief's own places.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// The names that are not in [`KNOWN`] or differ from it; `None` for a name that is not a place.
    own: HashMap<String, Option<(String, PlaceKind)>>,
}

/// The places of the lexicon, by key.
static KNOWN: LazyLock<HashMap<String, (&str, PlaceKind)>> = LazyLock::new(|| {
    let all: Vec<_> = places().map(|(place, zone, kind)| (key(place), (zone, kind))).collect();
    // The desk's own places come first, and take precedence over towns.
    all.into_iter().rev().collect()
});

/// A place that a text names.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    /// Its name, without the region that follows: “Perth” in “Perth, Scotland”.
    pub(crate) name: &'a str,
    /// Its zone; `None` for a namesake of a well-known place.
    pub(crate) zone: Option<String>,
    pub(crate) kind: PlaceKind,
    pub(crate) after: Cursor<'a>,
}

impl Place<'_> {
    pub(crate) fn into_zone(self) -> Zone {
        Zone::at(self.zone, self.name)
    }
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
                // Cities of the tz database take precedence over towns only.
                let city = city.replace('_', " ");
                if KNOWN.get(&key(&city)).is_none_or(|(_, kind)| *kind == PlaceKind::Town) {
                    gazetteer.set(&city, Some(name));
                }
            }
        }
        gazetteer
    }

    /// Sets the zone of `place`, or removes the place.
    pub(crate) fn set(&mut self, place: &str, zone: Option<&str>) {
        self.own.insert(key(place), zone.map(|zone| (zone.to_owned(), PlaceKind::City)));
    }

    /// The zone of the place called `name`.
    pub(crate) fn zone(&self, name: &str) -> Option<&str> {
        self.find(&key(name)).map(|(zone, _)| zone)
    }

    fn find(&self, key: &str) -> Option<(&str, PlaceKind)> {
        match self.own.get(key) {
            Some(own) => own.as_ref().map(|(zone, kind)| (zone.as_str(), *kind)),
            None => KNOWN.get(key).copied(),
        }
    }

    /// Reads the longest known place name at the cursor, of at most four words.
    pub(crate) fn at<'a>(&self, cursor: Cursor<'a>) -> Option<Place<'a>> {
        let (mut end, mut found) = (cursor, None);
        for _ in 0..4 {
            let (word, after) = end.word();
            if word.is_empty() {
                break;
            }
            let name = without_possessive(&cursor.text[cursor.at..after.at]);
            if let Some((zone, kind)) = self.find(&key(name)) {
                found = Some(Place { name, zone: Some(zone.to_owned()), kind, after });
            }
            end = after.sign_of(&['-', '.']).unwrap_or(after).space();
        }
        // “7.30pm uk time”
        let is_name =
            |place: &Place<'_>| place.name.starts_with(char::is_uppercase) || place.after.space().eat("time").is_some();
        let mut place = found.filter(is_name)?;
        if super::zone::name_continues(&cursor.text[cursor.at..place.after.at], place.after) {
            return None;
        }
        if matches!(place.kind, PlaceKind::City | PlaceKind::Town) {
            self.tell_from_namesakes(&mut place);
        }
        Some(place)
    }

    /// Reads the city that a building at the cursor is named after: “Leeds Civic Hall”.
    pub(crate) fn of_building<'a>(&self, cursor: Cursor<'a>) -> Option<Place<'a>> {
        let (word, after) = cursor.word();
        let (zone, kind) =
            self.find(&key(word)).filter(|(_, kind)| matches!(kind, PlaceKind::City | PlaceKind::Town))?;
        let mut next = after;
        for _ in 0..3 {
            let (part, end) = next.space().word();
            if !part.starts_with(char::is_uppercase) {
                return None;
            }
            if is_in(Class::Building, part) {
                return Some(Place { name: word, zone: Some(zone.to_owned()), kind, after });
            }
            next = end;
        }
        None
    }

    /// Takes the zone of the region that follows a city's name: “Perth, Scotland” keeps London's time.
    fn tell_from_namesakes(&self, city: &mut Place<'_>) {
        let Some(start) = city.after.sign(',').map(Cursor::space) else { return };
        let (mut end, mut region) = (start, None);
        for _ in 0..3 {
            let (word, after) = end.word();
            if !word.starts_with(char::is_uppercase) {
                break;
            }
            let name = key(&start.text[start.at..after.at]);
            let own = self.find(&name).filter(|(_, kind)| *kind == PlaceKind::Region);
            let zones = own.map(|(zone, _)| vec![zone]).or_else(|| regions_of_several(&name));
            region = zones.map(|zones| (zones, after)).or(region);
            end = after.sign('.').unwrap_or(after).space();
        }
        if let Some((zones, after)) = region {
            city.after = after.sign('.').filter(|after| after.text[..after.at].ends_with("D.C.")).unwrap_or(after);
            let known = city.zone.as_deref().is_some_and(|zone| zones.contains(&zone));
            if !known {
                city.zone = if let [only] = zones.as_slice() { Some((*only).to_owned()) } else { None };
            }
        }
    }
}

/// `name` in lower case, without points and accents, because the tz database writes names without them: “São Paulo”.
fn key(name: &str) -> String {
    let plain = name.chars().filter(|c| *c != '.').flat_map(crate::desk::words::fold);
    plain.flat_map(char::to_lowercase).collect()
}
