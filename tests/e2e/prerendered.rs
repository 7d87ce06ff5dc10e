//! Prerendered HTML: without the widget, before it is live, and when the live tree replaces it.

use anyhow::Result;
use jiff::SignedDuration;
use serde_json::json;
use summit_brief::render::style_sources;
use thirtyfour::Key;

use crate::brief::{Brief, plain};
use crate::engine::{DESKTOP, PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, SPACER, Site, inline_snippet, prerendered, prerendered_html};
use crate::suite::{World, case, eventually};

/// Replaces `IntersectionObserver` with one that never reports an element near the viewport.
const NEVER_NEAR: &str = "window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };";

fn spec(body: impl Into<String>) -> PageSpec {
    PageSpec::new("en-GB", body)
}

/// Forty minutes before the first session, when the countdown shows seconds.
fn shortly_before(brief: &Brief) -> String {
    (brief.held()[0].start - SignedDuration::from_mins(40)).to_string()
}

async fn visit(world: &World, page: &Page, spec: &PageSpec) -> Result<()> {
    page.goto(&world.site.url(&world.site.add(spec))).await
}

/// Waits for a request for a path that ends in `suffix`.
async fn wait_for_request(site: &Site, suffix: &str) -> Result<()> {
    eventually(&format!("a request for {suffix}"), || async {
        Ok(if site.requests(suffix) > 0 { Ok(()) } else { Err("no request".to_owned()) })
    })
    .await
}

/// Whether the element shows the prerendered HTML.
async fn is_static(page: &Page, id: &str) -> Result<bool> {
    let script = "return [...brief(arguments[0]).children].some((child) => child.matches('.sb--static'));";
    page.script(script, &[json!(id)]).await
}

/// Asserts that every text and time is shown, a click opens each closed card, and a click closes the first one.
async fn is_readable(page: &Page, id: &str, brief: &Brief) -> Result<()> {
    let words = page.words(id).await?;
    for text in [&brief.content.title, &brief.content.summary] {
        assert!(words.contains(text.as_str()), "“{text}” is missing from {words:?}");
    }
    assert_eq!(page.schedule(id).await?.plain(), brief.prerendered_schedule().plain());
    let mut open = page.open_cards(id).await?;
    for index in 0..brief.content.issues.len() {
        if !open.contains(&index) {
            page.click_card(id, index).await?;
            open.push(index);
            open.sort_unstable();
            page.open_cards_are(id, &open).await?;
        }
    }
    let cards = page.cards(id).await?;
    for (card, issue) in cards.iter().zip(&brief.content.issues) {
        assert_eq!(card.title, issue.title);
        assert!(card.heading.contains(&issue.summary), "{card:?}");
        for text in brief.card_texts(issue) {
            assert!(plain(&card.body).contains(&plain(text)), "“{text}” is missing from {card:?}");
        }
    }
    page.click_card(id, 0).await?;
    page.open_cards_are(id, &open[1..]).await
}

// Without scripting.

async fn without_scripting(world: &World, fragment: &str) -> Result<Page> {
    let path = world.site.add(&spec(prerendered(&world.brief, &[("as-of", "published")])?));
    let setting = Setting { scripting: false, ..Setting::default() };
    let page = world.visit(setting, &format!("{path}{fragment}")).await?;
    assert!(page.script("return window.__seen === undefined;", &[]).await?, "a script ran");
    Ok(page)
}

case!(EachBrief, without_scripting_every_text_and_time_is_shown);
async fn without_scripting_every_text_and_time_is_shown(world: World) -> Result<()> {
    let page = without_scripting(&world, "").await?;
    let headings = page.schedule(ONLY).await?.headings;
    if world.brief.name == "helsinki-2018" {
        assert_eq!(headings, ["Monday 16 July 2018", "GMT", "Hong Kong", "Helsinki"]);
    }
    is_readable(&page, ONLY, &world.brief).await
}

case!(EachBrief, without_scripting_a_fragment_opens_its_card);
async fn without_scripting_a_fragment_opens_its_card(world: World) -> Result<()> {
    let id = world.brief.card_id(1);
    if world.brief.name == "helsinki-2018" {
        assert_eq!(id, "helsinki-2018-ukraine");
    }
    let page = without_scripting(&world, &format!("#{id}")).await?;
    page.open_cards_are(ONLY, &[1]).await
}

case!(EachLayout, without_scripting_no_space_is_reserved);
async fn without_scripting_no_space_is_reserved(world: World) -> Result<()> {
    let page = without_scripting(&world, "").await?;
    let script = "const live = [...document.querySelectorAll('.sb-live')];
        return [live.length, live.filter((one) => one.getClientRects().length).length];";
    let (reserved, shown): (usize, usize) = page.script(script, &[]).await?;
    assert!(reserved > 2, "{reserved} placeholders for live content");
    assert_eq!(shown, 0, "visible placeholders");
    Ok(())
}

