//! What scripts of the page hear of the cards: `sb-toggle`, and why.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::acts::{live, spec};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

case!(EachBrief, a_toggle_says_which_card_and_bubbles_out_of_everything);
async fn a_toggle_says_which_card_and_bubbles_out_of_everything(world: World) -> Result<()> {
    // Inside a shadow tree of the page: only what is composed gets out.
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "<div id='host'></div>")).await?;
    let put = "const root = document.getElementById('host').attachShadow({ mode: 'open' });
        root.innerHTML = arguments[0];
        window.__one = root.querySelector('summit-brief');";
    let () = page.script(put, &[json!(world.brief.element(""))]).await?;
    page.live(1).await?;
    let issue = &world.brief.content.issues[3];
    let () = page.script("window.__one.querySelectorAll('summary')[3].click();", &[]).await?;
    page.told("host", &[(3, true, "click")]).await?;
    let () = page.script("window.__one.querySelectorAll('summary')[3].click();", &[]).await?;
    let toggle = eventually("an event", || async {
        let mut toggles = page.toggles().await?;
        Ok(toggles.pop().ok_or_else(String::new))
    })
    .await?;
    let expected = json!({ "id": issue.id, "title": issue.title, "index": 3, "open": false, "cause": "click" });
    assert_eq!(toggle.detail, expected);
    assert!(toggle.composed);
    page.all_is_well().await
}

case!(EachBrief, a_click_and_a_key_are_clicks);
async fn a_click_and_a_key_are_clicks(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    page.told(ONLY, &[(1, true, "click")]).await?;
    for (key, open) in [(Key::Enter, false), (Key::Space, true)] {
        page.press(key).await?;
        page.told(ONLY, &[(1, open, "click")]).await?;
    }
    Ok(())
}

case!(EachBrief, show_all_tells_of_every_card_that_changed);
async fn show_all_tells_of_every_card_that_changed(world: World) -> Result<()> {
    let page = live(&world, "expand='first'").await?;
    page.click_button("summit-brief", "Show all issues").await?;
    let last = world.brief.content.issues.len();
    page.told(ONLY, &(1..last).map(|index| (index, true, "all")).collect::<Vec<_>>()).await?;
    page.click_button("summit-brief", "Hide all issues").await?;
    page.told(ONLY, &(0..last).map(|index| (index, false, "all")).collect::<Vec<_>>()).await
}

case!(EachBrief, a_fragment_tells_of_its_card);
async fn a_fragment_tells_of_its_card(world: World) -> Result<()> {
    let body = format!("<a id='link' href='#{}'>There</a>{}", world.brief.card_id(2), world.brief.element(""));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.live(1).await?;
    page.click("#link").await?;
    page.told(ONLY, &[(2, true, "fragment")]).await
}

case!(Helsinki, a_find_in_page_is_the_browsers);
async fn a_find_in_page_is_the_browsers(world: World) -> Result<()> {
    let links = "<a id='link' href='#:~:text=missile%20shield%20launched%20in'>There</a>";
    let page =
        world.open(Setting::default(), PageSpec::new("en-GB", format!("{links}{}", world.brief.element("")))).await?;
    page.live(1).await?;
    page.click("#link").await?;
    page.told(ONLY, &[(4, true, "browser")]).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    // The card is as good as any: closed by a click, and not opened by the text again.
    page.click_card(ONLY, 4).await?;
    page.told(ONLY, &[(4, false, "click")]).await
}

case!(Helsinki, a_find_in_page_at_load_is_the_browsers);
async fn a_find_in_page_at_load_is_the_browsers(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager")])?));
    let page = world.visit(Setting::default(), &format!("{path}#:~:text=missile%20shield%20launched%20in")).await?;
    page.live(1).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.told(ONLY, &[(4, true, "browser")]).await?;
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await
}

case!(EachBrief, what_came_back_from_the_last_visit_is_restored);
async fn what_came_back_from_the_last_visit_is_restored(world: World) -> Result<()> {
    let page = live(&world, "expand='first'").await?;
    for index in [0, 2] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[2]).await?;
    page.reload().await?;
    page.told(ONLY, &[(0, false, "restore"), (2, true, "restore")]).await
}

case!(Helsinki, what_scripts_ask_for_is_the_scripts);
async fn what_scripts_ask_for_is_the_scripts(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    let last = world.brief.content.issues.len();
    let all = |from: usize, open| (from..last).map(|index| (index, open, "script")).collect::<Vec<_>>();
    page.call(ONLY, "one.open('election-meddling');").await?;
    page.told(ONLY, &[(0, true, "script")]).await?;
    page.call(ONLY, "one.expandAll();").await?;
    page.told(ONLY, &all(1, true)).await?;
    page.call(ONLY, "one.collapseAll();").await?;
    page.told(ONLY, &all(0, false)).await?;
    page.set_attribute(ONLY, "expand", Some("syria nato")).await?;
    page.told(ONLY, &[(2, true, "script"), (4, true, "script")]).await?;
    page.set_attribute(ONLY, "expand", Some("first")).await?;
    page.told(ONLY, &[(0, true, "script"), (2, false, "script"), (4, false, "script")]).await?;
    // Past the element, nobody can tell it from the browser.
    page.call(ONLY, "one.querySelectorAll('details')[5].open = true;").await?;
    page.told(ONLY, &[(5, true, "browser")]).await?;
    page.all_is_well().await
}

