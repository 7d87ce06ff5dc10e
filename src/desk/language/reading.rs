//! A text, read once: its times with their zones, its days, its places, and the classes of its words. `check` and
//! `import` both use it.

use std::ops::Range;

use super::beside::assign_days;
use super::clock::{share_halves, share_zones, time_at};
use super::row::Cell;
use super::sentences::LONGEST_SENTENCE;
use super::zone::name_at;
use super::{Cursor, DayName, Gazetteer, Group, Place, Stated, Zone, day_at, ends_with, groups, sentences};
use crate::desk::lexicon::{Class, PlaceKind, phrases};

/// The times, days, words and places of a text. All ranges are byte ranges of `text`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) times: Vec<Stated>,
    pub(crate) days: Vec<(DayName, Range<usize>)>,
    pub(crate) marks: Vec<(Class, Range<usize>)>,
    pub(crate) places: Vec<PlaceName>,
    /// The cells, if the text is a line of a schedule or a row of a table.
    pub(crate) cells: Vec<Cell>,
    /// Whether that line gives the time in a place: “Tokyo: 1:05 am on Friday”.
    pub(crate) is_conversion: bool,
}

/// A known place named outside of times.
#[derive(Clone, Debug)]
pub(crate) struct PlaceName {
    pub(crate) span: Range<usize>,
    pub(crate) name: String,
    /// `None` for a namesake of a well-known place.
    pub(crate) zone: Option<String>,
    pub(crate) kind: PlaceKind,
}

impl<'a> Reading<'a> {
    /// Reads `text`.
    pub(crate) fn new(text: &'a str, places: &Gazetteer) -> Self {
        let mut reading = Self { text, ..Self::default() };
        let lower = text.to_ascii_lowercase();
        let mut cursor = Cursor::new(text, 0);
        while let Some(start) = cursor.next_start() {
            let last_end = reading.times.last().map(|time| time.span.end);
            reading.mark(&lower, start);
            if let Some((time, day)) = time_at(start, last_end, places) {
                cursor.at = time.span.end.max(start.past_word().at);
                reading.days.extend(day);
                reading.times.push(time);
            } else if let Some((day, after)) = day_at(start) {
                reading.days.push((day, start.at..after.at));
                cursor = after;
            } else if let Some(place) = named_place(start, places) {
                let (name, zone, kind) = (place.name.to_owned(), place.zone, place.kind);
                reading.places.push(PlaceName { span: start.at..place.after.at, name, zone, kind });
                cursor = place.after;
            } else if let Some(span) = unknown_place(start) {
                cursor.at = span.end;
                let name = text[span.clone()].to_owned();
                reading.places.push(PlaceName { span, name, zone: None, kind: PlaceKind::City });
            } else {
                cursor = start.past_word();
            }
        }
        // “In Hong Kong that is 6:20pm”: the place before a time is part of that time.
        let times = std::mem::take(&mut reading.times);
        reading.places.retain(|place| {
            let next = times.partition_point(|time| time.span.end <= place.span.start);
            !times.get(next).is_some_and(|time| overlaps(&time.span, &place.span))
        });
        reading.times = times;
        share_zones(text, &mut reading.times);
        share_halves(text, &mut reading.times);
        reading.settle_local_times();
        assign_days(text, &mut reading.times, &reading.days);
        reading
    }

    /// Gives times in “local time” the zone of the place that their sentence names.
    pub(super) fn settle_local_times(&mut self) {
        if !self.times.iter().any(|time| time.zone == Some(Zone::Local)) {
            return;
        }
        let sentences = sentences(self.text);
        let mut times = std::mem::take(&mut self.times);
        for time in times.iter_mut().filter(|time| time.zone == Some(Zone::Local)) {
            let at = sentences.partition_point(|sentence| sentence.end <= time.span.start);
            let place = sentences.get(at).and_then(|sentence| self.place_of(time.span.start, sentence));
            time.zone = place.map(|place| Zone::at(place.zone.clone(), "local time")).or(time.zone.take());
        }
        self.times = times;
    }