// The style sheet in the page.

case!(Helsinki, inline_style_sheet_applies_under_a_policy_with_its_hash);
async fn inline_style_sheet_applies_under_a_policy_with_its_hash(world: World) -> Result<()> {
    let attributes = [("loading", "eager"), ("as-of", "published")];
    let snippet = inline_snippet(world.brief.text(), &attributes)?;
    let source = style_sources(&snippet).join(" ");
    let policy = |styles: &str| {
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src {styles}; connect-src 'self'; img-src data:"
        )
    };
    let other = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    let page = world.open(Setting::default(), spec("")).await?;
    let mut seen = Vec::new();
    for spec in [
        spec(prerendered(&world.brief, &attributes)?).policy(policy("'self'")),
        spec(snippet.clone()).bare().policy(policy(&source)),
        spec(snippet).bare().policy(policy(other)),
    ] {
        visit(&world, &page, &spec).await?;
        page.wait_until_live(1).await?;
        page.draw_frames().await?;
        let script =
            "return [document.styleSheets.length, getComputedStyle(brief('').querySelector('summary')).display,
            brief('').offsetHeight];";
        seen.push(page.script::<(usize, String, f64)>(script, &[]).await?);
        if seen.len() < 3 {
            assert_eq!(page.console_lines().await?, [""; 0]);
        }
    }
    assert_eq!(seen[0], seen[1], "linked and inline");
    assert_ne!(seen[1], seen[2], "a policy with another hash");
    Ok(())
}

// When WebAssembly fails.

/// Records the nodes and heights of the elements before they can go live.
const REMEMBER: &str = "
    const all = (node) => [node, ...[...node.childNodes].flatMap(all)];
    const elements = [...document.querySelectorAll('summit-brief')];
    window.__nodes = () => elements.map((element) => [...element.childNodes].flatMap(all));
    window.__before = window.__nodes();
    window.__heights = elements.map((element) => element.offsetHeight);";

/// For each element: whether it has kept its nodes, and whether it has kept its height.
const COMPARE: &str = "
    const elements = [...document.querySelectorAll('summit-brief')];
    return window.__nodes().map((nodes, at) => {
        const before = window.__before[at];
        return [nodes.length === before.length && nodes.every((node, index) => node === before[index]),
            elements[at].offsetHeight === window.__heights[at]];
    });";

/// Opens a page with two prerendered elements, one of them far away, and an empty one. Asserts that the prerendered
/// elements keep their nodes, the empty one shows one sentence, and the console has one line with all of `parts`. The
/// element that is far away reports nothing until it is near.
async fn stays_static(world: World, change: fn(PageSpec) -> PageSpec, parts: &[&str]) -> Result<()> {
    let other = Brief::accord()?;
    let near = prerendered(&world.brief, &[("id", "near"), ("loading", "eager")])?;
    let far = prerendered(&other, &[("id", "far")])?;
    let empty = world.brief.element("id='bad'");
    let gate = world.site.hold(world.site.glue()?);
    // A policy may forbid the inline style of `SPACER`.
    let spacer = "<canvas width='1' height='6000'></canvas>";
    let page = world.open(Setting::default(), change(spec(format!("{near}{spacer}{far}{empty}")))).await?;
    wait_for_request(&world.site, &world.site.glue()?).await?;
    page.click_card("near", 2).await?;
    page.wait_for_animations().await?;
    let () = page.script(REMEMBER, &[]).await?;
    gate.open();

    fail(&page, &["bad", "near"]).await?;
    one_line(&page, parts).await?;
    let same: Vec<(bool, bool)> = page.script(COMPARE, &[]).await?;
    assert_eq!(same[..2], [(true, true); 2], "same nodes, same height");
    page.open_cards_are("near", &[2]).await?;
    page.shows_one_sentence("bad").await?;
    is_readable(&page, "near", &world.brief).await?;
    let () = page.script("brief('far').scrollIntoView();", &[]).await?;
    fail(&page, &["bad", "far", "near"]).await?;
    one_line(&page, parts).await?;
    is_readable(&page, "far", &other).await
}

/// Waits until each of these elements has emitted `sb-error`, and asserts that nothing else has emitted events.
async fn fail(page: &Page, ids: &[&str]) -> Result<()> {
    let failed = || async {
        let mut failed: Vec<String> =
            page.events().await?.into_iter().map(|event| format!("{} {}", event.name, event.id)).collect();
        failed.sort();
        // Each interaction tries again.
        failed.dedup();
        anyhow::Ok(failed)
    };
    eventually(&format!("sb-error of {ids:?}"), || async {
        let failed = failed().await?;
        Ok(if failed.len() >= ids.len() {
            Ok(())
        } else {
            Err(format!("{failed:?}, console {:?}", page.console_lines().await?))
        })
    })
    .await?;
    page.draw_frames().await?;
    assert_eq!(failed().await?, ids.iter().map(|id| format!("sb-error {id}")).collect::<Vec<_>>());
    Ok(())
}

