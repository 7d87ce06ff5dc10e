//! The look: what comes first, room for many columns and long words, days that fold, the order of parts.

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::engine::{DESKTOP, NARROW, PHONE, Setting, Viewport};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered_html};
use crate::suite::{World, case, eventually};

const LOS_ANGELES: Option<&str> = Some("America/Los_Angeles");

/// The distance from the top of the widget to the top of `css`, in pixels.
async fn distance(page: &Page, css: &str) -> Result<f64> {
    let script = "const top = (one) => one.getBoundingClientRect().top;
        return top(brief().querySelector(arguments[0])) - top(brief());";
    page.script(script, &[json!(css)]).await
}

case!(Helsinki, first_card_begins_within_the_first_screen_of_the_demo);
async fn first_card_begins_within_the_first_screen_of_the_demo(world: World) -> Result<()> {
    for (viewport, limit) in [(PHONE, 620.0), (DESKTOP, 560.0)] {
        for scripting in [false, true] {
            let setting = Setting { viewport, scripting, zone: LOS_ANGELES, ..Setting::default() };
            let page = world.visit(setting, "/").await?;
            if scripting {
                let () = page.script("brief().scrollIntoView();", &[]).await?;
                page.wait_until_live(1).await?;
            }
            let distance = distance(&page, ".sb-card").await?;
            assert!((200.0..=limit).contains(&distance), "{distance} px at {viewport:?}, scripting: {scripting}");
            world.close(page).await;
        }
    }
    Ok(())
}

// Room.

/// What does not fit on a page.
#[derive(Debug, Deserialize)]
struct Misfits {
    /// How far the page scrolls sideways, in pixels.
    scrolls: f64,
    /// Elements that extend beyond the sides of the widget.
    outside: Vec<String>,
    /// Pairs of texts that overlap.
    overlapping: Vec<[String; 2]>,
    /// Clock times that are broken across lines.
    broken: Vec<String>,
    /// How many texts were examined.
    texts: usize,
}

/// Compares the text of every visible text node with every other. A text's box is taller than its letters, so boxes may
/// overlap by 5 px or a fifth of their height.
const MISFITS: &str = r#"
    const widget = brief().getBoundingClientRect();
    const region = brief().querySelector(".sb-compare");
    const isClipped = (one) => getComputedStyle(one).clipPath !== "none";
    const isShown = (one) => {
        for (let up = one; up !== brief(); up = up.parentElement) if (isClipped(up)) return false;
        return one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    };
    const outside = [...brief().querySelectorAll(".sb *")].filter((one) => {
        if (!isShown(one) || one.closest("svg") || (region !== one && region?.contains(one))) return false;
        const { left, right, width } = one.getBoundingClientRect();
        // The headings of cards reach 8 px beyond the text.
        return width > 0 && (left < widget.left - 8.5 || right > widget.right + 8.5);
    });
    const texts = [];
    const broken = [];
    const walker = document.createTreeWalker(brief().querySelector(".sb"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.trim() || !isShown(node.parentElement) || node.parentElement.closest("option")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width > 1) texts.push([node.data.trim(), box]);
        }
        for (const match of node.data.matchAll(/\d{1,2}:\d{2}(\s[ap]\.?m\.?)?/gi)) {
            range.setStart(node, match.index);
            range.setEnd(node, match.index + match[0].length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) broken.push(match[0]);
        }
    }
    const overlapping = [];
    for (const [index, [text, one]] of texts.entries()) {
        for (const [other, two] of texts.slice(index + 1)) {
            const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
            const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
            const allowed = Math.max(5, Math.min(one.height, two.height) / 5);
            if (wide > 1 && high > allowed) overlapping.push([text, other]);
        }
    }
    return {
        scrolls: document.documentElement.scrollWidth - innerWidth,
        outside: outside.map((one) => one.outerHTML.slice(0, 100)),
        overlapping,
        broken,
        texts: texts.length,
    };"#;

pub(crate) async fn everything_fits(page: &Page, context: &str) -> Result<()> {
    page.draw_frames().await?;
    let misfits: Misfits = page.script(MISFITS, &[]).await?;
    let fits = misfits.outside.is_empty() && misfits.overlapping.is_empty() && misfits.broken.is_empty();
    assert!(misfits.scrolls <= 0.0 && fits, "{context}: {misfits:#?}");
    assert!(misfits.texts > 20, "{context}: only {} texts", misfits.texts);
    Ok(())
}

/// The viewport in which the widget is 550 px wide: the page's margins take 16 px.
pub(crate) const WIDGET_OF_550: Viewport = (566, 800);

const WIDTHS: [Viewport; 6] = [NARROW, PHONE, WIDGET_OF_550, (640, 800), (768, 1024), DESKTOP];

