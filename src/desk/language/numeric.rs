//! Dates in figures alone: `2018-07-16`, `16/07/2018`, `7/16/2018`, `16.7.2018`.

use super::{Cursor, DayName};

/// The date in figures at the cursor, and the place after it. Which figure is the month must be plain: 05/11/2024 is in
/// May or in November, and `Unclear`.
pub(super) fn numeric_date(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let joined = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ':' | '$' | '£' | '€');
    if cursor.text[..cursor.at].ends_with(joined) {
        return None;
    }
    let (first, after) = cursor.digits();
    let sign = after.next_char().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, after) = after.sign(sign)?.digits();
    let (third, after) = after.sign(sign)?.digits();
    let continues = matches!(after.next_char(), Some('/' | '-' | ':' | '%'))
        || after.next_char().is_some_and(|c| c.is_ascii_digit())
        || after.sign('.').is_some_and(|after| after.next_char().is_some_and(|c| c.is_ascii_digit()));
    if continues {
        return None;
    }
    let day = match (first.len(), second.len(), third.len()) {
        (4, 2, 2) => year_first(number(first), number(second), number(third)),
        (1 | 2, 1 | 2, 4) => year_last(number(first), number(second), number(third)),
        // “16/07/18” may have the year first, too.
        (1 | 2, 1 | 2, 2) if sign == '/' && in_a_year(number(first), number(second)) => DayName::Unclear(None),
        _ => return None,
    };
    Some((day, after))
}

fn number(digits: &str) -> u16 {
    digits.parse().unwrap_or(u16::MAX)
}

fn year_first(year: u16, month: u16, day: u16) -> DayName {
    if month <= 12 { date(day, month, year) } else { DayName::Unclear(None) }
}

fn year_last(first: u16, second: u16, year: u16) -> DayName {
    match (first <= 12, second <= 12) {
        (true, true) if first != second => DayName::Unclear(None),
        (_, true) => date(first, second, year),
        (true, false) => date(second, first, year),
        (false, false) => DayName::Unclear(None),
    }
}

/// A date that is named; whether there is such a day is for those who ask which.
fn date(day: u16, month: u16, year: u16) -> DayName {
    match (u8::try_from(day), u8::try_from(month)) {
        (Ok(day), Ok(month)) => DayName::Date { day, month, year: Some(i32::from(year)) },
        _ => DayName::Unclear(None),
    }
}

fn in_a_year(one: u16, other: u16) -> bool {
    (1..=31).contains(&one) && (1..=31).contains(&other) && one.min(other) <= 12
}
