//! Place names next to a time, known and unknown.

use super::{Cursor, Gazetteer, Zone, month, weekday, without_possessive};

/// Reads the longest known place name at the cursor, of at most four words. Returns its zone, name and the cursor after
/// it.
pub(super) fn place_at<'a>(cursor: Cursor<'a>, places: &Gazetteer) -> Option<(String, String, Cursor<'a>)> {
    let mut after = cursor;
    let mut found = None;
    for _ in 0..4 {
        let (word, next) = after.word();
        if word.is_empty() {
            break;
        }
        let name = &cursor.text[cursor.at..next.at];
        let name = without_possessive(name);
        if let Some(zone) = places.zone(name) {
            found = Some((zone.to_owned(), name.to_owned(), next));
        }
        after = next.sign_of(&['-', '.']).unwrap_or(next).space();
    }
    let said = |after: &Cursor<'a>| &cursor.text[cursor.at..after.at];
    found.filter(|(_, name, after)| name.starts_with(char::is_uppercase) && !name_continues(said(after), *after))
}

/// Reads an unknown place: “in Ruritania”, “Ruritanian time”. Buildings do not count; they are at the venue.
pub(super) fn unknown_place<'a>(cursor: Cursor<'a>, after_in: bool) -> Option<(Zone, Cursor<'a>)> {
    const BUILDINGS: [&str; 24] = [
        "Arena", "Building", "Castle", "Cathedral", "Center", "Centre", "Church", "Congress", "Court", "Garden",
        "Hall", "Hotel", "House", "Library", "Museum", "Palace", "Parliament", "Room", "Senate", "Square", "Stadium",
        "Street", "Tower", "University",
    ];
    let (mut after, mut end) = (cursor, None);
    for _ in 0..4 {
        let (word, next) = after.word();
        if BUILDINGS.contains(&word) {
            return None;
        }
        if !word.starts_with(char::is_uppercase) || month(word).is_some() || weekday(word).is_some() {
            break;
        }
        end = Some(next);
        after = next.sign('-').unwrap_or(next).space();
    }
    let end = end?;
    let with_time = end.space().eat("time");
    let said = cursor.text[cursor.at..end.at].to_owned();
    (after_in || with_time.is_some()).then(|| (Zone::Elsewhere { said }, with_time.unwrap_or(end)))
}

/// Whether the text after `name` makes it part of a longer name: “Central Park” is not in US Central time.
pub(super) fn name_continues(name: &str, after: Cursor<'_>) -> bool {
    let (word, _) = after.space().word();
    let is_zone = after.space().eat_any(&["time", "standard", "summer", "daylight"]).is_some();
    let abbreviated = word.chars().all(char::is_uppercase);
    after.next_char().is_some_and(char::is_whitespace)
        && word.starts_with(char::is_uppercase)
        && !(is_zone || abbreviated || month(word).is_some() || weekday(word).is_some())
        && without_possessive(name) == name
}
