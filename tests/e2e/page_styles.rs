//! Host-page style sheets that were not written for the widget do not change its appearance.

use anyhow::Result;
use serde::Deserialize;
use thirtyfour::Key;

use crate::actions::open_live;
use crate::engine::{DESKTOP, PHONE, Setting};
use crate::page::{ONLY, Page};
use crate::server::PageSpec;
use crate::suite::{World, case};

/// Rules like those of content management systems and frameworks.
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

/// An element as rendered: its name and class, its box, and its styles.
#[derive(Debug, Deserialize, PartialEq)]
struct Rendered(String, Vec<f64>, Vec<String>);

async fn rendered(page: &Page) -> Result<Vec<Rendered>> {
    let script = "
        const properties = ['color', 'backgroundColor', 'borderTopWidth', 'borderBottomWidth', 'borderRadius', 'boxShadow',
            'fontSize', 'letterSpacing', 'textTransform', 'listStyleType'];
        return [...brief().querySelectorAll('*')].map((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            const style = getComputedStyle(one);
            const generated = ['::before', '::after'].map((pseudo) => getComputedStyle(one, pseudo).content);
            return [`${one.localName} ${one.getAttribute('class')}`, [left, top + scrollY, width, height],
                [...properties.map((name) => style[name]), ...generated]];
        });";
    page.script(script, &[]).await
}

async fn is_unchanged_by_the_rules(world: World, setting: Setting) -> Result<()> {
    let element = world.brief.element("as-of='published' expand='all' remember='off'");
    let mut views = Vec::new();
    for rules in ["", RULES] {
        let body = format!("{rules}<div class='entry-content'>{element}</div>");
        let clock = world.brief.content.published;
        let page = world.open(setting, PageSpec::new("en-GB", body).stopped_at(clock)).await?;
        page.wait_until_live(1).await?;
        page.wait_for_animations().await?;
        views.push(rendered(&page).await?);
        world.close(page).await;
    }
    let (without, with) = (&views[0], &views[1]);
    assert!(without.len() > 200, "{} elements", without.len());
    assert_eq!(without.len(), with.len(), "elements");
    let different: Vec<_> = without.iter().zip(with).filter(|(without, with)| without != with).take(3).collect();
    assert!(different.is_empty(), "{different:#?}");
    Ok(())
}

case!(EachBrief, rules_by_class_and_element_change_nothing);
async fn rules_by_class_and_element_change_nothing(world: World) -> Result<()> {
    is_unchanged_by_the_rules(world, Setting { viewport: DESKTOP, ..Setting::default() }).await
}

case!(EachBrief, rules_by_class_and_element_change_nothing_on_phones);
async fn rules_by_class_and_element_change_nothing_on_phones(world: World) -> Result<()> {
    is_unchanged_by_the_rules(world, Setting { viewport: PHONE, ..Setting::default() }).await
}

case!(Helsinki, rule_that_removes_the_focus_ring_has_no_effect);
async fn rule_that_removes_the_focus_ring_has_no_effect(world: World) -> Result<()> {
    let page = open_live(&world, "").await?;
    // Makes the browser treat later focus as keyboard focus.
    page.press(Key::Tab).await?;
    let script = "
        const style = document.createElement('style');
        style.textContent = 'a:focus, button:focus, summary:focus, select:focus { outline: none }';
        document.head.append(style);
        return ['.sb-card summary', 'button'].map((css) => {
            const one = brief().querySelector(css);
            one.focus();
            return [one.matches(':focus-visible'), getComputedStyle(one).outlineStyle];
        });";
    let rings: Vec<(bool, String)> = page.script(script, &[]).await?;
    assert_eq!(rings, [(true, "solid".to_owned()), (true, "solid".to_owned())]);
    page.has_no_errors().await
}

case!(Helsinki, starts_below_a_floated_picture);
async fn starts_below_a_floated_picture(world: World) -> Result<()> {
    let picture = "<div id='picture' style='float: left; width: 60%; height: 200px'></div>";
    let body = format!("{picture}{}", world.brief.element(""));
    let page = world.open(Setting::default(), PageSpec::new("en-GB", body)).await?;
    page.wait_until_live(1).await?;
    let script =
        "const [picture, own, main] = [document.getElementById('picture'), brief(), document.querySelector('main')]
            .map((one) => one.getBoundingClientRect());
        return [own.top - picture.bottom, main.width - own.width];";
    let (below, narrower): (f64, f64) = page.script(script, &[]).await?;
    assert!(below >= 0.0 && narrower.abs() < 1.0, "{below} px below the picture, {narrower} px narrower than the page");
    assert!(page.words(ONLY).await?.contains(&world.brief.content.title));
    Ok(())
}
