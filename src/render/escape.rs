//! Text inside HTML and inside script elements.

/// `text` as the value of a double-quoted attribute, or as text (HTML, section 13.3).
pub(super) use html_escape::encode_double_quoted_attribute as html;

/// JSON as the text of a `<script>`: no `<` can end the script or begin a comment in it (HTML, section 4.12.1.3).
/// U+2028 and U+2029 end lines for older JavaScript parsers.
pub(super) fn json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
