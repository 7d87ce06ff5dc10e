//! Escapes text for HTML and for script elements.

/// Text as the value of a double-quoted attribute, or as the content of an element (HTML, section 13.3).
pub(super) use html_escape::encode_double_quoted_attribute as html;

/// JSON as the content of a `<script>`: without `<`, which could end the script or begin a comment in it (HTML, section
/// 4.12.1.3), and without U+2028 and U+2029, which end lines for older JavaScript parsers.
pub(super) fn json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
