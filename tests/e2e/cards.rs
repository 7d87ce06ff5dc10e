//! The issue cards: content, opening and closing, initial state.

use anyhow::{Context, Result};
use thirtyfour::Key;

use crate::brief::plain;
use crate::engine::Setting;
use crate::page::ONLY;
use crate::server::PageSpec;
use crate::suite::{World, case};

fn spec(world: &World, attributes: &str) -> PageSpec {
    PageSpec::new(world.brief.content.lang.as_str(), world.brief.element(&format!("as-of='published' {attributes}")))
}

case!(EachBrief, show_the_texts_of_the_brief);
async fn show_the_texts_of_the_brief(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world, "")).await?;
    page.wait_until_live(1).await?;
    let content = &world.brief.content;
    let words = plain(&page.words(ONLY).await?);
    for text in [&content.title, &content.summary, &content.place.name] {
        assert!(words.contains(&plain(text)), "{text}");
    }
    let closed = page.cards(ONLY).await?;
    assert_eq!(closed.len(), content.issues.len());
    for (index, (card, issue)) in closed.iter().zip(&content.issues).enumerate() {
        assert_eq!(card.title, issue.title);
        assert!(!card.open, "{card:?}");
        let expected = format!("{} {} {}", index + 1, issue.title, issue.summary);
        assert_eq!(plain(&card.heading), plain(&expected));
    }

    page.set_attribute(ONLY, "expand", Some("all")).await?;
    page.open_cards_are(ONLY, &(0..content.issues.len()).collect::<Vec<_>>()).await?;
    for (card, issue) in page.cards(ONLY).await?.iter().zip(&content.issues) {
        assert!(card.open, "{card:?}");
        let body = plain(&card.body);
        for text in world.brief.card_texts(issue) {
            assert!(body.contains(&plain(text)), "“{text}” is missing from {card:?}");
        }
    }
    Ok(())
}

case!(EachBrief, open_and_close_with_a_click);
async fn open_and_close_with_a_click(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world, "")).await?;
    page.wait_until_live(1).await?;
    let count = world.brief.content.issues.len();
    let mut open = Vec::new();
    for index in 0..count {
        page.click_card(ONLY, index).await?;
        open.push(index);
        page.open_cards_are(ONLY, &open).await?;
    }
    for index in 0..count {
        page.click_card(ONLY, index).await?;
        open.remove(0);
        page.open_cards_are(ONLY, &open).await?;
    }
    Ok(())
}

case!(EachBrief, open_and_close_with_enter_and_space_in_tab_order);
async fn open_and_close_with_enter_and_space_in_tab_order(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world, "")).await?;
    page.wait_until_live(1).await?;
    let said = page.said(ONLY).await?;
    // More than a day before, the countdown has no seconds to hide.
    let has_seconds = page.countdown(ONLY).await?.is_some_and(|figures| figures.ends_with(said.seconds));
    let mut controls = if has_seconds { vec![("BUTTON", said.hide_seconds)] } else { vec![] };
    controls.extend(world.brief.content.sessions.iter().map(|session| ("A", session.title.as_str())));
    controls.extend([
        ("BUTTON", said.add_to_calendar),
        ("SELECT", ""),
        ("BUTTON", if world.brief.locale().h12 { said.clock_24 } else { said.clock_12 }),
        ("BUTTON", said.show_all),
        ("BUTTON", said.compare),
    ]);
    for (tag, control) in controls {
        page.press(Key::Tab).await?;
        let focused: (String, String) = page
            .script("const { tagName, innerText } = document.activeElement; return [tagName, words(innerText)];", &[])
            .await?;
        assert!(focused.0 == tag && focused.1.contains(control), "{focused:?} instead of {control}");
    }
    for index in 0..world.brief.content.issues.len() {
        page.press(Key::Tab).await?;
        assert_eq!(page.focused_card(ONLY).await?, Some(index), "Tab leads to the next card");
        assert!(focus_is_visible(&page).await?, "the focus on card {index} is invisible");
        for (key, open) in [(Key::Enter, true), (Key::Enter, false), (Key::Space, true), (Key::Space, false)] {
            let name = format!("{key:?}");
            page.press(key).await?;
            let expected = if open { vec![index] } else { vec![] };
            page.open_cards_are(ONLY, &expected).await.with_context(|| format!("after {name} on card {index}"))?;
        }
        assert_eq!(page.focused_card(ONLY).await?, Some(index), "the focus stays");
    }
    Ok(())
}

