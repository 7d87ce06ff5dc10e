//! The HTML around the static tree: style sheet, script, element, page.

use super::{escape, html, json_ld};
use crate::components::WidgetInput;

/// What a snippet or page contains besides the brief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The address of the folder with `summit-brief.css` and `summit-brief.js`; empty for the page's own folder.
    pub base: String,
    /// The attributes of the element.
    pub attributes: Vec<(String, String)>,
    /// Whether to include schema.org data.
    pub json_ld: bool,
}

/// The whole snippet for a page: style sheet link, script, and the element with the static tree and the brief as JSON.
/// The widget reads the same version that is shown, without a second request.
///
/// # Errors
/// If the brief cannot be written as JSON.
pub fn snippet(props: WidgetInput, assets: &Assets) -> serde_json::Result<String> {
    let base = folder(&assets.base);
    let base = escape::html(&base);
    let attributes = assets.attributes.iter();
    let attributes: String =
        attributes.map(|(name, value)| [" ", name, "=\"", &escape::html(value), "\""].concat()).collect();
    let json = escape::json(&serde_json::to_string(&*props.content.brief)?);
    let data = assets.json_ld.then(|| [&json_ld(&props.content.brief), "\n"].concat());
    Ok([
        "<link rel=\"stylesheet\" href=\"",
        &base,
        "summit-brief.css\">\n<script type=\"module\" src=\"",
        &base,
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

/// A whole page around the snippet.
///
/// # Errors
/// If the brief cannot be written as JSON.
pub fn page(props: WidgetInput, language: &str, assets: &Assets) -> serde_json::Result<String> {
    let content = props.content.clone();
    let title = escape::html(&content.brief.title);
    let summary = escape::html(&content.brief.summary);
    let snippet = snippet(props, assets)?;
    // The snippet's link and script are in the body, where HTML allows both.
    Ok([
        "<!DOCTYPE html>\n<html lang=\"",
        &escape::html(language),
        "\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
        &title,
        "</title>\n<meta name=\"description\" content=\"",
        &summary,
        "\">\n<link rel=\"icon\" href=\"data:,\">\n",
        "<style>body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Georgia, serif }</style>\n",
        "</head>\n<body>\n<main>\n",
        &snippet,
        "</main>\n</body>\n</html>\n",
    ]
    .concat())
}

/// `base` with a trailing slash, unless it is empty.
fn folder(base: &str) -> String {
    if base.is_empty() || base.ends_with('/') { base.to_owned() } else { [base, "/"].concat() }
}
