//! The widget in print.

use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};

use crate::actions::open_live;
use crate::brief::plain;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

/// Waits until the cards `open`, and no others, show their bodies in full.
async fn bodies_are(page: &Page, open: &[usize]) -> Result<()> {
    page.open_cards_are(ONLY, open).await?;
    page.wait_for_animations().await?;
    // No body is cut off at the bottom.
    let cut = "return cards().map((card) => card.querySelector('summary').nextElementSibling)
        .filter((body) => body.checkVisibility())
        .filter((body) => body.getBoundingClientRect().bottom > body.closest('li').getBoundingClientRect().bottom + 1).length;";
    assert_eq!(page.script::<usize>(cut, &[]).await?, 0, "cards are cut off");
    Ok(())
}

case!(EachLayout, every_card_is_printed_in_full_even_if_closed_on_screen);
async fn every_card_is_printed_in_full_even_if_closed_on_screen(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.on_paper().await?;
    bodies_are(&page, &world.brief.all()).await?;
    let cards = page.cards(ONLY).await?;
    assert_eq!(cards.len(), world.brief.content.issues.len());
    for (card, issue) in cards.iter().zip(&world.brief.content.issues) {
        for text in world.brief.card_texts(issue) {
            assert!(plain(&card.body).contains(&plain(text)), "“{text}” is missing from {card:?}");
        }
    }
    page.on_screen().await?;
    bodies_are(&page, &[1]).await
}

case!(EachBrief, print_as_is_prints_cards_as_they_are_on_screen);
async fn print_as_is_prints_cards_as_they_are_on_screen(world: World) -> Result<()> {
    let page = open_live(&world, "print='as-is'").await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.on_paper().await?;
    bodies_are(&page, &[1]).await?;
    page.set_attribute(ONLY, "print", Some("expanded")).await?;
    bodies_are(&page, &world.brief.all()).await
}

case!(EachBrief, controls_are_not_printed);
async fn controls_are_not_printed(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    let controls =
        "return [...brief().querySelectorAll('button, input, select')].filter((one) => one.checkVisibility()).length;";
    assert!(page.script::<usize>(controls, &[]).await? > 2);
    page.on_paper().await?;
    assert_eq!(page.script::<usize>(controls, &[]).await?, 0, "on paper");
    page.on_screen().await?;
    page.click_button("summit-brief", page.said(ONLY).await?.compare).await?;
    page.on_paper().await?;
    assert_eq!(page.script::<usize>(controls, &[]).await?, 0, "on paper, comparing");
    Ok(())
}

case!(EachBrief, the_static_clock_is_printed_and_the_countdown_is_not);
async fn the_static_clock_is_printed_and_the_countdown_is_not(world: World) -> Result<()> {
    let gate = world.site.hold(".wasm");
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    let figures = "return [...brief('').querySelectorAll('.sb-figure')].map((one) => one.checkVisibility());";
    page.on_paper().await?;
    assert_eq!(page.script::<Vec<bool>>(figures, &[]).await?, [true]);
    page.on_screen().await?;
    gate.open();
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    assert_eq!(page.script::<Vec<bool>>(figures, &[]).await?, [true; 3]);
    page.on_paper().await?;
    assert_eq!(page.script::<Vec<bool>>(figures, &[]).await?, [false; 3]);
    Ok(())
}

case!(Helsinki, links_are_printed_with_their_addresses);
async fn links_are_printed_with_their_addresses(world: World) -> Result<()> {
    let address = "https://example.org/an/address?with=more&than=one-word";
    let element = world.brief.inline("", |json| {
        json["issues"][1]["links"] = json!([{ "title": "One account", "url": address }, { "title": "No address" }]);
    });
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    let after = "return [...brief().querySelectorAll('.sb-card a')]
        .map((one) => [words(one.innerText),
            // Firefox reports `attr(href)` unresolved.
            getComputedStyle(one, '::after').content.replace('attr(href)', one.getAttribute('href'))]);";
    let on_screen: Vec<(String, String)> = page.script(after, &[]).await?;
    assert_eq!(on_screen.len(), 1);
    assert_eq!(on_screen[0].1, "none");
    page.on_paper().await?;
    let on_paper: Vec<(String, String)> = page.script(after, &[]).await?;
    assert_eq!(on_paper[0].0, "One account");
    assert!(on_paper[0].1.contains(address), "{on_paper:?}");
    Ok(())
}

