//! How long `check` and `import` take natively on inputs of 0.5, 1 and 2 MB, the largest they accept. Prints the
//! throughput in MB/s and how much longer twice the size takes; about 2 is linear. Must not measure browsers.
//!
//!     cargo bench --profile native --features cli --bench desk
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark fails by panicking, and reads the clock"
)]

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use summit_brief::desk::TzDatabase;
use summit_brief::desk::check::check;
use summit_brief::desk::import::{ArticleFormat, ImportOptions, import};
use summit_brief::time::Timestamp;

const HELSINKI: &str = include_str!("../static/briefs/helsinki-2018.json");
const ARTICLE: &str = include_str!("../tests/fixtures/articles/reference-style.txt");
const PAGE: &str = include_str!("../tests/fixtures/articles/cms.html");
const MB: usize = 1_000_000;

/// A brief of `size` bytes: the Helsinki brief's issues and sessions, repeated with unique ids and cut off.
fn brief(size: usize) -> String {
    let mut brief: Value = serde_json::from_str(HELSINKI).unwrap();
    let count = size * 9 / HELSINKI.len();
    for list in ["issues", "sessions"] {
        let own = brief[list].as_array().unwrap().clone();
        let items = own.iter().cycle().take(count).enumerate().map(|(index, item)| {
            let mut item = item.clone();
            // Out of order, like the ids of a real document.
            item["id"] = json!(format!("{}-{}", index.wrapping_mul(7_919) % count, item["id"].as_str().unwrap()));
            if list == "sessions" {
                item["note"] = json!("It begins at 10:20 GMT (6:20pm Hong Kong time).");
            }
            item
        });
        brief[list] = items.collect();
    }
    cut(serde_json::to_string_pretty(&brief).unwrap(), size)
}

/// Cuts `text` to `size` bytes. Both commands read a truncated document as far as it goes.
fn cut(mut text: String, size: usize) -> String {
    text.truncate(text.floor_char_boundary(size.min(text.len())));
    text
}

/// `prefix`, then `piece` repeated, `size` bytes in all.
fn repeated(prefix: &str, piece: &str, size: usize) -> String {
    cut([prefix, &piece.repeat(size / piece.len() + 1)].concat(), size)
}

/// The fastest of three runs.
fn measure(run: impl Fn()) -> Duration {
    let once = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

fn main() {
    let zones = TzDatabase::default();
    let given = ImportOptions {
        zone: None,
        published: Some(Timestamp::parse("2018-07-16T11:53:00+08:00").unwrap()),
        ..ImportOptions::default()
    };
    let importer = |format: ArticleFormat| {
        let (zones, given) = (&zones, &given);
        move |text: &str| drop(import(text, format, given, zones))
    };
    let checked = |text: &str| drop(check(text, &zones));
    let [text, markdown, html] = [ArticleFormat::Text, ArticleFormat::Markdown, ArticleFormat::Html].map(importer);
    let body = ARTICLE.split_once("Election").unwrap().1;
    let story = PAGE.split_once("<h2>").unwrap().1.split_once("<aside>").unwrap().0;
    type MakeInput<'a> = Box<dyn Fn(usize) -> String + 'a>;
    type Run<'a> = &'a dyn Fn(&str);
    let cases: [(&str, Run<'_>, MakeInput<'_>); 15] = [
        ("check: a brief", &checked, Box::new(brief)),
        (
            "check: a brief on one line",
            &checked,
            Box::new(|size| brief(size * 3 / 2).replace('\n', "")[..size].to_owned()),
        ),
        ("check: brackets only", &checked, Box::new(|size| "[".repeat(size))),
        (
            "check: one text full of times",
            &checked,
            Box::new(|size| {
                let times = "It begins at 10:20 GMT (6:20pm Hong Kong time). ".repeat(size / 48);
                HELSINKI.replace("Denies any interference.", &times)
            }),
        ),
        (
            "check: one sentence full of times",
            &checked,
            Box::new(|size| {
                let times = repeated("", "16 July 10:25 GMT and so ", size);
                HELSINKI.replace("Denies any interference.", &times)
            }),
        ),
        ("check: unknown fields", &checked, Box::new(|size| repeated("{", "\"sumary\": {}, ", size))),
        ("import: plain text", &text, Box::new(|size| repeated(ARTICLE, body, size))),
        (
            "import: one very long line",
            &text,
            Box::new(|size| repeated(ARTICLE, "Russia says at 10:20 GMT and ", size)),
        ),
        ("import: rows without a time", &text, Box::new(|size| repeated(ARTICLE, "alpha | beta\n", size))),
        (
            "import: Markdown",
            &markdown,
            Box::new(|size| {
                repeated(
                    "# Nine points in Helsinki\n\n",
                    "## Nato\n\nRussia denies it. See [this](https://x.example).\n\n",
                    size,
                )
            }),
        ),
        (
            "import: an HTML page",
            &html,
            Box::new(|size| repeated(PAGE.split_once("<h2>").unwrap().0, &["<h2>", story].concat(), size)),
        ),
        (
            "import: unclosed tags",
            &html,
            Box::new(|size| repeated("", "<div><p><a href='x'>a <time datetime='x'>", size)),
        ),
        (
            "import: mismatched end tags",
            &html,
            Box::new(|size| {
                let many = size / "<nav></form>".len();
                format!("<h1>Talks in Geneva</h1>{}{}<p>x</p>", "<nav>".repeat(many), "</form>".repeat(many))
            }),
        ),
        (
            "import: a tag with many attributes",
            &html,
            Box::new(|size| {
                format!("<h1>Talks in Geneva</h1><p data-a='1 > 0'{}>x</p>", repeated("", " a1=b c/", size))
            }),
        ),
        (
            "import: a long attribute",
            &html,
            Box::new(|size| format!("<p data-json=\"{}\">x</p><h1>Talks in Geneva</h1>", repeated("", "a b ", size))),
        ),
    ];
    println!("{:<34}{:>12}{:>12}{:>12}{:>10}{:>10}", "", "0.5 MB", "1 MB", "2 MB", "1/0.5", "2/1");
    for (name, run, make) in cases {
        let times = [MB / 2, MB, 2 * MB].map(|size| {
            let input = make(size);
            (input.len(), measure(|| run(&input)))
        });
        let speeds = times.map(|(size, time)| format!("{:.1} MB/s", size as f64 / MB as f64 / time.as_secs_f64()));
        let ratio = |from: usize| times[from + 1].1.as_secs_f64() / times[from].1.as_secs_f64();
        println!("{name:<34}{:>12}{:>12}{:>12}{:>10.1}{:>10.1}", speeds[0], speeds[1], speeds[2], ratio(0), ratio(1));
    }
}