/// Asserts that the console has one line, with all of `parts`; “ or ” separates alternatives.
async fn one_line(page: &Page, parts: &[&str]) -> Result<()> {
    let mut lines = page.console_lines().await?;
    // Each interaction tries again, and Firefox does not always say the same about a truncated module.
    if lines.len() > 1 {
        lines.retain(|line| !line.ends_with(": out of memory"));
    }
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("summit-brief: ") && !lines[0].contains('\n'), "{lines:?}");
    for part in parts {
        let line = lines[0].to_lowercase();
        let found = part.to_lowercase().split(" or ").any(|part| line.contains(part));
        assert!(found, "“{part}” is missing from {lines:?}");
    }
    Ok(())
}

case!(Helsinki, stays_static_without_web_assembly);
async fn stays_static_without_web_assembly(world: World) -> Result<()> {
    stays_static(world, |spec| spec.prelude("delete window.WebAssembly;"), &["WebAssembly"]).await
}

case!(Helsinki, stays_static_under_a_policy_without_wasm_unsafe_eval);
async fn stays_static_under_a_policy_without_wasm_unsafe_eval(world: World) -> Result<()> {
    let change = |spec: PageSpec| {
        spec.policy("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:")
    };
    stays_static(world, change, &["WebAssembly", "Content Security Policy or CSP"]).await
}

case!(Helsinki, stays_static_if_the_wasm_is_missing);
async fn stays_static_if_the_wasm_is_missing(world: World) -> Result<()> {
    world.site.remove(".wasm");
    stays_static(world, |spec| spec, &["404"]).await
}

case!(Helsinki, stays_static_if_the_wasm_is_truncated);
async fn stays_static_if_the_wasm_is_truncated(world: World) -> Result<()> {
    world.site.truncate(".wasm");
    stays_static(world, |spec| spec, &["WebAssembly"]).await
}

case!(Helsinki, stays_static_if_the_glue_is_missing);
async fn stays_static_if_the_glue_is_missing(world: World) -> Result<()> {
    let glue = world.site.glue()?;
    world.site.remove(&glue);
    stays_static(world, |spec| spec, &["404"]).await
}

case!(Helsinki, without_web_assembly_errors_of_other_scripts_reach_the_console);
async fn without_web_assembly_errors_of_other_scripts_reach_the_console(world: World) -> Result<()> {
    let element = prerendered(&world.brief, &[("loading", "eager")])?;
    let page = world.open(Setting::default(), spec(element).prelude("delete window.WebAssembly;")).await?;
    eventually("a console line", || async {
        let lines = page.console_lines().await?;
        Ok(if lines.is_empty() { Err(String::new()) } else { Ok(()) })
    })
    .await?;
    // In a script element, because errors in a test's own scripts do not reach the page.
    let fail = "window.__seen.lines.length = 0;
        const script = document.createElement('script');
        script.textContent = `Promise.reject('refused by another script'); throw new Error('by another script');`;
        document.head.append(script);";
    let () = page.script(fail, &[]).await?;
    let mut lines = eventually("two lines from the other script", || async {
        let lines: Vec<String> = page.script("return window.__seen.lines;", &[]).await?;
        Ok(if lines.len() >= 2 { Ok(lines) } else { Err(format!("{lines:?}")) })
    })
    .await?;
    page.draw_frames().await?;
    lines.sort();
    assert_eq!(page.console_lines().await?.len(), 2, "{:?}", page.console_lines().await?);
    assert_eq!(lines, ["uncaught: Error: by another script", "unhandled: refused by another script"]);
    Ok(())
}

/// Causes a panic: the timer reads `document.hidden` while it is borrowed. The getter dispatches an event whose listener
/// borrows the timer again.
pub(crate) const PANIC: &str = "let reentered = false;
    Object.defineProperty(document, 'hidden', { configurable: true, get() {
        if (!reentered) {
            reentered = true;
            document.dispatchEvent(new Event('visibilitychange'));
        }
        return false;
    } });";

