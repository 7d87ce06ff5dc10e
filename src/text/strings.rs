//! The strings that each language provides.

use super::fields::fields;
use crate::brief::{Session, Status};
use crate::schedule::calendar::Words;

fields! {
    /// The forms of a string by plural category (CLDR plural rules, cardinal). A form that the language does not have,
    /// or that is the same as `other`, is empty.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Plural {
        zero: &'static str,
        one: &'static str,
        two: &'static str,
        few: &'static str,
        many: &'static str,
        other: &'static str,
    }
}

impl Plural {
    /// No forms.
    pub const NONE: Self = Self { zero: "", one: "", two: "", few: "", many: "", other: "" };
}

fields! {
    /// The strings of a language. `{0}` and `{1}` are placeholders for [`fill`]; src/text/languages/en.rs says what they
    /// stand for.
    #[derive(Clone, Copy, Debug)]
    pub struct Strings {
        weekdays: [&'static str; 7],
        weekdays_short: [&'static str; 7],
        months: [&'static str; 12],
        months_alone: [&'static str; 12],
        date_time: &'static str,
        units: &'static str,
        comma: &'static str,
        colon: &'static str,
        semicolon: &'static str,
        sentences: &'static str,
        in_brackets: &'static str,
        days: Plural,
        hours: &'static str,
        minutes: &'static str,
        seconds: &'static str,
        days_left: Plural,
        hours_left: Plural,
        minutes_left: Plural,
        time_left: &'static str,
        hide_seconds: &'static str,
        show_seconds: &'static str,
        start_label: &'static str,
        next: &'static str,
        next_expected: &'static str,
        and_more: &'static str,
        since: &'static str,
        took_place: &'static str,
        was_planned_for: &'static str,
        all_postponed: &'static str,
        all_cancelled: &'static str,
        schedule: &'static str,
        go_to: &'static str,
        day_over: Plural,
        day_at_a_glance: &'static str,
        day_picture: &'static str,
        night: &'static str,
        now: &'static str,
        session: &'static str,
        shared_with_your_time: &'static str,
        in_your_time: &'static str,
        you: &'static str,
        your_time: &'static str,
        clock_12: &'static str,
        clock_24: &'static str,
        unknown_zone: &'static str,
        add_to_calendar: &'static str,
        subscribe: &'static str,
        all_sessions: &'static str,
        calendar_file: &'static str,
        close: &'static str,
        end_unknown: &'static str,
        begins_in: Plural,
        due_in: Plural,
        has_begun: &'static str,
        is_under_way: &'static str,
        is_over: &'static str,
        days_later: Plural,
        days_earlier: Plural,
        expected: &'static str,
        was_planned: &'static str,
        postponed: &'static str,
        no_new_time: &'static str,
        cancelled: &'static str,
        removed: &'static str,
        time_to_be_confirmed: &'static str,
        no_time_given: &'static str,
        all_day: &'static str,
        until: &'static str,
        under_way_label: &'static str,
        began_label: &'static str,
        planned_label: &'static str,
        under_way: &'static str,
        began: &'static str,
        over: &'static str,
        today: &'static str,
        tomorrow: &'static str,
        yesterday: &'static str,
        moved_from: &'static str,
        moved_to: &'static str,
        moved_from_day: &'static str,
        issues: &'static str,
        issue: &'static str,
        show_all: &'static str,
        hide_all: &'static str,
        compare: &'static str,
        as_cards: &'static str,
        no_position: &'static str,
        copy_link: &'static str,
        link: &'static str,
        link_copied: &'static str,
        link_shown: &'static str,
        positions: &'static str,
        dates: &'static str,
        related: &'static str,
        on_the_agenda: &'static str,
        outcome: &'static str,
        updated: &'static str,
        updated_at: &'static str,
        changed: &'static str,
        news_line: &'static str,
        was_added: &'static str,
        was_removed: &'static str,
        was_cancelled: &'static str,
        was_postponed: &'static str,
        set_for: &'static str,
        was_moved: &'static str,
        ends_at: &'static str,
        ended_at: &'static str,
        was_confirmed: &'static str,
        has_outcome: &'static str,
        was_updated: &'static str,
        last_checked: &'static str,
        unavailable: &'static str,
    }
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

    /// The words of calendar entries.
    #[must_use]
    pub fn calendar(&self) -> Words {
        let [_, open, close] = parts(self.in_brackets);
        let [_, comma, _] = parts(self.comma);
        Words {
            not_confirmed: self.expected,
            no_new_time: self.no_new_time,
            cancelled: self.cancelled,
            time_to_be_confirmed: self.time_to_be_confirmed,
            end_unknown: self.end_unknown,
            open,
            comma,
            close,
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
    filled(template, values, false)
}

/// `template` with its placeholders replaced by `values`, between isolating characters if `isolates` is set.
pub(super) fn filled(template: &str, values: &[&str], isolates: bool) -> String {
    let mut filled = String::with_capacity(template.len() + values.iter().map(|value| value.len()).sum::<usize>());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or(("", after));
        let value = values.iter().enumerate().find(|(number, _)| index.as_bytes() == [b'0' + *number as u8]);
        if let Some((_, value)) = value {
            let isolates = isolates && !value.is_empty();
            filled.push_str(if isolates { "\u{2068}" } else { "" });
            filled.push_str(value);
            filled.push_str(if isolates { "\u{2069}" } else { "" });
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What comes before, between and after the placeholders of `template`, of which `{0}` comes first.
#[must_use]
pub fn parts(mut template: &'static str) -> [&'static str; 3] {
    let mut parts = [""; 3];
    for part in &mut parts {
        let (before, after) = template.split_once('{').unwrap_or((template, ""));
        *part = before;
        template = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    parts
}
