//! The zone of a clock time: “GMT”, “Hong Kong time”, “in Helsinki”, “Eastern”, “UTC +2”, “local time”.

use super::{Cursor, Gazetteer, Place, month, weekday};
use crate::desk::lexicon::{self, Class, PlaceKind, ZoneName, ambiguous_zone, is_in, zone_name};

/// The zone of a time, as far as the text gives it. `said` is the text's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// An IANA zone; its rules give the offset.
    Named { zone: String, said: String },
    /// A fixed UTC offset in seconds. `zone` is set if the text gives a name of that zone.
    Fixed { seconds: i32, zone: Option<&'static str>, said: String },
    /// “Local time”: the zone of the place where the event is.
    Local,
    /// An abbreviation that several zones share, or an unknown one, with its possible meanings.
    Ambiguous { said: String, meanings: &'static str },
    /// The zone of an unknown place, or an unknown name. It is not guessed.
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

    /// The IANA zone, unless the text gives only an offset or leaves the zone open.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Named { zone, .. } => Some(zone),
            Self::Fixed { zone, .. } => *zone,
            Self::Local | Self::Ambiguous { .. } | Self::Elsewhere { .. } => None,
        }
    }

    /// The zone of a place, if it is known, in the wording `said`.
    pub(super) fn at(zone: Option<String>, said: &str) -> Self {
        let said = said.to_owned();
        match zone {
            Some(zone) => Self::Named { zone, said },
            None => Self::Elsewhere { said },
        }
    }

    /// The zone called `said`.
    fn of(name: ZoneName, said: &str) -> Self {
        let (zone, said) = (name.zone, said.to_owned());
        match name.offset.and_then(|offset| offset_at(Cursor::new(offset, 0))) {
            Some((seconds, _)) => Self::Fixed { seconds, zone: Some(zone), said },
            None => Self::Named { zone: zone.to_owned(), said },
        }
    }
}

/// Reads the zone that follows a time. The cursor is after the time.
pub(super) fn zone_after<'a>(cursor: Cursor<'a>, places: &Gazetteer) -> Option<(Zone, Cursor<'a>)> {
    let cursor = cursor.space();
    if let Some(inside) = cursor.sign('(') {
        let (zone, after) = zone_at(inside.space(), places, true)?;
        return Some((zone, after.space().sign(')')?));
    }
    zone_at(cursor, places, false).or_else(|| {
        // “7.20pm, Tokyo time”, “6pm, GMT”
        let start = cursor.sign(',')?.space();
        let (zone, after) = zone_at(start, places, false)?;
        let said = &cursor.text[start.at..after.at];
        let known = abbreviation(start).is_some_and(|_| said.starts_with(char::is_uppercase));
        (said.to_ascii_lowercase().ends_with(" time") || known).then_some((zone, after))
    })
}

/// Reads the zone before the time at `start`: “in Hong Kong that is 6:20pm”, “the local time in Muscat is 1pm”. Also
/// returns where the zone starts.
pub(super) fn zone_before(text: &str, start: usize, places: &Gazetteer) -> Option<(Zone, usize)> {
    // “ET: 7:21pm | PT: 4:21pm”
    let head = text[..start].trim_end().strip_suffix(':').unwrap_or_default();
    let from = head.trim_end_matches(|c: char| c.is_ascii_uppercase()).len();
    let is_first = head[..from].trim_end().is_empty() || head[..from].trim_end().ends_with(['|', '/', ';', '•', '·']);
    if let Some((zone, _)) =
        abbreviation(Cursor::new(head, from)).filter(|(_, after)| is_first && after.rest().is_empty())
    {
        return Some((zone, from));
    }
    const MAX_LENGTH: usize = 60;
    let window = text.floor_char_boundary(start.saturating_sub(MAX_LENGTH));
    let words = &text[window..start];
    let at = words.rfind(" in ").map(|at| at + 1).into_iter().chain(words.rfind("In ")).max()?;
    let from = Cursor::new(text, window + at);
    let place = places.at(from.eat("in")?.space())?;
    let after = place.after;
    let is_local = text[..from.at].trim_end().ends_with("local time");
    let mut cursor = after.sign(',').unwrap_or(after).space();
    if is_local {
        // “for the final”
        let verb = text.get(cursor.at..start).and_then(|between| between.find(" is "));
        cursor = verb.map_or(cursor, |at| Cursor::new(text, cursor.at + at).space());
    } else {
        cursor = cursor.eat_any(&["that", "this", "it", "which"])?.space();
    }
    cursor = cursor.eat_any(&["is", "means"]).or_else(|| cursor.eat_all("will be"))?.space().skip("at");
    (cursor.at == start).then_some((place.into_zone(), from.at))
}

