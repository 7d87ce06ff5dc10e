//! What is kept for the reader's next visit, and where nothing can be.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::acts::{live, spec, works};
use crate::brief::Brief;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

case!(EachBrief, open_cards_come_back_after_a_reload_and_at_the_next_visit);
async fn open_cards_come_back_after_a_reload_and_at_the_next_visit(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, ""));
    let page = world.visit(Setting::default(), &path).await?;
    page.live(1).await?;
    for index in [3, 1, 2, 2] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.told(ONLY, &[(1, true, "restore"), (3, true, "restore")]).await?;
    // What came back is for the reader to close again.
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    // Another page with the brief.
    let other = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager")])?));
    for path in [&path, &other] {
        page.go(&world, path).await?;
        page.open_cards_are(ONLY, &[1]).await?;
        page.told(ONLY, &[(1, true, "restore")]).await?;
        page.all_is_well().await?;
    }
    Ok(())
}

case!(EachBrief, closed_cards_stay_closed_though_the_publisher_opens_them);
async fn closed_cards_stay_closed_though_the_publisher_opens_them(world: World) -> Result<()> {
    let page = live(&world, "expand='first'").await?;
    page.open_cards_are(ONLY, &[0]).await?;
    // Nothing done, nothing to come back.
    page.reload().await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.told(ONLY, &[]).await?;
    page.click_card(ONLY, 0).await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.told(ONLY, &[(0, false, "restore")]).await?;
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await
}

case!(EachBrief, a_card_opened_by_a_fragment_comes_back);
async fn a_card_opened_by_a_fragment_comes_back(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(2))).await?;
    page.live(1).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.told(ONLY, &[(2, true, "fragment")]).await?;
    page.go(&world, &path).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.told(ONLY, &[(2, true, "restore")]).await
}

case!(Helsinki, a_card_opened_by_a_find_in_page_comes_back);
async fn a_card_opened_by_a_find_in_page_comes_back(world: World) -> Result<()> {
    let body = format!("<p><a id='link' href='#:~:text=Denies%20any'>There</a></p>{}", world.brief.element(""));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.live(1).await?;
    page.click("#link").await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.told(ONLY, &[(0, true, "browser")]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.told(ONLY, &[(0, true, "restore")]).await
}

case!(Helsinki, cards_opened_by_scripts_and_by_show_all_come_back);
async fn cards_opened_by_scripts_and_by_show_all_come_back(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    page.call(ONLY, "one.open('syria');").await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.controls_are(ONLY, &["Hide all issues", "Compare positions"]).await
}

case!(EachBrief, what_was_done_to_the_prerendered_cards_counts_for_more);
async fn what_was_done_to_the_prerendered_cards_counts_for_more(world: World) -> Result<()> {
    let path = world
        .site
        .add(&PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager"), ("expand", "first")])?));
    let page = world.visit(Setting::default(), &path).await?;
    page.live(1).await?;
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[0, 3]).await?;
    let gate = world.site.hold(".wasm");
    page.goto(&world.site.url(&path)).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    for index in [0, 1] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1]).await?;
    gate.open();
    page.live(1).await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.told(ONLY, &[(0, false, "click"), (1, true, "click"), (3, true, "restore")]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[1, 3]).await
}