case!(Helsinki, after_a_panic_every_widget_restores_its_prerendered_html);
async fn after_a_panic_every_widget_restores_its_prerendered_html(world: World) -> Result<()> {
    let other = Brief::accord()?;
    let (here, there) = (shortly_before(&world.brief), shortly_before(&other));
    // The brief's id starts with a digit, which cannot follow the `#` of a selector.
    let brief = world.brief.text().replace("helsinki-2018", "2018-helsinki");
    let inside = format!("<script type='application/json'>{brief}</script>{}", prerendered_html(&brief, &[])?);
    let elements = [
        format!("<summit-brief id='a' loading='eager' as-of='{here}'>{inside}</summit-brief>"),
        prerendered(&other, &[("id", "b"), ("loading", "eager"), ("as-of", &there)])?,
    ];
    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), spec(elements.concat())).await?;
    page.click_card("a", 1).await?;
    let () = page.script("window.__kept = ['a', 'b'].map((id) => [...brief(id).childNodes]);", &[]).await?;
    gate.open();
    page.wait_until_live(2).await?;
    page.click_card("a", 3).await?;
    page.click_card("a", 1).await?;
    page.click_card("b", 0).await?;
    for (id, open) in [("a", 3), ("b", 0)] {
        page.open_cards_are(id, &[open]).await?;
        assert!(!is_static(&page, id).await?, "{id} is not live");
    }
    assert_eq!(page.console_lines().await?, [""; 0]);

    let () = page.script(PANIC, &[]).await?;
    eventually("sb-error of both", || async {
        let events = page.events().await?;
        let failed = events.iter().filter(|event| event.name == "sb-error").count();
        Ok(if failed == 2 { Ok(()) } else { Err(format!("{events:?}, console {:?}", page.console_lines().await?)) })
    })
    .await?;
    page.draw_frames().await?;
    let script = "return ['a', 'b'].map((id, at) => {
        const now = [...brief(id).childNodes];
        return now.length === window.__kept[at].length && now.every((node, index) => node === window.__kept[at][index]);
    });";
    assert_eq!(page.script::<Vec<bool>>(script, &[]).await?, [true, true], "the same nodes as before");
    assert!(is_static(&page, "a").await? && is_static(&page, "b").await?);
    page.open_cards_are("a", &[3]).await?;
    page.open_cards_are("b", &[0]).await?;
    one_line(&page, &[]).await?;

    let add = "document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0]);";
    let late = prerendered(&world.brief, &[("id", "late"), ("loading", "eager")])?;
    let () = page.script(add, &[json!(late)]).await?;
    page.draw_frames().await?;
    assert!(is_static(&page, "late").await?);
    let events = page.events().await?;
    assert!(events.iter().any(|event| event.name == "sb-error" && event.id == "late"), "{events:?}");
    one_line(&page, &[]).await?;
    is_readable(&page, "a", &world.brief).await?;
    is_readable(&page, "b", &other).await
}

case!(Helsinki, a_trap_in_other_wasm_leaves_the_widget_live);
async fn a_trap_in_other_wasm_leaves_the_widget_live(world: World) -> Result<()> {
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", &shortly_before(&world.brief))])?;
    let page = world.open(Setting::default(), spec(element)).await?;
    page.wait_until_live(1).await?;
    // A module that exports one function, `f`, whose body is `unreachable`.
    let trap = "const script = document.createElement('script');
        script.textContent = `new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
            1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]))).exports.f();`;
        document.head.append(script);";
    let () = page.script(trap, &[]).await?;
    page.draw_frames().await?;
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("uncaught: RuntimeError: ") && lines[0].to_lowercase().contains("unreachable"),
        "{lines:?}"
    );
    assert!(!is_static(&page, ONLY).await?, "the widget must stay live");
    Ok(())
}

// The swap.

case!(EachBrief, swap_keeps_open_cards_focus_and_scroll_position);
async fn swap_keeps_open_cards_focus_and_scroll_position(world: World) -> Result<()> {
    let as_of = shortly_before(&world.brief);
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", &as_of), ("expand", "first")])?;
    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), spec(format!("{element}{SPACER}"))).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    for index in [0, 3, 1] {
        page.click_card(ONLY, index).await?;
    }
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.wait_for_animations().await?;
    // The last click gave the focus to card 1; the reader scrolls on.
    let () = page.script("scrollTo(0, cards('')[1].getBoundingClientRect().top + scrollY - 77);", &[]).await?;
    let state = "const card = cards('')[1];
        return [document.activeElement === card.querySelector('summary'), scrollY, card.getBoundingClientRect().top];";
    let before: (bool, f64, f64) = page.script(state, &[]).await?;
    assert!(before.0, "the card has the focus");
    assert!(is_static(&page, ONLY).await?);
    gate.open();
    page.wait_until_live(1).await?;
    page.open_cards_are(ONLY, &[1, 3]).await?;
    page.draw_frames().await?;
    assert!(!is_static(&page, ONLY).await?);
    let after: (bool, f64, f64) = page.script(state, &[]).await?;
    // Firefox rounds a scroll position of fractions of a pixel.
    let is_kept = after.0 && (after.1 - before.1).abs() < 0.5 && (after.2 - before.2).abs() < 0.5;
    assert!(is_kept, "focus, scroll position, position of the card: {before:?}, {after:?}");
    assert_eq!(page.open_cards(ONLY).await?, [1, 3]);
    eventually("two values of the countdown", || async {
        let values = page.countdown_values(ONLY).await?;
        Ok(if values.len() > 1 { Ok(()) } else { Err(format!("{values:?}")) })
    })
    .await?;
    page.press(Key::Enter).await?;
    page.open_cards_are(ONLY, &[3]).await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, swap_keeps_the_focus_on_a_link_in_a_card);
