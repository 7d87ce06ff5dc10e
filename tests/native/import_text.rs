//! `import`, except times in sentences: views, stamps, sidebars, tables, places.

use serde_json::Value;
use summit_brief::desk::TzDatabase;
use summit_brief::desk::import::{ArticleFormat, ImportOptions, Kind, import};

fn json(text: &str) -> Value {
    with_zone(text, None).0
}

/// The brief imported from `text`, as JSON, and the report.
fn with_zone(text: &str, zone: Option<&str>) -> (Value, String) {
    let given = ImportOptions { zone: zone.map(str::to_owned), published: None, ..ImportOptions::default() };
    let imported = import(text, ArticleFormat::of(text), &given, &TzDatabase::default());
    let lines = imported.items.iter().map(|item| format!("{} {}\n", item.sure.name(), item.message()));
    (serde_json::from_str(&imported.json).unwrap(), lines.collect())
}

/// The positions that `sentence` states, as “party: text”.
fn positions(sentence: &str) -> Vec<String> {
    let text = format!("# Leaders meet for talks\n\n## Trade\n\nTrade is free. {sentence}\n");
    let positions = json(&text)["issues"][0]["positions"].clone();
    let line =
        |position: &Value| format!("{}: {}", position["party"].as_str().unwrap(), position["text"].as_str().unwrap());
    positions.as_array().map(|positions| positions.iter().map(line).collect()).unwrap_or_default()
}

#[test]
fn views_are_attributed_to_their_holders() {
    for (sentence, expected) in [
        ("The U.S. wants lower duties.", &["us: Wants lower duties."][..]),
        ("Russia has repeatedly denied the charge.", &["russia: Denied the charge."]),
        ("Washington accuses Moscow of meddling.", &["us: Accuses Moscow of meddling."]),
        ("Washington did not say that China wants war.", &[]),
        ("The claim that Moscow denies meddling is false.", &[]),
        ("Neither the US nor Russia says that in public.", &[]),
        ("It is not true that Russia denies it.", &[]),
        ("They spoke of a poisoning, which London blames on Moscow.", &[]),
    ] {
        assert_eq!(positions(sentence), expected, "{sentence}");
    }
}

#[test]
fn a_person_is_one_party_with_and_without_a_title() {
    let brief = json(
        "# Two meet for a debate\n\n## Trade\n\nTrade is free. Ms Okafor says duties are too low.\n\n## Tax\n\nTaxes are high. Okafor wants to cut them.\n",
    );
    let parties: Vec<&Value> = brief["parties"].as_array().unwrap().iter().map(|party| &party["name"]).collect();
    assert_eq!(parties, ["Okafor"], "{brief:#}");
    assert_eq!(brief["issues"][0]["positions"][0]["text"], "Says duties are too low.");
}

#[test]
fn letters_whose_lower_case_is_shorter_may_precede_a_stamp() {
    // U+212A, the Kelvin sign, has three bytes, and its lower case one.
    let (brief, report) = with_zone("Leaders meet for talks\n\n\u{212a}€ published 16 July 2018\n", None);
    assert_eq!(brief["title"], "Leaders meet for talks", "{report}");
}

#[test]
fn a_line_of_many_places_is_read_without_recursion() {
    let (brief, report) = with_zone(&format!("Leaders meet for talks\n\n{}\n", "Geneva, ".repeat(20_000)), None);
    assert_eq!(brief["title"], "Leaders meet for talks", "{report}");
}

