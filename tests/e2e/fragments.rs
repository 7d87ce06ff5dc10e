//! Links to single cards: the fragment of the page's address.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::acts::{SLOW, spec};
use crate::brief::Brief;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{FAR, PageSpec, prerendered};
use crate::suite::{World, case};

/// Links to two cards, to a paragraph of the page and to nothing, then `element`, far away.
fn with_links(world: &World, element: &str) -> PageSpec {
    let (one, two) = (world.brief.card_id(1), world.brief.card_id(4));
    let body = format!(
        "<nav aria-label='Links'><a id='one' href='#{one}'>One</a> <a id='two' href='#{two}'>Two</a>
        <a id='else' href='#below'>Below</a> <a id='none' href='#nowhere'>Nowhere</a></nav>{FAR}{element}{FAR}
        <p id='below'>What stands below.</p>{FAR}"
    );
    PageSpec::new("en-GB", body)
}

async fn open_with_links(world: &World, element: &str) -> Result<Page> {
    let page = world.open(Setting::default(), with_links(world, element)).await?;
    page.live(1).await?;
    Ok(page)
}

/// A reader is above the element again.
async fn go_up(page: &Page) -> Result<()> {
    page.script("scrollTo(0, 0);", &[]).await
}

async fn at_load(world: &World, element: &str) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", format!("{FAR}{element}{FAR}")));
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(4))).await?;
    page.live(1).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.told(ONLY, &[(4, true, "fragment")]).await?;
    // Once: the reader may close it.
    page.press(Key::Enter).await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.told(ONLY, &[(4, false, "click")]).await?;
    page.all_is_well().await
}

case!(EachBrief, at_load_the_card_opens_in_sight_with_the_focus);
async fn at_load_the_card_opens_in_sight_with_the_focus(world: World) -> Result<()> {
    at_load(&world, &prerendered(&world.brief, &[])?).await
}

case!(EachBrief, at_load_the_card_opens_though_nothing_was_prerendered);
async fn at_load_the_card_opens_though_nothing_was_prerendered(world: World) -> Result<()> {
    at_load(&world, &world.brief.element("").replace("eager", "lazy")).await
}

case!(EachBrief, at_load_the_card_is_in_sight_though_others_come_back_open);
async fn at_load_the_card_is_in_sight_though_others_come_back_open(world: World) -> Result<()> {
    let path = world
        .site
        .add(&PageSpec::new("en-GB", format!("{FAR}{}{FAR}", prerendered(&world.brief, &[("loading", "eager")])?)));
    let page = world.visit(Setting::default(), &path).await?;
    page.live(1).await?;
    for index in 0..4 {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[0, 1, 2, 3]).await?;
    page.go(&world, &format!("{path}#{}", world.brief.card_id(5))).await?;
    page.open_cards_are(ONLY, &[0, 1, 2, 3, 5]).await?;
    page.arrived_at_card(ONLY, 5).await
}

case!(EachBrief, a_link_followed_later_opens_its_card);
async fn a_link_followed_later_opens_its_card(world: World) -> Result<()> {
    for element in [
        world.brief.element("remember='off'"),
        prerendered(&world.brief, &[("remember", "off"), ("loading", "eager")])?,
    ] {
        let page = open_with_links(&world, &element).await?;
        page.click("#one").await?;
        page.open_cards_are(ONLY, &[1]).await?;
        page.arrived_at_card(ONLY, 1).await?;
        page.told(ONLY, &[(1, true, "fragment")]).await?;
        go_up(&page).await?;
        page.click("#two").await?;
        page.open_cards_are(ONLY, &[1, 4]).await?;
        page.arrived_at_card(ONLY, 4).await?;
        page.told(ONLY, &[(4, true, "fragment")]).await?;
        // To one that is open already it goes all the same.
        go_up(&page).await?;
        page.click("#one").await?;
        page.arrived_at_card(ONLY, 1).await?;
        page.told(ONLY, &[]).await?;
        page.all_is_well().await?;
    }
    Ok(())
}

case!(Helsinki, a_link_followed_before_the_widget_is_there_opens_its_card);
async fn a_link_followed_before_the_widget_is_there_opens_its_card(world: World) -> Result<()> {
    for element in [world.brief.element("").replace("eager", "lazy"), prerendered(&world.brief, &[])?] {
        let page = world.open(Setting::default(), with_links(&world, &element)).await?;
        page.draw_frames().await?;
        assert_eq!(page.events().await?.len(), 0, "it waits");
        page.click("#two").await?;
        page.live(1).await?;
        page.open_cards_are(ONLY, &[4]).await?;
        page.arrived_at_card(ONLY, 4).await?;
        page.told(ONLY, &[(4, true, "fragment")]).await?;
    }
    Ok(())
}

