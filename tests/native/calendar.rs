//! Sessions as an iCalendar file.

use serde_json::{Value, json};
use summit_brief::brief::{Brief, Session, Status};
use summit_brief::schedule::calendar;
use summit_brief::text::Locale;

use super::support::{Random, accord, at, cancelled, helsinki, helsinki_with, moment, session, stamp};

const END_UNKNOWN: &str = "It is not known when this ends.";

fn ics(brief: &Brief, sessions: &[usize], page: Option<&str>) -> String {
    calendar::ics(brief, sessions, &Locale::from_tag("en-GB").strings().calendar(), page)
}

/// The file with all sessions.
fn whole(brief: &Brief, page: Option<&str>) -> String {
    let all: Vec<usize> = (0..brief.sessions.len()).collect();
    ics(brief, &all, page)
}

fn single(brief: &Brief, session: usize) -> String {
    ics(brief, &[session], None)
}

/// The Helsinki brief with `sessions`, each with a unique id.
fn brief_of(sessions: &[Session]) -> Brief {
    let mut brief = helsinki();
    brief.sessions = sessions.to_vec();
    for (index, session) in brief.sessions.iter_mut().enumerate() {
        session.id = format!("s{index}");
    }
    brief
}

/// The Helsinki brief with one session, titled `title`.
fn titled(title: &str) -> Brief {
    brief_of(&[Session { title: title.to_owned(), ..session("2018-07-16T10:20:00Z", None) }])
}

/// The lines of a file, unfolded (RFC 5545, section 3.1).
fn unfolded(file: &str) -> Vec<String> {
    file.strip_suffix("\r\n").unwrap().replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// The values of the property `name` as written, except in alarms. `name` includes the property's parameters.
fn values(file: &str, name: &str) -> Vec<String> {
    let mut alarm = false;
    let mut found = Vec::new();
    for line in unfolded(file) {
        match line.as_str() {
            "BEGIN:VALARM" => alarm = true,
            "END:VALARM" => alarm = false,
            line if !alarm => found.extend(line.strip_prefix(&format!("{name}:")).map(str::to_owned)),
            _ => {}
        }
    }
    found
}

/// Undoes the escaping of a text (RFC 5545, section 3.3.11).
fn unescaped(text: &str) -> String {
    let (mut plain, mut chars) = (String::new(), text.chars());
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some(escaped @ ('\\' | ';' | ','))) => plain.push(escaped),
            ('\\' | ';' | ',', _) => panic!("“{c}” is not escaped in “{text}”"),
            _ => plain.push(c),
        }
    }
    plain
}

/// The folded lines of a session's title, without their line breaks.
fn title_lines(title: &str) -> Vec<String> {
    let file = single(&titled(title), 0);
    let lines = file.split("\r\n").skip_while(|line| !line.starts_with("SUMMARY:"));
    lines.take_while(|line| line.starts_with("SUMMARY:") || line.starts_with(' ')).map(str::to_owned).collect()
}

