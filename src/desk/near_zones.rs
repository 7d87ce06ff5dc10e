//! What to write for a zone that is not known. A wrong guess makes wrong times, so what is not plain is not guessed.

use std::collections::HashSet;

use crate::desk::language::{abbreviated_zone, ambiguous_zone, place_zone};
use crate::desk::suggest::nearest;

/// The remedy for the unknown zone `given`; `patient` where it may be compared with every zone.
pub(crate) fn zone_remedy(given: &str, names: &[String], patient: bool) -> String {
    if let Some(meanings) = ambiguous_zone(given) {
        return format!("it may be {meanings}; write Area/City, as America/Chicago");
    }
    if is_offset(given) {
        return "an offset is no zone, and Etc/GMT+8 is 8 hours behind; write the place's, as Asia/Hong_Kong"
            .to_owned();
    }
    let near = if patient { near_zones(given, names) } else { Vec::new() };
    let quoted: Vec<String> = near.iter().map(|name| format!("“{name}”")).collect();
    match quoted.as_slice() {
        [] => "write an IANA name, Area/City, as Europe/Helsinki or Asia/Hong_Kong".to_owned(),
        near => format!("did you mean {}?", near.join(" or ")),
    }
}

/// What to write for a zone of the tz database that is named as clocks which change are, or by an offset, and does not
/// change.
pub(crate) fn same_all_year(zone: &str) -> Option<&'static str> {
    match zone {
        "EST" => {
            Some("in summer it is an hour off New York; write America/New_York, or America/Panama if that is meant")
        }
        "MST" => Some("in summer it is an hour off Denver; write America/Denver, or America/Phoenix if that is meant"),
        _ if zone.starts_with("Etc/GMT") && is_offset(zone) => {
            Some("write the place's zone, as Asia/Hong_Kong; Etc/GMT+8 is 8 hours behind GMT")
        }
        _ => None,
    }
}

/// “GMT+8”, “UTC-03:30”, “+08:00”.
fn is_offset(given: &str) -> bool {
    let upper = given.to_ascii_uppercase();
    let offset = upper.trim_start_matches("ETC/").trim_start_matches("GMT").trim_start_matches("UTC").trim_start();
    let digits = offset.strip_prefix(['+', '-', '−']).unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
}

/// The zones that someone who wrote `given` may have meant.
fn near_zones<'a>(given: &str, names: &'a [String]) -> Vec<&'a str> {
    let last = given.rsplit('/').next().unwrap_or(given);
    let place = place_zone(&last.replace('_', " ")).or_else(|| abbreviated_zone(given));
    let names = || names.iter().map(String::as_str).filter(|name| !name.starts_with("Etc/"));
    let city = |name: &&str| name.rsplit('/').next().is_some_and(|city| same_city(city, last));
    let mut near: Vec<&str> = names().filter(city).chain(names().filter(|name| Some(*name) == place)).collect();
    // One abbreviation is like another, and hours off.
    let abbreviation = given.len() < 6 && given.bytes().all(|byte| byte.is_ascii_uppercase());
    if near.is_empty() && !abbreviation {
        near.extend(nearest(given, names(), 3));
        let cities = || names().filter_map(|name| Some((name.rsplit('/').next()?, name)));
        let nearest_city = nearest(last, cities().map(|(city, _)| city), 2);
        near.extend(nearest_city.iter().filter_map(|city| cities().find(|(other, _)| other == city)).map(|(_, at)| at));
    }
    let mut known = HashSet::new();
    near.retain(|name| known.insert(*name));
    near.truncate(3);
    near
}

fn same_city(city: &str, given: &str) -> bool {
    city.len() == given.len()
        && city.bytes().zip(given.bytes()).all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == b'_' && b == b' '))
}
