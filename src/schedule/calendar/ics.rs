//! An iCalendar file (RFC 5545). Must not import anything of a browser.

use super::{basic, description};
use crate::brief::{Brief, Session, Status};
use crate::schedule::Agenda;
use crate::time::Instant;

/// The longest line, in octets and without its end (RFC 5545, section 3.1).
const LINE_OCTETS: usize = 75;

/// How a value is written (RFC 5545, section 3.3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    /// With `\`, `;`, `,` and line breaks escaped (section 3.3.11).
    Text,
    /// As it is (section 3.3.13).
    Uri,
}

/// The sessions of `brief` with the indices `sessions`, in that order, as one iCalendar file. `agenda` is that of the
/// brief's sessions; `page` is the address of the article, if it is known. RFC 5545 wants at least one session.
///
/// - A file of several sessions has a name, the brief's title; one of a single session must have none (MS-OXCICAL,
///   `X-WR-CALNAME`), or it is taken for a whole calendar.
/// - There is no `METHOD`: RFC 5546, section 3.2.1, wants an `ORGANIZER` with it. Without it `DTSTAMP` is when the
///   entry was last revised (RFC 5545, section 3.8.7.2), so it is the brief's `updated`.
/// - `SEQUENCE` is the number of minutes from 1970 to `updated`, 0 to 2³¹ − 1 (reached in the year 6053). So every
///   later version of the brief supersedes the earlier ones; within a minute the later `DTSTAMP` does (RFC 5546,
///   section 2.1.5).
/// - `UID` is made of both ids with a dot between them, which no id contains, so no two sessions share one.
/// - `DTEND` is the session's end; where it is not known, when the session counts as over (see [`Agenda::end`]).
///
/// # Panics
/// Where there is no session with one of the indices.
#[must_use]
pub fn ics(brief: &Brief, agenda: &Agenda, sessions: &[usize], page: Option<&str>) -> String {
    let mut file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//summit-brief//summit-brief//EN\r\n".to_owned();
    if sessions.len() > 1 {
        // The older name is the one that calendars read (the newer: RFC 7986, section 5.1).
        property(&mut file, "NAME", Type::Text, &brief.title);
        property(&mut file, "X-WR-CALNAME", Type::Text, &brief.title);
    }
    let stamp = basic(brief.updated.instant);
    let sequence = sequence(brief.updated.instant).to_string();
    for index in sessions {
        let session = &brief.sessions[*index];
        file.push_str("BEGIN:VEVENT\r\n");
        property(&mut file, "UID", Type::Text, &[&brief.id, ".", &session.id, "@summit-brief"].concat());
        let times = [
            "DTSTAMP:",
            &stamp,
            "\r\nSEQUENCE:",
            &sequence,
            "\r\nDTSTART:",
            &basic(session.start.instant),
            "\r\nDTEND:",
            &basic(agenda.end(*index)),
            "\r\nSTATUS:",
            status(session),
            "\r\n",
        ];
        file.push_str(&times.concat());
        property(&mut file, "SUMMARY", Type::Text, &session.title);
        property(&mut file, "LOCATION", Type::Text, &brief.place.name);
        property(&mut file, "DESCRIPTION", Type::Text, &description(brief, session, page));
        if let Some(page) = page {
            property(&mut file, "URL", Type::Uri, page);
        }
        if session.status != Status::Cancelled {
            file.push_str("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\n");
            property(&mut file, "DESCRIPTION", Type::Text, &session.title);
            file.push_str("END:VALARM\r\n");
        }
        file.push_str("END:VEVENT\r\n");
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// The revision a calendar entry is (RFC 5545, section 3.8.7.4), for a brief last changed at `updated`. An unsigned
/// number, which is written with the code that numbers of days and cards need anyway.
fn sequence(updated: Instant) -> u32 {
    (updated.seconds() / 60).clamp(0, i64::from(i32::MAX)) as u32
}

/// RFC 5545, section 3.8.1.11. A postponed session stands at its new time.
const fn status(session: &Session) -> &'static str {
    match session.status {
        Status::Confirmed | Status::Postponed => "CONFIRMED",
        Status::Expected => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    }
}

/// Writes `name:value`, folded between characters (RFC 5545, section 3.1; an escaped one stays whole). Control
/// characters have no place in a value (section 3.1, `VALUE-CHAR`) and are left out; of a text, line breaks and tabs
/// are kept.
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
