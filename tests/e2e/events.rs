//! `sb-toggle` events and their causes.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::actions::{open_live, spec};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

case!(EachBrief, toggle_names_the_card_and_leaves_shadow_trees);
async fn toggle_names_the_card_and_leaves_shadow_trees(world: World) -> Result<()> {
    // The element is inside a shadow tree, which only composed events leave.
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "<div id='host'></div>")).await?;
    let put = "const root = document.getElementById('host').attachShadow({ mode: 'open' });
        root.innerHTML = arguments[0];
        window.__one = root.querySelector('summit-brief');";
    let () = page.script(put, &[json!(world.brief.element(""))]).await?;
    page.wait_until_live(1).await?;
    let issue = &world.brief.content.issues[3];
    let () = page.script("window.__one.querySelectorAll('.sb-card summary')[3].click();", &[]).await?;
    page.toggles_are("host", &[(3, true, "click")]).await?;
    let () = page.script("window.__one.querySelectorAll('.sb-card summary')[3].click();", &[]).await?;
    let toggle = eventually("an event", || async {
        let mut toggles = page.toggles().await?;
        Ok(toggles.pop().ok_or_else(String::new))
    })
    .await?;
    let expected = json!({ "id": issue.id, "title": issue.title, "index": 3, "open": false, "cause": "click" });
    assert_eq!(toggle.detail, expected);
    assert!(toggle.composed);
    page.has_no_errors().await
}

case!(EachBrief, clicks_and_keys_have_the_cause_click);
async fn clicks_and_keys_have_the_cause_click(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    page.toggles_are(ONLY, &[(1, true, "click")]).await?;
    for (key, open) in [(Key::Enter, false), (Key::Space, true)] {
        page.press(key).await?;
        page.toggles_are(ONLY, &[(1, open, "click")]).await?;
    }
    Ok(())
}

case!(EachBrief, show_all_emits_one_event_per_changed_card);
async fn show_all_emits_one_event_per_changed_card(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    let said = page.said(ONLY).await?;
    page.click_button("summit-brief", said.show_all).await?;
    let last = world.brief.content.issues.len();
    page.toggles_are(ONLY, &(1..last).map(|index| (index, true, "all")).collect::<Vec<_>>()).await?;
    page.click_button("summit-brief", said.hide_all).await?;
    page.toggles_are(ONLY, &(0..last).map(|index| (index, false, "all")).collect::<Vec<_>>()).await
}

case!(EachBrief, fragment_has_the_cause_fragment);
async fn fragment_has_the_cause_fragment(world: World) -> Result<()> {
    let body = format!("<a id='link' href='#{}'>There</a>{}", world.brief.card_id(2), world.brief.element(""));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    page.click("#link").await?;
    page.toggles_are(ONLY, &[(2, true, "fragment")]).await
}

case!(Helsinki, text_fragment_has_the_cause_browser);
async fn text_fragment_has_the_cause_browser(world: World) -> Result<()> {
    let links = "<a id='link' href='#:~:text=missile%20shield%20launched%20in'>There</a>";
    let page =
        world.open(Setting::default(), PageSpec::new("en-GB", format!("{links}{}", world.brief.element("")))).await?;
    page.wait_until_live(1).await?;
    page.click("#link").await?;
    page.toggles_are(ONLY, &[(4, true, "browser")]).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    // The card behaves like any other: a click closes it, and the text fragment does not open it again.
    page.click_card(ONLY, 4).await?;
    page.toggles_are(ONLY, &[(4, false, "click")]).await
}

case!(Helsinki, text_fragment_at_load_has_the_cause_browser);
async fn text_fragment_at_load_has_the_cause_browser(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager")])?));
    let page = world.visit(Setting::default(), &format!("{path}#:~:text=missile%20shield%20launched%20in")).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.toggles_are(ONLY, &[(4, true, "browser")]).await?;
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await
}

case!(EachBrief, restored_cards_have_the_cause_restore);
async fn restored_cards_have_the_cause_restore(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    for index in [0, 2] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[2]).await?;
    page.reload().await?;
    page.toggles_are(ONLY, &[(0, false, "restore"), (2, true, "restore")]).await
}

case!(Helsinki, methods_and_attributes_have_the_cause_script);
async fn methods_and_attributes_have_the_cause_script(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let last = world.brief.content.issues.len();
    let all = |from: usize, open| (from..last).map(|index| (index, open, "script")).collect::<Vec<_>>();
    page.call(ONLY, "one.open('election-meddling');").await?;
    page.toggles_are(ONLY, &[(0, true, "script")]).await?;
    page.call(ONLY, "one.expandAll();").await?;
    page.toggles_are(ONLY, &all(1, true)).await?;
    page.call(ONLY, "one.collapseAll();").await?;
    page.toggles_are(ONLY, &all(0, false)).await?;
    page.set_attribute(ONLY, "expand", Some("syria nato")).await?;
    page.toggles_are(ONLY, &[(2, true, "script"), (4, true, "script")]).await?;
    page.set_attribute(ONLY, "expand", Some("first")).await?;
    page.toggles_are(ONLY, &[(0, true, "script"), (2, false, "script"), (4, false, "script")]).await?;
    // A script that bypasses the element cannot be distinguished from the browser.
    page.call(ONLY, "one.querySelectorAll('.sb-card__details')[5].open = true;").await?;
    page.toggles_are(ONLY, &[(5, true, "browser")]).await?;
    page.has_no_errors().await
}

