//! What a newer version of a brief changes, and how readers are told.

use serde_json::{Value, json};
use summit_brief::brief::{Brief, EditKind, Status};
use summit_brief::desk::TzDatabase;
use summit_brief::text::{Locale, edit_sentence};
use summit_brief::time::Zones as _;

use super::support::{at, helsinki, helsinki_with, moment};

const PRESS: usize = 1;

fn press(change: impl FnOnce(&mut Value)) -> Brief {
    helsinki_with(|brief| change(&mut brief["sessions"][PRESS]))
}

/// The edits between two versions: ids with what has changed.
fn edits(older: &Brief, newer: &Brief) -> Vec<(String, EditKind)> {
    newer.edits_since(older).into_iter().map(|edit| (edit.id.to_owned(), edit.kind)).collect()
}

fn one(id: &str, kind: EditKind) -> Vec<(String, EditKind)> {
    vec![(id.to_owned(), kind)]
}

#[test]
fn each_session_has_at_most_its_most_important_edit() {
    let later = moment("2018-07-16T14:00:00Z");
    for (newer, expected) in [
        (press(|_| ()), vec![]),
        (
            press(|session| session["start"] = json!("2018-07-16T14:00:00Z")),
            one("press-conference", EditKind::Moved(later)),
        ),
        (press(|session| session["status"] = json!("cancelled")), one("press-conference", EditKind::Cancelled)),
        (press(|session| session["status"] = json!("confirmed")), one("press-conference", EditKind::Confirmed)),
        (press(|session| session["status"] = json!("postponed")), one("press-conference", EditKind::Postponed)),
        (
            press(|session| session["end"] = json!("2018-07-16T14:00:00Z")),
            one("press-conference", EditKind::Ends(later)),
        ),
        (press(|session| session["outcome"] = json!("Cut short.")), one("press-conference", EditKind::Outcome)),
        (press(|session| session["title"] = json!("Statements")), one("press-conference", EditKind::Updated)),
        (press(|session| session["note"] = json!("In the Gothic Hall.")), one("press-conference", EditKind::Updated)),
        // Only the most important one.
        (
            press(|session| {
                session["start"] = json!("2018-07-16T14:00:00Z");
                session["status"] = json!("confirmed");
                session["title"] = json!("Statements");
            }),
            one("press-conference", EditKind::Moved(later)),
        ),
    ] {
        assert_eq!(edits(&helsinki(), &newer), expected);
    }
}

#[test]
fn a_time_that_was_unknown_is_set_not_moved() {
    let older = press(|session| session["start"] = json!("2018-07-16"));
    let start = moment("2018-07-16T13:30:00Z");
    assert_eq!(edits(&older, &helsinki()), one("press-conference", EditKind::Set(start)));
    let mut newer = helsinki();
    newer.keep(&older);
    assert_eq!(newer.sessions[PRESS].was, None);
}

#[test]
fn issues_are_added_removed_updated_and_decided() {
    let issue = |change: fn(&mut Value)| helsinki_with(|brief| change(&mut brief["issues"][2]));
    let updated = |time: &str| helsinki_with(|brief| brief["issues"][2]["updated"] = json!(time));
    let (first, second) = (updated("2018-07-16T09:00:00Z"), updated("2018-07-16T09:00:00.5Z"));
    for (older, newer, expected) in [
        (helsinki(), issue(|issue| issue["summary"] = json!("Corrected.")), vec![]),
        (helsinki(), first.clone(), one("syria", EditKind::Updated)),
        (first.clone(), second.clone(), one("syria", EditKind::Updated)),
        (second, first, vec![]),
        (helsinki(), issue(|issue| issue["outcome"] = json!("None.")), one("syria", EditKind::Outcome)),
        (helsinki(), without_syria(), one("syria", EditKind::Removed)),
        (without_syria(), helsinki(), one("syria", EditKind::Added)),
    ] {
        assert_eq!(edits(&older, &newer), expected);
    }
}

fn without_syria() -> Brief {
    helsinki_with(|brief| {
        brief["issues"].as_array_mut().unwrap().remove(2);
    })
}

fn without_meeting() -> Brief {
    helsinki_with(|brief| {
        brief["sessions"].as_array_mut().unwrap().remove(0);
        for issue in brief["issues"].as_array_mut().unwrap() {
            issue.as_object_mut().unwrap().remove("sessions");
        }
    })
}

