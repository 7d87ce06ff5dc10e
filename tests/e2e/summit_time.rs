//! `<summit-time>`: the article's own text, followed by the same moment in the reader's time.

use anyhow::Result;
use serde_json::json;
use summit_brief::text::{HourCycle, LANGUAGES, Locale, clock};
use summit_brief::time::CivilTime;

use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{choose_zone, click_control, zone_is};
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
        ("Pacific/Auckland", ["10:20 GMT · 22:20 your time", "13:30 GMT · Tuesday 01:30 your time"]),
        ("Pacific/Pago_Pago", ["10:20 GMT · Sunday 23:20 your time", "13:30 GMT · 02:30 your time"]),
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
    times_read(&page, &["2am · Monday 19:00 your time", "2am · 19:00 your time"]).await
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

/// The reader's time in the first row of a widget's schedule.
async fn own_cell(page: &Page, id: &str) -> Result<String> {
    let schedule = page.schedule(id).await?;
    let cells = schedule.reader_column().unwrap_or_default();
    Ok(cells.first().copied().unwrap_or_default().to_owned())
}

/// Waits until the `<summit-time>` of [`MEETING`] and the widget's cell with the reader's time are `expected`.
async fn both_read(page: &Page, expected: &str) -> Result<()> {
    times_read(page, &[&format!("10:20 GMT · {expected} your time")]).await?;
    assert_eq!(own_cell(page, ONLY).await?, expected);
    Ok(())
}

case!(Helsinki, article_and_widget_write_the_same_clock);
async fn article_and_widget_write_the_same_clock(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", "")).await?;
    let body = format!("{MEETING}{}", world.brief.element("as-of='published' remember='off'"));
    for (lang, own, other) in [
        ("en-GB", "06:20", "6:20 am"),
        ("en-US", "6:20 AM", "06:20"),
        ("en-CA", "6:20 a.m.", "06:20"),
        ("en-JM", "6:20 am", "06:20"),
        ("en-GH", "6:20 am", "06:20"),
        ("en-IN", "6:20 am", "06:20"),
        ("en-AE", "6:20 AM", "06:20"),
        ("en-ZA", "06:20", "6:20 am"),
        // CLDR writes 06.20; the widget always writes a colon.
        ("en-FI", "06:20", "6:20 am"),
        // Recent in CLDR, so not in every engine.
        ("en-FR", "06:20", "6:20 am"),
        ("en-Latn-UK", "06:20", "6:20 am"),
    ] {
        let path = world.site.add(&PageSpec::new(lang, body.as_str()));
        page.goto(&world.site.url(&path)).await?;
        page.wait_until_live(1).await?;
        both_read(&page, own).await?;
        let control = if own.len() == 5 { "12 h" } else { "24 h" };
        click_control(&page, control).await?;
        both_read(&page, other).await?;
    }
    Ok(())
}

case!(Helsinki, english_of_every_region_is_written_as_in_the_widget);
async fn english_of_every_region_is_written_as_in_the_widget(world: World) -> Result<()> {
    let fixture = include_str!("../fixtures/english-habits.txt");
    let lines = fixture.lines().filter(|line| !line.starts_with('#'));
    let regions = lines.flat_map(|line| line.split(" | ").next().unwrap_or_default().split(' '));
    let tags: Vec<String> = regions.chain(["EU", "MX"]).map(|region| format!("en-{region}")).collect();
    assert!(tags.len() > 100);
    let times = [(6, 5), (18, 20)].map(|(hour, minute)| CivilTime { hour, minute, second: 0 });
    let element = |CivilTime { hour, minute, .. }| {
        format!("<summit-time datetime='2018-07-16T{hour:02}:{minute:02}Z'>.</summit-time>")
    };
    let elements = times.map(element).concat();
    let body: String = tags.iter().map(|tag| format!("<p lang='{tag}'>{elements}</p>")).collect();
    let setting = Setting { zone: Some("UTC"), ..Setting::default() };
    let page = world.open(setting, PageSpec::new("en-GB", body)).await?;
    for cycle in [None, Some(HourCycle::H12), Some(HourCycle::H23)] {
        let choose = "dispatchEvent(new CustomEvent('sb-clock', { detail: { hourCycle: arguments[0] } }));";
        if let Some(cycle) = cycle {
            let () = page.script(choose, &[json!(cycle.name())]).await?;
        }
        let expected: Vec<String> = tags
            .iter()
            .flat_map(|tag| {
                let mut locale = Locale::from_tag(tag);
                locale.hour_cycle = cycle.unwrap_or(locale.hour_cycle);
                times.map(|time| format!("{tag} · {} your time", clock(&locale, time)))
            })
            .collect();
        eventually(&format!("the clocks of every region, {cycle:?}"), || async {
            let script = "return [...document.querySelectorAll('.sb-own-time')].map((one) =>
                one.closest('[lang]').lang + one.textContent);";
            let read: Vec<String> = page.script(script, &[]).await?;
            let wrong: Vec<_> =
                expected.iter().zip(&read).filter(|(expected, read)| expected != read).take(9).collect();
            Ok(if wrong.is_empty() && read.len() == expected.len() { Ok(()) } else { Err(format!("{wrong:?}")) })
        })
        .await?;
    }
    Ok(())
}

