//! What pages, frameworks and translators do to the element, and what becomes of it.

use anyhow::Result;
use serde_json::json;

use crate::brief::Brief;
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::prerendered::PANIC;
use crate::reader_controls::choose_zone;
use crate::server::{PAUSE, PageSpec, SPACER, prerendered, prerendered_html};
use crate::suite::{World, case, eventually};

/// An element with prerendered HTML and the brief inside, as `summit-brief render` writes it.
fn snippet(brief: &Brief, attributes: &[(&str, &str)]) -> Result<String> {
    let html = prerendered_html(brief.text(), attributes)?;
    let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}='{value}'")).collect();
    let json = brief.text().replace("</", "<\\/");
    let lang = &brief.content.lang;
    Ok(format!(
        "<summit-brief lang='{lang}'{attributes}><script type='application/json'>{json}</script>{html}</summit-brief>\n"
    ))
}

fn page_with(body: impl Into<String>) -> PageSpec {
    PageSpec::new("en-GB", body)
}

/// Waits until the element shows a countdown and all its texts, and its controls work.
async fn is_live(page: &Page, id: &str, brief: &Brief) -> Result<()> {
    let published = brief.content.published;
    page.countdown_reads(id, &brief.countdown(published, brief.locale()).expect("sessions to come")).await?;
    page.shows_text(id, &brief.content.issues[1].title).await?;
    page.call(id, "one.expandAll();").await?;
    page.open_cards_are(id, &brief.all()).await?;
    page.call(id, "one.collapseAll();").await?;
    page.open_cards_are(id, &[]).await
}

/// Opens a page with a live element that has the brief inside, stopped when the brief was published.
async fn open_snippet(world: &World, attributes: &[(&str, &str)]) -> Result<Page> {
    let all = [&[("loading", "eager"), ("as-of", "published"), ("zone", "Asia/Tokyo")][..], attributes].concat();
    let body = format!("<div id='host'>{}</div>", snippet(&world.brief, &all)?);
    let page = world.open(Setting::default(), page_with(body).stopped_at(world.brief.content.published)).await?;
    page.wait_until_live(1).await?;
    Ok(page)
}

/// Of the parts of a live tree that depend on the moment or the reader: how many the element has, and how many show.
const SHOWN: &str = "const parts = [...one.querySelectorAll('[role=timer], [data-reader], .sb-control, .sb-choice')]
    .filter((part) => !part.closest('[popover]'));
    return [parts.length, parts.filter((part) => part.checkVisibility({ visibilityProperty: true })).length];";

// Copies of a live element.

case!(EachBrief, a_copy_of_a_live_element_comes_alive);
async fn a_copy_of_a_live_element_comes_alive(world: World) -> Result<()> {
    let page = open_snippet(&world, &[("id", "first")]).await?;
    page.click_card("first", 2).await?;
    page.open_cards_are("first", &[2]).await?;
    // Far away, it does not start.
    let copy = format!(
        "const one = brief('first').cloneNode(true); one.id = 'copy';
        for (const name of ['zone', 'loading']) one.removeAttribute(name);
        const main = document.querySelector('main');
        main.insertAdjacentHTML('beforeend', arguments[0]);
        main.append(one);
        {SHOWN}"
    );
    let (parts, shown): (usize, usize) = page.script(&copy, &[json!(SPACER)]).await?;
    assert!(parts > 5, "{parts} parts");
    assert_eq!(shown, 0, "of {parts} parts");
    let () = page.script("brief('copy').scrollIntoView();", &[]).await?;
    page.wait_until_live(2).await?;
    page.open_cards_are("copy", &[2]).await?;
    is_live(&page, "copy", &world.brief).await?;
    is_live(&page, "first", &world.brief).await?;
    page.has_no_errors().await
}

