//! `check`: the place, level, message and remedy of every finding. Each fixture has one finding, except `fine*.json`, which
//! have none.

use std::cell::Cell;
use std::fs;

use insta::{assert_snapshot, glob, with_settings};
use line_index::LineIndex;
use proptest::prelude::*;
use serde_json::{Value, json};
use summit_brief::brief::{Brief, violations};
use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::{check, read};
use summit_brief::desk::{Code, Finding, Level, ZoneNames, headline_count, line_column};
use summit_brief::time::{CivilDateTime, Instant, Offset, Timestamp, UnknownZone, Zones};

use super::support::{ACCORD, HELSINKI, lock_glob, stamp};

fn findings(source: &str) -> Vec<Finding> {
    check(source, &TzDatabase::default())
}

/// The findings as `check` prints them, without the file's name.
fn written(source: &str) -> String {
    let index = LineIndex::new(source);
    let line = |finding: Finding| {
        let (line, column) = line_column(&index, finding.span.start);
        let Finding { code, path, message, remedy, .. } = finding;
        let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
        format!("{line}:{column}: {}: {place}{message}; {remedy}\n", code.level())
    };
    findings(source).into_iter().map(line).collect()
}

#[test]
fn each_fixture_matches_its_snapshot() {
    // `INSTA_UPDATE=always` rewrites the snapshots; review the diff before you commit it.
    let _lock = lock_glob();
    let mut count = 0;
    with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../fixtures/check/snapshots" }, {
        glob!("../fixtures/check", "*.json", |file| {
            let source = fs::read_to_string(file).unwrap();
            assert_snapshot!("finding", written(&source));
            count += 1;
        });
    });
    assert!(count > 60, "{count} fixtures");
}

#[test]
fn each_fixture_has_one_fault() {
    let _lock = lock_glob();
    glob!("../fixtures/check", "*.json", |file| {
        let found = findings(&fs::read_to_string(file).unwrap());
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert_eq!(found.len(), usize::from(!name.starts_with("fine")), "{name}: {found:#?}");
    });
}

#[test]
fn the_reference_brief_has_no_findings_and_the_accord_brief_no_errors() {
    assert_eq!(findings(HELSINKI), []);
    let errors = findings(ACCORD).into_iter().filter(|finding| finding.code.level() == Level::Error);
    assert_eq!(errors.collect::<Vec<_>>(), []);
}

