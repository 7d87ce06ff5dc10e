//! Several elements on a page; adding, removing and moving them; hiding and showing the page.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::brief::Brief;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const ANY_DAY: &str = "2030-01-01T00:00:00.600Z";

/// A moment `minutes` before the first session.
fn shortly_before(brief: &Brief, minutes: i64) -> Timestamp {
    brief.held()[0].start - SignedDuration::from_mins(minutes)
}

fn element(brief: &Brief, id: &str, minutes: i64) -> String {
    brief.element(&format!("id='{id}' as-of='{}'", shortly_before(brief, minutes)))
}

fn page_of(elements: &[String]) -> PageSpec {
    PageSpec::new("en-GB", elements.join("\n")).stopped_at(ANY_DAY)
}

case!(EachBrief, elements_on_a_page_share_one_instance_and_each_works);
async fn elements_on_a_page_share_one_instance_and_each_works(world: World) -> Result<()> {
    let ids = ["a", "b", "c", "d", "e"];
    let elements: Vec<String> = ids.iter().zip(10..).map(|(id, minutes)| element(&world.brief, id, minutes)).collect();
    let page = world.open(Setting::default(), page_of(&elements)).await?;
    page.wait_until_live(ids.len()).await?;
    assert_eq!(world.site.requests(".wasm"), 1);
    page.advance(1_000).await?;
    for (id, minutes) in ids.iter().zip(10..) {
        let expected = format!("0 h {:02} min 59 s", minutes - 1);
        assert_eq!(page.countdown(id).await?.as_deref(), Some(expected.as_str()), "{id}");
    }
    for (index, id) in ids.iter().enumerate() {
        page.click_card(id, index).await?;
    }
    for (index, id) in ids.iter().enumerate() {
        page.open_cards_are(id, &[index]).await?;
    }
    page.set_attribute("c", "as-of", Some(&shortly_before(&world.brief, 45).to_string())).await?;
    page.countdown_reads("c", "0 h 45 min 00 s").await?;
    assert_eq!(page.countdown("b").await?.as_deref(), Some("0 h 10 min 59 s"), "the other elements are unaffected");
    assert_eq!(world.site.requests(".wasm"), 1);
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(Helsinki, fifty_elements_share_one_timer);
async fn fifty_elements_share_one_timer(world: World) -> Result<()> {
    let elements: Vec<String> =
        (0..50).map(|number| element(&world.brief, &format!("n{number}"), 10 + number)).collect();
    let page = world.open(Setting::default(), page_of(&elements)).await?;
    page.wait_until_live(50).await?;
    assert_eq!(page.timers().await?, (1, 0), "timeouts and intervals");
    page.advance(3_000).await?;
    assert_eq!(page.timers().await?, (1, 0), "timeouts and intervals after three seconds");
    for (id, minutes) in [("n0", 10), ("n49", 59)] {
        let left = format!("0 h {:02} min", minutes - 1);
        let expected =
            [format!("0 h {minutes} min 00 s"), format!("{left} 59 s"), format!("{left} 58 s"), format!("{left} 57 s")];
        assert_eq!(page.countdown_values(id).await?, expected);
    }
    let () =
        page.script("for (const one of [...document.querySelectorAll('summit-brief')]) one.remove();", &[]).await?;
    no_timers(&page).await
}

case!(EachBrief, elements_share_one_timer_for_the_next_change);
/// The seconds of these elements change at different moments.
async fn elements_share_one_timer_for_the_next_change(world: World) -> Result<()> {
    let start = shortly_before(&world.brief, 10);
    let elements: Vec<String> = [0, 250, 750]
        .iter()
        .map(|ms| {
            let as_of = start + SignedDuration::from_millis(*ms);
            world.brief.element(&format!("id='after{ms}' as-of='{as_of}'"))
        })
        .collect();
    let page = world.open(Setting::default(), page_of(&elements)).await?;
    page.wait_until_live(3).await?;
    assert_eq!(page.timers().await?, (1, 0));
    let read = async || {
        let mut read = Vec::new();
        for id in ["after0", "after250", "after750"] {
            read.push(page.countdown(id).await?.unwrap_or_default());
        }
        anyhow::Ok(read)
    };
    let ten = "0 h 10 min 00 s";
    let (nine, less) = ("0 h 09 min 59 s", "0 h 09 min 58 s");
    assert_eq!(read().await?, [ten, ten, ten]);
    for (ms, expected) in [
        (249, [ten, ten, ten]),
        (1, [ten, ten, nine]),
        (499, [ten, ten, nine]),
        (1, [ten, nine, nine]),
        (250, [nine, nine, nine]),
        (250, [nine, nine, less]),
    ] {
        page.advance(ms).await?;
        assert_eq!(read().await?, expected);
        assert_eq!(page.timers().await?, (1, 0));
    }
    Ok(())
}

case!(EachBrief, removed_element_stops_and_is_correct_at_once_when_added_again);
async fn removed_element_stops_and_is_correct_at_once_when_added_again(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_of(&[element(&world.brief, "a", 10)])).await?;
    page.countdown_reads("a", "0 h 10 min 00 s").await?;
    page.click_card("a", 1).await?;
    let remove = "window.__kept = brief('a');
        window.__changes = 0;
        window.__kept.remove();
        new MutationObserver((records) => window.__changes += records.length)
            .observe(window.__kept, { childList: true, characterData: true, attributes: true, subtree: true });";
    let () = page.script(remove, &[]).await?;
    no_timers(&page).await?;
    page.advance(90_000).await?;
    assert_eq!(page.timers().await?, (0, 0));
    let changes: u32 = page.script("return window.__changes;", &[]).await?;
    assert_eq!(changes, 0, "a removed element does not change");

    let () = page.script("document.querySelector('main').append(window.__kept);", &[]).await?;
    page.countdown_reads("a", "0 h 08 min 30 s").await?;
    page.open_cards_are("a", &[1]).await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown("a").await?.as_deref(), Some("0 h 08 min 29 s"));
    assert_eq!(page.timers().await?, (1, 0));
    page.click_card("a", 0).await?;
    page.open_cards_are("a", &[0, 1]).await?;
    assert_eq!(world.site.requests(world.brief.src), 1, "the brief is not fetched again");
    Ok(())
}

