//! Finds sentences that attribute a view to a state, an alliance or an institution.

use std::ops::Range;

use crate::desk::language::{capitalized, word_count};
use crate::desk::lexicon::{Class, is_in, party_called};

/// Words after which a party's name is not the subject: “The president of Russia said”.
const RULE_OUT_SUBJECT: [&str; 24] = [
    "of", "in", "from", "to", "with", "against", "and", "by", "near", "at", "on", "that", "which", "whom", "nor", "or",
    "neither", "Neither", "whether", "if", "If", "not", "than", "as",
];

/// A view that a sentence attributes to a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AttributedView {
    pub(super) party: String,
    /// Whether the party is well known.
    pub(super) known: bool,
    /// The view: the clause from its verb on, or the whole sentence if the clause says too little.
    pub(super) text: String,
}

/// The views in `sentence`, at most one per party.
pub(super) fn views(sentence: &str) -> Vec<AttributedView> {
    let mut found: Vec<AttributedView> = Vec::new();
    if is_denied(sentence) {
        return found;
    }
    let words: Vec<Range<usize>> = words(sentence);
    // A long run of text without a full stop is not a sentence; only its beginning is searched.
    for at in 1..words.len().min(120) {
        let verb = &sentence[words[at].clone()];
        if !is_in(Class::View, verb) || verb.starts_with(char::is_uppercase) {
            continue;
        }
        let Some((party, known)) = subject(sentence, &words[..at]) else { continue };
        let end = clause_end(sentence, words[at].end);
        let text = sentence[words[at].start..end].trim().trim_end_matches([',', ';', ':', '—', '–', '.', ' ']);
        // “Moscow says.” after a quotation contains no view. The text must not contain half a quotation either.
        let is_complete = word_count(text) >= 2 && balanced(text);
        if !is_complete || found.iter().any(|view| view.party == party) {
            continue;
        }
        let object = text.split_once(' ').map_or("", |(_, object)| object);
        // “Denies it” needs the rest of its sentence.
        let needs_context =
            matches!(object, "it" | "this" | "that" | "them" | "so" | "otherwise") && sentence.len() <= 240;
        let text = capitalized(if needs_context { sentence.trim_end_matches('.') } else { text }) + ".";
        found.push(AttributedView { party, known, text });
    }
    found
}

/// Whether the sentence negates what it reports: “Nobody says …”, “It is not true that …”.
fn is_denied(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let untrue = [
        "it is not true", "it isn’t true", "it isn't true", "is false", "is untrue", "is not true", "is wrong",
        "is a myth", "no evidence that",
    ];
    lower.starts_with("neither ")
        || lower.starts_with("nobody ")
        || lower.starts_with("no one ")
        || untrue.iter().any(|words| lower.contains(words))
}

/// The words of `text`, with the hyphens, apostrophes and full stops that belong to them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric()
            || matches!(c, '-' | '’' | '\'')
            || (c == '.' && start.is_some() && text[at + 1..].starts_with(char::is_alphabetic));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                // “U.S.” includes its last full stop.
                let initials =
                    c == '.' && text[from..at].contains('.') && text[from..at].split('.').all(|part| part.len() == 1);
                words.push(from..at + usize::from(initials));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// The party named directly before a verb, and whether it is well known.
fn subject(sentence: &str, before: &[Range<usize>]) -> Option<(String, bool)> {
    // Words such as “has” and “also” may precede the verb: “has repeatedly denied”.
    let adverbs = [
        "has", "also", "now", "still", "strongly", "repeatedly", "have", "flatly", "firmly", "long", "again",
        "consistently", "always",
    ];
    let skipped = before.iter().rev().take(3).take_while(|word| adverbs.contains(&&sentence[(*word).clone()])).count();
    let before = &before[..before.len() - skipped];
    let end = before.last()?.end;
    for length in [3, 2, 1] {
        let Some(first) = before.len().checked_sub(length).map(|at| before[at].start) else { continue };
        let name = &sentence[first..end];
        let preceded = before.len().checked_sub(length + 1).map(|at| &sentence[before[at].clone()]);
        if let Some(party) =
            party_called(name).filter(|_| !preceded.is_some_and(|word| RULE_OUT_SUBJECT.contains(&word)))
        {
            return Some((party.to_owned(), true));
        }
    }
    // “Ms Okafor” and “Okafor” are the same party.
    let titles = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Senator", "Governor", "Professor"];
    let titled = before.len() > 1 && titles.contains(&&sentence[before[0].clone()]);
    let before = &before[usize::from(titled)..];
    let first = before.first()?.start;
    // Any other name is a party only if it is the whole subject: one word, or several after “The”.
    let name = &sentence[first..end];
    let capitalised = before
        .iter()
        .skip(usize::from(name.starts_with("The ")))
        .all(|word| sentence[word.clone()].starts_with(char::is_uppercase));
    let not_names = [
        "He", "She", "It", "They", "We", "I", "You", "This", "That", "Who", "Both", "Each", "Neither", "Nobody",
        "Critics", "Officials", "Experts", "Analysts", "Sources", "Some", "Many", "Others",
    ];
    let several = (1..=4).contains(&before.len()) && capitalised && name.starts_with("The ") && before.len() >= 2;
    let single = before.len() == 1 && capitalised && !not_names.contains(&name) && name.chars().count() > 2;
    (several || single).then(|| (name.strip_prefix("The ").unwrap_or(name).to_owned(), false))
}

fn clause_end(sentence: &str, from: usize) -> usize {
    let rest = &sentence[from..];
    let parts =
        [";", " — ", " – ", ", but ", ", while ", ", whereas ", ", although ", " while ", " whereas ", ", and "];
    let end = parts.iter().filter_map(|part| rest.find(part)).min();
    end.map_or(sentence.len(), |end| from + end)
}

fn balanced(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('“') == count('”') && count('"').is_multiple_of(2) && count('(') == count(')')
}
