//! The command line as an editor runs it: exit codes, output streams, and files that are not briefs.

mod calendar;
mod import;
mod render;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use summit_brief::brief::Brief;

use super::support::{HELSINKI, accord, helsinki};

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_summit-brief"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(arguments: &[&str]) -> Output {
    command().args(arguments).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder that is removed after the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), content).unwrap();
        self.path(name)
    }
}

#[test]
fn check_exits_with_0_without_errors_and_1_with_errors() {
    let fine = run(&["check", "static/briefs/helsinki-2018.json"]);
    assert_eq!((status(&fine), errors(&fine).as_str()), (0, "0 errors, 0 warnings, 0 notes in 1 file\n"));
    assert!(fine.stdout.is_empty());
    let wrong = run(&["check", "tests/fixtures/check/id-duplicate.json", "tests/fixtures/check/zone-unknown.json"]);
    assert_eq!(status(&wrong), 1);
    assert!(
        errors(&wrong).contains("tests/fixtures/check/id-duplicate.json:29:13: error: issues[1].id: "),
        "{}",
        errors(&wrong)
    );
    assert!(errors(&wrong).contains("tests/fixtures/check/zone-unknown.json:7:42: error: place.zone: "));
    assert!(errors(&wrong).ends_with("2 errors, 0 warnings, 0 notes in 2 files\n"));
    // Warnings alone do not fail.
    let with_warning = run(&["check", "tests/fixtures/check/markup-tag.json"]);
    assert_eq!(status(&with_warning), 0);
    assert!(errors(&with_warning).ends_with("0 errors, 1 warning, 0 notes in 1 file\n"), "{}", errors(&with_warning));
}

#[test]
fn an_unreadable_file_does_not_stop_the_others_from_being_checked() {
    let output = run(&["check", "nowhere.json", "tests/fixtures/check/id-duplicate.json", "src"]);
    assert_eq!(status(&output), 3);
    let stderr = errors(&output);
    assert!(stderr.contains("nowhere.json: error: cannot be read"), "{stderr}");
    assert!(stderr.contains("src: error: is a folder"), "{stderr}");
    assert!(stderr.contains("id-duplicate.json:29:13"), "{stderr}");
}

#[test]
fn json_goes_to_standard_output() {
    let output = run(&["check", "--format", "json", "tests/fixtures/check/prose-wrong-third.json"]);
    assert_eq!((status(&output), errors(&output).as_str()), (1, ""));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["errors"], &report["warnings"]), (&1.into(), &0.into()));
    let finding = &report["findings"][0];
    assert_eq!((&finding["code"], &finding["level"]), (&"wrong-conversion".into(), &"error".into()));
    assert_eq!((&finding["line"], &finding["column"], &finding["end_column"]), (&25.into(), &85.into(), &104.into()));
    assert_eq!(finding["path"], "issues[0].body[0]");
}

#[test]
fn an_excerpt_underlines_the_place_without_colour_outside_a_terminal() {
    let output = run(&["check", "--format", "excerpts", "tests/fixtures/check/zone-unknown.json"]);
    let stderr = errors(&output);
    assert!(
        stderr.contains("\n7 |   \"place\": { \"name\": \"Helsinki\", \"zone\": \"Europe/Helsingki\" },\n"),
        "{stderr}"
    );
    assert!(stderr.contains(&format!("{}^^^^^^^^^^^^^^^^^^\n", " ".repeat(41))), "{stderr}");
    assert!(!stderr.contains('\u{1b}'), "{stderr}");
}

#[test]
fn an_excerpt_of_a_long_line_is_short() {
    let folder = Folder::new();
    let long = folder.file("long.json", HELSINKI.replace('\n', " ").replace("\"id\": \"syria\"", "\"id\": \"S\""));
    let stderr = errors(&run(&["check", "--format", "excerpts", &long]));
    assert!(stderr.contains("\"S\""), "{stderr}");
    assert!(stderr.lines().all(|line| line.len() < 400), "{stderr}");
}

