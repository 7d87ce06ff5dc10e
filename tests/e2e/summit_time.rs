//! `<summit-time>`: the article's own text, followed by the same moment in the reader's time.

use anyhow::Result;
use serde_json::json;

use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{choose_zone, zone_is};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const MEETING: &str = r#"<p><summit-time datetime="2018-07-16T10:20:00Z">10:20 GMT</summit-time></p>"#;

fn new_york() -> Setting {
    Setting { zone: Some("America/New_York"), ..Setting::default() }
}

/// Waits until the `<summit-time>` elements of the page read `expected`.
async fn times_read(page: &Page, expected: &[&str]) -> Result<()> {
    eventually(&format!("{expected:?}"), || async {
        let script = "return [...document.querySelectorAll('summit-time')].map((one) => words(one.innerText));";
        let read: Vec<String> = page.script(script, &[]).await?;
        Ok(if read == expected { Ok(()) } else { Err(format!("{read:?}")) })
    })
    .await
}

case!(Helsinki, text_stays_and_the_readers_time_follows);
async fn text_stays_and_the_readers_time_follows(world: World) -> Result<()> {
    let body = r#"<p><summit-time datetime="2018-07-16T10:20:00Z"><b id="kept">10:20</b> GMT</summit-time></p>
        <script>window.kept = document.getElementById("kept");</script>"#;
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let same: bool = page.script("return document.getElementById('kept') === window.kept;", &[]).await?;
    assert!(same, "the article's own nodes are untouched");
    // A whole-hour offset in summer time, and Nepal's +05:45.
    for (zone, time) in [("Europe/Helsinki", "13:20"), ("Asia/Kathmandu", "16:05")] {
        let setting = Setting { zone: Some(zone), ..Setting::default() };
        let page = world.open(setting, PageSpec::new("en-GB", MEETING)).await?;
        times_read(&page, &[&format!("10:20 GMT · {time} your time")]).await?;
    }
    // In winter, the winter offset applies.
    let winter = MEETING.replace("2018-07-16", "2018-01-16");
    let page = world.open(new_york(), PageSpec::new("en-GB", winter)).await?;
    times_read(&page, &["10:20 GMT · 05:20 your time"]).await
}

case!(Helsinki, time_is_written_in_the_surrounding_language);
async fn time_is_written_in_the_surrounding_language(world: World) -> Result<()> {
    let body = format!("{MEETING}<div lang='en-GB'>{MEETING}</div><div lang=''>{MEETING}</div>");
    let page = world.open(new_york(), PageSpec::new("en-US", body)).await?;
    let american = "10:20 GMT · 6:20 AM your time";
    // Without a language, the browser's applies: here American English.
    times_read(&page, &[american, "10:20 GMT · 06:20 your time", american]).await
}

case!(Helsinki, weekday_is_named_if_the_date_differs);
async fn weekday_is_named_if_the_date_differs(world: World) -> Result<()> {
    let body = format!("{MEETING}{}", MEETING.replace("10:20", "13:30"));
    for (zone, expected) in [
        ("Pacific/Auckland", ["10:20 GMT · 22:20 your time", "13:30 GMT · 01:30 Tuesday your time"]),
        ("Pacific/Pago_Pago", ["10:20 GMT · 23:20 Sunday your time", "13:30 GMT · 02:30 your time"]),
    ] {
        let setting = Setting { zone: Some(zone), ..Setting::default() };
        let page = world.open(setting, PageSpec::new("en-GB", body.as_str())).await?;
        times_read(&page, &expected).await?;
    }
    Ok(())
}

case!(Helsinki, weekday_is_named_relative_to_the_written_date);
async fn weekday_is_named_relative_to_the_written_date(world: World) -> Result<()> {
    let time = |datetime: &str| format!("<p><summit-time datetime='{datetime}'>2am</summit-time></p>");
    // The same moment with two offsets. The second one has no seconds, and a space instead of the T, as HTML allows.
    let body = [time("2018-07-17T02:00:00+08:00"), time("2018-07-16 18:00Z")].concat();
    let setting = Setting { zone: Some("Europe/London"), ..Setting::default() };
    let page = world.open(setting, PageSpec::new("en-GB", body)).await?;
    times_read(&page, &["2am · 19:00 Monday your time", "2am · 19:00 your time"]).await
}

case!(Helsinki, text_added_later_stays_before_the_readers_time);
async fn text_added_later_stays_before_the_readers_time(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", MEETING)).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    // Runs as a task of the page, because in WebKit, microtasks may run at any point of a driver's script.
    let script = "setTimeout(() => {
        const one = document.createElement('summit-time');
        one.setAttribute('datetime', '2018-07-16T13:30:00Z');
        document.querySelector('main').append(one);
        one.append('13:30 GMT');
    });";
    let () = page.script(script, &[]).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time", "13:30 GMT · 09:30 your time"]).await
}

