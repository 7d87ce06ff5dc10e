//! `import`: which instants it reads from sentences, and which sentences it leaves to the editor instead of guessing.

use serde_json::Value;
use summit_brief::brief::{Session, Status};
use summit_brief::desk::TzDatabase;
use summit_brief::desk::import::{Accept, ArticleFormat, ImportOptions, Imported, Kind, import};
use summit_brief::time::{DateOrTime, Instant};

use super::support::{at, stamp};

/// Imports an article of Sunday 15 July 2018, 09:00 in Helsinki, about talks there.
fn article(text: &str, zone: Option<&str>) -> Imported {
    let text = format!("Leaders meet in Helsinki for talks\n\nTheir talks are held in Helsinki.\n\n{text}\n");
    let given = ImportOptions {
        zone: zone.map(str::to_owned),
        published: Some(stamp("2018-07-15T09:00:00+03:00")),
        ..ImportOptions::default()
    };
    import(&text, ArticleFormat::Text, &given, &TzDatabase::default())
}

fn sessions(imported: &Imported) -> Vec<Session> {
    let json: Value = serde_json::from_str(&imported.json).unwrap();
    serde_json::from_value(json["sessions"].clone()).unwrap()
}

/// The instant of `time`, which must include a time of day.
fn instant(time: DateOrTime) -> Instant {
    time.timestamp().unwrap().instant
}

fn report(imported: &Imported) -> String {
    imported.items.iter().map(|item| format!("{}: {}\n", item.sure.name(), item.message())).collect()
}

/// Checks that `sentence` states sessions at exactly the times `expected`.
fn assert_starts(sentence: &str, zone: Option<&str>, expected: &[&str]) {
    let imported = article(sentence, zone);
    let starts: Vec<_> = sessions(&imported).iter().map(|session| instant(session.start)).collect();
    let expected: Vec<_> = expected.iter().map(|start| at(start)).collect();
    assert_eq!(starts, expected, "{sentence}\n{}", report(&imported));
}

/// Checks that `sentence` states no session, and that the report tells the editor `why`.
fn assert_open(sentence: &str, why: &str) {
    let imported = article(sentence, None);
    assert_eq!(sessions(&imported), [], "{sentence}");
    let report_text = report(&imported);
    assert!(
        report_text.lines().any(|line| line.starts_with("open: ") && line.contains(why)),
        "{sentence}\n{report_text}"
    );
}

