//! Publication and update stamps, in the forms that newsrooms use.

use crate::desk::language::{DayName, Gazetteer, Reading, Zone, month, occurrences, weekday};
use crate::time::{CivilDate, Timestamp};

/// Which event a stamp records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StampKind {
    Publication,
    Update,
}

/// The time that a stamp states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StampTime {
    /// An instant with its offset.
    Known(Timestamp),
    /// A date and minutes after midnight, with the zone if the stamp names one.
    Civil(CivilDate, u16, Option<Zone>),
    /// A date without a time.
    Day(CivilDate),
    /// Ambiguous or incomplete: “05/11/2024” may be in May or November.
    Unclear(String),
}

/// The stamps on a line such as `PUBLISHED : Monday, 16 July, 2018, 11:53am`; a line may have several.
pub(super) fn stamps(line: &str, places: &Gazetteer) -> Vec<(StampKind, StampTime)> {
    const PUBLICATION: [&str; 6] = ["first published", "published", "posted", "issued", "publication date", "date"];
    const UPDATE: [&str; 5] = ["last updated", "last modified", "updated", "update", "modified"];
    if line.len() > 200 {
        return Vec::new();
    }
    // Of the same length as the line, so that ranges of one are ranges of the other.
    let lower = line.to_ascii_lowercase();
    let with_kind = |kind| move |mark| (mark, kind);
    let publication = PUBLICATION.map(with_kind(StampKind::Publication));
    let words = publication.into_iter().chain(UPDATE.map(with_kind(StampKind::Update)));
    let mut marks: Vec<(usize, usize, StampKind)> = Vec::new();
    for (mark, kind) in words {
        for at in occurrences(&lower, mark) {
            if !marks.iter().any(|(from, to, _)| (*from..*to).contains(&at)) {
                marks.push((at, at + mark.len(), kind));
            }
        }
    }
    marks.sort_by_key(|(at, ..)| *at);
    // A byline may precede the stamp: “By Staff • Published …”.
    let begins = marks.first().is_some_and(|(at, ..)| {
        let before = lower[..*at].trim();
        before.is_empty()
            || before.len() < 60 && (before.ends_with(['•', '|', '·', '–', '—']) || is_name(line[..*at].trim()))
    });
    if !begins {
        // A line without such a word is a stamp if it is only a date and a time, with or without a byline or place before
        // them. With two times, it says when the event is: “13 April 2023, 11:00 EDT (15:00 UTC)”.
        // “Bill Okafor · Nov. 18, 2024, 11:30 a.m. PT”
        let dated = || line.rsplit_once(['|', '•', '·']).filter(|(_, rest)| is_all_date(rest));
        let rest = byline(line).or_else(dated).map_or(line, |(_, rest)| rest);
        let line = after_place(rest.trim(), places);
        let is_event = || Reading::new(line, places).times.len() > 1;
        let published = stamp_time(line, places).filter(|_| is_all_date(line) && !is_event());
        return published.map(|time| (StampKind::Publication, time)).into_iter().collect();
    }
    let ends = marks.iter().skip(1).map(|(at, ..)| *at).chain([line.len()]);
    let parts = marks.iter().zip(ends).map(|((_, from, kind), to)| (*kind, &line[*from..to]));
    let mut found: Vec<(StampKind, StampTime)> = Vec::new();
    for (kind, text) in parts {
        let text = text.trim_matches([' ', ':', '|', '-', '–', '·', '•', '(', ')']);
        let earlier = found.last().map(|(_, time)| time.clone());
        let read = stamp_time(text, places).or_else(|| earlier.and_then(|earlier| same_day(text, &earlier, places)));
        let read = read.or_else(|| is_all_date(text).then(|| StampTime::Unclear(text.to_owned())));
        found.extend(read.map(|time| (kind, time)));
    }
    found
}

/// The place, with its zone, of a line that is only that or also gives a date: “OTTAWA, May 6”.
pub(super) fn place_line<'a>(line: &'a str, places: &'a Gazetteer) -> Option<(&'a str, &'a str)> {
    let rest = after_place(line, places);
    let has_date = rest != line && is_all_date(rest) && Reading::new(rest, places).times.is_empty();
    let name = if has_date { line.split(", ").next()? } else { line };
    places.zone(name).map(|zone| (name, zone))
}

