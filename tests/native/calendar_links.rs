//! Links that open the new-entry forms of web calendars.

use summit_brief::brief::{Brief, Session, Status};
use summit_brief::schedule::calendar::{LocalTimes, Provider, links};
use summit_brief::text::Locale;
use summit_brief::time::{DateOrTime, Timestamp};

use super::support::{accord, content, helsinki, moment, offset, session};

const PROVIDERS: [Provider; 4] = [Provider::Google, Provider::Outlook, Provider::Microsoft365, Provider::Yahoo];

const END_UNKNOWN: &str = "It is not known when this ends.";

fn some_links(brief: &Brief, session: usize, page: Option<&str>, local: Option<LocalTimes>) -> Vec<(Provider, String)> {
    links(brief, session, &Locale::from_tag("en-GB").strings().calendar(), page, local)
}

/// The links to all four providers, for a reader in the zone `reader`.
fn all_links(brief: &Brief, session: usize, page: Option<&str>, reader: &str) -> [(Provider, String); 4] {
    let content = content(brief.clone(), Some(reader));
    let column = content.schedule.columns.iter().position(|column| column.reader).unwrap();
    let (_, row) = content.schedule.row(session).unwrap();
    let civil = |moments: &[summit_brief::schedule::Moment]| moments.get(column).map(|moment| moment.civil);
    let local = LocalTimes { start: civil(&row.start), end: civil(&row.end) };
    some_links(brief, session, page, Some(local)).try_into().unwrap()
}

/// The Helsinki brief with only this session.
fn brief_of(session: Session) -> Brief {
    Brief { sessions: vec![session], ..helsinki() }
}

