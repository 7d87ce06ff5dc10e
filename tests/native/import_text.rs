//! `import`: what texts become that are no times: views, stamps, boxes, tables, places.

use serde_json::Value;
use summit_brief::brief::import::{ArticleFormat, Given, import};
use summit_brief::tzdb::TzDatabase;

fn json(text: &str) -> Value {
    with_zone(text, None).0
}

/// The brief of `text` and the report about it.
fn with_zone(text: &str, zone: Option<&str>) -> (Value, String) {
    let given = Given { zone: zone.map(str::to_owned), published: None };
    let imported = import(text, ArticleFormat::of(text), &given, &TzDatabase::default());
    let lines = imported.report.iter().map(|line| format!("{} {}\n", line.confidence.name(), line.message));
    (serde_json::from_str(&imported.json).unwrap(), lines.collect())
}

/// The positions that `sentence` gives, as “party: text”.
fn positions(sentence: &str) -> Vec<String> {
    let text = format!("# Leaders meet for talks\n\n## Trade\n\nTrade is free. {sentence}\n");
    let positions = json(&text)["issues"][0]["positions"].clone();
    let said =
        |position: &Value| format!("{}: {}", position["party"].as_str().unwrap(), position["text"].as_str().unwrap());
    positions.as_array().map(|positions| positions.iter().map(said).collect()).unwrap_or_default()
}

#[test]
fn views_are_attributed_to_who_holds_them() {
    for (sentence, expected) in [
        ("The U.S. wants lower duties.", &["us: Wants lower duties."][..]),
        ("Russia has repeatedly denied the charge.", &["russia: Denied the charge."]),
        ("Washington accuses Moscow of meddling.", &["us: Accuses Moscow of meddling."]),
        ("Washington did not say that China wants war.", &[]),
        ("The claim that Moscow denies meddling is false.", &[]),
        ("Neither the US nor Russia says that in public.", &[]),
        ("It is not true that Russia denies it.", &[]),
        ("They spoke of a poisoning, which London blames on Moscow.", &[]),
    ] {
        assert_eq!(positions(sentence), expected, "{sentence}");
    }
}
