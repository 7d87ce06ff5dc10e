//! What is new since the reader's last visit, and what came of it.

use anyhow::Result;
use serde_json::{Value, json};

use crate::acts::live;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

const VISIT: &str = "2030-01-01T00:00:00Z";

fn path(world: &World, attributes: &str, change: impl FnOnce(&mut Value)) -> String {
    let element = world.brief.inline(attributes, change);
    world.site.add(&PageSpec::new("en-GB", element).stopped_at(VISIT))
}

/// The brief, and its issue at `index`, as updated at `moment`.
fn update(index: usize, moment: &str) -> impl FnOnce(&mut Value) {
    move |json| {
        json["issues"][index]["updated"] = json!(moment);
        json["updated"] = json!(moment);
    }
}

/// The cards whose head says “Updated”, to the eye and to a screen reader.
async fn marked(page: &Page) -> Result<Vec<usize>> {
    let seen: Vec<usize> = page
        .cards(ONLY)
        .await?
        .iter()
        .enumerate()
        .filter(|(_, card)| card.head.to_lowercase().contains("updated"))
        .map(|(index, _)| index)
        .collect();
    let names = page.exposed("summit-brief summary :is(h2, h3, h4, h5, h6)").await?;
    let heard: Vec<usize> = names
        .iter()
        .enumerate()
        .filter(|(_, (_, name))| name.to_lowercase().ends_with(" updated"))
        .map(|(index, _)| index)
        .collect();
    assert_eq!(seen, heard);
    Ok(seen)
}

case!(EachBrief, an_issue_updated_since_the_last_visit_says_so);
async fn an_issue_updated_since_the_last_visit_says_so(world: World) -> Result<()> {
    let before = path(&world, "", |_| ());
    let after = path(&world, "", update(2, "2029-12-31T12:00:00Z"));
    let page = world.visit(Setting::default(), &before).await?;
    page.live(1).await?;
    assert_eq!(marked(&page).await?, [0; 0], "at the first visit nothing is new");
    page.go(&world, &before).await?;
    assert_eq!(marked(&page).await?, [0; 0], "nothing changed");
    page.go(&world, &after).await?;
    assert_eq!(marked(&page).await?, [2]);
    // As long as the visit goes on.
    page.click_card(ONLY, 2).await?;
    page.click_card(ONLY, 4).await?;
    page.open_cards_are(ONLY, &[2, 4]).await?;
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    assert_eq!(marked(&page).await?, [2]);
    page.go(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0], "seen at the last visit");
    page.all_is_well().await
}

case!(Helsinki, nothing_is_marked_where_nothing_is_remembered);
async fn nothing_is_marked_where_nothing_is_remembered(world: World) -> Result<()> {
    let before = path(&world, "remember='off'", |_| ());
    let after = path(&world, "remember='off'", update(2, "2029-12-31T12:00:00Z"));
    let page = world.visit(Setting::default(), &before).await?;
    page.live(1).await?;
    page.go(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0]);
    Ok(())
}

case!(Helsinki, nothing_is_marked_for_a_change_of_the_brief_alone);
async fn nothing_is_marked_for_a_change_of_the_brief_alone(world: World) -> Result<()> {
    let before = path(&world, "", |_| ());
    let after = path(&world, "", |json| json["updated"] = json!("2029-12-31T12:00:00Z"));
    let page = world.visit(Setting::default(), &before).await?;
    page.live(1).await?;
    page.go(&world, &after).await?;
    assert_eq!(marked(&page).await?, [0; 0]);
    Ok(())
}

case!(Helsinki, an_update_announced_for_later_is_news_at_the_next_visit_too);
async fn an_update_announced_for_later_is_news_at_the_next_visit_too(world: World) -> Result<()> {
    let after = path(&world, "", update(1, "2030-01-02T00:00:00Z"));
    let page = world.visit(Setting::default(), &after).await?;
    page.live(1).await?;
    assert_eq!(marked(&page).await?, [0; 0]);
    page.go(&world, &after).await?;
    assert_eq!(marked(&page).await?, [1]);
    Ok(())
}

case!(EachBrief, outcomes_show_where_there_are_some_and_set_apart);
async fn outcomes_show_where_there_are_some_and_set_apart(world: World) -> Result<()> {
    let page = live(&world, "expand='all'").await?;
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
    // Under the title of its session, and named.
    let named = "return [...brief().querySelectorAll('tbody th[scope=row]')].map((head) => [...head.children]
        .filter((one) => /^outcome /i.test(words(one.innerText)) && getComputedStyle(one).display === 'block')
        .map((one) => words(one.innerText).replace(/^outcome /i, ''))).flat();";
    assert_eq!(page.script::<Vec<String>>(named, &[]).await?.iter().collect::<Vec<_>>(), outcomes);
    // A line beside it, which what was written before does not have.
    let lines = "const line = (one) => parseFloat(getComputedStyle(one).borderInlineStartWidth);
        return [...brief().querySelectorAll('details p')].map((one) => [/^outcome/i.test(words(one.innerText)), line(one) > 0]);";
    let lines: Vec<(bool, bool)> = page.script(lines, &[]).await?;
    assert!(lines.len() > 5 && lines.iter().all(|(outcome, line)| outcome == line), "{lines:?}");
    let expected = world.brief.content.issues.iter().filter(|issue| issue.outcome.is_some()).count();
    assert_eq!(lines.iter().filter(|(outcome, _)| *outcome).count(), expected);
    Ok(())
}
