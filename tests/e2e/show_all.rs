//! The control that shows and hides all issues.

use anyhow::Result;
use serde_json::json;
use thirtyfour::Key;

use crate::actions::open_live;
use crate::engine::Setting;
use crate::page::ONLY;
use crate::server::PageSpec;
use crate::suite::{World, case};

case!(EachBrief, opens_and_closes_all_and_keeps_the_focus);
async fn opens_and_closes_all_and_keeps_the_focus(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let said = page.said(ONLY).await?;
    page.controls_are(ONLY, &[said.show_all, said.compare]).await?;
    for (before, open, after) in
        [(said.show_all, world.brief.all(), said.hide_all), (said.hide_all, vec![], said.show_all)]
    {
        page.click_button("summit-brief", before).await?;
        page.open_cards_are(ONLY, &open).await?;
        page.controls_are(ONLY, &[after, said.compare]).await?;
        assert_eq!(page.focused().await?, after, "the focus stays on the control");
    }
    // With some cards open, it opens the others and closes none.
    page.click_card(ONLY, 1).await?;
    page.click_button("summit-brief", said.show_all).await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.has_no_errors().await
}

case!(EachBrief, works_with_enter_and_space);
async fn works_with_enter_and_space(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let said = page.said(ONLY).await?;
    page.tab_to(said.show_all).await?;
    let exposed = page.exposed("summit-brief button").await?;
    assert!(exposed.contains(&("button".to_owned(), said.show_all.to_owned())), "{exposed:?}");
    for key in [Key::Enter, Key::Space] {
        for (open, after) in [(world.brief.all(), said.hide_all), (vec![], said.show_all)] {
            page.press(key.clone()).await?;
            page.open_cards_are(ONLY, &open).await?;
            page.controls_are(ONLY, &[after, said.compare]).await?;
            assert_eq!(page.focused().await?, after);
        }
    }
    page.has_no_errors().await
}

case!(EachBrief, offers_to_hide_once_a_click_opens_the_last_card);
async fn offers_to_hide_once_a_click_opens_the_last_card(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let said = page.said(ONLY).await?;
    let last = world.brief.content.issues.len() - 1;
    for index in 0..=last {
        assert_eq!(page.controls(ONLY).await?, [said.show_all, said.compare], "before card {index}");
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.controls_are(ONLY, &[said.hide_all, said.compare]).await?;
    page.click_card(ONLY, 0).await?;
    page.controls_are(ONLY, &[said.show_all, said.compare]).await
}

/// Opens all cards except one, then clicks a link to that card or to text in it.
async fn opened_by_a_link(world: World, index: usize, href: &str) -> Result<()> {
    let issues = world.brief.content.issues.iter().enumerate();
    let others: Vec<&str> = issues.filter(|(other, _)| *other != index).map(|(_, issue)| issue.id.as_str()).collect();
    let element = world.brief.element(&format!("expand='{}'", others.join(" ")));
    let body = format!("<p><a id='link' href='{href}'>There</a></p>{element}");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    let said = page.said(ONLY).await?;
    page.controls_are(ONLY, &[said.show_all, said.compare]).await?;
    page.click("#link").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.controls_are(ONLY, &[said.hide_all, said.compare]).await
}

case!(Helsinki, offers_to_hide_once_a_fragment_opens_the_last_card);
async fn offers_to_hide_once_a_fragment_opens_the_last_card(world: World) -> Result<()> {
    let href = format!("#{}", world.brief.card_id(4));
    opened_by_a_link(world, 4, &href).await
}

case!(Helsinki, offers_to_hide_once_a_text_fragment_opens_the_last_card);
async fn offers_to_hide_once_a_text_fragment_opens_the_last_card(world: World) -> Result<()> {
    opened_by_a_link(world, 4, "#:~:text=missile%20shield%20launched%20in").await
}

case!(Helsinki, follows_scripts_that_open_and_close_cards);
async fn follows_scripts_that_open_and_close_cards(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let said = page.said(ONLY).await?;
    for (script, label) in [
        ("one.expandAll();", said.hide_all),
        ("one.querySelector('.sb-card__details').open = false;", said.show_all),
        ("one.open(arguments[1]);", said.hide_all),
        ("one.collapseAll();", said.show_all),
        ("one.setAttribute('expand', 'all');", said.hide_all),
        ("one.setAttribute('expand', 'first');", said.show_all),
        ("for (const card of one.querySelectorAll('.sb-card__details')) card.open = true;", said.hide_all),
    ] {
        let script = format!("const one = brief(arguments[0]); {script}");
        let () = page.script(&script, &[json!(ONLY), json!(world.brief.content.issues[0].id)]).await?;
        page.controls_are(ONLY, &[label, said.compare]).await?;
    }
    page.has_no_errors().await
}

case!(Helsinki, offers_to_hide_from_the_start_if_all_cards_start_open);
async fn offers_to_hide_from_the_start_if_all_cards_start_open(world: World) -> Result<()> {
    let page = open_live(&world, "expand='all'").await?;
    let said = page.said(ONLY).await?;
    page.controls_are(ONLY, &[said.hide_all, said.compare]).await?;
    page.click_button("summit-brief", said.hide_all).await?;
    page.open_cards_are(ONLY, &[]).await
}

case!(Helsinki, is_absent_with_one_issue);
async fn is_absent_with_one_issue(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| {
        json["issues"].as_array_mut().expect("issues").truncate(1);
    });
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    let said = page.said(ONLY).await?;
    assert_eq!(page.controls(ONLY).await?, [said.compare]);
    page.click_card(ONLY, 0).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    assert_eq!(page.controls(ONLY).await?, [said.compare]);
    page.has_no_errors().await
}

case!(Helsinki, is_absent_without_issues);
async fn is_absent_without_issues(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| json["issues"] = json!([]));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    assert_eq!(page.controls(ONLY).await?, [""; 0]);
    page.has_no_errors().await
}

case!(Helsinki, affects_only_its_own_element);
async fn affects_only_its_own_element(world: World) -> Result<()> {
    let elements = ["a", "b"].map(|id| world.brief.element(&format!("id='{id}'")));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", elements.concat())).await?;
    page.wait_until_live(2).await?;
    let said = page.said("b").await?;
    page.click_button("#b", said.show_all).await?;
    page.open_cards_are("b", &world.brief.all()).await?;
    page.controls_are("b", &[said.hide_all, said.compare]).await?;
    assert_eq!(page.open_cards("a").await?, [0; 0]);
    assert_eq!(page.controls("a").await?, [said.show_all, said.compare]);
    Ok(())
}
