//! Links to cards: the fragment of the page's address.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::actions::{SLOW, spec};
use crate::brief::Brief;
use crate::copy_link::pasted;
use crate::engine::{PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, SPACER, prerendered};
use crate::suite::{World, case, eventually};

/// A page with links to two cards, to a paragraph and to a missing target. `element` and the paragraph are far below.
fn with_links(world: &World, element: &str) -> PageSpec {
    let (one, two) = (world.brief.card_id(1), world.brief.card_id(4));
    let body = format!(
        "<nav aria-label='Links'><a id='one' href='#{one}'>One</a> <a id='two' href='#{two}'>Two</a>
        <a id='else' href='#below'>Below</a> <a id='none' href='#nowhere'>Nowhere</a></nav>{SPACER}{element}{SPACER}
        <p id='below'>The paragraph below.</p>{SPACER}"
    );
    PageSpec::new("en-GB", body)
}

async fn open_with_links(world: &World, element: &str) -> Result<Page> {
    let page = world.open(Setting::default(), with_links(world, element)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// Scrolls back above the element.
async fn scroll_up(page: &Page) -> Result<()> {
    page.script("scrollTo(0, 0);", &[]).await
}

async fn opens_at_load(world: &World, element: &str) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", format!("{SPACER}{element}{SPACER}")));
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(4))).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.toggles_are(ONLY, &[(4, true, "fragment")]).await?;
    // The card opens only once, so the reader can close it.
    page.press(Key::Enter).await?;
    page.open_cards_are(ONLY, &[]).await?;
    page.toggles_are(ONLY, &[(4, false, "click")]).await?;
    page.has_no_errors().await
}

case!(EachBrief, at_load_the_card_opens_in_view_with_the_focus);
async fn at_load_the_card_opens_in_view_with_the_focus(world: World) -> Result<()> {
    opens_at_load(&world, &prerendered(&world.brief, &[])?).await
}

case!(Helsinki, percent_encoded_fragment_opens_its_card);
async fn percent_encoded_fragment_opens_its_card(world: World) -> Result<()> {
    // Without these attributes, it starts only for a fragment.
    let body = format!("{SPACER}{}", prerendered(&world.brief, &[])?);
    let path = world.site.add(&PageSpec::new("en-GB", body));
    let fragment = world.brief.card_id(1).replace('-', "%2D");
    let page = world.visit(Setting::default(), &format!("{path}#{fragment}")).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.arrived_at_card(ONLY, 1).await?;
    let () = page
        .script("location.hash = arguments[0];", &[serde_json::json!(world.brief.card_id(2).replace('-', "%2D"))])
        .await?;
    page.arrived_at_card(ONLY, 2).await?;
    // Malformed: names nothing.
    let () = page.script("location.hash = '%E0%A4%A';", &[]).await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    page.has_no_errors().await
}

case!(EachBrief, at_load_the_card_opens_without_prerendered_html);
async fn at_load_the_card_opens_without_prerendered_html(world: World) -> Result<()> {
    opens_at_load(&world, &world.brief.element("").replace("eager", "lazy")).await
}

case!(EachBrief, at_load_the_card_is_in_view_even_if_others_are_restored);
async fn at_load_the_card_is_in_view_even_if_others_are_restored(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new(
        "en-GB",
        format!("{SPACER}{}{SPACER}", prerendered(&world.brief, &[("loading", "eager")])?),
    ));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
    for index in 0..4 {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[0, 1, 2, 3]).await?;
    page.visit(&world, &format!("{path}#{}", world.brief.card_id(5))).await?;
    page.open_cards_are(ONLY, &[0, 1, 2, 3, 5]).await?;
    page.arrived_at_card(ONLY, 5).await
}

case!(EachBrief, link_followed_later_opens_its_card);
async fn link_followed_later_opens_its_card(world: World) -> Result<()> {
    for element in [
        world.brief.element("remember='off'"),
        prerendered(&world.brief, &[("remember", "off"), ("loading", "eager")])?,
    ] {
        let page = open_with_links(&world, &element).await?;
        page.click("#one").await?;
        page.open_cards_are(ONLY, &[1]).await?;
        page.arrived_at_card(ONLY, 1).await?;
        page.toggles_are(ONLY, &[(1, true, "fragment")]).await?;
        scroll_up(&page).await?;
        page.click("#two").await?;
        page.open_cards_are(ONLY, &[1, 4]).await?;
        page.arrived_at_card(ONLY, 4).await?;
        page.toggles_are(ONLY, &[(4, true, "fragment")]).await?;
        // A link to an open card scrolls to it, without an event.
        scroll_up(&page).await?;
        page.click("#one").await?;
        page.arrived_at_card(ONLY, 1).await?;
        page.toggles_are(ONLY, &[]).await?;
        page.has_no_errors().await?;
    }
    Ok(())
}

