//! The rendered HTML, parsed as in a browser and checked as a reader perceives it.

use std::collections::HashSet;
use std::rc::Rc;

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};
use serde_json::json;
use summit_brief::brief::{Brief, Issue};
use summit_brief::components::{Now, WidgetInput};
use summit_brief::desk::TzDatabase;
use summit_brief::render;
use summit_brief::text::Locale;
use summit_brief::time::{Instant, Timestamp};
use summit_brief::widget::{self, Expand, HeadingLevel};
use yew::{Callback, NodeRef};

use super::support::{accord, at, content, helsinki, helsinki_with};

/// A rendered widget.
pub(crate) struct View(Html);

/// Everything that a view depends on besides the brief.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) reader: Option<&'static str>,
    pub(crate) level: HeadingLevel,
    pub(crate) expand: Expand,
    pub(crate) issues_first: bool,
    pub(crate) now: Option<Instant>,
    /// The moment that decides which days are folded.
    pub(crate) folded: Option<Instant>,
    /// The state of the controls; `None` leaves them out.
    pub(crate) live: Option<widget::View>,
}

fn markup(brief: Brief, options: Options) -> String {
    let locale = Locale::from_tag(&brief.lang);
    let content = Rc::new(content(brief, options.reader));
    let expand = Rc::new(options.expand);
    render::html(WidgetInput {
        content,
        locale,
        level: options.level,
        expand,
        reserve_room: true,
        issues_first: options.issues_first,
        calendar: None,
        sections: 2,
        now: options.now.map(|now| Now {
            folded: options.folded,
            ..Now::new(now, options.reader.unwrap_or("UTC"), &TzDatabase::default())
        }),
        live: options.live.map(|view| (view, Callback::noop())),
        header_ref: NodeRef::default(),
    })
}

pub(crate) fn view(brief: Brief, options: Options) -> View {
    View(Html::parse_fragment(&markup(brief, options)))
}

pub(crate) fn static_view(brief: Brief) -> View {
    view(brief, Options::default())
}

pub(crate) fn view_at(brief: Brief, now: &str) -> View {
    view(brief, Options { now: Some(at(now)), ..Options::default() })
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error:?}"))
}

pub(crate) fn all<'a>(within: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    within.select(&selector(css)).collect()
}

/// The only element that `css` selects.
#[track_caller]
pub(crate) fn only<'a>(within: ElementRef<'a>, css: &str) -> ElementRef<'a> {
    let found = all(within, css);
    assert_eq!(found.len(), 1, "{css}");
    found[0]
}

/// Whether an element is, or is inside, a placeholder: the style sheet hides it from everyone (`visibility: hidden`).
fn is_placeholder(element: ElementRef) -> bool {
    let ancestors = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(ancestors).any(|element| element.value().classes().any(|class| class == "sb-live"))
}

/// Elements that share a line with the text around them.
const INLINE: [&str; 6] = ["a", "b", "s", "span", "time", "i"];

/// The text of an element as a screen reader reads it, with white space collapsed. No-break spaces become spaces.
pub(crate) fn text(element: ElementRef) -> String {
    fn collect(element: ElementRef, text: &mut String) {
        for child in element.children() {
            match child.value() {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(_) => {
                    let child = ElementRef::wrap(child).unwrap();
                    let pause = if INLINE.contains(&child.value().name()) { "" } else { " " };
                    if !is_placeholder(child) {
                        text.push_str(pause);
                        collect(child, text);
                        text.push_str(pause);
                    }
                }
                _ => {}
            }
        }
    }
    let mut collected = String::new();
    collect(element, &mut collected);
    collected.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn texts(within: ElementRef, css: &str) -> Vec<String> {
    all(within, css).into_iter().filter(|element| !is_placeholder(*element)).map(text).collect()
}

/// Collapses white space, like the function [`text`].
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl View {
    pub(crate) fn root(&self) -> ElementRef<'_> {
        self.0.root_element()
    }

    /// The disclosures of the cards, without those of days and of the day band.
    fn cards(&self) -> Vec<ElementRef<'_>> {
        all(self.root(), ".sb-card > .sb-card__details")
    }

    /// The countdown's text, if there is a countdown.
    pub(crate) fn countdown(&self) -> Option<String> {
        all(self.root(), ".sb-countdown").first().map(|element| text(*element))
    }

    /// The texts of the schedule's cells, row by row, starting with the column headings.
    pub(crate) fn schedule(&self) -> Vec<Vec<String>> {
        let rows = all(self.root(), "table tr");
        rows.into_iter().map(|row| texts(row, "th, td")).collect()
    }

    /// The row of the session with this title.
    fn row(&self, title: &str) -> ElementRef<'_> {
        let rows = all(self.root(), "tbody tr").into_iter();
        let mut found = rows.filter(|row| texts(*row, "th").first().is_some_and(|text| text.starts_with(title)));
        found.next().unwrap_or_else(|| panic!("no row {title}"))
    }
}

#[test]
fn headings_of_the_schedule_and_the_cards_are_one_level_below_the_title() {
    for brief in [helsinki(), accord()] {
        for (level, title_tag, card_tag) in
            [(2, "h2", "h3"), (3, "h3", "h4"), (4, "h4", "h5"), (5, "h5", "h6"), (6, "h6", "h6")]
        {
            let level = HeadingLevel::new(level).unwrap();
            let view = view(brief.clone(), Options { level, ..Options::default() });
            let headings: Vec<(String, String)> = all(view.root(), "h1, h2, h3, h4, h5, h6")
                .into_iter()
                .map(|heading| (heading.value().name().to_owned(), text(heading)))
                .collect();
            let mut expected = vec![(title_tag.to_owned(), plain(&brief.title))];
            expected.push((card_tag.to_owned(), "Schedule".to_owned()));
            expected.extend(brief.issues.iter().map(|issue| (card_tag.to_owned(), plain(&issue.title))));
            assert_eq!(headings, expected);
        }
    }
}

