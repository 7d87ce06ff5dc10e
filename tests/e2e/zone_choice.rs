//! The reader's own choices: a zone and a clock.

use anyhow::Result;
use serde_json::json;
use thirtyfour::Key;

use crate::brief::{AMERICAN, BRITISH, Brief, Habits, clock, plain, zone};
use crate::engine::Setting;
use crate::noted::{choose_zone, click_control, details, list_zones, noting, schedule_is, tab_to, zone_is};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

async fn open(world: &World, attributes: &str) -> Result<Page> {
    let element = world.brief.element(&format!("as-of='published' {attributes}"));
    let setting = Setting { zone: Some("America/Los_Angeles"), ..Setting::default() };
    let page = world.open(setting, noting(PageSpec::new(world.brief.content.lang.as_str(), element))).await?;
    page.live(1).await?;
    Ok(page)
}

/// The schedule of a reader in `zone`, and the clock of the countdown and the band beside it.
async fn shows(page: &Page, brief: &Brief, name: &str, habits: Habits) -> Result<()> {
    let schedule = brief.schedule(name, brief.content.published, habits);
    schedule_is(page, &schedule).await?;
    let first = clock(&brief.held()[0].start.to_zoned_datetime(zone(name)), habits);
    // A column of the brief may be the reader's too.
    let head =
        schedule.head.iter().find(|head| head.to_lowercase().ends_with("your time")).expect("the reader's column");
    page.says(ONLY, &format!("{first} {head}")).await?;
    let script = r#"const line = brief().querySelector(".sb-band__line--reader");
        return words([...line.querySelectorAll("text")].map((one) => one.textContent).join(" "));"#;
    let band: String = page.script(script, &[]).await?;
    assert!(plain(&band).contains(&plain(&first)), "the band says {band}, not {first}");
    Ok(())
}

case!(Helsinki, list_has_a_name_the_detected_zone_first_and_all_by_region);
async fn list_has_a_name_the_detected_zone_first_and_all_by_region(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let exposed = page.exposed("summit-brief select").await?;
    assert_eq!(exposed.len(), 1);
    // WebKit counts what is chosen among the words of the label around it.
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
            [...select.options].slice(1).map(({ value }) => value),
            Intl.supportedValuesOf('timeZone').filter((name) => !name.startsWith('Etc/') && name !== 'UTC'),
            words(select.querySelector('[value=\"America/Argentina/La_Rioja\"]').text),
        ];";
    #[allow(clippy::type_complexity, reason = "as the script returns it")]
    let (first, chosen, apart, regions, alike, values, known, name): (
        String,
        i32,
        bool,
        Vec<String>,
        Vec<bool>,
        Vec<String>,
        Vec<String>,
        String,
    ) = page.script(script, &[]).await?;
    assert_eq!((first.as_str(), chosen, apart), ("Los Angeles", 0, true));
    assert!(regions.len() > 5 && regions.is_sorted() && alike.iter().all(|alike| *alike), "{regions:?}");
    // But for those whose names say the opposite of what they are; and UTC in every browser.
    assert!(known.len() > 380, "{known:?}");
    assert_eq!(
        values,
        known.into_iter().chain(["UTC".to_owned()]).collect::<Vec<_>>(),
        "all the browser's zones, once"
    );
    assert_eq!(name, "Argentina, La Rioja");
    Ok(())
}

