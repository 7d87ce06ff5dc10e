//! Infers where the event and the newsroom are.

use super::block::Block;
use super::stamp::is_all_date;
use crate::desk::language::{Gazetteer, Reading, Zone, capitalized, is_past_day};
use crate::desk::lexicon::{Class, PlaceKind, is_in, newsrooms};

/// The line and the name of a newsroom that the article mentions, and that newsroom's zone.
pub(super) fn newsroom<'a>(mut blocks: impl Iterator<Item = &'a Block>) -> Option<(usize, &'static str, &'static str)> {
    blocks.find_map(|block| {
        let (name, zone) = newsrooms().find(|(name, _)| block.text.contains(name))?;
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
    /// The score of its mentions: 3 for each that says where something happens, 1 for a hint.
    pub(super) weight: usize,
    /// The line of its first mention.
    pub(super) line: usize,
}

/// The city that the article mentions most often as the place of an event: after “in” or “at”, in a sentence about an
/// event.
pub(super) fn venue<'a>(readings: impl Iterator<Item = (usize, &'a Reading<'a>)>) -> Option<Venue> {
    let mut found: Vec<Venue> = Vec::new();
    for (line, reading) in readings {
        for (_, sentence) in reading.sentences() {
            // “Where: Linden Hall, Uppsala”
            let is_where = sentence.text.split_once(':').is_some_and(|(label, _)| is_in(Class::Where, label));
            let is_event = sentence.has(Class::Event, &(0..sentence.text.len()));
            for place in sentence.places.iter().filter(|place| matches!(place.kind, PlaceKind::City | PlaceKind::Town))
            {
                let before = sentence.text[..place.span.start].trim_end();
                let mut words = before.rsplit(' ');
                let word = words.next().unwrap_or_default();
                let word = if ["downtown", "central", "nearby"].contains(&word) {
                    words.next().unwrap_or_default()
                } else {
                    word
                };
                let is_past = is_past_day(&sentence, &place.span);
                let is_place = is_event
                    && !is_past
                    && matches!(word, "in" | "at" | "In" | "At" | "visits" | "visit" | "through" | "across")
                    || is_where;
                // “Return to Cardiff”, “Bergen's festival”
                let named = &sentence.text[place.span.clone()];
                let next = sentence.text[place.span.end..].trim_start().split(' ').next().unwrap_or_default();
                let owns_event = named.ends_with(['s']) && named.contains(['’', '\'']) && is_in(Class::Event, next);
                let returns = ["return to", "returns to", "back to"].iter().any(|end| before.ends_with(end));
                let is_hint = is_event && !is_past && place.kind == PlaceKind::City && (returns || owns_event);
                let weight = if is_place { 3 } else { 1 };
                let (true, Some(zone)) = (is_place || is_hint, &place.zone) else { continue };
                match found.iter_mut().find(|venue| venue.name == place.name) {
                    Some(venue) => venue.weight += weight,
                    None => {
                        let (name, zone) = (place.name.clone(), zone.clone());
                        found.push(Venue { name, zone, weight, line });
                    }
                }
            }
            // “At 3pm in The Hague (1pm GMT)”, but not “10:20 GMT (1.20pm in Helsinki)”
            let stated = sentence.groups().into_iter().filter_map(|group| group.starts.first().copied());
            for time in stated.filter(|_| is_event).map(|at| &sentence.times[at]) {
                let Some(Zone::Named { zone, said }) = &time.zone else { continue };
                let is_city = sentence.text[time.span.clone()].ends_with(&["in ", said].concat());
                if is_city && !is_abbreviation(said) && !found.iter().any(|venue| venue.name == *said) {
                    found.push(Venue { name: said.clone(), zone: zone.clone(), weight: 1, line });
                }
            }
        }
    }
    found.into_iter().min_by_key(|venue| std::cmp::Reverse(venue.weight))
}

fn is_abbreviation(said: &str) -> bool {
    said.bytes().all(|byte| byte.is_ascii_uppercase())
}
