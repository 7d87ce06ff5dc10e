//! An open page follows the day: newer versions of the brief, and what readers see and hear of them.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{announced, details, recording};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const SRC: &str = "/live/brief.json";
const MOVED: &str = "Joint press conference moved to 23:00";

/// The newsroom: what it publishes, and how often the page has asked for it.
struct Newsroom<'a> {
    world: &'a World,
    brief: Value,
}

impl<'a> Newsroom<'a> {
    fn new(world: &'a World) -> Self {
        let newsroom = Self { world, brief: world.brief.json().clone() };
        newsroom.publish();
        newsroom
    }

    fn publish(&self) {
        self.world.site.publish(SRC, 200, &self.brief.to_string());
    }

    /// Changes the brief, which is then updated at `moment`.
    fn edit(&mut self, moment: &str, change: impl FnOnce(&mut Value)) {
        change(&mut self.brief);
        self.brief["updated"] = json!(moment);
        self.publish();
    }

    fn requests(&self) -> usize {
        self.world.site.requests(SRC)
    }

    /// Lets time pass on `page` until it asks for the brief, at most 75 minutes.
    async fn pass(&self, page: &Page) -> Result<()> {
        let before = self.requests();
        // The answer arrives once the clock rests, so that the test sees what a reader sees at that moment.
        let gate = self.world.site.hold(SRC);
        for _ in 0..75 {
            page.advance(60_000).await?;
            page.draw_frames().await?;
            if self.requests() > before {
                break;
            }
        }
        assert!(self.requests() > before, "the page does not ask");
        gate.open();
        page.draw_frames().await
    }
}

