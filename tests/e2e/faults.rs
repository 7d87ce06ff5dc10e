//! Briefs that fail to load or are invalid: what readers and developers see, and that the rest of the page works.

use anyhow::Result;

use crate::brief::{BRITISH, Brief};
use crate::engine::Setting;
use crate::page::Page;
use crate::server::{FAULTS, PageSpec};
use crate::suite::{World, case, eventually};

/// Content of the element that a reader may already be reading.
const CONTENT: &str = "<h2>Content inside</h2>
    <!-- with a comment --><details open><summary>A card</summary><p>Read <a href='#a'>by somebody</a>.</p></details>
    and text of its own";

/// Records every node of the element `bad` and the focus, to compare them after the fault.
const REMEMBER: &str = "<script>{
    const all = (node) => [node, ...[...node.childNodes].flatMap(all)];
    window.__all = () => all(document.getElementById('bad'));
    window.__before = window.__all();
    document.querySelector('#bad summary')?.focus();
    window.__focus = document.activeElement;
}</script>";

case!(EachBrief, element_with_content_keeps_its_nodes);
async fn element_with_content_keeps_its_nodes(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for fault in FAULTS {
        let src = fault_src(&world.brief, fault.kind);
        visit(&world, &page, &format!("src='{src}'"), CONTENT).await?;
        fails_with(&page, &[&[src.as_str()], fault.parts].concat()).await?;
        keeps_nodes_and_focus(&page).await?;
        the_other_is_live(&page, &world.brief).await?;
    }
    Ok(())
}

case!(EachBrief, empty_element_shows_one_short_sentence);
async fn empty_element_shows_one_short_sentence(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for fault in FAULTS {
        let src = fault_src(&world.brief, fault.kind);
        visit(&world, &page, &format!("src='{src}'"), "\n  <!-- nothing -->\n").await?;
        fails_with(&page, &[&[src.as_str()], fault.parts].concat()).await?;
        page.shows_one_sentence("bad").await?;
        the_other_is_live(&page, &world.brief).await?;
    }
    Ok(())
}

case!(EachBrief, unreachable_server_is_handled_like_other_faults);
async fn unreachable_server_is_handled_like_other_faults(world: World) -> Result<()> {
    // Nothing listens on this port any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let src = format!("http://127.0.0.1:{port}/brief.json");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    visit(&world, &page, &format!("src='{src}'"), CONTENT).await?;
    fails_with(&page, &[&src, "network"]).await?;
    keeps_nodes_and_focus(&page).await?;
    the_other_is_live(&page, &world.brief).await?;
    visit(&world, &page, &format!("src='{src}'"), "").await?;
    fails_with(&page, &[&src, "network"]).await?;
    page.shows_one_sentence("bad").await?;
    the_other_is_live(&page, &world.brief).await
}

case!(EachBrief, invalid_inline_brief_is_handled_like_other_faults);
async fn invalid_inline_brief_is_handled_like_other_faults(world: World) -> Result<()> {
    let inline = |json: &str| format!("<script type='application/json'>{}</script>", json.replace("</", "<\\/"));
    let mut wrong = world.brief.json().clone();
    wrong["issues"][2]["title"] = serde_json::json!(7);
    let text = world.brief.text();
    let cases: [(String, &[&str]); 3] = [
        (text[..text.find("\"issues\"").unwrap()].to_owned(), &["inline", "not JSON"]),
        (wrong.to_string(), &["inline", "issues[2].title"]),
        (String::new(), &["inline", "not JSON"]),
    ];
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for (json, parts) in cases {
        visit(&world, &page, "", &format!("{CONTENT}{}", inline(&json))).await?;
        fails_with(&page, parts).await?;
        keeps_nodes_and_focus(&page).await?;
        visit(&world, &page, "", &inline(&json)).await?;
        fails_with(&page, parts).await?;
        page.shows_one_sentence("bad").await?;
        the_other_is_live(&page, &world.brief).await?;
    }
    Ok(())
}

case!(EachBrief, live_widget_survives_a_bad_src);
async fn live_widget_survives_a_bad_src(world: World) -> Result<()> {
    let element = world.brief.element("id='bad' as-of='published' zone='UTC'");
    let page =
        world.open(Setting::default(), PageSpec::new("en-GB", element).stopped_at("2030-01-01T00:00:00Z")).await?;
    page.wait_until_live(1).await?;
    page.click_card("bad", 1).await?;
    let () = page
        .script(
            "const all = (node) => [node, ...[...node.childNodes].flatMap(all)];
            window.__all = () => all(brief('bad').querySelector('table')).concat(all(cards('bad')[1]));
            window.__before = window.__all();
            window.__focus = document.activeElement;",
            &[],
        )
        .await?;
    let src = fault_src(&world.brief, "missing-field.json");
    page.set_attribute("bad", "src", Some(&src)).await?;
    fails_with(&page, &[&src, "issues[1]", "summary"]).await?;
    keeps_nodes_and_focus(&page).await?;
    page.open_cards_are("bad", &[1]).await?;
    page.advance(60_000).await?;
    let later = world.brief.content.published + jiff::SignedDuration::from_mins(1);
    assert_eq!(page.countdown("bad").await?, world.brief.countdown(later, BRITISH));
    // The widget recovers with a valid `src`.
    page.set_attribute("bad", "src", Some(world.brief.src)).await?;
    page.set_attribute("bad", "zone", Some("Asia/Tokyo")).await?;
    let expected = world.brief.schedule("Asia/Tokyo", world.brief.content.published, BRITISH).plain();
    eventually("the good brief again", || async {
        let table = page.schedule("bad").await?.plain();
        Ok(if table == expected { Ok(()) } else { Err(format!("{table:?}")) })
    })
    .await
}

