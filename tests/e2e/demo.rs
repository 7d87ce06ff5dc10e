//! The demo article, as built.

use anyhow::Result;

use crate::engine::{PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::suite::{World, case, eventually};

async fn article(world: &World, setting: Setting) -> Result<Page> {
    let page = world.visit(setting, "/").await?;
    // Scrolls to the widget, as a reader does.
    let () = page.script("brief().scrollIntoView();", &[]).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

case!(Helsinki, counts_down_from_publication);
async fn counts_down_from_publication(world: World) -> Result<()> {
    let page = article(&world, Setting { zone: Some("America/Los_Angeles"), ..Setting::default() }).await?;
    assert_eq!(page.countdown_values(ONLY).await?.first().map(String::as_str), Some("6 h 27 min 00 s"));
    let table = page.schedule(ONLY).await?;
    assert_eq!(table.column("GMT"), Some(vec!["10:20", "13:30"]));
    assert_eq!(table.column("Hong Kong"), Some(vec!["18:20", "21:30"]));
    assert_eq!(table.column("Helsinki"), Some(vec!["13:20", "16:30"]));
    assert_eq!(table.column("Your time (Los Angeles)"), Some(vec!["03:20", "06:30"]));
    Ok(())
}

case!(Helsinki, shows_the_nine_issues_and_opens_them);
async fn shows_the_nine_issues_and_opens_them(world: World) -> Result<()> {
    let page = article(&world, Setting { viewport: PHONE, ..Setting::default() }).await?;
    let titles: Vec<String> = page.cards(ONLY).await?.into_iter().map(|card| card.title).collect();
    let expected: Vec<&str> = world.brief.content.issues.iter().map(|issue| issue.title.as_str()).collect();
    assert_eq!((titles.len(), titles), (9, expected.iter().map(ToString::to_string).collect()));
    for index in 0..9 {
        page.click_card(ONLY, index).await?;
        page.open_cards_are(ONLY, &[index]).await?;
        page.click_card(ONLY, index).await?;
        page.open_cards_are(ONLY, &[]).await?;
    }
    Ok(())
}

case!(Helsinki, switch_toggles_between_replay_and_real_time);
async fn switch_toggles_between_replay_and_real_time(world: World) -> Result<()> {
    let page = article(&world, Setting::default()).await?;
    let names: Vec<_> = page.exposed("form.clock-switch input").await?;
    let radio = |name: &str| ("radio".to_owned(), name.to_owned());
    assert_eq!(names, [radio("Replay from publication"), radio("Real time")]);
    let more_values_than = async |count: usize| {
        eventually("a tick", || async {
            let values = page.countdown_values(ONLY).await?;
            Ok(if values.len() > count { Ok(values) } else { Err(format!("{values:?}")) })
        })
        .await
    };
    let before = more_values_than(1).await?;
    page.click("form.clock-switch label:nth-of-type(2)").await?;
    page.shows_text(ONLY, "Took place Monday 16 July 2018").await?;
    assert_eq!(page.countdown(ONLY).await?, None);
    page.click("form.clock-switch label:nth-of-type(1)").await?;
    // The replay restarts at publication.
    let values = more_values_than(before.len() + 1).await?;
    let starts: Vec<_> = values.iter().filter(|value| *value == "6 h 27 min 00 s").collect();
    assert_eq!(starts.len(), 2, "{values:?}");
    Ok(())
}

case!(Helsinki, every_request_succeeds);
async fn every_request_succeeds(world: World) -> Result<()> {
    let page = article(&world, Setting::default()).await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    assert_eq!(world.site.requests(".wasm"), 1);
    assert_eq!(world.site.failed_requests(), [""; 0]);
    Ok(())
}
