//! `import` and `check` on articles, sentences and briefs, each with its right answer beside it in `tests/fixtures/desk`.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::check;
use summit_brief::desk::import::{ArticleFormat, ImportOptions, import};
use summit_brief::time::Timestamp;

#[derive(Deserialize)]
struct Case {
    /// The file, or the text itself: sentences below a headline.
    #[serde(default)]
    file: String,
    text: Option<String>,
    zone: Option<String>,
    published: Option<String>,
    why: String,
    right: Right,
}

/// What is right. What is left out is not compared; `null` means that the brief must not have it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Right {
    sessions: Option<Vec<Wanted>>,
    issues: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    headline: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    place: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    published: Option<Value>,
    /// Words that a candidate quotes.
    #[serde(default)]
    open: Vec<String>,
    /// Words that an error or warning quotes; of a list, all in one finding.
    #[serde(default)]
    errors: Vec<Value>,
    /// No errors but those of missing fields.
    #[serde(default)]
    quiet: bool,
    /// Words that no line of the reports has.
    #[serde(default)]
    never: Vec<String>,
    /// Words that the brief does not have.
    #[serde(default)]
    absent: Vec<String>,
}

/// A session: its start, its status (any but cancelled if left out), and its end and former start if it has them.
#[derive(Deserialize)]
struct Wanted {
    start: String,
    status: Option<String>,
    end: Option<String>,
    was: Option<String>,
}

/// Tells a value of `null` from one that is left out.
fn given<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

#[test]
fn each_case_has_its_right_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/desk");
    let mut wrong = String::new();
    for (list, least) in
        [("cases.json", 70), ("sentences.json", 70), ("articles/cases.json", 20), ("layouts/cases.json", 60)]
    {
        let list = folder.join(list);
        let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(&list).unwrap()).unwrap();
        assert!(cases.len() >= least, "{} in {}", cases.len(), list.display());
        for case in cases {
            let text = match &case.text {
                Some(text) => format!("Times to know\n\n{text}\n"),
                None => fs::read_to_string(list.with_file_name(&case.file)).unwrap(),
            };
            let is_brief = case.file.ends_with(".json");
            let (brief, mut lines) = if is_brief { (text.clone(), Vec::new()) } else { imported(&case, &text) };
            let findings = check(&brief, &TzDatabase::default());
            lines.extend(findings.iter().map(|found| {
                format!("{}: {}: {}; {}", found.code.level(), found.path.describe(), found.message, found.remedy)
            }));
            for difference in differences(&case.right, &serde_json::from_str(&brief).unwrap(), &lines) {
                let name = if is_brief || case.text.is_none() { &case.file } else { &text };
                wrong += &format!("{name}: {difference} ({})\n", case.why);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn imported(case: &Case, text: &str) -> (String, Vec<String>) {
    let published = case.published.as_deref().map(|time| Timestamp::parse(time).unwrap());
    let options = ImportOptions { zone: case.zone.clone(), published, ..ImportOptions::default() };
    let imported = import(text, ArticleFormat::of(text), &options, &TzDatabase::default());
    let lines = imported.items.iter().map(|item| format!("{}: {}", item.sure.name(), item.message()));
    (imported.json, lines.collect())
}

fn instant(time: &Value) -> Option<i64> {
    time.as_str().map(|time| Timestamp::parse(time).unwrap().instant.millis())
}

fn differences(right: &Right, brief: &Value, lines: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(wanted) = &right.sessions {
        found.extend(session_differences(wanted, brief["sessions"].as_array().map_or(&[], Vec::as_slice)));
    }
    let titles =
        |list: &Value| list.as_array().into_iter().flatten().map(|one| one["title"].clone()).collect::<Vec<_>>();
    if right.issues.as_ref().is_some_and(|wanted| titles(&brief["issues"]) != *wanted) {
        found.push(format!("issues: {:?}", titles(&brief["issues"])));
    }
    let fields = [(&right.headline, &brief["title"]), (&right.place, &brief["place"]["name"])];
    for (wanted, own) in fields {
        found.extend(wanted.as_ref().filter(|wanted| *wanted != own).map(|_| format!("has {own}")));
    }
    if right.published.as_ref().is_some_and(|wanted| instant(wanted) != instant(&brief["published"])) {
        found.push(format!("published: {}", brief["published"]));
    }
    for words in &right.open {
        let is_offered = |line: &String| line.starts_with("open: candidate") && line.contains(words);
        found.extend((!lines.iter().any(is_offered)).then(|| format!("not offered: {words}")));
    }
    let is_finding = |line: &&String| line.contains("error: ") || line.contains("warning: ");
    for error in &right.errors {
        let words: Vec<&str> = error.as_str().map_or_else(
            || error.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
            |words| vec![words],
        );
        let is_reported = |line: &String| words.iter().all(|words| line.contains(words));
        found.extend((!lines.iter().filter(is_finding).any(is_reported)).then(|| format!("not reported: {words:?}")));
    }
    let is_false = |line: &&String| right.quiet && line.contains("error: ") && !line.contains("is missing");
    found.extend(lines.iter().filter(is_false).map(|line| format!("false: {line}")));
    for words in &right.never {
        found.extend(lines.iter().filter(|line| line.contains(words)).map(|line| format!("false: {line}")));
    }
    let is_there = |words: &&String| brief.to_string().contains(*words);
    found.extend(right.absent.iter().filter(is_there).map(|words| format!("in the brief: {words}")));
    found
}

fn session_differences(wanted: &[Wanted], own: &[Value]) -> Vec<String> {
    let mut left: Vec<&Value> = own.iter().collect();
    let mut found = Vec::new();
    for want in wanted {
        let start = instant(&want.start.as_str().into());
        let Some(at) = left.iter().position(|session| instant(&session["start"]) == start) else {
            found.push(format!("no session at {}", want.start));
            continue;
        };
        let session = left.remove(at);
        let status = session["status"].as_str().unwrap_or("confirmed");
        if want.status.as_deref().map_or(status == "cancelled", |wanted| wanted != status) {
            found.push(format!("the session at {} is {status}", want.start));
        }
        let time = |time: &Option<String>| time.as_deref().and_then(|time| instant(&time.into()));
        if !session["end"].is_null() && instant(&session["end"]) != time(&want.end) {
            found.push(format!("the session at {} ends at {}", want.start, session["end"]));
        }
        if instant(&session["was"]) != time(&want.was) {
            found.push(format!("the session at {} was at {}", want.start, session["was"]));
        }
    }
    found.extend(left.iter().map(|session| format!("wrong session: {session}")));
    found
}