#[test]
fn the_header_and_footer_have_place_dates_title_update_and_credit() {
    let view = static_view(helsinki());
    let header = text(only(view.root(), ".sb-head"));
    assert!(header.starts_with("Helsinki · Monday 16 July 2018 From Crimea to steel"), "{header}");
    assert!(header.ends_with(&helsinki().summary), "{header}");
    let footer = text(only(view.root(), ".sb-foot"));
    assert!(footer.starts_with("Updated Monday 16 July 2018, 04:29 GMT"), "{footer}");
    assert!(footer.ends_with(&helsinki().credit.unwrap()), "{footer}");
    assert_eq!(only(view.root(), ".sb-foot time").attr("datetime"), Some("2018-07-16T04:29:00Z"));

    let view = static_view(accord());
    let header = text(only(view.root(), ".sb-head"));
    assert!(header.starts_with("Lisbon · October 29 – November 1, 2027"), "{header}");
}

#[test]
fn a_closed_card_shows_number_title_and_summary() {
    for brief in [helsinki(), accord()] {
        let view = static_view(brief.clone());
        let shown = texts(view.root(), ".sb-card__details > summary");
        let expected: Vec<String> = (1..)
            .zip(&brief.issues)
            .map(|(number, issue)| plain(&format!("{number} {} {}", issue.title, issue.summary)))
            .collect();
        assert_eq!(shown, expected);
    }
}

/// The first texts of an open card, in order: the outcome, the paragraphs and the positions.
fn expected_texts(brief: &Brief, issue: &Issue) -> Vec<String> {
    let mut expected = Vec::new();
    expected.extend(issue.outcome.iter().map(|outcome| format!("Outcome {outcome}")));
    expected.extend(issue.body.iter().cloned());
    expected.extend(issue.positions.iter().map(|position| {
        let party = brief.parties.iter().find(|party| party.id == position.party).unwrap();
        format!("{} {}", party.name, position.text)
    }));
    expected.into_iter().map(|text| plain(&text)).collect()
}

#[test]
fn an_open_card_has_everything_in_its_issue() {
    for brief in [helsinki(), accord()] {
        let view = static_view(brief.clone());
        assert_eq!(view.cards().len(), brief.issues.len());
        for (issue, card) in brief.issues.iter().zip(view.cards()) {
            let body = text(card);
            let mut rest = body.as_str();
            for piece in expected_texts(&brief, issue) {
                let found = rest.split_once(&piece);
                rest = found.unwrap_or_else(|| panic!("{}: expected “{piece}” next in “{rest}”", issue.id)).1;
            }
            for date in &issue.dates {
                assert!(rest.contains(&plain(&date.text)), "{}: {}", issue.id, date.text);
            }
            let times: Vec<&str> =
                all(card, ".sb-dates time").iter().filter_map(|time| time.attr("datetime")).collect();
            assert_eq!(times, issue.dates.iter().map(|date| date.date.to_string()).collect::<Vec<_>>(), "{}", issue.id);
            for session in &issue.sessions {
                let session = brief.sessions.iter().find(|other| other.id == *session).unwrap();
                assert!(rest.contains(&plain(&session.title)), "{}: {}", issue.id, session.id);
            }
            for link in &issue.links {
                assert!(rest.contains(&plain(&link.title)), "{}: {}", issue.id, link.title);
            }
            let addresses: Vec<&str> = all(card, "a").iter().filter_map(|link| link.attr("href")).collect();
            let expected: Vec<&str> = issue.links.iter().filter_map(|link| link.url.as_deref()).collect();
            assert_eq!(addresses, expected, "{}", issue.id);
            assert_eq!(rest.contains("Updated "), issue.updated.is_some(), "{}", issue.id);
        }
    }
}

#[test]
fn dates_in_a_card_show_only_the_known_parts() {
    let view = static_view(helsinki());
    assert_eq!(texts(view.cards()[0], ".sb-dates time"), ["2016", "July 2018"]);
    assert_eq!(texts(view.cards()[6], ".sb-dates time"), ["12 June 2018"]);
    let view = static_view(accord());
    assert_eq!(texts(view.cards()[0], ".sb-dates time"), ["May 14, 2002", "August 2019", "2026"]);
}

#[test]
fn a_card_with_only_title_and_summary_has_no_empty_lists() {
    let brief = accord();
    let view = static_view(brief.clone());
    let bare = brief.issues.iter().position(|issue| issue.id == "groundwater").unwrap();
    let body = only(view.cards()[bare], "#accord-review-groundwater");
    // The only content is a placeholder for a control.
    assert_eq!((text(body).as_str(), all(body, "ul, p, div:not(.sb-live)").len()), ("", 0));
}

#[test]
fn the_fragment_of_an_issue_is_the_id_of_its_cards_content() {
    for brief in [helsinki(), accord()] {
        let view = static_view(brief.clone());
        assert_eq!(view.cards().len(), brief.issues.len());
        for (issue, card) in brief.issues.iter().zip(view.cards()) {
            let mut children = card.child_elements();
            assert_eq!(children.next().map(|child| child.value().name()), Some("summary"));
            let id = format!("{}-{}", brief.id, issue.id);
            assert_eq!(children.next().and_then(|child| child.attr("id")), Some(id.as_str()));
        }
        let ids: Vec<&str> = all(view.root(), "[id]").iter().filter_map(|element| element.attr("id")).collect();
        assert!(ids.len() > brief.issues.len(), "{ids:?}");
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an id is not unique");
    }
}

