//! `summit-brief calendar`.

use std::fs;
use std::process::Output;

use summit_brief::brief::Brief;
use summit_brief::schedule::calendar;
use summit_brief::text::Locale;

use super::{Folder, errors, run, status};
use crate::support::{HELSINKI, accord, helsinki};

const HELSINKI_FILE: &str = "static/briefs/helsinki-2018.json";
const ACCORD_FILE: &str = "tests/fixtures/briefs/accord-review.json";

/// Checks the exit status and the message, and that standard output is empty.
#[track_caller]
fn assert_fails(output: &Output, status: i32, message: &str) {
    let stderr = errors(output);
    assert_eq!((self::status(output), output.stdout.len()), (status, 0), "{stderr}");
    assert!(stderr.contains(message), "{stderr}");
}

fn ics(brief: &Brief, sessions: &[usize], page: Option<&str>) -> Vec<u8> {
    let words = &Locale::from_tag(&brief.lang).strings().calendar();
    calendar::ics(brief, sessions, words, page).into_bytes()
}

#[test]
fn calendar_writes_the_same_bytes_as_the_library() {
    for (file, brief) in [(HELSINKI_FILE, helsinki()), (ACCORD_FILE, accord())] {
        let all: Vec<usize> = (0..brief.sessions.len()).collect();
        let output = run(&["calendar", file]);
        assert_eq!((status(&output), output.stderr.len()), (0, 0));
        assert_eq!(output.stdout, ics(&brief, &all, None));
    }
}

#[test]
fn calendar_writes_one_session_with_the_articles_address_to_a_file() {
    let folder = Folder::new();
    let file = folder.path("one.ics");
    let url = "https://news.example/summit";
    let output = run(&["calendar", ACCORD_FILE, "--session", "signing", "--url", url, "-o", &file]);
    assert_eq!((status(&output), output.stdout.len(), output.stderr.len()), (0, 0, 0));
    assert_eq!(fs::read(&file).unwrap(), ics(&accord(), &[11], Some(url)));
}

#[test]
fn calendar_is_in_the_language_of_the_article() {
    let output = run(&["calendar", HELSINKI_FILE, "--lang", "fi"]);
    assert_eq!((status(&output), output.stderr.len()), (0, 0));
    let words = Locale::from_tag("fi").strings().calendar();
    assert_eq!(output.stdout, calendar::ics(&helsinki(), &[0, 1], &words, None).into_bytes());
    assert!(String::from_utf8(output.stdout).unwrap().contains("(vahvistamatta)"));
}

#[test]
fn calendar_lists_the_sessions_if_the_id_is_unknown() {
    let output = run(&["calendar", HELSINKI_FILE, "--session", "press"]);
    let message = "helsinki-2018.json: error: no session has the id “press”; the ids are meeting, press-conference";
    assert_fails(&output, 2, message);
}

#[test]
fn calendar_refuses_addresses_that_are_not_http() {
    assert_fails(&run(&["calendar", HELSINKI_FILE, "--url", "javascript:alert(1)"]), 2, "expected an http or https");
}

#[test]
fn calendar_refuses_invalid_briefs_with_a_reason() {
    let folder = Folder::new();
    let broken = |text: &str| run(&["calendar", &folder.file("broken.json", text)]);
    assert_fails(&broken("{\n  \"id\": 5\n}"), 1, "broken.json:2:9: error: id: ");
    let twice = HELSINKI.replace("\"id\": \"press-conference\"", "\"id\": \"meeting\"");
    assert_fails(&broken(&twice), 1, "error: sessions[1].id: ");
    let mut brief = helsinki();
    brief.sessions.clear();
    assert_fails(&broken(&serde_json::to_string(&brief).unwrap()), 1, "broken.json: error: sessions: is empty");
    let below_a_file = folder.path("broken.json/out.ics");
    assert_fails(&run(&["calendar", HELSINKI_FILE, "-o", &below_a_file]), 3, "error: cannot be written");
    assert_fails(&run(&["calendar", HELSINKI_FILE, "x"]), 2, "Usage");
}
