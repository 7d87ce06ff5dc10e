//! The HTML around the static tree: style sheet, script, element or the `<div>` in its place, page.

use super::{Integrity, escape, html, json_ld, style_sheet};
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
    /// Whether the element contains the brief as JSON. Without it, the attributes name the brief's address in `src`.
    pub inline: bool,
    /// The hashes of the files, if browsers should check them.
    pub integrity: Option<Integrity>,
    /// Whether to include schema.org data.
    pub json_ld: bool,
}

/// The whole snippet for a page: style sheet, script, and the element with the static tree. With the brief as JSON, the
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
            let integrity = assets.integrity.as_ref();
            let integrity = integrity.map(|files| [" crossorigin integrity=\"", &files.style_sheet, "\""].concat());
            let end = [&integrity.unwrap_or_default(), ">\n"].concat();
            ["<link rel=\"stylesheet\" href=\"", &escape::html(&base), "summit-brief.css\"", &end].concat()
        }
        Style::Inline => ["<style>", &style_sheet(), "</style>\n"].concat(),
    }
}

/// The script, the data and the element.
fn element(props: WidgetInput, assets: &Assets) -> serde_json::Result<String> {
    let base = folder(&assets.base);
    let mut element = String::new();
    if let Some(files) = &assets.integrity {
        // Must precede every script that imports others.
        element.extend(["<script type=\"importmap\">", &escape::json(&files.import_map(&base)), "</script>\n"]);
    }
    element.extend(["<script type=\"module\" src=\"", &escape::html(&base), "summit-brief.js\""]);
    if let Some(files) = &assets.integrity {
        // The loader finds the hash of the wasm there.
        element.extend([" integrity=\"", &files.loader, "\" data-sb-wasm=\"", &files.wasm, "\""]);
    }
    element.push_str("></script>\n");
    if assets.json_ld {
        element.extend([&json_ld(&props.content.brief), "\n"]);
    }
    element.extend(["<summit-brief", &attributes("", &assets.attributes), ">"]);
    if assets.inline {
        let json = escape::json(&serde_json::to_string(&*props.content.brief)?);
        element.extend(["<script type=\"application/json\">", &json, "</script>"]);
    }
    element.extend([&html(props), "</summit-brief>\n"]);
    Ok(element)
}

/// Attributes, each with `prefix` before its name.
fn attributes(prefix: &str, attributes: &[(String, String)]) -> String {
    let attributes = attributes.iter();
    attributes.map(|(name, value)| [" ", prefix, name, "=\"", &escape::html(value), "\""].concat()).collect()
}

/// The element as a `<div>`, for content systems that remove unknown tags and scripts. The script, which the page's
/// template loads, replaces it by the element.
#[must_use]
pub fn stand_in(props: WidgetInput, given: &[(String, String)]) -> String {
    ["<div data-summit-brief", &attributes("data-", given), ">", &html(props), "</div>\n"].concat()
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
pub(super) fn folder(base: &str) -> String {
    if base.is_empty() || base.ends_with('/') { base.to_owned() } else { [base, "/"].concat() }
}
