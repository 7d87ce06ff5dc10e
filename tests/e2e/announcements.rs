//! What is read out as time goes on, and what scripts are told of phases.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::brief::Brief;
use crate::engine::Setting;
use crate::noted::{noting, spoken, told};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

const SECOND: SignedDuration = SignedDuration::from_secs(1);

async fn open(world: &World, now: Timestamp) -> Result<Page> {
    let spec = PageSpec::new("en-GB", world.brief.element("zone='Asia/Tokyo'")).stopped_at(now);
    let page = world.open(Setting::default(), noting(spec)).await?;
    page.live(1).await?;
    Ok(page)
}

/// What is said at a moment, and which phases begin.
#[derive(Debug, Default, PartialEq)]
struct News {
    words: Vec<String>,
    phases: Vec<Value>,
}

/// Everything there is to say of `brief`, in order of time.
fn all_news(brief: &Brief) -> Vec<(Timestamp, News)> {
    let mut all: Vec<(Timestamp, News)> = Vec::new();
    let ids: Vec<Value> =
        brief.json()["sessions"].as_array().expect("a list").iter().map(|s| s["id"].clone()).collect();
    for (session, id) in brief.content.sessions.iter().zip(ids).filter(|(session, _)| session.is_held()) {
        let before = |minutes: i64| (session.start - SignedDuration::from_mins(minutes), minutes);
        let begins = [before(60), before(10), before(1)].map(|(at, minutes)| {
            let unit = if minutes == 1 { "minute" } else { "minutes" };
            (at, format!("{} begins in {minutes} {unit}", session.title), None)
        });
        let phase = |name: &str| Some(json!({ "session": id, "phase": name }));
        let starts = (session.start, format!("{} is under way", session.title), phase("under-way"));
        let ends = (brief.end(session), format!("{} is over", session.title), phase("over"));
        for (at, words, phase) in begins.into_iter().chain([starts, ends]) {
            if !all.iter().any(|(other, _)| *other == at) {
                all.push((at, News::default()));
            }
            let (_, news) = all.iter_mut().find(|(other, _)| *other == at).expect("just added");
            news.words.push(words);
            news.phases.extend(phase);
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all
}

case!(EachBrief, digits_are_a_timer_and_not_live);
async fn digits_are_a_timer_and_not_live(world: World) -> Result<()> {
    let brief = &world.brief;
    let page = open(&world, brief.held()[0].start - SECOND * 90).await?;
    assert_eq!(page.exposed("summit-brief [role=timer]").await?.len(), 1);
    assert_eq!(page.exposed("summit-brief [role=timer]").await?[0].0, "timer");
    // A timer is not live by itself (WAI-ARIA 1.2); nothing around it may make it so.
    let script = "const timer = brief().querySelector('[role=timer]');
        return timer.closest('[aria-live], [role=status], [role=alert], [role=log], [role=marquee]') === null;";
    assert!(page.script::<bool>(script, &[]).await?, "the digits are live");
    page.advance(91_000).await?;
    assert!(page.script::<bool>(script, &[]).await?, "the digits beside what goes on are live");
    Ok(())
}

case!(Helsinki, region_that_speaks_is_polite);
async fn region_that_speaks_is_polite(world: World) -> Result<()> {
    let page = open(&world, world.brief.held()[0].start - SECOND * 90).await?;
    assert_eq!(page.exposed("summit-brief [role=status]").await?.len(), 1);
    // There before it speaks, and empty; for the ear alone, but not hidden from it.
    let script = "const status = brief().querySelector('[role=status]');
        const { width, height } = status.getBoundingClientRect();
        return [status.textContent, status.ariaLive, status.checkVisibility(), width <= 1 && height <= 1,
            brief().querySelectorAll('[aria-live=assertive], [role=alert]').length];";
    let seen: Value = page.script(script, &[]).await?;
    assert_eq!(seen, json!(["", null, true, true, 0]));
    Ok(())
}

case!(EachBrief, speaks_at_60_10_and_1_minutes_and_at_phases_and_at_no_other_time);
async fn speaks_at_60_10_and_1_minutes_and_at_phases_and_at_no_other_time(world: World) -> Result<()> {
    let brief = &world.brief;
    let news = all_news(brief);
    let start = news[0].0 - SignedDuration::from_mins(17);
    let page = open(&world, start).await?;
    let mut now = start;
    for (at, _) in &news {
        // In strides where nothing is to happen, and then as the clock goes.
        let still = *at - now - SECOND * 3;
        if still.is_positive() {
            let script = "for (let left = arguments[0]; left > 0; left -= 47_000) {
                await window.__seen.advance(Math.min(left, 47_000), true);
            }";
            page.promise::<Value>(script, &[json!(still.as_millis())]).await?;
            now = *at - SECOND * 3;
        }
        let through = *at + SECOND * 2 - now;
        page.advance(i64::try_from(through.as_millis())?).await?;
        now = *at + SECOND * 2;
    }
    page.jump(20 * 60_000).await?;

    let expected: Vec<(Timestamp, String)> = news.iter().map(|(at, news)| (*at, news.words.join(". "))).collect();
    assert_eq!(spoken(&page).await?, expected);
    let expected: Vec<(Timestamp, &Value)> =
        news.iter().flat_map(|(at, news)| news.phases.iter().map(|phase| (*at, phase))).collect();
    let phases = told(&page, "sb-phase").await?;
    assert_eq!(phases.iter().map(|one| (one.at(), &one.detail)).collect::<Vec<_>>(), expected);
    Ok(())
}

case!(Helsinki, every_second_of_the_last_minutes_is_silent_but_the_told_ones);
async fn every_second_of_the_last_minutes_is_silent_but_the_told_ones(world: World) -> Result<()> {
    let start = world.brief.held()[0].start;
    let page = open(&world, start - SignedDuration::from_mins(11)).await?;
    page.advance(11 * 60_000 + 30_000).await?;
    let title = &world.brief.held()[0].title;
    let expected = [
        (start - SECOND * 600, format!("{title} begins in 10 minutes")),
        (start - SECOND * 60, format!("{title} begins in 1 minute")),
        (start, format!("{title} is under way")),
    ];
    assert_eq!(spoken(&page).await?, expected);
    assert!(page.countdown_values(ONLY).await?.len() > 660, "every second was shown meanwhile");
    Ok(())
}

case!(Helsinki, after_a_sleep_only_what_is_now_is_said);
async fn after_a_sleep_only_what_is_now_is_said(world: World) -> Result<()> {
    let held = world.brief.held();
    let page = open(&world, held[0].start - SignedDuration::from_mins(70)).await?;
    // Over the hour, the ten minutes, the minute and the start, into the first session.
    page.jump(80 * 60_000).await?;
    let said: Vec<String> = spoken(&page).await?.into_iter().map(|(_, words)| words).collect();
    assert_eq!(said, [format!("{} is under way", held[0].title)]);
    let phases = told(&page, "sb-phase").await?;
    assert_eq!(phases.len(), 1, "{phases:?}");
    Ok(())
}

case!(Helsinki, after_a_while_away_no_time_is_told_that_has_passed);
async fn after_a_while_away_no_time_is_told_that_has_passed(world: World) -> Result<()> {
    let start = world.brief.held()[0].start;
    let page = open(&world, start - SignedDuration::from_mins(70)).await?;
    // Over the hour, to a quarter of it.
    page.jump(55 * 60_000).await?;
    page.countdown_reads(ONLY, "0 h 15 min 00 s").await?;
    assert_eq!(spoken(&page).await?, []);
    page.advance(5 * 60_000 + 1_000).await?;
    let expected = format!("{} begins in 10 minutes", world.brief.held()[0].title);
    assert_eq!(spoken(&page).await?, [(start - SECOND * 600, expected)]);
    Ok(())
}

case!(Helsinki, what_was_said_does_not_stay_to_be_come_upon);
async fn what_was_said_does_not_stay_to_be_come_upon(world: World) -> Result<()> {
    let page = open(&world, world.brief.held()[0].start - SECOND * 603).await?;
    page.advance(4_000).await?;
    let said = format!("{} begins in 10 minutes", world.brief.held()[0].title);
    assert_eq!(page.status(ONLY).await?, said);
    page.advance(110_000).await?;
    assert_eq!(page.status(ONLY).await?, said, "there is time to hear it");
    page.advance(12_000).await?;
    assert_eq!(page.status(ONLY).await?, "");
    Ok(())
}

case!(Helsinki, clock_set_back_says_nothing);
async fn clock_set_back_says_nothing(world: World) -> Result<()> {
    let page = open(&world, world.brief.held()[0].start + SECOND * 30).await?;
    page.set_clock(-20 * 60_000).await?;
    page.advance(61_000).await?;
    page.countdown_reads(ONLY, "0 h 18 min 29 s").await?;
    assert_eq!(spoken(&page).await?, []);
    Ok(())
}
