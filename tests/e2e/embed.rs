//! The widget in an `<iframe>` of another origin: `embed.html`, and what `summit-brief render --iframe` writes.

use anyhow::Result;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use summit_brief::render;
use summit_brief::text::ENGLISH;
use thirtyfour::Key;

use crate::brief::Brief;
use crate::engine::{DESKTOP, Engine, NARROW, PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, Site, static_props};
use crate::suite::{World, case, eventually};

/// Collects the messages to the page around the frame.
const LISTEN: &str = "window.__messages = []; addEventListener('message', ({ data }) => __messages.push(data));";

/// What `summit-brief render --iframe` writes for a brief and the widget's files on the site `other`.
fn snippet(brief: &Brief, other: &Site) -> Result<String> {
    let props = static_props(brief.text(), &[])?;
    let attributes = [("src", brief.src), ("as-of", "published"), ("lang", &brief.content.lang)];
    let attributes: Vec<_> = attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Ok(render::iframe(&props, &other.url(""), &attributes))
}

/// A frame with `embed.html` and these parameters.
fn frame(other: &Site, parameters: &str, attributes: &str) -> String {
    let address = other.url(&format!("/embed.html?{parameters}"));
    format!("<iframe src='{address}' title='A widget' style='width: 100%; height: 400px' {attributes}></iframe>")
}

fn around(body: String) -> PageSpec {
    PageSpec::new("en-GB", body).bare().prelude(LISTEN)
}

/// Makes the scripts of a test run in the frame, once `script` has an answer there; returns the answer.
async fn enter_once<T: DeserializeOwned>(page: &Page, script: &str) -> Result<T> {
    eventually("the page in the frame", || async {
        leave(page).await?;
        let answer: Result<Option<T>> = async {
            page.session.driver.enter_frame(0).await?;
            page.script(&format!("if (!window.__seen) return null; {script}"), &[]).await
        }
        .await;
        // WebKit's driver does not know the frame while it loads, and shortly after.
        Ok(answer.map_err(|error| error.to_string()).and_then(|answer| answer.ok_or_else(|| "no answer".to_owned())))
    })
    .await
}

async fn enter(page: &Page) -> Result<()> {
    let _: bool = enter_once(page, "return document.readyState === 'complete' || null;").await?;
    Ok(())
}

async fn enter_live(page: &Page) -> Result<()> {
    let _: bool = enter_once(page, "return __seen.events.some(({ name }) => name === 'sb-ready') || null;").await?;
    Ok(())
}

async fn leave(page: &Page) -> Result<()> {
    Ok(page.session.driver.enter_default_frame().await?)
}

/// The height of the page in the frame.
const CONTENT: &str = "return Math.ceil(document.documentElement.getBoundingClientRect().height);";
const FRAME: &str = "return document.querySelector('iframe').offsetHeight;";

/// Waits until the frame is as high as its content; returns that height.
async fn fits(page: &Page) -> Result<i64> {
    eventually("a frame as high as its content", || async {
        enter(page).await?;
        let content: i64 = page.script(CONTENT, &[]).await?;
        leave(page).await?;
        let frame: i64 = page.script(FRAME, &[]).await?;
        Ok(if content > 100 && frame == content {
            Ok(content)
        } else {
            Err(format!("{frame} px, {content} px inside"))
        })
    })
    .await
}

async fn text_in_frame(page: &Page) -> Result<String> {
    page.script("return document.body.innerText;", &[]).await
}

