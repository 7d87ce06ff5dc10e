//! Days that the calendar does not have: “Tuesday, 16 July” in a year where that is a Monday, “31 June”.

use std::ops::Range;

use super::dates::Dates;
use super::{Remark, Timetable, in_words};
use crate::desk::language::{Cursor, DayName, weekday};
use crate::desk::{Certainty, Code};
use crate::time::CivilDate;

/// From this year on all the world that writes weekdays beside dates has one calendar, or nearly.
const ONE_CALENDAR: i32 = 1900;

/// What there is to say about the days that `text` names.
pub(super) fn impossible_days(text: &str, dates: &Dates, timetable: &Timetable<'_>) -> Vec<Remark> {
    let written = timetable.day_of_publication();
    let remark = |(day, range): &(DayName, Range<usize>)| {
        let DayName::Date { year, .. } = *day else { return None };
        let said = &text[range.clone()];
        let dated = written.or_else(|| CivilDate::new(year?, 1, 1))?;
        match day.date(dated) {
            // “In June 31 people were hurt”
            None if is_count(text, range, year) => None,
            None => Some(remark(Certainty::Doubtful, range, format!("“{said}” is not a calendar date"))),
            Some(_) if year.is_some_and(|year| year < ONE_CALENDAR) => None,
            Some(date) => {
                let weekday = weekday(Cursor::new(text, range.start).word().0)?;
                if date.weekday() == weekday {
                    return None;
                }
                let is_certain = is_certain(date, year, range, dates, timetable);
                let certainty = if is_certain { Certainty::Certain } else { Certainty::Doubtful };
                Some(remark(certainty, range, format!("“{said}” does not exist: that is {}", in_words(date))))
            }
        }
    };
    dates.days.iter().filter_map(remark).collect()
}

/// Whether the number after a month may count something: nothing else says that the two are a date.
fn is_count(text: &str, at: &Range<usize>, year: Option<i32>) -> bool {
    let led = text[..at.start].trim_end().rsplit(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("in"));
    led && year.is_none() && text[at.clone()].ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the year is known: it is named, or the date is that of a session and no other year stands beside.
fn is_certain(date: CivilDate, year: Option<i32>, at: &Range<usize>, dates: &Dates, timetable: &Timetable<'_>) -> bool {
    let other_year = || dates.beside(at).iter().any(|said| said.year.is_some());
    year.is_some() || timetable.days.contains(&date) && !other_year()
}

fn remark(certainty: Certainty, range: &Range<usize>, message: String) -> Remark {
    let remedy = "correct the day or the date".to_owned();
    Remark { code: Code::WrongDay(certainty), range: range.clone(), message, remedy }
}
