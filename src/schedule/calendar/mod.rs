//! Sessions as calendar entries: an iCalendar file, and links that open a new entry in web calendars. The browser and
//! the command line share this code. Must not import browser APIs or time zone rules: times are in UTC, except local
//! times that the caller gives.

mod ics;
mod links;

pub use ics::ics;
pub use links::{LocalTimes, Provider, links};

use crate::brief::{Brief, Session, Status};
use crate::time::{CivilDate, CivilDateTime, DateOrTime, Instant, Offset, Timestamp};

/// The words that entries need in addition to the brief's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// For a session that is expected.
    pub not_confirmed: &'static str,
    /// For a session that is postponed without a new time.
    pub no_new_time: &'static str,
    /// For a session that does not take place.
    pub cancelled: &'static str,
    /// For a session whose day is known, but not its time.
    pub time_to_be_confirmed: &'static str,
    /// A sentence for a session with a start but no end.
    pub end_unknown: &'static str,
    /// What comes before remarks that follow a title: ` (`.
    pub open: &'static str,
    /// What comes between two remarks: `, `.
    pub comma: &'static str,
    /// What comes after the last remark: `)`.
    pub close: &'static str,
}

/// The title of an entry: that of the session and, in brackets, what is uncertain about it, because many calendars do
/// not show an entry's status.
fn title(session: &Session, words: &Words) -> String {
    let remarks = [
        (session.status == Status::Expected, words.not_confirmed),
        (session.lacks_new_time(), words.no_new_time),
        (session.is_cancelled(), words.cancelled),
        (session.is_held() && session.lacks_clock_time(), words.time_to_be_confirmed),
    ];
    let mut title = session.title.clone();
    let mut before = words.open;
    for (_, remark) in remarks.iter().filter(|(applies, _)| *applies) {
        title.push_str(before);
        title.push_str(remark);
        before = words.comma;
    }
    if title.len() > session.title.len() {
        title.push_str(words.close);
    }
    title
}

/// The description of an entry, in paragraphs: the brief's title, the session's note and outcome, a sentence if the end
/// is unknown, and the address of the page.
fn description(brief: &Brief, session: &Session, words: &Words, page: Option<&str>) -> String {
    let mut text = brief.title.clone();
    let has_open_end = session.is_held() && session.start.timestamp().is_some() && session.end.is_none();
    let end = has_open_end.then_some(words.end_unknown);
    for paragraph in [session.note.as_deref(), session.outcome.as_deref(), end, page].into_iter().flatten() {
        text.push_str("\n\n");
        text.push_str(paragraph);
    }
    text
}

/// `2018-07-16T10:20:00Z`, rounded down to the second, because calendars have no fractions of a second.
fn extended(instant: Instant) -> String {
    Timestamp::from(Instant::from_millis(instant.seconds() * 1_000)).rfc3339()
}

/// `20180716T102000Z` (RFC 5545, section 3.3.5, form 2; ISO 8601-1, basic format).
fn basic(instant: Instant) -> String {
    without_separators(&extended(instant))
}

/// `20180716T182000`, without a zone (RFC 5545, section 3.3.5, form 1).
fn basic_local(civil: CivilDateTime) -> String {
    let mut text = basic(civil.instant(Offset::UTC));
    text.pop();
    text
}

/// `20180716` (RFC 5545, section 3.3.4).
fn basic_date(date: CivilDate) -> String {
    without_separators(&date.iso())
}

fn without_separators(iso: &str) -> String {
    let mut text = String::new();
    for byte in iso.bytes() {
        if byte != b'-' && byte != b':' {
            text.push(char::from(byte));
        }
    }
    text
}

/// The last day of a session whose first day is `first`.
fn last_day(session: &Session, first: CivilDate) -> CivilDate {
    session.end.and_then(DateOrTime::date).unwrap_or(first)
}
