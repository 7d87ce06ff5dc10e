//! The schedule: sessions, columns, time zones and locales.

use anyhow::Result;
use summit_brief::text::fill;

use crate::brief::{AMERICAN, BRITISH, Brief, Locale, Zone, plain};
use crate::engine::{PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

case!(EachBrief, lists_every_session_in_every_column);
async fn lists_every_session_in_every_column(world: World) -> Result<()> {
    let readers = [
        "America/Los_Angeles", "Pacific/Auckland", "Asia/Kathmandu", "Asia/Hong_Kong", "UTC", "Pacific/Chatham",
        "Pacific/Marquesas", "Pacific/Kiritimati", "Australia/Lord_Howe", "Europe/London",
    ];
    let page = world.open(Setting::default(), spec(&world.brief, &as_of_with_zone(readers[0]))).await?;
    for reader in readers {
        visit(&world, &page, spec(&world.brief, &as_of_with_zone(reader))).await?;
        let expected = world.brief.schedule(reader, world.brief.content.published, world.brief.locale());
        assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain(), "a reader in {reader}");
        assert_eq!(page.console_lines().await?, [""; 0]);
    }
    Ok(())
}

case!(Helsinki, shows_helsinki_times_in_the_readers_zone);
async fn shows_helsinki_times_in_the_readers_zone(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world.brief, &as_of_with_zone("America/Los_Angeles"))).await?;
    page.wait_until_live(1).await?;
    let table = page.schedule(ONLY).await?;
    assert_eq!(plain(&table.days[0].date), plain("Monday 16 July 2018"));
    assert_eq!(table.column("GMT"), Some(vec!["10:20", "13:30"]));
    assert_eq!(table.column("Hong Kong"), Some(vec!["18:20", "21:30"]));
    assert_eq!(table.column("Helsinki"), Some(vec!["13:20", "16:30"]));

    let readers: [(&str, &str, [&str; 2]); 4] = [
        ("America/Los_Angeles", "Los Angeles", ["03:20", "06:30"]),
        ("Pacific/Auckland", "Auckland", ["22:20", "tomorrow 01:30"]),
        ("Asia/Kathmandu", "Kathmandu", ["16:05", "19:15"]),
        ("America/St_Johns", "St Johns", ["07:50", "11:00"]),
    ];
    for (reader, city, times) in readers {
        visit(&world, &page, spec(&world.brief, &as_of_with_zone(reader))).await?;
        let table = page.schedule(ONLY).await?;
        assert_eq!(table.column(&format!("Your time ({city})")), Some(times.to_vec()), "in {reader}");
    }

    // A reader in the zone of a column, or in another zone with the same times, shares that column.
    for (reader, heading) in [
        ("UTC", "GMT · your time"),
        ("Asia/Hong_Kong", "Hong Kong · your time"),
        ("Asia/Shanghai", "Hong Kong · your time (Shanghai)"),
        ("Asia/Singapore", "Hong Kong · your time (Singapore)"),
        ("Europe/Kiev", "Helsinki · your time (Kyiv)"),
    ] {
        visit(&world, &page, spec(&world.brief, &as_of_with_zone(reader))).await?;
        let table = page.schedule(ONLY).await?;
        assert_eq!(table.headings.len(), 4, "{:?}", table.headings);
        assert!(table.column(heading).is_some(), "{:?}", table.headings);
    }
    Ok(())
}

case!(EachBrief, uses_the_zone_of_the_browser);
async fn uses_the_zone_of_the_browser(world: World) -> Result<()> {
    for zone in ["America/Los_Angeles", "Asia/Kathmandu"] {
        let setting = Setting { zone: Some(zone), ..Setting::default() };
        let page = world.open(setting, spec(&world.brief, "as-of='published'")).await?;
        page.wait_until_live(1).await?;
        let expected = world.brief.schedule(zone, world.brief.content.published, world.brief.locale());
        assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain(), "a browser in {zone}");
    }
    Ok(())
}