#[test]
fn the_cards_that_the_publisher_chose_are_open() {
    let ids = |ids: &[&str]| Expand::Ids(ids.iter().map(|id| (*id).to_owned()).collect());
    for (expand, expected) in [
        (Expand::None, vec![]),
        (Expand::All, (0..9).collect()),
        (Expand::First, vec![0]),
        (ids(&["trade-war", "syria", "no-such"]), vec![2, 8]),
    ] {
        let view = view(helsinki(), Options { expand: expand.clone(), ..Options::default() });
        let cards = view.cards().into_iter().enumerate();
        let open: Vec<usize> = cards.filter(|(_, card)| card.attr("open").is_some()).map(|(index, _)| index).collect();
        assert_eq!(open, expected, "{expand:?}");
    }
}

#[test]
fn the_static_schedule_has_every_column_except_the_readers() {
    assert_eq!(
        static_view(helsinki()).schedule(),
        [
            vec!["Monday 16 July 2018", "GMT", "Hong Kong", "Helsinki"],
            vec!["Trump and Putin meet", "10:20", "18:20", "13:20"],
            vec!["Joint press conference not confirmed", "13:30", "21:30", "16:30"],
        ]
    );
}

#[test]
fn the_readers_column_comes_last_or_is_merged_into_another() {
    let schedule = |reader| view(helsinki(), Options { reader: Some(reader), ..Options::default() }).schedule();
    let auckland = schedule("Pacific/Auckland");
    assert_eq!(auckland[0][1..], ["GMT", "Hong Kong", "Helsinki", "Your time (Auckland)"]);
    assert_eq!(auckland[1][1..], ["10:20", "18:20", "13:20", "22:20"]);
    assert_eq!(auckland[2][1..], ["13:30", "21:30", "16:30", "Tuesday 01:30"]);
    let hong_kong = schedule("Asia/Hong_Kong");
    assert_eq!(hong_kong[0][1..], ["GMT", "Hong Kong · your time", "Helsinki"]);
    assert_eq!(hong_kong[1][1..], ["10:20", "18:20", "13:20"]);
    assert_eq!((auckland.len(), hong_kong.len()), (3, 3));
}

#[test]
fn the_accord_schedule_marks_day_shifts_and_moved_sessions() {
    let view = static_view(accord());
    let schedule = view.schedule();
    assert_eq!(schedule[0], ["Session", "Lisbon", "GMT", "Kathmandu", "Chatham Islands"]);
    let days: Vec<&String> = schedule.iter().filter(|row| row.len() == 1).map(|row| &row[0]).collect();
    assert_eq!(
        days,
        [
            "Friday, October 29, 2027",
            "Saturday, October 30, 2027",
            "Sunday, October 31, 2027",
            "Monday, November 1, 2027"
        ]
    );
    let cells = |title: &str| texts(view.row(title), "td");
    assert_eq!(
        cells("Overnight drafting"),
        [
            "11:30 PM–2:30 AM +1 day, Sun, October 31",
            "10:30 PM–2:30 AM +1 day, Sun, October 31",
            "4:15 AM +1 day, Sun, October 31–8:15 AM",
            "12:15 PM +1 day, Sun, October 31–4:15 PM",
        ]
    );
    // Clocks in Lisbon show 1:15 AM twice that night.
    assert_eq!(cells("Reading of the text with the secretariat"), ["1:15 AM UTC+1", "12:15 AM", "6:00 AM", "2:00 PM"]);
    let moved = view.row("Heads of delegation");
    assert_eq!(texts(moved, "th"), ["Heads of delegation postponed"]);
    assert_eq!(texts(moved, "td")[0], "moved from 4:00 PM −1 day, Sat, October 30 to 10:15 AM");
    assert_eq!(texts(moved, "td s")[0], "4:00 PM −1 day, Sat, October 30");
    assert_eq!(only(all(moved, "td")[0], "s time").attr("datetime"), Some("2027-10-30T15:00:00Z"));
}

#[test]
fn a_cancelled_session_is_struck_through_and_labelled() {
    let view = static_view(accord());
    let row = view.row("Visit to the tidal weir");
    assert_eq!(texts(row, "th"), ["Visit to the tidal weir cancelled"]);
    assert_eq!(texts(row, "th s"), ["Visit to the tidal weir"]);
    let cells = texts(row, "td");
    assert_eq!(cells[0], "8:30 AM–12:00 PM");
    assert_eq!(texts(row, "td s"), cells);
    // No other session is struck through.
    let struck = all(view.root(), "tbody tr").into_iter().filter(|row| !all(*row, "th s").is_empty());
    assert_eq!(struck.count(), 1);
}

#[test]
fn every_time_in_the_schedule_has_its_instant() {
    for brief in [helsinki(), accord()] {
        let view = view(brief.clone(), Options { reader: Some("Pacific/Auckland"), ..Options::default() });
        for session in &brief.sessions {
            let row = view.row(&plain(&session.title));
            let times = all(row, "td time").into_iter().filter_map(|time| time.attr("datetime"));
            let times_given = std::iter::once(session.start).chain(session.end).chain(session.was);
            let allowed: Vec<Instant> = times_given.map(|time| time.timestamp().unwrap().instant).collect();
            let found: Vec<Instant> = times.map(|time| Timestamp::parse(time).unwrap().instant).collect();
            let cells = all(row, "td").len();
            assert!(cells > 3, "{}: {cells} cells", session.id);
            assert_eq!(found.len(), allowed.len() * cells, "{}", session.id);
            assert!(found.iter().all(|instant| allowed.contains(instant)), "{}", session.id);
            for instant in &allowed {
                let times = found.iter().filter(|other| *other == instant).count();
                let same = allowed.iter().filter(|other| *other == instant).count();
                assert_eq!(times, same * cells, "{}: {instant:?}", session.id);
            }
        }
    }
}