case!(Helsinki, the_same_link_opens_its_card_again_after_it_was_closed);
async fn the_same_link_opens_its_card_again_after_it_was_closed(world: World) -> Result<()> {
    let page = open_with_links(&world, &world.brief.element("")).await?;
    page.click("#one").await?;
    page.arrived_at_card(ONLY, 1).await?;
    page.told(ONLY, &[(1, true, "fragment")]).await?;
    for _ in 0..2 {
        page.click_card(ONLY, 1).await?;
        page.open_cards_are(ONLY, &[]).await?;
        page.told(ONLY, &[(1, false, "click")]).await?;
        go_up(&page).await?;
        page.click("#one").await?;
        page.open_cards_are(ONLY, &[1]).await?;
        page.told(ONLY, &[(1, true, "fragment")]).await?;
    }
    // Opened by hand while the address names it, it is opened by hand.
    for open in [false, true] {
        page.click_card(ONLY, 1).await?;
        page.told(ONLY, &[(1, open, "click")]).await?;
    }
    Ok(())
}

case!(Helsinki, a_card_closed_before_the_widget_is_there_stays_closed);
async fn a_card_closed_before_the_widget_is_there_stays_closed(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let gate = world.site.hold(".wasm");
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(4))).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.click_card(ONLY, 4).await?;
    page.open_cards_are(ONLY, &[]).await?;
    gate.open();
    page.live(1).await?;
    page.told(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await?;
    page.all_is_well().await
}

case!(Helsinki, of_the_same_brief_twice_the_first_opens_its_card);
async fn of_the_same_brief_twice_the_first_opens_its_card(world: World) -> Result<()> {
    let twice = ["a", "b"].map(|id| world.brief.element(&format!("id='{id}'"))).join(FAR);
    let page = world.open(Setting::default(), with_links(&world, &twice)).await?;
    page.live(2).await?;
    page.click("#two").await?;
    page.open_cards_are("a", &[4]).await?;
    page.arrived_at_card("a", 4).await?;
    page.told("a", &[(4, true, "fragment")]).await?;
    page.told("b", &[]).await?;
    assert_eq!(page.open_cards("b").await?, [0; 0]);
    page.all_is_well().await
}

