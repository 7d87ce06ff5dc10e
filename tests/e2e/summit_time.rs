//! `<summit-time>`: the article's own words, and after them the same moment in the reader's time.

use anyhow::Result;
use serde_json::json;

use crate::engine::Setting;
use crate::noted::{choose_zone, zone_is};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const MEETING: &str = r#"<p><summit-time datetime="2018-07-16T10:20:00Z">10:20 GMT</summit-time></p>"#;

fn new_york() -> Setting {
    Setting { zone: Some("America/New_York"), ..Setting::default() }
}

/// Waits until the elements read `expected`, each with the words it had.
async fn read(page: &Page, expected: &[&str]) -> Result<()> {
    eventually(&format!("{expected:?}"), || async {
        let script = "return [...document.querySelectorAll('summit-time')].map((one) => words(one.innerText));";
        let read: Vec<String> = page.script(script, &[]).await?;
        Ok(if read == expected { Ok(()) } else { Err(format!("{read:?}")) })
    })
    .await
}

case!(Helsinki, words_stay_and_the_readers_time_follows);
async fn words_stay_and_the_readers_time_follows(world: World) -> Result<()> {
    let body = r#"<p><summit-time datetime="2018-07-16T10:20:00Z"><b id="kept">10:20</b> GMT</summit-time></p>
        <script>window.kept = document.getElementById("kept");</script>"#;
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let same: bool = page.script("return document.getElementById('kept') === window.kept;", &[]).await?;
    assert!(same, "the article's own nodes are left alone");
    // Of one offset, an hour of summer time, and the minutes of Nepal.
    for (zone, time) in [("Europe/Helsinki", "13:20"), ("Asia/Kathmandu", "16:05")] {
        let setting = Setting { zone: Some(zone), ..Setting::default() };
        let page = world.open(setting, PageSpec::new("en-GB", MEETING)).await?;
        read(&page, &[&format!("10:20 GMT · {time} your time")]).await?;
    }
    // In winter the offset is winter's.
    let winter = MEETING.replace("2018-07-16", "2018-01-16");
    let page = world.open(new_york(), PageSpec::new("en-GB", winter)).await?;
    read(&page, &["10:20 GMT · 05:20 your time"]).await
}

case!(Helsinki, clock_is_written_as_the_language_around_it_does);
async fn clock_is_written_as_the_language_around_it_does(world: World) -> Result<()> {
    let body = format!("{MEETING}<div lang='en-GB'>{MEETING}</div><div lang=''>{MEETING}</div>");
    let page = world.open(new_york(), PageSpec::new("en-US", body)).await?;
    let american = "10:20 GMT · 6:20 AM your time";
    // Where nobody says the language, the browser's: that of the tests counts to 12.
    read(&page, &[american, "10:20 GMT · 06:20 your time", american]).await
}

case!(Helsinki, weekday_is_named_where_the_date_is_another);
async fn weekday_is_named_where_the_date_is_another(world: World) -> Result<()> {
    let body = format!("{MEETING}{}", MEETING.replace("10:20", "13:30"));
    for (zone, expected) in [
        ("Pacific/Auckland", ["10:20 GMT · 22:20 your time", "13:30 GMT · 01:30 Tuesday your time"]),
        ("Pacific/Pago_Pago", ["10:20 GMT · 23:20 Sunday your time", "13:30 GMT · 02:30 your time"]),
    ] {
        let setting = Setting { zone: Some(zone), ..Setting::default() };
        let page = world.open(setting, PageSpec::new("en-GB", body.as_str())).await?;
        read(&page, &expected).await?;
    }
    Ok(())
}

case!(Helsinki, weekday_is_named_by_the_date_that_is_written);
async fn weekday_is_named_by_the_date_that_is_written(world: World) -> Result<()> {
    let time = |datetime: &str| format!("<p><summit-time datetime='{datetime}'>2am</summit-time></p>");
    // The one moment, written in Hong Kong and in Greenwich; without seconds, with a blank, as HTML allows.
    let body = [time("2018-07-17T02:00:00+08:00"), time("2018-07-16 18:00Z")].concat();
    let setting = Setting { zone: Some("Europe/London"), ..Setting::default() };
    let page = world.open(setting, PageSpec::new("en-GB", body)).await?;
    read(&page, &["2am · 19:00 Monday your time", "2am · 19:00 your time"]).await
}

case!(Helsinki, words_that_come_later_stand_before_the_readers_time);
async fn words_that_come_later_stand_before_the_readers_time(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", MEETING)).await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    // In a task of the page's own: in WebKit a driver's script lets microtasks run at any time.
    let script = "setTimeout(() => {
        const one = document.createElement('summit-time');
        one.setAttribute('datetime', '2018-07-16T13:30:00Z');
        document.querySelector('main').append(one);
        one.append('13:30 GMT');
    });";
    let () = page.script(script, &[]).await?;
    read(&page, &["10:20 GMT · 06:20 your time", "13:30 GMT · 09:30 your time"]).await
}

