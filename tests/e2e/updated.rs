//! The “Updated” mark on issues changed since the reader's last visit, and outcomes.

use anyhow::Result;
use serde_json::{Value, json};

use crate::actions::open_live;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

const VISIT: &str = "2030-01-01T00:00:00Z";

fn path(world: &World, attributes: &str, change: impl FnOnce(&mut Value)) -> String {
    let element = world.brief.inline(attributes, change);
    world.site.add(&PageSpec::new("en-GB", element).stopped_at(VISIT))
}

/// Sets the time of the last update of the brief and of its issue at `index`.
fn update(index: usize, moment: &str) -> impl FnOnce(&mut Value) {
    move |json| {
        json["issues"][index]["updated"] = json!(moment);
        json["updated"] = json!(moment);
    }
}

/// The indices of the cards marked “Updated”, both visibly and for screen readers.
async fn marked(page: &Page) -> Result<Vec<usize>> {
    let visible: Vec<usize> = page
        .cards(ONLY)
        .await?
        .iter()
        .enumerate()
        .filter(|(_, card)| card.heading.to_lowercase().contains("updated"))
        .map(|(index, _)| index)
        .collect();
    let names = page.exposed("summit-brief summary :is(h2, h3, h4, h5, h6)").await?;
    let exposed: Vec<usize> = names
        .iter()
        .enumerate()
        .filter(|(_, (_, name))| name.to_lowercase().ends_with(" updated"))
        .map(|(index, _)| index)
        .collect();
    assert_eq!(visible, exposed);
    Ok(visible)
}

/// Opens and closes a card. From then on, visits are remembered.
async fn toggle_a_card(page: &Page) -> Result<()> {
    for open in [&[4][..], &[]] {
        page.click_card(ONLY, 4).await?;
        page.open_cards_are(ONLY, open).await?;
    }
    Ok(())
}

case!(EachBrief, issue_updated_since_the_last_visit_is_marked);
async fn issue_updated_since_the_last_visit_is_marked(world: World) -> Result<()> {
    let before = path(&world, "", |_| ());
    let after = path(&world, "", update(2, "2029-12-31T12:00:00Z"));
    let page = world.visit(Setting::default(), &before).await?;
    page.wait_until_live(1).await?;
    assert_eq!(marked(&page).await?, [0; 0], "nothing is marked on the first visit");
    page.visit(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0], "the reader has chosen nothing, so no visit is remembered");
    page.visit(&world, &before).await?;
    toggle_a_card(&page).await?;
    page.visit(&world, &before).await?;
    assert_eq!(marked(&page).await?, [0; 0], "nothing was updated");
    page.visit(&world, &after).await?;
    assert_eq!(marked(&page).await?, [2]);
    // The mark stays for the whole visit.
    page.click_card(ONLY, 2).await?;
    page.click_card(ONLY, 4).await?;
    page.open_cards_are(ONLY, &[2, 4]).await?;
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    assert_eq!(marked(&page).await?, [2]);
    page.visit(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0], "the reader saw the update on the last visit");
    page.has_no_errors().await
}

case!(Helsinki, nothing_is_marked_with_remember_off);
async fn nothing_is_marked_with_remember_off(world: World) -> Result<()> {
    let before = path(&world, "remember='off'", |_| ());
    let after = path(&world, "remember='off'", update(2, "2029-12-31T12:00:00Z"));
    let page = world.visit(Setting::default(), &before).await?;
    page.wait_until_live(1).await?;
    toggle_a_card(&page).await?;
    page.visit(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0]);
    Ok(())
}

case!(Helsinki, nothing_is_marked_if_only_the_brief_was_updated);
async fn nothing_is_marked_if_only_the_brief_was_updated(world: World) -> Result<()> {
    let before = path(&world, "", |_| ());
    let after = path(&world, "", |json| json["updated"] = json!("2029-12-31T12:00:00Z"));
    let page = world.visit(Setting::default(), &before).await?;
    page.wait_until_live(1).await?;
    toggle_a_card(&page).await?;
    page.visit(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0]);
    Ok(())
}

case!(Helsinki, issue_with_a_future_update_is_marked_on_the_next_visit);
async fn issue_with_a_future_update_is_marked_on_the_next_visit(world: World) -> Result<()> {
    let after = path(&world, "", update(1, "2030-01-02T00:00:00Z"));
    let page = world.visit(Setting::default(), &after).await?;
    page.wait_until_live(1).await?;
    assert_eq!(marked(&page).await?, [0; 0]);
    toggle_a_card(&page).await?;
    page.visit(&world, &after).await?;
    assert_eq!(marked(&page).await?, [1]);
    Ok(())
}

case!(EachBrief, outcomes_are_shown_and_set_apart);
async fn outcomes_are_shown_and_set_apart(world: World) -> Result<()> {
    let page = open_live(&world, "expand='all'").await?;
    let cards = page.cards(ONLY).await?;
    assert_eq!(cards.len(), world.brief.content.issues.len());
    for (card, issue) in cards.iter().zip(&world.brief.content.issues) {
        match &issue.outcome {
            Some(outcome) => {
                assert!(card.body.to_lowercase().contains(&format!("outcome {outcome}").to_lowercase()), "{card:?}")
            }
            None => assert!(!card.body.to_lowercase().contains("outcome "), "{card:?}"),
        }
    }
    let words = page.words(ONLY).await?;
    let outcomes: Vec<_> = world.brief.content.sessions.iter().filter_map(|session| session.outcome.as_ref()).collect();
    for outcome in &outcomes {
        assert!(words.contains(outcome.as_str()), "{outcome}");
    }
    // Each outcome of a session is labelled, below the session's title.
    let labelled = "return [...brief().querySelectorAll('tbody th[scope=row]')].map((heading) => [...heading.children]
        .filter((one) => /^outcome /i.test(words(one.innerText)) && getComputedStyle(one).display === 'block')
        .map((one) => words(one.innerText).replace(/^outcome /i, ''))).flat();";
    assert_eq!(page.script::<Vec<String>>(labelled, &[]).await?.iter().collect::<Vec<_>>(), outcomes);
    // In cards, only outcomes have a line beside them.
    let lines = "const line = (one) => parseFloat(getComputedStyle(one).borderInlineStartWidth);
        return [...brief().querySelectorAll('.sb-card__details p')].map((one) => [/^outcome/i.test(words(one.innerText)), line(one) > 0]);";
    let lines: Vec<(bool, bool)> = page.script(lines, &[]).await?;
    assert!(lines.len() > 5 && lines.iter().all(|(outcome, line)| outcome == line), "{lines:?}");
    let expected = world.brief.content.issues.iter().filter(|issue| issue.outcome.is_some()).count();
    assert_eq!(lines.iter().filter(|(outcome, _)| *outcome).count(), expected);
    Ok(())
}
