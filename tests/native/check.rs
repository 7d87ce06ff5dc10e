//! `check`: what is found, where, at what level, and what is said of it. A fixture a finding.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use summit_brief::brief::{Brief, violations};
use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::check;
use summit_brief::desk::{Finding, Level, Positions, headline_count};

use super::support::{ACCORD, HELSINKI};

fn findings(source: &str) -> Vec<Finding> {
    check(source, &TzDatabase::default())
}

/// The findings as `check` writes them, without the file's name.
fn written(source: &str) -> String {
    let mut positions = Positions::new(source);
    let line = |finding: Finding| {
        let at = positions.of(finding.span.start);
        let Finding { level, path, message, remedy, .. } = finding;
        let place = if path.as_str().is_empty() { String::new() } else { format!("{path}: ") };
        format!("{}:{}: {level}: {place}{message}; {remedy}\n", at.line, at.column)
    };
    findings(source).into_iter().map(line).collect()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/check");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(files.len() > 60, "{} fixtures", files.len());
    files
}

#[test]
fn each_fixture_has_the_finding_beside_it_and_no_other() {
    let mut differences = Vec::new();
    for file in fixtures() {
        let found = written(&fs::read_to_string(&file).unwrap());
        let beside = file.with_extension("txt");
        // To write them anew after a change; read the difference before it is committed.
        if std::env::var_os("SB_WRITE_EXPECTED").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected {
            let name = file.file_name().unwrap().display();
            differences.push(format!("{name}\n  expected: {}\n  found:    {}", expected.trim(), found.trim()));
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn each_fixture_is_wrong_for_one_reason() {
    for file in fixtures() {
        let found = findings(&fs::read_to_string(&file).unwrap());
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert_eq!(found.len(), usize::from(name != "fine"), "{name}: {found:#?}");
    }
}

#[test]
fn the_reference_brief_has_no_finding_and_the_other_no_error() {
    assert_eq!(findings(HELSINKI), []);
    let errors = findings(ACCORD).into_iter().filter(|finding| finding.level == Level::Error);
    assert_eq!(errors.collect::<Vec<_>>(), []);
}

#[test]
fn all_faults_of_a_document_are_found_at_once() {
    let source = HELSINKI
        .replace("\"id\": \"helsinki-2018\",", "\"id\": \"Helsinki 2018\"")
        .replace("\"zone\": \"Europe/Helsinki\" }", "\"zone\": \"Europe/Helsinky\" }")
        .replace("\"title\": \"Syria\",", "")
        .replace("\"party\": \"russia\", \"text\": \"Welcomes the meeting.\"", "\"party\": \"rusia\", \"txt\": 5")
        .replace("expected", "maybe");
    let codes: Vec<&str> = findings(&source).iter().map(|finding| finding.code).collect();
    for code in
        ["syntax", "malformed-id", "unknown-zone", "missing-field", "unknown-reference", "unknown-field", "wrong-value"]
    {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

#[test]
fn a_remedy_for_a_zone_leads_to_no_other_time() {
    for (zone, expected) in [
        ("GMT+8", "an offset is no zone"),
        ("Etc/GMT+99", "an offset is no zone"),
        ("UTC-03:30", "an offset is no zone"),
        ("CST", "it may be US central standard time, China's or Cuba's"),
        ("XYT", "write an IANA name"),
        ("Asia/Beijing", "did you mean “Asia/Shanghai”?"),
        ("America/Washington", "did you mean “America/New_York”?"),
        ("America/Los Angeles", "did you mean “America/Los_Angeles”?"),
        ("Europe/Helsinky", "did you mean “Europe/Helsinki”?"),
    ] {
        let source = HELSINKI.replace("\"zone\": \"Europe/Helsinki\" }", &format!("\"zone\": \"{zone}\" }}"));
        let found: Vec<Finding> =
            findings(&source).into_iter().filter(|finding| finding.path.as_str() == "place.zone").collect();
        assert!(found.len() == 1 && found[0].remedy.starts_with(expected), "{zone}: {found:#?}");
    }
}

#[test]
fn a_label_that_its_zone_contradicts_is_told() {
    let label = |zone: &str, label: &str| {
        let column = r#"{ "zone": "Asia/Hong_Kong", "label": "Hong Kong" }"#;
        assert!(HELSINKI.contains(column));
        let column_now = format!(r#"{{ "zone": "Asia/Hong_Kong" }}, {{ "zone": "{zone}", "label": "{label}" }}"#);
        let found = findings(&HELSINKI.replace(column, &column_now));
        found.iter().map(|found| format!("{} {} {}", found.level, found.code, found.path)).collect::<Vec<_>>()
    };
    for (zone, name) in [("Europe/London", "BST"), ("America/New_York", "ET"), ("Europe/London", "Camelot")] {
        assert_eq!(label(zone, name), [""; 0], "{name}");
    }
    assert_eq!(label("Europe/London", "GMT"), ["error wrong-label zones[2].label"]);
    assert_eq!(label("America/New_York", "EST"), ["warning out-of-season zones[2].label"]);
    assert_eq!(label("Europe/Paris", "London"), ["warning wrong-label zones[2].label"]);
    let behind = ["warning fixed-zone zones[2].zone", "warning wrong-label zones[2].label"];
    assert_eq!(label("Etc/GMT+8", "Manila"), behind);
    assert_eq!(label("EST", "Eastern"), ["warning fixed-zone zones[2].zone"]);
    // Of a time there nothing is said that may be wrong.
    let doubtful = HELSINKI.replace(r#""zone": "Asia/Hong_Kong","#, r#""zone": "Asia/Ho_Chi_Minh","#);
    let prose = doubtful.replace("London blames", "At 10:20 GMT (6.20pm in Hong Kong) London blames");
    assert_ne!(prose, doubtful);
    let found = findings(&prose);
    let codes: Vec<&str> = found.iter().filter(|found| found.level != Level::Note).map(|found| found.code).collect();
    assert_eq!(codes, ["wrong-label"]);
    let venue = HELSINKI
        .replace(r#""name": "Helsinki", "zone": "Europe/Helsinki""#, r#""name": "Helsinki", "zone": "Asia/Tokyo""#);
    assert!(findings(&venue).iter().any(|found| found.code == "wrong-label" && found.path.as_str() == "place.name"));
}

#[test]
fn one_mistake_is_told_once() {
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
        assert!(found.iter().all(|found| found.code != "unknown-reference"), "{wrong}: {found:#?}");
        assert!(found.iter().any(|found| found.level == Level::Error), "{wrong}");
    }
    let blank = HELSINKI.replace(r#""label": "Hong Kong""#, r#""label": " ""#);
    let codes: Vec<&str> = findings(&blank).iter().map(|found| found.code).collect();
    assert_eq!(codes, ["blank-text"]);
}

#[test]
fn a_headline_counts_what_its_number_stands_before() {
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
fn signs_that_are_no_markup_are_let_be() {
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
fn a_finding_stands_where_the_fault_is_to_the_character() {
    let source = "{\n  \"title\": \"Zürich\", \"lang\": \"ü\"\n}";
    let finding = findings(source).into_iter().find(|finding| finding.path.as_str() == "lang").unwrap();
    let mut positions = Positions::new(source);
    let at = positions.of(finding.span.start);
    assert_eq!((at.line, at.column), (2, 30));
    assert_eq!(&source[finding.span], "\"ü\"");
}

#[test]
fn values_nested_deeper_than_can_be_read_are_one_finding() {
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
fn reading_goes_on_and_comes_to_an_end_after_brackets_that_are_missing() {
    for source in ["[1,{\"a\":1 {\"b\"", "[{\"a\":1,{\"b\":2}]", "[,{\"a\":[{\"a\":{", "{\"a\" {\"b\" {\"c\"}"] {
        assert!(!findings(source).is_empty(), "{source}");
    }
}

/// JSON, and what is nearly JSON.
fn nearly_json() -> impl Strategy<Value = String> {
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
    fn what_is_nearly_json_is_checked_and_refused_where_serde_refuses_it(text in nearly_json()) {
        let found = findings(&text);
        let syntax = found.iter().any(|finding| finding.code == "syntax");
        prop_assert_eq!(syntax, serde_json::from_str::<serde_json::Value>(&text).is_err(), "{}", text);
    }

    #[test]
    fn a_damaged_brief_is_an_error_just_where_the_widget_refuses_it(text in damaged(HELSINKI)) {
        let found = findings(&text);
        let zones = ["unknown-zone", "wrong-conversion", "wrong-day"];
        let error = found.iter().any(|finding| finding.level == Level::Error && !zones.contains(&finding.code));
        let refused = !serde_json::from_str::<Brief>(&text).is_ok_and(|brief| violations(&brief).is_empty());
        prop_assert_eq!(error, refused, "{:#?}", found);
    }

    #[test]
    fn every_finding_lies_within_the_text_and_they_come_in_its_order(text in damaged(ACCORD)) {
        let found = findings(&text);
        for finding in &found {
            prop_assert!(text.get(finding.span.clone()).is_some(), "{:?}", finding);
        }
        prop_assert!(found.is_sorted_by_key(|finding| finding.span.start));
    }
}