#[test]
fn numeric_stamps_are_read_unless_ambiguous_and_are_never_content() {
    let zone = Some("Europe/London");
    for (stamps, published, updated) in [
        (
            "Published: 16/07/2018 14:30\nLast updated: 17/07/2018 16:00",
            "2018-07-16T14:30:00+01:00",
            "2018-07-17T16:00:00+01:00",
        ),
        ("Published: 16.07.2018 11:53", "2018-07-16T11:53:00+01:00", "2018-07-16T11:53:00+01:00"),
        ("Published: 16 July 2018, 23.53", "2018-07-16T23:53:00+01:00", "2018-07-16T23:53:00+01:00"),
        (
            "Published 16 July 2018 • 11:53am | Updated 12:29pm",
            "2018-07-16T11:53:00+01:00",
            "2018-07-16T12:29:00+01:00",
        ),
        ("Published July 16, 2018, 11:53 a.m. EST", "2018-07-16T11:53:00-04:00", "2018-07-16T11:53:00-04:00"),
    ] {
        let text = format!("A headline of several words\n\n{stamps}\n\nThe story begins here. It goes on.\n");
        let (brief, report) = with_zone(&text, zone);
        assert_eq!(
            (&brief["published"], &brief["updated"]),
            (&published.into(), &updated.into()),
            "{stamps}\n{report}"
        );
    }
    let text = "A headline of several words\n\nPublished: 05/11/2024 14:30\n\nLast updated: 05/11/2024 16:00\n\nThe story begins.\n";
    let (brief, report) = with_zone(text, zone);
    assert_eq!((brief.get("published"), &brief["issues"]), (None, &serde_json::json!([])), "{report}");
    assert!(report.contains("open published: the stamp “05/11/2024 14:30” is unclear"), "{report}");
}

#[test]
fn a_section_may_be_titled_copyright() {
    let brief = json(
        "# Two points in dispute\n\n## Trade\n\nDuties are high.\n\n## Copyright\n\nTerms are long.\n\nCopyright 2024 Example News\n",
    );
    assert_eq!(brief["issues"][1]["title"], "Copyright");
    assert_eq!((&brief["issues"][1]["summary"], brief["issues"][1].get("body")), (&"Terms are long.".into(), None));
}

#[test]
fn places_with_accents_and_small_words_are_found() {
    for (name, zone) in
        [("Belém", "America/Belem"), ("Sharm el-Sheikh", "Africa/Cairo"), ("The Hague", "Europe/Amsterdam")]
    {
        let text = format!(
            "Leaders meet for talks on trade\n\nThe summit is held in {name} this week. The talks in {name} open soon.\n"
        );
        let (brief, report) = with_zone(&text, None);
        assert_eq!((&brief["place"]["name"], &brief["place"]["zone"]), (&name.into(), &zone.into()), "{report}");
    }
}

#[test]
fn another_zone_of_the_same_country_does_not_suggest_the_newsroom_zone() {
    let newsroom = |clocks: &str| {
        let text = format!(
            "Candidates meet for a debate\n\nPublished: 10 September 2024, 9am\n\nThe debate in Philadelphia is held in Philadelphia at {clocks} on Tuesday.\n"
        );
        let (brief, report) = with_zone(&text, None);
        (report.contains("newsroom, from times converted"), brief.get("published").cloned())
    };
    assert_eq!(newsroom("8 p.m. Eastern / 7 p.m. Central"), (false, None));
    // A time in another country suggests the newsroom's zone.
    assert_eq!(newsroom("8 p.m. Eastern (1 a.m. in London)"), (true, Some("2024-09-10T09:00:00+01:00".into())));
}

#[test]
fn a_slash_after_a_zone_does_not_end_a_sentence() {
    let text = "Leaders meet in Helsinki for talks\n\nPublished 2018-07-15T09:00:00+03:00\n\nThe talks are held in Helsinki. They begin on Monday at 6:20 p.m. HKT/1:20 p.m. in Helsinki.\n";
    let (brief, report) = with_zone(text, None);
    let starts: Vec<&str> =
        brief["sessions"].as_array().unwrap().iter().map(|session| session["start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2018-07-16T13:20:00+03:00"], "{report}");
}

