//! Comparing positions: the table that replaces the cards, and the positions within a card.

use anyhow::Result;
use serde_json::{Value, json};
use summit_brief::text::Strings;
use thirtyfour::Key;

use crate::actions::open_live;
use crate::engine::{DESKTOP, PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

async fn compare(page: &Page) -> Result<()> {
    let said = page.said(ONLY).await?;
    page.click_button("summit-brief", said.compare).await?;
    page.controls_are(ONLY, &[said.as_cards]).await
}

case!(EachBrief, switches_with_clicks_and_keeps_open_cards_and_focus);
async fn switches_with_clicks_and_keeps_open_cards_and_focus(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let said = page.said(ONLY).await?;
    for index in [1, 3] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.toggles_are(ONLY, &[(1, true, "click"), (3, true, "click")]).await?;
    for _ in 0..2 {
        compare(&page).await?;
        assert_eq!(page.focused().await?, said.as_cards, "the focus stays on the control");
        assert_eq!(page.cards(ONLY).await?, [], "the table replaces the cards");
        page.click_button("summit-brief", said.as_cards).await?;
        page.controls_are(ONLY, &[said.show_all, said.compare]).await?;
        assert_eq!(page.focused().await?, said.compare);
        page.open_cards_are(ONLY, &[1, 3]).await?;
        assert_eq!(page.exposed("summit-brief [role=region]").await?, []);
    }
    // No card emitted an event, and the cards still work.
    page.toggles_are(ONLY, &[]).await?;
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.toggles_are(ONLY, &[(3, false, "click")]).await?;
    page.has_no_errors().await
}

case!(EachBrief, switches_with_enter_and_space);
async fn switches_with_enter_and_space(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    let said = page.said(ONLY).await?;
    page.tab_to(said.compare).await?;
    for key in [Key::Enter, Key::Space] {
        page.press(key.clone()).await?;
        page.controls_are(ONLY, &[said.as_cards]).await?;
        assert_eq!(page.focused().await?, said.as_cards);
        page.press(key).await?;
        page.controls_are(ONLY, &[said.show_all, said.compare]).await?;
        assert_eq!(page.focused().await?, said.compare);
    }
    Ok(())
}

case!(EachBrief, is_a_table_with_a_row_per_issue_and_a_column_per_party);
async fn is_a_table_with_a_row_per_issue_and_a_column_per_party(world: World) -> Result<()> {
    table_is_exposed(world, DESKTOP).await
}

case!(EachLayout, is_a_table_on_phones);
async fn is_a_table_on_phones(world: World) -> Result<()> {
    table_is_exposed(world, PHONE).await
}

async fn table_is_exposed(world: World, viewport: crate::engine::Viewport) -> Result<()> {
    let spec = PageSpec::new("en-GB", world.brief.element(""));
    let page = world.open(Setting { viewport, ..Setting::default() }, spec).await?;
    page.wait_until_live(1).await?;
    compare(&page).await?;
    let said = page.said(ONLY).await?;
    let content = &world.brief.content;
    // Ignores case, which the style sheet may change.
    let named = |role: &str, name: &str| (role.to_owned(), name.to_lowercase());
    let exposed = async |css: &str| {
        let exposed = page.exposed(css).await?;
        anyhow::Ok(exposed.iter().map(|(role, name)| named(role, name)).collect::<Vec<_>>())
    };
    assert_eq!(exposed("summit-brief .sb-compare").await?, [named("region", said.positions)]);
    let tables = exposed("summit-brief .sb-compare table").await?;
    assert_eq!(tables.iter().map(|(role, _)| role.as_str()).collect::<Vec<_>>(), ["table"]);
    let columns = exposed("summit-brief .sb-compare thead th").await?;
    let parties = content.parties.iter().map(|party| party.name.as_str());
    let expected: Vec<_> = std::iter::once(said.issue).chain(parties).map(|name| named("columnheader", name)).collect();
    assert_eq!(columns, expected);
    let rows = exposed("summit-brief .sb-compare tbody th").await?;
    let expected: Vec<_> = content.issues.iter().map(|issue| named("rowheader", &issue.title)).collect();
    assert_eq!(rows, expected);
    let rows = exposed("summit-brief .sb-compare tr").await?;
    assert!(rows.len() == content.issues.len() + 1 && rows.iter().all(|(role, _)| role == "row"), "{rows:?}");
    // Checks two of every seven rows, because each cell takes a round trip.
    for (index, issue) in content.issues.iter().enumerate().filter(|(index, _)| index % 7 < 2) {
        let css = format!("summit-brief .sb-compare tbody tr:nth-of-type({}) td", index + 1);
        let cells = exposed(&css).await?;
        let expected: Vec<_> =
            content.parties.iter().map(|party| named("cell", &position(issue, &party.id, said))).collect();
        assert_eq!(cells, expected, "{}", issue.title);
    }
    Ok(())
}

/// The text of the table cell for `issue` and the party with the id `party`, as exposed to screen readers.
fn position(issue: &crate::brief::Issue, party: &str, said: &Strings) -> String {
    let texts: Vec<&str> = issue
        .positions
        .iter()
        .filter(|position| position.party == party)
        .map(|position| position.text.as_str())
        .collect();
    if texts.is_empty() { said.no_position.to_owned() } else { texts.join(" ") }
}

case!(EachBrief, every_position_appears_once);
async fn every_position_appears_once(world: World) -> Result<()> {
    let page = open_live(&world, "expand='all'").await?;
    let issues = &world.brief.content.issues;
    let texts: Vec<&str> = issues.iter().flat_map(|issue| &issue.positions).map(|one| one.text.as_str()).collect();
    assert!(texts.len() > 10, "{} positions", texts.len());
    let count = "const [texts] = arguments;
        const nodes = [];
        const walker = document.createTreeWalker(brief(), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) nodes.push(walker.currentNode.data);
        return texts.map((text) => nodes.filter((node) => node === text).length);";
    let once: Vec<usize> = texts.iter().map(|text| texts.iter().filter(|other| other == &text).count()).collect();
    assert_eq!(page.script::<Vec<usize>>(count, &[json!(texts)]).await?, once, "in the cards");
    compare(&page).await?;
    let said = page.said(ONLY).await?;
    assert_eq!(page.script::<Vec<usize>>(count, &[json!(texts)]).await?, once, "in the table");
    // Each position is in its own cell and visible.
    let table = "return [...brief().querySelectorAll('.sb-compare tbody tr')]
        .map((row) => [...row.cells].map((cell) => words(cell.textContent)));";
    let table: Vec<Vec<String>> = page.script(table, &[]).await?;
    let expected = issues.iter().map(|issue| {
        let cells = world.brief.content.parties.iter().map(|party| position(issue, &party.id, said));
        std::iter::once(issue.title.clone()).chain(cells).collect::<Vec<_>>()
    });
    assert_eq!(table, expected.collect::<Vec<_>>());
    let words = page.words(ONLY).await?;
    assert!(texts.iter().all(|text| words.contains(text)), "{words}");
    Ok(())
}

case!(EachLayout, the_region_scrolls_with_arrow_keys_on_a_phone);
async fn the_region_scrolls_with_arrow_keys_on_a_phone(world: World) -> Result<()> {
    let spec = PageSpec::new("en-GB", world.brief.element(""));
    let page = world.open(Setting { viewport: PHONE, ..Setting::default() }, spec).await?;
    page.wait_until_live(1).await?;
    compare(&page).await?;
    page.press(Key::Tab).await?;
    let state = "const region = document.activeElement;
        return [region.getAttribute('role'), region.scrollLeft, region.scrollWidth - region.clientWidth,
            document.documentElement.scrollWidth - innerWidth, scrollX];";
    let before: (String, f64, f64, f64, f64) = page.script(state, &[]).await?;
    assert_eq!((before.0.as_str(), before.1), ("region", 0.0), "the Tab key leads to the region");
    assert!(before.3 <= 0.0, "the page itself must not overflow: {before:?}");
    if world.brief.content.parties.len() < 3 {
        assert!(before.2 <= 0.0, "two parties fit: {before:?}");
        return Ok(());
    }
    assert!(before.2 > 50.0, "{before:?}");
    page.press(Key::Right).await?;
    page.press(Key::Right).await?;
    eventually("the region to scroll", || async {
        let now: (String, f64, f64, f64, f64) = page.script(state, &[]).await?;
        Ok(if now.1 > 20.0 && now.4 == 0.0 { Ok(()) } else { Err(format!("{now:?}")) })
    })
    .await?;
    // Scrolls on until the last party's column is in view.
    eventually("the last column in view", || async {
        page.press(Key::Right).await?;
        let right = "return brief().querySelector('.sb-compare tbody td:last-child').getBoundingClientRect().right - innerWidth;";
        let right: f64 = page.script(right, &[]).await?;
        Ok(if right <= 0.5 { Ok(()) } else { Err(right.to_string()) })
    })
    .await
}

case!(EachLayout, on_a_phone_every_position_is_labelled_with_its_party);
async fn on_a_phone_every_position_is_labelled_with_its_party(world: World) -> Result<()> {
    let spec = PageSpec::new("en-GB", world.brief.element(""));
    let page = world.open(Setting { viewport: PHONE, ..Setting::default() }, spec).await?;
    page.wait_until_live(1).await?;
    compare(&page).await?;
    // The label above each text, and its colour.
    let labels = "return [...brief().querySelectorAll('.sb-compare tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => {
        const { content, display, color } = getComputedStyle(cell, '::before');
        return [content.replace('attr(data-label)', JSON.stringify(cell.dataset.label)), display, color];
    }));";
    let rows: Vec<Vec<(String, String, String)>> = page.script(labels, &[]).await?;
    assert_eq!(rows.len(), world.brief.content.issues.len());
    for row in &rows {
        assert_eq!(row.len(), world.brief.content.parties.len());
        for ((content, display, _), party) in row.iter().zip(&world.brief.content.parties) {
            assert!(content.starts_with(&format!("\"{}\"", party.name)) && display == "block", "{content}, {display}");
        }
        let mut colours: Vec<&str> = row.iter().map(|(.., colour)| colour.as_str()).collect();
        colours.dedup();
        assert_eq!(colours.len(), row.len(), "neighbouring parties must have different colours");
    }
    page.resize(DESKTOP).await?;
    let wide: Vec<Vec<(String, String, String)>> = page.script(labels, &[]).await?;
    assert_eq!(wide.iter().map(Vec::len).collect::<Vec<_>>(), rows.iter().map(Vec::len).collect::<Vec<_>>());
    let unlabelled = wide.iter().flatten().all(|(content, ..)| content == "none");
    assert!(unlabelled, "the column headings make labels unnecessary: {wide:?}");
    Ok(())
}

