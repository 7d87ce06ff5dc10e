//! How `check` judges times in sentences. The brief has sessions in Helsinki at 10:20 and 13:30 GMT on Monday 16 July
//! 2018, and columns for GMT and Hong Kong.

use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::check;

const FINE: &str = include_str!("../fixtures/check/fine.json");

/// The findings when `sentence` is the body of an issue, such as “error wrong-day: 10:20 GMT”.
fn findings_in(sentence: &str) -> Vec<String> {
    findings_with(sentence, |_| {})
}

/// The findings when `sentence` is the body of an issue of the brief after `change`.
fn findings_with(sentence: &str, change: impl FnOnce(&mut serde_json::Value)) -> Vec<String> {
    let mut brief: serde_json::Value = serde_json::from_str(FINE).unwrap();
    change(&mut brief);
    brief["issues"][0]["body"] = serde_json::json!([sentence]);
    let source = brief.to_string();
    let found = check(&source, &TzDatabase::default());
    found
        .iter()
        .map(|found| format!("{} {}: {}", found.code.level(), found.code.name(), &source[found.span.clone()]))
        .collect()
}

#[track_caller]
fn assert_findings(table: &[(&str, &[&str])]) {
    let differs = table.iter().filter(|(sentence, expected)| findings_in(sentence) != *expected);
    let differs: Vec<_> = differs.map(|(sentence, expected)| (sentence, expected, findings_in(sentence))).collect();
    assert!(differs.is_empty(), "{differs:#?}");
}

#[test]
fn the_day_of_a_time_may_precede_it_or_follow_its_conversion() {
    let wrong: &[&str] = &["error wrong-day: 10:20 GMT"];
    assert_findings(&[
        ("They meet on Tuesday at 10:20 GMT.", wrong),
        ("They meet on Tuesday, 17 July, at 10:20 GMT.", wrong),
        ("They meet at 10:20 GMT (6:20pm Hong Kong time) on Tuesday.", wrong),
        ("They meet at 10:20 GMT (1:20pm in Helsinki, 6:20pm in Hong Kong) on 17 July.", wrong),
        ("They meet on Monday at 10:20 GMT.", &[]),
        ("They meet on Monday, 16 July, at about 10:20 GMT.", &[]),
        ("They meet at 10:20 GMT (6:20pm Hong Kong time) on Monday.", &[]),
        ("They meet at 10:20 GMT on Monday, 13:30 GMT is for the press.", &[]),
        ("Monday 10:20 GMT, Monday 13:30 GMT.", &[]),
        ("They arrive on Sunday; at 10:20 GMT they meet.", &[]),
        ("They meet at 10:20 GMT, Tuesday’s talks are off.", &[]),
    ]);
}

#[test]
fn a_time_in_a_month_with_sessions_is_a_warning_and_in_another_a_note() {
    assert_findings(&[
        ("In July 2018 they meet at 11:05 GMT.", &["warning no-such-session: 11:05 GMT"]),
        ("In May 2018 they met at 11:05 GMT.", &["note no-such-session: 11:05 GMT"]),
    ]);
}

#[test]
fn only_times_in_known_places_are_judged() {
    assert_findings(&[
        ("They meet at 10:20 GMT (12:20 in Ruritania).", &[]),
        ("They meet at 10:20 GMT (7:20pm Ruritanian time).", &[]),
        // These names only begin like known places or zones.
        ("They meet at 10:20 GMT (6:20am in North Carolina).", &[]),
        ("They meet at 10:20 GMT (13:20 in Eastern Europe).", &[]),
        ("They meet at 10:20 GMT (3:20am in Mountain View).", &[]),
        ("They meet at 10:20 GMT (19:30 in South Korea).", &["error wrong-conversion: 19:30 in South Korea"]),
        ("They meet at 10:20 GMT (7:20pm South Korean time, 12:20 in Germany).", &[]),
        ("They meet at 10:20 GMT (12:30 in Zürich).", &["error wrong-conversion: 12:30 in Zürich"]),
        ("They meet at 10:20 GMT (7:30pm, Tokyo time).", &["error wrong-conversion: 7:30pm, Tokyo time"]),
        (
            "They meet at 10:20 GMT (6:30am on the US east coast).",
            &["error wrong-conversion: 6:30am on the US east coast"],
        ),
        ("They meet at 11:20 in central London (10:20 GMT).", &[]),
        // A time in a building is in the venue's zone.
        ("They meet at 2:20pm in Finlandia Hall.", &["note no-such-session: 2:20pm"]),
    ]);
}

