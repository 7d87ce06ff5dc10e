//! States in which a start, an end or a confirmation is missing. The widget must not claim more than the newsroom has
//! said.

use anyhow::Result;
use serde_json::{Value, json};

use crate::brief::plain;
use crate::engine::{DESKTOP, PHONE, Setting, Viewport};
use crate::page::{ONLY, Page};
use crate::reader_controls::{announced, details, recording};
use crate::server::PageSpec;
use crate::suite::{World, case};

/// The Helsinki brief with these sessions in place of its own, for a reader in Los Angeles at `now`.
async fn open(world: &World, now: &str, sessions: Value, viewport: Viewport) -> Result<Page> {
    open_brief(world, now, viewport, |brief| brief["sessions"] = sessions).await
}

async fn open_brief(world: &World, now: &str, viewport: Viewport, change: impl FnOnce(&mut Value)) -> Result<Page> {
    let element = world.brief.inline("zone='America/Los_Angeles'", |brief| {
        change(brief);
        for issue in brief["issues"].as_array_mut().expect("issues") {
            issue["sessions"] = json!([]);
        }
    });
    let spec = recording(PageSpec::new("en-GB", element).stopped_at(now));
    let page = world.open(Setting { viewport, ..Setting::default() }, spec).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// Checks that the widget contains each of `expected` and none of `absent`. Case and white space depend on the style
/// sheet, so they do not matter.
async fn reads(page: &Page, expected: &[&str], absent: &[&str]) -> Result<()> {
    let words = plain(&page.words(ONLY).await?);
    for text in expected {
        assert!(words.contains(&plain(text)), "“{text}” is missing from {words}");
    }
    for text in absent {
        assert!(!words.contains(&plain(text)), "“{text}” is in {words}");
    }
    page.has_no_errors().await
}

/// The text of the countdown.
async fn countdown(page: &Page) -> Result<String> {
    Ok(plain(&page.countdown_words().await?))
}

case!(Helsinki, postponed_without_a_new_time_makes_no_claim_before_at_or_after_the_old_one);
async fn postponed_without_a_new_time_makes_no_claim_before_at_or_after_the_old_one(world: World) -> Result<()> {
    let sessions = json!([{ "id": "m", "title": "Meeting", "start": "2027-05-10T08:00:00Z", "status": "postponed" }]);
    for now in ["2027-05-10T06:00:00Z", "2027-05-10T08:30:00Z", "2027-06-01T00:00:00Z"] {
        let page = open(&world, now, sessions.clone(), DESKTOP).await?;
        let absent = ["Under way", "Began", "Took place", "Was planned", "over", "Next", "Add to calendar"];
        reads(&page, &["Postponed, no new time yet", "Meeting postponed, no new time yet"], &absent).await?;
        assert_eq!(page.countdown(ONLY).await?, None, "{now}");
        assert_eq!(page.timers().await?, (0, 0), "{now}");
        let struck: usize = page.script("return brief().querySelectorAll('td s time').length;", &[]).await?;
        assert_eq!(struck, 4, "once in each column");
    }
    Ok(())
}

case!(Helsinki, expected_session_is_shown_as_planned_and_never_as_having_taken_place);
async fn expected_session_is_shown_as_planned_and_never_as_having_taken_place(world: World) -> Result<()> {
    let session = json!({ "id": "p", "title": "Press", "start": "2027-05-10T13:30:00Z", "status": "expected" });
    let page = open(&world, "2027-05-10T13:29:00Z", json!([session]), DESKTOP).await?;
    reads(&page, &["Next, not confirmed Press"], &["Took place"]).await?;
    page.advance(61_000).await?;
    reads(&page, &["Planned, not confirmed Press"], &["Under way", "Began", "Took place"]).await?;
    // Midnight in Helsinki.
    page.jump(8 * 3_600_000).await?;
    reads(
        &page,
        &["Was planned for Monday 10 May 2027", "Press was planned"],
        &["Took place", "over", "not confirmed"],
    )
    .await?;
    assert_eq!(announced(&page).await?, [], "neither its start nor its end is known");
    Ok(())
}

case!(Helsinki, session_without_an_end_began_and_is_over_at_midnight_without_an_announcement);
async fn session_without_an_end_began_and_is_over_at_midnight_without_an_announcement(world: World) -> Result<()> {
    let session = json!({ "id": "m", "title": "Meeting", "start": "2027-05-10T10:20:00Z" });
    let page = open(&world, "2027-05-10T10:19:30Z", json!([session]), DESKTOP).await?;
    page.advance(31_000).await?;
    // One second before midnight in Helsinki.
    page.jump(10 * 3_600_000 + 2_398_000).await?;
    reads(&page, &["Began Meeting", "18:20 Hong Kong", "Meeting began"], &["Under way", "over", "Took place"]).await?;
    assert_eq!(details(&page, "sb-phase").await?, [json!({ "session": "m", "phase": "under-way" })]);
    page.jump(2_000).await?;
    reads(&page, &["Took place Monday 10 May 2027", "18:20 Hong Kong"], &["Began", "over"]).await?;
    let phases = ["under-way", "over"].map(|phase| json!({ "session": "m", "phase": phase }));
    assert_eq!(details(&page, "sb-phase").await?, phases);
    let announcements: Vec<String> = announced(&page).await?.into_iter().map(|(_, text)| text).collect();
    assert_eq!(announcements, ["Meeting has begun"]);
    assert_eq!(page.timers().await?, (0, 0));
    Ok(())
}

case!(Helsinki, without_a_place_the_days_are_those_of_the_first_column_that_is_not_utc);
async fn without_a_place_the_days_are_those_of_the_first_column_that_is_not_utc(world: World) -> Result<()> {
    let page = open_brief(&world, "2027-05-10T06:00:00Z", DESKTOP, |brief| {
        brief.as_object_mut().expect("a brief").remove("place");
        brief["sessions"] = json!([{ "id": "m", "title": "Webinar", "start": "2027-05-10T17:00:00Z" }]);
    })
    .await?;
    let kicker: String = page.script("return brief().querySelector('.sb-kicker').innerText;", &[]).await?;
    assert_eq!(plain(&kicker), plain("Tuesday 11 May 2027"), "the day in Hong Kong");
    assert_eq!(plain(&page.schedule(ONLY).await?.days[0].date), plain("Tuesday 11 May 2027"));
    page.has_no_errors().await
}

case!(Helsinki, session_of_several_days_under_way_shows_the_weekday_of_its_start);
async fn session_of_several_days_under_way_shows_the_weekday_of_its_start(world: World) -> Result<()> {
    let sessions = json!([
        { "id": "s", "title": "Summit", "start": "2027-05-10T06:00:00Z", "end": "2027-05-14T16:00:00Z" },
        { "id": "d", "title": "Dinner", "start": "2027-05-11T18:00:00Z", "end": "2027-05-11T20:00:00Z" },
    ]);
    let page = open(&world, "2027-05-12T09:00:00Z", sessions, DESKTOP).await?;
    reads(&page, &["10–14 May 2027", "Under way Summit since Monday 14:00 Hong Kong Sunday 23:00 your time"], &[]).await
}

case!(Helsinki, sessions_that_start_together_are_all_named);
async fn sessions_that_start_together_are_all_named(world: World) -> Result<()> {
    let track = |index: usize| json!({ "id": format!("t{index}"), "title": format!("Track {index}"), "start": "2027-05-10T09:00:00Z" });
    for (count, named) in [(3, "Track 1 · Track 2 · Track 3"), (5, "Track 1 · Track 2 and 3 more")] {
        let page = open(&world, "2027-05-10T08:58:00Z", (1..=count).map(track).collect(), DESKTOP).await?;
        assert!(countdown(&page).await?.starts_with(&plain(&format!("Next {named}"))), "{}", countdown(&page).await?);
    }
    Ok(())
}

case!(Helsinki, days_without_times_have_words_and_no_band);
async fn days_without_times_have_words_and_no_band(world: World) -> Result<()> {
    let sessions = json!([
        { "id": "a", "title": "Arrival", "start": "2027-05-10" },
        { "id": "e", "title": "Fair", "start": "2027-05-11", "end": "2027-05-12", "allDay": true },
    ]);
    for viewport in [DESKTOP, PHONE] {
        let page = open(&world, "2027-05-09T06:00:00Z", sessions.clone(), viewport).await?;
        let next = "Next Arrival Mon 10 May time to be confirmed";
        let rows = ["Arrival time to be confirmed", "Fair all day, until Wednesday 12 May 2027"];
        reads(&page, &[next, rows[0], rows[1], "10–12 May 2027"], &["00:00"]).await?;
        assert_eq!(page.countdown(ONLY).await?, None);
        assert!(!page.script::<bool>("return !!brief().querySelector('.sb-band');", &[]).await?);
        // On the second day of the fair, the arrival is past, and its time was never given.
        page.jump(3 * 86_400_000).await?;
        reads(&page, &["Under way Fair 11–12 May 2027 all day", "Arrival no time given"], &["to be confirmed"]).await?;
    }
    Ok(())
}

case!(Helsinki, readers_own_time_names_its_day_if_it_differs_from_the_rows);
async fn readers_own_time_names_its_day_if_it_differs_from_the_rows(world: World) -> Result<()> {
    let session = json!({ "id": "m", "title": "Meeting", "start": "2027-05-11T01:00:00Z" });
    for (now, word) in
        [("2027-05-05T12:00:00Z", "Monday"), ("2027-05-09T12:00:00Z", "tomorrow"), ("2027-05-10T12:00:00Z", "today")]
    {
        let page = open(&world, now, json!([session]), DESKTOP).await?;
        let row = format!("Meeting 01:00 09:00 04:00 {word} 18:00");
        reads(&page, &[&row, &format!("{word} 18:00 your time (Los Angeles)")], &["−1 day"]).await?;
    }
    Ok(())
}

case!(Helsinki, copied_cells_become_tab_separated_lines_below_their_headings);
async fn copied_cells_become_tab_separated_lines_below_their_headings(world: World) -> Result<()> {
    let copied = "const rows = brief().querySelectorAll('tr.sb-session');
        const [from, to] = arguments[0].map(([row, cell]) => rows[row].cells[cell]);
        getSelection().setBaseAndExtent(from, 0, to, to.childNodes.length);
        let text = null;
        const copy = new Event('copy', { bubbles: true, cancelable: true });
        copy.clipboardData = { setData: (type, data) => { text = [type, data]; } };
        from.dispatchEvent(copy);
        return [text, copy.defaultPrevented];";
    let all = "Monday 16 July 2018\tGMT\tHong Kong\tHelsinki\tYour time (Los Angeles)\n\
               Trump and Putin meet\t10:20\t18:20\t13:20\t03:20\n\
               Joint press conference not confirmed\t13:30\t21:30\t16:30\t06:30\n";
    let second = "Monday 16 July 2018\tGMT\tHong Kong\tHelsinki\tYour time (Los Angeles)\n\
                  Joint press conference not confirmed\t13:30\t21:30\t16:30\t06:30\n";
    for viewport in [DESKTOP, PHONE] {
        let page = open_brief(&world, "2018-07-16T03:53:00Z", viewport, |_| {}).await?;
        for (cells, expected) in [(json!([[0, 0], [1, 4]]), Some(all)), (json!([[1, 1], [1, 2]]), Some(second))] {
            let found: Value = page.script(copied, &[cells]).await?;
            assert_eq!(found, json!([expected.map(|text| ["text/plain", text]), true]), "{viewport:?}");
        }
        // Within one cell, the browser copies what is selected.
        assert_eq!(page.script::<Value>(copied, &[json!([[0, 1], [0, 1]])]).await?, json!([null, false]));
    }
    Ok(())
}
