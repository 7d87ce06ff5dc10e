//! `import`: articles in the styles of several newsrooms, each with snapshots of its brief and its report.

use std::fs;
use std::path::{Path, PathBuf};

use insta::{assert_snapshot, glob, with_settings};
use proptest::prelude::*;
use serde_json::Value;
use summit_brief::brief::{Brief, Session, Status};
use summit_brief::desk::Level;
use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::check;
use summit_brief::desk::import::{ArticleFormat, Confidence, ImportOptions, Imported, Item, import};

use super::support::{at, lock_glob, stamp};

fn imported(text: &str) -> Imported {
    import(text, ArticleFormat::of(text), &ImportOptions::default(), &TzDatabase::default())
}

fn brief(text: &str) -> Brief {
    let imported = imported(text);
    serde_json::from_str(&imported.json).unwrap_or_else(|error| panic!("{error}: {}", imported.json))
}

fn report(imported: &Imported) -> String {
    let line = |item: &Item| {
        let line = item.spot.line.map_or("-".to_owned(), |line| line.to_string());
        let column = item.spot.column.map_or(String::new(), |column| format!(":{column}"));
        format!("{line}{column} {}: {}\n", item.sure.name(), item.message())
    };
    imported.items.iter().map(line).collect()
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let formats = ["txt", "md", "html"];
    files.retain(|file| file.extension().is_some_and(|extension| formats.iter().any(|other| extension == *other)));
    files.sort();
    assert!(files.len() >= 5, "{} articles", files.len());
    files
}

/// Imports the article in `file`, with the zone from the `.zone` file next to it, if there is one.
fn imported_file(file: &Path) -> Imported {
    let text = fs::read_to_string(file).unwrap();
    let zone = fs::read_to_string(format!("{}.zone", file.display())).ok().map(|zone| zone.trim().to_owned());
    import(
        &text,
        ArticleFormat::of(&text),
        &ImportOptions { zone, published: None, ..ImportOptions::default() },
        &TzDatabase::default(),
    )
}

#[test]
fn each_article_matches_its_snapshots() {
    // `INSTA_UPDATE=always` rewrites the snapshots; review the diff before you commit it.
    let _lock = lock_glob();
    let mut count = 0;
    with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../fixtures/articles/snapshots" }, {
        glob!("../fixtures/articles", "*.{txt,md,html}", |file| {
            let imported = imported_file(file);
            assert_snapshot!("brief", imported.json);
            assert_snapshot!("report", report(&imported));
            assert!(imported.json.ends_with("\n}\n"), "{}", file.display());
            count += 1;
        });
    });
    assert_eq!(count, articles().len());
}

#[test]
fn an_import_says_whether_the_brief_passes_check() {
    let mut passed = 0;
    for file in articles() {
        let imported = imported_file(&file);
        passed += usize::from(imported.passes);
        let errors = check(&imported.json, &TzDatabase::default())
            .into_iter()
            .filter(|finding| finding.code.level() == Level::Error);
        assert_eq!(imported.passes, errors.count() == 0, "{}", file.display());
    }
    assert!(passed > 5, "{passed} articles pass");
    let nothing = imported("Rain\n\nIt rained all day.");
    assert!(!nothing.passes);
    assert!(report(&nothing).contains("pass --published"), "{}", report(&nothing));
}

#[test]
fn every_line_of_an_article_is_in_the_brief_or_in_the_report() {
    let squeeze = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut checked = 0;
    for file in articles().into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
        let text = fs::read_to_string(&file).unwrap();
        let imported = imported_file(&file);
        let kept = squeeze(&imported.json);
        let reported = squeeze(&report(&imported));
        for line in text.lines().filter(|line| line.contains(char::is_alphanumeric)) {
            let start: String = squeeze(line).chars().take(40).collect();
            // Import strips the numbers from headings and the labels from links, and turns stamps into times.
            let bare = start.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches("READMORE");
            let lower = line.to_lowercase();
            let stamps = ["published", "updated", "first published", "last modified", "october 22"];
            let stamp = stamps.iter().any(|word| lower.starts_with(word));
            let schedule = ["What happens next", "How to watch"].contains(&line);
            if stamp || schedule {
                continue;
            }
            let bare: String = bare.chars().take(20).collect();
            let placed = kept.contains(&bare) || reported.contains(&bare);
            assert!(placed && !bare.is_empty(), "{}: {line}", file.display());
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} lines");
}