/// The test gives the card two links with addresses.
async fn swap_keeps_the_focus_on_a_link_in_a_card(world: World) -> Result<()> {
    let mut json = world.brief.json().clone();
    let index = json["issues"].as_array().and_then(|issues| {
        issues.iter().position(|issue| issue["links"].as_array().is_some_and(|links| links.len() > 1))
    });
    let index = index.unwrap_or(1);
    json["issues"][index]["links"] = json!([
        { "title": "One account", "url": "https://example.org/one" },
        { "title": "Another account", "url": "https://example.org/another" },
    ]);
    let text = json.to_string();
    let (html, language) = (prerendered_html(&text, &[])?, &world.brief.content.lang);
    let inline = format!("<script type='application/json'>{}</script>", text.replace("</", "<\\/"));
    let element = format!("<summit-brief loading='eager' lang='{language}'>{html}{inline}</summit-brief>");

    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), spec(element)).await?;
    page.click_card(ONLY, index).await?;
    page.wait_for_animations().await?;
    let focus = "cards('')[arguments[0]].querySelectorAll('a')[1].focus();";
    let () = page.script(focus, &[json!(index)]).await?;
    let focused = "return [words(document.activeElement.innerText), scrollY];";
    let before: (String, f64) = page.script(focused, &[]).await?;
    assert_eq!(before.0, "Another account");
    gate.open();
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    assert!(!is_static(&page, ONLY).await?);
    let after: (String, f64) = page.script(focused, &[]).await?;
    // Firefox rounds a scroll position of fractions of a pixel.
    assert!(after.0 == before.0 && (after.1 - before.1).abs() < 0.5, "{before:?}, {after:?}");
    page.open_cards_are(ONLY, &[index]).await
}

/// What the reader presses.
enum Press {
    Button,
    Key(Key),
}

/// Presses on a card before the swap and releases after everything has arrived.
async fn press_across_the_swap(world: World, press: Press) -> Result<()> {
    let as_of = shortly_before(&world.brief);
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", &as_of)])?;
    let page = world.open(Setting::default(), spec("")).await?;
    for starts_open in [false, true] {
        let gate = world.site.hold(".wasm");
        let briefs = world.site.requests(".json");
        visit(&world, &page, &spec(&element)).await?;
        if starts_open {
            page.click_card(ONLY, 1).await?;
            page.open_cards_are(ONLY, &[1]).await?;
            page.wait_for_animations().await?;
        }
        match &press {
            Press::Button => page.hold_card(ONLY, 1).await?,
            Press::Key(key) => {
                let () = page.script("cards('')[1].querySelector('summary').focus();", &[]).await?;
                page.hold_key(key.clone()).await?;
            }
        }
        let () = page.script("window.__before = cards('')[1];", &[]).await?;
        gate.open();
        eventually("a request for the brief", || async {
            let requests = world.site.requests(".json");
            Ok(if requests > briefs { Ok(()) } else { Err(format!("console {:?}", page.console_lines().await?)) })
        })
        .await?;
        // After that, only the press delays the swap.
        let arrived = "return performance.getEntriesByType('resource')
            .some(({ name, responseEnd }) => name.endsWith('.json') && responseEnd > 0);";
        eventually("the complete brief", || async {
            Ok(if page.script(arrived, &[]).await? { Ok(()) } else { Err(String::new()) })
        })
        .await?;
        page.draw_frames().await?;
        page.draw_frames().await?;
        let same_card = "return cards('')[1] === window.__before;";
        assert!(page.script(same_card, &[]).await?, "the swap happened during the press");
        match &press {
            Press::Button => page.release_button().await?,
            Press::Key(key) => page.release_key(key.clone()).await?,
        }
        page.wait_until_live(1).await?;
        page.draw_frames().await?;
        page.wait_for_animations().await?;
        assert!(!is_static(&page, ONLY).await?);
        let expected: &[usize] = if starts_open { &[] } else { &[1] };
        assert_eq!(page.open_cards(ONLY).await?, expected, "card open before the press: {starts_open}");
        assert_eq!(page.focused_card(ONLY).await?, Some(1));
        assert_eq!(page.console_lines().await?, [""; 0]);
    }
    Ok(())
}

case!(EachBrief, mouse_press_across_the_swap_toggles_once);
async fn mouse_press_across_the_swap_toggles_once(world: World) -> Result<()> {
    press_across_the_swap(world, Press::Button).await
}

case!(EachBrief, space_press_across_the_swap_toggles_once);
async fn space_press_across_the_swap_toggles_once(world: World) -> Result<()> {
    press_across_the_swap(world, Press::Key(Key::Space)).await
}

