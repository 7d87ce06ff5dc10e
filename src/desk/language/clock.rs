//! Clock times: “10:20”, “6.20pm”, “1 p.m.”, “1000 GMT”, “noon”.

use std::ops::Range;

use super::zone::{Zone, zone_after, zone_before};
use super::{Cursor, DayName, Gazetteer, day_at};

/// A clock time stated in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The byte range of the time and its zone.
    pub(crate) span: Range<usize>,
    /// Minutes after midnight.
    pub(crate) minute: u16,
    /// The zone, if the text gives one.
    pub(crate) zone: Option<Zone>,
    /// The day named between the time and its zone or next to them, possibly after a conversion in parentheses.
    pub(crate) day: Option<DayName>,
}

/// Ambiguous figures count as a time if another time ends at most this many bytes before them.
const MAX_GAP: usize = 20;

/// Every clock time in `text`, in order.
pub(crate) fn stated_times(text: &str, places: &Gazetteer) -> Vec<Stated> {
    let (mut found, mut cursor): (Vec<Stated>, _) = (Vec::new(), Cursor::new(text, 0));
    while let Some(start) = cursor.next_start() {
        let Some((minute, after)) = clock_at(start).filter(|_| !continues_number(&text[..start.at])) else {
            cursor = start.past_word();
            continue;
        };
        let mut stated = with_zone(start.at, minute, after, places);
        if let Some((zone, from)) = zone_before(text, start.at, places).filter(|_| stated.zone.is_none()) {
            (stated.zone, stated.span.start) = (Some(zone), from);
        }
        cursor.at = stated.span.end;
        let near_time = found.last().is_some_and(|last| start.at - last.span.end <= MAX_GAP);
        if !needs_zone(start) || is_clock(start, &stated, near_time) {
            found.push(stated);
        }
    }
    share_zones(text, &mut found);
    super::beside::assign_days(text, &mut found);
    found
}

