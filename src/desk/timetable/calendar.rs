//! Finds dates that do not exist, such as “31 June”, and dates with the wrong weekday, such as “Tuesday, 16 July” in a
//! year in which that is a Monday.

use std::ops::Range;

use super::dates::DatesInText;
use super::{TextFinding, Timetable, date_in_words};
use crate::desk::language::{Cursor, DayName, weekday};
use crate::desk::{Certainty, Code};
use crate::time::CivilDate;

/// The first year whose weekdays are checked. By then most countries used the Gregorian calendar.
const FIRST_CHECKED_YEAR: i32 = 1900;

/// The findings about the days that `text` names.
pub(super) fn impossible_days(text: &str, dates: &DatesInText, timetable: &Timetable<'_>) -> Vec<TextFinding> {
    let published = timetable.day_of_publication();
    let check = |(day, range): &(DayName, Range<usize>)| {
        let DayName::Date { year, .. } = *day else { return None };
        let wording = &text[range.clone()];
        let written = published.or_else(|| CivilDate::new(year?, 1, 1))?;
        match day.date(written) {
            None if may_be_count(text, range, year) => None,
            None => {
                let message = format!("“{wording}” is not a valid date");
                Some(wrong_day(Certainty::Doubtful, range, message, "correct the date"))
            }
            Some(_) if year.is_some_and(|year| year < FIRST_CHECKED_YEAR) => None,
            Some(date) => {
                let weekday = weekday(Cursor::new(text, range.start).word().0)?;
                if date.weekday() == weekday {
                    return None;
                }
                let is_certain = is_year_known(date, year, range, dates, timetable);
                let certainty = if is_certain { Certainty::Certain } else { Certainty::Doubtful };
                let message = format!("“{wording}” has the wrong weekday: the date is {}", date_in_words(date));
                Some(wrong_day(certainty, range, message, "correct the weekday or the date"))
            }
        }
    };
    dates.days.iter().filter_map(check).collect()
}

/// Whether the number after a month may count something: “In June 31 people were hurt”.
fn may_be_count(text: &str, range: &Range<usize>, year: Option<i32>) -> bool {
    let last_word = text[..range.start].trim_end().rsplit(' ').next();
    let follows_in = last_word.is_some_and(|word| word.eq_ignore_ascii_case("in"));
    follows_in && year.is_none() && text[range.clone()].ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the year is known: the text names it, or `date` is a session's day and no date nearby names a year.
fn is_year_known(
    date: CivilDate,
    year: Option<i32>,
    range: &Range<usize>,
    dates: &DatesInText,
    timetable: &Timetable<'_>,
) -> bool {
    let other_year = || dates.near(range).iter().any(|date| date.year.is_some());
    year.is_some() || timetable.session_days.contains(&date) && !other_year()
}

fn wrong_day(certainty: Certainty, range: &Range<usize>, message: String, remedy: &str) -> TextFinding {
    TextFinding { code: Code::WrongDay(certainty), range: range.clone(), message, remedy: remedy.to_owned() }
}
