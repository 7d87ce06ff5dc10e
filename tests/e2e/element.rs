//! The element's attributes and content, at the start and while it is live.

use anyhow::Result;
use jiff::SignedDuration;

use crate::brief::{AMERICAN, BRITISH, Brief, Zone, countdown};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

const SECOND: SignedDuration = SignedDuration::from_secs(1);

fn spec(brief: &Brief, attributes: &str) -> PageSpec {
    PageSpec::new(brief.content.lang.as_str(), brief.element(attributes)).stopped_at("2030-01-01T00:00:00Z")
}

async fn visit(world: &World, page: &Page, spec: PageSpec) -> Result<()> {
    page.goto(&world.site.url(&world.site.add(&spec))).await?;
    page.wait_until_live(1).await
}

case!(EachBrief, heading_level_sets_the_level_of_title_and_cards);
async fn heading_level_sets_the_level_of_title_and_cards(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for (attribute, title, card) in [("", 2, 3), ("2", 2, 3), ("3", 3, 4), ("4", 4, 5), ("5", 5, 6), ("6", 6, 6)] {
        let attributes = if attribute.is_empty() { String::new() } else { format!("heading-level='{attribute}'") };
        visit(&world, &page, spec(&world.brief, &attributes)).await?;
        levels_are(&page, &world.brief, title, card).await?;
    }
    Ok(())
}

/// Asserts that the title is the only heading of level `title`, and that the schedule and each card have a heading of
/// level `card`.
async fn levels_are(page: &Page, brief: &Brief, title: u8, card: u8) -> Result<()> {
    let cards = page.cards(ONLY).await?;
    assert_eq!(cards.len(), brief.content.issues.len());
    assert!(cards.iter().all(|one| one.level == card), "{cards:?}");
    let expected = ("heading".to_owned(), brief.content.title.clone());
    let found = page.exposed(&format!("summit-brief h{title}:not(summary *, caption *)")).await?;
    assert_eq!(found, [expected], "the title at level {title}");
    let found = page.exposed(&format!("summit-brief caption h{card}")).await?;
    assert_eq!(found.len(), 1, "the schedule at level {card}");
    let schedule = page.said(ONLY).await?.schedule;
    assert!(found[0].0 == "heading" && found[0].1.eq_ignore_ascii_case(schedule), "{found:?}");
    let found = page.exposed(&format!("summit-brief summary h{card}")).await?;
    assert_eq!(found.len(), cards.len(), "the cards at level {card}");
    assert!(found.iter().all(|(role, _)| role == "heading"), "{found:?}");
    Ok(())
}