/// Whether the focus changes the outline, shadow or border of the focused element, its parent or its descendants.
async fn focus_is_visible(page: &crate::page::Page) -> Result<bool> {
    let script = r#"
        const focused = document.activeElement;
        const appearance = (one) => {
            const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(one);
            const outline = outlineStyle === "none" || outlineWidth === "0px" ? "none" : outlineColor + outlineWidth;
            return JSON.stringify([outline, boxShadow, borderColor]);
        };
        const elements = [focused, focused.parentElement, ...focused.querySelectorAll("*")];
        const withFocus = elements.map(appearance).join();
        // Compares the same elements without the focus, then restores it.
        focused.blur();
        const withoutFocus = elements.map(appearance).join();
        focused.focus({ focusVisible: true, preventScroll: true });
        return withFocus !== withoutFocus;"#;
    page.script(script, &[]).await
}

case!(EachBrief, do_not_change_while_the_countdown_ticks);
async fn do_not_change_while_the_countdown_ticks(world: World) -> Result<()> {
    let first = world.brief.held()[0].start - jiff::SignedDuration::from_mins(10);
    let attributes = format!("as-of='{first}'");
    let element = PageSpec::new("en-GB", world.brief.element(&attributes)).stopped_at("2030-01-01T00:00:00Z");
    let page = world.open(Setting::default(), element).await?;
    page.countdown_reads(ONLY, "0 h 10 min 00 s").await?;
    page.click_card(ONLY, 0).await?;
    page.click_card(ONLY, 2).await?;
    page.open_cards_are(ONLY, &[0, 2]).await?;
    page.wait_for_animations().await?;
    page.press(Key::Tab).await?;
    let select = "const range = document.createRange();
        range.selectNodeContents(cards()[2].querySelector('summary').nextElementSibling);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        window.__selected = String(getSelection());
        window.__nodes = [document.activeElement, ...cards().flatMap((card) => [...card.querySelectorAll('*')])];";
    let () = page.script(select, &[]).await?;
    page.advance(5_000).await?;
    assert_eq!(page.countdown(ONLY).await?.as_deref(), Some("0 h 09 min 55 s"));
    assert_eq!(page.open_cards(ONLY).await?, [0, 2]);
    let same = "const nodes = [document.activeElement, ...cards().flatMap((card) => [...card.querySelectorAll('*')])];
        return [
            nodes.length > 10 && nodes.length === window.__nodes.length && nodes.every((node, at) => node === window.__nodes[at]),
            String(getSelection()) !== '' && String(getSelection()) === window.__selected,
        ];";
    let (nodes, selection): (bool, bool) = page.script(same, &[]).await?;
    assert!(nodes, "the cards and the focus must keep their nodes");
    assert!(selection, "the selection must not change");
    Ok(())
}

