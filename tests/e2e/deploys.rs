//! Files that are not those that the page was written for: yesterday's loader, and files that someone has changed.

use anyhow::Result;
use summit_brief::render::{self, Assets, Integrity};
use summit_brief::text::ENGLISH;

use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered, static_props};
use crate::suite::{World, case, eventually};

/// Waits until the widget has given up, and asserts that the page still has its content and one console line.
async fn stays_static(page: &Page, world: &World) -> Result<String> {
    eventually("sb-error", || async {
        let events = page.events().await?;
        Ok(if events.iter().any(|event| event.name == "sb-error") { Ok(()) } else { Err(format!("{events:?}")) })
    })
    .await?;
    page.call(ONLY, &format!("one.open('{}');", world.brief.content.issues[1].id)).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    let lines = page.console_lines().await?;
    let own: Vec<&String> = lines.iter().filter(|line| line.starts_with("summit-brief: ")).collect();
    assert_eq!(own.len(), 1, "{lines:?}");
    Ok(own[0].clone())
}

/// Puts the loader of another build on the site, which names files that today's build does not have; returns their names.
fn deploy_yesterdays_loader(world: &World) -> Result<[String; 2]> {
    let (loader, glue) = (world.site.built("summit-brief.js")?, world.site.glue()?);
    let hash = glue.trim_start_matches("summit-brief-").trim_end_matches(".js");
    let old = "0123456789ab";
    assert!(loader.matches(hash).count() > 2, "{hash}");
    world.site.publish("/summit-brief.js", 200, &loader.replace(hash, old));
    Ok([glue.clone(), glue.replace(hash, old)])
}

fn eager(world: &World) -> Result<PageSpec> {
    Ok(PageSpec::new("en-GB", prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published")])?))
}

case!(Helsinki, yesterdays_loader_without_its_files_says_so_once);
async fn yesterdays_loader_without_its_files_says_so_once(world: World) -> Result<()> {
    let [_, old] = deploy_yesterdays_loader(&world)?;
    let page = world.open(Setting::default(), eager(&world)?).await?;
    let line = stays_static(&page, &world).await?;
    assert!(line.contains(&format!("/{old}: the server answered 404")), "{line}");
    // The next interaction tries again, without a second line.
    page.click_card(ONLY, 1).await?;
    stays_static(&page, &world).await?;
    Ok(())
}

case!(Helsinki, yesterdays_loader_works_if_its_files_are_still_there);
async fn yesterdays_loader_works_if_its_files_are_still_there(world: World) -> Result<()> {
    let [glue, old] = deploy_yesterdays_loader(&world)?;
    for end in [".js", "_bg.wasm"] {
        world.site.keep(&old.replace(".js", end), &glue.replace(".js", end));
    }
    let page = world.open(Setting::default(), eager(&world)?).await?;
    page.wait_until_live(1).await?;
    page.has_no_errors().await?;
    assert!(world.site.requests(&old) > 0);
    assert_eq!(world.site.requests(&format!("/{glue}")), 0);
    Ok(())
}

/// A page as `summit-brief render --integrity` writes it.
fn with_integrity(world: &World) -> Result<PageSpec> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(world.site.dist())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Integrity::concerns(&name) {
            files.push((name.clone(), std::fs::read(world.site.dist().join(name))?));
        }
    }
    let integrity = Integrity::of(&files).map_err(anyhow::Error::msg)?;
    let attributes = [("loading", "eager"), ("as-of", "published"), ("lang", "fr")];
    let assets = Assets {
        base: "/".to_owned(),
        attributes: attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        inline: true,
        integrity: Some(integrity),
        ..Assets::default()
    };
    let body = render::snippet(static_props(world.brief.text(), &attributes)?, &assets)?;
    Ok(PageSpec::new("fr", body).bare())
}

case!(Helsinki, files_with_the_right_hashes_are_accepted);
async fn files_with_the_right_hashes_are_accepted(world: World) -> Result<()> {
    let page = world.open(Setting::default(), with_integrity(&world)?).await?;
    page.wait_until_live(1).await?;
    page.has_no_errors().await?;
    let styled: String =
        page.script("return getComputedStyle(document.querySelector('.sb--live')).containerType;", &[]).await?;
    assert_eq!(styled, "inline-size");
    Ok(())
}

/// Changes a file by a few bytes, with which a page without hashes works, and one with hashes does not.
async fn is_refused(world: &World, name: &str) -> Result<()> {
    world.site.pad(format!("/{name}"));
    let page = world.open(Setting::default(), eager(world)?).await?;
    page.wait_until_live(1).await?;
    world.close(page).await;
    let page = world.open(Setting::default(), with_integrity(world)?).await?;
    let line = stays_static(&page, world).await?;
    assert!(line.starts_with("summit-brief: WebAssembly did not start; the static version stays: "), "{line}");
    Ok(())
}

case!(Helsinki, wasm_with_another_hash_is_refused);
async fn wasm_with_another_hash_is_refused(world: World) -> Result<()> {
    is_refused(&world, &world.site.glue()?.replace(".js", "_bg.wasm")).await
}

case!(Helsinki, glue_with_another_hash_is_refused);
async fn glue_with_another_hash_is_refused(world: World) -> Result<()> {
    is_refused(&world, &world.site.glue()?).await
}

case!(Helsinki, a_loader_with_another_hash_is_refused);
/// Then only the browser says so.
async fn a_loader_with_another_hash_is_refused(world: World) -> Result<()> {
    world.site.pad("/summit-brief.js");
    let page = world.open(Setting::default(), with_integrity(&world)?).await?;
    page.draw_frames().await?;
    let defined: bool = page.script("return Boolean(customElements.get('summit-brief'));", &[]).await?;
    assert!(!defined);
    page.shows_text(ONLY, &world.brief.content.issues[1].title).await
}

case!(Helsinki, a_language_with_another_hash_leaves_english);
async fn a_language_with_another_hash_leaves_english(world: World) -> Result<()> {
    world.site.pad(".fr.js");
    let page = world.open(Setting::default(), with_integrity(&world)?).await?;
    page.wait_until_live(1).await?;
    page.shows_text(ONLY, ENGLISH.strings.show_all).await
}