async fn clicked_before_it_is_live(world: &World, element: &str) -> Result<()> {
    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    for index in [2, 1, 3, 3] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.draw_frames().await?;
    assert_eq!(page.toggles().await?.len(), 0);
    gate.open();
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    let toggles = eventually("two events", || async {
        let toggles = page.toggles().await?;
        Ok(if toggles.len() >= 2 { Ok(toggles) } else { Err(format!("{toggles:?}")) })
    })
    .await?;
    assert!(toggles.iter().all(|toggle| toggle.ready), "sb-ready must come first");
    page.toggles_are(ONLY, &[(1, true, "click"), (2, true, "click")]).await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.has_no_errors().await
}

case!(EachBrief, clicks_before_the_widget_is_live_are_reported_once_after_sb_ready);
async fn clicks_before_the_widget_is_live_are_reported_once_after_sb_ready(world: World) -> Result<()> {
    clicked_before_it_is_live(&world, &prerendered(&world.brief, &[("loading", "eager")])?).await
}

case!(EachBrief, clicks_that_start_a_lazy_widget_are_reported_once_after_sb_ready);
async fn clicks_that_start_a_lazy_widget_are_reported_once_after_sb_ready(world: World) -> Result<()> {
    clicked_before_it_is_live(&world, &prerendered(&world.brief, &[])?).await
}

case!(Helsinki, changes_without_effect_emit_nothing);
async fn changes_without_effect_emit_nothing(world: World) -> Result<()> {
    let page = open_live(&world, "expand='ukraine'").await?;
    page.toggles_are(ONLY, &[]).await?;
    for script in [
        "one.open('ukraine');",
        "one.setAttribute('expand', ' ukraine  ');",
        "one.setAttribute('zone', 'Asia/Tokyo'); one.setAttribute('heading-level', '4');",
        "const card = one.querySelector('.sb-card__details'); card.open = true; card.open = false;",
        "one.brief = one.brief;",
        "const place = one.parentNode; one.remove(); place.append(one);",
    ] {
        page.call(ONLY, script).await?;
        page.toggles_are(ONLY, &[]).await?;
        page.open_cards_are(ONLY, &[1]).await?;
    }
    page.call(ONLY, "one.collapseAll();").await?;
    page.toggles_are(ONLY, &[(1, false, "script")]).await?;
    page.call(ONLY, "one.collapseAll();").await?;
    page.toggles_are(ONLY, &[]).await?;
    page.has_no_errors().await
}

case!(Helsinki, click_elsewhere_is_not_mistaken_for_the_cause);
async fn click_elsewhere_is_not_mistaken_for_the_cause(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    // Clicks on the text of an open card, then opens another one as the browser does.
    page.click("summit-brief .sb-card__details[open] p").await?;
    page.call(ONLY, "one.querySelectorAll('.sb-card__details')[3].open = true;").await?;
    page.toggles_are(ONLY, &[(3, true, "browser")]).await?;
    page.click_card(ONLY, 2).await?;
    page.toggles_are(ONLY, &[(2, true, "click")]).await?;
    // The click on that card caused only the first toggle.
    page.call(ONLY, "one.querySelectorAll('.sb-card__details')[2].open = false;").await?;
    page.toggles_are(ONLY, &[(2, false, "browser")]).await
}

case!(Helsinki, click_in_an_open_card_before_the_widget_is_live_is_not_mistaken_for_the_cause);
async fn click_in_an_open_card_before_the_widget_is_live_is_not_mistaken_for_the_cause(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let gate = world.site.hold(".wasm");
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(4))).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.click("summit-brief .sb-card__details[open] p").await?;
    gate.open();
    page.wait_until_live(1).await?;
    page.toggles_are(ONLY, &[(4, true, "fragment")]).await
}

case!(Helsinki, listener_may_toggle_other_cards);
async fn listener_may_toggle_other_cards(world: World) -> Result<()> {
    let accordion = "addEventListener('sb-toggle', ({ target, detail }) => {
        if (detail.cause === 'click' && detail.open) {
            for (const [index, card] of [...target.querySelectorAll('.sb-card__details')].entries()) {
                if (index !== detail.index) card.open = false;
            }
        }
    });
    addEventListener('sb-ready', ({ target }) => target.open('syria'));";
    let page = world.open(Setting::default(), spec(&world, "").prelude(accordion)).await?;
    page.wait_until_live(1).await?;
    page.toggles_are(ONLY, &[(2, true, "script")]).await?;
    opens_and_closes_the_other(&page, 0).await?;
    opens_and_closes_the_other(&page, 4).await?;
    page.has_no_errors().await
}

async fn opens_and_closes_the_other(page: &Page, index: usize) -> Result<()> {
    page.click_card(ONLY, index).await?;
    page.open_cards_are(ONLY, &[index]).await?;
    page.draw_frames().await?;
    let toggles = page.toggles().await?;
    assert_eq!(toggles.len(), 2, "{toggles:?}");
    let cleared: Result<Value> = page.script("window.__seen.toggles = []; return null;", &[]).await;
    cleared.map(|_| ())
}