async fn open(world: &World, inside: &str, now: &str) -> Result<Page> {
    let element = format!("<summit-brief src='{SRC}' refresh='60' zone='Asia/Tokyo'>{inside}</summit-brief>");
    let spec = PageSpec::new("en-GB", element).stopped_at(now);
    let page = world.open(Setting::default(), recording(spec)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// The lines under the head, without the clock times that they begin with.
async fn news(page: &Page) -> Result<Vec<String>> {
    let lines: Vec<String> =
        page.script("return [...document.querySelectorAll('.sb-news p')].map((line) => line.innerText);", &[]).await?;
    let news = |line: &String| {
        let (clock, rest) = line.split_at(7);
        assert!(clock.ends_with(": ") && clock[..2].parse::<u8>().is_ok(), "{line}");
        rest.to_owned()
    };
    Ok(lines.iter().map(news).collect())
}

async fn news_is(page: &Page, expected: &[&str]) -> Result<()> {
    eventually("the news", || async {
        let lines = news(page).await?;
        Ok(if lines == expected { Ok(()) } else { Err(format!("{lines:?}")) })
    })
    .await
}

async fn row(page: &Page, session: &str) -> Result<String> {
    let script = "return document.getElementById(arguments[0]).innerText.replace(/\\s+/g, ' ').trim();";
    page.script(script, &[json!(format!("helsinki-2018-session-{session}"))]).await
}

async fn last_announcement(page: &Page) -> Result<String> {
    Ok(announced(page).await?.pop().map(|(_, text)| text).unwrap_or_default())
}

case!(Helsinki, a_day_in_the_life);
async fn a_day_in_the_life(world: World) -> Result<()> {
    let mut newsroom = Newsroom::new(&world);
    let page = open(&world, "", "2018-07-16T09:40:00Z").await?;
    assert_eq!(newsroom.requests(), 1);
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.script::<Value>(
        "document.querySelectorAll('summit-brief summary.sb-card__head')[2].focus(); return null;",
        &[],
    )
    .await?;

    // Moved. Readers in Tokyo see and hear their own time.
    newsroom.edit("2018-07-16T09:43:00Z", |brief| brief["sessions"][1]["start"] = json!("2018-07-16T14:00:00Z"));
    newsroom.pass(&page).await?;
    news_is(&page, &[MOVED]).await?;
    let words = row(&page, "press-conference").await?;
    assert!(words.contains("changed") && words.contains("22:30") && words.contains("23:00"), "{words}");
    assert_eq!(last_announcement(&page).await?, MOVED);
    assert_eq!(details(&page, "sb-update").await?, [json!({ "changed": ["press-conference"] })]);

    // Two at once: an issue is updated, a session cancelled.
    newsroom.edit("2018-07-16T09:45:00Z", |brief| {
        brief["sessions"][1]["status"] = json!("cancelled");
        brief["issues"][2]["updated"] = json!("2018-07-16T09:45:00Z");
    });
    newsroom.pass(&page).await?;
    news_is(&page, &[MOVED, "Joint press conference cancelled", "Syria updated"]).await?;
    assert_eq!(last_announcement(&page).await?, "Joint press conference cancelled; Syria updated");
    // The reader's cards and focus stay.
    page.open_cards_are(ONLY, &[2]).await?;
    assert_eq!(page.focused_card(ONLY).await?, Some(2));

    // Under way, it ended early; then its outcome is known. A session that is gone is shown as removed.
    newsroom.edit("2018-07-16T09:50:00Z", |brief| {
        brief["sessions"][0]["start"] = json!("2018-07-16T09:30:00Z");
        brief["sessions"][0]["end"] = json!("2018-07-16T12:00:00Z");
        brief["sessions"][1]["status"] = json!("confirmed");
    });
    newsroom.pass(&page).await?;
    let expected = "Trump and Putin meet moved to 18:30; Joint press conference confirmed";
    assert_eq!(last_announcement(&page).await?, expected);
    newsroom.edit("2018-07-16T09:52:00Z", |brief| brief["sessions"][0]["end"] = json!("2018-07-16T09:40:00Z"));
    newsroom.pass(&page).await?;
    assert_eq!(last_announcement(&page).await?, "Trump and Putin meet ended at 18:40");
    newsroom.edit("2018-07-16T09:53:00Z", |brief| {
        brief["sessions"].as_array_mut().unwrap().remove(0);
    });
    newsroom.pass(&page).await?;
    news_is(
        &page,
        &["Joint press conference confirmed", "Trump and Putin meet ended at 18:40", "Trump and Putin meet removed"],
    )
    .await?;
    let words = row(&page, "meeting").await?;
    assert!(words.contains("removed") && words.contains("18:30"), "{words}");
    newsroom.edit("2018-07-16T09:54:00Z", |brief| brief["issues"][2]["outcome"] = json!("No agreement."));
    newsroom.pass(&page).await?;
    assert_eq!(last_announcement(&page).await?, "Syria: outcome known");
    let words = row(&page, "meeting").await?;
    assert!(words.contains("removed"), "it stays until the next visit: {words}");
    page.shows_text(ONLY, "No agreement.").await?;

    // Broken JSON, an older version, another brief, and errors of the server change nothing.
    let updates = details(&page, "sb-update").await?.len();
    let good = newsroom.brief.to_string();
    for (status, text) in [
        (200, "{"),
        (200, &*world.brief.json().to_string()),
        (200, &*good.replace("helsinki-2018", "helsinki-2019")),
        (500, "no"),
    ] {
        world.site.publish(SRC, status, text);
        newsroom.pass(&page).await?;
    }
    assert_eq!(details(&page, "sb-update").await?.len(), updates);
    assert!(page.events().await?.iter().all(|event| event.name != "sb-error"));
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines.iter().all(|line| line.starts_with("summit-brief: ") && line.contains(SRC)), "{lines:?}");

    // After an hour without a good answer, readers see when the last one came; then, that it is back.
    page.advance(3_600_000).await?;
    let words = page.words(ONLY).await?;
    assert!(words.contains("Last checked 1"), "{words}");
    newsroom.edit("2018-07-16T10:30:00Z", |brief| brief["sessions"][0]["title"] = json!("The press conference"));
    newsroom.pass(&page).await?;
    assert_eq!(last_announcement(&page).await?, "The press conference updated");
    let words = page.words(ONLY).await?;
    assert!(!words.contains("Last checked"), "{words}");
    page.open_cards_are(ONLY, &[2]).await?;
    assert_eq!(page.focused_card(ONLY).await?, Some(2));
    Ok(())
}

case!(Helsinki, a_check_that_finds_nothing_changes_nothing);
async fn a_check_that_finds_nothing_changes_nothing(world: World) -> Result<()> {
    let newsroom = Newsroom::new(&world);
    let page = open(&world, "", "2018-07-16T09:40:00Z").await?;
    newsroom.pass(&page).await?;
    let gate = world.site.hold(SRC);
    let before = newsroom.requests();
    while newsroom.requests() == before {
        page.advance(10_000).await?;
        page.draw_frames().await?;
    }
    let count = "window.__changes = 0; new MutationObserver((all) => { __changes += all.length; }).observe(
        document.querySelector('.sb--live'), { subtree: true, childList: true, attributes: true, characterData: true });
        return null;";
    page.script::<Value>(count, &[]).await?;
    gate.open();
    tokio::time::sleep(Duration::from_millis(500)).await;
    page.draw_frames().await?;
    assert_eq!(page.script::<usize>("return window.__changes;", &[]).await?, 0);
    assert_eq!(details(&page, "sb-update").await?, [] as [Value; 0]);
    // The answer has arrived: the next check follows in time, not as after a failure.
    newsroom.pass(&page).await?;
    assert_eq!(page.timers().await?, (1, 0));
    page.has_no_errors().await
}