case!(Helsinki, follows_the_zone_chosen_and_remembered_in_the_widget);
async fn follows_the_zone_chosen_and_remembered_in_the_widget(world: World) -> Result<()> {
    let body = format!("{MEETING}{}", world.brief.element("as-of='published'"));
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    choose_zone(&page, "Asia/Tokyo").await?;
    times_read(&page, &["10:20 GMT · 19:20 your time"]).await?;
    page.reload().await?;
    zone_is(&page, "Asia/Tokyo").await?;
    times_read(&page, &["10:20 GMT · 19:20 your time"]).await?;
    choose_zone(&page, "").await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    // A zone set by the publisher applies as well.
    page.set_attribute(ONLY, "zone", Some("Europe/Helsinki")).await?;
    times_read(&page, &["10:20 GMT · 13:20 your time"]).await
}

case!(Helsinki, invalid_datetimes_leave_only_the_text);
async fn invalid_datetimes_leave_only_the_text(world: World) -> Result<()> {
    // `Date` accepts some of these, but without an offset they mean a different moment for every reader.
    let datetimes = [
        "", "soon", "2018-13-16T10:20:00Z", "10:20", "2018-07-16T10:20:00", "2018-07-16T10:20", "2018-07-16",
        "July 16, 2018 10:20", "issue 5",
    ];
    let body = datetimes.map(|one| format!("<p><summit-time datetime='{one}'>Soon</summit-time></p>")).concat();
    let body = format!("<p><summit-time>Soon</summit-time></p>{body}{MEETING}");
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    let mut expected = vec!["Soon"; datetimes.len() + 1];
    expected.push("10:20 GMT · 06:20 your time");
    times_read(&page, &expected).await?;
    // Each logs one console line with its value.
    let lines = page.console_lines().await?;
    let expected = [""].iter().chain(&datetimes);
    assert_eq!(lines.len(), datetimes.len() + 1, "{lines:?}");
    for (line, datetime) in lines.iter().zip(expected) {
        assert!(line.starts_with("summit-brief: ") && line.contains(&format!("\"{datetime}\"")), "{line}");
    }
    Ok(())
}

case!(Helsinki, without_scripting_only_the_text_is_shown);
async fn without_scripting_only_the_text_is_shown(world: World) -> Result<()> {
    let setting = Setting { scripting: false, ..new_york() };
    let page = world.open(setting, PageSpec::new("en-GB", MEETING)).await?;
    times_read(&page, &["10:20 GMT"]).await
}

case!(Helsinki, changes_with_its_datetime);
async fn changes_with_its_datetime(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", MEETING)).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let set = "document.querySelector('summit-time').setAttribute('datetime', arguments[0]);";
    for (datetime, expected) in [
        ("2018-07-16T10:50:00Z", "10:20 GMT · 06:50 your time"),
        ("later", "10:20 GMT"),
        ("2018-07-16T18:20:00+08:00", "10:20 GMT · 06:20 your time"),
    ] {
        let () = page.script(set, &[json!(datetime)]).await?;
        times_read(&page, &[expected]).await?;
    }
    Ok(())
}

case!(Helsinki, shows_the_time_once_after_being_removed_and_added_again);
async fn shows_the_time_once_after_being_removed_and_added_again(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", MEETING)).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let again = "const one = document.querySelector('summit-time');
        for (let time = 0; time < 3; time += 1) { one.remove(); document.querySelector('main').append(one); }";
    let () = page.script(again, &[]).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let copy = "const one = document.querySelector('summit-time'); one.after(one.cloneNode(true));";
    let () = page.script(copy, &[]).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time", "10:20 GMT · 06:20 your time"]).await
}

case!(Helsinki, element_added_later_follows_the_choice);
async fn element_added_later_follows_the_choice(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", world.brief.element("as-of='published'"))).await?;
    page.wait_until_live(1).await?;
    choose_zone(&page, "Asia/Tokyo").await?;
    let add = "document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0]);";
    let () = page.script(add, &[json!(MEETING)]).await?;
    times_read(&page, &["10:20 GMT · 19:20 your time"]).await
}

case!(Helsinki, demo_article_uses_it);
async fn demo_article_uses_it(world: World) -> Result<()> {
    let page = world.visit(new_york(), "/").await?;
    times_read(&page, &["10:20 GMT · 06:20 your time", "13:30 GMT · 09:30 your time"]).await?;
    // The time is unobtrusive: inline and no larger than the text.
    let script = "return [...document.querySelectorAll('.sb-own-time')].map((one) =>
        parseFloat(getComputedStyle(one).fontSize) <= parseFloat(getComputedStyle(one.parentElement).fontSize)
            && getComputedStyle(one).display === 'inline');";
    assert_eq!(page.script::<Vec<bool>>(script, &[]).await?, [true, true]);
    Ok(())
}
