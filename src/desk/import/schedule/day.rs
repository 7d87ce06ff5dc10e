//! Which day each time of a sentence is on.

use std::ops::Range;

use super::Slot;
use crate::desk::language::{self, DayName, Stated, words};
use crate::time::CivilDate;

/// Where the day of a time was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Found {
    /// Beside the time.
    Beside,
    /// With an earlier time of the sentence.
    Earlier,
    /// With a later time of the sentence.
    Later,
    /// In a sentence before, or nowhere.
    Elsewhere,
    /// It cannot be told which day is meant.
    Unclear,
}

/// The day of each of `slots`, from the `days` that the sentence names; a day is of one part of the sentence alone.
pub(super) fn days_of(
    sentence: &str,
    slots: &[Slot],
    times: &[Stated],
    days: &[(DayName, Range<usize>)],
) -> Vec<(Option<DayName>, Found)> {
    let regions = regions(sentence, slots);
    let own: Vec<_> =
        slots.iter().zip(&regions).map(|(slot, region)| own_day(sentence, slot, region, times, days)).collect();
    let inherited = |at: usize| {
        if own[at].1 != Found::Elsewhere {
            return own[at];
        }
        let from = |other: usize| (own[other].1 == Found::Beside).then_some(own[other].0);
        let earlier = (0..at).rev().find_map(|other| Some((from(other)?, other)));
        let later = || (at + 1..slots.len()).find_map(|other| Some((from(other)?, other)));
        match (earlier, later()) {
            (Some((day, other)), _) if in_order(&slots[other], &slots[at], times) => (day, Found::Earlier),
            (None, Some((day, other)))
                if in_order(&slots[at], &slots[other], times) && !is_after(&sentence[regions[at].clone()]) =>
            {
                (day, Found::Later)
            }
            (None, None) => own[at],
            _ => (None, Found::Unclear),
        }
    };
    (0..slots.len()).map(inherited).collect()
}

/// The part of the sentence that each slot's words are in.
pub(super) fn regions(sentence: &str, slots: &[Slot]) -> Vec<Range<usize>> {
    let mut from = 0;
    let ends = slots.iter().enumerate().map(|(index, slot)| {
        slots.get(index + 1).map_or(sentence.len(), |next| boundary(sentence, slot.span.end, next.span.start))
    });
    ends.map(|to| std::mem::replace(&mut from, to)..to).collect()
}

/// Where the words that belong to the time before give way to those of the time after.
fn boundary(sentence: &str, from: usize, to: usize) -> usize {
    let gap = &sentence[from..to];
    let last = |parts: &[&str]| parts.iter().filter_map(|part| gap.rfind(part)).max();
    let strong =
        [", and ", "; ", ", but ", ", then ", ", before ", ", followed by ", ", while ", ", with ", " — ", " – "];
    last(&strong)
        .or_else(|| last(&[" and ", " then ", " before ", " followed by ", " after ", ", "]))
        .map_or(from + direct_day_end(gap), |at| from + at)
}

/// Where the words right after a time end that may hold its day.
fn direct_day_end(gap: &str) -> usize {
    language::days(gap).first().filter(|(_, at)| is_direct(&gap[..at.start])).map_or(0, |(_, at)| at.end)
}

/// “) on ”, “ local time, ”: what stands between a time and its day.
fn is_direct(between: &str) -> bool {
    between.len() <= 30 && words(between).all(|word| matches!(word, "on" | "local" | "time" | "this" | "of"))
}

fn own_day(
    sentence: &str,
    slot: &Slot,
    region: &Range<usize>,
    times: &[Stated],
    days: &[(DayName, Range<usize>)],
) -> (Option<DayName>, Found) {
    let near: Vec<_> = days.iter().filter(|(_, at)| region.start <= at.start && at.end <= region.end).collect();
    let attached = slot.times.iter().find_map(|at| times[*at].day);
    let inside = || near.iter().find(|(_, at)| slot.span.start <= at.start && at.end <= slot.span.end);
    let after = || near.iter().find(|(_, at)| at.start >= slot.span.end);
    let direct = || after().filter(|(_, at)| is_direct(&sentence[slot.span.end..at.start]));
    let before = || near.iter().rfind(|(_, at)| at.end <= slot.span.start);
    let attached_at = || near.iter().find(|(day, at)| Some(*day) == attached && at.start >= slot.span.start);
    let found =
        if attached.is_some() { attached_at() } else { inside().or_else(direct).or_else(before).or_else(after) };
    match found {
        Some((_, at)) if is_of_several(sentence, at, days) => (None, Found::Unclear),
        Some((day, _)) => (Some(*day), Found::Beside),
        None if attached.is_some() => (attached, Found::Beside),
        None if is_relative(&sentence[region.clone()]) => (None, Found::Unclear),
        None => (None, Found::Elsewhere),
    }
}

/// “10 to 21 November”, “Tuesday and Wednesday”, “July 16–17”: the time is of more than one day.
fn is_of_several(sentence: &str, at: &Range<usize>, days: &[(DayName, Range<usize>)]) -> bool {
    const JOINS: [&str; 8] = ["and", "to", "or", "until", "through", "-", "–", "—"];
    let joins = |text: &str| JOINS.contains(&text.trim().trim_end_matches("on").trim());
    let before = sentence[..at.start].trim_end();
    let joined = JOINS.iter().find_map(|join| before.strip_suffix(join)).map(str::trim_end);
    let number = joined.is_some_and(|rest| {
        let word = rest.rsplit(' ').next().unwrap_or_default();
        word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(':')
    });
    let after = &sentence[at.end..];
    let goes_on = after.trim_start_matches(['-', '–', ' ']).starts_with(|c: char| c.is_ascii_digit())
        && after.trim_start().starts_with(['-', '–']);
    let other = days.iter().any(|(_, other)| {
        other.end <= at.start && joins(&sentence[other.end..at.start])
            || at.end <= other.start && joins(&sentence[at.end..other.start])
    });
    number || goes_on || other
}

/// Whether a day is only named by how far it is from another.
fn is_relative(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "next day", "following day", "day later", "day after", "day before", "day earlier", "days later", "days after",
        "next morning", "following morning",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}

/// “After a dinner at 7pm, the summit begins at 10am on Wednesday”
fn is_after(region: &str) -> bool {
    let first = region.split_whitespace().next().unwrap_or_default();
    matches!(first, "After" | "Following" | "Before" | "after" | "following" | "before")
}

/// Whether nothing speaks against one day for both: by one clock the times follow each other.
fn in_order(first: &Slot, second: &Slot, times: &[Stated]) -> bool {
    let alike = first.times.iter().flat_map(|one| second.times.iter().map(move |other| (&times[*one], &times[*other])));
    alike.filter(|(one, other)| one.zone == other.zone).all(|(one, other)| one.minute <= other.minute)
}

/// The date that `day` is, in an article of the day `published`, which it is itself where no day is named. What is `past`
/// happened on the last such day. None for a day that cannot be told.
pub(in super::super) fn date(day: Option<DayName>, published: CivilDate, past: bool) -> Option<CivilDate> {
    let Some(day) = day else { return Some(published) };
    let date = day.date(published)?;
    let back = if past && matches!(day, DayName::Weekday(_)) && date != published { 7 } else { 0 };
    Some(CivilDate::from_days_since_epoch(date.days_since_epoch() - back))
}
