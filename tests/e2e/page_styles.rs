//! The page's own style sheet, which was not written for the widget: it looks the same under it.

use anyhow::Result;
use serde::Deserialize;
use thirtyfour::Key;

use crate::acts::live;
use crate::engine::{DESKTOP, PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

/// As content systems and frameworks write them.
const RULES: &str = "<style>
    .entry-content p { margin: 0 0 24px; font-size: 21px; line-height: 2; color: green }
    .entry-content h2, .entry-content h3 { margin: 60px 0 20px; text-transform: uppercase; letter-spacing: 2px; color: red }
    .entry-content ul, .entry-content ol { padding-left: 40px; list-style: disc }
    .entry-content li { margin: 10px; list-style: square }
    .entry-content a { color: red; text-transform: uppercase }
    .entry-content table { margin: 20px; border: 1px solid }
    .entry-content td, .entry-content th { padding: 20px; border: 1px solid; background: beige }
    .entry-content button { padding: 20px; border-radius: 30px; background: navy; color: white; box-shadow: 0 2px 8px }
    .entry-content svg { max-width: 100%; height: auto }
    .entry-content time { color: green }
    .entry-content details { padding: 20px; border: 2px solid }
    .entry-content details[open] { padding: 30px }
    .entry-content summary { padding: 20px; border-bottom: 1px solid; list-style: disc }
    .entry-content select, .entry-content input { height: 50px; border: 1px solid; border-radius: 8px }
    .entry-content li::before { content: '—' }
    .entry-content h2::after { content: ''; display: block; width: 80px; height: 4px; background: red }
    .entry-content a::after { content: '↗' }
    caption { caption-side: bottom }
    header, footer { position: fixed; display: flex; height: 60px }
</style>";

/// An element as it is drawn: its name and class, where it is, and how.
#[derive(Debug, Deserialize, PartialEq)]
struct Drawn(String, Vec<f64>, Vec<String>);

async fn drawn(page: &Page) -> Result<Vec<Drawn>> {
    let script = "
        const how = ['color', 'backgroundColor', 'borderTopWidth', 'borderBottomWidth', 'borderRadius', 'boxShadow',
            'fontSize', 'letterSpacing', 'textTransform', 'listStyleType'];
        return [...brief().querySelectorAll('*')].map((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            const style = getComputedStyle(one);
            const around = ['::before', '::after'].map((side) => getComputedStyle(one, side).content);
            return [`${one.localName} ${one.getAttribute('class')}`, [left, top + scrollY, width, height],
                [...how.map((name) => style[name]), ...around]];
        });";
    page.script(script, &[]).await
}

async fn looks_the_same(world: World, setting: Setting) -> Result<()> {
    let element = world.brief.element("as-of='published' expand='all' remember='off'");
    let mut views = Vec::new();
    for rules in ["", RULES] {
        let body = format!("{rules}<div class='entry-content'>{element}</div>");
        let clock = world.brief.content.published;
        let page = world.open(setting, PageSpec::new("en-GB", body).stopped_at(clock)).await?;
        page.live(1).await?;
        page.rest().await?;
        views.push(drawn(&page).await?);
        world.close(page).await;
    }
    let (plain, under) = (&views[0], &views[1]);
    assert!(plain.len() > 200, "{} elements", plain.len());
    assert_eq!(plain.len(), under.len(), "elements");
    let differs: Vec<_> = plain.iter().zip(under).filter(|(plain, under)| plain != under).take(3).collect();
    assert!(differs.is_empty(), "{differs:#?}");
    Ok(())
}

case!(EachBrief, rules_by_class_and_element_change_nothing);
async fn rules_by_class_and_element_change_nothing(world: World) -> Result<()> {
    looks_the_same(world, Setting { viewport: DESKTOP, ..Setting::default() }).await
}

case!(EachBrief, rules_by_class_and_element_change_nothing_on_phones);
async fn rules_by_class_and_element_change_nothing_on_phones(world: World) -> Result<()> {
    looks_the_same(world, Setting { viewport: PHONE, ..Setting::default() }).await
}

case!(Helsinki, a_rule_that_takes_the_focus_ring_away_does_not);
async fn a_rule_that_takes_the_focus_ring_away_does_not(world: World) -> Result<()> {
    let page = live(&world, "").await?;
    // From here on the reader goes by keyboard.
    page.press(Key::Tab).await?;
    let script = "
        const style = document.createElement('style');
        style.textContent = 'a:focus, button:focus, summary:focus, select:focus { outline: none }';
        document.head.append(style);
        return ['summary', 'button'].map((css) => {
            const one = brief().querySelector(css);
            one.focus();
            return [one.matches(':focus-visible'), getComputedStyle(one).outlineStyle];
        });";
    let rings: Vec<(bool, String)> = page.script(script, &[]).await?;
    assert_eq!(rings, [(true, "solid".to_owned()), (true, "solid".to_owned())]);
    page.all_is_well().await
}

case!(Helsinki, beside_a_picture_that_floats_it_begins_below);
async fn beside_a_picture_that_floats_it_begins_below(world: World) -> Result<()> {
    let picture = "<div id='picture' style='float: left; width: 60%; height: 200px'></div>";
    let body = format!("{picture}{}", world.brief.element(""));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.live(1).await?;
    let script =
        "const [picture, own, main] = [document.getElementById('picture'), brief(), document.querySelector('main')]
            .map((one) => one.getBoundingClientRect());
        return [own.top - picture.bottom, main.width - own.width];";
    let (below, narrower): (f64, f64) = page.script(script, &[]).await?;
    assert!(below >= 0.0 && narrower.abs() < 1.0, "{below} px below the picture, {narrower} px narrower than the page");
    assert!(page.words(ONLY).await?.contains(&world.brief.content.title));
    Ok(())
}
