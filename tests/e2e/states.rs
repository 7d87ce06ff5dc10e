//! Every state of the cards for every reader: axe-core, room on narrow screens, size of targets, motion.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::acts::{NO_CLIPBOARD, live, spec};
use crate::axe;
use crate::engine::{DESKTOP, NARROW, PHONE, Scheme, Setting, Viewport};
use crate::page::{ONLY, Page};
use crate::suite::{World, case, eventually};

/// What a reader can make of the cards.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Closed,
    Open,
    Compare,
    LinkShown,
}

async fn bring(page: &Page, world: &World, state: State) -> Result<()> {
    if page.controls(ONLY).await?.len() == 1 {
        page.click_button("summit-brief", "Back to the issues").await?;
    }
    let open = matches!(state, State::Open | State::LinkShown);
    page.call(ONLY, if open { "one.expandAll();" } else { "one.collapseAll();" }).await?;
    page.open_cards_are(ONLY, &if open { world.brief.all() } else { vec![] }).await?;
    match state {
        State::Compare => page.click_button("summit-brief", "Compare positions").await?,
        State::LinkShown => {
            page.click_button("summit-brief li:nth-of-type(2)", "Copy link").await?;
            eventually("a field", || async {
                let fields = page.exposed("summit-brief input").await?;
                Ok(if fields.len() == 1 { Ok(()) } else { Err(String::new()) })
            })
            .await?;
        }
        State::Closed | State::Open => {}
    }
    page.rest().await
}

async fn axe_in(world: &World, states: &[State], features: &[(&str, &str)], viewports: &[Viewport]) -> Result<()> {
    let path = world.site.add(&spec(world, "as-of='published'").prelude(NO_CLIPBOARD));
    let page = world.visit(Setting::default(), &path).await?;
    page.live(1).await?;
    for state in states {
        bring(&page, world, *state).await?;
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.in_scheme(scheme, features).await?;
            for viewport in viewports {
                page.resize(*viewport).await?;
                axe::silent(&page, &format!("{state:?}, {scheme:?}, {features:?}, {viewport:?}")).await?;
            }
        }
        page.in_scheme(Scheme::Light, &[]).await?;
        page.resize(DESKTOP).await?;
    }
    Ok(())
}

case!(EachBrief, axe_finds_nothing_while_comparing);
async fn axe_finds_nothing_while_comparing(world: World) -> Result<()> {
    axe_in(&world, &[State::Compare], &[], &[DESKTOP, PHONE, NARROW]).await
}

case!(
    EachBrief,
    axe_finds_nothing_in_forced_colours,
    WebKit "2.50" "has no forced colours" => axe_finds_nothing_in_colours_of_its_own,
);
async fn axe_finds_nothing_in_forced_colours(world: World) -> Result<()> {
    let states = [State::Closed, State::Open, State::Compare];
    axe_in(&world, &states, &[("forced-colors", "active")], &[DESKTOP, PHONE]).await
}

async fn axe_finds_nothing_in_colours_of_its_own(world: World) -> Result<()> {
    axe_in(&world, &[State::Closed, State::Open, State::Compare], &[], &[DESKTOP, PHONE]).await
}

case!(Helsinki, axe_finds_nothing_where_a_field_shows_the_link);
async fn axe_finds_nothing_where_a_field_shows_the_link(world: World) -> Result<()> {
    axe_in(&world, &[State::LinkShown], &[], &[DESKTOP, PHONE]).await
}

case!(Helsinki, axe_finds_nothing_where_an_issue_is_marked_as_updated);
async fn axe_finds_nothing_where_an_issue_is_marked_as_updated(world: World) -> Result<()> {
    let element = world.brief.inline("", |json| json["issues"][1]["updated"] = "2100-01-01T00:00:00Z".into());
    let page = world.open(Setting::default(), crate::server::PageSpec::new("en-GB", element)).await?;
    page.live(1).await?;
    page.reload().await?;
    let cards = page.cards(ONLY).await?;
    assert!(cards[1].head.to_lowercase().contains("updated"), "{cards:?}");
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.in_scheme(scheme, &[]).await?;
        axe::silent(&page, &format!("updated, {scheme:?}")).await?;
    }
    Ok(())
}

case!(EachBrief, nothing_overflows_at_320_pixels_in_any_state);
async fn nothing_overflows_at_320_pixels_in_any_state(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, "").prelude(NO_CLIPBOARD));
    let page = world.visit(Setting { viewport: NARROW, ..Setting::default() }, &path).await?;
    page.live(1).await?;
    for state in [State::Closed, State::Open, State::LinkShown, State::Compare] {
        bring(&page, &world, state).await?;
        // In the table's own region words may be further than the window is wide, and nothing else.
        let script = "const region = brief().querySelector('.sb-compare');
            const seen = [...brief().querySelectorAll('*')].filter((one) => one.checkVisibility()
                && !one.closest('.sb-hidden') && getComputedStyle(one).clipPath === 'none' && (region === one || !region?.contains(one)));
            const out = seen.filter((one) => {
                const { left, right } = one.getBoundingClientRect();
                const scrolls = one !== region && one.localName !== 'input' && one.scrollWidth > one.clientWidth + 1
                    && getComputedStyle(one).overflowX !== 'visible';
                return left < -1 || right > innerWidth + 1 || scrolls;
            });
            return [document.documentElement.scrollWidth - innerWidth, seen.length, out.map((one) => one.outerHTML.slice(0, 100))];";
        let (too_wide, seen, out): (i64, usize, Vec<String>) = page.script(script, &[]).await?;
        assert!(seen > 50, "{state:?}: {seen} elements");
        assert_eq!((too_wide, out), (0, vec![]), "{state:?}");
    }
    Ok(())
}

