//! Days named in prose: “Monday”, “16 July 2018”, “July 16”, “tomorrow”, “a week on Monday”.

use super::{Cursor, without_possessive};
use crate::text::{ENGLISH, Strings};
use crate::time::{CivilDate, Weekday};

/// A day as the text names it, before it is resolved to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayName {
    /// The day of the month (1 to 31), the month (1 to 12) and the year if the text names one.
    Date {
        day: u8,
        month: u8,
        year: Option<i32>,
    },
    /// The next such weekday. The day of writing counts.
    Weekday(Weekday),
    /// A week after the next such weekday: “Monday week”, “a week on Monday”.
    WeekAfter(Weekday),
    /// A weekday and a day of the month: “Tuesday 17th”.
    Numbered {
        weekday: Weekday,
        day: u8,
    },
    /// An ambiguous day: “05/11/2024”, or “next Monday” with its weekday.
    Unclear(Option<Weekday>),
    Today,
    Tomorrow,
    Yesterday,
    /// The next day of the month with this number: “on the 14th”.
    OfMonth(u8),
    /// This many days after the day of writing: “in two days”.
    In(u8),
    /// This many days after the day named before: “the next day”, “the day before”.
    After(i8),
}

impl DayName {
    /// The date that this name means in a text written on `written`. `None` if the day is unclear or does not exist,
    /// such as 31 June.
    pub(crate) fn date(self, written: CivilDate) -> Option<CivilDate> {
        let plus = |days: i64| written.plus_days(days);
        let days_until = |weekday| (0..7).find(|days| plus(*days).weekday() == weekday);
        match self {
            Self::Today => Some(written),
            Self::Tomorrow => Some(plus(1)),
            Self::In(days) => Some(plus(i64::from(days))),
            Self::Yesterday => Some(plus(-1)),
            Self::Weekday(weekday) => days_until(weekday).map(plus),
            Self::WeekAfter(weekday) => days_until(weekday).map(|days| plus(days + 7)),
            Self::OfMonth(day) => (0..62).map(plus).find(|date| date.day() == day),
            // The nearest date that matches both.
            Self::Numbered { weekday, day } => {
                let days = (0..200).flat_map(|days| [plus(days), plus(-days)]);
                days.into_iter().find(|date| date.day() == day && date.weekday() == weekday)
            }
            Self::Date { day, month, year: Some(year) } => CivilDate::new(year, month, day),
            Self::Date { day, month, year: None } => {
                let years = written.year() - 1..=written.year() + 1;
                let distance = |date: &CivilDate| date.days_since(written).abs();
                years.filter_map(|year| CivilDate::new(year, month, day)).min_by_key(distance)
            }
            Self::Unclear(_) | Self::After(_) => None,
        }
    }
}

/// The month (1 to 12) that `word` names, in full or abbreviated.
pub(crate) fn month(word: &str) -> Option<u8> {
    let short = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    name_index(&english().months, word, short).map(|index| index as u8 + 1)
}

/// Whether `word` is an abbreviated month, which may end in a full stop.
pub(super) fn is_short_month(word: &str) -> bool {
    word.len() < 5 && month(word).is_some() && !["may", "june", "july"].contains(&word.to_lowercase().as_str())
}

/// The weekday that `word` names, in full or abbreviated.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let word = without_possessive(word);
    // “Sun”, “sat” and “wed” are ordinary words too; `weekday_at` tells them apart.
    let short = word.len() == 3 || ["tues", "weds", "thur", "thurs"].iter().any(|day| day.eq_ignore_ascii_case(word));
    let word = if word.eq_ignore_ascii_case("weds") { "wed" } else { word };
    let index = name_index(&english().weekdays, word, short)?;
    [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday].get(index).copied()
}

fn english() -> &'static Strings {
    &ENGLISH.strings
}

/// The index of the name in `names` that equals `word`, or starts with it if `short`, ignoring ASCII case.
fn name_index(names: &[&str], word: &str, short: bool) -> Option<usize> {
    let starts = |name: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    names.iter().position(|name| starts(name) && (short || name.len() == word.len()))
}