case!(Helsinki, live_html_that_is_written_again_comes_alive);
async fn live_html_that_is_written_again_comes_alive(world: World) -> Result<()> {
    let page = open_snippet(&world, &[("id", "first"), ("remember", "off")]).await?;
    page.click_card("first", 2).await?;
    page.open_cards_are("first", &[2]).await?;
    let () = page.script("const host = document.getElementById('host'); host.innerHTML = host.innerHTML;", &[]).await?;
    page.wait_until_live(2).await?;
    page.open_cards_are("first", &[2]).await?;
    is_live(&page, "first", &world.brief).await?;
    page.has_no_errors().await
}

case!(Helsinki, saved_live_html_without_the_script_shows_no_other_readers_time);
async fn saved_live_html_without_the_script_shows_no_other_readers_time(world: World) -> Result<()> {
    let page = open_snippet(&world, &[]).await?;
    let saved: String = page.script("return document.getElementById('host').innerHTML;", &[]).await?;
    let live = format!("const one = brief(''); {SHOWN}");
    let (parts, shown): (usize, usize) = page.script(&live, &[]).await?;
    assert!(parts > 5 && shown > 5, "{shown} of {parts} parts");
    let path = world.site.add(&page_with(saved).scripts(&[]));
    page.goto(&world.site.url(&path)).await?;
    assert_eq!(page.script::<(usize, usize)>(&live, &[]).await?, (parts, 0));
    page.shows_text(ONLY, &world.brief.content.issues[1].summary).await
}

// Parsers and frameworks.