    /// The place that is named in `sentence` as that of the event at the time that starts at `at`.
    pub(crate) fn place_of(&self, at: usize, sentence: &Range<usize>) -> Option<&PlaceName> {
        const LEADS: [&str; 13] = [
            "in", "at", "from", "leave", "leaves", "of", "downtown", "central", "near", "visits", "visit", "through",
            "across",
        ];
        let near = at.saturating_sub(LONGEST_SENTENCE)..at.saturating_add(LONGEST_SENTENCE);
        let near = sentence.start.max(near.start)..sentence.end.min(near.end);
        let places = within(&self.places, &near, |place| place.span.start).iter().filter(|place| {
            let before = self.text[..place.span.start].trim_end();
            let after = &self.text[place.span.end..];
            // “-- LIMA: President presents her cabinet”, “JPN v GHA, Doha, 20:45 local”
            let is_capitals = !self.text[place.span.clone()].contains(char::is_lowercase);
            let has_sign = after.starts_with(':')
                || is_capitals && [" - ", " – ", " — "].iter().any(|sign| after.starts_with(sign));
            let is_label = has_sign && !before.contains(char::is_alphanumeric);
            let is_listed = before.ends_with(',') && after.starts_with(',') && place.kind == PlaceKind::City;
            if is_label || is_listed {
                return true;
            }
            let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
            match place.kind {
                PlaceKind::Adjective => false,
                // “In France”, but not “the president of France”
                PlaceKind::Region => word == "in",
                PlaceKind::City => LEADS.contains(&word.as_str()),
                PlaceKind::Town => ["in", "at", "near", "downtown", "central"].contains(&word.as_str()),
            }
        });
        // A place that begins the line is that of all its times.
        let is_label = |place: &PlaceName| !self.text[..place.span.start].contains(char::is_alphanumeric);
        places.min_by_key(|place| (!is_label(place), place.span.start.abs_diff(at)))
    }

    /// Records the classes of the words and phrases that begin at the cursor. “May” is skipped: it is the month.
    fn mark(&mut self, lower: &str, start: Cursor<'_>) {
        let (word, _) = start.word();
        let first = word.split(['\'', '’']).next().unwrap_or_default();
        if word == "May" {
            return;
        }
        for (phrase, class) in phrases(&first.to_ascii_lowercase()) {
            let end = start.at + phrase.len();
            let is_whole = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
            if lower[start.at..].starts_with(phrase) && is_whole(&lower[end..]) {
                self.marks.push((*class, start.at..end));
            }
        }
    }

    /// The reading of a part of the text.
    pub(crate) fn part(&self, range: &Range<usize>) -> Reading<'a> {
        let shift = |span: &Range<usize>| span.start - range.start..span.end - range.start;
        let times = inside(&self.times, range, |time| &time.span);
        let days = inside(&self.days, range, |(_, span)| span);
        let marks = inside(&self.marks, range, |(_, span)| span);
        let places = inside(&self.places, range, |place| &place.span);
        Reading {
            text: &self.text[range.clone()],
            times: times.map(|time| Stated { span: shift(&time.span), ..time.clone() }).collect(),
            days: days.map(|(day, span)| (*day, shift(span))).collect(),
            marks: marks.map(|(class, span)| (*class, shift(span))).collect(),
            places: places.map(|place| PlaceName { span: shift(&place.span), ..place.clone() }).collect(),
            ..Self::default()
        }
    }

    /// The reading of each sentence, with its range. A row is not divided.
    pub(crate) fn sentences(&self) -> Vec<(Range<usize>, Reading<'a>)> {
        if !self.cells.is_empty() {
            return vec![(0..self.text.len(), self.clone())];
        }
        sentences(self.text).into_iter().map(|range| (range.clone(), self.part(&range))).collect()
    }

    /// The times that state the same instant or range.
    pub(crate) fn groups(&self) -> Vec<Group> {
        if self.cells.is_empty() { groups(self.text, &self.times) } else { self.row_groups() }
    }

    /// Whether a word of `class` is in `range`.
    pub(crate) fn has(&self, class: Class, range: &Range<usize>) -> bool {
        self.marks_of(class, range).next().is_some()
    }

    /// The words of `class` in `range`.
    pub(crate) fn marks_of(
        &self,
        class: Class,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let marks = inside(&self.marks, range, |(_, span)| span);
        marks.filter(move |(other, _)| *other == class).map(|(_, span)| span)
    }
}

/// The known place at the cursor, if it is written as a name.
fn named_place<'a>(start: Cursor<'a>, places: &Gazetteer) -> Option<Place<'a>> {
    start.next_char().filter(|c| c.is_uppercase()).and_then(|_| places.at(start).or_else(|| places.of_building(start)))
}

/// The unknown place at the cursor: a name after “in” that is not a building, day or month.
fn unknown_place(start: Cursor<'_>) -> Option<Range<usize>> {
    if !ends_with(&start.text[..start.at], "in") {
        return None;
    }
    let end = name_at(start, 3, |word| word.contains(char::is_lowercase))?;
    Some(start.at..end.at)
}

/// The items of `list`, which is in text order, whose spans are in `range`.
fn inside<'a, T>(
    list: &'a [T],
    range: &Range<usize>,
    span: impl Fn(&T) -> &Range<usize>,
) -> impl DoubleEndedIterator<Item = &'a T> {
    let end = range.end;
    within(list, range, |item| span(item).start).iter().filter(move |item| span(item).end <= end)
}

/// The items of `list`, which is in text order, that begin in `range`.
fn within<'a, T>(list: &'a [T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> &'a [T] {
    let from = list.partition_point(|item| start(item) < range.start);
    let to = list.partition_point(|item| start(item) < range.end);
    &list[from..to.max(from)]
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
