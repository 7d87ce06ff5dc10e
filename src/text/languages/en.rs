//! English, with the comments that translators need. The dates and clocks are those of Britain; `formats.rs` has those of
//! other regions.

use crate::text::formats::BRITISH;
use crate::text::{Category, HourCycle, Language, Plural, Strings};

/// English.
pub static ENGLISH: Language = Language {
    tag: "en",
    direction: "ltr",
    hour_cycle: HourCycle::H23,
    other_cycle: "",
    formats: BRITISH,
    strings: STRINGS,
    category,
};

fn category(_: &str, count: u32) -> Category {
    if count == 1 { Category::One } else { Category::Other }
}

const STRINGS: Strings = Strings {
    // From Monday on. In dates, on a line of their own, and as words: “Monday 18:20”, “moved to Mon 16 July, 18:20”.
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    weekdays_short: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    // In a date with a day.
    months: [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ],
    // In a date without a day, if they differ: “July 2018”.
    months_alone: [""; 12],
    // {0}: a date, with or without the year; {1}: a clock time, or a sentence about the time such as “all day”.
    date_time: "{0}, {1}",
    // Joins the parts of “5 hours, 0 minutes”; {0} and {1} have words from hours_left and so on.
    units: "{0}, {1}",
    // Joins remarks: “not confirmed, time to be confirmed”; “all day, until …”. {0} may be empty, for a remark that
    // follows something shown elsewhere.
    comma: "{0}, {1}",
    // {0}: a title or a label; {1}: what it is about.
    colon: "{0}: {1}",
    // Joins two changes in an announcement.
    semicolon: "{0}; {1}",
    // Joins two announcements: “Talks has begun. Dinner begins in 5 minutes”.
    sentences: "{0}. {1}",
    // {0}: a title, a status or a zone; {1}: a remark, or a city.
    in_brackets: "{0} ({1})",
    // The large figures of the countdown, each followed by its unit: “2 days 6 h 27 min 00 s”.
    days: Plural { one: "day", other: "days", ..Plural::NONE },
    hours: "h",
    minutes: "min",
    seconds: "s",
    // The same for screen readers.
    days_left: Plural { one: "{0} day", other: "{0} days", ..Plural::NONE },
    hours_left: Plural { one: "{0} hour", other: "{0} hours", ..Plural::NONE },
    minutes_left: Plural { one: "{0} minute", other: "{0} minutes", ..Plural::NONE },
    // The name of the countdown for screen readers.
    time_left: "Time left",
    hide_seconds: "Hide seconds",
    show_seconds: "Show seconds",
    // Labels above the title of a session. start_label: it is the first; no moment is known.
    start_label: "Start",
    next: "Next",
    next_expected: "Next, not confirmed",
    // {0}: titles of sessions that start together, separated by middle dots; {1}: a number from 2 on.
    and_more: "{0} and {1} more",
    // {0}: clock times with their places: “18:20 Hong Kong 13:20 Helsinki”.
    since: "since {0}",
    // Labels above the dates of an event that is over.
    took_place: "Took place",
    was_planned_for: "Was planned for",
    // Sentences in place of the countdown.
    all_postponed: "Postponed, no new time yet",
    all_cancelled: "Cancelled",
    schedule: "Schedule",
    // A link to a day of the schedule. {0}: “today”, or a short date.
    go_to: "Go to {0}",
    // A day that can be unfolded. {0}: its date; {1}: the number of its sessions.
    day_over: Plural { one: "{0}: {1} session, over", other: "{0}: {1} sessions, over", ..Plural::NONE },
    // Opens a small chart of the day.
    day_at_a_glance: "The day at a glance",
    day_picture: "A drawing of the day; the schedule gives the times.",
    // In the key of the chart.
    night: "night",
    now: "now",
    // The heading of the column of sessions (events such as talks or a press conference).
    session: "Session",
    // The heading of a column. {0}: names of places, separated by middle dots.
    shared_with_your_time: "{0} · your\u{a0}time",
    // After a clock time: “06:20 your time”. Also after a time in the article.
    in_your_time: "your time",
    // In place of the name of a place: “06:20 you”.
    you: "you",
    // The heading of a column, and the label of a list of time zones.
    your_time: "Your time",
    // Controls that switch the clock: as short as these.
    clock_12: "12 h",
    clock_24: "24 h",
    // {0}: the name of a zone.
    unknown_zone: "Unknown time zone “{0}”. Showing GMT.",
    add_to_calendar: "Add to calendar",
    // Subscribes to a calendar.
    subscribe: "Subscribe",
    all_sessions: "All sessions (.ics)",
    calendar_file: "File (.ics)",
    close: "Close",
    // In a calendar entry.
    end_unknown: "It is not known when this ends.",
    // Announcements to screen-reader users. {0}: the title of a session; {1}: a number of minutes.
    begins_in: Plural { one: "{0} begins in {1} minute", other: "{0} begins in {1} minutes", ..Plural::NONE },
    due_in: Plural {
        one: "{0} is due in {1} minute, not confirmed",
        other: "{0} is due in {1} minutes, not confirmed",
        ..Plural::NONE
    },
    has_begun: "{0} has begun",
    is_under_way: "{0} is under way",
    is_over: "{0} is over",
    // After a clock time on another date than that of its row: “02:20 +1 day”.
    days_later: Plural { one: "+{0} day", other: "+{0} days", ..Plural::NONE },
    days_earlier: Plural { one: "−{0} day", other: "−{0} days", ..Plural::NONE },
    // The status of a session, after its title.
    expected: "not confirmed",
    was_planned: "was planned",
    postponed: "postponed",
    no_new_time: "postponed, no new time yet",
    cancelled: "cancelled",
    // No longer in the schedule.
    removed: "removed",
    // In place of a clock time.
    time_to_be_confirmed: "time to be confirmed",
    no_time_given: "no time given",
    all_day: "all day",
    // {0}: a date.
    until: "until {0}",
    // Labels above the title of a session that has begun. began_label: it is not known whether it is over.
    under_way_label: "Under way",
    began_label: "Began",
    planned_label: "Planned, not confirmed",
    // The same after its title.
    under_way: "under way",
    began: "began",
    over: "over",
    // Before a clock time: “tomorrow 02:20”. today is also {0} of go_to.
    today: "today",
    tomorrow: "tomorrow",
    yesterday: "yesterday",
    // For screen readers, before the former and the new clock time: “moved from 18:20 to 19:00”.
    moved_from: "moved from",
    moved_to: "to",
    // {0}: the former date of a session, or its former clock times, after its title.
    moved_from_day: "moved from {0}",
    // The disputes; also the caption of the cards.
    issues: "Issues",
    // The heading of the column of issues.
    issue: "Issue",
    show_all: "Show all issues",
    hide_all: "Hide all issues",
    // Turns the cards into a table of who says what, and back.
    compare: "Compare positions",
    as_cards: "Back to the issues",
    // For screen readers, in an empty cell of that table.
    no_position: "no position given",
    copy_link: "Copy link",
    link: "Link",
    link_copied: "Link copied",
    link_shown: "The link could not be copied. It is selected in the field.",
    // The names of lists within a card, and its labels.
    positions: "Positions",
    dates: "Dates",
    related: "Related",
    on_the_agenda: "On the agenda",
    outcome: "Outcome",
    // After the title of a card that is newer than the reader’s last visit.
    updated: "Updated",
    // {0}: a date and a clock time in GMT.
    updated_at: "Updated {0} GMT",
    // After the title of a session that has just changed.
    changed: "changed",
    // {0}: a clock time; {1}: one of the sentences below.
    news_line: "{0}: {1}",
    // {0}: the title of a session or an issue; {1}: a clock time, a date, or both.
    was_added: "{0} added",
    was_removed: "{0} removed",
    was_cancelled: "{0} cancelled",
    was_postponed: "{0} postponed",
    set_for: "{0} set for {1}",
    was_moved: "{0} moved to {1}",
    ends_at: "{0} to end at {1}",
    ended_at: "{0} ended at {1}",
    was_confirmed: "{0} confirmed",
    has_outcome: "{0}: outcome known",
    was_updated: "{0} updated",
    // {0}: a clock time. The page has not reached the server since then.
    last_checked: "Last checked {0}",
    // In place of the widget, if it cannot be loaded and there is nothing else to show.
    unavailable: "Not available at the moment.",
};