case!(Helsinki, a_prerendered_card_closed_again_stays_closed);
async fn a_prerendered_card_closed_again_stays_closed(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let page = world.visit(Setting::default(), &path).await?;
    page.live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let gate = world.site.hold(".wasm");
    page.goto(&world.site.url(&path)).await?;
    for expected in [&[1][..], &[]] {
        page.click_card(ONLY, 1).await?;
        page.open_cards_are(ONLY, expected).await?;
    }
    gate.open();
    page.live(1).await?;
    page.told(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    // At the next visit, too.
    page.goto(&world.site.url(&path)).await?;
    page.live(1).await?;
    page.draw_frames().await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    Ok(())
}

/// Counts what is read and written from the start.
const COUNT: &str = "window.__storage = [];
    for (const name of ['getItem', 'setItem', 'removeItem', 'key']) {
        const original = Storage.prototype[name];
        Storage.prototype[name] = function (...rest) { window.__storage.push([name, ...rest]); return original.apply(this, rest); };
    }";

case!(Helsinki, told_to_remember_nothing_it_neither_reads_nor_writes);
async fn told_to_remember_nothing_it_neither_reads_nor_writes(world: World) -> Result<()> {
    let on = world.site.add(&spec(&world, "").prelude(COUNT));
    let off = world.site.add(&spec(&world, "remember='off'").prelude(COUNT));
    let page = world.visit(Setting::default(), &on).await?;
    page.live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let count = "return window.__storage.length;";
    ensure!(page.script::<usize>(count, &[]).await? > 1, "nothing was counted");

    page.go(&world, &off).await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.click_card(ONLY, 2).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    assert_eq!(page.script::<usize>(count, &[]).await?, 0, "reads and writes");
    page.reload().await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.go(&world, &on).await?;
    page.open_cards_are(ONLY, &[1]).await
}

case!(Helsinki, works_where_storage_throws);
async fn works_where_storage_throws(world: World) -> Result<()> {
    let refuse = "{ throw new DOMException('not here', 'SecurityError'); }";
    let preludes = [
        format!("Storage.prototype.getItem = () => {refuse};"),
        format!("Storage.prototype.setItem = () => {refuse};"),
        format!("Storage.prototype.getItem = Storage.prototype.setItem = () => {refuse};"),
        format!("Object.defineProperty(window, 'localStorage', {{ get() {refuse} }});"),
        "Object.defineProperty(window, 'localStorage', { value: null });".to_owned(),
    ];
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for prelude in preludes {
        let path = world.site.add(&spec(&world, "").prelude(prelude.clone()));
        page.go(&world, &path).await?;
        works(&page).await.with_context(|| prelude.clone())?;
        page.click_button("summit-brief", "Show all issues").await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
        page.all_is_well().await.with_context(|| prelude.clone())?;
        page.reload().await?;
        page.open_cards_are(ONLY, &[]).await?;
    }
    Ok(())
}

case!(Helsinki, works_in_a_sandboxed_frame);
async fn works_in_a_sandboxed_frame(world: World) -> Result<()> {
    // A frame of its own kind is of no origin: it may read what is shared with all.
    world.site.share("");
    let inner = world.site.add(&spec(&world, ""));
    let frame =
        format!("<iframe title='A frame' width='900' height='700' sandbox='allow-scripts' src='{inner}'></iframe>");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", frame)).await?;
    eventually("the frame", || async {
        let state: String = page.script("return document.readyState;", &[]).await?;
        Ok(if state == "complete" { Ok(()) } else { Err(state) })
    })
    .await?;
    page.session.driver.enter_frame(0).await?;
    page.live(1).await?;
    let refused = "try { return [origin, Boolean(localStorage)]; } catch (error) { return [origin, error.name]; }";
    assert_eq!(page.script::<serde_json::Value>(refused, &[]).await?, json!(["null", "SecurityError"]));
    works(&page).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.all_is_well().await
}

/// Opens one card in `a`, another in `b`, and sees after a reload that each has its own.
async fn never_mix(world: &World, elements: [String; 2]) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", elements.concat())).await?;
    page.live(2).await?;
    page.click_card("a", 1).await?;
    page.click_card("b", 2).await?;
    page.open_cards_are("b", &[2]).await?;
    for _ in 0..2 {
        each_has_its_own(&page).await?;
        page.session.reload().await?;
        page.live(2).await?;
    }
    each_has_its_own(&page).await?;
    page.told("a", &[(1, true, "restore")]).await?;
    page.told("b", &[(2, true, "restore")]).await?;
    page.all_is_well().await
}

async fn each_has_its_own(page: &Page) -> Result<()> {
    page.open_cards_are("a", &[1]).await?;
    page.open_cards_are("b", &[2]).await
}

case!(Helsinki, two_briefs_of_a_page_never_mix);
async fn two_briefs_of_a_page_never_mix(world: World) -> Result<()> {
    let other = Brief::accord()?;
    never_mix(&world, [world.brief.element("id='a'"), other.element("id='b'")]).await
}

case!(Helsinki, one_brief_twice_on_a_page_never_mixes);
async fn one_brief_twice_on_a_page_never_mixes(world: World) -> Result<()> {
    never_mix(&world, ["a", "b"].map(|id| world.brief.element(&format!("id='{id}'")))).await
}

case!(Helsinki, garbage_in_storage_does_no_harm);
async fn garbage_in_storage_does_no_harm(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    let ours = "return Object.keys(localStorage).filter((key) => key.startsWith('summit-brief'));";
    let keys = eventually("something kept", || async {
        let keys: Vec<String> = page.script(ours, &[]).await?;
        Ok(if keys.is_empty() { Err(String::new()) } else { Ok(keys) })
    })
    .await?;
    for garbage in [
        "",
        " ",
        "null",
        "{\"open\":",
        "💥\u{0}",
        "open",
        "- open ../.. <b> #",
        "99999999999999999999 open nowhere",
        "NaN",
    ] {
        let write = "for (const key of arguments[0]) localStorage.setItem(key, arguments[1]);";
        let () = page.script(write, &[json!(keys), json!(garbage)]).await?;
        page.reload().await?;
        page.open_cards_are(ONLY, &[]).await?;
        works(&page).await.with_context(|| format!("after {garbage:?}"))?;
        page.all_is_well().await?;
    }
    page.told(ONLY, &[(2, true, "click"), (2, false, "click")]).await?;
    page.click_card(ONLY, 4).await?;
    page.told(ONLY, &[(4, true, "click")]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[4]).await
}
