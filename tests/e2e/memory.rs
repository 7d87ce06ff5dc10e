//! The widget's memory between visits, and its behaviour without storage.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::actions::{cards_work, open_live, spec};
use crate::brief::Brief;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::choose_zone;
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

case!(EachBrief, open_cards_are_restored_after_a_reload_and_on_the_next_visit);
async fn open_cards_are_restored_after_a_reload_and_on_the_next_visit(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, ""));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
    for index in [3, 1, 2, 2] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.toggles_are(ONLY, &[(1, true, "restore"), (3, true, "restore")]).await?;
    // The reader can close a restored card.
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    // Another page shares the memory of the same brief.
    let other = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager")])?));
    for path in [&path, &other] {
        page.visit(&world, path).await?;
        page.open_cards_are(ONLY, &[1]).await?;
        page.toggles_are(ONLY, &[(1, true, "restore")]).await?;
        page.has_no_errors().await?;
    }
    Ok(())
}

case!(EachBrief, closed_cards_stay_closed_even_if_the_publisher_opens_them);
async fn closed_cards_stay_closed_even_if_the_publisher_opens_them(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    page.open_cards_are(ONLY, &[0]).await?;
    // The reader has not toggled any card, so nothing is restored.
    page.reload().await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.toggles_are(ONLY, &[]).await?;
    page.click_card(ONLY, 0).await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.toggles_are(ONLY, &[(0, false, "restore")]).await?;
    let said = page.said(ONLY).await?;
    page.controls_are(ONLY, &[said.show_all, said.compare]).await
}

case!(EachBrief, card_opened_by_a_fragment_is_restored);
async fn card_opened_by_a_fragment_is_restored(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(2))).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.toggles_are(ONLY, &[(2, true, "fragment")]).await?;
    page.visit(&world, &path).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.toggles_are(ONLY, &[(2, true, "restore")]).await
}

case!(Helsinki, card_opened_by_a_text_fragment_is_restored);
async fn card_opened_by_a_text_fragment_is_restored(world: World) -> Result<()> {
    let body = format!("<p><a id='link' href='#:~:text=Denies%20any'>There</a></p>{}", world.brief.element(""));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    page.click("#link").await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.toggles_are(ONLY, &[(0, true, "browser")]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.toggles_are(ONLY, &[(0, true, "restore")]).await
}

case!(Helsinki, cards_opened_by_scripts_and_by_show_all_are_restored);
async fn cards_opened_by_scripts_and_by_show_all_are_restored(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    // A script is not the reader.
    page.call(ONLY, "one.open('syria');").await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[]).await?;
    // But it acts together with the reader.
    page.click_card(ONLY, 1).await?;
    page.call(ONLY, "one.open('syria');").await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.controls_are(ONLY, &["Hide all issues", "Compare positions"]).await
}

