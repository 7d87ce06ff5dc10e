//! `summit-brief import`.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{Folder, errors, run, status};

const ARTICLE: &str = "Two issues as leaders meet in Helsinki\n\nPublished 15 July 2018, 9:00 EEST\n\n\
    Their talks are held in Helsinki.\n\n\
    The talks begin at 10:20 GMT (6:20pm Hong Kong time) on Monday, 16 July.\n\n\
    The dinner had been due to begin at 7:30pm local time on Tuesday, in the city’s centre. The debate starts at 10 a.m. CST on Monday.\n\n\
    1. Trade\n\nDuties are high. Leaders met at 9am GMT (1pm in Helsinki) on Friday.\n\n2. Arms\n\nStocks are high.\n\nWorld\n";

/// What `import` prints about [`ARTICLE`].
fn report(options: &[&str]) -> String {
    let folder = Folder::new();
    let (article, brief) = (folder.file("article.txt", ARTICLE), folder.path("brief.json"));
    errors(&run(&[&["import", &article, "-o", &brief], options].concat())).replace(&folder.path(""), "")
}

#[test]
fn the_report_says_what_is_in_the_brief_what_to_decide_and_what_to_correct() {
    insta::assert_snapshot!(report(&[]), @r#"
    In the brief
      headline   “Two issues as leaders meet in Helsinki”
      summary    “Their talks are held in Helsinki.” (guess: from the first sentence)
      published  Sunday 15 July 2018: 06:00 GMT · 14:00 Hong Kong · 09:00 Helsinki
      newsroom   Asia/Hong_Kong (guess: from times converted to “Hong Kong”)
      place      Helsinki (Europe/Helsinki)
      session    “The talks begin”
                 Monday 16 July 2018: 10:20 GMT · 18:20 Hong Kong · 13:20 Helsinki
      2 issues   Trade; Arms

    To decide
      9:37   candidate “7:30pm local time”: Tuesday 17 July 2018: 16:30 GMT · 00:30 Hong Kong (Wed 18 July) · 19:30 Helsinki
             in “The dinner had been due to begin at 7:30pm local time on Tuesday, in the city’s centre.”
             not sure, because it is a plan that may have changed; to add it: --accept 9:37
      9:110  candidate “10 a.m. CST”
             in “The debate starts at 10 a.m. CST on Monday.”
             not sure, because the zone is not known; to add it, write the session into the brief

    To correct
      9:110  warning: “CST” may be US Central, China or Cuba Standard Time; write the place instead of “CST”
      13:42  error: “1pm in Helsinki” is not the same time as “9am GMT”, which is 12:00 (12:00pm) in Helsinki on Monday 16 July 2018; write 12:00 (12:00pm), or correct the other time

    --verbose lists 3 passages left out of the brief and 10 remarks.
    The brief does not pass check yet. Next: settle these points, complete it, and run: summit-brief check brief.json
    "#);
}

#[test]
fn the_report_shows_sessions_in_order_and_the_words_of_a_candidate_in_a_long_sentence() {
    let folder = Folder::new();
    let article = format!(
        "Leaders meet in Helsinki\n\nPublished 2018-07-15T09:00:00+03:00\n\nThe dinner begins at 8pm GMT on Monday. The talks begin at 10am GMT on Monday.\n\n\
         {}they had been due to hold a signing at 11am GMT on Tuesday.\n",
        "After a long day of talks that nobody had wished for, ".repeat(6)
    );
    let report = errors(&run(&["import", &folder.file("article.txt", article)]));
    let at = |words: &str| report.find(words).unwrap_or_else(|| panic!("{words}\n{report}"));
    assert!(at("“The talks begin”") < at("“The dinner begins”"), "{report}");
    at(
        "in “…for, After a long day of talks that nobody had wished for, they had been due to hold a signing at 11am GMT on Tuesday.”",
    );
}

#[test]
fn the_report_names_the_next_step() {
    let next = |text: &str, options: &[&str]| {
        let folder = Folder::new();
        let output = run(&[&["import", &folder.file("article.txt", text)], options].concat());
        errors(&output).lines().last().unwrap().to_owned()
    };
    let article = "Leaders meet in Helsinki\n\nPublished 2018-07-15T09:00:00+03:00\n\nThey meet in Helsinki.\n\n1. Trade\n\nIt is free.\n\n2. Arms\n\nStocks are high.\n";
    assert_eq!(
        next(article, &[]),
        "The brief passes check. Next: keep the brief with -o brief.json, compare it with the article, and run: summit-brief render brief.json"
    );
    assert_eq!(
        next("Leaders meet\n\nThey meet.\n", &["--verbose"]),
        "The brief does not pass check yet. Next: keep the brief with -o brief.json, complete it, and run: summit-brief check brief.json"
    );
}

#[test]
fn verbose_lists_every_item_on_a_line() {
    let verbose = report(&["--verbose"]);
    for expected in [
        "article.txt:1:1: likely: headline: “Two issues as leaders meet in Helsinki”",
        "article.txt: certain: the headline says “Two issues”, which agrees with the 2 issues found",
        "article.txt:9:37: open: candidate “7:30pm local time” (Tuesday 17 July 2018: 16:30 GMT · 00:30 Hong Kong (Wed 18 July) · 19:30 Helsinki)",
        "article.txt:19:1: open: not placed: “World”",
    ] {
        assert!(verbose.contains(expected), "{expected}\n{verbose}");
    }
    let lines = |text: &str| text.lines().count();
    let items = json(&[])["items"].as_array().unwrap().len();
    assert_eq!(lines(&verbose), items + 1);
    assert!(lines(&report(&[])) > 10 && !report(&[]).contains("World"));
}

/// The JSON on standard output.
fn json(options: &[&str]) -> Value {
    let folder = Folder::new();
    let article = folder.file("article.txt", ARTICLE);
    let output = run(&[&["import", &article, "--format", "json"], options].concat());
    assert_eq!(errors(&output), "");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn json_has_the_brief_and_every_item_and_goes_to_standard_output() {
    let folder = Folder::new();
    let (article, brief) = (folder.file("article.txt", ARTICLE), folder.path("brief.json"));
    let plain = run(&["import", &article]);
    let output = run(&["import", &article, "--format", "json", "-o", &brief]);
    assert_eq!((status(&output), errors(&output).as_str()), (status(&plain), ""));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let written: Value = serde_json::from_slice(&plain.stdout).unwrap();
    assert_eq!((&report["brief"], &report["passes"], &report["encoding"]), (&written, &false.into(), &"UTF-8".into()));
    assert_eq!(fs::read(&brief).unwrap(), plain.stdout);
    assert_eq!(report["file"].as_str(), Some(article.as_str()));
    let items = report["items"].as_array().unwrap();
    let fields: BTreeSet<&str> =
        items.iter().flat_map(|item| item.as_object().unwrap().keys()).map(String::as_str).collect();
    let expected = [
        "column", "instant", "kind", "line", "message", "path", "sentence", "session", "span", "sure", "text", "when",
        "why",
    ];
    assert_eq!(fields, BTreeSet::from(expected));
    let candidates: Vec<&Value> = items.iter().filter(|item| item["kind"] == "candidate").collect();
    let [dinner, debate] = candidates.as_slice() else { panic!("{candidates:?}") };
    let span = |item: &Value| [0, 1].map(|end| item["span"][end].as_u64().unwrap() as usize);
    let [start, end] = span(dinner);
    assert_eq!(&ARTICLE[start..end], "7:30pm local time");
    assert_eq!((&dinner["instant"], &dinner["sure"]), (&"2018-07-17T19:30:00+03:00".into(), &"open".into()));
    assert_eq!(dinner["session"]["start"], dinner["instant"]);
    assert_eq!((&debate["instant"], &debate["session"]), (&Value::Null, &Value::Null));
}

#[test]
fn json_is_complete_for_hostile_articles() {
    let folder = Folder::new();
    let hostile = "Leaders \u{1b}[2Jmeet\n\n\u{202e}They \"meet\" \\ at\u{0} 10am GMT on 5 June 2030.\u{9b}\n";
    let output = run(&["import", &folder.file("a.txt", hostile), "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["items"].as_array().unwrap().len() > 5, "{report}");
    assert!(output.stdout.iter().all(|byte| *byte == b'\n' || !byte.is_ascii_control()));
}

#[test]
fn from_names_the_format_of_the_article() {
    let folder = Folder::new();
    let article = folder.file("article.txt", "# Leaders <b>meet</b>\n\nThey meet in Helsinki.\n");
    let title = |from: &str| {
        let output = run(&["import", &article, "--from", from]);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(["text", "markdown"].map(title), ["# Leaders <b>meet</b>", "Leaders meet"]);
    let output = run(&["import", &article, "--format", "markdown"]);
    assert_eq!(status(&output), 2, "{}", errors(&output));
    assert!(errors(&output).contains("[possible values: text, json]"), "{}", errors(&output));
}

#[test]
fn a_place_without_a_candidate_is_not_accepted() {
    let folder = Folder::new();
    let (article, brief) = (folder.file("article.txt", ARTICLE), folder.path("brief.json"));
    for (place, why) in
        [("9:36", "no candidate is at 9:36"), ("9:110", "has no day and time yet"), ("9:37,1:1", "at 1:1")]
    {
        let output = run(&["import", &article, "--accept", place, "-o", &brief]);
        assert_eq!((status(&output), fs::exists(&brief).unwrap()), (2, false), "{place}");
        let message = errors(&output);
        assert!(message.contains(why) && message.starts_with("error: --accept: "), "{message}");
    }
}

#[test]
fn a_brief_is_updated_from_its_changed_article() {
    let folder = Folder::new();
    let (article, brief) = (folder.file("article.txt", ARTICLE), folder.path("brief.json"));
    assert_eq!(status(&run(&["import", &article, "-o", &brief])), 1);
    let first = fs::read_to_string(&brief).unwrap();
    let changed = folder.file("changed.txt", ARTICLE.replace("10:20 GMT (6:20pm", "10:50 GMT (6:50pm"));

    let unchanged = errors(&run(&["import", &article, "--into", &brief]));
    assert!(unchanged.starts_with("Changed\n  nothing\n") && unchanged.contains("is unchanged"), "{unchanged}");

    let dry = errors(&run(&["import", &changed, "--into", &brief, "--before", &article, "--dry-run"]));
    let moved = "sessions[0]: moved from 2018-07-16T13:20:00+03:00 to 2018-07-16T13:50:00+03:00: “The talks begin”";
    assert!(dry.starts_with(&format!("Would change\n  {moved}\n")), "{dry}");
    assert_eq!(fs::read_to_string(&brief).unwrap(), first);

    let other = folder.path("other.json");
    run(&["import", &changed, "--into", &brief, "--before", &article, "-o", &other]);
    assert_eq!(fs::read_to_string(&brief).unwrap(), first);
    let output = run(&["import", &changed, "--into", &brief, "--before", &article, "--format", "json"]);
    assert_eq!((status(&output), fs::read_to_string(&brief).unwrap()), (1, fs::read_to_string(&other).unwrap()));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&report["changes"][0]["path"], &report["changes"][0]["applies"]),
        (&"sessions[0]".into(), &true.into())
    );
    assert_eq!(report["brief"], serde_json::from_str::<Value>(&fs::read_to_string(&brief).unwrap()).unwrap());

    assert_eq!(status(&run(&["import", &changed, "--dry-run"])), 2);
    assert_eq!(status(&run(&["import", &changed, "--into", "-"])), 2);
    let output = run(&["import", &changed, "--into", &changed]);
    assert!(status(&output) == 1 && errors(&output).contains("run `summit-brief check` on it"), "{}", errors(&output));
}