case!(Helsinki, changes_by_scripts_while_comparing_are_kept);
async fn changes_by_scripts_while_comparing_are_kept(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    let said = page.said(ONLY).await?;
    compare(&page).await?;
    page.call(ONLY, "one.open('syria');").await?;
    page.toggles_are(ONLY, &[(2, true, "script")]).await?;
    page.call(ONLY, "one.setAttribute('expand', 'nato ukraine');").await?;
    page.toggles_are(ONLY, &[(0, false, "script"), (1, true, "script"), (2, false, "script"), (4, true, "script")])
        .await?;
    assert_eq!(page.controls(ONLY).await?, [said.as_cards]);
    page.click_button("summit-brief", said.as_cards).await?;
    page.open_cards_are(ONLY, &[1, 4]).await?;
    page.toggles_are(ONLY, &[]).await?;
    page.click_card(ONLY, 0).await?;
    compare(&page).await?;
    page.reload().await?;
    page.open_cards_are(ONLY, &[0, 1, 4]).await?;
    page.has_no_errors().await
}

case!(Helsinki, card_opened_by_a_script_before_the_cards_return_is_open);
async fn card_opened_by_a_script_before_the_cards_return_is_open(world: World) -> Result<()> {
    let page = open_live(&world, "expand='first'").await?;
    let said = page.said(ONLY).await?;
    compare(&page).await?;
    // Right after the click on the control, before anything is rendered, a script opens another card.
    page.call(ONLY, "[...one.querySelectorAll('button')].find((button) => words(button.innerText) === 'Back to the issues').click(); one.open('ukraine');").await?;
    page.toggles_are(ONLY, &[(1, true, "script")]).await?;
    page.controls_are(ONLY, &[said.show_all, said.compare]).await?;
    page.open_cards_are(ONLY, &[0, 1]).await?;
    page.has_no_errors().await
}

