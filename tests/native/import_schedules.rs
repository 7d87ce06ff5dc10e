//! Schedules in the layouts that articles, programmes and notices have.

use serde_json::Value;
use summit_brief::desk::TzDatabase;
use summit_brief::desk::import::{ArticleFormat, ImportOptions, Imported, import};
use summit_brief::time::Timestamp;

fn imported(schedule: &str) -> Imported {
    let text = format!(
        "Festival week in Dublin\n\nThe festival opens in Dublin on Friday, 4 October 2024, with music and talks.\n\n{schedule}\n\n\
        What they hope for\n\nThe town hopes for dry nights. It has rained since June.\n"
    );
    let published = Some(Timestamp::parse("2024-10-01T09:00:00+01:00").unwrap());
    let given = ImportOptions { zone: Some("Europe/Dublin".to_owned()), published, ..ImportOptions::default() };
    import(&text, ArticleFormat::of(&text), &given, &TzDatabase::default())
}

/// The clocks and titles of the sessions, and the titles of the issues.
fn read(schedule: &str) -> (Vec<(String, String)>, Vec<String>) {
    let brief: Value = serde_json::from_str(&imported(schedule).json).unwrap();
    let list = |name: &str| brief[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let sessions =
        list("sessions").iter().map(|one| (text(&one["start"])[..16].to_owned(), text(&one["title"]))).collect();
    (sessions, list("issues").iter().map(|issue| text(&issue["title"])).collect())
}

/// Three lines in a layout with `TIME` and `EVENT` in it.
fn lines(layout: &str, events: [(&str, &str); 3], between: &str) -> String {
    events.map(|(time, event)| layout.replace("TIME", time).replace("EVENT", event)).join(between)
}

#[test]
fn each_line_of_a_schedule_is_a_session_in_every_usual_layout() {
    let evening = [("7.30pm", "Opening concert"), ("9pm", "Dance in the hall"), ("10.15pm", "Fireworks")];
    let starts = ["2024-10-04T19:30", "2024-10-04T21:00", "2024-10-04T22:15"];
    for layout in [
        "TIME   EVENT",
        "TIME: EVENT",
        "TIME - EVENT",
        "TIME – EVENT",
        "• TIME EVENT",
        "- TIME, EVENT",
        "[TIME] EVENT",
        "TIME | EVENT | Town Hall",
        "TIME ... EVENT",
        "1. TIME: EVENT",
        "c. TIME: EVENT",
        "EVENT, Town Hall, TIME",
        "EVENT (TIME)",
        "EVENT @ TIME",
        "EVENT at TIME",
        "EVENT: TIME",
        "EVENT .... TIME",
        "1) EVENT – TIME",
        "EVENT\tTIME",
        "EVENT | Fri 4 Oct | TIME",
        "Fri 4 Oct TIME EVENT",
        "Fri 4 Oct, TIME. EVENT. Town Hall. €10.",
        "TIME  EVENT\n        in the Town Hall, with guests",
    ] {
        for between in ["\n", "\n\n"] {
            let (sessions, issues) = read(&lines(layout, evening, between));
            let found: Vec<&str> = sessions.iter().map(|(start, _)| start.as_str()).collect();
            assert_eq!(
                (found.as_slice(), issues.as_slice()),
                (&starts[..], &["What they hope for".to_owned()][..]),
                "{layout}"
            );
            let named = sessions.iter().zip(evening).all(|((_, title), (_, event))| title.starts_with(event));
            assert!(named, "{layout}: {sessions:?}");
        }
    }
}

#[test]
fn figures_without_a_sign_are_times_beside_others() {
    let day = [("0930", "Arrival of the guests"), ("1100", "First session"), ("1515", "Press conference")];
    let starts = ["2024-10-04T09:30", "2024-10-04T11:00", "2024-10-04T15:15"];
    for layout in ["TIME EVENT", "TIME: EVENT", "TIMEhrs EVENT", "TIME – EVENT", "* TIME GMT+1 EVENT"] {
        let (sessions, _) = read(&lines(layout, day, "\n"));
        let found: Vec<&str> = sessions.iter().map(|(start, _)| start.as_str()).collect();
        assert_eq!(found, starts, "{layout}");
    }
    let (sessions, _) = read("1815 – Battle of Waterloo\n1848 – Year of revolts");
    assert_eq!(sessions, [], "years");
}

#[test]
fn a_table_has_the_zones_of_its_columns_and_the_days_of_its_rows() {
    let title = |start: &str, title: &str| (start.to_owned(), title.to_owned());
    let expected = [title("2024-10-04T10:00", "Opening"), title("2024-10-05T14:00", "Closing")];
    for table in [
        "Day\tTime (IST)\tUTC\tEvent\nFriday 4 October\t10:00\t9:00\tOpening\nSaturday 5 October\t14:00\t13:00\tClosing",
        "Event | Dublin | GMT\nFriday 4 October | | \nOpening | 10:00 | 0900\nSaturday 5 October | | \nClosing | 14:00 | 1300",
        "Saturday, not before    Dublin       Event\nFriday 4 October        10:00        Opening\nSaturday 5 October      14:00        Closing",
        "Place | Opening | Closing\nDublin | 10:00 Friday | 14:00 Saturday\nUTC | 09:00 Friday | 13:00 Saturday",
    ] {
        let (sessions, issues) = read(table);
        assert_eq!(sessions, expected, "{table}");
        assert_eq!(issues, ["What they hope for"]);
    }
}

#[test]
fn columns_that_disagree_are_reported_and_their_row_is_a_candidate() {
    let imported = imported("Event | Dublin | Tokyo\nOpening | 10:00 | 18:00\nClosing | 14:00 | 21:00");
    let messages: Vec<String> =
        imported.items.iter().map(|item| format!("{} {}", item.kind.name(), item.message())).collect();
    let error = messages.iter().find(|line| line.starts_with("error")).unwrap();
    assert!(error.contains("21:00") && error.contains("14:00"), "{messages:#?}");
    assert!(messages.iter().any(|line| line.starts_with("candidate") && line.contains("14:00")), "{messages:#?}");
}

#[test]
fn labels_give_the_time_the_place_and_the_end_of_the_event() {
    for (lines, start) in [
        ("When: 4 October 2024, 7.30pm\nWhere: Town Hall, Dublin", "2024-10-04T19:30"),
        ("Date: Friday 4 October 2024\nTime: 7.30pm\nVenue: Town Hall, Dublin", "2024-10-04T19:30"),
        ("Start: 4 October 2024, 19:30\nEnd: 4 October 2024, 22:00", "2024-10-04T19:30"),
    ] {
        let (sessions, issues) = read(lines);
        assert_eq!(sessions, [(start.to_owned(), "Festival week in Dublin".to_owned())], "{lines}");
        assert_eq!(issues, ["What they hope for"], "{lines}");
    }
}

#[test]
fn a_line_may_say_that_its_event_is_cancelled() {
    for line in [
        "Dance in the hall: 9pm – cancelled",
        "9pm: Dance in the hall (cancelled)",
        "Dance in the hall .... 9pm WITHDRAWN",
    ] {
        let brief: Value = serde_json::from_str(&imported(&format!("7.30pm: Concert\n{line}")).json).unwrap();
        let status: Vec<&Value> = brief["sessions"].as_array().unwrap().iter().map(|one| &one["status"]).collect();
        assert_eq!(status[1..], ["cancelled"], "{line}: {brief}");
    }
}

#[test]
fn a_zone_or_day_above_a_schedule_is_that_of_its_lines() {
    for (schedule, starts) in [
        (
            "Timeline (UTC)\n\nFriday 4 October\n\n19:30: Concert\n21:00: Dance",
            ["2024-10-04T20:30", "2024-10-04T22:00"],
        ),
        ("Friday 4 October (all times UTC)\n\n19:30: Concert\n21:00: Dance", ["2024-10-04T20:30", "2024-10-04T22:00"]),
        ("Friday 11 October\n\n23:30: Concert\n00:15: Dance", ["2024-10-11T23:30", "2024-10-12T00:15"]),
    ] {
        let (sessions, _) = read(schedule);
        let found: Vec<&str> = sessions.iter().map(|(start, _)| start.as_str()).collect();
        assert_eq!(found, starts, "{schedule}");
    }
}