/// Parses a link as a server does. Returns the part before `?`, and the decoded parameters.
fn parse(link: &str) -> (String, Vec<(String, String)>) {
    assert!(!link.contains('#'), "{link}");
    let (before, query) = link.split_once('?').unwrap();
    let decoded = |text: &str| {
        let (mut bytes, mut rest) = (Vec::new(), text.bytes());
        while let Some(byte) = rest.next() {
            match byte {
                b'%' => {
                    let digits = [rest.next().unwrap(), rest.next().unwrap()];
                    let digits = str::from_utf8(&digits).unwrap();
                    assert_eq!(digits, digits.to_uppercase(), "{text}");
                    bytes.push(u8::from_str_radix(digits, 16).unwrap());
                }
                // Some servers read it as a space, others as a plus.
                b'+' => panic!("a plus in {text}"),
                _ => bytes.push(byte),
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap();
        (decoded(name), decoded(value))
    };
    (before.to_owned(), query.split('&').map(pair).collect())
}

/// The value of the parameter `name` of a link.
fn parameter(link: &str, name: &str) -> String {
    let (_, parameters) = parse(link);
    let mut found = parameters.into_iter().filter(|(other, _)| other == name);
    let value = found.next().unwrap_or_else(|| panic!("no {name} in {link}")).1;
    assert_eq!(found.next(), None, "{link}");
    value
}

/// The names of the parameters for title, place and description.
fn text_parameters(provider: Provider) -> [&'static str; 3] {
    match provider {
        Provider::Google => ["text", "location", "details"],
        Provider::Outlook | Provider::Microsoft365 => ["subject", "location", "body"],
        Provider::Yahoo => ["TITLE", "in_loc", "DESC"],
    }
}

#[test]
fn the_links_of_the_reference_brief_are_exact() {
    let title = "From%20Crimea%20to%20steel%3A%20nine%20issues%20that%20divide%20Trump%20and%20Putin";
    let text = format!("{title}%0A%0AIt%20is%20not%20known%20when%20this%20ends.");
    let html = format!("{title}%3Cbr%3E%3Cbr%3EIt%20is%20not%20known%20when%20this%20ends.");
    let expected = [
        format!(
            "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=20180716T133000Z/20180716T133000Z\
             &text=Joint%20press%20conference%20%28not%20confirmed%29&location=Helsinki&details={text}"
        ),
        format!(
            "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
             &startdt=2018-07-16T13:30:00Z&enddt=2018-07-16T13:30:00Z\
             &subject=Joint%20press%20conference%20%28not%20confirmed%29&location=Helsinki&body={html}"
        ),
        format!(
            "https://outlook.office.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
             &startdt=2018-07-16T13:30:00Z&enddt=2018-07-16T13:30:00Z\
             &subject=Joint%20press%20conference%20%28not%20confirmed%29&location=Helsinki&body={html}"
        ),
        format!(
            "https://calendar.yahoo.com/?v=60&ST=20180716T213000&ET=20180716T213000\
             &TITLE=Joint%20press%20conference%20%28not%20confirmed%29&in_loc=Helsinki&DESC={text}"
        ),
    ];
    let links = all_links(&helsinki(), 1, None, "Asia/Hong_Kong");
    for (link, expected) in links.into_iter().zip(PROVIDERS.into_iter().zip(expected)) {
        assert_eq!(link, expected);
    }
}

#[test]
fn every_provider_has_a_name_and_an_id() {
    let found = PROVIDERS.map(|provider| (provider.id(), provider.name()));
    let expected =
        [("google", "Google"), ("outlook", "Outlook.com"), ("microsoft365", "Microsoft 365"), ("yahoo", "Yahoo")];
    assert_eq!(found, expected);
}

#[test]
fn any_text_arrives_intact_at_every_provider() {
    for text in [
        "Q & A",
        "1 + 1 = 2",
        "Issue #5",
        "100 % sure; 50%25",
        "“What the glaciers say”",
        "Tokyo 東京 🌍 🇫🇮",
        "<b>bold</b> & \"quoted\" 'text'",
        "a/b?c=d&e=f:g@h[i]!$()*,~-._",
        "two\nlines",
    ] {
        let note = Some(text.to_owned());
        let times = session("2018-07-16T10:20:00Z", Some("2018-07-16T11:20:00Z"));
        let mut brief = brief_of(Session { title: text.to_owned(), note, ..times });
        brief.place.as_mut().unwrap().name = text.to_owned();
        let plain = [brief.title.as_str(), text].join("\n\n");
        for (provider, link) in all_links(&brief, 0, None, "UTC") {
            let [title, place, description] = text_parameters(provider);
            assert_eq!(parameter(&link, title), text, "{provider:?}");
            assert_eq!(parameter(&link, place), text, "{provider:?}");
            // Microsoft's forms read the description as HTML.
            let html = matches!(provider, Provider::Outlook | Provider::Microsoft365);
            let expected = if html {
                plain.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
            } else {
                plain.clone()
            };
            assert_eq!(parameter(&link, description), expected, "{provider:?}");
        }
    }
}

#[test]
fn links_are_well_formed_addresses() {
    // RFC 3986, section 3.4: the characters of a query.
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?@!$'()*,;=&%".contains(c);
    for brief in [helsinki(), accord()] {
        for index in 0..brief.sessions.len() {
            for (provider, link) in all_links(&brief, index, Some("https://news.example/?a=b&c#d"), "Asia/Tokyo") {
                assert!(link.starts_with("https://") && link.chars().all(allowed), "{provider:?} {link}");
            }
        }
    }
}

#[test]
fn every_link_has_the_times_of_its_session() {
    let utc = |time: DateOrTime| Timestamp::from(time.timestamp().unwrap().instant).to_string();
    // The clock in Kathmandu is 5:45 hours ahead of UTC.
    let local = |time: DateOrTime| {
        let civil = time.timestamp().unwrap().instant.civil(offset(20_700));
        Timestamp::from(civil.instant(offset(0))).to_string().replace(['-', ':', 'Z'], "")
    };
    for brief in [helsinki(), accord()] {
        for (index, session) in brief.sessions.iter().enumerate() {
            // Without an end, a form would invent one.
            let times = [session.start, session.end.unwrap_or(session.start)];
            let [start, end] = times.map(utc);
            let [short_start, short_end] = [&start, &end].map(|time| time.replace(['-', ':'], ""));
            let links = all_links(&brief, index, None, "Asia/Kathmandu");
            assert_eq!(parameter(&links[0].1, "dates"), [short_start.as_str(), &short_end].join("/"));
            for (_, link) in &links[1..3] {
                assert_eq!([parameter(link, "startdt"), parameter(link, "enddt")], [start.as_str(), &end]);
            }
            assert_eq!([parameter(&links[3].1, "ST"), parameter(&links[3].1, "ET")], times.map(local));
        }
    }
}

#[test]
fn yahoo_gets_the_readers_local_times() {
    let until = Some("2018-07-16T15:30:00Z");
    for (reader, end, expected) in [
        ("UTC", until, ["20180716T133000", "20180716T153000"]),
        ("Asia/Hong_Kong", until, ["20180716T213000", "20180716T233000"]),
        // The end, or both, on the next day.
        ("Asia/Tokyo", until, ["20180716T223000", "20180717T003000"]),
        ("Pacific/Chatham", until, ["20180717T021500", "20180717T041500"]),
        ("Pacific/Chatham", None, ["20180717T021500", "20180717T021500"]),
        ("Pacific/Marquesas", until, ["20180716T040000", "20180716T060000"]),
    ] {
        let brief = brief_of(session("2018-07-16T13:30:00Z", end));
        let [.., (provider, link)] = all_links(&brief, 0, None, reader);
        assert_eq!(provider, Provider::Yahoo);
        assert_eq!([parameter(&link, "ST"), parameter(&link, "ET")], expected, "{reader}");
    }
    // On the day before.
    let brief = brief_of(session("2018-07-16T05:00:00Z", None));
    let [.., (_, link)] = all_links(&brief, 0, None, "America/Los_Angeles");
    assert_eq!([parameter(&link, "ST"), parameter(&link, "ET")], ["20180715T220000"; 2]);
    // Clocks went back between the start and the end.
    let brief = brief_of(session("2027-10-30T22:30:00Z", Some("2027-10-31T02:30:00Z")));
    let [.., (_, link)] = all_links(&brief, 0, None, "Europe/Lisbon");
    assert_eq!([parameter(&link, "ST"), parameter(&link, "ET")], ["20271030T233000", "20271031T023000"]);
}

#[test]
fn without_local_times_there_is_no_link_to_yahoo() {
    for start in ["2018-07-16T13:30:00Z", "2018-07-16"] {
        let brief = brief_of(session(start, None));
        let providers: Vec<Provider> =
            some_links(&brief, 0, None, None).into_iter().map(|(provider, _)| provider).collect();
        assert_eq!(providers, PROVIDERS[..3], "{start}");
        let providers: Vec<Provider> = all_links(&brief, 0, None, "UTC").into_iter().map(|(one, _)| one).collect();
        assert_eq!(providers, PROVIDERS, "{start}");
    }
}

#[test]
fn sessions_without_times_become_all_day_entries() {
    for (start, end, google, microsoft, yahoo) in [
        ("2018-07-16", None, "20180716/20180717", ["2018-07-16", "2018-07-17"], "ST=20180716&DUR=allday"),
        ("2018-07-16", Some("2018-07-16"), "20180716/20180717", ["2018-07-16", "2018-07-17"], "ST=20180716&DUR=allday"),
        ("2018-12-31", None, "20181231/20190101", ["2018-12-31", "2019-01-01"], "ST=20181231&DUR=allday"),
        // With an `ET`, Yahoo ignores `DUR`.
        (
            "2018-07-16",
            Some("2018-07-18"),
            "20180716/20180719",
            ["2018-07-16", "2018-07-19"],
            "ST=20180716&ET=20180719",
        ),
    ] {
        for all_day in [false, true] {
            let brief = brief_of(Session { all_day, ..session(start, end) });
            // Days are the same in every zone.
            for reader in ["UTC", "Pacific/Kiritimati", "Pacific/Marquesas"] {
                let links = all_links(&brief, 0, None, reader);
                assert_eq!(parameter(&links[0].1, "dates"), google, "{start} {end:?}");
                for (_, link) in &links[1..3] {
                    assert_eq!([parameter(link, "startdt"), parameter(link, "enddt")], microsoft, "{start} {end:?}");
                    assert_eq!(parameter(link, "allday"), "true");
                }
                assert!(links[3].1.contains(&format!("?v=60&{yahoo}&TITLE=")), "{start} {end:?}: {}", links[3].1);
                let title = if all_day { "A" } else { "A (time to be confirmed)" };
                for (provider, link) in links {
                    assert_eq!(parameter(&link, text_parameters(provider)[0]), title, "{provider:?}");
                    let text = parameter(&link, text_parameters(provider)[2]);
                    assert!(!text.contains(END_UNKNOWN), "{provider:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn sessions_with_times_do_not_become_all_day_entries() {
    for (provider, link) in all_links(&helsinki(), 0, None, "UTC") {
        assert!(!link.to_lowercase().contains("allday"), "{provider:?} {link}");
    }
}

#[test]
fn the_title_says_what_is_uncertain() {
    let moved = Some(moment("2018-07-15T10:20:00Z"));
    for (status, start, was, title) in [
        (Status::Confirmed, "2018-07-16T10:20:00Z", None, "A"),
        (Status::Expected, "2018-07-16T10:20:00Z", None, "A (not confirmed)"),
        (Status::Postponed, "2018-07-16T10:20:00Z", moved, "A"),
        (Status::Confirmed, "2018-07-16", None, "A (time to be confirmed)"),
        (Status::Expected, "2018-07-16", None, "A (not confirmed, time to be confirmed)"),
    ] {
        let brief = brief_of(Session { status, was, ..session(start, None) });
        for (provider, link) in all_links(&brief, 0, None, "UTC") {
            assert_eq!(parameter(&link, text_parameters(provider)[0]), title, "{provider:?}");
        }
    }
}

#[test]
fn without_a_place_a_link_has_no_location() {
    let brief = Brief { place: None, ..helsinki() };
    for (provider, link) in all_links(&brief, 0, None, "UTC") {
        let (_, parameters) = parse(&link);
        let names: Vec<&str> = parameters.iter().map(|(name, _)| name.as_str()).collect();
        assert!(!names.contains(&text_parameters(provider)[1]), "{provider:?} {link}");
        assert!(names.contains(&text_parameters(provider)[0]), "{provider:?} {link}");
    }
}

#[test]
fn descriptions_say_that_the_end_is_unknown_and_end_with_the_address_of_the_page() {
    let page = "https://news.example/a?b=c&d=e#f";
    let title = helsinki().title;
    for (end, paragraphs) in
        [(None, vec![title.as_str(), END_UNKNOWN, page]), (Some("2018-07-16T12:00:00Z"), vec![title.as_str(), page])]
    {
        let brief = brief_of(session("2018-07-16T10:20:00Z", end));
        for (provider, link) in all_links(&brief, 0, Some(page), "UTC") {
            let text = parameter(&link, text_parameters(provider)[2]).replace("&amp;", "&").replace("<br>", "\n");
            assert_eq!(text, paragraphs.join("\n\n"), "{provider:?}");
        }
    }
}
