//! Splits a paragraph into sentences.

use std::ops::Range;

use super::day::is_short_month;
use super::{month, weekday};
use crate::desk::lexicon::{Class, is_in};

/// The length, in bytes, of the longest text that counts as one sentence. Longer runs without a full stop are lists or
/// data; in them, only what is this near counts, so that the work stays linear.
pub(crate) const LONGEST_SENTENCE: usize = 2_000;

/// The byte range of each sentence in `text`, without the space between them.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, closing)) =
            rest.next_if(|(_, c)| matches!(c, '”' | '’' | '"' | '\'' | ')' | '.' | '!' | '?'))
        {
            end = next + closing.len_utf8();
        }
        let after = &text[end..];
        let spaced = after.starts_with(char::is_whitespace);
        if !spaced && !after.is_empty() {
            continue;
        }
        let next = after.trim_start().chars().next();
        let begins =
            next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '\'' | '('));
        // No abbreviation is longer than 24 bytes. Cutting a longer word is harmless.
        let near = text.floor_char_boundary(at.saturating_sub(24)).max(start.min(at));
        let word = text[near..at].rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
        // “at 1 p.m. Eastern” and “1 p.m. Monday” do not end a sentence.
        let clock = matches!(word, "a.m" | "p.m" | "A.M" | "P.M");
        // “on March 5. It …” ends a sentence; “1. Title” does not.
        let initials = !clock && word.contains('.') && word.split('.').all(|part| part.len() <= 2)
            || word.chars().count() == 1 && word != "I" && (!is_number(word) || text[start..at].trim() == word);
        let short = || is_in(Class::Abbreviation, word) || is_short_month(word);
        let abbreviated = c == '.' && (initials || short());
        let mut next_words =
            after.split_whitespace().take(5).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let first = next_words.clone().next().unwrap_or_default();
        let named = clock
            && (next_words.any(|word| word.eq_ignore_ascii_case("time"))
                || weekday(first).is_some()
                || month(first).is_some());
        // “1 p.m. HKT/8 a.m. local time”
        let first = first.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let zone = clock
            && (["Eastern", "Pacific", "Central", "Mountain", "Atlantic", "AoE", "Anywhere"].contains(&first)
                || ((2..=5).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_uppercase())));
        // “At 3 p.m. (1900 GMT)”
        let converts = clock && next == Some('(');
        if begins && !abbreviated && !zone && !named && !converts {
            found.push(start..end);
            start = end + (after.len() - after.trim_start().len());
        }
    }
    if !text[start..].trim().is_empty() {
        found.push(start..text.len());
    }
    found
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` ends with a sentence's punctuation, as prose does.
pub(crate) fn is_prose(text: &str) -> bool {
    let end = text.trim_end_matches(['”', '’', '"', '\'', ')', ' ']);
    end.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// The number of space-separated words with a letter or figure.
pub(crate) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
