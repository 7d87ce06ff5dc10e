//! Links that open the new-entry forms of web calendars.

use summit_brief::brief::{Brief, Session};
use summit_brief::schedule::Agenda;
use summit_brief::schedule::calendar::{Provider, links};
use summit_brief::time::Timestamp;

use super::support::{accord, helsinki, session};

const PROVIDERS: [Provider; 4] = [Provider::Google, Provider::Outlook, Provider::Microsoft365, Provider::Yahoo];

fn links_of(brief: &Brief, session: usize, remark: Option<&str>, page: Option<&str>) -> [(Provider, String); 4] {
    links(brief, &Agenda::new(&brief.sessions), session, remark, page)
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
        Provider::Yahoo => ["title", "in_loc", "desc"],
    }
}

#[test]
fn the_links_of_the_reference_brief_are_exact() {
    let title = "From%20Crimea%20to%20steel%3A%20nine%20issues%20that%20divide%20Trump%20and%20Putin";
    let expected = [
        format!(
            "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=20180716T133000Z/20180716T153000Z\
             &text=Joint%20press%20conference%20%28not%20confirmed%29&location=Helsinki&details={title}"
        ),
        format!(
            "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
             &startdt=2018-07-16T13:30:00Z&enddt=2018-07-16T15:30:00Z\
             &subject=Joint%20press%20conference%20%28not%20confirmed%29&location=Helsinki&body={title}"
        ),
        format!(
            "https://outlook.office.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
             &startdt=2018-07-16T13:30:00Z&enddt=2018-07-16T15:30:00Z\
             &subject=Joint%20press%20conference%20%28not%20confirmed%29&location=Helsinki&body={title}"
        ),
        format!(
            "https://calendar.yahoo.com/?v=60&st=20180716T133000Z&et=20180716T153000Z\
             &title=Joint%20press%20conference%20%28not%20confirmed%29&in_loc=Helsinki&desc={title}"
        ),
    ];
    let links = links_of(&helsinki(), 1, Some("not confirmed"), None);
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
        let mut brief = helsinki();
        let note = Some(text.to_owned());
        brief.sessions = vec![Session { title: text.to_owned(), note, ..session("2018-07-16T10:20:00Z", None) }];
        brief.place.name = text.to_owned();
        let plain = [brief.title.as_str(), text].join("\n\n");
        for (provider, link) in links_of(&brief, 0, None, None) {
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
            for (provider, link) in
                links_of(&brief, index, Some("not confirmed"), Some("https://news.example/?a=b&c#d"))
            {
                assert!(link.starts_with("https://") && link.chars().all(allowed), "{provider:?} {link}");
            }
        }
    }
}

#[test]
fn every_link_has_the_times_of_its_session() {
    for brief in [helsinki(), accord()] {
        let agenda = Agenda::new(&brief.sessions);
        for (index, session) in brief.sessions.iter().enumerate() {
            let [start, end] = [session.start.instant, agenda.end(index)].map(|at| Timestamp::from(at).to_string());
            let [short_start, short_end] = [&start, &end].map(|time| time.replace(['-', ':'], ""));
            let links = links_of(&brief, index, None, None);
            assert_eq!(parameter(&links[0].1, "dates"), [short_start.as_str(), &short_end].join("/"));
            for (_, link) in &links[1..3] {
                assert_eq!([parameter(link, "startdt"), parameter(link, "enddt")], [start.as_str(), &end]);
            }
            assert_eq!([parameter(&links[3].1, "st"), parameter(&links[3].1, "et")], [short_start, short_end]);
        }
    }
}

#[test]
fn descriptions_end_with_the_address_of_the_page() {
    let page = "https://news.example/a?b=c&d=e#f";
    for (provider, link) in links_of(&helsinki(), 0, None, Some(page)) {
        let text = parameter(&link, text_parameters(provider)[2]).replace("&amp;", "&").replace("<br>", "\n");
        assert_eq!(text, [helsinki().title.as_str(), page].join("\n\n"), "{provider:?}");
    }
}
