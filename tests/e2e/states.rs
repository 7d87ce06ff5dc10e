//! Accessibility of the cards in every state: axe-core, overflow on narrow screens, target sizes, motion.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::actions::{NO_CLIPBOARD, open_live, spec};
use crate::axe;
use crate::engine::{DESKTOP, NARROW, PHONE, Scheme, Setting, Viewport};
use crate::page::{ONLY, Page};
use crate::suite::{World, case, eventually};

/// A state of the cards.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Closed,
    Open,
    Compare,
    LinkShown,
}

async fn bring_to(page: &Page, world: &World, state: State) -> Result<()> {
    let said = page.said(ONLY).await?;
    if page.controls(ONLY).await?.len() == 1 {
        page.click_button("summit-brief", said.as_cards).await?;
    }
    let open = matches!(state, State::Open | State::LinkShown);
    page.call(ONLY, if open { "one.expandAll();" } else { "one.collapseAll();" }).await?;
    page.open_cards_are(ONLY, &if open { world.brief.all() } else { vec![] }).await?;
    match state {
        State::Compare => page.click_button("summit-brief", said.compare).await?,
        State::LinkShown => {
            page.click_button("summit-brief li:nth-of-type(2)", said.copy_link).await?;
            eventually("the field with the link", || async {
                let fields = page.exposed("summit-brief input").await?;
                Ok(if fields.len() == 1 { Ok(()) } else { Err(String::new()) })
            })
            .await?;
        }
        State::Closed | State::Open => {}
    }
    page.wait_for_animations().await
}

async fn axe_finds_nothing_in(
    world: &World,
    states: &[State],
    features: &[(&str, &str)],
    viewports: &[Viewport],
) -> Result<()> {
    let path = world.site.add(&spec(world, "as-of='published'").prelude(NO_CLIPBOARD));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
    for state in states {
        bring_to(&page, world, *state).await?;
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.in_scheme(scheme, features).await?;
            for viewport in viewports {
                page.resize(*viewport).await?;
                axe::finds_nothing(&page, &format!("{state:?}, {scheme:?}, {features:?}, {viewport:?}")).await?;
            }
        }
        page.in_scheme(Scheme::Light, &[]).await?;
        page.resize(DESKTOP).await?;
    }
    Ok(())
}

case!(EachBrief, axe_finds_nothing_while_comparing);
async fn axe_finds_nothing_while_comparing(world: World) -> Result<()> {
    axe_finds_nothing_in(&world, &[State::Compare], &[], &[DESKTOP, PHONE, NARROW]).await
}

case!(
    EachBrief,
    axe_finds_nothing_in_forced_colours,
    WebKit "2.50" "has no forced colours" => axe_finds_nothing_without_forced_colours,
);
async fn axe_finds_nothing_in_forced_colours(world: World) -> Result<()> {
    let states = [State::Closed, State::Open, State::Compare];
    axe_finds_nothing_in(&world, &states, &[("forced-colors", "active")], &[DESKTOP, PHONE]).await
}

async fn axe_finds_nothing_without_forced_colours(world: World) -> Result<()> {
    axe_finds_nothing_in(&world, &[State::Closed, State::Open, State::Compare], &[], &[DESKTOP, PHONE]).await
}

case!(Helsinki, axe_finds_nothing_while_a_field_shows_the_link);
async fn axe_finds_nothing_while_a_field_shows_the_link(world: World) -> Result<()> {
    axe_finds_nothing_in(&world, &[State::LinkShown], &[], &[DESKTOP, PHONE]).await
}

case!(Helsinki, axe_finds_nothing_with_an_issue_marked_as_updated);
async fn axe_finds_nothing_with_an_issue_marked_as_updated(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| json["issues"][1]["updated"] = "2100-01-01T00:00:00Z".into());
    let page = world.open(Setting::default(), crate::server::PageSpec::new("en-GB", element)).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 0).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.reload().await?;
    let cards = page.cards(ONLY).await?;
    assert!(cards[1].heading.to_lowercase().contains("updated"), "{cards:?}");
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.in_scheme(scheme, &[]).await?;
        axe::finds_nothing(&page, &format!("updated, {scheme:?}")).await?;
    }
    Ok(())
}

case!(EachLayout, nothing_overflows_at_320_pixels_in_any_state);
async fn nothing_overflows_at_320_pixels_in_any_state(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, "").prelude(NO_CLIPBOARD));
    let page = world.visit(Setting { viewport: NARROW, ..Setting::default() }, &path).await?;
    page.wait_until_live(1).await?;
    for state in [State::Closed, State::Open, State::LinkShown, State::Compare] {
        bring_to(&page, &world, state).await?;
        // Only the content of the table's scrollable region may be wider than the viewport.
        let script = "const region = brief().querySelector('.sb-compare');
            const visible = [...brief().querySelectorAll('*')].filter((one) => one.checkVisibility()
                && !one.closest('.sb-hidden') && getComputedStyle(one).clipPath === 'none' && (region === one || !region?.contains(one)));
            const overflowing = visible.filter((one) => {
                const { left, right } = one.getBoundingClientRect();
                const scrolls = one !== region && one.localName !== 'input' && one.scrollWidth > one.clientWidth + 1
                    && getComputedStyle(one).overflowX !== 'visible';
                return left < -1 || right > innerWidth + 1 || scrolls;
            });
            return [document.documentElement.scrollWidth - innerWidth, visible.length,
                overflowing.map((one) => one.outerHTML.slice(0, 100))];";
        let (excess, visible, overflowing): (i64, usize, Vec<String>) = page.script(script, &[]).await?;
        assert!(visible > 50, "{state:?}: {visible} elements");
        assert_eq!((excess, overflowing), (0, vec![]), "{state:?}");
    }
    Ok(())
}

