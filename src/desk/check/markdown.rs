//! Finds Markdown in a text. Each function returns the first match of its kind.

use std::ops::Range;

/// The greatest distance between paired delimiters, in bytes.
const MAX_DISTANCE: usize = 300;

/// `[words](https://…)`.
pub(super) fn link(text: &str) -> Option<Range<usize>> {
    text.match_indices("](").find_map(|(at, _)| {
        let window = text.floor_char_boundary(at.saturating_sub(MAX_DISTANCE));
        let open = window + text[window..at].rfind('[')?;
        let until = text.floor_char_boundary((at + MAX_DISTANCE).min(text.len()));
        let close = at + text[at..until].find(')')?;
        Some(open..close + 1)
    })
}

/// `**words**`, `__words__`, `*words*` or `_words_`.
pub(super) fn emphasis(text: &str) -> Option<Range<usize>> {
    ["**", "__", "*", "_"].into_iter().find_map(|delimiter| pair(text, delimiter))
}

/// `` `words` ``.
pub(super) fn code(text: &str) -> Option<Range<usize>> {
    pair(text, "`")
}

/// `# Heading` at the beginning; not “#1” or “# 1 priority”. The range ends after the first letter.
pub(super) fn heading(text: &str) -> Option<Range<usize>> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = text[level..].strip_prefix(' ')?;
    let fits = (1..=6).contains(&level) && words.starts_with(char::is_alphabetic);
    fits.then(|| 0..level + 1 + words.chars().next().map_or(0, char::len_utf8))
}

/// `- item`, `* item`, `+ item` or `> quoted` at the beginning. The range ends after the first letter.
pub(super) fn item(text: &str) -> Option<Range<usize>> {
    let words = ["- ", "* ", "+ ", "> "].into_iter().find_map(|marker| text.strip_prefix(marker))?;
    let first = words.chars().next().filter(|c| c.is_alphabetic())?;
    Some(0..2 + first.len_utf8())
}

/// Text enclosed in a pair of `delimiter`, with no space just inside either; not `snake_case` or “3 * 4 * 5”.
fn pair(text: &str, delimiter: &str) -> Option<Range<usize>> {
    let is_outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !delimiter.contains(c));
    let mut from = 0;
    while let Some(start) = text[from..].find(delimiter).map(|at| from + at) {
        from = start + delimiter.len();
        if !is_outside(text[..start].chars().next_back())
            || text[from..].starts_with(|c: char| c.is_whitespace() || delimiter.contains(c))
        {
            continue;
        }
        let until = text.floor_char_boundary((from + MAX_DISTANCE).min(text.len()));
        let Some(end) = text[from..until].find(delimiter).map(|length| from + length) else { continue };
        let is_tight = !text[..end].ends_with(char::is_whitespace);
        if is_tight && is_outside(text[end + delimiter.len()..].chars().next()) {
            return Some(start..end + delimiter.len());
        }
    }
    None
}
