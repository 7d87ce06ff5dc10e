//! The report of `import`: what its items say, and where the article says it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use line_index::LineIndex;
use serde_json::Value;
use summit_brief::desk::import::{Accept, ArticleFormat, Confidence, ImportOptions, Imported, Item, Kind, import};
use summit_brief::desk::{TzDatabase, line_column};
use summit_brief::time::Timestamp;

use super::support::stamp;

/// An article of Sunday 15 July 2018 with something of everything.
const ARTICLE: &str = "\
Three issues as leaders meet in Helsinki

By Ada Example

Published 15 July 2018, 9:00 EEST

Their talks are held in Helsinki. They last met at 10am on 2 July.

The talks begin at 10:20 GMT (6:30pm Hong Kong time) on Monday, 16 July. The signing is due at 1pm local time on Tuesday.
A briefing begins at 9am local time on Monday.
The dinner had been due to begin at 7:30pm on Tuesday.

1. Trade

Duties are high. Russia wants them to fall.

READ MORE: How the duties came about

2. Arms

Stocks are high.

World
";

fn given(accept: Accept) -> ImportOptions {
    ImportOptions {
        zone: Some("Europe/Helsinki".to_owned()),
        published: Some(stamp("2018-07-15T09:00:00+03:00")),
        accept,
    }
}

fn imported(text: &str, given: &ImportOptions) -> Imported {
    import(text, ArticleFormat::of(text), given, &TzDatabase::default())
}

/// Every article of the fixtures.
fn articles() -> Vec<(PathBuf, String)> {
    let folders =
        ["articles", "desk"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let is_article =
        |file: &PathBuf| ["txt", "md", "html"].iter().any(|kind| file.extension().is_some_and(|own| own == *kind));
    let mut files: Vec<PathBuf> = files.filter(is_article).collect();
    files.sort();
    assert!(files.len() > 40, "{} articles", files.len());
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(&file).unwrap())).collect()
}

