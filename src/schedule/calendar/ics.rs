//! An iCalendar file (RFC 5545). Must not import browser APIs.

use super::{Words, basic, basic_date, description, last_day, title};
use crate::brief::{Brief, Session, Status};
use crate::time::{DateOrTime, Instant, decimal};

/// The longest line, in octets without the line break (RFC 5545, section 3.1).
const LINE_OCTETS: usize = 75;

/// The type of a value (RFC 5545, section 3.3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    /// Written with `\`, `;`, `,` and line breaks escaped (section 3.3.11).
    Text,
    /// Written without escapes (section 3.3.13).
    Uri,
}

/// The sessions of `brief` at the indices `sessions`, in that order, as one iCalendar file. `page` is the address of the
/// article, if known. RFC 5545 requires at least one session.
///
/// - Calendars that subscribe to the file are asked to fetch it again every hour: `REFRESH-INTERVAL` (RFC 7986, section
///   5.7), and `X-PUBLISHED-TTL` for Outlook (MS-OXCICAL).
/// - A file with several sessions has a name, the brief's title. A file with one session must not have a name, because
///   it would then be imported as a whole calendar (MS-OXCICAL, `X-WR-CALNAME`).
/// - There is no `METHOD`, because it requires an `ORGANIZER` (RFC 5546, section 3.2.1). Without `METHOD`, `DTSTAMP`
///   says when the entry was last revised (RFC 5545, section 3.8.7.2), so it is the brief's `updated`.
/// - `SEQUENCE` is the number of minutes from 1970 to `updated`, 0 to 2³¹ − 1 (reached in the year 6053), so each later
///   version of the brief supersedes the earlier ones. Within one minute, the later `DTSTAMP` decides (RFC 5546,
///   section 2.1.5).
/// - `UID` joins the ids of the brief and the session with a dot. Ids contain no dots, so it is unique to the session.
/// - `DTEND` is the session's end. Without it, an entry ends when it starts (RFC 5545, section 3.6.1), so if the end is
///   unknown, the description says so. If only days are known, `DTSTART` and `DTEND` are
///   dates, and `DTEND` is the day after the last.
/// - `TRANSP` leaves the reader's time free, because a session is not an appointment.
/// - A session that is postponed without a new time is `CANCELLED`, so that calendars no longer show it at its old time.
///   A later file with a new time restores it.
/// - Only a session that is held, at a known time, has an alarm.
///
/// # Panics
/// If an index has no session.
#[must_use]
pub fn ics(brief: &Brief, sessions: &[usize], words: &Words, page: Option<&str>) -> String {
    let mut file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//summit-brief//summit-brief//EN\r\n\
        REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"
        .to_owned();
    if sessions.len() > 1 {
        // Calendars read the older property, `X-WR-CALNAME`; `NAME` is the standard one (RFC 7986, section 5.1).
        property(&mut file, "NAME", Type::Text, &brief.title);
        property(&mut file, "X-WR-CALNAME", Type::Text, &brief.title);
    }
    let stamp = basic(brief.updated.instant);
    let sequence = decimal(sequence(brief.updated.instant));
    for index in sessions {
        let session = &brief.sessions[*index];
        let title = title(session, words);
        file.push_str("BEGIN:VEVENT\r\n");
        property(&mut file, "UID", Type::Text, &[&brief.id, ".", &session.id, "@summit-brief"].concat());
        let times = [
            "DTSTAMP:",
            &stamp,
            "\r\nSEQUENCE:",
            &sequence,
            &start_and_end(session),
            "\r\nTRANSP:TRANSPARENT\r\nSTATUS:",
            status(session),
            "\r\n",
        ];
        file.push_str(&times.concat());
        property(&mut file, "SUMMARY", Type::Text, &title);
        if let Some(place) = &brief.place {
            property(&mut file, "LOCATION", Type::Text, &place.name);
        }
        property(&mut file, "DESCRIPTION", Type::Text, &description(brief, session, words, page));
        if let Some(page) = page {
            property(&mut file, "URL", Type::Uri, page);
        }
        if session.is_held() && session.start.timestamp().is_some() {
            file.push_str("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\n");
            property(&mut file, "DESCRIPTION", Type::Text, &title);
            file.push_str("END:VALARM\r\n");
        }
        file.push_str("END:VEVENT\r\n");
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// `DTSTART` and, if the end is known, `DTEND` (RFC 5545, sections 3.8.2.4 and 3.8.2.2), each after a line break.
fn start_and_end(session: &Session) -> String {
    match (session.start, session.end) {
        (DateOrTime::Date(first), _) => {
            let day_after = basic_date(last_day(session, first).plus_days(1));
            ["\r\nDTSTART;VALUE=DATE:", &basic_date(first), "\r\nDTEND;VALUE=DATE:", &day_after].concat()
        }
        (DateOrTime::Time(start), Some(DateOrTime::Time(end))) => {
            ["\r\nDTSTART:", &basic(start.instant), "\r\nDTEND:", &basic(end.instant)].concat()
        }
        (DateOrTime::Time(start), _) => ["\r\nDTSTART:", &basic(start.instant)].concat(),
    }
}

/// `SEQUENCE` (RFC 5545, section 3.8.7.4) for a brief last changed at `updated`. Unsigned, because the wasm already
/// contains the code that formats unsigned numbers.
fn sequence(updated: Instant) -> u32 {
    (updated.seconds() / 60).clamp(0, i64::from(i32::MAX)) as u32
}

/// `STATUS` (RFC 5545, section 3.8.1.11). A postponed session is confirmed at its new time.
fn status(session: &Session) -> &'static str {
    match session.status {
        _ if !session.is_held() => "CANCELLED",
        Status::Expected => "TENTATIVE",
        _ => "CONFIRMED",
    }
}

/// Writes `name:value`, folded between characters (RFC 5545, section 3.1) but not within an escape. Control characters
/// are left out, because values must not contain them (section 3.1, `VALUE-CHAR`). Line breaks and tabs in a text stay.
fn property(file: &mut String, name: &str, value_type: Type, value: &str) {
    file.push_str(name);
    file.push(':');
    let mut octets = name.len() + 1;
    for c in value.chars() {
        let (before, c) = match c {
            '\n' if value_type == Type::Text => ("\\", 'n'),
            '\\' | ';' | ',' if value_type == Type::Text => ("\\", c),
            '\t' if value_type == Type::Text => ("", c),
            '\0'..' ' | '\x7f' => continue,
            _ => ("", c),
        };
        let width = before.len() + c.len_utf8();
        if octets + width > LINE_OCTETS {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push_str(before);
        file.push(c);
        octets += width;
    }
    file.push_str("\r\n");
}