case!(Helsinki, is_not_offered_if_no_issue_has_positions);
async fn is_not_offered_if_no_issue_has_positions(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| {
        for issue in json["issues"].as_array_mut().expect("issues") {
            issue.as_object_mut().expect("an issue").remove("positions");
        }
    });
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    assert_eq!(page.controls(ONLY).await?, ["Show all issues"]);
    page.has_no_errors().await
}

case!(Helsinki, is_not_offered_with_one_party);
async fn is_not_offered_with_one_party(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| {
        json["parties"].as_array_mut().expect("parties").truncate(1);
        let party = json["parties"][0]["id"].clone();
        for issue in json["issues"].as_array_mut().expect("issues") {
            let positions = issue["positions"].as_array_mut();
            positions.into_iter().for_each(|positions| positions.retain(|position| position["party"] == party));
        }
    });
    let page = world.open(Setting::default(), PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    assert_eq!(page.controls(ONLY).await?, ["Show all issues"]);
    page.has_no_errors().await
}

case!(EachBrief, positions_in_a_card_are_a_named_list);
async fn positions_in_a_card_are_a_named_list(world: World) -> Result<()> {
    let page = open_live(&world, "expand='all'").await?;
    let issues: Vec<_> = world.brief.content.issues.iter().filter(|issue| !issue.positions.is_empty()).collect();
    let lists = page.exposed("summit-brief .sb-positions").await?;
    assert_eq!(lists, vec![("list".to_owned(), page.said(ONLY).await?.positions.to_owned()); issues.len()]);
    let id = format!("{}-{}", world.brief.content.id, issues[0].id);
    let first = format!("summit-brief details:has([id='{id}']) .sb-positions > li");
    let items = page.exposed(&first).await?;
    assert_eq!(items.len(), issues[0].positions.len());
    assert!(items.iter().all(|(role, _)| role == "listitem"), "{items:?}");
    let texts = "return [...brief().querySelectorAll('.sb-positions')].map((list) => [...list.children].map((one) => words(one.textContent)));";
    let texts: Vec<Vec<String>> = page.script(texts, &[]).await?;
    let name =
        |id: &str| world.brief.content.parties.iter().find(|party| party.id == id).map(|party| party.name.clone());
    let expected = issues.iter().map(|issue| {
        let positions = issue.positions.iter();
        positions.map(|one| format!("{} {}", name(&one.party).unwrap_or_default(), one.text)).collect::<Vec<_>>()
    });
    assert_eq!(texts, expected.collect::<Vec<_>>());
    Ok(())
}

