//! The zone of a clock time: “GMT”, “Hong Kong time”, “in Helsinki”, “Eastern”, “local time”.

use super::place_names::{name_continues, place_at, unknown_place};
use super::{Cursor, Gazetteer};
use crate::desk::lexicon::{ABBREVIATIONS, AMBIGUOUS, FAMILIES, named};

/// The zone of a time, as far as the text gives it. `said` is the text's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// An IANA zone; its rules give the offset.
    Named { zone: String, said: String },
    /// A fixed UTC offset in seconds. `zone` is set if the text gives an abbreviation of that zone.
    Fixed { seconds: i32, zone: Option<&'static str>, said: String },
    /// “Local time”: the venue's zone.
    Local,
    /// An abbreviation that several zones share, or an unknown one, with its possible meanings.
    Ambiguous { said: String, meanings: &'static str },
    /// The zone of an unknown place. It is not guessed, so its times are ignored.
    Elsewhere { said: String },
}

impl Zone {
    /// The text's wording.
    pub(crate) fn said(&self) -> &str {
        match self {
            Self::Named { said, .. }
            | Self::Fixed { said, .. }
            | Self::Ambiguous { said, .. }
            | Self::Elsewhere { said } => said,
            Self::Local => "local time",
        }
    }
}

/// Reads the zone that follows a time. The cursor is after the time.
pub(crate) fn zone_after<'a>(cursor: Cursor<'a>, places: &Gazetteer) -> Option<(Zone, Cursor<'a>)> {
    let cursor = cursor.space();
    if let Some(inside) = cursor.sign('(') {
        let (zone, after) = zone_at(inside.space(), places, true)?;
        return Some((zone, after.space().sign(')')?));
    }
    zone_at(cursor, places, false).or_else(|| {
        // “7.20pm, Tokyo time”
        let (zone, after) = zone_at(cursor.sign(',')?.space(), places, false)?;
        cursor.text[..after.at].ends_with(" time").then_some((zone, after))
    })
}

/// Reads the zone before the time at `start`: “in Hong Kong that is 6:20pm”. Also returns where the zone starts.
pub(super) fn zone_before(text: &str, start: usize, places: &Gazetteer) -> Option<(Zone, usize)> {
    const MAX_LENGTH: usize = 60;
    let window = text.floor_char_boundary(start.saturating_sub(MAX_LENGTH));
    let words = &text[window..start];
    let at = words.rfind(" in ").map(|at| at + 1).into_iter().chain(words.rfind("In ")).max()?;
    let from = Cursor::new(text, window + at);
    let (zone, said, after) = place_at(from.eat("in")?.space(), places)?;
    let mut cursor = after.sign(',').unwrap_or(after).space();
    cursor = cursor.eat_any(&["that", "this", "it", "which"])?.space();
    cursor = cursor.eat_any(&["is", "means"]).or_else(|| cursor.eat_all("will be"))?;
    (cursor.space().at == start).then_some((Zone::Named { zone, said }, from.at))
}

fn zone_at<'a>(cursor: Cursor<'a>, places: &Gazetteer, in_parentheses: bool) -> Option<(Zone, Cursor<'a>)> {
    if let Some(found) = abbreviation(cursor).or_else(|| unknown_abbreviation(cursor)).or_else(|| coast(cursor)) {
        return Some(found);
    }
    if let Some(after) = cursor.eat("local") {
        return Some((Zone::Local, after.space().eat("time").unwrap_or(after)));
    }
    let (after_in, place) = match cursor.eat("in") {
        Some(after) => (true, after.space()),
        None => (false, cursor),
    };
    // The article is part of “The Hague”, but not of “the Finnish capital”.
    let with_article = place;
    let place = place.skip("the");
    let place = if after_in { place } else { place.skip("us") };
    if let Some(found) = family(place, after_in) {
        return Some(found);
    }
    // “in central London”
    let inner = || place.eat_any(&["central", "greater", "downtown"]).map(Cursor::space);
    let found = place_at(with_article, places).or_else(|| place_at(place, places));
    let Some((zone, said, after)) = found.or_else(|| place_at(inner()?, places)) else {
        return unknown_place(with_article, after_in);
    };
    let season = after.space().eat_any(&["standard", "summer", "daylight"]).unwrap_or(after);
    let with_time = season.space().eat("time");
    let ends_phrase = || after.rest().is_empty() || after.rest().starts_with([')', ',', ';', '.', '/', ']']);
    let fits = after_in || with_time.is_some() || in_parentheses || ends_phrase();
    fits.then(|| (Zone::Named { zone, said }, with_time.unwrap_or(after)))
}

