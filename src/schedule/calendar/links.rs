//! Links that open web calendars with the form for a new entry filled in. Must not import browser APIs.
//!
//! None of the four providers documents its form. The parameters are those on which the npm packages `calendar-link`
//! 2.11 and `add-to-calendar-button` 2.15 agree, and which the Interaction Design Foundation's
//! *add-event-to-calendar-docs* lists. Times are in UTC, in the format that each provider expects. For Microsoft's two
//! calendars, the packages use one address on phones, `deeplink/compose`, and another on desktops, `action/compose`. A
//! link that works without script cannot tell phones from desktops, so it always uses the address for phones.

use super::{Words, basic, basic_date, basic_local, days, description, extended, title};
use crate::brief::{Brief, Session};
use crate::time::{CivilDateTime, DateOrTime};

/// A calendar on the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Google Calendar.
    Google,
    /// Outlook.com: Microsoft's calendar for private accounts.
    Outlook,
    /// Microsoft 365: Microsoft's calendar for organisations.
    Microsoft365,
    /// Yahoo Calendar.
    Yahoo,
}

impl Provider {
    /// The name that readers see, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Outlook => "Outlook.com",
            Self::Microsoft365 => "Microsoft 365",
            Self::Yahoo => "Yahoo",
        }
    }

    /// The name in `sb-calendar` events.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Outlook => "outlook",
            Self::Microsoft365 => "microsoft365",
            Self::Yahoo => "yahoo",
        }
    }
}

/// The times of a session in the reader's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTimes {
    /// The start; `None` if only the day is known.
    pub start: Option<CivilDateTime>,
    /// The end, if known.
    pub end: Option<CivilDateTime>,
}

/// For each provider, a link to its form for a new entry, filled in with the session at index `session` of `brief`.
/// `page` is the address of the article, if known. The forms have no field for a status, so it follows the title in
/// brackets. If the end is unknown, the description says so, and the form gets no end; Google's, which requires one, gets
/// the start.
///
/// Yahoo reads every time as local, whatever zone the link gives (as of 2026), so its link needs the times in the
/// reader's zone. Without `local`, there is none.
///
/// Text is encoded as in RFC 3986, section 2: a space becomes `%20`, because not every form reads `+` as a space.
/// Microsoft's forms read the body as HTML.
///
/// # Panics
/// If there is no session with this index.
#[must_use]
pub fn links(
    brief: &Brief,
    session: usize,
    words: &Words,
    page: Option<&str>,
    local: Option<LocalTimes>,
) -> Vec<(Provider, String)> {
    let session = &brief.sessions[session];
    let Times { google, microsoft, yahoo } = times(session, local);
    let title = percent_encoded(Format::Plain, &title(session, words));
    let place = percent_encoded(Format::Plain, brief.place.as_ref().map_or("", |place| &place.name));
    let text = description(brief, session, words, page);
    let (plain, html) = (percent_encoded(Format::Plain, &text), percent_encoded(Format::Html, &text));

    let google = [
        "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=",
        &google,
        "&text=",
        &title,
        "&location=",
        &place,
        "&details=",
        &plain,
    ];
    let microsoft = |host: &str| {
        let link = [
            "https://outlook.",
            host,
            ".com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&startdt=",
            &microsoft,
            "&subject=",
            &title,
            "&location=",
            &place,
            "&body=",
            &html,
        ];
        link.concat()
    };
    let mut links = vec![
        (Provider::Google, google.concat()),
        (Provider::Outlook, microsoft("live")),
        (Provider::Microsoft365, microsoft("office")),
    ];
    if local.is_some() {
        let yahoo =
            ["https://calendar.yahoo.com/?v=60&st=", &yahoo, "&title=", &title, "&in_loc=", &place, "&desc=", &plain];
        links.push((Provider::Yahoo, yahoo.concat()));
    }
    links
}

/// The parameters for the times, each without the name of the first.
struct Times {
    google: String,
    microsoft: String,
    yahoo: String,
}

fn times(session: &Session, local: Option<LocalTimes>) -> Times {
    if let Some((first, last)) = days(session) {
        let day_after = last.plus_days(1);
        return Times {
            google: [&basic_date(first), "/", &basic_date(day_after)].concat(),
            microsoft: [&first.iso(), "&enddt=", &day_after.iso(), "&allday=true"].concat(),
            yahoo: [&basic_date(first), "&et=", &basic_date(last), "&dur=allday"].concat(),
        };
    }
    let instant = |time: Option<DateOrTime>| time.and_then(DateOrTime::timestamp).map(|stamp| stamp.instant);
    let (start, end) = (instant(Some(session.start)), instant(session.end));
    let local = |pick: fn(LocalTimes) -> Option<CivilDateTime>| local.and_then(pick).map(basic_local);
    // The start, and if there is an end, the parameter `name` for it.
    let range = |start: Option<String>, name: &str, end: Option<String>| {
        let end = end.map(|end| [name, &end].concat());
        [start.unwrap_or_default(), end.unwrap_or_default()].concat()
    };
    Times {
        google: range(start.map(basic), "/", end.or(start).map(basic)),
        microsoft: range(start.map(extended), "&enddt=", end.map(extended)),
        yahoo: range(local(|local| local.start), "&et=", local(|local| local.end)),
    }
}

/// How a form reads a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Html,
}

/// `text` with all but unreserved characters percent-encoded (RFC 3986, sections 2.1 and 2.3). For forms that read
/// HTML, `&` and `<` first become entities and line breaks become `<br>`, so that the form shows the same text and
/// lines.
fn percent_encoded(format: Format, text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            // `&amp;`, `&lt;` and `<br>`.
            b'&' if format == Format::Html => encoded.push_str("%26amp%3B"),
            b'<' if format == Format::Html => encoded.push_str("%26lt%3B"),
            b'\n' if format == Format::Html => encoded.push_str("%3Cbr%3E"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => {
                encoded.push('%');
                encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
                encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
    encoded
}
