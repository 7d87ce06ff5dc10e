//! The widget in each language: which one it chooses, what it says, how it is laid out, and that readers get English if a
//! language cannot be had. `tests/native/languages.rs` tests the languages themselves.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use summit_brief::text::{LANGUAGES, Locale};

use crate::axe;
use crate::engine::{DESKTOP, PHONE, Setting};
use crate::look::{WIDGET_OF_550, everything_fits};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered};
use crate::suite::{World, case, eventually};

const NINE: &str = "2018-07-16T09:00:00Z";

/// A page in the language `lang` with the prerendered brief, when it is 09:00 GMT on the day of the summit.
async fn page_in(world: &World, lang: &str, setting: Setting) -> Result<Page> {
    let element = prerendered(&world.brief, &[("lang", lang), ("loading", "eager"), ("as-of", NINE)])?;
    let page = world.open(setting, PageSpec::new(lang, element)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// What a widget in the language `lang` says, in both trees, with which language tags, and for whom.
async fn speaks(world: &World, lang: &str) -> Result<()> {
    let locale = Locale::from_tag(lang);
    let (language, strings) = (locale.language, locale.strings());
    let texts = &world.brief.content.lang;
    let is_foreign = locale.for_texts_in(texts).is_foreign;
    let rendered = prerendered(&world.brief, &[("lang", lang)])?;
    let page = world.open(Setting::default(), PageSpec::new(lang, rendered).scripts(&[])).await?;
    const SAID: &str = "const sb = document.querySelector('summit-brief > .sb');
        const one = (css) => sb.querySelector(css);
        return [sb.lang, sb.dir, words(one('.sb-kicker').innerText), words(one('.sb-schedule thead th').textContent),
            words(one('.sb-foot').innerText), one('.sb-title').textContent,
            one('.sb-title').firstElementChild?.lang ?? '', one('.sb-card__summary').firstElementChild?.lang ?? ''];";
    let still: Vec<String> = page.script(SAID, &[]).await?;
    world.close(page).await;

    let page = page_in(world, lang, Setting { viewport: PHONE, ..Setting::default() }).await?;
    let live: Vec<String> = page.script(SAID, &[]).await?;
    let expected_lang = if is_foreign { language.tag } else { texts };
    let foreign_lang = if is_foreign { texts.as_str() } else { "" };
    for said in [&still, &live] {
        assert_eq!([said[0].as_str(), &said[1]], [expected_lang, language.direction], "{lang}");
        assert_eq!(said[5], world.brief.content.title, "{lang}");
        assert_eq!([said[6].as_str(), &said[7]], [foreign_lang; 2], "{lang}: the language of the brief's texts");
    }
    assert_eq!(live[2..5], still[2..5], "{lang}");
    let lead: String = page.script("return brief('').querySelector('.sb-countdown__lead').innerText;", &[]).await?;
    assert_eq!(lead.to_lowercase(), strings.next.to_lowercase(), "{lang}");
    let controls = page.exposed("summit-brief button:not(.sb-calendar *)").await?;
    for name in [strings.show_all, strings.compare, strings.add_to_calendar, strings.hide_seconds] {
        let button = ("button".to_owned(), name.to_owned());
        ensure!(controls.contains(&button), "{lang}: {name} is not among {controls:?}");
    }
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    axe::finds_nothing(&page, lang).await?;
    everything_fits(&page, lang).await?;
    page.has_no_errors().await?;
    let file = format!(".{}.js", language.tag);
    assert_eq!(world.site.requests(&file), usize::from(language.tag != "en"), "{lang}");
    let all: usize = LANGUAGES.iter().map(|one| world.site.requests(&format!(".{}.js", one.tag))).sum();
    assert!(language.tag != "en" || all == 0, "English needs no file");
    Ok(())
}

case!(Helsinki, chinese_of_hong_kong);
async fn chinese_of_hong_kong(world: World) -> Result<()> {
    speaks(&world, "zh-HK").await
}

case!(Helsinki, chinese_of_taiwan);
async fn chinese_of_taiwan(world: World) -> Result<()> {
    speaks(&world, "zh-TW").await
}

case!(Helsinki, simplified_chinese);
async fn simplified_chinese(world: World) -> Result<()> {
    speaks(&world, "zh-CN").await
}

case!(Helsinki, russian);
async fn russian(world: World) -> Result<()> {
    speaks(&world, "ru").await
}

case!(Helsinki, finnish);
async fn finnish(world: World) -> Result<()> {
    speaks(&world, "fi").await
}

case!(Helsinki, french);
async fn french(world: World) -> Result<()> {
    speaks(&world, "fr").await
}

case!(Helsinki, french_of_canada);
async fn french_of_canada(world: World) -> Result<()> {
    speaks(&world, "fr-CA").await
}

case!(Helsinki, arabic);
async fn arabic(world: World) -> Result<()> {
    speaks(&world, "ar").await
}

case!(Helsinki, english);
async fn english(world: World) -> Result<()> {
    speaks(&world, "en-GB").await
}

case!(Helsinki, english_in_place_of_german);
async fn english_in_place_of_german(world: World) -> Result<()> {
    speaks(&world, "de").await
}

case!(Helsinki, every_language_fits_at_every_width);
async fn every_language_fits_at_every_width(world: World) -> Result<()> {
    for lang in ["zh-HK", "ru", "fi", "fr", "ar"] {
        for viewport in [PHONE, WIDGET_OF_550, DESKTOP] {
            let page = page_in(&world, lang, Setting { viewport, ..Setting::default() }).await?;
            everything_fits(&page, &format!("{lang} at {viewport:?}")).await?;
            page.click("summit-brief .sb-bar .sb-control:last-child").await?;
            everything_fits(&page, &format!("{lang}, positions at {viewport:?}")).await?;
            page.has_no_errors().await?;
            world.close(page).await;
        }
    }
    Ok(())
}

case!(Helsinki, going_live_moves_nothing_in_any_language);
async fn going_live_moves_nothing_in_any_language(world: World) -> Result<()> {
    for lang in ["zh-HK", "zh-CN", "ru", "fi", "fr", "ar"] {
        let element = prerendered(&world.brief, &[("lang", lang), ("as-of", NINE)])?;
        for viewport in [PHONE, DESKTOP] {
            let gate = world.site.hold(".wasm");
            let body = format!("{element}<p id='below'>Below</p>");
            let setting = Setting { viewport, zone: Some("Asia/Hong_Kong"), ..Setting::default() };
            let page = world.open(setting, PageSpec::new(lang, body)).await?;
            const HEIGHT: &str = "return document.querySelector('summit-brief').getBoundingClientRect().height;";
            let () = page.script("brief('').scrollIntoView();", &[]).await?;
            page.draw_frames().await?;
            let before: f64 = page.script(HEIGHT, &[]).await?;
            gate.open();
            page.wait_until_live(1).await?;
            let after: f64 = page.script(HEIGHT, &[]).await?;
            ensure!((before - after).abs() < 1.0, "{lang} at {viewport:?}: {before} and then {after} px high");
            world.close(page).await;
        }
    }
    Ok(())
}

case!(Helsinki, names_are_those_of_the_browser);
async fn names_are_those_of_the_browser(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    const WRITTEN: &str = "const [tag] = arguments;
        const part = (options, type, date) => new Intl.DateTimeFormat(`${tag}-u-nu-latn`, { timeZone: 'UTC', ...options })
            .formatToParts(date).filter((one) => one.type === type).map((one) => one.value).join('');
        const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
        const days = [16, 17, 18, 19, 20, 21, 22].map((day) => new Date(Date.UTC(2018, 6, day)));
        const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2018, month, 16)));
        const clock = (hour) => part({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }, 'dayPeriod', new Date(Date.UTC(2018, 6, 16, hour)));
        return [days.map((day) => part({ weekday: 'long' }, 'weekday', day)),
            days.map((day) => part({ weekday: 'short', day: 'numeric', month: 'long' }, 'weekday', day)),
            months.map((month) => part(long, 'month', month)), [clock(8), clock(15)]];";
    for language in LANGUAGES.iter().filter(|language| language.tag != "en") {
        // The browser's Chinese of Hong Kong.
        let tag = if language.tag == "zh-Hant" { "zh-Hant-HK" } else { language.tag };
        let written: [Vec<String>; 4] = page.script(WRITTEN, &[json!(tag)]).await?;
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let strings = &language.strings;
        let own = [&strings.weekdays[..], &strings.weekdays_short, &strings.months, &language.formats.am_pm];
        for (own, written) in own.into_iter().zip(&written) {
            for (own, written) in own.iter().zip(written) {
                // Newspapers in Hong Kong write 周 where CLDR has 週. In Chinese, some engines count 月 to the number
                // of the month, and others to the text after it.
                let own = if language.tag == "zh-Hant" { own.replace('周', "週") } else { (*own).to_owned() };
                let (own, written) = (plain(own.trim_end_matches('月')), plain(written.trim_end_matches('月')));
                assert_eq!(own, written, "{tag}");
            }
        }
    }
    Ok(())
}