case!(Helsinki, element_without_a_brief_waits_in_silence);
async fn element_without_a_brief_waits_in_silence(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    visit(&world, &page, "", CONTENT).await?;
    the_other_is_live(&page, &world.brief).await?;
    keeps_nodes_and_focus(&page).await?;
    page.has_no_errors().await?;
    visit(&world, &page, "src='  '", "").await?;
    the_other_is_live(&page, &world.brief).await?;
    page.has_no_errors().await?;
    assert_eq!(page.script::<String>("return brief('bad').innerHTML;", &[]).await?, "");
    let () =
        page.script("brief('bad').brief = JSON.parse(arguments[0]);", &[serde_json::json!(world.brief.text())]).await?;
    page.shows_text("bad", &world.brief.content.title).await
}

case!(Helsinki, content_stays_if_the_wasm_is_missing);
async fn content_stays_if_the_wasm_is_missing(world: World) -> Result<()> {
    world.site.remove(".wasm");
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for (content, is_empty) in [(CONTENT, false), ("", true)] {
        let element =
            format!("<summit-brief id='bad' loading='eager' src='{}'>{content}</summit-brief>", world.brief.src);
        page.goto(&world.site.url(&world.site.add(&PageSpec::new("en-GB", element + REMEMBER)))).await?;
        fails_with(&page, &[".wasm", "404"]).await?;
        if is_empty { page.shows_one_sentence("bad").await? } else { keeps_nodes_and_focus(&page).await? }
    }
    Ok(())
}

fn fault_src(brief: &Brief, kind: &str) -> String {
    format!("/fault/{}/{kind}", brief.name)
}

/// Visits a page with an element `bad` that fails, followed by an element `good`.
async fn visit(world: &World, page: &Page, attributes: &str, content: &str) -> Result<()> {
    let bad = format!("<summit-brief id='bad' loading='eager' {attributes}>{content}</summit-brief>");
    let good = world.brief.element("id='good' as-of='published' zone='UTC'");
    let spec = PageSpec::new("en-GB", format!("{bad}{REMEMBER}{good}")).stopped_at("2030-01-01T00:00:00Z");
    page.goto(&world.site.url(&world.site.add(&spec))).await
}

/// Asserts that the element `bad` fails with one event and one console line, and that both contain all of `parts`.
async fn fails_with(page: &Page, parts: &[&str]) -> Result<()> {
    let is_error = |event: &crate::page::Event| event.name == "sb-error";
    eventually("sb-error", || async {
        let events = page.events().await?;
        Ok(if events.iter().any(is_error) { Ok(()) } else { Err(format!("{events:?}")) })
    })
    .await?;
    let errors: Vec<_> = page.events().await?.into_iter().filter(is_error).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].id, "bad");
    let message = errors[0].detail["message"].as_str().unwrap_or_default();
    let lines = page.console_lines().await?;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("summit-brief: ") && !lines[0].contains('\n'), "{lines:?}");
    for part in parts {
        assert!(lines[0].contains(part), "“{part}” is missing from {:?}", lines[0]);
        assert!(message.contains(part), "“{part}” is missing from the message {message:?}");
    }
    Ok(())
}

async fn keeps_nodes_and_focus(page: &Page) -> Result<()> {
    let compare = "const now = window.__all();
        return [now.length, now.length === window.__before.length && now.every((node, at) => node === window.__before[at]),
            document.activeElement === window.__focus];";
    let (count, same, focus): (usize, bool, bool) = page.script(compare, &[]).await?;
    assert!(count > 10, "{count} nodes");
    assert!(same, "the nodes changed");
    assert!(focus, "the focus moved");
    Ok(())
}

async fn the_other_is_live(page: &Page, brief: &Brief) -> Result<()> {
    let published = brief.content.published;
    page.countdown_reads("good", &brief.countdown(published, BRITISH).expect("sessions to come")).await?;
    page.advance(60_000).await?;
    let later = published + jiff::SignedDuration::from_mins(1);
    assert_eq!(page.countdown("good").await?, brief.countdown(later, BRITISH), "the other element's countdown");
    Ok(())
}
