//! A brief of a thousand issues.

use anyhow::Result;
use serde_json::{Value, json};

use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const MANY: usize = 1_000;

fn thousand(world: &World) -> PageSpec {
    let element = world.brief.inline("", |json| {
        let models = json["issues"].as_array().cloned().unwrap_or_default();
        let issue = |number: usize| {
            let mut issue = models[number % models.len()].clone();
            issue["id"] = json!(format!("issue-{number}"));
            issue["title"] = json!(format!("Issue number {number}"));
            issue
        };
        json["issues"] = (0..MANY).map(issue).collect();
    });
    PageSpec::new("en-GB", element)
}

async fn open(world: &World) -> Result<Page> {
    let page = world.open(Setting::default(), thousand(world)).await?;
    page.live(1).await?;
    Ok(page)
}

/// Notes where the tree changes from now on.
const WATCH: &str = "window.__changes = [];
    new MutationObserver((records) => {
        for (const { target, type, attributeName } of records) {
            // What it clicks on, the driver of Firefox gives a style that it takes away at once.
            if (attributeName === 'style' && target.style.length === 0) continue;
            const one = target.nodeType === 1 ? target : target.parentElement;
            const card = one?.closest('details');
            window.__changes.push([card ? cards().indexOf(card) : -1, type, attributeName ?? '']);
        }
    }).observe(brief(), { subtree: true, childList: true, attributes: true, characterData: true });";

/// Where the tree changed: the indices of cards, -1 outside of all, and how often.
async fn changes(page: &Page) -> Result<Vec<(i64, String, String)>> {
    page.draw_frames().await?;
    page.script("return window.__changes.splice(0);", &[]).await
}

case!(Helsinki, opening_one_of_a_thousand_touches_that_card_alone);
async fn opening_one_of_a_thousand_touches_that_card_alone(world: World) -> Result<()> {
    let page = open(&world).await?;
    let () = page.script(WATCH, &[]).await?;
    let own = |index: i64| vec![(index, "attributes".to_owned(), "open".to_owned())];
    page.click_card(ONLY, 500).await?;
    page.told(ONLY, &[(500, true, "click")]).await?;
    assert_eq!(changes(&page).await?, own(500), "only the browser's own mark");
    page.call(ONLY, "one.open('issue-7');").await?;
    page.told(ONLY, &[(7, true, "script")]).await?;
    assert_eq!(changes(&page).await?, own(7));
    // The copied link changes a label in its card, and what is said.
    page.click_button("summit-brief li:nth-of-type(501)", "Copy link").await?;
    eventually("an announcement", || async {
        let status = page.status(ONLY).await?;
        Ok(if status.is_empty() { Err(status) } else { Ok(()) })
    })
    .await?;
    let changes = changes(&page).await?;
    assert!(!changes.is_empty() && changes.len() < 10, "{changes:?}");
    assert!(changes.iter().all(|(index, ..)| [-1, 500].contains(index)), "{changes:?}");
    page.all_is_well().await
}

case!(Helsinki, show_all_opens_a_thousand_and_tells_of_each_once);
async fn show_all_opens_a_thousand_and_tells_of_each_once(world: World) -> Result<()> {
    let page = open(&world).await?;
    let () = page.script(WATCH, &[]).await?;
    for (label, open) in [("Show all issues", true), ("Hide all issues", false)] {
        page.click_button("summit-brief", label).await?;
        let expected: Vec<_> = (0..MANY).map(|index| (index, open, "all")).collect();
        page.told(ONLY, &expected).await?;
        let all: Vec<usize> = if open { (0..MANY).collect() } else { vec![] };
        page.open_cards_are(ONLY, &all).await?;
        let changes = changes(&page).await?;
        let opened = changes.iter().filter(|(index, _, name)| *index >= 0 && name == "open").count();
        // Beside the cards, the label.
        assert_eq!(opened, MANY);
        assert!(changes.len() <= MANY + 3, "{} changes", changes.len());
    }
    page.all_is_well().await
}

case!(Helsinki, a_thousand_open_cards_come_back);
async fn a_thousand_open_cards_come_back(world: World) -> Result<()> {
    let page = open(&world).await?;
    page.call(ONLY, "one.expandAll();").await?;
    page.click_card(ONLY, 2).await?;
    let expected: Vec<_> = (0..MANY).map(|index| (index, true, "script")).chain([(2, false, "click")]).collect();
    page.told(ONLY, &expected).await?;
    page.reload().await?;
    let open: Vec<usize> = (0..MANY).filter(|index| *index != 2).collect();
    page.open_cards_are(ONLY, &open).await?;
    let told: Vec<_> = open.iter().map(|index| (*index, true, "restore")).collect();
    page.told(ONLY, &told).await?;
    let kept: Value = page.script("return Object.values(localStorage).join('').length;", &[]).await?;
    assert!(kept.as_u64().is_some_and(|kept| kept < 50_000), "{kept} characters kept");
    page.all_is_well().await
}