/// The line without the places that it begins with: “Geneva, Switzerland, 5 March 2020”.
fn after_place<'a>(mut line: &'a str, places: &Gazetteer) -> &'a str {
    while let Some((_, rest)) = line.split_once(", ").filter(|(place, _)| places.zone(place).is_some()) {
        line = rest;
    }
    line
}

/// Whether `text` may be an author's name: “Harjit Sandher”.
fn is_name(text: &str) -> bool {
    (2..=4).contains(&text.split(' ').count()) && text.split(' ').all(|word| word.starts_with(char::is_uppercase))
}

/// The time of a stamp that has no date and so takes the date of the `earlier` stamp on its line: “Published 16 July
/// 2018 11:53am | Updated 12:29pm”.
fn same_day(text: &str, earlier: &StampTime, places: &Gazetteer) -> Option<StampTime> {
    let StampTime::Civil(date, _, zone) = earlier else { return None };
    let time = Reading::new(text, places).times.into_iter().next().filter(|_| is_all_date(text))?;
    Some(StampTime::Civil(*date, time.minute, time.zone.or(zone.clone())))
}

/// Whether `text` consists only of figures and words used in dates.
pub(super) fn is_all_date(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.split(|c: char| !c.is_alphabetic()).all(|word| word.is_empty() || is_date_word(word))
}

/// Splits a byline from the stamp after it, at a separator such as “|” or at the comma before a date.
pub(super) fn byline(line: &str) -> Option<(&str, &str)> {
    let by_date =
        || line.match_indices(", ").map(|(at, _)| (&line[..at], &line[at + 2..])).find(|(_, rest)| is_all_date(rest));
    let (names, rest) = line.split_once(['|', '•', '·']).or_else(by_date).filter(|_| names_author(line))?;
    Some((names.trim_end(), rest.trim_start()))
}

/// Whether `line` begins like a byline: “By Ada Example”.
pub(super) fn names_author(line: &str) -> bool {
    line.starts_with("By ") || line.starts_with("BY ")
}

fn is_date_word(word: &str) -> bool {
    let other = ["and", "am", "pm", "a", "p", "m", "at", "on", "st", "nd", "rd", "th", "T", "Z", "of"];
    month(word).is_some()
        || weekday(word).is_some()
        || other.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The time that the stamp in `text` states.
pub(super) fn stamp_time(text: &str, places: &Gazetteer) -> Option<StampTime> {
    let text = text.trim();
    if let Ok(stamp) = Timestamp::parse(text).or_else(|_| Timestamp::parse(&in_rfc3339(text))) {
        return Some(StampTime::Known(stamp));
    }
    let named = Reading::new(text, places).days;
    let date = named.iter().find_map(|(day, at)| match *day {
        DayName::Date { day, month, year: Some(year) } => Some((CivilDate::new(year, month, day)?, at)),
        _ => None,
    });
    let Some((date, at)) = date else {
        let unclear = named.iter().any(|(day, _)| matches!(day, DayName::Unclear(None)));
        return unclear.then(|| StampTime::Unclear(text.to_owned()));
    };
    // “2018-07-16T11:53”
    let rest = || [&text[..at.start], text[at.end..].trim_start_matches('T')].into_iter();
    let time = rest().find_map(|text| Reading::new(text, places).times.into_iter().next());
    let time = time.map(|time| (time.minute, time.zone));
    let time = time.or_else(|| rest().find_map(dotted).map(|minute| (minute, None)));
    Some(time.map_or(StampTime::Day(date), |(minute, zone)| StampTime::Civil(date, minute, zone)))
}

/// Minutes after midnight of a time such as “23.53”.
fn dotted(text: &str) -> Option<u16> {
    text.split([' ', ',']).find_map(|word| {
        let (hour, minute) =
            word.split_once('.').filter(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() == 2)?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    })
}

/// Turns `…+0800` and `…T11:53Z` into the form of RFC 3339.
fn in_rfc3339(text: &str) -> String {
    let mut text = text.to_owned();
    let bytes = text.as_bytes();
    let length = bytes.len();
    let basic =
        length > 5 && matches!(bytes[length - 5], b'+' | b'-') && bytes[length - 4..].iter().all(u8::is_ascii_digit);
    if basic {
        text.insert(length - 2, ':');
    }
    // ISO 8601 allows seconds to be omitted.
    if text.is_char_boundary(16)
        && text.get(13..14) == Some(":")
        && matches!(text.as_bytes().get(16), Some(b'Z' | b'+' | b'-'))
    {
        text.insert_str(16, ":00");
    }
    text
}
