//! The reader's choice of time zone and hour cycle.

use std::collections::BTreeSet;

use anyhow::Result;
use serde_json::json;
use thirtyfour::Key;

use crate::brief::{BRITISH, Brief, Locale, plain};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::reader_controls::{
    choose_zone, click_control, details, list_zones, recording, schedule_is, tab_to, zone_is,
};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

async fn open(world: &World, attributes: &str) -> Result<Page> {
    let element = world.brief.element(&format!("as-of='published' {attributes}"));
    let setting = Setting { zone: Some("America/Los_Angeles"), ..Setting::default() };
    let page = world.open(setting, recording(PageSpec::new(world.brief.content.lang.as_str(), element))).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// Waits until the schedule and the countdown show the times of a reader in the zone `name`, and the
/// band has a line for it.
async fn shows_times_in(page: &Page, brief: &Brief, name: &str, locale: Locale) -> Result<()> {
    let schedule = brief.schedule(name, brief.content.published, locale);
    schedule_is(page, &schedule).await?;
    // The reader may share one of the brief's columns.
    let countdown = plain(&brief.start_words(brief.held()[0], name, brief.content.published, locale));
    let words = plain(&page.words(ONLY).await?);
    assert!(words.contains(&countdown), "{words} does not contain {countdown}");
    let lines = "return brief().querySelectorAll('.sb-band__line[data-reader] svg').length;";
    assert_eq!(page.script::<usize>(lines, &[]).await?, 1);
    Ok(())
}

case!(Helsinki, list_is_named_and_has_the_detected_zone_first_and_all_zones_by_region);
async fn list_is_named_and_has_the_detected_zone_first_and_all_zones_by_region(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let exposed = page.exposed("summit-brief select").await?;
    assert_eq!(exposed.len(), 1);
    // The accessible name comes from the surrounding label. WebKit adds the selected option.
    let chosen: String =
        page.script("return words(brief().querySelector('select').selectedOptions[0].text);", &[]).await?;
    assert_eq!(exposed[0].1.strip_suffix(&chosen).unwrap_or(&exposed[0].1).trim(), "Your time", "{exposed:?}");
    list_zones(&page).await?;
    let script = "const select = brief().querySelector('select');
        const groups = [...select.querySelectorAll('optgroup')];
        return [
            words(select.options[0].text), select.selectedIndex, select.options[0].parentElement === select,
            groups.map(({ label }) => label),
            groups.map(({ label, children }) => [...children].every(({ value }) => value.split('/')[0] === label)),
            groups.map(({ children }) => [...children].map(({ text }) => words(text))),
            [...select.options].slice(1).map(({ value }) => value),
            Intl.supportedValuesOf('timeZone').filter((name) => !name.startsWith('Etc/') && name !== 'UTC'),
            words(select.querySelector('[value=\"America/Argentina/La_Rioja\"]').text),
        ];";
    #[allow(clippy::type_complexity, reason = "the shape of the script's result")]
    let (first, chosen, apart, regions, alike, places, values, known, name): (
        String,
        i32,
        bool,
        Vec<String>,
        Vec<bool>,
        Vec<Vec<String>>,
        Vec<String>,
        Vec<String>,
        String,
    ) = page.script(script, &[]).await?;
    assert_eq!((first.as_str(), chosen, apart), ("Los Angeles", 0, true));
    assert!(regions.len() > 5 && regions.is_sorted() && alike.iter().all(|alike| *alike), "{regions:?}");
    // All zones of the browser except Etc/…, whose signs are inverted; also UTC, even if the browser omits it.
    assert!(known.len() > 380, "{known:?}");
    assert!(places.iter().all(|places| places.is_sorted_by(|one, next| one < next)), "once each: {places:?}");
    // Zones merged with Kyiv, which older engines still list.
    let merged = ["Europe/Uzhgorod", "Europe/Zaporozhye"];
    let known: BTreeSet<String> = known.into_iter().filter(|name| !merged.contains(&name.as_str())).collect();
    let listed: BTreeSet<String> = values.iter().filter(|value| *value != "UTC").cloned().collect();
    assert_eq!(listed, known, "all zones of the browser");
    assert_eq!((values.len(), values.last().map(String::as_str)), (listed.len() + 1, Some("UTC")));
    assert_eq!(name, "La Rioja, Argentina");
    Ok(())
}

case!(Helsinki, list_has_current_names_and_no_old_ones);
async fn list_has_current_names_and_no_old_ones(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    list_zones(&page).await?;
    let script = "return [...brief().querySelectorAll('optgroup option')].map(({ text }) => words(text));";
    let places: BTreeSet<String> = page.script(script, &[]).await?;
    let current = "Kyiv; Kolkata; Yangon; Ho Chi Minh City; Kathmandu; Buenos Aires, Argentina; Indianapolis, Indiana; \
                   Louisville, Kentucky; Nuuk; Faroe; Asmara; Atikokan; Kanton; Pohnpei; Chuuk";
    let missing: Vec<&str> = current.split("; ").filter(|place| !places.contains(*place)).collect();
    assert_eq!(missing, [""; 0]);
    let old = "Kiev; Uzhgorod; Zaporozhye; Calcutta; Rangoon; Saigon; Ho Chi Minh; Katmandu; Buenos Aires; Indianapolis; \
               Louisville; Godthab; Faeroe; Asmera; Coral Harbour; Enderbury; Ponape; Truk";
    let listed: Vec<&str> = old.split("; ").filter(|place| places.contains(*place)).collect();
    assert_eq!(listed, [""; 0]);
    Ok(())
}

case!(Helsinki, typing_the_beginning_of_a_city_chooses_its_zone);
async fn typing_the_beginning_of_a_city_chooses_its_zone(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    tab_to(&page, "summit-brief select").await?;
    list_zones(&page).await?;
    page.type_text("bueno").await?;
    let zone = await_choice(&page, "Buenos Aires, Argentina").await?;
    assert!(["America/Buenos_Aires", "America/Argentina/Buenos_Aires"].contains(&zone.as_str()), "{zone}");
    shows_times_in(&page, &world.brief, &zone, BRITISH).await
}

/// Waits until the list shows `place` as chosen. Returns the zone's name in the browser.
async fn await_choice(page: &Page, place: &str) -> Result<String> {
    let script = "const { text, value } = brief().querySelector('select').selectedOptions[0];
        return [words(text), value];";
    let chosen = async || page.script::<(String, String)>(script, &[]).await;
    eventually(&format!("the choice of {place}"), || async {
        let (text, _) = chosen().await?;
        Ok(if text == place { Ok(()) } else { Err(text) })
    })
    .await?;
    Ok(chosen().await?.1)
}

case!(Helsinki, detected_zone_is_shown_under_its_current_name);
async fn detected_zone_is_shown_under_its_current_name(world: World) -> Result<()> {
    for (old, place) in [("Asia/Calcutta", "Kolkata"), ("America/Buenos_Aires", "Buenos Aires, Argentina")] {
        let setting = Setting { zone: Some(old), ..Setting::default() };
        let element = world.brief.element("as-of='published'");
        let page = world.open(setting, PageSpec::new(world.brief.content.lang.as_str(), element)).await?;
        page.wait_until_live(1).await?;
        assert_eq!(await_choice(&page, place).await?, "");
    }
    Ok(())
}

case!(EachBrief, choice_changes_the_readers_times_everywhere);
async fn choice_changes_the_readers_times_everywhere(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    shows_times_in(&page, &world.brief, "America/Los_Angeles", world.brief.locale()).await?;
    // Engines name this zone differently.
    let script = "return Intl.supportedValuesOf('timeZone').find((name) => /^Asia.(Calcutta|Kolkata)$/.test(name));";
    let india: String = page.script(script, &[]).await?;
    for name in ["Pacific/Auckland", &india, "America/St_Johns"] {
        choose_zone(&page, name).await?;
        shows_times_in(&page, &world.brief, name, world.brief.locale()).await?;
    }
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, choice_is_remembered_until_it_is_withdrawn);
async fn choice_is_remembered_until_it_is_withdrawn(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    for _ in 0..2 {
        page.reload().await?;
        zone_is(&page, "Pacific/Auckland").await?;
        shows_times_in(&page, &world.brief, "Pacific/Auckland", world.brief.locale()).await?;
    }
    choose_zone(&page, "").await?;
    shows_times_in(&page, &world.brief, "America/Los_Angeles", world.brief.locale()).await?;
    page.reload().await?;
    zone_is(&page, "").await?;
    shows_times_in(&page, &world.brief, "America/Los_Angeles", world.brief.locale()).await
}

case!(Helsinki, remembered_alias_of_a_zone_is_selected);
async fn remembered_alias_of_a_zone_is_selected(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let script = "const known = Intl.supportedValuesOf('timeZone');
        return ['Asia/Kolkata', 'Asia/Calcutta'].find((name) => !known.includes(name));";
    let other: String = page.script(script, &[]).await?;
    let () = page
        .script("localStorage.setItem('summit-brief:helsinki-2018', `- zone ${arguments[0]}`);", &[json!(other)])
        .await?;
    page.reload().await?;
    assert_eq!(await_choice(&page, "Kolkata").await?, other);
    list_zones(&page).await?;
    let listed = await_choice(&page, "Kolkata").await?;
    assert_ne!(listed, other, "the list has the name that the browser reports");
    shows_times_in(&page, &world.brief, &other, world.brief.locale()).await
}

case!(Helsinki, choice_takes_precedence_over_the_zone_attribute);
async fn choice_takes_precedence_over_the_zone_attribute(world: World) -> Result<()> {
    let page = open(&world, "zone='Asia/Tokyo'").await?;
    let first = async |expected: &str| {
        eventually(&format!("the first option {expected}"), || async {
            let text: String = page.script("return words(brief().querySelector('option').text);", &[]).await?;
            Ok(if text == expected { Ok(()) } else { Err(text) })
        })
        .await
    };
    first("Tokyo").await?;
    shows_times_in(&page, &world.brief, "Asia/Tokyo", BRITISH).await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    page.set_attribute(ONLY, "zone", Some("America/Denver")).await?;
    first("Denver").await?;
    shows_times_in(&page, &world.brief, "Pacific/Auckland", BRITISH).await?;
    choose_zone(&page, "").await?;
    shows_times_in(&page, &world.brief, "America/Denver", BRITISH).await?;
    page.set_attribute(ONLY, "zone", None).await?;
    first("Los Angeles").await?;
    shows_times_in(&page, &world.brief, "America/Los_Angeles", BRITISH).await
}

case!(Helsinki, unknown_zone_is_shown_as_gmt_with_a_note);
async fn unknown_zone_is_shown_as_gmt_with_a_note(world: World) -> Result<()> {
    let page = open(&world, "zone='Mars/Olympus_Mons'").await?;
    let sentence = "Unknown time zone “Mars/Olympus_Mons”. Showing GMT.";
    page.shows_text(ONLY, sentence).await?;
    schedule_is(&page, &world.brief.schedule("UTC", world.brief.content.published, BRITISH)).await?;
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    shows_times_in(&page, &world.brief, "Asia/Tokyo", BRITISH).await?;
    assert!(!page.words(ONLY).await?.contains("Unknown time zone"));
    Ok(())
}

case!(Helsinki, each_choice_emits_one_event);
async fn each_choice_emits_one_event(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    assert_eq!(details(&page, "sb-zone").await?, [json!(null); 0], "the detected zone emits nothing");
    let mut expected = Vec::new();
    for (choice, zone) in
        [("Asia/Tokyo", "Asia/Tokyo"), ("Pacific/Auckland", "Pacific/Auckland"), ("", "America/Los_Angeles")]
    {
        choose_zone(&page, choice).await?;
        expected.push(json!({ "zone": zone }));
        assert_eq!(details(&page, "sb-zone").await?, expected);
        // Changing the hour cycle emits no `sb-zone`.
        click_control(&page, "12 h").await?;
        click_control(&page, "24 h").await?;
        assert_eq!(details(&page, "sb-zone").await?, expected);
    }
    choose_zone(&page, "Asia/Tokyo").await?;
    page.reload().await?;
    zone_is(&page, "Asia/Tokyo").await?;
    assert_eq!(details(&page, "sb-zone").await?, [json!({ "zone": "Asia/Tokyo" })], "a remembered zone emits an event");
    Ok(())
}

case!(Helsinki, list_is_filled_when_a_press_opens_it_and_keeps_its_width);
async fn list_is_filled_when_a_press_opens_it_and_keeps_its_width(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let size = "const select = brief().querySelector('select');
        return [select.options.length, select.getBoundingClientRect().width];";
    let (count, width): (usize, f64) = page.script(size, &[]).await?;
    assert_eq!(count, 1, "the list is not filled before the reader reaches it");
    page.wait_for_animations().await?;
    // Counts the options right before the browser opens the list.
    let () = page
        .script(
            "brief().querySelector('select').addEventListener('mousedown', () => {
            window.listed = brief().querySelector('select').options.length;
        });",
            &[],
        )
        .await?;
    // A reader's pointer arrives before the press.
    page.hover("summit-brief select").await?;
    page.click("summit-brief select").await?;
    let listed: usize = page.script("return window.listed ?? 0;", &[]).await?;
    assert!(listed > 100, "{listed} zones when the list opens");
    let (_, now): (usize, f64) = page.script(size, &[]).await?;
    assert!((now - width).abs() < 0.01, "{width} px before, {now} px after");
    Ok(())
}