case!(Helsinki, waits_until_the_element_is_parsed_to_its_end);
async fn waits_until_the_element_is_parsed_to_its_end(world: World) -> Result<()> {
    let whole = snippet(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let script = "<script type='module' async src='/summit-brief.js'></script>";
    // In the middle of the JSON, and of the prerendered HTML.
    for part in ["\"issues\"", "sb-countdown"] {
        let (before, after) = whole.split_at(whole.find(part).expect("the part"));
        let spec = page_with(format!("{script}{before}{PAUSE}{after}")).scripts(&[]);
        let page = world.open(Setting::default(), spec.stopped_at(world.brief.content.published)).await?;
        page.wait_until_live(1).await?;
        assert_eq!(world.site.early_requests(), 0, "before the end of the element");
        is_live(&page, ONLY, &world.brief).await?;
        let trees: usize = page.script("return brief('').querySelectorAll('.sb').length;", &[]).await?;
        assert_eq!(trees, 1);
        page.has_no_errors().await?;
        world.close(page).await;
    }
    Ok(())
}

case!(Helsinki, a_framework_may_remove_children_that_were_replaced);
async fn a_framework_may_remove_children_that_were_replaced(world: World) -> Result<()> {
    let remember = "<script>window.__children = [...document.querySelector('summit-brief').childNodes];</script>";
    let element = snippet(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let spec = page_with(element + remember).stopped_at(world.brief.content.published);
    let page = world.open(Setting::default(), spec).await?;
    page.wait_until_live(1).await?;
    let script = "const [json, tree] = window.__children;
        const one = brief('');
        const added = one.insertBefore(document.createComment('added'), tree);
        return [one.removeChild(tree) === tree, added.parentNode === one, one.removeChild(added) === added,
            json.parentNode === one];";
    assert_eq!(page.script::<[bool; 4]>(script, &[]).await?, [true; 4]);
    is_live(&page, ONLY, &world.brief).await?;
    page.has_no_errors().await
}

case!(Helsinki, the_brief_attribute_takes_json_and_names_a_mistake);
async fn the_brief_attribute_takes_json_and_names_a_mistake(world: World) -> Result<()> {
    let attributes = "loading='eager' as-of='published' zone='UTC'";
    let json = world.brief.text().replace('&', "&amp;").replace('"', "&quot;");
    let body = format!(
        "<summit-brief id='json' {attributes} brief=\"{json}\"></summit-brief>
        <summit-brief id='mistake' {attributes} brief='[object Object]'></summit-brief>"
    );
    let page = world.open(Setting::default(), page_with(body).stopped_at(world.brief.content.published)).await?;
    page.wait_until_live(1).await?;
    is_live(&page, "json", &world.brief).await?;
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("summit-brief: ") && lines[0].contains("property brief"), "{lines:?}");
    assert_eq!(page.script::<String>("return brief('mistake').innerHTML;", &[]).await?, "");
    let set = "brief('mistake').brief = JSON.parse(arguments[0]);";
    let () = page.script(set, &[json!(world.brief.text())]).await?;
    page.wait_until_live(2).await?;
    is_live(&page, "mistake", &world.brief).await
}

case!(Helsinki, a_brief_that_is_no_object_is_refused_by_name);
async fn a_brief_that_is_no_object_is_refused_by_name(world: World) -> Result<()> {
    let page = open_snippet(&world, &[]).await?;
    for (value, found) in [("0", "a number"), ("'text'", "a string"), ("[1]", "a list"), ("true", "a boolean")] {
        let () = page.script(&format!("window.__seen.lines = []; brief('').brief = {value};"), &[]).await?;
        eventually("a console line", || async {
            let lines = page.console_lines().await?;
            let is_named = lines.len() == 1 && lines[0].contains("brief property") && lines[0].contains(found);
            Ok(if is_named { Ok(()) } else { Err(format!("{value}: {lines:?}")) })
        })
        .await?;
    }
    is_live(&page, ONLY, &world.brief).await
}

case!(Helsinki, an_element_with_data_attributes_stands_for_it);
async fn an_element_with_data_attributes_stands_for_it(world: World) -> Result<()> {
    let html = prerendered_html(world.brief.text(), &[])?;
    let body = format!(
        "<div data-summit-brief id='one' data-src='{}' data-loading='eager' data-as-of='published'>{html}</div>",
        world.brief.src
    );
    let page = world.open(Setting::default(), page_with(body).stopped_at(world.brief.content.published)).await?;
    page.wait_until_live(1).await?;
    is_live(&page, "one", &world.brief).await?;
    let names: Vec<String> = page.script("return brief('one').getAttributeNames().sort();", &[]).await?;
    assert_eq!(names, ["as-of", "id", "loading", "src"]);
    page.has_no_errors().await
}

// Content that the page writes anew.

case!(EachBrief, html_that_the_page_writes_anew_comes_alive_with_the_same_cards);
async fn html_that_the_page_writes_anew_comes_alive_with_the_same_cards(world: World) -> Result<()> {
    let page = open_snippet(&world, &[("expand", "first"), ("remember", "off")]).await?;
    let attributes = [("expand", "first")];
    let whole = snippet(&world.brief, &attributes)?;
    let inside = &whole[whole.find("<script").unwrap()..whole.rfind("</summit-brief>").unwrap()];
    page.click_card(ONLY, 0).await?;
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    // As React does with `__html`, Vue with `v-html`, and a script that replaces one child.
    for (turn, script) in [
        "brief('').innerHTML = arguments[0];",
        "const made = document.createElement('template'); made.innerHTML = arguments[0];
            brief('').append(made.content.querySelector('.sb'));",
    ]
    .into_iter()
    .enumerate()
    {
        let () = page.script(script, &[json!(inside)]).await?;
        page.wait_until_live(turn + 2).await?;
        page.open_cards_are(ONLY, &[2]).await?;
        let trees: usize = page.script("return brief('').querySelectorAll('.sb').length;", &[]).await?;
        assert_eq!(trees, 1);
    }
    is_live(&page, ONLY, &world.brief).await?;
    page.advance(60_000).await?;
    let later = world.brief.content.published + jiff::SignedDuration::from_mins(1);
    page.countdown_reads(ONLY, &world.brief.countdown(later, world.brief.locale()).expect("sessions to come")).await?;
    page.has_no_errors().await
}

case!(EachBrief, a_morphed_element_comes_alive_with_the_same_cards);
async fn a_morphed_element_comes_alive_with_the_same_cards(world: World) -> Result<()> {
    let attributes = [("id", "one"), ("loading", "eager"), ("as-of", "published"), ("remember", "off")];
    let element = snippet(&world.brief, &attributes)?;
    let body = format!("<script src='/idiomorph.js'></script><div id='host'>{element}</div>");
    let page = world.open(Setting::default(), page_with(body).stopped_at(world.brief.content.published)).await?;
    page.wait_until_live(1).await?;
    page.click_card("one", 2).await?;
    page.open_cards_are("one", &[2]).await?;
    page.toggles_are("one", &[(2, true, "click")]).await?;
    // The page's own HTML, as the server sends it again.
    let morph = "window.__element = brief('one');
        Idiomorph.morph(document.getElementById('host'), arguments[0], { morphStyle: 'innerHTML' });";
    for turn in 2..4 {
        let () = page.script(morph, &[json!(element)]).await?;
        page.wait_until_live(turn).await?;
        page.open_cards_are("one", &[2]).await?;
        let same: bool = page.script("return brief('one') === window.__element;", &[]).await?;
        assert!(same, "the element was replaced");
    }
    let trees: usize = page.script("return brief('one').querySelectorAll('.sb').length;", &[]).await?;
    assert_eq!(trees, 1);
    is_live(&page, "one", &world.brief).await?;
    page.advance(60_000).await?;
    let later = world.brief.content.published + jiff::SignedDuration::from_mins(1);
    page.countdown_reads("one", &world.brief.countdown(later, world.brief.locale()).expect("sessions to come")).await?;
    page.has_no_errors().await
}

// Requests that are lost.

case!(Helsinki, a_lost_request_is_made_again);
async fn a_lost_request_is_made_again(world: World) -> Result<()> {
    let glue = world.site.glue()?;
    // In a browser each, because browsers keep the glue and the wasm.
    for lost in [".wasm", &glue, ".json"] {
        world.site.remove(lost);
        let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published"), ("remember", "off")])?;
        let spec = page_with(element).stopped_at(world.brief.content.published);
        let page = world.open(Setting::default(), spec).await?;
        errors_are(&page, 1).await?;
        // Until then, the methods open the prerendered cards.
        let id = &world.brief.content.issues[1].id;
        page.call(ONLY, &format!("one.open('{id}');")).await?;
        page.open_cards_are(ONLY, &[1]).await?;
        errors_are(&page, 2).await?;
        page.call(ONLY, "one.expandAll();").await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
        errors_are(&page, 3).await?;
        page.call(ONLY, "one.collapseAll();").await?;
        errors_are(&page, 4).await?;
        // Nobody does anything, and nothing is requested.
        page.draw_frames().await?;
        errors_are(&page, 4).await?;
        world.site.mend();
        let () = page.script("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));", &[]).await?;
        page.wait_until_live(1).await?;
        is_live(&page, ONLY, &world.brief).await?;
    }
    Ok(())
}

case!(Helsinki, glue_that_arrived_in_part_is_imported_again);
async fn glue_that_arrived_in_part_is_imported_again(world: World) -> Result<()> {
    world.site.truncate(world.site.glue()?);
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let spec = page_with(element).stopped_at(world.brief.content.published);
    let page = world.open(Setting::default(), spec).await?;
    errors_are(&page, 1).await?;
    world.site.mend();
    page.click_card(ONLY, 1).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[1]).await
}