case!(Helsinki, follows_the_zone_chosen_and_remembered_in_the_widget);
async fn follows_the_zone_chosen_and_remembered_in_the_widget(world: World) -> Result<()> {
    let body = format!("{MEETING}{}", world.brief.element("as-of='published'"));
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    page.live(1).await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    choose_zone(&page, "Asia/Tokyo").await?;
    read(&page, &["10:20 GMT · 19:20 your time"]).await?;
    page.reload().await?;
    zone_is(&page, "Asia/Tokyo").await?;
    read(&page, &["10:20 GMT · 19:20 your time"]).await?;
    choose_zone(&page, "").await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    // What the publisher sets is the reader's as well.
    page.set_attribute(ONLY, "zone", Some("Europe/Helsinki")).await?;
    read(&page, &["10:20 GMT · 13:20 your time"]).await
}

case!(Helsinki, what_is_no_moment_leaves_only_the_words);
async fn what_is_no_moment_leaves_only_the_words(world: World) -> Result<()> {
    // The last ones are moments to an engine's `Date`: without an offset, another for every reader.
    let datetimes = [
        "", "soon", "2018-13-16T10:20:00Z", "10:20", "2018-07-16T10:20:00", "2018-07-16T10:20", "2018-07-16",
        "July 16, 2018 10:20", "issue 5",
    ];
    let body = datetimes.map(|one| format!("<p><summit-time datetime='{one}'>Soon</summit-time></p>")).concat();
    let body = format!("<p><summit-time>Soon</summit-time></p>{body}{MEETING}");
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    let mut expected = vec!["Soon"; datetimes.len() + 1];
    expected.push("10:20 GMT · 06:20 your time");
    read(&page, &expected).await?;
    // A line of the console for each, with what it says.
    let lines = page.lines().await?;
    let expected = [""].iter().chain(&datetimes);
    assert_eq!(lines.len(), datetimes.len() + 1, "{lines:?}");
    for (line, datetime) in lines.iter().zip(expected) {
        assert!(line.starts_with("summit-brief: ") && line.contains(&format!("\"{datetime}\"")), "{line}");
    }
    Ok(())
}

case!(Helsinki, without_script_there_are_only_the_words);
async fn without_script_there_are_only_the_words(world: World) -> Result<()> {
    let setting = Setting { scripting: false, ..new_york() };
    let page = world.open(setting, PageSpec::new("en-GB", MEETING)).await?;
    read(&page, &["10:20 GMT"]).await
}

case!(Helsinki, another_datetime_changes_it);
async fn another_datetime_changes_it(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", MEETING)).await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let set = "document.querySelector('summit-time').setAttribute('datetime', arguments[0]);";
    for (datetime, expected) in [
        ("2018-07-16T10:50:00Z", "10:20 GMT · 06:50 your time"),
        ("later", "10:20 GMT"),
        ("2018-07-16T18:20:00+08:00", "10:20 GMT · 06:20 your time"),
    ] {
        let () = page.script(set, &[json!(datetime)]).await?;
        read(&page, &[expected]).await?;
    }
    Ok(())
}

case!(Helsinki, removed_and_added_again_it_says_it_once);
async fn removed_and_added_again_it_says_it_once(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", MEETING)).await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let again = "const one = document.querySelector('summit-time');
        for (let time = 0; time < 3; time += 1) { one.remove(); document.querySelector('main').append(one); }";
    let () = page.script(again, &[]).await?;
    read(&page, &["10:20 GMT · 06:20 your time"]).await?;
    let copy = "const one = document.querySelector('summit-time'); one.after(one.cloneNode(true));";
    let () = page.script(copy, &[]).await?;
    read(&page, &["10:20 GMT · 06:20 your time", "10:20 GMT · 06:20 your time"]).await
}

case!(Helsinki, one_that_is_added_later_knows_the_choice);
async fn one_that_is_added_later_knows_the_choice(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", world.brief.element("as-of='published'"))).await?;
    page.live(1).await?;
    choose_zone(&page, "Asia/Tokyo").await?;
    let add = "document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0]);";
    let () = page.script(add, &[json!(MEETING)]).await?;
    read(&page, &["10:20 GMT · 19:20 your time"]).await
}

case!(Helsinki, article_uses_it);
async fn article_uses_it(world: World) -> Result<()> {
    let page = world.visit(new_york(), "/").await?;
    read(&page, &["10:20 GMT · 06:20 your time", "13:30 GMT · 09:30 your time"]).await?;
    // Quietly: in the same line as the words, and no larger.
    let script = "return [...document.querySelectorAll('.sb-own-time')].map((one) =>
        parseFloat(getComputedStyle(one).fontSize) <= parseFloat(getComputedStyle(one.parentElement).fontSize)
            && getComputedStyle(one).display === 'inline');";
    assert_eq!(page.script::<Vec<bool>>(script, &[]).await?, [true, true]);
    Ok(())
}