case!(EachBrief, back_and_forward_open_the_cards_they_name);
async fn back_and_forward_open_the_cards_they_name(world: World) -> Result<()> {
    let page = open_with_links(&world, &world.brief.element("")).await?;
    page.click("#one").await?;
    page.arrived_at_card(ONLY, 1).await?;
    go_up(&page).await?;
    page.click("#two").await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.call(ONLY, "one.collapseAll();").await?;
    page.told(ONLY, &[(1, true, "fragment"), (4, true, "fragment"), (1, false, "script"), (4, false, "script")])
        .await?;
    page.back().await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.arrived_at_card(ONLY, 1).await?;
    page.session.driver.forward().await?;
    page.open_cards_are(ONLY, &[1, 4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.told(ONLY, &[(1, true, "fragment"), (4, true, "fragment")]).await
}

case!(Helsinki, fragments_of_the_page_are_left_alone);
async fn fragments_of_the_page_are_left_alone(world: World) -> Result<()> {
    let page = open_with_links(&world, &world.brief.element("")).await?;
    page.click("#else").await?;
    page.draw_frames().await?;
    let place = "return document.getElementById('below').getBoundingClientRect().top;";
    let top: f64 = page.script(place, &[]).await?;
    assert!((0.0..300.0).contains(&top), "the paragraph the page's own link goes to is in sight: {top}");
    assert_eq!(page.focused_card(ONLY).await?, None);
    go_up(&page).await?;
    page.click("#none").await?;
    page.told(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    assert_eq!(page.script::<f64>("return scrollY;", &[]).await?, 0.0);
    page.all_is_well().await
}

case!(Helsinki, fragments_of_other_briefs_are_left_alone);
async fn fragments_of_other_briefs_are_left_alone(world: World) -> Result<()> {
    let other = Brief::accord()?;
    let elements = [world.brief.element("id='a'"), other.element("id='b'")];
    let path = world.site.add(&PageSpec::new("en-GB", elements.concat()));
    let page = world.visit(Setting::default(), &format!("{path}#{}", other.card_id(3))).await?;
    page.live(2).await?;
    page.told("b", &[(3, true, "fragment")]).await?;
    page.told("a", &[]).await?;
    assert_eq!(page.open_cards("a").await?, [0; 0]);
    page.arrived_at_card("b", 3).await?;
    Ok(())
}

case!(Helsinki, a_widget_above_that_comes_later_leaves_the_card_in_sight);
async fn a_widget_above_that_comes_later_leaves_the_card_in_sight(world: World) -> Result<()> {
    let other = Brief::accord()?;
    // Also where the engine does not keep what is in sight by itself.
    for style in ["", "<style>* { overflow-anchor: none }</style>"] {
        let elements = [style.to_owned(), world.brief.element("id='a'"), other.element("id='b'"), FAR.to_owned()];
        let path = world.site.add(&PageSpec::new("en-GB", elements.concat()));
        let gate = world.site.hold("helsinki-2018.json");
        let page = world.visit(Setting::default(), &format!("{path}#{}", other.card_id(3))).await?;
        page.live(1).await?;
        page.arrived_at_card("b", 3).await?;
        let place = "return Math.round(cards('b')[3].getBoundingClientRect().top);";
        // On a page that scrolls smoothly, as many do.
        let () = page.script("document.documentElement.style.scrollBehavior = 'smooth';", &[]).await?;
        // Firefox is a pixel off until it has drawn.
        page.draw_frames().await?;
        let before: i64 = page.script(place, &[]).await?;
        gate.open();
        page.live(2).await?;
        page.draw_frames().await?;
        let after: i64 = page.script(place, &[]).await?;
        assert!((before - after).abs() <= 1, "the card was at {before}, and is at {after} {style}");
        page.arrived_at_card("b", 3).await?;
    }
    Ok(())
}

case!(EachBrief, while_comparing_it_goes_back_to_the_cards);
async fn while_comparing_it_goes_back_to_the_cards(world: World) -> Result<()> {
    goes_back_to_the_cards(world, "").await
}

case!(EachBrief, on_a_slow_machine_it_goes_back_to_the_cards_too);
async fn on_a_slow_machine_it_goes_back_to_the_cards_too(world: World) -> Result<()> {
    goes_back_to_the_cards(world, SLOW).await
}

async fn goes_back_to_the_cards(world: World, prelude: &str) -> Result<()> {
    let spec = with_links(&world, &world.brief.element("expand='first'")).prelude(prelude);
    let page = world.open(Setting::default(), spec).await?;
    page.live(1).await?;
    page.click_button("summit-brief", "Compare positions").await?;
    page.controls_are(ONLY, &["Back to the issues"]).await?;
    go_up(&page).await?;
    page.click("#two").await?;
    page.open_cards_are(ONLY, &[0, 4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.told(ONLY, &[(4, true, "fragment")]).await?;
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await?;
    // The same link once more, from the table: the address does not change.
    page.click_button("summit-brief", "Compare positions").await?;
    page.controls_are(ONLY, &["Back to the issues"]).await?;
    go_up(&page).await?;
    page.click("#two").await?;
    page.open_cards_are(ONLY, &[0, 4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.told(ONLY, &[]).await
}

case!(Helsinki, a_reader_who_is_elsewhere_by_now_keeps_the_focus);
async fn a_reader_who_is_elsewhere_by_now_keeps_the_focus(world: World) -> Result<()> {
    for element in [world.brief.element(""), prerendered(&world.brief, &[])?] {
        let body = format!("<p><label>Search <input id='search'></label></p>{element}");
        let path = world.site.add(&PageSpec::new("en-GB", body));
        let gate = world.site.hold(".wasm");
        let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(6))).await?;
        page.click("#search").await?;
        page.types("n").await?;
        gate.open();
        page.live(1).await?;
        page.open_cards_are(ONLY, &[6]).await?;
        page.told(ONLY, &[(6, true, "fragment")]).await?;
        page.types("o").await?;
        assert_eq!(page.focused().await?, "no", "what the reader types goes where it went");
    }
    Ok(())
}

case!(EachBrief, nothing_else_touches_the_address_or_the_history);
async fn nothing_else_touches_the_address_or_the_history(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, ""));
    for fragment in ["", "#a-fragment-of-the-page"] {
        let page = world.visit(Setting::default(), &format!("{path}{fragment}")).await?;
        page.live(1).await?;
        let state = "return [location.href, history.length, history.state];";
        let before: Value = page.script(state, &[]).await?;
        page.click_card(ONLY, 1).await?;
        page.click_button("summit-brief", "Copy link").await?;
        for control in ["Show all issues", "Hide all issues", "Compare positions", "Back to the issues"] {
            page.click_button("summit-brief", control).await?;
        }
        page.call(ONLY, "one.expandAll(); one.collapseAll(); one.setAttribute('expand', 'all');").await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
        assert_eq!(page.script::<Value>(state, &[]).await?, before, "address, history");
        assert_eq!(before[0], json!(world.site.url(&format!("{path}{fragment}"))));
    }
    Ok(())
}
