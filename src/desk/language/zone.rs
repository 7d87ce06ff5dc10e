//! The zone a clock time is given in: “GMT”, “Hong Kong time”, “in Helsinki”, “Eastern”, “local time”.

use super::place_names::{elsewhere, goes_on, place_at};
use super::{Cursor, Gazetteer};
use crate::desk::lexicon::{ABBREVIATIONS, AMBIGUOUS, FAMILIES, named};

/// What a text says of the zone of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// An IANA zone, by its rules.
    Named { zone: String, said: String },
    /// A fixed offset in seconds; with the zone whose abbreviation it is, if it is one.
    Fixed { seconds: i32, zone: Option<&'static str>, said: String },
    /// “Local time”: the venue's.
    Local,
    /// An abbreviation that several zones have, and what it may mean.
    Ambiguous { said: String, meanings: &'static str },
    /// That of a place that is not known here: better no time than a wrong one.
    Elsewhere { said: String },
}

impl Zone {
    /// The words for it.
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

/// The zone that follows a time at the cursor, and the place after it.
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

/// The zone that stands before a time at `start`, and where its words begin: “in Hong Kong that is 6:20pm”.
pub(super) fn zone_before(text: &str, start: usize, places: &Gazetteer) -> Option<(Zone, usize)> {
    const LONGEST: usize = 60;
    let window = text.floor_char_boundary(start.saturating_sub(LONGEST));
    let words = &text[window..start];
    let at = words.rfind(" in ").map(|at| at + 1).into_iter().chain(words.rfind("In ")).max()?;
    let from = Cursor::new(text, window + at);
    let (zone, said, after) = place_at(from.eat("in")?.space(), places)?;
    let mut cursor = after.sign(',').unwrap_or(after).space();
    cursor = cursor.eat_any(&["that", "this", "it", "which"])?.space();
    cursor = cursor.eat_any(&["is", "means"]).or_else(|| cursor.eat_all("will be"))?;
    (cursor.space().at == start).then_some((Zone::Named { zone, said }, from.at))
}

fn zone_at<'a>(cursor: Cursor<'a>, places: &Gazetteer, alone: bool) -> Option<(Zone, Cursor<'a>)> {
    if let Some(found) = abbreviation(cursor).or_else(|| unknown(cursor)).or_else(|| coast(cursor)) {
        return Some(found);
    }
    if let Some(after) = cursor.eat("local") {
        return Some((Zone::Local, after.space().eat("time").unwrap_or(after)));
    }
    let (introduced, place) = match cursor.eat("in") {
        Some(after) => (true, after.space()),
        None => (false, cursor),
    };
    // “The Hague” has its article, “the Finnish capital” has not.
    let with_article = place;
    let place = place.skip("the");
    let place = if introduced { place } else { place.skip("us") };
    if let Some(found) = family(place, introduced) {
        return Some(found);
    }
    // “In central London”
    let inner = || place.eat_any(&["central", "greater", "downtown"]).map(Cursor::space);
    let found = place_at(with_article, places).or_else(|| place_at(place, places));
    let Some((zone, said, after)) = found.or_else(|| place_at(inner()?, places)) else {
        return elsewhere(with_article, introduced);
    };
    let season = after.space().eat_any(&["standard", "summer", "daylight"]).unwrap_or(after);
    let with_time = season.space().eat("time");
    let ends = || after.rest().is_empty() || after.rest().starts_with([')', ',', ';', '.', '/', ']']);
    let fits = introduced || with_time.is_some() || alone || ends();
    fits.then(|| (Zone::Named { zone, said }, with_time.unwrap_or(after)))
}

/// “On the US east coast”
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

/// “Eastern”, “Eastern time”, “Central European Summer Time”. “In Eastern Europe” is no such zone, nor “in the Pacific”.
fn family(cursor: Cursor<'_>, introduced: bool) -> Option<(Zone, Cursor<'_>)> {
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
    if end.at == named.at && (introduced && !said.ends_with("Africa") || goes_on(said, end)) {
        return None;
    }
    Some((Zone::Named { zone: zone.to_owned(), said: said.to_owned() }, end))
}

/// “GMT”, “EDT”, “UTC+3” and the like at the cursor.
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

/// What looks like the abbreviation of a zone and is none that is known: better no time than a wrong one.
fn unknown(cursor: Cursor<'_>) -> Option<(Zone, Cursor<'_>)> {
    let (word, after) = cursor.word();
    let words = ["BUT", "EAST", "LAST", "MEET", "MUST", "NEXT", "NOT", "THAT", "WEST", "WHAT"];
    let fits = (3..=4).contains(&word.len())
        && word.ends_with('T')
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && !words.contains(&word);
    fits.then(|| (Zone::Ambiguous { said: word.to_owned(), meanings: "a zone that is not known here" }, after))
}

/// “+3”, “+05:30”, “-4”.
fn offset_at(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let sign = if cursor.next_char() == Some('+') { 1 } else { -1 };
    let (hours, after) = cursor.sign_of(&['+', '-', '−'])?.small_number().filter(|(hours, _)| *hours <= 14)?;
    let minutes = after.sign(':').and_then(Cursor::small_number).filter(|(minutes, _)| *minutes < 60);
    let (minutes, after) = minutes.unwrap_or((0, after));
    Some((sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60), after))
}