case!(EachBrief, start_as_the_publisher_specifies);
async fn start_as_the_publisher_specifies(world: World) -> Result<()> {
    let issues = &world.brief.content.issues;
    let ids = format!("{}  {} no-such-issue", issues[3].id, issues[1].id);
    let all: Vec<usize> = (0..issues.len()).collect();
    let cases: [(&str, &[usize]); 5] = [
        ("", &[]),
        ("expand='none'", &[]),
        ("expand='first'", &[0]),
        ("expand='all'", &all),
        (&format!("expand='{ids}'"), &[1, 3]),
    ];
    let page = world.open(Setting::default(), PageSpec::new("en-GB", "")).await?;
    for (attributes, open) in cases {
        // Otherwise the reader's clicks on the previous page would take precedence.
        let attributes = &format!("{attributes} remember='off'");
        page.goto(&world.site.url(&world.site.add(&spec(&world, attributes)))).await?;
        page.wait_until_live(1).await?;
        assert_eq!(page.open_cards(ONLY).await?, open, "{attributes}");
        // From then on, the reader's clicks decide.
        page.click_card(ONLY, 0).await?;
        let others = open.iter().copied().filter(|index| *index != 0);
        let then: Vec<usize> = (!open.contains(&0)).then_some(0).into_iter().chain(others).collect();
        page.open_cards_are(ONLY, &then).await.context(attributes.to_owned())?;
    }
    Ok(())
}

case!(EachBrief, are_a_named_list);
async fn are_a_named_list(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world, "expand='all'")).await?;
    page.wait_until_live(1).await?;
    let list = page.exposed("summit-brief .sb-cards").await?;
    assert_eq!(list, [("list".to_owned(), page.said(ONLY).await?.issues.to_owned())]);
    let items = page.exposed("summit-brief li:has(> details)").await?;
    assert_eq!(items.len(), world.brief.content.issues.len());
    assert!(items.iter().all(|(role, _)| role == "listitem"), "{items:?}");
    let titles = page.exposed("summit-brief summary :is(h2, h3, h4, h5, h6)").await?;
    let expected: Vec<_> =
        world.brief.content.issues.iter().map(|issue| ("heading".to_owned(), issue.title.clone())).collect();
    assert_eq!(titles, expected);
    Ok(())
}

/// The thickness of the line beside a date, then the thickness and length of its tick, and the distance of its start
/// from the line, in pixels.
type Drawn = (f64, f64, f64, f64);

case!(EachBrief, dates_are_a_named_list_along_a_line_with_ticks);
async fn dates_are_a_named_list_along_a_line_with_ticks(world: World) -> Result<()> {
    let page = world.open(Setting::default(), spec(&world, "expand='all'")).await?;
    page.wait_until_live(1).await?;
    let dated: Vec<_> = world.brief.content.issues.iter().filter(|issue| !issue.dates.is_empty()).collect();
    assert!(!dated.is_empty());
    let lists = page.exposed("summit-brief .sb-dates").await?;
    assert_eq!(lists, vec![("list".to_owned(), page.said(ONLY).await?.dates.to_owned()); dated.len()]);
    // For each date, the measurements described at `Drawn`.
    let drawn = "const px = (text) => parseFloat(text) || 0;
        return [...brief().querySelectorAll('.sb-dates')].map((list) => [...list.children].map((one) => {
            const time = one.querySelector('time');
            const { borderBlockStartWidth, inlineSize, insetInlineStart } = getComputedStyle(time, '::before');
            const start = time.getBoundingClientRect().left - one.getBoundingClientRect().left + px(insetInlineStart);
            return [px(getComputedStyle(one).borderInlineStartWidth), px(borderBlockStartWidth), px(inlineSize), start];
        }));";
    let drawn: Vec<Vec<Drawn>> = page.script(drawn, &[]).await?;
    for (drawn, issue) in drawn.iter().zip(&dated) {
        assert_eq!(drawn.len(), issue.dates.len(), "{}", issue.title);
        for (line, thick, long, start) in drawn {
            if issue.dates.len() == 1 {
                assert_eq!((*line, *thick), (0.0, 0.0), "{}: a single date is a line of text", issue.title);
            } else {
                let is_tick = *thick >= 1.0 && *long >= 4.0 && start.abs() <= line + 1.0;
                assert!(*line >= 1.0 && is_tick, "{}: {drawn:?}", issue.title);
            }
        }
    }
    Ok(())
}
