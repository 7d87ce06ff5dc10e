//! Words, places and zones that the desk knows. The tables are in `lexicon/*.txt`, and meant to be extended.

use std::collections::HashMap;
use std::sync::LazyLock;

const WORDS: &str = include_str!("lexicon/words.txt");
const PLACES: &str = include_str!("lexicon/places.txt");
const PARTIES: &str = include_str!("lexicon/parties.txt");
const CITIES: &str = include_str!("lexicon/cities.txt");
const ZONES: &str = include_str!("lexicon/zones.txt");
const ZONE_NAMES: &str = include_str!("lexicon/zone-names.txt");

/// The class of a word or phrase. `words.txt` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub(crate) enum Class {
    Abbreviation,
    Agency,
    Alone,
    Aside,
    Box,
    BoxStart,
    Building,
    Cancelled,
    Condition,
    Counted,
    Ending,
    Event,
    Expected,
    Former,
    Future,
    General,
    Invitation,
    Moved,
    Negation,
    Opening,
    Past,
    Planned,
    Report,
    Stamp,
    Stop,
    Teaser,
    Timetable,
    What,
    When,
    Where,
    Until,
    View,
}

/// Words and phrases with their classes, by their first letters.
static PHRASES: LazyLock<HashMap<&str, Vec<(&str, Class)>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<_>> = HashMap::new();
    for (phrase, class) in entries(WORDS) {
        let first = first_letters(phrase);
        if let Ok(class) = class.parse() {
            phrases.entry(first).or_default().push((phrase, class));
        }
    }
    phrases
});

/// The words and phrases that begin with the letters `first`, in lower case.
pub(crate) fn phrases(first: &str) -> &'static [(&'static str, Class)] {
    PHRASES.get(first).map_or(&[], Vec::as_slice)
}

/// Whether `word` is in `class`, ignoring ASCII case.
pub(crate) fn is_in(class: Class, word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    phrases(first_letters(&word)).contains(&(word.as_str(), class))
}

/// Whether `text` begins with a word or phrase of `class`, ignoring ASCII case.
pub(crate) fn begins_with(class: Class, text: &str) -> bool {
    const LONGEST_PHRASE: usize = 40;
    let start = text[..text.floor_char_boundary(LONGEST_PHRASE)].to_ascii_lowercase();
    let is_first =
        |phrase| start.strip_prefix(phrase).is_some_and(|rest: &str| !rest.starts_with(char::is_alphanumeric));
    phrases(first_letters(&start)).iter().any(|(phrase, own)| *own == class && is_first(*phrase))
}

/// The letters that `text` begins with.
fn first_letters(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// The lines of the section `[name]` in `table`.
fn section(table: &'static str, name: &str) -> &'static str {
    let start = table.find(&format!("\n[{name}]\n")).map_or(0, |at| at + name.len() + 4);
    table[start..].split("\n[").next().unwrap_or_default()
}

/// The `(entry, key)` pairs of lines such as `key: entry, entry`.
fn entries(lines: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines_of(lines).flat_map(|(key, entries)| entries.split(", ").map(move |entry| (entry, key)))
}

/// The key and the rest of each line such as `key: rest`, without comments.
fn lines_of(lines: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

/// What the name of a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    City,
    /// A city that is less often in the news. It may also be a surname: “Lynn”.
    Town,
    /// A country or a region, which gives the zone of a time, but is not an event's place.
    Region,
    /// “Finnish” gives the zone of “Finnish time”, and says nothing about where something is.
    Adjective,
}

/// Names in the news, each with its zone and kind.
pub(crate) fn places() -> impl Iterator<Item = (&'static str, &'static str, PlaceKind)> {
    let towns = entries(section(CITIES, "more")).map(|(place, zone)| (place, zone, PlaceKind::Town));
    let kinds = [("cities", PlaceKind::City), ("regions", PlaceKind::Region), ("adjectives", PlaceKind::Adjective)];
    let known = kinds
        .into_iter()
        .flat_map(|(name, kind)| entries(section(PLACES, name)).map(move |(place, zone)| (place, zone, kind)));
    known.chain(towns)
}

/// The zone of the well-known city or region `name`, ignoring ASCII case.
pub(crate) fn place_zone(name: &str) -> Option<&'static str> {
    let mut places = places().filter(|(.., kind)| *kind != PlaceKind::Adjective);
    places.find(|(place, ..)| place.eq_ignore_ascii_case(name)).map(|(_, zone, _)| zone)
}

/// The zones of the region `name`, in lower case, if it has several.
pub(crate) fn regions_of_several(name: &str) -> Option<Vec<&'static str>> {
    let mut regions = lines_of(section(PLACES, "several"));
    regions.find(|(region, _)| region.to_lowercase() == name).map(|(_, zones)| zones.split(", ").collect())
}

