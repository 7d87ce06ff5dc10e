//! Links that open web calendars with the form for a new entry filled in. Must not import browser APIs.
//!
//! None of the four providers documents its form. The parameters are those on which the npm packages `calendar-link`
//! 2.11 and `add-to-calendar-button` 2.15 agree, and which the Interaction Design Foundation's
//! *add-event-to-calendar-docs* lists. Times are in UTC, in the format that each provider expects. For Microsoft's two
//! calendars, the packages use one address on phones, `deeplink/compose`, and another on desktops, `action/compose`. A
//! link that works without script cannot tell phones from desktops, so it always uses the address for phones.

use super::{basic, description, extended};
use crate::brief::Brief;
use crate::schedule::Agenda;

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

/// For each provider, a link to its form for a new entry, filled in with the session at index `session` of `brief`.
/// `agenda` is the agenda of the brief's sessions; `page` is the address of the article, if known. The forms have no
/// field for a status, so `remark`, such as “not confirmed”, follows the title in brackets.
///
/// Text is encoded as in RFC 3986, section 2: a space becomes `%20`, because not every form reads `+` as a space.
/// Microsoft's forms read the body as HTML.
///
/// # Panics
/// If there is no session with this index.
#[must_use]
pub fn links(
    brief: &Brief,
    agenda: &Agenda,
    session: usize,
    remark: Option<&str>,
    page: Option<&str>,
) -> [(Provider, String); 4] {
    let end = agenda.end(session);
    let session = &brief.sessions[session];
    let start = session.start.instant;
    let (dates, times) = ([basic(start), basic(end)], [extended(start), extended(end)]);
    let mut title = percent_encoded(Format::Plain, &session.title);
    if let Some(remark) = remark {
        title.push_str("%20%28");
        title.push_str(&percent_encoded(Format::Plain, remark));
        title.push_str("%29");
    }
    let place = percent_encoded(Format::Plain, &brief.place.name);
    let text = description(brief, session, page);
    let (plain, html) = (percent_encoded(Format::Plain, &text), percent_encoded(Format::Html, &text));

    let google = [
        "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=",
        &dates[0],
        "/",
        &dates[1],
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
            &times[0],
            "&enddt=",
            &times[1],
            "&subject=",
            &title,
            "&location=",
            &place,
            "&body=",
            &html,
        ];
        link.concat()
    };
    let yahoo = [
        "https://calendar.yahoo.com/?v=60&st=",
        &dates[0],
        "&et=",
        &dates[1],
        "&title=",
        &title,
        "&in_loc=",
        &place,
        "&desc=",
        &plain,
    ];
    [
        (Provider::Google, google.concat()),
        (Provider::Outlook, microsoft("live")),
        (Provider::Microsoft365, microsoft("office")),
        (Provider::Yahoo, yahoo.concat()),
    ]
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