case!(Helsinki, a_mark_stays_until_its_row_was_in_sight);
async fn a_mark_stays_until_its_row_was_in_sight(world: World) -> Result<()> {
    let mut newsroom = Newsroom::new(&world);
    let page = open(&world, "", "2018-07-16T09:40:00Z").await?;
    page.script::<Value>("document.body.style.paddingTop = '3000px'; return null;", &[]).await?;
    newsroom.edit("2018-07-16T09:43:00Z", |brief| brief["sessions"][1]["start"] = json!("2018-07-16T14:00:00Z"));
    newsroom.pass(&page).await?;
    page.advance(60_000).await?;
    assert!(row(&page, "press-conference").await?.contains("changed"));
    let show = "document.querySelector('.sb-schedule').scrollIntoView({ behavior: 'instant' }); return null;";
    page.script::<Value>(show, &[]).await?;
    page.advance(5_000).await?;
    assert!(row(&page, "press-conference").await?.contains("changed"));
    page.advance(10_000).await?;
    assert!(!row(&page, "press-conference").await?.contains("changed"));
    Ok(())
}

case!(Helsinki, an_update_moves_nothing_below_and_closes_nothing);
async fn an_update_moves_nothing_below_and_closes_nothing(world: World) -> Result<()> {
    let mut newsroom = Newsroom::new(&world);
    let page = open(&world, "", "2018-07-16T09:40:00Z").await?;
    // The reader is below the widget's head, with the calendar open and some text selected.
    let prepare =
        "const after = document.createElement('p'); after.id = 'after'; after.textContent = 'The article goes on.';
        after.style.marginBottom = '3000px'; document.querySelector('main').append(after);
        document.querySelector('.sb-card:last-child').scrollIntoView({ behavior: 'instant', block: 'start' });
        getSelection().selectAllChildren(document.querySelectorAll('.sb-card__title')[5]);
        document.querySelector('.sb--live [popover]').showPopover(); return null;";
    page.script::<Value>(prepare, &[]).await?;
    page.draw_frames().await?;
    let state =
        "return [Math.round(document.getElementById('after').getBoundingClientRect().top), String(getSelection()),
        document.querySelector('.sb--live [popover]').matches(':popover-open')];";
    let before: Value = page.script(state, &[]).await?;
    assert_eq!(before[1], "Iran nuclear deal");
    newsroom.edit("2018-07-16T09:43:00Z", |brief| brief["sessions"][1]["start"] = json!("2018-07-16T14:00:00Z"));
    newsroom.pass(&page).await?;
    news_is(&page, &[MOVED]).await?;
    page.draw_frames().await?;
    let after: Value = page.script(state, &[]).await?;
    let moved = after[0].as_f64().zip(before[0].as_f64()).map(|(after, before)| (after - before).abs());
    assert!(moved.is_some_and(|moved| moved <= 1.0), "{before} {after}");
    assert_eq!((&after[1], &after[2]), (&before[1], &before[2]));
    Ok(())
}