case!(Helsinki, link_followed_before_the_widget_is_live_opens_its_card);
async fn link_followed_before_the_widget_is_live_opens_its_card(world: World) -> Result<()> {
    for element in [world.brief.element("").replace("eager", "lazy"), prerendered(&world.brief, &[])?] {
        let page = world.open(Setting::default(), with_links(&world, &element)).await?;
        page.draw_frames().await?;
        assert_eq!(page.events().await?.len(), 0, "the widget must not have started yet");
        page.click("#two").await?;
        page.wait_until_live(1).await?;
        page.open_cards_are(ONLY, &[4]).await?;
        page.arrived_at_card(ONLY, 4).await?;
        page.toggles_are(ONLY, &[(4, true, "fragment")]).await?;
    }
    Ok(())
}

case!(Helsinki, same_link_opens_its_card_again_after_it_was_closed);
async fn same_link_opens_its_card_again_after_it_was_closed(world: World) -> Result<()> {
    let page = open_with_links(&world, &world.brief.element("")).await?;
    page.click("#one").await?;
    page.arrived_at_card(ONLY, 1).await?;
    page.toggles_are(ONLY, &[(1, true, "fragment")]).await?;
    for _ in 0..2 {
        page.click_card(ONLY, 1).await?;
        page.open_cards_are(ONLY, &[]).await?;
        page.toggles_are(ONLY, &[(1, false, "click")]).await?;
        scroll_up(&page).await?;
        page.click("#one").await?;
        page.open_cards_are(ONLY, &[1]).await?;
        page.toggles_are(ONLY, &[(1, true, "fragment")]).await?;
    }
    // A click is reported as a click even while the fragment names the card.
    for open in [false, true] {
        page.click_card(ONLY, 1).await?;
        page.toggles_are(ONLY, &[(1, open, "click")]).await?;
    }
    Ok(())
}

case!(Helsinki, card_closed_before_the_widget_is_live_stays_closed);
async fn card_closed_before_the_widget_is_live_stays_closed(world: World) -> Result<()> {
    let path = world.site.add(&PageSpec::new("en-GB", prerendered(&world.brief, &[])?));
    let gate = world.site.hold(".wasm");
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(4))).await?;
    page.open_cards_are(ONLY, &[4]).await?;
    page.click_card(ONLY, 4).await?;
    page.open_cards_are(ONLY, &[]).await?;
    gate.open();
    page.wait_until_live(1).await?;
    page.toggles_are(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await?;
    page.has_no_errors().await
}

case!(Helsinki, with_the_same_brief_twice_the_first_element_opens_its_card);
async fn with_the_same_brief_twice_the_first_element_opens_its_card(world: World) -> Result<()> {
    let twice = ["a", "b"].map(|id| world.brief.element(&format!("id='{id}'"))).join(SPACER);
    let page = world.open(Setting::default(), with_links(&world, &twice)).await?;
    page.wait_until_live(2).await?;
    page.click("#two").await?;
    page.open_cards_are("a", &[4]).await?;
    page.arrived_at_card("a", 4).await?;
    page.toggles_are("a", &[(4, true, "fragment")]).await?;
    page.toggles_are("b", &[]).await?;
    assert_eq!(page.open_cards("b").await?, [0; 0]);
    page.has_no_errors().await
}

