//! Accessibility of the controls under the schedule: axe-core, target sizes, reachability.

use anyhow::Result;
use serde::Deserialize;

use crate::axe;
use crate::engine::{DESKTOP, NARROW, PHONE, Scheme, Setting};
use crate::page::{ONLY, Page};
use crate::reader_controls::{calendar_is_open, click_control};
use crate::server::PageSpec;
use crate::suite::{World, case};

async fn open(world: &World, setting: Setting) -> Result<Page> {
    let element = world.brief.element("as-of='published' zone='Mars/Olympus_Mons'");
    let page = world.open(setting, PageSpec::new(world.brief.content.lang.as_str(), element)).await?;
    page.wait_until_live(1).await?;
    click_control(&page, page.said(ONLY).await?.add_to_calendar).await?;
    calendar_is_open(&page, true).await?;
    Ok(page)
}

async fn axe_finds_nothing(world: World, scheme: Scheme, forced: bool) -> Result<()> {
    let page = open(&world, Setting { scheme, ..Setting::default() }).await?;
    if forced {
        page.prefers(&[("forced-colors", "active")]).await?;
    }
    for viewport in [DESKTOP, PHONE] {
        page.resize(viewport).await?;
        calendar_is_open(&page, true).await?;
        axe::finds_nothing(&page, &format!("the calendar open, {viewport:?}, {scheme:?}, forced {forced}")).await?;
    }
    Ok(())
}

case!(EachBrief, axe_finds_nothing_with_the_calendar_open_in_light);
async fn axe_finds_nothing_with_the_calendar_open_in_light(world: World) -> Result<()> {
    axe_finds_nothing(world, Scheme::Light, false).await
}

case!(EachBrief, axe_finds_nothing_with_the_calendar_open_in_dark);
async fn axe_finds_nothing_with_the_calendar_open_in_dark(world: World) -> Result<()> {
    axe_finds_nothing(world, Scheme::Dark, false).await
}

case!(
    EachBrief,
    axe_finds_nothing_with_the_calendar_open_in_forced_colours,
    WebKit "2.50" "has no forced colours" => forced_colours_are_never_active,
);
async fn axe_finds_nothing_with_the_calendar_open_in_forced_colours(world: World) -> Result<()> {
    axe_finds_nothing(world, Scheme::Light, true).await
}

/// WebKit never activates forced colours, so the tests in light and dark cover this case.
async fn forced_colours_are_never_active(world: World) -> Result<()> {
    let page = open(&world, Setting::default()).await?;
    let script = "return ['none', 'active'].filter((value) => matchMedia(`(forced-colors: ${value})`).matches);";
    assert_eq!(page.script::<Vec<String>>(script, &[]).await?, ["none"]);
    Ok(())
}

case!(EachLayout, targets_are_at_least_24_pixels);
/// WCAG 2.2, success criterion 2.5.8.
async fn targets_are_at_least_24_pixels(world: World) -> Result<()> {
    // An inline link's target includes its padding.
    let script = "return [...brief().querySelectorAll(':is(a, button, select, summary, input)')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map((one) => {
            const { width, height } = one.getBoundingClientRect();
            return [words(one.innerText).slice(0, 30), width, height];
        });";
    let page = open(&world, Setting::default()).await?;
    page.set_attribute(ONLY, "expand", Some("all")).await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    let (sessions, held) = (world.brief.content.sessions.len(), world.brief.held().len());
    for viewport in [DESKTOP, PHONE, NARROW] {
        page.resize(viewport).await?;
        calendar_is_open(&page, true).await?;
        let targets: Vec<(String, f64, f64)> = page.script(script, &[]).await?;
        // In the calendar, four links and a file for each session; the rows of the schedule; the cards.
        assert!(targets.len() > 5 * held + sessions + 2 * world.brief.content.issues.len(), "{targets:?}");
        let small: Vec<_> = targets.iter().filter(|(_, width, height)| *width < 24.0 || *height < 24.0).collect();
        assert!(small.is_empty(), "{viewport:?}: {small:?}");
    }
    Ok(())
}

case!(EachLayout, everything_in_the_calendar_can_be_scrolled_into_view);
async fn everything_in_the_calendar_can_be_scrolled_into_view(world: World) -> Result<()> {
    #[derive(Debug, Deserialize)]
    struct Reach {
        /// Left, top, right and bottom of the calendar.
        sides: [f64; 4],
        targets: usize,
        /// The targets that stay outside the viewport after scrolling to them.
        unreachable: Vec<String>,
    }
    let script = "const calendar = brief().querySelector('[popover]');
        const { left, top, right, bottom } = calendar.getBoundingClientRect();
        const targets = [...calendar.querySelectorAll('a, button')];
        const unreachable = targets.filter((one) => {
            one.scrollIntoView({ block: 'nearest' });
            const { left, top, right, bottom } = one.getBoundingClientRect();
            return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
        });
        return {
            sides: [left, top, right, bottom],
            targets: targets.length,
            unreachable: unreachable.map((one) => words(one.innerText)),
        };";
    let page = open(&world, Setting::default()).await?;
    for viewport in [DESKTOP, PHONE, NARROW] {
        page.resize(viewport).await?;
        calendar_is_open(&page, true).await?;
        let reach: Reach = page.script(script, &[]).await?;
        let [left, top, right, bottom] = reach.sides;
        let (width, height) = (f64::from(viewport.0), f64::from(viewport.1));
        let inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
        assert!(inside && reach.unreachable.is_empty() && reach.targets > 8, "{viewport:?}: {reach:?}");
    }
    Ok(())
}