case!(EachBrief, attributes_take_effect_while_it_is_live);
async fn attributes_take_effect_while_it_is_live(world: World) -> Result<()> {
    let brief = &world.brief;
    let (locale, published) = (brief.locale(), brief.content.published);
    let page = world.open(Setting::default(), spec(brief, "as-of='published' zone='UTC'")).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 1).await?;

    let shows = async |what: &str, expected: crate::brief::Table| {
        eventually(what, || async {
            let table = page.schedule(ONLY).await?;
            Ok(if table.plain() == expected.plain() { Ok(()) } else { Err(format!("{table:?}")) })
        })
        .await
    };
    for zone in ["Asia/Kathmandu", "Pacific/Auckland"] {
        page.set_attribute(ONLY, "zone", Some(zone)).await?;
        shows(zone, brief.schedule(zone, published, locale)).await?;
    }
    page.set_attribute(ONLY, "zones", Some("Asia/Tokyo")).await?;
    let tokyo = [Zone::named("Asia/Tokyo")];
    shows("zones", brief.schedule_in(&tokyo, "Pacific/Auckland", published, locale)).await?;
    page.set_attribute(ONLY, "zones", None).await?;
    shows("no zones", brief.schedule("Pacific/Auckland", published, locale)).await?;

    for (cycle, h12) in [("h12", true), ("h23", false)] {
        page.set_attribute(ONLY, "hour-cycle", Some(cycle)).await?;
        let locale = crate::brief::Locale { h12, ..locale };
        shows(cycle, brief.schedule("Pacific/Auckland", published, locale)).await?;
    }
    page.set_attribute(ONLY, "hour-cycle", None).await?;
    page.set_attribute(ONLY, "lang", Some("en-US")).await?;
    shows("lang", brief.schedule("Pacific/Auckland", published, AMERICAN)).await?;
    page.set_attribute(ONLY, "lang", None).await?;
    shows("no lang", brief.schedule("Pacific/Auckland", published, locale)).await?;

    // These attributes do not affect the card that the reader opened.
    page.open_cards_are(ONLY, &[1]).await?;
    page.set_attribute(ONLY, "heading-level", Some("4")).await?;
    eventually("heading level 4", || async {
        let cards = page.cards(ONLY).await?;
        Ok(if cards.iter().all(|card| card.level == 5) { Ok(()) } else { Err(format!("{cards:?}")) })
    })
    .await?;
    levels_are(&page, brief, 4, 5).await?;
    page.open_cards_are(ONLY, &[1]).await?;

    let first = brief.held()[0].start;
    page.set_attribute(ONLY, "as-of", Some(&(first - SignedDuration::from_mins(5)).to_string())).await?;
    page.countdown_reads(ONLY, &countdown(SECOND * 300, locale)).await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown(ONLY).await?, Some(countdown(SECOND * 299, locale)));
    // Changing another attribute does not restart the replay.
    page.set_attribute(ONLY, "zone", Some("UTC")).await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown(ONLY).await?, Some(countdown(SECOND * 298, locale)));
    page.set_attribute(ONLY, "as-of", None).await?;
    page.shows_text(ONLY, locale.words().took_place).await?;
    page.set_attribute(ONLY, "as-of", Some("published")).await?;
    let expected = brief.countdown(published, locale).expect("sessions to come");
    page.countdown_reads(ONLY, &expected).await?;

    let all: Vec<usize> = (0..brief.content.issues.len()).collect();
    page.set_attribute(ONLY, "expand", Some("all")).await?;
    page.open_cards_are(ONLY, &all).await?;
    page.set_attribute(ONLY, "expand", Some("first")).await?;
    page.open_cards_are(ONLY, &[0]).await?;
    page.set_attribute(ONLY, "expand", Some(&brief.content.issues[2].id)).await?;
    page.open_cards_are(ONLY, &[2]).await?;
    page.set_attribute(ONLY, "expand", None).await?;
    page.open_cards_are(ONLY, &[]).await?;

    let timers = page.timers().await?;
    assert_eq!((timers, page.console_lines().await?), ((1, 0), vec![]));
    Ok(())
}

