//! The command line, run as people run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use summit_brief::brief::Brief;
use summit_brief::time::{Agenda, calendar};

use super::support::{HELSINKI, accord, helsinki};

const HELSINKI_FILE: &str = "static/briefs/helsinki-2018.json";
const ACCORD_FILE: &str = "tests/fixtures/briefs/accord-review.json";

fn run(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_summit-brief")).current_dir(root).args(arguments).output().unwrap()
}

/// Checks that nothing was written, the exit status, and what the message says.
#[track_caller]
fn assert_fails(output: &Output, status: i32, message: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(status), 0), "{said}");
    assert!(said.contains(message), "{said}");
}

fn ics(brief: &Brief, sessions: &[usize], page: Option<&str>) -> Vec<u8> {
    calendar::ics(brief, &Agenda::new(&brief.sessions), sessions, page).into_bytes()
}

#[test]
fn calendar_writes_the_bytes_of_the_library() {
    for (file, brief) in [(HELSINKI_FILE, helsinki()), (ACCORD_FILE, accord())] {
        let all: Vec<usize> = (0..brief.sessions.len()).collect();
        let output = run(&["calendar", file]);
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
        assert_eq!(output.stdout, ics(&brief, &all, None));
    }
}

#[test]
fn calendar_writes_one_session_with_the_articles_address_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new").join("one.ics");
    let url = "https://news.example/summit";
    let output = run(&["calendar", ACCORD_FILE, "--session", "signing", "--url", url, "-o", file.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len(), output.stderr.len()), (Some(0), 0, 0));
    assert_eq!(fs::read(&file).unwrap(), ics(&accord(), &[11], Some(url)));
}

#[test]
fn calendar_says_which_sessions_there_are() {
    let output = run(&["calendar", HELSINKI_FILE, "--session", "press"]);
    let message = "helsinki-2018.json: error: no session has the id “press”; there are meeting, press-conference";
    assert_fails(&output, 2, message);
}

#[test]
fn calendar_refuses_an_address_that_is_none() {
    assert_fails(&run(&["calendar", HELSINKI_FILE, "--url", "javascript:alert(1)"]), 2, "expected an http or https");
}

#[test]
fn calendar_refuses_what_is_no_brief_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.json");
    let broken = |text: &str| {
        fs::write(&file, text).unwrap();
        run(&["calendar", file.to_str().unwrap()])
    };
    assert_fails(&broken("{\n  \"id\": 5\n}"), 1, "broken.json:2:9: error: id: ");
    let twice = HELSINKI.replace("\"id\": \"press-conference\"", "\"id\": \"meeting\"");
    assert_fails(&broken(&twice), 1, "error: sessions[1].id: stands twice: “meeting”");
    let mut brief = helsinki();
    brief.sessions.clear();
    assert_fails(&broken(&serde_json::to_string(&brief).unwrap()), 1, "broken.json: error: sessions: is empty");
    assert_fails(&run(&["calendar", "nowhere.json"]), 3, "nowhere.json: error: cannot be read");
    assert_fails(&run(&["calendar", HELSINKI_FILE, "-o", HELSINKI_FILE.trim_end_matches(".json"), "x"]), 2, "Usage");
    let in_a_file = file.join("out.ics");
    assert_fails(&run(&["calendar", HELSINKI_FILE, "-o", in_a_file.to_str().unwrap()]), 3, "error: cannot be written");
}

#[test]
fn help_shows_an_example_of_every_command() {
    for command in ["render", "calendar"] {
        let output = run(&[command, "--help"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(said.contains("Examples:") && said.contains(&format!("summit-brief {command} brief.json")), "{said}");
    }
}