fn zone_at<'a>(cursor: Cursor<'a>, places: &Gazetteer, in_brackets: bool) -> Option<(Zone, Cursor<'a>)> {
    // “10:20+03:00”; in “6-7:30pm”, the hyphen joins a range.
    let offset = cursor.sign('+').and_then(|_| offset_at(cursor));
    if let Some((seconds, after)) = offset.filter(|(_, after)| cursor.text[cursor.at..after.at].contains(':')) {
        return Some((Zone::Fixed { seconds, zone: None, said: cursor.text[cursor.at..after.at].to_owned() }, after));
    }
    if let Some(found) = abbreviation(cursor).or_else(|| unknown_abbreviation(cursor)).or_else(|| coast(cursor)) {
        return Some(found);
    }
    if let Some(after) = cursor.eat("local") {
        let after = after.space().eat("time").unwrap_or(after);
        let place = after.space().eat("in").and_then(|place| places.at(inner(place.space())));
        return Some(place.map_or((Zone::Local, after), |place| (place.clone().into_zone(), place.after)));
    }
    let (after_in, place) = match cursor.eat("in") {
        Some(after) => (true, after.space()),
        None => (false, cursor),
    };
    // The article is part of “The Hague”, but not of “the Finnish capital”.
    let with_article = place;
    let place = place.skip("the");
    let found = places.at(with_article).or_else(|| places.at(place)).or_else(|| places.at(inner(place)));
    let is_place_time = found.as_ref().is_some_and(|found| found.after.space().eat("time").is_some());
    if let Some(found) = named(place, after_in).filter(|_| !is_place_time) {
        return Some(found);
    }
    let Some(found) = found.filter(|found| found.kind != PlaceKind::Adjective || !after_in || is_capital(found)) else {
        return unknown_place(with_article, after_in);
    };
    let after = if is_capital(&found) { found.after.space().eat("capital")? } else { found.after };
    let season = after.space().eat_any(&["standard", "summer", "daylight"]).unwrap_or(after);
    let with_time = season.space().eat("time");
    let ends_phrase = || after.rest().is_empty() || after.rest().starts_with([')', ',', ';', '.', '/', ']']);
    let bare = after_in || found.kind != PlaceKind::Town && (in_brackets || ends_phrase());
    let fits = with_time.is_some() || bare && (found.kind != PlaceKind::Adjective || is_capital(&found));
    fits.then(|| (found.into_zone(), with_time.unwrap_or(after)))
}