#[test]
fn the_reference_brief_is_written_exactly() {
    let expected = "\
        BEGIN:VCALENDAR\r\n\
        VERSION:2.0\r\n\
        PRODID:-//summit-brief//summit-brief//EN\r\n\
        REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n\
        X-PUBLISHED-TTL:PT1H\r\n\
        NAME:From Crimea to steel: nine issues that divide Trump and Putin\r\n\
        X-WR-CALNAME:From Crimea to steel: nine issues that divide Trump and Putin\r\n\
        BEGIN:VEVENT\r\n\
        UID:helsinki-2018.meeting@summit-brief\r\n\
        DTSTAMP:20180716T042900Z\r\n\
        SEQUENCE:25528589\r\n\
        DTSTART:20180716T102000Z\r\n\
        TRANSP:TRANSPARENT\r\n\
        STATUS:CONFIRMED\r\n\
        SUMMARY:Trump and Putin meet\r\n\
        LOCATION:Helsinki\r\n\
        DESCRIPTION:From Crimea to steel: nine issues that divide Trump and Putin\\n\r\n \
        \\nIt is not known when this ends.\r\n\
        BEGIN:VALARM\r\n\
        ACTION:DISPLAY\r\n\
        TRIGGER:-PT10M\r\n\
        DESCRIPTION:Trump and Putin meet\r\n\
        END:VALARM\r\n\
        END:VEVENT\r\n\
        BEGIN:VEVENT\r\n\
        UID:helsinki-2018.press-conference@summit-brief\r\n\
        DTSTAMP:20180716T042900Z\r\n\
        SEQUENCE:25528589\r\n\
        DTSTART:20180716T133000Z\r\n\
        TRANSP:TRANSPARENT\r\n\
        STATUS:TENTATIVE\r\n\
        SUMMARY:Joint press conference (not confirmed)\r\n\
        LOCATION:Helsinki\r\n\
        DESCRIPTION:From Crimea to steel: nine issues that divide Trump and Putin\\n\r\n \
        \\nIt is not known when this ends.\r\n\
        BEGIN:VALARM\r\n\
        ACTION:DISPLAY\r\n\
        TRIGGER:-PT10M\r\n\
        DESCRIPTION:Joint press conference (not confirmed)\r\n\
        END:VALARM\r\n\
        END:VEVENT\r\n\
        END:VCALENDAR\r\n";
    assert_eq!(whole(&helsinki(), None), expected);
}

#[test]
fn lines_end_in_crlf_and_have_at_most_75_octets() {
    for brief in [helsinki(), accord()] {
        let file = whole(&brief, Some("https://news.example/2027/10/29/a-long-address/of-an-article/about?the=review"));
        for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(!line.contains(['\r', '\n']) && !line.is_empty() && line.len() <= 75, "{line:?}");
        }
    }
}

#[test]
fn a_line_is_folded_after_75_octets_and_never_inside_a_character() {
    // `SUMMARY:` takes 8 octets. Each case has the number of letters after it, the last character, and the length of
    // the first line in octets: at most 75, fewer if the last character does not fit.
    for (letters, last, first_line) in [
        (65, "x", 74),
        (66, "x", 75),
        (67, "x", 75),
        (65, "é", 75),
        (66, "é", 74),
        (67, "é", 75),
        (64, "“", 75),
        (65, "“", 73),
        (66, "“", 74),
        (67, "“", 75),
        (63, "🌍", 75),
        (64, "🌍", 72),
        (65, "🌍", 73),
        (66, "🌍", 74),
        (67, "🌍", 75),
        // An escaped character stays with its backslash.
        (65, ",", 75),
        (66, ",", 74),
        (67, ",", 75),
    ] {
        let title = ["a".repeat(letters), last.to_owned()].concat();
        let lines = title_lines(&title);
        let written = ["SUMMARY:", &title.replace(',', "\\,")].concat();
        assert_eq!(lines[0].len(), first_line, "{letters} letters, then {last}");
        assert_eq!(lines[0], written[..first_line], "{letters} letters, then {last}");
        let rest: Vec<String> =
            (first_line < written.len()).then(|| [" ", &written[first_line..]].concat()).into_iter().collect();
        assert_eq!(lines[1..], rest, "{letters} letters, then {last}");
    }
}

#[test]
fn the_leading_space_of_a_folded_line_counts() {
    let lengths = |letters: usize| title_lines(&"a".repeat(letters)).iter().map(String::len).collect::<Vec<_>>();
    assert_eq!(lengths(67 + 74), [75, 75]);
    assert_eq!(lengths(67 + 74 + 1), [75, 75, 2]);
    assert_eq!(lengths(67 + 74 + 74), [75, 75, 75]);
}