case!(EachBrief, clicks_on_prerendered_cards_override_the_memory);
async fn clicks_on_prerendered_cards_override_the_memory(world: World) -> Result<()> {
    let path = world
        .site
        .add(&PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager"), ("expand", "first")])?));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
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
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.toggles_are(ONLY, &[(0, false, "click"), (1, true, "click"), (3, true, "restore")]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[1, 3]).await
}

case!(Helsinki, prerendered_card_closed_again_stays_closed);
async fn prerendered_card_closed_again_stays_closed(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let gate = world.site.hold(".wasm");
    page.goto(&world.site.url(&path)).await?;
    for expected in [&[1][..], &[]] {
        page.click_card(ONLY, 1).await?;
        page.open_cards_are(ONLY, expected).await?;
    }
    gate.open();
    page.wait_until_live(1).await?;
    page.toggles_are(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    // It stays closed on the next visit too.
    page.goto(&world.site.url(&path)).await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    Ok(())
}

/// Records every access to storage, from the start.
const RECORD_STORAGE: &str = "window.__storage = [];
    for (const name of ['getItem', 'setItem', 'removeItem', 'key']) {
        const original = Storage.prototype[name];
        Storage.prototype[name] = function (...rest) { window.__storage.push([name, ...rest]); return original.apply(this, rest); };
    }";

case!(Helsinki, remember_off_neither_reads_nor_writes_storage);
async fn remember_off_neither_reads_nor_writes_storage(world: World) -> Result<()> {
    let on = world.site.add(&spec(&world, "").prelude(RECORD_STORAGE));
    let off = world.site.add(&spec(&world, "remember='off'").prelude(RECORD_STORAGE));
    let page = world.visit(Setting::default(), &on).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let count = "return window.__storage.length;";
    ensure!(page.script::<usize>(count, &[]).await? > 1, "no access to storage was recorded");

    page.visit(&world, &off).await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.click_card(ONLY, 2).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    assert_eq!(page.script::<usize>(count, &[]).await?, 0, "accesses to storage");
    page.reload().await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.visit(&world, &on).await?;
    page.open_cards_are(ONLY, &[1]).await
}

case!(Helsinki, nothing_is_stored_before_the_readers_first_choice);
async fn nothing_is_stored_before_the_readers_first_choice(world: World) -> Result<()> {
    let stored = "return Object.keys(localStorage).length;";
    for choice in ["card", "zone", "clock"] {
        let page = open_live(&world, "expand='first' zone='UTC'").await?;
        page.call(ONLY, "one.open('syria'); one.setAttribute('expand', 'all');").await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
        page.reload().await?;
        assert_eq!(page.script::<usize>(stored, &[]).await?, 0, "before a choice");
        match choice {
            "card" => page.click_card(ONLY, 1).await?,
            "zone" => choose_zone(&page, "Asia/Tokyo").await?,
            _ => page.click_button("summit-brief", "12 h").await?,
        }
        eventually("an entry", || async {
            let count: usize = page.script(stored, &[]).await?;
            Ok(if count == 1 { Ok(()) } else { Err(format!("{count} after the choice of a {choice}")) })
        })
        .await?;
    }
    Ok(())
}

case!(Helsinki, a_stored_zone_that_no_browser_knows_is_forgotten);
async fn a_stored_zone_that_no_browser_knows_is_forgotten(world: World) -> Result<()> {
    let page = open_live(&world, "zone='UTC'").await?;
    page.click_card(ONLY, 1).await?;
    let write = "const [key] = Object.keys(localStorage);
        localStorage.setItem(key, localStorage.getItem(key).replace(' open', ' zone Mars/Olympus open'));
        return localStorage.getItem(key);";
    let written: String = page.script(write, &[]).await?;
    assert!(written.contains("Mars"), "{written}");
    page.reload().await?;
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    let read = "return localStorage.getItem(Object.keys(localStorage)[0]);";
    eventually("an entry without the zone", || async {
        let entry: String = page.script(read, &[]).await?;
        Ok(if entry.contains("open") && !entry.contains("Mars") { Ok(()) } else { Err(entry) })
    })
    .await
}

case!(Helsinki, works_if_storage_throws);
async fn works_if_storage_throws(world: World) -> Result<()> {
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
        let clear = "try { localStorage.clear(); } catch {}";
        let path = world.site.add(&spec(&world, "").prelude(format!("{clear} {prelude}")));
        page.visit(&world, &path).await?;
        cards_work(&page).await.with_context(|| prelude.clone())?;
        page.click_button("summit-brief", "Show all issues").await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
        page.has_no_errors().await.with_context(|| prelude.clone())?;
        page.reload().await?;
        page.open_cards_are(ONLY, &[]).await?;
    }
    Ok(())
}

case!(Helsinki, works_in_a_sandboxed_frame);
async fn works_in_a_sandboxed_frame(world: World) -> Result<()> {
    // A sandboxed frame has an opaque origin: it may read only files that every origin may read.
    world.site.allow_cors("");
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
    page.wait_until_live(1).await?;
    let refused = "try { return [origin, Boolean(localStorage)]; } catch (error) { return [origin, error.name]; }";
    assert_eq!(page.script::<serde_json::Value>(refused, &[]).await?, json!(["null", "SecurityError"]));
    cards_work(&page).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.has_no_errors().await
}

/// Opens one card in `a`, another in `b`, and asserts that after a reload each element has its own card open.
async fn stay_separate(world: &World, elements: [String; 2]) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", elements.concat())).await?;
    page.wait_until_live(2).await?;
    page.click_card("a", 1).await?;
    page.click_card("b", 2).await?;
    page.open_cards_are("b", &[2]).await?;
    for _ in 0..2 {
        each_has_its_own_card_open(&page).await?;
        page.session.reload().await?;
        page.wait_until_live(2).await?;
    }
    each_has_its_own_card_open(&page).await?;
    page.toggles_are("a", &[(1, true, "restore")]).await?;
    page.toggles_are("b", &[(2, true, "restore")]).await?;
    page.has_no_errors().await
}

async fn each_has_its_own_card_open(page: &Page) -> Result<()> {
    page.open_cards_are("a", &[1]).await?;
    page.open_cards_are("b", &[2]).await
}

case!(Helsinki, two_briefs_on_a_page_stay_separate);
async fn two_briefs_on_a_page_stay_separate(world: World) -> Result<()> {
    let other = Brief::accord()?;
    stay_separate(&world, [world.brief.element("id='a'"), other.element("id='b'")]).await
}

case!(Helsinki, two_elements_with_the_same_brief_stay_separate);
async fn two_elements_with_the_same_brief_stay_separate(world: World) -> Result<()> {
    stay_separate(&world, ["a", "b"].map(|id| world.brief.element(&format!("id='{id}'")))).await
}

case!(Helsinki, garbage_in_storage_is_harmless);
async fn garbage_in_storage_is_harmless(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    let ours = "return Object.keys(localStorage).filter((key) => key.startsWith('summit-brief'));";
    let keys = eventually("a stored key", || async {
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
        cards_work(&page).await.with_context(|| format!("after {garbage:?}"))?;
        page.has_no_errors().await?;
    }
    page.toggles_are(ONLY, &[(2, true, "click"), (2, false, "click")]).await?;
    page.click_card(ONLY, 4).await?;
    page.toggles_are(ONLY, &[(4, true, "click")]).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[4]).await
}
