//! A brief with a thousand issues.

use anyhow::Result;
use serde_json::{Value, json};

use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const COUNT: usize = 1_000;

fn thousand(world: &World) -> PageSpec {
    let element = world.brief.inline("", |json| {
        let templates = json["issues"].as_array().cloned().unwrap_or_default();
        let issue = |number: usize| {
            let mut issue = templates[number % templates.len()].clone();
            issue["id"] = json!(format!("issue-{number}"));
            issue["title"] = json!(format!("Issue number {number}"));
            issue
        };
        json["issues"] = (0..COUNT).map(issue).collect();
    });
    PageSpec::new("en-GB", element)
}

async fn open(world: &World) -> Result<Page> {
    let page = world.open(Setting::default(), thousand(world)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// Records the place of every change in the tree from now on.
const WATCH: &str = "window.__changes = [];
    new MutationObserver((records) => {
        for (const { target, type, attributeName } of records) {
            // Firefox's driver sets a style on the element it clicks on and removes it at once.
            if (attributeName === 'style' && target.style.length === 0) continue;
            const one = target.nodeType === 1 ? target : target.parentElement;
            const card = one?.closest('details');
            window.__changes.push([card ? cards().indexOf(card) : -1, type, attributeName ?? '']);
        }
    }).observe(brief(), { subtree: true, childList: true, attributes: true, characterData: true });";

/// The recorded changes since the last call: the card's index, or -1 outside the cards, the type and the attribute.
async fn changes(page: &Page) -> Result<Vec<(i64, String, String)>> {
    page.draw_frames().await?;
    page.script("return window.__changes.splice(0);", &[]).await
}

case!(Helsinki, opening_one_of_a_thousand_cards_changes_only_that_card);
async fn opening_one_of_a_thousand_cards_changes_only_that_card(world: World) -> Result<()> {
    let page = open(&world).await?;
    let () = page.script(WATCH, &[]).await?;
    let own = |index: i64| vec![(index, "attributes".to_owned(), "open".to_owned())];
    page.click_card(ONLY, 500).await?;
    page.toggles_are(ONLY, &[(500, true, "click")]).await?;
    assert_eq!(changes(&page).await?, own(500), "only the attribute that the browser sets");
    page.call(ONLY, "one.open('issue-7');").await?;
    page.toggles_are(ONLY, &[(7, true, "script")]).await?;
    assert_eq!(changes(&page).await?, own(7));
    // Copying the link changes a label in the card, and the live region.
    page.click_button("summit-brief li:nth-of-type(501)", "Copy link").await?;
    eventually("an announcement", || async {
        let status = page.status(ONLY).await?;
        Ok(if status.is_empty() { Err(status) } else { Ok(()) })
    })
    .await?;
    let changes = changes(&page).await?;
    assert!(!changes.is_empty() && changes.len() < 10, "{changes:?}");
    assert!(changes.iter().all(|(index, ..)| [-1, 500].contains(index)), "{changes:?}");
    page.has_no_errors().await
}

case!(Helsinki, show_all_opens_a_thousand_cards_with_one_event_each);
async fn show_all_opens_a_thousand_cards_with_one_event_each(world: World) -> Result<()> {
    let page = open(&world).await?;
    let () = page.script(WATCH, &[]).await?;
    for (label, open) in [("Show all issues", true), ("Hide all issues", false)] {
        page.click_button("summit-brief", label).await?;
        let expected: Vec<_> = (0..COUNT).map(|index| (index, open, "all")).collect();
        page.toggles_are(ONLY, &expected).await?;
        let all: Vec<usize> = if open { (0..COUNT).collect() } else { vec![] };
        page.open_cards_are(ONLY, &all).await?;
        let changes = changes(&page).await?;
        let opened = changes.iter().filter(|(index, _, name)| *index >= 0 && name == "open").count();
        assert_eq!(opened, COUNT);
        // Besides the cards, only the label changes.
        assert!(changes.len() <= COUNT + 3, "{} changes", changes.len());
    }
    page.has_no_errors().await
}

case!(Helsinki, a_thousand_open_cards_are_restored);
async fn a_thousand_open_cards_are_restored(world: World) -> Result<()> {
    let page = open(&world).await?;
    page.call(ONLY, "one.expandAll();").await?;
    page.click_card(ONLY, 2).await?;
    let expected: Vec<_> = (0..COUNT).map(|index| (index, true, "script")).chain([(2, false, "click")]).collect();
    page.toggles_are(ONLY, &expected).await?;
    page.reload().await?;
    let open: Vec<usize> = (0..COUNT).filter(|index| *index != 2).collect();
    page.open_cards_are(ONLY, &open).await?;
    let toggles: Vec<_> = open.iter().map(|index| (*index, true, "restore")).collect();
    page.toggles_are(ONLY, &toggles).await?;
    let stored: Value = page.script("return Object.values(localStorage).join('').length;", &[]).await?;
    assert!(stored.as_u64().is_some_and(|stored| stored < 50_000), "{stored} characters stored");
    page.has_no_errors().await
}
