//! Words of a text, and small helpers for them.

/// The words of `text`: runs of letters and figures.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether `list`, in lower case, contains a word of `text`. “May” is skipped: it is the month.
pub(crate) fn has_word(text: &str, list: &[&str]) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| *word != "May");
    words.any(|word| list.contains(&word.to_lowercase().as_str()))
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
