//! The countdown with late timers, clock changes and sleep, and after the last session.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::brief::{BRITISH, Brief, Day, Table, countdown, plain};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const HOUR_MS: i64 = 3_600_000;

/// Records every value that the countdown shows, and when.
const SHOWN: &str = r#"{
    window.__shown = [];
    new MutationObserver(() => {
        const value = document.querySelector("summit-brief .sb-figures")?.innerText.replace(/\s+/g, " ").trim();
        if (value && value !== __shown.at(-1)?.[1]) __shown.push([Date.now(), value]);
    }).observe(document, { childList: true, characterData: true, subtree: true });
}"#;

/// Makes timeouts run 1 to 17 ms late, as real ones do, and counts them.
const LATE: &str = "{
    const real = window.setTimeout;
    let late = 0;
    window.__set = 0;
    window.setTimeout = (callback, delay, ...rest) => {
        late = (late * 7 + 5) % 17;
        window.__set += 1;
        return real(callback, (Number(delay) || 0) + late + 1, ...rest);
    };
}";

async fn open(world: &World, attributes: &str, now: Timestamp) -> Result<Page> {
    let spec = PageSpec::new("en-GB", world.brief.element(attributes)).stopped_at(now);
    let page = world.open(Setting::default(), spec.prelude(format!("{SHOWN}{LATE}"))).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

async fn reads(page: &Page, left: SignedDuration) -> Result<()> {
    assert_eq!(page.countdown(ONLY).await?, Some(countdown(left, BRITISH)));
    Ok(())
}

case!(Helsinki, each_of_120_seconds_is_shown_once_despite_late_timers);
async fn each_of_120_seconds_is_shown_once_despite_late_timers(world: World) -> Result<()> {
    let first = world.brief.held()[0].start;
    // Starts between two seconds of the wall clock.
    let start = first - SignedDuration::from_millis(3_600_000 + 337);
    let page = open(&world, "", start).await?;
    page.advance(120_400).await?;
    let shown: Vec<(i64, String)> = page.script("return window.__shown;", &[]).await?;
    let values: Vec<&str> = shown.iter().map(|(_, value)| value.as_str()).collect();
    let expected: Vec<String> = (0..=121).map(|second| countdown(SECOND * (3_601 - second), BRITISH)).collect();
    assert_eq!(values, expected);
    for (at, value) in &shown[1..] {
        let late = at.rem_euclid(1_000);
        assert!(late <= 17, "{value} was shown {late} ms after the second");
    }
    Ok(())
}

case!(Helsinki, wakes_once_a_minute_from_one_day_up);
async fn wakes_once_a_minute_from_one_day_up(world: World) -> Result<()> {
    let start = world.brief.held()[0].start - SignedDuration::from_hours(30) - SECOND * 20;
    let page = open(&world, "", start).await?;
    let before: usize = page.script("return window.__set;", &[]).await?;
    page.advance(10 * 60_000).await?;
    let set: usize = page.script("return window.__set;", &[]).await?;
    assert!((1..=10).contains(&(set - before)), "{} timeouts in ten minutes", set - before);
    reads(&page, SignedDuration::from_mins(30 * 60 - 9) - SECOND * 40).await?;
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

case!(Helsinki, clock_set_forward_is_followed_within_a_second);
async fn clock_set_forward_is_followed_within_a_second(world: World) -> Result<()> {
    let first = world.brief.held()[0].start;
    let page = open(&world, "", first - SignedDuration::from_hours(3)).await?;
    page.advance(2_500).await?;
    page.shift_clock(HOUR_MS).await?;
    page.advance(1_000).await?;
    reads(&page, SignedDuration::from_hours(2) - SECOND * 3).await?;
    page.advance(5_000).await?;
    reads(&page, SignedDuration::from_hours(2) - SECOND * 8).await?;
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

case!(Helsinki, clock_set_back_is_followed_within_a_second);
async fn clock_set_back_is_followed_within_a_second(world: World) -> Result<()> {
    let first = world.brief.held()[0].start;
    let page = open(&world, "", first - SignedDuration::from_hours(3)).await?;
    page.advance(2_500).await?;
    reads(&page, SignedDuration::from_hours(3) - SECOND * 2).await?;
    page.shift_clock(-HOUR_MS).await?;
    page.advance(1_000).await?;
    reads(&page, SignedDuration::from_hours(4) - SECOND * 3).await?;
    // From there it counts down second by second.
    for second in 4..8 {
        page.advance(1_000).await?;
        reads(&page, SignedDuration::from_hours(4) - SECOND * second).await?;
    }
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

case!(Helsinki, every_widget_follows_a_clock_set_back);
/// One widget counts minutes, two count seconds; the replays are out of step.
async fn every_widget_follows_a_clock_set_back(world: World) -> Result<()> {
    let elements = ["as-of='published'", "as-of='2018-07-13T05:00:00Z'", "as-of='2018-07-16T03:53:00.400Z'"];
    let element = |(index, as_of): (usize, &&str)| world.brief.element(&format!("id='w{index}' {as_of}"));
    let all: String = elements.iter().enumerate().map(element).collect();
    let page = world.open(Setting::default(), PageSpec::new("en-GB", all).stopped_at("2031-05-06T07:08:00Z")).await?;
    page.wait_until_live(3).await?;
    page.advance(2_500).await?;
    page.shift_clock(-HOUR_MS).await?;
    page.advance(60_000).await?;
    for (id, expected) in [("w0", "7 h 25 min 58 s"), ("w1", "3 days 6 h 19 min"), ("w2", "7 h 25 min 58 s")] {
        page.countdown_reads(id, expected).await?;
    }
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

case!(Helsinki, clock_set_back_after_the_end_is_followed_when_the_page_is_shown_again);
async fn clock_set_back_after_the_end_is_followed_when_the_page_is_shown_again(world: World) -> Result<()> {
    let page = open(&world, "", world.brief.last_end() + SECOND).await?;
    page.shows_text(ONLY, "Took place").await?;
    page.shift_clock(-24 * HOUR_MS).await?;
    let () = page.script("document.dispatchEvent(new Event('visibilitychange'));", &[]).await?;
    let left = world.brief.countdown(world.brief.last_end() + SECOND - SignedDuration::from_hours(24), BRITISH);
    page.countdown_reads(ONLY, &left.expect("a session to come")).await?;
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

case!(Helsinki, clock_set_back_to_before_the_current_session_is_followed);
async fn clock_set_back_to_before_the_current_session_is_followed(world: World) -> Result<()> {
    let held = world.brief.held();
    let page = open(&world, "", held[0].start + SECOND * 10).await?;
    page.shows_text(ONLY, &format!("Began {}", held[0].title)).await?;
    page.shift_clock(-HOUR_MS).await?;
    page.advance(1_050).await?;
    reads(&page, SignedDuration::from_hours(1) - SECOND * 11).await?;
    assert!(!page.words(ONLY).await?.to_lowercase().contains("began"));
    Ok(())
}

case!(Helsinki, replay_follows_a_clock_change);
/// A replay advances with the system clock, so a change of that clock moves it too.
async fn replay_follows_a_clock_change(world: World) -> Result<()> {
    let page = open(&world, "as-of='published'", "2031-05-06T07:08:09.300Z".parse()?).await?;
    page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
    for (ms, expected) in [(HOUR_MS, "5 h 26 min 59 s"), (-2 * HOUR_MS, "7 h 26 min 58 s")] {
        page.shift_clock(ms).await?;
        page.advance(1_050).await?;
        assert_eq!(page.countdown(ONLY).await?.as_deref(), Some(expected));
    }
    Ok(())
}

case!(Helsinki, is_correct_in_the_first_frame_after_becoming_visible);
async fn is_correct_in_the_first_frame_after_becoming_visible(world: World) -> Result<()> {
    let first = world.brief.held()[0].start;
    let page = open(&world, "", first - SignedDuration::from_hours(3)).await?;
    let hidden = "const hide = (hidden) => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
            Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        };";
    let () = page.script(&format!("{hidden} hide(true);"), &[]).await?;
    page.jump(2 * HOUR_MS).await?;
    assert_eq!(page.timers().await?, (0, 0));
    reads(&page, SignedDuration::from_hours(3)).await?;
    // Reads the countdown right before the first frame.
    let script = format!(
        "{hidden} hide(true); return await new Promise((resolve) => {{
            hide(false);
            requestAnimationFrame(() => resolve(words(brief().querySelector('.sb-figures').innerText)));
        }});"
    );
    let shown: String = page.promise(&script, &[]).await?;
    assert_eq!(shown, countdown(SignedDuration::from_hours(1), BRITISH));
    assert_eq!(page.timers().await?, (1, 0));
    Ok(())
}

case!(EachBrief, after_the_event_it_shows_dates_outcomes_and_all_zones_and_runs_no_timer);
async fn after_the_event_it_shows_dates_outcomes_and_all_zones_and_runs_no_timer(world: World) -> Result<()> {
    let brief = with_outcomes(&world.brief);
    let element = format!(
        "<summit-brief loading='eager' zone='Asia/Tokyo'><script type='application/json'>{}</script></summit-brief>",
        brief.to_string().replace('<', "\\u003c")
    );
    let years_later = PageSpec::new(world.brief.content.lang.as_str(), element).stopped_at("2039-01-01T00:00:00Z");
    let page = world.open(Setting::default(), years_later).await?;
    page.wait_until_live(1).await?;
    let said = page.said(ONLY).await?;
    page.shows_text(ONLY, said.took_place).await?;
    assert_eq!(page.countdown(ONLY).await?, None);
    assert_eq!(page.timers().await?, (0, 0));
    // The page shows the times in every zone and each outcome, and marks every held session as over.
    let now: Timestamp = "2039-01-01T00:00:00Z".parse()?;
    let expected = world.brief.schedule("Asia/Tokyo", now, world.brief.locale()).plain();
    let shown = page.schedule(ONLY).await?.plain();
    let words = plain(&page.words(ONLY).await?);
    assert_eq!(shown.headings, expected.headings);
    // The first cell of each row also has the outcome, so this compares the others.
    let times = |table: &Table| -> Vec<(String, Vec<Vec<String>>)> {
        let rows = |day: &Day| day.rows.iter().map(|row| row[1..].to_vec()).collect();
        table.days.iter().map(|day| (day.date.clone(), rows(day))).collect()
    };
    assert_eq!(times(&shown), times(&expected));
    let titles = shown.days.iter().flat_map(|day| &day.rows).map(|row| &row[0]);
    let expected = expected.days.iter().flat_map(|day| &day.rows).map(|row| &row[0]);
    for (title, expected) in titles.zip(expected) {
        // The new outcome replaces the session's original one.
        let before = expected.split(&plain(said.outcome)).next().unwrap_or_default();
        assert!(title.starts_with(before), "{title:?} does not start with {before:?}");
    }
    for (index, session) in world.brief.content.sessions.iter().enumerate().filter(|(_, session)| session.is_held()) {
        let outcome = plain(&format!("{} Result {index}", said.outcome));
        assert!(words.contains(&outcome), "{}: {words}", session.title);
    }
    // Showing the page again starts no timer either.
    let () = page.script("document.dispatchEvent(new Event('visibilitychange'));", &[]).await?;
    page.jump(24 * HOUR_MS).await?;
    eventually("no timers", || async {
        let timers = page.timers().await?;
        Ok(if timers == (0, 0) { Ok(()) } else { Err(format!("{timers:?}")) })
    })
    .await
}

/// The brief's JSON after the event, with an outcome for every held session.
fn with_outcomes(brief: &Brief) -> Value {
    let mut json = brief.json().clone();
    for (index, session) in json["sessions"].as_array_mut().expect("sessions").iter_mut().enumerate() {
        if session["status"] != "cancelled" {
            session["outcome"] = json!(format!("Result {index}."));
        }
    }
    json
}