#[test]
fn each_time_in_a_sentence_has_its_own_day() {
    let (monday, tuesday, wednesday) = ("2018-07-16T", "2018-07-17T", "2018-07-18T");
    for (sentence, expected) in [
        (
            "Leaders open a dinner at 7pm local time (1600 GMT) on Tuesday, and the summit begins at 10am local time (0700 GMT) on Wednesday.",
            vec![(tuesday, "19:00"), (wednesday, "10:00")],
        ),
        ("After a dinner on Tuesday, the summit begins on Wednesday at 10am.", vec![(wednesday, "10:00")]),
        (
            "After Tuesday's dinner, the summit begins at 10am local time (8am in London) on Wednesday.",
            vec![(wednesday, "10:00")],
        ),
        (
            "Leaders open a dinner at 7pm in the castle on Tuesday, and on Wednesday the summit begins at 10am.",
            vec![(tuesday, "19:00"), (wednesday, "10:00")],
        ),
        ("On Monday, the talks begin at 10am and resume at 2pm.", vec![(monday, "10:00"), (monday, "14:00")]),
        ("The talks begin at 10am and resume at 2pm on Tuesday.", vec![(tuesday, "10:00"), (tuesday, "14:00")]),
        ("The talks begin at 9pm on Monday in Helsinki (2am Hong Kong time).", vec![(monday, "21:00")]),
        ("They will meet on Tuesday at 10am and on Wednesday at 2pm.", vec![(tuesday, "10:00"), (wednesday, "14:00")]),
        ("They will meet at 10am and 2pm on Tuesday.", vec![(tuesday, "10:00"), (tuesday, "14:00")]),
        ("The talks begin on Tuesday at 10am and end on Wednesday at 2pm.", vec![(tuesday, "10:00")]),
        ("The talks are held between 10am on Tuesday and 2pm on Wednesday.", vec![(tuesday, "10:00")]),
    ] {
        let expected: Vec<String> = expected.iter().map(|(day, time)| format!("{day}{time}:00+03:00")).collect();
        assert_starts(sentence, None, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn unclear_days_are_left_to_the_editor() {
    for sentence in [
        "After a dinner at 7pm, the summit begins at 10am on Wednesday.",
        "The dinner begins at 7pm on Tuesday, and the summit begins at 10am.",
        "The talks begin at 9am on Tuesday and Wednesday.",
        "The talks are held at 9am from 10 to 21 August.",
        "The talks are held at 9am on July 16-17.",
    ] {
        let imported = article(sentence, None);
        let report_text = report(&imported);
        assert!(report_text.contains("because the day is unclear"), "{sentence}\n{report_text}");
        let morning =
            sessions(&imported).iter().any(|session| instant(session.start) == at("2018-07-17T10:00:00+03:00"));
        assert!(!morning, "{sentence}");
    }
}

#[test]
fn a_day_may_be_named_relative_to_another() {
    let (sunday, monday) = ("2018-07-15T21:00:00+03:00", "2018-07-16T09:00:00+03:00");
    assert_starts("They dine on Sunday at 9pm, and the talks begin at 9am the next day.", None, &[sunday, monday]);
    assert_starts("They dine on Sunday at 9pm. The talks begin at 9am the following day.", None, &[sunday, monday]);
    assert_open("The talks begin at 9am the next day.", "because the text names no day");
}

#[test]
fn days_and_halves_of_days_are_read_in_their_usual_words() {
    for (sentence, start) in [
        ("The talks begin on the 17th at 10am local time.", "2018-07-17T10:00:00+03:00"),
        ("The talks resume on the 2nd, at 10am local time.", "2018-08-02T10:00:00+03:00"),
        ("The talks begin at 8 tonight.", "2018-07-15T20:00:00+03:00"),
        ("The talks begin this afternoon at 3pm.", "2018-07-15T15:00:00+03:00"),
        ("The talks begin at 3 in the afternoon on Monday.", "2018-07-16T15:00:00+03:00"),
        ("The talks are held on Monday, 6-7:30 p.m., in the palace.", "2018-07-16T18:00:00+03:00"),
        ("The talks are held on Monday, 10:30-11:45, in the palace.", "2018-07-16T10:30:00+03:00"),
        ("The talks are held on Monday from 10am-1pm.", "2018-07-16T10:00:00+03:00"),
        ("The talks are held on Monday from 6:30-8pm.", "2018-07-16T18:30:00+03:00"),
        ("The talks begin on Monday at 10:20+01:00.", "2018-07-16T09:20:00Z"),
        ("The talks begin at 3 p.m. (1200 GMT) today.", "2018-07-15T12:00:00Z"),
        ("The talks begin at 1400 Zulu on Monday.", "2018-07-16T14:00:00Z"),
        ("The talks begin at 2pm gmt on Monday.", "2018-07-16T14:00:00Z"),
    ] {
        assert_starts(sentence, None, &[start]);
    }
}

#[test]
fn a_time_without_a_zone_is_a_session_only_if_newsroom_and_venue_agree() {
    let helsinki = "2018-07-16T21:30:00+03:00";
    let bare = "A joint press conference is expected at 9:30pm on Monday.";
    let hong_kong = Some("Asia/Hong_Kong");
    let differ = "it has no zone, and by the clocks of the place it would be 5 hours later";
    assert_starts(bare, hong_kong, &[]);
    let report_text = report(&article(bare, hong_kong));
    assert!(
        report_text.contains(&format!(
            "open: candidate “9:30pm” (Monday 16 July 2018: 21:30 Hong Kong · 16:30 Helsinki), because {differ}"
        )),
        "{report_text}"
    );
    assert_starts(bare, Some("Europe/Tallinn"), &[helsinki]);
    assert_starts(bare, None, &[helsinki]);
    let converted = "The talks begin at 10:20 GMT (6:20pm Hong Kong time) on Monday.";
    assert_starts(&format!("{converted}\n\n{bare}"), None, &["2018-07-16T10:20:00Z"]);
    assert_starts("A joint press conference is expected at 9:30pm local time on Monday.", hong_kong, &[helsinki]);
    assert_starts(
        &format!("They meet at 1:20pm local time on Monday. {bare}"),
        hong_kong,
        &["2018-07-16T10:20:00Z", helsinki],
    );
    assert_starts(&format!("{bare} All times are local."), hong_kong, &[helsinki]);
    let end = sessions(&article("The talks last from 9pm to 11pm local time on Monday.", hong_kong))[0].end;
    assert_eq!(end.map(instant), Some(at("2018-07-16T23:00:00+03:00")));
}

#[test]
fn the_editor_accepts_candidates_by_their_place_or_all_of_them() {
    let text = "Leaders meet in Helsinki for talks\n\nTheir talks are held in Helsinki.\n\n\
                A briefing begins at 9:30pm on Monday, and a dinner had been due to\n\
                begin at half past\nseven in the evening on Tuesday.\n\nThe debate starts at 10 a.m. CST on Monday.\n";
    let starts = |accept| {
        let published = Some(stamp("2018-07-15T09:00:00+03:00"));
        let given = ImportOptions { zone: Some("Asia/Hong_Kong".to_owned()), published, accept };
        let imported = import(text, ArticleFormat::Text, &given, &TzDatabase::default());
        let candidates = imported.items.iter().filter(|item| item.kind == Kind::Candidate);
        let places: Vec<_> = candidates.map(|item| (item.spot.line.unwrap(), item.spot.column.unwrap())).collect();
        (sessions(&imported).iter().map(|session| instant(session.start)).collect::<Vec<_>>(), places)
    };
    let (briefing, dinner) = (at("2018-07-16T21:30:00+08:00"), at("2018-07-17T19:30:00+08:00"));
    let places = vec![(5, 22), (6, 10), (9, 22)];
    assert_eq!(starts(Accept::Nothing), (vec![], places.clone()));
    assert_eq!(starts(Accept::At(vec![(6, 10)])), (vec![dinner], vec![places[0], places[2]]));
    // No clock is known for CST.
    assert_eq!(starts(Accept::Guesses), (vec![briefing, dinner], vec![places[2]]));
    assert_eq!(starts(Accept::At(vec![(5, 23), (9, 22)])), (vec![], places));
}

#[test]
fn a_moved_session_has_its_new_time() {
    let (new, old) = ("2018-07-18T14:00:00+03:00", "2018-07-17T10:00:00+03:00");
    for (sentence, was) in [
        ("The talks, originally scheduled for 10am on Tuesday, have been postponed to Wednesday at 2pm.", Some(old)),
        ("The talks have been postponed from 10am on Tuesday to 2pm on Wednesday.", Some(old)),
        ("The talks have been moved to 2pm on Wednesday.", None),
        (
            "The talks have been moved from 10am to 2pm local time (3pm to 7pm Hong Kong time) on Wednesday.",
            Some("2018-07-18T10:00:00+03:00"),
        ),
        ("The talks were moved to 2pm on Wednesday from 10am on Tuesday.", Some(old)),
    ] {
        let found = sessions(&article(sentence, None));
        let [session] = found.as_slice() else { panic!("{sentence}: {found:?}") };
        let status = if was.is_some() { Status::Postponed } else { Status::Confirmed };
        assert_eq!((session.title.as_str(), session.status), ("Talks", status), "{sentence}");
        assert_eq!(instant(session.start), at(new), "{sentence}");
        assert_eq!(session.was.map(instant), was.map(at), "{sentence}");
    }
}

#[test]
fn a_session_that_is_put_off_without_a_new_time_is_postponed() {
    for sentence in [
        "The talks, originally scheduled for 10am on Tuesday, have been postponed.",
        "The talks, set for 10am on Tuesday, have been put off indefinitely.",
        "The talks at 10am on Tuesday have been postponed.",
    ] {
        let found = sessions(&article(sentence, None));
        let [session] = found.as_slice() else { panic!("{sentence}: {found:?}") };
        assert_eq!((session.title.as_str(), session.status), ("Talks", Status::Postponed), "{sentence}");
        assert_eq!((instant(session.start), session.was), (at("2018-07-17T10:00:00+03:00"), None), "{sentence}");
    }
}

#[test]
fn cancelled_and_possibly_moved_events_are_left_to_the_editor() {
    for sentence in [
        "The talks will not begin at 9am on Tuesday.",
        "The talks won't begin at 9am on Tuesday.",
        "No meeting is scheduled at 9am on Tuesday.",
        "At 9am on Tuesday no meeting is scheduled.",
    ] {
        assert_open(sentence, "something does not happen then");
    }
    for sentence in [
        "The talks at 10am on Tuesday have been postponed by a day.",
        "The talks were rescheduled, with 10am on Tuesday and 2pm on Wednesday both possible.",
    ] {
        assert_open(sentence, "the event was moved");
    }
    assert_open("The talks begin at midnight on Thursday.", "midnight may begin or end the day");
    assert_open("The talks had been due to begin at 10am on Tuesday.", "it is a plan that may have changed");
    assert_starts("The launch is slated for no earlier than 9am on Monday.", None, &["2018-07-16T09:00:00+03:00"]);
}

#[test]
fn a_past_tense_attribution_does_not_make_an_event_past() {
    for (sentence, expected) in [
        ("The Kremlin said the talks would begin at 10:20 GMT on Monday.", "2018-07-16T10:20:00Z"),
        ("The White House said the meeting would start at 11am local time on Monday.", "2018-07-16T11:00:00+03:00"),
        ("Trump, who arrived on Sunday, meets Putin at 1:20pm local time on Monday.", "2018-07-16T13:20:00+03:00"),
        ("It was confirmed that the talks will begin at 10am on Monday.", "2018-07-16T10:00:00+03:00"),
    ] {
        assert_starts(sentence, None, &[expected]);
    }
}

#[test]
fn past_events_are_not_sessions_and_a_weekday_means_the_most_recent_one() {
    for sentence in [
        "Trump held talks at 7pm on Saturday.",
        "Talks broke up at 2am on Sunday.",
        "The leaders met at 7pm on Monday.",
        "The Kremlin said the talks began at 10am on Saturday.",
    ] {
        let imported = article(sentence, None);
        assert_eq!(sessions(&imported), [], "{sentence}");
        assert!(report(&imported).contains("likely: found a time in the past"), "{sentence}\n{}", report(&imported));
    }
    assert_open("The talks began at 10am on 17 July.", "the text speaks of the past, but the day is to come");
}

#[test]
fn any_event_with_a_future_time_is_a_session() {
    for (sentence, title) in [
        ("World leaders will gather at 10am on Monday.", "World leaders will gather"),
        (
            "The chancellor will deliver her Budget at about 12:30 GMT on Monday.",
            "The chancellor will deliver her Budget",
        ),
        ("Prime Minister's Questions will take place at 10am on Monday.", "Prime Minister's Questions"),
        ("The bank announces its decision at 10am on Monday.", "The bank announces its decision"),
        ("They will sign the accord at 10am on Monday.", "They will sign the accord"),
        ("The rocket is to lift off at 10am on Monday.", "Rocket to lift off"),
        ("The ministry said on Sunday that the talks would resume at 10am on Monday.", "Talks to resume"),
        ("They were due to face reporters at 10am on Monday.", "They will face reporters"),
        ("The probe took off at 9am on Saturday and is due to dock at 10am on Monday.", "Probe to dock"),
        ("The probe lands at 10am local time on Monday (that means 3pm in Hong Kong the same day).", "The probe lands"),
        ("The committee will hear from Ms Example at 10am on Monday.", "The committee will hear from Ms Example"),
        ("Kickoff is at 10am on Monday.", "Kickoff"),
    ] {
        let found = sessions(&article(sentence, None));
        let titles: Vec<&str> = found.iter().map(|session| session.title.as_str()).collect();
        assert_eq!(titles, [title], "{sentence}");
    }
}

#[test]
fn spoken_and_dotted_times_are_read() {
    for sentence in ["The talks begin at 18.20 on Monday.", "The talks begin at twenty past six on Monday, 6.20pm."] {
        assert_starts(sentence, None, &["2018-07-16T18:20:00+03:00"]);
    }
    assert_starts("The talks begin at 1820 hours on Monday.", None, &["2018-07-16T18:20:00+03:00"]);
    assert_starts("The talks begin at half past ten in the morning on Monday.", None, &["2018-07-16T10:30:00+03:00"]);
    for sentence in [
        "The talks begin at half past ten on Monday.",
        "The talks begin at 10 o'clock on Monday.",
        "The talks begin at ten o’clock on Monday.",
        "The talks begin at 10 on Monday.",
        "The talks begin at 6.20 on Monday.",
    ] {
        assert_open(sentence, "it may be in the morning or in the evening");
    }
    let both = "Growth is at 18.20 per cent, and talks begin at 6.20pm on Monday.";
    assert_starts(both, None, &["2018-07-16T18:20:00+03:00"]);
}

#[test]
fn the_day_of_a_cancelled_event_does_not_date_another() {
    let sentence =
        "A second debate, planned for Wednesday, was cancelled. The debate will be broadcast at 8pm local time.";
    assert_open(sentence, "because the text names no day");
}

#[test]
fn an_expected_duration_does_not_make_a_session_expected() {
    let status = |sentence: &str| sessions(&article(sentence, None))[0].status;
    assert_eq!(status("The talks begin at 10am on Monday and are expected to last 90 minutes."), Status::Confirmed);
    assert_eq!(status("The talks are expected to begin at 10am on Monday."), Status::Expected);
}

#[test]
fn a_zone_without_summer_time_is_left_to_the_editor() {
    let report_text = report(&article("The talks begin at 10am on Monday.", Some("EST")));
    assert!(report_text.contains("open: newsroom, which has the same offset all year"), "{report_text}");
}

#[test]
fn a_time_in_a_dst_fold_is_doubtful_and_one_in_a_dst_gap_is_not_a_session() {
    let twice = article("The talks begin at 3:30am local time on 28 October 2018.", None);
    assert!(report(&twice).contains("because clocks show this time twice that night"), "{}", report(&twice));
    assert_open("The talks begin at 3:30am local time on 31 March 2019.", "clocks skip this time that day");
}

#[test]
fn titles_contain_no_remnants_of_times_or_introductory_phrases() {
    for (sentence, title) in [
        ("At 9pm Eastern on Tuesday (0100 GMT) the debate starts.", "The debate starts"),
        ("On Monday, Liu is scheduled to speak at 10am.", "Liu to speak"),
        ("After dinner, the summit begins at 10am on Monday.", "The summit begins"),
        ("A statement could be released as late as 10am on Monday.", "A statement could be released"),
    ] {
        let found = sessions(&article(sentence, None));
        let titles: Vec<&str> = found.iter().map(|session| session.title.as_str()).collect();
        assert_eq!(titles, [title], "{sentence}");
    }
    let untitled = article("It is expected at 10am on Monday.", None);
    assert_eq!(sessions(&untitled)[0].title, "");
    assert!(report(&untitled).contains("open: session: needs a title"), "{}", report(&untitled));
}