case!(Helsinki, an_inline_brief_shows_at_once_and_src_refreshes_it);
async fn an_inline_brief_shows_at_once_and_src_refreshes_it(world: World) -> Result<()> {
    let mut newsroom = Newsroom::new(&world);
    newsroom.edit("2018-07-16T09:00:00Z", |brief| brief["sessions"][1]["start"] = json!("2018-07-16T14:00:00Z"));
    let gate = world.site.hold(SRC);
    let inline = format!("<script type='application/json'>{}</script>", world.brief.text().replace('<', "\\u003c"));
    let page = open(&world, &inline, "2018-07-16T09:40:00Z").await?;
    assert!(row(&page, "press-conference").await?.contains("22:30"));
    news_is(&page, &[]).await?;
    gate.open();
    news_is(&page, &[MOVED]).await?;
    assert_eq!(newsroom.requests(), 1);
    // From now on, it comes from there: attributes ask for nothing, and do not bring the old one back.
    page.set_attribute(ONLY, "zone", Some("Europe/Paris")).await?;
    page.draw_frames().await?;
    assert!(row(&page, "press-conference").await?.contains("16:00"));
    assert_eq!(newsroom.requests(), 1);
    // A brief that the page sets is another version, too.
    let script = "const one = brief().brief; one.sessions[1].start = '2018-07-16T14:30:00Z'; \
        one.updated = '2018-07-16T09:30:00Z'; brief().brief = one; return null;";
    page.script::<Value>(script, &[]).await?;
    eventually("the announcement", || async {
        let last = last_announcement(&page).await?;
        Ok(if last == "Joint press conference moved to 16:30" { Ok(()) } else { Err(last) })
    })
    .await?;
    assert_eq!(newsroom.requests(), 1, "the page knows better than `src`");
    page.has_no_errors().await
}

case!(Helsinki, asks_only_while_the_page_is_visible_and_something_is_to_come);
async fn asks_only_while_the_page_is_visible_and_something_is_to_come(world: World) -> Result<()> {
    let newsroom = Newsroom::new(&world);
    let page = open(&world, "", "2018-07-16T09:40:00Z").await?;
    assert_eq!(page.timers().await?, (1, 0));
    // The page's one timer: countdown and checks.
    newsroom.pass(&page).await?;
    assert_eq!(page.timers().await?, (1, 0));
    let hide = "Object.defineProperty(document, 'hidden', { configurable: true, get: () => arguments[0] }); \
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); return null;";
    let hide = format!("const [hidden] = arguments; {}", hide.replace("arguments[0]", "hidden"));
    page.script::<Value>(&hide, &[json!(true)]).await?;
    let before = newsroom.requests();
    page.advance(1_800_000).await?;
    assert_eq!(newsroom.requests(), before);
    page.script::<Value>(&hide, &[json!(false)]).await?;
    eventually("a request at once", || async {
        Ok(if newsroom.requests() == before + 1 { Ok(()) } else { Err(newsroom.requests().to_string()) })
    })
    .await?;
    // After the last session, nothing is to come.
    page.advance(24 * 3_600_000).await?;
    // The last requests are still on their way.
    let after = eventually("no more requests", || async {
        let before = newsroom.requests();
        tokio::time::sleep(Duration::from_millis(300)).await;
        Ok(if newsroom.requests() == before { Ok(before) } else { Err("more".to_owned()) })
    })
    .await?;
    page.advance(24 * 3_600_000).await?;
    assert_eq!((newsroom.requests(), page.timers().await?), (after, (0, 0)));
    page.has_no_errors().await
}
