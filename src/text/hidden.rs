//! Characters that are not read: terminals obey them, or they turn the direction of the text beside them.

/// Whether `c` is a control character other than a tab or a line feed, or an override of the direction of text. A
/// terminal obeys the former: sequences begin with U+001B or with one of U+0080 to U+009F (ECMA-48, section 5).
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n') || matches!(c, '\u{202a}'..='\u{202e}')
}

/// `text` without what [`is_hidden`], each replaced by a character of the same length in UTF-8.
#[must_use]
pub fn without_hidden(text: &str) -> String {
    let visible = |c: char| match c.len_utf8() {
        _ if !is_hidden(c) => c,
        1 => '?',
        2 => '¿',
        _ => '\u{fffd}',
    };
    text.chars().map(visible).collect()
}