#[test]
fn files_that_are_not_briefs_are_refused_with_a_reason() {
    let folder = Folder::new();
    let large = folder.path("large.json");
    fs::File::create(&large).unwrap().set_len(2 * 1024 * 1024 + 1).unwrap();
    for (name, content, code, message) in [
        ("empty.json", b"".to_vec(), 1, "is empty"),
        ("blank.json", b" \n\t".to_vec(), 1, "is empty"),
        ("mark.json", b"\xef\xbb\xbf".to_vec(), 1, "is empty"),
        ("deep.json", "[".repeat(200_000).into_bytes(), 1, "nested more than 127 levels deep"),
        ("binary.json", (0..=255).collect(), 1, "error"),
    ] {
        let file = folder.file(name, content);
        for command in ["check", "render", "calendar"] {
            let output = run(&[command, &file]);
            assert_eq!(status(&output), code, "{command} {name}: {}", errors(&output));
            assert!(errors(&output).contains(message), "{command} {name}: {}", errors(&output));
            assert!(output.stdout.is_empty(), "{command} {name}");
        }
    }
    for command in ["check", "render", "calendar", "import"] {
        for (file, message) in
            [(large.as_str(), "is larger than 2 MB; save only"), ("src", "is a folder"), ("nowhere", "cannot be read")]
        {
            let output = run(&[command, file]);
            assert_eq!(status(&output), 3, "{command} {file}");
            assert!(errors(&output).contains(message), "{command} {file}: {}", errors(&output));
        }
    }
}

#[test]
fn files_of_up_to_2_mb_are_read() {
    let folder = Folder::new();
    let padded = |size: usize| [HELSINKI, &" ".repeat(size - HELSINKI.len())].concat();
    for (size, code) in [(2 * 1024 * 1024, 0), (2 * 1024 * 1024 + 1, 3)] {
        let file = folder.file("padded.json", padded(size));
        for command in ["check", "render", "calendar"] {
            let output = run(&[command, &file]);
            assert_eq!(status(&output), code, "{command} {size}: {}", errors(&output));
        }
    }
}

#[test]
fn other_encodings_are_named_by_check_and_converted_by_import() {
    let folder = Folder::new();
    let brief = HELSINKI.replace("Nato", "Zürich, “Nato”");
    let utf16 = |order: fn(u16) -> [u8; 2], mark: bool| {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(brief.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = brief
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '’' => 0x92,
            c => u8::try_from(c).unwrap_or(b'?'),
        })
        .collect();
    for (name, bytes, encoding) in [
        ("le.json", utf16(u16::to_le_bytes, true), "UTF-16LE"),
        ("be.json", utf16(u16::to_be_bytes, true), "UTF-16BE"),
        ("bare.json", utf16(u16::to_le_bytes, false), "UTF-16LE"),
        ("latin.json", latin, "windows-1252"),
    ] {
        let stderr = errors(&run(&["check", &folder.file(name, bytes)]));
        assert!(stderr.contains(&format!("1:1: error: is not UTF-8; it looks like {encoding}")), "{name}: {stderr}");
        assert!(stderr.ends_with("1 error, 0 warnings, 0 notes in 1 file\n"), "{name}: {stderr}");
    }
    let utf32 = |order: fn(u32) -> [u8; 4]| -> Vec<u8> {
        std::iter::once('\u{feff}').chain(brief.chars()).flat_map(|c| order(u32::from(c))).collect()
    };
    for bytes in [utf32(u32::to_le_bytes), utf32(u32::to_be_bytes)] {
        let file = folder.file("32.json", bytes);
        for command in ["check", "render", "calendar", "import"] {
            let output = run(&[command, &file]);
            assert_eq!((status(&output), output.stdout.len()), (1, 0), "{command}: {}", errors(&output));
            assert!(errors(&output).contains("32.json:1:1: error: is UTF-32, "), "{command}: {}", errors(&output));
            assert!(errors(&output).contains("; save it as UTF-8\n"), "{command}: {}", errors(&output));
        }
    }
    for (bytes, kind) in
        [("PK\x03\x04\0\0", "a Word document"), ("%PDF-1.4", "a PDF"), ("{\\rtf1 Hello}", "a Rich Text")]
    {
        let output = run(&["import", &folder.file("article.docx", bytes)]);
        assert_eq!(status(&output), 1);
        assert!(errors(&output).contains(&format!("error: is {kind}")), "{}", errors(&output));
    }
    // A byte order mark before UTF-8 is accepted.
    let marked = folder.file("marked.json", format!("\u{feff}{HELSINKI}"));
    assert_eq!(status(&run(&["check", &marked])), 0);
    let article = folder.file("article.txt", b"The caf\xe9 summit opens in Paris\n\nIt opens \x93soon\x94 in Paris.\n");
    let output = run(&["import", &article]);
    assert!(errors(&output).contains("converted from windows-1252"), "{}", errors(&output));
    assert!(String::from_utf8(output.stdout).unwrap().contains("The café summit"));
}