/// Whether figures after `before` continue a number or an amount. Figures after a hyphen do not: “6-8pm” is a range.
fn continues_number(before: &str) -> bool {
    before.ends_with(['$', '£', '€'])
        || before.ends_with(['.', ':', '/', '+'])
            && before.trim_end_matches(['.', ':', '-', '–', '/', '+']).ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the figures at the cursor are a time only if a zone is given: “1000”, “10.20”.
fn needs_zone(cursor: Cursor<'_>) -> bool {
    let (digits, after) = cursor.digits();
    let dotted = after.sign('.').and_then(|after| (after.digits().0.len() == 2).then(|| after.digits().1));
    let bare = dotted.or((digits.len() == 4).then_some(after));
    bare.is_some_and(|after| meridiem(after.space()).is_none())
}

/// Whether figures that need a zone are a time. Four digits can also be a year or a number: “1815 in Paris”.
///
/// With a place name, they are a time only after “at”, before “time”, or near another time: “1000 GMT, 1300 in
/// Helsinki”.
fn is_clock(cursor: Cursor<'_>, stated: &Stated, near_time: bool) -> bool {
    let (digits, _) = cursor.digits();
    let before = &cursor.text[..cursor.at];
    let after_at = before.ends_with("at ") || before.ends_with("At ");
    let before_time = cursor.text[stated.span.clone()].trim_end_matches(')').ends_with(" time");
    let is_abbreviation = |said: &str| said.len() <= 4 && said.bytes().all(|byte| byte.is_ascii_uppercase());
    match &stated.zone {
        None => false,
        Some(Zone::Elsewhere { .. }) => after_at || near_time || before_time,
        Some(_) if digits.len() < 4 || after_at || near_time || before_time => true,
        Some(Zone::Named { said, .. }) => is_abbreviation(said),
        Some(Zone::Local) => false,
        Some(Zone::Fixed { .. } | Zone::Ambiguous { .. }) => true,
    }
}

fn with_zone(start: usize, minute: u16, after: Cursor<'_>, places: &Gazetteer) -> Stated {
    let (zone, day, end) = match zone_after(after, places) {
        Some((zone, after)) => (Some(zone), None, after),
        // “6:20am Tuesday Hong Kong time”
        None => match day_after(after).and_then(|(day, _, after)| Some((day, zone_after(after, places)?))) {
            Some((day, (zone, after))) => (Some(zone), Some(day), after),
            None => (None, None, after),
        },
    };
    Stated { span: start..end.at, minute, zone, day }
}

/// Reads the day named right after a time: “6pm on Monday”, “6pm, July 16”. Also returns the offset at which it starts.
pub(super) fn day_after(cursor: Cursor<'_>) -> Option<(DayName, usize, Cursor<'_>)> {
    let start = cursor.space().skip_sign(',').skip("on");
    day_at(start).map(|(day, after)| (day, start.at, after))
}

/// Reads the time at the cursor, in minutes after midnight. Returns it with the cursor after it.
fn clock_at(cursor: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    let (word, after) = cursor.word();
    match word.to_ascii_lowercase().as_str() {
        "noon" | "midday" => return Some((720, after)),
        "midnight" => return Some((0, after)),
        _ => {}
    }
    let (digits, after) = cursor.digits();
    let number: u16 = digits.parse().ok()?;
    let (hour, minute, after, separated) = match digits.len() {
        1 | 2 => match after.sign_of(&[':', '.', 'h']) {
            Some(minutes) => match minutes.digits() {
                ("", _) if after.next_char() == Some('.') => (number, 0, after, false),
                (minutes, after) if minutes.len() == 2 => {
                    // Seconds are ignored.
                    let seconds = after.sign(':').map(Cursor::digits).filter(|(digits, _)| digits.len() == 2);
                    (number, minutes.parse().ok()?, seconds.map_or(after, |(_, after)| after), true)
                }
                _ => return None,
            },
            None => (number, 0, after, false),
        },
        4 => (number / 100, number % 100, after, true),
        _ => return None,
    };
    if after.next_char().is_some_and(|c| c.is_ascii_digit() || c == '%') {
        return None;
    }
    // “8 o'clock” means the same as “8”.
    let after_clock = after.space().eat_any(&["o’clock", "o'clock"]).unwrap_or(after);
    match meridiem(after_clock.space()) {
        Some((afternoon, after)) if (1..=12).contains(&hour) && minute < 60 && digits.len() < 4 => {
            Some((hour % 12 * 60 + if afternoon { 720 } else { 0 } + minute, after))
        }
        // An hour alone is a time only at the start of a range: “1 to 3pm”.
        _ if !separated => range_start(hour, after),
        _ => (hour < 24 && minute < 60).then_some((hour * 60 + minute, after)),
    }
}

/// Reads an hour that takes “am” or “pm” from the end of its range: “1 to 3pm”, “1-3pm”.
fn range_start(hour: u16, after: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    let to = after.space();
    let (end, rest) = to.sign_of(&['-', '–']).or_else(|| to.eat("to"))?.space().small_number()?;
    let rest = rest.sign_of(&[':', '.']).map_or(rest, |minutes| minutes.digits().1);
    let (afternoon, _) = meridiem(rest.space())?;
    let end = u16::from(end) % 12;
    // “11 to 1pm” starts in the morning.
    let same_half = hour % 12 < end;
    (1..=12).contains(&hour).then_some((hour % 12 * 60 + if afternoon == same_half { 720 } else { 0 }, after))
}

/// Reads “am”, “p.m.” and the like at the cursor. Returns true for the afternoon.
pub(crate) fn meridiem(cursor: Cursor<'_>) -> Option<(bool, Cursor<'_>)> {
    let afternoon = match cursor.next_char()? {
        'a' | 'A' => false,
        'p' | 'P' => true,
        _ => return None,
    };
    let mut after = Cursor::new(cursor.text, cursor.at + 1);
    after = after.sign('.').unwrap_or(after);
    let mut after = after.sign_of(&['m', 'M'])?;
    if after.next_char().is_some_and(char::is_alphanumeric) {
        return None;
    }
    // The dot of “p.m.” may also end the sentence.
    if cursor.rest().as_bytes().get(1) == Some(&b'.') {
        after = after.sign('.').unwrap_or(after);
    }
    Some((afternoon, after))
}

/// If a time has no zone and forms a range or pair with the next time, gives it that time's zone: “between 10:20 and
/// 13:30 GMT”.
fn share_zones(text: &str, times: &mut [Stated]) {
    for index in (1..times.len()).rev() {
        let (first, second) = times.split_at_mut(index);
        let (first, second) = (&mut first[index - 1], &second[0]);
        if first.zone.is_none()
            && second.zone.is_some()
            && (is_range(text, first, second) || is_pair(text, first, second))
        {
            first.zone.clone_from(&second.zone);
        }
    }
}

/// “10am and 2pm GMT”
fn is_pair(text: &str, first: &Stated, second: &Stated) -> bool {
    matches!(text[first.span.end..second.span.start].trim(), "and" | "or")
}

/// Whether two consecutive times form a range. “And” joins a range only after “between”.
pub(super) fn is_range(text: &str, first: &Stated, second: &Stated) -> bool {
    match text[first.span.end..second.span.start].trim() {
        "to" | "-" | "–" | "until" | "till" => true,
        "and" => text[..first.span.start].trim_end().ends_with("between"),
        _ => false,
    }
}