case!(EachBrief, enter_press_across_the_swap_toggles_once);
async fn enter_press_across_the_swap_toggles_once(world: World) -> Result<()> {
    press_across_the_swap(world, Press::Key(Key::Enter)).await
}

// Layout.

const SHIFTS: &str = "window.__shifts = [];
    const record = (entries) => window.__shifts.push(...entries.map(({ value, sources }) =>
        [value, sources.map(({ node }) => node?.className ?? node?.nodeName ?? '').join(', ')]));
    window.__observer = new PerformanceObserver((list) => record(list.getEntries()));
    window.__observer.observe({ type: 'layout-shift', buffered: true });
    window.__recorded = () => {
        record(window.__observer.takeRecords());
        return window.__shifts;
    };";

/// The vertical positions of the widget's parts and of the text below. Browsers count no shift for newly inserted
/// nodes, so the swap tests compare these too.
const POSITIONS: &str =
    "return [...brief('').querySelectorAll('h2, .sb-countdown, tr, summary'), document.getElementById('after')]
    .map((one) => [words(one.innerText).slice(0, 30) || one.className, one.getBoundingClientRect().top + scrollY]);";

const AFTER: &str = "<p id='after'>The article goes on.</p>";

case!(
    Helsinki,
    layout_shifts_are_detected,
    Firefox "153" "reports no layout shifts" => moved_content_is_detected,
    WebKit "2.50" "reports no layout shifts" => moved_content_is_detected,
);
async fn layout_shifts_are_detected(world: World) -> Result<()> {
    let body = format!("{}{AFTER}", world.brief.element("as-of='published'"));
    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), spec(body).prelude(SHIFTS)).await?;
    page.draw_frames().await?;
    gate.open();
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    let shifts: Vec<(f64, String)> = page.script("return window.__recorded();", &[]).await?;
    assert!(!shifts.is_empty(), "an empty element moves the content below it when it goes live");
    Ok(())
}

async fn moved_content_is_detected(world: World) -> Result<()> {
    let gate = world.site.hold(".wasm");
    let page = world.open(Setting::default(), spec(format!("{}{AFTER}", world.brief.element("")))).await?;
    let position = "return document.getElementById('after').getBoundingClientRect().top + scrollY;";
    let before: f64 = page.script(position, &[]).await?;
    gate.open();
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    let after: f64 = page.script(position, &[]).await?;
    assert!(after > before + 500.0, "an empty element moves the content below it: {before}, {after}");
    Ok(())
}