#[test]
fn failed_commands_leave_the_output_folder_unchanged() {
    let folder = Folder::new();
    let kept = folder.file("kept.json", "unchanged");
    assert_eq!(status(&run(&["render", "tests/fixtures/check/id-duplicate.json", "-o", &kept])), 1);
    assert_eq!(fs::read_to_string(&kept).unwrap(), "unchanged");
    fs::create_dir(folder.path("taken")).unwrap();
    for arguments in [&["new", "--force"][..], &["schema"], &["import", "tests/fixtures/articles/wire.txt"]] {
        let output = run(&[arguments, &["-o", &folder.path("taken")]].concat());
        assert_eq!(status(&output), 3, "{arguments:?}: {}", errors(&output));
        assert!(errors(&output).contains("cannot be written"), "{}", errors(&output));
    }
    let left: Vec<_> = fs::read_dir(folder.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn calendar_refuses_what_render_refuses_in_the_same_words() {
    let mut refused = 0;
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/check")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let file = path.to_str().unwrap();
            let (render, calendar) = (run(&["render", file]), run(&["calendar", file]));
            assert_eq!((status(&calendar), errors(&calendar)), (status(&render), errors(&render)), "{file}");
            refused += usize::from(status(&render) == 1);
        }
    }
    assert!(refused > 30, "{refused}");
}

#[test]
fn an_output_file_has_the_permissions_of_any_new_file() {
    let folder = Folder::new();
    let (plain, written) = (folder.file("plain", ""), folder.path("written.json"));
    assert_eq!(status(&run(&["schema", "-o", &written])), 0);
    let mode = |file: &str| fs::metadata(file).unwrap().permissions();
    assert_eq!(mode(&written), mode(&plain));
}

