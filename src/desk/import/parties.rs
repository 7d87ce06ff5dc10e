//! Who says what: sentences that attribute a view to a state, an alliance or an institution.

use std::ops::Range;

use crate::desk::language::{capitalized, word_count};

/// Names by which newsrooms call the parties of world affairs, the first being the party's own.
const KNOWN: [&[&str]; 31] = [
    &[
        "United States", "US", "U.S.", "USA", "America", "Washington", "The White House", "White House",
        "The Pentagon", "Pentagon",
    ],
    &["Russia", "Moscow", "The Kremlin", "Kremlin"],
    &["China", "Beijing"],
    &["Britain", "UK", "U.K.", "United Kingdom", "London", "Downing Street", "Whitehall"],
    &["European Union", "EU", "E.U.", "Brussels"],
    &["Ukraine", "Kyiv", "Kiev"],
    &["Iran", "Tehran"],
    &["North Korea", "Pyongyang"],
    &["South Korea", "Seoul"],
    &["Japan", "Tokyo"],
    &["Israel"],
    &["Palestinian Authority", "Palestinians"],
    &["Hamas"],
    &["Turkey", "Ankara"],
    &["France", "Paris"],
    &["Germany", "Berlin"],
    &["India", "New Delhi", "Delhi"],
    &["Pakistan", "Islamabad"],
    &["Saudi Arabia", "Riyadh"],
    &["Syria", "Damascus"],
    &["Taiwan", "Taipei"],
    &["Canada", "Ottawa"],
    &["Mexico"],
    &["Australia", "Canberra"],
    &["Brazil", "Brasilia"],
    &["Egypt", "Cairo"],
    &["Ethiopia", "Addis Ababa"],
    &["Sudan", "Khartoum"],
    &["Nato", "NATO"],
    &["United Nations", "UN", "U.N."],
    &["Hong Kong"],
];

/// Verbs that attribute a view.
const VERBS: [&str; 66] = [
    "accuses", "accused", "argues", "argued", "backs", "blames", "blamed", "calls", "called", "claims", "claimed",
    "complains", "condemns", "condemned", "demands", "demanded", "denies", "denied", "disputes", "disputed",
    "dismisses", "dismissed", "fears", "favours", "favors", "insists", "insisted", "maintains", "maintained",
    "objects", "offers", "opposes", "opposed", "promises", "proposes", "proposed", "refuses", "refused", "rejects",
    "rejected", "says", "said", "sees", "supports", "supported", "suspects", "threatens", "threatened", "urges",
    "urged", "vows", "vowed", "wants", "wanted", "warns", "warned", "welcomes", "welcomed", "views", "believes",
    "contends", "counters", "hopes", "regards", "deny", "say",
];

/// Words before a party's name that make another word the subject: “The president of Russia said”.
const NO_SUBJECT: [&str; 24] = [
    "of", "in", "from", "to", "with", "against", "and", "by", "near", "at", "on", "that", "which", "whom", "nor", "or",
    "neither", "Neither", "whether", "if", "If", "not", "than", "as",
];

/// A view that a sentence attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    /// The party's own name, and whether it is a well-known one.
    pub(super) party: String,
    pub(super) known: bool,
    /// What it says: from the verb to the end of the clause.
    pub(super) text: String,
}

/// The views that `sentence` attributes, at most one for each party.
pub(super) fn views(sentence: &str) -> Vec<View> {
    let mut found: Vec<View> = Vec::new();
    if is_denied(sentence) {
        return found;
    }
    let words: Vec<Range<usize>> = words(sentence);
    // Of a long run of text without a full stop only the beginning is a sentence.
    for at in 1..words.len().min(120) {
        let verb = &sentence[words[at].clone()];
        if !VERBS.contains(&verb) {
            continue;
        }
        let Some((party, known)) = subject(sentence, &words[..at]) else { continue };
        let end = clause_end(sentence, words[at].end);
        let text = sentence[words[at].start..end].trim().trim_end_matches([',', ';', ':', '—', '–', '.', ' ']);
        // “Moscow says.” ends a quotation; its clause says nothing. Quotation marks must not be left open.
        let whole = word_count(text) >= 2 && balanced(text);
        if !whole || found.iter().any(|view| view.party == party) {
            continue;
        }
        let object = text.split_once(' ').map_or("", |(_, object)| object);
        // “Denies it” says what only with what stands before.
        let empty = matches!(object, "it" | "this" | "that" | "them" | "so" | "otherwise") && sentence.len() <= 240;
        let text = capitalized(if empty { sentence.trim_end_matches('.') } else { text }) + ".";
        found.push(View { party, known, text });
    }
    found
}

/// Whether the sentence says of what somebody says or does that it is not so.
fn is_denied(sentence: &str) -> bool {
    let start = sentence.to_lowercase();
    let untrue = [
        "it is not true", "it isn’t true", "it isn't true", "is false", "is untrue", "is not true", "is wrong",
        "is a myth", "no evidence that",
    ];
    start.starts_with("neither ")
        || start.starts_with("nobody ")
        || start.starts_with("no one ")
        || untrue.iter().any(|words| start.contains(words))
}

/// The words, with the signs that belong to them.
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
                // “U.S.” has its last dot too.
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

/// The party that the words before a verb name, if they do so right before it.
fn subject(sentence: &str, before: &[Range<usize>]) -> Option<(String, bool)> {
    // “has”, “also” and the like may stand between: “has repeatedly denied”.
    let between = [
        "has", "also", "now", "still", "strongly", "repeatedly", "have", "flatly", "firmly", "long", "again",
        "consistently", "always",
    ];
    let near = before.iter().rev().take(3).take_while(|word| between.contains(&&sentence[(*word).clone()])).count();
    let before = &before[..before.len() - near];
    let end = before.last()?.end;
    for length in [3, 2, 1] {
        let Some(first) = before.len().checked_sub(length).map(|at| before[at].start) else { continue };
        let name = &sentence[first..end];
        let own = KNOWN.iter().find(|names| names.contains(&name)).map(|names| names[0]);
        let preceded = before.len().checked_sub(length + 1).map(|at| &sentence[before[at].clone()]);
        if let Some(own) = own.filter(|_| !preceded.is_some_and(|word| NO_SUBJECT.contains(&word))) {
            return Some((own.to_owned(), true));
        }
    }
    // “Ms Okafor” is the same as “Okafor”.
    let titles = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Senator", "Governor", "Professor"];
    let titled = before.len() > 1 && titles.contains(&&sentence[before[0].clone()]);
    let before = &before[usize::from(titled)..];
    let first = before.first()?.start;
    // A name nobody knows is a party only where it is the whole subject, with its article.
    let name = &sentence[first..end];
    let capitalised = before
        .iter()
        .skip(usize::from(name.starts_with("The ")))
        .all(|word| sentence[word.clone()].starts_with(char::is_uppercase));
    let pronoun = [
        "He", "She", "It", "They", "We", "I", "You", "This", "That", "Who", "Both", "Each", "Neither", "Nobody",
        "Critics", "Officials", "Experts", "Analysts", "Sources", "Some", "Many", "Others",
    ];
    let fits = (1..=4).contains(&before.len()) && capitalised && name.starts_with("The ") && before.len() >= 2;
    let single = before.len() == 1 && capitalised && !pronoun.contains(&name) && name.chars().count() > 2;
    (fits || single).then(|| (name.strip_prefix("The ").unwrap_or(name).to_owned(), false))
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