#[test]
fn stamps_are_read_in_the_forms_that_newsrooms_use() {
    for (line, zone, expected) in [
        ("PUBLISHED : Monday, 16 July, 2018, 11:53am", Some("Asia/Hong_Kong"), "2018-07-16T11:53:00+08:00"),
        ("Published: 16 July 2018 at 11.53am", Some("Asia/Hong_Kong"), "2018-07-16T11:53:00+08:00"),
        ("Published July 16, 2018, 11:53 a.m. EDT", None, "2018-07-16T11:53:00-04:00"),
        ("Published 11:53 GMT, 16 July 2018", None, "2018-07-16T11:53:00Z"),
        ("Posted 2018-07-16T11:53:00+08:00", None, "2018-07-16T11:53:00+08:00"),
        ("Published: 02.11.2018 11:53", Some("Europe/Helsinki"), "2018-11-02T11:53:00+02:00"),
        ("Published on 2018-07-16T11:53", Some("Europe/Helsinki"), "2018-07-16T11:53:00+03:00"),
        ("Published 2018-07-16T11:53Z", None, "2018-07-16T11:53:00Z"),
        ("First published on Mon 16 Jul 2018 11.53 BST", None, "2018-07-16T11:53:00+01:00"),
        // A DST fold in New York: the abbreviation says which of the two times is meant.
        ("Published November 4, 2018, 1:30 a.m. EDT", None, "2018-11-04T01:30:00-04:00"),
        ("Published November 4, 2018, 1:30 a.m. EST", None, "2018-11-04T01:30:00-05:00"),
        ("Published 16 January 2018, 11:53", Some("Europe/Helsinki"), "2018-01-16T11:53:00+02:00"),
    ] {
        let text = format!("A headline of several words\n\n{line}\n\nThe story begins here. It goes on.\n");
        let given = ImportOptions { zone: zone.map(str::to_owned), published: None, ..ImportOptions::default() };
        let imported = import(&text, ArticleFormat::Text, &given, &TzDatabase::default());
        let json: Value = serde_json::from_str(&imported.json).unwrap();
        assert_eq!(json["published"], expected, "{line}\n{}", report(&imported));
    }
}

#[test]
fn a_stamp_without_a_zone_is_not_guessed() {
    let imported =
        imported("A headline of several words\n\nPublished: 16 July 2018, 11:53\n\nThe story begins here.\n");
    let json: Value = serde_json::from_str(&imported.json).unwrap();
    assert_eq!(json.get("published"), None);
    assert!(report(&imported).contains("pass --zone"), "{}", report(&imported));
}

/// The start of the session that `sentence` states in an article of Monday 16 July 2018, 11:53 in Hong Kong. Empty if
/// it states none.
fn start_of(sentence: &str) -> String {
    let text = format!("Leaders meet in Helsinki for talks\n\nTheir talks are held in Helsinki. {sentence}\n");
    let given = ImportOptions {
        zone: Some("Asia/Hong_Kong".to_owned()),
        published: Some(stamp("2018-07-16T11:53:00+08:00")),
        ..ImportOptions::default()
    };
    let imported = import(&text, ArticleFormat::Text, &given, &TzDatabase::default());
    let json: Value = serde_json::from_str(&imported.json).unwrap();
    let sessions = json["sessions"].as_array().unwrap();
    assert!(sessions.len() < 2, "{sentence}: {sessions:?}");
    sessions.first().map_or(String::new(), |session| session["start"].as_str().unwrap().to_owned())
}