case!(EachBrief, a_frame_has_the_height_of_its_content);
async fn a_frame_has_the_height_of_its_content(world: World) -> Result<()> {
    let other = Site::start().await?;
    let page = world.open(Setting::default(), around(snippet(&world.brief, &other)?)).await?;
    enter_live(&page).await?;
    page.shows_text(ONLY, &world.brief.content.issues[1].title).await?;
    let closed = fits(&page).await?;
    enter(&page).await?;
    page.call(ONLY, "one.expandAll();").await?;
    page.open_cards_are(ONLY, &world.brief.all()).await?;
    page.wait_for_animations().await?;
    let open = fits(&page).await?;
    assert!(open > closed + 200, "{closed} px, then {open} px");
    enter(&page).await?;
    // Once the frame fits, nothing scrolls in it.
    let overflow: String = page.script("return getComputedStyle(document.documentElement).overflowY;", &[]).await?;
    assert_eq!(overflow, "hidden");
    page.call(ONLY, "one.collapseAll();").await?;
    page.wait_for_animations().await?;
    assert_eq!(fits(&page).await?, closed);
    enter(&page).await?;
    page.has_no_errors().await?;
    leave(&page).await?;
    page.has_no_errors().await
}

case!(EachLayout, a_frame_starts_with_nearly_its_height);
async fn a_frame_starts_with_nearly_its_height(world: World) -> Result<()> {
    let other = Site::start().await?;
    // The page around has margins like those of an article.
    let style = "<style>body { margin: 8px auto; max-width: 720px; padding: 0 16px } main { margin: 0 }</style>";
    for viewport in [DESKTOP, PHONE, NARROW] {
        // The script of the page around may arrive after the widget is live.
        let snippet = snippet(&world.brief, &other)?;
        let (frame, script) = snippet.split_once("<script async src=\"").expect("a script");
        let body = format!("{style}{frame}");
        let page = world.open(Setting { viewport, ..Setting::default() }, around(body)).await?;
        let start: f64 = page.script(FRAME, &[]).await?;
        enter_live(&page).await?;
        leave(&page).await?;
        let (script, _) = script.split_once('"').expect("the end of its address");
        let add = "document.body.append(Object.assign(document.createElement('script'), { src: arguments[0] }));";
        let () = page.script(add, &[json!(script)]).await?;
        let height = fits(&page).await? as f64;
        let tolerance = 0.15;
        assert!((start / height - 1.0).abs() < tolerance, "{viewport:?}: {start} px, then {height} px");
        world.close(page).await;
    }
    Ok(())
}

case!(Helsinki, a_frame_reports_its_height_before_the_next_frames_are_drawn);
/// Counts drawn frames, as clocks of test machines stand still for longer than any limit.
async fn a_frame_reports_its_height_before_the_next_frames_are_drawn(world: World) -> Result<()> {
    let other = Site::start().await?;
    let page = world.open(Setting::default(), around(snippet(&world.brief, &other)?)).await?;
    enter_live(&page).await?;
    fits(&page).await?;
    enter(&page).await?;
    let change = "const draw = () => new Promise(requestAnimationFrame);
        document.body.style.paddingBottom = '300px';
        parent.postMessage('changed', '*');
        for (let frames = 0; frames < 3; frames += 1) await draw();
        parent.postMessage('drawn', '*');";
    let () = page.promise(change, &[]).await?;
    leave(&page).await?;
    let messages: Vec<Value> = eventually("the last message", || async {
        let messages: Vec<Value> = page.script("return __messages;", &[]).await?;
        Ok(if messages.contains(&json!("drawn")) { Ok(messages) } else { Err(format!("{messages:?}")) })
    })
    .await?;
    let place = |wanted: &str| messages.iter().position(|message| message == wanted).expect("both are there");
    let (changed, drawn) = (place("changed"), place("drawn"));
    let height = |message: &&Value| message["type"] == "set-height";
    assert_eq!(messages[changed..drawn].iter().filter(height).count(), 1, "{messages:?}");
    // Without polling: in the end, the only timer is the widget's own.
    enter(&page).await?;
    eventually("one timer", || async {
        let timers = page.timers().await?;
        Ok(if timers.0 <= 1 && timers.1 == 0 { Ok(()) } else { Err(format!("{timers:?}")) })
    })
    .await
}