async fn clicked_before_it_was_there(world: &World, element: &str) -> Result<()> {
    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    for index in [2, 1, 3, 3] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.draw_frames().await?;
    assert_eq!(page.toggles().await?.len(), 0);
    gate.open();
    page.live(1).await?;
    page.draw_frames().await?;
    let toggles = eventually("two events", || async {
        let toggles = page.toggles().await?;
        Ok(if toggles.len() >= 2 { Ok(toggles) } else { Err(format!("{toggles:?}")) })
    })
    .await?;
    assert!(toggles.iter().all(|toggle| toggle.ready), "sb-ready comes first");
    page.told(ONLY, &[(1, true, "click"), (2, true, "click")]).await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.all_is_well().await
}

case!(EachBrief, what_was_clicked_before_the_widget_was_there_is_told_once_after_it_is_ready);
async fn what_was_clicked_before_the_widget_was_there_is_told_once_after_it_is_ready(world: World) -> Result<()> {
    clicked_before_it_was_there(&world, &prerendered(&world.brief, &[("loading", "eager")])?).await
}

case!(EachBrief, so_it_is_where_the_element_waited_to_come_near);
async fn so_it_is_where_the_element_waited_to_come_near(world: World) -> Result<()> {
    clicked_before_it_was_there(&world, &prerendered(&world.brief, &[])?).await
}

case!(Helsinki, what_changes_nothing_tells_nothing);
async fn what_changes_nothing_tells_nothing(world: World) -> Result<()> {
    let page = live(&world, "expand='ukraine'").await?;
    page.told(ONLY, &[]).await?;
    for script in [
        "one.open('ukraine');",
        "one.setAttribute('expand', ' ukraine  no-such-issue');",
        "one.setAttribute('zone', 'Asia/Tokyo'); one.setAttribute('heading-level', '4');",
        "const card = one.querySelector('details'); card.open = true; card.open = false;",
        "one.brief = one.brief;",
        "const place = one.parentNode; one.remove(); place.append(one);",
    ] {
        page.call(ONLY, script).await?;
        page.told(ONLY, &[]).await?;
        page.open_cards_are(ONLY, &[1]).await?;
    }
    page.call(ONLY, "one.collapseAll();").await?;
    page.told(ONLY, &[(1, false, "script")]).await?;
    page.call(ONLY, "one.collapseAll();").await?;
    page.told(ONLY, &[]).await?;
    page.all_is_well().await
}

case!(Helsinki, a_click_on_something_else_explains_nothing);
async fn a_click_on_something_else_explains_nothing(world: World) -> Result<()> {
    let page = live(&world, "expand='first'").await?;
    // On what an open card holds, then the browser opens another.
    page.click("summit-brief details[open] p").await?;
    page.call(ONLY, "one.querySelectorAll('details')[3].open = true;").await?;
    page.told(ONLY, &[(3, true, "browser")]).await?;
    page.click_card(ONLY, 2).await?;
    page.told(ONLY, &[(2, true, "click")]).await?;
    // The click on that card has explained what it could.
    page.call(ONLY, "one.querySelectorAll('details')[2].open = false;").await?;
    page.told(ONLY, &[(2, false, "browser")]).await
}

case!(Helsinki, a_click_into_a_card_before_the_widget_was_there_explains_nothing);
async fn a_click_into_a_card_before_the_widget_was_there_explains_nothing(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let gate = world.site.hold(".wasm");
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(4))).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.click("summit-brief details[open] p").await?;
    gate.open();
    page.live(1).await?;
    page.told(ONLY, &[(4, true, "fragment")]).await
}

case!(Helsinki, a_listener_may_answer_a_toggle_by_another);
async fn a_listener_may_answer_a_toggle_by_another(world: World) -> Result<()> {
    let accordion = "addEventListener('sb-toggle', ({ target, detail }) => {
        if (detail.cause === 'click' && detail.open) {
            for (const [index, card] of [...target.querySelectorAll('details')].entries()) {
                if (index !== detail.index) card.open = false;
            }
        }
    });
    addEventListener('sb-ready', ({ target }) => target.open('syria'));";
    let page = world.open(Setting::default(), spec(&world, "").prelude(accordion)).await?;
    page.live(1).await?;
    page.told(ONLY, &[(2, true, "script")]).await?;
    one_at_a_time(&page, 0).await?;
    one_at_a_time(&page, 4).await?;
    page.all_is_well().await
}

async fn one_at_a_time(page: &Page, index: usize) -> Result<()> {
    page.click_card(ONLY, index).await?;
    page.open_cards_are(ONLY, &[index]).await?;
    page.draw_frames().await?;
    let toggles = page.toggles().await?;
    assert_eq!(toggles.len(), 2, "{toggles:?}");
    let forget: Result<Value> = page.script("window.__seen.toggles = []; return null;", &[]).await;
    forget.map(|_| ())
}