case!(Helsinki, an_interaction_makes_a_lost_request_again);
async fn an_interaction_makes_a_lost_request_again(world: World) -> Result<()> {
    world.site.remove(".wasm");
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let spec = page_with(element).stopped_at(world.brief.content.published);
    let page = world.open(Setting::default(), spec).await?;
    errors_are(&page, 1).await?;
    page.click_card(ONLY, 1).await?;
    errors_are(&page, 2).await?;
    world.site.mend();
    page.click_card(ONLY, 2).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[1, 2]).await
}

/// Waits until there are `count` events `sb-error`, and asserts that there are not more, and one console line.
async fn errors_are(page: &Page, count: usize) -> Result<()> {
    let errors = || async {
        let events = page.events().await?;
        anyhow::Ok(events.iter().filter(|event| event.name == "sb-error").count())
    };
    eventually(&format!("{count} errors"), || async {
        let errors = errors().await?;
        Ok(if errors >= count { Ok(()) } else { Err(format!("{errors}, console {:?}", page.console_lines().await?)) })
    })
    .await?;
    page.draw_frames().await?;
    assert_eq!(errors().await?, count);
    assert_eq!(page.console_lines().await?.len(), 1);
    Ok(())
}

case!(Helsinki, a_request_that_never_ends_is_given_up);
async fn a_request_that_never_ends_is_given_up(world: World) -> Result<()> {
    let _gate = world.site.hold(".json");
    let element = world.brief.element("loading='eager'");
    // A minute takes half a second.
    let hurry = "const timeout = AbortSignal.timeout;
        AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 120);";
    let page = world.open(Setting::default(), page_with(element).prelude(hurry)).await?;
    errors_are(&page, 1).await?;
    let lines = page.console_lines().await?;
    assert!(lines[0].contains(world.brief.src) && lines[0].contains("no network"), "{lines:?}");
    page.shows_one_sentence(ONLY).await
}