case!(Helsinki, a_language_that_cannot_be_had_leaves_english_and_one_line);
async fn a_language_that_cannot_be_had_leaves_english_and_one_line(world: World) -> Result<()> {
    world.site.remove(".ru.js");
    let element = world.brief.element("as-of='published'");
    let page = world.open(Setting::default(), PageSpec::new("ru", format!("{element}{element}"))).await?;
    page.wait_until_live(2).await?;
    let lines = page.console_lines().await?;
    let about: Vec<&String> = lines.iter().filter(|line| line.contains("summit-brief:")).collect();
    ensure!(about.len() == 1 && about[0].contains("(ru)"), "{lines:?}");
    let lang: String = page.script("return document.querySelector('summit-brief > .sb').lang;", &[]).await?;
    assert_eq!(lang, world.brief.content.lang);
    page.shows_text("", "Next").await
}

case!(Helsinki, another_language_can_be_chosen_later);
async fn another_language_can_be_chosen_later(world: World) -> Result<()> {
    let page =
        world.open(Setting::default(), PageSpec::new("en-GB", world.brief.element("id='a' as-of='published'"))).await?;
    page.wait_until_live(1).await?;
    page.shows_text("a", "Next").await?;
    for lang in ["fi", "ar", "en-GB"] {
        page.set_attribute("a", "lang", Some(lang)).await?;
        let language = Locale::from_tag(lang).language;
        page.shows_text("a", language.strings.show_all).await?;
        let direction: String = page.script("return document.querySelector('summit-brief > .sb').dir;", &[]).await?;
        assert_eq!(direction, language.direction);
    }
    page.has_no_errors().await
}

