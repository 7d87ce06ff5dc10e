//! Finds the day of each time in a sentence.

use std::ops::Range;

use super::TimeSlot;
use crate::desk::language::{self, DayName, Stated, words};
use crate::time::CivilDate;

/// Where the day of a time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum DaySource {
    /// Named with the time.
    Beside,
    /// Named with an earlier time of the sentence.
    Earlier,
    /// Named with a later time of the sentence.
    Later,
    /// Named in an earlier sentence, or not at all.
    Elsewhere,
    /// Unclear: the sentence does not say which day is meant.
    Unclear,
}

/// The day of each of `slots`: one of the `days` named in its region of the sentence, or else the day of another slot.
pub(super) fn days_of(
    sentence: &str,
    slots: &[TimeSlot],
    times: &[Stated],
    days: &[(DayName, Range<usize>)],
) -> Vec<(Option<DayName>, DaySource)> {
    let regions = regions(sentence, slots);
    let own: Vec<_> =
        slots.iter().zip(&regions).map(|(slot, region)| own_day(sentence, slot, region, times, days)).collect();
    let inherited = |at: usize| {
        if own[at].1 != DaySource::Elsewhere {
            return own[at];
        }
        let from = |other: usize| (own[other].1 == DaySource::Beside).then_some(own[other].0);
        let earlier = (0..at).rev().find_map(|other| Some((from(other)?, other)));
        let later = || (at + 1..slots.len()).find_map(|other| Some((from(other)?, other)));
        match (earlier, later()) {
            (Some((day, other)), _) if in_order(&slots[other], &slots[at], times) => (day, DaySource::Earlier),
            (None, Some((day, other)))
                if in_order(&slots[at], &slots[other], times)
                    && !is_relative_to_event(&sentence[regions[at].clone()]) =>
            {
                (day, DaySource::Later)
            }
            (None, None) => own[at],
            _ => (None, DaySource::Unclear),
        }
    };
    (0..slots.len()).map(inherited).collect()
}

/// The part of the sentence that belongs to each slot.
pub(super) fn regions(sentence: &str, slots: &[TimeSlot]) -> Vec<Range<usize>> {
    let mut from = 0;
    let ends = slots.iter().enumerate().map(|(index, slot)| {
        slots.get(index + 1).map_or(sentence.len(), |next| boundary(sentence, slot.span.end, next.span.start))
    });
    ends.map(|to| std::mem::replace(&mut from, to)..to).collect()
}

/// Where the words of one time end and those of the next begin.
fn boundary(sentence: &str, from: usize, to: usize) -> usize {
    let gap = &sentence[from..to];
    let last = |parts: &[&str]| parts.iter().filter_map(|part| gap.rfind(part)).max();
    let strong =
        [", and ", "; ", ", but ", ", then ", ", before ", ", followed by ", ", while ", ", with ", " — ", " – "];
    last(&strong)
        .or_else(|| last(&[" and ", " then ", " before ", " followed by ", " after ", ", "]))
        .map_or(from + direct_day_end(gap), |at| from + at)
}

/// Where a day named directly after a time ends, or 0.
fn direct_day_end(gap: &str) -> usize {
    language::days(gap).first().filter(|(_, at)| is_direct(&gap[..at.start])).map_or(0, |(_, at)| at.end)
}

/// Whether only words such as “ on ” or “ local time, ” separate a time from its day.
fn is_direct(between: &str) -> bool {
    between.len() <= 30 && words(between).all(|word| matches!(word, "on" | "local" | "time" | "this" | "of"))
}

fn own_day(
    sentence: &str,
    slot: &TimeSlot,
    region: &Range<usize>,
    times: &[Stated],
    days: &[(DayName, Range<usize>)],
) -> (Option<DayName>, DaySource) {
    let in_region: Vec<_> = days.iter().filter(|(_, at)| region.start <= at.start && at.end <= region.end).collect();
    let attached = slot.times.iter().find_map(|at| times[*at].day);
    let inside = || in_region.iter().find(|(_, at)| slot.span.start <= at.start && at.end <= slot.span.end);
    let after = || in_region.iter().find(|(_, at)| at.start >= slot.span.end);
    let direct = || after().filter(|(_, at)| is_direct(&sentence[slot.span.end..at.start]));
    let before = || in_region.iter().rfind(|(_, at)| at.end <= slot.span.start);
    let attached_at = || in_region.iter().find(|(day, at)| Some(*day) == attached && at.start >= slot.span.start);
    let found =
        if attached.is_some() { attached_at() } else { inside().or_else(direct).or_else(before).or_else(after) };
    match found {
        Some((_, at)) if is_of_several(sentence, at, days) => (None, DaySource::Unclear),
        Some((day, _)) => (Some(*day), DaySource::Beside),
        None if attached.is_some() => (attached, DaySource::Beside),
        None if is_relative(&sentence[region.clone()]) => (None, DaySource::Unclear),
        None => (None, DaySource::Elsewhere),
    }
}

/// Whether the day is one of several: “10 to 21 November”, “Tuesday and Wednesday”, “July 16–17”.
fn is_of_several(sentence: &str, at: &Range<usize>, days: &[(DayName, Range<usize>)]) -> bool {
    const JOINS: [&str; 8] = ["and", "to", "or", "until", "through", "-", "–", "—"];
    let joins = |text: &str| JOINS.contains(&text.trim().trim_end_matches("on").trim());
    let before = sentence[..at.start].trim_end();
    let joined = JOINS.iter().find_map(|join| before.strip_suffix(join)).map(str::trim_end);
    let after_number = joined.is_some_and(|rest| {
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
    after_number || goes_on || other
}

/// Whether a day is named only relative to another.
fn is_relative(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "next day", "following day", "day later", "day after", "day before", "day earlier", "days later", "days after",
        "next morning", "following morning",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}

/// Whether the region opens with another event: “After a dinner at 7pm, the summit begins at 10am on Wednesday”.
fn is_relative_to_event(region: &str) -> bool {
    let first = region.split_whitespace().next().unwrap_or_default();
    matches!(first, "After" | "Following" | "Before" | "after" | "following" | "before")
}

/// Whether both slots may be on the same day: times in the same zone must be in order.
fn in_order(first: &TimeSlot, second: &TimeSlot, times: &[Stated]) -> bool {
    let pairs = first.times.iter().flat_map(|one| second.times.iter().map(move |other| (&times[*one], &times[*other])));
    pairs.filter(|(one, other)| one.zone == other.zone).all(|(one, other)| one.minute <= other.minute)
}

/// The date of `day` in an article published on `published`. Without a `day`, the date is `published`. For a `past`
/// event, a weekday is the most recent one. `None` if the day is ambiguous or does not exist.
pub(in super::super) fn date(day: Option<DayName>, published: CivilDate, past: bool) -> Option<CivilDate> {
    let Some(day) = day else { return Some(published) };
    let date = day.date(published)?;
    let back = if past && matches!(day, DayName::Weekday(_)) && date != published { 7 } else { 0 };
    Some(CivilDate::from_days_since_epoch(date.days_since_epoch() - back))
}
