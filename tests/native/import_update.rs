//! `import --into`: a changed article is read into its brief.

use serde_json::{Value, json};
use summit_brief::desk::TzDatabase;
use summit_brief::desk::import::{ArticleFormat, ImportOptions, Imported, Updated, import, update};

const BEFORE: &str = "Two issues as leaders meet in Helsinki\n\nPublished 15 July 2018, 9:00 EEST\n\nTheir talks are held in Helsinki.\n\n\
    The talks begin at 10:20 GMT on Monday, 16 July. A dinner follows at 17:00 GMT on Monday.\n\n\
    Trade\n\nDuties are high. Nobody wants them.\n\nArms\n\nStocks are high.\n";

fn read(article: &str) -> Imported {
    import(article, ArticleFormat::Text, &ImportOptions::default(), &TzDatabase::default())
}

/// The brief of [`BEFORE`], with changes by hand.
fn edited(edit: impl Fn(&mut Value)) -> String {
    let mut brief: Value = serde_json::from_str(&read(BEFORE).json).unwrap();
    edit(&mut brief);
    brief.to_string()
}

/// What changes in `brief` and what is kept, one on a line, and the brief.
fn updated(brief: &str, article: &str, before: Option<&str>) -> (Vec<String>, Value) {
    let before = before.map(read);
    let Updated { json, changes } = update(brief, &read(article), before.as_ref()).unwrap();
    let line = |applies: bool| if applies { "" } else { "kept " };
    let lines = changes.iter().map(|one| format!("{}{}: {}", line(one.applies), one.path.describe(), one.message));
    (lines.collect(), serde_json::from_str(&json).unwrap())
}

#[test]
fn the_same_article_changes_nothing() {
    let brief = edited(|_| {});
    let (changes, after) = updated(&brief, BEFORE, None);
    assert_eq!((changes, after), (Vec::new(), serde_json::from_str(&brief).unwrap()));
}

#[test]
fn what_is_new_is_added_in_its_place() {
    let article = BEFORE
        .replace("A dinner", "A walk follows at 12:00 GMT on Monday. A dinner")
        .replace("Arms", "Cod\n\nBoats quarrel.\n\nArms");
    let (changes, after) = updated(&edited(|_| {}), &article, None);
    assert_eq!(changes, ["sessions[1]: added: “Walk” at 2018-07-16T15:00:00+03:00", "issues[1]: added: “Cod”"]);
    let titles =
        |list: &str| after[list].as_array().unwrap().iter().map(|one| one["title"].clone()).collect::<Vec<_>>();
    assert_eq!(titles("sessions"), ["The talks begin", "Walk", "Dinner"]);
    assert_eq!(titles("issues"), ["Trade", "Cod", "Arms"]);
}

#[test]
fn texts_and_fields_that_were_edited_by_hand_stay() {
    let brief = edited(|brief| {
        brief["title"] = json!("Our own headline");
        brief["sessions"][0]["title"] = json!("Talks at the palace");
        brief["sessions"][0]["note"] = json!("Closed to the press");
        brief["issues"][0]["summary"] = json!("Our own words.");
        brief["issues"][0]["extra"] = json!([1]);
    });
    for before in [None, Some(BEFORE)] {
        let article = BEFORE.replace("Stocks are high", "Stocks are falling");
        let (changes, after) = updated(&brief, &article, before);
        let expected: Value = serde_json::from_str(&brief).unwrap();
        assert_eq!(
            (&after["title"], &after["sessions"], &after["issues"][0]),
            (&expected["title"], &expected["sessions"], &expected["issues"][0])
        );
        // Only with the article as it was can a changed text be told from an edited one.
        let is_known = before.is_some();
        let summary = if is_known { "Stocks are falling." } else { "Stocks are high." };
        assert_eq!(after["issues"][1]["summary"], summary, "{changes:#?}");
        assert_eq!(
            changes.iter().filter(|line| line.starts_with("kept ")).count(),
            if is_known { 0 } else { 3 },
            "{changes:#?}"
        );
    }
}

#[test]
fn a_session_moves_if_the_article_had_its_time_before_or_says_so() {
    let moved = BEFORE.replace("10:20 GMT", "11:00 GMT");
    let (changes, after) = updated(&edited(|_| {}), &moved, Some(BEFORE));
    assert_eq!(
        changes,
        ["sessions[0]: moved from 2018-07-16T13:20:00+03:00 to 2018-07-16T14:00:00+03:00: “The talks begin”"]
    );
    let session = &after["sessions"][0];
    assert_eq!(
        (&session["start"], &session["was"], &session["status"]),
        (&json!("2018-07-16T14:00:00+03:00"), &json!("2018-07-16T13:20:00+03:00"), &json!("postponed"))
    );

    // Without the article as it was, the time of the brief may be a correction.
    let (changes, after) = updated(&edited(|_| {}), &moved, None);
    assert_eq!(
        changes,
        [
            "kept sessions[0]: “The talks begin” is at 2018-07-16T13:20:00+03:00; the article has 2018-07-16T14:00:00+03:00"
        ]
    );
    assert_eq!(after["sessions"][0]["start"], "2018-07-16T13:20:00+03:00");

    let corrected = edited(|brief| brief["sessions"][0]["start"] = json!("2018-07-16T13:30:00+03:00"));
    let (changes, after) = updated(&corrected, BEFORE, Some(BEFORE));
    assert_eq!(
        (changes.len(), &after["sessions"][0]["start"]),
        (1, &json!("2018-07-16T13:30:00+03:00")),
        "{changes:#?}"
    );

    let said = BEFORE.replace(
        "A dinner follows at 17:00 GMT on Monday.",
        "The dinner was moved from 17:00 GMT to 18:00 GMT on Monday.",
    );
    let (changes, after) = updated(&edited(|_| {}), &said, None);
    assert!(changes[0].contains("moved from 2018-07-16T20:00:00+03:00 to 2018-07-16T21:00:00+03:00"), "{changes:#?}");
    assert_eq!(after["sessions"][1]["was"], "2018-07-16T20:00:00+03:00");
}

#[test]
fn a_cancelled_session_is_cancelled_and_what_the_article_drops_stays() {
    let article = BEFORE
        .replace("A dinner follows at 17:00 GMT on Monday.", "The dinner at 17:00 GMT on Monday has been called off.");
    let (changes, after) = updated(&edited(|_| {}), &article, None);
    assert_eq!(
        (changes.as_slice(), &after["sessions"][1]["status"]),
        (&["sessions[1].status: added: “cancelled”".to_owned()][..], &json!("cancelled"))
    );

    let article =
        BEFORE.replace("A dinner follows at 17:00 GMT on Monday.", "").replace("Arms\n\nStocks are high.\n", "");
    let (changes, after) = updated(&edited(|_| {}), &article, None);
    assert_eq!(
        (changes.len(), after["sessions"].as_array().unwrap().len(), after["issues"].as_array().unwrap().len()),
        (2, 2, 2)
    );
    assert!(changes.iter().all(|line| line.starts_with("kept ")), "{changes:#?}");
}

#[test]
fn only_a_json_object_is_updated() {
    for brief in ["[]", "{", "3", ""] {
        assert!(update(brief, &read(BEFORE), None).is_err(), "{brief}");
    }
    let (_, after) = updated("{\"sessions\": 3, \"own\": true}", BEFORE, None);
    assert_eq!((&after["own"], after["sessions"].as_array().unwrap().len()), (&json!(true), 2));
}