case!(EachBrief, choice_changes_the_readers_clocks_everywhere);
async fn choice_changes_the_readers_clocks_everywhere(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    shows(&page, &world.brief, "America/Los_Angeles", world.brief.habits()).await?;
    // Engines have different names for one zone.
    let script = "return Intl.supportedValuesOf('timeZone').find((name) => /^Asia.(Calcutta|Kolkata)$/.test(name));";
    let india: String = page.script(script, &[]).await?;
    for name in ["Pacific/Auckland", &india, "America/St_Johns"] {
        choose_zone(&page, name).await?;
        shows(&page, &world.brief, name, world.brief.habits()).await?;
    }
    assert_eq!(page.lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, choice_is_remembered_until_it_is_taken_back);
async fn choice_is_remembered_until_it_is_taken_back(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    for _ in 0..2 {
        page.reload().await?;
        zone_is(&page, "Pacific/Auckland").await?;
        shows(&page, &world.brief, "Pacific/Auckland", world.brief.habits()).await?;
    }
    choose_zone(&page, "").await?;
    shows(&page, &world.brief, "America/Los_Angeles", world.brief.habits()).await?;
    page.reload().await?;
    zone_is(&page, "").await?;
    shows(&page, &world.brief, "America/Los_Angeles", world.brief.habits()).await
}

case!(Helsinki, remembered_under_a_name_that_is_not_in_the_list_it_is_the_one_chosen);
async fn remembered_under_a_name_that_is_not_in_the_list_it_is_the_one_chosen(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let script = "const known = Intl.supportedValuesOf('timeZone');
        return ['Asia/Kolkata', 'Asia/Calcutta'].find((name) => !known.includes(name));";
    let other: String = page.script(script, &[]).await?;
    let () = page
        .script("localStorage.setItem('summit-brief:helsinki-2018', `- zone ${arguments[0]}`);", &[json!(other)])
        .await?;
    page.reload().await?;
    zone_is(&page, &other).await?;
    let chosen: String =
        page.script("return words(brief().querySelector('select').selectedOptions[0].text);", &[]).await?;
    assert_eq!(Some(chosen.as_str()), other.strip_prefix("Asia/"));
    list_zones(&page).await?;
    zone_is(&page, &other).await?;
    shows(&page, &world.brief, &other, world.brief.habits()).await
}

case!(Helsinki, choice_outlasts_the_attribute_zone);
async fn choice_outlasts_the_attribute_zone(world: World) -> Result<()> {
    let page = open(&world, "zone='Asia/Tokyo'").await?;
    let first = async |expected: &str| {
        eventually(&format!("the first option {expected}"), || async {
            let text: String = page.script("return words(brief().querySelector('option').text);", &[]).await?;
            Ok(if text == expected { Ok(()) } else { Err(text) })
        })
        .await
    };
    first("Tokyo").await?;
    shows(&page, &world.brief, "Asia/Tokyo", BRITISH).await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    page.set_attribute(ONLY, "zone", Some("America/Denver")).await?;
    first("Denver").await?;
    shows(&page, &world.brief, "Pacific/Auckland", BRITISH).await?;
    choose_zone(&page, "").await?;
    shows(&page, &world.brief, "America/Denver", BRITISH).await?;
    page.set_attribute(ONLY, "zone", None).await?;
    first("Los Angeles").await?;
    shows(&page, &world.brief, "America/Los_Angeles", BRITISH).await
}

case!(Helsinki, unknown_zone_is_said_to_be_shown_as_gmt);
async fn unknown_zone_is_said_to_be_shown_as_gmt(world: World) -> Result<()> {
    let page = open(&world, "zone='Mars/Olympus_Mons'").await?;
    let sentence = "The time zone “Mars/Olympus_Mons” is not known here: your time is shown as GMT.";
    page.says(ONLY, sentence).await?;
    schedule_is(&page, &world.brief.schedule("UTC", world.brief.content.published, BRITISH)).await?;
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    shows(&page, &world.brief, "Asia/Tokyo", BRITISH).await?;
    assert!(!page.words(ONLY).await?.contains("is not known"));
    Ok(())
}

case!(Helsinki, each_choice_is_told_once);
async fn each_choice_is_told_once(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    assert_eq!(details(&page, "sb-zone").await?, [json!(null); 0], "the browser's own zone is no news");
    let mut expected = Vec::new();
    for (choice, zone) in
        [("Asia/Tokyo", "Asia/Tokyo"), ("Pacific/Auckland", "Pacific/Auckland"), ("", "America/Los_Angeles")]
    {
        choose_zone(&page, choice).await?;
        expected.push(json!({ "zone": zone }));
        assert_eq!(details(&page, "sb-zone").await?, expected);
        // What has nothing to do with zones.
        click_control(&page, "12-hour clock").await?;
        click_control(&page, "24-hour clock").await?;
        assert_eq!(details(&page, "sb-zone").await?, expected);
    }
    choose_zone(&page, "Asia/Tokyo").await?;
    page.reload().await?;
    zone_is(&page, "Asia/Tokyo").await?;
    assert_eq!(details(&page, "sb-zone").await?, [json!({ "zone": "Asia/Tokyo" })], "a remembered one is told");
    Ok(())
}

case!(Helsinki, list_of_zones_is_there_when_a_press_opens_it_and_is_as_wide_before);
async fn list_of_zones_is_there_when_a_press_opens_it_and_is_as_wide_before(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    let look = "const select = brief().querySelector('select');
        return [select.options.length, select.getBoundingClientRect().width];";
    let (count, width): (usize, f64) = page.script(look, &[]).await?;
    assert_eq!(count, 1, "nobody has come to it yet");
    page.rest().await?;
    // As the browser sees it that is about to open the list.
    let () = page
        .script(
            "brief().querySelector('select').addEventListener('mousedown', () => {
            window.listed = brief().querySelector('select').options.length;
        });",
            &[],
        )
        .await?;
    page.click("summit-brief select").await?;
    let listed: usize = page.script("return window.listed ?? 0;", &[]).await?;
    assert!(listed > 100, "{listed} zones when the list opens");
    let (_, now): (usize, f64) = page.script(look, &[]).await?;
    assert!((now - width).abs() < 0.01, "{width} px, then {now}");
    Ok(())
}

