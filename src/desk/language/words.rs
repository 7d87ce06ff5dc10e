//! Words of a text, and small helpers for them.

/// The words of `text`: runs of letters and figures.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The byte offsets at which `text` contains `phrase` as whole words.
pub(crate) fn occurrences<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let offsets = text.match_indices(phrase).map(|(at, _)| at);
    offsets.filter(move |at| {
        is_boundary(text[..*at].chars().next_back()) && is_boundary(text[at + phrase.len()..].chars().next())
    })
}

/// Strips the possessive ending: “Helsinki’s” becomes “Helsinki”.
pub(crate) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)
}

/// Strips a leading article: “The Hearing” becomes “Hearing”.
pub(crate) fn without_article(text: &str) -> &str {
    let articles = ["The ", "A ", "An ", "the ", "a ", "an "];
    articles.iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
}

/// `text` with its first letter in upper case.
pub(crate) fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// `text` with each run of white space replaced by one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the last word of `text` is `word`, ignoring ASCII case.
pub(crate) fn ends_with(text: &str, word: &str) -> bool {
    let text = text.trim_end();
    let Some((before, last)) = text.len().checked_sub(word.len()).and_then(|at| text.split_at_checked(at)) else {
        return false;
    };
    last.eq_ignore_ascii_case(word) && !before.ends_with(char::is_alphanumeric)
}
