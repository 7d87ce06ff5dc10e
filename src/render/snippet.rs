//! The HTML around the static tree: style sheet, script, element, page.

use super::{escape, html, json_ld, style_sheet};
use crate::components::WidgetInput;

/// The style of the page around the snippet.
const PAGE_STYLE: &str =
    "body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Georgia, serif }";

/// How a snippet or page contains the style sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As a link.
    #[default]
    Link,
    /// In a `<style>` element.
    Inline,
}

/// What a snippet or page contains besides the brief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The address of the folder with `summit-brief.css` and `summit-brief.js`; empty for the page's own folder.
    pub base: String,
    /// How it contains the style sheet.
    pub style: Style,
    /// The attributes of the element.
    pub attributes: Vec<(String, String)>,
    /// Whether to include schema.org data.
    pub json_ld: bool,
}

/// The whole snippet for a page: style sheet, script, and the element with the static tree and the brief as JSON. The
/// widget reads the same version that is shown, without a second request.
///
/// # Errors
/// If the brief cannot be written as JSON.
pub fn snippet(props: WidgetInput, assets: &Assets) -> serde_json::Result<String> {
    Ok([style(assets), element(props, assets)?].concat())
}

/// The style sheet: its link, or all of it.
fn style(assets: &Assets) -> String {
    match assets.style {
        Style::Link => {
            let base = folder(&assets.base);
            ["<link rel=\"stylesheet\" href=\"", &escape::html(&base), "summit-brief.css\">\n"].concat()
        }
        Style::Inline => ["<style>", &style_sheet(), "</style>\n"].concat(),
    }
}

/// The script, the data and the element.
fn element(props: WidgetInput, assets: &Assets) -> serde_json::Result<String> {
    let base = folder(&assets.base);
    let attributes = assets.attributes.iter();
    let attributes: String =
        attributes.map(|(name, value)| [" ", name, "=\"", &escape::html(value), "\""].concat()).collect();
    let json = escape::json(&serde_json::to_string(&*props.content.brief)?);
    let data = assets.json_ld.then(|| [&json_ld(&props.content.brief), "\n"].concat());
    Ok([
        "<script type=\"module\" src=\"",
        &escape::html(&base),
        "summit-brief.js\"></script>\n",
        &data.unwrap_or_default(),
        "<summit-brief",
        &attributes,
        "><script type=\"application/json\">",
        &json,
        "</script>",
        &html(props),
        "</summit-brief>\n",
    ]
    .concat())
}

/// A whole page around the snippet, with the style sheet in its head.
///
/// # Errors
/// If the brief cannot be written as JSON.
pub fn page(props: WidgetInput, language: &str, assets: &Assets) -> serde_json::Result<String> {
    let content = props.content.clone();
    let direction = props.locale.language.direction;
    let title = escape::html(&content.brief.title);
    let summary = escape::html(&content.brief.summary);
    let element = element(props, assets)?;
    Ok([
        "<!DOCTYPE html>\n<html lang=\"",
        &escape::html(language),
        if direction == "rtl" { "\" dir=\"rtl" } else { "" },
        "\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
        &title,
        "</title>\n<meta name=\"description\" content=\"",
        &summary,
        "\">\n<link rel=\"icon\" href=\"data:,\">\n",
        "<style>",
        PAGE_STYLE,
        "</style>\n",
        &style(assets),
        "</head>\n<body>\n<main>\n",
        &element,
        "</main>\n</body>\n</html>\n",
    ]
    .concat())
}

/// `base` with a trailing slash, unless it is empty.
fn folder(base: &str) -> String {
    if base.is_empty() || base.ends_with('/') { base.to_owned() } else { [base, "/"].concat() }
}