/// Skips “central” in “central London”.
fn inner(cursor: Cursor<'_>) -> Cursor<'_> {
    cursor.eat_any(&["central", "greater", "downtown", "nearby"]).map_or(cursor, Cursor::space)
}

/// “The Finnish capital”
fn is_capital(place: &Place<'_>) -> bool {
    place.kind == PlaceKind::Adjective && place.after.space().eat("capital").is_some()
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

/// “Eastern”, “US eastern time”, “Central European Summer Time”, but not “in Eastern Europe” or “in the Pacific”.
fn named(cursor: Cursor<'_>, after_in: bool) -> Option<(Zone, Cursor<'_>)> {
    const MAX_WORDS: usize = 5;
    let country = cursor.eat_any(&["US", "UK", "American", "Canadian"]).or_else(|| cursor.eat_all("U S"));
    let starts = [country.map(Cursor::space), Some(cursor)];
    starts.into_iter().flatten().find_map(|start| {
        let (mut after, mut found) = (start, None);
        for _ in 0..MAX_WORDS {
            let (word, next) = after.word();
            if word.is_empty() {
                break;
            }
            let said = &cursor.text[start.at..next.at];
            found = zone_name(said).map(|name| (name, said, next)).or(found);
            after = next.sign('-').unwrap_or(next.space());
        }
        let (name, said, after) = found?;
        let with_time = after.space().eat("time");
        let is_bare = !said.to_ascii_lowercase().ends_with(" time") && with_time.is_none();
        let excluded = after_in || !said.starts_with(char::is_uppercase) || name_continues(said, after);
        (!is_bare || !excluded).then(|| (Zone::of(name, said), with_time.unwrap_or(after)))
    })
}

/// Reads “GMT”, “EDT”, “UTC+3”, “p.m. E.T.”, “gmt” and the like at the cursor.
pub(crate) fn abbreviation(cursor: Cursor<'_>) -> Option<(Zone, Cursor<'_>)> {
    /// Abbreviations that are not words in lower case.
    const LOWER: [&str; 24] = [
        "gmt", "utc", "est", "edt", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet", "cest", "eet", "eest", "msk",
        "hkt", "sgt", "jst", "kst", "aest", "aedt", "awst", "nzst", "nzdt",
    ];
    if let Some(after) = cursor.eat("AoE").or_else(|| cursor.eat_all("anywhere on earth")) {
        let said = cursor.text[cursor.at..after.at].to_owned();
        return Some((Zone::Fixed { seconds: -12 * 3_600, zone: None, said }, after));
    }
    if let Some(after) = cursor.eat("Zulu") {
        return Some((Zone::Fixed { seconds: 0, zone: Some("UTC"), said: "Zulu".to_owned() }, after));
    }
    let (letters, after) = letters(cursor);
    let said = cursor.text[cursor.at..after.at].to_owned();
    let is_upper = said.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
    let is_lower = LOWER.contains(&said.as_str());
    if letters.is_empty() || !(is_upper || is_lower) || after.next_char().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let name = letters.to_ascii_uppercase();
    if let Some((seconds, after)) = offset_from_utc(after).filter(|_| matches!(&*name, "GMT" | "UTC")) {
        return Some((Zone::Fixed { seconds, zone: None, said: cursor.text[cursor.at..after.at].to_owned() }, after));
    }
    if let Some((meanings, _)) = ambiguous_zone(&name).filter(|_| is_upper) {
        return Some((Zone::Ambiguous { said: name, meanings }, after));
    }
    let zone = lexicon::abbreviation(&name)?;
    Some((Zone::of(zone, &name), after))
}

/// The letters at the cursor, without the points of “E.S.T.”
fn letters(cursor: Cursor<'_>) -> (String, Cursor<'_>) {
    let (word, after) = cursor.word();
    let (mut letters, mut after, mut pointed) = (word.to_owned(), after, word.len() == 1);
    while pointed {
        let Some(point) = after.sign('.') else { break };
        let (next, end) = point.word();
        if next.len() != 1 {
            // The last point may also end the sentence.
            after = if letters.len() > 1 { point } else { after };
            break;
        }
        letters.push_str(next);
        (after, pointed) = (end, true);
    }
    (letters, after)
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

/// The offset after “UTC” or “GMT”: “+3”, “ +2”, “ + 05:30”. The dash of “0800 GMT - 10 judges” begins no offset.
fn offset_from_utc(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let sign = cursor.space();
    let spaced = sign.at > cursor.at && sign.sign_of(&['+', '-', '−'])?.next_char() == Some(' ');
    let (seconds, after) = offset_at(sign)?;
    let is_dash = spaced && sign.next_char() != Some('+') && !sign.rest()[..after.at - sign.at].contains(':');
    let is_clock = super::clock::meridiem(after.space()).is_some();
    (!is_dash && !is_clock).then_some((seconds, after))
}

/// “+3”, “+05:30”, “-4”, “+0530”.
fn offset_at(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let sign = if cursor.next_char() == Some('+') { 1 } else { -1 };
    let start = cursor.sign_of(&['+', '-', '−'])?.space();
    let (digits, after) = start.digits();
    let (hours, minutes, after): (i32, i32, _) = match digits.len() {
        1 | 2 => {
            let minutes = after.sign(':').and_then(Cursor::small_number);
            let (minutes, after) = minutes.map_or((0, after), |(minutes, after)| (i32::from(minutes), after));
            (digits.parse().ok()?, minutes, after)
        }
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?, after),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 3_600 + minutes * 60), after))
}

/// Reads an unknown place or zone: “in Ruritania”, “Ruritanian time”, “Northfield Time”. Buildings do not count; they
/// are at the venue.
fn unknown_place<'a>(cursor: Cursor<'a>, after_in: bool) -> Option<(Zone, Cursor<'a>)> {
    let end = name_at(cursor, 4, |word| word != "Time")?;
    let with_time = end.space().eat("time");
    let said = cursor.text[cursor.at..with_time.filter(|_| !after_in).unwrap_or(end).at].to_owned();
    (after_in || with_time.is_some()).then(|| (Zone::Elsewhere { said }, with_time.unwrap_or(end)))
}

