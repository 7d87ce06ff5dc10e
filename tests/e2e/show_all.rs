//! The control that opens and closes all cards.

use anyhow::Result;
use serde_json::json;
use thirtyfour::Key;

use crate::acts::live;
use crate::engine::Setting;
use crate::page::ONLY;
use crate::server::PageSpec;
use crate::suite::{World, case};

const SHOW: &str = "Show all issues";
const HIDE: &str = "Hide all issues";
const COMPARE: &str = "Compare positions";

case!(EachBrief, opens_and_closes_all_and_keeps_the_focus);
async fn opens_and_closes_all_and_keeps_the_focus(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    page.controls_are(ONLY, &[SHOW, COMPARE]).await?;
    for (before, open, after) in [(SHOW, world.brief.all(), HIDE), (HIDE, vec![], SHOW)] {
        page.click_button("summit-brief", before).await?;
        page.open_cards_are(ONLY, &open).await?;
        page.controls_are(ONLY, &[after, COMPARE]).await?;
        assert_eq!(page.focused().await?, after, "the focus stays on the control");
    }
    // Some open: it opens the rest, and closes none.
    page.click_card(ONLY, 1).await?;
    page.click_button("summit-brief", SHOW).await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.all_is_well().await
}

case!(EachBrief, works_by_enter_and_by_space);
async fn works_by_enter_and_by_space(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    page.tab_to(SHOW).await?;
    let exposed = page.exposed("summit-brief button").await?;
    assert!(exposed.contains(&("button".to_owned(), SHOW.to_owned())), "{exposed:?}");
    for key in [Key::Enter, Key::Space] {
        for (open, after) in [(world.brief.all(), HIDE), (vec![], SHOW)] {
            page.press(key.clone()).await?;
            page.open_cards_are(ONLY, &open).await?;
            page.controls_are(ONLY, &[after, COMPARE]).await?;
            assert_eq!(page.focused().await?, after);
        }
    }
    page.all_is_well().await
}

case!(EachBrief, says_hide_once_the_last_card_was_opened_by_hand);
async fn says_hide_once_the_last_card_was_opened_by_hand(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    let last = world.brief.content.issues.len() - 1;
    for index in 0..=last {
        assert_eq!(page.controls(ONLY).await?, [SHOW, COMPARE], "before card {index}");
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.controls_are(ONLY, &[HIDE, COMPARE]).await?;
    page.click_card(ONLY, 0).await?;
    page.controls_are(ONLY, &[SHOW, COMPARE]).await
}

/// All but one card open, a link to what is in that one, and the link clicked.
async fn opened_by_a_link(world: World, index: usize, href: &str) -> Result<()> {
    let issues = world.brief.content.issues.iter().enumerate();
    let others: Vec<&str> = issues.filter(|(other, _)| *other != index).map(|(_, issue)| issue.id.as_str()).collect();
    let element = world.brief.element(&format!("expand='{}'", others.join(" ")));
    let body = format!("<p><a id='link' href='{href}'>There</a></p>{element}");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.live(1).await?;
    page.controls_are(ONLY, &[SHOW, COMPARE]).await?;
    page.click("#link").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.controls_are(ONLY, &[HIDE, COMPARE]).await
}

case!(Helsinki, says_hide_once_a_fragment_opened_the_last_card);
async fn says_hide_once_a_fragment_opened_the_last_card(world: World) -> Result<()> {
    let href = format!("#{}", world.brief.card_id(4));
    opened_by_a_link(world, 4, &href).await
}

case!(Helsinki, says_hide_once_a_find_in_page_opened_the_last_card);
async fn says_hide_once_a_find_in_page_opened_the_last_card(world: World) -> Result<()> {
    opened_by_a_link(world, 4, "#:~:text=missile%20shield%20launched%20in").await
}

case!(Helsinki, says_what_scripts_of_the_page_made_of_the_cards);
async fn says_what_scripts_of_the_page_made_of_the_cards(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    for (script, label) in [
        ("one.expandAll();", HIDE),
        ("one.querySelector('details').open = false;", SHOW),
        ("one.open(arguments[1]);", HIDE),
        ("one.collapseAll();", SHOW),
        ("one.setAttribute('expand', 'all');", HIDE),
        ("one.setAttribute('expand', 'first');", SHOW),
        ("for (const card of one.querySelectorAll('details')) card.open = true;", HIDE),
    ] {
        let script = format!("const one = brief(arguments[0]); {script}");
        let () = page.script(&script, &[json!(ONLY), json!(world.brief.content.issues[0].id)]).await?;
        page.controls_are(ONLY, &[label, COMPARE]).await?;
    }
    page.all_is_well().await
}

case!(Helsinki, says_hide_from_the_start_where_all_cards_start_open);
async fn says_hide_from_the_start_where_all_cards_start_open(world: World) -> Result<()> {
    let page = live(&world, "expand='all'").await?;
    page.controls_are(ONLY, &[HIDE, COMPARE]).await?;
    page.click_button("summit-brief", HIDE).await?;
    page.open_cards_are(ONLY, &[]).await
}

case!(Helsinki, is_not_there_for_one_issue);
async fn is_not_there_for_one_issue(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| {
        json["issues"].as_array_mut().expect("issues").truncate(1);
    });
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.live(1).await?;
    assert_eq!(page.controls(ONLY).await?, [COMPARE]);
    page.click_card(ONLY, 0).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    assert_eq!(page.controls(ONLY).await?, [COMPARE]);
    page.all_is_well().await
}

case!(Helsinki, is_not_there_without_issues);
async fn is_not_there_without_issues(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| json["issues"] = json!([]));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.live(1).await?;
    assert_eq!(page.controls(ONLY).await?, [""; 0]);
    page.all_is_well().await
}

case!(Helsinki, is_each_elements_own);
async fn is_each_elements_own(world: World) -> Result<()> {
    let elements = ["a", "b"].map(|id| world.brief.element(&format!("id='{id}'")));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", elements.concat())).await?;
    page.live(2).await?;
    page.click_button("#b", SHOW).await?;
    page.open_cards_are("b", &world.brief.all()).await?;
    page.controls_are("b", &[HIDE, COMPARE]).await?;
    assert_eq!(page.open_cards("a").await?, [0; 0]);
    assert_eq!(page.controls("a").await?, [SHOW, COMPARE]);
    Ok(())
}