/// Opens the brief, modified by `change`, in a page with the style `style`. Checks that everything fits at each of
/// `widths`: with all cards closed, with all cards open, and with the table of positions.
async fn fits_at_every_width(
    world: &World,
    widths: &[Viewport],
    attributes: &str,
    style: &str,
    change: impl FnOnce(&mut Value),
) -> Result<()> {
    let element = world.brief.inline(&format!("zone='America/Los_Angeles' {attributes}"), change);
    let spec = PageSpec::new("en-GB", format!("<style>{style}</style>{element}")).stopped_at("2018-07-16T09:00:00Z");
    let page = world.open(Setting::default(), spec).await?;
    page.wait_until_live(1).await?;
    for state in ["closed", "open", "table"] {
        match state {
            "open" => page.click_button("summit-brief", "Show all issues").await?,
            "table" => page.click_button("summit-brief", "Compare positions").await?,
            _ => {}
        }
        for viewport in widths {
            page.resize(*viewport).await?;
            page.wait_for_animations().await?;
            everything_fits(&page, &format!("{state} at {viewport:?}")).await?;
        }
        page.resize(DESKTOP).await?;
    }
    page.has_no_errors().await
}

fn six_zones(brief: &mut Value) {
    let zones = ["UTC", "Europe/Helsinki", "Asia/Hong_Kong", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
    let labels = ["GMT", "Helsinki", "Hong Kong", "Washington", "New Delhi", "Wellington"];
    brief["zones"] = zones.iter().zip(labels).map(|(zone, label)| json!({ "zone": zone, "label": label })).collect();
    brief["sessions"][0]["end"] = json!("2018-07-16T12:50:00Z");
}

case!(Helsinki, six_columns_with_12_hour_clocks_fit_at_every_width);
async fn six_columns_with_12_hour_clocks_fit_at_every_width(world: World) -> Result<()> {
    fits_at_every_width(&world, &WIDTHS, "hour-cycle='h12'", "", six_zones).await
}

case!(Helsinki, ranges_and_day_marks_in_a_table_fit_at_every_width);
async fn ranges_and_day_marks_in_a_table_fit_at_every_width(world: World) -> Result<()> {
    fits_at_every_width(&world, &WIDTHS, "lang='en-CA'", "", |brief| {
        six_zones(brief);
        brief["zones"].as_array_mut().expect("zones").truncate(3);
        // In most zones, the second session runs into the next day. The third was moved.
        let session = |id: &str, start: &str, end: &str| json!({ "id": id, "title": id, "start": start, "end": end });
        let mut moved = session("dinner", "2018-07-16T20:30:00Z", "2018-07-16T22:30:00Z");
        moved["was"] = json!("2018-07-16T16:30:00Z");
        moved["status"] = json!("postponed");
        brief["sessions"] = json!([
            session("talks", "2018-07-16T14:00:00Z", "2018-07-16T15:30:00Z"),
            session("more-talks", "2018-07-16T15:30:00Z", "2018-07-17T05:30:00Z"),
            moved,
        ]);
        for issue in brief["issues"].as_array_mut().expect("issues") {
            issue["sessions"] = json!([]);
        }
    })
    .await
}

case!(Helsinki, column_labels_of_18_and_40_letters_fit_at_every_width);
async fn column_labels_of_18_and_40_letters_fit_at_every_width(world: World) -> Result<()> {
    fits_at_every_width(&world, &WIDTHS, "hour-cycle='h12'", "", |brief| {
        brief["zones"][1]["label"] = json!("Hongkongregionzeit");
        brief["zones"][2]["label"] = json!("Osteuropaeischesommerzeitzoneinhelsinkis");
    })
    .await
}

case!(Helsinki, text_at_200_percent_fits_on_a_phone);
async fn text_at_200_percent_fits_on_a_phone(world: World) -> Result<()> {
    fits_at_every_width(&world, &[PHONE], "hour-cycle='h12'", "html { font-size: 200% }", |brief| {
        // 4,383 days ahead.
        brief["sessions"][0]["start"] = json!("2030-07-16T10:20:00Z");
        brief["sessions"][1]["start"] = json!("2030-07-16T13:30:00Z");
    })
    .await
}

case!(Helsinki, wcag_text_spacing_fits_at_320_pixels);
async fn wcag_text_spacing_fits_at_320_pixels(world: World) -> Result<()> {
    // WCAG 2.2, success criterion 1.4.12.
    let style = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }";
    fits_at_every_width(&world, &[NARROW], "", style, |_| {}).await
}