#[test]
fn notes_and_outcomes_are_in_their_sessions_row() {
    let brief = accord();
    let view = static_view(brief.clone());
    let mut pieces = 0;
    for session in &brief.sessions {
        let heading = texts(view.row(&plain(&session.title)), "th").remove(0);
        for piece in session.note.iter().chain(&session.outcome) {
            assert!(heading.contains(&plain(piece)), "{}: {heading}", session.id);
            pieces += 1;
        }
    }
    assert_eq!(pieces, 2, "expected one note and one outcome");
}

/// Without a style sheet, inline elements run together.
#[test]
fn a_note_or_outcome_does_not_run_into_the_title() {
    let view = static_view(accord());
    let night = texts(view.row("Overnight drafting"), "th").remove(0);
    assert!(night.starts_with("Overnight drafting Runs through"), "{night}");
    let opening = texts(view.row("Opening plenary"), "th").remove(0);
    assert!(opening.starts_with("Opening plenary Outcome The agenda"), "{opening}");
}

/// In a cell, the name of a column is short: the reader's column is “you”, without the city.
#[test]
fn every_cell_names_its_column_and_every_row_has_all_columns() {
    const HELSINKI: [&str; 3] = ["GMT", "Hong Kong", "Helsinki"];
    const ACCORD: [&str; 4] = ["Lisbon", "GMT", "Kathmandu", "Chatham Islands"];
    for (reader, helsinki_names, accord_names) in [
        (None, &HELSINKI[..], &ACCORD[..]),
        (
            Some("Asia/Hong_Kong"),
            &["GMT", "Hong Kong", "Helsinki"],
            &["Lisbon", "GMT", "Kathmandu", "Chatham Islands", "you"],
        ),
        (
            Some("Asia/Shanghai"),
            &["GMT", "Hong Kong", "Helsinki"],
            &["Lisbon", "GMT", "Kathmandu", "Chatham Islands", "you"],
        ),
        (
            Some("Asia/Tokyo"),
            &["GMT", "Hong Kong", "Helsinki", "you"],
            &["Lisbon", "GMT", "Kathmandu", "Chatham Islands", "you"],
        ),
    ] {
        for (brief, names) in [(helsinki(), helsinki_names), (accord(), accord_names)] {
            let (sessions, days) = (brief.sessions.len(), content(brief.clone(), reader).schedule.days.len());
            let view = view(brief, Options { reader, ..Options::default() });
            let headings = all(view.root(), "thead th");
            assert_eq!(headings.len(), names.len() + 1, "{reader:?}");
            let columns = all(view.root(), "thead th, thead td").len();
            let rows: Vec<ElementRef> =
                all(view.root(), "tbody tr").into_iter().filter(|row| !all(*row, "td").is_empty()).collect();
            assert_eq!(rows.len(), sessions);
            for row in rows {
                let cells: Vec<_> = all(row, "td").into_iter().filter(|cell| !is_placeholder(*cell)).collect();
                assert_eq!(cells.iter().filter_map(|cell| cell.attr("data-label")).collect::<Vec<_>>(), names);
                assert_eq!(all(row, "th, td").len(), columns);
                // The cells and the heading of the reader's column are marked, and no others.
                for ((cell, heading), name) in cells.iter().zip(&headings[1..]).zip(names) {
                    let is_readers = text(*heading).to_lowercase().contains("your time");
                    assert_eq!(cell.attr("data-reader").is_some(), is_readers, "{reader:?}: {name}");
                    assert_eq!(heading.attr("data-reader").is_some(), is_readers, "{reader:?}: {name}");
                }
            }
            // A single day has no row of its own.
            assert_eq!(all(view.root(), "th[scope=rowgroup]").len(), if days == 1 { 0 } else { days });
            for day in all(view.root(), "th[scope=rowgroup]") {
                assert_eq!(day.attr("colspan"), Some(columns.to_string().as_str()));
            }
        }
    }
}

#[test]
fn the_static_view_has_no_running_countdown() {
    for brief in [helsinki(), accord()] {
        assert_eq!(all(static_view(brief).root(), "[role=timer]").len(), 0);
    }
    // The live view has one.
    let live = view_at(helsinki(), "2018-07-16T03:53:00Z");
    assert_eq!(texts(live.root(), "[role=timer] .sb-figure"), ["6 h", "27 min", "00 s"]);
}

/// Reader View and feeds ignore the style sheet, so the document must not contain text that they should not show.
#[test]
fn placeholders_for_the_live_view_contain_no_text() {
    for brief in [helsinki(), accord()] {
        let view = static_view(brief);
        let whole: String = view.root().text().collect();
        assert!(!whole.contains("00:00"), "found a placeholder time");
        assert!(!whole.contains("00 min"), "found placeholder figures");
        let placeholders = all(view.root(), ".sb-live");
        assert!(placeholders.len() > 10, "{} placeholders", placeholders.len());
        let contents: Vec<String> = placeholders.into_iter().map(|placeholder| placeholder.text().collect()).collect();
        assert!(contents.iter().all(|content| content.trim().is_empty()), "{contents:?}");
    }
}

#[test]
fn the_markup_is_plain_html() {
    for brief in [helsinki(), accord()] {
        for now in [None, Some(brief.published.instant)] {
            let html = markup(brief.clone(), Options { now, ..Options::default() });
            assert!(!html.contains("<!--"), "found framework comments");
            let view = View(Html::parse_fragment(&html));
            assert!(view.0.errors.is_empty(), "{:?}", view.0.errors);
            assert_eq!(all(view.root(), "script, style, template, iframe, img, input").len(), 0);
            for element in all(view.root(), "*") {
                for (name, _) in element.value().attrs() {
                    assert!(!name.starts_with("on") && name != "style" && name != "key", "{name}");
                }
            }
            assert_eq!(html, markup(brief.clone(), Options { now, ..Options::default() }), "two renderings differ");
        }
    }
}

