//! Copying the link to a card: to the clipboard, or into a field if the clipboard is not available.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::actions::{NO_CLIPBOARD, SLOW, open_live, spec};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

/// The selector of the card at `index`.
fn card(index: usize) -> String {
    format!("summit-brief li:nth-of-type({}) > details", index + 1)
}

/// Opens a page that may use the clipboard.
async fn open(world: &World, path: &str) -> Result<Page> {
    let page = world.visit(Setting::default(), path).await?;
    page.session.grant_clipboard(&world.site.url("")).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// Adds a page with a field to paste into; returns its path.
fn with_field(world: &World, attributes: &str) -> String {
    let field = "<p><label>Paste here <input id='paste' size='90'></label></p>";
    world.site.add(&PageSpec::new("en-GB", format!("{field}{}", world.brief.element(attributes))))
}

/// Pastes into the field and returns its value.
pub(crate) async fn pasted(page: &Page) -> Result<String> {
    page.script::<()>("document.getElementById('paste').value = '';", &[]).await?;
    page.click("#paste").await?;
    let chain = page.session.driver.action_chain();
    chain.key_down(Key::Control).send_keys("v").key_up(Key::Control).perform().await?;
    page.script("return document.getElementById('paste').value;", &[]).await
}

/// Waits until the live region reads `expected`.
async fn status_is(page: &Page, expected: &str) -> Result<()> {
    eventually(&format!("the status “{expected}”"), || async {
        let status = page.status(ONLY).await?;
        Ok(if status == expected { Ok(()) } else { Err(status) })
    })
    .await
}

/// The labels of the buttons in open cards.
async fn labels(page: &Page) -> Result<Vec<String>> {
    let script = "return [...brief().querySelectorAll('details button')].filter((one) => one.checkVisibility())
        .map((one) => words(one.innerText));";
    page.script(script, &[]).await
}

case!(EachBrief, copies_the_address_of_the_card);
async fn copies_the_address_of_the_card(world: World) -> Result<()> {
    let path = with_field(&world, "");
    let page = open(&world, &path).await?;
    let said = page.said(ONLY).await?;
    page.click_card(ONLY, 1).await?;
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    assert_eq!(labels(&page).await?, [said.copy_link, said.copy_link]);
    for (index, expected) in [(1, [said.link_copied, said.copy_link]), (3, [said.copy_link, said.link_copied])] {
        page.click_button(&card(index), said.copy_link).await?;
        // The live region says the same for both cards; the labels tell them apart.
        eventually(&format!("the labels {expected:?}"), || async {
            let labels = labels(&page).await?;
            Ok(if labels == expected { Ok(()) } else { Err(format!("{labels:?}")) })
        })
        .await?;
        status_is(&page, said.link_copied).await?;
        assert_eq!(page.focused().await?, said.link_copied, "the focus stays");
        let address = world.site.url(&format!("{path}#{}", world.brief.card_id(index)));
        assert_eq!(pasted(&page).await?, address);
    }
    assert_eq!(page.exposed("summit-brief input").await?, []);
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.has_no_errors().await
}

case!(Helsinki, address_keeps_the_query_and_replaces_the_fragment);
async fn address_keeps_the_query_and_replaces_the_fragment(world: World) -> Result<()> {
    let path = with_field(&world, "expand='first'");
    let id = world.brief.card_id(0);
    for (visited, expected) in [("?from=a#elsewhere", "?from=a"), (&format!("#{id}"), "")] {
        let page = open(&world, &format!("{path}{visited}")).await?;
        page.click_button(&card(0), "Copy link").await?;
        status_is(&page, "Link copied").await?;
        assert_eq!(pasted(&page).await?, world.site.url(&format!("{path}{expected}#{id}")));
    }
    Ok(())
}

case!(Helsinki, announces_every_copy_politely);
async fn announces_every_copy_politely(world: World) -> Result<()> {
    let page = open(&world, &with_field(&world, "expand='first'")).await?;
    let watch = "const region = brief().querySelector('[role=status]');
        window.__announced = [];
        new MutationObserver(() => window.__announced.push(words(region.innerText))).observe(region,
            { childList: true, characterData: true, subtree: true });
        return [region.checkVisibility(), region.ariaLive, region.innerText];";
    let region: Value = page.script(watch, &[]).await?;
    assert_eq!(region, json!([true, null, ""]), "the live region is present and empty from the start");
    let exposed = page.exposed("summit-brief [role=status]").await?;
    assert_eq!(exposed.len(), 1);
    assert_eq!(exposed[0].0, "status");
    for (times, label) in [(1, "Copy link"), (2, "Link copied"), (3, "Link copied")] {
        page.click_button(&card(0), label).await?;
        eventually("the announcement", || async {
            let announced: Vec<String> = page.script("return window.__announced;", &[]).await?;
            Ok(if announced == vec!["Link copied"; times] { Ok(()) } else { Err(format!("{announced:?}")) })
        })
        .await?;
    }
    Ok(())
}

case!(Helsinki, works_with_the_keyboard);
async fn works_with_the_keyboard(world: World) -> Result<()> {
    let path = with_field(&world, "");
    let page = open(&world, &path).await?;
    page.click_card(ONLY, 2).await?;
    page.wait_for_animations().await?;
    page.tab_to("Copy link").await?;
    page.press(Key::Enter).await?;
    status_is(&page, "Link copied").await?;
    assert_eq!(page.focused().await?, "Link copied");
    assert_eq!(pasted(&page).await?, world.site.url(&format!("{path}#{}", world.brief.card_id(2))));
    Ok(())
}

const IN_THE_FIELD: &str = "The link could not be copied. It is selected in the field.";

async fn shows_a_field(world: World, prelude: &str) -> Result<()> {
    let path = world.site.add(&spec(&world, "").prelude(prelude));
    let page = world.visit(Setting::default(), &format!("{path}#elsewhere")).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.click_card(ONLY, 3).await?;
    // Clicks twice in one card, then once in another. Only the card of the last click shows a field.
    for (index, times) in [(1, 2), (3, 1)] {
        for _ in 0..times {
            page.click_button(&card(index), "Copy link").await?;
            status_is(&page, IN_THE_FIELD).await?;
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
            assert_eq!(page.exposed("summit-brief input").await?, [("textbox".to_owned(), "Link".to_owned())]);
            assert_eq!(labels(&page).await?, ["Copy link", "Copy link"]);
        }
    }
    page.type_text("x").await?;
    let value: String = page.script("return document.activeElement.value;", &[]).await?;
    let unchanged = value.starts_with("http") && value.ends_with(&world.brief.card_id(3));
    assert!(unchanged, "the field must be read-only: {value}");
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.has_no_errors().await
}

case!(Helsinki, field_shows_the_address_if_the_clipboard_refuses);
async fn field_shows_the_address_if_the_clipboard_refuses(world: World) -> Result<()> {
    let refuse = "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));";
    shows_a_field(world.clone(), refuse).await?;
    shows_a_field(world, "Clipboard.prototype.writeText = () => { throw new TypeError('no'); };").await
}

case!(Helsinki, field_shows_the_address_without_a_clipboard);
async fn field_shows_the_address_without_a_clipboard(world: World) -> Result<()> {
    shows_a_field(world, NO_CLIPBOARD).await
}

case!(Helsinki, field_shows_the_address_without_a_clipboard_on_a_slow_machine);
async fn field_shows_the_address_without_a_clipboard_on_a_slow_machine(world: World) -> Result<()> {
    shows_a_field(world, &format!("{NO_CLIPBOARD}{SLOW}")).await
}

case!(Helsinki, copied_address_opens_the_card);
async fn copied_address_opens_the_card(world: World) -> Result<()> {
    let page = open(&world, &with_field(&world, "remember='off'")).await?;
    page.click_card(ONLY, 5).await?;
    page.click_button(&card(5), "Copy link").await?;
    status_is(&page, "Link copied").await?;
    let address = pasted(&page).await?;
    page.goto("about:blank").await?;
    page.goto(&address).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[5]).await?;
    page.arrived_at_card(ONLY, 5).await
}

case!(Helsinki, nothing_is_announced_before_the_first_copy);
async fn nothing_is_announced_before_the_first_copy(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[0, 1]).await?;
    assert_eq!(page.status(ONLY).await?, "");
    Ok(())
}