case!(Helsinki, reserved_room_goes_once_nothing_will_come);
async fn reserved_room_goes_once_nothing_will_come(world: World) -> Result<()> {
    world.site.remove(".wasm");
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let page = world.open(Setting::default(), page_with(format!("{SPACER}{element}{SPACER}"))).await?;
    errors_are(&page, 1).await?;
    let script = "const live = [...document.querySelectorAll('.sb-live')];
        return [live.length, live.filter((one) => one.getClientRects().length).length];";
    eventually("no reserved room", || async {
        let (reserved, shown): (usize, usize) = page.script(script, &[]).await?;
        Ok(if reserved > 2 && shown == 0 { Ok(()) } else { Err(format!("{shown} of {reserved}")) })
    })
    .await?;
    // In sight, nothing moves, and the widget may still come alive.
    world.site.mend();
    let () = page.script("brief('').scrollIntoView();", &[]).await?;
    page.click_card(ONLY, 1).await?;
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[1]).await
}

// Traps.

case!(
    Helsinki,
    a_trap_is_noticed_whatever_the_type_of_the_wasm,
    WebKit "2.50" "hides errors whose stack names no script" => a_trap_is_noticed_by_the_scripts_in_its_stack,
);
async fn a_trap_is_noticed_whatever_the_type_of_the_wasm(world: World) -> Result<()> {
    // Only the innermost frame is on the stack, as if the panic had happened deep inside the core.
    a_trap_is_noticed(world, "Error.stackTraceLimit = 1;").await
}

async fn a_trap_is_noticed_by_the_scripts_in_its_stack(world: World) -> Result<()> {
    a_trap_is_noticed(world, "").await
}

async fn a_trap_is_noticed(world: World, before: &str) -> Result<()> {
    world.site.mistype(".wasm");
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published")])?;
    let page = world.open(Setting::default(), page_with(element)).await?;
    page.wait_until_live(1).await?;
    let () = page.script(&format!("window.__seen.lines = []; {before} {PANIC}"), &[]).await?;
    errors_are(&page, 1).await?;
    let is_static: bool = page.script("return Boolean(brief('').querySelector('.sb--static'));", &[]).await?;
    assert!(is_static);
    Ok(())
}

// Translators.

/// Replaces every text node, as Chrome's translator does, and marks the texts. Leaves out what asks to be left out.
const TRANSLATE: &str = "
    const one = brief('');
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
        if (text.parentNode.closest('[translate=no], script, font')) continue;
        const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name));
        outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
        inner.textContent = text.data.trim() ? `×${text.data}` : text.data;
        outer.append(inner);
        text.replaceWith(outer);
    }
    return one.querySelectorAll('font').length;";