case!(EachLayout, positions_in_a_card_are_side_by_side_or_stacked_on_phones);
async fn positions_in_a_card_are_side_by_side_or_stacked_on_phones(world: World) -> Result<()> {
    let page = open_live(&world, "expand='all'").await?;
    // The top and left of each position, list by list.
    let boxes = "return [...brief().querySelectorAll('.sb-positions')].map((list) => [...list.children].map((one) => {
        const { top, left } = one.getBoundingClientRect();
        return [Math.round(top), Math.round(left)];
    }));";
    let positions =
        |lists: &Value| -> Vec<Vec<(i64, i64)>> { serde_json::from_value(lists.clone()).unwrap_or_default() };
    for (viewport, beside) in [(DESKTOP, true), (PHONE, false)] {
        page.resize(viewport).await?;
        page.wait_for_animations().await?;
        let lists = positions(&page.script(boxes, &[]).await?);
        assert!(lists.iter().any(|list| list.len() == world.brief.content.parties.len()), "{lists:?}");
        for list in lists {
            for pair in list.windows(2) {
                let same = if beside { pair[0].0 == pair[1].0 } else { pair[0].1 == pair[1].1 };
                let further = if beside { pair[0].1 < pair[1].1 } else { pair[0].0 < pair[1].0 };
                assert!(same && further, "{viewport:?}: {list:?}");
            }
        }
    }
    Ok(())
}