case!(EachBrief, zones_attribute_replaces_the_columns);
async fn zones_attribute_replaces_the_columns(world: World) -> Result<()> {
    // A zone without a label; a zone of the brief, which keeps its label; and UTC.
    let own = world.brief.content.zones.iter().find(|zone| zone.zone.starts_with("Asia/")).expect("a zone in Asia");
    let columns = [Zone::named("America/Argentina/Buenos_Aires"), own.clone(), Zone::named("UTC")];
    let attribute =
        format!("as-of='published' zone='Asia/Tokyo' zones=' America/Argentina/Buenos_Aires  {} UTC'", own.zone);
    let page = world.open(Setting::default(), spec(&world.brief, &attribute)).await?;
    page.wait_until_live(1).await?;
    let table = page.schedule(ONLY).await?;
    let published = world.brief.content.published;
    let expected = world.brief.schedule_in(&columns, "Asia/Tokyo", published, world.brief.locale());
    assert_eq!(table.plain(), expected.plain());
    let said = page.said(ONLY).await?;
    let own_column = fill(said.in_brackets, &[said.your_time, "Tokyo"]);
    let label = own.label.as_deref().expect("a label");
    assert_eq!(
        table.plain().headings[1..],
        ["Buenos Aires", label, "GMT", &own_column].map(plain),
        "in the order of the attribute"
    );
    Ok(())
}

case!(EachBrief, follows_the_language_and_the_hour_cycle);
async fn follows_the_language_and_the_hour_cycle(world: World) -> Result<()> {
    let cases: [(&str, &str, Locale); 7] = [
        ("en-GB", "", BRITISH),
        ("en-US", "", AMERICAN),
        ("en-GB", "hour-cycle='h12'", Locale { h12: true, ..BRITISH }),
        ("en-US", "hour-cycle='h23'", Locale { h12: false, ..AMERICAN }),
        ("en-US", "lang='en-GB'", BRITISH),
        ("en-GB", "lang='en-US' hour-cycle='auto'", AMERICAN),
        ("en-AU", "", Locale { h12: true, ..BRITISH }),
    ];
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    let (published, reader) = (world.brief.content.published, "Pacific/Auckland");
    for (lang, attributes, locale) in cases {
        let attributes = format!("{} {attributes}", as_of_with_zone(reader));
        visit(&world, &page, PageSpec::new(lang, world.brief.element(&attributes))).await?;
        let expected = world.brief.schedule(reader, published, locale);
        assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain(), "on a page in {lang}, {attributes}");
    }
    // If the page has no language, the brief's applies.
    let element = world.brief.element(&as_of_with_zone(reader));
    visit(&world, &page, PageSpec::new("", element)).await?;
    let expected = world.brief.schedule(reader, published, world.brief.locale());
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain(), "on a page without a language");
    Ok(())
}

case!(Helsinki, writes_times_in_the_language_of_the_page);
async fn writes_times_in_the_language_of_the_page(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for (lang, cycle, times) in [
        ("en-GB", "auto", ["18:20", "21:30"]),
        ("en-GB", "h12", ["6:20 pm", "9:30 pm"]),
        ("en-US", "auto", ["6:20 PM", "9:30 PM"]),
        ("en-US", "h23", ["18:20", "21:30"]),
    ] {
        let attributes = format!("{} hour-cycle='{cycle}'", as_of_with_zone("UTC"));
        visit(&world, &page, PageSpec::new(lang, world.brief.element(&attributes))).await?;
        assert_eq!(page.schedule(ONLY).await?.column("Hong Kong"), Some(times.to_vec()), "{lang} {cycle}");
    }
    Ok(())
}

case!(EachBrief, uses_gmt_for_an_unknown_zone_and_logs_a_line);
async fn uses_gmt_for_an_unknown_zone_and_logs_a_line(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for zone in ["Mars/Olympus_Mons", "+03:00"] {
        visit(&world, &page, spec(&world.brief, &as_of_with_zone(zone))).await?;
        let expected = world.brief.schedule("UTC", world.brief.content.published, world.brief.locale());
        assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
        one_line(&page, &["zone", zone]).await?;
    }
    Ok(())
}

case!(EachBrief, omits_unknown_columns_and_logs_a_line);
async fn omits_unknown_columns_and_logs_a_line(world: World) -> Result<()> {
    let attributes = format!("{} zones='Asia/Tokyo Asia/Atlantis'", as_of_with_zone("UTC"));
    let page = world.open(Setting::default(), spec(&world.brief, &attributes)).await?;
    page.wait_until_live(1).await?;
    let expected = world.brief.schedule_in(
        &[Zone::named("Asia/Tokyo")],
        "UTC",
        world.brief.content.published,
        world.brief.locale(),
    );
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    one_line(&page, &["zones", "Asia/Atlantis"]).await
}

