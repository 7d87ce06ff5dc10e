//! The strings that each language provides.

use crate::brief::{Session, Status};
use crate::schedule::calendar::Words;

/// The plural forms of a string. English has two (CLDR plural rules, cardinal).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural {
    /// For 1.
    pub one: &'static str,
    /// For all other numbers.
    pub other: &'static str,
}

impl Plural {
    /// The form for `count`.
    #[must_use]
    pub const fn of(self, count: u32) -> &'static str {
        if count == 1 { self.one } else { self.other }
    }
}

/// The strings of a language. `{0}` and `{1}` are placeholders for [`fill`].
#[derive(Debug)]
#[allow(missing_docs, reason = "the names describe the strings")]
pub struct Strings {
    pub weekdays: [&'static str; 7],
    pub weekdays_short: [&'static str; 7],
    pub months: [&'static str; 12],
    pub am_pm: [&'static str; 2],
    pub days: Plural,
    pub hours: &'static str,
    pub minutes: &'static str,
    pub seconds: &'static str,
    pub days_left: Plural,
    pub hours_left: Plural,
    pub minutes_left: Plural,
    pub time_left: &'static str,
    pub hide_seconds: &'static str,
    pub show_seconds: &'static str,
    pub start_label: &'static str,
    pub next: &'static str,
    pub next_expected: &'static str,
    pub and_more: &'static str,
    pub since: &'static str,
    pub took_place: &'static str,
    pub was_planned_for: &'static str,
    pub all_postponed: &'static str,
    pub all_cancelled: &'static str,
    pub schedule: &'static str,
    pub go_to: &'static str,
    pub day_over: Plural,
    pub day_at_a_glance: &'static str,
    pub day_picture: &'static str,
    pub night: &'static str,
    pub now: &'static str,
    pub session: &'static str,
    pub shared_with_your_time: &'static str,
    pub in_your_time: &'static str,
    pub you: &'static str,
    pub your_time: &'static str,
    pub in_brackets: &'static str,
    pub clock_12: &'static str,
    pub clock_24: &'static str,
    pub unknown_zone: &'static str,
    pub add_to_calendar: &'static str,
    pub subscribe: &'static str,
    pub all_sessions: &'static str,
    pub calendar_file: &'static str,
    pub close: &'static str,
    pub calendar: Words,
    pub begins_in: Plural,
    pub due_in: Plural,
    pub has_begun: &'static str,
    pub is_under_way: &'static str,
    pub is_over: &'static str,
    pub days_later: Plural,
    pub days_earlier: Plural,
    pub expected: &'static str,
    pub was_planned: &'static str,
    pub postponed: &'static str,
    pub no_new_time: &'static str,
    pub cancelled: &'static str,
    pub removed: &'static str,
    pub time_to_be_confirmed: &'static str,
    pub no_time_given: &'static str,
    pub all_day: &'static str,
    pub until: &'static str,
    pub under_way_label: &'static str,
    pub began_label: &'static str,
    pub planned_label: &'static str,
    pub under_way: &'static str,
    pub began: &'static str,
    pub over: &'static str,
    pub today: &'static str,
    pub tomorrow: &'static str,
    pub yesterday: &'static str,
    pub moved_from: &'static str,
    pub moved_to: &'static str,
    pub issues: &'static str,
    pub issue: &'static str,
    pub show_all: &'static str,
    pub hide_all: &'static str,
    pub compare: &'static str,
    pub as_cards: &'static str,
    pub no_position: &'static str,
    pub copy_link: &'static str,
    pub link: &'static str,
    pub link_copied: &'static str,
    pub link_shown: &'static str,
    pub positions: &'static str,
    pub dates: &'static str,
    pub related: &'static str,
    pub on_the_agenda: &'static str,
    pub outcome: &'static str,
    pub updated: &'static str,
    pub changed: &'static str,
    pub was_added: &'static str,
    pub was_removed: &'static str,
    pub was_cancelled: &'static str,
    pub was_postponed: &'static str,
    pub set_for: &'static str,
    pub was_moved: &'static str,
    pub ends_at: &'static str,
    pub ended_at: &'static str,
    pub was_confirmed: &'static str,
    pub has_outcome: &'static str,
    pub was_updated: &'static str,
    pub last_checked: &'static str,
}

impl Strings {
    /// The words for a session's status; `None` for a confirmed session.
    #[must_use]
    pub fn status(&self, session: &Session) -> Option<&'static str> {
        match session.status {
            Status::Confirmed => None,
            Status::Expected => Some(self.expected),
            Status::Postponed if session.lacks_new_time() => Some(self.no_new_time),
            Status::Postponed => Some(self.postponed),
            Status::Cancelled => Some(self.cancelled),
            Status::Removed => Some(self.removed),
        }
    }
}

/// `template` with `{0}`, `{1}`, … replaced by `values`. A placeholder without a value is removed.
///
/// ```
/// assert_eq!(summit_brief::text::fill("from {0} to {1}", &["Monday", "Friday"]), "from Monday to Friday");
/// ```
#[must_use]
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(template.len() + values.iter().map(|value| value.len()).sum::<usize>());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or(("", after));
        let value = values.iter().enumerate().find(|(number, _)| index.as_bytes() == [b'0' + *number as u8]);
        filled.push_str(value.map_or("", |(_, value)| *value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// `words` separated by middle dots. The code of the standard library's `join` is several times as large,
/// even for a single use.
pub(crate) fn joined(words: &mut dyn Iterator<Item = &str>) -> String {
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        text.push_str(" · ");
        text.push_str(word);
    }
    text
}
