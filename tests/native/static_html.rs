//! Static HTML without its style sheet: in feeds and reader views, and where something removes the tags.

use serde_json::{Value, json};
use summit_brief::brief::Brief;
use summit_brief::render::{style_sheet, style_sources};

use super::render::{Options, View, all, static_view, text, view};
use super::support::{accord, at, helsinki, helsinki_with};

fn days() -> Brief {
    serde_json::from_str(include_str!("../fixtures/check/fine-days.json")).unwrap()
}

/// The reference brief with one session, which begins on 16 July 2018 at `time` (GMT), overridden by `fields`.
fn brief_at(time: &str, fields: &Value) -> Brief {
    let mut session = json!({ "id": "talks", "title": "Talks", "start": format!("2018-07-16T{time}:00Z") });
    session.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    helsinki_with(|brief| {
        brief["sessions"] = json!([session]);
        for issue in brief["issues"].as_array_mut().unwrap() {
            issue.as_object_mut().unwrap().remove("sessions");
        }
    })
}

/// A session with everything that a row can show.
fn crowded() -> Brief {
    brief_at(
        "20:00",
        &json!({
            "end": "2018-07-17T01:00:00Z",
            "was": "2018-07-15T22:00:00Z",
            "status": "postponed",
            "note": "A note",
            "outcome": "An outcome",
        }),
    )
}

/// Pairs of texts that run together without the tags between them.
fn run_together(view: &View) -> Vec<(String, String)> {
    let texts: Vec<&str> = view.root().text().collect();
    let pairs = texts.windows(2).filter(|pair| {
        let (before, after) = (pair[0], pair[1]);
        let is_separated = before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace);
        // Punctuation that belongs to the text before or after it.
        !is_separated && !before.ends_with('–') && !after.starts_with(['–', ','])
    });
    pairs.map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
}

#[test]
fn no_words_run_together_without_tags() {
    for brief in [helsinki(), accord(), days(), crowded()] {
        for now in [None, Some("2018-07-16T03:53:00Z"), Some("2018-07-16T21:30:00Z"), Some("2031-01-01T00:00:00Z")] {
            let view = view(brief.clone(), Options { now: now.map(at), ..Options::default() });
            assert!(view.root().text().count() > 60);
            assert_eq!(run_together(&view), [], "{} at {now:?}", brief.id);
        }
    }
}

#[test]
fn the_words_of_each_control_are_in_the_text_once() {
    for brief in [helsinki(), accord(), days()] {
        let view = static_view(brief);
        let whole = text(view.root());
        let controls: Vec<String> = all(view.root(), "button, summary.sb-control").into_iter().map(text).collect();
        assert_eq!(controls.last().map(String::as_str), Some("Close"));
        for control in controls {
            assert_eq!(whole.matches(&control).count(), 1, "{control}");
        }
    }
}

#[test]
fn the_numbers_of_the_cards_are_not_repeated_by_list_markers() {
    for brief in [helsinki(), accord()] {
        let view = static_view(brief);
        assert_eq!(all(view.root(), "ol").len(), 0);
        assert!(all(view.root(), "ul").len() > 2);
    }
}

#[test]
fn pictures_have_a_size_and_colours() {
    let view = static_view(accord());
    let pictures = all(view.root(), "svg, img");
    assert_eq!(pictures.len(), 4);
    for picture in pictures {
        assert_eq!((picture.attr("width"), picture.attr("height")), (Some("100%"), Some("16")));
        // Without colours, lines are invisible and nights are black.
        assert!(all(picture, "line").iter().all(|line| line.attr("stroke").is_some()));
        assert!(all(picture, ".sb-band__night").iter().all(|night| night.attr("fill").is_some()));
    }
}

#[test]
fn placeholders_are_empty() {
    for brief in [helsinki(), accord(), days()] {
        let view = static_view(brief);
        let placeholders = all(view.root(), ".sb-live");
        assert!(placeholders.len() > 5);
        for placeholder in placeholders {
            // Not even white space, because the style sheet asks for `:empty`.
            assert!(!placeholder.has_children(), "{}", placeholder.html());
        }
    }
}

// The countdown.

#[test]
fn the_newsrooms_clock_and_date_take_the_place_of_the_countdown() {
    let with_zone = |zone: &str, start: &str| {
        helsinki_with(|brief| {
            brief["zones"] = json!([{ "zone": zone, "label": "Newsroom" }]);
            brief["sessions"] = json!([{ "id": "talks", "title": "Talks", "start": start }]);
        })
    };
    for (brief, expected) in [
        (helsinki(), "Start Trump and Putin meet 18:20 Hong Kong Mon 16 July"),
        (accord(), "Start Opening plenary 9:00 AM Lisbon Fri, October 29"),
        (
            brief_at("12:00", &json!({ "status": "expected" })),
            "Planned, not confirmed Talks 20:00 Hong Kong Mon 16 July",
        ),
        // The date is that of the clock above it, not the venue's.
        (brief_at("15:59", &json!({})), "Start Talks 23:59 Hong Kong Mon 16 July"),
        (brief_at("16:00", &json!({})), "Start Talks 00:00 Hong Kong Tue 17 July"),
        // In an hour that occurs twice, the offset is part of the time.
        (with_zone("Europe/Helsinki", "2018-10-28T00:30:00Z"), "Start Talks 03:30 UTC+3 Newsroom Sun 28 October"),
        (with_zone("Europe/Helsinki", "2018-10-28T01:30:00Z"), "Start Talks 03:30 UTC+2 Newsroom Sun 28 October"),
        // Without a time, the date and the words that the live view shows.
        (brief_at("12:00", &json!({ "start": "2018-07-16" })), "Start Talks Mon 16 July time to be confirmed"),
        (
            brief_at("12:00", &json!({ "start": "2018-07-16", "end": "2018-07-18", "allDay": true })),
            "Start Talks 16–18 July 2018 all day",
        ),
    ] {
        assert_eq!(static_view(brief).countdown().as_deref(), Some(expected));
    }
}

// The style sheet.

#[test]
fn the_inline_style_sheet_is_flat_and_complete() {
    let css = style_sheet();
    assert!(css.len() > 20_000 && css.contains(".sb-calendar__session"), "{} bytes", css.len());
    for absent in ["&", "/*", "</", "PHRASES", "\n", "{}"] {
        assert!(!css.contains(absent), "{absent}");
    }
    assert!(css.contains("--sb-your-time:'your time'") && css.contains(":lang(zh-HK)"));
    // Rules are at most inside one other rule, such as `@media`, and rules for styles are inside none.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = css.as_str();
    while let Some(end) = rest.find(['{', '}']) {
        if rest[end..].starts_with('{') {
            let prelude = rest[..end].rsplit([';', '}']).next().unwrap();
            assert!(open.iter().all(|outer| outer.starts_with('@')), "{prelude} in {open:?}");
            open.push(prelude);
        } else {
            open.pop().unwrap();
        }
        rest = &rest[end + 1..];
    }
    assert_eq!(open, [""; 0]);
}

#[test]
fn each_style_element_has_its_source() {
    // From RFC 6234, section 8.5: the empty string and `abc`.
    let html = "<p></p><style></style><p>style</p><style>abc</style>";
    assert_eq!(
        style_sources(html),
        [
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='",
        ]
    );
    assert_eq!(style_sources("<p></p>"), [""; 0]);
}