case!(Helsinki, a_frame_that_nobody_resizes_scrolls);
async fn a_frame_that_nobody_resizes_scrolls(world: World) -> Result<()> {
    let other = Site::start().await?;
    let body = frame(&other, &format!("src={}&as-of=published", world.brief.src), "");
    let page = world.open(Setting::default(), around(body)).await?;
    enter_live(&page).await?;
    let overflow = |expected: &'static str| {
        let page = &page;
        eventually("the scroll bar", move || async move {
            let script = "return getComputedStyle(document.documentElement).overflowY;";
            let seen: String = page.script(script, &[]).await?;
            Ok(if seen == expected { Ok(()) } else { Err(seen) })
        })
    };
    overflow("visible").await?;
    leave(&page).await?;
    let () = page.script("document.querySelector('iframe').style.height = '3000px';", &[]).await?;
    enter(&page).await?;
    overflow("hidden").await?;
    page.call(ONLY, "one.expandAll();").await?;
    overflow("visible").await
}

case!(Helsinki, a_frame_reports_its_height_in_the_words_of_hosts);
async fn a_frame_reports_its_height_in_the_words_of_hosts(world: World) -> Result<()> {
    let other = Site::start().await?;
    // pym.js makes the frame itself.
    let address = other.url(&format!("/embed.html?src={}&as-of=published", world.brief.src));
    let body = format!(
        "<div id='pym'></div><script src='/pym.js'></script>
        <script>new pym.Parent('pym', '{address}', {{ title: 'A widget' }});</script>"
    );
    let page = world.open(Setting::default(), around(body)).await?;
    let height = fits(&page).await?;
    let messages: Vec<Value> = page.script("return __messages;", &[]).await?;
    for message in [
        json!({ "type": "set-height", "height": height }),
        json!({ "sentinel": "amp", "type": "embed-size", "height": height }),
        json!({ "datawrapper-height": { "summit-brief": height } }),
        json!(format!("pymxPYMxpymxPYMxheightxPYMx{height}")),
    ] {
        assert!(messages.contains(&message), "{message} is not in {messages:?}");
    }
    Ok(())
}

/// Opens a frame in a sandbox with these permissions, with the brief's links and files; scripts of the test run in it.
async fn sandboxed(world: &World, other: &Site, permissions: &str) -> Result<Page> {
    other.allow_cors("");
    let parameters = format!("src={}&as-of=published&expand=all&lang=en-GB", world.brief.src);
    let body = frame(other, &parameters, &format!("sandbox='allow-scripts {permissions}'"));
    let page = world.open(Setting::default(), around(body)).await?;
    enter_live(&page).await?;
    Ok(page)
}

/// What the frame says about something that cannot open.
async fn note(page: &Page) -> Result<String> {
    eventually("a note", || async {
        let note: Option<String> = page
            .script("const note = document.activeElement; return note.id === 'note' ? note.innerText : null;", &[])
            .await?;
        Ok(note.ok_or_else(|| "no note".to_owned()))
    })
    .await
}