case!(Helsinki, with_eight_parties_the_issue_stays_in_sight_while_its_positions_scroll);
async fn with_eight_parties_the_issue_stays_in_sight_while_its_positions_scroll(world: World) -> Result<()> {
    let element = world.brief.inline("as-of='published'", |brief| {
        let party = |number: usize| json!({ "id": format!("p{number}"), "name": format!("Party number {number}") });
        brief["parties"] = (0..8).map(party).collect();
        for issue in brief["issues"].as_array_mut().expect("issues") {
            let position = |number: usize| json!({ "party": format!("p{number}"), "text": "Wants something else." });
            issue["positions"] = (0..8).map(position).collect();
        }
    });
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    page.click_button("summit-brief", "Compare positions").await?;
    for viewport in [(768, 1024), DESKTOP] {
        page.resize(viewport).await?;
        let script = "const region = brief().querySelector('.sb-compare');
            region.scrollLeft = 1e6;
            const { left, right } = region.querySelector('tbody th').getBoundingClientRect();
            const last = region.querySelector('tbody td:last-child').getBoundingClientRect();
            return [region.scrollLeft, left, right, last.right, innerWidth];";
        let [scrolled, left, right, last, width]: [f64; 5] = page.script(script, &[]).await?;
        assert!(scrolled > 100.0 && last <= width, "the last position is in sight: {last} of {width}, {scrolled}");
        assert!(left >= 0.0 && right > left && right <= width, "the issue is in sight: {left} to {right} of {width}");
    }
    Ok(())
}

// Days that are over.

/// Three days with two sessions each; the names of the sessions are unique.
fn three_days(brief: &mut Value) {
    let session = |day: u32, hour: u32| {
        let start = format!("2018-07-{day}T{hour:02}:00:00Z");
        let end = format!("2018-07-{day}T{:02}:00:00Z", hour + 1);
        json!({ "id": format!("s{day}-{hour}"), "title": format!("Talks {day}-{hour}"), "start": start, "end": end })
    };
    brief["sessions"] = (16..19).flat_map(|day| [session(day, 8), session(day, 12)]).collect();
    for issue in brief["issues"].as_array_mut().expect("issues") {
        issue["sessions"] = json!([]);
    }
}

/// The days of the schedule, each with the number of its visible rows.
async fn days(page: &Page) -> Result<Vec<(String, usize)>> {
    let script =
        "return [...brief().querySelectorAll('tbody')].map((day) => [words(day.querySelector('.sb-day').innerText),
        [...day.querySelectorAll('.sb-session')].filter((row) => row.checkVisibility()).length]);";
    page.script(script, &[]).await
}

fn day(date: &str, rows: usize) -> (String, usize) {
    (date.to_owned(), rows)
}

case!(Helsinki, days_that_are_over_fold_and_a_link_leads_to_today);
async fn days_that_are_over_fold_and_a_link_leads_to_today(world: World) -> Result<()> {
    let element = world.brief.inline("zone='Europe/Helsinki'", three_days);
    let spec = PageSpec::new("en-GB", element).stopped_at("2018-07-18T07:30:00Z");
    let page = world.open(Setting { viewport: PHONE, ..Setting::default() }, spec).await?;
    page.wait_until_live(1).await?;
    let (monday, tuesday) = ("Monday 16 July 2018: 2 sessions, over", "Tuesday 17 July 2018: 2 sessions, over");
    let wednesday = "Wednesday 18 July 2018";
    assert_eq!(days(&page).await?, [day(monday, 0), day(tuesday, 0), day(wednesday, 2)]);
    // A click unfolds a day, and the rows of the others stay hidden.
    page.click("tbody:nth-of-type(2) summary").await?;
    assert_eq!(days(&page).await?, [day(monday, 0), day(tuesday, 2), day(wednesday, 2)]);
    // On paper, nothing is folded.
    page.on_paper().await?;
    assert_eq!(days(&page).await?, [day(monday, 2), day(tuesday, 2), day(wednesday, 2)]);
    page.on_screen().await?;
    let () = page.script("scrollTo(0, 0);", &[]).await?;
    page.click(".sb-schedule caption a").await?;
    let link: String =
        page.script("return words(brief().querySelector('.sb-schedule caption a').innerText);", &[]).await?;
    assert_eq!(link, "Go to today");
    eventually("today at the top of the viewport", || async {
        let script = "return brief().querySelector('tbody:nth-of-type(3) .sb-day').getBoundingClientRect().top;";
        let top: f64 = page.script(script, &[]).await?;
        Ok(if (-40.0..400.0).contains(&top) { Ok(()) } else { Err(format!("{top} px")) })
    })
    .await?;
    page.has_no_errors().await
}

