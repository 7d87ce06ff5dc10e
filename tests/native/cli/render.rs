//! `summit-brief render`.

use super::{Folder, errors, run, status};
use crate::support::{HELSINKI, accord};

#[test]
fn render_refuses_invalid_attributes() {
    for (attribute, message) in [
        ("heading-level=9", "a number from 2 to 6"),
        ("as-of=x", "a date and time"),
        ("print=never", "expected one of expanded, as-is"),
        ("zones=Mars/X", "unknown time zone “Mars/X”"),
        ("zone=Mars/X", "unknown time zone “Mars/X”"),
        ("expand=first ukraine", "there is no issue “first”"),
        ("colour=red", "has no attribute “colour”"),
    ] {
        let output = run(&["render", "static/briefs/helsinki-2018.json", "--attribute", attribute]);
        assert_eq!(status(&output), 2, "{attribute}: {}", errors(&output));
        assert!(errors(&output).contains(message), "{attribute}: {}", errors(&output));
    }
    let fine = ["print=as-is", "dir=ltr", "loading=eager", "expand=ukraine syria"];
    let fine = fine.iter().flat_map(|attribute| ["--attribute", attribute]);
    let output =
        run(&["render", "static/briefs/helsinki-2018.json", "--page"].into_iter().chain(fine).collect::<Vec<_>>());
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(html.contains("print=\"as-is\"") && html.contains("dir=\"ltr\""), "{}", &html[..600]);
}

#[test]
fn plain_text_shows_the_former_start_and_the_day_of_an_end_on_another_day() {
    let folder = Folder::new();
    let brief = HELSINKI.replace(
        r#""start": "2018-07-16T10:20:00Z""#,
        r#""start": "2018-07-16T09:00:00+03:00", "end": "2018-07-17T17:00:00+03:00", "was": "2018-07-15T10:00:00+03:00""#,
    );
    let output = run(&["render", &folder.file("brief.json", brief), "--text"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let ends = "06:00–Tuesday 17 July 2018 14:00 GMT, 14:00–Tuesday 17 July 2018 22:00 Hong Kong";
    assert!(text.contains(ends), "{text}");
    assert!(text.contains("    moved from Sunday 15 July 2018 07:00 GMT"), "{text}");
    let output = run(&["render", "tests/fixtures/briefs/accord-review.json", "--text"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let listed = accord().issues.iter().filter(|issue| !issue.sessions.is_empty()).count();
    assert!(listed > 0);
    assert_eq!(text.matches("  On the agenda: ").count(), listed, "{text}");
}

#[test]
fn wrong_times_are_reported_but_do_not_stop_the_output() {
    let column = r#"{ "zone": "Asia/Hong_Kong", "label": "Hong Kong" }"#;
    let text = "Welcomes the meeting.";
    assert!(HELSINKI.contains(column) && HELSINKI.contains(text));
    let folder = Folder::new();
    for (brief, line) in [
        (
            HELSINKI.replace(text, "It begins at 10:20 GMT (6:30pm Hong Kong time)."),
            "error: issues[6].positions[1].text: “6:30pm Hong Kong time” is not the same time as “10:20 GMT”",
        ),
        (
            HELSINKI.replace(text, "It begins at 10:20 GMT on Tuesday."),
            "error: issues[6].positions[1].text: “10:20 GMT” is on Monday 16 July 2018",
        ),
        (
            HELSINKI.replace(column, r#"{ "zone": "Asia/Hong_Kong", "label": "Tokyo" }"#),
            "warning: zones[1].label: “Tokyo” is at UTC+9, but Asia/Hong_Kong is at UTC+8",
        ),
    ] {
        let file = folder.file("brief.json", brief);
        let checked = errors(&run(&["check", "--format", "lines", &file]));
        for command in ["render", "calendar"] {
            let output = run(&[command, &file]);
            let stderr = errors(&output);
            assert_eq!(status(&output), 0, "{command}: {stderr}");
            assert!(!output.stdout.is_empty(), "{command}: {stderr}");
            assert!(stderr.lines().count() == 1 && stderr.contains(line), "{command}: {stderr}");
            assert!(checked.contains(&stderr), "{command}: {stderr} {checked}");
        }
    }
}

#[test]
fn other_findings_are_left_to_check() {
    // `check` reports overlapping sessions and a tag in the accord brief.
    for brief in ["static/briefs/helsinki-2018.json", "tests/fixtures/briefs/accord-review.json"] {
        assert_eq!(errors(&run(&["render", brief])), "", "{brief}");
    }
}