/// The paragraphs of the first issue.
fn body(text: &str) -> Vec<String> {
    let issue = json(text)["issues"][0].clone();
    let texts = issue["body"].as_array().cloned().unwrap_or_default();
    std::iter::once(&issue["summary"]).chain(&texts).map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn sidebars_cells_and_subheadings_are_kept_apart_from_the_text() {
    let page = |html: &str| format!("<h1>Talks in Geneva at last</h1><h2>Steel</h2><p>Duties are high.</p>{html}");
    for (html, expected) in [
        ("<aside><h3>More on this</h3><p>Fish</p></aside>", &["Duties are high."][..]),
        ("<h4>How it began</h4><p>It did.</p>", &["Duties are high.", "It did."]),
        (
            "<table><tr><td>China</td><td>25%</td><td>50%</td></tr><tr><td>India</td><td>5%</td></tr></table>",
            &["Duties are high.", "China: 25%, 50%", "India: 5%"],
        ),
        ("<details><summary>Why?</summary>For steel.</details>", &["Duties are high.", "Why?", "For steel."]),
        ("<pre>One.</pre><address>Two.</address>", &["Duties are high.", "One.", "Two."]),
    ] {
        assert_eq!(body(&page(html)), expected, "{html}");
    }
    let (_, report) = with_zone(&page("<h4>How it began</h4><p>It did.</p>"), None);
    assert!(report.contains("open not placed: “How it began”"), "{report}");
}

#[test]
fn the_rows_of_a_timetable_are_sessions() {
    let rows = "| Time | What |\n| --- | --- |\n| 10:00 local (0700 GMT) | Opening plenary |\n| 14:00 local (1100 GMT) | Signing ceremony |\n";
    let markdown = format!(
        "---\ndate: 2018-07-16T08:00:00+03:00\n---\n\n# Leaders meet in Helsinki\n\nThe talks are held in Helsinki on Monday.\n\n{rows}"
    );
    let html = "<meta property='article:published_time' content='2018-07-16T08:00:00+03:00'><h1>Leaders meet in Helsinki</h1><p>The talks are held in Helsinki on Monday.</p>\
        <table><tr><td>10:00 local (0700 GMT)</td><td>Opening plenary</td></tr><tr><td>14:00 local (1100 GMT)</td><td>Signing ceremony</td></tr></table>";
    for text in [markdown.as_str(), html] {
        let (brief, report) = with_zone(text, None);
        let found: Vec<(&str, &str)> = brief["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|session| (session["title"].as_str().unwrap(), session["start"].as_str().unwrap()))
            .collect();
        let expected =
            [("Opening plenary", "2018-07-16T10:00:00+03:00"), ("Signing ceremony", "2018-07-16T14:00:00+03:00")];
        assert_eq!(found, expected, "{report}");
    }
}

#[test]
fn a_stamp_with_an_offset_takes_precedence_over_one_without() {
    let page = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2018-07-16T14:05:00\"}</script>\
        <h1>Talks in Geneva at last</h1><p>Published <time datetime='2018-07-16T14:05:00+03:00'>today</time></p><p>They begin.</p>";
    assert_eq!(json(page)["published"], "2018-07-16T14:05:00+03:00");
}

#[test]
fn labels_captions_and_heading_numbers_are_left_out() {
    let text = "# Talks in Geneva at last\n\n## 1 Steel\n\nDuties are high.\n\nRead more:\n\nMedia caption: How steel is made\n\nYou may also be interested in:\n\n## 2 Fish\n\nStocks are low.\n";
    let (brief, report) = with_zone(text, None);
    let issues = brief["issues"].as_array().unwrap();
    assert_eq!((&issues[0]["title"], &issues[1]["title"]), (&"Steel".into(), &"Fish".into()));
    assert_eq!((issues[0].get("body"), issues[0].get("links")), (None, None), "{report}");
    assert!(report.contains("open not placed: “Media caption: How steel is made”"), "{report}");
    let plain = json("# Talks in Geneva at last\n\n## 10 Downing Street\n\nIt is old.\n\n## Fish\n\nStocks are low.\n");
    assert_eq!(plain["issues"][0]["title"], "10 Downing Street");
}

#[test]
fn thousands_of_unclosed_elements_do_not_hide_the_headline() {
    // `cargo bench --bench desk` measures how the running time grows with the number of elements.
    let many = 20_000;
    let page = format!("<h1>Talks in Geneva at last</h1>{}{}<p>x</p>", "<nav>".repeat(many), "</form>".repeat(many));
    let (brief, report) = with_zone(&page, None);
    assert_eq!(brief["title"], "Talks in Geneva at last");
    assert_eq!((brief["issues"].as_array().map(Vec::len), report.contains("“x”")), (Some(0), false), "{report}");
}

#[test]
fn pages_nested_without_end_are_read() {
    for open in
        ["<div>", "<span>", "<b><p>x", "<table><tr><td>", "<a href=x>y<p>z", "<form><input type=email>", "<svg>"]
    {
        let page = format!("<h1>Talks in Geneva at last</h1><p>They begin.</p>{}", open.repeat(5_000));
        assert_eq!(json(&page)["title"], "Talks in Geneva at last", "{open}");
    }
    let different: String = (0..2_000).map(|size| format!("<font size={size}><p>x")).collect();
    assert_eq!(json(&format!("<h1>Talks in Geneva at last</h1>{different}"))["title"], "Talks in Geneva at last");
}

#[test]
fn sessions_of_a_page_keep_their_line_and_column() {
    let page = "<meta property='article:published_time' content='2018-07-16T08:00:00+03:00'>\n<nav>\n<a href='/'>Home</a></nav>\n\
        <article><h1>Talks in Geneva at last</h1>\n<aside><p>Sign\nup</p></aside><div>\n  The talks\n  begin on Tuesday at 10:00 GMT.</div></article>";
    let (_, report) = with_zone(page, None);
    assert!(!report.contains("Sign up"), "{report}");
    let imported = import(page, ArticleFormat::Html, &ImportOptions::default(), &TzDatabase::default());
    let session = imported.items.iter().find(|item| item.kind == Kind::Session).unwrap();
    assert_eq!((session.spot.line, session.spot.column), (Some(8), Some(23)), "{report}");
}

#[test]
fn headings_directly_above_wrapped_paragraphs_are_recognised() {
    let text = "Leaders meet in Helsinki for talks\n\n\
        Their talks are held on Monday in Helsinki, and no agenda for them\n\
        has been published so far by either side.\n\n\
        Election meddling\n\
        American agencies hold that Russia interfered in the election of\n\
        2016. Russia denies that, and has done so at every meeting of the\n\
        two presidents.\n\
        Few expect it to say anything else.\n\
        Ukraine\n\
        Russia annexed the peninsula of Crimea in 2014, and supports those\n\
        who fight the government in the east of the country, which it does\n\
        not say.\n";
    let brief = json(text);
    let titles: Vec<&Value> = brief["issues"].as_array().unwrap().iter().map(|issue| &issue["title"]).collect();
    assert_eq!(titles, ["Election meddling", "Ukraine"]);
    let expected = [
        "American agencies hold that Russia interfered in the election of 2016.",
        "Russia denies that, and has done so at every meeting of the two presidents.",
        "Few expect it to say anything else.",
    ];
    assert_eq!(body(text), expected);
    let ukraine = brief["issues"][1]["summary"].as_str().unwrap();
    assert!(ukraine.starts_with("Russia annexed") && ukraine.ends_with("does not say."), "{ukraine}");
}

#[test]
fn a_byline_may_end_with_the_date() {
    let text = "Leaders meet in Helsinki for talks\n\nBy Ada Example, 16 July 2018, 10:00\n\nThey meet in Helsinki on Monday.\n";
    let (brief, report) = with_zone(text, Some("Europe/Helsinki"));
    assert_eq!(brief["published"], "2018-07-16T10:00:00+03:00", "{report}");
    assert_eq!(brief["credit"], "By Ada Example");
}

#[test]
fn a_country_under_discussion_is_not_the_venue() {
    let text = "# Leaders meet for talks\n\nTalks on the war in Ukraine begin in Anchorage on Friday. Past talks on the war in Ukraine failed. \
        Negotiations in Ukraine are held up.\n";
    assert_eq!(json(text)["place"]["name"], "Anchorage");
}

#[test]
fn a_dateline_names_the_place_and_is_not_part_of_the_text() {
    for (dateline, place, summary) in [
        ("HELSINKI (Reuters) - ", "Helsinki", "They begin."),
        ("KUALA LUMPUR, July 16 — ", "Kuala Lumpur", "They begin."),
        ("GENEVA—", "Geneva", "They begin."),
        ("Helsinki, July 16 — ", "Helsinki", "They begin."),
        ("London, meanwhile, is quiet — ", "", "London, meanwhile, is quiet — They begin."),
    ] {
        let brief = json(&format!("# Leaders meet for talks\n\n{dateline}They begin. They go on.\n"));
        assert_eq!((&brief["summary"], brief["place"]["name"].as_str().unwrap_or_default()), (&summary.into(), place));
    }
}