case!(EachBrief, targets_are_large_enough);
async fn targets_are_large_enough(world: World) -> Result<()> {
    let path = world.site.add(&spec(&world, "").prelude(NO_CLIPBOARD));
    let page = world.visit(Setting::default(), &path).await?;
    page.live(1).await?;
    for viewport in [DESKTOP, PHONE, NARROW] {
        page.resize(viewport).await?;
        for state in [State::LinkShown, State::Compare] {
            bring(&page, &world, state).await?;
            // A link in a line of its own has the line's height, WCAG 2.2, success criterion 2.5.8.
            let script = "const seen = [...brief().querySelectorAll('summary, button, input, select, a')].filter((one) => one.checkVisibility());
                const box = (one) => (one.localName === 'a' ? one.parentElement : one).getBoundingClientRect();
                return [seen.length, seen.filter((one) => box(one).width < 24 || box(one).height < 24)
                    .map((one) => `${one.outerHTML.slice(0, 80)} ${box(one).width} × ${box(one).height}`)];";
            let (count, small): (usize, Vec<String>) = page.script(script, &[]).await?;
            assert!(count >= if state == State::Compare { 1 } else { 2 * world.brief.content.issues.len() }, "{count}");
            assert_eq!(small, [""; 0], "{state:?}, {viewport:?}");
        }
    }
    Ok(())
}

/// Every transition and animation that begins from now on, but for those of colours.
const WATCH: &str = "window.__moved = [];
    for (const name of ['transitionrun', 'animationstart']) {
        document.addEventListener(name, ({ propertyName, animationName }) => window.__moved.push(propertyName ?? animationName), true);
    }";

/// What moves as cards are opened and closed.
async fn moved(page: &Page, world: &World) -> Result<Vec<String>> {
    let () = page.script(WATCH, &[]).await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.click_button("summit-brief", "Show all issues").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.click_card(ONLY, 1).await.context("closing")?;
    page.draw_frames().await?;
    page.script("return window.__moved;", &[]).await
}

case!(
    Helsinki,
    opening_moves_where_the_reader_does_not_mind,
    Firefox "153" "cannot move to the height of the contents" => opening_is_seen_at_once,
    WebKit "2.50" "cannot move to the height of the contents" => opening_is_seen_at_once,
);
async fn opening_moves_where_the_reader_does_not_mind(world: World) -> Result<()> {
    let heights = heights_while_opening(&world).await?;
    let (closed, open) = (heights[0], heights[heights.len() - 1]);
    assert!(heights.iter().any(|height| *height > closed + 5 && *height + 5 < open), "{heights:?}");
    Ok(())
}

async fn opening_is_seen_at_once(world: World) -> Result<()> {
    let heights = heights_while_opening(&world).await?;
    let (closed, open) = (heights[0], heights[heights.len() - 1]);
    assert!(open > closed + 20, "{heights:?}");
    // The first frame is the one that the click is in.
    assert!(heights[2..].iter().all(|height| *height == open), "{heights:?}");
    Ok(())
}

/// The height of a card, closed and then frame by frame as it opens, for a reader who does not mind motion.
async fn heights_while_opening(world: &World) -> Result<Vec<u32>> {
    let page = live(world, "").await?;
    page.prefers(&[("prefers-reduced-motion", "no-preference")]).await?;
    // Engines do not tell of transitions of `::details-content`; what they show does.
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

case!(EachBrief, opening_does_not_move_where_the_reader_prefers_less_motion);
async fn opening_does_not_move_where_the_reader_prefers_less_motion(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    page.prefers(&[("prefers-reduced-motion", "no-preference")]).await?;
    let moves = moved(&page, &world).await?;
    assert!(!moves.is_empty(), "what moves is noticed");
    let page = live(&world, "").await?;
    page.prefers(&[("prefers-reduced-motion", "reduce")]).await?;
    assert_eq!(moved(&page, &world).await?, [""; 0]);
    // At once, not after a while.
    let opened = "const head = cards()[1].querySelector('summary');
        head.click();
        const body = head.nextElementSibling;
        return [body.checkVisibility(), document.getAnimations().length, cards()[1].offsetHeight > head.offsetHeight + 20];";
    let now: Value = page.script(opened, &[]).await?;
    assert_eq!(now, serde_json::json!([true, 0, true]));
    Ok(())
}
