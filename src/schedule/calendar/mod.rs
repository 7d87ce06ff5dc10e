//! Sessions as calendar entries: an iCalendar file, and links that open a new entry in web calendars. The browser and
//! the command line share this code. Must not import browser APIs or time zone rules: all times are UTC.

mod ics;
mod links;

pub use ics::ics;
pub use links::{Provider, links};

use crate::brief::{Brief, Session};
use crate::time::{Instant, Timestamp};

/// The description of an entry. Its paragraphs are the brief's title, the session's note and outcome, and the address
/// of the page.
fn description(brief: &Brief, session: &Session, page: Option<&str>) -> String {
    let mut text = brief.title.clone();
    let mut add = |paragraph: Option<&str>| {
        if let Some(paragraph) = paragraph {
            text.push_str("\n\n");
            text.push_str(paragraph);
        }
    };
    add(session.note.as_deref());
    add(session.outcome.as_deref());
    add(page);
    text
}

/// `2018-07-16T10:20:00Z`, rounded down to the second, because calendars do not support fractions of a second.
fn extended(instant: Instant) -> String {
    Timestamp::from(Instant::from_millis(instant.seconds() * 1_000)).rfc3339()
}

/// `20180716T102000Z` (RFC 5545, section 3.3.5, form 2; ISO 8601-1, basic format).
fn basic(instant: Instant) -> String {
    let mut text = String::new();
    for byte in extended(instant).bytes() {
        if byte != b'-' && byte != b':' {
            text.push(char::from(byte));
        }
    }
    text
}
