//! The element's methods and its `brief` property.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::actions::{open_live, spec};
use crate::brief::Brief;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

case!(Helsinki, open_with_an_unknown_id_logs_one_line);
async fn open_with_an_unknown_id_logs_one_line(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.call(ONLY, "one.open('no-such-issue');").await?;
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("summit-brief: ") && lines[0].contains("no-such-issue"), "{lines:?}");
    page.toggles_are(ONLY, &[]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    assert!(page.events().await?.iter().all(|event| event.name == "sb-ready"));
    Ok(())
}

case!(EachBrief, calls_before_the_element_is_live_take_effect_once_it_is);
async fn calls_before_the_element_is_live_take_effect_once_it_is(world: World) -> Result<()> {
    let issue = &world.brief.content.issues[2];
    for element in [prerendered(&world.brief, &[("remember", "off")])?, world.brief.element("remember='off'")] {
        for (script, open) in [
            (format!("one.open('{}');", issue.id), vec![2]),
            ("one.expandAll();".to_owned(), world.brief.all()),
            (format!("one.expandAll(); one.collapseAll(); one.open('{}');", issue.id), vec![2]),
        ] {
            let gate = world.site.hold(".wasm");
            let page = world.open(Setting::default(), PageSpec::new("en-GB", &*element)).await?;
            page.call(ONLY, &script).await?;
            page.draw_frames().await?;
            gate.open();
            page.wait_until_live(1).await?;
            page.open_cards_are(ONLY, &open).await?;
            page.has_no_errors().await?;
        }
    }
    Ok(())
}

/// Opens card 1 on a first visit, then visits again with `prelude`, which runs first.
async fn after_a_visit(world: &World, prelude: &str) -> Result<Page> {
    let first = world.site.add(&spec(world, ""));
    let page = world.visit(Setting::default(), &first).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let again = world.site.add(&spec(world, "").prelude(prelude));
    page.visit(world, &again).await?;
    Ok(page)
}

async fn overrides_the_memory(world: &World, when: fn(&str) -> String) -> Result<()> {
    let page = after_a_visit(world, &when("collapseAll()")).await?;
    page.toggles_are(ONLY, &[(1, true, "restore"), (1, false, "script")]).await?;
    assert_eq!(page.open_cards(ONLY).await?, [0; 0]);
    let page = after_a_visit(world, &when("expandAll()")).await?;
    let mut expected = vec![(1, true, "restore")];
    expected.extend(world.brief.all().into_iter().filter(|index| *index != 1).map(|index| (index, true, "script")));
    page.toggles_are(ONLY, &expected).await?;
    page.open_cards_are(ONLY, &world.brief.all()).await
}

case!(Helsinki, call_before_the_element_is_live_overrides_the_memory);
async fn call_before_the_element_is_live_overrides_the_memory(world: World) -> Result<()> {
    overrides_the_memory(&world, |call| {
        format!("customElements.whenDefined('summit-brief').then(() => document.querySelector('summit-brief').{call});")
    })
    .await
}

case!(Helsinki, call_on_sb_ready_overrides_the_memory);
async fn call_on_sb_ready_overrides_the_memory(world: World) -> Result<()> {
    overrides_the_memory(&world, |call| format!("addEventListener('sb-ready', ({{ target }}) => target.{call});")).await
}

case!(EachBrief, the_brief_property_is_a_copy);
async fn the_brief_property_is_a_copy(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let read: Value = page.script("return brief().brief;", &[]).await?;
    assert_eq!(&read, world.brief.json());
    let spoil = "const copy = brief().brief; copy.title = 'Spoilt'; copy.issues.length = 0; return brief().brief;";
    let read: Value = page.script(spoil, &[]).await?;
    assert_eq!(&read, world.brief.json());
    page.set_attribute(ONLY, "heading-level", Some("3")).await?;
    page.click_card(ONLY, 1).await?;
    let words = page.words(ONLY).await?;
    assert!(words.contains(&world.brief.content.title) && !words.contains("Spoilt"), "{words}");
    Ok(())
}

