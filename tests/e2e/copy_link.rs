//! The link to a card, put on the clipboard or, where that cannot be done, into a field to copy it from.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::acts::{NO_CLIPBOARD, SLOW, live, spec};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

/// A card by its place in a selector, from 0.
fn card(index: usize) -> String {
    format!("summit-brief li:nth-of-type({}) > details", index + 1)
}

/// A page with a field to paste into, where the clipboard may be used.
async fn open(world: &World, path: &str) -> Result<Page> {
    let page = world.visit(Setting::default(), path).await?;
    page.session.grant_clipboard(&world.site.url("")).await?;
    page.live(1).await?;
    Ok(page)
}

fn with_field(world: &World, attributes: &str) -> String {
    let field = "<p><label>Paste here <input id='paste' size='90'></label></p>";
    world.site.add(&PageSpec::new("en-GB", format!("{field}{}", world.brief.element(attributes))))
}

/// What a reader gets who pastes now.
async fn pasted(page: &Page) -> Result<String> {
    page.script::<()>("document.getElementById('paste').value = '';", &[]).await?;
    page.click("#paste").await?;
    let chain = page.session.driver.action_chain();
    chain.key_down(Key::Control).send_keys("v").key_up(Key::Control).perform().await?;
    page.script("return document.getElementById('paste').value;", &[]).await
}

async fn says(page: &Page, expected: &str) -> Result<()> {
    eventually(&format!("the status “{expected}”"), || async {
        let status = page.status(ONLY).await?;
        Ok(if status == expected { Ok(()) } else { Err(status) })
    })
    .await
}

/// What is on the controls inside the cards that are open.
async fn labels(page: &Page) -> Result<Vec<String>> {
    let script = "return [...brief().querySelectorAll('details button')].filter((one) => one.checkVisibility())
        .map((one) => words(one.innerText));";
    page.script(script, &[]).await
}

case!(EachBrief, puts_the_address_of_the_card_on_the_clipboard);
async fn puts_the_address_of_the_card_on_the_clipboard(world: World) -> Result<()> {
    let path = with_field(&world, "");
    let page = open(&world, &path).await?;
    page.click_card(ONLY, 1).await?;
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    assert_eq!(labels(&page).await?, ["Copy link", "Copy link"]);
    for (index, expected) in [(1, ["Link copied", "Copy link"]), (3, ["Copy link", "Link copied"])] {
        page.click_button(&card(index), "Copy link").await?;
        // The status says the same of both; the label is the card's own.
        eventually(&format!("the labels {expected:?}"), || async {
            let labels = labels(&page).await?;
            Ok(if labels == expected { Ok(()) } else { Err(format!("{labels:?}")) })
        })
        .await?;
        says(&page, "Link copied").await?;
        assert_eq!(page.focused().await?, "Link copied", "the focus stays");
        let address = world.site.url(&format!("{path}#{}", world.brief.card_id(index)));
        assert_eq!(pasted(&page).await?, address);
    }
    assert_eq!(page.exposed("summit-brief input").await?, []);
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.all_is_well().await
}

case!(Helsinki, the_address_is_the_pages_with_the_cards_fragment);
async fn the_address_is_the_pages_with_the_cards_fragment(world: World) -> Result<()> {
    let path = with_field(&world, "expand='first'");
    let id = world.brief.card_id(0);
    for (visited, expected) in [("?from=a#elsewhere", "?from=a"), (&format!("#{id}"), "")] {
        let page = open(&world, &format!("{path}{visited}")).await?;
        page.click_button(&card(0), "Copy link").await?;
        says(&page, "Link copied").await?;
        assert_eq!(pasted(&page).await?, world.site.url(&format!("{path}{expected}#{id}")));
    }
    Ok(())
}

case!(Helsinki, says_so_politely_each_time);
async fn says_so_politely_each_time(world: World) -> Result<()> {
    let page = open(&world, &with_field(&world, "expand='first'")).await?;
    let watch = "const region = brief().querySelector('[role=status]');
        window.__said = [];
        new MutationObserver(() => window.__said.push(words(region.innerText))).observe(region,
            { childList: true, characterData: true, subtree: true });
        return [region.checkVisibility(), region.ariaLive, region.innerText];";
    let region: Value = page.script(watch, &[]).await?;
    assert_eq!(region, json!([true, null, ""]), "there, silent, from the start");
    let exposed = page.exposed("summit-brief [role=status]").await?;
    assert_eq!(exposed.len(), 1);
    assert_eq!(exposed[0].0, "status");
    for (times, label) in [(1, "Copy link"), (2, "Link copied"), (3, "Link copied")] {
        page.click_button(&card(0), label).await?;
        eventually("the announcement", || async {
            let said: Vec<String> = page.script("return window.__said;", &[]).await?;
            Ok(if said == vec!["Link copied"; times] { Ok(()) } else { Err(format!("{said:?}")) })
        })
        .await?;
    }
    Ok(())
}