case!(Helsinki, the_language_of_the_brief_counts_if_the_page_has_none);
async fn the_language_of_the_brief_counts_if_the_page_has_none(world: World) -> Result<()> {
    let element = world.brief.inline("as-of='published'", |brief| brief["lang"] = json!("zh-Hant-HK"));
    let page = world.open(Setting::default(), PageSpec::new("", element)).await?;
    page.wait_until_live(1).await?;
    let lang: String = page.script("return document.querySelector('summit-brief > .sb').lang;", &[]).await?;
    assert_eq!(lang, "zh-Hant-HK");
    page.shows_text("", Locale::from_tag("zh-HK").strings().show_all).await
}

case!(Helsinki, a_publisher_has_its_own_strings);
async fn a_publisher_has_its_own_strings(world: World) -> Result<()> {
    for (lang, expected) in [("en-GB", "Coming up"), ("ru", "Скоро")] {
        let strings = json!({ "next": expected, "days_left.other": "{0} d", "nonsense": "x" }).to_string();
        let element = world.brief.element(&format!("lang='{lang}' as-of='published' strings='{strings}'"));
        let page = world.open(Setting::default(), PageSpec::new(lang, element)).await?;
        page.wait_until_live(1).await?;
        let lead: String =
            page.script("return brief('').querySelector('.sb-countdown__lead').textContent;", &[]).await?;
        assert_eq!(lead.trim(), expected);
        page.shows_text("", Locale::from_tag(lang).strings().show_all).await?;
        let lines = page.console_lines().await?;
        ensure!(lines.len() == 1 && lines[0].contains("nonsense"), "{lines:?}");
        world.close(page).await;
    }
    let page = world
        .open(Setting::default(), PageSpec::new("en-GB", world.brief.element("strings='[' as-of='published'")))
        .await?;
    page.wait_until_live(1).await?;
    page.shows_text("", "Next").await?;
    let lines = page.console_lines().await?;
    ensure!(lines.len() == 1 && lines[0].contains("invalid strings"), "{lines:?}");
    Ok(())
}

