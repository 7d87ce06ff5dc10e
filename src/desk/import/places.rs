//! Infers from the article where the event and the newsroom are.

use super::block::Block;
use super::stamp::is_all_date;
use crate::desk::language::{
    Cursor, Gazetteer, capitalized, has_word, month, occurrences, sentences, weekday, without_possessive,
};
use crate::desk::lexicon::{NEWSROOMS, is_country, named};

/// The line and the name of a newsroom that the article mentions, and that newsroom's zone.
pub(super) fn newsroom<'a>(mut blocks: impl Iterator<Item = &'a Block>) -> Option<(usize, &'static str, &'static str)> {
    blocks.find_map(|block| {
        let (name, zone) = named(NEWSROOMS).find(|(name, _)| block.text.contains(name))?;
        Some((block.line, name, zone))
    })
}

/// The place at the start of a story: “HELSINKI (Reuters) —”, “GENEVA—”, “Helsinki, July 16 —”.
pub(super) struct Dateline {
    pub(super) place: String,
    /// Its zone, if known.
    pub(super) zone: Option<String>,
    /// Where the text after it begins.
    pub(super) end: usize,
    /// Whether capitals or an agency mark it as a dateline. “Geneva, June 3 —” may also begin a line of a timetable.
    pub(super) sure: bool,
}

/// The dateline of `text`.
pub(super) fn dateline(text: &str, places: &Gazetteer) -> Option<Dateline> {
    let start = &text[..text.floor_char_boundary(text.len().min(80))];
    let dashes = [" — ", " – ", " - ", " -- ", "— ", "—"];
    let (at, dash) = dashes.iter().filter_map(|dash| Some((start.find(dash)?, dash))).min_by_key(|(at, _)| *at)?;
    let place = start[..at].split(['(', ',', '|']).next()?.trim();
    let rest = start[..at].trim_start().strip_prefix(place)?.trim();
    let zone = places.zone(place);
    let mut letters = place.chars().filter(|c| c.is_alphabetic());
    let capitals =
        letters.clone().count() >= 3 && letters.all(char::is_uppercase) && place.starts_with(char::is_uppercase);
    let sure =
        rest.ends_with(')') && dash.contains(' ') || capitals && (rest.is_empty() || rest.starts_with([',', '|']));
    // The place may be followed by a date or its country: “Helsinki, Finland —”.
    let qualifies = |rest: &str| is_all_date(rest) || places.zone(rest) == zone;
    let fits = sure || zone.is_some() && rest.strip_prefix(',').is_some_and(|rest| qualifies(rest.trim()));
    let named = if capitals { title_case(place) } else { place.to_owned() };
    fits.then(|| Dateline { place: named, zone: zone.map(str::to_owned), end: at + dash.len(), sure })
}

fn title_case(name: &str) -> String {
    name.split(' ').map(|word| capitalized(&word.to_lowercase())).collect::<Vec<_>>().join(" ")
}

/// A city where the article says something happens.
pub(super) struct Venue {
    pub(super) name: String,
    pub(super) zone: String,
    /// The score of its mentions: 1 for each that only gives a time, 3 for any other.
    pub(super) weight: usize,
    /// The line of its first mention.
    pub(super) line: usize,
}

/// The city that the article mentions most often as the place of an event.
pub(super) fn venue<'a>(blocks: impl Iterator<Item = &'a Block>, places: &Gazetteer) -> Option<Venue> {
    const EVENTS: [&str; 22] = [
        "summit", "talks", "meet", "meeting", "conference", "hearing", "debate", "launch", "negotiations", "session",
        "gather", "held", "host", "hosts", "begin", "begins", "open", "opens", "convene", "convenes", "forum",
        "assembly",
    ];
    let mut found: Vec<Venue> = Vec::new();
    for block in blocks {
        for sentence in sentences(&block.text).into_iter().map(|at| &block.text[at]) {
            let at =
                has_word(sentence, &EVENTS).then(|| occurrences(sentence, "in").chain(occurrences(sentence, "at")));
            for at in at.into_iter().flatten() {
                let Some((name, zone)) = city(Cursor::new(sentence, at + 2).space(), places) else { continue };
                // “1.20pm in Helsinki” may only convert a time.
                let clock = sentence[..at].trim_end().ends_with(|c: char| c.is_ascii_digit() || c == 'm');
                let weight = if clock { 1 } else { 3 };
                match found.iter_mut().find(|venue| venue.name == name) {
                    Some(venue) => venue.weight += weight,
                    None => found.push(Venue { name, zone, weight, line: block.line }),
                }
            }
        }
    }
    found.into_iter().min_by_key(|venue| std::cmp::Reverse(venue.weight))
}

/// The first place after “in” in `sentence`, with its zone if known.
pub(super) fn place_named(sentence: &str, places: &Gazetteer) -> Option<(String, Option<String>)> {
    sentence.match_indices(" in ").find_map(|(at, _)| {
        let cursor = Cursor::new(sentence, at + 4);
        if let Some((name, zone)) = city(cursor, places) {
            return Some((name, Some(zone)));
        }
        let (word, _) = cursor.word();
        let is_name = word.starts_with(char::is_uppercase) && month(word).is_none() && weekday(word).is_none();
        is_name.then(|| (word.to_owned(), None))
    })
}

/// The longest city name at the cursor, of at most four words. “Sharm el-Sheikh” has a word without a capital.
fn city(cursor: Cursor<'_>, places: &Gazetteer) -> Option<(String, String)> {
    let (mut after, mut found) = (cursor, None);
    for number in 0..4 {
        let (word, next) = after.word();
        let particle = number > 0 && matches!(word, "el" | "al" | "de" | "la" | "of" | "upon");
        if !word.starts_with(char::is_uppercase) && !particle {
            break;
        }
        let name = without_possessive(&cursor.text[cursor.at..next.at]);
        found =
            places.zone(name).filter(|_| !is_country(name)).map(|zone| (name.to_owned(), zone.to_owned())).or(found);
        after = next.sign('-').unwrap_or(next.space());
    }
    found
}
