//! The day band: a line per zone with its nights, the sessions, and a mark for now. The tests compute the positions
//! independently, from the brief with jiff, and compare them with the drawing.

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use summit_brief::text::fill;

use crate::brief::{Brief, date, plain, zone};
use crate::engine::{DESKTOP, Medium, PHONE, Scheme, Setting};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

/// A line as drawn, with positions in percent from its left end.
#[derive(Clone, Debug, Deserialize)]
struct Line {
    label: String,
    nights: Vec<(f64, f64)>,
    sessions: Vec<(f64, f64)>,
    starts: Vec<f64>,
    now: Vec<f64>,
}

async fn lines(page: &Page) -> Result<Vec<Line>> {
    let script = r#"
        return [...brief().querySelectorAll(".sb-band__line")]
            .filter((line) => line.checkVisibility({ visibilityProperty: true })).map((line) => {
                const svg = line.querySelector("svg").getBoundingClientRect();
                const percent = (x) => (x - svg.left) / svg.width * 100;
                const boxes = (css) => [...line.querySelectorAll(css)].map((one) => one.getBoundingClientRect());
                const spans = (css) => boxes(css).map(({ left, right }) => [percent(left), percent(right)]);
                const points = (css) => boxes(css).map(({ left, right }) => percent((left + right) / 2));
                return {
                    label: words(line.querySelector(".sb-band__zone").textContent),
                    nights: spans(".sb-band__night"),
                    sessions: spans(".sb-band__session"),
                    starts: points(".sb-band__start"),
                    now: points(".sb-band__now"),
                };
            });"#;
    page.script(script, &[]).await
}

/// The day at the venue that the band shows. While the countdown names a session under way, this is today if any
/// session starts today. Otherwise, it is the day on which the current or next session starts; after the event, the
/// first day.
struct ShownDay {
    midnight: Timestamp,
    /// Start and, if given, end of each session that is not cancelled.
    sessions: Vec<(Timestamp, Option<Timestamp>)>,
    /// The start of the day's first session, cancelled or not: its offsets apply to the whole day.
    first: Timestamp,
}

fn shown_day(brief: &Brief, now: Timestamp) -> ShownDay {
    let venue = zone(&brief.content.place.zone);
    let held = brief.held();
    let day = |at: Timestamp| at.to_zoned_datetime(venue.clone()).date();
    // If several sessions are under way, the one that started last; if several started then, any of them.
    let current = brief.in_front(now).last().copied();
    let next = brief.next(now).first().copied();
    let has_sessions = |date| brief.content.sessions.iter().any(|session| day(session.start) == date);
    let today = current.map(|_| day(now)).filter(|today| has_sessions(*today));
    let date = today.unwrap_or_else(|| day(current.or(next).unwrap_or(held[0]).start));
    let mut of_day: Vec<_> = brief.content.sessions.iter().filter(|session| day(session.start) == date).collect();
    of_day.sort_by_key(|session| session.start);
    let first = of_day[0].start;
    let since = first.to_zoned_datetime(venue).time().duration_since(jiff::civil::Time::midnight());
    let sessions = of_day.iter().filter(|one| one.is_held()).map(|one| (one.start, one.end)).collect();
    ShownDay { midnight: first - since, sessions, first }
}

impl ShownDay {
    fn date(&self, brief: &Brief) -> String {
        date(&self.first.to_zoned_datetime(zone(&brief.content.place.zone)), brief.locale())
    }

    fn percent(&self, at: Timestamp) -> f64 {
        let minute = at.duration_since(self.midnight).as_secs().div_euclid(60);
        f64::from(i32::try_from(minute.min(1_440)).expect("near")) / 14.40
    }