/// Where readers see the heading of the first and of the last column, and the night and the session of the first line of
/// the day band: their left edges.
const EDGES: &str = "const left = (css) => document.querySelector(`summit-brief ${css}`).getBoundingClientRect().left;
    return [left('thead th:first-child'), left('thead th:nth-last-child(2)'), left('.sb-band__night'), left('.sb-band__start')];";

case!(Helsinki, arabic_is_laid_out_from_right_to_left);
async fn arabic_is_laid_out_from_right_to_left(world: World) -> Result<()> {
    let mut edges = Vec::new();
    for lang in ["en-GB", "ar"] {
        let page = page_in(&world, lang, Setting { viewport: DESKTOP, ..Setting::default() }).await?;
        edges.push(page.script::<[f64; 4]>(EDGES, &[]).await?);
        world.close(page).await;
    }
    let [english, arabic] = edges.try_into().ok().context("two languages")?;
    let order = |[first, last, night, start]: [f64; 4]| [first < last, night < start];
    assert_eq!(order(english), [true; 2], "{english:?}");
    assert_eq!(order(arabic), [false; 2], "{arabic:?}");
    Ok(())
}

case!(Helsinki, texts_in_another_direction_keep_their_own);
async fn texts_in_another_direction_keep_their_own(world: World) -> Result<()> {
    let change = |brief: &mut Value| {
        brief["lang"] = json!("ar");
        brief["title"] = json!("من القرم إلى الفولاذ");
        brief["summary"] = json!("ما الخلافات، وما المواقف المعروفة؟");
        brief["sessions"][0]["title"] = json!("لقاء القمة");
    };
    let page =
        world.open(Setting::default(), PageSpec::new("en-GB", world.brief.inline("as-of='published'", change))).await?;
    page.wait_until_live(1).await?;
    const DIRECTIONS: &str = "const at = (css) => { const one = brief('').querySelector(css); return `${one.lang} ${getComputedStyle(one).direction}`; };
        return [at('.sb'), at('.sb-title > bdi'), at('.sb-standfirst > bdi'), at('.sb-session__link bdi')];";
    let directions: Vec<String> = page.script(DIRECTIONS, &[]).await?;
    assert_eq!(directions, ["en ltr", "ar rtl", "ar rtl", "ar rtl"]);
    let announced: String =
        page.script("return brief('').querySelector('.sb-countdown__title').textContent;", &[]).await?;
    assert_eq!(announced, "لقاء القمة");
    Ok(())
}

case!(Helsinki, scripts_without_slant_or_spacing_have_none);
async fn scripts_without_slant_or_spacing_have_none(world: World) -> Result<()> {
    for lang in ["zh-HK", "ar"] {
        let page = page_in(&world, lang, Setting { viewport: DESKTOP, ..Setting::default() }).await?;
        const STYLES: &str = "const style = (css) => getComputedStyle(brief('').querySelector(css));
            return [style('.sb-kicker').letterSpacing, style('.sb-figure__value').letterSpacing,
                style('[data-state=expected] .sb-column').fontStyle];";
        let styles: Vec<String> = page.script(STYLES, &[]).await?;
        // WebKit computes no spacing as 0.
        let spacing = |text: &str| text == "normal" || text == "0px";
        ensure!(spacing(&styles[0]) && spacing(&styles[1]) && styles[2] == "normal", "{lang}: {styles:?}");
        world.close(page).await;
    }
    Ok(())
}

