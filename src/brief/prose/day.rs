//! Days as prose names them: “Monday”, “16 July 2018”, “July 16”, “tomorrow”.

use std::ops::Range;

use super::Cursor;
use crate::time::Weekday;

/// A day as it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::brief) enum DayName {
    /// A day of the month, 1 to 31, the month, 1 to 12, and the year where it is named.
    Date {
        day: u8,
        month: u8,
        year: Option<i32>,
    },
    Weekday(Weekday),
    Today,
    Tomorrow,
    Yesterday,
}

/// The month called `word`, 1 to 12, also by its first three letters.
pub(in crate::brief) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let short = word.len() == 3 || word == "sept";
    let index = MONTHS.iter().position(|month| *month == word || (short && month.starts_with(&word)))?;
    Some(index as u8 + 1)
}

/// The day of the week called `word`, also by its first three letters.
pub(in crate::brief) fn weekday(word: &str) -> Option<Weekday> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let days = [
        ("monday", Monday),
        ("tuesday", Tuesday),
        ("wednesday", Wednesday),
        ("thursday", Thursday),
        ("friday", Friday),
        ("saturday", Saturday),
        ("sunday", Sunday),
    ];
    let word = word.to_lowercase();
    let word = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(&word);
    // “Sun”, “sat” and “Wed” are words too; newsrooms' stamps write the other short forms just as rarely.
    days.iter().find(|(name, _)| *name == word || (word.len() == 3 && name.starts_with(word))).map(|(_, day)| *day)
}

/// The day that is named at the cursor, and the place after it.
pub(in crate::brief) fn day_at(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    if let Some((day, after)) = cursor.small_number() {
        // “16 July 2018”, “16th of July”
        let after = ["st", "nd", "rd", "th"].iter().find_map(|suffix| after.eat(suffix)).unwrap_or(after).space();
        let after = after.eat("of").unwrap_or(after).space();
        let (word, after) = after.word();
        let month = month(word).filter(|_| (1..=31).contains(&day))?;
        let (year, after) = year_after(after.sign('.').unwrap_or(after));
        return Some((DayName::Date { day, month, year }, after));
    }
    let (word, after) = cursor.word();
    let starts_large = word.starts_with(char::is_uppercase);
    if let Some(month) = month(word).filter(|_| starts_large) {
        // “July 16, 2018”
        let (day, after) = after.sign('.').unwrap_or(after).space().small_number()?;
        let after = ["st", "nd", "rd", "th"].iter().find_map(|suffix| after.eat(suffix)).unwrap_or(after);
        let is_time = matches!(after.next_char(), Some(':'))
            || after.rest().trim_start().starts_with(['a', 'p', 'A', 'P'])
                && super::clock::meridiem(after.space()).is_some();
        let (year, after) = year_after(after);
        return ((1..=31).contains(&day) && !is_time).then_some((DayName::Date { day, month, year }, after));
    }
    if let Some(weekday) = weekday(word).filter(|_| starts_large && (word.len() != 3 || after.next_char() == Some(',')))
    {
        // “Monday, 16 July 2018”: the date says more.
        let on = after.sign(',').unwrap_or(after).space();
        if let Some((date @ DayName::Date { .. }, after)) = day_at_date(on) {
            return Some((date, after));
        }
        return Some((DayName::Weekday(weekday), after));
    }
    let named = match word.to_lowercase().as_str() {
        "today" | "tonight" => DayName::Today,
        "tomorrow" => DayName::Tomorrow,
        "yesterday" => DayName::Yesterday,
        _ => return None,
    };
    Some((named, after))
}

/// A date, without a weekday before it.
fn day_at_date(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let is_date = cursor.next_char().is_some_and(|c| c.is_ascii_digit()) || month(cursor.word().0).is_some();
    is_date.then(|| day_at(cursor)).flatten()
}

fn year_after(cursor: Cursor<'_>) -> (Option<i32>, Cursor<'_>) {
    let (digits, after) = cursor.sign(',').unwrap_or(cursor).space().digits();
    let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1000..=2999).contains(year));
    // “16 July, 1000 GMT” names no year, and “July 16, 10:20” neither.
    let is_clock = super::zone::abbreviation(after.space()).is_some() || after.next_char() == Some(':');
    match year.filter(|_| !is_clock) {
        Some(year) => (Some(year), after),
        None => (None, cursor),
    }
}

/// Every day named in `text`.
pub(in crate::brief) fn days(text: &str) -> Vec<(DayName, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word_start = rest.find(|c: char| c.is_alphanumeric()).unwrap_or(rest.len());
        let cursor = Cursor::new(text, at + word_start);
        if let Some((day, after)) = day_at(cursor) {
            found.push((day, cursor.since(after.at).end..cursor.at));
            let last = found.len() - 1;
            found[last].1 = cursor.at..after.at;
            at = after.at.max(cursor.at + 1);
            continue;
        }
        let rest = cursor.rest();
        at = cursor.at + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    }
    found
}
