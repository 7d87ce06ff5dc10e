//! The element as a publisher's developer handles it: attributes, at the start and while it lives.

use anyhow::Result;
use jiff::SignedDuration;

use crate::brief::{AMERICAN, Brief, Zone};
use crate::engine::Setting;
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case, eventually};

fn spec(brief: &Brief, attributes: &str) -> PageSpec {
    PageSpec::new(brief.content.lang.as_str(), brief.element(attributes)).stopped_at("2030-01-01T00:00:00Z")
}

async fn visit(world: &World, page: &Page, spec: PageSpec) -> Result<()> {
    page.goto(&world.site.url(&world.site.add(&spec))).await?;
    page.live(1).await
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

/// The title is the one heading of `title`, and each card's a heading of `card`, as exposed.
async fn levels_are(page: &Page, brief: &Brief, title: u8, card: u8) -> Result<()> {
    let cards = page.cards(ONLY).await?;
    assert_eq!(cards.len(), brief.content.issues.len());
    assert!(cards.iter().all(|one| one.level == card), "{cards:?}");
    let expected = ("heading".to_owned(), brief.content.title.clone());
    let found = page.exposed(&format!("summit-brief h{title}:not(summary *)")).await?;
    assert_eq!(found, [expected], "the title at level {title}");
    let found = page.exposed(&format!("summit-brief summary h{card}")).await?;
    assert_eq!(found.len(), cards.len(), "the cards at level {card}");
    assert!(found.iter().all(|(role, _)| role == "heading"), "{found:?}");
    Ok(())
}

case!(EachBrief, attributes_take_effect_while_it_lives);
async fn attributes_take_effect_while_it_lives(world: World) -> Result<()> {
    let brief = &world.brief;
    let (habits, published) = (brief.habits(), brief.content.published);
    let page = world.open(Setting::default(), spec(brief, "as-of='published' zone='UTC'")).await?;
    page.live(1).await?;
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
        shows(zone, brief.schedule(zone, published, habits)).await?;
    }
    page.set_attribute(ONLY, "zones", Some("Asia/Tokyo")).await?;
    let tokyo = [Zone::named("Asia/Tokyo")];
    shows("zones", brief.schedule_in(&tokyo, "Pacific/Auckland", published, habits)).await?;
    page.set_attribute(ONLY, "zones", None).await?;
    shows("no zones", brief.schedule("Pacific/Auckland", published, habits)).await?;

    for (cycle, h12) in [("h12", true), ("h23", false)] {
        page.set_attribute(ONLY, "hour-cycle", Some(cycle)).await?;
        let habits = crate::brief::Habits { h12, ..habits };
        shows(cycle, brief.schedule("Pacific/Auckland", published, habits)).await?;
    }
    page.set_attribute(ONLY, "hour-cycle", None).await?;
    page.set_attribute(ONLY, "lang", Some("en-US")).await?;
    shows("lang", brief.schedule("Pacific/Auckland", published, AMERICAN)).await?;
    page.set_attribute(ONLY, "lang", None).await?;
    shows("no lang", brief.schedule("Pacific/Auckland", published, habits)).await?;

    // The card the reader opened is none of their business.
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
    page.countdown_reads(ONLY, "0 h 05 min 00 s").await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("0 h 04 min 59 s"));
    // Another attribute does not set the clock back.
    page.set_attribute(ONLY, "zone", Some("UTC")).await?;
    page.advance(1_000).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("0 h 04 min 58 s"));
    page.set_attribute(ONLY, "as-of", None).await?;
    page.says(ONLY, "Took place").await?;
    page.set_attribute(ONLY, "as-of", Some("published")).await?;
    let expected = brief.countdown(published).expect("sessions to come");
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
    assert_eq!((timers, page.lines().await?), ((1, 0), vec![]));
    Ok(())
}

case!(EachBrief, a_new_src_shows_another_brief);
async fn a_new_src_shows_another_brief(world: World) -> Result<()> {
    let other = if world.brief.name == "helsinki-2018" { Brief::accord()? } else { Brief::helsinki()? };
    let page = world.open(Setting::default(), spec(&world.brief, "as-of='published' zone='UTC'")).await?;
    page.live(1).await?;
    page.set_attribute(ONLY, "src", Some(other.src)).await?;
    page.says(ONLY, &other.content.title).await?;
    let cards = page.cards(ONLY).await?;
    let titles: Vec<&str> = cards.iter().map(|card| card.title.as_str()).collect();
    assert_eq!(titles, other.content.issues.iter().map(|issue| issue.title.as_str()).collect::<Vec<_>>());
    // “Published” is now when the other was, and the language is still the page's.
    let expected = other.schedule("UTC", other.content.published, world.brief.habits());
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    let expected = other.countdown(other.content.published).expect("sessions to come");
    page.countdown_reads(ONLY, &expected).await?;
    page.click_card(ONLY, 3).await?;
    page.open_cards_are(ONLY, &[3]).await?;
    assert_eq!(page.lines().await?, [""; 0]);
    Ok(())
}

