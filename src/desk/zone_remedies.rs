//! Remedies for unknown zones and for zones with a misleading name. A wrong guess would give readers wrong times, so
//! ambiguous abbreviations and offsets get no suggestion.

use std::collections::HashSet;

use crate::desk::lexicon::{abbreviation, ambiguous_zone, place_zone};
use crate::desk::suggest::Suggestions;

/// The remedy for the unknown zone `given`.
pub(crate) fn zone_remedy(given: &str, names: &[String], suggestions: &mut Suggestions) -> String {
    if let Some((meanings, _)) = ambiguous_zone(given) {
        return format!("it may be {meanings}; write an IANA name, such as America/Chicago");
    }
    if is_offset(given) {
        let remedy = "an offset is not a time zone, and Etc/GMT+8 is 8 hours behind GMT; \
                      write the place's zone, such as Asia/Hong_Kong";
        return remedy.to_owned();
    }
    let near: Vec<String> = near_zones(given, names, suggestions).iter().map(|name| format!("“{name}”")).collect();
    if near.is_empty() {
        return "write an IANA name (Area/City), such as Europe/Helsinki or Asia/Hong_Kong".to_owned();
    }
    format!("did you mean {}?", near.join(" or "))
}

/// The remedy for a zone of the tz database that keeps one offset all year but may be mistaken for a place's zone:
/// `EST`, `MST` and `Etc/GMT±h`.
pub(crate) fn same_all_year(zone: &str) -> Option<&'static str> {
    match zone {
        "EST" => {
            Some("in summer it is an hour behind New York; write America/New_York, or America/Panama for EST all year")
        }
        "MST" => {
            Some("in summer it is an hour behind Denver; write America/Denver, or America/Phoenix for MST all year")
        }
        _ if zone.starts_with("Etc/GMT") && is_offset(zone) => {
            Some("write the place's zone, such as Asia/Hong_Kong; Etc/GMT+8 is 8 hours behind GMT")
        }
        _ => None,
    }
}

/// Whether `given` is an offset rather than a zone: “GMT+8”, “UTC-03:30”, “+08:00”.
fn is_offset(given: &str) -> bool {
    let upper = given.to_ascii_uppercase();
    let offset = upper.trim_start_matches("ETC/").trim_start_matches("GMT").trim_start_matches("UTC").trim_start();
    let digits = offset.strip_prefix(['+', '-', '−']).unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
}

/// The zones, at most three, that `given` may stand for.
fn near_zones<'a>(given: &str, names: &'a [String], suggestions: &mut Suggestions) -> Vec<&'a str> {
    let last = given.rsplit('/').next().unwrap_or(given);
    let place = place_zone(&last.replace('_', " ")).or_else(|| abbreviation(given).map(|name| name.zone));
    // Pairs of name and city.
    let zones: Vec<(&str, &str)> = names
        .iter()
        .filter(|name| !name.starts_with("Etc/"))
        .filter_map(|name| Some((name.as_str(), name.rsplit('/').next()?)))
        .collect();
    let mut near: Vec<&str> = Vec::new();
    let given_city = last.replace(' ', "_");
    near.extend(zones.iter().filter(|(_, city)| city.eq_ignore_ascii_case(&given_city)).map(|(name, _)| *name));
    near.extend(zones.iter().map(|(name, _)| *name).filter(|name| Some(*name) == place));
    // Similar abbreviations belong to zones that are hours apart.
    let is_abbreviation = given.len() < 6 && given.bytes().all(|byte| byte.is_ascii_uppercase());
    if near.is_empty() && !is_abbreviation {
        near.extend(suggestions.nearest(given, zones.iter().map(|(name, _)| *name), 3));
        let cities = suggestions.nearest(last, zones.iter().map(|(_, city)| *city), 2);
        near.extend(
            cities.iter().filter_map(|city| zones.iter().find(|(_, other)| other == city)).map(|(name, _)| *name),
        );
    }
    let mut seen = HashSet::new();
    near.retain(|name| seen.insert(*name));
    near.truncate(3);
    near
}