async fn nothing_moves(world: World, setting: Setting) -> Result<()> {
    let page = world.open(setting, spec("")).await?;
    let mut moved = Vec::new();
    for as_of in ["published", ""] {
        for loading in ["eager", "lazy"] {
            let body =
                format!("{}{AFTER}{SPACER}", prerendered(&world.brief, &[("as-of", as_of), ("loading", loading)])?);
            let gate = world.site.hold(".wasm");
            visit(&world, &page, &spec(body).prelude(SHIFTS)).await?;
            page.draw_frames().await?;
            let before: Vec<(String, f64)> = page.script(POSITIONS, &[]).await?;
            assert!(is_static(&page, ONLY).await?);
            gate.open();
            page.wait_until_live(1).await?;
            page.draw_frames().await?;
            let after: Vec<(String, f64)> = page.script(POSITIONS, &[]).await?;
            let shifts: Vec<(f64, String)> = page.script("return window.__recorded();", &[]).await?;
            assert!(before.len() > 10, "{} elements", before.len());
            assert_eq!(before.len(), after.len(), "elements");
            let case = format!("as-of {as_of:?}, {loading}");
            moved.extend(shifts.iter().map(|shift| format!("{case}: layout shift {shift:?}")));
            let first = before.iter().zip(&after).find(|((_, before), (_, after))| before != after);
            moved.extend(
                first.map(|((what, before), (_, after))| format!("{case}: “{what}” moved from {before} to {after}")),
            );
            let below = [&before, &after].map(|tops| tops.last().map(|(_, top)| *top).unwrap_or_default());
            if below[0] != below[1] {
                moved.push(format!("{case}: the article below moved from {} to {}", below[0], below[1]));
            }
        }
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
    Ok(())
}

case!(EachLayout, nothing_moves_on_a_phone_in_los_angeles);
async fn nothing_moves_on_a_phone_in_los_angeles(world: World) -> Result<()> {
    let zone = Some("America/Los_Angeles");
    nothing_moves(world, Setting { viewport: PHONE, zone, ..Setting::default() }).await
}

case!(EachLayout, nothing_moves_on_a_phone_in_hong_kong);
async fn nothing_moves_on_a_phone_in_hong_kong(world: World) -> Result<()> {
    nothing_moves(world, Setting { viewport: PHONE, zone: Some("Asia/Hong_Kong"), ..Setting::default() }).await
}

case!(EachLayout, nothing_moves_on_a_desktop_in_los_angeles);
async fn nothing_moves_on_a_desktop_in_los_angeles(world: World) -> Result<()> {
    let zone = Some("America/Los_Angeles");
    nothing_moves(world, Setting { viewport: DESKTOP, zone, ..Setting::default() }).await
}

case!(EachLayout, nothing_moves_on_a_desktop_in_hong_kong);
async fn nothing_moves_on_a_desktop_in_hong_kong(world: World) -> Result<()> {
    nothing_moves(world, Setting { viewport: DESKTOP, zone: Some("Asia/Hong_Kong"), ..Setting::default() }).await
}

// Start.

/// Asserts that the page has requested only the loader.
async fn requests_nothing(world: &World, page: &Page) -> Result<()> {
    page.draw_frames().await?;
    // Earlier requests reach the server before this one.
    let () = page.promise("await fetch('/briefs/nothing');", &[]).await?;
    let counts = [".wasm", world.site.glue()?.as_str(), ".json"].map(|suffix| world.site.requests(suffix));
    assert_eq!(counts, [0; 3], "requests for wasm, glue and brief");
    assert!(is_static(page, ONLY).await?);
    Ok(())
}

case!(
    Helsinki,
    requests_nothing_until_it_is_near_the_viewport,
    WebKit "2.50" "imports nothing that `fetch` has cached" => requests_nothing_until_it_is_near_and_the_glue_twice,
);
async fn requests_nothing_until_it_is_near_the_viewport(world: World) -> Result<()> {
    requests_when_near(world, [1, 1]).await
}

async fn requests_nothing_until_it_is_near_and_the_glue_twice(world: World) -> Result<()> {
    requests_when_near(world, [1, 2]).await
}

/// Asserts that the element starts 400 px below the viewport, with this many requests for the wasm and the glue.
async fn requests_when_near(world: World, expected: [usize; 2]) -> Result<()> {
    let body = format!("{SPACER}{}{SPACER}", prerendered(&world.brief, &[("as-of", "published")])?);
    let page = world.open(Setting::default(), spec(body)).await?;
    requests_nothing(&world, &page).await?;
    let near = "scrollTo(0, brief('').getBoundingClientRect().top + scrollY - innerHeight - arguments[0]);";
    let () = page.script(near, &[json!(600)]).await?;
    requests_nothing(&world, &page).await?;
    let () = page.script(near, &[json!(300)]).await?;
    page.wait_until_live(1).await?;
    let glue = world.site.glue()?;
    assert_eq!([".wasm", &glue].map(|suffix| world.site.requests(suffix)), expected);
    Ok(())
}

case!(Helsinki, starts_far_away_with_loading_eager);
async fn starts_far_away_with_loading_eager(world: World) -> Result<()> {
    let body = format!("{SPACER}{}", prerendered(&world.brief, &[("loading", "eager")])?);
    let page = world.open(Setting::default(), spec(body)).await?;
    page.wait_until_live(1).await?;
    assert_eq!(page.script::<f64>("return scrollY;", &[]).await?, 0.0);
    Ok(())
}

case!(Helsinki, starts_on_focus);
async fn starts_on_focus(world: World) -> Result<()> {
    let body = format!("<p><button>Before</button></p>{}", prerendered(&world.brief, &[])?);
    let page = world.open(Setting::default(), spec(body).prelude(NEVER_NEAR)).await?;
    requests_nothing(&world, &page).await?;
    page.click("button").await?;
    requests_nothing(&world, &page).await?;
    page.press(Key::Tab).await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    assert_eq!(page.focused().await?, world.brief.content.sessions[0].title);
    Ok(())
}

case!(Helsinki, the_focus_moves_to_the_first_card_if_what_had_it_is_gone);
async fn the_focus_moves_to_the_first_card_if_what_had_it_is_gone(world: World) -> Result<()> {
    let body = format!("<p><button>Before</button></p>{}", prerendered(&world.brief, &[])?);
    let page = world.open(Setting::default(), spec(body).prelude(NEVER_NEAR)).await?;
    page.click("button").await?;
    // After the event, the live widget has no calendar control.
    let () = page.script("brief('').querySelector('[popovertarget]').focus();", &[]).await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    assert_eq!(page.focused_card(ONLY).await?, Some(0));
    Ok(())
}

case!(Helsinki, starts_on_pointer_down);
async fn starts_on_pointer_down(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(prerendered(&world.brief, &[])?).prelude(NEVER_NEAR)).await?;
    requests_nothing(&world, &page).await?;
    page.click_card(ONLY, 1).await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    page.open_cards_are(ONLY, &[1]).await
}

case!(EachBrief, starts_if_the_fragment_names_one_of_its_cards);
async fn starts_if_the_fragment_names_one_of_its_cards(world: World) -> Result<()> {
    let path = world.site.add(&spec(prerendered(&world.brief, &[])?).prelude(NEVER_NEAR));
    let page = world.visit(Setting::default(), &format!("{path}#{}", world.brief.card_id(1))).await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    page.open_cards_are(ONLY, &[1]).await
}

