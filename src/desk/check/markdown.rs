//! Signs of Markdown in a text. Each function finds the first of its kind.

use std::ops::Range;

/// How far signs that belong together may be apart.
const LONGEST: usize = 300;

/// `[words](https://…)`.
pub(super) fn link(text: &str) -> Option<Range<usize>> {
    text.match_indices("](").find_map(|(at, _)| {
        let window = text.floor_char_boundary(at.saturating_sub(LONGEST));
        let open = window + text[window..at].rfind('[')?;
        let until = text.floor_char_boundary((at + LONGEST).min(text.len()));
        let close = at + text[at..until].find(')')?;
        Some(open..close + 1)
    })
}

/// `**words**`, `__words__`, `*words*` or `_words_`.
pub(super) fn emphasis(text: &str) -> Option<Range<usize>> {
    ["**", "__", "*", "_"].into_iter().find_map(|sign| pair(text, sign))
}

/// A word in backticks.
pub(super) fn code(text: &str) -> Option<Range<usize>> {
    pair(text, "`")
}

/// `# Heading`; not “#1”, nor “# 1 priority”.
pub(super) fn heading(text: &str) -> Option<Range<usize>> {
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = text[signs..].strip_prefix(' ')?;
    let fits = (1..=6).contains(&signs) && words.starts_with(char::is_alphabetic);
    fits.then(|| 0..signs + 1 + words.chars().next().map_or(0, char::len_utf8))
}

/// `- item`, `* item`, `> quoted` at the beginning.
pub(super) fn item(text: &str) -> Option<Range<usize>> {
    let words = ["- ", "* ", "+ ", "> "].into_iter().find_map(|sign| text.strip_prefix(sign))?;
    let first = words.chars().next().filter(|c| c.is_alphabetic())?;
    Some(0..2 + first.len_utf8())
}

/// Words that stand close between two of `sign`, which are at the edges of words: not `snake_case`, nor “3 * 4 * 5”.
fn pair(text: &str, sign: &str) -> Option<Range<usize>> {
    let outer = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !sign.contains(c));
    let mut from = 0;
    while let Some(start) = text[from..].find(sign).map(|at| from + at) {
        from = start + sign.len();
        if !outer(text[..start].chars().next_back())
            || text[from..].starts_with(|c: char| c.is_whitespace() || sign.contains(c))
        {
            continue;
        }
        let until = text.floor_char_boundary((from + LONGEST).min(text.len()));
        let Some(end) = text[from..until].find(sign).map(|length| from + length) else { continue };
        let tight = !text[..end].ends_with(char::is_whitespace);
        if tight && outer(text[end + sign.len()..].chars().next()) {
            return Some(start..end + sign.len());
        }
    }
    None
}
