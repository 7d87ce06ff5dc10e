//! Announcements in the live region and `sb-phase` events as time passes.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::brief::{Brief, Status};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{announced, emitted, recording};
use crate::server::PageSpec;
use crate::suite::{World, case};

const SECOND: SignedDuration = SignedDuration::from_secs(1);

async fn open(world: &World, now: Timestamp) -> Result<Page> {
    let spec = PageSpec::new("en-GB", world.brief.element("zone='Asia/Tokyo'")).stopped_at(now);
    let page = world.open(Setting::default(), recording(spec)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// The announcements at one moment, and the details of its `sb-phase` events.
#[derive(Debug, Default, PartialEq)]
struct Expected {
    announcements: Vec<String>,
    phases: Vec<Value>,
}

/// Every announcement and phase of `brief`, sorted by time.
fn all_expected(brief: &Brief) -> Vec<(Timestamp, Expected)> {
    let mut all: Vec<(Timestamp, Expected)> = Vec::new();
    let ids: Vec<Value> =
        brief.json()["sessions"].as_array().expect("a list").iter().map(|s| s["id"].clone()).collect();
    for (session, id) in brief.content.sessions.iter().zip(ids).filter(|(session, _)| session.is_held()) {
        let before = |minutes: i64| (session.start - SignedDuration::from_mins(minutes), minutes);
        let is_expected = session.status == Status::Expected;
        let begins = [before(60), before(10), before(1)].map(|(at, minutes)| {
            let unit = if minutes == 1 { "minute" } else { "minutes" };
            let (verb, remark) = if is_expected { ("is due", ", not confirmed") } else { ("begins", "") };
            (at, Some(format!("{verb} in {minutes} {unit}{remark}")), None)
        });
        let phase = |name: &str| Some(json!({ "session": id, "phase": name }));
        // Announcements claim no more than the brief says.
        let (at_start, at_end) = match session.end {
            _ if is_expected => (None, None),
            Some(_) => (Some("is under way"), Some("is over")),
            None => (Some("has begun"), None),
        };
        let starts = (session.start, at_start.map(ToOwned::to_owned), phase("under-way"));
        let ends = (brief.end(session), at_end.map(ToOwned::to_owned), phase("over"));
        for (at, announcement, phase) in begins.into_iter().chain([starts, ends]) {
            if !all.iter().any(|(other, _)| *other == at) {
                all.push((at, Expected::default()));
            }
            let (_, expected) = all.iter_mut().find(|(other, _)| *other == at).expect("just added");
            expected.announcements.extend(announcement.map(|words| format!("{} {words}", session.title)));
            expected.phases.extend(phase);
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all
}

case!(EachBrief, digits_are_a_timer_and_not_a_live_region);
async fn digits_are_a_timer_and_not_a_live_region(world: World) -> Result<()> {
    let brief = &world.brief;
    let page = open(&world, brief.held()[0].start - SECOND * 90).await?;
    assert_eq!(page.exposed("summit-brief [role=timer]").await?.len(), 1);
    assert_eq!(page.exposed("summit-brief [role=timer]").await?[0].0, "timer");
    // A timer is not a live region by default (WAI-ARIA 1.2); no ancestor may turn it into one.
    let script = "const timer = brief().querySelector('[role=timer]');
        return timer.closest('[aria-live], [role=status], [role=alert], [role=log], [role=marquee]') === null;";
    assert!(page.script::<bool>(script, &[]).await?, "the digits are in a live region");
    page.advance(91_000).await?;
    assert!(page.script::<bool>(script, &[]).await?, "the digits are in a live region once a session is under way");
    Ok(())
}

case!(Helsinki, live_region_is_polite);
async fn live_region_is_polite(world: World) -> Result<()> {
    let page = open(&world, world.brief.held()[0].start - SECOND * 90).await?;
    assert_eq!(page.exposed("summit-brief [role=status]").await?.len(), 1);
    // The region is present and empty before the first announcement, visually hidden but exposed to screen readers.
    let script = "const status = brief().querySelector('[role=status]');
        const { width, height } = status.getBoundingClientRect();
        return [status.textContent, status.ariaLive, status.checkVisibility(), width <= 1 && height <= 1,
            brief().querySelectorAll('[aria-live=assertive], [role=alert]').length];";
    let seen: Value = page.script(script, &[]).await?;
    assert_eq!(seen, json!(["", null, true, true, 0]));
    Ok(())
}

case!(EachBrief, announces_60_10_and_1_minutes_before_and_each_phase_and_nothing_else);
async fn announces_60_10_and_1_minutes_before_and_each_phase_and_nothing_else(world: World) -> Result<()> {
    let brief = &world.brief;
    let all = all_expected(brief);
    let start = all[0].0 - SignedDuration::from_mins(17);
    let page = open(&world, start).await?;
    let mut now = start;
    for (at, _) in &all {
        // Jumps ahead while nothing should happen, then runs every timer when it is due.
        let quiet = *at - now - SECOND * 3;
        if quiet.is_positive() {
            let script = "for (let left = arguments[0]; left > 0; left -= 47_000) {
                await window.__seen.advance(Math.min(left, 47_000), true);
            }";
            page.promise::<Value>(script, &[json!(quiet.as_millis())]).await?;
            now = *at - SECOND * 3;
        }
        let until_after = *at + SECOND * 2 - now;
        page.advance(i64::try_from(until_after.as_millis())?).await?;
        now = *at + SECOND * 2;
    }
    page.jump(20 * 60_000).await?;

    let spoken = all.iter().filter(|(_, one)| !one.announcements.is_empty());
    let expected: Vec<(Timestamp, String)> = spoken.map(|(at, one)| (*at, one.announcements.join(". "))).collect();
    assert_eq!(announced(&page).await?, expected);
    let expected: Vec<(Timestamp, &Value)> =
        all.iter().flat_map(|(at, one)| one.phases.iter().map(|phase| (*at, phase))).collect();
    let phases = emitted(&page, "sb-phase").await?;
    assert_eq!(phases.iter().map(|one| (one.at(), &one.detail)).collect::<Vec<_>>(), expected);
    Ok(())
}

case!(Helsinki, last_ten_minutes_are_silent_between_the_announcements);
async fn last_ten_minutes_are_silent_between_the_announcements(world: World) -> Result<()> {
    let start = world.brief.held()[0].start;
    let page = open(&world, start - SignedDuration::from_mins(11)).await?;
    page.advance(11 * 60_000 + 30_000).await?;
    let title = &world.brief.held()[0].title;
    let expected = [
        (start - SECOND * 600, format!("{title} begins in 10 minutes")),
        (start - SECOND * 60, format!("{title} begins in 1 minute")),
        (start, format!("{title} has begun")),
    ];
    assert_eq!(announced(&page).await?, expected);
    assert!(page.countdown_values(ONLY).await?.len() > 660, "the countdown must show every second meanwhile");
    Ok(())
}

case!(Helsinki, after_sleep_only_the_current_phase_is_announced);
async fn after_sleep_only_the_current_phase_is_announced(world: World) -> Result<()> {
    let held = world.brief.held();
    let page = open(&world, held[0].start - SignedDuration::from_mins(70)).await?;
    // Jumps past the announcements 60, 10 and 1 minutes before the start, into the first session.
    page.jump(80 * 60_000).await?;
    let texts: Vec<String> = announced(&page).await?.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, [format!("{} has begun", held[0].title)]);
    let phases = emitted(&page, "sb-phase").await?;
    assert_eq!(phases.len(), 1, "{phases:?}");
    Ok(())
}

case!(Helsinki, after_sleep_missed_announcements_are_skipped);
async fn after_sleep_missed_announcements_are_skipped(world: World) -> Result<()> {
    let start = world.brief.held()[0].start;
    let page = open(&world, start - SignedDuration::from_mins(70)).await?;
    // Jumps past the announcement 60 minutes before the start, to 15 minutes before it.
    page.jump(55 * 60_000).await?;
    page.countdown_reads(ONLY, "0 h 15 min 00 s").await?;
    assert_eq!(announced(&page).await?, []);
    page.advance(5 * 60_000 + 1_000).await?;
    let expected = format!("{} begins in 10 minutes", world.brief.held()[0].title);
    assert_eq!(announced(&page).await?, [(start - SECOND * 600, expected)]);
    Ok(())
}

case!(Helsinki, live_region_is_cleared_after_two_minutes);
async fn live_region_is_cleared_after_two_minutes(world: World) -> Result<()> {
    let page = open(&world, world.brief.held()[0].start - SECOND * 603).await?;
    page.advance(4_000).await?;
    let announcement = format!("{} begins in 10 minutes", world.brief.held()[0].title);
    assert_eq!(page.status(ONLY).await?, announcement);
    page.advance(110_000).await?;
    assert_eq!(page.status(ONLY).await?, announcement, "the announcement must stay long enough to be heard");
    page.advance(12_000).await?;
    assert_eq!(page.status(ONLY).await?, "");
    Ok(())
}

case!(Helsinki, clock_set_back_announces_nothing);
async fn clock_set_back_announces_nothing(world: World) -> Result<()> {
    let page = open(&world, world.brief.held()[0].start + SECOND * 30).await?;
    page.shift_clock(-20 * 60_000).await?;
    page.advance(61_000).await?;
    page.countdown_reads(ONLY, "0 h 18 min 29 s").await?;
    assert_eq!(announced(&page).await?, []);
    Ok(())
}
