//! The dates that stand in the sentence around a time, from the day down to the year alone.

use std::ops::Range;

use crate::desk::language::{DayName, days, month, sentences};
use crate::time::CivilDate;

/// As many dates on either side of a time are looked at.
const MOST_BESIDE: usize = 3;

/// A date as a text gives it: a day, or a whole month; with the year where it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(super) day: Option<u8>,
    pub(super) month: u8,
    pub(super) year: Option<i32>,
}

impl Said {
    /// The date that `name` gives, if it gives one.
    pub(super) fn of(name: DayName) -> Option<Self> {
        match name {
            DayName::Date { day, month, year } => Some(Self { day: Some(day), month, year }),
            _ => None,
        }
    }

    /// Dates that it may be, where years that are not named are `year`: the day, or an early and a late one of the month.
    pub(super) fn dates(self, year: i32) -> Vec<CivilDate> {
        let year = self.year.unwrap_or(year);
        let days = self.day.map_or(vec![1, 28], |day| vec![day]);
        days.into_iter().filter_map(|day| CivilDate::new(year, self.month, day)).collect()
    }

    /// Whether it may be `date`, or a day next to it, which clocks elsewhere may show.
    pub(super) fn is_near(self, date: CivilDate) -> bool {
        if self.day.is_none() {
            return self.month == date.month() && self.year.is_none_or(|year| year == date.year());
        }
        let years = self.year.map_or(date.year() - 1..=date.year() + 1, |year| year..=year);
        years.flat_map(|year| self.dates(year)).any(|said| distance(said, date) <= 1)
    }
}

/// Days between two dates.
fn distance(one: CivilDate, other: CivilDate) -> i64 {
    (one.days_since_epoch() - other.days_since_epoch()).abs()
}

/// How many days `date` is off the day that is named, where that can be told.
pub(super) fn days_off(day: DayName, date: CivilDate) -> Option<i64> {
    match day {
        DayName::Numbered { day, weekday } if date.day() != day || date.weekday() == weekday => {
            let near = (0..16).find(|days| [plus(date, *days), plus(date, -days)].iter().any(|date| date.day() == day));
            near.or(Some(16))
        }
        DayName::Weekday(weekday)
        | DayName::WeekAfter(weekday)
        | DayName::Numbered { weekday, .. }
        | DayName::Unclear(Some(weekday)) => {
            let ahead = (0..7).find(|ahead| plus(date, *ahead).weekday() == weekday)?;
            Some(ahead.min(7 - ahead))
        }
        named => {
            let years = date.year() - 1..=date.year() + 1;
            let dates = years.flat_map(|year| Said::of(named).map(|said| said.dates(year)).unwrap_or_default());
            dates.map(|said| distance(said, date)).min()
        }
    }
}

pub(super) fn plus(date: CivilDate, days: i64) -> CivilDate {
    CivilDate::from_days_since_epoch(date.days_since_epoch() + days)
}

/// The dates of a text by its sentences.
pub(super) struct Dates {
    sentences: Vec<Range<usize>>,
    said: Vec<(Said, Range<usize>)>,
    /// The days as they are named, those without a date among them.
    pub(super) days: Vec<(DayName, Range<usize>)>,
}

impl Dates {
    pub(super) fn of(text: &str) -> Self {
        let days = days(text);
        let mut said: Vec<_> = days.iter().filter_map(|(day, at)| Some((Said::of(*day)?, at.clone()))).collect();
        let taken = |at: usize| {
            let next = days.partition_point(|(_, day)| day.end <= at);
            days.get(next).is_some_and(|(_, day)| day.start <= at)
        };
        said.extend(months_and_years(text).into_iter().filter(|(_, at)| !taken(at.start)));
        said.sort_by_key(|(_, at)| at.start);
        Self { sentences: sentences(text), said, days }
    }

    /// The dates in the sentence of what stands at `span`, the nearest ones.
    pub(super) fn beside(&self, span: &Range<usize>) -> Vec<Said> {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        let Some(sentence) = self.sentences.get(sentence) else { return Vec::new() };
        let middle = self.said.partition_point(|(_, at)| at.start < span.start);
        let before = self.said[..middle].iter().rev().take_while(|(_, at)| sentence.start <= at.start);
        let after = self.said[middle..].iter().take_while(|(_, at)| at.end <= sentence.end);
        before.take(MOST_BESIDE).chain(after.take(MOST_BESIDE)).map(|(said, _)| *said).collect()
    }
}

/// “In January 2017”, “last March”, and “in 2017”, which may be any season.
fn months_and_years(text: &str) -> Vec<(Said, Range<usize>)> {
    const LEADS: [&str; 12] =
        ["in", "since", "last", "next", "this", "until", "from", "of", "early", "late", "during", "mid"];
    let mut found = Vec::new();
    let mut at = 0;
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter_map(|word| {
        let range = at..at + word.len();
        at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((word, range))
    });
    let mut led = false;
    let mut next = words.next();
    while let Some((word, range)) = next {
        next = words.next();
        if let Some(month) = month(word).filter(|_| word.starts_with(char::is_uppercase)) {
            let year = next.as_ref().and_then(|(word, _)| year(word));
            if led || year.is_some() {
                found.push((Said { day: None, month, year }, range));
            }
        } else if let Some(year) = year(word).filter(|_| led) {
            found.extend([1, 7].map(|month| (Said { day: None, month, year: Some(year) }, range.clone())));
        }
        led = LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(word));
    }
    found
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1000..=2999).contains(year))
}
