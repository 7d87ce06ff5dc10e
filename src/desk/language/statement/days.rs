//! Finds the day of each time in a sentence.

use std::ops::Range;

use super::tense;
use super::{CARRIED, TimeSlot, in_order, is_direct};
use crate::desk::language::sentences::LONGEST_SENTENCE;
use crate::desk::language::{DayName, Reading};
use crate::desk::lexicon::Class;
use crate::time::CivilDate;

/// The day of a time, as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// `None` if the sentence names none.
    pub(crate) name: Option<DayName>,
    /// How many days after the one named: 1 for “the next day”.
    pub(crate) shift: i64,
    pub(crate) source: DaySource,
}

/// Where the day of a time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DaySource {
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

const UNCLEAR: Day = Day { name: None, shift: 0, source: DaySource::Unclear };

impl Day {
    pub(crate) const fn beside(name: DayName) -> Self {
        Self { name: Some(name), shift: 0, source: DaySource::Beside }
    }

    /// The date of this day in an article published on `published`. For a `past` event, a weekday is the most recent
    /// one. `None` if the day is ambiguous or does not exist.
    pub(crate) fn date(self, published: CivilDate, past: bool) -> Option<CivilDate> {
        let date = self.name?.date(published)?;
        let back = if past && matches!(self.name, Some(DayName::Weekday(_))) && date != published { 7 } else { 0 };
        Some(date.plus_days(self.shift - back))
    }
}

/// The day of each of `slots`: one of the days named in its region of the sentence, or else the day of another slot.
pub(super) fn days_of(sentence: &Reading<'_>, slots: &[TimeSlot]) -> Vec<Day> {
    let text = sentence.text;
    let regions = regions(text, slots);
    let own: Vec<Day> = slots.iter().zip(&regions).map(|(slot, region)| own_day(sentence, slot, region)).collect();
    let inherited = |at: usize| {
        if own[at].source != DaySource::Elsewhere || own[at].shift != 0 {
            return own[at];
        }
        let from = |other: usize| (own[other].source == DaySource::Beside).then_some(own[other]);
        let earlier = (0..at).rev().find_map(|other| Some((from(other)?, other)));
        let later = || (at + 1..slots.len()).find_map(|other| Some((from(other)?, other)));
        match (earlier, later()) {
            (Some((day, other)), _)
                if in_order(&slots[other], &slots[at], &sentence.times)
                    || text[slots[other].span.end..slots[at].span.start].contains(" after ") =>
            {
                Day { source: DaySource::Earlier, ..day }
            }
            (None, Some((day, other)))
                if in_order(&slots[at], &slots[other], &sentence.times)
                    && !is_relative_to_event(&text[regions[at].clone()]) =>
            {
                Day { source: DaySource::Later, ..day }
            }
            (None, None) => own[at],
            _ => UNCLEAR,
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
    let gap = &sentence[from.min(to)..to];
    let last = |parts: &[&str]| parts.iter().filter_map(|part| gap.rfind(part)).max();
    let strong =
        [", and ", "; ", ", but ", ", then ", ", before ", ", followed by ", ", while ", ", with ", " — ", " – "];
    last(&strong)
        .or_else(|| last(&[" and ", " then ", " before ", " followed by ", " after ", ", "]))
        .map_or(from, |at| from + at)
}

fn own_day(sentence: &Reading<'_>, slot: &TimeSlot, region: &Range<usize>) -> Day {
    let (text, times, days) = (sentence.text, &sentence.times, &sentence.days);
    // “10:41 p.m. EDT (2:41 a.m. UTC the next day)”: a day in brackets is that of the conversion.
    let in_brackets = |at: usize| text[..at].matches(['(', '[']).count() > text[..at].matches([')', ']']).count();
    let is_of_conversion = |day: DayName, at: &Range<usize>| {
        matches!(day, DayName::After(_)) && in_brackets(at.start) && !in_brackets(slot.span.start)
    };
    let is_main = |(day, at): &&(DayName, Range<usize>)| {
        region.start <= at.start && at.end <= region.end && !is_of_conversion(*day, at)
    };
    let all: Vec<_> = days.iter().filter(is_main).collect();
    let upcoming: Vec<_> = all.iter().copied().filter(|(_, at)| !is_past_day(sentence, at)).collect();
    let in_region = if upcoming.is_empty() && all.len() == days.len() && !sentence.has(Class::Report, region) {
        all
    } else {
        upcoming
    };
    let own = |day: &DayName| !matches!(day, DayName::After(_));
    let attached = slot.times.iter().find_map(|at| times[*at].day.filter(own)).or(times[slot.times[0]].day);
    let inside = || in_region.iter().find(|(_, at)| slot.span.start <= at.start && at.end <= slot.span.end);
    let after = || in_region.iter().find(|(_, at)| at.start >= slot.span.end);
    let direct = || after().filter(|(_, at)| is_direct(&text[slot.span.end..at.start]));
    let before = || in_region.iter().rfind(|(_, at)| at.end <= slot.span.start);
    let attached_at = || in_region.iter().find(|(day, at)| Some(*day) == attached && at.start >= slot.span.start);
    let found = if attached.is_some() {
        attached_at().or_else(before)
    } else {
        inside().or_else(direct).or_else(before).or_else(after)
    };
    match found {
        Some((_, at)) if is_of_several(text, at, days) => UNCLEAR,
        Some((DayName::After(shift), at)) => {
            let base = days.iter().rfind(|(day, other)| other.end <= at.start && own(day));
            let shift = i64::from(*shift);
            base.map_or(Day { shift, ..CARRIED }, |(day, _)| Day { shift, ..Day::beside(*day) })
        }
        Some((day, _)) => Day::beside(*day),
        None if is_relative(&text[region.clone()]) => UNCLEAR,
        None => match attached.filter(own) {
            Some(day) if !days.iter().any(|(_, at)| is_past_day(sentence, at)) => Day::beside(day),
            _ => CARRIED,
        },
    }
}

/// Whether the day belongs to a verb in the past: “a plan seen on Monday”, “who arrived on Tuesday night”.
pub(crate) fn is_past_day(sentence: &Reading<'_>, day: &Range<usize>) -> bool {
    let before = day.start.saturating_sub(LONGEST_SENTENCE)..day.start;
    let last = |class| {
        let mut marks = sentence.marks_of(class, &before);
        let mark = marks.rfind(|span| class != Class::Past || !tense::is_participle(sentence, span));
        mark.map(|span| (span.end, span.len(), class))
    };
    let classes =
        [Class::Past, Class::Future, Class::Planned, Class::Former, Class::Moved, Class::Cancelled, Class::Event];
    let verbs = classes.into_iter().filter_map(last);
    let nearest = verbs.max_by_key(|(end, length, class)| (*end, *length, *class != Class::Past));
    let Some((end, length, Class::Past)) = nearest else { return false };
    // “To be held on Monday”
    let before_verb = sentence.text[..end - length].trim_end();
    !before_verb.ends_with(" be")
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

/// Whether the text names a day only relative to another, in words that are not understood.
fn is_relative(text: &str) -> bool {
    const WORDS: [&str; 3] = ["days later", "days after", "days before"];
    let text = text.to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}

/// Whether the region opens with another event: “After a dinner at 7pm, the summit begins at 10am on Wednesday”.
fn is_relative_to_event(region: &str) -> bool {
    let first = region.split_whitespace().next().unwrap_or_default();
    matches!(first, "After" | "Following" | "Before" | "after" | "following" | "before")
}