case!(Helsinki, every_language_is_written_as_in_the_widget);
async fn every_language_is_written_as_in_the_widget(world: World) -> Result<()> {
    let of_regions = ["zh-HK", "zh-TW", "zh-CN", "ar-EG", "fr-BE"];
    let mut tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).chain(of_regions).collect();
    // Here, engines name more parts of the day: 晚上8:20.
    tags.retain(|tag| !["zh-Hant", "zh-Hant-TW", "zh-TW"].contains(tag));
    // At 20:20 and 07:05 in Los Angeles, on a Sunday and a Monday.
    let times = [("2018-07-16T03:20Z", 20, 20, true), ("2018-07-16T14:05Z", 7, 5, false)];
    let element = |(time, ..): (&str, u8, u8, bool)| format!("<summit-time datetime='{time}'>.</summit-time>");
    let elements = times.map(element).concat();
    let body: String = tags.iter().map(|tag| format!("<p lang='{tag}'>{elements}</p>")).collect();
    let setting = Setting { zone: Some("America/Los_Angeles"), ..Setting::default() };
    let page = world.open(setting, PageSpec::new("en-GB", body)).await?;
    let mut expected: Vec<String> = Vec::new();
    for tag in tags {
        let locale = Locale::from_tag(tag);
        for (_, hour, minute, is_sunday) in times {
            let clock = clock(&locale, CivilTime { hour, minute, second: 0 });
            let sunday = if is_sunday { format!("{} ", locale.strings().weekdays[6]) } else { String::new() };
            let words = format!(". · {sunday}{clock} {}", locale.strings().in_your_time);
            expected.push(words.replace('\u{a0}', " "));
        }
    }
    times_read(&page, &expected.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    page.has_no_errors().await
}

case!(Helsinki, follows_the_clock_chosen_and_remembered_in_the_widget);
async fn follows_the_clock_chosen_and_remembered_in_the_widget(world: World) -> Result<()> {
    let body = format!("{MEETING}{}", world.brief.element("as-of='published'"));
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    both_read(&page, "06:20").await?;
    click_control(&page, "12 h").await?;
    both_read(&page, "6:20 am").await?;
    // A change of the zone keeps the clock.
    choose_zone(&page, "Asia/Tokyo").await?;
    both_read(&page, "7:20 pm").await?;
    page.reload().await?;
    zone_is(&page, "Asia/Tokyo").await?;
    both_read(&page, "7:20 pm").await?;
    click_control(&page, "24 h").await?;
    both_read(&page, "19:20").await?;
    page.reload().await?;
    zone_is(&page, "Asia/Tokyo").await?;
    both_read(&page, "19:20").await
}

case!(Helsinki, follows_the_hour_cycle_that_the_publisher_sets);
async fn follows_the_hour_cycle_that_the_publisher_sets(world: World) -> Result<()> {
    let body = format!("{MEETING}{}", world.brief.element("as-of='published' hour-cycle='h12'"));
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    both_read(&page, "6:20 am").await?;
    page.set_attribute(ONLY, "hour-cycle", None).await?;
    both_read(&page, "06:20").await
}