#[test]
fn any_text_survives_a_round_trip() {
    let alphabet: Vec<char> = "ab \t:\"'\\;,\n\u{85}\u{301}éß“”—\u{2028}漢字🌍🇫🇮".chars().collect();
    let mut random = Random(5545);
    for _ in 0..2_000 {
        let length = 1 + random.below(160);
        let title: String =
            (0..length).map(|_| alphabet[random.below(alphabet.len() as i64) as usize]).collect::<String>() + ".";
        let file = single(&titled(&title), 0);
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert_eq!(unescaped(&values(&file, "SUMMARY")[0]), title);
    }
}

#[test]
fn special_characters_are_escaped_and_control_characters_dropped() {
    for (title, expected) in [
        ("a, b; c", "a\\, b\\; c"),
        ("C:\\new", "C:\\\\new"),
        ("one\ntwo", "one\\ntwo"),
        ("one\r\ntwo", "one\\ntwo"),
        ("12:30 \"noon\" <b>", "12:30 \"noon\" <b>"),
        ("a\tb", "a\tb"),
        ("a\0b\u{1b}c\u{7f}d", "abcd"),
    ] {
        assert_eq!(title_lines(title), [["SUMMARY:", expected].concat()]);
    }
}

#[test]
fn texts_and_addresses_cannot_inject_lines() {
    let mut brief = titled("Talks\r\nSTATUS:CANCELLED");
    brief.place.as_mut().unwrap().name = "Hall\nEND:VEVENT".to_owned();
    let file = whole(&brief, Some("https://news.example/\r\nSTATUS:CANCELLED"));
    assert_eq!(values(&file, "STATUS"), ["CONFIRMED"]);
    assert_eq!(values(&file, "URL"), ["https://news.example/STATUS:CANCELLED"]);
    assert_eq!(unfolded(&file).iter().filter(|line| *line == "END:VEVENT").count(), 1);
}

#[test]
fn no_two_sessions_share_a_uid() {
    let uid = |brief: &str, session: &str| {
        let brief = helsinki_with(|value| {
            value["id"] = json!(brief);
            value["sessions"] = json!([{ "id": session, "title": "A", "start": "2018-07-16T10:20:00Z" }]);
        });
        values(&single(&brief, 0), "UID")
    };
    assert_eq!(uid("a-b", "c"), ["a-b.c@summit-brief"]);
    assert_eq!(uid("a", "b-c"), ["a.b-c@summit-brief"]);
}

#[test]
fn a_uid_stays_the_same_when_other_fields_change() {
    let changed = helsinki_with(|value| {
        value["title"] = json!("Another");
        value["published"] = json!("2018-07-16T03:00:00Z");
        value["updated"] = json!("2018-07-17T00:00:00Z");
        let session = &mut value["sessions"][0];
        session["title"] = json!("They meet");
        session["was"] = session["start"].clone();
        session["start"] = json!("2018-07-18T10:20:00Z");
        session["status"] = json!("postponed");
    });
    assert_eq!(values(&whole(&changed, None), "UID"), values(&whole(&helsinki(), None), "UID"));
}

#[test]
fn the_sequence_grows_with_updated_and_fits_in_31_bits() {
    let updated = |updated: &str| {
        let mut brief = helsinki();
        brief.updated = stamp(updated);
        let file = single(&brief, 0);
        (values(&file, "SEQUENCE")[0].parse::<i32>().unwrap(), values(&file, "DTSTAMP")[0].clone())
    };
    for (time, sequence, stamp) in [
        ("0000-01-01T00:00:00Z", 0, "00000101T000000Z"),
        ("1969-12-31T23:59:59Z", 0, "19691231T235959Z"),
        ("1970-01-01T00:00:59Z", 0, "19700101T000059Z"),
        ("1970-01-01T00:01:00Z", 1, "19700101T000100Z"),
        ("2018-07-16T12:29:00+08:00", 25_528_589, "20180716T042900Z"),
        ("2018-07-16T12:29:59.999+08:00", 25_528_589, "20180716T042959Z"),
        ("2018-07-16T12:30:00+08:00", 25_528_590, "20180716T043000Z"),
        // Seconds would exceed 31 bits from here on.
        ("2038-01-19T03:14:08Z", 35_791_394, "20380119T031408Z"),
        ("6053-01-23T02:06:00Z", i32::MAX - 1, "60530123T020600Z"),
        ("6053-01-23T02:07:00Z", i32::MAX, "60530123T020700Z"),
        ("9999-12-31T23:59:59Z", i32::MAX, "99991231T235959Z"),
    ] {
        assert_eq!(updated(time), (sequence, stamp.to_owned()), "{time}");
    }
}

