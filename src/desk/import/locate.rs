//! Finds words of the article in its file, where line breaks, tags, entities and Markdown's marks may be between them.

use std::ops::Range;

/// The longest markup between two characters, in bytes.
const MOST_MARKUP: usize = 2_000;
/// The longest entity, in bytes.
const LONGEST_ENTITY: usize = 32;
/// How many steps a search takes before it gives up, besides two for each byte of the words. A step compares a character
/// or skips a piece of markup.
const MOST_STEPS: usize = 10_000;

/// The byte range of `words` in `source`, if they begin in the `reach` bytes after `from`.
pub(super) fn locate(source: &str, from: usize, reach: usize, words: &str) -> Option<Range<usize>> {
    let first = words.chars().find(|c| !c.is_whitespace())?;
    let from = source.floor_char_boundary(from.min(source.len()));
    let ahead = &source[from..source.floor_char_boundary(from.saturating_add(reach))];
    let mut steps = MOST_STEPS + 2 * words.len();
    for (at, _) in ahead.match_indices([first, '&']) {
        let start = from + at;
        if let Some(length) = length(&source[start..], words, &mut steps) {
            return Some(start..start + length);
        }
        if steps == 0 {
            break;
        }
    }
    None
}

/// How many bytes `words` take at the start of `source`.
fn length(source: &str, words: &str, steps: &mut usize) -> Option<usize> {
    let mut rest = source;
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        let before = rest.len();
        rest = loop {
            *steps = steps.checked_sub(1)?;
            match after(rest, c) {
                Some(after) => break after,
                None => rest = after_markup(rest).filter(|rest| before - rest.len() <= MOST_MARKUP)?,
            }
        };
    }
    Some(source.len() - rest.len())
}

/// What follows an entity for `c`, or `c` itself, at the start of `text`.
fn after(text: &str, c: char) -> Option<&str> {
    let decoded = entity(text).filter(|(decoded, _)| *decoded == c).map(|(_, rest)| rest);
    decoded.or_else(|| text.strip_prefix(c))
}

/// The character of the entity at the start of `text`, and what follows it.
fn entity(text: &str) -> Option<(char, &str)> {
    let name = text.strip_prefix('&')?.bytes().take(LONGEST_ENTITY);
    let end = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count() + 1;
    let (entity, rest) = text.split_at(end);
    let decoded = html_escape::decode_html_entities(text.get(..=entity.len()).filter(|_| rest.starts_with(';'))?);
    let mut chars = decoded.chars();
    Some((chars.next()?, &rest[1..])).filter(|_| chars.next().is_none())
}

/// What follows the white space, the tag or the mark at the start of `text`. `None` if it starts with something else.
fn after_markup(text: &str) -> Option<&str> {
    let to = |end: u8| {
        let length = text.bytes().take(MOST_MARKUP).position(|byte| byte == end);
        length.map(|length| &text[length + 1..])
    };
    match text.chars().next()? {
        '<' => to(b'>'),
        ']' if text[1..].starts_with('(') => to(b')'),
        '*' | '_' | '`' | '~' | '\\' | '[' | ']' | '|' => Some(&text[1..]),
        c if c.is_whitespace() => Some(text.trim_start()),
        _ => entity(text).filter(|(c, _)| c.is_whitespace()).map(|(_, rest)| rest),
    }
}
