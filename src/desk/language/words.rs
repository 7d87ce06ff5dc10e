//! Words of a text, and small things done with them.

/// The words of `text`: letters and figures, without the signs between them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a word of `text` is in `list`, which is in small letters.
pub(crate) fn has_word(text: &str, list: &[&str]) -> bool {
    // “May” is the month.
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| *word != "May");
    words.any(|word| list.contains(&word.to_lowercase().as_str()))
}

/// Where `text` has `phrase` as whole words.
pub(crate) fn occurrences<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let places = text.match_indices(phrase).map(|(at, _)| at);
    places.filter(move |at| apart(text[..*at].chars().next_back()) && apart(text[at + phrase.len()..].chars().next()))
}

/// “Helsinki” of “Helsinki’s”.
pub(crate) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)
}

/// “Hearing” of “The Hearing”.
pub(crate) fn without_article(text: &str) -> &str {
    let articles = ["The ", "A ", "An ", "the ", "a ", "an "];
    articles.iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
}

/// `text` with a capital at its start.
pub(crate) fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}
