//! The dates in the sentence around a time: days, months and years.

use std::ops::Range;

use crate::desk::language::{DayName, Reading, month, sentences, year};
use crate::time::CivilDate;

/// How many dates are considered on either side of a time.
const MAX_DATES_PER_SIDE: usize = 3;

/// A date in a text: a day or a whole month, with the year if the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MentionedDate {
    pub(super) day: Option<u8>,
    pub(super) month: u8,
    pub(super) year: Option<i32>,
}

impl MentionedDate {
    /// The date of `name`; `None` for a weekday or a relative day.
    pub(super) fn from_name(name: DayName) -> Option<Self> {
        match name {
            DayName::Date { day, month, year } => Some(Self { day: Some(day), month, year }),
            _ => None,
        }
    }

    /// The dates it may mean, in `year` unless it has its own: the day, or the 1st and the 28th of the month.
    pub(super) fn dates(self, year: i32) -> Vec<CivilDate> {
        let year = self.year.unwrap_or(year);
        let days = self.day.map_or(vec![1, 28], |day| vec![day]);
        days.into_iter().filter_map(|day| CivilDate::new(year, self.month, day)).collect()
    }

    /// Whether it may mean `date`. A day also matches the day before or after, because clocks elsewhere may show that
    /// day.
    pub(super) fn is_near(self, date: CivilDate) -> bool {
        if self.day.is_none() {
            return self.month == date.month() && self.year.is_none_or(|year| year == date.year());
        }
        let years = self.year.map_or(date.year() - 1..=date.year() + 1, |year| year..=year);
        years.flat_map(|year| self.dates(year)).any(|own| distance(own, date) <= 1)
    }
}

/// The number of days between two dates.
fn distance(one: CivilDate, other: CivilDate) -> i64 {
    one.days_since(other).abs()
}

/// The number of days between `date` and the nearest day that `day` may name. `None` if the name gives neither a date
/// nor a weekday.
pub(super) fn days_off(day: DayName, date: CivilDate) -> Option<i64> {
    match day {
        DayName::Numbered { day, weekday } if date.day() != day || date.weekday() == weekday => {
            let has_day = |days: &i64| [*days, -days].iter().any(|days| date.plus_days(*days).day() == day);
            (0..16).find(has_day).or(Some(16))
        }
        DayName::Weekday(weekday)
        | DayName::WeekAfter(weekday)
        | DayName::Numbered { weekday, .. }
        | DayName::Unclear(Some(weekday)) => {
            let days = (0..7).find(|days| date.plus_days(*days).weekday() == weekday)?;
            Some(days.min(7 - days))
        }
        other => {
            let years = date.year() - 1..=date.year() + 1;
            let dates =
                years.flat_map(|year| MentionedDate::from_name(other).map(|own| own.dates(year)).unwrap_or_default());
            dates.map(|own| distance(own, date)).min()
        }
    }
}

/// The dates of a text, with its sentences.
pub(super) struct DatesInText {
    sentences: Vec<Range<usize>>,
    /// In text order.
    mentioned: Vec<(MentionedDate, Range<usize>)>,
    /// Every named day, including weekdays and relative days.
    pub(super) days: Vec<(DayName, Range<usize>)>,
}

impl DatesInText {
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let (text, days) = (reading.text, reading.days.clone());
        let dated = days.iter().filter_map(|(day, range)| Some((MentionedDate::from_name(*day)?, range.clone())));
        let mut mentioned: Vec<_> = dated.collect();
        let is_in_day = |at: usize| {
            let next = days.partition_point(|(_, day)| day.end <= at);
            days.get(next).is_some_and(|(_, day)| day.start <= at)
        };
        mentioned.extend(months_and_years(text).into_iter().filter(|(_, range)| !is_in_day(range.start)));
        mentioned.sort_by_key(|(_, range)| range.start);
        Self { sentences: sentences(text), mentioned, days }
    }

    /// The dates nearest to `span` in its sentence, those before it first.
    pub(super) fn near(&self, span: &Range<usize>) -> Vec<MentionedDate> {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        let Some(sentence) = self.sentences.get(sentence) else { return Vec::new() };
        let middle = self.mentioned.partition_point(|(_, range)| range.start < span.start);
        let before = self.mentioned[..middle].iter().rev().take_while(|(_, range)| sentence.start <= range.start);
        let after = self.mentioned[middle..].iter().take_while(|(_, range)| range.end <= sentence.end);
        let nearest = before.take(MAX_DATES_PER_SIDE).chain(after.take(MAX_DATES_PER_SIDE));
        nearest.map(|(date, _)| *date).collect()
    }
}

/// Months and years without a day: “in January 2017”, “last March”. A year alone (“in 2017”) gives January and July,
/// one in each season.
fn months_and_years(text: &str) -> Vec<(MentionedDate, Range<usize>)> {
    /// Words that introduce a month or year. Without one, “May” or “1200” may be something else.
    const LEADS: [&str; 12] =
        ["in", "since", "last", "next", "this", "until", "from", "of", "early", "late", "during", "mid"];
    let mut found = Vec::new();
    let mut at = 0;
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter_map(|word| {
        let range = at..at + word.len();
        at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((word, range))
    });
    let mut follows_lead = false;
    let mut next = words.next();
    while let Some((word, range)) = next {
        next = words.next();
        if let Some(month) = month(word).filter(|_| word.starts_with(char::is_uppercase)) {
            let year = next.as_ref().and_then(|(word, _)| year(word));
            if follows_lead || year.is_some() {
                found.push((MentionedDate { day: None, month, year }, range));
            }
        } else if let Some(year) = year(word).filter(|_| follows_lead) {
            found.extend([1, 7].map(|month| (MentionedDate { day: None, month, year: Some(year) }, range.clone())));
        }
        follows_lead = LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(word));
    }
    found
}