#[test]
fn the_sequence_depends_only_on_updated() {
    let later = helsinki_with(|value| value["published"] = json!("2018-07-16T04:28:00Z"));
    assert_eq!(values(&single(&later, 0), "SEQUENCE"), values(&single(&helsinki(), 0), "SEQUENCE"));
}

#[test]
fn statuses_become_icalendar_statuses_and_remarks_in_the_title() {
    let (time, day) = ("2018-07-16T10:20:00Z", "2018-07-16");
    let earlier = Some("2018-07-16T09:00:00Z");
    for (status, start, was, expected, title) in [
        (Status::Confirmed, time, None, "CONFIRMED", "A; B"),
        (Status::Expected, time, None, "TENTATIVE", "A; B (not confirmed)"),
        (Status::Expected, time, earlier, "TENTATIVE", "A; B (not confirmed)"),
        // With a new time.
        (Status::Postponed, time, earlier, "CONFIRMED", "A; B"),
        (Status::Postponed, time, None, "CANCELLED", "A; B (postponed, no new time yet)"),
        (Status::Cancelled, time, None, "CANCELLED", "A; B (cancelled)"),
        (Status::Cancelled, time, earlier, "CANCELLED", "A; B (cancelled)"),
        (Status::Confirmed, day, None, "CONFIRMED", "A; B (time to be confirmed)"),
        (Status::Expected, day, None, "TENTATIVE", "A; B (not confirmed, time to be confirmed)"),
        (Status::Postponed, day, earlier, "CONFIRMED", "A; B (time to be confirmed)"),
        (Status::Postponed, day, None, "CANCELLED", "A; B (postponed, no new time yet)"),
        (Status::Cancelled, day, None, "CANCELLED", "A; B (cancelled)"),
    ] {
        let moved = Session { status, was: was.map(moment), ..session(start, None) };
        let file = single(&brief_of(&[Session { title: "A; B".to_owned(), ..moved }]), 0);
        assert_eq!(values(&file, "STATUS"), [expected], "{status:?} {start}");
        assert_eq!(unescaped(&values(&file, "SUMMARY")[0]), title, "{status:?} {start}");
        // The entry leaves the reader's time free, whatever the status.
        assert_eq!(values(&file, "TRANSP"), ["TRANSPARENT"], "{status:?} {start}");
    }
}

#[test]
fn only_a_session_that_is_held_at_a_known_time_has_an_alarm() {
    let time = "2018-07-16T10:20:00Z";
    let of = |status: Status, start: &str, was: Option<&str>| Session {
        title: "A; B".to_owned(),
        status,
        was: was.map(moment),
        ..session(start, None)
    };
    for (session, alarm, case) in [
        (of(Status::Confirmed, time, None), Some("A\\; B"), "confirmed"),
        (of(Status::Expected, time, None), Some("A\\; B (not confirmed)"), "expected"),
        (of(Status::Postponed, time, Some("2018-07-15T10:20:00Z")), Some("A\\; B"), "postponed to a new time"),
        (of(Status::Postponed, time, None), None, "postponed without a new time"),
        (of(Status::Cancelled, time, None), None, "cancelled"),
        (of(Status::Confirmed, "2018-07-16", None), None, "time to be confirmed"),
        (Session { all_day: true, ..of(Status::Confirmed, "2018-07-16", None) }, None, "all day"),
    ] {
        let file = single(&brief_of(&[session]), 0);
        let lines =
            |text| format!("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nDESCRIPTION:{text}\r\nEND:VALARM\r\n");
        assert_eq!(file.matches("VALARM").count(), if alarm.is_some() { 2 } else { 0 }, "{case}");
        assert!(alarm.is_none_or(|text| file.contains(&lines(text))), "{case}: {file}");
    }
}