case!(EachBrief, a_brief_may_stand_inside_as_json);
async fn a_brief_may_stand_inside_as_json(world: World) -> Result<()> {
    // In a script element `</script` would end it; nothing else needs care.
    let json = world.brief.text().replace("</", "<\\/");
    let element = format!(
        "<summit-brief loading='eager' as-of='published' zone='UTC'><script type='application/json'>{json}</script></summit-brief>"
    );
    let spec = PageSpec::new(world.brief.content.lang.as_str(), element).stopped_at("2030-01-01T00:00:00Z");
    let page = world.open(Setting::default(), spec).await?;
    page.live(1).await?;
    let published = world.brief.content.published;
    assert_eq!(page.countdown(ONLY).await?, world.brief.countdown(published));
    let expected = world.brief.schedule("UTC", published, world.brief.habits());
    assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    assert_eq!(page.cards(ONLY).await?.len(), world.brief.content.issues.len());
    assert_eq!(world.site.requests(world.brief.src), 0);
    // It has the text in hand, also once its script is gone.
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    let expected = world.brief.schedule("Asia/Tokyo", published, world.brief.habits()).plain();
    eventually("Tokyo", || async {
        let table = page.schedule(ONLY).await?.plain();
        Ok(if table == expected { Ok(()) } else { Err(format!("{table:?}")) })
    })
    .await?;
    assert_eq!(page.lines().await?, [""; 0]);
    Ok(())
}

case!(Helsinki, an_attribute_that_means_nothing_is_passed_over_with_a_line);
async fn an_attribute_that_means_nothing_is_passed_over_with_a_line(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    let published = world.brief.content.published;
    for (name, value) in [
        ("hour-cycle", "h24"),
        ("heading-level", "1"),
        ("heading-level", "7"),
        ("heading-level", "two"),
        ("as-of", "yesterday"),
        ("as-of", "2018-07-16T03:53:00"),
    ] {
        let rest = if name == "as-of" { "" } else { "as-of='published'" };
        let spec = PageSpec::new("en-GB", world.brief.element(&format!("{name}='{value}' zone='UTC' {rest}")));
        visit(&world, &page, spec.stopped_at(published)).await?;
        let lines = page.lines().await?;
        assert_eq!(lines.len(), 1, "{lines:?}");
        let line = &lines[0];
        assert!(line.starts_with("summit-brief: ") && line.contains(name) && line.contains(value), "{line}");
        page.countdown_reads(ONLY, "6 h 27 min 00 s").await?;
        levels_are(&page, &world.brief, 2, 3).await?;
        let expected = world.brief.schedule("UTC", published, world.brief.habits());
        assert_eq!(page.schedule(ONLY).await?.plain(), expected.plain());
    }
    Ok(())
}

case!(EachBrief, a_good_page_leaves_the_console_empty);
async fn a_good_page_leaves_the_console_empty(world: World) -> Result<()> {
    let page = world.open(Setting::default(), PageSpec::new("en-GB", world.brief.element("expand='all'"))).await?;
    page.live(1).await?;
    page.click_card(ONLY, 0).await?;
    page.set_attribute(ONLY, "zone", Some("Asia/Tokyo")).await?;
    page.open_cards_are(ONLY, &(1..world.brief.content.issues.len()).collect::<Vec<_>>()).await?;
    assert_eq!(page.lines().await?, [""; 0]);
    let errors: Vec<_> = page.events().await?.into_iter().filter(|event| event.name == "sb-error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    Ok(())
}

case!(EachBrief, what_stood_inside_gives_way_to_the_live_tree);
async fn what_stood_inside_gives_way_to_the_live_tree(world: World) -> Result<()> {
    let element = world.brief.element("as-of='published'");
    let inside = "<div class='sb sb--static'><p>What stood inside</p></div></summit-brief>";
    let spec = PageSpec::new("en-GB", element.replace("</summit-brief>", inside));
    let page = world.open(Setting::default(), spec.stopped_at("2030-01-01T00:00:00Z")).await?;
    page.live(1).await?;
    let words = page.words(ONLY).await?;
    assert!(!words.contains("What stood inside"), "{words}");
    assert_eq!(words.matches(&world.brief.content.title).count(), 1, "{words}");
    let first_shown = page.countdown_values(ONLY).await?;
    assert_eq!(first_shown.first(), world.brief.countdown(world.brief.content.published).as_ref());
    Ok(())
}
