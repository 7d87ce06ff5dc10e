//! Sessions as calendar entries: an iCalendar file, and links to the forms of calendars on the web. One writer
//! for the browser and the command line. Must not import anything of a browser, nor time zone rules: all times are UTC.

mod ics;
mod links;

pub use ics::ics;
pub use links::{Provider, links};

use crate::brief::{Brief, Session};
use crate::time::{Instant, Timestamp};

/// What an entry says besides title, place and time, a paragraph each: the brief's title, the session's note and
/// outcome, and the address of the page.
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

/// `2018-07-16T10:20:00Z`, rounded down to the second: calendars know nothing finer.
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
