//! The widget in a page of its own, for an `<iframe>`: `embed.html`.

use super::escape;
use super::snippet::folder;
use crate::components::WidgetInput;

/// An `<iframe>` with the widget, and the script that gives it the height of its content. `base` is the address of the
/// folder with the widget's files; `attributes` are those of the element.
#[must_use]
pub fn iframe(props: &WidgetInput, base: &str, attributes: &[(String, String)]) -> String {
    let base = escape::html(&folder(base)).into_owned();
    let title = escape::html(&props.content.brief.title).into_owned();
    let query: Vec<String> = attributes.iter().map(|(name, value)| [name, "=", &encoded(value)].concat()).collect();
    let address = [&base, "embed.html?", &escape::html(&query.join("&"))].concat();
    [
        "<iframe src=\"",
        &address,
        "\" title=\"",
        &title,
        "\" loading=\"lazy\" allow=\"clipboard-write\" style=\"display: block; width: 100%; height: ",
        &height(props),
        "; border: 0\"><a href=\"",
        &address,
        "\">",
        &title,
        "</a></iframe>\n<script async src=\"",
        &base,
        "embed-parent.js\"></script>\n",
    ]
    .concat()
}

/// `value` as part of a query (URL Standard, section 1.3: the component percent-encode set, except that `/`, `:` and `,` stay).
fn encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:,".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The height before the page inside has reported its own, from the widths of a phone to those of an article.
fn height(_props: &WidgetInput) -> String {
    "1200px".to_owned()
}
