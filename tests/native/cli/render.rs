//! `summit-brief render`.

use serde_json::{Value, json};
use summit_brief::render::{script_sources, style_sheet, style_sources};

use super::{Folder, errors, run, status};
use crate::support::{HELSINKI, accord, helsinki};

#[test]
fn render_refuses_invalid_attributes() {
    for (attribute, message) in [
        ("heading-level=9", "a number from 2 to 6"),
        ("as-of=x", "a date and time"),
        ("print=never", "expected one of expanded, as-is"),
        ("zones=Mars/X", "unknown time zone “Mars/X”"),
        ("zone=Mars/X", "unknown time zone “Mars/X”"),
        ("expand=first ukraine Syria", "there is no issue “first”, “Syria”;"),
        ("order=cards", "schedule or issues"),
        ("colour=red", "has no attribute “colour”"),
        ("strings=next", "strings: expected a JSON object of strings"),
        ("strings={\"next\": 1}", "strings: expected a JSON object of strings"),
        ("strings={\"nex\": \"Up next\"}", "strings: there is no string “nex”; docs/languages.md lists them"),
    ] {
        let output = run(&["render", "static/briefs/helsinki-2018.json", "--attribute", attribute]);
        assert_eq!(status(&output), 2, "{attribute}: {}", errors(&output));
        assert!(errors(&output).contains(message), "{attribute}: {}", errors(&output));
    }
    let fine = ["print=as-is", "dir=ltr", "loading=eager", "expand=ukraine syria"];
    let fine = fine.iter().flat_map(|attribute| ["--attribute", attribute]);
    let output =
        run(&["render", "static/briefs/helsinki-2018.json", "--page"].into_iter().chain(fine).collect::<Vec<_>>());
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(html.contains("print=\"as-is\"") && html.contains("dir=\"ltr\""), "{}", &html[..600]);
}

#[test]
fn render_speaks_the_language_of_the_element_in_the_publishers_words() {
    let with = |attributes: &[&str]| {
        let attributes = attributes.iter().flat_map(|attribute| ["--attribute", attribute]);
        let output = run(&["render", "static/briefs/helsinki-2018.json", "--page"]
            .into_iter()
            .chain(attributes)
            .collect::<Vec<_>>());
        assert_eq!((status(&output), errors(&output)), (0, String::new()));
        String::from_utf8(output.stdout).unwrap()
    };
    let russian = with(&["lang=ru", "strings={\"issues\": \"Споры\"}"]);
    for part in [
        "<html lang=\"ru\">",
        "lang=\"ru\" dir=\"ltr\"",
        ">Споры</p>",
        "<bdi lang=\"en-GB\"",
        "понедельник, 16 июля 2018",
    ] {
        assert!(russian.contains(part), "{part}");
    }
    let arabic = with(&["lang=ar"]);
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("lang=\"ar\" dir=\"rtl\""));
    let english = with(&["strings={\"issues\": \"Disputes\"}"]);
    assert!(english.contains(">Disputes</p>") && !english.contains("<bdi"));
}

#[test]
fn the_attribute_order_decides_what_comes_first() {
    const SCHEDULE_FIRST: [&str; 7] = ["head", "countdown", "schedule", "band", "controls sb-reader", "bar", "cards"];
    const ISSUES_FIRST: [&str; 7] = ["head", "countdown", "bar", "cards", "schedule", "band", "controls sb-reader"];
    for (attribute, expected) in
        [(None, SCHEDULE_FIRST), (Some("order=schedule"), SCHEDULE_FIRST), (Some("order=issues"), ISSUES_FIRST)]
    {
        let arguments: Vec<&str> = attribute.into_iter().flat_map(|attribute| ["--attribute", attribute]).collect();
        let output = run(&[&["render", "static/briefs/helsinki-2018.json"], arguments.as_slice()].concat());
        assert_eq!((status(&output), errors(&output)), (0, String::new()), "{attribute:?}");
        let html = String::from_utf8(output.stdout).unwrap();
        let mut places: Vec<(usize, &str)> = Vec::new();
        for part in SCHEDULE_FIRST {
            let found: Vec<usize> =
                html.match_indices(&format!("class=\"sb-{part}\"")).map(|(place, _)| place).collect();
            assert_eq!(found.len(), 1, "{attribute:?}: {part}");
            places.push((found[0], part));
        }
        places.sort_unstable();
        assert_eq!(places.iter().map(|(_, part)| *part).collect::<Vec<_>>(), expected, "{attribute:?}");
        // On a page, the live widget reads the attribute, so that it replaces the HTML without moving anything.
        let page = run(&[&["render", "static/briefs/helsinki-2018.json", "--page"], arguments.as_slice()].concat());
        let page = String::from_utf8(page.stdout).unwrap();
        assert!(page.contains("<summit-brief ") && page.contains(html.trim_end()), "{attribute:?}");
        let has_attribute = page.contains("<summit-brief order=\"issues\"");
        assert_eq!(has_attribute, attribute == Some("order=issues"), "{attribute:?}");
    }
}