#[test]
fn text_is_never_read_as_markup() {
    const NASTY: &str =
        r#"a < b && c > d </script></title><b onclick="x">"bold"</b> <!-- --> &amp; &lt; {0} 'q' ]]> \u{0}"#;
    let brief = helsinki_with(|value| {
        let nasty = |value: &mut serde_json::Value| *value = json!(NASTY);
        for field in ["title", "summary", "credit"] {
            nasty(&mut value[field]);
        }
        nasty(&mut value["place"]["name"]);
        nasty(&mut value["parties"][0]["name"]);
        nasty(&mut value["zones"][0]["label"]);
        for field in ["title", "note", "outcome"] {
            nasty(&mut value["sessions"][0][field]);
        }
        let address = json!("https://example.org/?a=1&b=\"2\"&copy=<3>");
        value["issues"] = json!([{
            "id": "i", "title": NASTY, "summary": NASTY, "body": [NASTY], "outcome": NASTY, "sessions": ["meeting"],
            "positions": [{ "party": "us", "text": NASTY }],
            "dates": [{ "date": "2018", "text": NASTY }],
            "links": [{ "title": NASTY }, { "title": NASTY, "url": address }],
        }]);
    });
    for now in [None, Some("2018-07-16T03:53:00Z"), Some("2018-07-16T10:30:00Z")] {
        let view = view(brief.clone(), Options { now: now.map(at), ..Options::default() });
        let root = view.root();
        assert_eq!(all(root, "script, [onclick], title").len(), 0);
        let nasty = plain(NASTY);
        for css in [
            "h2", ".sb-card__title", ".sb-standfirst", ".sb-session__link", ".sb-credit", ".sb-card__summary",
            ".sb-card__text", ".sb-position__party", ".sb-position__text", ".sb-date__text", ".sb-session__note",
            ".sb-reading a", ".sb-countdown__title",
        ] {
            assert_eq!(texts(root, css).first(), Some(&nasty), "{css}");
        }
        assert!(text(only(root, ".sb-head")).starts_with(&nasty));
        assert_eq!(texts(root, "thead th")[1], nasty);
        assert_eq!(all(root, "tbody td")[0].attr("data-label"), Some(NASTY));
        assert_eq!(only(root, ".sb-reading a").attr("href"), Some("https://example.org/?a=1&b=\"2\"&copy=<3>"));
        // Every occurrence is complete.
        let whole: String = text(root);
        assert_eq!(whole.matches(&nasty).count(), whole.matches("</script>").count());
    }
}

/// Checks that `text` contains `pieces` in this order.
#[track_caller]
fn assert_contains_in_order(text: &str, pieces: &[&str], context: &str) {
    let mut rest = text;
    for piece in pieces {
        rest = rest.split_once(piece).unwrap_or_else(|| panic!("{context}: expected “{piece}” next in “{rest}”")).1;
    }
}

#[test]
fn the_countdown_shows_upcoming_current_and_past_sessions() {
    const MEETING: &str = "Trump and Putin meet";
    const PRESS: &str = "Joint press conference";
    const MONDAY: &str = "Mon 16 July";
    const IN_FULL: &str = "Monday 16 July 2018";
    for (now, figures, pieces) in [
        ("2018-07-14T10:19:00Z", Some("2 days 0 h 01 min"), &[MEETING, MONDAY, "18:20", "Hong Kong"][..]),
        ("2018-07-15T10:20:00Z", Some("1 day 0 h 00 min"), &[MEETING, MONDAY]),
        ("2018-07-15T10:20:01Z", Some("23 h 59 min 59 s"), &[MEETING, MONDAY]),
        ("2018-07-16T03:53:00Z", Some("6 h 27 min 00 s"), &[MEETING, MONDAY, "18:20", "Hong Kong"]),
        ("2018-07-16T03:53:00.999Z", Some("6 h 27 min 00 s"), &[MEETING, MONDAY, "18:20", "Hong Kong"]),
        ("2018-07-16T03:53:01Z", Some("6 h 26 min 59 s"), &[MEETING, MONDAY, "18:20", "Hong Kong"]),
        ("2018-07-16T10:19:59.999Z", Some("0 h 00 min 01 s"), &[MEETING, MONDAY, "18:20", "Hong Kong"]),
        (
            "2018-07-16T10:20:00Z",
            Some("3 h 10 min 00 s"),
            &["Began", MEETING, "18:20", "Hong Kong", "not confirmed", PRESS],
        ),
        ("2018-07-16T12:20:00Z", Some("1 h 10 min 00 s"), &["not confirmed", PRESS, MONDAY, "21:30", "Hong Kong"]),
        ("2018-07-16T13:30:00Z", None, &["Planned, not confirmed", PRESS, "21:30", "Hong Kong"]),
        ("2018-07-16T20:59:59.999Z", None, &["Planned, not confirmed", PRESS, "21:30", "Hong Kong"]),
        // Midnight in Helsinki, more than six hours after the start.
        ("2018-07-16T21:00:00Z", None, &["Took place", IN_FULL]),
        ("2031-01-01T00:00:00Z", None, &["Took place", IN_FULL]),
    ] {
        let view = view_at(helsinki(), now);
        let countdown = view.countdown().unwrap();
        assert_eq!(texts(view.root(), "[role=timer] > .sb-figures"), Vec::from_iter(figures), "{now}");
        assert_contains_in_order(&countdown, pieces, now);
        // Before the event, its date is never in full.
        assert_eq!(countdown.contains(IN_FULL), pieces.contains(&IN_FULL), "{now}: {countdown}");
        // Past sessions are no longer listed, and upcoming ones are not shown as begun. Their ends are unknown, so none is
        // shown as under way.
        for word in ["Began", "Planned", "Took place"] {
            let is_expected = pieces.iter().any(|piece| piece.starts_with(word));
            assert_eq!(countdown.contains(word), is_expected, "{now}: {countdown}");
        }
        assert!(!countdown.contains("Under way"), "{now}: {countdown}");
        if pieces.contains(&PRESS) && !pieces.contains(&MEETING) {
            assert!(!countdown.contains(MEETING), "{now}: {countdown}");
        }
    }
}