case!(Helsinki, a_day_that_ends_while_the_page_is_open_stays_unfolded);
async fn a_day_that_ends_while_the_page_is_open_stays_unfolded(world: World) -> Result<()> {
    let element = world.brief.inline("zone='Europe/Helsinki'", three_days);
    let page =
        world.open(Setting::default(), PageSpec::new("en-GB", element).stopped_at("2018-07-16T12:59:30Z")).await?;
    page.wait_until_live(1).await?;
    let (tuesday, wednesday) = (day("Tuesday 17 July 2018", 2), day("Wednesday 18 July 2018", 2));
    assert_eq!(days(&page).await?, [day("Monday 16 July 2018", 2), tuesday.clone(), wednesday.clone()]);
    page.advance(31_000).await?;
    assert_eq!(days(&page).await?, [day("Monday 16 July 2018: 2 sessions, over", 2), tuesday, wednesday]);
    Ok(())
}

case!(Helsinki, prerendered_days_fold_only_out_of_sight);
async fn prerendered_days_fold_only_out_of_sight(world: World) -> Result<()> {
    let mut brief = world.brief.json().clone();
    three_days(&mut brief);
    let brief = brief.to_string();
    let html = prerendered_html(&brief, &[])?;
    let script = format!("<script type='application/json'>{}</script>", brief.replace('<', "\\u003c"));
    let html = format!("<summit-brief loading='eager' lang='en-GB'>{script}{html}</summit-brief>");
    for (spacer, folded) in [("", 2), ("<div style='height: 3000px'></div>", 0)] {
        let spec = PageSpec::new("en-GB", format!("{spacer}{html}<p id='after'>The article goes on.</p>"));
        let gate = world.site.hold(".wasm");
        let page = world.open(Setting::default(), spec.stopped_at("2018-07-18T07:30:00Z")).await?;
        let position = "return document.getElementById('after').getBoundingClientRect().top;";
        let before: f64 = page.script(position, &[]).await?;
        assert!(days(&page).await?.iter().all(|(_, rows)| *rows == 2), "static HTML folds nothing");
        gate.open();
        page.wait_until_live(1).await?;
        let rows: Vec<usize> = days(&page).await?.into_iter().map(|(_, rows)| rows).collect();
        assert_eq!(rows, [folded, folded, 2], "{spacer}");
        if folded > 0 {
            let after: f64 = page.script(position, &[]).await?;
            assert!((before - after).abs() < 1.0, "the article below moved from {before} to {after}");
        }
        world.close(page).await;
    }
    Ok(())
}

// Order and states.

case!(Helsinki, the_issues_come_first_if_the_publisher_says_so);
async fn the_issues_come_first_if_the_publisher_says_so(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", world.brief.element("as-of='published'"))).await?;
    page.wait_until_live(1).await?;
    let order = async || {
        let mut tops = Vec::new();
        for css in [".sb-head", ".sb-countdown", ".sb-cards", ".sb-schedule", ".sb-foot"] {
            tops.push((distance(&page, css).await?, css));
        }
        tops.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        anyhow::Ok(tops.into_iter().map(|(_, css)| css).collect::<Vec<_>>())
    };
    assert_eq!(order().await?, [".sb-head", ".sb-countdown", ".sb-schedule", ".sb-cards", ".sb-foot"]);
    page.click_card(ONLY, 1).await?;
    page.toggles_are(ONLY, &[(1, true, "click")]).await?;
    page.set_attribute(ONLY, "order", Some("issues")).await?;
    eventually("the issues to come first", || async {
        let order = order().await?;
        let expected = [".sb-head", ".sb-countdown", ".sb-cards", ".sb-schedule", ".sb-foot"];
        Ok(if order == expected { Ok(()) } else { Err(format!("{order:?}")) })
    })
    .await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.has_no_errors().await
}

case!(Helsinki, two_sessions_under_way_have_space_between_them);
async fn two_sessions_under_way_have_space_between_them(world: World) -> Result<()> {
    let element = world.brief.inline("", |brief| {
        let session =
            |id: &str| json!({ "id": id, "title": id, "start": "2018-07-16T10:00:00Z", "end": "2018-07-16T12:00:00Z" });
        brief["sessions"] = json!([session("first"), session("second")]);
        for issue in brief["issues"].as_array_mut().expect("issues") {
            issue["sessions"] = json!([]);
        }
    });
    for viewport in [PHONE, DESKTOP] {
        let spec = PageSpec::new("en-GB", element.clone()).stopped_at("2018-07-16T11:00:00Z");
        let page = world.open(Setting { viewport, ..Setting::default() }, spec).await?;
        page.wait_until_live(1).await?;
        let script = "const [moment] = brief().querySelectorAll('.sb-countdown__moment');
            const [, label] = brief().querySelectorAll('.sb-countdown__label');
            return label.getBoundingClientRect().top - moment.getBoundingClientRect().bottom;";
        let space: f64 = page.script(script, &[]).await?;
        assert!(space >= 12.0, "{space} px at {viewport:?}");
        world.close(page).await;
    }
    Ok(())
}
