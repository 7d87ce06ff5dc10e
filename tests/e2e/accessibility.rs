//! Checks with axe-core, and a check that axe-core cannot do: overflow on narrow pages.

use anyhow::Result;
use serde::Deserialize;

use crate::axe;
use crate::brief::Brief;
use crate::engine::{DESKTOP, NARROW, PHONE, Scheme, Setting};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

fn setting(scheme: Scheme) -> Setting {
    Setting { scheme, ..Setting::default() }
}

case!(EachBrief, axe_finds_nothing_in_light);
async fn axe_finds_nothing_in_light(world: World) -> Result<()> {
    on_a_test_page(world, Scheme::Light).await
}

case!(EachBrief, axe_finds_nothing_in_dark);
async fn axe_finds_nothing_in_dark(world: World) -> Result<()> {
    on_a_test_page(world, Scheme::Dark).await
}

async fn on_a_test_page(world: World, scheme: Scheme) -> Result<()> {
    let element = world.brief.element("as-of='published' zone='Pacific/Auckland'");
    let page = world.open(setting(scheme), PageSpec::new(world.brief.content.lang.as_str(), element)).await?;
    page.wait_until_live(1).await?;
    closed_and_open_on_desktop_and_phone(&page, &world.brief).await
}

case!(EachBrief, axe_finds_nothing_under_way_and_over);
async fn axe_finds_nothing_under_way_and_over(world: World) -> Result<()> {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let start = world.brief.held()[0].start;
        let page = world.open(setting(scheme), spec_as_of(&world, &start.to_string())).await?;
        page.wait_until_live(1).await?;
        let said = page.said(ONLY).await?;
        // The first session of one brief has no end.
        let phase = if world.brief.held()[0].end.is_some() { said.under_way } else { said.began };
        page.shows_text(ONLY, phase).await?;
        axe::finds_nothing(&page, phase).await?;
        page.set_attribute(ONLY, "as-of", Some(&world.brief.last_end().to_string())).await?;
        page.shows_text(ONLY, said.took_place).await?;
        axe::finds_nothing(&page, "over").await?;
    }
    Ok(())
}

case!(Helsinki, axe_finds_nothing_in_dark_on_a_page_that_is_always_light);
async fn axe_finds_nothing_in_dark_on_a_page_that_is_always_light(world: World) -> Result<()> {
    let spec = spec_as_of(&world, "published").always_light();
    let page = world.open(setting(Scheme::Dark), spec).await?;
    page.wait_until_live(1).await?;
    axe::finds_nothing(&page, "a page that is always light, for a reader who prefers dark").await
}

case!(Helsinki, axe_finds_nothing_in_the_article_in_light);
async fn axe_finds_nothing_in_the_article_in_light(world: World) -> Result<()> {
    in_the_article(world, Scheme::Light).await
}

case!(Helsinki, axe_finds_nothing_in_the_article_in_dark);
async fn axe_finds_nothing_in_the_article_in_dark(world: World) -> Result<()> {
    in_the_article(world, Scheme::Dark).await
}

async fn in_the_article(world: World, scheme: Scheme) -> Result<()> {
    let page = world.visit(setting(scheme), "/").await?;
    let () = page.script("brief().scrollIntoView();", &[]).await?;
    page.wait_until_live(1).await?;
    closed_and_open_on_desktop_and_phone(&page, &world.brief).await
}

async fn closed_and_open_on_desktop_and_phone(page: &Page, brief: &Brief) -> Result<()> {
    for (expand, open) in [("none", vec![]), ("all", brief.all())] {
        page.set_attribute(ONLY, "expand", Some(expand)).await?;
        page.open_cards_are(ONLY, &open).await?;
        for viewport in [DESKTOP, PHONE] {
            page.resize(viewport).await?;
            axe::finds_nothing(page, &format!("cards {expand}, {viewport:?}, {:?}", page.setting.scheme)).await?;
        }
    }
    Ok(())
}

fn spec_as_of(world: &World, as_of: &str) -> PageSpec {
    let element = world.brief.element(&format!("as-of='{as_of}' zone='Pacific/Auckland'"));
    PageSpec::new(world.brief.content.lang.as_str(), element)
}

case!(EachLayout, nothing_overflows_at_320_pixels);
async fn nothing_overflows_at_320_pixels(world: World) -> Result<()> {
    let setting = Setting { viewport: NARROW, ..Setting::default() };
    // The longest times, with day marks.
    let element = world.brief.element("as-of='published' zone='Pacific/Auckland' hour-cycle='h12' expand='all'");
    let page = world.open(setting, PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    fits(&page).await
}

case!(Helsinki, nothing_in_the_article_overflows_at_320_pixels);
async fn nothing_in_the_article_overflows_at_320_pixels(world: World) -> Result<()> {
    let page = world.visit(Setting { viewport: NARROW, ..Setting::default() }, "/").await?;
    let () = page.script("brief().scrollIntoView();", &[]).await?;
    page.wait_until_live(1).await?;
    fits(&page).await?;
    page.set_attribute(ONLY, "expand", Some("all")).await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    fits(&page).await
}

/// Asserts that the page does not scroll sideways, nothing in the widget overflows or is cut off, and no time is broken
/// across two lines.
async fn fits(page: &Page) -> Result<()> {
    #[derive(Debug, Deserialize)]
    struct Fit {
        width: u32,
        scroll_width: u32,
        visible: usize,
        overflowing: Vec<String>,
        clocks: usize,
        broken: Vec<String>,
    }
    let script = r#"
        const element = brief();
        const visible = [...element.querySelectorAll("*")].filter((one) => {
            // Skips clipped content, which is for screen readers only.
            const { clip, clipPath, position } = getComputedStyle(one.closest(".sb-hidden") ?? one);
            return one.checkVisibility() && !(position === "absolute" && (clip !== "auto" || clipPath !== "none"));
        });
        const overflowing = visible.filter((one) => {
            const { left, right } = one.getBoundingClientRect();
            const cut = ["hidden", "clip"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1;
            return left < -1 || right > innerWidth + 1 || cut;
        });
        const clocks = [];
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode;
            if (!text.parentElement.checkVisibility()) continue;
            for (const match of text.data.matchAll(/\d{1,2}:\d{2}(\s[ap]m)?/gi)) {
                const range = document.createRange();
                range.setStart(text, match.index);
                range.setEnd(text, match.index + match[0].length);
                clocks.push([match[0], new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size]);
            }
        }
        return {
            width: innerWidth,
            scroll_width: document.documentElement.scrollWidth,
            visible: visible.length,
            overflowing: overflowing.map((one) => one.outerHTML.slice(0, 120)),
            clocks: clocks.length,
            broken: clocks.filter(([, lines]) => lines > 1).map(([clock]) => clock),
        };"#;
    let fit: Fit = page.script(script, &[]).await?;
    assert_eq!(fit.width, NARROW.0, "the viewport's width");
    assert!(fit.scroll_width <= fit.width, "{fit:#?}");
    assert!(fit.visible > 100 && fit.overflowing.is_empty(), "{fit:#?}");
    assert!(fit.clocks > 8 && fit.broken.is_empty(), "{fit:#?}");
    Ok(())
}