/// For those who listen, the countdown is in words that change once a minute.
#[test]
fn the_countdown_is_also_in_words() {
    for (now, words) in [
        ("2018-07-14T10:19:00Z", "2 days, 0 hours, 1 minute"),
        ("2018-07-16T05:20:00Z", "5 hours, 0 minutes"),
        ("2018-07-16T05:20:01Z", "5 hours, 0 minutes"),
        ("2018-07-16T09:19:00.001Z", "1 hour, 1 minute"),
        ("2018-07-16T09:20:00Z", "1 hour, 0 minutes"),
        ("2018-07-16T09:20:01Z", "1 hour, 0 minutes"),
        ("2018-07-16T09:21:00Z", "59 minutes"),
        ("2018-07-16T10:19:59Z", "1 minute"),
    ] {
        let view = view_at(helsinki(), now);
        let timer = only(view.root(), "[role=timer]");
        assert_eq!(timer.attr("aria-label"), Some("Time left"));
        assert_eq!(texts(timer, ":scope > .sb-hidden"), [words], "{now}");
        assert_eq!(only(timer, ".sb-figures").attr("aria-hidden"), Some("true"));
    }
}

#[test]
fn a_control_hides_the_seconds_and_shows_them_again() {
    let shown = |now: &str, seconds| {
        let live = Some(widget::View { seconds, ..widget::View::default() });
        let view = view(helsinki(), Options { now: Some(at(now)), live, ..Options::default() });
        [".sb-figure", ".sb-control"].map(|part| texts(view.root(), &[".sb-countdown ", part].concat()))
    };
    let now = "2018-07-16T03:53:01Z";
    assert_eq!(shown(now, true), [vec!["6 h", "26 min", "59 s"], vec!["Hide seconds"]]);
    assert_eq!(shown(now, false), [vec!["6 h", "27 min"], vec!["Show seconds"]]);
    // More than a day before the start, no seconds are shown.
    for seconds in [false, true] {
        assert_eq!(shown("2018-07-14T10:19:00Z", seconds)[1], Vec::<&str>::new());
    }
    // A day is not over a second early.
    assert_eq!(shown("2018-07-15T10:20:01Z", false)[0], ["1 day", "0 h", "00 min"]);
}

#[test]
fn the_countdown_shows_the_readers_time_next_to_the_newsrooms() {
    let now = Some(at("2018-07-16T03:53:00Z"));
    let countdown = |reader| view(helsinki(), Options { reader: Some(reader), now, ..Options::default() });
    let auckland = countdown("Pacific/Auckland");
    assert_contains_in_order(&auckland.countdown().unwrap(), &["18:20", "Hong Kong", "22:20", "our time"], "Auckland");
    let clocks = texts(countdown("Asia/Hong_Kong").root(), ".sb-countdown time");
    assert_eq!(clocks, ["18:20"], "the newsroom's clock is the reader's");
}

#[test]
fn the_accord_countdown_shows_parallel_sessions_and_skips_cancelled_ones() {
    for (now, pieces) in [
        ("2027-10-29T07:59:59Z", &["Opening plenary", "0 h 00 min 01 s", "Fri, October 29", "9:00 AM", "Lisbon"][..]),
        // Working group 2 has no end, so it is in front for two hours, like the other.
        (
            "2027-10-29T11:59:59Z",
            &[
                "Working group 1: flows & storage",
                "11:00 AM",
                "Working group 2: data",
                "11:00 AM",
                "Overnight drafting",
                "1 day 10 h 31 min",
            ],
        ),
        // The visit is cancelled, so the countdown skips it.
        ("2027-10-30T07:00:00Z", &["Overnight drafting", "15 h 30 min 00 s", "Sat, October 30", "11:30 PM", "Lisbon"]),
        // The signing has no end and is not confirmed: it stays until six hours have passed.
        ("2027-11-01T22:59:59Z", &["Planned, not confirmed", "Signing", "5:00 PM", "Lisbon"]),
        ("2027-11-02T00:00:00Z", &["Took place", "October 29", "November 1, 2027"]),
    ] {
        let countdown = view_at(accord(), now).countdown().unwrap();
        assert_contains_in_order(&countdown, pieces, now);
        assert!(!countdown.contains("Visit to the tidal weir"), "{now}: {countdown}");
    }
}

#[test]
fn the_schedule_marks_sessions_under_way_or_over() {
    for (now, meeting, press) in [
        ("2018-07-16T10:19:59Z", "", " not confirmed"),
        ("2018-07-16T10:20:00Z", " began", " not confirmed"),
        ("2018-07-16T13:30:00Z", " began", " not confirmed"),
        ("2018-07-16T20:59:59Z", " began", " not confirmed"),
        // Their ends are unknown, so neither is shown as over.
        ("2018-07-16T21:00:00Z", "", " was planned"),
    ] {
        let view = view_at(helsinki(), now);
        assert_eq!(
            text(only(view.row("Trump and Putin meet"), "th")),
            format!("Trump and Putin meet{meeting}"),
            "{now}"
        );
        assert_eq!(text(only(view.row("Joint press"), "th")), format!("Joint press conference{press}"), "{now}");
    }
    // With an end, a session is under way, then over.
    for (now, phase) in [("2018-07-16T11:59:59Z", "under way"), ("2018-07-16T12:00:00Z", "over")] {
        let brief = helsinki_with(|value| value["sessions"][0]["end"] = json!("2018-07-16T12:00:00Z"));
        let heading = text(only(view_at(brief, now).row("Trump and Putin meet"), "th"));
        assert_eq!(heading, format!("Trump and Putin meet {phase}"));
    }
    // A cancelled session is neither.
    let view = view_at(accord(), "2027-10-30T09:00:00Z");
    assert_eq!(text(only(view.row("Visit"), "th")), "Visit to the tidal weir cancelled");
}

