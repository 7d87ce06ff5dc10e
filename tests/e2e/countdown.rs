//! The countdown: its values, the sessions it names, its end, and its ticking.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::brief::{BRITISH, Brief, Locale, countdown, plain};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

/// The system time of test pages that show a replay; it must not matter.
const ANY_DAY: &str = "2031-05-06T07:08:09.300Z";

const READER: &str = "Pacific/Auckland";

const SECOND: SignedDuration = SignedDuration::from_secs(1);

case!(Helsinki, reads_6_h_27_min_00_s_at_publication);
async fn reads_6_h_27_min_00_s_at_publication(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_as_of(&world.brief, "published")).await?;
    page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
    for as_of in ["2018-07-16T03:53:00Z", "2018-07-16T11:53:00+08:00", "2018-07-16 09:38:00+05:45"] {
        page.goto(&world.site.url(&world.site.add(&page_as_of(&world.brief, as_of)))).await?;
        page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
    }
    page.advance(1_000).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("6 h 26 min 59 s"));
    Ok(())
}

case!(EachBrief, shows_every_value_once_from_publication);
async fn shows_every_value_once_from_publication(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_as_of(&world.brief, "published")).await?;
    page.wait_until_live(1).await?;
    page.advance(65_000).await?;
    let expected = values(&world.brief, world.brief.content.published, 65, world.brief.locale());
    assert_eq!(page.countdown_values(ONLY).await?, expected);
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, ticks_by_itself);
/// Uses the browser's real clock and timers. A busy machine may skip values, but none may repeat or come out of order.
async fn ticks_by_itself(world: World) -> Result<()> {
    let start = world.brief.held()[0].start - SignedDuration::from_mins(3);
    let spec = PageSpec::new("en-GB", world.brief.element(&format!("as-of='{start}'")));
    let page = world.open(Setting::default(), spec).await?;
    let shown = eventually("five values", || async {
        let shown = page.countdown_values(ONLY).await?;
        Ok(if shown.len() >= 5 { Ok(shown) } else { Err(format!("{shown:?}")) })
    })
    .await?;
    assert_eq!(shown[0], "0 h 03 min 00 s");
    let expected = values(&world.brief, start, 120, BRITISH);
    let positions: Vec<_> = shown.iter().map(|value| expected.iter().position(|other| other == value)).collect();
    assert!(positions.iter().all(Option::is_some) && positions.is_sorted_by(|a, b| a < b), "{shown:?}");
    Ok(())
}

case!(EachBrief, changes_on_whole_seconds_of_the_system_clock);
async fn changes_on_whole_seconds_of_the_system_clock(world: World) -> Result<()> {
    let start = world.brief.held()[0].start;
    let now = start - SignedDuration::from_millis(9_600);
    let page = world.open(Setting::default(), PageSpec::new("en-GB", world.brief.element("")).stopped_at(now)).await?;
    page.countdown_reads(ONLY, "0 h 00 min 10 s").await?;
    page.advance(599).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("0 h 00 min 10 s"));
    page.advance(1).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("0 h 00 min 09 s"));
    page.advance(1_000).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("0 h 00 min 08 s"));
    Ok(())
}

case!(Helsinki, seconds_can_rest_and_the_choice_is_remembered);
async fn seconds_can_rest_and_the_choice_is_remembered(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_as_of(&world.brief, "published")).await?;
    page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
    page.advance(1_000).await?;
    page.click_button("summit-brief .sb-countdown", "Hide seconds").await?;
    page.countdown_reads(ONLY, "6 h 27 min").await?;
    assert_eq!(page.focused().await?, "Show seconds", "the control keeps the focus");
    // The page has one timer, for the next minute.
    let shown = page.countdown_values(ONLY).await?.len();
    page.advance(58_999).await?;
    assert_eq!(page.countdown_values(ONLY).await?.len(), shown, "nothing moves within a minute");
    page.advance(1).await?;
    page.countdown_reads(ONLY, "6 h 26 min").await?;
    page.reload().await?;
    page.countdown_reads(ONLY, "6 h 27 min").await?;
    page.click_button("summit-brief .sb-countdown", "Show seconds").await?;
    page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
    page.has_no_errors().await
}