case!(Helsinki, zone_can_be_chosen_with_the_keyboard);
async fn zone_can_be_chosen_with_the_keyboard(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    tab_to(&page, "summit-brief select").await?;
    page.press(Key::End).await?;
    zone_is(&page, "UTC").await?;
    shows_times_in(&page, &world.brief, "UTC", BRITISH).await?;
    assert_eq!(details(&page, "sb-zone").await?, [json!({ "zone": "UTC" })]);
    page.press(Key::Home).await?;
    zone_is(&page, "").await?;
    let focused: bool = page.script("return document.activeElement.localName === 'select';", &[]).await?;
    assert!(focused, "the list keeps the focus");
    Ok(())
}

case!(EachBrief, other_hour_cycle_changes_every_time_and_is_remembered);
async fn other_hour_cycle_changes_every_time_and_is_remembered(world: World) -> Result<()> {
    let page = open(&world, "zone='Pacific/Auckland'").await?;
    let (own, said) = (world.brief.locale(), page.said(ONLY).await?);
    let mut names = [said.clock_12, said.clock_24];
    if own.h12 {
        names.reverse();
    }
    let other = Locale { h12: !own.h12, ..own };
    shows_times_in(&page, &world.brief, "Pacific/Auckland", own).await?;
    click_control(&page, names[0]).await?;
    shows_times_in(&page, &world.brief, "Pacific/Auckland", other).await?;
    let script =
        r#"return [".sb-countdown", ".sb-schedule"].map((css) => brief().querySelector(css).textContent).join(" ");"#;
    let words: String = page.script(script, &[]).await?;
    let words = words.to_lowercase();
    let day_periods: usize =
        ["\u{a0}am", "\u{a0}pm", "上午", "下午"].map(|period| words.matches(period).count()).iter().sum();
    let clocks = words.matches(':').count();
    assert!(clocks > 3, "{words}");
    assert_eq!(day_periods, if other.h12 { clocks } else { 0 }, "{words}");
    page.reload().await?;
    shows_times_in(&page, &world.brief, "Pacific/Auckland", other).await?;
    click_control(&page, names[1]).await?;
    shows_times_in(&page, &world.brief, "Pacific/Auckland", own).await?;
    page.reload().await?;
    shows_times_in(&page, &world.brief, "Pacific/Auckland", own).await
}