#[test]
fn an_entry_has_an_end_only_if_the_end_is_known() {
    let open = session("2018-07-16T10:00:00Z", None);
    let next = session("2018-07-16T11:15:00Z", None);
    for (sessions, end, says_so, case) in [
        (
            vec![session("2018-07-16T10:00:00Z", Some("2018-07-16T15:00:00Z"))],
            Some("20180716T150000Z"),
            false,
            "a known end",
        ),
        (
            vec![session("2018-07-16T10:00:00Z", Some("2018-07-16T15:00:00.900Z"))],
            Some("20180716T150000Z"),
            false,
            "whole seconds",
        ),
        (
            vec![session("2018-07-16T18:00:00+08:00", Some("2018-07-17T01:30:00+05:45"))],
            Some("20180716T194500Z"),
            false,
            "in UTC",
        ),
        (vec![open.clone()], None, true, "an unknown end"),
        (vec![open.clone(), next], None, true, "an unknown end before the next start"),
        (vec![Session { status: Status::Expected, ..open.clone() }], None, true, "expected"),
        // If a session is not held, its end does not matter.
        (vec![cancelled("2018-07-16T10:00:00Z", None)], None, false, "cancelled"),
        (vec![Session { status: Status::Postponed, ..open }], None, false, "postponed without a new time"),
    ] {
        let brief = brief_of(&sessions);
        let file = single(&brief, 0);
        assert_eq!(values(&file, "DTSTART"), ["20180716T100000Z"], "{case}");
        assert_eq!(values(&file, "DTEND"), Vec::from_iter(end), "{case}");
        let description = unescaped(&values(&file, "DESCRIPTION")[0]);
        assert_eq!(description.contains(END_UNKNOWN), says_so, "{case}: {description}");
        assert_eq!(file.matches("\r\nDURATION").count(), 0, "{case}");
    }
}

#[test]
fn sessions_without_times_have_dates_and_end_on_the_day_after() {
    for (start, end, dates) in [
        ("2018-07-16", None, ["20180716", "20180717"]),
        ("2018-07-16", Some("2018-07-16"), ["20180716", "20180717"]),
        ("2018-07-16", Some("2018-07-18"), ["20180716", "20180719"]),
        ("2018-07-31", None, ["20180731", "20180801"]),
        ("2018-12-31", None, ["20181231", "20190101"]),
        ("2020-02-28", Some("2020-02-29"), ["20200228", "20200301"]),
    ] {
        for all_day in [false, true] {
            let file = single(&brief_of(&[Session { all_day, ..session(start, end) }]), 0);
            let found = ["DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"].map(|name| values(&file, name));
            assert_eq!(found, dates.map(|date| vec![date.to_owned()]), "{start} {end:?}");
            assert_eq!([values(&file, "DTSTART"), values(&file, "DTEND")], [[""; 0], [""; 0]], "{start} {end:?}");
            assert!(!unescaped(&values(&file, "DESCRIPTION")[0]).contains(END_UNKNOWN), "{start} {end:?}");
            let title = if all_day { "A" } else { "A (time to be confirmed)" };
            assert_eq!(values(&file, "SUMMARY"), [title], "{start} {end:?}");
        }
    }
}

#[test]
fn without_a_place_an_entry_has_no_location() {
    let mut brief = helsinki();
    brief.place = None;
    let file = whole(&brief, None);
    assert_eq!(file.matches("LOCATION").count(), 0);
    assert_eq!(values(&file, "UID").len(), 2);
}