case!(EachBrief, new_src_shows_another_brief);
async fn new_src_shows_another_brief(world: World) -> Result<()> {
    let other = world.brief.other()?;
    let page = world.open(Setting::default(), spec(&world.brief, "as-of='published' zone='UTC'")).await?;
    page.wait_until_live(1).await?;
    page.set_attribute(ONLY, "src", Some(other.src)).await?;
    page.shows_text(ONLY, &other.content.title).await?;
    let cards = page.cards(ONLY).await?;
    let titles: Vec<&str> = cards.iter().map(|card| card.title.as_str()).collect();
    assert_eq!(titles, other.content.issues.iter().map(|issue| issue.title.as_str()).collect::<Vec<_>>());
    // The replay now starts when the other brief was published; the page's language still applies.
    let expected = other.schedule("UTC", other.content.published, world.brief.locale());
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    let expected = other.countdown(other.content.published, world.brief.locale()).expect("sessions to come");
    page.countdown_reads(ONLY, &expected).await?;
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[3]).await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, brief_may_be_inline_json);
async fn brief_may_be_inline_json(world: World) -> Result<()> {
    // `</script` would end the script element; nothing else needs escaping.
    let json = world.brief.text().replace("</", "<\\/");
    let element = format!(
        "<summit-brief loading='eager' as-of='published' zone='UTC'><script type='application/json'>{json}</script></summit-brief>"
    );
    let spec = PageSpec::new(world.brief.content.lang.as_str(), element).stopped_at("2030-01-01T00:00:00Z");
    let page = world.open(Setting::default(), spec).await?;
    page.wait_until_live(1).await?;
    let published = world.brief.content.published;
    assert_eq!(page.countdown(ONLY).await?, world.brief.countdown(published, world.brief.locale()));
    let expected = world.brief.schedule("UTC", published, world.brief.locale());
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    assert_eq!(page.cards(ONLY).await?.len(), world.brief.content.issues.len());
    assert_eq!(world.site.requests(world.brief.src), 0);
    // The widget keeps the brief even though the swap removed the script element.
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    let expected = world.brief.schedule("Asia/Tokyo", published, world.brief.locale()).plain();
    eventually("Tokyo", || async {
        let table = page.schedule(ONLY).await?.plain();
        Ok(if table == expected { Ok(()) } else { Err(format!("{table:?}")) })
    })
    .await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    Ok(())
}

case!(Helsinki, invalid_attribute_falls_back_to_the_default_and_logs_a_line);
async fn invalid_attribute_falls_back_to_the_default_and_logs_a_line(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    let published = world.brief.content.published;
    for (name, value) in [
        ("hour-cycle", "h24"),
        ("heading-level", "1"),
        ("heading-level", "7"),
        ("heading-level", "two"),
        ("as-of", "yesterday"),
        ("as-of", "2018-07-16T03:53:00"),
        ("expand", "no-such-issue"),
    ] {
        let as_of = if name == "as-of" { "" } else { "as-of='published'" };
        let spec = PageSpec::new("en-GB", world.brief.element(&format!("{name}='{value}' zone='UTC' {as_of}")));
        visit(&world, &page, spec.stopped_at(published)).await?;
        let lines = page.console_lines().await?;
        assert_eq!(lines.len(), 1, "{lines:?}");
        let line = &lines[0];
        assert!(line.starts_with("summit-brief: ") && line.contains(name) && line.contains(value), "{line}");
        page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
        levels_are(&page, &world.brief, 2, 3).await?;
        let expected = world.brief.schedule("UTC", published, world.brief.locale());
        assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    }
    Ok(())
}

case!(EachBrief, valid_page_leaves_the_console_empty);
async fn valid_page_leaves_the_console_empty(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", world.brief.element("expand='all'"))).await?;
    page.wait_until_live(1).await?;
    page.click_card(ONLY, 0).await?;
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    page.open_cards_are(ONLY, &(1..world.brief.content.issues.len()).collect::<Vec<_>>()).await?;
    assert_eq!(page.console_lines().await?, [""; 0]);
    let errors: Vec<_> = page.events().await?.into_iter().filter(|event| event.name == "sb-error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    Ok(())
}

case!(EachBrief, content_is_replaced_by_the_live_tree);
async fn content_is_replaced_by_the_live_tree(world: World) -> Result<()> {
    let element = world.brief.element("as-of='published'");
    let inside = "<div class='sb sb--static'><p>Prerendered content</p></div></summit-brief>";
    let spec = PageSpec::new("en-GB", element.replace("</summit-brief>", inside));
    let page = world.open(Setting::default(), spec.stopped_at("2030-01-01T00:00:00Z")).await?;
    page.wait_until_live(1).await?;
    let words = page.words(ONLY).await?;
    assert!(!words.contains("Prerendered content"), "{words}");
    assert_eq!(words.matches(&world.brief.content.title).count(), 1, "{words}");
    let first_shown = page.countdown_values(ONLY).await?;
    let expected = world.brief.countdown(world.brief.content.published, BRITISH);
    assert_eq!(first_shown.first(), expected.as_ref());
    Ok(())
}