async fn set_brief(page: &Page, brief: &Value) -> Result<()> {
    page.script("brief().brief = arguments[0];", std::slice::from_ref(brief)).await
}

async fn titles_are(page: &Page, expected: &Brief) -> Result<()> {
    let expected: Vec<&str> = expected.content.issues.iter().map(|issue| issue.title.as_str()).collect();
    eventually("other cards", || async {
        // Updates dated in the future are marked at every visit.
        let title = |title: String| title.trim_end_matches(" UPDATED").to_owned();
        let titles: Vec<String> = page.cards(ONLY).await?.into_iter().map(|card| title(card.title)).collect();
        Ok(if titles == expected { Ok(()) } else { Err(format!("{titles:?}")) })
    })
    .await
}

case!(EachBrief, setting_a_brief_replaces_the_source_and_null_restores_it);
async fn setting_a_brief_replaces_the_source_and_null_restores_it(world: World) -> Result<()> {
    let other = world.brief.other()?;
    let page = open_live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    page.toggles_are(ONLY, &[(1, true, "click")]).await?;
    set_brief(&page, other.json()).await?;
    titles_are(&page, &other).await?;
    page.shows_text(ONLY, &other.content.title).await?;
    assert_eq!(&page.script::<Value>("return brief().brief;", &[]).await?, other.json());
    page.open_cards_are(ONLY, &[]).await?;
    page.click_card(ONLY, 2).await?;
    page.toggles_are(ONLY, &[(2, true, "click")]).await?;
    set_brief(&page, &Value::Null).await?;
    titles_are(&page, &world.brief).await?;
    assert_eq!(&page.script::<Value>("return brief().brief;", &[]).await?, world.brief.json());
    // The cards are as the reader left them.
    page.open_cards_are(ONLY, &[1]).await?;
    page.has_no_errors().await
}

case!(Helsinki, setting_a_brief_keeps_cards_of_the_same_issues_open);
async fn setting_a_brief_keeps_cards_of_the_same_issues_open(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    for index in [1, 3] {
        page.click_card(ONLY, index).await?;
    }
    page.toggles_are(ONLY, &[(1, true, "click"), (3, true, "click")]).await?;
    // Adds an issue at the top, removes one open issue and renames the other.
    let mut json = world.brief.json().clone();
    let issues = json["issues"].as_array_mut().expect("issues");
    issues.remove(3);
    issues[1]["title"] = json!("Ukraine, again");
    issues.insert(0, json!({ "id": "new", "title": "New", "summary": "It was not there before." }));
    set_brief(&page, &json).await?;
    page.shows_text(ONLY, "Ukraine, again").await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.toggles_are(ONLY, &[]).await?;
    page.controls_are(ONLY, &["Show all issues", "Compare positions"]).await?;
    page.click_card(ONLY, 2).await?;
    page.toggles_are(ONLY, &[(2, false, "click")]).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.has_no_errors().await
}

case!(Helsinki, setting_a_brief_keeps_the_former_first_card_open);
async fn setting_a_brief_keeps_the_former_first_card_open(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    page.open_cards_are(ONLY, &[0]).await?;
    let mut json = world.brief.json().clone();
    let new = json!({ "id": "new", "title": "New", "summary": "It was not there before." });
    json["issues"].as_array_mut().expect("issues").insert(0, new);
    set_brief(&page, &json).await?;
    page.shows_text(ONLY, "It was not there before.").await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.toggles_are(ONLY, &[]).await?;
    // A brief with another id opens its own first card.
    set_brief(&page, Brief::accord()?.json()).await?;
    titles_are(&page, &Brief::accord()?).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.toggles_are(ONLY, &[]).await
}