#[test]
fn a_session_that_ends_days_later_shows_the_day() {
    let brief = helsinki_with(|value| value["sessions"][0]["end"] = json!("2018-07-18T12:00:00Z"));
    let cell = texts(static_view(brief).row("Trump and Putin meet"), "td").remove(0);
    assert_eq!(cell, "10:20–12:00 +2 days, Wed 18 July");
}

#[test]
fn with_every_session_cancelled_the_countdown_says_so() {
    for now in [None, Some("2018-07-16T03:53:00Z"), Some("2018-07-16T10:30:00Z"), Some("2031-01-01T00:00:00Z")] {
        let brief = helsinki_with(|value| {
            value["sessions"][0]["status"] = json!("cancelled");
            value["sessions"][1]["status"] = json!("cancelled");
        });
        let view = view(brief, Options { now: now.map(at), ..Options::default() });
        assert_eq!(view.countdown().as_deref(), Some("Cancelled"), "{now:?}");
        assert_eq!(all(view.root(), "[role=timer]").len(), 0);
        assert_eq!(texts(view.root(), "th s").len(), 2);
    }
}

#[test]
fn took_place_names_only_the_days_of_sessions_that_were_held() {
    let brief = helsinki_with(|value| {
        value["sessions"][0]["start"] = json!("2018-07-15T10:20:00Z");
        value["sessions"][0]["status"] = json!("cancelled");
        value["sessions"][1]["status"] = json!("confirmed");
    });
    let view = view_at(brief, "2018-07-17T00:00:00Z");
    assert_eq!(texts(view.root(), ".sb-countdown__label"), ["Took place Monday 16 July 2018"]);
    assert_eq!(all(view.root(), ".sb-countdown__sentence").len(), 0);
    let countdown = view.countdown().unwrap();
    assert!(!countdown.contains("15 July"), "{countdown}");
}

#[test]
fn the_static_view_skips_a_cancelled_first_session() {
    let brief = helsinki_with(|value| value["sessions"][0]["status"] = json!("cancelled"));
    let countdown = static_view(brief).countdown();
    assert_eq!(countdown.as_deref(), Some("Planned, not confirmed Joint press conference 21:30 Hong Kong Mon 16 July"));
}

#[test]
fn without_sessions_there_is_no_schedule_and_no_countdown() {
    for now in [None, Some("2018-07-16T03:53:00Z")] {
        let brief = helsinki_with(|value| value["sessions"] = json!([]));
        let view = view(brief, Options { now: now.map(at), ..Options::default() });
        assert_eq!(all(view.root(), "table, .sb-band, .sb-reader, [role=timer]").len(), 0);
        assert_eq!(view.countdown().unwrap_or_default(), "", "{now:?}");
        assert!(text(only(view.root(), ".sb-head")).starts_with("Helsinki From Crimea"));
        assert_eq!(view.cards().len(), 9);
    }
}

#[test]
fn without_issues_there_is_no_list_of_cards() {
    let view = static_view(helsinki_with(|value| value["issues"] = json!([])));
    assert_eq!((view.cards().len(), all(view.root(), ".sb-cards, .sb-bar").len()), (0, 0));
    assert_eq!(view.schedule().len(), 3);
}

#[test]
fn a_thousand_cards_and_sessions_are_rendered() {
    let brief = helsinki_with(|value| {
        for list in ["issues", "sessions"] {
            let first = value[list][0].clone();
            value[list] = (0..1_000)
                .map(|number| {
                    let mut item = first.clone();
                    item["id"] = json!(format!("n{number}"));
                    item
                })
                .collect();
        }
    });
    let view = static_view(brief);
    assert_eq!((view.cards().len(), view.schedule().len()), (1_000, 1_001));
}

/// For each line of the day band, the positions of the elements that `css` selects, as shares of the day.
fn band(view: &View, css: &str) -> Vec<Vec<String>> {
    let lines = all(view.root(), ".sb-band__line:not(.sb-live)").into_iter();
    let position = |element: ElementRef| element.attr("x1").unwrap().to_owned();
    lines.map(|line| all(line, css).into_iter().map(position).collect()).collect()
}

#[test]
fn the_band_of_a_25_hour_day_shows_its_last_session() {
    let view = static_view(helsinki_with(|json| {
        json["place"] = json!({ "name": "Lisbon", "zone": "Europe/Lisbon" });
        json["zones"] =
            json!([{ "zone": "Asia/Tokyo", "label": "Tokyo" }, { "zone": "Europe/Lisbon", "label": "Lisbon" }]);
        json["sessions"] = json!([
            { "id": "early", "title": "Early", "start": "2027-10-31T00:30:00+01:00" },
            { "id": "late", "title": "Late", "start": "2027-10-31T23:15:00Z" },
        ]);
    }));
    // Minute 30, and minute 1,439 in place of 1,455.
    assert_eq!(band(&view, ".sb-band__start"), [["2.08%", "99.93%"], ["2.08%", "99.93%"]]);
}