/// The name in briefs of the well-known party called `name`, such as “The Kremlin”.
pub(crate) fn party_called(name: &str) -> Option<&'static str> {
    entries(PARTIES).find(|(party, _)| *party == name).map(|(_, party)| party)
}

/// Newsrooms, each with its home zone.
pub(crate) fn newsrooms() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(section(ZONES, "newsrooms"))
}

/// A name of a zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ZoneName {
    pub(crate) zone: &'static str,
    /// As in `+5:30`; `None` if the name holds all year.
    pub(crate) offset: Option<&'static str>,
}

impl ZoneName {
    fn read(entry: &'static str, zone: &'static str) -> (&'static str, Self) {
        let is_offset = |(_, last): &(_, &str)| last.starts_with(['+', '-']);
        match entry.rsplit_once(' ').filter(is_offset) {
            Some((name, offset)) => (name, Self { zone, offset: Some(offset) }),
            None => (entry, Self { zone, offset: None }),
        }
    }
}

/// CLDR's names of zones and those that newsrooms write, in lower case.
static NAMES: LazyLock<HashMap<String, ZoneName>> = LazyLock::new(|| {
    let names = entries(section(ZONES, "names")).chain(entries(ZONE_NAMES));
    let mut found = HashMap::new();
    for (entry, zone) in names {
        let (name, zone) = ZoneName::read(entry, zone);
        found.entry(name.to_lowercase()).or_insert(zone);
        // “Central European”, “Eastern Daylight”
        if let Some(short) = name.strip_suffix(" Time").filter(|short| short.contains(' ')) {
            found.entry(short.to_lowercase()).or_insert(zone);
        }
    }
    found
});

/// The zone called `name`, such as “Eastern Daylight Time”, ignoring case.
pub(crate) fn zone_name(name: &str) -> Option<ZoneName> {
    NAMES.get(&name.to_lowercase()).copied()
}

static ABBREVIATIONS: LazyLock<HashMap<&str, ZoneName>> = LazyLock::new(|| {
    entries(section(ZONES, "abbreviations")).map(|(entry, zone)| ZoneName::read(entry, zone)).collect()
});

/// The zone that the abbreviation `name`, such as `HKT`, belongs to, and its offset.
pub(crate) fn abbreviation(name: &str) -> Option<ZoneName> {
    ABBREVIATIONS.get(name).copied()
}

/// The meanings of abbreviations that several zones share, and those zones.
static AMBIGUOUS: LazyLock<HashMap<&str, (&str, &str)>> = LazyLock::new(|| {
    let lines = lines_of(section(ZONES, "ambiguous"));
    lines.filter_map(|(name, meanings)| Some((name, meanings.split_once("; ")?))).collect()
});

/// The possible meanings of `name`, if several zones share that abbreviation, and those zones.
pub(crate) fn ambiguous_zone(name: &str) -> Option<(&'static str, &'static str)> {
    AMBIGUOUS.get(name).copied()
}

/// The zone that an ambiguous abbreviation means, if exactly one of the zones that share it is among `known`.
pub(crate) fn settled_zone<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (_, zones) = ambiguous_zone(name)?;
    // The first zone of each group is that of the meaning.
    let meaning =
        |zone: &str| zones.split(", ").find(|group| group.split(' ').any(|other| other == zone))?.split(' ').next();
    let mut candidates: Vec<&str> = known.filter_map(meaning).collect();
    candidates.sort_unstable();
    candidates.dedup();
    if let [only] = candidates.as_slice() { Some(only) } else { None }
}