case!(Helsinki, a_sandboxed_frame_says_what_cannot_open);
async fn a_sandboxed_frame_says_what_cannot_open(world: World) -> Result<()> {
    let other = Site::start().await?;
    let page = sandboxed(&world, &other, "").await?;
    let origin: String = page.script("return self.origin;", &[]).await?;
    assert_eq!(origin, "null");
    // Something that the reader chooses works, even where nothing can be stored.
    page.call(ONLY, "one.collapseAll();").await?;
    page.click_card(ONLY, 1).await?;
    page.open_cards_are(ONLY, &[1]).await?;
    page.has_no_errors().await?;
    // A link of the list of calendars.
    let click = "const button = [...document.querySelectorAll('.sb--live .sb-calendar__sessions .sb-control')]
            .find((one) => one.localName === arguments[0]);
        const list = document.querySelector('.sb--live .sb-calendar');
        if (!list.matches(':popover-open')) document.querySelector('.sb--live [popovertarget]').click();
        button.focus();
        button.click();
        return button.href ?? '';";
    let address: String = page.script(click, &[json!("a")]).await?;
    assert!(address.starts_with("https://"), "{address}");
    let said = note(&page).await?;
    assert!(said.starts_with("Links cannot open here.") && said.trim_end().ends_with(&address), "{said}");
    // It goes with the focus.
    page.press(Key::Escape).await?;
    let (focused, note_text): (String, String) = page
        .script("return [document.activeElement.href ?? '', document.getElementById('note').innerText];", &[])
        .await?;
    // WebKit focuses no links.
    assert!(focused == address || page.session.engine == Engine::WebKit, "{focused}");
    assert_eq!(note_text, "");
    // A file.
    let _: String = page.script(click, &[json!("button")]).await?;
    let said = note(&page).await?;
    let own: String = page.script("return location.href;", &[]).await?;
    assert!(said.starts_with("If no file appears") && said.trim_end().ends_with(&own), "{said}");
    // A link within the page needs no window.
    let () = page.script("document.activeElement.blur();", &[]).await?;
    let fragment =
        format!("#{}-session-{}", world.brief.content.id, world.brief.json()["sessions"][0]["id"].as_str().unwrap());
    let () = page
        .script("document.querySelector(`.sb--live [href$='${arguments[0]}']`).click();", &[json!(fragment)])
        .await?;
    let hash: String = page.script("return location.hash;", &[]).await?;
    assert_eq!(hash, fragment);
    Ok(())
}

case!(Helsinki, links_leave_the_frame);
async fn links_leave_the_frame(world: World) -> Result<()> {
    let other = Site::start().await?;
    let page = sandboxed(&world, &other, "allow-popups").await?;
    // A page of this test, because browsers of tests reach no other.
    let script = "const link = document.createElement('a');
        link.href = new URL(arguments[0], location).href;
        link.id = link.textContent = 'elsewhere';
        document.body.prepend(link);";
    let () = page.script(script, &[json!("/brief.schema.json")]).await?;
    page.click("#elsewhere").await?;
    eventually("the page that the link names", || async {
        let count = other.requests("/brief.schema.json");
        Ok(if count == 1 { Ok(()) } else { Err(format!("{count} requests")) })
    })
    .await?;
    // The frame is still there.
    page.shows_text(ONLY, &world.brief.content.issues[1].title).await?;
    let windows = page.session.driver.windows().await?;
    assert_eq!(windows.len(), 2);
    // Tests share browsers.
    let first = page.session.driver.window().await?;
    for window in windows.into_iter().filter(|window| *window != first) {
        page.session.driver.switch_to_window(window).await?;
        page.session.driver.close_window().await?;
    }
    page.session.driver.switch_to_window(first).await?;
    Ok(())
}

