//! Host-page style sheets that were not written for the widget do not change its appearance.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::Key;

use crate::actions::open_live;
use crate::engine::{DESKTOP, PHONE, Scheme, Setting, Viewport};
use crate::page::{ONLY, Page};
use crate::server::{PageSpec, prerendered, prerendered_html};
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
    .entry-content button { width: 100%; min-height: 60px; padding: 20px; border-radius: 30px; background: navy; color: white; box-shadow: 0 2px 8px }
    .entry-content svg { max-width: 100%; height: auto }
    .entry-content time { color: green }
    .entry-content details { padding: 20px; border: 2px solid }
    .entry-content details[open] { padding: 30px }
    .entry-content summary { padding: 20px; border-bottom: 1px solid; list-style: disc; word-break: break-all }
    .entry-content summary::marker { content: '+'; color: red }
    .entry-content summary::after { float: right; width: 20px; height: 20px; background: red; transform: rotate(45deg) }
    .entry-content select, .entry-content input { appearance: none; height: 50px; border: 1px solid; border-radius: 8px }
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
            'fontSize', 'letterSpacing', 'textTransform', 'listStyleType', 'appearance', 'wordBreak'];
        return [...document.querySelectorAll('.sb, .sb *')].map((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            const style = getComputedStyle(one);
            const generated = ['::before', '::after', '::marker'].map((pseudo) => getComputedStyle(one, pseudo).content);
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

case!(EachLayout, rules_by_class_and_element_change_nothing);
async fn rules_by_class_and_element_change_nothing(world: World) -> Result<()> {
    is_unchanged_by_the_rules(world, Setting { viewport: DESKTOP, ..Setting::default() }).await
}

case!(EachLayout, rules_by_class_and_element_change_nothing_on_phones);
async fn rules_by_class_and_element_change_nothing_on_phones(world: World) -> Result<()> {
    is_unchanged_by_the_rules(world, Setting { viewport: PHONE, ..Setting::default() }).await
}

/// The style sheets of other projects: a file of a package in `tests/sheets`, and the class of the element around an
/// article's content.
const SHEETS: [(&str, &str); 12] = [
    ("@picocss/pico/css/pico.min.css", "container"),
    ("@picocss/pico/css/pico.classless.min.css", ""),
    ("bootstrap/dist/css/bootstrap.min.css", "container"),
    ("bulma/css/bulma.min.css", "content"),
    ("foundation-sites/dist/css/foundation.min.css", "cell"),
    ("govuk-frontend/dist/govuk/govuk-frontend.min.css", "govuk-width-container govuk-body"),
    ("normalize.css/normalize.css", ""),
    ("simpledotcss/simple.min.css", ""),
    ("tailwindcss", "prose"),
    // Underscores, the starter theme of many WordPress themes.
    ("undescores-for-npm/style.css", "entry-content"),
    ("water.css/out/water.min.css", ""),
    (SMALL_ROOT, "entry-content"),
];

/// Many themes make 1 rem 10 px.
const SMALL_ROOT: &str = "html { font-size: 62.5% } .entry-content { font-size: 1.6rem }";

/// The folder of the installed style sheets: the pinned ones, or the newest with `SHEETS=latest`.
fn sheets() -> Result<PathBuf> {
    let folder = match std::env::var("SHEETS").as_deref() {
        Err(_) | Ok("") => "tests/sheets",
        Ok("latest") => "target/sheets",
        Ok(other) => bail!("SHEETS is '{other}'; the only allowed value is 'latest'"),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    ensure!(folder.join("node_modules").is_dir(), "the style sheets are not installed: run `tools/setup.sh sheets`");
    Ok(folder)
}

/// The text of a style sheet.
fn sheet(file: &str) -> Result<String> {
    if file == SMALL_ROOT {
        return Ok(SMALL_ROOT.to_owned());
    }
    let folder = sheets()?;
    if file != "tailwindcss" {
        return fs::read_to_string(folder.join("node_modules").join(file)).with_context(|| file.to_owned());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/tailwind.mjs");
    let output = Command::new("node").arg(script).arg(folder).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// Lists what a style sheet changes in the widget: with the sheet, and then with its rules for hovered, focused and
/// pressed elements applied to every element. The comparison is a page without the sheet whose article has the same
/// width and inherited styles, because these are the article's to choose.
const CHANGES: &str = "
    const [css, wrapper] = arguments;
    const INHERITED = ['accent-color', 'color', 'color-scheme', 'cursor', 'font-family', 'font-feature-settings',
        'font-kerning', 'font-size', 'font-stretch', 'font-style', 'font-variant', 'font-weight', 'hyphens',
        'letter-spacing', 'overflow-wrap', 'tab-size', 'text-rendering', 'text-shadow', 'text-underline-offset',
        'word-break', 'word-spacing'];
    const STYLES = ['align-items', 'animation-name', 'appearance', 'background-color', 'background-image',
        'border-bottom-width', 'border-left-width', 'border-right-width', 'border-top-color', 'border-top-left-radius',
        'border-top-width', 'box-shadow', 'clip-path', 'color', 'column-count', 'content', 'counter-increment', 'cursor',
        'display', 'filter', 'float', 'font-family', 'font-size', 'font-style', 'font-variant', 'font-weight', 'hyphens',
        'letter-spacing', 'line-height', 'list-style-type', 'opacity', 'outline-style', 'overflow-wrap', 'overflow-x',
        'pointer-events', 'position', 'rotate', 'scale', 'text-decoration-color', 'text-decoration-line',
        'text-decoration-style', 'text-decoration-thickness', 'text-indent', 'text-overflow', 'text-shadow',
        'text-transform', 'text-underline-offset', 'touch-action', 'transform', 'transition-duration',
        'transition-property', 'translate', 'user-select', 'vertical-align', 'visibility', 'white-space', 'word-break',
        'z-index'];
    const around = document.getElementById('around');
    const all = [...brief().querySelectorAll(':not(svg *, option)')];
    const stylesOf = (one, pseudo) => {
        const style = getComputedStyle(one, pseudo);
        if (pseudo && ['none', 'normal'].includes(style.content)) return ['no content'];
        return STYLES.map((name) => `${name}: ${style.getPropertyValue(name)}`);
    };
    const look = () => {
        const origin = brief().getBoundingClientRect();
        return all.map((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            const box = [left - origin.left, top - origin.top, width, height];
            return { box: width && height ? box : [], styles: [null, '::before', '::after'].map((pseudo) => stylesOf(one, pseudo)) };
        });
    };
    const text = css.replace(/@import[^;]*;|@font-face *{[^}]*}/g, '');
    const found = [];
    for (const rules of [text, text.replace(/:(hover|focus(-visible|-within)?|active|visited)\\b/g, ':nth-child(n)')]) {
        const sheet = document.createElement('style');
        sheet.textContent = rules;
        document.head.append(sheet);
        around.className = wrapper;
        const given = getComputedStyle(brief());
        const inherited = INHERITED.map((name) => [name, given.getPropertyValue(name)]);
        const { width } = brief().getBoundingClientRect();
        const withSheet = look();
        sheet.remove();
        around.className = '';
        for (const [name, value] of inherited) around.style.setProperty(name, value);
        around.style.width = `${width}px`;
        const without = look();
        around.removeAttribute('style');
        all.forEach((one, index) => {
            const [before, after] = [without[index], withSheet[index]];
            const name = `${one.localName} ${one.getAttribute('class')}`;
            const moved = before.box.length !== after.box.length
                || before.box.some((value, side) => Math.abs(value - after.box[side]) > 0.5);
            if (moved) found.push(`${name}: ${before.box.map(Math.round)} became ${after.box.map(Math.round)}`);
            after.styles.forEach((styles, pseudo) => styles.forEach((style, at) => {
                const old = before.styles[pseudo][at];
                if (style !== old) found.push(`${name}${['', '::before', '::after'][pseudo]}: ${old} became ${style}`);
            }));
        });
    }
    return [all.length, found.length, found.slice(0, 5)];";

async fn is_unchanged_by_real_sheets(world: World, viewport: Viewport) -> Result<()> {
    let element = world.brief.element("as-of='published' expand='all' remember='off'");
    let body = format!("<article id='around'>{element}</article>");
    let page = PageSpec::new("en-GB", body).stopped_at(world.brief.content.published);
    let page = world.open(Setting { viewport, ..Setting::default() }, page).await?;
    page.wait_until_live(1).await?;
    page.wait_for_animations().await?;
    let mut faults = Vec::new();
    for (file, wrapper) in SHEETS {
        let (elements, changes, examples): (usize, usize, Vec<String>) =
            page.promise(CHANGES, &[json!(sheet(file)?), json!(wrapper)]).await?;
        ensure!(elements > 200, "{elements} elements");
        if changes > 0 {
            faults.push((file, changes, examples));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    Ok(())
}

case!(Helsinki, real_sheets_change_nothing);
async fn real_sheets_change_nothing(world: World) -> Result<()> {
    is_unchanged_by_real_sheets(world, DESKTOP).await
}

case!(Helsinki, real_sheets_change_nothing_on_phones);
async fn real_sheets_change_nothing_on_phones(world: World) -> Result<()> {
    is_unchanged_by_real_sheets(world, PHONE).await
}

case!(Helsinki, is_styled_without_its_tag);
/// As after a content filter that removes unknown elements but keeps their content.
async fn is_styled_without_its_tag(world: World) -> Result<()> {
    let whole = prerendered(&world.brief, &[("expand", "all")])?;
    let tree = prerendered_html(world.brief.text(), &[("expand", "all")])?;
    for (viewport, scheme) in [(PHONE, Scheme::Dark), (DESKTOP, Scheme::Light)] {
        let mut views = Vec::new();
        for (body, scripting) in [(&whole, false), (&tree, false), (&tree, true)] {
            let setting = Setting { viewport, scheme, scripting, ..Setting::default() };
            let page = world.open(setting, PageSpec::new("en-GB", body.as_str())).await?;
            page.wait_for_animations().await?;
            views.push(rendered(&page).await?);
            world.close(page).await;
        }
        assert!(views[0].len() > 200, "{} elements", views[0].len());
        for view in &views[1..] {
            let different: Vec<_> = views[0].iter().zip(view).filter(|(whole, tree)| whole != tree).take(3).collect();
            assert!(views[0].len() == view.len() && different.is_empty(), "{viewport:?}: {different:#?}");
        }
    }
    Ok(())
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