#[test]
fn plain_text_shows_the_former_start_and_the_day_of_an_end_on_another_day() {
    let folder = Folder::new();
    let brief = HELSINKI.replace(
        r#""start": "2018-07-16T10:20:00Z""#,
        r#""start": "2018-07-16T09:00:00+03:00", "end": "2018-07-17T17:00:00+03:00", "was": "2018-07-15T10:00:00+03:00""#,
    );
    let output = run(&["render", &folder.file("brief.json", brief), "--text"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let ends = "06:00–Tuesday 17 July 2018 14:00 GMT, 14:00–Tuesday 17 July 2018 22:00 Hong Kong";
    assert!(text.contains(ends), "{text}");
    assert!(text.contains("    moved from Sunday 15 July 2018 07:00 GMT"), "{text}");
    let output = run(&["render", "tests/fixtures/briefs/accord-review.json", "--text"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let listed = accord().issues.iter().filter(|issue| !issue.sessions.is_empty()).count();
    assert!(listed > 0);
    assert_eq!(text.matches("  On the agenda: ").count(), listed, "{text}");
}

#[test]
fn wrong_times_are_reported_but_do_not_stop_the_output() {
    let column = r#"{ "zone": "Asia/Hong_Kong", "label": "Hong Kong" }"#;
    let text = "Welcomes the meeting.";
    assert!(HELSINKI.contains(column) && HELSINKI.contains(text));
    let folder = Folder::new();
    for (brief, line) in [
        (
            HELSINKI.replace(text, "It begins at 10:20 GMT (6:30pm Hong Kong time)."),
            "error: issues[6].positions[1].text: “6:30pm Hong Kong time” is not the same time as “10:20 GMT”",
        ),
        (
            HELSINKI.replace(text, "It begins at 10:20 GMT on Tuesday."),
            "error: issues[6].positions[1].text: “10:20 GMT” is on Monday 16 July 2018",
        ),
        (
            HELSINKI.replace(column, r#"{ "zone": "Asia/Hong_Kong", "label": "Tokyo" }"#),
            "warning: zones[1].label: “Tokyo” is at UTC+9, but Asia/Hong_Kong is at UTC+8",
        ),
    ] {
        let file = folder.file("brief.json", brief);
        let checked = errors(&run(&["check", "--format", "lines", &file]));
        for command in ["render", "calendar"] {
            let output = run(&[command, &file]);
            let stderr = errors(&output);
            assert_eq!(status(&output), 0, "{command}: {stderr}");
            assert!(!output.stdout.is_empty(), "{command}: {stderr}");
            assert!(stderr.lines().count() == 1 && stderr.contains(line), "{command}: {stderr}");
            assert!(checked.contains(&stderr), "{command}: {stderr} {checked}");
        }
    }
}

#[test]
fn other_findings_are_left_to_check() {
    // `check` reports overlapping sessions and a tag in the accord brief.
    for brief in ["static/briefs/helsinki-2018.json", "tests/fixtures/briefs/accord-review.json"] {
        assert_eq!(errors(&run(&["render", brief])), "", "{brief}");
    }
}

/// What `render` writes for the reference brief with these sessions.
fn rendered(sessions: &Value, options: &[&str], change: impl FnOnce(&mut Value)) -> String {
    let mut brief: Value = serde_json::from_str(HELSINKI).unwrap();
    brief["sessions"] = sessions.clone();
    for issue in brief["issues"].as_array_mut().unwrap() {
        issue.as_object_mut().unwrap().remove("sessions");
    }
    change(&mut brief);
    let folder = Folder::new();
    let output = run(&[&["render", &folder.file("brief.json", brief.to_string())], options].concat());
    assert_eq!((status(&output), errors(&output)), (0, String::new()), "{sessions}");
    String::from_utf8(output.stdout).unwrap()
}

/// Talks in Helsinki on Monday 16 July 2018 at 13:00 GMT, overridden by `fields`.
fn talks(fields: &Value) -> Value {
    let mut session = json!({ "id": "talks", "title": "Talks", "start": "2018-07-16T13:00:00Z" });
    session.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    session
}

#[test]
fn plain_text_says_what_is_known_about_a_session() {
    const TIMES: &str = "13:00 GMT, 21:00 Hong Kong, 16:00 Helsinki";
    for (fields, lines) in [
        (json!({}), vec!["  Talks".to_owned(), format!("    {TIMES}")]),
        (json!({ "status": "cancelled" }), vec!["  Talks (cancelled)".to_owned(), format!("    {TIMES}")]),
        (json!({ "start": "2018-07-16" }), vec!["  Talks".to_owned(), "    time to be confirmed".to_owned()]),
        (
            json!({ "start": "2018-07-16", "status": "expected" }),
            vec!["  Talks (not confirmed)".to_owned(), "    time to be confirmed".to_owned()],
        ),
        (
            json!({ "start": "2018-07-16", "end": "2018-07-18", "allDay": true }),
            vec!["  Talks".to_owned(), "    all day, until Wednesday 18 July 2018".to_owned()],
        ),
        (
            json!({ "start": "2018-07-16", "end": "2018-07-16", "allDay": true }),
            vec!["  Talks".to_owned(), "    all day".to_owned()],
        ),
        (
            json!({ "status": "postponed", "was": "2018-07-15" }),
            vec![
                "  Talks (postponed)".to_owned(),
                format!("    {TIMES}"),
                "    moved from Sunday 15 July 2018".to_owned(),
            ],
        ),
        (
            json!({ "start": "2018-07-16", "status": "postponed", "was": "2018-07-15T13:00:00Z" }),
            vec![
                "  Talks (postponed)".to_owned(),
                "    time to be confirmed".to_owned(),
                "    moved from Sunday 15 July 2018 13:00 GMT, Sunday 15 July 2018 21:00 Hong Kong, \
                 Sunday 15 July 2018 16:00 Helsinki"
                    .to_owned(),
            ],
        ),
        (
            json!({ "status": "postponed" }),
            vec!["  Talks (postponed, no new time yet)".to_owned(), format!("    Was planned for: {TIMES}")],
        ),
        (
            json!({ "start": "2018-07-16", "status": "postponed" }),
            vec![
                "  Talks (postponed, no new time yet)".to_owned(),
                "    Was planned for: Monday 16 July 2018".to_owned(),
            ],
        ),
    ] {
        let text = rendered(&json!([talks(&fields)]), &["--text"], |_| {});
        let expected = format!("\nMonday 16 July 2018\n{}\n\n1. ", lines.join("\n"));
        assert!(text.contains(&expected), "{fields}: {text}");
    }
}

#[test]
fn plain_text_begins_with_the_place_and_the_dates_that_are_known() {
    let first = |sessions: Value, has_place: bool| {
        let text = rendered(&sessions, &["--text"], |brief| {
            if !has_place {
                brief.as_object_mut().unwrap().remove("place");
            }
        });
        text.lines().next().unwrap().to_owned()
    };
    let days = json!([talks(&json!({ "start": "2018-07-16", "end": "2018-07-18", "allDay": true }))]);
    assert_eq!(first(days.clone(), true), "Helsinki · 16–18 July 2018");
    assert_eq!(first(days, false), "16–18 July 2018");
    assert_eq!(first(json!([]), true), "Helsinki");
    assert_eq!(first(json!([]), false), helsinki().title);
}

/// The schema.org event of the reference brief with these sessions.
fn event(sessions: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let html = rendered(sessions, &["--json-ld"], change);
    let start = "<script type=\"application/ld+json\">";
    let data = html.split_once(start).and_then(|(_, rest)| rest.split_once("</script>")).unwrap().0;
    serde_json::from_str(data).unwrap()
}

#[test]
fn schema_org_data_has_the_state_of_each_session() {
    for (fields, start, end, previous, status) in [
        (json!({}), "2018-07-16T13:00:00Z", None, None, "EventScheduled"),
        (json!({ "status": "expected" }), "2018-07-16T13:00:00Z", None, None, "EventScheduled"),
        (json!({ "status": "cancelled" }), "2018-07-16T13:00:00Z", None, None, "EventCancelled"),
        (json!({ "start": "2018-07-16" }), "2018-07-16", None, None, "EventScheduled"),
        (
            json!({ "start": "2018-07-16", "end": "2018-07-17" }),
            "2018-07-16",
            Some("2018-07-17"),
            None,
            "EventScheduled",
        ),
        (json!({ "start": "2018-07-16", "allDay": true }), "2018-07-16", Some("2018-07-16"), None, "EventScheduled"),
        (
            json!({ "start": "2018-07-16", "end": "2018-07-17", "allDay": true }),
            "2018-07-16",
            Some("2018-07-17"),
            None,
            "EventScheduled",
        ),
        (json!({ "status": "postponed" }), "2018-07-16T13:00:00Z", None, None, "EventPostponed"),
        (
            json!({ "status": "postponed", "was": "2018-07-15" }),
            "2018-07-16T13:00:00Z",
            None,
            Some("2018-07-15"),
            "EventRescheduled",
        ),
    ] {
        let event = event(&json!([talks(&fields)]), |_| {});
        let own = &event["subEvent"][0];
        let found = ["startDate", "endDate", "previousStartDate", "eventStatus"].map(|name| own[name].as_str());
        let status = format!("https://schema.org/{status}");
        assert_eq!(found, [Some(start), end, previous, Some(&status)], "{fields}");
        assert_eq!(own["location"]["name"], "Helsinki");
    }
}

#[test]
fn schema_org_data_has_the_span_and_state_of_the_event() {
    let session = |id: &str, fields: Value| {
        let mut session = talks(&fields);
        session["id"] = json!(id);
        session
    };
    let meeting = session("meeting", json!({ "end": "2018-07-16T15:00:00Z" }));
    let postponed = session("late", json!({ "status": "postponed", "start": "2018-07-20T10:00:00Z" }));
    let cancelled = session("off", json!({ "status": "cancelled", "start": "2018-07-10T10:00:00Z" }));
    for (sessions, start, end, status) in [
        (json!([meeting]), "2018-07-16T13:00:00Z", Some("2018-07-16T15:00:00Z"), "EventScheduled"),
        (
            json!([cancelled, meeting, postponed]),
            "2018-07-16T13:00:00Z",
            Some("2018-07-16T15:00:00Z"),
            "EventScheduled",
        ),
        // A session that lasts all day ends later than one that ends during that day.
        (
            json!([meeting, session("fair", json!({ "start": "2018-07-16", "allDay": true }))]),
            "2018-07-16",
            Some("2018-07-16"),
            "EventScheduled",
        ),
        // It is not known when the last session ends.
        (json!([meeting, session("press", json!({ "start": "2018-07-16" }))]), "2018-07-16", None, "EventScheduled"),
        (json!([cancelled, postponed]), "2018-07-10T10:00:00Z", None, "EventPostponed"),
        (json!([cancelled]), "2018-07-10T10:00:00Z", None, "EventCancelled"),
    ] {
        let event = event(&sessions, |_| {});
        let found = ["startDate", "endDate", "eventStatus"].map(|name| event[name].as_str());
        assert_eq!(found, [Some(start), end, Some(&format!("https://schema.org/{status}"))], "{sessions}");
    }
}

#[test]
fn schema_org_data_has_no_location_without_a_place() {
    let event = event(&json!([talks(&json!({}))]), |brief| drop(brief.as_object_mut().unwrap().remove("place")));
    assert_eq!((event.get("location"), event["subEvent"][0].get("location")), (None, None));
    assert_eq!(event["subEvent"][0]["startDate"], "2018-07-16T13:00:00Z");
}

#[test]
fn render_links_the_style_sheet_or_writes_all_of_it() {
    let rendered = |options: &[&str]| {
        let output = run(&[&["render", "static/briefs/helsinki-2018.json"], options].concat());
        assert_eq!(status(&output), 0, "{options:?}: {}", errors(&output));
        (String::from_utf8(output.stdout.clone()).unwrap(), errors(&output))
    };
    let whole = format!("<style>{}</style>", style_sheet());
    for options in [["--base", "https://cdn.example/w"].as_slice(), &["--page"]] {
        let (linked, note) = rendered(options);
        assert!(linked.contains("summit-brief.css\">") && !linked.contains(&whole), "{options:?}");
        assert_eq!((&linked, &note), (&rendered(&[options, &["--style", "link"]].concat()).0, &String::new()));
        let (inline, note) = rendered(&[options, &["--style", "inline"]].concat());
        assert!(inline.contains(&whole) && !inline.contains("summit-brief.css"), "{options:?}");
        let sources = style_sources(&inline).join(" ");
        assert_eq!(note, format!("note: a content security policy needs: style-src {sources}\n"));
        if let Some((head, body)) = inline.split_once("</head>") {
            assert!(head.contains(&whole) && !body.contains("<style>"));
        }
    }
    // Without a snippet or page, there is no place for it.
    let alone = run(&["render", "static/briefs/helsinki-2018.json", "--style", "inline"]);
    assert_eq!(status(&alone), 2, "{}", errors(&alone));
    assert!(errors(&alone).contains("--base"), "{}", errors(&alone));
}

const BRIEF: &str = "static/briefs/helsinki-2018.json";

/// What `render` writes for the reference brief with these options, and to standard error.
fn written(options: &[&str]) -> (String, String) {
    let output = run(&[&["render", BRIEF], options].concat());
    assert_eq!(status(&output), 0, "{options:?}: {}", errors(&output));
    (String::from_utf8(output.stdout.clone()).unwrap(), errors(&output))
}

#[test]
fn every_form_of_the_snippet_has_the_same_html() {
    let (inside, _) = written(&[]);
    let inside = inside.trim_end();
    let src = "https://cdn.example/brief.json";
    let named = format!("<summit-brief src=\"{src}\" lang=\"en-GB\">");
    for (options, start, has_json) in [
        (&["--base", "/w"][..], "<summit-brief lang=\"en-GB\"><script type=\"application/json\">", true),
        (&["--base", "/w", "--src", src], &named, false),
        (&["--base", "/w", "--src", src, "--inline"], &named, true),
        (&["--page", "--src", src], &named, false),
        (&["--src", src], &format!("<div data-summit-brief data-src=\"{src}\" data-lang=\"en-GB\">"), false),
        (
            &["--src", src, "--attribute", "lang=fr", "--attribute", "expand=all"],
            &format!("<div data-summit-brief data-lang=\"fr\" data-expand=\"all\" data-src=\"{src}\">"),
            false,
        ),
    ] {
        let (html, _) = written(options);
        assert!(html.contains(start), "{options:?}: {html}");
        assert_eq!(html.contains("application/json"), has_json, "{options:?}");
        if !options.contains(&"lang=fr") {
            assert_eq!(html.matches(inside).count(), 1, "{options:?}");
        }
        // Without an address of the files, the page's template has them.
        let has_files = options.contains(&"--base") || options.contains(&"--page");
        assert_eq!(html.contains("summit-brief.js") && html.contains("summit-brief.css"), has_files, "{options:?}");
    }
}

#[test]
fn forms_that_exclude_each_other_are_refused() {
    for (options, part) in [
        (&["--inline", "--base", "/w"][..], "--src <URL>"),
        (&["--inline", "--src", "b.json"], "--base <URL>"),
        (&["--iframe", "--base", "/w"], "--src <URL>"),
        (&["--iframe", "--src", "b.json"], "--base <URL>"),
        (&["--iframe", "--src", "b.json", "--base", "/w", "--style", "inline"], "cannot be used with"),
        (&["--iframe", "--src", "b.json", "--base", "/w", "--inline"], "cannot be used with"),
        (&["--feed", "--text"], "cannot be used with"),
        (&["--feed", "--page"], "cannot be used with"),
        (&["--feed", "--src", "b.json"], "cannot be used with"),
        (&["--feed", "--json-ld"], "cannot be used with"),
        (&["--integrity", "dist"], "--base <URL>"),
        (&["--src", "b.json", "--attribute", "src=c.json"], "src: --src gives it already"),
    ] {
        let output = run(&[&["render", BRIEF], options].concat());
        assert_eq!((status(&output), output.stdout.len()), (2, 0), "{options:?}: {}", errors(&output));
        assert!(errors(&output).contains(part), "{options:?}: {}", errors(&output));
    }
}

/// The text of HTML, line by line.
fn lines(html: &str) -> Vec<String> {
    let fragment = scraper::Html::parse_fragment(html);
    let text: String = fragment.root_element().text().collect();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_feed_says_what_the_plain_text_says() {
    for (brief, attributes) in [
        (BRIEF, &[][..]),
        ("tests/fixtures/briefs/accord-review.json", &[]),
        ("static/briefs/helsinki-2018.zh-Hant.json", &[]),
        (BRIEF, &["--attribute", "lang=ar"]),
    ] {
        let form = |form: &str| {
            let output = run(&[&["render", brief, form], attributes].concat());
            assert_eq!((status(&output), errors(&output)), (0, String::new()));
            String::from_utf8(output.stdout).unwrap()
        };
        let feed = form("--feed");
        let text = form("--text");
        // Plain text has the addresses of links in angle brackets.
        let without_address = |line: &str| line.split(" <http").next().unwrap().trim().to_owned();
        let expected: Vec<String> = text.lines().map(without_address).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines(&feed), expected, "{brief} {attributes:?}");
        assert!(!feed.contains("class=") && !feed.contains("style=") && !feed.contains("id="), "{feed}");
        let links = text.matches(" <http").count();
        assert_eq!(feed.matches("<a href=\"http").count(), links);
        // Elements that every feed, AMP and mail programs keep.
        for tag in feed.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap();
            assert!(["div", "h2", "h3", "p", "ul", "li", "strong", "br", "a"].contains(&name), "{name}");
        }
    }
    let (feed, _) = written(&["--feed", "--attribute", "heading-level=4"]);
    assert!(feed.contains("<h4>") && feed.contains("<h5>") && !feed.contains("<h2>"), "{feed}");
    assert!(feed.starts_with("<div lang=\"en-GB\" dir=\"ltr\">"), "{feed}");
}

#[test]
fn the_feed_never_takes_text_for_markup() {
    let feed = rendered(&json!([talks(&json!({ "title": "<b>Talks</b> & \"more\"" }))]), &["--feed"], |brief| {
        brief["issues"][0]["links"] = json!([{ "title": "<i>", "url": "https://a.example/?a=1&b=\"" }]);
    });
    assert!(feed.contains("<strong>&lt;b&gt;Talks&lt;/b&gt; &amp; &quot;more&quot;</strong>"), "{feed}");
    assert!(feed.contains("<a href=\"https://a.example/?a=1&amp;b=&quot;\">&lt;i&gt;</a>"), "{feed}");
}

#[test]
fn an_iframe_names_the_brief_and_the_attributes() {
    let (html, _) = written(&[
        "--base",
        "https://cdn.example/w",
        "--src",
        "https://cdn.example/a brief.json?x=1&y=2",
        "--iframe",
        "--attribute",
        "as-of=2018-07-16T10:20:00+03:00",
    ]);
    let fragment = scraper::Html::parse_fragment(&html);
    let select = |css: &str| scraper::Selector::parse(css).unwrap();
    let frame = fragment.select(&select("iframe")).next().unwrap();
    let address = frame.attr("src").unwrap();
    assert_eq!(
        address,
        "https://cdn.example/w/embed.html?as-of=2018-07-16T10:20:00%2B03:00\
         &src=https://cdn.example/a%20brief.json%3Fx%3D1%26y%3D2&lang=en-GB"
    );
    assert_eq!(frame.attr("title"), Some(helsinki().title.as_str()));
    // The content of a frame is text for the parser: what browsers show that know no frames.
    assert!(frame.text().collect::<String>().contains(&helsinki().title), "{html}");
    assert!(html.contains(&format!("<a href=\"{}\">", address.replace('&', "&amp;"))), "{html}");
    let script = fragment.select(&select("script")).next().unwrap();
    assert_eq!(script.attr("src"), Some("https://cdn.example/w/embed-parent.js"));
}

#[test]
fn integrity_names_the_hashes_of_the_files_in_the_folder() {
    let folder = Folder::new();
    for (name, content) in [
        ("summit-brief.js", "loader"),
        ("summit-brief.css", "style"),
        ("summit-brief-0123456789ab.js", "glue"),
        ("summit-brief-0123456789ab_bg.wasm", "wasm"),
        ("summit-brief-ba9876543210.fr.js", "words"),
        ("index.html", "other"),
    ] {
        folder.file(name, content);
    }
    // From `printf glue | openssl dgst -sha384 -binary | openssl base64 -A`.
    let hash = |content: &str| match content {
        "loader" => "kwVc5svpkpm5SR/DKPD4uoQcj7vzwD3bFulFX/WgEpuM7c68WTiJytN7E/Yjgj1p",
        "style" => "ncADv7Z6pl48+5nRt1MlY3qHpdFlBdza2wBDpnih426g0PBNH0x1ovEuxqd9i6zd",
        "glue" => "OQbpQaJL4O579hGvzBmML/8pgAWF5AO3MV2W+sJNoPxYBrIh5sYlxhRs3CI7K+FV",
        "wasm" => "boOOaqkCTcUlfiSLj0sYt5Ko4fy3O7Y0XS3Aba0eU9k1KwMGTQqNxweYTKrQVdvJ",
        _ => "mFdF9vt6pSHCkzbUjqCuZBpqq3++R+OI5/p7893FMwhU7f1L9YffjI5E8YSKbVrH",
    };
    let (html, notes) = written(&["--base", "https://cdn.example/w/", "--integrity", &folder.path("")]);
    for part in [
        format!("summit-brief.css\" crossorigin integrity=\"sha384-{}\">", hash("style")),
        format!("summit-brief.js\" integrity=\"sha384-{}\" data-sb-wasm=\"sha384-{}\">", hash("loader"), hash("wasm")),
    ] {
        assert!(html.contains(&part), "{part}: {html}");
    }
    let start = "<script type=\"importmap\">";
    let map = html.split_once(start).and_then(|(_, rest)| rest.split_once("</script>")).unwrap().0;
    let expected = json!({ "integrity": {
        "https://cdn.example/w/summit-brief-0123456789ab.js": format!("sha384-{}", hash("glue")),
        "https://cdn.example/w/summit-brief-ba9876543210.fr.js": format!("sha384-{}", hash("words")),
    } });
    assert_eq!(serde_json::from_str::<Value>(map).unwrap(), expected);
    // The map comes before the script, and policies need its hash.
    assert!(html.find(start) < html.find("<script type=\"module\""), "{html}");
    let [source] = script_sources(&html).try_into().unwrap();
    assert_eq!(notes, format!("note: a content security policy needs: script-src {source}\n"));
    // Addresses in a map are not names of packages.
    for (base, start) in [("w", "./w/"), ("/w", "/w/"), ("../w", "../w/")] {
        let (html, _) = written(&["--base", base, "--integrity", &folder.path("")]);
        assert!(html.contains(&format!("\"{start}summit-brief-0123456789ab.js\"")), "{base}: {html}");
    }
    let refused = |problem: &str| {
        let output = run(&["render", BRIEF, "--page", "--integrity", &folder.path("")]);
        assert_eq!((status(&output), output.stdout.len()), (3, 0));
        assert!(errors(&output).contains(problem), "{problem}: {}", errors(&output));
    };
    folder.file("summit-brief-aaaaaaaaaaaa_bg.wasm", "wasm");
    refused("are of two builds; name a folder with the files of one");
    std::fs::remove_file(folder.path("summit-brief.js")).unwrap();
    refused("there is no summit-brief.js; name the folder with the widget's files");
    let output = run(&["render", BRIEF, "--page", "--integrity", "nowhere"]);
    assert_eq!(status(&output), 3);
    assert!(errors(&output).starts_with("nowhere: error: --integrity: cannot be read: "), "{}", errors(&output));
}
