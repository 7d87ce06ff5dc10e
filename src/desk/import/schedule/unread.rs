//! Finds words that may be a time but are not read as one: “at 18.20 on Monday”, “1800 hours”, “half past ten”.

use super::words;
use crate::desk::language::{Cursor, Gazetteer, days, occurrences, stated_times};

/// Words of `sentence` that may be a time, if it describes an event.
pub(in super::super) fn unread_time(sentence: &str, places: &Gazetteer) -> Option<String> {
    if !words::is_event(sentence, "") {
        return None;
    }
    let lower = sentence.to_ascii_lowercase();
    let spoken = ["half past ", "quarter past ", "quarter to ", "o'clock", "o’clock", " hours", "hrs"];
    let spoken = spoken.iter().filter_map(|words| {
        let at = lower.find(words)?;
        let hour = sentence[..at].trim_end().rsplit(' ').next().unwrap_or_default();
        let digits = hour.len() == 4 && hour.bytes().all(|byte| byte.is_ascii_digit());
        match *words {
            " hours" | "hrs" => digits.then(|| at - hour.len()..at + words.len()),
            _ if words.ends_with("clock") => {
                Some(at - (sentence[..at].len() - sentence[..at].trim_end().len()) - hour.len()..at + words.len())
            }
            _ => Some(at..at + words.trim_end().len()),
        }
    });
    let dotted = occurrences(&lower, "at").filter_map(|at| {
        let (hour, after) = Cursor::new(sentence, at + 3).small_number().filter(|(hour, _)| *hour < 24)?;
        let end = match after.sign('.').map(Cursor::digits) {
            Some((minutes, after)) if minutes.len() == 2 && minutes < "60" => after,
            _ if hour > 0 && days(start_of(after.rest())).first().is_some_and(|(_, day)| day.start <= 4) => after,
            _ => return None,
        };
        let ends = !end.rest().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ':'));
        ends.then_some(at + 3..end.at)
    });
    let read = stated_times(sentence, places);
    spoken
        .chain(dotted)
        .find(|range| !read.iter().any(|time| time.span.start < range.end && range.start < time.span.end))
        .and_then(|range| sentence.get(range))
        .map(str::to_owned)
}

fn start_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(text.len().min(40))]
}
