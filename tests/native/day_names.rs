//! Days as articles name them: which day a session is on, and which names do not date a session.

use serde_json::Value;
use summit_brief::desk::TzDatabase;
use summit_brief::desk::import::{ArticleFormat, ImportOptions, import};

use super::support::stamp;

/// The starts, separated by spaces, of the sessions that `sentence` states in an article of Monday 16 July 2018.
fn starts_in(sentence: &str) -> String {
    let text = format!("Leaders meet in Helsinki for talks\n\nTheir talks are held in Helsinki. {sentence}\n");
    let given = ImportOptions {
        zone: Some("Asia/Hong_Kong".to_owned()),
        published: Some(stamp("2018-07-16T11:53:00+08:00")),
        ..ImportOptions::default()
    };
    let imported = import(&text, ArticleFormat::Text, &given, &TzDatabase::default());
    let json: Value = serde_json::from_str(&imported.json).unwrap();
    let starts = json["sessions"].as_array().unwrap().iter().map(|session| session["start"].as_str().unwrap());
    starts.collect::<Vec<_>>().join(" ")
}

#[test]
fn numeric_days_and_days_of_later_weeks_date_a_session() {
    let table = [
        ("on 17/07/2018 at 10am local time", "2018-07-17"),
        ("on 7/17/2018 at 10am local time", "2018-07-17"),
        ("on 17.7.2018 at 10am local time", "2018-07-17"),
        ("at 10am local time on 2018-07-17", "2018-07-17"),
        ("Tues. at 10 a.m. local time", "2018-07-17"),
        ("on Monday at 10am local time", "2018-07-16"),
        ("on Monday week at 10am local time", "2018-07-23"),
        ("a week on Tuesday at 10am local time", "2018-07-24"),
        ("on Tuesday 17th at 10am local time", "2018-07-17"),
        ("on Friday 17th at 10am local time", "2018-08-17"),
    ];
    for (day, expected) in table {
        assert_eq!(starts_in(&format!("The talks begin {day}.")), format!("{expected}T10:00:00+03:00"), "{day}");
    }
}

#[test]
fn ambiguous_and_impossible_days_do_not_date_a_session() {
    for day in [
        "on 05/11/2018 at 10am",
        "on 16/08/18 at 10am",
        "next Monday at 10am",
        "on Monday next week at 10am",
        "on 31 June at 10am",
        "on 2018-02-30 at 10am",
        "on 45/07/2018 at 10am",
    ] {
        assert_eq!(starts_in(&format!("The talks begin {day}.")), "", "{day}");
    }
}