case!(EachLayout, the_table_of_positions_is_printed_in_full);
async fn the_table_of_positions_is_printed_in_full(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.click_button("summit-brief", page.said(ONLY).await?.compare).await?;
    // A4 within its margins, and paper as narrow as a phone.
    for width in [718, 390] {
        page.resize((width, 1000)).await?;
        page.on_paper().await?;
        let overflow = "const region = brief().querySelector('[role=region]');
            const cells = [...region.querySelectorAll('th, td')].filter((one) => one.checkVisibility());
            return [getComputedStyle(region).overflowX, document.documentElement.scrollWidth - innerWidth, cells.length,
                cells.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent)];";
        let (overflow, excess, cells, cut): (String, i64, usize, Vec<String>) = page.script(overflow, &[]).await?;
        let content = &world.brief.content;
        assert_eq!(cells, (content.issues.len() + 1) * (content.parties.len() + 1), "at a width of {width}");
        assert_eq!((overflow.as_str(), excess, cut), ("visible", 0, vec![]), "at a width of {width}");
        page.on_screen().await?;
    }
    Ok(())
}

case!(
    EachBrief,
    printing_changes_nothing_on_screen_and_emits_nothing,
    WebKit "2.50" "its driver cannot print" => emulated_printing_changes_nothing_on_screen_and_emits_nothing,
);
async fn printing_changes_nothing_on_screen_and_emits_nothing(world: World) -> Result<()> {
    changes_nothing(&open_live(&world, "").await?, async |page| {
        let listen = "window.__printed = [];
            for (const name of ['beforeprint', 'afterprint']) addEventListener(name, () => window.__printed.push(name));";
        let () = page.script(listen, &[]).await?;
        let pdf = page.session.command(Method::POST, "/print".to_owned(), Some(json!({}))).await?;
        assert!(pdf.as_str().is_some_and(|pdf| pdf.len() > 10_000), "the PDF is almost empty");
        eventually("the end of printing", || async {
            let printed: Vec<String> = page.script("return window.__printed;", &[]).await?;
            Ok(if printed == ["beforeprint", "afterprint"] { Ok(()) } else { Err(format!("{printed:?}")) })
        })
        .await
    })
    .await
}

async fn emulated_printing_changes_nothing_on_screen_and_emits_nothing(world: World) -> Result<()> {
    changes_nothing(&open_live(&world, "").await?, async |page| {
        let () = page.script("dispatchEvent(new Event('beforeprint'));", &[]).await?;
        page.on_paper().await?;
        page.on_screen().await?;
        page.script("dispatchEvent(new Event('afterprint'));", &[]).await
    })
    .await
}

/// Opens two cards and asserts that `print` changes nothing on the page and emits no event.
async fn changes_nothing(page: &Page, print: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    for index in [0, 2] {
        page.click_card(ONLY, index).await?;
    }
    page.toggles_are(ONLY, &[(0, true, "click"), (2, true, "click")]).await?;
    page.wait_for_animations().await?;
    // The figures of the countdown may change meanwhile.
    let state = "const figures = brief().querySelector('[role=timer]')?.innerText;
        return [brief().innerText.replace(figures, ''), scrollY, words(document.activeElement.innerText),
            { ...localStorage }];";
    let before: Value = page.script(state, &[]).await?;
    print(page).await?;
    page.toggles_are(ONLY, &[]).await?;
    assert_eq!(page.script::<Value>(state, &[]).await?, before);
    page.open_cards_are(ONLY, &[0, 2]).await?;
    let said = page.said(ONLY).await?;
    page.controls_are(ONLY, &[said.show_all, said.compare]).await?;
    page.has_no_errors().await
}