#[test]
fn all_faults_of_a_document_are_reported_together() {
    let source = HELSINKI
        .replace("\"id\": \"helsinki-2018\",", "\"id\": \"Helsinki 2018\"")
        .replace("\"zone\": \"Europe/Helsinki\" }", "\"zone\": \"Europe/Helsinky\" }")
        .replace("\"title\": \"Syria\",", "")
        .replace("\"party\": \"russia\", \"text\": \"Welcomes the meeting.\"", "\"party\": \"rusia\", \"txt\": 5")
        .replace("expected", "maybe");
    let codes: Vec<&str> = findings(&source).iter().map(|finding| finding.code.name()).collect();
    for code in
        ["syntax", "malformed-id", "unknown-zone", "missing-field", "unknown-reference", "unknown-field", "wrong-value"]
    {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

#[test]
fn zone_remedies_never_suggest_a_zone_with_another_time() {
    for (zone, expected) in [
        ("GMT+8", "an offset is not a time zone"),
        ("Etc/GMT+99", "an offset is not a time zone"),
        ("UTC-03:30", "an offset is not a time zone"),
        ("CST", "it may be US Central, China or Cuba Standard Time"),
        ("XYT", "write an IANA name"),
        ("Asia/Beijing", "did you mean “Asia/Shanghai”?"),
        ("America/Washington", "did you mean “America/New_York”?"),
        ("America/Los Angeles", "did you mean “America/Los_Angeles”?"),
        ("Europe/Helsinky", "did you mean “Europe/Helsinki”?"),
    ] {
        let source = HELSINKI.replace("\"zone\": \"Europe/Helsinki\" }", &format!("\"zone\": \"{zone}\" }}"));
        let found: Vec<Finding> =
            findings(&source).into_iter().filter(|finding| finding.path.describe() == "place.zone").collect();
        assert!(found.len() == 1 && found[0].remedy.starts_with(expected), "{zone}: {found:#?}");
    }
}

#[test]
fn a_label_that_contradicts_its_zone_is_reported() {
    let found_with = |zone: &str, label: &str| {
        let column = r#"{ "zone": "Asia/Hong_Kong", "label": "Hong Kong" }"#;
        assert!(HELSINKI.contains(column));
        let columns = format!(r#"{{ "zone": "Asia/Hong_Kong" }}, {{ "zone": "{zone}", "label": "{label}" }}"#);
        let found = findings(&HELSINKI.replace(column, &columns));
        found
            .iter()
            .map(|found| format!("{} {} {}", found.code.level(), found.code.name(), found.path))
            .collect::<Vec<_>>()
    };
    for (zone, name) in [("Europe/London", "BST"), ("America/New_York", "ET"), ("Europe/London", "Camelot")] {
        assert_eq!(found_with(zone, name), [""; 0], "{name}");
    }
    assert_eq!(found_with("Europe/London", "GMT"), ["error wrong-label zones[2].label"]);
    assert_eq!(found_with("America/New_York", "EST"), ["warning out-of-season zones[2].label"]);
    assert_eq!(found_with("Europe/Paris", "London"), ["warning wrong-label zones[2].label"]);
    let both = ["warning fixed-zone zones[2].zone", "warning wrong-label zones[2].label"];
    assert_eq!(found_with("Etc/GMT+8", "Manila"), both);
    assert_eq!(found_with("EST", "Eastern"), ["warning fixed-zone zones[2].zone"]);
    // Times in such a column are not judged, since either its label or its zone may be wrong.
    let doubtful = HELSINKI.replace(r#""zone": "Asia/Hong_Kong","#, r#""zone": "Asia/Ho_Chi_Minh","#);
    let prose = doubtful.replace("London blames", "At 10:20 GMT (6.20pm in Hong Kong) London blames");
    assert_ne!(prose, doubtful);
    let found = findings(&prose);
    let codes: Vec<&str> =
        found.iter().filter(|found| found.code.level() != Level::Note).map(|found| found.code.name()).collect();
    assert_eq!(codes, ["wrong-label"]);
    let venue = HELSINKI
        .replace(r#""name": "Helsinki", "zone": "Europe/Helsinki""#, r#""name": "Helsinki", "zone": "Asia/Tokyo""#);
    assert!(
        findings(&venue)
            .iter()
            .any(|found| found.code.name() == "wrong-label" && found.path.describe() == "place.name")
    );
}

#[test]
fn one_mistake_is_reported_once() {
    for (right, wrong) in [
        (r#""parties": ["#, r#""parties": {}, "former": ["#),
        (r#""id": "us", "name""#, r#""id": 1, "name""#),
        (
            r#""sessions": [
    {"#, r#""former": [
    {"#,
        ),
    ] {
        assert!(HELSINKI.contains(right), "{right}");
        let found = findings(&HELSINKI.replacen(right, wrong, 1));
        assert!(found.iter().all(|found| found.code.name() != "unknown-reference"), "{wrong}: {found:#?}");
        assert!(found.iter().any(|found| found.code.level() == Level::Error), "{wrong}");
    }
    let columns = r#""zones": ["#;
    assert!(HELSINKI.contains(columns));
    let found = findings(&HELSINKI.replace(columns, r#""zones": ["Asia/Tokyo", "#));
    let codes: Vec<(String, &str)> = found.iter().map(|found| (found.path.describe(), found.code.name())).collect();
    assert_eq!(codes, [("zones[0]".to_owned(), "wrong-type")]);
    let blank = HELSINKI.replace(r#""label": "Hong Kong""#, r#""label": " ""#);
    let codes: Vec<&str> = findings(&blank).iter().map(|found| found.code.name()).collect();
    assert_eq!(codes, ["blank-text"]);
}

#[test]
fn unreadable_items_do_not_shift_the_paths_of_later_findings() {
    let mut brief: serde_json::Value = serde_json::from_str(ACCORD).unwrap();
    let session = brief["sessions"][0].clone();
    let mut backwards = session.clone();
    backwards["id"] = "backwards".into();
    backwards["end"] = "2001-01-01T00:00:00Z".into();
    let (mut undated, mut earlier) = (session.clone(), session.clone());
    undated["start"] = "soon".into();
    earlier["id"] = "earlier".into();
    earlier["start"] = "2001-01-01T00:00:00Z".into();
    brief["sessions"] = serde_json::json!([undated, 7, backwards, session, earlier]);
    brief["issues"][0]["sessions"] = serde_json::json!([]);
    brief["issues"][0]["body"] = serde_json::json!([null, "They meet.", false, ""]);
    brief["issues"][0]["dates"] = serde_json::json!([{ "date": "May", "text": "A" }, { "date": "2018", "text": " " }]);
    let found = findings(&brief.to_string());
    let errors = found.iter().filter(|found| found.code.level() == Level::Error);
    let places: Vec<_> = errors.map(|found| format!("{} {}", found.code.name(), found.path)).collect();
    let expected = [
        "wrong-time sessions[0].start",
        "wrong-type sessions[1]",
        "end-before-start sessions[2].end",
        "wrong-type issues[0].body[0]",
        "wrong-type issues[0].body[2]",
        "empty-text issues[0].body[3]",
        "wrong-value issues[0].dates[0].date",
        "empty-text issues[0].dates[1].text",
    ];
    for place in expected {
        assert!(places.iter().any(|found| found == place), "{place} is not among {places:#?}");
    }
    assert_eq!(places.len(), expected.len(), "{places:#?}");
    let order: Vec<_> = found.iter().filter(|found| found.code == Code::SessionsOutOfOrder).collect();
    assert!(order.len() == 1 && order[0].path.describe() == "sessions[4].start", "{order:#?}");
    assert!(order[0].message.contains(" sessions[3],"), "{order:#?}");
}

#[test]
fn sessions_are_read_as_serde_reads_them_or_a_finding_says_why_not() {
    let starts =
        [json!("2018-07-16T10:20:00Z"), json!("2018-07-16"), json!("2018-02-30"), json!("16 July"), json!(null)];
    let ends =
        [None, Some(json!("2018-07-16T11:00:00Z")), Some(json!("2018-07-16")), Some(json!(null)), Some(json!(5))];
    let all_day = [None, Some(json!(true)), Some(json!(false)), Some(json!(null)), Some(json!("true")), Some(json!(1))];
    let places =
        [None, Some(json!(null)), Some(json!({ "name": "Helsinki", "zone": "Europe/Helsinki" })), Some(json!("X"))];
    let mut read_briefs = 0;
    let ends_and_starts = starts.iter().flat_map(|start| ends.iter().map(move |end| (start, end)));
    let days_and_places = all_day.iter().flat_map(|all_day| places.iter().map(move |place| (all_day, place)));
    let days_and_places: Vec<_> = days_and_places.collect();
    let cases = ends_and_starts.flat_map(|times| days_and_places.iter().map(move |rest| (times, *rest)));
    for ((start, end), (all_day, place)) in cases {
        let mut brief: Value = serde_json::from_str(HELSINKI).unwrap();
        let optional = [("end", end), ("was", end), ("allDay", all_day)];
        let session = brief["sessions"][1].as_object_mut().unwrap();
        session.insert("start".to_owned(), start.clone());
        session.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))));
        brief.as_object_mut().unwrap().remove("place");
        brief.as_object_mut().unwrap().extend(place.clone().map(|place| ("place".to_owned(), place)));
        let text = brief.to_string();
        let (own, found) = read(&text, &TzDatabase::default());
        let by_serde = serde_json::from_str::<Brief>(&text).ok().filter(|brief| violations(brief).is_empty());
        assert_eq!(own, by_serde, "{start} {end:?} {all_day:?} {place:?}: {found:#?}");
        read_briefs += usize::from(own.is_some());
    }
    assert!(read_briefs > 20, "{read_briefs}");
}

/// Zone rules that count how often an offset is looked up.
struct CountingZones {
    zones: TzDatabase,
    lookups: Cell<usize>,
}

impl Zones for CountingZones {
    fn offset(&self, zone: &str, at: Instant) -> Result<Offset, UnknownZone> {
        self.lookups.set(self.lookups.get() + 1);
        self.zones.offset(zone, at)
    }
}

impl ZoneNames for CountingZones {
    fn names(&self) -> &[String] {
        self.zones.names()
    }

    fn offsets(&self, zone: &str, shown: CivilDateTime) -> Vec<Offset> {
        self.lookups.set(self.lookups.get() + 1);
        self.zones.offsets(zone, shown)
    }
}

#[test]
fn zone_lookups_grow_linearly_with_the_length_of_a_brief() {
    let columns = |count: usize| vec![json!({ "zone": "Europe/Helsinki", "label": "Helsinki" }); count];
    // One session a day, always at the same time.
    let sessions = |count: usize, first: &str| -> Vec<Value> {
        let Timestamp { instant, offset } = stamp(first);
        let session = |day: usize| {
            let start = Timestamp { instant: instant.plus_millis(day as i64 * 86_400_000), offset };
            json!({ "id": format!("s{day}"), "title": "They meet", "start": start })
        };
        (0..count).map(session).collect()
    };
    let lookups = |change: &dyn Fn(&mut Value)| {
        let mut brief: Value = serde_json::from_str(HELSINKI).unwrap();
        change(&mut brief);
        let zones = CountingZones { zones: TzDatabase::default(), lookups: Cell::new(0) };
        let _ = check(&brief.to_string(), &zones);
        zones.lookups.get()
    };
    type Change<'a> = &'a dyn Fn(&mut Value, usize);
    let cases: [(&str, Change<'_>); 3] = [
        ("sessions, each compared with the columns", &|brief, count| {
            brief["zones"] = columns(count).into();
            brief["sessions"] = sessions(count, "2018-07-16T13:20:00+05:00").into();
        }),
        ("times without a zone, each compared with the columns", &|brief, count| {
            brief["zones"] = columns(count).into();
            brief["issues"][0]["body"][0] = "They meet at 1:20pm. ".repeat(count).into();
        }),
        ("times, each compared with the sessions at that time of day", &|brief, count| {
            brief["sessions"] = sessions(count, "2018-07-16T13:20:00+08:00").into();
            brief["issues"][0]["body"][0] = "On 1 May 1990 at 1:20pm in Hong Kong they met. ".repeat(count).into();
        }),
    ];
    for (name, change) in cases {
        let [once, twice] = [200, 400].map(|count| lookups(&|brief| change(brief, count)));
        assert!(twice < once * 5 / 2, "{name}: {once} lookups, {twice} for twice as many");
    }
}

#[test]
fn suggestions_stop_after_many_comparisons() {
    let suggestions = |known: &[String], wrong: &[String]| {
        let mut brief: Value = serde_json::from_str(HELSINKI).unwrap();
        brief["parties"] = known.iter().map(|id| json!({ "id": id, "name": "A party" })).collect();
        brief["issues"][0]["positions"] = wrong.iter().map(|id| json!({ "party": id, "text": "It agrees." })).collect();
        let found = findings(&brief.to_string());
        let here = found.iter().filter(|found| found.path.describe().starts_with("issues[0].positions"));
        assert_eq!(here.clone().count(), wrong.len());
        here.filter(|found| found.remedy.starts_with("did you mean")).count()
    };
    let ids = |name: &str, count: usize| -> Vec<String> { (0..count).map(|index| format!("{name}-{index}")).collect() };
    assert_eq!(suggestions(&ids("party", 100), &ids("partie", 500)), 500);
    let among_many = suggestions(&ids("party", 1_000), &ids("partie", 500));
    assert!((100..=250).contains(&among_many), "{among_many}");
    // Longer names are not compared: the memory needed is proportional to the product of both lengths.
    for (length, expected) in [(64, 1), (65, 0)] {
        assert_eq!(
            suggestions(&["a".repeat(length)], &[["b", &"a".repeat(length - 1)].concat()]),
            expected,
            "{length}"
        );
    }
}

#[test]
fn a_headline_number_counts_only_issues() {
    for headline in [
        "Two presidents with many issues",
        "Two leaders and their issues",
        "After 70 years of conflicts, talks",
        "Article 50 questions: what is next",
    ] {
        assert_eq!(headline_count(headline, 9), None, "{headline}");
    }
    for headline in ["Nine sticking points on the table", "9 big issues in Helsinki", "Nine sources of friction"] {
        assert_eq!(headline_count(headline, 9).map(|count| count.number), Some(9), "{headline}");
    }
}

#[test]
fn literal_punctuation_is_not_markup() {
    for text in [
        "It is 3 * 4 * 5 and 3*4*5, in snake_case_names, by Smith* and Jones*.",
        "#1 of the list, and #MeToo.",
        "# 1 of the list.",
        "- 5 degrees at night.",
        "Rock ’n’ roll ` in _ the * night.",
    ] {
        let source = HELSINKI.replace("\"text\": \"Welcomes the meeting.\"", &format!("\"text\": \"{text}\""));
        assert_ne!(source, HELSINKI);
        assert_eq!(findings(&source), [], "{text}");
    }
}

#[test]
fn a_finding_points_to_the_exact_characters() {
    let source = "{\n  \"title\": \"Zürich\", \"lang\": \"ü\"\n}";
    let finding = findings(source).into_iter().find(|finding| finding.path.describe() == "lang").unwrap();
    assert_eq!(line_column(&LineIndex::new(source), finding.span.start), (2, 30));
    assert_eq!(&source[finding.span], "\"ü\"");
}

#[test]
fn values_nested_too_deeply_produce_one_finding() {
    for depth in [127, 128, 100_000] {
        let nested = ["[".repeat(depth), "]".repeat(depth)].concat();
        let found = findings(&nested);
        let deep = found.iter().filter(|finding| finding.message.contains("nested")).count();
        assert_eq!(deep, usize::from(depth > 127), "{depth}");
        assert_eq!(depth <= 127, serde_json::from_str::<serde_json::Value>(&nested).is_ok());
    }
    assert!(!findings(&"[".repeat(1_000_000)).is_empty());
    assert!(!findings(&"{\"a\":".repeat(1_000_000)).is_empty());
}

#[test]
fn reading_continues_after_missing_brackets_and_terminates() {
    for source in ["[1,{\"a\":1 {\"b\"", "[{\"a\":1,{\"b\":2}]", "[,{\"a\":[{\"a\":{", "{\"a\" {\"b\" {\"c\"}"] {
        assert!(!findings(source).is_empty(), "{source}");
    }
}

/// JSON, and text that is almost JSON.
fn almost_json() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"id\":",
        "\"sessions\":[",
        "\"start\":\"2018-07-16T10:20:00Z\"",
        "1",
        "-0.5e3",
        "01",
        "true",
        "null",
        "nul",
        " ",
        "\n",
        "\t",
        "\\",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\udc00",
        "\\u12",
        "\\n",
        "\\x",
        "1e400",
        "//",
        "/*",
        "*/",
        "ü",
        "“",
        "'",
        "\u{0}",
        "\u{feff}",
        "10:20 GMT (6pm Hong Kong time)",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// `source` with a few characters changed.
fn damaged(source: &'static str) -> impl Strategy<Value = String> {
    let changes = prop::collection::vec((0..source.len(), 0..12_usize, ".{0,3}"), 1..4);
    changes.prop_map(move |changes| {
        let mut text = source.to_owned();
        for (at, length, put) in changes {
            let from = text.floor_char_boundary(at.min(text.len()));
            let to = text.floor_char_boundary((from + length).min(text.len()));
            text.replace_range(from..to, &put);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_is_checked_without_a_panic(text in any::<String>()) {
        findings(&text);
    }

    #[test]
    fn text_has_a_syntax_finding_exactly_when_serde_refuses_it(text in almost_json()) {
        let found = findings(&text);
        for finding in &found {
            prop_assert!(text.get(finding.span.clone()).is_some(), "{:?}", finding);
        }
        let syntax = found.iter().any(|finding| finding.code.name() == "syntax");
        prop_assert_eq!(syntax, serde_json::from_str::<serde_json::Value>(&text).is_err(), "{}", text);
    }

    #[test]
    fn a_damaged_brief_has_errors_exactly_when_the_widget_refuses_it(text in damaged(HELSINKI)) {
        let found = findings(&text);
        let zones = ["unknown-zone", "wrong-conversion", "wrong-day"];
        let error = found.iter().any(|finding| finding.code.level() == Level::Error && !zones.contains(&finding.code.name()));
        let refused = !serde_json::from_str::<Brief>(&text).is_ok_and(|brief| violations(&brief).is_empty());
        prop_assert_eq!(error, refused, "{:#?}", found);
    }

    #[test]
    fn a_brief_is_read_as_serde_reads_it_or_a_finding_is_fatal(text in damaged(ACCORD)) {
        let (brief, found) = read(&text, &TzDatabase::default());
        prop_assert_eq!(brief.is_none(), found.iter().any(|finding| finding.code.is_fatal()), "{:#?}", found);
        if let Some(brief) = brief {
            prop_assert_eq!(brief, serde_json::from_str::<Brief>(&text).unwrap());
        }
    }

    #[test]
    fn findings_lie_within_the_text_and_are_in_document_order(text in damaged(ACCORD)) {
        let found = findings(&text);
        for finding in &found {
            prop_assert!(text.get(finding.span.clone()).is_some(), "{:?}", finding);
        }
        prop_assert!(found.is_sorted_by_key(|finding| finding.span.start));
    }
}