case!(EachBrief, moved_element_keeps_its_state);
async fn moved_element_keeps_its_state(world: World) -> Result<()> {
    let elements = [element(&world.brief, "a", 10), "<section></section>".to_owned()];
    let page = world.open(Setting::default(), page_of(&elements)).await?;
    page.countdown_reads("a", "0 h 10 min 00 s").await?;
    page.click_card("a", 2).await?;
    for _ in 0..3 {
        let () = page.script("document.querySelector('section').append(brief('a'));", &[]).await?;
        page.advance(1_000).await?;
    }
    assert_eq!(page.countdown("a").await?.as_deref(), Some("0 h 09 min 57 s"));
    page.open_cards_are("a", &[2]).await?;
    assert_eq!(page.timers().await?, (1, 0));
    let ready = page.events().await?.iter().filter(|event| event.name == "sb-ready").count();
    assert_eq!(ready, 1, "it emits sb-ready once");
    Ok(())
}

case!(Helsinki, element_removed_before_it_is_live_goes_live_when_added_again);
async fn element_removed_before_it_is_live_goes_live_when_added_again(world: World) -> Result<()> {
    // The module script runs after parsing, when the element is defined and its instance is loading.
    let script = "<script type='module'>
        await customElements.whenDefined('summit-brief');
        const kept = document.getElementById('a');
        const parent = kept.parentNode;
        kept.remove();
        parent.append(kept);
        kept.remove();
        window.__kept = kept;
        </script>";
    let elements = [element(&world.brief, "a", 10), element(&world.brief, "b", 20), script.to_owned()];
    let page = world.open(Setting::default(), page_of(&elements)).await?;
    page.wait_until_live(1).await?;
    page.countdown_reads("b", "0 h 20 min 00 s").await?;
    let ready: Vec<String> = page.events().await?.into_iter().map(|event| event.id).collect();
    assert_eq!(ready, ["b"], "a detached element does not go live");
    let () = page.script("document.querySelector('main').append(window.__kept);", &[]).await?;
    page.countdown_reads("a", "0 h 10 min 00 s").await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown("a").await?.as_deref(), Some("0 h 09 min 59 s"));
    assert_eq!((page.timers().await?, page.console_lines().await?), ((1, 0), vec![]));
    Ok(())
}

case!(EachBrief, element_added_by_a_script_goes_live);
async fn element_added_by_a_script_goes_live(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_of(&[])).await?;
    let add = "const [src, asOf] = arguments;
        const element = document.createElement('summit-brief');
        element.setAttribute('loading', 'eager');
        document.querySelector('main').append(element);
        element.setAttribute('src', src);
        element.setAttribute('as-of', asOf);";
    let as_of = shortly_before(&world.brief, 10).to_string();
    let () = page.script(add, &[json!(world.brief.src), json!(as_of)]).await?;
    page.countdown_reads(ONLY, "0 h 10 min 00 s").await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, hidden_page_runs_no_timer_and_is_correct_when_shown);
async fn hidden_page_runs_no_timer_and_is_correct_when_shown(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_of(&[element(&world.brief, "a", 10)])).await?;
    page.countdown_reads("a", "0 h 10 min 00 s").await?;
    let hide = "const hidden = arguments[0];
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";
    let () = page.script(hide, &[json!(true)]).await?;
    no_timers(&page).await?;
    page.advance(61_000).await?;
    assert_eq!(page.countdown_values("a").await?, ["0 h 10 min 00 s"]);
    let () = page.script(hide, &[json!(false)]).await?;
    page.countdown_reads("a", "0 h 08 min 59 s").await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown("a").await?.as_deref(), Some("0 h 08 min 58 s"));
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

async fn no_timers(page: &Page) -> Result<()> {
    eventually("no timers", || async {
        let timers = page.timers().await?;
        Ok(if timers == (0, 0) { Ok(()) } else { Err(format!("{timers:?}")) })
    })
    .await
}