#[test]
fn days_are_counted_from_publication() {
    for (sentence, expected) in [
        ("The talks begin on Monday at 10:20 GMT.", "2018-07-16T10:20:00Z"),
        ("The talks begin on Tuesday at 10:20 GMT.", "2018-07-17T10:20:00Z"),
        ("The talks begin on Sunday at 10:20 GMT.", "2018-07-22T10:20:00Z"),
        ("The talks begin tomorrow at noon local time.", "2018-07-17T09:00:00Z"),
        ("The talks begin on 3 January at 1pm in Helsinki (1100 GMT).", "2019-01-03T11:00:00Z"),
        ("The talks begin on December 30, 2018 at 1pm in Helsinki.", "2018-12-30T11:00:00Z"),
        ("The talks begin on 02.11.2018 at 1pm in Helsinki.", "2018-11-02T11:00:00Z"),
        ("The talks begin at 11pm Eastern on Monday.", "2018-07-17T03:00:00Z"),
        ("The talks in Geneva begin on Tuesday at 2pm local time.", "2018-07-17T12:00:00Z"),
    ] {
        assert_eq!(at(&start_of(sentence)), at(expected), "{sentence}");
    }
    for sentence in [
        "The talks began on Friday, 13 July at 10:20 GMT.",
        "They met at 10:20 GMT.",
        "Shares fell by 10.20 in Helsinki.",
        "The talks begin at 5pm CST.",
        "The talks in Nowhereville begin on Tuesday at 2pm local time.",
        "The score was 3:15.",
    ] {
        assert_eq!(start_of(sentence), "", "{sentence}");
    }
}

/// The sessions that `text` states, in an article of Monday 12 May 2025 about talks in Geneva.
fn sessions_of(text: &str) -> Vec<(String, Status)> {
    let text = format!("Ministers meet in Geneva for talks\n\nTheir talks are held in Geneva. {text}\n");
    let given =
        ImportOptions { zone: None, published: Some(stamp("2025-05-12T09:15:00+02:00")), ..ImportOptions::default() };
    let imported = import(&text, ArticleFormat::Text, &given, &TzDatabase::default());
    let json: Value = serde_json::from_str(&imported.json).unwrap();
    let sessions: Vec<Session> = serde_json::from_value(json["sessions"].clone()).unwrap();
    sessions.into_iter().map(|session| (session.title, session.status)).collect()
}

#[test]
fn the_month_of_may_does_not_express_doubt() {
    let expected = |title: &str, status| vec![(title.to_owned(), status)];
    let sessions = sessions_of("Ministers sit down at 10am on Tuesday, May 13.");
    assert_eq!(sessions, expected("Ministers sit down", Status::Confirmed));
    assert_eq!(sessions_of("Ministers may meet at 10am on Tuesday.")[0].1, Status::Expected);
}

#[test]
fn a_one_digit_day_ends_its_sentence() {
    let titles = sessions_of("Ministers meet on Thursday, June 5. The signing begins at 10am.");
    assert_eq!(titles, [("The signing begins".to_owned(), Status::Confirmed)]);
}

#[test]
fn a_title_does_not_include_the_verb_follows() {
    assert_eq!(sessions_of("A news conference follows at 10am on Tuesday.")[0].0, "News conference");
}

#[test]
fn an_invitation_to_follow_coverage_is_not_a_session() {
    assert_eq!(sessions_of("Follow our live coverage from 9:30am on Tuesday."), []);
    assert_eq!(sessions_of("Watch the signing with us at 9:30am on Tuesday."), []);
    assert_eq!(sessions_of("The delegations follow at 9:30am on Tuesday.").len(), 1);
}

