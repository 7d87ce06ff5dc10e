//! Finds words of the article in its file, where line breaks, tags and entities may be between them.

/// The byte offset at which `words` begin in `source`, at `from` or later.
pub(super) fn locate(source: &str, from: usize, words: &str) -> Option<usize> {
    let from = source.floor_char_boundary(from.min(source.len()));
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let found = source[from..].match_indices(first).map(|(at, _)| from + at);
    let continues = |at: &usize| {
        let end = rest
            .split(' ')
            .filter(|word| !word.is_empty())
            .try_fold(&source[at + first.len()..], |after, word| between(after).strip_prefix(word));
        end.is_some()
    };
    // Words that are not found soon are written in another way, such as with entities.
    found.take(8).find(continues)
}

/// `text` without the white space, tags and no-break spaces that it begins with.
fn between(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let tag = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')).map(|(_, after)| after);
        let Some(after) = tag.or_else(|| rest.strip_prefix("&nbsp;")) else { return rest };
        rest = after.trim_start();
    }
}