#[test]
fn an_entry_has_the_place_the_address_and_a_description() {
    let page = "https://news.example/a,b;c?d=e&f#helsinki-2018";
    let brief = helsinki_with(|value| {
        value["place"]["name"] = json!("Helsinki, Finland");
        value["sessions"][0]["note"] = json!("Behind closed doors.");
        value["sessions"][0]["outcome"] = json!("They agreed; no more is known.");
    });
    let file = ics(&brief, &[0], Some(page));
    assert_eq!(values(&file, "LOCATION"), ["Helsinki\\, Finland"]);
    assert_eq!(values(&file, "URL"), [page]);
    let texts = ["Behind closed doors.", "They agreed; no more is known.", END_UNKNOWN];
    let paragraphs = [&brief.title, texts[0], texts[1], texts[2], page].join("\n\n");
    assert_eq!(unescaped(&values(&file, "DESCRIPTION")[0]), paragraphs);
    let mut brief = helsinki();
    brief.sessions[1].end = Some(moment("2018-07-16T14:00:00Z"));
    let file = single(&brief, 1);
    assert_eq!(values(&file, "URL"), [""; 0]);
    assert_eq!(values(&file, "DESCRIPTION"), [brief.title]);
}

#[test]
fn only_a_file_of_several_sessions_has_a_name() {
    let brief = accord();
    let name = brief.title.replace(',', "\\,");
    for property in ["NAME", "X-WR-CALNAME"] {
        assert_eq!(values(&whole(&brief, None), property), [name.as_str()]);
        assert_eq!(values(&single(&brief, 0), property), [""; 0]);
    }
}

#[test]
fn a_file_has_the_requested_sessions_in_the_requested_order() {
    let brief = accord();
    let file = ics(&brief, &[12, 3, 0], None);
    let titles = ["Press conference (not confirmed)", "Visit to the tidal weir (cancelled)", "Opening plenary"];
    assert_eq!(values(&file, "SUMMARY"), titles);
    // A session's entry is the same in a file of its own as in the whole file.
    let entry = |file: &str, id: &str| {
        let start = file.find(&format!("BEGIN:VEVENT\r\nUID:accord-review.{id}@")).unwrap();
        file[start..start + file[start..].find("END:VEVENT").unwrap()].to_owned()
    };
    for (index, session) in brief.sessions.iter().enumerate() {
        assert_eq!(entry(&single(&brief, index), &session.id), entry(&whole(&brief, None), &session.id));
    }
}

#[test]
fn every_property_occurs_as_often_as_rfc_5545_allows() {
    // RFC 5545, sections 3.6 and 3.6.1.
    let file = whole(&accord(), Some("https://news.example/"));
    let count = |line: &str| unfolded(&file).iter().filter(|other| other.starts_with(line)).count();
    for once in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:", "NAME:", "END:VCALENDAR"] {
        assert_eq!(count(once), 1, "{once}");
    }
    for property in
        ["UID", "DTSTAMP", "SEQUENCE", "DTSTART", "TRANSP", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION", "URL"]
    {
        assert_eq!(values(&file, property).len(), 13, "{property}");
    }
    let with_end = accord().sessions.iter().filter(|session| session.end.is_some()).count();
    assert_eq!(values(&file, "DTEND").len(), with_end);
    assert_eq!(count("METHOD"), 0);
}

#[test]
fn a_thousand_sessions_are_written() {
    let start = at("2018-07-16T10:00:00Z");
    let many: Vec<Value> = (0..1_000)
        .map(|index| {
            let start = summit_brief::time::Timestamp::from(start.plus_millis(index * 3_600_000));
            json!({ "id": format!("s{index}"), "title": format!("Session {index}"), "start": start })
        })
        .collect();
    let brief = helsinki_with(|value| value["sessions"] = json!(many));
    let starts = values(&whole(&brief, None), "DTSTART");
    assert_eq!(
        (starts.len(), starts[0].as_str(), starts[999].as_str()),
        (1_000, "20180716T100000Z", "20180827T010000Z")
    );
}