case!(EachLayout, targets_are_at_least_24_pixels_in_every_state);
async fn targets_are_at_least_24_pixels_in_every_state(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, "").prelude(NO_CLIPBOARD));
    let page = world.visit(Setting::default(), &path).await?;
    page.wait_until_live(1).await?;
    for viewport in [DESKTOP, PHONE, NARROW] {
        page.resize(viewport).await?;
        for state in [State::LinkShown, State::Compare] {
            bring_to(&page, &world, state).await?;
            // WCAG 2.2, success criterion 2.5.8. An inline link's target includes its padding.
            let script = "const targets = [...brief().querySelectorAll('summary, button, input, select, a')]
                    .filter((one) => one.checkVisibility());
                const box = (one) => one.getBoundingClientRect();
                return [targets.length, targets.filter((one) => box(one).width < 24 || box(one).height < 24)
                    .map((one) => `${one.outerHTML.slice(0, 80)} ${box(one).width} × ${box(one).height}`)];";
            let (count, small): (usize, Vec<String>) = page.script(script, &[]).await?;
            assert!(count >= if state == State::Compare { 1 } else { 2 * world.brief.content.issues.len() }, "{count}");
            assert_eq!(small, [""; 0], "{state:?}, {viewport:?}");
        }
    }
    Ok(())
}

/// Records every transition and animation that starts from now on.
const WATCH: &str = "window.__moved = [];
    for (const name of ['transitionrun', 'animationstart']) {
        document.addEventListener(name, ({ propertyName, animationName }) => window.__moved.push(propertyName ?? animationName), true);
    }";

/// Opens and closes cards; returns the properties and animations that ran.
async fn animations_while_toggling(page: &Page, world: &World) -> Result<Vec<String>> {
    let () = page.script(WATCH, &[]).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.click_button("summit-brief", page.said(ONLY).await?.show_all).await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.click_card(ONLY, 1).await.context("closing the card")?;
    page.draw_frames().await?;
    page.script("return window.__moved;", &[]).await
}

case!(
    Helsinki,
    opening_is_animated_by_default,
    Firefox "153" "cannot animate to the height of the content" => opening_is_immediate,
    WebKit "2.50" "cannot animate to the height of the content" => opening_is_immediate,
);
async fn opening_is_animated_by_default(world: World) -> Result<()> {
    let heights = heights_while_opening(&world).await?;
    let (closed, open) = (heights[0], heights[heights.len() - 1]);
    assert!(heights.iter().any(|height| *height > closed + 5 && *height + 5 < open), "{heights:?}");
    Ok(())
}

async fn opening_is_immediate(world: World) -> Result<()> {
    let heights = heights_while_opening(&world).await?;
    let (closed, open) = (heights[0], heights[heights.len() - 1]);
    assert!(open > closed + 20, "{heights:?}");
    // heights[1] is from the frame of the click.
    assert!(heights[2..].iter().all(|height| *height == open), "{heights:?}");
    Ok(())
}

/// The height of a card while it is closed, then in each frame while it opens, for a reader who does not prefer reduced
/// motion.
async fn heights_while_opening(world: &World) -> Result<Vec<u32>> {
    let page = open_live(world, "").await?;
    page.prefers(&[("prefers-reduced-motion", "no-preference")]).await?;
    // Engines report no transitions of `::details-content`, so compare the heights.
    let open = "const card = cards()[1];
        const heights = [card.offsetHeight];
        card.querySelector('summary').click();
        for (const end = performance.now() + 800; performance.now() < end; ) {
            await new Promise(requestAnimationFrame);
            heights.push(card.offsetHeight);
        }
        return heights;";
    page.promise(open, &[]).await
}

case!(EachBrief, opening_is_not_animated_with_reduced_motion);
async fn opening_is_not_animated_with_reduced_motion(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    page.prefers(&[("prefers-reduced-motion", "no-preference")]).await?;
    let animations = animations_while_toggling(&page, &world).await?;
    assert!(!animations.is_empty(), "without the preference, animations must be detected");
    let page = open_live(&world, "").await?;
    page.prefers(&[("prefers-reduced-motion", "reduce")]).await?;
    assert_eq!(animations_while_toggling(&page, &world).await?, [""; 0]);
    // The card opens in the same turn as the click.
    let open = "const summary = cards()[1].querySelector('summary');
        summary.click();
        const body = summary.nextElementSibling;
        return [body.checkVisibility(), document.getAnimations().length,
            cards()[1].offsetHeight > summary.offsetHeight + 20];";
    let opened: Value = page.script(open, &[]).await?;
    assert_eq!(opened, serde_json::json!([true, 0, true]));
    Ok(())
}