case!(Helsinki, times_in_the_text_are_in_the_language_of_the_text);
async fn times_in_the_text_are_in_the_language_of_the_text(world: World) -> Result<()> {
    let tags = ["en-GB", "ru", "fi", "fr", "ar", "zh-CN", "zh-HK", "de"];
    let times = tags
        .map(|tag| format!("<p lang='{tag}'><summit-time datetime='2018-07-16T10:20:00Z'>10:20 GMT</summit-time></p>"));
    let setting = Setting { zone: Some("Europe/Helsinki"), ..Setting::default() };
    let page = world.open(setting, PageSpec::new("en-GB", times.concat())).await?;
    eventually("a time in each language", || async {
        let script = "return [...document.querySelectorAll('summit-time')].map((one) => one.innerText);";
        let read: Vec<String> = page.script(script, &[]).await?;
        let ends: Vec<&str> = tags.iter().map(|tag| Locale::from_tag(tag).strings().in_your_time).collect();
        let is_read = read.iter().zip(&ends).all(|(text, end)| text.ends_with(&format!(" {end}")));
        Ok(if is_read { Ok(()) } else { Err(format!("{read:?}")) })
    })
    .await
}

case!(Helsinki, the_apology_is_in_the_language_of_the_page);
async fn the_apology_is_in_the_language_of_the_page(world: World) -> Result<()> {
    for lang in ["en-GB", "ru", "zh-HK", "zh-TW", "zh-CN", "ar", "fi", "fr"] {
        let element = "<summit-brief loading='eager' src='/missing.json'></summit-brief>";
        let page = world.open(Setting::default(), PageSpec::new(lang, element)).await?;
        eventually("the apology", || async {
            let script = "return getComputedStyle(document.querySelector('summit-brief'), '::after').content;";
            let content: String = page.script(script, &[]).await?;
            let expected = format!("\"{}\"", Locale::from_tag(lang).strings().unavailable);
            Ok(if content == expected { Ok(()) } else { Err(format!("{lang}: {content}")) })
        })
        .await?;
        world.close(page).await;
    }
    Ok(())
}

case!(Helsinki, the_chinese_article_is_linked_and_counts_down);
async fn the_chinese_article_is_linked_and_counts_down(world: World) -> Result<()> {
    let setting = Setting { zone: Some("America/Los_Angeles"), ..Setting::default() };
    let page = world.visit(setting, "/").await?;
    let address: String = page.script("return document.querySelector('[hreflang=zh-Hant-HK]').href;", &[]).await?;
    page.goto(&address).await?;
    let lang: String = page.script("return document.documentElement.lang;", &[]).await?;
    assert_eq!(lang, "zh-Hant-HK");
    let () = page.script("brief('').scrollIntoView();", &[]).await?;
    page.wait_until_live(1).await?;
    let table = page.schedule(ONLY).await?;
    assert_eq!(table.column("GMT"), Some(vec!["上午10:20", "下午1:30"]));
    assert_eq!(table.column("香港"), Some(vec!["下午6:20", "下午9:30"]));
    assert_eq!(table.column("赫爾辛基"), Some(vec!["下午1:20", "下午4:30"]));
    assert_eq!(page.cards(ONLY).await?.len(), 9);
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.click("form.clock-switch label:nth-of-type(2)").await?;
    page.shows_text(ONLY, Locale::from_tag("zh-HK").strings().took_place).await?;
    axe::finds_nothing(&page, "the Chinese article").await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    assert_eq!(world.site.failed_requests(), [""; 0]);
    Ok(())
}