case!(Helsinki, readers_who_prefer_reduced_motion_see_seconds_only_if_they_choose_to);
async fn readers_who_prefer_reduced_motion_see_seconds_only_if_they_choose_to(world: World) -> Result<()> {
    let page = world.open(Setting::default(), page_as_of(&world.brief, "published")).await?;
    page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
    page.prefers(&[("prefers-reduced-motion", "reduce")]).await?;
    page.advance(60_000).await?;
    page.countdown_reads(ONLY, "6 h 26 min").await?;
    page.click_button("summit-brief .sb-countdown", "Show seconds").await?;
    page.countdown_reads(ONLY, "6 h 26 min 00 s").await?;
    page.has_no_errors().await
}

case!(EachBrief, omits_seconds_from_one_day_up);
async fn omits_seconds_from_one_day_up(world: World) -> Result<()> {
    let first = world.brief.held()[0].start;
    let day = SignedDuration::from_hours(24);
    let page =
        world.open(Setting::default(), page_as_of(&world.brief, &(first - day - SECOND * 61).to_string())).await?;
    let reads = |left: SignedDuration| countdown(left, world.brief.locale());
    page.countdown_reads(ONLY, &reads(day + SECOND * 61)).await?;
    page.advance(62_000).await?;
    let expected = [day + SECOND * 61, day + SECOND * 60, day, day - SECOND].map(reads);
    assert_eq!(page.countdown_values(ONLY).await?, expected);
    page.set_attribute(ONLY, "as-of", Some(&(first - day * 3).to_string())).await?;
    page.countdown_reads(ONLY, &reads(day * 3)).await
}

case!(EachBrief, is_correct_at_once_after_sleep);
async fn is_correct_at_once_after_sleep(world: World) -> Result<()> {
    let first = world.brief.held()[0].start;
    let before = first - SignedDuration::from_mins(90);
    let page = world.open(Setting::default(), page_as_of(&world.brief, &before.to_string())).await?;
    let reads = |left: SignedDuration| countdown(left, world.brief.locale());
    let (first, then) = (reads(SECOND * 90 * 60), reads(SECOND * 40 * 60));
    page.countdown_reads(ONLY, &first).await?;
    page.jump(50 * 60_000 + 700).await?;
    // The countdown goes straight from the old value to the correct one.
    assert_eq!(page.countdown_values(ONLY).await?, [first, then]);
    page.advance(300).await?;
    assert_eq!(page.countdown(ONLY).await?, Some(reads(SECOND * (40 * 60 - 1))));
    Ok(())
}

case!(EachBrief, changes_when_a_session_begins_gives_way_or_ends);
async fn changes_when_a_session_begins_gives_way_or_ends(world: World) -> Result<()> {
    let brief = &world.brief;
    let held = brief.held();
    let mut boundaries: Vec<Timestamp> =
        held.iter().flat_map(|one| [one.start, brief.end_in_front(one), brief.end(one)]).collect();
    boundaries.sort();
    boundaries.dedup();
    let page = world.open(Setting::default(), page_as_of(brief, "published")).await?;
    page.wait_until_live(1).await?;
    for boundary in boundaries {
        let before = boundary - SECOND;
        page.set_attribute(ONLY, "as-of", Some(&before.to_string())).await?;
        eventually(&format!("{before}"), || async { is_correct_at(&page, brief, before).await }).await?;
        page.advance(999).await?;
        assert_eq!(is_correct_at(&page, brief, before).await?, Ok(()), "1 ms before {boundary}");
        page.advance(1).await?;
        assert_eq!(is_correct_at(&page, brief, boundary).await?, Ok(()), "at {boundary}");
    }
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, shows_the_dates_after_the_event_and_runs_no_timer);
async fn shows_the_dates_after_the_event_and_runs_no_timer(world: World) -> Result<()> {
    let brief = &world.brief;
    let end = brief.last_end();
    let page = world.open(Setting::default(), page_as_of(brief, &(end - SECOND).to_string())).await?;
    page.wait_until_live(1).await?;
    let said = page.said(ONLY).await?;
    assert!(!page.words(ONLY).await?.contains(said.took_place));
    assert_eq!(page.timers().await?, (1, 0));
    page.advance(1_000).await?;
    assert_eq!(is_correct_at(&page, brief, end).await?, Ok(()));
    page.shows_text(ONLY, said.took_place).await?;
    assert_eq!(page.countdown(ONLY).await?, None);
    assert_eq!(page.timers().await?, (0, 0));

    // Years later.
    let years_later: Timestamp = "2039-01-01T00:00:00Z".parse()?;
    let element = brief.element(&format!("zone='{READER}'"));
    let spec = PageSpec::new(brief.content.lang.as_str(), element).stopped_at(years_later);
    page.goto(&world.site.url(&world.site.add(&spec))).await?;
    page.wait_until_live(1).await?;
    assert_eq!(is_correct_at(&page, brief, years_later).await?, Ok(()));
    assert_eq!(page.timers().await?, (0, 0));
    Ok(())
}