#[cfg(unix)]
mod output {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(file: &str) -> u32 {
        fs::metadata(file).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn links_are_followed_and_file_modes_are_kept() {
        let folder = Folder::new();
        let (file, link) = (folder.file("file.json", "old"), folder.path("link.json"));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file.json", &link).unwrap();
        assert_eq!(status(&run(&["schema", "-o", &link])), 0);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&file).unwrap().contains("$schema"));
        assert_eq!(mode(&file), 0o640);
        symlink("new.json", folder.path("dangling.json")).unwrap();
        assert_eq!(status(&run(&["schema", "-o", &folder.path("dangling.json")])), 0);
        assert!(fs::read_to_string(folder.path("new.json")).unwrap().contains("$schema"));
    }

    #[test]
    fn a_read_only_file_is_not_changed() {
        let folder = Folder::new();
        let file = folder.file("kept.json", "unchanged");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        assert_fails_with(&["schema", "-o", &file], 3, "read-only");
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), mode(&file)), ("unchanged", 0o444));
    }

    #[test]
    fn pipes_are_written_in_place() {
        let folder = Folder::new();
        let pipe = folder.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        let output = run(&["schema", "-o", &pipe]);
        // Check first that the pipe is still there: without it, joining the reader would wait forever.
        let is_pipe = fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo();
        if !is_pipe {
            panic!("the pipe was replaced");
        }
        assert_eq!(status(&output), 0);
        assert!(reader.join().unwrap().contains("$schema"));
    }

    #[test]
    fn input_files_are_not_overwritten_and_folders_are_not_created() {
        let folder = Folder::new();
        let article = folder.file("article.txt", "Talks open in Paris\n\nThey open soon in Paris.\n");
        symlink("article.txt", folder.path("link.txt")).unwrap();
        assert_fails_with(&["import", &article, "-o", &article], 2, "is the input file");
        assert_fails_with(&["import", &folder.path("link.txt"), "-o", &article], 2, "is the input file");
        assert!(fs::read_to_string(&article).unwrap().starts_with("Talks open"));
        let brief = folder.file("brief.json", HELSINKI);
        assert_fails_with(&["render", &brief, "-o", &brief], 2, "is the input file");
        assert_fails_with(&["calendar", &brief, "-o", &brief], 2, "is the input file");
        assert_fails_with(&["schema", "-o", &folder.path("mistyped/schema.json")], 3, "cannot be written");
        assert!(!fs::exists(folder.path("mistyped")).unwrap());
    }

    fn assert_fails_with(arguments: &[&str], code: i32, message: &str) {
        let output = run(arguments);
        assert_eq!(status(&output), code, "{arguments:?}: {}", errors(&output));
        assert!(errors(&output).contains(message), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn a_closed_output_pipe_is_not_an_error() {
    for arguments in [&["schema"][..], &["new"], &["check", "--format", "json", "tests/fixtures/check/fine.json"]] {
        let mut child = command().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
    let mut child =
        command().args(["check", "tests/fixtures/check/id-duplicate.json"]).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_hyphen_reads_standard_input() {
    let mut child = command().args(["check", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(HELSINKI.as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn usage_errors_exit_with_2_and_help_has_examples() {
    for arguments in [
        &["check"][..],
        &["check", "a.json", "--format", "xml"],
        &["import"],
        &["import", "tests/fixtures/articles/wire.txt", "--zone", "Hong Kong"],
        &["import", "tests/fixtures/articles/wire.txt", "--published", "yesterday"],
        &["import", "tests/fixtures/articles/wire.txt", "--accept", "some"],
        &["import", "tests/fixtures/articles/wire.txt", "--accept", "5"],
        &["imprt"],
        &[],
    ] {
        assert_eq!(status(&run(arguments)), 2, "{arguments:?}");
    }
    for name in ["check", "import", "new", "render", "calendar", "schema"] {
        let output = run(&[name, "--help"]);
        let help = String::from_utf8(output.stdout.clone()).unwrap();
        assert_eq!(status(&output), 0);
        assert!(
            help.contains("Examples:\n  summit-brief ") && help.contains(&format!("summit-brief {name} ")),
            "{help}"
        );
    }
}

#[test]
fn the_file_behind_standard_input_is_not_overwritten() {
    let folder = Folder::new();
    let file = folder.file("brief.json", HELSINKI);
    let output = command().args(["render", "-", "-o", &file]).stdin(fs::File::open(&file).unwrap()).output().unwrap();
    assert_eq!(status(&output), 2, "{}", errors(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), HELSINKI);
}

#[test]
fn a_finding_stays_on_one_line_whatever_it_quotes() {
    let folder = Folder::new();
    let brief = HELSINKI.replace(r#""title": "Syria""#, r#""title": "[a\nb]""#);
    let output = run(&["check", "--format", "lines", &folder.file("brief.json", brief)]);
    assert_eq!(errors(&output).lines().count(), 2, "{}", errors(&output));
}

#[test]
fn check_finds_every_placeholder_of_a_new_brief_and_new_overwrites_nothing() {
    let folder = Folder::new();
    let file = folder.path("brief.json");
    assert_eq!(status(&run(&["new", "-o", &file, "--schema", "https://x.example/s.json"])), 0);
    let written = fs::read_to_string(&file).unwrap();
    serde_json::from_str::<Brief>(&written).unwrap();
    assert!(written.contains("\"$schema\": \"https://x.example/s.json\""));
    let checked = run(&["check", &file]);
    assert_eq!(status(&checked), 0, "{}", errors(&checked));
    let placeholders = written.matches("\"[").count();
    assert!(placeholders > 5, "{written}");
    assert_eq!(errors(&checked).matches("is still a placeholder").count(), placeholders);
    // The other five are the id, `published`, `updated`, and the starts of both sessions.
    assert_eq!(errors(&checked).matches("is still the value that `new` wrote").count(), 5, "{}", errors(&checked));
    assert_eq!(status(&run(&["new", "-o", &file])), 3);
}

#[test]
fn three_commands_turn_an_article_into_a_page() {
    let folder = Folder::new();
    let (brief, page) = (folder.path("brief.json"), folder.path("page.html"));
    assert_eq!(status(&run(&["import", "tests/fixtures/articles/reference-style.txt", "-o", &brief])), 0);
    assert_eq!(status(&run(&["check", &brief])), 0);
    assert_eq!(status(&run(&["render", &brief, "--page", "-o", &page])), 0);
    let html = fs::read_to_string(&page).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>\n") && html.ends_with("</html>\n"), "{html}");
    for text in ["Election meddling", "Trade war", "Joint press conference", "18:20", "16:30"] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn the_schema_describes_every_field_of_the_reference_brief() {
    let output = run(&["schema"]);
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let brief: Value = serde_json::to_value(helsinki()).unwrap();
    for name in brief.as_object().unwrap().keys().chain([&"$schema".to_owned()]) {
        let property = &schema["properties"][name];
        assert!(property["description"].is_string(), "{name}: {property}");
    }
    for (name, own) in schema["$defs"].as_object().unwrap() {
        assert!(own["description"].is_string(), "{name}");
    }
    // The accord brief has every field.
    let brief = serde_json::to_value(accord()).unwrap();
    let list = |within: &Value, name: &str| within[name].as_array().cloned().unwrap_or_default();
    let of_issues = |name: &str| list(&brief, "issues").iter().flat_map(|issue| list(issue, name)).collect();
    for (name, objects) in [
        ("Place", vec![brief["place"].clone()]),
        ("Party", list(&brief, "parties")),
        ("ZoneColumn", list(&brief, "zones")),
        ("Session", list(&brief, "sessions")),
        ("Issue", list(&brief, "issues")),
        ("Position", of_issues("positions")),
        ("DatedText", of_issues("dates")),
        ("Link", of_issues("links")),
    ] {
        let fields: BTreeSet<&String> =
            objects.iter().filter_map(Value::as_object).flat_map(|one| one.keys()).collect();
        assert!(fields.len() > 1, "{name}: {fields:?}");
        for field in fields {
            let property = &schema["$defs"][name]["properties"][field];
            assert!(property["description"].is_string(), "{name}: {field}: {property}");
        }
    }
    let required = schema["required"].as_array().unwrap();
    assert_eq!(required.len(), 8);
    assert!(!required.contains(&Value::from("place")));
}

#[test]
fn characters_that_a_terminal_obeys_reach_neither_messages_nor_plain_text() {
    const HOSTILE: &str = "Talks\u{1b}]0;owned\u{7} \u{9b}31m\u{202e}begin\u{8}";
    let is_clean = |text: &str| !text.contains(['\u{1b}', '\u{7}', '\u{8}', '\u{9b}', '\u{202e}']);
    let folder = Folder::new();
    let mut brief: serde_json::Value = serde_json::from_str(HELSINKI).unwrap();
    brief["issues"][0]["title"] = HOSTILE.into();
    brief["issues"][0]["body"] = serde_json::json!([format!("{HOSTILE} at 10:20 GMT (6:30pm Hong Kong time).")]);
    let name = folder.file("a\nb.json: error: forged\u{1b}[2J.json", brief.to_string());
    for format in ["lines", "excerpts"] {
        let checked = errors(&run(&["check", &name, "--format", format]));
        assert!(is_clean(&checked), "{checked:?}");
        assert!(checked.contains("has a character that is not seen: U+001B"), "{checked}");
        assert!(checked.lines().all(|line| !line.starts_with("b.json")), "{checked}");
    }
    let text = run(&["render", &name, "--text"]).stdout;
    assert!(is_clean(std::str::from_utf8(&text).unwrap()));
    let article = folder.file("article.txt", format!("Leaders meet\n\n{HOSTILE} at 10am GMT on 5 June 2030.\n"));
    let imported = errors(&run(&["import", &article]));
    assert!(is_clean(&imported), "{imported:?}");
    let missing = errors(&run(&["check", "no\u{1b}[31m\nb.json: error: such"]));
    assert!(is_clean(&missing) && missing.lines().all(|line| !line.starts_with("b.json")), "{missing:?}");
}

#[test]
fn reports_are_bounded_and_list_what_is_most_serious() {
    let folder = Folder::new();
    let mut brief: serde_json::Value = serde_json::from_str(HELSINKI).unwrap();
    brief["issues"][0]["body"] = serde_json::json!(vec!["They met at 3 p.m. IST. <b>Twice</b>."; 3_000]);
    brief["issues"][8]["title"] = "".into();
    let checked = errors(&run(&["check", &folder.file("brief.json", brief.to_string()), "--format", "lines"]));
    assert!(checked.lines().count() <= 1_001, "{}", checked.lines().count());
    assert!(checked.contains(": error: issues[8].title: ") && checked.contains(" are not listed"), "{checked}");
    let article = format!("Leaders meet\n\n{}", "The talks begin at 3 p.m. on Monday.\n\n".repeat(5_000));
    let imported = errors(&run(&["import", &folder.file("article.txt", article)]));
    assert!(imported.lines().count() <= 2_001, "{}", imported.lines().count());
    assert!(imported.contains(" more lines are left out"));
}