/// The end of the name at the cursor: at most `max` capitalised words that `fits` accepts, other than days and months.
/// `None` if there is no such word, or if one of them names a building.
pub(super) fn name_at<'a>(cursor: Cursor<'a>, max: usize, fits: impl Fn(&str) -> bool) -> Option<Cursor<'a>> {
    let (mut after, mut end) = (cursor, None);
    for _ in 0..max {
        let (word, next) = after.word();
        if is_in(Class::Building, word) {
            return None;
        }
        let is_name = word.starts_with(char::is_uppercase) && fits(word);
        if !is_name || month(word).is_some() || weekday(word).is_some() {
            break;
        }
        end = Some(next);
        after = next.sign('-').unwrap_or(next.space());
    }
    end
}

/// Whether the text after `name` makes it part of a longer name: “Central Park” is not in US Central time.
pub(super) fn name_continues(name: &str, after: Cursor<'_>) -> bool {
    let (word, _) = after.space().word();
    let is_zone = after.space().eat_any(&["time", "standard", "summer", "daylight"]).is_some();
    let abbreviated = word.chars().all(char::is_uppercase);
    after.next_char().is_some_and(char::is_whitespace)
        && word.starts_with(char::is_uppercase)
        && !(is_zone || abbreviated || month(word).is_some() || weekday(word).is_some())
        && super::without_possessive(name) == name
}

/// The zone or place that `text` names and nothing else: “Tokyo”, “New York (ET)”.
pub(super) fn zone_named(text: &str, places: &Gazetteer) -> Option<Zone> {
    let (zone, after) = zone_at(Cursor::new(text.trim(), 0), places, true)?;
    let rest = after.rest().trim_start_matches(|c: char| c.is_whitespace() || c == '(').trim_end_matches(')');
    let is_whole =
        rest.is_empty() || zone_at(Cursor::new(rest, 0), places, true).is_some_and(|(_, end)| end.rest().is_empty());
    is_whole.then_some(zone).filter(|zone| !matches!(zone, Zone::Elsewhere { .. } | Zone::Local))
}

/// Whether `text` names a zone or place and nothing else.
pub(crate) fn names_zone(text: &str, places: &Gazetteer) -> bool {
    zone_named(text, places).is_some()
}

/// The zone in brackets at the end of a heading, which is that of the lines below: “Timeline (UTC)”.
pub(crate) fn zone_in_brackets(heading: &str, places: &Gazetteer) -> Option<Zone> {
    let (_, inside) = heading.trim_end_matches([')', ':', ' ']).rsplit_once('(')?;
    zone_of_heading(inside, places).filter(|_| heading.trim_end_matches([':', ' ']).ends_with(')'))
}

/// The zone that the heading of a column gives its times: “Time (EST)”, “Local time in Manila”, “Tokyo”.
pub(super) fn zone_of_heading(heading: &str, places: &Gazetteer) -> Option<Zone> {
    const MAX_WORDS: usize = 6;
    let mut next = Cursor::new(heading, 0).next_start();
    for _ in 0..MAX_WORDS {
        let start = next?;
        let is_filler = start.eat_any(&["time", "times", "start", "starts", "date", "in"]).is_some();
        if let Some((zone, _)) = zone_at(start, places, true).filter(|_| !is_filler) {
            return Some(zone).filter(|zone| !matches!(zone, Zone::Elsewhere { .. }));
        }
        next = start.past_word().next_start();
    }
    None
}

/// The zone that `text` gives for all times around it: “all times are BST”, “(times local)”.
pub(crate) fn zone_of_all_times(text: &str, places: &Gazetteer) -> Option<Zone> {
    let lower = text.to_ascii_lowercase();
    let stated = ["times ", "hours "].iter().flat_map(|word| lower.match_indices(word)).find_map(|(at, word)| {
        let start = Cursor::new(text, at + word.len()).skip("are").skip("in").skip("given").skip("in");
        let before = lower[..at].trim_end();
        let fits = before.ends_with("all") || before.ends_with('(') || before.is_empty() || before.ends_with('.');
        let (zone, _) = zone_at(start, places, true).filter(|_| fits || start.at > at + word.len())?;
        (!matches!(zone, Zone::Elsewhere { .. })).then_some(zone)
    });
    // “All times are KST, with local times in parentheses”
    stated.or_else(|| lower.contains("local times").then_some(Zone::Local))
}
