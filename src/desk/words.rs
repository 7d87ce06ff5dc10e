//! Small text helpers: ids from titles, plurals, truncated quotations, letters without accents.

/// An id made from `text`; empty if `text` has no Latin letters or ASCII digits.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(fold).flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’' | '.') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The letters and figures of `text` in lower case, to compare texts that differ in punctuation.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// “1 error”, “2 errors”.
pub(crate) fn plural(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// `text`, truncated to 60 characters with an ellipsis.
pub(crate) fn clip(text: &str) -> String {
    clip_to(text, 60)
}

/// `text`, truncated to `max` characters with an ellipsis.
pub(crate) fn clip_to(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `c` without its accent, or spelt out in ASCII (“ä” as “ae”); `c` itself if it is not in the tables.
pub(crate) fn fold(c: char) -> impl Iterator<Item = char> {
    const FOLDED: [(&str, &str); 22] = [
        ("àáâãåāăą", "a"),
        ("ÀÁÂÃÅĀĂĄ", "A"),
        ("çćč", "c"),
        ("ÇĆČ", "C"),
        ("ďđ", "d"),
        ("èéêëēėęě", "e"),
        ("ÈÉÊËĒĖĘĚ", "E"),
        ("ğ", "g"),
        ("ìíîïīı", "i"),
        ("ÌÍÎÏĪİ", "I"),
        ("łľĺ", "l"),
        ("ñńňņ", "n"),
        ("òóôõøōő", "o"),
        ("ÒÓÔÕØŌŐ", "O"),
        ("řŕ", "r"),
        ("śšşș", "s"),
        ("ŚŠŞȘ", "S"),
        ("ťţț", "t"),
        ("ùúûůūű", "u"),
        ("ýÿ", "y"),
        ("źžż", "z"),
        ("ŹŽŻ", "Z"),
    ];
    const SPELT: [(char, &str); 9] = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
    ];
    let spelt = SPELT.iter().find(|(letter, _)| *letter == c).map(|(_, plain)| *plain);
    let folded = || FOLDED.iter().find(|(letters, _)| !c.is_ascii() && letters.contains(c)).map(|(_, plain)| *plain);
    let plain = spelt.or_else(folded);
    plain.unwrap_or_default().chars().chain(plain.is_none().then_some(c))
}