/// Reads the day named at the cursor. Returns it with the cursor after it.
pub(crate) fn day_at(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    if cursor.next_char()?.is_ascii_digit() {
        return super::numeric::numeric_date(cursor).or_else(|| day_and_month(cursor));
    }
    let (word, after) = cursor.word();
    let day = match word.to_lowercase().as_str() {
        "today" | "tonight" => DayName::Today,
        "tomorrow" => DayName::Tomorrow,
        "yesterday" => DayName::Yesterday,
        "next" | "last" => return after_next_or_last(after.space()),
        "a" => return week_on(after.space()).or_else(|| day_from_another(after.space())),
        "in" => return days_ahead(after.space()),
        "the" => return day_from_another(after.space()).or_else(|| day_of_month(cursor, after.space())),
        "this" => {
            return Some((DayName::Today, after.space().eat_any(&["morning", "afternoon", "evening"])?));
        }
        _ => return month_and_day(cursor).or_else(|| weekday_at(cursor)),
    };
    Some((day, after))
}

/// “16 July 2018”, “16th of July”
fn day_and_month(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let (day, after) = cursor.small_number()?;
    let after = ordinal(after).unwrap_or(after).space();
    let (word, after) = after.eat("of").unwrap_or(after).space().word();
    let month = month(word).filter(|_| (1..=31).contains(&day))?;
    // In “16 Feb. 2018”, the full stop belongs to the month; after “16 July” it ends the sentence.
    let (year, after) = year_after(after.sign('.').filter(|_| is_short_month(word)).unwrap_or(after));
    Some((DayName::Date { day, month, year }, after))
}

/// “July 16, 2018”
fn month_and_day(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let (word, after) = cursor.word();
    let month = month(word).filter(|_| word.starts_with(char::is_uppercase))?;
    let (day, after) = after.sign('.').unwrap_or(after).space().small_number()?;
    let after = ordinal(after).unwrap_or(after);
    let is_time = matches!(after.next_char(), Some(':'))
        || after.rest().trim_start().starts_with(['a', 'p', 'A', 'P'])
            && super::clock::meridiem(after.space()).is_some();
    let (year, after) = year_after(after);
    ((1..=31).contains(&day) && !is_time).then_some((DayName::Date { day, month, year }, after))
}

/// “Monday”, “Mon.”, “Tuesday 17th”, “Monday week”. A date after the weekday takes precedence.
fn weekday_at(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let (word, after) = cursor.word();
    let weekday = weekday(word).filter(|_| word.starts_with(char::is_uppercase))?;
    let short = word.len() < 6;
    let after_word = after.sign('.').filter(|_| short).unwrap_or(after);
    let next = after_word.sign(',').unwrap_or(after_word).space();
    if let Some((date @ DayName::Date { .. }, after)) = date_at(next) {
        return Some((date, after));
    }
    // “The Sun.” is a newspaper, and “Sat” can be a verb.
    let after_the = cursor.text[..cursor.at].trim_end().ends_with("he");
    let is_word = short && (after_the || !matches!(after.next_char(), Some(',' | '.')) && word.len() == 3);
    if is_word {
        return None;
    }
    if let Some((day, after)) = next.skip("the").small_number().and_then(|(day, after)| Some((day, ordinal(after)?))) {
        return Some((DayName::Numbered { weekday, day }, after));
    }
    // A line such as “Monday 3”
    if let Some((day, _)) = next.small_number().filter(|(day, after)| (1..=31).contains(day) && after.rest().is_empty())
    {
        return Some((DayName::Numbered { weekday, day }, Cursor::new(cursor.text, cursor.text.len())));
    }
    if let Some(after) = next.eat("week") {
        return Some((DayName::WeekAfter(weekday), after));
    }
    match next.eat_any(&["next", "last"]).and_then(|after| after.space().eat("week")) {
        // Only the writer knows whether the week begins on Sunday.
        Some(after) => Some((DayName::Unclear(Some(weekday)), after)),
        None => Some((DayName::Weekday(weekday), after_word)),
    }
}