#[test]
fn an_abbreviation_has_its_meaning_at_the_venue() {
    let remedies = |place: &str, zone: &str, sentence: &str| {
        let brief = FINE.replace("Helsinki", place).replace(&format!("Europe/{place}"), zone);
        let mut brief: serde_json::Value = serde_json::from_str(&brief).unwrap();
        brief["issues"][0]["body"] = serde_json::json!([sentence]);
        let source = brief.to_string();
        let found =
            check(&source, &TzDatabase::default()).into_iter().filter(|found| found.code.name() != "foreign-offset");
        found.map(|found| format!("{}: {}", found.code.name(), found.remedy)).collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    // Sydney is not on AEST in January, but Brisbane always is.
    assert_eq!(remedies("Brisbane", "Australia/Brisbane", "It is at 10:20 GMT (8.20pm AEST)."), none);
    assert_eq!(remedies("New Delhi", "Asia/Kolkata", "It is at 10:20 GMT (3.50pm IST)."), none);
    let wrong = remedies("New Delhi", "Asia/Kolkata", "It is at 10:20 GMT (3.20pm IST).");
    assert_eq!(wrong, ["wrong-conversion: write 15:50 (3:50pm), or correct the other time"]);
    let unclear = remedies("Geneva", "Europe/Zurich", "It is at 10:20 GMT (3.50pm IST).");
    assert_eq!(unclear, ["ambiguous-zone: write the place instead of “IST”"]);
}

#[test]
fn a_number_after_a_month_may_be_a_quantity() {
    assert_findings(&[
        ("In June 31 people were hurt.", &[]),
        ("On June 31 they met.", &["warning wrong-day: June 31"]),
        ("They met in June 31, 2018.", &["warning wrong-day: June 31, 2018"]),
    ]);
}

#[test]
fn a_missing_timestamp_is_not_mistaken_for_a_date() {
    let mut brief: serde_json::Value = serde_json::from_str(FINE).unwrap();
    brief["issues"][0]["body"] = serde_json::json!(["They meet at 8pm Eastern (00:00 GMT)."]);
    brief["sessions"] = serde_json::json!([]);
    let mut without = |field: &str| {
        brief.as_object_mut().unwrap().remove(field);
        let found = check(&brief.to_string(), &TzDatabase::default());
        found.iter().map(|found| format!("{} {}", found.code.name(), found.path)).collect::<Vec<_>>()
    };
    // In July, 8pm Eastern is 00:00 GMT, so the conversion is right.
    let expected =
        ["missing-field published", "no-such-session issues[0].body[0]", "unknown-reference issues[0].sessions[0]"];
    assert_eq!(without("published"), expected);
    let expected = [
        "missing-field published",
        "missing-field updated",
        "no-such-session issues[0].body[0]",
        "unknown-reference issues[0].sessions[0]",
    ];
    assert_eq!(without("updated"), expected);
}

#[test]
fn both_ends_of_a_range_are_converted() {
    assert_findings(&[
        ("They talk from 10:20 to 13:30 GMT (13:20 to 16:30 in Helsinki).", &[]),
        ("They talk 10:20–13:30 GMT (13:20–16:30 in Helsinki, 18:20–21:30 in Hong Kong).", &[]),
        ("They talk between 10:20 and 13:30 GMT (between 6.20pm and 9.30pm Hong Kong time).", &[]),
        (
            "They talk from 10:20 to 13:30 GMT (13:30 to 16:40 in Helsinki).",
            &["error wrong-conversion: 13:30", "error wrong-conversion: 16:40 in Helsinki"],
        ),
        // Two sessions, each with its conversion.
        ("They meet at 10:20 GMT (6.20pm in Hong Kong), and at 13:30 GMT (9.30pm in Hong Kong) they speak.", &[]),
        (
            "They meet at 10:20 GMT (6.20pm in Hong Kong), and at 13:30 GMT (9.40pm in Hong Kong) they speak.",
            &["error wrong-conversion: 9.40pm in Hong Kong"],
        ),
    ]);
}

#[test]
fn a_conversion_may_be_set_off_by_dashes() {
    assert_findings(&[
        (
            "They meet at 10:20 GMT — 6:30pm Hong Kong time — in the palace.",
            &["error wrong-conversion: 6:30pm Hong Kong time"],
        ),
        ("They meet at 10:20 GMT — 6:20pm Hong Kong time — in the palace.", &[]),
        // A range, not a conversion.
        ("Lines are open from 10:20 GMT – 9:30pm Hong Kong time.", &[]),
    ]);
}

#[test]
fn a_conversion_is_judged_on_its_own_date() {
    let note: &[&str] = &["note no-such-session: noon Eastern"];
    let wrong: &[&str] = &["note no-such-session: noon Eastern", "error wrong-conversion: 1600 GMT"];
    assert_findings(&[
        ("On Jan. 20, 2017, at noon Eastern (1700 GMT) the dam broke.", note),
        ("On Jan. 20, 2017, at noon Eastern (1600 GMT) the dam broke.", wrong),
        ("The dam broke in January 2017 at noon Eastern (1700 GMT).", note),
        (
            "The dam broke in January 2017 at noon Eastern (1600 GMT).",
            &["note no-such-session: noon Eastern", "warning wrong-conversion: 1600 GMT"],
        ),
        (
            "The deal of July 2017 ended one winter at noon Eastern (1700 GMT).",
            &["note no-such-session: noon Eastern", "warning wrong-conversion: 1700 GMT"],
        ),
        ("They met at 3:30am on 25 March 2018.", &["note no-such-session: 3:30am"]),
        ("It broke last March at noon Eastern (1600 GMT).", note),
        ("In 2017 it broke at noon Eastern (1700 GMT).", note),
        (
            "In 2017 it broke at noon Eastern (1900 GMT).",
            &["note no-such-session: noon Eastern", "error wrong-conversion: 1900 GMT"],
        ),
        // 10:20 GMT is a session's time, in July. In January it is 5:20am in New York.
        ("On 20 January 2017 they met at 10:20 GMT (5:20am Eastern).", &[]),
        ("They met on 20 January 2017 at 10:20 GMT (5:20am Eastern).", &["note no-such-session: 10:20 GMT"]),
        ("The deal of 20 January 2017 is why they meet at 10:20 GMT (6:20am Eastern).", &[]),
        ("They meet at 10:20 GMT (5:20am Eastern).", &["error wrong-conversion: 5:20am Eastern"]),
        // Without a date it may be winter.
        (
            "The dam broke at noon Eastern (1700 GMT).",
            &["warning no-such-session: noon Eastern", "warning wrong-conversion: 1700 GMT"],
        ),
        ("They met on 3 July 2017 at 10:20 GMT.", &["note no-such-session: 10:20 GMT"]),
        ("They meet on Friday at 10:20 GMT.", &["warning wrong-day: 10:20 GMT"]),
    ]);
}

#[test]
fn conversions_allow_for_dst_gaps_and_folds() {
    assert_findings(&[
        ("On 25 March 2018 it broke at 3:30am in Helsinki (1:30 GMT).", &["warning skipped-time: 3:30am in Helsinki"]),
        (
            "On 28 October 2018 it broke at 3:30am in Helsinki (0:30 GMT).",
            &["note no-such-session: 3:30am in Helsinki"],
        ),
        (
            "On 28 October 2018 it broke at 3:30am in Helsinki (1:30 GMT).",
            &["note no-such-session: 3:30am in Helsinki"],
        ),
        (
            "On 28 October 2018 it broke at 3:30am in Helsinki (2:30 GMT).",
            &["note no-such-session: 3:30am in Helsinki", "error wrong-conversion: 2:30 GMT"],
        ),
        (
            "On 31 June 2018 it broke at 3:30am in Helsinki.",
            &["warning wrong-day: 31 June 2018", "note no-such-session: 3:30am in Helsinki"],
        ),
    ]);
}

#[test]
fn every_time_in_a_very_long_sentence_is_checked() {
    // `cargo bench --bench desk` measures how the running time grows with the number of times.
    let found = findings_in(&"16 July 10:25 GMT and so ".repeat(200));
    assert_eq!(found, ["warning no-such-session: 10:25 GMT"; 200]);
}

#[test]
fn a_time_without_a_zone_may_be_the_venues_or_a_columns() {
    assert_findings(&[
        ("They meet at 1:20pm, and speak at 9:30pm.", &[]),
        ("They meet at 6:30pm.", &["note no-such-session: 6:30pm"]),
        ("They speak at 9:35pm on Monday.", &["note no-such-session: 9:35pm"]),
        ("They meet at 18:30, at 3:16 and by noon.", &["note no-such-session: 18:30", "note no-such-session: 3:16"]),
        ("They won 10:20, or 3:16, at midnight.", &[]),
        ("They meet at 1:20pm (10:20 GMT).", &[]),
        ("They meet at 10:20 GMT (1:20pm).", &[]),
        ("They meet at 1:20pm (10:30 GMT).", &["warning wrong-conversion: 10:30 GMT"]),
        ("They meet at 10:20 GMT (1:30pm).", &["warning wrong-conversion: 1:30pm"]),
        ("They meet at 1:20pm, 13:30 GMT is for the press.", &[]),
        ("They meet from 1:20pm (to 13:30 GMT).", &[]),
    ]);
}

#[test]
fn the_zone_of_a_time_may_precede_it() {
    assert_findings(&[
        ("They meet at 10:20 GMT; in Hong Kong that is 6:20pm.", &[]),
        ("They meet at 10:20 GMT. In Hong Kong it will be 6:20pm.", &[]),
        (
            "They meet at 10:20 GMT; in Hong Kong that is 6:30pm.",
            &["error wrong-conversion: in Hong Kong that is 6:30pm"],
        ),
    ]);
}

#[test]
fn four_digits_before_a_place_are_a_time_only_after_at_or_another_time() {
    assert_findings(&[
        ("The congress of 1815 in Paris, and 2000 in Moscow.", &[]),
        ("About 1500 in Helsinki and 2000 local residents are expected.", &[]),
        ("They meet at 1020 GMT, which is 1320 in Helsinki.", &[]),
        ("They meet at 1020 GMT (1330 in Helsinki).", &["error wrong-conversion: 1330 in Helsinki"]),
        ("They meet at 1330 in Helsinki (1030 GMT).", &["warning no-such-session: 1330 in Helsinki"]),
        ("They meet 1330 local time.", &["warning no-such-session: 1330 local time"]),
        ("They meet 1330 Hong Kong time.", &["warning no-such-session: 1330 Hong Kong time"]),
        ("They meet 1330 ET.", &["warning no-such-session: 1330 ET"]),
    ]);
}

#[test]
fn days_may_be_numeric_or_relative_to_the_week() {
    let wrong: &[&str] = &["error wrong-day: 10:20 GMT"];
    let other: &[&str] = &["note no-such-session: 10:20 GMT"];
    assert_findings(&[
        ("They meet on 2018-07-16 at 10:20 GMT, on 16/07/2018 at 10:20 GMT.", &[]),
        ("They meet on 7/16/2018 at 10:20 GMT, on 16.7.2018 at 10:20 GMT.", &[]),
        ("They meet on 2018-07-17 at 10:20 GMT.", wrong),
        ("They meet on 17/07/2018 at 10:20 GMT.", wrong),
        ("They meet on 7/17/2018 at 10:20 GMT.", wrong),
        ("They meet at 10:20 GMT on 17.7.2018.", wrong),
        ("They met on 16/07/2017 at 10:20 GMT.", other),
        // Ambiguous: 7 August or 8 July.
        ("They meet on 07/08/2018 at 10:20 GMT.", &[]),
        ("They meet on Tues. at 10:20 GMT.", wrong),
        ("They meet Mon. at 10:20 GMT.", &[]),
        ("They meet on Monday 16th at 10:20 GMT.", &[]),
        ("They meet on Tuesday 17th at 10:20 GMT.", wrong),
        ("They meet on Tuesday the 16th at 10:20 GMT.", wrong),
        ("They meet next Tuesday at 10:20 GMT.", wrong),
        ("They meet next Monday, or Monday week, at 10:20 GMT.", &[]),
        ("As The Sun. said at 10:20 GMT.", &[]),
        ("They scored 16/7/20 and 1.2.3, at 192.168.1.2018 and 2018-07-16-1.", &[]),
    ]);
}

#[test]
fn midnight_belongs_to_the_day_before_and_the_day_after() {
    let found = |sentence: &str| {
        let source = FINE.replace("2018-07-16T10:20:00Z", "2018-07-16T00:00:00Z");
        let source =
            source.replacen("\"summary\": \"North holds", &format!("\"summary\": \"{sentence} North holds"), 1);
        check(&source, &TzDatabase::default()).iter().map(|found| found.code.name()).collect::<Vec<_>>()
    };
    assert_eq!(found("They meet at midnight GMT on Sunday."), Vec::<&str>::new());
    assert_eq!(found("They meet at midnight GMT on Monday."), Vec::<&str>::new());
    assert_eq!(found("They meet at midnight GMT on Tuesday."), ["wrong-day"]);
    assert_eq!(found("They meet at 0000 GMT on Sunday."), ["wrong-day"]);
}

#[test]
fn impossible_days_and_wrong_weekdays_are_reported() {
    assert_findings(&[
        ("They meet on Tuesday, 16 July 2018.", &["error wrong-day: Tuesday, 16 July 2018"]),
        ("They meet on Tuesday, 16 July.", &["error wrong-day: Tuesday, 16 July"]),
        ("They meet on Tuesday, 16 July, at 10:20 GMT.", &["error wrong-day: Tuesday, 16 July"]),
        ("They meet on Tuesday 16/07/2018.", &["error wrong-day: Tuesday 16/07/2018"]),
        ("They met on Tuesday, 16 July, in 2013.", &["warning wrong-day: Tuesday, 16 July"]),
        ("They met on Tuesday, 18 July.", &["warning wrong-day: Tuesday, 18 July"]),
        ("They meet on 31 June.", &["warning wrong-day: 31 June"]),
        ("They meet on Feb. 29, 2018.", &["warning wrong-day: Feb. 29, 2018"]),
        (
            "They meet on 2018-06-31, or on 30/02/2018.",
            &["warning wrong-day: 2018-06-31", "warning wrong-day: 30/02/2018"],
        ),
        ("They meet on Monday, 16 July 2018. They met on Wednesday, 4 July 1776.", &[]),
        ("It was Wednesday, 29 February 2012.", &[]),
    ]);
}

#[test]
fn a_time_that_may_belong_to_a_session_without_a_time_is_at_most_a_note() {
    let note: &[&str] = &["note no-such-session: 15:00 GMT"];
    let warning: &[&str] = &["warning no-such-session: 15:00 GMT"];
    for (sentence, start, expected) in [
        ("They speak on 18 July at 15:00 GMT.", "2018-07-18", note),
        ("They speak on Wednesday at 15:00 GMT.", "2018-07-18", note),
        ("They speak at 15:00 GMT.", "2018-07-18", note),
        // A day earlier or later elsewhere.
        ("They speak on 16 July at 15:00 GMT.", "2018-07-17", note),
        ("They speak on 16 July at 15:00 GMT.", "2018-07-18", warning),
        ("They speak at 15:00 GMT.", "2018-07-16T13:30:00Z", warning),
    ] {
        let found = findings_with(sentence, |brief| brief["sessions"][1]["start"] = start.into());
        assert_eq!(found, expected, "{sentence} {start}");
    }
    let found = findings_with("They speak on 31 December at 15:00 GMT.", |brief| {
        brief["sessions"][0]["start"] = "2018-12-31T10:20:00Z".into();
        brief["sessions"][1]["start"] = "2019-01-01".into();
    });
    assert_eq!(found, note);
    // On each day of a session that lasts several days, and on the former day of one that was moved.
    for (sentence, field, value) in [
        ("They speak on 18 July at 15:00 GMT.", "end", "2018-07-19"),
        ("They speak on 10 July at 15:00 GMT.", "was", "2018-07-10"),
    ] {
        let found = findings_with(sentence, |brief| {
            brief["sessions"][1]["start"] = "2018-07-17".into();
            brief["sessions"][1][field] = value.into();
        });
        assert_eq!(found, note, "{sentence} {field}");
    }
}

#[test]
fn a_time_on_the_day_of_a_session_without_a_time_is_not_on_the_wrong_day() {
    for sentence in ["They speak on Tuesday at 10:20 GMT.", "They speak on Tuesday, 17 July, at 10:20 GMT."] {
        assert_eq!(findings_in(sentence), ["error wrong-day: 10:20 GMT"], "{sentence}");
        let found = findings_with(sentence, |brief| brief["sessions"][1]["start"] = "2018-07-17".into());
        assert_eq!(found, [""; 0], "{sentence}");
        let found = findings_with(sentence, |brief| brief["sessions"][1]["start"] = "2018-07-19".into());
        assert_eq!(found, ["error wrong-day: 10:20 GMT"], "{sentence}");
    }
}

#[test]
fn without_a_place_local_time_is_not_judged_and_other_times_are() {
    for (sentence, with_place, without) in [
        ("They meet at 10:20 GMT (7:20pm local time).", Some("error wrong-conversion: 7:20pm local time"), None),
        ("They meet at 7:20pm local time.", Some("warning no-such-session: 7:20pm local time"), None),
        ("They meet at 7:20pm in Hong Kong.", Some("warning no-such-session: 7:20pm in Hong Kong"), Some(())),
        ("They meet on Tuesday at 10:20 GMT.", Some("error wrong-day: 10:20 GMT"), Some(())),
        ("They meet at 6:20pm.", None, None),
    ] {
        assert_eq!(findings_in(sentence), Vec::from_iter(with_place), "{sentence}");
        let found = findings_with(sentence, |brief| drop(brief.as_object_mut().unwrap().remove("place")));
        assert_eq!(found, Vec::from_iter(with_place.filter(|_| without.is_some())), "{sentence}");
    }
}