case!(EachBrief, shows_that_everything_is_cancelled_and_runs_no_timer);
async fn shows_that_everything_is_cancelled_and_runs_no_timer(world: World) -> Result<()> {
    let mut json = world.brief.json().clone();
    for session in json["sessions"].as_array_mut().expect("sessions") {
        session["status"] = json!("cancelled");
    }
    let page = world.open(Setting::default(), inline(&json)).await?;
    page.wait_until_live(1).await?;
    assert_eq!(page.countdown(ONLY).await?, None);
    assert_eq!(page.timers().await?, (0, 0));
    // The word appears once for the event and once for each session.
    let words = page.words(ONLY).await?.to_lowercase();
    assert_eq!(words.matches("cancelled").count(), 1 + world.brief.content.sessions.len(), "{words}");
    assert!(!words.contains("took place"), "{words}");
    Ok(())
}

case!(EachBrief, is_absent_without_sessions);
async fn is_absent_without_sessions(world: World) -> Result<()> {
    let mut json = world.brief.json().clone();
    json["sessions"] = json!([]);
    for issue in json["issues"].as_array_mut().expect("issues") {
        issue["sessions"] = json!([]);
    }
    let page = world.open(Setting::default(), inline(&json)).await?;
    page.wait_until_live(1).await?;
    assert_eq!(page.countdown(ONLY).await?, None);
    assert_eq!(page.exposed("summit-brief table").await?, []);
    assert_eq!(page.cards(ONLY).await?.len(), world.brief.content.issues.len());
    assert_eq!(page.timers().await?, (0, 0));
    Ok(())
}

fn page_as_of(brief: &Brief, as_of: &str) -> PageSpec {
    let lang = brief.content.lang.as_str();
    PageSpec::new(lang, brief.element(&format!("as-of='{as_of}' zone='{READER}'"))).stopped_at(ANY_DAY)
}

fn inline(json: &serde_json::Value) -> PageSpec {
    let json = json.to_string().replace('<', "\\u003c");
    let element = format!(
        "<summit-brief loading='eager' as-of='published'><script type='application/json'>{json}</script></summit-brief>"
    );
    PageSpec::new("en-GB", element).stopped_at(ANY_DAY)
}

/// The values that the countdown shows in the `seconds` after `start`, without repetitions.
fn values(brief: &Brief, start: Timestamp, seconds: i64, locale: Locale) -> Vec<String> {
    let mut values: Vec<String> =
        (0..=seconds).filter_map(|second| brief.countdown(start + SignedDuration::from_secs(second), locale)).collect();
    values.dedup();
    values
}

/// Whether the page is correct at `now`: every word of the countdown, and dates, statuses and phases in the schedule.
async fn is_correct_at(page: &Page, brief: &Brief, now: Timestamp) -> Result<Result<(), String>> {
    let read = page.countdown(ONLY).await?;
    let expected = brief.countdown(now, brief.locale());
    if read != expected {
        return Ok(Err(format!("the countdown is {read:?} instead of {expected:?}")));
    }
    let words = page.countdown_words().await?;
    let countdown = brief.countdown_words(READER, now, brief.locale());
    if plain(&words) != plain(&countdown) {
        return Ok(Err(format!("the countdown reads “{words}” instead of “{countdown}”")));
    }
    let expected = brief.schedule(READER, now, brief.locale()).plain();
    let schedule = page.schedule(ONLY).await?.plain();
    Ok(if schedule == expected { Ok(()) } else { Err(format!("{schedule:#?} instead of {expected:#?}")) })
}
