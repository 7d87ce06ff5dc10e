//! Links that open web calendars with the form for a new entry filled in. Must not import browser APIs.
//!
//! None of the four providers documents its form. The parameters are those of the npm packages `calendar-link` 2.11 and
//! `add-to-calendar-button` 2.15, and of *add-event-to-calendar-docs* by the Interaction Design Foundation, whose
//! authors tried the forms of Yahoo and Outlook in August 2026. For Microsoft's two calendars, the packages use one
//! address on phones, `deeplink/compose`, and another on desktops, `action/compose`. A link that works without script
//! cannot tell phones from desktops, so it always uses the address for phones.

use super::{Words, basic, basic_date, basic_local, description, extended, last_day, title};
use crate::brief::{Brief, Session};
use crate::time::{CivilDate, CivilDateTime, DateOrTime};

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
/// brackets. They require an end; if it is unknown, the link repeats the start as the end, and the description says
/// that the end is unknown.
///
/// Yahoo's form ignores `Z`: it takes every time as local. So its link needs the reader's local times; without `local`,
/// there is no link to Yahoo.
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
    let text = description(brief, session, words, page);
    let (plain, html) = (percent_encoded(Format::Plain, &text), percent_encoded(Format::Html, &text));
    let place = |name: &str| {
        let place = brief.place.as_ref().map(|place| [name, &percent_encoded(Format::Plain, &place.name)].concat());
        place.unwrap_or_default()
    };

    let google = [
        "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=",
        &google,
        "&text=",
        &title,
        &place("&location="),
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
            &place("&location="),
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
    if let Some(yahoo) = yahoo {
        let link =
            ["https://calendar.yahoo.com/?v=60&ST=", &yahoo, "&TITLE=", &title, &place("&in_loc="), "&DESC=", &plain];
        links.push((Provider::Yahoo, link.concat()));
    }
    links
}

/// For each form, the parameters for the times, without the name of the first parameter.
struct Times {
    google: String,
    microsoft: String,
    yahoo: Option<String>,
}

fn times(session: &Session, local: Option<LocalTimes>) -> Times {
    match session.start {
        DateOrTime::Date(first) => day_times(first, last_day(session, first), local.is_some()),
        DateOrTime::Time(start) => {
            let end = session.end.and_then(DateOrTime::timestamp).unwrap_or(start);
            let (start, end) = (start.instant, end.instant);
            Times {
                google: [&basic(start), "/", &basic(end)].concat(),
                microsoft: [&extended(start), "&enddt=", &extended(end)].concat(),
                yahoo: local.and_then(|LocalTimes { start, end }| {
                    let start = start?;
                    Some([&basic_local(start), "&ET=", &basic_local(end.unwrap_or(start))].concat())
                }),
            }
        }
    }
}

fn day_times(first: CivilDate, last: CivilDate, yahoo: bool) -> Times {
    let day_after = last.plus_days(1);
    let (begin, end) = (basic_date(first), basic_date(day_after));
    // Yahoo's form ignores `DUR` if there is an `ET`, so several days become one entry from midnight to midnight.
    let until = if first == last { "&DUR=allday".to_owned() } else { ["&ET=", &end].concat() };
    Times {
        google: [&begin, "/", &end].concat(),
        microsoft: [&first.iso(), "&enddt=", &day_after.iso(), "&allday=true"].concat(),
        yahoo: yahoo.then(|| [begin.as_str(), &until].concat()),
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