case!(Helsinki, an_invalid_brief_emits_an_error_and_the_content_stays);
async fn an_invalid_brief_emits_an_error_and_the_content_stays(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let words = page.words(ONLY).await?;
    let mut broken = world.brief.json().clone();
    broken["issues"][1]["id"] = broken["issues"][0]["id"].clone();
    for (count, bad) in [json!({}), json!("a text"), json!([1]), broken].iter().enumerate() {
        set_brief(&page, bad).await?;
        eventually("sb-error", || async {
            let events = page.events().await?;
            let errors: Vec<_> = events.into_iter().filter(|event| event.name == "sb-error").collect();
            Ok(if errors.len() == count + 1 { Ok(()) } else { Err(format!("{errors:?}")) })
        })
        .await?;
        let lines = page.console_lines().await?;
        assert!(lines.len() == count + 1 && lines.iter().all(|line| line.starts_with("summit-brief: ")), "{lines:?}");
        page.wait_for_animations().await?;
        assert_eq!(page.words(ONLY).await?, words, "after {bad}");
        page.open_cards_are(ONLY, &[1]).await?;
    }
    // The widget keeps working.
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[1, 2]).await?;
    set_brief(&page, Brief::accord()?.json()).await?;
    titles_are(&page, &Brief::accord()?).await
}

case!(EachBrief, a_brief_in_an_unknown_zone_changes_nothing);
async fn a_brief_in_an_unknown_zone_changes_nothing(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let words = page.words(ONLY).await?;
    let mut unknown = world.brief.json().clone();
    unknown["id"] = json!("other");
    unknown["lang"] = json!("fi");
    unknown["place"]["zone"] = json!("Europe/Helsingfors");
    for issue in unknown["issues"].as_array_mut().context("issues")? {
        issue["id"] = json!(format!("other-{}", issue["id"].as_str().unwrap_or_default()));
    }
    set_brief(&page, &unknown).await?;
    eventually("sb-error", || async {
        let events = page.events().await?;
        Ok(if events.iter().any(|event| event.name == "sb-error") { Ok(()) } else { Err(format!("{events:?}")) })
    })
    .await?;
    page.wait_for_animations().await?;
    assert_eq!(page.words(ONLY).await?, words);
    let lang: String = page.script("return document.querySelector('summit-brief > .sb').lang", &[]).await?;
    assert_eq!(lang, world.brief.json()["lang"].as_str().unwrap_or("en-GB"));
    // The reader's actions apply to the old brief.
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.toggles_are(ONLY, &[(2, true, "click")]).await?;
    // Nothing is stored under the id of the rejected brief.
    let stored: Vec<String> = page.script("return Object.keys(localStorage)", &[]).await?;
    assert!(stored.iter().all(|key| !key.contains("other")), "{stored:?}");
    // Setting the old brief again changes nothing.
    set_brief(&page, world.brief.json()).await?;
    page.wait_for_animations().await?;
    page.open_cards_are(ONLY, &[2]).await
}

case!(EachBrief, a_brief_set_before_the_element_is_defined_is_shown);
async fn a_brief_set_before_the_element_is_defined_is_shown(world: World) -> Result<()> {
    let other = if world.brief.name == "helsinki-2018" { Brief::accord()? } else { Brief::helsinki()? };
    let gate = world.site.hold("/summit-brief.js");
    let body = format!(
        "{}<script>document.querySelector('summit-brief').brief = {};</script>",
        world.brief.element(""),
        other.text().replace("</", "<\\/")
    );
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body).scripts(&[])).await?;
    let add = "const script = document.createElement('script');
        script.type = 'module'; script.src = '/summit-brief.js'; document.head.append(script);";
    let () = page.script(add, &[]).await?;
    page.draw_frames().await?;
    gate.open();
    page.wait_until_live(1).await?;
    titles_are(&page, &other).await?;
    assert_eq!(&page.script::<Value>("return brief().brief;", &[]).await?, other.json());
    page.has_no_errors().await
}

case!(Helsinki, an_element_without_a_source_shows_the_brief_set_by_a_script);
async fn an_element_without_a_source_shows_the_brief_set_by_a_script(world: World) -> Result<()> {
    let script = format!(
        "<script>document.querySelector('summit-brief').brief = {};</script>",
        world.brief.text().replace("</", "<\\/")
    );
    let body = format!("<summit-brief loading='eager'></summit-brief>{script}");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    titles_are(&page, &world.brief).await?;
    page.has_no_errors().await
}
