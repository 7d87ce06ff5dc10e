//! Numeric dates: `2018-07-16`, `16/07/2018`, `7/16/2018`, `16.7.2018`, `16.7.`.

use super::{Cursor, DayName};

/// Reads the numeric date at the cursor. If either of two figures could be the month, the date is `Unclear`: 05/11/2024
/// is in May or November. 05.11.2024 is in November.
pub(super) fn numeric_date(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let joined = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ':' | '$' | '£' | '€');
    if cursor.text[..cursor.at].ends_with(joined) {
        return None;
    }
    let (first, after) = cursor.digits();
    let sign = after.next_char().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, after) = after.sign(sign)?.digits();
    let short = day_and_month(sign, first, second, after);
    let Some((third, after)) = after.sign(sign).map(Cursor::digits).filter(|(third, _)| !third.is_empty()) else {
        return short;
    };
    let continues = matches!(after.next_char(), Some('/' | '-' | ':' | '%'))
        || after.next_char().is_some_and(|c| c.is_ascii_digit())
        || after.sign('.').is_some_and(|after| after.next_char().is_some_and(|c| c.is_ascii_digit()));
    if continues {
        return None;
    }
    let number = |digits: &str| digits.parse().unwrap_or(u16::MAX);
    let (one, two) = (number(first), number(second));
    let day = match (first.len(), second.len(), third.len()) {
        (4, 2, 2) => date(third, second, first),
        // Locales that separate dates with dots never put the month first (CLDR).
        (1 | 2, 1 | 2, 4) if one <= 12 && two <= 12 && one != two && sign != '.' => DayName::Unclear(None),
        (1 | 2, 1 | 2, 4) if two > 12 => date(second, first, third),
        (1 | 2, 1 | 2, 4) => date(first, second, third),
        // “16/07/18” may also start with the year.
        (1 | 2, 1 | 2, 2) if sign == '/' && (1..=12).contains(&one.min(two)) && one.max(two) <= 31 => {
            DayName::Unclear(None)
        }
        _ => return None,
    };
    // “2022-06-28T09:30”
    let time = after.sign('T').filter(|after| after.next_char().is_some_and(|c| c.is_ascii_digit()));
    Some((day, time.unwrap_or(after)))
}

/// Reads “28.6.” and “28/6”, if the day cannot be a month.
fn day_and_month<'a>(sign: char, day: &str, month: &str, after: Cursor<'a>) -> Option<(DayName, Cursor<'a>)> {
    let after = match sign {
        '/' => after,
        '.' => after.sign('.')?,
        _ => return None,
    };
    let ends = after.next_char().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '%'));
    let (day, month): (u8, u8) = (day.parse().ok()?, month.parse().ok()?);
    (ends && (13..=31).contains(&day) && (1..=12).contains(&month))
        .then_some((DayName::Date { day, month, year: None }, after))
}

/// A date from its figures. [`DayName::date`] rejects days that the calendar does not have.
fn date(day: &str, month: &str, year: &str) -> DayName {
    match (day.parse(), month.parse(), year.parse()) {
        (Ok(day), Ok(month @ ..=12), Ok(year)) => DayName::Date { day, month, year: Some(year) },
        _ => DayName::Unclear(None),
    }
}