/// The page's words without the marks, and whether a clock or a figure has one.
async fn untranslated(page: &Page) -> Result<(String, bool)> {
    let script = "const one = brief('');
        for (const day of one.querySelectorAll('table details')) day.open = true;
        const clocks = [...one.querySelectorAll('time.sb-time, [role=timer] [translate=no]')].map((clock) => clock.textContent);
        return [words(one.innerText.replaceAll('×', '')), clocks.join().includes('×')];";
    page.script(script, &[]).await
}

case!(EachBrief, a_translated_widget_shows_true_times_and_states);
async fn a_translated_widget_shows_true_times_and_states(world: World) -> Result<()> {
    let start = world.brief.content.published;
    let attributes = "loading='eager' zone='Asia/Tokyo' remember='off'";
    let spec = || page_with(world.brief.element(attributes)).stopped_at(start);
    let plain = world.open(Setting::default(), spec()).await?;
    let translated = world.open(Setting::default(), spec()).await?;
    for page in [&plain, &translated] {
        page.wait_until_live(1).await?;
    }
    let fonts: usize = translated.script(TRANSLATE, &[]).await?;
    assert!(fonts > 100, "{fonts} elements");

    let sessions = &world.brief.content.sessions;
    let moments = sessions.iter().flat_map(|session| [session.start, world.brief.end(session)]);
    let mut moments: Vec<jiff::Timestamp> = moments.filter(|at| *at > start).collect();
    moments.sort();
    let mut now = start;
    let check = async |step: &str| {
        let (expected, read) = (untranslated(&plain).await?, untranslated(&translated).await?);
        assert!(!read.1, "a clock was translated");
        assert_eq!(read.0, expected.0, "after {step}");
        anyhow::Ok(())
    };
    check("the translation").await?;
    for page in [&plain, &translated] {
        page.advance(61_000).await?;
    }
    now += jiff::SignedDuration::from_secs(61);
    check("a minute").await?;
    for page in [&plain, &translated] {
        choose_zone(page, "America/Los_Angeles").await?;
    }
    check("choosing a zone").await?;
    for (page, label) in [(&plain, "Show all issues"), (&translated, "×Show all issues")] {
        page.click_button(".sb-bar", label).await?;
        page.open_cards_are(ONLY, &world.brief.all()).await?;
    }
    check("opening all cards").await?;
    // Again, with the words that are new.
    let _: usize = translated.script(TRANSLATE, &[]).await?;
    for moment in moments {
        let ms = moment.as_millisecond() - now.as_millisecond();
        for page in [&plain, &translated] {
            page.jump(ms).await?;
        }
        now = moment;
        check(&format!("{moment}")).await?;
        let _: usize = translated.script(TRANSLATE, &[]).await?;
    }
    for page in [&plain, &translated] {
        page.has_no_errors().await?;
    }
    Ok(())
}

case!(Helsinki, a_translated_widget_shows_another_brief);
async fn a_translated_widget_shows_another_brief(world: World) -> Result<()> {
    let other = Brief::accord()?;
    let page = open_snippet(&world, &[]).await?;
    page.click_card(ONLY, 1).await?;
    let _: usize = page.script(TRANSLATE, &[]).await?;
    let () = page.script("brief('').brief = JSON.parse(arguments[0]);", &[json!(other.text())]).await?;
    page.wait_until_live(2).await?;
    page.shows_text(ONLY, &other.content.title).await?;
    let words = page.words(ONLY).await?;
    assert!(!words.contains('×') && !words.contains(&world.brief.content.title), "{words}");
    is_live_later(&page, &other).await
}

/// Waits until the cards work, for a brief whose sessions may lie in the future or past.
async fn is_live_later(page: &Page, brief: &Brief) -> Result<()> {
    page.call(ONLY, "one.expandAll();").await?;
    page.open_cards_are(ONLY, &brief.all()).await?;
    page.has_no_errors().await
}
