//! Times that restate the same instant: “10:20 GMT, which is 1.20pm in Helsinki and 6.20pm in Hong Kong”.

use super::clock::{between_past_day, is_range};
use super::{Stated, month, weekday, words};

/// An instant or a range, with every time that states it, as indices into the stated times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// Times that state the instant or the start of the range, in order.
    pub(crate) starts: Vec<usize>,
    /// Times that state the end of the range; empty for an instant.
    pub(crate) ends: Vec<usize>,
}

impl Group {
    /// The index of the last time in the group.
    fn last(&self) -> usize {
        self.ends.last().or(self.starts.last()).copied().unwrap_or_default()
    }
}

/// Groups the times of a text. “10:20 to 13:30 GMT (18:20 to 21:30 in Hong Kong)” is one group of four times.
pub(crate) fn groups(text: &str, times: &[Stated]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index = 0;
    while let Some(start) = times.get(index) {
        let end = times.get(index + 1).filter(|end| is_range(text, start, end)).map(|_| index + 1);
        let same = groups
            .last_mut()
            .filter(|group| end.is_some() != group.ends.is_empty() && restates(text, times, group, index));
        let group = match same {
            Some(group) => group,
            None => groups.push_mut(Group::default()),
        };
        group.starts.push(index);
        group.ends.extend(end);
        index = end.unwrap_or(index) + 1;
    }
    groups
}

/// Whether the time at `index` restates `group`, which precedes it.
fn restates(text: &str, times: &[Stated], group: &Group, index: usize) -> bool {
    let (before, after) = (&times[group.last()], &times[index]);
    let between = &text[before.span.end..after.span.start];
    let chained = group.starts.len() > 1;
    match (&before.zone, &after.zone) {
        // “14 CET (15 CET)”: one of them is wrong.
        (Some(_), Some(_)) if between.trim() == "(" && text[after.span.end..].starts_with(')') => true,
        // “10:20 GMT (6:20pm in Hong Kong), and at 13:30 GMT …”
        (Some(_), zone @ Some(_)) => {
            // Clocks in two places that show the same time are at two instants, unless they say so.
            let is_list = before.minute == after.minute && between.trim() == ",";
            !is_list
                && group.starts.iter().all(|at| times[*at].zone != *zone)
                && (starts_with_zone(text, after) || equates(between, chained))
        }
        // “1:20pm (10:20 GMT)”. This rule is stricter, because these could also be two entries in a programme.
        // “5pm on Wednesday (1500 GMT)”
        (None, Some(_)) | (Some(_), None) => {
            opens_conversion(between_past_day(text, before, after)) && equates(between, false)
        }
        (None, None) => false,
    }
}

/// Whether the time starts with its zone, which makes it a conversion: “10:20 GMT; in Hong Kong that is 6:20pm”.
fn starts_with_zone(text: &str, time: &Stated) -> bool {
    text[time.span.clone()].starts_with(['i', 'I'])
}

/// Whether the text between two times opens a conversion of the first.
fn opens_conversion(between: &str) -> bool {
    let between = between.trim();
    let opens = between.starts_with(['(', '[', '=']) || between.contains("which is") || between.contains("that is");
    opens && !words(between).any(|word| word.eq_ignore_ascii_case("to"))
}

/// Whether the text between two times equates them. `chained` says whether the times before them were equated too.
fn equates(between: &str, chained: bool) -> bool {
    // Leaves room for a day: “10:20 GMT on Monday (6:20pm Hong Kong time)”.
    if between.len() > 60 {
        return false;
    }
    // An en dash would be a range: “9am – 5pm”.
    let joined = matches!(between.trim(), "," | "—" | "|" | "•" | "·") || (chained && between.trim() == ";");
    let opens = between.contains(['(', '[', '/', '=']) || joined;
    let mut equated = opens;
    for word in words(between) {
        match word.to_lowercase().as_str() {
            "or" | "which" | "that" | "equivalent" | "corresponds" | "meaning" => equated = true,
            "is" | "at" | "on" | "i" | "e" | "s" | "to" | "early" | "late" | "the" | "same" | "day" | "next"
            | "following" | "means" | "equals" | "a" | "before" | "previous" | "later" | "earlier" | "still" => {}
            "and" if chained => equated = true,
            word if weekday(word).is_some() || month(word).is_some() => {}
            "today" | "tomorrow" | "tonight" => {}
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    equated
}