/// “on the US east coast”
fn coast(cursor: Cursor<'_>) -> Option<(Zone, Cursor<'_>)> {
    let side = cursor.eat_all("on the")?.space().eat_any(&["US", "American"])?.space();
    let (word, after) = side.word();
    let zone = match word.to_ascii_lowercase().as_str() {
        "east" | "eastern" => "America/New_York",
        "west" | "western" => "America/Los_Angeles",
        _ => return None,
    };
    let after = after.space().eat_any(&["coast", "seaboard"])?;
    let said = cursor.text[side.at..after.at].to_owned();
    Some((Zone::Named { zone: zone.to_owned(), said }, after))
}

/// “Eastern”, “Eastern time”, “Central European Summer Time”, but not “in Eastern Europe” or “in the Pacific”.
fn family(cursor: Cursor<'_>, after_in: bool) -> Option<(Zone, Cursor<'_>)> {
    let families = named(FAMILIES).filter_map(|(name, zone)| Some((name.len(), zone, cursor.eat_all(name)?)));
    let (_, zone, named) = families.max_by_key(|(length, ..)| *length)?;
    let said = &cursor.text[cursor.at..named.at];
    if !said.starts_with(char::is_uppercase) {
        return None;
    }
    let mut end = named;
    for word in ["standard", "daylight", "summer", "time"] {
        end = end.space().eat(word).unwrap_or(end);
    }
    if end.at == named.at && (after_in && !said.ends_with("Africa") || name_continues(said, end)) {
        return None;
    }
    Some((Zone::Named { zone: zone.to_owned(), said: said.to_owned() }, end))
}

/// Reads “GMT”, “EDT”, “UTC+3” and the like at the cursor.
pub(crate) fn abbreviation(cursor: Cursor<'_>) -> Option<(Zone, Cursor<'_>)> {
    let (word, after) = cursor.word();
    if word.is_empty()
        || !word.bytes().all(|byte| byte.is_ascii_uppercase())
        || after.next_char().is_some_and(|c| c.is_ascii_digit())
    {
        return None;
    }
    let said = word.to_owned();
    if let Some((seconds, after)) = offset_at(after).filter(|_| matches!(word, "GMT" | "UTC")) {
        return Some((Zone::Fixed { seconds, zone: None, said: cursor.text[cursor.at..after.at].to_owned() }, after));
    }
    if let Some((_, meanings, _)) = AMBIGUOUS.iter().find(|(name, ..)| *name == word) {
        return Some((Zone::Ambiguous { said, meanings }, after));
    }
    let (entry, zone) = named(ABBREVIATIONS).find(|(entry, _)| entry.split(' ').next() == Some(word))?;
    let zone = match offset_at(Cursor::new(entry, word.len()).space()) {
        Some((seconds, _)) => Zone::Fixed { seconds, zone: Some(zone), said },
        None => Zone::Named { zone: zone.to_owned(), said },
    };
    Some((zone, after))
}

/// Reads an unknown word that looks like a zone abbreviation. Its time counts as ambiguous and is not guessed.
fn unknown_abbreviation(cursor: Cursor<'_>) -> Option<(Zone, Cursor<'_>)> {
    let (word, after) = cursor.word();
    let ordinary = ["BUT", "EAST", "LAST", "MEET", "MUST", "NEXT", "NOT", "THAT", "WEST", "WHAT"];
    let fits = (3..=4).contains(&word.len())
        && word.ends_with('T')
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && !ordinary.contains(&word);
    fits.then(|| (Zone::Ambiguous { said: word.to_owned(), meanings: "an unknown time zone" }, after))
}

/// “+3”, “+05:30”, “-4”.
fn offset_at(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let sign = if cursor.next_char() == Some('+') { 1 } else { -1 };
    let (hours, after) = cursor.sign_of(&['+', '-', '−'])?.small_number().filter(|(hours, _)| *hours <= 14)?;
    let minutes = after.sign(':').and_then(Cursor::small_number).filter(|(minutes, _)| *minutes < 60);
    let (minutes, after) = minutes.unwrap_or((0, after));
    Some((sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60), after))
}