#[test]
fn sessions_that_are_gone_stay_as_removed() {
    let older = helsinki();
    let mut newer = without_meeting();
    newer.keep(&older);
    let kept: Vec<_> = newer.sessions.iter().map(|session| (session.id.as_str(), session.status)).collect();
    assert_eq!(kept, [("meeting", Status::Removed), ("press-conference", Status::Expected)]);
    assert_eq!(edits(&older, &newer), one("meeting", EditKind::Removed));
    assert!(!newer.sessions[0].is_held());
    // In the next version, too, without another word.
    let mut next = without_meeting();
    next.keep(&newer);
    assert_eq!((next.sessions.len(), edits(&newer, &next)), (2, vec![]));
    // And it may come back.
    let mut back = helsinki();
    back.keep(&next);
    assert_eq!(back.sessions[0].status, Status::Confirmed);
    assert_eq!(edits(&next, &back), one("meeting", EditKind::Confirmed));
    // A session that is new.
    assert_eq!(edits(&without_meeting(), &older), one("meeting", EditKind::Added));
    // No brief calls a session removed.
    assert!(serde_json::from_str::<Status>("\"removed\"").is_err());
    assert_eq!(Status::from_name("removed"), None);
}

#[test]
fn sessions_that_moved_keep_their_former_start() {
    let older = helsinki();
    let former = Some(older.sessions[PRESS].start);
    let mut moved = press(|session| session["start"] = json!("2018-07-16T14:00:00Z"));
    moved.keep(&older);
    assert_eq!(moved.sessions[PRESS].was, former);
    // As long as it is there, whatever else changes.
    let mut later = press(|session| {
        session["start"] = json!("2018-07-16T14:00:00Z");
        session["status"] = json!("confirmed");
    });
    later.keep(&moved);
    assert_eq!(later.sessions[PRESS].was, former);
    // The newsroom's own former start wins. A session that is postponed has no new time, so no former one either.
    for (json, expected) in [
        (json!({ "was": "2018-07-16T13:00:00Z" }), Some(moment("2018-07-16T13:00:00Z"))),
        (json!({ "status": "postponed" }), None),
    ] {
        let mut other = press(|session| {
            session["start"] = json!("2018-07-16T14:00:00Z");
            session.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
        });
        other.keep(&older);
        assert_eq!(other.sessions[PRESS].was, expected);
    }
}

#[test]
fn edits_are_sentences_in_the_readers_zone() {
    let zones = TzDatabase::default();
    for (kind, zone, now, expected) in [
        (EditKind::Moved(moment("2018-07-16T14:00:00Z")), "Asia/Tokyo", "2018-07-16T09:00:00Z", "Talks moved to 23:00"),
        // Another date than today's.
        (
            EditKind::Moved(moment("2018-07-16T15:00:00Z")),
            "Asia/Tokyo",
            "2018-07-16T09:00:00Z",
            "Talks moved to Tue 17 July, 00:00",
        ),
        (EditKind::Moved(moment("2018-07-18")), "UTC", "2018-07-16T09:00:00Z", "Talks moved to Wed 18 July"),
        (EditKind::Set(moment("2018-07-16T14:00:00Z")), "UTC", "2018-07-16T09:00:00Z", "Talks set for 14:00"),
        (EditKind::Ends(moment("2018-07-16T14:00:00Z")), "UTC", "2018-07-16T13:59:59Z", "Talks to end at 14:00"),
        (EditKind::Ends(moment("2018-07-16T14:00:00Z")), "UTC", "2018-07-16T14:00:00Z", "Talks ended at 14:00"),
        (EditKind::Added, "UTC", "2018-07-16T09:00:00Z", "Talks added"),
        (EditKind::Removed, "UTC", "2018-07-16T09:00:00Z", "Talks removed"),
        (EditKind::Cancelled, "UTC", "2018-07-16T09:00:00Z", "Talks cancelled"),
        (EditKind::Postponed, "UTC", "2018-07-16T09:00:00Z", "Talks postponed"),
        (EditKind::Confirmed, "UTC", "2018-07-16T09:00:00Z", "Talks confirmed"),
        (EditKind::Outcome, "UTC", "2018-07-16T09:00:00Z", "Talks: outcome known"),
        (EditKind::Updated, "UTC", "2018-07-16T09:00:00Z", "Talks updated"),
    ] {
        let offset = |instant| zones.offset(zone, instant).unwrap();
        assert_eq!(edit_sentence(&Locale::from_tag("en-GB"), "Talks", kind, at(now), &offset), expected);
    }
}