case!(EachBrief, starts_when_the_fragment_changes_to_one_of_its_cards);
async fn starts_when_the_fragment_changes_to_one_of_its_cards(world: World) -> Result<()> {
    let id = world.brief.card_id(2);
    let body = format!("<p><a id='link' href='#{id}'>To that card</a></p>{}", prerendered(&world.brief, &[])?);
    let page = world.open(Setting::default(), spec(body).prelude(NEVER_NEAR)).await?;
    requests_nothing(&world, &page).await?;
    page.click("#link").await?;
    page.wait_until_live(1).await?;
    page.draw_frames().await?;
    page.open_cards_are(ONLY, &[2]).await
}

case!(Helsinki, a_fragment_that_names_something_else_does_not_start_it);
async fn a_fragment_that_names_something_else_does_not_start_it(world: World) -> Result<()> {
    let links = "<p id='else'><a id='link' href='#else'>Here</a> <a id='none' href='#nowhere'>Nowhere</a></p>";
    let path = world.site.add(&spec(format!("{links}{SPACER}{}", prerendered(&world.brief, &[])?)));
    let page = world.visit(Setting::default(), &format!("{path}#else")).await?;
    requests_nothing(&world, &page).await?;
    for link in ["#none", "#link"] {
        page.click(link).await?;
        requests_nothing(&world, &page).await?;
    }
    Ok(())
}

// The origin of the script.

async fn from_another_origin(world: &World, other: &Site) -> Result<Page> {
    let element = prerendered(&world.brief, &[("loading", "eager"), ("as-of", "published"), ("zone", "UTC")])?;
    let spec = spec(element).scripts(&[other.url("/summit-brief.js")]);
    world.open(Setting::default(), spec).await
}

case!(Helsinki, works_from_another_origin);
async fn works_from_another_origin(world: World) -> Result<()> {
    let other = Site::start().await?;
    other.allow_cors("");
    let page = from_another_origin(&world, &other).await?;
    page.wait_until_live(1).await?;
    let published = world.brief.content.published;
    eventually("a countdown", || async {
        let countdown = page.countdown(ONLY).await?;
        Ok(if countdown.is_some() { Ok(()) } else { Err(format!("no countdown, published {published}")) })
    })
    .await?;
    assert_eq!((other.requests(".wasm"), world.site.requests(".wasm")), (1, 0));
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(Helsinki, stays_static_if_another_origin_does_not_share_the_script);
/// Only the browser logs an error, because no script of the widget runs.
async fn stays_static_if_another_origin_does_not_share_the_script(world: World) -> Result<()> {
    let other = Site::start().await?;
    let page = from_another_origin(&world, &other).await?;
    page.draw_frames().await?;
    assert!(is_static(&page, ONLY).await?);
    let address = other.url("/summit-brief.js");
    assert_eq!(page.console_lines().await?, [format!("not loaded: {address}")]);
    is_readable(&page, ONLY, &world.brief).await
}

case!(Helsinki, stays_static_if_another_origin_shares_only_the_loader);
async fn stays_static_if_another_origin_shares_only_the_loader(world: World) -> Result<()> {
    let other = Site::start().await?;
    other.allow_cors("/summit-brief.js");
    let page = from_another_origin(&world, &other).await?;
    eventually("sb-error", || async {
        let events = page.events().await?;
        Ok(if events.iter().any(|event| event.name == "sb-error") { Ok(()) } else { Err(format!("{events:?}")) })
    })
    .await?;
    page.draw_frames().await?;
    one_line(&page, &[]).await?;
    assert!(is_static(&page, ONLY).await?);
    is_readable(&page, ONLY, &world.brief).await
}

case!(Helsinki, including_the_script_several_times_starts_the_widget_once);
async fn including_the_script_several_times_starts_the_widget_once(world: World) -> Result<()> {
    let elements = ["a", "b"].map(|id| world.brief.element(&format!("id='{id}' as-of='published' zone='UTC'")));
    let scripts = ["/summit-brief.js", "/summit-brief.js", "/summit-brief.js?again"].map(str::to_owned);
    let page = world.open(Setting::default(), spec(elements.concat()).scripts(&scripts)).await?;
    page.wait_until_live(2).await?;
    page.draw_frames().await?;
    for id in ["a", "b"] {
        page.click_card(id, 1).await?;
        page.open_cards_are(id, &[1]).await?;
        let trees: usize = page.script("return brief(arguments[0]).children.length;", &[json!(id)]).await?;
        assert_eq!(trees, 1, "{id}");
    }
    assert_eq!(world.site.requests(".wasm"), 1);
    assert_eq!(page.events().await?.len(), 2, "events");
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}