case!(Helsinki, zone_can_be_chosen_by_keyboard);
async fn zone_can_be_chosen_by_keyboard(world: World) -> Result<()> {
    let page = open(&world, "").await?;
    tab_to(&page, "summit-brief select").await?;
    page.press(Key::End).await?;
    zone_is(&page, "UTC").await?;
    shows(&page, &world.brief, "UTC", BRITISH).await?;
    assert_eq!(details(&page, "sb-zone").await?, [json!({ "zone": "UTC" })]);
    page.press(Key::Home).await?;
    zone_is(&page, "").await?;
    let kept: bool = page.script("return document.activeElement.localName === 'select';", &[]).await?;
    assert!(kept, "the list keeps the focus");
    Ok(())
}

case!(EachBrief, other_clock_changes_every_clock_and_is_remembered);
async fn other_clock_changes_every_clock_and_is_remembered(world: World) -> Result<()> {
    let page = open(&world, "zone='Pacific/Auckland'").await?;
    let (own, names) = match world.brief.habits().h12 {
        true => (AMERICAN, ["24-hour clock", "12-hour clock"]),
        false => (BRITISH, ["12-hour clock", "24-hour clock"]),
    };
    let other = Habits { h12: !own.h12, ..own };
    shows(&page, &world.brief, "Pacific/Auckland", own).await?;
    click_control(&page, names[0]).await?;
    shows(&page, &world.brief, "Pacific/Auckland", other).await?;
    // Not one is left as it was: the schedule was compared cell for cell, the rest is here.
    let script =
        r#"return [".sb-countdown", ".sb-band"].map((css) => brief().querySelector(css).textContent).join(" ");"#;
    let words: String = page.script(script, &[]).await?;
    let halves = words.to_lowercase().matches("\u{a0}pm").count() + words.to_lowercase().matches("\u{a0}am").count();
    let clocks = words.matches(':').count();
    assert!(clocks > 3, "{words}");
    assert_eq!(halves, if other.h12 { clocks } else { 0 }, "{words}");
    page.reload().await?;
    shows(&page, &world.brief, "Pacific/Auckland", other).await?;
    click_control(&page, names[1]).await?;
    shows(&page, &world.brief, "Pacific/Auckland", own).await?;
    page.reload().await?;
    shows(&page, &world.brief, "Pacific/Auckland", own).await
}

case!(Helsinki, remember_off_keeps_neither);
async fn remember_off_keeps_neither(world: World) -> Result<()> {
    let page = open(&world, "remember='off'").await?;
    choose_zone(&page, "Pacific/Auckland").await?;
    click_control(&page, "12-hour clock").await?;
    shows(&page, &world.brief, "Pacific/Auckland", Habits { h12: true, ..BRITISH }).await?;
    let kept: usize = page.script("return localStorage.length;", &[]).await?;
    assert_eq!(kept, 0);
    page.reload().await?;
    shows(&page, &world.brief, "America/Los_Angeles", BRITISH).await
}
