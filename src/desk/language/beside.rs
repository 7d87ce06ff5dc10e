//! The day named next to a time: “on Monday at 10:20 GMT”, “10:20 GMT (6:20pm Hong Kong time) on Monday”.

use std::ops::Range;

use super::clock::day_after;
use super::{Cursor, DayName, Stated, without_possessive, words};

/// The longest gap, in bytes, between a day and the time after it.
const MAX_GAP: usize = 24;

/// Assigns to each time the day `named` right before or right after it. Each mention of a day is used once.
pub(super) fn assign_days(text: &str, times: &mut [Stated], named: &[(DayName, Range<usize>)]) {
    let before: Vec<Option<usize>> = times.iter().map(|time| right_before(text, time, named)).collect();
    let mut last_used: Option<usize> = None;
    for index in 0..times.len() {
        if times[index].day.is_some() {
            continue;
        }
        let own = before[index].map(|at| &named[at]).filter(|(_, at)| last_used.is_none_or(|last| last < at.start));
        if let Some((day, at)) = own {
            (times[index].day, last_used) = (Some(*day), Some(at.start));
            continue;
        }
        let Some((day, at)) = right_after(text, times[index].span.end) else { continue };
        // In “7pm, Tuesday 10am”, the day belongs to the next time.
        let precedes_next = before.get(index + 1).copied().flatten().is_some_and(|next| named[next].1.start == at);
        let belongs_to_next = text[times[index].span.end..at].contains(',') && precedes_next;
        let owner = owner(text, times, index);
        if !belongs_to_next && times[owner].day.is_none() {
            (times[owner].day, last_used) = (Some(day), Some(at));
        }
    }
}

/// The index in `named` of the day right before `time`: “on Monday at about 10:20”.
fn right_before(text: &str, time: &Stated, named: &[(DayName, Range<usize>)]) -> Option<usize> {
    let at = named.partition_point(|(_, at)| at.end <= time.span.start).checked_sub(1)?;
    let between = &text[named[at].1.end..time.span.start];
    let is_allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, ',' | ':' | '.');
    let is_lead_in = |word: &str| ["at", "from", "about", "around", "approximately", "by", "between"].contains(&word);
    let fits = between.len() <= MAX_GAP
        && !between.contains(". ")
        && between.chars().all(is_allowed)
        && words(between).all(is_lead_in);
    fits.then_some(at)
}

/// The day named right after a time that ends at `end`, or after the parenthesis that closes there.
fn right_after(text: &str, end: usize) -> Option<(DayName, usize)> {
    let cursor = Cursor::new(text, end).space();
    let (day, at, after) = day_after(cursor.sign_of(&[')', ']']).unwrap_or(cursor))?;
    // “10:20 GMT, Monday’s talks”
    let said = &text[at..after.at];
    (without_possessive(said) == said).then_some((day, at))
}

/// For a day that follows the time at `index`: the index of the time that the day belongs to. If the time at `index` is
/// a conversion in parentheses, the day belongs to the time before the parentheses; otherwise to the time itself.
fn owner(text: &str, times: &[Stated], index: usize) -> usize {
    if !text[times[index].span.end..].trim_start().starts_with([')', ']']) {
        return index;
    }
    for at in (1..=index).rev() {
        let between = text[times[at - 1].span.end..times[at].span.start].trim_start();
        if between.starts_with(['(', '[']) {
            return at - 1;
        }
        if between.contains(['(', '[', ')', ']']) {
            break;
        }
    }
    index
}