    /// The nights in the zone `name`, from 21:00 to 06:00.
    fn nights(&self, name: &str) -> Vec<(f64, f64)> {
        let offset = zone(name).to_offset(self.first);
        let is_night = |minute: i64| {
            let clock = offset.to_datetime(self.midnight + SignedDuration::from_mins(minute)).time();
            clock.hour() >= 21 || clock.hour() < 6
        };
        let (mut nights, mut from) = (Vec::new(), None);
        for minute in 0..=1_440_i32 {
            let night = minute < 1_440 && is_night(minute.into());
            match from {
                None if night => from = Some(minute),
                Some(start) if !night => {
                    nights.push((f64::from(start) / 14.40, f64::from(minute) / 14.40));
                    from = None;
                }
                _ => {}
            }
        }
        nights
    }
}

/// The zone of each line, looked up by the column headings of the schedule.
fn zones(brief: &Brief, reader: &'static str, headings: &[String]) -> Vec<String> {
    let zone_of = |heading: &String| {
        let own = brief.content.zones.iter().find(|column| {
            let label = column.label.clone().unwrap_or_else(|| "GMT".to_owned());
            plain(heading).starts_with(&plain(&label))
        });
        own.map_or_else(|| reader.to_owned(), |column| column.zone.clone())
    };
    headings.iter().skip(1).map(zone_of).collect()
}

fn near(found: f64, expected: f64) -> bool {
    // The widget truncates to hundredths of a percent, and browsers round to fractions of a pixel.
    (found - expected).abs() < 0.12
}

fn all_near(found: &[(f64, f64)], expected: &[(f64, f64)]) -> bool {
    found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| near(a.0, b.0) && near(a.1, b.1))
}

const READER: &str = "America/St_Johns";