case!(Helsinki, follows_the_widget_that_changed_last);
async fn follows_the_widget_that_changed_last(world: World) -> Result<()> {
    let widget = |id: &str| world.brief.element(&format!("as-of='published' id='{id}'"));
    let body = [MEETING, &widget("first"), &widget("second")].concat();
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(2).await?;
    for (id, cycle, clock, cells) in [
        ("second", "h12", "6:20 am", ["06:20", "6:20 am"]),
        ("first", "h12", "6:20 am", ["6:20 am", "6:20 am"]),
        ("second", "h23", "06:20", ["6:20 am", "06:20"]),
    ] {
        page.set_attribute(id, "hour-cycle", Some(cycle)).await?;
        times_read(&page, &[&format!("10:20 GMT · {clock} your time")]).await?;
        assert_eq!([own_cell(&page, "first").await?, own_cell(&page, "second").await?], cells);
    }
    Ok(())
}

case!(Helsinki, rfc_3339_and_html_times_are_valid);
async fn rfc_3339_and_html_times_are_valid(world: World) -> Result<()> {
    // In New York.
    let times = [
        ("2018-07-16T10:20Z", "06:20"),
        ("2018-07-16 10:20Z", "06:20"),
        ("2018-07-16t10:20:00z", "06:20"),
        ("2018-07-16T10:20:59.9999999Z", "06:20"),
        ("2018-07-16T18:20+0800", "06:20"),
        ("2018-07-16T10:20:00-00:00", "06:20"),
        ("2018-07-16T23:59:59+23:59", "Sunday 20:00"),
        ("2018-07-16T00:00-23:59", "19:59"),
        ("2020-02-29T12:00Z", "07:00"),
        // The leap second of 2016. Like a brief, it becomes the next second.
        ("2016-12-31T23:59:60Z", "19:00"),
        ("2017-01-01T07:59:60.5+08:00", "Saturday 19:00"),
    ];
    let body = times.map(|(one, _)| format!("<p><summit-time datetime='{one}'>.</summit-time></p>")).concat();
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    let expected = times.map(|(_, time)| format!(". · {time} your time"));
    times_read(&page, &expected.each_ref().map(String::as_str)).await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(Helsinki, invalid_datetimes_leave_only_the_text);
async fn invalid_datetimes_leave_only_the_text(world: World) -> Result<()> {
    // `Date` accepts some of these, but without an offset they mean a different moment for every reader.
    let datetimes = [
        "",
        "soon",
        "2018-13-16T10:20:00Z",
        "10:20",
        "2018-07-16T10:20:00",
        "2018-07-16T10:20",
        "2018-07-16",
        "July 16, 2018 10:20",
        "issue 5",
        "2018-02-30T10:00Z",
        "2018-04-31T10:00:00+08:00",
        "2018-07-00T10:20Z",
        "2018-07-16T10:20:00 whatever Z",
        "2018-07-16T10:20:00Z soon",
        "2018-07-16T10:20:00.Z",
        "2018-07-16T10:20.5Z",
        "2018-07-16T24:00Z",
        "2018-07-16T10:60Z",
        "2018-07-16T10:20:61Z",
        "2018-07-16T10:20+24:00",
        "2018-07-16T10:20+08:60",
        "2018-07-16T10:20+08",
    ];
    let body = datetimes.map(|one| format!("<p><summit-time datetime='{one}'>Soon</summit-time></p>")).concat();
    // The last but one repeats a fault.
    let body =
        format!("<p><summit-time>Soon</summit-time></p>{body}<summit-time datetime='soon'>Soon</summit-time>{MEETING}");
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    let mut expected = vec!["Soon"; datetimes.len() + 2];
    expected.push("10:20 GMT · 06:20 your time");
    times_read(&page, &expected).await?;
    // Each value logs one line.
    let lines = page.console_lines().await?;
    let expected = ["null"].iter().chain(&datetimes);
    assert_eq!(lines.len(), datetimes.len() + 1, "{lines:?}");
    for (line, datetime) in lines.iter().zip(expected) {
        assert_eq!(*line, format!("summit-brief: invalid datetime=\"{datetime}\""));
    }
    Ok(())
}

case!(Helsinki, invalid_languages_fall_back_to_the_browsers);
async fn invalid_languages_fall_back_to_the_browsers(world: World) -> Result<()> {
    let body = ["en_GB", "x", "en_GB"].map(|lang| format!("<div lang='{lang}'>{MEETING}</div>")).concat();
    let page = world.open(new_york(), PageSpec::new("en-GB", body)).await?;
    times_read(&page, &["10:20 GMT · 6:20 AM your time"; 3]).await?;
    let expected = ["summit-brief: invalid lang=\"en_GB\"", "summit-brief: invalid lang=\"x\""];
    assert_eq!(page.console_lines().await?, expected);
    Ok(())
}

case!(Helsinki, events_of_other_scripts_change_nothing);
async fn events_of_other_scripts_change_nothing(world: World) -> Result<()> {
    let page = world.open(new_york(), PageSpec::new("en-GB", [MEETING, MEETING].concat())).await?;
    times_read(&page, &["10:20 GMT · 06:20 your time"; 2]).await?;
    let dispatch = "dispatchEvent(new CustomEvent(arguments[0], { detail: arguments[1] }));";
    for (name, detail, expected) in [
        ("sb-zone", json!({ "zone": "Mars/Olympus" }), "06:20"),
        ("sb-zone", json!(null), "06:20"),
        ("sb-zone", json!({ "zone": "Asia/Tokyo" }), "19:20"),
        ("sb-zone", json!({ "zone": "Mars/Olympus" }), "19:20"),
        ("sb-clock", json!({ "hourCycle": "13 h" }), "19:20"),
        ("sb-clock", json!({ "hourCycle": "h12" }), "7:20 pm"),
        ("sb-clock", json!("h23"), "7:20 pm"),
    ] {
        let () = page.script(dispatch, &[json!(name), detail]).await?;
        times_read(&page, &[&*format!("10:20 GMT · {expected} your time"); 2]).await?;
    }
    // An event without `detail`.
    let () = page.script("dispatchEvent(new Event('sb-zone'));", &[]).await?;
    times_read(&page, &["10:20 GMT · 7:20 pm your time"; 2]).await?;
    // Each fault logs one line, and nothing is thrown.
    let expected = ["summit-brief: invalid sb-zone=\"Mars/Olympus\"", "summit-brief: invalid sb-clock=\"13 h\""];
    assert_eq!(page.console_lines().await?, expected);
    Ok(())
}

case!(Helsinki, waits_for_an_idle_page_and_shares_formatters);
async fn waits_for_an_idle_page_and_shares_formatters(world: World) -> Result<()> {
    let prelude = "const idle = [];
        window.requestIdleCallback = (callback) => idle.push(callback);
        window.becomeIdle = () => idle.splice(0).forEach((callback) => callback());
        window.formatters = 0;
        Intl.DateTimeFormat = class extends Intl.DateTimeFormat {
            constructor(...rest) { super(...rest); window.formatters += 1; }
        };
        window.ends = () => [...document.querySelectorAll('i')].map((one) => one.getBoundingClientRect().right);";
    // The <i> after each time shows whether the text moves.
    let body =
        format!("{}<p><summit-time>Soon</summit-time><i>.</i></p>", MEETING.replace("</p>", "<i>.</i></p>").repeat(30));
    let spec = PageSpec::new("en-GB", body).prelude(prelude);
    let page = world.open(new_york(), spec).await?;
    eventually("the elements are defined", || async {
        let script = "return [...document.querySelectorAll('summit-time:defined')].length;";
        let defined: usize = page.script(script, &[]).await?;
        Ok(if defined == 31 { Ok(()) } else { Err(format!("{defined}")) })
    })
    .await?;
    let mut expected = vec!["10:20 GMT"; 30];
    expected.push("Soon");
    times_read(&page, &expected).await?;
    assert_eq!(page.script::<usize>("return window.formatters;", &[]).await?, 0);
    let script = "const before = window.ends(); window.becomeIdle(); return [before, window.ends()];";
    let [before, mut after]: [Vec<f64>; 2] = page.script(script, &[]).await?;
    let mut expected = vec!["10:20 GMT · 06:20 your time"; 30];
    expected.push("Soon");
    times_read(&page, &expected).await?;
    // Only the element without a time gives up the space.
    assert!(after.pop() < before.last().copied(), "{before:?} {after:?}");
    assert_eq!(after, before[..30]);
    // One for the clock, one for the date, and one that loads what they need.
    assert_eq!(page.script::<usize>("return window.formatters;", &[]).await?, 3);
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
