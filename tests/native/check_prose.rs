//! What `check` says of times in sentences, in a brief whose sessions are at 10:20 and 13:30 GMT on Monday 16 July 2018
//! in Helsinki, with columns for GMT and Hong Kong.

use summit_brief::brief::check::check;
use summit_brief::tzdb::TzDatabase;

const FINE: &str = include_str!("../fixtures/check/fine.json");

/// What is found where `sentence` is the body of an issue, as “error wrong-day: 10:20 GMT”.
fn said_of(sentence: &str) -> Vec<String> {
    let mut brief: serde_json::Value = serde_json::from_str(FINE).unwrap();
    brief["issues"][0]["body"] = serde_json::json!([sentence]);
    let source = brief.to_string();
    let said = check(&source, &TzDatabase::default());
    said.iter().map(|found| format!("{} {}: {}", found.level, found.code, &source[found.span.clone()])).collect()
}

#[track_caller]
fn each_says(table: &[(&str, &[&str])]) {
    let differs = table.iter().filter(|(sentence, expected)| said_of(sentence) != *expected);
    let differs: Vec<_> = differs.map(|(sentence, expected)| (sentence, expected, said_of(sentence))).collect();
    assert!(differs.is_empty(), "{differs:#?}");
}

#[test]
fn the_day_of_a_time_may_stand_before_it_or_after_its_conversion() {
    let wrong: &[&str] = &["error wrong-day: 10:20 GMT"];
    each_says(&[
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
