//! Times that say the same instant twice: “10:20 GMT, which is 1.20pm in Helsinki and 6.20pm in Hong Kong”.

use super::clock::is_range;
use super::{Stated, month, weekday, words};

/// An instant however often a text states it, or from when to when something lasts, by the indices of the times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// The times that are said to be the same, in order.
    pub(crate) starts: Vec<usize>,
    /// Until when it lasts, as often as that is said.
    pub(crate) ends: Vec<usize>,
}

impl Group {
    /// The index of its last time.
    fn last(&self) -> usize {
        self.ends.last().or(self.starts.last()).copied().unwrap_or_default()
    }
}

/// Every time of a text in its group: “10:20 to 13:30 GMT (18:20 to 21:30 in Hong Kong)” is one of four times.
pub(crate) fn groups(text: &str, times: &[Stated]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index = 0;
    while let Some(start) = times.get(index) {
        let end = times.get(index + 1).filter(|end| is_range(text, start, end)).map(|_| index + 1);
        let same = groups
            .last_mut()
            .filter(|group| end.is_some() != group.ends.is_empty() && states(text, times, group, index));
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

/// Whether the time at `index` states what those of `group`, which stand before it, state.
fn states(text: &str, times: &[Stated], group: &Group, index: usize) -> bool {
    let (before, after) = (&times[group.last()], &times[index]);
    let between = &text[before.span.end..after.span.start];
    let begun = group.starts.len() > 1;
    match (&before.zone, &after.zone) {
        // “10:20 GMT (6:20pm in Hong Kong), and at 13:30 GMT …”
        (Some(_), zone @ Some(_)) => {
            group.starts.iter().all(|at| times[*at].zone != *zone) && (reads_on(text, after) || equates(between, begun))
        }
        // “1:20pm (10:20 GMT)”: only what cannot be two times of a programme.
        (None, Some(_)) | (Some(_), None) => converts(between) && equates(between, false),
        (None, None) => false,
    }
}

/// “10:20 GMT; in Hong Kong that is 6:20pm”: the words with the zone say so.
fn reads_on(text: &str, time: &Stated) -> bool {
    text[time.span.clone()].starts_with(['i', 'I'])
}

/// Whether what stands between two times opens a conversion of the first.
fn converts(between: &str) -> bool {
    let between = between.trim();
    let opens = between.starts_with(['(', '[', '=']) || between.contains("which is") || between.contains("that is");
    opens && !words(between).any(|word| word.eq_ignore_ascii_case("to"))
}

/// Whether the words between two times say that they are the same; `begun` where the ones before were equated.
fn equates(between: &str, begun: bool) -> bool {
    // A day may be named again: “10:20 GMT on Monday (6:20pm Hong Kong time)”.
    if between.len() > 60 {
        return false;
    }
    // A range, “9am – 5pm”, has the shorter dash.
    let joined = matches!(between.trim(), "," | "—") || (begun && between.trim() == ";");
    let opens = between.contains(['(', '[', '/', '=']) || joined;
    let mut says_so = opens;
    for word in words(between) {
        match word.to_lowercase().as_str() {
            "or" | "which" | "that" | "equivalent" | "corresponds" => says_so = true,
            "is" | "at" | "on" | "i" | "e" | "to" | "early" | "the" | "same" | "day" | "next" | "following" => {}
            "and" if begun => says_so = true,
            word if weekday(word).is_some() || month(word).is_some() => {}
            "today" | "tomorrow" | "tonight" => {}
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    says_so
}
