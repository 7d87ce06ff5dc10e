//! Clock times: “10:20”, “6.20pm”, “1 p.m.”, “1000 GMT”, “15.45 hrs”, “18h”, “half past six”, “noon”.

use std::ops::Range;

use super::headline::ONES;
use super::zone::{Zone, abbreviation, zone_after, zone_before};
use super::{Cursor, DayName, Gazetteer, day_at, ends_with};

/// A clock time stated in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The byte range of the time and its zone.
    pub(crate) span: Range<usize>,
    /// Minutes after midnight.
    pub(crate) minute: u16,
    /// The zone, if the text gives one.
    pub(crate) zone: Option<Zone>,
    /// Whether the text gives the zone with the time after this one: “10am and 2pm GMT”.
    pub(crate) shares_zone: bool,
    /// The day named between the time and its zone or next to them, possibly after a conversion in parentheses.
    pub(crate) day: Option<DayName>,
    pub(crate) fault: Option<Fault>,
}

/// Why a time may not be what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// “Half past six”, “at 10 on Monday”: in the morning or in the evening.
    HalfOfDay,
    /// “13:15 pm”
    NotAClock,
}

/// Figures or words that may be a time of day, and what they need around them to be one.
struct Clock<'a> {
    minute: u16,
    after: Cursor<'a>,
    needs: Needs,
    fault: Option<Fault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// “10.20” may be a number: it needs a zone, or a word such as “at” before it.
    Lead,
    /// “1000” may be a year.
    Zone,
    /// “13 CET”
    ZoneByName,
    /// “At 10 on Monday”
    LeadAndDay,
}

/// A day with its byte range.
pub(super) type DayInText = (DayName, Range<usize>);

/// Ambiguous figures count as a time if another time ends at most this many bytes before them.
const MAX_GAP: usize = 20;

const O_CLOCK: [&str; 2] = ["o’clock", "o'clock"];

/// Reads the clock time at the cursor, with its zone. `last_end` is where the time before it ends. Also returns the day
/// named between time and zone, with its range.
pub(super) fn time_at<'a>(
    start: Cursor<'a>,
    last_end: Option<usize>,
    places: &Gazetteer,
) -> Option<(Stated, Option<DayInText>)> {
    let text = start.text;
    let before = &text[..start.at];
    if continues_number(before) {
        return None;
    }
    if let Some((minute, end)) = eastern_and_central(start) {
        let zone = Some(Zone::at(Some("America/New_York".to_owned()), "ET"));
        let span = start.at..end.at;
        return Some((Stated { span, minute, zone, shares_zone: false, day: None, fault: None }, None));
    }
    let Clock { minute, after, needs, fault } = clock_at(start)?;
    let (mut zone, day, end) = match zone_after(after, places) {
        Some((zone, after)) => (Some(zone), None, after),
        // “6:20am Tuesday Hong Kong time”
        None => match day_after(after).and_then(|day| Some((zone_after(day.2, places)?, day))) {
            Some(((zone, end), (day, from, to))) => (Some(zone), Some((day, from..to.at)), end),
            None => (None, None, after),
        },
    };
    let near_time = last_end.is_some_and(|last| start.at - last <= MAX_GAP);
    let is_lead = follows_lead(before) || near_time;
    let fits = match needs {
        Needs::Nothing => true,
        Needs::Lead => zone.is_some() || (is_lead || ends_line(before, after)) && !counts(after),
        Needs::Zone if starts_range(after, places) => true,
        Needs::Zone => is_clock(start, zone.as_ref(), &text[after.at..end.at], near_time),
        Needs::ZoneByName => {
            let by_name = matches!(zone, Some(Zone::Fixed { .. } | Zone::Ambiguous { .. }))
                || matches!(&zone, Some(Zone::Named { said, .. }) if said.bytes().all(|byte| byte.is_ascii_uppercase()));
            by_name || zone.is_some() && text[..end.at].ends_with(" time") && is_lead
        }
        Needs::LeadAndDay => is_lead && day_after(after).is_some() && ends_with(before, "at"),
    };
    // “In 00:25” is how long it takes.
    let is_duration = zone.is_none()
        && matches!(before.trim_end().rsplit(' ').next(), Some("in" | "of" | "within"))
        && !text[start.at..after.at].contains(char::is_alphabetic);
    if !fits || is_duration {
        return None;
    }
    let mut from = start.at;
    if zone.is_none()
        && let Some((named, at)) = zone_before(text, start.at, places)
    {
        (zone, from) = (Some(named), at);
    }
    let fault = fault.filter(|fault| *fault == Fault::NotAClock || zone.is_none() || needs != Needs::Lead);
    let stated =
        Stated { span: from..end.at, minute, zone, shares_zone: false, day: day.as_ref().map(|day| day.0), fault };
    Some((stated, day))
}