case!(EachBrief, back_and_forward_open_the_card_of_the_fragment);
async fn back_and_forward_open_the_card_of_the_fragment(world: World) -> Result<()> {
    let page = open_with_links(&world, &world.brief.element("")).await?;
    page.click("#one").await?;
    page.arrived_at_card(ONLY, 1).await?;
    scroll_up(&page).await?;
    page.click("#two").await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.call(ONLY, "one.collapseAll();").await?;
    page.toggles_are(ONLY, &[(1, true, "fragment"), (4, true, "fragment"), (1, false, "script"), (4, false, "script")])
        .await?;
    page.back().await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.arrived_at_card(ONLY, 1).await?;
    page.session.driver.forward().await?;
    page.open_cards_are(ONLY, &[1, 4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.toggles_are(ONLY, &[(1, true, "fragment"), (4, true, "fragment")]).await
}

/// The fragment of the session at `index`.
fn session_id(brief: &Brief, index: usize) -> String {
    let json = brief.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    format!("{}-session-{}", text(&json["id"]), text(&json["sessions"][index]["id"]))
}

/// Of the row with this id: whether it is the only one that is marked, its distance from the top of the viewport, and
/// the element that has the focus.
const ROW: &str = "const background = (row) => getComputedStyle(row).backgroundColor;
    const rows = [...brief().querySelectorAll('.sb-session')];
    const row = document.getElementById(arguments[0]);
    const marked = rows.filter((one) => background(one) !== 'rgba(0, 0, 0, 0)');
    const { top, height } = row.getBoundingClientRect();
    return [marked.length === 1 && marked[0] === row, height ? Math.round(top) : null, words(document.activeElement.innerText)];";

async fn arrived_at_session(page: &Page, id: &str, top: i64) -> Result<()> {
    eventually(&format!("{id} marked, {top} px below the top"), || async {
        let state: (bool, Option<i64>, String) = page.script(ROW, &[json!(id)]).await?;
        let arrived = state.0 && state.1.is_some_and(|shown| (shown - top).abs() <= 1);
        Ok(if arrived { Ok(()) } else { Err(format!("{state:?}")) })
    })
    .await
}

case!(EachBrief, link_to_a_session_marks_its_row_with_and_without_script);
async fn link_to_a_session_marks_its_row_with_and_without_script(world: World) -> Result<()> {
    let element = prerendered(&world.brief, &[])?;
    let path = world.site.add(&PageSpec::new("en-GB", format!("{SPACER}{element}{SPACER}")));
    let id = session_id(&world.brief, 1);
    for scripting in [false, true] {
        let page = world.visit(Setting { scripting, ..Setting::default() }, &format!("{path}#{id}")).await?;
        if scripting {
            page.wait_until_live(1).await?;
        }
        arrived_at_session(&page, &id, 16).await?;
        if scripting {
            let (_, _, focused): (bool, i64, String) = page.script(ROW, &[json!(id)]).await?;
            assert_eq!(focused, world.brief.content.sessions[1].title);
            // Readers who came by the link have it already.
            let controls = "return brief().querySelectorAll('.sb-session button').length;";
            assert_eq!(page.script::<usize>(controls, &[]).await?, 0);
            page.has_no_errors().await?;
        }
        world.close(page).await;
    }
    Ok(())
}

case!(Helsinki, link_to_a_session_is_copied_from_its_row);
async fn link_to_a_session_is_copied_from_its_row(world: World) -> Result<()> {
    let field = "<p><label>Paste here <input id='paste' size='90'></label></p>";
    let path = world.site.add(&PageSpec::new("en-GB", format!("{field}{}{SPACER}", world.brief.element(""))));
    let page = world.visit(Setting::default(), &path).await?;
    page.session.grant_clipboard(&world.site.url("")).await?;
    page.wait_until_live(1).await?;
    for index in [1, 0] {
        let id = session_id(&world.brief, index);
        page.click(&format!("#{id} a")).await?;
        arrived_at_session(&page, &id, 16).await?;
        page.click_button(&format!("#{id}"), "Copy link").await?;
        eventually("the label", || async {
            let script =
                "return [...brief().querySelectorAll('.sb-session button')].map((one) => words(one.innerText));";
            let labels: Vec<String> = page.script(script, &[]).await?;
            Ok(if labels == ["Link copied"] { Ok(()) } else { Err(format!("{labels:?}")) })
        })
        .await?;
        assert_eq!(pasted(&page).await?, world.site.url(&format!("{path}#{id}")));
    }
    // Another link ends the mark.
    let () = page.script("location.hash = arguments[0];", &[json!(world.brief.card_id(2))]).await?;
    page.arrived_at_card(ONLY, 2).await?;
    let marks = "return brief().querySelectorAll('[data-target], .sb-session button').length;";
    assert_eq!(page.script::<usize>(marks, &[]).await?, 0);
    page.has_no_errors().await
}

case!(Helsinki, link_to_a_session_unfolds_its_day);
async fn link_to_a_session_unfolds_its_day(world: World) -> Result<()> {
    let id = session_id(&world.brief, 0);
    let element = world.brief.inline("as-of='2018-07-17T10:00:00Z'", |brief| {
        brief["sessions"][1]["start"] = json!("2018-07-17T13:30:00Z");
    });
    let path = world.site.add(&PageSpec::new("en-GB", format!("{SPACER}{element}{SPACER}")));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
    let (_, top, _): (bool, Option<i64>, String) = page.script(ROW, &[json!(id)]).await?;
    assert_eq!(top, None, "its day is folded");
    let () = page.script("location.hash = arguments[0];", &[json!(id)]).await?;
    arrived_at_session(&page, &id, 16).await?;
    page.has_no_errors().await
}

case!(EachLayout, links_lead_below_a_masthead);
async fn links_lead_below_a_masthead(world: World) -> Result<()> {
    let (session, card) = (session_id(&world.brief, 1), world.brief.card_id(4));
    let masthead = format!(
        "<style>summit-brief {{ --sb-scroll-margin: 116px }}</style>
        <header style='position: fixed; inset: 0 0 auto; height: 100px; background: Canvas; z-index: 1'>
            <a id='to-session' href='#{session}'>Session</a> <a id='to-card' href='#{card}'>Card</a></header>"
    );
    let element = prerendered(&world.brief, &[("loading", "eager")])?;
    let path = world.site.add(&PageSpec::new("en-GB", format!("{masthead}{SPACER}{element}{SPACER}")));
    for scripting in [false, true] {
        let setting = Setting { scripting, viewport: PHONE, ..Setting::default() };
        let page = world.visit(setting, &path).await?;
        if scripting {
            page.wait_until_live(1).await?;
        }
        page.click("#to-session").await?;
        arrived_at_session(&page, &session, 116).await?;
        // What is in sight stays where it is.
        scroll_up(&page).await?;
        page.click("#to-card").await?;
        // Without script, engines open the card, but not all of them always scroll to it.
        if !scripting {
            page.open_cards_are(ONLY, &[4]).await?;
            world.close(page).await;
            continue;
        }
        eventually("the heading of the card below the masthead", || async {
            let script = "const body = document.getElementById(arguments[0]);
                return [body.parentNode.open, body.previousElementSibling.getBoundingClientRect().top];";
            let (open, top): (bool, f64) = page.script(script, &[json!(card)]).await?;
            let arrived = open && (100.0..300.0).contains(&top);
            Ok(if arrived { Ok(()) } else { Err(format!("{open} {top}")) })
        })
        .await?;
        world.close(page).await;
    }
    Ok(())
}

case!(Helsinki, other_fragments_of_the_page_are_ignored);
async fn other_fragments_of_the_page_are_ignored(world: World) -> Result<()> {
    let page = open_with_links(&world, &world.brief.element("")).await?;
    page.click("#else").await?;
    page.draw_frames().await?;
    let position = "return document.getElementById('below').getBoundingClientRect().top;";
    let top: f64 = page.script(position, &[]).await?;
    // The browser scrolls by whole pixels.
    assert!((-1.0..300.0).contains(&top), "the paragraph that the link names must be in view: {top}");
    assert_eq!(page.focused_card(ONLY).await?, None);
    scroll_up(&page).await?;
    page.click("#none").await?;
    page.toggles_are(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    assert_eq!(page.script::<f64>("return scrollY;", &[]).await?, 0.0);
    page.has_no_errors().await
}

case!(Helsinki, fragments_of_other_briefs_are_ignored);
async fn fragments_of_other_briefs_are_ignored(world: World) -> Result<()> {
    let other = Brief::accord()?;
    let elements = [world.brief.element("id='a'"), other.element("id='b'")];
    let path = world.site.add(&PageSpec::new("en-GB", elements.concat()));
    let page = world.visit(Setting::default(), &format!("{path}#{}", other.card_id(3))).await?;
    page.wait_until_live(2).await?;
    page.toggles_are("b", &[(3, true, "fragment")]).await?;
    page.toggles_are("a", &[]).await?;
    assert_eq!(page.open_cards("a").await?, [0; 0]);
    page.arrived_at_card("b", 3).await?;
    Ok(())
}

case!(Helsinki, card_stays_in_view_when_a_widget_above_goes_live_later);
async fn card_stays_in_view_when_a_widget_above_goes_live_later(world: World) -> Result<()> {
    let other = Brief::accord()?;
    // First with the engine's own scroll anchoring, if it has any; then without.
    for style in ["", "<style>* { overflow-anchor: none }</style>"] {
        let elements = [style.to_owned(), world.brief.element("id='a'"), other.element("id='b'"), SPACER.to_owned()];
        let path = world.site.add(&PageSpec::new("en-GB", elements.concat()));
        let gate = world.site.hold("helsinki-2018.json");
        let page = world.visit(Setting::default(), &format!("{path}#{}", other.card_id(3))).await?;
        page.wait_until_live(1).await?;
        page.arrived_at_card("b", 3).await?;
        let position = "return Math.round(cards('b')[3].getBoundingClientRect().top);";
        // Many pages scroll smoothly.
        let () = page.script("document.documentElement.style.scrollBehavior = 'smooth';", &[]).await?;
        // Firefox is one pixel off until it has drawn a frame.
        page.draw_frames().await?;
        let before: i64 = page.script(position, &[]).await?;
        gate.open();
        page.wait_until_live(2).await?;
        page.draw_frames().await?;
        let after: i64 = page.script(position, &[]).await?;
        assert!((before - after).abs() <= 1, "the card moved from {before} to {after} {style}");
        page.arrived_at_card("b", 3).await?;
    }
    Ok(())
}

case!(EachBrief, link_followed_while_comparing_shows_the_cards);
async fn link_followed_while_comparing_shows_the_cards(world: World) -> Result<()> {
    shows_the_cards(world, "").await
}

case!(EachBrief, link_followed_while_comparing_shows_the_cards_on_a_slow_machine);
async fn link_followed_while_comparing_shows_the_cards_on_a_slow_machine(world: World) -> Result<()> {
    shows_the_cards(world, SLOW).await
}

async fn shows_the_cards(world: World, prelude: &str) -> Result<()> {
    let spec = with_links(&world, &world.brief.element("expand='first'")).prelude(prelude);
    let page = world.open(Setting::default(), spec).await?;
    page.wait_until_live(1).await?;
    page.click_button("summit-brief", "Compare positions").await?;
    page.controls_are(ONLY, &["Back to the issues"]).await?;
    scroll_up(&page).await?;
    page.click("#two").await?;
    page.open_cards_are(ONLY, &[0, 4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.toggles_are(ONLY, &[(4, true, "fragment")]).await?;
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await?;
    // The same link again: the address does not change.
    page.click_button("summit-brief", "Compare positions").await?;
    page.controls_are(ONLY, &["Back to the issues"]).await?;
    scroll_up(&page).await?;
    page.click("#two").await?;
    page.open_cards_are(ONLY, &[0, 4]).await?;
    page.arrived_at_card(ONLY, 4).await?;
    page.toggles_are(ONLY, &[]).await
}

case!(Helsinki, reader_who_typed_meanwhile_keeps_the_focus);
async fn reader_who_typed_meanwhile_keeps_the_focus(world: World) -> Result<()> {
    for element in [world.brief.element(""), prerendered(&world.brief, &[])?] {
        let body = format!("<p><label>Search <input id='search'></label></p>{element}");
        let path = world.site.add(&PageSpec::new("en-GB", body));
        let gate = world.site.hold(".wasm");
        let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(6))).await?;
        page.click("#search").await?;
        page.type_text("n").await?;
        gate.open();
        page.wait_until_live(1).await?;
        page.open_cards_are(ONLY, &[6]).await?;
        page.toggles_are(ONLY, &[(6, true, "fragment")]).await?;
        page.type_text("o").await?;
        assert_eq!(page.focused().await?, "no", "the reader keeps typing in the same field");
    }
    Ok(())
}

case!(EachBrief, controls_and_methods_change_neither_address_nor_history);
async fn controls_and_methods_change_neither_address_nor_history(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, ""));
    for fragment in ["", "#a-fragment-of-the-page"] {
        let page = world.visit(Setting::default(), &format!("{path}{fragment}")).await?;
        page.wait_until_live(1).await?;
        let said = page.said(ONLY).await?;
        let state = "return [location.href, history.length, history.state];";
        let before: Value = page.script(state, &[]).await?;
        page.click_card(ONLY, 1).await?;
        page.click_button("summit-brief", said.copy_link).await?;
        for control in [said.show_all, said.hide_all, said.compare, said.as_cards] {
            page.click_button("summit-brief", control).await?;
        }
        page.call(ONLY, "one.expandAll(); one.collapseAll();").await?;
        page.draw_frames().await?;
        page.open_cards_are(ONLY, &[]).await?;
        // In a task of its own: while Yew is busy, it handles new props before older messages.
        page.call(ONLY, "one.setAttribute('expand', 'all');").await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
        assert_eq!(page.script::<Value>(state, &[]).await?, before, "address, history");
        assert_eq!(before[0], json!(world.site.url(&format!("{path}{fragment}"))));
    }
    Ok(())
}