case!(Helsinki, works_by_keyboard);
async fn works_by_keyboard(world: World) -> Result<()> {
    let path = with_field(&world, "");
    let page = open(&world, &path).await?;
    page.click_card(ONLY, 2).await?;
    page.rest().await?;
    page.tab_to("Copy link").await?;
    page.press(Key::Enter).await?;
    says(&page, "Link copied").await?;
    assert_eq!(page.focused().await?, "Link copied");
    assert_eq!(pasted(&page).await?, world.site.url(&format!("{path}#{}", world.brief.card_id(2))));
    Ok(())
}

const SHOWN: &str = "The link cannot be copied from here; it is selected in the field.";

async fn shows_a_field(world: World, prelude: &str) -> Result<()> {
    let path = world.site.add(&spec(&world, "").prelude(prelude));
    let page = world.visit(Setting::default(), &format!("{path}#elsewhere")).await?;
    page.live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.click_card(ONLY, 3).await?;
    // Twice for one card, then for another: one field, in the card it is of.
    for (index, times) in [(1, 2), (3, 1)] {
        for _ in 0..times {
            page.click_button(&card(index), "Copy link").await?;
            says(&page, SHOWN).await?;
            let address = world.site.url(&format!("{path}#{}", world.brief.card_id(index)));
            eventually("the field, focused and selected", || async {
                let field = "const one = document.activeElement;
                    return [one.matches(`${arguments[0]} input`), one.readOnly === true, one.value,
                        one.value?.slice(one.selectionStart, one.selectionEnd), one.checkVisibility()];";
                let field: Value = page.script(field, &[json!(card(index))]).await?;
                let expected = json!([true, true, address, address, true]);
                Ok(if field == expected { Ok(()) } else { Err(field.to_string()) })
            })
            .await
            .with_context(|| format!("card {index}"))?;
            assert_eq!(
                page.exposed("summit-brief input").await?,
                [("textbox".to_owned(), "Link to this issue".to_owned())]
            );
            assert_eq!(labels(&page).await?, ["Copy link", "Copy link"]);
        }
    }
    page.types("x").await?;
    let value: String = page.script("return document.activeElement.value;", &[]).await?;
    assert!(value.starts_with("http") && value.ends_with(&world.brief.card_id(3)), "read only: {value}");
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.all_is_well().await
}

case!(Helsinki, where_the_clipboard_refuses_a_field_shows_the_address);
async fn where_the_clipboard_refuses_a_field_shows_the_address(world: World) -> Result<()> {
    let refuse = "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));";
    shows_a_field(world.clone(), refuse).await?;
    shows_a_field(world, "Clipboard.prototype.writeText = () => { throw new TypeError('no'); };").await
}

case!(Helsinki, where_there_is_no_clipboard_a_field_shows_the_address);
async fn where_there_is_no_clipboard_a_field_shows_the_address(world: World) -> Result<()> {
    shows_a_field(world, NO_CLIPBOARD).await
}

case!(Helsinki, on_a_slow_machine_a_field_shows_the_address_too);
async fn on_a_slow_machine_a_field_shows_the_address_too(world: World) -> Result<()> {
    shows_a_field(world, &format!("{NO_CLIPBOARD}{SLOW}")).await
}

case!(Helsinki, the_address_that_was_copied_opens_the_card);
async fn the_address_that_was_copied_opens_the_card(world: World) -> Result<()> {
    let page = open(&world, &with_field(&world, "remember='off'")).await?;
    page.click_card(ONLY, 5).await?;
    page.click_button(&card(5), "Copy link").await?;
    says(&page, "Link copied").await?;
    let address = pasted(&page).await?;
    page.goto("about:blank").await?;
    page.goto(&address).await?;
    page.live(1).await?;
    page.open_cards_are(ONLY, &[5]).await?;
    page.arrived_at_card(ONLY, 5).await
}

case!(Helsinki, nothing_is_said_before_anything_happened);
async fn nothing_is_said_before_anything_happened(world: World) -> Result<()> {
    let page = live(&world, "expand='first'").await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[0, 1]).await?;
    assert_eq!(page.status(ONLY).await?, "");
    Ok(())
}
