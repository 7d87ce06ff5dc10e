//! `?sb-debug`: what a page says, to its developer, about its widgets.

use anyhow::Result;
use serde_json::{Value, json};

use crate::engine::Setting;
use crate::page::Page;
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

/// Opens the page with `?sb-debug`, and returns what its panel lists.
async fn findings(world: &World, spec: PageSpec) -> Result<(Page, Vec<String>)> {
    let path = world.site.add(&spec);
    let page = world.visit(Setting::default(), &format!("{path}?sb-debug")).await?;
    let script = "const panel = document.getElementById('sb-debug');
        return panel && [...panel.querySelectorAll('li')].map((item) => item.innerText);";
    let found = eventually("the panel", || async {
        let found: Option<Vec<String>> = page.script(script, &[]).await?;
        Ok(found.ok_or_else(|| "no panel".to_owned()))
    })
    .await?;
    Ok((page, found))
}

fn errors(found: &[String]) -> Vec<&String> {
    found.iter().filter(|text| text.starts_with("error")).collect()
}

fn spec(world: &World) -> Result<PageSpec> {
    Ok(PageSpec::new("en-GB", prerendered(&world.brief, &[("as-of", "published")])?))
}

case!(Helsinki, a_page_that_works_has_no_errors);
async fn a_page_that_works_has_no_errors(world: World) -> Result<()> {
    let (page, found) = findings(&world, spec(&world)?).await?;
    assert!(errors(&found).is_empty(), "{found:?}");
    // The test server compresses nothing, and lets browsers keep the glue only.
    let wasm = found.iter().find(|text| text.contains("_bg.wasm") && text.contains("without compression"));
    assert!(wasm.is_some(), "{found:?}");
    assert!(found.iter().any(|text| text.contains("_bg.wasm: browsers do not keep it")), "{found:?}");
    page.wait_until_live(1).await?;
    let panel: Value = page.script("return document.querySelector('#sb-debug strong').innerText;", &[]).await?;
    assert_eq!(panel, json!(format!("summit-brief {}", env!("CARGO_PKG_VERSION"))));
    page.click("#sb-debug button").await?;
    let gone: bool = page.script("return document.getElementById('sb-debug') === null;", &[]).await?;
    assert!(gone);
    page.has_no_errors().await
}

case!(Helsinki, readers_do_not_load_it);
async fn readers_do_not_load_it(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world)?).await?;
    page.call("", "one.expandAll();").await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    assert_eq!(world.site.requests(".debug.js"), 0);
    Ok(())
}

case!(Helsinki, a_policy_that_blocks_webassembly_is_named);
async fn a_policy_that_blocks_webassembly_is_named(world: World) -> Result<()> {
    let policy = "default-src 'self'; img-src data:";
    let (_, found) = findings(&world, spec(&world)?.policy(policy)).await?;
    // WebKit's own message says it too, and comes without an event.
    assert!(errors(&found).iter().any(|text| text.contains("'wasm-unsafe-eval'")), "{found:?}");
    Ok(())
}

case!(Helsinki, a_missing_file_is_named);
async fn a_missing_file_is_named(world: World) -> Result<()> {
    let glue = world.site.glue()?;
    world.site.remove(glue.clone());
    let (_, found) = findings(&world, spec(&world)?).await?;
    let named = format!("error: {glue}: the server answered 404");
    assert!(found.iter().any(|text| text.starts_with(&named)), "{found:?}");
    Ok(())
}

case!(Helsinki, a_wrong_type_a_missing_style_sheet_and_a_paragraph_are_named);
async fn a_wrong_type_a_missing_style_sheet_and_a_paragraph_are_named(world: World) -> Result<()> {
    world.site.mistype(".wasm");
    let body = format!("<p>{}</p>", world.brief.element("as-of='published'"));
    let spec = PageSpec::new("en-GB", body).bare().scripts(&["/summit-brief.js".to_owned()]);
    let (_, found) = findings(&world, spec).await?;
    for part in ["_bg.wasm: is sent as text/plain", "no style sheet", "inside a <p>"] {
        assert!(found.iter().any(|text| text.contains(part)), "{part}: {found:?}");
    }
    Ok(())
}

case!(Helsinki, a_page_without_a_widget_says_so);
async fn a_page_without_a_widget_says_so(world: World) -> Result<()> {
    let (_, found) = findings(&world, PageSpec::new("en-GB", "<p>An article.</p>")).await?;
    assert_eq!(errors(&found).len(), 1, "{found:?}");
    assert!(found[0].contains("no <summit-brief>"), "{found:?}");
    Ok(())
}