/// “Next Monday”, “last Monday”, with the cursor after the first word. On a Saturday, “next Monday” means the day two
/// days away to some people, and the day nine days away to others.
fn after_next_or_last(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    match weekday_at(cursor)? {
        // The date settles it.
        (date @ DayName::Date { .. }, after) => Some((date, after)),
        (DayName::Weekday(weekday), after) => Some((DayName::Unclear(Some(weekday)), after)),
        (_, after) => Some((DayName::Unclear(None), after)),
    }
}

/// “A week on Monday”, with the cursor after “a”.
fn week_on(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    match day_at(cursor.eat("week")?.space().eat_any(&["on", "from"])?.space())? {
        (DayName::Weekday(weekday), after) => Some((DayName::WeekAfter(weekday), after)),
        (_, after) => Some((DayName::Unclear(None), after)),
    }
}

/// “The next day”, “the day before”, “a day later”, with the cursor after the article.
fn day_from_another(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    const PARTS: [&str; 5] = ["day", "morning", "afternoon", "evening", "night"];
    if let Some(after) = cursor.eat_any(&["next", "following", "previous", "preceding"]).map(Cursor::space) {
        // “The following Tuesday” may be any.
        if let Some((DayName::Weekday(weekday), after)) = weekday_at(after) {
            return Some((DayName::Unclear(Some(weekday)), after));
        }
        let days = if cursor.eat_any(&["next", "following"]).is_some() { 1 } else { -1 };
        return Some((DayName::After(days), after.eat_any(&PARTS)?));
    }
    let day = cursor.eat_any(&PARTS)?.space();
    let later = day.eat_any(&["later", "after"]).map(|after| (DayName::After(1), after));
    later.or_else(|| day.eat_any(&["before", "earlier"]).map(|after| (DayName::After(-1), after)))
}

/// “In two days”, “in three days’ time”, with the cursor after “in”.
fn days_ahead(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let (days, after) = super::clock::number(cursor)?;
    let (unit, after) = after.space().word();
    let days = match unit.trim_end_matches(['’', '\'']) {
        "day" | "days" => days,
        "week" | "weeks" => days.checked_mul(7)?,
        _ => return None,
    };
    Some((DayName::In(days), after.space().eat("time").unwrap_or(after)))
}

/// “On the 14th”, with the cursor at “the” and after it. “The 14th of July” and “the 14th session” are something else.
fn day_of_month<'a>(the: Cursor<'a>, cursor: Cursor<'a>) -> Option<(DayName, Cursor<'a>)> {
    let (day, after) = cursor.small_number().filter(|(day, _)| (1..=31).contains(day))?;
    let after = ordinal(after)?;
    let (next, _) = after.space().word();
    let ends = next.is_empty() || matches!(next, "at" | "from" | "in" | "and" | "to" | "when");
    (super::ends_with(&the.text[..the.at], "on") && ends && month(next).is_none())
        .then_some((DayName::OfMonth(day), after))
}

fn ordinal(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_any(&["st", "nd", "rd", "th"])
}

/// A date that does not start with a weekday.
fn date_at(cursor: Cursor<'_>) -> Option<(DayName, Cursor<'_>)> {
    let is_date = cursor.next_char().is_some_and(|c| c.is_ascii_digit()) || month(cursor.word().0).is_some();
    is_date.then(|| day_at(cursor)).flatten()
}

/// A year of four digits, from 1000 to 2999.
pub(crate) fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1000..=2999).contains(year))
}

fn year_after(cursor: Cursor<'_>) -> (Option<i32>, Cursor<'_>) {
    let (digits, after) = cursor.sign(',').unwrap_or(cursor).space().digits();
    // In “16 July, 1000 GMT” and “July 16, 10:20”, the figures are a time, not a year.
    let is_clock = super::zone::abbreviation(after.space()).is_some() || after.next_char() == Some(':');
    match year(digits).filter(|_| !is_clock) {
        Some(year) => (Some(year), after),
        None => (None, cursor),
    }
}