case!(Helsinki, a_frame_shows_only_briefs_of_its_own_host_and_of_those_it_lists);
async fn a_frame_shows_only_briefs_of_its_own_host_and_of_those_it_lists(world: World) -> Result<()> {
    let other = Site::start().await?;
    let third = Site::start().await?;
    third.allow_cors("");
    let foreign = third.url(world.brief.src);
    let refused = |parameters: String, config: Option<&'static str>, line: String| {
        let (world, other) = (&world, &other);
        async move {
            if let Some(config) = config {
                other.publish("/config.json", 200, config);
            }
            let page = world.open(Setting::default(), around(frame(other, &parameters, ""))).await?;
            let script = "const { content } = getComputedStyle(document.querySelector('summit-brief'), '::after');
                return __seen.lines.length && content !== 'none' ? [content, ...__seen.lines] : null;";
            let seen: Vec<String> = enter_once(&page, script).await?;
            let expected = [format!("\"{}\"", ENGLISH.strings.unavailable), format!("summit-brief: {line}")];
            assert_eq!(seen, expected, "{parameters}");
            leave(&page).await?;
            // Also a frame without a widget has its height.
            let messages: Vec<Value> = page.script("return __messages;", &[]).await?;
            assert!(messages.iter().any(|message| message["type"] == "set-height"), "{parameters}: {messages:?}");
            world.close(page).await;
            anyhow::Ok(())
        }
    };
    let unlisted = |name: &str, address: &str| {
        format!("{name}: {address} is of another origin, which config.json beside embed.html does not list")
    };
    let src = world.brief.src;
    refused("as-of=published".into(), None, "embed.html: the address has no ?src=, which names the brief".into())
        .await?;
    refused(format!("src={foreign}"), None, unlisted("src", &foreign)).await?;
    refused("src=https://[".into(), None, "src: “https://[” is not an address".into()).await?;
    refused(format!("src={src}&calendar={foreign}"), None, unlisted("calendar", &foreign)).await?;
    let elsewhere = r#"{"origins": ["https://briefs.example"]}"#;
    refused(format!("src={foreign}"), Some(elsewhere), unlisted("src", &foreign)).await?;
    let wrong = format!("{}: expected {{\"origins\": [\"https://…\"]}}", other.url("/config.json"));
    for config in ["[]", "{", r#"{"origins": "*"}"#] {
        refused(format!("src={foreign}"), Some(config), wrong.clone()).await?;
    }

    other.publish("/config.json", 200, &json!({ "origins": [third.url("")] }).to_string());
    let body = frame(&other, &format!("src={foreign}&as-of=published"), "");
    let page = world.open(Setting::default(), around(body)).await?;
    enter_live(&page).await?;
    page.shows_text(ONLY, &world.brief.content.issues[1].title).await?;
    // Without a language in the address, it is the brief's.
    let lang: Vec<String> =
        page.script("return [document.documentElement.lang, document.querySelector('.sb--live').lang];", &[]).await?;
    assert_eq!(lang, [&*world.brief.content.lang; 2]);
    page.has_no_errors().await
}

case!(Helsinki, a_frame_takes_the_attributes_in_its_address);
async fn a_frame_takes_the_attributes_in_its_address(world: World) -> Result<()> {
    let other = Site::start().await?;
    let parameters = format!(
        "src={}&as-of=published&zone=Asia/Tokyo&lang=fr&expand=first&strings={{\"next\":\"Mine\"}}&brief={{}}&color-scheme=dark",
        world.brief.src
    );
    let page = world.open(Setting::default(), around(frame(&other, &parameters, ""))).await?;
    enter_live(&page).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    let text = text_in_frame(&page).await?;
    assert!(text.contains("Tokyo") && !text.contains("Mine"), "{text}");
    let seen: Vec<String> = page
        .script(
            "const root = document.documentElement;
            return [root.lang, document.title, getComputedStyle(root).colorScheme];",
            &[],
        )
        .await?;
    assert_eq!(seen, ["fr", &world.brief.content.title, "dark"]);
    page.has_no_errors().await
}

case!(Helsinki, the_list_of_calendars_opens_where_the_reader_is);
/// In the middle of a frame that is higher than the screen, it may be out of sight.
async fn the_list_of_calendars_opens_where_the_reader_is(world: World) -> Result<()> {
    let other = Site::start().await?;
    let parameters = format!("src={}&as-of=published&expand=all", world.brief.src);
    let body = frame(&other, &parameters, "").replace("height: 400px", "height: 6000px");
    let page = world.open(Setting::default(), around(body)).await?;
    enter_live(&page).await?;
    let distance = "const button = document.querySelector('.sb--live [popovertarget]');
        button.click();
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        const list = document.querySelector('.sb--live .sb-calendar');
        return list.getBoundingClientRect().top - button.getBoundingClientRect().bottom;";
    let distance: f64 = page.promise(distance, &[]).await?;
    assert!((0.0..20.0).contains(&distance), "{distance} px below its button");
    Ok(())
}