#[test]
fn the_day_band_shows_today_while_yesterdays_session_continues() {
    let brief = || {
        helsinki_with(|json| {
            json["zones"] = json!([{ "zone": "Europe/Helsinki", "label": "Helsinki" }]);
            json["sessions"] = json!([
                { "id": "night", "title": "Night", "start": "2018-07-16T22:00:00+03:00", "end": "2018-07-17T05:00:00+03:00" },
                { "id": "morning", "title": "Morning", "start": "2018-07-17T09:00:00+03:00" },
            ]);
        })
    };
    for (now, date, position, starts) in [
        ("2018-07-16T23:59:00+03:00", "Monday 16 July 2018", "99.93%", vec![]),
        ("2018-07-17T00:00:00+03:00", "Tuesday 17 July 2018", "0.00%", vec!["37.50%".to_owned()]),
    ] {
        let view = view_at(brief(), now);
        assert_eq!(texts(view.root(), ".sb-band__date"), [date], "{now}");
        assert_eq!(band(&view, ".sb-band__now"), [[position]], "{now}");
        // The night session has an end, so it is a bar.
        assert_eq!(band(&view, ".sb-band__start"), [starts], "{now}");
    }
}

#[test]
fn the_dates_are_those_of_sessions_that_take_place() {
    let kicker = |statuses: [&str; 2]| {
        let view = static_view(helsinki_with(|json| {
            json["sessions"] = json!([
                { "id": "one", "title": "One", "start": "2018-07-16T13:00:00+03:00", "status": statuses[0] },
                { "id": "two", "title": "Two", "start": "2018-07-18T13:00:00+03:00", "status": statuses[1] },
            ]);
        }));
        text(only(view.root(), ".sb-kicker"))
    };
    assert_eq!(kicker(["confirmed", "confirmed"]), "Helsinki · 16–18 July 2018");
    assert_eq!(kicker(["confirmed", "cancelled"]), "Helsinki · Monday 16 July 2018");
    assert_eq!(kicker(["cancelled", "confirmed"]), "Helsinki · Wednesday 18 July 2018");
    // A session that lasts several days takes place on all of them; one that only runs past midnight takes place on
    // its first day.
    for (end, dates) in [
        ("2018-07-17T17:00:00+03:00", "16–17 July 2018"),
        ("2018-07-17T02:00:00+03:00", "Monday 16 July 2018"),
        ("2018-07-16T17:00:00+03:00", "Monday 16 July 2018"),
    ] {
        let view = static_view(helsinki_with(|json| {
            let session = json!({ "id": "one", "title": "One", "start": "2018-07-16T13:00:00+03:00", "end": end });
            json["sessions"] = json!([session]);
        }));
        assert_eq!(text(only(view.root(), ".sb-kicker")), format!("Helsinki · {dates}"), "{end}");
    }
    // If all sessions are cancelled, their dates are shown.
    assert_eq!(kicker(["cancelled", "cancelled"]), "Helsinki · 16–18 July 2018");
}

/// The rows of the static schedule of a brief with these sessions, without the headings of days and columns.
fn rows(sessions: &serde_json::Value) -> Vec<Vec<String>> {
    let view = static_view(helsinki_with(|value| value["sessions"] = sessions.clone()));
    view.schedule().into_iter().skip(1).filter(|row| row.len() > 1).collect()
}

#[test]
fn a_session_with_only_a_date_shows_words_instead_of_times() {
    for (fields, heading, words) in [
        (json!({}), "Talks", "time to be confirmed"),
        (json!({ "status": "expected" }), "Talks not confirmed", "time to be confirmed"),
        (json!({ "allDay": true }), "Talks", "all day"),
        (json!({ "allDay": true, "end": "2018-07-17" }), "Talks", "all day, until Tuesday 17 July 2018"),
        (json!({ "was": "2018-07-15" }), "Talks moved from Sunday 15 July 2018", "time to be confirmed"),
        (json!({ "status": "postponed" }), "Talks postponed, no new time yet", "time to be confirmed"),
    ] {
        let mut session = json!({ "id": "talks", "title": "Talks", "start": "2018-07-16" });
        session.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        assert_eq!(rows(&json!([session])), [[heading, words]], "{fields}");
    }
}

#[test]
fn a_session_without_a_new_time_is_struck_through_and_not_counted_down_to() {
    let brief = || helsinki_with(|value| value["sessions"][0]["status"] = json!("postponed"));
    let view = static_view(brief());
    let row = view.row("Trump and Putin meet");
    assert_eq!(texts(row, "th"), ["Trump and Putin meet postponed, no new time yet"]);
    assert_eq!(texts(row, "td s"), ["10:20", "18:20", "13:20"]);
    assert!(view.countdown().unwrap().contains("Joint press conference"));
    let countdown = view_at(brief(), "2018-07-16T03:53:00Z").countdown().unwrap();
    assert!(countdown.contains("Joint press conference") && !countdown.contains("Trump"), "{countdown}");
}

#[test]
fn without_a_place_the_schedule_has_the_days_of_the_first_column_that_is_not_utc() {
    let days = |columns: serde_json::Value| {
        let view = static_view(helsinki_with(|value| {
            value.as_object_mut().unwrap().remove("place");
            value["zones"] = columns;
            value["sessions"] = json!([{ "id": "late", "title": "Late", "start": "2018-07-16T20:00:00Z" }]);
        }));
        let kicker = text(only(view.root(), ".sb-kicker"));
        let day = view.schedule()[0][0].clone();
        assert_eq!(kicker, day);
        day
    };
    assert_eq!(
        days(json!([{ "zone": "UTC" }, { "zone": "Asia/Hong_Kong" }, { "zone": "UTC" }])),
        "Tuesday 17 July 2018"
    );
    assert_eq!(days(json!([{ "zone": "Etc/GMT" }])), "Monday 16 July 2018");
}