/// Reads “8/7c”, “10:30/9:30c”: in the evening, in Eastern and in Central time.
fn eastern_and_central(start: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    fn clock(cursor: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
        let (hour, after) = cursor.small_number().filter(|(hour, _)| (1..=12).contains(hour))?;
        let (minute, after) = after.sign(':').and_then(Cursor::small_number).unwrap_or((0, after));
        (minute < 60).then_some((u16::from(hour % 12) * 60 + u16::from(minute), after))
    }
    let (minute, after) = clock(start)?;
    let (central, after) = clock(after.sign('/')?)?;
    let end = after.sign('c').filter(|end| !end.next_char().is_some_and(char::is_alphanumeric))?;
    ((minute + 720 - central) % 720 == 60).then_some((minute + 720, end))
}

/// Whether figures after `before` continue a number or an amount. Figures after a hyphen do not: “6-8pm” is a range.
fn continues_number(before: &str) -> bool {
    // “T-00:10” is before the launch, “UTC+5:30” a zone.
    let sign = before.trim_end_matches(['-', '–', '−', '+']);
    sign.len() < before.len() && (sign.ends_with(['T', 'L']) || sign.ends_with("UTC") || sign.ends_with("GMT"))
        || before.ends_with(['$', '£', '€', '#'])
        || before.ends_with(['.', ':', '/', '+', ','])
            && !before.ends_with("..")
            && before.trim_end_matches(['.', ':', '-', '–', '/', '+', ',']).ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the last word of `before` introduces a time.
fn follows_lead(before: &str) -> bool {
    const LEADS: [&str; 14] =
        ["at", "from", "until", "till", "to", "around", "about", "before", "after", "between", "by", "and", "is", "or"];
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    before.trim().is_empty() || LEADS.iter().any(|lead| word.eq_ignore_ascii_case(lead))
}

/// Whether figures end a line after a sign, perhaps with a day: “Raft race – 11.15, Saturday 1 October”.
fn ends_line(before: &str, after: Cursor<'_>) -> bool {
    let has_sign = [" – ", " — ", " - ", ": ", " | ", "..."].iter().any(|sign| before.ends_with(sign));
    let rest = day_after(after).map_or(after, |(.., after)| after);
    has_sign && !rest.rest().contains(char::is_alphanumeric)
}

/// Whether the figures before the cursor count something: “18.20 per cent”, “2.40 metres”.
fn counts(after: Cursor<'_>) -> bool {
    const UNITS: [&str; 16] = [
        "per", "percent", "percentage", "million", "billion", "trillion", "points", "degrees", "km", "miles", "metres",
        "meters", "kg", "tonnes", "seconds", "minutes",
    ];
    after.next_char() == Some('%') || after.space().eat_any(&UNITS).is_some()
}

/// Whether four digits are a time. They can also be a year or a number: “1815 in Paris”.
///
/// With a place name, they are a time only after “at”, before “time”, or near another time: “1000 GMT, 1300 in
/// Helsinki”.
fn is_clock(start: Cursor<'_>, zone: Option<&Zone>, wording: &str, near_time: bool) -> bool {
    let before = &start.text[..start.at];
    let after_at = before.ends_with("at ") || before.ends_with("At ");
    let before_time = wording.trim_end_matches(')').ends_with(" time");
    let is_abbreviation = |said: &str| said.len() <= 4 && said.bytes().all(|byte| byte.is_ascii_uppercase());
    match zone {
        None => false,
        Some(Zone::Elsewhere { .. }) => after_at || near_time || before_time,
        Some(_) if after_at || near_time || before_time => true,
        Some(Zone::Named { said, .. }) => is_abbreviation(said),
        Some(Zone::Local) => false,
        Some(Zone::Fixed { .. } | Zone::Ambiguous { .. }) => true,
    }
}

/// Whether a range with a zone follows: “1330-1515GMT”.
fn starts_range(after: Cursor<'_>, places: &Gazetteer) -> bool {
    let after = after.space();
    let joined = after.sign_of(&['-', '–', '—']).or_else(|| after.eat_any(&["to", "until", "till"]));
    let end = joined.map(|joined| joined.space().digits()).filter(|(digits, _)| digits.len() == 4);
    end.is_some_and(|(_, after)| {
        zone_after(after, places).is_some() || after.space().eat_any(&["hrs", "hours"]).is_some()
    })
}

/// Reads the day named right after a time: “6pm on Monday”, “6pm, July 16”. Also returns the offset at which it starts.
pub(super) fn day_after(cursor: Cursor<'_>) -> Option<(DayName, usize, Cursor<'_>)> {
    let start = cursor.space().skip_sign(',').skip("on");
    day_at(start).map(|(day, after)| (day, start.at, after))
}

/// Reads the time of day at the cursor.
fn clock_at(cursor: Cursor<'_>) -> Option<Clock<'_>> {
    let sure = |minute, after| Some(Clock { minute, after, needs: Needs::Nothing, fault: None });
    if let Some((minute, after)) = twelve(cursor) {
        return sure(minute, after);
    }
    let (digits, after) = cursor.digits();
    if digits.is_empty() {
        return spoken(cursor);
    }
    let number: u16 = digits.parse().ok()?;
    let (hour, minute, after, mut needs) = match digits.len() {
        1 | 2 => match after.sign_of(&[':', '.', 'h']) {
            Some(minutes) => match minutes.digits() {
                // “18h GMT”
                ("", after_h) if after.next_char() == Some('h') && !starts_with_letter(after_h) => {
                    (number, 0, after_h, Needs::Lead)
                }
                ("", _) if after.next_char() == Some('.') => (number, 0, after, Needs::ZoneByName),
                (figures, end) if figures.len() == 2 => {
                    // Seconds are ignored.
                    let seconds = end.sign(':').map(Cursor::digits).filter(|(digits, _)| digits.len() == 2);
                    let needs = if after.next_char() == Some('.') { Needs::Lead } else { Needs::Nothing };
                    (number, figures.parse().ok()?, seconds.map_or(end, |(_, after)| after), needs)
                }
                _ => return None,
            },
            None => (number, 0, after, Needs::ZoneByName),
        },
        // “930AM”
        3 if meridiem(after.space()).is_none() => return None,
        3 | 4 => (number / 100, number % 100, after, Needs::Zone),
        _ => return None,
    };
    // “2018-2020”, but not “1330-1515GMT”
    let goes_on = after.sign_of(&['.', '/', '-']).map(Cursor::digits);
    let goes_on = goes_on.is_some_and(|(digits, after)| {
        digits.len() == 4 && abbreviation(after.space()).is_none() && after.space().eat_any(&["hrs", "hours"]).is_none()
    });
    if goes_on || after.next_char().is_some_and(|c| c.is_ascii_digit() || c == '%') || minute > 59 {
        return None;
    }
    let with_minutes = needs != Needs::ZoneByName;
    let after = match after.space().eat_any(&O_CLOCK) {
        // “8 o'clock”
        Some(after) if !with_minutes && (1..=12).contains(&hour) => return spoken_half(hour % 12 * 60, after),
        _ => after,
    };
    if let Some((afternoon, end)) = meridiem(after.space()) {
        let minute = hour % 12 * 60 + if afternoon { 720 } else { 0 } + minute;
        return match hour {
            0..=12 => sure(minute, end),
            13..=23 if with_minutes => {
                let minute = hour * 60 + minute % 60;
                Some(Clock { minute, after: end, needs: Needs::Nothing, fault: Some(Fault::NotAClock) })
            }
            _ => None,
        };
    }
    if (1..=12).contains(&hour) && digits.len() < 4 {
        let range = meridiem_of_range(cursor, hour, after).map(|afternoon| (if afternoon { 720 } else { 0 }, after));
        if let Some((add, after)) = range.or_else(|| half_of_day(after)) {
            return sure(hour % 12 * 60 + add + minute, after);
        }
    }
    // “15.45 hrs”, “1620 hours”
    let unit = after.space().eat_any(&["hrs", "hours", "hr", "h"]).filter(|_| with_minutes);
    let unit = unit.map(|after| after.sign('.').filter(|next| next.next_char() == Some(' ')).unwrap_or(after));
    if unit.is_some() {
        needs = Needs::Nothing;
    }
    // After “at 10.30”, most would say “in the evening”.
    let last = if needs == Needs::Lead { 8 } else { 12 };
    let is_half = (1..last).contains(&hour) && !digits.starts_with('0') && unit.is_none();
    let fault = (is_half && matches!(needs, Needs::Lead | Needs::ZoneByName)).then_some(Fault::HalfOfDay);
    let (after, minute) = (unit.unwrap_or(after), hour * 60 + minute);
    match needs {
        _ if hour > 23 => None,
        Needs::ZoneByName => {
            // An hour alone is a time before a zone, or in “at 10 on Monday”.
            let needs = if day_after(after).is_some() { Needs::LeadAndDay } else { Needs::ZoneByName };
            Some(Clock { minute, after, needs, fault })
        }
        needs => Some(Clock { minute, after, needs, fault }),
    }
}

fn starts_with_letter(cursor: Cursor<'_>) -> bool {
    cursor.next_char().is_some_and(char::is_alphabetic)
}

/// “Noon”, “12 midnight”.
fn twelve(cursor: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    let cursor = cursor.skip_figures("12");
    let (word, after) = cursor.word();
    match word.to_ascii_lowercase().as_str() {
        "noon" | "midday" => Some((720, after)),
        "midnight" => Some((0, after)),
        _ => None,
    }
}

/// “Half past six”, “a quarter to ten in the morning”, “ten o'clock”.
fn spoken(cursor: Cursor<'_>) -> Option<Clock<'_>> {
    let hour = |cursor| number(cursor).filter(|(hour, _)| (1..=12).contains(hour));
    let parts = [("half past", 30), ("quarter past", 15), ("quarter to", -15_i32)];
    for (words, minutes) in parts {
        let Some(after) = cursor.eat_all(words) else { continue };
        let (hour, after) = hour(after.space())?;
        let minute = (i32::from(hour % 12) * 60 + minutes).rem_euclid(720);
        return spoken_half(minute as u16, after);
    }
    let (hour, after) = hour(cursor)?;
    spoken_half(u16::from(hour % 12) * 60, after.space().eat_any(&O_CLOCK)?)
}

/// Reads a number up to twelve in words, or one of at most two figures.
pub(super) fn number(cursor: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let (word, after) = cursor.word();
    let named = (1..=12).find(|number| ONES[usize::from(*number)].eq_ignore_ascii_case(word));
    named.map(|number| (number, after)).or_else(|| cursor.small_number())
}

/// A time on a clock of twelve hours, with the half of the day if the text gives it.
fn spoken_half(minute: u16, after: Cursor<'_>) -> Option<Clock<'_>> {
    let meridiem = || meridiem(after.space()).map(|(afternoon, after)| (if afternoon { 720 } else { 0 }, after));
    let (add, after, fault) = match half_of_day(after).or_else(meridiem) {
        Some((add, after)) => (add, after, None),
        None => (0, after, Some(Fault::HalfOfDay)),
    };
    Some(Clock { minute: minute + add, after, needs: Needs::Nothing, fault })
}

/// The minutes to add to a time on a clock of twelve hours: “in the evening”, or “tonight”, which also names the day.
fn half_of_day(after: Cursor<'_>) -> Option<(u16, Cursor<'_>)> {
    let halves = [("in the morning", 0), ("in the afternoon", 720), ("in the evening", 720), ("at night", 720)];
    let words = halves.iter().find_map(|(words, add)| Some((*add, after.space().eat_all(words)?)));
    // “Half past ten tomorrow morning”, “a quarter to six on Thursday evening”
    let part_of_day = || {
        let (.., rest) = day_after(after)?;
        let is_part = |words: &[&str]| rest.space().eat_any(words).is_some();
        is_part(&["afternoon", "evening", "night"]).then_some(720).or_else(|| is_part(&["morning"]).then_some(0))
    };
    let words = words.or_else(|| part_of_day().map(|add| (add, after)));
    let tonight =
        || ["tonight", "this evening", "this afternoon"].iter().any(|word| after.space().eat_all(word).is_some());
    words.or_else(|| tonight().then_some((720, after)))
}

/// Whether an hour without “am” or “pm” is in the afternoon, by the end of its range: “6 to 7:30pm”, “between 11 and
/// 1:30pm”, “6 and 8pm”.
fn meridiem_of_range(start: Cursor<'_>, hour: u16, after: Cursor<'_>) -> Option<bool> {
    let to = after.space();
    let joined = to.sign_of(&['-', '–', '—']).or_else(|| to.eat_any(&["to", "until", "till", "and", "or"]))?;
    let (end, rest) = joined.space().small_number()?;
    let rest = rest.sign_of(&[':', '.']).map_or(rest, |minutes| minutes.digits().1);
    let (afternoon, _) = meridiem(rest.space())?;
    let is_pair = to.eat_any(&["and", "or"]).is_some() && !ends_with(&start.text[..start.at], "between");
    // “11 to 1pm” starts in the morning.
    let same_half = hour % 12 < u16::from(end) % 12;
    Some(if is_pair { afternoon } else { afternoon == same_half })
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
    after = after.sign(' ').filter(|after| after.text[..after.at].ends_with(". ")).unwrap_or(after);
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
pub(super) fn share_zones(text: &str, times: &mut [Stated]) {
    for index in (1..times.len()).rev() {
        let (first, second) = times.split_at_mut(index);
        let (first, second) = (&mut first[index - 1], &second[0]);
        if first.zone.is_none()
            && second.zone.is_some()
            && (is_range(text, first, second) || is_pair(text, first, second))
        {
            first.zone.clone_from(&second.zone);
            first.shares_zone = true;
        }
    }
}

/// Reads “4:30 PT” in “7:30 p.m. ET / 4:30 PT” as in the afternoon, if it is then the same time.
pub(super) fn share_halves(text: &str, times: &mut [Stated]) {
    const HOURS: [(&str, i32); 4] =
        [("America/New_York", 0), ("America/Chicago", 1), ("America/Denver", 2), ("America/Los_Angeles", 3)];
    let behind = |time: &Stated| {
        let zone = time.zone.as_ref()?.name()?;
        HOURS.iter().find(|(name, _)| *name == zone).map(|(_, hours)| hours * 60)
    };
    for index in 1..times.len() {
        let (first, second) = times.split_at_mut(index);
        let (first, second) = (&first[index - 1], &mut second[0]);
        let has_half = |time: &Stated| text[time.span.clone()].contains(['m', 'M']);
        if text[first.span.end..second.span.start].trim() == "/"
            && has_half(first)
            && !has_half(second)
            && let Some((one, other)) = behind(first).zip(behind(second))
        {
            let same = (i32::from(first.minute) + one - other).rem_euclid(1_440);
            if same % 720 == i32::from(second.minute) % 720 {
                second.minute = same as u16;
            }
        }
    }
}

/// “10am and 2pm GMT”
fn is_pair(text: &str, first: &Stated, second: &Stated) -> bool {
    matches!(text[first.span.end..second.span.start].trim(), "and" | "or" | "and again at" | "and at")
}

/// The text between two consecutive times, after the day that follows the first.
pub(super) fn between_past_day<'a>(text: &'a str, first: &Stated, second: &Stated) -> &'a str {
    let start = day_after(Cursor::new(text, first.span.end)).map_or(first.span.end, |(.., after)| after.at);
    &text[start.min(second.span.start)..second.span.start]
}

/// Whether two consecutive times form a range. “And” joins a range only after “between”.
pub(super) fn is_range(text: &str, first: &Stated, second: &Stated) -> bool {
    // “From 11pm on Saturday to 3am on Sunday”
    match between_past_day(text, first, second).trim() {
        "to" | "-" | "–" | "until" | "till" | "through" => true,
        "and" => ends_with(&text[..first.span.start], "between"),
        _ => false,
    }
}