case!(Helsinki, each_change_of_the_hour_cycle_emits_one_event);
async fn each_change_of_the_hour_cycle_emits_one_event(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    assert_eq!(details(&page, "sb-clock").await?, [json!(null); 0], "the language's own cycle emits nothing");
    let mut expected = Vec::new();
    for (name, cycle) in [("12 h", "h12"), ("24 h", "h23"), ("12 h", "h12")] {
        click_control(&page, name).await?;
        expected.push(json!({ "hourCycle": cycle }));
        assert_eq!(details(&page, "sb-clock").await?, expected);
        choose_zone(&page, "Asia/Tokyo").await?;
        choose_zone(&page, "").await?;
        assert_eq!(details(&page, "sb-clock").await?, expected, "a change of the zone emits no sb-clock");
    }
    page.reload().await?;
    page.wait_until_live(1).await?;
    let remembered = [json!({ "hourCycle": "h12" })];
    assert_eq!(details(&page, "sb-clock").await?, remembered, "a remembered cycle emits an event");
    click_control(&page, "24 h").await?;
    page.reload().await?;
    page.wait_until_live(1).await?;
    assert_eq!(details(&page, "sb-clock").await?, [json!(null); 0], "the choice is the language's own cycle");
    // The reader's choice also takes precedence over the attribute, so nothing is emitted.
    page.set_attribute(ONLY, "hour-cycle", Some("h12")).await?;
    page.draw_frames().await?;
    assert_eq!(details(&page, "sb-clock").await?, [json!(null); 0]);
    Ok(())
}

case!(Helsinki, remember_off_stores_neither_choice);
async fn remember_off_stores_neither_choice(world: World) -> Result<()> {
    let page = open(&world, "remember='off'").await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    click_control(&page, "12 h").await?;
    shows_times_in(&page, &world.brief, "Pacific/Auckland", Locale { h12: true, ..BRITISH }).await?;
    let stored: usize = page.script("return localStorage.length;", &[]).await?;
    assert_eq!(stored, 0);
    page.reload().await?;
    shows_times_in(&page, &world.brief, "America/Los_Angeles", BRITISH).await
}