async fn open(world: &World, setting: Setting, now: Timestamp) -> Result<Page> {
    let lang = world.brief.content.lang.as_str();
    let element = world.brief.element(&format!("zone='{READER}'"));
    let page = world.open(setting, PageSpec::new(lang, element).stopped_at(now)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

case!(EachBrief, screen_readers_are_referred_to_the_schedule);
async fn screen_readers_are_referred_to_the_schedule(world: World) -> Result<()> {
    let page = open(&world, Setting::default(), world.brief.content.published).await?;
    let name = page.said(ONLY).await?.day_picture;
    let exposed = page.exposed("summit-brief .sb-band__picture").await?;
    assert_eq!(exposed.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), [name]);
    // The children of an image are not exposed (ARIA 1.2, “Children Presentational”).
    let role: String = page.script("return brief().querySelector('.sb-band__picture').role;", &[]).await?;
    assert_eq!(role, "img");
    Ok(())
}

case!(EachLayout, is_folded_on_a_phone_and_always_open_on_a_wide_page);
async fn is_folded_on_a_phone_and_always_open_on_a_wide_page(world: World) -> Result<()> {
    let page = open(&world, Setting { viewport: PHONE, ..Setting::default() }, world.brief.content.published).await?;
    let is_shown = "return brief().querySelector('.sb-band svg').checkVisibility({ contentVisibilityAuto: true })
        && brief().querySelector('.sb-band__key').getBoundingClientRect().height > 0;";
    assert!(!page.script::<bool>(is_shown, &[]).await?, "on a phone");
    page.click(".sb-band > summary").await?;
    assert!(page.script::<bool>(is_shown, &[]).await?, "on a phone, once opened");
    page.click(".sb-band > summary").await?;
    page.resize(DESKTOP).await?;
    assert!(page.script::<bool>(is_shown, &[]).await?, "on a wide page");
    let summary = "return brief().querySelector('.sb-band > summary').checkVisibility();";
    assert!(!page.script::<bool>(summary, &[]).await?, "there is nothing to open on a wide page");
    Ok(())
}

case!(EachBrief, has_a_line_for_each_column_of_the_schedule);
async fn has_a_line_for_each_column_of_the_schedule(world: World) -> Result<()> {
    let page = open(&world, Setting::default(), world.brief.content.published).await?;
    let said = page.said(ONLY).await?;
    for reader in [READER, "UTC", "Asia/Hong_Kong"] {
        page.set_attribute(ONLY, "zone", Some(reader)).await?;
        let schedule = world.brief.schedule(reader, world.brief.content.published, world.brief.locale());
        // The band does not repeat the reader's city.
        let shared = plain(&fill(said.shared_with_your_time, &[""]));
        let name = |heading: &String| {
            let heading = heading.replace(" (", "（");
            let place = plain(heading.split('（').next().unwrap_or_default());
            place.replace(&shared, "").replace(&plain(said.your_time), &plain(said.you))
        };
        let headings = schedule.headings.iter().map(name);
        let headings: Vec<String> = headings.collect();
        eventually(&format!("the lines {headings:?}"), || async {
            let labels: Vec<String> = lines(&page).await?.iter().map(|line| plain(&line.label)).collect();
            Ok(if labels == headings[1..] { Ok(()) } else { Err(format!("{labels:?}")) })
        })
        .await?;
    }
    Ok(())
}

case!(EachLayout, sessions_nights_and_now_are_at_the_right_positions);
async fn sessions_nights_and_now_are_at_the_right_positions(world: World) -> Result<()> {
    let brief = &world.brief;
    for held in brief.held() {
        // Seven minutes into the session, so that the band shows its day.
        let now = held.start + SignedDuration::from_mins(7);
        let page = open(&world, Setting::default(), now).await?;
        let (day, table) = (shown_day(brief, now), page.schedule(ONLY).await?);
        let lines = lines(&page).await?;
        for (line, name) in lines.iter().zip(zones(brief, READER, &table.headings)) {
            let context = format!("{} ({name}) at {now}: {line:?}", line.label);
            assert!(all_near(&line.nights, &day.nights(&name)), "{:?} {context}", day.nights(&name));
            let (with_end, without_end): (Vec<_>, Vec<_>) = day.sessions.iter().partition(|(_, end)| end.is_some());
            let spans: Vec<(f64, f64)> =
                with_end.iter().map(|(start, end)| (day.percent(*start), day.percent(end.unwrap_or(*start)))).collect();
            assert!(all_near(&line.sessions, &spans), "{spans:?} {context}");
            let starts: Vec<f64> = without_end.iter().map(|(start, _)| day.percent(*start)).collect();
            assert_eq!(line.starts.len(), starts.len(), "{context}");
            assert!(line.starts.iter().zip(&starts).all(|(a, b)| near(*a, *b)), "{starts:?} {context}");
            assert!(line.now.len() == 1 && near(line.now[0], day.percent(now)), "{} {context}", day.percent(now));
        }
        assert_eq!(lines.len(), table.headings.len() - 1);
        let shown: String =
            page.script("return words(brief().querySelector('.sb-band__date').innerText);", &[]).await?;
        assert_eq!(plain(&shown), plain(&day.date(brief)), "at {now}");
        world.close(page).await;
    }
    Ok(())
}

case!(EachBrief, now_moves_with_the_minute);
async fn now_moves_with_the_minute(world: World) -> Result<()> {
    // Once with a countdown in seconds, once after the last start.
    let held = world.brief.held();
    let last = held.last().context("a session")?.start + SignedDuration::from_secs(150);
    for start in [held[0].start - SignedDuration::from_secs(5 * 60 + 30), last] {
        let page = open(&world, Setting::default(), start).await?;
        let day = shown_day(&world.brief, start);
        for minutes in 0..4 {
            let now = start + SignedDuration::from_mins(minutes);
            let found = lines(&page).await?[0].now.clone();
            assert!(
                found.len() == 1 && near(found[0], day.percent(now)),
                "{found:?} instead of {} at {now}",
                day.percent(now)
            );
            page.advance(60_000).await?;
        }
        world.close(page).await;
    }
    Ok(())
}

case!(EachBrief, now_is_absent_after_the_event_and_in_prerendered_html);
async fn now_is_absent_after_the_event_and_in_prerendered_html(world: World) -> Result<()> {
    let page = open(&world, Setting::default(), world.brief.last_end() - SignedDuration::from_secs(1)).await?;
    page.advance(1_000).await?;
    page.shows_text(ONLY, page.said(ONLY).await?.took_place).await?;
    let over = lines(&page).await?;
    assert!(over.len() > 2 && over.iter().all(|line| line.now.is_empty()), "{over:?}");
    let html = prerendered(&world.brief, &[])?;
    assert!(html.contains("sb-band__line") && !html.contains("sb-band__now"));
    Ok(())
}

case!(EachBrief, is_prerendered_with_sessions_and_nights);
async fn is_prerendered_with_sessions_and_nights(world: World) -> Result<()> {
    let setting = Setting { scripting: false, ..Setting::default() };
    let page = world.open(setting, PageSpec::new("en-GB", prerendered(&world.brief, &[])?)).await?;
    let day = shown_day(&world.brief, Timestamp::UNIX_EPOCH);
    let (lines, table) = (lines(&page).await?, page.schedule(ONLY).await?);
    assert_eq!(lines.len(), world.brief.content.zones.len());
    assert_eq!(lines.len(), table.headings.len() - 1);
    for (line, name) in lines.iter().zip(zones(&world.brief, "", &table.headings)) {
        assert!(all_near(&line.nights, &day.nights(&name)), "{line:?}");
        assert_eq!(line.sessions.len() + line.starts.len(), day.sessions.len(), "{line:?}");
    }
    Ok(())
}

case!(
    Helsinki,
    is_visible_in_light_dark_print_and_forced_colours,
    WebKit "2.50" "has no forced colours" => is_visible_in_light_dark_and_print,
);
async fn is_visible_in_light_dark_print_and_forced_colours(world: World) -> Result<()> {
    is_visible(world, &[(Medium::Screen, "none"), (Medium::Screen, "active"), (Medium::Paper, "none")]).await
}

async fn is_visible_in_light_dark_and_print(world: World) -> Result<()> {
    is_visible(world, &[(Medium::Screen, "none"), (Medium::Paper, "none")]).await
}

/// Checks the contrasts in both schemes, for each medium with its value of `forced-colors`.
async fn is_visible(world: World, media: &[(Medium, &str)]) -> Result<()> {
    let now = world.brief.held()[0].start + SignedDuration::from_mins(30);
    // Contrast with the page behind it (WCAG 2.2, success criterion 1.4.11; the night is only a background).
    let script = r#"
        const paint = (value) => {
            const canvas = new OffscreenCanvas(1, 1).getContext("2d");
            canvas.fillStyle = value;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const luminance = (value) => {
            const [r, g, b] = paint(value).map((part) => part / 255)
                .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const background = luminance(getComputedStyle(document.documentElement).backgroundColor);
        const contrast = (css, property) => {
            const one = brief().querySelector(css);
            if (!one?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return 0;
            const own = luminance(getComputedStyle(one)[property]);
            return (Math.max(own, background) + 0.05) / (Math.min(own, background) + 0.05);
        };
        return [contrast(".sb-band__start", "stroke"), contrast(".sb-band__now", "stroke"),
            contrast(".sb-band__zone", "color"), contrast(".sb-band__night", "fill")];"#;
    for scheme in [Scheme::Light, Scheme::Dark] {
        let page = open(&world, Setting { scheme, ..Setting::default() }, now).await?;
        for &(medium, forced) in media {
            page.session.emulate(scheme, medium, &[("forced-colors", forced)]).await?;
            let [start, now, name, night]: [f64; 4] = page.script(script, &[]).await?;
            let context = format!("{scheme:?}, {medium:?}, forced colours {forced}: {start} {now} {name} {night}");
            assert!(start >= 3.0 && now >= 3.0 && name >= 4.5, "{context}");
            assert!(night >= 1.1, "night and day look the same: {context}");
        }
    }
    Ok(())
}