/// The letters and digits of `text`. In a slice of a page or of Markdown, tags and addresses are left out.
fn letters(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = match c {
            '<' => rest.split_once('>').map_or("", |(_, after)| after),
            ']' if rest.starts_with("](") => rest.split_once(')').map_or("", |(_, after)| after),
            _ => {
                plain.push(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    html_escape::decode_html_entities(&plain).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The value at `path`, such as `sessions[0].start`, of a brief.
fn at_path<'a>(brief: &'a Value, path: &str) -> &'a Value {
    brief
        .pointer(&format!("/{}", path.replace("].", "/").replace(']', "").replace(['[', '.'], "/")))
        .unwrap_or(&Value::Null)
}

#[test]
fn every_kind_of_item_has_its_place_in_the_article_and_in_the_brief() {
    let imported = imported(ARTICLE, &given(Accept::Nothing));
    let brief: Value = serde_json::from_str(&imported.json).unwrap();
    let line = |item: &Item| {
        let words = item.spot.span.clone().map_or("-", |span| &ARTICLE[span]);
        let path = item.path.as_ref().map_or("-".to_owned(), ToString::to_string);
        format!("{} {} {path} | {}", item.sure.name(), item.kind.name(), words.lines().collect::<Vec<_>>().join(" "))
    };
    let lines: Vec<String> = imported.items.iter().map(line).collect();
    for expected in [
        "likely headline title | Three issues as leaders meet in Helsinki",
        "guess summary summary | Their talks are held in Helsinki.",
        "likely credit credit | By Ada Example",
        "guess language lang | -",
        "certain newsroom - | -",
        "certain published published | -",
        "likely place place | Helsinki",
        "likely column zones[0] | -",
        "guess id id | -",
        "likely session sessions[1] | 1pm local time",
        "open candidate - | 10:20 GMT (6:30pm Hong Kong time",
        "likely other-time - | 10am",
        "likely issue issues[0] | Trade",
        "likely position issues[0].positions[0] | Russia wants them to fall.",
        "likely link issues[0].links[0] | READ MORE: How the duties came about",
        "open leftover - | World",
        "open error - | 6:30pm Hong Kong time",
        "open warning title | Three issues as leaders meet in Helsinki",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected}\n{}", lines.join("\n"));
    }
    let counts = |item: &Item| item.kind == Kind::Count && item.sure == Confidence::Certain;
    assert!(self::imported(&ARTICLE.replace("Three", "Two"), &given(Accept::Nothing)).items.iter().any(counts));
    for item in &imported.items {
        let json = item.json();
        let Some(path) = json["path"].as_str() else { continue };
        let value = at_path(&brief, path);
        assert!(item.sure == Confidence::Open || !value.is_null(), "{path}: {}", item.message());
        let start = if item.kind == Kind::Session { &value["start"] } else { value };
        assert!(item.instant.is_none() || json["instant"] == *start, "{path}: {json}");
        assert!(item.session.is_none() || json["session"] == *value, "{path}: {json}");
    }
}

#[test]
fn spans_hold_the_words_and_agree_with_line_and_column() {
    let mut counts = [0, 0];
    for (file, text) in articles() {
        let lines = LineIndex::new(&text);
        for item in imported(&text, &given(Accept::Nothing)).items {
            let whole =
                matches!(item.kind, Kind::Headline | Kind::Summary | Kind::Candidate | Kind::Issue | Kind::Link);
            let within = matches!(item.kind, Kind::Session | Kind::OtherTime);
            let what = format!("{}: {}", file.display(), item.message());
            let Some(span) = item.spot.span.clone() else {
                assert_eq!(item.spot.column, None, "{what}");
                counts[0] += usize::from((whole || within) && !item.text.is_empty());
                continue;
            };
            let (line, column) = line_column(&lines, span.start);
            assert_eq!((item.spot.line, item.spot.column), (Some(line as usize), Some(column as usize)), "{what}");
            let words = letters(&text[span]);
            if whole {
                assert_eq!(words, letters(&item.text), "{what}");
            } else if within {
                let sentence = item.sentence.as_ref().unwrap_or(&item.text);
                assert!(!words.is_empty() && letters(sentence).contains(&words), "{what}: {words}");
            }
            counts[1] += 1;
        }
    }
    assert!(counts[0] < 5 && counts[1] > 300, "{counts:?}");
}

#[test]
fn an_accepted_candidate_is_the_session_that_the_report_offers() {
    let mut accepted = 0;
    for (file, text) in articles() {
        let candidates = imported(&text, &given(Accept::Nothing)).items;
        for item in candidates.into_iter().filter(|item| item.kind == Kind::Candidate) {
            let (Some(offered), Some(line), Some(column)) = (item.session.clone(), item.spot.line, item.spot.column)
            else {
                continue;
            };
            assert_eq!(offered.start.timestamp(), item.instant);
            let with = imported(&text, &given(Accept::At(vec![(line, column)])));
            let brief: Value = serde_json::from_str(&with.json).unwrap();
            let sessions = brief["sessions"].as_array().unwrap();
            let start = item.instant.map(|start: Timestamp| start.to_string());
            let session = sessions.iter().find(|session| session["start"].as_str() == start.as_deref());
            let session = session.unwrap_or_else(|| panic!("{}: {}", file.display(), item.message()));
            let json = item.json()["session"].clone();
            for field in ["title", "end", "status", "was"] {
                assert_eq!(session[field], json[field], "{}: {}", file.display(), item.message());
            }
            let own = with.items.iter().find(|own| own.spot == item.spot && own.kind == Kind::Session).unwrap();
            assert_eq!((own.sure, own.instant), (Confidence::Guess, item.instant));
            accepted += 1;
        }
    }
    assert!(accepted > 10, "{accepted}");
}

#[test]
fn candidates_have_ids_that_no_session_has() {
    let imported = imported(
        "Leaders meet in Helsinki\n\nThe talks in Helsinki begin at 10am local time on Monday.\n\n\
         The talks had been due to begin at 11am on Monday. The talks had been due to begin at noon on Monday.\n",
        &given(Accept::Nothing),
    );
    let sessions = imported.items.iter().filter_map(|item| item.session.as_ref());
    let ids: Vec<&str> = sessions.map(|session| session.id.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 3, "{ids:?}");
}

#[test]
fn times_are_given_in_every_column_and_begin_with_the_first_ones_day() {
    let text = "Leaders meet in Honolulu\n\nThe talks in Honolulu begin at 6pm local time (0400 GMT) on Monday.\n\n\
                The talks in Honolulu have been moved from 1pm to 3pm local time on Tuesday.\n\n\
                The vigil in Honolulu is held from 10pm to 2am local time on Wednesday.\n";
    let imported = imported(text, &ImportOptions { zone: None, ..given(Accept::Nothing) });
    let when: Vec<String> =
        imported.items.into_iter().filter(|item| item.kind == Kind::Session).filter_map(|item| item.when).collect();
    let expected = [
        "Tuesday 17 July 2018: 04:00 GMT · 18:00 Honolulu (Mon 16 July)",
        "Wednesday 18 July 2018: 01:00 GMT · 15:00 Honolulu (Tue 17 July); moved from Tuesday 17 July 2018: 23:00 GMT · 13:00 Honolulu",
        "Thursday 19 July 2018: 08:00–12:00 GMT · 22:00–02:00 Honolulu (Wed 18 July)",
    ];
    assert_eq!(when, expected);
}

#[test]
fn words_are_found_past_tags_entities_and_marks() {
    for (text, words) in [
        ("<h1>Talks &amp; <em>more</em>\n talks</h1><p>They begin.</p>", "Talks &amp; <em>more</em>\n talks"),
        ("<h1>Talks&nbsp;in &ldquo;Paris&rdquo; now</h1><p>They begin.</p>", "Talks&nbsp;in &ldquo;Paris&rdquo; now"),
        ("# Talks *in* **Paris** at [last](https://news.example)\n\nThey begin.\n", "Talks *in* **Paris** at [last"),
    ] {
        let items = imported(text, &given(Accept::Nothing)).items;
        let headline = items.iter().find(|item| item.kind == Kind::Headline).unwrap();
        assert_eq!(headline.spot.span.clone().map(|span| &text[span]), Some(words), "{}", headline.message());
    }
}
