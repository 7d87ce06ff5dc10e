//! Publication and update stamps in the forms newsrooms write them.

use crate::desk::language::{DayName, Gazetteer, Zone, days, month, occurrences, stated_times, weekday};
use crate::time::{CivilDate, Timestamp};

/// What a stamp is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Publication,
    Update,
}

/// When a stamp says it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// With its offset.
    Known(Timestamp),
    /// On a day, in minutes after midnight, by a clock in the zone if the stamp names one.
    Civil(CivilDate, u16, Option<Zone>),
    /// A day without a time.
    Day(CivilDate),
    /// Not to be told: “05/11/2024” may be in May or November.
    Unclear(String),
}

/// The stamps of a line such as `PUBLISHED : Monday, 16 July, 2018, 11:53am`; several may share it.
pub(super) fn stamps(line: &str, places: &Gazetteer) -> Vec<(Of, When)> {
    let lower = line.to_lowercase();
    if line.len() > 200 {
        return Vec::new();
    }
    const PUBLICATION: [&str; 6] = ["first published", "published", "posted", "issued", "publication date", "date"];
    const UPDATE: [&str; 5] = ["last updated", "last modified", "updated", "update", "modified"];
    let of = |of| move |mark| (mark, of);
    let words = PUBLICATION.map(of(Of::Publication)).into_iter().chain(UPDATE.map(of(Of::Update)));
    let mut marks: Vec<(usize, usize, Of)> = Vec::new();
    for (mark, of) in words {
        for at in occurrences(&lower, mark) {
            if !marks.iter().any(|(from, to, _)| (*from..*to).contains(&at)) {
                marks.push((at, at + mark.len(), of));
            }
        }
    }
    marks.sort_by_key(|(at, ..)| *at);
    // A byline may stand on the same line: “By Staff • Published …”.
    let begins = marks.first().is_some_and(|(at, ..)| {
        let before = lower[..*at].trim();
        before.is_empty() || (before.len() < 60 && before.ends_with(['•', '|', '·', '–', '—']))
    });
    if lower.len() != line.len() || !begins {
        // Without a word for it, a line that is nothing but a date and a time, if need be after the byline.
        let line = byline(line).map_or(line, |(_, rest)| rest);
        let published = when(line, places).filter(|_| is_all_date(line));
        return published.map(|when| (Of::Publication, when)).into_iter().collect();
    }
    let ends = marks.iter().skip(1).map(|(at, ..)| *at).chain([line.len()]);
    let parts = marks.iter().zip(ends).map(|((_, from, of), to)| (*of, &line[*from..to]));
    let mut found: Vec<(Of, When)> = Vec::new();
    for (of, text) in parts {
        let text = text.trim_matches([' ', ':', '|', '-', '–', '·', '•', '(', ')']);
        let earlier = found.last().map(|(_, when)| when.clone());
        let read = when(text, places).or_else(|| earlier.and_then(|earlier| same_day(text, &earlier, places)));
        let read = read.or_else(|| is_all_date(text).then(|| When::Unclear(text.to_owned())));
        found.extend(read.map(|when| (of, when)));
    }
    found
}

/// “Published 16 July 2018 11:53am | Updated 12:29pm”: the update is of the same day.
fn same_day(text: &str, earlier: &When, places: &Gazetteer) -> Option<When> {
    let When::Civil(date, _, zone) = earlier else { return None };
    let time = stated_times(text, places).into_iter().next().filter(|_| is_all_date(text))?;
    Some(When::Civil(*date, time.minute, time.zone.or(zone.clone())))
}

/// Whether `text` is nothing but figures and words of dates.
pub(super) fn is_all_date(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.split(|c: char| !c.is_alphabetic()).all(|word| word.is_empty() || is_of_dates(word))
}

/// “By Ada Example” and what stands after the sign that parts it from the stamp, or the comma before a date.
pub(super) fn byline(line: &str) -> Option<(&str, &str)> {
    let by_date =
        || line.match_indices(", ").map(|(at, _)| (&line[..at], &line[at + 2..])).find(|(_, rest)| is_all_date(rest));
    let (names, rest) = line.split_once(['|', '•', '·']).or_else(by_date).filter(|_| names_author(line))?;
    Some((names.trim_end(), rest.trim_start()))
}

/// “By Ada Example”
pub(super) fn names_author(line: &str) -> bool {
    line.starts_with("By ") || line.starts_with("BY ")
}

fn is_of_dates(word: &str) -> bool {
    let other = ["am", "pm", "a", "p", "m", "at", "on", "st", "nd", "rd", "th", "T", "Z", "of"];
    month(word).is_some()
        || weekday(word).is_some()
        || other.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// When `text` says it was.
pub(super) fn when(text: &str, places: &Gazetteer) -> Option<When> {
    let text = text.trim();
    if let Ok(stamp) = Timestamp::parse(text).or_else(|_| Timestamp::parse(&with_colon(text))) {
        return Some(When::Known(stamp));
    }
    let named = days(text);
    let date = named.iter().find_map(|(day, at)| match *day {
        DayName::Date { day, month, year: Some(year) } => Some((CivilDate::new(year, month, day)?, at)),
        _ => None,
    });
    let Some((date, at)) = date else {
        let unclear = named.iter().any(|(day, _)| matches!(day, DayName::Unclear(None)));
        return unclear.then(|| When::Unclear(text.to_owned()));
    };
    // “2018-07-16T11:53”
    let around = || [&text[..at.start], text[at.end..].trim_start_matches('T')].into_iter();
    let time = around().find_map(|text| stated_times(text, places).into_iter().next());
    let time = time.map(|time| (time.minute, time.zone));
    let time = time.or_else(|| around().find_map(dotted).map(|minute| (minute, None)));
    Some(time.map_or(When::Day(date), |(minute, zone)| When::Civil(date, minute, zone)))
}

/// “23.53”, which in a stamp is a time of day.
fn dotted(text: &str) -> Option<u16> {
    text.split([' ', ',']).find_map(|word| {
        let (hour, minute) =
            word.split_once('.').filter(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() == 2)?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    })
}

/// `…+0800` and `…T11:53Z` as RFC 3339 writes them.
fn with_colon(text: &str) -> String {
    let mut text = text.to_owned();
    let bytes = text.as_bytes();
    let length = bytes.len();
    let basic =
        length > 5 && matches!(bytes[length - 5], b'+' | b'-') && bytes[length - 4..].iter().all(u8::is_ascii_digit);
    if basic {
        text.insert(length - 2, ':');
    }
    // Seconds may be left out in ISO 8601.
    if text.is_char_boundary(16)
        && text.get(13..14) == Some(":")
        && matches!(text.as_bytes().get(16), Some(b'Z' | b'+' | b'-'))
    {
        text.insert_str(16, ":00");
    }
    text
}