#[test]
fn a_timetable_line_names_its_session_after_the_time() {
    let page = "# Leaders meet in Kuala Lumpur\n\nPublished 26 Oct 2025 6:15 am SGT\n\nKUALA LUMPUR — Leaders meet in Kuala Lumpur.\n\n## Schedule\n\n\
        - **9:00 am (MYT)** Opening ceremony, Sunday\n- Monday, 27 October, 10:00–11:30: Signing of the accord (0200 GMT)\n\n## Trade\n\nIt is free.\n";
    let brief: Value = serde_json::from_str(&imported(page).json).unwrap();
    let session = |title: &str, start: &str, end: Value| (title.into(), start.into(), end);
    let found: Vec<(Value, Value, Value)> = brief["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| (session["title"].clone(), session["start"].clone(), session["end"].clone()))
        .collect();
    let expected = [
        session("Opening ceremony", "2025-10-26T09:00:00+08:00", Value::Null),
        session("Signing of the accord", "2025-10-27T10:00:00+08:00", "2025-10-27T11:30:00+08:00".into()),
    ];
    assert_eq!(found, expected);
    assert_eq!(brief["summary"], "Leaders meet in Kuala Lumpur.");
}

#[test]
fn a_time_in_an_unknown_zone_is_not_a_session() {
    assert_eq!(sessions_of("The signing begins at 9am (XYZT) on Tuesday."), []);
    assert_eq!(sessions_of("The signing begins at 9am XYT on Tuesday."), []);
    assert_eq!(sessions_of("The signing begins at 9am NEXT to the hall on Tuesday.").len(), 1);
}

#[test]
fn a_byline_ends_where_its_stamp_begins() {
    let text =
        "A headline of several words\n\nBy Ada Example | March 2, 2026 at 2:05 p.m. EST\n\nThe story begins here.\n";
    let json: Value = serde_json::from_str(&imported(text).json).unwrap();
    assert_eq!((&json["credit"], &json["published"]), (&"By Ada Example".into(), &"2026-03-02T14:05:00-05:00".into()));
}

#[test]
fn an_abbreviation_of_the_venues_zone_adds_no_column() {
    let columns = |time: &str| -> Vec<String> {
        let text = format!(
            "Ministers meet in Geneva for talks\n\nTheir talks are held in Geneva. They begin at {time} on Tuesday (0800 GMT).\n"
        );
        let given = ImportOptions {
            zone: None,
            published: Some(stamp("2025-05-12T09:15:00+02:00")),
            ..ImportOptions::default()
        };
        let imported = import(&text, ArticleFormat::Text, &given, &TzDatabase::default());
        let json: Value = serde_json::from_str(&imported.json).unwrap();
        json["zones"].as_array().unwrap().iter().map(|column| column["zone"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(columns("10am CEST"), ["UTC", "Europe/Zurich"]);
    assert_eq!(columns("10am in Paris"), ["UTC", "Europe/Paris", "Europe/Zurich"]);
}

#[test]
fn a_label_marks_a_link_as_further_reading() {
    let page = "<h1>Talks in Geneva at last</h1><h2>Steel</h2><p>Duties are high.</p>\
        <p><em>Related: <a href='https://news.example/steel'>How the duties came about</a></em></p>\
        <h2>Fish</h2><p>Stocks are low.</p><p>Related: how the stocks fell</p><p>Read: <a href='/x'>it</a> now.</p>";
    let json: Value = serde_json::from_str(&imported(page).json).unwrap();
    let steel = &json["issues"][0];
    assert_eq!(steel["links"][0]["title"], "How the duties came about");
    assert_eq!(steel["links"][0]["url"], "https://news.example/steel");
    let link = "# Talks in Geneva at last\n\n## Steel\n\nDuties are high.\n\nRead more: [How it came about](https://news.example/steel)\n";
    let json_of_link: Value = serde_json::from_str(&imported(link).json).unwrap();
    assert_eq!(
        json_of_link["issues"][0]["links"],
        serde_json::json!([{ "title": "How it came about", "url": "https://news.example/steel" }])
    );
    let fish = &json["issues"][1];
    assert_eq!(
        (&fish["links"][0]["title"], &fish["body"][0]),
        (&"how the stocks fell".into(), &"Read: it now.".into())
    );
}

#[test]
fn contradictory_times_are_reported_with_the_correction() {
    let text = "Leaders meet in Helsinki for talks\n\nPUBLISHED: 16 July 2018, 9am GMT\n\nThe talks begin in Helsinki at 10:20 GMT (6:30pm Hong Kong time) on Monday.\n";
    let report = report(&imported(text));
    assert!(
        report.contains("5:43 open: error: “6:30pm Hong Kong time” is not the same time as “10:20 GMT”"),
        "{report}"
    );
    assert!(report.contains("18:20 (6:20pm) in Hong Kong"), "{report}");
}

#[test]
fn headings_are_told_apart_from_headlines_of_other_stories() {
    let text =
        fs::read_to_string(articles().into_iter().find(|file| file.ends_with("reference-style.txt")).unwrap()).unwrap();
    let brief = brief(&text);
    let titles: Vec<&str> = brief.issues.iter().map(|issue| issue.title.as_str()).collect();
    let expected = [
        "Election meddling", "War in Ukraine", "Syria", "Disarmament", "Nato", "Iran nuclear deal", "North Korea",
        "Spy poisoning", "Trade war",
    ];
    assert_eq!(titles, expected);
    let links: usize = brief.issues.iter().map(|issue| issue.links.len()).sum();
    assert_eq!(links, 2);
    let imported = imported(&text);
    assert!(
        imported
            .items
            .iter()
            .any(|line| line.sure == Confidence::Certain && line.message().contains("agrees with the 9 issues"))
    );
}

#[test]
fn tags_with_thousands_of_attributes_are_read() {
    // `cargo bench --bench desk` measures how the running time grows with the number of attributes.
    let text = format!("<h1>Talks in Helsinki</h1><p data-a='1 > 0'{}>They begin.</p>", " a1=b c/".repeat(20_000));
    let (title, summary, _) = import_html(&text);
    assert_eq!((title.as_str(), summary.as_str()), ("Talks in Helsinki", "They begin."));
    let quoted = format!("<p data-json=\"{}\">x</p><h1>Talks in Helsinki</h1>", "a b ".repeat(20_000));
    let (title, _, report) = import_html(&quoted);
    assert_eq!(title, "Talks in Helsinki");
    assert!(report.contains("open: not placed: “x”"), "{report}");
}

/// Imports an HTML page. Returns the title and the summary of the brief, and the report.
fn import_html(text: &str) -> (String, String, String) {
    let imported = import(text, ArticleFormat::Html, &ImportOptions::default(), &TzDatabase::default());
    let json: Value = serde_json::from_str(&imported.json).unwrap();
    let field = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    (field("title"), field("summary"), report(&imported))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_bytes_are_imported_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        for format in [ArticleFormat::Text, ArticleFormat::Markdown, ArticleFormat::Html] {
            let imported = import(&text, format, &ImportOptions::default(), &TzDatabase::default());
            prop_assert!(serde_json::from_str::<Value>(&imported.json).is_ok());
        }
    }

    #[test]
    fn any_mixture_of_article_parts_is_imported(pieces in prop::collection::vec(prop::sample::select(vec![
        "\n\n", "\n", " ", "# ", "## ", "<p>", "</p>", "<h2>", "</h2>", "<a href=\"x\">", "</a>", "<script>", "<!--", "10:20 GMT", "(6:20pm Hong Kong time)",
        "on Monday", "16 July 2018", "PUBLISHED : ", "Russia denies ", "“", "”", ".", " and ", " to ", "The talks begin at ", "1. Title", "9 p.m.", "é", "noon",
        "midnight", "31 February", "—", "GENEVA (AP)", "Nine points", "12:60", "99:99 GMT", "0000 GMT", "24:00", "UTC+99", "GMT-4", ":",
    ]), 0..60)) {
        let text = pieces.concat();
        for format in [ArticleFormat::Text, ArticleFormat::Markdown, ArticleFormat::Html] {
            let given = ImportOptions { zone: None, published: Some(stamp("2018-07-16T11:53:00+08:00")), ..ImportOptions::default() };
            let imported = import(&text, format, &given, &TzDatabase::default());
            prop_assert!(serde_json::from_str::<Value>(&imported.json).is_ok());
        }
    }
}
