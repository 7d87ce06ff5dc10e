//! The day that a text names beside a time: “on Monday at 10:20 GMT”, “10:20 GMT (6:20pm Hong Kong time) on Monday”.

use std::ops::Range;

use super::clock::day_after;
use super::{Cursor, DayName, Stated, days, without_possessive, words};

/// How far a day may stand before its time.
const LONGEST_GAP: usize = 24;

/// Gives each time the day named right before or right after it; no day is given twice.
pub(super) fn give_days(text: &str, times: &mut [Stated]) {
    if times.is_empty() {
        return;
    }
    let named = days(text);
    let before: Vec<Option<usize>> = times.iter().map(|time| right_before(text, time, &named)).collect();
    let mut taken: Option<usize> = None;
    for index in 0..times.len() {
        if times[index].day.is_some() {
            continue;
        }
        let own = before[index].map(|at| &named[at]).filter(|(_, at)| taken.is_none_or(|taken| taken < at.start));
        if let Some((day, at)) = own {
            (times[index].day, taken) = (Some(*day), Some(at.start));
            continue;
        }
        let Some((day, at)) = right_after(text, times[index].span.end) else { continue };
        // “7pm, Tuesday 10am”: the day after the comma is that of the next time.
        let next = before.get(index + 1).copied().flatten().is_some_and(|next| named[next].1.start == at);
        let parted = text[times[index].span.end..at].contains(',') && next;
        let owner = owner(text, times, index);
        if !parted && times[owner].day.is_none() {
            (times[owner].day, taken) = (Some(day), Some(at));
        }
    }
}

/// The day that stands right before `time`: “on Monday at about 10:20”.
fn right_before(text: &str, time: &Stated, named: &[(DayName, Range<usize>)]) -> Option<usize> {
    let at = named.partition_point(|(_, at)| at.end <= time.span.start).checked_sub(1)?;
    let between = &text[named[at].1.end..time.span.start];
    let signs = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, ',' | ':' | '.');
    let leads = |word: &str| ["at", "from", "about", "around", "approximately", "by", "between"].contains(&word);
    let fits = between.len() <= LONGEST_GAP
        && !between.contains(". ")
        && between.chars().all(signs)
        && words(between).all(leads);
    fits.then_some(at)
}

/// The day named right after a time that ends at `end`, if need be after the parenthesis that it stands in.
fn right_after(text: &str, end: usize) -> Option<(DayName, usize)> {
    let cursor = Cursor::new(text, end).space();
    let (day, at, after) = day_after(cursor.sign_of(&[')', ']']).unwrap_or(cursor))?;
    // “10:20 GMT, Monday’s talks”
    let said = &text[at..after.at];
    (without_possessive(said) == said).then_some((day, at))
}

/// The time whose day stands after the one at `index`: where that is a conversion in parentheses, the one before them.
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