case!(Helsinki, keeps_its_own_columns_if_all_requested_ones_are_unknown);
async fn keeps_its_own_columns_if_all_requested_ones_are_unknown(world: World) -> Result<()> {
    let attributes = format!("{} zones='Asia/Atlantis EST5'", as_of_with_zone("UTC"));
    let page = world.open(Setting::default(), spec(&world.brief, &attributes)).await?;
    page.wait_until_live(1).await?;
    let expected = world.brief.schedule("UTC", world.brief.content.published, world.brief.locale());
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 2, "{lines:?}");
    Ok(())
}

case!(EachBrief, strikes_out_cancelled_sessions_and_former_times);
async fn strikes_out_cancelled_sessions_and_former_times(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world.brief, &as_of_with_zone("UTC"))).await?;
    page.wait_until_live(1).await?;
    // Each row's text, and its struck-out text.
    let script = r#"
        const isStruck = (element) => {
            for (let one = element; one.localName !== "tr"; one = one.parentElement) {
                if (getComputedStyle(one).textDecorationLine.includes("line-through")) return true;
            }
            return false;
        };
        return [...brief().querySelectorAll("tbody tr")].map((row) => {
            const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
            const struck = [];
            while (walker.nextNode()) if (isStruck(walker.currentNode.parentElement)) struck.push(walker.currentNode.data);
            return [words(row.innerText), struck.join(" ")];
        });"#;
    let rows: Vec<(String, String)> = page.script(script, &[]).await?;
    for session in &world.brief.content.sessions {
        let (row, struck) = rows.iter().find(|(row, _)| row.contains(&session.title)).expect("a row");
        let clocks = struck.matches(':').count();
        let columns = page.schedule(ONLY).await?.headings.len() - 1;
        assert_eq!(struck.contains(&session.title), !session.is_held(), "{row}: {struck}");
        match (session.is_held(), session.was, session.end) {
            (false, _, Some(_)) => assert_eq!(clocks, 2 * columns, "{row}: {struck}"),
            (true, None, _) => assert_eq!(clocks, 0, "{row}: {struck}"),
            (_, Some(_), _) | (false, None, None) => assert_eq!(clocks, columns, "{row}: {struck}"),
        }
    }
    Ok(())
}

case!(EachBrief, is_a_named_table_on_desktops_and_phones);
async fn is_a_named_table_on_desktops_and_phones(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world.brief, &as_of_with_zone("UTC"))).await?;
    page.wait_until_live(1).await?;
    let sessions = world.brief.content.sessions.len();
    for viewport in [page.setting.viewport, PHONE] {
        page.resize(viewport).await?;
        let exposed = |role: &'static str, css: &'static str| {
            let page = page.clone();
            async move {
                let found = page.exposed(css).await?;
                assert!(found.iter().all(|(other, _)| other == role), "{css} at {viewport:?}: {found:?}");
                anyhow::Ok(found.into_iter().map(|(_, name)| name).collect::<Vec<_>>())
            }
        };
        let names = exposed("table", "summit-brief table").await?;
        assert_eq!(names.iter().map(|name| plain(name)).collect::<Vec<_>>(), [plain(page.said(ONLY).await?.schedule)]);
        let headings = exposed("columnheader", "summit-brief thead th").await?;
        assert_eq!(headings.len(), page.schedule(ONLY).await?.headings.len());
        let rows = exposed("rowheader", "summit-brief .sb-session th").await?;
        assert_eq!(rows.len(), sessions);
        let cells = exposed("cell", "summit-brief td").await?;
        assert_eq!(cells.len(), sessions * (headings.len() - 1));
        // The column's heading says its place, so the cell does not, even where its label is visible.
        for (index, cell) in cells.iter().enumerate() {
            let heading = &headings[1 + index % (headings.len() - 1)];
            assert!(!cell.is_empty() && !plain(cell).contains(&plain(heading)), "“{cell}” under “{heading}”");
        }
    }
    Ok(())
}

/// A page in the brief's language.
fn spec(brief: &Brief, attributes: &str) -> PageSpec {
    PageSpec::new(brief.content.lang.as_str(), brief.element(attributes))
}

fn as_of_with_zone(zone: &str) -> String {
    format!("as-of='published' zone='{zone}'")
}

async fn visit(world: &World, page: &Page, spec: PageSpec) -> Result<()> {
    page.goto(&world.site.url(&world.site.add(&spec))).await?;
    page.wait_until_live(1).await
}

/// Asserts that the console has one line from the widget, with all of `parts`.
async fn one_line(page: &Page, parts: &[&str]) -> Result<()> {
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("summit-brief: ") && parts.iter().all(|part| lines[0].contains(part)), "{lines:?}");
    Ok(())
}
